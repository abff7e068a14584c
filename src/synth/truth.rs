//! What was planted, counted as it is planted: no digest, no index, no rule is tried.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::unit::{Day, Fate, INSURERS, MANAGERS, Member, OPERATORS, REFERENCE, Unit};
use crate::incident::Field;
use crate::link::Rule;

/// The figures that a right assessment comes to.
#[derive(Default, Serialize, Deserialize)]
pub struct Truth {
    /// By scope: `all`, an insurer, an operator, or `insurer/operator`.
    pub scopes: BTreeMap<String, Figures>,
    /// By file's party: bin → rows.
    pub bins: BTreeMap<String, BTreeMap<String, u64>>,
    /// By parties, joined with `+`: persons at exactly these operators, and at exactly these insurers.
    pub unions: BTreeMap<String, u64>,
    /// Of Aésio's perimeter at Almerys: rows, persons, and both again of those whom leaked rows met.
    pub perimeter: [u64; 4],
}

/// The figures of one scope.
#[derive(Default, Serialize, Deserialize)]
pub struct Figures {
    /// `low`, `estimate`, `policyholders` and the like.
    pub counts: BTreeMap<String, u64>,
    /// `records`, `perimeter`, `both`.
    pub evidence: BTreeMap<String, u64>,
    /// Persons by strongest rule.
    pub rules: BTreeMap<String, u64>,
    /// `men`, `women`, and the first years of decades.
    pub groups: BTreeMap<String, u64>,
    /// Field → rows, persons.
    pub fields: BTreeMap<String, (u64, u64)>,
    /// Fields, joined with `+` → persons.
    pub sets: BTreeMap<String, u64>,
    /// Manager → persons; the empty name for none.
    pub managers: BTreeMap<String, u64>,
}

const AESIO: usize = 0;
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
    fields: Vec<Field>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    Met,
    Ambiguous,
    Household,
}

impl Truth {
    /// Adds what a unit planted. Persons and contracts never span units.
    pub fn add(&mut self, unit: &Unit) {
        let ties = ties(unit);
        for (insurer, operator) in scopes() {
            self.add_scope(unit, &ties, insurer, operator);
        }
        for (index, member) in unit.members.iter().enumerate() {
            let bin = match (member.duplicate, ties.iter().any(|tie| tie.member == index)) {
                (true, _) => "duplicate",
                (_, true) => "exposed",
                _ => "not_exposed",
            };
            self.bin(INSURERS[member.insurer].0, bin);
        }
        for leak in &unit.leaks {
            let bin = match leak.fate {
                Fate::Matched(..) => "matched",
                Fate::Ambiguous(_) => "ambiguous",
                Fate::Household(_) => "household",
                Fate::Elsewhere => "elsewhere",
                Fate::Unmatched => "unmatched",
                Fate::Duplicate => "duplicate",
                Fate::Rejected => "rejected",
            };
            self.bin(OPERATORS[leak.operator], bin);
        }
        let met = || ties.iter().filter(|tie| tie.ground == Ground::Met);
        let number = |tie: &Tie| unit.members[tie.member].person.number;
        for person in met().map(number).collect::<BTreeSet<_>>() {
            let mine = || met().filter(|tie| number(tie) == person);
            let operators: BTreeSet<&str> = mine().map(|tie| OPERATORS[tie.operator]).collect();
            let insurers: BTreeSet<&str> = mine().map(|tie| INSURERS[unit.members[tie.member].insurer].0).collect();
            for parties in [operators, insurers] {
                *self.unions.entry(joined(parties)).or_default() += 1;
            }
        }
        let inside: Vec<usize> = (0..unit.members.len()).filter(|i| is_in_perimeter(&unit.members[*i])).collect();
        let by_records = |i: &usize| ties.iter().any(|t| t.member == *i && t.operator == ALMERYS && t.rule.is_some());
        let leaked: Vec<usize> = inside.iter().copied().filter(by_records).collect();
        let persons =
            |rows: &[usize]| rows.iter().map(|i| unit.members[*i].person.number).collect::<BTreeSet<_>>().len();
        let counted = [inside.len(), persons(&inside), leaked.len(), persons(&leaked)];
        self.perimeter.iter_mut().zip(counted).for_each(|(sum, more)| *sum += more as u64);
    }

    /// Adds another truth, of other units.
    pub fn merge(&mut self, other: Truth) {
        for (scope, figures) in other.scopes {
            self.scopes.entry(scope).or_default().merge(figures);
        }
        for (party, bins) in other.bins {
            add_all(self.bins.entry(party).or_default(), bins);
        }
        add_all(&mut self.unions, other.unions);
        self.perimeter.iter_mut().zip(other.perimeter).for_each(|(sum, more)| *sum += more);
    }

    fn bin(&mut self, party: &str, bin: &str) {
        *self.bins.entry(party.to_owned()).or_default().entry(bin.to_owned()).or_default() += 1;
    }

