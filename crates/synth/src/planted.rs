//! Counts what is planted as it is planted: no digest, no index, no rule is tried.

use std::collections::{BTreeMap, BTreeSet};

use super::insurers::{AESIO, INSURERS};
use super::truth::{Figures, Truth};
use super::unit::{Day, Fate, MANAGERS, Member, OPERATORS, REFERENCE, Unit};
use model::incident::{Field, FieldSet};
use model::rule::Rule;

const ALMERYS: usize = 0;

/// What Almerys declares, for those in its perimeter.
const DECLARED: [Field; 9] = [
    Field::Civility,
    Field::LastName,
    Field::FirstName,
    Field::BirthDate,
    Field::BirthRank,
    Field::Nir,
    Field::Insurer,
    Field::ContractNumber,
    Field::Manager,
];

/// A member row and an operator that exposed it.
struct Tie {
    member: usize,
    operator: usize,
    ground: Ground,
    rule: Option<Rule>,
    fields: FieldSet,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    Met,
    Ambiguous,
    Household,
}

/// What is counted of a scope, by the names of `truth.json`.
#[derive(Clone, Copy)]
enum Count {
    Records,
    High,
    RowsMet,
    RowsAmbiguous,
    RowsHousehold,
    Ambiguous,
    Household,
    Contracts,
    Estimate,
    Low,
    Policyholders,
    Dependants,
    Minors,
    Former,
    Deceased,
}

const COUNTS: [&str; 15] = [
    "records",
    "high",
    "rows_met",
    "rows_ambiguous",
    "rows_household",
    "ambiguous",
    "household",
    "contracts",
    "estimate",
    "low",
    "policyholders",
    "dependants",
    "minors",
    "former",
    "deceased",
];

/// The counts of one scope.
#[derive(Default)]
struct Scope {
    counts: [u64; COUNTS.len()],
    evidence: [u64; 3],
    rules: [u64; Rule::ALL.len()],
    men_and_women: [u64; 2],
    decades: BTreeMap<u16, u64>,
    fields: [(u64, u64); Field::ALL.len()],
    sets: BTreeMap<FieldSet, u64>,
    /// By manager; then of none.
    managers: [u64; MANAGERS.len() + 1],
}

pub(crate) struct Planted {
    /// By insurer, or all; then by operator, or all.
    scopes: Vec<Scope>,
    members: Vec<[u64; MEMBER_BINS.len()]>,
    leaks: [[u64; LEAK_BINS.len()]; OPERATORS.len()],
    /// Persons by the operators, and by the insurers, that have them: a bit each.
    unions: [BTreeMap<u16, u64>; 2],
    perimeter: [u64; 4],
}

const MEMBER_BINS: [&str; 3] = ["duplicate", "exposed", "not_exposed"];
const LEAK_BINS: [&str; 7] = ["matched", "ambiguous", "household", "elsewhere", "unmatched", "duplicate", "rejected"];

impl Planted {
    /// Nothing yet, at so many insurers.
    pub(crate) fn new(insurers: usize) -> Planted {
        Planted {
            scopes: scopes(insurers).map(|_| Scope::default()).collect(),
            members: vec![Default::default(); insurers],
            leaks: Default::default(),
            unions: Default::default(),
            perimeter: Default::default(),
        }
    }

