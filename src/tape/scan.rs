//! Eight bytes at a time: the end of a run of white space.

/// Eight spaces.
const SPACES: u64 = 0x2020_2020_2020_2020;

/// The eight bytes at a place, the first in the lowest position; none near the end.
pub fn word(bytes: &[u8], at: usize) -> Option<u64> {
    let eight = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*eight))
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
