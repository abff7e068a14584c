//! Counts the true figures as units are planted, without digests, indexes or linkage rules.

use std::collections::{BTreeMap, BTreeSet};

use super::insurers::{AESIO, INSURERS};
use super::truth::{Figures, Truth};
use super::unit::{Day, MANAGERS, Member, OPERATORS, Outcome, REFERENCE, Unit};
use model::incident::{Field, FieldSet};
use model::rule::{Certainty, Rule, Strength};

const ALMERYS: usize = 0;

/// Fields that Almerys declares for persons in its perimeter.
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

/// A member row exposed by an operator.
struct Link {
    member: usize,
    operator: usize,
    ground: Ground,
    strength: Option<Strength>,
    fields: FieldSet,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    Met,
    Doubtful,
    Ambiguous,
    Household,
}

/// Counts of a scope, named as in `truth.json`.
#[derive(Clone, Copy)]
enum Count {
    Records,
    High,
    RowsMet,
    RowsDoubtful,
    RowsAmbiguous,
    RowsHousehold,
    Doubtful,
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

const COUNTS: [&str; 17] = [
    "records",
    "high",
    "rows_met",
    "rows_doubtful",
    "rows_ambiguous",
    "rows_household",
    "doubtful",
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

/// Counts of one scope.
#[derive(Default)]
struct Scope {
    counts: [u64; COUNTS.len()],
    evidence: [u64; 3],
    /// By rule and difference.
    rules: BTreeMap<String, u64>,
    men_and_women: [u64; 2],
    decades: BTreeMap<u16, u64>,
    fields: [(u64, u64); Field::ALL.len()],
    sets: BTreeMap<FieldSet, u64>,
    /// By manager; the last one counts persons without a manager.
    managers: [u64; MANAGERS.len() + 1],
}

pub(crate) struct Planted {
    /// By insurer (the last index: all), then by operator (the last index: all).
    scopes: Vec<Scope>,
    members: Vec<[u64; MEMBER_BINS.len()]>,
    leaks: [[u64; LEAK_BINS.len()]; OPERATORS.len()],
    /// Persons by set of operators, and by set of insurers, as bit masks.
    unions: [BTreeMap<u16, u64>; 2],
    perimeter: [u64; 4],
}

const MEMBER_BINS: [&str; 3] = ["duplicate", "exposed", "not_exposed"];
const LEAK_BINS: [&str; 8] =
    ["matched", "doubtful", "ambiguous", "household", "elsewhere", "unmatched", "duplicate", "rejected"];

impl Planted {
    /// No counts yet, for this number of insurers.
    pub(crate) fn new(insurers: usize) -> Planted {
        Planted {
            scopes: scopes(insurers).map(|_| Scope::default()).collect(),
            members: vec![Default::default(); insurers],
            leaks: Default::default(),
            unions: Default::default(),
            perimeter: Default::default(),
        }
    }

    /// Adds the counts of a unit. Persons and contracts never span units.
    pub(crate) fn add(&mut self, unit: &Unit) {
        let links = links(unit);
        for ((insurer, operator), scope) in scopes(self.members.len()).zip(&mut self.scopes) {
            scope.add(unit, &links, insurer, operator);
        }
        for (index, member) in unit.members.iter().enumerate() {
            let bin = match (member.duplicate, links.iter().any(|link| link.member == index)) {
                (true, _) => 0,
                (_, true) => 1,
                _ => 2,
            };
            self.members[member.insurer][bin] += 1;
        }
        for leak in &unit.leaks {
            let bin = match &leak.outcome {
                Outcome::Met(met) if met.strength().certainty().is_in_estimate() => 0,
                Outcome::Met(_) => 1,
                Outcome::Ambiguous(_) => 2,
                Outcome::Household(_) => 3,
                Outcome::Elsewhere => 4,
                Outcome::Unmatched => 5,
                Outcome::Duplicate => 6,
                Outcome::Rejected => 7,
            };
            self.leaks[leak.operator][bin] += 1;
        }
        let met = || links.iter().filter(|link| link.ground == Ground::Met);
        let number = |link: &Link| unit.members[link.member].person.number;
        for person in distinct(met().map(number)) {
            let mine = || met().filter(|link| number(link) == person);
            let operators = mine().fold(0, |set, link| set | 1 << link.operator);
            let insurers = mine().fold(0, |set, link| set | 1 << unit.members[link.member].insurer);
            for (union, parties) in self.unions.iter_mut().zip([operators, insurers]) {
                *union.entry(parties).or_default() += 1;
            }
        }
        let inside: Vec<usize> = (0..unit.members.len()).filter(|i| is_in_perimeter(&unit.members[*i])).collect();
        let by_records =
            |i: &usize| met().any(|link| link.member == *i && link.operator == ALMERYS && link.strength.is_some());
        let leaked: Vec<usize> = inside.iter().copied().filter(by_records).collect();
        let persons = |rows: &[usize]| distinct(rows.iter().map(|i| unit.members[*i].person.number)).len();
        let counted = [inside.len(), persons(&inside), leaked.len(), persons(&leaked)];
        self.perimeter.iter_mut().zip(counted).for_each(|(sum, more)| *sum += more as u64);
    }

    /// Adds the counts of other units.
    pub(crate) fn merge(&mut self, other: Planted) {
        for (scope, more) in self.scopes.iter_mut().zip(other.scopes) {
            scope.merge(more);
        }
        self.members.iter_mut().zip(&other.members).for_each(|(sum, more)| add(sum, more));
        self.leaks.iter_mut().zip(&other.leaks).for_each(|(sum, more)| add(sum, more));
        self.unions.iter_mut().zip(other.unions).for_each(|(sum, more)| add_all(sum, more));
        add(&mut self.perimeter, &other.perimeter);
    }

    /// The true figures, under the names of `truth.json`.
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

    fn add(&mut self, unit: &Unit, links: &[Link], insurer: Option<usize>, operator: Option<usize>) {
        let at_operator = |o: usize| operator.is_none_or(|scope| scope == o);
        let at_insurer = |i: usize| insurer.is_none_or(|scope| scope == i);
        for leak in unit.leaks.iter().filter(|l| at_operator(l.operator) && l.outcome != Outcome::Duplicate) {
            if at_insurer(leak.insurer) {
                self.count(Count::Records, 1);
                leak.fields().iter().for_each(|field| self.fields[field as usize].0 += 1);
            }
        }
        let here =
            || links.iter().filter(|link| at_operator(link.operator) && at_insurer(unit.members[link.member].insurer));
        for row in distinct(here().map(|link| link.member)) {
            self.count(Count::High, 1);
            match here().filter(|link| link.member == row).map(|link| link.ground).min() {
                Some(Ground::Met) => self.count(Count::RowsMet, 1),
                Some(Ground::Doubtful) => self.count(Count::RowsDoubtful, 1),
                Some(Ground::Ambiguous) => self.count(Count::RowsAmbiguous, 1),
                _ => self.count(Count::RowsHousehold, 1),
            }
        }
        let number = |link: &Link| unit.members[link.member].person.number;
        let mut contracts = BTreeSet::new();
        for person in distinct(here().map(number)) {
            match here().filter(|link| number(link) == person).map(|link| link.ground).min() {
                Some(Ground::Met) => {
                    let links: Vec<&Link> =
                        here().filter(|link| number(link) == person && link.ground == Ground::Met).collect();
                    contracts.extend(
                        links
                            .iter()
                            .map(|link| (unit.members[link.member].insurer, &unit.members[link.member].contract)),
                    );
                    self.add_person(unit, &links);
                }
                Some(Ground::Doubtful) => {
                    self.count(Count::Doubtful, 1);
                    let mine = here().filter(|link| number(link) == person);
                    self.count_strength(mine.filter_map(|link| link.strength).min());
                }
                Some(Ground::Ambiguous) => self.count(Count::Ambiguous, 1),
                _ => {
                    self.count(Count::Household, 1);
                    self.count_strength(Some(Strength::full(Rule::NirOnly)));
                }
            }
        }
        self.count(Count::Contracts, contracts.len() as u64);
    }

    /// Adds a person under a rule: `nir-date-name`, or `nir-date-name/date-exchanged`.
    fn count_strength(&mut self, strength: Option<Strength>) {
        let Some(strength) = strength else { return };
        let name = match strength.difference() {
            None => strength.rule().id().to_owned(),
            Some(difference) => format!("{}/{}", strength.rule().id(), difference.id()),
        };
        *self.rules.entry(name).or_default() += 1;
    }

    /// Adds a person in the estimate, given the rows that exposed it.
    fn add_person(&mut self, unit: &Unit, links: &[&Link]) {
        let members: Vec<&Member> = links.iter().map(|link| &unit.members[link.member]).collect();
        let any = |holds: fn(&Member) -> bool| u64::from(members.iter().any(|member| holds(member)));
        let strength = links.iter().filter_map(|link| link.strength).min();
        let in_perimeter = links.iter().any(|link| link.strength.is_none());
        let is_certain = in_perimeter || strength.is_some_and(|met| met.certainty() == Certainty::Certain);
        self.evidence[match (strength.is_some(), in_perimeter) {
            (true, false) => 0,
            (false, _) => 1,
            (true, true) => 2,
        }] += 1;
        self.count_strength(strength);
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
        let fields = links.iter().fold(FieldSet::default(), |all, link| all.union(link.fields));
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
        add(&mut self.men_and_women, &other.men_and_women);
        add(&mut self.managers, &other.managers);
        add_all(&mut self.rules, other.rules);
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
        // In a scope with persons, counts of zero are listed too.
        let has_persons = self.counts[Count::Estimate as usize] > 0;
        let is_listed = |i: usize| i == Count::Contracts as usize || has_persons && i > Count::Estimate as usize;
        let counts = COUNTS.iter().zip(self.counts).enumerate().filter(|(i, (_, n))| *n > 0 || is_listed(*i));
        let counts = counts.map(|(_, (name, n))| ((*name).to_owned(), n)).collect();
        Figures {
            counts,
            evidence: named(&["records", "perimeter", "both"], &self.evidence),
            rules: self.rules,
            groups,
            fields: fields.map(|(field, count)| (field_name(field), count)).collect(),
            sets: self.sets.into_iter().map(|(set, persons)| (joined(set), persons)).collect(),
            managers: named(&[interim, vivinter, ""], &self.managers),
        }
    }
}

/// The exposed rows of a unit: by its leaked rows, and by Aésio's perimeter.
fn links(unit: &Unit) -> Vec<Link> {
    let mut links = Vec::new();
    for leak in &unit.leaks {
        let (ground, strength, rows) = match &leak.outcome {
            Outcome::Met(met) => {
                let counts = met.strength().certainty().is_in_estimate();
                (if counts { Ground::Met } else { Ground::Doubtful }, Some(met.strength()), &met.rows)
            }
            Outcome::Ambiguous(rows) => (Ground::Ambiguous, None, rows),
            Outcome::Household(rows) => (Ground::Household, None, rows),
            Outcome::Elsewhere | Outcome::Unmatched | Outcome::Duplicate | Outcome::Rejected => continue,
        };
        let fields = if ground == Ground::Met { leak.fields() } else { FieldSet::default() };
        links.extend(rows.iter().map(|row| Link { member: *row, operator: leak.operator, ground, strength, fields }));
    }
    for (member, _) in unit.members.iter().enumerate().filter(|(_, member)| is_in_perimeter(member)) {
        let fields = DECLARED.into_iter().collect();
        links.push(Link { member, operator: ALMERYS, ground: Ground::Met, strength: None, fields });
    }
    links
}

/// Vivinter's notice: covered on 1 January 2024, or managed by Intérimaires Santé since 2022.
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

/// The counts above zero, by name.
fn named(names: &[&str], counts: &[u64]) -> BTreeMap<String, u64> {
    names.iter().zip(counts).filter(|(_, n)| **n > 0).map(|(name, n)| ((*name).to_owned(), *n)).collect()
}

fn is_minor((year, month, day): Day) -> bool {
    (year + 18, month, day) > REFERENCE
}

fn field_name(field: Field) -> String {
    serde_json::to_value(field).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
