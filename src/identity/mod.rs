//! Written values in, canonical values out; what cannot be read is set aside with its reason.
//!
//! One identifier a file, each a pure function of the text. This file alone walks columns: a [`RawBatch`] becomes
//! a [`CanonBatch`]. Canonical values are compared and hashed, never shown: their types have no `Debug` and no
//! `Display`.

mod birth_date;
mod birth_rank;
mod content;
mod date;
mod date_order;
mod name;
mod nir;
mod number;
mod relation;

use std::collections::BTreeMap;

use polars::prelude::StringChunked;

use crate::incident::FieldSet;
use crate::read::{Col, RawBatch, Side};

pub use birth_date::{BirthDate, Dates, Day, parse as birth_date};
pub use birth_rank::{Rank, parse as birth_rank};
pub use content::{Likeness, likeness, recognise};
pub use date::{Shape, Written, take_apart as take_date_apart};
pub use date_order::{Orders, Unsettled, Votes};
pub use name::{Name, parse as name};
pub use nir::{Birth, Filed, Key as NirKey, Kind as NirKind, Nir, parse as nir};
pub use number::{Number, parse as number};
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
    NirRepaired,
    NirKeyPlaceholder,
    Spreadsheet,
    CellError,
    NameDamaged,
    DateUnreadable,
    DateOrder,
    DateTwoDigitYear,
    DateImplausible,
    RankFamily,
    RankUnreadable,
    RelationUnknown,
    InsurerUnknown,
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
            Fault::NirRepaired => "nir.repaired",
            Fault::NirKeyPlaceholder => "nir.key-placeholder",
            Fault::Spreadsheet => "value.spreadsheet",
            Fault::CellError => "value.cell-error",
            Fault::NameDamaged => "name.damaged",
            Fault::DateUnreadable => "date.unreadable",
            Fault::DateOrder => "date.order",
            Fault::DateTwoDigitYear => "date.two-digit-year",
            Fault::DateImplausible => "date.implausible",
            Fault::RankFamily => "rank.family",
            Fault::RankUnreadable => "rank.unreadable",
            Fault::RelationUnknown => "relation.unknown",
            Fault::InsurerUnknown => "row.insurer-unknown",
            Fault::Incomplete => "row.incomplete",
        }
    }

    /// Whether the row as a whole is rejected for it.
    pub fn rejects(self) -> bool {
        matches!(self, Fault::Incomplete | Fault::InsurerUnknown)
    }

    /// Whether the value is used all the same, and only the reader is told.
    pub fn is_repair(self) -> bool {
        matches!(self, Fault::NirRepaired | Fault::NirKeyPlaceholder)
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
    pub nir: Vec<Option<Filed>>,
    /// The person's own NIR, where a file has both.
    pub own_nir: Vec<Option<Filed>>,
    /// As written.
    pub birth_date: Vec<Option<BirthDate>>,
    /// As told; what a missing one means is settled where keys are made.
    pub birth_rank: Vec<Rank>,
    /// Used name.
    pub last_name: Vec<Option<Name>>,
    /// Name at birth.
    pub birth_name: Vec<Option<Name>>,
    /// First names, all of them.
    pub first_name: Vec<Option<Name>>,
    /// Contract number.
    pub contract_number: Vec<Option<Number>>,
    /// Member number.
    pub member_number: Vec<Option<Number>>,
    /// Policyholder or dependant.
    pub relation: Vec<Option<Relation>>,
    /// Start of cover.
    pub coverage_start: Vec<Option<Day>>,
    /// Last day of cover.
    pub coverage_end: Vec<Option<Day>>,
    /// Start of management.
    pub managed_since: Vec<Option<Day>>,
    /// Day of death.
    pub deceased_on: Vec<Option<Day>>,
    /// The insurer that the row names, as written.
    pub insurer: Option<StringChunked>,
    /// In a leak: the fields of which the row holds something, readable or not.
    pub fields: Vec<FieldSet>,
    /// In a leak: those of its fields that free text gives away. Empty if no column has any.
    given_away: Vec<FieldSet>,
    /// Values without a canonical form, and those that were repaired.
    pub set_aside: Vec<SetAside>,
    /// What the rows say about the order of day, month and year.
    pub votes: Votes,
    /// The other columns, kept as text.
    texts: Vec<(Col, StringChunked)>,
}

