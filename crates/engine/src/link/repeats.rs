//! Detection of tags that occur more than once, without sorting. Most tags occur once and need no further work.

/// Two bits per slot: seen, and seen again. Distinct tags that share a slot count as repeated; the reverse error cannot
/// occur.
pub struct Repeats {
    bits: u32,
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl Repeats {
    /// Records all tags. Their upper bits must be uniformly distributed.
    pub fn of(tags: impl ExactSizeIterator<Item = u64>) -> Repeats {
        let bits = (8 * tags.len()).max(64).ilog2() + 1;
        let words = (1usize << bits) / 64;
        let mut repeats = Repeats { bits, once: vec![0; words], twice: vec![0; words] };
        for tag in tags {
            let (word, bit) = repeats.place(tag);
            repeats.twice[word] |= repeats.once[word] & bit;
            repeats.once[word] |= bit;
        }
        repeats
    }

    /// Whether the tag may occur more than once. False means that it occurs at most once.
    pub fn may_repeat(&self, tag: u64) -> bool {
        let (word, bit) = self.place(tag);
        self.twice[word] & bit != 0
    }

    fn place(&self, tag: u64) -> (usize, u64) {
        let place = (tag >> (64 - self.bits)) as usize;
        (place / 64, 1 << (place % 64))
    }
}
