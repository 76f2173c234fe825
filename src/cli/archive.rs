//! `evenhand archive`: audits that are kept. It reads what is typed, hands it to the archive, and says what became of it.

use std::fs;
use std::path::Path;

use super::args::Document;
use super::args::archive::{AddArgs, ArchiveArgs, ArchiveCommand, RetainArgs};
use super::pages;
use super::terminal::Terminal;
use super::verify::made_again;
use crate::archive::{
    self, Archive, CUBE, Change, CheckSummary, Content, Entry, Event, Kept, Point, ResultSummary, Summary, Wanted,
    changes, trend,
};
use crate::document::Verdict;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::lang::{Lang, Round, Said, Unit, aligned, date, written};
use crate::plan::{self, AsUsed, Overrides, Plan};
use crate::report::{self, Stored};

/// Runs a command.
pub(super) fn run(args: &ArchiveArgs, terminal: &Terminal) -> Result<u8> {
    let today = today(args.as_of.clone())?;
    let folder = &args.archive;
    match &args.command {
        ArchiveCommand::Add(add) => self::add(add, folder, &today, terminal),
        ArchiveCommand::List => list(&Archive::open(folder)?, args.json, terminal),
        ArchiveCommand::Show { id } => show(&Archive::open(folder)?, id, args.json, terminal),
        ArchiveCommand::Search { name, segment, verdict, since, until } => {
            let verdict = verdict.as_ref().map(|word| {
                Verdict::WORST_FIRST.into_iter().find(|known| known.id() == word).ok_or_else(|| {
                    let error = Error::new(ErrorCode::P007).with("key", "--verdict");
                    error
                        .at(Place::Flag("--verdict".to_owned()))
                        .suggesting(word, Verdict::WORST_FIRST.map(Verdict::id))
                })
            });
            let wanted = Wanted {
                name: name.clone(),
                group: segment.clone(),
                verdict: verdict.transpose()?,
                since: since.clone(),
                until: until.clone(),
            };
            search(&Archive::open(folder)?, &wanted, args.json, terminal)
        }
        ArchiveCommand::Diff { before, after } => diff(&Archive::open(folder)?, [before, after], args.json, terminal),
        ArchiveCommand::Trend { check, segment, name } => {
            let archive = Archive::open(folder)?;
            let wanted = Wanted { name: name.clone(), ..Wanted::default() };
            let audits: Vec<(Kept, Summary)> =
                summaries(&archive)?.into_iter().filter(|(_, summary)| wanted.found_in(summary).is_some()).collect();
            let lines = trend(&audits, check, segment.as_deref());
            trended(&lines, &audits, check, args.json, terminal)
        }
        ArchiveCommand::Hold { id, reason } => {
            tell(folder, &today, id, terminal, |id| Event::Held { id, reason: reason.clone() })
        }
        ArchiveCommand::Release { id, reason } => {
            tell(folder, &today, id, terminal, |id| Event::Released { id, reason: reason.clone() })
        }
        ArchiveCommand::Retain { id, until, reason } => tell(folder, &today, id, terminal, |id| Event::Retained {
            id,
            until: until.to_string(),
            reason: reason.clone(),
        }),
        ArchiveCommand::Site { output } => {
            let (pages, made) = archive::site(&Archive::open(folder)?, output)?;
            let said = Said::new("site-written").with("folder", output.display().to_string());
            terminal.tell(&said.with("pages", pages).with("made", made));
            Ok(0)
        }
        ArchiveCommand::Expire { yes } => expire(folder, &today, *yes, terminal),
    }
}

/// The day it is.
pub(super) fn today(as_of: Option<String>) -> Result<String> {
    let flags = Overrides { as_of, source_date_epoch: super::locale::source_date_epoch(), ..Overrides::default() };
    Ok(plan::as_of(&flags)?.to_string())
}

