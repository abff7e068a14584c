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
    /// Anchors.
    Number,
    Contact,
    Address,
    Names,
}

/// Any mixing will do: the parts are tags, and rows that share a block by chance are told apart when they are compared. Each part has a
/// factor of its own, all of them odd, so that none waits for another.
fn block(block: Block, [a, b, c]: [u64; 3]) -> u64 {
    let a = a.wrapping_add((block as u64 + 1) << 56).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let (b, c) = (b.wrapping_mul(0xd6e8_feb8_6659_fd93), c.wrapping_mul(0xbf58_476d_1ce4_e5b9));
    let mixed = a ^ b.rotate_left(23) ^ c.rotate_left(46);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ mixed >> 29
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
    #[inline]
    pub fn numbers(&self) -> impl Iterator<Item = u64> {
        self.numbers.into_iter().filter(|number| known(*number))
    }

    /// Calls `add` with each anchor of the row: what several of its blocks have in common. Rows that share one of these blocks share the
    /// anchor.
    pub fn anchors(&self, mut add: impl FnMut(u64)) {
        self.beside_anchors().for_each(|(.., anchor)| add(anchor));
        self.last.into_iter().filter_map(|last| self.both_names(last)).for_each(|both| add(names_anchor(both)));
    }

    /// Calls `add` with each block of the row, of several blocks only if `may_hold` says so of their anchor.
    pub fn blocks(&self, side: Side, may_hold: impl Fn(u64) -> bool, mut add: impl FnMut(u64)) {
        for nir in self.nirs.into_iter().filter(|nir| known(*nir)) {
            add(block(Block::Nir, [nir, 0, 0]));
        }
        for (beside, value, anchor) in self.beside_anchors() {
            if may_hold(anchor) {
                self.beside(side, beside, value, &mut add);
            }
        }
        let [last, birth] = self.last;
        self.first_name_and_date(&mut add);
        self.names(side, last, &may_hold, &mut add);
        // A birth name that is the last name as well adds nothing.
        if birth.joined != last.joined {
            self.names(side, birth, &may_hold, &mut add);
        }
    }

    /// The values beside which another one makes a block: numbers, contacts and the address. Each with its kind, and its anchor.
    fn beside_anchors(&self) -> impl Iterator<Item = (&'static Beside, [u64; 2], u64)> + '_ {
        // Never a number alone: placeholders such as 999999 stand in any number of rows.
        let numbers = (1..).zip(self.numbers).map(|(kind, number)| (&Beside::NUMBER, [kind, number]));
        let contacts = self.contacts.iter().map(|contact| (&Beside::CONTACT, [0, *contact]));
        let all = numbers.chain(contacts).chain([(&Beside::ADDRESS, [0, self.address])]);
        let all = all.filter(|(_, [_, value])| known(*value));
        all.map(|(beside, value @ [kind, tag])| (beside, value, block(beside.anchor, [kind, tag, 0])))
    }

    /// First and last name together, if the row has both.
    fn both_names(&self, last: &LastTags) -> Option<u64> {
        let name = self.first.words[0];
        (known(name) && known(last.joined)).then(|| name.wrapping_mul(3) ^ last.joined)
    }

    /// The blocks of `value` with the date, the first name, and each last name of the row.
    fn beside(&self, side: Side, beside: &Beside, value: [u64; 2], add: &mut impl FnMut(u64)) {
        let [kind, value] = value;
        // A leaked first name may be a last name.
        let exchanged = if side == Side::Leaks { self.first.joined } else { 0 };
        let Beside { date, first_name, last_name, .. } = *beside;
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

    fn names(&self, side: Side, last: &LastTags, may_hold: &impl Fn(u64) -> bool, add: &mut impl FnMut(u64)) {
        let date = &self.date;
        let both = self.both_names(last).filter(|both| may_hold(names_anchor(*both)));
        // A digit of the number may be wrong, and the date another one.
        if let Some(both) = both.filter(|_| self.numbers.into_iter().any(known)) {
            add(block(Block::NamesOfNumbered, [both, 0, 0]));
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
        if let Some(both) = both {
            add(block(Block::NamesAndYear, [both, date.year, 0]));
            add(block(Block::NamesAndBirthday, [both, date.month, date.day]));
        }
    }
}

fn names_anchor(both: u64) -> u64 {
    block(Block::Names, [both, 0, 0])
}

/// The blocks of a value with others, of which one must agree.
struct Beside {
    anchor: Block,
    /// None if the date alone says too little.
    date: Option<Block>,
    first_name: Block,
    last_name: Block,
}

impl Beside {
    const NUMBER: Beside = Beside {
        anchor: Block::Number,
        date: Some(Block::NumberAndDate),
        first_name: Block::NumberAndFirstName,
        last_name: Block::NumberAndLastName,
    };
    const CONTACT: Beside = Beside {
        anchor: Block::Contact,
        date: Some(Block::ContactAndDate),
        first_name: Block::ContactAndFirstName,
        last_name: Block::ContactAndLastName,
    };
    const ADDRESS: Beside = Beside {
        anchor: Block::Address,
        date: None,
        first_name: Block::AddressAndFirstName,
        last_name: Block::AddressAndLastName,
    };
}
