//! Rows that match nobody, and have a name and the birth date in common with one person alone.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::agreement::{Strength, certainty, strength};
use super::expected::RULES;
use super::story::limits;
use super::world::World;

/// By the resemblance, the rule; the stronger first.
const KINDS: [(usize, usize); 2] = [(1, 30), (3, 31)];

/// What was found of them.
pub struct TwoValues {
    /// Leaked row, member row, how strongly.
    pub pairs: Vec<(usize, usize, Strength)>,
    /// Rows in which all agree, a name differs, a key differs.
    beside: [usize; 3],
    tried: usize,
    unmatched: usize,
    /// By rule: rows, rows that resemble somebody who does not exist, whether they count.
    pub led: Vec<(usize, usize, usize, bool)>,
    of_errors: bool,
}

impl TwoValues {
    /// How many of the rows chance makes, rounded.
    pub fn chance(&self, met: usize) -> usize {
        (met * self.unmatched + self.tried / 2) / self.tried.max(1)
    }

    pub fn told(&self) -> Option<Value> {
        let [all_agree, name_differs, key_differs] = self.beside;
        let by_name = self.led.iter().map(|(rule, rows, by_chance, counted)| {
            json!({ "rule": RULES[*rule], "rows": rows, "by_chance": by_chance, "counted": counted })
        });
        let told = json!({
            "all_agree": all_agree, "name_differs": name_differs, "key_differs": key_differs,
            "tried": self.tried, "unmatched": self.unmatched,
            "by_name": by_name.collect::<Vec<_>>(), "of_errors": self.of_errors,
        });
        self.led.iter().any(|(_, rows, ..)| *rows > 0).then_some(told)
    }
}

/// Whom leaked rows meet so far.
pub struct Sides<'a> {
    pub world: &'a World,
    pub person: &'a [usize],
    /// Leaked rows that NIR and birth date do not settle.
    pub compared: &'a [usize],
    /// Those that are looked at at all.
    pub usable: &'a [usize],
    /// The strongest match of a leaked row.
    pub best: &'a dyn Fn(usize) -> Option<Strength>,
    /// The members whom it meets so.
    pub here: &'a dyn Fn(usize) -> Vec<usize>,
    /// The members whom it may concern.
    pub around: &'a dyn Fn(usize) -> Vec<usize>,
    /// In which way a row was found.
    pub way: &'a dyn Fn(usize) -> Option<usize>,
    /// How a leaked row resembles a member.
    pub near: &'a dyn Fn(usize, usize) -> Option<usize>,
    /// How it resembles a member at the most, and somebody who does not exist.
    pub resembles: &'a dyn Fn(usize) -> (Option<usize>, Option<usize>),
}

impl Sides<'_> {
    pub fn two_values(&self) -> TwoValues {
        let Sides { world, person, best, .. } = self;
        let open: Vec<usize> = self.compared.iter().copied().filter(|l| best(*l).is_none()).collect();
        let alike = |l: usize, kind: usize| -> Vec<usize> {
            (self.around)(l).into_iter().filter(|m| (self.near)(l, *m) == Some(kind)).collect()
        };
        let persons = |members: &[usize]| members.iter().map(|m| person[*m]).collect::<BTreeSet<usize>>();
        let leads_to = |l: usize, kind: usize| {
            let persons = persons(&alike(l, kind));
            if persons.len() == 1 { persons.first().copied() } else { None }
        };
        let counts = |l: usize| best(l).is_some_and(|strength| certainty(strength) < 3);
        let is_repeating = |operator: usize| {
            let rows: Vec<usize> =
                self.usable.iter().copied().filter(|l| world.leaks[*l].party == operator && counts(*l)).collect();
            let met: BTreeSet<usize> = rows.iter().flat_map(|l| persons(&(self.here)(*l))).collect();
            !rows.is_empty() && 2 * rows.len() >= 3 * met.len()
        };
        let by_another = |l: usize, p: usize| {
            let others = self.usable.iter().filter(|o| **o != l && world.leaks[**o].party == world.leaks[l].party);
            others.copied().any(|o| {
                let by_rule = counts(o) && persons(&(self.here)(o)).contains(&p);
                by_rule || (open.contains(&o) && KINDS.iter().any(|(kind, _)| leads_to(o, *kind) == Some(p)))
            })
        };
        let leads = |l: usize, kind: usize| {
            leads_to(l, kind).filter(|p| is_repeating(world.leaks[l].party) || !by_another(l, *p))
        };
        let by_last = |l: usize| leads(l, 1).is_some();
        let of_kind = |kind: usize| -> Vec<usize> {
            open.iter().copied().filter(|l| leads(*l, kind).is_some() && (kind == 1 || !by_last(*l))).collect()
        };
        let chance = |kind: usize| self.compared.iter().filter(|l| (self.resembles)(**l).1 == Some(kind)).count();
        let (tried, unmatched) = (self.compared.len(), open.len());
        let led = KINDS.map(|(kind, rule)| {
            let (rows, met) = (of_kind(kind).len(), chance(kind));
            // As large a part of those met as of all rows match nobody.
            let allowed = (met * unmatched) as f64 <= world.max_chance * (rows * tried) as f64;
            (rule, rows, met, allowed)
        });
        let beside = [0, 2, 4].map(|way| self.compared.iter().filter(|l| (self.way)(**l) == Some(way)).count());
        let few: usize = led.iter().filter(|(.., allowed)| *allowed).map(|(_, rows, ..)| rows).sum();
        let by_errors = (beside[1] * beside[2]) as f64;
        let of_errors = by_errors > 0.0 && limits(few).0 * beside[0] as f64 <= by_errors;
        let led = led.map(|(rule, rows, met, allowed)| (rule, rows, met, allowed && of_errors));
        let counted = KINDS.into_iter().filter(|(_, of)| led.iter().any(|(rule, .., counted)| rule == of && *counted));
        let pairs = counted.flat_map(|(kind, rule)| {
            let of_row = |l: usize| alike(l, kind).into_iter().map(move |m| (l, m, strength(rule, 0)));
            of_kind(kind).into_iter().flat_map(of_row).collect::<Vec<_>>()
        });
        TwoValues { pairs: pairs.collect(), beside, tried, unmatched, led: led.to_vec(), of_errors }
    }
}
