//! The only door to [`KeyedBatch`], after which no identifier exists.
//!
//! A keyed row has digests, one for each way a rule can meet it, and what is too coarse to name anybody: which insurer it
//! names, what kind of person it is about. Its fields are private to this folder: a row comes here from a clear file, or from an
//! exchange file where another organisation has hashed it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::exchange::Row;
use super::keys::Keys;
use super::traits::Words;
use super::values::value;
use super::{Digest, Hasher, Hints, NirTag, Perimeter, Tag, Traits};
use crate::identity::{CanonBatch, Fault, SetAside, at, fold};
use crate::incident::{Field, FieldSet};
use crate::link::{Rule, Strength};
use crate::read::Side;

/// Rows without identifiers.
pub struct KeyedBatch {
    pub(super) rows: Vec<KeyedRow>,
    pub(super) rule_keys: Vec<RuleKey>,
    pub(super) person_keys: Vec<PersonKey>,
    pub(super) nirs: Vec<FiledNir>,
    pub(super) values: Vec<Vec<u64>>,
}

impl KeyedBatch {
    pub(super) fn with_room(rows: usize) -> KeyedBatch {
        KeyedBatch {
            rows: Vec::with_capacity(rows),
            rule_keys: Vec::with_capacity(4 * rows),
            person_keys: Vec::new(),
            nirs: Vec::with_capacity(rows),
            values: Vec::new(),
        }
    }

    /// One entry a row.
    pub fn rows(&self) -> &[KeyedRow] {
        &self.rows
    }
    /// The digests under which the rows can be met.
    pub fn rule_keys(&self) -> &[RuleKey] {
        &self.rule_keys
    }
    /// Members: the digests that two rows of one person share.
    pub fn person_keys(&self) -> &[PersonKey] {
        &self.person_keys
    }
    /// The NIRs that rows are filed under, and the persons' own.
    pub fn nirs(&self) -> &[FiledNir] {
        &self.nirs
    }
    /// Members: by field that was asked for, a tag of what each row holds in it; 0 for nothing.
    pub fn values(&self) -> &[Vec<u64>] {
        &self.values
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
    /// What it tells beside the birth date and the NIR it is filed under.
    pub hints: Hints,
    /// The same beside the person's own NIR, where that is another.
    pub own_hints: Hints,
    /// Members: what kind of person it is about.
    pub traits: Traits,
    /// Whether no rule can meet it.
    pub rejected: bool,
}

/// A digest and the row (within its batch) it was made of.
#[derive(Clone, Copy)]
pub struct RuleKey {
    /// The digest, in the rule's own domain.
    pub digest: Digest,
    /// Index in [`KeyedBatch::rows`].
    pub row: u32,
    /// The rule; `nir-date` for all three that compare NIR and birth date.
    pub strength: Strength,
    /// Whether it is of the person's own NIR, beside the one that the row is filed under.
    pub own: bool,
}

/// A digest shared by member rows of one person.
#[derive(Clone, Copy)]
pub struct PersonKey {
    /// The digest.
    pub digest: Digest,
    /// Index in [`KeyedBatch::rows`].
    pub row: u32,
    /// The NIR it was made of, if it was.
    pub nir: Option<NirTag>,
}

/// A NIR on a row.
#[derive(Clone, Copy)]
pub struct FiledNir {
    /// The number.
    pub nir: NirTag,
    /// Index in [`KeyedBatch::rows`].
    pub row: u32,
    /// The birth date beside it, as a number.
    pub date: Option<u16>,
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
    let asked = if side == Side::Members { parties.values } else { &[] };
    let mut keyed = KeyedBatch::with_room(batch.rows.len());
    keyed.values = vec![Vec::with_capacity(batch.rows.len()); asked.len()];
    for i in 0..batch.rows.len() {
        let row = keyed.rows.len() as u32;
        let (insurer, unknown) = insurers.of(batch, i, parties);
        let keys = Keys::of(batch, i, side);
        let nobody_s = side == Side::Members && !matches!(insurer, Named::Insurer(_));
        let rejected = nobody_s || !keys.can_be_met();
        if rejected {
            let fault = if nobody_s { Fault::InsurerUnknown } else { Fault::Incomplete };
            rejects.push(SetAside { row: batch.rows[i], col: None, fault });
        }
        for (values, field) in keyed.values.iter_mut().zip(asked) {
            values.push(value(batch, i, *field, hasher, message));
        }
        let of_member = (side == Side::Members).then_some(if let Named::Insurer(i) = insurer { Some(i) } else { None });
        let traits = of_member.map_or_else(Traits::default, |of| Traits::of(batch, i, parties, of, &mut words));
        if parties.exchanged {
            let row = Row { insurer, traits, ..Row::of(batch, i, &keys, unknown.as_bytes(), hasher, message) };
            row.key(side, parties.rules, rejected, &mut keyed);
            continue;
        }
        if !rejected {
            let found = |digest, strength, own| keyed.rule_keys.push(RuleKey { digest, row, strength, own });
            keys.rules(parties.rules, hasher, message, found);
            let date = keys.date.map(|date| date.ordinal());
            let tags = keys.nirs.map(|nir| nir.map(|nir| hasher.nir(nir, message)));
            keyed.nirs.extend(tags.into_iter().flatten().map(|nir| FiledNir { nir, row, date }));
            if side == Side::Members {
                let found = |digest, nir| keyed.person_keys.push(PersonKey { digest, row, nir });
                keys.persons(tags, hasher, message, found);
            }
        }
        let whole = hasher.tag_of(Tag::Row, message, |add| {
            batch.whole(i, &mut *add);
            add(unknown.as_bytes());
        });
        let hints = Hints::of(batch, i, side, hasher, message);
        keyed.rows.push(KeyedRow {
            whole,
            contract: at(&batch.contract_number, i)
                .filter(|_| side == Side::Members)
                .map(|number| hasher.tag(Tag::Contract, [number.as_bytes()], message)),
            fields: batch.fields.get(i).copied().unwrap_or_default(),
            insurer,
            hints,
            own_hints: hints,
            traits,
            rejected,
        });
    }
    (keyed, rejects)
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
