//! Small groups: judged as the others are and shown without numbers, or merged.

use evenhand::document::Verdict;

use super::over_g;
use crate::support::world::{audit, finding, result};

/// Five people in `east` are shown without numbers; `north` is judged with or without them.
const REGIONS: &str =
    "g,people,selected\nnorth,8000,320\nsouth,70000,17500\nwest,90000,22500\ncentre,60000,15000\neast,5,1\n";

#[test]
fn a_small_group_is_hidden_and_nobody_else() {
    let audit = audit(&over_g("west", &super::ratio_check("min = 0.8\n")), REGIONS);
    let east = finding(&audit, "selection-rate/value/g=east");
    assert_eq!((east.people, east.people_below, east.top), (None, Some(11), None));
    assert_eq!(east.undefined.as_deref(), Some("too-few"));
    let sizes: Vec<Option<u64>> = audit.segments.iter().map(|size| size.people).collect();
    assert_eq!(sizes, [Some(60_000), None, Some(8000), Some(70_000), Some(90_000)]);
    let judged = result(&audit, "selection-rate/ratio/g=east");
    assert_eq!((judged.interval.clone(), judged.detectable, judged.p_holm), (None, None, None));
    assert_eq!(judged.reason.as_deref(), Some("too-few"));
}

#[test]
fn five_people_do_not_turn_the_gate() {
    let config = over_g("west", &super::ratio_check("min = 0.8\n"));
    let without = REGIONS.replace("east,5,1\n", "");
    for rows in [REGIONS, without.as_str()] {
        let audit = audit(&config, rows);
        let north = result(&audit, "selection-rate/ratio/g=north");
        assert_eq!((north.verdict, audit.exit_code), (Verdict::Outside, 1));
        // 320 of 8,000 against 22,500 of 90,000: 0.04 / 0.25.
        assert!((finding(&audit, "selection-rate/ratio/g=north").value.unwrap() - 0.16).abs() < 1e-12);
    }
}

/// Who is judged, and how, depends on people; the smallest cell decides what is printed. (A smallest cell of 1 says that nobody is
/// few: then a reference chosen by its rate may be anybody.)
#[test]
fn what_may_be_shown_changes_no_verdict() {
    let rows = "g,people,selected\na,30,1\nb,4000,800\nc,25,24\nd,9,0\ne,6,6\nf,700,150\n";
    for lines in ["min = 0.8\n", "min = 0.8\nreference = \"highest-rate\"\n", "min = 0.8\nreference = \"a\"\n"] {
        let verdicts = |min_cell: u64| {
            let check = super::ratio_check(lines);
            let audit = audit(&over_g("b", &format!("{check}[privacy]\nmin_cell = {min_cell}\n")), rows);
            let results = audit.checks[0].results.iter();
            (results.map(|r| (r.finding.clone(), r.verdict)).collect::<Vec<_>>(), audit.exit_code)
        };
        let shown = verdicts(2);
        assert!(shown.0.iter().any(|(_, verdict)| *verdict == Verdict::Outside), "{shown:?}");
        for min_cell in [5, 11, 50, 1000] {
            assert_eq!(verdicts(min_cell), shown, "{lines} {min_cell}");
        }
    }
}

#[test]
fn a_comparison_with_a_hidden_reference_tells_nothing_of_it() {
    let config = over_g("r", &super::ratio_check("min = 0.8\n"));
    let audit = audit(&config, "g,people,selected\nr,9,3\na,4000,800\nb,3000,600\n");
    let found = finding(&audit, "selection-rate/ratio/g=a");
    assert_eq!((found.value, found.undefined.as_deref(), found.people), (None, Some("too-few"), Some(4000)));
    assert_eq!((found.top, found.reference_top, found.p_value, found.interval.clone()), (None, None, None, None));
    let judged = result(&audit, "selection-rate/ratio/g=a");
    assert_eq!((judged.verdict, judged.interval.clone()), (Verdict::CannotTell, None));
}

#[test]
fn everybody_else_may_be_few_as_well() {
    let config = over_g("a", &super::ratio_check("min = 0.8\nreference = \"rest\"\n"));
    let audit = audit(&config, "g,people,selected\na,4000,800\nb,5,1\n");
    let found = finding(&audit, "selection-rate/ratio/g=a/vs=rest");
    assert_eq!((found.value, found.undefined.as_deref(), found.people), (None, Some("too-few"), Some(4000)));
    assert_eq!((found.top, found.reference_top, found.reference_bottom), (None, None, None));
}

#[test]
fn a_document_that_hides_says_that_it_can_be_worked_out() {
    let said = |rows: &str| {
        let audit = audit(&over_g("west", &super::ratio_check("min = 0.8\n")), rows);
        audit.warnings.iter().filter(|said| said.id == "warn-inside-only").count()
    };
    assert_eq!((said(REGIONS), said(&REGIONS.replace("east,5,1\n", ""))), (1, 0));
}

#[test]
fn few_without_a_value_have_no_number_anywhere() {
    let audit = audit(&over_g("a", ""), "g,people,selected\na,4000,800\nb,4000,800\n,7,1\n");
    let missing = &audit.population.missing[0];
    assert_eq!((missing.people, missing.people_below), (None, Some(11)));
    let size = audit.segments.iter().find(|size| size.segment.has_missing()).unwrap();
    assert_eq!((size.people, size.people_below), (None, Some(11)));
}

#[test]
fn a_smallest_cell_of_one_hides_nobody() {
    let config = over_g("large", "[privacy]\nmin_cell = 1\n");
    let audit = audit(&config, "g,people,selected\nlarge,40000,8000\nother,3000,600\nsmall,1,1\n");
    assert_eq!(finding(&audit, "selection-rate/value/g=small").value, Some(1.0));
}

#[test]
fn merged_small_groups_are_shown_together_and_never_judged() {
    let check = super::ratio_check("min = 0.8\n");
    let config = over_g("large", &format!("[privacy]\nsmall = \"merge\"\n{check}"));
    let audit = audit(&config, "g,people,selected\nlarge,40000,8000\nother,3000,600\ns,6,1\nt,9,2\n");
    let together = finding(&audit, "selection-rate/value/g=other%20%28merged%29");
    assert_eq!((together.top, together.bottom, together.value), (Some(3), Some(15), Some(0.2)));
    assert_eq!(audit.checks[0].results.len(), 1);
}

#[test]
fn people_without_a_value_are_shown_and_never_judged() {
    let check = super::ratio_check("min = 0.8\n");
    let audit = audit(&over_g("a", &check), "g,people,selected\na,4000,800\nb,4000,800\n,500,10\n");
    assert!((finding(&audit, "selection-rate/ratio/g=()").value.unwrap() - 0.1).abs() < 1e-15);
    assert_eq!(audit.checks[0].results.len(), 1);
    assert_eq!(audit.population.people_used, 8500);
    assert_eq!(audit.exit_code, 0);
}
