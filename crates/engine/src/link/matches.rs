//! The result of linking: the bin of each leaked row, and the matched pairs that count.

use rayon::prelude::*;

use super::comparison::Comparison;
use super::match_state::{LeakOutcomes, MatchState, PartitionResult, Standing};
use super::{Captured, Chance, LeakRow, Leaks, Levels, Members, alone, first_names, households};
use crate::index::{InsurerIx, LeakIx, MemberIx, PersonIx};
use model::error::Result;
use model::figures::{OwnNumbers, TwoValues};
use model::incident::Across;
use model::interrupt;
use model::rule::{Certainty, Near, Rule, Strength};

/// A leaked row and a member row that agree, under the strongest rule of the leaked row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct MatchedPair {
    /// The leaked row.
    pub leak: LeakIx,
    /// The member row.
    pub member: MemberIx,
}

const _: () = assert!(size_of::<MatchedPair>() <= 8);

/// The bin of a leaked row: each row is in exactly one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LeakBin {
    /// Matches one person at each insurer where it matches any.
    Matched,
    /// Matches one person at each insurer where it matches any, by a rule that leaves the decision to a person.
    Doubtful,
    /// Matches two persons or more at one insurer.
    Ambiguous,
    /// Matches the members of its NIR, number or contact by nothing else.
    Household,
    /// Matches only members that it cannot expose.
    Elsewhere,
    /// Matches no member.
    Unmatched,
    /// Has the same canonical values as an earlier row of its operator.
    Duplicate,
    /// Has too few values for any rule.
    Rejected,
}

/// The bin of each leaked row, and the matched pairs that count.
pub struct Matches {
    /// Pairs of one leaked row are adjacent, in the order of member rows; duplicate member rows are left out.
    pub(super) pairs: Vec<Vec<MatchedPair>>,
    /// By leaked row.
    pub(super) best: Vec<Strength>,
    /// By leaked row.
    pub bins: Vec<LeakBin>,
    /// Leaked rows linked by the NIR alone, if at all, whose NIR and birth date a member has: sex, rank or first name contradicts it.
    pub contradicted: Vec<LeakIx>,
    /// How far each level can be trusted.
    pub levels: Levels,
    /// By leaked row, in which way it was found; none if no row was compared value by value.
    pub captured: Option<Vec<Captured>>,
    /// Whether numbers are persons' own, if that was asked.
    pub own_numbers: Option<OwnNumbers>,
    /// Whether a name and the date lead to persons, if that was asked.
    pub two_values: Option<TwoValues>,
    /// Rows that match nobody, in order; none if no row was compared value by value.
    pub unmet: Option<Vec<Unmet>>,
    /// The rows of one insurer's members that they resemble, if asked for, sorted.
    pub near: Vec<(MatchedPair, Near)>,
}

/// What comparing value by value gives.
pub struct Found {
    /// Pairs that match, sorted, with how strong each is.
    pub pairs: Vec<(MatchedPair, Strength)>,
    /// What chance would have made.
    pub chance: Chance,
    /// By leaked row, in which way it was found; none if no row was compared.
    pub captured: Option<Vec<Captured>>,
    /// Whether numbers are persons' own, if that was asked.
    pub own_numbers: Option<OwnNumbers>,
    /// Whether a name and the date lead to persons, if that was asked.
    pub two_values: Option<TwoValues>,
    /// Rows that match nobody, in order; none if no row was compared.
    pub unmet: Option<Vec<Unmet>>,
    /// The rows of one insurer's members that they resemble, if asked for, sorted.
    pub near: Vec<(MatchedPair, Near)>,
}

/// A leaked row that matches nobody.
#[derive(Clone, Copy)]
pub struct Unmet {
    /// The row.
    pub leak: LeakIx,
    /// How it resembles a member that it can expose.
    pub near: Option<Near>,
    /// How it resembles a member who is nobody.
    pub decoy: Option<Near>,
    /// The decade of birth, if the row has a birth date.
    pub born: Option<u16>,
}

/// What comparing by NIR gives, and by a number or contact alone.
pub struct FirstPass {
    /// Pairs by NIR, in parts.
    by_nir: Vec<Vec<MatchedPair>>,
    /// Pairs by number or contact alone, sorted, with how strong each is.
    by_alone: Vec<(MatchedPair, Strength)>,
    /// Some of the rows that match by NIR and birth date, in order, with each member that they match.
    pub sample: Vec<MatchedPair>,
    /// How each leaked row stands.
    pub standing: Standing,
}

