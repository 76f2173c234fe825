//! Computes an expression over the rows of a batch, a column at a time. Only rows that somebody looks at can fail: those
//! that are kept, and of these the ones that the branch of a `CASE` is taken for.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::super::write::in_digits;
use super::text::{self, Pattern};
use super::tree::{Affix, Arithmetic, Cast, Compare, Constant, Node, OfText, Precision, Round, Type, What};

/// Values of one type: one for each row, or a single one that stands in all of them.
#[derive(Debug, Clone)]
pub(super) enum Values<'a> {
    Bool(Vec<Option<bool>>),
    Whole(Vec<Option<i64>>),
    Number(Vec<Option<f64>>),
    Text(Vec<Option<Cow<'a, str>>>),
}

/// The rows of a batch.
#[derive(Debug)]
pub(super) struct Rows<'a> {
    pub(super) len: usize,
    pub(super) columns: &'a [Values<'a>],
}

/// The rows that matter; all when there is none.
type On<'a> = Option<&'a [bool]>;

impl<'a> Values<'a> {
    fn len(&self) -> usize {
        match self {
            Self::Bool(values) => values.len(),
            Self::Whole(values) => values.len(),
            Self::Number(values) => values.len(),
            Self::Text(values) => values.len(),
        }
    }

    /// Nothing, in every row.
    fn nothing(class: Type) -> Self {
        match class {
            Type::Null | Type::Bool => Self::Bool(vec![None]),
            Type::Whole => Self::Whole(vec![None]),
            Type::Number => Self::Number(vec![None]),
            Type::Text => Self::Text(vec![None]),
        }
    }

    fn bools(self) -> Vec<Option<bool>> {
        if let Self::Bool(values) = self { values } else { vec![None] }
    }

    fn wholes(self) -> Vec<Option<i64>> {
        if let Self::Whole(values) = self { values } else { vec![None] }
    }

    fn numbers(self) -> Vec<Option<f64>> {
        if let Self::Number(values) = self { values } else { vec![None] }
    }

    fn texts(self) -> Vec<Option<Cow<'a, str>>> {
        if let Self::Text(values) = self { values } else { vec![None] }
    }

    fn is_there(&self, row: usize) -> bool {
        match self {
            Self::Bool(values) => at(values, row).is_some(),
            Self::Whole(values) => at(values, row).is_some(),
            Self::Number(values) => at(values, row).is_some(),
            Self::Text(values) => at(values, row).is_some(),
        }
    }
}

/// The value of a row.
fn at<T>(values: &[Option<T>], row: usize) -> Option<&T> {
    values[if values.len() == 1 { 0 } else { row }].as_ref()
}

fn map<T, U>(values: Vec<Option<T>>, mut f: impl FnMut(T) -> Option<U>) -> Vec<Option<U>> {
    values.into_iter().map(|value| value.and_then(&mut f)).collect()
}

fn zip<T, U, V>(left: &[Option<T>], right: &[Option<U>], mut f: impl FnMut(&T, &U) -> Option<V>) -> Vec<Option<V>> {
    let mut pair = |left: &Option<T>, right: &Option<U>| f(left.as_ref()?, right.as_ref()?);
    match (left, right) {
        ([one], right) => right.iter().map(|right| pair(one, right)).collect(),
        (left, [one]) => left.iter().map(|left| pair(left, one)).collect(),
        _ => left.iter().zip(right).map(|(left, right)| pair(left, right)).collect(),
    }
}

/// Calls the body with the vectors of two parts of one type.
macro_rules! alike {
    ($left:expr, $right:expr, |$l:ident, $r:ident| $body:expr) => {
        match ($left, $right) {
            (Values::Bool($l), Values::Bool($r)) => $body,
            (Values::Whole($l), Values::Whole($r)) => $body,
            (Values::Number($l), Values::Number($r)) => $body,
            (Values::Text($l), Values::Text($r)) => $body,
            _ => vec![None],
        }
    };
}

/// An order in which every value has a place: what is no number is above all that are.
trait Ordered {
    fn order(&self, other: &Self) -> Ordering;
}

