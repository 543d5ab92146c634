//! What stands beside a value of some type, so that tools can count with it: the days that a date can mean, a share apart from the counts.
//! The value itself stays as the source has it. A form that has a number for a decimal sets that beside it as well.

use serde_json::{Value, json};

use crate::model::Date;

/// A value that is made of the one it stands beside.
pub struct Beside {
    /// The end of its name, after that of the value.
    pub suffix: &'static str,
    /// Its type in the schema, or that of JSON.
    pub type_name: &'static str,
    /// What it says; `{}` is the name of the value.
    pub about: &'static str,
    /// Makes it of the value and of the object that has the value; null where there is none.
    pub make: Make,
}

/// Makes a value of another one and of the object that has that.
pub type Make = fn(&Value, &Value) -> Value;

/// Of a date, which may be a month or an interval.
const OF_DATE: [Beside; 3] = [
    Beside {
        suffix: "earliest",
        type_name: "Day",
        about: "The first day that `{}` can mean.",
        make: |date, _| match bounds(date) {
            Some((first, _)) => json!(first),
            None => Value::Null,
        },
    },
    Beside {
        suffix: "latest",
        type_name: "Day",
        about: "The last day that `{}` can mean.",
        make: |date, _| match bounds(date) {
            Some((_, last)) => json!(last),
            None => Value::Null,
        },
    },
    Beside {
        suffix: "precision",
        type_name: "DatePrecision",
        about: "How exactly the source gives `{}`.",
        make: |date, _| match parsed(date) {
            Some(date) => json!(date.precision().as_str()),
            None => Value::Null,
        },
    },
];

/// Of a count of votes in a unit, which may be a share.
const OF_COUNT: [Beside; 1] = [Beside {
    suffix: "percent",
    type_name: "Number",
    about: "The same in percent, where the unit is a share.",
    make: |count, tally| match whole(count, tally) {
        Value::Null => count.clone(),
        _ => Value::Null,
    },
}];

/// What stands beside a value of a type in every form; `part` is the schema of the object that has the value.
pub fn of(type_name: &str, part: &Value) -> &'static [Beside] {
    match type_name {
        "Date" => &OF_DATE,
        "Count" if part["properties"].get("unit").is_some() => &OF_COUNT,
        _ => &[],
    }
}

/// A value as it is written itself: a count is a whole number, and a share is none.
pub fn itself(type_name: &str) -> Option<Make> {
    (type_name == "Count").then_some(whole)
}

/// A count of votes as a whole number; null if it is a share.
fn whole(count: &Value, tally: &Value) -> Value {
    let unit = tally["unit"].as_str().unwrap_or_default();
    let number = count.as_f64().filter(|_| !unit.ends_with("_percent"));
    let whole = number.filter(|number| number.fract() == 0.0);
    // No count has more digits than a floating-point number keeps.
    whole.map_or(Value::Null, |number| json!(number as u64))
}

fn parsed(date: &Value) -> Option<Date> {
    date.as_str()?.parse().ok()
}

/// The first and the last day that a date can mean; none if no calendar has it.
fn bounds(date: &Value) -> Option<(String, String)> {
    let bounds = parsed(date)?.bounds()?;
    Some((bounds.first.to_string(), bounds.last.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_its_first_and_its_last_day() {
        for (date, expected) in [
            ("2025-11-26", ["2025-11-26", "2025-11-26", "day"]),
            ("2024-02", ["2024-02-01", "2024-02-29", "month"]),
            ("2025", ["2025-01-01", "2025-12-31", "year"]),
            ("2025-01/2025-03", ["2025-01-01", "2025-03-31", "interval"]),
        ] {
            let made = OF_DATE.map(|one| (one.make)(&json!(date), &Value::Null));
            assert_eq!(made, expected.map(Value::from), "{date}");
        }
        let made = OF_DATE.map(|one| (one.make)(&json!("2025-02-30"), &Value::Null));
        assert_eq!(made[..2], [Value::Null, Value::Null]);
    }

    #[test]
    fn a_share_is_no_count() {
        for (unit, count, expected) in [
            ("members", json!(9), [json!(9), Value::Null]),
            ("states", json!(9.0), [json!(9), Value::Null]),
            ("ballots_percent", json!(61), [Value::Null, json!(61)]),
            (
                "population_percent",
                json!(65.05),
                [Value::Null, json!(65.05)],
            ),
        ] {
            let tally = json!({ "unit": unit });
            let made = [whole(&count, &tally), (OF_COUNT[0].make)(&count, &tally)];
            assert_eq!(made, expected, "{unit}");
        }
    }
}
