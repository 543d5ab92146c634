//! The explanation of a rule, what it asks and why: read from the documentation of its file, which has one fixed form.
//!
//! The first paragraph says what must hold; what follows says why. The sections `## Bad`, `## Good` and `## Mend` show what breaks
//! the rule, the nearest form that does not, and what to do. In the examples `…` stands for what is left out.

use schemars::JsonSchema;
use serde::Serialize;

/// The explanation of a rule. Every part is Markdown, in which a paragraph is one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Explanation {
    /// The requirement that must hold, in one paragraph.
    pub what: String,
    /// The reasons why it must.
    pub why: String,
    /// An example that breaks the rule.
    pub bad: String,
    /// The nearest form that does not.
    pub good: String,
    /// The steps that mend a finding.
    pub mend: String,
}

impl Explanation {
    /// Reads the documentation at the head of a source file. What is not there is empty.
    pub fn of(source: &str) -> Explanation {
        let mut explanation = Explanation::default();
        let mut part = &mut explanation.why;
        let mut in_code = false;
        let mut in_paragraph = false;
        for line in source.lines().map_while(|line| line.strip_prefix("//!")) {
            let line = line.strip_prefix(' ').unwrap_or(line);
            match line {
                "## Bad" => part = &mut explanation.bad,
                "## Good" => part = &mut explanation.good,
                "## Mend" => part = &mut explanation.mend,
                _ => {
                    let is_fence = line.starts_with("```");
                    let is_text = !in_code && !is_fence && !line.is_empty();
                    if !part.is_empty() {
                        part.push(if is_text && in_paragraph { ' ' } else { '\n' });
                    }
                    part.push_str(line);
                    in_code ^= is_fence;
                    in_paragraph = is_text;
                    continue;
                }
            }
            in_paragraph = false;
        }
        let head = std::mem::take(&mut explanation.why);
        let (what, why) = head.split_once("\n\n").unwrap_or((&head, ""));
        (explanation.what, explanation.why) = (what.to_owned(), why.to_owned());
        for part in [
            &mut explanation.what,
            &mut explanation.why,
            &mut explanation.bad,
            &mut explanation.good,
            &mut explanation.mend,
        ] {
            *part = part.trim().to_owned();
        }
        explanation
    }

    /// The explanation after its first paragraph, as Markdown: why the rule is there, the examples, and what to do.
    pub fn details(&self) -> String {
        let Explanation {
            why,
            bad,
            good,
            mend,
            ..
        } = self;
        format!("{why}\n\n**Bad**\n\n{bad}\n\n**Good**\n\n{good}\n\n**Mend**\n\n{mend}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_are_told_apart() {
        let source = "\
//! Nothing is
//! amiss.
//!
//! It
//! would be bad.
//!
//! And so on.
//!
//! ## Bad
//!
//! In a file:
//!
//! ```json
//! \"a\": 1,
//!
//!   \"b\": 2
//! ```
//!
//! ## Good
//!
//! ```text
//! ```
//!
//! ## Mend
//!
//! Try
//! again.

//! Not this.";
        let expected = Explanation {
            what: "Nothing is amiss.".to_owned(),
            why: "It would be bad.\n\nAnd so on.".to_owned(),
            bad: "In a file:\n\n```json\n\"a\": 1,\n\n  \"b\": 2\n```".to_owned(),
            good: "```text\n```".to_owned(),
            mend: "Try again.".to_owned(),
        };
        assert_eq!(Explanation::of(source), expected);

        let only_what = Explanation::of("//! Nothing.\n//!\n//! ## Bad\n");
        assert_eq!((&*only_what.what, &*only_what.why), ("Nothing.", ""));
    }
}
