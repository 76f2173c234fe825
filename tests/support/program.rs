//! The program under test: the one that `EVENHAND_BIN` names, such as the one of the README's build, else the one that cargo
//! built beside the tests, with the features of what only they depend on.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub(crate) fn program() -> PathBuf {
    std::env::var_os("EVENHAND_BIN").map_or_else(|| assert_cmd::cargo::cargo_bin("evenhand"), PathBuf::from)
}

/// evenhand in a folder, with nothing of this machine's environment that it listens to.
pub(crate) fn evenhand(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(program());
    command.current_dir(folder).args(arguments).env("SOURCE_DATE_EPOCH", "1795305600").stdin(Stdio::null());
    for name in ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR_FORCE", "CI"] {
        command.env_remove(name);
    }
    command
}
