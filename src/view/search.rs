//! Finding records and their parts by who, what and which words.

use super::place::Place;
use crate::dataset::{Dataset, Document};
use crate::json::{Node, Value};
use crate::model::{
    ActorId, Commitment, Date, Discrepancy, Keyword, LocalizedText, Provision, Record, Statement,
    code,
};
use crate::passage::folded;
use crate::schema::vocabulary::{key, of_type};
use crate::wording::Words;

/// Something that can be found: a record, or a statement, commitment, provision or discrepancy in one.
pub struct Match<'a> {
    /// The document that it stands in.
    pub document: &'a Document,
    /// The id of the record; for a part of one, `record#part`.
    pub id: String,
    /// The type of the record, the type of the statement, `commitment`, `provision` or `discrepancy`.
    pub item_type: String,
    /// Its text, title or name.
    pub text: &'a LocalizedText,
    /// The actor who holds it, if it is a statement.
    pub holder: Option<&'a ActorId>,
    /// The details that have to be known to read the text right: that a provision was removed, a concern resolved, a promise kept, what sources say.
    pub details: Vec<Detail>,
    /// Its topics, as keywords.
    pub topics: &'a [Keyword],
    /// The JSON node of it in the record, in which actors and words are looked for.
    node: &'a Node,
}

/// What has to be known to read a text right.
pub enum Detail {
    /// A code of a list.
    Code(&'static str, String),
    /// A code of a list, and its date.
    Dated(&'static str, String, Date),
    /// By whom and to whom.
    Parties(ActorId, ActorId),
    /// The place about which sources disagree.
    About(Place),
    /// What they say.
    Readings(Vec<String>),
}

impl Detail {
    /// The detail as programs read it.
    pub fn text(&self) -> String {
        match self {
            Detail::Code(_, code) => code.clone(),
            Detail::Dated(_, code, date) => format!("{code} {date}"),
            other => other.in_words(Words::of("en")),
        }
    }

    /// The detail in words.
    pub fn in_words(&self, words: &Words) -> String {
        match self {
            Detail::Code(list, code) => words.code_of(list, code),
            Detail::Dated(list, code, date) => format!("{} {date}", words.code_of(list, code)),
            Detail::Parties(by, to) => format!("{by} {} {to}", words.to),
            Detail::About(place) => place.in_words(words),
            Detail::Readings(values) => values.join(&format!(" {} ", words.or)),
        }
    }
}

/// The criteria of a search; everything that is given has to fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// A type of item: of record, of statement, `commitment`, `provision` or `discrepancy`.
    pub item_type: Option<String>,
    /// Somebody who has to do with it, in whatever role.
    pub actor: Option<String>,
    /// Whose statement it is.
    pub holder: Option<String>,
    /// A keyword.
    pub topic: Option<String>,
    /// Words that all stand in it, in its texts, quotes or ids; capitals, accents and typographic variants make no difference.
    pub words: Vec<String>,
}

/// The items that fit a query, in the order of the files.
pub fn search<'a>(dataset: &'a Dataset, query: &Query) -> Vec<Match<'a>> {
    dataset
        .records()
        .filter(|(_, record)| record.state().counts())
        .flat_map(|(document, record)| items(document, record))
        .filter(|item| fits(item, query))
        .collect()
}

