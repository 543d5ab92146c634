//! `docx/0`: the text of a document of Word, in Office Open XML of either kind.

use super::flow::without_controls;
use super::xml::{Ns, Piece, Xml, decode};
use super::zip::Parts;
use super::{Extracted, LeftOut, Refused, Suggestions};
use crate::extract::finish::refuse_changes;

mod lists;
mod styles;
#[cfg(test)]
mod tests;
mod walk;

use lists::Lists;
use styles::Styles;
use walk::{Context, Walk};

/// The most parts of one kind that are read, such as heads of pages.
const MAX_RELATED: usize = 256;

/// Reads a document.
///
/// # Errors
///
/// It is none of Word, it is damaged, it has changes that are tracked, or it is larger than what is read.
pub fn read(bytes: &[u8]) -> Result<Extracted, Refused> {
    let mut parts = Parts::open(bytes)?;
    let package = Relations::of(&mut parts, "")?;
    let main = package.first("/officeDocument");
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    let is_of_word = !main.starts_with("xl/") && !main.starts_with("ppt/");
    if !is_of_word || !parts.has(&main) {
        return Err(parts.other_than("a document of Word (DOCX)"));
    }
    let relations = Relations::of(&mut parts, &main)?;
    let mut context = Context::default();
    if let Some((name, text)) = relations.read(&mut parts, "/styles")? {
        context.styles = Styles::read(&mut Xml::new(&name, &text))?;
    }
    if let Some((name, text)) = relations.read(&mut parts, "/numbering")? {
        context.lists = Lists::read(&mut Xml::new(&name, &text))?;
    }
    let mut changes = 0;
    for (kind, root) in [("footnote", "footnotes"), ("endnote", "endnotes")] {
        if let Some((name, text)) = relations.read(&mut parts, &format!("/{root}"))? {
            let mut walk = Walk::new(&context);
            walk.part(&mut Xml::new(&name, &text), root)?;
            changes += walk.changes;
            let report = walk.flow.finish(Suggestions::default())?.report;
            let found = walk.found;
            context.left_out.extend(report.left_out);
            context
                .notes
                .extend(found.into_iter().map(|(id, words)| ((kind, id), words)));
        }
    }
    let mut walk = Walk::new(&context);
    let text = text_of(&mut parts, &main)?.unwrap_or_default();
    walk.part(&mut Xml::new(&main, &text), "document")?;
    drop(text);
    changes += walk.changes;
    refuse_changes(changes)?;
    let mut flow = walk.flow;
    for left_out in &context.left_out {
        flow.leave_out(left_out.what, &left_out.words)?;
    }
    for (what, kind, root) in [
        ("head of pages", "/header", "hdr"),
        ("foot of pages", "/footer", "ftr"),
    ] {
        let mut told: Vec<(String, Vec<LeftOut>)> = Vec::new();
        for name in relations.all(kind) {
            let read = margin(&mut parts, &context, &name, root)?;
            if told.contains(&read) {
                continue;
            }
            flow.leave_out(what, &read.0)?;
            for left_out in &read.1 {
                flow.leave_out(left_out.what, &left_out.words)?;
            }
            told.push(read);
        }
    }
    if let Some((name, text)) = relations.read(&mut parts, "/comments")? {
        let mut walk = Walk::new(&context);
        walk.part(&mut Xml::new(&name, &text), "comments")?;
        for (_, words) in walk.found {
            flow.leave_out("comment", &words)?;
        }
    }
    let mut suggestions = match package.read(&mut parts, "/core-properties")? {
        Some((name, text)) => core_properties(&mut Xml::new(&name, &text))?,
        None => Suggestions::default(),
    };
    suggestions.language = suggestions
        .language
        .or_else(|| context.styles.language.clone());
    flow.finish(suggestions)
}

