//! Sections of strata and of where gaps come from.

use super::grid::{Grid, GridCell, GridRow, GridView, number, p_value};
use crate::document::{Audit, Conditional, GapSource, JustificationOut, Reference, StratumRow, TestOut};
use crate::lang::{Lang, Piece, Said, Unit};
use crate::report::sections::{alarm, by_words, justified, uneven};
use crate::report::words::{attribute_words, group_words, groups_of, segment_words};

/// Every stratum: its justification, what changes within it, and every comparison.
pub(super) fn strata(audit: &Audit, most: usize, lang: Lang) -> Vec<GridView> {
    let mut names: Vec<&str> = Vec::new();
    for found in &audit.strata {
        if !names.contains(&found.within.as_str()) {
            names.push(&found.within);
        }
    }
    let view = |name: &&str| {
        let of: Vec<&Conditional> = audit.strata.iter().filter(|found| found.within == **name).collect();
        let mut leads = vec![justification(of.first().and_then(|found| found.justification.as_ref()), lang)];
        leads.extend(of.iter().filter_map(|found| Some(lang.say_in_pieces(&alarm(audit, found, lang)?))));
        leads.extend(uneven(audit, &of, lang).map(|said| lang.say_in_pieces(&said)));
        let mut grids = vec![compared(audit, &of, most, lang), tests(audit, &of, most, lang)];
        grids
            .extend(of.iter().filter(|found| !found.by_stratum.is_empty()).map(|found| each(audit, found, most, lang)));
        GridView {
            title: lang.say_in_pieces(&Said::new("strata-title").with("stratum", attribute_words(audit, name, lang))),
            leads,
            grids,
        }
    };
    names.iter().map(view).collect()
}

fn justification(given: Option<&JustificationOut>, lang: Lang) -> Vec<Piece> {
    lang.say_in_pieces(&justified(given))
}

fn head(audit: &Audit, found: &Conditional, lang: Lang) -> Vec<Piece> {
    pair(audit, &found.segment, &found.reference, lang)
}

/// `women against men (Gender)`.
fn pair(audit: &Audit, segment: &crate::segment::Segment, reference: &Reference, lang: Lang) -> Vec<Piece> {
    let against = match &reference.segment {
        Some(segment) => groups_of(audit, segment, lang),
        None => lang.text(if reference.rule == "everyone" { "rest" } else { &reference.rule }),
    };
    lang.say_in_pieces(
        &Said::new("grid-pair").with("segment", segment_words(audit, segment, lang)).with("reference", against),
    )
}

fn compared(audit: &Audit, of: &[&Conditional], most: usize, lang: Lang) -> Grid {
    let row = |found: &&Conditional| GridRow {
        head: head(audit, found, lang),
        cells: vec![
            GridCell::people(found.people, lang),
            GridCell::estimate(&found.pooled_ratio, Unit::Ratio, lang),
            GridCell::estimate(&found.ratio, Unit::Ratio, lang),
            GridCell::estimate(&found.difference, Unit::Points, lang),
            GridCell::estimate(&found.odds_ratio, Unit::Ratio, lang),
            GridCell::text(format!("{} / {}", found.strata_used, found.strata)),
            GridCell::estimate(&found.unsupported, Unit::Percent, lang),
        ],
    };
    let heads = [
        "table-segment",
        "flow-people",
        "strata-everybody",
        "strata-alike",
        "strata-difference",
        "strata-odds",
        "strata-used",
        "strata-unsupported",
    ];
    let caption = lang.say(&Said::new("strata-caption").with("level", audit.settings.level));
    Grid::new(caption, &heads, of.iter().map(row).collect(), most, lang)
}

/// One of the tests of one number in all strata.
fn same<'a>(id: &str, found: &'a Conditional) -> Option<&'a TestOut> {
    found.homogeneity.iter().find(|test| test.test == id)
}

fn tests(audit: &Audit, of: &[&Conditional], most: usize, lang: Lang) -> Grid {
    let tested = |found: &TestOut| match found.p_value {
        Some(p) => GridCell::text(p_value(p, lang)),
        None => GridCell {
            text: "–".to_owned(),
            note: lang.text(&format!("short-{}", found.undefined.as_deref().unwrap_or("no-interval"))),
            ..GridCell::default()
        },
    };
    let row = |found: &&Conditional| GridRow {
        head: head(audit, found, lang),
        cells: [found.association.first(), same("common-ratio", found), same("common-difference", found)]
            .into_iter()
            .chain([same("breslow-day-tarone", found), Some(&found.simpson.test)])
            .map(|test| test.map_or_else(|| GridCell::text("–".to_owned()), tested))
            .chain([
                GridCell::estimate(&found.disparity.unconditional, Unit::Points, lang),
                GridCell::estimate(&found.disparity.conditional, Unit::Points, lang),
                GridCell::estimate(&found.disparity.dropped, Unit::Percent, lang),
            ])
            .collect(),
    };
    let heads = [
        "table-segment",
        "strata-association",
        "strata-one-ratio",
        "strata-one-difference",
        "strata-tarone",
        "strata-collapse",
        "strata-disparity",
        "strata-conditional",
        "strata-dropped",
    ];
    Grid::new(lang.text("strata-tests-caption"), &heads, of.iter().map(row).collect(), most, lang)
}