macro_rules! ordered {
    ($($type:ty),*) => {
        $(impl Ordered for $type {
            fn order(&self, other: &Self) -> Ordering {
                self.cmp(other)
            }
        })*
    };
}
ordered!(bool, i64, Cow<'_, str>);

impl Ordered for f64 {
    fn order(&self, other: &Self) -> Ordering {
        self.partial_cmp(other).unwrap_or_else(|| self.is_nan().cmp(&other.is_nan()))
    }
}

const fn holds(what: Compare, order: Ordering) -> bool {
    match what {
        Compare::Equal => order.is_eq(),
        Compare::Unequal => order.is_ne(),
        Compare::Less => order.is_lt(),
        Compare::LessEqual => order.is_le(),
        Compare::Greater => order.is_gt(),
        Compare::GreaterEqual => order.is_ge(),
    }
}

impl<'a> Rows<'a> {
    /// The result, as many values as rows, or a row in which there is none.
    pub(super) fn result(&self, node: &'a Node, kept: On<'_>) -> Result<Values<'a>, usize> {
        let values = self.of(node, kept)?;
        Ok(match values {
            Values::Bool(values) => Values::Bool(self.spread(values)),
            Values::Whole(values) => Values::Whole(self.spread(values)),
            Values::Number(values) => Values::Number(self.spread(values)),
            Values::Text(values) => Values::Text(self.spread(values)),
        })
    }

    fn spread<T: Clone>(&self, values: Vec<Option<T>>) -> Vec<Option<T>> {
        if values.len() == self.len { values } else { vec![values[0].clone(); self.len] }
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each operation")]
    fn of(&self, node: &'a Node, on: On<'_>) -> Result<Values<'a>, usize> {
        Ok(match &node.what {
            What::Null => Values::nothing(node.class),
            What::Constant(Constant::Bool(yes)) => Values::Bool(vec![Some(*yes)]),
            What::Constant(Constant::Whole(number)) => Values::Whole(vec![Some(*number)]),
            What::Constant(Constant::Number(number)) => Values::Number(vec![Some(*number)]),
            What::Constant(Constant::Text(text)) => Values::Text(vec![Some(Cow::Borrowed(text))]),
            What::Column(place) => self.columns[*place].clone(),
            What::Whole(inner) => Values::Whole(map(self.of(inner, on)?.bools(), |yes| Some(i64::from(yes)))),
            What::Number(inner) => Values::Number(match self.of(inner, on)? {
                Values::Bool(values) => map(values, |yes| Some(f64::from(u8::from(yes)))),
                #[expect(clippy::cast_precision_loss, reason = "as SQL compares whole numbers with others")]
                Values::Whole(values) => map(values, |number| Some(number as f64)),
                other => other.numbers(),
            }),
            What::Text(inner) => Values::Text(match self.of(inner, on)? {
                Values::Bool(values) => map(values, |yes| Some(Cow::Borrowed(if yes { "true" } else { "false" }))),
                Values::Whole(values) => map(values, |number| Some(Cow::Owned(number.to_string()))),
                Values::Number(values) => map(values, |number| Some(Cow::Owned(in_digits(number)))),
                Values::Text(values) => values,
            }),
            What::Not(inner) => Values::Bool(match self.of(inner, on)? {
                Values::Bool(values) => map(values, |yes| Some(!yes)),
                Values::Whole(values) => map(values, |number| Some(number == 0)),
                Values::Number(values) => map(values, |number| Some(number == 0.0)),
                Values::Text(_) => vec![None],
            }),
            What::IsNull(inner) => {
                let values = self.of(inner, on)?;
                Values::Bool((0..values.len()).map(|row| Some(!values.is_there(row))).collect())
            }
            What::And(left, right) => self.both(left, right, on, false)?,
            What::Or(left, right) => self.both(left, right, on, true)?,
            What::Arithmetic(what, left, right) => self.arithmetic(*what, left, right, on)?,
            What::Compare(what, left, right) => {
                let (left, right) = (self.of(left, on)?, self.of(right, on)?);
                Values::Bool(alike!(left, right, |l, r| zip(&l, &r, |l, r| Some(holds(*what, l.order(r))))))
            }
            What::Same(left, right) => {
                let (left, right) = (self.of(left, on)?, self.of(right, on)?);
                let len = left.len().max(right.len()).min(self.len.max(1));
                Values::Bool(alike!(left, right, |l, r| {
                    let same = |row| match (at(&l, row), at(&r, row)) {
                        (Some(l), Some(r)) => l.order(r).is_eq(),
                        (l, r) => l.is_none() && r.is_none(),
                    };
                    (0..len).map(|row| Some(same(row))).collect()
                }))
            }
            What::In(value, list) => {
                let value = self.of(value, on)?;
                let mut found = vec![Some(false)];
                for part in list {
                    let part = self.of(part, on)?;
                    let is = alike!(&value, &part, |l, r| zip(l, r, |l, r| Some(l.order(r).is_eq())));
                    found = self.either(&found, &is, true);
                }
                Values::Bool(found)
            }
            What::Like { text, pattern, any_case } => {
                let (text, pattern) = (self.of(text, on)?.texts(), self.of(pattern, on)?.texts());
                Values::Bool(match pattern.as_slice() {
                    [Some(one)] => {
                        let pattern = Pattern::new(one, *any_case);
                        map(text, |text| Some(pattern.fits(&text)))
                    }
                    _ => zip(&text, &pattern, |text, one| Some(Pattern::new(one, *any_case).fits(text))),
                })
            }
            What::Case(cases, last) => self.case(cases, last, on)?,
            What::Coalesce(parts) => {
                let mut found = Values::nothing(node.class);
                for part in parts {
                    let own = self.narrowed(part, on, |row| !found.is_there(row));
                    let after = self.of(part, own.as_deref().or(on))?;
                    let stays: Vec<bool> = (0..found.len()).map(|row| found.is_there(row)).collect();
                    found = self.chosen(found, after, &stays);
                }
                found
            }
            What::Extreme(which, parts) => {
                let mut found = Values::nothing(node.class);
                for part in parts {
                    let after = self.of(part, on)?;
                    let better = alike!(&after, &found, |l, r| zip(l, r, |l, r| Some(holds(*which, l.order(r)))));
                    let stays: Vec<bool> =
                        (0..better.len()).map(|row| found.is_there(row) && at(&better, row) != Some(&true)).collect();
                    found = self.chosen(found, after, &stays);
                }
                found
            }
            What::Round(what, inner, digits) => match self.of(inner, on)? {
                Values::Number(values) => Values::Number(map(values, |number| Some(rounded(*what, number, *digits)))),
                Values::Whole(values) => Values::Whole(self.checked(values, on, |number| match what {
                    Round::Absolute => number.checked_abs(),
                    Round::Sign => Some(number.signum()),
                    _ => Some(number),
                })?),
                other => other,
            },
            What::ToBool(inner, kind) => Values::Bool(match self.of(inner, on)? {
                Values::Bool(values) => values,
                Values::Whole(values) => map(values, |number| Some(number != 0)),
                Values::Number(values) => map(values, |number| Some(number != 0.0)),
                Values::Text(values) => self.cast(values, *kind, on, |text| match text.as_ref() {
                    "true" => Some(true),
                    "false" => Some(false),
                    _ => None,
                })?,
            }),
            What::ToWhole(inner, kind, bits) => {
                let fits = |number: i64| {
                    let most = i64::MAX >> (64 - bits);
                    Some(number).filter(|number| (-most - 1..=most).contains(number))
                };
                Values::Whole(match self.of(inner, on)? {
                    Values::Bool(values) => map(values, |yes| Some(i64::from(yes))),
                    Values::Whole(values) => self.cast(values, *kind, on, fits)?,
                    Values::Number(values) => self.cast(values, *kind, on, |number| fits(to_whole(number)?))?,
                    Values::Text(values) => self.cast(values, *kind, on, |text| fits(text.parse().ok()?))?,
                })
            }
            What::ToNumber(inner, kind, precision) => {
                let numbers = match self.of(inner, on)? {
                    Values::Bool(values) => map(values, |yes| Some(f64::from(u8::from(yes)))),
                    #[expect(clippy::cast_precision_loss, reason = "the nearest number is asked for")]
                    Values::Whole(values) => map(values, |number| Some(number as f64)),
                    Values::Number(values) => values,
                    Values::Text(values) => self.cast(values, *kind, on, |text| text.parse().ok())?,
                };
                Values::Number(match precision {
                    Precision::Double => numbers,
                    Precision::Single => map(numbers, |number| Some(single(number))),
                })
            }
            What::Concat(separator, parts) => {
                let parts =
                    parts.iter().map(|part| Ok(self.of(part, on)?.texts())).collect::<Result<Vec<_>, usize>>()?;
                let constant = self.len != 1 && parts.iter().all(|part| part.len() == 1);
                let joined = |row| {
                    let there = parts.iter().filter_map(|part| at(part, row)).map(Cow::as_ref);
                    Some(Cow::Owned(there.collect::<Vec<&str>>().join(separator.as_deref().unwrap_or_default())))
                };
                Values::Text((0..if constant { 1 } else { self.len }).map(joined).collect())
            }
            What::OfText(what, inner) => Values::Text(map(self.of(inner, on)?.texts(), |text| {
                Some(Cow::Owned(match what {
                    OfText::Upper => text.to_uppercase(),
                    OfText::Lower => text.to_lowercase(),
                    OfText::Reverse => text::reversed(&text),
                }))
            })),
            What::Length(inner) => Values::Whole(map(self.of(inner, on)?.texts(), |text| {
                Some(i64::try_from(text.chars().count()).unwrap_or(i64::MAX))
            })),
            What::Affix(which, text, part) => {
                let (text, part) = (self.of(text, on)?.texts(), self.of(part, on)?.texts());
                Values::Bool(zip(&text, &part, |text, part| {
                    Some(match which {
                        Affix::Start => text.starts_with(part.as_ref()),
                        Affix::End => text.ends_with(part.as_ref()),
                    })
                }))
            }
            What::Trim(which, text, set) => {
                let text = self.of(text, on)?.texts();
                Values::Text(match set {
                    None => map(text, |text| Some(text::part(&text, |text| text::trimmed(*which, text, None)))),
                    Some(set) => {
                        let set = self.of(set, on)?.texts();
                        zip(&text, &set, |text, set| {
                            Some(text::part(text, |text| text::trimmed(*which, text, Some(set))))
                        })
                    }
                })
            }
            What::Replace(text, from, to) => {
                let [text, from, to] =
                    [self.of(text, on)?.texts(), self.of(from, on)?.texts(), self.of(to, on)?.texts()];
                let parts = zip(&from, &to, |from, to| Some((from.clone(), to.clone())));
                Values::Text(zip(&text, &parts, |text, (from, to)| {
                    Some(Cow::Owned(text.replace(from.as_ref(), to.as_ref())))
                }))
            }
            What::End(which, text, count) => {
                let (text, count) = (self.of(text, on)?.texts(), self.of(count, on)?.wholes());
                Values::Text(zip(&text, &count, |text, count| {
                    Some(text::part(text, |text| match which {
                        Affix::Start => text::first(text, *count),
                        Affix::End => text::last(text, *count),
                    }))
                }))
            }
            What::Substring(text, from, count) => {
                let (text, from) = (self.of(text, on)?.texts(), self.of(from, on)?.wholes());
                let ranges = match count {
                    None => map(from, |from| Some((from, None))),
                    Some(count) => zip(&from, &self.of(count, on)?.wholes(), |from, count| Some((*from, Some(*count)))),
                };
                Values::Text(zip(&text, &ranges, |text, (from, count)| {
                    Some(text::part(text, |text| text::middle(text, *from, *count)))
                }))
            }
        })
    }

    /// `decides` OR anything is `decides`, nothing OR anything else is nothing; the same for AND.
    fn either(&self, left: &[Option<bool>], right: &[Option<bool>], decides: bool) -> Vec<Option<bool>> {
        let constant = left.len() == 1 && right.len() == 1;
        let of_two = |left: Option<bool>, right: Option<bool>| {
            if left == Some(decides) || right == Some(decides) { Some(decides) } else { left.and(right) }
        };
        let len = if constant { 1 } else { self.len };
        (0..len).map(|row| of_two(at(left, row).copied(), at(right, row).copied())).collect()
    }

    fn both(&self, left: &'a Node, right: &'a Node, on: On<'_>, decides: bool) -> Result<Values<'a>, usize> {
        let left = self.of(left, on)?.bools();
        // Where the left side settles it, nobody looks at the right one.
        let own = self.narrowed(right, on, |row| at(&left, row) != Some(&decides));
        let right = self.of(right, own.as_deref().or(on))?.bools();
        Ok(Values::Bool(self.either(&left, &right, decides)))
    }

    /// The rows of `on` for which more holds, where that can make a difference.
    fn narrowed(&self, node: &Node, on: On<'_>, more: impl Fn(usize) -> bool) -> Option<Vec<bool>> {
        node.can_fail.then(|| (0..self.len).map(|row| on.is_none_or(|on| on[row]) && more(row)).collect())
    }

    fn case(&self, cases: &'a [(Node, Node)], last: &'a Node, on: On<'_>) -> Result<Values<'a>, usize> {
        // Which case each row takes; `None` while it is open.
        let mut taken: Vec<Option<usize>> = vec![None; self.len];
        let mut results = Vec::new();
        for (place, (condition, result)) in cases.iter().enumerate() {
            let own = self.narrowed(condition, on, |row| taken[row].is_none());
            let condition = self.of(condition, own.as_deref().or(on))?.bools();
            for (row, taken) in taken.iter_mut().enumerate() {
                if taken.is_none() && at(&condition, row) == Some(&true) {
                    *taken = Some(place);
                }
            }
            let own = self.narrowed(result, on, |row| taken[row] == Some(place));
            results.push(self.of(result, own.as_deref().or(on))?);
        }
        let own = self.narrowed(last, on, |row| taken[row].is_none());
        let last = self.of(last, own.as_deref().or(on))?;
        macro_rules! pick {
            ($kind:ident, $last:expr) => {{
                let of_kind = |values| match values {
                    &Values::$kind(ref values) => values.as_slice(),
                    _ => &[None],
                };
                let results: Vec<&[_]> = results.iter().map(of_kind).collect();
                let value = |(row, taken): (usize, &Option<usize>)| {
                    at(taken.map_or($last.as_slice(), |place| results[place]), row).cloned()
                };
                Values::$kind(taken.iter().enumerate().map(value).collect())
            }};
        }
        Ok(match &last {
            Values::Bool(last) => pick!(Bool, last),
            Values::Whole(last) => pick!(Whole, last),
            Values::Number(last) => pick!(Number, last),
            Values::Text(last) => pick!(Text, last),
        })
    }
}

impl<'a> Rows<'a> {
    /// `before` where it stays, otherwise `after`.
    fn chosen(&self, before: Values<'a>, after: Values<'a>, stays: &[bool]) -> Values<'a> {
        let stays = |row| stays[if stays.len() == 1 { 0 } else { row }];
        let len = if before.len() == 1 && after.len() == 1 { 1 } else { self.len };
        macro_rules! pick {
            ($before:expr, $after:expr) => {
                (0..len).map(|row| if stays(row) { at(&$before, row) } else { at(&$after, row) }.cloned()).collect()
            };
        }
        match (before, after) {
            (Values::Bool(before), Values::Bool(after)) => Values::Bool(pick!(before, after)),
            (Values::Whole(before), Values::Whole(after)) => Values::Whole(pick!(before, after)),
            (Values::Number(before), Values::Number(after)) => Values::Number(pick!(before, after)),
            (Values::Text(before), Values::Text(after)) => Values::Text(pick!(before, after)),
            (before, _) => before,
        }
    }

    fn arithmetic(&self, what: Arithmetic, left: &'a Node, right: &'a Node, on: On<'_>) -> Result<Values<'a>, usize> {
        Ok(match (self.of(left, on)?, self.of(right, on)?) {
            (Values::Number(left), Values::Number(right)) => {
                Values::Number(zip(&left, &right, |left, right| Some(of_numbers(what, *left, *right))))
            }
            (Values::Whole(left), Values::Whole(right)) => {
                let pairs = zip(&left, &right, |left, right| Some((*left, *right)));
                // What is divided by zero leaves nothing.
                let pairs =
                    if what == Arithmetic::Modulo { map(pairs, |pair| Some(pair).filter(|p| p.1 != 0)) } else { pairs };
                Values::Whole(self.checked(pairs, on, |(left, right)| match what {
                    Arithmetic::Plus => left.checked_add(right),
                    Arithmetic::Minus => left.checked_sub(right),
                    Arithmetic::Times => left.checked_mul(right),
                    // The sign is that of the divisor.
                    Arithmetic::Modulo => {
                        Some(
                            left.checked_rem(right).map_or(0, |rest| {
                                if rest != 0 && (rest < 0) != (right < 0) { rest + right } else { rest }
                            }),
                        )
                    }
                    Arithmetic::Divide => None,
                })?)
            }
            (Values::Text(left), Values::Text(right)) => Values::Text(zip(&left, &right, |left, right| {
                Some(Cow::Owned([left.as_ref(), right.as_ref()].concat()))
            })),
            (other, _) => other,
        })
    }

    /// What is computed of values that are there; a row that matters in which it cannot be ends everything.
    fn checked<T, U>(
        &self,
        values: Vec<Option<T>>,
        on: On<'_>,
        f: impl FnMut(T) -> Option<U>,
    ) -> Result<Vec<Option<U>>, usize> {
        self.cast(values, Cast::Strict, on, f)
    }

    fn cast<T, U>(
        &self,
        values: Vec<Option<T>>,
        kind: Cast,
        on: On<'_>,
        mut f: impl FnMut(T) -> Option<U>,
    ) -> Result<Vec<Option<U>>, usize> {
        // A value that stands in every row fails in the first that matters.
        let everywhere = values.len() == 1 && self.len != 1;
        let first = || on.map_or((self.len > 0).then_some(0), |on| on.iter().position(|matters| *matters));
        let mut all = Vec::with_capacity(values.len());
        for (row, value) in values.into_iter().enumerate() {
            let there = value.is_some();
            let made = value.and_then(&mut f);
            if there && made.is_none() && kind == Cast::Strict {
                let failed = if everywhere { first() } else { on.is_none_or(|on| on[row]).then_some(row) };
                failed.map_or(Ok(()), Err)?;
            }
            all.push(made);
        }
        Ok(all)
    }
}

fn of_numbers(what: Arithmetic, left: f64, right: f64) -> f64 {
    match what {
        Arithmetic::Plus => left + right,
        Arithmetic::Minus => left - right,
        Arithmetic::Times => left * right,
        Arithmetic::Divide => left / right,
        Arithmetic::Modulo => left - right * (left / right).floor(),
    }
}

/// Halves go to the even neighbour. With decimals, a number that is too large to have any stays.
fn rounded(what: Round, number: f64, digits: i32) -> f64 {
    let round = |number: f64| match what {
        Round::Up => number.ceil(),
        Round::Down => number.floor(),
        Round::Nearest => number.round_ties_even(),
        Round::ToZero => number.trunc(),
        Round::Absolute => number.abs(),
        Round::Sign if number == 0.0 || number.is_nan() => number,
        Round::Sign => number.signum(),
    };
    if digits == 0 {
        return round(number);
    }
    let power = 10_f64.powi(digits);
    let rounded = round(number * power) / power;
    if rounded.is_finite() { rounded } else { number }
}

/// A number without its decimals; `None` when no whole number of 64 bits is it.
fn to_whole(number: f64) -> Option<i64> {
    const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;
    let whole = number.trunc();
    #[expect(clippy::cast_possible_truncation, reason = "looked at before")]
    (-TWO_TO_63..TWO_TO_63).contains(&whole).then_some(whole as i64)
}

/// The nearest number of single precision, as it is written.
fn single(number: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, reason = "single precision is asked for")]
    let single = number as f32;
    single.to_string().parse().unwrap_or(number)
}
