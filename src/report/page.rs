//! The page as a value: sections of blocks, made once from the audit and a language. One file for each section; formats print
//! the blocks and know no section.

#![expect(
    clippy::unnecessary_wraps,
    reason = "a section says what it holds or why it holds nothing; some always hold something"
)]

mod about;
mod checks;
pub(super) mod comment;
mod crosses;
mod delivery;
mod filter;
mod fixes;
mod forest;
mod front;
mod funnel;
mod gaps;
mod heat;
mod lift;
pub(super) mod method;
pub(super) mod notice;
mod numbers;
mod outcomes;
mod packs;
mod quality;
mod question;
mod results;
mod robustness;
mod rule;
mod scores;
mod selection;
mod strata;
mod twice;
mod verdict;
mod waivers;

use super::block::{Block, Cell, Item, List, Row, Section, Table, Tag, Words};
use super::outcome::gates;
use super::words::{groups_of, segment_words};
use crate::document::{Audit, Check, Deciding, Estimate, IntervalOut, Reference, ReferenceKind, Shape};
use crate::lang::{Lang, Round, Said, Unit, limit, people, written};
use crate::segment::Segment;

/// What a section is made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) audit: &'a Audit,
    pub(super) lang: Lang,
    /// At most so many rows in a table.
    pub(super) most: usize,
    /// Digest of the document.
    pub(super) digest: &'a str,
}

/// What a section holds, or why there is nothing to show.
pub(super) type Body = Result<Vec<Block>, String>;

/// Rows of tables that no check judges: as far as they stand out. All of them are in audit.json.
const FEW: usize = 12;
/// Tables with more rows than this are closed at first.
const MOST_OPEN: usize = 14;
/// Where there is nothing to say.
pub(super) const DASH: &str = "–";

/// A section: its id, the message that is its title, what it holds.
type Entry = (&'static str, &'static str, fn(View<'_>) -> Body);

/// The sections, in order.
const SECTIONS: [Entry; 19] = [
    ("verdict", "section-verdict", verdict::verdict),
    ("waivers", "section-waivers", waivers::waivers),
    ("about", "section-population", about::about),
    ("checks", "section-checks", checks::checks),
    ("selection", "section-selection", selection::selection),
    ("outcomes", "section-outcomes", outcomes::outcomes),
    ("crosses", "section-crosses", crosses::crosses),
    ("scores", "section-scores", scores::scores),
    ("values", "section-values", scores::values),
    ("strata", "section-strata", strata::strata),
    ("gaps", "section-gaps", gaps::gaps),
    ("lift", "section-lift", lift::lift),
    ("delivery", "section-delivery", delivery::delivery),
    ("robustness", "section-robustness", robustness::robustness),
    ("fixes", "section-fixes", fixes::fixes),
    ("since", "section-since", since),
    ("quality", "section-quality", quality::quality),
    ("method", "section-method", method::method),
    ("proof", "section-proof", method::proof),
];
/// After this section stand those that have nothing to show, in a line each.
const LAST_OF_FINDINGS: &str = "quality";
/// The sections on the page to sign.
const TO_SIGN: usize = 2;

/// Nothing is compared with an earlier audit yet.
fn since(v: View<'_>) -> Body {
    Err(v.text("since-none"))
}

/// A page: what stands around its blocks, and they.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) title: Words,
    pub(super) made: String,
    /// What it is known by; without one it has no navigation.
    pub(super) id: String,
    /// The sections for the navigation: ids and titles.
    pub(super) sections: Vec<(&'static str, String)>,
    pub(super) blocks: Vec<Block>,
    pub(super) footer: String,
}

/// The whole page.
pub(super) fn full(v: View<'_>) -> Page {
    let mut sections: Vec<Section> = Vec::new();
    let mut absent: Vec<Item> = Vec::new();
    let mut place = 0;
    for (id, title, of) in SECTIONS {
        let title = v.text(title);
        match of(v) {
            Ok(blocks) => sections.push(Section { id, title, blocks }),
            Err(why) => {
                let words = Words::from(format!("{title}.")).tagged(Tag::Strong).and(format!(" {why}"));
                absent.push(Item { id: id.to_owned(), ..words.into() });
            }
        }
        if id == LAST_OF_FINDINGS {
            place = sections.len();
        }
    }
    if !absent.is_empty() {
        let list = List { class: "lines", items: absent, ..List::default() };
        let title = v.text("section-absent");
        sections.insert(place, Section { id: "absent", title, blocks: vec![Block::List(list)] });
    }
    let navigation = sections.iter().map(|section| (section.id, section.title.clone())).collect();
    let mut blocks: Vec<Block> = sections.into_iter().flat_map(with_buttons).collect();
    let rest = blocks.split_off(TO_SIGN);
    let front = Block::Part("front".to_owned(), blocks);
    let (audit, short) = (v.audit, v.digest.get(..16).unwrap_or(v.digest));
    Page {
        title: v.words(&Said::new("page-title").with("name", audit.audit.name.as_str())),
        made: v.say(&v.made()),
        id: v.say(&Said::new("page-id").with("id", short)),
        sections: navigation,
        blocks: std::iter::once(front).chain(rest).collect(),
        footer: v.text("covers-not"),
    }
}

/// What is read first, alone: for a place that shows it beside other things.
pub(super) fn first(v: View<'_>) -> Page {
    let section = Section { id: "verdict", title: v.text("section-verdict"), blocks: verdict::first(v) };
    Page {
        title: v.words(&Said::new("page-title").with("name", v.audit.audit.name.as_str())),
        made: v.say(&v.made()),
        id: String::new(),
        sections: Vec::new(),
        blocks: vec![Block::Part("front".to_owned(), vec![Block::Section(section)])],
        footer: String::new(),
    }
}

/// What more than usual is asked of the short form.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// Whether results within the limit are listed.
    pub(super) passes: bool,
    /// Whether the question and what is stated of the audit are shown.
    pub(super) question: bool,
    /// The config that the audit was made with, to be named at the top.
    pub(super) config: Option<Config<'a>>,
}

/// A config in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Config<'a> {
    /// Its name as it was given.
    pub file: &'a str,
    /// Whether nobody named it, and it was found in the folder.
    pub found: bool,
}

