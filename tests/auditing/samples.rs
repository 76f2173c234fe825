//! The samples against the truth that was planted in them: configs and generator through plan, findings and policy, from
//! counts, without a file of data.

use std::io::{Read, Write};
use std::path::Path;
use std::{env, fs};

use evenhand::counted::{self, Counted};
use evenhand::demo;
use evenhand::demo::generator::{self, Campaign, PEOPLE, SEED};
use evenhand::document::{Audit, Population, Verdict};
use evenhand::lang::Lang;
use evenhand::plan::{self, Overrides, Plan};
use evenhand::report::{self, Format, json};
use evenhand::run;
use evenhand_metrics::cube::Cube;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

fn plan_of(sample: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
    plan::read(&Overrides { folder, as_of: Some("2026-11-22".into()), ..Overrides::default() }).unwrap()
}

fn audited(plan: &Plan, campaign: Campaign, seed: u64) -> Audit {
    let people = PEOPLE as u64;
    let counted = Counted {
        cube: Cube { cuboids: vec![generator::count(campaign, seed, PEOPLE)] },
        weighted: false,
        inputs: Vec::new(),
        population: Population { rows_read: people, people_used: people, left_out: Vec::new(), missing: Vec::new() },
        warnings: Vec::new(),
    };
    run::audit(plan, &counted)
}

/// The segment, verdict and reason of every result of a check.
fn results(audit: &Audit, check: &str) -> Vec<(String, Verdict, Option<String>)> {
    let check = audit.checks.iter().find(|known| known.id == check).unwrap();
    let segment = |finding: &str| finding.rsplit('/').next().unwrap().to_owned();
    check
        .results
        .iter()
        .map(|result| (segment(&result.finding), result.verdict, result.reason.as_deref().map(str::to_owned)))
        .collect()
}

#[test]
fn the_planted_campaign_gets_the_verdicts_that_were_planted() {
    let audit = audited(&plan_of("spring-loans"), Campaign::SpringLoans, SEED);
    let mut singles: Vec<(String, Verdict)> =
        results(&audit, "selection-ratio").into_iter().map(|(segment, verdict, _)| (segment, verdict)).collect();
    singles.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [
        ("age_band=35-44", Verdict::Within),
        ("age_band=45-54", Verdict::Outside),
        ("age_band=55-64", Verdict::Outside),
        ("age_band=65+", Verdict::Waived),
        ("age_band=<25", Verdict::Within),
        ("gender=non-binary", Verdict::CannotTell),
        ("gender=women", Verdict::Outside),
        ("region=rural", Verdict::Within),
    ];
    assert_eq!(singles, expected.map(|(segment, verdict)| (segment.to_owned(), verdict)));

    let missed = results(&audit, "missed-buyers");
    assert!(!missed.is_empty());
    for (segment, verdict, reason) in missed {
        assert_eq!((verdict, reason.as_deref()), (Verdict::NotAssessed, Some("outcome-after-decision")), "{segment}");
    }
    assert_eq!(audit.exit_code, 1);
}

#[test]
fn the_even_twin_passes_with_its_crosses_in_at_least_95_of_100_seeds() {
    let plan = plan_of("even");
    let codes: Vec<(u64, u8)> = (1..=100).map(|seed| (seed, audited(&plan, Campaign::Even, seed).exit_code)).collect();
    let failed: Vec<&(u64, u8)> = codes.iter().filter(|(_, code)| *code != 0).collect();
    assert!(failed.len() <= 5, "seed and exit code: {failed:?}");
}

#[test]
fn the_check_of_the_even_twin_covers_every_cross_of_two_attributes() {
    let plan = plan_of("even");
    let audit = audited(&plan, Campaign::Even, SEED);
    // Groups besides the reference: 2 + 5 + 1, then 3 x 6 - 1, 3 x 2 - 1 and 6 x 2 - 1.
    assert_eq!(results(&audit, "selection-ratio").len(), 8 + 17 + 5 + 11);
}

