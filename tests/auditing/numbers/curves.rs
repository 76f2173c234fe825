//! What every threshold would do.

use std::fmt::Write;

use super::{SCORES, SHOWN, config, worked};
use crate::support::world::audit;

#[test]
fn every_threshold_and_the_top_are_those_counted_by_hand() {
    let audit = audit(&config(SCORES, SHOWN), &worked());
    let curves = &audit.score_curves[0];
    let group = |id: &str| curves.groups.iter().find(|group| group.segment.id() == id).unwrap();
    let (a, b) = (group("g=a"), group("g=b"));
    // 0.8 selects 2 and 4 of ten, 0.6 and up 4 and 5, 0.4 and up 7 and 9.
    assert_eq!(curves.thresholds, [0.3, 0.45, 0.8]);
    assert_eq!(a.rates, [Some(0.2), Some(0.4), Some(0.7)]);
    assert_eq!(b.rates, [Some(0.4), Some(0.5), Some(0.9)]);
    let ratios: Vec<f64> = a.ratios.iter().map(|point| point.unwrap().value).collect();
    assert_eq!(ratios, [0.5, 0.8, 0.7 / 0.9]);
    assert!(b.ratios.is_empty() && b.top.is_none(), "the reference is not compared with itself");
    // Six were selected, all who score 0.8: nobody ties, and a tenth of six is nobody.
    let top = a.top.unwrap();
    assert_eq!((top.ratio, top.ties_low, top.nearby_low), (Some(0.5), Some(0.5), Some(0.5)));
    assert_eq!(curves.selected, Some(0.3));
}

#[test]
fn roc_and_calibration_are_those_counted_by_hand() {
    let audit = audit(&config(SCORES, SHOWN), &worked());
    let a = &audit.score_curves[0].groups[0];
    let roc: Vec<(f64, f64)> = a.roc.iter().map(|p| (p.false_positive_rate, p.true_positive_rate)).collect();
    assert_eq!(roc, [(0.0, 0.0), (1.0 / 6.0, 0.25), (1.0 / 6.0, 0.75), (0.5, 1.0), (1.0, 1.0)]);
    let bins: Vec<(u64, f64)> = a.calibration.iter().map(|bin| (bin.people, bin.observed)).collect();
    assert_eq!(bins, [(3, 0.0), (3, 1.0 / 3.0), (2, 1.0), (2, 0.5)]);
}

#[test]
fn the_scoring_rate_says_how_the_median_falls() {
    let audit = audit(&config(SCORES, SHOWN), &worked());
    let curves = &audit.score_curves[0];
    // The tenth and the eleventh of twenty score 0.4: seven people share it.
    assert_eq!(curves.median.as_deref(), Some("tied"));
    let a = &curves.groups[0];
    assert_eq!((a.scoring_rate, a.impact_ratio, a.under_two_per_cent), (Some(0.4), Some(0.8), false));
}

#[test]
fn there_are_at_most_forty_nine_thresholds() {
    let mut rows = String::from("g,s,y,d\n");
    for place in 0..3000_u32 {
        let group = if place % 3 == 0 { "a" } else { "b" };
        let score = f64::from(place * 7919 % 3000) / 3000.0 + 0.000_123_4;
        writeln!(rows, "{group},{score},{},{}", place % 2, u8::from(score > 0.6)).unwrap();
    }
    let audit = audit(&config(SCORES, ""), &rows);
    let curves = &audit.score_curves[0];
    assert_eq!(curves.thresholds.len(), 49);
    assert!(curves.groups.iter().all(|group| group.roc.len() <= 51 && group.calibration.len() == 10));
}
