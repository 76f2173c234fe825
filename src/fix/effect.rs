//! The effect of new decisions: the same people audited under both, and what changed for whom. Nothing here tells whom the
//! new decisions were fitted to, so everybody counts, and nothing is said of others.

use std::path::Path;

use crate::plan::Role;
use evenhand_metrics::outcomes::Outcomes;

use super::apply::Tally;
use super::people::{Halves, Worth};
use super::rule::Shift;
use super::target::{Groups, target};
use super::terms::Terms;
use super::{Method, judged, labels, terms, twice};
use crate::compare;
use crate::counted;
use crate::document::{Audit, Changes, Division, Fix};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::lang::Said;
use crate::plan::{CubeSpec, Decision, Limits, Named, Plan};
use crate::run;
use evenhand_cube::count::{
    Change, Changed, Lookup, NO, New, Progress, Seen, SessionOptions, UNKNOWN, YES, read_lookup, session,
};

/// New decisions, as they are handed in.
#[derive(Debug, Clone)]
pub struct NewDecisions<'a> {
    /// The file.
    pub file: &'a Path,
    /// Its column of new scores; `None`: the plan's own, where the file has it.
    pub score: Option<Named>,
    /// Whether rows without a new decision are left out of both pictures. Where not, one such row is an error.
    pub partial: bool,
}

