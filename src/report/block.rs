//! What a page is made of: words, lists, facts, tables and figures in an order. A section makes them once; a format prints them
//! and knows no section. Escaping belongs to the formats: labels stand apart from our own words and are hostile until then.

use super::charts::{Axis, Dots, Drawing, Heads, Pair, Plot};
use crate::document::Verdict;
use crate::lang::{Lang, Piece, Said};

/// Words in a row.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(pub Vec<Span>);

/// Part of a sentence.
#[derive(Debug, Clone)]
pub(super) enum Span {
    /// Our own words.
    Text(String),
    /// The user's: a label, a name.
    Label(String),
    /// Words that stand out.
    Tagged(Tag, Words),
    /// Words that lead to another part of the page.
    Link(String, Words),
    /// Words that lead to another file beside the page, named by a relative address that is encoded already.
    File(String, Words),
}

/// How words stand out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Strong,
    Code,
    /// A digest: as long as it is, it may break anywhere.
    Digest,
    /// Does not break.
    Tight,
    /// The sign of a verdict, for eyes alone; what it says stands beside it in words.
    Sign,
    /// The same in its own size.
    PlainSign,
    /// The same among the limits.
    LimitSign,
    /// Beneath, in small letters.
    Small,
    /// What else has to be known, beneath; with the class of a verdict.
    Note(&'static str),
    /// For ears alone: what the colour of a cell says.
    Unseen,
    /// Where a check stands.
    State,
    /// Where a measure comes from.
    Source,
    /// A line to be filled in by hand.
    Blank,
}

