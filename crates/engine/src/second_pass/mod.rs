//! The second pass: leaked rows that match nobody by NIR and birth date are read again, value by value.
//!
//! The first pass settles most rows with one key. What it leaves is little, as a rule, and may differ from the members in a letter,
//! a digit, a name. Of these rows the attributes are kept, by blocks; then all member rows are read again, and each is
//! compared with the leaked rows in its blocks, and that have one of its numbers. Pairs leave this room, attributes do not.

mod candidate;
mod captured;
mod decoys;
mod holder;
mod index;
mod ladder;
mod led_to;
mod near_dates;
mod nearness;
mod own_numbers;
mod search;
mod two_values;
mod values;

use std::collections::BTreeMap;

use crate::index::{FileIx, InsurerIx, LeakIx, MemberIx};
use crate::intake::{self, Consumer, InputRecord, Settled};
use crate::link::{Captured, Chance, FirstPass, Found, Leaks, MatchState, MatchedPair, Members, Room};
use crate::plan::{Input, Plan};
use crate::pseudonym::{Attributes, Hasher, exchange};
use crate::read::Col;
use model::error::{self, Result};
use model::observer::{Observer, Stage};
use model::rule::{RuleSet, Strength};

use captured::{Agreed, Sample};
use decoys::Decoys;
use index::Index;
use near_dates::NearPair;
use nearness::Nearness;
use own_numbers::{Numbers, OwnPair};
use search::{Searched, Searcher, Sought};
use two_values::{TwoPair, TwoValues};
use values::{ValueReader, Values};

/// The columns that are compared.
const COLUMNS: [Col; 17] = [
    Col::Nir,
    Col::NirKey,
    Col::OwnNir,
    Col::Civility,
    Col::Sex,
    Col::LastName,
    Col::BirthName,
    Col::FirstName,
    Col::BirthDate,
    Col::BirthRank,
    Col::ContractNumber,
    Col::MemberNumber,
    Col::CustomerNumber,
    Col::Email,
    Col::Phone,
    Col::PostalAddress,
    Col::BankDetails,
];

/// Bytes of memory that one leaked row takes, about: its attributes with the tags of its shortened names, and its blocks.
const OF_ROW: usize = size_of::<Attributes>() + 150 + index::BLOCKS * size_of::<(u64, u32)>();

/// Bytes of the tokens of one more, in a run with exchange files.
const OF_TOKENS: usize = 800;

/// What the second pass reads with, and from.
pub(crate) struct SecondPass<'a> {
    pub plan: &'a Plan,
    pub hasher: &'a Hasher,
    pub observer: &'a dyn Observer,
    /// Of the files, leaks and members, when they were read first.
    pub records: [&'a [InputRecord]; 2],
    pub leaks: &'a Leaks,
    pub members: &'a Members,
    /// The insurer of which to keep the member rows that unmatched rows resemble.
    pub near_at: Option<InsurerIx>,
}

