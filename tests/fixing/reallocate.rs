//! Budget between campaigns, from rows to a proposal.

use std::fs;

use evenhand::document::{Audit, Fix};
use evenhand::fix::{Method, Request, propose};
use evenhand::lang::Lang;
use evenhand::plan::{self, Overrides};

const CONFIG: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"ads.csv\"\n[columns]\ncount = \"people\"\n\
    selected = \"reached\"\ncampaign = \"ad\"\ncost = \"spent\"\n[[attribute]]\nname = \"sex\"\n[fix]\n\
    tolerance = 0.1\n[[check]]\nid = \"reach\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n";

/// Women 600 and men 1000 of 3000 each for 300, a third of which reaches nobody.
const ADS: &str = "ad,sex,people,reached,spent\nx,f,1000,100,60\nx,m,1000,600,40\ny,f,1000,500,100\ny,m,1000,400,0\n\
    z,f,1000,0,75\nz,m,1000,0,25\n";

fn proposed(ads: &str, config: &str, method: Option<Method>) -> Audit {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ads.csv"), ads).unwrap();
    fs::write(folder.path().join("evenhand.toml"), config).unwrap();
    let plan = plan::read(&Overrides { folder: folder.path().into(), ..Overrides::default() }).unwrap();
    propose(&plan, &Request { method, output: None }, &mut |_| {}).unwrap()
}

fn reallocated(ads: &str, config: &str) -> Fix {
    let mut audit = proposed(ads, config, Some(Method::Reallocate));
    for said in audit.fixes.iter().flat_map(|fix| fix.says.iter().chain(&fix.refused)) {
        for lang in Lang::ALL {
            let text = lang.say(said);
            assert!(!text.contains('{') && !text.contains(&said.id), "{}: {text}", lang.tag());
        }
    }
    audit.fixes.pop().unwrap()
}

fn refused(ads: &str, config: &str) -> String {
    let fix = reallocated(ads, config);
    assert!(fix.rule.is_empty() && fix.moved.is_empty() && fix.says.is_empty());
    fix.refused.unwrap().id
}

#[test]
fn money_that_reached_nobody_reaches_the_group_left_behind() {
    let fix = reallocated(ADS, CONFIG);
    assert_eq!((fix.refused.as_ref(), fix.changes.as_str(), fix.needs_attribute), (None, "budget", false));
    let close = |value: Option<f64>, expected: f64| (value.unwrap() - expected).abs() < 1e-5;
    // y at most twice, as then all women are reached; men at most 1.1/0.9 of women: 43 x <= 19 y; the rest stays with z.
    for (row, (name, after)) in fix.rule.iter().zip([("x", 3800.0 / 43.0), ("y", 200.0), ("z", 500.0 / 43.0)]) {
        assert_eq!((row.campaign.as_deref(), row.budget_before), (Some(name), Some(100.0)));
        assert!(close(row.budget_after, after), "{row:?}");
    }
    let (women, men) = (&fix.moved[0], &fix.moved[1]);
    assert_eq!((women.gained, women.lost, men.gained, men.lost), (Some(488), Some(0), Some(330), Some(0)));
    assert!(close(women.rate_after, (3800.0 / 43.0 + 1000.0) / 3000.0) && close(women.rate_before, 0.2));
    // without parity: x and y as far as money goes, 700 + 1800
    assert_eq!(fix.kept.len(), 1);
    assert_eq!((fix.kept[0].of.as_str(), fix.kept[0].before), ("selected", 1600.0));
    let after = 700.0 * 38.0 / 43.0 + 1800.0;
    assert!(close(Some(fix.kept[0].after), after) && close(fix.parameters.get("price").copied(), 2500.0 - after));
    let judged = fix.judged.unwrap();
    assert_eq!((judged.split.as_str(), judged.fitted_on, judged.judged_on), ("drawn", 3000, 3000));
    assert_eq!(judged.closer, Some(true));
    let before = judged.groups[0].ratio_before.value.unwrap();
    let after = judged.groups[0].ratio_after.value.unwrap();
    // men against women, of whom there are as many and who come first
    assert!((before - 1.0 / 0.6).abs() < 0.1 && (after - 11.0 / 9.0).abs() < 0.1, "{before} {after}");
}

#[test]
fn what_campaigns_bring_is_their_value_where_rows_have_one() {
    let ads = ADS.replace("spent\n", "spent,worth\n");
    let ads = ads.replace(",60\n", ",60,1\n").replace(",40\n", ",40,1\n").replace(",100\n", ",100,3\n");
    let ads = ads.replace(",0\n", ",0,3\n").replace(",75\n", ",75,1\n").replace(",25\n", ",25,1\n");
    let fix = reallocated(&ads, &CONFIG.replace("[[attribute]]", "value = \"worth\"\n[[attribute]]"));
    let value = fix.kept.iter().find(|kept| kept.of.as_str() == "value").unwrap();
    assert!((value.before - 3400.0).abs() < 1e-6 && value.after > value.before, "{value:?}");
}

#[test]
fn what_cannot_be_had_says_from_which_tolerance_it_can() {
    let two = ADS.split_once("z,").unwrap().0;
    let fix = reallocated(two, CONFIG);
    let said = fix.refused.unwrap();
    assert_eq!((said.id.as_str(), &said.values["least"]), ("fix-reallocate-infeasible", &0.25.into()));
    let wider = reallocated(two, &CONFIG.replace("tolerance = 0.1", "tolerance = 0.25"));
    assert!(wider.refused.is_none() && wider.rule.len() == 2);
}

#[test]
fn unknown_money_is_no_money_of_nought() {
    assert_eq!(refused(&ADS.replace(",60\n", ",\n"), CONFIG), "fix-reallocate-unknown");
    assert_eq!(refused(ADS, &CONFIG.replace("cost = \"spent\"\n", "")), "fix-no-cost");
    assert_eq!(refused(ADS, &CONFIG.replace("campaign = \"ad\"\n", "")), "fix-no-campaigns");
    let free = ADS.replace(",60\n", ",0\n").replace(",40\n", ",0\n").replace(",75\n", ",0\n").replace(",25\n", ",0\n");
    assert_eq!(refused(&free, CONFIG), "fix-reallocate-nothing");
}

#[test]
fn a_campaign_of_few_people_keeps_a_budget_that_is_not_shown() {
    let fix = reallocated(&format!("{ADS}w,f,4,1,9\nw,m,5,1,8\n"), CONFIG);
    let small = fix.rule.iter().find(|row| row.campaign.as_deref() == Some("w")).unwrap();
    assert!(small.people_below.is_some() && small.budget_before.is_none() && small.budget_after.is_none());
    assert!(fix.says.iter().any(|said| said.id == "fix-reallocate-small"));
}

#[test]
fn among_all_fixes_it_is_named_only_where_money_is() {
    let methods = |config: &str| -> Vec<String> {
        proposed(ADS, config, None).fixes.into_iter().map(|fix| fix.method.to_string()).collect()
    };
    assert!(methods(CONFIG).contains(&"reallocate".to_owned()));
    assert!(!methods(&CONFIG.replace("cost = \"spent\"\n", "")).contains(&"reallocate".to_owned()));
}
