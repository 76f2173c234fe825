//! Rows counted a second, file to cube: `cargo bench -p evenhand-cube [-- FILE [AUDIENCE]]`, on as many threads as
//! `POLARS_MAX_THREADS` says. Without a file it makes one of a million rows, and counts it alone, with scores, and joined
//! with an audience. Columns: `gender`, `age_band`, `region`, `income_band`, `device`, `campaign_id`, `targeted`,
//! `converted`, `score`, and `user_id` with an audience.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a bench says what it measured, or stops")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::{Path, PathBuf};
use std::time::Instant;

use evenhand_cube::count::exact;
use evenhand_cube::read::{Column, Format, write_table};
use evenhand_cube::spec::{Absent, Columns, CubeSpec, Score};

const ROWS: usize = 1_000_000;
const ATTRIBUTES: [(&str, usize); 5] =
    [("gender", 3), ("age_band", 7), ("region", 13), ("income_band", 5), ("device", 4)];

fn main() {
    let files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).filter(|path| path.exists()).collect();
    match files.as_slice() {
        [] => {
            let folder = tempfile::tempdir().expect("a folder for files of random rows");
            let (both, decisions, audience) = random_rows(folder.path());
            measure("counted", &spec(&both));
            measure("with scores", &scored(spec(&both)));
            measure("joined", &joined(spec(&decisions), &audience));
        }
        [file] => {
            measure("counted", &spec(file));
            measure("with scores", &scored(spec(file)));
        }
        [file, audience, ..] => measure("joined", &joined(spec(file), audience)),
    }
}

fn measure(what: &str, spec: &CubeSpec) {
    let start = Instant::now();
    let counted = exact(spec, &mut |_| {}).expect("rows that can be counted");
    let seconds = start.elapsed().as_secs_f64();
    let rows: u64 = counted.inputs.iter().filter(|input| input.role == "decisions").map(|input| input.rows).sum();
    #[expect(clippy::cast_precision_loss, reason = "a rate to be looked at")]
    let speed = rows as f64 / seconds / 1e6;
    let cells = counted.cube.cuboids.first().map_or(0, evenhand_metrics::cube::Cuboid::len);
    println!("{what}: {rows} rows, {cells} cells, {seconds:.3} s, {speed:.1} million rows a second");
}

/// Five attributes and their pairs, by campaign, with an outcome.
fn spec(decisions: &Path) -> CubeSpec {
    support::with_campaign(support::with_outcome(support::spec(decisions, &ATTRIBUTES.map(|(name, _)| name))))
}

fn scored(spec: CubeSpec) -> CubeSpec {
    let edges = (0..=256).map(|edge| f64::from(edge) / 256.0).collect();
    let score = Some(Score { column: support::named("score"), edges });
    CubeSpec { columns: Columns { score, ..spec.columns }, ..spec }
}

fn joined(spec: CubeSpec, audience: &Path) -> CubeSpec {
    support::with_audience(spec, audience, Absent::LeftOut)
}

/// Rows of a fixed sequence, the same on every machine: with their people's attributes, without, and these people.
fn random_rows(folder: &Path) -> (PathBuf, PathBuf, PathBuf) {
    let mut state = 7_u64;
    let mut draw = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let people: Vec<usize> = (0..ROWS).map(|_| draw(ROWS)).collect();
    let mut labels = |name: &str, count: usize| -> Vec<String> {
        let all: Vec<String> = (0..count).map(|label| format!("{name} {label}")).collect();
        (0..ROWS).map(|_| all[draw(count)].clone()).collect()
    };
    let attributes = ATTRIBUTES.map(|(name, count)| (name, labels(name, count)));
    let campaigns = labels("cmp", 20);
    let strings = |labels: &[String]| Column::Strings(labels.iter().cloned().map(Some).collect());
    let whole = |numbers: Vec<usize>| Column::Integers(numbers.into_iter().map(|n| i64::try_from(n).ok()).collect());
    let mut decisions = vec![("user_id", whole(people.clone())), ("campaign_id", strings(&campaigns))];
    for (name, every) in [("targeted", 3), ("converted", 10)] {
        decisions.push((name, whole((0..ROWS).map(|_| usize::from(draw(every) == 0)).collect())));
    }
    #[expect(clippy::cast_precision_loss, reason = "below 2^31")]
    let score = Column::Floats((0..ROWS).map(|_| Some(draw(1 << 30) as f64 / f64::from(1 << 30))).collect());
    decisions.push(("score", score));
    let file = |name: &str, columns: &[(&str, Column)]| {
        let path = folder.join(name);
        write_table(&path, columns, Format::Parquet).expect("a file");
        path
    };
    let of_decisions = file("decisions.parquet", &decisions);
    let mut audience = vec![("user_id", whole((0..ROWS).collect()))];
    audience.extend(attributes.iter().map(|(name, labels)| (*name, strings(labels))));
    let of_audience = file("audience.parquet", &audience);
    let of_person = |labels: &[String]| -> Vec<String> { people.iter().map(|at| labels[*at].clone()).collect() };
    decisions.extend(attributes.iter().map(|(name, labels)| (*name, strings(&of_person(labels)))));
    (file("joined.parquet", &decisions), of_decisions, of_audience)
}
