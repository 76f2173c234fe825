//! The counter against one that does the obvious: a row at a time, labels as text, a map from key to counts.

#![expect(clippy::unwrap_used, reason = "what cannot be made or found fails the test")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use evenhand_cube::count::{Exact, exact};
use evenhand_cube::read::{Column, Format, write_table};
use evenhand_cube::spec::{Absent, CubeSpec, FOLD, Role, SCORE, Score};
use evenhand_metrics::cube::{Cuboid, MISSING};
use proptest::prelude::*;
use support::{named, spec, with_audience, with_campaign, with_outcome};

const ATTRIBUTES: [&str; 2] = ["gender", "age"];

/// What a row says.
#[derive(Debug, Clone)]
struct Row {
    person: Option<i64>,
    gender: Option<String>,
    age: Option<i64>,
    campaign: Option<String>,
    targeted: Option<i64>,
    converted: Option<i64>,
    /// In quarters, so that sums of weights and of their squares are exact in doubles.
    weight: Option<i64>,
    value: Option<i64>,
    score: f64,
}

/// Gender and age by person.
type People = BTreeMap<i64, (Option<String>, Option<i64>)>;

/// What is counted beside attributes and decision.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is one part of a plan, there or not")]
struct Case {
    outcome: bool,
    campaign: bool,
    weight: bool,
    value: bool,
    unit: bool,
    score: bool,
    map: bool,
    bins: bool,
    missing: bool,
    audience: Option<Absent>,
    /// So few cells are allowed that the full cross is given up.
    few_cells: bool,
    format: Format,
    /// Rows are spread over so many files, whose labels come one after the other.
    files: usize,
}

/// A table from a small generator of its own: thousands of rows are too many to shrink.
fn rows(seed: u64, count: usize, people: i64) -> Vec<Row> {
    let mut state = seed;
    let mut draw = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let signed = |n: u64| i64::try_from(n).unwrap();
    let row = |at: usize| {
        // Later rows bring labels that earlier ones lack, so that codes grow while counting.
        let labels = 2 + at as u64 * 6 / count as u64;
        let campaigns = 1 + at as u64 * 40 / count as u64;
        let there = |drawn: u64| drawn > 0;
        Row {
            person: there(draw(50)).then(|| signed(draw(people.unsigned_abs()))),
            gender: there(draw(9)).then(|| match draw(labels) {
                0 => "unknown".to_owned(),
                1 => "a label of more than twelve letters".to_owned(),
                label => format!("g{label}"),
            }),
            age: there(draw(9)).then(|| signed(draw(80))),
            campaign: there(draw(30)).then(|| format!("c{}", draw(campaigns))),
            targeted: there(draw(20)).then(|| signed(draw(2))),
            converted: there(draw(5)).then(|| signed(draw(2))),
            weight: there(draw(40)).then(|| signed(draw(9))),
            value: there(draw(3)).then(|| signed(draw(100)) - 20),
            score: f64::from(u32::try_from(draw(1 << 16)).unwrap()) / f64::from(1 << 16),
        }
    };
    (0..count).map(row).collect()
}

fn strings<'a>(rows: impl Iterator<Item = Option<&'a String>>) -> Column {
    Column::Strings(rows.map(Option::<&String>::cloned).collect())
}

/// Writes rows to files of one folder, with the columns of people or without.
fn write(folder: &Path, rows: &[Row], case: Case, of_people: bool) -> PathBuf {
    let folder = folder.join("decisions");
    std::fs::create_dir(&folder).unwrap();
    for (number, rows) in rows.chunks(rows.len().div_ceil(case.files)).enumerate() {
        let whole = |value: fn(&Row) -> Option<i64>| Column::Integers(rows.iter().map(value).collect());
        let mut columns = vec![
            ("user_id", whole(|row| row.person)),
            ("campaign_id", strings(rows.iter().map(|row| row.campaign.as_ref()))),
            ("targeted", whole(|row| row.targeted)),
            ("converted", whole(|row| row.converted)),
            ("value", whole(|row| row.value)),
            ("weight", Column::Floats(rows.iter().map(|row| row.weight.map(quarters)).collect())),
            ("score", Column::Floats(rows.iter().map(|row| Some(row.score)).collect())),
        ];
        if of_people {
            columns.push(("gender", strings(rows.iter().map(|row| row.gender.as_ref()))));
            columns.push(("age", whole(|row| row.age)));
        }
        let ending = if case.format == Format::Csv { "csv" } else { "parquet" };
        write_table(&folder.join(format!("{number}.{ending}")), &columns, case.format).unwrap();
    }
    folder
}

