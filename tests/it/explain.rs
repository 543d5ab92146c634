//! The promise: what a rule asks is told to people and to programs. That the examples are true is held beside what reads them, in
//! `src/check/explanation/examples.rs`.

use std::collections::BTreeSet;

use besluit::check::{RULES, Rule};
use serde_json::json;

use crate::process::run;
use crate::support::repository;

#[test]
fn the_commands_that_help_are_there() {
    let named = |rule: &Rule| {
        let mend = rule.about.explanation().mend;
        let commands = mend.split("`besluit ").skip(1);
        let names = commands.map(|rest| rest.split([' ', '`']).next().unwrap_or_default());
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    let commands: BTreeSet<String> = RULES.iter().flat_map(named).collect();
    assert!(commands.contains("quote"), "{commands:?}");
    for command in commands {
        let help = run(&repository(), &[&command, "--help"]);
        assert_eq!(help.code, Some(0), "besluit {command}: {}", help.err);
    }
}

#[test]
fn other_programs_get_it_as_json() {
    let one = run(
        &repository(),
        &["explain", "duplicate-key", "--format", "json"],
    );
    let expected = json!({
        "format": "besluit-rules-1",
        "rules": [{
            "name": "duplicate-key",
            "level": "error",
            "what": "No object has the same key twice.",
            "why": "JSON leaves open which of the two counts, so two readers can see two records. A key that is written with \
                    escapes, as `\\u006bind`, is the same key as `kind`.",
            "bad": "```json\n\"kind\": \"office\",\n\"kind\": \"body\"\n```",
            "good": "```json\n\"kind\": \"office\"\n```",
            "mend": "Keep the one that is meant."
        }]
    });
    assert_eq!(one.out, format!("{expected:#}\n"));
    let all = run(&repository(), &["explain", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&all.out).expect("it is JSON");
    assert_eq!(all["rules"].as_array().map(Vec::len), Some(RULES.len()));
}
