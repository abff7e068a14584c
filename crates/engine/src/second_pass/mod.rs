//! The second pass: leaked rows that match nobody by NIR and birth date are read again, value by value.
//!
//! The first pass settles most rows with one key. What it leaves is little, as a rule, and may differ from the members in a letter,
//! a digit, a name. Of these rows the attributes are kept, by blocks; then all member rows are read again, and each is
//! compared with the leaked rows in its blocks. Pairs leave this room, attributes do not.

mod captured;
mod decoys;
mod index;
mod ladder;

use std::collections::BTreeMap;

use crate::identity::CanonBatch;
use crate::index::{FileIx, LeakIx, MemberIx};
use crate::intake::{self, Consumer, Place, Selection};
use crate::link::{Captured, Chance, FirstPass, Found, Leaks, MatchState, MatchedPair, Members, Room};
use crate::plan::{Input, Plan};
use crate::pseudonym::{Agreement, Attributes, Forms, Hasher};
use crate::read::{Col, RawBatch, Side};
use model::error::{self, Result};
use model::observer::{Observer, Stage};
use model::rule::Strength;

use captured::{Agreed, Sample};
use decoys::Decoys;
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
    /// The pairs of rows that the first pass has not settled, and how often chance makes some. Takes about as much memory as `room`, beyond
    /// which the members are read once more for the next rows.
    pub(crate) fn run(&self, first: &FirstPass, room: &Room) -> Result<Found> {
        let mut found =
            Found { pairs: Vec::new(), chance: Chance { one_in: None, meetings: BTreeMap::new() }, captured: None };
        // Rows of exchange files have no values, and rows keyed like theirs are compared by digests of whole rules.
        if self.plan.is_exchanged() {
            return Ok(found);
        }
        let unsettled = first.unsettled(self.leaks);
        if unsettled.is_empty() {
            return Ok(found);
        }
        let one_in = decoys::one_in(self.members.count());
        found.chance.one_in = Some(one_in);
        let state = MatchState::new(self.leaks, self.members, &self.plan.serves, &first.standing);
        let several = unsettled.len().div_ceil((room.bytes / OF_ROW).max(64)).max(1) as u64;
        self.observer.begin(Stage::Search, self.plan.rows(&self.plan.members).map(|rows| rows.saturating_mul(several)));
        let mut captured = vec![Captured::Unknown; self.leaks.rows().len()];
        let mut sample = self.sample(&first.sample)?;
        for rows in unsettled.chunks(unsettled.len().div_ceil(several as usize).max(1)) {
            let attributes = self.attributes(rows)?;
            let (index, decoys, agreed) =
                (Index::new(&attributes), Decoys::among(rows.len(), one_in), Agreed::among(rows.len()));
            let sought = Sought { index, rows, attributes, state: &state, decoys, agreed, sample };
            for file in FileIx::all(self.plan.members.len()) {
                let searched = self.search(file, &sought)?;
                found.pairs.extend(searched.pairs);
                found.pairs.retain(|(pair, strength)| first.standing.best(pair.leak) == *strength);
                searched.sampled.into_iter().for_each(|(leak, ways)| captured[usize::from(leak)] = ways);
            }
            let Sought { decoys, agreed, .. } = sought;
            decoys.count(rows, &first.standing, &mut found.chance);
            agreed.give(rows, &first.standing, &mut captured);
            // It is looked up once.
            sample = Sample::default();
        }
        found.captured = Some(captured);
        found.pairs.sort_unstable();
        found.pairs.dedup();
        Ok(found)
    }

    /// Rows that are settled, to look up in what else they agree.
    fn sample(&self, pairs: &[MatchedPair]) -> Result<Sample> {
        let rows: Vec<LeakIx> = pairs.iter().map(|pair| pair.leak).collect();
        let mut members: Vec<(MemberIx, usize)> = pairs.iter().map(|pair| pair.member).zip(0..).collect();
        members.sort_unstable();
        Ok(Sample { members, attributes: self.attributes(&rows)?, rows })
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
    fn search(&self, file: FileIx, sought: &Sought<'_>) -> Result<Searched> {
        let of_file = self.members.of_file(file);
        let mut searcher =
            Searcher { pass: self, sought, begin: of_file.start, end: of_file.end, searched: Searched::default() };
        let input = &self.plan.members[usize::from(file)];
        self.read(input, u64::from(of_file.end.0 - of_file.start.0), &mut searcher)?;
        Ok(searcher.searched)
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
    decoys: Decoys,
    agreed: Agreed,
    sample: Sample,
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
    searched: Searched,
}

/// What some member rows give.
#[derive(Default)]
struct Searched {
    pairs: Vec<(MatchedPair, Strength)>,
    /// Rows of the sample, and in which way they were found.
    sampled: Vec<(LeakIx, Captured)>,
}

impl Sought<'_> {
    /// The places of the leaked rows that share a block with a member row.
    fn near(&self, member: &Attributes, met: &mut Vec<u32>) {
        met.clear();
        member.blocks(Side::Members, |block| met.extend(self.index.rows(block)));
        met.sort_unstable();
        met.dedup();
    }
}

