//! Counting: every figure of every report is computed here, once, and nothing else is.

mod bins;
mod declarations;
mod findings;
mod groups;
mod identifiability;
mod not_found;
mod perimeters;
mod records;
mod tally;
mod unions;
mod unmatched;

use std::cmp::Reverse;

use crate::exposure::{self, LinkInputs};
use crate::index::{InsurerIx, ManagerIx, OperatorIx};
use crate::intake::InputRecord;
use crate::link::{Decided, Leaks, Matches, Members};
use crate::plan::Plan;
use crate::pseudonym::{Managed, Party};
use crate::read::Col;
use model::error::Result;
use model::figures::{
    Assessment, Cell, Declared, FieldCount, Head, InsurerPersons, InsurerReport, LevelCount, Loss, Makeup,
    ManagerCount, ManagerReport, Matching, OperatorReport, Overlap, PerimeterReport, RuleCount, SCHEMA, SetCount, Told,
    Unions, Unmatched,
};
use model::incident::{Field, Operator, Status};
use model::interrupt;
use model::rule::{Rule, Strength};

pub use declarations::declare;
use perimeters::Perimeters;
use tally::{Lost, LostBy, Scope, Tally};

/// The results of the earlier stages, which [`assess`] counts.
pub(crate) struct Evidences<'a> {
    pub leaks: &'a Leaks,
    pub members: &'a Members,
    pub matches: &'a Matches,
    /// By insurer: what became of its decisions on single rows.
    pub decided: &'a [Decided],
    /// The record of reading each leaked file, in the order of the plan.
    pub leak_records: &'a [InputRecord],
    /// The record of reading each member file, in the order of the plan.
    pub member_records: &'a [InputRecord],
}

impl<'a> Evidences<'a> {
    /// The inputs that links are derived from.
    fn link_inputs(&self, plan: &'a Plan) -> LinkInputs<'a> {
        LinkInputs { leaks: self.leaks, members: self.members, matches: self.matches, perimeters: &plan.exposed }
    }
}

/// Counts everything. Fails if data that spilled to disk cannot be read back.
pub(crate) fn assess(plan: &Plan, evidences: &Evidences<'_>) -> Result<Assessment> {
    let (exposures, exposed) = exposure::collect(evidences.link_inputs(plan));
    let ((tally, met), (perimeters, conservation)) = rayon::join(
        || Tally::of(plan, evidences, exposures),
        || (Perimeters::of(plan, evidences), bins::count(plan, evidences, &exposed)),
    );
    let perimeters = perimeters.add_matched(met);
    drop(exposed);
    let counted = Counted { plan, matches: evidences.matches, tally: &tally };
    let by_insurer = evidences.members.by_insurer(plan.insurers.len());
    let not_found = not_found::estimate(evidences, plan.insurers.len());
    let named_only = records::named_only(evidences, plan.insurers.len());
    let insurers: Result<Vec<InsurerReport>> = InsurerIx::all(plan.insurers.len())
        .map(|i| {
            interrupt::check()?;
            let report = counted.insurer(i, perimeters.report(plan, i));
            let cells = report.operators.iter().map(|cell| &cell.makeup.sets[..]);
            let lost: Vec<&[SetCount]> = cells.chain([&report.makeup.sets[..]]).collect();
            let identifiability = identifiability::measure(plan, evidences.members, by_insurer.of(i), i, &lost)?;
            let (named_only, not_found) = (Some(named_only[usize::from(i)]), not_found[usize::from(i)]);
            Ok(InsurerReport { named_only, not_found, identifiability, ..report })
        })
        .collect();
    let insurers = insurers?;
    let all = || OperatorIx::all(plan.operators.len());
    let operators: Vec<OperatorReport> = all().map(|o| counted.operator(o)).collect();
    let mut overlaps = Vec::new();
    for (a, first) in all().zip(&plan.operators) {
        for (b, second) in all().zip(&plan.operators).skip(usize::from(a) + 1) {
            let persons = unions::overlap(&tally.operators, a, b);
            overlaps.push(Overlap { operators: [first.to_string(), second.to_string()], persons });
        }
    }
    let findings = findings::collect(plan, evidences, &operators, &perimeters, &tally);
    let mut assessment = Assessment {
        schema: SCHEMA.to_owned(),
        incident: Head::of(&plan.incident),
        totals: tally.totals(Scope::All),
        makeup: counted.makeup(Scope::All),
        operators,
        managers: counted.managers(),
        overlaps,
        unions: counted.unions(),
        matching: matching(plan, evidences.matches, unmatched::count(evidences)),
        conservation,
        severity: Vec::new(),
        not_established: Vec::new(),
        insurers,
        findings,
    };
    declarations::declare(&plan.incident, &mut assessment);
    Ok(assessment)
}

/// The counts, and the plan that names what they belong to.
struct Counted<'a> {
    plan: &'a Plan,
    matches: &'a Matches,
    tally: &'a Tally,
}

