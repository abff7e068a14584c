//! Written values in, canonical values out; what cannot be read is set aside with its reason.
//!
//! One identifier a file, each a pure function of the text; `walk.rs` alone walks columns. Canonical values are compared and hashed, never shown: their types have no `Debug` and no
//! `Display`.

mod birth_date;
mod birth_rank;
mod canonical;
mod coded;
mod content;
mod date;
mod date_order;
mod fault;
mod name;
mod nir;
mod number;
mod relation;
mod sex;
mod walk;

pub use birth_date::{BirthDate, Dates, Day, parse as birth_date};
pub use birth_rank::{Rank, parse as birth_rank};
pub use canonical::{CanonBatch, at};
pub use coded::Coded;
pub use content::{Likeness, likeness, recognise};
pub use date::{Shape, Written};
pub use date_order::{Orders, Unsettled, Votes};
pub use fault::{Fault, SetAside};
pub use name::{Name, parse as name};
pub use nir::{Birth, Nir, NirKey, NirKind, ParsedNir, parse as nir};
pub use number::{Number, parse as number};
pub use relation::Relation;
pub use sex::{Sex, parse as sex};
pub use walk::{canonicalise, is_filled, vote};