/// A record and its parts.
fn items<'a>(document: &'a Document, record: &'a Record) -> Vec<Match<'a>> {
    let Some(root) = document.root() else {
        return Vec::new();
    };
    let whole = |text| Match {
        document,
        id: record.id().to_owned(),
        item_type: record.record_type().to_owned(),
        text,
        holder: None,
        details: Vec::new(),
        topics: &[],
        node: root,
    };
    let part = |list: &str, at: usize, local: &str, item_type: &str, text| {
        let node = root
            .get(list)
            .and_then(|list| list.items().get(at))
            .unwrap_or(root);
        let id = format!("{}#{local}", record.id());
        Match {
            document,
            id,
            item_type: item_type.to_owned(),
            text,
            holder: None,
            details: Vec::new(),
            topics: &[],
            node,
        }
    };
    let provision = |(at, one): (usize, &'a Provision)| {
        let effect = Detail::Code("provision_effect", code(&one.effect));
        let change = one.change.map(|change| code(&change));
        let change = change.map(|change| Detail::Code("provision_change", change));
        let details = [Some(effect), change];
        Match {
            details: details.into_iter().flatten().collect(),
            ..part("provisions", at, one.id.as_str(), "provision", &one.text)
        }
    };
    let commitment = |(at, one): (usize, &'a Commitment)| {
        let last = one.events.last();
        let last = last.map(|event| {
            let what = code(&event.r#type);
            Detail::Dated("commitment_event_type", what, event.date.clone())
        });
        let parties = Detail::Parties(one.by.clone(), one.to.clone());
        Match {
            details: std::iter::once(parties).chain(last).collect(),
            ..part("commitments", at, one.id.as_str(), "commitment", &one.text)
        }
    };
    let statement = |(at, one): (usize, &'a Statement)| Match {
        holder: Some(&one.holder),
        details: statement_details(one),
        topics: &one.topics,
        ..part(
            "statements",
            at,
            one.id.as_str(),
            &code(&one.r#type),
            &one.text,
        )
    };
    let discrepancy = |(at, one): (usize, &'a Discrepancy)| {
        let about = Place::of(&root.to_value(), one.pointer.as_str());
        let readings = one.readings.iter().map(|reading| reading.value.to_string());
        let readings = Detail::Readings(readings.collect());
        Match {
            details: vec![Detail::About(about), readings],
            ..part(
                "discrepancies",
                at,
                one.id.as_str(),
                "discrepancy",
                &one.reason,
            )
        }
    };
    let commitments = record.commitments().iter().enumerate().map(commitment);
    let mut items = Vec::new();
    match record {
        Record::Source(source) => items.push(whole(&source.title)),
        Record::Actor(actor) => items.push(whole(&actor.name)),
        Record::Proposal(proposal) => {
            items.push(whole(&proposal.title));
            items.extend(proposal.provisions.iter().enumerate().map(provision));
        }
        Record::Decision(decision) => {
            items.push(whole(&decision.title));
            items.extend(decision.provisions.iter().enumerate().map(provision));
            items.extend(decision.statements.iter().enumerate().map(statement));
            items.extend(decision.discrepancies.iter().enumerate().map(discrepancy));
        }
    }
    items.extend(commitments);
    items
}

fn statement_details(statement: &Statement) -> Vec<Detail> {
    let outcome = statement.outcomes.last();
    let details = [
        ("reason", statement.reason.map(|reason| code(&reason))),
        ("strength", statement.strength.map(|one| code(&one))),
        ("outcome_type", outcome.map(|one| code(&one.r#type))),
    ];
    let details = details.into_iter();
    details
        .filter_map(|(list, code)| Some(Detail::Code(list, code?)))
        .collect()
}

fn fits(item: &Match<'_>, query: &Query) -> bool {
    let same = |wanted: &Option<String>, found: Option<&str>| {
        wanted.as_ref().is_none_or(|one| found == Some(one))
    };
    let has_topic = query
        .topic
        .as_ref()
        .is_none_or(|topic| item.topics.iter().any(|one| one.as_str() == topic));
    let has_actor = query
        .actor
        .as_ref()
        .is_none_or(|actor| names_actor(item, actor));
    same(&query.item_type, Some(&item.item_type))
        && same(&query.holder, item.holder.map(ActorId::as_str))
        && has_topic
        && has_actor
        && has_words(item, &query.words)
}

/// The members of a record whose items are found by themselves.
const PARTS: [u8; 4] = [
    key::STATEMENTS,
    key::COMMITMENTS,
    key::PROVISIONS,
    key::DISCREPANCIES,
];

/// True if an actor stands in the item, other than in the parts that are items of their own.
fn names_actor(item: &Match<'_>, actor: &str) -> bool {
    let is_whole = !item.id.contains('#');
    let start = item.node.span.start;
    let end = item.node.span.end;
    let mut named = item
        .document
        .places_of(of_type::ACTOR_ID)
        .filter(|place| place.as_str() == Some(actor));
    named.any(|place| {
        let in_part = PARTS.contains(&place.section());
        let is_within = |node: &Node| start <= node.span.start && node.span.end <= end;
        place.node().is_some_and(is_within) && !(is_whole && in_part)
    })
}

/// True if all words stand in the id or the strings of the item; those of a whole record are looked for in all of it.
fn has_words(item: &Match<'_>, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut text = folded(&item.id);
    collect_strings(item.node, &mut text);
    words.iter().all(|word| text.contains(&folded(word)))
}

fn collect_strings(node: &Node, text: &mut String) {
    match &node.value {
        Value::String(string) => {
            text.push('\n');
            text.push_str(&folded(string));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_strings(item, text)),
        Value::Object(members) => members
            .iter()
            .for_each(|member| collect_strings(&member.value, text)),
        _ => {}
    }
}
