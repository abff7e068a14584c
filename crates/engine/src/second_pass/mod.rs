//! The second pass: leaked rows that match nobody by NIR and birth date are read again, value by value.
//!
//! The first pass settles most rows with one key. What it leaves is little, as a rule, and may differ from the members in a letter,
//! a digit, a name. Of these rows the attributes are kept, by blocks; then all member rows are read again, and each is
//! compared with the leaked rows in its blocks. Pairs leave this room, attributes do not.

mod index;
mod ladder;

use crate::identity::CanonBatch;
use crate::index::{FileIx, LeakIx, MemberIx};
use crate::intake::{self, Consumer, Place, Selection};
use crate::link::{FirstPass, Leaks, MatchState, MatchedPair, Members, Room};
use crate::plan::{Input, Plan};
use crate::pseudonym::{Attributes, Forms, Hasher};
use crate::read::{Col, RawBatch, Side};
use model::error::{self, Result};
use model::observer::{Observer, Stage};
use model::rule::Strength;

use index::Index;

/// The columns that are compared.
const COLUMNS: [Col; 15] = [
    Col::Nir,
    Col::NirKey,
    Col::OwnNir,
    Col::Civility,
    Col::LastName,
    Col::BirthName,
    Col::FirstName,
    Col::BirthDate,
    Col::BirthRank,
    Col::ContractNumber,
    Col::MemberNumber,
    Col::Email,
    Col::Phone,
    Col::PostalAddress,
    Col::BankDetails,
];

/// Bytes of memory that one leaked row takes, about: its attributes with the tags of its shortened names, and its blocks.
const OF_ROW: usize = size_of::<Attributes>() + 150 + index::BLOCKS * size_of::<(u64, u32)>();

/// What the second pass reads with, and from.
pub(crate) struct SecondPass<'a> {
    pub plan: &'a Plan,
    pub hasher: &'a Hasher,
    pub observer: &'a dyn Observer,
    pub leaks: &'a Leaks,
    pub members: &'a Members,
}

impl SecondPass<'_> {
    /// The pairs of rows that the first pass has not settled, with how strong each is. Takes about as much memory as `room`, beyond
    /// which the members are read once more for the next rows.
    pub(crate) fn run(&self, first: &FirstPass, room: &Room) -> Result<Vec<(MatchedPair, Strength)>> {
        let mut pairs = Vec::new();
        // Rows of exchange files have no values, and rows keyed like theirs are compared by digests of whole rules.
        if self.plan.is_exchanged() {
            return Ok(pairs);
        }
        let unsettled = first.unsettled(self.leaks);
        if unsettled.is_empty() {
            return Ok(pairs);
        }
        let state = MatchState::new(self.leaks, self.members, &self.plan.serves, &first.standing);
        let several = unsettled.len().div_ceil((room.bytes / OF_ROW).max(64)).max(1) as u64;
        self.observer.begin(Stage::Search, self.plan.rows(&self.plan.members).map(|rows| rows.saturating_mul(several)));
        for rows in unsettled.chunks(unsettled.len().div_ceil(several as usize).max(1)) {
            let attributes = self.attributes(rows)?;
            let sought = Sought { index: Index::new(&attributes), rows, attributes, state: &state };
            for file in FileIx::all(self.plan.members.len()) {
                pairs.extend(self.search(file, &sought)?);
                pairs.retain(|(pair, strength): &(MatchedPair, Strength)| first.standing.best(pair.leak) == *strength);
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        Ok(pairs)
    }

    /// The attributes of leaked rows, in the order of `rows`.
    fn attributes(&self, rows: &[LeakIx]) -> Result<Vec<Attributes>> {
        let mut attributes = Vec::with_capacity(rows.len());
        for (file, input) in FileIx::all(self.plan.leaks.len()).zip(&self.plan.leaks) {
            let of_file = self.leaks.of_file(file);
            let begin = of_file.start;
            let of_rows = rows.partition_point(|row| *row < begin)..rows.partition_point(|row| *row < of_file.end);
            let asked: Vec<u32> = rows[of_rows].iter().map(|row| row.0 - begin.0).collect();
            if !asked.is_empty() {
                let fillers = |row: u32| self.leaks.rows()[usize::from(LeakIx(begin.0 + row))].filler;
                let mut reader =
                    AttributeReader { hasher: self.hasher, asked: &asked, fillers: &fillers, attributes: Vec::new() };
                self.read(input, u64::from(of_file.end.0 - begin.0), &mut reader)?;
                attributes.append(&mut reader.attributes);
            }
        }
        Ok(attributes)
    }

    /// The pairs of one member file.
    fn search(&self, file: FileIx, sought: &Sought<'_>) -> Result<Vec<(MatchedPair, Strength)>> {
        let of_file = self.members.of_file(file);
        let mut searcher = Searcher { pass: self, sought, begin: of_file.start, end: of_file.end, pairs: Vec::new() };
        let input = &self.plan.members[usize::from(file)];
        self.read(input, u64::from(of_file.end.0 - of_file.start.0), &mut searcher)?;
        Ok(searcher.pairs)
    }

    /// Reads a file again, which had `height` rows when it was read first.
    fn read(&self, input: &Input, height: u64, consumer: &mut impl Consumer) -> Result<()> {
        let record = intake::stream(&input.source, self.plan.incident.reference_date.0, consumer)?;
        match record.rows == height {
            true => Ok(()),
            false => Err(error::changed_while_read(&input.source.shown).into()),
        }
    }
}

/// Leaked rows that look for a member.
struct Sought<'a> {
    rows: &'a [LeakIx],
    /// In the same order.
    attributes: Vec<Attributes>,
    index: Index,
    state: &'a MatchState<'a>,
}

