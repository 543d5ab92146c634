//! What follows from all records together is checked over the index of their facts, wherever those were taken from them.

use rayon::prelude::*;

use super::context::{Context, Subject};
use super::job::{Gathered, Job};
use super::texts::{Texts, TextsAtHand};
use super::{Check, CheckAll, CheckEach, Findings, Rule, fingerprint, rules, summary};
use crate::finding::{self, Finding, Summary};
use crate::index::{Index, Verdict};
use crate::workspace::Inventory;

/// The number of records from which on several threads check them; fewer are checked on one, as threads take longer to start.
const FEW: usize = 64;

/// The result of a run.
pub struct Run {
    /// The findings in every file, sorted by file, place and rule.
    pub findings: Vec<Finding>,
    /// The summary of what was checked, of the files that were selected.
    pub summary: Summary,
    /// The number of files and lines that were selected.
    pub selected: usize,
    /// Whether a source pins each of the files that hold no record.
    pub pinned: Vec<bool>,
    /// About how many bytes of memory the index of all records took, and how many records are in it.
    pub index: (usize, usize),
}

/// Checks what follows from all records. `is_selected` says by their paths which files are counted.
pub fn conclude(
    job: Job<'_>,
    texts: &Texts<'_>,
    gathered: Gathered,
    is_selected: &(dyn Fn(&str) -> bool + Sync),
) -> Run {
    let Job {
        inventory,
        rules,
        setting,
        before,
    } = job;
    let Gathered {
        naming,
        facts,
        mut findings,
    } = gathered;
    let paths = inventory.files().iter().map(|file| file.path.as_str());
    let mut index = Index::new(naming, facts, paths);
    texts.read_rest();
    look_again(inventory, texts, &mut index);
    let context = Context::new(&index, setting, inventory, texts, before);
    findings.extend(check_all(&context, rules));
    rules::take_allowed(&context, &mut findings);
    finding::sort(&mut findings);
    fingerprint::assign(&mut findings);
    Run {
        findings,
        summary: summary::count(&context, is_selected),
        selected: summary::selected(&context, is_selected),
        pinned: context.pinned(),
        index: (index.bytes() + texts.bytes(), index.facts.entries.len()),
    }
}

/// Looks once more for the quotes of sources that pin another text than the one in which they were looked for.
fn look_again(inventory: &Inventory<'_>, texts: &Texts<'_>, index: &mut Index) {
    let mut pinned = vec![None; index.names.bound()];
    let mut are_some = false;
    for at in index.all() {
        let (Some(name), Some(source)) = (index.entry(at).name, index.source(at)) else {
            continue;
        };
        let file = source.text.and_then(|text| text.file);
        if index.read(name) == Some(at)
            && source.text.is_some()
            && file != inventory.likely_text(index.id(at))
        {
            pinned[name as usize] = Some(file);
            are_some = true;
        }
    }
    if !are_some {
        return;
    }
    let all: Vec<u32> = index.all().collect();
    let facts = &index.facts;
    let quotes = |at: u32| facts.quotes.of(at).iter().chain(facts.declared.of(at));
    let find = |at_hand: &mut TextsAtHand, at: u32| {
        let is_other = quotes(at).any(|quote| pinned[quote.source as usize].is_some());
        if !is_other {
            return None;
        }
        let document = inventory.document(&index.entry(at).origin);
        let words = super::quotes::words(&document);
        let verdicts =
            quotes(at)
                .zip(words)
                .map(|(quote, words)| match pinned[quote.source as usize] {
                    None => quote.verdict(),
                    Some(None) => Verdict::NoText,
                    Some(Some(file)) => at_hand.find(texts, file, words),
                });
        Some((at, verdicts.collect()))
    };
    let found: Vec<Option<(u32, Vec<Verdict>)>> = all
        .into_par_iter()
        .map_init(TextsAtHand::default, find)
        .collect();
    for (at, verdicts) in found.into_iter().flatten() {
        let facts = &mut index.facts;
        let quotes = facts.quotes.of_mut(at).iter_mut();
        let quotes = quotes.chain(facts.declared.of_mut(at));
        for (quote, verdict) in quotes.zip(verdicts) {
            quote.set(verdict);
        }
    }
}

/// Applies the rules about what follows from all records.
fn check_all(context: &Context<'_>, rules: &[Rule]) -> Vec<Finding> {
    let asked = || {
        let asked = rules
            .iter()
            .filter(|rule| rule.is_asked(context.setting.notes));
        asked.flat_map(|rule| rule.checks.iter().map(move |check| (rule, check)))
    };
    let each: Vec<(&Rule, CheckEach)> = asked()
        .filter_map(|(rule, check)| match check {
            Check::Each(check) => Some((rule, *check)),
            _ => None,
        })
        .collect();
    let of_entry = |at: u32| {
        let subject = Subject::new(context, at);
        let mut found = Vec::new();
        for (rule, check) in &each {
            let mut findings = Findings::new(&rule.about);
            check(&subject, &mut findings);
            found.append(&mut findings.into_found());
        }
        found
    };
    let all: Vec<_> = asked()
        .filter_map(|(rule, check)| match check {
            Check::All(check) => Some((rule, *check)),
            _ => None,
        })
        .collect();
    let of_rule = |(rule, check): &(&Rule, CheckAll)| {
        let mut findings = Findings::new(&rule.about);
        check(context, &mut findings);
        findings.into_found()
    };
    let mut found = Vec::new();
    if context.index.facts.entries.len() < FEW {
        found.extend(context.index.all().flat_map(of_entry));
        found.extend(all.iter().flat_map(of_rule));
    } else {
        let entries = 0..context.index.facts.entries.len() as u32;
        found.par_extend(entries.into_par_iter().flat_map_iter(of_entry));
        found.par_extend(all.par_iter().flat_map_iter(of_rule));
    }
    found
}