    /// Adds what a unit planted. Persons and contracts never span units.
    pub(crate) fn add(&mut self, unit: &Unit) {
        let ties = ties(unit);
        for ((insurer, operator), scope) in scopes(self.members.len()).zip(&mut self.scopes) {
            scope.add(unit, &ties, insurer, operator);
        }
        for (index, member) in unit.members.iter().enumerate() {
            let bin = match (member.duplicate, ties.iter().any(|tie| tie.member == index)) {
                (true, _) => 0,
                (_, true) => 1,
                _ => 2,
            };
            self.members[member.insurer][bin] += 1;
        }
        for leak in &unit.leaks {
            let bin = match leak.fate {
                Fate::Matched(..) => 0,
                Fate::Ambiguous(_) => 1,
                Fate::Household(_) => 2,
                Fate::Elsewhere => 3,
                Fate::Unmatched => 4,
                Fate::Duplicate => 5,
                Fate::Rejected => 6,
            };
            self.leaks[leak.operator][bin] += 1;
        }
        let met = || ties.iter().filter(|tie| tie.ground == Ground::Met);
        let number = |tie: &Tie| unit.members[tie.member].person.number;
        for person in distinct(met().map(number)) {
            let mine = || met().filter(|tie| number(tie) == person);
            let operators = mine().fold(0, |set, tie| set | 1 << tie.operator);
            let insurers = mine().fold(0, |set, tie| set | 1 << unit.members[tie.member].insurer);
            for (union, parties) in self.unions.iter_mut().zip([operators, insurers]) {
                *union.entry(parties).or_default() += 1;
            }
        }
        let inside: Vec<usize> = (0..unit.members.len()).filter(|i| is_in_perimeter(&unit.members[*i])).collect();
        let by_records = |i: &usize| ties.iter().any(|t| t.member == *i && t.operator == ALMERYS && t.rule.is_some());
        let leaked: Vec<usize> = inside.iter().copied().filter(by_records).collect();
        let persons = |rows: &[usize]| distinct(rows.iter().map(|i| unit.members[*i].person.number)).len();
        let counted = [inside.len(), persons(&inside), leaked.len(), persons(&leaked)];
        self.perimeter.iter_mut().zip(counted).for_each(|(sum, more)| *sum += more as u64);
    }

    /// Adds what other units planted.
    pub(crate) fn merge(&mut self, other: Planted) {
        for (scope, more) in self.scopes.iter_mut().zip(other.scopes) {
            scope.merge(more);
        }
        self.members.iter_mut().zip(&other.members).for_each(|(sum, more)| add(sum, more));
        self.leaks.iter_mut().zip(&other.leaks).for_each(|(sum, more)| add(sum, more));
        self.unions.iter_mut().zip(other.unions).for_each(|(sum, more)| add_all(sum, more));
        add(&mut self.perimeter, &other.perimeter);
    }

    /// By the names of `truth.json`.
    pub(crate) fn truth(self) -> Truth {
        let mut truth = Truth { perimeter: self.perimeter, ..Truth::default() };
        for ((insurer, operator), scope) in scopes(self.members.len()).zip(self.scopes) {
            let name = match (insurer, operator) {
                (None, None) => "all".to_owned(),
                (Some(i), None) => INSURERS[i].id.to_owned(),
                (None, Some(o)) => OPERATORS[o].to_owned(),
                (Some(i), Some(o)) => format!("{}/{}", INSURERS[i].id, OPERATORS[o]),
            };
            truth.scopes.insert(name, scope.figures());
        }
        for (insurer, bins) in INSURERS.iter().zip(&self.members) {
            truth.bins.insert(insurer.id.to_owned(), named(&MEMBER_BINS, bins));
        }
        for (id, bins) in OPERATORS.iter().zip(&self.leaks) {
            truth.bins.insert((*id).to_owned(), named(&LEAK_BINS, bins));
        }
        let insurers: Vec<&str> = INSURERS.iter().map(|insurer| insurer.id).collect();
        for (ids, union) in [&OPERATORS[..], &insurers].into_iter().zip(self.unions) {
            for (set, persons) in union {
                let mut of: Vec<&str> =
                    ids.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, id)| *id).collect();
                of.sort_unstable();
                truth.unions.insert(of.join("+"), persons);
            }
        }
        truth
    }
}

impl Scope {
    fn count(&mut self, count: Count, more: u64) {
        self.counts[count as usize] += more;
    }

