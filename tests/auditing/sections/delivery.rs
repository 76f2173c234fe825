//! Delivered mixes against eligible ones.

use crate::support::world::{COUNTS, audit};

#[test]
fn the_mix_of_the_selected_is_held_against_that_of_everybody() {
    // Eligible 500 and 500, delivered 60 and 40: a tenth of the deliveries would have to move.
    let audit = audit(&format!("{COUNTS}[[attribute]]\nname = \"g\"\n"), "g,people,selected\na,500,60\nb,500,40\n");
    let [delivery] = &audit.delivery[..] else { panic!("{:?}", audit.delivery) };
    let [all] = &delivery.mixes[..] else { panic!("{:?}", delivery.mixes) };
    assert_eq!((delivery.eligible.as_str(), all.eligible, all.delivered), ("audience", Some(1000), Some(100)));
    assert!((all.distance.value.unwrap() - 0.1).abs() < 1e-15);
    // The mean absolute deviation of a binomial of 100 at a half, by De Moivre's formula; every outcome is gone through.
    assert!((all.even_mean.unwrap() - 0.039_794_618_693_588_87).abs() < 1e-14);
    assert_eq!((all.even_p95, all.draws), (Some(0.1), None));
    let ratios: Vec<_> = all.groups.iter().map(|group| group.ratio.value.unwrap()).collect();
    assert_eq!(ratios, [1.2, 0.8]);
    assert!(delivery.coverage.is_empty());
}

#[test]
fn deliveries_alone_are_compared_from_campaign_to_campaign_and_have_no_rate() {
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ncount = \"reach\"\n\
        campaign = \"ad\"\n[[attribute]]\nname = \"gender\"\n";
    let people = "ad,gender,reach\nx,women,6000\nx,men,4000\ny,women,4000\ny,men,6000\nz,women,5000\nz,men,5000\n";
    let audit = audit(config, people);
    assert!(audit.findings.is_empty() && audit.checks.is_empty() && audit.gaps.is_empty());
    let delivery = &audit.delivery[0];
    assert_eq!(delivery.eligible.as_str(), "all-campaigns");
    let distances: Vec<_> = delivery
        .mixes
        .iter()
        .map(|mix| (mix.campaign.as_deref(), mix.distance.value.map(|d| (d * 1e9).round())))
        .collect();
    assert_eq!(distances, [(None, None), (Some("x"), Some(1e8)), (Some("y"), Some(1e8)), (Some("z"), Some(0.0))]);
    // All three are within 10 %, one within 5 %.
    let within: Vec<_> =
        delivery.coverage.iter().map(|coverage| (coverage.campaigns, coverage.by_campaign.value)).collect();
    assert_eq!(within, [(3, Some(1.0)), (3, Some(1.0 / 3.0))]);
}

#[test]
fn few_without_a_value_are_no_part_of_a_mix_and_few_hidden_have_no_number_together() {
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ncount = \"reach\"\n\
        campaign = \"ad\"\n[[attribute]]\nname = \"g\"\n";
    let people = "ad,g,reach\nx,a,600\nx,b,400\nx,,7\nx,c,3\nx,d,2\ny,a,500\ny,b,500\ny,c,20\ny,d,30\n";
    let audit = audit(config, people);
    let x = &audit.delivery[0].mixes[1];
    // c and d are five together, and take nobody with them.
    let shown: Vec<_> = x.groups.iter().map(|group| (group.segment.is_some(), group.delivered)).collect();
    assert_eq!(
        (x.campaign.as_deref(), x.delivered, shown),
        (Some("x"), Some(1005), vec![(true, Some(600)), (true, Some(400)), (false, None)])
    );
    let together = x.groups.last().unwrap();
    let reasons = [&together.delivered_share, &together.ratio].map(|estimate| estimate.undefined.as_deref());
    assert_eq!((together.eligible_share, reasons), (None, [Some("too-few"); 2]));
}

/// Four campaigns of 100 deliveries to two groups, drawn from a mix of one half, every outcome gone through: two tails of a
/// binomial of 100 at a half from 40, 42, 45 and 50 on, summed by another program. Benjamini and Hochberg by hand: the
/// smallest times 4, the next times 4/2, or a later one where that is less.
#[test]
fn campaigns_are_named_by_tests_adjusted_for_all_of_them() {
    let config = format!("{COUNTS}campaign = \"ad\"\n[[attribute]]\nname = \"g\"\n");
    let rows = [("w", 40), ("x", 42), ("y", 45), ("z", 50)]
        .map(|(ad, women)| format!("{ad},women,500,{women}\n{ad},men,500,{}\n", 100 - women));
    let audit = audit(&config, &format!("ad,g,people,selected\n{}", rows.concat()));
    let mixes = &audit.delivery[0].mixes;
    let close = |found: Option<f64>, expected: f64| assert!((found.unwrap() - expected).abs() < 1e-12, "{found:?}");
    let tails = [0.056_887_933_640_980_79, 0.133_210_619_207_213_33, 0.368_201_617_326_696_26, 1.0];
    let adjusted = [4.0 * tails[0], 4.0 / 2.0 * tails[1], 4.0 / 3.0 * tails[2], 1.0];
    for ((mix, tail), adjusted) in mixes[1..].iter().zip(tails).zip(adjusted) {
        close(mix.p_value, tail);
        close(mix.p_adjusted, adjusted);
    }
    assert!(mixes[0].campaign.is_none() && mixes[0].p_adjusted.is_none());
}
