//! The styles of a document of OpenDocument: what decides whether words are hidden, and what marks the items of a list have.

use std::collections::HashMap;

use super::super::Refused;
use super::super::numbering::{Format, LEVEL, LEVELS, Level, bullet};
use super::super::xml::{Ns, Piece, Start, Xml};

/// The most styles and lists that are read of each.
const MAX_ENTRIES: usize = 32_768;

/// How many styles may be based on one another.
const MAX_CHAIN: usize = 32;

/// The longest text before or after a number, in bytes.
const MAX_AFFIX: usize = 256;

/// The name of the list of headings.
pub const OUTLINE: &str = "Outline";

/// A style of paragraphs or of words.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    list: Option<String>,
    is_hidden: Option<bool>,
}

/// The styles of one part of a file: the common ones, or those that are made for single places.
#[derive(Debug, Default)]
struct Sheet {
    /// By whether they are of paragraphs, and by name.
    styles: HashMap<(bool, String), Style>,
    lists: HashMap<String, Vec<Level>>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    common: Sheet,
    automatic: Sheet,
    /// True while common ones are read.
    is_common: bool,
    /// The language of the text, as a tag.
    pub language: Option<String>,
}

impl Styles {
    /// Forgets the styles that were made for single places of a file: another file has its own.
    pub fn begin_file(&mut self) {
        self.automatic = Sheet::default();
    }

    /// Says whether the styles that follow are common ones.
    pub fn begin_sheet(&mut self, is_common: bool) {
        self.is_common = is_common;
    }

    /// Reads the style that began, if it is one.
    pub fn read(&mut self, xml: &mut Xml<'_>, start: &Start<'_>) -> Result<(), Refused> {
        let name = start.get(Ns::Style, "name").unwrap_or_default();
        match (start.ns, start.name()) {
            (Ns::Style, "style") => self.read_style(xml, start, name),
            (Ns::Style, "default-style") => self.read_default(xml, start),
            (Ns::Text, "list-style") => self.read_list(xml, name),
            (Ns::Text, "outline-style") => self.read_list(xml, OUTLINE.to_owned()),
            _ => Ok(()),
        }
    }

    fn sheet(&mut self) -> &mut Sheet {
        if self.is_common {
            &mut self.common
        } else {
            &mut self.automatic
        }
    }

    fn read_style(
        &mut self,
        xml: &mut Xml<'_>,
        start: &Start<'_>,
        name: String,
    ) -> Result<(), Refused> {
        let family = start.get(Ns::Style, "family").unwrap_or_default();
        let parent = start.get(Ns::Style, "parent-style-name");
        let list = start.get(Ns::Style, "list-style-name");
        let mut style = Style {
            parent,
            list,
            is_hidden: None,
        };
        let depth = xml.depth();
        while xml.depth() >= depth {
            if let Piece::Start(inner) = xml.next()?
                && (inner.ns, inner.name()) == (Ns::Style, "text-properties")
                && let Some(display) = inner.get(Ns::Text, "display")
            {
                style.is_hidden = Some(display == "none");
            }
        }
        if matches!(family.as_str(), "paragraph" | "text") {
            let styles = &mut self.sheet().styles;
            styles.insert((family == "paragraph", name), style);
            limit(xml, styles.len(), "styles")?;
        }
        Ok(())
    }

    fn read_default(&mut self, xml: &mut Xml<'_>, start: &Start<'_>) -> Result<(), Refused> {
        let is_of_paragraphs = start.get(Ns::Style, "family").as_deref() == Some("paragraph");
        let depth = xml.depth();
        while xml.depth() >= depth {
            let Piece::Start(inner) = xml.next()? else {
                continue;
            };
            let said = |name| {
                inner
                    .get(Ns::Fo, name)
                    .filter(|value| !value.is_empty() && value != "none")
            };
            if let Some(language) = said("language").filter(|_| is_of_paragraphs) {
                self.language = Some(match said("country") {
                    Some(country) => format!("{language}-{country}"),
                    None => language,
                });
            }
        }
        Ok(())
    }

    fn read_list(&mut self, xml: &mut Xml<'_>, name: String) -> Result<(), Refused> {
        let mut read: [Option<Affixed>; LEVELS] = Default::default();
        let depth = xml.depth();
        while xml.depth() >= depth {
            let Piece::Start(start) = xml.next()? else {
                continue;
            };
            let at = start
                .number(Ns::Text, "level")
                .and_then(|level| usize::try_from(level).ok());
            let Some(at) = at.and_then(|at| read.get_mut(at.checked_sub(1)?)) else {
                continue;
            };
            *at = match start.name() {
                "list-level-style-number" | "outline-level-style" => Some(Affixed::number(&start)),
                "list-level-style-bullet" => Some(Affixed::bullet(
                    start.get(Ns::Text, "bullet-char").unwrap_or_default(),
                )),
                "list-level-style-image" => Some(Affixed::bullet("\u{2022}".to_owned())),
                _ => continue,
            };
        }
        let count = read
            .iter()
            .rposition(Option::is_some)
            .map_or(0, |last| last + 1);
        let levels = (0..count).map(|at| level(&read, at)).collect();
        let lists = &mut self.sheet().lists;
        lists.insert(name, levels);
        limit(xml, lists.len(), "kinds of lists")
    }

