//! The promise: the pages of the repository can be relied on. Links lead somewhere, files that are named are there, the README is short,
//! and every command of `besluit` that is named in the text is run; one with something left open is read.
//!
//! Here are all Markdown files. Their transcripts are run by `cli.rs` and `contributing.rs`, their `sh` blocks by `interop/pages.py`.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;

use besluit::compat::parse_declared;
use besluit::config::Config;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::process::{command, finish};
use crate::support::repository;

/// The number of bytes that the README may have: what somebody reads who is new here.
const README_BYTES: usize = 8192;

/// Folders of which this repository has no pages.
const NOT_OURS: [&str; 3] = [".git", "node_modules", "target"];

/// A code span that begins with one of these is the name of a file of the repository.
const FOLDERS: [&str; 9] = [
    ".ci/", "benches/", "clients/", "docs/", "records/", "schema/", "shapes/", "src/", "tests/",
];

/// The sorts of blocks that are no commands. Others, such as `bash`, would be run by nobody.
const NO_COMMANDS: [&str; 8] = ["", "diff", "json", "lua", "sparql", "text", "toml", "yaml"];

/// A Markdown file.
struct Page {
    /// Its path in the repository, with `/` between folders.
    path: String,
    /// Its blocks of code.
    blocks: Vec<Block>,
    /// The code in the text, each in one line.
    code: Vec<String>,
    /// The text without code.
    prose: String,
    /// The anchors of its headings.
    anchors: BTreeSet<String>,
}

/// A fenced block of code.
struct Block {
    language: String,
    lines: Vec<String>,
}

impl Page {
    fn read(path: String) -> Page {
        let text = fs::read_to_string(repository().join(&path)).expect("a page is UTF-8");
        let mut blocks = Vec::new();
        let mut prose = String::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let Some(language) = line.trim_start().strip_prefix("```") else {
                prose += line;
                prose.push('\n');
                continue;
            };
            let body = lines.by_ref().take_while(|line| line.trim() != "```");
            blocks.push(Block {
                language: language.split(' ').next().unwrap_or_default().to_owned(),
                lines: body.map(|line| line.trim().to_owned()).collect(),
            });
        }
        let anchors = anchors(&prose);
        let mut code = Vec::new();
        let mut rest = String::new();
        for paragraph in prose.split("\n\n") {
            let parts: Vec<&str> = paragraph.split('`').collect();
            assert!(
                parts.len() % 2 == 1,
                "{path}: code that does not end: {paragraph}"
            );
            for (at, part) in parts.into_iter().enumerate() {
                match at % 2 {
                    0 => rest += part,
                    _ => code.push(part.replace('\n', " ")),
                }
            }
            rest.push('\n');
        }
        Page {
            path,
            blocks,
            code,
            prose: rest,
            anchors,
        }
    }

    /// The targets of its links.
    fn links(&self) -> impl Iterator<Item = &str> {
        let targets = self.prose.split("](").skip(1);
        targets.filter_map(|rest| Some(rest.split_once(')')?.0))
    }

    /// The commands of the program that it names, without its name.
    fn commands(&self) -> impl Iterator<Item = &str> {
        let blocks = self.blocks.iter();
        let blocks = blocks.filter(|block| ["sh", "yaml"].contains(&block.language.as_str()));
        let lines = blocks.flat_map(|block| &block.lines);
        let lines = lines.map(|line| line.strip_prefix("- ").unwrap_or(line));
        // What stands behind a command in a block says what it does.
        let lines = lines.map(|line| line.split(" # ").next().unwrap_or(line).trim());
        let all = self.code.iter().map(String::as_str).chain(lines);
        all.filter_map(|line| match line.strip_prefix("cargo run ") {
            Some(rest) => Some(rest.split_once("-- ")?.1),
            None => line.strip_prefix("besluit "),
        })
    }
}

/// The pages of the repository.
fn pages() -> Vec<Page> {
    let files = WalkDir::new(repository()).sort_by_file_name().into_iter();
    let files = files.filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        !NOT_OURS.contains(&name.as_ref())
    });
    let paths = files.filter_map(|entry| {
        let path = entry.expect("the repository can be read").into_path();
        let is_page = path.extension().is_some_and(|ending| ending == "md");
        let path = path.strip_prefix(repository()).expect("it is below");
        is_page.then(|| path.to_string_lossy().replace('\\', "/"))
    });
    paths.map(Page::read).collect()
}

