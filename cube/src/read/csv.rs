//! How a text with separators is written, told from its first records: the separator. It refuses to know what the
//! columns mean.

use super::{fields, head};

/// Separators that are told apart, the likelier first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records looked at.
const RECORDS: usize = 100;

/// The separator that splits the most fields off every record alike; if none does, the most frequent in the header;
/// if there is none at all, the comma. `whole` says that nothing follows the text.
pub(crate) fn separator(text: &str, whole: bool) -> u8 {
    // Where lines stand before the header, what splits them tells nothing.
    let alike = |separator: &u8| {
        let widths = widths(text, whole, *separator);
        widths.first().is_some_and(|first| *first > 1 && widths.iter().all(|width| width == first))
    };
    let titled = || SEPARATORS.into_iter().find(|separator| head::begin(text, *separator).is_some());
    if let (false, Some(separator)) = (SEPARATORS.iter().any(alike), titled()) {
        return separator;
    }

    let counts = SEPARATORS.map(|separator| (separator, widths(text, whole, separator)));
    let of_header = |counts: &[usize]| counts.first().copied().unwrap_or(1);
    let alike = |counts: &[usize]| counts.iter().all(|count| *count == counts[0]);
    let best = |all: bool| {
        let able = counts.iter().filter(|(_, counts)| of_header(counts) > 1 && (!all || alike(counts)));
        // The last of the greatest wins in max_by_key, and the likelier stand first.
        able.rev().max_by_key(|(_, counts)| of_header(counts)).map(|(separator, _)| *separator)
    };
    best(true).or_else(|| best(false)).unwrap_or(b',')
}

/// How many fields the first records have. The last is left out where the text may end within it.
fn widths(text: &str, whole: bool, separator: u8) -> Vec<usize> {
    let (mut widths, mut at) = (Vec::new(), 0);
    while at < text.len() && widths.len() < RECORDS {
        if let Some(next) = fields::blank(text, at) {
            at = next;
            continue;
        }
        let mut width = 0;
        loop {
            let Some((next, last)) = fields::skip(text, at, separator) else { return widths };
            width += 1;
            at = next;
            if last {
                break;
            }
        }
        widths.push(width);
    }
    if !whole && widths.len() > 1 && at >= text.len() {
        widths.pop();
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_splits_every_record_alike() {
        let of = |text| separator(text, true);
        assert_eq!(of("a,b,c\n1,2,3\n"), b',');
        assert_eq!(of("\"age\";\"job\"\n\"56\";\"a,b,c\"\n"), b';');
        assert_eq!(of("a\tb\n1\t2,5\n"), b'\t');
        assert_eq!(of("a|b;c\r\n1|2;3\r\n4|5;6;7\r\n"), b'|');
        assert_eq!(of("alone\n1\n2\n"), b',');
        assert_eq!(of("a,b\n\"x\ny\",2\n"), b',');
        assert_eq!(separator("a;b\n1;2\n3;4;5,", false), b';');
    }

    #[test]
    fn decimal_commas_do_not_pass_for_separators() {
        assert_eq!(separator("a;b\n1,5;2,5\n1,5;2\n", true), b';');
    }
}
