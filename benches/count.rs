//! Rows counted a second: `cargo bench --bench count [-- FILE [AUDIENCE]]`. Without a file it makes one of a million rows.
//! Columns: `gender`, `age_band`, `region`, `income_band`, `device`, `campaign_id`, `targeted`, `converted`, and `user_id`
//! with an audience.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a bench says what it measured, or stops")]

#[path = "../tests/support/plan.rs"]
#[expect(dead_code, reason = "tests use more of it")]
mod support;

use std::path::{Path, PathBuf};
use std::time::Instant;

use evenhand::counted;
use evenhand::plan::{Absent, Test};
use evenhand_cube::read::{Column, Format, write_table};
use support::{With, plan};

const ROWS: usize = 1_000_000;
const ATTRIBUTES: [(&str, usize); 5] =
    [("gender", 3), ("age_band", 7), ("region", 13), ("income_band", 5), ("device", 4)];

fn main() {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).filter(|path| path.exists()).collect();
    let folder = tempfile::tempdir().expect("a folder for a file of random rows");
    let decisions = files.first().cloned().unwrap_or_else(|| random_rows(folder.path()));
    let mut plan = plan(&decisions, "targeted").outcome("converted", Test::OneOrTrue).campaign("campaign_id");
    for (attribute, _) in ATTRIBUTES {
        plan = plan.attribute(attribute);
    }
    if let Some(audience) = files.get(1) {
        plan = plan.audience(audience, "user_id", Absent::LeftOut);
    }
    let start = Instant::now();
    let counted = counted::run(&plan, &mut |_| {}).expect("rows that can be counted");
    let seconds = start.elapsed().as_secs_f64();
    let (rows, cells) = (counted.population.rows_read, counted.cube.cuboids[0].len());
    #[expect(clippy::cast_precision_loss, reason = "a rate to be looked at")]
    let speed = rows as f64 / seconds / 1e6;
    println!("{rows} rows, {cells} cells, {seconds:.3} s, {speed:.1} million rows a second");
}

/// Rows of a fixed sequence, the same on every machine.
fn random_rows(folder: &Path) -> PathBuf {
    let mut state = 7_u64;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut labels =
        |name: &str, count| Column::Strings((0..ROWS).map(|_| Some(format!("{name} {}", draw(count)))).collect());
    let mut columns: Vec<(&str, Column)> = ATTRIBUTES.map(|(name, count)| (name, labels(name, count))).into();
    columns.push(("campaign_id", labels("cmp", 20)));
    for (name, every) in [("targeted", 3), ("converted", 10)] {
        columns.push((name, Column::Integers((0..ROWS).map(|_| Some(i64::from(draw(every) == 0))).collect())));
    }
    let path = folder.join("decisions.parquet");
    write_table(&path, &columns, Format::Parquet).expect("a file");
    path
}
