//! The last lines: the widest gap, what to do next, and the exit code in words.

use std::io;

use super::line::wrapped;
use super::{Style, colon};
use crate::audit::{Audit, Check, Verdict};
use crate::lang::{Lang, Said, clean};
use crate::report::fixes::proposed;
use crate::report::rank::{Frequencies, widest, worst_first};
use crate::report::words::{reference_words, subject_words};

pub(super) fn write(audit: &Audit, lang: Lang, style: Style, out: &mut dyn io::Write) -> io::Result<()> {
    if let Some(said) = widest_said(audit, lang) {
        wrapped(&lang.say(&said), "", "  ", style.width, out)?;
    }
    let head = format!("{}{} ", lang.text("text-next"), colon(lang));
    wrapped(&lang.say(&next(audit, lang)), &head, "  ", style.width, out)?;
    wrapped(&exit_words(audit, lang), "", "  ", style.width, out)
}

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
    Some(said)
}

/// What to do next, from a fixed list, by the worst verdict.
pub(crate) fn next(audit: &Audit, lang: Lang) -> Said {
    let count = |verdict| audit.counts.of(verdict);
    match audit.verdict {
        None if audit.delivery.iter().any(|delivery| delivery.eligible == "all-campaigns") => {
            Said::new("next-delivery")
        }
        None => Said::new("next-no-limits"),
        Some(Verdict::Within) => Said::new("next-within"),
        Some(Verdict::CannotTell) => Said::new("next-cannot-tell").with("count", count(Verdict::CannotTell)),
        Some(Verdict::NotAssessed) => Said::new("next-not-assessed").with("count", count(Verdict::NotAssessed)),
        Some(Verdict::Waived) => {
            let waivers = audit.checks.iter().flat_map(|c| &c.results).filter_map(|r| r.waiver.as_ref());
            let first = waivers.filter(|waiver| waiver.state == "applies").map(|waiver| waiver.expires.as_str()).min();
            Said::new("next-waived").with("expires", first.unwrap_or_default())
        }
        Some(Verdict::Outside) => {
            let rows = audit.checks.iter().filter_map(|check| worst_first(audit, check).into_iter().next());
            let worst = rows
                .filter(|(result, _)| result.verdict == Verdict::Outside)
                .find_map(|(_, f)| subject_words(audit, f, lang));
            let proposed = proposed(audit).filter(|fix| fix.method != "effect").count();
            Said::new("next-outside")
                .with("segment", worst.unwrap_or_default())
                .with("fixes", (proposed > 0).then_some(proposed))
        }
    }
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
    let warned = ids(&|check| check.passes != Some(true));
    let why = match audit.exit_code {
        1 if !gating.is_empty() => said("exit-outside", gating),
        1 => said("exit-undecided-fails", undecided),
        3 => said("exit-undecided", undecided),
        _ if audit.checks.is_empty() => Said::new("text-no-limits"),
        _ if !warned.is_empty() => said("exit-warnings-only", warned),
        _ => Said::new("exit-passes"),
    };
    lang.say(&why)
}
