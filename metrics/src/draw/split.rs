//! Draws of several numbers at once: people divided over cells.

use super::{Binomial, Hypergeometric, Source};

/// `n` people, each of them in one of the cells, drawn with these shares: the bootstrap of a cube, whatever its rows.
///
/// **Formula** cell by cell, binomial with the cell's part of the shares left. **Source** Devroye (1986), chapter XI.
///
/// Shares need not sum to one; what is negative or no finite number counts as 0.
///
/// **Undefined when** no share is above 0: `None`.
///
/// ```
/// # use evenhand_metrics::draw::{Source, multinomial};
/// let cells = multinomial(100, &[0.5, 0.3, 0.0, 0.2], &mut Source::new(1, 0)).unwrap();
/// assert_eq!(cells.iter().sum::<u64>(), 100);
/// assert_eq!(cells[2], 0);
/// ```
#[must_use]
pub fn multinomial(n: u64, shares: &[f64], source: &mut Source) -> Option<Vec<u64>> {
    let held: Vec<f64> = shares.iter().map(|share| if share.is_finite() { share.max(0.0) } else { 0.0 }).collect();
    // Summed from the end, so that the last cell with a share takes exactly what is left.
    let mut onwards = held.clone();
    for at in (1..onwards.len()).rev() {
        onwards[at - 1] += onwards[at];
    }
    if onwards.first().is_none_or(|whole| *whole <= 0.0) {
        return None;
    }
    let mut left = n;
    let drawn = held.iter().zip(&onwards).map(|(share, onwards)| {
        let here = if left > 0 && *share > 0.0 { Binomial::new(left, share / onwards).draw(source) } else { 0 };
        left -= here;
        here
    });
    Some(drawn.collect())
}

/// `drawn` of the people in the cells, drawn without putting anybody back: a split of a cube that needs no rows. Asked
/// for more people than there are, it returns everybody.
///
/// **Formula** cell by cell, hypergeometric against the cells that follow. **Source** Devroye (1986), chapter XI.
///
/// **Undefined when** never; more people than 64 bits hold count as that many.
///
/// ```
/// # use evenhand_metrics::draw::{Source, multivariate_hypergeometric};
/// let half = multivariate_hypergeometric(&[30, 0, 7, 63], 50, &mut Source::new(1, 0));
/// assert_eq!(half.iter().sum::<u64>(), 50);
/// assert!(half[0] <= 30 && half[1] == 0 && half[2] <= 7);
/// ```
#[must_use]
pub fn multivariate_hypergeometric(people: &[u64], drawn: u64, source: &mut Source) -> Vec<u64> {
    let mut after = people.iter().fold(0_u64, |sum, cell| sum.saturating_add(*cell));
    let mut left = drawn.min(after);
    let mut draw = |cell: &u64| {
        after = after.saturating_sub(*cell);
        let here = Hypergeometric::new(*cell, after, left).map_or(0, |tables| tables.draw(source));
        left -= here;
        here
    };
    people.iter().map(&mut draw).collect()
}
