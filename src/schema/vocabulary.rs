//! The keys, types and codes of the model that rules ask an outline for, by number. A name that the schema does not have never
//! occurs; `check/screen/tests.rs` holds each list to the schemas.

use crate::outline::Names;

/// The names to which outlines give numbers: the places in these lists.
pub const NAMES: Names<'static> = Names {
    keys: key::ALL,
    types: of_type::ALL,
    codes: code::ALL,
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
    TITLE "title"
    CHOICE "choice"
    PROPOSAL "proposal"
    DECIDER "decider"
    ACTOR "actor"
    ROLE "role"
    EVENTS "events"
    STATEMENTS "statements"
    DATE "date"
    EFFECTIVE "effective"
    DUE "due"
    HOLDER "holder"
    TARGET "target"
    SOURCE "source"
    QUOTE "quote"
    LOCATOR "locator"
    CONFIDENCE "confidence"
    RECORD "record"
    STATE "state"
    PUBLISHED "published"
    AVAILABILITY "availability"
    TEXT "text"
    PATH "path"
    SHA256 "sha256"
    ON_BEHALF_OF "on_behalf_of"
    POSITION "position"
    OPTIONS "options"
    UNIT "unit"
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
    EVIDENCE "Evidence"
    EVENT "Event"
    STATEMENT "Statement"
    STATEMENT_RELATION "StatementRelation"
    PARTICIPANT "Participant"
    COMMITMENT "Commitment"
    RELATION "Relation"
    OUT_OF_SCOPE "OutOfScope"
    KEYWORD "Keyword"
    IDENTIFIER "Identifier"
    AUTHOR "Author"
    TALLY "Tally"
    BALLOT "Ballot"
}

numbered! {
    /// The numbers of codes.
    code:
    PROPOSED "proposed"
    ANNOUNCED "announced"
    REAFFIRMED "reaffirmed"
    POSTPONED "postponed"
    NOT_EXECUTED "not_executed"
    TAKEN "taken"
    PUBLISHED "published"
    ENTERED_INTO_FORCE "entered_into_force"
    EXECUTED "executed"
    SUSPENDED "suspended"
    RESUMED "resumed"
    CHALLENGED "challenged"
    UPHELD "upheld"
    LAPSED "lapsed"
    ANNULLED "annulled"
    GROUND "ground"
    WITHDRAWN "withdrawn"
    PUBLIC "public"
    NO_POSITION "no_position"
    SUPERSEDES "supersedes"
    AMENDS "amends"
    IMPLEMENTS "implements"
    DECLINES "declines"
    CONSTRAINED_BY "constrained_by"
    REVOKES "revokes"
    ANNULS "annuls"
    MAINTAINS "maintains"
}
