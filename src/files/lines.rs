//! Files that hold one record a line, read in pieces of whole lines, so that a file of any size takes the memory of a few pieces.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::MAX_RECORD;

/// About how many bytes a piece has. Records that quote the same text mostly stand close together, and each thread has its texts to
/// itself, so that a piece should hold many of them.
const PIECE: usize = 1 << 20;

/// Lines that are read one piece after another, by whoever asks next.
pub struct Lines {
    input: Box<dyn Read + Send>,
    /// The file from which the bytes can be read again.
    again: File,
    /// True if the bytes have to be written there first, because the input cannot be read twice.
    is_copied: bool,
    /// The bytes that were read beyond the last piece.
    rest: Vec<u8>,
    /// The numbers of bytes and of lines that the pieces had so far.
    start: u64,
    before: u64,
    is_over: bool,
}

/// Whole lines of a file.
#[derive(Debug, Default)]
pub struct Piece {
    /// The bytes of the lines, with their line breaks. Kept from piece to piece, so that the memory is.
    pub bytes: Vec<u8>,
    /// The byte of the file at which they begin.
    pub start: u64,
    /// The number of lines before them.
    pub before: u64,
    /// True if it is one line that is longer than a record may be, of which no more is kept than that.
    pub is_too_long: bool,
}

impl Lines {
    /// The lines of a file.
    ///
    /// # Errors
    /// If the file cannot be opened a second time.
    pub fn of_file(file: File) -> io::Result<Lines> {
        let again = file.try_clone()?;
        Ok(Lines::new(Box::new(file), again, false))
    }

    /// The lines of an input that can be read once only: they are copied into a file without a name, to be read again.
    ///
    /// # Errors
    /// If no such file can be made.
    pub fn of_input(input: Box<dyn Read + Send>) -> io::Result<Lines> {
        Ok(Lines::new(input, tempfile::tempfile()?, true))
    }

    fn new(input: Box<dyn Read + Send>, again: File, is_copied: bool) -> Lines {
        Lines {
            input,
            again,
            is_copied,
            rest: Vec::new(),
            start: 0,
            before: 0,
            is_over: false,
        }
    }

    /// The beginning of the input, up to the end of the first line that holds something, and no more than one record may have.
    ///
    /// # Errors
    /// If the input cannot be read.
    pub fn first(&mut self) -> io::Result<&[u8]> {
        let is_open = |bytes: &[u8]| {
            let bytes = bytes.trim_ascii_start();
            memchr::memchr(b'\n', bytes).is_none() && bytes.len() <= MAX_RECORD
        };
        let mut first = std::mem::take(&mut self.rest);
        while !self.is_over && is_open(&first) {
            self.read_more(&mut first)?;
        }
        self.rest = first;
        Ok(&self.rest)
    }

    /// The whole input, if it has no more bytes than that; none if it has.
    ///
    /// # Errors
    /// If the input cannot be read.
    pub fn whole(mut self, limit: usize) -> io::Result<Option<Vec<u8>>> {
        let mut whole = std::mem::take(&mut self.rest);
        while !self.is_over && whole.len() <= limit {
            self.read_more(&mut whole)?;
        }
        Ok((whole.len() <= limit).then_some(whole))
    }

    /// The next lines; says whether there are any.
    ///
    /// # Errors
    /// If the input cannot be read.
    pub fn next(&mut self, piece: &mut Piece) -> io::Result<bool> {
        piece.start = self.start;
        piece.before = self.before;
        piece.is_too_long = false;
        piece.bytes.clear();
        piece.bytes.append(&mut self.rest);
        let end = loop {
            if self.is_over {
                break piece.bytes.len();
            }
            let is_full = piece.bytes.len() >= PIECE;
            match memchr::memrchr(b'\n', &piece.bytes).filter(|_| is_full) {
                Some(end) => break end + 1,
                None if piece.bytes.len() > MAX_RECORD + 1 => return self.skip_line(piece),
                None => self.read_more(&mut piece.bytes)?,
            }
        };
        self.rest.extend_from_slice(&piece.bytes[end..]);
        piece.bytes.truncate(end);
        self.start += end as u64;
        self.before += memchr::memchr_iter(b'\n', &piece.bytes).count() as u64;
        Ok(!piece.bytes.is_empty())
    }

