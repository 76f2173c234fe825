//! The page: it asks for nothing, runs nothing, holds hostile labels harmless, can be read by everyone and stays small.

use std::path::PathBuf;
use std::{env, fs};

use evenhand::document::{Audit, Finding, IntervalOut, Severity, Shape, Statistic};
use evenhand::lang::Lang;
use evenhand::report::{Format, write};
use evenhand::segment::Segment;
use evenhand_metrics::catalog::Measure;
use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn stored() -> String {
    fs::read_to_string(root().join("tests/golden/spring-loans.audit.json")).unwrap()
}

fn spring_loans() -> Audit {
    serde_json::from_str(&stored()).unwrap()
}

fn written(format: Format, audit: &Audit, lang: Lang) -> String {
    let mut out = Vec::new();
    write(format, audit, lang, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn page(audit: &Audit, lang: Lang) -> String {
    written(Format::from_id("html").unwrap(), audit, lang)
}

/// What stands between two marks, each time.
fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    text.split(open).skip(1).map(|rest| rest.split(close).next().unwrap()).collect()
}

#[test]
fn the_page_asks_for_nothing_and_runs_nothing() {
    for lang in Lang::ALL {
        let page = page(&spring_loans(), lang);
        for never in
            ["<script", "<link", "<img", "<iframe", "<form", "src=", "url(", "@import", "javascript:", " style=", " on"]
        {
            let found = page.match_indices(never).any(|(at, _)| never != " on" || is_handler(&page[at..]));
            assert!(!found, "{never}");
        }
        assert!(between(&page, "href=\"", "\"").iter().all(|target| target.starts_with('#')));
    }
}

/// ` onclick="...`, but not the word `on`.
fn is_handler(text: &str) -> bool {
    let word: String = text[1..].chars().take_while(char::is_ascii_alphanumeric).collect();
    word.len() > 3 && text[1 + word.len()..].starts_with("=\"")
}

#[test]
fn only_the_page_s_own_style_passes_its_policy() {
    use sha2::{Digest, Sha256};
    let page = page(&spring_loans(), Lang::En);
    let style = between(&page, "<style>", "</style>");
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    assert_eq!(style.len(), 1);
    assert!(policy[0].starts_with("default-src 'none'; style-src 'sha256-") && !policy[0].contains("unsafe"));
    let said = between(policy[0], "sha256-", "'")[0];
    let digest: Vec<u8> = Sha256::digest(style[0].as_bytes()).to_vec();
    assert_eq!(decoded(said), digest);
}

fn decoded(base64: &str) -> Vec<u8> {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<usize> = base64.chars().filter_map(|c| letters.find(c)).collect();
    let bytes = bits.chunks(4).flat_map(|four| {
        let word = four.iter().fold(0, |word, bits| word << 6 | bits) << (6 * (4 - four.len()));
        (0..four.len() - 1).map(move |place| u8::try_from(word >> (16 - 8 * place) & 255).unwrap()).collect::<Vec<_>>()
    });
    bytes.collect()
}

const HOSTILE: [&str; 7] = [
    "<img src=x onerror=alert(1)>",
    "\"><script>alert(1)</script>",
    "\u{202e}gnp.exe\u{202c}",
    "two\nlines\r\u{85}\u{2028}",
    "=cmd|' /C calc'!A0",
    "\u{1b}[31mred\u{7}",
    "{{ 7 * 7 }}{% include \"page.html\" %}",
];

/// The stored audit with hostile words wherever the user has a say.
fn hostile(word: &str) -> Audit {
    let mut audit: Value = serde_json::from_str(&stored()).unwrap();
    replace(&mut audit, "women", word);
    replace(&mut audit, "gender", &format!("g{word}"));
    let mut audit: Audit = serde_json::from_value(audit).unwrap();
    word.clone_into(&mut audit.audit.name);
    word.clone_into(&mut audit.inputs[0].name);
    word.clone_into(&mut audit.inputs[0].columns_read[0]);
    word.clone_into(&mut audit.checks[0].id);
    for attribute in &mut audit.attributes {
        attribute.label.clear();
        attribute.basis = Some(word.to_owned());
        attribute.note = Some(word.to_owned());
        attribute.groups.iter_mut().for_each(|group| group.words.clear());
    }
    for waiver in audit.checks[0].results.iter_mut().filter_map(|result| result.waiver.as_mut()) {
        word.clone_into(&mut waiver.reason);
        word.clone_into(&mut waiver.owner);
    }
    audit
}

/// Replaces strings and keys that are this word.
fn replace(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text == from => to.clone_into(text),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, from, to)),
        Value::Object(pairs) => {
            let old = std::mem::take(pairs);
            for (key, mut inner) in old {
                replace(&mut inner, from, to);
                pairs.insert(if key == from { to.to_owned() } else { key }, inner);
            }
        }
        _ => {}
    }
}

