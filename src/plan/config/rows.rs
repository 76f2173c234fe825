//! `[data]`: where the rows are, and what becomes of people who stand in one table alone.

use std::path::{Path, PathBuf};

use super::document::{Spot, Table};
use super::given::{self, exclusive, needs};
use super::sql;
use crate::error::{Error, Place, Result};
use crate::plan::{Absent, Audience, CsvOptions, Data, Overrides, Totals};

const KNOWN: &[&str] = &[
    "decisions",
    "audience",
    "key",
    "absent",
    "where",
    "csv",
    "sheet",
    "missing",
    "same_files",
    "totals",
    "join_labels",
];
pub(super) const ABSENT: [(&str, Absent); 3] =
    [("left-out", Absent::LeftOut), ("rejected", Absent::Rejected), ("error", Absent::Error)];
const SAME_FILES: [(&str, bool); 2] = [("error", false), ("count", true)];
const TOTALS: [(&str, Totals); 2] = [("drop", Totals::Drop), ("keep", Totals::Keep)];
/// What means standard input.
const STDIN: &str = "-";
/// Endings of formats that are not read. Others are told apart by the file's first bytes.
const UNREADABLE: [&str; 11] = ["avro", "bz2", "db", "dta", "orc", "rds", "sas7bdat", "sav", "sqlite", "xz", "zip"];
/// Encodings that a misspelt one is compared with.
const ENCODINGS: [&str; 8] =
    ["utf-8", "windows-1252", "utf-16le", "utf-16be", "iso-8859-15", "iso-8859-2", "windows-1250", "macintosh"];
/// Keys of `csv`.
const CSV: [&str; 5] = ["separator", "decimal", "thousands", "encoding", "skip"];