impl FirstPass {
    /// Compares both sides; `serves` says, by operator and then insurer, whether the operator serves the insurer. Also clusters the
    /// member rows into persons, of one insurer or of several (`across`), and marks the rows of both sides whose NIR is a filler.
    pub fn run(
        comparison: Comparison,
        leaks: &mut Leaks,
        members: &mut Members,
        serves: &[Vec<bool>],
        across: Across,
    ) -> Result<FirstPass> {
        let standing = Standing::new(leaks);
        let state = MatchState::new(leaks, members, serves, &standing, across);
        let by_nir: Result<Vec<PartitionResult>> = (0..comparison.by_nir.count())
            .into_par_iter()
            .map(|partition| {
                interrupt::check()?;
                let result = households::match_partition(&comparison.by_nir.take(partition)?, &state);
                Ok(PartitionResult { strengths: Vec::new(), ..result })
            })
            .collect();
        let mut by_nir = by_nir?;
        let by_alone: Result<Vec<PartitionResult>> = (0..comparison.by_alone.count())
            .into_par_iter()
            .map(|partition| {
                interrupt::check()?;
                Ok(alone::match_partition(&comparison.by_alone.take_repeated(partition, |_| true)?, &state))
            })
            .collect();
        let mut by_alone = by_alone?;
        let dependants: Result<Vec<Vec<(MemberIx, MemberIx)>>> = (0..comparison.by_dependant.count())
            .into_par_iter()
            .map(|partition| {
                let records = comparison.by_dependant.take_repeated(partition, |_| true)?;
                Ok(first_names::same_dependant(&records, |member| state.realm(member)))
            })
            .collect();
        let dependants = dependants?;
        drop(comparison);
        let same_nir = by_nir.iter().flat_map(|result| result.same_person.iter().copied());
        members.cluster(same_nir.chain(dependants.into_iter().flatten()));
        for result in &by_nir {
            result.leak_fillers.iter().for_each(|row| leaks.rows[usize::from(*row)].filler = true);
            result.member_fillers.iter().for_each(|row| members.mark_filler(*row));
        }
        // A row can match by its e-mail address in one partition and by its telephone number in another.
        let mut by_alone: Vec<(MatchedPair, Strength)> = by_alone
            .iter_mut()
            .flat_map(|result| std::mem::take(&mut result.pairs).into_iter().zip(std::mem::take(&mut result.strengths)))
            .collect();
        by_alone.par_sort_unstable();
        by_alone.dedup();
        let mut sample: Vec<MatchedPair> =
            by_nir.iter_mut().flat_map(|result| std::mem::take(&mut result.sample)).collect();
        sample.sort_unstable();
        // A member with two NIRs can match one row twice.
        sample.dedup();
        let by_nir: Vec<Vec<MatchedPair>> = by_nir
            .par_iter_mut()
            .map(|result| {
                let mut pairs = std::mem::take(&mut result.pairs);
                // A member with two NIRs can match one row twice.
                pairs.sort_unstable();
                pairs.dedup();
                pairs
            })
            .collect();
        Ok(FirstPass { by_nir, by_alone, sample, standing })
    }

    /// The pairs that agree in NIR and birth date.
    pub fn settled(&self) -> impl ParallelIterator<Item = MatchedPair> + '_ {
        let pairs = self.by_nir.par_iter().flat_map_iter(|pairs| pairs.iter().copied());
        pairs.filter(|pair| self.standing.is_settled(pair.leak))
    }

    /// The leaked rows that match nobody by NIR and birth date, in order.
    pub fn unsettled(&self, leaks: &Leaks) -> Vec<LeakIx> {
        let open =
            |(leak, row): &(LeakIx, &LeakRow)| !row.rejected && !row.duplicate && !self.standing.is_settled(*leak);
        LeakIx::all(leaks.rows.len()).zip(&leaks.rows).filter(open).map(|(leak, _)| leak).collect()
    }
}

