//! A Bloom filter: most of what is looked up is not there, and is turned away here.

use std::sync::atomic::{AtomicU64, Ordering};

/// A set of digests that may hold more than was added, small enough for a cache: two bits in one word for each.
pub(crate) struct Filter {
    words: Vec<AtomicU64>,
    bits: u32,
}

impl Filter {
    /// An empty filter for about `entries` digests: five to ten a word, of which one in thirty that is not there passes.
    pub(crate) fn expecting(entries: usize) -> Filter {
        let bits = (entries / 5).max(2).ilog2();
        Filter { words: (0..1u64 << bits).map(|_| AtomicU64::new(0)).collect(), bits }
    }

    pub(crate) fn add(&self, digest: u64) {
        let (word, two) = self.place(digest);
        self.words[word].fetch_or(two, Ordering::Relaxed);
    }

    pub(crate) fn may_hold(&self, digest: u64) -> bool {
        let (word, two) = self.place(digest);
        self.words[word].load(Ordering::Relaxed) & two == two
    }

    fn place(&self, digest: u64) -> (usize, u64) {
        ((digest >> (64 - self.bits)) as usize, 1 << (digest & 63) | 1 << (digest >> 6 & 63))
    }
}
