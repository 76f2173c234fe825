//! Published cases: the figures that other tools and papers print, reproduced from their data. Every expectation of the
//! table is either compared or counted as `later`, by the name of its measure.

use std::collections::BTreeMap;

use evenhand_metrics::catalog::{Rate, rate};
use evenhand_metrics::cell::{Cell, Weight};
use evenhand_metrics::compare::{Comparison, Group, ReferenceRule, choose};
use evenhand_metrics::cube::{Code, Cuboid, Dimension};
use evenhand_metrics::outcomes::{Outcome, Outcomes};
use evenhand_metrics::summary::Summary;
use evenhand_metrics::undefined::Undefined;
use serde_json::Value;

type Answer = Result<f64, Undefined>;

#[test]
fn published_figures_are_reproduced() {
    let table: Value = serde_json::from_str(include_str!("oracle/cases.json")).unwrap();
    let (mut cases, mut read, mut compared, mut later) = (0, 0, 0, BTreeMap::<String, usize>::new());
    for case in table["cases"].as_array().unwrap() {
        cases += 1;
        for expect in case["expect"].as_array().unwrap() {
            read += 1;
            let metric = expect["metric"].as_str().unwrap();
            if let Some(got) = answer(&case["input"], expect) {
                assert!(agrees(got, expect), "{}: {expect} is {got:?} here", case["id"]);
                compared += 1;
            } else {
                *later.entry(metric.to_owned()).or_default() += 1;
            }
        }
    }
    println!("{cases} cases, {read} expectations read, {compared} compared; later: {later:?}");
    // An expectation must not slip from compared to later unseen.
    assert_eq!((cases, read, compared), (24, 397, 332));
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
        _ => false,
    }
}

/// What the crate says to an expectation; `None` where the question is not one for rates.
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
            Some(weighted.map(|weighted| people(asked.cell().people()) / weighted.deff))
        }
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

/// The groups that an expectation speaks of, out of whichever form the data of the case have.
fn groups(input: &Value, expect: &Value) -> Option<Vec<(String, Cell)>> {
    if let Some(attributes) = input["confusion_counts"].as_object() {
        // Asked for as attribute=label, or by the label alone.
        let asked = expect["group"].as_str().or(expect["groups"][0].as_str())?;
        let (prefix, groups) = attributes.iter().find_map(|(attribute, groups)| {
            let prefix = asked.strip_prefix(attribute.as_str()).map_or(String::new(), |_| format!("{attribute}="));
            groups
                .as_object()
                .filter(|groups| groups.contains_key(&asked[prefix.len()..]))
                .map(|groups| (prefix, groups))
        })?;
        return Some(groups.iter().map(|(label, n)| (format!("{prefix}{label}"), confusion(n))).collect());
    }
    if expect["fixture"] == "decision_given_label" {
        let pairs = &input["decision_given_label"];
        let n = |label: &str, outcome: &str, decision: usize| pairs[outcome][label][decision].as_u64();
        let cell = |label: &str| {
            let (tp, fp) = (n(label, "label_1", 0)?, n(label, "label_0", 0)?);
            Some(Cell::of_counts([tp, fp, 0, n(label, "label_1", 1)?, n(label, "label_0", 1)?, 0]))
        };
        return pairs["label_1"].as_object()?.keys().map(|label| Some((label.clone(), cell(label)?))).collect();
    }
    if input.get("counts").is_some() {
        let counts = &input["counts"];
        let (labels, n, selected) = (list(counts, "group"), numbers(counts, "n"), numbers(counts, "selected"));
        let cell = |n: u64, selected: u64| Cell::of_counts([0, 0, selected, 0, 0, n - selected]);
        return (!selected.is_empty()).then(|| {
            let cells = n.into_iter().zip(selected).map(|(n, selected)| cell(n, selected));
            labels.into_iter().zip(cells).collect()
        });
    }
    let cuboid = table(input)?;
    let cuboid = match expect["stratum"].as_str() {
        Some(stratum) => cuboid.slice(0, cuboid.dims()[0].code(stratum)?),
        None if input.get("counts_by_stratum").is_some() => cuboid.margin(&[1]),
        None => cuboid,
    };
    let label = |key: &[Code]| key.iter().zip(cuboid.dims()).filter_map(|(code, dim)| dim.label(*code)).collect();
    Some(cuboid.cells().map(|(key, cell)| (label(key), cell.clone())).collect())
}

