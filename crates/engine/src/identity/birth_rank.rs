//! The birth rank ("rang gémellaire"), which distinguishes children born on one day under one NIR.
//!
//! It has one digit. Schemes other than the general one write a family order into the same column, with more digits or
//! higher values. That order does not distinguish twins and is not used in keys.

use super::Fault;
use super::number::whole;

/// The rank in a row.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// 1 to 9.
    Given(u8),
    /// Empty or zero.
    Missing,
    /// An order within the family, or not a rank; not used.
    Family,
}

impl Rank {
    /// The canonical text of the rank; empty if missing.
    pub fn as_str(self) -> &'static str {
        match self {
            Rank::Given(rank @ 1..=9) => ["1", "2", "3", "4", "5", "6", "7", "8", "9"][usize::from(rank - 1)],
            Rank::Given(_) | Rank::Missing => "",
            Rank::Family => "family",
        }
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