    /// The styles that one is based on, from itself on.
    fn chain(&self, is_of_paragraphs: bool, name: &str) -> impl Iterator<Item = &Style> {
        let find = move |name: &str| {
            let key = (is_of_paragraphs, name.to_owned());
            self.automatic
                .styles
                .get(&key)
                .or_else(|| self.common.styles.get(&key))
        };
        let next = move |style: &&Style| find(style.parent.as_deref()?);
        std::iter::successors(find(name), next).take(MAX_CHAIN)
    }

    /// True if words of the style are not printed.
    pub fn is_hidden(&self, is_of_paragraphs: bool, name: &str) -> bool {
        self.chain(is_of_paragraphs, name)
            .find_map(|style| style.is_hidden)
            .unwrap_or(false)
    }

    /// The list that a style of paragraphs names; an empty name says that it is in none.
    pub fn list_of(&self, name: &str) -> Option<&str> {
        self.chain(true, name)
            .find_map(|style| style.list.as_deref())
    }

    /// The levels of a list.
    pub fn levels(&self, name: &str) -> Option<&[Level]> {
        let levels = self
            .automatic
            .lists
            .get(name)
            .or_else(|| self.common.lists.get(name));
        levels.map(Vec::as_slice)
    }
}

/// A level with what stands around its number.
struct Affixed {
    level: Level,
    prefix: String,
    suffix: String,
    /// How many levels are shown.
    shown: usize,
    /// The whole mark, as LibreOffice writes it beside the others.
    whole: Option<String>,
}

impl Affixed {
    fn number(start: &Start<'_>) -> Self {
        let said = |ns, name| start.get(ns, name).filter(|text| text.len() <= MAX_AFFIX);
        let sync = start.get(Ns::Style, "num-letter-sync").as_deref() == Some("true");
        let format = match start
            .get(Ns::Style, "num-format")
            .unwrap_or_default()
            .as_str()
        {
            "1" => Format::Decimal,
            "a" if sync => Format::Lower,
            "A" if sync => Format::Upper,
            "a" => Format::LowerPair,
            "A" => Format::UpperPair,
            "i" => Format::LowerRoman,
            "I" => Format::UpperRoman,
            "" => Format::None,
            _ => Format::Unknown,
        };
        let number = |name| start.number(Ns::Text, name);
        let first = number("start-value").and_then(|first| u32::try_from(first).ok());
        let shown = number("display-levels").and_then(|shown| usize::try_from(shown).ok());
        Self {
            level: Level {
                start: first.unwrap_or(1),
                format,
                ..Level::default()
            },
            prefix: said(Ns::Style, "num-prefix").unwrap_or_default(),
            suffix: said(Ns::Style, "num-suffix").unwrap_or_default(),
            shown: shown.unwrap_or(1),
            whole: said(Ns::Lo, "num-list-format"),
        }
    }

    fn bullet(text: String) -> Self {
        let text = bullet(&text, false);
        let text = if text.len() <= MAX_AFFIX {
            text
        } else {
            String::new()
        };
        let format = Format::None;
        let level = Level {
            format,
            text,
            ..Level::default()
        };
        let (prefix, suffix) = Default::default();
        Self {
            level,
            prefix,
            suffix,
            shown: 0,
            whole: None,
        }
    }
}

/// A level with its mark, which shows numbers of the levels above it.
fn level(read: &[Option<Affixed>; LEVELS], at: usize) -> Level {
    let Some(of) = read.get(at).and_then(Option::as_ref) else {
        return Level {
            format: Format::None,
            ..Level::default()
        };
    };
    let mut level = of.level.clone();
    if !level.text.is_empty() {
        return level;
    }
    let has_number = |at: &usize| {
        let of = read.get(*at).and_then(Option::as_ref);
        of.is_some_and(|of| of.level.format != Format::None)
    };
    let digit = |at: usize| char::from_digit(at as u32 + 1, 16).unwrap_or('1');
    level.text = match &of.whole {
        Some(whole) if level.format != Format::None => with_levels(whole),
        _ if level.format == Format::None => format!("{}{}", of.prefix, of.suffix),
        _ => {
            let first = (at + 1).saturating_sub(of.shown.max(1));
            let numbers = (first..=at)
                .filter(has_number)
                .map(|at| format!("{LEVEL}{}", digit(at)));
            let numbers: Vec<_> = numbers.collect();
            format!("{}{}{}", of.prefix, numbers.join("."), of.suffix)
        }
    };
    level
}

/// The text of a mark, in which `%1%` stands for the number of the first level.
fn with_levels(text: &str) -> String {
    let mut with = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        with.push_str(before);
        let level = after
            .split_once('%')
            .and_then(|(level, after)| Some((level.parse::<u32>().ok()?, after)));
        match level.and_then(|(level, after)| Some((char::from_digit(level, 16)?, after))) {
            Some((digit, after)) => {
                with.extend([LEVEL, digit]);
                rest = after;
            }
            None => {
                with.push('%');
                rest = after;
            }
        }
    }
    with.push_str(rest);
    with
}

fn limit(xml: &Xml<'_>, count: usize, what: &str) -> Result<(), Refused> {
    if count > MAX_ENTRIES {
        return Err(xml.refused(&format!("has more than {MAX_ENTRIES} {what}")));
    }
    Ok(())
}
