//! Audits made again as people come in: what they call outside or within, they call so at some look of very few years.

use evenhand::document::{Audit, Verdict};
use evenhand_metrics::draw::{Binomial, Source};

use super::{ratio_check, try_audit};
use crate::support::world::{COUNTS, audit};

/// A config over one attribute, in a mode of `[audit]`.
fn in_mode(mode: &str, lines: &str) -> String {
    let mode = COUNTS.replace("[data]", &format!("[audit]\n{mode}\n[data]"));
    format!("{mode}[[attribute]]\nname = \"g\"\nreference = \"b\"\n{lines}")
}

fn verdict(audit: &Audit) -> Verdict {
    audit.checks[0].results[0].verdict
}

/// How many of 30 runs of 30 looks call a group that is exactly at its limit outside, or within, at some look.
fn ever(mode: &str) -> (usize, usize) {
    let config = in_mode(mode, &ratio_check("min = 0.8\n"));
    let mut source = Source::new(30, 0);
    let (mut outside, mut within) = (0, 0);
    for _ in 0..30 {
        let (mut a, mut b, mut people) = (0, 0, 0);
        let mut seen = Vec::new();
        for _ in 0..30 {
            people += 150;
            a += Binomial::new(150, 0.16).draw(&mut source);
            b += Binomial::new(450, 0.2).draw(&mut source);
            let rows = format!("g,people,selected\na,{people},{a}\nb,{},{b}\n", 3 * people);
            seen.push(verdict(&audit(&config, &rows)));
        }
        outside += usize::from(seen.contains(&Verdict::Outside));
        within += usize::from(seen.contains(&Verdict::Within));
    }
    (outside, within)
}

#[test]
fn a_group_at_its_limit_is_seldom_decided_however_often_one_looks() {
    let (outside, within) = ever("inference = \"monitoring\"");
    assert!(outside <= 2 && within <= 2, "{outside} {within} of 30");
    let (once_outside, once_within) = ever("inference = \"process\"");
    let (once, always) = (once_outside + once_within, outside + within);
    assert!(once > always, "{once} and {always} of 30: this world shows no difference");
}

#[test]
fn monitoring_decides_what_is_plain_and_gives_no_tests() {
    let config = in_mode("inference = \"monitoring\"", &ratio_check("min = 0.8\n"));
    let (gap, even) = ("a,20000,2000\nb,20000,4000\n", "a,200000,40000\nb,200000,40000\n");
    for (rows, wanted) in [(gap, Verdict::Outside), (even, Verdict::Within)] {
        let audit = audit(&config, &format!("g,people,selected\n{rows}"));
        assert_eq!(verdict(&audit), wanted);
        assert_eq!((audit.audit.inference.as_str(), audit.audit.tuned_for), ("monitoring", Some(1_000)));
        assert!(audit.findings.iter().all(|found| found.p_value.is_none()));
        // The level is said as it is; the interval is wider than that of one look.
        let once = crate::support::world::audit(
            &in_mode("inference = \"process\"", &ratio_check("min = 0.8\n")),
            &format!("g,people,selected\n{rows}"),
        );
        for (many, one) in audit.findings.iter().zip(&once.findings) {
            let (Some(many), Some(one)) = (&many.interval, &one.interval) else { continue };
            assert!(many.low <= one.low && many.high >= one.high && many.level == one.level);
        }
    }
}

#[test]
fn the_number_that_monitoring_is_tuned_for_means_nothing_without_it() {
    let people = "g,people,selected\na,20,2\nb,20,4\n";
    let config = in_mode("tuned_for = 500", &ratio_check("min = 0.8\n"));
    assert_eq!(try_audit(&config, people).unwrap_err().code(), "EVH-P022");
    let config = in_mode("inference = \"monitoring\"\ntuned_for = 0", &ratio_check("min = 0.8\n"));
    assert_eq!(try_audit(&config, people).unwrap_err().code(), "EVH-P009");
}
