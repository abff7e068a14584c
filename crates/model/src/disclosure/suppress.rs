//! Which counts to suppress, so that each of them could be another by as much as is promised.
//!
//! Whoever has the table knows that parts add up to wholes, along insurers, operators and groups, and that no count is below zero. A
//! suppressed count is safe if the table would read the same with that count larger by the threshold: then nothing in it tells the
//! one from the other. Such another table is made by moving persons around the corners of a box: what is added at one corner is
//! taken away at the next one along each line, or added to the whole of that line. If every corner is suppressed, and those that
//! something is taken from hold enough, nothing that is published changes. For each count that needs protection the cheapest such
//! box is suppressed. Nothing that is suppressed later makes a box void, so one way through the table is enough.
//!
//! This is the hypercube method of secondary suppression (Repsilber; GHMITER in τ-ARGUS: Hundepool and others, *Statistical
//! Disclosure Control*, 2012, chapter 4), with wholes as corners, and one box for all breakdowns where the number of all persons is
//! to be protected.

use std::ops::Range;

use super::table::{ALL, Count, Scope, Table};

/// How far a search goes: ways along each line, and whether all breakdowns are moved together where one of them would do. What is
/// cheap is tried first; the last one leaves nothing out.
const SEARCHES: [(usize, bool); 3] = [(8, false), (8, true), (usize::MAX, true)];

/// Cost of suppressing a zero, which may be known to be one from elsewhere: used only where nothing else is left.
const COST_OF_ZERO: u64 = 1_000;

/// Which counts to suppress: those that `needs` protection, and what protects them.
pub(super) fn suppressed(table: &Table, needs: &[bool], below: u64) -> Vec<bool> {
    let breakdowns = table.breakdowns();
    let mut search = Search { table, breakdowns, below, hidden: needs.to_vec(), safe: vec![false; table.len()] };
    // A number of all persons takes groups of every breakdown along, which then need nothing else.
    let (wholes, groups): (Vec<Count>, Vec<Count>) =
        (0..table.len()).filter(|count| needs[*count]).partition(|count| table.place(*count).1 == ALL);
    for count in wholes.into_iter().chain(groups) {
        if search.safe[count] {
            continue;
        }
        let Some(found) = SEARCHES.into_iter().find_map(|(most, all)| search.cheapest(count, most, all)) else {
            // Without a way to protect it nothing leaves.
            return vec![true; table.len()];
        };
        for corner in found.corners {
            search.hidden[corner.count] = true;
            search.safe[corner.count] = true;
        }
    }
    search.hidden
}

/// Whether a count grows with the protected one or shrinks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Grows,
    Shrinks,
}

impl Way {
    fn and(self, other: Way) -> Way {
        if self == other { Way::Grows } else { Way::Shrinks }
    }
}

/// A count that moves.
struct Corner {
    count: Count,
    way: Way,
}

/// Counts that can move together by the threshold while every other one stays.
struct Protection {
    corners: Vec<Corner>,
    cost: u64,
}

struct Search<'a> {
    table: &'a Table,
    breakdowns: Vec<Range<usize>>,
    below: u64,
    hidden: Vec<bool>,
    /// Suppressed and a corner of a box.
    safe: Vec<bool>,
}

