//! Blocks: rows of both sides that share one are compared.
//!
//! Each block holds so much in common that few rows share it by chance, and leaves the other values free to differ. Together they hold
//! every pair of rows that a rule can match, but for those that a number alone leads to: a wrong letter is in one of the names, and one other digit of a date leaves its year, or its
//! month and day, as they are.

use super::{Attributes, DateTags, FirstTags, LastTags};
use crate::read::{Col, Side};

#[derive(Clone, Copy)]
enum Block {
    Nir,
    NumberAndDate,
    NumberAndFirstName,
    NumberAndLastName,
    ContactAndDate,
    ContactAndFirstName,
    ContactAndLastName,
    AddressAndFirstName,
    AddressAndLastName,
    FirstNameAndDate,
    LastNameAndDate,
    NamesAndYear,
    NamesAndBirthday,
    NamesOfNumbered,
}

/// Any mixing will do: the parts are tags, and rows that share a block by chance are told apart when they are compared.
fn block(block: Block, parts: [u64; 3]) -> u64 {
    parts.into_iter().fold(block as u64 + 1, |mixed, part| {
        let mixed = (mixed ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 29
    })
}

fn known(tag: u64) -> bool {
    tag != 0
}

/// The values of a row that blocks are made from: tags, 0 for no value.
pub struct Leads<'a> {
    pub(super) nirs: [u64; 2],
    /// By the place of the column in [`Col::NUMBERS`]: without leading zeros.
    pub(super) numbers: [u64; Col::NUMBERS.len()],
    /// See [`super::NumberTags`]; of members only beside a date that may stand for an unknown one.
    pub(super) thirds: [[u64; 3]; Col::NUMBERS.len()],
    pub(super) contacts: &'a [u64],
    pub(super) address: u64,
    pub(super) date: DateTags,
    pub(super) first: &'a FirstTags,
    pub(super) last: [&'a LastTags; 2],
}

impl Attributes {
    /// Whether no part of the birth date may stand for an unknown one.
    pub fn has_whole_date(&self) -> bool {
        self.date.is_whole()
    }

    /// Whether the row has a NIR that may be a person's.
    pub fn has_nir(&self) -> bool {
        self.nirs.into_iter().any(known)
    }

    /// Whether the birth date is that of another row.
    pub fn is_born_with(&self, other: &Attributes) -> bool {
        known(self.date.whole) && self.date.whole == other.date.whole
    }

    /// Whether the year of birth, or month and day, are those of another row.
    pub fn is_of_year_or_birthday(&self, other: &Attributes) -> bool {
        let (own, of) = (&self.date, &other.date);
        let are_known = known(own.whole) && known(of.whole);
        are_known && (own.year == of.year || (own.month, own.day) == (of.month, of.day))
    }

    /// Whether any last or birth name begins or ends with the same two letters as one of the other row.
    pub fn is_alike_in_last_name(&self, other: &Attributes) -> bool {
        let ends =
            |of: &Attributes| of.last.clone().into_iter().filter(|last| known(last.joined)).map(|last| last.ends);
        ends(self).any(|[begin, end]| ends(other).any(|of| begin == of[0] || end == of[1]))
    }

    /// What leads to rows that may be about the same person.
    pub fn leads(&self) -> Leads<'_> {
        let [last, birth] = &self.last;
        Leads {
            nirs: self.nirs,
            numbers: self.numbers.map(|number| number.short),
            thirds: self.numbers.map(|number| number.thirds),
            contacts: &self.contacts,
            address: self.address,
            date: self.date,
            first: &self.first,
            last: [last, birth],
        }
    }
}

