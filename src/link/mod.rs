//! Who meets whom: keyed members against keyed leaks, giving [`Matches`].
//!
//! The leaked side becomes an index; the member side streams past it. A leaked row takes the first rule under which it
//! meets someone it can expose. Which member rows are one person is settled here too, from digests alone.

mod filler;
mod index;
mod leaks;
mod members;
mod probe;
mod repeats;
mod rule;

pub use filler::{Fillers, NirDates};
pub use leaks::{LeakRow, Leaks, LeaksBuilder};
pub use members::{MemberRow, Members, MembersBuilder};
pub use probe::{LeakBin, Matches, Meet, Probe};
pub use repeats::Repeats;
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

/// Leaves out most of the rows whose digest no other row has.
fn keep_repeated(rows: &mut Vec<(Digest, u32)>) {
    let repeats = Repeats::of(rows.iter().map(|(digest, _)| digest.prefix(64) as u64));
    rows.retain(|(digest, _)| repeats.may_repeat(digest.prefix(64) as u64));
}
