//! An archive whose writer is killed: whatever the moment, an audit is in it whole or not at all.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use evenhand::archive::{Again, Archive, Outcome, verify};
use evenhand::document::Audit;
use evenhand::lang::Said;

use super::{campaign, contents, done, ended, evenhand, people, signal, spawned};

/// Moments tried for each command: many of the program as it is handed out, fewer of the slow one beside the tests.
fn points() -> u32 {
    if std::env::var_os("EVENHAND_BIN").is_some() { 200 } else { 40 }
}
const LATER: &str = "2040-01-01";

/// Looks at files alone: what can be computed again is tried elsewhere.
struct Nothing;

impl Again for Nothing {
    fn audit(&self, _: &Path, _: &str) -> Result<Option<Audit>, Said> {
        Ok(None)
    }

    fn counts(&self, _: &Path) -> Result<Option<bool>, Said> {
        Ok(None)
    }
}

/// The ids of the audits that are there, all of them whole, once the next who changes the archive has ended what was begun.
fn whole(folder: &Path, point: u32) -> Vec<String> {
    let archive = Archive::to_change(folder, LATER).unwrap();
    let mut there = Vec::new();
    for kept in archive.kept() {
        let at = archive.folder_of(&kept);
        assert_eq!(at.exists(), kept.expired.is_none(), "point {point}: {}", kept.id);
        if kept.expired.is_none() {
            let verified = verify(&at, Some(&archive), &Nothing);
            let failing = verified.levels.iter().filter(|level| level.outcome == Outcome::Fails);
            assert_eq!(failing.count(), 0, "point {point}: {verified:?}");
            there.push(kept.id);
        }
    }
    assert_eq!(archive.untold(), Vec::<String>::new(), "point {point}");
    let names: Vec<String> = contents(folder).into_keys().filter(|name| name.starts_with(".evenhand-")).collect();
    assert_eq!(names, Vec::<String>::new(), "point {point}");
    there
}

/// Two audits of one campaign with their cubes, and an archive that holds the first.
fn prepared(at: &Path) {
    for (name, chosen) in [("one", 4), ("two", 3)] {
        fs::write(at.join("people.csv"), people(900, chosen)).unwrap();
        let cube = format!("{name}.cube");
        assert_eq!(done(evenhand(at, &["count", "-q", "-o", &cube])).0, Some(0));
        let audit = ["audit", "-q", "--cube", &cube, "-o", &format!("{name}.json")];
        assert_eq!(done(evenhand(at, &audit)).0, Some(0));
    }
    let (code, _, said) = done(add(at, "one"));
    assert_eq!(code, Some(0), "{said}");
}

fn add(at: &Path, name: &str) -> std::process::Command {
    let (audit, cube) = (format!("{name}.json"), format!("{name}.cube"));
    evenhand(at, &["archive", "add", "-q", &audit, "--cube", &cube, "--retain-until", "2030-01-01", "-a", "archive"])
}

fn copied(from: &Path, to: &Path) {
    fs::remove_dir_all(to).unwrap_or_default();
    for (name, bytes) in contents(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn an_audit_whose_archiving_is_killed_is_archived_whole_or_not_at_all() {
    let folder = campaign(1);
    let at = folder.path();
    prepared(at);
    copied(&at.join("archive"), &at.join("before"));
    let began = Instant::now();
    assert_eq!(done(add(at, "two")).0, Some(0));
    let length = began.elapsed();
    let (points, mut absent, mut archived) = (points(), 0, 0);
    for point in 0..points {
        copied(&at.join("before"), &at.join("archive"));
        let child = spawned(add(at, "two"));
        // The last part of a run writes: most moments are there.
        thread::sleep(length.mul_f64(0.5 + 0.6 * f64::from(point) / f64::from(points)));
        signal(&child, "KILL");
        ended(child);
        match whole(&at.join("archive"), point).len() {
            1 => absent += 1,
            2 => archived += 1,
            many => panic!("point {point}: {many}"),
        }
    }
    assert!(absent > 0 && archived > 0, "{absent} absent, {archived} archived: the moments were not spread");
}

#[test]
fn an_audit_whose_end_is_killed_is_there_whole_or_gone_with_its_line_left() {
    let folder = campaign(1);
    let at = folder.path();
    prepared(at);
    assert_eq!(done(add(at, "two")).0, Some(0));
    copied(&at.join("archive"), &at.join("before"));
    let expire = || evenhand(at, &["archive", "expire", "--yes", "-q", "--as-of", LATER, "-a", "archive"]);
    let began = Instant::now();
    assert_eq!(done(expire()).0, Some(0));
    let length = began.elapsed();
    assert_eq!(whole(&at.join("archive"), 0), Vec::<String>::new());
    let (points, mut seen) = (points(), [0; 3]);
    for point in 0..points {
        copied(&at.join("before"), &at.join("archive"));
        let child = spawned(expire());
        thread::sleep((length.mul_f64(1.1 * f64::from(point) / f64::from(points))).max(Duration::from_micros(1)));
        signal(&child, "KILL");
        ended(child);
        seen[whole(&at.join("archive"), point).len()] += 1;
        let ledger = fs::read_to_string(at.join("archive/LEDGER.jsonl")).unwrap();
        assert_eq!(ledger.matches("\"added\"").count(), 2, "point {point}");
    }
    assert!(seen[2] > 0 && seen[0] > 0, "{seen:?}: the moments were not spread");
}