impl Leads<'_> {
    /// The numbers, without leading zeros.
    pub fn numbers(&self) -> impl Iterator<Item = u64> {
        self.numbers.into_iter().filter(|number| known(*number))
    }

    /// Calls `add` with each block of the row.
    pub fn blocks(&self, side: Side, mut add: impl FnMut(u64)) {
        for nir in self.nirs.into_iter().filter(|nir| known(*nir)) {
            add(block(Block::Nir, [nir, 0, 0]));
        }
        // Never a number alone: placeholders such as 999999 stand in any number of rows.
        for (kind, number) in (1..).zip(self.numbers).filter(|(_, number)| known(*number)) {
            self.beside(side, Beside::NUMBER, [kind, number], &mut add);
        }
        for contact in self.contacts {
            self.beside(side, Beside::CONTACT, [0, *contact], &mut add);
        }
        if known(self.address) {
            self.beside(side, Beside::ADDRESS, [0, self.address], &mut add);
        }
        let [last, birth] = self.last;
        self.first_name_and_date(&mut add);
        self.names(side, last, &mut add);
        // A birth name that is the last name as well adds nothing.
        if birth.joined != last.joined {
            self.names(side, birth, &mut add);
        }
    }

    /// The blocks of `value` with the date, the first name, and each last name of the row.
    fn beside(&self, side: Side, beside: Beside, value: [u64; 2], add: &mut impl FnMut(u64)) {
        let [kind, value] = value;
        // A leaked first name may be a last name.
        let exchanged = if side == Side::Leaks { self.first.joined } else { 0 };
        let Beside { date, first_name, last_name } = beside;
        let others = [
            (date, self.date.whole),
            (Some(first_name), self.first.words[0]),
            (Some(last_name), self.last[0].joined),
            (Some(last_name), self.last[1].joined),
            (Some(last_name), exchanged),
        ];
        for (which, other) in others.into_iter().filter(|(_, other)| known(*other)) {
            if let Some(which) = which {
                add(block(which, [kind, value, other]));
            }
        }
    }

    fn first_name_and_date(&self, add: &mut impl FnMut(u64)) {
        let (name, date) = (self.first.words[0], &self.date);
        if !known(name) || !known(date.whole) {
            return;
        }
        // Thousands have a day that stands for an unknown one: here the last names must begin or end alike as well, or a third of
        // a number be the same.
        match date.is_whole() {
            true => add(block(Block::FirstNameAndDate, [name, date.whole, 0])),
            false => {
                let ends = self.last.into_iter().filter(|last| known(last.joined));
                ends.flat_map(|last| (1..).zip(last.ends)).for_each(|(which, end)| {
                    add(block(Block::FirstNameAndDate, [name, date.whole, end ^ which]));
                });
                for (kind, thirds) in (3..).step_by(3).zip(self.thirds) {
                    for (which, third) in (kind..).zip(thirds).filter(|(_, third)| known(*third)) {
                        add(block(Block::FirstNameAndDate, [name, date.whole, third ^ which]));
                    }
                }
            }
        }
    }

    fn names(&self, side: Side, last: &LastTags, add: &mut impl FnMut(u64)) {
        let (name, date) = (self.first.words[0], &self.date);
        // A digit of the number may be wrong, and the date another one.
        if known(name) && known(last.joined) && self.numbers.into_iter().any(known) {
            add(block(Block::NamesOfNumbered, [name, last.joined, 0]));
        }
        if !known(date.whole) {
            return;
        }
        if known(last.joined) {
            add(block(Block::LastNameAndDate, [last.joined, date.whole, 0]));
        }
        // Last and first name exchanged.
        if side == Side::Leaks && known(self.first.joined) {
            add(block(Block::LastNameAndDate, [self.first.joined, date.whole, 0]));
        }
        if known(name) && known(last.joined) {
            let both = name.wrapping_mul(3) ^ last.joined;
            add(block(Block::NamesAndYear, [both, date.year, 0]));
            add(block(Block::NamesAndBirthday, [both, date.month, date.day]));
        }
    }
}

/// The blocks of a value with others, of which one must agree.
struct Beside {
    /// None if the date alone says too little.
    date: Option<Block>,
    first_name: Block,
    last_name: Block,
}

impl Beside {
    const NUMBER: Beside = Beside {
        date: Some(Block::NumberAndDate),
        first_name: Block::NumberAndFirstName,
        last_name: Block::NumberAndLastName,
    };
    const CONTACT: Beside = Beside {
        date: Some(Block::ContactAndDate),
        first_name: Block::ContactAndFirstName,
        last_name: Block::ContactAndLastName,
    };
    const ADDRESS: Beside =
        Beside { date: None, first_name: Block::AddressAndFirstName, last_name: Block::AddressAndLastName };
}
