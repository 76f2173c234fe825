//! Words for fixes, shared by the formats: what each is called, what it says, and what it would change for whom.

use super::words::{meaning, segment_words, set_words, status_words, warning_pieces};
use crate::document::{
    Audit, Balance, CheckedTwice, Fix, FixMethod, JudgedGroup, Kept, Legal, LegalLevel, Meaning, Moved, Verdict,
    WeightsOut,
};
use crate::lang::{Lang, Piece, Said, clean};

/// Fixes that are proposed.
pub(super) fn proposed(audit: &Audit) -> impl Iterator<Item = &Fix> {
    audit.fixes.iter().filter(|fix| fix.refused.is_none())
}

/// `Cut-offs by group`; one that makes groups alike by selecting some of them less often says so in its name.
pub(super) fn name(fix: &Fix, lang: Lang) -> String {
    let name = short_name(fix, lang);
    if levels_down(fix) { lang.say(&Said::new("fix-name-levelling").with("name", name)) } else { name }
}

/// `Cut-offs by group`, whatever it does.
pub(super) fn short_name(fix: &Fix, lang: Lang) -> String {
    let known = lang.known(&format!("fix-name-{}", fix.method));
    known.unwrap_or_else(|| clean(&fix.method).into_owned())
}

/// Whether a proposal takes the selection from somebody.
pub(super) fn takes(fix: &Fix) -> bool {
    fix.method != FixMethod::Effect && fix.lost.is_some_and(|lost| lost > 0)
}

/// Whether it does, and some group is selected less often by it.
pub(super) fn levels_down(fix: &Fix) -> bool {
    let falls = |row: &Moved| row.rate_before.zip(row.rate_after).is_some_and(|(before, after)| after < before);
    takes(fix) && fix.moved.iter().any(falls)
}

/// `Cut-offs by group, Gender`, the attribute apart.
pub(super) fn head_pieces(audit: &Audit, fix: &Fix, lang: Lang) -> Vec<Piece> {
    let name = Piece { text: format!("{}, ", name(fix, lang)), is_label: false };
    vec![name, Piece::label(&set_words(audit, &fix.attribute, lang))]
}

/// Why there is no fix to propose, where there is none at all.
pub(super) fn none(audit: &Audit) -> Option<Said> {
    let id = if !audit.fixes.is_empty() {
        return None;
    } else if audit.checks.is_empty() {
        "fixes-no-limits"
    } else if audit.counts.of(Verdict::Outside) == 0 {
        "fix-nothing-outside"
    } else {
        "fixes-none-asked"
    };
    Some(Said::new(id))
}

/// What it is and does, most important first; of one that cannot be had, nothing.
pub(super) fn says(fix: &Fix) -> Vec<Said> {
    let mut says = fix.says.clone();
    if let Some(total) = total(fix) {
        says.insert(says.len().min(1), total);
    }
    says
}

/// Why it cannot be had.
pub(super) fn refused(audit: &Audit, fix: &Fix, lang: Lang) -> Option<Vec<Piece>> {
    let why = fix.refused.as_ref()?;
    let head = Piece { text: format!("{} ", lang.text("fix-refused")), is_label: false };
    Some(std::iter::once(head).chain(warning_pieces(audit, why, lang)).collect())
}

/// How many gain and how many lose in all.
fn total(fix: &Fix) -> Option<Said> {
    let (gained, lost) = fix.gained.zip(fix.lost)?;
    (gained + lost > 0).then(|| Said::new("fix-moved-total").with("gained", gained).with("lost", lost))
}

/// How even weights are.
pub(super) fn spread(weights: &WeightsOut) -> Said {
    Said::new("fix-weights-spread")
        .with("people", weights.people)
        .with("least", weights.least)
        .with("largest", weights.largest)
        .with("effective", weights.effective.floor())
        .with("deff", weights.design_effect)
}

/// The share or rate that weights move furthest.
pub(super) fn balance_said(audit: &Audit, weights: &WeightsOut, lang: Lang) -> Option<Said> {
    let moved = |row: &Balance| Some((row.after? - row.before?).abs());
    let rows = weights.balance.iter().filter_map(|row| Some((row, moved(row)?)));
    let (row, _) = rows.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
    let said = Said::new("fix-balance-line").with("segment", segment_words(audit, &row.segment, lang));
    Some(said.with("before", row.before).with("after", row.after).with("of", row.of.as_str()))
}

/// Whether nothing that a check compares differs.
pub(super) fn is_unmoved(checked: &CheckedTwice) -> bool {
    checked.results.iter().all(|result| result.before == result.after)
}

