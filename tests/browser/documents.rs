//! The pages that are looked at: the demo's, one with every section, one with scores, one whose labels want harm, one
//! with a thousand segments; each in both languages.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;
use evenhand::document::Audit;
use evenhand::lang::Lang;
use evenhand::report::{Format, write};
use serde_json::Value;
use tempfile::TempDir;

use crate::world;

/// A page, written to a file of its own.
#[derive(Debug)]
pub(crate) struct Document {
    pub name: &'static str,
    pub lang: Lang,
    pub html: String,
    pub file: PathBuf,
}

/// The pages of usual size.
pub(crate) fn usual() -> &'static [Document] {
    static ALL: OnceLock<Vec<Document>> = OnceLock::new();
    ALL.get_or_init(|| {
        let audits =
            [("demo", demo()), ("every-section", every_section()), ("scores", scores()), ("hostile", hostile())];
        audits.iter().flat_map(|(name, audit)| in_both(name, audit)).collect()
    })
}

/// The page of an audit with a thousand segments beside their margins.
pub(crate) fn large() -> &'static [Document] {
    static ALL: OnceLock<Vec<Document>> = OnceLock::new();
    ALL.get_or_init(|| in_both("large", &thousand()))
}

/// The page of a real data set of 41,188 people with four attributes and ten campaigns, where it lies beside the checkout.
#[expect(clippy::print_stdout, reason = "what was not run is said where tests report")]
pub(crate) fn bank() -> &'static [Document] {
    static ALL: OnceLock<Vec<Document>> = OnceLock::new();
    ALL.get_or_init(|| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/bank_marketing/bank-additional-full.csv");
        if !file.is_file() {
            println!("NOT RUN: the data sets are not beside this checkout (../shared/data)");
            return Vec::new();
        }
        let folder = TempDir::new().unwrap();
        fs::copy(file, folder.path().join("bank.csv")).unwrap();
        fs::write(folder.path().join("evenhand.toml"), BANK).unwrap();
        let mut command = Command::cargo_bin("evenhand").unwrap();
        command.current_dir(folder.path()).args(["audit", "-o", "audit.json"]).assert().code(1);
        in_both("bank", &serde_json::from_slice(&fs::read(folder.path().join("audit.json")).unwrap()).unwrap())
    })
}

const BANK: &str = r#"schema = "evenhand.config/1"
[audit]
name = "bank-marketing"
[data]
decisions = "bank.csv"
missing = ["unknown"]
[columns]
decision = { column = "y", positive = ["yes"] }
campaign = "month"
[[attribute]]
name = "age"
bins = [25, 35, 45, 55, 65]
[[attribute]]
name = "marital"
[[attribute]]
name = "job"
[[attribute]]
name = "education"
[[check]]
id = "selection"
measure = "selection-rate"
comparison = "ratio"
min = 0.8
"#;

fn in_both(name: &'static str, audit: &Audit) -> Vec<Document> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    fs::create_dir_all(&folder).unwrap();
    let page = |lang: Lang| {
        let mut html = Vec::new();
        write(Format::from_id("html").unwrap(), audit, lang, &mut html).unwrap();
        let file = folder.join(format!("{name}.{}.html", lang.tag()));
        fs::write(&file, &html).unwrap();
        Document { name, lang, html: String::from_utf8(html).unwrap(), file }
    };
    Lang::ALL.into_iter().map(page).collect()
}

/// What the README's first command writes.
fn demo() -> Audit {
    let folder = TempDir::new().unwrap();
    let mut command = Command::cargo_bin("evenhand").unwrap();
    // 22 November 2026.
    command.current_dir(folder.path()).arg("demo").env("SOURCE_DATE_EPOCH", "1795305600").assert().code(1);
    serde_json::from_slice(&fs::read(folder.path().join("demo/audit.json")).unwrap()).unwrap()
}

fn every_section() -> Audit {
    let stored = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/every-section.audit.json");
    serde_json::from_slice(&fs::read(stored).unwrap()).unwrap()
}

