//! The question in words: what selected means, which rows were kept, what was read as missing, how groups were made; and what
//! is stated of the audit. Lines of a term and what it is, for every format that shows them.

use super::words::attribute_words;
use crate::document::question::{
    AskedAbsent, AskedAttribute, AskedAudience, AskedData, AskedDecision, AskedMeaning, AskedObserved, AskedReading,
    AskedYes, Question,
};
use crate::document::{Audit, Pack, Record, Totals};
use crate::lang::{Lang, Piece, Said, clean, date};

/// Values, edges and groups named in a line; the document holds all of them.
const NAMED: usize = 12;

/// Where a rule stands, in words; documents of earlier versions hold words already.
pub(super) fn status_words(status: &str, lang: Lang) -> String {
    lang.known(&format!("legal-status-{status}")).unwrap_or_else(|| clean(status).into_owned())
}

/// A pack: its title, where it is written, where it stands, when that was looked up.
pub(super) fn pack_said(pack: &Pack, lang: Lang) -> Said {
    let title = pack.title.get(lang.tag()).or_else(|| pack.title.get("en"));
    Said::new("pack-words")
        .with("title", title.map_or(pack.id.as_str(), String::as_str))
        .with("source", pack.source.as_str())
        .with("status", status_words(&pack.status, lang))
        .with("date", pack.last_verified.as_str())
        .with("review", pack.next_review.as_deref())
}

/// A term and what it is.
pub(super) struct Line {
    pub(super) term: Vec<Piece>,
    pub(super) is: Vec<Piece>,
}

/// What is stated of the audit, and what of it is not given.
pub(super) fn stated(audit: &Audit, lang: Lang) -> Vec<Line> {
    let Record { model, model_version, period, purpose, controller, auditor, contact, retain_until, notes } =
        &audit.audit.record;
    let days = period.as_ref().map(|period| {
        let said = Said::new("record-days").with("from", date(&period.from, lang)).with("to", date(&period.to, lang));
        vec![plain(lang.say(&said))]
    });
    let label = |text: &Option<String>| text.as_deref().map(|text| vec![Piece::label(text)]);
    let lines = [
        ("record-model", label(model)),
        ("record-model-version", label(model_version)),
        ("record-period", days),
        ("record-purpose", label(purpose)),
        ("record-controller", label(controller)),
        ("record-auditor", label(auditor)),
        ("record-contact", label(contact)),
        ("record-retain-until", retain_until.as_deref().map(|day| vec![plain(date(day, lang))])),
    ];
    let not_given = || vec![plain(lang.text("not-given"))];
    let all = lines.into_iter().map(|(term, is)| (term, is.unwrap_or_else(not_given)));
    // Notes are nothing that anybody has to give.
    let all = all.chain(label(notes).map(|is| ("record-notes", is)));
    all.map(|(term, is)| Line { term: vec![plain(lang.text(term))], is }).collect()
}

/// What was asked; empty for a document that does not say.
pub(super) fn asked(audit: &Audit, lang: Lang) -> Vec<Line> {
    let Some(question) = &audit.question else { return Vec::new() };
    let mut lines = Vec::new();
    let mut line = |term: &str, is: Vec<Piece>| lines.push(Line { term: vec![plain(lang.text(term))], is });
    for (term, is) in decided(&question.decision, lang) {
        line(term, is);
    }
    if let Some(outcome) = &question.outcome {
        let known = match outcome.observed {
            Some(AskedObserved::Before) => "about-outcome-before",
            Some(AskedObserved::AfterDecision) => "about-outcome-after-decision",
            Some(AskedObserved::SelectedOnly) => "about-outcome-selected-only",
            None => "about-outcome-unstated",
        };
        let mut is = yes(&outcome.yes, lang);
        is.push(then(lang));
        is.push(plain(lang.text(known)));
        line("question-outcome", is);
    }
    if let Some(holdout) = &question.holdout {
        line("question-holdout", yes(holdout, lang));
    }
    if let Some(audience) = &question.data.audience {
        line("question-audience", joined(audience, lang));
    }
    line("question-where", kept(&question.data, lang));
    line("question-missing", missing(question, lang));
    for (term, is) in rows_stated(&question.data, lang) {
        line(term, is);
    }
    for attribute in &question.attributes {
        let made = made(attribute, lang);
        if !made.is_empty() {
            let words = attribute_words(audit, &attribute.name, lang);
            let term = lang.say_in_pieces(&Said::new("question-groups").with("attribute", words));
            lines.push(Line { term, is: made });
        }
    }
    lines
}

