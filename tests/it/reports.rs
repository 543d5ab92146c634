//! The promise: every format says the same, and what names and values of files hold cannot break out of any of them.
//!
//! One set of findings goes through all formats: those of the dataset in `fixtures/reports/bad/`, and some that no dataset gives
//! on every system. What each standard asks is proven in `interop/reports.py`, by the tools of others.

use std::collections::BTreeSet;
use std::fs;

use crate::process::{command, finish, run};
use crate::support::{self, check, dataset, day, repository};
use besluit::Options;
use besluit::check::RULES;
use besluit::finding::Position;
use besluit::finding::{self, Finding, Level, Related};
use besluit::report::{Format, Report};
use serde_json::Value;

/// The findings of the bad dataset; and once more those of one file, in a file of another dataset with a name that
/// Windows does not allow, with a place that belongs to it.
fn shared() -> Vec<Finding> {
    let dataset = dataset(&repository().join("tests/fixtures/reports/bad"));
    let mut findings = check(&dataset, day("2025-03-02"));
    let first = &findings[0];
    let related = Related {
        label: "the list [of names] (it has two) \\ {0}".to_owned(),
        file: first.file.clone(),
        span: first.span.clone(),
        start: first.start,
        end: first.end,
        excerpt: first.excerpt.clone(),
    };
    let other = Finding {
        message: "100% wrong,\r\n::error::and \u{1b}[31mred [x](y) {1}".to_owned(),
        file: "../other: 50%,\n<b>\u{202e}|`🙂`.json".to_owned(),
        hint: Some("two\nlines ]]>".to_owned()),
        related: vec![related],
        ..first.clone()
    };
    findings.push(other);
    finding::sort(&mut findings);
    findings
}

/// The output of a format for findings, those of an empty list included.
fn written(format: Format, findings: &[Finding]) -> String {
    let dataset = dataset(&repository().join("tests/fixtures/reports/bad"));
    let options = Options::on(day("2025-03-02"));
    let report = Report {
        findings: findings.to_vec(),
        tells_notes: true,
        ..support::report(&dataset, options)
    };
    let mut out = Vec::new();
    report
        .write(format, false, &mut out)
        .expect("it can be written");
    String::from_utf8(out).expect("it is UTF-8")
}

fn count(findings: &[Finding], level: Level) -> usize {
    let of_level = |finding: &&Finding| finding.level == level;
    findings.iter().filter(of_level).count()
}

fn name(format: Format) -> String {
    format.name().to_owned()
}

#[test]
fn one_set_of_findings_through_every_format() {
    let findings = shared();
    for level in [Level::Error, Level::Warning, Level::Note] {
        assert!(count(&findings, level) > 0, "{level:?}");
    }
    assert!(count(&findings, Level::Error) > 10);
    for format in Format::ALL {
        let file = match name(format).as_str() {
            "junit" => "junit.xml".to_owned(),
            "json" | "jsonl" => format!("{}.{0}", name(format)),
            "gitlab" | "sarif" => format!("{}.json", name(format)),
            other => format!("{other}.txt"),
        };
        let snapshot = snapbox::Data::read_from(
            &repository().join("tests/reports").join(file),
            Some(snapbox::data::DataFormat::Text),
        );
        let text = written(format, &findings);
        let text = match format {
            Format::Sarif => without_rules(&text),
            _ => text,
        };
        snapbox::assert_data_eq!(text, snapshot.raw());
    }
}

/// A log of SARIF of which only the first rule is left: what the rules are changes for reasons of its own.
fn without_rules(text: &str) -> String {
    let mut log: Value = serde_json::from_str(text).expect("it is JSON");
    assert_eq!(text, format!("{log:#}\n"));
    let driver = &mut log["runs"][0]["tool"]["driver"];
    let rules = driver["rules"].as_array_mut().expect("it is a list");
    let names: Vec<_> = rules.iter().map(|rule| rule["id"].clone()).collect();
    rules.truncate(1);
    for version in ["version", "semanticVersion"] {
        driver[version] = "[VERSION]".into();
    }
    for result in log["runs"][0]["results"]
        .as_array_mut()
        .into_iter()
        .flatten()
    {
        let index = result["ruleIndex"].take().as_u64().expect("it is a number");
        assert_eq!(names.get(index as usize), Some(&result["ruleId"]));
        result["ruleIndex"] = "[INDEX]".into();
    }
    format!("{log:#}\n")
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    for format in Format::ALL {
        let one = written(format, &shared());
        assert_eq!(one, written(format, &shared()), "{format:?}");
        assert!(one.ends_with('\n'), "{format:?}");
    }
}

