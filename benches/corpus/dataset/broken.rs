//! Records with one error each, of every sort that a check can find.
//!
//! Decisions are broken, and sources whose text is not here. All else stays whole, because much rests on it: thousands of records
//! on an actor or a proposal, so that one error would be told of thousands of times, and a hundred quotes on a text, of which none
//! could be checked. For the same reason no error takes away an id that others refer to; only a line of a stream that is no JSON has
//! none any more, and what refers to it is told of as well.

use serde_json::{Value, json};

use super::random::Random;

/// A sort of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    UnknownField,
    UnknownCode,
    JsonSyntax,
    MissingField,
    WrongType,
    MalformedValue,
    DanglingReference,
    MisquotedWords,
    ImpossibleDate,
    DatesOutOfOrder,
    MissingLanguage,
    QuoteAndLocator,
    IdGivenTwice,
}

impl Kind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Kind; 13] = [
        Kind::UnknownField,
        Kind::UnknownCode,
        Kind::JsonSyntax,
        Kind::MissingField,
        Kind::WrongType,
        Kind::MalformedValue,
        Kind::DanglingReference,
        Kind::MisquotedWords,
        Kind::ImpossibleDate,
        Kind::DatesOutOfOrder,
        Kind::MissingLanguage,
        Kind::QuoteAndLocator,
        Kind::IdGivenTwice,
    ];

    /// The name of the error.
    pub fn name(self) -> &'static str {
        match self {
            Kind::UnknownField => "unknown field",
            Kind::UnknownCode => "unknown code",
            Kind::JsonSyntax => "JSON syntax",
            Kind::MissingField => "missing field",
            Kind::WrongType => "wrong type",
            Kind::MalformedValue => "malformed value",
            Kind::DanglingReference => "dangling reference",
            Kind::MisquotedWords => "misquoted words",
            Kind::ImpossibleDate => "impossible date",
            Kind::DatesOutOfOrder => "dates out of order",
            Kind::MissingLanguage => "missing language",
            Kind::QuoteAndLocator => "quote and locator",
            Kind::IdGivenTwice => "id given twice",
        }
    }

    /// The rule that finds it.
    pub fn rule(self) -> &'static str {
        match self {
            Kind::UnknownField => "unknown-field",
            Kind::UnknownCode => "unknown-code",
            Kind::JsonSyntax => "json-syntax",
            Kind::MissingField => "missing-field",
            Kind::WrongType => "wrong-type",
            Kind::MalformedValue => "malformed-value",
            Kind::DanglingReference => "dangling-reference",
            Kind::MisquotedWords => "quote-not-found",
            Kind::ImpossibleDate => "impossible-date",
            Kind::DatesOutOfOrder => "event-order",
            Kind::MissingLanguage => "missing-language",
            Kind::QuoteAndLocator => "evidence-form",
            Kind::IdGivenTwice => "duplicate-id",
        }
    }
}

/// Which records get an error, and which one: all kinds evenly, like cards that are dealt out.
pub struct Deck {
    per_mille: usize,
    random: Random,
    left: Vec<Kind>,
    /// The number of errors still to be planted because the record whose turn it was had no place for one.
    owed: usize,
}

impl Deck {
    pub fn new(per_mille: usize) -> Deck {
        Deck {
            per_mille,
            random: Random::new(2_026, "errors"),
            left: Vec::new(),
            owed: 0,
        }
    }

    /// Perhaps gives a record an error, and says which. Of the kind `JsonSyntax`, that is left to [`Deck::cut`].
    pub fn plant(&mut self, record: &mut Value) -> Option<Kind> {
        let is_next = self.random.below(1_000) < self.per_mille;
        let is_owed = self.owed > 0 && self.random.below(2) == 0;
        if !is_next && !is_owed {
            return None;
        }
        if self.left.is_empty() {
            self.left = Kind::ALL.to_vec();
        }
        let from = self.random.below(self.left.len());
        self.left.rotate_left(from);
        let random = &mut self.random;
        let planted = self
            .left
            .iter()
            .position(|kind| give(*kind, record, random));
        match planted {
            Some(_) if is_next => {}
            Some(_) => self.owed -= 1,
            None if is_next => self.owed += 1,
            None => {}
        }
        planted.map(|at| self.left.remove(at))
    }

    /// Makes a text that was JSON none.
    pub fn cut(&mut self, text: &mut String) {
        let last = text.rfind('}').expect("it is an object");
        match self.random.below(3) {
            0 => *text = text.replacen("\"record\":", "\"record\"", 1),
            1 => text.insert(last, ','),
            _ => drop(text.remove(last)),
        }
    }
}

