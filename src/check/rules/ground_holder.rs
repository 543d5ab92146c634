//! A ground is the decider's own reason: its holder is the decider, or speaks in the decider's name.
//!
//! What somebody else finds is a concern, a view or advice. It can have moved the decider, and then the decider's ground is that
//! such advice was given.
//!
//! ## Bad
//!
//! The decider is the cabinet, for which the water agency does not speak:
//!
//! ```json
//! "type": "ground",
//! "text": { "en": "The pier is rotten." },
//! "holder": "xx-water-agency"
//! ```
//!
//! ## Good
//!
//! ```json
//! "type": "view",
//! "text": { "en": "The pier is rotten." },
//! "holder": "xx-water-agency"
//! ```
//!
//! ## Mend
//!
//! Make it a concern, a view or advice, without a `reason`; or mend the holder. If the holder does speak for the decider, say so in
//! the `on_behalf_of` of its own record.

use crate::check::{At, Check, Context, Findings, Rule, Screen, Screening};
use crate::derive::chain;
use crate::finding::Level;
use crate::links::{Known, Link};
use crate::model::StatementType;

pub const RULE: Rule = Rule {
    name: "ground-holder",
    level: Level::Error,
    source: include_str!("ground_holder.rs"),
    check: Check::All(Screen::Links(speaks_for_decider), check),
};

fn speaks_for_decider(screening: &Screening<'_>, card: u32) -> bool {
    let links = screening.links;
    let decider = links.of(card).iter().find_map(|link| match link {
        Link::DecidedBy(actor) => Some(*actor),
        _ => None,
    });
    links.of(card).iter().all(|link| match link {
        Link::GroundOf(holder) => {
            let chain = links.chain(*holder);
            let last = chain.last().map(|last| links.known(*last));
            // As in the full check: a chain that breaks off may go on.
            matches!(last, Some(Known::Absent | Known::Unread))
                || decider.is_some_and(|decider| chain.contains(&decider))
        }
        _ => true,
    })
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (document, decision) in context.decisions(&RULE) {
        let grounds = decision
            .statements
            .iter()
            .enumerate()
            .filter(|(_, one)| one.r#type == StatementType::Ground);
        for (at, ground) in grounds {
            let chain = chain(context.dataset, &ground.holder);
            // A chain that ends in an actor whose record cannot be read may go on.
            let is_whole = chain
                .last()
                .is_some_and(|last| context.dataset.actor(last).is_some());
            if is_whole && !chain.contains(&&decision.decider.actor) {
                let message = format!(
                    "`{}` does not speak for the decider `{}`, so this is no ground",
                    ground.holder, decision.decider.actor
                );
                let hint =
                    Some("make it a concern, a view or advice, or mend the holder".to_owned());
                findings.report(
                    document,
                    At::Value(&format!("/statements/{at}/holder")),
                    message,
                    hint,
                );
            }
        }
    }
}
