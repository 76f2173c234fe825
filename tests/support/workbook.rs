//! Workbooks as the least that a spreadsheet program opens: XML in a zip that compresses nothing.

#![expect(clippy::format_push_string, reason = "the sheets of a test are short")]

/// A zip of files as they are.
pub(crate) fn zip(files: &[(&str, String)]) -> Vec<u8> {
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

/// The files of a workbook, those of its sheets last; a cell beginning with `=` is a number, with `#` a day by its number, with `?`
/// true or false, else text.
pub(crate) fn files(sheets: &[(&str, &[&[&str]])]) -> Vec<(String, String)> {
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
    all
}