    /// Reads over the rest of a line that is too long.
    fn skip_line(&mut self, piece: &mut Piece) -> io::Result<bool> {
        piece.is_too_long = true;
        self.start += piece.bytes.len() as u64;
        let mut more = Vec::new();
        while !self.is_over {
            more.clear();
            self.read_more(&mut more)?;
            if let Some(end) = memchr::memchr(b'\n', &more) {
                self.start += end as u64 + 1;
                self.before += 1;
                self.rest.extend_from_slice(&more[end + 1..]);
                break;
            }
            self.start += more.len() as u64;
        }
        piece.bytes.truncate(MAX_RECORD + 1);
        Ok(true)
    }

    /// Reads on, up to the size of a piece.
    fn read_more(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        let before = bytes.len();
        let wanted = PIECE.saturating_sub(before).max(PIECE / 8) as u64;
        bytes.reserve(wanted as usize + 1);
        self.is_over = self.input.by_ref().take(wanted).read_to_end(bytes)? == 0;
        if self.is_copied {
            self.again.write_all(&bytes[before..])?;
        }
        Ok(())
    }

    /// Tells all bytes that were read, in pieces.
    ///
    /// # Errors
    /// If they cannot be read again, or whoever is told them cannot take them.
    pub fn all_again(&mut self, tell: &mut dyn FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        let mut left = self.start;
        self.again.seek(SeekFrom::Start(0))?;
        let mut bytes = Vec::new();
        while left > 0 {
            bytes.clear();
            let wanted = left.min(PIECE as u64);
            let again = Read::by_ref(&mut self.again);
            let read = again.take(wanted).read_to_end(&mut bytes)?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            tell(&bytes)?;
            left -= read as u64;
        }
        Ok(())
    }

    /// Bytes that were read before, from a place on.
    ///
    /// # Errors
    /// If they cannot be read again.
    pub fn again(&mut self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.again.seek(SeekFrom::Start(start))?;
        self.again.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of a text: their bytes, start and lines before.
    fn pieces(text: &[u8]) -> Vec<(Vec<u8>, u64, u64, bool)> {
        let mut lines =
            Lines::of_input(Box::new(io::Cursor::new(text.to_vec()))).expect("it can be made");
        let mut piece = Piece::default();
        let mut pieces = Vec::new();
        while lines.next(&mut piece).expect("it can be read") {
            pieces.push((
                piece.bytes.clone(),
                piece.start,
                piece.before,
                piece.is_too_long,
            ));
        }
        pieces
    }

    #[test]
    fn pieces_are_whole_lines() {
        assert!(pieces(b"").is_empty());
        assert_eq!(pieces(b"a\nb"), [(b"a\nb".to_vec(), 0, 0, false)]);
        let line = vec![b'x'; PIECE / 3];
        let text = [&line[..], b"\n", &line, b"\n", &line, b"\n", &line].concat();
        let pieces = pieces(&text);
        assert_eq!(
            pieces
                .iter()
                .map(|piece| &piece.0[..])
                .collect::<Vec<_>>()
                .concat(),
            text
        );
        let (last, others) = pieces.split_last().expect("there are some");
        assert!(!others.is_empty() && others.iter().all(|piece| piece.0.ends_with(b"\n")));
        assert_eq!(
            (last.1 as usize, last.2),
            (
                text.len() - last.0.len(),
                3 - last.0.iter().filter(|byte| **byte == b'\n').count() as u64
            )
        );
    }

    #[test]
    fn a_line_that_is_too_long_is_told_and_left() {
        let long = vec![b'x'; MAX_RECORD + 3 * PIECE];
        let text = [b"a\n", &long[..], b"\nb\n"].concat();
        let pieces = pieces(&text);
        let (first, others) = pieces.split_first().expect("there are some");
        // The line before it may stand in the same piece, and is then cut off first.
        assert_eq!(&first.0[..2], b"a\n");
        let long = others.iter().find(|piece| piece.3).expect("it is told");
        assert_eq!((long.0.len(), long.1, long.2), (MAX_RECORD + 1, 2, 1));
        let last = others.last().expect("there is one");
        assert_eq!(
            (&last.0[..], last.1 as usize, last.2),
            (&b"b\n"[..], text.len() - 2, 2)
        );
    }

    #[test]
    fn what_was_read_can_be_read_again() {
        let mut lines = Lines::of_input(Box::new(&b"{}\n[1]\n"[..])).expect("it can be made");
        assert_eq!(lines.first().expect("it can be read"), b"{}\n[1]\n");
        let mut piece = Piece::default();
        assert!(lines.next(&mut piece).expect("it can be read"));
        assert!(!lines.next(&mut piece).expect("it can be read"));
        assert_eq!(lines.again(3, 3).expect("it can be read"), b"[1]");
    }
}
