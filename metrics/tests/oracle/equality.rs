//! Tests of equality and corrections for many of them, against tables worked out at 40 digits or in exact integers.

use crate::table::compare_every_row;
use evenhand_metrics::{
    family::Adjustment,
    significance::{Count, TestId, k_groups, two_by_two},
};

#[expect(clippy::expect_used, reason = "a broken table must stop the test, loudly")]
fn list<T: serde::de::DeserializeOwned>(text: &str) -> Vec<T> {
    serde_json::from_str(text).expect("a list")
}

#[test]
fn every_two_by_two_test_agrees() {
    compare_every_row("two_by_two.csv", &[], &[], |row| {
        let test = TestId::from_id(row.text("test")).expect("a test of ours");
        let (a, b) = (Count::new(row.read("x1"), row.read("n1")), Count::new(row.read("x2"), row.read("n2")));
        let got = two_by_two(test, a, b).ok();
        vec![("statistic", got.and_then(|t| t.statistic).into()), ("p_value", got.map(|t| t.p_value).into())]
    });
}

#[test]
fn every_test_of_k_groups_agrees() {
    compare_every_row("k_groups.csv", &[], &[], |row| {
        let (x, n): (Vec<u64>, Vec<u64>) = (list(row.text("x")), list(row.text("n")));
        let groups: Vec<Count> = x.into_iter().zip(n).map(|(x, n)| Count::new(x, n)).collect();
        let got = k_groups(&groups).ok();
        let mut answer = vec![
            ("min_expected", got.map(|t| t.least_expected).into()),
            ("chi2", got.and_then(|t| t.chi2.statistic).into()),
            ("p_chi2", got.map(|t| t.chi2.p_value).into()),
            ("g", got.and_then(|t| t.g.statistic).into()),
            ("p_g", got.map(|t| t.g.p_value).into()),
        ];
        if let Some(got) = got {
            answer.push(("df", f64::from(got.df).into()));
        }
        answer
    });
}

#[test]
fn every_adjusted_p_value_agrees() {
    compare_every_row("multiplicity.csv", &[], &[], |row| {
        let method = Adjustment::from_id(row.text("method")).expect("an adjustment of ours");
        let p: Vec<f64> = list(row.text("p"));
        vec![("adjusted", method.adjust(&p, p.len()).into())]
    });
}
