//! Every field and code of a schema on one page, in Markdown, each field with an example from a dataset; and what follows from
//! records, as exports have it.
//!
//! The page says what the schema says, so it holds for the records by the same tests as the schema does.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Map, Value};

use crate::schema::open_lists;

/// The first value of each field in the records of a dataset, by the type and the field.
type Examples = HashMap<(String, String), Value>;

/// Writes the page of a schema. `read` is that with what follows from the records, of which the schema has nothing; `lines` are the
/// records with what follows from them. Without any the fields have no examples.
///
/// # Errors
/// If it cannot be written.
pub fn write(schema: &Value, read: &Value, lines: &[Value], out: &mut dyn Write) -> io::Result<()> {
    let examples = examples(read, lines);
    writeln!(
        out,
        "# Fields and codes\n\n\
         {}\n\n\
         A field that is not required is left out where it is unknown or does not apply: nothing is `null`, and no list is empty. \
         {}A code list that is open can get new codes, and a program that reads records should accept them; one that is closed \
         stays as it is in this version of the model.",
        text(schema, "description"),
        match lines {
            [] => "",
            _ =>
                "The examples are from the records, shortened where there is a `…`; a field without one is in no record yet. ",
        },
    )?;
    let own = schema.get("properties").map(|_| (name_of(schema), schema));
    let is_written = |name: &str| schema["$defs"].get(name).is_some();
    // A record has its fields here, and not what exports add.
    let fields = |(name, definition)| (name, schema["$defs"].get(name).unwrap_or(definition));
    let definitions = read["$defs"].as_object().into_iter().flatten();
    let definitions = definitions.map(fields);
    let all: Vec<(String, &Value)> = own
        .into_iter()
        .chain(definitions.map(|(name, definition)| (name.clone(), definition)))
        .collect();
    let (objects, others): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|(_, part)| part.get("properties").is_some());
    let is_record = |part: &Value| part["properties"].get("schema_version").is_some();
    let (records, parts): (Vec<_>, Vec<_>) =
        objects.into_iter().partition(|(_, part)| is_record(part));
    let (mut parts, mut derived): (Vec<_>, Vec<_>) =
        parts.into_iter().partition(|(name, _)| is_written(name));
    let (mut lists, mut values): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|(_, part)| is_list(part));
    for sorted in [&mut parts, &mut derived, &mut lists, &mut values] {
        sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
    }
    let in_exports = "Each record of an export has, under the key `derived`, what follows from it; a file of the dataset does not. \
                      A program that reads records should accept fields that it does not know.";
    for (heading, about, objects) in [
        ("Records", "", records),
        ("Parts", "", parts),
        ("Derived", in_exports, derived),
    ] {
        write_heading(heading, about, &objects, out)?;
        for (name, part) in objects {
            write_object(read, &name, part, &examples, out)?;
        }
    }
    let open = open_lists();
    write_heading("Codes", "", &lists, out)?;
    for (name, list) in lists {
        write_list(read, list, open.contains(&name), out)?;
    }
    write_heading("Values", "", &values, out)?;
    for (_, value) in values {
        write_value(value, out)?;
    }
    Ok(())
}

/// The heading of what has any, what is to be said of all of it, and where to find each.
fn write_heading(
    heading: &str,
    about: &str,
    parts: &[(String, &Value)],
    out: &mut dyn Write,
) -> io::Result<()> {
    if parts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {heading}")?;
    if !about.is_empty() {
        writeln!(out, "\n{about}")?;
    }
    let links: Vec<_> = parts.iter().map(|(_, part)| link(part)).collect();
    writeln!(out, "\n{}", links.join(" · "))
}

fn write_object(
    schema: &Value,
    name: &str,
    part: &Value,
    examples: &Examples,
    out: &mut dyn Write,
) -> io::Result<()> {
    write_title(part, out)?;
    writeln!(
        out,
        "\n| field | type | required | what it says | example |\n|---|---|---|---|---|"
    )?;
    let required: Vec<&str> = part["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    for (field, what) in part["properties"].as_object().into_iter().flatten() {
        let example = examples.get(&(name.to_owned(), field.clone()));
        writeln!(
            out,
            "| `{field}` | {} | {} | {} | {} |",
            type_of(schema, what),
            if required.contains(&field.as_str()) {
                "yes"
            } else {
                "no"
            },
            text(what, "description").replace('|', "\\|"),
            example.map_or(String::new(), shown),
        )?;
    }
    Ok(())
}

fn write_list(schema: &Value, list: &Value, is_open: bool, out: &mut dyn Write) -> io::Result<()> {
    write_title(list, out)?;
    let kind = if is_open { "Open" } else { "Closed" };
    writeln!(out, "\n*{kind}.*\n\n| code | what it means |\n|---|---|")?;
    // A list may have all codes of another one.
    let several = list["oneOf"].as_array().into_iter().flatten();
    let several = several.flat_map(|code| match definition(schema, code) {
        Some(other) => other["oneOf"].as_array().map_or(&[][..], Vec::as_slice),
        None => std::slice::from_ref(code),
    });
    let only = list.get("const").map(|_| list);
    for code in several.chain(only) {
        let meaning = match only {
            None => text(code, "description").replace('|', "\\|"),
            // What there is to say of the only code of a list is said of the list.
            Some(_) => String::new(),
        };
        writeln!(out, "| `{}` | {meaning} |", text(code, "const"))?;
    }
    Ok(())
}

