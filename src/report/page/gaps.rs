//! Where gaps come from: funnels first, then the mix of strata and campaigns.

use super::{Body, Col, View};
use crate::document::{Estimate, GapSource, Mix};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Cell, Row, Table, Words};
use crate::report::words::{attribute_words, segment_words};

pub(super) fn gaps(v: View<'_>) -> Body {
    let v = v.few();
    let mut blocks = vec![Block::prose(v.text("gaps-note"))];
    let tables = v.audit.gaps.iter().take(v.most).filter_map(|gap| funnel(v, gap));
    blocks.extend(tables.chain(mixes(v)).chain(crossed(v)).map(Block::Table));
    if blocks.len() < 2 { Err(v.text("gaps-none")) } else { Ok(blocks) }
}

fn mixes(v: View<'_>) -> Option<Table> {
    const COLUMNS: [Col<Mix>; 6] = [
        ("gaps-by", |v, mix| by_words(v, &mix.by).into()),
        ("gaps-gap", |v, mix| v.estimate(&mix.gap, Unit::Points)),
        ("gaps-mix", |v, mix| v.estimate(&mix.composition, Unit::Points)),
        ("gaps-within", |v, mix| v.estimate(&mix.within, Unit::Points)),
        ("strata-unsupported", |v, mix| v.estimate(&mix.unsupported, Unit::Percent)),
        ("gaps-other-unsupported", |v, mix| v.estimate(&mix.reference_unsupported, Unit::Percent)),
    ];
    let gaps = v.audit.gaps.iter();
    let mut mixes: Vec<_> = gaps.flat_map(|gap| gap.mixes.iter().map(move |mix| (gap, mix))).collect();
    if mixes.len() > v.most {
        let size = |value: Option<f64>| value.map_or(-1.0, f64::abs);
        mixes.sort_by(|a, b| size(b.1.gap.value).total_cmp(&size(a.1.gap.value)));
    }
    let row = |(gap, mix): (&GapSource, &Mix)| Row::new(v.pair(&gap.segment, &gap.reference), v.cells(mix, &COLUMNS));
    let rows = mixes.into_iter().map(row).collect();
    v.columns(v.text("gaps-caption"), "table-segment", &COLUMNS, rows).filled()
}

fn crossed(v: View<'_>) -> Option<Table> {
    let crossed = v.audit.gaps.iter().flat_map(|gap| gap.crossed.iter().map(move |mix| (gap, mix)));
    let rows = crossed.map(|(gap, mix)| {
        let by = [&mix.first_by, &mix.second_by].map(|by| by_words(v, by));
        let parts = [&mix.gap, &mix.first, &mix.second, &mix.within].map(|part| v.estimate(part, Unit::Points));
        Row::new(v.pair(&gap.segment, &gap.reference), std::iter::once(by.join(", ").into()).chain(parts))
    });
    let heads = ["table-segment", "gaps-by", "gaps-gap", "gaps-first", "gaps-second", "gaps-within"];
    v.grid(v.text("gaps-crossed-caption"), &heads, rows.collect()).filled()
}

fn funnel(v: View<'_>, gap: &GapSource) -> Option<Table> {
    let funnel = gap.funnel.as_ref()?;
    let rate = |estimate: &Estimate, reached: Option<u64>| {
        let reached = reached.map(|people| v.say(&Said::new("gaps-reached").with("people", people)));
        v.estimate(estimate, Unit::Percent).noted(reached.unwrap_or_default())
    };
    let stages = funnel.stages.iter().map(|stage| {
        let cells = [
            rate(&stage.rate, stage.reached),
            rate(&stage.reference_rate, stage.reference_reached),
            v.estimate(&stage.ratio, Unit::Ratio),
            v.estimate(&stage.share, Unit::Percent),
        ];
        Row::new(Words::label(&stage.stage), cells)
    });
    let all = funnel.whole.value.map(|_| v.number(1.0, Unit::Percent)).unwrap_or_default();
    let cells = [Cell::default(), Cell::default(), v.estimate(&funnel.whole, Unit::Ratio), all.into()];
    let rows = stages.chain([Row::new(v.text("gaps-whole"), cells)]).collect();
    let said = Said::new("gaps-funnel-caption").with("segment", segment_words(v.audit, &gap.segment, v.lang));
    let heads = ["gaps-stage", "strata-group", "strata-reference", "table-value-ratio", "gaps-share"];
    Some(v.all().grid(v.say(&said), &heads, rows))
}

/// What a dimension of mixes is called.
fn by_words(v: View<'_>, by: &str) -> String {
    if by == "@campaign" { v.text("gaps-campaign") } else { attribute_words(v.audit, by, v.lang) }
}

/// Where the widest gap of some dimension comes from: the pair whose gap is widest, all groups shown.
fn widest_source(v: View<'_>) -> Option<&GapSource> {
    let size = |gap: &&GapSource| gap.mixes.iter().filter_map(|mix| mix.gap.value).map(f64::abs).fold(-1.0, f64::max);
    let mixed = v.audit.gaps.iter().filter(|gap| !gap.mixes.is_empty() || gap.funnel.is_some());
    mixed.fold(None, |widest: Option<&GapSource>, gap| match widest {
        Some(known) if size(&known) >= size(&gap) => Some(known),
        _ => Some(gap),
    })
}

/// One line for each mix of the widest gap, and the stage where most of it enters.
pub(super) fn brief(v: View<'_>) -> Vec<String> {
    let Some(gap) = widest_source(v) else { return Vec::new() };
    let segment = segment_words(v.audit, &gap.segment, v.lang);
    let mixes = gap.mixes.iter().filter_map(|mix| {
        let said = Said::new("gaps-line")
            .with("segment", segment.as_str())
            .with("by", by_words(v, &mix.by))
            .with("gap", mix.supported_gap.value?)
            .with("mix", mix.composition.value?);
        Some(v.say(&said.with("within", mix.within.value?)))
    });
    let mut lines: Vec<String> = mixes.collect();
    let stages = gap.funnel.iter().flat_map(|funnel| &funnel.stages);
    let widest = stages.filter_map(|stage| Some((stage.share.value?, stage))).max_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((share, stage)) = widest {
        let said = Said::new("gaps-funnel-line").with("segment", segment).with("stage", stage.stage.as_str());
        lines.push(v.say(&said.with("share", share).with("ratio", stage.ratio.value)));
    }
    lines
}
