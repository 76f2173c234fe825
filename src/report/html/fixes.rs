//! Section 9: what could be changed, what it would do for whom, what it was judged on, and what the law of a place says.

use serde::Serialize;

use super::figure::Figure;
use super::front::front;
use super::grid::{Grid, GridCell, GridRow, number};
use super::rules::rule;
use super::twice::{TwiceView, twice};
use crate::document::{Audit, Fix, JudgedGroup, JudgedOut, Kept, Moved, WeightsOut};
use crate::lang::{Lang, Piece, Said, Unit};
use crate::report::fixes::{
    closer, crossed, head_pieces, joined, law_said, laws, none, proposed, refused, says, spread,
};
use crate::report::proposals::{Proposal, Proposals, proposals};
use crate::report::words::{groups_of, meaning, segment_words, warning_pieces};

/// The section.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_field_names, reason = "what the template calls them")]
pub(super) struct Fixes {
    /// Why nothing stands here, in one line.
    none: Option<String>,
    /// What is said of fixes, and what it comes from.
    note: String,
    /// The proposals side by side.
    table: Option<Grid>,
    /// What to know of comparisons that the table does not show.
    notes: Vec<Vec<Piece>>,
    fixes: Vec<FixView>,
    /// Fixes that cannot be had, one line each.
    refused: Vec<Vec<Piece>>,
    laws: Vec<Vec<Piece>>,
}

/// A fix that is proposed.
#[derive(Debug, Serialize)]
struct FixView {
    title: Vec<Piece>,
    says: Vec<Vec<Piece>>,
    /// The places of the notes on the law that bear on it.
    laws: Vec<usize>,
    /// What it was made with.
    parameters: Vec<String>,
    checks: Vec<TwiceView>,
    grids: Vec<Grid>,
    front: Option<Figure>,
    rule: Option<Grid>,
}

impl Fixes {
    /// Why there is none.
    pub(super) fn nothing(&self) -> Option<String> {
        self.none.clone()
    }

    pub(super) fn of(audit: &Audit, most: usize, lang: Lang) -> Self {
        let refusal = |fix: &Fix| {
            let mut line = head_pieces(audit, fix, lang);
            line.push(Piece { text: format!("{} ", crate::report::text::colon(lang)), is_label: false });
            line.extend(refused(audit, fix, lang)?);
            line.push(Piece { text: ".".to_owned(), is_label: false });
            Some(line)
        };
        let table = proposals(audit, lang);
        Self {
            table: table.as_ref().map(|table| side_by_side(table, lang)),
            notes: table.map(|table| table.notes).unwrap_or_default(),
            note: lang.text(if audit.fixes.iter().all(|fix| fix.method == "effect") {
                "fixes-note-effect"
            } else {
                "fixes-note"
            }),
            none: none(audit).map(|said| lang.say(&said)),
            fixes: proposed(audit).enumerate().map(|(place, fix)| view(audit, fix, place, most, lang)).collect(),
            refused: audit.fixes.iter().filter_map(refusal).collect(),
            laws: laws(audit).into_iter().map(|legal| lang.say_in_pieces(&law_said(legal, lang))).collect(),
        }
    }
}

/// The proposals as a table; what takes the selection from some carries that in its name, and stands last.
fn side_by_side(table: &Proposals, lang: Lang) -> Grid {
    let own = |text: &str| vec![Piece { text: text.to_owned(), is_label: false }];
    let row = |row: &Proposal| GridRow {
        head: own(&row.name),
        cells: row.cells.iter().enumerate().map(|(at, text)| cell(text, row.takes && at == 1, lang)).collect(),
    };
    Grid {
        caption: joined(table.caption.clone()),
        heads: table.heads.to_vec(),
        rows: table.rows.iter().map(row).collect(),
        cut: None,
        folded: false,
    }
}

fn cell(text: &str, takes: bool, lang: Lang) -> GridCell {
    let note = if takes { lang.text("fix-table-takes") } else { String::new() };
    GridCell { text: text.to_owned(), class: if takes { "loses" } else { "" }, note, ..GridCell::default() }
}

