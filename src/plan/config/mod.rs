//! Reads `evenhand.toml`, packs, waivers and flags into a [`Plan`] in which everything holds together. An error points
//! at the first thing that does not.

mod attribute;
mod bounds;
mod check;
mod columns;
mod fix;
mod flags;
mod limit;
mod pack;
mod read;
mod reference;
mod refuse;
mod roles;
mod rows;
mod sets;
mod settings;
mod sql;
mod tree;
mod used;
mod waiver;
pub mod words;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use fix::legal_notes;
pub use flags::{Further, as_config};
pub use pack::PACKS;
pub use rows::csv_options;
use schemars::JsonSchema;
use serde::Deserialize;
pub use settings::as_of;
pub use used::{AsUsed, as_used};

use self::attribute::AttributeKeys;
use self::bounds::Bounds;
use self::check::{Around, CheckKeys};
use self::columns::ColumnsKeys;
use self::fix::{FixKeys, Jurisdiction, Purpose};
use self::read::{Spot, Word};
use self::refuse::twice;
use self::rows::DataKeys;
use self::sets::IntersectionsKeys;
use self::settings::{AlternativeKeys, AuditKeys, FunnelKeys, GateKeys, LimitsKeys, PrivacyKeys, StatisticsKeys};
use self::tree::Node;
use super::{Check, CubeSpec, Overrides, Pack, Plan, Setting};
use crate::error::{ConfigText, Error, ErrorCode, Place, Result};
use crate::special::Special;

/// The config that is found by itself.
pub const FOUND: &str = "evenhand.toml";
const SCHEMA: &str = "evenhand.config/1";
/// Bytes of a config, a pack or waivers: more are some other file.
const LARGEST: u64 = 1 << 26;

/// Every key of the config.
// What stands above a key is what editors show of it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(extend("required" = ["schema"]))]
struct Config {
    /// Names the version that the file was written for: "evenhand.config/1".
    #[schemars(extend("const" = SCHEMA))]
    schema: String,
    /// Rule packs by id or file, next to own checks.
    policies: Vec<Spot<String>>,
    /// What the decisions are used for.
    r#use: Option<Word<Purpose>>,
    /// Whose law applies; every law that is known when left out.
    jurisdictions: Vec<Word<Jurisdiction>>,
    /// What the audit is called, and what its rows stand for.
    audit: AuditKeys,
    /// Where the rows are, and how they are written.
    data: Spot<DataKeys>,
    /// Which column plays which part.
    columns: Spot<ColumnsKeys>,
    /// The attributes whose groups are compared, or within whose groups others are.
    attribute: Vec<AttributeKeys>,
    /// Which attributes are crossed.
    intersections: Spot<IntersectionsKeys>,
    /// Columns of the stages that people go through, first to last.
    funnel: Option<Spot<FunnelKeys>>,
    /// What a fix aims at.
    fix: FixKeys,
    /// The limits that results are held against.
    check: Vec<Spot<CheckKeys>>,
    /// Alternatives that were considered: recorded, and asked for by some rule packs.
    alternative: Vec<AlternativeKeys>,
    /// Levels and methods.
    statistics: StatisticsKeys,
    /// What may be shown.
    privacy: PrivacyKeys,
    /// How much an audit may be asked for, counted before it is made.
    limits: LimitsKeys,
    /// What undecided checks do to the exit code, and what was accepted.
    gate: GateKeys,
}

/// The JSON Schema of the config, made from the types that read it.
#[must_use]
pub fn schema() -> String {
    read::schema::<Config>(SCHEMA, "evenhand config")
}

/// The JSON Schema of waivers, made from the types that read them.
#[must_use]
pub fn waivers_schema() -> String {
    read::schema::<waiver::WaiversKeys>(waiver::SCHEMA, "evenhand waivers")
}

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
        let error = Error::new(ErrorCode::P001).with("file", shown.display().to_string()).with("reason", reason);
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
        Some(_) => Err(Error::new(ErrorCode::P003).with("schema", schema).at(bounds::whole(source))),
        None => Ok(()),
    }
}

/// Refuses a document without the schema it must name.
fn names_schema(document: &Node, wanted: &str) -> Result<()> {
    let wrong = |place: &Place| Err(Error::new(ErrorCode::P003).with("schema", wanted).at(place.clone()));
    match document.get("schema") {
        None => wrong(&document.place),
        Some(node) if read::read_at::<String>("schema", node)? != wanted => wrong(&node.place),
        Some(_) => Ok(()),
    }
}

fn plan(source: &Arc<ConfigText>, folder: &Path, flags: &Overrides) -> Result<Plan> {
    let is_file = !source.path.as_os_str().is_empty();
    if is_file {
        begins(source, SCHEMA)?;
    }
    let mut document = Node::parse(source)?;
    if is_file {
        names_schema(&document, SCHEMA)?;
    }
    flags::lay_over(&mut document, flags)?;
    // What the file lacks as a whole is shown at its beginning.
    let in_file = |error: Error| {
        if is_file && *error.place == Place::Run { error.at(document.place.clone()) } else { error }
    };
    read::read(&document).and_then(|config| parts(config, folder, flags)).map_err(in_file)
}