/// The anchors GitHub makes of headings: lower case, a hyphen for each space, of all else letters, digits, hyphens and underscores;
/// and a number after one that was there before.
fn anchors(prose: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for line in prose.lines() {
        let text = line.trim_start_matches('#');
        if text.len() == line.len() || !text.starts_with(' ') {
            continue;
        }
        let slug: String = text
            .trim()
            .to_lowercase()
            .replace(' ', "-")
            .chars()
            .filter(|c| c.is_alphanumeric() || "-_".contains(*c))
            .collect();
        let again = (1..).map(|number| format!("{slug}-{number}"));
        let mut names = std::iter::once(slug.clone()).chain(again);
        let free = names.find(|name| !anchors.contains(name));
        anchors.extend(free);
    }
    anchors
}

#[test]
fn links_lead_somewhere() {
    let pages = pages();
    let mut links = 0;
    for page in &pages {
        let folder = Path::new(&page.path).parent().expect("it is a file");
        for link in page.links().filter(|link| !link.contains("://")) {
            links += 1;
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => page.path.clone(),
                _ => resolved(folder, file)
                    .unwrap_or_else(|| panic!("{}: {link} leads out of the repository", page.path)),
            };
            let there = repository().join(&target);
            assert!(there.exists(), "{}: {link} leads nowhere", page.path);
            if !anchor.is_empty() {
                let other = pages.iter().find(|other| other.path == target);
                let is_heading = other.is_some_and(|other| other.anchors.contains(anchor));
                assert!(is_heading, "{}: {link} is no heading", page.path);
            }
        }
    }
    println!("{} pages, {links} links", pages.len());
    assert!(pages.len() > 30 && links > 300, "they were found");
}

/// The path in the repository of what a page in a folder links to; none if it is not in the repository.
fn resolved(folder: &Path, link: &str) -> Option<String> {
    let mut parts: Vec<String> = folder
        .iter()
        .map(|part| part.to_string_lossy().into_owned())
        .collect();
    for part in link.split('/').filter(|part| !["", "."].contains(part)) {
        match part {
            ".." => drop(parts.pop()?),
            _ => parts.push(part.to_owned()),
        }
    }
    Some(parts.join("/"))
}

#[test]
fn files_that_are_named_are_there() {
    let is_open = |code: &&String| code.contains(['<', '*', '…', ' ', '#']);
    for page in pages() {
        let named = page.code.iter().filter(|code| !is_open(code));
        for name in named.filter(|name| FOLDERS.iter().any(|folder| name.starts_with(folder))) {
            // The page on the house names its parts from where they are.
            let places = [repository(), repository().join("src")];
            let is_there = places.iter().any(|place| place.join(name).exists());
            assert!(is_there, "{}: there is no {name}", page.path);
        }
    }
}

#[test]
fn the_readme_is_short() {
    let readme = fs::read_to_string(repository().join("README.md")).expect("it is there");
    assert!(readme.len() <= README_BYTES, "{} bytes", readme.len());
}

#[test]
fn each_block_is_of_a_sort_that_somebody_runs() {
    let read = |path: &str| fs::read_to_string(repository().join(path)).expect("it is there");
    // Those who run the `sh` blocks, and the `python` blocks of two pages.
    assert!(read(".ci/run").contains("\ntests/interop/run\n"));
    assert!(read("tests/interop/run").contains("\nrun pages.py\n"));
    assert!(read("tests/interop/run").contains("\nrun wheel.py\n"));
    for page in pages() {
        let (folder, name) = page.path.rsplit_once('/').unwrap_or(("", &page.path));
        let has_transcripts = ["docs", "tests/cli"].contains(&folder)
            || (folder.is_empty() && ["CONTRIBUTING.md", "README.md"].contains(&name));
        for block in &page.blocks {
            let is_run = match block.language.as_str() {
                "console" => has_transcripts,
                "sh" => true,
                "python" => ["bindings/python/README.md", "docs/python.md"].contains(&&*page.path),
                other => NO_COMMANDS.contains(&other),
            };
            assert!(is_run, "{}: nobody runs `{}`", page.path, block.language);
            if block.language == "toml" {
                let text = block.lines.join("\n");
                let is_read = match text.starts_with("[[change]]") {
                    true => parse_declared(&text).map(|_| ()),
                    false => Config::parse(&text).map(|_| ()),
                };
                assert_eq!(is_read, Ok(()), "{}", page.path);
            }
        }
    }
}

