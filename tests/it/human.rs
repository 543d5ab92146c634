//! The promise: what people are shown of a finding is the very place, whatever stands around it, and nothing in it works on their
//! terminal.
//!
//! `human/gallery.txt` shows each kind of finding; `SNAPSHOTS=overwrite` writes it anew, for the difference to be reviewed.

use std::fs;
use std::path::Path;

use crate::process::{VALIDATE, run};
use crate::support::{check, config, day, raw_files, repository, small_dataset};
use besluit::dataset::{Dataset, RawFile, Refusal};
use besluit::finding::{Finding, Level};
use besluit::report::{Format, Report};
use besluit::schema::Schemas;

const ACTOR: &str = "records/actors/xx-minister-rivers.json";
const FIRST: &str = "records/decisions/2025/base-xx-2025-0001.json";
const SECOND: &str = "records/decisions/2025/base-xx-2025-0002.json";
const TEXT: &str = "records/sources/xx-letter-2025-10-06/text.txt";

/// The findings of a rule when one piece of a file is written otherwise.
#[track_caller]
fn found(rule: &str, path: &str, from: &str, to: &str) -> Vec<Finding> {
    let mut files = base();
    let file = files.iter_mut().find(|file| file.path == path);
    let file = file.expect("the file is there");
    let bytes = file.content.as_ref().expect("it can be read").clone();
    let text = String::from_utf8(bytes).expect("it is UTF-8");
    assert!(text.contains(from), "{from} stands in {path}");
    file.content = Ok(text.replacen(from, to, 1).into_bytes());
    of_rule(files, rule)
}

fn base() -> Vec<RawFile> {
    raw_files(&repository().join("tests/fixtures/base"))
}

#[track_caller]
fn of_rule(files: Vec<RawFile>, rule: &str) -> Vec<Finding> {
    let config = config(&repository().join("tests/fixtures/base"));
    let dataset = Dataset::new(config, files, &Schemas::new());
    let mut found = check(&dataset, day("2025-12-31"));
    found.retain(|finding| finding.rule == rule);
    assert!(!found.is_empty(), "{rule} is broken");
    found
}

fn human(findings: &[Finding], is_coloured: bool) -> String {
    let report = Report {
        findings: findings.to_vec(),
        tells_notes: true,
        is_complete: true,
        ..Report::default()
    };
    let mut text = Vec::new();
    report
        .write(Format::Human, is_coloured, &mut text)
        .expect("memory takes it");
    String::from_utf8(text).expect("it is UTF-8")
}

/// The text that shows findings, without the summary.
fn shown(findings: &[Finding]) -> String {
    let text = human(findings, false);
    let (findings, summary) = text.rsplit_once("checked ").expect("it ends in a summary");
    assert_eq!(summary.lines().count(), 1);
    findings.to_owned()
}

/// The first quote of the second decision, written otherwise.
#[track_caller]
fn quoted(to: &str) -> Vec<Finding> {
    let from = "The Water Agency fears that night ferries drive the salmon away, and nothing was done about that.";
    found("quote-not-found", SECOND, from, to)
}

#[test]
fn the_gallery() {
    let name = "\"en\": \"Minister of Rivers\"";
    let on_one_line = |text: &str| {
        let padding = "x".repeat(50_000);
        text.replace("\n  ", " ").replacen(
            "\"kind\": \"office\"",
            &format!("\"name_{padding}\": \"\u{e9}\", \"kind\": \"offic\", \"more_{padding}\": 1"),
            1,
        )
    };
    let actor = fs::read_to_string(repository().join("tests/fixtures/base").join(ACTOR));
    let actor = actor.expect("it can be read");
    let mut too_large = base();
    too_large.push(RawFile {
        path: "records/actors/xx-big.json".to_owned(),
        content: Err(Refusal::TooLarge),
    });
    let mut levels = found("missing-language", ACTOR, "\"en\":", "\"fr\":");
    levels.extend(found("unknown-code", ACTOR, "\"office\"", "\"offices\""));
    levels[0].level = Level::Warning;
    levels.push(Finding {
        level: Level::Note,
        ..levels[1].clone()
    });
    let quote_twice = found(
        "quote-ambiguous",
        SECOND,
        "It advises the cabinet to wait for the count of the salmon.",
        "the cabinet",
    );
    let cases = [
        (
            "a key with a typing error",
            found("unknown-field", ACTOR, "on_behalf_of", "on_behalve_of"),
        ),
        (
            "a wrong code",
            found("unknown-code", ACTOR, "\"office\"", "\"offices\""),
        ),
        (
            "a missing field",
            found("missing-field", ACTOR, "  \"kind\": \"office\",\n", ""),
        ),
        (
            "a missing field of an inner object",
            found("missing-field", ACTOR, "\"revision\": 1,\n", "\n"),
        ),
        (
            "a syntax error",
            found("json-syntax", ACTOR, "\"office\",", "\"office\""),
        ),
        (
            "a file that ends too early",
            found("json-syntax", ACTOR, "  }\n}\n", "  }\n"),
        ),
        (
            "an id that stands twice",
            found(
                "duplicate-id",
                SECOND,
                "\"id\": \"oppose-revised\"",
                "\"id\": \"support-revised\"",
            ),
        ),
        (
            "wide, combining and composed characters before the place",
            found(
                "unknown-code",
                ACTOR,
                &format!("\"kind\": \"office\",\n  \"name\": {{\n    {name}\n  }},"),
                "\"name\": { \"en\": \"漢字 e\u{301} 👩\u{200d}🚀\" }, \"kind\": \"offices\",",
            ),
        ),
        (
            "tabs, escape codes, direction and invisible characters",
            found(
                "malformed-value",
                ACTOR,
                &format!("    {name}"),
                "\t\"en\": \"a\u{202e}b\u{7f}\u{9b}\u{2028}c\u{200b}\"",
            ),
        ),
        (
            "an escape code where none may stand",
            found(
                "json-syntax",
                ACTOR,
                "\"Minister of",
                "\"\u{1b}[31mMinister of",
            ),
        ),
        (
            "a line of 100,000 characters",
            found("unknown-code", ACTOR, &actor, &on_one_line(&actor)),
        ),
        (
            "a file that was not read",
            of_rule(too_large, "file-too-large"),
        ),
        ("several levels", levels),
        ("a quote that stands twice", quote_twice),
        (
            "a quote with another word",
            found(
                "quote-not-found",
                FIRST,
                "One toll for all",
                "One price for all",
            ),
        ),
        (
            "a long quote with one word more, one less, and one other",
            quoted(
                "The Water Agency \\u0022fears\\u0022 that ferries drive the salmon wholly away, and nothing has been done about that.",
            ),
        ),
        (
            "a quote with more differences than are marked",
            quoted(
                "De Water Agency feared that no night ferry drove the fish away, but nothing was undone about this.",
            ),
        ),
        (
            "a quote in other characters",
            found(
                "quote-not-found",
                SECOND,
                "the islands’ ferries",
                "the islands' ferries",
            ),
        ),
        (
            "a quote with other white space",
            found(
                "quote-not-found",
                FIRST,
                "for all cross-border",
                "for  all cross-border",
            ),
        ),
        (
            "a quote that ends within a word",
            found(
                "quote-not-found",
                FIRST,
                "was the other choice.\"",
                "was the other choic\"",
            ),
        ),
        (
            "a short quote",
            found(
                "quote-not-found",
                ACTOR,
                "\"quote\": \"Minister of Rivers\"",
                "\"quote\": \"Minister of Mountains\"",
            ),
        ),
        (
            "a quote of which nothing stands there",
            quoted("Quite other words, of which none was ever written."),
        ),
    ];
    let gallery: String = cases
        .iter()
        .map(|(name, findings)| format!("# {name}\n\n{}", shown(findings)))
        .collect();
    let is_harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}' || c == '\u{2028}';
    assert!(!gallery.contains(is_harmful));
    snapbox::assert_data_eq!(gallery, snapbox::file!["../human/gallery.txt": Text].raw());
}

