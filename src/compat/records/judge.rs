//! How each difference is judged: by rule first, then by proof, by the records there are, and by a search for a witness. That two of
//! these say otherwise is an error of ours, and told as one.

use jsonschema::Validator;
use serde_json::Value;

use super::{DERIVED, Pair, VERSION, set_version_aside, version_of};
use crate::compat::walk::{Difference, Edit, Told};
use crate::compat::witness::{Question, validator};
use crate::compat::words::sentence;
use crate::compat::{
    Change, Comparison, Corpora, Effort, Known, Problem, Surface, Weight, Whom, Witness, prove,
};

/// How many of the records that are refused are looked at.
const MAX_SHOWN: usize = 20;

/// The four questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The last tolerant schema lets pass what may be written now.
    Readers,
    /// The strict schema of now lets pass what the last one did.
    Records,
    /// The tolerant schema of now lets pass what the last strict one did.
    Back,
    /// The tolerant schema of now lets pass what may be written now.
    Inner,
}

const SIDES: [Side; 4] = [Side::Readers, Side::Records, Side::Back, Side::Inner];

impl Side {
    fn whom(self) -> Whom {
        match self {
            Side::Readers | Side::Inner => Whom::Readers,
            Side::Records | Side::Back => Whom::Records,
        }
    }
}

/// A difference, and what was told of it for each question: true is that somebody is broken.
pub struct Judged {
    /// The part of the contract.
    pub surface: Surface,
    /// The difference.
    pub difference: Difference,
    /// The answers by rule, in the order of the questions.
    pub told: [Told; 4],
    proved: [bool; 4],
    witnesses: Vec<Witness>,
}

impl Judged {
    /// A difference of which nothing was told yet.
    pub fn new(surface: Surface, difference: Difference) -> Judged {
        Judged {
            surface,
            difference,
            told: [Told::No; 4],
            proved: [false; 4],
            witnesses: Vec::new(),
        }
    }

    /// True if it is the same difference, between whichever schemas.
    pub fn is_of(&self, other: &Difference) -> bool {
        self.difference.at == other.at && self.difference.edit == other.edit
    }

    /// The version of the model is what the changes ask for, and what follows from records is in none: neither is asked for.
    fn is_aside(&self) -> bool {
        [VERSION, DERIVED].contains(&self.difference.at.as_str())
    }
}

/// Tells the differences to which it belongs that one schema does not let everything pass that another does.
pub fn attach(judged: &mut Vec<Judged>, side: Side, found: Vec<Difference>, is_more: bool) {
    for difference in found {
        let told = match is_more {
            true => difference.more,
            false => difference.less,
        };
        if told == Told::No {
            continue;
        }
        let of = judged.iter().position(|one| one.is_of(&difference));
        let of = of.or_else(|| {
            judged
                .iter()
                .position(|one| is_near(&one.difference, &difference))
        });
        let at = match of {
            Some(at) => at,
            None => {
                judged.push(Judged::new(Surface::Consumer, difference.clone()));
                judged.len() - 1
            }
        };
        let one = &mut judged[at];
        one.told[side as usize] = one.told[side as usize].max(told);
        one.difference.samples.extend(difference.samples);
    }
}

/// True if a difference is at the place of another, or around it.
fn is_near(one: &Difference, other: &Difference) -> bool {
    let is_change = !matches!(one.edit, Edit::Words | Edit::Deprecated);
    is_change
        && (one.at == other.at
            || other.at.starts_with(&format!("{}/", one.at)) && !one.at.is_empty())
}

