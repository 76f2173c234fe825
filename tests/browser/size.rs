//! What a page weighs.

use evenhand::lang::Lang;

use crate::documents::{large, usual};

#[test]
fn a_page_of_usual_size_stays_under_400_kib() {
    for page in usual() {
        assert!(page.html.len() < 400 << 10, "{} {}: {}", page.name, page.lang.tag(), page.html.len());
    }
}

#[test]
fn a_thousand_segments_stay_under_2_mib_with_the_worst_shown_and_the_rest_named() {
    for page in large() {
        assert!(page.html.len() < 2 << 20, "{}: {}", page.lang.tag(), page.html.len());
        // Areas 0, 7, 14 ... 49 are far below the others; the first of them has the lowest rate of all.
        assert!(page.html.contains("<bdi>area 0</bdi>"), "the worst rows are there");
        let rest = match page.lang {
            Lang::En => ["worst rows are shown", "more are in the CSV"],
            Lang::Fr => ["lignes les plus marquées sont affichées", "autres figurent dans le CSV"],
        };
        assert!(rest.iter().all(|words| page.html.contains(words)), "the rest is said to be in the CSV");
    }
}