/// Lines of one section at most in the short form; the page has them all.
const MOST_LINES: usize = 6;

/// The short form, part by part: what was read, each check with its results, a line or two of the other sections, fixes, what
/// to do next.
pub(super) fn brief(v: View<'_>, asked: Asked<'_>) -> Vec<Vec<Block>> {
    let (gating, watched): (Vec<&Check>, Vec<&Check>) = v.audit.checks.iter().partition(|check| gates(check));
    let mut parts = vec![about::head(v, asked.config)];
    parts.extend(asked.question.then(|| vec![about::asked(v), about::stated(v)]));
    parts.extend(v.audit.checks.is_empty().then(|| results::unjudged(v)));
    parts.extend(gating.into_iter().map(|check| results::of_check(v, check, asked)));
    if !watched.is_empty() {
        parts.push(vec![Block::prose(v.text("text-watched"))]);
    }
    parts.extend(watched.into_iter().map(|check| results::of_check(v, check, asked)));
    let lines = [strata::brief(v), gaps::brief(v), lift::brief(v), delivery::brief(v)].concat();
    parts.push(lines.into_iter().map(Block::prose).collect());
    parts.push(fixes::brief(v, asked));
    parts.push(verdict::closing(v));
    parts.retain(|part| !part.is_empty());
    parts
}

/// The first lines of a section in the short form.
fn first_lines(v: View<'_>, lines: impl Iterator<Item = String>, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = lines.collect();
    let more = lines.len().saturating_sub(most);
    lines.truncate(most);
    lines.extend((more > 0).then(|| v.say(&Said::new("text-and-more").with("count", more))));
    lines
}

/// A section, after the buttons that it makes.
fn with_buttons(mut section: Section) -> Vec<Block> {
    let (mut all, own): (Vec<Block>, Vec<Block>) =
        section.blocks.into_iter().partition(|block| matches!(block, Block::Choices(_)));
    section.blocks = own;
    all.push(Block::Section(section));
    all
}

/// A column of a table of numbers: its head, and what a row of this kind holds.
type Col<T> = (&'static str, fn(View<'_>, &T) -> Cell);

