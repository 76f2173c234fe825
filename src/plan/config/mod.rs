//! Reads `evenhand.toml`, packs, waivers and flags into a [`Plan`] in which everything holds together. An error points
//! at the first thing that does not.

mod attribute;
mod bounds;
mod check;
mod columns;
mod document;
mod fix;
mod given;
mod limit;
mod pack;
mod reference;
mod roles;
mod rows;
mod sets;
mod settings;
mod sql;
mod waiver;
pub mod words;
pub mod written;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use evenhand_metrics::compare::Comparison;
pub use fix::legal_notes;
pub use pack::PACKS;
pub use rows::csv_options;
pub use settings::as_of;

use self::bounds::Bounds;
use self::check::Around;
use self::document::{Spot, Table, Value};
use super::{Check, CubeSpec, Overrides, Pack, Plan};
use crate::error::{ConfigText, Error, Place, Result};
use crate::special::Special;

/// The config that is found by itself.
const FOUND: &str = "evenhand.toml";
const SCHEMA: &str = "evenhand.config/1";
/// Bytes of a config, a pack or waivers: more are some other file.
const LARGEST: u64 = 1 << 26;
const KNOWN: &[&str] = &[
    "schema",
    "policies",
    "audit",
    "data",
    "columns",
    "attribute",
    "intersections",
    "check",
    "alternative",
    "statistics",
    "privacy",
    "limits",
    "gate",
    "funnel",
    "fix",
    "use",
    "jurisdictions",
    "population",
    "baseline",
    "archive",
    "targeting",
    "scores",
];
const LATER: &[&str] = &["population", "baseline", "archive", "targeting", "scores"];

/// Reads the config, where there is one, puts the flags on top and checks the whole.
///
/// # Errors
/// With a code `EVH-P...` and the place, for the first thing that cannot be read or does not hold together.
pub fn read(flags: &Overrides) -> Result<Plan> {
    if let Some((folder, source)) = config(flags)? {
        Ok(Plan { config: Some(Arc::clone(&source)), ..plan(&source, &folder, flags)? })
    } else {
        let nothing = Arc::new(ConfigText { path: PathBuf::new(), text: String::new() });
        plan(&nothing, &flags.folder, flags)
    }
}

/// The config that these flags read, by the name it is given; `None` when everything comes from flags.
#[must_use]
pub fn in_use(flags: &Overrides) -> Option<PathBuf> {
    match &flags.config {
        Some(path) => Some(path.clone()),
        None if flags.no_config => None,
        None => flags.folder.join(FOUND).is_file().then(|| PathBuf::from(FOUND)),
    }
}

/// The config's folder and text.
fn config(flags: &Overrides) -> Result<Option<(PathBuf, Arc<ConfigText>)>> {
    let Some(named) = in_use(flags) else { return Ok(None) };
    let path = flags.folder.join(&named);
    let source = file(&path, &named, &Place::Flag("--config".to_owned()))?;
    Ok(Some((path.parent().map(Path::to_path_buf).unwrap_or_default(), source)))
}

/// The text of a file, to be called `shown` in messages.
fn file(path: &Path, shown: &Path, place: &Place) -> Result<Arc<ConfigText>> {
    let refused = |reason: &str| {
        let error = Error::new("EVH-P001").with("file", shown.display().to_string()).with("reason", reason);
        Err(error.at(place.clone()))
    };
    if let Some(special) = Special::of(path) {
        return refused(special.id());
    }
    if fs::metadata(path).is_ok_and(|about| about.len() > LARGEST) {
        return refused("large");
    }
    match fs::read_to_string(path) {
        Ok(text) => Ok(Arc::new(ConfigText { path: shown.to_path_buf(), text })),
        Err(error) => refused(reason(&error)),
    }
}

