//! `evenhand verify`: whether an archived audit is what it was, and whether its numbers follow from its counts.

use std::path::Path;

use super::args::archive::VerifyArgs;
use super::audit;
use super::terminal::Terminal;
use crate::archive::{self, Again, Archive, CONFIG, CUBE, DATA, Level, Outcome, Verified};
use crate::document::Audit;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::lang::{Lang, Said};
use crate::plan::{self, Overrides, Plan};
use crate::report;
use evenhand_cube::count::{self, Exact};
use evenhand_cube::file;

/// Something does not hold.
const FAILS: u8 = 1;

/// Verifies, or judges again.
pub(super) fn run(args: &VerifyArgs, terminal: &Terminal) -> Result<u8> {
    if let Some(pack) = &args.judge {
        return judge(&args.folder, pack, terminal);
    }
    let data = args.data.as_ref().map(|data| Overrides {
        data: Some(data.clone()),
        audience: args.audience.clone(),
        ..Overrides::default()
    });
    let again = Recount { data };
    let mut verified: Vec<Verified> = Vec::new();
    let mut ledger = None;
    if args.folder.join(archive::LEDGER).is_file() {
        let whole = Archive::open(&args.folder)?;
        for kept in whole.kept().iter().filter(|kept| kept.expired.is_none()) {
            verified.push(archive::verify(&whole.folder_of(kept), Some(&whole), &again));
        }
        for name in whole.untold() {
            verified.push(archive::verify(&args.folder.join(name), Some(&whole), &again));
        }
        ledger = Some(whole.kept().len());
    } else if args.folder.join("bagit.txt").exists() || args.folder.join(DATA).is_dir() {
        // The archive that a bag stands in knows what its digest was.
        let canonical = args.folder.canonicalize().unwrap_or_else(|_| args.folder.clone());
        let around = canonical.parent().filter(|around| around.join(archive::LEDGER).is_file());
        let around = around.map(Archive::open).transpose()?;
        verified.push(archive::verify(&canonical, around.as_ref(), &again));
    } else {
        let file = args.folder.display().to_string();
        let error = Error::new(ErrorCode::A006).with("file", file.as_str()).with("what", "bag");
        return Err(error.at(Place::Data { file, column: None, row: None }));
    }
    show(&verified, ledger, args.json, terminal)?;
    Ok(if verified.iter().all(|bag| bag.holds) { 0 } else { FAILS })
}

fn show(verified: &[Verified], ledger: Option<usize>, json: bool, terminal: &Terminal) -> Result<()> {
    if json {
        let text = serde_json::to_string_pretty(verified)
            .map_err(|error| Error::new(ErrorCode::X001).with("fact", error.to_string()))?;
        return terminal.print(&format!("{}\n", crate::lang::escaped(&text)));
    }
    let lang = terminal.lang;
    let mut text = String::new();
    for bag in verified {
        if verified.len() > 1 || ledger.is_some() {
            text.extend([&bag.id, "\n"]);
        }
        bag.levels.iter().for_each(|level| text += &line(level, lang));
    }
    if let Some(audits) = ledger {
        text += &(lang.say(&Said::new("verify-ledger").with("audits", audits)) + "\n");
    }
    terminal.print(&text)
}

fn line(level: &Level, lang: Lang) -> String {
    let outcome = match level.outcome {
        Outcome::Holds => "verify-holds",
        Outcome::Fails => "verify-fails",
        Outcome::NotChecked => "verify-not-checked",
    };
    let name = lang.text(&format!("verify-level-{}", level.name));
    let mut text = format!("{} {}: {} — {}\n", level.level, name, lang.text(outcome), lang.say(&level.said));
    for fault in &level.faults {
        text.extend(["    ", &lang.say(fault), "\n"]);
    }
    text
}

