//! HTML: one file that opens anywhere, asks for nothing and runs nothing. A template is its frame; everything between is
//! blocks. Every word passes through one place that escapes it; every label stands in an element of its own, so that its
//! direction of writing cannot reach the words around it.

use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use super::block::{
    Block, Cell, Choice, Column, Drawn, Figure, Holds, Item, Key, List, Row, Section, Span, Table, Tag, Words,
};
use super::charts::{Axis, Drawing, Head, Mark, Plot, Tick};
use super::page::{Page, View, full};
use super::{Format, Writer};
use crate::digest::sha256 as digest_of;
use crate::document::Audit;
use crate::lang::{Lang, clean};

/// The format.
pub(super) const FORMAT: Format =
    Format { id: "html", ending: Some("html"), about: "", media: "text/html", writer: Writer::OfDocument(write) };

/// What stands around the blocks.
const FRAME: &str = include_str!("../../templates/page.html");
/// The style on screens, then on paper. It has no label in it: the one word put in is part of a digest.
pub(super) const STYLE: &str =
    concat!(include_str!("../../templates/style.css"), include_str!("../../templates/print.css"));

/// A page beyond this shows the worst rows of every table and says so.
const LARGE: usize = 1 << 20;
/// How many rows a table shows: as many as there are; of a large page a hundred; and, where a hundred of every measure
/// would still make it [`TOO_LARGE`], fewer.
const ROWS: [usize; 4] = [usize::MAX, 100, 40, 15];
/// No page is larger than this, if a choice of rows can help it.
const TOO_LARGE: usize = 2 << 20;

/// Writes the page of an audit whose document has these bytes.
///
/// # Errors
/// When `out` fails.
fn write(audit: &Audit, document: &[u8], lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let digest = &digest_of(document);
    let style = STYLE.replace("AUDIT-ID", digest.get(..16).unwrap_or(digest));
    let mut text = String::new();
    for most in ROWS {
        text = framed(&full(View { audit, lang, most, digest }), &style, lang)?;
        if text.len() <= if most == usize::MAX { LARGE } else { TOO_LARGE } {
            break;
        }
    }
    out.write_all(text.as_bytes())
}

/// What the frame prints.
#[derive(Serialize)]
struct Frame<'a> {
    lang: &'static str,
    style: &'a str,
    style_hash: String,
    title: String,
    /// The title as HTML.
    heading: String,
    made: &'a str,
    id: &'a str,
    skip: String,
    navigation: String,
    sections: &'a [(&'static str, String)],
    /// The blocks as HTML.
    body: String,
    footer: &'a str,
}

/// A page in its frame, without what cannot be seen: labels are clean by now; a document from elsewhere may hold anything in
/// its other fields too.
pub(super) fn framed(page: &Page, style: &str, lang: Lang) -> io::Result<String> {
    // The policy lets the style pass as it stands in the page.
    let style = &cleaned(style);
    let frame = Frame {
        lang: lang.tag(),
        style,
        style_hash: source_hash(style),
        title: page.title.text(),
        heading: words(&page.title),
        made: &page.made,
        id: &page.id,
        skip: lang.text("page-skip"),
        navigation: lang.text("page-sections"),
        sections: &page.sections,
        body: html(&page.blocks),
        footer: &page.footer,
    };
    let mut tera = Tera::new();
    tera.add_raw_template("page.html", FRAME).map_err(io::Error::other)?;
    let context = Context::from_serialize(&frame).map_err(io::Error::other)?;
    let text = tera.render("page.html", &context).map_err(io::Error::other)?;
    Ok(cleaned(&text))
}

/// Text without empty lines and what cannot be seen.
fn cleaned(text: &str) -> String {
    let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).map(clean).collect();
    lines.join("\n") + "\n"
}

/// The blocks, each on lines of its own.
fn html(blocks: &[Block]) -> String {
    blocks.iter().map(one).collect()
}

