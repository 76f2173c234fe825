//! The reference figures from the data sets themselves, read as a user would read them.

use std::path::Path;

use evenhand::document::{Audit, Verdict};
use evenhand::plan::{Overrides, read};
use evenhand::{counted, run};

use super::{Row, against_highest, assert_figures, data_sets, rows};

/// One data set under one decision: file, columns, attributes, sets.
struct Case {
    dataset: &'static str,
    decision: &'static str,
    file: &'static str,
    columns: &'static str,
    attributes: &'static str,
    sets: &'static [&'static str],
}

impl Case {
    fn audit(&self, folder: &Path) -> Audit {
        let sets: Vec<String> = self.sets.iter().map(|set| format!("\"{}\"", set.replace('+', " x "))).collect();
        audit_file(folder, self.file, self.columns, self.attributes, &against_highest(&sets.join(", ")))
    }
}

/// Every data set under every decision, named.
pub(crate) fn audits(folder: &Path) -> impl Iterator<Item = (String, Audit)> {
    CASES.iter().map(move |case| (format!("{} ({})", case.dataset, case.decision), case.audit(folder)))
}

const BANK: &str = r#"
[[attribute]]
name = "age_25_60"
column = "age"
bins = [25, 61]
map = { "25-60" = "25-60", "*" = "other" }
[[attribute]]
name = "marital"
[[attribute]]
name = "job"
[[attribute]]
name = "education"
"#;

const HILLSTROM: &str = r#"
[[attribute]]
name = "zip_code"
[[attribute]]
name = "newbie"
[[attribute]]
name = "channel"
[[attribute]]
name = "history_segment"
"#;

const GERMAN: &str = r#"
[[attribute]]
name = "sex"
column = "personal_status"
map = { A92 = "female", "*" = "male" }
[[attribute]]
name = "age_gt25"
column = "age"
bins = [26]
map = { "<26" = "<=25", "26+" = ">25" }
[[attribute]]
name = "foreign_worker"
"#;

const COMPAS: &str = r#"
[[attribute]]
name = "race"
[[attribute]]
name = "sex"
[[attribute]]
name = "age_cat"
"#;

const CASES: [Case; 6] = [
    Case {
        dataset: "bank_marketing",
        decision: "y==yes",
        file: "bank_marketing/bank-additional-full.csv",
        columns: "decision = { column = \"y\", positive = [\"yes\"] }",
        attributes: BANK,
        sets: &["age_25_60", "marital", "job", "education", "marital+education"],
    },
    Case {
        dataset: "bank_marketing",
        decision: "campaign>1",
        file: "bank_marketing/bank-additional-full.csv",
        columns: "decision = { column = \"campaign\", above = 1 }\noutcome = { column = \"y\", positive = [\"yes\"] }",
        attributes: BANK,
        sets: &["age_25_60", "marital"],
    },
    Case {
        dataset: "hillstrom_email",
        decision: "got any e-mail",
        file: "hillstrom_email/hillstrom.csv",
        columns: "decision = { column = \"segment\", positive = [\"Mens E-Mail\", \"Womens E-Mail\"] }\noutcome = \"conversion\"",
        attributes: HILLSTROM,
        sets: &["zip_code", "newbie", "channel", "history_segment", "zip_code+newbie"],
    },
    Case {
        dataset: "hillstrom_email",
        decision: "visit==1",
        file: "hillstrom_email/hillstrom.csv",
        columns: "decision = \"visit\"",
        attributes: HILLSTROM,
        sets: &["zip_code", "newbie"],
    },
    Case {
        dataset: "compas",
        decision: "score==1",
        file: "compas/compas_for_aequitas.csv",
        columns: "decision = \"score\"\noutcome = { column = \"label_value\", observed = \"before\" }",
        attributes: COMPAS,
        sets: &["race", "sex", "age_cat", "race+sex"],
    },
    Case {
        dataset: "german_credit",
        decision: "credit==1",
        file: "german_credit/german.csv",
        columns: "decision = { column = \"credit\", positive = [1] }",
        attributes: GERMAN,
        sets: &["sex", "age_gt25", "foreign_worker", "sex+age_gt25"],
    },
];

#[test]
fn the_data_sets_themselves_give_the_reference_figures() {
    let Some(folder) = data_sets() else { return };
    let rows = rows("reference_metrics.csv");
    for case in &CASES {
        let audit = case.audit(&folder);
        let mut compared = 0;
        for set in case.sets {
            let own: Vec<&Row> = rows
                .iter()
                .filter(|row| row["dataset"] == case.dataset && row["decision"] == case.decision)
                .filter(|row| row["attribute"] == *set)
                .collect();
            assert!(own.len() > 1, "{} {set}", case.dataset);
            compared += assert_figures(&audit, &set.split('+').collect::<Vec<_>>(), &own);
        }
        println!("{} ({}): {compared} figures compared", case.dataset, case.decision);
    }
}

/// Who got an e-mail was drawn at random, so nothing may be found outside, crosses included.
#[test]
fn a_randomised_campaign_is_never_outside() {
    let Some(folder) = data_sets() else { return };
    let columns = "decision = { column = \"segment\", positive = [\"Mens E-Mail\", \"Womens E-Mail\"] }";
    let attributes =
        "[[attribute]]\nname = \"zip_code\"\n[[attribute]]\nname = \"channel\"\n[[attribute]]\nname = \"newbie\"\n";
    let sets =
        "\"zip_code\", \"channel\", \"newbie\", \"zip_code x channel\", \"zip_code x newbie\", \"channel x newbie\"";
    let check = |comparison: &str, limit: &str, reference: &str| {
        format!(
            "[[check]]\nid = \"{comparison}-{reference}\"\nmeasure = \"selection-rate\"\ncomparison = \"{comparison}\"\n\
             attributes = [{sets}]\nreference = \"{reference}\"\n{limit}\n"
        )
    };
    let checks: String = ["largest", "highest-rate", "rest", "everyone"]
        .iter()
        .map(|reference| check("ratio", "min = 0.8", reference) + &check("difference", "max_gap = 0.05", reference))
        .collect();
    let audit = audit_file(&folder, "hillstrom_email/hillstrom.csv", columns, attributes, &checks);
    assert_eq!((audit.counts.outside, audit.exit_code), (0, 0));
    assert!(audit.counts.within > 100, "{:?}", audit.counts);
    assert!(audit.checks.iter().all(|check| check.verdict != Verdict::Outside));
}

fn audit_file(folder: &Path, file: &str, columns: &str, attributes: &str, checks: &str) -> Audit {
    let work = tempfile::tempdir().unwrap();
    let config = format!(
        "schema = \"evenhand.config/1\"\n[data]\ndecisions = '{}'\n[privacy]\nmin_cell = 1\n[columns]\n{columns}\n\
         {attributes}{checks}",
        folder.join(file).display()
    );
    std::fs::write(work.path().join("evenhand.toml"), config).unwrap();
    let plan = read(&Overrides { folder: work.path().to_path_buf(), ..Overrides::default() })
        .unwrap_or_else(|error| panic!("{error:?}"));
    let counted = counted::run(&plan, &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"));
    run::audit(&plan, &counted)
}
