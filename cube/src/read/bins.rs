//! Bins of a number and how they are called.

/// The bins between these edges: the lower edge is in, the upper out.
#[derive(Debug, Clone)]
pub(crate) struct Bins {
    edges: Vec<f64>,
    labels: Vec<String>,
}

impl Bins {
    /// The bins between increasing edges.
    pub(crate) fn new(edges: &[f64]) -> Self {
        Self { edges: edges.to_vec(), labels: labels(edges) }
    }

    /// The bin of a number. NaN is in none.
    pub(crate) fn label(&self, number: f64) -> Option<&str> {
        let at = self.edges.partition_point(|edge| *edge <= number);
        self.labels.get(at).filter(|_| !number.is_nan()).map(String::as_str)
    }
}

/// What the bins between increasing edges are called, in their order.
///
/// Whole edges from 0 up name whole numbers, both ends included: 25, 35, 45 give `<25`, `25-34`, `35-44`, `45+` (and `1`
/// for the bin from 1 to 2). Other edges name the interval: 0.5, 1.5 give `<0.5`, `0.5-<1.5`, `1.5+`.
#[must_use]
pub fn labels(edges: &[f64]) -> Vec<String> {
    let (Some(first), Some(last)) = (edges.first(), edges.last()) else { return Vec::new() };
    let whole = edges.iter().all(|edge| edge.fract() == 0.0 && *edge >= 0.0);
    let between = edges.windows(2).map(|pair| match pair[1] - 1.0 {
        _ if !whole => format!("{}-<{}", pair[0], pair[1]),
        last if last <= pair[0] => format!("{last}"),
        last => format!("{}-{last}", pair[0]),
    });
    std::iter::once(format!("<{first}")).chain(between).chain(std::iter::once(format!("{last}+"))).collect()
}

/// Round edges that cut distinct values into fifths, roughly: as round as they can be and still near them. `None` when
/// there are too few values for every fifth to stand for many people.
pub(crate) fn proposed(values: impl IntoIterator<Item = f64>) -> Option<Vec<f64>> {
    const FEWEST: usize = 60;
    let mut values: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
    if values.len() < FEWEST {
        return None;
    }
    values.sort_by(f64::total_cmp);
    let cuts = [1, 2, 3, 4].map(|part| values[values.len() * part / 5]);
    rounded(&cuts, values[0], values[values.len() - 1])
}

/// Edges that are usual for ages.
const AGES: [f64; 5] = [25.0, 35.0, 45.0, 55.0, 65.0];

/// The usual edges of ages that have at least one in a hundred of these rows, which are sorted, on both sides.
pub(crate) fn ages(sorted: &[f64]) -> Vec<f64> {
    let enough = |edge: &f64| {
        let below = sorted.partition_point(|value| value < edge);
        below.min(sorted.len() - below) * 100 >= sorted.len().max(1)
    };
    AGES.into_iter().filter(enough).collect()
}

