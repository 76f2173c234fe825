//! The page without a mouse: Tab reaches everything once, in order, and what has the focus can be seen.

use serde_json::Value;

use crate::devtools::{Browser, Page};
use crate::documents::usual;
use crate::screen::UNFOLD;
use crate::{WIDTHS, assert_none};

/// Numbers everything that Tab has to reach, in the order of the document, and returns how many there are.
const EXPECT: &str = "window.stops = [...document.querySelectorAll('a[href], summary, input, button, [tabindex=\"0\"]')]\
    .filter(one => one.checkVisibility() && (one.type !== 'radio' || one.checked)), stops.length";

/// Which of them has the focus, and what is wrong with how it is seen.
const FOCUSED: &str = include_str!("focused.js");

#[test]
fn tab_reaches_everything_once_in_order_and_in_sight() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    let mut faults = Vec::new();
    for of in usual() {
        for width in WIDTHS {
            page.show(width, &[]);
            page.go(&of.file);
            page.eval(UNFOLD);
            let place = format!("{} {} {width}", of.name, of.lang.tag());
            let count = page.eval(EXPECT).as_u64().unwrap();
            assert!(count > 20, "{place}: {count}");
            for at in 0..count {
                page.press("Tab", 9);
                let focused = page.eval(FOCUSED);
                if focused["stop"] != at {
                    faults.push(format!("{place}: stop {at} is {focused}"));
                    break;
                }
                faults.extend(focused["fault"].as_str().map(|fault| format!("{place}: {fault}")));
            }
            page.press("Tab", 9);
            let after = page.eval(FOCUSED);
            if after["stop"].as_u64().is_some_and(|stop| stop != 0) {
                faults.push(format!("{place}: after the last stop comes {after}"));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn folded_parts_open_and_links_lead_to_their_section() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    page.go(&usual()[0].file);
    page.eval("document.querySelector('summary').focus()");
    page.press("Enter", 13);
    assert_eq!(page.eval("document.querySelector('details').open"), true);
    let links = page.eval("document.querySelectorAll('nav a').length").as_u64().unwrap();
    // The narrower the window, the more lines the navigation takes, until it lies still.
    for (width, at) in [320, 720, 960, 1280].into_iter().flat_map(|width| (0..links).map(move |at| (width, at))) {
        page.show(width, &[]);
        page.eval(&format!("document.querySelectorAll('nav a')[{at}].focus()"));
        page.press("Enter", 13);
        let hidden = page.eval(
            "(() => { const nav = document.querySelector('nav'); const still = getComputedStyle(nav).position !== 'sticky'; \
             const bar = still ? 0 : nav.getBoundingClientRect().bottom; \
             const head = document.querySelector(':target').querySelector('h2').getBoundingClientRect(); \
             return head.top < bar - 1 || head.bottom > innerHeight ? [head.top, bar] : null })()",
        );
        assert_eq!(hidden, Value::Null, "the head of the section of link {at} is in sight at {width}");
    }
    page.eval("document.querySelector('.skip').focus()");
    page.press("Enter", 13);
    assert_eq!(page.eval("document.activeElement.id"), "content");
}

#[test]
fn the_filter_is_worked_with_arrows_and_leaves_the_rows_of_one_verdict() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    let shown = "[...document.querySelectorAll('#selection .forest tbody tr')].filter(row => row.checkVisibility())\
        .map(row => row.classList[0])";
    let of = &usual()[0];
    page.show(1280, &[]);
    page.go(&of.file);
    page.eval("document.querySelector('input:checked').focus()");
    let all = page.eval(shown);
    for _ in 0..3 {
        page.press("ArrowDown", 40);
        let verdict = page.eval("document.activeElement.id.replace('rows-', '')");
        let rows = page.eval(shown);
        let rows: Vec<&str> = rows.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let passes = |row: &&str| *row == verdict || *row == "reference" || (verdict == "outside" && *row == "waived");
        assert!(!rows.is_empty() && rows.iter().all(passes), "{verdict}: {rows:?}");
        assert!(rows.len() < all.as_array().unwrap().len());
    }
    page.medium("print", &[]);
    assert_eq!(page.eval(shown), all, "what is printed is not filtered");
}
