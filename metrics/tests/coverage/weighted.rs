//! How often intervals hold the truth where weights tell something of the rate, and what families of even groups find.

use std::sync::LazyLock;

use crate::weighted_strata;

use evenhand_metrics::{
    draw::Source,
    family::{Correction, level_each},
    interval::{Confidence, DifferenceMethod, ProportionMethod, RatioMethod, difference, proportion, ratio},
    significance::{Supposed, score_at},
    tally::{Pair, Tally},
    weights::{Precision, Weighed, precision},
};

/// Worlds of two groups drawn for a row.
const WORLDS: u32 = 1_000;
/// Worlds of families drawn for a row: fewer where there are many groups.
pub(crate) const fn families(groups: u32) -> u32 {
    let worlds = 12_000 / (groups - 1);
    if worlds > 4_000 { 4_000 } else { worlds }
}

/// What people weigh.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Weights {
    /// Log-normal, with the standard deviation of the logarithm.
    Spread(f64),
    /// One of so many people ten times as much as the others.
    OneOf(u32),
}

impl Weights {
    fn draw(self, source: &mut Source) -> f64 {
        match self {
            Self::Spread(spread) => (spread * normal(source)).exp(),
            Self::OneOf(people) if source.share() * f64::from(people) < 1.0 => 10.0,
            Self::OneOf(_) => 1.0,
        }
    }

    pub(crate) fn name(self) -> String {
        match self {
            Self::Spread(spread) => format!("spread {spread}"),
            Self::OneOf(people) => format!("one of {people} ten times"),
        }
    }
}

/// Two groups, the reference with twice the people: the weights of the selected are `factor` times as large.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tied {
    pub(crate) people: u32,
    pub(crate) rate: f64,
    pub(crate) factor: f64,
    pub(crate) weights: Weights,
}

/// In percent: the value and the ratio by Kish's factor, not missed; the value, the ratio and the difference by the linearised variance, not
/// missed; no interval of the value, and none of the two comparisons.
pub(crate) type Covered = [f64; 7];

/// What is known of one group.
pub(crate) struct Group {
    rate: f64,
    people: f64,
    kish: f64,
    pub(crate) found: Precision,
}

impl Group {
    pub(crate) fn draw(source: &mut Source, people: u32, share: f64, factor: f64, weights: Weights) -> Self {
        let nobody = Weighed { people: 0.0, weight: 0.0, squares: 0.0 };
        let mut sides = [nobody; 2];
        for _ in 0..people {
            let selected = source.share() < share;
            let weight = weights.draw(source) * if selected { factor } else { 1.0 };
            let side = &mut sides[usize::from(selected)];
            *side = Weighed {
                people: side.people + 1.0,
                weight: side.weight + weight,
                squares: side.squares + weight * weight,
            };
        }
        let [rest, top] = sides;
        let weight = top.weight + rest.weight;
        let people = f64::from(people);
        let kish = people * (top.squares + rest.squares) / (weight * weight);
        Self { rate: top.weight / weight, people, kish, found: precision(top, rest).unwrap() }
    }

    /// As a test at a limit holds it against another.
    pub(crate) fn cautious(&self, other: &Self) -> Tally {
        let silent = self.rate <= 0.0 || self.rate >= 1.0;
        if silent { self.against(other) } else { self.tally(self.found.cautious) }
    }

    fn tally(&self, deff: f64) -> Tally {
        Tally::new(self.rate * self.people, self.people).over(deff)
    }

    /// As it is held against another: where nobody or everybody was selected, weights show nothing.
    pub(crate) fn against(&self, other: &Self) -> Tally {
        let silent = self.rate <= 0.0 || self.rate >= 1.0;
        self.tally(if silent { self.found.deff.max(other.found.deff) } else { self.found.deff })
    }
}

/// Box and Muller.
pub(crate) fn normal(source: &mut Source) -> f64 {
    let (u, v) = (source.share().max(f64::MIN_POSITIVE), source.share());
    (-2.0 * f64::ln(u)).sqrt() * (std::f64::consts::TAU * v).cos()
}