/// The words of a head or foot of pages, and what is left out of them.
fn margin(
    parts: &mut Parts<'_>,
    context: &Context,
    name: &str,
    root: &str,
) -> Result<(String, Vec<LeftOut>), Refused> {
    let Some(text) = text_of(parts, name)? else {
        return Ok(Default::default());
    };
    let mut walk = Walk::new(context);
    walk.flow.words();
    walk.part(&mut Xml::new(name, &text), root)?;
    let words = walk.flow.end()?.unwrap_or_default();
    let report = walk.flow.finish(Suggestions::default())?.report;
    Ok((words, report.left_out))
}

fn text_of(parts: &mut Parts<'_>, name: &str) -> Result<Option<String>, Refused> {
    let bytes = parts.read(name)?;
    bytes.map(|bytes| decode(name, bytes)).transpose()
}

/// What the document says of itself.
fn core_properties(xml: &mut Xml<'_>) -> Result<Suggestions, Refused> {
    let mut suggestions = Suggestions::default();
    loop {
        let start = match xml.next()? {
            Piece::Start(start) if start.ns == Ns::Dc => start,
            Piece::Eof => return Ok(suggestions),
            _ => continue,
        };
        let words = without_controls(&xml.words()?);
        let words = words.trim();
        let value = (!words.is_empty()).then(|| words.to_owned());
        match start.name() {
            "title" => suggestions.title = value,
            "created" => suggestions.date = value,
            "language" => suggestions.language = value,
            "creator" => {
                let names = words
                    .split(';')
                    .map(str::trim)
                    .filter(|name| !name.is_empty());
                suggestions.authors = names.map(str::to_owned).collect();
            }
            _ => {}
        }
    }
}

/// The parts that a part refers to, each by the end of its kind's address. Those outside the document are none.
struct Relations(Vec<(String, String)>);

impl Relations {
    /// Reads those of a part; of the document itself if its name is empty.
    fn of(parts: &mut Parts<'_>, part: &str) -> Result<Self, Refused> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = match folder {
            "" => format!("_rels/{file}.rels"),
            _ => format!("{folder}/_rels/{file}.rels"),
        };
        let mut relations = Vec::new();
        let Some(text) = text_of(parts, &name)? else {
            return Ok(Self(relations));
        };
        let mut xml = Xml::new(&name, &text);
        loop {
            let start = match xml.next()? {
                Piece::Start(start) if start.name() == "Relationship" => start,
                Piece::Eof => return Ok(Self(relations)),
                _ => continue,
            };
            let get = |name| start.get(Ns::None, name);
            let is_outside = get("TargetMode").as_deref() == Some("External");
            if let Some((kind, target)) = get("Type").zip(get("Target")).filter(|_| !is_outside) {
                let Some(end) = KINDS.iter().find(|end| kind.ends_with(*end)) else {
                    continue;
                };
                let of_kind = relations
                    .iter()
                    .filter(|(other, _): &&(String, String)| other == end);
                if of_kind.count() < MAX_RELATED {
                    relations.push((end.to_string(), resolve(folder, &target)));
                }
            }
        }
    }

    fn all(&self, kind: &str) -> Vec<String> {
        let of_kind = self.0.iter().filter(|(other, _)| other == kind);
        of_kind.map(|(_, name)| name.clone()).collect()
    }

    fn first(&self, kind: &str) -> Option<String> {
        self.all(kind).into_iter().next()
    }

    /// The name and the characters of the first part of a kind, if it is there.
    fn read(&self, parts: &mut Parts<'_>, kind: &str) -> Result<Option<(String, String)>, Refused> {
        let Some(name) = self.first(kind) else {
            return Ok(None);
        };
        let text = text_of(parts, &name)?;
        Ok(text.map(|text| (name, text)))
    }
}

/// The ends of the addresses of the kinds of parts that are read.
const KINDS: [&str; 9] = [
    "/officeDocument",
    "/core-properties",
    "/styles",
    "/numbering",
    "/footnotes",
    "/endnotes",
    "/comments",
    "/header",
    "/footer",
];

/// The name of a part that is referred to from a folder.
fn resolve(folder: &str, target: &str) -> String {
    let (folder, target) = match target.strip_prefix('/') {
        Some(target) => ("", target),
        None => (folder, target),
    };
    let mut names: Vec<_> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in target.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            _ => names.push(name),
        }
    }
    names.join("/")
}
