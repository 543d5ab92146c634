//! Every kind of error that somebody can make is found, where it was made, and with the way to mend it.
//!
//! A seeded generator plants single errors in copies of the real dataset: a kind is a row of the tables beside this file, which say
//! what is changed and where findings of it are accepted. Each case has one error, and must come out at the level that its rule
//! documents. Errors within a record are told of first of all; of errors between records some finding has the place, with few
//! beyond the links that are bound to break. Slips in keys and codes must be answered with the word that was meant.
//!
//! The test has its own `main`, so that `cargo test` prints the table. An argument selects kinds by a part of their name:
//! `cargo test --test mutations -- comma` plants nothing else, and says of each miss what was found instead. With
//! `BESLUIT_MUTATIONS_DIR` the records with an error in them are written to that folder, for other tools.

mod bytes;
mod disagreement;
mod evidence;
mod history;
mod kind;
mod life;
mod links;
mod mistaken;
mod outcome;
#[path = "../support/process.rs"]
mod process;
mod program;
mod record;
mod shape;
#[path = "../support/mod.rs"]
mod support;
mod turns;
mod typo;
mod votes;
mod world;

use std::collections::BTreeSet;
use std::env;
use std::path::Path;

use jiff::civil::{Date, date};
use rayon::prelude::*;

use kind::{Kind, Layer, Mutation};
use outcome::{MOST_BEYOND, Row};
use support::original::Original;
use support::random::Random;
use support::repository;
use world::World;

/// A day after everything in the real dataset, so that the test says the same whenever it runs.
const AS_OF: Date = date(2026, 12, 31);

/// The seed of the generator.
const SEED: u64 = 20_251_126;

/// The number of different cases of a kind that are made, where the dataset has places for so many.
const CASES: usize = 20;

/// The number of draws that may be no good before a kind is taken to have no more cases.
const DRAWS: usize = 400;

/// The number of layers.
const LAYERS: usize = 6;

/// The kinds of every layer, and those of what became of decisions and of votes, which are of several. A new layer is a file beside
/// this one and a line here and in [`Layer`].
const KINDS: &[&[Kind]] = &[
    bytes::KINDS,
    shape::KINDS,
    record::KINDS,
    links::KINDS,
    evidence::KINDS,
    history::KINDS,
    life::KINDS,
    turns::KINDS,
    votes::KINDS,
    disagreement::KINDS,
    mistaken::KINDS,
];

fn main() {
    // What begins with a dash is for the harness that this test does without.
    let wanted = env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let is_wanted = |kind: &&Kind| wanted.as_ref().is_none_or(|part| kind.name.contains(part));
    let mut kinds: Vec<&Kind> = KINDS.iter().copied().flatten().filter(is_wanted).collect();
    kinds.sort_by_key(|kind| kind.layer);
    let original = Original::read(&repository());
    let trees = world::trees(&original);
    let world = World::new(&original, &trees);

    let mut wrong = Vec::new();
    let cases: Vec<_> = kinds
        .par_iter()
        .flat_map_iter(|kind| cases(&world, kind))
        .collect();
    let outcomes: Vec<_> = cases
        .par_iter()
        .map(|(kind, _, mutation)| outcome::judge(&world, kind, mutation))
        .collect();
    let mut rows: Vec<(&Kind, Row)> = kinds.iter().map(|kind| (*kind, Row::default())).collect();
    for ((kind, nth, mutation), outcome) in cases.iter().zip(&outcomes) {
        let row = rows.iter_mut().find(|(of, _)| of.name == kind.name);
        row.expect("each kind has a row").1.add(outcome);
        let is_right = outcome.is_found && outcome.is_placed && outcome.beyond <= MOST_BEYOND;
        if !is_right || (wanted.is_some() && outcome.is_suggested == Some(false)) {
            wrong.push(format!("{} {nth}: {}", kind.name, told(mutation, outcome)));
        }
    }
    println!("\n{}", outcome::table(&rows));
    if let Some(folder) = env::var_os("BESLUIT_MUTATIONS_DIR") {
        outcome::write_out(Path::new(&folder), &cases, &rows);
    }

    // What was published is in a repository of git: `tests/it/history.rs` has the program look there.
    let is_first =
        |(kind, nth, _): &&(&Kind, usize, Mutation)| *nth == 0 && kind.layer != Layer::History;
    let firsts: Vec<_> = cases.iter().filter(is_first).collect();
    wrong.par_extend(
        firsts
            .par_iter()
            .filter_map(|(kind, _, mutation)| program::complaint(&world, kind, mutation)),
    );
    println!("{} of these cases by the program itself", firsts.len());
    if wanted.is_none() {
        check_whole(&rows, &mut wrong);
        check_suggestions(&world, &mut wrong);
    }
    let shown = &wrong[..wrong.len().min(12)];
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        shown.join("\n")
    );
}

