//! Files of which only the line ends are wrong. They are told of once, because git changes those of all files together.

use std::io::{self, Write};

use super::Outcome;
use crate::counted::count;

/// The files that are as they should be, but for line ends of CRLF where LF should be.
#[derive(Debug, Default)]
pub struct LineEnds(Vec<String>);

impl LineEnds {
    /// True if line ends are all that makes a file differ from what should be there; then it is told with the others.
    pub fn explain(&mut self, shown: &str, is: &[u8], should_be: &str) -> bool {
        let is_all = std::str::from_utf8(is).is_ok_and(|is| is.replace("\r\n", "\n") == should_be);
        if is_all {
            self.0.push(shown.to_owned());
        }
        is_all
    }

    /// Tells of all of them, and what mends them: the command that writes them, and what keeps git from changing them again.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn tell(&self, command: &str, out: &mut dyn Write) -> io::Result<Outcome> {
        let Some((first, others)) = self.0.split_first() else {
            return Ok(Outcome::Clean);
        };
        let more = match others.len() {
            0 => String::new(),
            number => format!(" and {}", count(number, "more file")),
        };
        writeln!(
            out,
            "{first}{more}: line ends are CRLF and should be LF, and nothing else is wrong: git changes them where `core.autocrlf` is set. \
             Run `{command}`, and put `* text=auto eol=lf` into `.gitattributes`, so that git leaves them"
        )?;
        Ok(Outcome::Findings)
    }
}