/// Where what is named at a spot is: what a config names starts in its folder, what a flag names where the command was typed.
fn resolved(spot: &Spot<String>, folder: &Path, flags: &Overrides) -> PathBuf {
    let typed: &[(&str, Option<OsString>)] = &[
        ("DATA", flags.data.clone().map(Into::into)),
        ("--audience", flags.audience.clone().map(Into::into)),
        ("--waivers", flags.waivers.clone().map(Into::into)),
        ("--policy", flags.policies.iter().find(|name| name.display().to_string() == spot.value).cloned()),
    ];
    let Some(flag) = spot.place.flag() else { return folder.join(&spot.value) };
    // A name need not be text.
    let name = typed.iter().find(|(own, _)| *own == flag).and_then(|(_, name)| name.clone());
    flags.folder.join(name.unwrap_or_else(|| spot.value.clone().into()))
}

fn parts(config: Config, folder: &Path, flags: &Overrides) -> Result<Plan> {
    let bounds = Bounds::of(folder, flags.confined);
    let resolved = |spot: &Spot<String>| resolved(spot, folder, flags);
    let mut data = config.data.check(resolved)?;
    data.confined_to.clone_from(&bounds.0);
    let (name, inference, record) = config.audit.check(&data)?;
    let columns = config.columns.check(&data)?;
    let attributes = attribute::read(config.attribute, &data, &flags.flags)?;
    roles::agree(&columns, &attributes)?;
    let limits = config.limits.check();
    let (depth, depth_place, crosses) = config.intersections.check(&attributes)?;
    let funnel = config.funnel.map_or_else(|| Ok(Vec::new()), Spot::<FunnelKeys>::check)?;
    let around = Around { attributes: &attributes, columns: &columns, inference };
    let policies: Vec<(Spot<String>, PathBuf)> = policies(config.policies, resolved);
    let mut documents: Vec<PathBuf> = policies.iter().filter_map(|(_, path)| pack::file_of(path.clone())).collect();
    let (packs, checks) = checks(&policies, config.check, &bounds, around, flags)?;
    let as_of = settings::as_of(flags)?;
    let gate = config.gate.check();
    let waivers = match config.gate.waivers {
        Some(spot) => {
            let path = resolved(&spot);
            let source = bounds.file(&path, &spot)?;
            documents.insert(0, path);
            waiver::read(&source, &checks, &attributes, as_of)?
        }
        None => Vec::new(),
    };
    let fixing = config.fix.check(&attributes, &columns)?;
    let (statistics, seed) = config.statistics.check()?;
    let (privacy, max_groups) = config.privacy.check();
    let plan = Plan {
        name,
        record,
        packs,
        alternatives: config.alternative.into_iter().map(AlternativeKeys::check).collect(),
        fixing,
        setting: Setting {
            purpose: config.r#use.map(|word| word.0.0.to_owned()),
            jurisdictions: config.jurisdictions.into_iter().map(|word| word.0.0.to_owned()).collect(),
        },
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

/// The packs with where their files would be; one that the config names too is read once.
fn policies(named: Vec<Spot<String>>, resolved: impl Fn(&Spot<String>) -> PathBuf) -> Vec<(Spot<String>, PathBuf)> {
    let mut policies: Vec<(Spot<String>, PathBuf)> = Vec::new();
    for spot in named {
        if spot.place.flag().is_none() || policies.iter().all(|(other, _)| other.value != spot.value) {
            let path = resolved(&spot);
            policies.push((spot, path));
        }
    }
    policies
}

/// The packs; and the checks of packs, of the config and of flags, in that order: a flag's check replaces the config's of that name.
fn checks(
    policies: &[(Spot<String>, PathBuf)],
    own: Vec<Spot<CheckKeys>>,
    bounds: &Bounds,
    around: Around<'_>,
    flags: &Overrides,
) -> Result<(Vec<Pack>, Vec<Check>)> {
    let (mut packs, mut checks) = (Vec::new(), Vec::new());
    for (spot, path) in policies {
        let (pack, own) = pack::read(spot, path, bounds, around)?;
        packs.push(pack);
        for check in own {
            unnamed_before(&checks, &check)?;
            checks.push(check);
        }
    }
    let flagged = flags::checks(&flags.flags)?;
    let flagged = flagged.iter().map(|node| read::read_at::<Spot<CheckKeys>>("check", node)?.check(around, None));
    let flagged: Vec<Check> = flagged.collect::<Result<_>>()?;
    for check in own {
        let check = check.check(around, None)?;
        unnamed_before(&checks, &check)?;
        if !flagged.iter().any(|flagged| flagged.id == check.id) {
            checks.push(check);
        }
    }
    checks.extend(flagged);
    Ok((packs, checks))
}

fn unnamed_before(checks: &[Check], check: &Check) -> Result<()> {
    if checks.iter().any(|other| other.id == check.id) {
        return Err(twice(&check.id, check.place.clone()));
    }
    Ok(())
}
