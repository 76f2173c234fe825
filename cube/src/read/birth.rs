//! From a day of birth to whole years of age. It refuses to guess which of two numbers is the month: the config says so, or
//! a day above 12 does.

use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

use crate::spec::DayForm;

/// Nobody alive is older; a larger difference is a wrong date.
const OLDEST: i16 = 130;
/// Day 0 of a spreadsheet that counts from 1900, whose 29 February 1900 never was.
const SERIAL: Date = date(1899, 12, 30);

/// Why a text gives no age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoAge {
    /// Not a day as it is to be written.
    NoDate,
    /// Day, month and year, or month, day and year: nothing tells.
    Ambiguous,
    /// A date after the day asked for, or more than 130 years before it.
    Impossible,
}

/// Whole years from birth to `at`. Who was born on 29 February has a birthday on 1 March in common years.
///
/// # Errors
/// When the text is no day of this form, or nobody born on that day can be alive.
pub(crate) fn age(born: &str, form: Option<DayForm>, at: Date) -> Result<i16, NoAge> {
    let born = day(born, form)?;
    if born > at {
        return Err(NoAge::Impossible);
    }
    // Months and days compared as written: 29 February comes after 28 February and before 1 March.
    let passed = (at.month(), at.day()) >= (born.month(), born.day());
    let years = at.year() - born.year() - i16::from(!passed);
    if years > OLDEST { Err(NoAge::Impossible) } else { Ok(years) }
}

/// The order of days and months that some day above 12 shows; `None` where none does, or two speak against each other.
pub(crate) fn form<'t>(days: impl Iterator<Item = &'t str>) -> Option<DayForm> {
    let (mut day_first, mut month_first) = (false, false);
    for [first, second, year] in days.filter_map(parts) {
        if year.len() == 4 && first.len() < 3 {
            let above = |part: &str| part.parse::<u8>().is_ok_and(|number| (13..=31).contains(&number));
            day_first |= above(first);
            month_first |= above(second);
        }
    }
    match (day_first, month_first) {
        (true, false) => Some(DayForm::Dmy),
        (false, true) => Some(DayForm::Mdy),
        _ => None,
    }
}

/// Whether a text looks like a day, in whatever order.
pub(crate) fn is_day(text: &str) -> bool {
    parts(text).is_some_and(|[first, _, last]| (first.len() == 4) != (last.len() == 4))
}

/// The day that a text is, whatever the time of day behind it.
fn day(text: &str, form: Option<DayForm>) -> Result<Date, NoAge> {
    if form == Some(DayForm::Excel) {
        return serial(text).ok_or(NoAge::NoDate);
    }
    if let (Some(DayForm::Ymd), 8, true) = (form, text.len(), text.bytes().all(|byte| byte.is_ascii_digit())) {
        return of([&text[..4], &text[4..6], &text[6..]]).ok_or(NoAge::NoDate);
    }
    let [first, second, last] = parts(text).ok_or(NoAge::NoDate)?;
    if first.len() == 4 {
        return of([first, second, last]).ok_or(NoAge::NoDate);
    }
    match form {
        _ if last.len() != 4 => Err(NoAge::NoDate),
        Some(DayForm::Dmy) => of([last, second, first]).ok_or(NoAge::NoDate),
        Some(DayForm::Mdy) => of([last, first, second]).ok_or(NoAge::NoDate),
        None if of([last, second, first]).or_else(|| of([last, first, second])).is_some() => Err(NoAge::Ambiguous),
        _ => Err(NoAge::NoDate),
    }
}

/// Three numbers with the same sign between them, before a time of day or nothing.
fn parts(text: &str) -> Option<[&str; 3]> {
    let text = text.trim();
    let day = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
    let sign = day.chars().find(|letter| ['-', '/', '.'].contains(letter))?;
    let mut parts = day.split(sign);
    let found = [parts.next()?, parts.next()?, parts.next()?];
    let number = |part: &str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.next().is_none() && found.into_iter().all(number)).then_some(found)
}

