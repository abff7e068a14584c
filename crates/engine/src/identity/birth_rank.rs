//! The birth rank ("rang gémellaire"): which of the children born on one day under one NIR.
//!
//! One digit. Schemes other than the general one write a family order in the same column, wider or higher: it does
//! not tell twins apart and is not used in a key.

use super::Fault;

/// What a row tells about the rank.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// 1 to 9, written.
    Given(u8),
    /// Empty, or zeros: not told.
    Missing,
    /// An order inside the family, or no rank at all: not used.
    Family,
}

impl Rank {
    /// The canonical text of a rank; empty if it was not told.
    pub fn as_str(self) -> &'static str {
        match self {
            Rank::Given(rank @ 1..=9) => ["1", "2", "3", "4", "5", "6", "7", "8", "9"][usize::from(rank - 1)],
            Rank::Given(_) | Rank::Missing => "",
            Rank::Family => "family",
        }
    }
}

/// Reads a rank.
pub fn parse(written: &str) -> Result<Option<Rank>, Fault> {
    // A column of numbers with gaps is written with decimals by some programs.
    let trimmed = written.trim();
    match trimmed.strip_suffix(".0").unwrap_or(trimmed).as_bytes() {
        [digit @ b'1'..=b'9'] => Ok(Some(Rank::Given(digit - b'0'))),
        b"01" => Ok(Some(Rank::Given(1))),
        b"0" | b"00" | b"000" => Ok(Some(Rank::Missing)),
        digits if digits.iter().all(u8::is_ascii_digit) => Err(Fault::RankFamily),
        _ => Err(Fault::RankUnreadable),
    }
}
