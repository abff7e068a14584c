//! Rows compared value by value, for what matches nobody by NIR and birth date as they are.
//!
//! Of a leaked row its [`Attributes`] are kept: a tag of each value. A member row is compared with it while it is in clear: where
//! two tags differ, the member's value is tried in the spellings that it may have been given elsewhere ([`Forms::agreement`]).
//! Which rows are compared at all is decided by blocks: tags of some values combined ([`Leads::blocks`]).

mod agreement;
mod blocks;

use super::Hasher;
use super::digest::TagDomain;
use super::hints;
use super::keys::Keys;
use crate::identity::{BirthDate, CanonBatch, Contact, LETTERS, Name, Nir, Number, ParsedNir, at, misread, shortened};
use crate::read::{Col, RawBatch, Side};

pub use agreement::{Agreement, DateAgreement, NameAgreement, NirAgreement, NumberAgreement};
pub use blocks::Leads;

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
    /// By the place of the column in [`Col::NUMBERS`].
    numbers: [NumberTags; Col::NUMBERS.len()],
    /// E-mail addresses, telephone numbers and IBANs.
    contacts: Box<[u64]>,
    address: u64,
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

impl DateTags {
    /// Whether no part of the date may stand for an unknown one.
    fn is_whole(&self) -> bool {
        self.known == [true; 2]
    }
}

/// Tags of a contract, member or customer number.
#[derive(Clone, Copy, Default)]
struct NumberTags {
    whole: u64,
    /// Without leading zeros.
    short: u64,
    /// Leaks: every third of its characters, from the first, the second and the third on, if it is long enough for a wrong digit to be
    /// tolerated. One wrong digit, or two exchanged, leave one of the three as it is.
    thirds: [u64; 3],
}

/// Tags of first names.
#[derive(Clone, Default)]
struct FirstTags {
    /// The first and the second of them.
    words: [u64; 2],
    /// All together, without spaces.
    joined: u64,
    /// The first two letters of all together, and the last two of the first of them.
    ends: [u64; 2],
    /// Whether the first is long enough for a wrong letter to be tolerated.
    long: bool,
    /// Leaks: of the first, if it is long, without each of its letters in turn.
    shortened: Box<[u64]>,
}

/// Tags of a last or birth name.
#[derive(Clone, Default)]
struct LastTags {
    whole: u64,
    joined: u64,
    bare: u64,
    /// As files cut it off, if it is long enough for that.
    cut: Box<[u64]>,
    /// The first two and the last two letters.
    ends: [u64; 2],
    /// Whether it is long enough for a wrong letter to be tolerated.
    long: bool,
    /// Leaks: of the joined name, if it is long, without each of its letters in turn.
    shortened: Box<[u64]>,
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
    /// By row: see [`Attributes::misread_nir`]. Empty for a file without a column of NIRs.
    misread: Vec<Option<Nir>>,
}

fn tag(hasher: &Hasher, domain: TagDomain, value: &[u8]) -> u64 {
    hasher.tag(domain, value).head().max(1)
}

/// Tags of pairs of letters, of which there are few.
struct Ends(Vec<u64>);

impl Ends {
    const LETTERS: usize = 26;

    fn new(hasher: &Hasher) -> Ends {
        let letters = || b'A'..=b'Z';
        Ends(letters().flat_map(|a| letters().map(move |b| tag(hasher, TagDomain::NameEnd, &[a, b]))).collect())
    }

    /// Of the first two letters of one name, and of the last two of another.
    fn of(&self, begin: &[u8], end: &[u8], hasher: &Hasher) -> [u64; 2] {
        let pair = |pair: &[u8]| match *pair {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => self.0[usize::from(a - b'A') * Self::LETTERS + usize::from(b - b'A')],
            _ => tag(hasher, TagDomain::NameEnd, pair),
        };
        [pair(&begin[..begin.len().min(2)]), pair(&end[end.len() - end.len().min(2)..])]
    }
}

/// Tags of a long name without each of its letters in turn.
fn shortened_tags(name: &[u8], side: Side, hasher: &Hasher) -> Box<[u64]> {
    let mut tags = Vec::new();
    if side == Side::Leaks && name.len() >= LETTERS {
        shortened(name, |short| tags.push(tag(hasher, TagDomain::Column(Col::LastName), short)));
    }
    tags.into()
}

impl LastTags {
    fn of(name: &Name, side: Side, ends: &Ends, hasher: &Hasher) -> LastTags {
        let tag = |value: &[u8]| tag(hasher, TagDomain::Column(Col::LastName), value);
        let whole = tag(name.as_bytes());
        if name.is_one_short_word() {
            let ends = ends.of(name.as_bytes(), name.as_bytes(), hasher);
            let long = name.as_bytes().len() >= LETTERS;
            let shortened = shortened_tags(name.as_bytes(), side, hasher);
            return LastTags { whole, joined: whole, bare: whole, cut: Box::default(), ends, long, shortened };
        }
        let joined = name.joined();
        LastTags {
            whole,
            joined: tag(&joined),
            bare: tag(&name.bare()),
            cut: name.cut().iter().filter(|cut| !cut.is_empty()).map(|cut| tag(cut)).collect(),
            ends: ends.of(&joined, &joined, hasher),
            long: joined.len() >= LETTERS,
            shortened: shortened_tags(&joined, side, hasher),
        }
    }
}

