//! The page as its templates see it: every section, in order.

use serde::Serialize;

use super::about::About;
use super::checks::CheckView;
use super::closing::{Quality, WaiverView};
use super::crosses::CrossView;
use super::digest::source_hash;
use super::filter::Button;
use super::fixes::Fixes;
use super::grid::{Grid, GridView};
use super::measures::{AttributeView, Kind, Summary};
use super::method::{Method, Proof};
use super::numbers::{self, NumberView};
use super::outcomes::Outcomes;
use super::scores::{self, ScoreView};
use super::verdict::VerdictView;
use super::{closing, crosses, effects, filter, measures, packs, strata};
use crate::audit::Audit;
use crate::lang::{Lang, Piece, Said};
use crate::report::rank::place;

/// Everything that the templates print.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    lang: &'static str,
    style_hash: String,
    id: String,
    title: String,
    heading: Vec<Piece>,
    made: String,
    verdict: VerdictView,
    about: About,
    checks: Vec<CheckView>,
    packs: Vec<GridView>,
    selection: Vec<AttributeView>,
    summaries: Vec<Summary>,
    buttons: Vec<Button>,
    outcomes: Outcomes,
    crosses: Vec<CrossView>,
    strata: Vec<GridView>,
    gaps: Vec<Grid>,
    lift_leads: Vec<String>,
    lift: Option<Grid>,
    delivery_lead: String,
    delivery: Vec<GridView>,
    robustness: Vec<GridView>,
    fixes: Fixes,
    scores: Vec<ScoreView>,
    judged_scores: Vec<AttributeView>,
    judged_values: Vec<AttributeView>,
    score_measures: Vec<NumberView>,
    value_measures: Vec<NumberView>,
    numbers_only: String,
    waivers: Vec<WaiverView>,
    quality: Quality,
    is_judged: bool,
    method: Method,
    proof: Proof,
}

impl Page {
    /// The page of an audit whose document has this digest, shown with this style.
    pub(super) fn of(audit: &Audit, lang: Lang, most_rows: usize, digest: &str, style: &str) -> Self {
        let title = Said::new("page-title").with("name", audit.audit.name.as_str());
        let made = Said::new("page-made")
            .with("date", audit.audit.as_of.as_str())
            .with("tool", audit.tool.name.as_str())
            .with("version", audit.tool.version.as_str());
        let mut checks: Vec<_> = audit.checks.iter().collect();
        checks.sort_by_key(|check| (check.passes == Some(true), check.severity != "error", place(check.verdict)));
        Self {
            lang: lang.tag(),
            style_hash: source_hash(style),
            id: lang.say(&Said::new("page-id").with("id", super::short(digest))),
            title: lang.say(&title),
            heading: lang.say_in_pieces(&title),
            made: lang.say(&made),
            verdict: VerdictView::of(audit, lang),
            about: About::of(audit, lang),
            checks: checks.into_iter().map(|check| CheckView::of(audit, check, most_rows, lang)).collect(),
            packs: packs::packs(audit, most_rows, lang),
            selection: measures::selection(audit, most_rows, lang),
            summaries: measures::summaries(audit, |measure| !measures::is_of_outcomes(measure), lang),
            buttons: filter::buttons(audit, lang),
            outcomes: Outcomes::of(audit, most_rows, lang),
            crosses: crosses::crosses(audit, most_rows, lang),
            strata: strata::strata(audit, most_rows, lang),
            gaps: strata::gaps(audit, most_rows, lang),
            lift_leads: lift_leads(audit, lang),
            lift: effects::lift(audit, most_rows, lang),
            delivery_lead: delivery_lead(audit, lang),
            delivery: effects::delivery(audit, most_rows, lang),
            robustness: effects::robustness(audit, most_rows, lang),
            fixes: Fixes::of(audit, most_rows, lang),
            scores: scores::scores(audit, lang),
            judged_scores: measures::judged(audit, Kind::Score, most_rows, lang),
            judged_values: measures::judged(audit, Kind::Value, most_rows, lang),
            score_measures: numbers::unjudged(audit, false, most_rows, lang),
            value_measures: numbers::unjudged(audit, true, most_rows, lang),
            numbers_only: lang.say(&Said::new("numbers-only").with("level", audit.settings.level)),
            waivers: closing::waivers(audit, lang),
            quality: Quality::of(audit, most_rows, lang),
            is_judged: !audit.checks.is_empty(),
            method: Method::of(audit, lang),
            proof: Proof::of(audit, digest, lang),
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
