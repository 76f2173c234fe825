//! Small worlds: a table of counts and a config in, the audit out, through the same steps as the command line.

use std::fs;

use evenhand::document::{Audit, CheckResult, Finding};
use evenhand::plan::{Overrides, Plan};
use evenhand::{counted, plan, run};

/// The head of a config that reads `people` and `selected` from `people.csv`.
pub(crate) const COUNTS: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n\
    [columns]\ncount = \"people\"\nselected = \"selected\"\n";

/// The audit of a CSV under a config.
pub(crate) fn audit(config: &str, people: &str) -> Audit {
    audit_with(config, people, &[]).1
}

/// The same with further files beside them, and with the plan.
pub(crate) fn audit_with(config: &str, people: &str, files: &[(&str, &str)]) -> (Plan, Audit) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evenhand.toml"), config).unwrap();
    fs::write(folder.path().join("people.csv"), people).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let flags =
        Overrides { folder: folder.path().to_path_buf(), as_of: Some("2026-11-22".into()), ..Overrides::default() };
    let plan = plan::read(&flags).unwrap_or_else(|error| panic!("{error:?}"));
    let counted = counted::run(&plan, &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"));
    let audit = run::audit(&plan, &counted);
    (plan, audit)
}

/// The finding with this id.
pub(crate) fn finding<'a>(audit: &'a Audit, id: &str) -> &'a Finding {
    audit.finding(id).unwrap_or_else(|| panic!("no finding {id}"))
}

/// The first check's result for this finding.
pub(crate) fn result<'a>(audit: &'a Audit, finding: &str) -> &'a CheckResult {
    let results = &audit.checks[0].results;
    results.iter().find(|result| result.finding == finding).unwrap_or_else(|| panic!("no result for {finding}"))
}
