//! The promise: today is the day of whoever asks, and where no day is given, that day is taken.

use serde_json::Value;

use crate::process::{command, finish, run};
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

/// Whoever gives no day is told which one is taken.
#[test]
fn every_day_that_can_be_given_says_which_one_is_taken() {
    let folder = small_dataset();
    for (name, days) in [
        ("validate", 1),
        ("list", 2),
        ("show", 2),
        ("status", 2),
        ("timeline", 2),
        ("coverage", 2),
    ] {
        let help = run(folder.path(), &[name, "--help"]).out;
        let options = ["--as-of <DATE>", "--known-at <DATE>"];
        let given = options.iter().filter(|option| help.contains(**option));
        assert_eq!(given.count(), days, "{name}");
        let words = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = words.matches("[default: today, the local day]").count();
        assert_eq!(said, days, "{name}: {help}");
    }
}
