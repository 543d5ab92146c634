//! The `$id` of a schema. The version in it and the base of the dataset are no change of what it says; anything else in it is.

use serde_json::Value;

use crate::compat::{Change, Contract, Surface, Weight, Whom};

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
    Some(match (parts(&before, path), parts(&after, path)) {
        (Some(before), Some(after)) if before == after => Change {
            weight: Weight::Words,
            ..change
        },
        (Some(_), Some(_)) => change,
        _ => change.breaking(Whom::Readers),
    })
}

/// The base of a name `<base>schema/<version>/<path>`; `None` if it is not of that form.
fn parts<'a>(name: &'a str, path: &str) -> Option<&'a str> {
    let rest = name.strip_suffix(path)?.strip_suffix('/')?;
    let (folder, version) = rest.rsplit_once('/')?;
    let is_version = version.starts_with(|first: char| first.is_ascii_digit());
    folder.strip_suffix("schema").filter(|_| is_version)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_name_has_a_base_a_version_and_a_path() {
        let base = |name| parts(name, "consumer/actor.schema.json");
        assert_eq!(
            base("https://x.example/schema/0.2.0/consumer/actor.schema.json"),
            Some("https://x.example/")
        );
        assert_eq!(base("schema/0.2.0/consumer/actor.schema.json"), Some(""));
        assert_eq!(base("schema/0.2.0/actor.schema.json"), None);
        assert_eq!(base("schema/latest/consumer/actor.schema.json"), None);
    }
}