fn one(block: &Block) -> String {
    match block {
        Block::Section(Section { id, title, blocks }) => {
            let own = Block::Title(id, title.as_str().into());
            let title = if titled(blocks) { String::new() } else { one(&own) };
            format!("<section id=\"{id}\" aria-labelledby=\"{id}-head\">\n{title}{}</section>\n", html(blocks))
        }
        Block::Title(id, title) => format!("<h2 id=\"{id}-head\">{}</h2>\n", words(title)),
        Block::Heading(level, title) => format!("<h{level}>{}</h{level}>\n", words(title)),
        Block::Prose(kind, said) => format!("<p{}>{}</p>\n", class(kind), words(said)),
        Block::List(own) => list(own),
        Block::Facts(kind, facts) => {
            let fact =
                |(term, is): &(Words, Words)| format!("<div><dt>{}</dt><dd>{}</dd></div>\n", words(term), words(is));
            format!("<dl{}>\n{}</dl>\n", class(kind), facts.iter().map(fact).collect::<String>())
        }
        Block::Table(own) => table(own),
        Block::Figure(own) => figure(own),
        Block::Fold { class: kind, is_open, summary, blocks } => {
            let (kind, open) = (class(kind), if *is_open { " open" } else { "" });
            format!("<details{kind}{open}>\n<summary>{}</summary>\n{}</details>\n", words(summary), html(blocks))
        }
        Block::Part(kind, blocks) => format!("<div{}>\n{}</div>\n", class(kind), html(blocks)),
        Block::Check(verdict, at, blocks) => {
            format!("<section class=\"check {verdict}\" id=\"check-{at}\">\n{}</section>\n", html(blocks))
        }
        Block::Choices(choices) => {
            format!("<div class=\"filters\">\n{}</div>\n", choices.iter().map(choice).collect::<String>())
        }
    }
}

fn choice(Choice { legend, name, buttons }: &Choice) -> String {
    let button = |(at, (id, said)): (usize, &(String, Words))| {
        let (checked, said) = (if at == 0 { " checked" } else { "" }, words(said));
        format!("<label><input type=\"radio\" name=\"{name}\" id=\"{name}-{id}\"{checked}> {said}</label>\n")
    };
    let buttons: String = buttons.iter().enumerate().map(button).collect();
    format!("<fieldset class=\"filter\">\n<legend>{}</legend>\n{buttons}</fieldset>\n", escaped(legend))
}

/// Whether a title stands among blocks.
fn titled(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Title(..) => true,
        Block::Part(_, blocks) => titled(blocks),
        _ => false,
    })
}

/// What HTML takes for its own, as entities. Nothing reaches a page but through here.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

fn class(kind: &str) -> String {
    if kind.is_empty() { String::new() } else { format!(" class=\"{kind}\"") }
}

fn words(of: &Words) -> String {
    let span = |span: &Span| match span {
        Span::Text(text) => escaped(text),
        Span::Label(text) => format!("<bdi>{}</bdi>", escaped(text)),
        Span::Link(to, inner) => format!("<a href=\"#{}\">{}</a>", escaped(to), words(inner)),
        Span::File(to, inner) => format!("<a href=\"{}\">{}</a>", escaped(to), words(inner)),
        Span::Tagged(tag, inner) => {
            let (attributes, name) = element(*tag);
            format!("<{name}{attributes}>{}</{name}>", words(inner))
        }
    };
    of.0.iter().map(span).collect()
}

/// The attributes and the name of an element.
fn element(tag: Tag) -> (String, &'static str) {
    let hidden = |kind: &str| format!("{} aria-hidden=\"true\"", class(kind));
    match tag {
        Tag::Strong => (String::new(), "b"),
        Tag::Code => (String::new(), "code"),
        Tag::Small => (String::new(), "small"),
        Tag::Blank => (String::new(), "span"),
        Tag::Digest => (class("hash"), "code"),
        Tag::Tight => (class("nb"), "span"),
        Tag::Unseen => (class("unseen"), "span"),
        Tag::State => (class("state"), "span"),
        Tag::Source => (class("m"), "span"),
        Tag::Note(verdict) => (class(format!("note {verdict}").trim_end()), "small"),
        Tag::Sign => (hidden("g"), "span"),
        Tag::LimitSign => (hidden("s"), "span"),
        Tag::PlainSign => (hidden(""), "span"),
    }
}

