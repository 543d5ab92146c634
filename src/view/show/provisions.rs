//! What a decision or a version of a proposal provides, as lines of a page.

use std::io;

use super::Page;
use crate::derive::standing_of_part;
use crate::model::{Decision, Provision, Quantity};
use crate::view::words;
use crate::wording::Words;

/// The provisions of a decision, each with its status.
pub fn of_decision(page: &mut Page<'_>, decision: &Decision) -> io::Result<()> {
    if decision.provisions.is_empty() {
        return Ok(());
    }
    page.heading(page.words.provides)?;
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
    let told = page.words;
    let mut line = page.code(&provision.effect);
    let addressees = provision.addressees.iter().map(words);
    let actors = provision.actors.iter().map(|one| page.actor(one));
    let to: Vec<_> = addressees.chain(actors).collect();
    if !to.is_empty() {
        line += &format!(" {} {}", told.to, to.join(", "));
    }
    if let Some(change) = provision.change {
        line += &format!(", {}", page.code(&change));
    }
    if let Some(status) = status {
        line += &format!(", {}", page.reader.status(status));
    }
    line += &format!(": {}", page.text(&provision.text));
    if let Some(quantity) = &provision.quantity {
        line += &format!(" [{}]", amount(told, quantity));
    }
    let dates = [
        (told.from, &provision.effective),
        (told.until, &provision.until),
        (told.due, &provision.due),
    ];
    for (word, date) in dates {
        if let Some(date) = date {
            line += &format!(" {word} {date}");
        }
    }
    if let Some(every) = &provision.every {
        line += &format!(" {} {every}", told.every);
    }
    line += &format!(" {}", page.id(format!("#{}", provision.id)));
    if let Some(older) = &provision.replaces {
        line += &format!("; {} {older}", told.replaces);
    }
    page.paragraph(&line, 4)?;
    page.evidence(&format!("/provisions/{at}"), &provision.evidence, 8)
}

/// A quantity in words.
pub fn amount(told: &Words, quantity: &Quantity) -> String {
    let bound = quantity.bound;
    let bound = bound.map_or(String::new(), |bound| format!("{} ", told.code(&bound)));
    let unit = words(&quantity.unit);
    format!("{bound}{} {unit}", quantity.value)
}
