//! Columns that play two parts. Some go together, such as score and value or unit and key; others would be compared with
//! themselves.

use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::Role;
use crate::plan::{Attribute, Columns, Decision, Kind, Positive, Reading, Test};

/// A part that contradicts others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The decision; `cut` when it is a threshold on a number.
    Decision {
        cut: bool,
    },
    Outcome,
    Holdout,
    Count,
    Selected,
    Weight,
    Campaign,
    Stratum,
    Attribute,
}

impl Part {
    /// The word of messages.
    const fn id(self) -> &'static str {
        match self {
            Self::Decision { .. } => "decision",
            Self::Outcome => "outcome",
            Self::Holdout => "holdout",
            Self::Count => "count",
            Self::Selected => "selected",
            Self::Weight => "weight",
            Self::Campaign => "campaign",
            Self::Stratum => "stratum",
            Self::Attribute => "attribute",
        }
    }

    /// Whether one column cannot be this and that, named behind it.
    const fn contradicts(self, other: Self) -> bool {
        match (self, other) {
            // Comparing people with their like in a score that the decision cuts is a question of its own.
            (Self::Decision { cut }, Self::Stratum) => !cut,
            (
                Self::Decision { .. },
                Self::Outcome | Self::Holdout | Self::Count | Self::Weight | Self::Campaign | Self::Attribute,
            )
            | (Self::Outcome, Self::Holdout | Self::Attribute)
            | (Self::Holdout, Self::Stratum | Self::Attribute)
            | (Self::Count, Self::Selected | Self::Weight | Self::Stratum | Self::Attribute)
            | (Self::Selected, Self::Weight | Self::Stratum | Self::Attribute) => true,
            _ => false,
        }
    }
}

/// Refuses one column in two parts that contradict each other.
///
/// # Errors
/// `EVH-P090` at the second of them.
pub(super) fn agree(columns: &Columns, attributes: &[Attribute]) -> Result<()> {
    let parts = parts(columns, attributes);
    for (at, (second, column, place)) in parts.iter().enumerate() {
        let first = parts[..at].iter().find(|(first, other, _)| other == column && first.contradicts(*second));
        if let Some((first, ..)) = first {
            let error = Error::new(ErrorCode::P090).with("column", *column).with("first", first.id());
            return Err(error.with("second", second.id()).at((*place).clone()));
        }
    }
    Ok(())
}

/// Every part with its column and where it was named, in the order in which [`Part::contradicts`] has them.
fn parts<'a>(columns: &'a Columns, attributes: &'a [Attribute]) -> Vec<(Part, &'a str, &'a Place)> {
    let mut parts: Vec<(Part, &str, &Place)> = Vec::new();
    // What an expression makes of a column is another thing than the column.
    let mut flag = |part: Part, read: &'a Positive| {
        if !matches!(read.test, Test::Sql(_)) {
            parts.push((part, &read.column.column, &read.column.place));
        }
    };
    let decision = |read: &Positive| Part::Decision { cut: matches!(read.test, Test::AtLeast(_) | Test::Above(_)) };
    let (mut count, mut selected) = (None, None);
    match &columns.decision {
        Decision::Row { read, count: people } => {
            flag(decision(read), read);
            count = people.as_ref();
        }
        Decision::Wide { waves, count: people } => {
            for wave in waves {
                flag(decision(&wave.read), &wave.read);
            }
            count = people.as_ref();
        }
        Decision::Counted { count: people, selected: of_them } => {
            count = Some(people);
            selected = Some(of_them);
        }
        Decision::Delivered { count: people } => count = Some(people),
        Decision::Listed => {}
    }
    if let Some(outcome) = &columns.outcome {
        flag(Part::Outcome, &outcome.read);
    }
    if let Some(holdout) = &columns.holdout {
        flag(Part::Holdout, holdout);
    }
    let named = [
        (Part::Count, count),
        (Part::Selected, selected),
        (Part::Weight, columns[Role::Weight].as_ref()),
        (Part::Campaign, columns.campaign.as_ref()),
    ];
    parts.extend(named.into_iter().filter_map(|(part, named)| Some((part, named?.column.as_str(), &named?.place))));
    for attribute in attributes {
        let part = if attribute.kind == Kind::Stratum { Part::Stratum } else { Part::Attribute };
        match &attribute.reading {
            Reading::Column | Reading::Age { .. } => parts.push((part, &attribute.column, &attribute.place)),
            Reading::OneHot(hot) => parts.extend(hot.iter().map(|hot| (part, hot.column.as_str(), &hot.place))),
            Reading::Sql(_) => {}
        }
    }
    parts
}
