//! The `$id` of a schema. The version in it and the base of the dataset are no change of what it says; anything else in it is.

use serde_json::Value;

use crate::compat::{Change, Contract, Surface, Version, Weight, Whom};

/// What changed in the name of a schema, which lies at that path of the contract.
pub fn compare(old: &Contract, new: &Contract, path: &str, surface: Surface) -> Option<Change> {
    let name = |contract: &Contract| {
        let name = contract.get(path)?.get("$id").and_then(Value::as_str);
        Some(name.unwrap_or_default().to_owned())
    };
    let (before, after) = (name(old)?, name(new)?);
    if before == after {
        return None;
    }
    let change = Change::by_rule(
        surface,
        path,
        "/$id",
        format!("`$id` was `{before}` and is `{after}`"),
    );
    Some(
        match is_of_form(&before, path) && is_of_form(&after, path) {
            true => Change {
                weight: Weight::Words,
                ..change
            },
            false => change.breaking(Whom::Readers),
        },
    )
}

/// True if a name is `<base>schema/<version>/<path>`.
fn is_of_form(name: &str, path: &str) -> bool {
    let rest = name
        .strip_suffix(path)
        .and_then(|rest| rest.strip_suffix('/'));
    let Some((folder, version)) = rest.and_then(|rest| rest.rsplit_once('/')) else {
        return false;
    };
    let base = folder.strip_suffix("schema");
    let is_base = base.is_some_and(|base| base.is_empty() || base.ends_with('/'));
    is_base && version.parse::<Version>().is_ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str, expected: Option<Weight>) {
        let path = "consumer/actor.schema.json";
        let contract = |name: &str| {
            let files = [(path.to_owned(), json!({ "$id": format!("{name}{path}") }))];
            Contract(BTreeMap::from(files))
        };
        let (old, new) = (contract(before), contract(after));
        let change = compare(&old, &new, path, Surface::Consumer);
        assert_eq!(change.map(|one| one.weight), expected, "{before} {after}");
    }

    #[test]
    fn the_base_and_the_version_in_a_name_are_no_change_of_what_a_schema_says() {
        check("schema/0.2.0/", "schema/0.2.0/", None);
        check("schema/0.2.0/", "schema/0.3.0/", Some(Weight::Words));
        check(
            "schema/0.2.0/",
            "https://x.example/schema/0.2.0/",
            Some(Weight::Words),
        );
        check(
            "https://x.example/schema/0.2.0/",
            "https://y.example/a/schema/0.3.0/",
            Some(Weight::Words),
        );
        check("schema/0.2.0/", "schemas/0.2.0/", Some(Weight::Break));
        check(
            "schema/0.2.0/",
            "https://x.example/myschema/0.2.0/",
            Some(Weight::Break),
        );
        check("schema/0.2.0/", "schema/latest/", Some(Weight::Break));
        check("schema/0.2.0/", "schema/0.2.0/v1/", Some(Weight::Break));
        check("schema/0.2.0/", "", Some(Weight::Break));
    }
}