/// Different cases of a kind, numbered.
fn cases<'a>(world: &World, kind: &'a Kind) -> Vec<(&'a Kind, usize, Mutation)> {
    let mut random = Random::new(SEED, kind.name);
    let mut seen = BTreeSet::new();
    let mut cases = Vec::new();
    for _ in 0..DRAWS {
        let mutation = (kind.plant)(world, &mut random);
        if let Some(mutation) = mutation.filter(|mutation| seen.insert(mutation.files.clone())) {
            cases.push((kind, cases.len(), mutation));
        }
        if cases.len() == CASES {
            break;
        }
    }
    cases
}

/// The expected outcome of a case, and the one that it has.
fn told(mutation: &Mutation, outcome: &outcome::Outcome) -> String {
    let files: Vec<_> = mutation
        .files
        .iter()
        .map(|(path, _)| path.as_str())
        .collect();
    let findings = outcome.findings.iter().map(|one| {
        let (line, hint) = (one.start.line, one.hint.as_deref().unwrap_or_default());
        format!(
            "\n    {}:{line} {} {} {} ({hint})",
            one.file, one.pointer, one.rule, one.message
        )
    });
    let wanted = mutation.places.iter().take(3).map(|(spot, place)| {
        format!(
            "{spot:?} {}:{} {}",
            place.file,
            place.line,
            place.pointer.as_deref().unwrap_or("–")
        )
    });
    let wanted: Vec<_> = wanted.collect();
    let suggestion = mutation.suggestion.as_deref().unwrap_or("–");
    format!(
        "{files:?}, wanted at {wanted:?}, `{suggestion}`, {} beyond:{}",
        outcome.beyond,
        findings.take(8).collect::<String>()
    )
}

/// The bounds on the table as a whole.
fn check_whole(rows: &[(&Kind, Row)], wrong: &mut Vec<String>) {
    let mut check = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    let all = Row::sum(rows.iter().map(|(_, row)| row));
    check(rows.len() >= 40, format!("only {} kinds", rows.len()));
    check(all.cases >= 2_000, format!("only {} cases", all.cases));
    for (kind, row) in rows {
        check(row.cases > 0, format!("{}: no place for it", kind.name));
        // A suggestion for most of a kind is wanted, and for nearly all of all: by chance a slip is nearer to another word.
        let right = row.suggested * 10 >= row.asked * 8;
        check(
            right,
            format!(
                "{}: {} of {} suggestions",
                kind.name, row.suggested, row.asked
            ),
        );
    }
    let right = all.suggested * 100 >= all.asked * 97;
    check(
        right,
        format!("{} of {} suggestions", all.suggested, all.asked),
    );
    let layers: BTreeSet<Layer> = rows.iter().map(|(kind, _)| kind.layer).collect();
    check(
        layers.len() == LAYERS,
        format!("only the layers {layers:?}"),
    );
    let names: BTreeSet<&str> = rows.iter().map(|(kind, _)| kind.name).collect();
    check(
        names.len() == rows.len(),
        "a name is there twice".to_owned(),
    );
}

/// The bound on what is suggested for slips in keys and codes.
fn check_suggestions(world: &World, wrong: &mut Vec<String>) {
    let suggestions = typo::suggestions(world);
    let (slips, right) = (suggestions.slips, suggestions.right);
    println!(
        "{slips} slips in keys and codes of {} letters or more: {right} right suggestions",
        typo::SHORTEST
    );
    for slip in suggestions.wrong.iter().take(12) {
        println!("  {slip}");
    }
    if slips < 1_000 || right * 100 < slips * 97 {
        wrong.push(format!("{right} right suggestions for {slips} slips"));
    }
}
