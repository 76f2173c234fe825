//! What a page for everybody may tell of each group, so that nobody reads from it what it keeps back. The page is read here
//! as somebody outside would: a table's rows and what is kept back add up to everybody, and everybody selected is the same
//! number in every table. As long as that pins a number kept back, more is kept back. It knows counts; it refuses to know
//! words and formats.
//!
//! The reader is taken to know every number told to the last person, although the page rounds them, how many were selected in
//! all, and which groups are the small ones, although it does not say.

/// A group of a table, as the exact document has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    /// Its people; `None` where the document itself hides them.
    pub(super) people: Option<u64>,
    /// How many of them were selected.
    pub(super) selected: Option<u64>,
}

/// What may be told of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// Its people and its share.
    Everything,
    /// Its people, and that few were selected.
    FewSelected,
    /// Its people, and that few were not.
    FewRejected,
    /// Its people and no share: it keeps somebody else's from being worked out.
    Size,
    /// That it exists.
    Nothing,
}

/// The numbers that may stand for one that is not told, both ends included.
#[derive(Debug, Clone, Copy)]
struct Range {
    low: u64,
    high: u64,
}

impl Range {
    const fn exactly(number: u64) -> Self {
        Self { low: number, high: number }
    }

    const fn of(low: u64, high: u64) -> Self {
        Self { low, high }
    }

    /// How many numbers.
    const fn count(self) -> u64 {
        (self.high + 1).saturating_sub(self.low)
    }

    fn sum(ranges: impl Iterator<Item = Self>) -> Self {
        ranges.fold(Self::exactly(0), |sum, one| Self {
            low: sum.low.saturating_add(one.low),
            high: sum.high.saturating_add(one.high),
        })
    }
}

/// What may be told of every group of every table: each holds the same people. `None` where even how many they are in all
/// would tell: nothing may be told of anybody.
pub(super) fn told(tables: &[Vec<Known>], people: u64, min_cell: u64) -> Option<Vec<Vec<Told>>> {
    let mut all: Vec<Table<'_>> = tables.iter().map(|groups| Table::of(groups, people, min_cell)).collect();
    // Every round takes at least one group back, so this ends.
    loop {
        let selected = selected(&all);
        let mut taken = false;
        for table in &mut all {
            taken |= if table.tells_people() {
                table.take_smallest(|told| told != Told::Nothing, Told::Nothing)
            } else if table.tells_selected(selected) {
                table.take_smallest(|told| told == Told::Everything, Told::Size)
                    || table.take_smallest(|told| told != Told::Nothing, Told::Nothing)
            } else {
                false
            };
        }
        if !taken {
            let open = !all.iter().any(Table::tells_people);
            return open.then(|| all.into_iter().map(|table| table.told).collect());
        }
    }
}

/// How many were selected in all: known where one table has everybody, else as far as the tables tell.
fn selected(tables: &[Table<'_>]) -> Range {
    let sum = |table: &Table<'_>| table.groups.iter().map(|group| group.selected).sum::<Option<u64>>();
    if let Some(known) = tables.iter().find_map(sum) {
        return Range::exactly(known);
    }
    let sums = tables.iter().map(|table| Range::sum(table.parts().map(|(_, range)| range)));
    sums.reduce(|a, b| Range::of(a.low.max(b.low), a.high.min(b.high))).unwrap_or(Range::exactly(0))
}

/// The groups of one attribute.
struct Table<'a> {
    groups: &'a [Known],
    told: Vec<Told>,
    people: u64,
    min_cell: u64,
}

impl<'a> Table<'a> {
    fn of(groups: &'a [Known], people: u64, min_cell: u64) -> Self {
        let few = |count: u64| min_cell > 1 && count < min_cell;
        let told = |group: &Known| match (group.people, group.selected) {
            (None, _) => Told::Nothing,
            (Some(people), _) if few(people) => Told::Nothing,
            (Some(_), Some(selected)) if few(selected) => Told::FewSelected,
            (Some(people), Some(selected)) if few(people.saturating_sub(selected)) => Told::FewRejected,
            (Some(_), Some(_)) => Told::Everything,
            (Some(_), None) => Told::Size,
        };
        Self { told: groups.iter().map(told).collect(), groups, people, min_cell }
    }

