//! An archive: a folder with one bag for each audit, and a ledger of what happened to them. Bags never change; what is decided
//! later (how long one is kept, whether it may be taken away) stands in the ledger. It knows audits as documents; it refuses to
//! know rows, plans and formulas.

mod bag;
mod compared;
mod ledger;
mod site;
mod summary;
mod verify;

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

pub use bag::{Content, DATA};
pub use compared::{Change, Point, Wanted, changes, trend};
pub use ledger::{Event, Line};
pub use site::site;
pub use summary::{CheckSummary, ResultSummary, Summary};
pub use verify::{Again, Level, Outcome, Verified, compared, intact, verify};

use self::ledger::Ledger;
use crate::digest::sha256;
use crate::document::Audit;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::lang::Lang;
use crate::report::{self, Format, Stored};
use crate::store::{self, PREFIX, Passing, unwritable};

/// The file of the ledger.
pub const LEDGER: &str = "LEDGER.jsonl";
/// Held by whoever changes the archive.
const LOCK: &str = ".lock";
/// The document of a bag.
pub const AUDIT: &str = "audit.json";
/// The cube file of a bag, where it holds one.
pub const CUBE: &str = "cube.cube";
/// The config of a bag, where it holds one.
pub const CONFIG: &str = "evenhand.toml";
const SUMMARY: &str = "summary.json";
const README: &str = include_str!("../../templates/archive/README.txt");
/// What the name of a folder that is being taken away begins with.
const GOING: &str = ".evenhand-going-";

/// An audit to be archived.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The audit, with the bytes of its document.
    pub stored: &'a Stored,
    /// The cube and the config with what stands beside it, by name; empty where there are none.
    pub evidence: Content,
    /// Schemas of the documents, by name.
    pub schemas: Vec<(&'static str, String)>,
    /// The last day it is kept (ISO 8601), and why so long.
    pub retain: Option<(String, String)>,
}

/// An archived audit, as the ledger and its folder tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Its id, which is the name of its folder.
    pub id: String,
    /// The day it was archived (ISO 8601).
    pub added: String,
    /// The digest of its bag, as the ledger says.
    pub bag: String,
    /// The last day it is kept (ISO 8601); `None`: nobody said.
    pub until: Option<String>,
    /// Why it may not be taken away.
    pub held: Option<String>,
    /// The day it was taken away (ISO 8601).
    pub expired: Option<String>,
}

/// An archive.
#[derive(Debug)]
pub struct Archive {
    folder: PathBuf,
    ledger: Ledger,
    /// Let go when this ends.
    _lock: Option<File>,
}

impl Archive {
    /// Opens an archive to read it.
    ///
    /// # Errors
    /// `EVH-A001` when the folder is none, `EVH-A004` when its ledger is damaged.
    pub fn open(folder: &Path) -> Result<Self> {
        match fs::read_to_string(folder.join(LEDGER)) {
            Ok(text) => Ok(Self { folder: folder.to_owned(), ledger: read(folder, &text)?, _lock: None }),
            Err(error) => Err(none(folder, &error)),
        }
    }

