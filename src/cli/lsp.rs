//! `besluit lsp`: the dataset beside the cursor.

use anyhow::Context as _;
use lsp_server::Connection;

use super::{Out, Outcome, now, streams, today};
use crate::lsp::{Clock, serve};

/// Serves editors by the Language Server Protocol, on standard input and output: findings while one types, and the edits that mend
/// them; ids and quotes of the dataset; the way from a quote to its words and back.
///
/// An editor starts it. What to write into its settings is told in `docs/editors.md`.
#[derive(clap::Args)]
pub struct Arguments {
    /// Talk on standard input and output, as is done anyhow; some editors ask for it
    #[arg(long)]
    stdio: bool,
}

pub fn run(_: &Arguments, _: &mut Out) -> anyhow::Result<Outcome> {
    if streams::are_kept() {
        anyhow::bail!(
            "an editor starts the program, and talks to it on the streams of its process"
        );
    }
    let (connection, threads) = Connection::stdio();
    let served = serve(&connection, Clock { today, now });
    // The threads end when nobody can send any more.
    drop(connection);
    served.context("the talk with the editor broke off")?;
    threads.join().context("cannot talk with the editor")?;
    Ok(Outcome::Clean)
}