impl Counted<'_> {
    fn insurer(&self, i: InsurerIx, perimeters: Vec<PerimeterReport>) -> InsurerReport {
        let shown = OperatorIx::all(self.plan.operators.len()).filter(|o| self.is_shown(i, *o));
        let operators: Vec<Cell> = shown.map(|o| self.cell(i, o)).collect();
        InsurerReport {
            id: self.plan.insurers[usize::from(i)].to_string(),
            name: self.plan.insurer_name(i).to_owned(),
            status: match () {
                () if operators.iter().any(|cell| cell.status == Status::Exposed) => Status::Exposed,
                () if operators.iter().all(|cell| cell.status == Status::NotConcerned) => Status::NotConcerned,
                () => Status::NotEstablished,
            },
            totals: self.tally.totals(Scope::Insurer(i)),
            told: Some(self.told(i)),
            makeup: self.makeup(Scope::Insurer(i)),
            operators,
            losses: Some(self.losses(i)),
            perimeters,
            named_only: None,
            not_found: None,
            identifiability: None,
        }
    }

    /// Of which groups the files of an insurer tell.
    fn told(&self, i: InsurerIx) -> Told {
        let files = || self.plan.members.iter().filter(|of| of.party == Party::ByRow || of.party == Party::Insurer(i));
        let tells = |col: Col| files().any(|input| input.source.mapping.has(col));
        Told { policyholders: tells(Col::Relation), former: tells(Col::CoverageEnd), deceased: tells(Col::DeceasedOn) }
    }

    fn losses(&self, i: InsurerIx) -> Vec<Loss> {
        let mut losses: Vec<(&Lost, &LostBy)> = self.tally.losses(i).iter().collect();
        losses.sort_by_key(|(lost, by)| (Reverse(by.persons), *lost));
        let id = |o: &OperatorIx| self.plan.operators[usize::from(*o)].to_string();
        let loss = |((operators, fields), by): (&Lost, &LostBy)| Loss {
            operators: operators.iter().map(id).collect(),
            fields: fields.iter().collect(),
            persons: by.persons,
            perimeter: by.perimeter,
            in_perimeter: Some(by.in_perimeter),
            probable: by.probable,
        };
        losses.into_iter().map(loss).collect()
    }

    fn cell(&self, i: InsurerIx, o: OperatorIx) -> Cell {
        let scope = Scope::Cell(i, o);
        Cell {
            id: self.plan.operators[usize::from(o)].to_string(),
            status: self.status(i, o),
            totals: self.tally.totals(scope),
            makeup: self.makeup(scope),
            managers: self.by_manager(scope),
            fields: self.fields(scope, o),
        }
    }

    fn operator(&self, o: OperatorIx) -> OperatorReport {
        OperatorReport {
            id: self.plan.operators[usize::from(o)].to_string(),
            name: self.plan.operator_name(o).to_owned(),
            totals: self.tally.totals(Scope::Operator(o)),
            makeup: self.makeup(Scope::Operator(o)),
            fields: self.fields(Scope::Operator(o), o),
            insurers: InsurerIx::all(self.plan.insurers.len())
                .filter(|i| self.is_shown(*i, o))
                .map(|i| InsurerPersons {
                    id: self.plan.insurers[usize::from(i)].to_string(),
                    persons: self.tally.totals(Scope::Cell(i, o)).persons,
                })
                .collect(),
        }
    }

    /// Whether a cell is printed: the operator serves the insurer or has a perimeter of it, or leaked rows name or
    /// match its members.
    fn is_shown(&self, i: InsurerIx, o: OperatorIx) -> bool {
        let (operator, insurer) = (usize::from(o), usize::from(i));
        let perimeters = &self.plan.incident.insurers[&self.plan.insurers[insurer]].perimeters;
        self.plan.serves[operator][insurer]
            || perimeters.iter().any(|perimeter| perimeter.operator == self.plan.operators[operator])
            || self.tally.totals(Scope::Cell(i, o)).records > 0
    }

    /// Exposed: members match, or a perimeter is declared exposed. Not concerned: a perimeter of all members is
    /// declared so, and no leaked row names the insurer. Otherwise not established.
    fn status(&self, i: InsurerIx, o: OperatorIx) -> Status {
        let totals = self.tally.totals(Scope::Cell(i, o));
        let insurer = &self.plan.incident.insurers[&self.plan.insurers[usize::from(i)]];
        let here = || insurer.perimeters.iter().filter(|p| p.operator == self.plan.operators[usize::from(o)]);
        match () {
            () if totals.persons.high > 0 || here().any(|p| p.status == Status::Exposed) => Status::Exposed,
            () if totals.records > 0 => Status::NotEstablished,
            () if here().any(|p| p.status == Status::NotConcerned && p.is_everybody()) => Status::NotConcerned,
            () => Status::NotEstablished,
        }
    }

    fn makeup(&self, scope: Scope) -> Makeup {
        // Every rule, and under it the differences that occur.
        let mut strengths = self.tally.by_strength(scope).clone();
        Rule::ALL.into_iter().for_each(|rule| _ = strengths.entry(Strength::full(rule)).or_default());
        let levels = &self.matches.levels;
        let count = |(strength, (persons, in_perimeter)): (Strength, (u64, u64))| RuleCount {
            rule: strength.rule(),
            difference: strength.difference(),
            certainty: levels.certainty(strength),
            possible: self.is_possible(strength.rule(), scope),
            persons,
            in_perimeter,
        };
        let mut rules: Vec<RuleCount> = strengths.into_iter().map(count).collect();
        rules.sort_by_key(|count| (count.rule, count.difference));
        Makeup {
            evidence: self.tally.evidence(scope),
            rules,
            groups: self.tally.groups(scope),
            sets: self.tally.sets(scope),
        }
    }

    /// Whether the leaked files and the member files of the scope have the columns that a rule needs.
    fn is_possible(&self, rule: Rule, scope: Scope) -> bool {
        let (insurer, operator) = match scope {
            Scope::All | Scope::Manager(_) => (None, None),
            Scope::Insurer(i) => (Some(i), None),
            Scope::Operator(o) => (None, Some(o)),
            Scope::Cell(i, o) => (Some(i), Some(o)),
        };
        self.plan.is_possible(rule, insurer, operator)
    }

    fn by_manager(&self, scope: Scope) -> Vec<ManagerCount> {
        let counts = self.tally.managers(scope);
        if counts.keys().all(|manager| *manager == Managed::Unnamed) {
            return Vec::new();
        }
        let count = |(manager, persons): (&Managed, &u64)| ManagerCount {
            manager: match manager {
                Managed::By(index) => Some(self.plan.managers[usize::from(*index)].to_string()),
                Managed::Unknown | Managed::Unnamed => None,
            },
            named: *manager != Managed::Unnamed,
            persons: *persons,
        };
        counts.iter().map(count).collect()
    }

    fn managers(&self) -> Vec<ManagerReport> {
        ManagerIx::all(self.plan.managers.len())
            .map(|m| ManagerReport {
                id: self.plan.managers[usize::from(m)].to_string(),
                name: self.plan.manager_name(m).to_owned(),
                persons: self.tally.totals(Scope::Manager(m)).persons,
            })
            .collect()
    }

    fn unions(&self) -> Unions {
        let persons = |scope: Scope| self.tally.totals(scope).persons.estimate;
        let ids = |ids: &[model::incident::Id]| ids.iter().map(ToString::to_string).collect::<Vec<String>>();
        let operators = OperatorIx::all(self.plan.operators.len()).map(|o| (o, persons(Scope::Operator(o))));
        let insurers = InsurerIx::all(self.plan.insurers.len()).map(|i| (i, persons(Scope::Insurer(i))));
        Unions {
            operators: unions::union(&ids(&self.plan.operators), operators, &self.tally.operators),
            insurers: unions::union(&ids(&self.plan.insurers), insurers, &self.tally.insurers),
        }
    }

    fn fields(&self, scope: Scope, operator: OperatorIx) -> Vec<FieldCount> {
        let operator = &self.plan.incident.operators[&self.plan.operators[usize::from(operator)]];
        Field::ALL
            .into_iter()
            .map(|field| {
                let (observed_records, persons) = self.tally.by_field(scope, field);
                FieldCount { field, declared: declared(operator, field), observed_records, persons }
            })
            .filter(|count| count.declared != Declared::NotEstablished || count.observed_records > 0)
            .collect()
    }
}

/// The levels under which rows matched, and what chance would have matched.
fn matching(plan: &Plan, matches: &Matches, unmatched: Option<Unmatched>) -> Matching {
    let levels = &matches.levels;
    let level = |(strength, rows): (Strength, u64)| LevelCount {
        rule: strength.rule(),
        difference: strength.difference(),
        certainty: levels.certainty(strength),
        rows,
        by_chance: levels.by_chance(strength),
    };
    Matching {
        max_chance_ppm: plan.incident.max_chance_ppm(),
        one_in: levels.one_in(),
        levels: levels.rows().map(level).collect(),
        own_numbers: matches.own_numbers,
        two_values: matches.two_values.clone(),
        unmatched,
    }
}

fn declared(operator: &Operator, field: Field) -> Declared {
    match field {
        field if operator.exposed.contains(&field) => Declared::Exposed,
        field if operator.not_exposed.contains(&field) => Declared::NotExposed,
        _ => Declared::NotEstablished,
    }
}
