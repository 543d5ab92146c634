//! What came of screening: what was counted, and which records have to be read again.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};

use rayon::prelude::*;

use super::missing::{are_quoted, hold_quotes, unsearched};
use super::others::without_card;
use super::selection::{Picked, Selection};
use super::settled::Settled;
use super::{Desk, Plan, Screen, Screening};
use crate::check::RULES;
use crate::check::Summary;
use crate::dataset::Document;
use crate::files::Buffer;
use crate::finding::Finding;
use crate::links::{Card, Known, Link, Links, SOURCE, TextCard};
use crate::model::RECORD_TYPES;

/// How many records and texts are looked at on one thread: threads take longer to start.
const FEW: usize = 64;

/// Everything that was screened.
pub struct Gathered<'a> {
    /// What all desks went by.
    pub plan: &'a Plan<'a>,
    /// The desks with records from elsewhere, such as the lines of a stream, which take the place of those of the same type and id.
    pub elsewhere: Vec<Desk<'a>>,
    /// The desks with the records of the dataset.
    pub home: Vec<Desk<'a>>,
    /// The paths of the files that hold no record.
    pub attachments: &'a [String],
    /// The path of a file that records are in, by its number.
    pub path: &'a (dyn Fn(u32) -> &'a str + Sync),
    /// Whether what is in a file is reported.
    pub is_selected: &'a (dyn Fn(&str) -> bool + Sync),
}

/// What came of screening.
pub struct Screened {
    /// What was counted among the records in which nothing is to be found, but for texts.
    pub summary: Summary,
    /// The ids of the sources whose texts are as they were pinned, of those selected and of those that they quote.
    pub sources: BTreeSet<String>,
    /// What was found in records by themselves.
    pub found: Vec<Finding>,
    /// Whether some record has a date that is none.
    pub has_wrong_date: bool,
    /// The files that could not be read as a record.
    pub others: Vec<Document>,
    /// The records that are to be read again: those to be checked, and those that the checks look at.
    pub picked: Vec<Picked>,
    /// The ids of the sources, of those that are to be checked, that records with cards rest on.
    pub cited: HashSet<String>,
    /// The paths of files that hold no record, which the checks look at.
    pub attachments: Vec<String>,
    /// All ids by type, if a check may ask which one was meant.
    pub ids: Option<Vec<Vec<String>>>,
    /// About how many bytes of memory the index of all records takes, and how many records are in it.
    pub index: (usize, usize),
}

/// Tells of everything that was screened in which records something may be found.
pub fn finish(mut gathered: Gathered<'_>) -> Screened {
    let Gathered { plan, .. } = gathered;
    // The first sheaf of cards is taken as it is, and the others are copied.
    for desks in [&mut gathered.elsewhere, &mut gathered.home] {
        desks.sort_by_key(|desk| Reverse(desk.sheaf.cards.len()));
    }
    // A dataset that is a stream has no other records, and there is no need to know which to leave out.
    let are_some = |desk: &Desk<'_>| !desk.sheaf.cards.is_empty() || !desk.others.is_empty();
    let taken = match gathered.home.iter().any(are_some) {
        true => taken(&gathered.elsewhere),
        false => HashSet::new(),
    };
    let is_free = taken.is_empty();
    let is_taken =
        |of_type: &str, id: &str| !is_free && taken.contains(&(of_type.to_owned(), id.to_owned()));
    let mut links = Links::default();
    let mut others = Vec::new();
    let mut missing = Vec::new();
    let mut found = Vec::new();
    for desk in gathered.elsewhere {
        add_found(&mut found, &links, desk.found);
        links.add(desk.sheaf, |_, _| false);
        others.extend(desk.others);
        missing.extend(desk.missing);
    }
    for desk in gathered.home {
        add_found(&mut found, &links, desk.found);
        links.add(desk.sheaf, |kind, id| {
            is_taken(RECORD_TYPES[kind as usize], id)
        });
        let stays = |document: &Document| {
            document
                .identity()
                .is_none_or(|(of_type, id)| !is_taken(of_type, id))
        };
        others.extend(desk.others.into_iter().filter(stays));
        missing.extend(desk.missing);
    }
    links.finish(&without_card(&others));
    let unsearched = unsearched(&links);
    read_texts(plan, &mut links);
    let screening = Screening::new(&links, plan.setting.as_of, plan.setting.is_loose);
    let is_clear = clear(plan, &screening);
    let in_doubt = is_clear
        .iter()
        .enumerate()
        .filter(|(_, is_clear)| !**is_clear);
    let in_doubt: Vec<u32> = in_doubt.map(|(at, _)| at as u32).collect();
    let mut selection = Selection::new(&links);
    let checked = |card: &u32| (*card, Settled::of(&screening, *card, plan.setting.notes));
    let checked = each(&in_doubt, checked);
    selection.check(&checked);
    others.iter().for_each(|other| selection.look_at(other));
    if !plan.setting.is_loose && are_quoted(&links, &in_doubt, &unsearched) {
        let all = links.sources.iter().map(|source| source.name);
        all.for_each(|source| selection.include_text(source));
    } else {
        hold_quotes(plan, &screening, missing, gathered.path, &mut selection);
    }
    let mut screened = Screened {
        index: (links.bytes(), links.cards.len()),
        attachments: attachments(&screening, gathered.attachments, &selection),
        ids: needs_ids(plan, &links, &in_doubt).then(|| ids(&links)),
        picked: selection.picked().collect(),
        cited: cited(&links, &in_doubt, &others),
        summary: Summary::default(),
        has_wrong_date: links
            .cards
            .iter()
            .any(|card| card.has_wrong_date && !card.is_replaced),
        found: found
            .into_iter()
            .filter(|(card, _)| !links.cards[*card as usize].is_replaced)
            .flat_map(|(_, found)| found)
            .collect(),
        sources: BTreeSet::new(),
        others,
    };
    let is_selected = |card: &Card| (gathered.is_selected)((gathered.path)(card.origin.file));
    count(
        &screening,
        &is_clear,
        &selection,
        &is_selected,
        &mut screened,
    );
    screened
}