    /// Opens an archive to change it, and makes it where there is none. What was begun and not ended before is ended: the line
    /// of a bag that is whole is written, and a bag that has its last line is taken away.
    ///
    /// # Errors
    /// `EVH-A001` when the folder holds something else, `EVH-A004` when the ledger is damaged, `EVH-A005` when somebody else
    /// changes the archive, `EVH-U004` when it cannot be written to.
    pub fn to_change(folder: &Path, today: &str) -> Result<Self> {
        let failed = |error: io::Error| unwritable(folder, &error);
        let begun = folder.join(LEDGER).exists();
        if !begun {
            fs::create_dir_all(folder).map_err(failed)?;
            if fs::read_dir(folder).map_err(failed)?.flatten().any(|entry| !is_ours(&entry.path())) {
                return Err(none(folder, &io::ErrorKind::NotFound.into()));
            }
        }
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK)).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(of_folder(ErrorCode::A005, folder)),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        let ledger = match fs::read_to_string(folder.join(LEDGER)) {
            Ok(text) => read(folder, &text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !begun => Ledger::default(),
            Err(error) => return Err(none(folder, &error)),
        };
        let mut archive = Self { folder: folder.to_owned(), ledger, _lock: Some(lock) };
        archive.end_what_was_begun(today)?;
        Ok(archive)
    }

    fn end_what_was_begun(&mut self, today: &str) -> Result<()> {
        let kept = self.kept();
        let entries = fs::read_dir(&self.folder).map_err(|error| unwritable(&self.folder, &error))?;
        let mut names: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        names.sort();
        let mut adopted = false;
        for path in names {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // Only who holds the lock makes these.
            if name.starts_with(PREFIX) {
                let gone = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
                gone.map_err(|error| unwritable(&path, &error))?;
                continue;
            }
            let known = kept.iter().find(|kept| kept.id == name);
            if known.is_some_and(|kept| kept.expired.is_some()) {
                self.take_away(&name)?;
            } else if known.is_none() && is_ours(&path) && path.is_dir() {
                let follows = bag::info(&path, "Previous-Bag").unwrap_or_default() == self.ledger.last_bag();
                let checked = bag::check(&path);
                if follows && checked.faults.is_empty() && bag::info(&path, "External-Identifier") == Some(name.clone())
                {
                    self.note(today, Event::Added { id: name, bag: checked.digest });
                    adopted = true;
                }
            }
        }
        if adopted { self.keep() } else { Ok(()) }
    }

    /// Archives an audit, whole or not at all. Returns its id.
    ///
    /// # Errors
    /// `EVH-A002` when it is archived already, `EVH-U004` when it cannot be written.
    pub fn add(&mut self, entry: Entry<'_>, today: &str) -> Result<String> {
        let audit = &entry.stored.audit;
        let mut content = entry.evidence;
        let id = id_of(audit, entry.stored.bytes(), &content);
        if self.kept().iter().any(|kept| kept.id == id) || self.folder.join(&id).exists() {
            return Err(of_folder(ErrorCode::A002, &self.folder).with("id", id));
        }
        documents(entry.stored, &mut content).map_err(|error| unwritable(&self.folder, &error))?;
        for (name, schema) in entry.schemas {
            content.insert(format!("schemas/{name}"), schema.into_bytes());
        }
        content.insert("README.txt".to_owned(), README.as_bytes().to_vec());
        content.insert("environment.json".to_owned(), environment(audit));
        let mut info: bag::Info = vec![
            ("Bag-Software-Agent", format!("evenhand {}", env!("CARGO_PKG_VERSION"))),
            ("Bagging-Date", today.to_owned()),
            ("External-Identifier", id.clone()),
            ("External-Description", audit.audit.name.clone()),
        ];
        if let Some((until, basis)) = entry.retain {
            info.extend([("Retain-Until", until), ("Retention-Basis", basis)]);
        }
        info.push(("Previous-Bag", self.ledger.last_bag().to_owned()));
        let whole = || {
            let (folder, passing) = temporary(&self.folder)?;
            let digest = bag::write(folder.path(), &info, &content)?;
            passing.undisturbed(|| fs::rename(folder.path(), self.folder.join(&id)))?;
            // It has its name now: there is nothing temporary left to remove.
            let _ = folder.keep();
            store::sync_folder(&self.folder)?;
            Ok(digest)
        };
        let digest = whole().map_err(|error: io::Error| unwritable(&self.folder.join(&id), &error))?;
        self.note(today, Event::Added { id: id.clone(), bag: digest });
        self.keep()?;
        Ok(id)
    }

    /// Writes an event about an archived audit.
    ///
    /// # Errors
    /// `EVH-A003` when there is no such audit, `EVH-U004` when the ledger cannot be written.
    pub fn say(&mut self, today: &str, event: Event) -> Result<()> {
        self.find(event.id())?;
        self.note(today, event);
        self.keep()
    }

    /// The audits that are kept no longer on this day: their day is over, and nobody holds them.
    #[must_use]
    pub fn due(&self, today: &str) -> Vec<Kept> {
        let is_over = |kept: &Kept| kept.until.as_deref().is_some_and(|until| until < today);
        self.kept().into_iter().filter(|kept| kept.expired.is_none() && kept.held.is_none() && is_over(kept)).collect()
    }

    /// Takes audits away, each whole. Their lines stay.
    ///
    /// # Errors
    /// `EVH-U004` when one cannot be taken away.
    pub fn expire(&mut self, due: &[Kept], today: &str) -> Result<()> {
        for kept in due {
            let until = kept.until.clone().unwrap_or_default();
            self.note(today, Event::Expired { id: kept.id.clone(), bag: kept.bag.clone(), until });
            self.keep()?;
            self.take_away(&kept.id)?;
        }
        Ok(())
    }

    fn take_away(&self, id: &str) -> Result<()> {
        let (from, to) = (self.folder.join(id), self.folder.join(format!("{GOING}{id}")));
        let gone = fs::rename(&from, &to).and_then(|()| fs::remove_dir_all(&to));
        gone.map_err(|error| unwritable(&from, &error))
    }

    /// Every audit that was ever archived, in the order in which they were.
    #[must_use]
    pub fn kept(&self) -> Vec<Kept> {
        let mut all: Vec<Kept> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for line in self.ledger.lines() {
            let place = places.get(line.event.id()).copied();
            let known = place.and_then(|place| all.get_mut(place));
            match (&line.event, known) {
                (Event::Added { id, bag }, None) => {
                    places.insert(id, all.len());
                    all.push(Kept {
                        id: id.clone(),
                        added: line.on.clone(),
                        bag: bag.clone(),
                        until: bag::info(&self.folder.join(id), "Retain-Until"),
                        held: None,
                        expired: None,
                    });
                }
                (Event::Held { reason, .. }, Some(kept)) => kept.held = Some(reason.clone()),
                (Event::Released { .. }, Some(kept)) => kept.held = None,
                (Event::Retained { until, .. }, Some(kept)) => kept.until = Some(until.clone()),
                (Event::Expired { until, .. }, Some(kept)) => {
                    kept.until = Some(until.clone());
                    kept.expired = Some(line.on.clone());
                }
                (Event::Added { .. }, Some(_)) | (_, None) => {}
            }
        }
        all
    }

    /// An archived audit by its id or by the beginning of it, which no other has.
    ///
    /// # Errors
    /// `EVH-A003` when there is none, or several begin so.
    pub fn find(&self, id: &str) -> Result<Kept> {
        let kept = self.kept();
        let there = || kept.iter().filter(|kept| kept.expired.is_none());
        let mut found = there().filter(|kept| kept.id == id).chain(there().filter(|kept| kept.id.starts_with(id)));
        match (found.next(), there().filter(|kept| kept.id.starts_with(id)).count()) {
            (Some(kept), many) if kept.id == id || many == 1 => Ok(kept.clone()),
            (found, _) => {
                let reason = if found.is_some() { "several" } else { "none" };
                let error = of_folder(ErrorCode::A003, &self.folder).with("id", id).with("reason", reason);
                Err(error.suggesting(id, there().map(|kept| kept.id.as_str())))
            }
        }
    }

    /// The folder of an archived audit.
    #[must_use]
    pub fn folder_of(&self, kept: &Kept) -> PathBuf {
        self.folder.join(&kept.id)
    }

    /// The summary of an archived audit.
    ///
    /// # Errors
    /// `EVH-A006` when it cannot be read.
    pub fn summary(&self, kept: &Kept) -> Result<Summary> {
        let folder = self.folder_of(kept);
        let bytes = fs::read(folder.join(DATA).join(SUMMARY)).ok();
        let read = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        read.ok_or_else(|| of_folder(ErrorCode::A006, &folder).with("what", "summary"))
    }

    /// Bags in the folder that no line of the ledger tells of, by name.
    #[must_use]
    pub fn untold(&self) -> Vec<String> {
        let kept = self.kept();
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let names = entries.filter(|entry| entry.path().is_dir() && is_ours(&entry.path()));
        let names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut untold: Vec<String> =
            names.filter(|name| !name.starts_with('.') && kept.iter().all(|kept| kept.id != *name)).collect();
        untold.sort();
        untold
    }

    fn note(&mut self, today: &str, event: Event) {
        // An event is plain text: it can always be written.
        let _ = self.ledger.add(today, event);
    }

    fn keep(&self) -> Result<()> {
        store::store(&self.folder.join(LEDGER), |out| out.write_all(self.ledger.text().as_bytes()))
    }
}

