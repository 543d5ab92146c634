//! The XML of official publications in the Netherlands: papers and reports of parliament, and the gazettes.

mod elements;
mod notes;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, VecDeque};

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader as Events;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::encoding::{self, Pieces};
use super::finish::{finish, too_long};
use super::flow::Flow;
use super::metadata::Metadata;
use super::report::{LeftOut, Report};
use super::text::Block;
use super::{Extracted, MAX_BYTES, MAX_DEPTH, MAX_TEXT, Refused};
pub use elements::ROOTS;
use elements::{Role, role};

/// The most names of elements that are not known that are told.
const MAX_UNKNOWN: usize = 50;

/// Reads an official publication by the method `koop/0`.
///
/// # Errors
///
/// It is not well-formed, it is no such publication, its elements stand too deep in one another, it declares entities, or it has no
/// text.
pub fn read(bytes: &[u8]) -> Result<Extracted, Refused> {
    let encoding = encoding::of(bytes);
    let xml = decoded(bytes, encoding)?;
    let mut reader = Reader::default();
    reader.read(&xml)?;
    if !reader.far_notes.is_empty() {
        // Notes that stand elsewhere are known only now.
        let far_notes = std::mem::take(&mut reader.far_notes);
        let referred = std::mem::take(&mut reader.referred);
        reader = Reader {
            notes: far_notes,
            referred,
            ..Reader::default()
        };
        reader.read(&xml)?;
    }
    let Reader {
        flow,
        mut report,
        unknown,
        ..
    } = reader;
    report.blocks = flow.blocks();
    report.suggestions = reader.metadata.suggestions();
    if encoding != UTF_8 {
        report
            .remarks
            .push(format!("it was read as {}", encoding.name()));
    }
    if !unknown.is_empty() {
        let names: Vec<_> = unknown.iter().map(|name| format!("`{name}`")).collect();
        let names = names.join(", ");
        report.remarks.push(format!(
            "nothing is known of these elements, whose words were kept: {names}"
        ));
    }
    finish(flow.into_writing(), report)
}

/// The characters of a document, without the mark at its beginning.
fn decoded<'a>(bytes: &'a [u8], encoding: &'static Encoding) -> Result<Cow<'a, str>, Refused> {
    if encoding == UTF_8 {
        let text = std::str::from_utf8(bytes)
            .map_err(|_| ill_formed("it is not in UTF-8, which it says it is in"))?;
        return Ok(Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text)));
    }
    let mut text = String::new();
    for piece in Pieces::new(bytes, encoding) {
        text.push_str(&piece);
        if text.len() > MAX_BYTES {
            return Err(too_long());
        }
    }
    Ok(Cow::Owned(text))
}

fn ill_formed(message: impl Into<String>) -> Refused {
    Refused {
        message: message.into(),
        hint:
            "fetch it once more; if it is the same, take the page in HTML of the same publication"
                .to_owned(),
    }
}

/// An element that is open.
#[derive(Debug)]
struct Open {
    role: Role,
    /// What it says of itself that is needed when it ends: its identifiers.
    keys: Vec<String>,
}

/// A publication while it is read.
#[derive(Default)]
struct Reader {
    flow: Flow,
    /// The texts in which the notes stand that are read.
    outer: Vec<Flow>,
    open: Vec<Open>,
    metadata: Metadata,
    report: Report,
    unknown: BTreeSet<String>,
    /// How many elements are open in which all is one line.
    lines: usize,
    /// How many items are open.
    items: usize,
    /// How many elements are open that are not read.
    silent: usize,
    /// How many notes are open.
    depth_of_notes: usize,
    /// The number of cells of the row that is read.
    cells: Option<usize>,
    /// True if a mark stands before what comes next.
    is_marked: bool,
    /// The words of notes that stand elsewhere, by what refers to them.
    notes: HashMap<String, VecDeque<String>>,
    /// Those that were found.
    far_notes: HashMap<String, VecDeque<String>>,
    /// What refers to a note that stands elsewhere.
    referred: BTreeSet<String>,
    /// The numbers that notes have, by their identifiers.
    numbers: HashMap<String, usize>,
}

