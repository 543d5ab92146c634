//! Every rule at work: fixtures that break it, and fixtures that hold to it.
//!
//! A fixture is a folder `tests/fixtures/rules/<rule>/<case>`, whose `records` are laid over those of `tests/fixtures/base`: a
//! file replaces the one of the same path, or is added. A `besluit.toml` beside them replaces that of the base. The name of the
//! case says what is expected. `bad…` breaks the rule, and its `expected.txt` says where, a finding as
//! `rule path:line:column pointer`, and indented below that what is said of it: the message, the help, and the places that belong to it.
//! `good…` is the nearest form without any finding. A case of a rule about history is compared with what was published: the base, over which the `records` in its folder
//! `before` are laid.
//!
//! Run with `UPDATE_EXPECTED=1` to write every `expected.txt` anew, and review the difference.

mod related;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{env, fs};

use jiff::civil;

use crate::support::{check, copy, report};
use besluit::Options;
use besluit::check::{Levels, RULES};
use besluit::config::{self, Config};
use besluit::dataset::{self, Dataset};
use besluit::finding::{Finding, Level};
use besluit::schema::Schemas;

/// The day on which every fixture is judged.
const AS_OF: civil::Date = civil::date(2025, 12, 31);

/// Rules about files that no repository can hold. Their fixtures are made below.
const MADE: [&str; 2] = ["not-a-file", "file-too-large"];

/// The rule about what the model will lose: as long as that is nothing, no record can break it, and its file tests it with a list of its own.
const DEPRECATED: &str = "deprecated";

/// Rules that compare a dataset with what was published.
const HISTORY: [&str; 5] = [
    "vanished-record",
    "vanished-id",
    "lower-revision",
    "silent-change",
    "silent-rewording",
];

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(Schemas::new);

/// A folder of fixtures, and what its path says about it.
struct Case {
    rule: String,
    name: String,
    folder: PathBuf,
}

impl Case {
    /// The findings in it, each with what is said of it.
    fn found(&self) -> Vec<String> {
        let dataset = overlaid(Some(&self.folder));
        let findings = findings_since(self.before().as_ref(), &dataset, &self.rule);
        findings.iter().map(whole).collect()
    }

    /// What was published, if it is compared with that.
    fn before(&self) -> Option<Dataset> {
        let is_compared = HISTORY.contains(&self.rule.as_str());
        is_compared.then(|| overlaid(Some(&self.folder.join("before"))))
    }
}

#[test]
fn the_base_is_clean() {
    let notes = check(&overlaid(None), AS_OF);
    assert!(notes.is_empty(), "{notes:?}");
    assert_eq!(found(&overlaid(None), ""), [""; 0]);
}

