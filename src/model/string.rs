//! Constrained strings: one newtype each, whose pattern serves both serde and the schema, so that the two cannot disagree.
//!
//! The patterns use only what every regular-expression dialect reads alike (no `\s`, `\d` or look-around), because the
//! schema's readers bring their own engines.
//!
//! A format that is asked for one of these gives a string, and the pattern is checked. What has held the string to its pattern
//! already, as the fast reader has, gives an enum in its place, as no format does, and is trusted.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use regex::Regex;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{EnumAccess, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use smol_str::SmolStr;

/// A string that does not have the form its type asks for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` is not of the form of {}, such as `{example}`", in_words(.name))]
pub struct Malformed {
    /// The string that was found.
    pub value: String,
    /// The name of the type that it was to be.
    pub name: &'static str,
    /// A string that has the form.
    pub example: &'static str,
}

/// The name of a type as people say it, with its article: `ActorId` is an actor id.
fn in_words(name: &str) -> String {
    let article = match name.starts_with(['A', 'E', 'I', 'O']) {
        true => "an",
        false => "a",
    };
    let mut words = article.to_owned();
    for letter in name.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

macro_rules! constrained_strings {
    ($($(#[doc = $doc:literal])+ $name:ident: $pattern:expr, $example:literal $(, $is_plain:expr)?;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
            pub struct $name(SmolStr);

            impl $name {
                /// The pattern that serde and the schema both hold a value to.
                pub const PATTERN: &'static str = $pattern;

                /// The string itself.
                pub fn as_str(&self) -> &str {
                    &self.0
                }
            }

            impl TryFrom<String> for $name {
                type Error = Malformed;

                fn try_from(value: String) -> Result<Self, Malformed> {
                    $(
                        if $is_plain(&value) {
                            return Ok($name(value.into()));
                        }
                    )?
                    static PATTERN: LazyLock<Regex> =
                        LazyLock::new(|| Regex::new($pattern).expect("a pattern of this file compiles"));
                    if PATTERN.is_match(&value) {
                        Ok($name(value.into()))
                    } else {
                        Err(Malformed { value, name: stringify!($name), example: $example })
                    }
                }
            }

            impl<'de> Deserialize<'de> for $name {
                fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    struct Checked;

                    impl<'de> Visitor<'de> for Checked {
                        type Value = $name;

                        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                            f.write_str("a string")
                        }

                        fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<$name, D::Error> {
                            String::deserialize(deserializer)?.try_into().map_err(D::Error::custom)
                        }

                        fn visit_str<E: Error>(self, value: &str) -> Result<$name, E> {
                            value.to_owned().try_into().map_err(E::custom)
                        }

                        fn visit_enum<A: EnumAccess<'de>>(self, value: A) -> Result<$name, A::Error> {
                            value.variant().map(|(value, _)| $name(value))
                        }
                    }

                    deserializer.deserialize_newtype_struct(stringify!($name), Checked)
                }
            }

            impl std::str::FromStr for $name {
                type Err = Malformed;

                fn from_str(value: &str) -> Result<Self, Malformed> {
                    value.to_owned().try_into()
                }
            }

            impl From<$name> for String {
                fn from(value: $name) -> String {
                    value.0.into()
                }
            }

            impl std::fmt::Display for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(&self.0)
                }
            }

            impl JsonSchema for $name {
                fn schema_name() -> Cow<'static, str> {
                    stringify!($name).into()
                }

                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({
                        "description": concat!($($doc, "\n"),+).trim(),
                        "type": "string",
                        "pattern": $pattern,
                        "examples": [$example],
                    })
                }
            }
        )+
    };
}

/// Lower-case letters and digits, joined by single hyphens.
const SLUG: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

/// A part of a record by its id there, behind the id of the record if that is another one.
const PART: &str = "^([a-z0-9]+(-[a-z0-9]+)*)?#[a-z0-9]+(-[a-z0-9]+)*$";

/// A lower-case letter, then lower-case letters, digits and underscores.
const SNAKE_CASE: &str = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$";

/// See [`Text`]. The first set is what no text has anywhere; the second adds what it does not begin or end with.
const TEXT: &str = concat!(
    "^[^\\u0000-\\u0020\\u007f-\\u00a0\\u1680\\u2000-\\u200b\\u2028-\\u202f\\u205f\\u2066-\\u2069\\u3000\\ufeff]",
    "([^\\u0000-\\u001f\\u007f-\\u009f\\u2028-\\u202e\\u2066-\\u2069\\ufeff]*",
    "[^\\u0000-\\u0020\\u007f-\\u00a0\\u1680\\u2000-\\u200b\\u2028-\\u202f\\u205f\\u2066-\\u2069\\u3000\\ufeff])?$",
);

/// Nearly every tag: told without the pattern, which every run would have to make ready for its `besluit.toml`.
fn is_two_letters(tag: &str) -> bool {
    tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_lowercase())
}

