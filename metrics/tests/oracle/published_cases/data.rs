//! The data of the published cases, in whichever form they come.

use evenhand_metrics::cell::{Cell, Weight};
use evenhand_metrics::cube::{Code, Cuboid, Dimension};
use evenhand_metrics::outcomes::{Outcome, Outcomes};
use serde_json::Value;

/// The groups that an expectation speaks of, out of whichever form the data of the case have.
pub(crate) fn groups(input: &Value, expect: &Value) -> Option<Vec<(String, Cell)>> {
    if let Some(attributes) = input["confusion_counts"].as_object() {
        // Asked for as attribute=label, or by the label alone.
        let asked = expect["group"].as_str().or(expect["groups"][0].as_str())?;
        let (prefix, groups) = attributes.iter().find_map(|(attribute, groups)| {
            let prefix = asked.strip_prefix(attribute.as_str()).map_or(String::new(), |_| format!("{attribute}="));
            groups
                .as_object()
                .filter(|groups| groups.contains_key(&asked[prefix.len()..]))
                .map(|groups| (prefix, groups))
        })?;
        return Some(groups.iter().map(|(label, n)| (format!("{prefix}{label}"), confusion(n))).collect());
    }
    if expect["fixture"] == "decision_given_label" {
        let pairs = &input["decision_given_label"];
        let n = |label: &str, outcome: &str, decision: usize| pairs[outcome][label][decision].as_u64();
        let cell = |label: &str| {
            let (tp, fp) = (n(label, "label_1", 0)?, n(label, "label_0", 0)?);
            Some(Cell::of_counts([tp, fp, 0, n(label, "label_1", 1)?, n(label, "label_0", 1)?, 0]))
        };
        return pairs["label_1"].as_object()?.keys().map(|label| Some((label.clone(), cell(label)?))).collect();
    }
    if input.get("counts").is_some() {
        let counts = &input["counts"];
        let (labels, n, selected) = (list(counts, "group"), numbers(counts, "n"), numbers(counts, "selected"));
        let cell = |n: u64, selected: u64| Cell::of_counts([0, 0, selected, 0, 0, n - selected]);
        return (!selected.is_empty()).then(|| {
            let cells = n.into_iter().zip(selected).map(|(n, selected)| cell(n, selected));
            labels.into_iter().zip(cells).collect()
        });
    }
    let cuboid = table(input)?;
    let cuboid = match expect["stratum"].as_str() {
        Some(stratum) => cuboid.slice(0, cuboid.dims()[0].code(stratum)?),
        None if input.get("counts_by_stratum").is_some() => cuboid.margin(&[1]),
        None => cuboid,
    };
    let label = |key: &[Code]| key.iter().zip(cuboid.dims()).filter_map(|(code, dim)| dim.label(*code)).collect();
    Some(cuboid.cells().map(|(key, cell)| (label(key), cell.clone())).collect())
}

/// The cuboid of a case whose data are rows, strata or cells.
pub(crate) fn table(input: &Value) -> Option<Cuboid> {
    let mut rows: Vec<(Vec<String>, Cell)> = Vec::new();
    let mut dims = Vec::new();
    if input.get("cells").is_some() {
        let columns = list(&input["cells"], "columns");
        let attributes = columns.len() - 4;
        dims.extend(columns[..attributes].iter().cloned());
        for row in input["cells"]["rows"].as_array()? {
            let n: Vec<u64> = (attributes..columns.len()).filter_map(|at| row[at].as_u64()).collect();
            let key = (0..attributes).map(|at| text(&row[at])).collect();
            rows.push((key, Cell::of_counts([n[0], n[1], 0, n[3], n[2], 0])));
        }
    } else if let Some(strata) = input.get("counts_by_stratum") {
        dims.extend(["stratum", "group"].map(str::to_owned));
        for (at, stratum) in list(strata, "stratum").into_iter().enumerate() {
            for group in ["men", "women"] {
                let n = |decision: &str| strata[format!("{group}_{decision}")][at].as_u64();
                let cell = Cell::of_counts([0, 0, n("admitted")?, 0, 0, n("rejected")?]);
                rows.push((vec![stratum.clone(), group.to_owned()], cell));
            }
        }
    } else {
        let decisions = numbers(input, "decision");
        dims.extend(["group", "group2"].into_iter().filter(|id| input.get(id).is_some()).map(str::to_owned));
        for (at, decision) in decisions.into_iter().enumerate() {
            let mut cell = Cell::default();
            let kind = Outcome::of(decision == 1, input["label"][at].as_u64().map(|label| label == 1));
            match input["weight"][at].as_f64() {
                Some(w) => cell.add_weighted(kind, 1, Weight::from_f64(w).ok()?),
                None => cell.add(kind, 1),
            }
            rows.push((dims.iter().map(|id| text(&input[id][at])).collect(), cell));
        }
    }
    (!rows.is_empty()).then(|| cuboid(dims, &rows))
}

fn cuboid(dims: Vec<String>, rows: &[(Vec<String>, Cell)]) -> Cuboid {
    let labels = |dim: usize| rows.iter().map(|(key, _)| &key[dim]).collect::<std::collections::BTreeSet<_>>();
    let dims = dims.into_iter().enumerate().map(|(dim, id)| Dimension::new(id, labels(dim))).collect();
    let mut cuboid = Cuboid::new(dims);
    for (key, cell) in rows {
        let key: Vec<Code> = key.iter().zip(cuboid.dims()).filter_map(|(label, dim)| dim.code(label)).collect();
        cuboid.add(&key, cell.clone());
    }
    cuboid
}

/// The people with all of these values.
pub(crate) fn subgroup(all: &Cuboid, items: &Value) -> Option<Cell> {
    let items = items.as_object()?.iter().map(|(id, label)| {
        let dim = all.position(id)?;
        Some((dim, all.dims()[dim].code(label.as_str()?)?))
    });
    let items: Vec<(usize, Code)> = items.collect::<Option<_>>()?;
    Some(all.keeping(|key| items.iter().all(|(dim, code)| key[*dim] == *code)).total())
}

fn confusion(n: &Value) -> Cell {
    let n = |kind: &str| n[kind].as_u64().unwrap_or_default();
    let cell = Cell::of_counts([n("tp"), n("fp"), 0, n("fn"), n("tn"), 0]);
    assert_eq!(cell.count(Outcomes::KNOWN), cell.people());
    cell
}

fn list(value: &Value, key: &str) -> Vec<String> {
    value[key].as_array().into_iter().flatten().map(text).collect()
}

fn numbers(value: &Value, key: &str) -> Vec<u64> {
    value[key].as_array().into_iter().flatten().filter_map(Value::as_u64).collect()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
