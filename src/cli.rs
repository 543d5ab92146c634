//! Arguments in, exit code out. Everything of substance happens further down.
//!
//! Findings and results go to standard output, everything else to standard error. The exit code is 0 if all is well, 1 if there
//! are findings at error level (or what was asked for is not there), and 2 if the job could not be done.

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write as _};
use std::time::Instant;

use clap::{ColorChoice, Parser, Subcommand};
use jiff::civil;

use crate::derive::Projection;
use crate::suggest;
use crate::view::past_in_words;
use crate::wording::Words;
use terminal::{Out, say, wants_colours_out};

mod candidates;
mod codes;
mod commands;
mod compat;
mod completions;
mod coverage;
mod delta;
mod explain;
mod export;
mod fmt;
mod history;
mod init;
mod line_ends;
mod list;
mod lsp;
mod man;
mod meant;
mod migrate;
mod new;
mod output;
mod pager;
mod progress;
mod quote;
mod release;
mod schema;
mod show;
mod site;
mod source;
mod status;
mod streams;
mod terminal;
mod timeline;
mod validate;
mod view;
mod watch;
mod workspace;

/// A dataset of cabinet decisions with their rationale, and the tool that keeps it honest.
#[derive(Parser)]
#[command(name = "besluit", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Whether text for people is coloured; by itself, if it goes to a terminal that wants it (NO_COLOR, CLICOLOR)
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    color: ColorChoice,
}

#[derive(Subcommand)]
enum Command {
    Validate(validate::Arguments),
    Explain(explain::Arguments),
    Fmt(fmt::Arguments),
    Migrate(migrate::Arguments),
    Quote(quote::Arguments),
    Source(source::Arguments),
    New(new::Arguments),
    Init(init::Arguments),
    Status(status::Arguments),
    Show(show::Arguments),
    #[command(visible_alias = "search")]
    List(list::Arguments),
    Timeline(timeline::Arguments),
    Coverage(coverage::Arguments),
    Delta(delta::Arguments),
    Export(export::Arguments),
    Site(site::Arguments),
    Schema(schema::Arguments),
    Compat(compat::Arguments),
    Release(release::Arguments),
    Lsp(lsp::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// The outcome of a run, as its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// All is well.
    Clean = 0,
    /// There are findings at error level, or what was asked for is not there.
    Findings = 1,
    /// The job could not be done, or not wholly.
    Failed = 2,
}

/// What a command line came to, where nothing is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The exit code.
    pub code: u8,
    /// What goes to standard output, without colours.
    pub output: Vec<u8>,
    /// What goes to standard error: a line for each thing that is said.
    pub said: String,
}

/// Runs one command line as [`run`] does, for a program that calls this one as a library: `input` is what stands on standard input, and what
/// would be printed is given back. What a command takes and prints is told in `schema/cli.json` and the schemas beside it, which are held to
/// what was published; a view or a report is asked for with `--format json`. Memory is given back, and nothing is shown of progress.
///
/// ```
/// let line = ["besluit", "status", "--as-of", "2025-11-27", "--format", "json"];
/// let answer = besluit::cli::answer(line.map(Into::into), Vec::new());
/// let view: serde_json::Value = serde_json::from_slice(&answer.output)?;
/// assert_eq!((answer.code, view["format"].as_str()), (0, Some("besluit-status-1")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn answer(arguments: impl IntoIterator<Item = OsString>, input: Vec<u8>) -> Answer {
    let (code, kept) = streams::keep(input, || run(arguments));
    Answer {
        code,
        output: kept.output,
        said: String::from_utf8_lossy(&kept.said).into_owned(),
    }
}

