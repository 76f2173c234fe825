//! How often intervals hold the truth where people have several rows: simulated person by person and row by row, by folds as
//! the audit has them, and as they were once: 32 folds, the two groups taken as independent.

use evenhand_metrics::{
    catalog::RATES,
    cell::Cell,
    dependence::{Folds, clustered, shared},
    draw::Source,
    interval::{Confidence, DifferenceMethod, RatioMethod, difference, ratio},
    tally::Tally,
    undefined::Undefined,
};

/// Worlds drawn for each row.
pub(crate) const WORLDS: u32 = 1_000;
/// Folds of an audit without campaigns.
pub(crate) const FOLDS: u32 = 4_096;
/// Folds as there once were.
const ONCE: usize = 32;

/// How rows lie on people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lying {
    /// Five each.
    Five,
    /// 1 to 9, each as likely.
    ToNine,
    /// Geometric, 10 on average.
    Geometric,
    /// Pareto's power law with exponent 1.6, 300 at most.
    PowerLaw,
    /// One each, but for ten who hold half.
    TenHoldHalf,
    /// One each, but for one who holds a third.
    OneHoldsAThird,
}

/// Who stands in both groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nobody.
    Apart,
    /// Everybody, with a row in each, of which one is selected at most: one offer to a household.
    OneOffer,
    /// Everybody, with a row in each, both selected or hardly ever one alone: couples who are invited together.
    Together,
    /// Everybody, with eight rows that lie in one or the other: a panel whose members move.
    Moving,
}

/// How the rows of a person go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alike {
    /// All are alike.
    All,
    /// All are alike for three persons in ten, and each row is decided by itself for the others.
    Some,
    /// Each row is decided by itself.
    None,
}

/// Two groups of people with several rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Repeated {
    pub(crate) standing: Standing,
    pub(crate) lying: Lying,
    pub(crate) alike: Alike,
    /// In each group.
    pub(crate) people: u32,
    pub(crate) rate: f64,
    pub(crate) ratio: f64,
}

/// What came of the worlds of one row, in percent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Covered {
    /// Worlds with the reason that few hold most rows.
    pub(crate) few: f64,
    /// Worlds without an interval for another reason.
    pub(crate) without: f64,
    /// Mean effective number of people in the group.
    pub(crate) units: f64,
    pub(crate) ratio: f64,
    pub(crate) difference: f64,
    pub(crate) ratio_once: f64,
    pub(crate) difference_once: f64,
}

impl Repeated {
    pub(crate) fn all() -> Vec<Self> {
        let mut all = Vec::new();
        let row = |standing, lying, alike, people, rate, ratio| Self { standing, lying, alike, people, rate, ratio };
        for alike in [Alike::All, Alike::None] {
            for people in [20, 50, 200, 1_000] {
                all.extend([0.1, 0.5].map(|rate| row(Standing::Apart, Lying::Five, alike, people, rate, 0.8)));
            }
        }
        for lying in [Lying::ToNine, Lying::Geometric, Lying::PowerLaw, Lying::TenHoldHalf, Lying::OneHoldsAThird] {
            for people in [100, 500] {
                for alike in [Alike::All, Alike::Some] {
                    all.extend([0.1, 0.3].map(|rate| row(Standing::Apart, lying, alike, people, rate, 0.8)));
                }
            }
        }
        for standing in [Standing::OneOffer, Standing::Together, Standing::Moving] {
            for people in [100, 500] {
                for rate in [0.1, 0.3] {
                    all.extend([1.0, 0.8].map(|ratio| row(standing, Lying::Five, Alike::Some, people, rate, ratio)));
                }
            }
        }
        all
    }

