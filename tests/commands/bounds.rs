//! What is too much is said before it is made, with the number and the key, in seconds and little memory.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use assert_cmd::Command;

/// A run in a folder: its exit code and what it says. It is to end by itself, and soon.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(arguments).env("EVENHAND_LANG", "en").timeout(Duration::from_mins(1));
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    (output.status.code().unwrap_or_else(|| panic!("killed: {said}")), said)
}

/// Rows of `attributes` columns with so many labels each, and a decision.
fn table(attributes: usize, labels: u64, rows: u64) -> String {
    let mut csv: String = (0..attributes).map(|at| format!("a{at},")).collect::<Vec<_>>().concat();
    csv += "d\n";
    let mut state = 7_u64;
    for row in 0..rows {
        for _ in 0..attributes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            write!(csv, "l{},", (state >> 33) % labels).unwrap();
        }
        writeln!(csv, "{}", row % 3 / 2).unwrap();
    }
    csv
}

fn names(attributes: usize) -> String {
    (0..attributes).map(|at| format!("a{at}")).collect::<Vec<_>>().join(",")
}

#[test]
fn twenty_attributes_crossed_in_every_way_are_counted_and_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), table(20, 2, 200)).unwrap();
    for depth in ["20", "10", "18446744073709551615"] {
        let asked = ["audit", "t.csv", "--decision", "d", "--attributes", &names(20), "--depth", depth];
        let (code, said) = run(folder.path(), &asked);
        assert_eq!(code, 2, "{said}");
        assert!(said.contains("EVH-P091") && said.contains("combinations") && said.contains("1,000"), "{said}");
    }
    // One less than the million and a bit that there are.
    assert!(
        run(folder.path(), &["audit", "t.csv", "--decision", "d", "--attributes", &names(20), "--depth", "20"])
            .1
            .contains("1,048,575")
    );
}

#[test]
fn groups_are_counted_before_they_are_compared() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), table(8, 20, 30_000)).unwrap();
    let asked = ["audit", "t.csv", "--decision", "d", "--attributes", &names(8), "--depth", "3"];
    let (code, said) = run(folder.path(), &asked);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("EVH-P091") && said.contains("limits.segments"), "{said}");
}

#[test]
fn a_config_allows_more_or_less() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), table(3, 2, 300)).unwrap();
    let config = |limits: &str| {
        let attributes: String =
            (0..3).map(|at| format!("[[attribute]]\nname = \"a{at}\"\n")).collect::<Vec<_>>().concat();
        let text = format!(
            "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"t.csv\"\n[columns]\ndecision = \"d\"\n\
             [intersections]\ndepth = 3\n[limits]\n{limits}\n{attributes}"
        );
        fs::write(folder.path().join("evenhand.toml"), text).unwrap();
        run(folder.path(), &["audit"])
    };
    assert_eq!(config("combinations = 7").0, 0);
    for (limits, key) in [
        ("combinations = 6", "intersections.depth"),
        ("segments = 10", "limits.segments"),
        ("comparisons = 30", "limits.comparisons"),
    ] {
        let (code, said) = config(limits);
        assert_eq!(code, 2, "{limits}: {said}");
        assert!(said.contains("EVH-P091") && said.contains(key), "{limits}: {said}");
    }
    let (code, said) = config("combinations = 0");
    assert!(code == 2 && said.contains("limits.combinations"), "{said}");
}

#[test]
fn thousands_of_checks_are_refused_at_the_first_too_many() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), table(2, 2, 300)).unwrap();
    let mut text = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"t.csv\"\n[columns]\ndecision = \"d\"\n\
        [[attribute]]\nname = \"a0\"\n"
        .to_owned();
    for check in 0..5000 {
        let check = format!("id = \"c{check}\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n");
        text.push_str("[[check]]\n");
        text.push_str(&check);
    }
    fs::write(folder.path().join("evenhand.toml"), text).unwrap();
    let (code, said) = run(folder.path(), &["audit"]);
    assert!(code == 2 && said.contains("EVH-P091") && said.contains("5,000 checks"), "{said}");
}

#[test]
fn an_expression_that_grows_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), table(2, 2, 300)).unwrap();
    let audit = |sql: &str| {
        let text = format!(
            "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"t.csv\"\n[columns]\ndecision = \"d\"\n\
             [[attribute]]\nname = \"g\"\nsql = \"{sql}\"\n"
        );
        fs::write(folder.path().join("evenhand.toml"), text).unwrap();
        run(folder.path(), &["audit"])
    };
    let nested = |times: usize| {
        format!("right({}a0{}, 1)", "replace(".repeat(times), ", 'l', 'llllllllllllllll')".repeat(times))
    };
    assert_eq!(audit(&nested(2)).0, 0);
    let (code, said) = audit(&nested(9));
    assert!(code == 2 && said.contains("EVH-P042") && said.contains("million"), "{said}");
    let (code, said) = audit(&format!("a0 IN ('{}')", "x".repeat(10_001)));
    assert!(code == 2 && said.contains("EVH-P042"), "{said}");
}