fn quarters(n: i64) -> f64 {
    f64::from(i32::try_from(n).unwrap()) / 4.0
}

/// The people of an audience: some of those of the decisions, and some more.
fn people(rows: &[Row], people: i64) -> People {
    let known = rows.iter().filter_map(|row| Some((row.person?, (row.gender.clone(), row.age))));
    let mut all: BTreeMap<i64, _> = known.filter(|(person, _)| person % 5 != 0).collect();
    all.extend((people..people + 20).map(|person| (person, (Some("g3".to_owned()), Some(person % 70)))));
    all
}

fn write_audience(folder: &Path, people: &People) -> PathBuf {
    let path = folder.join("audience.parquet");
    let columns = [
        ("user_id", Column::Integers(people.keys().copied().map(Some).collect())),
        ("gender", strings(people.values().map(|(gender, _)| gender.as_ref()))),
        ("age", Column::Integers(people.values().map(|(_, age)| *age).collect())),
    ];
    write_table(&path, &columns, Format::Parquet).unwrap();
    path
}

fn plan(decisions: &Path, case: Case) -> CubeSpec {
    let mut spec = spec(decisions, &ATTRIBUTES);
    if case.outcome {
        spec = with_outcome(spec);
    }
    if case.campaign {
        spec = with_campaign(spec);
    }
    for (wanted, role, column) in
        [(case.weight, Role::Weight, "weight"), (case.value, Role::Value, "value"), (case.unit, Role::Unit, "user_id")]
    {
        spec.columns[role] = wanted.then(|| named(column));
    }
    if case.score {
        let edges = vec![0.0, 0.125, 0.5, 0.75, 1.0];
        spec.columns.score = Some(Score { column: named("score"), edges });
    }
    if case.map {
        let map = [("g2", "two"), ("g3", "two"), ("*", "rest")];
        spec.attributes[0].map = map.map(|(from, to)| (from.to_owned(), to.to_owned())).into();
    }
    if case.bins {
        spec.attributes[1].bins = vec![18.0, 40.0];
    }
    if case.missing {
        spec.data.missing = vec!["unknown".into()];
    }
    if case.few_cells {
        spec.max_cells = 40;
    }
    spec
}

/// The labels of a row, `None` where there is none: attributes, then the campaign.
fn labels(gender: Option<&str>, age: Option<i64>, campaign: Option<&str>, case: Case) -> Vec<Option<String>> {
    let gender = gender.filter(|label| !(case.missing && *label == "unknown"));
    let gender = gender.map(|label| match label {
        "g2" | "g3" if case.map => "two",
        _ if case.map => "rest",
        label => label,
    });
    let age = age.map(|age| match age {
        ..18 if case.bins => "<18".to_owned(),
        18..40 if case.bins => "18-39".to_owned(),
        _ if case.bins => "40+".to_owned(),
        age => age.to_string(),
    });
    let mut labels = vec![gender.map(str::to_owned), age];
    labels.extend(case.campaign.then(|| campaign.map(str::to_owned)));
    labels
}

/// Counts, Σw, Σw², people with a value, and Σv.
type Sums = ([u64; 6], [f64; 6], [f64; 6], u64, f64);

#[derive(Debug, Default, PartialEq)]
struct Naive {
    cells: BTreeMap<Vec<Option<String>>, Sums>,
    scores: BTreeMap<(Option<String>, usize), [u64; 6]>,
    left_out: BTreeMap<&'static str, u64>,
}

/// The bin of a score.
fn bin(score: f64) -> usize {
    [0.125, 0.5, 0.75].iter().filter(|edge| score >= **edge).count()
}

/// The place of an outcome among the six: positive, negative, unknown; of the selected first.
fn kind(selected: bool, positive: Option<bool>) -> usize {
    evenhand_metrics::outcomes::Outcome::of(selected, positive).index()
}

