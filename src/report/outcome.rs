//! What machine formats share: each result with what a pipeline is to make of it, in an order, with a name that stays
//! the same from one audit to the next. Knows no format.

use super::findings::judged;
use super::rank::wider;
use super::words::{said_of, subject_words};
use crate::digest;
use crate::document::{Audit, Check, CheckResult, Claim, Finding, Severity, Statistic, Undefined, Verdict};
use crate::lang::{Lang, Said, clean};
use crate::segment::Segment;

/// What the config is called when it is found by itself.
const CONFIG: &str = "evenhand.toml";

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The file, with forward slashes, cleaned.
    pub(super) file: String,
    /// From 1.
    pub(super) number: u64,
}

/// The line that somebody who wants another verdict would change. A check that the config does not state (a flag's, a
/// pack's) stands at the beginning of the config. `None` where the audit was made without one.
pub(super) fn line(audit: &Audit, check: &Check) -> Option<Line> {
    let place = check.place.as_ref().filter(|place| !place.file.is_empty());
    match place {
        Some(place) => Some(Line { file: clean(&place.file).into_owned(), number: place.line.max(1) }),
        None if audit.settings.config_sha256.is_some() => Some(Line { file: CONFIG.to_owned(), number: 1 }),
        None => None,
    }
}

/// The file whose rows were judged, as far as it has a name: standard input has none.
pub(super) fn data_file(audit: &Audit) -> Option<String> {
    let input = audit.inputs.iter().find(|input| input.role != "audience")?;
    (!matches!(input.name.as_str(), "" | "-")).then(|| clean(&input.name).into_owned())
}

/// What a pipeline is to make of a result, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// Outside, in a check that can stop a release.
    Fails,
    /// Undecided, and its check asks for a decision.
    Undecided,
    /// Outside, in a check that only warns.
    Warns,
    /// Cannot be told, and stops nothing.
    Open,
    /// Without an estimate.
    NotAssessed,
    /// Outside and accepted until a date.
    Waived,
    /// Within its limit.
    Within,
}

impl Outcome {
    fn of(check: &Check, result: &CheckResult) -> Self {
        match result.verdict {
            Verdict::Outside if gates(check) => Self::Fails,
            Verdict::Outside => Self::Warns,
            Verdict::CannotTell if is_undecided(check) && asks_for(check, result) => Self::Undecided,
            Verdict::CannotTell => Self::Open,
            Verdict::NotAssessed => Self::NotAssessed,
            Verdict::Waived => Self::Waived,
            Verdict::Within => Self::Within,
        }
    }
}

/// Whether the check is what keeps the run from passing, without anything outside.
pub(super) fn is_undecided(check: &Check) -> bool {
    check.passes.is_none() && check.exit_code != 0
}

/// Whether this result, could it be told, would bring the check nearer to a decision.
fn asks_for(check: &Check, result: &CheckResult) -> bool {
    match check.claim.known() {
        Some(Claim::NoEvidenceOutside) if check.comparison == Statistic::Value => result.must_decide,
        Some(Claim::NoEvidenceOutside) => result.must_decide || result.powered != Some(true),
        Some(Claim::Point) => result.reason.as_ref().is_none_or(|reason| *reason != Undefined::FlipExempt),
        _ => true,
    }
}

/// One result with everything around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry<'a> {
    pub(super) audit: &'a Audit,
    pub(super) check: &'a Check,
    pub(super) result: &'a CheckResult,
    pub(super) finding: &'a Finding,
    pub(super) outcome: Outcome,
}

impl Entry<'_> {
    /// Who is judged, in words.
    pub(super) fn subject(&self, lang: Lang) -> String {
        let words = subject_words(self.audit, self.finding, lang);
        words.unwrap_or_else(|| clean(&self.finding.id).into_owned())
    }

    /// The message that says the result.
    pub(super) fn said(&self, lang: Lang) -> Said {
        said_of(self.audit, self.check, self.result, self.finding, lang)
    }

    /// The result in words.
    pub(super) fn sentence(&self, lang: Lang) -> String {
        lang.say(&self.said(lang))
    }

    /// The same for the same comparison of the same check in every audit, whatever its numbers are.
    pub(super) fn fingerprint(&self) -> String {
        let reference = self.finding.reference.as_ref().and_then(|reference| reference.segment.as_ref());
        fingerprint(&[&self.check.id, &self.finding.id, &reference.map_or_else(String::new, Segment::id)])
    }
}

/// A digest of names, none of which can run into the next.
pub(super) fn fingerprint(names: &[&str]) -> String {
    digest::sha256(names.join("\0").as_bytes())
}

/// The results of a check, in the order of the document.
pub(super) fn entries<'a>(audit: &'a Audit, check: &'a Check) -> Vec<Entry<'a>> {
    let entry = |(result, finding)| Entry { audit, check, result, finding, outcome: Outcome::of(check, result) };
    judged(audit, check).into_iter().map(entry).collect()
}

/// The results of every check, worst first, then the widest gap.
pub(super) fn worst_first(audit: &Audit) -> Vec<Entry<'_>> {
    let mut all: Vec<Entry> = audit.checks.iter().flat_map(|check| entries(audit, check)).collect();
    all.sort_by(|a, b| a.outcome.cmp(&b.outcome).then_with(|| wider(a.finding, b.finding)));
    all
}

/// The same, led by the first of each check, so that a list that is cut says something of every check.
pub(super) fn each_check_first<'a>(entries: &[Entry<'a>]) -> Vec<Entry<'a>> {
    let mut seen: Vec<&str> = Vec::new();
    let (first, rest): (Vec<Entry>, Vec<Entry>) = entries.iter().partition(|entry| {
        let is_new = !seen.contains(&entry.check.id.as_str());
        if is_new {
            seen.push(&entry.check.id);
        }
        is_new
    });
    first.into_iter().chain(rest).collect()
}

/// Whether the check can change the exit code; the others are watched.
pub(super) fn gates(check: &Check) -> bool {
    check.severity == Severity::Error
}

/// The text, cut to so many characters with a sign that it was.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
    }
}