fn view(audit: &Audit, fix: &Fix, place: usize, most: usize, lang: Lang) -> FixView {
    let laws = laws(audit);
    let mut says: Vec<Vec<Piece>> = says(fix).iter().map(|said| warning_pieces(audit, said, lang)).collect();
    says.extend(fix.weights.iter().map(|weights| lang.say_in_pieces(&spread(weights))));
    let grids = [
        fix.weights.as_ref().map(|weights| balance(audit, fix, weights, most, lang)),
        fix.judged.as_ref().map(|judged| self::judged(audit, judged, most, lang)),
        moved(audit, fix, most, lang),
        kept(fix, lang),
    ];
    FixView {
        title: head_pieces(audit, fix, lang),
        says,
        laws: fix.legal.iter().filter_map(|legal| laws.iter().position(|other| *other == legal)).collect(),
        parameters: fix.parameters.iter().map(|(name, value)| parameter(fix, name, *value, lang)).collect(),
        checks: fix.checks.iter().map(|checked| twice(audit, checked, most, lang)).collect(),
        grids: grids.into_iter().flatten().collect(),
        front: front(fix, place, lang),
        rule: rule(audit, fix, most, lang),
    }
}

/// `At most 3,317 people selected`: in the words of the method, else of all, else with its name.
fn parameter(fix: &Fix, name: &str, value: f64, lang: Lang) -> String {
    let of_method = format!("fix-parameter-{}-{name}", fix.method);
    let known = [of_method, format!("fix-parameter-{name}")].into_iter().find(|id| lang.known(id).is_some());
    let id = known.unwrap_or_else(|| "fix-parameter".to_owned());
    lang.say(&Said::new(&id).with("name", name).with("value", value))
}

pub(super) fn head(audit: &Audit, segment: &crate::segment::Segment, lang: Lang) -> Vec<Piece> {
    if segment.0.is_empty() {
        return vec![Piece { text: lang.text("everyone"), is_label: false }];
    }
    vec![Piece::label(&segment_words(audit, segment, lang))]
}

/// What stands instead of numbers of a group too small to show.
pub(super) fn hidden(below: u64, cells: usize, lang: Lang) -> Vec<GridCell> {
    let first = GridCell::text(lang.say(&Said::new("fewer-than").with("people", below)));
    std::iter::once(first).chain((1..cells).map(|_| GridCell::text("–"))).collect()
}

fn share(value: Option<f64>, lang: Lang) -> GridCell {
    GridCell::text(value.map_or_else(|| "–".to_owned(), |value| number(value, Unit::Percent, lang)))
}

fn balance(audit: &Audit, fix: &Fix, weights: &WeightsOut, most: usize, lang: Lang) -> Grid {
    let row = |row: &crate::document::Balance| GridRow {
        head: head(audit, &row.segment, lang),
        cells: match row.people_below {
            Some(below) => hidden(below, 3, lang),
            None => [row.before, row.after, row.target].map(|value| share(value, lang)).into(),
        },
    };
    let of = match fix.rule.first().and_then(|row| row.label.as_deref()) {
        _ if weights.balance.iter().all(|row| row.of == "share") => "share",
        Some("positive" | "negative") => "outcome",
        _ => "decision",
    };
    let caption = lang.say(&Said::new("fix-balance-caption").with("of", of));
    let heads = ["table-segment", "fix-before", "fix-with-weights", "fix-target"];
    Grid::new(caption, &heads, weights.balance.iter().map(row).collect(), most, lang)
}

