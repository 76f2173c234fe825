//! What a fix says will be, against an audit of what it wrote.

use evenhand::document::{Audit, Fix, Moved, Standing};
use evenhand::fix::{NewDecisions, effect};

use super::world::{Person, SCORE, audited, config, decided, folder, only, people, plan_in, written};

/// Every comparison as it stands in the audit.
fn standings(audit: &Audit) -> Vec<(String, Standing)> {
    let results = audit.checks.iter().flat_map(|check| &check.results);
    let one = |result: &evenhand::document::CheckResult| {
        let value = audit.finding(&result.finding).and_then(|finding| finding.value);
        (result.finding.clone(), Standing { value, interval: result.interval.clone(), verdict: result.verdict })
    };
    results.map(one).collect()
}

/// Every comparison as the fix says that it will stand.
fn promised(fix: &Fix) -> Vec<(String, Standing)> {
    let results = fix.checks.iter().flat_map(|check| &check.results);
    results.map(|result| (result.finding.clone(), result.after.clone())).collect()
}

/// Whoever was counted and has another decision now.
fn gained_and_lost(before: &[Person], after: &[Person], of: impl Fn(&Person) -> bool) -> [u64; 2] {
    let mut sides = [0; 2];
    for (before, after) in before.iter().zip(after).filter(|(before, _)| of(before)) {
        let (Some(before), Some(after)) = (before.sent, after.sent) else { continue };
        if before != after {
            sides[usize::from(before)] += 1;
        }
    }
    sides
}

pub(crate) fn assert_moved(moved: &[Moved], before: &[Person], after: &[Person]) {
    for row in moved.iter().filter(|row| row.people.is_some()) {
        let sides = gained_and_lost(before, after, |person| {
            row.segment.0.iter().all(|(name, label)| {
                let own = if name == "sex" { person.sex } else { person.region };
                label.as_deref().unwrap_or_default() == own
            })
        });
        assert_eq!((row.gained, row.lost), (Some(sides[0]), Some(sides[1])), "{}", row.segment.id());
    }
}

#[test]
fn written_decisions_audited_again_are_what_was_promised_and_so_is_their_effect() {
    for (method, fix, missing) in [
        ("thresholds", "", false),
        ("thresholds", "min_ratio = 0.95\nbudget = 900\n", true),
        ("sample", "", false),
        ("sample", "no_losses = true\n", true),
        ("sample", "attribute = \"sex x region\"\n", false),
    ] {
        let mut people = people(2_000, 30, 7);
        for person in people.iter_mut().filter(|person| missing && person.id % 11 == 0) {
            person.score = None;
        }
        let folder = folder(&people, &crossed(&config(fix), fix));
        let (audit, rows) = written(folder.path(), method);
        let fix = only(&audit);
        assert_eq!(fix.refused, None, "{method}");
        let after = decided(&people, &rows);
        assert!(people.iter().zip(&after).all(|(before, after)| before.sent.is_none() == after.sent.is_none()));
        assert_moved(&fix.moved, &people, &after);
        let changed = gained_and_lost(&people, &after, |_| true);
        assert_eq!(fix.says[0].values["changed"], changed[0] + changed[1], "{method}");

        let new = super::world::folder(&after, &std::fs::read_to_string(folder.path().join("evenhand.toml")).unwrap());
        let again = audited(&plan_in(new.path()));
        assert!(!promised(fix).is_empty());
        assert_eq!(promised(fix), standings(&again), "{method}");
        let selected = after.iter().filter(|person| person.sent == Some(true)).count();
        let kept = fix.kept.iter().find(|kept| kept.of.as_str() == "selected").unwrap();
        assert!((kept.after - f64::from(u32::try_from(selected).unwrap())).abs() < 1e-9, "{method}");

        let file = folder.path().join("written.csv");
        let new = NewDecisions { file: &file, score: None, partial: false };
        let effect = effect(&plan_in(folder.path()), &new, &mut |_| {}).unwrap();
        assert_eq!(promised(only(&effect)), promised(fix), "{method}");
        assert_eq!(only(&effect).moved, fix.moved, "{method}");
        assert_eq!(effect.exit_code, again.exit_code, "{method}");
    }
}

/// The config with a check of the cross, where that is what the fix is for.
fn crossed(config: &str, fix: &str) -> String {
    if fix.contains(" x ") {
        config.replace("min = 0.9\n", "min = 0.9\nattributes = [\"sex x region\"]\n")
    } else {
        config.to_owned()
    }
}

