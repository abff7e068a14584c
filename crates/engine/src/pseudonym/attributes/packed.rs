//! Attributes as bytes of an exchange file.

use super::near::Near;
use super::tags::{Calendar, DateTags, FirstTags, LastTags, NumberTags};
use super::{Attributes, Forms, Leads, Spellings};
use crate::pseudonym::pack::{Packer, Unpacker};

/// What a member row would be compared by if the person were born on another day, and so were nobody.
#[derive(Default)]
pub struct Moved {
    pub(super) date: DateTags,
    pub(super) near: Spellings,
}

/// Marks of a row, one bit each.
const PROVEN: u8 = 1;
const OWN_PROVEN: u8 = 2;
const MONTH_KNOWN: u8 = 4;
const DAY_KNOWN: u8 = 8;
const FIRST_LONG: u8 = 16;
const LAST_LONG: u8 = 32;
const BIRTH_LONG: u8 = 64;
/// That the check digits of the filed NIR are right, whatever those of the own one are: it contradicts no leaked one by itself.
const FILED_PROVEN: u8 = 128;

fn marks(of: impl IntoIterator<Item = (u8, bool)>) -> u8 {
    of.into_iter().map(|(mark, is)| if is { mark } else { 0 }).sum()
}

/// A tag that is left out if it is that of `whole`.
fn unless_same(tag: u64, whole: u64) -> u64 {
    if tag == whole { 0 } else { tag }
}

fn or_same(tag: u64, whole: u64) -> u64 {
    if tag == 0 { whole } else { tag }
}

impl DateTags {
    fn pack(&self, to: &mut Packer) {
        to.tags(&[self.year, self.month, self.day]);
    }

    fn unpack(from: &mut Unpacker<'_>, known: [bool; 2]) -> Option<DateTags> {
        let [year, month, day] = from.tags()?;
        Some(if year == 0 { DateTags::default() } else { Calendar::date(year, month, day, known) })
    }
}

impl Moved {
    /// Of row `i`, if it has a birth date.
    pub(in crate::pseudonym) fn of(forms: &Forms<'_>, i: usize) -> Option<Moved> {
        let born = forms.birth_date(i)?.moved();
        Some(Moved { date: forms.calendar.of(&born), near: Near::of_date(&born, forms) })
    }

    pub(in crate::pseudonym) fn pack(moved: Option<&Moved>, to: &mut Packer) {
        let Some(Moved { date, near }) = moved else { return to.byte(0) };
        let [month, day] = date.known;
        to.byte(marks([(PROVEN, true), (MONTH_KNOWN, month), (DAY_KNOWN, day)]));
        date.pack(to);
        to.spellings(near);
    }

    pub(in crate::pseudonym) fn unpack(from: &mut Unpacker<'_>) -> Option<Option<Moved>> {
        let marks = from.byte()?;
        if marks == 0 {
            return Some(None);
        }
        let known = [MONTH_KNOWN, DAY_KNOWN].map(|mark| marks & mark != 0);
        Some(Some(Moved { date: DateTags::unpack(from, known)?, near: from.spellings()? }))
    }
}

impl Leads<'_> {
    /// What leads from a row as it would be with another birth date.
    #[must_use]
    pub fn moved(self, moved: &Moved) -> Self {
        Leads { date: moved.date, ..self }
    }
}

impl LastTags {
    fn pack(&self, to: &mut Packer) {
        let LastTags { whole, ends: [begin, end], .. } = *self;
        to.tags(&[whole, begin, end, unless_same(self.joined, whole), unless_same(self.bare, whole)]);
        to.tags(&self.cut);
    }

    fn unpack(from: &mut Unpacker<'_>, long: bool) -> Option<LastTags> {
        let [whole, begin, end, joined, bare] = from.tags()?;
        let (joined, bare) = (or_same(joined, whole), or_same(bare, whole));
        Some(LastTags { whole, joined, bare, cut: from.list()?, ends: [begin, end], long, shortened: Box::default() })
    }
}

impl FirstTags {
    fn pack(&self, to: &mut Packer) {
        let FirstTags { words: [first, second], ends: [begin, end], .. } = *self;
        to.tags(&[first, begin, end, unless_same(self.joined, first), second]);
    }

    fn unpack(from: &mut Unpacker<'_>, long: bool) -> Option<FirstTags> {
        let [first, begin, end, joined, second] = from.tags()?;
        let (words, joined) = ([first, second], or_same(joined, first));
        let shortened = Box::default();
        Some(FirstTags { words, joined, ends: [begin, end], long, short: false, shortened })
    }
}

