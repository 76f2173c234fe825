//! Money spent and people reached: each row states its own once, whoever it stands for, and one that states nothing is known
//! to have stated nothing.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::counting::{counted, file, refused};
use crate::support::plan::{With, named, plan};
use evenhand::plan::{Absent, Decision, Plan};
use evenhand_cube::count;
use evenhand_cube::role::Role;
use evenhand_metrics::cell::{Spend, Spent, Stated};

fn paid(plan: Plan) -> Plan {
    plan.but(|plan| {
        plan.columns.campaign = Some(named("ad"));
        plan.columns[Role::Cost] = Some(named("spent"));
        plan.columns[Role::Reach] = Some(named("seen"));
    })
}

/// The same with people of each row, and the selected among them.
fn of_many(plan: Plan) -> Plan {
    paid(plan).but(|plan| {
        plan.columns.decision = Decision::Counted { count: named("people"), selected: named("won") };
    })
}

/// What a campaign states, for a group or for all.
fn spend(plan: &Plan, ids: &[&str], key: &[u32]) -> Spend {
    let margin = counted(plan).cube.margin(ids).expect("a cuboid");
    margin.get(key).and_then(|cell| cell.spend.as_deref().copied()).expect("a cell of rows")
}

/// Rows, silent rows, and the sum in quarters.
fn stated(rows: u64, silent: u64, quarters: i128) -> Stated {
    Stated { rows, silent, sum: quarters << 30 }
}

#[test]
fn a_row_states_its_money_once_however_many_people_it_stands_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "ad,sex,people,won,spent,seen\nx,f,100,40,12.5,90\nx,m,50,10,2.25,\ny,f,10,0,,7.5\ny,m,0,0,3,1\n";
    let plan = of_many(plan(&file(folder.path(), "d.csv", rows), "won").attribute("sex"));
    let of = |campaign: u32| spend(&plan, &["@campaign"], &[campaign]);
    assert_eq!((of(0)[Spent::Cost], of(0)[Spent::Reach]), (stated(2, 0, 59), stated(1, 1, 360)));
    assert_eq!(
        (of(1)[Spent::Cost], of(1)[Spent::Reach]),
        (stated(1, 1, 12), stated(2, 0, 34)),
        "a row of nobody costs money too"
    );
    assert_eq!(of(0)[Spent::Cost].whole(), Some(14.75));
    assert_eq!((of(1)[Spent::Cost].whole(), of(1)[Spent::Reach].whole()), (None, Some(8.5)));
    let of_men = spend(&plan, &["@campaign", "sex"], &[0, 1]);
    assert_eq!((of_men[Spent::Cost], of_men[Spent::Reach]), (stated(1, 0, 9), stated(0, 1, 0)));
}

#[test]
fn rows_that_state_nothing_are_said_by_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = "ad,sex,won,spent,seen\nx,f,1,1,1\nx,m,0,,1\ny,f,1,,1\ny,m,0,1,1\n";
    let counted = counted(&paid(plan(&file(folder.path(), "d.csv", rows), "won").attribute("sex")));
    let said: Vec<_> = counted.warnings.iter().filter(|said| said.id == "spend-unknown").collect();
    assert_eq!(said.len(), 1);
    assert_eq!((&said[0].values["rows"], &said[0].values["column"]), (&2.into(), &"spent".into()));
}

#[test]
fn money_of_the_audience_is_money_of_the_decisions_and_who_has_no_row_states_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut one, mut decisions, mut audience) =
        ("id,ad,sex,won,spent,seen\n".to_owned(), "id,ad,won,spent\n".to_owned(), "id,sex,seen\n".to_owned());
    for n in 0..60 {
        let (ad, sex, won) = (["x", "y"][n % 2], ["f", "m"][n / 2 % 2], n % 3 / 2);
        let (spent, seen) = (if n % 5 > 0 { n.to_string() } else { String::new() }, n % 4);
        writeln!(one, "{n},{ad},{sex},{won},{spent},{seen}").expect("text");
        writeln!(decisions, "{n},{ad},{won},{spent}").expect("text");
        writeln!(audience, "{n},{sex},{seen}").expect("text");
    }
    let whole = paid(plan(&file(folder.path(), "one.csv", one), "won").attribute("sex"));
    let (decisions, audience) = (file(folder.path(), "d.csv", decisions), file(folder.path(), "a.csv", audience));
    let joined = |absent| paid(plan(&decisions, "won").attribute("sex").audience(&audience, "id", absent));
    assert_eq!(counted(&whole).cube, counted(&joined(Absent::LeftOut)).cube);
    // thirty of sixty are absent from each campaign: they have a reach of their own, and no row that could cost anything
    let rejected = counted(&joined(Absent::Rejected)).cube.total();
    let spend = rejected.spend.as_deref().expect("rows");
    assert_eq!((rejected.people(), spend[Spent::Cost].rows, spend[Spent::Cost].silent), (120, 48, 12));
    assert_eq!((spend[Spent::Reach].rows, spend[Spent::Reach].silent), (120, 0));
}

#[test]
fn what_is_no_money_and_no_reach_is_one_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let with = |spent: &str, seen: &str| {
        let rows = format!("ad,sex,won,spent,seen\nx,f,1,1,1\nx,m,0,{spent},{seen}\n");
        let error = refused(&paid(plan(&file(folder.path(), "d.csv", rows), "won").attribute("sex")));
        (error.code().to_owned(), error.said.values["part"].clone(), error.said.values["reason"].clone())
    };
    for (spent, seen, part, reason) in [
        ("-0.01", "1", "cost", "negative"),
        ("2147483648", "1", "cost", "too-large"),
        ("much", "1", "cost", "not-a-number"),
        ("1", "-1", "reach", "negative"),
        ("1", "NaN", "reach", "not-finite"),
    ] {
        assert_eq!(with(spent, seen), ("EVH-D054".to_owned(), part.into(), reason.into()), "{spent} {seen}");
    }
}

#[test]
fn parts_of_which_one_spent_on_nobody_are_merged_and_stored_as_the_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let head = "ad,sex,people,won,spent,seen\n";
    let (one, two) = ("x,f,0,0,5,0\nx,m,8,3,1,8\n", "x,f,9,4,,9\ny,m,7,2,2,7\ny,f,0,0,4,\n");
    let exact = |name: &str, rows: String| {
        let plan = of_many(plan(&file(folder.path(), name, rows), "won").attribute("sex"));
        (count::exact(&plan, &mut |_| {}).expect("counts"), plan)
    };
    let (whole, plan) = exact("whole.csv", format!("{head}{one}{two}"));
    let parts = [exact("1.csv", format!("{head}{one}")).0, exact("2.csv", format!("{head}{two}")).0];
    let merged = parts[0].merge(&parts[1]).expect("alike");
    let stored = |exact: &count::Exact, name: &str| {
        let path: &Path = &folder.path().join(name);
        evenhand_cube::file::write(exact, path).expect("a cube");
        evenhand::counted::of(evenhand_cube::file::read(path).expect("a cube"), &plan).expect("an audit").cube
    };
    let cube = evenhand::counted::of(whole, &plan).expect("an audit").cube;
    assert_eq!(stored(&merged, "merged.cube"), cube);
    let (again, _) = exact("whole.csv", format!("{head}{one}{two}"));
    assert_eq!(stored(&again, "whole.cube"), cube);
    let spend = cube.total().spend.expect("rows");
    assert_eq!((spend[Spent::Cost], spend[Spent::Reach]), (stated(4, 1, 48), stated(4, 1, 96)));
}
