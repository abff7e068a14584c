//! Tags of single values, and of what they may have become elsewhere.

use crate::identity::{BirthDate, Name, Number, is_long, is_short, shortened};
use crate::pseudonym::Hasher;
use crate::pseudonym::digest::TagDomain;
use crate::read::{Col, Side};

/// Tags of a birth date.
#[derive(Clone, Copy, Default)]
pub(super) struct DateTags {
    pub whole: u64,
    pub year: u64,
    pub month: u64,
    pub day: u64,
    /// Whether the month, and whether the day, is known.
    pub known: [bool; 2],
}

impl DateTags {
    /// Whether no part of the date may stand for an unknown one.
    pub(super) fn is_whole(&self) -> bool {
        self.known == [true; 2]
    }
}

/// Tags of a contract, member or customer number.
#[derive(Clone, Copy, Default)]
pub(super) struct NumberTags {
    pub whole: u64,
    /// Without leading zeros.
    pub short: u64,
    /// Leaks: every third of its characters, from the first, the second and the third on, if it is long enough for a wrong digit to be
    /// tolerated. One wrong digit, or two exchanged, leave one of the three as it is.
    pub thirds: [u64; 3],
}

/// Tags of first names.
#[derive(Clone, Default)]
pub(super) struct FirstTags {
    /// The first and the second of them.
    pub words: [u64; 2],
    /// All together, without spaces.
    pub joined: u64,
    /// The first two letters of all together, and the last two of the first of them.
    pub ends: [u64; 2],
    /// Whether the first is long enough for a wrong letter to be tolerated.
    pub long: bool,
    /// Whether it is long enough for that in a household alone.
    pub short: bool,
    /// Leaks: of the first, if it is long or short, without each of its letters in turn.
    pub shortened: Box<[u64]>,
}

/// Tags of a last or birth name.
#[derive(Clone, Default)]
pub(super) struct LastTags {
    pub whole: u64,
    pub joined: u64,
    pub bare: u64,
    /// As files cut it off, if it is long enough for that.
    pub cut: Box<[u64]>,
    /// The first two and the last two letters.
    pub ends: [u64; 2],
    /// Whether it is long enough for a wrong letter to be tolerated.
    pub long: bool,
    /// Leaks: of the joined name, if it is long, without each of its letters in turn.
    pub shortened: Box<[u64]>,
}

pub(super) fn tag(hasher: &Hasher, domain: TagDomain, value: &[u8]) -> u64 {
    hasher.tag(domain, value).head().max(1)
}

/// Tags of pairs of letters, of which there are few.
pub(super) struct Ends(Vec<u64>);

impl Ends {
    const LETTERS: usize = 26;

    pub(super) fn new(hasher: &Hasher) -> Ends {
        let letters = || b'A'..=b'Z';
        Ends(letters().flat_map(|a| letters().map(move |b| tag(hasher, TagDomain::NameEnd, &[a, b]))).collect())
    }

    /// Of the first two letters of one name, and of the last two of another.
    pub(super) fn of(&self, begin: &[u8], end: &[u8], hasher: &Hasher) -> [u64; 2] {
        let pair = |pair: &[u8]| match *pair {
            [a @ b'A'..=b'Z', b @ b'A'..=b'Z'] => self.0[usize::from(a - b'A') * Self::LETTERS + usize::from(b - b'A')],
            _ => tag(hasher, TagDomain::NameEnd, pair),
        };
        [pair(&begin[..begin.len().min(2)]), pair(&end[end.len() - end.len().min(2)..])]
    }
}

/// Tags of a leaked name without each of its letters in turn.
fn shortened_tags(name: &[u8], side: Side, hasher: &Hasher) -> Box<[u64]> {
    let mut tags = Vec::new();
    if side == Side::Leaks {
        shortened(name, |short| tags.push(tag(hasher, TagDomain::Column(Col::LastName), short)));
    }
    tags.into()
}

