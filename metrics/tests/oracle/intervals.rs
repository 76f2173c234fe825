//! Intervals against tables worked out at 40 digits.

use crate::table::{Answer, Got, Row, compare_every_row};
use evenhand_metrics::{
    interval::{
        Confidence, DifferenceMethod, Interval, Mean, ProportionMethod, RatioMethod, Shape, difference, fieller,
        proportion, ratio,
    },
    tally::Tally,
};

fn tally(row: &Row, top: &str, bottom: &str) -> Tally {
    Tally::of_counts(row.read(top), row.read(bottom))
}

fn sure(row: &Row) -> Confidence {
    Confidence::normal(row.read("level"))
}

fn low(interval: Option<Interval>) -> Got {
    interval.and_then(|i| i.low).into()
}

fn high(interval: Option<Interval>) -> Got {
    match interval {
        Some(Interval { shape: Shape::Unbounded, .. }) => f64::INFINITY.into(),
        other => other.and_then(|i| i.high).into(),
    }
}

fn shape(interval: Option<Interval>) -> Got {
    match interval.map(|i| i.shape) {
        Some(Shape::Bounded) => "bounded",
        Some(Shape::Unbounded) => "unbounded",
        Some(Shape::Complement) => "complement",
        Some(Shape::WholeLine) => "whole-line",
        None => "undefined",
    }
    .into()
}

#[test]
fn every_proportion_interval_agrees() {
    compare_every_row("proportion_interval.csv", &[], &[], |row| {
        let method = ProportionMethod::ALL
            .into_iter()
            .chain(ProportionMethod::VARIANTS)
            .find(|method| method.id() == row.text("method"))
            .expect("a method of ours");
        let got = proportion(method, tally(row, "x", "n"), &sure(row)).ok();
        vec![("lower", low(got)), ("upper", high(got))]
    });
}

#[test]
fn every_difference_interval_agrees() {
    compare_every_row("difference_interval.csv", &[], &[], |row| {
        let method = DifferenceMethod::ALL
            .into_iter()
            .chain(DifferenceMethod::VARIANTS)
            .find(|method| method.id() == row.text("method"))
            .expect("a method of ours");
        let got = difference(method, tally(row, "x1", "n1"), tally(row, "x2", "n2"), &sure(row)).ok();
        vec![("lower", low(got)), ("upper", high(got))]
    });
}

#[test]
fn every_ratio_interval_agrees() {
    compare_every_row("ratio_interval.csv", &[], &[], |row| {
        let method = RatioMethod::ALL
            .into_iter()
            .chain(RatioMethod::VARIANTS)
            .find(|method| method.id() == row.text("method"))
            .expect("a method of ours");
        let got = ratio(method, tally(row, "x1", "n1"), tally(row, "x2", "n2"), &sure(row)).ok();
        // The table names an interval of width 0 apart; to us it is bounded, and its ends say the rest.
        let of_katz = matches!(method, RatioMethod::Katz | RatioMethod::KatzWalters);
        let seen = match got {
            Some(i) if of_katz && i.low == i.high => "degenerate".into(),
            other => shape(other),
        };
        vec![("lower", low(got)), ("upper", high(got)), ("shape", seen)]
    });
}

#[test]
fn every_fieller_set_agrees() {
    compare_every_row("fieller.csv", &[], &[], |row| -> Answer {
        let a = Mean { value: row.read("mean1"), variance: row.read("var1") };
        let b = Mean { value: row.read("mean2"), variance: row.read("var2") };
        let got = fieller(a, b, row.read("cov12"), &sure(row)).ok();
        vec![("lower", low(got)), ("upper", high(got)), ("shape", shape(got))]
    });
}
