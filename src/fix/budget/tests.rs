//! Budgets against every corner of small worlds, and by hand.

use super::*;

fn campaign(cost: f64, value: f64, reach: &[f64], eligible: &[f64]) -> Campaign {
    Campaign { cost, value, reach: reach.to_vec(), eligible: eligible.to_vec(), stays: false }
}

/// a x <= b, written down from what is asked and not from the programme.
struct Limit {
    a: Vec<f64>,
    b: f64,
}

fn limits(question: &Question, parity: bool) -> Vec<Limit> {
    let campaigns = &question.campaigns;
    let of = |f: &dyn Fn(&Campaign) -> f64| campaigns.iter().map(f).collect::<Vec<f64>>();
    let sum = |a: &[f64]| a.iter().sum::<f64>();
    let negative = |a: &[f64]| a.iter().map(|term| -term).collect::<Vec<f64>>();
    let cost = of(&|c| c.cost);
    let mut limits = vec![Limit { b: sum(&cost), a: cost }];
    let people: f64 = campaigns.iter().flat_map(|c| &c.eligible).sum();
    for group in 0..campaigns[0].reach.len() {
        let reach = of(&|c| c.reach[group]);
        limits.push(Limit { a: negative(&reach), b: -sum(&reach) });
        let own: f64 = campaigns.iter().map(|c| c.eligible[group]).sum();
        if parity {
            for (sign, share) in [(1.0, 1.0 + question.tolerance), (-1.0, 1.0 - question.tolerance)] {
                let a = of(&|c| sign * (c.reach[group] / own - share * c.reach.iter().sum::<f64>() / people));
                limits.push(Limit { a, b: 0.0 });
            }
        }
    }
    for (at, own) in campaigns.iter().enumerate() {
        let mut a = vec![0.0; campaigns.len()];
        a[at] = 1.0;
        limits.push(Limit { a: negative(&a), b: 0.0 });
        limits.push(Limit { a: a.clone(), b: 2.0 });
        for (reach, eligible) in own.reach.iter().zip(&own.eligible) {
            limits.push(Limit { a: a.iter().map(|one| one * reach).collect(), b: *eligible });
        }
    }
    limits
}

/// The point where these limits meet, by elimination.
fn meet(chosen: &[&Limit]) -> Option<Vec<f64>> {
    let n = chosen.len();
    let row = |limit: &&Limit| limit.a.iter().copied().chain([limit.b]).collect::<Vec<f64>>();
    let mut m: Vec<Vec<f64>> = chosen.iter().map(row).collect();
    for at in 0..n {
        let pivot = (at..n).max_by(|x, y| m[*x][at].abs().total_cmp(&m[*y][at].abs()))?;
        m.swap(at, pivot);
        if m[at][at].abs() < 1e-9 {
            return None;
        }
        let top = m[at].clone();
        for (_, other) in m.iter_mut().enumerate().filter(|(place, _)| *place != at) {
            let times = other[at] / top[at];
            other.iter_mut().zip(&top).for_each(|(x, y)| *x -= times * y);
        }
    }
    Some((0..n).map(|at| m[at][n] / m[at][at]).collect())
}

/// The most that any corner within all limits brings.
fn best_corner(question: &Question, parity: bool) -> Option<f64> {
    let limits = limits(question, parity);
    let n = question.campaigns.len();
    let mut best: Option<f64> = None;
    let mut places: Vec<usize> = (0..n).collect();
    loop {
        let chosen: Vec<&Limit> = places.iter().map(|place| &limits[*place]).collect();
        if let Some(x) = meet(&chosen) {
            let holds = |limit: &Limit| limit.a.iter().zip(&x).map(|(a, x)| a * x).sum::<f64>() <= limit.b + 1e-8;
            if limits.iter().all(holds) {
                let value = question.value(&x);
                best = Some(best.map_or(value, |best| best.max(value)));
            }
        }
        let Some(at) = (0..n).rev().find(|at| places[*at] < limits.len() - n + at) else { return best };
        places[at] += 1;
        for next in at + 1..n {
            places[next] = places[next - 1] + 1;
        }
    }
}

/// Small whole numbers, the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(self.0 >> 33).unwrap() % (most + 1)
    }
}

