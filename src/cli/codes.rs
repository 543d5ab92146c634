//! The codes of a list of the model, as values on the command line: what is none is refused with the nearest one.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, Command};

use crate::export::codes::lists;

/// A code of the list that is the type of this name in the schemas, such as `DecisionKind`.
#[derive(Clone, Copy)]
pub struct CodeOf(pub &'static str);

impl CodeOf {
    /// The codes, each with its definition. The list is made when somebody asks: most command lines have no code.
    fn values(self) -> Vec<PossibleValue> {
        let list = lists().into_iter().find(|list| list.type_name == self.0);
        let codes = list.into_iter().flat_map(|list| list.codes);
        let value = |code: crate::export::codes::Code| {
            let definition = code.definition.trim_end_matches('.').to_owned();
            PossibleValue::new(code.code).help(definition)
        };
        codes.map(value).collect()
    }
}

impl TypedValueParser for CodeOf {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        PossibleValuesParser::new(self.values()).parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.values().into_iter()))
    }
}

#[cfg(test)]
mod tests {
    use super::CodeOf;

    #[test]
    fn every_list_that_is_asked_for_is_there() {
        for name in [
            "DecisionKind",
            "EventType",
            "SourceForm",
            "Availability",
            "ActorKind",
        ] {
            assert!(!CodeOf(name).values().is_empty(), "{name}");
        }
    }
}
