//! The plan's mending half: what a fix aims at and may do, what the decisions are used for, and what the law of a place says
//! of a fix.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{LegalStatus, Named};
use crate::error::Place;

/// What a fix aims at. Everything has a default; what is `None` follows from the check that fails.
#[derive(Debug, Clone)]
pub struct Fixing {
    /// The attributes whose groups are brought together, as indices in config order.
    pub attributes: Option<Vec<usize>>,
    /// What cut-offs make alike.
    pub equal: Option<Equal>,
    /// Most people selected after a fix of decisions; `None`: as many as before.
    pub budget: Option<u64>,
    /// Whether people may lose a selection for a fix.
    pub losses: Losses,
    /// What a selected person with the outcome is worth.
    pub gain: f64,
    /// What a selected person without the outcome costs.
    pub cost: f64,
    /// Whether selecting people is worth their value, in place of their outcomes or scores.
    pub by_value: bool,
    /// How far scores are repaired: 0 not at all, 1 until groups are alike.
    pub strength: f64,
    /// Least and greatest factor of calibrated weights; `None`: the narrowest that reach the margins.
    pub bounds: Option<(f64, f64)>,
    /// Shares that weights bring attributes to; empty: those of everybody counted.
    pub margins: Vec<Margin>,
    /// Furthest that the reach of a group may lie from that of everybody when budget moves between campaigns: 0.05 is five
    /// per cent of it.
    pub tolerance: f64,
    /// The column that names rows in the file of a fix; `None`: the unit, else the key.
    pub id: Option<Named>,
}

impl Default for Fixing {
    fn default() -> Self {
        Self {
            attributes: None,
            equal: None,
            budget: None,
            losses: Losses::Last,
            gain: 1.0,
            cost: 0.0,
            by_value: false,
            strength: 1.0,
            bounds: None,
            margins: Vec::new(),
            tolerance: 0.05,
            id: None,
        }
    }
}

/// Whether a fix may take the selection from some to make groups alike.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Losses {
    /// Nobody said: fixes that take it from nobody come first, and those that do are named as such.
    #[default]
    Last,
    /// Where that takes fewer changes.
    Allowed,
    /// Never.
    Barred,
}

/// What cut-offs make alike between groups.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Equal {
    /// Selection rates.
    SelectionRate,
    /// True positive rates.
    TruePositiveRate,
    /// Selection rates, as far as this ratio of the lowest to the highest.
    Ratio(f64),
}

/// Shares that the groups of an attribute are to have.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// Index of the attribute.
    pub attribute: usize,
    /// Share by label, as given: they are divided by their sum.
    pub shares: Vec<(String, f64)>,
    /// Where it stands.
    pub place: Place,
}

/// What decisions are used for, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Setting {
    /// What the decisions are about: `employment`, `credit` and the like; `None` where nobody said.
    pub purpose: Option<String>,
    /// Whose law applies: `us`, `eu`; empty where nobody said.
    pub jurisdictions: Vec<String>,
}

/// What the law of a place says of a kind of fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegalNote {
    /// Its permanent id.
    pub id: String,
    /// Whose law: `us`, `eu`.
    pub jurisdiction: String,
    /// The purposes it is about; empty: every one.
    pub purposes: Vec<String>,
    /// Whether it bars the fix, or warns.
    pub blocks: bool,
    /// What it says, by language.
    pub text: BTreeMap<String, String>,
    /// Where the law stands.
    pub source: String,
    /// Where it stands.
    pub status: LegalStatus,
    /// When that was last looked up.
    pub last_verified: String,
    /// When it is to be looked up again.
    pub next_review: String,
}

impl LegalNote {
    /// Whether it bears on decisions of this setting. Where nobody said whose law applies, every law may.
    #[must_use]
    pub fn bears_on(&self, setting: &Setting) -> bool {
        let here = setting.jurisdictions.is_empty() || setting.jurisdictions.contains(&self.jurisdiction);
        let purpose = setting.purpose.as_ref();
        here && (self.purposes.is_empty() || purpose.is_some_and(|purpose| self.purposes.contains(purpose)))
    }
}
