//! Days that can be compared, told from a date without a calendar.

use jiff::civil;

use crate::model::Bounds;

/// A day, in the order of days; the numbers have gaps where months are short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The first and the last day that a date can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

impl Day {
    /// Later than every day.
    pub const NEVER: Day = Day(i32::MAX);

    fn new(year: i32, month: i32, day: i32) -> Day {
        Day(year * 512 + month * 32 + day)
    }
}

impl From<civil::Date> for Day {
    fn from(date: civil::Date) -> Day {
        Day::new(date.year().into(), date.month().into(), date.day().into())
    }
}

impl From<Bounds> for Span {
    fn from(bounds: Bounds) -> Span {
        Span {
            first: bounds.first.into(),
            last: bounds.last.into(),
        }
    }
}

/// What a date spans, which has the form of one; `None` if it names a day that no calendar has, as [`crate::model::Date::bounds`]
/// has it.
pub fn span(date: &str) -> Option<Span> {
    let date = date.as_bytes();
    match date.iter().position(|byte| *byte == b'/') {
        None => part(date),
        Some(at) => Some(Span {
            first: part(&date[..at])?.first,
            last: part(&date[at + 1..])?.last,
        }),
    }
}

/// What a year, a month or a day spans.
fn part(text: &[u8]) -> Option<Span> {
    let number = |digits: &[u8]| {
        let digit = |number: i32, digit: &u8| number * 10 + i32::from(digit.wrapping_sub(b'0'));
        digits.iter().fold(0, digit)
    };
    let year = number(text.get(..4)?);
    let Some(month) = text.get(5..7).map(number) else {
        return Some(Span {
            first: Day::new(year, 1, 1),
            last: Day::new(year, 12, 31),
        });
    };
    let length = days(year, month);
    let (first, last) = match text.get(8..10).map(number) {
        None => (1, length),
        Some(day) => (day, day),
    };
    (last <= length).then(|| Span {
        first: Day::new(year, month, first),
        last: Day::new(year, month, last),
    })
}

/// How many days a month has.
fn days(year: i32, month: i32) -> i32 {
    let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 => 28 + i32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    #[test]
    fn every_day_is_as_the_calendar_has_it() {
        let check = |text: &str| {
            let date: Date = text.parse().expect("the form is right");
            assert_eq!(span(text), date.bounds().map(Span::from), "{text}");
        };
        for year in [0, 1, 1900, 1999, 2000, 2024, 2025, 2100, 9999] {
            check(&format!("{year:04}"));
            for month in 1..=12 {
                check(&format!("{year:04}-{month:02}"));
                for day in 1..=31 {
                    check(&format!("{year:04}-{month:02}-{day:02}"));
                    check(&format!("2024-02-30/{year:04}-{month:02}-{day:02}"));
                    check(&format!("{year:04}-{month:02}/2025-{month:02}-{day:02}"));
                }
            }
        }
    }
}