    pub(crate) const fn names(&self) -> (&'static str, &'static str, &'static str) {
        let standing = match self.standing {
            Standing::Apart => "nobody",
            Standing::OneOffer => "everybody, one offer at most",
            Standing::Together => "everybody, mostly together",
            Standing::Moving => "everybody, moving",
        };
        let lying = match (self.standing, self.lying) {
            (Standing::OneOffer | Standing::Together, _) => "1 in each group",
            (Standing::Moving, _) => "8 in both",
            (_, Lying::Five) => "5",
            (_, Lying::ToNine) => "1 to 9",
            (_, Lying::Geometric) => "geometric, mean 10",
            (_, Lying::PowerLaw) => "power law to 300",
            (_, Lying::TenHoldHalf) => "ten hold half",
            (_, Lying::OneHoldsAThird) => "one holds a third",
        };
        let alike = match (self.standing, self.alike) {
            (Standing::OneOffer | Standing::Together, _) => "",
            (_, Alike::All) => "alike",
            (_, Alike::Some) => "alike for 3 in 10",
            (_, Alike::None) => "independent",
        };
        (standing, lying, alike)
    }

    /// Of couples, how many are expected of whom one is selected without the other.
    pub(crate) fn apart(&self) -> f64 {
        let (p, q) = (self.rate * self.ratio, self.rate);
        f64::from(self.people) * (q - 0.95 * p + 0.05 * p)
    }

    /// How often the default intervals at 95 % hold the truth, given that there is one.
    pub(crate) fn covered(&self, stream: u64) -> Covered {
        let mut source = Source::new(2, stream);
        let (mut few, mut without, mut with, mut units) = (0_u32, 0_u32, 0_u32, 0.0);
        let (mut now, mut once, mut with_once) = ([0_u32; 2], [0_u32; 2], 0_u32);
        for _ in 0..WORLDS {
            let world = self.world(&mut source);
            if let Some(held) = as_once(&world).map(|found| self.holds(found)) {
                with_once += 1;
                once.iter_mut().zip(held).for_each(|(sum, held)| *sum += u32::from(held));
            }
            match as_now(&world) {
                Err(Undefined::FewHoldMost) => few += 1,
                Err(_) => without += 1,
                Ok((found, of_group)) => {
                    with += 1;
                    units += of_group;
                    let held = self.holds(found);
                    now.iter_mut().zip(held).for_each(|(sum, held)| *sum += u32::from(held));
                }
            }
        }
        let share = |hits: u32, of: u32| 100.0 * f64::from(hits) / f64::from(of.max(1));
        Covered {
            few: share(few, WORLDS),
            without: share(without, WORLDS),
            units: units / f64::from(with.max(1)),
            ratio: share(now[0], with),
            difference: share(now[1], with),
            ratio_once: share(once[0], with_once),
            difference_once: share(once[1], with_once),
        }
    }

    /// Whether the intervals of the ratio and of the difference hold the truth.
    fn holds(&self, [by_ratio, by_difference]: [Compared; 2]) -> [bool; 2] {
        let (a, b, sure) = by_ratio;
        let of_ratio = ratio(RatioMethod::default(), a, b, &sure).is_ok_and(|found| found.contains(self.ratio));
        let (a, b, sure) = by_difference;
        let gap = self.rate * (self.ratio - 1.0);
        let of_difference = difference(DifferenceMethod::default(), a, b, &sure).is_ok_and(|found| found.contains(gap));
        [of_ratio, of_difference]
    }

