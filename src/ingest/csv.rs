//! How a text with separators is written, told from its first records: the separator and the decimal comma. It refuses
//! to know what the columns mean.

use super::fields;

/// Separators that are told apart, the likelier first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Records looked at.
const RECORDS: usize = 100;

/// The separator that splits the most fields off every record alike; if none does, the most frequent in the header;
/// if there is none at all, the comma. `whole` says that nothing follows the text.
pub(crate) fn separator(text: &str, whole: bool) -> u8 {
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

/// Whether numbers are written with a comma: some field is one such as `0,5`, and none is one such as `0.5`. A field
/// such as `1,234` may have its thousands marked and tells nothing.
pub(crate) fn decimal_comma(text: &str, separator: u8) -> bool {
    let mut commas = false;
    let (mut at, mut records) = (0, 0);
    while at < text.len() && records <= RECORDS {
        let Some(field) = fields::field(text, at, separator) else { break };
        at = field.next;
        records += usize::from(field.last);
        match sign_of(&field.value) {
            Some('.') => return false,
            Some(_) => commas = true,
            None => {}
        }
    }
    commas
}

/// The decimal sign of a field that is a number and has one.
fn sign_of(field: &str) -> Option<char> {
    let digits = field.trim_ascii();
    let digits = digits.strip_prefix(['-', '+']).unwrap_or(digits);
    let sign = digits.chars().find(|sign| !sign.is_ascii_digit()).filter(|sign| ['.', ','].contains(sign))?;
    let (units, parts) = digits.split_once(sign)?;
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let thousands = sign == ',' && parts.len() == 3 && units.len() <= 3 && !units.starts_with('0');
    (all_digits(units) && all_digits(parts) && !thousands).then_some(sign)
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

    #[test]
    fn a_decimal_comma_is_one_that_no_point_speaks_against() {
        let of = |text| decimal_comma(text, b';');
        assert!(of("a;b\nx;0,5\ny;-12,25\n"));
        assert!(of("a;b\nx;0,125\n"));
        assert!(!of("a;b\nx;1,234\ny;12,500\n"), "thousands or decimals");
        assert!(!of("a;b\nx;0,5\ny;0.5\n"), "both");
        assert!(!of("a;b\n1,2,3;Paris, 75\n"), "no numbers");
        assert!(decimal_comma("a,b\n\"0,5\",1\n", b','));
    }
}
