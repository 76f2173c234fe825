//! Writes a cube file: a temporary folder beside its name, synced, then renamed. A name that is taken stays as it is.

use std::fs;
use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::cells::Sums;
use super::document::{AxisOut, Contents, CuboidOut, EXACT, HASH, LeftOut, PopulationOut, SCHEMA, Tool, WARNING};
use super::merge::order_of_inputs;
use super::{DOCUMENT, ENDING, cells, name_of};
use crate::count::Exact;
use crate::digest::sha256;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::label::escaped;
use crate::read::write_whole_numbers;
use crate::store::{PREFIX, Passing, sync_folder, unwritable, write_new};

/// Whether a cube file can get this name, so that long counting does not end in one that it cannot have.
///
/// # Errors
/// `EVH-C005` when the name does not end in `.cube`, `EVH-C006` when something has the name, `EVH-U004` when its folder
/// cannot be written to.
pub fn vacant(path: &Path) -> Result<()> {
    let file = path.display().to_string();
    let place = || Place::Data { file: file.clone(), column: None, row: None };
    if path.extension().is_none_or(|ending| ending != ENDING) {
        return Err(Error::new(ErrorCode::C005).with("file", file.as_str()).at(Place::Flag("-o".to_owned())));
    }
    if path.symlink_metadata().is_ok() {
        return Err(Error::new(ErrorCode::C006).with("file", file.as_str()).at(place()));
    }
    temporary(path).map(drop).map_err(|error| unwritable(path, &error))
}

/// Writes what was counted.
///
/// # Errors
/// As [`vacant`], and `EVH-U004` when it cannot be written; then nothing is left behind.
pub fn write(counts: &Exact, path: &Path) -> Result<()> {
    vacant(path)?;
    let whole = || {
        let (folder, passing) = temporary(path)?;
        let mut cuboids = Vec::new();
        for (at, cuboid) in counts.cube.cuboids.iter().enumerate() {
            let large_weights = cells::has_large(cuboid);
            let sums = Sums::of(&counts.counting, large_weights);
            let ids: Vec<&str> = cuboid.dims().iter().map(|dim| dim.id.as_str()).collect();
            let columns: Vec<(String, Vec<Option<i64>>)> =
                cells::columns(&ids, sums).into_iter().zip(cells::to_columns(cuboid, sums)).collect();
            let bytes = write_whole_numbers(columns, cuboid.len()).ok_or(io::ErrorKind::InvalidData)?;
            write_new(&folder.path().join(name_of(at)), &bytes)?;
            cuboids.push(CuboidOut {
                file: name_of(at),
                dimensions: ids.into_iter().map(str::to_owned).collect(),
                cells: cuboid.len() as u64,
                large_weights,
                sha256: sha256(&bytes),
            });
        }
        let document = serde_json::to_string_pretty(&contents(counts, cuboids))?;
        let mut document = escaped(&document).into_owned().into_bytes();
        document.push(b'\n');
        write_new(&folder.path().join(DOCUMENT), &document)?;
        sync_folder(folder.path())?;
        passing.undisturbed(|| fs::rename(folder.path(), path))?;
        // It has its name now: there is nothing temporary left to remove.
        let _ = folder.keep();
        sync_folder(parent(path))
    };
    whole().map_err(|error: io::Error| unwritable(path, &error))
}

fn contents(counts: &Exact, cuboids: Vec<CuboidOut>) -> Contents {
    let axis = |axis: &crate::count::exact::Axis| AxisOut {
        id: axis.id.clone(),
        labels: axis.labels.clone(),
        order: axis.order.clone(),
    };
    let left_out = counts.left_out.iter().map(|left| LeftOut {
        reason: left.reason.id().to_owned(),
        people: left.people,
        by: left.by.clone(),
    });
    let mut inputs = counts.inputs.clone();
    inputs.sort_by(order_of_inputs);
    Contents {
        schema: SCHEMA.to_owned(),
        kind: EXACT.to_owned(),
        warning: WARNING.to_owned(),
        tool: Tool { name: "evenhand".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() },
        plan_sha256: counts.counting.digest(),
        counting: counts.counting.clone(),
        hash: HASH.to_owned(),
        seed: counts.counting.seed,
        dimensions: counts.axes.iter().map(axis).collect(),
        population: PopulationOut { people: counts.people(), left_out: left_out.collect(), repeats: counts.repeats },
        noes: counts.noes.clone(),
        inputs,
        cuboids,
    }
}

fn parent(path: &Path) -> &Path {
    // A bare name has the empty parent, which no system call accepts.
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn temporary(path: &Path) -> io::Result<(TempDir, Passing)> {
    Passing::make(|| its_owners_alone(tempfile::Builder::new().prefix(PREFIX)).tempdir_in(parent(path)))
}

/// Personal data: others read the folder only when its owner lets them.
#[cfg(unix)]
fn its_owners_alone<'b, 'n>(builder: &'b mut tempfile::Builder<'n, 'n>) -> &'b mut tempfile::Builder<'n, 'n> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn its_owners_alone<'b, 'n>(builder: &'b mut tempfile::Builder<'n, 'n>) -> &'b mut tempfile::Builder<'n, 'n> {
    builder
}
