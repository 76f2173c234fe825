//! A subtraction attack: linear programmes over all that the notice prints, and over more than that, ask how many numbers
//! are left for everything it keeps back. The same attack on the exact document shows that it can succeed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use evenhand::document::{Audit, Finding};
use evenhand::lang::Lang;
use evenhand::report::{Format, write};
use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOutcome};

use super::read::{Notice, Row, Share};
use crate::support::world;

/// More people than any of the audits has.
const MOST: f64 = 1e7;

/// A sum of numbers, by their places, each times a factor.
type Sum = Vec<(usize, f64)>;

/// A linear programme without an objective.
#[derive(Clone, Default)]
struct Facts {
    bounds: Vec<(f64, f64)>,
    rows: Vec<(Sum, f64, f64)>,
}

impl Facts {
    fn number(&mut self, low: f64, high: f64) -> usize {
        self.bounds.push((low, high));
        self.bounds.len() - 1
    }

    /// `low <= terms <= high`.
    fn know(&mut self, terms: Sum, low: f64, high: f64) {
        self.rows.push((terms, low, high));
    }

    fn end(&self, of: &[(usize, f64)], direction: OptimizationDirection) -> f64 {
        let mut problem = Problem::new(direction);
        let gain = |at: usize| of.iter().filter(|(own, _)| *own == at).map(|(_, gain)| gain).sum::<f64>();
        let numbers: Vec<_> =
            self.bounds.iter().enumerate().map(|(at, bounds)| problem.add_var(gain(at), *bounds)).collect();
        for (terms, low, high) in &self.rows {
            let terms: Vec<_> = terms.iter().map(|(at, factor)| (numbers[*at], *factor)).collect();
            if high - low <= 0.0 {
                problem.add_constraint(&terms, ComparisonOp::Eq, *low);
                continue;
            }
            if low.is_finite() {
                problem.add_constraint(&terms, ComparisonOp::Ge, *low);
            }
            if high.is_finite() {
                problem.add_constraint(&terms, ComparisonOp::Le, *high);
            }
        }
        match problem.solve_with(microlp::SolveOptions::default()).unwrap() {
            SolveOutcome::Solution(found) => found.objective(),
            other @ SolveOutcome::Interrupted(_) => panic!("{other:?}"),
        }
    }

    /// The least and the greatest whole number that a sum can be.
    fn range(&self, of: &[(usize, f64)]) -> (f64, f64) {
        let low = self.end(of, OptimizationDirection::Minimize);
        let high = self.end(of, OptimizationDirection::Maximize);
        ((low - 1e-6).ceil(), (high + 1e-6).floor())
    }

    fn count(&self, of: &[(usize, f64)]) -> f64 {
        let (low, high) = self.range(of);
        high - low + 1.0
    }
}

/// What the reader knows besides the page.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Reader {
    /// Nothing.
    OfThePage,
    /// Every number that is told, to the last person, and how many were selected in all.
    WhoKnowsTheRest,
    /// The same, and which groups are the small ones.
    WhoKnowsTheSmall,
}

/// How far a notice keeps what it keeps back: every number of people, selected or not selected that is not told.
fn attack(audit: &Audit, reader: Reader) -> usize {
    let mut page = Vec::new();
    write(Format::from_id("notice").unwrap(), audit, Lang::En, &mut page).unwrap();
    let notice = Notice::read(&String::from_utf8(page).unwrap());
    let least = audit.settings.min_cell;
    let few = float(least) - 1.0;
    let everybody = float(audit.population.people_used);
    let mut facts = Facts::default();
    let exact = reader != Reader::OfThePage;
    let all = match notice.people {
        None => facts.number(0.0, MOST),
        Some(_) if exact => facts.number(everybody, everybody),
        Some(told) => facts.number(told - notice.width(told) / 2.0, told + notice.width(told) / 2.0),
    };
    let chosen = facts.number(0.0, MOST);
    let mut kept_back: Vec<(String, Sum, f64)> = Vec::new();
    for (attribute, rows) in &notice.tables {
        let values = own_values(audit, attribute);
        assert_eq!(values.len(), rows.len(), "{attribute}");
        let (mut people, mut selected) = (vec![(all, -1.0)], vec![(chosen, -1.0)]);
        for (row, value) in rows.iter().zip(values) {
            let [yes, no] = [(); 2].map(|()| facts.number(0.0, MOST));
            let group = vec![(yes, 1.0), (no, 1.0)];
            people.extend(group.clone());
            selected.push((yes, 1.0));
            let name = format!("{attribute}={}", row.group);
            match row.people {
                None if reader == Reader::WhoKnowsTheSmall && value.people_below.is_some() => {
                    facts.know(group.clone(), 1.0, few);
                    kept_back.push((format!("people of {name}"), group, few));
                }
                None => {
                    facts.know(group.clone(), 1.0, f64::INFINITY);
                    // Beside a group known to be small there are as many numbers as the small one may have.
                    let open = if reader == Reader::WhoKnowsTheSmall { few } else { float(least) };
                    kept_back.push((format!("people of {name}"), group, open));
                }
                Some(_) if exact => {
                    let told = float(value.people.unwrap());
                    facts.know(group, told, told);
                }
                Some(told) => {
                    let spread = notice.width(told) / 2.0;
                    facts.know(group, told - spread, told + spread);
                }
            }
            know_share(&mut facts, row, value, exact, [yes, no], few);
            if row.people.is_none() || !matches!(row.share, Share::About(..)) {
                for (what, at) in [("selected", yes), ("not selected", no)] {
                    kept_back.push((format!("{what} of {name}"), vec![(at, 1.0)], float(least)));
                }
            }
        }
        facts.know(people, 0.0, 0.0);
        facts.know(selected, 0.0, 0.0);
    }
    if exact
        && notice.people.is_some()
        && let Some(known) = selected_in_all(audit)
    {
        facts.know(vec![(chosen, 1.0)], known, known);
    }
    for (what, of, open) in &kept_back {
        let (low, high) = facts.range(of);
        assert!(facts.count(of) >= *open, "{reader:?}: {what} is one of {low} to {high}, and {open} are to be left");
    }
    kept_back.len()
}

