//! Perimeters: resolves them, and checks that they can be applied.

use std::collections::BTreeMap;

use super::coherence::{add_manager, add_operator, did_you_mean, swap};
use super::{Input, Plan};
use crate::fold::{by_number, fold};
use crate::index::{InsurerIx, ManagerIx, OperatorIx};
use crate::pseudonym::{MAX_PERIMETERS, Party};
use crate::read::{Col, Source};
use model::error::{self, Problem};
use model::incident::{Conditions, FieldSet, Incident, Perimeter, Status};
use model::said::{Said, both};

/// A perimeter declared exposed.
pub struct ExposedPerimeter {
    /// Position in the insurer's list.
    pub place: usize,
    /// The operator that declares it.
    pub operator: OperatorIx,
    /// The fields that the operator declares as exposed.
    pub fields: FieldSet,
}

/// The perimeters declared exposed, by insurer.
pub(super) fn exposed(incident: &Incident) -> Vec<Vec<ExposedPerimeter>> {
    let of_insurer = incident.insurers.values().map(|insurer| {
        let all = insurer.perimeters.iter().enumerate().filter(|(_, p)| p.status == Status::Exposed);
        all.filter_map(|(place, p)| {
            let operator = OperatorIx::new(incident.operators.keys().position(|id| *id == p.operator)?);
            let fields = incident.operators[&p.operator].exposed.iter().copied().collect();
            Some(ExposedPerimeter { place, operator, fields })
        })
        .collect()
    });
    of_insurer.collect()
}

/// By folded id, name and code: the managers.
pub(super) fn manager_codes(incident: &Incident) -> BTreeMap<String, ManagerIx> {
    let mut codes = BTreeMap::new();
    for (index, (id, manager)) in ManagerIx::all(incident.managers.len()).zip(&incident.managers) {
        for written in [id.as_str(), &manager.name].into_iter().chain(manager.codes.iter().map(String::as_str)) {
            codes.insert(fold(written), index);
        }
    }
    by_number(&mut codes);
    codes
}

pub(super) fn incoherences(shown: &str, incident: &Incident) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |what: Said, hint: Said| problems.push(error::incident(shown, what, hint));
    for (id, insurer) in &incident.insurers {
        if insurer.perimeters.len() > MAX_PERIMETERS {
            let count = insurer.perimeters.len();
            wrong(
                both!(
                    "l’assureur `{id}` a {count} périmètres\u{202f}; le maximum est {MAX_PERIMETERS}",
                    "insurer `{id}` has {count} perimeters; the maximum is {MAX_PERIMETERS}"
                ),
                both!(
                    "réunissez dans un périmètre les contrats ou produits de même situation",
                    "group contracts or products with the same status into one perimeter"
                ),
            );
        }
        for (place, perimeter) in (1..).zip(&insurer.perimeters) {
            let named = both!("le périmètre {place} de l’assureur `{id}`", "perimeter {place} of insurer `{id}`");
            let operator = &perimeter.operator;
            if !incident.operators.contains_key(operator) {
                wrong(
                    both!(
                        "{named} nomme un opérateur `{operator}` qui n’est pas dans le fichier d’incident",
                        "{named} names an operator `{operator}` that is not in the incident file";
                        named = named
                    ),
                    did_you_mean(operator, incident.operators.keys(), add_operator()),
                );
            } else if perimeter.status == Status::Exposed && !insurer.may_be_served_by(operator) {
                wrong(
                    both!(
                        "{named} est déclaré exposé par `{operator}`, qui ne sert pas cet assureur",
                        "{named} is declared exposed by `{operator}`, which does not serve this insurer";
                        named = named
                    ),
                    both!(
                        "ajoutez \"{operator}\" aux `operators` de l’assureur",
                        "add \"{operator}\" to the insurer's `operators`"
                    ),
                );
            }
            for conditions in perimeter.all_conditions() {
                if let Some(manager) = conditions.managed_by.as_ref().filter(|m| !incident.managers.contains_key(m)) {
                    let known = incident.managers.keys();
                    wrong(
                        both!(
                            "{named} nomme un gestionnaire `{manager}` qui n’est pas dans le fichier d’incident",
                            "{named} names a manager `{manager}` that is not in the incident file";
                            named = named
                        ),
                        did_you_mean(manager, known, add_manager(manager)),
                    );
                }
                let period = conditions.covered_between.as_ref();
                if period.is_some_and(|period| period.to.is_some_and(|to| to < period.from)) {
                    wrong(
                        both!(
                            "dans {named}, `covered_between` finit avant de commencer",
                            "`covered_between` of {named} ends before it begins";
                            named = named
                        ),
                        swap(),
                    );
                }
            }
            if perimeter.any_of.iter().any(Conditions::is_empty) {
                wrong(
                    both!(
                        "{named} a sous `any_of` une table vide, que tout assuré remplit",
                        "{named} has an empty table under `any_of`, which every member meets";
                        named = named
                    ),
                    both!("ajoutez-lui une condition, ou retirez-la", "add a condition to it, or remove it"),
                );
            }
        }
    }
    problems
}

impl Plan {
    /// The member files that may hold rows of an insurer.
    pub fn members_of(&self, insurer: InsurerIx) -> impl Iterator<Item = &Input> {
        self.members.iter().filter(move |m| matches!(m.party, Party::ByRow) || m.party == Party::Insurer(insurer))
    }

    /// Checks that every member file of an insurer has the columns that its perimeters need.
    pub(super) fn check_perimeters(&self, problems: &mut Vec<Problem>) {
        for (index, insurer) in InsurerIx::all(self.insurers.len()).zip(self.incident.insurers.values()) {
            for (place, perimeter) in (1..).zip(&insurer.perimeters) {
                for input in self.members_of(index) {
                    if let Some(column) = lacks(perimeter, input) {
                        let id = &self.insurers[usize::from(index)];
                        problems.push(error::perimeter_without_column(&input.source.shown, id.as_str(), place, column));
                    }
                }
            }
        }
    }
}

/// The first column that a perimeter needs and a member file lacks.
pub fn lacks(perimeter: &Perimeter, input: &Input) -> Option<&'static str> {
    perimeter.all_conditions().flat_map(|conditions| lacking(conditions, &input.source)).next()
}

/// The columns that conditions need and a file lacks.
fn lacking(conditions: &Conditions, source: &Source) -> Vec<&'static str> {
    let has = |col| source.has_values(col);
    let covered = conditions.covered_on.is_some() || conditions.covered_between.is_some();
    [
        (conditions.managed_by.is_some() && !has(Col::Manager), "manager"),
        (covered && !has(Col::CoverageStart) && !has(Col::CoverageEnd), "coverage_start"),
        (conditions.managed_since.is_some() && !has(Col::ManagedSince), "managed_since"),
        (!conditions.contracts.is_empty() && !has(Col::ContractNumber) && !has(Col::Product), "contract_number"),
        (!conditions.products.is_empty() && !has(Col::Product), "product"),
    ]
    .into_iter()
    .filter_map(|(lacks, column)| lacks.then_some(column))
    .collect()
}
