//! `ampleur answer`: answers access requests about the breach (GDPR art. 15), from the same facts as the letters.
//!
//! Who asks is given by the insurer's own identifiers, in a file: none of them is printed, or written to an answer. An
//! answer is named by the line of its identifier in that file, and the record beside it says what was found.

mod persons;
mod view;
mod words;

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::digest;
use crate::folder::{self, Record};
use engine::plan::Plan;
use model::bundle::{self, Bundle};
use model::error::{self, Result};
use model::incident::Field;
use model::manifest::{KeyRecord, ProgramRecord};
use model::options::Program;
use model::said::Lang;
use model::staging;
use model::standing::{RestsOn, Standing};
use report::document;
use report::dossier::{Facts, letter};

pub(crate) use view::answered as view;

pub(crate) const SCHEMA: &str = "ampleur/answered/1";

/// The record beside the answers.
pub(crate) const FILE: &str = "answered.json";

pub(crate) struct Request<'a> {
    pub program: Program,
    pub insurer: &'a str,
    /// Identifiers of those who ask, with the number of their line.
    pub asked: Vec<Asked>,
    /// Parent of the insurer's folder.
    pub out: &'a Path,
}

/// An identifier in the file of requests.
pub(crate) struct Asked {
    pub line: u64,
    pub member_id: Zeroizing<String>,
}

/// Record of the answers. It identifies nobody: a line number is one only to who has the file.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Answered {
    /// Always `ampleur/answered/1`.
    pub schema: String,
    /// Program that ran.
    pub ampleur: ProgramRecord,
    /// Id of the incident.
    pub incident: String,
    /// SHA-256 of the incident file.
    pub incident_sha256: String,
    /// Key, by its fingerprint.
    pub key: KeyRecord,
    /// Id of the insurer.
    pub insurer: String,
    /// Date of the answers.
    pub reference_date: String,
    /// One for each identifier that was asked, in order.
    pub answers: Vec<Answer>,
}

/// What was found of one person.
#[derive(Serialize, Deserialize, JsonSchema)]
pub(crate) struct Answer {
    /// Line of the identifier in the file of requests; the answer's files are named by it.
    pub line: u64,
    /// What was found.
    pub standing: Standing,
    /// What it rests on, for who is met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rests_on: Option<RestsOn>,
    /// Fields lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// Ids of the operators that lost them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operators: Vec<String>,
}

impl Request<'_> {
    /// The folder that will contain the answers.
    pub(crate) fn folder(&self) -> PathBuf {
        self.out.join(self.insurer)
    }
}

/// The identifiers in a text, one a line. Empty lines are passed over.
pub(crate) fn asked(text: &str) -> Vec<Asked> {
    let lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    let asked = lines.map(|(line, id)| Asked { line, member_id: Zeroizing::new(id.trim().to_owned()) });
    asked.filter(|asked| !asked.member_id.is_empty()).collect()
}

/// Looks up who asks, and writes the answers.
pub(crate) fn answer(plan: &Plan, request: &Request<'_>) -> Result<Answered> {
    let folder = request.folder();
    check_folder(plan, request, &folder)?;
    let (assessed, found) = persons::find(plan, request, &folder)?;
    let a = &assessed.assessment;
    let facts = Facts::all(&plan.incident, a).find(|facts| facts.report.id == request.insurer);
    let Some(facts) = facts else { return Err(error::nothing_to_answer(request.insurer).into()) };

    let mut files = Bundle::new();
    for answer in &found {
        let Some(found) = answer.found() else { continue };
        for (lang, code) in [(Lang::Fr, "fr"), (Lang::En, "en")] {
            let text = letter::answer(&facts, found, lang);
            let name = format!("{:04}.{code}", answer.line);
            files.insert(format!("{name}.html"), document::html(&text).into_bytes());
            files.insert(format!("{name}.md"), document::markdown(&text).into_bytes());
            files.insert(format!("{name}.docx"), document::docx(&text)?);
        }
    }
    let answered = Answered {
        schema: SCHEMA.to_owned(),
        ampleur: ProgramRecord::of(request.program),
        incident: plan.incident.id.to_string(),
        incident_sha256: digest::of_bytes(plan.incident_text.as_bytes()),
        key: KeyRecord::of(&plan.incident.key, &assessed.fingerprint),
        insurer: request.insurer.to_owned(),
        reference_date: plan.incident.reference_date.0.to_string(),
        answers: found,
    };
    files.insert(FILE.to_owned(), bundle::json(&answered)?);
    check_folder(plan, request, &folder)?;
    staging::write_private(&folder, &files)?;
    Ok(answered)
}

/// Whether answers may be written to the folder: it is absent, or holds answers of this insurer and nothing else.
fn check_folder(plan: &Plan, request: &Request<'_>, folder: &Path) -> Result<()> {
    let record = Record { file: FILE, schema: SCHEMA, incident: &plan.incident.id, insurer: request.insurer };
    if folder.exists() && !folder::may_be_replaced(folder, &record, is_answer) {
        return Err(error::foreign_answers(folder).into());
    }
    Ok(())
}

impl Answer {
    /// What the letter is to say; `None` if none may be written.
    fn found(&self) -> Option<letter::Found<'_>> {
        match self.standing {
            Standing::Met => {
                let fields = self.fields.iter().copied().collect();
                let rests_on = self.rests_on.unwrap_or(RestsOn::Rows);
                Some(letter::Found::Met { fields, operators: &self.operators, rests_on })
            }
            Standing::Undecided => Some(letter::Found::Undecided),
            Standing::NotFound => Some(letter::Found::NotFound),
            Standing::Shared | Standing::Unknown => None,
        }
    }
}

/// Whether a file is an answer, by its name: line, language and kind of document.
fn is_answer(name: &str) -> bool {
    let mut parts = name.split('.');
    let line = parts.next().is_some_and(|line| line.len() > 3 && line.bytes().all(|byte| byte.is_ascii_digit()));
    let language = parts.next().is_some_and(|language| ["fr", "en"].contains(&language));
    line && language
        && parts.next().is_some_and(|kind| ["html", "md", "docx"].contains(&kind))
        && parts.next().is_none()
}
