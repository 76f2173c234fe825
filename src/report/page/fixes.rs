//! What could be changed, what it would do for whom, what it was judged on, and what the law of a place says.

use super::{Asked, Body, Col, DASH, View, first_lines, front, rule, twice};
use crate::document::{
    Balance, BalanceOf, Class, Fix, FixMethod, JudgedGroup, JudgedOut, Kept, KeptOf, Meaning, Moved, WeightsOut,
};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Cell, Item, List, Row, Table, Words, numbers};
use crate::report::fixes::{
    balance_said, check_said, closer, crossed, head_pieces, judged_said, kept_said, law_said, laws, moved_said, none,
    proposed, refused, says, spread,
};
use crate::report::proposals::{Proposal, Proposals, proposals};
use crate::report::words::{colon, groups_of, meaning, warning, warning_pieces};
use crate::segment::Segment;

pub(super) fn fixes(v: View<'_>) -> Body {
    let audit = v.audit;
    if let Some(none) = none(audit) {
        return Err(v.say(&none));
    }
    let is_effect = audit.fixes.iter().all(|fix| fix.method == FixMethod::Effect);
    let mut blocks = vec![Block::prose(v.text(if is_effect { "fixes-note-effect" } else { "fixes-note" }))];
    if let Some(table) = proposals(audit, v.lang) {
        // What takes the selection from some carries that in its name, and says it once more.
        let row = |row: &Proposal| {
            let cell = |(at, text): (usize, &String)| {
                let cell = Cell::from(text.as_str());
                if row.takes && at == 1 { cell.noted(v.text("fix-table-takes")).of("loses") } else { cell }
            };
            Row::new(row.name.as_str(), row.cells.iter().enumerate().map(cell))
        };
        blocks.push(side_by_side(&table, row).into());
        blocks.extend(table.notes.into_iter().map(Block::prose));
    }
    blocks.extend(proposed(audit).enumerate().flat_map(|(place, fix)| one(v, fix, place)));
    let refusal = |fix: &Fix| {
        let head = Words::from(head_pieces(audit, fix, v.lang)).and(format!("{} ", colon(v.lang)));
        Some(head.and(refused(audit, fix, v.lang)?).and("."))
    };
    let refused: Vec<Words> = audit.fixes.iter().filter_map(refusal).collect();
    if !refused.is_empty() {
        blocks.extend([Block::heading(v.text("fixes-refused")), Block::points(refused)]);
    }
    let law = |(at, legal)| Item { id: format!("law-{at}"), ..v.words(&law_said(legal, v.lang)).into() };
    let items: Vec<Item> = laws(audit).into_iter().enumerate().map(law).collect();
    if !items.is_empty() {
        blocks.push(Block::heading(v.text("fixes-law")));
        blocks.push(Block::List(List { is_numbered: true, items, ..List::default() }));
    }
    Ok(blocks)
}

/// The proposals as a table: today, then what takes the selection from nobody, then what takes it from some.
fn side_by_side(table: &Proposals, row: impl FnMut(&Proposal) -> Row) -> Table {
    let caption = Words::from(table.caption.clone()).text().into();
    let columns = numbers(table.heads.iter().map(|head| head.as_str().into()));
    Table { kind: "grid", caption, columns, rows: table.rows.iter().map(row).collect(), ..Table::default() }
}

