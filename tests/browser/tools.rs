//! The programs that look at pages and are no part of this project: found, or fetched where that is possible, or said to
//! be missing. What was not looked at is never passed over in silence.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};

use evenhand::digest;

/// A file of an npm package, held against its digest before it is used.
struct Fetched {
    package: &'static str,
    version: &'static str,
    file: &'static str,
    sha256: &'static str,
}

const AXE: Fetched = Fetched {
    package: "axe-core",
    version: "4.14.1",
    file: "axe.min.js",
    sha256: "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c",
};

const NU: Fetched = Fetched {
    package: "vnu-jar",
    version: "26.9.27",
    file: "build/dist/vnu.jar",
    sha256: "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47",
};

/// Chromium: the one that `CHROMIUM` names, one of the path, or Debian's, installed.
pub(crate) fn chromium() -> Option<&'static Path> {
    static FOUND: OnceLock<Option<PathBuf>> = OnceLock::new();
    let find = || {
        let named = env::var_os("CHROMIUM").map(PathBuf::from);
        let known = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        named.or_else(|| known.into_iter().find_map(on_path)).or_else(|| installed("chromium"))
    };
    let found = FOUND.get_or_init(|| {
        let found = find();
        if found.is_none() {
            not_checked("the report in a browser", "Chromium is missing, and only root with apt-get could install it");
        }
        found
    });
    found.as_deref()
}

/// The source of axe-core.
pub(crate) fn axe() -> Option<&'static str> {
    static FOUND: OnceLock<Option<String>> = OnceLock::new();
    let found = FOUND.get_or_init(|| match fetched(&AXE) {
        Ok(file) => Some(fs::read_to_string(file).unwrap()),
        Err(why) => {
            not_checked("accessibility by axe-core", &why);
            None
        }
    });
    found.as_deref()
}

/// Java and the Nu validator, the one that W3C runs.
pub(crate) fn nu() -> Option<(PathBuf, PathBuf)> {
    let java = on_path("java").ok_or_else(|| "Java is missing".to_owned());
    match java.and_then(|java| Ok((java, fetched(&NU)?))) {
        Ok(found) => Some(found),
        Err(why) => {
            not_checked("the pages by the Nu validator (their markup is checked without it too)", &why);
            None
        }
    }
}

/// Past the test runner, which swallows what passing tests print.
fn not_checked(what: &str, why: &str) {
    let _ = writeln!(io::stderr(), "NOT CHECKED: {what}: {why}");
}

/// Whether everything may be installed, and nothing be sandboxed.
pub(crate) fn is_root() -> bool {
    let user = Command::new("id").arg("-u").output();
    user.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A program of Debian's package of the same name.
fn installed(name: &str) -> Option<PathBuf> {
    // apt-get runs once at a time: tests of this program wait for each other, those of others for the package lock.
    static ONE: Mutex<()> = Mutex::new(());
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let apt = on_path("apt-get").filter(|_| is_root())?;
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&apt);
        command.args(["-qq", "-o", "Acquire::http::Timeout=30", "-o", "DPkg::Lock::Timeout=-1"]).args(arguments);
        command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
        command.output().is_ok_and(|output| output.status.success())
    };
    let _ = writeln!(io::stderr(), "installing {name} with apt-get");
    (run(&["update"]) && run(&["install", "--yes", "--no-install-recommends", name])).then(|| on_path(name))?
}

/// The file in the target folder, fetched by npm when it is not there yet.
fn fetched(of: &Fetched) -> Result<PathBuf, String> {
    let Fetched { package, version, file, sha256 } = of;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{package}-{version}"));
    let path = folder.join("node_modules").join(package).join(file);
    if !path.is_file() {
        let npm = on_path("npm").or_else(|| installed("npm"));
        let npm = npm.ok_or("npm is missing, and only root with apt-get could install it")?;
        let output = Command::new(npm)
            .args(["install", "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", "--no-package-lock"])
            .arg("--prefix")
            .arg(&folder)
            .arg(format!("{package}@{version}"))
            .stdin(Stdio::null())
            .output();
        if !output.is_ok_and(|output| output.status.success()) {
            return Err(format!("npm could not fetch {package} {version}"));
        }
    }
    let bytes = fs::read(&path).map_err(|error| error.to_string())?;
    assert_eq!(digest::sha256(&bytes), *sha256, "{package} {version} is not the one that was chosen");
    Ok(path)
}
