//! What is compared of both sides, as records of a few words that lie beside those they can be equal to.
//!
//! Rows are put here as they are keyed, from all threads; nothing is compared before both sides are whole.

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::partitions::{Partitions, Room};
use super::{LeakRow, Leaks, MemberRow, Members};
use crate::index::{FileIx, LeakIx, MemberIx, OperatorIx};
use crate::pseudonym::{Digest, Filed, Hints, KeyedBatch, KeyedRow, Named, SpareKey, Way};
use crate::read::Side;
use model::error::Result;
use model::rule::{Rule, RuleSet};

/// Both sides, ready to be compared.
pub struct Comparison {
    /// Rows under their NIRs: [`FiledRecord`]s.
    pub(super) filed: Partitions<4>,
    /// What else rows can be met by: [`SpareRecord`]s.
    pub(super) spare: Partitions<2>,
    /// Tags of whole rows, with the party they are compared within, of leaks and of members.
    wholes: [Partitions<2>; 2],
    /// Whether any leaked row has a spare key of a number, and of a name.
    asked: [AtomicBool; 2],
}

impl Comparison {
    /// Nothing yet. `leaks` and `members` are about how many rows there will be. Of the room, a half is for NIRs.
    pub fn expecting(leaks: u64, members: u64, room: &Room) -> Comparison {
        Comparison {
            filed: Partitions::expecting(leaks.saturating_add(members), room.part(8)),
            // Most rows have a contract and a name.
            spare: Partitions::expecting(leaks.saturating_add(members).saturating_mul(2), room.part(4)),
            wholes: [members, leaks].map(|rows| Partitions::expecting(rows, room.part(1))),
            asked: [const { AtomicBool::new(false) }; 2],
        }
    }

