//! Rows compared value by value, for what matches nobody by NIR and birth date as they are.
//!
//! Of a leaked row its [`Attributes`] are kept: a tag of each value. A member row is compared with it while it is in clear: where
//! two tags differ, the member's value is tried in the spellings that it may have been given elsewhere ([`Forms::agreement`]).
//! Which rows are compared at all is decided by blocks: tags of some values combined ([`Attributes::blocks`]).

mod agreement;
mod blocks;

use super::Hasher;
use super::digest::TagDomain;
use super::hints;
use super::keys::Keys;
use crate::identity::{BirthDate, CanonBatch, LETTERS, Name, Nir, Number, ParsedNir, at, misread};
use crate::read::{Col, RawBatch, Side};

pub use agreement::{Agreement, DateAgreement, NameAgreement, NirAgreement, NumberAgreement};

/// Tags of the values of one row that are compared; 0 for no value.
#[derive(Clone)]
pub struct Attributes {
    /// The NIR under which the row is listed, and the person's own if another one.
    nirs: [u64; 2],
    /// A number that is not used as a NIR, since its check digits are wrong or its form is impossible.
    misread_nir: u64,
    /// Whether check digits prove the NIR right.
    proven: bool,
    date: DateTags,
    first: FirstTags,
    /// Last name, and birth name if another one.
    last: [LastTags; 2],
    /// Contract number and member number.
    numbers: [NumberTags; 2],
    rank: Option<u8>,
    sex: Option<u8>,
}

/// Tags of a birth date.
#[derive(Clone, Copy, Default)]
struct DateTags {
    whole: u64,
    year: u64,
    month: u64,
    day: u64,
    /// Whether the month, and whether the day, is known.
    known: [bool; 2],
}

/// Tags of a contract or member number.
#[derive(Clone, Copy, Default)]
struct NumberTags {
    whole: u64,
    /// Without leading zeros.
    short: u64,
    /// Its beginning and its end, if it is long enough for a wrong digit to be tolerated. One wrong digit, or two exchanged, leave
    /// one of them as it is.
    ends: [u64; 2],
}

/// Tags of first names.
#[derive(Clone, Copy, Default)]
struct FirstTags {
    /// The first and the second of them.
    words: [u64; 2],
    /// All together, without spaces.
    joined: u64,
    /// The first two and the last two letters of the first of them.
    ends: [u64; 2],
    /// Whether the first is long enough for a wrong letter to be tolerated.
    long: bool,
}

/// Tags of a last or birth name.
#[derive(Clone, Copy, Default)]
struct LastTags {
    whole: u64,
    joined: u64,
    bare: u64,
    /// The first word.
    word: u64,
    /// As files cut it off; 0 if it is not long enough for that.
    cut: [u64; 4],
    /// The first two and the last two letters.
    ends: [u64; 2],
    /// Whether it is long enough for a wrong letter to be tolerated.
    long: bool,
}

/// The rows of a batch, each value of its dictionaries tagged once.
pub struct Forms<'a> {
    batch: &'a CanonBatch,
    side: Side,
    hasher: &'a Hasher,
    last: [Vec<LastTags>; 2],
    first: Vec<FirstTags>,
    /// By row: see [`Attributes::misread_nir`]. Empty if there are none.
    misread: Vec<Option<Nir>>,
}

fn tag(hasher: &Hasher, domain: TagDomain, value: &[u8]) -> u64 {
    hasher.tag(domain, value).head().max(1)
}

fn ends(hasher: &Hasher, joined: &[u8]) -> [u64; 2] {
    let length = joined.len().min(2);
    [&joined[..length], &joined[joined.len() - length..]].map(|end| tag(hasher, TagDomain::NameEnd, end))
}

impl LastTags {
    fn of(name: &Name, hasher: &Hasher) -> LastTags {
        let tag = |value: &[u8]| tag(hasher, TagDomain::Column(Col::LastName), value);
        let joined = name.joined();
        LastTags {
            whole: tag(name.as_bytes()),
            joined: tag(&joined),
            bare: tag(&name.bare()),
            word: name.words().next().map_or(0, tag),
            cut: name.cut().map(|cut| if cut.is_empty() { 0 } else { tag(&cut) }),
            ends: ends(hasher, &joined),
            long: joined.len() >= LETTERS,
        }
    }
}

