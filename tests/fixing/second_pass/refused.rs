//! What cannot be counted again, written or looked up, and that no value is shown while it is refused.

use std::fs::{self, File};
use std::path::Path;

use evenhand::error::{Error, Place};
use evenhand::plan::{Absent, Decision, Plan, Test};
use evenhand_cube::count::{self, Changed, Lookup, NO, SessionOptions, UNKNOWN, YES, read_lookup};
use evenhand_cube::read::{Column, Format, Output, write_table};

use super::world::{By, again, begun, begun_with, decisions, some, with_audience};
use crate::support::counting::file;
use crate::support::plan::{With, named, plan, positive};

/// The error of a second pass that changes nothing.
fn refused_again(plan: &Plan, meanwhile: impl FnOnce()) -> Error {
    let (_, mut session) = begun(plan);
    meanwhile();
    let mut same = By(|_: &count::Seen<'_>| Ok(Changed::default()));
    let error = session.again(plan, &mut same, &mut |_| {}).expect_err("a changed file");
    assert!(!format!("{error:?}").contains("SECRET"), "{error:?}");
    error
}

/// New bytes in place of the old, with the old time of the last change.
fn replace(path: &Path, bytes: impl AsRef<[u8]>) {
    let modified = fs::metadata(path).expect("a file").modified().expect("a time");
    fs::write(path, bytes).expect("a file");
    File::options().write(true).open(path).expect("a file").set_modified(modified).expect("a time");
}

#[test]
fn a_file_that_was_changed_between_the_passes_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "sex,sent\nf,1\nm,0\nf,0\nm,1\n";
    let texts = [
        "sex,sent\nf,1\nm,0\nf,0\nm,1\nf,1\n",
        "sex,sent\nf,1\nm,0\nf,0\nm,0\n",
        "sex,sent\nf,1\nm,0\nf,0\nSECRET,1\n",
        "sex,sent\nf,1\nm,0\nf,0\nx,1\n",
        "sex,sent\nf,1\nm,0\nf,0\nm,7\n",
    ];
    for changed in texts {
        let path = file(folder.path(), "t.csv", text);
        let error = refused_again(&plan(&path, "sent").attribute("sex"), || replace(&path, changed));
        assert_eq!(error.code(), "EVH-D014", "{changed}");
    }
    let rows = decisions(false);
    let path = folder.path().join("t.parquet");
    write_table(&path, &some(&["sex", "sent"], &rows), Format::Parquet).expect("a file");
    let bytes = fs::read(&path).expect("bytes");
    // The last byte before the table of contents belongs to a page.
    let error = refused_again(&plan(&path, "sent").attribute("sex"), || {
        replace(&path, [&bytes[..], &[0]].concat());
    });
    assert_eq!(error.code(), "EVH-D014");
}

#[test]
fn a_part_that_came_or_went_is_an_error_where_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = file(folder.path(), "a.csv", "sex,sent\nf,1\nm,0\n");
    let two = file(folder.path(), "b.csv", "sex,sent\nm,0\nf,1\n");
    let plan = plan(folder.path(), "sent").attribute("sex");
    assert_eq!(refused_again(&plan, || fs::remove_file(&two).expect("gone")).code(), "EVH-D014");
    fs::write(&two, "sex,sent\nm,0\nf,1\n").expect("a file");
    assert_eq!(refused_again(&plan, || replace(&one, "sex,sent\nm,1\nm,0\n")).code(), "EVH-D014");
}

#[test]
fn an_audience_that_was_changed_is_an_error_where_its_names_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = with_audience(folder.path(), &decisions(false), Absent::Rejected);
    let audience = folder.path().join("a.parquet");
    let other = [("id", Column::Integers(vec![Some(1), Some(2)])), ("sex", Column::Strings(vec![None, None]))];
    let other = [&other[..], &[("job", Column::Bools(vec![None, None]))]].concat();
    let error = refused_again(&plan, || write_table(&audience, &other, Format::Parquet).expect("a file"));
    assert_eq!(error.code(), "EVH-D014");
}

fn refused_at_once(plan: &Plan, id: &str) -> (String, Error) {
    let id = named(id);
    match count::session(plan, SessionOptions { id: Some(&id) }, &mut |_| {}) {
        Err(error) => (error.code().to_owned(), error),
        Ok(_) => panic!("begun"),
    }
}

