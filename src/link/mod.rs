//! Who meets whom: keyed members against keyed leaks, giving [`Matches`].
//!
//! The leaked side becomes an index; the member side streams past it. A leaked row takes the first rule under which it
//! meets someone it can expose. Which member rows are one person is settled here too, from digests alone.

mod filler;
mod index;
mod leaks;
mod members;
mod probe;
mod rule;

pub use filler::{Fillers, NirDates};
pub use leaks::{LeakRow, Leaks, LeaksBuilder};
pub use members::{MemberRow, Members, MembersBuilder};
pub use probe::{LeakBin, Matches, Meet, Probe};
pub use rule::{Certainty, Rule, Strength};

use crate::pseudonym::Digest;
use rayon::prelude::*;

/// Marks each row whose tag an earlier row has.
fn duplicates(mut rows: Vec<(Digest, u32)>, mut mark: impl FnMut(u32)) {
    keep_repeated(&mut rows);
    rows.par_sort_unstable();
    for pair in rows.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        mark(pair[1].1);
    }
}

/// Leaves out most of the rows whose digest no other row has: few repeat, and sorting all of them to find those is half
/// the work of a run. A bit for each digest seen, and one for each seen twice; two digests on one bit only keep too much.
fn keep_repeated(rows: &mut Vec<(Digest, u32)>) {
    let bits = (8 * rows.len()).max(64).ilog2() + 1;
    let (mut once, mut twice) = (Bits::new(bits), Bits::new(bits));
    for (digest, _) in rows.iter() {
        if once.set(digest.prefix(bits)) {
            twice.set(digest.prefix(bits));
        }
    }
    rows.retain(|(digest, _)| twice.has(digest.prefix(bits)));
}

struct Bits(Vec<u64>);

impl Bits {
    fn new(bits: u32) -> Bits {
        Bits(vec![0; (1usize << bits) / 64])
    }

    /// Sets a bit; whether it was set.
    fn set(&mut self, bit: usize) -> bool {
        let was = self.has(bit);
        self.0[bit / 64] |= 1 << (bit % 64);
        was
    }

    fn has(&self, bit: usize) -> bool {
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }
}
