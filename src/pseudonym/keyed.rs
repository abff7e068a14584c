//! The only door to [`KeyedBatch`], after which no identifier exists.
//!
//! A keyed row has digests and tags, one for each way a rule can meet it, and what is too coarse to name anybody: which insurer
//! it names, what kind of person it is about. Its fields are private to this folder: a row comes here from a clear file, or from an
//! exchange file where another organisation has hashed it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::exchange::Row;
use super::keys::Keys;
use super::tags::{Again, Tags};
use super::traits::Words;
use super::{Digest, Hasher, Hints, Perimeter, Traits};
use crate::fold::fold;
use crate::identity::{CanonBatch, Fault, SetAside};
use crate::incident::{Field, FieldSet};
use crate::link::Rule;
use crate::read::Side;

/// Rows without identifiers.
pub struct KeyedBatch {
    pub(super) rows: Vec<KeyedRow>,
    pub(super) filed: Vec<Filed>,
    pub(super) spare: Vec<SpareKey>,
    pub(super) values: Vec<Vec<u64>>,
}

impl KeyedBatch {
    pub(super) fn with_room(rows: usize) -> KeyedBatch {
        KeyedBatch {
            rows: Vec::with_capacity(rows),
            filed: Vec::with_capacity(rows),
            spare: Vec::with_capacity(2 * rows),
            values: Vec::new(),
        }
    }

    /// One entry a row.
    pub fn rows(&self) -> &[KeyedRow] {
        &self.rows
    }
    /// The rows under their NIRs.
    pub fn filed(&self) -> &[Filed] {
        &self.filed
    }
    /// What rows can be met by where their NIR meets nobody.
    pub fn spare(&self) -> &[SpareKey] {
        &self.spare
    }
    /// Members: by field that was asked for, a tag of what each row holds in it; 0 for nothing.
    pub fn into_values(self) -> Vec<Vec<u64>> {
        self.values
    }
}

/// What is left of a row.
#[derive(Clone, Copy)]
pub struct KeyedRow {
    /// Equal for rows whose canonical values are all equal; the insurer it names is compared apart.
    pub whole: Digest,
    /// Members: the contract, where its number is known.
    pub contract: Option<Digest>,
    /// Leaks: the fields the row gives away.
    pub fields: FieldSet,
    /// Leaks: the insurer it names. Members: the one it is covered by, unknown only if the row is rejected.
    pub insurer: Named,
    /// Members: what kind of person it is about.
    pub traits: Traits,
    /// Whether no rule can meet it.
    pub rejected: bool,
}

/// A row under a NIR.
#[derive(Clone, Copy)]
pub struct Filed {
    /// Its index within the batch.
    pub row: u32,
    /// A tag of the NIR.
    pub nir: u64,
    /// The birth date beside it, as a number.
    pub date: Option<u16>,
    /// The first half of the pseudonym of NIR and birth date; of the NIR, if there is no date.
    pub dated: u64,
    /// What else the row tells beside them.
    pub hints: Hints,
    /// Members: whether rows that agree on NIR, date and rank are one person's.
    pub person_by_rank: bool,
    /// Members: whether rows that agree on NIR, date and first first-name are one person's.
    pub person_by_name: bool,
}

/// What a row can be met by where its NIR meets nobody.
#[derive(Clone, Copy)]
pub struct SpareKey {
    /// Of all that the rule compares.
    pub digest: Digest,
    /// The row's index within the batch.
    pub row: u32,
    /// What it is made of.
    pub way: Way,
}

/// What a [`SpareKey`] is made of, beside birth date and first first-name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// A contract or member number.
    Number,
    /// A number without its leading zeros.
    NumberWithoutZeros,
    /// A last or birth name.
    Name,
    /// The last name of a member who is a dependant: rows that share it are one person's.
    NameOfDependant,
}

/// The insurer that a leaked row names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// None: the column is absent or empty.
    Nobody,
    /// One that the incident file does not know.
    Unknown,
    /// The insurer of that index, in the order of their ids.
    Insurer(u16),
}

impl Named {
    /// A number for each.
    pub fn number(self) -> u64 {
        match self {
            Named::Nobody => 0,
            Named::Unknown => 1,
            Named::Insurer(index) => 2 + u64::from(index),
        }
    }
}

/// What keying needs to know of the parties.
pub struct Parties<'a> {
    /// Folded code, id or name → index of the insurer.
    pub insurers: &'a BTreeMap<String, u16>,
    /// Folded code, id or name → index of the manager.
    pub managers: &'a BTreeMap<String, u16>,
    /// By insurer.
    pub perimeters: &'a [Vec<Perimeter>],
    /// Whose rows these are.
    pub of: Party,
    /// The day ages are taken at.
    pub reference_date: Date,
    /// By rule: whether its digests are asked for.
    pub rules: [bool; Rule::ALL.len()],
    /// Of members: the fields whose values are asked for.
    pub values: &'a [Field],
    /// Whether rows of an exchange file are among those they are compared with.
    pub exchanged: bool,
}

/// The party that a file comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Records that the operator of that index lost.
    Operator(u16),
    /// Members of the insurer of that index.
    Insurer(u16),
    /// Members of the insurer that each row names.
    ByRow,
}