fn one(v: View<'_>, fix: &Fix, place: usize) -> Vec<Block> {
    let mut lines: Vec<Words> = says(fix).iter().map(|said| warning_pieces(v.audit, said, v.lang).into()).collect();
    lines.extend(fix.weights.iter().map(|weights| v.words(&spread(weights))));
    let listed = |id: &str, parts: Vec<Words>| {
        (!parts.is_empty()).then(|| Words::from(format!("{} ", v.text(id))).and(Words::joined(parts, ", ")).and("."))
    };
    let parameters = fix.parameters.iter().map(|(name, value)| parameter(v, fix, name, *value).into());
    lines.extend(listed("fix-made-with", parameters.collect()));
    // The places of the notes on the law that bear on it.
    let laws = laws(v.audit);
    let places = fix.legal.iter().filter_map(|legal| laws.iter().position(|other| *other == legal));
    let link = |at| Words::from(format!("{} {}", v.text("fix-law-note"), at + 1)).link(format!("law-{at}"));
    lines.extend(listed("fix-see-law", places.map(link).collect()));
    let mut blocks = vec![Block::heading(head_pieces(v.audit, fix, v.lang)), Block::points(lines)];
    blocks.extend(fix.checks.iter().flat_map(|checked| twice::twice(v, checked)));
    let tables = [
        fix.weights.as_ref().map(|weights| balance(v, fix, weights)),
        fix.judged.as_ref().map(|own| judged(v, own)),
        moved(v, fix),
        kept(v, fix),
    ];
    blocks.extend(tables.into_iter().flatten().map(Block::Table));
    blocks.extend(front::front(v, fix, place).map(Block::Figure));
    blocks.extend(rule::rule(v, fix));
    blocks
}

/// `At most 3,317 people selected`: in the words of the method, else of all, else with its name.
fn parameter(v: View<'_>, fix: &Fix, name: &str, value: f64) -> String {
    let of_method = format!("fix-parameter-{}-{name}", fix.method);
    let known = [of_method, format!("fix-parameter-{name}")].into_iter().find(|id| v.lang.known(id).is_some());
    let id = known.unwrap_or_else(|| "fix-parameter".to_owned());
    v.say(&Said::new(&id).with("name", name).with("value", value))
}

/// A row in these columns, or what stands instead of the numbers of a group too small to show.
fn shown<T>(v: View<'_>, segment: &Segment, below: Option<u64>, of: &T, columns: &[Col<T>]) -> Row {
    let cells = if below.is_some() { few(v, below, columns.len()) } else { v.cells(of, columns) };
    Row::new(v.segment_or(segment, "everyone"), cells)
}

/// What stands instead of so many numbers of a group too small to show.
pub(super) fn few(v: View<'_>, below: Option<u64>, cells: usize) -> Vec<Cell> {
    std::iter::once(v.fewer_than(below).into()).chain((1..cells).map(|_| DASH.into())).collect()
}

fn balance(v: View<'_>, fix: &Fix, weights: &WeightsOut) -> Table {
    const COLUMNS: [Col<Balance>; 3] = [
        ("fix-before", |v, row| v.number(row.before, Unit::Percent).into()),
        ("fix-with-weights", |v, row| v.number(row.after, Unit::Percent).into()),
        ("fix-target", |v, row| v.number(row.target, Unit::Percent).into()),
    ];
    let of = match fix.rule.first().and_then(|row| row.label.as_ref()?.known()) {
        _ if weights.balance.iter().all(|row| row.of == BalanceOf::Share) => "share",
        Some(Class::Positive | Class::Negative) => "outcome",
        _ => "decision",
    };
    let row = |row: &Balance| shown(v, &row.segment, row.people_below, row, &COLUMNS);
    let caption = v.say(&Said::new("fix-balance-caption").with("of", of));
    v.columns(caption, "table-segment", &COLUMNS, weights.balance.iter().map(row).collect())
}

