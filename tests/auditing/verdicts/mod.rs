//! Verdicts from outside: counts and a config in, findings, results, checks and the exit code out. Expected values were
//! worked out by hand or stand in the rules that they are named after.
#![expect(clippy::format_push_string, reason = "the configs of a test are short")]

mod chance;
mod claims;
mod corrections;
mod dependence;
mod gate;
mod launch;
mod limit;
mod monitoring;
mod numbers;
mod privacy;
mod references;
mod small;

/// A check of the selection ratio of these attributes: further lines follow.
fn ratio_check(lines: &str) -> String {
    format!("[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\n{lines}")
}

/// A config over one attribute `g`, read from counts.
fn over_g(reference: &str, lines: &str) -> String {
    format!("{}[[attribute]]\nname = \"g\"\nreference = \"{reference}\"\n{}", crate::support::world::COUNTS, lines)
}

/// The audit, or the error that stands in its way.
fn try_audit(config: &str, people: &str) -> evenhand::error::Result<evenhand::document::Audit> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("evenhand.toml"), config).unwrap();
    std::fs::write(folder.path().join("people.csv"), people).unwrap();
    let flags =
        evenhand::plan::Overrides { folder: folder.path().to_path_buf(), ..evenhand::plan::Overrides::default() };
    let plan = evenhand::plan::read(&flags)?;
    let counted = evenhand::counted::run(&plan, &mut |_| {})?;
    Ok(evenhand::run::audit(&plan, &counted))
}
