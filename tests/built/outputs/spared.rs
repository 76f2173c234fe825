//! What is read is never written over, under whatever name: by any command, for any format.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use evenhand::report::Format;

use super::{campaign, done, evenhand, program};

pub(crate) const PACK: &str = "id = \"own\"\ntitle = { en = \"Own\", fr = \"Propre\" }\nsource = \"here\"\nstatus = \"in-force\"\n\
    last_verified = 2026-01-01\n[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.5\n";
const WAIVERS: &str = "schema = \"evenhand.waivers/1\"\n";

/// The names by which a file can be called: its own, another spelling, a link, a second name of the same file.
fn names(folder: &Path, file: &str) -> Vec<String> {
    let [link, other] = ["link", "other"].map(|kind| format!("{kind}-{}", file.replace('/', "-")));
    symlink(file, folder.join(&link)).unwrap();
    fs::hard_link(folder.join(file), folder.join(&other)).unwrap();
    vec![file.to_owned(), format!("../{}/{file}", folder.file_name().unwrap().to_str().unwrap()), link, other]
}

fn refused(command: Command, code: &str, unchanged: (&Path, &[u8])) {
    let called = format!("{command:?}");
    let (exit, _, said) = done(command);
    assert!(exit == Some(2) && said.contains(&format!("error[{code}]")), "{called}: {exit:?} {said}");
    assert!(fs::read(unchanged.0).unwrap() == unchanged.1, "{called}");
}

#[test]
fn an_audit_spares_everything_that_it_reads() {
    let folder = campaign();
    let at = folder.path();
    let config = fs::read_to_string(at.join("evenhand.toml")).unwrap();
    let joined = config
        .replace("decisions = \"people.csv\"", "decisions = \"parts\"\naudience = \"all.csv\"\nkey = \"id\"")
        .replace("schema = \"evenhand.config/1\"\n", "schema = \"evenhand.config/1\"\npolicies = [\"pack.toml\"]\n");
    fs::write(at.join("evenhand.toml"), format!("{joined}[gate]\nwaivers = \"waivers.toml\"\n")).unwrap();
    fs::write(at.join("pack.toml"), PACK).unwrap();
    fs::write(at.join("waivers.toml"), WAIVERS).unwrap();
    fs::create_dir(at.join("parts")).unwrap();
    fs::rename(at.join("people.csv"), at.join("parts/1.csv")).unwrap();
    let rows = fs::read_to_string(at.join("parts/1.csv")).unwrap();
    fs::write(at.join("parts/1.csv"), rows.replace(",men", "").replace(",women", "").replace("gender,", "")).unwrap();
    let all: String = (0..90).map(|at| format!("{at},{}\n", ["men", "women"][at % 2])).collect::<Vec<_>>().concat();
    fs::write(at.join("all.csv"), format!("id,gender\n{all}")).unwrap();
    let (code, _, said) = done(evenhand(at, &["audit", "-q"]));
    assert_ne!(code, Some(2), "{said}");
    for file in ["evenhand.toml", "pack.toml", "waivers.toml", "parts/1.csv", "all.csv"] {
        let bytes = fs::read(at.join(file)).unwrap();
        for name in names(at, file) {
            let unchanged = (&*at.join(file), bytes.as_slice());
            for format in Format::ALL {
                // The ending of a name may say another format: then that one is refused.
                refused(evenhand(at, &["audit", "-q", "-o", &name, "--format", format.id]), "EVH-U009", unchanged);
            }
        }
    }
}

#[test]
fn every_command_spares_what_it_reads() {
    let folder = campaign();
    let at = folder.path();
    let read = |name: &str| fs::read(at.join(name)).unwrap();
    let (rows, audit) = (read("people.csv"), read("audit.json"));
    for name in names(at, "audit.json") {
        for format in Format::ALL {
            let command = evenhand(at, &["report", "audit.json", "-o", &name, "--format", format.id]);
            refused(command, "EVH-U009", (&at.join("audit.json"), &audit));
        }
    }
    let fix = ["fix", "-q", "--method", "reweigh", "--attribute", "gender", "--id", "id", "-o"];
    for name in names(at, "people.csv") {
        let command = evenhand(at, &[&fix[..], &[name.as_str()]].concat());
        let code = if name.ends_with("csv") { "EVH-F006" } else { "EVH-U009" };
        refused(command, code, (&at.join("people.csv"), &rows));
    }
    fs::write(at.join("new.csv"), "id,sent\n").unwrap();
    let effect = evenhand(at, &["fix", "--effect", "new.csv", "-o", "new.csv"]);
    refused(effect, "EVH-U009", (&at.join("new.csv"), b"id,sent\n"));
    // Rows that a shell reads for us.
    let mut shell = Command::new("sh");
    let script = format!(
        "exec '{}' audit - --decision sent --attributes gender --no-config -o people.csv <people.csv",
        program().display()
    );
    shell.args(["-c", &script]).current_dir(at).stdin(Stdio::null());
    refused(shell, "EVH-U009", (&at.join("people.csv"), &rows));

    assert_eq!(done(evenhand(at, &["count", "-q", "-o", "day.cube"])).0, Some(0));
    let cube = read("day.cube/cube.json");
    for name in ["day.cube/cube.json", "day.cube/new.html"] {
        let command = evenhand(at, &["audit", "--cube", "day.cube", "-o", name]);
        refused(command, "EVH-U009", (&at.join("day.cube/cube.json"), &cube));
        assert!(!at.join("day.cube/new.html").exists());
    }
}

#[test]
fn two_outputs_are_never_one_file() {
    let folder = campaign();
    let at = folder.path();
    fs::write(at.join("a.html"), "old").unwrap();
    symlink("a.html", at.join("b.html")).unwrap();
    fs::hard_link(at.join("a.html"), at.join("c.html")).unwrap();
    symlink("new.html", at.join("d.html")).unwrap();
    for (first, second) in [("a.html", "b.html"), ("a.html", "c.html"), ("d.html", "new.html"), ("a.html", "./a.html")]
    {
        let command = evenhand(at, &["report", "audit.json", "-o", first, "-o", second]);
        refused(command, "EVH-U006", (&at.join("a.html"), b"old"));
    }
}
