//! The search: member rows against the leaked rows that no NIR and birth date settles.

use super::candidate::{Candidate, Decoy};
use super::captured::{self, Agreed, Sample};
use super::decoys::Decoys;
use super::index::Index;
use super::near_dates::{self, NearDecoy, NearPair};
use super::nearness::{self, Nearness};
use super::own_numbers::{Beside, Numbers, OwnPair};
use super::two_values::{TwoPair, TwoValues};
use super::{COLUMNS, SecondPass, ladder};
use crate::identity::CanonBatch;
use crate::index::{LeakIx, MemberIx};
use crate::intake::{Consumer, Place, Selection};
use crate::link::{Captured, MatchState, MatchedPair, MemberRow};
use crate::pseudonym::{Attributes, Forms, Leads, exchange};
use crate::read::{RawBatch, Side};
use model::error::Result;
use model::rule::{Near, Strength};

/// Leaked rows that look for a member.
pub(super) struct Sought<'a> {
    pub rows: &'a [LeakIx],
    /// In the same order.
    pub attributes: Vec<Attributes>,
    pub index: Index,
    pub numbers: Numbers,
    pub state: &'a MatchState<'a>,
    pub decoys: Decoys,
    pub agreed: Agreed,
    pub nearness: Nearness,
    pub two_values: TwoValues,
    pub sample: Sample,
}

/// Compares the rows of a member file with the leaked rows in their blocks.
pub(super) struct Searcher<'a> {
    pub pass: &'a SecondPass<'a>,
    pub sought: &'a Sought<'a>,
    /// Whether any row of the run is of an exchange file: then all are compared without clear values.
    pub by_tokens: bool,
    /// The index of the first row of the file.
    pub begin: MemberIx,
    /// The index after its last row.
    pub end: MemberIx,
    pub searched: Searched,
}

/// What some member rows give.
#[derive(Default)]
pub(super) struct Searched {
    pub pairs: Vec<(MatchedPair, Strength)>,
    pub near: Vec<(MatchedPair, Near)>,
    /// By a number that, so far, one person alone has.
    pub own: Vec<OwnPair>,
    /// By a name and the date, which so far lead the row to one person alone.
    pub two: Vec<TwoPair>,
    /// By a number, so far of few, and a birth date that nearly agrees.
    pub near_dates: Vec<NearPair>,
    pub near_decoys: Vec<NearDecoy>,
    /// Rows of the sample, and in which way they were found.
    pub sampled: Vec<(LeakIx, Captured)>,
}

impl Sought<'_> {
    /// The places of the leaked rows that share a block with a member row.
    fn led_to(&self, leads: &Leads<'_>, met: &mut Vec<u32>) {
        met.clear();
        let (may_hold, add) = (|anchor| self.index.may_hold(anchor), |block| met.extend(self.index.rows(block)));
        leads.blocks(Side::Members, may_hold, add);
        met.sort_unstable();
        met.dedup();
    }
}

/// A member row that is compared.
struct Member<'a> {
    index: MemberIx,
    row: MemberRow,
    attributes: &'a Attributes,
}