    /// Rows and selected of every person, in the group and in its reference, each with a hash.
    fn world(&self, source: &mut Source) -> Vec<Person> {
        let (p, q) = (self.rate * self.ratio, self.rate);
        if self.standing == Standing::Apart {
            let people = usize::try_from(self.people).unwrap_or_default();
            return (0..2 * people).map(|at| self.on_one_side(at < people, at % people, source)).collect();
        }
        let both = |_: u32| {
            let hash = source.share();
            let (rows, selected) = match self.standing {
                Standing::OneOffer => {
                    let drawn = source.share();
                    ([1, 1], [u64::from(drawn < p), u64::from((p..p + q).contains(&drawn))])
                }
                Standing::Together => {
                    let chosen = source.share() < q;
                    ([1, 1], [u64::from(chosen && source.share() < self.ratio * 0.95), u64::from(chosen)])
                }
                Standing::Apart | Standing::Moving => {
                    let mut rows = [0, 0];
                    let mut selected = [0, 0];
                    let fixed = (source.share() < 0.6).then(|| source.share());
                    for _ in 0..8 {
                        let side = usize::from(source.share() < 0.5);
                        rows[side] += 1;
                        let drawn = fixed.unwrap_or_else(|| source.share());
                        selected[side] += u64::from(drawn < [p, q][side]);
                    }
                    (rows, selected)
                }
            };
            Person { hash, rows, selected }
        };
        let mut people: Vec<Person> = (0..self.people).map(both).collect();
        if self.standing == Standing::Together {
            // One in twenty of the chosen in the group is another: the two rates have the ratio wanted.
            for person in people.iter_mut().filter(|person| person.selected[1] == 0) {
                person.selected[0] = u64::from(source.share() < 0.05 * p / (1.0 - q));
            }
        }
        people
    }

    fn on_one_side(&self, of_group: bool, at: usize, source: &mut Source) -> Person {
        let hash = source.share();
        let size = self.rows(at, source);
        let rate = if of_group { self.rate * self.ratio } else { self.rate };
        let is_alike = match self.alike {
            Alike::All => true,
            Alike::Some => source.share() < 0.3,
            Alike::None => false,
        };
        let selected = if is_alike {
            size * u64::from(source.share() < rate)
        } else {
            (0..size).filter(|_| source.share() < rate).count() as u64
        };
        let sides = |count: u64| if of_group { [count, 0] } else { [0, count] };
        Person { hash, rows: sides(size), selected: sides(selected) }
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "up to 300 rows")]
    fn rows(&self, at: usize, source: &mut Source) -> u64 {
        let people = u64::from(self.people);
        match self.lying {
            Lying::Five => 5,
            Lying::ToNine => 1 + (9.0 * source.share()) as u64,
            Lying::Geometric => 1 + ((1.0 - source.share()).ln() / 0.9_f64.ln()) as u64,
            Lying::PowerLaw => (1.0 - source.share()).powf(-1.0 / 0.6).min(300.0) as u64,
            Lying::TenHoldHalf => {
                if at < 10 {
                    (people - 10) / 10
                } else {
                    1
                }
            }
            Lying::OneHoldsAThird => {
                if at == 0 {
                    people / 2
                } else {
                    1
                }
            }
        }
    }
}

/// A person's rows and how many are selected, in the group and in its reference.
struct Person {
    hash: f64,
    rows: [u64; 2],
    selected: [u64; 2],
}

/// The two sides of a comparison as intervals need them.
type Compared = (Tally, Tally, Confidence);

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fold")]
fn as_now(world: &[Person]) -> Result<([Compared; 2], f64), Undefined> {
    let sides = [0, 1].map(|side| {
        let mut cells: Vec<(u32, Cell)> = Vec::new();
        for person in world.iter().filter(|person| person.rows[side] > 0) {
            let selected = person.selected[side];
            let cell = Cell::of_counts([0, 0, selected, 0, 0, person.rows[side] - selected]);
            cells.push(((person.hash * f64::from(FOLDS)) as u32, cell));
        }
        cells.sort_by_key(|(fold, _)| *fold);
        let mut folds = Folds::new(FOLDS);
        for (fold, cell) in &cells {
            folds.add(*fold, cell);
        }
        folds
    });
    let found = clustered(RATES[0], &sides);
    let (a, b) = (found[0]?, found[1]?);
    // A ratio of nobody to nobody is not asked to hold anything.
    if a.tally.top + b.tally.top <= 0.0 {
        return Err(Undefined::NobodySelected);
    }
    let joint = shared(RATES[0], [&sides[0], &sides[1]], [&a, &b]);
    let compared = [joint.ratio, joint.difference]
        .map(|joint| (a.tally.over(joint.factor), b.tally.over(joint.factor), joint.confidence(0.95)));
    Ok((compared, a.sizes.units))
}