/// In the lines of a log and of a terminal, other people's text neither begins a line nor moves the cursor.
#[test]
fn nobody_else_begins_a_line() {
    let findings = shared();
    let github = written(Format::Github, &findings);
    for line in github.lines() {
        let is_ours = ["::error ", "::warning ", "::notice ", "checked "]
            .iter()
            .any(|start| line.starts_with(start));
        assert!(is_ours, "{line}");
    }
    for format in [Format::Github, Format::Concise, Format::Junit] {
        let text = written(format, &findings).replace('\n', "");
        let harmful = text.chars().find(|c| c.is_control() || *c == '\u{202e}');
        // A file is named to GitHub as it is.
        let harmful = harmful.filter(|c| *c != '\u{202e}' || format != Format::Github);
        assert_eq!(harmful, None, "{format:?}");
    }
}

#[test]
fn at_most_ten_annotations_of_a_level() {
    let findings = shared();
    let (error, others): (Vec<_>, Vec<_>) = findings
        .into_iter()
        .partition(|finding| finding.level == Level::Error);
    for (number, last) in [(0, ""), (9, "::error file="), (10, "::error file=")] {
        let some = [&error[..number], &others[..]].concat();
        let text = written(Format::Github, &some);
        let errors: Vec<_> = text
            .lines()
            .filter(|line| line.starts_with("::error "))
            .collect();
        assert_eq!(errors.len(), number, "{text}");
        assert!(
            errors.last().is_none_or(|line| line.starts_with(last)),
            "{text}"
        );
    }
    let text = written(Format::Github, &[&error[..11], &others[..]].concat());
    let errors: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("::error "))
        .collect();
    assert_eq!(errors.len(), 10, "{text}");
    assert_eq!(errors[9], "::error title=besluit::and 2 more");
    let others = |line: &&str| line.starts_with("::warning ") || line.starts_with("::notice ");
    assert_eq!(text.lines().filter(others).count(), 3, "{text}");
}

#[test]
fn the_page_of_a_step_has_every_finding_and_fits() {
    let findings = shared();
    let report = Report {
        findings: findings.clone(),
        tells_notes: true,
        is_complete: true,
        ..Report::default()
    };
    let whole = report.step_summary(1024 * 1024);
    snapbox::assert_data_eq!(
        whole.clone(),
        snapbox::file!["../reports/step-summary.md": Text].raw()
    );
    let rows = |text: &str| text.lines().filter(|line| line.contains("<code>")).count();
    assert_eq!(rows(&whole), findings.len());
    for room in [0, 1, 100, 500, 1000, 2000, whole.len() - 1, whole.len()] {
        let text = report.step_summary(room);
        assert!(text.len() <= room, "{room}: {}", text.len());
        let more = findings.len() - rows(&text);
        if !text.is_empty() && more > 0 {
            assert!(text.ends_with(&format!("\nand {more} more\n")), "{text}");
        }
    }
}

#[test]
fn the_page_is_added_to_what_is_there() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let page = folder.path().join("page.md");
    let bad = repository().join("tests/fixtures/reports/bad");
    let validate = |format: &str| {
        let arguments = ["validate", "--as-of", "2025-03-02", "--format", format];
        let mut command = command(&bad, &arguments);
        command.env("GITHUB_STEP_SUMMARY", &page);
        finish(command)
    };
    fs::write(&page, "before").expect("it can be written");
    assert_eq!(validate("concise").code, Some(1));
    let text = || fs::read_to_string(&page).expect("it is there");
    assert_eq!(text(), "before");
    assert_eq!(validate("github").code, Some(1));
    assert!(text().starts_with("before\n### besluit\n"), "{}", text());
    let once = text().len();
    assert_eq!(validate("github").code, Some(1));
    assert_eq!(text().matches("### besluit").count(), 2);
    assert_eq!(text().len(), 2 * once - "before".len());

    let room = 1024 * 1024;
    fs::write(&page, "x".repeat(room - 1000)).expect("it can be written");
    assert_eq!(validate("github").code, Some(1));
    assert!(
        (room - 400..=room).contains(&text().len()),
        "{}",
        text().len()
    );
    assert!(text().ends_with(" more\n"));

    fs::remove_file(&page).expect("it is there");
    fs::create_dir(&page).expect("it can be made");
    let run = validate("github");
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("step summary"), "{run:?}");
}

fn strings<'a>(values: &'a Value, pointer: &str) -> Vec<&'a str> {
    let values = values.as_array().expect("it is a list");
    let string = |value: &'a Value| value.pointer(pointer).and_then(Value::as_str);
    values.iter().filter_map(string).collect()
}

