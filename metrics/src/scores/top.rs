//! The ratio of two groups' selection rates when the k highest scores are selected, and how much it owes to that k and to
//! the order of people who tie at the cut. It counts people, whatever they weigh, and refuses to choose k.

use super::distribution::{Scores, walk};
use crate::compare;
use crate::tally::Tally;
use crate::undefined::Undefined;

/// Ratios that a choice can lead to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// The lowest; `None` when no choice gives a ratio.
    pub low: Option<f64>,
    /// The highest; `None` when no choice gives a ratio.
    pub high: Option<f64>,
    /// Whether some choice selects nobody of the reference, so that its ratio has no value.
    pub some_undefined: bool,
}

impl Span {
    const EMPTY: Self = Self { low: None, high: None, some_undefined: false };

    fn with(self, ratio: Result<f64, Undefined>) -> Self {
        match ratio {
            Ok(ratio) => Self {
                low: Some(self.low.map_or(ratio, |low| low.min(ratio))),
                high: Some(self.high.map_or(ratio, |high| high.max(ratio))),
                ..self
            },
            Err(_) => Self { some_undefined: true, ..self },
        }
    }
}

/// Two groups when the k highest scores of everybody are selected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TopK {
    /// The score of the last person selected.
    pub threshold: f64,
    /// People who score higher: selected in any case.
    pub above: u64,
    /// People with exactly this score.
    pub tied: u64,
    /// Those of them who are selected; fewer than `tied` when the cut falls among people who tie.
    pub taken: u64,
    /// The group's people selected, if ties are broken at random: an expectation.
    pub a: Tally,
    /// The reference's.
    pub b: Tally,
    /// The ratio of the two rates.
    pub ratio: Result<f64, Undefined>,
    /// The ratios that the order of people who tie can lead to.
    pub by_order_of_ties: Span,
    /// The ratios at every number of people from k (1 - slack) to k (1 + slack), ties broken at random.
    pub nearby: Span,
}

/// The two groups when the `k` highest scores of everybody are selected; `everybody` holds both groups and whoever else
/// competes with them. `slack` is the part of k by which k might have been another number, 0 to 1.
///
/// # Formula
/// With r places left for the T people at the cut, a group with h people above it and t at it gets h + t r / T.
/// Among people who tie the ratio moves one way, so that its extremes are at the ends of the range or where a score
/// begins or ends.
/// # Source
/// By hand; ties at random as in `McSherry` & Najork (2008), Computing information retrieval performance measures
/// efficiently in the presence of tied scores.
/// # Undefined when
/// Nobody has a score (`empty-group`, `no-score`; `reference-undefined` for the reference), or k is 0
/// (`nobody-selected`). The ratio has no value when nobody of the reference is selected (`reference-zero`). A k beyond
/// everybody selects everybody.
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, top::{Span, top_k}};
/// let a = Scores::of_counts([(1.0, 0, 0, 2), (2.0, 0, 0, 2), (3.0, 0, 0, 1)])?;
/// let b = Scores::of_counts([(1.0, 0, 0, 1), (2.0, 0, 0, 2), (3.0, 0, 0, 2)])?;
/// let top = top_k(&a, &b, &a.merge(&b), 5, 0.0).unwrap();
/// assert_eq!((top.threshold, top.above, top.tied, top.taken), (2.0, 3, 4, 2));
/// assert!((top.ratio.unwrap() - 2.0 / 3.0).abs() < 1e-15); // 1 + 1 of 5 against 2 + 1 of 5
/// let Span { low, high, .. } = top.by_order_of_ties; // 1 to 4, and 3 to 2
/// assert!((low.unwrap() - 0.25).abs() < 1e-15 && (high.unwrap() - 1.5).abs() < 1e-15);
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn top_k(a: &Scores, b: &Scores, everybody: &Scores, k: u64, slack: f64) -> Result<TopK, Undefined> {
    a.scored()?;
    b.scored().map_err(|_| Undefined::ReferenceUndefined)?;
    if k == 0 {
        return Err(Undefined::NobodySelected);
    }
    let blocks = blocks(a, b, everybody);
    let sizes = Sizes { a: a.people(), b: b.people(), all: blocks.last().ok_or(Undefined::EmptyGroup)?.end() };
    let k = k.min(sizes.all);
    let last = block_of(&blocks, k)?;
    let taken = k - last.above;
    let (part_a, part_b) = sizes.tallies(last, float(k));
    Ok(TopK {
        threshold: last.value,
        above: last.above,
        tied: last.tied,
        taken,
        a: part_a,
        b: part_b,
        ratio: ratio(part_a, part_b),
        by_order_of_ties: sizes.orders(last, taken),
        nearby: sizes.around(&blocks, k, slack)?,
    })
}

