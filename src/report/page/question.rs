//! The question in words: what selected means, which rows were kept, what was read as missing, how groups were made; and what
//! is stated of the audit. Terms and what they are, for every form that shows them.

use super::View;
use crate::document::Record;
use crate::document::question::{
    Absent, AskedAttribute, AskedDecision, AskedMeaning, AskedReading, AskedYes, Observed, Question, Totals,
};
use crate::lang::{Lang, Said, date};
use crate::report::block::Words;
use crate::report::words::{attribute_words, semicolon};

/// Values, edges and groups named in a line; the document holds all of them.
const NAMED: usize = 12;

/// A term and what it is.
pub(super) type Fact = (Words, Words);

/// What is stated of the audit, and what of it is not given.
pub(super) fn stated(v: View<'_>) -> Vec<Fact> {
    let Record { model, model_version, period, purpose, controller, auditor, contact, retain_until, notes } =
        &v.audit.audit.record;
    let days = period.as_ref().map(|period| {
        let said = Said::new("record-days").with("from", date(&period.from, v.lang));
        v.say(&said.with("to", date(&period.to, v.lang))).into()
    });
    let label = |text: &Option<String>| text.as_deref().map(Words::label);
    let lines = [
        ("record-model", label(model)),
        ("record-model-version", label(model_version)),
        ("record-period", days),
        ("record-purpose", label(purpose)),
        ("record-controller", label(controller)),
        ("record-auditor", label(auditor)),
        ("record-contact", label(contact)),
        ("record-retain-until", retain_until.as_deref().map(|day| date(day, v.lang).into())),
    ];
    let all = lines.into_iter().map(|(term, is)| (term, is.unwrap_or_else(|| v.text("not-given").into())));
    // Notes are nothing that anybody has to give.
    let all = all.chain(label(notes).map(|is| ("record-notes", is)));
    all.map(|(term, is)| (v.text(term).into(), is)).collect()
}

/// What was asked; empty for a document that does not say.
pub(super) fn asked(v: View<'_>) -> Vec<Fact> {
    let Some(question) = &v.audit.question else { return Vec::new() };
    let mut lines = decided(v, &question.decision);
    if let Some(outcome) = &question.outcome {
        let known = match outcome.observed {
            Some(Observed::Before) => "about-outcome-before",
            Some(Observed::AfterDecision) => "about-outcome-after-decision",
            Some(Observed::SelectedOnly) => "about-outcome-selected-only",
            None => "about-outcome-unstated",
        };
        let mut is = yes(v, &outcome.yes);
        is.push(Said::new(known));
        lines.push(("question-outcome", is));
    }
    lines.extend(question.holdout.as_ref().map(|holdout| ("question-holdout", yes(v, holdout))));
    let data = &question.data;
    lines.extend(data.audience.as_ref().map(|audience| {
        let [own, other] = [&audience.key_in_decisions, &audience.key_in_audience];
        let key = if own == other { own.clone() } else { format!("{own} = {other}") };
        let absent = match audience.absent {
            Absent::LeftOut => "left-out",
            Absent::Rejected => "rejected",
            Absent::Error => "error",
        };
        let said = Said::new("question-joined").with("file", audience.file.as_str()).with("column", key);
        ("question-audience", vec![said.with("absent", absent)])
    }));
    let kept = data.keep.as_ref().map(|condition| Said::new("question-sql").with("condition", condition.as_str()));
    lines.push(("question-where", vec![kept.unwrap_or_else(|| Said::new("question-all"))]));
    lines.push(("question-missing", vec![missing(v, question)]));
    // Where nothing was stated, such rows are an error or are said elsewhere.
    let totals = match data.totals {
        Totals::Unstated => None,
        Totals::Drop => Some("question-totals-drop"),
        Totals::Keep => Some("question-totals-keep"),
    };
    let stated = [
        ("question-totals", totals),
        ("question-labels", data.join_labels.then_some("question-labels-joined")),
        ("question-same-files", data.same_files_count.then_some("question-same-files-count")),
    ];
    lines.extend(stated.into_iter().filter_map(|(term, is)| Some((term, vec![Said::new(is?)]))));
    let said = |parts: Vec<Said>| Words::joined(parts.iter().map(|part| v.words(part)), semicolon(v.lang));
    let groups = question.attributes.iter().filter_map(|attribute| {
        let name = attribute_words(v.audit, &attribute.name, v.lang);
        let made = made(v, attribute);
        (!made.is_empty()).then(|| (v.words(&Said::new("question-groups").with("attribute", name)), said(made)))
    });
    lines.into_iter().map(|(term, is)| (v.text(term).into(), said(is))).chain(groups).collect()
}