fn read(folder: &Path, text: &str) -> Result<Ledger> {
    Ledger::read(text).map_err(|damage| {
        let file = folder.join(LEDGER).display().to_string();
        let error = Error::new(ErrorCode::A004).with("line", damage.line).with("reason", damage.reason);
        error.with("file", file.as_str()).at(Place::Data { file, column: None, row: None })
    })
}

fn of_folder(code: ErrorCode, folder: &Path) -> Error {
    let file = folder.display().to_string();
    Error::new(code).with("file", file.as_str()).at(Place::Data { file, column: None, row: None })
}

fn none(folder: &Path, error: &io::Error) -> Error {
    let reason = match error.kind() {
        io::ErrorKind::NotFound if !folder.exists() => "not-found",
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "no-ledger",
        io::ErrorKind::PermissionDenied => "not-allowed",
        _ => "other",
    };
    of_folder(ErrorCode::A001, folder).with("reason", reason)
}

/// Whether a name in the folder of an archive is one that archives have.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name == LOCK || name.starts_with(PREFIX) || path.join(bag::DECLARATION).is_file()
}

fn temporary(folder: &Path) -> io::Result<(TempDir, Passing)> {
    Passing::make(|| tempfile::Builder::new().prefix(PREFIX).tempdir_in(folder))
}

