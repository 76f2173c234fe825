//! The page on a screen: it is silent, asks for nothing, fits its window, and what labels say does nothing.

use serde_json::Value;

use crate::devtools::{Browser, Page};
use crate::documents::{Document, HOSTILE, large, usual};
use crate::{SCHEMES, WIDTHS, assert_none};

/// What nobody may see happen while a page is open: words on the console, exceptions, requests, dialogs, breaches of the
/// page's policy. Advice of the browser is none of it: each version has other.
fn noises(page: &Page, of: &Document) -> Vec<String> {
    let own = format!("file://{}", of.file.display());
    let is_noise = |method: &str, params: &Value| match method {
        "Network.requestWillBeSent" => params["request"]["url"] != *own,
        "Audits.issueAdded" => {
            ["ContentSecurityPolicyIssue", "MixedContentIssue"].iter().any(|code| params["issue"]["code"] == *code)
        }
        "Log.entryAdded" => {
            !["deprecation", "intervention", "recommendation"].iter().any(|source| params["entry"]["source"] == *source)
        }
        "Runtime.consoleAPICalled"
        | "Runtime.exceptionThrown"
        | "Page.javascriptDialogOpening"
        | "Page.windowOpen"
        | "Page.downloadWillBegin"
        | "Page.frameAttached"
        | "Network.webSocketCreated" => true,
        _ => false,
    };
    let events = page.events().into_iter().filter(|(method, params)| is_noise(method, params));
    events.map(|(method, params)| format!("{} {}: {method} {params}", of.name, of.lang.tag())).collect()
}

/// Everything of the page that is wider than it, but for what lies in a region that scrolls and can be focused.
const OVERFLOWS: &str = include_str!("overflows.js");

/// Unfolds everything, so that it is looked at too.
pub(crate) const UNFOLD: &str = "document.querySelectorAll('details').forEach(one => { one.open = true })";

fn words(found: &Value) -> Vec<String> {
    found.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

#[test]
fn pages_are_silent_and_fit_their_window_in_every_scheme_and_width() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    let mut faults = Vec::new();
    for of in usual().iter().chain(large()) {
        // 320 pixels are 1280 at four times the size: WCAG 2.2, 1.4.10.
        for width in WIDTHS.into_iter().chain([320]) {
            for scheme in SCHEMES {
                page.show(width, &[("prefers-color-scheme", scheme)]);
                page.go(&of.file);
                page.eval(UNFOLD);
                let place = format!("{} {} {scheme} {width}", of.name, of.lang.tag());
                faults.extend(words(&page.eval(OVERFLOWS)).iter().map(|fault| format!("{place}: {fault}")));
                faults.extend(noises(&page, of));
                crate::picture::take(&page, &place);
            }
        }
    }
    assert_none(&faults);
}

/// The drawings of the first table, each as wide as it is shown and with the size of its smallest letters, in pixels.
const DRAWINGS: &str = "[...document.querySelectorAll('#selection .forest .d svg')].map(one => { const box = \
    one.getBoundingClientRect(); const scale = Math.min(box.width / 440, box.height / 30); \
    const letters = [...one.querySelectorAll('text')].map(text => parseFloat(getComputedStyle(text).fontSize) * scale); \
    return [one.checkVisibility() ? 440 * scale : 0, Math.min(99, ...letters)] })";

#[test]
fn drawings_take_their_room_and_can_be_read_at_every_width() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    for (width, least) in [(1280, 380.0), (360, 280.0)] {
        page.show(width, &[]);
        page.go(&usual()[0].file);
        let drawings = page.eval(DRAWINGS);
        let drawings = drawings.as_array().unwrap();
        assert!(drawings.len() > 8);
        for drawing in drawings {
            let (wide, letters) = (drawing[0].as_f64().unwrap(), drawing[1].as_f64().unwrap());
            assert!(wide >= least && letters >= 10.5, "{width}: {wide} wide, letters of {letters}");
        }
    }
}

#[test]
fn the_style_is_applied_and_follows_the_scheme() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    let paper = "getComputedStyle(document.body).backgroundColor";
    for (scheme, colour) in [("light", "rgb(255, 255, 255)"), ("dark", "rgb(23, 24, 28)")] {
        page.show(1280, &[("prefers-color-scheme", scheme)]);
        page.go(&usual()[0].file);
        assert_eq!(page.eval(paper), colour);
    }
}

#[test]
fn hostile_labels_stand_on_the_page_as_text_and_nothing_of_them_runs() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    let mut faults = Vec::new();
    for of in usual().iter().filter(|of| of.name == "hostile") {
        page.show(1280, &[]);
        page.go(&of.file);
        page.eval(UNFOLD);
        page.eval("document.querySelectorAll('*').forEach(one => { one.focus?.(); one.click?.() })");
        let text = page.eval("document.body.textContent");
        for word in HOSTILE {
            assert!(text.as_str().unwrap().contains(&*evenhand::lang::clean(word)), "{word:?}");
        }
        assert_eq!(page.eval("typeof window.canary"), "undefined");
        assert_eq!(page.eval("document.querySelectorAll('script, img, iframe, link, form, object, embed').length"), 0);
        faults.extend(noises(&page, of));
    }
    assert_none(&faults);
}

#[test]
fn forced_colours_and_stilled_motion_change_nothing_that_can_be_read() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    let mut faults = Vec::new();
    for of in usual() {
        page.show(1280, &[]);
        page.go(&of.file);
        page.eval(UNFOLD);
        let text = page.eval("document.body.innerText");
        page.show(1280, &[("forced-colors", "active"), ("prefers-reduced-motion", "reduce")]);
        assert_eq!(page.eval("matchMedia('(forced-colors: active)').matches"), true);
        assert_eq!(page.eval("document.body.innerText"), text, "{}", of.name);
        assert_eq!(page.eval("document.getAnimations().length"), 0);
        // Lines of drawings take a colour of the system: none of them keeps the page's own.
        let kept = page.eval(
            "[...document.querySelectorAll('svg path')].filter(path => getComputedStyle(path).stroke !== 'none' && \
             getComputedStyle(path).stroke !== getComputedStyle(document.body).color).length",
        );
        if kept != 0 {
            faults.push(format!("{} {}: {kept} lines keep their colour", of.name, of.lang.tag()));
        }
        faults.extend(noises(&page, of));
        crate::picture::take(&page, &format!("{} {} forced", of.name, of.lang.tag()));
    }
    assert_none(&faults);
}
