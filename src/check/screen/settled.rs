//! Which rules find nothing in a record that others may find something in: they need not be asked again, nor what they look at be read.

use super::{Screen, Screening};
use crate::check::RULES;
use crate::check::rules::{OF_NAMES, OF_QUOTES};
use crate::links::{Known, Link};

/// Which other records rules look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum LooksAt {
    /// None.
    Nothing,
    /// Those that are named.
    Names,
    /// Those by which it is told what became of decisions too.
    #[default]
    Status,
}

/// What is known of a record that is to be checked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Settled {
    /// The rules that find nothing in it, a bit for each.
    pub rules: u64,
    /// Whether all is well with its quotes, so that they need not be looked for again.
    pub has_clear_quotes: bool,
    /// What the rules that are open look at, but for the sources that are quoted.
    pub looks_at: LooksAt,
}

impl Settled {
    /// What is known of the record of a card. `notes` says whether those are looked for.
    pub fn of(screening: &Screening<'_>, card: u32, notes: bool) -> Settled {
        let links = screening.links;
        let of_card = &links.cards[card as usize];
        // Of a record whose name others have too, or that names such a record, nothing can be told from what records say of one
        // another.
        let names_one =
            |link: &Link| matches!(link, Link::Names(name) if links.known(*name) == Known::Unsure);
        let is_sure =
            links.known(of_card.name) == Known::Card(card) && !links.of(card).iter().any(names_one);
        let mut settled = Settled {
            rules: 0,
            has_clear_quotes: are_quotes_known(screening, card) && is_sure,
            looks_at: LooksAt::Nothing,
        };
        let mut of_quotes = 0;
        for rule in RULES.iter().filter(|rule| rule.is_asked(notes)) {
            let bit = rule.bit();
            let is_clear = of_card.open & bit == 0;
            let Some((screen, _)) = rule.check.all() else {
                continue;
            };
            let is_settled = match *screen {
                Screen::Form => true,
                Screen::Record(_) => is_clear,
                Screen::Links(test) => is_sure && test(screening, card),
                Screen::Both(_, test) => is_clear && is_sure && test(screening, card),
                Screen::Apart => false,
            };
            let looks_at = match screen {
                Screen::Form | Screen::Record(_) | Screen::Apart => LooksAt::Nothing,
                _ if OF_NAMES.contains(&rule.name) => LooksAt::Names,
                _ => LooksAt::Status,
            };
            let is_of_quotes = OF_QUOTES.contains(&rule.name);
            match (is_settled, is_of_quotes) {
                (true, true) => of_quotes |= bit,
                (true, false) => settled.rules |= bit,
                (false, true) => settled.has_clear_quotes = false,
                (false, false) => settled.looks_at = settled.looks_at.max(looks_at),
            }
        }
        if settled.has_clear_quotes {
            settled.rules |= of_quotes;
        }
        settled
    }
}

/// Whether quotes were looked for in what their sources pin, and it is known what that is.
fn are_quotes_known(screening: &Screening<'_>, card: u32) -> bool {
    let is_known = |link: &Link| match link {
        Link::Quotes(source, _) | Link::Unchecked(source, _) => screening.card(*source).is_some(),
        _ => true,
    };
    screening.own_text(card).is_none_or(|text| text.is_here)
        && screening.links.of(card).iter().all(is_known)
}
