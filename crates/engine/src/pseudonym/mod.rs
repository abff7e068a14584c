//! Canonical values in, keyed digests out. The only folder that sees both.
//!
//! A NIR has so few possible values (about 2^36) that an unkeyed hash of it is undone by trying them all: the secret
//! key is the whole protection. It lives from [`SecretKey::load`] to the last batch keyed, and is wiped.

mod digest;
pub mod exchange;
mod hints;
mod hmac;
mod key;
mod keyed;
mod keying;
mod keys;
mod parties;
mod perimeter;
mod tags;
mod traits;
mod values;

pub use digest::{CANONICAL, Digest, Domain, Hasher, TagDomain};
pub use hints::Hints;
pub use key::{SecretKey, secret_file};
pub use keyed::{FallbackEntry, KeyBasis, KeyedBatch, KeyedRow, Named, NirEntry};
pub use keying::{key, rejects};
pub use parties::{Parties, Party};
pub use perimeter::{MAX_PERIMETERS, Perimeter, PerimeterSet};
pub use tags::{TagCache, row_tag};
pub use traits::{Managed, Traits};
pub use values::COMPARED;
