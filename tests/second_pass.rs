//! The second pass over the same rows: what a change sees of them, what is counted of what it answers, and what is written.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use evenhand::count::{self, Change, Changed, Exact, NO, Seen, Session, SessionOptions, UNKNOWN, YES};
use evenhand::error::Result;
use evenhand::plan::Plan;
use support::file;
use support::plan::{With, plan};

/// A change made of a closure.
struct By<F>(F);

impl<F: FnMut(&Seen<'_>) -> Result<Changed>> Change for By<F> {
    fn change(&mut self, rows: &Seen<'_>) -> Result<Changed> {
        (self.0)(rows)
    }
}

fn begun(plan: &Plan) -> (Exact, Session) {
    count::session(plan, SessionOptions::default(), &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

fn again(session: &mut Session, plan: &Plan, change: impl FnMut(&Seen<'_>) -> Result<Changed>) -> Exact {
    session.again(plan, &mut By(change), &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

fn exact(plan: &Plan) -> Exact {
    count::exact(plan, &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

/// The counts alone: what was read may differ.
fn without_files(mut exact: Exact) -> Exact {
    exact.inputs.clear();
    exact
}

/// Yes to no and no to yes.
fn flipped(rows: &Seen<'_>) -> Result<Changed> {
    let flip = |code: &u32| match *code {
        YES => NO,
        NO => YES,
        _ => UNKNOWN,
    };
    let decision = rows.decision.map(|decision| decision.iter().map(flip).collect());
    Ok(Changed { decision, score: None })
}

#[test]
fn a_change_that_leaves_everything_gives_the_same_counts_and_one_that_flips_decisions_those_of_a_flipped_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "sex,sent\nm,1\nf,0\n,1\nm,0\nf,\nx,1\n");
    let mirror = file(folder.path(), "u.csv", "sex,sent\nm,0\nf,1\n,0\nm,1\nf,\nx,0\n");
    let plan_of = |path| plan(path, "sent").attribute("sex");
    let (first, mut session) = begun(&plan_of(&path));
    assert_eq!(first, exact(&plan_of(&path)));
    assert_eq!(again(&mut session, &plan_of(&path), |_| Ok(Changed::default())), first);
    let turned = again(&mut session, &plan_of(&path), flipped);
    assert_eq!(without_files(turned), without_files(exact(&plan_of(&mirror))));
}
