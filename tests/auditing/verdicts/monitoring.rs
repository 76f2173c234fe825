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

/// Rows of everybody so far: a decision, an outcome, people kept out, a stratum and a score, that have nothing to do with the group.
struct Days {
    counts: Vec<u64>,
    source: Source,
}

impl Days {
    /// Of each group: (stratum, kept out, selected, outcome, score), one after another.
    const CELLS: usize = 2 * 2 * 2 * 2 * 2;

    fn new(run: u64) -> Self {
        Self { counts: vec![0; 2 * Self::CELLS], source: Source::new(31, run) }
    }

    fn day(&mut self) {
        for (group, people) in [60, 120].into_iter().enumerate() {
            for _ in 0..people {
                let mut drawn = |share: f64| usize::from(self.source.share() < share);
                let (stratum, held) = (drawn(0.5), drawn(0.4));
                let selected = drawn([0.2, 0.4][stratum]);
                let (outcome, high) = (drawn([0.25, 0.15][held]), drawn([0.3, 0.6][selected]));
                self.counts[(((((group * 2 + stratum) * 2 + held) * 2 + selected) * 2 + outcome) * 2) + high] += 1;
            }
        }
    }

    fn csv(&self) -> String {
        let row = |(at, people): (usize, &u64)| {
            let bit = |place: usize| at >> place & 1;
            let (group, stratum) = (["a", "b"][bit(5)], ["x", "y"][bit(4)]);
            format!("{group},{stratum},{},{},{},{},{people}\n", bit(3), bit(2), bit(1), ["0.25", "0.75"][bit(0)])
        };
        let rows = self.counts.iter().enumerate().filter(|(_, people)| **people > 0).map(row);
        rows.fold("g,s,held,sent,y,score,people\n".to_owned(), |csv, row| csv + &row)
    }
}

/// What sections show an interval of, and whether it misses what is true.
fn sections_miss(audit: &Audit) -> Vec<(&'static str, bool)> {
    let mut all = Vec::new();
    let mut see = |name, estimate: &evenhand::document::Estimate, truth: f64| {
        let Some(found) = &estimate.interval else { return };
        let misses = found.low.is_some_and(|low| low > truth) || found.high.is_some_and(|high| high < truth);
        all.push((name, misses));
    };
    for one in &audit.strata {
        see("ratio within", &one.ratio, 1.0);
        see("difference within", &one.difference, 0.0);
        see("odds ratio within", &one.odds_ratio, 1.0);
        for row in &one.by_stratum {
            see("ratio of a stratum", &row.ratio, 1.0);
            see("rate of a stratum", &row.group.rate, if row.label == "x" { 0.2 } else { 0.4 });
        }
    }
    for row in &audit.lift.as_ref().unwrap().segments {
        see("lift", &row.effect, 0.1);
        see("outcome of the open", &row.open_rate, 0.25);
        if let Some(against) = &row.against {
            see("difference of lifts", &against.difference, 0.0);
        }
    }
    for curve in audit.score_curves.iter().flat_map(|curves| &curves.groups) {
        for point in curve.ratios.iter().flatten() {
            let misses = point.low.is_some_and(|low| low > 1.0) || point.high.is_some_and(|high| high < 1.0);
            all.push(("ratio at a threshold", misses));
        }
    }
    for id in ["mean-score/difference/g=a", "auc/difference/g=a", "selection-rate/ratio/g=a"] {
        let found = audit.finding(id).unwrap().interval.as_ref().unwrap();
        let equal = if id.contains("ratio") { 1.0 } else { 0.0 };
        let misses = found.low.is_some_and(|low| low > equal) || found.high.is_some_and(|high| high < equal);
        all.push(("a comparison", misses));
    }
    all
}

/// In how many of 12 runs of 20 looks each of the sections ever shows an interval that misses.
fn sections_ever(mode: &str) -> std::collections::BTreeMap<&'static str, usize> {
    let config = format!(
        "schema = \"evenhand.config/1\"\n[audit]\n{mode}\n[data]\ndecisions = \"people.csv\"\n[columns]\ncount = \"people\"\n\
         decision = \"sent\"\nholdout = \"held\"\nscore = \"score\"\n\
         outcome = {{ column = \"y\", observed = \"before\" }}\n\
         [[attribute]]\nname = \"g\"\nreference = \"b\"\n[[attribute]]\nname = \"s\"\nkind = \"stratum\"\n"
    );
    let mut ever = std::collections::BTreeMap::new();
    for run in 0..12 {
        let mut days = Days::new(run);
        let mut missed = std::collections::BTreeMap::new();
        for _ in 0..20 {
            days.day();
            for (name, misses) in sections_miss(&audit(&config, &days.csv())) {
                *missed.entry(name).or_insert(false) |= misses;
            }
        }
        for (name, missed) in missed {
            *ever.entry(name).or_insert(0) += usize::from(missed);
        }
    }
    ever
}

#[test]
fn what_sections_show_holds_at_every_look_too() {
    let (always, once) = (sections_ever("inference = \"monitoring\""), sections_ever("inference = \"process\""));
    assert_eq!(always.len(), 10, "{always:?}");
    // Of 12 runs more than 3 would miss in less than one of 100, were it one in twenty.
    assert!(always.values().all(|runs| *runs <= 3), "{always:?}");
    let all = |runs: &std::collections::BTreeMap<&str, usize>| runs.values().sum::<usize>();
    assert!(3 * all(&always) < all(&once) && all(&once) > 20, "{always:?} {once:?}");
}
