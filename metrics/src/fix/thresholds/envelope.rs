//! The most that a group can be worth for each number of people, or of true positives, that its cut-off reaches. It
//! knows one group; it refuses to know what the groups have to have in common.

use super::{Cut, Group};

/// Below this share of what is added up, a difference is rounding.
pub(super) const ROUNDING: f64 = 1e-12;

/// A whole cut-off: so many bins from the top, everybody in them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Vertex {
    /// Where it stands on the axis.
    pub(super) at: f64,
    /// People selected.
    pub(super) people: f64,
    /// What they are worth.
    pub(super) worth: f64,
    /// Bins from the top.
    top: usize,
}

/// What counts along the axis, and what is best at each point of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Axis {
    /// Along the people selected, the most worth.
    People,
    /// Along the true positives, the most worth, then the fewest people.
    Positives,
    /// Along the true positives, the fewest people, then the most worth.
    PositivesByFewest,
}

impl Axis {
    /// What is compared first, and where that is equal: more is better.
    const fn values(self, vertex: &Vertex) -> (f64, f64) {
        match self {
            Self::People => (vertex.worth, 0.0),
            Self::Positives => (vertex.worth, -vertex.people),
            Self::PositivesByFewest => (-vertex.people, vertex.worth),
        }
    }
}

/// Whole cut-offs in ascending order along the axis; what lies between two of them is reached by a rate.
#[derive(Debug, Clone)]
pub(super) struct Envelope {
    pub(super) vertices: Vec<Vertex>,
    /// Worth per unit of the axis from each vertex to the next.
    pub(super) slopes: Vec<f64>,
    /// The axis's end: everybody, or everybody positive.
    pub(super) whole: f64,
    bins: usize,
}

impl Envelope {
    /// The upper hull of all whole cut-offs. Points on a line between two others stay: the cut-off is sharper there.
    pub(super) fn of(group: &Group, axis: Axis) -> Self {
        let mut hull: Vec<Vertex> = Vec::with_capacity(group.people.len() + 1);
        for vertex in whole_cuts(group, axis) {
            if let Some(last) = hull.last().filter(|last| last.at >= vertex.at) {
                if axis.values(&vertex) <= axis.values(last) {
                    continue;
                }
                hull.pop();
            }
            while let [.., a, b] = hull[..] {
                if !below(axis, &a, &b, &vertex) {
                    break;
                }
                hull.pop();
            }
            hull.push(vertex);
        }
        let slopes = hull.windows(2).map(|ends| (ends[1].worth - ends[0].worth) / (ends[1].at - ends[0].at)).collect();
        let whole = hull.last().map_or(0.0, |last| last.at);
        Self { vertices: hull, slopes, whole, bins: group.people.len() }
    }

    /// The first point, as a share of the axis, from which going on is worth no more than `price`.
    pub(super) fn peak(&self, price: f64) -> f64 {
        self.vertices[self.slopes.partition_point(|slope| *slope > price)].at / self.whole
    }

    /// Worth per share of the axis just there, beyond a price per unit.
    pub(super) fn gain(&self, share: f64, price: f64) -> f64 {
        let passed = self.vertices.partition_point(|vertex| vertex.at <= share * self.whole);
        self.slopes.get(passed.saturating_sub(1)).map_or(0.0, |slope| (slope - price) * self.whole)
    }

    /// The cut-off that reaches this share of the axis; within rounding of a whole one, that one.
    pub(super) fn cut(&self, share: f64) -> Cut {
        let at = share * self.whole;
        let near = ROUNDING * self.whole;
        let after = self.vertices.partition_point(|vertex| vertex.at < at - near);
        let (Some(next), before) = (self.vertices.get(after), after.saturating_sub(1)) else {
            return self.whole_cut(self.vertices.len() - 1);
        };
        if next.at <= at + near {
            return self.whole_cut(after);
        }
        let last = &self.vertices[before];
        let rate = (at - last.at) / (next.at - last.at);
        Cut { from: self.bins - next.top, sure: self.bins - last.top, rate }
    }

    fn whole_cut(&self, vertex: usize) -> Cut {
        let sure = self.bins - self.vertices[vertex].top;
        Cut { from: sure, sure, rate: 0.0 }
    }
}

fn whole_cuts(group: &Group, axis: Axis) -> impl Iterator<Item = Vertex> {
    let bins = group.people.iter().zip(&group.positives).zip(&group.worth).rev();
    let none = Vertex { at: 0.0, people: 0.0, worth: 0.0, top: 0 };
    let added = bins.scan((none, 0.0), move |(sum, true_positives), ((people, positives), worth)| {
        *true_positives += positives;
        sum.people += people;
        sum.worth += worth;
        sum.top += 1;
        sum.at = if matches!(axis, Axis::People) { sum.people } else { *true_positives };
        Some(*sum)
    });
    std::iter::once(none).chain(added)
}

/// Whether `b` is worth less than the line from `a` to `c`.
fn below(axis: Axis, a: &Vertex, b: &Vertex, c: &Vertex) -> bool {
    let (before, after) = (b.at - a.at, c.at - b.at);
    let (va, vb, vc) = (axis.values(a), axis.values(b), axis.values(c));
    let above = |a: f64, b: f64, c: f64| {
        let (rise, fall) = ((b - a) * after, (c - b) * before);
        let height = rise - fall;
        if height.abs() <= ROUNDING * (rise.abs() + fall.abs()) { 0.0 } else { height }
    };
    let (first, second) = (above(va.0, vb.0, vc.0), above(va.1, vb.1, vc.1));
    first < 0.0 || (first <= 0.0 && second < 0.0)
}
