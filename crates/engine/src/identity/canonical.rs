//! Rows in canonical form, by column.

use polars::prelude::StringChunked;

use super::{
    Address, BirthDate, Coded, Contact, Day, Name, Nir, Number, ParsedNir, Rank, Relation, SetAside, Sex, Votes,
    address, contacts,
};
use crate::read::Col;
use model::incident::FieldSet;

/// Rows in canonical form, by column. A column has one entry per row, or none if the file lacks it.
pub struct CanonBatch {
    /// Row numbers in the user's file.
    pub rows: Vec<u64>,
    /// The NIR under which the row is listed, and what type of number it is.
    pub nir: Vec<Option<ParsedNir>>,
    /// What stands in place of the NIR under which the row is listed, if it is no NIR by one character or its check digits alone. Empty for
    /// a file without a column of NIRs.
    pub misread: Vec<Option<Nir>>,
    /// The person's own NIR, if the file has both.
    pub own_nir: Vec<Option<ParsedNir>>,
    /// Birth date as written.
    pub birth_date: Vec<Option<BirthDate>>,
    /// Sex according to the title.
    pub sex: Vec<Option<Sex>>,
    /// Birth rank as written. Missing ranks are interpreted when keys are made.
    pub birth_rank: Vec<Rank>,
    /// Name in use.
    pub last_name: Coded<Name>,
    /// Birth name.
    pub birth_name: Coded<Name>,
    /// All first names.
    pub first_name: Coded<Name>,
    /// By the place of its column in [`Col::NUMBERS`]: each kind of number.
    pub numbers: [Vec<Option<Number>>; Col::NUMBERS.len()],
    /// Policyholder or dependant.
    pub relation: Coded<Relation>,
    /// Start of cover.
    pub coverage_start: Coded<Day>,
    /// Last day of cover.
    pub coverage_end: Coded<Day>,
    /// Start of management by the manager.
    pub managed_since: Coded<Day>,
    /// Day of death.
    pub deceased_on: Coded<Day>,
    /// The insurer that the row names, as written.
    pub insurer: Option<StringChunked>,
    /// Leaks: the fields with a value in the row, readable or not.
    pub fields: Vec<FieldSet>,
    /// Values without a canonical form, and repaired values.
    pub set_aside: Vec<SetAside>,
    /// Evidence about the order of day, month and year.
    pub votes: Votes,
    /// Number of NIRs whose year and month are those of the birth date, and of those whose are not.
    pub births: [u64; 2],
    /// The remaining columns, as text.
    pub(super) texts: Vec<(Col, StringChunked)>,
}

impl CanonBatch {
    /// The columns of calendar dates.
    pub fn days(&self) -> [(Col, &Coded<Day>); 4] {
        [
            (Col::CoverageStart, &self.coverage_start),
            (Col::CoverageEnd, &self.coverage_end),
            (Col::ManagedSince, &self.managed_since),
            (Col::DeceasedOn, &self.deceased_on),
        ]
    }

    /// The trimmed text of row `i` in a text column; none if empty.
    pub fn text(&self, col: Col, i: usize) -> Option<&str> {
        let (_, text) = self.texts.iter().find(|(c, _)| *c == col)?;
        text.get(i).map(trim).filter(|text| !text.is_empty())
    }

    /// Calls `each` with the trimmed text of row `i` in each text column that has a value.
    pub fn texts(&self, i: usize, mut each: impl FnMut(Col, &str)) {
        for (col, text) in &self.texts {
            if let Some(text) = text.get(i).map(trim).filter(|text| !text.is_empty()) {
                each(*col, text);
            }
        }
    }

    /// The numbers of row `i`, each with its column.
    pub fn numbers(&self, i: usize) -> [(Col, Option<&Number>); Col::NUMBERS.len()] {
        std::array::from_fn(|kind| (Col::NUMBERS[kind], at(&self.numbers[kind], i)))
    }

    /// The contract number of row `i`.
    pub fn contract_number(&self, i: usize) -> Option<&Number> {
        let [(_, contract), ..] = self.numbers(i);
        contract
    }

    /// The e-mail addresses, telephone numbers and IBANs of row `i`, sorted, each once.
    pub fn contacts(&self, i: usize) -> Vec<Contact> {
        let mut found = Vec::new();
        self.texts(i, |col, text| contacts(col, text, |contact| found.push(contact)));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The postal address of row `i`.
    pub fn address(&self, i: usize) -> Option<Address> {
        let cells = self.texts.iter().filter(|(col, _)| *col == Col::PostalAddress);
        address(cells.filter_map(|(_, text)| text.get(i)))
    }
}

/// A shortcut: most texts need no trimming.
fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// The value of row `i`; none if the file lacks the column or the row the value.
pub fn at<T>(column: &[Option<T>], i: usize) -> Option<&T> {
    column.get(i)?.as_ref()
}
