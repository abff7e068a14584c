//! The leaked side: all rows of all operators, without duplicates in the index.

use super::filler::{Fillers, NirDates};
use super::index::{Entry, LeakIndex};
use super::{Rule, duplicates};
use crate::incident::FieldSet;
use crate::pseudonym::{Digest, Hints, KeyedBatch, Named, NirTag};

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
    /// What it tells beside the NIR and the birth date.
    pub hints: Hints,
    /// Its NIR, if it has one that can be a person's.
    pub nir: Option<NirTag>,
    /// No rule can meet it.
    pub rejected: bool,
    /// An earlier row of the operator has the same canonical values.
    pub duplicate: bool,
    /// Its NIR stands beside more birth dates than a household has: no rule compares it.
    pub filler: bool,
}

/// The leaked rows and their index.
pub struct Leaks {
    rows: Vec<LeakRow>,
    index: LeakIndex,
    fillers: Fillers,
    asked: [bool; Rule::ALL.len()],
}

impl Leaks {
    /// All rows, in the order of files and rows.
    pub fn rows(&self) -> &[LeakRow] {
        &self.rows
    }

    /// By rule: whether members need its digests, any leaked row having one.
    pub fn asked(&self) -> [bool; Rule::ALL.len()] {
        self.asked
    }

    /// The NIRs that are nobody's.
    pub fn fillers(&self) -> &Fillers {
        &self.fillers
    }

    pub(super) fn get(&self, digest: Digest) -> &[Entry] {
        self.index.get(digest)
    }

    /// Takes these numbers for nobody's; whether any row had one that was not known for it.
    pub fn give_up(&mut self, fillers: &Fillers) -> bool {
        let mut any = false;
        self.fillers = self.fillers.and(fillers);
        for row in self.rows.iter_mut().filter(|row| !row.filler) {
            row.filler = row.nir.is_some_and(|nir| fillers.contains(nir));
            any |= row.filler && !row.duplicate;
        }
        any
    }
}

/// Collects keyed batches of leaks, file after file.
#[derive(Default)]
pub struct LeaksBuilder {
    rows: Vec<LeakRow>,
    wholes: Vec<(Digest, u32)>,
    keys: Vec<(Digest, Entry)>,
    nir_dates: NirDates,
}

impl LeaksBuilder {
    /// Adds a batch.
    pub fn add(&mut self, operator: u16, file: u16, batch: &KeyedBatch) {
        let first = self.rows.len() as u32;
        for (i, row) in batch.rows().iter().enumerate() {
            if !row.rejected {
                // Duplicates are rows of one operator that name the same insurer.
                let party = u64::from(operator) << 32 | row.insurer.number();
                self.wholes.push((row.whole.within(party), first + i as u32));
            }
            self.rows.push(LeakRow {
                operator,
                file,
                insurer: row.insurer,
                fields: row.fields,
                hints: row.hints,
                nir: None,
                rejected: row.rejected,
                duplicate: false,
                filler: false,
            });
        }
        for filed in batch.nirs() {
            self.rows[(first + filed.row) as usize].nir = Some(filed.nir);
            if let Some(date) = filed.date {
                self.nir_dates.push(filed.nir, date);
            }
        }
        let entry = |row: u32, strength| Entry { leak: first + row, strength };
        self.keys.extend(batch.rule_keys().iter().map(|key| (key.digest, entry(key.row, key.strength))));
    }

    /// Marks duplicates and builds the index of the rest.
    pub fn finish(mut self) -> Leaks {
        duplicates(self.wholes, |row| self.rows[row as usize].duplicate = true);
        self.keys.retain(|(_, entry)| !self.rows[entry.leak as usize].duplicate);
        let mut asked = [false; Rule::ALL.len()];
        self.keys.iter().for_each(|(_, entry)| asked[entry.strength.rule() as usize] = true);
        let index = LeakIndex::build(self.keys);
        let mut leaks = Leaks { rows: self.rows, index, fillers: Fillers::default(), asked };
        leaks.give_up(&self.nir_dates.fillers().0);
        leaks
    }
}

impl LeakRow {
    /// Whether a rule can meet it, its number being what it is.
    pub(super) fn goes_by(&self, rule: Rule) -> bool {
        !(self.filler && rule.compares_nir())
    }
}
