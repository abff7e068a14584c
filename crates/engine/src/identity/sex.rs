//! The sex as it is written, or according to a title.

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
