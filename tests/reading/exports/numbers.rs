//! Numbers as people write them: thousands, per cent, currency, and a decimal comma that comes late.

use super::{audited, folder, refused};

#[test]
fn thousands_with_commas_are_counts_and_it_is_said() {
    let folder = folder(&[("a.csv", b"g,n,k\na,\"120,400\",\"3,612\"\nb,\"98,000\",\"2,058\"\n")]);
    let audit = audited(&folder, &["a.csv", "--count", "n", "--selected", "k", "--attributes", "g"]);
    // 3,612 / 120,400 = 0.03 and 2,058 / 98,000 = 0.021.
    audit.assert_rates("g", &[("a", 3_612, 120_400), ("b", 2_058, 98_000)]);
    audit.assert_said("thousands-detected", "commas between digits");
    assert_eq!(audit.notes().len(), 1);
}

#[test]
fn every_blank_and_apostrophe_between_thousands_is_read() {
    for sign in [" ", "\u{a0}", "\u{202f}", "'", "’"] {
        let text = format!("g;n;k\na;5{sign}200;1{sign}040\nb;900;90\n");
        let folder = folder(&[("a.csv", text.as_bytes())]);
        let audit = audited(&folder, &["a.csv", "--count", "n", "--selected", "k", "--attributes", "g"]);
        audit.assert_rates("g", &[("a", 1_040, 5_200), ("b", 90, 900)]);
        assert!(audit.notes().contains(&"thousands-detected"));
    }
}

#[test]
fn a_count_whose_point_could_be_either_is_an_error_that_names_both_keys() {
    let folder = folder(&[("a.csv", b"g;n;k\na;120.400;3.612\nb;98.000;2.058\n")]);
    let flags = ["a.csv", "--count", "n", "--selected", "k", "--attributes", "g"];
    let said = refused(&folder, "EVH-D022", &flags);
    assert!(said.contains("--csv thousands=.") && said.contains("--csv decimal=."), "{said}");
    let audit = audited(&folder, &[&flags[..], &["--csv", "thousands=."]].concat());
    audit.assert_rates("g", &[("a", 3_612, 120_400), ("b", 2_058, 98_000)]);
    assert!(!audit.notes().contains(&"thousands-detected"), "stated, not detected");
}

#[test]
fn a_value_whose_comma_could_be_either_is_an_error_until_it_is_said() {
    let rows = "g,y,v\na,1,\"1,234\"\nb,0,\"2,500\"\na,0,\"3,000\"\nb,1,\"4,000\"\n";
    let config =
        "[data]\ndecisions = \"a.csv\"\nKEY\n[columns]\ndecision = \"y\"\nvalue = \"v\"\n[[attribute]]\nname = \"g\"\n";
    let with = |key: &str| super::configured(&config.replace("KEY", key), &[("a.csv", rows.as_bytes())]);
    let said = refused(&with(""), "EVH-D051", &[]);
    assert!(said.contains("csv = { thousands = \",\" }") && said.contains("csv = { decimal = \",\" }"), "{said}");
    for (key, mean) in [("thousands", 2_117.0), ("decimal", 2.117)] {
        // Group a: (1,234 + 3,000) / 2.
        let folder = with(&format!("csv = {{ {key} = \",\" }}"));
        let audit = audited(&folder, &[]);
        let findings = audit.document["findings"].as_array().unwrap();
        let of_a = |finding: &&serde_json::Value| finding["id"] == "mean-value/value/g=a";
        let found = findings.iter().find(of_a).unwrap()["value"].as_f64().unwrap();
        // Values are kept as multiples of 2^-32.
        assert!((found - mean).abs() < 1e-9, "{key}: {found}");
    }
}

