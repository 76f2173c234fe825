//! The names that a pattern means: `*`, `?` and `[..]` within one name, `**` for any folders between. Names are looked at in
//! the listing of their folder, whatever bytes they are made of. It refuses to open a file.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Component, Path, PathBuf};

use glob::{MatchOptions, Pattern};

/// A hidden file, such as one that is being written, matches only a pattern that begins with a dot.
const HIDDEN: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: false, require_literal_leading_dot: true };

/// One part of a path.
enum Part {
    /// A name as it stands, `..` or the root.
    Named(OsString),
    /// Names that match.
    Like(Pattern),
    /// Any folders, none among them.
    Between,
}

/// The paths that match, in the order of their names. A part that is no pattern after all matches nothing; `**` goes `depth`
/// folders deep and follows no links, which could lead in a circle.
pub(super) fn matching(pattern: &Path, depth: usize) -> Vec<PathBuf> {
    let Some(parts) = pattern.components().map(part).collect::<Option<Vec<Part>>>() else { return Vec::new() };
    let mut found = BTreeSet::new();
    below(PathBuf::new(), &parts, depth, &mut found);
    found.into_iter().collect()
}

/// Whether a part of a path has a sign of a pattern in it.
pub(super) fn has_signs(part: &OsStr) -> bool {
    part.as_encoded_bytes().iter().any(|byte| b"*?[".contains(byte))
}

fn part(part: Component<'_>) -> Option<Part> {
    let name = part.as_os_str();
    if name == "**" {
        return Some(Part::Between);
    }
    if !has_signs(name) {
        return Some(Part::Named(name.to_owned()));
    }
    // What is no text in a pattern matches what is no text in a name.
    Pattern::new(&name.to_string_lossy()).ok().map(Part::Like)
}

fn below(at: PathBuf, parts: &[Part], depth: usize, found: &mut BTreeSet<PathBuf>) {
    match parts {
        [] => {
            found.insert(at);
        }
        [Part::Named(name), rest @ ..] => {
            let path = at.join(name);
            if path.symlink_metadata().is_ok() {
                below(path, rest, depth, found);
            }
        }
        [Part::Like(pattern), rest @ ..] => {
            for (name, _) in listed(&at) {
                if pattern.matches_with(&name.to_string_lossy(), HIDDEN) {
                    let path = at.join(name);
                    // What stands behind a name is looked for in folders alone.
                    if rest.is_empty() || path.is_dir() {
                        below(path, rest, depth, found);
                    }
                }
            }
        }
        [Part::Between, rest @ ..] => {
            if depth > 0 {
                let folders = listed(&at).filter(|(name, is_folder)| *is_folder && !is_hidden(name));
                for (name, _) in folders {
                    below(at.join(name), parts, depth - 1, found);
                }
            }
            below(at, rest, depth, found);
        }
    }
}

/// The names in a folder, and whether each is a folder and no link to one; none where it cannot be listed.
fn listed(folder: &Path) -> impl Iterator<Item = (OsString, bool)> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(folder).ok().into_iter().flatten().flatten();
    entries.map(|entry| (entry.file_name(), entry.file_type().is_ok_and(|kind| kind.is_dir())))
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::files::tests::folder;

    fn names(folder: &tempfile::TempDir, pattern: &str) -> Vec<String> {
        let found = matching(&folder.path().join(pattern), 16);
        found.iter().map(|path| path.strip_prefix(folder.path()).unwrap().display().to_string()).collect()
    }

    #[test]
    fn parts_match_within_their_folder_and_two_stars_between_folders() {
        let folder = folder(&["a.csv", "b.csv", "b2.csv", "x/a.csv", "x/y/a.csv", ".h/a.csv", ".a.csv", "[z].csv"]);
        for (pattern, expected) in [
            ("*.csv", &["[z].csv", "a.csv", "b.csv", "b2.csv"][..]),
            ("?.csv", &["a.csv", "b.csv"]),
            ("[!a].csv", &["b.csv"]),
            ("*/a.csv", &["x/a.csv"]),
            ("**/a.csv", &["a.csv", "x/a.csv", "x/y/a.csv"]),
            ("**/y/*.csv", &["x/y/a.csv"]),
            ("**/**/a.csv", &["a.csv", "x/a.csv", "x/y/a.csv"]),
            (".*.csv", &[".a.csv"]),
            ("x/../?.csv", &["x/../a.csv", "x/../b.csv"]),
            ("[[]z].csv", &["[z].csv"]),
            ("[z.csv", &[]),
            ("none/*.csv", &[]),
        ] {
            assert_eq!(names(&folder, pattern), expected, "{pattern}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_text_is_a_name_like_others() {
        use std::os::unix::ffi::OsStrExt;
        let folder = folder(&["a.csv"]);
        for name in [&b"caf\xe9.csv"[..], b"caf\xe9.txt"] {
            fs::write(folder.path().join(OsStr::from_bytes(name)), "x").unwrap();
        }
        let found = |pattern: &[u8]| matching(&folder.path().join(OsStr::from_bytes(pattern)), 16).len();
        assert_eq!([&b"*.csv"[..], b"caf?.csv", b"caf\xe9.*", b"caf\xe9.csv", b"**/*"].map(found), [2, 1, 2, 1, 3]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_back_ends_the_search() {
        let folder = folder(&["x/a.csv"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("x/back")).unwrap();
        assert_eq!(names(&folder, "**/*.csv"), ["x/a.csv"]);
        assert_eq!(names(&folder, "x/back/x/*.csv"), ["x/back/x/a.csv"]);
    }
}
