//! The day that was meant, where it is written in another way than YYYY-MM-DD.

use jiff::civil::Date;

use super::Hint;

/// The first three letters of the months, in English and in Dutch.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb"],
    &["mar", "maa", "mrt"],
    &["apr"],
    &["may", "mei"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["oct", "okt"],
    &["nov"],
    &["dec"],
];

/// What to write instead of a day in another form. Two days where nobody can know whether the day or the month comes first; none if it
/// is no day.
pub fn day(written: &str) -> Option<Hint> {
    let written = written.trim();
    // Of a moment, the day.
    let written = match written.split_once('T') {
        Some((day, time)) if time.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => written,
    };
    let days = days(written)?;
    match days.as_slice() {
        [] => None,
        [day] => Some(Hint::write(&day.to_string())),
        several => {
            let days: Vec<_> = several.iter().map(|day| format!("`{day}`")).collect();
            Some(Hint::from(format!("write {}", days.join(" or "))))
        }
    }
}

fn days(written: &str) -> Option<Vec<Date>> {
    let is_between = |c: char| c.is_whitespace() || "-/.,".contains(c);
    let parts: Vec<&str> = written
        .split(is_between)
        .filter(|part| !part.is_empty())
        .collect();
    let number = |text: &str| -> Option<i16> {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().ok())?
    };
    let is_year = |text: &str| text.len() == 4 && number(text).is_some();
    let (year, rest) = match parts.as_slice() {
        [one] if one.len() == 8 && one.is_ascii() => {
            let (year, rest) = one.split_at(4);
            let (month, day) = rest.split_at(2);
            return Some(
                date(number(year)?, number(month)?, number(day)?)
                    .into_iter()
                    .collect(),
            );
        }
        [year, month, day] if is_year(year) => {
            let month = number(month).or_else(|| month_of(month))?;
            return Some(
                date(number(year)?, month, number(day)?)
                    .into_iter()
                    .collect(),
            );
        }
        [one, other, year] if is_year(year) => (number(year)?, [*one, *other]),
        _ => return None,
    };
    Some(match rest {
        [day, month] if month_of(month).is_some() => date(year, month_of(month)?, number(day)?)
            .into_iter()
            .collect(),
        [month, day] if month_of(month).is_some() => date(year, month_of(month)?, number(day)?)
            .into_iter()
            .collect(),
        [one, other] => {
            let (one, other) = (number(one)?, number(other)?);
            let mut days: Vec<_> = [date(year, other, one), date(year, one, other)]
                .into_iter()
                .flatten()
                .collect();
            days.dedup();
            days
        }
    })
}

fn month_of(name: &str) -> Option<i16> {
    let start: String = name.chars().take(3).flat_map(char::to_lowercase).collect();
    let at = MONTHS
        .iter()
        .position(|names| names.contains(&start.as_str()))?;
    i16::try_from(at + 1).ok()
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_that_was_meant() {
        for (written, meant) in [
            ("18-11-2025", "write `2025-11-18`"),
            ("11/18/2025", "write `2025-11-18`"),
            ("18.11.2025", "write `2025-11-18`"),
            ("5-11-2025", "write `2025-11-05` or `2025-05-11`"),
            ("11-11-2025", "write `2025-11-11`"),
            ("2025/11/8", "write `2025-11-08`"),
            ("2025-1-8", "write `2025-01-08`"),
            ("20251118", "write `2025-11-18`"),
            ("2025-11-18T10:00:00Z", "write `2025-11-18`"),
            ("2 September 2025", "write `2025-09-02`"),
            ("2 maart 2025", "write `2025-03-02`"),
            ("Sept. 2, 2025", "write `2025-09-02`"),
        ] {
            let hint = day(written).map(|hint| hint.text);
            assert_eq!(hint.as_deref(), Some(meant), "{written}");
        }
        for written in [
            "",
            "yesterday",
            "31-02-2025",
            "2025",
            "18-11-25",
            "een twee 2025",
            "1-2-3-2025",
        ] {
            assert_eq!(day(written), None, "{written}");
        }
    }
}
