//! The page docs/coverage.md: written from rows, and read back to be checked.

use crate::{
    alike::Alike,
    areas::Areas,
    dependent::{self, Dependent},
    detectable::{self, Detectable},
    exact::{BASES, EXPECTED, Gate, Method, World},
    family::{COLUMNS, Equal},
    limit::{self, OnLimit},
    looks::Looks,
    many::{Found, Lifted, named},
    repeated::{Covered, Repeated, Seeds, seeds},
    unlucky, values, weighted,
};
use std::{fmt::Display, fs, io};

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/coverage.md");

/// Two groups and a method, at every base rate: one row.
#[derive(Debug, Clone, Copy)]
struct Case {
    method: Method,
    n1: u64,
    n2: u64,
    ratio: f64,
}

impl Case {
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for method in Method::all() {
            for n in [50, 100, 200, 500, 1_000, 2_000, 5_000] {
                for (n1, n2) in [(n, n), (n, 10 * n), (10 * n, n)] {
                    all.extend([1.0, 0.8].map(|ratio| Self { method, n1, n2, ratio }));
                }
            }
        }
        all
    }

    fn worlds(self) -> impl Iterator<Item = World> {
        BASES.into_iter().map(move |base| World { n1: self.n1, n2: self.n2, p1: base * self.ratio, p2: base })
    }

    fn head(self) -> String {
        let (comparison, method) = self.method.names();
        format!("| {comparison} | {method} | {} : {} | {} |", self.n1, self.n2, self.ratio)
    }

    fn row(self) -> String {
        self.worlds().fold(self.head(), |row, world| {
            let coverage = 100.0 * world.coverage(self.method);
            if world.expected() < EXPECTED {
                format!("{row} ({coverage:.2}) |")
            } else {
                format!("{row} {coverage:.2} |")
            }
        })
    }

    const fn is_quick(self) -> bool {
        self.n1 + self.n2 <= 1_100
    }
}

fn family_head(world: &Equal) -> String {
    format!("| {} | {} | {} % | {} |", world.groups, world.sizes.name(), 100.0 * world.rate, world.expected())
}

fn family_row(stream: u64, world: &Equal) -> String {
    family_head(world) + &cells(world.errors(stream).into_iter().map(|error| format!("{:.2}", 100.0 * error)))
}

/// One comparison held against a limit of 0.8: people in the group and in its reference, the reference's rate, true ratios.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Held {
    pub(crate) people: u64,
    pub(crate) rate: f64,
}

/// The true ratios of [`Held`].
pub(crate) const HELD: [f64; 6] = [1.0, 0.9, 0.85, 0.8, 0.78, 0.7];

impl Held {
    fn all() -> Vec<Self> {
        [500, 2_000, 5_000, 50_000]
            .into_iter()
            .flat_map(|people| [0.05, 0.2].map(|rate| Self { people, rate }))
            .collect()
    }

    /// Of every true ratio.
    pub(crate) fn gates(self) -> impl Iterator<Item = (f64, Gate)> {
        HELD.into_iter().map(move |ratio| {
            let (n, p) = (self.people, self.rate);
            (ratio, World { n1: n, n2: n, p1: ratio * p, p2: p }.gate())
        })
    }

    fn row(self) -> String {
        let cell = |(_, gate): (f64, Gate)| format!("{:.1} / {:.1}", 100.0 * gate.within, 100.0 * gate.outside);
        self.head() + &cells(self.gates().map(cell))
    }

    fn head(self) -> String {
        format!("| {} | {} % |", self.people, 100.0 * self.rate)
    }
}

/// The rows of the page, quick ones made anew.
pub(crate) struct Page {
    stored: String,
    cases: Vec<(Case, String)>,
    families: Vec<(Equal, String)>,
    on_the_limit: Vec<(OnLimit, String)>,
    dependent: Vec<(Dependent, String)>,
    detectable: Vec<(Detectable, String)>,
    repeated: Vec<(Repeated, Covered)>,
    seeds: Vec<Seeds>,
    held: Vec<(Held, String)>,
    lifted: Vec<(Lifted, Found)>,
    even: Vec<(usize, [f64; 3])>,
    pub(crate) areas: Areas,
    pub(crate) alike: Alike,
    pub(crate) looks: Looks,
}

