//! Keyed digests of 128 bits, with one domain per use.
//!
//! The secret key is the key of nothing but the **incident's key**, HMAC-SHA-256 of the incident's id: who sees digests of two incidents
//! under one key cannot tell whether they are of one person.
//!
//! A **pseudonym** is HMAC-SHA-256 under the incident's key, truncated to 128 bits. NIR and birth date are compared by it in the first
//! pass. The message is `ampleur/4/<rule>`, then each field preceded by a unit separator (0x1F). The rule is part of the message, so that digests made for
//! different rules cannot be compared.
//!
//! A **tag** is SipHash-1-3 of one value, under a key derived from the incident's key for each domain. It is ten times
//! faster. The anonymous temporary file holds tags of combined values, and an exchange file is encrypted; only the rows for a second
//! opinion within the organisation hold tags as they are.
//! Tags of different domains are independent, so that their sum is a tag of the combined values: each value of a row is hashed once,
//! and every combination costs an addition.

use siphasher::sip128::SipHasher13;
use zeroize::{Zeroize, Zeroizing};

use super::SecretKey;
use super::hmac::Mac;
use super::locked::Locked;
use crate::read::Col;
use model::incident::Id;
use model::rule::Rule;

/// The prefix of every message. The number changes with any change of canonical forms or messages.
const PREFIX: &[u8] = b"ampleur/4/";

/// The version of canonical forms and messages. Digests of different versions cannot be compared.
pub const CANONICAL: &str = "ampleur/4";

const SEPARATOR: u8 = 0x1f;

/// A keyed digest of some fields in one domain.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest([u64; 2]);

impl Digest {
    /// The upper `bits` bits, 64 at most.
    pub fn prefix(self, bits: u32) -> usize {
        (self.0[0] >> (64 - bits)) as usize
    }

    /// Sixteen bytes, big-endian, as in an exchange file.
    pub fn to_bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.0[0].to_be_bytes());
        bytes[8..].copy_from_slice(&self.0[1].to_be_bytes());
        bytes
    }

    /// The digest with these sixteen bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Digest {
        let whole = u128::from_be_bytes(bytes);
        Digest([(whole >> 64) as u64, whole as u64])
    }

    pub(super) fn tail(self) -> u16 {
        self.0[1] as u16
    }

    /// A digest that is unique to the party. Rows are duplicates only within one party.
    #[must_use]
    pub fn within(self, party: u64) -> Digest {
        // Multiplication by an odd factor and xor-shift are bijective: two parties cannot collide.
        let mixed = party.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Digest([self.0[0] ^ mixed, self.0[1]])
    }

    /// The upper 64 bits.
    pub fn head(self) -> u64 {
        self.0[0]
    }

    /// Both halves, upper first.
    pub fn halves(self) -> [u64; 2] {
        self.0
    }

    /// The digest with these halves.
    pub fn from_halves(halves: [u64; 2]) -> Digest {
        Digest(halves)
    }

    /// The tag of two values combined. Valid for tags only.
    #[must_use]
    pub(super) fn combine(self, other: Digest) -> Digest {
        Digest([self.0[0].wrapping_add(other.0[0]), self.0[1].wrapping_add(other.0[1])])
    }

    /// The tag of the same value in another column of the same domain. Valid for tags only.
    #[must_use]
    pub(super) fn in_other_column(self) -> Digest {
        // Odd, so that multiplication is bijective.
        const FACTOR: u64 = 0xd6e8_feb8_6659_fd93;
        Digest([self.0[0].wrapping_mul(FACTOR), self.0[1].wrapping_mul(FACTOR)])
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}{:016x}", self.0[0], self.0[1])
    }
}

/// The domain of a tag.
#[derive(Clone, Copy)]
pub enum TagDomain {
    /// Values of a column. Columns with values of the same type share the domain of the first of them.
    Column(Col),
    /// One of the first two first names.
    FirstFirstName,
    /// The fields that a leaked row exposes.
    Fields,
    /// The first two or the last two letters of a name.
    NameEnd,
}

impl TagDomain {
    const COUNT: usize = Col::ALL.len() + 3;

