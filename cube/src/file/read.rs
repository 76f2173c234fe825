//! Reads a cube file, and refuses one that no counting could have given. No value of it is quoted in an error.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use evenhand_metrics::cube::{Code, Cube, Cuboid, Dimension};

use super::cells::Sums;
use super::document::{Contents, CuboidOut, EXACT, HASH, SCHEMA};
use super::merge::order_of_inputs;
use super::{DOCUMENT, cells, check, name_of};
use crate::count::blocks::fixed_labels;
use crate::count::exact::{Axis, exceeds};
use crate::count::left_out::{Left, Reason};
use crate::count::{Counting, Exact, scores};
use crate::digest::sha256;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::input::Input;
use crate::read::labels::{MOST_LABELS, sort_labels};
use crate::read::read_whole_numbers;
use crate::spec::SCORE;

/// `cube.json` may not be larger: a cube with the most labels there can be needs a few megabytes.
const LARGEST_DOCUMENT: u64 = 1 << 28;

/// Reads what was counted.
///
/// # Errors
/// `EVH-C001` when there is no cube file, `EVH-C007` when it is another version, incomplete, changed or impossible.
pub fn read(path: &Path) -> Result<Exact> {
    read_as_input(path).map(|(counts, _)| counts)
}

/// Reads what was counted, with what an audit says of the file: its `sha256` is that of `cube.json`, which holds those of
/// the other files, and its `rows` are cells.
///
/// # Errors
/// As [`read`].
pub fn read_as_input(path: &Path) -> Result<(Exact, Input)> {
    let name = path.display().to_string();
    let at = || Place::Data { file: name.clone(), column: None, row: None };
    let wrong = |reason: &str| Error::new(ErrorCode::C007).with("file", name.as_str()).with("reason", reason).at(at());
    let mut document = Vec::new();
    let opened = opened(&path.join(DOCUMENT));
    let read = opened.and_then(|file| file.take(LARGEST_DOCUMENT).read_to_end(&mut document));
    read.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            Error::new(ErrorCode::C001).with("file", name.as_str()).at(at())
        }
        _ => wrong("unreadable"),
    })?;
    let any: serde_json::Value = serde_json::from_slice(&document).map_err(|_| wrong("document"))?;
    if any.get("schema").and_then(serde_json::Value::as_str) != Some(SCHEMA) {
        return Err(wrong("version"));
    }
    let contents: Contents = serde_json::from_value(any).map_err(|_| wrong("document"))?;
    let shown =
        if path.is_absolute() { path.file_name().unwrap_or_default().display().to_string() } else { name.clone() };
    let input = Input {
        role: "cube".to_owned(),
        name: shown,
        bytes: document.len() as u64,
        sha256: sha256(&document),
        rows: contents.cuboids.iter().fold(0, |sum, cuboid| sum.saturating_add(cuboid.cells)),
        columns_read: Vec::new(),
    };
    let bytes = |cuboid: &CuboidOut| {
        let mut bytes = Vec::new();
        self::opened(&path.join(&cuboid.file))?.read_to_end(&mut bytes).map(|_| bytes)
    };
    Ok((of_contents(contents, bytes).map_err(wrong)?, input))
}

