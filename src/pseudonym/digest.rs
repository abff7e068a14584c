//! Keyed digests of 128 bits, one domain per use.
//!
//! A **pseudonym** is HMAC-SHA-256 cut to its first 128 bits: what rows are compared by, and all that leaves the program in
//! an exchange file. Its message is `ampleur/1/<rule>`, then each field behind a unit separator (0x1F); two rules never give one
//! digest, so that digests made for different rules cannot be compared with each other.
//!
//! A **tag** is SipHash-1-3 under a key drawn from the secret one: four times faster, for what never leaves the memory
//! of one run (are two rows the same; are two rows one person).

use std::num::NonZeroU64;

use siphasher::sip128::SipHasher13;

use super::SecretKey;
use super::hmac::Mac;
use crate::identity::Nir;
use crate::incident::Field;
use crate::link::Rule;

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

    /// The last sixteen bits.
    pub(super) fn tail(self) -> u16 {
        self.0[1] as u16
    }

    /// The same for one party, and another for any other: rows are duplicates within a party only.
    #[must_use]
    pub fn within(self, party: u64) -> Digest {
        // An odd factor keeps parties apart; the digest itself is as good as random.
        Digest([self.0[0], self.0[1] ^ party.wrapping_mul(0x9e37_79b9_7f4a_7c15)])
    }
}

/// Thirty-two hexadecimal digits.
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

/// What a tag is for.
#[derive(Clone, Copy)]
#[repr(u8)]
pub enum Tag {
    /// All canonical values of a row: equal tags are duplicates.
    Row,
    /// A contract number at an insurer.
    Contract,
    /// A dependant's last name, first first-name and birth date: a child filed under both parents.
    Dependant,
    /// NIR, birth date and birth rank: one person's rows.
    Ranked,
    /// NIR, birth date and first first-name: one person's rows.
    FirstNamed,
    /// A NIR.
    Nir,
    /// A first first-name.
    FirstName,
    /// What a row holds in a field.
    Value,
}

/// A tag of a NIR: 48 bits, enough to tell households apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NirTag(NonZeroU64);

/// A bit above the 48, so that none is a value of its own.
const ABOVE: NonZeroU64 = NonZeroU64::new(1 << 48).unwrap();

impl NirTag {
    /// That of a NIR whose digest is there.
    pub(super) fn of(nir: Digest) -> NirTag {
        NirTag(ABOVE | nir.prefix(48) as u64)
    }

    /// The 48 bits.
    pub fn bits(self) -> u64 {
        self.0.get() & (u64::MAX >> 16)
    }
}

/// Holds what the key was made into. It has no `Debug`.
pub struct Hasher {
    mac: Mac,
    tags: SipHasher13,
}

impl Hasher {
    /// Prepares the key.
    pub fn new(key: &SecretKey) -> Self {
        let mac = Mac::new(key.expose());
        let [a, b, c, d, ..] = mac.code(b"ampleur/1/tags");
        Hasher { mac, tags: SipHasher13::new_with_keys(pair(a, b), pair(c, d)) }
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

    /// The tag of fields. `message` is room to work in, kept from one call to the next.
    pub fn tag<'f>(&self, tag: Tag, fields: impl IntoIterator<Item = &'f [u8]>, message: &mut Vec<u8>) -> Digest {
        self.tag_of(tag, message, |add| fields.into_iter().for_each(add))
    }

    /// The tag of fields that `give` hands over one by one.
    pub fn tag_of(&self, tag: Tag, message: &mut Vec<u8>, give: impl FnOnce(&mut dyn FnMut(&[u8]))) -> Digest {
        message.clear();
        message.push(tag as u8);
        give(&mut |field| {
            message.extend_from_slice(field);
            message.push(SEPARATOR);
        });
        let (high, low) = self.tags.hash(message).as_u64();
        Digest([high, low])
    }

    /// The tag of a NIR.
    pub fn nir(&self, nir: &Nir, message: &mut Vec<u8>) -> NirTag {
        NirTag::of(self.tag(Tag::Nir, [nir.as_bytes()], message))
    }

    /// A tag of 64 bits of what a row holds in a field, other than that of the same value in another.
    pub fn value(&self, field: Field, value: &[u8], message: &mut Vec<u8>) -> u64 {
        self.tag(Tag::Value, [&[field as u8][..], value], message).0[0]
    }

    /// A tag of 32 bits of a first first-name.
    pub fn first_name(&self, name: &[u8], message: &mut Vec<u8>) -> u32 {
        self.tag(Tag::FirstName, [name], message).prefix(32) as u32
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
        self.tags = SipHasher13::new_with_keys(0, 0);
        std::hint::black_box(&self.tags);
    }
}

fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}
