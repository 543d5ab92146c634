//! What is deprecated, marked in the schemas.

use serde_json::Value;

use crate::model::Deprecated;

/// Marks the fields and codes that a schema has, and says what to do instead.
pub(super) fn mark(schema: &mut Value, of_record: &str, all: &[Deprecated]) {
    for one in all {
        let definition = match one.within == of_record {
            true => Some(&mut *schema),
            false => schema.pointer_mut(&format!("/$defs/{}", one.within)),
        };
        let Some(Value::Object(part)) =
            definition.and_then(|definition| part(definition, one.name))
        else {
            continue;
        };
        let said = part.get("description").and_then(Value::as_str);
        let said = said.map_or(String::new(), |said| format!("{said} "));
        part.insert("description".to_owned(), (said + &words(one)).into());
        part.insert("deprecated".to_owned(), true.into());
    }
}

/// What is said of it for people.
fn words(one: &Deprecated) -> String {
    let Deprecated {
        since,
        instead,
        not_before,
        ..
    } = one;
    format!("Deprecated since {since}: {instead}. It stays until {not_before} at least.")
}

/// The schema of a field, or of a code.
fn part<'a>(definition: &'a mut Value, name: &str) -> Option<&'a mut Value> {
    let field = format!("/properties/{name}");
    if definition.pointer(&field).is_some() {
        return definition.pointer_mut(&field);
    }
    let codes = definition.get_mut("oneOf")?.as_array_mut()?;
    codes.iter_mut().find(|code| code["const"] == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DEPRECATED;
    use crate::schema::{consumer, generate};

    const LOCATOR: Deprecated = Deprecated {
        within: "Evidence",
        name: "locator",
        since: "0.3.0",
        instead: "write `place`",
        not_before: "2027-12-01",
    };

    #[test]
    fn a_field_and_a_code_are_marked() {
        let code = Deprecated {
            within: "TallyUnit",
            name: "states",
            ..LOCATOR
        };
        let own = Deprecated {
            within: "Decision",
            name: "document",
            ..LOCATOR
        };
        let mut schema = generate("decision").expect("it has a schema");
        mark(&mut schema, "Decision", &[LOCATOR, code, own]);
        let codes = schema["$defs"]["TallyUnit"]["oneOf"].as_array();
        let code = codes.and_then(|codes| codes.iter().find(|code| code["const"] == "states"));
        for part in [
            &schema["$defs"]["Evidence"]["properties"]["locator"],
            &schema["properties"]["document"],
            code.expect("the list has it"),
        ] {
            assert_eq!(part["deprecated"], true, "{part:#}");
            let said = part["description"].as_str().unwrap_or_default();
            assert!(
                said.ends_with(
                    ". Deprecated since 0.3.0: write `place`. It stays until 2027-12-01 at least."
                ),
                "{said}"
            );
        }
        let marked = schema.to_string().matches("\"deprecated\"").count();
        assert_eq!(marked, 3);
    }

    #[test]
    fn what_is_deprecated_is_marked_in_both_contracts() {
        let strict = generate("record").expect("it has a schema");
        let tolerant = consumer::generate("record", crate::export::derived::follows);
        for schema in [strict, tolerant.expect("it has a schema")] {
            let marked = schema.to_string().matches("\"deprecated\":true").count();
            assert_eq!(marked, DEPRECATED.len());
        }
    }
}
