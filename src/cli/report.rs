//! `evenhand report`: the documents of an audit that was made earlier, elsewhere, by whoever held the data.

use super::args::ReportArgs;
use super::terminal::Terminal;
use super::{audit, output};
use crate::error::Result;
use crate::lang::Said;
use crate::report;
use evenhand_cube::read::Inputs;

/// Writes the documents, or shows the audit when none is asked for. Nothing is judged here, so the exit code is 0: what
/// the audit ended with is said.
pub(super) fn run(args: &ReportArgs, terminal: &Terminal) -> Result<u8> {
    let outputs = output::of_args(&args.documents, terminal.lang)?;
    output::spare(&outputs, &Inputs::default().and(&args.result))?;
    let stored = report::read(&args.result)?;
    let files = output::write_stored(&outputs, &stored)?;
    let audited = stored.audit;
    if outputs.is_empty() {
        audit::show(&audited, None, false, terminal)?;
    }
    audit::list(&files, terminal);
    audit::open(args.documents.open, &outputs, terminal);
    if !terminal.quiet {
        terminal.say(&terminal.lang.say(&Said::new("report-code").with("code", audited.exit_code)));
    }
    Ok(0)
}