impl Page {
    /// Makes the quick rows, or with `bless` all of them, and takes the others from the page; with `quick` the page is to
    /// be written from that.
    pub(crate) fn current(bless: bool, quick: bool) -> Self {
        let stored = fs::read_to_string(PAGE).unwrap_or_default();
        let kept = |head: &str| stored.lines().find(|line| line.starts_with(head)).unwrap_or_default().to_owned();
        let case = |case: Case| (case, if bless || case.is_quick() { case.row() } else { kept(&case.head()) });
        let cases = Case::all().into_iter().map(case).collect();
        let family = |(stream, world): (u64, Equal)| {
            let row = if bless || world.is_quick() { family_row(stream, &world) } else { kept(&family_head(&world)) };
            (world, row)
        };
        let families = (0..).zip(Equal::all()).map(family).collect();
        let on_limit = |(stream, world): (u64, OnLimit)| {
            (world, if bless || world.is_quick() { world.row(stream) } else { kept(&world.head()) })
        };
        let on_the_limit = (0..).zip(OnLimit::all()).map(on_limit).collect();
        // A row that the page has not is made where the page is to be written.
        let of_family = |(stream, world): (u64, Dependent)| {
            let row = kept(&world.head());
            (world, if bless || (quick && row.is_empty()) { world.row(stream) } else { row })
        };
        let dependent = (0..).zip(Dependent::all()).map(of_family).collect();
        let seen =
            |world: Detectable| (world, if bless || world.is_quick() { world.row() } else { kept(&world.head()) });
        let detectable = Detectable::all().into_iter().map(seen).collect();
        let repeated = (0..).zip(Repeated::all()).map(|(stream, world)| (world, world.covered(stream))).collect();
        let held = |held: Held| {
            let row = if bless || held.people <= 500 { held.row() } else { kept(&held.head()) };
            (held, row)
        };
        let held = Held::all().into_iter().map(held).collect();
        let lifted = (0..).zip(Lifted::all()).map(|(stream, world)| (world, world.found(stream))).collect();
        let even = [1, 20, 200].map(|campaigns| (campaigns, named(campaigns))).into();
        let (areas, alike) = (Areas::simulated(), Alike::simulated());
        let mut page = Self {
            stored,
            cases,
            families,
            on_the_limit,
            dependent,
            detectable,
            repeated,
            seeds: seeds(),
            held,
            lifted,
            even,
            areas,
            alike,
            looks: Looks::simulated(),
        };
        if bless || quick {
            page.stored = page.text();
        }
        page
    }

    /// Whether the page stored is the one that its rows make.
    pub(crate) fn is_current(&self) -> bool {
        self.stored == self.text()
    }

    pub(crate) fn write(&self) -> io::Result<()> {
        fs::write(PAGE, &self.stored)
    }

    /// The coverage of a method in percent, where five are expected in both groups and elsewhere.
    pub(crate) fn coverage(&self, method: Method) -> (Vec<f64>, Vec<f64>) {
        let rows = self.cases.iter().filter(|(case, _)| case.method == method);
        let cells = rows.flat_map(|(case, row)| case.worlds().zip(numbers(row, &case.head())));
        let (enough, few): (Vec<_>, Vec<_>) = cells.partition(|(world, _)| world.expected() >= EXPECTED);
        let values = |cells: Vec<(World, f64)>| cells.into_iter().map(|(_, value)| value).collect();
        (values(enough), values(few))
    }

    /// The families with their errors in percent.
    pub(crate) fn families(&self) -> Vec<(Equal, Vec<f64>)> {
        self.families.iter().map(|(world, row)| (*world, numbers(row, &family_head(world)))).collect()
    }

