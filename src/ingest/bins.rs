//! Bins of a number and how they are called.

/// The bins between these edges: the lower edge is in, the upper out.
#[derive(Debug, Clone)]
pub(crate) struct Bins {
    edges: Vec<f64>,
    labels: Vec<String>,
}

impl Bins {
    /// The bins between increasing edges.
    pub(crate) fn new(edges: &[f64]) -> Self {
        Self { edges: edges.to_vec(), labels: labels(edges) }
    }

    /// The bin of a number. NaN is in none.
    pub(crate) fn label(&self, number: f64) -> Option<&str> {
        let at = self.edges.partition_point(|edge| *edge <= number);
        self.labels.get(at).filter(|_| !number.is_nan()).map(String::as_str)
    }
}

/// What the bins between increasing edges are called, in their order.
///
/// Whole edges from 0 up name whole numbers, both ends included: 25, 35, 45 give `<25`, `25-34`, `35-44`, `45+` (and `1`
/// for the bin from 1 to 2). Other edges name the interval: 0.5, 1.5 give `<0.5`, `0.5-<1.5`, `1.5+`.
#[must_use]
pub fn labels(edges: &[f64]) -> Vec<String> {
    let (Some(first), Some(last)) = (edges.first(), edges.last()) else { return Vec::new() };
    let whole = edges.iter().all(|edge| edge.fract() == 0.0 && *edge >= 0.0);
    let between = edges.windows(2).map(|pair| match pair[1] - 1.0 {
        _ if !whole => format!("{}-<{}", pair[0], pair[1]),
        last if last <= pair[0] => format!("{last}"),
        last => format!("{}-{last}", pair[0]),
    });
    std::iter::once(format!("<{first}")).chain(between).chain(std::iter::once(format!("{last}+"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_edges_name_whole_numbers() {
        assert_eq!(labels(&[25.0, 35.0, 45.0]), ["<25", "25-34", "35-44", "45+"]);
        assert_eq!(labels(&[0.0, 1.0, 2.0, 10.0]), ["<0", "0", "1", "2-9", "10+"]);
        assert_eq!(labels(&[18.0]), ["<18", "18+"]);
    }

    #[test]
    fn other_edges_name_the_interval() {
        assert_eq!(labels(&[0.5, 1.5]), ["<0.5", "0.5-<1.5", "1.5+"]);
        assert_eq!(labels(&[-10.0, 10.0]), ["<-10", "-10-<10", "10+"]);
    }

    #[test]
    fn the_lower_edge_is_in_and_the_upper_out() {
        let bins = Bins::new(&[25.0, 35.0]);
        let found = [24.9, 25.0, 34.9, 35.0, f64::INFINITY].map(|number| bins.label(number));
        assert_eq!(found, [Some("<25"), Some("25-34"), Some("25-34"), Some("35+"), Some("35+")]);
        assert_eq!(bins.label(f64::NAN), None);
    }
}
