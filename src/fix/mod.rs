//! Fixes: what could be changed where a check is outside its limit, what that would do, and what it would cost. A fix is a
//! rule on codes, made from the cube; its effect is found by reading the rows again with the rule applied, and what it was
//! not fitted to judges it. Input files are never edited.

mod apply;
mod budget;
mod calibrate;
mod campaigns;
mod decide;
mod decisions;
mod effect;
mod judged;
mod legal;
mod lp;
mod margins;
mod people;
mod rake;
mod reach;
mod reallocate;
mod repair;
mod reweigh;
mod rule;
mod sample;
mod target;
mod terms;
mod thresholds;
mod training;
mod twice;
mod weigh;

use std::path::Path;

use crate::audit::{Audit, Fix};
use crate::count::{Counted, Exact, Progress, Session, SessionOptions, session};
use crate::error::{Error, Result};
use crate::findings::{self, Scope};
use crate::ingest::{Format, Output, is_input};
use crate::plan::Plan;
use crate::policy;
pub use effect::effect;
use target::{Groups, Target, target};

/// A kind of fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Weights that make the label independent of the group.
    Reweigh,
    /// Weights that meet the shares of several attributes.
    Rake,
    /// The same, with factors between bounds.
    Calibrate,
    /// Cut-offs by group.
    Thresholds,
    /// Scores moved towards one distribution.
    Repair,
    /// The fewest decisions to change.
    Sample,
    /// Budget moved between campaigns.
    Reallocate,
}

impl Method {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::Reweigh, Self::Rake, Self::Calibrate, Self::Thresholds, Self::Repair, Self::Sample, Self::Reallocate];

    /// The permanent word.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Reweigh => "reweigh",
            Self::Rake => "rake",
            Self::Calibrate => "calibrate",
            Self::Thresholds => "thresholds",
            Self::Repair => "repair",
            Self::Sample => "sample",
            Self::Reallocate => "reallocate",
        }
    }

    /// The method of a word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }

    /// What it changes, as the document says it.
    const fn changes(self) -> &'static str {
        match self {
            Self::Reweigh | Self::Rake | Self::Calibrate => "weights",
            Self::Thresholds | Self::Sample => "decisions",
            Self::Repair => "scores",
            Self::Reallocate => "budget",
        }
    }

    /// The column of the file that it writes; `None` where it changes no rows.
    #[must_use]
    pub const fn column(self) -> Option<&'static str> {
        match self {
            Self::Reweigh | Self::Rake | Self::Calibrate => Some("weight"),
            Self::Thresholds | Self::Sample => Some("decision"),
            Self::Repair => Some("score"),
            Self::Reallocate => None,
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// The fix; `None` for all that apply.
    pub method: Option<Method>,
    /// The file that rows are written to.
    pub output: Option<(&'a Path, Format)>,
}

/// Audits, and looks for fixes where something is outside its limit: they stand in `fixes`, those that cannot be had with
/// the reason. A file is written when the fix that it is for is there.
///
/// # Errors
/// As counting; `EVH-F001` when a file is asked for and nothing is outside, `EVH-F003` when it is not said which fix it is
/// for, `EVH-F004` when nothing names the rows, `EVH-F006` when the file is one that is read, `EVH-F007` when no check
/// compares the groups that a fix is to bring together.
pub fn propose(plan: &Plan, request: &Request<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Audit> {
    if request.output.is_some() && request.method.and_then(Method::column).is_none() {
        return Err(Error::new("EVH-F003"));
    }
    if let Some((path, _)) = request.output.filter(|(path, _)| is_input(plan, path)) {
        return Err(Error::new("EVH-F006").with("file", path.display().to_string()));
    }
    let (exact, mut session) = session(plan, SessionOptions { id: plan.fixing.id.as_ref() }, progress)?;
    if request.output.is_some() && session.id_column().is_none() {
        return Err(Error::new("EVH-F004"));
    }
    let labels = labels(plan, &exact);
    let labels: Vec<&[String]> = labels.iter().map(Vec::as_slice).collect();
    let counted = exact.counted(plan)?;
    let mut audit = policy::audit(plan, &counted);
    let Some(target) = target(plan, &audit) else {
        if let Some(set) = plan.fixing.attributes.as_ref().filter(|set| !target::is_judged(plan, &audit, set)) {
            return Err(Error::new("EVH-F007").with("attribute", plan.set_name(set)));
        }
        return if request.output.is_some() { Err(Error::new("EVH-F001")) } else { Ok(audit) };
    };
    let scopes = findings::scopes(plan, &counted.cube);
    let Some(scope) = scopes.iter().find(|scope| scope.campaign.is_none() && scope.set == target.set) else {
        return Ok(audit);
    };
    let groups = Groups::of(plan, scope, &labels);
    let world = World {
        plan,
        audit: &audit,
        counted: &counted,
        scopes: &scopes,
        scope,
        groups: &groups,
        target: &target,
        labels: &labels,
    };
    let methods = request.method.map_or_else(|| Method::ALL.to_vec(), |method| vec![method]);
    let mut fixes: Vec<Fix> = Vec::new();
    for method in &methods {
        let output = request.output.and_then(|(path, format)| Some((path, format, method.column()?)));
        fixes.push(world.propose(*method, &mut session, output, progress)?);
    }
    // Fixes that would only be missing for want of a column are not worth a line unless somebody asked for them.
    if request.method.is_none() {
        let wanting = ["fix-no-score", "fix-no-cost", "fix-no-campaigns"];
        fixes.retain(|fix| fix.refused.as_ref().is_none_or(|refused| !wanting.contains(&refused.id.as_str())));
    }
    audit.fixes = fixes;
    Ok(audit)
}

/// The labels of every attribute, in the order of the codes of rows.
fn labels(plan: &Plan, exact: &Exact) -> Vec<Vec<String>> {
    let axes = exact.axes.iter().take(plan.attributes.len());
    axes.map(|axis| axis.labels.clone()).collect()
}

/// What fixes are made from.
struct World<'a> {
    plan: &'a Plan,
    audit: &'a Audit,
    counted: &'a Counted,
    scopes: &'a [Scope],
    /// The groups of the target.
    scope: &'a Scope,
    groups: &'a Groups,
    target: &'a Target<'a>,
    labels: &'a [&'a [String]],
}

/// A file of rows: its path, its format and its new column.
type File<'a> = (&'a Path, Format, &'static str);

impl World<'_> {
    fn propose(
        &self,
        method: Method,
        session: &mut Session,
        file: Option<File<'_>>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Fix> {
        match method {
            Method::Reweigh | Method::Rake | Method::Calibrate => self.training(method, session, file, progress),
            Method::Thresholds | Method::Repair | Method::Sample => self.decisions(method, session, file, progress),
            Method::Reallocate => Ok(self.reallocation()),
        }
    }

    /// A fix of a method that says nothing yet.
    fn blank(&self, method: Method) -> Fix {
        Fix::of(method.id(), self.plan.set_name(&self.target.set), method.changes())
    }

    /// Begins the file of rows.
    fn create(session: &Session, file: Option<File<'_>>) -> Result<Option<Output>> {
        let (Some((path, format, column)), Some(id)) = (file, session.id_column()) else { return Ok(None) };
        Output::create(path, format, id, column).map(Some)
    }
}
