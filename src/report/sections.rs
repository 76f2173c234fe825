//! Sentences of the sections beside checks, for every format: what strata change, whether a verdict stays under other
//! choices, where the widest gap comes from.

use super::words::{attribute_words, measure_name, segment_words, uncapitalised};
use crate::document::{Alternative, Audit, Check, Conditional, GapSource, JustificationOut};
use crate::lang::{Lang, Said};

/// Two ratios that differ by no more than this are one ratio to their reader.
const SAME: f64 = 0.01;

/// What ignoring the stratum hides; `None` where it changes nothing that these data tell.
pub(super) fn alarm(audit: &Audit, found: &Conditional, lang: Lang) -> Option<Said> {
    if !found.simpson.alarm && !found.simpson.reverses {
        return None;
    }
    let (everybody, alike) = (found.pooled_ratio.value?, found.ratio.value?);
    if (everybody - alike).abs() <= SAME {
        return None;
    }
    let id = match (found.simpson.alarm, found.simpson.reverses) {
        (true, true) => "strata-reverses",
        (true, false) => "strata-changes",
        (false, _) => "strata-may-reverse",
    };
    let said = Said::new(id)
        .with("segment", segment_words(audit, &found.segment, lang))
        .with("stratum", attribute_words(audit, &found.within, lang));
    Some(said.with("everybody", everybody).with("alike", alike))
}

/// The groups for whom one ratio does not fit all strata; `None` when there is none.
pub(super) fn uneven(audit: &Audit, of: &[&Conditional], lang: Lang) -> Option<Said> {
    let named: Vec<String> =
        of.iter().filter(|found| found.uneven).map(|found| segment_words(audit, &found.segment, lang)).collect();
    (!named.is_empty()).then(|| Said::new("strata-uneven").with("segments", named))
}

/// What is said for comparing people only with their like.
pub(super) fn justified(given: Option<&JustificationOut>) -> Said {
    let Some(given) = given else { return Said::new("strata-unjustified") };
    Said::new("strata-justified")
        .with("aim", given.aim.clone())
        .with("appropriate", given.appropriate.clone())
        .with("necessary", given.necessary.clone())
        .with("by", given.by.clone())
        .with("date", given.date.clone())
}

/// What a dimension of mixes is called.
pub(super) fn by_words(audit: &Audit, by: &str, lang: Lang) -> String {
    if by == "@campaign" { lang.text("gaps-campaign") } else { attribute_words(audit, by, lang) }
}

/// How many of the other choices leave the check's verdict as it is, and which do not.
pub(super) fn stays(audit: &Audit, check: &Check, lang: Lang) -> Said {
    let same = check.robustness.iter().filter(|other| other.same).count();
    let others = check.robustness.iter().filter(|other| !other.same);
    let named: Vec<String> = others.map(|other| lang.say(&choice_words(audit, other, lang))).collect();
    let id = if named.is_empty() { "robust-stays" } else { "robust-changes" };
    Said::new(id)
        .with("same", same)
        .with("total", check.robustness.len())
        .with("choices", named.join(if lang == Lang::Fr { "\u{202f}; " } else { "; " }))
}

/// One other choice in words.
pub(super) fn choice_words(audit: &Audit, other: &Alternative, lang: Lang) -> Said {
    let choice = match other.kind.as_str() {
        "reference" => lang.text(&format!("choice-{}", other.choice)),
        "measure" => uncapitalised(&measure_name(audit, &other.choice, lang)),
        "interval" => {
            let name = lang.text(&format!("method-{}", other.choice));
            name.split(", ").next().unwrap_or_default().to_owned()
        }
        "within" => attribute_words(audit, &other.choice, lang),
        _ => other.choice.clone(),
    };
    Said::new(&format!("choice-of-{}", other.kind)).with("choice", choice).with("id", other.choice.as_str())
}

/// Where the widest gap of some dimension comes from: the pair whose gap is widest, all groups shown.
pub(super) fn widest_source(audit: &Audit) -> Option<&GapSource> {
    let size = |gap: &&GapSource| gap.mixes.iter().filter_map(|mix| mix.gap.value).map(f64::abs).fold(-1.0, f64::max);
    let mixed = audit.gaps.iter().filter(|gap| !gap.mixes.is_empty() || gap.funnel.is_some());
    mixed.fold(None, |widest: Option<&GapSource>, gap| match widest {
        Some(known) if size(&known) >= size(&gap) => Some(known),
        _ => Some(gap),
    })
}