/// A file, opened. A device has no end, and a pipe waits for somebody who may never write: neither is opened.
fn opened(path: &Path) -> io::Result<File> {
    if fs::metadata(path)?.is_file() { File::open(path) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// No counting gives more, and no sum of countings that anybody has.
const MOST_PEOPLE: u64 = 1 << 60;

/// Why a cube file is none.
type Fault = &'static str;

fn of_contents(contents: Contents, bytes: impl Fn(&CuboidOut) -> io::Result<Vec<u8>>) -> Result<Exact, Fault> {
    let counting = contents.counting;
    if contents.kind != EXACT {
        return Err("kind");
    }
    let same = contents.plan_sha256 == counting.digest() && contents.seed == counting.seed && contents.hash == HASH;
    if !same {
        return Err("plan");
    }
    let axes: Vec<Axis> = contents
        .dimensions
        .into_iter()
        .map(|axis| Axis { id: axis.id, labels: axis.labels, order: axis.order })
        .collect();
    let ids = counting.dimensions();
    if !axes.iter().map(|axis| axis.id.as_str()).eq(ids) || !axes.iter().all(|axis| in_order(axis, &counting)) {
        return Err("dimensions");
    }
    let left_out = contents.population.left_out.into_iter().map(|left| {
        let reason = Reason::from_id(&left.reason)?;
        let lengths = left.by.iter().map(Vec::len).eq(axes[..counting.base()].iter().map(|axis| axis.labels.len() + 1));
        // Whoever is left out stands once in every dimension.
        let sums =
            left.by.iter().all(|by| by.iter().try_fold(0_u64, |sum, n| sum.checked_add(*n)) == Some(left.people));
        (lengths && sums && left.people > 0).then_some(Left { reason, people: left.people, by: left.by })
    });
    let left_out: Vec<Left> = left_out.collect::<Option<_>>().ok_or("left-out")?;
    if !left_out.is_sorted_by(|a, b| a.reason < b.reason) {
        return Err("left-out");
    }
    let known = |input: &Input| ["decisions", "audience"].contains(&input.role.as_str());
    if !contents.inputs.iter().all(known) || !contents.inputs.is_sorted_by(|a, b| order_of_inputs(a, b).is_le()) {
        return Err("document");
    }
    let mut cuboids = Vec::new();
    for (at, cuboid) in contents.cuboids.iter().enumerate() {
        if cuboid.file != name_of(at) {
            return Err("document");
        }
        let bytes = bytes(cuboid).map_err(|_| "unreadable")?;
        if sha256(&bytes) != cuboid.sha256 {
            return Err("digest");
        }
        cuboids.push(of_bytes(bytes, cuboid, &axes, Sums::of(&counting, cuboid.large_weights))?);
    }
    let cube = Cube { cuboids };
    let counts = Exact {
        axes,
        cube,
        left_out,
        repeats: contents.population.repeats,
        inputs: contents.inputs,
        counting,
        noes: contents.noes,
        notes: vec![],
    };
    if !are_wanted(&counts) {
        return Err("dimensions");
    }
    if !check::cuboids_agree(&counts.cube) || counts.people() != contents.population.people {
        return Err("sums");
    }
    Ok(counts)
}

/// Whether labels stand in the order in which counting puts them, each once.
fn in_order(axis: &Axis, counting: &Counting) -> bool {
    if let Some(fixed) = fixed_labels(&axis.id, counting) {
        return axis.labels == fixed && axis.order == fixed;
    }
    if let Some(score) = counting.score.as_ref().filter(|_| axis.id == SCORE) {
        let united = scores::unite(axis.labels.clone(), &score.bins(), &score.column);
        let increasing = axis.labels.is_sorted_by(|a, b| scores::order(a, b).is_lt());
        return increasing && axis.order.is_empty() && united.is_ok_and(|labels| labels == axis.labels);
    }
    let mut sorted = axis.labels.clone();
    sorted.sort();
    sorted.dedup();
    let once = sorted.len() == axis.labels.len() && sorted.len() <= MOST_LABELS;
    sort_labels(&mut sorted, &axis.order);
    once && sorted == axis.labels && axis.labels.iter().all(|label| !label.is_empty())
}

/// Whether these are the cuboids that counting makes: the cross of everything, or the declared ones.
fn are_wanted(counts: &Exact) -> bool {
    let place = |id: &String| counts.axes.iter().position(|axis| axis.id == *id);
    let dims = |cuboid: &Cuboid| cuboid.dims().iter().map(|dim| place(&dim.id)).collect::<Option<Vec<_>>>();
    let own: Option<Vec<Vec<usize>>> = counts.cube.cuboids.iter().map(dims).collect();
    let exceeds = |dims: &[usize]| exceeds(dims.iter().map(|dim| &counts.axes[*dim]), counts.counting.max_cells);
    let wanted = counts.counting.blocks().into_iter().flat_map(|block| block.cuboids(exceeds)).collect();
    own == Some(wanted)
}

fn of_bytes(bytes: Vec<u8>, about: &CuboidOut, axes: &[Axis], sums: Sums) -> Result<Cuboid, Fault> {
    let own = about.dimensions.iter().map(|id| axes.iter().find(|axis| axis.id == *id));
    let own: Vec<&Axis> = own.collect::<Option<_>>().ok_or("dimensions")?;
    let ids: Vec<&str> = own.iter().map(|axis| axis.id.as_str()).collect();
    let labels: Vec<usize> = own.iter().map(|axis| axis.labels.len()).collect();
    let names = cells::columns(&ids, sums);
    let rows = usize::try_from(about.cells).map_err(|_| "cells")?;
    let columns = read_whole_numbers(bytes, &names, rows).ok_or("cells")?;
    let mut cuboid = Cuboid::new(own.iter().map(|axis| Dimension::new(&axis.id, &axis.labels)).collect());
    let mut before: Option<Vec<Code>> = None;
    let mut people = 0_u64;
    let mut row = vec![None; columns.len()];
    for at in 0..rows {
        row.clear();
        row.extend(columns.iter().map(|column| column[at]));
        let (key, cell) = cells::of_row(&row, &labels, sums).ok_or("cells")?;
        let sorted = before.as_ref().is_none_or(|before| *before < key);
        let counted = cell.n.iter().try_fold(people, |sum, n| sum.checked_add(*n)).filter(|sum| *sum <= MOST_PEOPLE);
        let counted = counted.ok_or("sums")?;
        let possible =
            check::sums_are_possible(&cell) && check::values_are_possible(&cell) && check::spend_is_possible(&cell);
        if !sorted || cell.is_empty() || !possible {
            return Err(if sorted { "sums" } else { "cells" });
        }
        people = counted;
        cuboid.add(&key, cell);
        before = Some(key);
    }
    Ok(cuboid)
}
