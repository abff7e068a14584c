//! What will be done: every file, column, key, party and folder settled before the first row is read.
//!
//! All that is wrong is told together. What a [`Plan`] holds needs no further check.

mod coherence;
mod effort;
mod files;
mod perimeters;
mod rules;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::index::{InsurerIx, ManagerIx, OperatorIx};
use crate::intake::{self, InputRecord};
use crate::pseudonym::{Hasher, Parties, Party, Perimeter, SecretKey, exchange};
use crate::read::Source;
use model::error::{self, Problem, Result};
use model::finding::Finding;
use model::incident::{self, Field, Id, Incident, Operator};
use model::rule::RuleSet;

pub use effort::Effort;
pub use perimeters::ExposedPerimeter;

/// A checked incident: what is assessed.
pub struct Plan {
    /// The incident.
    pub incident: Incident,
    /// The incident file's text, for its digest.
    pub incident_text: String,
    /// The incident file's folder: what its paths are relative to.
    pub base: PathBuf,
    /// The operators' ids, in order: an operator's index is its place here.
    pub operators: Vec<Id>,
    /// The insurers' ids, in order: an insurer's index is its place here.
    pub insurers: Vec<Id>,
    /// The managers' ids, in order: a manager's index is its place here.
    pub managers: Vec<Id>,
    /// Folded code, id or name → index of the manager.
    pub manager_codes: BTreeMap<String, ManagerIx>,
    /// By operator, then insurer: whether the operator serves the insurer.
    pub serves: Vec<Vec<bool>>,
    /// By insurer, as listed.
    pub perimeters: Vec<Vec<Perimeter>>,
    /// Those of them that are said to be exposed.
    pub exposed: Vec<Vec<ExposedPerimeter>>,
    /// Member files, by insurer and then as listed.
    pub members: Vec<Input>,
    /// Leaks, by operator and then as listed.
    pub leaks: Vec<Input>,
}

/// A file and the party it comes from.
pub struct Input {
    /// Where it comes from.
    pub party: Party,
    /// The file.
    pub source: Source,
    /// Their insurer codes → index of the insurer, folded; empty for members of one insurer.
    pub insurer_codes: BTreeMap<String, InsurerIx>,
}

impl Plan {
    /// That leaks and members are both there to be compared.
    pub fn missing_sides(&self, incident_path: &Path) -> Vec<Problem> {
        coherence::missing_sides(&incident_path.display().to_string(), &self.incident)
    }

    /// A plan together with all that keeps it from being carried out; files that cannot be read are not in it, and one side
    /// may be missing.
    pub fn draft(incident_path: &Path) -> Result<(Plan, Vec<Problem>)> {
        let shown = incident_path.display().to_string();
        let bytes = std::fs::read(incident_path).map_err(|e| error::file("incident file", &shown, &e))?;
        let text = String::from_utf8(bytes).map_err(|_| error::incident_not_utf8(&shown))?;
        let incident = incident::document::parse(&shown, &text)?;
        let base = incident_path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Plan::of(incident, text, &shown, base))
    }

    /// The plan of an incident that has been read, and all that keeps it from being carried out. `shown` is what messages
    /// call its file, `base` what its paths are relative to.
    pub fn of(incident: Incident, text: String, shown: &str, base: PathBuf) -> (Plan, Vec<Problem>) {
        let operators: Vec<Id> = incident.operators.keys().cloned().collect();
        let insurers: Vec<Id> = incident.insurers.keys().cloned().collect();
        let mut problems = coherence::incoherences(shown, &incident);
        problems.extend(perimeters::incoherences(shown, &incident));
        let key = SecretKey::load(&incident.key, &base).map_err(|problem| problems.push(problem)).ok();
        let serves = operators
            .iter()
            .map(|operator| incident.insurers.values().map(|i| i.operators.contains(operator)).collect())
            .collect();

        let (leaks, members) = files::open(&base, &incident, &mut problems);
        let plan = Plan {
            managers: incident.managers.keys().cloned().collect(),
            manager_codes: perimeters::manager_codes(&incident),
            perimeters: Perimeter::all(&incident),
            exposed: perimeters::exposed(&incident),
            incident_text: text,
            base,
            operators,
            insurers,
            serves,
            members,
            leaks,
            incident,
        };
        if let Some(key) = key {
            plan.check_exchanged(&Hasher::new(&key), &mut problems);
        }
        if problems.is_empty() {
            plan.check_rules(&mut problems);
            plan.check_perimeters(&mut problems);
        }
        (plan, problems)
    }

    /// The party that a file comes from; none if each row names its own.
    pub fn party(&self, input: &Input) -> Option<&Id> {
        match input.party {
            Party::Operator(index) => self.operators.get(usize::from(index)),
            Party::Insurer(index) => self.insurers.get(usize::from(index)),
            Party::ByRow => None,
        }
    }

    /// What reading a file showed that somebody should look at.
    pub fn findings(&self, input: &Input, record: &InputRecord) -> Vec<Finding> {
        let found = intake::findings(&input.source, record, self.operator(input), self.incident.max_rejects);
        let party = self.party(input).map(ToString::to_string);
        found.into_iter().map(|finding| Finding { party: party.clone(), ..finding }).collect()
    }

    /// What keying the rows of a file needs to know: by these rules, and for members with tags of these fields.
    pub fn parties<'a>(&'a self, input: &'a Input, rules: RuleSet, values: &'a [Field]) -> Parties<'a> {
        Parties {
            insurers: &input.insurer_codes,
            managers: &self.manager_codes,
            perimeters: &self.perimeters,
            of: input.party,
            reference_date: self.incident.reference_date.0,
            rules,
            values,
            exchanged: self.is_exchanged(),
        }
    }

    /// What the incident says of the operator that a leak comes from.
    pub fn operator(&self, input: &Input) -> Option<&Operator> {
        match input.party {
            Party::Operator(index) => self.incident.operators.get(self.operators.get(usize::from(index))?),
            _ => None,
        }
    }

    /// Whether an operator serves somebody in a member file.
    fn serves(&self, operator: OperatorIx, members: &Input) -> bool {
        let serves = &self.serves[usize::from(operator)];
        match members.party {
            Party::Insurer(index) => serves[usize::from(index)],
            _ => serves.contains(&true),
        }
    }

    /// The display name of an insurer.
    pub fn insurer_name(&self, index: InsurerIx) -> &str {
        &self.incident.insurers[&self.insurers[usize::from(index)]].name
    }

    /// The display name of an operator.
    pub fn operator_name(&self, index: OperatorIx) -> &str {
        &self.incident.operators[&self.operators[usize::from(index)]].name
    }

    /// The display name of a manager.
    pub fn manager_name(&self, index: ManagerIx) -> &str {
        &self.incident.managers[&self.managers[usize::from(index)]].name
    }

    /// Whether any of its files is an exchange file: then all rows are keyed as those are.
    pub fn is_exchanged(&self) -> bool {
        self.leaks.iter().chain(&self.members).any(|input| input.source.exchange().is_some())
    }

    /// Exchange files must be of this key, incident and party, and as they were sealed.
    fn check_exchanged(&self, hasher: &Hasher, problems: &mut Vec<Problem>) {
        for input in self.leaks.iter().chain(&self.members) {
            if let Some(header) = input.source.exchange() {
                let party = self.party(input).map(Id::as_str);
                problems.extend(exchange::refusals(&input.source, header, &self.incident, party, hasher));
            }
        }
    }
}
