//! The term of a decision: the last day on which it holds, and what moves that day.

use jiff::civil;

use super::{Edge, Lifecycles, Part, Seen, Turn, TurnType};
use crate::derive::status::Status;
use crate::model::{EventType, RelationType};

/// The term that was said last.
#[derive(Clone, Copy)]
struct Term {
    /// The last day.
    until: civil::Date,
    /// True if the term ends only if something does not come.
    is_conditional: bool,
    /// The event that it follows from.
    event: (u32, usize),
    /// The later decision that set it.
    by: Option<u32>,
}

impl Lifecycles<'_> {
    /// The end that the term of a decision, or of a part, brings by itself, if the term has passed. The term said last counts, and not
    /// the longest.
    pub(super) fn end_of_term(
        &self,
        decision: u32,
        part: Option<Part<'_>>,
        view: &[Seen<'_>],
        edges: &[Edge],
    ) -> Option<Turn> {
        let own = view.iter().filter_map(|event| {
            let fact = event.fact;
            // The last day of a suspension is not that of the decision.
            let is_term =
                fact.what != EventType::Suspended && self.touches(decision, fact.parts, part);
            let term = Term {
                until: fact.until.filter(|_| is_term)?,
                is_conditional: fact.has_trigger,
                event: (decision, event.at),
                by: None,
            };
            Some((event.counts_from, None, Some(term)))
        });
        let moved = edges.iter().filter_map(|edge| {
            let moves = [
                RelationType::Amends,
                RelationType::Confirms,
                RelationType::Reinstates,
            ];
            let term = edge.until.map(|until| Term {
                until,
                is_conditional: false,
                event: edge.event,
                by: Some(edge.by),
            });
            moves
                .contains(&edge.what)
                .then_some((edge.day, Some(edge.what), term))
        });
        let mut said: Vec<_> = own.chain(moved).collect();
        said.sort_by_key(|(day, _, _)| *day);
        let mut current: Option<Term> = None;
        for (day, relation, term) in said {
            match (relation, term) {
                // What has ended is not moved, but reinstated.
                (Some(RelationType::Amends), _) if current.is_some_and(|one| one.until < day) => {}
                (_, Some(_)) => current = term,
                (Some(RelationType::Confirms), None) => {
                    current = current.filter(|one| !one.is_conditional)
                }
                (_, None) => {}
            }
        }
        let term = current?;
        let day = term.until.tomorrow().ok()?;
        (day <= self.moment.at).then_some(Turn {
            day,
            what: TurnType::Ends(Status::Lapsed),
            by: term.by,
            event: Some(term.event),
        })
    }
}