#[test]
fn hostile_labels_are_inert_in_every_format_for_people() {
    for word in HOSTILE {
        let audit = hostile(word);
        let cleaned = evenhand::lang::clean(word);
        for lang in Lang::ALL {
            let page = page(&audit, lang);
            let tags: usize = spring_tags(lang);
            assert!(!page.contains("<img") && !page.contains("<script") && !page.contains("onerror=\""), "{word:?}");
            assert_eq!(
                page.matches("<section").count() + page.matches("<h1").count(),
                tags,
                "{word:?} adds no element"
            );
            for text in [&page, &written(Format::from_id("text").unwrap(), &audit, lang)] {
                let unseen = text.chars().find(|c| *c != '\n' && evenhand::lang::is_hostile(&c.to_string()));
                assert_eq!(unseen, None, "{word:?}");
            }
            assert!(written(Format::from_id("text").unwrap(), &audit, lang).contains(&cleaned[..3]), "{word:?}");
        }
    }
    let page = page(&hostile(HOSTILE[0]), Lang::En);
    assert!(page.contains("<bdi>&lt;img src=x onerror=alert(1)&gt;"));
}

fn spring_tags(lang: Lang) -> usize {
    let page = page(&spring_loans(), lang);
    page.matches("<section").count() + page.matches("<h1").count()
}

#[test]
fn the_page_can_be_read_without_eyes() {
    for lang in Lang::ALL {
        let page = page(&spring_loans(), lang);
        assert!(page.contains(&format!("<html lang=\"{}\">", lang.tag())));
        assert_eq!(page.matches("<h1").count(), 1);
        let levels: Vec<u32> =
            page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)).collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no heading skips a level: {levels:?}");
        for table in between(&page, "<table", "</table>") {
            assert!(table.contains("<caption>") && table.contains("scope=\"col\"") && table.contains("scope=\"row\""));
        }
        assert!(between(&page, "<svg", ">").iter().all(|svg| svg.contains("aria-hidden=\"true\"")));
        let ids = between(&page, " id=\"", "\"");
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(ids.len(), unique.len(), "ids occur once");
        for target in between(&page, "href=\"#", "\"") {
            assert!(ids.contains(&target), "{target}");
        }
        for sign in ["{{", "{%", "undefined", "NaN", "null"] {
            assert!(!page.contains(sign), "{sign}");
        }
    }
}

/// WCAG 2.2, 1.4.3: 4.5 for text.
#[test]
fn every_ink_stands_out_from_its_paper_in_both_schemes() {
    let style = fs::read_to_string(root().join("templates/style.css")).unwrap();
    let own = between(&style, ":root {", "}").into_iter().filter(|scheme| scheme.contains("--paper: #"));
    for scheme in own {
        let token = |name: &str| luminance(between(scheme, &format!("--{name}: #"), ";")[0]);
        for paper in ["paper", "shade"] {
            for ink in ["ink", "soft", "link", "outside", "within", "cannot"] {
                let (a, b) = (token(paper).max(token(ink)), token(paper).min(token(ink)));
                let contrast = (a + 0.05) / (b + 0.05);
                assert!(contrast >= 4.5, "{ink} on {paper}: {contrast:.2}");
            }
        }
        for step in 0..9 {
            let rule = between(&style, &format!(".h{step} {{ background: var(--h{step}); color: var(--"), ")")[0];
            let (paper, ink) = (token(&format!("h{step}")), token(rule));
            let contrast = (paper.max(ink) + 0.05) / (paper.min(ink) + 0.05);
            assert!(contrast >= 4.8, "step {step}: {contrast:.2}");
        }
    }
}

fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let c = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if c <= 0.040_45 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn the_first_finding_has_at_most_45_words_and_all_five_verdicts_are_counted() {
    for lang in Lang::ALL {
        let mut audit = spring_loans();
        let lead = plain(between(&page(&audit, lang), "class=\"lead\">", "</p>")[0]);
        assert!(lead.split(' ').count() <= 45, "{lead}");
        for check in &mut audit.checks {
            check.counts.waived = 0;
            check.results.retain(|result| result.verdict != evenhand::document::Verdict::Waived);
        }
        let page = page(&audit, lang);
        let counters = between(&page, "class=\"counters\"", "</ul>")[0];
        assert_eq!(counters.matches("<li").count(), 5);
        assert!(counters.contains("<b>0</b>"), "noughts included");
    }
}

#[test]
fn the_worst_gap_is_told_in_people() {
    let lead = plain(between(&page(&spring_loans(), Lang::En), "class=\"lead\">", "</p>")[0]);
    assert_eq!(
        lead,
        "Of every 1,000 people in the group women, 65+ (Gender, Age), 91 were selected; in men, 25-34 (Gender, Age), \
         309: 218 fewer. The ratio is 0.29, and the whole simultaneous 95% interval (0.24 to 0.36) lies below the \
         agreed limit of 0.80."
    );
}

fn plain(html: &str) -> String {
    html.replace("<bdi>", "").replace("</bdi>", "")
}

#[test]
fn ages_stand_in_their_order_with_the_reference_in_its_place() {
    let page = page(&spring_loans(), Lang::En);
    let selection = between(&page, "<section id=\"selection\"", "</section>")[0];
    let tables = between(selection, "<table class=\"forest", "</table>");
    let table = tables.iter().find(|table| table.contains("25-34")).unwrap();
    let heads: Vec<String> = between(table, "<th scope=\"row\">", "</th>")
        .iter()
        .map(|head| plain(between(head, "<bdi>", "</bdi>")[0]))
        .collect();
    assert_eq!(heads, ["18-24", "25-34", "35-44", "45-54", "55-64", "65+", "not stated"]);
}

#[test]
fn the_headline_counts_what_the_limits_beside_it_count_and_the_watched_stand_apart() {
    let mut audit = spring_loans();
    for severity in [Severity::Error, Severity::Warn] {
        let own = audit.checks.iter_mut().filter(|check| check.id != "selection-ratio");
        own.for_each(|check| check.severity = severity.into());
        let front = page(&audit, Lang::En);
        let gating =
            audit.checks.iter().filter(|check| check.severity.as_str() == "error").flat_map(|check| &check.results);
        let outside = gating.filter(|result| result.verdict == evenhand::document::Verdict::Outside).count();
        assert!(front.contains(&format!("Outside the limit: {outside} of")), "{severity:?}: {outside}");
        assert_eq!(front.contains("Watched, without effect on the launch"), severity == Severity::Warn);
        let front = between(&front, "<div class=\"front\">", "class=\"sign\"")[0].to_owned();
        for check in &audit.checks {
            assert!(front.contains(&format!("<bdi>{}</bdi>", check.id)), "{} is among the limits", check.id);
        }
    }
}

