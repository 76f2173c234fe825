//! What an error cannot say by itself: whether its reader typed flags or wrote a config, and, where no flag says what is
//! needed, the config that does. It knows codes and commands; the words are the messages'.

use super::args::Command;
use crate::error::{Error, ErrorCode, FROM, Stand};
use crate::plan::{self, FLAGS, FOUND, Flag, Further, Overrides, as_config};

/// The error in the words of whoever typed this command, and the config to write where one is needed.
pub(super) fn told(error: Error, command: &Command) -> (Error, Option<String>) {
    let flags = command.overrides();
    let run = match flags.as_ref().and_then(plan::in_use) {
        Some(_) => Stand::Config,
        None => Stand::Flags,
    };
    // What only a config can say is said in the config, where there is one.
    let error = match run {
        Stand::Config if WITHOUT_A_FLAG.iter().any(|code| error.is(*code)) => error.with(FROM, run.id()),
        _ => error.standing(run),
    };
    let error = flagged(error).with("command", command.name()).with("config", FOUND);
    let typed = error.said.values.get(FROM).is_some_and(|from| from == Stand::Flags.id());
    match (flags.filter(|_| typed && run == Stand::Flags), further(&error)) {
        (Some(flags), Some(further)) => {
            let config = as_config(&flags, &further);
            (error.with("written", "yes"), Some(config))
        }
        _ => (error, None),
    }
}

/// The flag that stands for a key, as messages name it: without the tables above it.
fn flag_of(key: &str) -> Option<&'static str> {
    let paths = [("audience", "--audience"), ("waivers", "--waivers")];
    let own = |flag: &&Flag| !key.is_empty() && flag.key.rsplit('.').next() == Some(key);
    let listed = FLAGS.into_iter().flatten().find(own).map(|flag| flag.name);
    listed.or_else(|| paths.into_iter().find(|(own, _)| *own == key).map(|(_, flag)| flag))
}

/// Codes whose messages name keys in these values, without choosing by them.
const NAMING: [(ErrorCode, &[&str]); 5] = [
    (ErrorCode::P006, &["key"]),
    (ErrorCode::P007, &["key"]),
    (ErrorCode::P009, &["key"]),
    (ErrorCode::P022, &["first", "second"]),
    (ErrorCode::P023, &["key", "needed"]),
];

/// The error with flags where its message would name keys to somebody who typed flags.
fn flagged(mut error: Error) -> Error {
    let typed = error.said.values.get(FROM).is_some_and(|from| from == Stand::Flags.id());
    let names = NAMING.iter().find(|(code, _)| error.is(*code)).map_or(&[][..], |(_, names)| names);
    for name in names.iter().filter(|_| typed) {
        if let Some(value) = error.said.values.get_mut(*name)
            && let Some(flag) = value.as_str().and_then(flag_of)
        {
            *value = flag.into();
        }
    }
    error
}

/// Codes whose remedy is a line that no flag says. The test of remedies walks them.
pub(super) const WITHOUT_A_FLAG: [ErrorCode; 3] = [ErrorCode::D025, ErrorCode::D035, ErrorCode::D052];

fn further(error: &Error) -> Option<Further> {
    let value = |name: &str| error.said.values.get(name).and_then(serde_json::Value::as_str).unwrap_or_default();
    match WITHOUT_A_FLAG.into_iter().find(|code| error.is(*code))? {
        ErrorCode::D052 => {
            let column = toml::Value::from(value("column")).to_string();
            let line = format!("score = {{ column = {column}, edges = [0, 250, 500, 750, 1000] }}");
            Some(Further { table: "columns", line })
        }
        ErrorCode::D025 if value("numeric") == "yes" => None,
        _ => {
            let line = format!("max_groups = {}", enough(error.said.values.get("groups")));
            Some(Further { table: "privacy", line })
        }
    }
}

/// A round number above this many groups.
fn enough(groups: Option<&serde_json::Value>) -> u64 {
    let groups = groups.and_then(serde_json::Value::as_u64).unwrap_or(1_000);
    (groups / 500 + 1) * 500
}

impl Command {
    /// The settings that the command was given by flags; `None` for commands that read no config.
    fn overrides(&self) -> Option<Overrides> {
        match self {
            Self::Audit(args) => Some(args.audit.overrides()),
            Self::Fix(args) => Some(args.overrides()),
            Self::Count(args) => Some(args.rows.overrides()),
            _ => None,
        }
    }

    /// What is typed for it.
    const fn name(&self) -> &'static str {
        match self {
            Self::Fix(_) => "fix",
            Self::Count(_) => "count",
            _ => "audit",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_told_as_the_flag_that_stands_for_it() {
        let told = ["min", "level", "waivers", "attributes", ""].map(flag_of);
        assert_eq!(told, [Some("--min-ratio"), Some("--level"), Some("--waivers"), None, None]);
    }

    #[test]
    fn every_code_without_a_flag_has_a_line_to_write() {
        for code in WITHOUT_A_FLAG {
            assert!(further(&Error::new(code).with("column", "s")).is_some(), "{code}");
        }
    }
}
