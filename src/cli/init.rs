//! `evenhand init`: a first config, which never replaces one.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use super::args::InitArgs;
use super::inspect::look;
use super::terminal::{Terminal, command};
use crate::error::{Error, Place, Result};
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
    if args.output.symlink_metadata().is_ok() {
        let place = Place::Data { file: file.clone(), column: None, row: None };
        return Err(Error::new("EVH-U008").with("file", file).at(place));
    }
    let mut answers =
        Answers { attributes: args.attributes.clone(), decision: args.decision.clone(), today: Some(today()?) };
    let options = args.file.options()?;
    let look = |data: &str, answers: &Answers, terminal: &Terminal| {
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
    let decisions =
        args.data.as_deref().map_or_else(|| "decisions.parquet".to_owned(), |data| from(&args.output, data));
    let text = init::text(seen.as_ref(), &decisions, &answers, terminal.lang);
    store::store(&args.output, |out| out.write_all(text.as_bytes()))?;
    if !terminal.quiet {
        terminal.say(&terminal.lang.say(&Said::new("written-to").with("file", file)));
        let next = ["evenhand", "audit", args.data.as_deref().unwrap_or("DATA"), "-c", &args.output.to_string_lossy()];
        let next = Said::new("init-next").with("mark", MARK.trim()).with("command", command(next));
        terminal.say(&terminal.lang.say(&next));
    }
    Ok(0)
}

/// The date of an audit made now.
fn today() -> Result<jiff::civil::Date> {
    plan::as_of(&Overrides { source_date_epoch: super::locale::source_date_epoch(), ..Overrides::default() })
}

/// The data's path as the config finds it: relative paths start in the config's folder.
fn from(config: &Path, data: &str) -> String {
    let beside = config.parent().is_none_or(|folder| folder.as_os_str().is_empty() || folder == Path::new("."));
    if beside || Path::new(data).is_absolute() {
        return data.to_owned();
    }
    std::path::absolute(data).map_or_else(|_| data.to_owned(), |path| path.display().to_string())
}