fn judged(audit: &Audit, judged: &JudgedOut, most: usize, lang: Lang) -> Grid {
    let row = |group: &JudgedGroup| {
        let mut line = head(audit, &group.segment, lang);
        let said = Said::new("fix-against").with("reference", groups_of(audit, &group.reference, lang));
        line.extend(lang.say_in_pieces(&said));
        if let Some(below) = group.people_below {
            return GridRow { head: line, cells: hidden(below, 7, lang) };
        }
        let mut narrower = GridCell::estimate(&group.narrower, Unit::Points, lang);
        if group.narrower.value.is_some() && group.narrower.interval.is_none() {
            narrower.note = lang.text(if crossed(group) == "yes" { "fix-crossed" } else { "short-no-interval" });
        }
        let cells = vec![
            GridCell::text(lang.text(&format!("fix-closer-{}", closer(group.closer)))),
            GridCell::people(group.people, lang),
            GridCell::estimate(&group.before, Unit::Percent, lang),
            GridCell::estimate(&group.after, Unit::Percent, lang),
            GridCell::estimate(&group.ratio_before, Unit::Ratio, lang),
            GridCell::estimate(&group.ratio_after, Unit::Ratio, lang),
            narrower,
        ];
        GridRow { head: line, cells }
    };
    let caption = Said::new("fix-judged-caption")
        .with("split", judged.split.as_str())
        .with("fitted", judged.fitted_on)
        .with("people", judged.judged_on)
        .with("level", audit.settings.level);
    let heads = [
        "table-segment",
        "fix-closer",
        "flow-people",
        "fix-rate-before",
        "fix-rate-after",
        "fix-ratio-before",
        "fix-ratio-after",
        "fix-narrower",
    ];
    Grid::new(lang.say(&caption), &heads, judged.groups.iter().map(row).collect(), most, lang)
}

#[expect(clippy::cast_precision_loss, reason = "numbers of people")]
fn moved(audit: &Audit, fix: &Fix, most: usize, lang: Lang) -> Option<Grid> {
    let row = |row: &Moved| {
        let head = head(audit, &row.segment, lang);
        let (Some(people), Some(gained), Some(lost)) = (row.people, row.gained, row.lost) else {
            return GridRow { head, cells: hidden(row.people_below.unwrap_or_default(), 7, lang) };
        };
        let net = gained as f64 - lost as f64;
        // Ten times a share, in points, is a number per 1,000.
        let per_1000 = (people > 0).then(|| number(10.0 * net / people as f64, Unit::Points, lang));
        let sign = if net > 0.0 { "+" } else { "" };
        let good = if meaning(audit) == "burden" { -net } else { net };
        let word = match good {
            good if good < 0.0 => "fix-loses",
            good if good > 0.0 => "fix-gains",
            _ => "fix-even",
        };
        let cells = vec![
            GridCell { text: lang.text(word), class: if good < 0.0 { "loses" } else { "" }, ..GridCell::default() },
            GridCell::people(Some(people), lang),
            GridCell::people(Some(gained), lang),
            GridCell::people(Some(lost), lang),
            GridCell::text(per_1000.map_or_else(|| "–".to_owned(), |net| format!("{sign}{net}"))),
            share(row.rate_before, lang),
            share(row.rate_after, lang),
        ];
        GridRow { head, cells }
    };
    let heads = [
        "table-segment",
        "fix-in-all",
        "flow-people",
        "fix-gained",
        "fix-lost",
        "fix-net",
        "fix-rate-before",
        "fix-rate-after",
    ];
    let caption = Said::new("fix-moved-caption").with("changes", fix.changes.as_str());
    let rows: Vec<GridRow> = fix.moved.iter().map(row).collect();
    (!rows.is_empty()).then(|| Grid::new(lang.say(&caption), &heads, rows, most, lang))
}

fn kept(fix: &Fix, lang: Lang) -> Option<Grid> {
    let count = |value: f64| lang.say(&Said::new("fix-count").with("count", value));
    let row = |kept: &Kept| {
        // A sum of ranks says nothing by itself.
        let amounts =
            if kept.of == "rank" { ["–".to_owned(), "–".to_owned()] } else { [kept.before, kept.after].map(count) };
        let share = self::share(kept.share, lang);
        let name = lang.text(&format!("fix-kept-name-{}", kept.of));
        GridRow {
            head: vec![Piece { text: name, is_label: false }],
            cells: amounts.map(GridCell::text).into_iter().chain([share]).collect(),
        }
    };
    let rows: Vec<GridRow> = fix.kept.iter().map(row).collect();
    let heads = ["fix-kept-what", "fix-before", "fix-after", "fix-kept-part"];
    (!rows.is_empty()).then(|| Grid::new(lang.text("fix-kept-caption"), &heads, rows, usize::MAX, lang))
}