/// What selected means, and how many people a row stands for.
fn decided(v: View<'_>, decision: &AskedDecision) -> Vec<(&'static str, Vec<Said>)> {
    let (is, count) = match decision {
        AskedDecision::Row { selected, count } => (yes(v, selected), count.as_ref()),
        AskedDecision::Wide { campaigns, count } => {
            let columns = campaigns.iter().filter_map(|campaign| campaign.selected.column.as_deref());
            let columns = named(v, columns.map(str::to_owned));
            // Every campaign is read alike.
            let read =
                campaigns.first().map(|campaign| AskedYes { column: Some(columns), ..campaign.selected.clone() });
            (read.map(|read| yes(v, &read)).unwrap_or_default(), count.as_ref())
        }
        AskedDecision::Counted { count, selected } => {
            let said = Said::new("question-counted").with("column", selected.as_str());
            (vec![said.with("name", count.as_str())], None)
        }
        AskedDecision::Delivered { count } => {
            (vec![Said::new("question-delivered").with("column", count.as_str())], None)
        }
        AskedDecision::Listed => (vec![Said::new("question-listed")], None),
    };
    let count =
        count.map(|count| ("question-count", vec![Said::new("question-people").with("column", count.as_str())]));
    std::iter::once(("question-selected", is)).chain(count).collect()
}

/// `deny = yes`.
fn yes(v: View<'_>, of: &AskedYes) -> Vec<Said> {
    let said = match &of.means {
        AskedMeaning::Positive(values) => {
            let word = format!(" {} ", v.text("question-or"));
            let shown: Vec<&str> = values.iter().take(NAMED).map(String::as_str).collect();
            let said = Said::new("question-equals").with("values", shown.join(&word));
            said.with("more", (values.len() > NAMED).then(|| values.len() - NAMED))
        }
        AskedMeaning::AtLeast(edge) => Said::new("question-at-least").with("edge", number(v, *edge)),
        AskedMeaning::Above(edge) => Said::new("question-above").with("edge", number(v, *edge)),
        AskedMeaning::Sql(sql) => Said::new("question-sql").with("condition", sql.text.as_str()),
    };
    let mut is = vec![said.with("column", of.column.as_deref())];
    if !of.negative.is_empty() {
        let other = || v.text("question-other-value");
        let values = of.negative.iter().map(|value| if value == "*" { other() } else { value.clone() });
        is.push(Said::new("question-negative").with("values", named(v, values)));
    }
    is
}

/// Words read as missing, everywhere and in one attribute alone.
fn missing(v: View<'_>, question: &Question) -> Said {
    let mut words = question.data.missing.clone();
    for attribute in &question.attributes {
        words.extend(attribute.missing.iter().map(|word| format!("{word} ({})", attribute.name)));
    }
    let said = Said::new("question-read-missing").with("count", words.len());
    said.with("values", named(v, words.into_iter()))
}

/// How the groups of an attribute were made; empty where they are the values of its column.
fn made(v: View<'_>, attribute: &AskedAttribute) -> Vec<Said> {
    let mut parts: Vec<Said> = Vec::new();
    match &attribute.read {
        AskedReading::Column(_) => (),
        AskedReading::OneHot(columns) => {
            let of = |group: &String| Some(format!("{group} ({})", columns.get(group)?));
            let groups = attribute.order.iter().filter_map(of);
            parts.push(Said::new("question-one-hot").with("values", named(v, groups)));
        }
        AskedReading::Age { born, at, format: _ } => {
            parts.push(Said::new("question-age").with("column", born.as_str()).with("at", at.as_str()));
        }
        AskedReading::Sql(sql) => parts.push(Said::new("question-sql").with("condition", sql.text.as_str())),
    }
    if !attribute.bins.is_empty() {
        let edges = named(v, attribute.bins.iter().map(|edge| number(v, *edge)));
        parts.push(Said::new("question-bins").with("edges", edges));
    }
    if !attribute.map.is_empty() {
        let of = |group: &String| {
            let own = attribute.map.iter().filter(|(_, to)| *to == group);
            let other = || v.text("question-other-value");
            let own = own.map(|(value, _)| if value == "*" { other() } else { value.clone() });
            format!("{group} ({})", named(v, own))
        };
        parts.push(Said::new("question-map").with("values", named(v, attribute.order.iter().map(of))));
    }
    if attribute.join_labels {
        parts.push(Said::new("question-labels-joined"));
    }
    if attribute.numbers_are_labels {
        parts.push(Said::new("question-numbers"));
    }
    parts
}

/// The first few, and how many more.
fn named(v: View<'_>, words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    let mut shown: Vec<String> = words.iter().take(NAMED).cloned().collect();
    if words.len() > NAMED {
        shown.push(v.say(&Said::new("text-and-more").with("count", words.len() - NAMED)));
    }
    shown.join(", ")
}

/// Digit for digit: a threshold is no estimate, and rounding it would state another.
fn number(v: View<'_>, value: f64) -> String {
    let text = value.to_string().replace('-', "\u{2212}");
    if v.lang == Lang::Fr { text.replace('.', ",") } else { text }
}
