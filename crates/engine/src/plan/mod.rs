//! What a run will do: files, columns, key, parties and folders are checked before the first row is read.
//!
//! All problems are reported at once. The contents of a [`Plan`] need no further checks.

mod coherence;
mod decided;
mod effort;
mod files;
mod listing;
mod names;
mod perimeters;
mod profiles;
mod rules;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::index::{InsurerIx, ManagerIx, OperatorIx};
use crate::intake::{self, InputRecord};
use crate::pseudonym::{Hasher, Parties, Party, Perimeter, SecretKey, exchange};
use crate::read::Source;
use crate::read::exchange::Header;
use model::error::{self, Error, Problem, Result, Role};
use model::finding::Finding;
use model::incident::{Field, Id, Incident, Operator};
use model::manifest::{InputFile, Manifest};
use model::regular;
use model::rule::RuleSet;
use model::said::both;

pub use effort::Effort;
pub use files::{Opened as OpenedFiles, open as open_files};
pub use listing::may_name;
pub use perimeters::{ExposedPerimeter, lacks};
pub use profiles::{ReadProfile, incident as read_incident};

/// A checked incident: what is to be assessed.
pub struct Plan {
    /// The parsed incident file.
    pub incident: Incident,
    /// The text of the incident file, for its digest.
    pub incident_text: String,
    /// The profiles that the incident file names, by path.
    pub profiles: Vec<ReadProfile>,
    /// The folder of the incident file; its paths are relative to it.
    pub base: PathBuf,
    /// The ids of operators, in order. An [`OperatorIx`] is a position in this list.
    pub operators: Vec<Id>,
    /// The ids of insurers, in order. An [`InsurerIx`] is a position in this list.
    pub insurers: Vec<Id>,
    /// The ids of managers, in order. A [`ManagerIx`] is a position in this list.
    pub managers: Vec<Id>,
    /// By folded code, id or name: the manager.
    pub manager_codes: BTreeMap<String, ManagerIx>,
    /// By operator, then insurer: whether the operator serves the insurer.
    pub serves: Vec<Vec<bool>>,
    /// By insurer, in the order of the incident file.
    pub perimeters: Vec<Vec<Perimeter>>,
    /// The perimeters declared exposed, by insurer.
    pub exposed: Vec<Vec<ExposedPerimeter>>,
    /// Member files, by insurer and then in the order of the incident file.
    pub members: Vec<Input>,
    /// Insurers of which a member file could not be inspected; it is not among `members`.
    pub unopened: BTreeSet<InsurerIx>,
    /// Leaked files, by operator and then in the order of the incident file.
    pub leaks: Vec<Input>,
    /// Whether a decision on a single row that cannot be followed stops the run; otherwise it is passed over.
    pub is_strict: bool,
}

/// A file and the party that it comes from.
pub struct Input {
    /// The party that the file comes from.
    pub party: Party,
    /// The inspected file.
    pub source: Source,
    /// By folded code, id or name: the insurer; empty for member files of one insurer.
    pub insurer_codes: BTreeMap<String, InsurerIx>,
}

/// An incident file as it is written, none of whose files is opened but the profiles.
pub struct Written {
    /// The parsed incident file, completed from its profiles.
    pub incident: Incident,
    /// Its text, for its digest.
    pub text: String,
    /// The profiles that it names, by path.
    pub profiles: Vec<ReadProfile>,
}

impl Written {
    /// An incident file that does not contradict itself. Reports all problems at once.
    pub fn coherent(incident_path: &Path) -> Result<Written> {
        let shown = incident_path.display().to_string();
        let written = Written::read(incident_path, &shown, incident_path.parent().unwrap_or(Path::new("")))?;
        let mut problems = coherence::incoherences(&shown, &written.incident);
        problems.extend(perimeters::incoherences(&shown, &written.incident));
        if problems.is_empty() { Ok(written) } else { Err(Error::Refused(problems)) }
    }

    fn read(path: &Path, shown: &str, base: &Path) -> Result<Written> {
        let bytes = regular::read(path, regular::WRITTEN).map_err(|e| error::file(Role::IncidentFile, shown, &e))?;
        let text = String::from_utf8(bytes).map_err(|_| error::incident_not_utf8(shown))?;
        let (incident, profiles) = profiles::incident(shown, &text, base)?;
        Ok(Written { incident, text, profiles })
    }
}

impl Plan {
    /// Problems if one of the two sides has no file.
    pub fn missing_sides(&self, incident_path: &Path) -> Vec<Problem> {
        coherence::missing_sides(&incident_path.display().to_string(), &self.incident)
    }

    /// The plan, with all problems that prevent carrying it out. Files that cannot be read are left out, and one side
    /// may be empty.
    pub fn draft(incident_path: &Path) -> Result<(Plan, Vec<Problem>)> {
        let shown = incident_path.display().to_string();
        let base = incident_path.parent().unwrap_or(Path::new("")).to_owned();
        let Written { incident, text, profiles } = Written::read(incident_path, &shown, &base)?;
        let (plan, problems) = Plan::of(incident, text, &shown, base);
        Ok((Plan { profiles, ..plan }, problems))
    }

