//! The argument map of a decision as a picture: its options on top, below them the statements that bear on them or on each other, each a
//! link to where it stands on the page. The tables there say the same in words, so there is none where relations are few.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::model::{Decision, Statement, code};

use super::markup::Escaped;
use super::page::Page;

/// The number of relations between statements from which a picture shows more than the table.
const RELATIONS: usize = 2;

/// The sizes of the picture: its width, that of a box, its height, and the room below a row.
const WIDTH: f64 = 900.0;
const BOX: f64 = 208.0;
const HEIGHT: f64 = 56.0;
const GAP: f64 = 34.0;
/// The number of boxes in a row.
const ROW: usize = 4;

/// A box of the picture.
struct Node<'a> {
    id: &'a str,
    class: String,
    /// Its first line: who holds it, or that it is an option.
    head: String,
    text: &'a str,
    /// The number of steps from an option, or from a statement that leads nowhere.
    layer: usize,
    x: f64,
    y: f64,
}

/// A line from a statement to what it bears on.
struct Edge {
    from: usize,
    to: usize,
    class: String,
    title: String,
}

/// The picture, as SVG; nothing where there are too few relations.
pub fn overview<'a>(page: &Page<'a>, decision: &'a Decision) -> String {
    let (mut nodes, edges) = graph(page, decision);
    let among_statements = |edge: &&Edge| nodes[edge.to].class != "option";
    if edges.iter().filter(among_statements).count() < RELATIONS {
        return String::new();
    }
    let height = place(&mut nodes, &edges);
    let mut svg = String::new();
    let _ = write!(
        svg,
        "<figure class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{0}\"><svg viewBox=\"0 0 {WIDTH} {height}\" role=\"group\" aria-label=\"{0}\" class=\"map\">",
        Escaped(page.words.arguments)
    );
    for edge in &edges {
        let (from, to) = (&nodes[edge.from], &nodes[edge.to]);
        let (start, end) = (from.x + BOX / 2.0, to.x + BOX / 2.0);
        // A line between boxes of one row goes below them.
        let (top, bottom) = match to.y < from.y {
            true => (to.y + HEIGHT, from.y),
            false => (to.y + HEIGHT, from.y + HEIGHT),
        };
        let middle = match to.y < from.y {
            true => (top + bottom) / 2.0,
            false => bottom + GAP,
        };
        let _ = write!(
            svg,
            "<path class=\"{}\" d=\"M{start:.0} {bottom:.0}C{start:.0} {middle:.0} {end:.0} {middle:.0} {end:.0} {top:.0}\"><title>{}</title></path>",
            edge.class,
            Escaped(&edge.title)
        );
    }
    for node in &nodes {
        let _ = write!(
            svg,
            "<a href=\"#{}\" class=\"{}\"><title>{}</title><rect x=\"{:.0}\" y=\"{:.0}\" width=\"{BOX}\" height=\"{HEIGHT}\"/>",
            node.id,
            node.class,
            Escaped(node.text),
            node.x,
            node.y
        );
        let lines = std::iter::once(cut(&node.head, 30)).chain(two_lines(node.text));
        for (at, line) in lines.enumerate() {
            let y = node.y + 16.0 + 16.0 * at as f64;
            let _ = write!(
                svg,
                "<text x=\"{:.0}\" y=\"{y:.0}\">{}</text>",
                node.x + 8.0,
                Escaped(&line)
            );
        }
        svg.push_str("</a>");
    }
    svg.push_str("</svg></figure>");
    svg
}

