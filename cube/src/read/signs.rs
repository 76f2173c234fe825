//! How people write numbers: the sign before decimals, the sign between thousands, per cent and currency. A number that
//! could be two is none: whoever asks is told which key decides. It refuses to know what a column means.

use std::borrow::Cow;

/// Signs of money that are passed over before or behind a number.
const MONEY: [&str; 30] = [
    "US$", "CA$", "A$", "R$", "€", "$", "£", "¥", "₹", "₩", "₺", "₽", "zł", "Kč", "kr", "Fr.", "CHF", "EUR", "USD",
    "GBP", "CAD", "AUD", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "INR", "BRL",
];
/// Signs between thousands that can be nothing else.
const PLAIN: [char; 6] = [' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’'];

/// How the numbers of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signs {
    /// Before decimals: a point or a comma.
    pub decimal: char,
    /// Whether that was stated, or shown by a number that has no other reading.
    pub sure: bool,
    /// A comma or a point between thousands. Blanks and apostrophes are read as such wherever they stand so.
    pub thousands: Option<char>,
    /// Whether the sign between thousands was stated.
    pub stated: bool,
}

/// What was met in the numbers of one column.
#[expect(clippy::struct_excessive_bools, reason = "one for each thing that can be met")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Met {
    /// A sign between thousands.
    pub thousands: Option<char>,
    /// A number such as 1.234, read with a decimal point although nothing says that it is one.
    pub doubtful: bool,
    /// A number whose point can only be a decimal one.
    pub decimal: bool,
    /// Per cent.
    pub percent: bool,
    /// A sign of money.
    pub money: bool,
}

/// What would make a number of a text that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// `0,5`: a decimal comma.
    DecimalComma,
    /// `1,234`: a comma between thousands, or a decimal one.
    Comma,
    /// `1.234` where a whole number is wanted: a point between thousands, or a decimal one.
    Point,
    /// `1,234.5` with a decimal comma: the other way round.
    DecimalPoint,
}

impl Hint {
    /// The word for it in messages.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::DecimalComma => "decimal-comma",
            Self::Comma => "comma",
            Self::Point => "point",
            Self::DecimalPoint => "decimal-point",
        }
    }
}

/// A decimal point, and nothing between thousands, as programs write.
impl Default for Signs {
    fn default() -> Self {
        Self { decimal: '.', sure: false, thousands: None, stated: false }
    }
}

impl Signs {
    /// As stated, else as the fields of a beginning show: a sign is known where some field has one reading only and none
    /// speaks against it.
    pub(crate) fn of<'f>(
        decimal: Option<char>,
        thousands: Option<char>,
        fields: impl Iterator<Item = Cow<'f, str>>,
    ) -> Self {
        let given = decimal.or(match thousands {
            Some('.') => Some(','),
            Some(',') => Some('.'),
            _ => None,
        });
        let stated = thousands.is_some();
        if let (Some(decimal), true) = (given, stated) {
            return Self { decimal, sure: true, thousands, stated };
        }
        let mut evidence = Evidence::default();
        fields.for_each(|field| evidence.add(&field));
        let comma = evidence.decimal_comma && !evidence.decimal_point;
        let point = evidence.decimal_point && !evidence.decimal_comma;
        let decimal = given.unwrap_or(if comma { ',' } else { '.' });
        let sure = given.is_some() || comma || point;
        let other = if decimal == ',' { '.' } else { ',' };
        // The other sign can stand between thousands alone once the decimal one is known; so can a comma that comes twice.
        let between = sure || (other == ',' && evidence.comma_twice);
        Self { decimal, sure, thousands: thousands.or(between.then_some(other)), stated }
    }

    /// The same for whole numbers: where nothing tells the decimal sign, a comma before each three digits is one between
    /// thousands, as nothing else makes a whole number of it.
    pub(crate) fn of_people(self) -> Self {
        match self {
            Self { decimal: '.', thousands: None, .. } => Self { thousands: Some(','), ..self },
            _ => self,
        }
    }

    /// The number that a text is; `None` when it is none, or could be two.
    pub(crate) fn read(self, text: &str, met: &mut Met) -> Option<f64> {
        let text = text.trim();
        if (self.decimal == '.' || !text.contains(['.', ',']))
            && let Ok(number) = text.parse::<f64>()
        {
            if let Some(point) = text.find('.').filter(|_| !self.sure) {
                let doubtful = grouped(&text[..point], &text[point..], '.');
                met.doubtful |= doubtful;
                met.decimal |= !doubtful;
            }
            return Some(number);
        }
        let bare = Bare::of(text);
        let digits = self.digits(bare.digits, met).or_else(|| {
            // A point that cannot stand between thousands is a decimal one, whatever the others are.
            let plain = !bare.digits.contains(',') && bare.digits.parse::<f64>().is_ok();
            (plain && parts(bare.digits, '.').is_none()).then(|| bare.digits.to_owned())
        })?;
        let sign = if bare.negative { "-" } else { "" };
        let exponent = if bare.percent { "e-2" } else { "" };
        // Digits and sign are put together and read once, so that 12.5 % is the double nearest to 0.125.
        let number = format!("{sign}{digits}{exponent}").parse().ok()?;
        met.percent |= bare.percent;
        met.money |= bare.money;
        Some(number)
    }

    /// Digits with a decimal point, if these signs make a number of the text.
    fn digits(self, text: &str, met: &mut Met) -> Option<String> {
        let (units, decimals) = match text.rsplit_once(self.decimal) {
            Some((units, decimals)) => (units, Some(decimals)),
            None => (text, None),
        };
        let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if decimals.is_some_and(|decimals| !all_digits(decimals)) {
            return None;
        }
        // With a decimal comma, a point can only stand between thousands.
        let other = self.thousands.or((self.decimal == ',').then_some('.'));
        let sign = units.chars().find(|letter| PLAIN.contains(letter) || Some(*letter) == other);
        let units = match sign {
            None => Some(units.to_owned()).filter(|units| all_digits(units)),
            Some(sign) => parts(units, sign).map(|parts| parts.concat()),
        }?;
        met.thousands = met.thousands.or(sign);
        Some(decimals.map_or_else(|| units.clone(), |decimals| format!("{units}.{decimals}")))
    }

    /// What would make a number of a text that [`Signs::read`] refused.
    pub(crate) fn hint(self, text: &str) -> Option<Hint> {
        if self.read(text, &mut Met::default()).is_some() {
            return None;
        }
        let digits = Bare::of(text.trim()).digits;
        let with = |decimal, thousands| {
            let signs = Self { decimal, sure: true, thousands, stated: true };
            signs.digits(digits, &mut Met::default()).is_some()
        };
        if digits.contains(',') && parts(digits, ',').is_some() {
            Some(Hint::Comma)
        } else if digits.contains(',') && self.decimal == '.' && with(',', Some('.')) {
            Some(Hint::DecimalComma)
        } else if digits.contains('.') && parts(digits, '.').is_some() {
            Some(Hint::Point)
        } else if digits.contains('.') && with('.', Some(',')) {
            Some(Hint::DecimalPoint)
        } else {
            None
        }
    }

    /// Whether a whole number could be a thousand times as large: its point may stand before decimals or between thousands.
    pub(crate) fn is_doubtful(self, text: &str) -> bool {
        let digits = Bare::of(text.trim()).digits;
        self.decimal == '.' && !self.sure && digits.contains('.') && parts(digits, '.').is_some()
    }
}

