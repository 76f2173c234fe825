//! One table into a cube: the same people whatever the file, its order and its parts.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::counting::{assert_cells, cells, counted, file, refused};
use crate::support::plan::{With, named, plan, positive};
use evenhand::counted::{self, Counted};
use evenhand::error::Place;
use evenhand::plan::{CAMPAIGN, Decision, Plan, Test};
use evenhand_cube::count::Progress;
use evenhand_cube::read::{Column, Format, write_table};
use evenhand_cube::role::Role;
use evenhand_metrics::cube::{Cube, MISSING};
use evenhand_metrics::outcomes::Outcomes;
use proptest::prelude::{Just, Strategy, any, prop, prop_assert, prop_assert_eq, proptest};

/// A cell of selected and rejected people whose outcome is unknown.
const fn decided(selected: u64, rejected: u64) -> [u64; 6] {
    [0, 0, selected, 0, 0, rejected]
}

#[test]
fn a_small_file_is_counted_as_by_hand() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "id,sex,job,sent,bought\n1,f,nurse,1,0\n2,m,,0,1\n3,f,\"cook, chef\",1,\n4,,nurse,0,0\n5,m,nurse,,1\n6,f,nurse,1,1\n";
    let path = file(folder.path(), "t.csv", text);
    let counted = counted(&plan(&path, "sent").outcome("bought", Test::OneOrTrue).attribute("sex").attribute("job"));
    let [cuboid] = counted.cube.cuboids.as_slice() else { panic!("one cuboid") };
    let expected = [
        ("f cook, chef", [0, 0, 1, 0, 0, 0]),
        ("f nurse", [1, 1, 0, 0, 0, 0]),
        ("m ()", [0, 0, 0, 1, 0, 0]),
        ("() nurse", [0, 0, 0, 0, 1, 0]),
    ];
    assert_cells(cuboid, &expected);
    let population = &counted.population;
    assert_eq!((population.rows_read, population.people_used), (6, 5));
    let missing: Vec<_> =
        population.missing.iter().map(|part| (part.attribute.as_str(), part.people, part.people_below)).collect();
    assert_eq!(missing, [("sex", None, Some(11)), ("job", None, Some(11))], "one person is fewer than eleven");
    assert_eq!(population.left_out.len(), 1);
    assert_eq!((population.left_out[0].reason.as_str(), population.left_out[0].people), ("decision-missing", 1));
    assert_eq!(population.left_out[0].by[0].people, None, "one person is fewer than eleven");
}

#[test]
fn only_the_columns_of_the_plan_are_read_and_said_in_its_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "private,sex,sent\nx,f,1\ny,m,0\n");
    let counted = counted(&plan(&path, "sent").attribute("sex"));
    let [input] = counted.inputs.as_slice() else { panic!("one file") };
    assert_eq!(input.columns_read, ["sent", "sex"]);
    assert_eq!((input.role.as_str(), input.name.as_str(), input.rows, input.bytes), ("decisions", "t.csv", 2, 29));
    assert_eq!(input.sha256, evenhand::digest::sha256(b"private,sex,sent\nx,f,1\ny,m,0\n"));
}

#[test]
fn the_separator_is_found_and_said_unless_it_is_given() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "\u{feff}\"sent\";\"age\"\r\n1;\"2,5\"\r\n0;4\r\n1;\"x;y\"\r\n");
    let plan = plan(&path, "sent").attribute("age");
    let found = counted(&plan);
    assert_cells(&found.cube.cuboids[0], &[("2,5", decided(1, 0)), ("4", decided(0, 1)), ("x;y", decided(1, 0))]);
    let [said, comma] = found.warnings.as_slice() else { panic!("two warnings") };
    assert_eq!((said.id.as_str(), said.values["separator"].as_str()), ("separator-detected", Some("semicolon")));
    assert_eq!(comma.id, "decimal-comma-detected");
    let stated = plan.but(|plan| (plan.data.csv.separator, plan.data.csv.decimal) = (Some(';'), Some(',')));
    assert!(counted(&stated).warnings.is_empty());
}

