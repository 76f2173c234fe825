//! Proposals side by side, in one small table that every format shows first: what each changes, from whom it takes the
//! selection, where it leaves the comparisons that it is for, and what it keeps.

use super::findings::limits;
use super::fixes::{self, proposed};
use super::words::{set_words, unit_of};
use crate::document::{
    Audit, Check, CheckedTwice, Fix, FixMethod, Kept, KeptOf, ResultTwice, Standing, Statistic, Verdict,
};
use crate::lang::{Lang, Piece, Round, Said, people, percent, written};

/// The table.
pub(super) struct Proposals {
    /// What it shows.
    pub(super) caption: Vec<Piece>,
    /// Heads of the columns, the names' first.
    pub(super) heads: [String; COLUMNS + 1],
    /// The rows: today, what takes the selection from nobody, what takes it from some.
    pub(super) rows: Vec<Proposal>,
    /// What stands before the first that takes it from some.
    pub(super) second: String,
    /// What a reader of the table must know of comparisons that it does not show.
    pub(super) notes: Vec<Vec<Piece>>,
}

/// Columns of a row beside its name.
pub(super) const COLUMNS: usize = 5;

/// A row.
pub(super) struct Proposal {
    /// What it is called.
    pub(super) name: String,
    /// The same without what the line before it says already.
    pub(super) short: String,
    /// Decisions changed, selections taken away, the worst comparison after, the verdict after, and what is kept.
    pub(super) cells: [String; COLUMNS],
    /// Whether it takes the selection from somebody.
    pub(super) takes: bool,
}

/// The proposals for the gap of a check; `None` where there is none, or where weights prepare data.
pub(super) fn proposals(audit: &Audit, lang: Lang) -> Option<Proposals> {
    let fixes: Vec<&Fix> = proposed(audit).collect();
    let for_gap = || fixes.iter().filter(|fix| fix.check.is_some());
    let first = for_gap().find(|fix| !fix.checks.is_empty()).or_else(|| for_gap().next())?;
    let check = audit.checks.iter().find(|check| Some(&check.id) == first.check.as_ref())?;
    // Every fix that was counted again shows the same picture of today.
    let today = of_check(first, check);
    let mut rows: Vec<Proposal> = Vec::new();
    rows.extend(today.map(|today| {
        let standings: Vec<&Standing> = own(first, &today.results).map(|result| &result.before).collect();
        let [worst, verdict] = standing(check, &standings, lang);
        Proposal {
            name: lang.text("fix-table-today"),
            short: lang.text("fix-table-today"),
            cells: [DASH.to_owned(), DASH.to_owned(), worst, verdict, DASH.to_owned()],
            takes: false,
        }
    }));
    rows.extend(fixes.iter().map(|fix| row(check, fix, lang)));
    let kept = fixes.iter().find_map(|fix| main(&fix.kept)).map_or("selected", |kept| kept.of.as_str());
    let head =
        if check.comparison == Statistic::Difference { "fix-table-worst-difference" } else { "fix-table-worst-ratio" };
    let heads =
        ["fix-table-proposal", "fix-table-changed", "fix-table-taken", head, "fix-table-verdict", "fix-table-kept"];
    let caption = Said::new("fix-table-caption")
        .with("attribute", set_words(audit, &first.attribute, lang))
        .with("check", check.id.as_str())
        .with("of", kept);
    let mut notes: Vec<Vec<Piece>> = fixes.iter().filter_map(|fix| elsewhere(fix, check, lang)).collect();
    let is_open = |fix: &&Fix| {
        of_check(fix, check).is_some_and(|checked| worst(own(fix, &checked.results)) == Verdict::CannotTell)
    };
    if fixes.iter().any(|fix| fix.method != FixMethod::Effect && is_open(fix)) {
        notes.insert(0, lang.say_in_pieces(&Said::new("fix-table-open")));
    }
    let levels = fixes.iter().filter(|fix| fixes::takes(fix)).all(|fix| fixes::levels_down(fix));
    let second = Said::new("fix-table-second").with("levels", if levels { "yes" } else { "no" });
    Some(Proposals {
        caption: lang.say_in_pieces(&caption),
        heads: heads.map(|head| lang.text(head)),
        rows,
        second: lang.say(&second),
        notes,
    })
}

/// How far a value at a limit may be from it, as part of the limit.
const SLACK: f64 = 1e-9;
/// Where there is nothing to say.
const DASH: &str = "–";

