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
            // A leaked first name may be a last name.
            let exchanged = if side == Side::Leaks { self.first.joined } else { 0 };
            let blocks = [
                (Block::NumberAndDate, number.short, self.date.whole),
                (Block::NumberAndFirstName, number.short, self.first.words[0]),
                (Block::NumberAndLastName, number.short, self.last[0].joined),
                (Block::NumberAndLastName, number.short, self.last[1].joined),
                (Block::NumberAndLastName, number.short, exchanged),
            ];
            for (which, number, value) in blocks.into_iter().filter(|(_, a, b)| known(*a) && known(*b)) {
                add(block(which, [kind, number, value]));
            }
            // A third of a number says little: the first name must agree as well.
            let (date, first) = (self.date.whole, self.first.words[0]);
            if known(date) && known(first) {
                for (from, third) in (kind..).step_by(2).zip(number.thirds).filter(|(_, third)| known(*third)) {
                    add(block(Block::ThirdOfNumber, [third ^ from, date, first]));
                }
            }
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
