//! What was done to carry a decision out agrees with the position that was chosen: who chose to oppose did not vote in favour.
//!
//! One of the two is wrong, or it was not this decision that was carried out. A condition may have failed, and another version may have lain
//! there: then nothing is said.
//!
//! ## Bad
//!
//! The position that was chosen is `oppose`:
//!
//! ```json
//! "id": "voted-against",
//! "type": "executed",
//! "date": "2025-06-27",
//! "by": "xx-minister-rivers",
//! "body": "river-league",
//! "act": "voted_for"
//! ```
//!
//! ## Good
//!
//! ```json
//! "id": "voted-against",
//! "type": "executed",
//! "date": "2025-06-27",
//! "by": "xx-minister-rivers",
//! "body": "river-league",
//! "act": "voted_against"
//! ```
//!
//! ## Mend
//!
//! Mend the act or the choice. If somebody did depart from the decision, it was not carried out: the event is `not_executed`, without an
//! act.

use crate::check::{At, Findings, Rule, Setting, place_in};
use crate::document::Document;
use crate::model::{Act, Position, code};

pub const RULE: Rule = rule!(
    "act-against-choice",
    Warning,
    "act_against_choice.rs",
    Record(check)
);

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    let mut options = decision.options.iter();
    let chosen = options.position(|option| option.id == decision.choice);
    let position = chosen.and_then(|nth| Some((nth, decision.options[nth].position?)));
    let Some((nth, position)) = position else {
        return;
    };
    let version = decision
        .proposal
        .as_ref()
        .and_then(|one| one.version.as_ref());
    for (at, event) in decision.events.iter().enumerate() {
        let is_of_other = event.version.is_some() && event.version.as_ref() != version;
        let Some(act) = event
            .act
            .filter(|act| !is_of_other && contradict(*act, position))
        else {
            continue;
        };
        let (act, position) = (code(&act), code(&position));
        let message = format!("the act is `{act}`, and the choice is `{position}`");
        let hint = "mend the act or the choice, or make the event `not_executed`";
        let pointer = format!("/events/{at}/act");
        let at = At::Value(&pointer);
        let finding = findings.report(document, at, message, Some(hint.to_owned()));
        let pointer = format!("/options/{nth}/position");
        let chosen = place_in(
            document,
            At::Value(&pointer),
            "the position that was chosen",
        );
        finding.related.push(chosen);
    }
}

/// True if an act is not what a position comes to.
fn contradict(act: Act, position: Position) -> bool {
    match act {
        Act::VotedFor => matches!(position, Position::Oppose | Position::Abstain),
        Act::VotedAgainst => matches!(
            position,
            Position::Support | Position::Abstain | Position::NoObjection
        ),
        Act::Abstained => matches!(position, Position::Support | Position::Oppose),
        Act::SpokeFor => position == Position::Oppose,
        Act::SpokeAgainst => position == Position::Support,
        Act::Signed | Act::Sent | Act::Performed | Act::Deposited => false,
    }
}
