//! How many groups and comparisons an audit of a cube would hold, counted before any is made.

use evenhand_metrics::cube::Cube;

use super::{judges, number, rates};
use crate::plan::{CAMPAIGN, Past, Plan};

/// What of an audit of this cube would be more than the plan's limits: groups or comparisons, how many at least.
#[must_use]
pub fn past_limit(plan: &Plan, cube: &Cube) -> Option<Past> {
    let limits = plan.limits;
    let campaigns: Vec<String> =
        cube.margin(&[CAMPAIGN]).map_or_else(Vec::new, |margin| margin.dims()[0].labels.clone());
    let of_rates = |per_campaign: bool| rates(&plan.columns, &plan.checks, per_campaign).count() as u64;
    // A value, a difference and a ratio each.
    let pooled = 3 * (of_rates(false) + number::measures(&plan.columns).count() as u64);
    let in_campaign = 3 * of_rates(true);
    let (mut segments, mut comparisons) = (0_u64, 0_u64);
    for set in plan.attribute_sets() {
        let names: Vec<&str> = set.iter().map(|&index| plan.attributes[index].name.as_str()).collect();
        let groups = cube.margin(&names).map_or(0, |margin| margin.cells().count()) as u64;
        let scopes = 1 + campaigns.len() as u64;
        segments = segments.saturating_add(groups.saturating_mul(scopes));
        let each = pooled.saturating_add(in_campaign.saturating_mul(campaigns.len() as u64));
        comparisons = comparisons.saturating_add(groups.saturating_mul(each));
        for check in plan.checks.iter().filter(|check| check.attributes.contains(&set)) {
            let judged = u64::from(judges(&check.campaigns, None))
                + campaigns.iter().filter(|campaign| judges(&check.campaigns, Some(campaign))).count() as u64;
            comparisons = comparisons.saturating_add(groups.saturating_mul(judged));
        }
        for (what, count, most) in
            [("segments", segments, limits.segments), ("comparisons", comparisons, limits.comparisons)]
        {
            if count > most {
                return Some(Past { what, count, most });
            }
        }
    }
    None
}
