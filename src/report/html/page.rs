//! The page as its templates see it: every section, in order.

use std::collections::BTreeMap;

use serde::Serialize;

use super::about::{About, Item};
use super::blocks::html;
use super::checks::CheckView;
use super::closing::WaiverView;
use super::crosses::CrossView;
use super::digest::source_hash;
use super::filter::Button;
use super::grid::{Grid, GridView};
use super::measures::{AttributeView, Kind};
use super::numbers::{self, NumberView};
use super::outcomes::Outcomes;
use super::scores::{self, ScoreView};
use super::verdict::VerdictView;
use super::{closing, crosses, filter, measures, packs};
use crate::document::Audit;
use crate::lang::{Lang, Piece, Said};
use crate::report::block::Block;
use crate::report::page::{View, sections};
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
    sections: BTreeMap<&'static str, String>,
    scores: Vec<ScoreView>,
    judged_scores: Vec<AttributeView>,
    judged_values: Vec<AttributeView>,
    score_measures: Vec<NumberView>,
    value_measures: Vec<NumberView>,
    numbers_only: String,
    waivers: Vec<WaiverView>,
    is_judged: bool,
}

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
    fn nothing(&self, lang: Lang) -> Vec<(&'static str, String)> {
        let text = |id: &str| lang.text(id);
        let nothing = [
            ("outcomes", self.outcomes.nothing().then(|| self.outcomes.limits().unwrap_or_else(|| text("page-none")))),
            ("crosses", self.crosses.is_empty().then(|| text("crosses-none"))),
            (
                "scores",
                (self.judged_scores.is_empty() && self.scores.is_empty() && self.score_measures.is_empty())
                    .then(|| text("scores-none")),
            ),
            ("values", (self.judged_values.is_empty() && self.value_measures.is_empty()).then(|| text("values-none"))),
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
            sections: BTreeMap::new(),
            scores: scores::scores(audit, lang),
            judged_scores: measures::judged(audit, Kind::Score, most_rows, lang),
            judged_values: measures::judged(audit, Kind::Value, most_rows, lang),
            score_measures: numbers::unjudged(audit, false, most_rows, lang),
            value_measures: numbers::unjudged(audit, true, most_rows, lang),
            numbers_only: lang.say(&Said::new("numbers-only").with("level", audit.settings.level)),
            waivers: closing::waivers(audit, lang),
            is_judged: !audit.checks.is_empty(),
        };
        let mut nothing = page.nothing(lang);
        for (id, section) in sections(View { audit, lang, most: most_rows, digest }) {
            match section {
                Ok(section) => drop(page.sections.insert(id, html(&[Block::Section(section)]))),
                Err(why) => nothing.push((id, why)),
            }
        }
        let order = |id: &str| SECTIONS.iter().position(|(own, _)| *own == id);
        nothing.sort_by_key(|(id, _)| order(id));
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
