//! Iterates over columns: turns a [`RawBatch`] into a [`CanonBatch`]. No other file does.

use std::collections::BTreeMap;

use polars::prelude::StringChunked;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{
    Birth, CanonBatch, Coded, Dates, Day, Fault, Name, Nir, NirKey, NirKind, ParsedNir, Rank, SetAside, Sex, Votes,
    Written, at, birth_date, birth_rank, content, date, name, nir, number, relation, sex,
};
use crate::read::{Col, RawBatch, Side};
use model::incident::FieldSet;

/// The columns that [`vote`] looks at.
pub const VOTERS: [Col; 7] =
    [Col::Nir, Col::NirKey, Col::BirthDate, Col::CoverageStart, Col::CoverageEnd, Col::ManagedSince, Col::DeceasedOn];

/// The evidence of a batch about the order of day, month and year, collected before any date is parsed.
pub fn vote(raw: &RawBatch, how: &Dates) -> Votes {
    let mut walk = Walk::new(raw);
    let nirs = walk.nir(Col::Nir);
    for col in Col::ALL.into_iter().filter(|col| col.is_date()) {
        walk.dates(col, how, |i| birth(&nirs, i).filter(|_| col == Col::BirthDate), |_, _, _| Ok(None::<()>));
    }
    walk.votes
}

/// Brings a batch to canonical form. `how` is how the file writes its dates.
pub fn canonicalise(raw: &RawBatch, side: Side, how: &Dates) -> CanonBatch {
    let mut walk = Walk::new(raw);
    let texts = raw.columns().filter(|(col, _)| !col.is_canonical() && *col != Col::Insurer && *col != Col::NirKey);
    let nir = walk.nir(Col::Nir);
    let mut late = Vec::new();
    let birth_date = walk.dates(
        Col::BirthDate,
        how,
        |i| birth(&nir, i),
        |i, taken, birth| {
            let resolved = birth_date::resolve(taken, how, birth)?;
            late.extend(resolved.is_century_late.then_some(i));
            Ok(Some(resolved.date))
        },
    );
    let noted = |i: usize| SetAside { row: raw.rows()[i], col: Some(Col::BirthDate), fault: Fault::DateCentury };
    walk.set_aside.extend(late.into_iter().map(noted));
    let fields = if side == Side::Leaks { fields(raw) } else { Vec::new() };
    let mut batch = CanonBatch {
        rows: raw.rows().to_vec(),
        misread: misread(raw, &nir),
        own_nir: walk.nir(Col::OwnNir),
        birth_date,
        nir,
        sex: sexes(raw),
        birth_rank: walk
            .column_or(Col::BirthRank, |w, _| birth_rank::parse(w), |w| Some(Rank::in_family(w)))
            .into_iter()
            .map(|rank| rank.unwrap_or(Rank::Missing))
            .collect(),
        last_name: walk.names(Col::LastName, name::last_name),
        birth_name: walk.names(Col::BirthName, name::last_name),
        first_name: walk.names(Col::FirstName, name::first_name),
        numbers: Col::NUMBERS.map(|col| walk.column(col, |w, _| number::parse(w))),
        relation: walk.coded(Col::Relation, relation::parse),
        coverage_start: walk.days(Col::CoverageStart, how),
        coverage_end: walk.days(Col::CoverageEnd, how),
        managed_since: walk.days(Col::ManagedSince, how),
        deceased_on: walk.days(Col::DeceasedOn, how),
        insurer: raw.column(Col::Insurer).cloned(),
        fields,
        texts: texts.map(|(col, column)| (col, column.clone())).collect(),
        set_aside: walk.set_aside,
        votes: walk.votes,
        births: [0; 2],
    };
    names_of_both(&mut batch);
    batch.births = births(&batch);
    impossible_days(&mut batch);
    ends_before_births(&mut batch);
    batch
}

