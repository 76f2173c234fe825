//! SQL expressions of the config: what may stand in one, and which columns it names. Rows are read in parts, so only
//! what looks at one row is let through. It refuses to compute anything.

use sqlparser::ast::{
    BinaryOperator as Op, CaseWhen, CastKind, CeilFloorKind, DataType, Expr, Function, FunctionArg, FunctionArgExpr,
    FunctionArguments, Ident, UnaryOperator, Value,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::{Parser, ParserOptions};
use sqlparser::tokenizer::Token;

use super::read::Spot;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::{Condition, Sql, SqlColumn};

/// Functions of one row.
const FUNCTIONS: &str = "abs ceil char_length coalesce concat concat_ws ends_with floor greatest if ifnull least left length \
    lower ltrim mod nullif replace reverse right round rtrim sign starts_with substr substring trim \
    trunc upper";
/// Functions that look at several rows.
const AGGREGATES: &str = "any_value array_agg avg bool_and bool_or corr count covar covar_pop covar_samp first group_concat \
    last listagg max mean median min mode quantile_cont quantile_disc stddev stddev_pop stddev_samp \
    stdev string_agg sum total var var_pop var_samp variance";
/// Functions that look at other rows.
const WINDOWS: &str =
    "cume_dist dense_rank first_value lag last_value lead nth_value ntile percent_rank rank row_number";
/// Functions of the clock, of chance and of who asks.
const CLOCKS: &str = "current_catalog current_date current_time current_timestamp current_user gen_random_uuid getdate \
    localtime localtimestamp newid now rand random session_user sysdate today user uuid";
/// Functions of dates: a date is text here, and its parts are parts of the text.
const DATES: &str = "date date_add date_diff date_part date_trunc datediff datepart day month strftime to_char to_date \
    year";
/// Levels of an expression.
const DEEPEST: usize = 100;
/// Characters of an expression.
const LONGEST: usize = 10_000;
/// Characters that a value of a column is taken to have where it is asked how long a text an expression can make.
const OF_A_COLUMN: u64 = 1_000;
/// Characters that a value of an expression may come to.
const LONGEST_VALUE: u64 = 1_000_000;
/// Behind the name of a column that is read as text.
const AS_TEXT: char = '\u{2}';

/// Reads one expression.
///
/// # Errors
/// `EVH-P041` for what is no expression, `EVH-P042` for what may not stand in one.
pub(super) fn expression(spot: &Spot<String>) -> Result<Sql> {
    let expr = parse(spot)?;
    checked(expr, spot.value.clone(), &spot.place)
}

/// Reads a condition, in the parts that AND joins.
///
/// # Errors
/// As [`expression`].
pub(super) fn condition(spot: &Spot<String>) -> Result<Condition> {
    let mut parts = Vec::new();
    let mut rest = vec![parse(spot)?];
    while let Some(expr) = rest.pop() {
        match expr {
            Expr::BinaryOp { left, op: Op::And, right } => rest.extend([*right, *left]),
            Expr::Nested(inner) if matches!(*inner, Expr::BinaryOp { op: Op::And, .. } | Expr::Nested(_)) => {
                rest.push(*inner);
            }
            part => {
                let text = part.to_string();
                parts.push(checked(part, text, &spot.place)?);
            }
        }
    }
    Ok(Condition { text: spot.value.clone(), parts })
}

fn parse(spot: &Spot<String>) -> Result<Expr> {
    let wrong = |detail: String| {
        let detail = detail.trim_start_matches("sql parser error: ").to_owned();
        Error::new(ErrorCode::P041).with("detail", detail).at(spot.place.clone())
    };
    if spot.value.chars().nth(LONGEST).is_some() {
        return Err(Error::new(ErrorCode::P042).with("reason", "long").with("what", LONGEST).at(spot.place.clone()));
    }
    let options = ParserOptions { trailing_commas: true, ..ParserOptions::default() };
    let parser = Parser::new(&GenericDialect {}).with_options(options).try_with_sql(&spot.value);
    let mut parser = parser.map_err(|error| wrong(error.to_string()))?;
    let expr = parser.parse_expr().map_err(|error| wrong(error.to_string()))?;
    match parser.peek_token().token {
        Token::EOF => Ok(expr),
        token => Err(wrong(format!("unexpected {token}"))),
    }
}

fn checked(mut expr: Expr, text: String, place: &Place) -> Result<Sql> {
    let mut walk = Walk { columns: Vec::new(), place };
    walk.look(&mut expr, 0)?;
    if walk.columns.is_empty() {
        return Err(walk.refused("no-column", ""));
    }
    if most_characters(&expr) > LONGEST_VALUE {
        return Err(walk.refused("grows", ""));
    }
    Ok(Sql { text, canonical: expr.to_string(), columns: walk.columns, place: place.clone() })
}

/// How many characters a value of the expression can have, when those of its columns have a thousand. What is no text is counted
/// as if it were, which is never too few.
fn most_characters(expr: &Expr) -> u64 {
    let sum = |parts: &mut dyn Iterator<Item = &Expr>| {
        parts.fold(0_u64, |sum, part| sum.saturating_add(most_characters(part)))
    };
    match expr {
        Expr::Identifier(_) => OF_A_COLUMN,
        Expr::Value(value) => value.to_string().len() as u64,
        Expr::Nested(inner) | Expr::Cast { expr: inner, .. } => most_characters(inner),
        Expr::BinaryOp { left, right, .. } => sum(&mut [left.as_ref(), right.as_ref()].into_iter()),
        Expr::Case { conditions, else_result, .. } => {
            let results = conditions.iter().map(|CaseWhen { result, .. }| result);
            let lengths = results.chain(else_result.as_deref()).map(most_characters);
            lengths.max().unwrap_or(0)
        }
        Expr::Substring { expr, .. } | Expr::Trim { expr, .. } => most_characters(expr),
        Expr::Function(function) => {
            let FunctionArguments::List(list) = &function.args else { return 0 };
            let parts: Vec<&Expr> = (list.args.iter())
                .filter_map(|argument| match argument {
                    FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
                    _ => None,
                })
                .collect();
            match parts[..] {
                [text, from, to] if function.name.to_string().eq_ignore_ascii_case("replace") => {
                    replaced(text, from, to)
                }
                // A separator stands between all the others.
                [separator, ..] if function.name.to_string().eq_ignore_ascii_case("concat_ws") => {
                    let between = most_characters(separator).saturating_mul(parts.len() as u64);
                    sum(&mut parts.into_iter()).saturating_add(between)
                }
                _ => sum(&mut parts.into_iter()),
            }
        }
        // Yes or no, or a number.
        _ => 32,
    }
}

/// The text where every part that can be is replaced. An empty part is between all characters.
fn replaced(text: &Expr, from: &Expr, to: &Expr) -> u64 {
    let (text, to) = (most_characters(text), most_characters(to));
    let part = match from {
        Expr::Value(value) => match &value.value {
            Value::SingleQuotedString(part) => part.len() as u64,
            _ => 1,
        },
        _ => 0,
    };
    match part {
        0 => text.saturating_add(1).saturating_mul(to.saturating_add(1)),
        part => text.max(text.saturating_mul(to) / part),
    }
}

struct Walk<'a> {
    columns: Vec<SqlColumn>,
    place: &'a Place,
}

