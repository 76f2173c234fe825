//! What is made from the command line's own definition and from the types of documents: completions, manual pages,
//! schemas, and the reference page.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory};
use clap_complete::Shell;

use super::args::{Cli, Document};
use super::terminal::Terminal;
use super::usage;
use crate::error::Result;
use crate::plan;
use crate::report::json;
use crate::store;
use evenhand_cube::file;

/// Prints the JSON Schema of a document.
pub(super) fn schema(document: Document, terminal: &Terminal) -> Result<u8> {
    terminal.print(&schema_of(document))?;
    Ok(0)
}

/// The schema of a document.
pub(super) fn schema_of(document: Document) -> String {
    match document {
        Document::Audit => json::schema(),
        Document::Cube => file::schema(),
        Document::Config => plan::schema(),
        Document::Waivers => plan::waivers_schema(),
    }
}

/// Prints the completion script of a shell.
pub(super) fn completions(shell: Shell, terminal: &Terminal) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "evenhand", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if shell == Shell::Fish {
        script.push_str(&words_of_fish(&Cli::command()));
    }
    terminal.print(&script)?;
    Ok(0)
}

/// The words of arguments without a flag, which the script for fish leaves out.
fn words_of_fish(whole: &Command) -> String {
    let mut lines = String::new();
    for command in whole.get_subcommands() {
        for argument in command.get_positionals() {
            let values = argument.get_possible_values();
            if !values.is_empty() {
                let words: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
                // Writing to a String cannot fail.
                let _ = writeln!(
                    lines,
                    "complete -c evenhand -n \"__fish_evenhand_using_subcommand {}\" -f -a \"{}\"",
                    command.get_name(),
                    words.join(" "),
                );
            }
        }
    }
    lines
}

/// Writes one manual page for evenhand and one for each command.
pub(super) fn man(folder: &Path, terminal: &Terminal) -> Result<u8> {
    fs::create_dir_all(folder).map_err(|error| store::unwritable(folder, &error))?;
    let mut whole = Cli::command();
    whole.build();
    let commands = whole.get_subcommands().filter(|command| command.get_name() != "help").cloned();
    let pages = commands.map(|command| (format!("evenhand-{}.1", command.get_name()), command));
    let own = ("evenhand.1".to_owned(), whole.clone());
    for (name, command) in std::iter::once(own).chain(pages) {
        let path = folder.join(&name);
        let title = name.trim_end_matches(".1").to_owned();
        store::store(&path, |out| clap_mangen::Man::new(command).title(title).render(out))?;
        super::audit::list(&[path.as_path()], terminal);
    }
    Ok(0)
}

/// The reference page of the command line (`docs/cli.md`), made from its definition.
#[must_use]
pub fn reference() -> String {
    let mut whole = Cli::command();
    whole.build();
    let mut page = String::from(
        "# The command line\n\nMade from the definition of the command line: `BLESS=1 cargo test --test reporting pages` refreshes it.\n\
         Exit codes are explained in [exit-codes.md](exit-codes.md).\n",
    );
    section(&mut page, "evenhand", &mut whole.clone());
    let names: Vec<String> = whole.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for name in names.iter().filter(|name| *name != "help") {
        if let Some(command) = whole.find_subcommand_mut(name) {
            section(&mut page, &format!("evenhand {name}"), command);
        }
    }
    page
}

fn section(page: &mut String, title: &str, command: &mut Command) {
    let help = usage::folded(&command.render_long_help().to_string(), usage::WIDEST);
    let help = help.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    // Writing to a String cannot fail.
    let _ = write!(page, "\n## {title}\n\n```text\n{}\n```\n", help.trim());
}
