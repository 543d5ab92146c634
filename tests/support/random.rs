//! Numbers that look random and are the same in every run, so that a failure is a fault of the change that is tested and not of the
//! day. The generator is SplitMix64.

/// A stream of numbers that its seed determines.
pub struct Random(u64);

impl Random {
    /// The stream of a seed and a name: streams of other names have nothing to do with it.
    pub fn new(seed: u64, name: &str) -> Random {
        // FNV-1a, which stays the same where the hashes of the standard library need not.
        let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Random(seed ^ hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit, which is not 0.
    #[track_caller]
    pub fn below(&mut self, limit: usize) -> usize {
        assert!(limit > 0, "there is something to choose from");
        usize::try_from(self.next() % limit as u64).expect("it is below a `usize`")
    }

    /// One of several things.
    #[track_caller]
    pub fn pick<L>(&mut self, things: L) -> L::Item
    where
        L: IntoIterator<IntoIter: ExactSizeIterator>,
    {
        let mut things = things.into_iter();
        let nth = self.below(things.len());
        things.nth(nth).expect("it is one of them")
    }
}