/// As it was once: Var = K/(K-1) Σ(x - pw)²/W² over K of 32 folds, t with K - 1 degrees of freedom, the smaller K of the two.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fold")]
#[expect(clippy::cast_precision_loss, reason = "a few thousand rows")]
fn as_once(world: &[Person]) -> Option<[Compared; 2]> {
    let mut sums = [[(0.0, 0.0); ONCE]; 2];
    for person in world {
        for (side, sums) in sums.iter_mut().enumerate() {
            let fold = &mut sums[(person.hash * ONCE as f64) as usize];
            fold.0 += person.selected[side] as f64;
            fold.1 += person.rows[side] as f64;
        }
    }
    let side = |folds: &[(f64, f64); ONCE]| {
        let (x, n) = folds.iter().fold((0.0, 0.0), |sum, fold| (sum.0 + fold.0, sum.1 + fold.1));
        let held = folds.iter().filter(|fold| fold.1 > 0.0).count() as f64;
        let p = x / n;
        let squares: f64 = folds.iter().map(|fold| ((fold.0 - p * fold.1) / n).powi(2)).sum();
        let deff = (held / (held - 1.0) * squares / (p * (1.0 - p) / n)).max(1.0);
        (held >= 10.0 && x > 0.0 && x < n).then(|| (Tally::new(x, n).over(deff), held))
    };
    let ((a, held), (b, other)) = (side(&sums[0])?, side(&sums[1])?);
    let compared = (a, b, Confidence::student(0.95, held.min(other) - 1.0));
    Some([compared, compared])
}

/// What the seed of the hash does to a standard error, with so many folds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seeds {
    pub(crate) folds: u32,
    /// The design effect over 200 seeds: lowest, mean and highest.
    pub(crate) deff: [f64; 3],
    /// The standard deviation of the standard error, in percent of its mean.
    pub(crate) spread: f64,
    /// The same as [`Sizes::over_seeds`](evenhand_metrics::dependence::Sizes) tells it from one seed.
    pub(crate) told: f64,
}

/// The same 400 people over 200 seeds.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a fold")]
pub(crate) fn seeds() -> Vec<Seeds> {
    const SEEDS: u64 = 200;
    let world = Repeated {
        standing: Standing::Apart,
        lying: Lying::Geometric,
        alike: Alike::All,
        people: 400,
        rate: 0.3,
        ratio: 1.0,
    };
    let people = world.world(&mut Source::new(3, 0));
    let of = |number: u32| {
        let found: Vec<(f64, f64)> = (0..SEEDS)
            .map(|seed| {
                let mut source = Source::new(4, seed);
                let mut folds = Folds::new(number);
                for person in people.iter().filter(|person| person.rows[0] > 0) {
                    let cell = Cell::of_counts([0, 0, person.selected[0], 0, 0, person.rows[0] - person.selected[0]]);
                    folds.add((source.share() * f64::from(number)) as u32, &cell);
                }
                clustered(RATES[0], &[folds])[0].map_or((f64::NAN, f64::NAN), |one| (one.deff, one.sizes.over_seeds))
            })
            .collect();
        let count = f64::from(u32::try_from(found.len()).unwrap_or_default());
        let mean = |of: &dyn Fn(&(f64, f64)) -> f64| found.iter().map(of).sum::<f64>() / count;
        let (root, square) = (mean(&|one| one.0.sqrt()), mean(&|one| one.0));
        let low = found.iter().map(|one| one.0).fold(f64::INFINITY, f64::min);
        let high = found.iter().map(|one| one.0).fold(0.0, f64::max);
        let spread = 100.0 * (square - root * root).max(0.0).sqrt() / root;
        Seeds { folds: number, deff: [low, square, high], spread, told: 100.0 * mean(&|one| one.1) }
    };
    [32, 256, 1_024, 4_096, 65_536].map(of).to_vec()
}