impl Reader {
    fn read(&mut self, xml: &str) -> Result<(), Refused> {
        let mut events = Events::from_str(xml);
        loop {
            let position = events.buffer_position();
            let event = events.read_event();
            match event.map_err(|error| {
                ill_formed(format!(
                    "it is not well-formed XML, at byte {position}: {error}"
                ))
            })? {
                Event::Start(start) => self.start(&start)?,
                Event::End(_) => self.end(),
                Event::Empty(start) => {
                    self.start(&start)?;
                    self.end();
                }
                Event::Text(text) => self.text(&text.xml10_content())?,
                Event::CData(text) => self.text(&text.xml10_content())?,
                Event::GeneralRef(entity) => self.entity(&entity)?,
                // What stands elsewhere is never fetched.
                Event::DocType(text) if text.contains('[') => {
                    return Err(ill_formed("it declares entities or elements of its own"));
                }
                Event::Eof if !self.open.is_empty() => {
                    return Err(ill_formed("it breaks off before its end"));
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn entity(&mut self, entity: &BytesRef<'_>) -> Result<(), Refused> {
        let name = entity.xml10_content();
        if let Ok(Some(letter)) = entity.resolve_char_ref() {
            return self.text(letter.encode_utf8(&mut [0; 4]));
        }
        match resolve_xml_entity(&name) {
            Some(text) => self.text(text),
            None => Err(ill_formed(format!(
                "it has the entity `&{name};`, which is not declared in it"
            ))),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Refused> {
        if self.silent == 0 {
            self.is_marked &= text.trim().is_empty();
            self.flow.put(text);
        }
        if self.flow.bytes() > MAX_TEXT {
            return Err(too_long());
        }
        Ok(())
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Refused> {
        let local = start.local_name();
        let name: &str = local.as_ref();
        if self.open.is_empty() && !ROOTS.contains(&name) {
            return Err(ill_formed(format!(
                "its root element is `{name}`, which is none of an official publication"
            )));
        }
        if self.open.len() >= MAX_DEPTH {
            return Err(ill_formed(format!(
                "its elements stand in one another more than {MAX_DEPTH} deep"
            )));
        }
        let mut role = role(name);
        if role == Role::Unknown {
            if self.silent == 0 && self.unknown.len() < MAX_UNKNOWN {
                self.unknown.insert(name.chars().take(80).collect());
            }
            role = if self.lines > 0 {
                Role::Inline
            } else {
                Role::Structure
            };
        }
        // In a heading, what would be a line of its own elsewhere is a piece.
        if self.lines > 0
            && matches!(
                role,
                Role::Line | Role::Mark | Role::Item | Role::Structure | Role::Row | Role::Cell
            )
        {
            role = Role::Piece;
        }
        if name == "meta"
            && let [name, content] = &attributes(start, &["name", "content"])[..]
        {
            self.metadata.add(name, content);
        }
        let keys = match role {
            Role::Note => keys(start, &["id"]),
            Role::Picture => attributes(start, &["alt", "naam", "url"]),
            Role::Reference => keys(start, &["refid", "nr"]),
            Role::FarNote => keys(start, &["id", "nr"]),
            _ => Vec::new(),
        };
        if role == Role::Reference {
            // Where the note is known its own number is written, and what the reference itself prints is none.
            role = Role::Inline;
            if self.silent == 0 && self.refer(&keys) {
                role = Role::NoteNumber;
            } else if self.silent == 0 {
                self.report.left_out.push(LeftOut {
                    what: "reference to a note that is not there",
                    words: keys.join(", "),
                });
            }
        }
        self.begin(role, &keys);
        self.open.push(Open { role, keys });
        Ok(())
    }

    fn begin(&mut self, role: Role, keys: &[String]) {
        match role {
            Role::Metadata | Role::NoteNumber => self.silent += 1,
            Role::Structure => {
                self.is_marked = false;
                self.flow.begin(self.block());
            }
            Role::Line => {
                self.begin_line();
                self.lines += 1;
            }
            Role::Mark => {
                self.is_marked = false;
                self.begin_line();
                self.lines += 1;
            }
            Role::Item => {
                self.items += 1;
                self.flow.begin(Block::Item);
            }
            Role::Row if self.cells.is_none() && self.depth_of_notes == 0 => {
                self.flow.begin_row();
                self.cells = Some(0);
            }
            Role::Cell if self.cells.is_some() && self.depth_of_notes == 0 => {
                if self.cells > Some(0) {
                    self.flow.next_cell();
                }
                self.cells = self.cells.map(|cells| cells + 1);
            }
            Role::Piece | Role::Row | Role::Cell => self.flow.part(),
            Role::Note | Role::FarNote => {
                self.outer
                    .push(std::mem::replace(&mut self.flow, Flow::one_line()));
                self.depth_of_notes += 1;
            }
            Role::Picture if self.silent == 0 => self.report.left_out.push(LeftOut {
                what: "picture",
                words: keys.first().cloned().unwrap_or_default(),
            }),
            Role::Inline | Role::Picture | Role::Unknown | Role::Reference => {}
        }
    }

    fn end(&mut self) {
        let Some(Open { role, keys }) = self.open.pop() else {
            return;
        };
        match role {
            Role::Metadata | Role::NoteNumber => self.silent = self.silent.saturating_sub(1),
            Role::Structure => self.flow.begin(self.block()),
            Role::Line => {
                self.lines = self.lines.saturating_sub(1);
                self.flow.begin(self.block());
            }
            Role::Mark => {
                self.lines = self.lines.saturating_sub(1);
                self.flow.part();
                self.is_marked = true;
            }
            Role::Item => {
                self.items = self.items.saturating_sub(1);
                self.is_marked = false;
                self.flow.begin(self.block());
            }
            Role::Row
                if self.depth_of_notes == 0
                    && !self.open.iter().any(|open| open.role == Role::Row) =>
            {
                self.cells = None;
                self.flow.end_row();
            }
            Role::Piece | Role::Row => self.flow.part(),
            Role::Note => self.end_note(keys),
            Role::FarNote => self.end_far_note(&keys),
            Role::Cell | Role::Inline | Role::Reference | Role::Picture | Role::Unknown => {}
        }
    }

    /// Begins a line of its own, unless it goes on after a mark.
    fn begin_line(&mut self) {
        if std::mem::take(&mut self.is_marked) {
            self.flow.part();
        } else {
            self.flow.begin(self.block());
        }
    }

    fn block(&self) -> Block {
        if self.items > 0 {
            Block::Item
        } else {
            Block::Paragraph
        }
    }
}

/// The keys by which a note and the references to it know each other: an identifier and a number are two things.
fn keys(start: &BytesStart<'_>, names: &[&'static str]) -> Vec<String> {
    let key = |name: &&'static str| {
        let value = attributes(start, &[*name]).pop()?;
        Some(format!("{} {value}", name.trim_start_matches("ref")))
    };
    names.iter().filter_map(key).collect()
}

/// The values of these attributes of an element, without those that it does not have.
fn attributes(start: &BytesStart<'_>, names: &[&str]) -> Vec<String> {
    let value = |name: &&str| {
        let mut attributes = start.attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let attribute = attributes
            .find(|attribute| AsRef::<str>::as_ref(&attribute.key.local_name()) == *name)?;
        let value = attribute
            .normalized_value(quick_xml::XmlVersion::Explicit1_0)
            .ok()?;
        (!value.is_empty()).then(|| value.into_owned())
    };
    names.iter().filter_map(value).collect()
}

#[cfg(test)]
mod tests;
