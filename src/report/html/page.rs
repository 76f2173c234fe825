//! The page as its templates see it: every section, in order.

use serde::Serialize;

use super::about::About;
use super::checks::CheckView;
use super::digest::source_hash;
use super::grid::{Grid, GridView};
use super::measures::{AttributeView, Kind, MeasureView, Summary};
use super::method::{Method, Proof};
use super::numbers::{self, NumberView};
use super::scores::{self, ScoreView};
use super::verdict::VerdictView;
use super::{STYLE, effects, measures, strata};
use crate::audit::Audit;
use crate::lang::{Lang, Piece, Said};
use crate::report::rank::place;

/// Everything that the templates print.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    lang: &'static str,
    style_hash: String,
    title: String,
    heading: Vec<Piece>,
    made: String,
    verdict: VerdictView,
    about: About,
    checks: Vec<CheckView>,
    selection: Vec<AttributeView>,
    judged_measures: Vec<AttributeView>,
    free_measures: Vec<MeasureView>,
    measures_only: String,
    summaries: Vec<Summary>,
    crosses: Vec<AttributeView>,
    strata: Vec<GridView>,
    gaps: Vec<Grid>,
    lift_leads: Vec<String>,
    lift: Option<Grid>,
    delivery_lead: String,
    delivery: Vec<GridView>,
    robustness: Vec<GridView>,
    scores: Vec<ScoreView>,
    judged_scores: Vec<AttributeView>,
    judged_values: Vec<AttributeView>,
    score_measures: Vec<NumberView>,
    value_measures: Vec<NumberView>,
    numbers_only: String,
    no_outcome: bool,
    is_judged: bool,
    method: Method,
    proof: Proof,
}

impl Page {
    pub(super) fn of(audit: &Audit, lang: Lang, most_rows: usize) -> Self {
        let title = Said::new("page-title").with("name", audit.audit.name.as_str());
        let made = Said::new("page-made")
            .with("date", audit.audit.as_of.as_str())
            .with("tool", audit.tool.name.as_str())
            .with("version", audit.tool.version.as_str());
        let mut checks: Vec<_> = audit.checks.iter().collect();
        checks.sort_by_key(|check| (check.passes == Some(true), check.severity != "error", place(check.verdict)));
        Self {
            lang: lang.tag(),
            style_hash: source_hash(STYLE),
            title: lang.say(&title),
            heading: lang.say_in_pieces(&title),
            made: lang.say(&made),
            verdict: VerdictView::of(audit, lang),
            about: About::of(audit, lang),
            checks: checks.into_iter().map(|check| CheckView::of(audit, check, most_rows, lang)).collect(),
            selection: measures::selection(audit, most_rows, lang),
            judged_measures: measures::judged(audit, Kind::Rate, most_rows, lang),
            free_measures: measures::free(audit, most_rows, lang),
            measures_only: lang.say(&Said::new("measures-only").with("level", audit.settings.level)),
            summaries: measures::summaries(audit, lang),
            crosses: measures::crosses(audit, most_rows, lang),
            strata: strata::strata(audit, most_rows, lang),
            gaps: strata::gaps(audit, most_rows, lang),
            lift_leads: lift_leads(audit, lang),
            lift: effects::lift(audit, most_rows, lang),
            delivery_lead: delivery_lead(audit, lang),
            delivery: effects::delivery(audit, most_rows, lang),
            robustness: effects::robustness(audit, most_rows, lang),
            scores: scores::scores(audit, lang),
            judged_scores: measures::judged(audit, Kind::Score, most_rows, lang),
            judged_values: measures::judged(audit, Kind::Value, most_rows, lang),
            score_measures: numbers::unjudged(audit, false, most_rows, lang),
            value_measures: numbers::unjudged(audit, true, most_rows, lang),
            numbers_only: lang.say(&Said::new("numbers-only").with("level", audit.settings.level)),
            no_outcome: audit.settings.outcome.is_none(),
            is_judged: !audit.checks.is_empty(),
            method: Method::of(audit, lang),
            proof: Proof::of(audit, lang),
        }
    }
}

/// What is said before the lift, or why there is none.
fn lift_leads(audit: &Audit, lang: Lang) -> Vec<String> {
    let Some(lift) = &audit.lift else { return vec![lang.text("lift-none-asked")] };
    if let Some(reason) = &lift.undefined {
        return vec![lang.say(&Said::new("lift-none").with("reason", reason.as_str()))];
    }
    let instead = audit.settings.observed.as_deref() == Some("after-decision");
    let ids = ["lift-instead"].into_iter().filter(|_| instead).chain(["lift-note"]);
    ids.map(|id| lang.text(id)).collect()
}

fn delivery_lead(audit: &Audit, lang: Lang) -> String {
    lang.text(match audit.delivery.first() {
        None => "delivery-none",
        Some(delivery) if delivery.eligible == "all-campaigns" => "delivery-no-rate",
        Some(_) => "delivery-note",
    })
}
