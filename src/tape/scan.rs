//! Many bytes at a time: how far plain characters go, and how far white space does.

use crate::simd::{WIDTH, between, bits, equal, lanes};

/// Eight spaces.
const SPACES: u64 = 0x2020_2020_2020_2020;

/// The eight bytes at a place, the first in the lowest position; none near the end.
pub fn word(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*eight))
}

/// The first place from `at` on whose byte is no plain character of a string: a quotation mark, a backslash, a control
/// character or part of a character beyond ASCII; the length if there is none.
pub fn plain_until(bytes: &[u8], mut at: usize) -> usize {
    while let Some(sixteen) = lanes(bytes, at) {
        let stops = equal(sixteen, b'"')
            | equal(sixteen, b'\\')
            | between(sixteen, 0, 0x1f)
            | between(sixteen, 0x7f, 0xff);
        let stops = bits(stops);
        if stops != 0 {
            return at + stops.trailing_zeros() as usize;
        }
        at += WIDTH;
    }
    while bytes.get(at).copied().is_some_and(is_plain) {
        at += 1;
    }
    at
}

/// Whether a byte of a string stands for itself and is ASCII.
fn is_plain(byte: u8) -> bool {
    (0x20..0x7f).contains(&byte) && byte != b'"' && byte != b'\\'
}

/// The first place from `at` on that holds no white space of JSON.
pub fn space_until(bytes: &[u8], mut at: usize) -> usize {
    // Written without white space, as streams are, there is nothing to do.
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
        while word(bytes, at) == Some(SPACES) {
            at += 8;
        }
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=255u8 {
            for at in 0..24 {
                let mut bytes = [b'x'; 24];
                bytes[at] = byte;
                let expected = if is_plain(byte) { 24 } else { at };
                assert_eq!(plain_until(&bytes, 0), expected, "{byte} at {at}");
            }
        }
        assert_eq!(plain_until(b"ab\"", 0), 2);
        assert_eq!(plain_until(b"", 0), 0);
    }

    #[test]
    fn white_space_of_any_length() {
        for length in 0..40 {
            let mut bytes = vec![b' '; length];
            bytes.push(b'{');
            assert_eq!(space_until(&bytes, 0), length);
        }
        assert_eq!(space_until(b"\r\n\t  \x0b", 0), 5);
        assert_eq!(space_until(b"  ", 0), 2);
    }
}
