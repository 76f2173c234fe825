//! `[data]`: where the rows are, and what becomes of people who stand in one table alone.

use std::path::{Path, PathBuf};

use super::document::{Spot, Table};
use super::given::{self, exclusive, needs};
use crate::error::{Error, Place, Result};
use crate::plan::{Absent, Audience, CsvOptions, Data, Overrides};

const KNOWN: &[&str] = &["decisions", "audience", "key", "absent", "where", "csv", "missing"];
const ABSENT: [(&str, Absent); 3] =
    [("left-out", Absent::LeftOut), ("rejected", Absent::Rejected), ("error", Absent::Error)];
/// Endings that can be read.
const READABLE: [&str; 2] = ["csv", "parquet"];

/// Reads `[data]` and the flags that replace its keys. `folder` is the config's: relative paths of the file start there.
pub(super) fn read(table: Option<&Table<'_>>, folder: &Path, flags: &Overrides) -> Result<Data> {
    if let Some(table) = table {
        table.only(KNOWN, &["where"])?;
    }
    let text = |key: &str| table.map_or(Ok(None), |table| table.text(key));
    let file = |flag: &str, given: Option<&str>, key: &str| -> Result<Option<(PathBuf, Spot<String>)>> {
        match given::text(flag, given) {
            Some(spot) => Ok(Some((flags.folder.join(&spot.value), spot))),
            None => Ok(text(key)?.map(|spot| (folder.join(&spot.value), spot))),
        }
    };
    let nothing = || Error::new("EVH-P027").at(table.map_or(Place::Run, Table::place));
    let (decisions, name) = file("DATA", flags.data.as_deref(), "decisions")?.ok_or_else(nothing)?;
    readable(&decisions, &name)?;
    let audience = match file("--audience", flags.audience.as_deref(), "audience")? {
        Some((path, name)) => {
            readable(&path, &name)?;
            let keys = keys(table, flags)?.ok_or_else(|| needs("audience", "key", name.place.clone()))?;
            Some(keys.of(path, name))
        }
        None => None,
    };
    let absent = match given::text("--absent", flags.absent.as_deref()) {
        Some(spot) => Some(spot.one_of("absent", &ABSENT)?),
        None => table.map_or(Ok(None), |table| table.word("absent", &ABSENT))?,
    };
    if audience.is_none() {
        if let Some(spot) = absent {
            return Err(needs("absent", "audience", spot.place));
        }
        if let Some(keys) = keys(table, flags)? {
            return Err(needs("key", "audience", keys.place));
        }
    }
    let csv = match table.and_then(|table| table.get("csv")) {
        Some(value) => csv(&value.table()?)?,
        None => CsvOptions::default(),
    };
    let mut missing = table.map_or_else(|| Ok(Vec::new()), |table| table.labels("missing"))?;
    missing.extend(flags.missing.iter().cloned());
    Ok(Data {
        decisions,
        decisions_name: shown(&name.value),
        decisions_place: name.place,
        audience,
        absent: absent.map_or(Absent::LeftOut, |spot| spot.value),
        csv,
        missing,
    })
}

/// The key columns of the two tables.
struct Keys {
    decisions: String,
    audience: String,
    place: Place,
}

impl Keys {
    fn of(self, path: PathBuf, name: Spot<String>) -> Audience {
        Audience {
            path,
            name: shown(&name.value),
            place: name.place,
            key_in_decisions: self.decisions,
            key_in_audience: self.audience,
            key_place: self.place,
        }
    }
}

fn keys(table: Option<&Table<'_>>, flags: &Overrides) -> Result<Option<Keys>> {
    let both = |spot: Spot<String>| Keys { decisions: spot.value.clone(), audience: spot.value, place: spot.place };
    if let Some(spot) = given::text("--key", flags.key.as_deref()) {
        return Ok(Some(both(spot)));
    }
    let Some(value) = table.and_then(|table| table.get("key")) else { return Ok(None) };
    if !value.is_table() {
        return Ok(Some(both(value.text()?)));
    }
    let pair = value.table()?;
    pair.only(&["decisions", "audience"], &[])?;
    let (decisions, audience) = (pair.need("decisions")?.text()?.value, pair.need("audience")?.text()?.value);
    Ok(Some(Keys { decisions, audience, place: value.place() }))
}

/// The name that messages and documents show: an absolute path says where the machine keeps its files.
fn shown(written: &str) -> String {
    let path = Path::new(written);
    if path.is_absolute() {
        path.file_name().map_or_else(|| written.to_owned(), |name| name.to_string_lossy().into_owned())
    } else {
        written.to_owned()
    }
}

/// Refuses standard input and endings that cannot be read; a folder has no ending.
fn readable(path: &Path, name: &Spot<String>) -> Result<()> {
    let unreadable = |what: String| Err(Error::new("EVH-P005").with("what", what).at(name.place.clone()));
    if name.value == "-" {
        return unreadable("-".to_owned());
    }
    match path.extension().map(|ending| ending.to_string_lossy().to_lowercase()) {
        Some(ending) if !READABLE.contains(&ending.as_str()) && !path.is_dir() => unreadable(format!(".{ending}")),
        _ => Ok(()),
    }
}

fn csv(table: &Table<'_>) -> Result<CsvOptions> {
    table.only(&["separator", "decimal", "encoding"], &[])?;
    if let Some(encoding) = table.text("encoding")?.filter(|spot| !spot.value.eq_ignore_ascii_case("utf-8")) {
        let what = format!("encoding = \"{}\"", encoding.value);
        return Err(Error::new("EVH-P005").with("what", what).at(encoding.place));
    }
    let separator = table.text("separator")?.map(|spot| one_of_signs("csv.separator", spot, &[',', ';', '\t', '|']));
    let decimal = table.text("decimal")?;
    let place = decimal.as_ref().map(|spot| spot.place.clone());
    let decimal = decimal.map(|spot| one_of_signs("csv.decimal", spot, &['.', ','])).transpose()?;
    let separator = separator.transpose()?;
    match (place, separator, decimal) {
        (Some(place), Some(same), Some(decimal)) if same == decimal => Err(exclusive("separator", "decimal", place)),
        _ => Ok(CsvOptions { separator, decimal }),
    }
}

fn one_of_signs(key: &str, spot: Spot<String>, signs: &[char]) -> Result<char> {
    let mut written = spot.value.chars();
    match (written.next(), written.next()) {
        (Some(sign), None) if signs.contains(&sign) => Ok(sign),
        _ => {
            let known: Vec<String> = signs.iter().map(|sign| sign.escape_default().to_string()).collect();
            let error = Error::new("EVH-P007").with("key", key).at(spot.place);
            Err(error.suggesting(&spot.value, known.iter().map(String::as_str)))
        }
    }
}
