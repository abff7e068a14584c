//! What nearly equal values have in common, as short tokens: for rows that are compared without a clear value on either side.
//!
//! A token is 24 bits of a tag. It is looked at only where two rows agree in much else, so that two tokens which agree by chance
//! matter once in some hundred thousand such pairs (25 tokens of a number with one token each: 25 / 2²⁴).

use super::agreement::Closely;
use super::{Attributes, Forms, tag};
use crate::identity::{BirthDate, Name, NirKind, OneDigit, at, exchanged, is_long, is_short, shortened};
use crate::pseudonym::digest::TagDomain;
use crate::read::{Col, Side};

/// Twenty-four bits of a tag.
pub(in crate::pseudonym) type Token = u32;

/// The token of a value, from its tag.
fn token(tag: u64) -> Token {
    (tag >> 40) as Token
}

/// Tokens of the spellings of one value. Exchanged neighbours are listed of members only: one side is enough.
#[derive(Clone, Default)]
pub(in crate::pseudonym) struct Spellings {
    /// With each digit left blank in turn, of a number or date; without each letter in turn, of a long name.
    pub without: Vec<Token>,
    /// With each two neighbours exchanged.
    pub exchanged: Vec<Token>,
}

/// Tokens of the spellings of a row's values.
#[derive(Clone, Default)]
pub(in crate::pseudonym) struct Near {
    pub date: Spellings,
    /// Of the first of the first names.
    pub first: Spellings,
    /// Of last name and birth name, without spaces.
    pub last: [Spellings; 2],
    /// Of the NIR under which the row is filed, the person's own, and the misread one.
    pub nirs: [Spellings; 3],
    /// Whether check digits prove the first and the second of them right.
    pub proven: [bool; 2],
    pub numbers: [Spellings; Col::NUMBERS.len()],
}

impl Spellings {
    fn of_digits(digits: &OneDigit, col: Col, side: Side, forms: &Forms<'_>) -> Spellings {
        let tokens = |spelt: &[Vec<u8>]| -> Vec<Token> {
            spelt.iter().map(|spelt| token(tag(forms.hasher, TagDomain::Column(col), spelt))).collect()
        };
        let exchanged = if side == Side::Members { &digits.exchanged[..] } else { &[] };
        Spellings { without: tokens(&digits.blanked), exchanged: tokens(exchanged) }
    }

    /// Of a name, if it is long enough.
    fn of_name(name: &[u8], is_enough: bool, forms: &Forms<'_>) -> Spellings {
        let tag = |spelt: &[u8]| token(tag(forms.hasher, TagDomain::Column(Col::LastName), spelt));
        let mut spellings = Spellings::default();
        if is_enough {
            shortened(name, |short| spellings.without.push(tag(short)));
            if forms.side == Side::Members {
                exchanged(name, |spelt| spellings.exchanged.push(tag(spelt)));
            }
        }
        spellings
    }

    /// Whether one digit of a number differs from that of a leaked one, which has the tag `other`.
    fn is_a_digit_off(&self, leaked: &Spellings, other: u64) -> bool {
        self.without.iter().any(|token| leaked.without.contains(token)) || self.exchanged.contains(&token(other))
    }

    /// Whether a name, of the tag `own`, has one letter more, less or other than a leaked one, or two exchanged.
    fn is_a_letter_off(&self, own: u64, leaked: &Spellings, other: u64) -> bool {
        let in_one_place = || self.without.iter().zip(&leaked.without).any(|(a, b)| a == b);
        leaked.without.contains(&token(own))
            || self.without.contains(&token(other))
            || self.exchanged.contains(&token(other))
            || (self.without.len() == leaked.without.len() && in_one_place())
    }
}

