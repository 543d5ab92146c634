//! The history of a folder in a git repository: its files as they were at a commit or are in the index, and which changed since.
//!
//! It asks the `git` program, and that reads only: no other program that a configuration names, no network, no lock, no question to
//! the user. So it asks what is made for programs, such as `diff-index`: what is made for people, such as `diff`, writes the index
//! anew, runs a hook for it, and shows what the configuration says. The folder alone says which repository is meant. A hook of another
//! one may have set variables that say otherwise; those are not passed on.

mod changed;
mod former;
mod index;
mod names;
mod tree;

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub use changed::{Changed, Side};

/// Variables that lead git to another repository, index or view of the history than that of the folder.
/// `git rev-parse --local-env-vars` lists them; what sets options stays, because a container may allow itself the folder by it.
const MISLEADING: [&str; 12] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// The settings of git: objects are those of the commit, its messages are in English, and nothing is fetched, asked or locked.
const SETTINGS: [(&str, &str); 6] = [
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_NO_LAZY_FETCH", "1"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("LC_ALL", "C"),
];

/// The reason why git gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such program.
    #[error("this needs the program `git`, and it is not here")]
    NoGit,
    /// It could not be run.
    #[error("cannot run `git`")]
    Run(#[source] io::Error),
    /// The question for git could not be written to a temporary file.
    #[error("cannot write a temporary file in {}", std::env::temp_dir().display())]
    Temporary(#[from] io::Error),
    /// The folder belongs to no work tree.
    #[error("{folder} is not in a git work tree{message}")]
    NotAWorkTree {
        /// The folder.
        folder: String,
        /// The message of git, after a colon.
        message: String,
    },
    /// The name of a ref cannot be one.
    #[error("`{0}` begins with `-`, as no git ref does")]
    LooksLikeOption(String),
    /// No ref was given.
    #[error("no git ref was given: it is empty")]
    Empty,
    /// It names a range of commits.
    #[error("`{0}` is a range of commits, and one git ref is needed, such as that before its dots")]
    Range(String),
    /// Some files of the index are in a conflict that nobody has decided.
    #[error("{0} is in a conflict of a merge: decide it, and `git add` the file")]
    Unmerged(String),
    /// There is no such commit, and all of the history is here.
    #[error("there is no git ref `{0}` here; `git fetch --tags` fetches the tags")]
    UnknownRef(String),
    /// There is no such commit in the part of the history that is here.
    #[error(
        "there is no git ref `{0}` here, because this clone is shallow; `git fetch --unshallow --tags` fetches the rest \
         (in GitHub Actions: `fetch-depth: 0` of actions/checkout)"
    )]
    Shallow(String),
    /// Some files of the commit are not here.
    #[error(
        "not all files of that git ref are here, because this clone is partial; clone it without `--filter`"
    )]
    Partial,
    /// Files of the commit are in a repository within this one.
    #[error("{0} is another repository, and git cannot look into another repository for this one")]
    OtherRepository(String),
    /// The configuration names a program that git cannot be told to leave alone.
    #[error("the git filter `{0}` cannot be switched off, because of the `=` in its name")]
    Filter(String),
    /// Git refused, or said something else than it should.
    #[error("`git {command}` failed: {message}")]
    Failed {
        /// The command that git was given.
        command: String,
        /// The message of git.
        message: String,
    },
}

/// A folder in a git work tree.
#[derive(Debug)]
pub struct WorkTree {
    folder: PathBuf,
    /// The index of a commit that is being made, if it is not that of the repository.
    index: Option<PathBuf>,
}

/// A commit of the repository that was asked.
#[derive(Debug)]
pub struct Commit(String);

impl Commit {
    /// Its id, in hexadecimal.
    pub fn id(&self) -> &str {
        &self.0
    }
}

