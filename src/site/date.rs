//! Dates in words: "20 November 2025", "24–25 November 2025", "June 2022".

use crate::model::Date;

use super::words::Words;

/// A date in words, as exactly as the source gives it.
pub fn in_words(date: &Date, words: &Words) -> String {
    interval(date.as_str(), words)
}

/// A day in words.
pub fn day(day: jiff::civil::Date, words: &Words) -> String {
    one(&day.to_string(), words)
}

fn interval(date: &str, words: &Words) -> String {
    let Some((start, end)) = date.split_once('/') else {
        return one(date, words);
    };
    // What both ends share is said once, at the end.
    let shared = start
        .rmatch_indices('-')
        .find(|(at, _)| start.len() == end.len() && end.get(..*at) == start.get(..*at));
    match shared {
        Some((7, _)) => format!("{}–{}", number(&start[8..], words), one(end, words)),
        Some((4, _)) if start.len() == 7 => {
            format!("{}–{}", month(&start[5..], words), one(end, words))
        }
        _ => format!("{} – {}", one(start, words), one(end, words)),
    }
}

/// A year, a month or a day.
fn one(date: &str, words: &Words) -> String {
    let mut parts = date.splitn(3, '-');
    let year = parts.next().unwrap_or_default();
    match (parts.next(), parts.next()) {
        (Some(of_year), Some(day)) => {
            format!("{} {} {year}", number(day, words), month(of_year, words))
        }
        (Some(of_year), None) => format!("{} {year}", month(of_year, words)),
        _ => year.to_owned(),
    }
}

fn month<'a>(month: &'a str, words: &Words) -> &'a str {
    let at = month.parse::<usize>().ok().and_then(|at| at.checked_sub(1));
    at.and_then(|at| words.months.get(at))
        .copied()
        .unwrap_or(month)
}

/// The number of a day. The first of a month is an ordinal in French.
fn number(day: &str, words: &Words) -> String {
    match day.trim_start_matches('0') {
        "1" if words.tag == "fr" => "1er".to_owned(),
        day => day.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::words::words;

    #[test]
    fn dates_are_said_as_exactly_as_they_are_known() {
        for (date, tag, said) in [
            ("2025-11-20", "nl", "20 november 2025"),
            ("2025-11-20", "en", "20 November 2025"),
            ("2025-03-01", "fr", "1er mars 2025"),
            ("2025-11", "nl-BE", "november 2025"),
            ("2025", "en", "2025"),
            ("2025-11-24/2025-11-25", "nl", "24–25 november 2025"),
            ("2025-03-01/2025-03-04", "fr", "1er–4 mars 2025"),
            ("2025-06-30/2025-07-01", "en", "30 June 2025 – 1 July 2025"),
            ("2025-06/2025-07", "en", "June–July 2025"),
            ("2024/2025", "en", "2024 – 2025"),
            ("2025-06/2025-07-02", "en", "June 2025 – 2 July 2025"),
        ] {
            let date: Date = date.parse().expect("it is a date");
            assert_eq!(in_words(&date, words(tag)), said);
        }
    }
}
