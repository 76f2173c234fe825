//! The config as it was used: file and flags in one text, and beside it the packs and waivers that they name, so that whoever
//! keeps it can ask the same question again, without the command line and in whatever folder.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::tree::{Node, Value};
use super::{config, flags};
use crate::error::{ConfigText, Error, ErrorCode, Place, Result};
use crate::plan::{Overrides, Plan};

/// A config that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsUsed {
    /// Its text.
    pub config: String,
    /// The packs and waivers that it names: their names, from its folder, and their bytes.
    pub beside: Vec<(String, Vec<u8>)>,
}

/// The name of the waivers beside the config.
const WAIVERS: &str = "waivers.toml";

/// The config that asks what this plan, read with these flags, asked. Packs stand beside it in full, those that come with
/// evenhand too: another version may have others under their names.
///
/// # Errors
/// As [`super::read`], where a file has changed since.
pub fn as_used(plan: &Plan, overrides: &Overrides) -> Result<AsUsed> {
    let source = config(overrides)?.map(|(_, source)| source);
    let nothing = || Arc::new(ConfigText { path: "".into(), text: String::new() });
    let mut document = Node::parse(&source.unwrap_or_else(nothing))?;
    flags::lay_over(&mut document, overrides)?;
    flags::lay_over_lists(&mut document, &overrides.flags)?;
    let text = |text: &str| Node { place: Place::Run, value: Value::Text(text.to_owned()) };
    document.put("audit.name", text(&plan.name));
    // Where a file stood on a machine is nobody's business, and of no use to whoever reads this.
    document.put("data.decisions", text(&plan.data.decisions_name));
    if let Some(audience) = &plan.data.audience {
        document.put("data.audience", text(&audience.name));
    }
    let mut beside = Vec::new();
    let mut packs = Vec::new();
    for (at, pack) in plan.packs.iter().enumerate() {
        // A pack of one's own may have any id, and two the same.
        let plain = pack.info.id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let name = if plain { format!("packs/{at}-{}.toml", pack.info.id) } else { format!("packs/{at}.toml") };
        packs.push(text(&name));
        beside.push((name, pack.text.clone().into_bytes()));
    }
    document.take("policies");
    document.append("policies", packs);
    if document.take("gate.waivers").is_some() {
        let path = plan.documents.first().map_or(Path::new(WAIVERS), |path| path.as_path());
        let bytes = fs::read(path).map_err(|error| {
            let file = path.display().to_string();
            Error::new(ErrorCode::P001).with("file", file).with("reason", super::reason(&error)).at(Place::Run)
        })?;
        document.put("gate.waivers", text(WAIVERS));
        beside.push((WAIVERS.to_owned(), bytes));
    }
    Ok(AsUsed { config: flags::written(&document), beside })
}
