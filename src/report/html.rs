//! HTML: one file that opens anywhere, asks for nothing and runs nothing. A template is its frame; everything between is
//! blocks. Every word passes through one place that escapes it; every label stands in an element of its own, so that its
//! direction of writing cannot reach the words around it.

use std::fmt::Write;
use std::io;

use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::{Context, Tera};

use super::block::{Block, Cell, Column, Drawn, Figure, Holds, Item, Key, List, Row, Section, Span, Table, Tag, Words};
use super::charts::{Axis, Drawing, Mark};
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
const STYLE: &str = concat!(include_str!("../../templates/style.css"), include_str!("../../templates/print.css"));

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
    let lines: Vec<_> = text.lines().filter(|line| !line.is_empty()).map(clean).collect();
    Ok(lines.join("\n") + "\n")
}

/// The blocks, each on lines of its own.
fn html(blocks: &[Block]) -> String {
    let mut out = String::new();
    all(blocks, &mut out);
    out
}

/// Writing to a String cannot fail.
macro_rules! put {
    ($out:expr, $($what:tt)*) => { let _ = write!($out, $($what)*); };
}

fn all(blocks: &[Block], out: &mut String) {
    for block in blocks {
        one(block, out);
    }
}

fn one(block: &Block, out: &mut String) {
    match block {
        Block::Section(Section { id, title, blocks }) => {
            put!(out, "<section id=\"{id}\" aria-labelledby=\"{id}-head\">\n");
            if !titled(blocks) {
                one(&Block::Title(id, title.as_str().into()), out);
            }
            all(blocks, out);
            out.push_str("</section>\n");
        }
        Block::Title(id, title) => {
            put!(out, "<h2 id=\"{id}-head\">{}</h2>\n", words(title));
        }
        Block::Heading(level, title) => {
            put!(out, "<h{level}>{}</h{level}>\n", words(title));
        }
        Block::Prose(kind, said) => {
            put!(out, "<p{}>{}</p>\n", class(kind), words(said));
        }
        Block::List(list) => lines(list, out),
        Block::Facts(kind, facts) => {
            put!(out, "<dl{}>\n", class(kind));
            for (term, is) in facts {
                put!(out, "<div><dt>{}</dt><dd>{}</dd></div>\n", words(term), words(is));
            }
            out.push_str("</dl>\n");
        }
        Block::Table(own) => table(own, out),
        Block::Figure(own) => figure(own, out),
        Block::Fold { class: kind, is_open, summary, blocks } => {
            let open = if *is_open { " open" } else { "" };
            put!(out, "<details{}{open}>\n<summary>{}</summary>\n", class(kind), words(summary));
            all(blocks, out);
            out.push_str("</details>\n");
        }
        Block::Part(kind, blocks) => {
            put!(out, "<div{}>\n", class(kind));
            all(blocks, out);
            out.push_str("</div>\n");
        }
        Block::Check(verdict, at, blocks) => {
            put!(out, "<section class=\"check {verdict}\" id=\"check-{at}\">\n");
            all(blocks, out);
            out.push_str("</section>\n");
        }
        Block::Choices(choices) => {
            out.push_str("<div class=\"filters\">\n");
            for (legend, name, buttons) in choices {
                put!(out, "<fieldset class=\"filter\">\n<legend>{}</legend>\n", escaped(legend));
                for (at, (id, said)) in buttons.iter().enumerate() {
                    let checked = if at == 0 { " checked" } else { "" };
                    put!(
                        out,
                        "<label><input type=\"radio\" name=\"{name}\" id=\"{name}-{id}\"{checked}> {}</label>\n",
                        words(said)
                    );
                }
                out.push_str("</fieldset>\n");
            }
            out.push_str("</div>\n");
        }
    }
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
    let mut out = String::new();
    for span in &of.0 {
        match span {
            Span::Text(text) => out.push_str(&escaped(text)),
            Span::Label(text) => {
                put!(out, "<bdi>{}</bdi>", escaped(text));
            }
            Span::Link(to, inner) => {
                put!(out, "<a href=\"#{}\">{}</a>", escaped(to), words(inner));
            }
            Span::Tagged(tag, inner) => {
                let (open, name) = element(*tag);
                put!(out, "<{name}{open}>{}</{name}>", words(inner));
            }
        }
    }
    out
}

