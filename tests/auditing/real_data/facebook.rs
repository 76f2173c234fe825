//! Job ads as a platform reports them: people reached per ad and gender, no rows.

use evenhand::document::Audit;

use super::rows;
use crate::support::world::{COUNTS, audit, finding, result};
use std::fmt::Write;

/// Ends of Katz's interval for a ratio at 5 standard errors: what lies beyond a limit by that much is beyond doubt.
fn katz_at_five(x1: f64, n1: f64, x2: f64, n2: f64) -> (f64, f64) {
    let (ratio, error) = ((x1 / n1) / (x2 / n2), (1.0 / x1 - 1.0 / n1 + 1.0 / x2 - 1.0 / n2).sqrt());
    (ratio * (-5.0 * error).exp(), ratio * (5.0 * error).exp())
}

/// Every ad as a campaign of its own, judged against one gender.
pub(crate) fn ads(reference: &str) -> Audit {
    let mut table = String::from("ad,gender,people,selected\n");
    for row in rows("facebook_reach.csv").iter().filter(|row| row["gender"] != "unknown") {
        writeln!(
            table,
            "{} / {},{},{},{}",
            row["campaign"], row["ad_set"], row["gender"], row["people"], row["reached"]
        )
        .unwrap();
    }
    let columns = COUNTS.replace("selected = \"selected\"\n", "selected = \"selected\"\ncampaign = \"ad\"\n");
    let config = format!(
        "{columns}[[attribute]]\nname = \"gender\"\nreference = \"{reference}\"\n{}",
        "[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\ncampaigns = \"each\"\n"
    );
    audit(&config, &table)
}

#[test]
fn an_ad_that_is_beyond_doubt_outside_is_outside_whichever_gender_is_the_reference() {
    let mut beyond_doubt = 0;
    for (reference, segment) in [("male", "female"), ("female", "male")] {
        let audit = ads(reference);
        for judged in &audit.checks[0].results {
            let found = finding(&audit, &judged.finding);
            let counts = [found.top, found.bottom, found.reference_top, found.reference_bottom];
            let [x1, n1, x2, n2] =
                counts.map(|count| count.map_or(f64::NAN, |count| f64::from(u32::try_from(count).unwrap())));
            let (low, high) = katz_at_five(x1, n1, x2, n2);
            if high < 0.8 || low > 1.25 {
                beyond_doubt += 1;
                assert_eq!(judged.verdict.id(), "outside", "{}", judged.finding);
            }
        }
        assert_eq!(audit.exit_code, 1);
        let mechanic = "Automated%20Discrimination%20-%20DE%20%2F%20DE%20-%20Germany%20-%20Truck%20Driver";
        let judged = result(&audit, &format!("selection-rate/ratio/gender={segment}/in={mechanic}"));
        assert_eq!(judged.verdict.id(), "outside");
    }
    println!("facebook_reach.csv: comparisons beyond doubt {beyond_doubt}");
    assert!(beyond_doubt > 20 && beyond_doubt % 2 == 0, "{beyond_doubt}");
}