impl Tied {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        const WEIGHTS: [Weights; 5] =
            [Weights::Spread(0.5), Weights::Spread(1.0), Weights::Spread(1.5), Weights::OneOf(10), Weights::OneOf(20)];
        let sizes = [(200, 0.1), (200, 0.2), (200, 0.5), (600, 0.05), (2_000, 0.1)];
        sizes.into_iter().flat_map(|(people, rate)| {
            [0.25, 1.0, 4.0]
                .into_iter()
                .flat_map(move |factor| WEIGHTS.map(|weights| Self { people, rate, factor, weights }))
        })
    }

    pub(crate) fn head(&self) -> String {
        let Self { people, rate, factor, weights } = self;
        format!("| {factor} | {} | {people} : {} | {} % |", weights.name(), 2 * people, 100.0 * rate)
    }

    pub(crate) fn covered(&self, stream: u64) -> Covered {
        let mut source = Source::new(5, stream);
        let truth = |share: f64| share * self.factor / (share * self.factor + 1.0 - share);
        let (share, reference) = (self.rate, self.rate * 1.25);
        let (p1, p2) = (truth(share), truth(reference));
        let mut missed = [0_u32; 7];
        for _ in 0..WORLDS {
            let own = Group::draw(&mut source, self.people, share, self.factor, self.weights);
            let other = Group::draw(&mut source, 2 * self.people, reference, self.factor, self.weights);
            let usual = Confidence::normal(0.95);
            let alone = Confidence::student(0.95, own.found.freedom);
            let both = Confidence::student(0.95, own.found.freedom.min(other.found.freedom));
            let (a, b) = (own.against(&other), other.against(&own));
            let (x, y) = (own.tally(own.kish), other.tally(other.kish));
            let wilson = |tally, sure| proportion(ProportionMethod::Wilson, tally, sure).unwrap().contains(p1);
            let over = |a, b, sure| ratio(RatioMethod::default(), a, b, sure).unwrap().contains(p1 / p2);
            let gap = difference(DifferenceMethod::default(), a, b, &both).unwrap().contains(p1 - p2);
            let (one, two) = (own.found.few_carry, own.found.few_carry || other.found.few_carry);
            let seen = [
                !wilson(x, &usual),
                !over(x, y, &usual),
                !(one || wilson(own.tally(own.found.deff), &alone)),
                !(two || over(a, b, &both)),
                !(two || gap),
                one,
                two,
            ];
            for (missed, seen) in missed.iter_mut().zip(seen) {
                *missed += u32::from(seen);
            }
        }
        let share = |worlds: u32| 100.0 * f64::from(worlds) / f64::from(WORLDS);
        let [x, y, value, ratio, difference, one, two] = missed.map(share);
        [100.0 - x, 100.0 - y, 100.0 - value, 100.0 - ratio, 100.0 - difference, one, two]
    }
}

/// Groups of 500 people who are all selected at a rate of 20 %, against one of 2,500.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Even {
    pub(crate) groups: u32,
    pub(crate) factor: f64,
    pub(crate) weights: Weights,
}

impl Even {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let of = |groups| {
            let each = move |weights| [1.0 / 3.0, 3.0].map(|factor| Self { groups, factor, weights });
            [Weights::Spread(0.5), Weights::Spread(1.0), Weights::OneOf(20)].into_iter().flat_map(each)
        };
        [2, 7, 14, 40].into_iter().flat_map(of)
    }

    pub(crate) fn head(&self) -> String {
        format!("| {} | {:.2} | {} |", self.groups, self.factor, self.weights.name())
    }

    /// The percentage of worlds in which some group is told from the reference: by Kish's factor, with each side's own weights, and now.
    pub(crate) fn errors(&self, stream: u64) -> [f64; 3] {
        let mut source = Source::new(6, stream);
        let level = level_each(Correction::Sidak, 0.95, (self.groups - 1) as usize);
        let mut found = [0_u32; 3];
        for _ in 0..families(self.groups) {
            let reference = Group::draw(&mut source, 2_500, 0.2, self.factor, self.weights);
            let groups: Vec<Group> =
                (1..self.groups).map(|_| Group::draw(&mut source, 500, 0.2, self.factor, self.weights)).collect();
            let by_kish = |own: &Group| {
                let (a, b) = (own.tally(own.kish), reference.tally(reference.kish));
                !ratio(RatioMethod::default(), a, b, &Confidence::normal(level)).unwrap().contains(1.0)
            };
            let now = |own: &Group, by: fn(&Group, &Group) -> Tally| {
                let (a, b) = (own.against(&reference), reference.against(own));
                let sure = Confidence::student(level, own.found.freedom.min(reference.found.freedom));
                let tested = Pair::new(by(own, &reference), by(&reference, own));
                let score = score_at(&[tested], Supposed::Ratio(1.0)).unwrap();
                let interval = ratio(RatioMethod::default(), a, b, &sure).unwrap();
                !interval.contains(1.0) && score.abs() >= sure.critical()
            };
            found[0] += u32::from(groups.iter().any(by_kish));
            found[1] += u32::from(groups.iter().any(|own| now(own, Group::against)));
            let enough = |own: &&Group| !(own.found.few_carry || reference.found.few_carry);
            found[2] += u32::from(groups.iter().filter(enough).any(|own| now(own, Group::cautious)));
        }
        found.map(|worlds| 100.0 * f64::from(worlds) / f64::from(families(self.groups)))
    }
}

