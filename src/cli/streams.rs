//! The streams of a run: those of the process, or, for a program that calls this one as a library, what it gives and what is kept for it.
//!
//! They belong to the thread that runs the command line: what is said is said from many places, and by that thread alone.

use std::cell::RefCell;
use std::io::{self, Cursor, IsTerminal, Read, Write};

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// What stands for the streams of the process.
#[derive(Default)]
pub struct Kept {
    /// What is left of standard input.
    input: Vec<u8>,
    /// What went to standard output.
    pub output: Vec<u8>,
    /// What went to standard error.
    pub said: Vec<u8>,
}

/// Runs something with an input in the place of standard input, and keeps what it would print. What it starts on other threads has the
/// streams of the process.
pub fn keep<T>(input: Vec<u8>, run: impl FnOnce() -> T) -> (T, Kept) {
    let kept = Kept {
        input,
        ..Kept::default()
    };
    let _guard = Guard(KEPT.replace(Some(kept)));
    let result = run();
    (result, KEPT.take().unwrap_or_default())
}

/// Puts back what was there before, also where a run breaks off.
struct Guard(Option<Kept>);

impl Drop for Guard {
    fn drop(&mut self) {
        KEPT.set(self.0.take());
    }
}

/// True if nothing is read from the streams of the process or written to them.
pub fn are_kept() -> bool {
    KEPT.with_borrow(Option::is_some)
}

/// Standard input.
pub fn input() -> Box<dyn Read + Send> {
    let given =
        KEPT.with_borrow_mut(|kept| kept.as_mut().map(|kept| std::mem::take(&mut kept.input)));
    match given {
        Some(given) => Box::new(Cursor::new(given)),
        None => Box::new(io::stdin()),
    }
}

/// Standard output. It is not locked: what serves editors writes there by itself.
pub fn output() -> Box<dyn Write> {
    match are_kept() {
        true => Box::new(Keeper(|kept| &mut kept.output)),
        false => Box::new(io::stdout()),
    }
}

/// Standard error.
pub fn errors() -> Box<dyn Write> {
    match are_kept() {
        true => Box::new(Keeper(|kept| &mut kept.said)),
        false => Box::new(io::stderr()),
    }
}

/// True if standard output is a terminal.
pub fn output_is_terminal() -> bool {
    !are_kept() && io::stdout().is_terminal()
}

/// True if standard error is a terminal.
pub fn errors_are_terminal() -> bool {
    !are_kept() && io::stderr().is_terminal()
}

/// Writes to one of the streams that are kept.
struct Keeper(fn(&mut Kept) -> &mut Vec<u8>);

impl Write for Keeper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        KEPT.with_borrow_mut(|kept| {
            if let Some(kept) = kept {
                self.0(kept).extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read as _, Write as _};

    use super::{are_kept, errors, input, keep, output};

    #[test]
    fn each_run_has_its_own() {
        let (inner, kept) = keep(b"given".to_vec(), || {
            let mut read = String::new();
            let _ = input().read_to_string(&mut read);
            let _ = output().write_all(read.as_bytes());
            let _ = errors().write_all(b"said");
            let ((), inner) = keep(Vec::new(), || {
                let _ = output().write_all(b"inner");
            });
            let _ = output().write_all(b" again");
            inner
        });
        assert!(!are_kept());
        assert_eq!(inner.output, b"inner");
        assert_eq!(kept.output, b"given again");
        assert_eq!(kept.said, b"said");
    }
}
