//! What an outcome has to be: an error with a known code, a place and its words in both languages, or documents that
//! can be read again. It makes a short name of each, so that a run can tell what it has reached.

use evenhand::cli::diagnostic::render;
use evenhand::document::Audit;
use evenhand::error::{Error, ErrorCode, Place};
use evenhand::lang::Lang;
use evenhand::report::{Format, write};

/// A value that stands in a column which nobody declared: it may be shown nowhere.
pub(crate) const SECRET: &str = "Jane-Doe-1975";

/// The name of an error, or what is wrong with it. `secret`: whether [`SECRET`] may not be in it.
pub(crate) fn error(error: &Error, secret: bool) -> Result<String, String> {
    let code = error.code();
    if !ErrorCode::ALL.iter().any(|known| known.id() == code) || code == "EVH-X001" {
        return Err(format!("the error {code} is no code of an input"));
    }
    for lang in Lang::ALL {
        let text = render(error, lang, false);
        if !text.contains(code) || text.lines().count() < 3 {
            return Err(format!("{code} says little: {text}"));
        }
        if secret && text.contains(SECRET) {
            return Err(format!("{code} tells a value of the data: {text}"));
        }
    }
    let place = match &*error.place {
        Place::Config { .. } => "config".to_owned(),
        Place::Data { column, row, .. } => format!("data{}{}", u8::from(column.is_some()), u8::from(row.is_some())),
        Place::Flag(_) => "flag".to_owned(),
        Place::Run => "run".to_owned(),
    };
    let words = ["reason", "type", "before", "found", "more"].map(|key| error.said.values.get(key));
    let words: Vec<String> = words.into_iter().flatten().map(ToString::to_string).collect();
    Ok(format!("{code} {place} {}", words.join(" ")))
}

/// Every document of an audit in every language: that each can be written, and that the JSON is read back as it was.
pub(crate) fn documents(audit: &Audit) -> Result<(), String> {
    for (format, lang) in Format::ALL.into_iter().flat_map(|format| Lang::ALL.map(|lang| (format, lang))) {
        let mut bytes = Vec::new();
        write(format, audit, lang, &mut bytes).map_err(|error| format!("{format:?} {lang:?}: {error}"))?;
        let text = String::from_utf8(bytes).map_err(|_| format!("{format:?} {lang:?} is no text"))?;
        if text.contains('\u{1b}') || text.contains("<script>") && format == Format::from_id("html").unwrap() {
            return Err(format!("{format:?} {lang:?} lets an escape or a script through"));
        }
        if format == Format::from_id("json").unwrap() {
            // The shortest text that reads back to the same double is what every writer of JSON has to give.
            let again: Audit = serde_json::from_str(&text).map_err(|error| format!("not read again: {error}"))?;
            let mut twice = Vec::new();
            write(format, &again, lang, &mut twice).map_err(|error| error.to_string())?;
            if twice != text.as_bytes() {
                return Err("the document read and written is another one".to_owned());
            }
        }
    }
    Ok(())
}

/// The name of an audit: what kinds of results it has.
pub(crate) fn audit(audit: &Audit) -> String {
    let reasons = audit.findings.iter().filter_map(|finding| finding.undefined.as_deref());
    let warnings = audit.warnings.iter().map(|said| said.id.as_str());
    let left_out = audit.population.left_out.iter().map(|left| left.reason.as_str());
    // Of a document that was changed only words that mean something.
    let known = |word: &&str| {
        Lang::En.known(&format!("reason-{word}")).is_some()
            || Lang::En.known(word).is_some()
            || Lang::En.known(&format!("left-out-{word}")).is_some()
    };
    let mut words: Vec<&str> = reasons.chain(warnings).chain(left_out).filter(known).collect();
    words.sort_unstable();
    words.dedup();
    format!("audit {:?} {}", audit.verdict, words.join(" "))
}
