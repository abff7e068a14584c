//! Record linkage: keyed members against keyed leaks, giving [`Matches`].
//!
//! Rows of both sides are partitioned by blocking key ([`Comparison`]), so that rows which can match share a partition. Each
//! partition is then compared independently, in the processor's cache and on all cores. A leaked row is linked by the first rule
//! under which it matches a member that it can expose. Member rows are clustered into persons here too, from digests alone.

mod alone;
mod captured;
mod columns;
mod comparison;
mod decisions;
mod filler;
mod first_names;
mod households;
mod leaks;
mod levels;
mod match_state;
mod matches;
mod members;
pub mod partitions;
mod repeats;

pub use captured::Captured;
pub use columns::{is_compared, is_possible};
pub use comparison::Comparison;
pub use decisions::{Decided, Decision, Refusal};
pub use filler::{HOUSEHOLD, NirDates};
pub use leaks::{LeakRow, Leaks};
pub use levels::{Chance, Levels};
pub use match_state::{MatchState, Standing};
pub use matches::{FirstPass, Found, LeakBin, MatchedPair, Matches, Unmet};
pub use members::{ByInsurer, MemberRow, Members};
pub use partitions::{DEFAULT_MEMORY, Room};
pub use repeats::Repeats;