impl Search<'_> {
    /// The cheapest protection of a count, of those that can be reached by `most` ways along each line.
    fn cheapest(&self, count: Count, most: usize, all_breakdowns: bool) -> Option<Protection> {
        let (scope, group) = self.table.place(count);
        let mut found: Vec<Protection> = Vec::new();
        let insurers =
            self.along(most, scope.insurer, self.table.insurers, |insurer| Scope { insurer, ..scope }, group);
        let operators =
            self.along(most, scope.operator, self.table.operators, |operator| Scope { operator, ..scope }, group);
        let others = self.other_groups(most, scope, group);
        for (insurer, of_insurer) in &insurers {
            for (operator, of_operator) in &operators {
                let square = [
                    (scope, Way::Grows),
                    (Scope { insurer: *insurer, ..scope }, *of_insurer),
                    (Scope { operator: *operator, ..scope }, *of_operator),
                    (Scope { insurer: *insurer, operator: *operator }, of_insurer.and(*of_operator)),
                ];
                let boxes = others.iter().map(|other| vec![(group, Way::Grows), (*other, Way::Shrinks)]);
                found.extend(boxes.filter_map(|groups| self.protection(&square, &groups)));
                if others.is_empty() || all_breakdowns {
                    found.extend(self.of_all_breakdowns(&square, group));
                }
            }
        }
        found.sort_by_key(|protection| protection.cost);
        found.into_iter().find(|protection| self.is_possible(protection))
    }

    /// Where a line of insurers or operators can be left: at its whole, which moves along, or at another part, which moves the other
    /// way. The cheapest `most`, and the whole.
    fn along(
        &self,
        most: usize,
        from: usize,
        length: usize,
        scope: impl Fn(usize) -> Scope,
        group: usize,
    ) -> Vec<(usize, Way)> {
        let others = (0..length).filter(|to| *to != from);
        let ways = others.map(|to| (to, if from == ALL || to == ALL { Way::Grows } else { Way::Shrinks }));
        let mut priced: Vec<(u64, usize, Way)> = ways
            .filter_map(|(to, way)| {
                let count = self.table.at(scope(to), group)?;
                Some((self.cost(count, way)?, to, way))
            })
            .collect();
        priced.sort_by_key(|(cost, to, _)| (*cost, *to));
        let tried = priced.iter().enumerate().filter(|(at, (_, to, _))| *at < most || *to == ALL);
        tried.map(|(_, (_, to, way))| (*to, *way)).collect()
    }

    /// The cheapest other groups of the same breakdown.
    fn other_groups(&self, most: usize, scope: Scope, group: usize) -> Vec<usize> {
        let Some(breakdown) = self.breakdowns.iter().find(|breakdown| breakdown.contains(&group)) else {
            return Vec::new();
        };
        let mut priced: Vec<(u64, usize)> = breakdown
            .clone()
            .filter(|other| *other != group)
            .filter_map(|other| Some((self.cost(self.table.at(scope, other)?, Way::Shrinks)?, other)))
            .collect();
        priced.sort();
        priced.into_iter().take(most).map(|(_, other)| other).collect()
    }

    /// All persons and a group of each breakdown together: `group` of its own, the cheapest of the others.
    fn of_all_breakdowns(&self, square: &[(Scope, Way); 4], group: usize) -> Option<Protection> {
        let mut groups = vec![(ALL, Way::Grows)];
        let ages = self.table.ages.as_ref();
        let can_meet = |one: usize, other: usize| ages.is_none_or(|ages| ages.can_meet(one, other));
        for breakdown in &self.breakdowns {
            let of_square = |group: usize| -> Option<u64> {
                square.iter().map(|(scope, way)| self.cost(self.table.at(*scope, group)?, *way)).sum()
            };
            let chosen = if breakdown.contains(&group) {
                group
            } else {
                let fits = |other: &usize| {
                    can_meet(group, *other) && groups.iter().all(|(chosen, _)| can_meet(*chosen, *other))
                };
                breakdown.clone().filter_map(|group| Some((!fits(&group), of_square(group)?, group))).min()?.2
            };
            groups.push((chosen, Way::Grows));
        }
        self.protection(square, &groups)
    }

    /// The corners of a square of scopes and of groups, if each of them can move.
    fn protection(&self, square: &[(Scope, Way); 4], groups: &[(usize, Way)]) -> Option<Protection> {
        let mut corners = Vec::with_capacity(square.len() * groups.len());
        let mut cost = 0;
        for (scope, of_scope) in square {
            for (group, of_group) in groups {
                let (count, way) = (self.table.at(*scope, *group)?, of_scope.and(*of_group));
                cost += self.cost(count, way)?;
                corners.push(Corner { count, way });
            }
        }
        Some(Protection { corners, cost })
    }

    /// What suppressing a count costs: its size in bits, nothing if it is suppressed already. None if it cannot move so far.
    fn cost(&self, count: Count, way: Way) -> Option<u64> {
        let persons = self.table.persons(count);
        match way {
            Way::Shrinks if persons < self.below => None,
            _ if self.hidden[count] => Some(0),
            _ => Some(persons.checked_ilog2().map_or(COST_OF_ZERO, |bits| u64::from(bits) + 1)),
        }
    }

    /// Whether no part would exceed its whole, and ages and decades of birth would still agree. Where parties share persons a whole is
    /// smaller than the sum of its parts, so that the sums alone do not hold the first.
    fn is_possible(&self, protection: &Protection) -> bool {
        let moved = |count: Count| {
            let way = protection.corners.iter().find(|corner| corner.count == count).map(|corner| corner.way);
            let persons = self.table.persons(count);
            match way {
                Some(Way::Grows) => persons + self.below,
                Some(Way::Shrinks) => persons - self.below,
                None => persons,
            }
        };
        protection.corners.iter().all(|corner| {
            let (scope, group) = self.table.place(corner.count);
            let disagrees = self.table.ages.as_ref().is_some_and(|ages| {
                ages.agree(self.table, scope, |count| self.table.persons(count))
                    && !ages.agree(self.table, scope, moved)
            });
            if disagrees {
                return false;
            }
            let holds = |part: Scope, whole: Scope| {
                let counts = self.table.at(part, group).zip(self.table.at(whole, group));
                counts.is_none_or(|(part, whole)| moved(part) <= moved(whole))
            };
            match corner.way {
                Way::Grows => wholes(scope).iter().all(|whole| holds(scope, *whole)),
                Way::Shrinks => self.parts(scope).all(|part| holds(part, scope)),
            }
        })
    }

    /// The scopes that a scope holds.
    fn parts(&self, scope: Scope) -> impl Iterator<Item = Scope> {
        let of = |whole: usize, length: usize| if whole == ALL { 0..length } else { whole..whole + 1 };
        let operators = of(scope.operator, self.table.operators);
        of(scope.insurer, self.table.insurers)
            .flat_map(move |insurer| operators.clone().map(move |operator| Scope { insurer, operator }))
    }
}

/// The scopes that hold a scope.
fn wholes(scope: Scope) -> [Scope; 3] {
    [Scope { insurer: ALL, ..scope }, Scope { operator: ALL, ..scope }, Scope { insurer: ALL, operator: ALL }]
}