#[test]
fn per_cent_and_currency_are_read_and_said() {
    let rows = "g,s,v\na,12.5%,\"$1,200.00\"\nb,80%,$5.50\na,75 %,\"$1,000.00\"\nb,3%,$10.00\n";
    let config = "[data]\ndecisions = \"a.csv\"\n[columns]\ndecision = { column = \"s\", at_least = 0.5 }\nvalue = \"v\"\n\
                  [[attribute]]\nname = \"g\"\n";
    let audit = audited(&super::configured(config, &[("a.csv", rows.as_bytes())]), &[]);
    audit.assert_rates("g", &[("a", 1, 2), ("b", 1, 2)]);
    audit.assert_said("percent-read", "12.5 % is 0.125");
    audit.assert_said("money-read", "Currency signs in v of a.csv");
    let of_a = |finding: &&serde_json::Value| finding["id"] == "mean-value/value/g=a";
    let mean = audit.document["findings"].as_array().unwrap().iter().find(of_a).unwrap()["value"].as_f64();
    assert_eq!(mean, Some(1_100.0));
}

#[test]
fn a_decimal_comma_that_comes_late_is_found_or_named() {
    let rows = |whole: usize| {
        let row = |at: usize| {
            format!("{};{};1\n", if at.is_multiple_of(2) { "a" } else { "b" }, usize::from(at.is_multiple_of(3)))
        };
        let rows: String = (0..whole).map(row).collect();
        format!("g;y;w\n{rows}a;1;0,5\nb;0;0,5\n")
    };
    let flags = ["a.csv", "--decision", "y", "--attributes", "g", "--weight", "w"];
    let early = folder(&[("a.csv", rows(150).as_bytes())]);
    audited(&early, &flags).assert_said("decimal-comma-detected", "decimal comma");
    // Far behind what is looked at to find out how a file is written.
    let late = folder(&[("a.csv", rows(60_000).as_bytes())]);
    let said = refused(&late, "EVH-D024", &flags);
    assert!(said.contains("--csv decimal=,") && !said.contains("csv = {"), "{said}");
    audited(&late, &[&flags[..], &["--csv", "decimal=,"]].concat());
}

#[test]
fn weights_above_32768_are_read_exactly() {
    // As in the Adult data: 1,484,705 is its largest.
    let rows = b"g,y,w\na,1,1484705\na,0,12285\nb,1,40000\nb,0,60000\n";
    let folder = folder(&[("a.csv", rows)]);
    let audit = audited(&folder, &["a.csv", "--decision", "y", "--weight", "w", "--attributes", "g"]);
    let weighted: Vec<f64> = audit.document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| {
            ["selection-rate/value/g=a", "selection-rate/value/g=b"].iter().any(|id| finding["id"] == *id)
        })
        .map(|finding| finding["value"].as_f64().unwrap())
        .collect();
    assert_eq!(weighted, [1_484_705.0 / 1_496_990.0, 0.4]);
}

#[test]
fn a_cube_of_large_weights_is_read_and_merged_as_it_was_counted() {
    let folder = folder(&[
        ("a.csv", b"g,y,w\na,1,1484705\nb,0,60000\n"),
        ("b.csv", b"g,y,w\na,0,12285\nb,1,40000\n"),
        ("c.csv", b"g,y,w\na,1,1484705\nb,0,60000\na,0,12285\nb,1,40000\n"),
    ]);
    let run = |arguments: &[&str]| {
        let output = super::evenhand(folder.path(), arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    for name in ["a", "b", "c"] {
        let (file, cube) = (format!("{name}.csv"), format!("{name}.cube"));
        run(&["count", &file, "--decision", "y", "--weight", "w", "--attributes", "g", "-o", &cube]);
    }
    run(&["merge", "a.cube", "b.cube", "-o", "m.cube"]);
    let files = |cube: &str| -> Vec<Vec<u8>> {
        let mut names: Vec<_> =
            std::fs::read_dir(folder.path().join(cube)).unwrap().map(|e| e.unwrap().path()).collect();
        names.sort();
        names
            .iter()
            .filter(|name| name.extension().is_some_and(|e| e == "parquet"))
            .map(|n| std::fs::read(n).unwrap())
            .collect()
    };
    assert!(!files("c.cube").is_empty());
    assert_eq!(files("m.cube"), files("c.cube"));
}