#[test]
fn the_highest_repaired_scores_are_selected_as_many_as_before_up_to_ties() {
    let mut people = people(2_000, 30, 11);
    for person in people.iter_mut().filter(|person| person.id % 13 == 0) {
        person.score = None;
    }
    let folder = folder(&people, &config("attribute = \"sex\"\n"));
    let (audit, rows) = written(folder.path(), "repair");
    let fix = only(&audit);
    let mut treated: Vec<(f64, &Person)> = Vec::new();
    for (person, (id, value)) in people.iter().zip(&rows) {
        assert_eq!(person.id.to_string(), *id);
        let counted = person.sent.is_some();
        assert_eq!(value.is_empty(), !counted || person.score.is_none());
        if person.sex.is_empty() && !value.is_empty() {
            let own = super::world::hundredths(person.score.unwrap());
            assert!((value.parse::<f64>().unwrap() - own).abs() < 1e-9, "who is not treated keeps the score");
        } else if let Ok(score) = value.parse::<f64>() {
            treated.push((score, person));
        }
    }
    let places = treated.iter().filter(|(_, person)| person.sent == Some(true)).count();
    treated.sort_by(|a, b| b.0.total_cmp(&a.0));
    let last = treated[places - 1].0;
    for row in fix.moved.iter().filter(|row| row.segment.id() == "sex=f" || row.segment.id() == "sex=m") {
        let label = row.segment.0[0].1.as_deref().unwrap();
        let of_group = |least: &dyn Fn(f64) -> bool| {
            let chosen = treated.iter().filter(|(score, person)| person.sex == label && least(*score)).count();
            // Who has no score keeps the decision.
            let kept = |person: &&Person| person.sex == label && person.score.is_none() && person.sent == Some(true);
            u32::try_from(chosen + people.iter().filter(kept).count()).unwrap()
        };
        let after = row.rate_after.unwrap() * f64::from(u32::try_from(row.people.unwrap()).unwrap());
        let (sure, at_most) = (of_group(&|score| score > last), of_group(&|score| score >= last));
        assert!(after > f64::from(sure) - 0.5 && after < f64::from(at_most) + 0.5, "{sure} {after} {at_most}");
    }
    let kept = fix.kept.iter().find(|kept| kept.of.as_str() == "selected").unwrap();
    assert!((kept.before - kept.after).abs() < 0.5, "{kept:?}");
}

#[test]
fn cut_offs_for_true_positive_rates_are_judged_by_them() {
    let people = people(2_400, 30, 21);
    let outcomes = format!("{SCORE}outcome = {{ column = \"bought\", observed = \"before\" }}\n");
    let measured = config("attribute = \"sex\"\n").replace(SCORE, &outcomes);
    let folder = folder(&people, &measured.replace("selection-rate", "true-positive-rate"));
    let (audit, rows) = written(folder.path(), "thresholds");
    let fix = only(&audit);
    assert_eq!(fix.refused, None);
    let after = decided(&people, &rows);
    let buyers = |of: &[Person], sex: &str| -> [f64; 2] {
        let own = of.iter().filter(|person| person.sex == sex && person.bought && person.sent.is_some());
        own.fold([0.0; 2], |[all, sent], person| [all + 1.0, sent + f64::from(u8::from(person.sent == Some(true)))])
    };
    let [f, m] = ["f", "m"].map(|sex| buyers(&after, sex));
    // Who is drawn among people of one score may have the outcome or not, so the rates differ by some people of that score.
    assert!((f[1] / f[0] - m[1] / m[0]).abs() < 0.03, "{f:?} {m:?}");
    let judged = fix.judged.as_ref().unwrap();
    let [group] = &judged.groups[..] else { panic!("{judged:?}") };
    let all = buyers(&people, "f");
    assert!(group.people.unwrap().abs_diff(half(all[0])) < 30, "half of the women who bought: {group:?}");
    let before = group.before.value.unwrap();
    assert!((before - all[1] / all[0]).abs() < 0.1, "their rate: {before} {all:?}");
    assert_eq!(judged.closer, Some(true));
    assert!(fix.front.is_empty(), "a trade-off is one of selection rates");
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of people")]
fn half(people: f64) -> u64 {
    people as u64 / 2
}
