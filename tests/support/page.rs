//! Reads the tables of a page back, as a reader would: words, digits and signs, without any function that wrote them.

use std::collections::BTreeMap;

use evenhand::document::{Audit, Check, CheckResult, Finding};
use evenhand::lang::Lang;
use evenhand_metrics::catalog::Measure;

/// A number as printed: its value, and how many decimals it was printed with.
#[derive(Debug, Clone, Copy)]
struct Shown {
    value: f64,
    decimals: i32,
}

/// A row of a forest table.
#[derive(Debug)]
pub(crate) struct Row {
    /// `outside`, `within` ..., `reference`, `apart`, `free`.
    pub(crate) class: String,
    segment: String,
    /// Selected and all, where the cell says `x of n`.
    counts: Vec<u64>,
    value: Option<Shown>,
    low: Option<Shown>,
    high: Option<Shown>,
}

/// What stands between two marks, each time they follow each other.
pub(crate) fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|rest| rest.split_once(close)).map(|(inside, _)| inside).collect()
}

/// The words of a piece of a page.
pub(crate) fn words(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for letter in html.chars() {
        match letter {
            '<' => is_tag = true,
            '>' if is_tag => is_tag = false,
            letter if !is_tag => text.push(letter),
            _ => {}
        }
    }
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    signs.iter().fold(text, |text, (written, sign)| text.replace(written, sign)).trim().to_owned()
}

/// The number that a text is, its digits grouped or not; infinities and dashes are none.
fn number(text: &str, lang: Lang) -> Option<Shown> {
    let (group, point) = if lang == Lang::Fr { ('\u{202f}', ',') } else { (',', '.') };
    let plain: String = text.chars().filter(|sign| *sign != group && !['%', '\u{a0}'].contains(sign)).collect();
    let plain = plain.trim().replace('\u{2212}', "-").replace(point, ".");
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    Some(Shown { value: plain.parse().ok()?, decimals: i32::try_from(decimals).unwrap() })
}

/// The rows of every forest table.
pub(crate) fn rows(page: &str, lang: Lang) -> Vec<Row> {
    let tables = between(page, "<table class=\"forest", "</table>");
    let rows = tables.iter().flat_map(|table| between(table.split_once("<tbody>").unwrap().1, "<tr class=\"", "</tr>"));
    rows.map(|row| of_row(row, lang)).collect()
}

fn of_row(row: &str, lang: Lang) -> Row {
    let (class, cells) = row.split_once("\">").unwrap();
    let segment = between(cells, "<th scope=\"row\">", "</th>")[0];
    let segment = segment.split_once("</span>").map_or(segment, |(_, segment)| segment);
    let cell = |class: &str| {
        let found = between(cells, &format!("<td class=\"n {class}\""), "</td>")[0];
        found.split_once('>').map_or(found, |(_, inside)| inside)
    };
    let numbers = [cell("r"), cell("e")];
    let small = |cell: &str| between(cell, "<small>", "</small>").first().map(|small| words(small));
    let of = if lang == Lang::Fr { " sur " } else { " of " };
    let counts = small(numbers[0]).map_or_else(Vec::new, |counts| {
        counts
            .split(of)
            .filter_map(|count| number(count.split(", ").next()?, lang))
            .filter_map(|count| count.value.to_string().parse().ok())
            .collect()
    });
    let to = if lang == Lang::Fr { " à " } else { " to " };
    let interval = small(numbers[1]).unwrap_or_default();
    let (low, high) = interval.split_once(to).unwrap_or_default();
    Row {
        class: class.split(' ').next().unwrap().to_owned(),
        segment: words(segment),
        counts,
        value: number(&words(numbers[1].split('<').next().unwrap()), lang),
        low: number(low, lang),
        high: number(high, lang),
    }
}

