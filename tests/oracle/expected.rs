//! What the report must say, from clear rows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::agreement::{DIFFERENCES, Strength, certainty, strength};
use super::rows::Fields;
use super::story::{Story, Tie, story};
use super::world::{INSURERS, MANAGERS, OPERATORS, Row, World};

pub const RULES: [&str; 35] = [
    "nir-date-rank",
    "nir-date-name",
    "nir-date",
    "decided",
    "nir-name",
    "contract-date-name",
    "contract-name",
    "contact-date-name",
    "contact-name",
    "nir-date-last-name",
    "contract-date-last-name",
    "contact-date-last-name",
    "name-date",
    "nir-first-name",
    "contract-date",
    "contact-date",
    "nir-date-only",
    "contract-date-only",
    "contact-date-only",
    "own-number-first-name",
    "own-number-last-name",
    "own-number-errors",
    "contract-first-name",
    "contract-last-name",
    "contact-first-name",
    "contact-last-name",
    "name-address",
    "first-name-date-address",
    "last-name-date-address",
    "own-number",
    "last-name-date",
    "first-name-date",
    "nir-only",
    "contract-only",
    "contact-only",
];

/// In the order in which reports list them; what the invented files can hold and what is declared.
const FIELDS: [&str; 13] = [
    "civility",
    "last_name",
    "birth_name",
    "first_name",
    "birth_date",
    "birth_rank",
    "nir",
    "insurer",
    "contract_number",
    "postal_address",
    "phone",
    "email",
    "customer_number",
];
pub const DECLARED: [&str; 3] = ["last_name", "nir", "insurer"];
const DENIED: [&str; 2] = ["email", "phone"];
/// A part of the whole.
#[derive(Clone, Copy, Default)]
pub(super) struct Scope {
    pub insurer: Option<usize>,
    pub operator: Option<usize>,
    pub manager: Option<usize>,
}

