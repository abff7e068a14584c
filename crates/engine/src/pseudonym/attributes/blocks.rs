//! Blocks: rows of both sides that share one are compared.
//!
//! Each block holds enough in common that few rows share it by chance, and leaves one value free to differ. Together they hold every
//! pair of rows that a rule can match: one other letter of a name leaves its first or its last two letters as they are, one other
//! digit of a date two of year, month and day.

use super::{Attributes, DateTags, FirstTags, LastTags};
use crate::read::Side;

#[derive(Clone, Copy)]
enum Block {
    Nir,
    NumberAndDate,
    NumberAndFirstName,
    NumberAndLastName,
    ThirdOfNumber,
    ContactAndDate,
    ContactAndFirstName,
    ContactAndLastName,
    AddressAndFirstName,
    AddressAndLastName,
    FirstNameAndDate,
    LastNameAndDate,
    NamesAndMonth,
    NamesAndDayOfYear,
    NamesAndBirthday,
    /// The date of the leaked row is unknown in part.
    NamesAndYear,
    /// That of the member row is.
    NamesAndYearOfMember,
}

/// Any mixing will do: the parts are tags, and rows that share a block by chance are told apart when they are compared.
fn block(block: Block, parts: [u64; 3]) -> u64 {
    parts.into_iter().fold(block as u64 + 1, |mixed, part| {
        let mixed = (mixed ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 29
    })
}

impl Attributes {
    /// Calls `add` with each block of the row.
    pub fn blocks(&self, side: Side, mut add: impl FnMut(u64)) {
        let known = |tag: u64| tag != 0;
        for nir in self.nirs.into_iter().filter(|nir| known(*nir)) {
            add(block(Block::Nir, [nir, 0, 0]));
        }
        // Never a number alone: placeholders such as 999999 stand in any number of rows.
        for (kind, number) in (1..).zip(self.numbers).filter(|(_, number)| known(number.short)) {
            self.beside(side, Beside::NUMBER, [kind, number.short], &mut add);
            // A third of a number says little: the first name must agree as well.
            let (date, first) = (self.date.whole, self.first.words[0]);
            if known(date) && known(first) {
                for (from, third) in (kind..).step_by(2).zip(number.thirds).filter(|(_, third)| known(*third)) {
                    add(block(Block::ThirdOfNumber, [third ^ from, date, first]));
                }
            }
        }
        for contact in &self.contacts {
            self.beside(side, Beside::CONTACT, [0, *contact], &mut add);
        }
        if known(self.address) {
            self.beside(side, Beside::ADDRESS, [0, self.address], &mut add);
        }
        if !known(self.first.words[0]) {
            return;
        }
        for (place, last) in self.last.iter().enumerate().filter(|(_, last)| known(last.whole)) {
            // A birth name that is the last name as well adds nothing.
            if place == 0 || last.joined != self.last[0].joined {
                names(side, &self.date, &self.first, last, &mut add);
            }
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
        for (which, other) in others.into_iter().filter(|(_, other)| *other != 0) {
            if let Some(which) = which {
                add(block(which, [kind, value, other]));
            }
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

fn names(side: Side, date: &DateTags, first: &FirstTags, last: &LastTags, add: &mut impl FnMut(u64)) {
    let name = first.words[0];
    if date.whole == 0 {
        return;
    }
    for (which, (of_last, of_first)) in (0u64..).zip(last.ends.into_iter().zip(first.ends)) {
        add(block(Block::FirstNameAndDate, [name, date.whole, of_last ^ which]));
        add(block(Block::LastNameAndDate, [last.joined, date.whole, of_first ^ which]));
    }
    if side == Side::Leaks {
        // Last and first name exchanged.
        add(block(Block::LastNameAndDate, [first.joined, date.whole, last.ends[0]]));
    }
    let both = name.wrapping_mul(3) ^ last.joined;
    let mut parts = |year: u64, month: u64, day: u64| {
        add(block(Block::NamesAndMonth, [both, year, month]));
        add(block(Block::NamesAndDayOfYear, [both, year, day]));
        add(block(Block::NamesAndBirthday, [both, month, day]));
    };
    parts(date.year, date.month, date.day);
    // The leaked row also looks where it would be with day and month exchanged.
    if side == Side::Leaks {
        parts(date.year, date.day, date.month);
    }
    let leaked = side == Side::Leaks;
    let unknown_in_part = date.known != [true; 2];
    if !leaked || unknown_in_part {
        add(block(Block::NamesAndYear, [both, date.year, 0]));
    }
    if leaked || unknown_in_part {
        add(block(Block::NamesAndYearOfMember, [both, date.year, 0]));
    }
}
