//! `evenhand count` and `evenhand merge`: cube files from rows, and from cube files.

use std::path::{Path, PathBuf};

use super::args::CountArgs;
use super::progress::Bar;
use super::terminal::Terminal;
use crate::error::{Place, Result};
use crate::lang::Said;
use crate::plan;
use evenhand_cube::count::{self, Exact};
use evenhand_cube::file;

/// Counts rows into a cube file.
pub(super) fn count(args: &CountArgs, terminal: &Terminal) -> Result<u8> {
    let plan = plan::read(&args.rows.overrides())?;
    file::vacant(&args.output)?;
    let mut bar = Bar::new(args.rows.progress, terminal);
    let counts = count::exact(&plan, &mut |at| bar.at(at))?;
    drop(bar);
    for note in &counts.notes {
        terminal.tell(note);
    }
    store(&counts, &args.output, terminal)
}

/// Adds up cube files.
pub(super) fn merge(cubes: &[PathBuf], output: &Path, terminal: &Terminal) -> Result<u8> {
    file::vacant(output)?;
    let mut sum: Option<Exact> = None;
    for cube in cubes {
        let part = file::read(cube)?;
        let of_file = |file: &Path| file.display().to_string();
        sum = Some(match sum {
            None => part,
            Some(sum) => sum.merge(&part).map_err(|error| {
                let place = Place::Data { file: of_file(cube), column: None, row: None };
                error.with("cube", of_file(cube)).with("other", of_file(&cubes[0])).at(place)
            })?,
        });
    }
    let Some(sum) = sum else { return Ok(0) };
    terminal.tell(&Said::new("merge-repeats").with("parts", cubes.len()));
    store(&sum, output, terminal)
}

fn store(counts: &Exact, output: &Path, terminal: &Terminal) -> Result<u8> {
    file::write(counts, output)?;
    let said = Said::new("cube-written").with("file", output.display().to_string()).with("people", counts.people());
    terminal.tell(&said);
    terminal.tell(&Said::new("cube-personal").with("cells", counts.cells_of_one()));
    Ok(0)
}
