//! `evenhand init` on tables as people have them: the columns and values of public data sets, after their documentation,
//! with rows drawn here. What each table is about is what its documentation says, not what the program gives.
#![expect(clippy::format_push_string, reason = "the tables of a test are short")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// A table after its documentation.
struct Table {
    name: &'static str,
    separator: char,
    /// Each column's name, and its values: `a|b|c`, `17..90`, `0.0..1.0`, or `#` for the number of the row.
    columns: &'static [(&'static str, &'static str)],
    /// What the table is about: any of these columns is right.
    right: &'static [&'static str],
    /// Whether its name decides it, so that it stands without a mark.
    unmarked: bool,
    /// Columns of groups that laws of equal treatment name.
    attributes: &'static [&'static str],
    /// Lines that stand in the config once the marks are taken away.
    lines: &'static [&'static str],
}

const TABLES: &[Table] = &[
    // Moro, Cortez and Rita (2014): y, has the client subscribed a term deposit?
    Table {
        name: "bank marketing (UCI)",
        separator: ';',
        columns: &[
            ("age", "18..90"),
            ("job", "admin.|blue-collar|technician|services|unknown"),
            ("marital", "divorced|married|single|unknown"),
            ("education", "basic.4y|high.school|university.degree|unknown"),
            ("default", "no|yes|unknown"),
            ("housing", "no|yes|unknown"),
            ("loan", "no|yes|unknown"),
            ("contact", "cellular|telephone"),
            ("month", "may|jun|nov"),
            ("duration", "10..900"),
            ("campaign", "1..40"),
            ("pdays", "999|3|6"),
            ("previous", "0|1|2"),
            ("poutcome", "nonexistent|failure|success"),
            ("emp.var.rate", "-3.4..1.4"),
            ("y", "no|no|no|no|yes"),
        ],
        right: &["y"],
        unmarked: true,
        attributes: &["age", "marital"],
        lines: &["decision = { column = \"y\", positive = [\"yes\"] }", "bins = [25, 35, 45, 55, 65]"],
    },
    // ProPublica's data as Aequitas holds them: score is the decision, label_value the outcome.
    Table {
        name: "COMPAS (Aequitas)",
        separator: ',',
        columns: &[
            ("entity_id", "#"),
            ("score", "0.0|1.0"),
            ("label_value", "0|1"),
            ("race", "African-American|Caucasian|Hispanic"),
            ("sex", "Male|Female"),
            ("age_cat", "Less than 25|25 - 45|Greater than 45"),
        ],
        right: &["score"],
        unmarked: true,
        attributes: &["race", "sex", "age_cat"],
        lines: &["outcome = { column = \"label_value\", observed = \"after-decision\" }"],
    },
    // ProPublica (2016): the decile of the score, and whether somebody offended again within two years.
    Table {
        name: "COMPAS (ProPublica)",
        separator: ',',
        columns: &[
            ("id", "#"),
            ("compas_screening_date", "2013-08-14|2014-02-02|2013-11-30"),
            ("sex", "Male|Female"),
            ("dob", "1982-01-22|1991-12-31|1947-04-18|1967-06-05"),
            ("age", "18..80"),
            ("age_cat", "Less than 25|25 - 45|Greater than 45"),
            ("race", "African-American|Caucasian|Hispanic"),
            ("juv_fel_count", "0..3"),
            ("decile_score", "1..10"),
            ("priors_count", "0..20"),
            ("c_charge_degree", "F|M"),
            ("is_recid", "0|1"),
            ("score_text", "Low|Medium|High"),
            ("two_year_recid", "0|1"),
        ],
        right: &["decile_score", "score_text", "two_year_recid", "is_recid"],
        unmarked: false,
        attributes: &["race", "sex", "age"],
        lines: &["score = \"decile_score\""],
    },
    // Statlog (German credit): credit, 1 good and 2 bad.
    Table {
        name: "German credit (Statlog)",
        separator: ',',
        columns: &[
            ("status", "A11|A12|A13|A14"),
            ("month", "4..72"),
            ("credit_history", "A30|A31|A32|A33|A34"),
            ("credit_amount", "250..18000"),
            ("personal_status", "A91|A92|A93|A94"),
            ("residence_since", "1..4"),
            ("age", "19..75"),
            ("housing", "A151|A152|A153"),
            ("people_liable_for", "1|2"),
            ("telephone", "A191|A192"),
            ("foreign_worker", "A201|A201|A202"),
            ("credit", "1|1|2"),
        ],
        right: &["credit"],
        unmarked: false,
        attributes: &["personal_status", "age", "foreign_worker"],
        lines: &["decision = { column = \"credit\", positive = [\"1\"] }"],
    },
    // Hillstrom (2008): segment says which e-mail was sent, if any; visit and conversion followed.
    Table {
        name: "Hillstrom e-mail",
        separator: ',',
        columns: &[
            ("recency", "1..12"),
            ("history_segment", "1) $0|2) $100|3) $200"),
            ("history", "29.99..900.0"),
            ("mens", "0|1"),
            ("womens", "0|1"),
            ("zip_code", "Surburban|Rural|Urban"),
            ("newbie", "0|1"),
            ("channel", "Phone|Web|Multichannel"),
            ("segment", "Mens E-Mail|Womens E-Mail|No E-Mail"),
            ("visit", "0|0|0|1"),
            ("conversion", "0|0|0|0|0|1"),
            ("spend", "0.0..500.0"),
        ],
        right: &["segment"],
        unmarked: false,
        attributes: &["zip_code"],
        lines: &[],
    },
    // AlgorithmWatch (2020): clicks of impressions of job advertisements.
    Table {
        name: "Facebook job ads",
        separator: ',',
        columns: &[
            ("country", "CH|DE|FR"),
            ("job", "Nurse|Truck Driver|Legal Counsel"),
            ("gender", "male|female"),
            ("clicks", "NA|1|3|7"),
            ("impressions", "60..900"),
            ("ctr", "NA|0.01|0.02"),
        ],
        right: &["impressions/clicks"],
        unmarked: true,
        attributes: &["gender"],
        lines: &["missing = [\"NA\"]"],
    },
    // UCI Adult (1996): income above 50,000 dollars.
    Table {
        name: "Adult (UCI)",
        separator: ',',
        columns: &[
            ("age", "17..90"),
            ("workclass", "Private|State-gov|?"),
            ("fnlwgt", "12285..1484705"),
            ("education", "Bachelors|HS-grad|11th"),
            ("education-num", "1..16"),
            ("marital-status", "Never-married|Divorced|Married-civ-spouse"),
            ("occupation", "Sales|Adm-clerical|?"),
            ("relationship", "Husband|Wife|Not-in-family"),
            ("race", "White|Black|Other"),
            ("sex", "Male|Female"),
            ("capital-gain", "0|0|0|0|7688"),
            ("hours-per-week", "20..60"),
            ("native-country", "United-States|Mexico|?"),
            ("income", "<=50K|<=50K|<=50K|>50K"),
        ],
        right: &["income"],
        unmarked: true,
        attributes: &["age", "race", "sex", "marital-status"],
        lines: &["weight = \"fnlwgt\"", "decision = { column = \"income\", positive = [\">50K\"] }"],
    },
    // CFPB, HMDA LAR since 2018: action_taken, 1 for loan originated, 3 for application denied.
    Table {
        name: "HMDA LAR",
        separator: ',',
        columns: &[
            ("activity_year", "2023"),
            ("lei", "549300A|549300B"),
            ("state_code", "CA|NY|TX"),
            ("county_code", "6037|36061|48201"),
            ("census_tract", "6037101110..6037999999"),
            ("conforming_loan_limit", "C|NC"),
            ("derived_ethnicity", "Hispanic or Latino|Not Hispanic or Latino"),
            ("derived_race", "White|Asian|Black or African American"),
            ("derived_sex", "Male|Female|Joint"),
            ("action_taken", "1|1|1|2|3|3|6"),
            ("preapproval", "1|2"),
            ("loan_purpose", "1|31|32"),
            ("lien_status", "1|2"),
            ("reverse_mortgage", "1|2"),
            ("business_or_commercial_purpose", "1|2"),
            ("loan_amount", "55000..905000"),
            ("income", "30..400"),
            ("applicant_age", "<25|25-34|35-44|>74"),
            ("denial_reason-1", "1|3|10"),
            ("tract_minority_population_percent", "0.0..100.0"),
        ],
        right: &["action_taken"],
        unmarked: false,
        attributes: &["derived_race", "derived_sex", "applicant_age"],
        lines: &[],
    },
    // Munnell and others (1996), as the R package AER holds them: was the mortgage denied?
    Table {
        name: "Boston mortgages (AER)",
        separator: ',',
        columns: &[
            ("deny", "no|no|no|yes"),
            ("pirat", "0.0..1.0"),
            ("hirat", "0.0..1.0"),
            ("lvrat", "0.1..1.2"),
            ("chist", "1..6"),
            ("phist", "no|no|yes"),
            ("unemp", "1.8..10.6"),
            ("selfemp", "no|yes"),
            ("insurance", "no|yes"),
            ("condomin", "no|yes"),
            ("afam", "no|yes"),
            ("single", "no|yes"),
            ("hschool", "yes|no"),
        ],
        right: &["deny"],
        unmarked: false,
        attributes: &["afam", "single"],
        lines: &["decision = { column = \"deny\", positive = [\"yes\"], meaning = \"burden\" }"],
    },
    // The same people with white in place of afam, and last.
    Table {
        name: "Boston mortgages (white)",
        separator: ',',
        columns: &[("id", "#"), ("deny", "yes|no|no"), ("income", "20000..90000"), ("white", "0|1|1")],
        right: &["deny"],
        unmarked: false,
        attributes: &["white"],
        lines: &[],
    },
    // Kaggle, Titanic: survival.
    Table {
        name: "Titanic (Kaggle)",
        separator: ',',
        columns: &[
            ("PassengerId", "#"),
            ("Survived", "0|1|0"),
            ("Pclass", "1|2|3"),
            ("Sex", "male|female"),
            ("Age", "0.5..80.0"),
            ("SibSp", "0..5"),
            ("Ticket", "#A/5 "),
            ("Fare", "7.25..512.3"),
            ("Embarked", "S|C|Q"),
        ],
        right: &["Survived"],
        unmarked: true,
        attributes: &["Sex", "Age"],
        lines: &["decision = \"Survived\""],
    },
    // R's Titanic as a data frame: each row stands for Freq people.
    Table {
        name: "Titanic (R, counts)",
        separator: ',',
        columns: &[
            ("Class", "1st|2nd|3rd|Crew"),
            ("Sex", "Male|Female"),
            ("Age", "Child|Adult"),
            ("Survived", "No|Yes"),
            ("Freq", "0..600"),
        ],
        right: &["Survived"],
        unmarked: true,
        attributes: &["Sex", "Age"],
        lines: &["count = \"Freq\""],
    },
    // Bickel, Hammel and O'Connell (1975), R's UCBAdmissions as a data frame.
    Table {
        name: "Berkeley admissions (R, counts)",
        separator: ',',
        columns: &[
            ("Admit", "Admitted|Rejected"),
            ("Gender", "Male|Female"),
            ("Dept", "A|B|C|D|E|F"),
            ("Freq", "8..512"),
        ],
        right: &["Admit"],
        unmarked: true,
        attributes: &["Gender"],
        lines: &["count = \"Freq\"", "decision = { column = \"Admit\", positive = [\"Admitted\"] }"],
    },
    // Lending Club: loan_status, Fully Paid against Charged Off and others.
    Table {
        name: "Lending Club",
        separator: ',',
        columns: &[
            ("id", "#"),
            ("loan_amnt", "1000..40000"),
            ("term", "36 months|60 months"),
            ("int_rate", "5.3..30.9"),
            ("grade", "A|B|C|D"),
            ("emp_length", "< 1 year|3 years|10+ years"),
            ("home_ownership", "RENT|MORTGAGE|OWN"),
            ("annual_inc", "20000..150000"),
            ("loan_status", "Fully Paid|Fully Paid|Charged Off|Current"),
            ("pymnt_plan", "n|n|y"),
            ("addr_state", "CA|NY|TX"),
            ("initial_list_status", "w|f"),
            ("application_type", "Individual|Joint App"),
            ("hardship_flag", "N|Y"),
            ("debt_settlement_flag", "N|N|Y"),
        ],
        right: &["loan_status"],
        unmarked: false,
        attributes: &[],
        lines: &["decision = { column = \"loan_status\", positive = [\"Fully Paid\"], negative = \"*\" }"],
    },
    // Wightman (1998), LSAC National Longitudinal Bar Passage Study: pass_bar.
    Table {
        name: "Law schools (LSAC)",
        separator: ',',
        columns: &[
            ("decile1b", "1..10"),
            ("decile3", "1..10"),
            ("lsat", "11.0..48.0"),
            ("ugpa", "1.5..4.0"),
            ("zfygpa", "-3.3..3.3"),
            ("fulltime", "1|1|2"),
            ("fam_inc", "1..5"),
            ("male", "0|1"),
            ("racetxt", "White|Black|Hispanic|Asian"),
            ("tier", "1..6"),
            ("pass_bar", "1|1|1|0"),
        ],
        right: &["pass_bar"],
        unmarked: true,
        attributes: &["male", "racetxt"],
        lines: &["decision = \"pass_bar\""],
    },
    // Bertrand and Mullainathan (2004), as the R package openintro holds them: received_callback.
    Table {
        name: "Callbacks (openintro)",
        separator: ',',
        columns: &[
            ("job_ad_id", "1..300"),
            ("job_city", "Boston|Chicago"),
            ("job_equal_opp_employer", "0|1"),
            ("job_req_any", "1|0"),
            ("received_callback", "0|0|0|0|1"),
            ("firstname", "Emily|Lakisha|Greg|Jamal"),
            ("race", "white|black"),
            ("gender", "f|m"),
            ("years_college", "0..4"),
            ("college_degree", "1|0"),
            ("honors", "0|1"),
            ("military", "0|1"),
            ("has_email_address", "0|1"),
            ("resume_quality", "low|high"),
        ],
        right: &["received_callback"],
        unmarked: true,
        attributes: &["race", "gender"],
        lines: &["decision = \"received_callback\""],
    },
    // The same, as the R package AER holds them: call.
    Table {
        name: "Callbacks (AER)",
        separator: ',',
        columns: &[
            ("name", "Emily|Lakisha|Greg|Jamal"),
            ("gender", "female|male"),
            ("ethnicity", "cauc|afam"),
            ("quality", "low|high"),
            ("call", "no|no|no|yes"),
            ("city", "chicago|boston"),
            ("jobs", "1..7"),
            ("experience", "1..44"),
            ("honors", "no|yes"),
            ("volunteer", "no|yes"),
            ("email", "no|yes"),
            ("minimum", "none|some|2"),
            ("equal", "yes|no"),
            ("wanted", "supervisor|secretary|other"),
        ],
        right: &["call"],
        unmarked: true,
        attributes: &["gender", "ethnicity"],
        lines: &["decision = { column = \"call\", positive = [\"yes\"] }"],
    },
    // Stanford Open Policing Project: searches, arrests and citations after stops; contraband found in searches.
    Table {
        name: "Police stops (Stanford)",
        separator: ',',
        columns: &[
            ("date", "2015-01-02|2016-05-09"),
            ("subject_age", "16..80"),
            ("subject_race", "white|black|hispanic"),
            ("subject_sex", "male|female"),
            ("arrest_made", "FALSE|FALSE|TRUE"),
            ("citation_issued", "TRUE|FALSE"),
            ("contraband_found", "FALSE|TRUE"),
            ("frisk_performed", "FALSE|FALSE|TRUE"),
            ("search_conducted", "FALSE|FALSE|FALSE|TRUE"),
        ],
        right: &["arrest_made", "citation_issued", "frisk_performed", "search_conducted"],
        unmarked: false,
        attributes: &["subject_race", "subject_sex", "subject_age"],
        lines: &[],
    },
    // Sentences in murder cases: death, by the race of defendant and victim.
    Table {
        name: "Death sentences",
        separator: ',',
        columns: &[
            ("Case", "#"),
            ("Death", "0|0|0|1"),
            ("Aggravation", "1..6"),
            ("Black.Defendant", "0|1"),
            ("Stranger", "0|1"),
            ("Black.Victim", "0|1"),
        ],
        right: &["Death"],
        unmarked: false,
        attributes: &["Black.Defendant", "Black.Victim"],
        lines: &[],
    },
    // IBM, Telco customer churn.
    Table {
        name: "Telco churn",
        separator: ',',
        columns: &[
            ("customerID", "#7590-VH"),
            ("gender", "Female|Male"),
            ("SeniorCitizen", "0|0|1"),
            ("Partner", "Yes|No"),
            ("Dependents", "No|Yes"),
            ("tenure", "0..72"),
            ("PhoneService", "No|Yes"),
            ("Contract", "Month-to-month|One year|Two year"),
            ("PaperlessBilling", "Yes|No"),
            ("MonthlyCharges", "18.25..118.75"),
            ("TotalCharges", "18.8..8684.8"),
            ("Churn", "No|No|Yes"),
        ],
        right: &["Churn"],
        unmarked: true,
        attributes: &["gender", "SeniorCitizen"],
        lines: &["decision = { column = \"Churn\", positive = [\"Yes\"] }"],
    },
    // IBM, HR attrition.
    Table {
        name: "HR attrition (IBM)",
        separator: ',',
        columns: &[
            ("Age", "18..60"),
            ("Attrition", "No|No|Yes"),
            ("BusinessTravel", "Travel_Rarely|Non-Travel"),
            ("EmployeeNumber", "#"),
            ("Gender", "Female|Male"),
            ("MaritalStatus", "Single|Married|Divorced"),
            ("MonthlyIncome", "1009..19999"),
            ("Over18", "Y"),
            ("OverTime", "Yes|No"),
        ],
        right: &["Attrition"],
        unmarked: true,
        attributes: &["Age", "Gender", "MaritalStatus"],
        lines: &[],
    },
    // Yeh and Lien (2009): default payment next month.
    Table {
        name: "Credit cards (Taiwan)",
        separator: ',',
        columns: &[
            ("ID", "#"),
            ("LIMIT_BAL", "10000..500000"),
            ("SEX", "1|2"),
            ("EDUCATION", "1|2|3|4"),
            ("MARRIAGE", "1|2|3"),
            ("AGE", "21..79"),
            ("PAY_0", "-1|0|1|2"),
            ("BILL_AMT1", "0..90000"),
            ("default payment next month", "0|0|0|1"),
        ],
        right: &["default payment next month"],
        unmarked: true,
        attributes: &["SEX", "AGE"],
        lines: &["decision = \"default payment next month\""],
    },
    // Kaggle, loan prediction: Loan_Status.
    Table {
        name: "Loan prediction",
        separator: ',',
        columns: &[
            ("Loan_ID", "#LP00"),
            ("Gender", "Male|Female"),
            ("Married", "Yes|No"),
            ("Dependents", "0|1|2|3+"),
            ("Education", "Graduate|Not Graduate"),
            ("Self_Employed", "No|Yes"),
            ("ApplicantIncome", "150..81000"),
            ("Credit_History", "1|0"),
            ("Property_Area", "Urban|Rural|Semiurban"),
            ("Loan_Status", "Y|Y|N"),
        ],
        right: &["Loan_Status"],
        unmarked: true,
        attributes: &["Gender", "Married"],
        lines: &["decision = { column = \"Loan_Status\", positive = [\"Y\"] }"],
    },
    // Diemert and others (2018), Criteo uplift: treatment assigned at random, exposure to it, then visit and conversion.
    Table {
        name: "Criteo uplift",
        separator: ',',
        columns: &[
            ("f0", "12.6..26.7"),
            ("f1", "10.05..16.3"),
            ("treatment", "1|1|1|0"),
            ("conversion", "0|0|0|1"),
            ("visit", "0|0|1"),
            ("exposure", "0|0|1"),
        ],
        right: &["treatment", "exposure"],
        unmarked: false,
        attributes: &[],
        lines: &[],
    },
    // Google Ads, report of demographics: impressions and clicks.
    Table {
        name: "Google Ads",
        separator: ',',
        columns: &[
            ("Campaign", "Spring|Autumn"),
            ("Ad group", "A|B"),
            ("Gender", "Male|Female|Unknown"),
            ("Age", "18-24|25-34|35-44|Unknown"),
            ("Clicks", "3..90"),
            ("Impr.", "900..9000"),
            ("Avg. CPC", "0.2..1.9"),
            ("Cost", "20.0..300.0"),
        ],
        right: &["Impr./Clicks"],
        unmarked: true,
        attributes: &["Gender", "Age"],
        lines: &["campaign = \"Campaign\""],
    },
    // Applications and admissions, counted.
    Table {
        name: "Applicants and admitted",
        separator: ',',
        columns: &[("sex", "f|m"), ("department", "A|B"), ("applicants", "200..900"), ("admitted", "20..190")],
        right: &["applicants/admitted"],
        unmarked: true,
        attributes: &["sex"],
        lines: &[],
    },
    // A French file of applications.
    Table {
        name: "Embauches (français)",
        separator: ';',
        columns: &[
            ("Matricule", "#E"),
            ("Civilité", "Mme|M."),
            ("Date de naissance", "01/02/1970|14/03/1985|30/11/1992|05/06/1961"),
            ("Situation familiale", "Célibataire|Marié|Non renseigné"),
            ("Code postal", "1000..95880"),
            ("Rémunération souhaitée", "24000..60000"),
            ("Embauché", "non|non|oui"),
            ("Temps partiel", "oui|non"),
            ("RQTH", "non|non|oui"),
        ],
        right: &["Embauché"],
        unmarked: true,
        attributes: &["Civilité", "Date de naissance", "Situation familiale", "RQTH"],
        lines: &[
            "decision = { column = \"Embauché\", positive = [\"oui\"] }",
            "age = { born = \"Date de naissance\", at = 2026-11-01, format = \"dmy\" }",
        ],
    },
    // A German file of applications for credit.
    Table {
        name: "Kredite (deutsch)",
        separator: ';',
        columns: &[
            ("Kundennummer", "#"),
            ("Geschlecht", "weiblich|männlich"),
            ("Alter", "19..84"),
            ("Postleitzahl", "1067..99998"),
            ("Familienstand", "ledig|verheiratet|keine Angabe"),
            ("Bewilligt", "ja|ja|nein"),
            ("Bestandskunde", "ja|nein"),
        ],
        right: &["Bewilligt"],
        unmarked: true,
        attributes: &["Geschlecht", "Alter", "Familienstand"],
        lines: &["decision = { column = \"Bewilligt\", positive = [\"ja\"] }", "csv = { separator = \";\" }"],
    },
];

