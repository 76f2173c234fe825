//! `evenhand demo`: a made-up campaign in a folder, with its audit.

use std::path::Path;

use super::args::Progress;
use super::terminal::Terminal;
use super::{audit, locale, output};
use crate::demo;
use crate::error::Result;
use crate::plan::{self, Overrides};

/// What the audit is written to.
const DOCUMENTS: [&str; 2] = ["audit.json", "report.{lang}.html"];

/// Writes the demo and audits it as `evenhand audit` would: the exit code is the audit's.
pub(super) fn run(folder: &Path, open: bool, terminal: &Terminal) -> Result<u8> {
    let flags = Overrides {
        folder: folder.to_path_buf(),
        config: Some(demo::CONFIG.into()),
        source_date_epoch: locale::source_date_epoch(),
        ..Overrides::default()
    };
    demo::write_files(folder, plan::as_of(&flags)?)?;
    let names = DOCUMENTS.map(|name| folder.join(name).into_os_string());
    let outputs = output::of_names(&names, None, terminal.lang)?;
    let audited = audit::audit(&plan::read(&flags)?, Progress::Auto, terminal)?;
    let files = output::write(&outputs, &audited)?;
    audit::show(&audited, None, false, terminal)?;
    audit::list(&files, terminal);
    audit::open(open, &outputs, terminal);
    Ok(audited.exit_code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn its_documents_are_those_that_a_later_demo_may_replace() {
        let names = DOCUMENTS.iter().flat_map(|name| Lang::ALL.map(|lang| name.replace("{lang}", lang.tag())));
        let names: std::collections::BTreeSet<String> = names.collect();
        assert_eq!(names, demo::RESULTS.map(String::from).into());
    }
}