/// The attributes and the name of an element.
fn element(tag: Tag) -> (String, &'static str) {
    let hidden = |kind: &str| format!("{} aria-hidden=\"true\"", class(kind));
    match tag {
        Tag::Strong => (String::new(), "b"),
        Tag::Code => (String::new(), "code"),
        Tag::Digest => (class("hash"), "code"),
        Tag::Tight => (class("nb"), "span"),
        Tag::Sign => (hidden("g"), "span"),
        Tag::PlainSign => (hidden(""), "span"),
        Tag::LimitSign => (hidden("s"), "span"),
        Tag::Small => (String::new(), "small"),
        Tag::Note(verdict) => (class(format!("note {verdict}").trim_end()), "small"),
        Tag::Unseen => (class("unseen"), "span"),
        Tag::State => (class("state"), "span"),
        Tag::Source => (class("m"), "span"),
        Tag::Blank => (String::new(), "span"),
    }
}

fn lines(list: &List, out: &mut String) {
    let name = if list.is_numbered { "ol" } else { "ul" };
    let label = if list.label.is_empty() { String::new() } else { format!(" aria-label=\"{}\"", escaped(&list.label)) };
    put!(out, "<{name}{}{label}>\n", class(list.class));
    for Item { class: kind, id, key, words: said } in &list.items {
        let id = if id.is_empty() { String::new() } else { format!(" id=\"{id}\"") };
        let key = match key {
            Key::None => String::new(),
            Key::Colour(kind) => format!("<span class=\"key {kind}\" aria-hidden=\"true\"></span> "),
            Key::Line(kind) => format!(
                "<svg class=\"plot\" viewBox=\"0 0 36 12\" width=\"36\" height=\"12\" {HIDDEN}><path class=\"{kind}\" \
                 d=\"M0 6H36\"/></svg> "
            ),
        };
        put!(out, "<li{}{id}>{key}{}</li>\n", class(kind), words(said));
    }
    put!(out, "</{name}>\n");
}

/// For eyes alone.
const HIDDEN: &str = "aria-hidden=\"true\" focusable=\"false\"";

