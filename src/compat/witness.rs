//! The search for a witness: a document that one schema lets pass and another refuses, as a real validator says. It has no clock, only
//! bounds in numbers and a seed, so it finds the same each time.

use jsonschema::{PatternOptions, Validator};
use serde_json::{Value, json};

use super::form::Node;
use super::random::Random;
use super::sample::{fit, fullest, settled, smallest, sorts};
use super::walk::Difference;

/// How many documents an edit is tried on.
const BASES: usize = 6;

/// How often it is tried to make a witness smaller.
const MAX_SHRINKS: usize = 4000;

/// How many documents of a corpus are edited.
const MAX_CORPUS: usize = 40;

/// How deep documents are made to fit.
const DEPTH: usize = 24;

/// Two schemas of which one should let everything pass that the other does.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The schema that lets a witness pass.
    pub accepts: &'a Value,
    /// Its validator.
    pub accepting: &'a Validator,
    /// The validator of the schema that refuses it.
    pub refusing: &'a Validator,
}

/// The validator of a schema, as the program uses it everywhere.
pub fn validator(schema: &Value) -> Option<Validator> {
    let options = jsonschema::draft202012::options().with_pattern_options(PatternOptions::regex());
    let options = options.should_validate_formats(true).offline();
    options.build(schema).ok()
}

impl Question<'_> {
    /// True if a document shows that it does not.
    pub fn is_witness(&self, document: &Value) -> bool {
        self.accepting.is_valid(document) && !self.refusing.is_valid(document)
    }

    /// The first place at which a document is refused.
    pub fn refused_at(&self, document: &Value) -> Option<String> {
        let error = self.refusing.iter_errors(document).next()?;
        Some(error.instance_path().to_string())
    }

    /// The documents of a corpus, made to fit; where there is none, documents made from the schema.
    pub fn bases(&self, corpus: &[&Value]) -> Vec<Value> {
        let node = Node::whole(self.accepts);
        let made = [smallest(&node), fullest(&node)].into_iter().flatten();
        // Documents from everywhere in the corpus, and not from its beginning alone.
        let step = corpus.len().div_ceil(MAX_CORPUS).max(1);
        let fitted = corpus.iter().step_by(step).map(|document| {
            let mut document = (*document).clone();
            if !self.accepting.is_valid(&document) {
                fit(&mut document, &node, DEPTH);
            }
            document
        });
        let all = fitted.chain(made);
        all.filter(|document| self.accepting.is_valid(document))
            .collect()
    }

    /// The same witness without what it does not need: the smallest that leaving out parts leads to.
    pub fn shrunk(&self, mut document: Value) -> Value {
        let mut left = MAX_SHRINKS;
        let mut is_smaller = true;
        while is_smaller {
            is_smaller = false;
            let mut places = Vec::new();
            pointers(&document, "", &mut places);
            // What is taken out of the end of a list leaves the places before it as they are.
            for place in places.iter().skip(1).rev() {
                let mut smaller = document.clone();
                if left == 0 || !take_out(&mut smaller, place) {
                    continue;
                }
                left -= 1;
                if self.is_witness(&smaller) {
                    document = smaller;
                    is_smaller = true;
                }
            }
        }
        document
    }

    /// A witness of one difference, if one is found: documents with the place edited in every way that the difference suggests.
    pub fn directed(&self, difference: &Difference, bases: &[Value]) -> Option<Value> {
        let path: Vec<&str> = difference.at.split('/').skip(1).collect();
        let has_place = |document: &&Value| has(document, &path);
        let (having, others): (Vec<_>, Vec<_>) = bases.iter().partition(has_place);
        let chosen = having.into_iter().take(BASES);
        // The documents that are made from the schema come last.
        let chosen = chosen.chain(others.into_iter().rev().take(BASES));
        for base in chosen {
            if self.is_witness(base) {
                return Some(base.clone());
            }
            let mut found = None;
            for edit in HOW {
                let mut document = base.clone();
                let mut made = Vec::new();
                reach(
                    &mut document,
                    &Node::whole(self.accepts),
                    &path,
                    &mut |place, node| {
                        made = edit.values(place.as_ref(), node, &difference.samples);
                    },
                );
                for value in made {
                    let mut document = base.clone();
                    reach(
                        &mut document,
                        &Node::whole(self.accepts),
                        &path,
                        &mut |place, _| {
                            *place = value.clone();
                        },
                    );
                    if self.is_witness(&document) {
                        found = Some(document);
                        break;
                    }
                }
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    /// A witness of whatever, by so many random mutations.
    pub fn random(&self, bases: &[Value], count: usize, seed: u64) -> Option<Value> {
        let known = bases.iter().find(|document| self.is_witness(document));
        if known.is_some() || bases.is_empty() {
            return known.cloned();
        }
        let mut random = Random::new(seed);
        let values: Vec<Value> = sorts(&Node::whole(self.accepts));
        (0..count).find_map(|_| {
            let mut document = bases[random.below(bases.len())].clone();
            for _ in 0..=random.below(2) {
                mutate(&mut document, &mut random, &values);
            }
            self.is_witness(&document).then_some(document)
        })
    }
}

/// The ways in which a place is edited.
#[derive(Clone, Copy)]
enum How {
    /// It is taken out.
    Delete,
    /// What the difference suggests is put there, or used as a length.
    Samples,
    /// Whatever the schema lets pass there.
    Sorts,
    /// A field that nobody knows.
    Unknown,
}

const HOW: [How; 4] = [How::Delete, How::Samples, How::Sorts, How::Unknown];

impl How {
    /// The values to put at the place; `None` takes it out.
    fn values(
        self,
        place: Option<&Value>,
        node: &Node<'_>,
        samples: &[Value],
    ) -> Vec<Option<Value>> {
        match self {
            How::Delete => vec![None],
            How::Samples => {
                let mut values: Vec<_> = samples.to_vec();
                if let Some(Value::Array(items)) = place {
                    let counts = samples.iter().filter_map(Value::as_u64);
                    let counts = counts.filter(|count| *count < 64);
                    values.extend(counts.filter_map(|count| {
                        let item = items
                            .first()
                            .cloned()
                            .or_else(|| smallest(&node.form().items()));
                        let mut items = items.clone();
                        items.resize(count as usize, item?);
                        Some(Value::Array(items))
                    }));
                }
                values.into_iter().map(Some).collect()
            }
            How::Sorts => sorts(node).into_iter().map(Some).collect(),
            How::Unknown => match place {
                Some(Value::Object(members)) => {
                    let mut members = members.clone();
                    members.insert("added_later".to_owned(), json!(1));
                    vec![Some(Value::Object(members))]
                }
                _ => Vec::new(),
            },
        }
    }
}

/// True if a document has a place.
fn has(document: &Value, path: &[&str]) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return true;
    };
    match (document, *first) {
        (Value::Array(items), "*") => items.iter().any(|item| has(item, rest)),
        (Value::Object(members), "*") => members.values().any(|member| has(member, rest)),
        (Value::Object(members), name) => members
            .get(&unescaped(name))
            .is_some_and(|member| has(member, rest)),
        _ => false,
    }
}

fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}

/// Leads to a place, which is made where it is not there, and gives it to be edited: `None` is an absent one.
fn reach(
    value: &mut Value,
    node: &Node<'_>,
    path: &[&str],
    edit: &mut dyn FnMut(&mut Option<Value>, &Node<'_>),
) {
    let node = settled(node, value);
    let form = node.form();
    let Some((first, rest)) = path.split_first() else {
        let mut place = Some(value.take());
        edit(&mut place, &node);
        *value = place.unwrap_or_default();
        return;
    };
    match (&mut *value, *first) {
        (Value::Array(items), "*") => {
            let node = form.items();
            if items.is_empty() {
                items.extend(smallest(&node));
            }
            let at = items.iter().position(|item| has(item, rest)).unwrap_or(0);
            if let Some(item) = items.get_mut(at) {
                reach(item, &node, rest, edit);
            }
        }
        (Value::Object(members), "*#name") => {
            let name = members
                .keys()
                .find(|name| !form.properties().contains(name.as_str()));
            let Some(name) = name.cloned() else {
                return;
            };
            let mut place = Some(json!(name));
            edit(&mut place, &form.property_names());
            if let Some(Value::String(other)) = place
                && let Some(member) = members.remove(&name)
            {
                members.insert(other, member);
            }
        }
        (Value::Object(members), name) => {
            let mut name = unescaped(name);
            if name == "*" {
                let unnamed = members
                    .keys()
                    .find(|name| !form.properties().contains(name.as_str()));
                name = unnamed.cloned().unwrap_or_else(|| "a".to_owned());
            }
            let node = form.property(&name);
            let mut place = members.get(&name).cloned();
            if rest.is_empty() {
                let node = settled(&node, place.as_ref().unwrap_or(&Value::Null));
                edit(&mut place, &node);
            } else {
                let mut inner = place.or_else(|| smallest(&node)).unwrap_or_default();
                reach(&mut inner, &node, rest, edit);
                place = Some(inner);
            }
            match place {
                Some(place) => members.insert(name, place),
                None => members.shift_remove(&name),
            };
        }
        _ => {}
    }
}

/// Takes the value at a place out; false if there is none.
fn take_out(document: &mut Value, place: &str) -> bool {
    let Some((above, name)) = place.rsplit_once('/') else {
        return false;
    };
    match document.pointer_mut(above) {
        Some(Value::Object(members)) => members.shift_remove(&unescaped(name)).is_some(),
        Some(Value::Array(items)) => match name.parse() {
            Ok(at) if at < items.len() => {
                items.remove(at);
                true
            }
            _ => false,
        },
        _ => false,
    }
}

/// One random edit of a document.
fn mutate(document: &mut Value, random: &mut Random, values: &[Value]) {
    let mut places = Vec::new();
    pointers(document, "", &mut places);
    let place = &places[random.below(places.len())];
    let other = places[random.below(places.len())].clone();
    let other = document.pointer(&other).cloned().unwrap_or_default();
    let Some(value) = document.pointer_mut(place) else {
        return;
    };
    let kind = random.below(8);
    match (kind, &mut *value) {
        (0 | 1, Value::Object(members)) if !members.is_empty() => {
            let name = members.keys().nth(random.below(members.len())).cloned();
            members.shift_remove(&name.unwrap_or_default());
        }
        (0 | 1, Value::Array(items)) if !items.is_empty() => {
            items.remove(random.below(items.len()));
        }
        (2, Value::Object(members)) => {
            members.insert("added_later".to_owned(), json!(1));
        }
        (2, Value::Array(items)) if !items.is_empty() => items.push(items[0].clone()),
        (3, Value::String(text)) => text.push(random.letter()),
        (3, Value::Number(_)) => *value = json!(random.below(3) as i64 - 1),
        (4, Value::String(text)) => {
            text.pop();
        }
        (5, _) => {
            *value = [
                json!(null),
                json!(""),
                json!(0),
                json!([]),
                json!({}),
                json!(true),
            ][random.below(6)]
            .clone()
        }
        (6, _) if !values.is_empty() => *value = values[random.below(values.len())].clone(),
        _ => *value = other,
    }
}

/// The places of a document.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                pointers(member, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}
