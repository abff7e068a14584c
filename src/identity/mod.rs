//! Written values in, canonical values out; what cannot be read is set aside with its reason.
//!
//! One identifier a file, each a pure function of the text. This file alone walks columns: a [`RawBatch`] becomes
//! a [`CanonBatch`]. Canonical values are compared and hashed, never shown: their types have no `Debug` and no
//! `Display`.

mod birth_date;
mod birth_rank;
mod name;
mod nir;
mod number;
mod relation;

use rayon::prelude::*;

use crate::incident::FieldSet;
use crate::read::{Col, RawBatch};

pub use birth_date::BirthDate;
pub use birth_rank::Rank;
pub use name::Name;
pub use nir::{Kind as NirKind, Nir};
pub use number::Number;
pub use relation::Relation;

/// Why a written value has no canonical form, or is not used as one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Fault {
    NirWrongKey,
    NirShape,
    NirProvisional,
    NirFictitious,
    NirFiller,
    Spreadsheet,
    DateUnreadable,
    DateOrder,
    DateTwoDigitYear,
    DateImplausible,
    RankFamily,
    RankUnreadable,
    RelationUnknown,
    /// Not a value's fault: the row holds too little for any rule.
    Incomplete,
}

impl Fault {
    /// The stable code that findings and `rejects/` carry.
    pub fn code(self) -> &'static str {
        match self {
            Fault::NirWrongKey => "nir.wrong-key",
            Fault::NirShape => "nir.shape",
            Fault::NirProvisional => "nir.provisional",
            Fault::NirFictitious => "nir.fictitious",
            Fault::NirFiller => "nir.filler",
            Fault::Spreadsheet => "value.spreadsheet",
            Fault::DateUnreadable => "date.unreadable",
            Fault::DateOrder => "date.order",
            Fault::DateTwoDigitYear => "date.two-digit-year",
            Fault::DateImplausible => "date.implausible",
            Fault::RankFamily => "rank.family",
            Fault::RankUnreadable => "rank.unreadable",
            Fault::RelationUnknown => "relation.unknown",
            Fault::Incomplete => "row.incomplete",
        }
    }
}

/// A value set aside: the place and the reason, never the value.
#[derive(Clone, Copy)]
pub struct SetAside {
    /// Row number in the user's file.
    pub row: u64,
    /// The column it stood in; none if the row as a whole is meant.
    pub col: Option<Col>,
    /// The reason.
    pub fault: Fault,
}

/// Rows in canonical form: one entry a row in each column that the file has, an empty vector for the others.
pub struct CanonBatch {
    /// Row numbers in the user's file.
    pub rows: Vec<u64>,
    /// The NIR the row is filed under, and what kind of number it is.
    pub nir: Vec<Option<(Nir, NirKind)>>,
    /// The person's own NIR, where a file has both.
    pub own_nir: Vec<Option<(Nir, NirKind)>>,
    /// As written.
    pub birth_date: Vec<Option<BirthDate>>,
    /// As told; what a missing one means is settled where keys are made.
    pub birth_rank: Vec<Rank>,
    /// Used name.
    pub last_name: Vec<Option<Name>>,
    /// First names, all of them.
    pub first_name: Vec<Option<Name>>,
    /// Contract number.
    pub contract_number: Vec<Option<Number>>,
    /// Member number.
    pub member_number: Vec<Option<Number>>,
    /// Policyholder or dependant.
    pub relation: Vec<Option<Relation>>,
    /// Last day of cover.
    pub coverage_end: Vec<Option<jiff::civil::Date>>,
    /// Day of death.
    pub deceased_on: Vec<Option<jiff::civil::Date>>,
    /// In a leak: the insurer as written, folded for comparison.
    pub insurer: Vec<Option<String>>,
    /// The fields of which the row holds something, readable or not.
    pub fields: Vec<FieldSet>,
    /// All canonical values of the row, in one text: two equal rows have equal texts.
    pub whole: Vec<String>,
    /// Values without a canonical form.
    pub set_aside: Vec<SetAside>,
}