impl Walk<'_> {
    fn refused(&self, reason: &str, what: &str) -> Error {
        let error = Error::new(ErrorCode::P042).with("reason", reason).with("what", what).at(self.place.clone());
        error.suggesting(what, FUNCTIONS.split_whitespace())
    }

    fn all<'e>(&mut self, parts: impl IntoIterator<Item = &'e mut Expr>, depth: usize) -> Result<()> {
        parts.into_iter().try_for_each(|part| self.look(part, depth))
    }

    /// Everything that may stand in an expression; all else is refused.
    fn look(&mut self, expr: &mut Expr, depth: usize) -> Result<()> {
        if depth > DEEPEST {
            return Err(self.refused("depth", ""));
        }
        let next = depth + 1;
        match expr {
            Expr::Identifier(ident) => self.column(ident, false),
            Expr::Value(value) => match &value.value {
                Value::Number(..) | Value::SingleQuotedString(_) | Value::Boolean(_) | Value::Null => Ok(()),
                other => Err(self.refused("other", &other.to_string())),
            },
            Expr::Nested(inner)
            | Expr::IsNull(inner)
            | Expr::IsNotNull(inner)
            | Expr::IsTrue(inner)
            | Expr::IsNotTrue(inner)
            | Expr::IsFalse(inner)
            | Expr::IsNotFalse(inner)
            | Expr::UnaryOp { op: UnaryOperator::Not | UnaryOperator::Minus | UnaryOperator::Plus, expr: inner }
            | Expr::Ceil { expr: inner, field: CeilFloorKind::DateTimeField(_) }
            | Expr::Floor { expr: inner, field: CeilFloorKind::DateTimeField(_) } => self.look(inner, next),
            Expr::IsDistinctFrom(left, right) | Expr::IsNotDistinctFrom(left, right) => {
                self.all([left.as_mut(), right.as_mut()], next)
            }
            Expr::BinaryOp { left, op, right } if is_plain(op) => self.all([left.as_mut(), right.as_mut()], next),
            Expr::Between { expr, low, high, .. } => self.all([expr.as_mut(), low.as_mut(), high.as_mut()], next),
            Expr::InList { expr, list, .. } => self.all(std::iter::once(expr.as_mut()).chain(list), next),
            Expr::Like { any: false, expr, pattern, escape_char: None, .. }
            | Expr::ILike { any: false, expr, pattern, escape_char: None, .. } => {
                self.all([expr.as_mut(), pattern.as_mut()], next)
            }
            Expr::Case { operand, conditions, else_result, .. } => {
                let branches = conditions.iter_mut().flat_map(|CaseWhen { condition, result }| [condition, result]);
                let around = operand.as_deref_mut().into_iter().chain(else_result.as_deref_mut());
                self.all(branches.chain(around), next)
            }
            Expr::Cast { kind, expr, data_type, format: None, array: false } => match (expr.as_mut(), data_type) {
                (Expr::Identifier(ident), data_type) if is_text(data_type) => self.column(ident, true),
                (inner, data_type) if is_text(data_type) || is_known(data_type) => {
                    // The word for it that every dialect knows.
                    if matches!(kind, CastKind::SafeCast) {
                        *kind = CastKind::TryCast;
                    }
                    self.look(inner, next)
                }
                (_, data_type) => Err(self.refused("other", &data_type.to_string())),
            },
            Expr::Substring { expr, substring_from, substring_for, .. } => {
                let parts = substring_from.as_deref_mut().into_iter().chain(substring_for.as_deref_mut());
                self.all(std::iter::once(expr.as_mut()).chain(parts), next)
            }
            Expr::Trim { expr, trim_what, trim_characters: None, .. } => {
                self.all(std::iter::once(expr.as_mut()).chain(trim_what.as_deref_mut()), next)
            }
            Expr::Function(function) => self.function(function, next),
            Expr::Subquery(_) | Expr::InSubquery { .. } | Expr::Exists { .. } => Err(self.refused("query", "")),
            Expr::CompoundIdentifier(parts) => {
                let name: Vec<&str> = parts.iter().map(|part| part.value.as_str()).collect();
                Err(self.refused("name", &name.join(".")))
            }
            Expr::Extract { .. } => Err(self.refused("date", "EXTRACT")),
            Expr::Interval(_) => Err(self.refused("date", "INTERVAL")),
            other => Err(self.refused("other", &other.to_string())),
        }
    }

    fn function(&mut self, function: &mut Function, depth: usize) -> Result<()> {
        let name = function.name.to_string().to_lowercase();
        let is = |list: &str| list.split_whitespace().any(|own| own == name);
        if is(WINDOWS) || function.over.is_some() {
            return Err(self.refused("window", &name));
        }
        if is(CLOCKS) {
            return Err(self.refused("clock", &name));
        }
        if is(DATES) {
            return Err(self.refused("date", &name));
        }
        if is(AGGREGATES) || function.filter.is_some() || !function.within_group.is_empty() {
            return Err(self.refused("aggregate", &name));
        }
        if !is(FUNCTIONS) {
            return Err(self.refused("function", &name));
        }
        let whole = format!("{name}(..)");
        let plain = matches!(function.parameters, FunctionArguments::None) && function.null_treatment.is_none();
        match &mut function.args {
            FunctionArguments::Subquery(_) => Err(self.refused("query", "")),
            FunctionArguments::List(list) if plain && list.duplicate_treatment.is_none() && list.clauses.is_empty() => {
                for argument in &mut list.args {
                    match argument {
                        FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => self.look(expr, depth)?,
                        other => return Err(self.refused("other", &other.to_string())),
                    }
                }
                Ok(())
            }
            _ => Err(self.refused("other", &whole)),
        }
    }

    /// A column, renamed where it is read as text.
    fn column(&mut self, ident: &mut Ident, as_text: bool) -> Result<()> {
        let name = ident.value.clone();
        // The names of all columns, and of those that fit a pattern.
        if name == "*" || (name.starts_with('^') && name.ends_with('$')) || name.ends_with(AS_TEXT) {
            return Err(self.refused("column", &name));
        }
        let called = if as_text { format!("{name}{AS_TEXT}") } else { name.clone() };
        *ident = Ident::with_quote('"', called.clone());
        if !self.columns.iter().any(|known| known.called == called) {
            self.columns.push(SqlColumn { name, called, as_text });
        }
        Ok(())
    }
}

const fn is_plain(op: &Op) -> bool {
    matches!(
        op,
        Op::Plus
            | Op::Minus
            | Op::Multiply
            | Op::Divide
            | Op::Modulo
            | Op::Gt
            | Op::Lt
            | Op::GtEq
            | Op::LtEq
            | Op::Eq
            | Op::NotEq
            | Op::And
            | Op::Or
            | Op::StringConcat
    )
}

const fn is_text(data_type: &DataType) -> bool {
    use DataType as D;
    matches!(
        data_type,
        D::Varchar(_)
            | D::Text
            | D::String(_)
            | D::Char(_)
            | D::Character(_)
            | D::CharVarying(_)
            | D::CharacterVarying(_)
    )
}

const fn is_known(data_type: &DataType) -> bool {
    use DataType as D;
    matches!(
        data_type,
        D::Integer(_)
            | D::Int(_)
            | D::BigInt(_)
            | D::SmallInt(_)
            | D::Double(_)
            | D::DoublePrecision
            | D::Float(_)
            | D::Real
            | D::Boolean
            | D::Bool
    )
}

#[cfg(test)]
mod tests;