    const fn is_small(&self, group: Known) -> bool {
        match group.people {
            Some(people) => people < self.min_cell,
            None => true,
        }
    }

    /// Takes back the group of fewest people of which so much is told; false where there is none.
    fn take_smallest(&mut self, which: impl Fn(Told) -> bool, told: Told) -> bool {
        let open = (0..self.told.len()).filter(|at| which(self.told[*at]));
        let least = open.min_by_key(|at| self.groups[*at].people);
        if let Some(at) = least {
            self.told[at] = told;
        }
        least.is_some()
    }

    fn nothing_told(&self) -> impl Iterator<Item = Known> + '_ {
        self.groups.iter().zip(&self.told).filter(|(_, told)| **told == Told::Nothing).map(|(group, _)| *group)
    }

    /// How many people are in the groups of which nothing is told.
    fn left(&self) -> u64 {
        let told = self.groups.iter().zip(&self.told).filter(|(_, told)| **told != Told::Nothing);
        self.people.saturating_sub(told.filter_map(|(group, _)| group.people).sum())
    }

    /// Whether the people of a group of which nothing is told follow: to fewer than `min_cell` numbers, or, for a small one,
    /// to any less than all the small numbers.
    fn tells_people(&self) -> bool {
        let (count, left, most) = (self.nothing_told().count() as u64, self.left(), self.min_cell.saturating_sub(1));
        if count == 0 {
            return false;
        }
        let small = self.nothing_told().filter(|group| self.is_small(*group)).count() as u64;
        let large = count - small;
        // Everybody else at their fewest, and at their most.
        let fewest = small.saturating_sub(1).saturating_add(large.saturating_mul(self.min_cell));
        let at_most = if large > 0 { u64::MAX } else { small.saturating_sub(1).saturating_mul(most) };
        let whole = left >= fewest.saturating_add(most) && left <= at_most.saturating_add(1);
        let alone = Range::of(1, left.saturating_sub(count - 1)).count() < self.min_cell;
        count == 1 || alone || (small > 0 && !whole)
    }

    /// The numbers selected that each group may have; those of which nothing is told together, at the end.
    fn parts(&self) -> impl Iterator<Item = (Told, Range)> + '_ {
        let few = self.min_cell.saturating_sub(1);
        let of = move |(group, told): (&Known, &Told)| {
            let people = group.people.unwrap_or_default();
            let range = match told {
                Told::Everything => Range::exactly(group.selected.unwrap_or_default()),
                Told::FewSelected => Range::of(0, few.min(people)),
                Told::FewRejected => Range::of(people.saturating_sub(few), people),
                Told::Size => Range::of(0, people),
                Told::Nothing => return None,
            };
            Some((*told, range))
        };
        let left = self.nothing_told().next().map(|_| (Told::Nothing, Range::of(0, self.left())));
        self.groups.iter().zip(&self.told).filter_map(of).chain(left)
    }

    /// Whether a number selected that is not told follows from how many were selected in all.
    fn tells_selected(&self, all: Range) -> bool {
        let sum = Range::sum(self.parts().map(|(_, range)| range));
        self.parts().filter(|(told, _)| *told != Told::Everything).any(|(told, own)| {
            let [others_low, others_high] = [sum.low - own.low, sum.high - own.high];
            let low = own.low.max(all.low.saturating_sub(others_high));
            let high = own.high.min(all.high.saturating_sub(others_low));
            let found = Range::of(low, high);
            match told {
                // A small group may have anything from nobody to everybody selected.
                Told::Nothing => {
                    let few = self.min_cell.saturating_sub(1);
                    high < few || own.high.saturating_sub(low) < few
                }
                Told::Size => found.count() < self.min_cell.min(own.count()),
                _ => found.count() < own.count(),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(groups: &[(u64, u64)]) -> Vec<Known> {
        let known = |(people, selected): &(u64, u64)| {
            // As the exact document has it: nothing of fewer than eleven.
            let shown = *people >= 11;
            Known { people: shown.then_some(*people), selected: shown.then_some(*selected) }
        };
        groups.iter().map(known).collect()
    }

    #[test]
    fn a_lone_small_group_takes_the_next_smallest_along() {
        let told = told(&[table(&[(500, 200), (300, 100), (90, 30), (3, 1)])], 893, 11);
        assert_eq!(told.unwrap(), [[Told::Everything, Told::Everything, Told::Nothing, Told::Nothing]]);
    }

    #[test]
    fn two_of_one_person_each_are_no_cover_for_each_other() {
        let group = table(&[(100, 25), (100, 25), (1, 1), (1, 1)]);
        let sex = table(&[(101, 26), (101, 26)]);
        let told = told(&[group, sex], 202, 11).unwrap();
        // One of the two large ones goes; the other's selected stay, as the sum kept back is 27 of 102.
        assert_eq!(told[0].iter().filter(|told| **told == Told::Nothing).count(), 3);
        assert_eq!(told[1], [Told::Everything; 2]);
    }

    #[test]
    fn three_selected_in_a_large_group_do_not_follow_from_the_others() {
        let told = told(&[table(&[(500, 200), (300, 100), (400, 3)])], 1200, 11);
        assert_eq!(told.unwrap(), [[Told::Everything, Told::Size, Told::FewSelected]]);
    }

    #[test]
    fn where_nobody_is_few_everything_is_told() {
        let all = [Known { people: Some(3), selected: Some(0) }, Known { people: Some(1), selected: Some(1) }];
        assert_eq!(told(&[all.to_vec()], 4, 1).unwrap(), [[Told::Everything; 2]]);
    }

    #[test]
    fn four_groups_of_ten_are_told_by_how_many_they_are_together() {
        assert_eq!(told(&[table(&[(10, 5); 4]), table(&[(20, 10); 2])], 40, 11), None);
    }

    /// Every small world of two tables: what is left open is left open, seen by going through all worlds that agree with what
    /// is told.
    #[test]
    fn no_world_of_three_groups_tells_a_small_one() {
        const LEAST: u64 = 3;
        let mut hidden = 0;
        for code in 0..5_u64.pow(3) * 8 {
            let people: [u64; 3] = std::array::from_fn(|at| code / 5_u64.pow(u32::try_from(at).unwrap()) % 5 + 1);
            let selected: [u64; 3] =
                std::array::from_fn(|at| if (code / 125) >> at & 1 == 1 { people[at] } else { people[at] / 2 });
            let known: Vec<Known> = (people.iter().zip(&selected))
                .map(|(people, selected)| {
                    let shown = *people >= LEAST;
                    Known { people: shown.then_some(*people), selected: shown.then_some(*selected) }
                })
                .collect();
            let (all, chosen) = (people.iter().sum::<u64>(), selected.iter().sum::<u64>());
            let whole = vec![Known { people: Some(all), selected: Some(chosen) }];
            let Some(told) = told(&[known, whole], all, LEAST) else { continue };
            let told = &told[0];
            for at in 0..3 {
                if told[at] != Told::Nothing || told.iter().all(|told| *told == Told::Nothing) {
                    continue;
                }
                hidden += 1;
                let mut seen = std::collections::BTreeSet::new();
                worlds(all, &mut |world| {
                    let agrees = (0..3).all(|at| told[at] == Told::Nothing || world[at] == people[at]);
                    if agrees {
                        seen.insert(world[at]);
                    }
                });
                assert!(seen.len() as u64 >= LEAST, "{people:?} {selected:?} {told:?}: {seen:?}");
            }
        }
        assert!(hidden > 50, "{hidden}");
    }

    fn worlds(all: u64, visit: &mut dyn FnMut([u64; 3])) {
        for a in 1..all {
            for b in 1..all - a {
                visit([a, b, all - a - b]);
            }
        }
    }
}