fn reason(error: &std::io::Error) -> &'static str {
    match error.kind() {
        std::io::ErrorKind::NotFound => "not-found",
        std::io::ErrorKind::PermissionDenied => "not-allowed",
        std::io::ErrorKind::InvalidData => "not-utf8",
        _ => "other",
    }
}

/// Refuses a text that does not begin as a document of ours, and shows nothing of it.
fn begins(source: &ConfigText, schema: &str) -> Result<()> {
    match bounds::lacking(&source.text, &bounds::DOCUMENT) {
        Some(_) => Err(Error::new("EVH-P003").with("schema", schema).at(bounds::whole(source))),
        None => Ok(()),
    }
}

/// Refuses a document without the schema it must name.
fn schema(root: &Table<'_>, wanted: &str) -> Result<()> {
    let place = match root.text("schema")? {
        Some(spot) if spot.value == wanted => return Ok(()),
        Some(spot) => spot.place,
        None => root.place(),
    };
    Err(Error::new("EVH-P003").with("schema", wanted).at(place))
}

fn plan(source: &Arc<ConfigText>, folder: &Path, flags: &Overrides) -> Result<Plan> {
    if !source.path.as_os_str().is_empty() {
        begins(source, SCHEMA)?;
    }
    let document = document::parse(source)?;
    let root = Table::root(source, &document);
    if source.path.as_os_str().is_empty() {
        return parts(&root, folder, flags);
    }
    schema(&root, SCHEMA)?;
    // What the file lacks as a whole is shown at its beginning.
    let in_file = |error: Error| if *error.place == Place::Run { error.at(root.place()) } else { error };
    parts(&root, folder, flags).map_err(in_file)
}

fn parts(root: &Table<'_>, folder: &Path, flags: &Overrides) -> Result<Plan> {
    root.only(KNOWN, LATER)?;
    let bounds = Bounds::of(folder, flags.confined);
    let mut data = rows::read(root.table("data")?.as_ref(), folder, flags)?;
    data.confined_to.clone_from(&bounds.0);
    let (name, inference, record) = settings::audit(root.table("audit")?.as_ref(), &data, flags)?;
    let columns = columns::read(root.table("columns")?.as_ref(), &data, flags)?;
    let attributes = attribute::read(root, &data, flags)?;
    roles::agree(&columns, &attributes)?;
    let limits = settings::limits(root.table("limits")?.as_ref())?;
    let (depth, crosses) = sets::crosses(root.table("intersections")?.as_ref(), &attributes, flags)?;
    let funnel = settings::funnel(root.table("funnel")?.as_ref())?;
    let around = Around { attributes: &attributes, columns: &columns, inference };
    let (packs, checks) = checks(root, (folder, &bounds), around, flags)?;
    let as_of = settings::as_of(flags)?;
    let (gate, waivers) = settings::gate(root.table("gate")?.as_ref(), folder, flags)?;
    let documents = documents(root, folder, flags, waivers.as_ref().map(|(path, _)| path.as_path()))?;
    let waivers = match waivers {
        Some((path, spot)) => {
            let source = bounds.file(&path, &spot)?;
            waiver::read(&source, &checks, &attributes, as_of)?
        }
        None => Vec::new(),
    };
    let fixing = fix::read(root.table("fix")?.as_ref(), &attributes, &columns, flags)?;
    let depth_place = sets::place_of_depth(root, flags)?;
    let (alternatives, setting) = (settings::alternatives(root)?, fix::setting(root)?);
    let (statistics, seed) = settings::statistics(root.table("statistics")?.as_ref(), flags)?;
    let (privacy, max_groups) = settings::privacy(root.table("privacy")?.as_ref(), flags)?;
    let plan = Plan {
        name,
        record,
        packs,
        alternatives,
        fixing,
        setting,
        inference,
        as_of,
        statistics,
        privacy,
        gate,
        cube: CubeSpec {
            data,
            columns,
            attributes,
            funnel,
            depth,
            crosses,
            crosses_needed: checks.iter().flat_map(|check| check.attributes.clone()).collect(),
            max_cells: limits.cells,
            max_groups,
            seed,
        },
        checks,
        waivers,
        config: None,
        documents,
        limits,
    };
    limits.allow(&plan, depth_place)?;
    Ok(plan)
}

