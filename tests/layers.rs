//! Who may know whom. Every `crate::x`, `evenhand_cube::x` and `evenhand_metrics::x` of the program is held against one table; what the
//! compiler cannot refuse, this does. Tests inside `src/` may know everything.

#![expect(clippy::unwrap_used, reason = "a tree that cannot be read must stop the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use evenhand_metrics::catalog::Measure;
use evenhand_metrics::odds::{AVERAGE_ODDS, EQUALISED_ODDS, SHARE_OF_ERRORS};

/// A module of `src/` or of the cube crate, the modules of its own crate that it may know besides itself, and those of the
/// cube crate and the metrics crate.
struct Layer {
    module: &'static str,
    knows: &'static [&'static str],
    cube: &'static [&'static str],
    metrics: &'static [&'static str],
}

const ALL: &[&str] = &["*"];
const WORDS: &[&str] = &["catalog", "compare", "family", "interval", "significance"];
const COUNTS: &[&str] = &["cell", "cube", "outcomes"];

/// The cube crate: no catalog, no interval, no rule. `compare` for the rule of references alone, which an attribute names.
const CUBE: &[Layer] = &[
    Layer { module: "digest", knows: &[], cube: &[], metrics: &[] },
    Layer { module: "error", knows: &[], cube: &[], metrics: &[] },
    Layer { module: "label", knows: &[], cube: &[], metrics: &[] },
    Layer { module: "input", knows: &[], cube: &[], metrics: &[] },
    Layer { module: "segment", knows: &[], cube: &[], metrics: &[] },
    Layer { module: "special", knows: &[], cube: &[], metrics: &[] },
    // Which sum of a cell a role has.
    Layer { module: "role", knows: &["error"], cube: &[], metrics: &["cell"] },
    Layer { module: "store", knows: &["error", "special"], cube: &[], metrics: &[] },
    Layer { module: "spec", knows: &["error", "role"], cube: &[], metrics: &["compare"] },
    Layer {
        module: "read",
        knows: &["digest", "error", "input", "role", "spec", "special", "store"],
        cube: &[],
        metrics: &["cell", "compare"],
    },
    Layer { module: "inspect", knows: &["error", "read", "role", "spec"], cube: &[], metrics: &[] },
    Layer { module: "count", knows: &["digest", "error", "input", "read", "role", "spec"], cube: &[], metrics: COUNTS },
    Layer {
        module: "file",
        knows: &["count", "digest", "error", "input", "label", "read", "role", "spec", "store"],
        cube: &[],
        metrics: COUNTS,
    },
];

const LAYERS: &[Layer] = &[
    Layer { module: "lang", knows: &[], cube: &["error", "label"], metrics: &[] },
    Layer { module: "error", knows: &[], cube: &["error"], metrics: &[] },
    Layer {
        module: "document",
        knows: &["lang", "plan", "segment"],
        cube: &["file", "input"],
        metrics: &["compare", "family", "interval", "scores", "significance", "summary", "undefined"],
    },
    Layer { module: "plan", knows: &["error", "lang", "segment", "special"], cube: &["read", "spec"], metrics: WORDS },
    // Whether what was counted can be audited, and what may be shown of it.
    Layer {
        module: "counted",
        knows: &["document", "error", "lang", "plan", "segment"],
        cube: &["count", "read", "spec"],
        metrics: &["cell", "compare", "cube", "outcomes"],
    },
    // What gap a file could show is a question to the metrics; no rate is asked for.
    Layer {
        module: "inspect",
        knows: &["error", "lang", "plan"],
        cube: &["inspect", "read"],
        metrics: &["interval", "power"],
    },
    Layer { module: "init", knows: &["error", "inspect", "lang", "plan"], cube: &["read"], metrics: &["catalog"] },
    Layer { module: "compare", knows: &["document", "plan", "segment"], cube: &[], metrics: ALL },
    Layer { module: "sections", knows: &["compare", "document", "plan", "segment"], cube: &[], metrics: ALL },
    Layer { module: "judge", knows: &["compare", "document", "lang", "plan", "segment"], cube: &[], metrics: ALL },
    Layer {
        module: "run",
        knows: &["compare", "counted", "digest", "document", "judge", "lang", "plan", "sections", "segment"],
        cube: &[],
        metrics: &["compare"],
    },
    Layer {
        module: "fix",
        knows: &[
            "compare", "counted", "document", "error", "judge", "lang", "plan", "run", "sections", "segment", "store",
        ],
        cube: &["count", "read"],
        metrics: ALL,
    },
    Layer {
        module: "report",
        knows: &["digest", "document", "error", "lang", "segment", "special"],
        cube: &[],
        metrics: &["catalog", "odds"],
    },
    // What is kept is a document and files; plans and cubes are handed in.
    Layer {
        module: "archive",
        knows: &["digest", "document", "error", "lang", "report", "segment", "store"],
        cube: &[],
        metrics: &[],
    },
    // The tables of the demo appear whole, as every other file.
    Layer { module: "demo", knows: &["digest", "error", "store"], cube: &["read"], metrics: COUNTS },
    Layer { module: "cli", knows: ALL, cube: ALL, metrics: &["catalog", "compare", "undefined"] },
];

