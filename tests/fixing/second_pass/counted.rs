//! What is counted of changed rows.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use evenhand::plan::{Absent, Decision, PART, Plan, SCORE, Test, Wave};
use evenhand_cube::count::{Changed, NO, Seen, UNKNOWN, YES};
use evenhand_cube::read::{Column, Format, write_table};
use evenhand_metrics::cell::Amount;

use super::world::{
    Case, again, begun, columns, decisions, every_role, exact, flipped, stored, through_a_pipe, with_audience,
    without_files,
};
use crate::support::counting::file;
use crate::support::plan::{With, named, plan, positive};

const CASES: [Case; 11] = [
    ("csv", |folder, d| every_role(plan(&stored(folder.join("t.csv"), Format::Csv, d), "sent"))),
    ("parquet", |folder, d| every_role(plan(&stored(folder.join("t.parquet"), Format::Parquet, d), "sent"))),
    ("folder", |folder, d| {
        let parts = folder.join("parts");
        for (name, rows) in [("region=n", &d[..31]), ("region=s", &d[31..])] {
            fs::create_dir_all(parts.join(name)).expect("a folder");
            stored(parts.join(name).join("a.csv"), Format::Csv, rows);
        }
        every_role(plan(&parts, "sent").attribute("region"))
    }),
    ("csv through a pipe", |folder, d| {
        let bytes = fs::read(stored(folder.join("t.csv"), Format::Csv, d)).expect("bytes");
        every_role(plan(&through_a_pipe(folder, bytes), "sent"))
    }),
    ("packed csv through a pipe", |folder, d| {
        let bytes = fs::read(stored(folder.join("t.csv"), Format::Csv, d)).expect("bytes");
        let bytes = zstd::encode_all(bytes.as_slice(), 1).expect("packed");
        every_role(plan(&through_a_pipe(folder, bytes), "sent"))
    }),
    ("parquet through a pipe", |folder, d| {
        let bytes = fs::read(stored(folder.join("t.parquet"), Format::Parquet, d)).expect("bytes");
        every_role(plan(&through_a_pipe(folder, bytes), "sent"))
    }),
    ("campaigns", |folder, d| every_role(plan(&stored(folder.join("t.csv"), Format::Csv, d), "sent").campaign("wave"))),
    ("too many cells for the full cross", |folder, d| {
        every_role(plan(&stored(folder.join("t.csv"), Format::Csv, d), "sent")).but(|plan| plan.max_cells = 8)
    }),
    ("joined", |folder, d| with_audience(folder, d, Absent::LeftOut)),
    ("joined, campaigns", |folder, d| with_audience(folder, d, Absent::LeftOut).campaign("wave")),
    ("counts of people", |folder, d| {
        let path = stored(folder.join("t.csv"), Format::Csv, d);
        let read = Decision::Row { read: positive("sent", Test::OneOrTrue), count: Some(named("id")) };
        plan(&path, "sent").attribute("sex").but(|plan| plan.columns.decision = read)
    }),
];

#[test]
fn wherever_rows_come_from_they_are_counted_again_alike_and_flipped_decisions_as_those_of_a_flipped_file() {
    for (name, case) in CASES {
        let [folder, once, mirror] = [(); 3].map(|()| tempfile::tempdir().expect("a folder"));
        let plan = case(folder.path(), &decisions(false));
        let (first, mut session) = begun(&plan);
        // A pipe can be read once: its plan is made anew.
        let plain = exact(&case(once.path(), &decisions(false)));
        assert_eq!(first, plain, "{name}");
        assert_eq!(again(&mut session, &plan, |_| Ok(Changed::default())), first, "{name}");
        let turned = again(&mut session, &plan, flipped);
        let expected = exact(&case(mirror.path(), &decisions(true)));
        assert!(without_files(first.clone()) != without_files(expected.clone()), "{name}: nothing was flipped");
        assert!(without_files(turned) == without_files(expected), "{name}");
        assert_eq!(again(&mut session, &plan, |_| Ok(Changed::default())), first, "{name}: and back");
    }
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
    assert!(without_files(turned) == without_files(exact(&plan_of(&mirror))));
}

