//! The best common true positive rate when not too many people may be selected. It knows how few people reach each
//! rate; it refuses to know cut-offs.

use super::envelope::{Envelope, ROUNDING};

/// Where a group's line bends: from here on so much more, or less, per share of its positives.
struct Bend {
    at: f64,
    worth: f64,
    people: f64,
}

/// The best common rate at which the groups together select at most `most` people; the lowest of equally good ones.
/// People and worth are straight lines between bends, so the best is at a bend or where the budget is met.
pub(super) fn common_rate(envelopes: &[Envelope], most: f64) -> f64 {
    let mut bends: Vec<Bend> = envelopes.iter().flat_map(bends).collect();
    bends.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut worth: f64 = envelopes.iter().map(|envelope| envelope.vertices[0].worth).sum();
    let (mut at, mut people, mut per_worth, mut per_people) = (0.0, 0.0, 0.0, 0.0);
    let (mut best, mut best_at) = (worth, 0.0);
    let mut size = worth.abs();
    for bend in bends {
        let affordable = ((most - people) / per_people).max(0.0);
        let met = affordable < bend.at - at;
        let step = if met { affordable } else { bend.at - at };
        at = if met { at + step } else { bend.at };
        worth += step * per_worth;
        people += step * per_people;
        size = size.max(worth.abs());
        if worth > best + ROUNDING * size {
            (best, best_at) = (worth, at);
        }
        if met {
            break;
        }
        per_worth += bend.worth;
        per_people += bend.people;
    }
    best_at
}

fn bends(envelope: &Envelope) -> impl Iterator<Item = Bend> {
    let lines = envelope.vertices.windows(2).map(|ends| {
        let share = (ends[1].at - ends[0].at) / envelope.whole;
        ((ends[1].worth - ends[0].worth) / share, (ends[1].people - ends[0].people) / share)
    });
    let mut before = (0.0, 0.0);
    envelope.vertices.iter().zip(lines.chain([(0.0, 0.0)])).map(move |(vertex, line)| {
        let bend = Bend { at: vertex.at / envelope.whole, worth: line.0 - before.0, people: line.1 - before.1 };
        before = line;
        bend
    })
}
