//! The page on paper: everything is open, nothing is wider than the sheet.

use std::fs;

use serde_json::json;

use crate::assert_none;
use crate::devtools::{Browser, Page, text};
use crate::documents::{bank, usual};
use crate::picture;

/// A paper: its size in inches, in points as a PDF has it, and the room in pixels between margins of 12 mm at the sides and
/// 13 and 12 mm above and below.
struct Paper {
    name: &'static str,
    inches: [f64; 2],
    points: [f64; 2],
    width: u32,
    height: f64,
}

const PAPERS: [Paper; 2] = [
    Paper { name: "A4", inches: [8.27, 11.69], points: [595.0, 842.0], width: 702, height: 1027.0 },
    Paper { name: "Letter", inches: [8.5, 11.0], points: [612.0, 792.0], width: 725, height: 961.0 },
];

/// How many sheets some pages may take at most.
const MOST: [(&str, usize); 2] = [("demo", 6), ("bank", 20)];
/// The pages whose signature stands on the first sheet.
const SIGNED: [&str; 3] = ["demo", "scores", "bank"];

/// What is wider than the sheet, cut off, or folded away.
const FAULTS: &str = include_str!("printed.js");

#[test]
fn prints_hold_everything_on_a4_and_letter() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    let mut faults = Vec::new();
    for of in usual().iter().chain(bank()) {
        for paper in &PAPERS {
            page.show(paper.width, &[]);
            page.medium("print", &[]);
            page.go(&of.file);
            let place = format!("{} {} {}", of.name, of.lang.tag(), paper.name);
            let found = page.eval(FAULTS);
            faults.extend(found.as_array().unwrap().iter().map(|fault| format!("{place}: {fault}")));
            let size =
                json!({ "paperWidth": paper.inches[0], "paperHeight": paper.inches[1], "printBackground": false });
            let pdf = picture::bytes(&text(&page.call("Page.printToPDF", &size)["data"]));
            if let Some(folder) = picture::folder() {
                fs::write(folder.join(format!("{}.pdf", place.replace(' ', "-"))), &pdf).unwrap();
            }
            let (pages, sheet) = sheets(&pdf);
            assert!((2..=60).contains(&pages), "{place}: {pages} pages");
            if let Some(most) = MOST.iter().find(|(name, _)| *name == of.name).map(|(_, most)| *most)
                && pages > most
            {
                faults.push(format!("{place}: {pages} pages, more than {most}"));
            }
            if SIGNED.contains(&of.name) {
                // Paper begins where the page does; what is to be signed ends on the first sheet, and the annex on the next.
                let bottom = page.eval("document.querySelector('.sign').getBoundingClientRect().bottom + scrollY");
                let last = page.eval("document.querySelector('.front').getBoundingClientRect().bottom + scrollY");
                for bottom in [bottom, last] {
                    if bottom.as_f64().is_none_or(|bottom| bottom <= 0.0 || bottom > paper.height) {
                        faults.push(format!("{place}: what is signed ends at {bottom} of {}", paper.height));
                    }
                }
            }
            let fits = |at: usize| (sheet[at] - paper.points[at]).abs() < 1.5;
            assert!(fits(0) && fits(1), "{place}: {sheet:?}");
        }
    }
    assert_none(&faults);
}

/// How many pages a PDF has, and the size of the first in points.
fn sheets(pdf: &[u8]) -> (usize, [f64; 2]) {
    let text = String::from_utf8_lossy(pdf);
    assert!(text.starts_with("%PDF-") && text.trim_end().ends_with("%%EOF"));
    let is_page = |rest: &&str| !rest.starts_with('s');
    let pages = text.split("/Type /Page").skip(1).filter(is_page).count();
    let sheet = text.split("/MediaBox [").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
    let sides: Vec<f64> = sheet.split_whitespace().map(|side| side.parse().unwrap()).collect();
    (pages, [sides[2], sides[3]])
}

#[test]
fn what_is_folded_on_the_screen_is_open_on_paper() {
    let Some(browser) = Browser::shared() else { return };
    let page = Page::open(&browser);
    page.show(1280, &[]);
    page.go(&usual()[0].file);
    // The sentences of every result repeat the tables of their section, and are left off paper.
    let hidden = "[...document.querySelectorAll('details:not(.sentences) > :not(summary)')].filter(one => !one.checkVisibility(\
        { contentVisibilityAuto: true }) || one.getBoundingClientRect().height === 0).map(one => one.outerHTML.slice(0, 80))";
    assert_ne!(page.eval(hidden), json!([]), "some parts are folded");
    page.medium("print", &[]);
    page.go(&usual()[0].file);
    assert_eq!(page.eval(hidden), json!([]));
}
