//! Canonical values in, keyed digests out. The only folder that sees both.
//!
//! A NIR has so few possible values (about 2^36) that an unkeyed hash of it is undone by trying them all: the secret
//! key is the whole protection. It lives from [`SecretKey::load`] to the last batch keyed, and is wiped.

mod digest;
mod hmac;
mod key;
mod keyed;

pub use digest::{Digest, Hasher, Tag};
pub use key::SecretKey;
pub use keyed::{KeyedBatch, KeyedRow, Named, Parties, Party, PersonKey, RuleKey, Traits, key, rejects};
