//! The demo: a made-up campaign in a folder, ready to be audited. It refuses to know what an audit of it says, and it
//! replaces no file that it did not write.

#[path = "../samples/generator.rs"]
pub mod generator;

use std::fs;
use std::io;
use std::path::Path;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::digest::sha256;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::store::{store, unwritable};
use evenhand_cube::read::{Format, write_table};
use generator::{Campaign, PEOPLE, SEED, Tables, generate};

/// The config that the demo writes.
pub const CONFIG: &str = "evenhand.toml";

/// The waivers that the demo writes.
pub const WAIVERS: &str = "waivers.toml";

/// What the audit of the demo is written to, in the same folder.
pub const RESULTS: [&str; 3] = ["audit.json", "report.en.html", "report.fr.html"];

/// The list of what the demo wrote, as `sha256sum -c` reads it. A folder with this list is a demo of ours.
const LIST: &str = "SHA256SUMS";

/// Each table's file, and its twin for reading by eye.
const DECISIONS: [(&str, Format); 2] = [("decisions.parquet", Format::Parquet), ("decisions.csv", Format::Csv)];
const AUDIENCE: [(&str, Format); 2] = [("audience.parquet", Format::Parquet), ("audience.csv", Format::Csv)];

/// How long the waiver of the demo holds, in days.
const WAIVED_DAYS: i64 = 180;

/// Writes the campaign to a folder, which is made when it is not there: data, config, and waivers that hold on `as_of`.
///
/// Files of a demo written earlier are replaced unless somebody changed them since; the results of its audit, which
/// anybody can make again, are free to be replaced too. Other files of the folder are left alone.
///
/// # Errors
/// `EVH-U007` when a file stands in the way that is not a demo's, or is no longer as the demo wrote it; nothing is
/// written then. `EVH-U004`, or that of [`write_table`], when a file cannot be written.
pub fn write_files(folder: &Path, as_of: Date) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    nothing_foreign(folder)?;

    let Tables { decisions, audience } = generate(Campaign::SpringLoans, SEED, PEOPLE);
    for (columns, files) in [(&decisions, DECISIONS), (&audience, AUDIENCE)] {
        for (name, format) in files {
            write_table(&folder.join(name), columns, format)?;
        }
    }
    write(&folder.join(CONFIG), include_str!("../samples/spring-loans/evenhand.toml"))?;
    write(&folder.join(WAIVERS), &waivers(as_of))?;

    let line = |name| match digest(&folder.join(name)) {
        Ok(sum) => Ok(format!("{sum}  {name}")),
        Err(error) => Err(unwritable(&folder.join(name), &error)),
    };
    let mut list = names().map(line).collect::<Result<Vec<_>>>()?.join("\n");
    list.push('\n');
    write(&folder.join(LIST), &list)
}

/// What the demo writes itself.
fn names() -> impl Iterator<Item = &'static str> {
    DECISIONS.into_iter().chain(AUDIENCE).map(|(name, _)| name).chain([CONFIG, WAIVERS])
}

/// The waivers of the sample with dates that hold on this day.
fn waivers(as_of: Date) -> String {
    let sample = include_str!("../samples/spring-loans/waivers.toml");
    let expires = as_of.saturating_add(WAIVED_DAYS.days());
    sample.replace("2026-11-20", &as_of.to_string()).replace("2027-03-31", &expires.to_string())
}

fn nothing_foreign(folder: &Path) -> Result<()> {
    let list = match fs::read_to_string(folder.join(LIST)) {
        Ok(list) => Some(list),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(unwritable(&folder.join(LIST), &error)),
    };
    let ours = |name: &str| {
        let list = list.as_deref()?;
        if RESULTS.contains(&name) {
            return Some(());
        }
        let sum = digest(&folder.join(name)).ok()?;
        list.lines().any(|line| line.split_once("  ") == Some((&sum, name))).then_some(())
    };
    match names().chain(RESULTS).find(|name| folder.join(name).exists() && ours(name).is_none()) {
        Some(name) => {
            let file = folder.join(name).display().to_string();
            let error = Error::new(ErrorCode::U007).with("file", file.clone());
            Err(error.at(Place::Data { file, column: None, row: None }))
        }
        None => Ok(()),
    }
}

fn digest(path: &Path) -> io::Result<String> {
    fs::read(path).map(|bytes| sha256(&bytes))
}

fn write(path: &Path, text: &str) -> Result<()> {
    store(path, |file| file.write_all(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 22);

    fn fresh() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        write_files(folder.path(), TODAY).unwrap();
        folder
    }

    #[test]
    fn it_makes_the_folder_and_replaces_its_own_files() {
        let parent = fresh();
        let folder = parent.path().join("a/b");
        write_files(&folder, TODAY).unwrap();
        fs::write(folder.join("audit.json"), "{}").unwrap();
        fs::write(folder.join("notes.txt"), "mine").unwrap();

        write_files(&folder, date(2026, 11, 23)).unwrap();
        assert!(fs::read_to_string(folder.join(WAIVERS)).unwrap().contains("approved = 2026-11-23"));
        assert_eq!(fs::read_to_string(folder.join("notes.txt")).unwrap(), "mine");
    }

    #[test]
    fn a_file_that_is_not_a_demos_is_not_replaced() {
        for name in ["evenhand.toml", "decisions.csv", "report.fr.html"] {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join(name), "mine").unwrap();
            let error = write_files(folder.path(), TODAY).unwrap_err();
            assert_eq!(error.code(), "EVH-U007");
            assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "mine");
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn a_file_that_somebody_changed_is_not_replaced() {
        let folder = fresh();
        let config = folder.path().join(CONFIG);
        let changed = fs::read_to_string(&config).unwrap().replace("0.8", "0.9");
        fs::write(&config, &changed).unwrap();
        assert_eq!(write_files(folder.path(), TODAY).unwrap_err().code(), "EVH-U007");
        assert_eq!(fs::read_to_string(&config).unwrap(), changed);
    }

    #[test]
    fn the_waiver_holds_from_the_day_of_the_demo_for_half_a_year() {
        let text = waivers(date(2028, 2, 29));
        assert!(text.contains("approved = 2028-02-29\nexpires  = 2028-08-27 "), "{text}");
    }

    #[test]
    fn the_data_are_the_same_bytes_on_every_machine() {
        let folder = fresh();
        let sums = ["decisions.csv", "audience.csv"].map(|name| digest(&folder.path().join(name)).unwrap());
        assert_eq!(
            sums,
            [
                "33d5eb2538ca1002d2d93bf2dbcfe69cf6a6772d8f04e2557c1f1e0d82dfbd1a",
                "d2587282bcb22d9b22289e75f078ecfc0f297cbece23e4d0a57e085215e0b49c"
            ]
        );
    }
}
