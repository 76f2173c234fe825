//! `evenhand init`: a first config, which never replaces one.

use std::io::{self, IsTerminal};
use std::path::Path;

use super::args::InitArgs;
use super::inspect::look;
use super::terminal::{Terminal, command};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::init::{self, Answers, MARK};
use crate::inspect::Asked;
use crate::lang::Said;
use crate::plan::{self, Overrides};
use crate::store;

/// Writes the config.
///
/// # Errors
/// `EVH-U008` when there is one.
pub(super) fn run(args: &InitArgs, terminal: &Terminal) -> Result<u8> {
    let file = args.output.display().to_string();
    let on_stdout = args.output == Path::new("-") || store::is_standard_output(&args.output);
    // Into a pipe or a device a config can be written; nothing is lost there.
    let is_stream = on_stdout || store::is_written_into(&args.output);
    let folder = Some(args.output.as_path()).filter(|_| !is_stream);
    if !is_stream && args.output.symlink_metadata().is_ok() {
        let place = Place::Data { file: file.clone(), column: None, row: None };
        return Err(Error::new(ErrorCode::U008).with("file", file).at(place));
    }
    let mut answers =
        Answers { attributes: args.attributes.clone(), decision: args.decision.clone(), today: Some(today()?) };
    let options = args.file.options()?;
    let look = |data: &Path, answers: &Answers, terminal: &Terminal| {
        let decision = answers.decision.as_deref();
        let asked = Asked { attributes: &answers.attributes, decision, ..Asked::default() };
        look(data, asked, &options, terminal)
    };
    let seen = args.data.as_deref().map(|data| look(data, &answers, terminal));
    let seen = seen.transpose()?;
    let talking = !terminal.quiet && io::stdin().is_terminal() && io::stderr().is_terminal();
    if let Some(seen) = seen.as_ref().filter(|_| talking) {
        answers.ask(seen, terminal.lang, &mut io::stdin().lock(), &mut |question| terminal.say(question));
    }
    let decisions = args.data.as_deref().map_or_else(|| "decisions.parquet".to_owned(), |data| from(folder, data));
    let text = init::text(seen.as_ref(), &decisions, &answers, terminal.lang);
    if on_stdout {
        // A config, and nothing else, so that it can be kept.
        return Terminal::document(text.as_bytes()).map(|()| 0);
    }
    store::store(&args.output, |out| out.write_all(text.as_bytes()))?;
    if !terminal.quiet {
        terminal.say(&terminal.lang.say(&Said::new("written-to").with("file", file)));
        let data = args.data.as_deref().map_or("DATA".into(), Path::to_string_lossy);
        let next = ["evenhand", "audit", &data, "-c", &args.output.to_string_lossy()];
        let next = Said::new("init-next").with("mark", MARK.trim()).with("command", command(next));
        terminal.say(&terminal.lang.say(&next));
    }
    Ok(0)
}

/// The date of an audit made now.
fn today() -> Result<jiff::civil::Date> {
    plan::as_of(&Overrides { source_date_epoch: super::locale::source_date_epoch(), ..Overrides::default() })
}

/// The data's path as the config finds it: relative paths start in the config's folder. A config that goes into a pipe is
/// taken for one of the current folder.
fn from(config: Option<&Path>, data: &Path) -> String {
    let folder = config.and_then(Path::parent);
    let beside = folder.is_none_or(|folder| folder.as_os_str().is_empty() || folder == Path::new("."));
    if beside || data.is_absolute() {
        return data.display().to_string();
    }
    std::path::absolute(data).unwrap_or_else(|_| data.to_owned()).display().to_string()
}
