//! The only door to [`KeyedBatch`], after which no identifier exists.
//!
//! A keyed row has digests and tags, one for each way a rule can meet it, and what is too coarse to name anybody: which insurer
//! it names, what kind of person it is about. Its fields are private to this folder: a row comes here from a clear file, or from an
//! exchange file where another organisation has hashed it.

use super::{Digest, Hints, Traits};
use crate::index::{BatchIx, InsurerIx};
use model::incident::FieldSet;

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
    /// The row within the batch.
    pub row: BatchIx,
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
    /// The row within the batch.
    pub row: BatchIx,
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
    /// One of the incident file.
    Insurer(InsurerIx),
}

impl Named {
    /// The index of the insurer, if the incident file knows it.
    pub fn index(self) -> Option<InsurerIx> {
        match self {
            Named::Insurer(index) => Some(index),
            Named::Nobody | Named::Unknown => None,
        }
    }

    /// A number for each.
    pub fn number(self) -> u64 {
        match self {
            Named::Nobody => 0,
            Named::Unknown => 1,
            Named::Insurer(index) => 2 + u64::from(index.0),
        }
    }
}
