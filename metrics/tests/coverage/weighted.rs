//! How often intervals hold the truth where weights tell something of the rate, and what families of even groups find.

use std::sync::LazyLock;

use evenhand_metrics::{
    draw::Source,
    family::{Correction, level_each},
    interval::{Confidence, DifferenceMethod, ProportionMethod, RatioMethod, difference, proportion, ratio},
    significance::{Supposed, score_at},
    tally::{Pair, Tally},
    weights::{Precision, Weighed, precision},
};

/// Worlds of two groups drawn for a row.
const WORLDS: u32 = 500;
/// Worlds of families drawn for a row: fewer where there are many groups.
const fn families(groups: u32) -> u32 {
    let worlds = 3_000 / groups;
    if worlds < 250 { 250 } else { worlds }
}

/// Two groups, the reference with twice the people: weights are log-normal, and those of the selected `factor` times as large.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tied {
    pub(crate) people: u32,
    pub(crate) rate: f64,
    pub(crate) factor: f64,
    pub(crate) spread: f64,
}

/// In percent: the value, the ratio by Kish's factor; the value, the ratio and the difference by the linearised variance.
pub(crate) type Covered = [f64; 5];

/// What is known of one group.
struct Group {
    rate: f64,
    people: f64,
    kish: f64,
    found: Precision,
}

impl Group {
    fn draw(source: &mut Source, people: u32, share: f64, factor: f64, spread: f64) -> Self {
        let nobody = Weighed { people: 0.0, weight: 0.0, squares: 0.0 };
        let mut sides = [nobody; 2];
        for _ in 0..people {
            let selected = source.share() < share;
            let weight = (spread * normal(source)).exp() * if selected { factor } else { 1.0 };
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

    fn tally(&self, deff: f64) -> Tally {
        Tally::new(self.rate * self.people, self.people).over(deff)
    }

    /// As it is held against another: where nobody or everybody was selected, weights show nothing.
    fn against(&self, other: &Self) -> Tally {
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
        let sizes = [(200, 0.2), (200, 0.5), (600, 0.05)];
        sizes.into_iter().flat_map(|(people, rate)| {
            [0.25, 1.0, 4.0]
                .into_iter()
                .flat_map(move |factor| [0.5, 1.0].map(|spread| Self { people, rate, factor, spread }))
        })
    }

    pub(crate) fn head(&self) -> String {
        let Self { people, rate, factor, spread } = self;
        format!("| {factor} | {spread} | {people} : {} | {} % |", 2 * people, 100.0 * rate)
    }

    pub(crate) fn covered(&self, stream: u64) -> Covered {
        let mut source = Source::new(5, stream);
        let truth = |share: f64| share * self.factor / (share * self.factor + 1.0 - share);
        let (share, reference) = (self.rate, self.rate * 1.25);
        let (p1, p2) = (truth(share), truth(reference));
        let mut held = [0_u32; 5];
        for _ in 0..WORLDS {
            let own = Group::draw(&mut source, self.people, share, self.factor, self.spread);
            let other = Group::draw(&mut source, 2 * self.people, reference, self.factor, self.spread);
            let usual = Confidence::normal(0.95);
            let alone = Confidence::student(0.95, own.found.freedom);
            let both = Confidence::student(0.95, own.found.freedom.min(other.found.freedom));
            let (a, b) = (own.against(&other), other.against(&own));
            let (x, y) = (own.tally(own.kish), other.tally(other.kish));
            let wilson = |tally, sure| proportion(ProportionMethod::Wilson, tally, sure).unwrap().contains(p1);
            let over = |a, b, sure| ratio(RatioMethod::default(), a, b, sure).unwrap().contains(p1 / p2);
            let gap = difference(DifferenceMethod::default(), a, b, &both).unwrap().contains(p1 - p2);
            let seen = [
                wilson(x, &usual),
                over(x, y, &usual),
                wilson(own.tally(own.found.deff), &alone),
                over(a, b, &both),
                gap,
            ];
            for (held, seen) in held.iter_mut().zip(seen) {
                *held += u32::from(seen);
            }
        }
        held.map(|worlds| 100.0 * f64::from(worlds) / f64::from(WORLDS))
    }
}

/// Groups of 200 people who are all selected at the same rate, against one of 1,000.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Even {
    pub(crate) groups: u32,
    pub(crate) factor: f64,
}

impl Even {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        [2, 7, 14, 40].into_iter().flat_map(|groups| [1.0 / 3.0, 1.0, 3.0].map(|factor| Self { groups, factor }))
    }