impl CanonBatch {
    /// All canonical values of a row but the insurer it names, in one order: two equal rows give equal values.
    pub fn whole(&self, i: usize, mut add: impl FnMut(&[u8])) {
        for nirs in [&self.nir, &self.own_nir] {
            add(at(nirs, i).map_or(&[], |filed| filed.nir.as_bytes()));
        }
        for names in [&self.last_name, &self.birth_name, &self.first_name] {
            add(at(names, i).map_or(&[], Name::as_bytes));
        }
        for numbers in [&self.contract_number, &self.member_number] {
            add(at(numbers, i).map_or(&[], Number::as_bytes));
        }
        add(at(&self.birth_date, i).map_or(&[], BirthDate::as_bytes));
        add(self.birth_rank.get(i).map_or(&[], |rank| rank.as_str().as_bytes()));
        add(at(&self.relation, i).map_or(&[], |relation| relation.as_str().as_bytes()));
        for days in [&self.coverage_start, &self.coverage_end, &self.managed_since, &self.deceased_on] {
            add(at(days, i).map_or(&[], Day::as_bytes));
        }
        // With its column's name, and only if there is one: a column that another file lacks is no difference.
        for (col, text) in &self.texts {
            if let Some(text) = text.get(i).map(str::trim).filter(|text| !text.is_empty()) {
                add(col.name().as_bytes());
                add(text.as_bytes());
            }
        }
        // What stands in columns that mean nothing tells rows apart only by what it gives away.
        if let Some(fields) = self.given_away.get(i).filter(|fields| !fields.is_empty()) {
            add(&fields.to_bytes());
        }
    }
}

/// What the rows of a batch say about the order of day, month and year, before any is read.
pub fn vote(raw: &RawBatch, how: &Dates) -> Votes {
    let mut walk = Walk::new(raw);
    let nirs = walk.nir(Col::Nir);
    for col in Col::ALL.into_iter().filter(|col| col.is_date()) {
        walk.dates(col, how, |i| birth(&nirs, i).filter(|_| col == Col::BirthDate), |_, _| Ok(None::<()>));
    }
    walk.votes
}

/// Brings a batch to canonical form. `how` is how the file writes its dates.
pub fn canonicalise(raw: &RawBatch, side: Side, how: &Dates) -> CanonBatch {
    let mut walk = Walk::new(raw);
    let texts = raw.columns().filter(|(col, _)| !col.is_canonical() && *col != Col::Insurer && *col != Col::NirKey);
    let nir = walk.nir(Col::Nir);
    let given_away = if side == Side::Leaks { given_away(raw) } else { Vec::new() };
    let fields = if side == Side::Leaks { fields(raw, &given_away) } else { Vec::new() };
    CanonBatch {
        rows: raw.rows().to_vec(),
        own_nir: walk.nir(Col::OwnNir),
        birth_date: walk.dates(
            Col::BirthDate,
            how,
            |i| birth(&nir, i),
            |taken, birth| birth_date::of(taken, how, birth),
        ),
        nir,
        birth_rank: walk
            .column_or(Col::BirthRank, |w, _| birth_rank::parse(w), Some(Rank::Family))
            .into_iter()
            .map(|rank| rank.unwrap_or(Rank::Missing))
            .collect(),
        last_name: walk.column(Col::LastName, |w, _| name::parse(w)),
        birth_name: walk.column(Col::BirthName, |w, _| name::parse(w)),
        first_name: walk.column(Col::FirstName, |w, _| name::parse(w)),
        contract_number: walk.column(Col::ContractNumber, |w, _| number::parse(w)),
        member_number: walk.column(Col::MemberNumber, |w, _| number::parse(w)),
        relation: walk.column(Col::Relation, once_each(relation::parse)),
        coverage_start: walk.dates(Col::CoverageStart, how, |_| None, |taken, _| birth_date::calendar(taken, how)),
        coverage_end: walk.dates(Col::CoverageEnd, how, |_| None, |taken, _| birth_date::calendar(taken, how)),
        managed_since: walk.dates(Col::ManagedSince, how, |_| None, |taken, _| birth_date::calendar(taken, how)),
        deceased_on: walk.dates(Col::DeceasedOn, how, |_| None, |taken, _| birth_date::calendar(taken, how)),
        insurer: raw.column(Col::Insurer).cloned(),
        fields,
        given_away,
        texts: texts.map(|(col, column)| (col, column.clone())).collect(),
        set_aside: walk.set_aside,
        votes: walk.votes,
    }
}

fn birth(nirs: &[Option<Filed>], i: usize) -> Option<Birth> {
    at(nirs, i).and_then(Filed::birth)
}

/// Parses each word of a column of few words once.
fn once_each<T: Copy>(parse: fn(&str) -> Result<T, Fault>) -> impl FnMut(&str, usize) -> Result<T, Fault> {
    let mut known: BTreeMap<String, Result<T, Fault>> = BTreeMap::new();
    move |written, _| match known.get(written) {
        Some(value) => *value,
        None => *known.entry(written.to_owned()).or_insert_with(|| parse(written)),
    }
}

/// The fields of which each row holds something, and those it gives away.
fn fields(raw: &RawBatch, given_away: &[FieldSet]) -> Vec<FieldSet> {
    let mut fields = vec![FieldSet::default(); raw.height()];
    fields.iter_mut().zip(given_away).for_each(|(set, given)| *set = *given);
    for (field, column) in raw.columns().filter_map(|(col, column)| Some((col.field()?, column))) {
        for (set, written) in fields.iter_mut().zip(column.iter()) {
            if is_filled(written) {
                set.insert(field);
            }
        }
    }
    fields
}

