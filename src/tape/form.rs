//! The forms that strings can have: a pattern each, and for those of the model's types a quick test that is sure where it says yes.
//!
//! The pattern is the truth. A form without a quick test is read as well, by its pattern, and only slower; so a new type of string
//! needs nothing here.

use std::sync::OnceLock;

use regex::Regex;

use crate::model::quick::QUICK;

/// The form that a string has to have: a pattern, and a quick test if there is one.
#[derive(Debug)]
pub struct Form {
    pattern: String,
    /// The place of its quick test among all of them.
    quick: Option<usize>,
    regex: OnceLock<Option<Regex>>,
}

impl Form {
    /// The form of a pattern.
    pub fn new(pattern: &str) -> Form {
        Form {
            pattern: pattern.to_owned(),
            quick: QUICK.iter().position(|(known, _)| *known == pattern),
            regex: OnceLock::new(),
        }
    }

    /// The position of the closing quotation mark of a string that begins at a place, if the string surely has the form.
    pub fn quickly(&self, bytes: &[u8], at: usize) -> Option<usize> {
        self.quick.and_then(|quick| QUICK[quick].1(bytes, at))
    }

    /// The number of the form, the same wherever its pattern is; none of a pattern without a quick test.
    pub fn number(&self) -> Option<usize> {
        self.quick
    }

    /// True if a string has the form, by its pattern.
    pub fn fits(&self, string: &str) -> bool {
        let regex = self.regex.get_or_init(|| Regex::new(&self.pattern).ok());
        regex.as_ref().is_some_and(|regex| regex.is_match(string))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        ActorId, Date, DecisionId, Keyword, Language, Pointer, SchemaPath, Sha256, Target, Text,
        TextPath, Url,
    };
    use proptest::prelude::*;

    /// Strings near every form: pieces of the right alphabet, and now and then another character.
    fn near() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[a-z]{1,3}",
            "[0-9]{1,4}",
            "[-_/#: .]",
            "https?://",
            "[A-Z][a-z]{3}",
            "[0-9a-f]{64}",
            "[a-z]{1,9}(-[a-z]{1,9}){0,4}",
            "[.]txt",
            "([.][.]/){1,2}schema/[a-z]{1,4}[.]schema[.]json",
            "(/[a-z~0]{1,4}){1,3}",
            "[a-z]{2,7}-[a-z]{2}-[0-9]{4}-[0-9]{3,7}",
            "[0-9]{4}-[0-9]{2}-[0-9]{2}",
            "[ \u{a0}\u{2000}-\u{206f}\u{1680}\u{3000}\u{feff}\u{7f}-\u{a1}]",
            "[é€ĳ“”–😀]",
            any::<char>().prop_map(String::from),
        ];
        prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn a_quick_yes_is_a_yes_of_the_pattern(string in near()) {
            let written = format!("{string}\"");
            for (pattern, _) in QUICK {
                let form = Form::new(pattern);
                if let Some(end) = form.quickly(written.as_bytes(), 0) {
                    prop_assert!(form.fits(&written[..end]), "{written} by {pattern}");
                    prop_assert!(!written[..end].contains(['"', '\\']));
                }
            }
        }
    }

    #[track_caller]
    fn quick(pattern: &str, string: &str) {
        let form = Form::new(pattern);
        let written = format!("{string}\"");
        assert_eq!(
            form.quickly(written.as_bytes(), 0),
            Some(string.len()),
            "{string}"
        );
    }

    #[test]
    fn what_records_hold_is_quick() {
        quick(
            Text::PATTERN,
            "Dat vindt het kabinet ‘een groot risico’ – de Europese privé-ĳlijn kost € 5.",
        );
        quick(ActorId::PATTERN, "nl-minister-jv");
        for date in [
            "2025",
            "2025-11",
            "2025-11-26",
            "2025-10-01/2025-12",
            "1999-09-30",
        ] {
            quick(Date::PATTERN, date);
        }
        quick(Keyword::PATTERN, "digital_resilience");
        quick(DecisionId::PATTERN, "besluit-nl-2025-0001");
        quick(Target::PATTERN, "#periodic");
        quick(
            Target::PATTERN,
            "besluit-nl-2025-000123#periodic-reconsideration",
        );
        quick(Language::PATTERN, "nl");
        quick(Sha256::PATTERN, &"0f".repeat(32));
        quick(Url::PATTERN, "https://www.tweedekamer.nl/a?b=c");
        quick(Pointer::PATTERN, "/events/0/vote");
        quick(SchemaPath::PATTERN, "../../schema/decision.schema.json");
        quick(TextPath::PATTERN, "text.txt");
    }
}