/// Decides what each difference is, with everything that there is to decide by.
pub fn decide(
    name: &str,
    pair: &Pair<'_>,
    mut judged: Vec<Judged>,
    corpora: &Corpora,
    effort: Effort,
    found: &mut Comparison,
) -> Vec<Change> {
    let is_only_words = judged.iter().all(|one| {
        one.told == [Told::No; 4] && matches!(one.difference.edit, Edit::Words | Edit::Deprecated)
    });
    if !is_only_words {
        let (strict, tolerant) = (pair.strict.map(Ready::of), pair.tolerant.map(Ready::of));
        for side in SIDES {
            let (outer, inner) = match side {
                Side::Readers => (&tolerant[0], &strict[1]),
                Side::Records => (&strict[1], &strict[0]),
                Side::Back => (&tolerant[1], &strict[0]),
                Side::Inner => (&tolerant[1], &strict[1]),
            };
            let question = Asked {
                name,
                side,
                outer,
                inner,
            };
            question.ask(&mut judged, corpora, effort, found);
        }
    }
    let mut changes: Vec<Change> = judged.into_iter().map(|one| change(name, one)).collect();
    let is_words = |change: &Change| change.weight == Weight::Words;
    // Words are told once a schema, not once a sentence.
    let mut words = changes.iter().filter(|one| is_words(one));
    let first = words.next().cloned();
    let count = 1 + words.count();
    changes.retain(|one| !is_words(one));
    if let Some(first) = first {
        changes.push(Change {
            at: String::new(),
            what: format!("words for people are others at {count} places"),
            ..first
        });
    }
    changes
}

/// A schema, and its validator if it is one.
struct Ready {
    schema: Value,
    /// The version that its records may say, which is set aside in it.
    version: Option<Value>,
    validator: Option<Validator>,
}

impl Ready {
    fn of(schema: &Value) -> Ready {
        let version = version_of(schema);
        let schema = set_version_aside(schema);
        Ready {
            validator: validator(&schema),
            schema,
            version,
        }
    }

    /// A document with the version that its records say.
    fn dated(&self, mut document: Value) -> Value {
        if let (Some(version), Some(said)) = (&self.version, document.get_mut("schema_version")) {
            *said = version.clone();
        }
        document
    }
}

/// One question of a type: whether the outer schema lets everything pass that the inner one does.
struct Asked<'a> {
    name: &'a str,
    side: Side,
    outer: &'a Ready,
    inner: &'a Ready,
}

impl Asked<'_> {
    /// Asks it in every way.
    fn ask(
        &self,
        judged: &mut [Judged],
        corpora: &Corpora,
        effort: Effort,
        found: &mut Comparison,
    ) {
        let (name, side) = (self.name, self.side);
        let at = side as usize;
        // The union of the types is too large to be decided, and says nothing that its parts do not.
        let is_proved = effort.proves
            && name != "record"
            && prove::contains(&self.outer.schema, &self.inner.schema);
        if is_proved {
            for one in judged.iter_mut().filter(|one| !one.is_aside()) {
                one.proved[at] = true;
                if one.told[at] == Told::Yes {
                    found.problems.push(disagreement(
                    name,
                    &one.difference.at,
                    &format!("the table of edits says that {} breaks {}, and it is proved that it does not",
                        sentence(&one.difference), side.whom().name()),
                ));
                }
                if one.told[at] == Told::Maybe {
                    one.told[at] = Told::No;
                }
            }
        }
        let (Some(refusing), Some(accepting)) = (&self.outer.validator, &self.inner.validator)
        else {
            found
                .problems
                .push(disagreement(name, "", "one of its schemas is no schema"));
            return;
        };
        let question = Question {
            accepts: &self.inner.schema,
            accepting,
            refusing,
        };
        let documents = corpora.of(name, matches!(side, Side::Readers | Side::Inner));
        let shown = documents.iter().filter(|one| question.is_witness(one));
        let shown: Vec<&Value> = shown.take(MAX_SHOWN).copied().collect();
        let bases = question.bases(&documents);
        let is_asked = |one: &Judged| one.told[at] != Told::No && !one.is_aside();
        for one in judged.iter_mut().filter(|one| is_asked(one)) {
            // A record that there is says more than one that was made.
            let here = shown.iter().find(|document| {
                let refused = question.refused_at(document).unwrap_or_default();
                general(&refused, &one.difference.at)
            });
            let document = here.map(|document| (*document).clone());
            if let Some(document) = document.or_else(|| question.directed(&one.difference, &bases))
            {
                one.told[at] = Told::Yes;
                one.witnesses.push(witness(
                    name,
                    side,
                    self.inner.dated(question.shrunk(document)),
                ));
            }
        }
        let is_explained = judged
            .iter()
            .any(|one| one.told[at] == Told::Yes && !one.is_aside());
        if is_explained {
            return;
        }
        let document = match shown.first() {
            Some(document) => Some((*document).clone()),
            None => question.random(&bases, effort.mutations, effort.seed),
        };
        let Some(document) = document else {
            return;
        };
        let document = self.inner.dated(question.shrunk(document));
        let refused = question.refused_at(&document).unwrap_or_default();
        let mut open = judged.iter_mut().filter(|one| one.told[at] == Told::Maybe);
        if let Some(one) = open.next() {
            one.told[at] = Told::Yes;
            one.witnesses.push(witness(
                name,
                side,
                self.inner.dated(question.shrunk(document)),
            ));
            return;
        }
        let what = format!(
            "nothing was found to break {}, and this document does: {document}",
            side.whom().name()
        );
        found.problems.push(disagreement(name, &refused, &what));
    }
}