fn each(audit: &Audit, found: &Conditional, most: usize, lang: Lang) -> Grid {
    let part = |part: &crate::document::Part| {
        let mut cell = GridCell::estimate(&part.rate, Unit::Percent, lang);
        if let (Some(selected), Some(people)) = (part.selected, part.people) {
            cell.note = lang.say(&Said::new("x-of-n").with("top", selected).with("bottom", people));
        } else if let Some(below) = part.people_below {
            cell.note = lang.say(&Said::new("fewer-than").with("people", below));
        }
        cell
    };
    let row = |row: &StratumRow| GridRow {
        head: vec![Piece::label(&group_words(audit, &found.within, Some(&row.label), lang))],
        cells: vec![part(&row.group), part(&row.reference), GridCell::estimate(&row.ratio, Unit::Ratio, lang)],
    };
    let said = Said::new("strata-each-caption").with("segment", segment_words(audit, &found.segment, lang));
    let caption = lang.say(&said.with("stratum", attribute_words(audit, &found.within, lang)));
    let heads = ["strata-stratum", "strata-group", "strata-reference", "table-value-ratio"];
    let mut grid = Grid::new(caption, &heads, found.by_stratum.iter().map(row).collect(), most, lang);
    grid.folded = true;
    grid
}

/// Where gaps come from: funnels first, then the mix of strata and campaigns.
pub(super) fn gaps(audit: &Audit, most: usize, lang: Lang) -> Vec<Grid> {
    let mut grids = Vec::new();
    for gap in audit.gaps.iter().take(most) {
        grids.extend(funnel(audit, gap, lang));
    }
    let mut mixes: Vec<_> = audit.gaps.iter().flat_map(|gap| gap.mixes.iter().map(move |mix| (gap, mix))).collect();
    if mixes.len() > most {
        let size = |value: Option<f64>| value.map_or(-1.0, f64::abs);
        mixes.sort_by(|a, b| size(b.1.gap.value).total_cmp(&size(a.1.gap.value)));
    }
    let rows: Vec<GridRow> = mixes
        .into_iter()
        .map(|(gap, mix)| GridRow {
            head: pair(audit, &gap.segment, &gap.reference, lang),
            cells: vec![
                GridCell::text(by_words(audit, &mix.by, lang)),
                GridCell::estimate(&mix.gap, Unit::Points, lang),
                GridCell::estimate(&mix.composition, Unit::Points, lang),
                GridCell::estimate(&mix.within, Unit::Points, lang),
                GridCell::estimate(&mix.unsupported, Unit::Percent, lang),
                GridCell::estimate(&mix.reference_unsupported, Unit::Percent, lang),
            ],
        })
        .collect();
    if !rows.is_empty() {
        let heads = [
            "table-segment",
            "gaps-by",
            "gaps-gap",
            "gaps-mix",
            "gaps-within",
            "strata-unsupported",
            "gaps-other-unsupported",
        ];
        grids.push(Grid::new(lang.text("gaps-caption"), &heads, rows, most, lang));
    }
    let crossed = audit.gaps.iter().flat_map(|gap| gap.crossed.iter().map(move |mix| (gap, mix)));
    let rows: Vec<GridRow> = crossed
        .map(|(gap, mix)| GridRow {
            head: pair(audit, &gap.segment, &gap.reference, lang),
            cells: vec![
                GridCell::text(format!(
                    "{}, {}",
                    by_words(audit, &mix.first_by, lang),
                    by_words(audit, &mix.second_by, lang)
                )),
                GridCell::estimate(&mix.gap, Unit::Points, lang),
                GridCell::estimate(&mix.first, Unit::Points, lang),
                GridCell::estimate(&mix.second, Unit::Points, lang),
                GridCell::estimate(&mix.within, Unit::Points, lang),
            ],
        })
        .collect();
    if !rows.is_empty() {
        let heads = ["table-segment", "gaps-by", "gaps-gap", "gaps-first", "gaps-second", "gaps-within"];
        grids.push(Grid::new(lang.text("gaps-crossed-caption"), &heads, rows, most, lang));
    }
    grids
}

fn funnel(audit: &Audit, gap: &GapSource, lang: Lang) -> Option<Grid> {
    let funnel = gap.funnel.as_ref()?;
    let rate = |estimate: &crate::document::Estimate, reached: Option<u64>| {
        let mut cell = GridCell::estimate(estimate, Unit::Percent, lang);
        if let Some(reached) = reached {
            cell.note = lang.say(&Said::new("gaps-reached").with("people", reached));
        }
        cell
    };
    let mut rows: Vec<GridRow> = funnel
        .stages
        .iter()
        .map(|stage| GridRow {
            head: vec![Piece::label(&stage.stage)],
            cells: vec![
                rate(&stage.rate, stage.reached),
                rate(&stage.reference_rate, stage.reference_reached),
                GridCell::estimate(&stage.ratio, Unit::Ratio, lang),
                GridCell::estimate(&stage.share, Unit::Percent, lang),
            ],
        })
        .collect();
    rows.push(GridRow {
        head: vec![Piece { text: lang.text("gaps-whole"), is_label: false }],
        cells: vec![
            GridCell::default(),
            GridCell::default(),
            GridCell::estimate(&funnel.whole, Unit::Ratio, lang),
            GridCell::text(if funnel.whole.value.is_some() { number(1.0, Unit::Percent, lang) } else { String::new() }),
        ],
    });
    let said = Said::new("gaps-funnel-caption").with("segment", segment_words(audit, &gap.segment, lang));
    let heads = ["gaps-stage", "strata-group", "strata-reference", "table-value-ratio", "gaps-share"];
    Some(Grid::new(lang.say(&said), &heads, rows, usize::MAX, lang))
}
