//! What the terminal says of the sections: one line each, the page has the tables.

use std::io;

use super::Style;
use super::line::wrapped;
use crate::document::{Audit, Check, DeliveredMix, LiftRow};
use crate::lang::{Lang, Said};
use crate::report::sections::{alarm, by_words, stays, widest_source};
use crate::report::words::{attribute_words, segment_words};

/// Lines of one section at most; the page has them all.
const MOST: usize = 6;

/// Whether the verdict of a check stays under other choices.
pub(super) fn robust(
    audit: &Audit,
    check: &Check,
    lang: Lang,
    style: Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if check.robustness.is_empty() {
        return Ok(());
    }
    wrapped(&lang.say(&stays(audit, check, lang)), "  ", "    ", style.width, out)
}

/// Strata, where the widest gap comes from, lift and delivery.
pub(super) fn write(audit: &Audit, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    let mut lines: Vec<String> = Vec::new();
    let alarms: Vec<Said> = audit.strata.iter().filter_map(|found| alarm(audit, found, lang)).collect();
    cut(alarms.iter().map(|said| lang.say(said)).collect(), &mut lines, lang);
    lines.extend(source(audit, lang));
    if let Some(lift) = &audit.lift {
        if let Some(reason) = &lift.undefined {
            lines.push(lang.say(&Said::new("lift-none").with("reason", reason.as_str())));
        } else {
            let instead = audit.settings.observed.as_deref() == Some("after-decision");
            lines.extend(instead.then(|| lang.text("lift-instead")));
            // Documents of versions before groups were compared tell of each by itself.
            let compared = lift.segments.iter().any(|row| row.against.is_some());
            let alone = lift.segments.iter().take(if compared { 1 } else { usize::MAX });
            cut(alone.filter_map(|row| effect(audit, row, lang)).collect(), &mut lines, lang);
            let differs: Vec<String> = lift.segments.iter().filter_map(|row| differs(audit, row, lang)).collect();
            lines.extend((compared && differs.is_empty()).then(|| lang.text("lift-alike")));
            cut(differs, &mut lines, lang);
        }
    }
    for delivery in audit.delivery.iter().filter(|delivery| delivery.eligible == "all-campaigns") {
        lines.push(lang.text("delivery-no-rate"));
        let mut far: Vec<&DeliveredMix> = delivery.mixes.iter().filter(|mix| beyond_chance(audit, mix)).collect();
        far.sort_by(|a, b| b.distance.value.unwrap_or(0.0).total_cmp(&a.distance.value.unwrap_or(0.0)));
        let told = far.iter().map(|mix| {
            let said = Said::new("delivery-far")
                .with("attribute", attribute_words(audit, &delivery.attribute, lang))
                .with("campaign", mix.campaign.clone())
                .with("distance", mix.distance.value);
            lang.say(&said.with("even", mix.even_p95))
        });
        cut(told.collect(), &mut lines, lang);
    }
    if lines.is_empty() {
        return Ok(());
    }
    for line in lines {
        wrapped(&line, "", "  ", style.width, out)?;
    }
    writeln!(out)
}

/// Whether chance would rarely carry the mix so far, however many campaigns there are; documents of versions before the
/// tests were adjusted have the point that chance alone rarely passes.
fn beyond_chance(audit: &Audit, mix: &DeliveredMix) -> bool {
    match mix.p_adjusted {
        Some(p) => p <= 1.0 - audit.settings.level,
        None => mix.distance.value.zip(mix.even_p95).is_some_and(|(distance, p95)| distance > p95),
    }
}

fn cut(mut told: Vec<String>, lines: &mut Vec<String>, lang: Lang) {
    let more = told.len().saturating_sub(MOST);
    told.truncate(MOST);
    lines.append(&mut told);
    if more > 0 {
        lines.push(lang.say(&Said::new("text-and-more").with("count", more)));
    }
}

fn source(audit: &Audit, lang: Lang) -> Vec<String> {
    let Some(gap) = widest_source(audit) else { return Vec::new() };
    let segment = segment_words(audit, &gap.segment, lang);
    let mixes = gap.mixes.iter().filter_map(|mix| {
        let said = Said::new("gaps-line")
            .with("segment", segment.as_str())
            .with("by", by_words(audit, &mix.by, lang))
            .with("gap", mix.supported_gap.value?)
            .with("mix", mix.composition.value?);
        Some(lang.say(&said.with("within", mix.within.value?)))
    });
    let mut lines: Vec<String> = mixes.collect();
    let stages = gap.funnel.iter().flat_map(|funnel| &funnel.stages);
    let widest = stages.filter_map(|stage| Some((stage.share.value?, stage))).max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((share, stage)) = widest {
        let said = Said::new("gaps-funnel-line").with("segment", segment).with("stage", stage.stage.as_str());
        lines.push(lang.say(&said.with("share", share).with("ratio", stage.ratio.value)));
    }
    lines
}

fn effect(audit: &Audit, row: &LiftRow, lang: Lang) -> Option<String> {
    let interval = row.effect.interval.as_ref();
    let said = Said::new("lift-line")
        .with("effect", row.effect.value?)
        .with("low", interval.and_then(|interval| interval.low))
        .with("high", interval.and_then(|interval| interval.high))
        .with("comparison", "difference");
    let name =
        if row.segment.0.is_empty() { lang.text("lift-everybody") } else { segment_words(audit, &row.segment, lang) };
    Some(lang.say(&said.with("segment", name)))
}

/// A group whose lift is shown to differ from the reference's, with everything compared at once.
fn differs(audit: &Audit, row: &LiftRow, lang: Lang) -> Option<String> {
    let against = row.against.as_ref()?;
    let interval = against.difference.interval.as_ref()?;
    let apart = interval.low.is_some_and(|low| low > 0.0) || interval.high.is_some_and(|high| high < 0.0);
    let said = Said::new("lift-differs")
        .with("segment", segment_words(audit, &row.segment, lang))
        .with("reference", segment_words(audit, &against.reference, lang))
        .with("effect", against.difference.value?)
        .with("low", interval.low)
        .with("high", interval.high);
    apart.then(|| lang.say(&said))
}
