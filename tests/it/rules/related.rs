//! Whoever asks about one of two records that do not agree is told, whichever of them the finding is in: a finding has a place in
//! each record that it speaks of.

use std::collections::{BTreeMap, BTreeSet};

use super::{AS_OF, Case, cases, overlaid};
use crate::support::report;
use besluit::Options;
use besluit::finding::Finding;

/// What a finding names and cannot be mended in: the rule, and the id of the record.
const ONLY_NAMED: [(&str, &str); 8] = [
    // The decision says of itself what does not agree.
    ("contradictory-relations", "base-xx-2025-0001"),
    ("contradictory-relations", "base-xx-2025-0002"),
    ("contradictory-relations", "base-xx-2025-0004"),
    // There is no actor of that id, but a source.
    ("dangling-reference", "xx-letter-2025-10-06"),
    // Who stands beside itself.
    ("said-twice", "xx-cabinet"),
    // A value that was published.
    ("silent-change", "xx-cabinet"),
    // Whose positions they are, and on what.
    ("two-positions", "ferry-charter"),
    ("two-positions", "xx"),
];

/// The rules that name a source and are about its text.
const ABOUT_TEXTS: [&str; 2] = ["quote-ambiguous", "quote-not-found"];

fn findings(case: &Case) -> (BTreeMap<String, BTreeSet<String>>, Vec<Finding>) {
    let dataset = overlaid(Some(&case.folder));
    let before = case.before();
    let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for document in &dataset.documents {
        if let Some((_, id)) = document.identity() {
            let of_id = files.entry(id.to_owned()).or_default();
            of_id.insert(document.path.clone());
        }
    }
    let options = Options {
        before: before.as_ref(),
        ..Options::on(AS_OF).with_notes()
    };
    (files, report(&dataset, options).findings)
}

#[test]
fn a_finding_has_a_place_in_each_record_that_it_speaks_of() {
    let mut wrong = Vec::new();
    let mut speaking = BTreeSet::new();
    for case in cases().iter().filter(|case| case.name.starts_with("bad")) {
        let (files, findings) = findings(case);
        let own = findings.iter().filter(|one| one.rule == case.rule);
        for finding in own.filter(|one| !ABOUT_TEXTS.contains(&one.rule)) {
            let named = finding.message.split('`').skip(1).step_by(2);
            let named = named.filter(|id| !ONLY_NAMED.contains(&(finding.rule, id)));
            let named = named.filter_map(|id| files.get(id));
            for paths in named.filter(|paths| !paths.contains(&finding.file)) {
                speaking.insert(finding.rule);
                let mut paths = paths.iter();
                let has = |path: &String| finding.is_about(&|one| one == path);
                if !paths.any(has) {
                    wrong.push(format!("{}/{}: {}", case.rule, case.name, finding.message));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(speaking.len() >= 14, "{speaking:?}");
}

/// The rules of which a finding may be mended in a file that holds no record: the text or the original of a source.
#[test]
fn a_finding_about_a_file_beside_a_record_has_a_place_in_it() {
    let rules = [
        "original-changed",
        "quote-ambiguous",
        "quote-not-found",
        "text-changed",
        "text-garbled",
        "text-missing",
        "text-without-words",
    ];
    for case in cases().iter().filter(|case| case.name.starts_with("bad")) {
        let (_, findings) = findings(case);
        let own = findings.iter().filter(|one| one.rule == case.rule);
        // Our own texts are mended where they stand.
        let is_ours = |one: &&Finding| one.rule == "text-garbled" && one.pointer != "/text/path";
        let own = own.filter(|one| !is_ours(one));
        for finding in own.filter(|one| rules.contains(&one.rule)) {
            let is_record = |path: &str| path.ends_with(".json");
            let has_file = finding.is_about(&|path| !is_record(path));
            assert!(has_file, "{}/{}: {finding:?}", case.rule, case.name);
        }
    }
}
