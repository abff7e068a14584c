//! The member side: what is kept of each row once it has streamed past the index, and which rows are one person.

use rayon::prelude::*;

use super::filler::{Fillers, NirDates};
use super::{duplicates, keep_repeated};
use crate::pseudonym::{Digest, KeyedBatch, Named, NirTag, PersonKey, Traits};

/// A member row after keying.
#[derive(Clone, Copy)]
pub struct MemberRow {
    /// Index of the insurer, in the order of ids; [`MemberRow::NOBODY_S`] in some rejected rows.
    pub insurer: u16,
    /// Index of the file among the members.
    pub file: u16,
    /// The person's traits as this row tells them.
    pub traits: Traits,
    /// The contract, where its number is known.
    pub contract: Option<Digest>,
    /// No rule can meet it.
    pub rejected: bool,
    /// An earlier row of the insurer has the same canonical values.
    pub duplicate: bool,
    /// A NIR on it stands beside more birth dates than a household has: that number links nobody.
    pub filler: bool,
}

impl MemberRow {
    /// Of a row that names no insurer we know: it is rejected, and counts nowhere else.
    pub const NOBODY_S: u16 = u16::MAX;

    /// Whether it counts: neither rejected nor a duplicate.
    pub fn counts(&self) -> bool {
        !self.rejected && !self.duplicate
    }
}

/// All member rows and the persons they are about.
pub struct Members {
    rows: Vec<MemberRow>,
    persons: Vec<u32>,
    values: Vec<Vec<u64>>,
    fillers: Fillers,
}

impl Members {
    /// All rows, in the order of files and rows.
    pub fn rows(&self) -> &[MemberRow] {
        &self.rows
    }

    /// The person a row is about: rows of one person have the same number.
    pub fn person(&self, row: u32) -> u32 {
        self.persons[row as usize]
    }

    /// By field that was asked for, in the order asked: a tag of what each row holds in it.
    pub fn values(&self) -> &[Vec<u64>] {
        &self.values
    }

    /// The NIRs that are nobody's.
    pub fn fillers(&self) -> &Fillers {
        &self.fillers
    }
}

/// Collects keyed batches of members, file after file.
#[derive(Default)]
pub struct MembersBuilder {
    rows: Vec<MemberRow>,
    wholes: Vec<(Digest, u32)>,
    person_keys: Vec<PersonKey>,
    nirs: Vec<(NirTag, u32)>,
    nir_dates: NirDates,
    values: Vec<Vec<u64>>,
}

impl MembersBuilder {
    /// How many rows have been added: the index of the next one.
    pub fn next_row(&self) -> u32 {
        self.rows.len() as u32
    }

    /// Adds a batch.
    pub fn add(&mut self, file: u16, batch: &KeyedBatch) {
        let first = self.next_row();
        for (i, row) in batch.rows().iter().enumerate() {
            if !row.rejected {
                self.wholes.push((row.whole.within(row.insurer.number()), first + i as u32));
            }
            self.rows.push(MemberRow {
                insurer: if let Named::Insurer(index) = row.insurer { index } else { MemberRow::NOBODY_S },
                file,
                traits: row.traits,
                contract: row.contract.map(|contract| contract.within(row.insurer.number())),
                rejected: row.rejected,
                duplicate: false,
                filler: false,
            });
        }
        self.person_keys.extend(batch.person_keys().iter().map(|key| PersonKey { row: first + key.row, ..*key }));
        for filed in batch.nirs() {
            self.nirs.push((filed.nir, first + filed.row));
            if let Some(date) = filed.date {
                self.nir_dates.push(filed.nir, date);
            }
        }
        self.values.resize_with(batch.values().len(), Vec::new);
        self.values.iter_mut().zip(batch.values()).for_each(|(all, more)| all.extend(more));
    }

    /// Marks duplicates and tells persons apart.
    ///
    /// `known` are NIRs that the leaks show to be nobody's.
    pub fn finish(mut self, known: &Fillers) -> Members {
        duplicates(self.wholes, |row| self.rows[row as usize].duplicate = true);
        let fillers = self.nir_dates.fillers().0.and(known);
        if !fillers.is_empty() {
            for (_, row) in self.nirs.iter().filter(|(nir, _)| fillers.contains(*nir)) {
                self.rows[*row as usize].filler = true;
            }
        }
        drop(self.nirs);
        let keys = self.person_keys.into_iter().filter(|key| !key.nir.is_some_and(|nir| fillers.contains(nir)));
        let persons = persons(self.rows.len(), keys.map(|key| (key.digest, key.row)).collect());
        Members { rows: self.rows, persons, values: self.values, fillers }
    }
}

/// Rows that share a person key, directly or through others, get one number: the smallest row among them.
fn persons(rows: usize, mut keys: Vec<(Digest, u32)>) -> Vec<u32> {
    keep_repeated(&mut keys);
    keys.par_sort_unstable();
    let mut parents: Vec<u32> = (0..rows as u32).collect();
    fn root(parents: &mut [u32], mut row: u32) -> u32 {
        while parents[row as usize] != row {
            let grandparent = parents[parents[row as usize] as usize];
            parents[row as usize] = grandparent;
            row = grandparent;
        }
        row
    }
    for pair in keys.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (a, b) = (root(&mut parents, pair[0].1), root(&mut parents, pair[1].1));
        parents[a.max(b) as usize] = a.min(b);
    }
    for row in 0..rows as u32 {
        parents[row as usize] = root(&mut parents, row);
    }
    parents
}