/// The options and statements that something leads to or from, and the lines between them.
fn graph<'a>(page: &Page<'a>, decision: &'a Decision) -> (Vec<Node<'a>>, Vec<Edge>) {
    let mut nodes: Vec<Node<'a>> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let statements = leading_to_options(decision);
    for option in &decision.options {
        places.insert(option.id.as_str(), nodes.len());
        nodes.push(Node {
            id: option.id.as_str(),
            class: "option".to_owned(),
            head: page.words.arguments_about.to_owned(),
            text: page.said(&option.label).text,
            layer: 0,
            x: 0.0,
            y: 0.0,
        });
    }
    for one in &statements {
        places.insert(one.id.as_str(), nodes.len());
        nodes.push(Node {
            id: one.id.as_str(),
            class: code(&one.r#type),
            head: page.actor_name(&one.holder),
            text: page.said(&one.text).text,
            layer: 0,
            x: 0.0,
            y: 0.0,
        });
    }
    let mut edges = Vec::new();
    for one in &statements {
        let from = places[one.id.as_str()];
        if let Some(bearing) = &one.bearing
            && let Some(to) = places.get(bearing.option.as_str())
        {
            let class = code(&bearing.direction);
            let title = page.code("direction", &bearing.direction);
            edges.push(Edge {
                from,
                to: *to,
                class,
                title,
            });
        }
        for relation in &one.relations {
            let target = relation.target.as_str().trim_start_matches('#');
            if let Some(to) = places.get(target).filter(|to| **to != from) {
                let title = page.code("statement_relation_type", &relation.r#type);
                edges.push(Edge {
                    from,
                    to: *to,
                    class: code(&relation.r#type),
                    title,
                });
            }
        }
    }
    (nodes, edges)
}

/// The statements that bear on an option, and those that lead to one of these: what else relates to each other stands in words only.
fn leading_to_options(decision: &Decision) -> Vec<&Statement> {
    let mut known: Vec<&str> = Vec::new();
    loop {
        let leads = |one: &&Statement| {
            let targets = one.relations.iter().map(|one| one.target.as_str());
            let mut targets = targets.map(|target| target.trim_start_matches('#'));
            one.bearing.is_some() || targets.any(|target| known.contains(&target))
        };
        let found: Vec<_> = decision.statements.iter().filter(leads).collect();
        if found.len() == known.len() {
            return found;
        }
        known = found.iter().map(|one| one.id.as_str()).collect();
    }
}

/// Gives each box its place, and tells the height of the picture: a layer below what its statements lead to, in the order of that.
fn place(nodes: &mut [Node<'_>], edges: &[Edge]) -> f64 {
    // Lines may lead in a circle, so no box sinks more often than there are boxes.
    for _ in 0..nodes.len() {
        let mut moves = false;
        for edge in edges {
            let below = nodes[edge.to].layer + 1;
            if nodes[edge.from].layer < below && below <= nodes.len() {
                nodes[edge.from].layer = below;
                moves = true;
            }
        }
        if !moves {
            break;
        }
    }
    // What leads nowhere stands with the statements, not with the options.
    for node in nodes
        .iter_mut()
        .filter(|node| node.class != "option" && node.layer == 0)
    {
        node.layer = 1;
    }
    let mut layers: Vec<usize> = nodes.iter().map(|node| node.layer).collect();
    layers.sort_unstable();
    layers.dedup();
    let mut y = 4.0;
    for layer in layers {
        let mut own: Vec<usize> = (0..nodes.len())
            .filter(|at| nodes[*at].layer == layer)
            .collect();
        let middle = |at: usize| {
            let above = edges
                .iter()
                .filter(|edge| edge.from == at && nodes[edge.to].layer < layer);
            let above: Vec<f64> = above.map(|edge| nodes[edge.to].x).collect();
            above.iter().sum::<f64>() / (above.len().max(1)) as f64
        };
        own.sort_by(|one, other| middle(*one).total_cmp(&middle(*other)).then(one.cmp(other)));
        let rows = own.len().div_ceil(ROW);
        for row in own.chunks(own.len().div_ceil(rows)) {
            let room = (WIDTH - BOX * row.len() as f64) / (row.len() + 1) as f64;
            for (at, node) in row.iter().enumerate() {
                nodes[*node].x = room + (BOX + room) * at as f64;
                nodes[*node].y = y;
            }
            y += HEIGHT + GAP;
        }
    }
    y
}

/// A text of at most so many letters.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The beginning of a text in two lines.
fn two_lines(text: &str) -> Vec<String> {
    const LINE: usize = 30;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let length = lines[last].chars().count() + word.chars().count() + 1;
        match (length > LINE && !lines[last].is_empty(), last) {
            (true, 0) => lines.push(word.to_owned()),
            (true, _) => {
                lines[last].push('…');
                break;
            }
            (false, _) => {
                if !lines[last].is_empty() {
                    lines[last].push(' ');
                }
                lines[last].push_str(word);
            }
        }
    }
    lines.iter().map(|line| cut(line, LINE + 2)).collect()
}
