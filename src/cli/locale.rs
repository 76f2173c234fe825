//! What the environment says: the language and the date.

use std::env;

use crate::lang::Lang;

/// Where a language is looked for, in this order.
const VARIABLES: [&str; 4] = ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG"];

/// The language: as asked for, else that of the environment.
pub(super) fn language(asked: Option<Lang>) -> Lang {
    asked.unwrap_or_else(|| of_environment(|name| env::var(name).ok()))
}

/// The first variable that is set decides, even for a language that evenhand does not speak: `LC_ALL=C` means English.
fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let first = VARIABLES.into_iter().filter_map(variable).find(|value| !value.is_empty());
    first.and_then(|value| Lang::from_tag(&value)).unwrap_or(Lang::En)
}

/// The date of reproducible builds, as seconds since 1970.
pub(super) fn source_date_epoch() -> Option<String> {
    env::var("SOURCE_DATE_EPOCH").ok().filter(|value| !value.is_empty())
}

/// How programs want what is said on standard error.
pub(super) fn messages() -> Option<String> {
    env::var("EVENHAND_MESSAGES").ok()
}

/// Whether a pipeline runs this, as every service for them says with `CI`.
pub(super) fn is_ci() -> bool {
    ci(|name| env::var(name).ok())
}

fn ci(variable: impl Fn(&str) -> Option<String>) -> bool {
    variable("CI").is_some_and(|value| !["", "0", "false", "no"].contains(&value.to_ascii_lowercase().as_str()))
}

/// Whether the terminal takes nothing but text, and nobody insists on colours.
pub(super) fn is_dumb() -> bool {
    dumb(|name| env::var(name).ok())
}

fn dumb(variable: impl Fn(&str) -> Option<String>) -> bool {
    let insists = variable("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    !insists && variable("TERM").is_some_and(|value| value == "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let lang = |set: &[(&str, &str)]| {
            of_environment(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(lang(&[]), Lang::En);
        assert_eq!(lang(&[("LANG", "fr_FR.UTF-8")]), Lang::Fr);
        assert_eq!(lang(&[("LANG", "fr_FR.UTF-8"), ("LC_ALL", "C")]), Lang::En);
        assert_eq!(lang(&[("LANG", "en_GB"), ("LC_ALL", ""), ("LC_MESSAGES", "fr_CA")]), Lang::Fr);
        assert_eq!(lang(&[("EVENHAND_LANG", "fr"), ("LC_ALL", "en_US")]), Lang::Fr);
        assert_eq!(lang(&[("LANG", "de_DE")]), Lang::En);
    }

    #[test]
    fn a_pipeline_is_known_by_the_variable_that_all_set() {
        let ci = |value: Option<&str>| ci(|name| value.filter(|_| name == "CI").map(str::to_owned));
        assert!(ci(Some("true")) && ci(Some("1")) && ci(Some("woodpecker")));
        assert!(!ci(None) && !ci(Some("")) && !ci(Some("False")) && !ci(Some("0")));
    }

    #[test]
    fn a_dumb_terminal_gets_colours_only_by_force() {
        let dumb = |set: &[(&str, &str)]| {
            dumb(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };
        assert!(dumb(&[("TERM", "dumb")]) && dumb(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "0")]));
        assert!(!dumb(&[]) && !dumb(&[("TERM", "xterm")]));
        assert!(!dumb(&[("TERM", "dumb"), ("CLICOLOR_FORCE", "1")]));
    }
}