/// What is told of a share, as a fact about the numbers selected and not selected.
fn know_share(facts: &mut Facts, row: &Row, value: &Finding, exact: bool, [yes, no]: [usize; 2], few: f64) {
    match row.share {
        Share::About(..) if exact => {
            let told = float(value.top.unwrap());
            facts.know(vec![(yes, 1.0)], told, told);
        }
        Share::About(share, spread) => {
            let (low, high) = (share - spread, share + spread);
            facts.know(vec![(yes, 1.0 - low), (no, -low)], 0.0, f64::INFINITY);
            facts.know(vec![(yes, 1.0 - high), (no, -high)], f64::NEG_INFINITY, 0.0);
        }
        Share::Under => facts.know(vec![(yes, 1.0)], 0.0, few),
        Share::Over => facts.know(vec![(no, 1.0)], 0.0, few),
        Share::Unsaid => (),
    }
}

/// The selection rates of an attribute's groups in the exact document.
fn own_values<'a>(audit: &'a Audit, attribute: &str) -> Vec<&'a Finding> {
    let of = |finding: &&Finding| {
        finding.measure == "selection-rate"
            && finding.comparison.as_str() == "value"
            && finding.campaign.is_none()
            && finding.segment.as_ref().is_some_and(|segment| segment.0.len() == 1 && segment.0[0].0 == attribute)
    };
    audit.findings.iter().filter(of).collect()
}

/// How many were selected in all, where an attribute of the exact document tells it.
fn selected_in_all(audit: &Audit) -> Option<f64> {
    let of = |attribute: &str| -> Option<u64> { own_values(audit, attribute).iter().map(|value| value.top).sum() };
    audit.attributes.iter().find_map(|attribute| of(&attribute.name)).map(float)
}

/// How many of the groups that the exact document hides follow from its sizes of groups and combined groups.
fn pinned_in_the_exact_document(audit: &Audit) -> (usize, usize) {
    let mut facts = Facts::default();
    let everybody = float(audit.population.people_used);
    let mut single: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
    let mut hidden = Vec::new();
    let mut sums: BTreeMap<(usize, String), Vec<(usize, f64)>> = BTreeMap::new();
    let mut tables: BTreeMap<String, Vec<(usize, f64)>> = BTreeMap::new();
    for size in &audit.segments {
        let at = match size.people {
            Some(people) => facts.number(float(people), float(people)),
            None => facts.number(1.0, float(audit.settings.min_cell) - 1.0),
        };
        if size.people.is_none() {
            hidden.push(at);
        }
        if let [label] = &size.segment.0[..] {
            single.insert(label.clone(), at);
            tables.entry(label.0.clone()).or_default().push((at, 1.0));
            continue;
        }
        for label in &size.segment.0 {
            sums.entry((single[label], size.segment.attributes())).or_default().push((at, 1.0));
        }
    }
    for (_, groups) in tables {
        facts.know(groups, everybody, everybody);
    }
    for ((whole, _), mut parts) in sums {
        parts.push((whole, -1.0));
        facts.know(parts, 0.0, 0.0);
    }
    let pinned = hidden.iter().filter(|at| facts.count(&[(**at, 1.0)]) < 1.5).count();
    (pinned, hidden.len())
}

