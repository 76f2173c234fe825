//! From a day of birth to whole years of age. It refuses to guess which of two numbers is the month.

use jiff::civil::Date;

/// Nobody alive is older; a larger difference is a wrong date.
const OLDEST: i16 = 130;

/// Why a text gives no age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoAge {
    /// Not a date as ISO 8601 writes it: 1990-02-28, or the same with a time behind it.
    NoDate,
    /// A date after the day asked for, or more than 130 years before it.
    Impossible,
}

/// Whole years from birth to `at`. Who was born on 29 February has a birthday on 1 March in common years.
///
/// # Errors
/// When the text is no ISO date, or nobody born on that day can be alive.
pub(crate) fn age(born: &str, at: Date) -> Result<i16, NoAge> {
    let born = day(born).ok_or(NoAge::NoDate)?;
    if born > at {
        return Err(NoAge::Impossible);
    }
    // Months and days compared as written: 29 February comes after 28 February and before 1 March.
    let passed = (at.month(), at.day()) >= (born.month(), born.day());
    let years = at.year() - born.year() - i16::from(!passed);
    if years > OLDEST { Err(NoAge::Impossible) } else { Ok(years) }
}

/// The day of an ISO date, whatever the time of day behind it.
fn day(text: &str) -> Option<Date> {
    let (day, rest) = text.split_at_checked(10)?;
    let behind = rest.is_empty() || rest.starts_with(['T', ' ']);
    let digits =
        day.bytes().enumerate().all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    let number = |from: usize, to: usize| day.get(from..to)?.parse::<i16>().ok();
    if !behind || !digits {
        return None;
    }
    let part = |number: i16| i8::try_from(number).ok();
    Date::new(number(0, 4)?, part(number(5, 7)?)?, part(number(8, 10)?)?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_year_is_whole_on_the_birthday() {
        let at = date(2026, 11, 1);
        assert_eq!(age("1990-11-01", at), Ok(36));
        assert_eq!(age("1990-11-02", at), Ok(35));
        assert_eq!(age("1990-10-31 23:59:59", at), Ok(36));
        assert_eq!(age("1990-10-31T00:00:00Z", at), Ok(36));
        assert_eq!(age("2026-11-01", at), Ok(0));
    }

    #[test]
    fn born_on_29_february_turns_older_on_1_march_in_common_years() {
        assert_eq!(age("2000-02-29", date(2026, 2, 28)), Ok(25));
        assert_eq!(age("2000-02-29", date(2026, 3, 1)), Ok(26));
        assert_eq!(age("2000-02-29", date(2024, 2, 29)), Ok(24));
    }

    #[test]
    fn other_ways_to_write_a_day_are_not_guessed() {
        let at = date(2026, 11, 1);
        for text in [
            "01/11/1990",
            "1990/11/01",
            "01.11.1990",
            "19901101",
            "1990-11",
            "1990-13-01",
            "1990-02-30",
            "1990-11-01x",
            "é990-11-01",
            "35",
        ] {
            assert_eq!(age(text, at), Err(NoAge::NoDate), "{text}");
        }
    }

    #[test]
    fn nobody_is_born_later_or_older_than_130() {
        let at = date(2026, 11, 1);
        assert_eq!(age("2026-11-02", at), Err(NoAge::Impossible));
        assert_eq!(age("1895-11-02", at), Ok(130));
        assert_eq!(age("1895-11-01", at), Err(NoAge::Impossible));
    }
}
