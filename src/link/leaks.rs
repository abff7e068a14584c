//! The leaked side: all rows of all operators, without duplicates in the index.

use super::duplicates;
use super::index::{Entry, LeakIndex};
use crate::incident::FieldSet;
use crate::pseudonym::{Digest, KeyedBatch, Named};

/// A leaked row after keying.
#[derive(Clone, Copy)]
pub struct LeakRow {
    /// Index of the operator, in the order of ids.
    pub operator: u16,
    /// Index of the file among the leaks.
    pub file: u16,
    /// The insurer it names.
    pub insurer: Named,
    /// What it gives away.
    pub fields: FieldSet,
    /// No rule can meet it.
    pub rejected: bool,
    /// An earlier row of the operator has the same canonical values.
    pub duplicate: bool,
}

/// The leaked rows and their index.
pub struct Leaks {
    rows: Vec<LeakRow>,
    index: LeakIndex,
}

impl Leaks {
    /// All rows, in the order of files and rows.
    pub fn rows(&self) -> &[LeakRow] {
        &self.rows
    }

    pub(super) fn get(&self, digest: Digest) -> &[Entry] {
        self.index.get(digest)
    }
}

/// Collects keyed batches of leaks, file after file.
#[derive(Default)]
pub struct LeaksBuilder {
    rows: Vec<LeakRow>,
    wholes: Vec<(Digest, u32)>,
    keys: Vec<(Digest, Entry)>,
}

impl LeaksBuilder {
    /// Adds a batch.
    pub fn add(&mut self, operator: u16, file: u16, batch: &KeyedBatch) {
        let first = self.rows.len() as u32;
        for (i, row) in batch.rows().iter().enumerate() {
            if !row.rejected {
                self.wholes.push((row.whole, first + i as u32));
            }
            self.rows.push(LeakRow {
                operator,
                file,
                insurer: row.insurer,
                fields: row.fields,
                rejected: row.rejected,
                duplicate: false,
            });
        }
        let entry = |row: u32, strength| Entry { leak: first + row, strength };
        self.keys.extend(batch.rule_keys().iter().map(|key| (key.digest, entry(key.row, key.strength))));
    }

    /// Marks duplicates and builds the index of the rest.
    pub fn finish(mut self) -> Leaks {
        duplicates(self.wholes, |row| self.rows[row as usize].duplicate = true);
        self.keys.retain(|(_, entry)| !self.rows[entry.leak as usize].duplicate);
        Leaks { rows: self.rows, index: LeakIndex::build(self.keys) }
    }
}
