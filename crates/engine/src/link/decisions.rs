//! What a person decided about rows that no rule settles.

use super::{LeakBin, Levels, MatchedPair, Matches, Members, matches};
use crate::index::{InsurerIx, LeakIx, MemberIx, PersonIx};
use model::rule::{Certainty, Rule, Strength};

/// Whether a leaked row is about a member.
pub struct Decision {
    /// The leaked row.
    pub leak: LeakIx,
    /// The insurer that decided.
    pub insurer: InsurerIx,
    /// The rows of the member; at least one.
    pub members: Vec<MemberIx>,
    /// Whether it is about this member.
    pub same_person: bool,
    /// Position among the decisions of the insurer.
    pub place: usize,
}

/// What became of the decisions of an insurer.
#[derive(Clone, Copy, Default)]
pub struct Decided {
    /// Rows that count for a member, since a person decided so.
    pub same: u64,
    /// Rows of which a person decided that they are not about a member.
    pub other: u64,
    /// Decisions on rows that the rules settle in the same way.
    pub needless: u64,
}

/// Why a decision cannot be followed.
pub enum Refusal {
    /// The row has too few values, or repeats another one, which is the one to decide on.
    NotCounted,
    /// A rule settles the row in another way.
    Settled(Rule),
    /// The row names another insurer, or its operator does not serve this one.
    CannotExpose,
}

impl Matches {
    /// Follows decisions, by insurer; with those that cannot be followed. `apart`: whether nobody is recognised at two insurers.
    /// `can_expose` tells whether a leaked row can be about an insurer's members.
    pub fn decide<'a>(
        &mut self,
        decisions: &'a [Decision],
        members: &Members,
        (insurers, apart): (usize, bool),
        can_expose: impl Fn(LeakIx, InsurerIx) -> bool,
    ) -> (Vec<Decided>, Vec<(&'a Decision, Refusal)>) {
        let mut decided = vec![Decided::default(); insurers];
        let mut refused = Vec::new();
        let mut leaks: Vec<LeakIx> = decisions.iter().map(|decision| decision.leak).collect();
        leaks.sort_unstable();
        leaks.dedup();
        let mut taken: Vec<MatchedPair> = Vec::new();
        for pairs in &mut self.pairs {
            let is_decided = |pair: &mut MatchedPair| leaks.binary_search(&pair.leak).is_ok();
            taken.extend(pairs.extract_if(.., is_decided));
        }
        taken.sort_unstable();
        for leak in leaks {
            let of_leak = taken.iter().filter(|pair| pair.leak == leak).map(|pair| pair.member);
            let mut row =
                Row { leak, bin: self.bins[usize::from(leak)], best: self.strength(leak), met: of_leak.collect() };
            let before = row.bin;
            for decision in decisions.iter().filter(|decision| decision.leak == leak) {
                let count = &mut decided[usize::from(decision.insurer)];
                let can_expose = || can_expose(leak, decision.insurer);
                match row.follow(decision, (members, apart), (before, &self.levels), can_expose) {
                    Ok(Followed::Needless) => count.needless += 1,
                    Ok(Followed::Same) => count.same += 1,
                    Ok(Followed::Other) => count.other += 1,
                    Err(refusal) => refused.push((decision, refusal)),
                }
            }
            self.bins[usize::from(leak)] = row.bin;
            self.best[usize::from(leak)] = row.best;
            let pairs = row.met.into_iter().map(|member| MatchedPair { leak, member }).collect::<Vec<_>>();
            self.pairs.push(pairs);
            self.contradicted.retain(|other| *other != leak || row.bin != LeakBin::Matched);
        }
        self.levels.count(&self.best, &self.bins);
        (decided, refused)
    }
}

/// A leaked row while decisions are followed.
struct Row {
    leak: LeakIx,
    bin: LeakBin,
    best: Strength,
    met: Vec<MemberIx>,
}

enum Followed {
    Same,
    Other,
    Needless,
}

impl Row {
    /// `before`: the bin by the rules alone.
    fn follow(
        &mut self,
        decision: &Decision,
        (members, apart): (&Members, bool),
        (before, levels): (LeakBin, &Levels),
        can_expose: impl Fn() -> bool,
    ) -> Result<Followed, Refusal> {
        let persons: Vec<PersonIx> = decision.members.iter().map(|member| members.person(*member)).collect();
        let is_person = |member: &MemberIx| persons.contains(&members.person(*member));
        let is_met = self.met.iter().any(is_person);
        match before {
            LeakBin::Rejected | LeakBin::Duplicate => return Err(Refusal::NotCounted),
            _ if !can_expose() => return Err(Refusal::CannotExpose),
            // A rule settles it.
            LeakBin::Matched if is_met == decision.same_person => return Ok(Followed::Needless),
            LeakBin::Matched => return Err(Refusal::Settled(self.best.rule())),
            _ => {}
        }
        if decision.same_person {
            // Rows of the same person at other insurers stay, and whom another insurer decided on: both may cover the person, and know
            // it by nothing in common. So does the one person whom the row matches at another insurer by a rule as strong as a decision, if
            // nobody is recognised at two: a weaker one would count as decided.
            let is_decided = self.best == Strength::full(Rule::Decided);
            let is_sure = self.best.certainty() <= Certainty::Strong;
            let at = |member: &MemberIx| members.insurer(*member).0;
            let met = self.met.clone();
            let is_one = |insurer: InsurerIx| {
                let mut here = met.iter().filter(|member| at(member) == insurer).map(|member| members.person(*member));
                here.next().is_some_and(|first| here.all(|other| other == first))
            };
            let stays = |insurer: InsurerIx| {
                insurer != decision.insurer
                    && (is_decided || (apart && is_sure && before == LeakBin::Ambiguous && is_one(insurer)))
            };
            self.met.retain(|member| is_person(member) || stays(at(member)));
            self.met.extend(&decision.members);
            self.met.sort_unstable();
            self.met.dedup();
            self.best = Strength::full(Rule::Decided);
            self.bin = LeakBin::Matched;
            return Ok(Followed::Same);
        }
        self.met.retain(|member| !is_person(member));
        match &self.met[..] {
            // Another decision says whom it is about.
            _ if self.best == Strength::full(Rule::Decided) => {}
            [] => {
                self.best = Strength::NONE;
                self.bin = LeakBin::Unmatched;
            }
            met => {
                let pairs: Vec<MatchedPair> =
                    met.iter().map(|member| MatchedPair { leak: self.leak, member: *member }).collect();
                self.bin = match matches::bin(&pairs, self.best, members) {
                    LeakBin::Matched if levels.lowers(self.best) => LeakBin::Doubtful,
                    bin => bin,
                };
            }
        }
        Ok(Followed::Other)
    }
}
