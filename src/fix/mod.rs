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

use crate::compare::{self, Scope};
use crate::counted::{self, Counted};
pub use crate::document::FixMethod as Method;
use crate::document::{Audit, Changes, Fix};
use crate::error::{Error, ErrorCode, Result};
use crate::lang::Said;
use crate::plan::{CubeSpec, Fixing, Limits, Losses, Plan};
use crate::run;
pub use effect::{NewDecisions, effect};
use evenhand_cube::count::{Exact, Progress, Session, SessionOptions, session};
use evenhand_cube::read::{Format, Inputs, Output};
use target::{Groups, Target, target};

impl Method {
    /// Those that can be looked for, in the order in which they are shown.
    pub const ALL: [Self; 7] =
        [Self::Reweigh, Self::Rake, Self::Calibrate, Self::Thresholds, Self::Repair, Self::Sample, Self::Reallocate];

    /// The method of a word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }

    /// What it changes.
    const fn changes(self) -> Changes {
        match self {
            Self::Reweigh | Self::Rake | Self::Calibrate => Changes::Weights,
            Self::Thresholds | Self::Sample | Self::Effect => Changes::Decisions,
            Self::Repair => Changes::Scores,
            Self::Reallocate => Changes::Budget,
        }
    }

    /// The column of the file that it writes; `None` where it changes no rows.
    #[must_use]
    pub const fn column(self) -> Option<&'static str> {
        match self {
            Self::Reweigh | Self::Rake | Self::Calibrate => Some("weight"),
            Self::Thresholds | Self::Sample => Some("decision"),
            Self::Repair => Some("score"),
            Self::Reallocate | Self::Effect => None,
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

/// Audits, and looks for fixes where something is outside its limit: they stand in `fixes`, those that take a selection
/// from nobody first, those that cannot be had last and with the reason. Weights that are asked for by name, and for an
/// attribute or margins, prepare training data: for them nothing need be outside. A file is written when the fix that it is
/// for is there.
///
/// # Errors
/// As counting; `EVH-F001` when a file is asked for and nothing is outside, `EVH-F003` when it is not said which fix it is
/// for, `EVH-F004` when nothing names the rows, `EVH-F006` when the file is one that is read, `EVH-F007` when no check
/// compares the groups that a fix is to bring together, `EVH-F010` when these groups are not counted together.
pub fn propose(plan: &Plan, request: &Request<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Audit> {
    if request.output.is_some() && request.method.and_then(Method::column).is_none() {
        return Err(Error::new(ErrorCode::F003));
    }
    if let Some((path, _)) = request.output.filter(|(path, _)| Inputs::of(plan, plan.files()).hold(path)) {
        return Err(Error::new(ErrorCode::F006).with("file", path.display().to_string()));
    }
    let (exact, mut session) = session(plan, SessionOptions { id: plan.fixing.id.as_ref() }, progress)?;
    if request.output.is_some() && session.id_column().is_none() {
        return Err(Error::new(ErrorCode::F004));
    }
    let labels = labels(plan, &exact);
    let labels: Vec<&[String]> = labels.iter().map(Vec::as_slice).collect();
    let counted = counted::of(exact, plan)?;
    Limits::refuse(compare::past_limit(plan, &counted.cube))?;
    let mut audit = run::audit(plan, &counted);
    let target = target(plan, &audit);
    let prepared =
        if target.is_none() { request.method.and_then(|method| prepared(&plan.fixing, method)) } else { None };
    let Some(set) = target.as_ref().map(|target| target.set.clone()).or(prepared) else {
        if let Some(set) = plan.fixing.attributes.as_ref().filter(|set| !target::is_judged(plan, &audit, set)) {
            return Err(Error::new(ErrorCode::F007).with("attribute", plan.set_name(set)));
        }
        return if request.output.is_some() { Err(Error::new(ErrorCode::F001)) } else { Ok(audit) };
    };
    let scopes = compare::scopes(plan, plan.privacy, &counted.cube);
    let Some(scope) = scopes.iter().find(|scope| scope.campaign.is_none() && scope.set == set) else {
        return Err(Error::new(ErrorCode::F010).with("attribute", plan.set_name(&set)));
    };
    let groups = Groups::of(plan.privacy.min_cell, scope, &labels);
    let world = World {
        plan,
        audit: &audit,
        counted: &counted,
        scopes: &scopes,
        scope,
        groups: &groups,
        target: target.as_ref(),
        labels: &labels,
    };
    let methods = request.method.map_or_else(|| Method::ALL.to_vec(), |method| vec![method]);
    let losses = plan.fixing.losses;
    let mut fixes: Vec<Fix> = Vec::new();
    for method in &methods {
        let output = request.output.and_then(|(path, format)| Some((path, format, method.column()?)));
        fixes.push(world.propose((*method, losses), &mut session, output, progress)?);
        if *method == Method::Sample && request.method.is_none() && losses == Losses::Last {
            let levelled = world.propose((*method, Losses::Allowed), &mut session, None, progress)?;
            fixes.extend(Some(levelled).filter(takes));
        }
    }
    // Fixes that would only be missing for want of a column are not worth a line unless somebody asked for them.
    if request.method.is_none() {
        let wanting = ["fix-no-score", "fix-no-cost", "fix-no-campaigns"];
        fixes.retain(|fix| fix.refused.as_ref().is_none_or(|refused| !wanting.contains(&refused.id.as_str())));
    }
    fixes.sort_by_key(|fix| place(fix, losses));
    audit.fixes = fixes;
    Ok(audit)
}

/// The attributes that weights of this method prepare data for, where somebody said which: by name or, of methods that
/// bring margins about, by giving them.
fn prepared(fixing: &Fixing, method: Method) -> Option<Vec<usize>> {
    let by_margins = || {
        let first = fixing.margins.first().filter(|_| method != Method::Reweigh)?;
        Some(vec![first.attribute])
    };
    fixing.attributes.clone().or_else(by_margins).filter(|_| method.changes() == Changes::Weights)
}

/// Whether a fix takes the selection from somebody.
fn takes(fix: &Fix) -> bool {
    fix.refused.is_none() && fix.lost.is_some_and(|lost| lost > 0)
}

/// Where a fix stands among others. Unless somebody allowed losses, what takes a selection from nobody comes before what
/// does; what was counted comes before what waits for a model; what cannot be had comes last.
fn place(fix: &Fix, losses: Losses) -> u8 {
    match fix {
        _ if fix.refused.is_some() => 3,
        _ if losses == Losses::Allowed => 0,
        _ if takes(fix) => 2,
        _ => u8::from(fix.changes == Changes::Weights),
    }
}

/// The labels of every attribute, in the order of the codes of rows.
fn labels(spec: &CubeSpec, exact: &Exact) -> Vec<Vec<String>> {
    let axes = exact.axes.iter().take(spec.attributes.len());
    axes.map(|axis| axis.labels.clone()).collect()
}

/// What fixes are made from.
struct World<'a> {
    plan: &'a Plan,
    audit: &'a Audit,
    counted: &'a Counted,
    scopes: &'a [Scope],
    /// The groups that are brought together.
    scope: &'a Scope,
    groups: &'a Groups,
    /// The gap; `None` where weights prepare data and nothing is outside.
    target: Option<&'a Target<'a>>,
    labels: &'a [&'a [String]],
}

/// A file of rows: its path, its format and its new column.
type File<'a> = (&'a Path, Format, &'static str);

impl World<'_> {
    fn propose(
        &self,
        (method, losses): (Method, Losses),
        session: &mut Session,
        file: Option<File<'_>>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Fix> {
        match (method, self.target) {
            (Method::Reweigh | Method::Rake | Method::Calibrate, _) => self.training(method, session, file, progress),
            (Method::Thresholds | Method::Repair | Method::Sample, Some(target)) => {
                self.decisions((method, target, losses), session, file, progress)
            }
            (Method::Reallocate, Some(target)) => Ok(self.reallocation(target)),
            // Only weights are looked for without a gap, and new decisions are not looked for.
            (_, None) | (Method::Effect, _) => {
                Ok(Fix { refused: Some(Said::new("fix-no-answer")), ..self.blank(method) })
            }
        }
    }

    /// A fix of a method that says nothing yet.
    fn blank(&self, method: Method) -> Fix {
        let check = self.target.map(|target| target.check.id.clone());
        Fix { check, ..Fix::of(method, self.plan.set_name(&self.groups.set), method.changes()) }
    }

    /// Begins the file of rows.
    fn create(session: &Session, file: Option<File<'_>>) -> Result<Option<Output>> {
        let (Some((path, format, column)), Some(id)) = (file, session.id_column()) else { return Ok(None) };
        let whole = format == Format::Parquet && session.names_are_whole()?;
        Ok(Some(Output::create(path, format, id, column)?.of_whole_names(whole)))
    }
}
