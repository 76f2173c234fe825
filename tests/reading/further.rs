//! What people have beside their groups: units, values, scores, stages, and whether they were kept out. Counted from one
//! table or two, whole or in parts, they are the same.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::counting::{assert_cells, counted, file, refused};
use crate::support::plan::{With, named, plan, positive};
use evenhand::plan::{Absent, FOLD, HOLDOUT, Plan, SCORE, STAGE, Score, Stage, Test};
use evenhand_cube::count;
use evenhand_cube::role::Role;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::cube::{Cuboid, MISSING};

/// Every role at once.
fn roles(plan: Plan) -> Plan {
    plan.but(|plan| {
        plan.columns[Role::Unit] = Some(named("person"));
        plan.columns[Role::Value] = Some(named("offer"));
        plan.columns.score = Some(Score { column: named("score"), edges: Vec::new() });
        plan.columns.holdout = Some(positive("control", Test::OneOrTrue));
        plan.funnel = ["shown", "clicked"].map(|column| Stage { column: named(column) }).into();
    })
}

const HEADER: &str = "person,sex,sent,offer,score,control,shown,clicked\n";

fn margin(plan: &Plan, ids: &[&str]) -> Cuboid {
    counted(plan).cube.margin(ids).unwrap_or_else(|| panic!("no cuboid has {ids:?}"))
}

fn everybody(plan: &Plan) -> Cell {
    counted(plan).cube.total()
}

#[test]
fn every_role_is_a_dimension_and_every_cuboid_counts_the_same_people() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "ann,f,1,2.5,0.9,0,1,1\nbob,m,0,,0.1,1,1,0\ncyd,f,0,4,,0,0,0\nann,m,1,0,0.9,,1,\n";
    let plan = roles(plan(&file(folder.path(), "d.csv", format!("{HEADER}{rows}")), "sent").attribute("sex"));
    let counted = counted(&plan);
    for cuboid in &counted.cube.cuboids {
        assert_eq!(cuboid.total(), counted.cube.total());
    }
    let margin = |id: &str| counted.cube.margin(&["sex", id]).expect("a cuboid");
    assert_cells(
        &margin(SCORE),
        &[
            ("f 0.9", [0, 0, 1, 0, 0, 0]),
            ("f ()", [0, 0, 0, 0, 0, 1]),
            ("m 0.1", [0, 0, 0, 0, 0, 1]),
            ("m 0.9", [0, 0, 1, 0, 0, 0]),
        ],
    );
    assert_cells(
        &margin(HOLDOUT),
        &[("f no", [0, 0, 1, 0, 0, 1]), ("m yes", [0, 0, 0, 0, 0, 1]), ("m ()", [0, 0, 1, 0, 0, 0])],
    );
    // whoever was shown and may have clicked has an unknown depth
    assert_cells(
        &margin(STAGE),
        &[
            ("f 0", [0, 0, 0, 0, 0, 1]),
            ("f 2", [0, 0, 1, 0, 0, 0]),
            ("m 1", [0, 0, 0, 0, 0, 1]),
            ("m ()", [0, 0, 1, 0, 0, 0]),
        ],
    );
    let folds = counted.cube.margin(&[FOLD]).expect("a cuboid");
    assert_eq!(folds.cells().map(|(_, cell)| cell.people()).max(), Some(2), "both rows of ann are in one fold");
    let values = everybody(&plan).values.expect("values");
    assert_eq!((values.all.people, values.all.nonzero, values.all.sums().sum), (3, 2, 6.5));
    assert_eq!((values.selected.people, values.selected.sums().squares), (2, 6.25));
}

#[test]
fn people_without_a_unit_are_left_out_and_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "ann,f,1,1,1,0,0,0\n,m,0,1,1,0,0,0\nbob,m,0,1,1,0,0,0\n";
    let plan = roles(plan(&file(folder.path(), "d.csv", format!("{HEADER}{rows}")), "sent").attribute("sex"));
    let counted = counted(&plan);
    let left: Vec<_> = counted.population.left_out.iter().map(|left| (left.reason.as_str(), left.people)).collect();
    assert_eq!(left, [("unit-missing", 1)]);
    assert_eq!(counted.population.people_used, 2);
}

#[test]
fn two_tables_give_what_one_gives() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut decisions, mut audience) =
        (HEADER.to_owned(), "person,sent,offer,clicked\n".to_owned(), "person,sex,score,control,shown\n".to_owned());
    for n in 0..200 {
        let (sex, sent, offer, score) = (["f", "m"][n % 2], n % 3 / 2, n % 7, n % 11);
        let (control, shown) = (n % 5 / 4, n % 4 / 2);
        let clicked = shown * (n % 8 / 7);
        writeln!(one, "p{n},{sex},{sent},{offer},{score},{control},{shown},{clicked}").expect("text");
        writeln!(decisions, "p{n},{sent},{offer},{clicked}").expect("text");
        writeln!(audience, "p{n},{sex},{score},{control},{shown}").expect("text");
    }
    let whole = roles(plan(&file(folder.path(), "one.csv", one), "sent").attribute("sex"));
    let joined = plan(&file(folder.path(), "decisions.csv", decisions), "sent").attribute("sex").audience(
        &file(folder.path(), "audience.csv", audience),
        "person",
        Absent::LeftOut,
    );
    assert_eq!(counted(&whole).cube, counted(&roles(joined)).cube);
}

