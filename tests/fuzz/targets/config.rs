//! `evenhand.toml`, a pack and a waivers file: a plan, or one error.

use std::fs;

use evenhand::plan::{Overrides, read};

use crate::case::Case;
use crate::dice::Dice;
use crate::judge;
use crate::mutate::mutate;
use crate::run::Target;
use crate::tree;

const FILES: [&str; 3] = ["evenhand.toml", "pack.toml", "waivers.toml"];

const PACK: &[u8] = include_bytes!("../../../policies/us-four-fifths.toml");
const WAIVERS: &[u8] = include_bytes!("../../../samples/spring-loans/waivers.toml");
const SAMPLE: &[u8] = include_bytes!("../../../samples/spring-loans/evenhand.toml");

/// Every key that is read.
const FULL: &str = r#"schema = "evenhand.config/1"
policies = ["us-four-fifths", "pack.toml"]
[audit]
name = "all"
inference = "process"
model = "m"
model_version = "1"
period = { from = 2026-10-01, to = 2026-10-31 }
purpose = "p"
controller = "c"
auditor = "a"
contact = "role:c"
retain_until = 2031-12-31
notes = "n"
[data]
decisions = "d/*.csv"
audience = "a.parquet"
key = { decisions = "uid", audience = "user_id" }
absent = "left-out"
csv = { separator = ";", decimal = ",", encoding = "windows-1252" }
missing = ["?", "n/a"]
[columns]
decision = { column = "t", positive = ["yes", 1] }
outcome = { column = "converted", positive = [1], observed = "after-decision" }
weight = "w"
campaign = "c"
[[attribute]]
name = "gender"
column = "sex"
map = { "1" = "men", "2" = "women", "*" = "other" }
reference = "men"
missing = ["unknown"]
label = { en = "Gender", fr = "Genre" }
groups = { men = { fr = "hommes" } }
source = "declared"
basis = "b"
purpose = "p"
note = "n"
[[attribute]]
name = "age_band"
column = "age"
bins = [25, 35.5, 45]
reference = "highest-rate"
[intersections]
depth = 2
cross = [["gender", "age_band"]]
[[check]]
id = "selection-ratio"
measure = "selection-rate"
comparison = "ratio"
attributes = ["gender", "gender x age_band"]
reference = "largest"
min = 0.8
max = 1.2
one_sided = false
claim = "no-evidence-outside"
needs_detectable = 0.5
needs_coverage = 0.9
must_decide = [{ gender = "women" }]
campaigns = ["a", "b"]
correction = "sidak"
severity = "error"
[[check]]
id = "gap"
measure = "precision"
comparison = "difference"
max_gap = 0.05
[[alternative]]
what = "a lower threshold"
effect = "e"
adopted = false
why = "w"
by = "role:b"
date = 2026-10-01
[statistics]
level = 0.95
proportion = "jeffreys"
difference = "newcombe"
ratio = "katz"
seed = 7
[privacy]
min_cell = 11
small = "merge"
max_groups = 200
[gate]
on_cannot_tell = "fail"
on_not_assessed = "warn"
waivers = "waivers.toml"
"#;

const COUNTS: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"-\"\n[columns]\ncount = \"n\"\nselected = \"k\"\n\
    [[attribute]]\nname = \"g\"\n[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"value\"\nmin = 0.1\n";

const WORDS: &[&str] = &[
    "schema",
    "policies",
    "audit",
    "data",
    "columns",
    "attribute",
    "intersections",
    "check",
    "statistics",
    "privacy",
    "gate",
    "decision",
    "decisions",
    "audience",
    "key",
    "absent",
    "rejected",
    "left-out",
    "where",
    "csv",
    "missing",
    "outcome",
    "weight",
    "count",
    "selected",
    "campaign",
    "unit",
    "score",
    "value",
    "cost",
    "reach",
    "sql",
    "positive",
    "at_least",
    "above",
    "column",
    "name",
    "bins",
    "map",
    "reference",
    "one_hot",
    "kind",
    "stratum",
    "label",
    "groups",
    "depth",
    "cross",
    "id",
    "measure",
    "comparison",
    "ratio",
    "difference",
    "attributes",
    "min",
    "max",
    "max_gap",
    "claim",
    "point",
    "show-within",
    "census",
    "must_decide",
    "campaigns",
    "each",
    "pooled",
    "correction",
    "none",
    "severity",
    "warn",
    "level",
    "proportion",
    "seed",
    "min_cell",
    "max_groups",
    "waivers",
    "waiver",
    "segment",
    "reason",
    "owner",
    "approved",
    "expires",
    "floor",
    "ticket",
    "true-positive-rate",
    "selection-rate",
    "highest-rate-2pct",
    "everyone",
    "rest",
    "flip_test",
    "2026-11-20",
    "9999-99-99",
    "2027-01-01T00:00:00Z",
    "\"\"\"",
    "'''",
    "= {",
    "]]",
    "[[",
    "true",
    "gender x age_band",
    "a x b",
    "@campaign",
    "*",
    "evenhand.config/1",
    "evenhand.waivers/1",
    "-",
    "x/{lang}.csv",
    "=",
    ".",
    "\\u0000",
    "\\x",
    "#",
];

/// The target.
pub(crate) fn target() -> Target {
    let corpus = [SAMPLE, FULL.as_bytes(), COUNTS.as_bytes()].map(|config| Case::of([config, PACK, WAIVERS]));
    let folder = tempfile::tempdir().unwrap();
    Target {
        name: "config",
        corpus: corpus.into(),
        brief: 1_500,
        library: false,
        mutate: Box::new(change),
        run: Box::new(move |case| {
            for (name, text) in FILES.iter().zip(&case.0) {
                fs::write(folder.path().join(name), text).unwrap();
            }
            let flags = Overrides {
                folder: folder.path().to_path_buf(),
                as_of: Some("2026-11-22".to_owned()),
                // Packs and waivers that no config names are read too.
                policies: if case.0[0].len().is_multiple_of(4) { vec!["pack.toml".into()] } else { Vec::new() },
                waivers: (case.0[0].len() % 8 == 1).then(|| "waivers.toml".into()),
                ..Overrides::default()
            };
            match read(&flags) {
                Ok(plan) => {
                    let kinds = plan.checks.iter().map(|check| format!("{:?}", check.comparison)).collect::<Vec<_>>();
                    Ok(format!("plan {:?} {} {}", plan.inference, plan.waivers.len().min(3), kinds.join(" ")))
                }
                Err(error) => judge::error(&error, false),
            }
        }),
    }
}

fn change(case: &mut Case, other: &Case, dice: &mut Dice) {
    let part = [0, 0, 0, 0, 1, 2][dice.below(6)];
    let text = std::str::from_utf8(&case.0[part]).ok();
    let tree = text.filter(|_| dice.one_in(2)).and_then(|text| toml::from_str::<serde_json::Value>(text).ok());
    if let Some(mut tree) = tree {
        tree::mutate(&mut tree, WORDS, dice);
        if let Ok(text) = toml::to_string(&tree) {
            case.0[part] = text.into_bytes();
            return;
        }
    }
    mutate(&mut case.0[part], WORDS, &other.0[part], dice);
}
