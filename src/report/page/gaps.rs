//! Where gaps come from: funnels first, then the mix of strata and campaigns.

use super::{Body, View};
use crate::document::{Estimate, GapSource};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Cell, Row, Table, Words};
use crate::report::sections::by_words;
use crate::report::words::segment_words;

pub(super) fn gaps(v: View<'_>) -> Body {
    let v = v.few();
    let mut blocks = vec![Block::prose(v.text("gaps-note"))];
    let tables = v.audit.gaps.iter().take(v.most).filter_map(|gap| funnel(v, gap));
    blocks.extend(tables.chain(mixes(v)).chain(crossed(v)).map(Block::Table));
    if blocks.len() < 2 { Err(v.text("gaps-none")) } else { Ok(blocks) }
}

fn mixes(v: View<'_>) -> Option<Table> {
    let gaps = v.audit.gaps.iter();
    let mut mixes: Vec<_> = gaps.flat_map(|gap| gap.mixes.iter().map(move |mix| (gap, mix))).collect();
    if mixes.len() > v.most {
        let size = |value: Option<f64>| value.map_or(-1.0, f64::abs);
        mixes.sort_by(|a, b| size(b.1.gap.value).total_cmp(&size(a.1.gap.value)));
    }
    let rows = mixes.into_iter().map(|(gap, mix)| {
        let cells = [
            by_words(v.audit, &mix.by, v.lang).into(),
            v.estimate(&mix.gap, Unit::Points),
            v.estimate(&mix.composition, Unit::Points),
            v.estimate(&mix.within, Unit::Points),
            v.estimate(&mix.unsupported, Unit::Percent),
            v.estimate(&mix.reference_unsupported, Unit::Percent),
        ];
        Row::new(v.pair(&gap.segment, &gap.reference), cells)
    });
    let heads = [
        "table-segment",
        "gaps-by",
        "gaps-gap",
        "gaps-mix",
        "gaps-within",
        "strata-unsupported",
        "gaps-other-unsupported",
    ];
    v.grid(v.text("gaps-caption"), &heads, rows.collect()).filled()
}

fn crossed(v: View<'_>) -> Option<Table> {
    let crossed = v.audit.gaps.iter().flat_map(|gap| gap.crossed.iter().map(move |mix| (gap, mix)));
    let rows = crossed.map(|(gap, mix)| {
        let by = [&mix.first_by, &mix.second_by].map(|by| by_words(v.audit, by, v.lang));
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
