//! What somebody settles, by flags or by answers at a terminal.

use std::io::BufRead;

use crate::error::nearest;
use crate::inspect::Seen;
use crate::lang::{Lang, Said};

/// What somebody settled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Columns of protected attributes.
    pub attributes: Vec<String>,
    /// Column of the decision, or `COLUMN=VALUE`.
    pub decision: Option<String>,
    /// The day for which ages are proposed.
    pub today: Option<jiff::civil::Date>,
}

impl Answers {
    /// Asks for what is still open; an empty line leaves it so. `say` prints a question.
    pub fn ask(&mut self, seen: &Seen, lang: Lang, input: &mut dyn BufRead, say: &mut dyn FnMut(&str)) {
        let known: Vec<&str> = seen.columns.iter().map(|column| column.column.as_str()).collect();
        if self.attributes.is_empty() {
            say(&lang.say(&Said::new("init-ask-attributes").with("columns", known.clone())));
            self.attributes = answer(&known, lang, input, say);
        }
        if self.decision.is_none() {
            say(&lang.text("init-ask-decision"));
            self.decision = answer(&known, lang, input, say).into_iter().next();
        }
    }
}

/// Columns named in one line, by commas; asked again while one of them does not exist.
fn answer(known: &[&str], lang: Lang, input: &mut dyn BufRead, say: &mut dyn FnMut(&str)) -> Vec<String> {
    loop {
        let mut line = String::new();
        // The end of the input leaves open what was asked.
        if input.read_line(&mut line).unwrap_or(0) == 0 {
            return Vec::new();
        }
        let named: Vec<String> =
            line.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        let column = |name: &String| name.split('=').next().unwrap_or_default().to_owned();
        let Some(stranger) = named.iter().map(column).find(|name| !known.contains(&name.as_str())) else {
            return named;
        };
        let like = nearest(&stranger, known.iter().copied());
        let said = Said::new("init-ask-again").with("column", stranger.as_str());
        let near = if like.is_some() { "yes" } else { "no" };
        say(&lang.say(&said.with("near", near).with("suggestion", like.unwrap_or_default())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::init::propose;
    use evenhand_cube::read::{Kind, Profile};

    fn seen(columns: &[&str]) -> Seen {
        let profile = |name: &&str| Profile {
            column: (*name).to_owned(),
            rows: 40,
            missing: 0,
            kind: Kind::Text,
            order: None,
            numbers: None,
            distinct: Some(2),
            sizes: vec![20, 20],
            answers: None,
            chosen: Vec::new(),
            spared: Vec::new(),
            unknown: Vec::new(),
            totals: false,
            labels: Vec::new(),
        };
        let columns = columns.iter().map(profile).collect();
        Seen {
            name: "d.csv".into(),
            rows: 40,
            people: None,
            columns,
            families: Vec::new(),
            decided: None,
            options: crate::plan::CsvOptions::default(),
            notes: Vec::new(),
        }
    }

    #[test]
    fn a_question_is_asked_again_until_every_column_exists() {
        let mut answers = Answers::default();
        let mut questions = Vec::new();
        let mut input = "sex, rage\nsex, age\nsent=yes\n".as_bytes();
        answers.ask(&seen(&["sex", "age", "sent"]), Lang::En, &mut input, &mut |said| questions.push(said.to_owned()));
        assert_eq!(
            answers,
            Answers { attributes: vec!["sex".into(), "age".into()], decision: Some("sent=yes".into()), today: None }
        );
        assert!(questions[1].contains("no column rage") && questions[1].contains("mean age?"), "{questions:?}");
        assert_eq!(questions.len(), 3);
    }

    #[test]
    fn an_empty_answer_and_the_end_of_the_input_leave_it_open() {
        for mut input in ["\n\n".as_bytes(), b""] {
            let mut answers = Answers::default();
            answers.ask(&seen(&["sex"]), Lang::Fr, &mut input, &mut |_| {});
            assert_eq!(answers, Answers::default());
            assert!(propose(&seen(&["sex"]), &answers).attributes.iter().all(|role| !role.settled));
        }
    }
}
