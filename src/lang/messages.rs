//! The messages: Fluent files of both languages, embedded and parsed once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde_json::Value;

use super::{Lang, clean, functions, number};

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

type Bundle = FluentBundle<FluentResource>;

/// The embedded files of a language, name and text, in the order of their names.
#[must_use]
pub const fn sources(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::En => EN,
        Lang::Fr => FR,
    }
}

/// Every message of a language with its source text, attributes included, file by file.
#[must_use]
pub fn ids(lang: Lang) -> Vec<(&'static str, String)> {
    let mut found: Vec<(&'static str, String)> = Vec::new();
    for line in sources(lang).iter().flat_map(|(_, text)| text.lines()) {
        let starts = line.starts_with(|c: char| c.is_ascii_alphabetic());
        if let (true, Some((id, rest))) = (starts, line.split_once('=')) {
            found.push((id.trim(), rest.to_owned()));
        } else if let (false, Some((_, text))) = (line.starts_with('#'), found.last_mut()) {
            text.push('\n');
            text.push_str(line);
        }
    }
    found
}

pub(super) fn message(lang: Lang, id: &str, values: &BTreeMap<String, Value>, marked: bool) -> Option<String> {
    let bundle = bundle(lang);
    let pattern = bundle.get_message(id)?.value()?;
    Some(bundle.format_pattern(pattern, Some(&arguments(values, marked)), &mut Vec::new()).into_owned())
}

pub(super) fn attribute(lang: Lang, id: &str, name: &str, values: &BTreeMap<String, Value>) -> Option<String> {
    let bundle = bundle(lang);
    let pattern = bundle.get_message(id)?.get_attribute(name)?.value();
    Some(bundle.format_pattern(pattern, Some(&arguments(values, false)), &mut Vec::new()).into_owned())
}

fn bundle(lang: Lang) -> &'static Bundle {
    static EN_BUNDLE: OnceLock<Bundle> = OnceLock::new();
    static FR_BUNDLE: OnceLock<Bundle> = OnceLock::new();
    match lang {
        Lang::En => EN_BUNDLE.get_or_init(|| built(lang)),
        Lang::Fr => FR_BUNDLE.get_or_init(|| built(lang)),
    }
}

/// Errors in a file leave out the message concerned; the tests of the list know that there are none.
fn built(lang: Lang) -> Bundle {
    let mut bundle = FluentBundle::new_concurrent(vec![lang.tag().parse().unwrap_or_default()]);
    bundle.set_use_isolating(false);
    match lang {
        Lang::En => bundle.set_formatter(Some(|value, _| plain(value, Lang::En))),
        Lang::Fr => {
            bundle.set_formatter(Some(|value, _| plain(value, Lang::Fr)));
            bundle.set_transform(Some(typography));
        }
    }
    functions::add(&mut bundle, lang);
    for (_, text) in sources(lang) {
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partial, _)| partial);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

fn plain(value: &FluentValue, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(n) => Some(number::plain(n.value, lang)),
        _ => None,
    }
}

/// Words that lose their last vowel before an apostrophe.
const ELIDED: [&str; 17] = [
    "l", "d", "n", "s", "j", "m", "t", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "quelqu", "aujourd", "presqu",
    "entr",
];

/// French punctuation: the apostrophe of an elision is curved, and no line may break before `: ; ! ? %` or inside « ».
/// Applied to the words of messages, never to a value. Quotes of SQL and TOML in a message stay straight.
pub(super) fn typography(text: &str) -> Cow<'_, str> {
    if !text.contains(['\'', ':', ';', '!', '?', '«', '»', '%']) {
        return Cow::Borrowed(text);
    }
    let spaced = [
        (" :", "\u{a0}:"),
        (" ;", "\u{202f};"),
        (" !", "\u{202f}!"),
        (" ?", "\u{202f}?"),
        (" %", "\u{202f}%"),
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
    ];
    Cow::Owned(spaced.iter().fold(elided(text), |text, (plain, kept)| text.replace(plain, kept)))
}

