//! The choice of a decision agrees with its vote: where the sources state how many were needed, the option voted on is the choice
//! exactly if there were that many in every unit that was counted.
//!
//! A motion that had more votes for than against and still failed, because the threshold counted all members, is recorded with the
//! option to reject as its choice.

use crate::check::{At, Context, Findings, Rule};
use crate::finding::Level;

pub const RULE: Rule = Rule {
    name: "vote-result",
    level: Level::Error,
    source: include_str!("vote_result.rs"),
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.dataset.decisions() {
        for (at, event) in decision.events.iter().enumerate() {
            let Some(vote) = &event.vote else { continue };
            let carried: Option<bool> = vote
                .tallies
                .iter()
                .map(|tally| Some(tally.r#for.get() >= tally.needed.as_ref()?.get()))
                .try_fold(true, |all, one| Some(all && one?));
            let Some(carried) = carried else { continue };
            if carried != (vote.on == decision.choice) {
                let outcome = if carried { "carried" } else { "did not carry" };
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
