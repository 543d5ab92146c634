//! The edits of the table, as they are made in both contracts of a schema.

use serde_json::{Value, json};

use crate::compat::{Bump, Whom};

/// Whom an edit breaks, and what it asks for below 1.0.
pub struct Row {
    pub name: &'static str,
    pub edit: fn(&mut Target<'_>) -> Option<()>,
    pub breaks: &'static [Whom],
    pub asks: Bump,
}

use Whom::{Readers, Records};

pub const ROWS: [Row; 19] = [
    row("words", words, &[], Bump::None),
    row(
        "optional field added",
        |target| add(target, false),
        &[],
        Bump::Patch,
    ),
    row(
        "required field added",
        |target| add(target, true),
        &[Records],
        Bump::Minor,
    ),
    row("required to optional", optional, &[Readers], Bump::Minor),
    row("optional to required", required, &[Records], Bump::Minor),
    row(
        "optional field removed",
        |target| remove(target, "$schema"),
        &[Records],
        Bump::Minor,
    ),
    row(
        "required field removed",
        |target| remove(target, "id"),
        &[Readers, Records],
        Bump::Minor,
    ),
    row(
        "code added, open list",
        |target| add_code(target, true),
        &[],
        Bump::Patch,
    ),
    row(
        "code added, closed list",
        |target| add_code(target, false),
        &[Readers],
        Bump::Minor,
    ),
    row(
        "code removed, open list",
        |target| remove_code(target, true),
        &[Records],
        Bump::Minor,
    ),
    row(
        "code removed, closed list",
        |target| remove_code(target, false),
        &[Records],
        Bump::Minor,
    ),
    row(
        "minItems raised",
        |target| items(target, Some(2)),
        &[Records],
        Bump::Minor,
    ),
    row(
        "minItems dropped",
        |target| items(target, None),
        &[Readers],
        Bump::Minor,
    ),
    row(
        "pattern tightened",
        |target| pattern(target, "^[a-z]+(-[a-z0-9]+)*$"),
        &[Records],
        Bump::Minor,
    ),
    row(
        "pattern loosened",
        |target| pattern(target, "^[a-z0-9_]+(-[a-z0-9]+)*$"),
        &[Readers],
        Bump::Minor,
    ),
    row(
        "pattern written otherwise",
        |target| pattern(target, "^[a-z0-9]+(?:-[0-9a-z]+)*$"),
        &[],
        Bump::Patch,
    ),
    row("field renamed", rename, &[Readers, Records], Bump::Minor),
    row("value may be null", nullable, &[Readers], Bump::Minor),
    row("type changed", retyped, &[Readers, Records], Bump::Minor),
];

const fn row(
    name: &'static str,
    edit: fn(&mut Target<'_>) -> Option<()>,
    breaks: &'static [Whom],
    asks: Bump,
) -> Row {
    Row {
        name,
        edit,
        breaks,
        asks,
    }
}

/// A schema of both contracts that is edited.
pub struct Target<'a> {
    pub strict: &'a mut Value,
    pub tolerant: &'a mut Value,
    /// Where the object of the record is.
    pub root: &'static str,
}

impl Target<'_> {
    /// Both, at a place that both have.
    fn both(&mut self, pointer: &str) -> Option<[&mut Value; 2]> {
        Some([
            self.strict.pointer_mut(pointer)?,
            self.tolerant.pointer_mut(pointer)?,
        ])
    }

    fn object(&mut self) -> Option<[&mut Value; 2]> {
        let root = self.root;
        self.both(root)
    }
}

fn words(target: &mut Target<'_>) -> Option<()> {
    for object in target.object()? {
        object["description"] = json!("Other words.");
    }
    Some(())
}

fn list<'a>(object: &'a mut Value, name: &str) -> Option<&'a mut Vec<Value>> {
    object.get_mut(name)?.as_array_mut()
}

fn add(target: &mut Target<'_>, is_required: bool) -> Option<()> {
    for object in target.object()? {
        object["properties"]["added"] = json!({ "type": "string", "pattern": "^[a-z]+$" });
        if is_required {
            list(object, "required")?.push(json!("added"));
        }
    }
    Some(())
}

