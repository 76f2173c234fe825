//! The even twin of the sample campaign has nothing to find: an audit with crosses must say so, whatever the draw.

use std::path::Path;

use evenhand::audit::Population;
use evenhand::count::Counted;
use evenhand::demo::generator::{Campaign, count};
use evenhand::plan::{Overrides, read};
use evenhand::policy::audit;
use evenhand_metrics::cube::Cube;

const PEOPLE: u32 = 80_000;

#[test]
fn the_even_twin_passes_with_crosses_in_at_least_95_of_100_draws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/even");
    let plan = read(&Overrides { folder, as_of: Some("2026-11-22".into()), ..Overrides::default() }).unwrap();
    assert_eq!((plan.depth, plan.checks[0].attributes.len()), (2, 6), "three attributes and their three crosses");
    let passed = (1..=100)
        .filter(|seed| {
            let counted = Counted {
                cube: Cube { cuboids: vec![count(Campaign::Even, *seed, PEOPLE as usize)] },
                weighted: false,
                inputs: Vec::new(),
                population: Population { people_used: u64::from(PEOPLE), ..Population::default() },
                warnings: Vec::new(),
            };
            audit(&plan, &counted).exit_code == 0
        })
        .count();
    println!("even twin: {passed} of 100 draws of {PEOPLE} people end in 0");
    assert!(passed >= 95, "{passed} of 100");
}