/// The packs; and the checks of packs, of the config and of flags, in that order: a flag's check replaces the config's of that name.
fn checks(
    root: &Table<'_>,
    (folder, bounds): (&Path, &Bounds),
    around: Around<'_>,
    flags: &Overrides,
) -> Result<(Vec<Pack>, Vec<Check>)> {
    let mut named: Vec<(Spot<String>, PathBuf)> = Vec::new();
    let policies: Vec<Spot<String>> = root.list("policies")?.iter().map(Value::text).collect::<Result<_>>()?;
    named.extend(policies.into_iter().map(|spot| (spot.clone(), folder.join(spot.value))));
    for name in &flags.policies {
        let spot = Spot::new(name.display().to_string(), Place::Flag("--policy".to_owned()));
        if !named.iter().any(|(other, _)| other.value == spot.value) {
            named.push((spot, flags.folder.join(name)));
        }
    }
    let (mut packs, mut checks) = (Vec::new(), Vec::new());
    for (spot, path) in named {
        let (pack, own) = pack::read(&spot, &path, bounds, around)?;
        packs.push(pack);
        for check in own {
            unnamed_before(&checks, &check)?;
            checks.push(check);
        }
    }
    let flagged = flagged_checks(around, flags)?;
    for table in root.tables("check")? {
        let check = check::read(&table, around, None)?;
        unnamed_before(&checks, &check)?;
        if !flagged.iter().any(|flagged| flagged.id == check.id) {
            checks.push(check);
        }
    }
    checks.extend(flagged);
    Ok((packs, checks))
}

/// The files of packs and waivers.
fn documents(root: &Table<'_>, folder: &Path, flags: &Overrides, waivers: Option<&Path>) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = waivers.map(Path::to_path_buf).into_iter().collect();
    for name in root.list("policies")? {
        files.extend(pack::file_of(folder.join(name.text()?.value)));
    }
    files.extend(flags.policies.iter().filter_map(|name| pack::file_of(flags.folder.join(name))));
    Ok(files)
}

fn unnamed_before(checks: &[Check], check: &Check) -> Result<()> {
    if checks.iter().any(|other| other.id == check.id) {
        return Err(Error::new("EVH-P013").with("name", check.id.as_str()).at(check.place.clone()));
    }
    Ok(())
}

fn flagged_checks(around: Around<'_>, flags: &Overrides) -> Result<Vec<Check>> {
    let min = given::decimal("--min-ratio", flags.min_ratio.as_deref())?;
    let max = given::decimal("--max-ratio", flags.max_ratio.as_deref())?;
    let gap = given::decimal("--max-gap", flags.max_gap.as_deref())?;
    let ratio_place = min.as_ref().or(max.as_ref()).map(|spot| spot.place.clone());
    let gap_place = gap.as_ref().map(|spot| spot.place.clone());
    let wanted = [
        (
            "selection-ratio",
            ratio_place,
            Comparison::Ratio,
            limit::of(Comparison::Ratio, check::SELECTION, min, max, None)?,
        ),
        (
            "selection-difference",
            gap_place,
            Comparison::Difference,
            limit::of(Comparison::Difference, check::SELECTION, None, None, gap)?,
        ),
    ];
    let made = check::OfFlags { flags, around };
    let mut checks = Vec::new();
    for (id, place, comparison, limit) in wanted {
        if let (Some(place), Some(limit)) = (place, limit) {
            checks.push(made.check(id, place, comparison, limit)?);
        }
    }
    match check::stray_flag(flags) {
        Some(flag) if checks.is_empty() => Err(given::needs(flag, "--min-ratio", Place::Flag(flag.to_owned()))),
        _ => Ok(checks),
    }
}
