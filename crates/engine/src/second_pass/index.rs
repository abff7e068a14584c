//! The leaked rows in each block.

use rayon::prelude::*;

use crate::filter::Filter;
use crate::pseudonym::Attributes;
use crate::read::Side;

/// Blocks of a row, about.
pub(super) const BLOCKS: usize = 14;

/// Positions of leaked rows, by block.
pub(super) struct Index {
    /// Most blocks of members are nobody's, and stop here.
    filter: Filter,
    /// Sorted.
    blocks: Vec<(u64, u32)>,
    /// By the upper bits of a block, where they begin among `blocks`.
    starts: Vec<u32>,
    start_bits: u32,
}

impl Index {
    pub(super) fn new(attributes: &[Attributes]) -> Index {
        let of_row = |(place, attributes): (usize, &Attributes)| {
            let mut blocks = Vec::new();
            attributes.leads().blocks(Side::Leaks, |block| blocks.push((block, place as u32)));
            blocks
        };
        let mut blocks: Vec<(u64, u32)> = Vec::with_capacity(attributes.len() * BLOCKS);
        blocks.par_extend(attributes.par_iter().enumerate().flat_map_iter(of_row));
        blocks.par_sort_unstable();
        blocks.dedup();
        let start_bits = blocks.len().max(2).ilog2();
        let mut starts = vec![0u32; (1 << start_bits) + 1];
        for (block, _) in &blocks {
            starts[(block >> (64 - start_bits)) as usize + 1] += 1;
        }
        (0..1 << start_bits).for_each(|i: usize| starts[i + 1] += starts[i]);
        let filter = Filter::expecting(blocks.len());
        blocks.iter().for_each(|(block, _)| filter.add(*block));
        Index { filter, blocks, starts, start_bits }
    }

    /// The positions of the leaked rows in a block.
    pub(super) fn rows(&self, block: u64) -> impl Iterator<Item = u32> + '_ {
        let here = if self.filter.may_hold(block) { self.entries(block) } else { &[] };
        here.iter().map(|(_, place)| *place)
    }

    fn entries(&self, block: u64) -> &[(u64, u32)] {
        let upper = (block >> (64 - self.start_bits)) as usize;
        let (begin, end) = (self.starts[upper] as usize, self.starts[upper + 1] as usize);
        let here = &self.blocks[begin..end];
        let from = here.partition_point(|(other, _)| *other < block);
        let to = here.partition_point(|(other, _)| *other <= block);
        &here[from..to]
    }
}