/// A text that nothing quotes, with the words that a record claims of another.
#[test]
fn words_of_another_source() {
    let mut files = base();
    let in_folder = |path: &str| path.starts_with("records/sources/xx-letter-2025-10-06/");
    let copies: Vec<_> = files
        .iter()
        .filter(|file| in_folder(&file.path))
        .map(|file| {
            let text = String::from_utf8(file.content.clone().expect("it can be read"));
            let text = text.expect("it is UTF-8");
            let text = text.replace("xx-letter-2025-10-06", "xx-letter-2025-10-07");
            RawFile {
                path: file.path.replace("10-06", "10-07"),
                content: Ok(text
                    .replace("the talks were fair", "the talks were long")
                    .into_bytes()),
            }
        })
        .collect();
    files.extend(copies);
    let file = files.iter_mut().find(|file| file.path == SECOND);
    let file = file.expect("it is there");
    let text = String::from_utf8(file.content.clone().expect("it can be read"));
    let text = text
        .expect("it is UTF-8")
        .replace("the talks were fair", "the talks were long");
    file.content = Ok(text.into_bytes());
    let found = of_rule(files, "quote-not-found");
    let places = found[0].related.iter();
    let files: Vec<_> = places.map(|place| place.file.as_str()).collect();
    assert_eq!(files, [&TEXT.replace("10-06", "10-07"), TEXT]);
    let hint = found[0].hint.as_deref();
    assert_eq!(
        hint,
        Some("it stands in the text of `xx-letter-2025-10-07`: mend the source")
    );
}

#[test]
fn colours() {
    let folder = small_dataset();
    let actor = folder.path().join("records/actors/xd.json");
    let good = fs::read_to_string(&actor).expect("it can be read");
    fs::write(&actor, good.replace("\"kind\": \"", "\"kind\": \"x")).expect("it can be written");
    let run = |more: &[&str]| run(folder.path(), &[&VALIDATE, more].concat()).out;
    let plain = run(&[]);
    assert!(plain.contains("error[unknown-code]: ") && !plain.contains('\u{1b}'));
    assert_eq!(run(&["--color", "never"]), plain);
    let coloured = run(&["--color", "always"]);
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    // Only what is for people, and nothing in a file.
    for format in ["concise", "json"] {
        let coloured = run(&["--format", format, "--color", "always"]);
        assert_eq!(run(&["--format", format]), coloured);
    }
    run(&["--format", "human=out.txt", "--color", "always"]);
    let file = fs::read_to_string(folder.path().join("out.txt")).expect("it is there");
    assert_eq!(file, plain);
    assert_eq!(environment(folder.path(), "CLICOLOR_FORCE", &[]), coloured);
    assert_eq!(
        environment(folder.path(), "CLICOLOR_FORCE", &["--color", "never"]),
        plain
    );
    assert_eq!(
        environment(folder.path(), "NO_COLOR", &["--color", "always"]),
        coloured
    );
}

/// The output of a run when a variable is set.
fn environment(folder: &Path, variable: &str, more: &[&str]) -> String {
    let mut command = crate::process::command(folder, &[&VALIDATE, more].concat());
    command.env(variable, "1");
    crate::process::finish(command).out
}
