//! The choice of a decision agrees with the vote by which it was taken: the option voted on is the choice exactly if it had as many
//! votes as were needed, in every unit that was counted.
//!
//! More votes for than against are not always enough, as where the threshold counts all members. A motion that failed so is recorded
//! with the option to reject it as its choice. Where the sources do not say how many were needed, this cannot be checked.
//!
//! ## Bad
//!
//! ```json
//! "choice": "close",
//! "events": [
//!   {
//!     "id": "taken",
//!     "type": "taken",
//!     "date": "2025-09-01",
//!     "vote": { "on": "close", "tallies": [{ "unit": "members", "for": 6, "against": 5, "needed": 7 }] },
//!     "evidence": ["…"]
//!   }
//! ]
//! ```
//!
//! ## Good
//!
//! ```json
//! "choice": "keep-open",
//! "events": [
//!   {
//!     "id": "taken",
//!     "type": "taken",
//!     "date": "2025-09-01",
//!     "vote": { "on": "close", "tallies": [{ "unit": "members", "for": 6, "against": 5, "needed": 7 }] },
//!     "evidence": ["…"]
//!   }
//! ]
//! ```
//!
//! ## Mend
//!
//! Look up in the source how many votes there were and were needed, and what a vote in favour meant. Mend the tally, `on`, or the
//! choice.

use crate::check::{At, Findings, Rule, Setting};
use crate::document::Document;
use crate::model::{EventType, Tally};

pub const RULE: Rule = rule!("vote-result", Error, "vote_result.rs", Record(check));

fn check(document: &Document, _: &Setting<'_>, findings: &mut Findings<'_>) {
    let Some(decision) = document.decision() else {
        return;
    };
    for (at, event) in decision.events.iter().enumerate() {
        // A vote that led to something else, such as putting the matter off, does not decide it.
        let vote = event
            .vote
            .as_ref()
            .filter(|_| event.r#type == EventType::Taken);
        let Some(vote) = vote else { continue };
        // One unit that falls short decides the vote; that it carried takes all of them.
        let short = vote
            .tallies
            .iter()
            .find(|tally| enough(tally) == Some(false));
        let carried = match short {
            Some(_) => false,
            None if vote.tallies.iter().all(|tally| enough(tally) == Some(true)) => true,
            None => continue,
        };
        if carried != (vote.on == decision.choice) {
            let outcome = match short.and_then(|tally| Some((tally, tally.needed.as_ref()?))) {
                Some((tally, needed)) => {
                    format!("did not carry ({} for, {needed} needed)", tally.r#for)
                }
                None => "carried".to_owned(),
            };
            let message = format!(
                "the vote on `{}` {outcome}, and the choice is `{}`",
                vote.on, decision.choice
            );
            let hint = Some("mend the tally, what the vote was on, or the choice".to_owned());
            findings.report(
                document,
                At::Value(&format!("/events/{at}/vote")),
                message,
                hint,
            );
        }
    }
}

/// True if as many were in favour as were needed; nothing if it is not known how many were needed.
fn enough(tally: &Tally) -> Option<bool> {
    Some(tally.r#for.get() >= tally.needed.as_ref()?.get())
}