#[test]
fn a_person_without_a_decision_has_a_fold_and_no_score_that_only_decisions_give() {
    let folder = tempfile::tempdir().expect("a folder");
    let decisions = file(folder.path(), "d.csv", "person,sent,score\na,1,0.5\nb,0,0.7\n");
    let audience = file(folder.path(), "a.csv", "person,sex\na,f\nb,m\nc,f\n");
    let plan = plan(&decisions, "sent").attribute("sex").audience(&audience, "person", Absent::Rejected).but(|plan| {
        plan.columns[Role::Unit] = Some(named("person"));
        plan.columns.score = Some(Score { column: named("score"), edges: Vec::new() });
    });
    assert_cells(
        &margin(&plan, &["sex", SCORE]),
        &[("f 0.5", [0, 0, 1, 0, 0, 0]), ("f ()", [0, 0, 0, 0, 0, 1]), ("m 0.7", [0, 0, 0, 0, 0, 1])],
    );
    let folds = margin(&plan, &[FOLD]);
    assert!(folds.cells().all(|(key, _)| key[0] != MISSING));
    assert_eq!(folds.total().people(), 3);
}

fn many_scores(folder: &Path, name: &str, rows: std::ops::Range<u32>) -> std::path::PathBuf {
    let mut text = "sex,sent,score\n".to_owned();
    for n in rows {
        let (sex, sent) = (["f", "m"][n as usize % 2], n % 3 / 2);
        writeln!(text, "{sex},{sent},{}", f64::from(n % 6_000) / 6_000.0).expect("text");
    }
    file(folder, name, text)
}

#[test]
fn many_scores_fall_into_bins_and_parts_add_up_to_the_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let of = |path: &Path| {
        plan(path, "sent").attribute("sex").but(|plan| {
            plan.columns.score = Some(Score { column: named("score"), edges: Vec::new() });
        })
    };
    let whole = of(&many_scores(folder.path(), "whole.csv", 0..9_000));
    let (first, rest) =
        (many_scores(folder.path(), "1.csv", 0..3_000), many_scores(folder.path(), "2.csv", 3_000..9_000));
    let exact = |plan: &Plan| count::exact(plan, &mut |_| {}).expect("counts");
    let scores = margin(&whole, &[SCORE]);
    assert_eq!(scores.dims()[0].labels.len(), 1_024);
    // 3/6000 lies in [0, 1/1024), with 0 to 5; each of these scores comes twice in 0..3000 and once more beyond
    assert_eq!(scores.dims()[0].labels[0], "0..0.0009765625");
    assert_eq!(scores.get(&[0]).map(Cell::people), Some(12));
    let both = exact(&of(&first)).merge(&exact(&of(&rest))).expect("alike");
    assert_eq!(evenhand::counted::of(both, &whole).expect("an audit").cube, counted(&whole).cube);
}

#[test]
fn a_row_that_no_role_allows_is_one_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let with = |row: &str| {
        let rows = format!("{HEADER}ann,f,1,1,1,0,1,0\n{row}\n");
        refused(&roles(plan(&file(folder.path(), "d.csv", rows), "sent").attribute("sex"))).code().to_owned()
    };
    for (row, code) in [
        ("bob,m,0,1,NaN,0,0,0", "EVH-D050"),
        ("bob,m,0,1,inf,0,0,0", "EVH-D050"),
        ("bob,m,0,1,2147483648,0,0,0", "EVH-D050"),
        ("bob,m,0,1,high,0,0,0", "EVH-D050"),
        ("bob,m,0,-inf,1,0,0,0", "EVH-D051"),
        ("bob,m,0,much,1,0,0,0", "EVH-D051"),
        ("bob,m,0,1,1,2,0,0", "EVH-D020"),
        ("bob,m,0,1,1,0,0,1", "EVH-D053"),
        ("bob,m,0,1,1,0,yes,0", "EVH-D020"),
    ] {
        assert_eq!(with(row), code, "{row}");
    }
    let many = many_scores(folder.path(), "many.csv", 0..6_000);
    let outside = plan(&many, "sent").attribute("sex").but(|plan| {
        plan.columns.score = Some(Score { column: named("score"), edges: vec![0.5, 1.0] });
    });
    assert_eq!(refused(&outside).code(), "EVH-D052");
}