    /// The families on a limit with their errors in percent: before, and now.
    pub(crate) fn on_the_limit(&self) -> Vec<(OnLimit, Vec<f64>)> {
        self.on_the_limit.iter().map(|(world, row)| (*world, numbers(row, &world.head()))).collect()
    }

    /// The families without tables, with their errors in percent.
    pub(crate) fn dependent(&self) -> impl Iterator<Item = (Dependent, Option<f64>)> {
        self.dependent.iter().map(|(world, row)| (*world, numbers(row, &world.head()).first().copied()))
    }

    /// The detectable gaps as they are told now, with the percentage of audits that report them; `None` where there is none.
    pub(crate) fn detectable(&self) -> Vec<(Detectable, Option<(f64, f64)>)> {
        let last_two = |row: &str| {
            let cells: Vec<&str> = row.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
            let [.., ratio, reported] = cells[..] else { return None };
            Some((ratio.parse().ok()?, reported.parse().ok()?))
        };
        self.detectable.iter().map(|(world, row)| (*world, last_two(row))).collect()
    }

    /// The worlds of repeated people with what came of them, in percent.
    pub(crate) fn repeated(&self) -> &[(Repeated, Covered)] {
        &self.repeated
    }

    /// What seeds do, by the number of folds.
    pub(crate) fn seeds(&self) -> &[Seeds] {
        &self.seeds
    }

    /// The comparisons held against a limit: of every true ratio, the percentages within and outside.
    pub(crate) fn held(&self) -> impl Iterator<Item = (Held, Vec<(f64, f64, f64)>)> {
        self.held.iter().map(|(held, row)| {
            let cells = row.strip_prefix(&held.head()).unwrap_or_default().split('|');
            let both = cells.filter_map(|cell| {
                let (within, outside) = cell.split_once('/')?;
                Some((within.trim().parse().ok()?, outside.trim().parse().ok()?))
            });
            (*held, HELD.into_iter().zip(both).map(|(ratio, (within, outside))| (ratio, within, outside)).collect())
        })
    }

    /// Groups for which a campaign does the same, and what is found among them.
    pub(crate) fn lifted(&self) -> &[(Lifted, Found)] {
        &self.lifted
    }

    /// Campaigns that are even, and how many of them are named.
    pub(crate) fn even(&self) -> &[(usize, [f64; 3])] {
        &self.even
    }

    fn text(&self) -> String {
        let summary: String = Method::all().map(|method| self.summary(method)).collect();
        let bases = cells(BASES.iter().map(|base| format!("{} %", 100.0 * base)));
        let references = cells(COLUMNS.iter().map(|(reference, each)| format!("{reference}, {}", each.id())));
        let families = lines(self.families.iter().map(|(_, row)| row));
        let detectable = lines(self.detectable.iter().map(|(_, row)| row));
        let unlucky = unlucky::section();
        let on_the_limit = lines(self.on_the_limit.iter().map(|(_, row)| row));
        let dependent = lines(self.dependent.iter().map(|(_, row)| row));
        let repeated = self
            .repeated
            .iter()
            .fold(String::new(), |page, (world, covered)| page + &repeated_row(world, *covered) + "\n");
        let seeds = self.seeds.iter().fold(String::new(), |page, seeds| page + &seeds_row(*seeds) + "\n");
        let cases = lines(self.cases.iter().map(|(_, row)| row));
        let held = lines(self.held.iter().map(|(_, row)| row));
        let lifted = lines(&self.lifted.iter().map(lifted_row).collect::<Vec<_>>());
        let even = lines(&self.even.iter().map(even_row).collect::<Vec<_>>());
        let (areas, alike, looks) = (self.areas.section(), self.alike.section(), self.looks.section());
        let ratios = cells(HELD.iter().map(|ratio| format!("true ratio {ratio}")));
        format!(
            "{HEAD}{summary}{GATE}| people in each | rate |{ratios}\n{}\n{held}{PROMISE}| groups | people | rate | expected |{references}\n{}\n{families}{}{on_the_limit}{}{dependent}{}{detectable}{unlucky}{REPEATED}{repeated}{SEEDS}{seeds}{}{}{MANY}{even}{LIFT}{lifted}{areas}{alike}{looks}{CASES}\
             | comparison | method | people | ratio |{bases}\n{}\n{cases}",
            "|---:".repeat(2 + HELD.len()) + "|",
            "|---:".repeat(4 + COLUMNS.len()) + "|",
            limit::TEXT,
            dependent::TEXT,
            detectable::TEXT,
            weighted::section(),
            values::section(),
            "|---|---|---:|---:".to_owned() + &"|---:".repeat(BASES.len()) + "|",
        )
    }

