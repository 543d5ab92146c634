//! The records that have no card, because they were read the full way at once.

use std::collections::HashSet;

use crate::check::reference::references_of;
use crate::dataset::Document;
use crate::gist::pair_hash;
use crate::links::{Known, Link, Links, Others, PROPOSAL};
use crate::model::{RECORD_TYPES, Record};

/// The place of a record type among all of them.
fn kind(record_type: &str) -> Option<u8> {
    let at = RECORD_TYPES.iter().position(|one| *one == record_type)?;
    u8::try_from(at).ok()
}

/// Which records those are that have no card.
pub fn without_card(others: &[Document]) -> Others {
    let mut these = Others::default();
    for document in others {
        let identity = document
            .identity()
            .and_then(|(of_type, id)| Some((kind(of_type)?, id.to_owned())));
        match (&document.record, identity) {
            (Some(_), Some(identity)) => these.read.push(identity),
            (None, Some(identity)) => these.unread.push(identity),
            (_, None) => {}
        }
        let resident = document
            .resident()
            .and_then(|(of_type, id)| Some((kind(of_type)?, id.to_owned())));
        these
            .residents
            .extend(resident.filter(|_| document.record.is_none()));
    }
    these
}

/// The cards of records that have to do with others which can be read but have no card: those that they name, that have their title,
/// or are about their proposal. What is to be found in these is told the full way.
pub fn beside(links: &Links, others: &[Document]) -> HashSet<u32> {
    let mut cards = HashSet::new();
    let (mut titles, mut proposals) = (HashSet::new(), HashSet::new());
    for document in others {
        let named = references_of(document)
            .filter_map(|named| links.names.get(kind(named.record_type)?, named.id));
        cards.extend(named.filter_map(|name| match links.known(name) {
            Known::Card(card) => Some(card),
            _ => None,
        }));
        let title = match &document.record {
            Some(Record::Decision(decision)) => {
                let proposal = decision.proposal.as_ref().map(|one| one.id.as_str());
                proposals.extend(proposal.and_then(|id| links.names.get(PROPOSAL, id)));
                &decision.title
            }
            Some(Record::Source(source)) => &source.title,
            _ => continue,
        };
        let of_type = document
            .record
            .as_ref()
            .and_then(|one| kind(one.record_type()));
        titles.extend(title.iter().map(|(language, text)| {
            pair_hash(
                u64::from(of_type.unwrap_or_default()),
                language.as_str(),
                text.as_str(),
            )
        }));
    }
    let has_title = |(title, _): &&(u64, u32)| titles.contains(title);
    cards.extend(links.titles.iter().filter(has_title).map(|(_, card)| *card));
    if !proposals.is_empty() {
        let is_about =
            |link: &Link| matches!(link, Link::About(proposal, _) if proposals.contains(proposal));
        let all = 0..links.cards.len() as u32;
        cards.extend(all.filter(|card| links.of(*card).iter().any(is_about)));
    }
    cards
}
