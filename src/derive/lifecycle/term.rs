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
    /// The later decisions that come too late to move the last day of a decision, as they look at the moment: each with the last day that
    /// it comes after.
    pub fn late_extensions(&self, decision: u32) -> Vec<(u32, civil::Date)> {
        let view = self.view(decision);
        let edges = self.edges(decision, None, &view, &mut vec![decision]);
        self.term(decision, None, &view, &edges).1
    }

    /// The last day of a decision, as far as it looks at the moment; none if nobody set one.
    pub fn last_day(&self, decision: u32) -> Option<civil::Date> {
        let view = self.view(decision);
        let edges = self.edges(decision, None, &view, &mut vec![decision]);
        Some(self.term(decision, None, &view, &edges).0?.until)
    }

    /// The end that the term of a decision, or of a part, brings by itself, if the term has passed.
    pub(super) fn end_of_term(
        &self,
        decision: u32,
        part: Option<Part<'_>>,
        view: &[Seen<'_>],
        edges: &[Edge],
    ) -> Option<Turn> {
        let term = self.term(decision, part, view, edges).0?;
        let day = term.until.tomorrow().ok()?;
        (day <= self.moment.at).then_some(Turn {
            day,
            what: TurnType::Ends(Status::Lapsed),
            by: term.by,
            event: Some(term.event),
        })
    }

    /// The term of a decision, or of a part, and what came too late to move it. The term said last counts, and not the longest.
    fn term(
        &self,
        decision: u32,
        part: Option<Part<'_>>,
        view: &[Seen<'_>],
        edges: &[Edge],
    ) -> (Option<Term>, Vec<(u32, civil::Date)>) {
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
        let (mut current, mut late): (Option<Term>, _) = (None, Vec::new());
        for (day, relation, term) in said {
            // What comes on the day after the last one leaves no gap.
            let ended = current
                .map(|one| one.until)
                .filter(|last| last.tomorrow().is_ok_and(|end| end < day));
            match (relation, term, ended) {
                // What has ended is not moved, but reinstated.
                (Some(RelationType::Amends), term, Some(ended)) => {
                    let by = term.and_then(|term| term.by);
                    late.extend(by.map(|by| (by, ended)));
                }
                (_, Some(_), _) => current = term,
                (Some(RelationType::Confirms), None, _) => {
                    current = current.filter(|one| !one.is_conditional)
                }
                (_, None, _) => {}
            }
        }
        (current, late)
    }
}