    fn summary(&self, method: Method) -> String {
        let (enough, few) = self.coverage(method);
        let (comparison, id) = method.names();
        let default = if method.is_default() { " (default)" } else { "" };
        let outside = enough.iter().filter(|case| !(93.0..=97.0).contains(*case)).count();
        let worlds = self.cases.iter().filter(|(case, _)| case.method == method).flat_map(|(case, _)| case.worlds());
        let without = worlds.map(|world| 100.0 * world.without(method)).fold(0.0, f64::max);
        format!(
            "| {comparison} | {id}{default} | {} | {outside} | {} | {without:.1} |\n",
            spread(&enough),
            spread(&few)
        )
    }
}

/// Cells to the right of a bar.
fn cells(texts: impl Iterator<Item = impl Display>) -> String {
    texts.fold(String::new(), |row, text| format!("{row} {text} |"))
}

fn lines<'a>(rows: impl IntoIterator<Item = &'a String>) -> String {
    rows.into_iter().fold(String::new(), |page, row| page + row + "\n")
}

/// The cells of a row after its head.
fn numbers(row: &str, head: &str) -> Vec<f64> {
    let cells = row.strip_prefix(head).unwrap_or_default().split('|').map(|cell| cell.trim().trim_matches(['(', ')']));
    cells.filter_map(|cell| cell.parse().ok()).collect()
}

