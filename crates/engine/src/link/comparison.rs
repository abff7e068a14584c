//! The blocking keys of both sides, as records of a few words, partitioned so that records which can match share a partition.
//!
//! Rows are added as they are keyed, from all threads. Comparing starts once both sides are complete.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::partitions::{Partitions, Room};
use super::{LeakRow, Leaks, MemberRow, Members};
use crate::filter::Filter;
use crate::index::{FileIx, LeakIx, MemberIx, OperatorIx};
use crate::pseudonym::{AloneEntry, DependantEntry, Digest, Hints, KeyedBatch, KeyedRow, Named, NirEntry};
use crate::read::Side;
use model::error::Result;
use model::rule::{Rule, RuleSet};

/// Both sides, ready to be compared.
pub struct Comparison {
    /// [`NirRecord`]s.
    pub(super) by_nir: Partitions<4>,
    /// [`DependantRecord`]s.
    pub(super) by_dependant: Partitions<2>,
    /// [`AloneRecord`]s, of members only those whose number or contact a leaked row may have.
    pub(super) by_alone: Partitions<2>,
    /// The digests of leaked rows among these.
    alone_leaked: Filter,
    /// By [`Side`]: a tag of all values of each row, mixed with the party within which duplicates are sought.
    row_digests: [Partitions<2>; 2],
    /// Whether any leaked row looks for a number alone, and for a contact.
    seen: [AtomicBool; 2],
}

impl Comparison {
    /// Leaked rows up to which the filter grows: 32 MiB.
    const FILTERED: usize = 20_000_000;

    /// An empty comparison. `leaks` and `members` are estimates of the number of rows. NIR records get half of `room`.
    pub fn expecting(leaks: u64, members: u64, room: &Room) -> Comparison {
        let both = leaks.saturating_add(members);
        Comparison {
            by_nir: Partitions::expecting(both, room.part(8)),
            // Most leaked rows have a NIR.
            by_alone: Partitions::expecting(leaks / 8, room.part(1)),
            alone_leaked: Filter::expecting(usize::try_from(leaks).unwrap_or(usize::MAX).min(Self::FILTERED)),
            // Half of the members, about.
            by_dependant: Partitions::expecting(members / 2, room.part(1)),
            row_digests: [members, leaks].map(|rows| Partitions::expecting(rows, room.part(1))),
            seen: [const { AtomicBool::new(false) }; 2],
        }
    }

    /// Adds leaked rows, of which `first` is the index of the first, and returns what is kept of each.
    pub fn leaks(&self, first: LeakIx, operator: OperatorIx, file: FileIx, batch: &KeyedBatch) -> Vec<LeakRow> {
        // Only rows of one operator that name the same insurer can be duplicates.
        self.add(Side::Leaks, first.0, batch, |named| u64::from(operator.0) << 32 | named.number());
        for entry in batch.alone_entries() {
            self.seen[usize::from(entry.contact)].store(true, Ordering::Relaxed);
            self.alone_leaked.add(entry.digest);
        }
        let row = |row: &KeyedRow| LeakRow {
            operator,
            file,
            insurer: row.insurer,
            fields: row.fields,
            rejected: row.rejected,
            duplicate: false,
            filler: false,
        };
        batch.rows().iter().map(row).collect()
    }

    /// Adds member rows, of which `first` is the index of the first, and returns what is kept of each.
    pub fn members(&self, first: MemberIx, file: FileIx, batch: &KeyedBatch) -> Vec<MemberRow> {
        self.add(Side::Members, first.0, batch, Named::number);
        let row = |row: &KeyedRow| MemberRow {
            insurer: row.insurer.index().unwrap_or(MemberRow::UNKNOWN_INSURER),
            file,
            traits: row.traits,
            contract: row.contract.map(|contract| contract.within(row.insurer.number()).head()),
            rejected: row.rejected,
            duplicate: false,
            filler: false,
        };
        batch.rows().iter().map(row).collect()
    }

    /// The rules for which members need keys: those that some leaked row has a key for.
    pub fn needed_rules(&self) -> RuleSet {
        let [number_alone, contact_alone] = self.seen.each_ref().map(|seen| seen.load(Ordering::Relaxed));
        let is_needed = |rule: &Rule| match rule {
            Rule::ContractOnly => number_alone,
            Rule::ContactOnly => contact_alone,
            _ => false,
        };
        Rule::ALL.into_iter().filter(is_needed).collect()
    }

    /// Fails if a record was lost because the spill file could not be written.
    pub fn check(&self) -> Result<()> {
        self.by_nir.check()?;
        self.by_dependant.check()?;
        self.by_alone.check()?;
        self.row_digests.iter().try_for_each(Partitions::check)
    }

