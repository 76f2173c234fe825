//! `evenhand audit`: plan, rows, findings, verdicts, documents, exit code.

use std::path::Path;

use super::archive;
use super::args::archive::RetainArgs;
use super::args::{AuditArgs, AuditCommand, Progress};
use super::open as opener;
use super::output::{self, Output};
use super::progress::Bar;
use super::terminal::Terminal;
use crate::archive::CUBE;
use crate::document::Audit;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::lang::Said;
use crate::plan::{self, Limits, Overrides, Plan};
use crate::report::Stored;
use crate::report::text::{self, Config, Style};
use crate::{compare, counted, run};
use evenhand_cube::count::{self, Exact, Looked};
use evenhand_cube::file;
use evenhand_cube::read::Inputs;

/// Runs the command; its exit code is the audit's, or 0 when asked for.
pub(super) fn run(command: &AuditCommand, terminal: &Terminal) -> Result<u8> {
    let args = &command.audit;
    if let Some(cube) = &args.cube {
        return of_cube(cube, command, terminal);
    }
    let overrides = args.overrides();
    let plan = plan::read(&overrides)?;
    let outputs = output::of_args(&args.documents, terminal.lang)?;
    output::spare(&outputs, &Inputs::of(&plan, plan.files()))?;
    if args.dry_run {
        return look(&plan, Some(&count::look(&plan)?), terminal);
    }
    let Some(folder) = &command.archive else {
        return finish(&audit(&plan, args.rows.progress, terminal)?, &plan, &outputs, args, terminal);
    };
    let mut bar = Bar::new(args.rows.progress, terminal);
    let counts = count::exact(&plan, &mut |at| bar.at(at))?;
    drop(bar);
    let beside = tempfile::tempdir().map_err(|error| crate::store::unwritable(&std::env::temp_dir(), &error))?;
    let cube = beside.path().join(CUBE);
    file::write(&counts, &cube)?;
    let audit = of_counts(counts, &plan)?;
    keep(&audit, (&plan, &overrides), &cube, (folder, &command.retain), terminal)?;
    finish(&audit, &plan, &outputs, args, terminal)
}

/// Audits what was counted earlier.
fn of_cube(cube: &Path, command: &AuditCommand, terminal: &Terminal) -> Result<u8> {
    let args = &command.audit;
    let (mut counts, input) = file::read_as_input(cube)?;
    let overrides = Overrides { data: Some(cube.to_owned()), ..args.overrides() };
    let plan = plan::read(&overrides)?;
    let outputs = output::of_args(&args.documents, terminal.lang)?;
    output::spare(&outputs, &Inputs::of(&plan, plan.files()).and(cube))?;
    counts.fits(&plan).map_err(|error| {
        let file = cube.display().to_string();
        error.with("file", file.as_str()).at(Place::Data { file, column: None, row: None })
    })?;
    if args.dry_run {
        return look(&plan, None, terminal);
    }
    counts.inputs.push(input);
    let audit = of_counts(counts, &plan)?;
    if let Some(folder) = &command.archive {
        keep(&audit, (&plan, &overrides), cube, (folder, &command.retain), terminal)?;
    }
    finish(&audit, &plan, &outputs, args, terminal)
}

/// The audit of counts.
pub(super) fn of_counts(counts: Exact, plan: &Plan) -> Result<Audit> {
    let counted = counted::of(counts, plan)?;
    Limits::refuse(compare::past_limit(plan, &counted.cube))?;
    Ok(run::audit(plan, &counted))
}

/// Keeps an audit with what it was made of, in the archive that the command names.
fn keep(
    audit: &Audit,
    asked: (&Plan, &Overrides),
    cube: &Path,
    (folder, retain): (&Path, &RetainArgs),
    terminal: &Terminal,
) -> Result<()> {
    let stored = Stored::of(audit.clone()).map_err(|error| crate::store::unwritable(folder, &error))?;
    archive::keep(&stored, asked, cube, retain, folder, terminal)
}