/// Reads `[data]` and the flags that replace its keys. `folder` is the config's: relative paths of the file start there.
pub(super) fn read(table: Option<&Table<'_>>, folder: &Path, flags: &Overrides) -> Result<Data> {
    if let Some(table) = table {
        table.only(KNOWN, &[])?;
    }
    let text = |key: &str| table.map_or(Ok(None), |table| table.text(key));
    let file = |flag: &str, given: Option<&Path>, key: &str| -> Result<Option<(PathBuf, Spot<String>)>> {
        match given {
            Some(path) => {
                let spot = Spot::new(path.display().to_string(), Place::Flag(flag.to_owned()));
                Ok(Some((flags.folder.join(path), spot)))
            }
            None => Ok(text(key)?.map(|spot| (folder.join(&spot.value), spot))),
        }
    };
    let nothing = || Error::new("EVH-P027").at(table.map_or(Place::Run, Table::place));
    let (decisions, name) = file("DATA", flags.data.as_deref(), "decisions")?.ok_or_else(nothing)?;
    readable(&decisions, &name)?;
    let decisions_are_piped = name.value == STDIN;
    let audience = match file("--audience", flags.audience.as_deref(), "audience")? {
        Some((path, name)) => {
            readable(&path, &name)?;
            if name.value == STDIN && decisions_are_piped {
                return Err(exclusive("decisions = \"-\"", "audience = \"-\"", name.place));
            }
            let keys = keys(table, flags)?.ok_or_else(|| needs("audience", "key", name.place.clone()))?;
            Some(keys.of(path, name))
        }
        None => None,
    };
    let sheets = sheets(table, flags)?;
    let audience = audience.map(|audience| Audience { sheet: sheets.1.clone(), ..audience });
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
    let mut csv = match table.and_then(|table| table.get("csv")) {
        Some(value) => csv(&value.table()?)?,
        None => CsvOptions::default(),
    };
    set_by_flags(&mut csv, &flags.csv)?;
    csv.sheet = sheets.0;
    let mut missing = table.map_or_else(|| Ok(Vec::new()), |table| table.labels("missing"))?;
    missing.extend(flags.missing.iter().cloned());
    let same_files = match given::text("--same-files", flags.same_files.as_deref()) {
        Some(spot) => Some(spot.one_of("same_files", &SAME_FILES)?),
        None => table.map_or(Ok(None), |table| table.word("same_files", &SAME_FILES))?,
    };
    let totals = match given::text("--totals", flags.totals.as_deref()) {
        Some(spot) => Some(spot.one_of("totals", &TOTALS)?),
        None => table.map_or(Ok(None), |table| table.word("totals", &TOTALS))?,
    };
    let join_labels = table.map_or(Ok(None), |table| table.flag("join_labels"))?;
    Ok(Data {
        decisions,
        decisions_name: shown(&name.value),
        decisions_place: name.place,
        audience,
        absent: absent.map_or(Absent::LeftOut, |spot| spot.value),
        csv,
        missing,
        totals: totals.map_or(Totals::Unstated, |spot| spot.value),
        join_labels: flags.join_labels || join_labels.is_some_and(|spot| spot.value),
        same_files_count: same_files.is_some_and(|spot| spot.value),
        confined_to: None,
        keep: text("where")?.map(|spot| sql::condition(&spot)).transpose()?,
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
            sheet: None,
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
pub(super) fn shown(written: &str) -> String {
    let path = Path::new(written);
    if path.is_absolute() {
        path.file_name().map_or_else(|| written.to_owned(), |name| name.to_string_lossy().into_owned())
    } else {
        written.to_owned()
    }
}

/// Refuses endings that cannot be read; a folder may end as it likes.
fn readable(path: &Path, name: &Spot<String>) -> Result<()> {
    match path.extension().map(|ending| ending.to_string_lossy().to_lowercase()) {
        Some(ending) if UNREADABLE.contains(&ending.as_str()) && !path.is_dir() => {
            Err(Error::new("EVH-P005").with("what", format!(".{ending}")).with("format", "yes").at(name.place.clone()))
        }
        _ => Ok(()),
    }
}

/// The sheets of the two tables: one name for both, or one for each.
fn sheets(table: Option<&Table<'_>>, flags: &Overrides) -> Result<(Option<String>, Option<String>)> {
    if let Some(sheet) = &flags.sheet {
        return Ok((Some(sheet.clone()), Some(sheet.clone())));
    }
    let Some(value) = table.and_then(|table| table.get("sheet")) else { return Ok((None, None)) };
    if !value.is_table() {
        let sheet = value.text()?.value;
        return Ok((Some(sheet.clone()), Some(sheet)));
    }
    let pair = value.table()?;
    pair.only(&["decisions", "audience"], &[])?;
    let of = |key: &str| pair.text(key).map(|spot| spot.map(|spot| spot.value));
    Ok((of("decisions")?, of("audience")?))
}

fn csv(table: &Table<'_>) -> Result<CsvOptions> {
    table.only(&CSV, &[])?;
    let mut options = CsvOptions::default();
    for value in table.in_order() {
        let spot = if value.key == "skip" {
            let lines = value.whole()?;
            Spot::new(lines.value.to_string(), lines.place)
        } else {
            value.text()?
        };
        set(&mut options, &value.key, spot)?;
    }
    Ok(options)
}

/// How text with separators is written, and the sheet of a workbook, as flags say: each is `KEY=VALUE`.
///
/// # Errors
/// `EVH-P004`, `EVH-P006` or `EVH-P007` for what is no key or no value of it.
pub fn csv_options(flags: &[String], sheet: Option<&str>) -> Result<CsvOptions> {
    let mut options = CsvOptions { sheet: sheet.map(str::to_owned), ..CsvOptions::default() };
    set_by_flags(&mut options, flags)?;
    Ok(options)
}

fn set_by_flags(options: &mut CsvOptions, flags: &[String]) -> Result<()> {
    let place = || Place::Flag("--csv".to_owned());
    for flag in flags {
        let (key, value) = flag.split_once('=').unwrap_or((flag, ""));
        if !CSV.contains(&key.trim()) {
            return Err(Error::new("EVH-P007").with("key", "--csv").at(place()).suggesting(key, CSV));
        }
        set(options, key.trim(), Spot::new(value.to_owned(), place()))?;
    }
    Ok(())
}

/// Sets one key. What two keys say must hold together.
fn set(options: &mut CsvOptions, key: &str, spot: Spot<String>) -> Result<()> {
    let place = spot.place.clone();
    match key {
        "separator" => {
            let tab = ["tab", "\\t"].contains(&spot.value.as_str());
            let spot = if tab { Spot::new("\t".to_owned(), spot.place) } else { spot };
            options.separator = Some(one_of_signs("csv.separator", spot, &[',', ';', '\t', '|'])?);
        }
        "decimal" => options.decimal = Some(one_of_signs("csv.decimal", spot, &['.', ','])?),
        "thousands" => {
            // Blanks and apostrophes of every kind are read alike.
            let word = match spot.value.as_str() {
                " " | "\u{a0}" | "\u{202f}" | "\u{2009}" => "blank",
                "'" | "’" => "apostrophe",
                other => other,
            };
            let spot = Spot::new(word.to_owned(), spot.place);
            let words = [(",", ','), (".", '.'), ("blank", ' '), ("apostrophe", '\'')];
            options.thousands = Some(spot.one_of("csv.thousands", &words)?.value);
        }
        "encoding" => options.encoding = Some(encoding(spot)?),
        _ => {
            let lines: usize = spot.value.trim().parse().map_err(|_| {
                Error::new("EVH-P006").with("key", "csv.skip").with("expected", "whole-number").at(spot.place)
            })?;
            options.skip = Some(lines);
        }
    }
    if options.decimal.is_some() && options.separator == options.decimal {
        return Err(exclusive("separator", "decimal", place));
    }
    if options.decimal.is_some() && options.thousands == options.decimal {
        return Err(exclusive("thousands", "decimal", place));
    }
    Ok(())
}

/// An encoding by any of the names that the web knows it by.
fn encoding(spot: Spot<String>) -> Result<&'static evenhand_cube::spec::Encoding> {
    evenhand_cube::spec::encoding(&spot.value).ok_or_else(|| {
        Error::new("EVH-P007").with("key", "csv.encoding").at(spot.place).suggesting(&spot.value, ENCODINGS)
    })
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
