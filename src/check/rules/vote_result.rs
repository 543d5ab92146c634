//! The choice of a decision agrees with the vote by which it was taken: where the sources state how many were needed, the option voted on is the choice
//! exactly if there were that many in every unit that was counted.
//!
//! A motion that had more votes for than against and still failed, because the threshold counted all members, is recorded with the
//! option to reject as its choice.

use crate::check::{At, Context, Findings, Rule};
use crate::finding::Level;
use crate::model::{EventType, Tally};

pub const RULE: Rule = Rule {
    name: "vote-result",
    level: Level::Error,
    source: include_str!("vote_result.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.dataset.decisions() {
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
}

/// Whether as many were in favour as were needed, if that is known.
fn enough(tally: &Tally) -> Option<bool> {
    Some(tally.r#for.get() >= tally.needed.as_ref()?.get())
}
