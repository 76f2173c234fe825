//! One verdict engine on real data: every format tells the same, and the page's numbers are the document's.

use super::facebook::ads;
use super::{data_sets, files};
use crate::support::told;

#[test]
fn every_format_agrees_on_the_job_ads() {
    for reference in ["male", "female"] {
        let audit = ads(reference);
        told::assert_agree(reference, &audit);
        assert!(told::assert_page(reference, &audit) > 20);
    }
}

#[test]
fn every_format_agrees_on_every_data_set() {
    let Some(folder) = data_sets() else { return };
    for (name, audit) in files::audits(&folder) {
        told::assert_agree(&name, &audit);
        println!("{name}: {} comparisons read back from the page", told::assert_page(&name, &audit));
    }
}
