//! Who meets whom, once both sides have been compared: the bin of each leaked row, and the meetings that count.

use rayon::prelude::*;

use super::comparison::Comparison;
use super::scene::{Found, Scene};
use super::{Leaks, Members, households, spare};
use crate::index::{InsurerIx, LeakIx, MemberIx, PersonIx};
use model::error::Result;
use model::interrupt;
use model::rule::{Rule, Strength};

/// A leaked row and a member row that agree, under the strongest rule of the leaked row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meet {
    /// The leaked row.
    pub leak: LeakIx,
    /// The member row.
    pub member: MemberIx,
}

const _: () = assert!(size_of::<Meet>() <= 8);

/// Where a leaked row ends: exactly one bin each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LeakBin {
    /// Meets one person at each insurer where it meets any.
    Matched,
    /// Meets two persons or more at one insurer.
    Ambiguous,
    /// Has a NIR and no birth date, and meets those under that NIR.
    Household,
    /// Meets somebody only where it cannot expose them.
    Elsewhere,
    /// Meets nobody.
    Unmatched,
    /// Has the same canonical values as an earlier row of its operator.
    Duplicate,
    /// No rule can meet it.
    Rejected,
}

/// What linking gives: each leaked row's bin, and the meetings that count.
pub struct Matches {
    /// Those of one leaked row side by side, in the order of member rows; members that are duplicates are left out.
    meets: Vec<Vec<Meet>>,
    best: Vec<Strength>,
    /// One entry a leaked row.
    pub bins: Vec<LeakBin>,
    /// Leaked rows that meet nobody, though somebody has their NIR and birth date: sex, rank or first name is against it.
    pub contradicted: Vec<LeakIx>,
}

impl Matches {
    /// Compares both sides; `serves` is by operator, then insurer. Tells the persons of members apart, and marks the rows of
    /// either side whose NIR is nobody's.
    pub fn of(
        comparison: Comparison,
        leaks: &mut Leaks,
        members: &mut Members,
        serves: &[Vec<bool>],
    ) -> Result<Matches> {
        let scene = Scene::new(leaks, members, serves);
        let by_nir: Result<Vec<Found>> = (0..comparison.filed.count())
            .into_par_iter()
            .map(|partition| {
                interrupt::check()?;
                let found = households::meet(&comparison.filed.take(partition)?, &scene);
                Ok(Found { strengths: Vec::new(), ..found })
            })
            .collect();
        let mut by_nir = by_nir?;
        let spare: Result<Vec<Found>> = (0..comparison.spare.count())
            .into_par_iter()
            .map(|partition| {
                interrupt::check()?;
                let is_of_use = |record: &[u64; 2]| spare::is_of_use(*record, &scene);
                Ok(spare::meet(&comparison.spare.take_repeated(partition, is_of_use)?, &scene))
            })
            .collect();
        let mut spare = spare?;
        drop(comparison);
        let (best, elsewhere, contradicted) = scene.finish();

        members.join(by_nir.iter().chain(&spare).flat_map(|found| found.same.iter().copied()));
        for found in &by_nir {
            found.leak_fillers.iter().for_each(|row| leaks.rows[usize::from(*row)].filler = true);
            found.member_fillers.iter().for_each(|row| members.mark_filler(*row));
        }
        // A row may meet by number in one partition and by name in another, and one member by several numbers.
        let mut last: Vec<Meet> = spare
            .iter_mut()
            .flat_map(|found| std::mem::take(&mut found.meets).into_iter().zip(std::mem::take(&mut found.strengths)))
            .filter(|(meet, strength)| best[usize::from(meet.leak)] == *strength)
            .map(|(meet, _)| meet)
            .collect();
        drop(spare);
        last.par_sort_unstable();
        last.dedup();
        let mut meets: Vec<Vec<Meet>> = by_nir
            .par_iter_mut()
            .map(|found| {
                // A leaked row has one NIR, so that these are its strongest already.
                let mut meets = std::mem::take(&mut found.meets);
                // By two NIRs of one member, too.
                meets.sort_unstable();
                meets.dedup();
                meets
            })
            .collect();
        meets.push(last);
        Ok(Matches::settled(leaks, members, meets, (best, elsewhere, contradicted)))
    }

    /// Settles the bin of each leaked row.
    fn settled(
        leaks: &Leaks,
        members: &Members,
        meets: Vec<Vec<Meet>>,
        (best, elsewhere, contradicted): (Vec<Strength>, Vec<bool>, Vec<bool>),
    ) -> Matches {
        let unmet = leaks.rows().iter().zip(elsewhere).map(|(row, elsewhere)| match row {
            row if row.rejected => LeakBin::Rejected,
            row if row.duplicate => LeakBin::Duplicate,
            _ if elsewhere => LeakBin::Elsewhere,
            _ => LeakBin::Unmatched,
        });
        let mut bins: Vec<LeakBin> = unmet.collect();
        let met: Vec<Vec<(LeakIx, LeakBin)>> = meets
            .par_iter()
            .map(|meets| {
                let by_leak = meets.chunk_by(|a, b| a.leak == b.leak).map(|of_one| (of_one[0].leak, of_one));
                by_leak.map(|(leak, of_one)| (leak, bin(of_one, best[usize::from(leak)], members))).collect()
            })
            .collect();
        met.into_iter().flatten().for_each(|(leak, bin)| bins[usize::from(leak)] = bin);
        let met = |bin: LeakBin| matches!(bin, LeakBin::Matched | LeakBin::Ambiguous | LeakBin::Household);
        let contradicted = LeakIx::all(bins.len()).zip(contradicted.into_iter().zip(&bins));
        let contradicted = contradicted
            .filter(|(_, (contradicted, bin))| *contradicted && !met(**bin))
            .map(|(leak, _)| leak)
            .collect();
        Matches { meets, best, bins, contradicted }
    }

    /// The meetings, some at a time; those of one leaked row are side by side.
    pub fn meets(&self) -> &[Vec<Meet>] {
        &self.meets
    }

    /// The rule by which a leaked row that meets anybody does.
    pub fn strength(&self, leak: LeakIx) -> Strength {
        self.best[usize::from(leak)]
    }
}

/// The bin of a leaked row by its meetings, of which there is at least one.
fn bin(meets: &[Meet], strength: Strength, members: &Members) -> LeakBin {
    if strength.rule() == Rule::NirOnly {
        return LeakBin::Household;
    }
    if meets.len() == 1 {
        return LeakBin::Matched;
    }
    let mut persons: Vec<(InsurerIx, PersonIx)> =
        meets.iter().map(|meet| (members.insurer(meet.member).0, members.person(meet.member))).collect();
    persons.sort_unstable();
    persons.dedup();
    match persons.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        true => LeakBin::Ambiguous,
        false => LeakBin::Matched,
    }
}