fn table(own: &Table, out: &mut String) {
    if own.rows.is_empty() {
        return;
    }
    let label = own.label.clone().unwrap_or_else(|| own.caption.text());
    put!(out, "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{}\">\n", escaped(&label));
    put!(out, "<table{}>\n", class(own.kind));
    if !own.is_captioned {
        put!(out, "<caption><span>{}</span></caption>\n", words(&own.caption));
    }
    out.push_str("<thead><tr>");
    own.columns.iter().for_each(|column| head(column, out));
    out.push_str("</tr></thead>\n<tbody>\n");
    for Row { class: kind, head, cells, .. } in &own.rows {
        put!(out, "<tr{}><th scope=\"row\">{}</th>", class(kind), words(head));
        cells.iter().zip(own.columns.iter().skip(1)).for_each(|(own, column)| cell(own, column, out));
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    if let Some(cut) = &own.cut {
        put!(out, "<p class=\"cut\">{}</p>\n", escaped(cut));
    }
}

fn head(column: &Column, out: &mut String) {
    let kind = match &column.holds {
        Holds::Bar => return out.push_str("<td></td>"),
        Holds::Members(heads) => {
            let wide = heads.width;
            put!(out, "<td class=\"m\"><svg viewBox=\"0 0 {wide} 74\" width=\"{wide}\" height=\"74\" {HIDDEN}>");
            for head in &heads.heads {
                let (x, text) = (head.x + 4, escaped(&head.text));
                put!(out, "<text transform=\"translate({x} 72) rotate(-62)\">{text}</text>");
            }
            return out.push_str("</svg></td>");
        }
        Holds::Drawn(axis) => {
            put!(out, "<td class=\"d\"><svg viewBox=\"0 0 440 30\" {HIDDEN}>{}</svg></td>", ticks(axis));
            return;
        }
        Holds::Words | Holds::Tight | Holds::Standing => "",
        Holds::Number => "n",
        Holds::Rate => "n r",
        Holds::Estimate | Holds::Judged => "n e",
        Holds::Detectable => "n t",
        Holds::Verdict => "v",
    };
    put!(out, "<th scope=\"col\"{}>{}</th>", class(kind), words(&column.head));
}

fn cell(own: &Cell, column: &Column, out: &mut String) {
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
    put!(out, "<td{}", class(format!("{kind} {}", own.class).trim()));
    // On a narrow screen the head stands beside the number.
    if is_headed {
        put!(out, " data-head=\"{}\"", escaped(&column.head.text()));
    }
    put!(out, ">{}", words(&own.words));
    match &own.drawn {
        None => {}
        Some(Drawn::Bar(wide)) => {
            put!(
                out,
                "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" {HIDDEN}><rect width=\"{wide}\" \
                 height=\"10\"/></svg>"
            );
        }
        Some(Drawn::Members(dots)) => {
            let wide = dots.width;
            put!(out, "<svg viewBox=\"0 0 {wide} 30\" width=\"{wide}\" height=\"30\" {HIDDEN}>");
            for (kind, path) in [("o", &dots.empty), ("i", &dots.line), ("f", &dots.full)] {
                put!(out, "<path class=\"{kind}\" d=\"{path}\"/>");
            }
            out.push_str("</svg>");
        }
        Some(Drawn::Interval(drawing)) => {
            put!(out, "<svg viewBox=\"0 0 440 30\" {HIDDEN}>{}</svg>", paths(drawing));
        }
        Some(Drawn::Pair(pair, classes)) => {
            put!(out, "<svg viewBox=\"0 0 440 30\" {HIDDEN}>{}{}", paths(&pair.lines), path("j", &pair.joint));
            for ((side, kind), away) in [&pair.before, &pair.after].into_iter().zip(classes).zip([-6, 6]) {
                if let Some(side) = side {
                    put!(out, "<g class=\"{kind}\" transform=\"translate(0 {away})\">{}</g>", paths(side));
                }
            }
            out.push_str("</svg>");
        }
    }
    out.push_str("</td>");
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
    let mut out = String::new();
    for tick in &axis.words {
        let kind = if tick.is_limit { " class=\"k\"" } else { "" };
        put!(out, "<text x=\"{}\" y=\"11\"{kind}>{}</text>", tick.x, escaped(&tick.text));
    }
    for tick in &axis.ticks {
        let kind = if tick.is_limit { "k " } else { "" };
        put!(out, "<text x=\"{}\" y=\"27\" class=\"{kind}{}\">{}</text>", tick.x, tick.anchor, escaped(&tick.text));
    }
    out
}

fn figure(own: &Figure, out: &mut String) {
    let Figure { id, title, says, across, up, plot, table: beside, is_open } = own;
    let (wide, high) = (plot.width, plot.height);
    let title = escaped(title);
    put!(out, "<figure>\n<figcaption><b>{title}.</b> {}</figcaption>\n<div class=\"beside\">\n", words(says));
    put!(out, "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{title}\">\n");
    put!(out, "<p class=\"axis\">{} ↑</p>\n", escaped(up));
    put!(
        out,
        "<svg class=\"plot\" role=\"img\" aria-labelledby=\"{id}-title {id}-says\" viewBox=\"0 0 {wide} {high}\" \
         width=\"{wide}\" height=\"{high}\"><title id=\"{id}-title\">{title}</title><desc id=\"{id}-says\">{}</desc>",
        escaped(&says.text())
    );
    for Mark { class: kind, path, text, x, y, anchor } in &plot.marks {
        if text.is_empty() {
            put!(out, "<path class=\"{kind}\" d=\"{path}\"/>");
        } else {
            put!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>", escaped(text));
        }
    }
    put!(out, "</svg>\n<p class=\"axis across\">{} →</p>\n</div>\n", escaped(across));
    let open = if *is_open { " open" } else { "" };
    put!(out, "<details{open}>\n<summary>{}</summary>\n", words(&beside.caption));
    table(beside, out);
    out.push_str("</details>\n</div>\n</figure>\n");
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
