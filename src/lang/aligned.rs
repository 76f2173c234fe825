//! Columns of a text.

use unicode_width::UnicodeWidthStr;

use super::inert;

/// Rows whose columns line up, a line each; the last of a row needs no filling.
///
/// ```
/// use evenhand::lang::aligned;
/// let rows = [vec!["a".to_owned(), "b".to_owned()], vec!["women".to_owned(), "0.74".to_owned()]];
/// assert_eq!(aligned(&rows), "a      b\nwomen  0.74\n");
/// ```
#[must_use]
pub fn aligned(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|cell| inert(cell)).collect()).collect();
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
