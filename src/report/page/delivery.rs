//! Who was reached: the delivered mix, attribute by attribute.

use super::{Body, Col, MOST_LINES, View, first_lines};
use crate::document::{DeliveredMix, Delivery, Eligible, MixGroup};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Cell, Row, Table, Words};
use crate::report::words::{attribute_words, groups_of};

pub(super) fn delivery(v: View<'_>) -> Body {
    let v = v.few();
    let lead = match v.audit.delivery.first() {
        None => return Err(v.text("delivery-none")),
        Some(delivery) if delivery.eligible == Eligible::AllCampaigns => "delivery-no-rate",
        Some(_) => "delivery-note",
    };
    let parts = v.audit.delivery.iter().flat_map(|delivery| of(v, delivery));
    Ok(std::iter::once(Block::prose(v.text(lead))).chain(parts).collect())
}

fn of(v: View<'_>, delivery: &Delivery) -> Vec<Block> {
    let mut blocks = vec![Block::heading(Words::label(&attribute_words(v.audit, &delivery.attribute, v.lang)))];
    for coverage in delivery.coverage.iter().filter(|coverage| coverage.campaigns > 0) {
        let said = Said::new("delivery-coverage")
            .with("limit", coverage.limit)
            .with("more_than", coverage.more_than)
            .with("campaigns", coverage.campaigns)
            .with("by_campaign", coverage.by_campaign.value)
            .with("by_delivery", coverage.by_delivery.value);
        blocks.push(Block::prose(v.words(&said)));
    }
    blocks.extend([distances(v, delivery).into(), composition(v, delivery).into()]);
    blocks
}

fn campaign(v: View<'_>, mix: &DeliveredMix) -> Words {
    mix.campaign.as_ref().map_or_else(|| v.text("delivery-all").into(), |campaign| Words::label(campaign))
}

fn distances(v: View<'_>, delivery: &Delivery) -> Table {
    const COLUMNS: [Col<DeliveredMix>; 5] = [
        ("delivery-delivered", |v, mix| v.people(mix.delivered).into()),
        ("delivery-distance", |v, mix| v.estimate(&mix.distance, Unit::Percent)),
        ("delivery-mean", |v, mix| v.number(mix.even_mean, Unit::Percent).into()),
        ("delivery-p95", |v, mix| v.number(mix.even_p95, Unit::Percent).into()),
        ("delivery-test", |v, mix| {
            let adjusted = |p: f64| v.say(&Said::new("delivery-adjusted").with("p", v.p_value(p)));
            let p = mix.p_value.map_or_else(|| super::DASH.to_owned(), |p| v.p_value(p));
            Cell::from(p).noted(mix.p_adjusted.map(adjusted).unwrap_or_default())
        }),
    ];
    let is_shown = |mix: &&DeliveredMix| mix.campaign.is_some() || delivery.eligible == Eligible::Audience;
    let mut mixes: Vec<&DeliveredMix> = delivery.mixes.iter().filter(is_shown).collect();
    // All rows first, then the farthest campaign.
    let far = |mix: &DeliveredMix| mix.distance.value.unwrap_or(-1.0);
    mixes.sort_by(|a, b| a.campaign.is_some().cmp(&b.campaign.is_some()).then_with(|| far(b).total_cmp(&far(a))));
    let row = |mix: &&DeliveredMix| Row::new(campaign(v, mix), v.cells(*mix, &COLUMNS));
    let rows = mixes.iter().map(row).collect();
    v.columns(v.text("delivery-caption"), "delivery-campaign", &COLUMNS, rows)
}

fn composition(v: View<'_>, delivery: &Delivery) -> Table {
    const COLUMNS: [Col<MixGroup>; 4] = [
        ("delivery-delivered", |v, group| v.people(group.delivered).into()),
        ("delivery-eligible-share", |v, group| v.number(group.eligible_share, Unit::Percent).into()),
        ("delivery-share", |v, group| v.estimate(&group.delivered_share, Unit::Percent)),
        ("delivery-ratio", |v, group| v.estimate(&group.ratio, Unit::Ratio)),
    ];
    let several = delivery.mixes.len() > 1;
    let mixes = delivery.mixes.iter();
    let mut all: Vec<(&DeliveredMix, &MixGroup)> =
        mixes.flat_map(|mix| mix.groups.iter().map(move |group| (mix, group))).collect();
    if all.len() > v.most {
        // The groups furthest from their share of those who could be reached; equals keep their order.
        let far = |group: &MixGroup| group.ratio.value.map_or(-1.0, |ratio| ratio.max(1e-9).ln().abs());
        all.sort_by(|a, b| far(b.1).total_cmp(&far(a.1)));
    }
    let rows = all.into_iter().map(|(mix, group)| {
        let head = match &group.segment {
            Some(segment) => Words::label(&groups_of(v.audit, segment, v.lang)),
            None => v.text("delivery-hidden").into(),
        };
        let head = if several { head.and(" · ").and(campaign(v, mix)) } else { head };
        Row::new(head, v.cells(group, &COLUMNS))
    });
    let caption = Said::new("delivery-groups-caption").with("eligible", delivery.eligible.as_str());
    v.columns(v.say(&caption), "table-segment", &COLUMNS, rows.collect())
}

/// Campaigns whose mix is further from what could be reached than chance carries it.
pub(super) fn brief(v: View<'_>) -> Vec<String> {
    let own = v.audit.delivery.iter().filter(|delivery| delivery.eligible == Eligible::AllCampaigns);
    let lines = own.flat_map(|delivery| {
        let mut far: Vec<&DeliveredMix> = delivery.mixes.iter().filter(|mix| beyond_chance(v, mix)).collect();
        far.sort_by(|a, b| b.distance.value.unwrap_or(0.0).total_cmp(&a.distance.value.unwrap_or(0.0)));
        let told = far.iter().map(|mix| {
            let said = Said::new("delivery-far")
                .with("attribute", attribute_words(v.audit, &delivery.attribute, v.lang))
                .with("campaign", mix.campaign.clone())
                .with("distance", mix.distance.value);
            v.say(&said.with("even", mix.even_p95))
        });
        std::iter::once(v.text("delivery-no-rate")).chain(first_lines(v, told, MOST_LINES))
    });
    lines.collect()
}

/// Whether chance would rarely carry the mix so far, however many campaigns there are; documents of versions before the
/// tests were adjusted have the point that chance alone rarely passes.
fn beyond_chance(v: View<'_>, mix: &DeliveredMix) -> bool {
    match mix.p_adjusted {
        Some(p) => p <= 1.0 - v.audit.settings.level,
        None => mix.distance.value.zip(mix.even_p95).is_some_and(|(distance, p95)| distance > p95),
    }
}