/// A number for a row and a column that looks like chance and is always the same.
fn draw(row: u64, column: u64) -> u64 {
    let mut state = row.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (column + 1).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    state ^ (state >> 31)
}

fn value(pattern: &str, row: u64, column: u64) -> String {
    let drawn = draw(row, column);
    if let Some(before) = pattern.strip_prefix('#') {
        return format!("{before}{}", row + 1);
    }
    if let Some((from, to)) = pattern.split_once("..") {
        if let (Ok(from), Ok(to)) = (from.parse::<u64>(), to.parse::<u64>()) {
            return (from + drawn % (to - from + 1)).to_string();
        }
        let (from, to): (f64, f64) = (from.parse().unwrap(), to.parse().unwrap());
        let share = f64::from(u32::try_from(drawn % 10_000).unwrap()) / 10_000.0;
        return format!("{:.3}", share.mul_add(to - from, from));
    }
    let values: Vec<&str> = pattern.split('|').collect();
    values[usize::try_from(drawn % values.len() as u64).unwrap()].to_owned()
}

impl Table {
    fn write(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let separator = self.separator.to_string();
        let header = self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(&separator);
        let rows = (0..600).map(|row| {
            let values = (0..).zip(self.columns).map(|(column, (_, pattern))| value(pattern, row, column));
            values.collect::<Vec<_>>().join(&separator)
        });
        let lines: Vec<String> = std::iter::once(header).chain(rows).collect();
        fs::write(folder.path().join("people.csv"), lines.join("\n") + "\n").unwrap();
        folder
    }
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(arguments).env("SOURCE_DATE_EPOCH", "1793491200");
    for name in ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CI"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code().unwrap(), out, err)
}

