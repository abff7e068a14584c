//! In what a leaked row and a member row agree, value by value.

use super::{Attributes, DateTags, FirstTags, Forms, LastTags, tag, thirds};
use crate::identity::{BirthDate, NirKind, at, exchanged, shortened};
use crate::pseudonym::digest::TagDomain;
use crate::pseudonym::keys::Keys;
use crate::read::Col;

/// In what two rows agree.
#[derive(Clone, Copy)]
pub struct Agreement {
    /// The NIR, with either of the member's.
    pub nir: NirAgreement,
    /// A contract, member or customer number.
    pub number: NumberAgreement,
    /// An e-mail address, telephone number or IBAN.
    pub contact: bool,
    /// The postal address.
    pub address: bool,
    /// The birth date.
    pub date: DateAgreement,
    /// The first names.
    pub first: NameAgreement,
    /// Any last or birth name with any of the other row's.
    pub last: NameAgreement,
    /// Whether the last name of each is the first name of the other.
    pub names_exchanged: bool,
    /// Whether sex or written rank are known of both and differ.
    pub contradicted: bool,
}

/// How two NIRs agree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NirAgreement {
    /// They are equal.
    Same,
    /// One digit is another one, or two neighbours are exchanged, and check digits do not prove both right; or the digits are equal,
    /// and the check digits of one are wrong.
    Digit,
    /// They differ, or one is missing.
    Other,
}

/// How two numbers of one kind agree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NumberAgreement {
    /// They are equal.
    Same,
    /// They are equal without leading zeros.
    Zeros,
    /// One digit is another one, or two neighbours are exchanged.
    Digit,
    /// They differ, or one is missing.
    Other,
}

/// How two birth dates agree.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum DateAgreement {
    /// They are equal.
    Same,
    /// Equal with day and month of one exchanged.
    Exchanged,
    /// Of one year, and day or month of one may stand for an unknown one.
    Unknown,
    /// One digit is another one, or two neighbours are exchanged.
    Digit,
    /// They differ.
    Other,
    /// One is missing.
    Absent,
}

/// How two names agree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameAgreement {
    /// They are equal; of first names, one list is the beginning of the other (the first two count).
    Same,
    /// They differ in spaces, hyphens, particles, or one is cut off.
    Spelling,
    /// One letter is more, less, another one, or exchanged with its neighbour.
    Letter,
    /// They differ.
    Differs,
    /// One is missing.
    Absent,
}

