//! Draws against the distributions that they are drawn from.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "numbers of people below 2^53"
)]

use evenhand_metrics::{
    draw::{Binomial, Hypergeometric, Source, multinomial, multivariate_hypergeometric},
    special::{binomial::ln_probability, chi_squared},
};

const DRAWS: u32 = 100_000;

/// How surprising `DRAWS` draws are if the probability of k is `probability(k)`: Pearson's chi-squared, numbers pooled
/// until 20 are expected.
fn surprise(draw: impl FnMut() -> u64, probability: impl Fn(u64) -> f64, from: u64, to: u64) -> f64 {
    let mut seen = vec![0_u32; (to - from) as usize + 1];
    std::iter::repeat_with(draw).take(DRAWS as usize).for_each(|k| {
        seen[(k.clamp(from, to) - from) as usize] += 1;
    });
    let (mut chi2, mut cells, mut observed, mut expected, mut left) = (0.0, 0_u32, 0.0, 0.0, f64::from(DRAWS));
    for (k, seen) in (from..=to).zip(seen) {
        observed += f64::from(seen);
        expected += probability(k) * f64::from(DRAWS);
        if expected >= 20.0 && left - expected >= 20.0 || k == to {
            // The last cell takes the tail beyond it too.
            let expected_here = if k == to { left } else { expected };
            chi2 += (observed - expected_here).powi(2) / expected_here;
            cells += 1;
            left -= expected_here;
            (observed, expected) = (0.0, 0.0);
        }
    }
    if cells > 1 { chi_squared::above(chi2, cells - 1) } else { 1.0 }
}

/// The numbers within twelve standard deviations of a mean.
fn near(mean: f64, variance: f64, most: u64) -> (u64, u64) {
    let reach = 12.0 * variance.sqrt() + 12.0;
    ((mean - reach).max(0.0) as u64, ((mean + reach) as u64).min(most))
}

#[test]
fn binomial_draws_are_as_frequent_as_they_should_be() {
    let mut stream = 0;
    for n in [1_u64, 2, 7, 19, 20, 50, 400, 5_000, 100_000] {
        for p in [0.0005, 0.02, 0.2, 0.5, 0.501, 0.8, 0.97, 0.9999] {
            stream += 1;
            let (mut source, binomial) = (Source::new(20_261, stream), Binomial::new(n, p));
            let (from, to) = near(n as f64 * p, n as f64 * p * (1.0 - p), n);
            let p_value = surprise(|| binomial.draw(&mut source), |k| ln_probability(k, n, p).exp(), from, to);
            assert!(p_value > 1e-3, "{n} at {p}: {p_value}");
        }
    }
}

/// k of the first group, from three binomial probabilities at any common rate.
fn hypergeometric(k: u64, first: u64, second: u64, selected: u64) -> f64 {
    let p = selected as f64 / (first + second) as f64;
    (ln_probability(k, first, p) + ln_probability(selected - k, second, p)
        - ln_probability(selected, first + second, p))
    .exp()
}

#[test]
fn hypergeometric_draws_are_as_frequent_as_they_should_be() {
    let mut stream = 0;
    for (first, second) in [(1, 1), (3, 4), (10, 2), (50, 60), (400, 20), (1_000, 100_000), (70_000, 50_000)] {
        let people = first + second;
        for selected in [1, 2, people / 10, people / 2, people - 1] {
            stream += 1;
            let mut source = Source::new(20_262, stream);
            let drawn = Hypergeometric::new(first, second, selected).unwrap();
            let share = first as f64 / people as f64;
            let mean = selected as f64 * share;
            let (from, to) = near(mean, mean * (1.0 - share), first.min(selected));
            let from = from.max(selected.saturating_sub(second));
            let probability = |k| hypergeometric(k, first, second, selected);
            let p_value = surprise(|| drawn.draw(&mut source), probability, from, to);
            assert!(p_value > 1e-3, "{first} {second} {selected}: {p_value}");
        }
    }
}

