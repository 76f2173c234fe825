//! The points of a trade-off worth showing. It knows two numbers of each, more being better; it refuses to know what
//! they measure.

/// The places of the points that no other point beats, in the order given, at most `most` of them: the two ends of the
/// front and others evenly between them. Of equal points the first stays; a point without two numbers is none.
///
/// **Formula** a point is dropped when another is at least as high in both numbers and higher in one. **Source** the
/// definition of Pareto's optimum. **Undefined when** never.
///
/// ```
/// # use evenhand_metrics::fix::front::front;
/// let points = [(0.8, 10.0), (0.7, 9.0), (1.0, 4.0), (0.9, 8.0), (0.9, 7.0)];
/// assert_eq!(front(&points, 30), [0, 2, 3]);
/// assert_eq!(front(&points, 2), [0, 2]);
/// ```
#[must_use]
pub fn front(points: &[(f64, f64)], most: usize) -> Vec<usize> {
    let is_point = |place: &usize| !points[*place].0.is_nan() && !points[*place].1.is_nan();
    let mut order: Vec<usize> = (0..points.len()).filter(is_point).collect();
    // From the best first number down, only a better second number than any so far makes a point worth having.
    let descending = |a: f64, b: f64| b.partial_cmp(&a).unwrap_or(std::cmp::Ordering::Equal);
    order.sort_by(|a, b| descending(points[*a].0, points[*b].0).then_with(|| descending(points[*a].1, points[*b].1)));
    let mut best = None;
    order.retain(|place| {
        let second = points[*place].1;
        let better = best.is_none_or(|best| second > best);
        if better {
            best = Some(second);
        }
        better
    });
    let mut kept = thinned(&order, most);
    kept.sort_unstable();
    kept
}

fn thinned(order: &[usize], most: usize) -> Vec<usize> {
    match (order.len(), most) {
        (_, 0) | (0, _) => Vec::new(),
        (found, most) if found <= most => order.to_vec(),
        (_, 1) => vec![order[0]],
        (found, most) => (0..most).map(|at| order[at * (found - 1) / (most - 1)]).collect(),
    }
}