/// What each row gives away in a column that nobody declared, or in one of free text.
fn given_away(raw: &RawBatch) -> Vec<FieldSet> {
    let free = raw.columns().filter(|(col, _)| col.is_free_text()).map(|(_, column)| column);
    let columns: Vec<&StringChunked> = raw.others().chain(free).collect();
    if columns.is_empty() {
        return Vec::new();
    }
    let mut fields = vec![FieldSet::default(); raw.height()];
    for column in columns {
        for (set, written) in fields.iter_mut().zip(column.iter()) {
            if let Some(written) = written {
                content::recognise(written, |field| set.insert(field));
            }
        }
    }
    fields
}

/// The value of row `i`, if the file has the column and the row the value.
pub fn at<T>(column: &[Option<T>], i: usize) -> Option<&T> {
    column.get(i)?.as_ref()
}

struct Walk<'a> {
    raw: &'a RawBatch,
    set_aside: Vec<SetAside>,
    votes: Votes,
}

impl<'a> Walk<'a> {
    fn new(raw: &'a RawBatch) -> Self {
        Walk { raw, set_aside: Vec::new(), votes: Votes::default() }
    }

    /// Parses a column of dates, and lets each vote for the order of the file's. `births` is what the NIR of a row says.
    fn dates<T: Clone>(
        &mut self,
        col: Col,
        how: &Dates,
        births: impl Fn(usize) -> Option<Birth>,
        read: impl Fn(Written, Option<Birth>) -> Result<Option<T>, Fault>,
    ) -> Vec<Option<T>> {
        let mut votes = std::mem::take(&mut self.votes);
        let rows = self.raw.rows();
        let values = self.column(col, |written, i| {
            let (taken, birth) = (date::take_apart(written)?, births(i));
            votes.count(rows[i], col, taken, birth, |year| how.plausible(year));
            read(taken, birth)
        });
        self.votes = votes;
        values
    }

    /// Parses a column: an empty cell is none; a cell that does not parse is none and set aside.
    fn column<T: Clone>(
        &mut self,
        col: Col,
        parse: impl FnMut(&str, usize) -> Result<Option<T>, Fault>,
    ) -> Vec<Option<T>> {
        self.column_or(col, parse, None)
    }

    /// Parses a column of NIRs. A number that names nobody is kept as a value and set aside as a key.
    fn nir(&mut self, col: Col) -> Vec<Option<Filed>> {
        let keys = self.raw.column(Col::NirKey).filter(|_| col == Col::Nir);
        let nirs = self.column(col, |written, i| nir::parse(written, keys.and_then(|keys| keys.get(i))));
        for (row, filed) in self.raw.rows().iter().zip(&nirs) {
            let Some(filed) = filed else { continue };
            let fault = match (filed.kind, filed.key) {
                (NirKind::Provisional, _) => Fault::NirProvisional,
                (NirKind::Fictitious, _) => Fault::NirFictitious,
                (NirKind::Filler, _) => Fault::NirFiller,
                (NirKind::Registered, NirKey::Restored) => Fault::NirRepaired,
                (NirKind::Registered, NirKey::Placeholder) => Fault::NirKeyPlaceholder,
                (NirKind::Registered, NirKey::Right | NirKey::Absent) => continue,
            };
            self.set_aside.push(SetAside { row: *row, col: Some(col), fault });
        }
        nirs
    }

    /// Parses a column, with what to put in the place of a cell that does not parse.
    fn column_or<T: Clone>(
        &mut self,
        col: Col,
        mut parse: impl FnMut(&str, usize) -> Result<Option<T>, Fault>,
        faulty: Option<T>,
    ) -> Vec<Option<T>> {
        let Some(column) = self.raw.column(col) else { return Vec::new() };
        let mut values = Vec::with_capacity(column.len());
        for (i, written) in column.iter().enumerate() {
            let parsed = written
                .filter(|w| is_filled(Some(w)))
                .map(|w| if is_error(w) { Err(Fault::CellError) } else { parse(w, i) });
            values.push(match parsed {
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
pub fn is_filled(written: Option<&str>) -> bool {
    written.is_some_and(|w| match w.as_bytes().first() {
        None => false,
        // Nearly all.
        Some(first) if first.is_ascii_graphic() => true,
        Some(_) => !w.trim().is_empty(),
    })
}

/// What a spreadsheet shows where a formula failed, in French or English: `#N/A`, `#REF!`, `#VALEUR!`.
fn is_error(written: &str) -> bool {
    written.starts_with('#')
        && matches!(
            written.trim(),
            "#N/A"
                | "#REF!"
                | "#NAME?"
                | "#NOM?"
                | "#VALUE!"
                | "#VALEUR!"
                | "#NUM!"
                | "#NOMBRE!"
                | "#DIV/0!"
                | "#NULL!"
                | "#NUL!"
        )
}

/// Folds a code or a word for comparison: accents off, lower case, letters and digits only.
pub fn fold(written: &str) -> String {
    name::fold(written)
}