/// True if a place of a document is the one of a path in which `*` stands for every item, or the object that lacks the field.
fn general(place: &str, path: &str) -> bool {
    let (place, path): (Vec<_>, Vec<_>) = (place.split('/').collect(), path.split('/').collect());
    let depth = path.len() - place.len().min(path.len());
    let mut pairs = place.iter().zip(&path);
    depth <= 1
        && place.len() <= path.len()
        && pairs.all(|(one, other)| one == other || *other == "*")
}

fn disagreement(name: &str, at: &str, what: &str) -> Problem {
    Problem {
        surface: "disagreement",
        at: format!("{name} {at}").trim_end().to_owned(),
        what: what.to_owned(),
        is_error: true,
    }
}

fn witness(name: &str, side: Side, document: Value) -> Witness {
    let strict = format!("{name}.schema.json");
    let tolerant = format!("consumer/{name}.schema.json");
    let (accepted, refused) = match side {
        Side::Readers => (format!("new {strict}"), format!("old {tolerant}")),
        Side::Records => (format!("old {strict}"), format!("new {strict}")),
        Side::Back => (format!("old {strict}"), format!("new {tolerant}")),
        Side::Inner => (format!("new {strict}"), format!("new {tolerant}")),
    };
    Witness {
        whom: side.whom(),
        accepted_by: accepted,
        refused_by: refused,
        document,
    }
}

/// The change that a judged difference is.
fn change(name: &str, one: Judged) -> Change {
    let file = match one.surface {
        Surface::Schemas => format!("{name}.schema.json"),
        _ => format!("consumer/{name}.schema.json"),
    };
    let mut change = Change::by_rule(
        one.surface,
        &file,
        &one.difference.at,
        sentence(&one.difference),
    );
    for side in SIDES {
        let whom = side.whom();
        if one.told[side as usize] == Told::Yes && !change.breaks.contains(&whom) {
            change.breaks.push(whom);
        }
    }
    change.breaks.sort();
    let is_words = one.difference.edit == Edit::Words;
    let is_gone = matches!(
        one.difference.edit,
        Edit::FieldRemoved(_) | Edit::FieldRenamed(_)
    );
    let is_strict = one.surface == Surface::Schemas;
    change.weight = match change.breaks.is_empty() {
        true if is_words => Weight::Words,
        // No validator minds, but a program that shows the field loses it.
        true if is_gone && is_strict => Weight::Break,
        true => Weight::Addition,
        false => Weight::Break,
    };
    change.known = if one.told.contains(&Told::Maybe) {
        Known::Open
    } else if !one.witnesses.is_empty() {
        Known::Witness
    } else if change.breaks.is_empty() && one.proved == [true; 4] {
        Known::Proved
    } else {
        Known::ByRule
    };
    change.witnesses = one.witnesses;
    change
}
