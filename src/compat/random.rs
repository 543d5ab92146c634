//! Numbers that look random and are the same each time (xorshift*, after Vigna).

/// A source of such numbers.
pub struct Random(u64);

impl Random {
    /// The source that a seed gives.
    pub fn new(seed: u64) -> Random {
        Random(seed | 1)
    }

    /// A number below another, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d);
        (number >> 33) as usize % bound
    }

    /// A letter, digit or sign.
    pub fn letter(&mut self) -> char {
        let letters = ['a', 'Z', '0', '9', '-', '_', ' ', '.', '/', '#', 'é'];
        letters[self.below(letters.len())]
    }
}
