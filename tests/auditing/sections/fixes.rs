//! The section on fixes: a world with every method, its stored audit, and what the page, the terminal and Markdown say of it.

use std::fmt::Write as _;
use std::io::{Read, Write as _};
use std::path::PathBuf;
use std::{env, fs};

use comrak::nodes::NodeValue;
use evenhand::document::{Audit, Fix, Verdict};
use evenhand::fix::{Request, propose};
use evenhand::lang::Lang;
use evenhand::plan::{self, Overrides};
use evenhand::report::{Format, json, write};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::page::{between, section};
use crate::support::world::{COUNTS, audit};

const CONFIG: &str = "schema = \"evenhand.config/1\"\n[audit]\nname = \"fixes\"\n[data]\ndecisions = \"people.csv\"\n\
    [columns]\ndecision = \"targeted\"\nscore = \"score\"\n\
    outcome = { column = \"bought\", observed = \"before\" }\n[[attribute]]\nname = \"gender\"\nreference = \"men\"\n\
    label = { en = \"Gender\", fr = \"Genre\" }\ngroups = { women = { fr = \"femmes\" }, men = { fr = \"hommes\" } }\n\
    [[attribute]]\nname = \"age\"\nreference = \"old\"\n[[check]]\nid = \"parity\"\nmeasure = \"selection-rate\"\n\
    comparison = \"ratio\"\nmin = 0.8\n[[check]]\nid = \"ranking\"\nmeasure = \"auc\"\ncomparison = \"difference\"\n\
    attributes = [\"gender\"]\nmax_gap = 0.1\n";

/// Men with scores from 5 to 95 hundredths, women three tenths below them, others and neither too few to show; the score decides at 50.
fn people() -> String {
    let mut out = String::from("gender,age,score,targeted,bought\n");
    for (gender, count) in [("men", 900), ("women", 800), ("others", 9), ("neither", 7)] {
        for row in 0..count {
            let of_men = (row * 7) % 19 + 1;
            let score = 5 * if gender == "women" { of_men * 7 / 10 } else { of_men };
            let age = if row % 3 == 0 { "young" } else { "old" };
            let bought = u8::from((row * 53) % 20 < of_men);
            writeln!(out, "{gender},{age},{},{},{bought}", f64::from(score) / 100.0, u8::from(score >= 50)).unwrap();
        }
    }
    out
}

