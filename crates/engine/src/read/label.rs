//! Texts of a file that are to name its columns, sheets and parts: which of them may be shown.
//!
//! A file without headers has somebody's name in its first line, and a sheet may be called after a person. Such a text is shown only
//! if it is made of words that columns and sheets are called by (`schemas/headers.toml`, `schemas/words.txt`); another one is told by
//! its place, as `column 3`. Nothing else decides it, so that no list of persons' names has to be complete.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::LazyLock;

use super::lexicon;
use crate::fold::fold;
use model::shown;

/// The longest text that names something, in characters.
const LONGEST: usize = 60;

/// Fewer digits than this number nobody.
const DIGITS: usize = 4;

/// The longest abbreviation without a vowel, in letters.
const ABBREVIATION: usize = 4;

/// More letters than these, each by itself, may spell a name.
const INITIALS: usize = 3;

/// Words that make a text the name of something.
static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let listed = include_str!("../../../../schemas/words.txt").lines().filter(|line| !line.starts_with('#'));
    let headers = lexicon::headers().flat_map(folded_words);
    listed.flat_map(str::split_whitespace).map(fold).chain(headers).filter(|word| word.len() > 1).collect()
});

/// Words between others, which say nothing by themselves.
const BETWEEN: [&str; 22] = [
    "de", "du", "des", "la", "le", "les", "au", "aux", "en", "et", "ou", "un", "une", "sur", "par", "pour", "of",
    "the", "to", "and", "or", "in",
];

/// The header of a column if it may be shown, otherwise its place.
pub(super) fn column(headers: &[String], index: usize) -> String {
    match headers.get(index) {
        Some(header) if !header.is_empty() && may_be_shown(header) => header.clone(),
        _ => shown::column(index + 1),
    }
}

/// The name of a sheet if it may be shown, otherwise its place.
pub(super) fn sheet(names: &[String], name: &str) -> String {
    match names.iter().position(|known| known == name) {
        Some(index) if !may_be_shown(name) => format!("sheet {}", index + 1),
        _ => name.to_owned(),
    }
}

/// The path of an entry of an archive if it may be shown, otherwise its place; `index` counts from 0.
pub(super) fn entry(path: &Path, index: usize) -> String {
    let may_be_shown = |part: &OsStr| Path::new(part).file_stem().and_then(OsStr::to_str).is_some_and(may_be_shown);
    if path.iter().all(may_be_shown) { path.display().to_string() } else { format!("entry {}", index + 1) }
}

/// Whether a text of a file is made of the words that columns and sheets are called by.
pub(super) fn may_be_shown(text: &str) -> bool {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    if text.chars().count() > LONGEST || text.contains('@') || digits >= DIGITS && !is_of_a_year(text, digits) {
        return false;
    }
    // Otherwise nobody could tell it from a place.
    if shown::is_place(text) {
        return false;
    }
    lexicon::is_known(text) || is_made_of_words(text)
}

/// Whether the only digits are those of a year of this century beside a word: `Export 2024`. That singles nobody out.
fn is_of_a_year(text: &str, digits: usize) -> bool {
    let mut runs = text.split(|c: char| !c.is_numeric()).filter(|run| !run.is_empty());
    digits == DIGITS && runs.next().is_some_and(|run| run.starts_with("20") && run.len() == DIGITS) && has_word(text)
}

fn is_made_of_words(text: &str) -> bool {
    let has_word = has_word(text);
    if !has_word && words(text).filter(|word| word.chars().count() == 1).count() > INITIALS {
        return false;
    }
    words(text).all(|word| {
        let folded = fold(word);
        let letters = folded.chars().count();
        let is_number = folded.bytes().all(|byte| byte.is_ascii_digit());
        // An abbreviation beside a word: `DT_NAISS`, `Lib. produit`.
        let is_short =
            has_word && (letters <= 2 || letters <= ABBREVIATION && !folded.contains(['a', 'e', 'i', 'o', 'u', 'y']));
        letters <= 1 || is_number || BETWEEN.contains(&folded.as_str()) || WORDS.contains(&folded) || is_short
    })
}

fn has_word(text: &str) -> bool {
    folded_words(text).any(|word| !BETWEEN.contains(&word.as_str()) && WORDS.contains(&word))
}

/// The words of a text, as they are compared.
pub fn folded_words(text: &str) -> impl Iterator<Item = String> {
    words(text).map(fold)
}

/// Whether a folded word is one that columns, sheets and files are called by.
pub fn is_word(folded: &str) -> bool {
    WORDS.contains(folded)
}

/// The words of a text: `Date de naissance`, `DATE_NAISSANCE`, `dateNaissance`, `adresse2`.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let kind = |c: char| (c.is_alphabetic() || is_mark(c), c.is_numeric());
    text.split(move |c: char| kind(c) == (false, false)).filter(|part| !part.is_empty()).flat_map(move |part| {
        let mut before = None;
        let mut starts: Vec<usize> = Vec::new();
        for (at, c) in part.char_indices() {
            let turns = |last: char| kind(last) != kind(c) || last.is_lowercase() && c.is_uppercase();
            if before.is_none_or(turns) {
                starts.push(at);
            }
            before = Some(c);
        }
        let ends: Vec<usize> = starts.iter().copied().skip(1).chain([part.len()]).collect();
        starts.into_iter().zip(ends).map(move |(start, end)| &part[start..end])
    })
}

/// An accent that is a character of its own.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}