impl LastTags {
    pub(super) fn of(name: &Name, side: Side, ends: &Ends, hasher: &Hasher) -> LastTags {
        let tag = |value: &[u8]| tag(hasher, TagDomain::Column(Col::LastName), value);
        let whole = tag(name.as_bytes());
        if name.is_one_short_word() {
            let ends = ends.of(name.as_bytes(), name.as_bytes(), hasher);
            let long = is_long(name.as_bytes());
            let shortened = if long { shortened_tags(name.as_bytes(), side, hasher) } else { Box::default() };
            return LastTags { whole, joined: whole, bare: whole, cut: Box::default(), ends, long, shortened };
        }
        let joined = name.joined();
        let long = is_long(&joined);
        LastTags {
            whole,
            joined: tag(&joined),
            bare: tag(&name.bare()),
            cut: name.cut().iter().filter(|cut| !cut.is_empty()).map(|cut| tag(cut)).collect(),
            ends: ends.of(&joined, &joined, hasher),
            long,
            shortened: if long { shortened_tags(&joined, side, hasher) } else { Box::default() },
        }
    }
}

impl FirstTags {
    pub(super) fn of(name: &Name, side: Side, ends: &Ends, hasher: &Hasher) -> FirstTags {
        // In one domain with last names, since they are exchanged at times.
        let tag = |value: &[u8]| tag(hasher, TagDomain::Column(Col::LastName), value);
        let mut words = name.words();
        let first = words.next().unwrap_or(&[]);
        let joined = name.joined();
        let (long, short) = (is_long(first), is_short(first));
        FirstTags {
            words: [tag(first), words.next().map_or(0, tag)],
            joined: tag(&joined),
            // The beginning of all together, since JEAN PIERRE may be JEANPIERRE, and N GOLO is NGOLO.
            ends: ends.of(&joined, first, hasher),
            long,
            short,
            shortened: if long || short { shortened_tags(first, side, hasher) } else { Box::default() },
        }
    }
}

/// Tags of years, and of months and days as two digits.
pub(super) struct Calendar {
    years: Vec<u64>,
    parts: Vec<u64>,
}

impl Calendar {
    pub(super) fn new(hasher: &Hasher) -> Calendar {
        let tag = |text: String| tag(hasher, TagDomain::Column(Col::BirthDate), text.as_bytes());
        // The century and the year of it apart: two hundred tags instead of ten thousand.
        let two = |what: &'static str| (0..100).map(move |n| tag(format!("{what}{n:02}"))).collect();
        Calendar { years: two("year "), parts: two("") }
    }

    /// Of eight digits.
    pub(super) fn tags(&self, digits: &[u8]) -> DateTags {
        let part = |at: usize| usize::from(digits[at] - b'0') * 10 + usize::from(digits[at + 1] - b'0');
        let year = self.years[part(0)].rotate_left(7) ^ self.years[part(2)];
        Calendar::date(year, self.parts[part(4)], self.parts[part(6)], [true; 2])
    }

    /// Of the tags of year, month and day.
    pub(super) fn date(year: u64, month: u64, day: u64, known: [bool; 2]) -> DateTags {
        // Tags are independent of each other, and so are their sums.
        let whole = year.wrapping_add(month.rotate_left(21)).wrapping_add(day.rotate_left(42)).max(1);
        DateTags { whole, year, month, day, known }
    }

    pub(super) fn of(&self, date: &BirthDate) -> DateTags {
        DateTags { known: date.known_parts(), ..self.tags(date.as_bytes()) }
    }
}

impl NumberTags {
    pub(super) fn of(number: &Number, col: Col, side: Side, hasher: &Hasher) -> NumberTags {
        let whole = tag(hasher, TagDomain::Column(col), number.as_bytes());
        NumberTags {
            whole,
            short: short_tag(number, col, hasher),
            thirds: if side == Side::Leaks { thirds(number, col, hasher) } else { [0; 3] },
        }
    }
}

/// A tag of a number without leading zeros.
pub(super) fn short_tag(number: &Number, col: Col, hasher: &Hasher) -> u64 {
    tag(hasher, TagDomain::Column(col), number.without_zeros().unwrap_or(number.as_bytes()))
}

/// Of a number longer than 72 characters the rest does not count here: thirds find candidates, the whole number decides.
pub(super) fn thirds(number: &Number, col: Col, hasher: &Hasher) -> [u64; 3] {
    let third = |long: &[u8], from: usize| {
        let mut third = [0; 24];
        let bytes = third.iter_mut().zip(long.iter().skip(from).step_by(3));
        let length = bytes.map(|(slot, byte)| *slot = *byte).count();
        tag(hasher, TagDomain::Column(col), &third[..length])
    };
    number.long().map_or([0; 3], |long| [0, 1, 2].map(|from| third(long, from)))
}