#[test]
fn names_must_be_where_the_rows_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "d.csv", "id,row,sent\n1,SECRET,1\n2,SECRET2,0\n");
    let audience = file(folder.path(), "a.csv", "id,sex,card\n1,f,SECRET3\n2,m,SECRET4\n3,f,SECRET5\n");
    let plan = |absent| plan(&path, "sent").attribute("sex").audience(&audience, "id", absent);
    let (code, error) = refused_at_once(&plan(Absent::LeftOut), "rows");
    assert_eq!((code.as_str(), error.said.values["suggestion"].as_str()), ("EVH-D004", Some("row")));
    assert_eq!(refused_at_once(&plan(Absent::LeftOut), "card").0, "EVH-D061");
    assert_eq!(refused_at_once(&plan(Absent::Rejected), "row").0, "EVH-D062");
    let id = named("row");
    let (_, session) = begun_with(&plan(Absent::LeftOut), SessionOptions { id: Some(&id) });
    assert_eq!(session.id_column(), Some("row"));
    assert_eq!(begun(&plan(Absent::Rejected)).1.id_column(), Some("id"));
}

#[test]
fn rows_that_count_the_selected_take_no_decisions() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "sex,people,reached\nf,100,30\nm,50,50\n");
    let read = Decision::Counted { count: named("people"), selected: named("reached") };
    let plan = plan(&path, "").attribute("sex").but(|plan| plan.columns.decision = read);
    let (first, mut session) = begun(&plan);
    assert_eq!(session.id_column(), None);
    assert_eq!(again(&mut session, &plan, |_| Ok(Changed::default())), first);
    let mut all = By(|rows: &count::Seen<'_>| Ok(Changed { decision: Some(vec![YES; rows.len]), score: None }));
    assert_eq!(session.again(&plan, &mut all, &mut |_| {}).expect_err("counts").code(), "EVH-D065");
}

#[test]
fn an_output_needs_two_names_and_a_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let create =
        |path: &Path, id| Output::create(path, Format::Csv, id, "weight").expect_err("no output").code().to_owned();
    assert_eq!(create(&folder.path().join("new.csv"), "weight"), "EVH-D060");
    assert_eq!(create(&folder.path().join("nowhere/new.csv"), "id"), "EVH-U004");
    assert_eq!(create(folder.path(), "id"), "EVH-U004");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

fn looked_up(folder: &Path, plan: &Plan, text: &str) -> Result<Lookup, Error> {
    let found = read_lookup(plan, (&file(folder, "new.csv", text), "new.csv", &Place::Run), "id", None);
    found.inspect_err(|error| assert!(!format!("{error:?}").contains("SECRET"), "{error:?}"))
}

#[test]
fn new_decisions_are_looked_up_by_name_and_read_as_the_plan_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "d.csv", "id,sex,state\n1,f,sent\n02,m,kept\n3,f,sent\n4,m,kept\n");
    let read = Decision::Row { read: positive("state", Test::any_of(["sent"])), count: None };
    let plan = plan(&path, "state").attribute("sex").but(|plan| plan.columns.decision = read);
    let id = named("id");
    let (_, mut session) = begun_with(&plan, SessionOptions { id: Some(&id) });
    let mut found = |lookup: &Lookup| {
        let mut found = Vec::new();
        again(&mut session, &plan, |rows| {
            let keys = rows.ids.expect("names").keys();
            found.extend(keys.into_iter().map(|key| key.and_then(|key| Some(lookup.get(key)?.decision))));
            Ok(Changed::default())
        });
        found
    };
    let own =
        looked_up(folder.path(), &plan, "state,id\nkept,1.0\nsent,02\nkept,9\n,3\nkept,1\nsent,\n").expect("read");
    assert_eq!((own.rows(), found(&own)), (6, vec![Some(NO), Some(YES), Some(UNKNOWN), None]));
    let other = looked_up(folder.path(), &plan, "id,decision\n1,0\n02,true\n").expect("read");
    assert_eq!((other.rows(), found(&other)), (2, vec![Some(NO), Some(YES), None, None]));
    let refusals = [
        ("ids,decision\nSECRET,1\n", "EVH-D004"),
        ("id,decisions\nSECRET,1\n", "EVH-D066"),
        ("id,decision\nSECRET,1\n2,0\nSECRET,0\n", "EVH-D064"),
        ("id,decision\n1,SECRET\n2,0\n", "EVH-D020"),
    ];
    for (text, code) in refusals {
        assert_eq!(looked_up(folder.path(), &plan, text).expect_err("refused").code(), code, "{text}");
    }
}
