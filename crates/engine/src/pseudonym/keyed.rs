//! [`KeyedBatch`]: rows without identifiers.
//!
//! A keyed row has digests and tags, one for each blocking key, and attributes too coarse to identify anyone: the
//! insurer that it names, traits of the person. The fields are private to this module. Rows come from a clear file, or
//! from an exchange file in which another organisation has hashed them.

use super::{Digest, Hints, Traits};
use crate::index::{BatchIx, InsurerIx};
use model::incident::FieldSet;

/// Rows without identifiers.
pub struct KeyedBatch {
    pub(super) rows: Vec<KeyedRow>,
    pub(super) nir_entries: Vec<NirEntry>,
    pub(super) dependant_entries: Vec<DependantEntry>,
    pub(super) alone_entries: Vec<AloneEntry>,
    pub(super) values: Vec<Vec<u64>>,
}

impl KeyedBatch {
    pub(super) fn with_room(rows: usize) -> KeyedBatch {
        KeyedBatch {
            rows: Vec::with_capacity(rows),
            nir_entries: Vec::with_capacity(rows),
            dependant_entries: Vec::new(),
            alone_entries: Vec::new(),
            values: Vec::new(),
        }
    }

    /// One per row.
    pub fn rows(&self) -> &[KeyedRow] {
        &self.rows
    }
    /// Blocking keys by NIR.
    pub fn nir_entries(&self) -> &[NirEntry] {
        &self.nir_entries
    }
    /// Members: the names of dependants.
    pub fn dependant_entries(&self) -> &[DependantEntry] {
        &self.dependant_entries
    }
    /// Numbers and contacts: of leaked rows without a NIR, and of members who may share one with these.
    pub fn alone_entries(&self) -> &[AloneEntry] {
        &self.alone_entries
    }
    /// Members: by compared field, a tag of each row's value; 0 for no value.
    pub fn into_values(self) -> Vec<Vec<u64>> {
        self.values
    }
}

/// What remains of a row.
#[derive(Clone, Copy)]
pub struct KeyedRow {
    /// Equal for rows with equal canonical values. The insurer that a row names is compared separately.
    pub row_digest: Digest,
    /// Whether check digits prove the NIR right, and the person's own: of rows that are equal but for that, one of which they do is kept.
    pub proven: [bool; 2],
    /// Members: the contract number, if known.
    pub contract: Option<Digest>,
    /// Leaks: the fields that the row exposes.
    pub fields: FieldSet,
    /// Leaks: the insurer that the row names. Members: the insurer that covers the person; unknown only if the row is
    /// rejected.
    pub insurer: Named,
    /// Members: traits of the person.
    pub traits: Traits,
    /// Whether the row has too few values for any rule, or belongs to no known insurer.
    pub rejected: bool,
}

/// A row under one of its NIRs, which is the blocking key.
#[derive(Clone, Copy)]
pub struct NirEntry {
    /// The row within the batch.
    pub row: BatchIx,
    /// A tag of the NIR.
    pub nir: u64,
    /// The birth date as a number: equal for equal dates.
    pub date: Option<u16>,
    /// The upper half of the pseudonym of NIR and birth date; without a date, of the NIR.
    pub dated: u64,
    /// Further values that tell apart persons with the same NIR and birth date.
    pub hints: Hints,
    /// Members: whether rows with the same NIR, birth date and rank belong to one person.
    pub person_by_rank: bool,
    /// Members: whether rows with the same NIR, birth date and first of the first names belong to one person.
    pub person_by_name: bool,
}

/// The names of a dependant, who can be listed under the NIR of each parent.
#[derive(Clone, Copy)]
pub struct DependantEntry {
    /// The row within the batch.
    pub row: BatchIx,
    /// The upper half of a digest of last name, first of the first names, and birth date.
    pub named: u64,
    /// A token of the second first name; 0 for none.
    pub second_name: u16,
}

/// A number or contact of a row, by which alone it may match a household.
#[derive(Clone, Copy)]
pub struct AloneEntry {
    /// The row within the batch.
    pub row: BatchIx,
    /// A tag of the number without leading zeros, or of the contact.
    pub digest: u64,
    /// The birth date as a number.
    pub date: Option<u16>,
    /// Whether it is a contact.
    pub contact: bool,
}

/// The insurer that a row names.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// No insurer: the column is absent or empty.
    #[default]
    Nobody,
    /// An insurer that is not in the incident file.
    Unknown,
    /// An insurer of the incident file.
    Insurer(InsurerIx),
}

impl Named {
    /// The index of the insurer, if it is in the incident file.
    pub fn index(self) -> Option<InsurerIx> {
        match self {
            Named::Insurer(index) => Some(index),
            Named::Nobody | Named::Unknown => None,
        }
    }

    /// A distinct number for each value.
    pub fn number(self) -> u64 {
        match self {
            Named::Nobody => 0,
            Named::Unknown => 1,
            Named::Insurer(index) => 2 + u64::from(index.0),
        }
    }
}