fn list(List { class: kind, label, is_numbered, items }: &List) -> String {
    let name = if *is_numbered { "ol" } else { "ul" };
    let attribute = |name: &str, value: &str| match value {
        "" => String::new(),
        value => format!(" {name}=\"{}\"", escaped(value)),
    };
    let item = |Item { class: kind, id, key, words: said }: &Item| {
        let key = match key {
            Key::None => String::new(),
            Key::Colour(kind) => format!("<span class=\"key {kind}\" aria-hidden=\"true\"></span> "),
            Key::Line(kind) => format!(
                "<svg class=\"plot\" viewBox=\"0 0 36 12\" width=\"36\" height=\"12\" {HIDDEN}><path class=\"{kind}\" \
                 d=\"M0 6H36\"/></svg> "
            ),
        };
        format!("<li{}{}>{key}{}</li>\n", class(kind), attribute("id", id), words(said))
    };
    let items: String = items.iter().map(item).collect();
    format!("<{name}{}{}>\n{items}</{name}>\n", class(kind), attribute("aria-label", label))
}

/// For eyes alone.
const HIDDEN: &str = "aria-hidden=\"true\" focusable=\"false\"";

/// A table in a part that scrolls by itself, and can be reached by keyboard.
fn table(own: &Table) -> String {
    if own.rows.is_empty() {
        return String::new();
    }
    let label = own.label.clone().unwrap_or_else(|| own.caption.text());
    let caption = || format!("<caption><span>{}</span></caption>\n", words(&own.caption));
    let row = |Row { class: kind, head, cells, .. }: &Row| {
        let cells: String =
            cells.iter().zip(own.columns.iter().skip(1)).map(|(own, column)| cell(own, column)).collect();
        format!("<tr{}><th scope=\"row\">{}</th>{cells}</tr>\n", class(kind), words(head))
    };
    format!(
        "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{}\">\n<table{}>\n{}<thead><tr>{}</tr></thead>\n\
         <tbody>\n{}</tbody>\n</table>\n</div>\n{}",
        escaped(&label),
        class(own.kind),
        if own.is_captioned { String::new() } else { caption() },
        own.columns.iter().map(head).collect::<String>(),
        own.rows.iter().map(row).collect::<String>(),
        own.cut.as_ref().map(|cut| format!("<p class=\"cut\">{}</p>\n", escaped(cut))).unwrap_or_default(),
    )
}

fn head(column: &Column) -> String {
    let kind = match &column.holds {
        Holds::Bar => return "<td></td>".to_owned(),
        Holds::Members(heads) => {
            let head = |head: &Head| {
                let (x, text) = (head.x + 4, escaped(&head.text));
                format!("<text transform=\"translate({x} 72) rotate(-62)\">{text}</text>")
            };
            let inner: String = heads.heads.iter().map(head).collect();
            return format!("<td class=\"m\">{}</td>", sized(heads.width, 74, &inner));
        }
        Holds::Drawn(axis) => return format!("<td class=\"d\">{}</td>", drawn(&ticks(axis))),
        Holds::Words | Holds::Tight | Holds::Standing => "",
        Holds::Number => "n",
        Holds::Rate => "n r",
        Holds::Estimate | Holds::Judged => "n e",
        Holds::Detectable => "n t",
        Holds::Verdict => "v",
    };
    format!("<th scope=\"col\"{}>{}</th>", class(kind), words(&column.head))
}

