//! Combined groups, set of attributes by set: a map of colours for two attributes, a ranked table with dots for more, a funnel
//! where there are too many groups to rank without harm.

use super::filter::classes;
use super::forest::{Forest, is_cross, judges};
use super::funnel::funnel;
use super::heat::heat;
use super::selection::{Compared, lead};
use super::{Body, View};
use crate::document::{Check, Finding, Statistic};
use crate::lang::Said;
use crate::report::block::{Block, Words};
use crate::report::findings::{judged, rate};
use crate::report::words::{group_words, groups_of, is_rate, set_words, tally};
use crate::segment::Segment;
use evenhand_metrics::catalog::SELECTION_RATE;

/// Every set of attributes: what checks judge of it; nominal ratios of selection when none does.
pub(super) fn crosses(v: View<'_>) -> Body {
    let audit = v.audit;
    let mut views: Vec<Block> = Vec::new();
    for check in audit.checks.iter().filter(|check| judges(v, check, is_cross)) {
        let rows = judged(audit, check).into_iter().filter(|(_, finding)| is_cross(finding));
        let all: Vec<Compared<'_>> = rows.map(|(result, finding)| (Some(result), finding)).collect();
        for set in sets(&all) {
            views.extend(view(v, Some(check), &set, &of_set(&all, &set), views.len()));
        }
    }
    if views.is_empty() {
        let own = |finding: &&Finding| finding.measure == SELECTION_RATE.id && is_plain(finding) && is_cross(finding);
        let all: Vec<Compared<'_>> = audit.findings.iter().filter(own).map(|finding| (None, finding)).collect();
        for set in sets(&all) {
            views.extend(view(v, None, &set, &of_set(&all, &set), views.len()));
        }
    }
    if views.is_empty() { Err(v.text("crosses-none")) } else { Ok(views) }
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

/// What drawings are of: ratios, all campaigns together.
fn is_plain(finding: &Finding) -> bool {
    finding.comparison == Statistic::Ratio && finding.campaign.is_none() && finding.within.is_none()
}

fn view(v: View<'_>, check: Option<&Check>, set: &str, all: &[Compared<'_>], place: usize) -> Option<Block> {
    let keep = |finding: &Finding| is_cross(finding) && is_of(finding, set);
    let attributes = all.first()?.1.segment.as_ref()?.0.len();
    let forest = Forest { with_members: attributes > 2, ..Forest::of(v) };
    let table = match check {
        Some(check) => forest.judged(check, keep),
        None => forest.free(SELECTION_RATE.id, Statistic::Ratio, |finding| keep(finding) && finding.campaign.is_none()),
    }?;
    let plain: Vec<Compared<'_>> = all.iter().filter(|(_, finding)| is_plain(finding)).copied().collect();
    let counts = match check {
        Some(_) => tally(all.iter().filter_map(|(result, _)| *result), v.lang),
        None => v.text("counts-none"),
    };
    let name = set_words(v.audit, set, v.lang);
    let title = Said::new("attribute-counts").with("attribute", name).with("counts", counts);
    let mut blocks = vec![Block::heading(v.words(&title))];
    blocks.extend(lead(v, check, lowest(v, all)));
    let heat = heat(v, check, &plain);
    // The ranked table unfolds below a drawing that shows the same.
    let is_folded = heat.is_some();
    blocks.extend(heat.into_iter().flatten());
    blocks.extend(funnel(v, &plain, &format!("funnel-cross-{place}")).map(Block::Figure));
    blocks.push(if is_folded { Block::fold(v.text("crosses-ranked"), vec![table.into()]) } else { table.into() });
    Some(Block::Part(classes(v.audit, set.split(" x ")), blocks))
}

/// The combined group with the lowest rate, and what each of its groups has alone.
fn lowest(v: View<'_>, all: &[Compared<'_>]) -> Words {
    let rates = all.iter().filter_map(|(_, finding)| Some((rate(finding)?, *finding)));
    let Some((low, finding)) = rates.min_by(|a, b| a.0.total_cmp(&b.0)) else { return Words::default() };
    let Some(segment) = finding.segment.as_ref().filter(|_| is_rate(&finding.measure)) else {
        return Words::default();
    };
    let alone = |(name, label): &(String, Option<String>)| {
        let single = Segment(vec![(name.clone(), label.clone())]);
        let value = v.audit.findings.iter().find(|other| {
            other.measure == finding.measure
                && other.comparison == Statistic::Value
                && other.campaign == finding.campaign
                && other.segment.as_ref() == Some(&single)
        })?;
        let said = Said::new("cross-alone").with("rate", rate(value)?);
        Some(v.say(&said.with("group", group_words(v.audit, name, label.as_deref(), v.lang))))
    };
    let parts: Vec<String> = segment.0.iter().filter_map(alone).collect();
    if parts.len() < segment.0.len() {
        return Words::default();
    }
    let said = Said::new("cross-lowest").with("low", low).with("segment", groups_of(v.audit, segment, v.lang));
    v.words(&said.with("parts", parts.join(", ")))
}
