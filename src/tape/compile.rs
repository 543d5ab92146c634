//! From a JSON Schema to a reader.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::form::Form;
use super::{Content, Name, OTHER, Property, Reader, Shape};

/// The names to which a caller gives numbers: the place of a name in its list.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// Keys of objects.
    pub keys: &'a [&'a str],
    /// Types, as the schema's definitions are called.
    pub types: &'a [&'a str],
}

impl Reader {
    /// A reader of the values that a schema describes. Of a part of the schema with a keyword that is not known here, every value
    /// is declined.
    pub fn new<'a>(schema: &'a Value, names: Names<'a>) -> Reader {
        let mut compiler = Compiler {
            schema,
            keys: names.keys.to_vec(),
            types: names.types.to_vec(),
            shapes: Vec::new(),
            of_definitions: HashMap::new(),
        };
        let root = compiler.shape(schema, OTHER);
        let owned = |names: Vec<&str>| names.into_iter().map(Box::from).collect();
        Reader {
            keys: owned(compiler.keys),
            types: owned(compiler.types),
            shapes: compiler.shapes,
            root,
        }
    }
}

struct Compiler<'a> {
    schema: &'a Value,
    shapes: Vec<Shape>,
    /// The keys and types by their numbers: those of the caller, and then those of the schema in the order in which they come.
    keys: Vec<&'a str>,
    types: Vec<&'a str>,
    /// The shapes that are made already, by the reference to their definition.
    of_definitions: HashMap<&'a str, usize>,
}

/// Keywords that describe and do not constrain.
const SILENT: [&str; 8] = [
    "$schema",
    "$id",
    "$defs",
    "$comment",
    "title",
    "description",
    "examples",
    "deprecated",
];

/// The number of a name in a list.
fn number(names: &[&str], name: &str) -> u8 {
    let at = names.iter().position(|one| *one == name);
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(OTHER)
}

/// The number of a name in a list, to which it is added if it is not there.
fn numbered<'a>(names: &mut Vec<&'a str>, name: &'a str) -> u8 {
    if !names.contains(&name) {
        names.push(name);
    }
    number(names, name)
}

impl<'a> Compiler<'a> {
    /// The shape of a part of the schema.
    fn shape(&mut self, part: &'a Value, of_type: u8) -> usize {
        if let Some(reference) = reference(part) {
            return self.definition(reference);
        }
        let at = self.begin(of_type);
        self.shapes[at].content = self.content(part).unwrap_or(Content::Unknown);
        at
    }

    /// The shape of a definition: made once, and under way while it is being made, so that a type may hold itself.
    fn definition(&mut self, reference: &'a str) -> usize {
        if let Some(at) = self.of_definitions.get(reference) {
            return *at;
        }
        let name = reference.rsplit('/').next().unwrap_or_default();
        let of_type = numbered(&mut self.types, name);
        let at = self.begin(of_type);
        self.of_definitions.insert(reference, at);
        let pointer = reference.strip_prefix('#').unwrap_or_default();
        let part = self.schema.pointer(pointer).filter(|_| !pointer.is_empty());
        let content = part.and_then(|part| match self::reference(part) {
            Some(_) => None,
            None => self.content(part),
        });
        self.shapes[at].content = content.unwrap_or(Content::Unknown);
        at
    }

    fn begin(&mut self, of_type: u8) -> usize {
        self.shapes.push(Shape {
            of_type,
            content: Content::Unknown,
        });
        self.shapes.len() - 1
    }

