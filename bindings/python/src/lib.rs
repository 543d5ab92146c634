//! The module `besluit._besluit`: the program, called from Python. What people call is written in Python, in the folder `python`.
//!
//! Both functions take a command line. The one gives back what is printed, and is for the functions of the package; the other prints, and
//! is the command of the package.

use std::ffi::OsString;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use besluit::cli::{self, Answer};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// The longest time between two looks whether somebody has interrupted.
const PATIENCE: Duration = Duration::from_millis(50);

/// The stack of a thread that works, in bytes: what the main thread of the program has.
const STACK: usize = 8 * 1024 * 1024;

/// What a command line comes to: its exit code, what it prints, and what it says on standard error.
type Came<'py> = (u8, Bound<'py, PyBytes>, String);

/// Runs a command line without its first word, with `input` on standard input.
///
/// # Errors
/// If somebody interrupts; the work then goes on by itself to its end, and nobody gets what comes of it. If the program breaks off, which
/// is a mistake in it, or no thread can be started.
#[pyfunction]
fn answer<'py>(py: Python<'py>, arguments: Vec<OsString>, input: &[u8]) -> PyResult<Came<'py>> {
    let (send, mut receive) = channel();
    // Threads of its own: those that all share would be gone in a process that is forked from this one.
    let threads = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .panic_handler(|_| ())
        .build()
        .map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    let input = input.to_vec();
    threads.spawn(move || {
        let answer = cli::answer(line(arguments), input);
        // That nobody waits any more is no reason to fail.
        let _ = send.send(answer);
    });
    loop {
        let came;
        // It goes there and back: without the lock of the interpreter only what belongs to nobody else may be used.
        (came, receive) = py.detach(move || (receive.recv_timeout(PATIENCE), receive));
        match came {
            Ok(Answer { code, output, said }) => {
                return Ok((code, PyBytes::new(py, &output), said));
            }
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => {
                return Err(PyRuntimeError::new_err("the program broke off"));
            }
        }
    }
}

/// Runs a command line without its first word on the streams of the process, and gives its exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| cli::run(line(arguments)))
}

/// A whole command line.
fn line(arguments: Vec<OsString>) -> impl Iterator<Item = OsString> {
    [OsString::from("besluit")].into_iter().chain(arguments)
}

/// The program besluit.
#[pymodule]
fn _besluit(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(answer, module)?)?;
    module.add_function(wrap_pyfunction!(run, module)?)
}