    /// By the number of the domain, the name under which its key is derived.
    fn names() -> impl Iterator<Item = &'static str> {
        Col::ALL.into_iter().map(Col::name).chain(["first_first_name", "fields", "name_end"])
    }

    pub(super) fn number(self) -> usize {
        match self {
            TagDomain::Column(col) => col as usize,
            TagDomain::FirstFirstName => Col::ALL.len(),
            TagDomain::Fields => Col::ALL.len() + 1,
            TagDomain::NameEnd => Col::ALL.len() + 2,
        }
    }
}

/// Key material of one incident, derived from the secret key. It has no `Debug`.
pub struct Hasher {
    material: Locked<Material>,
    fingerprint: String,
}

struct Material {
    mac: Mac,
    /// By domain.
    tags: [SipHasher13; TagDomain::COUNT],
}

impl Zeroize for Material {
    fn zeroize(&mut self) {
        self.mac.zeroize();
        self.tags.fill(SipHasher13::new_with_keys(0, 0));
        std::hint::black_box(&self.tags);
    }
}

impl Hasher {
    /// Derives the key material of an incident.
    pub fn new(key: &SecretKey, incident: &Id) -> Self {
        let message = [PREFIX, b"incident", &[SEPARATOR], incident.as_str().as_bytes()].concat();
        let empty = Material { mac: Mac::default(), tags: std::array::from_fn(|_| SipHasher13::new_with_keys(0, 0)) };
        let material = Locked::filled(empty, |material| {
            material.mac.key(&Zeroizing::new(Mac::new(key.expose()).bytes(&message)));
            for (tags, name) in material.tags.iter_mut().zip(TagDomain::names()) {
                let [a, b, c, d, ..] = material.mac.code(&[PREFIX, b"tags/", name.as_bytes()].concat());
                *tags = SipHasher13::new_with_keys(pair(a, b), pair(c, d));
            }
        });
        Hasher { material, fingerprint: key.fingerprint() }
    }

    /// The pseudonym of fields under a rule. `message` is a buffer, reused from call to call.
    pub fn pseudonym(&self, rule: Rule, fields: &[&[u8]], message: &mut Vec<u8>) -> Digest {
        message.clear();
        message.extend_from_slice(PREFIX);
        message.extend_from_slice(rule.id().as_bytes());
        for field in fields {
            message.push(SEPARATOR);
            message.extend_from_slice(field);
        }
        self.cut(message)
    }

    /// The authentication code of an exchange file, from the SHA-256 of the file. It proves that the file is unaltered
    /// and comes from a holder of the key.
    pub fn seal(&self, sha256: &[u8; 32]) -> [u8; 32] {
        self.code("file", sha256)
    }

    /// The authentication code of what manifests leave out, from its SHA-256.
    pub(super) fn withheld(&self, sha256: &[u8; 32]) -> [u8; 32] {
        self.code("withheld", sha256)
    }

    /// The salt of an exchange file, from the SHA-256 of its rows before encryption: files with other rows have other salts.
    pub(super) fn salt(&self, sha256: &[u8; 32]) -> [u8; 32] {
        self.code("salt", sha256)
    }

    /// The key under which the rows of an exchange file of this salt are encrypted.
    pub(super) fn row_key(&self, salt: &[u8; 32]) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.code("rows", salt))
    }

    /// The whole authentication code of 32 bytes.
    fn code(&self, what: &str, bytes: &[u8; 32]) -> [u8; 32] {
        self.material.mac.bytes(&[PREFIX, what.as_bytes(), &[SEPARATOR], bytes].concat())
    }

    fn cut(&self, message: &[u8]) -> Digest {
        let [a, b, c, d, ..] = self.material.mac.code(message);
        Digest([pair(a, b), pair(c, d)])
    }

    /// The tag of a value.
    pub fn tag(&self, domain: TagDomain, value: &[u8]) -> Digest {
        let (high, low) = self.material.tags[domain.number()].hash(value).as_u64();
        Digest([high, low])
    }

    /// The fingerprint of the secret key.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }
}

fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}
