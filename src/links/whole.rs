//! What can only be told from all cards together. Each in time that grows with the number of links, and no faster.

use std::collections::{HashMap, HashSet};

use super::card::Link;
use super::index::{Known, Links};

/// Marks on cards, by their places, and on names, by their numbers.
#[derive(Default)]
pub struct Whole {
    /// The cards of records that may have the title of another one.
    pub has_twin_title: Vec<bool>,
    /// The cards from which a circle of relations or of actors can be reached.
    pub leads_into_circle: Vec<bool>,
    /// The decisions of one actor with positions on one proposal, where there are several: groups of cards.
    pub positions: Vec<Vec<u32>>,
    /// The decisions with positions on proposals on which somebody takes one who may speak for anybody: nothing can be told of whom
    /// more than one record is there.
    pub unsure_positions: Vec<u32>,
    /// Which decisions relate to which: the name of the older one, the card of the newer one, and the place of the relation among
    /// its links; in order. None of a withdrawn record.
    pub later: Vec<(u32, u32, u32)>,
    /// The cards of sources that declare words to say nothing which are evidence somewhere.
    pub declares_evidence: Vec<bool>,
    /// By the name of a source, whether some record rests on it.
    pub is_cited: Vec<bool>,
}

impl Whole {
    /// Tells it of all cards.
    pub fn of(links: &Links) -> Whole {
        let (positions, unsure_positions) = positions(links);
        Whole {
            has_twin_title: twin_titles(links),
            leads_into_circle: circles(links),
            positions,
            unsure_positions,
            later: later(links),
            declares_evidence: declared_evidence(links),
            is_cited: cited(links),
        }
    }
}

/// The places of the cards that count.
fn cards(links: &Links) -> impl Iterator<Item = u32> {
    let count = links.cards.len() as u32;
    (0..count).filter(|at| !links.cards[*at as usize].is_replaced)
}

fn twin_titles(links: &Links) -> Vec<bool> {
    let mut marks = vec![false; links.cards.len()];
    let counts = |(_, card): &&(u64, u32)| !links.cards[*card as usize].is_replaced;
    let mut titles: Vec<_> = links.titles.iter().filter(counts).collect();
    titles.sort_unstable();
    for pair in titles.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        marks[pair[0].1 as usize] = true;
        marks[pair[1].1 as usize] = true;
    }
    marks
}

/// Whatever leads only to what leads nowhere is taken away until nothing is left to take; what stays leads into a circle.
fn circles(links: &Links) -> Vec<bool> {
    let mut ways = Vec::new();
    for card in cards(links) {
        for link in links.of(card) {
            let (Link::Relates(to, _) | Link::OnBehalfOf(to)) = link else {
                continue;
            };
            if let Known::Card(to) = links.known(*to) {
                ways.push((to, card));
            }
        }
    }
    ways.sort_unstable();
    let mut open = vec![0u32; links.cards.len()];
    for (_, from) in &ways {
        open[*from as usize] += 1;
    }
    let mut closed: Vec<u32> = cards(links)
        .filter(|card| open[*card as usize] == 0)
        .collect();
    while let Some(card) = closed.pop() {
        let first = ways.partition_point(|(to, _)| *to < card);
        for (_, from) in ways[first..].iter().take_while(|(to, _)| *to == card) {
            open[*from as usize] -= 1;
            if open[*from as usize] == 0 {
                closed.push(*from);
            }
        }
    }
    open.into_iter().map(|ways| ways > 0).collect()
}

fn positions(links: &Links) -> (Vec<Vec<u32>>, Vec<u32>) {
    let mut groups: HashMap<(u32, u32), Vec<u32>> = HashMap::new();
    let mut unsure = HashSet::new();
    for card in cards(links).filter(|card| !links.cards[*card as usize].is_withdrawn) {
        let proposal = links.of(card).iter().find_map(|link| match link {
            Link::About(proposal, true) => Some(*proposal),
            _ => None,
        });
        let decider = links.of(card).iter().find_map(|link| match link {
            Link::DecidedBy(actor) => Some(*actor),
            _ => None,
        });
        let (Some(proposal), Some(decider)) = (proposal, decider) else {
            continue;
        };
        let actor = links.chain(decider).last().copied().unwrap_or(decider);
        if links.known(actor) == Known::Unsure {
            unsure.insert(proposal);
        }
        groups.entry((proposal, actor)).or_default().push(card);
    }
    let are_unsure = |((proposal, _), _): &(&(u32, u32), _)| unsure.contains(proposal);
    let unsure_positions = groups.iter().filter(are_unsure);
    let unsure_positions = unsure_positions.flat_map(|(_, group)| group.clone());
    let unsure_positions = unsure_positions.collect();
    let mut groups: Vec<_> = groups
        .into_values()
        .filter(|group| group.len() > 1)
        .collect();
    groups.sort_unstable();
    (groups, unsure_positions)
}

fn later(links: &Links) -> Vec<(u32, u32, u32)> {
    let mut later = Vec::new();
    for card in cards(links).filter(|card| !links.cards[*card as usize].is_withdrawn) {
        for (at, link) in links.of(card).iter().enumerate() {
            if let Link::Relates(older, _) = link {
                later.push((*older, card, at as u32));
            }
        }
    }
    later.sort_unstable();
    later
}

fn declared_evidence(links: &Links) -> Vec<bool> {
    let mut marks = vec![false; links.cards.len()];
    let mut declares = vec![false; links.names.len()];
    for source in links
        .sources
        .iter()
        .filter(|source| source.has_out_of_scope)
    {
        declares[source.name as usize] = true;
    }
    let counts = |card: u32| card == u32::MAX || !links.cards[card as usize].is_replaced;
    let mut quotes: Vec<_> = links
        .quotes
        .iter()
        .filter(|(source, _, _, card)| declares[*source as usize] && counts(*card))
        .map(|(source, start, end, card)| (*source, *start, *end, *card == u32::MAX))
        .collect();
    quotes.sort_unstable();
    // Up to where evidence and declared passages reach, of the source under way.
    let mut reach = (0, 0);
    let mut last = None;
    for (source, start, end, is_declared) in quotes {
        if last != Some(source) {
            last = Some(source);
            reach = (0, 0);
        }
        let (own, other) = if is_declared {
            (&mut reach.1, reach.0)
        } else {
            (&mut reach.0, reach.1)
        };
        *own = (*own).max(end);
        if start < other
            && let Known::Card(card) = links.known(source)
        {
            marks[card as usize] = true;
        }
    }
    marks
}

fn cited(links: &Links) -> Vec<bool> {
    let mut cited = vec![false; links.names.len()];
    for card in cards(links) {
        for link in links.of(card) {
            if let Link::Quotes(source, _) | Link::Unchecked(source, _) | Link::Locates(source) =
                link
            {
                cited[*source as usize] = true;
            }
        }
    }
    cited
}