fn counted(rows: &[Row], audience: Option<&People>, case: Case) -> Naive {
    let mut naive = Naive::default();
    let mut found: BTreeSet<(Option<&str>, i64)> = BTreeSet::new();
    for row in rows {
        let (mut gender, mut age) = (row.gender.as_deref(), row.age);
        if let Some(audience) = audience {
            let person = row.person.and_then(|person| Some((person, audience.get(&person)?)));
            let Some((person, own)) = person else {
                let why = if row.person.is_none() { "key-missing" } else { "not-in-audience" };
                *naive.left_out.entry(why).or_default() += 1;
                continue;
            };
            found.insert((row.campaign.as_deref().filter(|_| case.campaign), person));
            (gender, age) = (own.0.as_deref(), own.1);
        }
        let why = match row {
            Row { person: None, .. } if case.unit => Some("unit-missing"),
            Row { targeted: None, .. } => Some("decision-missing"),
            Row { weight: None, .. } if case.weight => Some("weight-missing"),
            _ => None,
        };
        if let Some(why) = why {
            *naive.left_out.entry(why).or_default() += 1;
            continue;
        }
        let kind =
            kind(row.targeted == Some(1), row.converted.filter(|_| case.outcome).map(|converted| converted == 1));
        let key = labels(gender, age, row.campaign.as_deref(), case);
        if case.score {
            naive.scores.entry((key[0].clone(), bin(row.score))).or_default()[kind] += 1;
        }
        let (n, w, w2, valued, sum) = naive.cells.entry(key).or_default();
        n[kind] += 1;
        if let Some(weight) = row.weight.filter(|_| case.weight).map(quarters) {
            w[kind] += weight;
            w2[kind] += weight * weight;
        }
        if let Some(value) = row.value.filter(|_| case.value) {
            *valued += 1;
            *sum += quarters(value) * 4.0;
        }
    }
    if let (Some(audience), Some(absent)) = (audience, case.audience) {
        let mut campaigns: BTreeSet<Option<&str>> = rows.iter().map(|row| row.campaign.as_deref()).collect();
        campaigns.remove(&None);
        if !case.campaign {
            campaigns = [None].into();
        }
        let anywhere: BTreeSet<i64> = found.iter().map(|(_, person)| *person).collect();
        for (person, (gender, age)) in audience {
            if absent == Absent::LeftOut && !anywhere.contains(person) {
                *naive.left_out.entry("no-decision").or_default() += 1;
            }
            for campaign in campaigns.iter().filter(|campaign| !found.contains(&(**campaign, *person))) {
                if absent == Absent::Rejected {
                    let key = labels(gender.as_deref(), *age, *campaign, case);
                    naive.cells.entry(key).or_default().0[kind(false, None)] += 1;
                }
            }
        }
    }
    naive
}

/// The same people whatever the campaign.
fn without_campaign(cells: BTreeMap<Vec<Option<String>>, Sums>) -> BTreeMap<Vec<Option<String>>, Sums> {
    let mut margin: BTreeMap<Vec<Option<String>>, Sums> = BTreeMap::new();
    for (key, own) in cells {
        let (n, w, w2, valued, sum) = margin.entry(key[..2].to_vec()).or_default();
        for kind in 0..6 {
            n[kind] += own.0[kind];
            w[kind] += own.1[kind];
            w2[kind] += own.2[kind];
        }
        *valued += own.3;
        *sum += own.4;
    }
    margin
}

/// The cells of a cuboid by their labels.
fn by_label(cuboid: &Cuboid, case: Case) -> BTreeMap<Vec<Option<String>>, Sums> {
    let label =
        |(dim, code): (usize, &u32)| (*code != MISSING).then(|| cuboid.dims()[dim].label(*code).unwrap().to_owned());
    let cells = cuboid.cells().map(|(key, cell)| {
        let each = |sums: &dyn Fn(usize) -> f64| std::array::from_fn(sums);
        let weights = cell.weights.as_deref();
        let unit = 18_446_744_073_709_551_616.0;
        #[expect(clippy::cast_precision_loss, reason = "quarters, and few of them")]
        let sum = |kind: usize| weights.map_or(0.0, |sums| sums.w[kind] as f64 / unit);
        let squares = |kind: usize| weights.map_or(0.0, |sums| sums.squares(kind));
        assert_eq!(weights.is_some(), case.weight);
        let values = cell.values.as_deref().map(|values| values.all.sums());
        let values = values.map_or((0, 0.0), |sums| (sums.people, sums.sum));
        let key = key.iter().enumerate().map(label).collect();
        (key, (cell.n, each(&sum), each(&squares), values.0, values.1))
    });
    cells.collect()
}