#[test]
fn codes_are_places_among_the_sorted_labels_and_rows_left_out_are_told_and_not_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "sex,sent\nz,1\nm,\n,0\nf,0\n");
    let plan = plan(&path, "sent").attribute("sex");
    let (_, mut session) = begun(&plan);
    let mut seen = Vec::new();
    let all = again(&mut session, &plan, |rows| {
        seen.push((rows.attributes[0].to_vec(), rows.counted.to_vec(), rows.decision.map(<[u32]>::to_vec)));
        Ok(Changed { decision: Some(vec![YES; rows.len]), score: None })
    });
    let expected = (vec![3, 2, 0, 1], vec![true, false, true, true], Some(vec![YES, UNKNOWN, NO, NO]));
    assert_eq!(seen, [expected]);
    let wanted = file(folder.path(), "u.csv", "sex,sent\nz,1\nm,\n,1\nf,1\n");
    assert!(without_files(all) == without_files(exact(&plan.but(|plan| plan.data.decisions = wanted))));
}

#[test]
fn changed_scores_are_counted_as_those_of_a_file_with_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan_of = |path: &Path| every_role(plan(path, "sent"));
    let plain = stored(folder.path().join("t.csv"), Format::Csv, &decisions(false));
    let mut later = columns(&decisions(false));
    // Rows that are left out keep their scores, but are in no cell.
    for (_, column) in later.iter_mut().filter(|(name, _)| *name == "score") {
        if let Column::Floats(scores) = column {
            for score in scores.iter_mut().flatten() {
                *score /= 2.0;
            }
        }
    }
    let halved = folder.path().join("u.csv");
    write_table(&halved, &later, Format::Csv).expect("a file");
    let (_, mut session) = begun(&plan_of(&plain));
    let half = |score: &Option<Amount>| score.and_then(|score| Amount::from_f64(score.to_f64() / 2.0).ok());
    let changed = again(&mut session, &plan_of(&plain), |rows| {
        Ok(Changed { decision: None, score: rows.score.map(|scores| scores.iter().map(half).collect()) })
    });
    let by = ["sex", SCORE, PART];
    let margin = |exact: evenhand_cube::count::Exact| {
        evenhand::counted::of(exact, &plan_of(&plain)).expect("counts").cube.margin(&by)
    };
    assert_eq!(margin(changed).expect("scores"), margin(exact(&plan_of(&halved))).expect("scores"));
}

#[test]
fn a_column_for_each_campaign_is_seen_campaign_by_campaign() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = |flip: bool| {
        let flag = |yes: bool| u8::from(yes != flip);
        let row = |(sex, one, two)| format!("{sex},{},{}\n", flag(one), flag(two));
        let rows = [("f", true, false), ("m", false, false), ("f", true, true)].map(row);
        format!("sex,w1,w2\n{}", rows.concat())
    };
    let waves = |plan: &mut Plan| {
        let wave = |campaign: &str, column| Wave { campaign: campaign.into(), read: positive(column, Test::OneOrTrue) };
        plan.columns.decision = Decision::Wide { waves: vec![wave("spring", "w1"), wave("autumn", "w2")], count: None };
    };
    let plan_of = |name, flip| plan(&file(folder.path(), name, text(flip)), "").attribute("sex").but(waves);
    let plan = plan_of("t.csv", false);
    let (first, mut session) = begun(&plan);
    let mut seen = Vec::new();
    let same = again(&mut session, &plan, |rows| {
        seen.push((rows.campaign.map(<[u32]>::to_vec), rows.decision.map(<[u32]>::to_vec)));
        Ok(Changed::default())
    });
    assert_eq!(same, first);
    let labels = evenhand::counted::of(first, &plan).expect("counts").cube.cuboids[0].dims()[1].labels.clone();
    let place =
        |name: &str| u32::try_from(labels.iter().position(|label| label == name).expect("a wave")).expect("few") + 1;
    let (spring, autumn) = (place("spring"), place("autumn"));
    let expected = [(spring, [YES, NO, YES]), (autumn, [NO, NO, YES])];
    assert_eq!(seen, expected.map(|(wave, decision)| (Some(vec![wave; 3]), Some(decision.to_vec()))));
    let turned = again(&mut session, &plan, flipped);
    assert!(without_files(turned) == without_files(exact(&plan_of("u.csv", true))));
}