/// Parts last names that hold two, `MARTIN née DUPONT`: the one in use stays, and that of birth goes where none is.
fn names_of_both(batch: &mut CanonBatch) {
    let CanonBatch { rows, last_name, birth_name, .. } = batch;
    // Hardly a file has any.
    let parted = |names: &Coded<Name>| -> Option<Vec<Option<name::Both>>> {
        let has_any = names.values().iter().any(|name| name::both(name).is_some());
        has_any.then(|| names.values().iter().map(name::both).collect())
    };
    if let Some(parted) = parted(last_name) {
        for i in 0..rows.len() {
            if let (Some(Some(both)), None) = (last_name.made(i, &parted), birth_name.at(i)) {
                birth_name.set(i, rows.len(), both.at_birth.clone());
            }
        }
        last_name.replace(parted.into_iter().map(|both| both.map(|both| both.in_use)));
    }
    if let Some(parted) = parted(birth_name) {
        birth_name.replace(parted.into_iter().map(|both| both.map(|both| both.at_birth)));
    }
}

/// In how many rows the NIR's year and month are those of the birth date, and in how many they are not.
fn births(batch: &CanonBatch) -> [u64; 2] {
    let mut births = [0; 2];
    for (nir, date) in batch.nir.iter().zip(&batch.birth_date) {
        if let (Some(birth), Some(date)) = (nir.as_ref().and_then(ParsedNir::birth), date) {
            births[usize::from(!date.is_of(birth))] += 1;
        }
    }
    births
}

/// Notes each birth date with a day above 31.
fn impossible_days(batch: &mut CanonBatch) {
    let CanonBatch { rows, birth_date, set_aside, .. } = batch;
    let impossible = rows.iter().zip(birth_date).filter(|(_, date)| date.is_some_and(|date| date.has_impossible_day()));
    let note = |row: &u64| SetAside { row: *row, col: Some(Col::BirthDate), fault: Fault::DateImpossibleDay };
    set_aside.extend(impossible.map(|(row, _)| note(row)));
}

/// Takes away each end of a cover and each death that lies before the birth: a program's way to write that there is none.
fn ends_before_births(batch: &mut CanonBatch) {
    let CanonBatch { rows, birth_date, coverage_end, deceased_on, set_aside, .. } = batch;
    for (col, days) in [(Col::CoverageEnd, coverage_end), (Col::DeceasedOn, deceased_on)] {
        if days.values().is_empty() {
            continue;
        }
        for (i, row) in rows.iter().enumerate() {
            if let (Some(day), Some(birth)) = (days.at(i), at(birth_date, i))
                && day.as_bytes() < birth.as_bytes()
            {
                days.unset(i);
                set_aside.push(SetAside { row: *row, col: Some(col), fault: Fault::DateBeforeBirth });
            }
        }
    }
}

/// The sex in each row as it is written, or else according to the title. Columns have few distinct texts. Empty for a file with neither.
fn sexes(raw: &RawBatch) -> Vec<Option<Sex>> {
    let of = |col: Col| -> Vec<Option<Sex>> {
        let mut known: BTreeMap<&str, Option<Sex>> = BTreeMap::new();
        let column = raw.column(col).into_iter().flat_map(|column| column.iter());
        column.map(|written| *known.entry(written?).or_insert_with_key(|word| sex::parse(word))).collect()
    };
    let (mut written, of_titles) = (of(Col::Sex), of(Col::Civility));
    if written.is_empty() {
        return of_titles;
    }
    written.iter_mut().zip(of_titles).for_each(|(sex, of_title)| *sex = sex.or(of_title));
    written
}

/// The numbers in the column of NIRs that are none but for a character or their check digits.
fn misread(raw: &RawBatch, nirs: &[Option<ParsedNir>]) -> Vec<Option<Nir>> {
    let keys = raw.column(Col::NirKey);
    let written = raw.column(Col::Nir).into_iter().flat_map(|column| column.iter()).enumerate();
    let of_row = |(i, written): (usize, Option<&str>)| match at(nirs, i) {
        Some(_) => None,
        None => nir::misread(written?, keys.and_then(|keys| keys.get(i))),
    };
    written.map(of_row).collect()
}

fn birth(nirs: &[Option<ParsedNir>], i: usize) -> Option<Birth> {
    at(nirs, i).and_then(ParsedNir::birth)
}

