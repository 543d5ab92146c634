//! The argument map of a decision as Argdown text, which opens in the tools of others: its options, what is stated, by whom, and what each
//! statement does to an option or to another statement.

use crate::model::{Decision, Direction, Record, StatementRelationType};

use super::page::Page;

/// The map of a decision.
pub fn map(page: &Page<'_>, record: &Record, decision: &Decision) -> String {
    let mut map = format!("# {}\n", text(&page.title));
    for option in &decision.options {
        let mark = match option.id == decision.choice {
            true => " #choice",
            false => "",
        };
        let label = text(page.said(&option.label).text);
        map += &format!("\n[{}]: {label}{mark}\n", option.id.as_str());
    }
    for one in &decision.statements {
        let holders = [&one.holder].into_iter().chain(&one.jointly);
        let holders: Vec<_> = holders
            .map(|holder| text(&page.actor_name(holder)))
            .collect();
        let said = text(page.said(&one.text).text);
        let kind = crate::model::code(&one.r#type);
        map += &format!(
            "\n[{}]: {}: {said} #{kind}\n",
            one.id.as_str(),
            holders.join(", ")
        );
        if let Some(bearing) = &one.bearing {
            let sign = match bearing.direction {
                Direction::For => "+>",
                Direction::Against => "->",
            };
            map += &format!("  {sign} [{}]\n", bearing.option.as_str());
        }
        for relation in &one.relations {
            let sign = match relation.r#type {
                StatementRelationType::Supports => "+>",
                StatementRelationType::Opposes | StatementRelationType::Qualifies => "->",
                // Argdown has no sign for what is neither for nor against.
                StatementRelationType::RespondsTo => continue,
            };
            let (id, part) = parts(relation.target.as_str());
            // A statement of another decision is named by its whole name.
            let target = match id.is_empty() || id == record.id() {
                true => part.to_owned(),
                false => format!("{id} {part}"),
            };
            map += &format!("  {sign} [{target}]\n");
        }
    }
    map
}

fn parts(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// A text in one line in which no letter means anything to Argdown.
fn text(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !written.is_empty() {
            written.push(' ');
        }
        for letter in word.chars() {
            match letter {
                // These have no escape, and look-alikes that mean nothing.
                '{' => written.push('❴'),
                '}' => written.push('❵'),
                '[' | ']' | '<' | '>' | '#' | '@' | '*' | '_' | '(' | ')' | '+' | '-' | '='
                | ':' | '|' | '\\' | '/' => {
                    written.extend(['\\', letter]);
                }
                _ => written.push(letter),
            }
        }
    }
    written
}
