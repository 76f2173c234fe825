//! The sample campaigns: made-up people whose chances of being chosen are known, so that what an audit says can be held
//! against the truth. The generator refuses to know files, limits and verdicts. `samples/README.md` lists its numbers.

use evenhand_metrics::cell::Cell;
use evenhand_metrics::cube::{Code, Cuboid, Dimension, MISSING};
use evenhand_metrics::outcomes::Outcome;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use evenhand_cube::read::Column;

/// People with attributes and a decision in the sample that the demo writes.
pub const PEOPLE: usize = 81_861;

/// The seed of the sample that the demo writes.
pub const SEED: u64 = 7;

/// A sample campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Campaign {
    /// Women, people from 45 on and rural people are chosen less often.
    SpringLoans,
    /// The same people, each with the same chance.
    Even,
}

/// The two tables of a campaign, as columns with their names.
#[derive(Debug, Clone, PartialEq)]
pub struct Tables {
    /// `user_id`, `targeted`, `converted`: one row a person, in no order.
    pub decisions: Vec<(&'static str, Column)>,
    /// `user_id`, `gender`, `age`, `region`: one row a person, by id.
    pub audience: Vec<(&'static str, Column)>,
}

/// A group of one attribute.
struct Group {
    /// Its label; `None`: the value is missing.
    label: Option<&'static str>,
    /// Its people among [`PEOPLE`].
    people: usize,
    /// Its share, in thousandths, of the chance that the attribute's reference has. [`Campaign::Even`] does without.
    chance: u64,
}

const fn group(label: &'static str, people: usize, chance: u64) -> Group {
    Group { label: Some(label), people, chance }
}

const GENDERS: [Group; 4] = [
    group("men", 41_230, 1000),
    group("non-binary", 312, 770),
    group("women", 39_880, 740),
    Group { label: None, people: 439, chance: 870 },
];

const AGE_BANDS: [Group; 6] = [
    group("<25", 16_749, 920),
    group("25-34", 20_100, 1000),
    group("35-44", 17_900, 950),
    group("45-54", 13_110, 610),
    group("55-64", 8_720, 540),
    group("65+", 5_282, 410),
];

const REGIONS: [Group; 2] = [group("rural", 24_558, 900), group("urban", 57_303, 1000)];

/// The youngest age of each band, and one past the oldest age of the last.
const AGES: [u8; 7] = [18, 25, 35, 45, 55, 65, 86];

/// The chance of a man of 25 to 34 in a town, and of everybody in [`Campaign::Even`], in thousandths.
const SPRING_BASE: u64 = 300;
const EVEN_BASE: u64 = 200;

/// The chance to take a loan after having seen the ad, and without, in thousandths.
const CONVERTS: u64 = 80;
const CONVERTS_UNASKED: u64 = 10;

/// One in so many people of the audience has no decision, and one in so many decisions has nobody in the audience.
const SILENT: usize = 133;
const STRAYS: usize = 666;

/// Ids start here.
const FIRST_ID: i64 = 100_001;

/// Somebody with attributes, as places in the lists above.
#[derive(Clone, Copy)]
struct Person {
    gender: u8,
    band: u8,
    region: u8,
    decision: Decision,
}

#[derive(Clone, Copy)]
struct Decision {
    targeted: bool,
    converted: bool,
}

/// Draws a campaign of so many people with attributes and a decision, besides which some have only the one or the other.
/// Groups have the same share of any number of people. The same arguments give the same tables on every machine.
#[must_use]
pub fn generate(campaign: Campaign, seed: u64, people: usize) -> Tables {
    let known = draw_people(campaign, seed, people);
    let silent = draw_people(campaign, seed ^ u64::MAX, people / SILENT);
    let mut draw = Draw::new(seed, 5);
    let strays: Vec<Decision> = (0..people / STRAYS).map(|_| draw.decision(EVEN_BASE * THOUSAND_CUBED)).collect();
    tables(&known, &silent, &strays, &mut draw)
}

/// The counts that reading the tables of [`generate`] gives: the people with attributes and a decision, over `gender`,
/// `age_band` and `region`.
#[must_use]
pub fn count(campaign: Campaign, seed: u64, people: usize) -> Cuboid {
    let dimension = |id: &str, groups: &[Group]| Dimension::new(id, groups.iter().filter_map(|group| group.label));
    let mut cuboid = Cuboid::new(vec![
        dimension("gender", &GENDERS),
        dimension("age_band", &AGE_BANDS),
        dimension("region", &REGIONS),
    ]);
    for person in draw_people(campaign, seed, people) {
        let key = [code(&GENDERS, person.gender), code(&AGE_BANDS, person.band), code(&REGIONS, person.region)];
        let mut cell = Cell::default();
        cell.add(Outcome::of(person.decision.targeted, Some(person.decision.converted)), 1);
        cuboid.add(&key, cell);
    }
    cuboid
}

fn code(groups: &[Group], place: u8) -> Code {
    groups[usize::from(place)].label.map_or(MISSING, |_| Code::from(place))
}

fn draw_people(campaign: Campaign, seed: u64, people: usize) -> Vec<Person> {
    // Each attribute is shuffled on its own: attributes do not depend on one another, so the ratio of two groups'
    // chances is the ratio that the lists above give, whatever the other attributes are.
    let genders = Draw::new(seed, 1).shuffled(&GENDERS, people);
    let bands = Draw::new(seed, 2).shuffled(&AGE_BANDS, people);
    let regions = Draw::new(seed, 3).shuffled(&REGIONS, people);
    let mut draw = Draw::new(seed, 4);
    let attributes = genders.into_iter().zip(bands).zip(regions);
    attributes
        .map(|((gender, band), region)| {
            let chance = match campaign {
                Campaign::Even => EVEN_BASE * THOUSAND_CUBED,
                Campaign::SpringLoans => {
                    let of = |groups: &[Group], place: u8| groups[usize::from(place)].chance;
                    SPRING_BASE * of(&GENDERS, gender) * of(&AGE_BANDS, band) * of(&REGIONS, region)
                }
            };
            Person { gender, band, region, decision: draw.decision(chance) }
        })
        .collect()
}

fn tables(known: &[Person], silent: &[Person], strays: &[Decision], draw: &mut Draw) -> Tables {
    let audience: Vec<(usize, &Person)> = draw.in_some_order(known.iter().chain(silent).enumerate().collect());
    let mut ids = vec![0; audience.len()];
    for ((place, _), id) in audience.iter().zip(FIRST_ID..) {
        ids[*place] = id;
    }
    let strangers = FIRST_ID.saturating_add_unsigned(audience.len() as u64)..;
    let decided = ids.iter().copied().zip(known.iter().map(|person| person.decision));
    let decisions = draw.in_some_order(decided.chain(strangers.zip(strays.iter().copied())).collect());

    let label = |groups: &[Group], place: u8| groups[usize::from(place)].label.map(str::to_owned);
    let integers = |values: &mut dyn Iterator<Item = i64>| Column::Integers(values.map(Some).collect());
    Tables {
        audience: vec![
            ("user_id", integers(&mut (FIRST_ID..).take(audience.len()))),
            ("gender", Column::Strings(audience.iter().map(|(_, person)| label(&GENDERS, person.gender)).collect())),
            ("age", integers(&mut audience.iter().map(|(_, person)| draw.age(person.band)))),
            ("region", Column::Strings(audience.iter().map(|(_, person)| label(&REGIONS, person.region)).collect())),
        ],
        decisions: vec![
            ("user_id", integers(&mut decisions.iter().map(|(id, _)| *id))),
            ("targeted", integers(&mut decisions.iter().map(|(_, decision)| i64::from(decision.targeted)))),
            ("converted", integers(&mut decisions.iter().map(|(_, decision)| i64::from(decision.converted)))),
        ],
    }
}

/// Three factors of a thousand thousandths: they leave a chance in thousandths as it is.
const THOUSAND_CUBED: u64 = 1_000_000_000;

/// Random draws in whole numbers alone, so that no machine and no release of a library can change one.
struct Draw(ChaCha8Rng);

impl Draw {
    fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A whole number from 0 to `end` - 1; the inequality of their chances is below `end` in 2^64.
    fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.0.next_u64()) * u128::from(end)) >> 64) as u64
    }

    /// A decision with this chance, in units of 10^-12, and what came of it.
    fn decision(&mut self, chance: u64) -> Decision {
        let targeted = self.below(1000 * THOUSAND_CUBED) < chance;
        Decision { targeted, converted: self.below(1000) < if targeted { CONVERTS } else { CONVERTS_UNASKED } }
    }

    fn age(&mut self, band: u8) -> i64 {
        let (from, end) = (AGES[usize::from(band)], AGES[usize::from(band) + 1]);
        i64::from(from).saturating_add_unsigned(self.below(u64::from(end - from)))
    }

    /// Places in `groups` for so many people, in shares as equal to the list's as whole people allow, in random order.
    fn shuffled(&mut self, groups: &[Group], people: usize) -> Vec<u8> {
        let mut places = Vec::with_capacity(people);
        let mut upto = 0;
        for (place, group) in (0..).zip(groups) {
            upto += group.people;
            places.resize((people * upto).div_ceil(PEOPLE), place);
        }
        self.in_some_order(places)
    }

    /// The same in random order (Fisher and Yates).
    #[expect(clippy::cast_possible_truncation, reason = "a place in a list is a usize")]
    fn in_some_order<T>(&mut self, mut list: Vec<T>) -> Vec<T> {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last as u64 + 1) as usize);
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use evenhand_metrics::outcomes::Outcomes;
    use evenhand_metrics::tally::Tally;

    /// The selected of each label of a dimension, `None` for missing values.
    fn by(cuboid: &Cuboid, id: &str) -> Vec<(Option<String>, Tally)> {
        let margin = cuboid.margin(&[cuboid.position(id).unwrap()]);
        let label = |key: &[Code]| margin.dims()[0].label(key[0]).map(str::to_owned);
        let tally = |cell: &Cell| Tally::of_counts(cell.count(Outcomes::SELECTED), cell.people());
        margin.cells().map(|(key, cell)| (label(key), tally(cell))).collect()
    }

    /// The square of the standard error of the logarithm of a rate.
    fn log_variance(tally: Tally) -> f64 {
        1.0 / tally.top - 1.0 / tally.bottom
    }

    #[test]
    fn groups_have_their_listed_sizes_and_chances_close_to_the_listed_ones() {
        let cuboid = count(Campaign::SpringLoans, SEED, PEOPLE);
        for (id, groups, reference) in
            [("gender", &GENDERS[..], "men"), ("age_band", &AGE_BANDS, "25-34"), ("region", &REGIONS, "urban")]
        {
            let rows = by(&cuboid, id);
            assert_eq!(rows.len(), groups.len());
            let of = |label: Option<&str>| rows.iter().find(|row| row.0.as_deref() == label).unwrap().1;
            let base = of(Some(reference));
            for group in groups {
                let tally = of(group.label);
                let people = u32::try_from(group.people).unwrap();
                assert_eq!(tally.bottom.to_bits(), f64::from(people).to_bits());
                let truth = f64::from(u32::try_from(group.chance).unwrap()) / 1000.0;
                let off = (tally.rate().unwrap() / base.rate().unwrap() / truth).ln();
                assert!(off.abs() < 4.0 * (log_variance(tally) + log_variance(base)).sqrt(), "{id} {:?}", group.label);
            }
        }
    }

    #[test]
    fn in_the_even_campaign_one_in_five_of_every_group_is_chosen() {
        let cuboid = count(Campaign::Even, SEED, PEOPLE);
        for (label, tally) in ["gender", "age_band", "region"].into_iter().flat_map(|id| by(&cuboid, id)) {
            let off = tally.rate().unwrap() - 0.2;
            assert!(off.abs() < 4.0 * (0.2 * 0.8 / tally.bottom).sqrt(), "{label:?}");
        }
    }

    #[test]
    fn both_campaigns_are_about_the_same_people() {
        let [spring, even] = [Campaign::SpringLoans, Campaign::Even].map(|campaign| generate(campaign, 3, 2_000));
        assert_eq!(spring.audience, even.audience);
        assert_ne!(spring.decisions, even.decisions);
    }

    #[test]
    fn another_seed_gives_other_people_and_the_same_seed_the_same() {
        let [one, again, other] = [1, 1, 2].map(|seed| generate(Campaign::Even, seed, 2_000));
        assert_eq!(one, again);
        assert_ne!(one, other);
    }

    #[test]
    fn the_tables_hold_the_people_that_are_counted_and_a_few_that_cannot_be() {
        let Tables { decisions, audience } = generate(Campaign::SpringLoans, 7, 10_000);
        let integers = |column: &Column| match column {
            Column::Integers(values) => values.iter().map(|value| value.unwrap()).collect::<Vec<i64>>(),
            _ => panic!("whole numbers"),
        };
        let (who, targeted) = (integers(&decisions[0].1), integers(&decisions[1].1));
        let (ids, ages) = (integers(&audience[0].1), integers(&audience[2].1));
        assert_eq!((ids.len(), who.len()), (10_000 + 75, 10_000 + 15));
        assert!(ages.iter().all(|age| (18..86).contains(age)));

        let of_65 = |id: &i64| ages.get(usize::try_from(*id - ids[0]).unwrap()).is_some_and(|age| *age >= 65);
        let chosen = who.iter().zip(&targeted).filter(|(id, targeted)| **targeted == 1 && of_65(id)).count();
        let counted = by(&count(Campaign::SpringLoans, 7, 10_000), "age_band");
        // 5,282 of 81,861 people are 65 or older: of 10,000, 645.
        assert_eq!(counted[5], (Some("65+".into()), Tally::of_counts(chosen as u64, 645)));
        assert_eq!(who.iter().filter(|id| !ids.contains(id)).count(), 15);
    }
}
