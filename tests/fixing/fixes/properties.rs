//! What holds of every fix of decisions, over many made worlds.

use std::collections::BTreeSet;

use evenhand::document::{Fix, FrontPoint};

use super::dice::Dice;
use super::world::{Person, config, decided, folder, only, people, proposed, written};

const DECIDING: [&str; 3] = ["thresholds", "repair", "sample"];

/// Worlds of different sizes and gaps, some people without a score.
fn worlds() -> impl Iterator<Item = Vec<Person>> {
    (0..12_u64).map(|seed| {
        let mut dice = Dice(seed);
        let mut people = people(300 + dice.below(700), 20 + dice.below(40), seed + 100);
        let unscored = dice.below(20);
        for person in &mut people {
            if dice.percent(unscored) {
                person.score = None;
            }
        }
        people
    })
}

fn treated(people: &[Person], unscored: bool) -> usize {
    let treated =
        |person: &&Person| !person.sex.is_empty() && person.sent.is_some() && (unscored || person.score.is_some());
    people.iter().filter(treated).count()
}

#[test]
fn segments_whose_rate_falls_are_those_that_are_named_as_losing() {
    for (people, method) in worlds().flat_map(|people| DECIDING.map(|method| (people.clone(), method))) {
        let fix = proposed(&people, &config("attribute = \"sex\"\n"), method);
        if fix.refused.is_some() || fix.method.is_empty() {
            continue;
        }
        let falls = fix.moved.iter().filter(|row| row.rate_after < row.rate_before);
        let falls: BTreeSet<String> = falls.map(|row| row.segment.id()).collect();
        let told = fix.says.iter().filter(|said| said.id == "fix-levelling-down");
        let told: BTreeSet<String> = told
            .flat_map(|said| said.values["segments"].as_array().unwrap())
            .map(|segment| segment.as_str().unwrap().to_owned())
            .collect();
        assert_eq!(falls, told, "{method}");
        for row in fix.moved.iter().filter(|row| row.people.is_some() && !told.contains(&row.segment.id())) {
            assert!(row.lost <= row.gained, "{method}: {row:?}");
        }
    }
}

#[test]
fn nobody_loses_where_nobody_may_and_no_budget_is_overdrawn() {
    let mut had = 0;
    for (people, method) in worlds().flat_map(|people| DECIDING.map(|method| (people.clone(), method))) {
        let fix = proposed(&people, &config("attribute = \"sex\"\nno_losses = true\n"), method);
        assert!(fix.moved.iter().all(|row| row.lost.is_none_or(|lost| lost == 0)), "{method}");
        let refused = fix.refused.map(|said| said.id);
        assert!(refused.as_deref().is_none_or(|id| id == "fix-losses"), "{refused:?}");
        had += u32::from(refused.is_none());
        let selected = people.iter().filter(|person| person.sent == Some(true)).count();
        for budget in [selected * 9 / 10, selected, selected * 11 / 10] {
            let fix = proposed(
                &people,
                &config(&format!("attribute = \"sex\"\nno_losses = false\nbudget = {budget}\n")),
                method,
            );
            assert_eq!(fix.refused, None, "{method}");
            let after = fix.kept.iter().find(|kept| kept.of.as_str() == "selected").unwrap().after;
            // A group's last place may be drawn: the nearest number of people, for each of two groups.
            let most = f64::from(u32::try_from(budget).unwrap()) + if method == "thresholds" { 1.0 } else { 0.0 };
            assert!(after <= most + 1e-9, "{method}: {after} of {budget}");
        }
    }
    assert!(had >= 12, "{had}");
}

#[test]
fn order_within_groups_is_kept_by_cut_offs_and_by_repair() {
    for people in worlds() {
        let folder = folder(&people, &config("attribute = \"sex\"\n"));
        let (audit, rows) = written(folder.path(), "thresholds");
        let fix = only(&audit);
        let after = decided(&people, &rows);
        for row in &fix.rule {
            let label = row.segment.0[0].1.as_deref().unwrap();
            let from = row.selected_from.unwrap_or(f64::INFINITY);
            let drawn = row.drawn_from.unwrap_or(from);
            assert!(drawn <= from);
            for person in after.iter().filter(|person| person.sex == label) {
                let (Some(score), Some(sent)) = (person.score.map(super::world::hundredths), person.sent) else {
                    continue;
                };
                let is_drawn = score >= drawn && score < from;
                assert!(is_drawn || sent == (score >= from), "{label}: {score} {row:?}");
            }
        }
        let (_, rows) = written(folder.path(), "repair");
        for label in ["f", "m"] {
            let of_group = people.iter().zip(&rows).filter(|(person, _)| person.sex == label);
            let scores = of_group.filter_map(|(person, (_, value))| Some((person.score?, value.parse::<f64>().ok()?)));
            let mut scores: Vec<(u64, f64)> = scores.collect();
            scores.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            assert!(scores.windows(2).all(|pair| pair[0].1 <= pair[1].1 + 1e-9), "{label}");
            let alike = scores.windows(2).filter(|pair| pair[0].0 == pair[1].0);
            assert!(
                alike.into_iter().all(|pair| (pair[0].1 - pair[1].1).abs() < 1e-9),
                "{label}: one score, one repair"
            );
        }
    }
}

fn dominated(point: &FrontPoint, by: &FrontPoint) -> bool {
    let no_worse = by.ratio >= point.ratio && by.kept >= point.kept;
    no_worse && (by.ratio > point.ratio || by.kept > point.kept)
}

#[test]
fn a_trade_off_has_few_points_and_only_today_and_the_proposal_may_be_beaten() {
    let mut fronts = 0;
    for (people, method) in worlds().flat_map(|people| DECIDING.map(|method| (people.clone(), method))) {
        let Fix { front, .. } = proposed(&people, &config("attribute = \"sex\"\n"), method);
        assert!(front.len() <= 30, "{}", front.len());
        fronts += usize::from(front.len() > 2);
        for point in front.iter().filter(|point| !point.proposed && !point.current) {
            assert!(!front.iter().any(|other| dominated(point, other)), "{method}: {point:?} in {front:?}");
        }
        let only_one =
            |is: fn(&FrontPoint) -> bool| front.is_empty() || front.iter().filter(|point| is(point)).count() == 1;
        assert!(only_one(|point| point.current) && only_one(|point| point.proposed), "{method}: {front:?}");
    }
    assert!(fronts >= 30, "{fronts}");
}

#[test]
fn everybody_treated_is_fitted_or_judged_and_a_person_with_two_rows_is_on_one_side() {
    for (people, method) in worlds().flat_map(|people| DECIDING.map(|method| (people.clone(), method))) {
        let fix = proposed(&people, &config("attribute = \"sex\"\n"), method);
        let judged = fix.judged.unwrap();
        let treated = treated(&people, method == "sample") as u64;
        assert_eq!((judged.split.as_str(), judged.fitted_on + judged.judged_on), ("drawn", treated), "{method}");
        assert!(judged.fitted_on.abs_diff(judged.judged_on) <= 1);

        let twice: Vec<Person> = people.iter().flat_map(|person| [person.clone(), person.clone()]).collect();
        let by_unit = config("attribute = \"sex\"\n").replace("score = ", "unit = \"id\"\nscore = ");
        let judged = proposed(&twice, &by_unit, method).judged.unwrap();
        assert_eq!((judged.split.as_str(), judged.fitted_on + judged.judged_on), ("units", 2 * treated), "{method}");
        assert!(judged.fitted_on.is_multiple_of(2) && judged.fitted_on > 0 && judged.judged_on > 0, "{judged:?}");
    }
}