/// The people at one score, and those above it.
struct Block {
    value: f64,
    above: u64,
    tied: u64,
    above_a: u64,
    tied_a: u64,
    above_b: u64,
    tied_b: u64,
}

impl Block {
    const fn end(&self) -> u64 {
        self.above.saturating_add(self.tied)
    }
}

/// From the highest score down. Whoever of the two groups is missing from everybody is added, so that no place is given
/// to more people than there are.
fn blocks(a: &Scores, b: &Scores, everybody: &Scores) -> Vec<Block> {
    let mut own = walk(a, b).rev().peekable();
    let mut blocks: Vec<Block> = Vec::new();
    let (mut above, mut above_a, mut above_b) = (0_u64, 0_u64, 0_u64);
    let pair = a.merge(b);
    for step in walk(&pair, everybody).rev() {
        let here = own.next_if(|groups| groups.value() >= step.value());
        let (tied_a, tied_b) = here.map_or((0, 0), |groups| (groups.a.people(), groups.b.people()));
        let tied = step.b.people().max(tied_a.saturating_add(tied_b));
        blocks.push(Block { value: step.value(), above, tied, above_a, tied_a, above_b, tied_b });
        above = above.saturating_add(tied);
        above_a = above_a.saturating_add(tied_a);
        above_b = above_b.saturating_add(tied_b);
    }
    blocks
}

fn block_of(blocks: &[Block], k: u64) -> Result<&Block, Undefined> {
    let place = blocks.partition_point(|block| block.end() < k);
    blocks.get(place).or(blocks.last()).ok_or(Undefined::EmptyGroup)
}

struct Sizes {
    a: u64,
    b: u64,
    all: u64,
}

impl Sizes {
    /// People selected when the cut falls in this block after `size` people, ties broken at random.
    fn tallies(&self, block: &Block, size: f64) -> (Tally, Tally) {
        let part = ((size - float(block.above)) / float(block.tied)).clamp(0.0, 1.0);
        let of = |above: u64, tied: u64, all: u64| Tally::new(float(above) + part * float(tied), float(all));
        (of(block.above_a, block.tied_a, self.a), of(block.above_b, block.tied_b, self.b))
    }

    /// The least and the most that the order of the tied can give to the group, the reference getting the rest first.
    fn orders(&self, block: &Block, taken: u64) -> Span {
        let least = |tied: u64| taken.saturating_sub(block.tied - tied);
        let (a_least, b_least) = (least(block.tied_a), least(block.tied_b));
        let b_most = block.tied_b.min(taken - a_least);
        let a_most = block.tied_a.min(taken - b_least);
        let of = |a: u64, b: u64| {
            ratio(Tally::of_counts(block.above_a + a, self.a), Tally::of_counts(block.above_b + b, self.b))
        };
        Span::EMPTY.with(of(a_least, b_most)).with(of(a_most, b_least))
    }

    fn around(&self, blocks: &[Block], k: u64, slack: f64) -> Result<Span, Undefined> {
        let reach = float(k) * if slack > 0.0 { slack.min(1.0) } else { 0.0 };
        let (from, to) = ((float(k) - reach).ceil().max(1.0), (float(k) + reach).floor().min(float(self.all)));
        let at = |size: f64| {
            let place = blocks.partition_point(|block| float(block.end()) < size);
            let block = blocks.get(place).or(blocks.last()).ok_or(Undefined::EmptyGroup)?;
            let (a, b) = self.tallies(block, size);
            Ok::<_, Undefined>(ratio(a, b))
        };
        // The first and the last person of each score: between them the ratio moves one way.
        let turns = blocks.iter().flat_map(|block| [float(block.above) + 1.0, float(block.end())]);
        let mut span = Span::EMPTY.with(at(from)?).with(at(to)?);
        for size in turns.filter(|size| (from..=to).contains(size)) {
            span = span.with(at(size)?);
        }
        Ok(span)
    }
}

fn ratio(a: Tally, b: Tally) -> Result<f64, Undefined> {
    compare::ratio(a.rate().ok_or(Undefined::EmptyGroup), b.rate().ok_or(Undefined::ReferenceUndefined))
}

#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
fn float(people: u64) -> f64 {
    people as f64
}
