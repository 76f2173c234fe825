//! axe-core reads the pages: no violation, and nothing left open but what another test measures.

use serde_json::Value;

use crate::devtools::{Browser, Page};
use crate::documents::usual;
use crate::screen::UNFOLD;
use crate::{SCHEMES, WIDTHS, assert_none, tools};

/// What axe leaves to people, and why there is nothing to mend. Which texts it gives up on differs from one browser to the
/// next, so a whole rule is explained here, never one of its reasons.
const EXPLAINED: [(&str, &str); 1] = [(
    "color-contrast",
    "signs, single letters, words of figures and what is scrolled out of sight: all words are measured below",
)];

const RUN: &str = "axe.run(document, { resultTypes: ['violations', 'incomplete'], preload: false, runOnly: ['wcag2a', \
    'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'] }).then(({ violations, incomplete }) => { \
    const flat = rules => rules.flatMap(({ id, nodes }) => nodes.map(node => ({ rule: id, at: node.target.join(' '), \
    why: [...node.any, ...node.all, ...node.none].map(check => check.data?.messageKey ?? check.message).join('; ') }))); \
    return { violations: flat(violations), incomplete: flat(incomplete) } })";

/// The contrast of everything written and drawn against what lies behind it.
const DRAWN: &str = include_str!("drawn.js");

#[test]
fn axe_finds_no_violation_and_all_that_it_leaves_open_is_explained() {
    let Some((browser, axe)) = Browser::shared().zip(tools::axe()) else { return };
    let page = Page::open(&browser);
    let mut faults = Vec::new();
    for of in usual() {
        page.go(&of.file);
        page.eval(UNFOLD);
        page.eval(&format!("{axe}; 0"));
        for width in WIDTHS {
            for scheme in SCHEMES {
                page.show(width, &[("prefers-color-scheme", scheme)]);
                let mut found = page.eval(RUN);
                let place = format!("{} {} {scheme} {width}", of.name, of.lang.tag());
                let said = |kind: &str, node: &Value| {
                    format!("{place}: {kind} {} {} {}", node["rule"], node["at"], node["why"])
                };
                let violations = found["violations"].take();
                faults.extend(violations.as_array().unwrap().iter().map(|node| said("violation", node)));
                let open = found["incomplete"].as_array().unwrap().iter();
                let open = open.filter(|node| !EXPLAINED.iter().any(|(rule, _)| node["rule"] == *rule));
                faults.extend(open.map(|node| said("left open", node)));
            }
        }
    }
    assert_none(&faults);
}

/// WCAG 2.2, 1.4.3 and 1.4.11: 4.5 for words, 3 for what is drawn.
#[test]
fn all_that_is_written_or_drawn_stands_out_from_what_lies_behind_it() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    let mut faults = Vec::new();
    for of in usual() {
        for (width, scheme) in WIDTHS.into_iter().flat_map(|width| SCHEMES.map(|scheme| (width, scheme))) {
            page.show(width, &[("prefers-color-scheme", scheme)]);
            page.go(&of.file);
            page.eval(UNFOLD);
            let found = page.eval(DRAWN);
            assert!(found["seen"].as_u64().unwrap() > 200, "{found}");
            let place = format!("{} {} {scheme} {width}", of.name, of.lang.tag());
            faults.extend(found["faults"].as_array().unwrap().iter().map(|fault| format!("{place}: {fault}")));
        }
    }
    assert_none(&faults);
}