impl Words {
    pub(super) fn label(text: &str) -> Self {
        Piece::label(text).into()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    #[must_use]
    pub(super) fn and(mut self, more: impl Into<Self>) -> Self {
        self.0.extend(more.into().0);
        self
    }

    /// Words with others beneath, where there are any.
    #[must_use]
    pub(super) fn with(self, tag: Tag, more: impl Into<Self>) -> Self {
        let more = more.into();
        if more.is_empty() { self } else { self.and(more.tagged(tag)) }
    }

    #[must_use]
    pub(super) fn tagged(self, tag: Tag) -> Self {
        Self(vec![Span::Tagged(tag, self)])
    }

    #[must_use]
    pub(super) fn link(self, to: impl Into<String>) -> Self {
        Self(vec![Span::Link(to.into(), self)])
    }

    #[must_use]
    pub(super) fn file(self, to: impl Into<String>) -> Self {
        Self(vec![Span::File(to.into(), self)])
    }

    /// Parts with something between them.
    pub(super) fn joined(parts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut all = Self::default();
        for part in parts {
            if !all.is_empty() {
                all = all.and(between);
            }
            all = all.and(part);
        }
        all
    }

    /// A verdict's sign before words.
    pub(super) fn signed(sign: &str, words: impl Into<Self>) -> Self {
        Self(vec![Span::Tagged(Tag::Sign, Self(vec![Span::Text(sign.to_owned())]))]).and(" ").and(words)
    }

    /// The letters alone.
    pub(super) fn text(&self) -> String {
        let text = |span: &Span| match span {
            Span::Text(text) | Span::Label(text) => text.clone(),
            Span::Tagged(_, words) | Span::Link(_, words) | Span::File(_, words) => words.text(),
        };
        self.0.iter().map(text).collect()
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(if text.is_empty() { Vec::new() } else { vec![Span::Text(text)] })
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Piece> for Words {
    fn from(piece: Piece) -> Self {
        Self(vec![if piece.is_label { Span::Label(piece.text) } else { Span::Text(piece.text) }])
    }
}

impl From<Vec<Piece>> for Words {
    fn from(pieces: Vec<Piece>) -> Self {
        Self(pieces.into_iter().flat_map(|piece| Self::from(piece).0).collect())
    }
}

/// Part of a page.
#[derive(Debug)]
pub(super) enum Block {
    /// A section: its id, its title, what it holds. A title that stands among its blocks is not written before them.
    Section(Section),
    /// The title of a section, where something else stands around it.
    Title(&'static str, Words),
    /// A heading of a level.
    Heading(u8, Words),
    /// A paragraph of a kind.
    Prose(&'static str, Words),
    List(List),
    /// Terms and what they are.
    Facts(&'static str, Vec<(Words, Words)>),
    Table(Table),
    Figure(Figure),
    /// What unfolds under its summary.
    Fold {
        class: &'static str,
        is_open: bool,
        summary: Words,
        blocks: Vec<Block>,
    },
    /// Blocks that belong together, for the style.
    Part(String, Vec<Block>),
    /// A check within its section: its verdict, its place for links.
    Check(&'static str, usize, Vec<Block>),
    /// Buttons that choose which rows are shown.
    Choices(Vec<Choice>),
}

/// Buttons of which one is pressed.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) legend: String,
    pub(super) name: &'static str,
    /// Ids and words.
    pub(super) buttons: Vec<(String, Words)>,
}

/// A section.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) id: &'static str,
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

impl Block {
    pub(super) fn prose(words: impl Into<Words>) -> Self {
        Self::Prose("", words.into())
    }

    pub(super) fn heading(words: impl Into<Words>) -> Self {
        Self::Heading(3, words.into())
    }

    /// Lines with points before them.
    pub(super) fn points(lines: impl IntoIterator<Item = impl Into<Words>>) -> Self {
        Self::List(List { items: lines.into_iter().map(Item::from).collect(), ..List::default() })
    }

    pub(super) fn fold(summary: impl Into<Words>, blocks: Vec<Self>) -> Self {
        Self::Fold { class: "", is_open: false, summary: summary.into(), blocks }
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

/// Lines under each other.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) class: &'static str,
    /// What it lists, where no heading says so.
    pub(super) label: String,
    pub(super) is_numbered: bool,
    pub(super) items: Vec<Item>,
}

/// A line of a list.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub(super) class: &'static str,
    pub(super) id: String,
    pub(super) key: Key,
    pub(super) words: Words,
}

/// What an entry of a legend explains.
#[derive(Debug, Default)]
pub(super) enum Key {
    #[default]
    None,
    /// The colour of a cell.
    Colour(String),
    /// A line of a figure.
    Line(String),
}

impl<W: Into<Words>> From<W> for Item {
    fn from(words: W) -> Self {
        Self { words: words.into(), ..Self::default() }
    }
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// What kind of table it is, for the style.
    pub(super) kind: &'static str,
    /// What it shows.
    pub(super) caption: Words,
    /// Its name for ears, where the caption is long; else the caption.
    pub(super) label: Option<String>,
    /// Whether the caption stands elsewhere already.
    pub(super) is_captioned: bool,
    /// The columns, that of the row heads first.
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    /// What was cut.
    pub(super) cut: Option<String>,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) holds: Holds,
    pub(super) head: Words,
}

/// What the cells of a column hold.
#[derive(Debug)]
pub(super) enum Holds {
    Words,
    Number,
    /// Words that do not break: a date.
    Tight,
    /// Where something stands.
    Standing,
    /// A share as a bar.
    Bar,
    /// Which groups a row is made of, drawn.
    Members(Heads),
    /// A rate with its counts.
    Rate,
    /// An estimate with its interval, drawn on this axis.
    Drawn(Axis),
    /// An estimate with its interval.
    Estimate,
    /// An estimate with its interval and its verdict.
    Judged,
    /// A gap that would have been seen.
    Detectable,
    /// A verdict.
    Verdict,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) kind: RowKind,
    /// The verdict that it is about.
    pub(super) verdict: Option<Verdict>,
    pub(super) class: String,
    pub(super) head: Words,
    pub(super) cells: Vec<Cell>,
}

/// What a row is among others.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    #[default]
    Own,
    /// The head of those that follow.
    Band,
    /// How many more there are.
    More,
}

/// A cell.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) class: String,
    pub(super) words: Words,
    pub(super) drawn: Option<Drawn>,
}

/// What is drawn in a cell.
#[derive(Debug)]
pub(super) enum Drawn {
    /// A bar so wide, of 100.
    Bar(String),
    Members(Dots),
    Interval(Drawing),
    /// Before and after, each with the class of its verdict.
    Pair(Box<Pair>, [&'static str; 2]),
}

impl Table {
    /// A table of numbers; rows beyond the most are counted and not shown.
    pub(super) fn grid(caption: String, heads: &[&str], mut rows: Vec<Row>, most: usize, lang: Lang) -> Self {
        let cut = (rows.len() > most)
            .then(|| lang.say(&Said::new("grid-cut").with("count", most).with("hidden", rows.len() - most)));
        rows.truncate(most);
        let columns = heads.iter().map(|head| lang.text(head).into());
        Self { kind: "grid", caption: caption.into(), columns: numbers(columns), rows, cut, ..Self::default() }
    }

    /// A table beside a figure; what unfolds it carries its caption.
    pub(super) fn beside(caption: String, heads: impl IntoIterator<Item = Words>, rows: Vec<Row>) -> Self {
        let columns = numbers(heads);
        Self { kind: "grid", caption: caption.into(), is_captioned: true, columns, rows, ..Self::default() }
    }

    /// A table of words.
    pub(super) fn plain(
        caption: String,
        columns: impl IntoIterator<Item = (Holds, &'static str)>,
        rows: Vec<Row>,
        lang: Lang,
    ) -> Self {
        let columns = columns.into_iter().map(|(holds, head)| Column::new(holds, lang.text(head))).collect();
        Self { caption: caption.into(), columns, rows, ..Self::default() }
    }

    /// The table, where it has rows.
    pub(super) fn filled(self) -> Option<Self> {
        (!self.rows.is_empty()).then_some(self)
    }

    /// The table, opened only when asked for where it is long or always.
    pub(super) fn folded(self, is_folded: bool) -> Block {
        if is_folded && !self.rows.is_empty() {
            Block::fold(self.caption.clone(), vec![self.into()])
        } else {
            self.into()
        }
    }
}

/// A head for rows, then columns of numbers.
pub(super) fn numbers(heads: impl IntoIterator<Item = Words>) -> Vec<Column> {
    let holds = |at| if at == 0 { Holds::Words } else { Holds::Number };
    heads.into_iter().enumerate().map(|(at, head)| Column::new(holds(at), head)).collect()
}

impl Column {
    pub(super) fn new(holds: Holds, head: impl Into<Words>) -> Self {
        Self { holds, head: head.into() }
    }
}

impl Row {
    pub(super) fn new(head: impl Into<Words>, cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { head: head.into(), cells: cells.into_iter().collect(), ..Self::default() }
    }

    /// The head of rows.
    pub(super) fn band(head: impl Into<Words>) -> Self {
        Self { kind: RowKind::Band, ..Self::new(head, []) }
    }
}

impl Cell {
    /// A cell with something to know of it beneath, in place of what was there.
    #[must_use]
    pub(super) fn noted(mut self, note: impl Into<Words>) -> Self {
        let note = note.into();
        if !note.is_empty() {
            self.words.0.retain(|span| !matches!(span, Span::Tagged(Tag::Note(""), _)));
        }
        self.with(Tag::Note(""), note)
    }

    /// A cell of a class.
    #[must_use]
    pub(super) fn of(self, class: impl Into<String>) -> Self {
        Self { class: class.into(), ..self }
    }

    /// A cell with more beneath.
    #[must_use]
    pub(super) fn with(mut self, tag: Tag, more: impl Into<Words>) -> Self {
        self.words = self.words.with(tag, more);
        self
    }

    pub(super) fn drawn(drawn: Option<Drawn>) -> Self {
        Self { drawn, ..Self::default() }
    }
}

impl<W: Into<Words>> From<W> for Cell {
    fn from(words: W) -> Self {
        Self { words: words.into(), ..Self::default() }
    }
}

/// A figure: its message, its drawing, and the same in a table.
#[derive(Debug)]
pub(super) struct Figure {
    /// Stem of its ids; no label is in it.
    pub(super) id: String,
    pub(super) title: String,
    /// What it is, its extremes, its message.
    pub(super) says: Words,
    pub(super) across: String,
    pub(super) up: String,
    pub(super) plot: Plot,
    pub(super) table: Table,
    /// Whether the table is open at first.
    pub(super) is_open: bool,
}