    /// The plan of a parsed incident, with all problems that prevent carrying it out. `shown` is the name of the
    /// incident file in messages; its paths are relative to `base`.
    pub fn of(incident: Incident, text: String, shown: &str, base: PathBuf) -> (Plan, Vec<Problem>) {
        let operators: Vec<Id> = incident.operators.keys().cloned().collect();
        let insurers: Vec<Id> = incident.insurers.keys().cloned().collect();
        let mut problems = coherence::incoherences(shown, &incident);
        problems.extend(perimeters::incoherences(shown, &incident));
        let key = SecretKey::load(&incident.key, &base).map_err(|problem| problems.push(problem)).ok();
        let serves = operators
            .iter()
            .map(|operator| incident.insurers.values().map(|i| i.may_be_served_by(operator)).collect())
            .collect();

        let of_parties = [
            (both!("opérateurs", "operators"), operators.len()),
            (both!("assureurs", "insurers"), insurers.len()),
            (both!("gestionnaires", "managers"), incident.managers.len()),
        ];
        problems.extend(coherence::too_many(shown, of_parties));
        let files::Opened { leaks, members, unopened } = files::open(&base, &incident, &mut problems);
        let of_files = [
            (both!("fichiers divulgués", "leaked files"), leaks.len()),
            (both!("fichiers d’assurés", "member files"), members.len()),
        ];
        problems.extend(coherence::too_many(shown, of_files));
        let plan = Plan {
            managers: incident.managers.keys().cloned().collect(),
            manager_codes: perimeters::manager_codes(&incident),
            perimeters: Perimeter::all(&incident),
            exposed: perimeters::exposed(&incident),
            incident_text: text,
            profiles: Vec::new(),
            base,
            operators,
            insurers,
            serves,
            members,
            unopened,
            leaks,
            incident,
            is_strict: true,
        };
        if let Some(key) = key {
            plan.check_exchanged(&Hasher::new(&key, &plan.incident.id), &mut problems);
        }
        if problems.is_empty() {
            plan.check_rules(&mut problems);
            plan.check_perimeters(&mut problems);
            decided::check(&plan, &mut problems);
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

    /// Findings from reading a file.
    pub fn findings(&self, input: &Input, record: &InputRecord) -> Vec<Finding> {
        let found = intake::findings(&input.source, record, self.operator(input), self.incident.max_rejects);
        let party = self.party(input).map(ToString::to_string);
        found.into_iter().map(|finding| Finding { party: party.clone(), ..finding }).collect()
    }

    /// The context for keying the rows of a file: the rules to make digests for, and for members the fields to make
    /// tags of.
    pub fn parties<'a>(&'a self, input: &'a Input, rules: RuleSet, values: &'a [Field]) -> Parties<'a> {
        Parties {
            insurers: &input.insurer_codes,
            managers: &self.manager_codes,
            perimeters: &self.perimeters,
            party: input.party,
            reference_date: self.incident.reference_date.0,
            rules,
            values,
            exchanged: self.is_exchanged(),
        }
    }

    /// The declarations of the operator that a leaked file comes from.
    pub fn operator(&self, input: &Input) -> Option<&Operator> {
        match input.party {
            Party::Operator(index) => self.incident.operators.get(self.operators.get(usize::from(index))?),
            _ => None,
        }
    }

    /// Whether an operator serves any insurer in a member file.
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

    /// Whether any file is an exchange file. Of all rows the values are then compared without any of them in clear.
    pub fn is_exchanged(&self) -> bool {
        self.exchanged().next().is_some()
    }

    /// Checks that exchange files match the key, incident and party, that their seals hold, and that none has been replaced by another.
    fn check_exchanged(&self, hasher: &Hasher, problems: &mut Vec<Problem>) {
        let mut newest = BTreeMap::new();
        for (_, header) in self.exchanged() {
            let newest: &mut u32 = newest.entry((&header.side, &header.party)).or_default();
            *newest = header.edition.max(*newest);
        }
        for (input, header) in self.exchanged() {
            let party = self.party(input).map(Id::as_str);
            let refusals = exchange::refusals(&input.source, header, &self.incident, party, hasher);
            let newest = newest[&(&header.side, &header.party)];
            // What an unproven header says is no edition.
            if refusals.is_empty() && header.edition < newest {
                problems.push(error::exchange_replaced(&input.source.shown, header.edition, newest));
            }
            problems.extend(refusals);
        }
    }

    /// The exchange files with their headers, leaks first.
    fn exchanged(&self) -> impl Iterator<Item = (&Input, &Header)> {
        let inputs = self.leaks.iter().chain(&self.members);
        inputs.filter_map(|input| Some((input, input.source.exchange()?)))
    }

    /// The exchange files that are older than those which a report was made from.
    pub fn outdated(&self, report: &Manifest) -> Vec<Problem> {
        let used = |input: &Input, header: &Header| {
            let party = self.party(input).map(Id::as_str);
            let same = |of: &&InputFile| of.side == header.side && of.party.as_deref() == party;
            report.inputs.iter().filter(same).filter_map(|of| of.format.edition).max()
        };
        self.exchanged()
            .filter_map(|(input, header)| {
                let used = used(input, header).filter(|used| header.edition < *used)?;
                Some(error::exchange_outdated(&input.source.shown, header.edition, used))
            })
            .collect()
    }
}