fn judged(v: View<'_>, judged: &JudgedOut) -> Table {
    const COLUMNS: [Col<JudgedGroup>; 7] = [
        ("fix-closer", |v, group| v.text(&format!("fix-closer-{}", closer(group.closer))).into()),
        ("flow-people", |v, group| v.people(group.people).into()),
        ("fix-rate-before", |v, group| v.estimate(&group.before, Unit::Percent)),
        ("fix-rate-after", |v, group| v.estimate(&group.after, Unit::Percent)),
        ("fix-ratio-before", |v, group| v.estimate(&group.ratio_before, Unit::Ratio)),
        ("fix-ratio-after", |v, group| v.estimate(&group.ratio_after, Unit::Ratio)),
        ("fix-narrower", |v, group| {
            let cell = v.estimate(&group.narrower, Unit::Points);
            let is_bare = group.narrower.value.is_some() && group.narrower.interval.is_none();
            let why = if crossed(group) == "yes" { "fix-crossed" } else { "short-no-interval" };
            if is_bare { cell.noted(v.text(why)) } else { cell }
        }),
    ];
    let row = |group: &JudgedGroup| {
        let said = Said::new("fix-against").with("reference", groups_of(v.audit, &group.reference, v.lang));
        let row = shown(v, &group.segment, group.people_below, group, &COLUMNS);
        Row { head: row.head.and(v.words(&said)), ..row }
    };
    let caption = Said::new("fix-judged-caption")
        .with("split", judged.split.as_str())
        .with("fitted", judged.fitted_on)
        .with("people", judged.judged_on)
        .with("level", v.audit.settings.level);
    v.columns(v.say(&caption), "table-segment", &COLUMNS, judged.groups.iter().map(row).collect())
}

/// How many more are selected of a group, as a number.
#[expect(clippy::cast_precision_loss, reason = "numbers of people")]
fn net(row: &Moved) -> Option<f64> {
    Some(row.gained? as f64 - row.lost? as f64)
}

/// The same per 1,000 of its people.
#[expect(clippy::cast_precision_loss, reason = "numbers of people")]
fn net_per_1000(v: View<'_>, row: &Moved) -> Option<String> {
    let (net, people) = (net(row)?, row.people.filter(|people| *people > 0)?);
    // Ten times a share, in points, is a number per 1,000.
    let number = v.number(10.0 * net / people as f64, Unit::Points);
    Some(format!("{}{number}", if net > 0.0 { "+" } else { "" }))
}

fn moved(v: View<'_>, fix: &Fix) -> Option<Table> {
    const COLUMNS: [Col<Moved>; 7] = [
        ("fix-in-all", |v, row| {
            let net = net(row).unwrap_or_default();
            match if meaning(v.audit) == Meaning::Burden { -net } else { net } {
                good if good < 0.0 => Cell::from(v.text("fix-loses")).of("loses"),
                good if good > 0.0 => v.text("fix-gains").into(),
                _ => v.text("fix-even").into(),
            }
        }),
        ("flow-people", |v, row| v.people(row.people).into()),
        ("fix-gained", |v, row| v.people(row.gained).into()),
        ("fix-lost", |v, row| v.people(row.lost).into()),
        ("fix-net", |v, row| net_per_1000(v, row).unwrap_or_else(|| DASH.to_owned()).into()),
        ("fix-rate-before", |v, row| v.number(row.rate_before, Unit::Percent).into()),
        ("fix-rate-after", |v, row| v.number(row.rate_after, Unit::Percent).into()),
    ];
    let row = |row: &Moved| {
        let is_known = row.people.is_some() && net(row).is_some();
        let below = if is_known { None } else { Some(row.people_below.unwrap_or_default()) };
        shown(v, &row.segment, below, row, &COLUMNS)
    };
    let caption = Said::new("fix-moved-caption").with("changes", fix.changes.as_str());
    v.columns(v.say(&caption), "table-segment", &COLUMNS, fix.moved.iter().map(row).collect()).filled()
}

fn kept(v: View<'_>, fix: &Fix) -> Option<Table> {
    let row = |kept: &Kept| {
        // A sum of ranks says nothing by itself.
        let amount = |value: f64| match kept.of.known() {
            Some(KeptOf::Rank) => DASH.to_owned(),
            _ => v.say(&Said::new("fix-count").with("count", value)),
        };
        let cells = [amount(kept.before), amount(kept.after), v.number(kept.share, Unit::Percent)];
        Row::new(v.text(&format!("fix-kept-name-{}", kept.of)), cells.map(Into::into))
    };
    let heads = ["fix-kept-what", "fix-before", "fix-after", "fix-kept-part"];
    v.all().grid(v.text("fix-kept-caption"), &heads, fix.kept.iter().map(row).collect()).filled()
}