constrained_strings! {
    /// The permanent id of a decision: dataset, jurisdiction (ISO 3166-1 alpha-2 or ISO 3166-2 in lower case, or `eu`), the year in
    /// which the id was given, and a sequence number of at least four digits. Opaque: it is never compared with the decision's events.
    DecisionId: "^[a-z]+-[a-z]{2}(-[a-z0-9]{1,3})?-[0-9]{4}-(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3,5})$", "besluit-nl-2025-0001";

    /// The permanent id of a proposal: lower-case letters and digits, joined by single hyphens.
    ProposalId: SLUG, "eu-com-2022-209";

    /// The permanent id of a source, its official id where it has one: lower-case letters and digits, joined by single hyphens.
    SourceId: SLUG, "kst-32317-977";

    /// The permanent id of an actor: lower-case letters and digits, joined by single hyphens.
    ActorId: SLUG, "nl-aivd";

    /// An id within its record, unique there and permanent: lower-case letters and digits, joined by single hyphens.
    LocalId: SLUG, "periodic-reconsideration";

    /// The id of an event of the decision: lower-case letters and digits, joined by single hyphens.
    EventId: SLUG, "announced";

    /// The id of an option of the decision: lower-case letters and digits, joined by single hyphens.
    OptionId: SLUG, "abstain";

    /// The id of a version of the proposal: lower-case letters and digits, joined by single hyphens.
    VersionId: SLUG, "danish-compromise";

    /// The id of a provision of the decision or proposal: lower-case letters and digits, joined by single hyphens.
    ProvisionId: SLUG, "voluntary-detection-permanent";

    /// A statement or commitment, as `#local-id` in the same record or `record-id#local-id` in another decision or source.
    Target: PART, "#periodic-reconsideration";

    /// A provision, as `#provision-id` in the same record or `record-id#provision-id` in another decision or proposal.
    PartReference: PART, "eu-com-2022-209#voluntary-detection-permanent";

    /// A number with all digits that the source writes, and no others: at most eighteen before the point and nine behind it. It is a string
    /// because most programs would round a number.
    Decimal: "^-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?$", "2300000.50";

    /// A unit: a currency by its three capitals (ISO 4217), `percent`, or what is counted, as a keyword in the plural.
    Unit: "^([A-Z]{3}|[a-z][a-z0-9]*(_[a-z0-9]+)*)$", "EUR";

    /// A period of a year, a month or a week (ISO 8601).
    Period: "^P1[YMW]$", "P1Y";

    /// The media type of a file.
    MediaType: "^[a-z]+/[a-z0-9][a-z0-9.+-]*$", "application/pdf";

    /// The name of a file in the source's own folder.
    OriginalPath: "^[a-z0-9][a-z0-9_-]*(\\.[a-z0-9_-]+)+$", "original.pdf";

    /// A place in this record, as a JSON Pointer (RFC 6901).
    Pointer: "^(/([^~/]|~0|~1)+)+$", "/events/1/date";

    /// A keyword or code of somebody's own choosing: lower-case letters and digits, joined by single underscores.
    Keyword: SNAKE_CASE, "digital_resilience";

    /// The naming scheme that an identifier belongs to: lower-case letters and digits, joined by single underscores.
    IdentifierScheme: SNAKE_CASE, "kamerstuk";

    /// A language, as a BCP 47 tag: an ISO 639 code, if need be with a script and a region.
    Language: "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$", "nl", is_two_letters;

    /// One line of text: no space of any kind at its ends, and no character that controls a terminal, breaks the line or turns
    /// the direction of writing.
    Text: TEXT, "Kamerstuk 32 317, nr. 977";

    /// The name of a text file in the source's own folder.
    TextPath: "^[a-z0-9][a-z0-9_-]*(\\.[a-z0-9_-]+)*\\.txt$", "text.txt";

    /// The SHA-256 hash of a file's bytes, as 64 lower-case hexadecimal digits.
    Sha256: "^[0-9a-f]{64}$", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /// A date as far as it is known: a year, a month, a day, or an interval of two of them with `/` between (EDTF level 0).
    Date: "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?(/[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$", "2025-11-26";

    /// The address of a public page, with `http` or `https` and a host that has a domain: no name of a machine, no user.
    Url: "^https?://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(:[0-9]+)?([/?#][!-~]*)?$", "https://www.tweedekamer.nl/";

    /// The relative path of the schema, for editors; no program resolves it.
    SchemaPath: "^(\\./|(\\.\\./)+)([A-Za-z0-9._-]+/)*[a-z]+\\.schema\\.json$", "../../schema/actor.schema.json";
}

impl Target {
    /// The record that is meant, if it is not the one that the target stands in, and the id within it.
    pub fn parts(&self) -> (Option<&str>, &str) {
        split(&self.0)
    }
}

impl PartReference {
    /// The record that is meant, if it is not the one that the reference stands in, and the id within it.
    pub fn parts(&self) -> (Option<&str>, &str) {
        split(&self.0)
    }
}

fn split(reference: &str) -> (Option<&str>, &str) {
    let (record, local) = reference.split_once('#').unwrap_or(("", reference));
    (Some(record).filter(|record| !record.is_empty()), local)
}
