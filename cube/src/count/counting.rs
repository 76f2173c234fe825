//! How people were counted: the part of a plan that decides which cell a row falls into. Cubes are added up, and audited
//! again, only where it is the same. Files, names for people, references, checks and levels are no part of it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::scores::Bins;
use crate::digest::sha256;
use crate::role::Role;
use crate::spec::{
    Absent, Attribute, Audience, CAMPAIGN, Campaign, Columns, CsvOptions, CubeSpec, Data, Decision, FOLDS_BEFORE, Hot,
    MadeColumns, Named, Negative, Outcome, People, Positive, Reading, Score, Test, Totals, Wave,
};

/// The roles that have a key of their own in `cube.json`; later ones stand together under `roles`.
const OWN_KEY: [Role; 11] = [
    Role::Decision,
    Role::Count,
    Role::Selected,
    Role::Outcome,
    Role::Weight,
    Role::Score,
    Role::Value,
    Role::Cost,
    Role::Reach,
    Role::Unit,
    Role::Holdout,
];

/// How people were counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// `row` (a decision in each row), `wide` (one for each campaign in each row), `counted` (people and selected in each
    /// row), `delivered` (every row counts people reached) or `listed` (every row is a selection).
    pub decision: String,
    /// Column of the decision.
    pub decision_column: Option<Flagged>,
    /// Columns of the campaigns that have one each, in the order of the config.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waves: Vec<CountedWave>,
    /// Column of people.
    pub count: Option<String>,
    /// Column of the selected among them.
    pub selected: Option<String>,
    /// Column of the outcome.
    pub outcome: Option<Flagged>,
    /// Column of weights.
    pub weight: Option<String>,
    /// Column of campaigns.
    pub campaign: Option<String>,
    /// Column of scores.
    pub score: Option<Scored>,
    /// Column of values.
    pub value: Option<String>,
    /// Column of money spent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    /// Column of people reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<String>,
    /// Column that says whose row it is.
    pub unit: Option<String>,
    /// Column of people kept out at random.
    pub holdout: Option<Flagged>,
    /// Columns of further roles, by their keys.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub roles: BTreeMap<String, String>,
    /// Columns of the stages, first to last.
    pub funnel: Vec<String>,
    /// Columns that join decisions and audience.
    pub key: Option<Keys>,
    /// What people of the audience without a decision are.
    pub absent: Option<String>,
    /// Which rows were kept.
    #[serde(rename = "where", default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<String>,
    /// The decimal sign that the config states.
    pub decimal: Option<String>,
    /// The sign between thousands that the config states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thousands: Option<String>,
    /// How `count`, `selected` and `campaign` are read where they are more than a column: by their keys.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub made: BTreeMap<String, Vec<String>>,
    /// Words read as missing in every column of the plan, sorted.
    pub missing: Vec<String>,
    /// `drop` where rows that sum up others are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub totals: Option<String>,
    /// Whether campaigns whose labels differ only in case or blanks are one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub join_campaigns: bool,
    /// The attributes.
    pub attributes: Vec<CountedAttribute>,
    /// The crosses kept when the cross of everything is too large, campaign included.
    pub sets: Vec<Vec<String>>,
    /// The attribute sets that scores are kept by.
    pub score_sets: Vec<Vec<String>>,
    /// How many cells the cross of everything may have.
    pub max_cells: u64,
    /// Seed of everything drawn at random.
    pub seed: u64,
    /// How many folds people with several rows are divided into; 32 where a cube does not say.
    #[serde(default = "folds_before", skip_serializing_if = "are_folds_before")]
    pub folds: u32,
}

const fn folds_before() -> u32 {
    FOLDS_BEFORE
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn are_folds_before(folds: &u32) -> bool {
    *folds == FOLDS_BEFORE
}

/// A column read as yes or no.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Flagged {
    /// The column.
    pub column: String,
    /// What counts as yes: `1 or true`, `any of: ...`, `at least ...`, `above ...`.
    pub yes: Vec<String>,
    /// What counts as no beside it: `*` for every other value; empty for the only other value there is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no: Vec<String>,
}

/// A column of scores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scored {
    /// The column.
    pub column: String,
    /// Edges of bins, as decimal texts.
    pub edges: Vec<String>,
}

/// A campaign with a column of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountedWave {
    /// Its name.
    pub campaign: String,
    /// Its column.
    pub decision: Flagged,
}

/// The key of each table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// In the decisions.
    pub decisions: String,
    /// In the audience.
    pub audience: String,
}

