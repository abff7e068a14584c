//! A member row in clear: where two tags differ, its value is tried in the spellings that it may have been given elsewhere.

use super::agreement::Closely;
use super::tags::thirds;
use super::{Attributes, Forms, tag};
use crate::identity::{BirthDate, NirKind, at, exchanged, shortened};
use crate::pseudonym::digest::TagDomain;
use crate::read::Col;

/// Row `i` of a batch, as a member born on a day.
pub(super) struct InClear<'a> {
    pub forms: &'a Forms<'a>,
    pub i: usize,
    pub born: Option<&'a BirthDate>,
    pub member: &'a Attributes,
    /// Whether a NIR of the row is a filler, which is not nearly anybody's.
    pub filler: bool,
}

impl Closely for InClear<'_> {
    fn date(&self, leak: &Attributes) -> bool {
        let mut found = false;
        if let Some(born) = self.born {
            born.mistyped(|other| found |= self.forms.calendar.tags(other).whole == leak.date.whole);
        }
        found
    }

    fn first_name(&self, leak: &Attributes) -> bool {
        let name = self.forms.batch.first_name.at(self.i);
        let words = [&self.member.first, &leak.first].map(|first| first.words[0]);
        name.is_some_and(|name| self.is_a_letter_off(name.first(), words, &leak.first.shortened))
    }

    fn last_name(&self, which: usize, leak: &Attributes, other: usize) -> bool {
        let batch = self.forms.batch;
        let name = [&batch.last_name, &batch.birth_name][which].at(self.i);
        let (own, other) = (&self.member.last[which], &leak.last[other]);
        name.is_some_and(|name| self.is_a_letter_off(&name.joined(), [own.joined, other.joined], &other.shortened))
    }

    fn nir(&self, leak: &Attributes) -> bool {
        let (Forms { batch, hasher, .. }, i) = (self.forms, self.i);
        let leak_is_misread = leak.misread_nir != 0;
        let leaked = if leak_is_misread { leak.misread_nir } else { leak.nirs[0] };
        if leaked == 0 {
            return false;
        }
        let tag = |value: &[u8]| tag(hasher, TagDomain::Column(Col::Nir), value);
        let mut found = false;
        let own = [&batch.nir, &batch.own_nir].into_iter().filter_map(|nirs| at(nirs, i));
        let own = own.filter(|parsed| parsed.kind == NirKind::Registered && !self.filler);
        let own = own.map(|parsed| (&parsed.nir, parsed.is_proven(), false));
        let misread = at(&batch.misread, i).map(|nir| (nir, false, true));
        for (nir, _, is_misread) in own.chain(misread).filter(|(_, proven, _)| !(*proven && leak.proven)) {
            nir.mistyped(|other| found |= tag(other) == leaked);
            // The digits are right, and the check digits are the mistake.
            found |= (leak_is_misread || is_misread) && tag(nir.as_bytes()) == leaked;
        }
        found
    }

    fn number(&self, kind: usize, leak: &Attributes) -> bool {
        let (leaked, (col, number)) = (&leak.numbers[kind], self.forms.batch.numbers(self.i)[kind]);
        let Some(number) = number.filter(|_| leaked.thirds != [0; 3]) else { return false };
        let own = thirds(number, col, self.forms.hasher);
        let mut found = false;
        if leaked.thirds.iter().zip(own).any(|(a, b)| *a != 0 && *a == b) {
            let tag = |value: &[u8]| tag(self.forms.hasher, TagDomain::Column(col), value);
            number.mistyped(|other| found |= tag(other) == leaked.whole);
        }
        found
    }
}

impl InClear<'_> {
    /// Whether a name has one letter more, less or other than another, or two exchanged. Of both the tags are known, and those of the
    /// other one without each of its letters in turn.
    fn is_a_letter_off(&self, name: &[u8], [own, other]: [u64; 2], other_shortened: &[u64]) -> bool {
        let tag = |spelt: &[u8]| tag(self.forms.hasher, TagDomain::Column(Col::LastName), spelt);
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
}