/// Lowest, mean and highest, as three cells.
fn spread(values: &[f64]) -> String {
    let (low, high) = (values.iter().copied().fold(100.0, f64::min), values.iter().copied().fold(0.0, f64::max));
    format!("{low:.2} | {:.2} | {high:.2}", mean(values))
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred cases")]
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

const HEAD: &str = "\
# Coverage

A 95 % interval should hold the true value 95 times in 100. No interval of counts does so exactly: there are only so many
tables, and as the true rates move the tables just inside and just outside change places. This page says how far each method
is off. It is made from the code itself, by

    BLESS=1 cargo test -p evenhand-metrics --test coverage

(`BLESS=quick` makes only what takes seconds and keeps the other rows.)

## Two groups

Nothing here is simulated: every table that can occur is counted with its probability. The group and its reference have 50 to
5,000 people, or one of them has ten times as many; the reference's rate is 0.5 % to 50 %; the true ratio is 1 or 0.8. Where a
method has no interval (nobody selected in either group: no ratio; Katz: nobody selected in one of them) it is not asked to
hold anything; the last column says how often that can be.

| | | 5 or more expected in each group: lowest | mean | highest | outside 93 to 97 | fewer expected: lowest | mean | highest | no interval, up to |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|
";

const GATE: &str = "
**What holds for the default methods.** Where 5 or more people are expected to be selected in each group, the interval covers
93 to 97 %. Where fewer are, it covers 94 % or more on average over these cases. This is tested.

**What does not hold.** With fewer than 5 expected, single cases of the default methods fall to 91.5 %, and many come near
100 %. Koopman's ratio and Newcombe's difference keep the same promise as the defaults; Newcombe's is wider where few are
selected. Katz's ratio does not keep it: above 97 % in some cases with 5 expected, below 91 % in some with fewer, and no
interval at all where nobody is selected in one group. It is there for agreement with other tools.

## What a verdict says

Two intervals decide, each guarding against its own error. A group is called *outside* where the interval at the family's level
lies beyond a limit: of a family of equal groups any is so in at most 5 of 100 audits, as the next section shows. It is called
*within* where its own 95 % interval lies inside the limits: a group that is truly at a limit or beyond it is called so in at most
2.5 of 100, so far as the interval keeps its word. A check passes (`claim = \"shown\"`) when groups called within hold
`needs_coverage` of the people compared, 80 % unless it is written otherwise.

One group and its reference, with the same number of people, and a limit of 0.8: the percentages of all audits that call the group
within / outside; the rest cannot tell. Nothing is simulated. With two groups the first figure is how often a check passes.

";

const PROMISE: &str = "
**What holds.** At a true ratio of 0.8 or less a group is called within in at most 2.5 of 100, in every row; at 0.78 with 5,000
people at 20 %, in 0.5. With 500 people nothing is shown within even where the groups are alike: such an audit ends undecided.
Whole audits are simulated in `tests/auditing/verdicts/launch.rs`: 80,000 even people at 20 % in three attributes and their pairs pass in at
least 95 of 100, and 5,000 people at a true ratio of 0.7 in none.

Groups of fewer than 11 people are judged too. In a family with larger ones they share one hundredth of its error, on top of it (5
in 10,000 at the default level), so that however many there are, none of the others is judged more strictly for it.

## Families of comparisons

All groups have the same rate, and each deciding interval is computed at the family's level for 95 %. The figures are the
percentages of worlds in which at least one interval of the family rules equality out: 5 are allowed. With two groups they are added
up over all tables; with more, 10,000 worlds are simulated (seed 1), and the figure is uncertain by 0.2 (one standard error). `named`
names the smallest group. Against the rest, and against everyone, Šidák's correction is refused. The figures are those of the
default ratio; the default difference rules equality out in exactly the same tables.

A score interval alone would not hold this. In a family of 14 groups with 2 people expected to be selected in each it finds
something in 9 % of equal worlds, because at a level of 99.6 % it leans on the normal distribution further out than so few people
bear; and among two groups of 100 with a rate of one half it does in 5.6 %, because there are only so many tables. So the interval
that decides lies beyond a limit only where a test made at the limit rules it out at the same level; otherwise it is drawn as far as
the limit. Here the limit is equality, the closest that one can be. The nominal interval of a finding is left as its method gives it.

**What holds.** The error is at most 5 % under each reference and correction, in every row. With Bonferroni's correction the exact
test leaves no room for more in any case, as each comparison errs in at most its part of the 5 %; `highest-rate`, whose reference
the counts choose, is safe because its family is all pairs.

**What does not hold.** The exact test is cautious: with few people expected the error is far below 5 %, and so is the chance to
find a gap that is there.

";

fn repeated_row(world: &Repeated, covered: Covered) -> String {
    let Covered { few, without, units, ratio, difference, ratio_once, difference_once } = covered;
    let (standing, lying, alike) = world.names();
    let (people, rate) = (world.people, 100.0 * world.rate);
    let now = |text: String| if few + without < 100.0 { text } else { "–".to_owned() };
    format!(
        "| {standing} | {lying} | {alike} | {people} | {rate} % | {} | {} | {few:.1} | {without:.1} | \
         {ratio_once:.1} | {} | {difference_once:.1} | {} |",
        world.ratio,
        now(format!("{units:.0}")),
        now(format!("{ratio:.1}")),
        now(format!("{difference:.1}")),
    )
}

fn seeds_row(seeds: Seeds) -> String {
    let Seeds { folds, deff: [low, mean, high], spread, told } = seeds;
    format!("| {folds} | {low:.2} | {mean:.2} | {high:.2} | {spread:.1} % | {told:.1} % |")
}

const REPEATED: &str = "
## Repeated people

Two groups of 20 to 1,000 people with several rows, told apart by a unit and divided into 4,096 folds. Who stands in both groups,
how many rows people have and how alike the rows of one are is said row by row; with people in both groups these are everybody.
The figures are percentages of 1,000 simulated worlds (seed 2): those with the reason that few people hold most rows, those without an
interval for another reason (fewer than ten folds with people, or a rate of 0 or 1 everywhere), and, of the others, those whose 95 %
interval by the default methods holds the truth. *Once* is what the same worlds gave up to version 0.1: 32 folds, Student's t on
the folds, and two groups taken as independent. The simulation itself is uncertain by 0.7. *Worth* is the mean effective number of
people of the group.

**What holds.** Every row covers 93 % or more. Where five or more of the effective people are expected to be selected in the group,
it covers 93 to 97 % where nobody stands in both and a person's rows are alike, however unevenly they lie, and up to 98 % where
everybody stands in both (of couples, where ten are expected of whom one is selected without the other). This is tested.

**What does not hold.** Where fewer are expected, and where the rows of a person go their own ways although a unit is named, it covers
up to 100 %: a design effect is never taken to be below 1, and where few people hold the rarer outcome it is drawn towards that
of rows all alike. Where one person holds a third of the rows there is no interval, and the verdict is that one cannot tell.

| in both groups | rows of a person | go together | people in each group | rate of the reference | true ratio | worth | few hold most | no interval | ratio, once | ratio | difference, once | difference |
|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";

const SEEDS: &str = "
## The seed of the folds

The same 400 people, with a geometric number of rows (10 on average) that are all alike, over 200 seeds of the hash that divides
people into folds. A seed decides who falls into a fold with whom, and so the design effect; with G folds a standard error varies by
about 1/√(2G) of itself. An audit without campaigns has 4,096 folds, one with campaigns 1,024 in each; a cube counted before
has 32. What the audit says of the spread it tells from the sizes of the folds of the one seed it has: the last column.

| folds | design effect: lowest | mean | highest | standard error varies by | as the audit tells it |
|---:|---:|---:|---:|---:|---:|
";

fn even_row((campaigns, [alone, adjusted, any]): &(usize, [f64; 3])) -> String {
    format!("| {campaigns} | {alone:.2} | {adjusted:.2} | {any:.0} |")
}

fn lifted_row((world, found): &(Lifted, Found)) -> String {
    let Lifted { groups, people, rate, effect } = world;
    let Found { alone, differs, unequal } = found;
    let (rate, effect) = (100.0 * rate, 100.0 * effect);
    format!("| {groups} | {people} | {rate} % | {effect} | {alone:.1} | {differs:.1} | {unequal:.1} |")
}

const MANY: &str = "
## Many campaigns

Every campaign is even: 60 deliveries, drawn from a mix of 50, 30 and 20 %. Of 50 simulated runs (seed 4): how many campaigns are
named on average by a test each at 5 %, as they were until the tests were adjusted; how many by the tests adjusted for all of them
(Benjamini and Hochberg); and the percentage of runs in which any is.

| campaigns | named by a test each | named when adjusted | runs that name any, % |
|---:|---:|---:|---:|
";

const LIFT: &str = "
## Lift

A campaign does the same for every group: it raises the rate by `effect` points, of so many people in each group to whom it is
open, against as many kept out. The figures are percentages of 2,000 simulated worlds (seed 3; uncertain by 0.5): those in which
some group's own nominal interval misses the effect, which is all that there was to read until groups were compared; those in which
the difference of some group from the first is said to be none of chance; and those in which the test of equal lift rejects at 5 %.

**What holds.** A difference is found in at most 6 of 100 of these worlds, and the test rejects in at most 6. This is tested.

| groups | people in each arm | rate of those kept out | effect | an own interval misses | a difference is found | not equal |
|---:|---:|---:|---:|---:|---:|---:|
";

const CASES: &str = "
## Every case of two groups

Percentages covered, by the reference's rate. In brackets: fewer than 5 people expected to be selected in a group. People are
those of the group : of the reference; the ratio is the true one.

";