fn agree(case: Case, seed: u64, count: usize) -> Result<(), TestCaseError> {
    let folder = tempfile::tempdir().unwrap();
    let many = 1 + i64::try_from(count / 3).unwrap();
    let rows = rows(seed, count, many);
    let decisions = write(folder.path(), &rows, case, case.audience.is_none());
    let mut spec = plan(&decisions, case);
    let people = case.audience.map(|_| people(&rows, many));
    if let (Some(people), Some(absent)) = (&people, case.audience) {
        spec = with_audience(spec, &write_audience(folder.path(), people), absent);
    }
    let exact: Exact = exact(&spec, &mut |_| {}).unwrap();
    let naive = counted(&rows, people.as_ref(), case);
    let left_out: BTreeMap<&str, u64> = exact.left_out.iter().map(|left| (left.reason.id(), left.people)).collect();
    prop_assert_eq!(&left_out, &naive.left_out);
    let ids: Vec<&str> = if case.campaign { vec!["gender", "age", "@campaign"] } else { vec!["gender", "age"] };
    // Where the full cross was given up, pairs of attributes are still kept, without the campaign.
    let kept = exact.cube.margin(&ids);
    prop_assert!(kept.is_some() || case.few_cells);
    let expected = if kept.is_some() { naive.cells } else { without_campaign(naive.cells) };
    let cuboid = kept.or_else(|| exact.cube.margin(&ids[..2])).unwrap();
    let cells = by_label(&cuboid, case);
    let unlike = cells.keys().chain(expected.keys()).find(|key| cells.get(*key) != expected.get(*key));
    let unlike = unlike.map(|key| (key, cells.get(key), expected.get(key)));
    prop_assert_eq!(unlike, None, "a cell as counted, and as expected");
    if case.unit {
        // Whichever fold a person is in: folds together are everybody.
        let folds = exact.cube.margin(&["gender", FOLD]).unwrap().margin(&[0]);
        prop_assert_eq!(by_label(&folds, case), by_label(&exact.cube.margin(&["gender"]).unwrap(), case));
    }
    if case.score {
        let scores = exact.cube.margin(&["gender", SCORE]).unwrap();
        let mut found: BTreeMap<(Option<String>, usize), [u64; 6]> = BTreeMap::new();
        for (key, cell) in scores.cells() {
            // A few scores are kept one by one, many as bins.
            let label = scores.dims()[1].label(key[1]).unwrap();
            let low: f64 = label.split("..").next().unwrap().parse().unwrap();
            let key = (scores.dims()[0].label(key[0]).map(str::to_owned), bin(low));
            found.entry(key).or_default().iter_mut().zip(cell.n).for_each(|(sum, n)| *sum += n);
        }
        prop_assert_eq!(found, naive.scores);
    }
    Ok(())
}

fn case() -> impl Strategy<Value = Case> {
    let parts = proptest::array::uniform9(any::<bool>());
    let absent = prop_oneof![Just(None), Just(Some(Absent::LeftOut)), Just(Some(Absent::Rejected))];
    let format = prop_oneof![Just(Format::Csv), Just(Format::Parquet)];
    (parts, absent, format, 1_usize..4, prop::bool::weighted(0.2)).prop_map(|(parts, audience, format, files, few)| {
        let [outcome, campaign, weight, value, unit, score, map, bins, missing] = parts;
        // People without a decision have neither weight nor value nor score nor row of a unit.
        let rejected = audience == Some(Absent::Rejected);
        Case {
            outcome,
            campaign,
            weight: weight && !rejected,
            value,
            unit: unit && audience.is_none(),
            score: score && audience.is_none(),
            map,
            bins,
            missing,
            audience,
            few_cells: few,
            format,
            files,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_plan_counts_as_the_naive_counter_does(case in case(), seed in any::<u64>(), count in 1_usize..900) {
        agree(case, seed, count)?;
    }
}

/// As many rows as are divided among threads, and scores too many to be kept one by one.
#[test]
fn rows_that_are_divided_among_threads_count_as_the_naive_counter_does() {
    let all = Case {
        outcome: true,
        campaign: true,
        weight: false,
        value: false,
        unit: false,
        score: true,
        map: false,
        bins: false,
        missing: true,
        audience: None,
        few_cells: false,
        format: Format::Parquet,
        files: 2,
    };
    let cases = [
        all,
        Case { format: Format::Csv, score: false, ..all },
        Case { audience: Some(Absent::LeftOut), score: false, ..all },
        Case { unit: true, bins: true, ..all },
    ];
    for case in cases {
        agree(case, 7, 80_000).unwrap();
    }
}
