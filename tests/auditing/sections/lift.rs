//! Lift, funnels and mixes: hand-made tables through files and configs.

use evenhand::lang::Lang;
use evenhand::report::{Format, write};

use super::strata::BERKELEY;
use crate::support::world::{COUNTS, audit};

#[test]
fn the_gap_of_berkeley_lies_in_the_mix_of_departments() {
    let config = format!(
        "{COUNTS}[[attribute]]\nname = \"gender\"\nreference = \"men\"\n[[attribute]]\nname = \"department\"\n\
         kind = \"stratum\"\n"
    );
    let audit = audit(&config, BERKELEY);
    let [women] = &audit.gaps[..] else { panic!("{:?}", audit.gaps) };
    let [mix] = &women.mixes[..] else { panic!("{:?}", women.mixes) };
    let close = |found: Option<f64>, expected: f64| assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?}");
    // By Kitagawa's formula in another program.
    close(mix.gap.value, -0.141_645_428_246_541_9);
    close(mix.composition.value, -0.177_673_911_152_242_5);
    close(mix.within.value, 0.036_028_482_905_700_63);
    close(mix.unsupported.value, 0.0);
    assert!(women.funnel.is_none());
}

/// Rows of a group: how many, kept out or not, with the outcome or not.
fn rows(group: &str, kept_out: u8, outcomes: usize, people: usize) -> String {
    let row = |row| {
        [group, ",1,", if kept_out == 1 { "1" } else { "0" }, if row < outcomes { ",1\n" } else { ",0\n" }].concat()
    };
    (0..people).map(row).collect()
}

#[test]
fn the_lift_of_a_group_is_against_its_own_people_kept_out() {
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"t\"\n\
        holdout = \"held\"\noutcome = { column = \"y\", observed = \"after-decision\" }\n[[attribute]]\nname = \"g\"\n";
    let people = String::from("g,t,held,y\n")
        + &rows("a", 0, 60, 1000)
        + &rows("a", 1, 40, 1000)
        + &rows("b", 0, 160, 2000)
        + &rows("b", 1, 20, 1000)
        + &rows("c", 0, 5, 30).replace(",1,", ",0,")
        + &rows("c", 1, 1, 8)
        + &rows("d", 0, 5, 60)
        + &rows("d", 1, 1, 40);
    let audit = audit(config, &people);
    let lift = audit.lift.as_ref().unwrap();
    let row = |label: &str| lift.segments.iter().find(|row| row.segment.id() == format!("g={label}")).unwrap();
    let effects = [row("a"), row("b")].map(|row| row.effect.value.map(|effect| (effect * 1e6).round() / 1e6));
    assert_eq!(effects, [Some(0.02), Some(0.06)]);
    assert_eq!((row("a").open, row("a").held_out, row("b").open_outcomes), (Some(1000), Some(1000), Some(160)));
    assert!((row("b").incremental.value.unwrap() - 120.0).abs() < 1e-9);
    // Eight people of c were kept out; nobody is hidden for their sake.
    assert_eq!((row("c").held_out, row("c").effect.undefined.as_deref()), (None, Some("too-few")));
    assert_eq!((row("d").held_out, row("d").people_below), (Some(40), None));
    // b is the largest group, with an effect of 6 points against 2.
    let against = row("a").against.as_ref().unwrap();
    assert_eq!(against.reference.id(), "g=b");
    assert!((against.difference.value.unwrap() + 0.04).abs() < 1e-12);
    let interval = against.difference.interval.as_ref().unwrap();
    assert!(interval.high.unwrap() < 0.0 && (interval.level.unwrap() - (1.0 - 0.05 / 3.0)).abs() < 1e-12);
    assert!(row("b").against.is_none() && row("c").against.as_ref().unwrap().difference.value.is_none());
    let [equal] = &lift.equal[..] else { panic!("{:?}", lift.equal) };
    assert_eq!((equal.attribute.as_str(), equal.groups), ("g", 3));
    assert!(equal.test.p_value.unwrap() < 0.01);
    let mut text = Vec::new();
    write(Format::from_id("text").unwrap(), &audit, Lang::En, &mut text).unwrap();
    let text = String::from_utf8(text).unwrap().replace("\n  ", " ");
    assert!(text.contains("The lift for a (g) differs from that for b (g) by −4.0 points"), "{text}");
    let everybody = &lift.segments[0];
    assert_eq!((everybody.segment.0.len(), everybody.open), (0, Some(3090)));
}

#[test]
fn without_an_outcome_there_is_no_lift_and_a_reason() {
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"t\"\n\
        holdout = \"held\"\n[[attribute]]\nname = \"g\"\n";
    let people = "g,t,held\na,1,0\na,0,1\nb,1,0\nb,0,1\n";
    let lift = audit(config, people).lift.unwrap();
    assert_eq!((lift.undefined.as_deref(), lift.segments.len()), (Some("no-outcome"), 0));
}

#[test]
fn a_funnel_says_at_which_stage_two_groups_part_ways() {
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"s1\"\n\
        count = \"n\"\n[funnel]\nstages = [\"s1\", \"s2\", \"s3\"]\n[[attribute]]\nname = \"g\"\nreference = \"men\"\n";
    // 1000, 500, 200, 20 against 1000, 600, 300, 30.
    let people = "g,n,s1,s2,s3\nwomen,500,0,0,0\nwomen,300,1,0,0\nwomen,180,1,1,0\nwomen,20,1,1,1\n\
        men,400,0,0,0\nmen,300,1,0,0\nmen,270,1,1,0\nmen,30,1,1,1\n";
    let audit = audit(config, people);
    let funnel = audit.gaps[0].funnel.as_ref().unwrap();
    let reached: Vec<_> = funnel.stages.iter().map(|stage| (stage.reached, stage.reference_reached)).collect();
    assert_eq!(reached, [(Some(500), Some(600)), (Some(200), Some(300)), (Some(20), Some(30))]);
    let ratios: Vec<f64> = funnel.stages.iter().map(|stage| (stage.ratio.value.unwrap() * 1e9).round() / 1e9).collect();
    assert_eq!(ratios, [0.833_333_333, 0.8, 1.0]);
    assert!((funnel.whole.value.unwrap() - 2.0 / 3.0).abs() < 1e-12);
    // ln 0.8 / ln (2/3)
    assert!((funnel.stages[1].share.value.unwrap() - 0.550_339_713_213_208_5).abs() < 1e-12);
}

#[test]
fn a_stage_that_few_reached_is_told_as_the_few_selected_are() {
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"s1\"\n\
        count = \"n\"\n[funnel]\nstages = [\"s1\", \"s2\"]\n[[attribute]]\nname = \"g\"\n";
    let people = "g,n,s1,s2\nwomen,500,0,0\nwomen,496,1,0\nwomen,4,1,1\nmen,400,0,0\nmen,300,1,0\nmen,270,1,1\n";
    let audit = audit(config, people);
    let funnel = audit.gaps[0].funnel.as_ref().unwrap();
    let last = &funnel.stages[1];
    assert_eq!((last.reached, last.reference_reached), (Some(270), Some(4)));
    // 4 of 500 and 270 of 570.
    let rates = [&last.reference_rate, &last.rate].map(|estimate| estimate.value);
    assert_eq!(rates, [Some(0.008), Some(270.0 / 570.0)]);
    assert!(last.ratio.value.is_some() && last.share.value.is_some() && funnel.whole.value.is_some());
}
