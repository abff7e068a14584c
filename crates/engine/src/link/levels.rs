//! How far each level can be trusted: what it matched, and what chance would have.

use std::collections::{BTreeMap, BTreeSet};

use super::LeakBin;
use model::figures::{ByChance, interval};
use model::rule::{Certainty, Strength};

/// How many leaked rows meet members who are nobody: what chance makes.
pub struct Chance {
    /// One member row in so many was tried; none if no row was compared value by value.
    pub one_in: Option<u64>,
    /// Leaked rows that would have matched, by how strongly, among those that nothing stronger matches.
    pub meetings: BTreeMap<Strength, u64>,
}

/// The levels of a run: rules, as they are or but for a difference.
pub struct Levels {
    /// Leaked rows that matched one person, by how strongly.
    rows: BTreeMap<Strength, u64>,
    chance: Chance,
    /// Levels of which more meetings are due to chance than the bound allows.
    by_chance: BTreeSet<Strength>,
}

impl Levels {
    /// `bound`: the share of its rows that a level may have met by chance. A level is taken out only if chance is established: if the
    /// lower end of the interval is above the bound.
    pub(super) fn of(best: &[Strength], bins: &[LeakBin], chance: Chance, bound: f64) -> Levels {
        let rows = rows_by_level(best, bins);
        let beyond = |(strength, met): (&Strength, &u64)| {
            let (low, _) = interval::poisson(*met);
            let of = rows.get(strength).copied().unwrap_or(0);
            // What NIR and birth date settle is not measured: of their meetings, only those of the other rows are known.
            let is_beyond =
                !strength.is_of_nir_and_date() && low * chance.one_in.unwrap_or(1) as f64 > bound * of as f64;
            is_beyond.then_some(*strength)
        };
        let by_chance = chance.meetings.iter().filter_map(beyond).collect();
        Levels { rows, chance, by_chance }
    }

    /// Counts the rows again, once a person has decided on some.
    pub(super) fn count(&mut self, best: &[Strength], bins: &[LeakBin]) {
        self.rows = rows_by_level(best, bins);
    }

    /// The certainty of a match. What chance meets too often is for a person to decide.
    pub fn certainty(&self, strength: Strength) -> Certainty {
        match strength.certainty() {
            certainty if certainty.is_in_estimate() && self.by_chance.contains(&strength) => Certainty::Possible,
            certainty => certainty,
        }
    }

    /// Whether a match that its rule has in the estimate is for a person to decide.
    pub(super) fn lowers(&self, strength: Strength) -> bool {
        strength.certainty().is_in_estimate() && self.certainty(strength) == Certainty::Possible
    }

    /// Rows of levels that chance meets too often to count.
    pub fn rows_by_chance(&self) -> u64 {
        self.rows.iter().filter(|(strength, _)| self.lowers(**strength)).map(|(_, rows)| rows).sum()
    }

    /// Chance is measured with one member row in so many, if at all.
    pub fn one_in(&self) -> Option<u64> {
        self.chance.one_in
    }

    /// The levels that matched anything, strongest first, with the rows that they matched.
    pub fn rows(&self) -> impl Iterator<Item = (Strength, u64)> + '_ {
        self.rows.iter().map(|(strength, rows)| (*strength, *rows))
    }

    /// How many rows chance alone would have matched under a level; none if it is not measured.
    pub fn by_chance(&self, strength: Strength) -> Option<ByChance> {
        // Pairs of one NIR and birth date are settled before anything is measured.
        let is_measured = strength.rule().compares_date() && !strength.is_of_nir_and_date();
        let meetings = self.chance.meetings.get(&strength).copied().unwrap_or(0);
        self.chance.one_in.filter(|_| is_measured).map(|one_in| ByChance::of(meetings, one_in))
    }
}

/// The rows that match one person.
fn rows_by_level(best: &[Strength], bins: &[LeakBin]) -> BTreeMap<Strength, u64> {
    let mut rows: BTreeMap<Strength, u64> = BTreeMap::new();
    let is_one = |bin: &LeakBin| matches!(bin, LeakBin::Matched | LeakBin::Doubtful);
    best.iter().zip(bins).filter(|(_, bin)| is_one(bin)).for_each(|(best, _)| *rows.entry(*best).or_default() += 1);
    rows
}
