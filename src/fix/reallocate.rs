//! Budget moved between campaigns, as a proposal: what each is to have, whom that is expected to reach, and what parity
//! costs. No row changes, so nothing is counted again; nobody's group has to be known.

use super::budget::{Answer, LEAST, MOST, NoAnswer, Question};
use super::campaigns::{Brings, Campaigns};
use super::target::Target;
use super::terms::{real, whole};
use super::{Method, World, reach};
use crate::document::{Fix, Kept, KeptOf, Moved, RuleRow};
use crate::lang::Said;
use crate::plan::Role;
use crate::segment::Segment;

/// A price below this share of the value is none: it is what the last digits of a solver differ by.
const NOTHING: f64 = 1e-9;

/// Money to a millionth: beyond that stand the last digits of a solver, and of amounts kept in multiples of 2^-32.
fn money(amount: f64) -> f64 {
    (amount * 1e6).round() / 1e6
}

impl World<'_> {
    pub(super) fn reallocation(&self, target: &Target<'_>) -> Fix {
        let blank = self.blank(Method::Reallocate);
        self.budgets(target, blank.clone()).unwrap_or_else(|refused| Fix { refused: Some(refused), ..blank })
    }

    fn budgets(&self, target: &Target<'_>, mut fix: Fix) -> Result<Fix, Said> {
        let plan = self.plan;
        if plan.columns[Role::Cost].is_none() {
            return Err(Said::new("fix-no-cost"));
        }
        if !plan.columns.has_campaigns() {
            return Err(Said::new("fix-no-campaigns"));
        }
        if plan.columns[Role::Weight].is_some() {
            return Err(Said::new("fix-reallocate-weighted"));
        }
        let campaigns = Campaigns::of(plan, &self.counted.cube, self.groups);
        let campaigns = campaigns.ok_or_else(|| Said::new("fix-no-answer"))?;
        let question = campaigns.question(plan, &campaigns.whole)?;
        let answer = question.answer().map_err(|reason| self.no_budgets(&reason))?;
        fix.rule = self.of_campaigns(&campaigns, &question, &answer);
        fix.moved = self.of_groups(&question, &answer);
        fix.kept = self.kept(&campaigns, &question, &answer);
        fix.judged = self.on_others(target, &campaigns);
        let price = answer.value_without - answer.value;
        let price = if price > NOTHING * answer.value_without.abs() { price } else { 0.0 };
        let parameters = [
            ("tolerance", Some(question.tolerance)),
            ("least", Some(LEAST)),
            ("most", Some(MOST)),
            ("price", Some(price)),
            ("price_per_point", answer.per_point),
        ];
        let stated = parameters.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        fix.parameters = stated.collect();
        fix.says = self.budget_says(&fix, &campaigns, &question, &answer);
        Ok(fix)
    }

    /// Budgets fitted to one half of the people and judged on the other.
    fn on_others(&self, target: &Target<'_>, campaigns: &Campaigns) -> Option<crate::document::JudgedOut> {
        let (fitted, judged) = campaigns.halves.as_ref()?;
        // Where rows state their reach, it is no count of people, and no interval for it is known.
        if self.plan.columns[Role::Reach].is_some() {
            return None;
        }
        let answer = campaigns.question(self.plan, fitted).ok()?.answer().ok()?;
        reach::judged(&self.plan.basis(), target, self.groups, self.scope, (fitted, judged), &answer, campaigns.by_unit)
    }

    fn no_budgets(&self, reason: &NoAnswer) -> Said {
        match reason {
            NoAnswer::NobodyEligible(group) => {
                Said::new("fix-reallocate-nobody").with("segment", self.groups.segments[*group].id())
            }
            NoAnswer::NobodyReached => Said::new("fix-reallocate-unreached"),
            NoAnswer::EverybodyReached => Said::new("fix-reallocate-all-reached"),
            NoAnswer::NothingToMove => Said::new("fix-reallocate-nothing"),
            NoAnswer::NoValue => Said::new("fix-reallocate-no-value"),
            NoAnswer::Unsolved => Said::new("fix-reallocate-unsolved"),
            NoAnswer::Infeasible { tolerance, groups } => {
                let segments: Vec<String> = groups.iter().map(|group| self.groups.segments[*group].id()).collect();
                // Rounded up, so that what is shown can be had.
                let least = (tolerance * 1e4).ceil() / 1e4;
                let said = Said::new("fix-reallocate-infeasible").with("tolerance", self.plan.fixing.tolerance);
                said.with("least", least).with("segments", segments)
            }
        }
    }

    fn of_campaigns(&self, campaigns: &Campaigns, question: &Question, answer: &Answer) -> Vec<RuleRow> {
        let of = |((name, campaign), multiple): ((&String, &super::budget::Campaign), &f64)| {
            let row = RuleRow { campaign: Some(name.clone()), ..RuleRow::of(Segment(Vec::new())) };
            if campaign.stays {
                return RuleRow { people_below: Some(self.plan.privacy.min_cell), ..row };
            }
            let (before, after) = (Some(money(campaign.cost)), Some(money(campaign.cost * multiple)));
            RuleRow { budget_before: before, budget_after: after, ..row }
        };
        campaigns.names.iter().zip(&question.campaigns).zip(&answer.multiples).map(of).collect()
    }

    fn of_groups(&self, question: &Question, answer: &Answer) -> Vec<Moved> {
        let (eligible, before) = (question.eligible(), question.reach(&vec![1.0; question.campaigns.len()]));
        let of = |(group, segment): (usize, &Segment)| {
            let change = answer.reach[group] - before[group];
            Moved {
                segment: segment.clone(),
                people: Some(whole(eligible[group])),
                people_below: None,
                gained: Some(whole(change)),
                lost: Some(whole(-change)),
                rate_before: Some(before[group] / eligible[group]),
                rate_after: Some(answer.reach[group] / eligible[group]),
            }
        };
        self.groups.segments.iter().enumerate().map(of).collect()
    }

    fn kept(&self, campaigns: &Campaigns, question: &Question, answer: &Answer) -> Vec<Kept> {
        let of = |of: KeptOf, before: f64, after: f64| Kept {
            of: of.into(),
            before,
            after,
            share: (before > 0.0).then(|| after / before),
        };
        let brings = Brings::of(&self.plan.columns);
        let reached: Option<Vec<f64>> =
            campaigns.all.iter().map(|cell| super::campaigns::reached(&self.plan.columns, cell)).collect();
        let after = |each: &[f64]| each.iter().zip(&answer.multiples).map(|(reach, x)| reach * x).sum();
        let reached = reached.map(|each| of(KeptOf::Selected, each.iter().sum(), after(&each)));
        let today = question.value(&vec![1.0; question.campaigns.len()]);
        let value = (brings != Brings::Reach).then(|| of(brings.kept(), today, answer.value));
        reached.into_iter().chain(value).collect()
    }

    fn budget_says(&self, fix: &Fix, campaigns: &Campaigns, question: &Question, answer: &Answer) -> Vec<Said> {
        let moved = question.campaigns.iter().zip(&answer.multiples);
        let (money, moved) = moved.fold((0.0, 0.0), |(money, moved), (campaign, x)| {
            (money + campaign.cost, moved + campaign.cost * (1.0 - x).max(0.0))
        });
        let with_parameters =
            |said: Said| fix.parameters.iter().fold(said, |said, (name, value)| said.with(name, *value));
        let brings = Brings::of(&self.plan.columns).kept().id();
        let share = if money > 0.0 { moved / money } else { 0.0 };
        let mut says = vec![with_parameters(Said::new("fix-says-reallocate").with("share", share))];
        says.push(with_parameters(Said::new("fix-reallocate-proportional")));
        says.push(with_parameters(Said::new("fix-reallocate-price").with("of", brings)));
        if let Some(judged) = &fix.judged {
            let closer = match judged.closer {
                Some(true) => "yes",
                Some(false) => "no",
                None => "unknown",
            };
            let said = Said::new("fix-judged").with("closer", closer).with("split", judged.split.as_str());
            says.push(said.with("fitted", judged.fitted_on).with("people", judged.judged_on));
        } else {
            says.push(Said::new("fix-reallocate-not-judged"));
        }
        let small = question.campaigns.iter().filter(|campaign| campaign.stays).count();
        if small > 0 {
            says.push(Said::new("fix-reallocate-small").with("campaigns", small));
        }
        let placed: u64 = campaigns.all.iter().map(evenhand_metrics::cell::Cell::people).sum();
        let nowhere = self.counted.population.people_used.saturating_sub(placed);
        if nowhere > 0 {
            says.push(Said::new("fix-reallocate-no-campaign").with("people", real(nowhere)));
        }
        let treated: u64 = campaigns.whole.iter().flatten().map(evenhand_metrics::cell::Cell::people).sum();
        says.extend(self.untreated(treated + nowhere));
        says.push(Said::new("fix-next-campaign"));
        says
    }
}