impl WorkTree {
    /// The work tree that a folder belongs to.
    ///
    /// # Errors
    /// If it belongs to none, or there is no `git`.
    pub fn at(folder: &Path) -> Result<WorkTree, Error> {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let tree = WorkTree {
            folder: folder.to_owned(),
            index: None,
        };
        let not_a_work_tree = |message: String| Error::NotAWorkTree {
            folder: folder.display().to_string(),
            message,
        };
        match tree.ask(&["rev-parse", "--is-inside-work-tree"]) {
            Ok(answer) if answer == b"true\n" => Ok(tree),
            Ok(_) => Err(not_a_work_tree(String::new())),
            Err(Error::Failed { message, .. }) => Err(not_a_work_tree(format!(": {message}"))),
            Err(error) => Err(error),
        }
    }

    /// The commit that a ref names.
    ///
    /// # Errors
    /// If it names none that is here.
    pub fn commit(&self, reference: &str) -> Result<Commit, Error> {
        if reference.is_empty() {
            return Err(Error::Empty);
        }
        // No ref has two dots, and `HEAD^!` is a range as well.
        if reference.contains("..") || reference.starts_with('^') || reference.ends_with("^!") {
            return Err(Error::Range(reference.to_owned()));
        }
        if reference.starts_with('-') {
            return Err(Error::LooksLikeOption(reference.to_owned()));
        }
        let name = format!("{reference}^{{commit}}");
        let answer = match self.ask(&["rev-parse", "--verify", "--quiet", &name]) {
            Ok(answer) => String::from_utf8_lossy(&answer).trim_end().to_owned(),
            Err(Error::Failed { .. }) => String::new(),
            Err(error) => return Err(error),
        };
        // A range or a negated ref has an answer of another form.
        if !answer.is_empty() && answer.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(Commit(answer));
        }
        let is_shallow = self.is_shallow()?;
        let reference = reference.to_owned();
        Err(if is_shallow {
            Error::Shallow(reference)
        } else {
            Error::UnknownRef(reference)
        })
    }

    /// The name of the tag that a ref is, if it is one.
    ///
    /// # Errors
    /// If git cannot be asked.
    pub fn tag(&self, reference: &str) -> Result<Option<String>, Error> {
        let name = reference.strip_prefix("refs/").unwrap_or(reference);
        let name = name.strip_prefix("tags/").unwrap_or(name);
        let full = format!("refs/tags/{name}");
        match self.ask(&["show-ref", "--verify", "--quiet", &full]) {
            Ok(_) => Ok(Some(name.to_owned())),
            Err(Error::Failed { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn ask(&self, arguments: &[&str]) -> Result<Vec<u8>, Error> {
        self.ask_with(&[], arguments)
    }

    /// Asks with settings that hold for this question alone.
    fn ask_with(&self, settings: &[String], arguments: &[&str]) -> Result<Vec<u8>, Error> {
        let mut command = self.command(settings, arguments);
        output(command.stdin(Stdio::null()), arguments[0])
    }

    fn command(&self, settings: &[String], arguments: &[&str]) -> Command {
        let mut command = Command::new("git");
        for name in MISLEADING {
            command.env_remove(name);
        }
        if let Some(index) = &self.index {
            command.env("GIT_INDEX_FILE", index);
        }
        command
            .envs(SETTINGS)
            .arg("-C")
            .arg(&self.folder)
            // The configuration of a repository can name programs to be run for this.
            .args([
                "-c",
                "core.fsmonitor=false",
                "-c",
                "core.hooksPath=/dev/null",
            ])
            .args(settings)
            .args(arguments);
        command
    }
}

/// The standard output of a command, if it ends well.
fn output(command: &mut Command, name: &str) -> Result<Vec<u8>, Error> {
    let output = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::NoGit,
        _ => Error::Run(error),
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    // Warnings may stand before it.
    let fatal = said.lines().find_map(|line| line.strip_prefix("fatal: "));
    let message = match fatal.or(said.lines().next()).unwrap_or_default() {
        "" => output.status.to_string(),
        message => message.to_owned(),
    };
    Err(Error::Failed {
        command: name.to_owned(),
        message,
    })
}

fn unexpected(command: &str) -> Error {
    Error::Failed {
        command: command.to_owned(),
        message: "its answer cannot be understood".to_owned(),
    }
}
