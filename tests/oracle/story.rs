//! Who is one person, who meets whom, in which bin each row ends.

use std::collections::BTreeSet;

use super::expected::DECLARED;
use super::rows::{Fields, Strength, agree, certainty, fillers, is_possible, one_person, share_nir};
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
}

pub fn story(world: &World) -> Story<'_> {
    let (members, leaks) = (&world.members, &world.leaks);
    let fillers = fillers(world);
    let earlier_equal = |rows: &[Row], i: usize| {
        rows[..i]
            .iter()
            .any(|r| is_possible(r, world.exchanged) && r.party == rows[i].party && r.whole() == rows[i].whole())
    };
    // Persons: closure of one_person over all usable member rows.
    let mut person: Vec<usize> = (0..members.len()).collect();
    for _ in 0..members.len() {
        for i in 0..members.len() {
            for j in 0..members.len() {
                let usable = is_possible(&members[i], world.exchanged) && is_possible(&members[j], world.exchanged);
                if usable && one_person(&members[i], &members[j], members, &fillers, world.exchanged) {
                    let low = person[i].min(person[j]);
                    (person[i], person[j]) = (low, low);
                }
            }
        }
    }
    let member_bin: Vec<&str> = (0..members.len())
        .map(|i| match &members[i] {
            m if !is_possible(m, world.exchanged) => "rejected",
            _ if earlier_equal(members, i) => "duplicate",
            _ => "alive",
        })
        .collect();
    let (mut leak_bin, mut met, mut ties) = (Vec::new(), Vec::new(), Vec::new());
    for (l, leak) in leaks.iter().enumerate() {
        if !is_possible(leak, world.exchanged) {
            leak_bin.push("rejected");
            continue;
        }
        if earlier_equal(leaks, l) {
            leak_bin.push("duplicate");
            continue;
        }
        let alive = || (0..members.len()).filter(|m| member_bin[*m] == "alive");
        let exposable = |m: usize| match leak.insurer {
            Some(named) => members[m].party == named,
            None => world.serves[leak.party][members[m].party],
        };
        let agreed = |m: usize| agree(leak, &members[m], world, &fillers);
        let best = alive().filter(|m| exposable(*m)).filter_map(agreed).min();
        let Some(best) = best else {
            // What is only possible says nothing about where a person is insured.
            let is_elsewhere =
                |m: usize| agreed(m).is_some_and(|s| certainty(s) < 3 || share_nir(leak, &members[m], &fillers));
            leak_bin.push(if alive().any(is_elsewhere) { "elsewhere" } else { "unmatched" });
            continue;
        };
        let here: Vec<usize> = alive().filter(|m| exposable(*m) && agreed(*m) == Some(best)).collect();
        let several = |insurer: usize| {
            let persons: BTreeSet<usize> =
                here.iter().filter(|m| members[**m].party == insurer).map(|m| person[*m]).collect();
            persons.len() > 1
        };
        let bin = match () {
            () if certainty(best) == 4 => "household",
            () if (0..3).any(several) => "ambiguous",
            () if certainty(best) == 3 => "doubtful",
            () => "matched",
        };
        leak_bin.push(bin);
        for m in here {
            met.push((l, m));
            let is_met = bin == "matched";
            ties.push(Tie {
                member: m,
                operator: leak.party,
                ground: match bin {
                    "matched" => 0,
                    "doubtful" => 1,
                    "ambiguous" => 2,
                    _ => 3,
                },
                strength: (bin != "ambiguous").then_some(best),
                fields: if is_met { leak.fields() } else { Fields::new() },
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
    Story { world, person, member_bin, leak_bin, met, ties }
}
