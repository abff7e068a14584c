//! Parses written values into canonical values; unreadable values are set aside with a reason.
//!
//! Each identifier has its own file, with a pure function of the text. Only `walk.rs` iterates over columns. Canonical
//! values are compared and hashed but never printed: their types have neither `Debug` nor `Display`.

mod address;
mod birth_date;
mod birth_rank;
mod canonical;
mod coded;
mod contact;
mod content;
mod date;
mod date_order;
mod date_words;
mod family_order;
mod fault;
mod iban;
mod moment;
mod name;
mod near;
mod nir;
mod nothing;
mod number;
mod plain;
mod relation;
mod sex;
mod shape;
mod tidy;
mod walk;

pub use address::{Address, address};
pub use birth_date::{BirthDate, Dates, Day, parse as birth_date};
pub use birth_rank::{Rank, parse as birth_rank};
pub use canonical::{CanonBatch, at};
pub use coded::Coded;
pub use contact::{Contact, contacts};
pub use content::{Likeness, likeness, recognise};
pub use date::{Shape, Written};
pub use date_order::{Orders, Reading, Unsettled, Votes};
pub use family_order::{RankVotes, may_be_family, without_ranks};
pub use fault::{Fault, SetAside};
pub use name::{Name, parse as name, undamaged};
pub use near::{OneDigit, exchanged, is_long, is_short, shortened};
pub use nir::{Birth, Nir, NirKey, NirKind, ParsedNir, misread, parse as nir};
pub use number::{Number, parse as number};
pub use relation::Relation;
pub use sex::{Sex, SexVotes, parse as sex, without_sex};
pub use shape::{of as shape, shapes};
pub use tidy::{Rows, Tidied, tidy, tidy_but};
pub use walk::{VOTERS, canonicalise, is_filled, vote};
