//! The styles of a document of Word: what decides whether a paragraph is a heading, is hidden, or stands in a list.

use std::collections::HashMap;

use super::super::Refused;
use super::super::numbering::Level;
use super::super::xml::{Ns, Piece, Start, Xml};

/// The most styles, lists and levels of lists that are read of each.
const MAX_ENTRIES: usize = 16_384;

/// The longest name of a style and text of a mark, in bytes.
pub const MAX_NAME: usize = 256;

/// How many styles may be based on one another.
const MAX_CHAIN: usize = 32;

/// What is said of a paragraph or of a style of paragraphs.
#[derive(Clone, Debug, Default)]
pub struct Properties {
    /// The style.
    pub style: Option<String>,
    /// The list, of which 0 is none.
    pub list: Option<i64>,
    /// The level of the list.
    pub level: Option<usize>,
    /// True if it is a heading.
    pub is_heading: Option<bool>,
    /// True if its words are not printed.
    pub is_hidden: Option<bool>,
    /// True if it is the large first letter of the paragraph that follows.
    pub is_drop_cap: bool,
    /// The number of changes to it that are tracked.
    pub changes: usize,
}

/// True if the element of an on-off property says on.
pub fn is_on(start: &Start<'_>) -> bool {
    let value = start.get(Ns::W, "val");
    !matches!(value.as_deref(), Some("0" | "false" | "off"))
}

/// Reads the properties that began last, of a paragraph or a run, to their end.
pub fn properties(xml: &mut Xml<'_>) -> Result<Properties, Refused> {
    let mut read = Properties::default();
    let of_paragraph = xml.depth();
    while xml.depth() >= of_paragraph {
        let Piece::Start(start) = xml.next()? else {
            continue;
        };
        if start.ns != Ns::W {
            continue;
        }
        let name = start.name();
        match name {
            "pStyle" | "rStyle" if xml.depth() == of_paragraph + 1 => {
                read.style = start.get(Ns::W, "val")
            }
            "ilvl" => {
                read.level = start
                    .number(Ns::W, "val")
                    .and_then(|level| usize::try_from(level).ok())
            }
            "numId" => read.list = start.number(Ns::W, "val"),
            "framePr" => {
                let drop_cap = start.get(Ns::W, "dropCap");
                read.is_drop_cap = matches!(drop_cap.as_deref(), Some("drop" | "margin"));
            }
            "outlineLvl" => read.is_heading = start.number(Ns::W, "val").map(|level| level < 9),
            // Inside the properties of a paragraph it is about its mark alone.
            "vanish" if xml.depth() == of_paragraph + 1 => read.is_hidden = Some(is_on(&start)),
            "ins" | "del" | "moveFrom" | "moveTo" if xml.depth() > of_paragraph => {
                read.changes += 1
            }
            // What it was before a change.
            _ if name.ends_with("Change") || name == "sectPr" => xml.skip()?,
            _ => {}
        }
    }
    Ok(read)
}

/// A style.
#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    properties: Properties,
}

/// The styles.
#[derive(Debug, Default)]
pub struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
    /// The language of the text, as a tag.
    pub language: Option<String>,
}

impl Styles {
    /// Reads the part.
    pub fn read(xml: &mut Xml<'_>) -> Result<Self, Refused> {
        let mut styles = Self::default();
        let mut id = String::new();
        loop {
            let start = match xml.next()? {
                Piece::Start(start) if start.ns == Ns::W => start,
                Piece::Eof => return Ok(styles),
                _ => continue,
            };
            let value = || start.get(Ns::W, "val");
            match start.name() {
                "style" => {
                    id = start
                        .get(Ns::W, "styleId")
                        .filter(|id| id.len() <= MAX_NAME)
                        .unwrap_or_default();
                    let is_default = matches!(
                        start.get(Ns::W, "default").as_deref(),
                        Some("1" | "true" | "on")
                    );
                    if is_default && start.get(Ns::W, "type").as_deref() == Some("paragraph") {
                        styles.default = Some(id.clone());
                    }
                    styles.styles.insert(id.clone(), Style::default());
                    limit(xml, styles.styles.len(), "styles")?;
                }
                "lang" if styles.language.is_none() && id.is_empty() => styles.language = value(),
                "name" => {
                    let is_heading = value()
                        .is_some_and(|name| name.to_ascii_lowercase().starts_with("heading "));
                    if let Some(style) = styles.styles.get_mut(&id).filter(|_| is_heading) {
                        style.properties.is_heading = Some(true);
                    }
                }
                "basedOn" => {
                    if let Some(style) = styles.styles.get_mut(&id) {
                        style.based_on = value();
                    }
                }
                "tblStylePr" => xml.skip()?,
                name @ ("pPr" | "rPr") if !id.is_empty() => {
                    let is_of_run = name == "rPr";
                    let read = properties(xml)?;
                    if let Some(style) = styles.styles.get_mut(&id) {
                        let own = &mut style.properties;
                        if is_of_run {
                            own.is_hidden = read.is_hidden;
                        } else {
                            let is_heading = read.is_heading.or(own.is_heading);
                            let is_hidden = own.is_hidden;
                            *own = Properties {
                                is_heading,
                                is_hidden,
                                ..read
                            };
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The styles that one is based on, from itself on, each with its name.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = (&str, &Properties)> {
        let first = id.or(self.default.as_deref());
        let first = first.and_then(|id| self.styles.get_key_value(id));
        let next =
            |(_, style): &(&String, &Style)| self.styles.get_key_value(style.based_on.as_deref()?);
        let chain = std::iter::successors(first, next).take(MAX_CHAIN);
        chain.map(|(id, style)| (id.as_str(), &style.properties))
    }

    /// True if the style is one of headings.
    pub fn is_heading(&self, id: Option<&str>) -> bool {
        self.chain(id)
            .find_map(|(_, style)| style.is_heading)
            .unwrap_or(false)
    }

    /// True if words of the style are not printed; of no style if it has no name and is none of paragraphs.
    pub fn is_hidden(&self, id: Option<&str>) -> bool {
        self.chain(id)
            .find_map(|(_, style)| style.is_hidden)
            .unwrap_or(false)
    }

    /// The list that the style stands in.
    pub fn list(&self, id: Option<&str>) -> Option<i64> {
        self.chain(id).find_map(|(_, style)| style.list)
    }

    /// The level that the style has in its list, whose levels are these: a level may name its style, and a style its level.
    pub fn level(&self, id: Option<&str>, levels: &[Level]) -> Option<usize> {
        self.chain(id).find_map(|(id, style)| {
            let names = |level: &Level| level.style.as_deref() == Some(id);
            levels.iter().position(names).or(style.level)
        })
    }
}

/// Refuses a part that has more of something than is read.
///
/// # Errors
///
/// As it says.
pub fn limit(xml: &Xml<'_>, count: usize, what: &str) -> Result<(), Refused> {
    if count > MAX_ENTRIES {
        return Err(xml.refused(&format!("has more than {MAX_ENTRIES} {what}")));
    }
    Ok(())
}
