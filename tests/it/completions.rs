//! The promise: who types on a command line is offered what the dataset at hand has, and nothing where there is none.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process::{Run, command, finish, run};
use crate::support::small_dataset;

/// What a shell is offered for the last word of a line, as the script of the shell asks for it.
#[track_caller]
fn ask(folder: &Path, shell: &str, words: &[&str]) -> Run {
    let mut command = command(folder, &[&["--", "besluit"], words].concat());
    command
        .env("BESLUIT_COMPLETE", shell)
        .env("_CLAP_COMPLETE_INDEX", words.len().to_string())
        .env("_CLAP_IFS", "\n");
    finish(command)
}

/// The lines that fish is offered: a value each, and what it is behind a tab.
#[track_caller]
fn offered(folder: &Path, words: &[&str]) -> Vec<(String, String)> {
    let asked = ask(folder, "fish", words);
    assert_eq!((asked.code, asked.err.as_str()), (Some(0), ""), "{words:?}");
    let lines = asked.out.lines().map(|line| {
        let (value, help) = line.split_once('\t').unwrap_or((line, ""));
        (value.to_owned(), help.to_owned())
    });
    lines.collect()
}

#[test]
fn what_is_at_hand_is_offered() {
    let dataset = small_dataset();
    for (words, value, help) in [
        (&["show", "xd-c"][..], "xd-cabinet", "Cabinet of Xd"),
        (&["show", "world"], "world-xd-2022-0001", ""),
        (&["show", "xd-letter"], "xd-letter-2022-03-18", ""),
        (&["explain", "quote-not"], "quote-not-found", ""),
        (&["validate", "--deny", "vote-c"], "vote-counts", ""),
        (&["validate", "--warn", "warn"], "warnings", "all rules"),
        (&["validate", "--allow=vote-c"], "--allow=vote-counts", ""),
        (&["validate", "record"], "records/", ""),
        (&["list", "--holder", "xd-c"], "xd-cabinet", ""),
        (&["list", "--type", "com"], "commitment", ""),
        (&["quote", "--source", "xd-l"], "xd-letter-2022-03-18", ""),
        (&["new", "decision", "--kind", "ord"], "order", "An order"),
        (&["new", "decision", "--decider", "xd-c"], "xd-cabinet", ""),
        (
            &["new", "source", "x", "--form", "let"],
            "letter",
            "A letter",
        ),
        (&["val"], "validate", "Checks records"),
    ] {
        let offered = offered(dataset.path(), words);
        let found = offered.iter().find(|(one, _)| one == value);
        let (_, said) = found.unwrap_or_else(|| panic!("{words:?}: {offered:?}"));
        assert!(said.contains(help), "{words:?}: {said}");
        // Nothing else begins so.
        let typed = words.last().expect("there is one");
        assert!(
            offered.iter().all(|(one, _)| one.starts_with(typed)),
            "{offered:?}"
        );
    }
    // A source without a text has no words.
    let home = dataset
        .path()
        .join("records/sources/xd-letter-2022-03-18/text.txt");
    fs::remove_file(home).expect("it can be removed");
    assert_eq!(
        offered(dataset.path(), &["quote", "--source", "xd-letter-2022-03"]),
        []
    );
}

#[test]
fn each_shell_is_answered_in_its_own_form() {
    let dataset = small_dataset();
    for (shell, line) in [
        ("bash", "xd-cabinet"),
        ("zsh", "xd-cabinet:"),
        ("fish", "xd-cabinet\t"),
        ("elvish", "xd-cabinet"),
        ("powershell", "xd-cabinet\t"),
    ] {
        let asked = ask(dataset.path(), shell, &["show", "xd-cab"]);
        assert!(asked.out.starts_with(line), "{shell}: {asked:?}");
        let script = run(dataset.path(), &["completions", shell]);
        assert_eq!(script.code, Some(0), "{script:?}");
        assert!(script.out.contains("BESLUIT_COMPLETE"), "{script:?}");
    }
}

#[test]
fn another_dataset_can_be_named() {
    let dataset = small_dataset();
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let root = dataset.path().to_str().expect("it is UTF-8");
    let named = format!("--root={root}");
    for words in [
        &["show", "--root", root, "xd-cabinet-"][..],
        &["show", &named, "xd-cabinet-"],
    ] {
        let offered = offered(elsewhere.path(), words);
        assert_eq!(offered.len(), 1, "{words:?}: {offered:?}");
    }
}

#[test]
fn where_nothing_is_nothing_is_offered_and_said() {
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let broken = small_dataset();
    fs::write(broken.path().join("besluit.toml"), "name = ").expect("it can be written");
    for folder in [elsewhere.path(), broken.path()] {
        for words in [
            &["show", "xd"][..],
            &["list", "--holder", "xd"],
            &["list", "--topic", "x"],
            &["quote", "--source", "xd"],
            &["show", "--root", "no-such-folder", "xd"],
            &["no-such-command", "x"],
            &["show", "xd", "more"],
            &["--", "x"],
        ] {
            assert_eq!(offered(folder, words), [], "{words:?}");
        }
    }
    // What can be read is offered, whatever lies beside it; a name of a file that is no id is not.
    let dataset = small_dataset();
    let actors = dataset.path().join("records/actors");
    fs::write(actors.join("xd-broken.json"), "{").expect("it can be written");
    fs::write(actors.join("xd b$(x).json"), "{").expect("it can be written");
    let values = offered(dataset.path(), &["show", "xd"]);
    let values: Vec<_> = values.iter().map(|(value, _)| value.as_str()).collect();
    assert!(values.contains(&"xd-broken"), "{values:?}");
    assert!(values.contains(&"xd-cabinet"), "{values:?}");
    assert!(
        values.iter().all(|value| !value.contains(' ')),
        "{values:?}"
    );
}

/// The variable alone changes nothing: only the script asks.
#[test]
fn who_does_not_ask_is_not_answered() {
    let dataset = small_dataset();
    for (shell, arguments) in [
        ("bash", &["explain", "--format", "json"][..]),
        ("no-such-shell", &["explain"]),
        ("", &["explain"]),
    ] {
        let mut command = command(dataset.path(), arguments);
        command.env("BESLUIT_COMPLETE", shell);
        let asked = finish(command);
        assert_eq!(asked.code, Some(0), "{asked:?}");
        assert!(asked.out.contains("quote-not-found"), "{asked:?}");
    }
}

/// The script in the shell itself, where there is one.
#[test]
fn bash_completes() {
    let dataset = small_dataset();
    let program = PathBuf::from(env!("CARGO_BIN_EXE_besluit"));
    let own = program.parent().expect("it is in a folder").to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(own).chain(std::env::split_paths(&path));
    let script = "source <(besluit completions bash) || exit 9\n\
        COMP_WORDS=(besluit show xd-cabinet-) COMP_CWORD=2 COMP_TYPE=9\n\
        _clap_complete_besluit besluit xd-cabinet- show\n\
        printf '%s\\n' \"${COMPREPLY[@]}\"\n";
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", script])
        .env("PATH", std::env::join_paths(path).expect("it is a path"))
        .current_dir(dataset.path());
    let Ok(output) = bash.output() else {
        println!("SKIPPED: there is no bash here");
        return;
    };
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "xd-cabinet-minutes-2022-03-14\n",
        "{output:?}"
    );
}
