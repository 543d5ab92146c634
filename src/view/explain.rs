//! The explanation of each rule, with what it asks: `besluit-rules-1`.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use textwrap::{Options, WordSplitter};

use super::{WIDTH, paragraph};
use crate::finding::{Explanation, Rule};

/// The explanations of some rules, as `besluit explain --format json` prints them.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ExplainView")]
pub struct View {
    /// The name of this shape.
    #[schemars(extend("const" = "besluit-rules-1"))]
    format: &'static str,
    /// The rules, in the order in which they are asked.
    rules: Vec<RuleItem>,
}

/// One rule. All but the name and the level is Markdown, in which a paragraph is one line.
#[derive(Serialize, JsonSchema)]
struct RuleItem {
    /// The name, as findings print it.
    name: &'static str,
    /// The level of its findings.
    #[schemars(extend("enum" = ["error", "warning", "note"]))]
    level: &'static str,
    #[serde(flatten)]
    explanation: Explanation,
}

/// The view of some rules.
pub fn view(rules: impl IntoIterator<Item = Rule>) -> View {
    let item = |rule: Rule| RuleItem {
        name: rule.name,
        level: rule.level.as_str(),
        explanation: rule.explanation(),
    };
    View {
        format: "besluit-rules-1",
        rules: rules.into_iter().map(item).collect(),
    }
}

/// Writes the whole explanation of each rule for people at a terminal.
///
/// # Errors
/// If it cannot be written.
pub fn write(view: &View, out: &mut dyn Write) -> io::Result<()> {
    for rule in &view.rules {
        writeln!(out, "{} ({})\n", rule.name, rule.level)?;
        writeln!(out, "{}\n", paragraph(&rule.explanation.what, 0))?;
        write_part(&rule.explanation.why, 0, out)?;
        for (heading, part) in [
            ("Bad", &rule.explanation.bad),
            ("Good", &rule.explanation.good),
            ("Mend", &rule.explanation.mend),
        ] {
            writeln!(out, "\n{heading}")?;
            write_part(part, 2, out)?;
        }
    }
    Ok(())
}

/// Writes Markdown as text: paragraphs are wrapped, and code is indented instead of fenced.
fn write_part(part: &str, indent: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut in_code = false;
    for line in part.lines() {
        if line.starts_with("```") {
            in_code = !in_code;
        } else if line.is_empty() {
            writeln!(out)?;
        } else if in_code {
            writeln!(out, "    {line}")?;
        } else {
            writeln!(out, "{}", paragraph(line, indent))?;
        }
    }
    Ok(())
}

/// Writes what each rule asks for people at a terminal: its name, its level, and what must hold.
///
/// # Errors
/// If it cannot be written.
pub fn write_list(view: &View, out: &mut dyn Write) -> io::Result<()> {
    let longest = view.rules.iter().map(|rule| rule.name.len()).max();
    let longest = longest.unwrap_or_default();
    let indent = " ".repeat(longest + 10);
    for rule in &view.rules {
        let head = format!("{:<longest$} {:<8} ", rule.name, rule.level);
        let options = Options::new(WIDTH)
            .initial_indent(&head)
            .subsequent_indent(&indent)
            .word_splitter(WordSplitter::NoHyphenation);
        writeln!(out, "{}", textwrap::fill(&rule.explanation.what, options))?;
    }
    Ok(())
}

/// Writes a page in Markdown: a table of the rules, and a section for each.
///
/// # Errors
/// If it cannot be written.
pub fn write_markdown(view: &View, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "# The rules\n\n\
         What `besluit validate` asks of a dataset; each finding names the rule that it comes from, in brackets. An error makes the \
         exit code 1, a warning should be looked at, and a note says what is not known; in the examples `…` stands for what is \
         left out.\n\n\
         | rule | level | what must hold |\n|---|---|---|"
    )?;
    for RuleItem {
        name,
        level,
        explanation,
    } in &view.rules
    {
        let what = explanation.what.replace('|', "\\|");
        writeln!(out, "| [`{name}`](#{name}) | {level} | {what} |")?;
    }
    for RuleItem {
        name,
        level,
        explanation,
    } in &view.rules
    {
        let (what, details) = (&explanation.what, explanation.details());
        writeln!(out, "\n## {name}\n\n*{level}*: {what}\n\n{details}")?;
    }
    Ok(())
}
