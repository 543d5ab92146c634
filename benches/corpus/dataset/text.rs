//! The text of a source as documents leave it: paragraphs in lines of some width, words cut at their hyphens where a line ends,
//! headings, and what belongs to the page. Some have the line ends or the accents of other systems.

use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

use super::random::Random;

/// After how many bytes a paragraph ends.
const PARAGRAPH: usize = 500;

/// After how many bytes a page ends.
const PAGE: usize = 4_000;

/// A text that is being written.
#[derive(Default)]
pub struct Text {
    paragraphs: Vec<String>,
    out_of_scope: Vec<Value>,
    /// The number of pages that are full, and the number of bytes of the one at hand.
    page: (usize, usize),
}

impl Text {
    /// Adds a heading, which says nothing to record.
    pub fn head(&mut self, heading: &str) {
        self.aside(heading, "heading");
        self.paragraphs.push(String::new());
    }

    /// Adds a sentence.
    pub fn say(&mut self, sentence: &str) {
        let is_full = |paragraph: &String| paragraph.len() > PARAGRAPH;
        if self.paragraphs.last().is_none_or(is_full) {
            if self.page.1 > PAGE {
                self.page = (self.page.0 + 1, 0);
                self.aside(&format!("– blad {} –", self.page.0), "page_furniture");
            }
            self.paragraphs.push(String::new());
        }
        let paragraph = self.paragraphs.last_mut().expect("one was added");
        if !paragraph.is_empty() {
            paragraph.push(' ');
        }
        paragraph.push_str(sentence);
        self.page.1 += sentence.len();
    }

    /// Adds a paragraph, on whatever page.
    pub fn paragraph(&mut self, paragraph: String) {
        self.paragraphs.push(paragraph);
    }

    /// The passages that say nothing to record.
    pub fn out_of_scope(&self) -> Value {
        self.out_of_scope.clone().into()
    }

    /// The text as it stands in its file.
    pub fn written(&self, random: &mut Random) -> String {
        let width = match random.below(4) {
            // A paragraph a line, as word processors have it.
            0 => usize::MAX,
            _ => 60 + random.below(40),
        };
        let mut written = String::new();
        for paragraph in self.paragraphs.iter().filter(|one| !one.is_empty()) {
            if paragraph.starts_with("– blad ") {
                written.push('\u{c}');
            }
            wrap(paragraph, width, &mut written);
            written.push_str("\n\n");
        }
        match random.below(16) {
            0 => written.replace('\n', "\r\n"),
            1 => written.nfd().collect(),
            2 => written.replace("€ ", "€\u{a0}"),
            _ => written,
        }
    }

    fn aside(&mut self, passage: &str, reason: &str) {
        self.paragraphs.push(passage.to_owned());
        self.out_of_scope
            .push(json!({ "quote": passage, "reason": reason }));
    }
}

/// Breaks a paragraph into lines of a width in characters. A word breaks after a hyphen within it, as at the end of a line in print;
/// after a hyphen at its end it does not, because that would join it to the next word.
fn wrap(paragraph: &str, width: usize, written: &mut String) {
    let mut length = 0;
    for word in paragraph.split(' ') {
        let count = word.chars().count();
        if length > 0 && length + 1 + count > width && !written.ends_with('-') {
            let head = word.rfind('-').map_or("", |at| &word[..=at]);
            if !head.is_empty() && head != word && length + 1 + head.chars().count() <= width {
                *written += &format!(" {head}\n{}", &word[head.len()..]);
                length = count - head.chars().count();
            } else {
                written.push('\n');
                written.push_str(word);
                length = count;
            }
            continue;
        }
        if length > 0 {
            written.push(' ');
            length += 1;
        }
        written.push_str(word);
        length += count;
    }
}
