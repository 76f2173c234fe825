//! The page for everybody, in the frame and the blocks of the other.

use std::io;

use super::html::framed;
use super::page::{View, notice};
use super::{Format, Writer};
use crate::document::Audit;
use crate::lang::Lang;

/// The format.
pub(super) const FORMAT: Format = Format {
    id: "notice",
    ending: Some("notice.html"),
    about: "(to be published)",
    media: "text/html",
    writer: Writer::OfAudit(write),
};

const STYLE: &str = include_str!("../../templates/notice.css");

/// Writes the page.
///
/// # Errors
/// When `out` fails.
fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let page = notice::notice(View { audit, lang, most: usize::MAX, digest: "" });
    out.write_all(framed(&page, STYLE, lang)?.as_bytes())
}
