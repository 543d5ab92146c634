//! Sixteen bytes at a time: which of them have a property. The instructions for it are those of the processor, where a crate offers
//! them without unsafe code, and else a loop.

use wide::u8x16;

/// Sixteen bytes, side by side; or sixteen answers, each a byte of ones or of zeros.
pub type Lanes = u8x16;

/// How many bytes there are in lanes.
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

#[cfg(test)]
mod tests {
    use super::*;

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
                let is_letter = byte.is_ascii_lowercase();
                assert_eq!(bits(between(read, b'a', b'z')), others | bit(is_letter));
            }
        }
        assert!(lanes(&[0; WIDTH], 1).is_none());
    }
}