/// What shows how numbers are written.
#[derive(Debug, Default)]
struct Evidence {
    decimal_comma: bool,
    decimal_point: bool,
    /// Numbers such as 1,234,567: no decimal sign comes twice.
    comma_twice: bool,
}

impl Evidence {
    fn add(&mut self, field: &str) {
        let text = field.trim();
        // Longer than any number; and most fields have neither sign.
        if text.len() > 40 || !text.contains(['.', ',']) {
            return;
        }
        let text = Bare::of(text).digits;
        for sign in [',', '.'] {
            let Some((units, decimals)) = text.rsplit_once(sign) else { continue };
            if decimals.is_empty() || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
                continue;
            }
            if let Some(parts) = parts(text, sign) {
                self.comma_twice |= sign == ',' && parts.len() > 2;
                continue;
            }
            let other = if sign == ',' { '.' } else { ',' };
            let between = units.chars().find(|letter| PLAIN.contains(letter) || *letter == other);
            let whole = !units.is_empty() && units.bytes().all(|byte| byte.is_ascii_digit());
            let in_groups = between.is_some_and(|between| parts(units, between).is_some());
            if whole || in_groups {
                *if sign == ',' { &mut self.decimal_comma } else { &mut self.decimal_point } = true;
            }
        }
    }
}

/// A text without what may stand around a number.
struct Bare<'a> {
    digits: &'a str,
    negative: bool,
    percent: bool,
    money: bool,
}

impl<'a> Bare<'a> {
    fn of(text: &'a str) -> Self {
        let mut bare = Self { digits: text, negative: false, percent: false, money: false };
        bare.sign();
        bare.digits = bare.digits.trim_start();
        // Most texts are digits from end to end, and have nothing around them.
        if let [first, .., last] = bare.digits.as_bytes()
            && first.is_ascii_digit()
            && last.is_ascii_digit()
        {
            return bare;
        }
        if let Some(rest) = bare.digits.strip_suffix('%') {
            (bare.digits, bare.percent) = (rest.trim_end(), true);
            return bare;
        }
        let before = MONEY.iter().find_map(|sign| bare.digits.strip_prefix(sign));
        if let Some(rest) = before.or_else(|| MONEY.iter().find_map(|sign| bare.digits.strip_suffix(sign))) {
            (bare.digits, bare.money) = (rest.trim(), true);
            if !bare.negative {
                bare.sign();
            }
        }
        bare
    }

    fn sign(&mut self) {
        if let Some(rest) = self.digits.strip_prefix(['-', '−']) {
            (self.digits, self.negative) = (rest, true);
        } else if let Some(rest) = self.digits.strip_prefix('+') {
            self.digits = rest;
        }
    }
}

