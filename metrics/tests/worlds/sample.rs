//! The fewest changes against every change of small worlds, by the definition of each limit.

#![expect(clippy::unwrap_used, reason = "the numbers of this world exist")]

use evenhand_metrics::{
    draw::{Binomial, Source},
    fix::sample::{Changes, Holds, Refusal, Terms, fewest},
    four_fifths::{FOUR_FIFTHS, Limit},
    significance::Count,
    undefined::Undefined,
};

fn fraction(num: u64, den: u64) -> Limit {
    Limit::of_fraction(num, den).unwrap()
}

/// Whether a/b is at least the limit times c/d.
fn at_least(a: Count, limit: Limit, c: Count) -> bool {
    a.top * c.bottom * limit.denominator() >= limit.numerator() * c.top * a.bottom
}

/// The definition of each limit, in integers.
fn kept(groups: &[Count], holds: Holds) -> bool {
    match holds {
        Holds::RatioToReference { reference, least, most } => {
            let of = groups[reference];
            let mut others = groups.iter().enumerate().filter(|(place, _)| *place != reference);
            // At most is at least the other way round.
            let at_most = |group: Count, limit: Limit| at_least(of, limit.inverse().unwrap(), group);
            of.top > 0
                && others.all(|(_, group)| {
                    least.is_none_or(|least| at_least(*group, least, of))
                        && most.is_none_or(|most| at_most(*group, most))
                })
        }
        Holds::RatioToHighest { least } => {
            let one = fraction(1, 1);
            let highest = groups.iter().find(|a| groups.iter().all(|b| at_least(**a, one, *b))).unwrap();
            highest.top > 0 && groups.iter().all(|group| at_least(*group, least, *highest))
        }
        Holds::Difference { reference, most } => groups.iter().all(|group| {
            let of = groups[reference];
            let apart = (group.top * of.bottom).abs_diff(of.top * group.bottom);
            apart * most.denominator() <= most.numerator() * group.bottom * of.bottom
        }),
    }
}

/// Every number that could be selected of each group.
fn all_counts(groups: &[Count]) -> Vec<Vec<Count>> {
    groups.iter().fold(vec![Vec::new()], |so_far, group| {
        let longer = |counts: &Vec<Count>| {
            let with = |y| counts.iter().copied().chain([Count::new(y, group.bottom)]).collect();
            (0..=group.bottom).map(with).collect::<Vec<Vec<Count>>>()
        };
        so_far.iter().flat_map(longer).collect()
    })
}

fn changes(before: &[Count], after: &[Count]) -> u64 {
    before.iter().zip(after).map(|(x, y)| x.top.abs_diff(y.top)).sum()
}

fn selected(groups: &[Count]) -> u64 {
    groups.iter().map(|group| group.top).sum()
}

fn assert_fewest(groups: &[Count], holds: Holds, keeping: &[&Vec<Count>], terms: Terms) {
    let no_losses = |after: &[Count]| !terms.no_losses || groups.iter().zip(after).all(|(x, y)| y.top >= x.top);
    let possible: Vec<&&Vec<Count>> = keeping.iter().filter(|after| no_losses(after)).collect();
    let affordable = possible.iter().filter(|after| terms.most_selected.is_none_or(|most| selected(after) <= most));
    let least = affordable.map(|after| changes(groups, after)).min();
    let what = || format!("{groups:?} {holds:?} {terms:?}");
    match fewest(groups, holds, terms) {
        Ok(Changes { by_group, decisions }) => {
            assert_eq!(Some(decisions), least, "{}", what());
            let moved = |(x, change): (&Count, &i64)| Count::new(x.top.checked_add_signed(*change).unwrap(), x.bottom);
            let after: Vec<Count> = groups.iter().zip(&by_group).map(moved).collect();
            assert!(kept(&after, holds) && no_losses(&after), "{}: {after:?}", what());
            assert!(terms.most_selected.is_none_or(|most| selected(&after) <= most), "{}: {after:?}", what());
            assert_eq!(changes(groups, &after), decisions);
        }
        Err(Refusal::BudgetBelow { least: budget }) => {
            assert_eq!(least, None, "{}", what());
            assert_eq!(possible.iter().map(|after| selected(after)).min(), Some(budget), "{}", what());
        }
        Err(refusal) => {
            assert_eq!((refusal, possible.len()), (Refusal::OutOfReach, 0), "{}", what());
        }
    }
}

fn limits() -> Vec<Holds> {
    let reference = 0;
    let ratio = |least, most| Holds::RatioToReference { reference, least, most };
    let (half, equal) = (fraction(1, 2), fraction(1, 1));
    vec![
        ratio(Some(FOUR_FIFTHS), None),
        ratio(None, Some(fraction(5, 4))),
        ratio(Some(half), Some(fraction(2, 1))),
        ratio(Some(equal), Some(equal)),
        ratio(Some(fraction(3, 2)), None),
        ratio(Some(equal), Some(half)),
        Holds::RatioToHighest { least: FOUR_FIFTHS },
        Holds::RatioToHighest { least: half },
        Holds::RatioToHighest { least: fraction(5, 4) },
        Holds::Difference { reference, most: fraction(0, 1) },
        Holds::Difference { reference, most: fraction(1, 3) },
    ]
}