#[test]
fn a_name_of_a_million_characters_is_no_slip() {
    let folder = tempfile::tempdir().unwrap();
    let long = "h".repeat(1_000_000);
    fs::write(folder.path().join("t.csv"), format!("{long},g,d\n1,a,1\n2,b,0\n")).unwrap();
    let started = Instant::now();
    let (code, said) = run(folder.path(), &["audit", "t.csv", "--decision", "decison", "--attributes", "g"]);
    assert!(code == 2 && said.contains("EVH-D004"), "{}", said.len());
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[cfg(unix)]
#[test]
fn devices_and_forgotten_pipes_are_named_and_not_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), table(1, 2, 300)).unwrap();
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let asked = ["--decision", "d", "--attributes", "a0"];
    for (arguments, code, word) in [
        (vec!["audit", "/dev/zero"], "EVH-D074", "device"),
        (vec!["audit", "/dev/urandom"], "EVH-D074", "device"),
        (vec!["audit", "t.csv", "-c", "/dev/zero"], "EVH-P001", "device"),
        (vec!["audit", "t.csv", "-c", "pipe"], "EVH-P001", "named pipe"),
        (vec!["report", "/dev/zero"], "EVH-R001", "device"),
        (vec!["report", "pipe"], "EVH-R001", "named pipe"),
    ] {
        let of_audit = if arguments[0] == "audit" { &asked[..] } else { &["-o", "x.html"] };
        let (exit, said) = run(folder.path(), &[&arguments, of_audit].concat());
        assert!(exit == 2 && said.contains(code) && said.contains(word), "{arguments:?}: {said}");
    }
    // A cube file is a folder of files.
    let (exit, said) = run(folder.path(), &["count", "t.csv", "--decision", "d", "--attributes", "a0", "-o", "c.cube"]);
    assert_eq!(exit, 0, "{said}");
    let names: Vec<_> =
        fs::read_dir(folder.path().join("c.cube")).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(names.len() > 1, "{names:?}");
    for name in names {
        let aside = folder.path().join("aside");
        fs::rename(&name, &aside).unwrap();
        for other in [Path::new("/dev/zero"), &pipe] {
            std::os::unix::fs::symlink(other, &name).unwrap();
            let (exit, said) =
                run(folder.path(), &["audit", "--cube", "c.cube", "--decision", "d", "--attributes", "a0"]);
            assert!(exit == 2 && said.contains("EVH-C007"), "{}: {said}", name.display());
            fs::remove_file(&name).unwrap();
        }
        fs::rename(&aside, &name).unwrap();
    }
    // A pipe that is named for the rows is read when somebody writes to it.
    let rows = table(1, 2, 300);
    let writer = std::thread::spawn(move || fs::write(pipe, rows).unwrap());
    let (exit, said) = run(folder.path(), &[&["audit", "pipe"], &asked[..]].concat());
    writer.join().unwrap();
    assert_eq!(exit, 0, "{said}");
}

/// A run that may have so many megabytes of addresses and no more: what asks for more is ended by the system, and the test fails.
#[cfg(target_os = "linux")]
fn run_within(megabytes: u64, folder: &Path, arguments: &[&str]) -> (i32, String) {
    let program = assert_cmd::cargo::cargo_bin("evenhand");
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -v {} && exec \"$0\" \"$@\"", megabytes * 1024)]).arg(program);
    command.current_dir(folder).args(arguments).env("EVENHAND_LANG", "en").timeout(Duration::from_mins(2));
    // Addresses are set aside for every thread; how many there are is not what is asked.
    command.env("POLARS_MAX_THREADS", "2").env("MALLOC_ARENA_MAX", "2");
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().unwrap_or_else(|| panic!("killed: {said}")), said)
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_refused_takes_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), table(8, 20, 30_000)).unwrap();
    let asked = ["audit", "t.csv", "--decision", "d", "--attributes", &names(8), "--depth", "3"];
    let (code, said) = run_within(600, folder.path(), &asked);
    assert!(code == 2 && said.contains("EVH-P091") && said.contains("limits.segments"), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn as_many_groups_as_may_be_stay_under_a_gigabyte() {
    let folder = tempfile::tempdir().unwrap();
    let mut csv = "a,b,d\n".to_owned();
    for (a, b) in (0..290).flat_map(|a| (0..290).map(move |b| (a, b))) {
        write!(csv, "x{a},y{b},{}\nx{a},y{b},1\n", (a * b) % 2).unwrap();
    }
    fs::write(folder.path().join("t.csv"), csv).unwrap();
    fs::write(
        folder.path().join("evenhand.toml"),
        "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"t.csv\"\n[columns]\ndecision = \"d\"\n\
         [intersections]\ndepth = 2\n[privacy]\nmax_groups = 300\n[[attribute]]\nname = \"a\"\n[[attribute]]\nname = \"b\"\n",
    )
    .unwrap();
    let (code, said) = run_within(1_000, folder.path(), &["audit", "--exit-zero", "--quiet", "-o", "a.json"]);
    assert_eq!(code, 0, "{said}");
    let audit: serde_json::Value = serde_json::from_slice(&fs::read(folder.path().join("a.json")).unwrap()).unwrap();
    // 290 of each, every pair, and everybody.
    assert!(
        audit["segments"].as_array().unwrap().len() >= 290 * 290,
        "{}",
        audit["segments"].as_array().unwrap().len()
    );
}

#[cfg(target_os = "linux")]
#[test]
fn thousands_of_columns_take_memory_for_their_text_and_no_more() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.csv"), table(10_001, 2, 100)).unwrap();
    let (code, said) = run_within(700, folder.path(), &["inspect", "t.csv"]);
    assert_eq!(code, 0, "{said}");
    let asked = ["audit", "t.csv", "--decision", "d", "--attributes", &names(3_000)];
    let (code, said) = run_within(700, folder.path(), &asked);
    assert!(code == 2 && said.contains("EVH-P091") && said.contains("limits.combinations"), "{said}");
}