/// Words as sections need them.
impl View<'_> {
    fn few(self) -> Self {
        Self { most: self.most.min(FEW), ..self }
    }

    fn all(self) -> Self {
        Self { most: usize::MAX, ..self }
    }

    /// When it was made, and by what.
    fn made(self) -> Said {
        Said::new("page-made")
            .with("date", self.audit.audit.as_of.as_str())
            .with("tool", self.audit.tool.name.as_str())
            .with("version", self.audit.tool.version.as_str())
    }

    /// The one in this language.
    fn either<T>(self, en: T, fr: T) -> T {
        if self.lang == Lang::En { en } else { fr }
    }

    fn text(self, id: &str) -> String {
        self.lang.text(id)
    }

    fn say(self, said: &Said) -> String {
        self.lang.say(said)
    }

    /// A message, its labels apart.
    fn words(self, said: &Said) -> Words {
        self.lang.say_in_pieces(said).into()
    }

    /// A segment with its attributes, as a label.
    fn segment(self, segment: &Segment) -> Words {
        Words::label(&segment_words(self.audit, segment, self.lang))
    }

    /// The same; everybody where it names nobody.
    fn segment_or(self, segment: &Segment, everybody: &str) -> Words {
        if segment.0.is_empty() { self.text(everybody).into() } else { self.segment(segment) }
    }

    /// `women against men (Gender)`.
    fn pair(self, segment: &Segment, reference: &Reference) -> Words {
        let against = match &reference.segment {
            Some(segment) => groups_of(self.audit, segment, self.lang),
            None => self.text(if reference.rule == ReferenceKind::Everyone { "rest" } else { &reference.rule }),
        };
        let segment = segment_words(self.audit, segment, self.lang);
        self.words(&Said::new("grid-pair").with("segment", segment).with("reference", against))
    }

    /// A number of people.
    fn people(self, count: Option<u64>) -> String {
        count.map_or_else(|| DASH.to_owned(), |count| people(count, self.lang))
    }

    fn fewer_than(self, below: Option<u64>) -> String {
        self.say(&Said::new("fewer-than").with("people", below))
    }

    /// A number of people, or how few they are.
    fn people_or_few(self, count: Option<u64>, below: Option<u64>) -> String {
        if count.is_none() && below.is_some() { self.fewer_than(below) } else { self.people(count) }
    }

    /// `567 of 5,282`, or how few they are.
    fn counts(self, top: Option<u64>, bottom: Option<u64>, below: Option<u64>) -> String {
        match (top, bottom) {
            (Some(top), Some(bottom)) => self.say(&Said::new("x-of-n").with("top", top).with("bottom", bottom)),
            _ if below.is_some() => self.fewer_than(below),
            _ => String::new(),
        }
    }

    /// A number as it is read.
    fn number(self, value: impl Into<Option<f64>>, unit: Unit) -> String {
        let written = |value| written(value, unit, Round::Nearest, &[], self.lang);
        value.into().map_or_else(|| DASH.to_owned(), written)
    }

    /// A p-value: three digits, or below a thousandth.
    fn p_value(self, p_value: f64) -> String {
        if p_value < 0.001 {
            return format!("< {}", limit(0.001, Unit::Ratio, self.lang));
        }
        written(p_value, Unit::Ratio, Round::Nearest, &[0.0], self.lang)
    }

    /// A dash, and why.
    fn undefined(self, reason: Option<&str>) -> Cell {
        Cell::from(DASH).noted(self.text(&format!("short-{}", reason.unwrap_or("no-interval"))))
    }

    /// A p-value, or the reason why there is none.
    fn p_cell(self, p_value: Option<f64>, undefined: Option<&str>) -> Cell {
        p_value.map_or_else(|| self.undefined(undefined), |p| self.p_value(p).into())
    }

    /// A number with its interval, or the reason why there is none.
    fn estimate(self, estimate: &Estimate, unit: Unit) -> Cell {
        let Some(value) = estimate.value else { return self.undefined(estimate.undefined.as_deref()) };
        let small = estimate.interval.as_ref().map(|found| match found.shape.known() {
            Some(Shape::Complement | Shape::WholeLine) => self.text(&format!("shape-{}", found.shape)),
            _ => self.interval(&ends(found), unit, &[]),
        });
        Cell::from(self.number(value, unit)).with(Tag::Small, small.unwrap_or_default())
    }

    /// The ends of an interval, rounded outward: `0.36 to 0.46`.
    fn interval(self, ends: &Deciding, unit: Unit, limits: &[f64]) -> String {
        let [low, high] = self.interval_ends(ends, unit, limits);
        self.say(&Said::new("range").with("low", low).with("high", high))
    }

    fn interval_ends(self, ends: &Deciding, unit: Unit, limits: &[f64]) -> [String; 2] {
        let least = if unit.is_signed() { "\u{2212}∞" } else { "0" };
        let end = |end: Option<f64>, round, without: &str| {
            end.map_or_else(|| without.to_owned(), |end| written(end, unit, round, limits, self.lang))
        };
        [end(ends.low, Round::Down, least), end(ends.high, Round::Up, "∞")]
    }

    /// What a row holds in these columns.
    fn cells<T>(self, of: &T, columns: &[Col<T>]) -> Vec<Cell> {
        columns.iter().map(|(_, cell)| cell(self, of)).collect()
    }

    /// A table of such columns after that of the row heads.
    fn columns<T>(self, caption: String, first: &str, columns: &[Col<T>], rows: Vec<Row>) -> Table {
        let heads: Vec<&str> = std::iter::once(first).chain(columns.iter().map(|(head, _)| *head)).collect();
        self.grid(caption, &heads, rows)
    }

    /// A table of numbers.
    fn grid(self, caption: String, heads: &[&str], rows: Vec<Row>) -> Table {
        Table::grid(caption, heads, rows, self.most, self.lang)
    }
}

/// The ends of a nominal interval.
const fn ends(interval: &IntervalOut) -> Deciding {
    Deciding { low: interval.low, high: interval.high }
}
