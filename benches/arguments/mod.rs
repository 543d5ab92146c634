//! The arguments of the benches that are run beside other programs: a path, and a number of threads.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs `work` on the path and with as many threads as the command line names. It gives what is to be printed, and whether all is well.
pub fn run(bench: &str, work: impl Fn(&Path, usize) -> io::Result<(String, bool)>) -> ExitCode {
    let mut given = std::env::args().skip(1).filter(|one| one != "--bench");
    // Every bench is run by `cargo bench` alone; without a path there is nothing to do.
    let Some(path) = given.next().map(PathBuf::from) else {
        println!("usage: cargo bench --bench {bench} -- PATH [--threads N]");
        return ExitCode::SUCCESS;
    };
    let threads = match (given.next().as_deref(), given.next()) {
        (None, _) => Some(2),
        (Some("--threads"), Some(number)) => number.parse().ok().filter(|number| *number > 0),
        _ => None,
    };
    let Some(threads) = threads else {
        eprintln!("error: after PATH comes nothing, or --threads and a number");
        return ExitCode::from(2);
    };
    match work(&path, threads) {
        Ok((told, is_well)) => {
            println!("{told}");
            ExitCode::from(u8::from(!is_well))
        }
        Err(error) => {
            eprintln!("error: cannot read {}: {error}", path.display());
            ExitCode::from(2)
        }
    }
}
