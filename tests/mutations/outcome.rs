//! The outcome of one case and of all cases of a kind, and the table of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use besluit::Options;
use besluit::finding::{Finding, Level};
use serde_json::{Map, Value as Json, json};

use crate::AS_OF;
use crate::kind::{Kind, Layer, Mutation, Reach};
use crate::support::report;
use crate::world::World;

/// The number of findings that there may be beyond the one that is meant and the links that are bound to break.
pub const MOST_BEYOND: usize = 3;

/// The outcome of one case.
pub struct Outcome {
    /// True if there is a finding of the level that the rule documents, and none above it.
    pub is_found: bool,
    /// True if it stands where it should.
    pub is_placed: bool,
    /// True if it suggests what is right; none if nothing is right for sure.
    pub is_suggested: Option<bool>,
    /// The number of findings beyond it and the links that are bound to break.
    pub beyond: usize,
    /// The findings, for messages.
    pub findings: Vec<Finding>,
}

/// The outcome of a case: what is found in the dataset with the error in it.
pub fn judge(world: &World, kind: &Kind, mutation: &Mutation) -> Outcome {
    let mut files = world.original.files.clone();
    for (path, bytes) in &mutation.files {
        files.retain(|file| file.path != *path);
        files.extend(bytes.as_ref().map(|bytes| besluit::dataset::RawFile {
            path: path.clone(),
            content: Ok(bytes.clone()),
        }));
    }
    let dataset = world.original.read_again(&files);
    let before = (kind.layer == Layer::History).then_some(&world.original.dataset);
    let options = match kind.level {
        Level::Note => Options::on(AS_OF).with_notes(),
        Level::Error | Level::Warning => Options::on(AS_OF),
    };
    let mut findings = report(&dataset, Options { before, ..options }).findings;
    // Of notes the dataset has some already.
    let is_asked = |rule: &str| kind.accepted.iter().any(|(name, _)| *name == rule);
    findings.retain(|one| one.level != Level::Note || is_asked(one.rule));
    let accepted: Vec<_> = findings
        .iter()
        .filter(|one| kind.accepts(mutation, one))
        .collect();
    let is_placed = match kind.reach {
        Reach::Record => findings
            .first()
            .is_some_and(|first| kind.accepts(mutation, first)),
        Reach::Dataset => !accepted.is_empty(),
    };
    let suggests = |finding: &&&Finding| {
        let said = format!(
            "{} {}",
            finding.message,
            finding.hint.as_deref().unwrap_or_default()
        );
        mutation
            .suggestion
            .as_ref()
            .is_none_or(|suggestion| said.contains(suggestion))
    };
    let links = [
        "dangling-reference",
        "withdrawn-reference",
        "quote-not-found",
    ];
    let others = findings.iter().filter(|one| !kind.accepts(mutation, one));
    let broken = others
        .clone()
        .filter(|one| links.contains(&one.rule))
        .count();
    Outcome {
        is_found: findings.iter().map(|finding| finding.level).min() == Some(kind.level),
        is_placed,
        is_suggested: mutation
            .suggestion
            .as_ref()
            .map(|_| accepted.iter().any(|one| suggests(&one))),
        beyond: others.count() - broken.min(mutation.unavoidable),
        findings,
    }
}

/// The outcome of all cases of a kind: how many there are of each sort.
#[derive(Default)]
pub struct Row {
    pub cases: usize,
    pub found: usize,
    pub placed: usize,
    pub asked: usize,
    pub suggested: usize,
    pub beyond: usize,
    pub most_beyond: usize,
}

impl Row {
    pub fn add(&mut self, outcome: &Outcome) {
        self.cases += 1;
        self.found += usize::from(outcome.is_found);
        self.placed += usize::from(outcome.is_placed);
        self.asked += usize::from(outcome.is_suggested.is_some());
        self.suggested += usize::from(outcome.is_suggested == Some(true));
        self.beyond += outcome.beyond;
        self.most_beyond = self.most_beyond.max(outcome.beyond);
    }

    pub fn sum<'a>(rows: impl Iterator<Item = &'a Row>) -> Row {
        rows.fold(Row::default(), |mut sum, row| {
            sum.cases += row.cases;
            sum.found += row.found;
            sum.placed += row.placed;
            sum.asked += row.asked;
            sum.suggested += row.suggested;
            sum.beyond += row.beyond;
            sum.most_beyond = sum.most_beyond.max(row.most_beyond);
            sum
        })
    }
}

/// The table, a line for each kind.
pub fn table(rows: &[(&Kind, Row)]) -> String {
    let mut table = format!(
        "{:28} {:>5} {:>5} {:>8} {:>10} {:>6}\n",
        "planted", "cases", "found", "in place", "suggestion", "beyond"
    );
    let mut line = |name: &str, row: &Row| {
        let suggestion = match row.asked {
            0 => "–".to_owned(),
            asked => format!("{}/{asked}", row.suggested),
        };
        let Row {
            cases,
            found,
            placed,
            beyond,
            ..
        } = row;
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "{name:28} {cases:>5} {found:>5} {placed:>8} {suggestion:>10} {beyond:>6}"
        );
    };
    let mut layer: Option<Layer> = None;
    for (kind, row) in rows {
        if layer.replace(kind.layer) != Some(kind.layer) {
            let name = format!("{:?}", kind.layer).to_lowercase();
            let own = rows.iter().filter(|(other, _)| other.layer == kind.layer);
            line(&name, &Row::sum(own.map(|(_, row)| row)));
        }
        line(&format!("  {}", kind.name), row);
    }
    line("all", &Row::sum(rows.iter().map(|(_, row)| row)));
    table
}

/// Writes the records with an error in them, for other tools to read: those that differ from the dataset in one record. A file
/// `table.json` beside them says what was found here, and on which lines each error can be told.
pub fn write_out(folder: &Path, cases: &[(&Kind, usize, Mutation)], rows: &[(&Kind, Row)]) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the folder was made by this test");
    }
    let mut files: BTreeMap<&str, Map<String, Json>> = BTreeMap::new();
    for (kind, nth, mutation) in cases {
        let [(path, Some(bytes))] = mutation.files.as_slice() else {
            continue;
        };
        // The first folder below the records is that of the type.
        let record_type = path
            .split('/')
            .nth(1)
            .and_then(|name| name.strip_suffix('s'));
        let Some(record_type) = record_type.filter(|_| path.ends_with(".json")) else {
            continue;
        };
        let name = format!("{record_type}/{}-{nth}.json", kind.name);
        let file = folder.join(&name);
        fs::create_dir_all(file.parent().expect("it is below the folder"))
            .expect("a folder can be made");
        fs::write(&file, bytes).expect("a file can be written");
        let own = mutation
            .places
            .iter()
            .filter(|(_, place)| place.file == *path);
        let lines: BTreeSet<usize> = own.map(|(_, place)| place.line).collect();
        files
            .entry(kind.name)
            .or_default()
            .insert(name, json!(lines));
    }
    let rows: Vec<_> = rows
        .iter()
        .filter_map(|(kind, row)| {
            Some(json!({
                "kind": kind.name,
                "layer": format!("{:?}", kind.layer).to_lowercase(),
                "cases": row.cases,
                "found": row.found,
                "placed": row.placed,
                "files": files.get(kind.name)?,
            }))
        })
        .collect();
    fs::create_dir_all(folder).expect("a folder can be made");
    let table = serde_json::to_string_pretty(&rows).expect("it is JSON");
    fs::write(folder.join("table.json"), table).expect("a file can be written");
}
