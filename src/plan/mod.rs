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

use crate::error::{self, Error, Problem, Result};
use crate::finding::{Finding, Level};
use crate::incident::{self, Id, Incident, Operator};
use crate::link::{Room, folder_for};
use crate::manifest;
use crate::pseudonym::{Hasher, Party, Perimeter, SecretKey, exchange};
use crate::read::Source;

pub use effort::Effort;
pub use perimeters::ExposedPerimeter;

/// A checked incident and how to assess it.
pub struct Plan {
    /// The program that runs it, as the manifest names it.
    pub program: Program,
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
    pub manager_codes: BTreeMap<String, u16>,
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
    /// The folder that will hold the report.
    pub target: PathBuf,
    /// The language of the reports.
    pub lang: Lang,
    /// From which findings on the run ends with exit 3.
    pub fail_on: FailOn,
    /// Counts of fewer persons are masked in what may leave for another organisation; without it nothing is made to leave.
    pub suppress_below: Option<u64>,
    /// Whether documents are written beside the figures: dossiers, letters, register, workbook, pages.
    pub documents: bool,
    /// How much of what is compared may be in memory.
    pub room: Room,
}

/// A file and the party it comes from.
pub struct Input {
    /// Where it comes from.
    pub party: Party,
    /// The file.
    pub source: Source,
    /// Their insurer codes → index of the insurer, folded; empty for members of one insurer.
    pub insurer_codes: BTreeMap<String, u16>,
}

/// Which build made a report.
#[derive(Clone, Copy)]
pub struct Program {
    /// The crate's version.
    pub version: &'static str,
    /// The commit it was built from. None in the demo, whose output is held still from one commit to the next.
    pub commit: Option<&'static str>,
}

/// What the user chose on the command line.
pub struct Options {
    /// The folder in which the report's folder is made.
    pub out: PathBuf,
    /// The language of reports.
    pub lang: Lang,
    /// From which findings on the run ends with exit 3.
    pub fail_on: FailOn,
    /// Counts of fewer persons are masked in what may leave for another organisation.
    pub suppress_below: Option<u64>,
    /// Whether documents are written beside the figures.
    pub documents: bool,
    /// Bytes of what is compared that may be in memory.
    pub memory: u64,
}

/// Bytes of what is compared that may be in memory if nobody says otherwise.
pub const DEFAULT_MEMORY: u64 = 1 << 30;

/// Language of reports and summaries.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

/// Which findings set exit status 3.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// More rejected rows in a file than `max_rejects`.
    Rejects,
    /// Also grave findings.
    Grave,
    /// Also grave findings and warnings.
    Warning,
    /// None.
    Never,
}

impl FailOn {
    /// Whether findings end a run with exit 3.
    pub fn is_met<'a>(self, findings: impl Iterator<Item = &'a Finding> + Clone) -> bool {
        let over = findings.clone().any(|f| f.code == "rejects.over-limit");
        let worst = findings.map(|f| f.level).max();
        match self {
            FailOn::Never => false,
            FailOn::Rejects => over,
            FailOn::Grave => over || worst >= Some(Level::Grave),
            FailOn::Warning => over || worst >= Some(Level::Warning),
        }
    }
}

impl Plan {
    /// Checks an incident file and everything it names.
    pub fn new(incident_path: &Path, program: Program, options: Options) -> Result<Plan> {
        let (plan, mut problems) = Plan::draft(incident_path, program, options)?;
        problems.extend(plan.missing_sides(incident_path));
        plan.check_output(&mut problems);
        if problems.is_empty() { Ok(plan) } else { Err(Error::Refused(problems)) }
    }

    /// That leaks and members are both there to be compared.
    pub fn missing_sides(&self, incident_path: &Path) -> Vec<Problem> {
        coherence::missing_sides(&incident_path.display().to_string(), &self.incident)
    }

    /// A plan together with all that keeps it from being carried out; files that cannot be read are not in it, and one side
    /// may be missing.
    pub fn draft(incident_path: &Path, program: Program, options: Options) -> Result<(Plan, Vec<Problem>)> {
        let shown = incident_path.display().to_string();
        let bytes = std::fs::read(incident_path).map_err(|e| error::file("incident file", &shown, &e))?;
        let text = String::from_utf8(bytes).map_err(|_| error::incident_not_utf8(&shown))?;
        let incident = incident::document::parse(&shown, &text)?;
        let base = incident_path.parent().unwrap_or(Path::new("")).to_owned();
        Ok(Plan::of(incident, text, &shown, base, program, options))
    }

    /// The plan of an incident that has been read, and all that keeps it from being carried out. `shown` is what messages
    /// call its file, `base` what its paths are relative to.
    pub fn of(
        incident: Incident,
        text: String,
        shown: &str,
        base: PathBuf,
        program: Program,
        options: Options,
    ) -> (Plan, Vec<Problem>) {
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
        let target = options.out.join(incident.id.as_str());
        let plan = Plan {
            program,
            room: Room { bytes: options.memory as usize, folder: folder_for(&target) },
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
            target,
            lang: options.lang,
            fail_on: options.fail_on,
            suppress_below: options.suppress_below,
            documents: options.documents,
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

    /// What the incident says of the operator that a leak comes from.
    pub fn operator(&self, input: &Input) -> Option<&Operator> {
        match input.party {
            Party::Operator(index) => self.incident.operators.get(self.operators.get(usize::from(index))?),
            _ => None,
        }
    }

    /// Whether an operator serves somebody in a member file.
    fn serves(&self, operator: u16, members: &Input) -> bool {
        let serves = &self.serves[usize::from(operator)];
        match members.party {
            Party::Insurer(index) => serves[usize::from(index)],
            _ => serves.contains(&true),
        }
    }

    /// The display name of an insurer.
    pub fn insurer_name(&self, index: u16) -> &str {
        &self.incident.insurers[&self.insurers[usize::from(index)]].name
    }

    /// The display name of an operator.
    pub fn operator_name(&self, index: u16) -> &str {
        &self.incident.operators[&self.operators[usize::from(index)]].name
    }

    /// The display name of a manager.
    pub fn manager_name(&self, index: u16) -> &str {
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

    /// The target is absent or a report of ours, and holds no input.
    fn check_output(&self, problems: &mut Vec<Problem>) {
        let target = &self.target;
        if target.exists() && !manifest::is_report(target, &self.incident.id) {
            problems.push(error::foreign_output(target));
        }
        if let Some(parent) = target.ancestors().skip(1).find(|a| a.exists() && !a.as_os_str().is_empty())
            && !parent.is_dir()
        {
            problems.push(error::cannot_write(target, &std::io::ErrorKind::NotADirectory.into()));
        }
        let Ok(real_target) = target.canonicalize() else { return };
        for input in self.members.iter().chain(&self.leaks) {
            if input.source.path.canonicalize().is_ok_and(|path| path.starts_with(&real_target)) {
                problems.push(error::output_holds_input(target, &input.source.shown));
            }
        }
    }
}