/// The same file with the same fault, in two datasets of one run.
#[test]
fn fingerprints_are_unique_across_datasets() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for name in ["a", "b"] {
        let dataset = folder.path().join(name);
        fs::create_dir_all(dataset.join("records/actors")).expect("it can be made");
        fs::write(dataset.join("besluit.toml"), "name = \"x\"").expect("it can be written");
        fs::write(dataset.join("records/actors/x.json"), "x").expect("it can be written");
    }
    let of = |paths: &[&str]| -> Value {
        let arguments = [&["validate", "--format", "gitlab"], paths].concat();
        let run = run(folder.path(), &arguments);
        serde_json::from_str(&run.out).expect("it is JSON")
    };
    let both = of(&["a", "b"]);
    let fingerprints = strings(&both, "/fingerprint");
    let unique: BTreeSet<_> = fingerprints.iter().collect();
    assert_eq!((fingerprints.len(), unique.len()), (2, 2), "{both}");
    // What becomes of one dataset is nothing to the other.
    assert_eq!(strings(&of(&["b"]), "/fingerprint"), fingerprints[1..]);
}

#[test]
fn every_line_is_an_object_of_the_whole() {
    let findings = shared();
    let whole: Value = serde_json::from_str(&written(Format::Json, &findings)).expect("it is JSON");
    let lines = written(Format::Jsonl, &findings);
    let mut lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("it is JSON"))
        .collect();
    let last = lines.pop().expect("there is a last line");
    assert_eq!(Value::from(lines), whole["findings"]);
    assert_eq!(last, serde_json::json!({ "summary": whole["summary"] }));
}

/// GitHub shows at most 1,024 characters of what a rule says in short.
#[test]
fn rules_are_described_in_short() {
    let log: Value = serde_json::from_str(&written(Format::Sarif, &[])).expect("it is JSON");
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    assert_eq!(strings(rules, "/id").len(), RULES.len());
    for (rule, help) in RULES.iter().zip(strings(rules, "/help/text")) {
        let command = format!("`besluit explain {}`", rule.about.name);
        assert!(help.contains(&command), "{help}");
    }
    for of in ["/shortDescription/text", "/fullDescription/text"] {
        let texts = strings(rules, of);
        assert_eq!(texts.len(), RULES.len());
        for text in texts {
            assert!(!text.is_empty() && text.chars().count() <= 1024, "{text}");
        }
    }
}

#[test]
fn a_snippet_is_what_the_region_covers() {
    let bad = repository().join("tests/fixtures/reports/bad");
    let mut findings = shared();
    let log: Value = serde_json::from_str(&written(Format::Sarif, &findings)).expect("it is JSON");
    let results = log["runs"][0]["results"].as_array().expect("it is a list");
    // The worst come first.
    findings.sort_by_key(|finding| finding.level);
    let mut snippets = 0;
    for (finding, result) in findings.iter().zip(results) {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let Some(snippet) = region["snippet"]["text"].as_str() else {
            continue;
        };
        let Ok(text) = fs::read_to_string(bad.join(&finding.file)) else {
            continue;
        };
        assert_eq!(snippet, &text[finding.span.clone()], "{result}");
        snippets += 1;
    }
    assert!(snippets > 10);

    // Of a span that is longer than what is kept of the file, there is none.
    let mut cut = findings[0].clone();
    cut.span.end = cut.excerpt.start + cut.excerpt.text.len() + 1;
    let log: Value = serde_json::from_str(&written(Format::Sarif, &[cut])).expect("it is JSON");
    let region = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region.get("snippet"), None, "{region}");
}

/// Where a page, a file or a reader has room for some only, an error is never crowded out by what is less.
#[test]
fn the_worst_come_first_where_something_is_cut() {
    let findings = shared();
    let is_sorted_by_itself = findings.is_sorted_by_key(|finding| finding.level);
    assert!(!is_sorted_by_itself, "nothing would be shown");
    let order = |text: &str, names: [&str; 3]| {
        let place = |name| {
            let found: Vec<_> = text.match_indices(name).map(|(at, _)| at).collect();
            (found[0], found[found.len() - 1])
        };
        let [worst, bad, least] = names.map(place);
        assert!(worst.1 < bad.0 && bad.1 < least.0, "{text}");
    };
    let gitlab = written(Format::Gitlab, &findings);
    order(
        &gitlab,
        [
            "\"severity\": \"major\"",
            "\"severity\": \"minor\"",
            "\"severity\": \"info\"",
        ],
    );
    let report = Report {
        findings,
        ..Report::default()
    };
    let page = report.step_summary(1024 * 1024);
    order(&page, ["\n| error |", "\n| warning |", "\n| note |"]);
}

/// A finding whose places contradict one another breaks nothing.
#[test]
fn odd_places_break_nothing() {
    let mut odd = shared().remove(0);
    odd.end = Position { line: 1, column: 1 };
    odd.excerpt.start = usize::MAX;
    odd.pointer = "no pointer".to_owned();
    odd.rule = "no-such-rule";
    for format in Format::ALL {
        let text = written(format, &[odd.clone()]);
        assert!(!text.is_empty(), "{format:?}");
    }
}

#[test]
fn snapshots_are_of_formats() {
    let folder = fs::read_dir(repository().join("tests/reports")).expect("they are there");
    assert_eq!(folder.count(), Format::ALL.len() + 1);
}