    pub(crate) fn head(&self) -> String {
        format!("| {} | {:.2} |", self.groups, self.factor)
    }

    /// The percentage of worlds in which some group is told from the reference: by Kish's factor, and now.
    pub(crate) fn errors(&self, stream: u64) -> [f64; 2] {
        let mut source = Source::new(6, stream);
        let level = level_each(Correction::Sidak, 0.95, (self.groups - 1) as usize);
        let mut found = [0_u32; 2];
        for _ in 0..families(self.groups) {
            let reference = Group::draw(&mut source, 1_000, 0.1, self.factor, 0.5);
            let groups: Vec<Group> =
                (1..self.groups).map(|_| Group::draw(&mut source, 200, 0.1, self.factor, 0.5)).collect();
            let by_kish = |own: &Group| {
                let (a, b) = (own.tally(own.kish), reference.tally(reference.kish));
                !ratio(RatioMethod::default(), a, b, &Confidence::normal(level)).unwrap().contains(1.0)
            };
            let now = |own: &Group| {
                let (a, b) = (own.against(&reference), reference.against(own));
                let sure = Confidence::student(level, own.found.freedom.min(reference.found.freedom));
                let score = score_at(&[Pair::new(a, b)], Supposed::Ratio(1.0)).unwrap();
                let interval = ratio(RatioMethod::default(), a, b, &sure).unwrap();
                !interval.contains(1.0) && score.abs() >= sure.critical()
            };
            found[0] += u32::from(groups.iter().any(by_kish));
            found[1] += u32::from(groups.iter().any(now));
        }
        found.map(|worlds| 100.0 * f64::from(worlds) / f64::from(families(self.groups)))
    }
}

/// All rows of two groups, made once.
pub(crate) static TIED: LazyLock<Vec<(Tied, Covered)>> =
    LazyLock::new(|| (0..).zip(Tied::all()).map(|(stream, world)| (world, world.covered(stream))).collect());

/// All rows of families, made once.
pub(crate) static EVEN: LazyLock<Vec<(Even, [f64; 2])>> =
    LazyLock::new(|| (0..).zip(Even::all()).map(|(stream, world)| (world, world.errors(stream))).collect());

/// The section of the page.
pub(crate) fn section() -> String {
    let row = |head: String, cells: &[f64]| cells.iter().fold(head, |row, cell| format!("{row} {cell:.1} |")) + "\n";
    let tied: String = TIED.iter().map(|(world, covered)| row(world.head(), covered)).collect();
    let even: String = EVEN.iter().map(|(world, errors)| row(world.head(), errors)).collect();
    format!("{HEAD}{tied}{FAMILY}{even}")
}

const HEAD: &str = "
## Weights that tell something

Weights are log-normal with the standard deviation of their logarithm given as spread, and the people selected weigh `tie` times
as much as the others; 1 is no tie. The rate is the group's before weighting, the reference's a quarter more. The figures are the
percentages of 500 simulated worlds (seed 5, uncertain by 1) whose 95 % interval holds the weighted truth: as it was, by Kish's effective
n, which knows only how uneven weights are; and as it is, by the linearised variance, with Student's t where few people show the spread.

**What holds.** With a spread of 0.5 and 20 or more people expected to be selected, 92 to 98 % in every row, whatever the tie: 93 to 97,
and one standard error. Equal weights, of any size, are exactly as good as none. This is tested.

**What does not hold.** With a spread of 1, where the largest of 40 weights is some ten times the median, a value or a comparison covers
90 to 98 %. Where one in ten people weighs ten times as much as the others and fewer than twenty are selected, no variance made of
the weights seen is right: 80 to 90 %.

| tie | spread | people | rate | Kish: value | Kish: ratio | value | ratio | difference |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";

const FAMILY: &str = "
Groups of 200 people against one of 1,000, all selected at a rate of 10 %, spread 0.5: the percentages of 250 to 1,500 worlds (seed 6,
uncertain by 0.6 with two groups, by 1.4 with forty) in which the interval that decides tells some group from the reference. 5 are allowed. As it was, by Kish's n without a test; as it is,
with the score corrected for skewness at equality. Where nobody of a group was selected, its weights show nothing, and the reference's
design effect stands for them where it is larger.

| groups | tie | Kish | now |
|---:|---:|---:|---:|
";