fn add(args: &AddArgs, folder: &Path, today: &str, terminal: &Terminal) -> Result<u8> {
    let stored = report::read(&args.result)?;
    let mut evidence = Content::new();
    if let Some(cube) = &args.cube {
        let overrides = Overrides {
            config: args.config.clone(),
            data: Some(cube.clone()),
            as_of: Some(stored.audit.audit.as_of.clone()),
            ..Overrides::default()
        };
        let plan = plan::read(&overrides)?;
        evidence = of_config(plan::as_used(&plan, &overrides)?);
        of_cube(cube, &mut evidence)?;
    }
    archived(&stored, evidence, &args.retain, folder, today, terminal)
}

/// Archives an audit that was made just now, with the cube of the rows that it was made of.
pub(super) fn keep(
    stored: &Stored,
    (plan, overrides): (&Plan, &Overrides),
    cube: &Path,
    retain: &RetainArgs,
    folder: &Path,
    terminal: &Terminal,
) -> Result<()> {
    let today = today(overrides.as_of.clone())?;
    let mut evidence = of_config(plan::as_used(plan, overrides)?);
    of_cube(cube, &mut evidence)?;
    archived(stored, evidence, retain, folder, &today, terminal).map(drop)
}

/// Archives, once what is to stand beside the audit has been found to give its numbers.
fn archived(
    stored: &Stored,
    evidence: Content,
    retain: &RetainArgs,
    folder: &Path,
    today: &str,
    terminal: &Terminal,
) -> Result<u8> {
    if !evidence.is_empty() {
        follows(stored, &evidence)?;
    }
    let until =
        retain.retain_until.map(|day| day.to_string()).or_else(|| stored.audit.audit.record.retain_until.clone());
    let basis = retain.retention_basis.clone().unwrap_or_default();
    let schemas = [
        ("audit.schema.json", Document::Audit),
        ("cube.schema.json", Document::Cube),
        ("config.schema.json", Document::Config),
        ("waivers.schema.json", Document::Waivers),
    ];
    let entry = Entry {
        stored,
        evidence,
        schemas: schemas.map(|(name, document)| (name, pages::schema_of(document))).into(),
        retain: until.map(|until| (until, basis)),
    };
    let mut archive = Archive::to_change(folder, today)?;
    let id = archive.add(entry, today)?;
    let folder = folder.join(&id).display().to_string();
    terminal.tell(&Said::new("archive-added").with("folder", folder));
    Ok(0)
}

/// Refuses evidence that does not give the audit's numbers.
fn follows(stored: &Stored, evidence: &Content) -> Result<()> {
    let at = |error: std::io::Error| crate::store::unwritable(&std::env::temp_dir(), &error);
    let data = tempfile::tempdir().map_err(at)?;
    for (name, bytes) in evidence {
        let path = data.path().join(name);
        path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&path, bytes)).map_err(at)?;
    }
    let Some(made) = made_again(data.path(), &stored.audit.audit.as_of)? else { return Ok(()) };
    match archive::compared(&stored.audit, &made).1.first() {
        None => Ok(()),
        Some(place) => {
            Err(Error::new(ErrorCode::A007).with("what", place.as_str()).at(Place::Flag("--cube".to_owned())))
        }
    }
}

fn of_config(used: AsUsed) -> Content {
    let mut content: Content = used.beside.into_iter().collect();
    content.insert(archive::CONFIG.to_owned(), used.config.into_bytes());
    content
}

fn of_cube(cube: &Path, content: &mut Content) -> Result<()> {
    let failed = || {
        let file = cube.display().to_string();
        Error::new(ErrorCode::C001).with("file", file.as_str()).at(Place::Data { file, column: None, row: None })
    };
    // Only what a cube file is made of: it has been read as one.
    for entry in fs::read_dir(cube).map_err(|_| failed())?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let bytes = fs::read(entry.path()).map_err(|_| failed())?;
        content.insert(format!("{CUBE}/{name}"), bytes);
    }
    Ok(())
}

