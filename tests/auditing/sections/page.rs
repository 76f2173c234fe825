//! Sections of the page: combined groups, filters, the funnel, outcomes, and what could make the page wrong.

use std::fmt::Write;

use evenhand::document::{Audit, Verdict};
use evenhand::lang::{Lang, Round, Unit, written};
use evenhand::report::{Format, write};

use crate::support::world::{COUNTS, audit, audit_with};

fn page(audit: &Audit, lang: Lang) -> String {
    let mut out = Vec::new();
    write(Format::from_id("html").unwrap(), audit, lang, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What stands between two marks, each time.
pub(crate) fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).map(|rest| rest.split(close).next().unwrap()).collect()
}

pub(crate) fn section<'a>(page: &'a str, id: &str) -> &'a str {
    between(page, &format!("<section id=\"{id}\""), "</section>").first().copied().unwrap_or_default()
}

const ATTRIBUTES: &str = "[[attribute]]\nname = \"gender\"\nreference = \"men\"\n[[attribute]]\nname = \"age\"\n\
    reference = \"old\"\nsource = \"inferred\"\n";
const CHECK: &str = "[[check]]\nid = \"ratio\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n";

/// Men, women and others, old and young: women who are young far less often; others too few to show or to tell.
const CROSSED: &str = "gender,age,people,selected\nmen,old,2000,800\nmen,young,2000,780\nwomen,old,2000,700\n\
    women,young,2000,300\nothers,old,40,13\nothers,young,6,2\nmen,,100,40\nwomen,,20,8\n";

fn crossed() -> Audit {
    audit(&format!("{COUNTS}{ATTRIBUTES}{CHECK}attributes = [\"gender\", \"age\", \"gender x age\"]\n"), CROSSED)
}

#[test]
fn a_map_of_two_attributes_prints_the_ratio_of_every_cell_and_hides_small_ones() {
    let audit = crossed();
    let page = page(&audit, Lang::En);
    let table = between(section(&page, "crosses"), "<table class=\"heat\">", "</table>")[0];
    let cells = between(table, "<td", "</td>");
    assert_eq!(cells.len(), 6);
    let mut seen = [0; 3];
    for result in &audit.checks[0].results {
        let finding = audit.finding(&result.finding).unwrap();
        let Some(segment) = finding.segment.as_ref().filter(|segment| segment.0.len() == 2) else { continue };
        if finding.people_below.is_some() {
            seen[0] += 1;
            continue;
        }
        let ratio = written(finding.value.unwrap(), Unit::Ratio, Round::Nearest, &[0.8, 1.25], Lang::En);
        let found: Vec<&&str> = cells.iter().filter(|cell| cell.contains(&format!(" {ratio}<"))).collect();
        assert!(!found.is_empty(), "{ratio} of {}", segment.id());
        let is_hollow = found.iter().any(|cell| cell.contains("class=\"hollow\""));
        assert_eq!(is_hollow, result.verdict == Verdict::CannotTell, "{}", segment.id());
        seen[if is_hollow { 1 } else { 2 }] += 1;
    }
    let hatched: Vec<&&str> = cells.iter().filter(|cell| cell.contains("class=\"hatched\"")).collect();
    assert_eq!(hatched.len(), seen[0]);
    assert!(seen[0] >= 1 && seen[2] >= 2, "{seen:?}");
    assert!(hatched.iter().all(|cell| cell.ends_with("><small>fewer than 11 people</small>")), "{hatched:?}");
    assert_eq!(cells.iter().filter(|cell| cell.contains("reference")).count(), 1);
    // 1,008 of 4,020 women and 1,082 of 4,006 young people; 300 of 2,000 young women.
    let crosses = section(&page, "crosses").replace("<bdi>", "").replace("</bdi>", "");
    assert!(crosses.contains("women, young, 15.0%. Each of its groups alone: women 25.1%, young 27.0%."));
}

#[test]
fn a_group_of_three_attributes_is_drawn_with_three_full_dots() {
    let mut rows = String::from("gender,age,region,people,selected\n");
    for (at, parts) in ["men,old", "men,young", "women,old", "women,young"].into_iter().enumerate() {
        for region in ["north", "south"] {
            writeln!(rows, "{parts},{region},1000,{}", 400 - 30 * at).unwrap();
        }
    }
    let config = format!(
        "{COUNTS}[intersections]\ncross = [[\"gender\", \"age\", \"region\"]]\n{ATTRIBUTES}[[attribute]]\n\
         name = \"region\"\n"
    );
    let page = page(&audit(&config, &rows), Lang::Fr);
    let table = between(section(&page, "crosses"), "<table class=\"forest sets\">", "</table>")[0];
    let full = between(table, "<path class=\"f\" d=\"M", "\"");
    let drawn: Vec<usize> = full.iter().map(|path| 1 + path.matches('M').count()).filter(|dots| *dots != 1).collect();
    assert_eq!(drawn, [3; 8], "seven groups and their reference");
}

#[test]
fn more_than_twenty_groups_have_a_funnel_and_twenty_have_none() {
    let config = format!("{COUNTS}[[attribute]]\nname = \"region\"\nreference = \"r0\"\n");
    for (groups, figures) in [(21, 0), (22, 1)] {
        let mut rows = String::from("region,people,selected\n");
        for place in 0..groups {
            writeln!(rows, "r{place},{},{}", 1000 - 20 * place, if place == 3 { 100 } else { 300 - 6 * place })
                .unwrap();
        }
        let mut audit = audit(&config, &rows);
        assert_eq!(audit.control_limits.len(), figures);
        let page_of_today = page(&audit, Lang::En);
        // A document of before the limits stood in it.
        audit.control_limits.clear();
        let older = page(&audit, Lang::En);
        assert!(
            !section(&older, "selection").contains("<figure>") && older.contains("<bdi>r21</bdi>") == (groups > 21)
        );
        let page = page_of_today;
        let figures_found = between(section(&page, "selection"), "<figure>", "</figure>");
        assert_eq!(figures_found.len(), figures, "{groups} groups, one of them the reference");
        for figure in figures_found {
            assert!(figure.contains("role=\"img\"") && figure.contains("<title") && figure.contains("<desc"));
            assert_eq!(figure.matches("class=\"d5\"").count(), groups - 1);
            assert!(figure.contains("1 group lies beyond the outer curves"));
        }
    }
}

