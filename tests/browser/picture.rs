//! Pictures for people to look at: `EVENHAND_PICTURES=folder cargo test --test browser` leaves them there.

use std::env;
use std::fs;
use std::path::PathBuf;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use crate::devtools::{Page, text};

/// The bytes of an answer that holds them as text.
pub(crate) fn bytes(data: &str) -> Vec<u8> {
    BASE64_STANDARD.decode(data).unwrap()
}

/// Takes one, when somebody asked for them.
pub(crate) fn take(page: &Page, name: &str) {
    let Some(folder) = folder() else { return };
    let root = "document.scrollingElement";
    let clip = page.eval(&format!(
        "({{ x: 0, y: 0, width: innerWidth, height: Math.min({root}.scrollHeight, 12000), scale: 1 }})"
    ));
    let picture = page.call("Page.captureScreenshot", &json!({ "captureBeyondViewport": true, "clip": clip }));
    fs::write(folder.join(format!("{}.png", name.replace(' ', "-"))), bytes(&text(&picture["data"]))).unwrap();
}

/// Where pictures and prints are left.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os("EVENHAND_PICTURES")?);
    fs::create_dir_all(&folder).unwrap();
    Some(folder)
}