/// What makes the groups of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountedAttribute {
    /// Its name.
    pub name: String,
    /// Its column.
    pub column: String,
    /// How its values are made of columns; empty when they are those of its column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<String>,
    /// Lower edges of bins, as decimal texts.
    pub bins: Vec<String>,
    /// Value (after bins) to label.
    pub map: BTreeMap<String, String>,
    /// The order of the labels of the map.
    pub map_order: Vec<String>,
    /// Tokens read as missing, sorted.
    pub missing: Vec<String>,
    /// Whether labels that differ only in case or blanks are one group.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub join_labels: bool,
}

impl Counting {
    /// How a plan counts.
    #[must_use]
    pub fn of(spec: &CubeSpec) -> Self {
        // Taken apart by name: what a plan will know tomorrow has to be put on one side or the other.
        let Data {
            audience,
            absent,
            csv,
            missing,
            keep,
            totals,
            join_labels,
            same_files_count: _,
            decisions: _,
            decisions_name: _,
            decisions_place: _,
            confined_to: _,
        } = &spec.data;
        let Columns { decision, meaning: _, outcome, score, holdout, campaign, plain: _, made } = &spec.columns;
        let MadeColumns { count: count_made, selected: selected_made, campaign: campaign_made } = made;
        let CsvOptions { decimal, thousands, separator: _, skip: _, encoding: _, sheet: _ } = csv;
        let column = |named: &Named| named.column.clone();
        let word = match decision {
            Decision::Row { .. } => "row",
            Decision::Wide { .. } => "wide",
            Decision::Counted { .. } => "counted",
            Decision::Delivered { .. } => "delivered",
            Decision::Listed => "listed",
        };
        let of = |role: Role| spec.columns.column(role).map(column);
        let waves = match decision {
            Decision::Wide { waves, count: _ } => waves.iter().map(CountedWave::of).collect(),
            _ => Vec::new(),
        };
        let name = |at: &usize| spec.attributes[*at].name.clone();
        let campaign_dim = spec.columns.has_campaigns().then(|| CAMPAIGN.to_owned());
        Self {
            decision: word.to_owned(),
            decision_column: spec.columns.flag(Role::Decision).map(Flagged::of),
            waves,
            count: of(Role::Count),
            selected: of(Role::Selected),
            outcome: outcome.as_ref().map(|Outcome { read, observed: _ }| Flagged::of(read)),
            weight: of(Role::Weight),
            campaign: campaign.as_ref().map(column),
            score: score.as_ref().map(Scored::of),
            value: of(Role::Value),
            cost: of(Role::Cost),
            reach: of(Role::Reach),
            unit: of(Role::Unit),
            roles: Role::all()
                .filter(|role| !OWN_KEY.contains(role))
                .filter_map(|role| Some((role.key().to_owned(), of(role)?)))
                .collect(),
            holdout: holdout.as_ref().map(Flagged::of),
            funnel: spec.funnel.iter().map(|stage| stage.column.column.clone()).collect(),
            key: audience.as_ref().map(Keys::of),
            absent: audience.as_ref().map(|_| word_of(*absent).to_owned()),
            keep: keep.as_ref().map(|keep| keep.text.clone()),
            decimal: decimal.map(String::from),
            thousands: thousands.map(String::from),
            made: [("count", people_made(count_made)), ("selected", people_made(selected_made))]
                .into_iter()
                .chain([("campaign", campaign_made.as_ref().map_or_else(Vec::new, campaign_made_of))])
                .filter(|(_, made)| !made.is_empty())
                .map(|(key, made)| (key.to_owned(), made))
                .collect(),
            missing: sorted(missing),
            totals: (*totals == Totals::Drop).then(|| "drop".to_owned()),
            join_campaigns: *join_labels && campaign.is_some(),
            attributes: spec.attributes.iter().map(CountedAttribute::of).collect(),
            sets: with_strata(spec)
                .iter()
                .map(|set| set.iter().map(name).chain(campaign_dim.clone()).collect())
                .collect(),
            score_sets: match score {
                Some(_) => spec.score_sets().iter().map(|set| set.iter().map(name).collect()).collect(),
                None => Vec::new(),
            },
            max_cells: spec.max_cells,
            seed: spec.seed,
            folds: if spec.columns[Role::Unit].is_some() { spec.folds() } else { FOLDS_BEFORE },
        }
    }