#[test]
fn a_billion_people_are_drawn_with_their_mean_and_variance() {
    let (n, draws) = (1_000_000_000_u64, 20_000);
    for (stream, p) in [1e-9, 3e-8, 1e-4, 0.25, 0.5, 0.999].into_iter().enumerate() {
        let (mean, variance) = (n as f64 * p, n as f64 * p * (1.0 - p));
        let (mut source, binomial) = (Source::new(20_263, stream as u64), Binomial::new(n, p));
        let off: Vec<f64> = (0..draws).map(|_| (binomial.draw(&mut source) as f64 - mean) / variance.sqrt()).collect();
        let (drift, spread) = (off.iter().sum::<f64>(), off.iter().map(|z| z * z).sum::<f64>());
        let draws = f64::from(draws);
        // In standard errors; the fourth moment of a binomial is 3 + (1 - 6pq)/npq.
        let kurtosis = 2.0 + (1.0 - 6.0 * p * (1.0 - p)) / variance;
        assert!((drift / draws.sqrt()).abs() < 4.0, "mean at {p}");
        assert!(((spread - draws) / (draws * kurtosis).sqrt()).abs() < 4.0, "variance at {p}");
    }
}

#[test]
fn certain_draws_are_certain() {
    let mut source = Source::new(1, 0);
    for n in [0, 1, 1_000, 1_000_000_000] {
        for (p, want) in [(0.0, 0), (-1.0, 0), (f64::NAN, 0), (1.0, n), (2.0, n)] {
            assert_eq!(Binomial::new(n, p).draw(&mut source), want, "{n} at {p}");
        }
        for (first, second, selected, want) in [(n, 0, n, n), (0, n, n, 0), (n, 5, 0, 0), (n, 5, n + 5, n)] {
            let drawn = Hypergeometric::new(first, second, selected).map(|tables| tables.draw(&mut source));
            assert_eq!(drawn, Some(want), "{selected} of {first} and {second}");
        }
    }
    assert!(Hypergeometric::new(3, 4, 8).is_none());
    assert!(Hypergeometric::new(u64::MAX, 1, 8).is_none());
    assert_eq!(multinomial(5, &[], &mut source), None);
    assert_eq!(multinomial(5, &[0.0, -1.0, f64::NAN, f64::INFINITY], &mut source), None);
    assert_eq!(multinomial(5, &[0.0, 1e-300, 0.0], &mut source), Some(vec![0, 5, 0]));
    assert_eq!(multivariate_hypergeometric(&[], 5, &mut source), [0; 0]);
    assert_eq!(multivariate_hypergeometric(&[2, 0, 3], 9, &mut source), [2, 0, 3]);
}

#[test]
fn the_same_seed_and_stream_give_the_same_draws_and_others_do_not() {
    let drawn = |seed, stream| {
        let mut source = Source::new(seed, stream);
        let cells = multivariate_hypergeometric(&[1_000, 2_000, 3_000], 1_500, &mut source);
        (cells, Binomial::new(1_000_000, 0.3).draw(&mut source))
    };
    assert_eq!(drawn(1, 2), drawn(1, 2));
    assert_ne!(drawn(1, 2), drawn(1, 3));
    assert_ne!(drawn(1, 2), drawn(2, 2));
}

/// Each cell of a split is itself binomial or hypergeometric, and nobody is lost.
#[test]
fn splits_keep_everybody_and_each_cell_has_its_own_distribution() {
    let people = [40_u64, 0, 9, 300, 151];
    let all: u64 = people.iter().sum();
    for (cell, own) in people.into_iter().enumerate().filter(|(_, own)| *own > 0) {
        let mut source = Source::new(20_264, cell as u64);
        let without = || {
            let split = multivariate_hypergeometric(&people, 120, &mut source);
            assert_eq!(split.iter().sum::<u64>(), 120);
            assert!(split.iter().zip(people).all(|(drawn, own)| *drawn <= own));
            split[cell]
        };
        let p_value = surprise(without, |k| hypergeometric(k, own, all - own, 120), 0, own.min(120));
        assert!(p_value > 1e-3, "without putting back, cell {cell}: {p_value}");

        let shares = people.map(|own| own as f64);
        let with = || {
            let drawn = multinomial(120, &shares, &mut source).unwrap();
            assert_eq!((drawn.iter().sum::<u64>(), drawn[1]), (120, 0));
            drawn[cell]
        };
        let share = own as f64 / all as f64;
        let p_value = surprise(with, |k| ln_probability(k, 120, share).exp(), 0, 120);
        assert!(p_value > 1e-3, "with putting back, cell {cell}: {p_value}");
    }
}
