//! HMAC-SHA-256, one domain per use, cut to its first 128 bits.
//!
//! A message is `ampleur/1/<domain>`, then each field behind a unit separator (0x1F). Two domains never give one
//! digest, so that digests made for different rules cannot be compared with each other.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::SecretKey;

/// What stands before every message; the number changes with any change of canonical forms or messages.
const PREFIX: &str = "ampleur/1/";

const SEPARATOR: u8 = 0x1f;

/// A pseudonym of some fields under some key, in one domain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest(u128);

impl Digest {
    /// The top `bits` bits: where a partition of an index begins.
    pub fn prefix(self, bits: u32) -> usize {
        (self.0 >> (128 - bits)) as usize
    }
}

/// A hasher that holds the key's inner and outer state. Wiped when dropped; has no `Debug`.
pub struct Hasher(Hmac<Sha256>);

impl Hasher {
    /// Prepares the key.
    pub fn new(key: &SecretKey) -> Self {
        Hasher(Hmac::new_from_slice(key.expose()).expect("HMAC takes a key of any size"))
    }

    /// The digest of fields in a domain.
    pub fn digest(&self, domain: Domain, fields: &[&str]) -> Digest {
        let full = self.mac(domain.0, fields);
        let mut first = [0; 16];
        first.copy_from_slice(&full[..16]);
        Digest(u128::from_be_bytes(first))
    }

    /// Sixteen hexadecimal digits that name the key without helping to find it or to compare rows.
    pub fn fingerprint(&self) -> String {
        self.mac("key-fingerprint", &[])[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn mac(&self, domain: &str, fields: &[&str]) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(PREFIX.as_bytes());
        mac.update(domain.as_bytes());
        for field in fields {
            mac.update(&[SEPARATOR]);
            mac.update(field.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}

/// What a digest is for.
#[derive(Clone, Copy)]
pub struct Domain(&'static str);

impl Domain {
    /// All canonical values of a row: equal digests are duplicates.
    pub const ROW: Domain = Domain("row");
    /// A contract number at an insurer.
    pub const CONTRACT: Domain = Domain("contract");
    /// A dependant's last name, first first-name and birth date: a child filed under both parents.
    pub const DEPENDANT: Domain = Domain("person-dependant");

    /// A rule's own domain.
    pub const fn of_rule(id: &'static str) -> Domain {
        Domain(id)
    }
}
