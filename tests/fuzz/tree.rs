//! Changes to documents that keep them well-formed: a value becomes another, goes, comes twice or moves.

use serde_json::{Map, Value};

use crate::dice::Dice;
use crate::mutate::NUMBERS;

/// Changes a document once; `words` are texts that mean something in it.
pub(crate) fn mutate(root: &mut Value, words: &[&str], dice: &mut Dice) {
    let places = count(root);
    let donor = at(root, &mut dice.below(places)).cloned().unwrap_or_default();
    let mut place = dice.below(places);
    let Some(value) = at_mut(root, &mut place) else { return };
    match (dice.below(6), &mut *value) {
        (0, Value::Object(map)) => of_object(map, donor, words, dice),
        (0 | 1, Value::Array(list)) => of_array(list, donor, dice),
        (1, Value::Object(map)) => {
            let keys: Vec<String> = map.keys().cloned().collect();
            if !keys.is_empty() {
                map.shift_remove(dice.pick(&keys));
            }
        }
        (2, _) => *value = donor,
        _ => *value = scalar(value, words, dice),
    }
}

fn of_object(map: &mut Map<String, Value>, donor: Value, words: &[&str], dice: &mut Dice) {
    map.insert((*dice.pick(words)).to_owned(), donor);
}

fn of_array(list: &mut Vec<Value>, donor: Value, dice: &mut Dice) {
    let place = dice.below(list.len() + 1);
    match dice.below(4) {
        0 => list.insert(place, donor),
        1 if place < list.len() => list.insert(place, list[place].clone()),
        2 if place < list.len() => drop(list.remove(place)),
        _ => list.reverse(),
    }
}

/// Another value, of the same kind more often than not.
fn scalar(before: &Value, words: &[&str], dice: &mut Dice) -> Value {
    let number = |dice: &mut Dice| {
        let text = dice.pick(NUMBERS);
        let whole = text.parse::<u64>().map(Value::from).or_else(|_| text.parse::<i64>().map(Value::from));
        whole.unwrap_or_else(|_| text.parse::<f64>().map_or(Value::Null, Value::from))
    };
    match (before, dice.below(5)) {
        (Value::Number(_), 0..=3) => number(dice),
        (Value::String(text), 0) => Value::from(text.repeat(1 + dice.below(40))),
        (Value::String(_), 1..=3) => Value::from(*dice.pick(words)),
        (Value::Bool(before), 0..=3) => Value::from(!before),
        (_, 4) if dice.one_in(3) => number(dice),
        (_, 4) if dice.one_in(2) => Value::from(*dice.pick(words)),
        _ => Value::Null,
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0,
    }
}

/// The value at this place in depth-first order.
fn at<'v>(value: &'v Value, place: &mut usize) -> Option<&'v Value> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Value::Array(list) => list.iter().find_map(|inner| at(inner, place)),
        Value::Object(map) => map.values().find_map(|inner| at(inner, place)),
        _ => None,
    }
}

fn at_mut<'v>(value: &'v mut Value, place: &mut usize) -> Option<&'v mut Value> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Value::Array(list) => list.iter_mut().find_map(|inner| at_mut(inner, place)),
        Value::Object(map) => map.values_mut().find_map(|inner| at_mut(inner, place)),
        _ => None,
    }
}
