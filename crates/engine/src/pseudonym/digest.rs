//! Keyed digests of 128 bits, with one domain per use.
//!
//! A **pseudonym** is HMAC-SHA-256, truncated to 128 bits. NIR and birth date are compared by it in the first pass, and an
//! exchange file contains nothing else. The message is `ampleur/2/<rule>`, then each field preceded by a unit separator (0x1F). The
//! rule is part of the message, so that digests made for different rules cannot be compared.
//!
//! A **tag** is SipHash-1-3 of one value, under a key derived from the secret key for each domain. It is ten times
//! faster and never leaves a run, except for the anonymous temporary file. Tags of different domains are independent,
//! so that their sum is a tag of the combined values: each value of a row is hashed once, and every combination costs
//! an addition.

use siphasher::sip128::SipHasher13;

use super::SecretKey;
use super::hmac::Mac;
use crate::read::Col;
use model::rule::Rule;

/// The prefix of every message. The number changes with any change of canonical forms or messages.
const PREFIX: &[u8] = b"ampleur/2/";

/// The version of canonical forms and messages. Digests of different versions cannot be compared.
pub const CANONICAL: &str = "ampleur/2";

const SEPARATOR: u8 = 0x1f;

/// A keyed digest of some fields in one domain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// Domains of pseudonyms other than rules.
#[derive(Clone, Copy)]
pub enum Domain {
    /// All canonical values of a row.
    Row,
    /// A contract number at an insurer.
    Contract,
    /// NIR, birth date and sex.
    NirDateSex,
}

impl Domain {
    fn id(self) -> &'static str {
        match self {
            Domain::Row => "row",
            Domain::Contract => "contract",
            Domain::NirDateSex => "nir-date-sex",
        }
    }
}

/// The domain of a tag.
#[derive(Clone, Copy)]
pub enum TagDomain {
    /// Values of a column. Columns with values of the same type share the domain of the first of them.
    Column(Col),
    /// One of the first two first names.
    FirstFirstName,
    /// The fields that a leaked row exposes in unmapped columns.
    GivenAway,
    /// The first two or the last two letters of a name.
    NameEnd,
}

impl TagDomain {
    const COUNT: usize = Col::ALL.len() + 3;

    pub(super) fn number(self) -> usize {
        match self {
            TagDomain::Column(col) => col as usize,
            TagDomain::FirstFirstName => Col::ALL.len(),
            TagDomain::GivenAway => Col::ALL.len() + 1,
            TagDomain::NameEnd => Col::ALL.len() + 2,
        }
    }
}

/// Key material derived from the secret key. It has no `Debug`.
pub struct Hasher {
    mac: Mac,
    tags: Vec<SipHasher13>,
}

impl Hasher {
    /// Derives the key material.
    pub fn new(key: &SecretKey) -> Self {
        let mac = Mac::new(key.expose());
        let tags = |kind: usize| {
            let [a, b, c, d, ..] = mac.code(format!("ampleur/1/tags/{kind}").as_bytes());
            SipHasher13::new_with_keys(pair(a, b), pair(c, d))
        };
        Hasher { tags: (0..TagDomain::COUNT).map(tags).collect(), mac }
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

    /// The pseudonym of fields in a domain other than a rule.
    pub fn domain(&self, domain: Domain, fields: &[&[u8]], message: &mut Vec<u8>) -> Digest {
        self.domain_of(domain, message, |add| fields.iter().for_each(|field| add(field)))
    }

    /// The pseudonym of fields that `give` passes on one by one.
    pub fn domain_of(&self, domain: Domain, message: &mut Vec<u8>, give: impl FnOnce(&mut dyn FnMut(&[u8]))) -> Digest {
        message.clear();
        message.extend_from_slice(PREFIX);
        message.extend_from_slice(domain.id().as_bytes());
        give(&mut |field| {
            message.push(SEPARATOR);
            message.extend_from_slice(field);
        });
        self.cut(message)
    }

    /// The authentication code of an exchange file, from the SHA-256 of the file. It proves that the file is unaltered
    /// and comes from a holder of the key.
    pub fn seal(&self, sha256: &[u8; 32]) -> [u8; 32] {
        let mut message = [PREFIX, b"file", &[SEPARATOR]].concat();
        message.extend_from_slice(sha256);
        let mut seal = [0; 32];
        for (bytes, word) in seal.as_chunks_mut::<4>().0.iter_mut().zip(self.mac.code(&message)) {
            *bytes = word.to_be_bytes();
        }
        seal
    }

    fn cut(&self, message: &[u8]) -> Digest {
        let [a, b, c, d, ..] = self.mac.code(message);
        Digest([pair(a, b), pair(c, d)])
    }

    /// The tag of a value.
    pub fn tag(&self, domain: TagDomain, value: &[u8]) -> Digest {
        let (high, low) = self.tags[domain.number()].hash(value).as_u64();
        Digest([high, low])
    }

    /// The fingerprint of the key: sixteen hexadecimal digits, of no use for finding the key or comparing rows.
    pub fn fingerprint(&self) -> String {
        let [a, b, ..] = self.mac.code(b"ampleur/1/key-fingerprint");
        format!("{:016x}", pair(a, b))
    }
}

impl Drop for Hasher {
    fn drop(&mut self) {
        // The HMAC states wipe themselves; the keys of the tags do not.
        self.tags.fill(SipHasher13::new_with_keys(0, 0));
        std::hint::black_box(&self.tags);
    }
}

fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}