/// Hashes a batch. Rows that no rule can meet are rejected, and added to what was set aside.
pub fn key(batch: &CanonBatch, parties: &Parties<'_>, hasher: &Hasher) -> (KeyedBatch, Vec<SetAside>) {
    let side = if matches!(parties.of, Party::Operator(_)) { Side::Leaks } else { Side::Members };
    let mut rejects = Vec::new();
    let mut insurers = Insurers::default();
    let mut words = Words::default();
    let message = &mut Vec::with_capacity(256);
    let again = &mut Again::of(batch, hasher);
    let asked = if side == Side::Members { parties.values } else { &[] };
    let mut keyed = KeyedBatch::with_room(batch.rows.len());
    keyed.values = vec![Vec::with_capacity(batch.rows.len()); asked.len()];
    for i in 0..batch.rows.len() {
        let row = keyed.rows.len() as u32;
        let (insurer, unknown) = insurers.of(batch, i, parties);
        let (keys, tags) = (Keys::of(batch, i, side), Tags::of(batch, i, hasher, again));
        let nobody_s = side == Side::Members && !matches!(insurer, Named::Insurer(_));
        let rejected = nobody_s || !keys.can_be_met();
        if rejected {
            let fault = if nobody_s { Fault::InsurerUnknown } else { Fault::Incomplete };
            rejects.push(SetAside { row: batch.rows[i], col: None, fault });
        }
        for (values, field) in keyed.values.iter_mut().zip(asked) {
            values.push(tags.value(*field, batch, i, hasher, again));
        }
        let of_member = (side == Side::Members).then_some(if let Named::Insurer(i) = insurer { Some(i) } else { None });
        let traits = of_member.map_or_else(Traits::default, |of| Traits::of(batch, i, parties, of, &mut words));
        if parties.exchanged {
            let row = Row { insurer, traits, ..Row::of(batch, i, &keys, unknown.as_bytes(), hasher, message) };
            row.key(side, parties.rules, rejected, &mut keyed);
            continue;
        }
        if !rejected {
            let hints = tags.hints(batch, i, side);
            tags.filed(&keys, (row, hints), hasher, message, |filed| keyed.filed.push(filed));
            tags.spare(&keys, row, parties.rules, hasher, |key| keyed.spare.push(key));
        }
        keyed.rows.push(KeyedRow {
            whole: tags.whole(batch, i, unknown.as_bytes(), hasher, again),
            contract: tags.contract().filter(|_| side == Side::Members),
            fields: batch.fields.get(i).copied().unwrap_or_default(),
            insurer,
            traits,
            rejected,
        });
    }
    (keyed, rejects)
}

/// A tag of row `i`: equal in rows that are duplicates. `named` is how it names its insurer.
pub fn whole(batch: &CanonBatch, i: usize, named: &[u8], hasher: &Hasher, again: &mut Again) -> Digest {
    Tags::of(batch, i, hasher, again).whole(batch, i, named, hasher, again)
}

/// The rows of a batch as they stand in an exchange file, and those of them that no rule can meet.
pub(super) fn rows(batch: &CanonBatch, parties: &Parties<'_>, hasher: &Hasher) -> (Vec<Row>, Vec<SetAside>) {
    let side = if matches!(parties.of, Party::Operator(_)) { Side::Leaks } else { Side::Members };
    let (mut insurers, mut words) = (Insurers::default(), Words::default());
    let message = &mut Vec::with_capacity(256);
    let row = |i: usize| {
        let (insurer, unknown) = insurers.of(batch, i, parties);
        let of_member = (side == Side::Members).then_some(if let Named::Insurer(i) = insurer { Some(i) } else { None });
        let traits = of_member.map_or_else(Traits::default, |of| Traits::of(batch, i, parties, of, &mut words));
        let keys = Keys::of(batch, i, side);
        Row { insurer, traits, ..Row::of(batch, i, &keys, unknown.as_bytes(), hasher, message) }
    };
    let rows: Vec<Row> = (0..batch.rows.len()).map(row).collect();
    let by_row = (parties.of == Party::ByRow).then_some(parties.insurers);
    (rows, rejects(batch, side, by_row))
}

/// Insurers as the rows of a batch name them: few, and each many times.
#[derive(Default)]
struct Insurers<'a>(BTreeMap<&'a str, Named>);

impl<'a> Insurers<'a> {
    /// The insurer of row `i`, and how it is written if nobody knows it. One that is known is the same however it is named.
    fn of(&mut self, batch: &'a CanonBatch, i: usize, parties: &Parties<'_>) -> (Named, &'a str) {
        if let Party::Insurer(index) = parties.of {
            return (Named::Insurer(index), "");
        }
        let written = batch.insurer.as_ref().and_then(|text| text.get(i)).map_or("", str::trim);
        if written.is_empty() {
            return (Named::Nobody, "");
        }
        let known = || parties.insurers.get(&fold(written)).map_or(Named::Unknown, |index| Named::Insurer(*index));
        match *self.0.entry(written).or_insert_with(known) {
            Named::Unknown => (Named::Unknown, written),
            named => (named, ""),
        }
    }
}

/// Which rows of a batch no rule can meet; nothing is hashed. `insurers` is given for members whose rows name their own.
pub fn rejects(batch: &CanonBatch, side: Side, insurers: Option<&BTreeMap<String, u16>>) -> Vec<SetAside> {
    let known = |i: usize| match (insurers, &batch.insurer) {
        (None, _) => true,
        (Some(insurers), Some(text)) => text.get(i).is_some_and(|code| insurers.contains_key(&fold(code))),
        (Some(_), None) => false,
    };
    let fault = |i: usize| match () {
        () if !known(i) => Some(Fault::InsurerUnknown),
        () if !Keys::of(batch, i, side).can_be_met() => Some(Fault::Incomplete),
        () => None,
    };
    let rejected = batch.rows.iter().enumerate().filter_map(|(i, row)| Some((*row, fault(i)?)));
    rejected.map(|(row, fault)| SetAside { row, col: None, fault }).collect()
}