/// Between two parts of a line.
fn then(lang: Lang) -> Piece {
    plain(if lang == Lang::Fr { "\u{202f}; " } else { "; " }.to_owned())
}

fn plain(text: String) -> Piece {
    Piece { text, is_label: false }
}

/// What selected means, with its term.
fn decided(decision: &AskedDecision, lang: Lang) -> Vec<(&'static str, Vec<Piece>)> {
    let say = |said: Said| lang.say_in_pieces(&said);
    let (is, count) = match decision {
        AskedDecision::Row { selected, count } => (yes(selected, lang), count),
        AskedDecision::Wide { campaigns, count } => {
            let columns = campaigns.iter().filter_map(|campaign| campaign.selected.column.as_deref());
            let columns = named(columns.map(str::to_owned), lang);
            // Every campaign is read alike.
            let read =
                campaigns.first().map(|campaign| AskedYes { column: Some(columns), ..campaign.selected.clone() });
            (read.map(|read| yes(&read, lang)).unwrap_or_default(), count)
        }
        AskedDecision::Counted { count, selected } => {
            let said = Said::new("question-counted").with("column", selected.as_str());
            return vec![("question-selected", say(said.with("name", count.as_str())))];
        }
        AskedDecision::Delivered { count } => {
            return vec![("question-selected", say(Said::new("question-delivered").with("column", count.as_str())))];
        }
        AskedDecision::Listed => return vec![("question-selected", vec![plain(lang.text("question-listed"))])],
    };
    let count = count.as_ref().map(|count| say(Said::new("question-people").with("column", count.as_str())));
    let count = count.map(|is| ("question-count", is));
    std::iter::once(("question-selected", is)).chain(count).collect()
}

/// `deny = yes`.
fn yes(of: &AskedYes, lang: Lang) -> Vec<Piece> {
    let said = match &of.means {
        AskedMeaning::Positive(values) => {
            let word = format!(" {} ", lang.text("question-or"));
            let shown: Vec<&str> = values.iter().take(NAMED).map(String::as_str).collect();
            let said = Said::new("question-equals").with("values", shown.join(&word));
            said.with("more", (values.len() > NAMED).then(|| values.len() - NAMED))
        }
        AskedMeaning::AtLeast(edge) => Said::new("question-at-least").with("edge", number(*edge, lang)),
        AskedMeaning::Above(edge) => Said::new("question-above").with("edge", number(*edge, lang)),
        AskedMeaning::Sql(sql) => Said::new("question-sql").with("condition", sql.as_str()),
    };
    let mut is = lang.say_in_pieces(&said.with("column", of.column.as_deref()));
    if !of.negative.is_empty() {
        let other = || lang.text("question-other-value");
        let values = of.negative.iter().map(|value| if value == "*" { other() } else { value.clone() });
        is.push(then(lang));
        is.extend(lang.say_in_pieces(&Said::new("question-negative").with("values", named(values, lang))));
    }
    is
}

fn joined(audience: &AskedAudience, lang: Lang) -> Vec<Piece> {
    let AskedAudience { file, key_in_decisions, key_in_audience, absent, sheet: _ } = audience;
    let key = if key_in_decisions == key_in_audience {
        key_in_decisions.clone()
    } else {
        format!("{key_in_decisions} = {key_in_audience}")
    };
    let absent = match absent {
        AskedAbsent::LeftOut => "left-out",
        AskedAbsent::Rejected => "rejected",
        AskedAbsent::Error => "error",
    };
    let said = Said::new("question-joined").with("file", file.as_str()).with("column", key);
    lang.say_in_pieces(&said.with("absent", absent))
}

