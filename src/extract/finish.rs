//! The end of every method: what may not stand in a text is taken out, and what is worth a look is counted.

use super::characters::worth_a_look;
use super::report::{LeftOut, Report};
use super::text::Writing;
use super::{Extracted, MAX_TEXT, Refused};

/// Makes a document of what was written and of what is said of it.
///
/// # Errors
///
/// It has no words, or more than [`MAX_TEXT`].
pub(super) fn finish(writing: Writing, mut report: Report) -> Result<Extracted, Refused> {
    if writing.len() > MAX_TEXT {
        return Err(too_long());
    }
    let (text, marks) = writing.finish();
    let text = without_controls(text, &mut report);
    if text.trim().is_empty() {
        return Err(Refused {
            message: "it has no text".to_owned(),
            hint: "if it shows words in a browser, print it to PDF there, or copy them into a file of plain text"
                .to_owned(),
        });
    }
    report.characters = worth_a_look(&text);
    report.marks = marks;
    Ok(Extracted { text, report })
}

/// Plain text, which is its own text byte for byte.
///
/// # Errors
///
/// It is not UTF-8, or has more than [`MAX_TEXT`].
pub(super) fn plain(bytes: &[u8]) -> Result<Extracted, Refused> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(Refused {
            message: "it is not UTF-8".to_owned(),
            hint: "convert it, with `iconv --to UTF-8`".to_owned(),
        });
    };
    if text.len() > MAX_TEXT {
        return Err(too_long());
    }
    let paragraphs = text.split("\n\n").filter(|part| !part.trim().is_empty());
    let report = Report {
        blocks: paragraphs.count(),
        characters: worth_a_look(text),
        ..Report::default()
    };
    Ok(Extracted {
        text: text.to_owned(),
        report,
    })
}

/// Refuses a document with changes of which nobody has said whether they stand.
pub(super) fn refuse_changes(changes: usize) -> Result<(), Refused> {
    let message = match changes {
        0 => return Ok(()),
        1 => "it has 1 tracked change".to_owned(),
        _ => format!("it has {changes} tracked changes"),
    };
    let hint = "take a form of it that was published, such as the PDF: nobody else can say which text that is".to_owned();
    Err(Refused { message, hint })
}

/// The text is more than may be pinned.
pub(super) fn too_long() -> Refused {
    Refused {
        message: format!("its text is larger than {MAX_TEXT} bytes"),
        hint: "take the part that is quoted out of it".to_owned(),
    }
}

/// Takes out the control characters that a pinned text may not have, and tells each with how often it stood there.
pub(super) fn without_controls(text: String, report: &mut Report) -> String {
    let is_kept = |letter: char| !letter.is_control() || matches!(letter, '\t' | '\n');
    if text.chars().all(is_kept) {
        return text;
    }
    let mut counts = std::collections::BTreeMap::new();
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_kept(letter) {
            kept.push(letter);
        } else {
            *counts.entry(letter).or_insert(0) += 1;
        }
    }
    for (letter, count) in counts {
        report.left_out.push(LeftOut {
            what: "control character",
            words: match count {
                1 => format!("U+{:04X}, once", u32::from(letter)),
                _ => format!("U+{:04X}, {count} times", u32::from(letter)),
            },
        });
    }
    kept
}
