//! The promise: CONTRIBUTING.md is a round that works. Its commands are run as they stand, in an empty folder; where a person would
//! type in an editor, the files and patches on the page are applied.
//!
//! Run with `UPDATE_EXPECTED=1` to write the output of the commands into the page anew, and review the difference.

use std::env;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::support::repository;

/// A part of the page between two fences, or between fences and text.
enum Block {
    /// Text that the test does nothing with.
    Prose(String),
    /// Commands, each with what it prints.
    Console(Vec<(String, String)>),
    /// A file to be saved under a name.
    File(String, String),
    /// A patch to be applied.
    Patch(String),
}

#[test]
fn the_round_works() {
    let page = repository().join("CONTRIBUTING.md");
    let text = fs::read_to_string(&page).expect("the page is there");
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut here = folder.path().to_owned();
    let mut written = String::new();
    for block in blocks(&text) {
        match block {
            Block::Prose(text) => written += &text,
            Block::File(name, text) => {
                fs::write(here.join(&name), &text).expect("it can be written");
                written += &format!("```text {name}\n{text}```\n");
            }
            Block::Patch(patch) => {
                apply(&here, &patch);
                written += &format!("```diff\n{patch}```\n");
            }
            Block::Console(commands) => {
                let ran: Vec<_> = commands
                    .iter()
                    .map(|(command, _)| format!("$ {command}\n{}", run(&mut here, command)))
                    .collect();
                written += &format!("```console\n{}```\n", ran.concat());
            }
        }
    }
    if env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&page, &written).expect("the page can be written");
    }
    let differs = text
        .lines()
        .zip(written.lines())
        .find(|(page, run)| page != run);
    assert!(
        text == written,
        "the page and the run differ, first at: {differs:?}"
    );
}

/// Runs one command of the page: what it prints, an exit code other than 0 first, and an empty line at the end.
fn run(here: &mut PathBuf, command: &str) -> String {
    let words = shell_words(command);
    let arguments: Vec<&str> = words.iter().map(String::as_str).collect();
    let output = match arguments.as_slice() {
        ["cd", folder] => {
            here.push(folder);
            return "\n".to_owned();
        }
        ["besluit", arguments @ ..] => Command::new(env!("CARGO_BIN_EXE_besluit"))
            .args(arguments)
            .current_dir(&*here)
            .output(),
        other => panic!("the page has a command that this test does not know: {other:?}"),
    };
    let output = output.expect("the program can be run");
    let code = output.status.code().expect("it ended by itself");
    let code = if code == 0 {
        String::new()
    } else {
        format!("? {code}\n")
    };
    let printed = [output.stdout, output.stderr].concat();
    format!(
        "{code}{}\n",
        String::from_utf8(printed).expect("it prints UTF-8")
    )
}

/// The words of a command; double quotes hold a word together.
fn shell_words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    parts
        .flat_map(|(at, part)| match at % 2 {
            0 => part
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

fn apply(here: &PathBuf, patch: &str) {
    let mut git = Command::new("git")
        .args(["apply", "--verbose", "-"])
        .current_dir(here)
        // The folder may lie in a repository that is none of this test's business.
        .env("GIT_CEILING_DIRECTORIES", here)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("git is there");
    git.stdin
        .take()
        .expect("it is piped")
        .write_all(patch.as_bytes())
        .expect("git reads the patch");
    let output = git.wait_with_output().expect("git ends");
    assert!(
        output.status.success(),
        "{}\n{patch}",
        String::from_utf8_lossy(&output.stderr)
    );
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut prose = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else {
            prose += &format!("{line}\n");
            continue;
        };
        blocks.push(Block::Prose(std::mem::take(&mut prose)));
        let body: String = lines
            .by_ref()
            .take_while(|line| *line != "```")
            .map(|line| format!("{line}\n"))
            .collect();
        blocks.push(match info.split_once(' ') {
            Some(("text", name)) => Block::File(name.to_owned(), body),
            _ if info == "diff" => Block::Patch(body),
            _ if info == "console" => Block::Console(commands(&body)),
            _ => Block::Prose(format!("{line}\n{body}```\n")),
        });
    }
    blocks.push(Block::Prose(prose));
    blocks
}

fn commands(body: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in body.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), String::new())),
            (None, Some((_, printed))) => *printed += &format!("{line}\n"),
            (None, None) => panic!("a console begins with a command: {line}"),
        }
    }
    commands
}