/// The fields with a value in each row, including those that unmapped columns and free text give away.
fn fields(raw: &RawBatch) -> Vec<FieldSet> {
    let mut fields = vec![FieldSet::default(); raw.height()];
    fields.iter_mut().zip(given_away(raw)).for_each(|(set, given)| *set = given);
    for (field, column) in raw.columns().filter_map(|(col, column)| Some((col.field()?, column))) {
        for (set, written) in fields.iter_mut().zip(column.iter()) {
            if is_filled(written) {
                set.insert(field);
            }
        }
    }
    fields
}

/// The fields that each row exposes in unmapped columns and in columns of free text.
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

/// Different words of a column, or days, about.
const FEW: usize = 64;

struct Walk<'a> {
    raw: &'a RawBatch,
    set_aside: Vec<SetAside>,
    votes: Votes,
}

impl<'a> Walk<'a> {
    fn new(raw: &'a RawBatch) -> Self {
        Walk { raw, set_aside: Vec::new(), votes: Votes::default() }
    }

    /// Parses a column of dates; each date votes for an order. `births` gives the birth according to a row's NIR.
    fn dates<T: Clone>(
        &mut self,
        col: Col,
        how: &Dates,
        births: impl Fn(usize) -> Option<Birth>,
        mut read: impl FnMut(usize, Written, Option<Birth>) -> Result<Option<T>, Fault>,
    ) -> Vec<Option<T>> {
        let mut votes = std::mem::take(&mut self.votes);
        let mut notes = Vec::new();
        let rows = self.raw.rows();
        let values = self.column(col, |written, i| {
            let (taken, birth) = (date::take_apart(written)?, births(i));
            notes.extend(taken.note().map(|fault| SetAside { row: rows[i], col: Some(col), fault }));
            let is_late = |birth: Birth, year: u16| how.is_century_late(year) && u16::from(birth.year) == year % 100;
            let plausible = |year| how.plausible(year) || birth.is_some_and(|birth| is_late(birth, year));
            votes.count(rows[i], col, taken, birth, plausible);
            read(i, taken, birth)
        });
        self.votes = votes;
        self.set_aside.extend(notes);
        values
    }

    /// Parses a column of names, each distinct text once. One that another program damaged and that is restored is noted.
    fn names(&mut self, col: Col, parse: impl Fn(&str) -> Result<Option<Name>, Fault>) -> Coded<Name> {
        let mut notes = Vec::new();
        let read = |written: &str| (name::is_restored(written), parse(written));
        // Hardly two of a piece are the same.
        let names = self.each_once(col, self.raw.height() / 2, read, |_, row, is_restored: bool| {
            if is_restored {
                notes.push(SetAside { row, col: Some(col), fault: Fault::NameRepaired });
            }
        });
        self.set_aside.extend(notes);
        names
    }

    /// Parses a column of words, each distinct text once.
    fn coded<T>(&mut self, col: Col, parse: impl Fn(&str) -> Result<Option<T>, Fault>) -> Coded<T> {
        self.each_once(col, FEW, |written| ((), parse(written)), |_, _, ()| {})
    }

    /// Parses a column of calendar dates, each distinct text once. Every row votes for an order.
    fn days(&mut self, col: Col, how: &Dates) -> Coded<Day> {
        let is_end = matches!(col, Col::CoverageEnd | Col::DeceasedOn);
        let taken_apart = |written: &str| -> Result<Written, Fault> {
            let taken = date::take_apart(written)?;
            Ok(if is_end { taken.at_end_of_day() } else { taken })
        };
        // The parts of a date, and whether it is beyond the end of its month.
        let read = |written: &str| match taken_apart(written) {
            Ok(taken) if is_end && birth_date::is_end_of_time(taken, how) => {
                (Some((taken, false)), Err(Fault::DateSentinel))
            }
            Ok(taken) => match birth_date::calendar(taken, how) {
                Err(Fault::DateUnreadable) if is_end => match birth_date::month_end(taken, how) {
                    Some(day) => (Some((taken, true)), Ok(Some(day))),
                    None => (Some((taken, false)), Err(Fault::DateUnreadable)),
                },
                day => (Some((taken, false)), day),
            },
            Err(fault) => (None, Err(fault)),
        };
        let mut notes = Vec::new();
        let days = self.each_once(col, FEW, read, |votes, row, taken: Option<(Written, bool)>| {
            if let Some((taken, is_beyond)) = taken {
                votes.count(row, col, taken, None, |year| how.plausible(year));
                let beyond = is_beyond.then_some(Fault::DateMonthEnd);
                let faults = taken.note().into_iter().chain(beyond);
                notes.extend(faults.map(|fault| SetAside { row, col: Some(col), fault }));
            }
        });
        self.set_aside.extend(notes);
        days
    }