/// The groups of a whole number whose thousands are marked by a sign: up to three digits, then three each time.
fn parts(text: &str, sign: char) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split(sign).collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let first = parts.first().is_some_and(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'));
    let rest = parts.len() > 1 && parts.iter().skip(1).all(|part| part.len() == 3);
    (first && rest && parts.iter().all(digits)).then_some(parts)
}

/// Whether units and decimals, the sign with them, look like thousands.
fn grouped(units: &str, decimals: &str, sign: char) -> bool {
    let units = units.strip_prefix(['-', '+']).unwrap_or(units);
    parts(&format!("{units}{decimals}"), sign).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signs(fields: &[&str]) -> Signs {
        Signs::of(None, None, fields.iter().map(|field| Cow::Borrowed(*field)))
    }

    fn read(signs: Signs, text: &str) -> Option<f64> {
        signs.read(text, &mut Met::default())
    }

    #[test]
    fn blanks_and_apostrophes_between_thousands_are_read_everywhere() {
        for text in ["5 200", "5\u{a0}200", "5\u{202f}200", "5'200", "5’200", " 5200 "] {
            assert_eq!(read(Signs::default(), text), Some(5_200.0), "{text}");
        }
        for text in ["5 20", "52 00", "5 200'000", "0 200", "1234 567", "5  200"] {
            assert_eq!(read(Signs::default(), text), None, "{text}");
        }
        assert_eq!(read(signs(&["1 234,5"]), "12 345,25"), Some(12_345.25));
    }

    #[test]
    fn a_comma_that_could_be_two_things_is_none() {
        assert_eq!(read(Signs::default(), "1,234"), None);
        assert_eq!(Signs::default().hint("1,234"), Some(Hint::Comma));
        assert_eq!(Signs::default().hint("0,5"), Some(Hint::DecimalComma));
        assert_eq!(Signs::default().hint("1.234,5"), Some(Hint::DecimalComma));
        assert_eq!(Signs::default().hint("none"), None);
        assert_eq!(read(signs(&["1,234", "2,500"]), "1,234"), None);
        assert_eq!(read(signs(&["1,234", "0.5"]), "1,234"), Some(1_234.0));
        assert_eq!(read(signs(&["1,234,567"]), "1,234"), Some(1_234.0));
        assert_eq!(read(signs(&["1,234.50"]), "1,234"), Some(1_234.0));
        assert_eq!(read(signs(&["0,5"]), "1,234"), Some(1.234));
        assert_eq!(read(Signs::default().of_people(), "120,400"), Some(120_400.0));
        assert_eq!(read(signs(&["0,5"]).of_people(), "120,400"), Some(120.4));
    }

    #[test]
    fn a_point_stands_before_decimals_unless_the_comma_does() {
        assert_eq!(read(signs(&["1.234"]), "1.234"), Some(1.234));
        assert_eq!(read(signs(&["1.234,5"]), "1.234"), Some(1_234.0));
        assert_eq!(read(signs(&["0,5"]), "1.234"), Some(1_234.0));
        assert_eq!(read(signs(&["0,5"]), "1.5"), Some(1.5));
        assert_eq!(read(Signs::of(None, Some('.'), std::iter::empty()), "120.400"), Some(120_400.0));
        let mut met = Met::default();
        Signs::default().read("1.234", &mut met);
        assert!(met.doubtful && !met.decimal);
        assert!(Signs::default().is_doubtful("120.000") && !Signs::default().is_doubtful("120.0"));
        assert!(!signs(&["0.5"]).is_doubtful("120.000"));
    }

    #[test]
    fn per_cent_and_money_are_passed_over_and_remembered() {
        let signs = Signs { sure: true, thousands: Some(','), ..Signs::default() };
        let of = |text: &str| {
            let mut met = Met::default();
            (signs.read(text, &mut met), met.percent, met.money)
        };
        assert_eq!(of("12.5%"), (Some(0.125), true, false));
        assert_eq!(of("12.5 %"), (Some(0.125), true, false));
        assert_eq!(of("$1,200.00"), (Some(1_200.0), false, true));
        assert_eq!(of("-$5"), (Some(-5.0), false, true));
        assert_eq!(of("1 200 €"), (Some(1_200.0), false, true));
        assert_eq!(of("€ 1 200"), (Some(1_200.0), false, true));
        assert_eq!(of("CHF 1'200.50"), (Some(1_200.5), false, true));
        assert_eq!(of("EUR"), (None, false, false));
        assert_eq!(of("%"), (None, false, false));
    }

    #[test]
    fn fields_that_are_no_numbers_show_nothing() {
        for field in ["1,2,3", "Paris, 75", "01.02.2026", "192.168.1.1", "a,5", ",5", "5,"] {
            assert_eq!(signs(&[field]), Signs::default(), "{field}");
        }
        assert!(!signs(&["0,5", "0.5"]).sure, "both");
    }
}