#[expect(clippy::cast_precision_loss, reason = "numbers of people")]
fn float(count: u64) -> f64 {
    count as f64
}

fn attack_as_all(audit: &Audit) -> usize {
    [Reader::OfThePage, Reader::WhoKnowsTheRest, Reader::WhoKnowsTheSmall].map(|reader| attack(audit, reader))[0]
}

fn data_sets() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let found = folder.is_dir().then_some(folder);
    if found.is_none() {
        println!("NOT CHECKED: the data sets are not beside this checkout (../shared/data)");
    }
    found
}

/// The columns and attributes of a data set.
const SETS: [(&str, &str, &[&str]); 3] = [
    ("compas/compas_for_aequitas.csv", "decision = \"score\"", &["race", "sex", "age_cat"]),
    (
        "german_credit/german.csv",
        "decision = { column = \"credit\", positive = [1] }",
        &["personal_status", "purpose", "foreign_worker", "housing", "other_debtors"],
    ),
    (
        "bank_marketing/bank-additional-full.csv",
        "decision = { column = \"y\", positive = [\"yes\"] }",
        &["job", "marital", "education", "default", "loan"],
    ),
];

#[test]
fn nobody_hidden_is_pinned_by_the_notice_of_a_real_data_set() {
    let Some(folder) = data_sets() else { return };
    for (file, columns, attributes) in SETS {
        for min_cell in [11, 60] {
            let mut config = format!(
                "schema = \"evenhand.config/1\"\n[data]\ndecisions = '{}'\n[privacy]\n\
                 min_cell = {min_cell}\n[columns]\n{columns}\n",
                folder.join(file).display()
            );
            for name in attributes {
                write!(config, "[[attribute]]\nname = \"{name}\"\n").unwrap();
            }
            let audit = world::audit(&config, "");
            let kept_back = attack_as_all(&audit);
            println!("{file}, {min_cell}: {kept_back} numbers kept back by the notice, none of them pinned");
            assert!(kept_back > 0, "{file}");
            if min_cell == 11 {
                let (pinned, hidden) = pinned_in_the_exact_document(&audit);
                println!("{file}, {min_cell}: of {hidden} groups hidden in the exact document {pinned} follow");
                assert!(pinned > 0, "{file}");
            }
        }
    }
}

fn config(attributes: &[&str]) -> String {
    let own: String =
        attributes.iter().map(|name| format!("[[attribute]]\nname = \"{name}\"\n")).collect::<Vec<_>>().concat();
    format!(
        "{}{own}[[check]]\nid = \"r\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n",
        world::COUNTS
    )
}

/// Two groups of one person each, both selected; beside them an attribute that tells how many were selected in all.
#[test]
fn two_groups_of_one_person_are_not_told_by_those_of_a_hundred() {
    let rows = "group,sex,people,selected\na,m,50,15\na,f,50,10\nb,m,50,10\nb,f,50,15\nc,f,1,1\nd,m,1,1\n";
    let audit = world::audit(&config(&["group", "sex"]), rows);
    assert_eq!(attack_as_all(&audit), 9, "people, selected and not selected of three groups");
    let mut page = Vec::new();
    write(Format::from_id("notice").unwrap(), &audit, Lang::En, &mut page).unwrap();
    let page = String::from_utf8(page).unwrap();
    assert!(!page.contains("202 people") && page.contains("About 200 people"), "{page}");
}

/// Small groups, small numbers selected, none and all selected, missing values, every reference.
#[test]
fn no_small_world_is_pinned() {
    let worlds = [
        "g,h,people,selected\na,x,400,100\nb,x,300,90\nc,y,12,11\nd,y,9,9\n",
        "g,h,people,selected\na,x,400,100\nb,x,300,3\nc,y,120,40\nd,y,90,0\n",
        "g,h,people,selected\na,x,400,398\nb,x,300,200\nc,y,120,120\n,y,4,2\n",
        "g,h,people,selected\na,x,10,5\nb,x,10,5\nc,y,10,5\nd,y,10,5\n",
        "g,h,people,selected\na,x,400,100\nb,,6,3\nc,y,250,60\n,x,30,14\n,y,3,1\n",
        "g,h,people,selected\na,x,10,4\nb,x,10,3\nc,y,400,120\nd,y,300,100\n",
    ];
    for rows in worlds {
        for reference in ["", "reference = \"rest\"\n", "reference = \"highest-rate\"\n", "reference = \"everyone\"\n"]
        {
            for least in [3, 11, 25] {
                let config = format!(
                    "{}[privacy]\nmin_cell = {least}\n",
                    config(&["g", "h"]).replace("min = 0.8\n", &format!("min = 0.8\n{reference}"))
                );
                attack_as_all(&world::audit(&config, rows));
            }
        }
    }
}
