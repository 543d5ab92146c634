//! The keys and types of the model that rules ask a tape for, by number. A name that the schema does not have never
//! occurs; a test holds each list to the schemas.

use crate::tape::Names;

/// The names to which tapes give numbers: the places in these lists.
pub const NAMES: Names<'static> = Names {
    keys: key::ALL,
    types: of_type::ALL,
};

/// A module with a number for each name: its place in the list of all.
macro_rules! numbered {
    ($(#[$about:meta])* $module:ident: $($number:ident $name:literal)*) => {
        $(#[$about])*
        pub mod $module {
            /// The names in the order of their numbers.
            pub const ALL: &[&str] = &[$($name),*];

            #[allow(dead_code, non_camel_case_types, clippy::upper_case_acronyms)]
            enum Place {
                $($number),*
            }

            $(
                #[doc = concat!("The number of `", $name, "`.")]
                pub const $number: u8 = Place::$number as u8;
            )*
        }
    };
}

numbered! {
    /// The numbers of keys.
    key:
    ID "id"
    TYPE "type"
    ACTOR "actor"
    ROLE "role"
    EVENTS "events"
    STATEMENTS "statements"
    COMMITMENTS "commitments"
    PROVISIONS "provisions"
    DISCREPANCIES "discrepancies"
    TARGET "target"
    SOURCE "source"
    QUOTE "quote"
    LOCATOR "locator"
    CONFIDENCE "confidence"
    UNIT "unit"
    OPTION "option"
    VOTE "vote"
    BODY "body"
    NEEDED_TO "needed_to"
    PARTS "parts"
    SCHEME "scheme"
    VALUE "value"
    LABEL "label"
    HOLDER "holder"
    TEXT "text"
    EVIDENCE "evidence"
    OFFICE "office"
    CAPACITY "capacity"
    START "start"
    ENDED "ended"
}

numbered! {
    /// The numbers of types.
    of_type:
    LOCALIZED_TEXT "LocalizedText"
    DATE "Date"
    ACTOR_ID "ActorId"
    SOURCE_ID "SourceId"
    PROPOSAL_ID "ProposalId"
    DECISION_ID "DecisionId"
    OPTION_ID "OptionId"
    VERSION_ID "VersionId"
    PROVISION_ID "ProvisionId"
    LOCAL_ID "LocalId"
    TARGET "Target"
    PART_REFERENCE "PartReference"
    EVENT_ID "EventId"
    EVIDENCE "Evidence"
    STATEMENT_RELATION "StatementRelation"
    PARTICIPANT "Participant"
    RELATION "Relation"
    OUT_OF_SCOPE "OutOfScope"
    KEYWORD "Keyword"
    IDENTIFIER "Identifier"
    AUTHOR "Author"
    TALLY "Tally"
    BALLOT "Ballot"
    VOTING_RULE "VotingRule"
    TEXT "Text"
    LANGUAGE "Language"
    UNIT "Unit"
    DECISION_OPTION "DecisionOption"
    STATEMENT "Statement"
    TERM "Term"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RECORD_TYPES;
    use crate::schema::committed;

    #[test]
    fn every_name_is_in_a_schema() {
        let names = |list: &str| -> Vec<String> {
            let schemas = RECORD_TYPES.map(committed);
            let mut names = Vec::new();
            schemas.iter().for_each(|one| gather(one, list, &mut names));
            names
        };
        for (used, known) in [
            (NAMES.keys, names("properties")),
            (NAMES.types, names("$defs")),
        ] {
            for name in used {
                assert!(
                    known.iter().any(|one| one == name),
                    "no schema has `{name}`"
                );
            }
        }
    }

    /// The names of what is listed under a keyword, anywhere in a schema.
    fn gather(schema: &serde_json::Value, list: &str, names: &mut Vec<String>) {
        match schema {
            serde_json::Value::Object(object) => {
                for (key, value) in object {
                    if key == list {
                        names.extend(
                            value
                                .as_object()
                                .into_iter()
                                .flat_map(|all| all.keys().cloned()),
                        );
                    }
                    gather(value, list, names);
                }
            }
            serde_json::Value::Array(items) => {
                items.iter().for_each(|item| gather(item, list, names))
            }
            _ => {}
        }
    }
}