    /// The column of a role.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<&str> {
        fn flagged(flagged: Option<&Flagged>) -> Option<&str> {
            flagged.map(|flagged| flagged.column.as_str())
        }
        match role {
            Role::Decision => flagged(self.decision_column.as_ref()),
            Role::Outcome => flagged(self.outcome.as_ref()),
            Role::Holdout => flagged(self.holdout.as_ref()),
            Role::Score => self.score.as_ref().map(|score| score.column.as_str()),
            plain => {
                let own_key = [
                    (Role::Count, &self.count),
                    (Role::Selected, &self.selected),
                    (Role::Weight, &self.weight),
                    (Role::Value, &self.value),
                    (Role::Cost, &self.cost),
                    (Role::Reach, &self.reach),
                    (Role::Unit, &self.unit),
                ];
                let own = own_key.into_iter().find(|(role, _)| *role == plain);
                own.map_or_else(|| self.roles.get(plain.key()), |(_, column)| column.as_ref()).map(String::as_str)
            }
        }
    }

    /// Whether a role is read in another way.
    fn differs(&self, role: Role, other: &Self) -> bool {
        match role {
            Role::Decision => {
                let of = |own: &Self| (own.decision.clone(), own.decision_column.clone(), own.waves.clone());
                of(self) != of(other)
            }
            Role::Outcome => self.outcome != other.outcome,
            Role::Score => self.score != other.score,
            Role::Holdout => self.holdout != other.holdout,
            column => self.column(column) != other.column(column),
        }
    }

    /// Whether people are told apart by campaign.
    pub(crate) const fn has_campaigns(&self) -> bool {
        self.campaign.is_some() || !self.waves.is_empty()
    }

    /// The sha256 of its canonical text.
    #[must_use]
    pub fn digest(&self) -> String {
        // Writing plain data into memory cannot fail.
        sha256(&serde_json::to_vec(self).unwrap_or_default())
    }

    /// The first thing in which another way of counting differs, in the words of the config; `None` when there is none.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        self.reading_difference(other).or_else(|| {
            let rest = [
                (self.sets != other.sets || self.score_sets != other.score_sets, "intersections"),
                (self.max_cells != other.max_cells, "max_cells"),
                (self.seed != other.seed, "statistics.seed"),
                (self.folds != other.folds, "columns.unit: folds"),
            ];
            rest.into_iter().find(|(differs, _)| *differs).map(|(_, key)| key.to_owned())
        })
    }

    /// The same for what decides how a row is read, crosses and seed aside: checks may differ where the same rows would
    /// give the same cells.
    #[must_use]
    pub fn reading_difference(&self, other: &Self) -> Option<String> {
        let parts = [
            (self.campaign != other.campaign, "columns.campaign"),
            (self.funnel != other.funnel, "funnel.stages"),
            (self.key != other.key, "data.key"),
            (self.absent != other.absent, "data.absent"),
            (self.keep != other.keep, "data.where"),
            (self.decimal != other.decimal, "data.csv.decimal"),
            (self.thousands != other.thousands, "data.csv.thousands"),
            (self.made.get("count") != other.made.get("count"), "columns.count"),
            (self.made.get("selected") != other.made.get("selected"), "columns.selected"),
            (self.made.get("campaign") != other.made.get("campaign"), "columns.campaign"),
            (self.missing != other.missing, "data.missing"),
            (self.totals != other.totals, "data.totals"),
            (self.join_campaigns != other.join_campaigns, "data.join_labels"),
        ];
        let role = Role::all().find(|role| self.differs(*role, other)).map(|role| format!("columns.{}", role.key()));
        let part = || parts.into_iter().find(|(differs, _)| *differs).map(|(_, key)| key.to_owned());
        role.or_else(part).or_else(|| {
            let names = |of: &Self| of.attributes.iter().map(|attribute| attribute.name.clone()).collect::<Vec<_>>();
            if names(self) != names(other) {
                return Some("attribute".to_owned());
            }
            let mut pairs = self.attributes.iter().zip(&other.attributes);
            pairs.find_map(|(own, other)| own.difference(other).map(|key| format!("attribute.{}.{key}", own.name)))
        })
    }
}

