//! The index of leaked rows by digest.
//!
//! Keys are sorted and cut into partitions by the first bits of the digest, a handful of keys each: since digests are
//! uniform, a probe reads one entry of the directory and a few neighbouring keys. Memory: 24 bytes a key.

use rayon::prelude::*;

use super::Strength;
use crate::pseudonym::Digest;

/// A leaked row under one of its digests.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Index of the leaked row.
    pub leak: u32,
    /// The rule whose digest it is.
    pub strength: Strength,
}

/// Digest → leaked rows.
pub struct LeakIndex {
    bits: u32,
    /// Where each partition starts; one more than there are partitions.
    starts: Vec<u32>,
    digests: Vec<Digest>,
    entries: Vec<Entry>,
}

/// Keys a partition holds on average.
const KEYS_A_PARTITION: usize = 4;

impl LeakIndex {
    /// Builds the index, in parallel.
    pub fn build(mut keys: Vec<(Digest, Entry)>) -> Self {
        keys.par_sort_unstable();
        let bits = (keys.len() / KEYS_A_PARTITION).max(2).ilog2().clamp(1, 30);
        let mut starts = vec![0u32; (1 << bits) + 1];
        for (digest, _) in &keys {
            starts[digest.prefix(bits) + 1] += 1;
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let (digests, entries) = keys.into_iter().unzip();
        LeakIndex { bits, starts, digests, entries }
    }

    /// The leaked rows under a digest.
    pub fn get(&self, digest: Digest) -> &[Entry] {
        let partition = digest.prefix(self.bits);
        let range = self.starts[partition] as usize..self.starts[partition + 1] as usize;
        let keys = &self.digests[range.clone()];
        let first = range.start + keys.partition_point(|d| *d < digest);
        let last = range.start + keys.partition_point(|d| *d <= digest);
        &self.entries[first..last]
    }
}
