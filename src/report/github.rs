//! Workflow commands of GitHub Actions: what a run shows beside its log. A step shows few of them, so the worst come
//! first, of every check at least one as far as there is room, and the rest are counted.

use std::io;

use super::gate::exit_words;
use super::outcome::{Outcome, cut, each_check_first, is_undecided, line, worst_first};
use super::words::gate_sentence;
use super::{Format, Writer};
use crate::document::{Audit, Check};
use crate::lang::{Lang, Said, clean};

/// The format.
pub(super) const FORMAT: Format =
    Format { id: "github", ending: None, about: "", media: "text/plain", writer: Writer::OfAudit(write) };

/// One less than a step shows of one kind; the last says how many more there are.
const MOST: usize = 9;
/// Characters of a name or a sentence: labels have no longest length, and a log line has.
const LONG: usize = 1_000;

/// Writes the commands, then the exit code in words.
///
/// # Errors
/// When `out` fails.
fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let mut commands: Vec<(&str, &Check, String)> = Vec::new();
    for check in audit.checks.iter().filter(|check| is_undecided(check)) {
        let level = if check.exit_code == 1 { "error" } else { "warning" };
        commands.push((level, check, gate_sentence(audit, check, lang)));
    }
    for entry in each_check_first(&worst_first(audit)) {
        let level = match entry.outcome {
            Outcome::Fails => "error",
            Outcome::Undecided if entry.check.exit_code == 1 => "error",
            Outcome::Undecided | Outcome::Warns | Outcome::Open => "warning",
            Outcome::NotAssessed | Outcome::Waived => "notice",
            Outcome::Within => continue,
        };
        commands.push((level, entry.check, entry.sentence(lang)));
    }
    for (level, check, sentence) in commands.iter().take(MOST) {
        let (place, title) = (place(audit, check), property(&cut(&check.id, LONG)));
        writeln!(out, "::{level} {place}title={title}::{}", data(&cut(sentence, LONG)))?;
    }
    if commands.len() > MOST {
        let more = lang.say(&Said::new("text-and-more").with("count", commands.len() - MOST));
        writeln!(out, "::notice title={}::{}", property(&audit.tool.name), data(&more))?;
    }
    // The old form of a command is read anywhere in a line.
    writeln!(out, "{}", data(&cut(&exit_words(audit, lang), LONG)))
}

/// The line that the command is shown beside; without a config there is none.
fn place(audit: &Audit, check: &Check) -> String {
    let Some(line) = line(audit, check) else { return String::new() };
    format!("file={},line={},", property(&cut(&line.file, LONG)), line.number)
}

/// What follows the second pair of colons. Other runners read `##[name]` and `##name[` in a log, too.
fn data(text: &str) -> String {
    clean(text).replace('%', "%25").replace("##", "#\u{fffd}")
}

/// What follows an equals sign.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