fn world(dice: &mut Dice, campaigns: usize, groups: usize) -> Question {
    let campaigns = (0..campaigns).map(|_| {
        let eligible: Vec<f64> = (0..groups).map(|_| f64::from(50 + dice.roll(50))).collect();
        let reach: Vec<f64> = eligible.iter().map(|people| (people * f64::from(dice.roll(9)) / 10.0).floor()).collect();
        campaign(f64::from(1 + dice.roll(20)), f64::from(dice.roll(12)), &reach, &eligible)
    });
    Question { campaigns: campaigns.collect(), tolerance: f64::from(1 + dice.roll(40)) / 100.0 }
}

#[test]
fn in_small_worlds_no_corner_brings_more_and_the_smallest_tolerance_is_the_smallest() {
    let mut dice = Dice(7);
    let (mut answers, mut refusals) = (0, 0);
    for (campaigns, groups) in [(2, 2), (2, 3), (3, 2), (3, 3)] {
        for _ in 0..150 {
            let question = world(&mut dice, campaigns, groups);
            let corner = best_corner(&question, true);
            match question.answer() {
                Ok(answer) => {
                    answers += 1;
                    let corner = corner.expect("a corner");
                    assert!((answer.value - corner).abs() < 1e-7 * corner.max(1.0), "{question:?} {answer:?} {corner}");
                    let free = best_corner(&question, false).expect("today is one");
                    assert!((answer.value_without - free).abs() < 1e-7 * free.max(1.0), "{question:?}");
                    let holds = |limit: &Limit| {
                        let sum: f64 = limit.a.iter().zip(&answer.multiples).map(|(a, x)| a * x).sum();
                        sum <= limit.b + 1e-7
                    };
                    assert!(limits(&question, true).iter().all(holds), "{question:?} {answer:?}");
                }
                Err(NoAnswer::Infeasible { tolerance, groups }) => {
                    refusals += 1;
                    assert!(corner.is_none() && !groups.is_empty(), "{question:?}");
                    assert!(tolerance > question.tolerance - 1e-9);
                    let at = |tolerance: f64| Question { tolerance, ..question.clone() };
                    assert!(at(tolerance + 1e-8).answer().is_ok(), "{question:?} {tolerance}");
                    assert_eq!(best_corner(&at(tolerance - 1e-4), true), None, "{question:?} {tolerance}");
                }
                Err(other) => {
                    let nothing =
                        question.campaigns.iter().all(|c| c.value == 0.0 || c.reach.iter().sum::<f64>() == 0.0);
                    assert!(nothing, "{other:?} {question:?}");
                }
            }
        }
    }
    assert!(answers > 100 && refusals > 100, "{answers} {refusals}");
}

#[test]
fn money_goes_where_it_reaches_the_group_left_behind() {
    // Today 60 of 200 women and 100 of 200 men for 200. The second campaign reaches women: x and y with x + y <= 2, women
    // 10x + 50y, men 60x + 40y >= 100. Both floors and the money leave x = y = 1 alone, so parity at 0.1 is out of reach:
    // rates 0.3 and 0.5 lie 25 % from 0.4.
    let question = Question {
        campaigns: vec![
            campaign(100.0, 10.0, &[10.0, 60.0], &[100.0, 100.0]),
            campaign(100.0, 10.0, &[50.0, 40.0], &[100.0, 100.0]),
        ],
        tolerance: 0.1,
    };
    match question.answer() {
        Err(NoAnswer::Infeasible { tolerance, groups }) => {
            assert!((tolerance - 0.25).abs() < 1e-9, "{tolerance}");
            assert_eq!(groups, [0, 1]);
        }
        other => panic!("{other:?}"),
    }
    // A third campaign that reaches nobody has money to give: x + y + z <= 3. At a tolerance of 0.1 men may have at most
    // 1.1/0.9 of what women have: 60x + 40y <= (11/9)(10x + 50y), so 43x <= 19y; y is at most 2, which 100 women allow,
    // so x = 38/43. Value 10x + 10y = 1240/43; without parity y = 2, x = 1 (z = 0): 30.
    let nobody = campaign(100.0, 0.0, &[0.0, 0.0], &[100.0, 100.0]);
    let question = Question { campaigns: question.campaigns.into_iter().chain([nobody]).collect(), ..question };
    let answer = question.answer().unwrap();
    let close = |value: f64, expected: f64| (value - expected).abs() < 1e-6;
    assert!(close(answer.multiples[0], 38.0 / 43.0) && close(answer.multiples[1], 2.0), "{answer:?}");
    assert!(close(answer.value, 1240.0 / 43.0) && close(answer.value_without, 30.0), "{answer:?}");
    assert!(close(answer.reach[0], 380.0 / 43.0 + 100.0) && close(answer.reach[1], 2280.0 / 43.0 + 80.0), "{answer:?}");
    // At 0.11 the row is 60x + 40y <= (111/89)(10x + 50y): 4230x <= 1990y, x = 398/423.
    let wider = 10.0 * (398.0 / 423.0) + 20.0;
    assert!(close(answer.per_point.unwrap(), wider - 1240.0 / 43.0), "{answer:?}");
}