fn elided(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive('\'') {
        let before = part.strip_suffix('\'').filter(|before| {
            let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            ELIDED.iter().any(|elided| word.eq_ignore_ascii_case(elided))
        });
        match before {
            Some(before) => {
                out.push_str(before);
                out.push('’');
            }
            None => out.push_str(part),
        }
    }
    out
}

/// Values that hold labels or other words of the user.
const OF_THE_USER: [&str; 20] = [
    "attribute",
    "attributes",
    "campaign",
    "check",
    "checks",
    "column",
    "condition",
    "edges",
    "file",
    "group",
    "highest",
    "lowest",
    "name",
    "other",
    "owner",
    "parts",
    "reference",
    "segment",
    "segments",
    "values",
];

/// Marks around a label: what cleaning takes out of every label, so that none can forge one.
pub(super) const MARKS: [char; 2] = ['\u{2068}', '\u{2069}'];

fn arguments(values: &BTreeMap<String, Value>, marked: bool) -> FluentArgs<'static> {
    let known = values.iter().filter(|(_, value)| !value.is_null());
    let [open, close] = MARKS;
    let argument = |name: &str, value: &Value| match value {
        Value::Number(n) => n.as_f64().map_or(FluentValue::None, FluentValue::from),
        other if marked && OF_THE_USER.contains(&name) => FluentValue::from(format!("{open}{}{close}", spelled(other))),
        other => FluentValue::from(spelled(other)),
    };
    known.map(|(name, value)| (name.clone(), argument(name, value))).collect()
}

/// Text of a value that is no number; every string in it is cleaned.
fn spelled(value: &Value) -> String {
    match value {
        Value::String(text) => clean(text).into_owned(),
        Value::Array(items) => items.iter().map(spelled).collect::<Vec<_>>().join(", "),
        Value::Object(pairs) => pairs
            .iter()
            .map(|(name, value)| format!("{}: {}", clean(name), spelled(value)))
            .collect::<Vec<_>>()
            .join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Said;

    #[test]
    fn every_file_parses_and_no_id_is_given_twice() {
        for lang in Lang::ALL {
            let mut bundle: Bundle = FluentBundle::new_concurrent(vec![lang.tag().parse().unwrap()]);
            for (name, text) in sources(lang) {
                let resource = FluentResource::try_new((*text).to_owned())
                    .unwrap_or_else(|(_, errors)| panic!("{}/{name}: {errors:?}", lang.tag()));
                bundle.add_resource(resource).unwrap_or_else(|errors| panic!("{}/{name}: {errors:?}", lang.tag()));
            }
        }
    }

    #[test]
    fn french_counts_nought_and_one_as_one() {
        let people = |n: u64, lang: Lang| lang.say(&Said::new("count-people").with("people", n));
        assert_eq!(people(0, Lang::Fr), "0 personne");
        assert_eq!(people(1, Lang::Fr), "1 personne");
        assert_eq!(people(2, Lang::Fr), "2 personnes");
        assert_eq!(people(0, Lang::En), "0 people");
        assert_eq!(people(1, Lang::En), "1 person");
    }

    #[test]
    fn french_punctuation_keeps_to_its_word() {
        assert_eq!(typography("Oui : « non » ; 2 % ?"), "Oui\u{a0}: «\u{a0}non\u{a0}»\u{202f}; 2\u{202f}%\u{202f}?");
        assert_eq!(typography("Aujourd'hui, jusqu'à l'"), "Aujourd’hui, jusqu’à l’");
        assert_eq!(typography("d'après CASE WHEN x THEN 'jeunes' END"), "d’après CASE WHEN x THEN 'jeunes' END");
    }

    #[test]
    fn an_unknown_id_is_said_as_it_stands() {
        assert_eq!(Lang::Fr.say(&Said::new("from-the-future\n")), "from-the-future\u{fffd}");
        assert_eq!(Lang::En.attribute("from-the-future", "help", &BTreeMap::new()), None);
    }
}
