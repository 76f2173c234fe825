//! Where a table begins and ends in a text: lines before its header, and notes behind its last row. Only what cannot be
//! read as part of the table is passed over, and it is counted. It refuses to know what the columns mean.

use std::borrow::Cow;

use super::fields;
use super::signs::Signs;

/// Records looked at to find the header.
pub(crate) const RECORDS: usize = 100;
/// A header stands behind no more records than this.
const DEEPEST: usize = 30;
/// More records than this behind a table are no notes.
const MOST_NOTES: usize = 30;

/// One record of a text.
struct Record<'t> {
    at: usize,
    fields: Vec<Cow<'t, str>>,
}

/// How many fields hold something.
fn filled(fields: &[Cow<'_, str>]) -> usize {
    fields.iter().filter(|field| !field.trim().is_empty()).count()
}

/// The separator that a first line such as `sep=;` names, as spreadsheet programs write it, and where the next line begins.
pub(crate) fn stated_separator(text: &str) -> Option<(u8, usize)> {
    let (line, _) = text.split_once('\n')?;
    let named = line.trim_end().trim_matches('"').strip_prefix("sep=")?;
    match named.as_bytes() {
        [separator] if separator.is_ascii_punctuation() => Some((*separator, line.len() + 1)),
        // The sign itself is a blank that was trimmed.
        [] if line.contains('\t') => Some((b'\t', line.len() + 1)),
        _ => None,
    }
}

/// Where the text goes on behind so many lines.
pub(crate) fn behind_lines(text: &str, lines: usize) -> usize {
    let mut ends = text.match_indices('\n');
    match lines.checked_sub(1) {
        None => 0,
        Some(last) => ends.nth(last).map_or(text.len(), |(at, _)| at + 1),
    }
}

/// Where the header begins, when lines of another shape stand before it.
pub(crate) fn begin(text: &str, separator: u8) -> Option<usize> {
    let (places, records): (Vec<usize>, Vec<Vec<Cow<'_, str>>>) =
        records(text, separator).into_iter().map(|record| (record.at, record.fields)).unzip();
    place(&records).map(|place| places[place])
}

/// The place of the header among records, when others stand before it: the first record that is as wide as most, names
/// columns and not values, and has numbers below a name.
pub(crate) fn place(records: &[Vec<Cow<'_, str>>]) -> Option<usize> {
    let width = usual_width(&records.iter().map(Vec::len).collect::<Vec<_>>())?;
    let row = |record: &&Vec<Cow<'_, str>>| record.len() == width;
    let names = |record: &[Cow<'_, str>]| {
        let mut names: Vec<&str> = record.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
        let words = names.iter().all(|name| !is_value(name));
        let filled = names.len();
        names.sort_unstable();
        names.dedup();
        words && names.len() == filled && filled >= 2.max(width / 2 + 1)
    };
    let (place, _) = records.iter().enumerate().take(DEEPEST).find(|(_, record)| row(record) && names(record))?;
    let rows: Vec<&Vec<Cow<'_, str>>> = records[place + 1..].iter().filter(row).collect();
    let numbers = |column: usize| {
        let mut values = rows.iter().map(|record| record[column].trim()).filter(|value| !value.is_empty()).peekable();
        values.peek().is_some() && values.all(is_value)
    };
    // A first record as wide as the others is the header, whatever it holds.
    let first = records.first().is_some_and(|first| row(&first) && filled(first) > width / 2);
    (place > 0 && !first && (0..width).any(numbers)).then_some(place)
}

/// Gives names to columns that have none, by their place, and says which.
pub(crate) fn name_the_unnamed(columns: &mut [String]) -> Vec<String> {
    let mut unnamed = Vec::new();
    for place in 0..columns.len() {
        let name = format!("column_{}", place + 1);
        if columns[place].is_empty() && !columns.contains(&name) {
            columns[place].clone_from(&name);
            unnamed.push(name);
        }
    }
    unnamed
}

/// The number of lines before the first record that is as wide as most, where these could be titles; for a message.
pub(crate) fn likely(text: &str, separator: u8) -> Option<usize> {
    let records = records(text, separator);
    let width = usual_width(&records.iter().map(|record| record.fields.len()).collect::<Vec<_>>())?;
    let place = records.iter().position(|record| record.fields.len() == width && filled(&record.fields) > 1)?;
    // A first record nearly as wide is a header that lacks a name, and no title.
    let titles = records[..place].iter().all(|record| 2 * filled(&record.fields) <= width);
    Some(text[..records[place].at].matches('\n').count()).filter(|lines| titles && *lines > 0)
}

/// Where notes begin in the last text of a table, and how many records they are: lines behind an empty one that have another
/// width than the header, or lines with less than half of its fields where no row before is as short.
pub(crate) fn notes(text: &str, from: usize, separator: u8, width: usize) -> Option<(usize, usize)> {
    if width < 2 {
        return None;
    }
    let (mut at, mut blank, mut seen) = (from, false, false);
    // Where records that are no rows begin, how many there are, and whether an empty line stood before them.
    let mut tail: Option<(usize, usize, bool)> = None;
    let mut shorter = false;
    while at < text.len() {
        if let Some(next) = fields::blank(text, at) {
            (at, blank) = (next, true);
            continue;
        }
        let start = at;
        let mut count = 0;
        loop {
            let (next, last) = fields::skip(text, at, separator)?;
            count += 1;
            at = next;
            if last {
                break;
            }
        }
        let short = 2 * count < width;
        tail = match tail {
            _ if count == width => {
                shorter |= tail.is_some_and(|(.., behind)| !behind);
                None
            }
            Some((start, records, behind)) if behind || short => Some((start, records + 1, behind)),
            // An empty line begins the notes anew.
            _ if blank && seen => Some((start, 1, true)),
            _ if short => Some((start, 1, false)),
            _ => {
                shorter = true;
                None
            }
        };
        (blank, seen) = (false, true);
    }
    let (start, records, behind) = tail?;
    (start > from && records <= MOST_NOTES && (behind || !shorter)).then_some((start, records))
}

fn records(text: &str, separator: u8) -> Vec<Record<'_>> {
    let (mut records, mut at) = (Vec::new(), 0);
    while at < text.len() && records.len() < RECORDS {
        if let Some(next) = fields::blank(text, at) {
            at = next;
            continue;
        }
        let mut record = Record { at, fields: Vec::new() };
        loop {
            let Some(field) = fields::field(text, at, separator) else { return records };
            at = field.next;
            record.fields.push(field.value);
            if field.last {
                break;
            }
        }
        records.push(record);
    }
    records
}

/// How many fields most records have, the larger number where two are as frequent; at least two.
fn usual_width(widths: &[usize]) -> Option<usize> {
    let often = |width: usize| widths.iter().filter(|other| **other == width).count();
    widths.iter().copied().filter(|width| *width > 1).max_by_key(|width| (often(*width), *width))
}

/// Whether a field is a number or a day, and so no name of a column.
pub(crate) fn is_value(field: &str) -> bool {
    let signs = Signs { sure: true, thousands: Some(','), ..Signs::default() };
    let number = |decimal, thousands| {
        let signs = Signs { decimal, thousands: Some(thousands), ..signs };
        signs.read(field, &mut super::signs::Met::default()).is_some_and(f64::is_finite)
    };
    number('.', ',') || number(',', '.') || super::birth::is_day(field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Option<&str> {
        begin(text, b',').and_then(|at| text[at..].lines().next())
    }

    #[test]
    fn lines_of_another_shape_stand_before_the_header() {
        let titled = "Report\n\"May 1, 2026 - May 31, 2026\"\nGender,Impr.,Clicks\nMale,1000,40\n";
        assert_eq!(header(titled), Some("Gender,Impr.,Clicks"));
        let unquoted = "Report\nMay 1, 2026 - May 31, 2026\nGender,Impr.,Clicks\nMale,1000,40\nFemale,90,3\n";
        assert_eq!(header(unquoted), Some("Gender,Impr.,Clicks"));
        let padded = "Report,,\n,,\nGender,Impr.,Clicks\nMale,\"1,000\",40\n";
        assert_eq!(header(padded), Some("Gender,Impr.,Clicks"));
    }

    #[test]
    fn a_first_record_that_may_be_the_header_is_the_header() {
        for text in [
            "a,b\n1,2\n",
            "\"\",a,b\n1,x,3\n2,y,4\n",
            // A row name more than there are columns, as R's write.table has it.
            "a,b\n1,x,3\n2,y,4\n",
            "a,b\nx,y,z\nq,r,s\n",
            "group,,\nx,1,2\ny,3,4\n",
            "alone\n1\n2\n",
        ] {
            assert_eq!(header(text), None, "{text}");
        }
    }

    #[test]
    fn notes_stand_behind_the_rows_and_short_rows_between_them_stay() {
        let of = |text: &str| {
            let from = text.find('\n').map_or(0, |at| at + 1);
            notes(text, from, b',', 4)
                .map(|(at, lines)| (text[at..].lines().next().unwrap_or_default().to_owned(), lines))
        };
        let note = |line: &str, lines| Some((line.to_owned(), lines));
        assert_eq!(of("a,b,c,d\n1,2,3,4\nExported today\n"), note("Exported today", 1));
        assert_eq!(of("a,b,c,d\n1,2,3,4\n\nSource: x, y, z\nsee there\n"), note("Source: x, y, z", 2));
        assert_eq!(of("a,b,c,d\n1,2,3,4\n1,2,3\n"), None, "a row whose last field is left out");
        assert_eq!(of("a,b,c,d\n1\n1,2,3,4\n2\n"), None, "such rows are usual here");
        assert_eq!(of("a,b,c,d\n1,2,3,4\n"), None);
        assert_eq!(of("a,b,c,d\nnothing\n"), None);
    }

    #[test]
    fn a_spreadsheet_says_its_separator() {
        assert_eq!(stated_separator("sep=;\r\na;b\n"), Some((b';', 7)));
        assert_eq!(stated_separator("\"sep=,\"\na,b\n"), Some((b',', 8)));
        assert_eq!(stated_separator("sep,b\n1,2\n"), None);
    }
}