impl Searcher<'_> {
    /// Compares a member row with the leaked rows `met`; those that match are added to `matched`.
    fn compare(
        &self,
        candidate: &Candidate<'_>,
        member: &Member<'_>,
        met: &[u32],
        matched: &mut Vec<u32>,
        to: &mut Searched,
    ) {
        let Sought { rows, attributes, state, agreed, nearness, two_values, .. } = self.sought;
        let person = self.pass.members.person(member.index);
        for place in met {
            let leaked = (rows[*place as usize], &attributes[*place as usize]);
            let agreement = candidate.agreement(leaked.1, member.attributes, member.row.filler);
            let pair = MatchedPair { leak: leaked.0, member: member.index };
            if let Some(strength) = ladder::strongest(&agreement) {
                matched.push(*place);
                if state.admit(pair.leak, pair.member, strength) {
                    agreed.note(*place, strength, captured::captured(&agreement));
                    to.pairs.push((pair, strength));
                }
            } else if let Some(near) = nearness::near(&agreement, leaked.1, member.attributes)
                .filter(|_| state.can_expose(pair.leak, member.row.insurer))
            {
                nearness.note(*place, near);
                to.two.extend(two_values.note(near, *place, (pair, person), &agreement));
                if self.pass.near_at == Some(member.row.insurer) {
                    to.near.push((pair, near));
                }
            }
        }
    }

    /// Compares the leaked rows `met` with the member as it would be if born on another day, apart from those that the member itself
    /// matches.
    fn compare_decoy(
        &self,
        (candidate, born): (&Candidate<'_>, &Decoy<'_>),
        decoy: &Member<'_>,
        met: &[u32],
        matched: &[u32],
    ) {
        let Sought { rows, attributes, state, decoys, nearness, .. } = self.sought;
        for place in met.iter().filter(|place| !matched.contains(place)) {
            let (leak, attributes) = (rows[*place as usize], &attributes[*place as usize]);
            if !state.can_expose(leak, decoy.row.insurer) {
                continue;
            }
            let agreement = candidate.decoy_agreement(born, attributes, decoy.attributes, decoy.row.filler);
            match ladder::strongest(&agreement) {
                Some(strength) if strength.rule().compares_date() => decoys.meet(*place, strength),
                Some(_) => {}
                None => nearness::near(&agreement, attributes, decoy.attributes)
                    .into_iter()
                    .for_each(|near| nearness.note_decoy(*place, near)),
            }
        }
    }

    /// Notes the leaked rows that have a number of the member in common with it, and little else. Those that match by no rule are added to
    /// `sharing`, each after the place of the number.
    fn share_number(
        &self,
        candidate: &Candidate<'_>,
        member: &Member<'_>,
        leads: &Leads<'_>,
        sharing: &mut Vec<(usize, u32)>,
        to: &mut Searched,
    ) {
        let Sought { rows, attributes, state, numbers, .. } = self.sought;
        let person = self.pass.members.person(member.index);
        for number in leads.numbers() {
            let Some((held, places)) = numbers.held(number, person) else { continue };
            for (of_row, place) in places {
                let (leak, leaked) = (rows[place as usize], &attributes[place as usize]);
                // Where both rows have a NIR, that decides.
                let both = [leaked, member.attributes];
                if both.iter().all(|row| row.has_nir()) {
                    continue;
                }
                let can_expose = state.can_expose(leak, member.row.insurer);
                let is_own = held.is_alone && can_expose;
                // Most rows agree in all, and need not be compared once more.
                if leaked.is_of_date_and_first_name(member.attributes) {
                    if is_own {
                        numbers.note(of_row, Beside::Both);
                    }
                    continue;
                }
                let agreement = candidate.agreement(leaked, member.attributes, member.row.filler);
                let pair = MatchedPair { leak, member: member.index };
                if is_own && let Some(beside) = Beside::of(&agreement, both) {
                    numbers.note(of_row, beside);
                }
                // What agrees in the date as well, blocks have led to.
                if is_own && !leaked.is_born_with(member.attributes) {
                    to.own.extend(OwnPair::of(held.number, (pair, person), &agreement));
                }
                // Nearly a birth date says nothing about where somebody else is insured.
                if !held.has_few_rows || !can_expose {
                    continue;
                }
                if let Some(strength) = near_dates::strength(&agreement, both) {
                    to.near_dates.push(NearPair { number: held.number, place, pair, strength });
                } else if ladder::strongest(&agreement).is_none() {
                    sharing.push((held.number, place));
                }
            }
        }
    }

    /// Notes those of the leaked rows in `sharing` that nearly have the birth date of the member's decoy.
    fn share_number_with_decoy(
        &self,
        (candidate, born): (&Candidate<'_>, &Decoy<'_>),
        decoy: &Member<'_>,
        sharing: &[(usize, u32)],
        to: &mut Searched,
    ) {
        for (number, place) in sharing.iter().copied() {
            let leak = &self.sought.attributes[place as usize];
            let agreement = candidate.decoy_agreement(born, leak, decoy.attributes, decoy.row.filler);
            let near = near_dates::strength(&agreement, [leak, decoy.attributes]);
            to.near_decoys.extend(near.map(|strength| NearDecoy { number, place, strength }));
        }
    }

    /// Looks up in what a member row agrees with settled rows.
    fn look_up(&self, candidate: &Candidate<'_>, index: MemberIx, to: &mut Searched) {
        for place in self.sought.sample.of(index) {
            let leak = &self.sought.sample.attributes[place];
            let agreement = candidate.agreement(leak, &candidate.attributes(), false);
            to.sampled.push((self.sought.sample.rows[place], captured::captured(&agreement)));
        }
    }

    /// The member row at a place in the file; none if the file has more rows than before, which is refused once it is read.
    fn member(&self, place: u64) -> Option<MemberIx> {
        Some(MemberIx(self.begin.0 + place as u32)).filter(|member| *member < self.end)
    }

    /// Compares a member row with the leaked rows in its blocks and of its numbers, and its decoy with those in its own.
    fn row(&self, index: MemberIx, candidate: &Candidate<'_>, scratch: &mut Scratch, to: &mut Searched) {
        self.look_up(candidate, index, to);
        let row = self.pass.members.row(index);
        if !row.counts() {
            return;
        }
        let Scratch { met, matched, sharing } = scratch;
        // Most rows lead nowhere: only then are they compared, which takes more of them.
        let contacts = candidate.contacts();
        let leads = candidate.leads(&contacts);
        matched.clear();
        sharing.clear();
        self.sought.led_to(&leads, met);
        let has_number = leads.numbers().any(|number| self.sought.numbers.may_hold(number));
        if !met.is_empty() || has_number {
            let member = Member { index, row, attributes: &candidate.attributes() };
            self.compare(candidate, &member, met, matched, to);
            self.share_number(candidate, &member, &leads, sharing, to);
        }
        let Some(born) = candidate.decoy(&self.sought.decoys) else { return };
        self.sought.led_to(&candidate.decoy_leads(&born, leads), met);
        if !met.is_empty() || !sharing.is_empty() {
            let decoy = Member { index, row, attributes: &candidate.decoy_attributes(&born) };
            self.compare_decoy((candidate, &born), &decoy, met, matched);
            self.share_number_with_decoy((candidate, &born), &decoy, sharing, to);
        }
    }
}

