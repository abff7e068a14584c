//! The leaked rows in each block.

use rayon::prelude::*;

use crate::pseudonym::Attributes;
use crate::read::Side;

/// Positions of leaked rows, by block.
pub(super) struct Index {
    /// Two bits in a hundred are set: most blocks of members are nobody's, and stop here.
    filter: Vec<u64>,
    filter_bits: u32,
    /// Sorted.
    blocks: Vec<(u64, u32)>,
    /// By the upper bits of a block, where they begin among `blocks`.
    starts: Vec<u32>,
    start_bits: u32,
    places: Vec<u32>,
}

impl Index {
    pub(super) fn new(attributes: &[Attributes]) -> Index {
        let of_row = |(place, attributes): (usize, &Attributes)| {
            let mut blocks = Vec::new();
            attributes.blocks(Side::Leaks, |block| blocks.push((block, place as u32)));
            blocks
        };
        let mut blocks: Vec<(u64, u32)> = attributes.par_iter().enumerate().flat_map_iter(of_row).collect();
        blocks.par_sort_unstable();
        blocks.dedup();
        let filter_bits = (32 * blocks.len()).max(64).ilog2() + 1;
        let mut filter = vec![0u64; (1usize << filter_bits) / 64];
        for (block, _) in &blocks {
            let (word, bit) = place(*block, filter_bits);
            filter[word] |= bit;
        }
        let start_bits = blocks.len().max(2).ilog2();
        let mut starts = vec![0u32; (1 << start_bits) + 1];
        for (block, _) in &blocks {
            starts[(block >> (64 - start_bits)) as usize + 1] += 1;
        }
        (0..1 << start_bits).for_each(|i: usize| starts[i + 1] += starts[i]);
        let places = blocks.iter().map(|(_, place)| *place).collect();
        Index { filter, filter_bits, blocks, starts, start_bits, places }
    }

    /// The positions of the leaked rows in a block.
    pub(super) fn rows(&self, block: u64) -> &[u32] {
        let (word, bit) = place(block, self.filter_bits);
        if self.filter[word] & bit == 0 {
            return &[];
        }
        let upper = (block >> (64 - self.start_bits)) as usize;
        let (begin, end) = (self.starts[upper] as usize, self.starts[upper + 1] as usize);
        let here = &self.blocks[begin..end];
        let from = begin + here.partition_point(|(other, _)| *other < block);
        let to = begin + here.partition_point(|(other, _)| *other <= block);
        &self.places[from..to]
    }
}

/// The word and the bit of a block in the filter.
fn place(block: u64, bits: u32) -> (usize, u64) {
    let place = (block >> (64 - bits)) as usize;
    (place / 64, 1 << (place % 64))
}