fn row(check: &Check, fix: &Fix, lang: Lang) -> Proposal {
    let changed = fix.gained.zip(fix.lost).map(|(gained, lost)| gained + lost);
    let count = |count: Option<u64>| count.map_or_else(|| DASH.to_owned(), |count| people(count, lang));
    let [worst, verdict] = match of_check(fix, check) {
        Some(checked) => {
            let standings: Vec<&Standing> = own(fix, &checked.results).map(|result| &result.after).collect();
            standing(check, &standings, lang)
        }
        None => [DASH.to_owned(), lang.text("short-verdict-not_assessed")],
    };
    let kept = main(&fix.kept).and_then(|kept| kept.share);
    Proposal {
        name: fixes::name(fix, lang),
        short: fixes::short_name(fix, lang),
        cells: [
            count(changed),
            count(fix.lost),
            worst,
            verdict,
            kept.map_or_else(|| DASH.to_owned(), |share| percent(share, lang)),
        ],
        takes: fixes::takes(fix),
    }
}

/// The worst verdict after.
fn worst<'f>(results: impl Iterator<Item = &'f ResultTwice>) -> Verdict {
    worst_of(results.map(|result| result.after.verdict))
}

fn worst_of(verdicts: impl Iterator<Item = Verdict>) -> Verdict {
    let met: Vec<Verdict> = verdicts.collect();
    Verdict::WORST_FIRST.into_iter().find(|verdict| met.contains(verdict)).unwrap_or(Verdict::NotAssessed)
}

/// The check under both decisions.
fn of_check<'f>(fix: &'f Fix, check: &Check) -> Option<&'f CheckedTwice> {
    fix.checks.iter().find(|checked| checked.check == check.id)
}

/// The comparisons of the attribute that a fix is for.
fn own<'f>(fix: &'f Fix, results: &'f [ResultTwice]) -> impl Iterator<Item = &'f ResultTwice> {
    results.iter().filter(|result| is_own(fix, result))
}

fn is_own(fix: &Fix, result: &ResultTwice) -> bool {
    result.segment.as_ref().is_some_and(|segment| segment.attributes() == fix.attribute)
}

/// The estimate furthest from equality, and the worst verdict.
fn standing(check: &Check, standings: &[&Standing], lang: Lang) -> [String; 2] {
    let far = |value: f64| match check.comparison.known() {
        Some(Statistic::Ratio) if value > 0.0 => value.ln().abs(),
        Some(Statistic::Ratio) => f64::INFINITY,
        _ => value.abs(),
    };
    let limits = limits(check);
    // A rate of 0.32 over one of 0.4 is the limit 0.8, whatever the last digit of the double.
    let at_limit = |value: f64| limits.iter().copied().find(|limit| (value - limit).abs() <= SLACK * limit.abs());
    let values = standings.iter().filter_map(|standing| standing.value).map(|value| at_limit(value).unwrap_or(value));
    let worst = values.reduce(|worst, value| if far(value) > far(worst) { value } else { worst });
    let unit = unit_of(&check.measure, &check.comparison);
    let verdict = worst_of(standings.iter().map(|standing| standing.verdict));
    let worst = worst.filter(|_| check.comparison != Statistic::Value);
    [
        worst.map_or_else(|| DASH.to_owned(), |value| written(value, unit, Round::Nearest, &limits, lang)),
        lang.text(&format!("short-verdict-{}", verdict.id())),
    ]
}

/// What is kept of the best that is known: outcomes, scores or values before mere numbers of people.
fn main(kept: &[Kept]) -> Option<&Kept> {
    kept.iter().find(|kept| kept.of != KeptOf::Selected).or_else(|| kept.first())
}

/// That a fix leaves more outside its limits among the comparisons that it is not for.
fn elsewhere(fix: &Fix, check: &Check, lang: Lang) -> Option<Vec<Piece>> {
    let results = fix.checks.iter().flat_map(|checked| {
        let is_target = checked.check == check.id;
        checked.results.iter().filter(move |result| !is_target || !is_own(fix, result))
    });
    let (before, after) = results.fold((0_u64, 0_u64), |(before, after), result| {
        let outside = |standing: &Standing| u64::from(standing.verdict == Verdict::Outside);
        (before + outside(&result.before), after + outside(&result.after))
    });
    let said = Said::new("fix-table-elsewhere").with("name", fixes::name(fix, lang));
    (after > before).then(|| lang.say_in_pieces(&said.with("before", before).with("after", after)))
}