#[test]
fn the_files_of_the_demo_hold_the_people_that_the_generator_counts() {
    let folder = tempfile::tempdir().unwrap();
    demo::write_files(folder.path(), jiff::civil::date(2026, 11, 22)).unwrap();
    for decisions in ["decisions.parquet", "decisions.csv"] {
        let data = Some(folder.path().join(decisions));
        let audience = Some(folder.path().join(decisions.replace("decisions", "audience")));
        let folder = folder.path().to_owned();
        let as_of = Some("2026-11-22".into());
        let plan = plan::read(&Overrides { folder, data, audience, as_of, ..Overrides::default() }).unwrap();
        let counted = counted::run(&plan, &mut |_| ()).unwrap();

        assert_eq!(counted.cube.cuboids, [generator::count(Campaign::SpringLoans, SEED, PEOPLE)], "{decisions}");
        let mut left_out: Vec<u64> = counted.population.left_out.iter().map(|left_out| left_out.people).collect();
        left_out.retain(|people| *people > 0);
        left_out.sort_unstable();
        assert_eq!(left_out, [122, 615], "{decisions}");
        let missing = counted.population.missing.iter().map(|missing| (&*missing.attribute, missing.people.unwrap()));
        let missing: Vec<(&str, u64)> = missing.filter(|(_, people)| *people > 0).collect();
        assert_eq!(missing, [("gender", 439)], "{decisions}");
    }
}

#[test]
fn the_readmes_show_what_the_demo_prints() {
    let folder = tempfile::tempdir().unwrap();
    demo::write_files(folder.path(), jiff::civil::date(2026, 11, 22)).unwrap();
    let as_of = Some("2026-11-22".into());
    let plan = plan::read(&Overrides { folder: folder.path().to_owned(), as_of, ..Overrides::default() }).unwrap();
    let audit = run::audit(&plan, &counted::run(&plan, &mut |_| ()).unwrap());
    for (lang, name) in [(Lang::En, "README.md"), (Lang::Fr, "README.fr.md")] {
        let mut printed = Vec::new();
        report::write(Format::from_id("text").unwrap(), &audit, lang, &mut printed).unwrap();
        let printed = String::from_utf8(printed).unwrap();

        let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
        let (_, block) = readme.split_once("<!-- demo -->\n```text\n").unwrap();
        let (block, _) = block.split_once("```").unwrap();
        let mut rest = printed.as_str();
        for part in block.split("[...]\n") {
            let Some((_, after)) = rest.split_once(part) else {
                panic!("{name} does not show what the demo prints:\n{printed}");
            };
            rest = after;
        }
    }
}

/// The stored audits that golden documents are made from, packed: a document of a sample is a megabyte. Its data are read
/// from text, whose bytes no library decides.
#[test]
fn the_stored_audits_are_those_of_the_samples() {
    let folder = tempfile::tempdir().unwrap();
    demo::write_files(folder.path(), jiff::civil::date(2026, 11, 22)).unwrap();
    let file = |name: &str| Some(folder.path().join(name));
    let plan = plan::read(&Overrides {
        folder: folder.path().to_owned(),
        data: file("decisions.csv"),
        audience: file("audience.csv"),
        as_of: Some("2026-11-22".into()),
        ..Overrides::default()
    });
    let plan = plan.unwrap();
    let demo = run::audit(&plan, &counted::run(&plan, &mut |_| ()).unwrap());
    for (name, audit) in [("demo", demo), ("even", audited(&plan_of("even"), Campaign::Even, SEED))] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.audit.json.gz"));
        let mut text = Vec::new();
        json::write(&audit, Lang::En, &mut text).unwrap();
        if env::var_os("BLESS").is_some() {
            let mut packed = GzEncoder::new(Vec::new(), Compression::best());
            packed.write_all(&text).unwrap();
            fs::write(&path, packed.finish().unwrap()).unwrap();
        }
        let mut stored = Vec::new();
        GzDecoder::new(fs::File::open(&path).unwrap()).read_to_end(&mut stored).unwrap();
        assert!(
            stored == text,
            "{name}.audit.json.gz is stale; if the change is meant: BLESS=1 cargo test --test auditing samples"
        );
    }
}

#[test]
fn the_audits_of_both_samples_obey_the_schema() {
    let schema = serde_json::from_str(&json::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (sample, campaign) in [("spring-loans", Campaign::SpringLoans), ("even", Campaign::Even)] {
        let mut written = Vec::new();
        json::write(&audited(&plan_of(sample), campaign, SEED), Lang::En, &mut written).unwrap();
        let audit: serde_json::Value = serde_json::from_slice(&written).unwrap();
        let errors: Vec<String> = validator.iter_errors(&audit).map(|error| error.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new(), "{sample}");
    }
}
