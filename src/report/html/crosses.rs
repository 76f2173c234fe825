//! Section 6: combined groups, set of attributes by set: a map of colours for two attributes, a ranked table with dots for
//! more, a funnel where there are too many groups to rank without harm.

use serde::Serialize;

use super::checks::tally;
use super::figure::Figure;
use super::filter::classes;
use super::forest::{Choice, Table, is_cross, judges};
use super::funnel::funnel;
use super::heat::{Compared, Heat, heat};
use super::measures::{Link, SELECTION, link};
use crate::document::{Audit, Check, Finding};
use crate::lang::{Lang, Piece, Said};
use crate::report::findings::{judged, rate};
use crate::report::words::{group_words, groups_of, is_rate, set_words};
use crate::segment::Segment;

/// One set of attributes under one check.
#[derive(Debug, Serialize)]
pub(super) struct CrossView {
    by: String,
    title: Vec<Piece>,
    check: Option<Link>,
    lead: Vec<Piece>,
    heat: Option<Heat>,
    funnel: Option<Figure>,
    /// Whether the ranked table unfolds below a drawing that shows the same.
    is_folded: bool,
    table: Option<Table>,
}

/// Every set of attributes: what checks judge of it; nominal ratios of selection when none does.
pub(super) fn crosses(audit: &Audit, most: usize, lang: Lang) -> Vec<CrossView> {
    let mut views: Vec<CrossView> = Vec::new();
    for check in audit.checks.iter().filter(|check| judges(audit, check, is_cross)) {
        let all: Vec<Compared<'_>> = judged(audit, check)
            .into_iter()
            .filter(|(_, finding)| is_cross(finding))
            .map(|(result, finding)| (Some(result), finding))
            .collect();
        for set in sets(&all) {
            views.extend(view(audit, Some(check), &set, &of_set(&all, &set), (views.len(), most), lang));
        }
    }
    if views.iter().all(|view| view.check.is_none()) {
        let own = |finding: &&Finding| {
            finding.measure == SELECTION
                && finding.comparison == "ratio"
                && finding.campaign.is_none()
                && finding.within.is_none()
                && is_cross(finding)
        };
        let all: Vec<Compared<'_>> = audit.findings.iter().filter(own).map(|finding| (None, finding)).collect();
        for set in sets(&all) {
            views.extend(view(audit, None, &set, &of_set(&all, &set), (views.len(), most), lang));
        }
    }
    views
}

/// The sets of attributes, in the order of the document.
fn sets(all: &[Compared<'_>]) -> Vec<String> {
    let mut sets: Vec<String> = Vec::new();
    for set in all.iter().filter_map(|(_, finding)| finding.segment.as_ref()).map(Segment::attributes) {
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    sets
}

fn is_of(finding: &Finding, set: &str) -> bool {
    finding.segment.as_ref().is_some_and(|segment| segment.attributes() == set)
}

fn of_set<'a>(all: &[Compared<'a>], set: &str) -> Vec<Compared<'a>> {
    all.iter().filter(|(_, finding)| is_of(finding, set)).copied().collect()
}

fn view(
    audit: &Audit,
    check: Option<&Check>,
    set: &str,
    all: &[Compared<'_>],
    (place, most): (usize, usize),
    lang: Lang,
) -> Option<CrossView> {
    let keep = |finding: &Finding| is_cross(finding) && is_of(finding, set);
    let choice = Choice { audit, lang, most, with_attributes: false, with_rest: true, tells_cut: true };
    let mut table = match check {
        Some(check) => choice.judged(check, keep),
        None => choice.free(SELECTION, "ratio", |finding| keep(finding) && finding.campaign.is_none()),
    }?;
    // The drawings are of ratios, all campaigns together.
    let is_plain =
        |finding: &Finding| finding.comparison == "ratio" && finding.campaign.is_none() && finding.within.is_none();
    let plain: Vec<Compared<'_>> = all.iter().filter(|(_, finding)| is_plain(finding)).copied().collect();
    let heat = heat(audit, check, &plain, lang);
    let funnel = funnel(audit, &plain, &format!("funnel-cross-{place}"), lang);
    let attributes = all.first()?.1.segment.as_ref()?.0.len();
    if attributes > 2 {
        table.draw_members(audit, lang);
    }
    let counts = match check {
        Some(_) => tally(all.iter().filter_map(|(result, _)| *result), lang),
        None => lang.text("counts-none"),
    };
    let title = Said::new("attribute-counts").with("attribute", set_words(audit, set, lang)).with("counts", counts);
    Some(CrossView {
        by: classes(audit, set.split(" x ")),
        title: lang.say_in_pieces(&title),
        check: check.and_then(|check| link(audit, check)),
        lead: lowest(audit, all, lang),
        is_folded: heat.is_some(),
        heat,
        funnel,
        table: Some(table),
    })
}

/// The combined group with the lowest rate, and what each of its groups has alone.
fn lowest(audit: &Audit, all: &[Compared<'_>], lang: Lang) -> Vec<Piece> {
    let rates = all.iter().filter_map(|(_, finding)| Some((rate(finding)?, *finding)));
    let Some((low, finding)) = rates.min_by(|a, b| a.0.total_cmp(&b.0)) else { return Vec::new() };
    let Some(segment) = finding.segment.as_ref().filter(|_| is_rate(&finding.measure)) else { return Vec::new() };
    let alone = |(name, label): &(String, Option<String>)| {
        let single = Segment(vec![(name.clone(), label.clone())]);
        let value = audit.findings.iter().find(|other| {
            other.measure == finding.measure
                && other.comparison == "value"
                && other.campaign == finding.campaign
                && other.segment.as_ref() == Some(&single)
        })?;
        let said = Said::new("cross-alone").with("rate", rate(value)?);
        Some(lang.say(&said.with("group", group_words(audit, name, label.as_deref(), lang))))
    };
    let parts: Vec<String> = segment.0.iter().filter_map(alone).collect();
    if parts.len() < segment.0.len() {
        return Vec::new();
    }
    let said = Said::new("cross-lowest").with("low", low).with("segment", groups_of(audit, segment, lang));
    lang.say_in_pieces(&said.with("parts", parts.join(", ")))
}
