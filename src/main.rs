//! The command: parses its arguments, runs, and exits. The only file that exits.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use besluit::cli;

fn main() -> ExitCode {
    ExitCode::from(cli::run(std::env::args_os()))
}
