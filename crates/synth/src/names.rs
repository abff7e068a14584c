//! Names: French first names, and surnames made of syllables.

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

/// The surname of a unit, distinct for each number below 64 million. Dependants of different units with the same first
/// name and birth date are therefore never taken for one person.
pub(crate) fn surname(unit: u64) -> String {
    let simple = |n: u64| {
        let part = |n: u64| (n % 20) as usize;
        format!("{}{}{}", HEADS[part(n)], MIDDLES[part(n / 20)], TAILS[part(n / 400)])
    };
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

/// The next first name in the list.
pub(crate) fn other_first_name(sex: usize, first_name: &str) -> &'static str {
    let names = &FIRST_NAMES[sex];
    let after = names.iter().skip_while(|name| **name != first_name).nth(1);
    after.copied().unwrap_or(names[0])
}