#[test]
fn commands_are_run() {
    let folder = published();
    let mut seen = BTreeSet::new();
    let (mut run, mut wrong) = (0, Vec::new());
    for page in pages() {
        for line in page.commands() {
            if !seen.insert(line.to_owned()) {
                continue;
            }
            let (mut words, input) = words(line);
            let is_open = |word: &String| {
                let is_name = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
                is_name || word.contains('…')
            };
            // A command by itself is a name for it, and one with something left open a form: both are only read. So is what never ends.
            let name = if words[0] == "new" { 2 } else { 1 };
            let is_endless = words.iter().any(|word| word == "--watch");
            let is_closed = !is_endless && !words.iter().any(is_open);
            let is_whole = words.len() > name && is_closed || words == ["help"];
            if !is_whole {
                for word in words.iter_mut().filter(|word| is_open(word)) {
                    *word = word.replace('…', "x").to_lowercase();
                }
                words.push("--help".to_owned());
            }
            run += usize::from(is_whole);
            let mut command = command(folder.path(), &words);
            if let Some(input) = input {
                let file = File::open(folder.path().join(input)).expect("the input is there");
                command.stdin(file);
            }
            let came = finish(command);
            if came.code != Some(0) {
                wrong.push(format!("{}: besluit {line}: {came:?}", page.path));
            }
        }
    }
    println!("{run} commands run, {} read", seen.len() - run);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run > 30, "they were found");
}

/// The words of a command as a shell takes them, and the file that goes to its standard input.
fn words(line: &str) -> (Vec<String>, Option<String>) {
    let mut words = Vec::new();
    let (mut word, mut quote) = (None, None);
    for c in line.chars() {
        match c {
            _ if quote == Some(c) => quote = None,
            '"' | '\'' if quote.is_none() => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            ' ' if quote.is_none() => words.extend(word.take()),
            _ => word.get_or_insert_with(String::new).push(c),
        }
    }
    words.extend(word);
    let mut input = None;
    while let Some(at) = words.iter().position(|word| ["<", ">"].contains(&&**word)) {
        let redirected: Vec<_> = words.drain(at..(at + 2).min(words.len())).collect();
        if let [sign, file] = redirected.as_slice()
            && sign == "<"
        {
            input = Some(file.clone());
        }
    }
    (words, input)
}

/// The dataset of this repository in a repository of its own, on the branch `main`, published as `v0.1.0`; beside it are its records as
/// a stream, and one of them as an editor has it.
fn published() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut stream = String::new();
    for part in ["besluit.toml", "records", "released", "schema"] {
        for entry in WalkDir::new(repository().join(part)) {
            let from = entry.expect("the dataset can be read").into_path();
            let path = from.strip_prefix(repository()).expect("it is below");
            let to = folder.path().join(path);
            if from.is_dir() {
                fs::create_dir_all(to).expect("a folder can be made");
                continue;
            }
            fs::copy(&from, to).expect("it can be copied");
            if part == "records" && from.extension().is_some_and(|ending| ending == "json") {
                let record = fs::read_to_string(&from).expect("a record is UTF-8");
                stream.extend(record.lines().map(str::trim));
                stream.push('\n');
            }
        }
    }
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("it can be written");
    };
    write("dump.ndjson", &stream);
    let record = fs::read_to_string(repository().join("records/actors/nl-aivd.json"));
    write("buffer.json", &record.expect("the record is there"));
    for arguments in [
        &["init", "--quiet"][..],
        &["symbolic-ref", "HEAD", "refs/heads/main"],
        &["add", "--all"],
        &["commit", "--quiet", "--message", "Records"],
        &["tag", "v0.1.0"],
    ] {
        let mut git = std::process::Command::new("git");
        git.args(["-c", "user.name=Somebody", "-c", "user.email=x@y.example"])
            .args(arguments)
            .current_dir(folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            git.env_remove(name);
        }
        let output = git.output().expect("git is there");
        assert!(output.status.success(), "git {arguments:?}: {output:?}");
    }
    folder
}