impl Matches {
    /// The strongest pairs of each leaked row out of both passes, and its bin.
    /// `bound`: see [`Levels`].
    pub fn settle(leaks: &Leaks, members: &Members, first: FirstPass, second: Found, bound: f64) -> Matches {
        let FirstPass { by_nir, mut by_alone, standing, .. } = first;
        let outcomes = standing.finish();
        let best = |pair: &MatchedPair| outcomes.best[usize::from(pair.leak)];
        let mut pairs = by_nir;
        pairs.par_iter_mut().for_each(|pairs| {
            // A leaked row has one NIR, so that all its pairs by NIR are of one rule.
            pairs.retain(|pair| best(pair).is_of_nir_and_date() || best(pair) == Strength::full(Rule::NirOnly));
        });
        by_alone.extend(second.pairs.iter().copied());
        by_alone.retain(|(pair, strength)| best(pair) == *strength);
        pairs.push(by_alone.into_iter().map(|(pair, _)| pair).collect());
        let Found { chance, captured, own_numbers, two_values, unmet, near, .. } = second;
        let matches =
            Matches::with_bins(leaks, members, pairs, outcomes, |best, bins| Levels::of(best, bins, chance, bound));
        Matches { captured, own_numbers, two_values, unmet, near, ..matches }
    }

    fn with_bins(
        leaks: &Leaks,
        members: &Members,
        pairs: Vec<Vec<MatchedPair>>,
        outcomes: LeakOutcomes,
        levels: impl FnOnce(&[Strength], &[LeakBin]) -> Levels,
    ) -> Matches {
        let LeakOutcomes { best, elsewhere, contradicted } = outcomes;
        let unmatched = leaks.rows().iter().zip(elsewhere).map(|(row, elsewhere)| match row {
            row if row.rejected => LeakBin::Rejected,
            row if row.duplicate => LeakBin::Duplicate,
            _ if elsewhere => LeakBin::Elsewhere,
            _ => LeakBin::Unmatched,
        });
        let mut bins: Vec<LeakBin> = unmatched.collect();
        let matched: Vec<Vec<(LeakIx, LeakBin)>> = pairs
            .par_iter()
            .map(|pairs| {
                let by_leak = pairs.chunk_by(|a, b| a.leak == b.leak).map(|of_one| (of_one[0].leak, of_one));
                by_leak.map(|(leak, of_one)| (leak, bin(of_one, best[usize::from(leak)], members))).collect()
            })
            .collect();
        matched.into_iter().flatten().for_each(|(leak, bin)| bins[usize::from(leak)] = bin);
        let levels = levels(&best, &bins);
        for (bin, best) in bins.iter_mut().zip(&best).filter(|(bin, _)| **bin == LeakBin::Matched) {
            if levels.lowers(*best) {
                *bin = LeakBin::Doubtful;
            }
        }
        let is_matched = |bin: LeakBin| matches!(bin, LeakBin::Matched | LeakBin::Doubtful | LeakBin::Ambiguous);
        let contradicted = LeakIx::all(bins.len()).zip(contradicted.into_iter().zip(&bins));
        let contradicted = contradicted
            .filter(|(_, (contradicted, bin))| *contradicted && !is_matched(**bin))
            .map(|(leak, _)| leak)
            .collect();
        Matches {
            pairs,
            best,
            bins,
            contradicted,
            levels,
            captured: None,
            own_numbers: None,
            two_values: None,
            unmet: None,
            near: Vec::new(),
        }
    }

    /// All matched pairs, in parts; pairs of one leaked row are adjacent and in one part.
    pub fn pairs(&self) -> &[Vec<MatchedPair>] {
        &self.pairs
    }

    /// How strongly a leaked row matches; [`Strength::NONE`] if it matches no member that it can expose.
    pub fn strength(&self, leak: LeakIx) -> Strength {
        self.best[usize::from(leak)]
    }
}

/// The bin of a leaked row by its pairs, of which there is at least one.
pub(super) fn bin(pairs: &[MatchedPair], strength: Strength, members: &Members) -> LeakBin {
    if strength.certainty() == Certainty::Household {
        return LeakBin::Household;
    }
    let met = match strength.certainty() {
        Certainty::Possible => LeakBin::Doubtful,
        _ => LeakBin::Matched,
    };
    if pairs.len() == 1 {
        return met;
    }
    let mut persons: Vec<(InsurerIx, PersonIx)> =
        pairs.iter().map(|pair| (members.insurer(pair.member).0, members.person(pair.member))).collect();
    persons.sort_unstable();
    persons.dedup();
    match persons.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        true => LeakBin::Ambiguous,
        false => met,
    }
}
