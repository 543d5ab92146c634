//! What becomes of decisions, told from cards.

use std::cell::Cell;

use super::Screening;
use crate::derive::course::{Course, Lives, Seen, course, due};
use crate::derive::{Stage, Status};
use jiff::civil;

use crate::links::{Known, Link};
use crate::model::RelationType;

/// The decisions of a dataset as they look on the day on which it is judged, by their cards.
struct Cards<'a> {
    screening: &'a Screening<'a>,
    /// Whether something had to be known that the cards do not say.
    is_unsure: Cell<bool>,
}

impl Screening<'_> {
    /// What has become of the decision of a card; none if the cards do not tell.
    pub fn status(&self, card: u32) -> Option<Status> {
        Some(self.course(card)?.status)
    }

    /// Whether the decision of a card waits for something that was due before the day on which it is judged; none if the cards do not
    /// tell.
    pub fn is_overdue(&self, card: u32) -> Option<bool> {
        let waits = matches!(
            self.status(card)?,
            Status::At(Stage::Proposed | Stage::Announced) | Status::Suspended
        );
        let cards = self.cards();
        let view = cards.view(card);
        let due = due(&view).and_then(|event| event.due.flatten());
        let is_overdue = waits && due.is_some_and(|due| due < self.as_of);
        (!cards.is_unsure.get()).then_some(is_overdue)
    }

    fn cards(&self) -> Cards<'_> {
        Cards {
            screening: self,
            is_unsure: Cell::new(false),
        }
    }

    fn course(&self, card: u32) -> Option<Course<u32>> {
        let cards = self.cards();
        let course = course(&cards, card);
        (!cards.is_unsure.get()).then_some(course)
    }

    /// Whether one of two decisions relates to the other so that they go together.
    fn go_together(&self, one: u32, other: u32) -> bool {
        let points = |from: u32, to: u32| {
            let to = self.links.cards[to as usize].name;
            self.links.of(from).iter().any(|link| match link {
                Link::Relates(target, how) => {
                    *target == to
                        && matches!(
                            how,
                            RelationType::Implements
                                | RelationType::Amends
                                | RelationType::ConstrainedBy
                        )
                }
                _ => false,
            })
        };
        points(one, other) || points(other, one)
    }
}

/// The cards of decisions beside which another one of the same actor stands that takes a position on the same proposal.
pub fn contested(screening: &Screening<'_>) -> Vec<bool> {
    let mut marks = vec![false; screening.links.cards.len()];
    for card in &screening.links.whole.unsure_positions {
        marks[*card as usize] = true;
    }
    for group in &screening.links.whole.positions {
        // What is not sure is taken to stand.
        let stands = |card: &u32| match screening.status(*card) {
            Some(Status::At(stage)) => stage >= Stage::Announced,
            Some(_) => false,
            None => true,
        };
        let standing: Vec<u32> = group.iter().copied().filter(stands).collect();
        let are_few = standing.len() <= 64;
        let go_together = |at: usize| {
            let others = &standing[..at];
            others
                .iter()
                .all(|other| screening.go_together(standing[at], *other))
        };
        if !are_few || !(1..standing.len()).all(go_together) {
            standing
                .iter()
                .for_each(|card| marks[*card as usize] = true);
        }
    }
    marks
}

impl Cards<'_> {
    /// Whether one of the sources that links begin with made something known by the day.
    fn is_known(&self, links: &[Link]) -> bool {
        let screening = self.screening;
        let shown = links
            .iter()
            .take_while(|link| !matches!(link, Link::Event(..) | Link::Relates(..)));
        let mut sources = shown.filter_map(|link| match link {
            Link::ShownBy(source) => Some(*source),
            _ => None,
        });
        sources.any(|source| match screening.links.known(source) {
            Known::Card(card) => {
                let counts = !screening.links.cards[card as usize].is_withdrawn;
                let source = screening
                    .links
                    .source(source)
                    .filter(|source| source.is_public && counts);
                let appeared = source.and_then(|source| source.appeared);
                appeared.is_some_and(|day| day <= screening.as_of)
            }
            Known::Unsure => {
                self.is_unsure.set(true);
                false
            }
            Known::Unread | Known::Absent => false,
        })
    }
}

impl<'a> Lives for Cards<'a> {
    type Decision = u32;
    type Name = &'a str;
    type Day = civil::Date;

    fn name(&self, card: u32) -> &'a str {
        let links = self.screening.links;
        links.names.name(links.cards[card as usize].name).1
    }

    fn view(&self, card: u32) -> Vec<Seen<civil::Date>> {
        let links = self.screening.links;
        let mut view = Vec::new();
        if links.cards[card as usize].is_withdrawn {
            return view;
        }
        let of_card = links.of(card);
        let mut nth = 0;
        for (place, link) in of_card.iter().enumerate() {
            let Link::Event(what, counts_from) = link else {
                continue;
            };
            let at = nth;
            nth += 1;
            let rest = &of_card[place + 1..];
            if *counts_from > self.screening.as_of || !self.is_known(rest) {
                continue;
            }
            let own = rest
                .iter()
                .take_while(|link| matches!(link, Link::From(_) | Link::Due(_)));
            let due = own.filter_map(|link| match link {
                Link::Due(day) => Some(Some(*day)),
                _ => None,
            });
            view.push(Seen {
                at,
                what: *what,
                counts_from: *counts_from,
                due: due.last(),
            });
        }
        view.sort_by_key(|event| event.counts_from);
        view
    }

    fn later(&self, card: u32) -> Vec<(RelationType, u32)> {
        let links = self.screening.links;
        let name = links.cards[card as usize].name;
        let later = &links.whole.later;
        let first = later.partition_point(|(older, _, _)| *older < name);
        let own = later[first..]
            .iter()
            .take_while(|(older, _, _)| *older == name);
        own.filter_map(|(_, newer, at)| {
            let rest = &links.of(*newer)[*at as usize..];
            let Some((Link::Relates(_, how), rest)) = rest.split_first() else {
                return None;
            };
            self.is_known(rest).then_some((*how, *newer))
        })
        .collect()
    }
}
