//! Killed without a warning: whatever the moment, every output is what it was before or all of what is new.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use evenhand::store::PREFIX;
use evenhand_cube::file;

use super::{OUTPUTS, audit, campaign, contents, done, ended, evenhand, people, signal, spawned};

/// Moments tried for each way to end.
const POINTS: u32 = 50;

/// The outputs, as bytes.
fn outputs(folder: &Path) -> Vec<Vec<u8>> {
    OUTPUTS.iter().map(|name| fs::read(folder.join(name)).unwrap()).collect()
}

/// Waits for a moment of a run that takes `whole`: half of them are spread over its length, the others are when a
/// temporary file is there, because that is when something could be left behind. Which moment is hit does not matter to
/// what must hold.
fn wait(point: u32, folder: &Path, whole: Duration) {
    if point.is_multiple_of(2) {
        return thread::sleep(whole * point / POINTS);
    }
    let since = Instant::now();
    let mut seen = 0;
    while seen <= point / 2 % 8 && since.elapsed() < whole {
        let names = fs::read_dir(folder).unwrap().flatten();
        seen += u32::from(names.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX)));
    }
}

/// What was left behind under a hidden name.
fn left_behind(folder: &Path) -> Vec<String> {
    contents(folder).into_keys().filter(|name| name.starts_with(PREFIX)).collect()
}

#[test]
fn a_killed_audit_leaves_old_outputs_or_new_ones_and_never_a_mixture_in_one() {
    let folder = campaign(6_000);
    let at = folder.path();
    assert_eq!(done(audit(at)).0, Some(0));
    let old = outputs(at);
    fs::write(at.join("people.csv"), people(6_000, 3)).unwrap();
    let began = Instant::now();
    assert_eq!(done(audit(at)).0, Some(0));
    let whole = began.elapsed();
    let new = outputs(at);
    assert!(old.iter().zip(&new).all(|(old, new)| old != new), "the two audits differ in every output");
    let others = contents(at).keys().filter(|name| !OUTPUTS.contains(&name.as_str())).cloned().collect::<Vec<_>>();

    for (end, point) in ["KILL", "INT"].into_iter().flat_map(|end| (0..POINTS).map(move |point| (end, point))) {
        for (name, bytes) in OUTPUTS.iter().zip(&old) {
            fs::write(at.join(name), bytes).unwrap();
        }
        let child = spawned(audit(at));
        wait(point, at, whole);
        signal(&child, end);
        let (status, said) = ended(child);
        let found = outputs(at);
        for (place, name) in OUTPUTS.iter().enumerate() {
            assert!([&old[place], &new[place]].contains(&&found[place]), "{end} at point {point}: {name} is neither");
        }
        let hidden = left_behind(at);
        let known = |name: &String| others.contains(name) || OUTPUTS.contains(&name.as_str()) || hidden.contains(name);
        assert!(contents(at).keys().all(known), "{end} at point {point}: {:?}", contents(at).keys());
        if end == "INT" {
            // It can end by itself before the signal comes, or be ended before it could listen.
            assert!([Some(0), Some(130), None].contains(&status.code()), "{status} at point {point}");
            assert!(found == old || found == new, "point {point}: some outputs are new and some are old");
            assert_eq!(said, "", "point {point}");
            if status.code() == Some(130) {
                assert_eq!(hidden, Vec::<String>::new(), "point {point}");
            }
        }
        for name in hidden {
            fs::remove_file(at.join(name)).unwrap();
        }
    }
}

#[test]
fn a_killed_count_leaves_no_cube_or_a_whole_one() {
    let folder = campaign(3_000);
    let at = folder.path();
    let count = || evenhand(at, &["count", "-q", "-o", "day.cube"]);
    let began = Instant::now();
    assert_eq!(done(count()).0, Some(0));
    let (whole, cube) = (began.elapsed(), at.join("day.cube"));
    let wanted = contents(&cube);
    for point in 0..POINTS {
        fs::remove_dir_all(&cube).unwrap_or_default();
        let child = spawned(count());
        wait(point, at, whole);
        signal(&child, "KILL");
        ended(child);
        assert!(!cube.exists() || contents(&cube) == wanted, "point {point}");
        // What is left is in the way of nothing: the next run writes the cube.
        fs::remove_dir_all(&cube).unwrap_or_default();
    }
    assert_eq!(done(count()).0, Some(0));
    assert_eq!(contents(&cube), wanted);
    file::read(&cube).unwrap();
}

#[test]
fn what_a_killed_run_left_behind_is_no_part_of_the_next_one() {
    let folder = campaign(300);
    let at = folder.path();
    let rows = fs::read(at.join("people.csv")).unwrap();
    fs::create_dir(at.join("parts")).unwrap();
    fs::rename(at.join("people.csv"), at.join("parts/1.csv")).unwrap();
    for name in ["a1B2c3", "a1B2c3.csv", "wave=1.csv"] {
        fs::write(at.join(format!("parts/{PREFIX}{name}")), &rows).unwrap();
    }
    let read = |data: &str| {
        let (code, document, said) = done(evenhand(at, &["audit", data, "-q", "-o", "-", "--format", "json"]));
        assert_eq!(code, Some(0), "{said}");
        let document: serde_json::Value = serde_json::from_str(&document).unwrap();
        document["population"]["rows_read"].as_u64()
    };
    for data in ["parts", "parts/*", "parts/*.csv", "**/*.csv"] {
        assert_eq!(read(data), Some(300), "{data}");
    }
}