/// What is true of every fix, or of all that weigh.
const OF_ALL: [&str; 2] = ["fix-weights-effect", "fix-next-campaign"];

/// The proposals side by side, under a line before those that take the selection from some.
pub(super) fn banded(table: &Proposals, name: fn(&Proposal) -> &str) -> Table {
    let own = side_by_side(table, |row| Row::new(name(row), row.cells.iter().map(|cell| cell.as_str().into())));
    let first = table.rows.iter().position(|row| row.takes);
    let mut rows = own.rows;
    if let Some(first) = first {
        rows.insert(first, Row::band(table.second.as_str()));
    }
    Table { caption: table.caption.clone().into(), rows, ..own }
}

/// A table of all that are proposed, then those that cannot be had. Of one alone, or of each when more is asked for, what it is
/// and does, every check before and after, what it did for people it was not fitted to, who gains and who loses. What holds for
/// all of them is said once, at the end.
pub(super) fn brief(v: View<'_>, asked: Asked<'_>) -> Vec<Block> {
    let audit = v.audit;
    if audit.fixes.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(v.text("section-fixes"))];
    if let Some(table) = proposals(audit, v.lang) {
        blocks.push(banded(&table, |row| &row.short).into());
        blocks.extend(table.notes.into_iter().map(|note| Block::Prose("sub", note.into())));
    }
    let detailed = asked.passes || audit.fixes.len() == 1;
    let shown = audit.fixes.iter().filter(|fix| detailed || fix.refused.is_some());
    blocks.extend(shown.flat_map(|fix| in_lines(v, fix)));
    if !detailed && proposed(audit).next().is_some() {
        blocks.push(Block::Prose("note", v.text("fix-table-more").into()));
    }
    let said = |id: &&str| audit.fixes.iter().flat_map(|fix| &fix.says).find(|said| said.id == **id).cloned();
    let common = OF_ALL.iter().filter_map(said);
    let common = common.chain(laws(audit).into_iter().map(|legal| law_said(legal, v.lang)));
    blocks.extend(common.map(|said| Block::Prose("sub", v.say(&said).into())));
    blocks
}

fn in_lines(v: View<'_>, fix: &Fix) -> Vec<Block> {
    let head = Words::from(head_pieces(v.audit, fix, v.lang));
    if let Some(refused) = refused(v.audit, fix, v.lang) {
        return vec![Block::Prose("refused", head.and(format!("{} ", colon(v.lang))).and(refused))];
    }
    let says = says(fix).into_iter().filter(|said| !OF_ALL.contains(&said.id.as_str()));
    let says: Vec<String> = says.map(|said| warning(v.audit, &said, v.lang)).collect();
    let mut lines: Vec<String> = Vec::new();
    if let Some(weights) = &fix.weights {
        lines.push(v.say(&spread(weights)));
        lines.extend(balance_said(v.audit, weights, v.lang).map(|said| v.say(&said)));
    }
    lines.extend(fix.checks.iter().map(|checked| v.say(&check_said(checked))));
    let judged = fix.judged.iter().flat_map(|judged| judged.groups.iter().map(|group| (judged.split.as_str(), group)));
    let judged = judged.filter_map(|(split, group)| judged_said(v.audit, split, group, v.lang));
    lines.extend(first_lines(v, judged.map(|said| v.say(&said)), v.most));
    let moved = fix.moved.iter().filter_map(|row| moved_said(v.audit, row, v.lang));
    lines.extend(first_lines(v, moved.map(|said| v.say(&said)), v.most));
    lines.extend(fix.kept.iter().map(|kept| v.say(&kept_said(kept))));
    vec![Block::Prose("fix", head), Block::Prose("body", says.join(" ").into()), Block::points(lines)]
}
