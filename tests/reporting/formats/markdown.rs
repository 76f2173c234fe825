//! Markdown, read as GitHub and GitLab read it: by a parser of the same grammar, with every extension that makes a link of
//! bare text, and by the rules of both for mentions and references. Words of the user are code and nothing else.

use comrak::nodes::{AstNode, NodeValue};
use comrak::{Arena, Options, parse_document};
use evenhand::document::Audit;
use evenhand::lang::{Lang, Piece};
use evenhand::report::Format;

use super::hostile::{HOSTILE, poisoned};
use super::{audit, golden, written};

/// What becomes a link, a mention, a reference, a formula or a picture of bare text.
const LINKED: [&str; 40] = [
    "https://example.org/a?b=c",
    "http://example.org",
    "ftp://example.org",
    "www.example.org",
    "a,www.example.org/x",
    "example.org",
    "mailto:a@example.org",
    "a.b@example.org",
    "xmpp:a@example.org",
    "@octocat",
    "@org/team",
    "(@all)",
    "#1",
    "owner/repo#1",
    "GH-1",
    "gh-26",
    "owner/repo@16c999e8c71134401a78d4d46435517b2271d6ac",
    "16c999e8c71134401a78d4d46435517b2271d6ac",
    "deadbeef01",
    "!1",
    "group/project!1",
    "$1",
    "$`a+b`$",
    "$a+b$",
    "&1",
    "&amp;1",
    "~bug",
    "~\"needs care\"",
    "%1",
    "%\"next one\"",
    "*iteration:2",
    "[issue:1]",
    "[vulnerability:1]",
    "^alert#1",
    "group/project>",
    ":tada: [^1]: x",
    "[[page]]",
    "```\n/close\n```",
    "/close",
    "`",
];

/// A reader that makes more of bare text than either of the two.
fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.superscript = true;
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.description_lists = true;
    extension.multiline_block_quotes = true;
    extension.alerts = true;
    extension.math_dollars = true;
    extension.math_code = true;
    extension.wikilinks_title_after_pipe = true;
    extension.spoiler = true;
    extension.highlight = true;
    extension.insert = true;
    options.parse.relaxed_autolinks = true;
    options
}

/// What a document consists of.
#[derive(Default)]
struct Read {
    /// The bare text of every block, code left out as a mark.
    blocks: Vec<String>,
    code: Vec<String>,
    /// What is neither text nor code of ours, such as a link.
    made: Vec<String>,
}

impl Read {
    fn walk<'a>(&mut self, node: &'a AstNode<'a>, text: &mut String) {
        let value = &node.data.borrow().value;
        match value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(words) => {
                text.push('\u{fffc}');
                self.code.push(words.literal.clone());
            }
            NodeValue::HtmlBlock(html) if html.literal.starts_with("<!-- evenhand: ") => {}
            NodeValue::Strong | NodeValue::Emph | NodeValue::SoftBreak => text.push('\u{200b}'),
            NodeValue::Document
            | NodeValue::Paragraph
            | NodeValue::Heading(_)
            | NodeValue::List(_)
            | NodeValue::Item(_)
            | NodeValue::Table(_)
            | NodeValue::TableRow(_)
            | NodeValue::TableCell => self.blocks.push(std::mem::take(text)),
            other => self.made.push(format!("{other:?}")),
        }
        for child in node.children() {
            self.walk(child, text);
        }
    }
}

fn read(markdown: &str) -> Read {
    let arena = Arena::new();
    let (mut text, mut read) = (String::new(), Read::default());
    read.walk(parse_document(&arena, markdown, &options()), &mut text);
    read.blocks.push(text);
    read
}

/// Whether GitHub or GitLab would make something of bare text: their signs before a name, a number or a title in quotes, an
/// address, the digest of a commit, a command of a comment.
fn is_bare(text: &str) -> bool {
    let before_a_name = text.char_indices().filter(|(_, sign)| "#!$&~%^*".contains(*sign)).any(|(at, sign)| {
        let next = text[at + sign.len_utf8()..].chars().next();
        next.is_some_and(|next| next.is_alphanumeric() || next == '"')
    });
    let small = text.to_lowercase();
    let address = ["@", "://", "www.", "gh-", "mailto:", "issue:", "vulnerability:", "project>"];
    let digests = small.split(|sign: char| !sign.is_ascii_hexdigit());
    let digest = |word: &str| word.len() > 6 && word.contains(|sign: char| sign.is_ascii_digit());
    before_a_name
        || address.iter().any(|sign| small.contains(sign))
        || digests.filter(|word| word.contains(|sign: char| sign.is_alphabetic())).any(digest)
        || text.starts_with('/')
}

#[test]
fn the_reader_makes_a_link_of_what_stands_bare() {
    let unseen = LINKED.iter().filter(|words| {
        let Read { blocks, made, .. } = read(&format!("word {words} word\n"));
        made.is_empty() && !blocks.iter().any(|text| is_bare(text))
    });
    // A name without `www.`, a command within a line and a backtick alone become nothing.
    assert_eq!(unseen.copied().collect::<Vec<_>>(), ["example.org", "/close", "`"]);
}

#[test]
fn words_of_the_user_are_code_and_nothing_else() {
    for words in HOSTILE.iter().chain(&LINKED) {
        let audit = poisoned(words);
        for lang in Lang::ALL {
            let markdown = written(Format::from_id("md").unwrap(), &audit, lang);
            let (mark, _) = markdown.split_once('\n').unwrap();
            let inside = mark.strip_prefix("<!-- ").unwrap().strip_suffix(" -->").unwrap();
            assert!(!inside.contains(['<', '>']) && !inside.contains("--"), "{mark}");
            let Read { blocks, code, made } = read(&markdown);
            assert_eq!(made, Vec::<String>::new(), "{words:?}");
            for text in &blocks {
                assert!(!is_bare(text), "{words:?}: {text:?}");
            }
            let shown = Piece::label(words).text;
            assert!(code.contains(&shown), "{words:?} is not shown as it is: {code:?}");
            // Words of the user end no line and begin none.
            let known = read(&written(Format::from_id("md").unwrap(), &self::audit(&golden()), lang));
            assert_eq!(blocks.len(), known.blocks.len(), "{words:?}: a block more or less");
        }
    }
}

#[test]
fn words_that_are_not_marked_as_the_users_are_code_where_they_could_be_linked() {
    // A method that this version does not know may have any name.
    let golden = serde_json::to_string(&golden()).unwrap();
    for words in LINKED {
        let words = serde_json::to_string(words).unwrap();
        let document = golden.replace("\"miettinen-nurminen\"", &words).replace("\"largest\"", &words);
        let audit: Audit = serde_json::from_str(&document).unwrap();
        for lang in Lang::ALL {
            let Read { blocks, made, .. } = read(&written(Format::from_id("md").unwrap(), &audit, lang));
            assert_eq!(made, Vec::<String>::new(), "{words:?}");
            for text in &blocks {
                assert!(!is_bare(text), "{words:?}: {text:?}");
            }
        }
    }
}