/// How much larger a number stands on the page than in the document: shares in percent, their gaps in points.
fn scale(finding: &Finding) -> f64 {
    let is_share = Measure::named(&finding.measure).is_none_or(Measure::is_share);
    if is_share && finding.comparison.as_str() != "ratio" { 100.0 } else { 1.0 }
}

/// Whether a printed number is this one, rounded: to the nearest (0), down (-1) or up (1).
fn is(shown: Option<Shown>, value: Option<f64>, towards: i8, scale: f64) -> bool {
    let (Some(shown), Some(value)) = (shown, value) else { return shown.is_none() && value.is_none() };
    let (step, value) = (10_f64.powi(-shown.decimals), value * scale);
    let slack = 1e-9 * value.abs().max(step);
    let away = shown.value - value;
    match towards {
        0 => away.abs() <= step / 2.0 + slack,
        -1 => away <= slack && away > -step - slack,
        _ => away >= -slack && away < step + slack,
    }
}

fn says(row: &Row, audit: &Audit, result: &CheckResult, finding: &Finding, lang: Lang) -> bool {
    let segment = finding.segment.as_ref().unwrap();
    let named = |name: &str, label: Option<&str>| {
        let attribute = audit.attributes.iter().find(|attribute| attribute.name == name);
        let group = attribute.and_then(|attribute| attribute.groups.iter().find(|group| Some(&*group.label) == label));
        let words = group.and_then(|group| group.words.get(lang.tag())).map(String::as_str);
        words.or(label).is_none_or(|words| row.segment.contains(words))
    };
    let counts: Vec<u64> = finding.top.into_iter().chain(finding.bottom).collect();
    // An end that the document leaves open stands as 0 or as an infinity.
    let low = result.interval.as_ref().and_then(|interval| interval.low);
    let high = result.interval.as_ref().and_then(|interval| interval.high);
    let open = |shown: Option<Shown>| shown.is_none_or(|shown| shown.value == 0.0);
    let scale = scale(finding);
    row.class == result.verdict.id()
        && row.counts == counts
        && segment.0.iter().all(|(name, label)| named(name, label.as_deref()))
        && finding.campaign.as_ref().is_none_or(|campaign| row.segment.contains(campaign.as_str()))
        && is(row.value, finding.value, 0, scale)
        && (low.is_none() && open(row.low) || is(row.low, low, -1, scale))
        && is(row.high, high, 1, scale)
}

/// What a page tells otherwise than its document: a comparison judged that does not stand there with its verdict, people,
/// value and interval, the ends rounded outward; and a row judged that the document does not hold.
pub(crate) fn differences(audit: &Audit, page: &str, lang: Lang) -> Vec<String> {
    let rows = rows(page, lang);
    let judged = judged(audit);
    let told = |(_, result, finding): &&(&Check, &CheckResult, &Finding)| {
        rows.iter().any(|row| says(row, audit, result, finding, lang))
    };
    let untold = judged.iter().filter(|known| !told(known));
    let missing = untold.map(|(check, result, _)| format!("{}: {result:?} is not on the page", check.id));
    let is_judged = |row: &&Row| !["reference", "apart", "free"].contains(&&*row.class) && row.value.is_some();
    let known = |row: &&Row| judged.iter().any(|(_, result, finding)| says(row, audit, result, finding, lang));
    let strange = rows.iter().filter(is_judged).filter(|row| !known(row));
    missing.chain(strange.map(|row| format!("the document does not hold {row:?}"))).collect()
}

/// The comparisons judged that have a value.
pub(crate) fn judged(audit: &Audit) -> Vec<(&Check, &CheckResult, &Finding)> {
    let by_id: BTreeMap<&str, &Finding> = audit.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect();
    let all = audit.checks.iter().flat_map(|check| check.results.iter().map(move |result| (check, result)));
    let with_finding = all.map(|(check, result)| (check, result, by_id[result.finding.as_str()]));
    with_finding.filter(|(_, _, finding)| finding.value.is_some()).collect()
}