    fn add(&mut self, unit: &Unit, ties: &[Tie], insurer: Option<usize>, operator: Option<usize>) {
        let at_operator = |o: usize| operator.is_none_or(|scope| scope == o);
        let at_insurer = |i: usize| insurer.is_none_or(|scope| scope == i);
        for leak in unit.leaks.iter().filter(|l| at_operator(l.operator) && l.fate != Fate::Duplicate) {
            if at_insurer(leak.insurer) {
                self.count(Count::Records, 1);
                leak.fields().iter().for_each(|field| self.fields[field as usize].0 += 1);
            }
        }
        let here = || ties.iter().filter(|t| at_operator(t.operator) && at_insurer(unit.members[t.member].insurer));
        for row in distinct(here().map(|tie| tie.member)) {
            self.count(Count::High, 1);
            match here().filter(|tie| tie.member == row).map(|tie| tie.ground).min() {
                Some(Ground::Met) => self.count(Count::RowsMet, 1),
                Some(Ground::Ambiguous) => self.count(Count::RowsAmbiguous, 1),
                _ => self.count(Count::RowsHousehold, 1),
            }
        }
        let number = |tie: &Tie| unit.members[tie.member].person.number;
        let mut contracts = BTreeSet::new();
        for person in distinct(here().map(number)) {
            match here().filter(|tie| number(tie) == person).map(|tie| tie.ground).min() {
                Some(Ground::Met) => {
                    let ties: Vec<&Tie> =
                        here().filter(|tie| number(tie) == person && tie.ground == Ground::Met).collect();
                    contracts.extend(
                        ties.iter().map(|t| (unit.members[t.member].insurer, &unit.members[t.member].contract)),
                    );
                    self.add_person(unit, &ties);
                }
                Some(Ground::Ambiguous) => self.count(Count::Ambiguous, 1),
                _ => {
                    self.count(Count::Household, 1);
                    self.rules[Rule::NirOnly as usize] += 1;
                }
            }
        }
        self.count(Count::Contracts, contracts.len() as u64);
    }

    /// Adds a person of the estimate by what exposed it.
    fn add_person(&mut self, unit: &Unit, ties: &[&Tie]) {
        let members: Vec<&Member> = ties.iter().map(|tie| &unit.members[tie.member]).collect();
        let any = |holds: fn(&Member) -> bool| u64::from(members.iter().any(|member| holds(member)));
        let rule = ties.iter().filter_map(|tie| tie.rule).min();
        let in_perimeter = ties.iter().any(|tie| tie.rule.is_none());
        let is_certain = in_perimeter || matches!(rule, Some(Rule::NirDateRank | Rule::NirDateName));
        self.evidence[match (rule.is_some(), in_perimeter) {
            (true, false) => 0,
            (false, _) => 1,
            (true, true) => 2,
        }] += 1;
        if let Some(rule) = rule {
            self.rules[rule as usize] += 1;
        }
        let policyholder = any(|m| m.person.policyholder);
        self.count(Count::Estimate, 1);
        self.count(Count::Low, u64::from(is_certain));
        self.count(Count::Policyholders, policyholder);
        self.count(Count::Dependants, 1 - policyholder);
        self.count(Count::Minors, any(|m| is_minor(m.person.born)));
        self.count(Count::Former, 1 - any(|m| m.cover.1.is_none_or(|end| end >= REFERENCE)));
        self.count(Count::Deceased, any(|m| m.person.died.is_some()));
        self.men_and_women[members[0].person.sex] += 1;
        *self.decades.entry(members[0].person.born.0 / 10 * 10).or_default() += 1;
        let fields = ties.iter().fold(FieldSet::default(), |all, tie| all.union(tie.fields));
        fields.iter().for_each(|field| self.fields[field as usize].1 += 1);
        *self.sets.entry(fields).or_default() += 1;
        let manager = |m: &&Member| m.managed.map_or(MANAGERS.len(), |(manager, _)| manager);
        for manager in distinct(members.iter().map(manager)) {
            self.managers[manager] += 1;
        }
    }

    fn merge(&mut self, other: Scope) {
        add(&mut self.counts, &other.counts);
        add(&mut self.evidence, &other.evidence);
        add(&mut self.rules, &other.rules);
        add(&mut self.men_and_women, &other.men_and_women);
        add(&mut self.managers, &other.managers);
        add_all(&mut self.decades, other.decades);
        add_all(&mut self.sets, other.sets);
        for (sum, (rows, persons)) in self.fields.iter_mut().zip(other.fields) {
            *sum = (sum.0 + rows, sum.1 + persons);
        }
    }

