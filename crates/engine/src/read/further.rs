//! Persons beside the one whom a row is about: columns of a spouse or a child, objects in lists. No figure has them, so that they are told.

use super::{Col, Side, lexicon};
use crate::fold::fold;

/// Words of a header, folded, that say whose value it is.
const RELATIVES: [&str; 13] = [
    "conjointe",
    "conjoint",
    "conj",
    "cjt",
    "epouse",
    "epoux",
    "partenaire",
    "concubine",
    "concubin",
    "enfant",
    "enf",
    "spouse",
    "child",
];

/// What stands between a name of a column and such a word.
const BETWEEN: [&str; 4] = ["dela", "du", "de", "d"];

/// The column that a header stands for, of a relative of the person in the row: `NIR conjoint`, `Prénom de l’enfant 1`. Also of a second
/// person without a word, `NIR 2`; a second first name is the same person's.
fn of_relative(header: &str) -> Option<Col> {
    let folded = fold(header);
    let known = |name: &str| lexicon::recognise(name, Side::Members);
    let bare = |name: &str| name.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
    let of_word = RELATIVES.iter().find_map(|word| {
        let (before, after) = folded.split_once(word)?;
        let before = bare(before);
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let short = BETWEEN.iter().find_map(|between| before.strip_suffix(between)).unwrap_or(&before);
        [before.as_str(), short, &bare(after)].into_iter().filter(|name| !name.is_empty()).find_map(known)
    });
    of_word.or_else(|| {
        let is_numbered = folded.ends_with(|c: char| ('2'..='9').contains(&c));
        known(&bare(&folded)).filter(|col| is_numbered && matches!(col, Col::Nir | Col::OwnNir | Col::BirthDate))
    })
}

/// Which of some headers are columns of further persons, if they say who these are.
pub(super) fn columns<'a>(headers: impl Iterator<Item = &'a str> + Clone) -> Vec<bool> {
    let of: Vec<Option<Col>> = headers.map(of_relative).collect();
    let are_told = is_person(of.iter().flatten().copied());
    of.iter().map(|col| are_told && col.is_some()).collect()
}

/// Whether the names of an object's values are those of a person.
pub(super) fn is_person_by<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    is_person(names.filter_map(|name| lexicon::recognise(name, Side::Members)))
}

/// Whether columns say who somebody is.
fn is_person(cols: impl Iterator<Item = Col>) -> bool {
    let cols: Vec<Col> = cols.collect();
    let has = |col: Col| cols.contains(&col);
    has(Col::Nir) || has(Col::OwnNir) || has(Col::BirthDate) || (has(Col::LastName) && has(Col::FirstName))
}
