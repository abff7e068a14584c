//! Who meets whom: keyed members against keyed leaks, giving [`Matches`].
//!
//! The leaked side becomes an index; the member side streams past it. A leaked row takes the first rule under which it
//! meets someone it can expose. Which member rows are one person is settled here too, from digests alone.

mod index;
mod leaks;
mod members;
mod probe;
mod rule;

pub use leaks::{LeakRow, Leaks, LeaksBuilder};
pub use members::{MemberRow, Members, MembersBuilder};
pub use probe::{LeakBin, Matches, Meet, Probe};
pub use rule::{Certainty, Rule, Strength};

use crate::pseudonym::Digest;
use rayon::prelude::*;

/// Marks each row whose tag an earlier row has.
fn duplicates(mut rows: Vec<(Digest, u32)>, mut mark: impl FnMut(u32)) {
    rows.par_sort_unstable();
    for pair in rows.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        mark(pair[1].1);
    }
}