    /// Puts leaked rows here, of which the first has that index, and gives what is kept of them.
    pub fn leaks(&self, first: LeakIx, operator: OperatorIx, file: FileIx, batch: &KeyedBatch) -> Vec<LeakRow> {
        // Duplicates are rows of one operator that name the same insurer.
        self.put(Side::Leaks, first.0, batch, |named| u64::from(operator.0) << 32 | named.number());
        for key in batch.spare() {
            let asked = &self.asked[usize::from(matches!(key.way, Way::Name | Way::NameOfDependant))];
            asked.store(true, Ordering::Relaxed);
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

    /// Puts member rows here, of which the first has that index, and gives what is kept of them.
    pub fn members(&self, first: MemberIx, file: FileIx, batch: &KeyedBatch) -> Vec<MemberRow> {
        self.put(Side::Members, first.0, batch, Named::number);
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

    /// The rules that members need digests for: those by which any leaked row can be met. NIRs are always compared.
    pub fn asked(&self) -> RuleSet {
        let [number, name] = self.asked.each_ref().map(|asked| asked.load(Ordering::Relaxed));
        let is_asked = |rule: &Rule| match rule {
            Rule::ContractDateName => number,
            Rule::NameDate => name,
            Rule::NirDateRank | Rule::NirDateName | Rule::NirDate | Rule::NirOnly => true,
        };
        Rule::ALL.into_iter().filter(is_asked).collect()
    }

    /// Whether all that was put here was kept: a disk may be full.
    pub fn check(&self) -> Result<()> {
        self.filed.check()?;
        self.spare.check()?;
        self.wholes.iter().try_for_each(Partitions::check)
    }

    /// Marks the leaked rows whose canonical values an earlier row of the operator has.
    pub fn mark_leaks(&self, leaks: &mut Leaks) -> Result<()> {
        self.duplicates(Side::Leaks, |row| leaks.rows[row as usize].duplicate = true)
    }

    /// Marks the member rows whose canonical values an earlier row of the insurer has.
    pub fn mark_members(&self, members: &mut Members) -> Result<()> {
        self.duplicates(Side::Members, |row| members.mark_duplicate(MemberIx(row)))
    }

    fn put(&self, side: Side, first: u32, batch: &KeyedBatch, party: impl Fn(Named) -> u64) {
        let filed: Vec<[u64; 4]> = batch.filed().iter().map(|filed| FiledRecord::of(side, first, filed).0).collect();
        self.filed.add(&filed);
        let spare: Vec<[u64; 2]> = batch.spare().iter().map(|key| SpareRecord::of(side, first, key).0).collect();
        self.spare.add(&spare);
        let rows = batch.rows().iter().zip(first..).filter(|(row, _)| !row.rejected);
        let wholes: Vec<[u64; 2]> = rows.map(|(row, i)| tagged(row.whole.within(party(row.insurer)), 0, i)).collect();
        self.wholes[side as usize].add(&wholes);
    }

    /// Tells the rows whose tag an earlier row has.
    fn duplicates(&self, side: Side, mut mark: impl FnMut(u32)) -> Result<()> {
        let wholes = &self.wholes[side as usize];
        wholes.check()?;
        let of_partition = |partition| {
            let records = wholes.take_repeated(partition, |_| true)?;
            let repeated = records.windows(2).filter(|pair| tag(pair[0]) == tag(pair[1]));
            Ok(repeated.map(|pair| pair[1][1] as u32).collect::<Vec<u32>>())
        };
        let found: Result<Vec<Vec<u32>>> = (0..wholes.count()).into_par_iter().map(of_partition).collect();
        found?.into_iter().flatten().for_each(&mut mark);
        Ok(())
    }
}

/// Bits of a record's second word below the tag: the row, and three for what it is.
const BELOW: u32 = 35;

/// A tag of 93 bits, three bits more, and a row. Of a hundred million rows no two have one tag by chance but once in 10¹².
fn tagged(digest: Digest, bits: u64, row: u32) -> [u64; 2] {
    let [high, low] = digest.halves();
    [high, low >> BELOW << BELOW | bits << 32 | u64::from(row)]
}

/// What is equal in records that agree.
pub(super) fn tag(record: [u64; 2]) -> (u64, u64) {
    (record[0], record[1] >> BELOW)
}

/// A [`SpareKey`] as a record.
#[derive(Clone, Copy)]
pub(super) struct SpareRecord(pub [u64; 2]);

impl SpareRecord {
    const WAYS: [Way; 4] = [Way::Number, Way::NumberWithoutZeros, Way::Name, Way::NameOfDependant];

    fn of(side: Side, first: u32, key: &SpareKey) -> SpareRecord {
        let bits = (side as u64) << 2 | key.way as u64;
        SpareRecord(tagged(key.digest, bits, first + key.row.0))
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
        self.0[1] >> 34 & 1 == Side::Leaks as u64
    }

    pub(super) fn way(self) -> Way {
        Self::WAYS[(self.0[1] >> 32 & 3) as usize]
    }
}

/// A row under a NIR as a record: the NIR's tag, half the digest of NIR and date, and what else it tells.
#[derive(Clone, Copy)]
pub(super) struct FiledRecord(pub [u64; 4]);

impl FiledRecord {
    const LEAK: u64 = 1 << 27;
    const DATED: u64 = 1 << 28;
    const RANK_TOLD: u64 = 1 << 29;
    const BY_RANK: u64 = 1 << 30;
    const BY_NAME: u64 = 1 << 31;
    /// Of an exchange file ranks are tokens: of two twins, they are one once in a hundred million times.
    const RANK: u64 = Self::LEAK - 1;

    fn of(side: Side, first: u32, filed: &Filed) -> FiledRecord {
        let flag = |flag: u64, is: bool| if is { flag } else { 0 };
        let Hints { rank, rank_told, first_name, sex } = filed.hints;
        let rank = match u64::from(rank) {
            0 => 0,
            rank => (rank & Self::RANK).max(1),
        };
        let told = rank
            | flag(Self::LEAK, side == Side::Leaks)
            | flag(Self::DATED, filed.date.is_some())
            | flag(Self::RANK_TOLD, rank_told)
            | flag(Self::BY_RANK, filed.person_by_rank)
            | flag(Self::BY_NAME, filed.person_by_name);
        let row = u64::from(first + filed.row.0) | u64::from(first_name) << 32;
        let date = filed.date.map_or(0, |date| u64::from(date) << 32);
        FiledRecord([filed.nir, filed.dated, row, told | date | u64::from(sex) << 48])
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

    /// The birth date, as a number.
    pub(super) fn date(self) -> Option<u16> {
        self.has(Self::DATED).then_some((self.0[3] >> 32) as u16)
    }

    pub(super) fn hints(self) -> Hints {
        Hints {
            rank: (self.0[3] & Self::RANK) as u32,
            rank_told: self.has(Self::RANK_TOLD),
            first_name: (self.0[2] >> 32) as u32,
            sex: (self.0[3] >> 48) as u16,
        }
    }

    /// What makes members of one NIR and date one person: rank, and first first-name.
    pub(super) fn same_person(self) -> [Option<u32>; 2] {
        let Hints { rank, first_name, .. } = self.hints();
        let told = |flag: u64, token: u32| (self.has(flag) && token != 0).then_some(token);
        [told(Self::BY_RANK, rank), told(Self::BY_NAME, first_name)]
    }

    fn has(self, flag: u64) -> bool {
        self.0[3] & flag != 0
    }
}
