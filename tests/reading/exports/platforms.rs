//! Exports after the public shape of what platforms and programs write.

use super::{audited, configured, folder};

#[test]
fn a_google_ads_report() {
    let report = "Demographics report\nSeptember 1, 2026 - September 30, 2026\n\
                  Gender,Age,Impr.,Clicks,CTR,Currency code,Cost\n\
                  Male,18-24,\"10,000\",\"1,200\",12.00%,EUR,\"1,500.00\"\nMale,25-34,\"8,000\",400,5.00%,EUR,600.50\n\
                  Female,18-24,\"9,000\",900,10.00%,EUR,\"1,100.00\"\nFemale,25-34,\"1,000\",40,4.00%,EUR,50.25\n";
    let folder = folder(&[("Demographics report.csv", report.as_bytes())]);
    let flags = ["Demographics report.csv", "--count", "Impr.", "--selected", "Clicks", "--attributes", "Gender,Age"];
    let audit = audited(&folder, &flags);
    audit.assert_rates("Gender", &[("Female", 940, 10_000), ("Male", 1_600, 18_000)]);
    audit.assert_rates("Age", &[("18-24", 2_100, 19_000), ("25-34", 440, 9_000)]);
    assert_eq!(audit.notes(), ["lines-before", "thousands-detected"]);
}

#[test]
fn a_meta_export_in_english_and_french() {
    let english = "\"Campaign name\",\"Gender\",\"Age\",\"Reach\",\"Link clicks\",\"Amount spent (EUR)\",\"Reporting starts\"\n\
                   \"Autumn\",\"female\",\"18-24\",\"4200\",\"84\",\"120.5\",\"2026-09-01\"\n\
                   \"Autumn\",\"male\",\"18-24\",\"3800\",\"95\",\"130\",\"2026-09-01\"\n\
                   \"Autumn\",\"unknown\",\"18-24\",\"60\",\"\",\"1.5\",\"2026-09-01\"\n";
    let flags = |file| [file, "--missing", "unknown", "--blank", "selected=0"];
    let folder_en = folder(&[("en.csv", english.as_bytes())]);
    let columns = ["--count", "Reach", "--selected", "Link clicks", "--attributes", "Gender"];
    let audit = audited(&folder_en, &[&flags("en.csv")[..], &columns].concat());
    audit.assert_rates("Gender", &[("()", 0, 60), ("female", 84, 4_200), ("male", 95, 3_800)]);

    let french = "Nom de la campagne;Sexe;Couverture;Clics sur un lien;Montant dépensé (EUR)\n\
                  Automne;femme;4\u{202f}200;84;120,50\nAutomne;homme;3\u{202f}800;95;1\u{202f}130,00\n";
    let folder_fr = folder(&[("fr.csv", french.as_bytes())]);
    let columns = ["fr.csv", "--count", "Couverture", "--selected", "Clics sur un lien", "--attributes", "Sexe"];
    let audit = audited(&folder_fr, &columns);
    audit.assert_rates("Sexe", &[("femme", 84, 4_200), ("homme", 95, 3_800)]);
    assert_eq!(audit.notes(), ["separator-detected", "decimal-comma-detected", "thousands-detected"]);
}