/// Audits new decisions of the same people: verdicts and exit code are those of the new decisions, and `fixes` holds one
/// entry, `effect`, with the old ones beside them. Both sides count the same rows.
///
/// # Errors
/// As counting and [`read_lookup`]; `EVH-F004` when nothing names the rows, `EVH-F005` when a row is not one person with
/// one decision, `EVH-F008` when rows have no new decision, `EVH-F009` when none has, `EVH-P023` for new scores of a plan
/// without scores.
pub fn effect(plan: &Plan, new: &NewDecisions<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Audit> {
    if matches!(plan.columns.decision, Decision::Wide { .. } | Decision::Counted { .. } | Decision::Delivered { .. }) {
        return Err(Error::new(ErrorCode::F005));
    }
    if let Some(score) = new.score.as_ref().filter(|_| plan.columns.score.is_none()) {
        let error = Error::new(ErrorCode::P023).with("key", "--effect-score").with("needed", "columns.score");
        return Err(error.at(score.place.clone()));
    }
    let (mut exact, mut session) = session(plan, SessionOptions { id: plan.fixing.id.as_ref() }, progress)?;
    let Some(id) = session.id_column().map(str::to_owned) else { return Err(Error::new(ErrorCode::F004)) };
    let name = new.file.display().to_string();
    let lookup = read_lookup(plan, (new.file, &name, &Place::Flag("--effect".to_owned())), &id, new.score.as_ref())?;
    let labels = labels(plan, &exact);
    let labels: Vec<&[String]> = labels.iter().map(Vec::as_slice).collect();
    if new.partial {
        let mut kept = Kept { lookup: &lookup, people: 0 };
        exact = session.again(plan, &mut kept, progress)?;
        if kept.people == 0 {
            return Err(Error::new(ErrorCode::F009).with("file", name).with("column", id));
        }
    }
    let before = counted::of(exact, plan)?;
    Limits::refuse(compare::past_limit(plan, &before.cube))?;
    let audit = run::audit(plan, &before);
    let scopes = compare::scopes(plan, plan.privacy, &before.cube);
    let aimed = target(plan, &audit);
    let set = match (&aimed, &plan.fixing.attributes) {
        (Some(target), _) => Some(target.set.clone()),
        (None, Some(set)) => Some(set.clone()),
        (None, None) => plan.protected().next().map(|attribute| vec![attribute]),
    };
    let scope = scopes.iter().find(|scope| scope.campaign.is_none() && Some(&scope.set) == set.as_ref());
    let first = || scopes.iter().find(|scope| scope.campaign.is_none());
    let scope = scope.or_else(first).ok_or_else(|| Error::new(ErrorCode::X001).with("fact", "fix/effect"))?;
    let groups = Groups::of(plan.privacy.min_cell, scope, &labels);
    let sizes: Vec<usize> = labels.iter().map(|labels| labels.len()).collect();
    let halves = Halves::of(plan, &before.cube, &groups, plan.columns.score.is_some(), false);
    let worth = halves
        .as_ref()
        .map(|halves| Worth::of(&plan.fixing, plan.basis().observed, &halves.whole, plan.columns.score.is_some()));
    let terms = aimed.as_ref().zip(worth).map(|(target, worth)| {
        let reference = target.reference.as_ref().and_then(|segment| groups.place(segment));
        let losses = plan.fixing.losses;
        Terms { plan, target, groups: &groups, reference, worth, with_scores: false, untreated: 0, losses }
    });
    // Decisions of people who carry weights are not counted one by one.
    let among = terms.as_ref().and_then(Terms::among).filter(|_| plan.columns[Role::Weight].is_none());
    let mut looked = LookedUp {
        lookup: &lookup,
        groups: &groups,
        tally: Tally::new(&sizes, groups.len()),
        matched: 0,
        people: 0,
        lacking: 0,
        among,
        shifts: vec![Shift::default(); groups.len()],
    };
    let after = session.again(plan, &mut looked, progress)?;
    let LookedUp { tally, matched, people, lacking, shifts, .. } = looked;
    if people == 0 {
        return Err(Error::new(ErrorCode::F009).with("file", name).with("column", id));
    }
    if lacking > 0 && !new.partial {
        let error = Error::new(ErrorCode::F008).with("file", name).with("people", people).with("lacking", lacking);
        return Err(error.with("all", people + lacking));
    }
    let mut after = counted::of(after, plan)?;
    after.inputs.extend_from_slice(lookup.inputs());
    let mut audited = run::audit(plan, &after);
    let scopes_after = compare::scopes(plan, plan.privacy, &after.cube);
    let mut fix = Fix::of(Method::Effect, plan.set_name(&groups.set), Changes::Decisions);
    fix.check = aimed.as_ref().map(|target| target.check.id.clone());
    fix.checks = twice::checks(&audit, &audited);
    fix.moved = twice::moved(plan, &groups, &labels, &tally, (&scopes, &scopes_after));
    [fix.gained, fix.lost] = tally.all.map(Some);
    let known =
        worth.filter(|worth| *worth == Worth::Outcomes || plan.columns.score.is_some() && *worth == Worth::Score);
    fix.kept = twice::kept(&plan.columns, known.map(|worth| (worth, [0.0; 2])), &tally, (&before, &after));
    fix.judged = terms.filter(|_| among.is_some()).and_then(|terms| {
        let people = terms::whole(shifts.iter().map(Shift::people).sum());
        judged::of_shifts(
            &terms,
            scope,
            &shifts,
            &judged::Split { how: Division::Everybody, fitted_on: 0, judged_on: people },
        )
    });
    fix.says.push(Said::new("fix-says-effect").with("file", name.as_str()).with("people", people));
    if lacking > 0 {
        let partial = Said::new("fix-effect-partial").with("lacking", lacking).with("all", people + lacking);
        let partial = partial.with("people", people).with("file", name.as_str());
        fix.says.push(partial.clone());
        audited.warnings.insert(0, partial);
    }
    let unmatched = lookup.rows().saturating_sub(matched);
    if unmatched > 0 {
        fix.says.push(Said::new("fix-effect-unmatched").with("rows", unmatched).with("file", name.as_str()));
    }
    fix.says.extend(of_scores(plan, &lookup, &name));
    fix.says.push(Said::new("fix-effect-fitted"));
    audited.fixes = vec![fix];
    Ok(audited)
}

/// Which scores the comparison after the change is made with.
fn of_scores(spec: &CubeSpec, lookup: &Lookup, name: &str) -> Option<Said> {
    let own = spec.columns.score.as_ref()?;
    Some(match lookup.score() {
        Some(column) => Said::new("fix-effect-scores-new").with("column", column).with("file", name),
        None => Said::new("fix-effect-scores-old")
            .with("column", own.column.column.as_str())
            .with("data", spec.data.decisions_name.as_str())
            .with("file", name),
    })
}

/// What the new decisions say of the rows of a batch.
fn new_of(lookup: &Lookup, rows: &Seen<'_>) -> Vec<Option<New>> {
    let keys = rows.ids.map(evenhand_cube::read::Ids::keys).unwrap_or_default();
    (0..rows.len).map(|row| keys.get(row).copied().flatten().and_then(|key| lookup.get(key))).collect()
}

/// The decision that a row has anew, if any.
fn decision_of(new: Option<New>) -> u32 {
    new.map_or(UNKNOWN, |new| new.decision)
}

/// Today's decisions of those who have a new one, on their way over the rows.
struct Kept<'a> {
    lookup: &'a Lookup,
    people: u64,
}