#[test]
fn without_limits_nothing_is_judged_and_it_is_said() {
    let mut audit = spring_loans();
    audit.checks.clear();
    audit.verdict = None;
    audit.exit_code = 0;
    audit.counts = evenhand::document::Counts::default();
    assert!(page(&audit, Lang::En).contains("No limits set: nothing is judged"));
    assert!(page(&audit, Lang::Fr).contains("Aucune limite fixée\u{a0}: rien n’est jugé"));
    let text = written(Format::from_id("text").unwrap(), &audit, Lang::En);
    assert!(
        text.contains("no limits set: nothing is judged")
            && text.ends_with("exit 0: no limits set: nothing is judged\n")
    );
    assert!(
        text.contains("0.41") && text.contains("Widest gap: 158 fewer per 1,000 for 65+ (Age) than for 25-34 (Age).")
    );
}

#[test]
fn a_page_of_usual_size_is_small_and_a_large_one_shows_the_worst_rows_and_says_so() {
    assert!(page(&spring_loans(), Lang::Fr).len() < 400 << 10);
    let large = page(&with_groups(1500), Lang::En);
    assert!(large.len() < 2 << 20, "{}", large.len());
    assert!(large.contains("The 100 worst rows are shown; 1,405 more are in the CSV and in audit.json."));
}

/// The stored audit with so many more age groups.
fn with_groups(count: usize) -> Audit {
    let mut audit: Value = serde_json::from_str(&stored()).unwrap();
    let is_65 = |id: &Value| id.as_str().is_some_and(|id| id.ends_with("/age_band=65+"));
    let findings = audit["findings"].as_array().unwrap().clone();
    let results = audit["checks"][0]["results"].as_array().unwrap().clone();
    for place in 0..count {
        let label = format!("group {place}");
        for finding in findings.iter().filter(|finding| is_65(&finding["id"])) {
            let mut finding = finding.clone();
            finding["id"] = json!(finding["id"].as_str().unwrap().replace("65+", &format!("group%20{place}")));
            finding["segment"] = json!({ "age_band": label });
            audit["findings"].as_array_mut().unwrap().push(finding);
        }
        let mut result = results.iter().find(|result| is_65(&result["finding"])).unwrap().clone();
        result["finding"] = json!(format!("selection-rate/ratio/age_band=group%20{place}"));
        audit["checks"][0]["results"].as_array_mut().unwrap().push(result);
    }
    serde_json::from_value(audit).unwrap()
}

/// Every measure of the catalog, of a thousand groups: values, differences and ratios, each with its interval.
#[test]
fn a_thousand_segments_of_every_measure_stay_below_two_mebibytes() {
    let mut audit = with_groups(1000);
    let groups: Vec<Segment> =
        (0..1000).map(|place| Segment::of("age_band", Some(&format!("group {place}")))).collect();
    let men = audit.findings.iter().find_map(|finding| finding.reference.clone());
    for measure in Measure::all().filter(|measure| measure.id() != "selection-rate") {
        for (place, segment) in groups.iter().enumerate() {
            for comparison in [Statistic::Value, Statistic::Difference, Statistic::Ratio] {
                let value = 0.2 + f64::from(u16::try_from(place).unwrap()) / 2000.0;
                let (low, high) = (Some(value - 0.1), Some(value + 0.1));
                let (shape, method) = (Shape::Bounded.into(), "miettinen-nurminen".to_owned());
                let interval = IntervalOut {
                    low,
                    high,
                    shape,
                    level: Some(0.95),
                    method: Some(method),
                    deff: None,
                    shared: None,
                    degrees: None,
                };
                audit.findings.push(Finding {
                    id: format!("{}/{}/{}", measure.id(), comparison.id(), segment.id()),
                    segment: Some(segment.clone()),
                    reference: men.clone().filter(|_| comparison != Statistic::Value),
                    value: Some(value),
                    interval: Some(interval),
                    people: Some(2000),
                    top: Some(400),
                    bottom: Some(2000),
                    ..Finding::blank(measure.id(), comparison)
                });
            }
        }
    }
    // French, the longer of the two.
    let page = page(&audit, Lang::Fr);
    assert!(page.len() < 2 << 20, "{}", page.len());
    assert!(page.matches("autres figurent dans le CSV").count() >= 12, "every measure says what it leaves out");
}
