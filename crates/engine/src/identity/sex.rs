//! The sex as it is written, or according to a title.

use super::{CanonBatch, ParsedNir, at};
use crate::fold::fold;

/// The sex in the civil register.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// 1 in a NIR.
    Man,
    /// 2 in a NIR.
    Woman,
}

/// The sex for a word, letter or title; none for neutral titles ("Dr", "Me").
pub fn parse(written: &str) -> Option<Sex> {
    match fold(written).as_str() {
        "man" | "m" | "mr" | "monsieur" | "h" | "homme" | "masculin" | "male" | "mister" | "garcon" | "01" | "1" => {
            Some(Sex::Man)
        }
        "woman" | "mme" | "mlle" | "madame" | "mademoiselle" | "mrs" | "ms" | "f" | "femme" | "feminin" | "female"
        | "miss" | "fille" | "02" | "2" => Some(Sex::Woman),
        _ => None,
    }
}

/// In how many rows the sex as it is written is that of the NIR, and in how many it is not. A row counts if the NIR has its birth date: it may
/// be that of another person of the family.
#[derive(Clone, Copy, Default)]
pub struct SexVotes {
    agree: u64,
    /// Rows whose NIR is of the other sex.
    pub differ: u64,
}

/// Rows of the other sex below which nothing is shown.
const FEWEST: u64 = 5;

/// Codes are not what they seem if one row in so many is of the other sex.
const SHARE: u64 = 5;

impl SexVotes {
    /// What a batch shows.
    pub fn of(batch: &CanonBatch) -> SexVotes {
        let mut votes = SexVotes::default();
        for (i, written) in batch.sex.iter().enumerate() {
            let (Some(written), Some(date)) = (written, at(&batch.birth_date, i)) else { continue };
            let nirs = [&batch.own_nir, &batch.nir].into_iter().filter_map(|nirs| at(nirs, i));
            let own = nirs.into_iter().find(|nir: &&ParsedNir| nir.birth().is_some_and(|birth| date.is_of(birth)));
            match own.and_then(ParsedNir::sex) {
                Some(sex) if sex == *written => votes.agree += 1,
                Some(_) => votes.differ += 1,
                None => {}
            }
        }
        votes
    }

    /// Adds what other rows show.
    pub fn add(&mut self, other: SexVotes) {
        self.agree += other.agree;
        self.differ += other.differ;
    }

    /// Whether the words or codes do not stand for what they are taken for.
    pub fn are_wrong(self) -> bool {
        self.differ >= FEWEST && SHARE * self.differ >= self.agree + self.differ
    }
}

/// Takes the sex as it is written away: what the NIR tells is left.
pub fn without_sex(batch: &mut CanonBatch) {
    batch.sex.clear();
}
