//! The values that a shell is offered for an argument: ids of the dataset at hand, names of rules, keywords.
//!
//! Somebody types meanwhile: where there is no dataset, or it cannot be read, there are no candidates and no message.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;

use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::workspace::{self, Selection};
use crate::check::RULES;
use crate::document::{Document, Memory, resident};
use crate::files::Buffer;
use crate::model::{RECORD_TYPES, Record};
use crate::printable::printable;
use crate::view::search::{Query, search};
use crate::workspace::{Files, Workspace};

/// The most records that are read for their titles. Of more the ids are offered alone, which the names of the files tell.
const MAX_READ: usize = 500;

/// The most records of a dataset that is read as a whole, for its keywords.
const MAX_WHOLE: usize = 5000;

/// The ids of the records of some types.
pub fn records(record_types: &'static [&'static str]) -> ArgValueCompleter {
    ArgValueCompleter::new(move |current: &OsStr| {
        ids(current, record_types, &|_, _| true).unwrap_or_default()
    })
}

/// The ids of records of every type.
pub fn any_record() -> ArgValueCompleter {
    records(&RECORD_TYPES)
}

/// The ids of the sources whose text is here.
pub fn texts() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| {
        let has_text = |files: &Files<'_>, id: &str| files.inventory.likely_text(id).is_some();
        ids(current, &["source"], &has_text).unwrap_or_default()
    })
}

/// The names of the rules.
pub fn rules() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| rules_and(current, &[]))
}

/// The names of the rules, and those that stand for all rules of a level.
pub fn rules_and_levels() -> ArgValueCompleter {
    const LEVELS: [(&str, &str); 2] = [
        ("warnings", "all rules of the level warning"),
        ("notes", "all rules of the level note"),
    ];
    ArgValueCompleter::new(|current: &OsStr| rules_and(current, &LEVELS))
}

/// The keywords that something in the dataset is about.
pub fn topics() -> ArgValueCompleter {
    ArgValueCompleter::new(|current: &OsStr| topics_at_hand(current).unwrap_or_default())
}

fn rules_and(current: &OsStr, others: &[(&str, &str)]) -> Vec<CompletionCandidate> {
    let rules = RULES.iter().map(|rule| rule.about);
    let rules = rules.map(|rule| (rule.name.to_owned(), rule.explanation().what));
    let others = others.iter();
    let others = others.map(|(name, help)| ((*name).to_owned(), (*help).to_owned()));
    offered(current, rules.chain(others))
}

fn topics_at_hand(current: &OsStr) -> Option<Vec<CompletionCandidate>> {
    let files = dataset()?;
    if files.dataset.inventory.own() > MAX_WHOLE {
        return None;
    }
    let workspace = files.read(&|_| ());
    let items = search(&workspace.dataset, &Query::default());
    let topics = items.iter().flat_map(|item| item.topics);
    let topics: BTreeSet<&str> = topics.map(|topic| topic.as_str()).collect();
    let topics = topics
        .into_iter()
        .map(|topic| (topic.to_owned(), String::new()));
    Some(offered(current, topics))
}

/// The ids of those records of some types that begin as what is typed, each with its title.
fn ids(
    current: &OsStr,
    record_types: &[&str],
    is_wanted: &dyn Fn(&Files<'_>, &str) -> bool,
) -> Option<Vec<CompletionCandidate>> {
    let start = current.to_str()?;
    let workspace = dataset()?;
    let files = &workspace.dataset;
    let own = files.inventory.files().iter().take(files.inventory.own());
    let mut found = Vec::new();
    for (at, file) in own.enumerate() {
        if let Some((record_type, id)) = resident(&file.path)
            && record_types.contains(&record_type)
            && id.starts_with(start)
            && is_id(id)
            && is_wanted(files, id)
        {
            found.push((id.to_owned(), at));
        }
    }
    found.sort();
    let has_titles = found.len() <= MAX_READ;
    let titled = found.into_iter().map(|(id, at)| {
        let title = has_titles.then(|| title(files, at)).flatten();
        (id, title.unwrap_or_default())
    });
    Some(offered(current, titled))
}

/// True if a name can be an id: the name of a file can be anything, and what a shell is given it may print.
fn is_id(name: &str) -> bool {
    let is_of_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    name.bytes().all(is_of_id)
}

/// The title or name of a record, for who reads the first language of the dataset.
fn title(files: &Files<'_>, at: usize) -> Option<String> {
    let mut buffer = Buffer::default();
    let content = files.inventory.read(at, &mut buffer)?;
    let language = files.config.languages.first();
    let language = language.map_or("en", |language| language.as_str());
    let place = (String::new(), None);
    let document =
        Document::read_into(place, content, files.inventory.schemas(), Memory::default());
    let title = match document.record.as_ref()? {
        Record::Decision(decision) => &decision.title,
        Record::Proposal(proposal) => &proposal.title,
        Record::Source(source) => &source.title,
        Record::Actor(actor) => &actor.name,
    };
    Some(title.best(language).to_owned())
}

/// Those that begin as what is typed, as a shell is told them: each with its help in one line.
fn offered(
    current: &OsStr,
    values: impl Iterator<Item = (String, String)>,
) -> Vec<CompletionCandidate> {
    let Some(start) = current.to_str() else {
        return Vec::new();
    };
    let values = values.filter(|(value, _)| value.starts_with(start));
    let candidate = |(value, help): (String, String)| {
        let help = help.lines().next().map(|help| printable(help).into_owned());
        CompletionCandidate::new(value).help(help.map(Into::into))
    };
    values.map(candidate).collect()
}

/// The files of the dataset at hand: that of the working directory, or the one that the command line names.
fn dataset() -> Option<Workspace<Files<'static>>> {
    let selection = Selection {
        root: root(),
        ..Selection::default()
    };
    workspace::files(&selection).ok()?.pop()
}

/// The folder that the command line names as that of the dataset.
fn root() -> Option<PathBuf> {
    let mut words = env::args_os().skip_while(|word| word != "--");
    while let Some(word) = words.next() {
        let named = match word.to_str() {
            Some("--root") => words.next().map(PathBuf::from),
            Some(word) => word.strip_prefix("--root=").map(PathBuf::from),
            None => None,
        };
        if named.is_some() {
            return named;
        }
    }
    None
}
