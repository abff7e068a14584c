//! Rows compared value by value, for what matches nobody by NIR and birth date as they are.
//!
//! Of a leaked row its [`Attributes`] are kept: a tag of each value. A member row is compared with it while it is in clear: where
//! two tags differ, the member's value is tried in the spellings that it may have been given elsewhere ([`Forms::agreement`]). In runs
//! with exchange files no clear value is at hand, and both rows bring tokens of these spellings ([`Attributes::agreement_by_tokens`]).
//! Which rows are compared at all is decided by blocks: tags of some values combined ([`Leads::blocks`]).

mod agreement;
mod blocks;
mod columns;
mod in_clear;
mod near;
mod packed;
mod tags;

use super::Hasher;
use super::digest::TagDomain;
use super::hints;
use super::keys::Keys;
use crate::identity::{BirthDate, CanonBatch, Contact, Name, Nir, ParsedNir, at};
use crate::read::{Col, Side};
use agreement::agreement;
use in_clear::InClear;
use near::ByTokens;
use tags::{Calendar, DateTags, Ends, FirstTags, LastTags, NumberTags, short_tag, tag, thirds};

pub use blocks::Leads;
pub(super) use near::{Near, Spellings, Token};
pub use packed::Moved;

pub use agreement::{Agreement, DateAgreement, NameAgreement, NirAgreement, NumberAgreement};

/// Tags of the values of one row that are compared; 0 for no value.
#[derive(Clone, Default)]
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
    /// By the place of the column in [`Col::NUMBERS`].
    numbers: [NumberTags; Col::NUMBERS.len()],
    /// E-mail addresses, telephone numbers and IBANs.
    contacts: Box<[u64]>,
    address: u64,
    rank: Option<u8>,
    sex: Option<u8>,
    /// In runs with exchange files: what nearly equal values have in common with these.
    near: Option<Box<Near>>,
}

impl Attributes {
    /// In what a member row agrees with a leaked row, by tags and tokens alone. `filler`: whether a NIR of the row is a filler.
    pub fn agreement_by_tokens(&self, leak: &Attributes, filler: bool) -> Agreement {
        let none = Near::default();
        let [own, leaked] = [self, leak].map(|row| row.near.as_deref().unwrap_or(&none));
        agreement(leak, self, &ByTokens { member: self, own, leaked, filler })
    }

    /// The attributes of a leaked row whose NIR, if `filler`, is nobody's.
    #[must_use]
    pub fn of_leak(self, filler: bool) -> Attributes {
        if filler { Attributes { nirs: [0; 2], ..self } } else { self }
    }
}

/// The rows of a batch, each value of its dictionaries tagged once.
pub struct Forms<'a> {
    batch: &'a CanonBatch,
    side: Side,
    hasher: &'a Hasher,
    last: [Vec<LastTags>; 2],
    first: Vec<FirstTags>,
    /// Of a row without names.
    none: (FirstTags, LastTags),
    calendar: Calendar,
}