fn write_value(value: &Value, out: &mut dyn Write) -> io::Result<()> {
    write_title(value, out)?;
    if let Some(pattern) = value["pattern"].as_str() {
        writeln!(out, "\nForm: {}", code(pattern))?;
    }
    if let (Some(least), Some(most)) = (value.get("minimum"), value.get("maximum")) {
        writeln!(out, "\nFrom {least} to {most}.")?;
    } else if let Some(least) = value.get("minimum") {
        writeln!(out, "\nAt least {least}.")?;
    }
    if let Some(example) = value["examples"].get(0) {
        writeln!(out, "\nFor example {}", shown(example))?;
    }
    Ok(())
}

fn write_title(part: &Value, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "\n### {}\n\n{}",
        text(part, "title"),
        text(part, "description")
    )
}

/// The type of the values of a field, with a link to its section of the page, if it has one.
fn type_of(schema: &Value, field: &Value) -> String {
    match (definition(schema, field), field["type"].as_str()) {
        (Some(definition), _) => link(definition),
        (_, Some("array")) => format!("list of {}", type_of(schema, &field["items"])),
        (_, Some("boolean")) => "true or false".to_owned(),
        (_, Some("integer")) => "whole number".to_owned(),
        (_, Some("object")) => format!(
            "{} by name",
            type_of(schema, &field["additionalProperties"])
        ),
        (_, other) => other.unwrap_or_default().to_owned(),
    }
}

/// The definition that a part of a schema refers to, if it does.
fn definition<'a>(schema: &'a Value, part: &Value) -> Option<&'a Value> {
    schema.pointer(part["$ref"].as_str()?.strip_prefix('#')?)
}

/// A link to the section of a type. Its address is made of the heading as the well-known readers of Markdown make it.
fn link(part: &Value) -> String {
    let title = text(part, "title");
    format!("[{title}](#{})", title.to_lowercase().replace(' ', "-"))
}

fn is_list(part: &Value) -> bool {
    part.get("oneOf").is_some() || part.get("const").is_some()
}

fn text<'a>(part: &'a Value, keyword: &str) -> &'a str {
    part[keyword].as_str().unwrap_or_default()
}

/// The name of the type that a whole schema describes: its title without spaces, of which a record type has none.
fn name_of(schema: &Value) -> String {
    text(schema, "title").replace(' ', "")
}

/// The first value of each field, in the order of the records.
fn examples(schema: &Value, lines: &[Value]) -> Examples {
    let mut examples = Examples::new();
    for line in lines {
        let record_type = text(line, "type");
        let is_own = |(name, _): &(&String, &Value)| name.to_lowercase() == record_type;
        let definition = schema["$defs"]
            .as_object()
            .into_iter()
            .flatten()
            .find(is_own);
        let own = name_of(schema);
        match definition {
            Some((name, part)) => collect(schema, name, part, line, &mut examples),
            None if own.to_lowercase() == record_type => {
                collect(schema, &own, schema, line, &mut examples);
            }
            None => {}
        }
    }
    examples
}

/// Notes each field of a value, and of all that is in it, that was not met before.
fn collect(schema: &Value, name: &str, part: &Value, value: &Value, examples: &mut Examples) {
    if let Some(reference) = part["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap_or_default();
        return collect(schema, name, &schema["$defs"][name], value, examples);
    }
    for item in value.as_array().into_iter().flatten() {
        collect(schema, name, &part["items"], item, examples);
    }
    let properties = part["properties"].as_object();
    for (field, value) in value.as_object().into_iter().flatten() {
        if let Some(what) = properties.and_then(|properties| properties.get(field)) {
            let place = (name.to_owned(), field.clone());
            examples.entry(place).or_insert_with(|| value.clone());
            collect(schema, name, what, value, examples);
        }
    }
}

/// The maximum number of characters of a text that an example shows.
const LONGEST: usize = 60;

/// A value in a cell of a table: what is inside of what is inside it, and the ends of long texts, are left out.
fn shown(value: &Value) -> String {
    let inside = |value: &Value| match value {
        Value::Object(_) => "{…}".to_owned(),
        Value::Array(_) => "[…]".to_owned(),
        Value::String(text) => quoted(text),
        other => other.to_string(),
    };
    let members = |members: &Map<String, Value>| {
        let members = members
            .iter()
            .map(|(key, value)| format!("\"{key}\": {}", inside(value)));
        format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
    };
    let text = match value {
        Value::String(text) => quoted(text),
        Value::Object(object) => members(object),
        Value::Array(items) => {
            let first = match items.first() {
                Some(Value::Object(object)) => members(object),
                Some(other) => inside(other),
                None => String::new(),
            };
            let more = if items.len() > 1 { ", …" } else { "" };
            format!("[{first}{more}]")
        }
        other => other.to_string(),
    };
    code(&text).replace('|', "\\|")
}

fn quoted(text: &str) -> String {
    let mut start: String = text.chars().take(LONGEST).collect();
    if start.len() < text.len() {
        start.truncate(start.trim_end().len());
        start.push('…');
    }
    Value::String(start).to_string()
}

/// Text as code in Markdown, whatever is in it.
fn code(text: &str) -> String {
    match text.contains('`') {
        true => format!("`` {text} ``"),
        false => format!("`{text}`"),
    }
}