    fn content(&mut self, part: &'a Value) -> Option<Content> {
        if part == &Value::Bool(true) {
            return Some(Content::Anything);
        }
        let part = part.as_object()?;
        if let Some(codes) = part.get("oneOf").or(part.get("enum")) {
            only(part, &["oneOf", "enum", "type"])?;
            return self.codes(codes.as_array()?);
        }
        if let Some(code) = part.get("const") {
            only(part, &["const", "type"])?;
            return self.codes(std::slice::from_ref(code));
        }
        if let Some(types) = part.get("type").and_then(Value::as_array) {
            only(part, &["type"])?;
            let both = types.len() == 2
                && ["string", "number"]
                    .iter()
                    .all(|one| types.contains(&(*one).into()));
            return both.then_some(Content::Scalar);
        }
        match part.get("type")?.as_str()? {
            "object" if part.contains_key("properties") => self.object(part),
            "object" => self.map(part),
            "array" => {
                only(part, &["type", "items", "minItems"])?;
                let at_least_one = part.get("minItems").and_then(Value::as_u64)? <= 1;
                let item = self.shape(part.get("items")?, OTHER);
                at_least_one.then_some(Content::List { item })
            }
            "string" => {
                only(part, &["type", "pattern"])?;
                let form = Form::new(part.get("pattern")?.as_str()?);
                Some(Content::Text(form))
            }
            "boolean" => only(part, &["type"]).map(|()| Content::Truth),
            "integer" => {
                only(part, &["type", "minimum", "maximum"])?;
                let least = part.get("minimum")?.as_u64()?;
                let most = Some(part.get("maximum")?.as_u64()?);
                Some(Content::Number { least, most })
            }
            "number" => {
                only(part, &["type", "minimum"])?;
                let least = part.get("minimum")?.as_u64().filter(|least| *least == 0)?;
                Some(Content::Number { least, most: None })
            }
            _ => None,
        }
    }

    fn object(&mut self, part: &'a Map<String, Value>) -> Option<Content> {
        only(
            part,
            &["type", "properties", "required", "additionalProperties"],
        )?;
        (part.get("additionalProperties") == Some(&Value::Bool(false))).then_some(())?;
        let properties = part.get("properties")?.as_object()?;
        let mut members = Vec::new();
        for (name, value) in properties {
            let key = numbered(&mut self.keys, name);
            let shape = self.shape(value, OTHER);
            members.push(Property {
                name: as_written(name)?,
                key,
                shape,
            });
        }
        let mut required = 0;
        let names = part
            .get("required")
            .map_or(Some(&[][..]), |all| Some(all.as_array()?));
        for name in names? {
            let at = properties
                .keys()
                .position(|key| Some(key.as_str()) == name.as_str())?;
            required |= 1 << at;
        }
        (members.len() <= 64).then_some(Content::Object { members, required })
    }

    fn map(&mut self, part: &'a Map<String, Value>) -> Option<Content> {
        only(
            part,
            &[
                "type",
                "propertyNames",
                "additionalProperties",
                "minProperties",
            ],
        )?;
        (part.get("minProperties").and_then(Value::as_u64)? <= 1).then_some(())?;
        let key = self.shape(part.get("propertyNames")?, OTHER);
        let value = self.shape(part.get("additionalProperties")?, OTHER);
        let is_text = |shape: usize| matches!(self.shapes[shape].content, Content::Text(_));
        (is_text(key) && is_text(value)).then_some(Content::Map { key, value })
    }

    fn codes(&self, codes: &[Value]) -> Option<Content> {
        let names = codes.iter().map(|code| match code {
            Value::String(name) => Some(name),
            Value::Object(one) => {
                only(one, &["const", "type"])?;
                match one.get("const")? {
                    Value::String(name) => Some(name),
                    _ => None,
                }
            }
            _ => None,
        });
        let codes: Vec<Name> = names.map(|name| as_written(name?)).collect::<Option<_>>()?;
        // Each has a number of its own.
        (codes.len() < usize::from(OTHER)).then_some(Content::Code(codes))
    }
}

/// The target of a part of a schema that is a reference and nothing else.
fn reference(part: &Value) -> Option<&str> {
    let reference = part.get("$ref")?.as_str()?;
    only(part.as_object()?, &["$ref"])?;
    Some(reference)
}

/// Nothing, unless a part of a schema constrains by other keywords than these.
fn only(part: &Map<String, Value>, keywords: &[&str]) -> Option<()> {
    let known = |key: &String| keywords.contains(&key.as_str()) || SILENT.contains(&key.as_str());
    part.keys().all(known).then_some(())
}

/// A string as it is written after its opening quotation mark, if it needs no escapes.
fn as_written(string: &str) -> Option<Name> {
    let is_plain = string
        .bytes()
        .all(|byte| matches!(byte, b'!'..=b'~') && byte != b'"' && byte != b'\\');
    let written = format!("{string}\"").into_bytes();
    let mut head = [0; 8];
    let mut mask = [0; 8];
    for (at, byte) in written.iter().take(8).enumerate() {
        head[at] = *byte;
        mask[at] = 0xff;
    }
    is_plain.then(|| Name {
        written: written.into(),
        head: u64::from_le_bytes(head),
        mask: u64::from_le_bytes(mask),
    })
}
