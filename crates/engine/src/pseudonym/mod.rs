//! Canonical values in, keyed digests out: the only module that handles both.
//!
//! A NIR has so few possible values (about 2³⁶) that an unkeyed hash can be reversed by trying them all. The secret key
//! is therefore the only protection. It is in memory from [`SecretKey::load`] until the second pass is over, and is then
//! wiped.

mod attributes;
mod digest;
pub mod exchange;
mod hints;
mod hmac;
mod key;
mod keyed;
mod keying;
mod keys;
mod locked;
mod pack;
mod parties;
mod perimeter;
mod table;
mod tags;
mod traits;
mod values;
mod withheld;

pub use attributes::{
    Agreement, Attributes, DateAgreement, Forms, Leads, Moved, NameAgreement, NirAgreement, NumberAgreement,
};
pub use digest::{CANONICAL, Digest, Hasher, TagDomain};
pub use hints::Hints;
pub use key::{SecretKey, new_secret_file, secret_file};
pub use keyed::{AloneEntry, DependantEntry, KeyedBatch, KeyedRow, Named, NirEntry};
pub use keying::{in_perimeters, key, rejects};
pub use parties::{Parties, Party};
pub use perimeter::{InPerimeters, MAX_PERIMETERS, Perimeter, PerimeterSet};
pub use tags::{TagCache, row_tag};
pub use traits::{Managed, Traits};
pub use values::COMPARED;
pub use withheld::withheld;