#[test]
fn campaign_demographics_of_linkedin() {
    // UTF-16 with tabs, lines about the report above, and a per cent sign.
    let report = "Campaign Demographics Report\nReport Start: September 1, 2026\nReport End: September 30, 2026\n\n\
                  Job Seniority Segment\tImpressions\tClicks\tClick Through Rate\n\
                  Senior\t12,500\t250\t2.00%\nEntry\t1,500\t15\t1.00%\n";
    let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(report.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let folder = folder(&[("li.csv", &bytes)]);
    let flags = ["li.csv", "--count", "Impressions", "--selected", "Clicks", "--attributes", "Job Seniority Segment"];
    let audit = audited(&folder, &flags);
    audit.assert_rates("Job Seniority Segment", &[("Entry", 15, 1_500), ("Senior", 250, 12_500)]);
    audit.assert_said("lines-before", "3 lines above the header of li.csv (line 5)");
}

#[test]
fn an_audience_export_of_mailchimp() {
    let rows = "\"Email Address\",\"First Name\",Gender,Birthday,MEMBER_RATING,OPTIN_TIME,Opens\n\
                a@example.org,A,F,05/17,2,\"2024-05-01 10:00:00\",3\nb@example.org,B,M,,4,\"2024-05-02 11:00:00\",0\n\
                c@example.org,\"C \"\"x\"\"\",F,01/02,5,\"2024-05-03 12:00:00\",0\nd@example.org,,M,,1,\"2024-05-04 12:00:00\",9\n";
    let config = "[data]\ndecisions = \"mc.csv\"\n[columns]\ndecision = { column = \"Opens\", at_least = 1 }\n\
                  [[attribute]]\nname = \"gender\"\ncolumn = \"Gender\"\n";
    let audit = audited(&configured(config, &[("mc.csv", rows.as_bytes())]), &[]);
    audit.assert_rates("gender", &[("F", 1, 2), ("M", 1, 2)]);
}

#[test]
fn what_write_csv_of_r_writes() {
    let rows = "\"\",\"sex\",\"age\",\"invited\"\n\"1\",\"F\",34,1\n\"2\",\"F\",NA,0\n\"3\",\"M\",51,1\n\"4\",NA,28,0\n\"5\",\"M\",19,0\n";
    let config = "[data]\ndecisions = \"r.csv\"\nmissing = [\"NA\"]\n[columns]\ndecision = \"invited\"\n\
                  [[attribute]]\nname = \"sex\"\n[[attribute]]\nname = \"age\"\nbins = [30]\n";
    let audit = audited(&configured(config, &[("r.csv", rows.as_bytes())]), &[]);
    audit.assert_rates("sex", &[("()", 0, 1), ("F", 1, 2), ("M", 1, 2)]);
    audit.assert_rates("age", &[("()", 0, 1), ("30+", 2, 2), ("<30", 0, 2)]);
}

#[test]
fn a_csv_of_a_french_spreadsheet() {
    // Windows-1252, semicolons, decimal commas, no-break blanks between thousands, days first.
    let text = "Prénom;Né le;Revenu;Coefficient;Retenu\n\
                Zoé;13/02/1990;32\u{a0}500,00 €;1,5;1\nLéa;01/03/2000;28\u{a0}000,00 €;0,5;0\n\
                Noël;31/12/1985;41\u{a0}200,50 €;1;1\nRené;05/06/2001;19\u{a0}000,00 €;2;0\n";
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
    let config = "[data]\ndecisions = \"fr.csv\"\n[columns]\ndecision = \"Retenu\"\nweight = \"Coefficient\"\n\
                  [[attribute]]\nname = \"age\"\nage = { born = \"Né le\", at = 2026-11-01 }\nbins = [30]\n\
                  [[attribute]]\nname = \"income\"\ncolumn = \"Revenu\"\nbins = [30000]\n";
    let audit = audited(&configured(config, &[("fr.csv", &bytes)]), &[]);
    // Under 30: weights 0.5 and 2, nobody selected; from 30: 1.5 and 1, both selected.
    let weighted = |attribute: &str| -> Vec<(String, f64)> {
        let findings = audit.document["findings"].as_array().unwrap();
        let own = findings.iter().filter(|finding| {
            finding["measure"] == "selection-rate"
                && finding["comparison"] == "value"
                && finding["segment"].as_object().is_some_and(|s| s.len() == 1 && s.contains_key(attribute))
        });
        own.map(|f| (f["segment"][attribute].as_str().unwrap().to_owned(), f["value"].as_f64().unwrap())).collect()
    };
    assert_eq!(weighted("age"), [("<30".to_owned(), 0.0), ("30+".to_owned(), 1.0)]);
    assert_eq!(weighted("income"), [("<30000".to_owned(), 0.0), ("30000+".to_owned(), 1.0)]);
    for note in [
        "separator-detected",
        "decimal-comma-detected",
        "encoding-detected",
        "thousands-detected",
        "money-read",
        "days-detected",
    ] {
        assert!(audit.notes().contains(&note), "{note}: {:?}", audit.notes());
    }
}