/// Takes the attributes of some rows of a leaked file.
struct AttributeReader<'a> {
    hasher: &'a Hasher,
    /// Sorted positions in the file.
    asked: &'a [u32],
    /// By position: whether the row's NIR is a filler.
    fillers: &'a (dyn Fn(u32) -> bool + Sync),
    attributes: Vec<Attributes>,
}

impl AttributeReader<'_> {
    fn asked(&self, place: Place) -> &[u32] {
        let begin = self.asked.partition_point(|row| u64::from(*row) < place.first);
        let end = self.asked.partition_point(|row| u64::from(*row) < place.first + place.rows as u64);
        &self.asked[begin..end]
    }
}

impl Consumer for AttributeReader<'_> {
    type Piece = Vec<Attributes>;

    fn selection(&self, place: Place) -> Option<Selection> {
        let rows = self.asked(place).iter().map(|row| (u64::from(*row) - place.first) as u32).collect();
        Some(Selection { columns: &COLUMNS, rows: Some(rows) })
    }

    fn make(&self, place: Place, raw: &RawBatch, canonical: &mut CanonBatch) -> Vec<Attributes> {
        let forms = Forms::new(raw, canonical, Side::Leaks, self.hasher);
        let asked = self.asked(place).iter().enumerate();
        asked.map(|(i, row)| forms.attributes(i, (self.fillers)(*row))).collect()
    }

    fn take(&mut self, pieces: Vec<Vec<Attributes>>) -> Result<()> {
        pieces.into_iter().for_each(|mut piece| self.attributes.append(&mut piece));
        Ok(())
    }
}

/// Compares the rows of a member file with the leaked rows in their blocks.
struct Searcher<'a> {
    pass: &'a SecondPass<'a>,
    sought: &'a Sought<'a>,
    /// The index of the first row of the file.
    begin: MemberIx,
    /// The index after its last row.
    end: MemberIx,
    pairs: Vec<(MatchedPair, Strength)>,
}

impl Consumer for Searcher<'_> {
    type Piece = Vec<(MatchedPair, Strength)>;

    fn selection(&self, _: Place) -> Option<Selection> {
        Some(Selection { columns: &COLUMNS, rows: None })
    }

    fn make(&self, place: Place, raw: &RawBatch, canonical: &mut CanonBatch) -> Self::Piece {
        let Sought { rows: leaks, attributes, index, state } = self.sought;
        let forms = Forms::new(raw, canonical, Side::Members, self.pass.hasher);
        let (mut pairs, mut met) = (Vec::new(), Vec::new());
        for i in 0..place.rows {
            let member = MemberIx(self.begin.0 + place.first as u32 + i as u32);
            // The file has more rows than before, which is refused once it is read.
            if member >= self.end {
                break;
            }
            let own = forms.attributes(i, false);
            met.clear();
            own.blocks(Side::Members, |block| met.extend(index.rows(block)));
            if met.is_empty() {
                continue;
            }
            let row = self.pass.members.row(member);
            if !row.counts() {
                continue;
            }
            met.sort_unstable();
            met.dedup();
            for met in &met {
                let leak = leaks[*met as usize];
                let agreement = forms.agreement(&attributes[*met as usize], &own, i, row.filler);
                if let Some(strength) =
                    ladder::strongest(&agreement).filter(|strength| state.admit(leak, member, *strength))
                {
                    pairs.push((MatchedPair { leak, member }, strength));
                }
            }
        }
        self.pass.observer.add(place.rows as u64);
        pairs
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        pieces.into_iter().for_each(|mut piece| self.pairs.append(&mut piece));
        Ok(())
    }
}