fn optional(target: &mut Target<'_>) -> Option<()> {
    for object in target.object()? {
        list(object, "required")?.retain(|name| name != "id");
    }
    Some(())
}

fn required(target: &mut Target<'_>) -> Option<()> {
    for object in target.object()? {
        list(object, "required")?.push(json!("$schema"));
    }
    Some(())
}

fn remove(target: &mut Target<'_>, name: &str) -> Option<()> {
    for object in target.object()? {
        object["properties"].as_object_mut()?.shift_remove(name)?;
        list(object, "required")?.retain(|one| one != name);
    }
    Some(())
}

fn rename(target: &mut Target<'_>) -> Option<()> {
    for object in target.object()? {
        let field = object["properties"].as_object_mut()?.shift_remove("id")?;
        object["properties"]["identifier"] = field;
        list(object, "required")?.retain(|one| one != "id");
        list(object, "required")?.push(json!("identifier"));
    }
    Some(())
}

/// The codes of the first list that may grow, or of the first that may not, in each contract.
fn codes<'a>(target: &'a mut Target<'_>, is_open: bool) -> Option<[&'a mut Vec<Value>; 2]> {
    let definitions = target.strict["$defs"].as_object()?;
    let name = definitions.iter().find_map(|(name, definition)| {
        let codes = definition["oneOf"].as_array()?;
        let are_codes = codes.len() > 1 && codes.iter().all(|code| code.get("const").is_some());
        let grows = target.tolerant["$defs"]
            .get(format!("Later{name}"))
            .is_some();
        (are_codes && grows == is_open).then(|| name.clone())
    })?;
    let tolerant = &mut target.tolerant["$defs"][&name];
    let tolerant = match is_open {
        true => &mut tolerant["anyOf"][0],
        false => tolerant,
    };
    let strict = &mut target.strict["$defs"][&name];
    Some([list(strict, "oneOf")?, list(tolerant, "oneOf")?])
}

fn add_code(target: &mut Target<'_>, is_open: bool) -> Option<()> {
    for codes in codes(target, is_open)? {
        codes.push(json!({ "type": "string", "const": "added_code" }));
    }
    Some(())
}

fn remove_code(target: &mut Target<'_>, is_open: bool) -> Option<()> {
    for codes in codes(target, is_open)? {
        codes.pop()?;
    }
    Some(())
}

/// The first list of items that must have one.
fn items(target: &mut Target<'_>, least: Option<u64>) -> Option<()> {
    let root = target.root.to_owned();
    let fields = target.strict.pointer(&root)?["properties"].as_object()?;
    let of_object = fields.iter().find(|(_, field)| field["minItems"] == 1);
    let place = match of_object {
        Some((name, _)) => format!("{root}/properties/{name}"),
        None => {
            let definitions = target.strict["$defs"].as_object()?;
            definitions.iter().find_map(|(definition, part)| {
                let mut fields = part["properties"].as_object()?.iter();
                let (name, _) = fields.find(|(_, field)| field["minItems"] == 1)?;
                Some(format!("/$defs/{definition}/properties/{name}"))
            })?
        }
    };
    for list in target.both(&place)? {
        match least {
            Some(least) => list["minItems"] = json!(least),
            None => drop(list.as_object_mut()?.shift_remove("minItems")?),
        }
    }
    Some(())
}

/// The first definition with the pattern of ids.
fn id<'a>(target: &'a mut Target<'_>) -> Option<[&'a mut Value; 2]> {
    let definitions = target.strict["$defs"].as_object()?;
    let mut ids = definitions.iter();
    let (name, _) = ids.find(|(_, part)| part["pattern"] == "^[a-z0-9]+(-[a-z0-9]+)*$")?;
    let place = format!("/$defs/{name}");
    target.both(&place)
}

fn pattern(target: &mut Target<'_>, pattern: &str) -> Option<()> {
    for part in id(target)? {
        part["pattern"] = json!(pattern);
    }
    Some(())
}

fn nullable(target: &mut Target<'_>) -> Option<()> {
    for part in id(target)? {
        part["type"] = json!(["string", "null"]);
    }
    Some(())
}

fn retyped(target: &mut Target<'_>) -> Option<()> {
    for part in id(target)? {
        *part = json!({ "type": "integer" });
    }
    Some(())
}
