//! Labels whose rows sum up others: platforms and published tables add a line `Total`, or one without a name, and counted as
//! people of their own everybody would be counted twice. Found by their words and by their sums, in rows that say how many
//! people they stand for; rows of one person each sum nobody up.

use evenhand_metrics::cell::Cell;
use evenhand_metrics::cube::{Code, Cube, MISSING};
use evenhand_metrics::outcomes::Outcomes;

use super::counting::{CountedAttribute, Counting};
use super::exact::Axis;
use crate::read::words::{Total, total};
use crate::spec::CAMPAIGN;

/// A label whose rows sum up others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The axis.
    pub axis: usize,
    /// The place of the label; `None` for rows without one.
    pub place: Option<usize>,
}

/// What one label counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Counts {
    place: Option<usize>,
    people: u64,
    selected: u64,
}

/// Every such label, axis by axis.
pub(crate) fn found(axes: &[Axis], cube: &Cube, counting: &Counting) -> Vec<Found> {
    if counting.count.is_none() {
        return Vec::new();
    }
    let base = axes.iter().take(counting.base()).enumerate().filter(|(_, axis)| is_as_written(axis, counting));
    base.flat_map(|(at, axis)| {
        let counts = counts(axis, cube);
        let places = sums(axis, &counts);
        places.into_iter().map(move |place| Found { axis: at, place })
    })
    .collect()
}

/// Whether the labels of an axis are those of its column. Bins, maps and expressions make groups that somebody named.
fn is_as_written(axis: &Axis, counting: &Counting) -> bool {
    let own = |attribute: &&CountedAttribute| attribute.name == axis.id;
    axis.id == CAMPAIGN && counting.waves.is_empty()
        || counting
            .attributes
            .iter()
            .find(own)
            .is_some_and(|attribute| attribute.made.is_empty() && attribute.bins.is_empty() && attribute.map.is_empty())
}

fn counts(axis: &Axis, cube: &Cube) -> Vec<Counts> {
    let Some(margin) = cube.margin(&[axis.id.as_str()]) else { return Vec::new() };
    let of = |(code, place): (Code, Option<usize>)| {
        let cell = margin.get(&[code]);
        Counts {
            place,
            people: cell.map_or(0, Cell::people),
            selected: cell.map_or(0, |cell| cell.count(Outcomes::SELECTED)),
        }
    };
    let labels = (0..).zip((0..axis.labels.len()).map(Some)).chain([(MISSING, None)]);
    labels.map(of).filter(|counts| counts.people > 0).collect()
}

/// The places of labels that sum up others.
fn sums(axis: &Axis, counts: &[Counts]) -> Vec<Option<usize>> {
    /// Fewer people are the sum of others by chance.
    const FEWEST: u64 = 30;
    let word = |counts: &Counts| counts.place.map_or(Total::No, |place| total(&axis.labels[place]));
    let (mut found, rest): (Vec<Counts>, Vec<Counts>) = counts.iter().partition(|counts| word(counts) == Total::Said);
    // Where a word says so of everything, there is nothing that it could be the sum of.
    if rest.is_empty() {
        return Vec::new();
    }
    let most = rest.iter().filter(|counts| word(counts) == Total::No).map(|counts| counts.people).max().unwrap_or(0);
    let perhaps = |counts: &&Counts| word(counts) == Total::Perhaps && counts.people >= most;
    found.extend(rest.iter().filter(perhaps));
    let rest: Vec<Counts> = rest.iter().copied().filter(|counts| !perhaps(&counts)).collect();
    let sum = rest.iter().find(|sum| {
        let alike = |other: &&Counts| (other.people, other.selected) == (sum.people, sum.selected);
        let others = rest.iter().filter(|other| !alike(other));
        let (number, people, selected) = others.fold((0, 0_u64, 0_u64), |(number, people, selected), other| {
            (number + 1, people.saturating_add(other.people), selected.saturating_add(other.selected))
        });
        number > 1 && sum.people >= FEWEST && (people, selected) == (sum.people, sum.selected)
    });
    if let Some(sum) = sum {
        found.extend(rest.iter().filter(|other| (other.people, other.selected) == (sum.people, sum.selected)));
    }
    let mut places: Vec<Option<usize>> = found.iter().map(|counts| counts.place).collect();
    places.sort_unstable();
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(labels: &[(&str, u64, u64)]) -> Vec<String> {
        let named: Vec<&(&str, u64, u64)> = labels.iter().filter(|(label, ..)| !label.is_empty()).collect();
        let labels_of_axis = named.iter().map(|(label, ..)| (*label).to_owned()).collect();
        let axis = Axis { id: "a".into(), labels: labels_of_axis, order: Vec::new() };
        let counts: Vec<Counts> = labels
            .iter()
            .map(|(label, people, selected)| Counts {
                place: named.iter().position(|(other, ..)| other == label).filter(|_| !label.is_empty()),
                people: *people,
                selected: *selected,
            })
            .collect();
        let name = |place: Option<usize>| place.map_or_else(String::new, |place| axis.labels[place].clone());
        sums(&axis, &counts).into_iter().map(name).collect()
    }

    #[test]
    fn words_and_sums_tell_a_total() {
        let platform = [
            ("Male", 130_400, 3_712),
            ("Female", 98_900, 2_067),
            ("Total: Genders", 229_300, 5_779),
            ("Total: Account", 229_300, 5_779),
        ];
        assert_eq!(of(&platform), ["Total: Genders", "Total: Account"]);
        assert_eq!(of(&[("", 28_300, 494), ("female", 13_100, 194), ("male", 15_200, 300)]), [""]);
        // Twice the same total, and no word says so.
        assert_eq!(of(&[("f", 131, 19), ("m", 152, 30), ("Konto", 283, 49), ("Netz", 283, 49)]), ["Konto", "Netz"]);
        // A word that often names a group counts where no group is larger.
        assert_eq!(of(&[("All", 290, 49), ("f", 131, 19), ("m", 152, 30)]), ["All"]);
        assert_eq!(of(&[("All Saints", 90, 9), ("f", 131, 19), ("m", 152, 30)]), [""; 0]);
    }

    #[test]
    fn two_groups_alike_and_sums_of_people_alone_are_no_totals() {
        assert_eq!(of(&[("f", 100, 10), ("m", 100, 10)]), [""; 0]);
        assert_eq!(of(&[("f", 100, 10), ("m", 100, 10), ("x", 100, 10)]), [""; 0]);
        assert_eq!(of(&[("f", 100, 10), ("m", 150, 10), ("x", 250, 21)]), [""; 0]);
        assert_eq!(of(&[("a", 10, 1), ("b", 11, 1), ("c", 21, 2)]), [""; 0], "so few add up by chance");
    }
}