fn cell(own: &Cell, column: &Column) -> String {
    let (kind, is_headed) = match &column.holds {
        Holds::Words | Holds::Bar => ("", false),
        Holds::Number | Holds::Judged => ("n", false),
        Holds::Tight => ("nb", false),
        Holds::Standing | Holds::Verdict => ("v", false),
        Holds::Members(_) => ("m", false),
        Holds::Drawn(_) => ("d", false),
        Holds::Rate => ("n r", true),
        Holds::Estimate => ("n e", true),
        Holds::Detectable => ("n t", !own.words.is_empty()),
    };
    // On a narrow screen the head stands beside the number.
    let head = || format!(" data-head=\"{}\"", escaped(&column.head.text()));
    let head = if is_headed { head() } else { String::new() };
    let picture = match &own.drawn {
        None => String::new(),
        Some(Drawn::Bar(wide)) => format!(
            "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" {HIDDEN}><rect width=\"{wide}\" \
             height=\"10\"/></svg>"
        ),
        Some(Drawn::Members(dots)) => {
            let paths = [("o", &dots.empty), ("i", &dots.line), ("f", &dots.full)];
            sized(dots.width, 30, &paths.map(|(kind, path)| format!("<path class=\"{kind}\" d=\"{path}\"/>")).concat())
        }
        Some(Drawn::Interval(drawing)) => drawn(&paths(drawing)),
        Some(Drawn::Pair(pair, [before, after])) => {
            let side = |side: &Option<Drawing>, kind: &str, away: i8| match side {
                Some(side) => format!("<g class=\"{kind}\" transform=\"translate(0 {away})\">{}</g>", paths(side)),
                None => String::new(),
            };
            let sides = side(&pair.before, before, -6) + &side(&pair.after, after, 6);
            drawn(&format!("{}{}{sides}", paths(&pair.lines), path("j", &pair.joint)))
        }
    };
    let kind = class(format!("{kind} {}", own.class).trim());
    format!("<td{kind}{head}>{}{picture}</td>", words(&own.words))
}

/// A picture on the axis of its table.
fn drawn(inner: &str) -> String {
    format!("<svg viewBox=\"0 0 440 30\" {HIDDEN}>{inner}</svg>")
}

/// A picture that is as large as it says.
fn sized(wide: usize, high: usize, inner: &str) -> String {
    format!("<svg viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" {HIDDEN}>{inner}</svg>")
}

fn path(kind: &str, path: &str) -> String {
    if path.is_empty() { String::new() } else { format!("<path class=\"{kind}\" d=\"{path}\"/>") }
}

fn paths(of: &Drawing) -> String {
    let sign = if of.is_filled { "s f" } else { "s" };
    [("e", &of.equal), ("l", &of.limits), ("w", &of.whisker), ("b", &of.bar), (sign, &of.sign)]
        .map(|(kind, line)| path(kind, line))
        .concat()
}

fn ticks(axis: &Axis) -> String {
    let word = |tick: &Tick| {
        let kind = if tick.is_limit { " class=\"k\"" } else { "" };
        format!("<text x=\"{}\" y=\"11\"{kind}>{}</text>", tick.x, escaped(&tick.text))
    };
    let number = |tick: &Tick| {
        let kind = if tick.is_limit { "k " } else { "" };
        format!("<text x=\"{}\" y=\"27\" class=\"{kind}{}\">{}</text>", tick.x, tick.anchor, escaped(&tick.text))
    };
    axis.words.iter().map(word).chain(axis.ticks.iter().map(number)).collect()
}

fn figure(Figure { id, title, says, across, up, plot, table: beside, is_open }: &Figure) -> String {
    let Plot { width, height, marks } = plot;
    let mark = |Mark { class: kind, path, text, x, y, anchor }: &Mark| match text.as_str() {
        "" => format!("<path class=\"{kind}\" d=\"{path}\"/>"),
        text => format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>", escaped(text)),
    };
    let [title, up, across] = [title, up, across].map(|text| escaped(text));
    let (open, summary) = (if *is_open { " open" } else { "" }, words(&beside.caption));
    let fold = format!("<details{open}>\n<summary>{summary}</summary>\n{}</details>\n", table(beside));
    format!(
        "<figure>\n<figcaption><b>{title}.</b> {}</figcaption>\n<div class=\"beside\">\n<div class=\"wide\" role=\"group\" \
         tabindex=\"0\" aria-label=\"{title}\">\n<p class=\"axis\">{up} ↑</p>\n<svg class=\"plot\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-says\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"><title \
         id=\"{id}-title\">{title}</title><desc id=\"{id}-says\">{}</desc>{}</svg>\n<p class=\"axis across\">{across} →</p>\n\
         </div>\n{fold}</div>\n</figure>\n",
        words(says),
        escaped(&says.text()),
        marks.iter().map(mark).collect::<String>(),
    )
}

/// `sha256-...` of a text, as a content security policy writes it.
fn source_hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = LETTERS[(word >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (text, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    #[test]
    fn an_empty_style_has_the_well_known_hash() {
        assert_eq!(source_hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
