//! What a decision or a version of a proposal provides, as lines of a page.

use std::io;

use super::Page;
use crate::derive::standing_of_part;
use crate::model::{Bound, Decision, Provision, Quantity};
use crate::view::words;

/// The provisions of a decision, each with its status.
pub fn of_decision(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    if decision.provisions.is_empty() {
        return Ok(());
    }
    page.heading("Provides")?;
    for (at, provision) in decision.provisions.iter().enumerate() {
        let known = &page.projection.known;
        let whole = known.decision(&decision.id).unwrap_or(decision);
        let standing = standing_of_part(known, whole, &provision.id, page.projection.moment);
        let status = standing.map(|standing| standing.status.as_str());
        one(page, at, provision, status)?;
    }
    Ok(())
}

/// One provision, perhaps with its status.
pub fn one(
    page: &mut Page<'_>,
    at: usize,
    provision: &Provision,
    status: Option<&str>,
) -> io::Result<()> {
    let mut line = words(&provision.effect);
    let addressees = provision.addressees.iter().map(words);
    let actors = provision.actors.iter().map(|one| page.actor(one));
    let to: Vec<_> = addressees.chain(actors).collect();
    if !to.is_empty() {
        line += &format!(" to {}", to.join(", "));
    }
    if let Some(change) = provision.change {
        line += &format!(", {}", words(&change));
    }
    if let Some(status) = status {
        line += &format!(", {}", words(status));
    }
    line += &format!(": {}", page.text(&provision.text));
    if let Some(quantity) = &provision.quantity {
        line += &format!(" [{}]", amount(quantity));
    }
    let dates = [
        ("from", &provision.effective),
        ("until", &provision.until),
        ("due", &provision.due),
    ];
    for (word, date) in dates {
        if let Some(date) = date {
            line += &format!(" {word} {date}");
        }
    }
    if let Some(every) = &provision.every {
        line += &format!(" every {every}");
    }
    line += &format!(" #{}", provision.id);
    if let Some(older) = &provision.replaces {
        line += &format!("; replaces {older}");
    }
    page.paragraph(&line, 4)?;
    page.evidence(&format!("/provisions/{at}"), &provision.evidence, 8)
}

/// A quantity in words.
pub fn amount(quantity: &Quantity) -> String {
    let bound = match quantity.bound {
        Some(Bound::AtLeast) => "at least ",
        Some(Bound::AtMost) => "at most ",
        Some(Bound::MoreThan) => "more than ",
        Some(Bound::LessThan) => "less than ",
        Some(Bound::About) => "about ",
        None => "",
    };
    let unit = words(&quantity.unit);
    format!("{bound}{} {unit}", quantity.value)
}
