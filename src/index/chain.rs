//! In whose name actors speak, by their names: what is followed for each decision and each ground.

use super::{Index, Known};
use crate::model::TermRole;

/// The most actors in a chain of those in whose name one speaks, itself among them. It is followed for each decision and each
/// ground, and nobody has five between himself and the state; a longer one is a finding.
pub const MAX_CHAIN: usize = 64;

impl Index {
    /// An actor, the one in whose name it speaks, and so on, by their names: a minister's office, the cabinet, the state. A circle
    /// ends where it closes, and a chain after [`MAX_CHAIN`]: both are findings elsewhere.
    pub fn chain(&self, actor: u32) -> Vec<u32> {
        let mut chain = vec![actor];
        let next = |actor: u32| self.actor_of(actor)?.speaks_for;
        let mut more = next(actor);
        while let Some(actor) = more.filter(|actor| !chain.contains(actor)) {
            if chain.len() == MAX_CHAIN {
                break;
            }
            chain.push(actor);
            more = next(actor);
        }
        chain
    }

    /// True if an actor ever speaks in the name of another one: by what it always speaks for, or by the offices that it or one of those
    /// holds in some term. Nothing if the chain of actors may go on, because it ends in one whose record cannot be read.
    pub fn ever_speaks_for(&self, actor: u32, other: u32) -> Option<bool> {
        let chain = self.chain(actor);
        let by_term = |one: &u32| self.by_term.binary_search(&(*one, other)).is_ok();
        let is_whole = chain.len() < MAX_CHAIN
            && chain
                .last()
                .is_some_and(|last| matches!(self.known(*last), Known::Read(_)));
        is_whole.then(|| chain.contains(&other) || chain.iter().any(by_term))
    }

    /// What [`Index::by_term`] is.
    pub(super) fn by_term(&self) -> Vec<(u32, u32)> {
        let terms = self.all().flat_map(|at| {
            let holds = self.facts.terms.of(at).iter();
            let holds = holds.filter(|term| term.role == TermRole::Holder);
            let name = self
                .entry(at)
                .name
                .filter(|name| self.read(*name) == Some(at));
            holds.filter_map(move |term| Some((name?, term.office)))
        });
        let mut terms: Vec<_> = terms.collect();
        terms.sort_unstable();
        terms.dedup();
        let speaks = terms.into_iter().flat_map(|(actor, office)| {
            let chain = self.chain(office).into_iter();
            chain.map(move |other| (actor, other))
        });
        let mut speaks: Vec<_> = speaks.collect();
        speaks.sort_unstable();
        speaks.dedup();
        speaks
    }
}
