//! The marks of items, as a browser prints them.

use super::tree::{Id, Tree};
use crate::extract::numerals::roman;

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    None,
    Bullet,
    Decimal,
    Letters { are_capitals: bool },
    Roman { are_capitals: bool },
}

/// A list while its items are read.
#[derive(Debug)]
pub(super) struct List {
    marks: Marks,
    next: i32,
    step: i32,
}

impl List {
    /// A list that begins.
    pub(super) fn new(tree: &Tree, list: Id) -> Self {
        let is_numbered = tree.name(list) == "ol";
        let is_reversed = is_numbered && tree.attribute(list, "reversed").is_some();
        let start = number(tree.attribute(list, "start"));
        Self {
            marks: marks(tree, list, is_numbered),
            next: match start {
                Some(start) => start,
                None if is_reversed => items(tree, list),
                None => 1,
            },
            step: if is_reversed { -1 } else { 1 },
        }
    }

    /// The mark of the next item, which may say its number itself.
    pub(super) fn mark(&mut self, value: Option<&str>) -> String {
        let number = number(value).unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        match self.marks {
            Marks::None => String::new(),
            Marks::Bullet => "•".to_owned(),
            Marks::Decimal => format!("{number}."),
            Marks::Letters { are_capitals } => written(number, letters(number), are_capitals),
            Marks::Roman { are_capitals } => written(
                number,
                u32::try_from(number).ok().and_then(roman),
                are_capitals,
            ),
        }
    }
}

fn written(number: i32, mark: Option<String>, are_capitals: bool) -> String {
    match mark {
        Some(mark) if are_capitals => format!("{}.", mark.to_uppercase()),
        Some(mark) => format!("{mark}."),
        None => format!("{number}."),
    }
}

fn marks(tree: &Tree, list: Id, is_numbered: bool) -> Marks {
    let styled = |style: &str| {
        Some(match style {
            "none" => Marks::None,
            "disc" | "circle" | "square" => Marks::Bullet,
            "decimal" => Marks::Decimal,
            "lower-alpha" | "lower-latin" => Marks::Letters {
                are_capitals: false,
            },
            "upper-alpha" | "upper-latin" => Marks::Letters { are_capitals: true },
            "lower-roman" => Marks::Roman {
                are_capitals: false,
            },
            "upper-roman" => Marks::Roman { are_capitals: true },
            _ => return None,
        })
    };
    let style =
        property(tree, list, "list-style-type").or_else(|| property(tree, list, "list-style"));
    if let Some(marks) = style.and_then(|style| style.split_ascii_whitespace().find_map(styled)) {
        return marks;
    }
    // The pages of official publications have their own marks in the text of such a list.
    if tree.has(list, "class", &["expliciet"]) {
        return Marks::None;
    }
    match tree.attribute(list, "type").filter(|_| is_numbered) {
        Some("a") => Marks::Letters {
            are_capitals: false,
        },
        Some("A") => Marks::Letters { are_capitals: true },
        Some("i") => Marks::Roman {
            are_capitals: false,
        },
        Some("I") => Marks::Roman { are_capitals: true },
        _ if is_numbered => Marks::Decimal,
        _ => Marks::Bullet,
    }
}

/// A property of the style that stands at an element itself, in small letters.
pub(super) fn property(tree: &Tree, id: Id, name: &str) -> Option<String> {
    let style = tree.attribute(id, "style")?.to_ascii_lowercase();
    let values = style
        .split(';')
        .rev()
        .filter_map(|property| property.split_once(':'));
    let mut values = values.filter(|(key, _)| key.trim() == name);
    let value = values.next()?.1;
    Some(value.split('!').next().unwrap_or(value).trim().to_owned())
}

fn items(tree: &Tree, list: Id) -> i32 {
    let children = std::iter::successors(tree.first(list), |&id| tree.next(id));
    let count = children.filter(|&id| tree.name(id) == "li").count();
    i32::try_from(count).unwrap_or(i32::MAX)
}

fn number(value: Option<&str>) -> Option<i32> {
    value?.trim().parse().ok()
}

/// A number in letters: a to z, then aa.
fn letters(number: i32) -> Option<String> {
    let mut rest = u32::try_from(number).ok().filter(|&number| number > 0)?;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    Some(letters.iter().rev().collect())
}
