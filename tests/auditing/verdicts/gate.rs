//! The gate: people who must be decided on, campaigns, outcomes that came after the decision.

use evenhand::document::Verdict;

use super::{over_g, ratio_check, try_audit};
use crate::support::world::{COUNTS, audit, finding, result};

/// 300 people at a base rate of 2 % and a true ratio of 0.4 (2.4 expected, 2 here): no ratio short of that would show.
const SMALL: &str = "g,people,selected\nlarge,40000,800\nother,30000,600\nsmall,300,2\n";

#[test]
fn a_segment_too_small_to_show_a_gap_is_named_on_the_gate_line() {
    for (lines, said) in [
        ("min = 0.8\n", "gate-shown"),
        ("min = 0.8\nclaim = \"no-evidence-outside\"\nneeds_detectable = 0.5\n", "gate-passes"),
    ] {
        let audit = audit(&over_g("large", &ratio_check(lines)), SMALL);
        let check = &audit.checks[0];
        assert_eq!((check.passes, audit.exit_code), (Some(true), 0));
        let powered = (said == "gate-passes").then_some(false);
        assert_eq!(result(&audit, "selection-rate/ratio/g=small").powered, powered);
        assert_eq!(check.said.id, said);
        assert_eq!(check.said.values["too_small"], serde_json::json!(["selection-rate/ratio/g=small"]));
    }
}

#[test]
fn the_same_segment_under_must_decide_ends_in_3() {
    let lines = ratio_check("min = 0.8\nmust_decide = [{ g = \"small\" }]\n");
    let audit = audit(&over_g("large", &lines), SMALL);
    assert_eq!((audit.checks[0].passes, audit.exit_code), (None, 3));
    assert_eq!(audit.checks[0].said.id, "gate-must-decide");
    assert!(result(&audit, "selection-rate/ratio/g=small").must_decide);
}

#[test]
fn a_hidden_segment_gates_only_when_it_must_be_decided() {
    let rows = "g,people,selected\nlarge,40000,8000\nother,30000,6000\nsmall,6,1\nsmaller,5,1\n";
    let lax = audit(&over_g("large", &ratio_check("min = 0.8\n")), rows);
    assert_eq!((lax.checks[0].passes, lax.exit_code), (Some(true), 0));
    let lines = ratio_check("min = 0.8\nmust_decide = [{ g = \"small\" }]\n");
    let strict = audit(&over_g("large", &lines), rows);
    assert_eq!((strict.checks[0].passes, strict.exit_code), (None, 3));
    assert_eq!(result(&strict, "selection-rate/ratio/g=small").reason.as_deref(), Some("too-few"));
}

fn per_campaign(campaigns: &str) -> String {
    let columns = COUNTS.replace("selected = \"selected\"\n", "selected = \"selected\"\ncampaign = \"c\"\n");
    format!(
        "{columns}[[attribute]]\nname = \"g\"\nreference = \"b\"\n{}",
        ratio_check(&format!("min = 0.8\ncampaigns = {campaigns}\n"))
    )
}

const CAMPAIGNS: &str = "g,c,people,selected\na,spring,10000,1000\nb,spring,10000,2000\na,autumn,10000,2000\n\
    b,autumn,10000,1000\na,winter,500,500\nb,winter,500,500\n";

/// Pooled, the two campaigns cancel out: 3,500 of 20,500 on both sides.
#[test]
fn campaigns_that_cancel_out_are_within_when_pooled_and_outside_one_by_one() {
    let pooled = audit(&per_campaign("\"pooled\""), CAMPAIGNS);
    assert_eq!((pooled.checks[0].family.size, pooled.exit_code), (1, 0));
    let each = audit(&per_campaign("\"each\""), CAMPAIGNS);
    let verdicts = ["spring", "autumn"].map(|c| result(&each, &format!("selection-rate/ratio/g=a/in={c}")).verdict);
    assert_eq!(verdicts, [Verdict::Outside, Verdict::Outside]);
    assert_eq!((each.checks[0].family.size, each.exit_code), (3, 1));
    let one = audit(&per_campaign("[\"spring\"]"), CAMPAIGNS);
    assert_eq!((one.checks[0].results.len(), one.exit_code), (1, 1));
}

#[test]
fn a_campaign_that_selected_everybody_is_not_assessed() {
    let audit = audit(&per_campaign("\"each\""), CAMPAIGNS);
    let judged = result(&audit, "selection-rate/ratio/g=a/in=winter");
    assert_eq!((judged.verdict, judged.reason.as_deref()), (Verdict::NotAssessed, Some("everybody-selected")));
}

fn with_outcome(observed: &str) -> String {
    format!(
        "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\n\
         decision = {{ column = \"d\", positive = [1] }}\noutcome = {{ column = \"y\", positive = [1]{observed} }}\n\
         count = \"people\"\n[[attribute]]\nname = \"g\"\nreference = \"b\"\n\
         [[check]]\nid = \"c\"\nmeasure = \"true-positive-rate\"\ncomparison = \"difference\"\nmax_gap = 0.1\n"
    )
}

const OUTCOMES: &str =
    "g,d,y,people\na,1,1,300\na,1,0,100\na,0,1,700\na,0,0,900\nb,1,1,800\nb,1,0,100\nb,0,1,200\nb,0,0,900\n";

#[test]
fn an_error_rate_is_judged_only_when_the_outcome_came_before_the_decision() {
    let id = "true-positive-rate/difference/g=a";
    let before = audit(&with_outcome(", observed = \"before\""), OUTCOMES);
    assert!((finding(&before, id).value.unwrap() - -0.5).abs() < 1e-12);
    assert_eq!(result(&before, id).verdict, Verdict::Outside);

    let unstated = audit(&with_outcome(""), OUTCOMES);
    assert!((finding(&unstated, id).value.unwrap() - -0.5).abs() < 1e-12);
    assert_eq!(result(&unstated, id).reason.as_deref(), Some("outcome-timing-unstated"));
    assert_eq!(unstated.exit_code, 3);

    for observed in ["after-decision", "selected-only"] {
        let after = audit(&with_outcome(&format!(", observed = \"{observed}\"")), OUTCOMES);
        assert_eq!(finding(&after, id).value, None);
        assert_eq!(finding(&after, id).undefined.as_deref(), Some("outcome-after-decision"));
        assert_eq!(result(&after, id).verdict, Verdict::NotAssessed);
        // 300 of the 400 selected in a: predictive values of the selected stay.
        assert_eq!(finding(&after, "precision/value/g=a").value, Some(0.75));
    }
}

#[test]
fn without_a_check_nothing_is_judged() {
    let audit = audit(&over_g("large", ""), SMALL);
    assert_eq!((audit.verdict, audit.exit_code, audit.checks.len()), (None, 0, 0));
}

/// A rule about a group that is not there would always pass: the name is refused at its place, with the nearest one.
#[test]
fn a_group_that_must_be_decided_and_is_not_in_the_data_is_refused() {
    let config = over_g("large", &ratio_check("min = 0.8\nmust_decide = [{ g = \"smal\" }]\n"));
    let error = try_audit(&config, SMALL).unwrap_err();
    assert_eq!(error.code(), "EVH-P012");
    assert_eq!(error.said.values["suggestion"], "small");
    let config = over_g("large", &ratio_check("min = 0.8\nreference = \"lagre\"\nattributes = [\"g\"]\n"));
    assert_eq!(try_audit(&config, SMALL).unwrap_err().said.values["suggestion"], "large");
}
