//! Published cases: the figures that other tools and papers print, reproduced from their data. Every expectation of the
//! table is either compared or counted as `later`, by the name of its measure.

mod data;
mod scores;
mod strata;
mod weights;

use std::collections::BTreeMap;

use data::{groups, subgroup, table};
use evenhand_metrics::catalog::{Rate, rate};
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::{Comparison, Group, ReferenceRule, choose};
use evenhand_metrics::four_fifths::{below_four_fifths, flip};
use evenhand_metrics::odds::{SHARE_OF_ERRORS, average_odds, errors_ratio, largest_odds_difference};
use evenhand_metrics::outcomes::Outcomes;
use evenhand_metrics::significance::{Count, TestId, Tested, two_by_two};
use evenhand_metrics::summary::Summary;
use evenhand_metrics::undefined::Undefined;
use serde_json::Value;

type Answer = Result<f64, Undefined>;

#[test]
fn published_figures_are_reproduced() {
    let table: Value = serde_json::from_str(include_str!("../cases.json")).unwrap();
    let (mut cases, mut read, mut compared, mut later) = (0, 0, 0, BTreeMap::<String, usize>::new());
    for case in table["cases"].as_array().unwrap() {
        cases += 1;
        for expect in case["expect"].as_array().unwrap() {
            read += 1;
            let metric = expect["metric"].as_str().unwrap();
            let got = (answer(&case["input"], expect))
                .or_else(|| strata::answer(&case["input"], expect))
                .or_else(|| scores::answer(case, expect))
                .or_else(|| weights::answer(&groups(&case["input"], expect)?, expect));
            if let Some(got) = got {
                assert!(agrees(got, expect), "{}: {expect} is {got:?} here", case["id"]);
                compared += 1;
            } else {
                *later.entry(metric.to_owned()).or_default() += 1;
            }
        }
    }
    println!("{cases} cases, {read} expectations read, {compared} compared; later: {later:?}");
    // An expectation must not slip from compared to later unseen.
    assert_eq!((cases, read, compared), (24, 397, 382));
}

fn agrees(got: Answer, expect: &Value) -> bool {
    match (got, &expect["value"]) {
        // A ratio to zero has no value; peers print it as infinite.
        (Err(reason), Value::String(want)) => {
            want == "undefined" || want == "inf" && reason == Undefined::ReferenceZero
        }
        (Ok(got), Value::Number(want)) => {
            let near = |want: f64, tolerance: f64| (got - want).abs() <= tolerance;
            want.as_f64().zip(expect["tolerance"].as_f64()).is_some_and(|(want, tolerance)| near(want, tolerance))
        }
        (Ok(got), Value::Bool(want)) => got.to_bits() == truth(*want).to_bits(),
        _ => false,
    }
}

/// A yes or no among numbers.
fn truth(yes: bool) -> f64 {
    f64::from(u8::from(yes))
}

/// What the crate says to an expectation; `None` where the question is not one for rates of groups.
fn answer(input: &Value, expect: &Value) -> Option<Answer> {
    if expect.get("after").is_some() {
        return None;
    }
    let groups = groups(input, expect)?;
    let place = |label: &Value| groups.iter().position(|(known, _)| Some(known.as_str()) == label.as_str());
    let asked = Asked {
        own: place(&expect["group"]).or_else(|| place(&expect["groups"][0])),
        reference: place(&expect["groups"][1]),
        groups: &groups,
    };
    match expect["metric"].as_str()? {
        "count" => Some(Ok(people(asked.cell().people()))),
        "effective-sample-size" => {
            let weighted = rate("selection-rate")?.weighted(&asked.cell())?;
            Some(weighted.map(|weighted| people(asked.cell().people()) / weighted.kish))
        }
        "z-pooled" => Some(asked.tested(TestId::ZPooled)?.map(|tested| tested.statistic.unwrap_or(f64::NAN))),
        "p-value-z-pooled" => Some(asked.tested(TestId::ZPooled)?.map(|tested| tested.p_value)),
        "p-value-fisher-two-sided" => Some(asked.tested(TestId::Fisher)?.map(|tested| tested.p_value)),
        "below-four-fifths" => {
            let [group, reference] = asked.two()?;
            Some(below_four_fifths(group, reference).map(truth))
        }
        "flip-exempt" => {
            let [group, reference] = asked.two()?;
            Some(flip(group, reference).map(|flip| truth(flip.exempt)))
        }
        "average-odds" | "equalised-odds" | "treatment-equality" => asked.odds(expect["metric"].as_str()?),
        "impact-ratio" => asked.compared(rate("selection-rate")?, "vs_highest"),
        "subgroup-divergence" => {
            let (part, all) = (subgroup(&table(input)?, &expect["items"])?, asked.total());
            let support = people(part.people()) / people(all.people());
            assert!((support - expect["support"].as_f64()?).abs() < 1e-12, "{expect}");
            let rate = rate(expect["base_metric"].as_str()?)?;
            Some(Comparison::Difference.of(value(rate, &part), value(rate, &all)))
        }
        metric => asked.compared(rate(metric)?, expect["comparison"].as_str()?),
    }
}