/// The config that `init` writes for a file.
fn init(folder: &TempDir) -> String {
    let (code, _, err) = run(folder.path(), &["init", "people.csv", "-o", "x.toml"]);
    assert_eq!(code, 0, "{err}");
    fs::read_to_string(folder.path().join("x.toml")).unwrap()
}

fn csv(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("people.csv"), text).unwrap();
    folder
}

/// The column that a config takes for the decision, or those of its counts, as `people/selected`.
fn decided(config: &toml::Table) -> String {
    let columns = config["columns"].as_table().unwrap();
    let text = |key: &str| columns.get(key).and_then(toml::Value::as_str).unwrap_or_default();
    match columns.get("decision") {
        Some(toml::Value::Table(table)) => match table.get("column").or_else(|| table.get("sql")) {
            Some(column) => column.as_str().unwrap().split('"').nth(1).unwrap_or(column.as_str().unwrap()).to_owned(),
            None => table["columns"].to_string(),
        },
        Some(column) => column.as_str().unwrap().to_owned(),
        None => format!("{}/{}", text("count"), text("selected")),
    }
}

#[test]
fn public_tables_are_read_right_or_the_guess_is_marked() {
    let (mut wrong, mut unmarked) = (Vec::new(), 0);
    for table in TABLES {
        let folder = table.write();
        let text = init(&folder);
        let marked = text.lines().any(|line| line.starts_with("#? decision") || line.starts_with("#? selected"));
        let taken = text.replace("#? ", "");
        let config: toml::Table = toml::from_str(&taken).unwrap();
        let column = decided(&config);
        unmarked += u32::from(!marked);
        println!("{} | {column} | {}", table.name, if marked { "marked" } else { "unmarked" });
        let mut complain = |what: String| wrong.push(format!("{}: {what}\n{text}", table.name));
        if !table.right.contains(&column.as_str()) {
            complain(format!("it is about {:?} and not {column}", table.right));
        }
        if marked == table.unmarked {
            complain(format!("marked: {marked}"));
        }
        let columns: Vec<String> =
            config.get("attribute").and_then(toml::Value::as_array).map_or_else(Vec::new, |attributes| {
                let made = |attribute: &toml::Value| {
                    let own = ["column", "name"].into_iter().find_map(|key| attribute.get(key)?.as_str());
                    let born = attribute.get("age").and_then(|age| age["born"].as_str());
                    born.or(own).unwrap().to_owned()
                };
                attributes.iter().map(made).collect()
            });
        for attribute in table.attributes.iter().filter(|name| !columns.iter().any(|own| own == **name)) {
            complain(format!("{attribute} is proposed as no attribute"));
        }
        for line in table.lines.iter().filter(|line| !taken.lines().any(|own| own == **line)) {
            complain(format!("no line {line}"));
        }
        if text.lines().any(|line| line == "[[attribute]]") {
            complain("an attribute stands without a mark".to_owned());
        }
        // What was proposed is a config that runs, once the marks are taken away.
        fs::write(folder.path().join("x.toml"), taken).unwrap();
        let (code, _, err) = run(folder.path(), &["audit", "-c", "x.toml", "-q"]);
        let nobody = columns.is_empty() && err.contains("EVH-P028");
        if code == 2 && !nobody {
            complain(format!("it does not run: {err}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(unmarked * 2 > u32::try_from(TABLES.len()).unwrap(), "{unmarked} of {} are unmarked", TABLES.len());
}

#[test]
fn what_else_may_be_the_decision_is_listed() {
    let folder = csv(&format!("id,deny,white\n{}", "1,yes,0\n2,no,1\n3,no,1\n4,yes,0\n".repeat(3)));
    let text = init(&folder);
    assert!(!text.contains("\ndecision ="), "{text}");
    let burden = "#? decision = { column = \"deny\", positive = [\"yes\"], meaning = \"burden\" }";
    assert!(text.contains(burden) && text.contains("#? measure = \"rejection-rate\""), "{text}");
    assert!(text.contains("# decision = { column = \"deny\", positive = [\"no\"] }"), "{text}");
    let folder = csv("id,left_handed,member\n1,yes,no\n2,no,yes\n3,no,no\n");
    let text = init(&folder);
    assert!(text.contains("#? decision = { column = \"member\"") && !text.contains("\ndecision ="), "{text}");
    assert!(text.contains("who was selected: left_handed\n"), "{text}");
}

#[test]
fn rows_that_sum_others_are_dropped_by_the_config_that_init_proposes() {
    let folder = csv("gender,people,selected\nwomen,1000,180\nmen,1000,200\nTotal,2000,380\n");
    let text = init(&folder);
    assert!(text.contains("#? totals = \"drop\"\n"), "{text}");
    fs::write(folder.path().join("x.toml"), text.replace("#? ", "")).unwrap();
    let (code, out, err) = run(folder.path(), &["audit", "-c", "x.toml"]);
    assert_eq!(code, 3, "{err}");
    assert!(out.contains("2,000") && !out.contains("4,000"), "{out}");
    let text = init(&csv("gender,people,selected\nwomen,1000,180\nmen,1000,200\n"));
    assert!(!text.contains("totals"), "{text}");
}

#[test]
fn a_name_proposes_two_values_that_no_word_of_ours_explains() {
    let text = init(&csv(&format!("sex,attrition_flag,note\n{}", "f,Existing,kilo\nm,Attrited,lima\n".repeat(9))));
    assert!(text.contains("#? decision = { column = \"attrition_flag\", positive = [\"...\"] }"), "{text}");
    assert!(!text.contains("Existing") && !text.contains("note"), "{text}");
}

#[test]
fn no_value_of_a_file_stands_in_a_config() {
    let mut text = "segment,secret,name_of,score\n".to_owned();
    for row in 0..60 {
        text += &format!("{},{},Jane{row},{}\n", ["zulu", "tango"][row % 2], ["kilo", "lima"][row % 2], row);
    }
    let text = init(&csv(&text));
    for secret in ["zulu", "tango", "kilo", "lima", "Jane"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[test]
fn incomes_have_quantiles_postcodes_nothing_and_years_of_birth_ages() {
    let mut rows = "year_birth,income,postcode,sex,sent\n".to_owned();
    for row in 0_u64..900 {
        rows +=
            &format!("{},{},{},{},{}\n", 1950 + row % 55, 12_000 + row * 50, 10_000 + row * 7, row % 2, row % 3 / 2);
    }
    let folder = csv(&rows);
    let text = init(&folder);
    let config: toml::Table = toml::from_str(&text.replace("#? ", "")).unwrap();
    let attributes = config["attribute"].as_array().unwrap();
    let of = |name: &str| attributes.iter().find(|own| own["name"].as_str() == Some(name));
    // Fifths of 12,000 to 56,950 are 21,000, 30,000, 39,000 and 48,000.
    let bins: Vec<i64> =
        of("income").unwrap()["bins"].as_array().unwrap().iter().map(|n| n.as_integer().unwrap()).collect();
    let near = bins.iter().zip([21_000, 30_000, 39_000, 48_000]).all(|(edge, fifth)| (edge - fifth).abs() <= 1_000);
    assert!(bins.len() == 4 && near && bins.iter().all(|edge| edge % 1_000 == 0), "{bins:?}");
    assert!(of("postcode").is_none() && text.contains("# postcode: so many postcodes make no groups"), "{text}");
    assert_eq!(of("age").unwrap()["sql"].as_str(), Some("2026 - \"year_birth\""));
    fs::write(folder.path().join("x.toml"), text.replace("#? ", "")).unwrap();
    let (code, out, err) = run(folder.path(), &["audit", "-c", "x.toml"]);
    assert!(code != 2 && out.contains("25-34") && out.contains("55-64"), "{out}{err}");
}

#[test]
fn the_next_command_can_be_typed_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("l'an 1.csv"), "sex,sent\nf,1\nm,0\n").unwrap();
    let (_, _, err) = run(folder.path(), &["init", "l'an 1.csv", "-o", "my audit.toml", "--attributes", "sex"]);
    let next = err.lines().last().unwrap().rsplit_once(": ").unwrap().1.trim();
    assert_eq!(next, r"evenhand audit 'l'\''an 1.csv' -c 'my audit.toml'");
    let shell = std::process::Command::new("sh")
        .current_dir(folder.path())
        .args(["-c", &next.replacen("evenhand", &format!("'{}'", env!("CARGO_BIN_EXE_evenhand")), 1)])
        .output()
        .unwrap();
    assert_eq!(shell.status.code(), Some(0), "{}", String::from_utf8_lossy(&shell.stderr));
}