/// What is used again for each row.
#[derive(Default)]
struct Scratch {
    /// Places of leaked rows in the blocks of the row.
    met: Vec<u32>,
    /// Those that match.
    matched: Vec<u32>,
    /// Those that share a number with the row and match by no rule, each after the place of the number.
    sharing: Vec<(usize, u32)>,
}

impl Consumer for Searcher<'_> {
    type Piece = Searched;

    fn selection(&self, _: Place) -> Option<Selection> {
        Some(Selection { columns: &COLUMNS, rows: None })
    }

    fn make(&self, place: Place, _: &RawBatch, canonical: &mut CanonBatch) -> Self::Piece {
        let forms = Forms::new(canonical, Side::Members, self.pass.hasher);
        let (mut searched, mut scratch) = (Searched::default(), Scratch::default());
        for i in 0..place.rows {
            let Some(member) = self.member(place.first + i as u64) else { break };
            let candidate = Candidate::InClear { forms: &forms, i, by_tokens: self.by_tokens };
            self.row(member, &candidate, &mut scratch, &mut searched);
        }
        self.pass.observer.add(place.rows as u64);
        searched
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        for mut piece in pieces {
            self.searched.pairs.append(&mut piece.pairs);
            self.searched.near.append(&mut piece.near);
            self.searched.own.append(&mut piece.own);
            self.searched.two.append(&mut piece.two);
            self.searched.near_dates.append(&mut piece.near_dates);
            self.searched.near_decoys.append(&mut piece.near_decoys);
            self.searched.sampled.append(&mut piece.sampled);
        }
        Ok(())
    }
}

impl exchange::Consumer for Searcher<'_> {
    type Piece = Searched;

    fn make(&self, first: u64, rows: Vec<exchange::Row>) -> Searched {
        let (mut searched, mut scratch) = (Searched::default(), Scratch::default());
        self.pass.observer.add(rows.len() as u64);
        for (place, row) in (first..).zip(&rows) {
            let Some(member) = self.member(place) else { break };
            self.row(member, &Candidate::Exchanged(row), &mut scratch, &mut searched);
        }
        searched
    }

    fn take(&mut self, pieces: Vec<Searched>) -> Result<()> {
        Consumer::take(self, pieces)
    }
}