/// Adds what was found in the records of a desk whose cards are to come next.
fn add_found(
    found: &mut Vec<(u32, Vec<Finding>)>,
    links: &Links,
    of_desk: Vec<(u32, Vec<Finding>)>,
) {
    let first = links.cards.len() as u32;
    found.extend(
        of_desk
            .into_iter()
            .map(|(card, of_card)| (first + card, of_card)),
    );
}

/// The types and ids of records from elsewhere. A type may be any that a record claims to have.
fn taken(desks: &[Desk<'_>]) -> HashSet<(String, String)> {
    let mut taken = HashSet::new();
    for desk in desks {
        let cards = desk.sheaf.cards.iter().map(|card| {
            let (kind, id) = desk.sheaf.names.name(card.name);
            (RECORD_TYPES[kind as usize], id)
        });
        let others = desk.others.iter().filter_map(Document::identity);
        taken.extend(
            cards
                .chain(others)
                .map(|(of_type, id)| (of_type.to_owned(), id.to_owned())),
        );
    }
    taken
}

/// Reads the texts that no quote asked for. Where quotes were looked for in another file than the one that is pinned, that is so
/// still, and the source and whatever quotes it are in doubt.
fn read_texts(plan: &Plan<'_>, links: &mut Links) {
    if plan.setting.is_loose {
        return;
    }
    let open: Vec<_> = links
        .sources
        .iter()
        .filter_map(|source| Some((source.name, source.text?.0)))
        .filter(|(source, _)| links.text(*source).is_none())
        .collect();
    let read = |buffer: &mut Buffer, (source, file): (u32, u32)| {
        let (id, name) = (links.names.name(source).1, links.names.name(file).1);
        (plan.text)(id, Some(name), buffer)?;
        simdutf8::basic::from_utf8(buffer.bytes()).ok()?;
        Some(TextCard {
            source,
            file,
            sha256: crate::dataset::digest(buffer.bytes()),
            trace: None,
        })
    };
    let texts: Vec<_> = if open.len() < FEW {
        let mut buffer = Buffer::default();
        open.into_iter().map(|one| read(&mut buffer, one)).collect()
    } else {
        open.into_par_iter()
            .map_init(Buffer::default, read)
            .collect()
    };
    texts
        .into_iter()
        .flatten()
        .for_each(|text| links.add_text(text));
}

/// For each card whether nothing is to be found in its record that needs other records to be told.
fn clear(plan: &Plan<'_>, screening: &Screening<'_>) -> Vec<bool> {
    let asked = RULES
        .iter()
        .filter(|rule| rule.is_asked(plan.setting.notes));
    let tests: Vec<_> = asked
        .filter_map(|rule| match rule.check.all() {
            Some((Screen::Links(test) | Screen::Both(_, test), _)) => Some(*test),
            _ => None,
        })
        .collect();
    let of = |at: u32, card: &Card| {
        card.is_replaced || (card.open == 0 && tests.iter().all(|test| test(screening, at)))
    };
    let all: Vec<u32> = (0..screening.links.cards.len() as u32).collect();
    each(&all, |at| of(*at, &screening.links.cards[*at as usize]))
}

/// Does something for each card, on all threads if there are many.
fn each<T: Send>(cards: &[u32], work: impl Fn(&u32) -> T + Sync + Send) -> Vec<T> {
    if cards.len() < FEW {
        cards.iter().map(work).collect()
    } else {
        cards.par_iter().map(work).collect()
    }
}

/// The files that hold no record, which checks look at: the texts of sources whose checks or quotes need them, and whatever no clear
/// source pins.
fn attachments(
    screening: &Screening<'_>,
    all: &[String],
    selection: &Selection<'_>,
) -> Vec<String> {
    let links = screening.links;
    let is_done_with = |path: &&String| {
        let done = || {
            let (folder, file) = path.rsplit_once('/')?;
            let id = folder
                .strip_prefix(crate::config::RECORDS)?
                .strip_prefix("/sources/")?;
            let source = links.names.get(SOURCE, id)?;
            let card = screening
                .card(source)
                .filter(|_| !selection.needs_text(source))?;
            let pinned = links.source(source)?.text?.0;
            (screening.own_text(card)?.is_here && links.names.name(pinned).1 == file).then_some(())
        };
        done().is_some()
    };
    all.iter()
        .filter(|path| !is_done_with(path))
        .cloned()
        .collect()
}

/// The ids of the sources that are to be checked and that records rest on.
fn cited(links: &Links, in_doubt: &[u32], others: &[Document]) -> HashSet<String> {
    let in_doubt = in_doubt.iter().map(|card| links.cards[*card as usize].name);
    let others = others.iter().filter_map(|other| {
        let (of_type, id) = other.identity()?;
        links.names.get(SOURCE, id).filter(|_| of_type == "source")
    });
    let is_cited = |name: &u32| links.whole.is_cited[*name as usize];
    in_doubt
        .chain(others)
        .filter(is_cited)
        .map(|name| links.names.name(name).1.to_owned())
        .collect()
}

/// Whether a check may ask for the id that was meant.
fn needs_ids(plan: &Plan<'_>, links: &Links, in_doubt: &[u32]) -> bool {
    let dangles = |card: &u32| {
        links.of(*card).iter().any(|link| match link {
            Link::Names(name) => links.known(*name) == Known::Absent,
            _ => false,
        })
    };
    !plan.setting.config.allowances.is_empty() || in_doubt.iter().any(dangles)
}

/// The ids of all records by type, in order.
fn ids(links: &Links) -> Vec<Vec<String>> {
    let mut ids = vec![Vec::new(); RECORD_TYPES.len()];
    for name in 0..links.names.len() as u32 {
        let (kind, id) = links.names.name(name);
        if let Some(of_kind) = ids.get_mut(kind as usize)
            && links.known(name) != Known::Absent
        {
            of_kind.push(id.to_owned());
        }
    }
    ids.iter_mut().for_each(|ids| ids.sort());
    ids
}

/// Counts what was checked among the clear records, and the quotes that are clear in others.
fn count(
    screening: &Screening<'_>,
    is_clear: &[bool],
    selection: &Selection<'_>,
    is_selected: &dyn Fn(&Card) -> bool,
    screened: &mut Screened,
) {
    let links = screening.links;
    let is_pinned = |source: u32| screening.text(source).is_some_and(|text| text.is_pinned);
    let mut records = [0; RECORD_TYPES.len()];
    let mut is_used = vec![false; links.names.len()];
    for (at, card) in links
        .cards
        .iter()
        .enumerate()
        .filter(|(_, card)| !card.is_replaced)
    {
        let are_quotes_clear = is_clear[at] || selection.has_clear_quotes(at as u32);
        if !are_quotes_clear || !is_selected(card) {
            continue;
        }
        if is_clear[at] {
            records[links.names.name(card.name).0 as usize] += 1;
            is_used[card.name as usize] = true;
        }
        for link in links.of(at as u32) {
            let (Link::Quotes(source, count) | Link::Unchecked(source, count)) = link else {
                continue;
            };
            let text = screening.text(*source);
            let count = *count as usize;
            // Whether a source that cannot be read has a text is not known; a quote says that it has.
            if screening.card(*source).is_none() || text.is_some_and(|text| !text.is_here) {
                screened.summary.unchecked_quotes += count;
            } else if is_pinned(*source) && matches!(link, Link::Quotes(..)) {
                screened.summary.quotes += count;
                is_used[*source as usize] = true;
            }
        }
    }
    screened.summary.records = RECORD_TYPES.into_iter().zip(records).collect();
    for source in links.sources.iter().map(|source| source.name) {
        if is_used[source as usize] && is_pinned(source) {
            screened
                .sources
                .insert(links.names.name(source).1.to_owned());
        }
    }
}
