//! `evenhand fix`: an audit, and fixes where something is outside its limit; or the audit of new decisions next to the old.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::args::FixArgs;
use super::audit;
use super::output;
use super::progress::Bar;
use super::terminal::Terminal;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::fix::{self, Method, Request};
use crate::lang::Said;
use crate::plan;
use evenhand_cube::read::{Format, Inputs};

/// Runs the command. A fix is a proposal, so the exit code is 0 when one was looked for, whatever the audit found; that of
/// new decisions is their audit's.
pub(super) fn run(args: &FixArgs, terminal: &Terminal) -> Result<u8> {
    if args.audit.cube.is_some() {
        return Err(Error::new(ErrorCode::F011).at(Place::Flag("--cube".to_owned())));
    }
    let plan = plan::read(&args.overrides())?;
    let method = args.method.as_deref().map(of_word).transpose()?;
    let (rows, documents): (Vec<&OsString>, Vec<&OsString>) =
        args.audit.documents.output.iter().partition(|name| args.effect.is_none() && of_rows(name, method).is_some());
    let documents: Vec<OsString> = documents.into_iter().cloned().collect();
    let outputs = output::of_names(&documents, args.audit.documents.format.as_deref(), terminal.lang)?;
    let read = args.effect.iter().fold(Inputs::of(&plan, plan.files()), |read, new| read.and(new));
    output::spare(&outputs, &read)?;
    if let [_, second, ..] = rows[..] {
        return Err(Error::new(ErrorCode::U006)
            .with("file", second.display().to_string())
            .at(Place::Flag("-o".to_owned())));
    }
    let rows = rows.first().and_then(|name| Some((Path::new(name), of_rows(name, method)?)));
    if let Some((path, _)) = rows {
        crate::store::writable(path)?;
    }
    let mut bar = Bar::new(args.audit.rows.progress, terminal);
    let audited = match args.new_decisions() {
        Some(new) => fix::effect(&plan, &new, &mut |at| bar.at(at))?,
        None => fix::propose(&plan, &Request { method, output: rows }, &mut |at| bar.at(at))?,
    };
    drop(bar);
    if audited.fixes.is_empty() {
        terminal.say(&terminal.lang.text("fix-nothing-outside"));
    }
    let mut files = output::write(&outputs, &audited)?;
    let config = audit::config(&plan, &args.overrides());
    audit::show(&audited, config.as_ref(), output::on_stdout(&outputs), terminal)?;
    if let Some((path, _)) = rows {
        // A fix that was refused wrote nothing; what was printed says why.
        if audited.fixes.iter().any(|fix| fix.refused.is_some()) {
            audit::list(&files, terminal);
            return Err(Error::new(ErrorCode::F002).with("method", args.method.as_deref()));
        }
        files.push(path);
    }
    audit::list(&files, terminal);
    if args.effect.is_some() {
        return Ok(if args.audit.exit_zero { 0 } else { audited.exit_code });
    }
    if !terminal.quiet {
        terminal.say(&terminal.lang.say(&Said::new("fix-code").with("code", audited.exit_code)));
    }
    Ok(0)
}

fn of_word(word: &str) -> Result<Method> {
    Method::from_id(word).ok_or_else(|| {
        let error = Error::new(ErrorCode::P007).with("key", "--method").at(Place::Flag("--method".to_owned()));
        error.suggesting(word, Method::ALL.map(Method::id))
    })
}

/// The format of a file of rows; a CSV without a method that changes rows is the audit's table.
fn of_rows(name: &OsStr, method: Option<Method>) -> Option<Format> {
    let ending = Path::new(name).extension()?.to_string_lossy().to_lowercase();
    match ending.as_str() {
        "parquet" => Some(Format::Parquet),
        "csv" if method.and_then(Method::column).is_some() => Some(Format::Csv),
        _ => None,
    }
}