/// Runs one command line, of which the first item is the name of the program, and gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let given: Vec<OsString> = arguments.into_iter().collect();
    if let Some(candidates) = completions::answer(&given) {
        return code_of(completions::send(&candidates).map(|outcome| outcome as u8));
    }
    let arguments = match Arguments::try_parse_from(&given) {
        Ok(arguments) => arguments,
        Err(said) => {
            // Help and version are printed this way as well, and are no failure.
            let code = u8::try_from(said.exit_code()).unwrap_or(2);
            let printed = terminal::print::<Arguments>(said, &given);
            return code_of(printed.map(|()| code).map_err(Into::into));
        }
    };
    let is_coloured = match arguments.color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => wants_colours_out(),
    };
    let mut out = Out::new(is_coloured);
    let outcome = match arguments.command {
        Command::Validate(arguments) => validate::run(&arguments, is_coloured, &mut out),
        Command::Explain(arguments) => explain::run(&arguments, &mut out),
        Command::Fmt(arguments) => fmt::run(&arguments, &mut out),
        Command::Migrate(arguments) => migrate::run(&arguments, &mut out),
        Command::Quote(arguments) => quote::run(&arguments, &mut out),
        Command::Source(arguments) => source::run(&arguments, &mut out),
        Command::New(arguments) => new::run(&arguments, &mut out),
        Command::Init(arguments) => init::run(&arguments, &mut out),
        Command::Status(arguments) => status::run(&arguments, &mut out),
        Command::Show(arguments) => show::run(&arguments, &mut out),
        Command::List(arguments) => list::run(&arguments, &mut out),
        Command::Timeline(arguments) => timeline::run(&arguments, &mut out),
        Command::Coverage(arguments) => coverage::run(&arguments, &mut out),
        Command::Delta(arguments) => delta::run(&arguments, &mut out),
        Command::Export(arguments) => export::run(&arguments, &mut out),
        Command::Site(arguments) => site::run(&arguments, &mut out),
        Command::Schema(arguments) => schema::run(&arguments, &mut out),
        Command::Compat(arguments) => compat::run(&arguments, &mut out),
        Command::Release(arguments) => release::run(&arguments, &mut out),
        Command::Lsp(arguments) => lsp::run(&arguments, &mut out),
        Command::Completions(arguments) => completions::run(&arguments, &mut out),
        Command::Man(arguments) => man::run(&arguments, &mut out),
    };
    let outcome = outcome.and_then(|outcome| flushed(&mut out, outcome));
    code_of(outcome.map(|outcome| outcome as u8))
}

/// The outcome of a run when all that it wrote has left.
fn flushed(out: &mut Out, outcome: Outcome) -> anyhow::Result<Outcome> {
    match out.flush() {
        // What could not be written because nobody reads on was not wanted.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(outcome),
    }
}

/// The exit code of a run, and a word on why it could not do its job.
fn code_of(result: anyhow::Result<u8>) -> u8 {
    match result {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => 0,
        Err(error) => {
            say(format_args!("error: {error:#}"));
            2
        }
    }
}

/// The past day on which something is not there: it may be there today.
fn then(projection: &Projection) -> String {
    let moment = past_in_words(projection, Words::of("en"));
    moment.map_or(String::new(), |moment| format!(" {moment}"))
}

/// Reads a day of the command line.
fn day(text: &str) -> Result<civil::Date, String> {
    let date = text.parse::<civil::Date>().ok();
    // Other forms of dates that the parser knows are not those of the records.
    date.filter(|date| date.to_string() == text).ok_or_else(|| {
        let meant = suggest::day(text).map_or(String::new(), |meant| format!("; {meant}"));
        format!("a day of the calendar is written as YYYY-MM-DD{meant}")
    })
}

/// The time, to tell how long something takes.
fn now() -> Instant {
    Instant::now()
}

/// The day it is for whoever asks, as the clock of the machine and its time zone say. Nowhere but around here is the clock read.
fn today() -> civil::Date {
    jiff::Zoned::now().date()
}

/// The time of the day for whoever asks, to tell when something happened.
fn time() -> String {
    jiff::Zoned::now().strftime("%H:%M:%S").to_string()
}

/// True if the reader of our output has closed the pipe: `besluit … | head` is no failure.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(ErrorKind::BrokenPipe)
    })
}
