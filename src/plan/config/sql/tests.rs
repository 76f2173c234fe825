use super::*;

fn read(text: &str) -> Result<Sql> {
    expression(&Spot::new(text.to_owned(), Place::Run))
}

fn refused(text: &str) -> (String, String) {
    let error = read(text).unwrap_err();
    let reason = error.said.values.get("reason").and_then(|reason| reason.as_str()).unwrap_or_default().to_owned();
    (error.code().to_owned(), reason)
}

#[test]
fn every_column_is_named_once_and_text_apart() {
    let sql =
        read("CASE WHEN age >= 18 AND \"Post Code\" LIKE '75%' THEN CAST(age AS VARCHAR) ELSE upper(sex) END").unwrap();
    let columns: Vec<_> = sql.columns.iter().map(|column| (column.name.as_str(), column.as_text)).collect();
    assert_eq!(columns, [("age", false), ("Post Code", false), ("age", true), ("sex", false)]);
}

#[test]
fn a_condition_is_split_where_and_joins_it() {
    let condition = condition(&Spot::new("(a = 1 AND (b OR c)) AND NOT d".to_owned(), Place::Run)).unwrap();
    let parts: Vec<_> = condition.parts.iter().map(|part| part.columns.len()).collect();
    assert_eq!(parts, [1, 2, 1]);
}

#[test]
fn what_does_not_look_at_one_row_alone_is_refused() {
    for (text, reason) in [
        ("max(age) > 3", "aggregate"),
        ("count(*) > 1", "aggregate"),
        ("row_number() OVER (ORDER BY age)", "window"),
        ("round(age) OVER (PARTITION BY sex)", "window"),
        ("age > (SELECT 1)", "query"),
        ("age IN (SELECT 1)", "query"),
        ("EXISTS (SELECT 1)", "query"),
        ("born < now()", "clock"),
        ("born < CURRENT_DATE", "clock"),
        ("random() < 0.5 AND age > 1", "clock"),
        ("read_csv('x') = age", "function"),
        ("uper(sex)", "function"),
        ("t.age > 3", "name"),
        ("\"^a.*$\" = 1", "column"),
        ("\"*\" = 1", "column"),
        ("1 = 1", "no-column"),
        ("age = ?", "other"),
        ("age = ANY(ARRAY[1])", "other"),
        ("CAST(age AS JSON)", "other"),
        ("EXTRACT(YEAR FROM born)", "date"),
        ("year(born) > 1990", "date"),
        ("born > other - INTERVAL '1' YEAR", "date"),
        ("age -> 'x'", "other"),
        ("round(DISTINCT age)", "other"),
    ] {
        assert_eq!(refused(text), ("EVH-P042".to_owned(), reason.to_owned()), "{text}");
    }
    assert_eq!(refused(&format!("{}age", "NOT ".repeat(200))).0, "EVH-P041", "the parser's own limit");
    assert_eq!(refused(&vec!["a = 1"; 300].join(" OR ")).1, "depth");
    assert_eq!(refused(&vec!["a"; 4_999].join("+")).1, "depth", "as deep as its length lets it be");
}

#[test]
fn what_is_no_expression_is_refused() {
    for text in ["", "CASE WHEN a THEN", "a = 'x", "a; DROP TABLE b", "a AS b", "SELECT a", "ORDER BY a"] {
        assert_eq!(refused(text).0, "EVH-P041", "{text}");
    }
}
