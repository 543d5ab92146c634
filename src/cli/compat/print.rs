//! What a comparison found: for people, for programs, and as annotations of GitHub.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::super::Out;
use crate::compat::{Bump, Change, Comparison, Known, Label};
use crate::printable::Form;

/// The name of the shape for programs.
const FORMAT: &str = "besluit-compat-1";

/// Prints it for people: the changes, what is wrong, and a line for each label.
pub fn human(name: &str, found: &Comparison, out: &mut Out) -> io::Result<()> {
    writeln!(out, "compared with {name}")?;
    let mut surface = None;
    for change in &found.changes {
        if surface != Some(change.surface) {
            writeln!(out, "\n{}", change.surface.name())?;
            surface = Some(change.surface);
        }
        writeln!(out, "  {}: {}", place(change), change.what)?;
        writeln!(out, "    in {}", change.files.join(", "))?;
        writeln!(out, "    {}", verdict(change, found))?;
        if let Some(reason) = &change.reason {
            writeln!(out, "    because {reason}")?;
        }
        for witness in &change.witnesses {
            writeln!(
                out,
                "    accepted by {}, refused by {}:",
                witness.accepted_by, witness.refused_by
            )?;
            writeln!(out, "      {}", witness.document)?;
        }
    }
    if !found.problems.is_empty() {
        writeln!(out)?;
    }
    for problem in &found.problems {
        let level = if problem.is_error { "error" } else { "warning" };
        writeln!(
            out,
            "{level}[{}]: {}: {}",
            problem.surface, problem.at, problem.what
        )?;
    }
    writeln!(out)?;
    found
        .labels
        .iter()
        .try_for_each(|label| writeln!(out, "{}", last_line(label)))
}

fn place(change: &Change) -> &str {
    match change.at.as_str() {
        "" => "/",
        at => at,
    }
}

fn whom(change: &Change) -> String {
    let names: Vec<_> = change.breaks.iter().map(|one| one.name()).collect();
    match names.is_empty() {
        true => "nobody".to_owned(),
        false => names.join(" and "),
    }
}

/// The step that a change asks for of the label that it belongs to.
fn asked(change: &Change, found: &Comparison) -> Bump {
    let of = if change.surface.is_of_model() {
        "model"
    } else {
        "program"
    };
    let label = found.labels.iter().find(|label| label.of == of);
    let line = label.and_then(|label| label.before.clone().or(label.now.clone()));
    let line = line.or_else(|| "0.0.0".parse().ok());
    line.map_or(Bump::None, |line| Bump::asked(change.weight, &line))
}

fn verdict(change: &Change, found: &Comparison) -> String {
    match change.known {
        Known::Open => "open: declare whom it breaks in `schema/changes.toml`".to_owned(),
        known => format!(
            "breaks {} ({}); asks for {}",
            whom(change),
            known.name(),
            asked(change, found).name()
        ),
    }
}

/// The line that says whether a label suffices.
fn last_line(label: &Label) -> String {
    let says = label.says.map_or("back", Bump::name);
    let verdict = match (label.suffices(), label.open) {
        (true, _) => "in order".to_owned(),
        (false, 0) => "too low".to_owned(),
        (false, 1) => "1 change is open".to_owned(),
        (false, open) => format!("{open} changes are open"),
    };
    format!(
        "required: {}; the {} says: {says} — {verdict}",
        label.required.name(),
        label.of
    )
}

/// Prints it for programs.
pub fn json(name: &str, found: &Comparison, out: &mut Out) -> io::Result<()> {
    out.set_form(Form::Json)?;
    let changes = found.changes.iter().map(|change| {
        let witnesses = change.witnesses.iter().map(|witness| {
            json!({
                "breaks": witness.whom.name(),
                "accepted_by": witness.accepted_by,
                "refused_by": witness.refused_by,
                "document": witness.document,
            })
        });
        let mut told = json!({
            "surface": change.surface.name(),
            "files": change.files,
            "at": change.at,
            "what": change.what,
            "breaks": change.breaks.iter().map(|one| one.name()).collect::<Vec<_>>(),
            "known": change.known.name(),
            "asks": asked(change, found).name(),
            "witnesses": witnesses.collect::<Vec<Value>>(),
        });
        if let Some(reason) = &change.reason {
            told["reason"] = json!(reason);
        }
        told
    });
    let problems = found.problems.iter().map(|problem| {
        json!({
            "surface": problem.surface,
            "level": if problem.is_error { "error" } else { "warning" },
            "at": problem.at,
            "what": problem.what,
        })
    });
    let labels = found.labels.iter().map(|label| {
        json!({
            "of": label.of,
            "before": label.before.as_ref().map(ToString::to_string),
            "now": label.now.as_ref().map(ToString::to_string),
            "required": label.required.name(),
            "says": label.says.map_or("back", Bump::name),
            "open": label.open,
            "suffices": label.suffices(),
        })
    });
    let told = json!({
        "format": FORMAT,
        "against": name,
        "changes": changes.collect::<Vec<Value>>(),
        "problems": problems.collect::<Vec<Value>>(),
        "labels": labels.collect::<Vec<Value>>(),
        "in_order": found.is_in_order(),
    });
    writeln!(out, "{told:#}")
}

/// Prints it as annotations: what breaks somebody is an error only where the label does not say so.
pub fn github(found: &Comparison, out: &mut Out) -> io::Result<()> {
    out.set_form(Form::Commands)?;
    for change in &found.changes {
        let of = if change.surface.is_of_model() {
            "model"
        } else {
            "program"
        };
        let suffices = found
            .labels
            .iter()
            .any(|label| label.of == of && label.suffices());
        let level = match (
            change.known == Known::Open,
            change.breaks.is_empty() || suffices,
        ) {
            (false, true) => "notice",
            _ => "error",
        };
        let place = format!("{} {}", change.surface.name(), place(change));
        let what = format!("{}: {}", change.what, verdict(change, found));
        annotation(level, &place, &what, out)?;
    }
    for problem in &found.problems {
        let level = if problem.is_error { "error" } else { "warning" };
        let place = format!("{} {}", problem.surface, problem.at);
        annotation(level, &place, &problem.what, out)?;
    }
    found
        .labels
        .iter()
        .try_for_each(|label| writeln!(out, "{}", last_line(label)))
}

fn annotation(level: &str, title: &str, message: &str, out: &mut Out) -> io::Result<()> {
    let data = |text: &str| {
        text.replace('%', "%25")
            .replace('\r', "%0D")
            .replace('\n', "%0A")
    };
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    writeln!(
        out,
        "::{level} title={}::{}",
        property(title),
        data(message)
    )
}