    fn add_scope(&mut self, unit: &Unit, ties: &[Tie], insurer: Option<usize>, operator: Option<usize>) {
        let name = match (insurer, operator) {
            (None, None) => "all".to_owned(),
            (Some(i), None) => INSURERS[i].0.to_owned(),
            (None, Some(o)) => OPERATORS[o].to_owned(),
            (Some(i), Some(o)) => format!("{}/{}", INSURERS[i].0, OPERATORS[o]),
        };
        let figures = self.scopes.entry(name).or_default();
        let at_operator = |o: usize| operator.is_none_or(|scope| scope == o);
        let at_insurer = |i: usize| insurer.is_none_or(|scope| scope == i);
        for leak in unit.leaks.iter().filter(|l| at_operator(l.operator) && l.fate != Fate::Duplicate) {
            if at_insurer(leak.insurer) {
                figures.count("records", 1);
                for field in leak.fields() {
                    figures.fields.entry(field_name(field)).or_default().0 += 1;
                }
            }
        }
        let here = || ties.iter().filter(|t| at_operator(t.operator) && at_insurer(unit.members[t.member].insurer));
        for row in here().map(|tie| tie.member).collect::<BTreeSet<_>>() {
            figures.count("high", 1);
            match here().filter(|tie| tie.member == row).map(|tie| tie.ground).min() {
                Some(Ground::Met) => figures.count("rows_met", 1),
                Some(Ground::Ambiguous) => figures.count("rows_ambiguous", 1),
                _ => figures.count("rows_household", 1),
            }
        }
        let number = |tie: &Tie| unit.members[tie.member].person.number;
        let mut contracts = BTreeSet::new();
        for person in here().map(number).collect::<BTreeSet<_>>() {
            match here().filter(|tie| number(tie) == person).map(|tie| tie.ground).min() {
                Some(Ground::Met) => {
                    let ties: Vec<&Tie> =
                        here().filter(|tie| number(tie) == person && tie.ground == Ground::Met).collect();
                    contracts.extend(
                        ties.iter().map(|t| (unit.members[t.member].insurer, &unit.members[t.member].contract)),
                    );
                    figures.add_person(unit, &ties);
                }
                Some(Ground::Ambiguous) => figures.count("ambiguous", 1),
                _ => {
                    figures.count("household", 1);
                    *figures.rules.entry("nir-only".to_owned()).or_default() += 1;
                }
            }
        }
        figures.count("contracts", contracts.len() as u64);
    }
}

impl Figures {
    fn count(&mut self, name: &str, more: u64) {
        *self.counts.entry(name.to_owned()).or_default() += more;
    }

    /// Adds a person of the estimate by what exposed it.
    fn add_person(&mut self, unit: &Unit, ties: &[&Tie]) {
        let members: Vec<&Member> = ties.iter().map(|tie| &unit.members[tie.member]).collect();
        let any = |holds: fn(&Member) -> bool| u64::from(members.iter().any(|member| holds(member)));
        let rule = ties.iter().filter_map(|tie| tie.rule).min();
        let in_perimeter = ties.iter().any(|tie| tie.rule.is_none());
        let is_certain = in_perimeter || matches!(rule, Some(Rule::NirDateRank | Rule::NirDateName));
        let evidence = match (rule.is_some(), in_perimeter) {
            (true, true) => "both",
            (true, false) => "records",
            (false, _) => "perimeter",
        };
        *self.evidence.entry(evidence.to_owned()).or_default() += 1;
        if let Some(rule) = rule {
            *self.rules.entry(rule.id().to_owned()).or_default() += 1;
        }
        let policyholder = any(|m| m.person.policyholder);
        self.count("estimate", 1);
        self.count("low", u64::from(is_certain));
        self.count("policyholders", policyholder);
        self.count("dependants", 1 - policyholder);
        self.count("minors", any(|m| is_minor(m.person.born)));
        self.count("former", 1 - any(|m| m.cover.1.is_none_or(|end| end >= REFERENCE)));
        self.count("deceased", any(|m| m.person.died.is_some()));
        let decade = members[0].person.born.0 / 10 * 10;
        for group in [["men", "women"][members[0].person.sex].to_owned(), decade.to_string()] {
            *self.groups.entry(group).or_default() += 1;
        }
        let fields: BTreeSet<Field> = ties.iter().flat_map(|tie| tie.fields.iter().copied()).collect();
        for field in &fields {
            self.fields.entry(field_name(*field)).or_default().1 += 1;
        }
        let names: Vec<String> = fields.into_iter().map(field_name).collect();
        *self.sets.entry(names.join("+")).or_default() += 1;
        let manager = |m: &&Member| m.managed.map_or("", |(manager, _)| MANAGERS[manager]);
        for manager in members.iter().map(manager).collect::<BTreeSet<_>>() {
            *self.managers.entry(manager.to_owned()).or_default() += 1;
        }
    }

    fn merge(&mut self, other: Figures) {
        add_all(&mut self.counts, other.counts);
        add_all(&mut self.evidence, other.evidence);
        add_all(&mut self.rules, other.rules);
        add_all(&mut self.groups, other.groups);
        add_all(&mut self.sets, other.sets);
        add_all(&mut self.managers, other.managers);
        for (field, (rows, persons)) in other.fields {
            let sum = self.fields.entry(field).or_default();
            *sum = (sum.0 + rows, sum.1 + persons);
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
        let fields = if ground == Ground::Met { leak.fields() } else { Vec::new() };
        ties.extend(rows.iter().map(|row| Tie {
            member: *row,
            operator: leak.operator,
            ground,
            rule,
            fields: fields.clone(),
        }));
    }
    for (member, _) in unit.members.iter().enumerate().filter(|(_, member)| is_in_perimeter(member)) {
        let fields = DECLARED.to_vec();
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

fn scopes() -> impl Iterator<Item = (Option<usize>, Option<usize>)> {
    let with_none = |n: usize| (0..n).map(Some).chain([None]);
    with_none(INSURERS.len()).flat_map(move |i| with_none(OPERATORS.len()).map(move |o| (i, o)))
}

fn add_all(mine: &mut BTreeMap<String, u64>, theirs: BTreeMap<String, u64>) {
    for (key, more) in theirs {
        *mine.entry(key).or_default() += more;
    }
}

fn joined(parties: BTreeSet<&str>) -> String {
    parties.into_iter().collect::<Vec<_>>().join("+")
}

fn is_minor((year, month, day): Day) -> bool {
    (year + 18, month, day) > REFERENCE
}

fn field_name(field: Field) -> String {
    serde_json::to_value(field).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}