impl Searcher<'_> {
    /// Calls `matched` with each of the leaked rows `met` that matches row `i`, in what they agree, and how strongly.
    fn compare(
        &self,
        forms: &Forms<'_>,
        (member, i, own): (MemberIx, usize, &Attributes),
        met: &[u32],
        mut matched: impl FnMut(u32, &Agreement, Strength),
    ) {
        let filler = self.pass.members.row(member).filler;
        for place in met {
            let leak = &self.sought.attributes[*place as usize];
            let agreement = forms.agreement(leak, (own, forms.birth_date(i)), i, filler);
            if let Some(strength) = ladder::strongest(&agreement) {
                matched(*place, &agreement, strength);
            }
        }
    }

    /// Compares the leaked rows with the member as it would be if born on another day, apart from those that the member itself
    /// matches.
    fn try_decoy(
        &self,
        forms: &Forms<'_>,
        (member, i, own): (MemberIx, usize, Attributes),
        matched: &[u32],
        met: &mut Vec<u32>,
    ) {
        let Some(born) = forms.birth_date(i).and_then(|date| self.sought.decoys.born(date)) else { return };
        let decoy = forms.on(&born, own);
        self.sought.near(&decoy, met);
        met.retain(|place| !matched.contains(place));
        if met.is_empty() {
            return;
        }
        let row = self.pass.members.row(member);
        for place in met.iter().filter(|_| row.counts()) {
            let (leak, attributes) = (self.sought.rows[*place as usize], &self.sought.attributes[*place as usize]);
            let strength = ladder::strongest(&forms.agreement(attributes, (&decoy, Some(&born)), i, row.filler));
            let strength = strength.filter(|strength| strength.rule().compares_date());
            if let Some(strength) = strength.filter(|_| self.sought.state.can_expose(leak, row.insurer)) {
                self.sought.decoys.meet(*place, strength);
            }
        }
    }
}

impl Consumer for Searcher<'_> {
    type Piece = Searched;

    fn selection(&self, _: Place) -> Option<Selection> {
        Some(Selection { columns: &COLUMNS, rows: None })
    }

    fn make(&self, place: Place, raw: &RawBatch, canonical: &mut CanonBatch) -> Self::Piece {
        let forms = Forms::new(raw, canonical, Side::Members, self.pass.hasher);
        let (mut searched, mut met, mut matched) = (Searched::default(), Vec::new(), Vec::new());
        for i in 0..place.rows {
            let member = MemberIx(self.begin.0 + place.first as u32 + i as u32);
            // The file has more rows than before, which is refused once it is read.
            if member >= self.end {
                break;
            }
            let own = forms.attributes(i, false);
            self.sought.near(&own, &mut met);
            matched.clear();
            if !met.is_empty() && self.pass.members.row(member).counts() {
                self.compare(&forms, (member, i, &own), &met, |place, agreement, strength| {
                    let leak = self.sought.rows[place as usize];
                    matched.push(place);
                    if self.sought.state.admit(leak, member, strength) {
                        self.sought.agreed.note(place, strength, agreement);
                        searched.pairs.push((MatchedPair { leak, member }, strength));
                    }
                });
            }
            for place in self.sought.sample.of(member) {
                let leak = &self.sought.sample.attributes[place];
                let agreement = forms.agreement(leak, (&own, forms.birth_date(i)), i, false);
                searched.sampled.push((self.sought.sample.rows[place], captured::captured(&agreement)));
            }
            self.try_decoy(&forms, (member, i, own), &matched, &mut met);
        }
        self.pass.observer.add(place.rows as u64);
        searched
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        for mut piece in pieces {
            self.searched.pairs.append(&mut piece.pairs);
            self.searched.sampled.append(&mut piece.sampled);
        }
        Ok(())
    }
}
