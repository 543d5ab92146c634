//! Where text leaves for a terminal or a log: nothing that is somebody else's works there, whatever wrote it.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::AutoStream;
use clap::Parser;

use crate::printable::{Form, line, printable};

/// Standard output. Each line is made printable before it leaves.
pub struct Out {
    stdout: BufWriter<Box<dyn Write>>,
    form: Form,
    /// The line that has not ended yet.
    line: Vec<u8>,
}

impl Out {
    /// Standard output, for text without colours.
    pub fn new(is_coloured: bool) -> Out {
        // Old consoles need the codes of colours translated.
        let stdout: Box<dyn Write> = match is_coloured {
            true => Box::new(AutoStream::always(io::stdout().lock())),
            false => Box::new(io::stdout().lock()),
        };
        Out {
            stdout: BufWriter::new(stdout),
            form: Form::Text,
            line: Vec::new(),
        }
    }

    /// What is written from now on is of this form.
    ///
    /// # Errors
    /// If what was written before cannot leave.
    pub fn set_form(&mut self, form: Form) -> io::Result<()> {
        self.send()?;
        self.form = form;
        Ok(())
    }

    /// Sends on what there is of the line.
    fn send(&mut self) -> io::Result<()> {
        let text = String::from_utf8_lossy(&self.line);
        let sent = self.stdout.write_all(line(&text, self.form).as_bytes());
        self.line.clear();
        sent
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.form == Form::Bytes {
            return self.stdout.write(bytes);
        }
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            match piece.strip_suffix(b"\n") {
                Some(end) => {
                    self.line.extend(end);
                    self.send()?;
                    self.stdout.write_all(b"\n")?;
                }
                None => self.line.extend(piece),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()?;
        self.stdout.flush()
    }
}

/// Says something in one line on standard error. That nobody can hear it is no reason to fail.
pub fn say(message: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{}", printable(&message.to_string()));
}

/// Prints what the parser of the arguments has to say, which is help that was asked for, or what is wrong with them.
///
/// # Errors
/// If help cannot be written: it is what the run was for.
pub fn print<P: Parser>(said: clap::Error, arguments: &[OsString]) -> io::Result<()> {
    // The arguments stand in it, and no less in what it says of them: those that can be printed are refused in the same words.
    let shown = arguments.iter().map(|one| {
        let text = one.to_string_lossy();
        OsString::from(&*printable(&text))
    });
    let said = P::try_parse_from(shown).err().unwrap_or(said);
    let is_help = !said.use_stderr();
    let is_coloured = match is_help {
        true => wants_colours(&io::stdout()),
        false => wants_colours(&io::stderr()),
    };
    let (text, form) = match is_coloured {
        true => (said.render().ansi().to_string(), Form::Coloured),
        false => (said.render().to_string(), Form::Text),
    };
    if is_help {
        let mut out = Out::new(is_coloured);
        out.set_form(form)?;
        out.write_all(text.as_bytes())?;
        return out.flush();
    }
    for one in text.lines() {
        let _ = writeln!(AutoStream::auto(io::stderr()), "{}", line(one, form));
    }
    Ok(())
}

/// True if colours are wanted there, as far as nobody said.
pub fn wants_colours<S: IsTerminal + anstream::stream::RawStream>(stream: &S) -> bool {
    AutoStream::choice(stream) != anstream::ColorChoice::Never
}
