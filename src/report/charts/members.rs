//! Which groups a combined group is made of, drawn: a column of dots for every group, filled where it belongs. The words
//! beside say the same.

use std::fmt::Write;

use crate::document::Audit;
use crate::lang::Lang;
use crate::report::words::group_words;
use crate::segment::Segment;

/// More columns than this would not fit beside the numbers: the attribute with the most groups is told in words alone.
const MOST: usize = 24;
/// Width of a column, and of the space between two attributes.
const STEP: (usize, usize) = (13, 7);
/// Letters of a head.
const LETTERS: usize = 12;

/// The columns: attribute, label, place.
#[derive(Debug)]
pub(in crate::report) struct Columns(Vec<(String, String, usize)>);

/// The heads above the dots.
#[derive(Debug)]
pub(in crate::report) struct Heads {
    pub(in crate::report) width: usize,
    pub(in crate::report) heads: Vec<Head>,
}

#[derive(Debug)]
pub(in crate::report) struct Head {
    pub(in crate::report) x: usize,
    pub(in crate::report) text: String,
}

/// The dots of one row.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Dots {
    pub(in crate::report) width: usize,
    pub(in crate::report) empty: String,
    pub(in crate::report) full: String,
    pub(in crate::report) line: String,
}

impl Columns {
    /// A column for every group that occurs in these segments, attributes of too many groups left out; `None` when no
    /// attribute is left.
    pub(in crate::report) fn of(audit: &Audit, segments: &[&Segment]) -> Option<Self> {
        let occurs = |name: &str, label: &str| {
            let mut pairs = segments.iter().flat_map(|segment| &segment.0);
            pairs.any(|(other, group)| other == name && group.as_deref() == Some(label))
        };
        let groups = |name: &str| -> Vec<String> {
            let known =
                audit.attributes.iter().filter(|attribute| attribute.name == name).flat_map(|known| &known.groups);
            known.map(|group| group.label.clone()).filter(|label| occurs(name, label)).collect()
        };
        let mut sets: Vec<(&str, Vec<String>)> =
            segments.first()?.0.iter().map(|(name, _)| (name.as_str(), groups(name))).collect();
        while sets.iter().map(|(_, groups)| groups.len()).sum::<usize>() > MOST {
            let widest = sets.iter().enumerate().max_by_key(|(_, (_, groups))| groups.len()).map(|(at, _)| at);
            sets.remove(widest?);
        }
        let mut columns = Vec::new();
        let mut x = STEP.0 / 2 + 1;
        for (name, groups) in sets {
            for label in groups {
                columns.push((name.to_owned(), label, x));
                x += STEP.0;
            }
            x += STEP.1;
        }
        (!columns.is_empty()).then_some(Self(columns))
    }

    fn width(&self) -> usize {
        self.0.last().map_or(0, |(_, _, x)| x + STEP.0 / 2 + 1)
    }

    pub(in crate::report) fn heads(&self, audit: &Audit, lang: Lang) -> Heads {
        let head = |(name, label, x): &(String, String, usize)| {
            let words = group_words(audit, name, Some(label), lang);
            Head { x: *x, text: crate::report::outcome::cut(&words, LETTERS) }
        };
        Heads { width: self.width() + 34, heads: self.0.iter().map(head).collect() }
    }

    pub(in crate::report) fn dots(&self, segment: &Segment) -> Dots {
        let mut dots = Dots { width: self.width() + 34, ..Dots::default() };
        let belongs = |name: &str, label: &str| {
            segment.0.iter().any(|(other, group)| other == name && group.as_deref() == Some(label))
        };
        let mut ends: Option<(usize, usize)> = None;
        for (name, label, x) in &self.0 {
            let path = if belongs(name, label) { &mut dots.full } else { &mut dots.empty };
            // A formatter that writes into memory cannot fail.
            let _ = write!(path, "M{} 15a4 4 0 1 0 8 0a4 4 0 1 0-8 0z", x.saturating_sub(4));
            if belongs(name, label) {
                ends = Some((ends.map_or(*x, |(first, _)| first), *x));
            }
        }
        if let Some((first, last)) = ends {
            dots.line = format!("M{first} 15H{last}");
        }
        dots
    }
}
