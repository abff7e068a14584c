//! Who is one person, who meets whom, in which bin each row ends.

use std::collections::BTreeSet;

use super::agreement::{Strength, agree, agreements, certainty, is_crowded, is_of_near_date, near, share_nir, ways};
use super::expected::DECLARED;
use super::own_numbers::{OwnNumbers, own_numbers};
use super::rows::{Fields, fillers, is_possible, is_repeated, one_person};
use super::two_values::{Sides, TwoValues};
use super::world::{Row, World};

/// Why a member row is exposed by an operator.
#[derive(Clone, Debug)]
pub struct Tie {
    pub member: usize,
    pub operator: usize,
    /// 0 met, 1 doubtful, 2 ambiguous, 3 household.
    pub ground: u8,
    /// Of a leaked row that met it.
    pub strength: Option<Strength>,
    pub fields: Fields,
}

/// Who is who, and who met whom.
pub struct Story<'a> {
    pub world: &'a World,
    pub person: Vec<usize>,
    pub member_bin: Vec<&'static str>,
    pub leak_bin: Vec<&'static str>,
    /// (leak, member): every meeting under a leak's strongest rule.
    pub met: Vec<(usize, usize)>,
    pub ties: Vec<Tie>,
    pub levels: Vec<Level>,
    pub own_numbers: OwnNumbers,
    pub two_values: TwoValues,
    /// Whether any row was compared value by value.
    pub was_compared: bool,
    /// By leaked row that matches one person: in which way, and by whom it is insured.
    pub ways: Vec<(usize, BTreeSet<usize>)>,
    /// By leaked row that matches nobody: whom it resembles, and who does not exist, and in what decade it was born.
    pub unmatched: Vec<(Option<usize>, Option<usize>, Option<u16>)>,
}

