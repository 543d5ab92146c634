//! The parts of a text that are in its normal view as they stand: nearly all of it, which is copied sixteen bytes at a time.

use crate::simd::{Lanes, WIDTH, between, bits, equal, lanes};

/// The number of bytes that are in their normal view as they stand, whatever comes before: printed characters that compose with
/// nothing, with single spaces between. What another character may compose with is not counted.
pub fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    let mut after_space = true;
    // The last character that was passed.
    let mut last = 0;
    loop {
        if let Some(sixteen) = lanes(bytes, at) {
            let count = plain_of_sixteen(sixteen, after_space);
            if count > 0 {
                at += count;
                last = 1;
                after_space = bytes[at - 1] == b' ';
            }
            if count == WIDTH {
                continue;
            }
        }
        let length = match bytes[at..] {
            [b' ', ..] if !after_space => 1,
            [0x21..0x7f, ..] => 1,
            // From U+00A1 to U+02FF.
            [0xc2, 0xa1..=0xbf, ..] | [0xc3..=0xcb, 0x80..=0xbf, ..] => 2,
            // From U+2010 to U+2027, and the sign for euro.
            [0xe2, 0x80, 0x90..=0xa7, ..] | [0xe2, 0x82, 0xac, ..] => 3,
            _ => break,
        };
        after_space = bytes[at] == b' ';
        at += length;
        last = length;
    }
    let may_compose = bytes.get(at).is_some_and(|next| !next.is_ascii());
    if at > 0 && !after_space && may_compose {
        at -= last;
        after_space = at > 0 && bytes[at - 1] == b' ';
    }
    // A space at the end is part of a run, or of what comes after it.
    at - usize::from(at > 0 && after_space)
}

/// True if a space or a line feed comes first, and nothing composes with it: nearly every gap of a text is made of them.
pub fn begins_with_plain_gap(bytes: &[u8]) -> bool {
    matches!(bytes.first(), Some(b' ' | b'\n')) && bytes.get(1).is_none_or(u8::is_ascii)
}

/// The number of bytes, from the first of sixteen on, that are printed ASCII with single spaces between.
fn plain_of_sixteen(sixteen: Lanes, after_space: bool) -> usize {
    let odd = bits(between(sixteen, 0, 0x1f) | between(sixteen, 0x7f, 0xff));
    let spaces = bits(equal(sixteen, b' '));
    let doubled = spaces & (spaces << 1 | u32::from(after_space));
    // The bit behind the last lane says that all are plain.
    (odd | doubled | 1 << WIDTH).trailing_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::normal::starts_segment;

    #[test]
    fn what_is_plain_composes_with_nothing() {
        for letter in ('\u{a1}'..='\u{2ff}')
            .chain('\u{2010}'..='\u{2027}')
            .chain(['€'])
        {
            assert!(
                starts_segment(letter) && !letter.is_whitespace(),
                "{letter:?}"
            );
            assert_eq!(
                plain(format!("x{letter} x").as_bytes()),
                letter.len_utf8() + 3
            );
        }
        // The mark makes another letter of the one before it.
        assert_eq!(plain("een reële\u{301}".as_bytes()), "een reël".len());
        assert_eq!(plain("een \u{301}".as_bytes()), 3);
        assert_eq!(plain("een  reële".as_bytes()), 3);
        assert_eq!(plain("éé\u{301}".as_bytes()), 2);
    }

    #[test]
    fn sixteen_at_a_time() {
        for (first, second) in (0..=255).flat_map(|one| (0..=255).map(move |other| (one, other))) {
            for at in [0, 2, 14] {
                let mut bytes = *b"a bcd ef gh i~j ";
                bytes[at] = first;
                bytes[at + 1] = second;
                for after_space in [false, true] {
                    let follows_space = |nth: usize| match nth {
                        0 => after_space,
                        _ => bytes[nth - 1] == b' ',
                    };
                    let is_plain = |nth: &usize| {
                        (0x20..0x7f).contains(&bytes[*nth])
                            && !(bytes[*nth] == b' ' && follows_space(*nth))
                    };
                    let expected = (0..16).find(|nth| !is_plain(nth)).unwrap_or(16);
                    let count = plain_of_sixteen(Lanes::from(bytes), after_space);
                    assert_eq!(count, expected, "{bytes:?}");
                }
            }
        }
    }
}