/// Gives a record an error of a kind, if it has a place for it.
fn give(kind: Kind, record: &mut Value, random: &mut Random) -> bool {
    match record["type"].as_str() {
        Some("decision") => in_decision(kind, record, random).is_some(),
        Some("source") if record.get("text").is_none() => in_source(kind, record).is_some(),
        _ => false,
    }
}

fn in_decision(kind: Kind, record: &mut Value, random: &mut Random) -> Option<()> {
    match kind {
        Kind::UnknownField => {
            let event = one_of(record, "events", random)?;
            event["place"] = "The Hague".into();
        }
        Kind::UnknownCode => match random.below(2) {
            0 => record["kind"] = "descision".into(),
            _ => one_of(record, "statements", random)?["basis"] = "quoted".into(),
        },
        // Whatever is no JSON was some.
        Kind::JsonSyntax => {}
        Kind::MissingField => match random.below(2) {
            0 => drop(record.as_object_mut()?.shift_remove("title")),
            _ => {
                let statement = one_of(record, "statements", random)?;
                statement.as_object_mut()?.shift_remove("holder");
            }
        },
        Kind::WrongType => match random.below(2) {
            0 => record["title"] = "A title in one language".into(),
            _ => {
                let event = one_of(record, "events", random)?;
                event["evidence"] = event["evidence"][0].take();
            }
        },
        Kind::MalformedValue => match random.below(2) {
            0 => one_of(record, "events", random)?["date"] = "3 maart 2008".into(),
            _ => record["decider"]["actor"] = "The cabinet".into(),
        },
        Kind::DanglingReference => {
            let statement = one_of(record, "statements", random)?;
            let holder = statement["holder"].as_str()?.replacen('-', "-x", 1);
            statement["holder"] = holder.into();
        }
        Kind::MisquotedWords => {
            let statement = one_of(record, "statements", random)?;
            misquote(&mut statement["evidence"][0])?;
        }
        // A discrepancy would have a reading of the date as it was.
        Kind::ImpossibleDate if record.get("discrepancies").is_some() => return None,
        Kind::ImpossibleDate => {
            let event = one_of(record, "events", random)?;
            impossible(&mut event["date"])?;
        }
        Kind::DatesOutOfOrder => {
            // Of a year in which nothing is dated.
            record["events"][0]["due"] = "1997-03-03".into();
        }
        Kind::MissingLanguage => match random.below(2) {
            0 => drop(record["title"].as_object_mut()?.shift_remove("en")),
            _ => {
                let statement = one_of(record, "statements", random)?;
                statement["text"].as_object_mut()?.shift_remove("en");
            }
        },
        Kind::QuoteAndLocator => locate(&mut record["events"][0]["evidence"][0])?,
        Kind::IdGivenTwice => {
            // Nothing may refer to the event by its id, so that nothing else goes wrong.
            let mut statements = record["statements"].as_array().into_iter().flatten();
            if statements.any(|one| one.get("event").is_some()) {
                return None;
            }
            let id = record["options"][0]["id"].clone();
            record["events"][0]["id"] = id;
        }
    }
    Some(())
}

fn in_source(kind: Kind, record: &mut Value) -> Option<()> {
    match kind {
        Kind::UnknownField => record["shelf"] = 12.into(),
        Kind::UnknownCode => record["form"] = "pres".into(),
        Kind::MissingField => drop(record.as_object_mut()?.shift_remove("availability")),
        Kind::WrongType => record["authors"] = record["authors"][0].take(),
        Kind::MalformedValue => record["date"] = "3 maart 2008".into(),
        Kind::DanglingReference => record["authors"][0]["actor"] = "newspapr".into(),
        Kind::MissingLanguage => drop(record["title"].as_object_mut()?.shift_remove("nl")),
        // It is rested on, dates what rests on it, quotes nothing and has no ids within it.
        _ => return None,
    }
    Some(())
}

/// One of a list of a record, if it has that list.
fn one_of<'a>(record: &'a mut Value, list: &str, random: &mut Random) -> Option<&'a mut Value> {
    let list = record.get_mut(list)?.as_array_mut()?;
    let at = random.below(list.len());
    list.get_mut(at)
}

/// Puts a word into a quote that stands in no text.
fn misquote(evidence: &mut Value) -> Option<()> {
    let quote = evidence.get("quote")?.as_str()?;
    let (head, last) = quote.rsplit_once(' ')?;
    evidence["quote"] = format!("{head} allerminst {last}").into();
    Some(())
}

/// Adds a locator to a quote.
fn locate(evidence: &mut Value) -> Option<()> {
    evidence.get("quote")?;
    evidence["locator"] = "Second paragraph".into();
    evidence["confidence"] = json!("high");
    Some(())
}

/// Makes a day one that no calendar has.
fn impossible(date: &mut Value) -> Option<()> {
    let year = date.as_str()?.get(..4)?;
    *date = format!("{year}-02-30").into();
    Some(())
}
