//! Keyed digests of 128 bits, one domain per use.
//!
//! A **pseudonym** is HMAC-SHA-256 cut to its first 128 bits: what NIR and birth date are compared by, and all that leaves the
//! program in an exchange file. Its message is `ampleur/1/<rule>`, then each field behind a unit separator (0x1F); two rules never give one
//! digest, so that digests made for different rules cannot be compared with each other.
//!
//! A **tag** is SipHash-1-3 of one value under a key drawn from the secret one for each kind of value: ten times faster, for
//! what never leaves one run (beyond its memory, a temporary file without a name). Tags of different kinds are drawn as if at random, so that the sum of some of them is a tag of
//! all of these values together: each value of a row is hashed once, and whatever is compared is an addition away.

use siphasher::sip128::SipHasher13;

use super::SecretKey;
use super::hmac::Mac;
use crate::read::Col;
use model::rule::Rule;

/// What stands before every message; the number changes with any change of canonical forms or messages.
const PREFIX: &[u8] = b"ampleur/1/";

/// The version of canonical forms and messages: digests of another cannot be compared.
pub const CANONICAL: &str = "ampleur/1";

const SEPARATOR: u8 = 0x1f;

/// A keyed digest of some fields in one domain.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest([u64; 2]);

impl Digest {
    /// The top `bits` bits, 64 at most: where a partition of an index begins.
    pub fn prefix(self, bits: u32) -> usize {
        (self.0[0] >> (64 - bits)) as usize
    }

    /// Sixteen bytes, big end first: as it stands in an exchange file.
    pub fn to_bytes(self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.0[0].to_be_bytes());
        bytes[8..].copy_from_slice(&self.0[1].to_be_bytes());
        bytes
    }

    /// The digest of these sixteen bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Digest {
        let whole = u128::from_be_bytes(bytes);
        Digest([(whole >> 64) as u64, whole as u64])
    }

    pub(super) fn tail(self) -> u16 {
        self.0[1] as u16
    }

    /// The same for one party, and another for any other: rows are duplicates within a party only.
    #[must_use]
    pub fn within(self, party: u64) -> Digest {
        // An odd factor and shifts lose nothing: two parties never come to the same.
        let mixed = party.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Digest([self.0[0] ^ mixed, self.0[1]])
    }

    /// The first 64 bits.
    pub fn head(self) -> u64 {
        self.0[0]
    }

    /// Both halves.
    pub fn halves(self) -> [u64; 2] {
        self.0
    }

    /// The digest of these halves.
    pub fn from_halves(halves: [u64; 2]) -> Digest {
        Digest(halves)
    }

    /// Tags only: a tag of both values.
    #[must_use]
    pub(super) fn combine(self, other: Digest) -> Digest {
        Digest([self.0[0].wrapping_add(other.0[0]), self.0[1].wrapping_add(other.0[1])])
    }

    /// Tags only: the same value in another column that holds values of its kind.
    #[must_use]
    pub(super) fn in_other_column(self) -> Digest {
        // Odd, so that nothing is lost.
        const FACTOR: u64 = 0xd6e8_feb8_6659_fd93;
        Digest([self.0[0].wrapping_mul(FACTOR), self.0[1].wrapping_mul(FACTOR)])
    }
}

impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}{:016x}", self.0[0], self.0[1])
    }
}

/// What a pseudonym is made of that is no rule's.
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

/// What a value is that a tag is made of.
#[derive(Clone, Copy)]
pub enum TagDomain {
    /// What stands in a column. Columns of one kind of value share a tag: that of the first of them.
    Column(Col),
    /// The first of several first names.
    FirstFirstName,
    /// The fields that a leaked row gives away in columns that mean nothing.
    GivenAway,
}

impl TagDomain {
    const COUNT: usize = Col::ALL.len() + 2;

    pub(super) fn number(self) -> usize {
        match self {
            TagDomain::Column(col) => col as usize,
            TagDomain::FirstFirstName => Col::ALL.len(),
            TagDomain::GivenAway => Col::ALL.len() + 1,
        }
    }
}

/// Holds what the key was made into. It has no `Debug`.
pub struct Hasher {
    mac: Mac,
    tags: Vec<SipHasher13>,
}

impl Hasher {
    /// Prepares the key.
    pub fn new(key: &SecretKey) -> Self {
        let mac = Mac::new(key.expose());
        let tags = |kind: usize| {
            let [a, b, c, d, ..] = mac.code(format!("ampleur/1/tags/{kind}").as_bytes());
            SipHasher13::new_with_keys(pair(a, b), pair(c, d))
        };
        Hasher { tags: (0..TagDomain::COUNT).map(tags).collect(), mac }
    }

    /// The pseudonym of fields under a rule. `message` is room to work in, kept from one call to the next.
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

    /// The pseudonym of fields under something that is no rule, for what leaves the program beside the rules' digests.
    pub fn domain(&self, domain: Domain, fields: &[&[u8]], message: &mut Vec<u8>) -> Digest {
        self.domain_of(domain, message, |add| fields.iter().for_each(|field| add(field)))
    }

    /// The pseudonym of fields that `give` hands over one by one.
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

    /// The code that proves a file to come whole from somebody who has the key; `sha256` is the file's.
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

    /// Sixteen hexadecimal digits that name the key without helping to find it or to compare rows.
    pub fn fingerprint(&self) -> String {
        let [a, b, ..] = self.mac.code(b"ampleur/1/key-fingerprint");
        format!("{:016x}", pair(a, b))
    }
}

impl Drop for Hasher {
    fn drop(&mut self) {
        // The other half of what the key was made into; the first wipes itself.
        self.tags.fill(SipHasher13::new_with_keys(0, 0));
        std::hint::black_box(&self.tags);
    }
}

fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}