/// The audit of that world with every fix that applies.
fn fixed() -> Audit {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evenhand.toml"), CONFIG).unwrap();
    fs::write(folder.path().join("people.csv"), people()).unwrap();
    let flags =
        Overrides { folder: folder.path().to_path_buf(), as_of: Some("2026-11-22".into()), ..Overrides::default() };
    let plan = plan::read(&flags).unwrap_or_else(|error| panic!("{error:?}"));
    propose(&plan, &Request::default(), &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

fn written(format: Format, audit: &Audit, lang: Lang) -> String {
    let mut out = Vec::new();
    write(format, audit, lang, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn stored() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/fixes.audit.json.gz")
}

fn unpacked() -> Vec<u8> {
    let mut text = Vec::new();
    GzDecoder::new(fs::File::open(stored()).unwrap()).read_to_end(&mut text).unwrap();
    text
}

fn golden() -> Audit {
    serde_json::from_slice(&unpacked()).unwrap()
}

/// The documents of this world are compared by the test `report`, from what is stored here.
#[test]
fn every_fix_is_in_the_stored_audit() {
    let audit = fixed();
    let mut text = Vec::new();
    json::write(&audit, Lang::En, &mut text).unwrap();
    if env::var_os("BLESS").is_some() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&text).unwrap();
        fs::write(stored(), packed.finish().unwrap()).unwrap();
    }
    assert!(
        unpacked() == text,
        "fixes.audit.json.gz is stale; if the change is meant: BLESS=1 cargo test --test auditing sections"
    );
}

/// A number as printed, and the least step of its digits.
fn number(text: &str) -> Option<(f64, f64)> {
    let plain: String = text.trim().replace('\u{2212}', "-").chars().filter(|sign| !",%+".contains(*sign)).collect();
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Some((plain.parse().ok()?, 10_f64.powi(-i32::try_from(decimals).unwrap())))
}

/// Whether a text is this number, rounded to the nearest (0), down (-1) or up (1).
fn is(text: &str, value: f64, towards: i8) -> bool {
    let Some((shown, step)) = number(text) else { return false };
    let (away, slack) = (shown - value, 1e-9 * value.abs().max(step));
    match towards {
        0 => away.abs() <= step / 2.0 + slack,
        -1 => away <= slack && away > -step - slack,
        _ => away >= -slack && away < step + slack,
    }
}

fn proposed(audit: &Audit) -> Vec<&Fix> {
    audit.fixes.iter().filter(|fix| fix.refused.is_none()).collect()
}

/// What the page says of one fix.
fn parts(page: &str) -> Vec<&str> {
    section(page, "fixes").split("<h3>").skip(1).collect()
}

#[test]
fn every_comparison_stands_before_and_after_with_its_interval_and_verdict() {
    let audit = golden();
    let page = written(Format::from_id("html").unwrap(), &audit, Lang::En);
    let mut seen = 0;
    for (fix, part) in proposed(&audit).into_iter().zip(parts(&page)) {
        let tables = between(part, "<table class=\"twice forest\">", "</table>");
        let moved = fix.checks.iter().filter(|check| check.results.iter().any(|result| result.before != result.after));
        let moved: Vec<_> = moved.collect();
        assert_eq!(tables.len(), moved.len(), "{}", fix.method);
        for (table, check) in tables.iter().zip(moved) {
            let rows: Vec<Vec<&str>> = between(table, "<tr><th scope=\"row\">", "</tr>")
                .iter()
                .map(|row| between(row, "<td class=\"n\">", "</td>"))
                .collect();
            for result in &check.results {
                let told = |standing: &evenhand::document::Standing, cell: &str| {
                    let verdict = Lang::En.text(&format!("verdict-{}", standing.verdict.id()));
                    let shown = cell.split('<').next().unwrap();
                    let interval = between(cell, "<small>", "</small>").first().copied().unwrap_or_default();
                    let (low, high) = interval.split_once(" to ").unwrap_or_default();
                    let ends = standing.interval.as_ref().filter(|_| standing.value.is_some());
                    cell.contains(&verdict)
                        && standing.value.map_or(shown == "–", |value| is(shown, value, 0))
                        && ends.and_then(|ends| ends.low).is_none_or(|end| is(low, end, -1))
                        && ends.and_then(|ends| ends.high).is_none_or(|end| is(high, end, 1))
                };
                let is_told = rows.iter().any(|cells| told(&result.before, cells[0]) && told(&result.after, cells[1]));
                assert!(is_told, "{}: {result:?}", fix.method);
                seen += 1;
            }
        }
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn weights_have_a_balance_and_no_dumbbell() {
    let audit = golden();
    let page = written(Format::from_id("html").unwrap(), &audit, Lang::En);
    let of_weights = proposed(&audit).into_iter().zip(parts(&page)).filter(|(fix, _)| fix.weights.is_some());
    let mut seen = 0;
    for (fix, part) in of_weights {
        assert!(!part.contains("twice") && part.contains("Effect on decisions: not assessed"), "{}", fix.method);
        for row in fix.weights.iter().flat_map(|weights| &weights.balance) {
            let (Some(before), Some(after)) = (row.before, row.after) else { continue };
            let rows = between(part, "<tr><th scope=\"row\">", "</tr>");
            let is_told = rows.iter().any(|line| {
                let cells = between(line, "<td class=\"n\">", "</td>");
                cells.len() == 3 && is(cells[0], before * 100.0, 0) && is(cells[1], after * 100.0, 0)
            });
            assert!(is_told, "{}: {row:?}", fix.method);
            seen += 1;
        }
    }
    assert!(seen >= 4, "{seen}");
}

#[test]
fn losers_are_told_in_words_and_small_groups_stay_hidden() {
    let audit = golden();
    let page = written(Format::from_id("html").unwrap(), &audit, Lang::En);
    let mut seen = [0; 3];
    for (fix, part) in proposed(&audit).into_iter().zip(parts(&page)) {
        let Some((_, table)) = part.split_once("Who gains and who loses a selection, everybody counted</span>") else {
            assert!(fix.moved.is_empty(), "{}", fix.method);
            continue;
        };
        let rows = between(table.split("</table>").next().unwrap(), "<tr><th scope=\"row\">", "</tr>");
        assert_eq!(rows.len(), fix.moved.len());
        for (row, line) in fix.moved.iter().zip(rows) {
            let (Some(gained), Some(lost)) = (row.gained, row.lost) else {
                assert!(line.contains("fewer than 11 people") && !line.contains('%'), "{line}");
                seen[0] += 1;
                continue;
            };
            let word = match gained.cmp(&lost) {
                std::cmp::Ordering::Less => ">loses<",
                std::cmp::Ordering::Greater => ">gains<",
                std::cmp::Ordering::Equal => ">as before<",
            };
            assert!(line.contains(word), "{line}");
            seen[if gained < lost { 1 } else { 2 }] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

#[test]
fn the_trade_off_is_a_figure_with_title_description_and_table() {
    let audit = golden();
    let page = written(Format::from_id("html").unwrap(), &audit, Lang::En);
    let fronts: Vec<&Fix> = proposed(&audit).into_iter().filter(|fix| fix.front.len() > 1).collect();
    let figures = between(section(&page, "fixes"), "<figure>", "</figure>");
    assert!(!fronts.is_empty() && figures.len() == fronts.len());
    for (fix, figure) in fronts.iter().zip(figures) {
        assert!(figure.contains("role=\"img\"") && figure.contains("<title") && figure.contains("<desc"));
        let rows = between(figure, "<tr><th scope=\"row\">", "</tr>");
        assert_eq!(rows.len(), fix.front.len());
        for (point, row) in fix.front.iter().zip(rows) {
            let cells = between(row, "<td class=\"n\">", "</td>");
            assert!(is(cells[0], point.ratio, 0) && is(cells[1], point.kept * 100.0, 0), "{row}");
            assert_eq!(row.contains("today"), point.current && !point.proposed);
            assert_eq!(row.contains("proposed"), point.proposed);
        }
        // The two are named in the drawing too.
        assert!(figure.contains(">today</text>") && figure.contains(">proposed</text>"));
    }
}

#[test]
fn the_law_is_told_once_with_its_source_and_the_day_it_was_looked_up() {
    let audit = golden();
    let notes: Vec<&str> = audit.fixes.iter().flat_map(|fix| &fix.legal).map(|legal| legal.source.as_str()).collect();
    assert!(notes.len() > 1);
    for lang in Lang::ALL {
        let day = if lang == Lang::Fr { "01/12/2026" } else { "2026-12-01" };
        for format in [Format::from_id("html").unwrap(), Format::from_id("text").unwrap()] {
            let text = written(format, &audit, lang).split_whitespace().collect::<Vec<_>>().join(" ");
            let text = text.replace("<bdi>", "").replace("</bdi>", "");
            assert_eq!(text.matches(&format!("{day})")).count(), 1, "{format:?}");
            assert_eq!(text.matches(notes[0]).count(), 1, "{format:?}");
        }
    }
}

#[test]
fn a_hostile_label_is_inert_in_what_is_said_of_fixes() {
    let audit = golden();
    let text = serde_json::to_string(&audit).unwrap();
    for word in ["<script>alert(1)</script>", "</section></table><h1>", "a\u{202e}b\u{1b}[31m", "|x|[y](http://z)`"] {
        let label = serde_json::to_string(word).unwrap();
        let hostile: Audit = serde_json::from_str(&text.replace("\"women\"", &label)).unwrap();
        for lang in Lang::ALL {
            let (page, plain) = (
                written(Format::from_id("html").unwrap(), &hostile, lang),
                written(Format::from_id("html").unwrap(), &audit, lang),
            );
            for tag in ["<section", "<h1", "<script", "<table", "<tr", "<bdi>"] {
                assert_eq!(page.matches(tag).count(), plain.matches(tag).count(), "{tag} by {word}");
            }
            let shown = written(Format::from_id("text").unwrap(), &hostile, lang);
            assert!(!page.contains('\u{202e}') && !shown.contains('\u{202e}') && !shown.contains('\u{1b}'));
            let (arena, markdown) = (comrak::Arena::new(), written(Format::from_id("md").unwrap(), &hostile, lang));
            let read = comrak::parse_document(&arena, &markdown, &comrak::Options::default());
            let is_made = |value: &NodeValue| matches!(value, NodeValue::Link(_) | NodeValue::HtmlInline(_));
            assert!(!read.descendants().any(|node| is_made(&node.data.borrow().value)), "{word}");
        }
    }
}

#[test]
fn where_nothing_is_proposed_a_line_says_why() {
    let gender = "[[attribute]]\nname = \"gender\"\n";
    let check = "[[check]]\nid = \"ratio\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n";
    let (far, near) =
        ("gender,people,selected\nm,900,500\nw,900,200\n", "gender,people,selected\nm,900,500\nw,900,490\n");
    for (config, rows, says) in [
        (format!("{COUNTS}{gender}"), far, "No limit is set"),
        (format!("{COUNTS}{gender}{check}"), far, "no fix was looked for"),
        (format!("{COUNTS}{gender}{check}"), near, "Nothing is outside a limit"),
    ] {
        let audit = audit(&config, rows);
        assert_eq!(audit.counts.of(Verdict::Outside) > 0, rows == far && config.contains("[[check]]"));
        let page = written(Format::from_id("html").unwrap(), &audit, Lang::En);
        let line = section(&page, "absent").split("<li id=\"fixes\">").nth(1).unwrap().split("</li>").next().unwrap();
        assert!(line.contains(says), "{line}");
    }
}

#[test]
fn the_page_with_every_fix_is_of_usual_size() {
    for lang in Lang::ALL {
        let size = written(Format::from_id("html").unwrap(), &golden(), lang).len();
        assert!(size < 400 << 10, "{size}");
    }
}
