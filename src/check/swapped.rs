//! The promise: a rule is written once. Its bad fixtures are checked by file, as a stream of all records, with one file on standard
//! input, and beside what was published; as the rules are, the rule finds something, and with nothing in its place nothing of it is
//! found by any of these ways.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};

use super::{Job, RULES, Rule, Setting, run};
use crate::config::{Config, FILE_NAME, RECORDS};
use crate::dataset::{Dataset, RawFile};
use crate::files::Lines;
use crate::support::original::SCHEMAS;
use crate::support::{config, folders, raw_files, repository};
use crate::workspace::{File, Held, Inventory};

const AS_OF: Date = date(2025, 12, 31);

/// A dataset that breaks a rule.
struct Case {
    name: String,
    config: Config,
    files: Vec<RawFile>,
    before: Dataset,
}

/// The base, over which the files of a folder are laid.
fn overlaid(folder: &Path) -> Vec<RawFile> {
    let mut files = BTreeMap::new();
    let base = repository().join("tests/fixtures/base");
    for folder in [base.as_path(), folder] {
        if folder.join(RECORDS).is_dir() {
            let read = raw_files(folder).into_iter();
            files.extend(read.map(|file| (file.path.clone(), file)));
        }
    }
    files.into_values().collect()
}

impl Case {
    fn read(folder: &Path) -> Case {
        let base = repository().join("tests/fixtures/base");
        let own = folder.join(FILE_NAME).is_file();
        let before = folder.join("before");
        Case {
            name: folder.display().to_string(),
            config: config(if own { folder } else { &base }),
            files: overlaid(folder),
            before: Dataset::new(Config::default(), overlaid(&before), &SCHEMAS),
        }
    }

    /// The number of findings of a rule, by each way; those in other files than the one of standard input count too.
    fn found(&self, rule: &str, rules: &[Rule]) -> [usize; 4] {
        let (records, others): (Vec<&RawFile>, Vec<&RawFile>) = self
            .files
            .iter()
            .partition(|file| file.path.ends_with(".json"));
        let file = |file: &&RawFile| File {
            path: file.path.clone(),
            held: Held::Memory(file.content.clone()),
        };
        let all = |files: &[&RawFile]| -> Vec<File<'static>> { files.iter().map(file).collect() };
        let inventory = |home, elsewhere| Inventory::new(home, elsewhere, all(&others), Vec::new());
        let count = |inventory: &Inventory<'_>, before: Option<&Dataset>| {
            let setting = Setting {
                config: &self.config,
                is_loose: false,
                has_schemas: false,
                as_of: AS_OF,
                notes: true,
                digest: false,
            };
            let run = run(
                Job {
                    inventory,
                    rules,
                    setting: &setting,
                    before,
                },
                &|_| true,
                &|_| (),
            );
            let findings = run.map(|run| run.findings).expect("it can be read");
            findings.iter().filter(|one| one.rule == rule).count()
        };
        let by_file = count(&inventory(all(&records), Vec::new()), None);
        let by_stream = count(&inventory(Vec::new(), vec![stream(&records)]), None);
        let by_standard_input = records.iter().map(|one| {
            let rest: Vec<&RawFile> = records
                .iter()
                .filter(|other| *other != one)
                .copied()
                .collect();
            count(&inventory(all(&rest), vec![file(one)]), None)
        });
        let by_standard_input = by_standard_input.sum();
        let beside = count(&inventory(all(&records), Vec::new()), Some(&self.before));
        [by_file, by_stream, by_standard_input, beside]
    }
}

/// Records, one a line.
fn stream(records: &[&RawFile]) -> File<'static> {
    let mut lines = Vec::new();
    for record in records {
        let content = record.content.clone().unwrap_or_default();
        lines.extend(content.into_iter().filter(|byte| *byte != b'\n'));
        lines.push(b'\n');
    }
    let lines = Lines::of_input(Box::new(Cursor::new(lines))).expect("a file can be made");
    File {
        path: "dump.ndjson".to_owned(),
        held: Held::Lines(lines.into()),
    }
}

/// Every rule, with nothing in the place of one.
fn without(name: &str) -> Vec<Rule> {
    let rule = |rule: &Rule| Rule {
        checks: if rule.about.name == name {
            &[]
        } else {
            rule.checks
        },
        ..*rule
    };
    RULES.iter().map(rule).collect()
}

#[test]
fn without_its_body_a_rule_finds_nothing() {
    let fixtures = repository().join("tests/fixtures/rules");
    let mut ways = [0; 4];
    for folder in folders(&fixtures) {
        let rule = folder.file_name().and_then(|name| name.to_str());
        let rule = rule.expect("a rule has a name");
        // It is told of what no finding was for, and has no body.
        if rule == "unmatched-allowance" {
            continue;
        }
        let swapped = without(rule);
        let bad = |folder: &PathBuf| folder.to_string_lossy().contains("/bad");
        for folder in folders(&folder).into_iter().filter(bad) {
            let case = Case::read(&folder);
            let found = case.found(rule, RULES);
            assert!(found.iter().any(|count| *count > 0), "{}", case.name);
            assert_eq!(case.found(rule, &swapped), [0; 4], "{}", case.name);
            for (way, count) in ways.iter_mut().zip(found) {
                *way += count;
            }
        }
    }
    println!("found by file, stream, standard input, beside what was published: {ways:?}");
    assert!(ways.iter().all(|count| *count > 50), "{ways:?}");
}