/// Says that everything the plan names is there, how many rows were read, and that nothing was counted or written.
fn look(plan: &Plan, looked: Option<&Looked>, terminal: &Terminal) -> Result<u8> {
    for note in looked.iter().flat_map(|looked| &looked.notes) {
        terminal.say(&terminal.lang.say(note));
    }
    let said = Said::new("dry-run").with("attributes", plan.attributes.len()).with("checks", plan.checks.len());
    let said = said.with("rows", looked.map(|looked| looked.rows));
    terminal.print(&format!("{}\n", terminal.lang.say(&said.with("file", plan.data.decisions_name.as_str()))))?;
    Ok(0)
}

/// Writes, shows, and gives the exit code.
fn finish(audit: &Audit, plan: &Plan, outputs: &[Output], args: &AuditArgs, terminal: &Terminal) -> Result<u8> {
    let files = output::write(outputs, audit)?;
    let config = config(plan, &args.overrides());
    show(audit, config.as_ref(), output::on_stdout(outputs), terminal)?;
    list(&files, terminal);
    open(args.documents.open, outputs, terminal);
    if args.exit_zero && audit.exit_code != 0 {
        terminal.say(&terminal.lang.text("exit-zero"));
        return Ok(0);
    }
    Ok(audit.exit_code)
}

/// Reads the rows and judges what they say.
pub(super) fn audit(plan: &Plan, progress: Progress, terminal: &Terminal) -> Result<Audit> {
    let mut bar = Bar::new(progress, terminal);
    let counts = count::exact(plan, &mut |at| bar.at(at))?;
    drop(bar);
    of_counts(counts, plan)
}

/// Opens the first page written, when that was asked for.
pub(super) fn open(wanted: bool, outputs: &[Output], terminal: &Terminal) {
    if let Some(file) = output::first_page(outputs).filter(|_| wanted) {
        opener::page(file, terminal);
    }
}

/// Names the documents written.
pub(super) fn list(files: &[&Path], terminal: &Terminal) {
    if !terminal.quiet {
        for file in files {
            terminal.say(&terminal.lang.say(&Said::new("written-to").with("file", file.display().to_string())));
        }
    }
}

/// The config of a plan, to be named at the top: a file that was found is another matter than one that was asked for.
pub(super) fn config(plan: &Plan, flags: &Overrides) -> Option<(String, bool)> {
    let config = plan.config.as_ref()?;
    Some((config.path.display().to_string(), flags.config.is_none()))
}

/// Shows the audit in the terminal: the block on standard output, or its last line on standard error when standard
/// output holds a document.
pub(super) fn show(
    audit: &Audit,
    config: Option<&(String, bool)>,
    beside_a_document: bool,
    terminal: &Terminal,
) -> Result<()> {
    terminal.warn(audit);
    let style = Style {
        width: terminal.width,
        config: config.map(|(file, found)| Config { file, found: *found }),
        colour: terminal.coloured() && !beside_a_document,
        passes: terminal.verbose > 0,
        question: terminal.verbose > 0,
        rows: if terminal.verbose > 1 { usize::MAX } else { Style::default().rows },
    };
    let mut block = Vec::new();
    let written = text::write_styled(audit, terminal.lang, style, &mut block);
    written.map_err(|error| crate::store::unwritable("stdout".as_ref(), &error))?;
    let block = String::from_utf8(block).map_err(|_| Error::new(ErrorCode::X001).with("fact", "report/text"))?;
    if beside_a_document {
        terminal.say(last(&block).trim_end());
        Ok(())
    } else {
        terminal.print(if terminal.quiet { last(&block) } else { &block })
    }
}

/// The last line, with what it runs on to: such lines are indented.
fn last(block: &str) -> &str {
    let starts = block.match_indices('\n').map(|(end, _)| end + 1).filter(|start| *start < block.len());
    let mut own = starts.filter(|start| !block[*start..].starts_with(' '));
    own.next_back().map_or(block, |start| &block[start..])
}