/// The cuboid of a case whose data are rows, strata or cells.
fn table(input: &Value) -> Option<Cuboid> {
    let mut rows: Vec<(Vec<String>, Cell)> = Vec::new();
    let mut dims = Vec::new();
    if input.get("cells").is_some() {
        let columns = list(&input["cells"], "columns");
        let attributes = columns.len() - 4;
        dims.extend(columns[..attributes].iter().cloned());
        for row in input["cells"]["rows"].as_array()? {
            let n: Vec<u64> = (attributes..columns.len()).filter_map(|at| row[at].as_u64()).collect();
            let key = (0..attributes).map(|at| text(&row[at])).collect();
            rows.push((key, Cell::of_counts([n[0], n[1], 0, n[3], n[2], 0])));
        }
    } else if let Some(strata) = input.get("counts_by_stratum") {
        dims.extend(["stratum", "group"].map(str::to_owned));
        for (at, stratum) in list(strata, "stratum").into_iter().enumerate() {
            for group in ["men", "women"] {
                let n = |decision: &str| strata[format!("{group}_{decision}")][at].as_u64();
                let cell = Cell::of_counts([0, 0, n("admitted")?, 0, 0, n("rejected")?]);
                rows.push((vec![stratum.clone(), group.to_owned()], cell));
            }
        }
    } else {
        let decisions = numbers(input, "decision");
        dims.extend(["group", "group2"].into_iter().filter(|id| input.get(id).is_some()).map(str::to_owned));
        for (at, decision) in decisions.into_iter().enumerate() {
            let mut cell = Cell::default();
            let kind = Outcome::of(decision == 1, input["label"][at].as_u64().map(|label| label == 1));
            match input["weight"][at].as_f64() {
                Some(w) => cell.add_weighted(kind, 1, Weight::from_f64(w).ok()?),
                None => cell.add(kind, 1),
            }
            rows.push((dims.iter().map(|id| text(&input[id][at])).collect(), cell));
        }
    }
    (!rows.is_empty()).then(|| cuboid(dims, &rows))
}

fn cuboid(dims: Vec<String>, rows: &[(Vec<String>, Cell)]) -> Cuboid {
    let labels = |dim: usize| rows.iter().map(|(key, _)| &key[dim]).collect::<std::collections::BTreeSet<_>>();
    let dims = dims.into_iter().enumerate().map(|(dim, id)| Dimension::new(id, labels(dim))).collect();
    let mut cuboid = Cuboid::new(dims);
    for (key, cell) in rows {
        let key: Vec<Code> = key.iter().zip(cuboid.dims()).filter_map(|(label, dim)| dim.code(label)).collect();
        cuboid.add(&key, cell.clone());
    }
    cuboid
}

/// The people with all of these values.
fn subgroup(all: &Cuboid, items: &Value) -> Option<Cell> {
    let items = items.as_object()?.iter().map(|(id, label)| {
        let dim = all.position(id)?;
        Some((dim, all.dims()[dim].code(label.as_str()?)?))
    });
    let items: Vec<(usize, Code)> = items.collect::<Option<_>>()?;
    Some(all.keeping(|key| items.iter().all(|(dim, code)| key[*dim] == *code)).total())
}

fn confusion(n: &Value) -> Cell {
    let n = |kind: &str| n[kind].as_u64().unwrap_or_default();
    let cell = Cell::of_counts([n("tp"), n("fp"), 0, n("fn"), n("tn"), 0]);
    assert_eq!(cell.count(Outcomes::KNOWN), cell.people());
    cell
}

fn list(value: &Value, key: &str) -> Vec<String> {
    value[key].as_array().into_iter().flatten().map(text).collect()
}

fn numbers(value: &Value, key: &str) -> Vec<u64> {
    value[key].as_array().into_iter().flatten().filter_map(Value::as_u64).collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
