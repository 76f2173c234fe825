//! Cube files of every role at once: written, read, merged, and audited as the rows are.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use evenhand::plan::{self, MAX_CELLS, Overrides, Plan};
use evenhand_cube::count::{self, Exact};
use evenhand_cube::file;
use tempfile::TempDir;

const CONFIG: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"parts\"\n[columns]\ndecision = \"sent\"\n\
    weight = \"w\"\ncampaign = \"c\"\nunit = \"person\"\nvalue = \"offer\"\ncost = \"spent\"\nreach = \"seen\"\nscore = \"score\"\nholdout = \"control\"\n\
    [funnel]\nstages = [\"shown\", \"clicked\"]\n[[attribute]]\nname = \"gender\"\n[[attribute]]\nname = \"age\"\n\
    bins = [25, 45]\n[[attribute]]\nname = \"region\"\nkind = \"stratum\"\n";

/// Three parts; the last has more scores than the others, and only it a third region.
fn campaign() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("parts")).unwrap();
    for part in 1..=3_u32 {
        let mut csv = String::from("person,gender,age,region,sent,w,c,offer,score,control,shown,clicked,spent,seen\n");
        for row in 0..200_u32 {
            let (person, gender, age) = (part * 1_000 + row / 2, ["m", "f"][row as usize % 2], 18 + (row * 13) % 50);
            let region = ["north", "south", "east"][(row % if part == 3 { 3 } else { 2 }) as usize];
            let (sent, w, c) = (u32::from(row % 7 < 3), f64::from(1 + row % 9) * 0.37, ["a", "b"][row as usize / 100]);
            let score = if row % 10 == 0 { String::new() } else { (f64::from(row * part) / 1_000.0).to_string() };
            let (offer, control, shown) = (f64::from(row) / 8.0 - 10.0, row % 5 / 4, row % 4 / 2);
            let clicked = shown * (row % 3 / 2);
            let spent = if row % 11 == 0 { String::new() } else { (f64::from(row) / 7.0).to_string() };
            let seen = f64::from(row % 5) / 2.0;
            writeln!(
                csv,
                "{person},{gender},{age},{region},{sent},{w},{c},{offer},{score},{control},{shown},{clicked},{spent},{seen}"
            )
            .unwrap();
        }
        fs::write(folder.path().join(format!("parts/{part}.csv")), csv).unwrap();
    }
    fs::write(folder.path().join("evenhand.toml"), CONFIG).unwrap();
    folder
}

fn plan(folder: &Path, data: &str, max_cells: u64) -> Plan {
    let flags = Overrides { folder: folder.into(), data: Some(data.into()), ..Overrides::default() };
    let mut plan = plan::read(&flags).unwrap();
    plan.max_cells = max_cells;
    plan
}

fn exact(folder: &Path, data: &str, max_cells: u64) -> Exact {
    count::exact(&plan(folder, data, max_cells), &mut |_| {}).unwrap()
}

fn bytes(cube: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(cube).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.map(|path| (path.file_name().unwrap().display().to_string(), fs::read(&path).unwrap())).collect();
    files.sort();
    files
}

#[test]
fn parts_with_every_role_are_merged_to_the_bytes_of_the_whole_whether_or_not_crosses_are_too_large() {
    let folder = campaign();
    let at = folder.path();
    for (name, max_cells) in [("full", MAX_CELLS), ("some", 2_000), ("declared", 60)] {
        let parts = [1, 2, 3].map(|part| exact(at, &format!("parts/{part}.csv"), max_cells));
        let merged = parts[2].merge(&parts[0]).unwrap().merge(&parts[1]).unwrap();
        let (one, two) = (at.join(format!("{name}-merged.cube")), at.join(format!("{name}-whole.cube")));
        file::write(&merged, &one).unwrap();
        file::write(&exact(at, "parts", max_cells), &two).unwrap();
        assert!(bytes(&one) == bytes(&two), "{name}");
        let read = file::read(&one).unwrap();
        let from_cube = evenhand::counted::of(read, &plan(at, "parts", max_cells)).unwrap();
        assert_eq!(
            from_cube.cube,
            evenhand::counted::of(exact(at, "parts", max_cells), &plan(at, "parts", max_cells)).unwrap().cube
        );
    }
}

#[test]
fn a_fold_is_called_by_its_number() {
    let folder = campaign();
    let cube = folder.path().join("whole.cube");
    file::write(&exact(folder.path(), "parts", MAX_CELLS), &cube).unwrap();
    let mut document: serde_json::Value = serde_json::from_slice(&fs::read(cube.join("cube.json")).unwrap()).unwrap();
    document["dimensions"][4]["labels"][0] = "7".into();
    fs::write(cube.join("cube.json"), serde_json::to_vec(&document).unwrap()).unwrap();
    assert_eq!(file::read(&cube).unwrap_err().code(), "EVH-C007");
}
