//! Who meets whom: keyed members against keyed leaks, giving [`Matches`].
//!
//! Rows of both sides are put where those they can be equal to are ([`Comparison`]), partition by partition; then each partition is
//! settled apart, in the cache, on all cores. A leaked row takes the first rule under which it meets someone it can expose.
//! Which member rows are one person is settled here too, from digests alone.

mod columns;
mod comparison;
mod filler;
mod households;
mod leaks;
mod matches;
mod members;
pub mod partitions;
mod repeats;
mod scene;
mod spare;

pub use columns::{is_compared, is_possible};
pub use comparison::Comparison;
pub use filler::NirDates;
pub use leaks::{LeakRow, Leaks};
pub use matches::{LeakBin, Matches, Meet};
pub use members::{MemberRow, Members};
pub use partitions::{DEFAULT_MEMORY, Room};
pub use repeats::Repeats;