#[test]
fn the_groups_furthest_out_are_those_furthest_from_equality_on_either_side() {
    // One group at 8 times the reference's rate, twelve at 0.5, eleven at 1.7; the 12 furthest are the first and eleven of 0.5.
    let group = |(place, selected): (usize, u32)| format!("g{place:02},1000,{selected}\n");
    let rates = std::iter::repeat_n(50, 12).chain(std::iter::repeat_n(170, 11)).chain([800]);
    let rows: String = rates.enumerate().map(group).collect();
    let config = format!("{COUNTS}[[attribute]]\nname = \"g\"\nreference = \"base\"\n{CHECK}");
    let page = page(&audit(&config, &format!("g,people,selected\nbase,20000,2000\n{rows}")), Lang::En);
    let table = page.split("The 12 groups furthest out").nth(2).unwrap();
    let ratios: Vec<&str> = between(table.split("</table>").next().unwrap(), "<tr>", "</tr>")
        .into_iter()
        .filter_map(|row| ["8.00", "0.50", "1.70"].into_iter().find(|ratio| row.contains(ratio)))
        .collect();
    assert_eq!(ratios, [&["8.00"][..], &["0.50"; 11]].concat());
}

#[test]
fn every_button_has_its_rule_and_every_row_its_place() {
    let page = page(&crossed(), Lang::En);
    let style = between(&page, "<style>", "</style>")[0];
    for (at, name) in ["gender", "age"].into_iter().enumerate() {
        assert!(page.contains(&format!("id=\"attribute-{at}\"> <bdi>{name}</bdi>")));
        assert!(style.contains(&format!("body:has(#attribute-{at}:checked)")));
        assert!(section(&page, "selection").contains(&format!("<div class=\"by by-{at}\">")));
    }
    assert!(section(&page, "crosses").contains("<div class=\"by by-0 by-1\">"));
    assert!(style.contains("@supports selector(:has(a))"), "without it there are no buttons and everything shows");
    let print = style.split("@media print").nth(1).unwrap();
    assert!(print.contains(".filters, .screen { display: none; }"), "paper has no filter");
}

#[test]
fn sections_without_data_stay_as_a_line() {
    let page = page(
        &audit(&format!("{COUNTS}[[attribute]]\nname = \"gender\"\n"), "gender,people,selected\nm,90,30\nw,90,20\n"),
        Lang::En,
    );
    let absent = section(&page, "absent");
    for id in ["outcomes", "crosses", "scores", "values", "strata", "gaps", "lift", "robustness", "fixes", "since"] {
        let line = between(absent, &format!("<li id=\"{id}\"><b>"), "</li>");
        assert!(line.len() == 1 && line[0].contains("</b> "), "{id}: {absent}");
    }
    assert!(page.contains("href=\"#absent\"") && !absent.contains("<table"));
}

#[test]
fn what_is_missing_is_told_group_by_group_and_inferred_attributes_are_named() {
    let page = page(&crossed(), Lang::En);
    let quality = section(&page, "quality");
    // 100 of 4,100 men and 20 of 4,020 women have no age.
    let men = quality.find("men</bdi>").unwrap_or(usize::MAX).min(quality.find("men (gender)").unwrap());
    assert!(quality[men..].contains("100</td>") && quality.contains(">2.4%<") && quality.contains(">0.5%<"));
    assert!(quality.contains("Inferred, not stated by the people themselves: <bdi>age</bdi>."));
    assert!(quality.contains("Groups with fewer than 11 people"));
}

#[test]
fn rates_that_the_timing_of_the_outcome_rules_out_are_named_in_one_line() {
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"chosen\"\n\
        count = \"people\"\noutcome = { column = \"bought\", observed = \"after-decision\" }\n[[attribute]]\n\
        name = \"gender\"\n[[check]]\nid = \"missed\"\nmeasure = \"true-positive-rate\"\ncomparison = \"ratio\"\n\
        min = 0.8\n";
    let rows = "gender,people,chosen,bought\nm,90,1,1\nm,100,1,0\nm,200,0,0\nm,30,0,1\nw,60,1,1\nw,100,1,0\nw,240,0,0\nw,9,0,1\n";
    let (_, audit) = audit_with(config, rows, &[]);
    let page = page(&audit, Lang::En);
    let outcomes = section(&page, "outcomes");
    let line = between(outcomes, "<p>Without a value: ", "</p>");
    assert_eq!(line.len(), 1, "{outcomes}");
    assert!(line[0].contains("false positive rate") && line[0].contains("true negative rate"), "{}", line[0]);
    assert!(outcomes.contains("<p>Not assessed: the decision may have influenced the outcome"), "{outcomes}");
    assert!(outcomes.contains("Error rates are not assessed"));
    // Of those chosen, 60 of 160 women and 90 of 190 men bought: 37.5 % against 47.4 %.
    assert!(outcomes.contains("<h3>Precision") && outcomes.contains("37.5%") && outcomes.contains("−9.9"));
}