/// Rows that select every person of the audience in each of these campaigns that they have no decision in, of two.
fn chosen_besides(waves: &[&str]) -> String {
    let mut rows = String::new();
    for wave in waves {
        for id in (0..70).filter(|id| !(50..60).contains(id)) {
            let own = if id % 7 < 3 { "autumn" } else { "spring" };
            if id >= 50 || (waves.len() == 2 && own != *wave) {
                writeln!(rows, "{id},1,,{wave}").expect("text");
            }
        }
    }
    rows
}

#[test]
fn people_without_a_decision_are_rows_that_were_rejected() {
    let choices = [&["spring"][..], &["spring", "autumn"]];
    for waves in choices {
        let choose = |plan: Plan| if waves.len() == 1 { plan } else { plan.campaign("wave") };
        let [folder, mirror] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
        let plan_of = |folder: &Path, flip| choose(with_audience(folder, &decisions(flip)[..50], Absent::Rejected));
        let plan = plan_of(folder.path(), false);
        let (first, mut session) = begun(&plan);
        let mut people = 0;
        let same = again(&mut session, &plan, |rows| {
            people += rows.len;
            assert_eq!(rows.ids.expect("the key").keys().iter().flatten().count(), rows.len);
            Ok(Changed::default())
        });
        assert_eq!((&same, people), (&first, if waves.len() == 1 { 60 } else { 120 }));
        let flipped_plan = plan_of(mirror.path(), true);
        let text = fs::read_to_string(mirror.path().join("d.csv")).expect("decisions") + &chosen_besides(waves);
        fs::write(mirror.path().join("d.csv"), text).expect("decisions");
        let turned = again(&mut session, &plan, flipped);
        assert!(without_files(turned) == without_files(exact(&flipped_plan)), "{waves:?}");
    }
}

#[test]
fn people_without_a_decision_are_rejected_in_every_campaign_that_has_a_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let audience = file(folder.path(), "a.csv", "id,sex\n1,f\n2,m\n3,f\n");
    let wave = |column: &str| Wave { campaign: column.into(), read: positive(column, Test::OneOrTrue) };
    let plan_of = |text| {
        let plan = plan(&file(folder.path(), "d.csv", text), "").attribute("sex");
        plan.audience(&audience, "id", Absent::Rejected)
            .but(|plan| plan.columns.decision = Decision::Wide { waves: ["w1", "w2"].map(wave).into(), count: None })
    };
    let expected = exact(&plan_of("id,w1,w2\n2,0,1\n1,1,1\n3,1,1\n"));
    let plan = plan_of("id,w1,w2\n2,1,0\n");
    let (first, mut session) = begun(&plan);
    assert_eq!(again(&mut session, &plan, |_| Ok(Changed::default())), first);
    assert!(without_files(again(&mut session, &plan, flipped)) == without_files(expected));
}

#[test]
fn a_list_of_the_chosen_can_be_changed_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let audience = file(folder.path(), "a.csv", "id,sex\n1,f\n2,m\n3,f\n4,m\n");
    let plan_of = |text| {
        let path = file(folder.path(), "d.csv", text);
        let plan = plan(&path, "").attribute("sex").audience(&audience, "id", Absent::Rejected);
        plan.but(|plan| plan.columns.decision = Decision::Listed)
    };
    let expected = exact(&plan_of("id\n1\n3\n"));
    let plan = plan_of("id\n4\n1\n");
    let (_, mut session) = begun(&plan);
    let mut first_batch = true;
    let changed = again(&mut session, &plan, |rows| {
        // Of the list, 4 is given up; of the others, who are 2 and 3, 3 is taken.
        assert_eq!(rows.decision.is_none(), first_batch);
        first_batch = false;
        Ok(Changed { decision: Some(vec![NO, YES]), score: None })
    });
    assert!(without_files(changed) == without_files(expected));
}

#[test]
fn rows_of_several_batches_are_each_seen_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = 500_000;
    let text: Vec<String> = (0..rows).map(|row| format!("{row:07},{}\n", ["f,1", "m,0"][row % 2])).collect();
    let text = text.concat();
    let plan = plan(&file(folder.path(), "t.csv", format!("id,sex,sent\n{text}")), "sent").attribute("sex");
    let (first, mut session) = begun(&plan);
    let mut batches = Vec::new();
    let mut count = |rows: &Seen<'_>| {
        batches.push(rows.len);
        Ok(Changed::default())
    };
    assert_eq!(again(&mut session, &plan, &mut count), first);
    assert!(batches.len() > 1 && batches.iter().sum::<usize>() == rows, "{batches:?}");
}
