//! Names: French first names, and others made of syllables.

mod frequent;

use crate::draw::Draw;

/// First names of men and of women, with accents.
pub(crate) const FIRST_NAMES: [[&str; 32]; 2] = [
    [
        "Jean",
        "Rémi",
        "André",
        "François",
        "Élie",
        "Noël",
        "Théo",
        "Loïc",
        "Jérôme",
        "Hervé",
        "Benoît",
        "Gaël",
        "Léon",
        "Mathéo",
        "Gérard",
        "Cédric",
        "Raphaël",
        "Étienne",
        "Maël",
        "Hugo",
        "Yanis",
        "Karim",
        "Mehdi",
        "Paul",
        "Louis",
        "Lucas",
        "Adam",
        "Gabriel",
        "Victor",
        "Simon",
        "Marc",
        "Pierre",
    ],
    [
        "Zoé",
        "Hélène",
        "Anaïs",
        "Éloïse",
        "Chloé",
        "Aïcha",
        "Noémie",
        "Andrée",
        "Inès",
        "Françoise",
        "Maëlle",
        "Héloïse",
        "Océane",
        "Joëlle",
        "Irène",
        "Béatrice",
        "Agnès",
        "Geneviève",
        "Solène",
        "Lucie",
        "Fatima",
        "Leïla",
        "Emma",
        "Jade",
        "Louise",
        "Alice",
        "Rose",
        "Camille",
        "Sarah",
        "Marion",
        "Claire",
        "Julie",
    ],
];

const HEADS: [&str; 20] = [
    "Bel", "Mar", "Cour", "Gré", "Lan", "Val", "Mon", "Pré", "Châ", "Fon", "Bré", "Dur", "Sau", "Ver", "Hau", "Rou",
    "Fé", "Tré", "Clai", "Guér",
];
const MIDDLES: [&str; 20] = [
    "de", "lin", "ti", "ra", "vel", "man", "go", "ni", "ser", "tou", "ba", "lé", "mer", "do", "ché", "ga", "ron", "su",
    "pi", "fer",
];
const TAILS: [&str; 20] = [
    "court", "gnac", "ville", "rault", "sson", "chêne", "lier", "teau", "mont", "bois", "nière", "zac", "vert", "rand",
    "ques", "lay", "nès", "quin", "reau", "thier",
];

/// How many different names persons have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Names {
    /// Each household has a last name of its own, and each sex 32 first names: dependants of different households are never taken for one
    /// person, and the true figures are exact.
    Few,
    /// As in a nation: fifty thousand last names and five thousand first names of each sex, some of them frequent. By chance persons
    /// have names and birth date in common, of which the true figures know nothing.
    Many,
}

impl Names {
    /// The last name of a household.
    pub(crate) fn last(self, seed: u64, unit: u64) -> String {
        match self {
            Names::Few => surname(unit),
            Names::Many => frequent::last().drawn(&mut Draw::of_names(seed, unit)).to_owned(),
        }
    }

    /// A first name. However many there are, one number is drawn.
    pub(crate) fn first(self, sex: usize, draw: &mut Draw) -> String {
        match self {
            Names::Few => FIRST_NAMES[sex][draw.below(32) as usize].to_owned(),
            Names::Many => frequent::first(sex).drawn(draw).to_owned(),
        }
    }

    /// The next first name in the list.
    pub(crate) fn other_first(self, sex: usize, first_name: &str) -> String {
        match self {
            Names::Few => {
                let after = FIRST_NAMES[sex].iter().skip_while(|name| **name != first_name).nth(1);
                after.copied().unwrap_or(FIRST_NAMES[sex][0]).to_owned()
            }
            Names::Many => frequent::first(sex).after(first_name).to_owned(),
        }
    }
}

/// The name that a number stands for, of one syllable from each list.
fn syllables<const N: usize>(lists: [&[&'static str; 20]; N], number: u64) -> String {
    let mut rest = number;
    let syllable = |list: &[&'static str; 20]| {
        let syllable = list[(rest % 20) as usize];
        rest /= 20;
        syllable
    };
    lists.map(syllable).concat()
}

/// One of eight thousand surnames.
fn simple(number: u64) -> String {
    syllables([&HEADS, &MIDDLES, &TAILS], number)
}

/// The surname of a unit, distinct for each number below 64 million. Dependants of different units with the same first
/// name and birth date are therefore never taken for one person.
pub(crate) fn surname(unit: u64) -> String {
    // The multiplier is coprime to 8,000, so neighbouring units get different names.
    let first = simple(unit * 2_741 % 8_000);
    match unit / 8_000 {
        0 => first,
        second => format!("{first}-{}", simple(second)),
    }
}

/// Upper case without accents, as in operators' files.
pub(crate) fn capitals(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.nfd().filter(char::is_ascii).map(|c| c.to_ascii_uppercase()).collect()
}

/// The name in UTF-8, read as Windows-1252: `HÃ©lÃ¨ne`. Of its bytes below 160, accents of French names have but one, that of `É`.
pub(crate) fn garbled(name: &str) -> String {
    name.bytes().map(|byte| if byte == 0x89 { '‰' } else { char::from(byte) }).collect()
}

/// The name without its third letter.
pub(crate) fn letter_lost(name: &str) -> String {
    name.chars().enumerate().filter(|(i, _)| *i != 2).map(|(_, letter)| letter).collect()
}