/// All rows of two groups, made once.
pub(crate) static TIED: LazyLock<Vec<(Tied, Covered)>> =
    LazyLock::new(|| (0..).zip(Tied::all()).map(|(stream, world)| (world, world.covered(stream))).collect());

/// All rows of families, made once.
pub(crate) static EVEN: LazyLock<Vec<(Even, [f64; 3])>> =
    LazyLock::new(|| (0..).zip(Even::all()).map(|(stream, world)| (world, world.errors(stream))).collect());

/// The section of the page.
pub(crate) fn section() -> String {
    let row = |head: String, cells: &[f64]| cells.iter().fold(head, |row, cell| format!("{row} {cell:.1} |")) + "\n";
    let tied: String = TIED.iter().map(|(world, covered)| row(world.head(), covered)).collect();
    let even: String = EVEN.iter().map(|(world, errors)| row(world.head(), errors)).collect();
    format!("{HEAD}{tied}{}{FAMILY}{even}", weighted_strata::section())
}

const HEAD: &str = "
## Weights that tell something

Weights are log-normal with the standard deviation of their logarithm given as spread, or one of ten or twenty people weighs ten times as
much as the others; and the people selected weigh `tie` times as much as the others, 1 is no tie. The rate is the group's before weighting, the
reference's a quarter more. The figures are the percentages of 1,000 simulated worlds (seed 5, uncertain by 0.7) whose 95 % interval does not
miss the weighted truth, an interval that is not there missing nothing: as it was, by Kish's effective n, which knows only how uneven
weights are; and as it is, by the linearised variance, with Student's t where few people show the spread. The last two columns say how many worlds
have no interval because few people carry most of the weight: weights are worth fewer than half of the people, and on the smaller side of the
rate fewer than 15.

**What holds.** Where hardly any world is without an interval, 93 to 97 % and one standard error. This is tested. Equal weights, of any size, are exactly as
good as none. Before, intervals were there in every world, and covered 80 to 92 % where now few or none are.

**What does not hold.** Where fewer than half of the worlds have an interval, they are those in which more people than expected are
selected, or in which nobody happens to weigh much on one side, and of them alone up to 14 of 100 miss. A rule that asks for so many people on the smaller
side chooses worlds by the very rate that is estimated, whatever the number it asks for, so that no interval could hold 95 of 100 among those
chosen. What an audit can promise is what is tested here: at most 7 of 100 worlds, in any row, show an interval that misses.

| tie | weights | people | rate | Kish: value | Kish: ratio | value | ratio | difference | none: value | none: ratio, difference |
|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";

const FAMILY: &str = "
Groups of 500 people against one of 2,500, all selected at a rate of 20 %: the percentages of 300 to 4,000 worlds (seed 6, uncertain by 0.3
with two groups, by 1.3 with forty) in which the interval that decides tells some group from the reference. 5 are allowed; no row is above that by more than two standard errors, and of 4,000 worlds each, among the families on the limit of which there are no
tables, with a spread of 0.5 it is 3.5 to 5.5. As it was, by Kish's n without a
test; with the score corrected for skewness at equality, on each side's own weights; and as it is, with the weights of both sides of a rate taken to be as
uneven as those of the more uneven side: where nobody on one side happens to weigh much, its own weights say too little, far out in a tail
most of all. Where nobody of a group was selected, its weights show nothing, and the reference's design effect stands for them where it is larger.

| groups | tie | weights | Kish | own weights | now |
|---:|---:|---|---:|---:|---:|
";
