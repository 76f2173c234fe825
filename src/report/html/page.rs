//! The page as its templates see it: every section, in order.

use std::collections::BTreeMap;

use serde::Serialize;

use super::about::{About, Item};
use super::checks::CheckView;
use super::closing::{Quality, WaiverView};
use super::crosses::CrossView;
use super::digest::source_hash;
use super::filter::Button;
use super::fixes::Fixes;
use super::grid::{Grid, GridView, p_value};
use super::measures::{AttributeView, Kind};
use super::method::{Method, Proof};
use super::numbers::{self, NumberView};
use super::outcomes::Outcomes;
use super::scores::{self, ScoreView};
use super::verdict::VerdictView;
use super::{closing, crosses, effects, filter, measures, packs, strata};
use crate::document::Audit;
use crate::lang::{Lang, Piece, Said};
use crate::report::rank::place;
use crate::report::words::attribute_words;

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
    facts: Vec<Item>,
    /// The sections that have something to show, for the navigation; then those that have not, in a line each.
    shown: Vec<Shown>,
    absent: Vec<Absent>,
    /// Whether a section has something to show, by id.
    has: BTreeMap<&'static str, bool>,
    about: About,
    checks: Vec<CheckView>,
    packs: Vec<GridView>,
    selection: Vec<AttributeView>,
    summaries: Option<Grid>,
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

/// Rows of tables that no check judges: as far as they stand out. All of them are in audit.json.
const FEW: usize = 12;

/// A section in the navigation.
#[derive(Debug, Serialize)]
struct Shown {
    id: &'static str,
    title: String,
}

/// A section with nothing to show: its id for links, its title, and why.
#[derive(Debug, Serialize)]
struct Absent {
    id: &'static str,
    title: String,
    why: String,
}

/// Sections by id, in order, with the message that is their title.
const SECTIONS: [(&str, &str); 20] = [
    ("verdict", "section-verdict"),
    ("waivers", "section-waivers"),
    ("about", "section-population"),
    ("checks", "section-checks"),
    ("selection", "section-selection"),
    ("outcomes", "section-outcomes"),
    ("crosses", "section-crosses"),
    ("scores", "section-scores"),
    ("values", "section-values"),
    ("strata", "section-strata"),
    ("gaps", "section-gaps"),
    ("lift", "section-lift"),
    ("delivery", "section-delivery"),
    ("robustness", "section-robustness"),
    ("fixes", "section-fixes"),
    ("since", "section-since"),
    ("quality", "section-quality"),
    ("absent", "section-absent"),
    ("method", "section-method"),
    ("proof", "section-proof"),
];

impl Page {
    /// The sections that have nothing to show, and why.
    fn nothing(&self, audit: &Audit, lang: Lang) -> Vec<(&'static str, String)> {
        let text = |id: &str| lang.text(id);
        let lift = || self.lift_leads.first().cloned().unwrap_or_default();
        let nothing = [
            ("outcomes", self.outcomes.nothing().then(|| self.outcomes.limits().unwrap_or_else(|| text("page-none")))),
            ("crosses", self.crosses.is_empty().then(|| text("crosses-none"))),
            (
                "scores",
                (self.judged_scores.is_empty() && self.scores.is_empty() && self.score_measures.is_empty())
                    .then(|| text("scores-none")),
            ),
            ("values", (self.judged_values.is_empty() && self.value_measures.is_empty()).then(|| text("values-none"))),
            ("strata", self.strata.is_empty().then(|| text("strata-none"))),
            ("gaps", self.gaps.is_empty().then(|| text("gaps-none"))),
            ("lift", (self.lift.is_none() && self.lift_leads.len() < 2).then(lift)),
            ("delivery", self.delivery.is_empty().then(|| self.delivery_lead.clone())),
            ("robustness", self.robustness.is_empty().then(|| text("robust-none"))),
            ("fixes", audit.fixes.is_empty().then(|| self.fixes.nothing()).flatten()),
            ("since", Some(text("since-none"))),
        ];
        nothing.into_iter().filter_map(|(id, why)| Some((id, why?))).collect()
    }

    /// The page of an audit whose document has this digest, shown with this style.
    pub(super) fn of(audit: &Audit, lang: Lang, most_rows: usize, digest: &str, style: &str) -> Self {
        let title = Said::new("page-title").with("name", audit.audit.name.as_str());
        let made = Said::new("page-made")
            .with("date", audit.audit.as_of.as_str())
            .with("tool", audit.tool.name.as_str())
            .with("version", audit.tool.version.as_str());
        let mut checks: Vec<_> = audit.checks.iter().collect();
        checks.sort_by_key(|check| (check.passes == Some(true), check.severity != "error", place(check.verdict)));
        let mut page = Self {
            facts: super::verdict::facts(audit, lang),
            shown: Vec::new(),
            absent: Vec::new(),
            has: BTreeMap::new(),
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
            gaps: strata::gaps(audit, most_rows.min(FEW), lang),
            lift_leads: lift_leads(audit, lang),
            lift: effects::lift(audit, most_rows, lang),
            delivery_lead: delivery_lead(audit, lang),
            delivery: effects::delivery(audit, most_rows.min(FEW), lang),
            robustness: effects::robustness(audit, most_rows.min(FEW), lang),
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
        };
        let nothing = page.nothing(audit, lang);
        let title = |id: &str| lang.text(SECTIONS.iter().find(|(own, _)| *own == id).map_or(id, |(_, title)| *title));
        let is_absent = |id: &str| nothing.iter().any(|(absent, _)| *absent == id);
        page.shown = SECTIONS
            .into_iter()
            .filter(|(id, _)| !is_absent(id) && (*id != "absent" || !nothing.is_empty()))
            .map(|(id, title)| Shown { id, title: lang.text(title) })
            .collect();
        page.has = SECTIONS.into_iter().map(|(id, _)| (id, !is_absent(id))).collect();
        page.absent = nothing.into_iter().map(|(id, why)| Absent { id, title: title(id), why }).collect();
        page
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
    let equal = lift.equal.iter().filter_map(|equal| {
        let said = Said::new("lift-equal")
            .with("attribute", attribute_words(audit, &equal.attribute, lang))
            .with("groups", equal.groups)
            .with("p", p_value(equal.test.p_value?, lang));
        Some(lang.say(&said))
    });
    ids.map(|id| lang.text(id)).chain(equal).collect()
}

fn delivery_lead(audit: &Audit, lang: Lang) -> String {
    lang.text(match audit.delivery.first() {
        None => "delivery-none",
        Some(delivery) if delivery.eligible == "all-campaigns" => "delivery-no-rate",
        Some(_) => "delivery-note",
    })
}