/// Every audit that is there, with its summary.
fn summaries(archive: &Archive) -> Result<Vec<(Kept, Summary)>> {
    let there = archive.kept().into_iter().filter(|kept| kept.expired.is_none());
    there.map(|kept| archive.summary(&kept).map(|summary| (kept, summary))).collect()
}

fn list(archive: &Archive, json: bool, terminal: &Terminal) -> Result<u8> {
    let audits = summaries(archive)?;
    if json {
        let line = |(kept, summary): &(Kept, Summary)| {
            serde_json::json!({
                "id": kept.id, "added": kept.added, "until": kept.until, "held": kept.held, "bag": kept.bag,
                "name": summary.name, "as_of": summary.as_of, "model": summary.model, "verdict": summary.verdict,
                "exit_code": summary.exit_code, "counts": summary.counts, "people": summary.people,
            })
        };
        return print_json(&audits.iter().map(line).collect::<Vec<_>>(), terminal);
    }
    let lang = terminal.lang;
    let mut rows = vec![heads(&["as-of", "name", "verdict", "outside", "cannot-tell", "until", "id"], lang)];
    for (kept, summary) in &audits {
        rows.push(vec![
            date(&summary.as_of, lang),
            summary.name.clone(),
            verdict(summary.verdict, lang),
            summary.counts.outside.to_string(),
            summary.counts.cannot_tell.to_string(),
            until(kept, lang),
            kept.id.clone(),
        ]);
    }
    terminal.print(&aligned(&rows))?;
    for name in archive.untold() {
        terminal.say(&lang.say(&Said::new("archive-untold").with("folder", name)));
    }
    Ok(0)
}

fn until(kept: &Kept, lang: Lang) -> String {
    match (&kept.held, &kept.until) {
        (Some(_), _) => lang.text("archive-held"),
        (None, Some(until)) => date(until, lang),
        (None, None) => lang.text("archive-no-end"),
    }
}

fn heads(names: &[&str], lang: Lang) -> Vec<String> {
    names.iter().map(|name| lang.text(&format!("archive-head-{name}"))).collect()
}

fn verdict(verdict: Option<Verdict>, lang: Lang) -> String {
    verdict.map_or_else(|| lang.text("archive-no-check"), |verdict| lang.text(&format!("verdict-{}", verdict.id())))
}

fn show(archive: &Archive, id: &str, json: bool, terminal: &Terminal) -> Result<u8> {
    let kept = archive.find(id)?;
    let summary = archive.summary(&kept)?;
    if json {
        return print_json(&summary, terminal);
    }
    let lang = terminal.lang;
    let said = Said::new("archive-shown").with("id", kept.id.as_str()).with("name", summary.name.as_str());
    let said = said.with("as_of", date(&summary.as_of, lang)).with("added", date(&kept.added, lang));
    let said = said.with("people", summary.people).with("verdict", verdict(summary.verdict, lang));
    let said = said.with("until", until(&kept, lang)).with("code", summary.exit_code);
    let mut text = lang.say(&said) + "\n";
    if let Some(reason) = &kept.held {
        text += &(lang.say(&Said::new("archive-why-held").with("reason", reason.as_str())) + "\n");
    }
    for check in &summary.checks {
        let mut rows = vec![heads(&["group", "verdict", "value", "interval"], lang)];
        rows.extend(check.results.iter().map(|result| row(result, unit(check), lang)));
        text.extend(["\n", &check.id, "\n", &aligned(&rows)]);
    }
    terminal.print(&text)?;
    Ok(0)
}

/// The unit of what a check compares.
fn unit(check: &CheckSummary) -> Unit {
    report::unit_of(&check.measure, &check.comparison)
}

fn row(result: &ResultSummary, unit: Unit, lang: Lang) -> Vec<String> {
    vec![
        result.group(lang),
        lang.text(&format!("verdict-{}", result.verdict.id())),
        number(result.value, unit, Round::Nearest, lang),
        interval(result, unit, lang),
    ]
}