impl Forms<'_> {
    /// In what row `i`, of the attributes `member` and the birth date `born`, agrees with a leaked row. `filler`: whether a NIR of the
    /// row is a filler, which is not nearly anybody's.
    pub fn agreement(
        &self,
        leak: &Attributes,
        (member, born): (&Attributes, Option<&BirthDate>),
        i: usize,
        filler: bool,
    ) -> Agreement {
        let same_nir = leak.nirs[0] != 0 && member.nirs.contains(&leak.nirs[0]);
        let mut nir = if same_nir { NirAgreement::Same } else { NirAgreement::Other };
        let mut number = number(leak, member);
        let contact = leak.contacts.iter().any(|contact| member.contacts.contains(contact));
        let address = leak.address != 0 && leak.address == member.address;
        let keyed = same_nir || number != NumberAgreement::Other || contact;
        let mut date = match (leak.date.whole, member.date.whole) {
            (0, _) | (_, 0) => DateAgreement::Absent,
            (a, b) if a == b => DateAgreement::Same,
            _ => DateAgreement::Other,
        };
        let mut first = first_names(&leak.first, &member.first);
        let mut last = best_last_name(leak, member);
        // Spellings take time: they are tried only where the rest agrees.
        let differ = |name: NameAgreement| name == NameAgreement::Differs;
        if differ(first) && (keyed || (date == DateAgreement::Same && last == NameAgreement::Same)) {
            first = self.near_first_name(&leak.first, &member.first, i);
        }
        if differ(last) && first == NameAgreement::Same && (keyed || date == DateAgreement::Same) {
            last = self.near_last_name(leak, member, i);
        }
        let named = first == NameAgreement::Same && last == NameAgreement::Same;
        if date == DateAgreement::Other && (named || (keyed && first == NameAgreement::Same)) {
            date = born.map_or(DateAgreement::Other, |born| self.near_date(&leak.date, &member.date, born));
        }
        if !same_nir && named && date == DateAgreement::Same && self.is_mistyped_nir(leak, i, filler) {
            nir = NirAgreement::Digit;
        }
        let same_first = first == NameAgreement::Same;
        if number == NumberAgreement::Other
            && same_first
            && date == DateAgreement::Same
            && self.is_mistyped_number(leak, i)
        {
            number = NumberAgreement::Digit;
        }
        let names_exchanged = in_each_others_place(leak, member);
        let differ = |a: Option<u8>, b: Option<u8>| a.is_some() && b.is_some() && a != b;
        let contradicted = differ(leak.rank, member.rank) || differ(leak.sex, member.sex);
        Agreement { nir, number, contact, address, date, first, last, names_exchanged, contradicted }
    }

    fn near_date(&self, leak: &DateTags, member: &DateTags, date: &BirthDate) -> DateAgreement {
        let is_leaked = |digits: &[u8]| self.calendar.tags(digits).whole == leak.whole;
        if is_leaked(&date.exchanged()) {
            return DateAgreement::Exchanged;
        }
        let [month_known, day_known] = [0, 1].map(|part: usize| leak.known[part] && member.known[part]);
        let same = (leak.month == member.month || !month_known) && (leak.day == member.day || !day_known);
        if leak.year == member.year && same && !(month_known && day_known) {
            return DateAgreement::Unknown;
        }
        let mut mistyped = false;
        BirthDate::mistyped(date, |other| mistyped |= is_leaked(other));
        if mistyped { DateAgreement::Digit } else { DateAgreement::Other }
    }

    fn near_first_name(&self, leak: &FirstTags, member: &FirstTags, i: usize) -> NameAgreement {
        if member.joined == leak.joined {
            return NameAgreement::Spelling;
        }
        let comparable = leak.long && member.long && ends_meet(leak.ends, member.ends);
        let Some(name) = self.batch.first_name.at(i).filter(|_| comparable) else { return NameAgreement::Differs };
        match differ(leak.words[1], member.words[1]) {
            false if self.is_a_letter_off(name.first(), member.words[0], leak.words[0], &leak.shortened) => {
                NameAgreement::Letter
            }
            _ => NameAgreement::Differs,
        }
    }

    fn near_last_name(&self, leak: &Attributes, member: &Attributes, i: usize) -> NameAgreement {
        let names = [self.batch.last_name.at(i), self.batch.birth_name.at(i)];
        let mut pairs = names.into_iter().zip(&member.last).flat_map(|(name, of_member)| {
            let comparable =
                |of_leak: &&LastTags| of_leak.long && of_member.long && ends_meet(of_leak.ends, of_member.ends);
            leak.last.iter().filter(comparable).filter_map(move |of_leak| Some((name?, of_member, of_leak)))
        });
        match pairs
            .any(|(name, own, other)| self.is_a_letter_off(&name.joined(), own.joined, other.joined, &other.shortened))
        {
            true => NameAgreement::Letter,
            false => NameAgreement::Differs,
        }
    }

    /// Whether a name, of the tag `own`, has one letter more, less or other than another, or two exchanged. Of the other one the tag
    /// is known, and those without each of its letters in turn.
    fn is_a_letter_off(&self, name: &[u8], own: u64, other: u64, other_shortened: &[u64]) -> bool {
        let tag = |spelt: &[u8]| tag(self.hasher, TagDomain::Column(Col::LastName), spelt);
        // The other one has a letter more.
        let mut found = other_shortened.contains(&own);
        let mut places = other_shortened.iter();
        let mut of_one_length = Vec::with_capacity(name.len());
        shortened(name, |short| {
            let short = tag(short);
            // It has a letter less, or another one in this place.
            found |= short == other;
            of_one_length.push(places.next() == Some(&short));
        });
        found |= of_one_length.len() == other_shortened.len() && of_one_length.contains(&true);
        exchanged(name, |spelt| found |= tag(spelt) == other);
        found
    }

    fn is_mistyped_nir(&self, leak: &Attributes, i: usize, filler: bool) -> bool {
        let leak_is_misread = leak.misread_nir != 0;
        let leaked = if leak_is_misread { leak.misread_nir } else { leak.nirs[0] };
        if leaked == 0 {
            return false;
        }
        let tag = |value: &[u8]| tag(self.hasher, TagDomain::Column(Col::Nir), value);
        let mut found = false;
        let own = [&self.batch.nir, &self.batch.own_nir].into_iter().filter_map(|nirs| at(nirs, i));
        let own = own.filter(|parsed| parsed.kind == NirKind::Registered && !filler);
        let own = own.map(|parsed| (&parsed.nir, parsed.is_proven(), false));
        let misread = at(&self.misread, i).map(|nir| (nir, false, true));
        for (nir, _, is_misread) in own.chain(misread).filter(|(_, proven, _)| !(*proven && leak.proven)) {
            nir.mistyped(|other| found |= tag(other) == leaked);
            // The digits are right, and the check digits are the mistake.
            found |= (leak_is_misread || is_misread) && tag(nir.as_bytes()) == leaked;
        }
        found
    }

    fn is_mistyped_number(&self, leak: &Attributes, i: usize) -> bool {
        let numbers = Keys::of(self.batch, i, self.side).numbers;
        let mut found = false;
        for ((col, number), leaked) in numbers.into_iter().zip(&leak.numbers) {
            let Some(number) = number.filter(|_| leaked.thirds != [0; 3]) else { continue };
            let own = thirds(number, col, self.hasher);
            if leaked.thirds.iter().zip(own).any(|(a, b)| *a != 0 && *a == b) {
                let tag = |value: &[u8]| tag(self.hasher, TagDomain::Column(col), value);
                number.mistyped(|other| found |= tag(other) == leaked.whole);
            }
        }
        found
    }
}