/// What an expectation is about: one of the groups, or all of them when it names none.
struct Asked<'a> {
    own: Option<usize>,
    reference: Option<usize>,
    groups: &'a [(String, Cell)],
}

impl Asked<'_> {
    fn cell(&self) -> Cell {
        self.own.map_or_else(|| self.total(), |own| self.groups[own].1.clone())
    }

    fn total(&self) -> Cell {
        self.without(None)
    }

    fn without(&self, group: Option<usize>) -> Cell {
        let others = self.groups.iter().enumerate().filter(|(at, _)| Some(*at) != group);
        others.fold(Cell::default(), |mut sum, (_, (_, cell))| {
            sum.merge(cell);
            sum
        })
    }

    /// The selected of the group and of its reference; of the two there are, when none is named.
    fn two(&self) -> Option<[Count; 2]> {
        let own = self.own.unwrap_or(0);
        let reference = self.reference.or_else(|| (self.groups.len() == 2).then(|| 1 - own))?;
        Some([own, reference].map(|at| {
            let cell = &self.groups[at].1;
            Count::new(cell.count(Outcomes::SELECTED), cell.people())
        }))
    }

    fn tested(&self, test: TestId) -> Option<Result<Tested, Undefined>> {
        let [group, reference] = self.two()?;
        Some(two_by_two(test, group, reference))
    }

    /// What error rates say together: of the group against its reference or the rest, or of all groups.
    fn odds(&self, metric: &str) -> Option<Answer> {
        let rates = ["true-positive-rate", "false-positive-rate"].map(rate);
        let [Some(positive), Some(negative)] = rates else { return None };
        let own = self.cell();
        if metric == "treatment-equality" {
            let ratio = |cell: &Cell| value(&SHARE_OF_ERRORS, cell).and_then(errors_ratio);
            return Some(Comparison::Difference.of(ratio(&own), ratio(&self.without(self.own))));
        }
        if metric == "average-odds" {
            let reference = &self.groups[self.reference?].1;
            let [one, other] =
                [positive, negative].map(|rate| Comparison::Difference.of(value(rate, &own), value(rate, reference)));
            return Some(average_odds(one, other));
        }
        let [one, other] = [positive, negative]
            .map(|rate| self.groups.iter().map(|(_, cell)| value(rate, cell)).collect::<Vec<Answer>>());
        Some(largest_odds_difference(&one, &other))
    }

    /// The group against its reference, the rest or everyone; or one figure for all groups.
    fn compared(&self, rate: &Rate, comparison: &str) -> Option<Answer> {
        use Comparison::{Difference, Ratio};
        let (own, overall) = (value(rate, &self.cell()), value(rate, &self.total()));
        let reference = || Some(value(rate, &self.groups[self.reference?].1));
        let rest = || value(rate, &self.without(self.own));
        let summary = |summary: Summary| {
            let rates: Vec<Answer> = self.groups.iter().map(|(_, cell)| value(rate, cell)).collect();
            summary.of(&rates)
        };
        let values = || self.groups.iter().filter_map(|(_, cell)| value(rate, cell).ok());
        Some(match comparison {
            "none" => own,
            "difference" => summary(Summary::LargestDifference),
            "min_over_max" => summary(Summary::SmallestRatio),
            "difference_vs_reference" => Difference.of(own, reference()?),
            "ratio_vs_reference" => Ratio.of(own, reference()?),
            "absolute_difference" => Difference.of(own, reference()?).map(f64::abs),
            "difference_vs_rest" => Difference.of(own, rest()),
            "ratio_vs_rest" => Ratio.of(own, rest()),
            "max_difference_to_overall" => {
                Ok(values().filter_map(|p| Difference.of(Ok(p), overall).ok()).map(f64::abs).reduce(f64::max)?)
            }
            "min_ratio_to_overall" => {
                let ratios = values().filter_map(|p| Ratio.of(Ok(p), overall).ok());
                Ok(ratios.map(|r| r.min(1.0 / r)).reduce(f64::min)?)
            }
            "vs_highest" => {
                let listed: Vec<Group<'_>> =
                    self.groups.iter().map(|(label, cell)| listed(rate, label, cell)).collect();
                Ratio.of(own, value(rate, &self.groups[choose(&ReferenceRule::HighestRate, &listed)?].1))
            }
            _ => return None,
        })
    }
}

fn listed<'a>(rate: &Rate, label: &'a str, cell: &Cell) -> Group<'a> {
    Group { label, people: cell.people(), rate: rate.tally(cell) }
}

/// The weighted rate where there are weights, else k of n.
fn value(rate: &Rate, cell: &Cell) -> Answer {
    match rate.weighted(cell) {
        Some(weighted) => weighted.map(|weighted| weighted.rate),
        None => rate.tally(cell).map(|tally| tally.top / tally.bottom),
    }
}

#[expect(clippy::cast_precision_loss, reason = "the tables hold a few thousand people")]
fn people(people: u64) -> f64 {
    people as f64
}