/// A check before and after, in a line of its own.
pub(super) fn check_said(checked: &CheckedTwice) -> Said {
    with_counts(if is_unmoved(checked) { "fix-check-same" } else { "fix-check-line" }, checked)
        .with("check", checked.check.as_str())
}

/// The same under a heading that names the check.
pub(super) fn moves_said(checked: &CheckedTwice) -> Said {
    with_counts(if is_unmoved(checked) { "fix-check-unmoved" } else { "fix-check-moves" }, checked)
}

fn with_counts(id: &str, checked: &CheckedTwice) -> Said {
    let outside =
        |verdicts: &mut dyn Iterator<Item = Verdict>| verdicts.filter(|verdict| *verdict == Verdict::Outside).count();
    Said::new(id)
        .with("before", checked.before.id())
        .with("after", checked.after.id())
        .with("total", checked.results.len())
        .with("outside_before", outside(&mut checked.results.iter().map(|result| result.before.verdict)))
        .with("outside_after", outside(&mut checked.results.iter().map(|result| result.after.verdict)))
}

/// What it did for a group of people it was not fitted to, or of everybody; `None` where it is hidden.
pub(super) fn judged_said(audit: &Audit, split: &str, group: &JudgedGroup, lang: Lang) -> Option<Said> {
    group.people?;
    let narrower = group.narrower.value?;
    let is_wider = narrower < 0.0;
    let interval = group.narrower.interval.as_ref();
    let (low, high) = (interval.and_then(|ends| ends.low), interval.and_then(|ends| ends.high));
    let (low, high) = if is_wider { (high.map(|end| -end), low.map(|end| -end)) } else { (low, high) };
    let said = Said::new("fix-judged-line")
        .with("split", split)
        .with("segment", segment_words(audit, &group.segment, lang))
        .with("before", group.before.value)
        .with("after", group.after.value)
        .with("ratio_before", group.ratio_before.value)
        .with("ratio_after", group.ratio_after.value)
        .with("side", if is_wider { "wider" } else { "narrower" })
        .with("narrower", narrower.abs());
    Some(said.with("low", low).with("high", high).with("crossed", crossed(group)).with("closer", closer(group.closer)))
}

/// Whether the gap lies the other way now: `yes` or `no`. Then no interval says how much narrower it is.
pub(super) fn crossed(group: &JudgedGroup) -> &'static str {
    let side = |ratio: Option<f64>| ratio.map(|ratio| ratio > 1.0);
    let sides = side(group.ratio_before.value).zip(side(group.ratio_after.value));
    if sides.is_some_and(|(before, after)| before != after) { "yes" } else { "no" }
}

/// Whether a gap is narrower beyond chance, as messages tell it apart.
pub(super) const fn closer(closer: Option<bool>) -> &'static str {
    match closer {
        Some(true) => "yes",
        Some(false) => "no",
        None => "unknown",
    }
}

/// Who gains and who loses in a segment; `None` where it is hidden or nobody does.
pub(super) fn moved_said(audit: &Audit, row: &Moved, lang: Lang) -> Option<Said> {
    // Whoever is no longer selected for a burden gains by it.
    let (gained, lost) =
        if meaning(audit) == Meaning::Burden { (row.lost?, row.gained?) } else { (row.gained?, row.lost?) };
    let said = Said::new("fix-moved-line")
        .with("segment", segment_words(audit, &row.segment, lang))
        .with("gained", gained)
        .with("lost", lost);
    (gained + lost > 0).then(|| said.with("before", row.rate_before).with("after", row.rate_after))
}

/// What is kept.
pub(super) fn kept_said(kept: &Kept) -> Said {
    let said = Said::new(&format!("fix-kept-{}", kept.of)).with("before", kept.before).with("after", kept.after);
    said.with("share", kept.share)
}

/// Every note on the law, once, in the order of the fixes that it bears on.
pub(super) fn laws(audit: &Audit) -> Vec<&Legal> {
    let mut laws: Vec<&Legal> = Vec::new();
    for legal in audit.fixes.iter().flat_map(|fix| &fix.legal) {
        if !laws.contains(&legal) {
            laws.push(legal);
        }
    }
    laws
}

/// What the law of a place says, where that stands and when it was looked up.
pub(super) fn law_said(legal: &Legal, lang: Lang) -> Said {
    let text = legal.text.get(lang.tag()).or_else(|| legal.text.get("en")).map_or("", String::as_str);
    Said::new(if legal.level == LegalLevel::Blocked { "fix-legal-blocked" } else { "fix-legal-warned" })
        .with("text", lang.typeset(text).into_owned())
        .with("source", legal.source.as_str())
        .with("status", legal.status.as_deref().map(|status| status_words(status, lang)))
        .with("date", legal.last_verified.as_str())
}
