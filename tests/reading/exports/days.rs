//! Days of birth in whatever order, and their numbers in spreadsheets.

use super::{audited, configured, refused};

fn config(further: &str) -> String {
    format!(
        "[data]\ndecisions = \"a.csv\"\n[columns]\ndecision = \"y\"\n[[attribute]]\nname = \"age\"\n\
         age = {{ born = \"born\", at = 2026-11-01{further} }}\nbins = [30]\n"
    )
}

#[test]
fn a_day_above_twelve_tells_the_order_and_it_is_said() {
    // Of age 30 on 1 November 2026: who was born on that day of 1996 or before.
    let day_first = b"born;y\n01/11/1996;1\n02/11/1996;0\n13/01/1990;1\n31/12/2001;0\n";
    let audit = audited(&configured(&config(""), &[("a.csv", day_first)]), &[]);
    audit.assert_rates("age", &[("30+", 2, 2), ("<30", 0, 2)]);
    audit.assert_said("days-detected", "day first");
    let month_first = b"born;y\n11/01/1996;1\n11/02/1996;0\n01/13/1990;1\n12/31/2001;0\n";
    let audit = audited(&configured(&config(""), &[("a.csv", month_first)]), &[]);
    audit.assert_rates("age", &[("30+", 2, 2), ("<30", 0, 2)]);
    audit.assert_said("days-detected", "month first");
}

#[test]
fn days_that_could_be_months_are_an_error_that_names_the_key() {
    let rows = b"born;y\n01/11/1996;1\n02/11/1996;0\n01.10.1990;1\n12/12/2001;0\n";
    let said = refused(&configured(&config(""), &[("a.csv", rows)]), "EVH-D055", &[]);
    assert!(said.contains("format = \"dmy\""), "{said}");
    let audit = audited(&configured(&config(", format = \"dmy\""), &[("a.csv", rows)]), &[]);
    audit.assert_rates("age", &[("30+", 2, 2), ("<30", 0, 2)]);
    assert!(!audit.notes().contains(&"days-detected"));
    // 11 January and 11 February 1996 instead.
    let audit = audited(&configured(&config(", format = \"mdy\""), &[("a.csv", rows)]), &[]);
    audit.assert_rates("age", &[("30+", 2, 3), ("<30", 0, 1)]);
}

#[test]
fn the_numbers_of_a_spreadsheet_are_days() {
    // 35,370 is 1 November 1996 and 35,371 the day behind: days behind 30 December 1899, by Python's datetime.
    let rows = b"born;y\n35370;1\n35371;0\n20000;1\n40000;0\n";
    let audit = audited(&configured(&config(", format = \"excel\""), &[("a.csv", rows)]), &[]);
    audit.assert_rates("age", &[("30+", 2, 2), ("<30", 0, 2)]);
}