impl NumberTags {
    /// `thirds`: whether they are looked for, which they are beside a date of which a part may be unknown.
    fn pack(&self, thirds: bool, to: &mut Packer) {
        let [a, b, c] = if thirds { self.thirds } else { [0; 3] };
        to.tags(&[self.whole, unless_same(self.short, self.whole), a, b, c]);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<NumberTags> {
        let [whole, short, a, b, c] = from.tags()?;
        Some(NumberTags { whole, short: or_same(short, whole), thirds: [a, b, c] })
    }
}

impl Attributes {
    /// All but sex and rank, which a row holds by itself.
    pub(in crate::pseudonym) fn pack(&self, to: &mut Packer) {
        let Some(near) = &self.near else { unreachable!("rows are written with their tokens") };
        let ([month, day], [last, birth]) = (self.date.known, &self.last);
        to.byte(marks([
            (FILED_PROVEN, self.proven),
            (PROVEN, near.proven[0]),
            (OWN_PROVEN, near.proven[1]),
            (MONTH_KNOWN, month),
            (DAY_KNOWN, day),
            (FIRST_LONG, self.first.long),
            (LAST_LONG, last.long),
            (BIRTH_LONG, birth.long),
        ]));
        to.tags(&self.nirs);
        to.tags(&[self.misread_nir]);
        self.date.pack(to);
        self.first.pack(to);
        self.last.iter().for_each(|last| last.pack(to));
        self.numbers.iter().for_each(|number| number.pack(!self.date.is_whole(), to));
        to.tags(&self.contacts);
        to.tags(&[self.address]);
        to.spellings(&near.date);
        to.spellings(&near.first);
        near.last.iter().chain(&near.nirs).chain(&near.numbers).for_each(|spellings| to.spellings(spellings));
    }

    pub(in crate::pseudonym) fn unpack(
        from: &mut Unpacker<'_>,
        rank: Option<u8>,
        sex: Option<u8>,
    ) -> Option<Attributes> {
        let marks = from.byte()?;
        let has = |mark: u8| marks & mark != 0;
        let mut attributes = Attributes {
            proven: has(FILED_PROVEN),
            nirs: from.tags()?,
            misread_nir: from.tags().map(|[tag]| tag)?,
            date: DateTags::unpack(from, [has(MONTH_KNOWN), has(DAY_KNOWN)])?,
            first: FirstTags::unpack(from, has(FIRST_LONG))?,
            last: [LastTags::unpack(from, has(LAST_LONG))?, LastTags::unpack(from, has(BIRTH_LONG))?],
            numbers: [NumberTags::unpack(from)?, NumberTags::unpack(from)?, NumberTags::unpack(from)?],
            contacts: from.list()?,
            address: from.tags().map(|[tag]| tag)?,
            rank,
            sex,
            near: Some(Box::new(Near {
                date: from.spellings()?,
                first: from.spellings()?,
                last: [from.spellings()?, from.spellings()?],
                nirs: [from.spellings()?, from.spellings()?, from.spellings()?],
                proven: [has(PROVEN), has(OWN_PROVEN)],
                numbers: [from.spellings()?, from.spellings()?, from.spellings()?],
            })),
        };
        // A name of fewer letters has no spellings.
        let is_spelt = attributes.near.as_ref().is_some_and(|near| !near.first.without.is_empty());
        attributes.first.short = is_spelt && !attributes.first.long;
        Some(attributes)
    }

    /// The attributes as they would be with another birth date.
    pub fn moved(self, moved: &Moved) -> Attributes {
        let near = self.near.map(|near| Box::new(Near { date: moved.near.clone(), ..*near }));
        Attributes { date: moved.date, near, ..self }
    }

    /// The NIR under which the row is filed, and the person's own; 0 for none.
    pub(in crate::pseudonym) fn nirs(&self) -> [u64; 2] {
        self.nirs
    }

    /// Whether check digits prove the NIR right under which the row is filed, and the person's own.
    pub(in crate::pseudonym) fn are_proven(&self) -> [bool; 2] {
        [self.proven, self.near.as_ref().is_some_and(|near| near.proven[1])]
    }

    /// Whether the row has a birth date.
    pub fn is_dated(&self) -> bool {
        self.date.whole != 0
    }

    pub(in crate::pseudonym) fn is_first_named(&self) -> bool {
        self.first.words[0] != 0
    }

    pub(in crate::pseudonym) fn is_last_named(&self) -> bool {
        self.last.iter().any(|last| last.whole != 0)
    }

    /// The contract number, if the row has one.
    pub(in crate::pseudonym) fn contract(&self) -> Option<u64> {
        Some(self.numbers[0].whole).filter(|whole| *whole != 0)
    }

    /// The numbers without leading zeros.
    pub(in crate::pseudonym) fn short_numbers(&self) -> impl Iterator<Item = u64> + '_ {
        self.numbers.iter().map(|number| number.short).filter(|short| *short != 0)
    }

    /// E-mail addresses, telephone numbers and IBANs.
    pub fn contacts(&self) -> &[u64] {
        &self.contacts
    }

    pub(in crate::pseudonym) fn sex(&self) -> Option<u8> {
        self.sex
    }
}
