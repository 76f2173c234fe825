//! The effect of new decisions: the same people audited under both, and what changed for whom. Whoever made the new
//! decisions did not fit them here, so everybody counts.

use std::path::Path;

use evenhand_metrics::outcomes::Outcomes;

use super::apply::Tally;
use super::people::{Halves, Worth};
use super::rule::Shift;
use super::target::{Groups, target};
use super::terms::Terms;
use super::{judged, labels, terms, twice};
use crate::audit::{Audit, Fix};
use crate::count::{Change, Changed, Lookup, NO, Progress, Seen, SessionOptions, UNKNOWN, YES, read_lookup, session};
use crate::error::{Error, Place, Result};
use crate::findings;
use crate::lang::Said;
use crate::plan::{Decision, Plan};
use crate::policy;

/// Audits new decisions of the same people: verdicts and exit code are those of the new decisions, and `fixes` holds one
/// entry, `effect`, with the old ones beside them.
///
/// # Errors
/// As counting and [`read_lookup`]; `EVH-F004` when nothing names the rows, `EVH-F005` when a
/// row is not one person with one decision.
pub fn effect(plan: &Plan, new: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Audit> {
    if matches!(plan.columns.decision, Decision::Wide { .. } | Decision::Counted { .. } | Decision::Delivered { .. }) {
        return Err(Error::new("EVH-F005"));
    }
    let (exact, mut session) = session(plan, SessionOptions { id: plan.fixing.id.as_ref() }, progress)?;
    let Some(id) = session.id_column().map(str::to_owned) else { return Err(Error::new("EVH-F004")) };
    let name = new.display().to_string();
    let lookup = read_lookup(plan, (new, &name, &Place::Flag("--effect".to_owned())), &id)?;
    let labels = labels(plan, &exact);
    let labels: Vec<&[String]> = labels.iter().map(Vec::as_slice).collect();
    let before = exact.counted(plan)?;
    let audit = policy::audit(plan, &before);
    let scopes = findings::scopes(plan, &before.cube);
    let aimed = target(plan, &audit);
    let set = match (&aimed, &plan.fixing.attributes) {
        (Some(target), _) => Some(target.set.clone()),
        (None, Some(set)) => Some(set.clone()),
        (None, None) => plan.protected().next().map(|attribute| vec![attribute]),
    };
    let scope = scopes.iter().find(|scope| scope.campaign.is_none() && Some(&scope.set) == set.as_ref());
    let first = || scopes.iter().find(|scope| scope.campaign.is_none());
    let scope = scope.or_else(first).ok_or_else(|| Error::new("EVH-X001").with("fact", "fix/effect"))?;
    let groups = Groups::of(plan, scope, &labels);
    let sizes: Vec<usize> = labels.iter().map(|labels| labels.len()).collect();
    let tally = Tally::new(&sizes, groups.len());
    let halves = Halves::of(plan, &before.cube, &groups, plan.columns.score.is_some(), false);
    let worth = halves.as_ref().map(|halves| Worth::of(plan, &halves.whole, plan.columns.score.is_some()));
    let terms = aimed.as_ref().zip(worth).map(|(target, worth)| {
        let reference = target.reference.as_ref().and_then(|segment| groups.place(segment));
        Terms { plan, target, groups: &groups, reference, worth, with_scores: false, untreated: 0 }
    });
    // Decisions of people who carry weights are not counted one by one.
    let among = terms.as_ref().and_then(Terms::among).filter(|_| plan.columns.weight.is_none());
    let shifts = vec![Shift::default(); groups.len()];
    let mut looked = LookedUp { lookup: &lookup, groups: &groups, tally, found: 0, among, shifts };
    let after = session.again(plan, &mut looked, progress)?.counted(plan)?;
    let LookedUp { tally, found, shifts, .. } = looked;
    let mut audited = policy::audit(plan, &after);
    let scopes_after = findings::scopes(plan, &after.cube);
    let mut fix = Fix::of("effect", plan.set_name(&groups.set), "decisions");
    fix.checks = twice::checks(&audit, &audited);
    fix.moved = twice::moved(plan, &groups, &labels, &tally, (&scopes, &scopes_after));
    let known =
        worth.filter(|worth| *worth == Worth::Outcomes || plan.columns.score.is_some() && *worth == Worth::Score);
    fix.kept = twice::kept(plan, known.map(|worth| (worth, [0.0; 2])), &tally, (&before, &after));
    fix.judged = terms.filter(|_| among.is_some()).and_then(|terms| {
        let people = terms::whole(shifts.iter().map(Shift::people).sum());
        judged::of_shifts(&terms, scope, &shifts, &judged::Split { word: "everybody", fitted_on: 0, judged_on: people })
    });
    fix.says.push(Said::new("fix-says-effect").with("file", name.as_str()).with("people", found));
    let unmatched = lookup.rows().saturating_sub(found);
    if unmatched > 0 {
        fix.says.push(Said::new("fix-effect-unmatched").with("rows", unmatched).with("file", name.as_str()));
    }
    audited.fixes = vec![fix];
    Ok(audited)
}

/// New decisions on their way over the rows.
struct LookedUp<'a> {
    lookup: &'a Lookup,
    groups: &'a Groups,
    tally: Tally,
    /// Rows that have a new decision.
    found: u64,
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
        let keys = rows.ids.map(crate::ingest::Ids::keys).unwrap_or_default();
        let mut decisions = Vec::with_capacity(rows.len);
        for row in 0..rows.len {
            let new = keys.get(row).copied().flatten().and_then(|key| self.lookup.get(key));
            self.found += u64::from(new.is_some());
            let new = new.unwrap_or(UNKNOWN);
            decisions.push(new);
            if !rows.counted[row] || new == UNKNOWN {
                continue;
            }
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
        Ok(Changed { decision: Some(decisions), score: None })
    }
}