fn in_each_others_place(leak: &Attributes, member: &Attributes) -> bool {
    let is_last = |first: u64, of: &Attributes| first != 0 && of.last.iter().any(|last| last.joined == first);
    let is_first = |of: &Attributes, first: &FirstTags| {
        of.last.iter().any(|last| last.whole != 0 && [first.joined, first.words[0]].contains(&last.joined))
    };
    is_last(leak.first.joined, member) && is_first(leak, &member.first)
}

/// Whether two names have their first or their last two letters in common, which one wrong letter leaves them.
fn ends_meet(a: [u64; 2], b: [u64; 2]) -> bool {
    a[0] == b[0] || a[1] == b[1]
}

fn differ(a: u64, b: u64) -> bool {
    a != 0 && b != 0 && a != b
}

fn number(leak: &Attributes, member: &Attributes) -> NumberAgreement {
    let pairs = || leak.numbers.iter().zip(&member.numbers).filter(|(a, b)| a.whole != 0 && b.whole != 0);
    match () {
        () if pairs().any(|(a, b)| a.whole == b.whole) => NumberAgreement::Same,
        () if pairs().any(|(a, b)| a.short == b.short) => NumberAgreement::Zeros,
        () => NumberAgreement::Other,
    }
}

fn first_names(leak: &FirstTags, member: &FirstTags) -> NameAgreement {
    match () {
        () if leak.words[0] == 0 || member.words[0] == 0 => NameAgreement::Absent,
        () if leak.words[0] == member.words[0] && !differ(leak.words[1], member.words[1]) => NameAgreement::Same,
        () => NameAgreement::Differs,
    }
}

fn best_last_name(leak: &Attributes, member: &Attributes) -> NameAgreement {
    let pairs = leak.last.iter().flat_map(|a| member.last.iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| last_names(a, b)).min().unwrap_or(NameAgreement::Absent)
}

fn last_names(leak: &LastTags, member: &LastTags) -> NameAgreement {
    let cut = |long: &LastTags, short: &LastTags| long.cut.contains(&short.joined);
    match () {
        () if leak.whole == 0 || member.whole == 0 => NameAgreement::Absent,
        () if leak.whole == member.whole => NameAgreement::Same,
        () if leak.joined == member.joined || leak.bare == member.bare => NameAgreement::Spelling,
        () if cut(leak, member) || cut(member, leak) => NameAgreement::Spelling,
        () => NameAgreement::Differs,
    }
}