#[test]
fn of_budgets_that_bring_as_much_the_least_money_moves() {
    let same = campaign(50.0, 5.0, &[20.0, 20.0], &[100.0, 100.0]);
    let question = Question { campaigns: vec![same.clone(), same.clone(), same], tolerance: 0.05 };
    let answer = question.answer().unwrap();
    assert!(answer.multiples.iter().all(|x| (x - 1.0).abs() < 1e-7), "{answer:?}");
}

#[test]
fn what_cannot_be_asked_says_why() {
    let usual = || campaign(10.0, 1.0, &[20.0, 20.0], &[100.0, 100.0]);
    let ask = |campaigns: Vec<Campaign>| Question { campaigns, tolerance: 0.05 }.answer().unwrap_err();
    let with = |change: &dyn Fn(&mut Campaign)| {
        let mut own = usual();
        change(&mut own);
        vec![own.clone(), own]
    };
    assert_eq!(ask(with(&|own| (own.eligible[1], own.reach[1]) = (0.0, 0.0))), NoAnswer::NobodyEligible(1));
    assert_eq!(ask(with(&|own| own.reach.fill(0.0))), NoAnswer::NobodyReached);
    assert_eq!(ask(with(&|own| own.eligible = own.reach.clone())), NoAnswer::EverybodyReached);
    assert_eq!(ask(with(&|own| own.cost = 0.0)), NoAnswer::NothingToMove);
    assert_eq!(ask(vec![usual()]), NoAnswer::NothingToMove);
    assert_eq!(ask(with(&|own| own.value = 0.0)), NoAnswer::NoValue);
}

#[test]
fn a_budget_that_stays_stays_and_nobody_is_reached_twice() {
    let mut small = campaign(10.0, 0.0, &[1.0, 1.0], &[10.0, 10.0]);
    small.stays = true;
    let full = campaign(10.0, 9.0, &[80.0, 80.0], &[100.0, 100.0]);
    let spare = campaign(10.0, 0.0, &[0.0, 0.0], &[100.0, 100.0]);
    let answer = Question { campaigns: vec![small, full, spare], tolerance: 0.05 }.answer().unwrap();
    assert!((answer.multiples[0] - 1.0).abs() < 1e-12);
    assert!((answer.multiples[1] - 1.25).abs() < 1e-8, "a hundred people can be reached, not 160: {answer:?}");
}

#[test]
fn six_job_advertisements_in_germany_are_what_every_corner_says() {
    // Money in euros, women and men reached: the ad sets for Germany of AlgorithmWatch, 2020. Nobody published how many could
    // have been reached: 50,000 of either for each is an assumption of this test. The optimum is that of all corners,
    // enumerated by another program.
    let ads = [
        (17.42, 2616.0, 2520.0),
        (17.30, 3496.0, 3646.0),
        (17.53, 2400.0, 1795.0),
        (17.54, 4420.0, 1308.0),
        (17.48, 6456.0, 258.0),
        (17.59, 386.0, 4864.0),
    ];
    let of = |(cost, women, men): (f64, f64, f64)| campaign(cost, women + men, &[women, men], &[50_000.0; 2]);
    let question = Question { campaigns: ads.map(of).to_vec(), tolerance: 0.05 };
    let answer = question.answer().unwrap();
    let expected = [0.211_502_472_3, 2.0, 0.0, 0.0, 1.796_088_497_3, 2.0];
    assert!((answer.value - 37_929.214_868_479).abs() < 1e-4, "{answer:?}");
    assert!(answer.multiples.iter().zip(expected).all(|(x, expected)| (x - expected).abs() < 1e-6), "{answer:?}");
}