    fn figures(self) -> Figures {
        let mut groups = named(&["men", "women"], &self.men_and_women);
        groups.extend(self.decades.into_iter().map(|(decade, persons)| (decade.to_string(), persons)));
        let joined = |set: FieldSet| set.iter().map(field_name).collect::<Vec<_>>().join("+");
        let [interim, vivinter] = MANAGERS;
        let fields = Field::ALL.into_iter().zip(self.fields).filter(|(_, count)| *count != (0, 0));
        // Of a scope with persons, none of a group is told as none.
        let has_persons = self.counts[Count::Estimate as usize] > 0;
        let is_told = |i: usize| i == Count::Contracts as usize || has_persons && i > Count::Estimate as usize;
        let counts = COUNTS.iter().zip(self.counts).enumerate().filter(|(i, (_, n))| *n > 0 || is_told(*i));
        let counts = counts.map(|(_, (name, n))| ((*name).to_owned(), n)).collect();
        Figures {
            counts,
            evidence: named(&["records", "perimeter", "both"], &self.evidence),
            rules: named(&Rule::ALL.map(Rule::id), &self.rules),
            groups,
            fields: fields.map(|(field, count)| (field_name(field), count)).collect(),
            sets: self.sets.into_iter().map(|(set, persons)| (joined(set), persons)).collect(),
            managers: named(&[interim, vivinter, ""], &self.managers),
        }
    }
}

/// What exposed the rows of a unit: what leaked of them, and Aésio's perimeter.
fn ties(unit: &Unit) -> Vec<Tie> {
    let mut ties = Vec::new();
    for leak in &unit.leaks {
        let (ground, rule, rows) = match &leak.fate {
            Fate::Matched(rule, rows) => (Ground::Met, Some(*rule), rows),
            Fate::Ambiguous(rows) => (Ground::Ambiguous, None, rows),
            Fate::Household(rows) => (Ground::Household, None, rows),
            Fate::Elsewhere | Fate::Unmatched | Fate::Duplicate | Fate::Rejected => continue,
        };
        let fields = if ground == Ground::Met { leak.fields() } else { FieldSet::default() };
        ties.extend(rows.iter().map(|row| Tie { member: *row, operator: leak.operator, ground, rule, fields }));
    }
    for (member, _) in unit.members.iter().enumerate().filter(|(_, member)| is_in_perimeter(member)) {
        let fields = DECLARED.into_iter().collect();
        ties.push(Tie { member, operator: ALMERYS, ground: Ground::Met, rule: None, fields });
    }
    ties
}

/// Vivinter's notice: active on 1 January 2024, or under Intérimaires Santé since 2022.
fn is_in_perimeter(member: &Member) -> bool {
    let active = member.cover.0 <= (2024, 1, 1) && member.cover.1.is_none_or(|end| end >= (2024, 1, 1));
    let managed = match member.managed {
        Some((manager, _)) if MANAGERS[manager] == "vivinter" => active,
        Some((_, since)) => since >= (2022, 1, 1),
        None => false,
    };
    managed && member.insurer == AESIO && !member.duplicate
}

fn scopes(insurers: usize) -> impl Iterator<Item = (Option<usize>, Option<usize>)> {
    let with_none = |n: usize| (0..n).map(Some).chain([None]);
    with_none(insurers).flat_map(move |i| with_none(OPERATORS.len()).map(move |o| (i, o)))
}

fn distinct(of: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut of: Vec<usize> = of.collect();
    of.sort_unstable();
    of.dedup();
    of
}

fn add(mine: &mut [u64], theirs: &[u64]) {
    mine.iter_mut().zip(theirs).for_each(|(sum, more)| *sum += more);
}

fn add_all<K: Ord>(mine: &mut BTreeMap<K, u64>, theirs: BTreeMap<K, u64>) {
    for (key, more) in theirs {
        *mine.entry(key).or_default() += more;
    }
}

/// Those that were met, by name.
fn named(names: &[&str], counts: &[u64]) -> BTreeMap<String, u64> {
    names.iter().zip(counts).filter(|(_, n)| **n > 0).map(|(name, n)| ((*name).to_owned(), *n)).collect()
}

fn is_minor((year, month, day): Day) -> bool {
    (year + 18, month, day) > REFERENCE
}

fn field_name(field: Field) -> String {
    serde_json::to_value(field).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
