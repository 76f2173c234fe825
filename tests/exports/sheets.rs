//! Workbooks, written here as the least that a spreadsheet program opens: XML in a zip that compresses nothing.

use super::{audited, configured, evenhand, folder, refused};

/// A zip of files as they are.
fn zip(files: &[(&str, String)]) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
        })
    };
    let four = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let (offset, length) = (four(bytes.len()), four(text.len()));
        let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0];
        for number in [crc(text.as_bytes()).to_le_bytes(), length, length] {
            about.extend(number);
        }
        about.extend(&four(name.len())[..2]);
        about.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&about);
        bytes.extend(name.bytes().chain(text.bytes()));
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(offset);
        directory.extend(name.bytes());
    }
    let (start, length, count) = (four(bytes.len()), four(directory.len()), four(files.len()));
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([&count[..2], &count[..2], &length[..], &start[..]].concat());
    bytes.extend([0, 0]);
    bytes
}

/// A workbook; a cell beginning with `=` is a number, with `#` a day by its number, with `?` true or false, else text.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut listed, mut related, mut files) = (String::new(), String::new(), Vec::new());
    for (place, (name, rows)) in (1..).zip(sheets) {
        listed.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{place}\" r:id=\"rId{place}\"/>"));
        related.push_str(&format!(
            "<Relationship Id=\"rId{place}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{place}.xml\"/>"
        ));
        let mut data = String::new();
        for (row, cells) in (1..).zip(*rows) {
            data.push_str(&format!("<row r=\"{row}\">"));
            for (column, cell) in ('A'..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
                let at = format!("{column}{row}");
                data.push_str(&match cell.split_at(1) {
                    ("=", number) => format!("<c r=\"{at}\"><v>{number}</v></c>"),
                    ("#", number) => format!("<c r=\"{at}\" s=\"1\"><v>{number}</v></c>"),
                    ("?", yes) => format!("<c r=\"{at}\" t=\"b\"><v>{yes}</v></c>"),
                    _ => format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
                });
            }
            data.push_str("</row>");
        }
        let sheet = format!("{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetData>{data}</sheetData></worksheet>");
        files.push((format!("xl/worksheets/sheet{place}.xml"), sheet));
    }
    let styles = format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    related.push_str(&format!("<Relationship Id=\"rIdS\" Type=\"{OFFICE}/styles\" Target=\"styles.xml\"/>"));
    let mut all = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                "{HEAD}<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{listed}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("{HEAD}<Relationships xmlns=\"{PACKAGE}\">{related}</Relationships>"),
        ),
        ("xl/styles.xml".to_owned(), styles),
    ];
    all.extend(files);
    let all: Vec<(&str, String)> = all.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    zip(&all)
}

/// Titles, a table of people, and a note below it; a second sheet with who was there.
fn campaign() -> Vec<u8> {
    workbook(&[
        (
            "Decisions",
            &[
                &["Autumn campaign"],
                &[],
                &["id", "sex", "born", "score", "invited"],
                &["=1", "F", "#35370", "=0.25", "?1"],
                &["=2", "F", "#35371", "=0.5", "?0"],
                &["=3", "M", "#20000", "", "?1"],
                &["=4", "", "#40000", "=0.75", "?1"],
                &[],
                &["Exported on 1 October 2026"],
            ],
        ),
        ("Audience", &[&["id", "sex"], &["=1", "F"], &["=2", "F"], &["=3", "M"], &["=4", "M"], &["=5", "M"]]),
    ])
}

#[test]
fn the_first_sheet_of_a_workbook_is_read_and_it_is_said() {
    let config = "[data]\ndecisions = \"a.xlsx\"\n[columns]\ndecision = \"invited\"\n[[attribute]]\nname = \"sex\"\n\
                  [[attribute]]\nname = \"age\"\nage = { born = \"born\", at = 2026-11-01 }\nbins = [30]\n";
    let audit = audited(&configured(config, &[("a.xlsx", &campaign())]), &[]);
    audit.assert_rates("sex", &[("()", 1, 1), ("F", 1, 2), ("M", 1, 1)]);
    // 35,370 is 1 November 1996: thirty years old on the day; 20,000 is a day of 1954, 40,000 one of 2009.
    audit.assert_rates("age", &[("30+", 2, 2), ("<30", 1, 2)]);
    assert_eq!(audit.notes(), ["lines-before", "sheet-detected", "notes-behind"]);
    assert!(audit.said.contains("Decisions"), "{}", audit.said);
    assert_eq!(audit.document["inputs"][0]["rows"], 4);
}

#[test]
fn a_sheet_is_named_by_key_or_flag_and_serves_as_audience() {
    let config = "[data]\ndecisions = \"a.xlsx\"\naudience = \"a.xlsx\"\nkey = \"id\"\nabsent = \"rejected\"\n\
                  sheet = { decisions = \"Decisions\", audience = \"Audience\" }\n\
                  [columns]\ndecision = \"invited\"\n[[attribute]]\nname = \"group\"\ncolumn = \"sex\"\n";
    let workbook = campaign();
    let folder_of_both = configured(config, &[("a.xlsx", &workbook)]);
    let audit = audited(&folder_of_both, &[]);
    // Decisions say who has which sex where they have the column; the fifth person was not invited.
    assert_eq!(audit.document["population"]["people_used"], 5);
    let alone = folder(&[("a.xlsx", &workbook)]);
    let output = evenhand(alone.path(), &["inspect", "a.xlsx", "--sheet", "Audience"]).output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("5 rows, 2 columns"));
    let said =
        refused(&alone, "EVH-D056", &["a.xlsx", "--sheet", "audience", "--decision", "x", "--attributes", "sex"]);
    assert!(said.contains("did you mean `Audience`?"), "{said}");
}

#[test]
fn a_config_can_be_begun_from_a_workbook() {
    let folder = folder(&[("a.xlsx", &campaign())]);
    let output =
        evenhand(folder.path(), &["init", "a.xlsx", "--attributes", "sex", "--decision", "invited"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let audit = audited(&folder, &[]);
    audit.assert_rates("sex", &[("()", 1, 1), ("F", 1, 2), ("M", 1, 1)]);
}

#[test]
fn what_is_no_workbook_is_named() {
    let folder = folder(&[("a.xlsx", &zip(&[("x.txt", "text".to_owned())])), ("b.xlsx", b"PK\x03\x04 cut off")]);
    for file in ["a.xlsx", "b.xlsx"] {
        refused(&folder, "EVH-D003", &[file, "--decision", "x", "--attributes", "y"]);
    }
}
