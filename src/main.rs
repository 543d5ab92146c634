//! The command: parses its arguments, runs, and exits. The only file that exits.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use besluit::cli;

// The records of the model are many small values: a tenth of a run, next to the allocator of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(cli::run(std::env::args_os()))
}
