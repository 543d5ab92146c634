//! The table of edits, on each schema and in both contracts.

use serde_json::{Value, json};

use super::{compared, contract, corpora, quick};
use crate::compat::{
    Bump, Change, Comparison, Contract, Effort, Known, Surface, Weight, Whom, compare,
};
use crate::schema::{self, consumer, file_name};

/// Whom an edit breaks, and what it asks for below 1.0.
struct Row {
    name: &'static str,
    edit: fn(&mut Target<'_>) -> Option<()>,
    breaks: &'static [Whom],
    asks: Bump,
}

use Whom::{Readers, Records};

const ROWS: [Row; 19] = [
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
struct Target<'a> {
    strict: &'a mut Value,
    tolerant: &'a mut Value,
    /// Where the object of the record is.
    root: &'static str,
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

/// The contract with an edit in one schema of both contracts; `None` if the schema has no place for it.
fn edited(old: &Contract, name: &str, edit: fn(&mut Target<'_>) -> Option<()>) -> Option<Contract> {
    let mut new = old.clone();
    let (strict, tolerant) = (file_name(name), consumer::path(name));
    let mut parts = [new.0.remove(&strict)?, new.0.remove(&tolerant)?];
    let [one, other] = &mut parts;
    edit(&mut Target {
        strict: one,
        tolerant: other,
        root: if name == "record" {
            "/$defs/Decision"
        } else {
            ""
        },
    })?;
    let [one, other] = parts;
    new.0.insert(strict, one);
    new.0.insert(tolerant, other);
    Some(new)
}

fn told(found: &Comparison) -> String {
    let changes = found.changes.iter();
    let changes = changes.map(|one| {
        format!(
            "{} {}: {} ({:?}, {})",
            one.surface.name(),
            one.at,
            one.what,
            one.breaks,
            one.known.name()
        )
    });
    let problems = found
        .problems
        .iter()
        .map(|one| format!("{}: {}", one.at, one.what));
    changes.chain(problems).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(row: &Row, name: &str, found: &Comparison) {
    let told = told(found);
    let mut breaks: Vec<_> = found
        .changes
        .iter()
        .flat_map(|one| one.breaks.clone())
        .collect();
    breaks.sort();
    breaks.dedup();
    assert_eq!(breaks, row.breaks, "{} in {name}:\n{told}", row.name);
    assert_eq!(
        found.labels[0].required, row.asks,
        "{} in {name}:\n{told}",
        row.name
    );
    assert_eq!(found.problems, [], "{} in {name}:\n{told}", row.name);
    let is_open = found.changes.iter().any(|one| one.known == Known::Open);
    assert!(!is_open, "{} in {name}:\n{told}", row.name);
    // The version is the same, so it suffices only where nothing is asked for.
    assert_eq!(
        found.is_in_order(),
        row.asks == Bump::None,
        "{} in {name}",
        row.name
    );
}

#[test]
fn each_edit_of_the_table_is_what_the_table_says() {
    let (old, corpora) = (contract(), corpora());
    let mut tried = 0;
    for row in &ROWS {
        for name in schema::NAMES {
            let Some(new) = edited(&old, name, row.edit) else {
                continue;
            };
            tried += 1;
            check(row, name, &compared(&old, &new, &corpora));
        }
    }
    assert!(tried > 85, "{tried} were tried");
}

#[test]
fn most_is_proved_or_shown() {
    let (old, corpora) = (contract(), corpora());
    let effort = Effort {
        proves: true,
        ..quick()
    };
    // What follows from records is in no record, so no document of a corpus shows it.
    let is_asked = |one: &&Change| one.weight > Weight::Words && one.surface != Surface::Derived;
    let mut known = [0, 0];
    for row in &ROWS {
        for name in ["decision", "actor"] {
            let Some(new) = edited(&old, name, row.edit) else {
                continue;
            };
            let found = compare(&old, &new, &corpora, &[], effort);
            check(row, name, &found);
            for change in found.changes.iter().filter(|one| is_asked(one)) {
                let is_shown = match change.breaks.is_empty() {
                    true => change.known == Known::Proved,
                    false => change.known == Known::Witness,
                };
                known[usize::from(is_shown)] += 1;
                if !is_shown {
                    println!(
                        "{} in {name}: {} {}: {}",
                        row.name,
                        change.at,
                        change.what,
                        change.known.name()
                    );
                }
            }
        }
    }
    let [by_rule, shown] = known;
    assert!(shown > 10 * by_rule, "{shown} are, {by_rule} are not");
}

#[test]
fn nothing_has_changed_where_nothing_has() {
    let old = contract();
    let found = compare(&old, &old.clone(), &corpora(), &[], Effort::default());
    assert_eq!(found.changes, []);
    assert!(found.is_in_order());
}

#[test]
fn what_was_read_is_read_the_other_way_round() {
    // Whatever edit is undone breaks those whom the edit did not: nobody is safe both ways from what one of them is not.
    let (old, corpora) = (contract(), corpora());
    for row in ROWS.iter().filter(|row| row.breaks == [Records]) {
        let Some(new) = edited(&old, "decision", row.edit) else {
            continue;
        };
        let found = compared(&new, &old, &corpora);
        let is_safe = found.changes.iter().all(|one| one.breaks.is_empty());
        let is_tolerated =
            ["optional field removed", "code removed, open list"].contains(&row.name);
        assert_eq!(
            is_safe,
            is_tolerated || row.name == "required field added" && is_safe,
            "{}: {}",
            row.name,
            told(&found)
        );
    }
}
