//! The promise: today is the day of whoever asks, and where no day is given, that day is taken.

use serde_json::Value;

use crate::process::{command, finish};
use crate::support::small_dataset;

/// The day that is taken in a time zone.
fn day(zone: &str) -> String {
    let folder = small_dataset();
    let mut command = command(folder.path(), &["list", "--format", "json"]);
    let run = finish({
        command.env("TZ", zone);
        command
    });
    let view: Value = serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("{run:?}"));
    view["as_of"].as_str().expect("it is a day").to_owned()
}

#[test]
fn today_is_the_local_day() {
    // Twelve hours behind universal time and fourteen before it: no hour has the same day in both.
    assert_ne!(day("<-12>12"), day("<+14>-14"));
}
