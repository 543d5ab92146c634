//! The span of a date: the first and the last day that it can mean.

use jiff::civil;
use schemars::JsonSchema;

use super::string::Date;

/// The first and the last day that a date can mean; the same day twice for a full date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The first day.
    pub first: civil::Date,
    /// The last day.
    pub last: civil::Date,
}

impl Date {
    /// The place of the date among others: by its last day, by which what happened on it had happened, then by its first.
    pub fn order(&self) -> Option<(civil::Date, civil::Date)> {
        let days = self.bounds()?;
        Some((days.last, days.first))
    }

    /// The days that the date spans, an interval from the first day of its start to the last day of its end; `None` if it names a day
    /// that no calendar has, such as `2025-02-30`, or ends before it starts: then it is neither before nor after any other.
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::of(self.as_str())
    }
}

impl Date {
    /// Some day from a first to a last one as a date: that day, if they are the same. They are of the years from 0 to 9999, which are
    /// the ones that a date can name.
    pub(crate) fn of_days(first: civil::Date, last: civil::Date) -> Date {
        let date = match first == last {
            true => last.to_string().parse(),
            false => format!("{first}/{last}").parse(),
        };
        date.unwrap_or_else(|_| unreachable!("a day has the form of a date"))
    }
}

impl Bounds {
    /// The days that a date spans which has the form of [`Date`], as [`Date::bounds`].
    pub(crate) fn of(date: &str) -> Option<Bounds> {
        let (start, end) = date.split_once('/').unwrap_or((date, date));
        let (first, last) = (part(start)?.first, part(end)?.last);
        (first <= last).then_some(Bounds { first, last })
    }
}

/// How exactly a source gives a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum DatePrecision {
    /// A day of the calendar.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
    /// A time from one date to another, in which the day lies.
    Interval,
}

impl DatePrecision {
    /// The precision as exports write it.
    pub fn as_str(self) -> &'static str {
        match self {
            DatePrecision::Day => "day",
            DatePrecision::Month => "month",
            DatePrecision::Year => "year",
            DatePrecision::Interval => "interval",
        }
    }
}

impl Date {
    /// How exactly the date is given.
    pub fn precision(&self) -> DatePrecision {
        match self.as_str() {
            date if date.contains('/') => DatePrecision::Interval,
            date if date.len() == 4 => DatePrecision::Year,
            date if date.len() == 7 => DatePrecision::Month,
            _ => DatePrecision::Day,
        }
    }
}

/// The days of a year, a month or a day.
fn part(text: &str) -> Option<Bounds> {
    let number = |at: std::ops::Range<usize>| text.get(at)?.parse::<i16>().ok();
    let small = |at| number(at).and_then(|number| i8::try_from(number).ok());
    let year = number(0..4)?;
    match text.len() {
        4 => Some(Bounds {
            first: civil::Date::new(year, 1, 1).ok()?,
            last: civil::Date::new(year, 12, 31).ok()?,
        }),
        7 => {
            let first = civil::Date::new(year, small(5..7)?, 1).ok()?;
            Some(Bounds {
                first,
                last: first.last_of_month(),
            })
        }
        _ => {
            let day = civil::Date::new(year, small(5..7)?, small(8..10)?).ok()?;
            Some(Bounds {
                first: day,
                last: day,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(date: &str, expected: Option<(&str, &str)>) {
        let date: Date = date.parse().expect("the form is right");
        let bounds = date
            .bounds()
            .map(|bounds| (bounds.first.to_string(), bounds.last.to_string()));
        assert_eq!(
            bounds,
            expected.map(|(first, last)| (first.to_owned(), last.to_owned()))
        );
    }

    #[test]
    fn a_date_spans_the_days_it_can_mean() {
        check("2025", Some(("2025-01-01", "2025-12-31")));
        check("2024-02", Some(("2024-02-01", "2024-02-29")));
        check("2025-11-26", Some(("2025-11-26", "2025-11-26")));
        check("2025-11-24/2025-11-25", Some(("2025-11-24", "2025-11-25")));
        check("2023/2024-06", Some(("2023-01-01", "2024-06-30")));
        check("2025-02-30", None);
        check("2025-11-26/2025-02-30", None);
    }
}