pub fn story(world: &World) -> Story<'_> {
    let (members, leaks) = (&world.members, &world.leaks);
    let fillers = fillers(world);
    // Persons: closure of one_person over all usable member rows.
    let mut person: Vec<usize> = (0..members.len()).collect();
    for _ in 0..members.len() {
        for i in 0..members.len() {
            for j in 0..members.len() {
                let (one, two) = (&members[i], &members[j]);
                let usable = is_possible(one) && is_possible(two) && (!world.apart || one.party == two.party);
                // Twins are looked for among the rows that may be one person: all, or those of one insurer.
                let around = members.iter().filter(|r| !world.apart || r.party == one.party);
                let around: Vec<Row> = around.cloned().collect();
                if usable && one_person(one, two, &around, &fillers) {
                    let low = person[i].min(person[j]);
                    (person[i], person[j]) = (low, low);
                }
            }
        }
    }
    let member_bin: Vec<&str> = (0..members.len())
        .map(|i| match &members[i] {
            m if !is_possible(m) => "rejected",
            _ if is_repeated(members, i, false) => "duplicate",
            _ => "alive",
        })
        .collect();
    let alive = || (0..members.len()).filter(|m| member_bin[*m] == "alive").collect::<Vec<usize>>();
    let exposable = |l: usize, m: usize| match leaks[l].insurer {
        Some(named) => members[m].party == named,
        None => world.serves[leaks[l].party][members[m].party],
    };
    let by_pair = |l: usize, m: usize| agree(&leaks[l], &members[m], world, &fillers);
    let best_pair = |l: usize| alive().into_iter().filter(|m| exposable(l, *m)).filter_map(|m| by_pair(l, m)).min();
    let is_open = |l: &usize| {
        let settled = best_pair(*l).is_some_and(|(later, ..)| !later);
        is_possible(&leaks[*l]) && !is_repeated(leaks, *l, true) && !settled
    };
    let compared: Vec<usize> = (0..leaks.len()).filter(is_open).collect();
    let own_numbers = own_numbers(world, &person, &compared, (&alive(), &exposable, &best_pair), &fillers);
    let by_own = |l: usize, m: usize| {
        let own = own_numbers.pairs.iter().filter(|(leak, member, _)| (*leak, *member) == (l, m));
        own.map(|(.., strength)| *strength).chain(by_pair(l, m)).min()
    };
    let around = |l: usize| alive().into_iter().filter(|m| exposable(l, *m)).collect::<Vec<usize>>();
    let best_by_own = |l: usize| around(l).into_iter().filter_map(|m| by_own(l, m)).min();
    let usable: Vec<usize> =
        (0..leaks.len()).filter(|l| is_possible(&leaks[*l]) && !is_repeated(leaks, *l, true)).collect();
    let resembles = |l: usize| {
        let here = || around(l).into_iter().map(|m| &members[m]);
        let real = here().filter_map(|m| near(&leaks[l], (m, m.date_text()), &fillers)).min();
        let decoy = |m: &Row| {
            let born = Some(m.moved_date()?);
            let is_matched = [m.date_text(), born.clone()]
                .into_iter()
                .any(|born| agreements(&leaks[l], (m, born), world, &fillers).iter().any(is_tried));
            near(&leaks[l], (m, born), &fillers).filter(|kind| !is_matched && [1, 3].contains(kind))
        };
        (real, here().filter_map(decoy).min())
    };
    let here_by_own = |l: usize| -> Vec<usize> {
        around(l).into_iter().filter(|m| by_own(l, *m).is_some() && by_own(l, *m) == best_by_own(l)).collect()
    };
    // A number or contact alone is no way.
    let way = |l: usize| {
        let met = here_by_own(l).into_iter().filter(|m| by_own(l, *m).is_some_and(|s| certainty(s) < 4));
        met.map(|m| ways(&leaks[l], &members[m], &fillers)).min()
    };
    let sides = Sides {
        world,
        person: &person,
        compared: &compared,
        usable: &usable,
        best: &best_by_own,
        here: &here_by_own,
        way: &way,
        around: &around,
        near: &|l, m| near(&leaks[l], (&members[m], members[m].date_text()), &fillers),
        resembles: &resembles,
    };
    let two_values = sides.two_values();
    let agreed = |l: usize, m: usize| {
        let two = two_values.pairs.iter().filter(|(leak, member, _)| (*leak, *member) == (l, m));
        two.map(|(.., strength)| *strength).chain(by_own(l, m)).min()
    };
    let best = |l: usize| around(l).into_iter().filter_map(|m| agreed(l, m)).min();
    let here = |l: usize| -> Vec<usize> {
        around(l).into_iter().filter(|m| agreed(l, *m).is_some() && agreed(l, *m) == best(l)).collect()
    };
    let first_bin = |l: usize| {
        if !is_possible(&leaks[l]) {
            return "rejected";
        }
        if is_repeated(leaks, l, true) {
            return "duplicate";
        }
        let Some(best) = best(l) else {
            // What is only possible, a number or contact alone, or one beside nearly a date, says nothing about where a person is insured.
            let tells = |s: Strength| certainty(s) < 3 && !is_of_near_date(&s);
            let is_elsewhere =
                |m: usize| agreed(l, m).is_some_and(|s| tells(s) || share_nir(&leaks[l], &members[m], &fillers));
            return if alive().into_iter().any(is_elsewhere) { "elsewhere" } else { "unmatched" };
        };
        let several = |insurer: usize| {
            let here = here(l);
            let persons: BTreeSet<usize> =
                here.iter().filter(|m| members[**m].party == insurer).map(|m| person[*m]).collect();
            persons.len() > 1
        };
        match () {
            () if certainty(best) == 4 => "household",
            () if (0..3).any(several) => "ambiguous",
            () if certainty(best) == 3 => "doubtful",
            () => "matched",
        }
    };
    let mut leak_bin: Vec<&str> = (0..leaks.len()).map(first_bin).collect();
    let levels = levels(world, &leak_bin, &fillers, (&alive, &exposable, &best), &two_values);
    let (mut met, mut ties) = (Vec::new(), Vec::new());
    for l in 0..leaks.len() {
        let Some(best) = best(l).filter(|_| !["rejected", "duplicate"].contains(&leak_bin[l])) else { continue };
        if leak_bin[l] == "matched" && levels.iter().any(|level| level.strength == best && level.is_by_chance) {
            leak_bin[l] = "doubtful";
        }
        let bin = leak_bin[l];
        for m in here(l) {
            met.push((l, m));
            let is_met = bin == "matched";
            ties.push(Tie {
                member: m,
                operator: leaks[l].party,
                ground: match bin {
                    "matched" => 0,
                    "doubtful" => 1,
                    "ambiguous" => 2,
                    _ => 3,
                },
                strength: (bin != "ambiguous").then_some(best),
                fields: if is_met { leaks[l].fields() } else { Fields::new() },
            });
        }
    }
    for p in world.perimeters.iter().filter(|p| p.status == "exposed") {
        for m in (0..members.len()).filter(|m| member_bin[*m] == "alive" && members[*m].party == p.insurer) {
            if members[m].fulfils(p.conditions) {
                let fields = DECLARED.into_iter().collect();
                ties.push(Tie { member: m, operator: p.operator, ground: 0, strength: None, fields });
            }
        }
    }
    let was_compared = (0..leaks.len())
        .filter(|l| !["rejected", "duplicate"].contains(&leak_bin[*l]))
        .any(|l| best(l).is_none_or(|(later, ..)| later));
    let one_person = (0..leaks.len()).filter(|l| ["matched", "doubtful"].contains(&leak_bin[*l]));
    let way = |l: usize| {
        let here = here(l);
        let of = |m: usize| ways(&leaks[l], &members[m], &fillers);
        let way = here.iter().map(|m| of(*m)).min().unwrap();
        // Who is found by values that nearly agree, and does not count, may be a stranger.
        let insured = here.iter().map(|m| members[*m].party).filter(|_| way < 5 || leak_bin[l] == "matched");
        (way, insured.collect())
    };
    let ways: Vec<(usize, BTreeSet<usize>)> = one_person.map(way).collect();
    let of_unmatched = |l: usize| {
        let (real, decoy) = resembles(l);
        (real, decoy, leaks[l].date_text().map(|date| date[..3].parse::<u16>().unwrap() * 10))
    };
    let unmatched = (0..leaks.len()).filter(|l| leak_bin[*l] == "unmatched").map(of_unmatched).collect();
    Story {
        world,
        person,
        member_bin,
        leak_bin,
        met,
        ties,
        levels,
        own_numbers,
        two_values,
        was_compared,
        ways,
        unmatched,
    }
}