/// Brings a batch to canonical form. `latest_year` is the last year in which somebody can have been born.
pub fn canonicalise(raw: &RawBatch, latest_year: u16) -> CanonBatch {
    let mut walk = Walk { raw, set_aside: Vec::new() };
    let nir = walk.nir(Col::Nir);
    let own_nir = walk.nir(Col::OwnNir);
    let birth_date = walk.column(Col::BirthDate, |w| birth_date::parse(w, latest_year));
    let birth_rank = walk.column_or(Col::BirthRank, birth_rank::parse, Some(Rank::Family));
    let last_name = walk.column(Col::LastName, name::parse);
    let birth_name = walk.column(Col::BirthName, name::parse);
    let first_name = walk.column(Col::FirstName, name::parse);
    let contract_number = walk.column(Col::ContractNumber, number::parse);
    let member_number = walk.column(Col::MemberNumber, number::parse);
    let relation = walk.column(Col::Relation, relation::parse);
    let calendar = |w: &str| birth_date::parse_calendar(w);
    let coverage_start = walk.column(Col::CoverageStart, calendar);
    let coverage_end = walk.column(Col::CoverageEnd, calendar);
    let managed_since = walk.column(Col::ManagedSince, calendar);
    let deceased_on = walk.column(Col::DeceasedOn, calendar);
    let insurer = walk.column(Col::Insurer, |w| Ok(Some(fold(w))));

    let set_aside = walk.set_aside;
    let texts: Vec<_> = raw.columns().filter(|(col, _)| !col.is_canonical()).map(|(_, column)| column).collect();
    let held: Vec<_> = raw.columns().filter_map(|(col, column)| Some((col.field()?, column))).collect();
    let fields = (0..raw.height())
        .map(|i| held.iter().filter(|(_, column)| is_filled(column.get(i))).map(|(field, _)| *field).collect())
        .collect();
    let whole = (0..raw.height())
        .into_par_iter()
        .map(|i| {
            let mut text = String::with_capacity(128);
            let mut part = |value: Option<&str>| {
                text.push_str(value.unwrap_or(""));
                text.push('\u{1f}');
            };
            part(at(&nir, i).map(|(n, _)| n.as_str()));
            part(at(&own_nir, i).map(|(n, _)| n.as_str()));
            part(at(&birth_date, i).map(|d| d.digits()).as_deref());
            part(birth_rank.get(i).and_then(Option::as_ref).map(|r| r.as_str()));
            part(at(&last_name, i).map(Name::as_str));
            part(at(&birth_name, i).map(Name::as_str));
            part(at(&first_name, i).map(Name::as_str));
            part(at(&contract_number, i).map(Number::as_str));
            part(at(&member_number, i).map(Number::as_str));
            part(at(&relation, i).map(|r| r.as_str()));
            for dates in [&coverage_start, &coverage_end, &managed_since, &deceased_on] {
                part(at(dates, i).map(|d| d.to_string()).as_deref());
            }
            part(at(&insurer, i).map(String::as_str));
            for column in &texts {
                part(column.get(i).map(str::trim).filter(|t| !t.is_empty()));
            }
            text
        })
        .collect();

    CanonBatch {
        rows: raw.rows().to_vec(),
        nir,
        own_nir,
        birth_date,
        birth_rank: birth_rank.into_iter().map(|rank| rank.unwrap_or(Rank::Missing)).collect(),
        last_name,
        first_name,
        contract_number,
        member_number,
        relation,
        coverage_end,
        deceased_on,
        insurer,
        fields,
        whole,
        set_aside,
    }
}

/// The value of row `i`, if the file has the column and the row the value.
pub fn at<T>(column: &[Option<T>], i: usize) -> Option<&T> {
    column.get(i)?.as_ref()
}

struct Walk<'a> {
    raw: &'a RawBatch,
    set_aside: Vec<SetAside>,
}

impl Walk<'_> {
    /// Parses a column: an empty cell is none; a cell that does not parse is none and set aside.
    fn column<T: Clone>(&mut self, col: Col, parse: impl Fn(&str) -> Result<Option<T>, Fault>) -> Vec<Option<T>> {
        self.column_or(col, parse, None)
    }

    /// Parses a column of NIRs. A number that names nobody is kept as a value and set aside as a key.
    fn nir(&mut self, col: Col) -> Vec<Option<(Nir, NirKind)>> {
        let nirs = self.column(col, nir::parse);
        for (row, nir) in self.raw.rows().iter().zip(&nirs) {
            let fault = match nir {
                Some((_, NirKind::Provisional)) => Fault::NirProvisional,
                Some((_, NirKind::Fictitious)) => Fault::NirFictitious,
                Some((_, NirKind::Filler)) => Fault::NirFiller,
                Some((_, NirKind::Registered)) | None => continue,
            };
            self.set_aside.push(SetAside { row: *row, col: Some(col), fault });
        }
        nirs
    }

    /// Parses a column, with what to put in the place of a cell that does not parse.
    fn column_or<T: Clone>(
        &mut self,
        col: Col,
        parse: impl Fn(&str) -> Result<Option<T>, Fault>,
        faulty: Option<T>,
    ) -> Vec<Option<T>> {
        let Some(column) = self.raw.column(col) else { return Vec::new() };
        let mut values = Vec::with_capacity(column.len());
        for (i, written) in column.iter().enumerate() {
            values.push(match written.filter(|w| is_filled(Some(w))).map(&parse) {
                None => None,
                Some(Ok(value)) => value,
                Some(Err(fault)) => {
                    self.set_aside.push(SetAside { row: self.raw.rows()[i], col: Some(col), fault });
                    faulty.clone()
                }
            });
        }
        values
    }
}

/// Whether a cell holds anything at all.
fn is_filled(written: Option<&str>) -> bool {
    written.is_some_and(|w| !w.trim().is_empty())
}

/// Folds a code or a word for comparison: accents off, lower case, letters and digits only.
pub fn fold(written: &str) -> String {
    name::fold(written)
}
