//! The shares that raking and calibration bring about: those of everybody counted, for the selected; or those that the plan
//! gives, for everybody.

use evenhand_metrics::cell::Cell;
use evenhand_metrics::cube::{Cube, MISSING};
use evenhand_metrics::outcomes::Outcomes;

use super::weigh::{By, Places, Weights, weight_of};
use crate::document::{Balance, BalanceOf, RuleRow};
use crate::lang::Said;
use crate::plan::{CubeSpec, Plan};
use crate::segment::Segment;

/// A cross with more combinations than this is given up for the attributes asked for alone.
const MOST: usize = 200_000;

/// The table that is brought to margins.
#[derive(Debug)]
pub(super) struct Margins<'a> {
    plan: &'a Plan,
    labels: &'a [&'a [String]],
    /// Who is weighed.
    pub(super) by: By,
    /// The combinations of codes.
    pub(super) places: Places,
    /// What the people of each combination weigh before.
    pub(super) held: Vec<f64>,
    /// How many they are.
    pub(super) people: Vec<f64>,
    /// The targets of each attribute, by code.
    pub(super) targets: Vec<Vec<f64>>,
}

impl<'a> Margins<'a> {
    /// The table of a plan; `own` are the attributes asked for.
    pub(super) fn of(plan: &'a Plan, own: &[usize], cube: &Cube, labels: &'a [&'a [String]]) -> Result<Self, Said> {
        let given = &plan.fixing.margins;
        let mut set: Vec<usize> = if given.is_empty() {
            plan.protected().collect()
        } else {
            given.iter().map(|margin| margin.attribute).collect()
        };
        set.sort_unstable();
        let mut places = Places::of(&set, labels);
        let mut cells = cells(plan, cube, &places, labels);
        if places.len() > MOST || cells.is_none() {
            places = Places::of(own, labels);
            cells = self::cells(plan, cube, &places, labels);
        }
        let cells = cells.ok_or_else(|| Said::new("fix-no-answer"))?;
        let by = if given.is_empty() { By::Selected } else { By::Everybody };
        let kinds = by.kinds()[0];
        let held: Vec<f64> = cells.iter().map(|cell| weight_of(cell, kinds)).collect();
        #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
        let people: Vec<f64> = cells.iter().map(|cell| cell.count(kinds) as f64).collect();
        let all: Vec<f64> = cells.iter().map(|cell| weight_of(cell, Outcomes::ALL)).collect();
        let mut margins = Self { plan, labels, by, places, held, people, targets: Vec::new() };
        let total: f64 = margins.held.iter().sum();
        for axis in 0..margins.places.set.len() {
            let eligible = margins.sums(axis, &all);
            let eligible_total: f64 = eligible.iter().sum();
            let shares = match given.iter().find(|margin| margin.attribute == margins.places.set[axis]) {
                None => eligible.iter().map(|people| people / eligible_total).collect(),
                Some(margin) => margins.shares(axis, &margin.shares, &eligible)?,
            };
            margins.targets.push(shares.iter().map(|share: &f64| share * total).collect());
        }
        Ok(margins)
    }

    /// The sums of something along an axis, by code.
    pub(super) fn sums(&self, axis: usize, of: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.places.sizes[axis]];
        for (place, amount) in of.iter().enumerate() {
            sums[self.places.codes(place)[axis]] += amount;
        }
        sums
    }

    /// The shares that a plan gives, by code: they are about people with a value, and the others keep their share.
    fn shares(&self, axis: usize, given: &[(String, f64)], eligible: &[f64]) -> Result<Vec<f64>, Said> {
        let attribute = self.places.set[axis];
        let labels = self.labels[attribute];
        let name = self.plan.attributes[attribute].name.as_str();
        if let Some((label, _)) = given.iter().find(|(label, _)| !labels.contains(label)) {
            return Err(Said::new("fix-margin-label").with("attribute", name).with("label", label.as_str()));
        }
        let unnamed = labels.iter().find(|label| !given.iter().any(|(known, _)| known == *label));
        if let Some(label) = unnamed {
            return Err(Said::new("fix-margin-unnamed").with("segment", Segment::of(name, Some(label)).id()));
        }
        let all: f64 = eligible.iter().sum();
        let missing = if all > 0.0 { eligible[0] / all } else { 0.0 };
        let sum: f64 = given.iter().map(|(_, share)| share).sum();
        let share = |label: &String| given.iter().find(|(known, _)| known == label).map_or(0.0, |(_, share)| *share);
        let shares = labels.iter().map(|label| share(label) / sum * (1.0 - missing));
        Ok(std::iter::once(missing).chain(shares).collect())
    }

