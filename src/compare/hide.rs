//! Which counts may be shown. A group of few people, of an attribute, a cross, a stratum, a campaign or those kept out, has no
//! numbers; how many of a group that is shown were selected, reached a stage or had an outcome is told however few they are;
//! a mean, a score or a curve of few people is not, wherever it stands. Nothing else is hidden so that small groups cannot be
//! worked out; the documents say that they can. It knows counts; it refuses to know what they are counts of.

use evenhand_metrics::undefined::Undefined;

use crate::document::Estimate;

/// Whether a count is too small to be shown. Nobody discloses nobody.
pub(crate) fn is_small(people: u64, min_cell: u64) -> bool {
    (1..min_cell).contains(&people)
}

/// A count that may be shown.
pub(crate) fn shown(people: u64, min_cell: u64) -> Option<u64> {
    (!is_small(people, min_cell)).then_some(people)
}

/// A share of `people`, unless it tells a small count.
pub(crate) fn share(share: Result<f64, Undefined>, people: u64, min_cell: u64) -> Estimate {
    #[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are")]
    let (all, most) = (people as f64, min_cell as f64);
    let is_small = |part: f64| part > 0.5 && part < most - 0.5;
    match share {
        Ok(share) if is_small(share * all) => Estimate::none(Undefined::TooFew),
        share => Estimate::without(share),
    }
}

/// Which cells of a table are hidden: the small ones.
pub(crate) fn hidden(counts: &[Vec<u64>], min_cell: u64) -> Vec<Vec<bool>> {
    counts.iter().map(|row| row.iter().map(|people| is_small(*people, min_cell)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_cell_is_hidden_and_no_other() {
        let found = hidden(&[vec![5, 30, 40], vec![50, 60, 70], vec![0, 80, 90]], 11);
        assert_eq!(found, [vec![true, false, false], vec![false; 3], vec![false; 3]]);
    }

    #[test]
    fn a_share_that_tells_a_small_count_is_not_told() {
        assert_eq!(share(Ok(0.02), 200, 11).undefined.as_deref(), Some("too-few"));
        assert_eq!(share(Ok(0.98), 200, 11).value, Some(0.98));
        assert_eq!((share(Ok(0.0), 200, 11).value, share(Ok(0.1), 200, 11).value), (Some(0.0), Some(0.1)));
    }
}
