//! The leaked rows in each block.

use rayon::prelude::*;

use crate::filter::Filter;
use crate::pseudonym::{Attributes, Leads};
use crate::read::Side;

/// Blocks of a row, about.
pub(super) const BLOCKS: usize = 15;

/// Positions of leaked rows, by block.
pub(super) struct Index {
    /// Of blocks and anchors. Most of those of members are nobody's, and stop here.
    filter: Filter,
    /// Sorted.
    blocks: Vec<(u64, u32)>,
    /// By the upper bits of a block, where they begin among `blocks`.
    starts: Vec<u32>,
    start_bits: u32,
}

impl Index {
    pub(super) fn new(attributes: &[Attributes]) -> Index {
        let blocks = |leads: &Leads<'_>, add: &mut dyn FnMut(u64)| leads.blocks(Side::Leaks, |_| true, add);
        Index::of(attributes, blocks, |leads, add| leads.anchors(add))
    }

    /// By whatever `each` makes of a row. What `anchors` makes of it is only known to the filter.
    pub(super) fn of(
        attributes: &[Attributes],
        each: impl Fn(&Leads<'_>, &mut dyn FnMut(u64)) + Sync + Send,
        anchors: impl Fn(&Leads<'_>, &mut dyn FnMut(u64)) + Sync + Send,
    ) -> Index {
        let of_row = |(place, attributes): (usize, &Attributes)| {
            let mut blocks = Vec::new();
            each(&attributes.leads(), &mut |block| blocks.push((block, place as u32)));
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
        let of_row = |attributes: &Attributes| {
            let mut of_row = Vec::new();
            anchors(&attributes.leads(), &mut |anchor| of_row.push(anchor));
            of_row
        };
        let anchors: Vec<u64> = attributes.par_iter().flat_map_iter(of_row).collect();
        // With room for twice as many: each member row has half a dozen, and nearly all of them are turned away here.
        let filter = Filter::expecting(2 * (blocks.len() + anchors.len()));
        blocks.par_iter().for_each(|(block, _)| filter.add(*block));
        anchors.par_iter().for_each(|anchor| filter.add(*anchor));
        Index { filter, blocks, starts, start_bits }
    }

    /// The positions of the leaked rows in a block.
    pub(super) fn rows(&self, block: u64) -> impl Iterator<Item = u32> + '_ {
        let here = if self.filter.may_hold(block) { self.entries(block) } else { &[] };
        here.iter().map(|(_, place)| *place)
    }

    /// Whether any row may be in a block, or have an anchor.
    pub(super) fn may_hold(&self, block: u64) -> bool {
        self.filter.may_hold(block)
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// The place of each block among the entries, and how many rows are in it.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (usize, u64)> + '_ {
        let mut place = 0;
        self.blocks.chunk_by(|(a, _), (b, _)| a == b).map(move |rows| {
            let of = (place, rows.len() as u64);
            place += rows.len();
            of
        })
    }

    /// The positions of the leaked rows from a place among the entries on.
    pub(super) fn entries_from(&self, place: usize) -> impl Iterator<Item = u32> + '_ {
        self.blocks[place..].iter().map(|(_, row)| *row)
    }

    /// The place of a block among the entries, and the positions of the leaked rows in it; none if there are none.
    pub(super) fn place_of(&self, block: u64) -> Option<(usize, impl Iterator<Item = u32> + '_)> {
        let (from, to) = if self.filter.may_hold(block) { self.range(block) } else { (0, 0) };
        (from < to).then(|| (from, self.blocks[from..to].iter().map(|(_, place)| *place)))
    }

    fn entries(&self, block: u64) -> &[(u64, u32)] {
        let (from, to) = self.range(block);
        &self.blocks[from..to]
    }

    fn range(&self, block: u64) -> (usize, usize) {
        let upper = (block >> (64 - self.start_bits)) as usize;
        let (begin, end) = (self.starts[upper] as usize, self.starts[upper + 1] as usize);
        let here = &self.blocks[begin..end];
        let from = here.partition_point(|(other, _)| *other < block);
        let to = here.partition_point(|(other, _)| *other <= block);
        (begin + from, begin + to)
    }
}