    /// Marks the leaked rows whose canonical values are those of another row of the operator, which is kept.
    pub fn mark_leaks(&self, leaks: &mut Leaks) -> Result<()> {
        self.duplicates(Side::Leaks, |row| leaks.rows[row as usize].duplicate = true)
    }

    /// Marks the member rows whose canonical values are those of another row of the insurer, which is kept.
    pub fn mark_members(&self, members: &mut Members) -> Result<()> {
        self.duplicates(Side::Members, |row| members.mark_duplicate(MemberIx(row)))
    }

    fn add(&self, side: Side, first: u32, batch: &KeyedBatch, party: impl Fn(Named) -> u64) {
        let by_nir = batch.nir_entries().iter().map(|entry| NirRecord::pack(side, first, entry).0);
        self.by_nir.add(&by_nir.collect::<Vec<_>>());
        let by_dependant = batch.dependant_entries().iter().map(|entry| DependantRecord::pack(first, entry).0);
        self.by_dependant.add(&by_dependant.collect::<Vec<_>>());
        let asked = |entry: &&AloneEntry| side == Side::Leaks || self.alone_leaked.may_hold(entry.digest);
        let by_alone = batch.alone_entries().iter().filter(asked).map(|entry| AloneRecord::pack(side, first, entry).0);
        self.by_alone.add(&by_alone.collect::<Vec<_>>());
        let rows = batch.rows().iter().zip(first..).filter(|(row, _)| !row.rejected);
        // Proven NIRs first, so that it is not the order of rows that decides which one is kept.
        let unproven = |row: &KeyedRow| u64::from(!row.proven[0]) << 1 | u64::from(!row.proven[1]);
        let digests = rows.map(|(row, i)| tagged(row.row_digest.within(party(row.insurer)), unproven(row), i));
        self.row_digests[side as usize].add(&digests.collect::<Vec<_>>());
    }

    /// Calls `mark` with each row whose tag another one before it has.
    fn duplicates(&self, side: Side, mut mark: impl FnMut(u32)) -> Result<()> {
        let digests = &self.row_digests[side as usize];
        digests.check()?;
        let of_partition = |partition| {
            let records = digests.take_repeated(partition, |_| true)?;
            let repeated = records.windows(2).filter(|pair| tag(pair[0]) == tag(pair[1]));
            Ok(repeated.map(|pair| pair[1][1] as u32).collect::<Vec<u32>>())
        };
        let repeated: Result<Vec<Vec<u32>>> = (0..digests.count()).into_par_iter().map(of_partition).collect();
        repeated?.into_iter().flatten().for_each(&mut mark);
        Ok(())
    }
}

/// Bits of a record's second word below the tag: 32 for the row, three for what the record is.
const BELOW: u32 = 35;

/// A tag of 93 bits, three bits, and a row. The probability that any two of a hundred million rows share a tag by chance is below
/// 10⁻¹² (birthday bound: 10¹⁶ / 2⁹⁴).
fn tagged(digest: Digest, bits: u64, row: u32) -> [u64; 2] {
    let [high, low] = digest.halves();
    [high, low >> BELOW << BELOW | bits << 32 | u64::from(row)]
}

/// The bits in which records that agree are equal.
pub(super) fn tag(record: [u64; 2]) -> (u64, u64) {
    (record[0], record[1] >> BELOW)
}

/// A [`DependantEntry`] as a record: the tag of the names and the date; second first name and row.
#[derive(Clone, Copy)]
pub(super) struct DependantRecord(pub [u64; 2]);

impl DependantRecord {
    fn pack(first: u32, entry: &DependantEntry) -> DependantRecord {
        DependantRecord([entry.named, u64::from(entry.second_name) << 32 | u64::from(first + entry.row.0)])
    }

    pub(super) fn second_name(self) -> u16 {
        (self.0[1] >> 32) as u16
    }

    pub(super) fn member(self) -> MemberIx {
        MemberIx(self.0[1] as u32)
    }
}

/// An [`AloneEntry`] as a record: its tag; date, what it is, side and row.
#[derive(Clone, Copy)]
pub(super) struct AloneRecord(pub [u64; 2]);

impl AloneRecord {
    const LEAK: u64 = 1 << 32;
    const CONTACT: u64 = 1 << 33;
    const DATED: u64 = 1 << 34;
    const DATE: u32 = 35;