    /// The segment of a category.
    pub(super) fn segment(&self, axis: usize, code: usize) -> Segment {
        let attribute = self.places.set[axis];
        let label = code.checked_sub(1).map(|place| self.labels[attribute][place].as_str());
        Segment::of(&self.plan.attributes[attribute].name, label)
    }

    /// What the document says of factors.
    pub(super) fn weights(&self, factors: &[f64]) -> Weights {
        let kinds = self.by.kinds().len();
        let factor = |factor: &f64| vec![Some(*factor); kinds];
        let weighed: Vec<f64> = self.held.iter().zip(factors).map(|(held, factor)| held * factor).collect();
        let total: f64 = self.held.iter().sum();
        let mut balance = Vec::new();
        for axis in 0..self.places.set.len() {
            let (before, after) = (self.sums(axis, &self.held), self.sums(axis, &weighed));
            let people = self.sums(axis, &self.people);
            for code in (1..self.places.sizes[axis]).chain([0]) {
                if people[code] <= 0.0 && self.targets[axis][code] <= 0.0 {
                    continue;
                }
                #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
                let hidden = people[code] < self.plan.privacy.min_cell as f64;
                let share = |of: f64| (!hidden).then_some(of / total);
                balance.push(Balance {
                    segment: self.segment(axis, code),
                    people_below: hidden.then_some(self.plan.privacy.min_cell),
                    of: BalanceOf::Share.into(),
                    before: share(before[code]),
                    after: share(after[code]),
                    target: share(self.targets[axis][code]),
                });
            }
        }
        Weights {
            by: self.by,
            places: self.places.clone(),
            factors: factors.iter().map(factor).collect(),
            rows: self.rows(factors),
            balance,
        }
    }

    /// The factor of each combination that holds enough people to be shown.
    fn rows(&self, factors: &[f64]) -> Vec<RuleRow> {
        const MOST_ROWS: usize = 60;
        #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
        let least = self.plan.privacy.min_cell as f64;
        let shown = (0..self.places.len()).filter(|place| self.people[*place] >= least);
        let segment = |place: usize| {
            let codes = self.places.codes(place).into_iter().enumerate();
            Segment(codes.flat_map(|(axis, code)| self.segment(axis, code).0).collect())
        };
        let row = |place: usize| RuleRow {
            label: Some(self.by.classes()[0].into()),
            weight: Some(factors[place]),
            ..RuleRow::of(segment(place))
        };
        shown.take(MOST_ROWS).map(row).collect()
    }
}

/// The cells of every combination; `None` where the cube does not hold the cross.
pub(super) fn cells(spec: &CubeSpec, cube: &Cube, places: &Places, labels: &[&[String]]) -> Option<Vec<Cell>> {
    let names: Vec<&str> = places.set.iter().map(|attribute| spec.attributes[*attribute].name.as_str()).collect();
    let cuboid = cube.margin(&names)?;
    if places.len() > MOST {
        return None;
    }
    let mut cells = vec![Cell::default(); places.len()];
    for (key, cell) in cuboid.cells() {
        // The cube may hold fewer labels than rows have codes: those that only people left out have are not in it.
        let code = |(dim, code): (usize, &u32)| {
            if *code == MISSING {
                return Some(0);
            }
            let label = cuboid.dims()[dim].label(*code)?;
            Some(labels[places.set[dim]].iter().position(|known| known == label)? + 1)
        };
        let codes: Option<Vec<usize>> = key.iter().enumerate().map(code).collect();
        cells[places.flat(codes?.into_iter())].merge(cell);
    }
    Some(cells)
}
