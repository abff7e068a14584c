//! Rows in canonical form, column by column.

use polars::prelude::StringChunked;

use super::{BirthDate, Coded, Day, Name, Number, ParsedNir, Rank, Relation, SetAside, Sex, Votes};
use crate::read::Col;
use model::incident::FieldSet;

/// Rows in canonical form: one entry a row in each column that the file has, none in the others.
pub struct CanonBatch {
    /// Row numbers in the user's file.
    pub rows: Vec<u64>,
    /// The NIR the row is filed under, and what kind of number it is.
    pub nir: Vec<Option<ParsedNir>>,
    /// The person's own NIR, where a file has both.
    pub own_nir: Vec<Option<ParsedNir>>,
    /// As written.
    pub birth_date: Vec<Option<BirthDate>>,
    /// As the civility tells it.
    pub sex: Vec<Option<Sex>>,
    /// As told; what a missing one means is settled where keys are made.
    pub birth_rank: Vec<Rank>,
    /// Used name.
    pub last_name: Coded<Name>,
    /// Name at birth.
    pub birth_name: Coded<Name>,
    /// First names, all of them.
    pub first_name: Coded<Name>,
    /// Contract number.
    pub contract_number: Vec<Option<Number>>,
    /// Member number.
    pub member_number: Vec<Option<Number>>,
    /// Policyholder or dependant.
    pub relation: Coded<Relation>,
    /// Start of cover.
    pub coverage_start: Coded<Day>,
    /// Last day of cover.
    pub coverage_end: Coded<Day>,
    /// Start of management.
    pub managed_since: Coded<Day>,
    /// Day of death.
    pub deceased_on: Coded<Day>,
    /// The insurer that the row names, as written.
    pub insurer: Option<StringChunked>,
    /// In a leak: the fields of which the row holds something, readable or not.
    pub fields: Vec<FieldSet>,
    /// In a leak: those of its fields that free text gives away. Empty if no column has any.
    pub(super) given_away: Vec<FieldSet>,
    /// Values without a canonical form, and those that were repaired.
    pub set_aside: Vec<SetAside>,
    /// What the rows say about the order of day, month and year.
    pub votes: Votes,
    /// The other columns, kept as text.
    pub(super) texts: Vec<(Col, StringChunked)>,
}

impl CanonBatch {
    /// The columns of days of the calendar.
    pub fn days(&self) -> [(Col, &Coded<Day>); 4] {
        [
            (Col::CoverageStart, &self.coverage_start),
            (Col::CoverageEnd, &self.coverage_end),
            (Col::ManagedSince, &self.managed_since),
            (Col::DeceasedOn, &self.deceased_on),
        ]
    }

    /// What row `i` holds in a column that is kept as text, trimmed; none if nothing.
    pub fn text(&self, col: Col, i: usize) -> Option<&str> {
        let (_, text) = self.texts.iter().find(|(c, _)| *c == col)?;
        text.get(i).map(trim).filter(|text| !text.is_empty())
    }

    /// What row `i` holds in each column that is kept as text, trimmed.
    pub fn texts(&self, i: usize, mut each: impl FnMut(Col, &str)) {
        for (col, text) in &self.texts {
            if let Some(text) = text.get(i).map(trim).filter(|text| !text.is_empty()) {
                each(*col, text);
            }
        }
    }

    /// In a leak: the fields that row `i` gives away in columns that mean nothing; none if it gives away nothing.
    pub fn given_away(&self, i: usize) -> Option<FieldSet> {
        self.given_away.get(i).copied().filter(|fields| !fields.is_empty())
    }

    /// All canonical values of a row but the insurer it names, in one order: two equal rows give equal values.
    pub fn all_values(&self, i: usize, mut add: impl FnMut(&[u8])) {
        for nirs in [&self.nir, &self.own_nir] {
            add(at(nirs, i).map_or(&[], |parsed| parsed.nir.as_bytes()));
        }
        for names in [&self.last_name, &self.birth_name, &self.first_name] {
            add(names.at(i).map_or(&[], Name::as_bytes));
        }
        for numbers in [&self.contract_number, &self.member_number] {
            add(at(numbers, i).map_or(&[], Number::as_bytes));
        }
        add(at(&self.birth_date, i).map_or(&[], BirthDate::as_bytes));
        add(self.birth_rank.get(i).map_or(&[], |rank| rank.as_str().as_bytes()));
        add(self.relation.at(i).map_or(&[], |relation| relation.as_str().as_bytes()));
        for (_, days) in self.days() {
            add(days.at(i).map_or(&[], Day::as_bytes));
        }
        // With its column's name, and only if there is one: a column that another file lacks is no difference.
        self.texts(i, |col, text| {
            add(col.name().as_bytes());
            add(text.as_bytes());
        });
        // What stands in columns that mean nothing tells rows apart only by what it gives away.
        if let Some(fields) = self.given_away(i) {
            add(&fields.to_bytes());
        }
    }
}

/// Nearly every text has nothing to trim.
fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// The value of row `i`, if the file has the column and the row the value.
pub fn at<T>(column: &[Option<T>], i: usize) -> Option<&T> {
    column.get(i)?.as_ref()
}
