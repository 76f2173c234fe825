//! Whom the groups of a scope are compared with, by the rule that names the reference: the same choice for every measure.

use evenhand_metrics::compare::{self, Comparison, ReferenceRule};
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

use super::scope::{Group, Scope, Standing};
use crate::plan::Basis;
use crate::segment::{Segment, encoded};

/// What a group is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Against<'a> {
    /// Another group.
    Group(&'a Group),
    /// Everybody else with a value.
    Rest,
    /// Everybody with a value; `share` of the measure's denominator is the group itself.
    Everyone {
        /// The group's share of everybody in the denominator, from 0 to 1.
        share: f64,
    },
    /// Nobody: no group qualifies as a reference.
    Nobody,
}

/// The reference of a scope under a rule.
#[derive(Debug, Clone)]
pub struct Chosen<'a> {
    /// The rule as it names itself in documents and ids.
    pub rule: ReferenceRule,
    /// Whether it is the scope's own rule, which ids leave out.
    pub own: bool,
    /// The reference group, when the rule chooses one.
    pub reference: Option<&'a Group>,
    /// Groups that the rule passed over.
    pub passed_over: Vec<Segment>,
}

/// A group that may be the reference.
pub(super) struct Candidate<'a> {
    /// Its place in the scope.
    pub(super) at: usize,
    pub(super) group: &'a Group,
    /// Its label as rules name it and ties are broken by it: of a cross, its labels joined.
    pub(super) label: String,
}

/// Which of some candidates has the highest value.
pub(super) type Highest<'a> = dyn Fn(&[Candidate<'a>]) -> Option<usize> + 'a;

impl<'a> Chosen<'a> {
    /// Nobody: every group by itself.
    pub(super) fn nobody(scope: &Scope) -> Self {
        Self { rule: scope.own_rule.clone(), own: true, reference: None, passed_over: Vec::new() }
    }

    /// The reference under a rule. `rate` is what rules rank groups by; `highest`, where the measure is no rate, chooses
    /// among the candidates that are not passed over the one with the highest value.
    pub(super) fn of(
        basis: &Basis,
        scope: &'a Scope,
        rule: &ReferenceRule,
        rate: impl Fn(&Group) -> Result<Tally, Undefined>,
        highest: Option<&Highest<'a>>,
    ) -> Self {
        let mut candidates = candidates(basis, scope, rule);
        let ranked: Vec<compare::Group<'_>> = candidates
            .iter()
            .map(|Candidate { group, label, .. }| compare::Group {
                label,
                people: if *rule == ReferenceRule::Largest { group.pooled } else { group.cell.people() },
                rate: rate(group),
            })
            .collect();
        // What is chosen or passed over is a place in the list of candidates.
        let over = compare::passed_over(rule, &ranked);
        let chosen = compare::choose(rule, &ranked);
        let passed_over = over.iter().map(|at| candidates[*at].group.segment.clone()).collect();
        let reference = match (highest, rule) {
            (Some(highest), ReferenceRule::HighestRate | ReferenceRule::HighestRate2pct) => {
                let mut place = 0..;
                candidates.retain(|_| place.next().is_some_and(|place| !over.contains(&place)));
                highest(&candidates).map(|at| candidates[at].group)
            }
            _ => chosen.map(|at| candidates[at].group),
        };
        let own = *rule == scope.own_rule;
        // The cross of the named references may hold nobody.
        if own && scope.set.len() > 1 && reference.is_none() && matches!(rule, ReferenceRule::Named(_)) {
            return Self { own, ..Self::of(basis, scope, &ReferenceRule::Largest, rate, highest) };
        }
        Self { rule: rule.clone(), own, reference, passed_over }
    }

    /// Whether this group is the reference.
    pub(super) fn is(&self, group: &Group) -> bool {
        self.reference.is_some_and(|reference| reference.segment == group.segment)
    }

    /// The permanent id of a comparison with it.
    #[must_use]
    pub fn finding_id(&self, measure: &str, comparison: Comparison, group: &Group, campaign: Option<&str>) -> String {
        let versus = match &self.rule {
            _ if self.own => String::new(),
            ReferenceRule::Named(label) => format!("/vs=named:{}", encoded(label)),
            rule => format!("/vs={}", rule.id()),
        };
        let campaign = campaign.map_or_else(String::new, |campaign| format!("/in={}", encoded(campaign)));
        format!("{measure}/{}/{}{versus}{campaign}", comparison.id(), group.segment.id())
    }
}

/// The groups that may be the reference. A rule that chooses by the rate passes over few people, whose rate is any; where
/// every group is that small it has to choose among them.
fn candidates<'a>(basis: &Basis, scope: &'a Scope, rule: &ReferenceRule) -> Vec<Candidate<'a>> {
    let groups = || {
        let places = scope.groups.iter().enumerate();
        places.filter(|(_, group)| matches!(group.standing, Standing::Shown | Standing::Hidden))
    };
    // With a smallest cell of one nobody is few.
    let by_rate = matches!(rule, ReferenceRule::HighestRate | ReferenceRule::HighestRate2pct) && basis.min_cell > 1;
    let all_few = groups().all(|(_, group)| group.cell.is_empty() || group.is_few());
    let label = |segment: &Segment| {
        let labels: Vec<&str> = segment.0.iter().filter_map(|(_, label)| label.as_deref()).collect();
        labels.join(", ")
    };
    let kept = groups().filter(|(_, group)| !by_rate || all_few || !group.is_few());
    kept.map(|(at, group)| Candidate { at, group, label: label(&group.segment) }).collect()
}
