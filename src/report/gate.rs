//! What a run amounts to: the widest gap in people, what the verdict means for the launch, what to do next, and the exit code
//! in words.

use super::fixes::proposed;
use super::outcome::gates;
use super::rank::{Frequencies, widest, worst_first};
use super::words::{reference_words, stand, subject_words};
use crate::document::{Audit, Check, Eligible, FixMethod, Severity, Verdict, WaiverState};
use crate::error::FROM;
use crate::lang::{Lang, Said, clean};

/// The widest gap in people.
pub(crate) fn widest_said(audit: &Audit, lang: Lang) -> Option<Said> {
    let finding = widest(audit)?;
    let frequencies = Frequencies::of(finding)?;
    let gap = frequencies.gap;
    let said = Said::new("text-widest")
        .with("side", if gap > 0.0 { "above" } else { "below" })
        .with("gap", gap.abs())
        .with("base", frequencies.base)
        .with("segment", subject_words(audit, finding, lang)?)
        .with("reference", reference_words(audit, finding, lang)?);
    // In people of the same base, so that the two can be compared at a glance.
    let of_base = |gap: f64| (gap * frequencies.base).round();
    let chance = audit.widest_by_chance.as_ref();
    let said = said.with("median", chance.map(|chance| of_base(chance.median)));
    Some(said.with("p95", chance.map(|chance| of_base(chance.p95))))
}

/// What the verdict means for the launch that the audit was made for: the limits kept, not kept, or not shown to be kept.
pub(crate) fn launch(audit: &Audit) -> Said {
    let gating = || audit.checks.iter().filter(|check| gates(check));
    Said::new(match audit.exit_code {
        _ if audit.checks.is_empty() => "launch-free",
        _ if gating().next().is_none() => "launch-watched",
        1 if gating().any(|check| check.passes == Some(false)) => "launch-fails",
        0 if gating().all(|check| check.passes == Some(true)) => "launch-passes",
        _ => "launch-undecided",
    })
}

/// What to do next, from a fixed list, by the worst verdict.
pub(crate) fn next(audit: &Audit, lang: Lang) -> Said {
    let count = |verdict| audit.counts.of(verdict);
    let said = match audit.verdict {
        None if audit.delivery.iter().any(|delivery| delivery.eligible == Eligible::AllCampaigns) => {
            Said::new("next-delivery")
        }
        None => Said::new("next-no-limits"),
        Some(Verdict::Within) => Said::new("next-within"),
        Some(Verdict::CannotTell) => Said::new("next-cannot-tell").with("count", count(Verdict::CannotTell)),
        Some(Verdict::NotAssessed) => Said::new("next-not-assessed").with("count", count(Verdict::NotAssessed)),
        Some(Verdict::Waived) => {
            let waivers = audit.checks.iter().flat_map(|c| &c.results).filter_map(|r| r.waiver.as_ref());
            let first = waivers
                .filter(|waiver| waiver.state == WaiverState::Applies)
                .map(|waiver| waiver.expires.as_str())
                .min();
            Said::new("next-waived").with("expires", first.unwrap_or_default())
        }
        Some(Verdict::Outside) => {
            // What can stop a release before what is watched.
            let (gating, watched): (Vec<&Check>, Vec<&Check>) = audit.checks.iter().partition(|check| gates(check));
            let checks = gating.into_iter().chain(watched);
            let rows = checks.filter_map(|check| worst_first(audit, check).into_iter().next());
            let worst = rows
                .filter(|(result, _)| result.verdict == Verdict::Outside)
                .find_map(|(_, f)| subject_words(audit, f, lang));
            let proposed = proposed(audit).filter(|fix| fix.method != FixMethod::Effect && fix.check.is_some()).count();
            Said::new("next-outside")
                .with("segment", worst.unwrap_or_default())
                .with("fixes", (proposed > 0).then_some(proposed))
        }
    };
    said.with(FROM, stand(audit).id())
}

/// The exit code and why: the last line, whatever else is quiet.
#[must_use]
pub(crate) fn exit_words(audit: &Audit, lang: Lang) -> String {
    lang.say(&Said::new("exit-line").with("code", audit.exit_code).with("why", exit_why(audit, lang)))
}

/// The same without the code, for those who never see one.
#[must_use]
pub(crate) fn exit_why(audit: &Audit, lang: Lang) -> String {
    let ids = |keep: &dyn Fn(&Check) -> bool| {
        let ids: Vec<String> = audit.checks.iter().filter(|c| keep(c)).map(|c| clean(&c.id).into_owned()).collect();
        ids
    };
    let said = |id: &str, checks: Vec<String>| Said::new(id).with("count", checks.len()).with("checks", checks);
    let gating =
        ids(&|check| check.exit_code == audit.exit_code && audit.exit_code != 0 && check.passes == Some(false));
    let undecided = ids(&|check| check.exit_code == audit.exit_code && audit.exit_code != 0 && check.passes.is_none());
    let let_pass = ids(&|check| check.passes.is_none() && check.severity == Severity::Error);
    let warned = ids(&|check| check.passes != Some(true) && check.severity != Severity::Error);
    let why = match audit.exit_code {
        1 if !gating.is_empty() => said("exit-outside", gating),
        1 => said("exit-undecided-fails", undecided),
        3 => said("exit-undecided", undecided),
        _ if audit.checks.is_empty() => Said::new("text-no-limits"),
        _ if !let_pass.is_empty() => said("exit-let-pass", let_pass),
        _ if !warned.is_empty() => said("exit-warnings-only", warned),
        _ => Said::new("exit-passes"),
    };
    lang.say(&why)
}