/// Year, month and day as a date.
fn of([year, month, day]: [&str; 3]) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The day with this number in a spreadsheet, whatever the time of day behind the point.
fn serial(text: &str) -> Option<Date> {
    let number: f64 = text.trim().parse().ok()?;
    let days = Some(number.floor()).filter(|days| (1.0..100_000.0).contains(days))?;
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 100,000")]
    let span: Span = (days as i64).days();
    SERIAL.checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_whole_on_the_birthday() {
        let at = date(2026, 11, 1);
        for (born, years) in [
            ("1990-11-01", 36),
            ("1990-11-02", 35),
            ("1990-10-31 23:59:59", 36),
            ("1990-10-31T00:00:00Z", 36),
            ("2026-11-01", 0),
            ("1990/11/01", 36),
        ] {
            assert_eq!(age(born, None, at), Ok(years), "{born}");
        }
    }

    #[test]
    fn born_on_29_february_turns_older_on_1_march_in_common_years() {
        assert_eq!(age("2000-02-29", None, date(2026, 2, 28)), Ok(25));
        assert_eq!(age("2000-02-29", None, date(2026, 3, 1)), Ok(26));
        assert_eq!(age("2000-02-29", None, date(2024, 2, 29)), Ok(24));
    }

    #[test]
    fn a_day_that_could_be_a_month_is_not_guessed() {
        let at = date(2026, 11, 1);
        for text in ["01/11/1990", "01.11.1990", "1/11/1990", "31/12/1990"] {
            assert_eq!(age(text, None, at), Err(NoAge::Ambiguous), "{text}");
        }
        for text in ["19901101", "1990-11", "1990-13-01", "1990-02-30", "1990-11-01x", "é990-11-01", "35", "01/11/90"]
        {
            assert_eq!(age(text, None, at), Err(NoAge::NoDate), "{text}");
        }
    }

    #[test]
    fn a_stated_form_is_the_one_that_is_read() {
        let at = date(2026, 11, 1);
        let read = |text: &str, form| age(text, Some(form), at);
        assert_eq!(read("02/11/1990", DayForm::Dmy), Ok(35));
        assert_eq!(read("02/11/1990", DayForm::Mdy), Ok(36));
        assert_eq!(read("1990-11-02", DayForm::Dmy), Ok(35), "the year tells");
        assert_eq!(read("02/11/1990", DayForm::Ymd), Err(NoAge::NoDate));
        assert_eq!(read("13/01/1990", DayForm::Mdy), Err(NoAge::NoDate));
        assert_eq!(read("19901102", DayForm::Ymd), Ok(35));
        // 2 November 1990 is 33,179 days behind 30 December 1899: Python's datetime.
        assert_eq!(read("33179", DayForm::Excel), Ok(35));
        assert_eq!(read("33178.75", DayForm::Excel), Ok(36));
        assert_eq!(read("1990-11-02", DayForm::Excel), Err(NoAge::NoDate));
    }

    #[test]
    fn a_day_above_twelve_tells_the_order() {
        let of = |days: &[&str]| form(days.iter().copied());
        assert_eq!(of(&["01/02/1990", "13/02/1990"]), Some(DayForm::Dmy));
        assert_eq!(of(&["01/02/1990", "02/13/1990 00:00"]), Some(DayForm::Mdy));
        assert_eq!(of(&["01/02/1990", "12.12.1990"]), None);
        assert_eq!(of(&["13/02/1990", "02/13/1990"]), None);
        assert_eq!(of(&["1990-02-13"]), None);
    }

    #[test]
    fn nobody_is_born_later_or_older_than_130() {
        let at = date(2026, 11, 1);
        assert_eq!(age("2026-11-02", None, at), Err(NoAge::Impossible));
        assert_eq!(age("1895-11-02", None, at), Ok(130));
        assert_eq!(age("1895-11-01", None, at), Err(NoAge::Impossible));
    }
}