#[test]
fn a_bad_case_breaks_its_rule_where_expected() {
    let mut wrong = Vec::new();
    for case in cases().iter().filter(|case| case.name.starts_with("bad")) {
        let found = case.found();
        let file = case.folder.join("expected.txt");
        let actual: String = found.iter().map(|line| format!("{line}\n")).collect();
        if env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&file, &actual).expect("the fixtures can be written");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        let breaks_it = found
            .iter()
            .any(|line| line.split(' ').next() == Some(&case.rule));
        if actual != expected || !breaks_it {
            wrong.push(format!(
                "{}/{}\nexpected:\n{expected}found:\n{actual}",
                case.rule, case.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_good_case_has_no_finding() {
    for case in cases().iter().filter(|case| case.name.starts_with("good")) {
        let found = case.found();
        assert_eq!(found, [""; 0], "{}/{}", case.rule, case.name);
    }
}

#[test]
fn what_cannot_be_lowered_is_what_stops_a_check() {
    for case in cases().iter().filter(|case| case.name.starts_with("bad")) {
        let dataset = overlaid(Some(&case.folder));
        let findings = check(&dataset, AS_OF);
        let mut own = findings.iter().filter(|finding| finding.rule == case.rule);
        let leaves_unread = own.any(|finding| {
            let mut documents = dataset.documents.iter();
            documents.any(|document| document.path == finding.file && document.record.is_none())
        });
        let stops = Levels::default()
            .set(&case.rule, Some(Level::Warning))
            .is_err();
        assert_eq!(leaves_unread, stops, "{}/{}", case.rule, case.name);
    }
}

/// A record that cannot be read may be the one that says what became of a decision.
#[test]
fn what_is_missing_of_a_decision_is_told_of_whole_datasets_only() {
    let rules = [
        "beyond-term",
        "late-extension",
        "stale-announcement",
        "term-passed",
        "two-positions",
    ];
    let of_rules = |case: &&Case| case.name.starts_with("bad") && rules.contains(&&*case.rule);
    for case in cases().iter().filter(of_rules) {
        let overlay = tempfile::tempdir().expect("there is room for a folder");
        copy(&case.folder, overlay.path());
        let decisions = overlay.path().join("records/decisions/2025");
        fs::create_dir_all(&decisions).expect("the folder is ours");
        fs::write(decisions.join("base-xx-2025-0099.json"), "{}").expect("there is room");
        let found = found(&overlaid(Some(overlay.path())), &case.rule);
        let is_own = |line: &String| line.split(' ').next() == Some(&case.rule);
        assert!(
            !found.iter().any(is_own),
            "{}/{}: {found:?}",
            case.rule,
            case.name
        );
    }
}

#[test]
fn every_rule_has_a_bad_and_a_good_case() {
    let cases = cases();
    let can_be_shown = |name| {
        let is_empty = name == DEPRECATED && besluit::model::DEPRECATED.is_empty();
        !(MADE.contains(&name) || is_empty)
    };
    for rule in RULES.iter().filter(|rule| can_be_shown(rule.about.name)) {
        for kind in ["bad", "good"] {
            let has_one = cases
                .iter()
                .any(|case| case.rule == rule.about.name && case.name.starts_with(kind));
            assert!(has_one, "{} has no {kind} case", rule.about.name);
        }
    }
    for case in cases {
        assert!(
            RULES.iter().any(|rule| rule.about.name == case.rule),
            "{} is not a rule",
            case.rule
        );
        let kind = case.name.split('-').next();
        assert!(
            matches!(kind, Some("bad" | "good")),
            "{}/{} is neither bad nor good",
            case.rule,
            case.name
        );
    }
}

#[test]
fn a_rule_is_its_file() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check/rules");
    let in_files: BTreeSet<String> = names(&folder)
        .iter()
        .filter_map(|name| Some(name.strip_suffix(".rs")?.replace('_', "-")))
        .collect();
    let listed: BTreeSet<String> = RULES
        .iter()
        .map(|rule| rule.about.name.to_owned())
        .collect();
    assert_eq!(listed, in_files);
    assert_eq!(listed.len(), RULES.len(), "a name is there twice");
    for rule in RULES {
        let file = folder.join(rule.about.name.replace('-', "_") + ".rs");
        let text = fs::read_to_string(&file).expect("it was just listed");
        assert_eq!(rule.about.source, text, "{}", file.display());
    }
}

#[cfg(unix)]
#[test]
fn what_is_not_a_file_is_reported_and_not_opened() {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    let overlay = tempfile::tempdir().expect("there is room for a folder");
    let actors = overlay.path().join("records/actors");
    let letter = overlay.path().join("records/sources/xx-letter-2025-10-06");
    fs::create_dir_all(actors.join("folder.json")).expect("the folder is new");
    fs::create_dir_all(&letter).expect("the folder is new");
    let cabinet = base().join("records/actors/xx-cabinet.json");
    symlink(cabinet, actors.join("link.json")).expect("the link is new");
    let text = base().join("records/sources/xx-letter-2025-10-06/text.txt");
    symlink(text, letter.join("text.txt")).expect("the link is new");
    let pipe = Command::new("mkfifo")
        .arg(actors.join("pipe.json"))
        .status();
    assert!(pipe.expect("the system makes pipes").success());
    assert_eq!(
        found(&overlaid(Some(overlay.path())), ""),
        [
            "not-a-file records/actors/folder.json:1:1",
            "not-a-file records/actors/link.json:1:1",
            "not-a-file records/actors/pipe.json:1:1",
            "not-a-file records/sources/xx-letter-2025-10-06/text.txt:1:1",
        ]
    );
    let findings = findings_since(None, &overlaid(Some(overlay.path())), "");
    let is_empty = |finding: &Finding| finding.span.start == 0 && finding.span.end == 0;
    assert!(findings.iter().all(is_empty), "{findings:?}");

    fs::remove_dir_all(overlay.path().join("records")).expect("the folder is ours");
    fs::create_dir_all(&actors).expect("the folder is new");
    fs::copy(
        base().join("records/actors/xx-cabinet.json"),
        actors.join("xx-cabinet.json"),
    )
    .expect("the base has it");
    assert_eq!(found(&overlaid(Some(overlay.path())), ""), [""; 0]);
}

#[test]
fn a_file_that_is_too_large_is_reported_and_not_read() {
    let overlay = tempfile::tempdir().expect("there is room for a folder");
    let actors = overlay.path().join("records/actors");
    let letter = overlay.path().join("records/sources/xx-letter-2025-10-06");
    fs::create_dir_all(&actors).expect("the folder is new");
    fs::create_dir_all(&letter).expect("the folder is new");
    // Sparse files: they have a size and take no room.
    let files = [
        (actors.join("large.json"), dataset::MAX_RECORD),
        (letter.join("text.txt"), dataset::MAX_TEXT),
    ];
    for (path, limit) in files {
        let file = fs::File::create(path).expect("the file is new");
        file.set_len(limit as u64 + 1)
            .expect("the system knows sparse files");
    }
    assert_eq!(
        found(&overlaid(Some(overlay.path())), ""),
        [
            "file-too-large records/actors/large.json:1:1",
            "file-too-large records/sources/xx-letter-2025-10-06/text.txt:1:1",
        ]
    );

    fs::remove_dir_all(overlay.path().join("records")).expect("the folder is ours");
    fs::create_dir_all(&actors).expect("the folder is new");
    let mut record =
        fs::read(base().join("records/actors/xx-cabinet.json")).expect("the base has it");
    record.resize(dataset::MAX_RECORD, b' ');
    fs::write(actors.join("xx-cabinet.json"), record).expect("there is room for a file");
    assert_eq!(found(&overlaid(Some(overlay.path())), ""), [""; 0]);
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn base() -> PathBuf {
    fixtures().join("base")
}

/// Every case of every rule.
fn cases() -> Vec<Case> {
    let folder = fixtures().join("rules");
    let of_rule = |rule: String| {
        let folder = folder.join(&rule);
        names(&folder).into_iter().map(move |name| Case {
            folder: folder.join(&name),
            rule: rule.clone(),
            name,
        })
    };
    names(&folder).into_iter().flat_map(of_rule).collect()
}

/// The names of what a folder holds, in order.
fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("cannot list {}: {error}", folder.display()))
        .map(|entry| entry.expect("the folder can be listed").file_name())
        .map(|name| name.into_string().expect("the names are ours"))
        .collect()
}

/// The base, with the records of a folder laid over it.
fn overlaid(overlay: Option<&Path>) -> Dataset {
    let configs = [overlay.map(Path::to_owned), Some(base())].into_iter();
    let mut configs = configs
        .flatten()
        .map(|folder| folder.join(config::FILE_NAME));
    let config = configs.find(|path| path.exists()).expect("the base has it");
    let config = fs::read_to_string(config).expect("it was just there");
    let config = Config::parse(&config).expect("it is in order");
    let mut by_path = BTreeMap::new();
    for folder in [Some(base().as_path()), overlay].into_iter().flatten() {
        let name = |path: &Path| {
            let path = path.strip_prefix(folder).expect("it was found there");
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
            parts.join("/")
        };
        let (files, failures) = dataset::read_all(&folder.join(config::RECORDS), &name);
        assert!(failures.is_empty(), "{failures:?}");
        by_path.extend(files.into_iter().map(|file| (file.path.clone(), file)));
    }
    Dataset::new(config, by_path.into_values().collect(), &SCHEMAS)
}

/// The places of the findings in a dataset, one a line.
fn found(dataset: &Dataset, rule: &str) -> Vec<String> {
    let findings = findings_since(None, dataset, rule);
    findings.iter().map(place).collect()
}

/// The findings in a dataset, beside it as it was published. Notes count only for the rule in question: a fixture is as small as its
/// point.
fn findings_since(before: Option<&Dataset>, dataset: &Dataset, rule: &str) -> Vec<Finding> {
    let options = Options {
        before,
        ..Options::on(AS_OF).with_notes()
    };
    let mut findings = report(dataset, options).findings;
    findings.retain(|finding| finding.level != Level::Note || finding.rule == rule);
    findings
}

/// The rule of a finding and its place.
fn place(finding: &Finding) -> String {
    let (rule, file, start) = (finding.rule, &finding.file, finding.start);
    let line = format!(
        "{rule} {file}:{}:{} {}",
        start.line, start.column, finding.pointer
    );
    line.trim_end().to_owned()
}

/// A finding with what is said of it.
fn whole(finding: &Finding) -> String {
    let mut lines = vec![place(finding), format!("  {}", finding.message)];
    lines.extend(finding.hint.iter().map(|hint| format!("  help: {hint}")));
    lines.extend(finding.related.iter().map(|one| {
        let (line, column) = (one.start.line, one.start.column);
        format!("  {}:{line}:{column} {}", one.file, one.label)
    }));
    lines.join("\n")
}
