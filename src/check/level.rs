//! Levels that one run gives to rules otherwise than the rules do. A rule itself knows only its own.

use std::collections::BTreeMap;

use super::rules::{FORM, RULES, rule};
use crate::config::Config;
use crate::finding::{Finding, Level};
use crate::suggest::nearest;

/// The levels that one run gives to the findings of some rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    /// By rule, the level that its findings get; none if they are not reported.
    of_rules: BTreeMap<&'static str, Option<Level>>,
    /// The same for all rules of one level.
    of_groups: BTreeMap<Level, Option<Level>>,
}

/// The levels whose rules can be named together, in the plural.
const GROUPS: [(&str, Level); 2] = [("warnings", Level::Warning), ("notes", Level::Note)];

impl Levels {
    /// Gives a rule another level, or has its findings left out. `warnings` and `notes` name all rules of that level; what is
    /// said of a rule by its name goes before.
    ///
    /// # Errors
    /// If there is no such rule, it is one that cannot be done without, or something else was said of it before.
    pub fn set(&mut self, name: &str, level: Option<Level>) -> Result<(), String> {
        let group = GROUPS.iter().find(|(group, _)| *group == name);
        let before = match (group, rule(name)) {
            (Some((_, group)), _) => self.of_groups.insert(*group, level),
            (None, Some(rule))
                if FORM.contains(&rule.about.name) && level != Some(Level::Error) =>
            {
                return Err(format!(
                    "`{name}` stays an error: a record that breaks it is not checked further"
                ));
            }
            (None, Some(rule)) => self.of_rules.insert(rule.about.name, level),
            (None, None) => {
                let rules = RULES.iter().map(|rule| rule.about.name);
                let near = nearest(name, rules.chain(GROUPS.map(|(group, _)| group)));
                let near = near.unwrap_or_else(|| "`besluit explain` lists them".to_owned().into());
                return Err(format!("there is no rule `{name}`; {near}"));
            }
        };
        match before {
            None => Ok(()),
            Some(before) if before == level => Ok(()),
            Some(_) => Err(format!("two levels are given to `{name}`")),
        }
    }

    /// True if anything is said of notes, so that they have to be looked for.
    pub fn touch_notes(&self) -> bool {
        let is_note =
            |name: &&'static str| rule(name).is_some_and(|rule| rule.about.level == Level::Note);
        self.of_groups.contains_key(&Level::Note) || self.of_rules.keys().any(is_note)
    }

    /// Gives the findings their levels, and takes out those that are not to be reported.
    pub fn apply(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| {
            let of_rule = self.of_rules.get(finding.rule);
            match of_rule.or_else(|| self.of_groups.get(&finding.level)) {
                Some(Some(level)) => finding.level = *level,
                Some(None) => return false,
                None => {}
            }
            true
        });
    }
}

/// True if notes have to be looked for because the dataset allows some: what is allowed is taken out of what was found.
pub(crate) fn allows_notes(config: &Config) -> bool {
    let mut allowed = config.allowances.iter().filter_map(|one| rule(&one.rule));
    allowed.any(|rule| rule.about.level == Level::Note)
}
