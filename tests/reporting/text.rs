//! The terminal's block: narrow, aligned, capped, coloured only when asked; and results said in plain words.

use std::path::PathBuf;
use std::{env, fs};

use evenhand::document::Audit;
use evenhand::lang::{Lang, Said};
use evenhand::report::text::{Style, write_styled};
use evenhand::report::{gate_sentence, segment_words, sentence};
use evenhand::segment::Segment;
use unicode_width::UnicodeWidthStr;

fn spring_loans() -> Audit {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/spring-loans.audit.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn block(lang: Lang, style: Style) -> String {
    let mut out = Vec::new();
    write_styled(&spring_loans(), lang, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for lang in Lang::ALL {
        for line in block(lang, Style { passes: true, ..Style::default() }).lines() {
            assert!(line.width() <= 100, "{line}");
        }
    }
}

#[test]
fn colours_are_written_only_when_asked() {
    let plain = block(Lang::En, Style::default());
    let coloured = block(Lang::En, Style { colour: true, ..Style::default() });
    assert!(!plain.contains('\u{1b}'));
    let stripped =
        ["\u{1b}[33m", "\u{1b}[36m", "\u{1b}[0m"].iter().fold(coloured.clone(), |text, code| text.replace(code, ""));
    assert!(coloured.contains("\u{1b}[33m◆\u{1b}[0m"));
    assert_eq!(stripped, plain, "colours change no word and no column");
}

#[test]
fn long_lists_are_counted_and_passes_are_listed_when_asked() {
    let short = block(Lang::En, Style { rows: 3, ..Style::default() });
    assert!(short.contains("    and 9 more\n"));
    assert!(short.contains("WITHIN LIMIT   3  (-v to list)"));
    let long = block(Lang::En, Style { passes: true, ..Style::default() });
    assert!(!long.contains("-v to list"));
    assert!(long.contains("  ● Region"));
}

#[test]
fn a_result_is_said_in_plain_words_with_its_groups_named() {
    let audit = spring_loans();
    let check = &audit.checks[0];
    let women = check.results.iter().find(|result| result.finding == "selection-rate/ratio/gender=women").unwrap();
    assert_eq!(
        sentence(&audit, check, women, Lang::En),
        "women (Gender): 17.9% against 24.1% for men (Gender); the ratio is 0.74, and the whole interval (0.71 to 0.78) \
         lies below the limit 0.80."
    );
    assert_eq!(
        sentence(&audit, check, women, Lang::Fr),
        "femmes (Genre)\u{a0}: 17,9\u{202f}% contre 24,1\u{202f}% pour hommes (Genre)\u{202f}; le rapport est de 0,74 et tout \
         l’intervalle (0,71 à 0,78) est sous la limite de 0,80."
    );
    assert_eq!(gate_sentence(&audit, check, Lang::En), "Outside the limit: 12 of 25 comparisons.");
}

#[test]
fn a_message_without_a_document_is_still_a_sentence() {
    let said =
        Said::new("result-cannot-tell").with("people", 312).with("value", 0.77).with("low", 0.581).with("high", 0.999);
    let said = said.with("limit", 0.8).with("detectable", 0.5).with("needed_within", 493);
    assert_eq!(
        Lang::En.say(&said),
        "312 people, the ratio is 0.77. The data are compatible with every value in the interval (0.58 to 1.00), which \
         contains the limit 0.80: this audit cannot tell. With groups of this size, only a ratio of 0.50 or less would have \
         been reported 8 times in 10. If the rates are in truth equal, about 500 people would show 8 times in 10 that it is \
         within the limit."
    );
    let said = Said::new("gate-passes").with("detectable", 0.5).with("coverage", 0.97).with("small", 6);
    assert_eq!(
        Lang::En.say(&said),
        "Nothing outside; ratios of 0.50 or less would have been seen 8 times in 10 for 97.0% of people; 6 segments too small to show it."
    );
    assert_eq!(
        Lang::Fr.say(&said),
        "Rien hors limite\u{202f}; des rapports de 0,50 ou moins auraient été vus 8 fois sur 10 pour 97,0\u{202f}% des personnes\u{202f}; 6 \
         segments trop petits pour le montrer."
    );
}

#[test]
fn a_missing_value_has_words_of_its_own() {
    let (audit, missing) = (spring_loans(), Segment::of("gender", None));
    assert_eq!(segment_words(&audit, &missing, Lang::En), "not stated (Gender)");
    assert_eq!(segment_words(&audit, &missing, Lang::Fr), "non renseigné (Genre)");
}
