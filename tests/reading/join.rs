//! Decisions and audience in two tables.

use std::path::PathBuf;

use crate::support::counting::{assert_cells, counted, file, refused};
use crate::support::plan::{With, named, plan};
use evenhand::counted::Counted;
use evenhand::document::LeftOut;
use evenhand::plan::{Absent, Decision, Plan, Test};
use evenhand_cube::read::{Column, Format, write_table};
use evenhand_cube::role::Role;
use evenhand_metrics::cube::MISSING;

/// Six people, two of whom nobody decided on in the cases below.
const AUDIENCE: &str = "id,sex,bought,w\n1,f,1,2\n2,f,0,1\n3,m,,1\n4,m,1,3\n5,f,0,1\n6,m,0,1\n";

struct Tables {
    folder: tempfile::TempDir,
    decisions: PathBuf,
    audience: PathBuf,
}

impl Tables {
    fn new(decisions: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let decisions = file(folder.path(), "d.csv", decisions);
        let audience = file(folder.path(), "a.csv", AUDIENCE);
        Self { folder, decisions, audience }
    }

    fn plan(&self, absent: Absent) -> Plan {
        plan(&self.decisions, "sent").attribute("sex").audience(&self.audience, "id", absent)
    }
}

const fn decided(selected: u64, rejected: u64) -> [u64; 6] {
    [0, 0, selected, 0, 0, rejected]
}

fn left_out(counted: &Counted) -> Vec<(&str, u64)> {
    counted.population.left_out.iter().map(|part| (part.reason.as_str(), part.people)).collect()
}

fn parts(left_out: &LeftOut) -> Vec<(Option<String>, Option<&str>, Option<u64>)> {
    let part = |part: &evenhand::document::LeftOutPart| part.segment.as_ref().map(evenhand::segment::Segment::id);
    left_out.by.iter().map(|by| (part(by), by.campaign.as_deref(), by.people)).collect()
}

#[test]
fn people_without_a_decision_are_left_out_by_segment() {
    let tables = Tables::new("id,sent\n1,1\n2,0\n3,1\n4,0\n,1\n99,1\n1.0,\n");
    let plan = tables.plan(Absent::LeftOut).outcome("bought", Test::OneOrTrue).but(|plan| plan.privacy.min_cell = 1);
    let counted = counted(&plan);
    let expected = [("f", [1, 0, 0, 0, 1, 0]), ("m", [0, 0, 1, 1, 0, 0])];
    assert_cells(&counted.cube.cuboids[0], &expected);
    let reasons = [("key-missing", 1), ("not-in-audience", 1), ("decision-missing", 1), ("no-decision", 2)];
    assert_eq!(left_out(&counted), reasons);
    let absent = parts(&counted.population.left_out[3]);
    assert_eq!(absent, [(Some("sex=f".into()), None, Some(1)), (Some("sex=m".into()), None, Some(1))]);
    assert_eq!((counted.population.rows_read, counted.population.people_used), (7, 4));
    let roles: Vec<_> =
        counted.inputs.iter().map(|input| (input.role.as_str(), input.columns_read.join(" "))).collect();
    assert_eq!(roles, [("decisions", "id sent".to_owned()), ("audience", "id bought sex".to_owned())]);
}

#[test]
fn a_list_of_the_chosen_rejects_the_others() {
    let tables = Tables::new("id\n2\n4\n");
    let listed = tables.plan(Absent::Rejected).outcome("bought", Test::OneOrTrue).but(|plan| {
        plan.columns.decision = Decision::Listed;
    });
    let expected = [("f", [0, 1, 0, 1, 1, 0]), ("m", [1, 0, 0, 0, 1, 1])];
    assert_cells(&counted(&listed).cube.cuboids[0], &expected);
}

#[test]
fn whoever_is_absent_from_a_campaign_is_rejected_in_it() {
    let tables = Tables::new("id,wave\n1,x\n2,x\n1,y\n6,y\n77,y\n3,\n");
    let listed = tables.plan(Absent::Rejected).campaign("wave").but(|plan| plan.columns.decision = Decision::Listed);
    let counted = counted(&listed);
    let expected = [
        ("f x", decided(2, 1)),
        ("f y", decided(1, 2)),
        ("m x", decided(0, 3)),
        ("m y", decided(1, 2)),
        ("m ()", decided(1, 0)),
    ];
    assert_cells(&counted.cube.cuboids[0], &expected);
    assert_eq!(parts(&counted.population.left_out[0]), [(None, Some("y"), None)]);
}

#[test]
fn an_absent_person_brings_the_weight_of_the_audience_or_none() {
    let tables = Tables::new("id\n2\n4\n");
    let weighted = tables.plan(Absent::Rejected).but(|plan| {
        plan.columns.decision = Decision::Listed;
        plan.columns[Role::Weight] = Some(named("w"));
    });
    let total = counted(&weighted).cube.total();
    assert_eq!(total.weight(evenhand_metrics::outcomes::Outcomes::REJECTED), Some(5.0));
    assert_eq!(total.weight(evenhand_metrics::outcomes::Outcomes::SELECTED), Some(4.0));
    // Weights of decisions alone: who has no decision has no weight either.
    let tables = Tables::new("id,sent,v\n1,0,1\n2,1,1\n3,0,1\n");
    let weighted = tables.plan(Absent::Rejected).but(|plan| plan.columns[Role::Weight] = Some(named("v")));
    assert_eq!(left_out(&counted(&weighted)), [("weight-missing", 3)]);
}

