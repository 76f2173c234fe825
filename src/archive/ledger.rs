//! The ledger of an archive: a line for each event, never changed afterwards. Each line holds the digest of the line before and
//! its own, so that one that is changed, moved or taken out from between others is found. Whoever may write the file can make
//! all of it anew: what proves more are signatures kept elsewhere. It refuses to know what an audit holds.

use serde::{Deserialize, Serialize};

use crate::digest::sha256;

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// An audit was archived.
    Added {
        /// Its id, which is the name of its folder.
        id: String,
        /// sha256 of its `tagmanifest-sha256.txt`, which covers every file of it.
        bag: String,
    },
    /// An audit may not be taken away whatever day it is.
    Held {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// It may be again.
    Released {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// How long it is kept was changed.
    Retained {
        /// Its id.
        id: String,
        /// The last day (ISO 8601).
        until: String,
        /// Why so long.
        reason: String,
    },
    /// An audit was taken away; this line stays in its place.
    Expired {
        /// Its id.
        id: String,
        /// What the digest of its bag was.
        bag: String,
        /// The day until which it was kept (ISO 8601).
        until: String,
    },
}

impl Event {
    /// The id of the audit concerned.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::Added { id, .. }
            | Self::Held { id, .. }
            | Self::Released { id, .. }
            | Self::Retained { id, .. }
            | Self::Expired { id, .. } => id,
        }
    }
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its number, from 1.
    pub line: u64,
    /// The day (ISO 8601).
    pub on: String,
    /// What happened.
    #[serde(flatten)]
    pub event: Event,
    /// The digest of the line before; empty in the first.
    pub previous: String,
}

/// What stands before the digest that ends a line.
const SEAL: &str = ",\"digest\":\"";
/// Characters of a digest.
const DIGEST: usize = 64;

/// A ledger as it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ledger {
    text: String,
    lines: Vec<Line>,
    last: String,
}

/// Why a ledger is damaged, and in which line, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Damage {
    /// The line.
    pub(super) line: u64,
    /// A word that messages choose by: `form`, `digest`, `chain`, `order`.
    pub(super) reason: &'static str,
}

impl Ledger {
    /// Reads a ledger and follows its chain.
    ///
    /// # Errors
    /// The first line that is not as it was written, or not where it was written.
    pub(super) fn read(text: &str) -> Result<Self, Damage> {
        let mut ledger = Self::default();
        for (at, line) in text.split_inclusive('\n').enumerate() {
            let number = at as u64 + 1;
            let damaged = |reason| Damage { line: number, reason };
            let whole = line.strip_suffix('\n').ok_or_else(|| damaged("form"))?;
            let (body, digest) = sealed(whole).ok_or_else(|| damaged("form"))?;
            if sha256(body.as_bytes()) != digest {
                return Err(damaged("digest"));
            }
            let read: Line = serde_json::from_str(&body).map_err(|_| damaged("form"))?;
            if read.previous != ledger.last {
                return Err(damaged("chain"));
            }
            if read.line != number {
                return Err(damaged("order"));
            }
            digest.clone_into(&mut ledger.last);
            ledger.lines.push(read);
        }
        text.clone_into(&mut ledger.text);
        Ok(ledger)
    }

    /// Adds an event.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which is for no event the case.
    pub(super) fn add(&mut self, on: &str, event: Event) -> serde_json::Result<()> {
        let line = Line { line: self.lines.len() as u64 + 1, on: on.to_owned(), event, previous: self.last.clone() };
        let body = serde_json::to_string(&line)?;
        let digest = sha256(body.as_bytes());
        // The body is an object: its last brace comes after the digest.
        self.text.push_str(body.strip_suffix('}').unwrap_or(&body));
        self.text.extend([SEAL, &digest, "\"}\n"]);
        self.last = digest;
        self.lines.push(line);
        Ok(())
    }

    /// The lines.
    pub(super) fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The file.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The digest of the bag that was added last, which the next one names.
    pub(super) fn last_bag(&self) -> &str {
        let added = self.lines.iter().rev().find_map(|line| match &line.event {
            Event::Added { bag, .. } => Some(bag.as_str()),
            _ => None,
        });
        added.unwrap_or_default()
    }
}

/// What a line says without the digest at its end, and the digest.
fn sealed(line: &str) -> Option<(String, &str)> {
    let open = line.strip_suffix("\"}")?;
    let at = open.len().checked_sub(DIGEST)?;
    let (before, digest) = (open.get(..at)?, open.get(at..)?);
    Some((format!("{}}}", before.strip_suffix(SEAL)?), digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Ledger {
        let mut ledger = Ledger::default();
        let (id, bag) = ("2026-01-31-loans-0a1b2c3d".to_owned(), "00".repeat(32));
        ledger.add("2026-01-31", Event::Added { id: id.clone(), bag: bag.clone() }).unwrap();
        ledger.add("2026-02-01", Event::Held { id: id.clone(), reason: "\"a\",\"digest\":\"".into() }).unwrap();
        ledger.add("2036-02-01", Event::Expired { id, bag, until: "2036-01-31".into() }).unwrap();
        ledger
    }

    #[test]
    fn what_was_written_is_read() {
        let ledger = three();
        assert_eq!(Ledger::read(ledger.text()).unwrap(), ledger);
        assert_eq!(ledger.lines().len(), 3);
    }

    #[test]
    fn no_byte_of_it_can_be_another_one() {
        let text = three().text().to_owned();
        for at in 0..text.len() {
            for other in [b'0', b'}', b' ', b'\n'] {
                let mut bytes = text.clone().into_bytes();
                if bytes[at] == other {
                    continue;
                }
                bytes[at] = other;
                let changed = String::from_utf8(bytes).unwrap();
                assert!(Ledger::read(&changed).is_err(), "byte {at} as {:?}", other as char);
            }
        }
    }

    #[test]
    fn a_line_that_is_missing_doubled_or_elsewhere_is_named() {
        let text = three().text().to_owned();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let damage =
            |order: &[usize]| Ledger::read(&order.iter().map(|at| lines[*at]).collect::<String>()).unwrap_err();
        assert_eq!(damage(&[1, 2]), Damage { line: 1, reason: "chain" });
        assert_eq!(damage(&[0, 2]), Damage { line: 2, reason: "chain" });
        assert_eq!(damage(&[0, 0, 1]), Damage { line: 2, reason: "chain" });
        assert_eq!(damage(&[1, 0, 2]), Damage { line: 1, reason: "chain" });
        assert_eq!(Ledger::read(&text[..text.len() - 1]).unwrap_err(), Damage { line: 3, reason: "form" });
    }
}