impl FirstTags {
    fn of(name: &Name, side: Side, ends: &Ends, hasher: &Hasher) -> FirstTags {
        // In one domain with last names, since they are exchanged at times.
        let tag = |value: &[u8]| tag(hasher, TagDomain::Column(Col::LastName), value);
        let mut words = name.words();
        let first = words.next().unwrap_or(&[]);
        let joined = name.joined();
        FirstTags {
            words: [tag(first), words.next().map_or(0, tag)],
            joined: tag(&joined),
            // The beginning of all together, since JEAN PIERRE may be JEANPIERRE, and N GOLO is NGOLO.
            ends: ends.of(&joined, first, hasher),
            long: first.len() >= LETTERS,
            shortened: shortened_tags(first, side, hasher),
        }
    }
}

/// Tags of years, and of months and days as two digits.
struct Calendar {
    years: Vec<u64>,
    parts: Vec<u64>,
}

impl Calendar {
    fn new(hasher: &Hasher) -> Calendar {
        let tag = |text: String| tag(hasher, TagDomain::Column(Col::BirthDate), text.as_bytes());
        // The century and the year of it apart: two hundred tags instead of ten thousand.
        let two = |what: &'static str| (0..100).map(move |n| tag(format!("{what}{n:02}"))).collect();
        Calendar { years: two("year "), parts: two("") }
    }

    /// Of eight digits.
    fn tags(&self, digits: &[u8]) -> DateTags {
        let part = |at: usize| usize::from(digits[at] - b'0') * 10 + usize::from(digits[at + 1] - b'0');
        let year = self.years[part(0)].rotate_left(7) ^ self.years[part(2)];
        let (month, day) = (self.parts[part(4)], self.parts[part(6)]);
        // Tags are independent of each other, and so are their sums.
        let whole = year.wrapping_add(month.rotate_left(21)).wrapping_add(day.rotate_left(42)).max(1);
        DateTags { whole, year, month, day, known: [true; 2] }
    }

    fn of(&self, date: &BirthDate) -> DateTags {
        DateTags { known: date.known_parts(), ..self.tags(date.as_bytes()) }
    }
}

impl NumberTags {
    fn of(number: &Number, col: Col, side: Side, hasher: &Hasher) -> NumberTags {
        let whole = tag(hasher, TagDomain::Column(col), number.as_bytes());
        NumberTags {
            whole,
            short: short_tag(number, col, hasher),
            thirds: if side == Side::Leaks { thirds(number, col, hasher) } else { [0; 3] },
        }
    }
}

/// A tag of a number without leading zeros.
fn short_tag(number: &Number, col: Col, hasher: &Hasher) -> u64 {
    tag(hasher, TagDomain::Column(col), number.without_zeros().unwrap_or(number.as_bytes()))
}

/// Of a number longer than 72 characters the rest does not count here: thirds find candidates, the whole number decides.
fn thirds(number: &Number, col: Col, hasher: &Hasher) -> [u64; 3] {
    let third = |long: &[u8], from: usize| {
        let mut third = [0; 24];
        let bytes = third.iter_mut().zip(long.iter().skip(from).step_by(3));
        let length = bytes.map(|(slot, byte)| *slot = *byte).count();
        tag(hasher, TagDomain::Column(col), &third[..length])
    };
    number.long().map_or([0; 3], |long| [0, 1, 2].map(|from| third(long, from)))
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
            misread: nirs.map(misread).collect(),
        }
    }

    /// What leads to rows that may be about the same person as row `i`, without its contacts: see [`Forms::contacts`].
    pub fn leads<'b>(&'b self, i: usize, contacts: &'b [u64]) -> Leads<'b> {
        let keys = Keys::of(self.batch, i, self.side);
        let (no_first, no_last) = &self.none;
        let date = keys.date.map_or_else(DateTags::default, |date| self.calendar.of(date));
        let of_number = |(col, number): (Col, Option<&Number>)| number.map_or([0; 3], |n| thirds(n, col, self.hasher));
        Leads {
            nirs: keys.nirs.map(|nir| nir.map_or(0, |nir| self.nir_tag(nir))),
            numbers: keys.numbers.map(|(col, number)| number.map_or(0, |number| short_tag(number, col, self.hasher))),
            contacts,
            address: self.address(i),
            thirds: if date.is_whole() { [[0; 3]; Col::NUMBERS.len()] } else { keys.numbers.map(of_number) },
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

    fn nir_tag(&self, nir: &Nir) -> u64 {
        tag(self.hasher, TagDomain::Column(Col::Nir), nir.as_bytes())
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
        Attributes { date: self.calendar.of(date), ..attributes }
    }

    /// The attributes of row `i`. `filler`: whether its NIR is a filler, which is nobody's.
    pub fn attributes(&self, i: usize, filler: bool) -> Attributes {
        let (batch, hasher) = (self.batch, self.hasher);
        let keys = Keys::of(batch, i, self.side);
        let (written_rank, _) = hints::ranks(keys.rank, self.side);
        Attributes {
            nirs: keys.nirs.map(|nir| nir.filter(|_| !filler).map_or(0, |nir| self.nir_tag(nir))),
            misread_nir: at(&self.misread, i).map_or(0, |nir| self.nir_tag(nir)),
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
        }
    }
}