/// Leaked rows of one person under a rule, and how many more would be if members were born on another day.
#[derive(Clone, Debug)]
pub struct Level {
    pub strength: Strength,
    pub rows: usize,
    /// None where it is not measured.
    pub by_chance: Option<usize>,
    pub is_by_chance: bool,
}

/// Byar's limits of a count.
pub fn limits(count: usize) -> (f64, f64) {
    let n = count as f64;
    let low = n * (1.0 - 1.0 / (9.0 * n) - 1.96 / (3.0 * n.sqrt())).powi(3);
    let high = (n + 1.0) * (1.0 - 1.0 / (9.0 * (n + 1.0)) + 1.96 / (3.0 * (n + 1.0).sqrt())).powi(3);
    (if count == 0 { 0.0 } else { low.max(0.0) }, high)
}

/// Whether a rule is tried value by value: neither the rank nor anything alone is.
fn is_tried((_, rule, _): &Strength) -> bool {
    (1..30).contains(rule)
}

type Who<'a> = (&'a dyn Fn() -> Vec<usize>, &'a dyn Fn(usize, usize) -> bool, &'a dyn Fn(usize) -> Option<Strength>);

fn levels(
    world: &World,
    leak_bin: &[&str],
    fillers: &BTreeSet<usize>,
    (alive, exposable, best): Who<'_>,
    two_values: &TwoValues,
) -> Vec<Level> {
    // Those of the rules that compare the date.
    let tried = is_tried;
    let dated = |(_, rule, _): &Strength| ![4, 6, 8, 13, 19, 20, 21, 22, 23, 24, 25, 26, 29].contains(rule);
    let by_chance = |l: usize| -> Option<Strength> {
        let leak = &world.leaks[l];
        if ["rejected", "duplicate"].contains(&leak_bin[l]) || best(l).is_some_and(|(later, ..)| !later) {
            return None;
        }
        let strangers = alive().into_iter().filter(|m| exposable(l, *m)).filter_map(|m| {
            let member = &world.members[m];
            let itself = agreements(leak, (member, member.date_text()), world, fillers);
            let moved = agreements(leak, (member, Some(member.moved_date()?)), world, fillers);
            let moved = moved.into_iter().filter(|strength| !is_crowded(leak, member, world, strength));
            moved.filter(tried).min().filter(dated).filter(|_| !itself.iter().any(tried))
        });
        strangers.min().filter(|met| best(l).is_none_or(|best| *met <= best))
    };
    let mut found: Vec<Level> = Vec::new();
    let strengths: BTreeSet<Strength> =
        (0..leak_bin.len()).filter(|l| ["matched", "doubtful"].contains(&leak_bin[*l])).filter_map(best).collect();
    for strength in strengths {
        let rows = (0..leak_bin.len())
            .filter(|l| ["matched", "doubtful"].contains(&leak_bin[*l]) && best(*l) == Some(strength))
            .count();
        let met = (0..leak_bin.len()).filter(|l| by_chance(*l) == Some(strength)).count();
        let met = two_values
            .led
            .iter()
            .find(|(rule, ..)| *rule == strength.1)
            .map_or(met, |(_, _, met, _)| two_values.chance(*met));
        let is_measured = strength.0 && dated(&strength);
        let is_by_chance = is_measured && certainty(strength) < 3 && limits(met).0 > world.max_chance * rows as f64;
        found.push(Level { strength, rows, by_chance: is_measured.then_some(met), is_by_chance });
    }
    found
}
