//! Man or woman, as a civility tells it.

use crate::fold::fold;

/// As civil status has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sex {
    /// 1 in a NIR.
    Man,
    /// 2 in a NIR.
    Woman,
}

/// What a civility or a letter tells; none for the others ("Dr", "Me").
pub fn parse(written: &str) -> Option<Sex> {
    match fold(written).as_str() {
        "m" | "mr" | "monsieur" | "h" | "homme" | "masculin" | "1" => Some(Sex::Man),
        "mme" | "mlle" | "madame" | "mademoiselle" | "mrs" | "ms" | "f" | "femme" | "feminin" | "2" => Some(Sex::Woman),
        _ => None,
    }
}