fn assert_every_term(groups: &[Count], budgets: &[u64]) {
    let every = all_counts(groups);
    for holds in limits() {
        let keeping: Vec<&Vec<Count>> = every.iter().filter(|after| kept(after, holds)).collect();
        for most_selected in budgets.iter().map(|budget| Some(*budget)).chain([None]) {
            for no_losses in [false, true] {
                assert_fewest(groups, holds, &keeping, Terms { most_selected, no_losses });
            }
        }
    }
}

#[test]
fn no_change_of_a_small_world_is_smaller() {
    let world = |most| (1..=most).flat_map(|n| (0..=n).map(move |x| Count::new(x, n))).collect::<Vec<_>>();
    for (a, b) in world(5).iter().flat_map(|a| world(5).into_iter().map(move |b| (*a, b))) {
        assert_every_term(&[a, b], &[0, 1, 2, 4]);
    }
    let small = world(3);
    for (a, b) in small.iter().flat_map(|a| small.iter().map(move |b| (*a, *b))) {
        for c in &small {
            assert_every_term(&[a, b, *c], &[1, 3]);
        }
    }
}

#[test]
fn no_change_of_a_larger_world_is_smaller() {
    let mut source = Source::new(1, 43);
    for _ in 0..200 {
        let groups: Vec<Count> = (0..3)
            .map(|_| {
                let (often, mut some) = (source.share(), Binomial::new(27, source.share()));
                let n = 3 + some.draw(&mut source);
                some = Binomial::new(n, often);
                Count::new(some.draw(&mut source), n)
            })
            .collect();
        let now = selected(&groups);
        assert_every_term(&groups, &[now, now + 3, now * 2 / 3]);
    }
}

#[test]
fn a_billion_people_are_changed_by_hand_worked_numbers() {
    let billion = 1_000_000_000;
    let groups = [Count::new(200_000_000, billion), Count::new(400_000_000, billion)];
    let four_fifths = Holds::RatioToHighest { least: FOUR_FIFTHS };
    let found = |holds, terms| fewest(&groups, holds, terms).map(|changes| changes.by_group);
    assert_eq!(found(four_fifths, Terms::default()), Ok(vec![120_000_000, 0]));
    // As many as before: 4/9 and 5/9 of 600 million, rounded to the group's side.
    let even = Terms { most_selected: Some(600_000_000), no_losses: false };
    assert_eq!(found(four_fifths, even), Ok(vec![66_666_667, -66_666_667]));
    // Equality costs 200 million wherever the two meet; the reference keeps what it has.
    let equal = Holds::Difference { reference: 1, most: fraction(0, 1) };
    assert_eq!(found(equal, Terms::default()), Ok(vec![200_000_000, 0]));
}

#[test]
fn what_has_no_rate_is_refused() {
    let (some, none) = (Count::new(1, 2), Count::new(0, 0));
    let ratio = Holds::RatioToReference { reference: 1, least: Some(FOUR_FIFTHS), most: None };
    let refused = |groups: &[Count]| fewest(groups, ratio, Terms::default()).unwrap_err();
    assert_eq!(refused(&[none, some]), Refusal::Undefined { group: 0, reason: Undefined::EmptyGroup });
    assert_eq!(refused(&[some, none]), Refusal::Undefined { group: 1, reason: Undefined::ReferenceUndefined });
    assert_eq!(refused(&[some]), Refusal::Malformed { group: 1 });
    assert_eq!(refused(&[some, Count::new(3, 2)]), Refusal::Malformed { group: 1 });
    assert_eq!(refused(&[some, Count::new(1, u64::MAX)]), Refusal::TooLarge);
}

#[test]
fn fifty_groups_keep_the_limit_at_no_more_than_lifting_the_low_ones_costs() {
    let mut source = Source::new(1, 44);
    let groups: Vec<Count> = (0..50)
        .map(|_| {
            let n = 1 + Binomial::new(2_000_000, source.share()).draw(&mut source);
            let often = 0.02 + 0.02 * source.share();
            Count::new(Binomial::new(n, often).draw(&mut source), n)
        })
        .collect();
    let holds = Holds::RatioToHighest { least: FOUR_FIFTHS };
    let lifted = fewest(&groups, holds, Terms { most_selected: None, no_losses: true }).unwrap();
    let free = fewest(&groups, holds, Terms::default()).unwrap();
    let even = fewest(&groups, holds, Terms { most_selected: Some(selected(&groups)), no_losses: false }).unwrap();
    assert!(free.decisions <= lifted.decisions && free.decisions <= even.decisions);
    assert_eq!(even.by_group.iter().sum::<i64>(), 0);
    for found in [lifted, free, even] {
        let moved = |(x, change): (&Count, &i64)| Count::new(x.top.checked_add_signed(*change).unwrap(), x.bottom);
        assert!(kept(&groups.iter().zip(&found.by_group).map(moved).collect::<Vec<_>>(), holds));
    }
}