/// The day, the name, and eight digits of the digest of what it holds.
fn id_of(audit: &Audit, document: &[u8], evidence: &Content) -> String {
    let mut digests = sha256(document);
    for (name, bytes) in evidence {
        digests.extend(["\n", &sha256(bytes), "  ", name]);
    }
    let digest: String = sha256(digests.as_bytes()).chars().take(8).collect();
    let parts = [Some(audit.audit.as_of.clone()), plain(&audit.audit.name), Some(digest)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("-")
}

/// The plain letters of a name, joined by hyphens; `None` where it has none.
fn plain(name: &str) -> Option<String> {
    /// Characters of it.
    const LONG: usize = 40;
    let name: String = name.to_lowercase().chars().map(unaccented).collect();
    let words: Vec<&str> = name.split('-').filter(|word| !word.is_empty()).collect();
    let name: String = words.join("-").chars().take(LONG).collect();
    let name = name.trim_matches('-');
    (!name.is_empty()).then(|| name.to_owned())
}

/// A letter of French or a neighbour without its accent; what is no letter or figure of ASCII is a hyphen.
const fn unaccented(letter: char) -> char {
    match letter {
        'a'..='z' | '0'..='9' => letter,
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' | 'œ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ÿ' | 'ý' => 'y',
        _ => '-',
    }
}

/// The documents that are made of an audit: they are made again when the bag is verified.
fn documents(stored: &Stored, content: &mut Content) -> io::Result<()> {
    content.insert(AUDIT.to_owned(), stored.bytes().to_vec());
    content.insert(SUMMARY.to_owned(), summary(&stored.audit)?);
    for lang in Lang::ALL {
        let mut page = Vec::new();
        if let Some(format) = Format::from_id("html") {
            report::write_stored(format, stored, lang, &mut page)?;
        }
        content.insert(format!("report.{}.html", lang.tag()), page);
        content.insert(format!("methods.{}.md", lang.tag()), report::methods(&stored.audit, lang).into_bytes());
    }
    Ok(())
}

fn summary(audit: &Audit) -> io::Result<Vec<u8>> {
    Ok(serde_json::to_vec(&Summary::of(audit))?)
}

/// What made the audit, and where.
fn environment(audit: &Audit) -> Vec<u8> {
    let environment = serde_json::json!({
        "tool": audit.tool,
        "archived_by": format!("evenhand {}", env!("CARGO_PKG_VERSION")),
        "system": format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
        "dependencies_sha256": sha256(include_bytes!("../../Cargo.lock")),
        "seed": audit.audit.seed,
        "level": audit.settings.level,
        "as_of": audit.audit.as_of,
        "config_sha256": audit.settings.config_sha256,
    });
    format!("{environment:#}\n").into_bytes()
}
