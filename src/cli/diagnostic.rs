//! An error as people read it: code and title, place with the line and a caret, why it is one, what to do, and where to
//! read more. It knows places and messages; it refuses to know what a code stands for.

use annotate_snippets::renderer::{AnsiColor, DecorStyle, Effects, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use unicode_width::UnicodeWidthStr;

use crate::error::{Error, Place};
use crate::lang::{Lang, Said, clean, is_hostile};

const HEAD: Style = AnsiColor::BrightRed.on_default().effects(Effects::BOLD);

/// The whole diagnostic in one language, several lines without the last line's end; with colours when `styled`.
#[must_use]
pub fn render(error: &Error, lang: Lang, styled: bool) -> String {
    render_in(error, lang, styled, None)
}

/// The same, its notes broken where they would run over so many columns.
#[must_use]
pub fn render_in(error: &Error, lang: Lang, styled: bool, width: Option<usize>) -> String {
    let attribute = |name: &str| lang.attribute(&error.said.id, name, &error.said.values);
    let label = attribute("label");
    let mut notes: Vec<(&str, String)> = Vec::new();
    let mut group = Group::with_level(Level::ERROR);
    match &*error.place {
        Place::Config { source, span } => {
            let text = seen(&source.text);
            let at = |byte: usize| seen(source.text.get(..byte).unwrap_or(&source.text)).len();
            let caret = AnnotationKind::Primary.span(within(&text, at(span.start)..at(span.end))).label(label);
            let path = clean(&source.path.to_string_lossy()).into_owned();
            group = group.element(Snippet::source(text).path(path).annotation(caret));
        }
        Place::Data { file, column, row } => {
            let id = match (column, row) {
                (None, None) => "diagnostic-file",
                (None, Some(_)) => "diagnostic-file-row",
                (Some(_), None) => "diagnostic-file-column",
                (Some(_), Some(_)) => "diagnostic-file-column-row",
            };
            let place = Said::new(id).with("file", file.as_str()).with("column", column.clone()).with("row", *row);
            group = group.element(Origin::path(lang.say(&place)));
        }
        Place::Flag(flag) => group = group.element(Origin::path(clean(flag).into_owned())),
        Place::Run => {}
    }
    // A caret carries the fact itself; elsewhere it stands first among the notes.
    if !matches!(&*error.place, Place::Config { .. }) {
        notes.extend(attribute("label").map(|label| ("diagnostic-fact", label)));
    }
    notes.extend(attribute("why").map(|why| ("diagnostic-why", why)));
    notes.extend(attribute("help").map(|help| ("diagnostic-help", help)));
    notes.push(("diagnostic-more", format!("evenhand explain {}", error.code())));
    let notes = aligned(&notes, lang, width);
    group = group.elements(notes.into_iter().map(|note| Level::NOTE.no_name().message(note)));
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
    let body = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    format!("{}\n{body}", head(error, lang, styled))
}

fn head(error: &Error, lang: Lang, styled: bool) -> String {
    let head = Said::new("diagnostic-head")
        .with("level", lang.text("diagnostic-error"))
        .with("code", error.code())
        .with("title", lang.say(&error.said));
    let head = lang.say(&head);
    if styled { format!("{HEAD}{head}{HEAD:#}") } else { head }
}

/// The notes with their names, so that the texts begin under each other.
fn aligned(notes: &[(&str, String)], lang: Lang, width: Option<usize>) -> Vec<String> {
    let named: Vec<(String, &String)> = notes
        .iter()
        .map(|(name, text)| (lang.say(&Said::new("diagnostic-name").with("name", lang.text(name))), text))
        .collect();
    let widest = named.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
    let room = width.map_or(usize::MAX, |width| width.saturating_sub(MARGIN + widest + 1).max(20));
    let line = |(name, text): (String, &String)| {
        let rest = format!("\n{}", " ".repeat(widest + 1));
        format!("{name}{} {}", " ".repeat(widest - name.width()), broken(text, room).join(&rest))
    };
    named.into_iter().map(line).collect()
}

/// What stands before a note: room for a line's number, and a sign.
const MARGIN: usize = 8;

/// The text in lines of so many columns at most, broken at plain spaces.
fn broken(text: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.width().saturating_add(1 + word.width()) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The text of a file without what cannot be seen, its lines and tabs kept.
fn seen(text: &str) -> String {
    let hostile = |c: char| !matches!(c, '\n' | '\r' | '\t') && is_hostile(c.encode_utf8(&mut [0; 4]));
    text.chars().map(|c| if hostile(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The span as far as the text goes, at least one character wide where there is one, and never over a line's end: a
/// table is pointed at by its first line.
fn within(text: &str, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = span.start.min(text.len());
    let line_end = text[start..].find('\n').map_or(text.len(), |length| start + length);
    let first = text[start..line_end].chars().next().map_or(start, |first| start + first.len_utf8());
    start..span.end.clamp(first, line_end.max(first))
}
