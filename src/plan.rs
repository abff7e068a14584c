//! What will be done: every file, column, key, party and folder settled before the first row is read.
//!
//! All that is wrong is told together. What a [`Plan`] holds needs no further check.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::{self, Error, Problem, Result, nearest};
use crate::identity::fold;
use crate::incident::{self, File, Id, Incident};
use crate::link::Rule;
use crate::manifest;
use crate::pseudonym::SecretKey;
use crate::read::{self, Side, Source};

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
    /// By operator, then insurer: whether the operator serves the insurer.
    pub serves: Vec<Vec<bool>>,
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
}

/// A file and the party it comes from.
pub struct Input {
    /// Index of the insurer (members) or operator (leaks).
    pub party: u16,
    /// The file.
    pub source: Source,
    /// Leaks: their insurer codes → index of the insurer, folded.
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
}

/// The language of what people read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

/// When a written report still ends with exit 3.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// A file has more rejected rows than `max_rejects`.
    Rejects,
    /// That, or any grave finding.
    Grave,
    /// That, or any warning.
    Warning,
    /// Never.
    Never,
}

impl Plan {
    /// Checks an incident file and everything it names.
    pub fn new(incident_path: &Path, program: Program, options: Options) -> Result<Plan> {
        let shown = incident_path.display().to_string();
        let bytes = std::fs::read(incident_path).map_err(|e| error::file("the incident file", &shown, &e))?;
        let text = String::from_utf8(bytes).map_err(|_| error::incident_not_utf8(&shown))?;
        let incident = incident::document::parse(&shown, &text)?;
        let base = incident_path.parent().unwrap_or(Path::new("")).to_owned();

        let operators: Vec<Id> = incident.operators.keys().cloned().collect();
        let insurers: Vec<Id> = incident.insurers.keys().cloned().collect();
        let mut problems = incoherences(&shown, &incident);
        if let Err(problem) = SecretKey::load(&incident.key, &base) {
            problems.push(problem);
        }
        let serves = operators
            .iter()
            .map(|operator| incident.insurers.values().map(|i| i.operators.contains(operator)).collect())
            .collect();

        let mut members = Vec::new();
        for (party, insurer) in incident.insurers.values().enumerate() {
            for file in &insurer.members {
                members.extend(open(&base, Side::Members, party as u16, file, &mut problems));
            }
        }
        let mut leaks = Vec::new();
        for (party, operator) in incident.operators.values().enumerate() {
            for file in &operator.leaks {
                if let Some(mut input) = open(&base, Side::Leaks, party as u16, file, &mut problems) {
                    input.insurer_codes = insurer_codes(&incident, &insurers, file);
                    leaks.push(input);
                }
            }
        }
        let plan = Plan {
            program,
            incident_text: text,
            base,
            operators,
            insurers,
            serves,
            members,
            leaks,
            target: options.out.join(incident.id.as_str()),
            lang: options.lang,
            fail_on: options.fail_on,
            incident,
        };
        if problems.is_empty() {
            plan.check_rules(&mut problems);
        }
        plan.check_output(&mut problems);
        if !problems.is_empty() {
            return Err(Error::Refused(problems));
        }
        Ok(plan)
    }

    /// The display name of an insurer.
    pub fn insurer_name(&self, index: u16) -> &str {
        &self.incident.insurers[&self.insurers[usize::from(index)]].name
    }

    /// The display name of an operator.
    pub fn operator_name(&self, index: u16) -> &str {
        &self.incident.operators[&self.operators[usize::from(index)]].name
    }

