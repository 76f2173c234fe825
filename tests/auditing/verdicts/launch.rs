//! What a pass and a failure say of the world: whole audits of worlds drawn with a known truth. The error rates of a single
//! comparison are summed exactly in `docs/coverage.md`; here the gate as a whole is asked.

use evenhand::document::{Audit, Verdict};
use evenhand_metrics::draw::{Binomial, Source};

use super::{over_g, ratio_check};
use crate::support::world::{COUNTS, audit};

fn drawn(people: u64, rate: f64, source: &mut Source) -> u64 {
    Binomial::new(people, rate).draw(source)
}

/// How many of 100 worlds with two groups of so many people pass the gate.
fn passes(people: u64, rate: f64, ratio: f64, source: &mut Source) -> usize {
    let config = over_g("b", &ratio_check("min = 0.8\n"));
    let exit = |_: &u32| {
        let (a, b) = (drawn(people, ratio * rate, source), drawn(people, rate, source));
        audit(&config, &format!("g,people,selected\na,{people},{a}\nb,{people},{b}\n")).exit_code == 0
    };
    (0..100).filter(exit).count()
}

#[test]
fn a_true_ratio_of_seven_tenths_passes_in_at_most_five_of_a_hundred_audits() {
    let mut source = Source::new(20, 0);
    for people in [5000, 50_000] {
        for rate in [0.05, 0.2] {
            for ratio in [0.7, 0.78] {
                let passed = passes(people, rate, ratio, &mut source);
                assert!(passed <= 5, "{people} people at {rate}, a true ratio of {ratio}: {passed} of 100 pass");
            }
        }
    }
}

#[test]
fn equal_groups_of_many_people_pass_and_those_of_few_are_undecided() {
    let mut source = Source::new(21, 0);
    for (people, rate, least, most) in [(50_000, 0.05, 99, 100), (50_000, 0.2, 99, 100), (500, 0.05, 0, 0)] {
        let passed = passes(people, rate, 1.0, &mut source);
        assert!((least..=most).contains(&passed), "{people} people at {rate}: {passed} of 100 pass");
    }
    // A true ratio of 0.85 is within a limit of 0.8; 50,000 people at 20 % show it (0.85 has a standard error of 0.013).
    assert!(passes(50_000, 0.2, 0.85, &mut source) >= 95);
}

/// 80,000 people, of whom one in five is selected whatever their group.
fn even_world(source: &mut Source) -> String {
    let gender: [(&str, f64); 3] = [("women", 0.49), ("men", 0.5), ("other", 0.01)];
    let age = [("18-24", 0.12), ("25-34", 0.24), ("35-44", 0.24), ("45-54", 0.2), ("55+", 0.2)];
    let region = [("north", 0.4), ("south", 0.3), ("east", 0.2), ("west", 0.1)];
    let mut rows = "gender,age,region,people,selected\n".to_owned();
    for (g, of_gender) in gender {
        for (a, of_age) in age {
            for (r, of_region) in region {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "people")]
                let people = (80_000.0 * of_gender * of_age * of_region).round() as u64;
                rows += &format!("{g},{a},{r},{people},{}\n", drawn(people, 0.2, source));
            }
        }
    }
    rows
}

#[test]
fn eighty_thousand_even_people_pass_in_three_attributes_and_their_pairs() {
    let attributes =
        "[[attribute]]\nname = \"gender\"\n[[attribute]]\nname = \"age\"\n[[attribute]]\nname = \"region\"\n";
    let check = ratio_check(
        "min = 0.8\nattributes = [\"gender\", \"age\", \"region\", \"gender x age\", \"gender x region\", \"age x region\"]\n",
    );
    let config = format!("{COUNTS}{attributes}{check}");
    let mut source = Source::new(22, 0);
    let passed = (0..100).filter(|_| audit(&config, &even_world(&mut source)).exit_code == 0).count();
    assert!(passed >= 95, "{passed} of 100 pass");
}

/// Customer types as insurers have them: two dozen of very different sizes, of whom few buy.
fn types(source: &mut Source) -> Vec<(String, u64, u64)> {
    let mut out = vec![("t0".to_owned(), 900, 0)];
    for at in 1..24 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "people")]
        let people = 11 + (source.share().powi(3) * 800.0) as u64;
        out.push((format!("t{at}"), people, 0));
    }
    for (_, people, selected) in &mut out {
        let share = source.share();
        let rate =
            [(0.4, 0.06), (0.6, 0.12), (0.8, 0.02), (1.0, 0.4)].iter().find(|(up_to, _)| share < *up_to).unwrap().1;
        *selected = drawn(*people, rate, source);
    }
    out
}

fn table(rows: &[(String, u64, u64)]) -> String {
    let lines = rows.iter().map(|(group, people, selected)| format!("{group},{people},{selected}\n"));
    "g,people,selected\n".to_owned() + &lines.collect::<String>()
}

fn verdicts(audit: &Audit, of: &[(String, u64, u64)]) -> Vec<(String, Verdict)> {
    let of: Vec<String> = of.iter().map(|(group, ..)| format!("/g={group}")).collect();
    let results = audit.checks[0].results.iter();
    let known =
        results.filter(|result| of.iter().any(|group| result.finding.split("/vs=").next().unwrap().ends_with(group)));
    known.map(|result| (result.finding.clone(), result.verdict)).collect()
}

#[test]
fn groups_of_one_to_ten_people_change_no_other_groups_verdict() {
    let mut source = Source::new(23, 0);
    let mut met = [0_usize; 3];
    for world in 0..16 {
        let large = types(&mut source);
        let mut all = large.clone();
        for at in 0..=world % 12 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "people")]
            let people = 1 + (source.share() * 10.0) as u64;
            // Named so that they come before, between and after the others.
            all.push((
                format!("{}few{at}", ["a", "t1", "z"][at % 3]),
                people,
                drawn(people, source.share(), &mut source),
            ));
        }
        for reference in ["largest", "highest-rate", "highest-rate-2pct", "t0"] {
            let config = over_g(reference, &ratio_check("min = 0.8\n"));
            let (without, with) = (audit(&config, &table(&large)), audit(&config, &table(&all)));
            assert_eq!(verdicts(&without, &large), verdicts(&with, &large), "{reference} {all:?}");
            assert!(with.checks[0].family.size > without.checks[0].family.size && with.checks[0].family.few.is_some());
            for (met, verdict) in met.iter_mut().zip([Verdict::Outside, Verdict::CannotTell, Verdict::Within]) {
                *met += usize::try_from(with.counts.of(verdict)).unwrap();
            }
        }
    }
    assert!(met.iter().all(|met| *met > 20), "{met:?}");
}
