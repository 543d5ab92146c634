//! The imports of files: the names in their code, the file that each comes from, and whether they lead in a circle.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// The files that import each other in a circle, in the order of their paths; none if there is no circle. A name that a module only
/// hands on (`pub use`) counts as that of the file that defines it. A module and the modules in it are one thing that knows itself, and
/// make no circle. Each file is its path below `src` and its code.
pub fn circle(files: &[(PathBuf, String)]) -> Option<Vec<PathBuf>> {
    let modules = Modules::of(files);
    let mut used: Vec<BTreeSet<usize>> = Vec::new();
    for (path, code) in files {
        let module = module(path);
        let imports = names(code)
            .into_iter()
            .filter_map(|name| modules.file_of(&module, &name));
        let is_apart = |other: &usize| {
            let other = self::module(&files[*other].0);
            !module.starts_with(&other) && !other.starts_with(&module)
        };
        used.push(imports.filter(is_apart).collect());
    }
    // What a file reaches by way of others.
    let reach = |from: usize| {
        let mut reached = BTreeSet::new();
        let mut open: Vec<usize> = used[from].iter().copied().collect();
        while let Some(file) = open.pop() {
            if reached.insert(file) {
                open.extend(&used[file]);
            }
        }
        reached
    };
    let reached: Vec<_> = (0..files.len()).map(reach).collect();
    let first = (0..files.len()).find(|file| reached[*file].contains(file))?;
    let around = reached[first].iter().copied();
    let around = around.filter(|file| reached[*file].contains(&first));
    let mut circle: Vec<_> = around.map(|file| files[file].0.clone()).collect();
    circle.sort();
    Some(circle)
}

/// The modules of a crate.
struct Modules {
    /// The number of the file of each module.
    files: HashMap<Vec<String>, usize>,
    /// For each file the names that it hands on, and the path of each as it is written there.
    handed_on: Vec<HashMap<String, String>>,
}

impl Modules {
    fn of(files: &[(PathBuf, String)]) -> Modules {
        let numbered = files.iter().enumerate();
        Modules {
            files: numbered.map(|(at, (path, _))| (module(path), at)).collect(),
            handed_on: files.iter().map(|(_, code)| handed_on(code)).collect(),
        }
    }

    /// The file that a name in a module comes from; none if that is no file of the crate.
    fn file_of(&self, module: &[String], name: &str) -> Option<usize> {
        let mut steps = name.split("::").peekable();
        let mut at = module.to_vec();
        match *steps.peek()? {
            "crate" => {
                steps.next();
                at.clear();
            }
            "self" => drop(steps.next()),
            "super" => {
                while steps.next_if_eq(&"super").is_some() {
                    at.pop()?;
                }
            }
            // A path that begins with a module in this one; any other is of another crate, or of what was imported by name.
            child => {
                at.push(child.to_owned());
                self.files.get(&at)?;
                at.pop();
            }
        }
        for step in steps {
            at.push(step.to_owned());
            if self.files.contains_key(&at) {
                continue;
            }
            at.pop();
            let here = *self.files.get(&at)?;
            return match self.handed_on[here].get(step) {
                Some(path) if path != step => self.file_of(&at, path).or(Some(here)),
                _ => Some(here),
            };
        }
        self.files.get(&at).copied()
    }
}

/// The path of the module that a file is.
fn module(path: &Path) -> Vec<String> {
    let path = path.with_extension("");
    let steps = path.iter().map(|step| step.to_string_lossy().into_owned());
    steps.filter(|step| step != "lib").collect()
}

/// The names that a module hands on by `pub use`, with the path of each.
fn handed_on(code: &str) -> HashMap<String, String> {
    let statements = code.split(';').filter_map(|statement| {
        let start = statement.find("pub")?;
        let (visible, tree) = statement[start..].split_once(" use ")?;
        let is_visible = visible == "pub" || visible.starts_with("pub(") && visible.ends_with(')');
        is_visible.then_some(tree)
    });
    let mut paths = Vec::new();
    statements.for_each(|tree| spell_out("", tree.trim(), &mut paths));
    let named = paths.into_iter().map(|path| {
        let name = path.rsplit("::").next().unwrap_or_default().to_owned();
        (name, path)
    });
    named.collect()
}

/// Every path of names in code, those of `use` spelled out.
pub fn names(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for statement in code.split(';') {
        let statement = statement.trim();
        let start = if statement.starts_with("use ") {
            Some(0)
        } else {
            statement.find("\nuse ").map(|at| at + 1)
        };
        match start {
            Some(start) => spell_out("", statement[start + "use ".len()..].trim(), &mut names),
            None => {
                let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
                let paths = statement
                    .split(|c: char| !is_part(c))
                    .filter(|word| word.contains("::"));
                names.extend(paths.map(|path| path.trim_matches(':').to_owned()));
            }
        }
    }
    names
}

/// The paths of one `use`: `a::{b, c}` is `a::b` and `a::c`.
fn spell_out(prefix: &str, tree: &str, names: &mut Vec<String>) {
    match tree.split_once('{') {
        None => names.push(format!(
            "{prefix}{}",
            tree.split(" as ").next().unwrap_or_default().trim()
        )),
        Some((head, rest)) => {
            let prefix = format!("{prefix}{}", head.trim());
            let (mut depth, mut from) = (0, 0);
            let rest = rest.trim_end().trim_end_matches('}');
            for (at, c) in rest.char_indices().chain([(rest.len(), ',')]) {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    // A list may end in a comma; and its last `}` was cut off with those around it.
                    ',' if depth <= 0 || at == rest.len() => {
                        let part = rest[from..at].trim();
                        if !part.is_empty() {
                            spell_out(&prefix, part, names);
                        }
                        from = at + 1;
                    }
                    _ => {}
                }
            }
        }
    }
}
