//! Where the members of a body are recorded, whoever votes in it is one of them on that day.
//!
//! They count as recorded where most who voted are. Then another one is mostly a wrong id, such as the cabinet in the place of its state, or
//! the end of a term is wrong. Of a parliament that votes by parties nothing is said.
//!
//! ## Bad
//!
//! `xx`, `yy` and `zz` are members of the league, and `xx-cabinet` is not:
//!
//! ```json
//! "cast": [
//!   { "actor": "xx-cabinet", "vote": "for" },
//!   { "actor": "yy", "vote": "for" },
//!   { "actor": "zz", "vote": "against" }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "cast": [
//!   { "actor": "xx", "vote": "for" },
//!   { "actor": "yy", "vote": "for" },
//!   { "actor": "zz", "vote": "against" }
//! ]
//! ```
//!
//! ## Mend
//!
//! Name the member who voted, or record its term in the body; if a term has the wrong days, mend them.

use crate::check::{At, Findings, Rule, Subject};
use crate::index::{BallotFact, EventFact, TermFact};
use crate::model::TermRole;

pub const RULE: Rule = rule!(
    "ballot-not-member",
    Warning,
    "ballot_not_member.rs",
    Each(check)
);

fn check(subject: &Subject<'_>, findings: &mut Findings<'_>) {
    let index = subject.index();
    let events = index.facts.events.of(subject.at);
    let ballots = index.facts.ballots.of(subject.at);
    for cast in ballots.chunk_by(|one, next| one.event == next.event) {
        let Some(event) = events.get(cast[0].event as usize) else {
            continue;
        };
        let is_other = |ballot: &BallotFact| !is_member(subject, ballot.actor, event);
        let others = cast.iter().filter(|ballot| is_other(ballot)).count();
        // An actor with two ballots is one of the many, here and among the others.
        if others == 0 || 2 * others >= cast.len() {
            continue;
        }
        for (nth, ballot) in cast.iter().enumerate().filter(|(_, one)| is_other(one)) {
            // Of one that is not there, something else is told.
            let Some(at) = index.read(ballot.actor) else {
                continue;
            };
            let (actor, body) = (index.id(at), index.names.name(event.body).1);
            let message = format!("`{actor}` is no member of `{body}` on that day");
            let mut chain = index.chain(ballot.actor).into_iter().skip(1);
            let hint = match chain.find(|one| is_member(subject, *one, event)) {
                Some(one) => format!("name the member `{}`", index.names.name(one).1),
                None => "name the member who voted, or record its term".to_owned(),
            };
            let pointer = format!("/events/{}/vote/cast/{nth}/actor", ballot.event);
            let finding =
                findings.report(subject.document(), At::Value(&pointer), message, Some(hint));
            let label = "a term in the body would stand here";
            finding.related.push(subject.context.id_of(at, label));
            let body = index.read(event.body);
            let body = body.map(|at| subject.context.id_of(at, "the body"));
            finding.related.extend(body);
        }
    }
}

/// True if an actor can be a member of the body of an event when that happened.
fn is_member(subject: &Subject<'_>, actor: u32, event: &EventFact) -> bool {
    let index = subject.index();
    let Some((first, last)) = event.days else {
        return true;
    };
    let terms = index
        .at(actor)
        .map_or(&[][..], |at| index.facts.terms.of(at));
    terms.iter().any(|term: &TermFact| {
        term.office == event.body
            && term.role != TermRole::Holder
            && term.earliest.is_none_or(|earliest| earliest <= last)
            && term.ended.is_none_or(|ended| ended > first)
    })
}
