//! The lists of a document of Word, which number its items and its headings.

use std::collections::HashMap;

use super::super::Refused;
use super::super::numbering::{Format, LEVEL, Level, bullet, is_of_symbols};
use super::super::xml::{Ns, Piece, Xml};
use super::styles::{MAX_NAME, Styles, is_on, limit};

/// A kind of list.
#[derive(Debug, Default)]
pub struct Kind {
    /// Its levels.
    pub levels: Vec<Level>,
    /// The style whose list it is the same as.
    link: Option<String>,
}

/// A list of a kind.
#[derive(Debug, Default)]
struct List {
    kind: i64,
    /// The first numbers that it has instead of those of its kind, by level.
    starts: Vec<(usize, u32)>,
    /// The levels that it has instead of those of its kind.
    levels: Vec<(usize, Level)>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub struct Lists {
    kinds: HashMap<i64, Kind>,
    lists: HashMap<i64, List>,
}

/// A list as a paragraph finds it.
pub struct Found {
    /// The number of its kind, whose numbers it goes on with.
    pub kind: i64,
    /// Its levels.
    pub levels: Vec<Level>,
    /// The levels at which it begins anew.
    pub restarts: Vec<usize>,
}

impl Lists {
    /// Reads the part.
    pub fn read(xml: &mut Xml<'_>) -> Result<Self, Refused> {
        let mut read = Self::default();
        // The kind or the list that is read, and the level of it.
        let (mut kind, mut list, mut at) = (None, None, 0);
        let mut levels = 0;
        loop {
            let start = match xml.next()? {
                Piece::Start(start) if start.ns == Ns::W => start,
                Piece::Eof => return Ok(read),
                _ => continue,
            };
            let number = |name| start.number(Ns::W, name);
            let index = || {
                number("ilvl")
                    .and_then(|level| usize::try_from(level).ok())
                    .filter(|level| *level < 9)
            };
            match start.name() {
                "abstractNum" => {
                    (kind, list) = (number("abstractNumId"), None);
                    read.kinds.entry(kind.unwrap_or(-1)).or_default();
                    limit(xml, read.kinds.len(), "lists")?;
                }
                "numStyleLink" => {
                    if let Some(kind) = kind.and_then(|id| read.kinds.get_mut(&id)) {
                        kind.link = start.get(Ns::W, "val");
                    }
                }
                "num" => {
                    (kind, list) = (None, number("numId"));
                    read.lists.entry(list.unwrap_or(-1)).or_default();
                    limit(xml, read.lists.len(), "lists")?;
                }
                "abstractNumId" => {
                    if let Some(list) = list.and_then(|id| read.lists.get_mut(&id)) {
                        list.kind = number("val").unwrap_or(-1);
                    }
                }
                "lvlOverride" => at = index().unwrap_or(LAST),
                "startOverride" => {
                    let start = number("val").and_then(|start| u32::try_from(start).ok());
                    if let Some((list, start)) =
                        list.and_then(|id| read.lists.get_mut(&id)).zip(start)
                    {
                        list.starts.retain(|(of, _)| *of != at);
                        list.starts.push((at, start));
                        levels += 1;
                        limit(xml, levels, "levels of lists")?;
                    }
                }
                "lvl" => {
                    let at = index();
                    let level = level(xml)?;
                    levels += 1;
                    limit(xml, levels, "levels of lists")?;
                    let Some(at) = at else {
                        continue;
                    };
                    if let Some(kind) = kind.and_then(|id| read.kinds.get_mut(&id)) {
                        put(&mut kind.levels, at, level);
                    } else if let Some(list) = list.and_then(|id| read.lists.get_mut(&id)) {
                        list.levels.retain(|(of, _)| *of != at);
                        list.levels.push((at, level));
                    }
                }
                _ => {}
            }
        }
    }

    /// The list of a number.
    pub fn find(&self, id: i64, styles: &Styles) -> Option<Found> {
        let list = self.lists.get(&id)?;
        let (mut number, mut kind) = (list.kind, self.kinds.get(&list.kind)?);
        if let Some(link) = &kind.link {
            let linked = styles.list(Some(link)).and_then(|id| self.lists.get(&id));
            if let Some((linked, there)) =
                linked.and_then(|list| Some((list.kind, self.kinds.get(&list.kind)?)))
            {
                (number, kind) = (linked, there);
            }
        }
        let mut levels = kind.levels.clone();
        for (at, level) in &list.levels {
            put(&mut levels, *at, level.clone());
        }
        for (at, start) in &list.starts {
            if let Some(level) = levels.get_mut(*at) {
                level.start = *start;
            }
        }
        let restarts = list.starts.iter().map(|(at, _)| *at).collect();
        Some(Found {
            kind: number,
            levels,
            restarts,
        })
    }
}

/// A level that no list has.
const LAST: usize = 9;

/// Reads the level that began last, to its end.
fn level(xml: &mut Xml<'_>) -> Result<Level, Refused> {
    let mut level = Level::default();
    let (mut is_bullet, mut is_symbol) = (false, false);
    let depth = xml.depth();
    while xml.depth() >= depth {
        let Piece::Start(start) = xml.next()? else {
            continue;
        };
        let value = || start.get(Ns::W, "val");
        let number = || {
            start
                .number(Ns::W, "val")
                .and_then(|number| u32::try_from(number).ok())
        };
        match start.name() {
            "start" => level.start = number().unwrap_or_default(),
            "numFmt" => {
                let name = value().unwrap_or_default();
                is_bullet = name == "bullet";
                level.format = format(&name);
            }
            "lvlRestart" => level.restart = number(),
            "isLgl" => level.is_legal = is_on(&start),
            "pStyle" => level.style = value(),
            "lvlText" => {
                level.text = value()
                    .filter(|text| text.len() <= MAX_NAME)
                    .unwrap_or_default()
            }
            "rFonts" => {
                is_symbol = start
                    .get(Ns::W, "ascii")
                    .is_some_and(|font| is_of_symbols(&font))
            }
            _ => {}
        }
    }
    level.text = if is_bullet {
        bullet(&level.text, is_symbol)
    } else {
        with_levels(&level.text)
    };
    Ok(level)
}

/// The text of a mark, in which `%1` stands for the number of the first level.
fn with_levels(text: &str) -> String {
    let mut parts = text.split('%');
    let mut with = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_level = part.starts_with(|digit: char| matches!(digit, '1'..='9'));
        with.push(if is_level { LEVEL } else { '%' });
        with.push_str(part);
    }
    with
}

fn format(name: &str) -> Format {
    match name {
        "decimal" => Format::Decimal,
        "decimalZero" => Format::DecimalZero,
        "lowerLetter" => Format::Lower,
        "upperLetter" => Format::Upper,
        "lowerRoman" => Format::LowerRoman,
        "upperRoman" => Format::UpperRoman,
        "bullet" | "none" => Format::None,
        _ => Format::Unknown,
    }
}

fn put(levels: &mut Vec<Level>, at: usize, level: Level) {
    if levels.len() <= at {
        levels.resize_with(at + 1, Level::default);
    }
    levels[at] = level;
}