/// Two groups whose scores overlap, with limits on what is said of them.
fn scores() -> Audit {
    let config = "schema = \"evenhand.config/1\"\n[audit]\nname = \"scores\"\n[data]\ndecisions = \"people.csv\"\n\
        [columns]\ndecision = \"shown\"\nscore = \"score\"\noutcome = { column = \"bought\", observed = \"before\" }\n\
        [[attribute]]\nname = \"gender\"\nreference = \"men\"\n[[attribute]]\nname = \"area\"\n\
        [[check]]\nid = \"rates\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n\
        [[check]]\nid = \"missed\"\nmeasure = \"false-negative-rate\"\ncomparison = \"difference\"\nmax_gap = 0.1\n";
    let mut people = String::from("gender,area,score,bought,shown\n");
    for place in 0..3000_u32 {
        let gender = ["women", "men"][usize::from(place % 5 < 2)];
        let area = ["north", "south", "a rather long name of an area by the sea"][(place % 3) as usize];
        let score = place * 7919 % 1000 + if gender == "men" { 80 } else { 0 };
        let bought = u32::from(place * 104_729 % 1000 < score);
        writeln!(people, "{gender},{area},{:.3},{bought},{}", f64::from(score) / 1100.0, u8::from(score > 620))
            .unwrap();
    }
    world::audit(config, &people)
}

/// Words that would run, load or break out, if they could. What runs sets `canary`.
pub(crate) const HOSTILE: [&str; 12] = [
    "<script>window.canary=1</script>",
    "</title></style></script><img src=x onerror=window.canary=1>",
    "\" autofocus onfocus=\"window.canary=1\" x='",
    "<svg/onload=window.canary=1>",
    "</bdi></td></table><iframe src=javascript:parent.canary=1></iframe>",
    "javascript:window.canary=1",
    "<style>*{display:none}</style>",
    "&lt;b&gt; &amp;amp; &#x3C;",
    "\u{202e}gnp.exe\u{202c}\u{200b}",
    "two\nlines\r\u{85}\u{2028}",
    "{{ 7 * 7 }}{% include \"page.html\" %} ${canary=1}",
    "<a href=https://example.org/>https://example.org/</a><meta http-equiv=refresh content=0>",
];

/// The demo's audit, with such words wherever somebody else has a say, and one that is as long as a page.
fn hostile() -> Audit {
    let mut audit = serde_json::to_value(demo()).unwrap();
    let long = "x".repeat(2000);
    let labels =
        ["women", "men", "non-binary", "18-24", "25-34", "35-44", "45-54", "55-64", "65+", "urban", "gender", "region"];
    for (label, word) in labels.into_iter().zip(HOSTILE) {
        replace(&mut audit, label, word);
    }
    replace(&mut audit, "rural", &long);
    replace(&mut audit, "selection-ratio", HOSTILE[0]);
    let mut audit: Audit = serde_json::from_value(audit).unwrap();
    HOSTILE[1].clone_into(&mut audit.audit.name);
    HOSTILE[2].clone_into(&mut audit.inputs[0].name);
    HOSTILE[4].clone_into(&mut audit.inputs[0].columns_read[0]);
    for attribute in &mut audit.attributes {
        attribute.label.clear();
        attribute.basis = Some(HOSTILE[3].to_owned());
        attribute.note = Some(long.clone());
        attribute.groups.iter_mut().for_each(|group| group.words.clear());
    }
    for waiver in
        audit.checks.iter_mut().flat_map(|check| &mut check.results).filter_map(|result| result.waiver.as_mut())
    {
        HOSTILE[11].clone_into(&mut waiver.reason);
        HOSTILE[6].clone_into(&mut waiver.owner);
    }
    audit
}

/// Replaces strings and keys that are this word.
fn replace(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => to.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, from, to)),
        Value::Object(pairs) => {
            for (key, mut inner) in std::mem::take(pairs) {
                replace(&mut inner, from, to);
                pairs.insert(if key == from { to.to_owned() } else { key }, inner);
            }
        }
        _ => {}
    }
}

/// Fifty areas times twenty months, some of them far below the others.
fn thousand() -> Audit {
    let config = format!(
        "{}[audit]\nname = \"a thousand segments\"\n[[attribute]]\nname = \"area\"\n[[attribute]]\nname = \"month\"\n\
         [[check]]\nid = \"ratio\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\n\
         attributes = [\"area\", \"month\", \"area x month\"]\nmin = 0.8\n",
        world::COUNTS
    );
    let mut people = String::from("area,month,people,selected\n");
    for place in 0..1000_u32 {
        let (area, month) = (place / 20, place % 20);
        let selected = 150 + place * 7919 % 100 - if area % 7 == 0 { 90 } else { 0 };
        writeln!(people, "area {area},month {month},1000,{selected}").unwrap();
    }
    world::audit(&config, &people)
}
