//! Sections of lift, delivery and robustness.

use super::grid::{Grid, GridCell, GridRow, GridView, number, p_value};
use crate::document::{Alternative, Audit, Check, CheckResult, DeliveredMix, Delivery, LiftRow, MixGroup, Verdict};
use crate::lang::{Lang, Piece, Round, Said, Unit, written};
use crate::report::rank::worst_first;
use crate::report::sections::{choice_words, stays};
use crate::report::text::glyph;
use crate::report::words::{attribute_words, segment_words, subject_words};

/// What the campaign changed, group by group.
pub(super) fn lift(audit: &Audit, most: usize, lang: Lang) -> Option<Grid> {
    let lift = audit.lift.as_ref().filter(|lift| lift.undefined.is_none())?;
    let side = |estimate: &crate::document::Estimate, top: Option<u64>, bottom: Option<u64>, below: Option<u64>| {
        let mut cell = GridCell::estimate(estimate, Unit::Percent, lang);
        if let (Some(top), Some(bottom)) = (top, bottom) {
            cell.note = lang.say(&Said::new("x-of-n").with("top", top).with("bottom", bottom));
        } else if let Some(below) = below {
            cell.note = lang.say(&Said::new("fewer-than").with("people", below));
        }
        cell
    };
    let row = |row: &LiftRow| GridRow {
        head: if row.segment.0.is_empty() {
            vec![Piece { text: lang.text("lift-everybody"), is_label: false }]
        } else {
            vec![Piece::label(&segment_words(audit, &row.segment, lang))]
        },
        cells: vec![
            side(&row.open_rate, row.open_outcomes, row.open, row.people_below),
            side(&row.held_out_rate, row.held_out_outcomes, row.held_out, row.people_below),
            GridCell::estimate(&row.effect, Unit::Points, lang),
            GridCell {
                text: row.incremental.value.map_or_else(
                    || "–".to_owned(),
                    |value| lang.say(&Said::new("lift-count").with("count", value.round())),
                ),
                ..GridCell::default()
            },
            if row.segment.0.is_empty() {
                GridCell::default()
            } else {
                GridCell::estimate(&row.share, Unit::Percent, lang)
            },
            row.against
                .as_ref()
                .map_or_else(GridCell::default, |against| GridCell::estimate(&against.difference, Unit::Points, lang)),
        ],
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
    let caption = lang.say(&Said::new("lift-caption").with("level", audit.settings.level));
    Some(Grid::new(caption, &heads, lift.segments.iter().map(row).collect(), most, lang))
}

/// The delivered mix, attribute by attribute.
pub(super) fn delivery(audit: &Audit, most: usize, lang: Lang) -> Vec<GridView> {
    let view = |delivery: &Delivery| {
        let mut leads: Vec<Vec<Piece>> = Vec::new();
        for coverage in delivery.coverage.iter().filter(|coverage| coverage.campaigns > 0) {
            let said = Said::new("delivery-coverage")
                .with("limit", coverage.limit)
                .with("more_than", coverage.more_than)
                .with("campaigns", coverage.campaigns)
                .with("by_campaign", coverage.by_campaign.value)
                .with("by_delivery", coverage.by_delivery.value);
            leads.push(lang.say_in_pieces(&said));
        }
        let mixes: Vec<&DeliveredMix> =
            delivery.mixes.iter().filter(|mix| mix.campaign.is_some() || delivery.eligible == "audience").collect();
        let mut grids = vec![distances(&mixes, most, lang)];
        grids.push(composition(audit, delivery, most, lang));
        GridView { title: vec![Piece::label(&attribute_words(audit, &delivery.attribute, lang))], leads, grids }
    };
    audit.delivery.iter().map(view).collect()
}

fn campaign(mix: &DeliveredMix, lang: Lang) -> Vec<Piece> {
    match &mix.campaign {
        Some(campaign) => vec![Piece::label(campaign)],
        None => vec![Piece { text: lang.text("delivery-all"), is_label: false }],
    }
}

fn distances(mixes: &[&DeliveredMix], most: usize, lang: Lang) -> Grid {
    let share = |value: Option<f64>| {
        GridCell::text(value.map_or_else(|| "–".to_owned(), |value| number(value, Unit::Percent, lang)))
    };
    let mut mixes = mixes.to_vec();
    // All rows first, then the farthest campaign.
    mixes.sort_by(|a, b| {
        let far = |mix: &DeliveredMix| mix.distance.value.unwrap_or(-1.0);
        a.campaign.is_some().cmp(&b.campaign.is_some()).then_with(|| far(b).total_cmp(&far(a)))
    });
    let row = |mix: &&DeliveredMix| GridRow {
        head: campaign(mix, lang),
        cells: vec![
            GridCell::people(mix.delivered, lang),
            GridCell::estimate(&mix.distance, Unit::Percent, lang),
            share(mix.even_mean),
            share(mix.even_p95),
            GridCell {
                text: mix.p_value.map_or_else(|| "–".to_owned(), |p| p_value(p, lang)),
                note: mix.p_adjusted.map_or_else(String::new, |p| {
                    lang.say(&Said::new("delivery-adjusted").with("p", p_value(p, lang)))
                }),
                ..GridCell::default()
            },
        ],
    };
    let heads = [
        "delivery-campaign",
        "delivery-delivered",
        "delivery-distance",
        "delivery-mean",
        "delivery-p95",
        "delivery-test",
    ];
    Grid::new(lang.text("delivery-caption"), &heads, mixes.iter().map(row).collect(), most, lang)
}

fn composition(audit: &Audit, delivery: &Delivery, most: usize, lang: Lang) -> Grid {
    let several = delivery.mixes.len() > 1;
    let mut all: Vec<(&DeliveredMix, &MixGroup)> =
        delivery.mixes.iter().flat_map(|mix| mix.groups.iter().map(move |group| (mix, group))).collect();
    if all.len() > most {
        // The groups furthest from their share of those who could be reached; equals keep their order.
        let far = |group: &MixGroup| group.ratio.value.map_or(-1.0, |ratio| ratio.max(1e-9).ln().abs());
        all.sort_by(|a, b| far(b.1).total_cmp(&far(a.1)));
    }
    let rows = all.into_iter().map(|(mix, group)| {
        let mut head = match &group.segment {
            Some(segment) => vec![Piece::label(&crate::report::words::groups_of(audit, segment, lang))],
            None => vec![Piece { text: lang.text("delivery-hidden"), is_label: false }],
        };
        if several {
            head.push(Piece { text: " · ".to_owned(), is_label: false });
            head.extend(campaign(mix, lang));
        }
        let eligible = group.eligible_share.map_or_else(|| "–".to_owned(), |share| number(share, Unit::Percent, lang));
        GridRow {
            head,
            cells: vec![
                GridCell::people(group.delivered, lang),
                GridCell::text(eligible),
                GridCell::estimate(&group.delivered_share, Unit::Percent, lang),
                GridCell::estimate(&group.ratio, Unit::Ratio, lang),
            ],
        }
    });
    let heads = ["table-segment", "delivery-delivered", "delivery-eligible-share", "delivery-share", "delivery-ratio"];
    let caption = lang.say(&Said::new("delivery-groups-caption").with("eligible", delivery.eligible.as_str()));
    Grid::new(caption, &heads, rows.collect(), most, lang)
}

/// Each check under other choices: results in rows, choices in columns.
pub(super) fn robustness(audit: &Audit, most: usize, lang: Lang) -> Vec<GridView> {
    let checks = audit.checks.iter().filter(|check| !check.robustness.is_empty());
    let view = |check: &Check| GridView {
        title: vec![Piece::label(&check.id)],
        leads: vec![lang.say_in_pieces(&stays(audit, check, lang))],
        grids: vec![alternatives(audit, check, lang), changes(audit, check, most, lang)],
    };
    checks.map(view).collect()
}

fn stand(verdict: Option<Verdict>, changed: bool, lang: Lang) -> GridCell {
    let text = match verdict {
        Some(verdict) => format!("{} {}", glyph(verdict), lang.text(&format!("short-verdict-{}", verdict.id()))),
        None => lang.text("row-reference"),
    };
    if changed {
        GridCell { text, note: lang.text("robust-changed"), class: "changed", ..GridCell::default() }
    } else {
        GridCell::text(text)
    }
}

fn alternatives(audit: &Audit, check: &Check, lang: Lang) -> Grid {
    // Of the check's own comparisons: those that only the other choice has are no change of one.
    let counted = |other: &Alternative| {
        let changed = other.changed.iter().filter(|one| one.was.is_some()).count();
        Said::new("robust-count").with("count", changed).with("total", check.results.len())
    };
    // Waivers are set aside here, as under the other choices.
    let own: Vec<Verdict> = check.results.iter().map(without_waiver).collect();
    let worst = Verdict::WORST_FIRST.into_iter().find(|verdict| own.contains(verdict));
    let row = |other: &Alternative| GridRow {
        head: lang.say_in_pieces(&choice_words(audit, other, lang)),
        cells: vec![
            stand(Some(other.verdict), worst.is_some_and(|worst| worst != other.verdict), lang),
            GridCell::text(lang.say(&counted(other))),
        ],
    };
    let heads = ["robust-choice", "robust-verdict", "robust-results"];
    Grid::new(lang.text("robust-caption"), &heads, check.robustness.iter().map(row).collect(), usize::MAX, lang)
}

/// Where a result would stand if nobody answered for it.
fn without_waiver(result: &CheckResult) -> Verdict {
    if result.verdict == Verdict::Waived { Verdict::Outside } else { result.verdict }
}

/// The results that stand otherwise under some choice.
fn changes(audit: &Audit, check: &Check, most: usize, lang: Lang) -> Grid {
    let choices: Vec<&Alternative> = check.robustness.iter().filter(|other| !other.changed.is_empty()).collect();
    let rows = worst_first(audit, check).into_iter().filter_map(|(result, finding)| {
        let own = without_waiver(result);
        let found = |other: &&Alternative| {
            let changed = other
                .changed
                .iter()
                .find(|one| Some(&one.segment) == finding.segment.as_ref() && one.campaign == finding.campaign);
            changed.map_or_else(|| stand(Some(own), false, lang), |one| stand(one.verdict, true, lang))
        };
        let cells: Vec<GridCell> =
            std::iter::once(stand(Some(own), false, lang)).chain(choices.iter().map(found)).collect();
        let any = cells.iter().any(|cell| !cell.class.is_empty());
        any.then(|| GridRow {
            head: vec![Piece::label(&subject_words(audit, finding, lang).unwrap_or_default())],
            cells,
        })
    });
    let mut grid = Grid::new(
        lang.text("robust-results-caption"),
        &["table-segment", "robust-as-set"],
        rows.collect(),
        most.min(100),
        lang,
    );
    grid.heads.extend(choices.iter().map(|other| lang.say(&choice_words(audit, other, lang))));
    grid
}

/// The tests of parity of a check: what each shows, and the people it would take.
pub(super) fn parity(audit: &Audit, check: &Check, most: usize, lang: Lang) -> Option<Grid> {
    let rows = worst_first(audit, check).into_iter().filter_map(|(result, finding)| {
        let found = result.equivalence.as_ref()?;
        let about = |people: Option<u64>| {
            let said = |people: u64| lang.say(&Said::new("parity-about").with("people", people));
            GridCell::text(people.map_or_else(|| "–".to_owned(), said))
        };
        let shown = result.verdict == Verdict::Within;
        Some(GridRow {
            head: vec![Piece::label(&subject_words(audit, finding, lang).unwrap_or_default())],
            cells: vec![
                GridCell::text(lang.text(if shown { "parity-shown" } else { "parity-not-shown" })),
                match (found.p_value, &found.undefined) {
                    (Some(p), _) => GridCell::text(p_value(p, lang)),
                    (None, reason) => GridCell {
                        text: "–".to_owned(),
                        note: lang.text(&format!("short-{}", reason.as_deref().unwrap_or("no-interval"))),
                        ..GridCell::default()
                    },
                },
                about(found.needed_within),
            ],
        })
    });
    let rows: Vec<GridRow> = rows.collect();
    let heads = ["table-segment", "parity-head", "parity-p", "parity-within"];
    let limit = |value: Option<f64>| value.map(|value| written(value, Unit::Ratio, Round::Nearest, &[], lang));
    // Two one-sided tests at the nominal level agree with the interval that decides `within`.
    let at_most = written((1.0 - audit.settings.level) / 2.0, Unit::Ratio, Round::Nearest, &[0.0], lang);
    let said = Said::new("parity-caption")
        .with("low", limit(check.limit.min))
        .with("high", limit(check.limit.max))
        .with("most", at_most);
    (!rows.is_empty()).then(|| Grid::new(lang.say(&said), &heads, rows, most, lang))
}