    /// Each leak must share a possible rule with the members of some insurer it can expose.
    fn check_rules(&self, problems: &mut Vec<Problem>) {
        let before = problems.len();
        for input in &self.members {
            let possible = Rule::ALL.iter().any(|rule| rule.possible_in_members(&input.source.mapping));
            no_rule(possible, &input.source, problems);
        }
        for input in &self.leaks {
            let possible = Rule::ALL.iter().any(|rule| rule.possible_in_leaks(&input.source.mapping));
            no_rule(possible, &input.source, problems);
        }
        if problems.len() > before {
            return;
        }
        for leak in &self.leaks {
            let serves = &self.serves[usize::from(leak.party)];
            let common = self.members.iter().filter(|m| serves[usize::from(m.party)]).any(|m| {
                Rule::ALL.iter().any(|rule| {
                    rule.possible_in_leaks(&leak.source.mapping) && rule.possible_in_members(&m.source.mapping)
                })
            });
            if !common && self.members.iter().any(|m| serves[usize::from(m.party)]) {
                let operator = self.operators[usize::from(leak.party)].as_str();
                problems.push(error::no_common_rule(&leak.source.shown, operator));
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

fn no_rule(possible: bool, source: &Source, problems: &mut Vec<Problem>) {
    if !possible {
        let found: Vec<&str> = source.mapping.columns().iter().map(|m| m.col.name()).collect();
        problems.push(error::no_rule(
            &source.shown,
            &found,
            source.mapping.ignored(),
            "`birth_date` and either `nir` (with `birth_rank` or `first_name`) or a contract or member number with `first_name`",
        ));
    }
}

fn open(base: &Path, side: Side, party: u16, file: &File, problems: &mut Vec<Problem>) -> Option<Input> {
    let shown = file.path.display().to_string();
    match read::inspect(&base.join(&file.path), &shown, side, &file.columns) {
        Ok(source) => Some(Input { party, source, insurer_codes: BTreeMap::new() }),
        Err(of_file) => {
            problems.extend(of_file);
            None
        }
    }
}

/// The ids and names of all insurers, and the codes that a leak gives them, each folded.
fn insurer_codes(incident: &Incident, insurers: &[Id], file: &File) -> BTreeMap<String, u16> {
    let mut codes = BTreeMap::new();
    for (index, (id, insurer)) in incident.insurers.iter().enumerate() {
        codes.insert(fold(id.as_str()), index as u16);
        codes.insert(fold(&insurer.name), index as u16);
    }
    for (code, id) in &file.insurer_codes {
        if let Some(index) = insurers.iter().position(|i| i == id) {
            codes.insert(fold(code), index as u16);
        }
    }
    codes
}

/// What the incident file says that cannot stand, though its form is right.
fn incoherences(shown: &str, incident: &Incident) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |what: String, hint: String| problems.push(error::incident(shown, what, hint));
    if incident.schema != incident::SCHEMA {
        wrong(
            "the schema of the incident file is not one that this version reads".into(),
            format!("write `schema = \"{}\"`", incident::SCHEMA),
        );
    }
    let parties = incident.operators.keys().chain(incident.insurers.keys()).chain(incident.managers.keys());
    for id in parties.chain([&incident.id]) {
        if !id.is_valid() {
            wrong(format!("`{id}` cannot be an id"), "use lower-case letters, digits and hyphens, 64 at most".into());
        }
    }
    let operators = incident.operators.iter().map(|(id, operator)| (format!("operators.{id}.name"), &operator.name));
    let insurers = incident.insurers.iter().map(|(id, insurer)| (format!("insurers.{id}.name"), &insurer.name));
    for (key, text) in operators.chain(insurers).chain([("title".to_owned(), &incident.title)]) {
        if matches!(text.trim(), "" | "…") {
            wrong(format!("`{key}` is not filled in"), "reports print it as it stands: write it out".into());
        }
    }
    if !(0.0..=1.0).contains(&incident.max_rejects) {
        wrong("`max_rejects` is a share, from 0 to 1".into(), "`max_rejects = 0.01` for one row in a hundred".into());
    }
    let sources = [incident.key.file.is_some(), incident.key.env.is_some(), incident.key.published];
    let given = sources.iter().filter(|s| **s).count();
    if given != 1 {
        problems.push(error::key_choice(shown, given));
    }
    let mut wrong = |what: String, hint: String| problems.push(error::incident(shown, what, hint));
    if incident.occurred.as_ref().is_some_and(|period| period.to.is_some_and(|to| to < period.from)) {
        wrong("`occurred` ends before it begins".into(), "exchange `from` and `to`".into());
    }
    for (id, operator) in &incident.operators {
        for field in operator.exposed.iter().filter(|f| operator.not_exposed.contains(f)) {
            wrong(
                format!("operator `{id}` lists `{}` as exposed and as not exposed", word(field)),
                "keep it in one list; what is not known stands in neither".into(),
            );
        }
        for file in &operator.leaks {
            for id in file.insurer_codes.values().filter(|id| !incident.insurers.contains_key(id)) {
                wrong(
                    format!("`insurer_codes` names an insurer `{id}` that is not in the file"),
                    did_you_mean(id, incident.insurers.keys(), "add it under [insurers]"),
                );
            }
        }
    }
    for (id, insurer) in &incident.insurers {
        for operator in insurer.operators.iter().filter(|o| !incident.operators.contains_key(o)) {
            wrong(
                format!("insurer `{id}` names an operator `{operator}` that is not in the file"),
                did_you_mean(operator, incident.operators.keys(), "add it under [operators]"),
            );
        }
        if insurer.siren.as_ref().is_some_and(|s| s.len() != 9 || !s.bytes().all(|b| b.is_ascii_digit())) {
            wrong(format!("the `siren` of insurer `{id}` is not nine digits"), "write it without blanks".into());
        }
        if insurer.members.iter().any(|file| !file.insurer_codes.is_empty()) {
            wrong(
                format!("`insurer_codes` stands in a member file of `{id}`"),
                "it belongs to leaks: all rows of a member file are that insurer's".into(),
            );
        }
    }
    let files = || {
        let leaks = incident.operators.values().flat_map(|o| &o.leaks);
        leaks.chain(incident.insurers.values().flat_map(|i| &i.members)).map(|f| &f.path)
    };
    for (i, path) in files().enumerate() {
        if files().take(i).any(|earlier| earlier == path) {
            wrong(format!("the file {} is listed twice", path.display()), "list it once".into());
        }
    }
    if incident.operators.values().all(|o| o.leaks.is_empty()) {
        wrong("no operator has a file of leaked rows".into(), "add `[[operators.ID.leaks]]` with a `path`".into());
    }
    if incident.insurers.values().all(|i| i.members.is_empty()) {
        wrong("no insurer has a file of members".into(), "add `members = [{ path = \"…\" }]` to an insurer".into());
    }
    problems
}

/// A closed list's word as the incident file writes it.
fn word(of: &impl serde::Serialize) -> String {
    serde_json::to_value(of).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_else(|| "?".into())
}

fn did_you_mean<'a>(written: &Id, known: impl Iterator<Item = &'a Id>, otherwise: &str) -> String {
    match nearest(written.as_str(), known.map(Id::as_str)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => otherwise.to_owned(),
    }
}