#[test]
fn text_stays_text_in_csv_and_whole_numbers_are_plain_in_parquet() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = file(folder.path(), "t.csv", "a,b,sent\n01,1.0,1\n1,1,0\n");
    let from_text = counted(&plan(&text, "sent").attribute("a").attribute("b"));
    assert_cells(&from_text.cube.cuboids[0], &[("01 1.0", decided(1, 0)), ("1 1", decided(0, 1))]);
    let columns = [
        ("a", Column::Floats(vec![Some(2.0), Some(10.0), Some(f64::NAN)])),
        ("b", Column::Bools(vec![Some(true), Some(false), None])),
        ("sent", Column::Bools(vec![Some(true), Some(false), Some(false)])),
    ];
    let path = folder.path().join("t.parquet");
    write_table(&path, &columns, Format::Parquet).expect("a file");
    let from_parquet = counted(&plan(&path, "sent").attribute("a").attribute("b"));
    let expected = [("2 true", decided(1, 0)), ("10 false", decided(0, 1)), ("() ()", decided(0, 1))];
    assert_cells(&from_parquet.cube.cuboids[0], &expected);
}

#[test]
fn bins_maps_and_missing_tokens_give_the_groups_in_their_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let ages = ["17", "25", "44.5", "45", "n/a", "", "60"];
    let rows: Vec<String> = ages.iter().enumerate().map(|(at, age)| format!("{age},{},{}", at % 3, at % 2)).collect();
    let path = file(folder.path(), "t.csv", format!("age,code,sent\n{}\n", rows.join("\n")));
    let plan = plan(&path, "sent")
        .but(|plan| plan.data.missing = vec!["n/a".into()])
        .attribute("age")
        .last(|age| age.bins = vec![25.0, 35.0, 45.0])
        .attribute("code")
        .last(|code| {
            code.map = [("2", "two"), ("*", "other")].map(|(value, label)| (value.into(), label.into())).into();
            code.map_order = vec!["two".into(), "other".into()];
        });
    let counted = counted(&plan);
    let dims = counted.cube.cuboids[0].dims();
    assert_eq!(dims[0].labels, ["<25", "25-34", "35-44", "45+"]);
    assert_eq!(dims[1].labels, ["two", "other"]);
    assert_eq!((counted.population.missing[0].people, counted.population.missing[0].people_below), (None, Some(11)));
}

#[test]
fn a_label_that_only_rows_left_out_have_is_no_group() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "sex,sent\nf,1\nm,0\nx,\n");
    let counted = counted(&plan(&path, "sent").attribute("sex"));
    assert_eq!(counted.cube.cuboids[0].dims()[0].labels, ["f", "m"]);
    assert_eq!(counted.population.left_out[0].by[0].segment.as_ref().expect("a segment").id(), "sex=x");
}

#[test]
fn rows_that_stand_for_many_people_count_them_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "sex,people,reached\nf,100,30\nm,50,50\nm,,3\nf,0,0\n");
    let read = Decision::Counted { count: named("people"), selected: named("reached") };
    let counted = counted(&plan(&path, "sent").attribute("sex").but(|plan| plan.columns.decision = read));
    assert_cells(&counted.cube.cuboids[0], &[("f", decided(30, 70)), ("m", decided(50, 0))]);
    assert_eq!(counted.population.people_used, 150);
    let left_out = &counted.population.left_out[0];
    assert_eq!((left_out.reason.as_str(), left_out.people), ("count-missing", 1));
}

#[test]
fn a_count_beside_a_decision_is_that_many_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "sex,sent,people\nf,1,40\nm,0,2.0\nm,1,7\n");
    let read = Decision::Row { read: positive("sent", Test::OneOrTrue), count: Some(named("people")) };
    let counted = counted(&plan(&path, "sent").attribute("sex").but(|plan| plan.columns.decision = read));
    assert_cells(&counted.cube.cuboids[0], &[("f", decided(40, 0)), ("m", decided(7, 2))]);
}

