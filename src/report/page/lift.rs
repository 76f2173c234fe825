//! What the campaign changed, group by group.

use super::{Body, View};
use crate::document::{Estimate, LiftRow};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Cell, Row, Table};
use crate::report::words::attribute_words;

pub(super) fn lift(v: View<'_>) -> Body {
    let Some(lift) = &v.audit.lift else { return Err(v.text("lift-none-asked")) };
    if let Some(reason) = &lift.undefined {
        return Err(v.say(&Said::new("lift-none").with("reason", reason.as_str())));
    }
    let instead = v.audit.settings.observed.as_deref() == Some("after-decision");
    let mut leads: Vec<String> = instead.then(|| v.text("lift-instead")).into_iter().collect();
    leads.push(v.text("lift-note"));
    leads.extend(lift.equal.iter().filter_map(|equal| {
        let said = Said::new("lift-equal")
            .with("attribute", attribute_words(v.audit, &equal.attribute, v.lang))
            .with("groups", equal.groups)
            .with("p", v.p_value(equal.test.p_value?));
        Some(v.say(&said))
    }));
    Ok(leads.into_iter().map(Block::prose).chain([table(v, &lift.segments).into()]).collect())
}

fn table(v: View<'_>, segments: &[LiftRow]) -> Table {
    let side = |estimate: &Estimate, top, bottom, below| {
        v.estimate(estimate, Unit::Percent).noted(v.counts(top, bottom, below))
    };
    let row = |row: &LiftRow| {
        let count = |value: f64| v.say(&Said::new("lift-count").with("count", value.round()));
        let is_everybody = row.segment.0.is_empty();
        let against = row.against.as_ref().map(|against| v.estimate(&against.difference, Unit::Points));
        let cells = [
            side(&row.open_rate, row.open_outcomes, row.open, row.people_below),
            side(&row.held_out_rate, row.held_out_outcomes, row.held_out, row.people_below),
            v.estimate(&row.effect, Unit::Points),
            row.incremental.value.map_or_else(|| super::DASH.to_owned(), count).into(),
            if is_everybody { Cell::default() } else { v.estimate(&row.share, Unit::Percent) },
            against.unwrap_or_default(),
        ];
        Row::new(v.segment_or(&row.segment, "lift-everybody"), cells)
    };
    let heads = [
        "table-segment",
        "lift-open",
        "lift-held-out",
        "lift-effect",
        "lift-incremental",
        "lift-share",
        "lift-difference",
    ];
    let caption = v.say(&Said::new("lift-caption").with("level", v.audit.settings.level));
    v.grid(caption, &heads, segments.iter().map(row).collect())
}