impl CountedAttribute {
    fn of(attribute: &Attribute) -> Self {
        let Attribute {
            name,
            column,
            bins,
            map,
            map_order,
            missing,
            join_labels,
            numbers_are_labels: _,
            kind: _,
            justification: _,
            reading,
            place: _,
            reference: _,
            reference_place: _,
            label: _,
            groups: _,
            source: _,
            basis: _,
            purpose: _,
            note: _,
        } = attribute;
        Self {
            name: name.clone(),
            column: column.clone(),
            made: match reading {
                Reading::Column => Vec::new(),
                Reading::OneHot(groups) => {
                    groups.iter().map(|Hot { label, column, place: _ }| format!("{label} = {column}")).collect()
                }
                Reading::Age { at, form } => {
                    let form = form.map(|form| format!("format {}", form.id()));
                    std::iter::once(format!("age on {at}")).chain(form).collect()
                }
                Reading::Sql(_) => vec!["sql".to_owned()],
            },
            bins: bins.iter().map(ToString::to_string).collect(),
            map: map.clone(),
            map_order: map_order.clone(),
            missing: sorted(missing),
            join_labels: *join_labels,
        }
    }

    fn difference(&self, other: &Self) -> Option<&'static str> {
        let parts = [
            (self.column != other.column || self.made != other.made, "column"),
            (self.bins != other.bins, "bins"),
            (self.map != other.map || self.map_order != other.map_order, "map"),
            (self.missing != other.missing, "missing"),
            (self.join_labels != other.join_labels, "join_labels"),
        ];
        parts.into_iter().find(|(differs, _)| *differs).map(|(_, key)| key)
    }
}

impl Flagged {
    fn of(read: &Positive) -> Self {
        let Positive { column, test } = read;
        let yes = match test {
            Test::OneOrTrue => vec!["1 or true".to_owned()],
            Test::AnyOf { yes, no: _ } => ["any of".to_owned()].into_iter().chain(sorted(yes)).collect(),
            Test::AtLeast(least) => vec!["at least".to_owned(), least.to_string()],
            Test::Sql(_) => vec!["sql".to_owned()],
            Test::Above(bound) => vec!["above".to_owned(), bound.to_string()],
        };
        let no = match test {
            Test::AnyOf { yes: _, no: Negative::These(values) } => sorted(values),
            Test::AnyOf { yes: _, no: Negative::Rest } => vec!["*".to_owned()],
            _ => Vec::new(),
        };
        Self { column: column.column.clone(), yes, no }
    }
}

impl Scored {
    /// The bins that scores fall into when there are many.
    pub(crate) fn bins(&self) -> Bins {
        let edges: Vec<f64> = self.edges.iter().filter_map(|edge| edge.parse().ok()).collect();
        Bins::new(if edges.len() == self.edges.len() { &edges } else { &[] })
    }

    fn of(score: &Score) -> Self {
        let Score { column, edges } = score;
        Self { column: column.column.clone(), edges: edges.iter().map(ToString::to_string).collect() }
    }
}

impl CountedWave {
    fn of(wave: &Wave) -> Self {
        let Wave { campaign, read } = wave;
        Self { campaign: campaign.clone(), decision: Flagged::of(read) }
    }
}

impl Keys {
    fn of(audience: &Audience) -> Self {
        let Audience { key_in_decisions, key_in_audience, path: _, name: _, place: _, key_place: _, sheet: _ } =
            audience;
        Self { decisions: key_in_decisions.clone(), audience: key_in_audience.clone() }
    }
}

/// How a number of people is read where that is more than taking a column.
fn people_made(people: &People) -> Vec<String> {
    let People { sql, blank, round } = people;
    let sql = sql.as_ref().map(|_| "sql".to_owned());
    let blank = blank.map(|blank| format!("blank {blank}"));
    sql.into_iter().chain(blank).chain(round.then(|| "round".to_owned())).collect()
}

/// What a campaign is made of.
fn campaign_made_of(campaign: &Campaign) -> Vec<String> {
    match campaign {
        Campaign::Sql(_) => vec!["sql".to_owned()],
        Campaign::Columns(columns) => columns.clone(),
    }
}

/// The attribute sets of the plan, each alone and with each stratum.
fn with_strata(spec: &CubeSpec) -> Vec<Vec<usize>> {
    let sets = spec.attribute_sets();
    let strata = spec.strata();
    let crossed = strata.flat_map(|stratum| sets.iter().map(move |set| set.iter().copied().chain([stratum]).collect()));
    let crossed: Vec<Vec<usize>> = crossed.collect();
    sets.into_iter().chain(crossed).collect()
}

const fn word_of(absent: Absent) -> &'static str {
    match absent {
        Absent::LeftOut => "left-out",
        Absent::Rejected => "rejected",
        Absent::Error => "error",
    }
}

fn sorted(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    words.sort();
    words.dedup();
    words
}
