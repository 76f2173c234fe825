//! What an SQL expression computes: the parser's tree in a form in which every part has one type. What does not fit the
//! types of its columns finds no form, so nothing can be refused for its type once rows are read.

use sqlparser::ast::{
    self, BinaryOperator as Op, CaseWhen, CastKind, ExactNumberInfo, Expr, FunctionArg, FunctionArgExpr,
    FunctionArguments, TrimWhereField, UnaryOperator, Value,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::{Parser, ParserOptions};

/// What the values of a part are. `Null` is a part that has none and goes with every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Type {
    Null,
    Bool,
    Whole,
    Number,
    Text,
}

/// A value that stands in the expression itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Constant {
    Bool(bool),
    Whole(i64),
    Number(f64),
    Text(String),
}

/// A part of an expression and the type of its values.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) what: What,
    pub(super) class: Type,
    /// Whether there can be a row in which it cannot be computed.
    pub(super) can_fail: bool,
}

/// Parts are of the types that their operation asks for; where several may stand, of one.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// Nothing in any row.
    Null,
    Constant(Constant),
    /// A column, by its place among those of the expression.
    Column(usize),
    /// Yes and no as 1 and 0.
    Whole(Box<Node>),
    /// The same, or a whole number, as a number.
    Number(Box<Node>),
    /// Anything as text.
    Text(Box<Node>),
    /// `NOT`, of yes and no or of a number, which is no where it is zero.
    Not(Box<Node>),
    IsNull(Box<Node>),
    /// Both yes and no, or nothing.
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    Arithmetic(Arithmetic, Box<Node>, Box<Node>),
    Compare(Compare, Box<Node>, Box<Node>),
    /// Whether both are the same, nothing being the same as nothing.
    Same(Box<Node>, Box<Node>),
    In(Box<Node>, Vec<Node>),
    Like {
        text: Box<Node>,
        pattern: Box<Node>,
        any_case: bool,
    },
    /// The first result whose condition is true, or the last.
    Case(Vec<(Node, Node)>, Box<Node>),
    Coalesce(Vec<Node>),
    /// The greatest or the least of those that are there.
    Extreme(Compare, Vec<Node>),
    Round(Round, Box<Node>, i32),
    ToBool(Box<Node>, Cast),
    /// A whole number with so many bits.
    ToWhole(Box<Node>, Cast, u32),
    /// A number, in single precision or not.
    ToNumber(Box<Node>, Cast, Precision),
    /// The texts that are there, joined.
    Concat(Option<String>, Vec<Node>),
    OfText(OfText, Box<Node>),
    Length(Box<Node>),
    Affix(Affix, Box<Node>, Box<Node>),
    /// Without characters of a set, or without blanks.
    Trim(TrimWhereField, Box<Node>, Option<Box<Node>>),
    Replace(Box<Node>, Box<Node>, Box<Node>),
    /// So many characters of the beginning or of the end; below zero, all but so many.
    End(Affix, Box<Node>, Box<Node>),
    /// From a character on, counted from 1, and so many.
    Substring(Box<Node>, Box<Node>, Option<Box<Node>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Plus,
    Minus,
    Times,
    Divide,
    Modulo,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compare {
    Equal,
    Unequal,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Round {
    Up,
    Down,
    Nearest,
    ToZero,
    Sign,
    Absolute,
}

/// Whether a value that cannot be cast is an error or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cast {
    Strict,
    Try,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    Single,
    Double,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OfText {
    Upper,
    Lower,
    Reverse,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Affix {
    Start,
    End,
}

/// Reads an expression over columns of these names and types; `None` when it does not fit them.
pub(super) fn read(text: &str, columns: &[(&str, Type)]) -> Option<Node> {
    let options = ParserOptions { trailing_commas: true, ..ParserOptions::default() };
    let expr = Parser::new(&GenericDialect {}).with_options(options).try_with_sql(text).ok()?.parse_expr().ok()?;
    Columns(columns).node(&expr)
}

struct Columns<'a>(&'a [(&'a str, Type)]);

impl Columns<'_> {
    fn node(&self, expr: &Expr) -> Option<Node> {
        let part = |expr: &Expr| self.node(expr);
        match expr {
            Expr::Identifier(ident) => {
                let place = self.0.iter().position(|(name, _)| *name == ident.value)?;
                Some(Node { what: What::Column(place), class: self.0[place].1, can_fail: false })
            }
            Expr::Value(value) => constant(&value.value),
            Expr::Nested(inner) => part(inner),
            Expr::UnaryOp { op: UnaryOperator::Plus, expr } => number(part(expr)?),
            Expr::UnaryOp { op: UnaryOperator::Minus, expr } => {
                arithmetic(Arithmetic::Minus, whole_constant(0), part(expr)?)
            }
            Expr::UnaryOp { op: UnaryOperator::Not, expr } => Some(not(part(expr)?)),
            Expr::IsNull(inner) => Some(is_null(part(inner)?)),
            Expr::IsNotNull(inner) => Some(not(is_null(part(inner)?))),
            Expr::IsTrue(inner) => is(part(inner)?, true),
            Expr::IsNotTrue(inner) => is(part(inner)?, true).map(not),
            Expr::IsFalse(inner) => is(part(inner)?, false),
            Expr::IsNotFalse(inner) => is(part(inner)?, false).map(not),
            Expr::IsDistinctFrom(left, right) => same(part(left)?, part(right)?).map(not),
            Expr::IsNotDistinctFrom(left, right) => same(part(left)?, part(right)?),
            Expr::BinaryOp { left, op, right } => binary(part(left)?, op, part(right)?),
            Expr::Between { expr, negated, low, high } => {
                let (value, low, high) = (part(expr)?, part(low)?, part(high)?);
                if *negated {
                    let below = compare(Compare::Less, value.clone(), low)?;
                    or(below, compare(Compare::Greater, value, high)?)
                } else {
                    let above = compare(Compare::GreaterEqual, value.clone(), low)?;
                    and(above, compare(Compare::LessEqual, value, high)?)
                }
            }
            Expr::InList { expr, list, negated } => {
                let mut parts = vec![part(expr)?];
                for value in list {
                    parts.push(part(value)?);
                }
                let mut parts = comparable(parts)?.into_iter();
                let value = parts.next()?;
                let list: Vec<Node> = parts.collect();
                let can_fail = value.can_fail || list.iter().any(|part| part.can_fail);
                let found = Node { what: What::In(Box::new(value), list), class: Type::Bool, can_fail };
                Some(if *negated { not(found) } else { found })
            }
            Expr::Like { negated, expr, pattern, .. } => like(part(expr)?, part(pattern)?, false, *negated),
            Expr::ILike { negated, expr, pattern, .. } => like(part(expr)?, part(pattern)?, true, *negated),
            Expr::Case { operand, conditions, else_result, .. } => {
                let last = else_result.as_deref().map_or(Some(null()), part)?;
                let operand = operand.as_deref().map(part);
                let mut cases = Vec::new();
                for CaseWhen { condition, result } in conditions {
                    let condition = match &operand {
                        Some(operand) => compare(Compare::Equal, operand.clone()?, part(condition)?)?,
                        None => part(condition)?,
                    };
                    cases.push((condition, part(result)?));
                }
                case(cases, last)
            }
            Expr::Cast { kind, expr, data_type, .. } => {
                let kind =
                    if matches!(kind, CastKind::Cast | CastKind::DoubleColon) { Cast::Strict } else { Cast::Try };
                cast(part(expr)?, kind, data_type)
            }
            Expr::Ceil { expr, .. } => round(Round::Up, part(expr)?, 0),
            Expr::Floor { expr, .. } => round(Round::Down, part(expr)?, 0),
            Expr::Substring { expr, substring_from, substring_for, .. } => {
                let from = part(substring_from.as_deref()?)?;
                let count = match substring_for.as_deref() {
                    Some(count) => Some(part(count)?),
                    None => None,
                };
                substring(part(expr)?, from, count)
            }
            Expr::Trim { expr, trim_where, trim_what, .. } => {
                let set = match trim_what.as_deref() {
                    Some(set) => Some(part(set)?),
                    None => None,
                };
                trim(trim_where.unwrap_or(TrimWhereField::Both), part(expr)?, set)
            }
            Expr::Function(function) => {
                let FunctionArguments::List(list) = &function.args else { return None };
                let mut parts = Vec::new();
                for argument in &list.args {
                    let FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) = argument else { return None };
                    parts.push(part(expr)?);
                }
                call(&function.name.to_string().to_lowercase(), parts)
            }
            _ => None,
        }
    }
}

fn call(name: &str, parts: Vec<Node>) -> Option<Node> {
    match name {
        "coalesce" => return coalesce(parts),
        "greatest" => return extreme(Compare::Greater, parts),
        "least" => return extreme(Compare::Less, parts),
        "concat" => return concat(None, parts),
        "concat_ws" => {
            let mut parts = parts.into_iter();
            let What::Constant(Constant::Text(separator)) = parts.next()?.what else { return None };
            return concat(Some(separator), parts.collect());
        }
        _ => {}
    }
    let mut parts = parts.into_iter();
    let given = [parts.next(), parts.next(), parts.next(), parts.next()];
    match (name, given) {
        ("abs", [Some(value), None, ..]) => round(Round::Absolute, value, 0),
        ("ceil", [Some(value), None, ..]) => round(Round::Up, value, 0),
        ("floor", [Some(value), None, ..]) => round(Round::Down, value, 0),
        ("round", [Some(value), None, ..]) => round(Round::Nearest, value, 0),
        ("trunc", [Some(value), None, ..]) => round(Round::ToZero, value, 0),
        ("round", [Some(value), Some(digits), None, _]) => round(Round::Nearest, value, decimals(&digits)?),
        ("trunc", [Some(value), Some(digits), None, _]) => round(Round::ToZero, value, decimals(&digits)?),
        ("sign", [Some(value), None, ..]) => round(Round::Sign, value, 0),
        ("mod", [Some(left), Some(right), None, _]) => arithmetic(Arithmetic::Modulo, left, right),
        ("if", [Some(condition), Some(yes), Some(no), None]) => case(vec![(condition, yes)], no),
        ("ifnull", [Some(value), Some(other), None, _]) => coalesce(vec![value, other]),
        ("nullif", [Some(value), Some(other), None, _]) => {
            let same = compare(Compare::Equal, value.clone(), other)?;
            case(vec![(same, null())], value)
        }
        ("upper", [Some(value), None, ..]) => of_text(OfText::Upper, value),
        ("lower", [Some(value), None, ..]) => of_text(OfText::Lower, value),
        ("reverse", [Some(value), None, ..]) => of_text(OfText::Reverse, value),
        ("length" | "char_length", [Some(value), None, ..]) => {
            let value = of(Type::Text, value)?;
            let can_fail = value.can_fail;
            Some(Node { what: What::Length(Box::new(value)), class: Type::Whole, can_fail })
        }
        ("starts_with", [Some(text), Some(part), None, _]) => affix(Affix::Start, text, part),
        ("ends_with", [Some(text), Some(part), None, _]) => affix(Affix::End, text, part),
        ("left", [Some(text), Some(count), None, _]) => end(Affix::Start, text, count),
        ("right", [Some(text), Some(count), None, _]) => end(Affix::End, text, count),
        ("substr" | "substring", [Some(text), Some(from), count, None]) => substring(text, from, count),
        ("trim", [Some(text), set, None, _]) => trim(TrimWhereField::Both, text, set),
        ("ltrim", [Some(text), set, None, _]) => trim(TrimWhereField::Leading, text, set),
        ("rtrim", [Some(text), set, None, _]) => trim(TrimWhereField::Trailing, text, set),
        ("replace", [Some(text), Some(from), Some(to), None]) => {
            let [text, from, to] = [of(Type::Text, text)?, of(Type::Text, from)?, of(Type::Text, to)?];
            let can_fail = text.can_fail || from.can_fail || to.can_fail;
            let what = What::Replace(Box::new(text), Box::new(from), Box::new(to));
            Some(Node { what, class: Type::Text, can_fail })
        }
        _ => None,
    }
}

fn null() -> Node {
    Node { what: What::Null, class: Type::Null, can_fail: false }
}

fn whole_constant(number: i64) -> Node {
    Node { what: What::Constant(Constant::Whole(number)), class: Type::Whole, can_fail: false }
}

fn constant(value: &Value) -> Option<Node> {
    let (constant, class) = match value {
        Value::Null => return Some(null()),
        Value::Boolean(yes) => (Constant::Bool(*yes), Type::Bool),
        Value::SingleQuotedString(text) => (Constant::Text(text.clone()), Type::Text),
        Value::Number(digits, _) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            (Constant::Whole(digits.parse().ok()?), Type::Whole)
        }
        Value::Number(digits, _) => {
            let number: f64 = digits.parse().ok()?;
            (Constant::Number(Some(number).filter(|number| number.is_finite())?), Type::Number)
        }
        _ => return None,
    };
    Some(Node { what: What::Constant(constant), class, can_fail: false })
}

/// How many decimals: a whole number that stands there.
fn decimals(node: &Node) -> Option<i32> {
    match node.what {
        What::Constant(Constant::Whole(digits)) => i32::try_from(digits).ok().filter(|digits| *digits >= 0),
        _ => None,
    }
}

/// A part as a number; yes and no are 1 and 0.
fn number(node: Node) -> Option<Node> {
    let class = node.class.max(Type::Whole);
    of(class, node).filter(|_| class != Type::Text)
}

/// A part in a type that it has or that holds all its values; `None` when it is another.
fn of(class: Type, node: Node) -> Option<Node> {
    match (node.class, class) {
        (Type::Null, class) => Some(Node { class, ..null() }),
        (own, class) if own == class => Some(node),
        (Type::Bool, Type::Whole) => {
            let can_fail = node.can_fail;
            Some(Node { what: What::Whole(Box::new(node)), class, can_fail })
        }
        (Type::Bool | Type::Whole, Type::Number) => {
            let can_fail = node.can_fail;
            Some(Node { what: What::Number(Box::new(node)), class, can_fail })
        }
        _ => None,
    }
}

fn text(node: Node) -> Node {
    if node.class == Type::Text {
        return node;
    }
    let can_fail = node.can_fail;
    Node { what: What::Text(Box::new(node)), class: Type::Text, can_fail }
}

/// Parts of types that are compared with one another, in one type: yes and no are `true` and `false` beside text, and 1
/// and 0 beside numbers, as files write them.
fn comparable(parts: Vec<Node>) -> Option<Vec<Node>> {
    let class = parts.iter().map(|part| part.class).max()?;
    let alike =
        |part: Node| if (class, part.class) == (Type::Text, Type::Bool) { Some(text(part)) } else { of(class, part) };
    parts.into_iter().map(alike).collect()
}

/// Parts of which one is the result, in one type: beside text all is text.
fn of_one_type(parts: Vec<Node>) -> Option<Vec<Node>> {
    let class = parts.iter().map(|part| part.class).max()?;
    let alike = |part: Node| match (class, part.class) {
        (Type::Text, Type::Bool | Type::Whole | Type::Number) => Some(text(part)),
        _ => of(class, part),
    };
    parts.into_iter().map(alike).collect()
}

fn two(class: Type, left: Node, right: Node, what: impl FnOnce(Box<Node>, Box<Node>) -> What) -> Node {
    let can_fail = left.can_fail || right.can_fail;
    Node { what: what(Box::new(left), Box::new(right)), class, can_fail }
}

fn not(node: Node) -> Node {
    let node = match node.class {
        Type::Null => Node { class: Type::Bool, ..null() },
        Type::Text => Node { what: What::ToBool(Box::new(node), Cast::Strict), class: Type::Bool, can_fail: true },
        _ => node,
    };
    let can_fail = node.can_fail;
    Node { what: What::Not(Box::new(node)), class: Type::Bool, can_fail }
}

fn is_null(node: Node) -> Node {
    let can_fail = node.can_fail;
    Node { what: What::IsNull(Box::new(node)), class: Type::Bool, can_fail }
}

fn is(node: Node, yes: bool) -> Option<Node> {
    let yes = Node { what: What::Constant(Constant::Bool(yes)), class: Type::Bool, can_fail: false };
    compare(Compare::Equal, node, yes)
}

fn same(left: Node, right: Node) -> Option<Node> {
    let [left, right] = <[Node; 2]>::try_from(comparable(vec![left, right])?).ok()?;
    Some(two(Type::Bool, left, right, What::Same))
}

fn and(left: Node, right: Node) -> Option<Node> {
    Some(two(Type::Bool, of(Type::Bool, left)?, of(Type::Bool, right)?, What::And))
}

fn or(left: Node, right: Node) -> Option<Node> {
    Some(two(Type::Bool, of(Type::Bool, left)?, of(Type::Bool, right)?, What::Or))
}

fn binary(left: Node, op: &Op, right: Node) -> Option<Node> {
    match op {
        Op::Plus => arithmetic(Arithmetic::Plus, left, right),
        Op::Minus => arithmetic(Arithmetic::Minus, left, right),
        Op::Multiply => arithmetic(Arithmetic::Times, left, right),
        Op::Divide => arithmetic(Arithmetic::Divide, left, right),
        Op::Modulo => arithmetic(Arithmetic::Modulo, left, right),
        Op::Eq => compare(Compare::Equal, left, right),
        Op::NotEq => compare(Compare::Unequal, left, right),
        Op::Lt => compare(Compare::Less, left, right),
        Op::LtEq => compare(Compare::LessEqual, left, right),
        Op::Gt => compare(Compare::Greater, left, right),
        Op::GtEq => compare(Compare::GreaterEqual, left, right),
        Op::And => and(left, right),
        Op::Or => or(left, right),
        // Nothing beside anything is nothing, unlike in `concat`.
        Op::StringConcat => Some(two(Type::Text, text(left), text(right), |left, right| {
            What::Arithmetic(Arithmetic::Plus, left, right)
        })),
        _ => None,
    }
}

fn arithmetic(what: Arithmetic, left: Node, right: Node) -> Option<Node> {
    let (left, right) = (number(left)?, number(right)?);
    let class = if what == Arithmetic::Divide { Type::Number } else { left.class.max(right.class) };
    let node = two(class, of(class, left)?, of(class, right)?, |left, right| What::Arithmetic(what, left, right));
    let can_fail = node.can_fail || class == Type::Whole;
    Some(Node { can_fail, ..node })
}

fn compare(what: Compare, left: Node, right: Node) -> Option<Node> {
    let [left, right] = <[Node; 2]>::try_from(comparable(vec![left, right])?).ok()?;
    Some(two(Type::Bool, left, right, |left, right| What::Compare(what, left, right)))
}

fn like(text: Node, pattern: Node, any_case: bool, negated: bool) -> Option<Node> {
    let (text, pattern) = (of(Type::Text, text)?, of(Type::Text, pattern)?);
    let node = two(Type::Bool, text, pattern, |text, pattern| What::Like { text, pattern, any_case });
    Some(if negated { not(node) } else { node })
}

fn case(cases: Vec<(Node, Node)>, last: Node) -> Option<Node> {
    let (conditions, mut results): (Vec<Node>, Vec<Node>) = cases.into_iter().unzip();
    let conditions = conditions.into_iter().map(|part| of(Type::Bool, part)).collect::<Option<Vec<Node>>>()?;
    results.push(last);
    let mut results = of_one_type(results)?;
    let last = results.pop()?;
    let class = last.class;
    let can_fail = conditions.iter().chain(&results).chain([&last]).any(|part| part.can_fail);
    Some(Node { what: What::Case(conditions.into_iter().zip(results).collect(), Box::new(last)), class, can_fail })
}

fn several(parts: Vec<Node>, what: impl FnOnce(Vec<Node>) -> What) -> Option<Node> {
    let class = parts.first()?.class;
    let can_fail = parts.iter().any(|part| part.can_fail);
    Some(Node { what: what(parts), class, can_fail })
}

fn coalesce(parts: Vec<Node>) -> Option<Node> {
    several(of_one_type(parts)?, What::Coalesce)
}

fn extreme(which: Compare, parts: Vec<Node>) -> Option<Node> {
    let class = parts.iter().map(|part| part.class).max()?;
    let parts = parts.into_iter().map(|part| of(class, part)).collect::<Option<Vec<Node>>>()?;
    several(parts, |parts| What::Extreme(which, parts))
}

fn concat(separator: Option<String>, parts: Vec<Node>) -> Option<Node> {
    let parts: Vec<Node> = parts.into_iter().map(text).collect();
    let can_fail = parts.iter().any(|part| part.can_fail);
    (!parts.is_empty()).then_some(Node { what: What::Concat(separator, parts), class: Type::Text, can_fail })
}

fn round(what: Round, node: Node, digits: i32) -> Option<Node> {
    let node = if node.class == Type::Null { of(Type::Number, node)? } else { number(node)? };
    let (class, can_fail) = (node.class, node.can_fail || node.class == Type::Whole);
    Some(Node { what: What::Round(what, Box::new(node), digits), class, can_fail })
}

fn of_text(what: OfText, node: Node) -> Option<Node> {
    let node = of(Type::Text, node)?;
    let can_fail = node.can_fail;
    Some(Node { what: What::OfText(what, Box::new(node)), class: Type::Text, can_fail })
}

fn affix(which: Affix, text: Node, part: Node) -> Option<Node> {
    let (text, part) = (of(Type::Text, text)?, of(Type::Text, part)?);
    Some(two(Type::Bool, text, part, |text, part| What::Affix(which, text, part)))
}

fn end(which: Affix, text: Node, count: Node) -> Option<Node> {
    let (text, count) = (of(Type::Text, text)?, of(Type::Whole, count)?);
    Some(two(Type::Text, text, count, |text, count| What::End(which, text, count)))
}

fn substring(text: Node, from: Node, count: Option<Node>) -> Option<Node> {
    let count = match count {
        Some(count) => Some(of(Type::Whole, count)?),
        None => None,
    };
    let (text, from) = (of(Type::Text, text)?, of(Type::Whole, from)?);
    let can_fail = text.can_fail || from.can_fail || count.as_ref().is_some_and(|count| count.can_fail);
    let what = What::Substring(Box::new(text), Box::new(from), count.map(Box::new));
    Some(Node { what, class: Type::Text, can_fail })
}

fn trim(which: TrimWhereField, text: Node, set: Option<Node>) -> Option<Node> {
    let set = match set {
        Some(set) => Some(of(Type::Text, set)?),
        None => None,
    };
    let text = of(Type::Text, text)?;
    let can_fail = text.can_fail || set.as_ref().is_some_and(|set| set.can_fail);
    Some(Node { what: What::Trim(which, Box::new(text), set.map(Box::new)), class: Type::Text, can_fail })
}

fn cast(node: Node, kind: Cast, to: &ast::DataType) -> Option<Node> {
    use ast::DataType as D;
    let single = |digits: u64| match digits {
        1..=24 => Some(Precision::Single),
        25..=53 => Some(Precision::Double),
        _ => None,
    };
    let strict = node.can_fail || kind == Cast::Strict;
    let inner = |node| Box::new(node);
    let (what, class, can_fail) = match to {
        D::Boolean | D::Bool => {
            let can_fail = node.can_fail || (strict && node.class == Type::Text);
            (What::ToBool(inner(node), kind), Type::Bool, can_fail)
        }
        D::SmallInt(_) => (What::ToWhole(inner(node), kind, 16), Type::Whole, strict),
        D::Integer(_) | D::Int(_) => (What::ToWhole(inner(node), kind, 32), Type::Whole, strict),
        D::BigInt(_) => (What::ToWhole(inner(node), kind, 64), Type::Whole, strict),
        D::Real => (What::ToNumber(inner(node), kind, Precision::Single), Type::Number, strict),
        D::Double(_) | D::DoublePrecision | D::Float(ExactNumberInfo::None) => {
            (What::ToNumber(inner(node), kind, Precision::Double), Type::Number, strict)
        }
        D::Float(ExactNumberInfo::Precision(digits)) => {
            (What::ToNumber(inner(node), kind, single(*digits)?), Type::Number, strict)
        }
        D::Varchar(_)
        | D::Text
        | D::String(_)
        | D::Char(_)
        | D::Character(_)
        | D::CharVarying(_)
        | D::CharacterVarying(_) => return Some(text(node)),
        _ => return None,
    };
    Some(Node { what, class, can_fail })
}