#[test]
fn weights_are_summed_exactly() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "sex;sent;w\nf;1;0,1\nf;1;0,2\nm;0;1\nm;0;\n");
    let weighted = plan(&path, "sent").attribute("sex").but(|plan| {
        plan.columns[Role::Weight] = Some(named("w"));
        plan.data.csv.decimal = Some(',');
    });
    let counted = counted(&weighted);
    assert!(counted.weighted);
    let women = counted.cube.cuboids[0].get(&[0]).expect("women");
    // 0.1 + 0.2 as the nearest multiples of 2^-64: the double nearest to their exact sum is 0.3 + 2^-54.
    assert_eq!(women.weight(Outcomes::SELECTED), Some(0.1 + 0.2));
    assert_eq!(women.count(Outcomes::SELECTED), 2);
    assert_eq!(counted.population.left_out[0].reason, "weight-missing");
}

#[test]
fn a_cross_too_large_gives_way_to_the_declared_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: Vec<String> = (0..60).map(|n| format!("{},{},{},{},{}", n % 2, n % 3, n % 5, n % 4, n % 7 % 2)).collect();
    let path = file(folder.path(), "t.csv", format!("a,b,c,k,sent\n{}\n", rows.join("\n")));
    // (2 + 1)(3 + 1)(5 + 1)(4 + 1) = 360 possible cells.
    let whole = plan(&path, "sent").attribute("a").attribute("b").attribute("c").campaign("k");
    let full = counted(&whole.clone().but(|plan| plan.max_cells = 360));
    let declared = counted(&whole.clone().but(|plan| plan.max_cells = 359));
    assert_eq!(full.cube.cuboids.len(), 1);
    assert_eq!(declared.warnings.iter().filter(|said| said.id == "crosses-only").count(), 1);
    let ids = |cube: &Cube| -> Vec<String> {
        cube.cuboids
            .iter()
            .map(|cuboid| cuboid.dims().iter().map(|dim| dim.id.as_str()).collect::<Vec<_>>().join(" "))
            .collect()
    };
    let campaign = |names: &str| format!("{names} {CAMPAIGN}");
    assert_eq!(ids(&declared.cube), ["a", "b", "c", "a b", "a c", "b c"].map(campaign));
    let narrow = counted(&whole.but(|plan| plan.max_cells = 119));
    // (3 + 1)(5 + 1)(4 + 1) = 120 is one too many.
    assert_eq!(ids(&narrow.cube)[3..], [campaign("a b"), campaign("a c"), "b c".into()]);
    for names in [["a", CAMPAIGN].as_slice(), &["b", "c"], &["a", "c"]] {
        assert_eq!(full.cube.margin(names), declared.cube.margin(names), "{names:?}");
        assert_eq!(full.cube.margin(names), narrow.cube.margin(names), "{names:?}");
    }
}

#[test]
fn values_named_as_positive_that_never_occur_are_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "sex,sent,y\nf,1,no\nm,0,no\n");
    let counted = counted(&plan(&path, "sent").attribute("sex").outcome("y", Test::any_of(["yes"])));
    assert!(counted.warnings.iter().any(|said| said.id == "positive-never-seen"));
}

#[test]
fn progress_tells_how_many_rows_and_which_part_of_all_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    // Parquet tells how many rows it has, and of text the bytes are known.
    for (name, format) in [("t.parquet", Format::Parquet), ("t.csv", Format::Csv)] {
        let path = folder.path().join(name);
        write_table(&path, &table(&rows_by_hand()), format).expect("a file");
        let mut last = None;
        counted::run(&full_plan(&path), &mut |progress| last = Some(progress)).expect("a cube");
        let Some(Progress { rows, share, .. }) = last else { panic!("no progress") };
        assert_eq!((rows, share), (6, Some(1.0)), "{name}");
    }
}

/// A row: sex, age, campaign, sent, bought.
type Row = (Option<String>, Option<i64>, String, bool, Option<bool>);

fn table(rows: &[Row]) -> Vec<(&'static str, Column)> {
    vec![
        ("sex", Column::Strings(rows.iter().map(|row| row.0.clone()).collect())),
        ("age", Column::Integers(rows.iter().map(|row| row.1).collect())),
        ("wave", Column::Strings(rows.iter().map(|row| Some(row.2.clone())).collect())),
        ("sent", Column::Integers(rows.iter().map(|row| Some(row.3.into())).collect())),
        ("bought", Column::Bools(rows.iter().map(|row| row.4).collect())),
    ]
}

fn full_plan(path: &Path) -> Plan {
    plan(path, "sent").attribute("sex").attribute("age").campaign("wave").outcome("bought", Test::OneOrTrue)
}

