//! Sixteen bytes at a time: which of them have a property. The instructions for it are those of the processor, where a crate offers
//! them without unsafe code, and else a loop.

use wide::u8x16;

/// Sixteen bytes, side by side; or sixteen answers, each a byte of ones or of zeros.
pub type Lanes = u8x16;

/// The number of bytes in lanes.
pub const WIDTH: usize = 16;

/// The sixteen bytes at a place; none near the end.
#[inline]
pub fn lanes(bytes: &[u8], at: usize) -> Option<Lanes> {
    let sixteen = bytes.get(at..)?.first_chunk::<WIDTH>()?;
    Some(Lanes::from(*sixteen))
}

/// Which bytes are this one.
#[inline]
pub fn equal(lanes: Lanes, byte: u8) -> Lanes {
    lanes.cmp_eq(Lanes::splat(byte))
}

/// Which bytes lie between two, or are one of them.
#[inline]
pub fn between(lanes: Lanes, least: u8, most: u8) -> Lanes {
    lanes
        .min(Lanes::splat(most))
        .max(Lanes::splat(least))
        .cmp_eq(lanes)
}

/// The answers as bits, the first in the lowest place.
#[inline]
pub fn bits(answers: Lanes) -> u32 {
    answers.move_mask() as u32
}

/// The number of bytes of a block, of which each has a bit in a word.
pub const BLOCK: usize = 64;

/// A bit for each byte of a block, of those that have a property.
#[inline]
pub fn of_block(block: &[u8; BLOCK], property: impl Fn(Lanes) -> Lanes) -> u64 {
    let (parts, _) = block.as_chunks::<WIDTH>();
    let parts = parts.iter().enumerate();
    parts.fold(0, |all, (nth, part)| {
        all | u64::from(bits(property(Lanes::from(*part)))) << (nth * WIDTH)
    })
}

/// Which bytes are a letter or digit of ASCII.
#[inline]
pub fn alphanumeric(lanes: Lanes) -> Lanes {
    let small = lanes | Lanes::splat(0x20);
    between(small, b'a', b'z') | between(lanes, b'0', b'9')
}

/// The blocks of some bytes, the last one filled up with spaces.
pub fn blocks(bytes: &[u8]) -> impl Iterator<Item = [u8; BLOCK]> {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let mut last = [b' '; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    blocks.iter().copied().chain([last])
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

/// The characters of a text that are not ASCII, each with its place. What lies between them costs next to nothing.
pub fn beyond_ascii(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at = ascii_until(text.as_bytes(), at);
        let character = text.get(at..)?.chars().next()?;
        let place = at;
        at += character.len_utf8();
        Some((place, character))
    })
}

/// The first place from `at` on whose byte is not ASCII; the length if there is none.
fn ascii_until(bytes: &[u8], mut at: usize) -> usize {
    while let Some(sixteen) = lanes(bytes, at) {
        let beyond = bits(sixteen);
        if beyond != 0 {
            return at + beyond.trailing_zeros() as usize;
        }
        at += WIDTH;
    }
    while bytes.get(at).is_some_and(u8::is_ascii) {
        at += 1;
    }
    at
}

/// True if a byte of a string stands for itself and is ASCII.
fn is_plain(byte: u8) -> bool {
    (0x20..0x7f).contains(&byte) && byte != b'"' && byte != b'\\'
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
    fn characters_beyond_ascii_have_their_places() {
        for before in 0..40 {
            let text = format!("{}é–{}€", "a".repeat(before), "b".repeat(before));
            let expected: Vec<_> = text
                .char_indices()
                .filter(|(_, one)| !one.is_ascii())
                .collect();
            assert_eq!(beyond_ascii(&text).collect::<Vec<_>>(), expected);
        }
        assert_eq!(beyond_ascii("").next(), None);
    }

    #[test]
    fn every_byte_in_every_lane() {
        for byte in 0..=255u8 {
            for at in 0..WIDTH {
                let mut bytes = [b'm'; WIDTH + 3];
                bytes[at + 2] = byte;
                let read = lanes(&bytes, 2).expect("there are as many");
                let bit = |is_so: bool| u32::from(is_so) << at;
                assert_eq!(bits(equal(read, b'x')), bit(byte == b'x'));
                assert_eq!(bits(between(read, 0, 0x1f)), bit(byte < 0x20));
                assert_eq!(bits(between(read, 0x7f, 0xff)), bit(byte >= 0x7f));
                let others = 0xffff & !(1 << at);
                let is_alphanumeric = byte.is_ascii_alphanumeric();
                assert_eq!(
                    bits(alphanumeric(read)),
                    others | bit(is_alphanumeric),
                    "{byte}"
                );
                let is_letter = byte.is_ascii_lowercase();
                assert_eq!(bits(between(read, b'a', b'z')), others | bit(is_letter));
            }
        }
        assert!(lanes(&[0; WIDTH], 1).is_none());
    }

    #[test]
    fn blocks_have_a_bit_for_each_byte() {
        for length in [0, 1, 63, 64, 65, 127, 128] {
            let mut bytes = vec![b'-'; length];
            if let Some(last) = bytes.last_mut() {
                *last = b'9';
            }
            let bits: Vec<u64> = blocks(&bytes)
                .map(|block| of_block(&block, alphanumeric))
                .collect();
            assert_eq!(bits.len(), length / BLOCK + 1);
            let ones = bits.iter().map(|bits| bits.count_ones()).sum::<u32>();
            assert_eq!(ones, u32::from(length > 0));
            if let Some(last) = length.checked_sub(1) {
                assert_eq!(bits[last / BLOCK], 1 << (last % BLOCK));
            }
        }
    }
}