impl Story<'_> {
    fn ties(&self, scope: Scope) -> Vec<&Tie> {
        let inside = |t: &&Tie| {
            let member = &self.world.members[t.member];
            scope.insurer.is_none_or(|i| member.party == i)
                && scope.operator.is_none_or(|o| t.operator == o)
                && scope.manager.is_none_or(|m| member.manager() == Some(m))
        };
        self.ties.iter().filter(inside).collect()
    }

    /// The persons of an estimate.
    fn estimate(&self, scope: Scope) -> BTreeSet<usize> {
        self.ties(scope).iter().filter(|t| t.ground == 0).map(|t| self.person[t.member]).collect()
    }

    fn of_person(&self, scope: Scope, person: usize) -> Vec<&Tie> {
        self.ties(scope).into_iter().filter(|t| t.ground == 0 && self.person[t.member] == person).collect()
    }

    /// All rows of a person at the insurers where rows of theirs were lost: what they tell of the person, they tell together.
    fn rows_of_person(&self, scope: Scope, person: usize) -> Vec<&Row> {
        let insurers: BTreeSet<usize> =
            self.of_person(scope, person).iter().map(|t| self.world.members[t.member].party).collect();
        let counts = |m: &usize| self.member_bin[*m] == "alive" && self.person[*m] == person;
        let rows = (0..self.world.members.len()).filter(counts).map(|m| &self.world.members[m]);
        rows.filter(|row| insurers.contains(&row.party)).collect()
    }

    fn rows_by(&self, scope: Scope, ground: u8) -> usize {
        let rows: BTreeSet<usize> = self.ties(scope).iter().map(|t| t.member).collect();
        let best = |m: usize| self.ties(scope).iter().filter(|t| t.member == m).map(|t| t.ground).min();
        rows.into_iter().filter(|m| best(*m) == Some(ground)).count()
    }

    fn persons_by(&self, scope: Scope, ground: u8) -> usize {
        let persons: BTreeSet<usize> = self.ties(scope).iter().map(|t| self.person[t.member]).collect();
        let best = |p: usize| self.ties(scope).iter().filter(|t| self.person[t.member] == p).map(|t| t.ground).min();
        persons.into_iter().filter(|p| best(*p) == Some(ground)).count()
    }

    fn persons(&self, scope: Scope) -> Value {
        let is_certain = |t: &&Tie| t.strength.is_none_or(|strength| certainty(strength) == 0);
        let certain = |p: &&usize| self.of_person(scope, **p).iter().any(is_certain);
        let estimate = self.estimate(scope);
        let rows: BTreeSet<usize> = self.ties(scope).iter().map(|t| t.member).collect();
        json!({ "low": estimate.iter().filter(certain).count(), "estimate": estimate.len(), "high": rows.len() })
    }

    /// Leaked rows of a scope, but duplicates.
    fn records(&self, scope: Scope) -> Vec<&Row> {
        let about = |l: usize, i: usize| {
            let row = &self.world.leaks[l];
            row.insurer == Some(i) || self.met.iter().any(|(met, m)| *met == l && self.world.members[*m].party == i)
        };
        (0..self.world.leaks.len())
            .filter(|l| self.leak_bin[*l] != "duplicate")
            .filter(|l| scope.operator.is_none_or(|o| self.world.leaks[*l].party == o))
            .filter(|l| scope.insurer.is_none_or(|i| about(*l, i)))
            .map(|l| &self.world.leaks[l])
            .collect()
    }

    fn totals(&self, scope: Scope) -> Value {
        let estimate = self.estimate(scope);
        let count = |holds: &dyn Fn(&Row) -> bool, all: bool| {
            let of = |p: usize| self.rows_of_person(scope, p).into_iter();
            estimate.iter().filter(|p| if all { of(**p).all(holds) } else { of(**p).any(holds) }).count()
        };
        let holders = count(&|m| m.dependant == Some(false), false);
        let not_holders = |p: usize| {
            let rows = self.rows_of_person(scope, p);
            !rows.iter().any(|m| m.dependant == Some(false)) && rows.iter().any(|m| m.dependant == Some(true))
        };
        let contracts: BTreeSet<_> = estimate
            .iter()
            .flat_map(|p| self.of_person(scope, *p))
            .filter_map(|t| Some((self.world.members[t.member].party, self.world.members[t.member].number()?)))
            .collect();
        json!({
            "persons": self.persons(scope),
            "high_rows": {
                "met": self.rows_by(scope, 0),
                "doubtful": self.rows_by(scope, 1),
                "ambiguous": self.rows_by(scope, 2),
                "household": self.rows_by(scope, 3),
            },
            "doubtful": self.persons_by(scope, 1),
            "ambiguous": self.persons_by(scope, 2),
            "household": self.persons_by(scope, 3),
            "records": self.records(scope).len(),
            "contracts": contracts.len(),
            "policyholders": holders,
            "dependants": estimate.iter().filter(|p| not_holders(**p)).count(),
            "minors": count(&|m| m.date_text().is_some_and(|date| date.starts_with("2015")), false),
            "former": count(&|m| m.end == "2023-12-31", true),
            "deceased": 0,
        })
    }

    /// Leaked rows that name an insurer and meet nobody there.
    fn named_only(&self, insurer: usize) -> usize {
        let rows = (0..self.world.leaks.len()).filter(|l| self.leak_bin[*l] != "duplicate");
        let is_met = |l: usize| self.met.iter().any(|(met, m)| *met == l && self.world.members[*m].party == insurer);
        rows.filter(|l| self.world.leaks[*l].insurer == Some(insurer) && !is_met(*l)).count()
    }

    /// Fields of each person of the estimate.
    pub(super) fn lost(&self, scope: Scope) -> Vec<Fields> {
        let of = |p: &usize| self.of_person(scope, *p).iter().flat_map(|t| t.fields.clone()).collect();
        self.estimate(scope).iter().map(of).collect()
    }

    /// Persons of an insurer by who lost their data, and which.
    fn losses(&self, insurer: usize) -> Vec<Value> {
        let scope = Scope { insurer: Some(insurer), ..Scope::default() };
        let mut losses: BTreeMap<(BTreeSet<usize>, Fields), [u64; 4]> = BTreeMap::new();
        for p in self.estimate(scope) {
            let ties = self.of_person(scope, p);
            let operators = ties.iter().map(|t| t.operator).collect();
            let fields = ties.iter().flat_map(|t| t.fields.clone()).collect();
            let best = ties.iter().filter_map(|t| t.strength).min().map(certainty);
            let in_perimeter = ties.iter().any(|t| t.strength.is_none());
            let counts = losses.entry((operators, fields)).or_default();
            let is_probable = best.is_some_and(|best| best > 1) && !in_perimeter;
            for (count, holds) in counts.iter_mut().zip([true, best.is_none(), in_perimeter, is_probable]) {
                *count += u64::from(holds);
            }
        }
        let loss = |((operators, fields), counts): (&(BTreeSet<usize>, Fields), &[u64; 4])| {
            let operators: Vec<&str> = operators.iter().map(|o| OPERATORS[*o]).collect();
            let [persons, perimeter, in_perimeter, probable] = counts;
            json!({
                "operators": operators, "fields": listed(fields),
                "persons": persons, "perimeter": perimeter, "in_perimeter": in_perimeter, "probable": probable,
            })
        };
        losses.iter().map(loss).collect()
    }

    /// Evidence, rules, groups and sets, put beside the figures of a scope.
    fn with_makeup(&self, scope: Scope, mut figures: Value) -> Value {
        let estimate = self.estimate(scope);
        let rule = |p: usize| self.of_person(scope, p).iter().filter_map(|t| t.strength).min();
        let in_perimeter = |p: usize| self.of_person(scope, p).iter().any(|t| t.strength.is_none());
        // Persons of one ground, by what met them.
        let grounded = |ground: u8| -> Vec<Strength> {
            self.ties(scope)
                .iter()
                .map(|t| self.person[t.member])
                .collect::<BTreeSet<_>>()
                .into_iter()
                .filter_map(|p| {
                    let ties = self.ties(scope).into_iter().filter(|t| self.person[t.member] == p);
                    let best = ties.clone().map(|t| t.ground).min();
                    ties.filter_map(|t| t.strength).min().filter(|_| best == Some(ground))
                })
                .collect()
        };
        let (doubtful, households) = (grounded(1), grounded(3));
        let count = |holds: &dyn Fn(usize) -> bool| estimate.iter().filter(|p| holds(**p)).count();
        figures["evidence"] = json!({
            "records": count(&|p| rule(p).is_some() && !in_perimeter(p)),
            "perimeter": count(&|p| rule(p).is_none()),
            "both": count(&|p| rule(p).is_some() && in_perimeter(p)),
        });
        let by_rule = |(i, difference): (usize, usize)| {
            let this = strength(i, difference);
            let lowered = self.levels.iter().any(|level| level.strength == this && level.is_by_chance);
            let persons = match certainty(this) {
                _ if lowered => doubtful.iter().filter(|strength| **strength == this).count(),
                4 => households.iter().filter(|strength| **strength == this).count(),
                3 => doubtful.iter().filter(|strength| **strength == this).count(),
                _ => count(&|p| rule(p) == Some(this)),
            };
            let too = count(&|p| rule(p) == Some(this) && in_perimeter(p));
            match difference {
                0 => Some(json!({ "rule": RULES[i], "persons": persons, "in_perimeter": too })),
                _ if persons == 0 => None,
                _ => {
                    let difference = DIFFERENCES[difference];
                    Some(json!({ "rule": RULES[i], "difference": difference, "persons": persons, "in_perimeter": too }))
                }
            }
        };
        let all = (0..RULES.len()).flat_map(|rule| (0..DIFFERENCES.len()).map(move |difference| (rule, difference)));
        figures["rules"] = all.filter_map(by_rule).collect();
        let sex = |p: usize| {
            let told: BTreeSet<_> =
                self.of_person(scope, p).iter().filter_map(|t| self.world.members[t.member].sex()).collect();
            if told.len() == 1 { told.into_iter().next() } else { None }
        };
        let mut decades: BTreeMap<String, u64> = BTreeMap::new();
        for p in &estimate {
            let dates = self.of_person(scope, *p);
            let decade = dates.iter().filter_map(|t| self.world.members[t.member].date_text()).min();
            // After every number, so that it comes last.
            *decades.entry(decade.map_or("none".to_owned(), |d| format!("{}0", &d[..3]))).or_default() += 1;
        }
        let decade = |(from, persons): (&String, &u64)| match from.parse::<u16>() {
            Ok(from) => json!({ "from": from, "persons": persons }),
            Err(_) => json!({ "persons": persons }),
        };
        figures["groups"] = json!({
            "sex": {
                "men": count(&|p| sex(p) == Some("man")),
                "women": count(&|p| sex(p) == Some("woman")),
                "not_told": count(&|p| sex(p).is_none()),
            },
            "birth_decade": decades.iter().map(decade).collect::<Vec<_>>(),
        });
        let mut sets: BTreeMap<Fields, u64> = BTreeMap::new();
        self.lost(scope).into_iter().for_each(|fields| *sets.entry(fields).or_default() += 1);
        let set = |(fields, persons): (&Fields, &u64)| json!({ "fields": listed(fields), "persons": persons });
        figures["sets"] = sets.iter().map(set).collect();
        figures
    }

    fn fields(&self, scope: Scope) -> Value {
        let lost = self.lost(scope);
        let records = self.records(scope);
        let count = |field: &&str| {
            let observed = records.iter().filter(|r| r.fields().contains(field)).count();
            let declared = match () {
                () if DECLARED.contains(field) => "exposed",
                () if DENIED.contains(field) => "not_exposed",
                () if observed == 0 => return None,
                () => "not_established",
            };
            let persons = lost.iter().filter(|fields| fields.contains(field)).count();
            Some(json!({ "field": field, "declared": declared, "observed_records": observed, "persons": persons }))
        };
        FIELDS.iter().filter_map(count).collect()
    }

    fn managers(&self, scope: Scope) -> Value {
        let mut counts: BTreeMap<(usize, &str), u64> = BTreeMap::new();
        for p in self.estimate(scope) {
            let ties = self.of_person(scope, p);
            let named: BTreeSet<(usize, &str)> = ties
                .iter()
                .map(|t| match self.world.members[t.member].manager {
                    "m1" => (0, "m1"),
                    "Manager m2" => (1, "m2"),
                    "ailleurs" => (2, "?"),
                    _ => (3, ""),
                })
                .collect();
            named.into_iter().for_each(|manager| *counts.entry(manager).or_default() += 1);
        }
        if counts.keys().all(|(place, _)| *place == 3) {
            return json!([]);
        }
        let count = |((place, id), persons): (&(usize, &str), &u64)| match place {
            0 | 1 => json!({ "manager": id, "named": true, "persons": persons }),
            2 => json!({ "named": true, "persons": persons }),
            _ => json!({ "named": false, "persons": persons }),
        };
        counts.iter().map(count).collect()
    }

    fn is_shown(&self, i: usize, o: usize) -> bool {
        self.world.serves[o][i]
            || self.world.perimeters.iter().any(|p| (p.insurer, p.operator) == (i, o))
            || !self.records(cell(i, o)).is_empty()
    }

    fn status(&self, i: usize, o: usize) -> &'static str {
        let here = || self.world.perimeters.iter().filter(|p| (p.insurer, p.operator) == (i, o));
        let everybody_is_out = here().any(|p| p.status == "not_concerned" && p.conditions == 0);
        if !self.ties(cell(i, o)).is_empty() || here().any(|p| p.status == "exposed") {
            "exposed"
        } else if everybody_is_out && self.records(cell(i, o)).is_empty() {
            "not_concerned"
        } else {
            "not_established"
        }
    }

    fn perimeters(&self, insurer: usize) -> Value {
        let mine = self.world.perimeters.iter().filter(|p| p.insurer == insurer);
        let report = |(n, p): (usize, &super::world::Perimeter)| {
            let rows: Vec<usize> = (0..self.world.members.len())
                .filter(|m| self.member_bin[*m] == "alive" && self.world.members[*m].party == insurer)
                .filter(|m| self.world.members[*m].fulfils(p.conditions))
                .collect();
            let is_met = |m: &&usize| {
                self.ties
                    .iter()
                    .any(|t| t.member == **m && t.operator == p.operator && t.ground == 0 && t.strength.is_some())
            };
            let met: Vec<usize> = rows.iter().filter(is_met).copied().collect();
            let persons = |rows: &[usize]| rows.iter().map(|m| self.person[*m]).collect::<BTreeSet<_>>().len();
            json!({
                "number": n + 1, "operator": OPERATORS[p.operator], "status": p.status,
                "rows": rows.len(), "persons": persons(&rows), "rows_met": met.len(), "persons_met": persons(&met),
            })
        };
        mine.enumerate().map(report).collect()
    }

    /// A total as a union: who is at exactly these parties, and who at all of these at least.
    fn union(&self, ids: &[&str], at: &dyn Fn(usize, usize) -> bool) -> Value {
        let everybody = self.estimate(Scope::default());
        let of = |p: usize| (0..ids.len()).filter(|party| at(p, *party)).collect::<Vec<_>>();
        let mut subsets: Vec<Vec<usize>> =
            (1..1usize << ids.len()).map(|bits| (0..ids.len()).filter(|i| bits >> i & 1 == 1).collect()).collect();
        subsets.sort_by_key(|subset| (subset.len(), subset.clone()));
        let listed = |holds: &dyn Fn(&[usize], &[usize]) -> bool| -> Vec<Value> {
            let count = |subset: &Vec<usize>| everybody.iter().filter(|p| holds(&of(**p), subset)).count();
            let named = |subset: &Vec<usize>| subset.iter().map(|i| ids[*i]).collect::<Vec<_>>();
            let parts = subsets.iter().map(|subset| (named(subset), count(subset)));
            parts
                .filter(|(_, persons)| *persons > 0)
                .map(|(of, persons)| json!({ "of": of, "persons": persons }))
                .collect()
        };
        json!({
            "exactly": listed(&|mine, subset| mine == subset),
            "terms": listed(&|mine, subset| subset.iter().all(|party| mine.contains(party))),
            "persons": everybody.len(),
        })
    }
}