fn kept(data: &AskedData, lang: Lang) -> Vec<Piece> {
    match &data.keep {
        Some(condition) => lang.say_in_pieces(&Said::new("question-sql").with("condition", condition.as_str())),
        None => vec![plain(lang.text("question-all"))],
    }
}

/// What was stated of rows that sum others, of labels that nearly agree and of files that agree byte for byte; empty where
/// nothing was, since such rows are then an error or are said elsewhere.
fn rows_stated(data: &AskedData, lang: Lang) -> Vec<(&'static str, Vec<Piece>)> {
    let text = |id: &str| vec![plain(lang.text(id))];
    let totals = match &data.totals {
        Some(totals) if *totals == Totals::Drop => Some("question-totals-drop"),
        Some(_) => Some("question-totals-keep"),
        None => None,
    };
    let lines = [
        ("question-totals", totals),
        ("question-labels", data.join_labels.then_some("question-labels-joined")),
        ("question-same-files", data.same_files_count.then_some("question-same-files-count")),
    ];
    lines.into_iter().filter_map(|(term, is)| Some((term, text(is?)))).collect()
}

/// Words read as missing, everywhere and in one attribute alone.
fn missing(question: &Question, lang: Lang) -> Vec<Piece> {
    let mut words = question.data.missing.clone();
    for attribute in &question.attributes {
        let own = attribute.missing.iter().map(|word| format!("{word} ({})", attribute.name));
        words.extend(own);
    }
    let said = Said::new("question-read-missing").with("count", words.len());
    lang.say_in_pieces(&said.with("values", named(words.into_iter(), lang)))
}

/// How the groups of an attribute were made; empty where they are the values of its column.
fn made(attribute: &AskedAttribute, lang: Lang) -> Vec<Piece> {
    let mut parts: Vec<Said> = Vec::new();
    match &attribute.read {
        AskedReading::Column(_) => (),
        AskedReading::OneHot(columns) => {
            let of = |group: &String| Some(format!("{group} ({})", columns.get(group)?));
            let groups = attribute.order.iter().filter_map(of);
            parts.push(Said::new("question-one-hot").with("values", named(groups, lang)));
        }
        AskedReading::Age { born, at, format: _ } => {
            parts.push(Said::new("question-age").with("column", born.as_str()).with("at", at.as_str()));
        }
        AskedReading::Sql(sql) => parts.push(Said::new("question-sql").with("condition", sql.as_str())),
    }
    if !attribute.bins.is_empty() {
        let edges = named(attribute.bins.iter().map(|edge| number(*edge, lang)), lang);
        parts.push(Said::new("question-bins").with("edges", edges));
    }
    if !attribute.map.is_empty() {
        let of = |group: &String| {
            let own = attribute.map.iter().filter(|(_, to)| *to == group);
            let other = || lang.text("question-other-value");
            let own = own.map(|(value, _)| if value == "*" { other() } else { value.clone() });
            format!("{group} ({})", named(own, lang))
        };
        parts.push(Said::new("question-map").with("values", named(attribute.order.iter().map(of), lang)));
    }
    if attribute.join_labels {
        parts.push(Said::new("question-labels-joined"));
    }
    if attribute.numbers_are_labels {
        parts.push(Said::new("question-numbers"));
    }
    let mut is = Vec::new();
    for part in parts {
        if !is.is_empty() {
            is.push(then(lang));
        }
        is.extend(lang.say_in_pieces(&part));
    }
    is
}

/// The first few, and how many more.
fn named(words: impl Iterator<Item = String>, lang: Lang) -> String {
    let words: Vec<String> = words.collect();
    let mut shown: Vec<String> = words.iter().take(NAMED).cloned().collect();
    if words.len() > NAMED {
        shown.push(lang.say(&Said::new("text-and-more").with("count", words.len() - NAMED)));
    }
    shown.join(", ")
}

/// Digit for digit: a threshold is no estimate, and rounding it would state another.
fn number(value: f64, lang: Lang) -> String {
    let text = value.to_string().replace('-', "\u{2212}");
    if lang == Lang::Fr { text.replace('.', ",") } else { text }
}