/// Both sexes, two ages, both decisions: always fit to be audited.
fn rows_by_hand() -> Vec<Row> {
    let row =
        |sex: &str, age, sent| (Some(sex.to_owned()), Some(age), "a wave with a long name".to_owned(), sent, None);
    vec![
        row("f", 9, true),
        row("m", 10, false),
        row("f", 10, false),
        row("m", 9, true),
        row("f", 9, true),
        row("f", 9, false),
    ]
}

fn any_row() -> impl Strategy<Value = Row> {
    let sex =
        prop::option::of(prop::sample::select(vec!["f", "m", "x", "a label of some length"]).prop_map(str::to_owned));
    let wave = prop::sample::select(vec!["spring", "autumn, with a comma"]).prop_map(str::to_owned);
    (sex, prop::option::of(7_i64..13), wave, any::<bool>(), any::<Option<bool>>())
}

fn same(one: &Counted, other: &Counted) -> bool {
    one.cube == other.cube && one.population == other.population
}

proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(24))]

    #[test]
    fn neither_format_nor_order_nor_parts_leave_a_trace(
        (rows, shuffled) in prop::collection::vec(any_row(), 0..60).prop_flat_map(|mut rows| {
            rows.extend(rows_by_hand());
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
        cut in any::<prop::sample::Index>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, rows: &[Row], format| {
            let path: PathBuf = folder.path().join(name);
            write_table(&path, &table(rows), format).expect("a file");
            path
        };
        let whole = counted(&full_plan(&write("t.parquet", &rows, Format::Parquet)));
        let text = counted(&full_plan(&write("t.csv", &rows, Format::Csv)));
        prop_assert_eq!(&whole.cube, &text.cube);
        prop_assert!(same(&whole, &counted(&full_plan(&write("s.parquet", &shuffled, Format::Parquet)))));
        let at = cut.index(shuffled.len() + 1);
        std::fs::create_dir(folder.path().join("parts")).expect("a folder");
        write("parts/one.csv", &shuffled[..at], Format::Csv);
        write("parts/two.csv", &shuffled[at..], Format::Csv);
        prop_assert!(same(&whole, &counted(&full_plan(&folder.path().join("parts")))));
        let people: u64 = rows.len() as u64;
        prop_assert_eq!(whole.cube.total().people(), people);
    }
}

#[test]
fn a_fixed_file_is_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: Vec<Row> = (0..20_000_i64)
        .map(|n| {
            (
                Some(format!("group number {}", n * n % 11)),
                Some(n % 13),
                format!("w{}", n % 3),
                n % 4 == 0,
                Some(n % 5 == 0),
            )
        })
        .collect();
    let path = folder.path().join("t.csv");
    write_table(&path, &table(&rows), Format::Csv).expect("a file");
    let counted = counted(&full_plan(&path));
    assert_eq!(counted.population.people_used, 20_000);
    println!("CUBE {:?}", cells(&counted.cube.cuboids[0]));
}

#[test]
fn one_thread_and_two_give_the_same_cube() {
    let cube = |threads: &str| {
        let run = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "table::a_fixed_file_is_counted", "--nocapture"])
            .env("POLARS_MAX_THREADS", threads)
            .output()
            .expect("this test again");
        let text = String::from_utf8(run.stdout).expect("text");
        text.lines().find(|line| line.contains("CUBE ")).expect("a cube").to_owned()
    };
    assert_eq!(cube("1"), cube("2"));
}

#[test]
fn people_without_a_value_have_a_key_of_their_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "sex,sent\nf,1\nm,0\n,1\n");
    let counted = counted(&plan(&path, "sent").attribute("sex"));
    assert_eq!(counted.cube.cuboids[0].get(&[MISSING]).expect("somebody").people(), 1);
}

#[test]
fn a_column_of_the_config_that_is_not_there_is_an_error_where_it_was_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "gender,sent\nf,1\nm,0\n");
    let error = refused(&plan(&path, "sent").attribute("gendre"));
    assert_eq!((error.code(), error.said.values["suggestion"].as_str()), ("EVH-D004", Some("gender")));
    assert_eq!(*error.place, Place::Flag("attribute gendre".into()));
}