pub(super) fn cell(insurer: usize, operator: usize) -> Scope {
    Scope { insurer: Some(insurer), operator: Some(operator), manager: None }
}

/// Fields in the order of reports.
pub(super) fn listed(fields: &Fields) -> Vec<&'static str> {
    FIELDS.into_iter().filter(|field| fields.contains(field)).collect()
}

/// Every figure of the report.
pub fn report(world: &World) -> Value {
    let story = story(world);
    let all = Scope::default();
    let of_insurer = |i: usize| Scope { insurer: Some(i), ..all };
    let of_operator = |o: usize| Scope { operator: Some(o), ..all };
    let insurers: Vec<Value> = (0..3)
        .map(|i| {
            let shown: Vec<usize> = (0..3).filter(|o| story.is_shown(i, *o)).collect();
            let cells: Vec<Value> = shown
                .iter()
                .map(|o| {
                    let figures = json!({
                        "id": OPERATORS[*o], "status": story.status(i, *o), "totals": story.totals(cell(i, *o)),
                        "fields": story.fields(cell(i, *o)), "managers": story.managers(cell(i, *o)),
                    });
                    story.with_makeup(cell(i, *o), figures)
                })
                .collect();
            let is = |status: &str| shown.iter().filter(|o| story.status(i, **o) == status).count();
            let status = match () {
                () if is("exposed") > 0 => "exposed",
                () if is("not_concerned") == shown.len() => "not_concerned",
                () => "not_established",
            };
            let mut figures = json!({
                "id": INSURERS[i], "status": status, "totals": story.totals(of_insurer(i)), "operators": cells,
                "perimeters": story.perimeters(i), "losses": story.losses(i), "named_only": story.named_only(i),
                // The columns of the files: nothing tells who has died.
                "told": { "policyholders": true, "former": true, "deceased": false },
            });
            if let Some(told) = story.not_found(i) {
                figures["not_found"] = told;
            }
            if let Some(told) = story.identifiability(i) {
                figures["identifiability"] = told;
            }
            story.with_makeup(of_insurer(i), figures)
        })
        .collect();
    let operators: Vec<Value> = (0..3)
        .map(|o| {
            let shown = (0..3).filter(|i| story.is_shown(*i, o));
            let figures = json!({
                "id": OPERATORS[o], "totals": story.totals(of_operator(o)), "fields": story.fields(of_operator(o)),
                "insurers": shown
                    .map(|i| json!({ "id": INSURERS[i], "persons": story.persons(cell(i, o)) }))
                    .collect::<Vec<_>>(),
            });
            story.with_makeup(of_operator(o), figures)
        })
        .collect();
    let at_operator = |p: usize, o: usize| story.estimate(of_operator(o)).contains(&p);
    let at_insurer = |p: usize, i: usize| story.estimate(of_insurer(i)).contains(&p);
    let both =
        |a: usize, b: usize| story.estimate(of_operator(a)).intersection(&story.estimate(of_operator(b))).count();
    let overlaps = [(0, 1), (0, 2), (1, 2)]
        .map(|(a, b)| json!({ "operators": [OPERATORS[a], OPERATORS[b]], "persons": both(a, b) }));
    let leak_bins = |o: usize| {
        let mine: Vec<usize> = (0..world.leaks.len()).filter(|l| world.leaks[*l].party == o).collect();
        let count = |bin: &str| mine.iter().filter(|l| story.leak_bin[**l] == bin).count();
        json!({
            "operator": OPERATORS[o], "rows": mine.len(), "matched": count("matched"), "doubtful": count("doubtful"), "ambiguous": count("ambiguous"),
            "household": count("household"), "elsewhere": count("elsewhere"), "unmatched": count("unmatched"),
            "duplicate": count("duplicate"), "rejected": count("rejected"),
        })
    };
    let member_bins = |i: usize| {
        let mine: Vec<usize> = (0..world.members.len()).filter(|m| world.members[*m].party == i).collect();
        let is_exposed = |m: usize| story.ties.iter().any(|t| t.member == m);
        let count = |bin: &str| mine.iter().filter(|m| story.member_bin[**m] == bin).count();
        let exposed = mine.iter().filter(|m| is_exposed(**m)).count();
        json!({
            "insurer": INSURERS[i], "rows": mine.len(), "exposed": exposed, "not_exposed": count("alive") - exposed,
            "duplicate": count("duplicate"), "rejected": count("rejected"),
        })
    };
    let manager = |m: usize| json!({ "id": MANAGERS[m], "persons": story.persons(Scope { manager: Some(m), ..all }) });
    let figures = json!({
        "totals": story.totals(all),
        "insurers": insurers,
        "operators": operators,
        "managers": (0..2).map(manager).collect::<Vec<_>>(),
        "overlaps": overlaps,
        "unions": {
            "operators": story.union(&OPERATORS, &at_operator),
            "insurers": story.union(&INSURERS, &at_insurer),
        },
        "matching": story.matching(),
        "conservation": {
            "leaks": (0..3).map(leak_bins).collect::<Vec<_>>(),
            "members": (0..3).map(member_bins).collect::<Vec<_>>(),
        },
    });
    story.with_makeup(all, figures)
}