impl SecondPass<'_> {
    /// The pairs of rows that the first pass has not settled, and how often chance makes some. Takes about as much memory as `room`, beyond
    /// which the members are read once more for the next rows.
    pub(crate) fn run(&self, first: &FirstPass, room: &Room) -> Result<Found> {
        let mut found = Found {
            pairs: Vec::new(),
            chance: Chance { one_in: None, meetings: BTreeMap::new() },
            captured: None,
            own_numbers: None,
            two_values: None,
            unmet: None,
            near: Vec::new(),
        };
        let unsettled = first.unsettled(self.leaks);
        if unsettled.is_empty() {
            return Ok(found);
        }
        let one_in = decoys::one_in(self.members.count());
        found.chance.one_in = Some(one_in);
        let across = self.plan.incident.across_insurers;
        let state = MatchState::new(self.leaks, self.members, &self.plan.serves, &first.standing, across);
        let of_row = if self.plan.is_exchanged() { OF_ROW + OF_TOKENS } else { OF_ROW };
        let several = unsettled.len().div_ceil((room.bytes / of_row).max(64)).max(1) as u64;
        self.observer.begin(Stage::Search, self.plan.rows(&self.plan.members).map(|rows| rows.saturating_mul(several)));
        let (mut own, mut held, mut beside) = (Vec::<OwnPair>::new(), (0, 0), [0; 4]);
        let (mut two, mut searched_rows) = (Vec::<TwoPair>::new(), Vec::new());
        let mut captured = vec![Captured::Unknown; self.leaks.rows().len()];
        // They are looked up once.
        let mut asked = &first.sample[..];
        for rows in unsettled.chunks(unsettled.len().div_ceil(several as usize).max(1)) {
            let (Values { attributes, decades }, sample) = self.values_and_sample(rows, std::mem::take(&mut asked))?;
            let (index, decoys) = (Index::new(&attributes), Decoys::among(rows.len(), one_in));
            let (agreed, nearness) = (Agreed::among(rows.len()), Nearness::among(rows.len()));
            let (numbers, two_values) = (Numbers::of(&attributes), TwoValues::among(rows.len()));
            let state = &state;
            let sought =
                Sought { index, numbers, rows, attributes, state, decoys, agreed, nearness, two_values, sample };
            let (mut by_number, mut by_two) = (Vec::new(), Vec::new());
            let (mut near_dates, mut near_decoys) = (Vec::new(), Vec::new());
            for file in FileIx::all(self.plan.members.len()) {
                let searched = self.search(file, &sought)?;
                found.pairs.extend(searched.pairs);
                found.pairs.retain(|(pair, strength)| first.standing.best(pair.leak) == *strength);
                found.near.extend(searched.near);
                by_number.extend(searched.own);
                by_two.extend(searched.two);
                near_dates.extend(searched.near_dates);
                near_decoys.extend(searched.near_decoys);
                // Whichever of its members agrees best: the order of the files says nothing.
                for (leak, way) in searched.sampled {
                    let best = &mut captured[usize::from(leak)];
                    *best = way.min(*best);
                }
            }
            let Sought { numbers, decoys, agreed, nearness, two_values, .. } = sought;
            near_dates.retain(|near| numbers.has_few_rows(near.number));
            for NearPair { place, pair, strength, .. } in near_dates {
                if state.admit(pair.leak, pair.member, strength) {
                    agreed.note(place, strength, NearPair::WAY);
                    found.pairs.push((pair, strength));
                }
            }
            near_decoys.retain(|near| numbers.has_few_rows(near.number));
            near_decoys.iter().for_each(|near| decoys.meet(near.place, near.strength));
            let (of_one, of_several) = numbers.count();
            held = (held.0 + of_one, held.1 + of_several);
            beside.iter_mut().zip(numbers.count_beside(rows.len())).for_each(|(sum, rows)| *sum += rows);
            own.extend(numbers.of_one_person(by_number));
            two.extend(two_values.of_one_person(by_two));
            agreed.give(rows, &first.standing, &mut captured);
            searched_rows.push((rows, decades, decoys, nearness));
        }
        let bound = self.plan.incident.max_chance_ppm();
        let settling = own_numbers::Settling {
            leaks: self.leaks,
            members: self.members,
            first,
            state: &state,
            unsettled: &unsettled,
            held,
            beside,
            bound,
        };
        settling.settle(own, &mut found, &mut captured);
        let mut by_chance = [0; two_values::KINDS.len()];
        for (.., nearness) in &searched_rows {
            let met = two_values::KINDS.map(|(near, _)| nearness.by_chance(near));
            by_chance.iter_mut().zip(met).for_each(|(sum, rows)| *sum += rows);
        }
        let settling = two_values::Settling {
            leaks: self.leaks,
            members: self.members,
            first,
            state: &state,
            unsettled: &unsettled,
            one_in,
            bound,
        };
        settling.settle(two, by_chance, &mut found, &mut captured);
        let mut unmet = Vec::new();
        for (rows, decades, decoys, nearness) in searched_rows {
            nearness.give(rows, &decades, &first.standing, &mut unmet);
            decoys.count(rows, &first.standing, &mut found.chance);
        }
        found.pairs.retain(|(pair, strength)| first.standing.best(pair.leak) == *strength);
        found.captured = Some(captured);
        found.unmet = Some(unmet);
        found.near.retain(|(pair, _)| first.standing.best(pair.leak) == Strength::NONE);
        found.near.sort_unstable();
        found.pairs.sort_unstable();
        found.pairs.dedup();
        Ok(found)
    }

    /// The values of leaked rows that are not settled, and of a sample of those that are, to look up in what else they agree: the files are
    /// read once for both.
    fn values_and_sample(&self, rows: &[LeakIx], pairs: &[MatchedPair]) -> Result<(Values, Sample)> {
        if pairs.is_empty() {
            return Ok((self.values(rows)?, Sample::default()));
        }
        let mut sampled: Vec<LeakIx> = pairs.iter().map(|pair| pair.leak).collect();
        sampled.dedup();
        let mut both = [rows, &sampled].concat();
        both.sort_unstable();
        let Values { mut attributes, mut decades } = self.values(&both)?;
        let is_sampled = |place: &mut usize| {
            *place += 1;
            sampled.binary_search(&both[*place - 1]).is_ok()
        };
        let mut place = 0;
        let of_sample = attributes.extract_if(.., |_| is_sampled(&mut place)).collect();
        let mut place = 0;
        decades.retain(|_| !is_sampled(&mut place));
        let place = |pair: &MatchedPair| (pair.member, sampled.partition_point(|leak| *leak < pair.leak));
        let mut members: Vec<(MemberIx, usize)> = pairs.iter().map(place).collect();
        members.sort_unstable();
        Ok((Values { attributes, decades }, Sample { members, rows: sampled, attributes: of_sample }))
    }

    /// The values of leaked rows, in the order of `rows`.
    fn values(&self, rows: &[LeakIx]) -> Result<Values> {
        let mut values = Values::default();
        for (file, input) in FileIx::all(self.plan.leaks.len()).zip(&self.plan.leaks) {
            let of_file = self.leaks.of_file(file);
            let begin = of_file.start;
            let of_rows = rows.partition_point(|row| *row < begin)..rows.partition_point(|row| *row < of_file.end);
            let asked: Vec<u32> = rows[of_rows].iter().map(|row| row.0 - begin.0).collect();
            if !asked.is_empty() {
                let fillers = |row: u32| self.leaks.rows()[usize::from(LeakIx(begin.0 + row))].filler;
                let mut reader = ValueReader {
                    hasher: self.hasher,
                    by_tokens: self.plan.is_exchanged(),
                    asked: &asked,
                    fillers: &fillers,
                    values: Values::default(),
                };
                let settled = self.records[0][usize::from(file)].settled.as_ref();
                self.read((input, settled), u64::from(of_file.end.0 - begin.0), &mut reader)?;
                values.append(reader.values);
            }
        }
        Ok(values)
    }

    /// The pairs of one member file.
    fn search(&self, file: FileIx, sought: &Sought<'_>) -> Result<Searched> {
        let of_file = self.members.of_file(file);
        let mut searcher = Searcher {
            pass: self,
            sought,
            by_tokens: self.plan.is_exchanged(),
            begin: of_file.start,
            end: of_file.end,
            searched: Searched::default(),
        };
        let input = &self.plan.members[usize::from(file)];
        let settled = self.records[1][usize::from(file)].settled.as_ref();
        self.read((input, settled), u64::from(of_file.end.0 - of_file.start.0), &mut searcher)?;
        Ok(searcher.searched)
    }

    /// Reads a file again, which had `height` rows when it was read first.
    fn read(
        &self,
        (input, settled): (&Input, Option<&Settled>),
        height: u64,
        consumer: &mut (impl Consumer + exchange::Consumer),
    ) -> Result<()> {
        let rows = match settled {
            Some(settled) => intake::stream_again(&input.source, settled, consumer)?,
            None => {
                let parties = self.plan.parties(input, RuleSet::NONE, &[]);
                exchange::read(&input.source, &parties, self.hasher, consumer)?
            }
        };
        match rows == height {
            true => Ok(()),
            false => Err(error::changed_while_read(&input.source.shown).into()),
        }
    }
}
