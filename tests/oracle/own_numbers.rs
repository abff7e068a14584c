//! Rows that a number leads to the one person who has it, and little else.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::agreement::{Strength, agree, beside_number, certainty, of_own_number, strength};
use super::rows::{is_possible, is_repeated};
use super::story::limits;
use super::world::{Row, World};

/// What was found of them.
pub struct OwnNumbers {
    agreeing: usize,
    alone: usize,
    of_one: usize,
    of_several: usize,
    personal: bool,
    /// Rows by what agrees beside the number.
    beside: [usize; 4],
    of_errors: bool,
    /// Leaked row, member row, how strongly: none if numbers are not persons' own.
    pub pairs: Vec<(usize, usize, Strength)>,
    counted: bool,
}

impl OwnNumbers {
    pub fn told(&self) -> Option<Value> {
        let told = json!({
            "agreeing": self.agreeing, "alone": self.alone, "counted": self.counted,
            "of_one": self.of_one, "of_several": self.of_several, "personal": self.personal,
            "both_agree": self.beside[0], "date_differs": self.beside[1], "first_name_differs": self.beside[2],
            "both_differ": self.beside[3], "of_errors": self.of_errors,
        });
        (self.alone > 0).then_some(told)
    }
}

type Who<'a> = (&'a [usize], &'a dyn Fn(usize, usize) -> bool, &'a dyn Fn(usize) -> Option<Strength>);

/// `best`: the strongest match by any other rule. `compared`: the leaked rows that NIR and birth date do not settle.
pub fn own_numbers(
    world: &World,
    person: &[usize],
    compared: &[usize],
    (alive, exposable, best): Who<'_>,
    fillers: &BTreeSet<usize>,
) -> OwnNumbers {
    let World { members, leaks, .. } = world;
    let holders = |number: &String| {
        let holders = alive.iter().filter(|m| members[**m].bare_numbers().contains(number));
        holders.map(|m| person[*m]).collect::<BTreeSet<_>>().len()
    };
    let is_of_one = |number: &String| holders(number) == 1;
    let held: Vec<usize> = compared.iter().flat_map(|l| leaks[*l].bare_numbers()).map(|n| holders(&n)).collect();
    let of_one = held.iter().filter(|holders| **holders == 1).count();
    let of_several = held.iter().filter(|holders| **holders > 1).count();
    let personal = of_several as f64 <= world.max_chance * (of_one + of_several) as f64;
    let has_nir = |l: usize| Row::readable(leaks[l].nir).is_some_and(|nir| !fillers.contains(&nir));
    let share_one = |l: usize, m: usize| {
        let shared = members[m].bare_numbers().into_iter().filter(|n| leaks[l].bare_numbers().contains(n));
        let both_filed = has_nir(l) && !members[m].nirs().is_empty();
        exposable(l, m) && !both_filed && shared.into_iter().any(|number| is_of_one(&number))
    };
    let sharing = |l: usize| alive.iter().copied().filter(move |m| share_one(l, *m));
    let mut beside = [0; 4];
    for l in compared {
        let kind = sharing(*l).filter_map(|m| beside_number(&leaks[*l], &members[m])).min();
        kind.into_iter().for_each(|kind| beside[kind] += 1);
    }
    // Errors that have nothing to do with each other: as many rows have both as one in so many of those with the other.
    let single = (beside[1] * beside[2]) as f64;
    let of_errors = single > 0.0 && limits(beside[3]).0 * beside[0] as f64 <= single;
    let mut pairs: Vec<(usize, usize, Strength, bool)> = Vec::new();
    for l in compared.iter().copied() {
        for m in sharing(l) {
            let Some((found, is_another)) = of_own_number(&leaks[l], &members[m], personal) else { continue };
            let (_, rule, difference) = found;
            let counted = if rule == 29 && personal && of_errors { strength(21, difference) } else { found };
            let by_rule = agree(&leaks[l], &members[m], world, fillers);
            if by_rule.is_none_or(|other| found < other) && best(l).is_none_or(|other| counted < other) {
                pairs.push((l, m, counted, is_another));
            }
        }
    }
    // Another row of the operator, about the same person for sure or by the number as well: they are two.
    let leads_to = |l: usize, p: usize| {
        let by_best = |m: &&usize| {
            let met = agree(&leaks[l], &members[**m], world, fillers);
            exposable(l, **m)
                && person[**m] == p
                && met.is_some()
                && met == best(l)
                && met.is_some_and(|s| certainty(s) < 3)
        };
        alive.iter().any(|m| by_best(&m)) || pairs.iter().any(|(other, m, ..)| *other == l && person[*m] == p)
    };
    let counts = |l: usize| is_possible(&leaks[l]) && !is_repeated(leaks, l, true);
    let is_anothers = |(l, m, _, is_another): &&(usize, usize, Strength, bool)| {
        let others = (0..leaks.len()).filter(|o| o != l && leaks[*o].party == leaks[*l].party && counts(*o));
        *is_another && !(personal && of_errors) && others.into_iter().any(|other| leads_to(other, person[*m]))
    };
    let left: Vec<(usize, usize, Strength)> =
        pairs.iter().filter(|pair| !is_anothers(pair)).map(|(l, m, strength, _)| (*l, *m, *strength)).collect();
    let by_number = |l: &&usize| best(**l).is_some_and(|(_, rule, _)| [5, 6, 10, 14, 17].contains(&rule));
    let agreeing = compared.iter().filter(by_number).count();
    let alone = left.iter().map(|(l, ..)| l).collect::<BTreeSet<_>>().len();
    let counted = alone as f64 <= world.max_chance * (alone + agreeing) as f64;
    let pairs = if counted { left } else { Vec::new() };
    OwnNumbers { agreeing, alone, of_one, of_several, personal, beside, of_errors, pairs, counted }
}