impl<'a> Forms<'a> {
    /// The rows of a batch.
    pub fn new(batch: &'a CanonBatch, side: Side, hasher: &'a Hasher) -> Forms<'a> {
        let ends = Ends::new(hasher);
        let last = |names: &[Name]| names.iter().map(|name| LastTags::of(name, side, &ends, hasher)).collect();
        Forms {
            batch,
            side,
            hasher,
            last: [last(batch.last_name.values()), last(batch.birth_name.values())],
            first: batch.first_name.values().iter().map(|name| FirstTags::of(name, side, &ends, hasher)).collect(),
            none: (FirstTags::default(), LastTags::default()),
            calendar: Calendar::new(hasher),
        }
    }

    /// What leads to rows that may be about the same person as row `i`, without its contacts: see [`Forms::contacts`].
    pub fn leads<'b>(&'b self, i: usize, contacts: &'b [u64]) -> Leads<'b> {
        let keys = Keys::of(self.batch, i, self.side);
        let (no_first, no_last) = &self.none;
        let date = keys.date.map_or_else(DateTags::default, |date| self.calendar.of(date));
        Leads {
            nirs: keys.nirs.map(|nir| nir.map_or(0, |nir| self.nir_tag(nir))),
            numbers: keys.numbers.map(|(col, number)| number.map_or(0, |number| short_tag(number, col, self.hasher))),
            contacts,
            address: self.address(i),
            thirds: if date.is_whole() { [[0; 3]; Col::NUMBERS.len()] } else { self.thirds(i) },
            date,
            first: self.batch.first_name.made(i, &self.first).unwrap_or(no_first),
            last: [
                self.batch.last_name.made(i, &self.last[0]).unwrap_or(no_last),
                self.batch.birth_name.made(i, &self.last[1]).unwrap_or(no_last),
            ],
        }
    }

    /// Tags of the e-mail addresses, telephone numbers and IBANs of row `i`.
    pub fn contacts(&self, i: usize) -> Box<[u64]> {
        let tag = |contact: &Contact| tag(self.hasher, TagDomain::Column(contact.col), contact.as_bytes());
        self.batch.contacts(i).iter().map(tag).collect()
    }

    fn address(&self, i: usize) -> u64 {
        let domain = TagDomain::Column(Col::PostalAddress);
        self.batch.address(i).map_or(0, |address| tag(self.hasher, domain, address.as_bytes()))
    }

    fn thirds(&self, i: usize) -> [[u64; 3]; Col::NUMBERS.len()] {
        self.batch.numbers(i).map(|(col, number)| number.map_or([0; 3], |number| thirds(number, col, self.hasher)))
    }

    fn nir_tag(&self, nir: &Nir) -> u64 {
        tag(self.hasher, TagDomain::Column(Col::Nir), nir.as_bytes())
    }

    /// A number that spreads rows evenly, from birth date and NIR, or else names: the same whatever the key, the order of rows and the
    /// threads. It is used at once and kept nowhere.
    pub fn lot(&self, i: usize) -> u64 {
        let keys = Keys::of(self.batch, i, self.side);
        let nir = keys.nirs[0].map(|nir| nir.as_bytes());
        let names = [keys.names[0], keys.first_name].map(|name| name.filter(|_| nir.is_none()));
        let values = [keys.date.map(BirthDate::as_bytes), nir, names[0], names[1]];
        // FNV-1a, offset and prime of 64 bits (Fowler, Noll, Vo); of its product the upper bits are the well mixed ones.
        let fold = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        let sum = values.into_iter().flatten().flatten().fold(0xcbf2_9ce4_8422_2325, fold);
        sum.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
    }

    /// The rows.
    pub(super) fn batch(&self) -> &'a CanonBatch {
        self.batch
    }

    /// The birth date of row `i`.
    pub fn birth_date(&self, i: usize) -> Option<&'a BirthDate> {
        at(&self.batch.birth_date, i)
    }

    /// What leads from a row as it would be with another birth date.
    pub fn leads_on<'b>(&self, date: &BirthDate, leads: Leads<'b>) -> Leads<'b> {
        Leads { date: self.calendar.of(date), ..leads }
    }

    /// The attributes of a row as they would be with another birth date.
    pub fn on(&self, date: &BirthDate, attributes: Attributes) -> Attributes {
        let near = attributes.near.map(|near| Box::new(Near { date: Near::of_date(date, self), ..*near }));
        Attributes { date: self.calendar.of(date), near, ..attributes }
    }

    /// The attributes of row `i`. `filler`: whether its NIR is a filler, which is nobody's.
    pub fn attributes(&self, i: usize, filler: bool) -> Attributes {
        let (batch, hasher) = (self.batch, self.hasher);
        let keys = Keys::of(batch, i, self.side);
        let (written_rank, _) = hints::ranks(keys.rank, self.side);
        Attributes {
            nirs: keys.nirs.map(|nir| nir.filter(|_| !filler).map_or(0, |nir| self.nir_tag(nir))),
            misread_nir: at(&batch.misread, i).map_or(0, |nir| self.nir_tag(nir)),
            proven: at(&batch.nir, i).is_some_and(ParsedNir::is_proven),
            date: keys.date.map_or_else(DateTags::default, |date| self.calendar.of(date)),
            first: batch.first_name.made(i, &self.first).cloned().unwrap_or_default(),
            last: [
                batch.last_name.made(i, &self.last[0]).cloned().unwrap_or_default(),
                batch.birth_name.made(i, &self.last[1]).cloned().unwrap_or_default(),
            ],
            numbers: keys.numbers.map(|(col, number)| {
                number.map_or_else(NumberTags::default, |n| NumberTags::of(n, col, self.side, hasher))
            }),
            contacts: self.contacts(i),
            address: self.address(i),
            rank: written_rank,
            sex: hints::sex(batch, i).map(|sex| sex as u8),
            near: None,
        }
    }

    /// The attributes of row `i`, to be compared with those of a row that has no clear values.
    pub fn with_near(&self, i: usize, attributes: Attributes) -> Attributes {
        let mut numbers = attributes.numbers;
        numbers.iter_mut().zip(self.thirds(i)).for_each(|(number, thirds)| number.thirds = thirds);
        Attributes { numbers, near: Some(Box::new(Near::of(self, i))), ..attributes }
    }

    /// In what row `i`, of the attributes `member` and the birth date `born`, agrees with a leaked row. `filler`: whether a NIR of the
    /// row is a filler.
    pub fn agreement(
        &self,
        leak: &Attributes,
        (member, born): (&Attributes, Option<&BirthDate>),
        i: usize,
        filler: bool,
    ) -> Agreement {
        match leak.near {
            Some(_) => member.agreement_by_tokens(leak, filler),
            None => agreement(leak, member, &InClear { forms: self, i, born, member, filler }),
        }
    }
}
