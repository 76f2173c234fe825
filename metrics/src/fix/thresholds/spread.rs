//! The best rates when none may be below a share of the highest, and not too many people may be selected. It knows
//! envelopes; it refuses to know cut-offs.

use super::envelope::{Envelope, ROUNDING};

/// Halvings of the price of a place: the last is below every difference that doubles can show.
const HALVINGS: u32 = 128;

/// Concave envelopes whose rates lie between `least` times the highest one and the highest one.
pub(super) struct Spread<'a> {
    envelopes: &'a [Envelope],
    least: f64,
    /// Values of the highest rate between which the worth of the best rates is a straight line.
    breakpoints: Vec<f64>,
}

impl<'a> Spread<'a> {
    pub(super) fn new(envelopes: &'a [Envelope], least: f64) -> Self {
        let vertices = envelopes.iter().flat_map(|e| e.vertices.iter().map(|vertex| vertex.at / e.whole));
        let mut breakpoints: Vec<f64> =
            vertices.flat_map(|rate| [rate, rate / least]).filter(|rate| *rate <= 1.0).chain([0.0, 1.0]).collect();
        breakpoints.sort_by(f64::total_cmp);
        breakpoints.dedup();
        Self { envelopes, least, breakpoints }
    }

    /// The best rates when each unit of the axis costs `price`: the lowest of equally good ones.
    pub(super) fn at_price(&self, price: f64) -> Vec<f64> {
        let peaks: Vec<f64> = self.envelopes.iter().map(|envelope| envelope.peak(price)).collect();
        let (mut low, mut high) = (0, self.breakpoints.len() - 1);
        while low < high {
            let middle = low.midpoint(high);
            let between = self.breakpoints[middle].midpoint(self.breakpoints[middle + 1]);
            if self.grows(between, &peaks, price) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let highest = self.breakpoints[low];
        peaks.iter().map(|peak| peak.max(self.least * highest).min(highest)).collect()
    }

    /// Whether a highest rate above this one is worth more.
    fn grows(&self, highest: f64, peaks: &[f64], price: f64) -> bool {
        let (mut change, mut size) = (0.0, 0.0);
        for (envelope, peak) in self.envelopes.iter().zip(peaks) {
            let gain = if highest < *peak {
                envelope.gain(highest, price)
            } else if self.least * highest > *peak {
                self.least * envelope.gain(self.least * highest, price)
            } else {
                0.0
            };
            change += gain;
            size += gain.abs();
        }
        change > ROUNDING * size
    }

    fn reached(&self, rates: &[f64]) -> f64 {
        self.envelopes.iter().zip(rates).map(|(envelope, rate)| envelope.whole * rate).sum()
    }

    /// The best rates that reach at most `most` in all. The price of a place is halved until two neighbours enclose the
    /// budget; between their rates the budget is met exactly, and a mixture of two best answers is a best answer.
    pub(super) fn within(&self, most: f64) -> Vec<f64> {
        let mut above = self.at_price(0.0);
        if self.reached(&above) <= most {
            return above;
        }
        let dearest = self.envelopes.iter().flat_map(|envelope| &envelope.slopes).fold(0.0_f64, |a, b| a.max(*b));
        let (mut low, mut high) = (0.0_f64, dearest);
        let mut under = self.at_price(high);
        for _ in 0..HALVINGS {
            let price = low.midpoint(high);
            let rates = self.at_price(price);
            if self.reached(&rates) > most {
                (low, above) = (price, rates);
            } else {
                (high, under) = (price, rates);
            }
        }
        let (fewer, more) = (self.reached(&under), self.reached(&above));
        let part = (most - fewer) / (more - fewer);
        under.iter().zip(&above).map(|(under, above)| under + part * (above - under)).collect()
    }
}
