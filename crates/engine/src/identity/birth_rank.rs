//! The birth rank ("rang gémellaire"), which distinguishes children born on one day under one NIR.
//!
//! It has one digit. Schemes other than the general one write a family order into the same column, with more digits or
//! higher values. That order does not distinguish twins and is not used in keys.

use super::Fault;
use super::number::whole;

/// The rank in a row.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Rank {
    /// 1 to 9.
    Given(u8),
    /// Empty or zero.
    #[default]
    Missing,
    /// An order within the family, or not a rank: compared with nothing. Rows that differ in it are not the same row; 0 for no number.
    Family(u8),
}

impl Rank {
    /// The canonical text of the rank; empty if missing.
    pub fn as_str(self) -> &'static str {
        match self {
            Rank::Given(rank @ 1..=9) => ["1", "2", "3", "4", "5", "6", "7", "8", "9"][usize::from(rank - 1)],
            Rank::Given(_) | Rank::Missing => "",
            Rank::Family(_) => "family",
        }
    }

    /// What rows that are duplicates have in common: also the order within the family, without which children of one day who have no
    /// first names would be one.
    pub fn of_row(self, to: &mut [u8; 2]) -> &[u8] {
        match self {
            Rank::Family(order) => {
                *to = [b'f', order];
                to.as_slice()
            }
            rank => rank.as_str().as_bytes(),
        }
    }

    /// The order within a family in a column that holds no birth rank.
    pub fn in_family(written: &str) -> Rank {
        Rank::Family(whole(written.trim()).parse().unwrap_or(0))
    }
}

/// Parses a rank.
pub fn parse(written: &str) -> Result<Option<Rank>, Fault> {
    // Some programs export integer columns with gaps as decimals.
    match whole(written.trim()).as_bytes() {
        [digit @ b'1'..=b'9'] => Ok(Some(Rank::Given(digit - b'0'))),
        b"01" => Ok(Some(Rank::Given(1))),
        b"0" | b"00" | b"000" => Ok(Some(Rank::Missing)),
        digits if digits.iter().all(u8::is_ascii_digit) => Err(Fault::RankFamily),
        _ => Err(Fault::RankUnreadable),
    }
}
