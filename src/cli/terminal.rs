//! Where text leaves for a terminal or a log: nothing that is somebody else's works there, whatever wrote it.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::AutoStream;
use clap::Parser;

use super::{pager, streams};
use crate::printable::{Form, line, printable};
use crate::view::WIDTH;

/// Standard output. Each line is made printable before it leaves.
pub struct Out {
    stdout: BufWriter<Box<dyn Write>>,
    is_coloured: bool,
    /// A page that is held until it is known how long it is, if it may be shown in a pager.
    page: Option<Vec<u8>>,
    form: Form,
    /// The line that has not ended yet.
    line: Vec<u8>,
}

impl Out {
    /// Standard output, for text without colours.
    pub fn new(is_coloured: bool) -> Out {
        // Old consoles need the codes of colours translated.
        let stdout: Box<dyn Write> = match is_coloured && !streams::are_kept() {
            true => Box::new(AutoStream::always(io::stdout())),
            false => streams::output(),
        };
        Out {
            stdout: BufWriter::new(stdout),
            is_coloured,
            page: None,
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

    /// True if text for people is coloured.
    pub fn is_coloured(&self) -> bool {
        self.is_coloured
    }

    /// The width that text for people is wrapped to.
    pub fn width(&self) -> usize {
        let columns = std::env::var("COLUMNS").ok();
        let columns = columns.and_then(|columns| columns.parse().ok());
        match streams::output_is_terminal() {
            true => readable(columns.or_else(|| size().map(|(width, _)| width))),
            false => readable(None),
        }
    }

    /// What is written from now on is text for people, which may be shown in a pager if it is longer than the terminal is high.
    ///
    /// # Errors
    /// If what was written before cannot leave.
    pub fn begin_page(&mut self, is_paged: bool) -> io::Result<()> {
        let form = match self.is_coloured {
            true => Form::Coloured,
            false => Form::Text,
        };
        self.set_form(form)?;
        if is_paged && streams::output_is_terminal() && self.page.is_none() {
            self.page = Some(Vec::new());
        }
        Ok(())
    }

    /// Sends on what there is of the line.
    fn send(&mut self) -> io::Result<()> {
        let mut bytes = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&bytes);
        let sent = self.pass_on(line(&text, self.form).as_bytes());
        bytes.clear();
        self.line = bytes;
        sent
    }

    /// Passes on what is printable, to the page or to standard output.
    fn pass_on(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.page {
            Some(page) => page.write_all(bytes),
            None => self.stdout.write_all(bytes),
        }
    }
}

/// The width and height of the terminal, if standard output is one and tells.
fn size() -> Option<(usize, usize)> {
    let (width, height) = terminal_size::terminal_size_of(io::stdout())?;
    Some((usize::from(width.0), usize::from(height.0)))
}

/// A width in which text can be read, by that of the terminal if there is one.
fn readable(columns: Option<usize>) -> usize {
    columns.map_or(WIDTH, |columns| columns.clamp(40, 100))
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
                    self.pass_on(b"\n")?;
                }
                None => self.line.extend(piece),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()?;
        if let Some(page) = self.page.take() {
            let lines = page.iter().filter(|byte| **byte == b'\n').count();
            let is_long = size().is_some_and(|(_, height)| lines >= height);
            if !is_long || !pager::show(&page) {
                self.stdout.write_all(&page)?;
            }
        }
        self.stdout.flush()
    }
}

/// Says something in one line on standard error. That nobody can hear it is no reason to fail.
pub fn say(message: std::fmt::Arguments<'_>) {
    let _ = writeln!(streams::errors(), "{}", printable(&message.to_string()));
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
        true => wants_colours_out(),
        false => !streams::are_kept() && wants_colours(&io::stderr()),
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
    let mut errors: Box<dyn Write> = match streams::are_kept() {
        true => streams::errors(),
        false => Box::new(AutoStream::auto(io::stderr())),
    };
    for one in text.lines() {
        let _ = writeln!(errors, "{}", line(one, form));
    }
    Ok(())
}

/// True if colours are wanted on standard output, as far as nobody said.
pub fn wants_colours_out() -> bool {
    !streams::are_kept() && wants_colours(&io::stdout())
}

fn wants_colours<S: IsTerminal + anstream::stream::RawStream>(stream: &S) -> bool {
    AutoStream::choice(stream) != anstream::ColorChoice::Never
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn a_width_can_be_read() {
        let cases = [(None, 80), (Some(20), 40), (Some(72), 72), (Some(300), 100)];
        for (columns, expected) in cases {
            assert_eq!(readable(columns), expected);
        }
    }
}
