//! Lines above the header and below the table, headers without names, and blanks around names.

use super::{audited, evenhand, folder, refused};

const TITLED: &[u8] =
    b"Gender report\n\"September 1, 2026 - September 30, 2026\"\nGender,Impr.,Clicks\nMale,1000,40\nFemale,1000,30\n";

#[test]
fn lines_above_the_header_are_passed_over_and_it_is_said() {
    let folder = folder(&[("a.csv", TITLED)]);
    let flags = ["a.csv", "--count", "Impr.", "--selected", "Clicks", "--attributes", "Gender"];
    let audit = audited(&folder, &flags);
    audit.assert_rates("Gender", &[("Female", 30, 1_000), ("Male", 40, 1_000)]);
    audit.assert_said("lines-before", "2 lines above the header of a.csv (line 3)");
    let stated = audited(&folder, &[&flags[..], &["--csv", "skip=2"]].concat());
    stated.assert_rates("Gender", &[("Female", 30, 1_000), ("Male", 40, 1_000)]);
    assert!(!stated.notes().contains(&"lines-before"));
    let output = evenhand(folder.path(), &["inspect", "a.csv"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("2 rows, 3 columns"));
}

#[test]
fn a_header_that_is_not_found_is_named_with_the_lines_to_skip() {
    // Years as names of columns could as well be values.
    let folder = folder(&[("a.csv", b"Report\ng,2025,2026\na,1000,40\nb,1000,30\n")]);
    let flags = ["a.csv", "--count", "2025", "--selected", "2026", "--attributes", "g"];
    let said = refused(&folder, "EVH-D004", &flags);
    assert!(said.contains("--csv skip=1") && !said.contains("csv = {"), "{said}");
    let rows = evenhand(folder.path(), &["inspect", "a.csv"]).output().unwrap();
    let said = String::from_utf8(rows.stderr).unwrap();
    assert!(said.contains("EVH-D009") && said.contains("--csv skip=1"), "{said}");
    let audit = audited(&folder, &[&flags[..], &["--csv", "skip=1"]].concat());
    audit.assert_rates("g", &[("a", 40, 1_000), ("b", 30, 1_000)]);
}

#[test]
fn a_line_that_names_the_separator_is_followed() {
    let folder = folder(&[("a.csv", b"sep=;\r\ng;y\r\na;1\r\na;0\r\nb;1\r\nb;0\r\n")]);
    let audit = audited(&folder, &["a.csv", "--decision", "y", "--attributes", "g"]);
    audit.assert_rates("g", &[("a", 1, 2), ("b", 1, 2)]);
    assert!(audit.notes().is_empty(), "what the file states is no choice: {:?}", audit.notes());
}

#[test]
fn notes_below_the_table_are_no_people_and_it_is_said() {
    let folder =
        folder(&[("a.csv", b"g,n,k,r\na,1000,40,x\nb,1000,30,y\n\nGenerated on 1 October 2026\nSource: us\n")]);
    let audit = audited(&folder, &["a.csv", "--count", "n", "--selected", "k", "--attributes", "g"]);
    audit.assert_rates("g", &[("a", 40, 1_000), ("b", 30, 1_000)]);
    audit.assert_said("notes-behind", "2 lines below the table in a.csv");
    assert_eq!(audit.document["inputs"][0]["rows"], 2);
}

#[test]
fn blanks_around_names_do_not_make_another_column() {
    let folder = folder(&[("a.csv", b"id, sex, invited\n1,F,1\n2,F,0\n3,M,1\n4,M,1\n")]);
    for (decision, sex) in [(" invited", "sex"), ("invited", " sex"), ("invited", "sex")] {
        let audit = audited(&folder, &["a.csv", "--decision", decision, "--attributes", sex]);
        audit.assert_rates("sex", &[("F", 1, 2), ("M", 2, 2)]);
    }
}

#[test]
fn a_column_without_a_name_is_called_by_its_place() {
    let folder = folder(&[("a.csv", b",y\na,1\na,0\nb,1\nb,0\n")]);
    let audit = audited(&folder, &["a.csv", "--decision", "y", "--attributes", "column_1"]);
    audit.assert_rates("column_1", &[("a", 1, 2), ("b", 1, 2)]);
    audit.assert_said("column-unnamed", "it is called column_1");
}

#[test]
fn a_list_of_objects_is_read_as_lines_of_them_are() {
    let list = b"[\n  {\"g\": \"a, ]}\", \"y\": 1},\n  {\"g\": \"b\",\n   \"y\": 0}, {\"g\": \"b\", \"y\": 1},{\"g\": \"a, ]}\", \"y\": 0}\n]\n";
    let whole = folder(&[("people.json", list)]);
    let audit = audited(&whole, &["people.json", "--decision", "y", "--attributes", "g"]);
    audit.assert_rates("g", &[("a, ]}", 1, 2), ("b", 1, 2)]);
    let cut = folder(&[("cut.json", &list[..list.len() - 3])]);
    refused(&cut, "EVH-D017", &["cut.json", "--decision", "y", "--attributes", "g"]);
}

#[test]
fn what_stands_in_rows_that_the_condition_removes_is_no_error() {
    let config = "[data]\ndecisions = \"a.csv\"\nwhere = \"eligible = 1\"\n[columns]\ncount = \"n\"\nselected = \"k\"\n\
                  [[attribute]]\nname = \"g\"\nmap = { a = \"A\", b = \"B\" }\n\
                  [[attribute]]\nname = \"age\"\nbins = [30]\n";
    let rows = b"g,age,eligible,n,k\na,20,1,10,5\nb,40,1,10,4\nz,40,0,10,4\na,none,0,10,4\nb,20,0,x,4\n";
    let audit = audited(&super::configured(config, &[("a.csv", rows)]), &[]);
    audit.assert_rates("g", &[("A", 5, 10), ("B", 4, 10)]);
    let kept = rows.iter().map(|byte| *byte as char).collect::<String>().replace(",0,", ",1,");
    refused(&super::configured(config, &[("a.csv", kept.as_bytes())]), "EVH-D0", &[]);
}