impl FirstTags {
    fn of(name: &Name, hasher: &Hasher) -> FirstTags {
        // In one domain with last names, since they are exchanged at times.
        let tag = |value: &[u8]| tag(hasher, TagDomain::Column(Col::LastName), value);
        let mut words = name.words();
        let first = words.next().unwrap_or(&[]);
        FirstTags {
            words: [tag(first), words.next().map_or(0, tag)],
            joined: tag(&name.joined()),
            ends: ends(hasher, first),
            long: first.len() >= LETTERS,
        }
    }
}

impl DateTags {
    fn of(date: &BirthDate, hasher: &Hasher) -> DateTags {
        let tag = |value: &[u8]| tag(hasher, TagDomain::Column(Col::BirthDate), value);
        DateTags {
            whole: tag(date.as_bytes()),
            year: tag(date.year()),
            month: tag(date.month()),
            day: tag(date.day()),
            known: date.known_parts(),
        }
    }
}

impl NumberTags {
    fn of(number: &Number, col: Col, hasher: &Hasher) -> NumberTags {
        let tag = |value: &[u8]| tag(hasher, TagDomain::Column(col), value);
        let whole = tag(number.as_bytes());
        let ends = |long: &[u8]| {
            let half = long.len() / 2;
            [tag(&long[..half - 1]), tag(&long[half..])]
        };
        NumberTags { whole, short: number.without_zeros().map_or(whole, tag), ends: number.long().map_or([0; 2], ends) }
    }
}

impl<'a> Forms<'a> {
    /// The rows of a batch, of which `raw` is the text.
    pub fn new(raw: &RawBatch, batch: &'a CanonBatch, side: Side, hasher: &'a Hasher) -> Forms<'a> {
        let keys = raw.column(Col::NirKey);
        let nirs = raw.column(Col::Nir).into_iter().flat_map(|column| column.iter()).enumerate();
        let misread = |(i, written): (usize, Option<&str>)| match at(&batch.nir, i) {
            Some(_) => None,
            None => misread(written?, keys.and_then(|keys| keys.get(i))),
        };
        let last = |names: &[Name]| names.iter().map(|name| LastTags::of(name, hasher)).collect();
        Forms {
            batch,
            side,
            hasher,
            last: [last(batch.last_name.values()), last(batch.birth_name.values())],
            first: batch.first_name.values().iter().map(|name| FirstTags::of(name, hasher)).collect(),
            misread: nirs.map(misread).collect(),
        }
    }

    /// The attributes of row `i`. `filler`: whether its NIR is a filler, which is nobody's.
    pub fn attributes(&self, i: usize, filler: bool) -> Attributes {
        let (batch, hasher) = (self.batch, self.hasher);
        let keys = Keys::of(batch, i, self.side);
        let nir_tag = |nir: &Nir| tag(hasher, TagDomain::Column(Col::Nir), nir.as_bytes());
        let (written_rank, _) = hints::ranks(keys.rank, self.side);
        Attributes {
            nirs: keys.nirs.map(|nir| nir.filter(|_| !filler).map_or(0, nir_tag)),
            misread_nir: at(&self.misread, i).map_or(0, nir_tag),
            proven: at(&batch.nir, i).is_some_and(ParsedNir::is_proven),
            date: keys.date.map_or_else(DateTags::default, |date| DateTags::of(date, hasher)),
            first: batch.first_name.made(i, &self.first).copied().unwrap_or_default(),
            last: [
                batch.last_name.made(i, &self.last[0]).copied().unwrap_or_default(),
                batch.birth_name.made(i, &self.last[1]).copied().unwrap_or_default(),
            ],
            numbers: keys
                .numbers
                .map(|(col, number)| number.map_or_else(NumberTags::default, |n| NumberTags::of(n, col, hasher))),
            rank: written_rank,
            sex: hints::sex(batch, i).map(|sex| sex as u8),
        }
    }
}