impl Change for Kept<'_> {
    fn change(&mut self, rows: &Seen<'_>) -> Result<Changed> {
        let today = |row: usize| rows.decision.map_or(YES, |decision| decision[row]);
        let mut kept = Vec::with_capacity(rows.len);
        for (row, new) in new_of(self.lookup, rows).into_iter().enumerate() {
            let is_new = decision_of(new) != UNKNOWN;
            self.people += u64::from(is_new && rows.counted[row]);
            kept.push(if is_new { today(row) } else { UNKNOWN });
        }
        Ok(Changed { decision: Some(kept), score: None })
    }
}

/// New decisions on their way over the rows.
struct LookedUp<'a> {
    lookup: &'a Lookup,
    groups: &'a Groups,
    tally: Tally,
    /// Rows that the new decisions name, those that the audit leaves out among them.
    matched: u64,
    /// Rows that are compared.
    people: u64,
    /// Rows that the audit counts and the new decisions say nothing of.
    lacking: u64,
    /// The kinds of people who are judged.
    among: Option<Outcomes>,
    /// By group: those of them decided on both times.
    shifts: Vec<Shift>,
}

impl LookedUp<'_> {
    /// Whether a row is of the kinds that are judged; its outcome is known before anybody decides.
    fn is_judged(&self, rows: &Seen<'_>, row: usize) -> bool {
        matches!(
            (self.among, rows.outcome.map(|outcome| outcome[row])),
            (Some(Outcomes::ALL), _) | (Some(Outcomes::POSITIVE), Some(YES)) | (Some(Outcomes::NEGATIVE), Some(NO))
        )
    }
}

impl Change for LookedUp<'_> {
    fn change(&mut self, rows: &Seen<'_>) -> Result<Changed> {
        let found = new_of(self.lookup, rows);
        let mut decisions = Vec::with_capacity(rows.len);
        for (row, new) in found.iter().enumerate() {
            self.matched += u64::from(new.is_some());
            let new = decision_of(*new);
            decisions.push(new);
            if !rows.counted[row] {
                continue;
            }
            if new == UNKNOWN {
                self.lacking += 1;
                continue;
            }
            self.people += 1;
            let before = rows.decision.is_none_or(|decision| decision[row] == YES);
            let group = self.groups.of_row(&rows.attributes, row);
            self.tally.add(rows, row, group, [before, new == YES]);
            let Some(group) = group.filter(|_| self.is_judged(rows, row)) else { continue };
            let shift = &mut self.shifts[group];
            *match (before, new == YES) {
                (false, false) => &mut shift.neither,
                (false, true) => &mut shift.gained,
                (true, false) => &mut shift.lost,
                (true, true) => &mut shift.both,
            } += 1.0;
        }
        // Rows that have no new decision are left out, and their score with them.
        let score = self.lookup.score().map(|_| found.iter().map(|new| new.and_then(|new| new.score)).collect());
        Ok(Changed { decision: Some(decisions), score })
    }
}