fn number(value: Option<f64>, unit: Unit, round: Round, lang: Lang) -> String {
    value.map_or_else(|| "–".to_owned(), |value| written(value, unit, round, &[], lang))
}

fn interval(result: &ResultSummary, unit: Unit, lang: Lang) -> String {
    match (result.low, result.high) {
        (None, None) => "–".to_owned(),
        (low, high) => {
            format!("{} … {}", number(low, unit, Round::Down, lang), number(high, unit, Round::Up, lang))
        }
    }
}

fn search(archive: &Archive, wanted: &Wanted, json: bool, terminal: &Terminal) -> Result<u8> {
    let audits = summaries(archive)?;
    let found: Vec<(&Kept, &Summary, Vec<&ResultSummary>)> = audits
        .iter()
        .filter_map(|(kept, summary)| wanted.found_in(summary).map(|results| (kept, summary, results)))
        .collect();
    if json {
        let line = |(kept, summary, results): &(&Kept, &Summary, Vec<&ResultSummary>)| {
            serde_json::json!({
                "id": kept.id, "name": summary.name, "as_of": summary.as_of, "verdict": summary.verdict, "results": results,
            })
        };
        return print_json(&found.iter().map(line).collect::<Vec<_>>(), terminal);
    }
    let lang = terminal.lang;
    let mut rows = vec![heads(&["as-of", "name", "verdict", "group", "id"], lang)];
    for (kept, summary, results) in &found {
        let head = |verdict: String, group: String| {
            vec![date(&summary.as_of, lang), summary.name.clone(), verdict, group, kept.id.clone()]
        };
        if results.is_empty() {
            rows.push(head(verdict(summary.verdict, lang), String::new()));
        }
        rows.extend(results.iter().map(|result| head(verdict(Some(result.verdict), lang), result.group(lang))));
    }
    if found.is_empty() {
        terminal.say(&lang.text("archive-nothing-found"));
        return Ok(0);
    }
    terminal.print(&aligned(&rows))?;
    Ok(0)
}

/// The first difference is whether the two can be compared at all.
fn diff(archive: &Archive, ids: [&str; 2], json: bool, terminal: &Terminal) -> Result<u8> {
    let [before, after] = ids;
    let [before, after] = [archive.find(before)?, archive.find(after)?];
    let summaries = [archive.summary(&before)?, archive.summary(&after)?];
    let [earlier, later] = &summaries;
    let differs = earlier.differs(later);
    let changes = changes(earlier, later);
    if json {
        let document = serde_json::json!({
            "before": before.id, "after": after.id, "comparable": differs.is_empty(), "differs": differs, "changes": changes,
        });
        return print_json(&document, terminal);
    }
    let lang = terminal.lang;
    let said = |id: &str| Said::new(id).with("before", before.id.as_str()).with("after", after.id.as_str());
    let mut text = if differs.is_empty() {
        lang.say(&said("archive-comparable"))
    } else {
        lang.say(&said("archive-not-comparable").with("parts", differs.join(", ")))
    } + "\n\n";
    let mut rows = vec![heads(&["check", "group", "before", "after", "verdict"], lang)];
    for change in &changes {
        let check = summaries.iter().flat_map(|summary| &summary.checks).find(|check| check.id == change.check);
        let unit = check.map_or(Unit::Number, unit);
        rows.push(changed(change, unit, lang));
    }
    text += &aligned(&rows);
    terminal.print(&text)?;
    Ok(0)
}

fn changed(change: &Change, unit: Unit, lang: Lang) -> Vec<String> {
    let side = |result: &Option<ResultSummary>| {
        result.as_ref().map_or_else(
            || lang.text("archive-not-there"),
            |result| format!("{} ({})", number(result.value, unit, Round::Nearest, lang), interval(result, unit, lang)),
        )
    };
    let [before, after] =
        [&change.before, &change.after].map(|result| verdict(result.as_ref().map(|own| own.verdict), lang));
    let verdict = match (&change.before, &change.after) {
        (Some(_), Some(_)) if change.turns() => format!("{before} → {after}"),
        (Some(_), None) => before,
        _ => after,
    };
    let group = change.after.as_ref().or(change.before.as_ref()).map(|result| result.group(lang)).unwrap_or_default();
    vec![change.check.clone(), group, side(&change.before), side(&change.after), verdict]
}

