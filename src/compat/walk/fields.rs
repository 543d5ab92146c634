//! The fields of objects, and maps of which the fields have no names of their own.

use std::collections::BTreeSet;

use super::{Difference, Edit, Told, Walk, field, together};
use crate::compat::form::Form;

/// A field that only one of the two schemas speaks of.
struct Lone {
    name: String,
    difference: Difference,
}

impl Walk {
    pub(super) fn compare_fields(&mut self, old: &Form<'_>, new: &Form<'_>, at: &str) {
        let (before, after) = (old.properties(), new.properties());
        let (had, has) = (old.required(), new.required());
        let mut names: Vec<&str> = before.iter().chain(&had).copied().collect();
        let is_new = |name: &&&str| !before.contains(**name) && !had.contains(**name);
        names.extend(after.iter().chain(&has).filter(is_new).copied());
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(name) {
                continue;
            }
            let place = field(at, name);
            let (one, other) = (old.property(name), new.property(name));
            let (was_needed, is_needed) = (had.contains(name), has.contains(name));
            let edit = match (before.contains(name), after.contains(name)) {
                (true, false) => Edit::FieldRemoved(was_needed),
                (false, true) => Edit::FieldAdded(is_needed),
                _ => {
                    self.compare(&one, &other, &place);
                    if !was_needed && is_needed {
                        self.push(&place, Edit::Required, Told::No, Told::Yes);
                    }
                    if was_needed && !is_needed {
                        self.push(&place, Edit::Optional, Told::Yes, Told::No);
                    }
                    continue;
                }
            };
            let (mut more, mut less) = match (one.form().is_never, other.form().is_never) {
                (true, false) => (Told::Yes, Told::No),
                (false, true) => (Told::No, Told::Yes),
                _ => together(&self.aside(&one, &other, &place)),
            };
            if was_needed && !is_needed {
                more = Told::Yes;
            }
            if is_needed && !was_needed {
                less = Told::Yes;
            }
            let is_gone = matches!(edit, Edit::FieldRemoved(_));
            let lone = Lone {
                name: name.to_owned(),
                difference: Difference {
                    at: place,
                    edit,
                    more,
                    less,
                    samples: Vec::new(),
                },
            };
            if is_gone {
                gone.push(lone);
            } else {
                come.push(lone);
            }
        }
        for mut one in gone {
            let renamed = come.iter().position(|other| {
                let (before, after) = (old.property(&one.name), new.property(&other.name));
                let is_said = !before.form().maps.is_empty();
                let is_as_needed =
                    had.contains(one.name.as_str()) == has.contains(other.name.as_str());
                is_said && is_as_needed && self.aside(&before, &after, "").is_empty()
            });
            if let Some(renamed) = renamed {
                let other = come.remove(renamed);
                one.difference.edit = Edit::FieldRenamed(other.name);
                one.difference.more = one.difference.more.max(other.difference.more);
                one.difference.less = one.difference.less.max(other.difference.less);
            }
            self.take(one.difference);
        }
        for one in come {
            self.take(one.difference);
        }
        self.compare_unnamed(old, new, at);
    }

    fn take(&mut self, one: Difference) {
        self.push_with(&one.at, one.edit, one.more, one.less, one.samples);
    }

    /// Compares what fields may be that are not named.
    fn compare_unnamed(&mut self, old: &Form<'_>, new: &Form<'_>, at: &str) {
        let (one, other) = (old.additional(), new.additional());
        let are_closed = (one.form().is_never, other.form().is_never);
        match are_closed {
            (true, true) => {}
            (true, false) => self.push(at, Edit::FieldsOpened, Told::Yes, Told::No),
            (false, true) => self.push(at, Edit::FieldsClosed, Told::No, Told::Yes),
            (false, false) => self.compare(&one, &other, &format!("{at}/*")),
        }
        let is_map = old.properties().is_empty() && new.properties().is_empty();
        let least = |form: &Form<'_>| Some(form.bound("minProperties").unwrap_or(0.0));
        self.compare_bound(at, "minProperties", least(old), least(new), is_map);
        if are_closed != (true, true) {
            self.doubts += usize::from(!is_map);
            let name = format!("{at}/*#name");
            self.compare(&old.property_names(), &new.property_names(), &name);
            self.doubts -= usize::from(!is_map);
        }
    }
}