/// Words of libraries and calls that only some files may use: the word, where it may stand, and why.
const KEPT: &[(&str, &[&str], &str)] = &[
    ("polars", &["cube/src/read/"], "rows are read in one place"),
    ("calamine", &["cube/src/read/"], "rows are read in one place"),
    ("statrs", &[], "statistics live in the metrics crate"),
    ("libm", &[], "statistics live in the metrics crate"),
    (".sqrt()", &[], "statistics live in the metrics crate"),
    (".exp()", &[], "statistics live in the metrics crate"),
    ("microlp", &[], "there is one solver of linear programmes, in the metrics crate"),
    ("process::exit", &["src/main.rs"], "one place exits"),
    ("process::abort", &["src/main.rs"], "one place exits"),
];

/// The files of `src/`, of the cube crate and the generator, with their code: no comments, no tests.
fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = vec![root.join("samples/generator.rs")];
    walk(&root.join("src"), &mut files);
    walk(&root.join("cube/src"), &mut files);
    files.retain(|path| path.file_stem().is_none_or(|stem| stem != "tests"));
    files.sort();
    let relative = |path: &PathBuf| path.strip_prefix(root).unwrap().to_path_buf();
    files.iter().map(|path| (relative(path), code(&fs::read_to_string(path).unwrap()))).collect()
}

fn code(text: &str) -> String {
    let (code, _tests) = text.split_once("#[cfg(test)]\nmod ").unwrap_or((text, ""));
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The first names after each `root::`, those in braces included.
fn names_after(code: &str, root: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices(root) {
        if code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
            continue;
        }
        let rest = &code[at + root.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let (mut depth, mut starts) = (0, true);
        for (place, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => starts = true,
                _ if starts && !letter.is_whitespace() => {
                    names.insert(word(&group[place..]));
                    starts = false;
                }
                _ => {}
            }
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

fn module_of(path: &Path) -> String {
    if path.starts_with("samples") {
        return "demo".to_owned();
    }
    let first = path.components().nth(if path.starts_with("cube") { 2 } else { 1 }).unwrap();
    Path::new(first.as_os_str()).file_stem().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn every_module_knows_only_what_the_table_lets_it_know() {
    let mut strangers = Vec::new();
    for (path, code) in sources() {
        let module = module_of(&path);
        if ["main", "lib"].contains(&module.as_str()) {
            continue;
        }
        let layers = if path.starts_with("cube") { CUBE } else { LAYERS };
        let Some(layer) = layers.iter().find(|layer| layer.module == module) else {
            strangers.push(format!("{}: no layer is written down for it", path.display()));
            continue;
        };
        for (root, known) in
            [("crate::", layer.knows), ("evenhand_cube::", layer.cube), ("evenhand_metrics::", layer.metrics)]
        {
            for name in names_after(&code, root) {
                let own = root == "crate::" && name == module;
                if !own && known != ALL && !known.contains(&name.as_str()) {
                    strangers.push(format!("{} may not know {root}{name}", path.display()));
                }
            }
        }
    }
    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn some_words_stand_only_where_they_belong() {
    let mut strangers = Vec::new();
    for (path, code) in sources() {
        for (word, places, why) in KEPT {
            if code.contains(word) && !places.iter().any(|place| path.starts_with(place)) {
                strangers.push(format!("{} says {word}; {why}", path.display()));
            }
        }
    }
    assert!(strangers.is_empty(), "{strangers:#?}");
}

/// A measure is asked for by its constant of the catalog: an id written out as text is a measure that a new one is forgotten
/// beside, and a slip that no compiler sees.
#[test]
fn no_measure_is_named_by_a_text() {
    let ids: Vec<&str> =
        Measure::all().map(Measure::id).chain([AVERAGE_ODDS, EQUALISED_ODDS, SHARE_OF_ERRORS.id]).collect();
    let mut strangers = Vec::new();
    for (path, code) in sources().into_iter().filter(|(path, _)| !path.starts_with("samples")) {
        let found = ids.iter().filter(|id| code.contains(&format!("\"{id}\"")));
        strangers.extend(found.map(|id| format!("{} says \"{id}\"", path.display())));
    }
    assert!(strangers.is_empty(), "{strangers:#?}");
}

#[test]
fn names_in_braces_are_seen_and_longer_names_are_not_cut() {
    let code = "use crate::{audit::{Audit, self}, lang};\nlet x = crate::plan::Plan; use my_crate::ingest;";
    let names: Vec<String> = names_after(code, "crate::").into_iter().collect();
    assert_eq!(names, ["audit", "lang", "plan"]);
}
