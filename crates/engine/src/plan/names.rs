//! Names that a listing found: of the files of a folder, of a pattern, of an archive. What the incident file says was written by its
//! author; these were not, and outputs show them, because a file is known by its path. One that looks like a person is refused.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::identity::recognise;
use crate::member_ids::has_form_of_nir;
use crate::read::label;
use model::error::{self, Named, Problem};
use model::incident::{Field, Incident};

/// Folded, of `schemas/given-names.txt`.
static GIVEN_NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let listed = include_str!("../../../../schemas/given-names.txt").lines().filter(|line| !line.starts_with('#'));
    listed.flat_map(label::folded_words).collect()
});

/// Judges names by the words of an incident.
pub(super) struct Names<'a> {
    /// The folder of the incident file.
    pub(super) base: &'a Path,
    /// What its parties are called, in folded words: they are no persons, and files are called after them.
    parties: BTreeSet<String>,
}

impl<'a> Names<'a> {
    pub(super) fn of(base: &'a Path, incident: &Incident) -> Names<'a> {
        let operators = incident.operators.iter().map(|(id, of)| (id, &of.name));
        let insurers = incident.insurers.iter().map(|(id, of)| (id, &of.name));
        let managers = incident.managers.iter().map(|(id, of)| (id, &of.name));
        let parties = operators.chain(insurers).chain(managers);
        let words = parties.flat_map(|(id, name)| label::folded_words(id.as_str()).chain(label::folded_words(name)));
        Names { base, parties: words.collect() }
    }

    /// The paths that were found under the path that is written in the incident file, if all of them may be shown.
    pub(super) fn may_be_shown(&self, written: &Path, paths: &[PathBuf]) -> Result<(), Vec<Problem>> {
        let told = |(place, path): (usize, &PathBuf)| {
            let what = self.tells(written, path)?;
            Some(error::file_named(&written.display().to_string(), place + 1, paths.len(), what))
        };
        let problems: Vec<Problem> = paths.iter().enumerate().filter_map(told).collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// A path as messages may show it; `place` counts from 0.
    pub(super) fn shown(&self, written: &Path, path: &Path, place: usize) -> String {
        match self.tells(written, path) {
            Some(_) => format!("{}, entry {} by name", written.display(), place + 1),
            None => super::files::shown(self.base, path),
        }
    }

    /// Why a path may not be shown.
    fn tells(&self, written: &Path, path: &Path) -> Option<Named> {
        let declared: BTreeSet<_> = written.components().collect();
        let found = path.strip_prefix(self.base).unwrap_or(path).components();
        found.filter(|part| !declared.contains(part)).find_map(|part| self.of_part(Path::new(&part)))
    }

    fn of_part(&self, part: &Path) -> Option<Named> {
        let Some(name) = part.file_stem().and_then(|stem| stem.to_str()).filter(|_| part.to_str().is_some()) else {
            return Some(Named::NoText);
        };
        let spaced = name.replace('_', " ");
        let mut found = None;
        recognise(&spaced, |field| {
            if matches!(field, Field::Nir | Field::Email | Field::Phone | Field::BankDetails) {
                found = Some(Named::Identifier);
            }
        });
        let mut numbers = name.split(|c: char| !c.is_ascii_alphanumeric());
        found.or_else(|| numbers.any(has_form_of_nir).then_some(Named::Identifier)).or_else(|| self.is_of_names(name))
    }

    /// Whether most words of a name are words that files are not called by, and more than one; and one of these is a given name. Towns,
    /// regions and companies are such words as well, and their number has no end.
    fn is_of_names(&self, name: &str) -> Option<Named> {
        // Fewer letters are an abbreviation, and those of hexadecimal digits a part of a number.
        let is_word = |word: &String| word.chars().count() > 2 && !word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let words: Vec<String> = label::folded_words(name).filter(is_word).collect();
        let is_known = |word: &String| label::is_word(word) || self.parties.contains(word);
        let (known, unknown): (Vec<String>, Vec<String>) = words.into_iter().partition(is_known);
        let is_of_names = unknown.len() > 1 && unknown.len() > known.len();
        (is_of_names && unknown.iter().any(|word| GIVEN_NAMES.contains(word))).then_some(Named::Names)
    }
}
