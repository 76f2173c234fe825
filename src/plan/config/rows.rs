//! `[data]`: where the rows are, and what becomes of people who stand in one table alone.

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{self, Label, OrTable, Spot, Word, words};
use super::refuse::{exclusive, needs};
use super::sql;
use super::tree::Node;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::{Absent, Audience, CsvOptions, Data, Totals, Typed};

/// Where the rows are, and how they are written.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct DataKeys {
    /// File, glob or folder; relative to the config's folder.
    decisions: Option<Spot<String>>,
    /// Second table: everybody who could have been selected.
    audience: Option<Spot<String>>,
    /// Column that joins the two tables.
    key: Option<Spot<OrTable<String, KeyKeys>>>,
    /// What people of the audience without a decision are.
    absent: Option<Spot<Word<Absent>>>,
    /// SQL condition on the joined row: rows for which it is not true are left out and counted. With absent = "rejected" it
    /// names audience columns only.
    r#where: Option<Spot<String>>,
    /// How text is written; detected where left out.
    csv: CsvKeys,
    /// Sheet of a workbook: one name, or one for decisions and one for the audience; the first that is shown when left out.
    sheet: Option<OrTable<String, SheetKeys>>,
    /// Words read as missing in every column that the plan names.
    missing: Vec<Label>,
    /// What two files of one table that are byte for byte the same are. Default: error.
    same_files: Option<Word<SameFiles>>,
    /// What rows are that sum up others, where rows count people. Left out: an error where something is judged, else a
    /// warning.
    totals: Option<Word<Totals>>,
    /// Whether labels that differ only in case or blanks are one group. Default: false.
    join_labels: bool,
}

words!(Absent: "left-out" => Self::LeftOut, "rejected" => Self::Rejected, "error" => Self::Error);
words!(Totals: "drop" => Self::Drop, "keep" => Self::Keep);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SameFiles {
    Error,
    Count,
}

words!(SameFiles: "error" => Self::Error, "count" => Self::Count);

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct KeyKeys {
    /// The key in the decisions.
    decisions: String,
    /// The key in the audience.
    audience: String,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct SheetKeys {
    /// The sheet of the decisions.
    decisions: Option<String>,
    /// The sheet of the audience.
    audience: Option<String>,
}

/// How text is written.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CsvKeys {
    /// Between fields: , ; | or a tab.
    separator: Option<Spot<String>>,
    /// Before decimals: . or ,
    decimal: Option<Spot<String>>,
    /// How letters are written, such as windows-1252, iso-8859-2 or macintosh.
    encoding: Option<Spot<String>>,
    /// Between thousands: , . a blank or an apostrophe.
    thousands: Option<Spot<String>>,
    /// Lines above the header that are no part of the table.
    skip: Option<u64>,
}

/// What means standard input.
const STDIN: &str = "-";
/// Endings of formats that are not read. Others are told apart by the file's first bytes.
const UNREADABLE: [&str; 11] = ["avro", "bz2", "db", "dta", "orc", "rds", "sas7bdat", "sav", "sqlite", "xz", "zip"];
/// Encodings that a misspelt one is compared with.
const ENCODINGS: [&str; 8] =
    ["utf-8", "windows-1252", "utf-16le", "utf-16be", "iso-8859-15", "iso-8859-2", "windows-1250", "macintosh"];
impl Spot<DataKeys> {
    /// `resolved` says where a file is that is named so.
    pub(super) fn check(self, resolved: impl Fn(&Spot<String>) -> PathBuf) -> Result<Data> {
        let Self { value: keys, place, .. } = self;
        let name = keys.decisions.ok_or_else(|| Error::new(ErrorCode::P027).at(place))?;
        let decisions = resolved(&name);
        readable(&decisions, &name)?;
        let (sheet, audience_sheet) = match keys.sheet {
            None => (None, None),
            Some(OrTable::Short(sheet)) => (Some(sheet.clone()), Some(sheet)),
            Some(OrTable::Table(sheets)) => (sheets.decisions, sheets.audience),
        };
        let audience = if let Some(own) = keys.audience {
            let path = resolved(&own);
            readable(&path, &own)?;
            if own.value == STDIN && name.value == STDIN {
                return Err(exclusive("decisions = \"-\"", "audience = \"-\"", own.place));
            }
            let key = keys.key.ok_or_else(|| needs("audience", "key", own.place.clone()))?;
            let (key_in_decisions, key_in_audience) = match key.value {
                OrTable::Short(key) => (key.clone(), key),
                OrTable::Table(keys) => (keys.decisions, keys.audience),
            };
            Some(Audience {
                path,
                name: shown(&own.value),
                place: own.place,
                key_in_decisions,
                key_in_audience,
                key_place: key.place,
                sheet: audience_sheet,
            })
        } else {
            let absent = keys.absent.as_ref().map(|spot| ("absent", &spot.place));
            if let Some((key, place)) = absent.or(keys.key.as_ref().map(|spot| ("key", &spot.place))) {
                return Err(needs(key, "audience", place.clone()));
            }
            None
        };
        Ok(Data {
            decisions,
            decisions_name: shown(&name.value),
            decisions_place: name.place,
            audience,
            absent: keys.absent.map_or(Absent::LeftOut, |spot| spot.value.0),
            csv: CsvOptions { sheet, ..keys.csv.check()? },
            missing: keys.missing.into_iter().map(|label| label.0).collect(),
            totals: keys.totals.map_or(Totals::Unstated, |word| word.0),
            join_labels: keys.join_labels,
            same_files_count: keys.same_files.is_some_and(|word| word.0 == SameFiles::Count),
            confined_to: None,
            keep: keys.r#where.map(|spot| sql::condition(&spot)).transpose()?,
        })
    }
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
        Some(ending) if UNREADABLE.contains(&ending.as_str()) && !path.is_dir() => Err(Error::new(ErrorCode::P005)
            .with("what", format!(".{ending}"))
            .with("format", "yes")
            .at(name.place.clone())),
        _ => Ok(()),
    }
}

