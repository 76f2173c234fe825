//! The first part of the page alone, in the same frame and style: what a notebook shows beside the code that asked for it.

use std::io;

use super::html::{STYLE, framed};
use super::page::{View, first};
use super::{Format, Writer};
use crate::document::Audit;
use crate::lang::Lang;

/// The format.
pub(super) const FORMAT: Format = Format {
    id: "fragment",
    ending: Some("fragment.html"),
    about: "(its first part, for a notebook)",
    media: "text/html",
    writer: Writer::OfAudit(write),
};

/// Beside code there is less room than a page has: a table of results fits in 48 rem of the reader's letters.
const SMALLER: &str = "@media screen { :root { font-size: 82%; } }\n";

/// Writes the page.
///
/// # Errors
/// When `out` fails.
fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let page = first(View { audit, lang, most: usize::MAX, digest: "" });
    out.write_all(framed(&page, &(STYLE.replace(" AUDIT-ID", "") + SMALLER), lang)?.as_bytes())
}