    /// Parses each distinct text of a column once, of which there are about `expected`. `read` returns the value and a second result,
    /// which `count` gets for each row with the text.
    fn each_once<T, E: Copy>(
        &mut self,
        col: Col,
        expected: usize,
        read: impl Fn(&str) -> (E, Result<Option<T>, Fault>),
        mut count: impl FnMut(&mut Votes, u64, E),
    ) -> Coded<T> {
        let Some(column) = self.raw.column(col) else { return Coded::with_room(0) };
        let mut coded = Coded::with_room(column.len());
        let mut known = FxHashMap::with_capacity_and_hasher(expected, FxBuildHasher);
        // Rows of a household are near each other as a rule.
        let mut last = None;
        for (row, written) in self.raw.rows().iter().zip(column.iter()) {
            let Some(written) = written.filter(|written| is_filled(Some(written))) else {
                coded.row(None);
                continue;
            };
            let (_, (else_read, place)) = last.filter(|(text, _)| *text == written).unwrap_or_else(|| {
                let once = known.entry(written).or_insert_with(|| {
                    let (else_read, value) = read(written);
                    (Some(else_read), value.map(|value| value.map(|value| coded.value(value))))
                });
                (written, *once)
            });
            last = Some((written, (else_read, place)));
            if let Some(else_read) = else_read {
                count(&mut self.votes, *row, else_read);
            }
            coded.row(place.unwrap_or_else(|fault| {
                self.set_aside.push(SetAside { row: *row, col: Some(col), fault });
                None
            }));
        }
        coded
    }

    /// Parses a column. Empty cells have no value; cells that do not parse have none either and are set aside.
    fn column<T: Clone>(
        &mut self,
        col: Col,
        parse: impl FnMut(&str, usize) -> Result<Option<T>, Fault>,
    ) -> Vec<Option<T>> {
        self.column_or(col, parse, |_| None)
    }

    /// Parses a column of NIRs. A number that identifies nobody remains a value, but is set aside as a key.
    fn nir(&mut self, col: Col) -> Vec<Option<ParsedNir>> {
        let keys = self.raw.column(Col::NirKey).filter(|_| col == Col::Nir);
        let nirs = self.column(col, |written, i| nir::parse(written, keys.and_then(|keys| keys.get(i))));
        for (row, parsed) in self.raw.rows().iter().zip(&nirs) {
            let Some(parsed) = parsed else { continue };
            let fault = match (parsed.kind, parsed.key) {
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

    /// Parses a column. Cells that do not parse get the value `faulty` and are set aside.
    fn column_or<T: Clone>(
        &mut self,
        col: Col,
        mut parse: impl FnMut(&str, usize) -> Result<Option<T>, Fault>,
        faulty: impl Fn(&str) -> Option<T>,
    ) -> Vec<Option<T>> {
        let Some(column) = self.raw.column(col) else { return Vec::new() };
        let mut values = Vec::with_capacity(column.len());
        for (i, written) in column.iter().enumerate() {
            let parsed = written.filter(|w| is_filled(Some(w))).map(|w| parse(w, i));
            values.push(match parsed {
                None => None,
                Some(Ok(value)) => value,
                Some(Err(fault)) => {
                    self.set_aside.push(SetAside { row: self.raw.rows()[i], col: Some(col), fault });
                    written.and_then(&faulty)
                }
            });
        }
        values
    }
}

/// Whether a cell has a value.
pub fn is_filled(written: Option<&str>) -> bool {
    written.is_some_and(|w| match w.as_bytes().first() {
        None => false,
        // A shortcut for most cells.
        Some(first) if first.is_ascii_graphic() => true,
        Some(_) => !w.trim().is_empty(),
    })
}
