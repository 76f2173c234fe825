//! Fixes of decisions as proposals: a rule, the rows counted again under it, and the rule judged on people it was not fitted
//! to.

use crate::plan::Role;
use evenhand_metrics::catalog::{SELECTION_RATE, TRUE_POSITIVE_RATE};
use evenhand_metrics::fix::thresholds::Equal;
use evenhand_metrics::outcomes::Outcomes;

use super::apply::{Applied, Tally, Written};
use super::decide::worth_kept;
use super::people::{Halves, Worth};
use super::target::Target;
use super::terms::real;
use super::terms::{Fitted, Terms};
use super::{File, Method, World, judged, legal, twice};
use crate::compare;
use crate::counted;
use crate::document::{Fix, Moved};
use crate::error::{ErrorCode, Result};
use crate::lang::Said;
use crate::plan::{Decision, Losses, Meaning};
use crate::run;
use evenhand_cube::count::{Progress, Session};

impl World<'_> {
    pub(super) fn decisions(
        &self,
        (method, target, losses): (Method, &Target<'_>, Losses),
        session: &mut Session,
        file: Option<File<'_>>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Fix> {
        let mut fix = self.blank(method);
        fix.needs_attribute = true;
        let (notes, barred) = legal::of_attribute(&self.plan.setting)?;
        fix.legal = notes;
        if let Some(refused) = barred.or_else(|| self.cannot(method)) {
            return Ok(Fix { refused: Some(refused), ..fix });
        }
        let with_scores = self.plan.columns.score.is_some();
        let unscored = method == Method::Sample;
        let halves = Halves::of(self.plan, &self.counted.cube, self.groups, with_scores, unscored);
        let Some(halves) = halves else {
            return Ok(Fix { refused: Some(Said::new("fix-no-answer")), ..fix });
        };
        let terms = Terms {
            plan: self.plan,
            target,
            groups: self.groups,
            reference: target.reference.as_ref().and_then(|segment| self.groups.place(segment)),
            worth: Worth::of(&self.plan.fixing, self.plan.basis().observed, &halves.whole, with_scores),
            with_scores,
            untreated: self.selected().saturating_sub(halves.whole.selected()),
            losses,
        };
        let whole = match terms.fit(method, &halves.whole, 1.0, None) {
            Ok(whole) => whole,
            Err(refused) => return Ok(Fix { refused: Some(refused), ..fix }),
        };
        let recounted = self.recount(method, &mut fix, (&terms, &halves, &whole), session, file, progress)?;
        if let Err(refused) = recounted {
            return Ok(Fix { refused: Some(refused), ..fix });
        }
        let part = real(halves.fitted.everybody()) / real(halves.whole.everybody().max(1));
        if let Ok(half) = terms.fit(method, &halves.fitted, part, None) {
            fix.judged = judged::judged(&terms, self.scope, &halves, &half);
        }
        fix.front = terms.front(method, &halves);
        fix.parameters = self.parameters(method, &terms);
        fix.says = self.decided_says(method, (&terms, &halves), &fix);
        fix.rule = whole.rows;
        Ok(fix)
    }

    /// Why decisions of these rows cannot be changed one by one, or not by this method.
    fn cannot(&self, method: Method) -> Option<Said> {
        let plan = self.plan;
        let said = match &plan.columns.decision {
            Decision::Row { count: None, .. } | Decision::Listed => None,
            Decision::Wide { .. } => Some("fix-wide"),
            _ => Some("fix-rows-are-counts"),
        };
        let said = said.or_else(|| plan.columns[Role::Weight].as_ref().map(|_| "fix-weighted"));
        let scores = matches!(method, Method::Thresholds | Method::Repair);
        said.or_else(|| (scores && plan.columns.score.is_none()).then_some("fix-no-score")).map(Said::new)
    }

    /// Applies the rule to the rows and counts them again, or says why the fix cannot be had.
    fn recount(
        &self,
        method: Method,
        fix: &mut Fix,
        (terms, halves, whole): (&Terms<'_>, &Halves, &Fitted),
        session: &mut Session,
        file: Option<File<'_>>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<std::result::Result<(), Said>> {
        let labels: Vec<usize> = self.labels.iter().map(|labels| labels.len()).collect();
        let tally = Tally::new(&labels, self.groups.len());
        let written = Self::create(session, file)?.map(|output| match method {
            Method::Repair => Written::Scores(output),
            _ => Written::Decisions(output),
        });
        let seed = self.plan.seed;
        let repaired = whole.repaired.as_ref();
        let mut applied = Applied::new(&whole.rule, self.groups, repaired, seed, tally, written);
        let counted = match session.again(self.plan, &mut applied, progress) {
            // Repaired scores may be too many to count one by one, and lie outside the bins.
            Err(error) if error.is(ErrorCode::D052) => return Ok(Err(Said::new("fix-scores-need-edges"))),
            counted => counted?,
        };
        let tally = std::mem::take(&mut applied.tally);
        let [gained, lost] = tally.all;
        if terms.losses == Losses::Barred && lost > 0 {
            return Ok(Err(Said::new("fix-losses").with("people", lost)));
        }
        let after = match counted::of(counted, self.plan) {
            Ok(after) => after,
            Err(error) => return Ok(Err(Said::new("fix-after-not-audited").with("code", error.code()))),
        };
        applied.written.take().map_or(Ok(()), Written::finish)?;
        let audit = run::audit(self.plan, &after);
        let scopes = compare::scopes(self.plan, self.plan.privacy, &after.cube);
        [fix.gained, fix.lost] = [gained, lost].map(Some);
        fix.checks = twice::checks(self.audit, &audit);
        fix.moved = twice::moved(self.plan, self.groups, self.labels, &tally, (self.scopes, &scopes));
        let table = terms.worth.table(&self.plan.fixing, &halves.whole);
        let worth = terms
            .with_scores
            .then(|| (terms.worth, worth_kept(&whole.rule.shifts(&halves.whole, &table, Outcomes::ALL))));
        let worth = worth.or_else(|| (terms.worth == Worth::Outcomes).then_some((Worth::Outcomes, [0.0; 2])));
        fix.kept = twice::kept(&self.plan.columns, worth, &tally, (self.counted, &after));
        Ok(Ok(()))
    }

    /// Everybody selected before.
    fn selected(&self) -> u64 {
        self.counted.cube.total().count(Outcomes::SELECTED)
    }

    fn parameters(&self, method: Method, terms: &Terms<'_>) -> std::collections::BTreeMap<String, f64> {
        let budget = self.plan.fixing.budget.unwrap_or_else(|| self.selected());
        let mut parameters = vec![];
        if method != Method::Sample || self.plan.fixing.budget.is_some() {
            parameters.push(("budget", real(budget)));
        }
        match (method, terms.parameter(method)) {
            (Method::Repair, Some(strength)) => parameters.push(("strength", strength)),
            (_, Some(ratio)) => parameters.push(("min_ratio", ratio)),
            (_, None) => {}
        }
        parameters.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn decided_says(&self, method: Method, (terms, halves): (&Terms<'_>, &Halves), fix: &Fix) -> Vec<Said> {
        let equal = match super::thresholds::equal(terms) {
            Equal::SelectionRate | Equal::None => SELECTION_RATE.id,
            Equal::TruePositiveRate => TRUE_POSITIVE_RATE.id,
            Equal::Ratio { .. } => "ratio",
        };
        let [gained, lost] = [fix.gained, fix.lost].map(Option::unwrap_or_default);
        let said = Said::new(&format!("fix-says-{}", method.id())).with("changed", gained + lost).with("equal", equal);
        let said = said.with("scores", if terms.with_scores { "yes" } else { "no" });
        let said = said.with("losses", if terms.losses == Losses::Allowed { "yes" } else { "no" });
        let said = fix.parameters.iter().fold(said, |said, (name, value)| said.with(name, *value));
        let places = self.plan.fixing.budget.map(|budget| budget.saturating_sub(terms.untreated));
        let mut says = vec![match method {
            Method::Repair => said.with("budget", places.unwrap_or_else(|| halves.whole.selected())),
            _ => said,
        }];
        // Who is selected for a burden loses.
        let burden = self.plan.columns.meaning == Meaning::Burden;
        let losing = |row: &&Moved| match (row.rate_before, row.rate_after) {
            (Some(before), Some(after)) if burden => after > before,
            (Some(before), Some(after)) => after < before,
            _ => false,
        };
        let losing: Vec<String> = fix.moved.iter().filter(losing).map(|row| row.segment.id()).collect();
        let lost = if burden { gained } else { lost };
        if lost > 0 {
            let said = Said::new("fix-levelling-down").with("people", lost).with("count", losing.len());
            let said = said.with("segments", losing);
            says.push(said.with("meaning", if burden { "burden" } else { "benefit" }));
        }
        if let Some(judged) = &fix.judged {
            let closer = match judged.closer {
                Some(true) => "yes",
                Some(false) => "no",
                None => "unknown",
            };
            let said = Said::new("fix-judged").with("closer", closer).with("split", judged.split.as_str());
            says.push(said.with("fitted", judged.fitted_on).with("people", judged.judged_on));
        }
        says.push(Said::new("fix-needs-attribute"));
        says.extend(self.untreated(halves.whole.everybody()));
        says.push(Said::new("fix-next-campaign"));
        says
    }

    /// The people whom a fix does not treat.
    pub(super) fn untreated(&self, treated: u64) -> Option<Said> {
        let people = self.counted.population.people_used.saturating_sub(treated);
        (people > 0).then(|| Said::new("fix-untreated").with("people", people))
    }
}