/// The plan and the counts of a bag; `None` where it holds no cube.
fn counts(data: &Path, overrides: Overrides) -> Result<Option<(Plan, Exact)>> {
    let (config, cube) = (data.join(CONFIG), data.join(CUBE));
    if !config.is_file() || !cube.is_dir() {
        return Ok(None);
    }
    let data = overrides.data.clone().unwrap_or_else(|| cube.clone());
    let plan = plan::read(&Overrides { config: Some(config), data: Some(data), confined: true, ..overrides })?;
    let counts = file::read(&cube)?;
    Ok(Some((plan, counts)))
}

/// The audit of a bag's config and cube, made again; `None` where it holds none.
///
/// # Errors
/// As an audit of a cube.
pub(super) fn made_again(data: &Path, as_of: &str) -> Result<Option<Audit>> {
    let overrides = Overrides { as_of: Some(as_of.to_owned()), ..Overrides::default() };
    counts(data, overrides)?.map(|(plan, counts)| audited(&plan, counts)).transpose()
}

fn audited(plan: &Plan, counts: Exact) -> Result<Audit> {
    counts.fits(plan)?;
    audit::of_counts(counts, plan)
}

/// Makes audits and counts of a bag again.
struct Recount {
    /// The data that were handed in.
    data: Option<Overrides>,
}

impl Again for Recount {
    fn audit(&self, data: &Path, as_of: &str) -> Result<Option<Audit>, Said> {
        made_again(data, as_of).map_err(|error| error.said)
    }

    fn counts(&self, data: &Path) -> Result<Option<bool>, Said> {
        let Some(handed) = &self.data else { return Ok(None) };
        let recounted = || {
            let Some((plan, kept)) = counts(data, handed.clone())? else { return Ok(None) };
            let again = count::exact(&plan, &mut |_| {})?;
            Ok(Some(again.axes == kept.axes && again.cube == kept.cube && again.left_out == kept.left_out))
        };
        recounted().map_err(|error: Error| error.said)
    }
}

/// Judges an archived audit under another rule: its own checks step back, and the pack's take their place.
fn judge(folder: &Path, pack: &Path, terminal: &Terminal) -> Result<u8> {
    let data = folder.join(DATA);
    let stored = report::read(&data.join(archive::AUDIT))?;
    let overrides = Overrides {
        as_of: Some(stored.audit.audit.as_of.clone()),
        policies: vec![pack.as_os_str().to_owned()],
        ..Overrides::default()
    };
    let made = counts(&data, overrides)?.map(|(mut plan, counts)| {
        let named = pack.display().to_string();
        let own: Vec<_> = plan.packs.iter().filter(|pack| pack.named == named).cloned().collect();
        let ids: Vec<String> = own.iter().map(|pack| pack.info.id.clone()).collect();
        plan.checks.retain(|check| check.pack.as_ref().is_some_and(|pack| ids.contains(&pack.id)));
        plan.packs = own;
        plan.waivers.clear();
        audited(&plan, counts)
    });
    let Some(made) = made.transpose()? else {
        let file = folder.display().to_string();
        let error = Error::new(ErrorCode::A006).with("file", file.as_str()).with("what", "cube");
        return Err(error.at(Place::Data { file, column: None, row: None }));
    };
    audit::show(&made, None, false, terminal)?;
    let word = |audit: &Audit| {
        let verdict = audit.counts.worst();
        let text = |verdict: crate::document::Verdict| terminal.lang.text(&format!("verdict-{}", verdict.id()));
        verdict.map_or_else(|| terminal.lang.text("archive-no-check"), text)
    };
    let said = Said::new("verify-judged").with("pack", pack.display().to_string()).with("now", word(&made));
    let said = said.with("now_code", made.exit_code).with("before", word(&stored.audit));
    let said = said.with("before_code", stored.audit.exit_code).with("as_of", stored.audit.audit.as_of.as_str());
    terminal.print(&format!("{}\n", terminal.lang.say(&said)))?;
    Ok(made.exit_code)
}