/// How text with separators is written, and the sheet of a workbook, as flags say.
///
/// # Errors
/// `EVH-P006` or `EVH-P007` for what is no key or no value of it.
pub fn csv_options(flags: &Typed) -> Result<CsvOptions> {
    let mut given = Node::empty();
    super::flags::set_csv(&mut given, "csv", flags.all("--csv"));
    let keys: CsvKeys =
        given.find("csv").map_or_else(|| Ok(CsvKeys::default()), |table| read::read_at("csv", table))?;
    Ok(CsvOptions { sheet: flags.one("--sheet").map(str::to_owned), ..keys.check()? })
}

/// Between thousands: blanks and apostrophes of every kind are read alike.
#[derive(Debug, Clone, Copy)]
struct Thousands(char);

words!(Thousands:
    "," => Self(','),
    "." => Self('.'),
    "blank" => Self(' '),
    "apostrophe" => Self('\''),
);

impl CsvKeys {
    /// What two keys say must hold together.
    fn check(self) -> Result<CsvOptions> {
        let separator = self.separator.map(|spot| match spot.value.as_str() {
            "tab" | "\\t" => spot.map(|_| "\t".to_owned()),
            _ => spot,
        });
        let thousands = self.thousands.map(|spot| {
            spot.map(|sign| match sign.as_str() {
                " " | "\u{a0}" | "\u{202f}" | "\u{2009}" => "blank".to_owned(),
                "'" | "’" => "apostrophe".to_owned(),
                _ => sign,
            })
        });
        let [of_separator, of_thousands] =
            [&separator, &thousands].map(|spot| spot.as_ref().map(|spot| spot.place.clone()));
        let of_decimal = self.decimal.as_ref().map(|spot| spot.place.clone());
        let sign = |key: &str, spot: Option<Spot<String>>, signs: &[char]| {
            spot.map(|spot| one_of_signs(key, &spot, signs)).transpose()
        };
        let options = CsvOptions {
            separator: sign("csv.separator", separator, &[',', ';', '\t', '|'])?,
            decimal: sign("csv.decimal", self.decimal, &['.', ','])?,
            thousands: thousands.map(|spot| spot.word("csv.thousands")).transpose()?.map(|sign: Thousands| sign.0),
            skip: self.skip.map(|lines| usize::try_from(lines).unwrap_or(usize::MAX)),
            encoding: self.encoding.map(|spot| encoding(&spot)).transpose()?,
            sheet: None,
        };
        if options.decimal.is_some() {
            let others =
                [("separator", options.separator, of_separator), ("thousands", options.thousands, of_thousands)];
            for (key, sign, place) in others {
                if let (true, Some(place), Some(decimal)) = (sign == options.decimal, place, &of_decimal) {
                    return Err(exclusive(key, "decimal", later(&place, decimal).clone()));
                }
            }
        }
        Ok(options)
    }
}

/// The one of two places that stands further down.
fn later<'a>(first: &'a Place, second: &'a Place) -> &'a Place {
    match (first, second) {
        (Place::Config { span: one, .. }, Place::Config { span: other, .. }) if one.start > other.start => first,
        _ => second,
    }
}

/// An encoding by any of the names that the web knows it by.
fn encoding(spot: &Spot<String>) -> Result<&'static evenhand_cube::spec::Encoding> {
    evenhand_cube::spec::encoding(&spot.value).ok_or_else(|| {
        Error::new(ErrorCode::P007)
            .with("key", "csv.encoding")
            .at(spot.place.clone())
            .suggesting(&spot.value, ENCODINGS)
    })
}

fn one_of_signs(key: &str, spot: &Spot<String>, signs: &[char]) -> Result<char> {
    let mut written = spot.value.chars();
    match (written.next(), written.next()) {
        (Some(sign), None) if signs.contains(&sign) => Ok(sign),
        _ => {
            let known: Vec<String> = signs.iter().map(|sign| sign.escape_default().to_string()).collect();
            let error = Error::new(ErrorCode::P007).with("key", key).at(spot.place.clone());
            Err(error.suggesting(&spot.value, known.iter().map(String::as_str)))
        }
    }
}