fn trended(
    lines: &[(String, Vec<Point>)],
    audits: &[(Kept, Summary)],
    check: &str,
    json: bool,
    terminal: &Terminal,
) -> Result<u8> {
    if json {
        return print_json(&lines, terminal);
    }
    let lang = terminal.lang;
    let known = audits.iter().flat_map(|(_, summary)| &summary.checks).find(|own| own.id == check);
    let Some(known) = known else {
        let error =
            Error::new(ErrorCode::A003).with("id", check).with("reason", "check").at(Place::Flag("--check".to_owned()));
        let checks = audits.iter().flat_map(|(_, summary)| &summary.checks).map(|check| check.id.as_str());
        return Err(error.suggesting(check, checks));
    };
    let unit = unit(known);
    let mut text = String::new();
    for (_, points) in lines {
        let Some(first) = points.first() else { continue };
        let mut rows = vec![heads(&["as-of", "value", "interval", "verdict", "id"], lang)];
        let mut breaks = Vec::new();
        for point in points {
            if !point.differs.is_empty() {
                breaks.push((rows.len(), point.differs.join(", ")));
            }
            rows.push(vec![
                date(&point.as_of, lang),
                number(point.result.value, unit, Round::Nearest, lang),
                interval(&point.result, unit, lang),
                verdict(Some(point.result.verdict), lang),
                point.id.clone(),
            ]);
        }
        // A sentence of its own between two rows: what stands below it answers another question.
        let table = aligned(&rows);
        text.extend([&first.result.group(lang), "\n"]);
        for (at, line) in table.lines().enumerate() {
            if let Some((_, parts)) = breaks.iter().find(|(row, _)| *row == at) {
                let said = lang.say(&Said::new("archive-break").with("parts", parts.as_str()));
                text.extend(["  -- ", &said, "\n"]);
            }
            text.extend(["  ", line, "\n"]);
        }
        text.push('\n');
    }
    terminal.print(&text)?;
    Ok(0)
}

fn tell(folder: &Path, today: &str, id: &str, terminal: &Terminal, event: impl FnOnce(String) -> Event) -> Result<u8> {
    Archive::open(folder)?;
    let mut archive = Archive::to_change(folder, today)?;
    let id = archive.find(id)?.id;
    archive.say(today, event(id.clone()))?;
    terminal.tell(&Said::new("archive-noted").with("id", id));
    Ok(0)
}

fn expire(folder: &Path, today: &str, yes: bool, terminal: &Terminal) -> Result<u8> {
    let archive = Archive::open(folder)?;
    let due = archive.due(today);
    let said = |id: &str, kept: &Kept| {
        let until = date(kept.until.as_deref().unwrap_or_default(), terminal.lang);
        terminal.lang.say(&Said::new(id).with("id", kept.id.as_str()).with("until", until)) + "\n"
    };
    if !yes {
        let lines: String = due.iter().map(|kept| said("archive-due", kept)).collect();
        terminal.print(&lines)?;
        terminal.tell(&Said::new("archive-dry").with("count", due.len()));
        return Ok(0);
    }
    let mut archive = Archive::to_change(folder, today)?;
    let due = archive.due(today);
    archive.expire(&due, today)?;
    let lines: String = due.iter().map(|kept| said("archive-gone", kept)).collect();
    terminal.print(&lines)?;
    Ok(0)
}

fn print_json(value: &impl serde::Serialize, terminal: &Terminal) -> Result<u8> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Error::new(ErrorCode::X001).with("fact", error.to_string()))?;
    terminal.print(&format!("{}\n", crate::lang::escaped(&text)))?;
    Ok(0)
}
