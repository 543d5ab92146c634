//! What was deprecated and is gone: it may go with a version that may break its users, and not before the day that was promised.

use serde_json::Value;

use super::{Bump, Contract, Problem, Version};

const FILE: &str = "deprecated.json";

/// Tells of every field and code that went before its time, as of a day.
pub fn gone_early(old: &Contract, new: &Contract, day: &str) -> Vec<Problem> {
    let all = old.get(FILE).and_then(Value::as_array);
    let mut found = Vec::new();
    for one in all.into_iter().flatten() {
        let text = |key: &str| one[key].as_str().unwrap_or_default();
        let (within, name) = (text("in"), text("name"));
        if is_there(new, within, name) {
            continue;
        }
        let mut problem = |what: String| {
            found.push(Problem {
                surface: "deprecated",
                at: format!("{within}.{name}"),
                what,
                is_error: true,
            });
        };
        let not_before = text("not_before");
        if day < not_before {
            problem(format!(
                "it was to stay until {not_before}, and is gone: put it back"
            ));
        }
        let since = text("since").parse::<Version>().ok();
        if let (Some(since), Some(now)) = (since, new.model_version())
            && Bump::between(&since, &now) < Some(Bump::asked(super::Weight::Break, &since))
        {
            problem(format!(
                "it is deprecated since {}, and goes with a version of another line at the earliest",
                text("since")
            ));
        }
    }
    found
}

/// True if the schemas of records have a field or code of that name in a type.
fn is_there(contract: &Contract, within: &str, name: &str) -> bool {
    let Some(schema) = contract.get("record.schema.json") else {
        return false;
    };
    let definition = &schema["$defs"][within];
    let codes = definition["oneOf"].as_array().into_iter().flatten();
    let mut codes = codes.chain([definition]);
    definition["properties"].get(name).is_some() || codes.any(|code| code["const"] == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    /// A contract of a version with a field that is deprecated since 0.3.0, if it has it, and a code.
    fn contract(version: &str, has_field: bool, has_code: bool) -> Contract {
        let field = has_field.then(|| ("confidence".to_owned(), json!({ "type": "string" })));
        let fields: serde_json::Map<_, _> = field.into_iter().collect();
        let code = has_code.then(|| json!({ "const": "states" }));
        let codes: Vec<_> = [json!({ "const": "members" })]
            .into_iter()
            .chain(code)
            .collect();
        let record = json!({ "$defs": {
            "Evidence": { "properties": fields },
            "TallyUnit": { "oneOf": codes },
        } });
        let decision = json!({ "properties": { "schema_version": { "const": version } } });
        let deprecated = |within: &str, name: &str| {
            json!({
                "in": within, "name": name, "since": "0.3.0",
                "instead": "leave it out", "not_before": "2027-12-01",
            })
        };
        let all = [
            deprecated("Evidence", "confidence"),
            deprecated("TallyUnit", "states"),
        ];
        let files = [
            ("record.schema.json", record),
            ("decision.schema.json", decision),
            (FILE, json!(all)),
        ];
        let files = files.map(|(path, value)| (path.to_owned(), value));
        Contract(BTreeMap::from(files))
    }

    #[test]
    fn what_is_deprecated_goes_in_its_time() {
        let old = contract("0.3.2", true, true);
        let told = |new: &Contract, day: &str| -> Vec<(String, bool)> {
            let found = gone_early(&old, new, day).into_iter();
            let told = found.map(|one| (one.at, one.what.contains("until 2027-12-01")));
            told.collect()
        };
        let of_field = |by_day| ("Evidence.confidence".to_owned(), by_day);
        let of_code = |by_day| ("TallyUnit.states".to_owned(), by_day);
        assert_eq!(told(&old, "2027-01-01"), []);
        let in_time = contract("0.4.0", false, false);
        assert_eq!(told(&in_time, "2027-12-01"), []);
        assert_eq!(
            told(&in_time, "2027-11-30"),
            [of_field(true), of_code(true)]
        );
        let of_same_line = contract("0.3.3", false, true);
        assert_eq!(told(&of_same_line, "2028-01-01"), [of_field(false)]);
        let of_code_alone = contract("0.3.3", true, false);
        assert_eq!(
            told(&of_code_alone, "2027-01-01"),
            [of_code(true), of_code(false)]
        );
    }
}