#[test]
fn keys_meet_whatever_their_type() {
    let folder = tempfile::tempdir().expect("a folder");
    let audience = folder.path().join("a.parquet");
    let columns = [
        ("id", Column::Floats([1.0, 2.0, 3.0, 4.0].map(Some).into())),
        ("sex", Column::Strings(["f", "m", "f", "m"].map(|sex| Some(sex.to_owned())).into())),
    ];
    write_table(&audience, &columns, Format::Parquet).expect("a file");
    let decisions = file(folder.path(), "d.csv", "id,sent\n1,1\n2,0\n3.0,0\n04,1\n");
    let plan = plan(&decisions, "sent").attribute("sex").audience(&audience, "id", Absent::LeftOut);
    let counted = counted(&plan);
    assert_cells(&counted.cube.cuboids[0], &[("f", decided(1, 1)), ("m", decided(0, 1))]);
    assert_eq!(left_out(&counted), [("not-in-audience", 1), ("no-decision", 1)]);
}

#[test]
fn a_key_that_repeats_in_a_campaign_is_a_warning_with_its_people() {
    let people = |text: &str, campaign: bool| {
        let tables = Tables::new(text);
        let plan = tables.plan(Absent::LeftOut);
        let counted = counted(&if campaign { plan.campaign("wave") } else { plan });
        let said = counted.warnings.iter().find(|said| said.id == "key-repeats");
        said.and_then(|said| said.values["people"].as_u64())
    };
    assert_eq!(people("id,sent,wave\n1,1,x\n1,0,y\n3,1,x\n", true), None);
    assert_eq!(people("id,sent,wave\n1,1,x\n1,0,y\n3,1,x\n", false), Some(1));
    assert_eq!(people("id,sent,wave\n1,1,x\n1,0,x\n1,0,x\n3,1,x\n3,1,x\n", true), Some(2));
}

#[test]
fn a_person_repeated_word_for_word_in_the_audience_is_one() {
    let tables = Tables::new("id,sent\n1,1\n2,0\n3,0\n");
    let audience = file(tables.folder.path(), "b.csv", "id,sex\n1,f\n2,f\n3,m\n1,f\n");
    let counted = counted(&plan(&tables.decisions, "sent").attribute("sex").audience(&audience, "id", Absent::LeftOut));
    assert_cells(&counted.cube.cuboids[0], &[("f", decided(1, 1)), ("m", decided(0, 1))]);
    assert!(counted.warnings.iter().any(|said| said.id == "audience-repeats" && said.values["rows"] == 1));
}

#[test]
fn columns_come_from_the_decisions_before_the_audience() {
    let tables = Tables::new("id,sent,sex\n1,1,a\n2,0,b\n3,1,\n4,0,a\n");
    let counted = counted(&tables.plan(Absent::Rejected).but(|plan| plan.privacy.min_cell = 1));
    let cuboid = &counted.cube.cuboids[0];
    assert_cells(cuboid, &[("a", decided(1, 1)), ("b", decided(0, 1)), ("()", decided(1, 2))]);
    assert_eq!(
        cuboid.get(&[MISSING]).expect("somebody").people(),
        3,
        "nobody knows the absent by a column of decisions"
    );
}

#[test]
fn decision_and_campaign_may_stand_in_the_audience() {
    let folder = tempfile::tempdir().expect("a folder");
    let decisions = file(folder.path(), "d.csv", "id,bought\n1,1\n2,0\n3,1\n");
    let audience = file(folder.path(), "a.csv", "id,sex,sent,wave\n1,f,1,x\n2,m,0,y\n3,m,1,x\n4,f,1,y\n");
    let plan = plan(&decisions, "sent").attribute("sex").campaign("wave").outcome("bought", Test::OneOrTrue);
    let left = counted(&plan.clone().audience(&audience, "id", Absent::LeftOut));
    let expected = [("f x", [1, 0, 0, 0, 0, 0]), ("m x", [1, 0, 0, 0, 0, 0]), ("m y", [0, 0, 0, 0, 1, 0])];
    assert_cells(&left.cube.cuboids[0], &expected);
    let rejected = counted(&plan.audience(&audience, "id", Absent::Rejected));
    let absent = ("f y", [0, 0, 0, 0, 0, 1]);
    assert_cells(&rejected.cube.cuboids[0], &[expected[0], absent, expected[1], expected[2]]);
}

#[test]
fn nobody_of_the_decisions_in_the_audience_is_an_error() {
    let tables = Tables::new("id,sent\nx1,1\nx2,0\n");
    assert_eq!(refused(&tables.plan(Absent::LeftOut)).code(), "EVH-D032");
}
