//! The samples, and audits made by hand that hold every verdict.

use evenhand::counted::Counted;
use evenhand::demo::generator::{self, Campaign, PEOPLE, SEED};
use evenhand::document::{Audit, Counts, Population, Severity, Verdict};
use evenhand::plan::{self, Overrides};
use evenhand::run;
use evenhand_metrics::cube::Cube;

use super::{audit, golden, root};

/// The samples and the campaigns that they describe.
const SAMPLES: [(&str, Campaign); 2] = [("spring-loans", Campaign::SpringLoans), ("even", Campaign::Even)];

/// A sample, counted and judged.
pub(crate) fn sample(name: &str) -> Audit {
    let (_, campaign) = SAMPLES.into_iter().find(|(sample, _)| *sample == name).unwrap();
    let folder = root().join("samples").join(name);
    let plan = plan::read(&Overrides { folder, as_of: Some("2026-11-22".into()), ..Overrides::default() }).unwrap();
    let people = PEOPLE as u64;
    let population = Population { rows_read: people, people_used: people, left_out: Vec::new(), missing: Vec::new() };
    let cube = Cube { cuboids: vec![generator::count(campaign, SEED, PEOPLE)] };
    run::audit(&plan, &Counted { cube, weighted: false, inputs: Vec::new(), population, warnings: Vec::new() })
}

/// The golden audit, which holds all five verdicts, and others made of it by hand, named.
fn hand_made() -> Vec<(&'static str, Audit)> {
    let all = audit(&golden());
    for verdict in Verdict::WORST_FIRST {
        assert!(all.counts.of(verdict) > 0, "{verdict:?}");
    }
    let mut warned = all.clone();
    for check in &mut warned.checks {
        check.severity = Severity::Warn.into();
        check.exit_code = 0;
    }
    let mut free = all.clone();
    free.checks.clear();
    let audits = vec![
        ("all five", all.clone()),
        ("all five, of severity warn", warned),
        ("no check", free),
        ("undecided", kept(&all, &[Verdict::CannotTell, Verdict::Within], None, 3)),
        ("undecided, which fails", kept(&all, &[Verdict::CannotTell, Verdict::Waived], None, 1)),
        ("not assessed", kept(&all, &[Verdict::NotAssessed], None, 3)),
        ("not assessed, which passes", kept(&all, &[Verdict::NotAssessed], None, 0)),
        ("within", kept(&all, &[Verdict::Within, Verdict::Waived], Some(true), 0)),
    ];
    audits.into_iter().map(|(name, audit)| (name, summed(audit))).collect()
}

/// The first check alone, with the results of these verdicts alone.
fn kept(all: &Audit, verdicts: &[Verdict], passes: Option<bool>, exit_code: u8) -> Audit {
    let mut audit = all.clone();
    audit.checks.truncate(1);
    let check = &mut audit.checks[0];
    check.results.retain(|result| verdicts.contains(&result.verdict));
    (check.passes, check.exit_code) = (passes, exit_code);
    audit
}

/// Counts, verdicts and exit code as they follow from the results.
pub(crate) fn summed(mut audit: Audit) -> Audit {
    let worst = |counts: &Counts| Verdict::WORST_FIRST.into_iter().find(|verdict| counts.of(*verdict) > 0);
    audit.counts = Counts::default();
    for check in &mut audit.checks {
        check.counts = Counts::default();
        for result in &check.results {
            check.counts.add(result.verdict);
            audit.counts.add(result.verdict);
        }
        check.verdict = worst(&check.counts).unwrap();
    }
    audit.verdict = worst(&audit.counts);
    let code = |code: u8| audit.checks.iter().any(|check| check.exit_code == code);
    audit.exit_code = if code(1) {
        1
    } else if code(3) {
        3
    } else {
        0
    };
    audit
}

pub(crate) fn every_audit() -> Vec<(&'static str, Audit)> {
    let mut audits = hand_made();
    audits.extend(SAMPLES.map(|(name, _)| (name, sample(name))));
    audits
}
