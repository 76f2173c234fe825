//! Words for fixes, shared by the formats: what each is called, what it says, and what it would change for whom.

use super::words::{segment_words, set_words, warning};
use crate::audit::{Audit, Fix, Kept, Moved, WeightsOut};
use crate::lang::{Lang, Said, clean};

/// `Cut-offs by group, Gender`.
pub(super) fn head(audit: &Audit, fix: &Fix, lang: Lang) -> String {
    let known = lang.known(&format!("fix-name-{}", fix.method));
    let name = known.unwrap_or_else(|| clean(&fix.method).into_owned());
    let said = Said::new("fix-head").with("name", name);
    lang.say(&said.with("attribute", set_words(audit, &fix.attribute, lang)))
}

/// What it is and does, sentence by sentence; or why it cannot be had.
pub(super) fn sentences(audit: &Audit, fix: &Fix, lang: Lang) -> Vec<String> {
    match &fix.refused {
        Some(refused) => {
            vec![lang.say(&Said::new("fix-refused").with("why", warning(audit, refused, lang)))]
        }
        None => fix.says.iter().map(|said| warning(audit, said, lang)).collect(),
    }
}

/// How even weights are.
pub(super) fn spread(weights: &WeightsOut, lang: Lang) -> String {
    let said = Said::new("fix-weights-spread")
        .with("people", weights.people)
        .with("least", weights.least)
        .with("largest", weights.largest)
        .with("effective", weights.effective.floor());
    lang.say(&said.with("deff", weights.design_effect))
}

/// Every check before and after.
pub(super) fn check_lines(fix: &Fix, lang: Lang) -> Vec<String> {
    let verdict = |verdict: crate::audit::Verdict| lang.text(&format!("verdict-{}", verdict.id()));
    let line = |check: &crate::audit::CheckedTwice| {
        let said = Said::new("fix-check-line").with("check", check.check.as_str());
        lang.say(&said.with("before", verdict(check.before)).with("after", verdict(check.after)))
    };
    fix.checks.iter().map(line).collect()
}

/// Who gains and who loses in a segment; `None` where it is hidden.
pub(super) fn moved_line(audit: &Audit, row: &Moved, lang: Lang) -> Option<String> {
    let said = Said::new("fix-moved-line")
        .with("segment", segment_words(audit, &row.segment, lang))
        .with("gained", row.gained?)
        .with("lost", row.lost?);
    Some(lang.say(&said.with("before", row.rate_before).with("after", row.rate_after)))
}

/// What is kept.
pub(super) fn kept_line(kept: &Kept, lang: Lang) -> String {
    let said = Said::new(&format!("fix-kept-{}", kept.of)).with("before", kept.before).with("after", kept.after);
    lang.say(&said.with("share", kept.share))
}

/// What the law of a place says of it.
pub(super) fn legal_lines(fix: &Fix, lang: Lang) -> Vec<String> {
    let line = |legal: &crate::audit::Legal| {
        let text = legal.text.get(lang.tag()).or_else(|| legal.text.get("en")).map_or("", String::as_str);
        let said = Said::new(&format!("fix-legal-{}", legal.level));
        format!("{} ({})", lang.say(&said.with("text", clean(text))), clean(&legal.source))
    };
    fix.legal.iter().map(line).collect()
}
