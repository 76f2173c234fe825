//! Small groups: hidden so that they cannot be worked out, or merged; never judged.

use super::over_g;
use super::world::{audit, finding};

#[test]
fn a_small_group_is_hidden_and_so_is_the_next_smallest() {
    let audit = audit(&over_g("large", ""), "g,people,selected\nlarge,40000,8000\nother,3000,600\nsmall,6,1\n");
    for label in ["small", "other"] {
        let found = finding(&audit, &format!("selection-rate/value/g={label}"));
        assert_eq!((found.people, found.people_below, found.top), (None, Some(11), None));
        assert_eq!(found.undefined.as_deref(), Some("too-few"));
    }
    assert_eq!(finding(&audit, "selection-rate/value/g=large").people, Some(40_000));
    let sizes: Vec<Option<u64>> = audit.segments.iter().map(|size| size.people).collect();
    assert_eq!(sizes, [Some(40_000), None, None]);
}

#[test]
fn two_small_groups_hide_each_other() {
    let audit = audit(&over_g("large", ""), "g,people,selected\nlarge,40000,8000\nother,3000,600\ns,6,1\nt,7,1\n");
    let hidden: Vec<bool> = ["large", "other", "s", "t"]
        .map(|label| finding(&audit, &format!("selection-rate/value/g={label}")).people.is_none())
        .to_vec();
    assert_eq!(hidden, [false, false, true, true]);
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