impl Near {
    /// Of row `i`.
    pub(in crate::pseudonym) fn of(forms: &Forms<'_>, i: usize) -> Near {
        let (batch, side) = (forms.batch, forms.side);
        let digits = |digits: Option<OneDigit>, col| {
            digits.map_or_else(Spellings::default, |digits| Spellings::of_digits(&digits, col, side, forms))
        };
        let registered = [&batch.nir, &batch.own_nir].map(|nirs| at(nirs, i).filter(|n| n.kind == NirKind::Registered));
        let [filed, own] = registered;
        // Of one number that stands in both columns, what either leaves open counts.
        let is_one = filed.zip(own).is_some_and(|(filed, own)| filed.nir == own.nir);
        let [filed_proven, own_proven] = registered.map(|nir| nir.is_some_and(|nir| nir.is_proven()));
        Near {
            date: forms.birth_date(i).map_or_else(Spellings::default, |date| Near::of_date(date, forms)),
            first: batch.first_name.at(i).map_or_else(Spellings::default, |name| {
                Spellings::of_name(name.first(), is_long(name.first()) || is_short(name.first()), forms)
            }),
            last: [&batch.last_name, &batch.birth_name].map(|names| {
                let joined = names.at(i).map(Name::joined);
                joined.map_or_else(Spellings::default, |name| Spellings::of_name(&name, is_long(&name), forms))
            }),
            nirs: [filed.map(|n| &n.nir), own.filter(|_| !is_one).map(|n| &n.nir), at(&batch.misread, i)]
                .map(|nir| digits(nir.map(|nir| nir.one_digit()), Col::Nir)),
            proven: [filed_proven && (!is_one || own_proven), own_proven],
            numbers: batch.numbers(i).map(|(col, number)| digits(number.map(|number| number.one_digit()), col)),
        }
    }

    /// Of a birth date.
    pub(super) fn of_date(date: &BirthDate, forms: &Forms<'_>) -> Spellings {
        let digits = date.one_digit();
        let blanked = digits.blanked.iter();
        let exchanged = digits.exchanged.iter().filter(|_| forms.side == Side::Members);
        Spellings {
            without: blanked.map(|spelt| token(tag(forms.hasher, TagDomain::Column(Col::BirthDate), spelt))).collect(),
            exchanged: exchanged.map(|spelt| token(forms.calendar.tags(spelt).whole)).collect(),
        }
    }
}

/// A member row without clear values, beside a leaked one.
pub(super) struct ByTokens<'a> {
    pub member: &'a Attributes,
    pub own: &'a Near,
    pub leaked: &'a Near,
    /// Whether a NIR of the member row is a filler.
    pub filler: bool,
}

impl Closely for ByTokens<'_> {
    fn date(&self, leak: &Attributes) -> bool {
        self.own.date.is_a_digit_off(&self.leaked.date, leak.date.whole)
    }

    fn first_name(&self, leak: &Attributes) -> bool {
        let [own, other] = [self.member, leak].map(|row| row.first.words[0]);
        self.own.first.is_a_letter_off(own, &self.leaked.first, other)
    }

    fn last_name(&self, which: usize, leak: &Attributes, other: usize) -> bool {
        let [own, leaked] = [self.member.last[which].joined, leak.last[other].joined];
        self.own.last[which].is_a_letter_off(own, &self.leaked.last[other], leaked)
    }

    fn nir(&self, leak: &Attributes) -> bool {
        let leak_is_misread = leak.misread_nir != 0;
        let (leaked, spelt) = match leak_is_misread {
            true => (leak.misread_nir, &self.leaked.nirs[2]),
            false => (leak.nirs[0], &self.leaked.nirs[0]),
        };
        let [filed, own] = self.member.nirs;
        let [filed_proven, own_proven] = self.own.proven;
        let known = [(filed, filed_proven, false), (own, own_proven, false), (self.member.misread_nir, false, true)];
        leaked != 0
            && known.into_iter().zip(&self.own.nirs).any(|((nir, proven, is_misread), own)| {
                let is_tried = nir != 0 && (is_misread || !self.filler) && !(proven && leak.proven);
                is_tried
                    && match nir == leaked {
                        // The digits are right, and the check digits are the mistake.
                        true => leak_is_misread || is_misread,
                        false => own.is_a_digit_off(spelt, leaked),
                    }
            })
    }

    fn number(&self, kind: usize, leak: &Attributes) -> bool {
        self.own.numbers[kind].is_a_digit_off(&self.leaked.numbers[kind], leak.numbers[kind].whole)
    }
}