/// Round edges between the fifths of rows, which are sorted. Where most rows have one value, fewer edges; where all have,
/// none.
pub(crate) fn fifths(sorted: &[f64]) -> Vec<f64> {
    let (Some(least), Some(most)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let mut cuts: Vec<f64> = (1..5).map(|part| sorted[sorted.len() * part / 5]).filter(|cut| cut > least).collect();
    cuts.dedup();
    if cuts.is_empty() {
        // Nearly everybody has the least value: the others are a group.
        cuts.extend(sorted.iter().find(|value| *value > least));
    }
    rounded(&cuts, *least, *most).unwrap_or(cuts)
}

/// These cuts, which increase, as round as they can be while they stay apart and have values on both sides.
fn rounded(cuts: &[f64], least: f64, most: f64) -> Option<Vec<f64>> {
    let (first, last) = (*cuts.first()?, *cuts.last()?);
    // A single cut is as round as two digits of it.
    let span = if cuts.len() > 1 { last - first } else { (first - least).max(0.0) };
    // Powers of ten are divided and not multiplied by, so that a tenth is written 0.1.
    let power = |exponent: i32| 10_f64.powi(exponent.abs());
    let round = |value: f64, (digit, exponent): (f64, i32)| {
        let steps = if exponent < 0 { value * power(exponent) / digit } else { value / power(exponent) / digit };
        let whole = steps.round() * digit;
        if exponent < 0 { whole / power(exponent) } else { whole * power(exponent) }
    };
    #[expect(clippy::cast_possible_truncation, reason = "the exponent of a double")]
    let largest = span.log10().ceil() as i32;
    let size =
        |(digit, exponent): (f64, i32)| if exponent < 0 { digit / power(exponent) } else { digit * power(exponent) };
    let steps = (0..12).filter(|_| span > 0.0).flat_map(|down| [5.0, 2.0, 1.0].map(|digit| (digit, largest - down)));
    let edges = |step| cuts.iter().map(|cut| round(*cut, step) + 0.0).collect::<Vec<f64>>();
    steps.filter(|step| size(*step) * 6.0 <= span).map(edges).find(|edges| {
        let within = edges.first().is_some_and(|edge| *edge > least) && edges.last().is_some_and(|edge| *edge <= most);
        within && edges.windows(2).all(|pair| pair[0] < pair[1])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_edges_name_whole_numbers() {
        assert_eq!(labels(&[25.0, 35.0, 45.0]), ["<25", "25-34", "35-44", "45+"]);
        assert_eq!(labels(&[0.0, 1.0, 2.0, 10.0]), ["<0", "0", "1", "2-9", "10+"]);
        assert_eq!(labels(&[18.0]), ["<18", "18+"]);
    }

    #[test]
    fn other_edges_name_the_interval() {
        assert_eq!(labels(&[0.5, 1.5]), ["<0.5", "0.5-<1.5", "1.5+"]);
        assert_eq!(labels(&[-10.0, 10.0]), ["<-10", "-10-<10", "10+"]);
    }

    #[test]
    fn proposed_edges_are_round_and_cut_the_values_into_fifths() {
        let of = |values: &mut dyn Iterator<Item = f64>| proposed(values);
        assert_eq!(of(&mut (18..98).map(f64::from)), Some(vec![35.0, 50.0, 65.0, 80.0]));
        assert_eq!(
            of(&mut (0..1_000).map(|n| f64::from(n) * 97.0)),
            Some(vec![20_000.0, 40_000.0, 60_000.0, 80_000.0])
        );
        assert_eq!(of(&mut (0..100).map(|n| f64::from(n) / 1_000.0)), Some(vec![0.02, 0.04, 0.06, 0.08]));
        assert_eq!(of(&mut (-50..50).map(f64::from)), Some(vec![-30.0, -10.0, 10.0, 30.0]));
        assert_eq!(of(&mut (0..59).map(f64::from)), None, "too few to be told of");
        assert_eq!(of(&mut std::iter::repeat_n(7.0, 100)), None);
    }

    #[test]
    fn edges_between_the_fifths_of_rows_leave_nobody_alone() {
        let incomes: Vec<f64> = (0..2_000).map(|row| 12_000.0 + f64::from(row) * 31.0).collect();
        assert_eq!(fifths(&incomes), vec![25_000.0, 35_000.0, 50_000.0, 60_000.0]);
        let mut gains = vec![0.0; 900];
        gains.extend((0..100).map(|row| 1_000.0 + f64::from(row)));
        assert_eq!(fifths(&gains), vec![1_000.0], "nine in ten have none");
        assert_eq!(fifths(&[3.0; 50]), Vec::<f64>::new());
        assert_eq!(fifths(&[]), Vec::<f64>::new());
        let ages_of = |from: u32, to: u32| ages(&(from..to).map(f64::from).collect::<Vec<_>>());
        assert_eq!(ages_of(17, 99), AGES.to_vec());
        assert_eq!(ages_of(30, 50), vec![35.0, 45.0]);
        assert_eq!(ages_of(3, 18), Vec::<f64>::new());
    }

    #[test]
    fn the_lower_edge_is_in_and_the_upper_out() {
        let bins = Bins::new(&[25.0, 35.0]);
        let found = [24.9, 25.0, 34.9, 35.0, f64::INFINITY].map(|number| bins.label(number));
        assert_eq!(found, [Some("<25"), Some("25-34"), Some("25-34"), Some("35+"), Some("35+")]);
        assert_eq!(bins.label(f64::NAN), None);
    }
}
