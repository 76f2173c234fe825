//! Counts that are blank, fractional, or made of others; campaigns made of two columns.

use super::{audited, configured, folder, refused};

#[test]
fn an_empty_count_is_nought_where_that_is_said() {
    let rows = b"g,n,k\na,100,10\na,50,\nb,100,20\nb,50,5\n";
    let folder = folder(&[("a.csv", rows)]);
    let flags = ["a.csv", "--count", "n", "--selected", "k", "--attributes", "g"];
    // Left out without a word on it, and counted so with one: 10 of 100, or 10 of 150.
    audited(&folder, &flags).assert_rates("g", &[("a", 10, 100), ("b", 25, 150)]);
    let said = [&flags[..], &["--blank", "selected=0"]].concat();
    audited(&folder, &said).assert_rates("g", &[("a", 10, 150), ("b", 25, 150)]);
    let config = "[data]\ndecisions = \"a.csv\"\n[columns]\ncount = \"n\"\nselected = { column = \"k\", blank = 0 }\n\
                  [[attribute]]\nname = \"g\"\n";
    let audit = audited(&configured(config, &[("a.csv", rows)]), &[]);
    audit.assert_rates("g", &[("a", 10, 150), ("b", 25, 150)]);
}

#[test]
fn fractions_of_people_are_rounded_on_request_and_the_furthest_is_said() {
    let folder = folder(&[("a.csv", b"g,n,k\na,120,57.6\nb,80,20.25\n")]);
    let flags = ["a.csv", "--count", "n", "--selected", "k", "--attributes", "g"];
    let said = refused(&folder, "EVH-D022", &flags);
    assert!(said.contains("--round selected"), "{said}");
    let audit = audited(&folder, &[&flags[..], &["--round", "selected"]].concat());
    audit.assert_rates("g", &[("a", 58, 120), ("b", 20, 80)]);
    // 57.6 is 0.4 away from 58, and 20.25 a quarter from 20.
    audit.assert_said("counts-rounded", "by 0.400 at most");
}

#[test]
fn a_count_and_a_campaign_may_be_made_of_columns() {
    let config = "[data]\ndecisions = \"a.csv\"\n[columns]\ncount = { sql = \"yes + no\" }\n\
                  selected = { sql = \"rate * (yes + no)\", round = true }\ncampaign = [\"platform\", \"country\"]\n\
                  [[attribute]]\nname = \"g\"\n";
    let rows = b"g,platform,country,yes,no,rate\na,M,FR,30,70,0.3\nb,M,FR,20,80,0.2\na,G,DE,5,5,0.5\nb,G,DE,4,6,0.4\n";
    let audit = audited(&configured(config, &[("a.csv", rows)]), &[]);
    audit.assert_rates("g", &[("a", 35, 110), ("b", 24, 110)]);
    let mut campaigns: Vec<&str> =
        audit.document["findings"].as_array().unwrap().iter().filter_map(|f| f["campaign"].as_str()).collect();
    campaigns.sort_unstable();
    campaigns.dedup();
    assert_eq!(campaigns, ["G / DE", "M / FR"]);
    let sql = config.replace("[\"platform\", \"country\"]", "{ sql = \"platform || '-' || country\" }");
    let audit = audited(&configured(&sql, &[("a.csv", rows)]), &[]);
    assert!(audit.document["findings"].as_array().unwrap().iter().any(|f| f["campaign"] == "M-FR"));
}
