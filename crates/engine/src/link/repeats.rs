//! Which tags are there once only: most are, and need not be sorted to find the others.

/// Two bits for each tag: seen, seen again. Two tags on one place only look like a repeated one.
pub struct Repeats {
    bits: u32,
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl Repeats {
    /// Looks at all tags; their upper bits must be as good as random.
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

    /// Whether the tag may be there more than once; if not, it is not.
    pub fn may_repeat(&self, tag: u64) -> bool {
        let (word, bit) = self.place(tag);
        self.twice[word] & bit != 0
    }

    fn place(&self, tag: u64) -> (usize, u64) {
        let place = (tag >> (64 - self.bits)) as usize;
        (place / 64, 1 << (place % 64))
    }
}