    fn pack(side: Side, first: u32, entry: &AloneEntry) -> AloneRecord {
        let flag = |flag: u64, is: bool| if is { flag } else { 0 };
        let flags = flag(Self::LEAK, side == Side::Leaks)
            | flag(Self::CONTACT, entry.contact)
            | flag(Self::DATED, entry.date.is_some());
        let date = entry.date.map_or(0, u64::from) << Self::DATE;
        AloneRecord([entry.digest, date | flags | u64::from(first + entry.row.0)])
    }

    /// The tag of the number or contact.
    pub(super) fn tag(self) -> u64 {
        self.0[0]
    }

    /// The row of a record whose side is [`Side::Leaks`].
    pub(super) fn leak(self) -> LeakIx {
        LeakIx(self.0[1] as u32)
    }

    /// The row of a record whose side is [`Side::Members`].
    pub(super) fn member(self) -> MemberIx {
        MemberIx(self.0[1] as u32)
    }

    pub(super) fn is_leak(self) -> bool {
        self.0[1] & Self::LEAK != 0
    }

    pub(super) fn is_contact(self) -> bool {
        self.0[1] & Self::CONTACT != 0
    }

    pub(super) fn date(self) -> Option<u16> {
        (self.0[1] & Self::DATED != 0).then_some((self.0[1] >> Self::DATE) as u16)
    }
}

/// A [`NirEntry`] as a record: the tag of the NIR; 48 bits of the digest of NIR and birth date, and the second first name; first name
/// and row; sex, date, flags and rank.
///
/// The probability that 48 bits and the date are equal for two dates of any of a hundred million households is below 10⁻⁵.
#[derive(Clone, Copy)]
pub(super) struct NirRecord(pub [u64; 4]);

impl NirRecord {
    const LEAK: u64 = 1 << 27;
    const DATED: u64 = 1 << 28;
    const RANK_TOLD: u64 = 1 << 29;
    const BY_RANK: u64 = 1 << 30;
    const BY_NAME: u64 = 1 << 31;
    /// Below the flags.
    const RANK: u64 = Self::LEAK - 1;

    fn pack(side: Side, first: u32, entry: &NirEntry) -> NirRecord {
        let flag = |flag: u64, is: bool| if is { flag } else { 0 };
        let Hints { rank, rank_told, first_name, second_name, sex } = entry.hints;
        let flags = flag(Self::LEAK, side == Side::Leaks)
            | flag(Self::DATED, entry.date.is_some())
            | flag(Self::RANK_TOLD, rank_told)
            | flag(Self::BY_RANK, entry.person_by_rank)
            | flag(Self::BY_NAME, entry.person_by_name);
        let row = u64::from(first + entry.row.0) | u64::from(first_name) << 32;
        let date = entry.date.map_or(0, |date| u64::from(date) << 32);
        let dated = entry.dated >> 16 << 16 | u64::from(second_name);
        NirRecord([entry.nir, dated, row, u64::from(rank) & Self::RANK | flags | date | u64::from(sex) << 48])
    }

    /// The row of a record whose side is [`Side::Leaks`].
    pub(super) fn leak(self) -> LeakIx {
        LeakIx(self.0[2] as u32)
    }

    /// The row of a record whose side is [`Side::Members`].
    pub(super) fn member(self) -> MemberIx {
        MemberIx(self.0[2] as u32)
    }

    pub(super) fn is_leak(self) -> bool {
        self.has(Self::LEAK)
    }

    /// The birth date as a number, see [`NirEntry::date`].
    pub(super) fn date(self) -> Option<u16> {
        self.has(Self::DATED).then_some((self.0[3] >> 32) as u16)
    }

    pub(super) fn hints(self) -> Hints {
        Hints {
            rank: (self.0[3] & Self::RANK) as u32,
            rank_told: self.has(Self::RANK_TOLD),
            first_name: (self.0[2] >> 32) as u32,
            second_name: self.0[1] as u16,
            sex: (self.0[3] >> 48) as u16,
        }
    }

    /// What rows of one NIR and birth date have in common.
    pub(super) fn dated(self) -> (u64, Option<u16>) {
        (self.0[1] >> 16, self.date())
    }

    /// The token of the rank: member rows of one NIR and date that share it belong to one person.
    pub(super) fn rank_of_person(self) -> Option<u32> {
        Some(self.hints().rank).filter(|token| self.has(Self::BY_RANK) && *token != 0)
    }

    /// The tokens of the first names: member rows of one NIR and date whose names agree belong to one person.
    pub(super) fn names_of_person(self) -> Option<(u32, u16)> {
        let Hints { first_name, second_name, .. } = self.hints();
        (self.has(Self::BY_NAME) && first_name != 0).then_some((first_name, second_name))
    }

    fn has(self, flag: u64) -> bool {
        self.0[3] & flag != 0
    }
}
