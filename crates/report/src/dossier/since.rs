//! What a complementary notification builds on: the answers of a former report's forms, and what changed since, with its
//! causes.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::AnswerSource;
use super::cnil::{Answer, Changed, Complement, Notification, Question};

/// Value of `schema` in `since.json`.
pub const SCHEMA: &str = "ampleur/since/1";

/// Name of the record in a report folder: documents can be written again from it, without the former report.
pub const FILE: &str = "since.json";

/// The former report, as far as complementary notifications need it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Since {
    /// Always `ampleur/since/1`.
    pub schema: String,
    /// Date of the former report's figures.
    pub reference_date: String,
    /// SHA-256 of its `report.json`.
    pub report_sha256: String,
    /// By id of the insurer.
    pub insurers: BTreeMap<String, Former>,
}

/// The former form of one insurer, and what changed since.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Former {
    /// Answers of the former form; absent if the former report had no form for the insurer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Vec<FormerAnswer>>,
    /// How the numbers of persons and rows changed, in sentences of the form's language.
    pub figures: Vec<String>,
    /// Changes between the two reports that can move figures, or what is known to be lost.
    pub of_figures: Vec<String>,
    /// Changes of what the incident file declares.
    pub of_declarations: Vec<String>,
}

/// An answer of the former form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FormerAnswer {
    /// Title of the section.
    pub section: String,
    /// Wording of the question.
    pub question: String,
    /// The answers; empty if nobody had answered.
    pub answers: Vec<Answer>,
    /// Basis of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Since {
    /// The former form of an insurer, with the date of the report that it is from.
    pub(super) fn of<'a>(&'a self, insurer: &str) -> Option<(&'a Since, &'a Former)> {
        self.insurers.get(insurer).map(|former| (self, former))
    }

    /// Marks what changed against the former form, each change with its causes.
    pub(super) fn mark(&self, former: &Former, form: &mut Notification) {
        let mut numbers = Vec::new();
        // The first section tells that this is a complement: that is no change.
        for section in form.sections.iter_mut().skip(1) {
            for question in &mut section.questions {
                let known = |of: &&FormerAnswer| of.section == section.label.text && of.question == question.label.text;
                let was = former.answers.iter().flatten().find(known);
                if former.answers.is_some() && differs(question, was) {
                    numbers.push(question.number.clone());
                    question.changed = Some(Changed {
                        before: was.map_or_else(Vec::new, |was| was.answers.clone()),
                        note_before: was
                            .and_then(|was| was.note.clone())
                            .filter(|note| question.note.as_ref() != Some(note)),
                        because: former.because(question.from),
                    });
                }
            }
        }
        form.complement = Some(Complement {
            reference_date: self.reference_date.clone(),
            report_sha256: self.report_sha256.clone(),
            is_first: former.answers.is_none(),
            figures: former.figures.clone(),
            changed: numbers,
        });
    }
}

fn differs(question: &Question, was: Option<&FormerAnswer>) -> bool {
    let texts = |answers: &[Answer]| answers.iter().map(|answer| answer.text.clone()).collect::<Vec<String>>();
    match was {
        None => !question.answers.is_empty(),
        Some(was) => texts(&was.answers) != texts(&question.answers) || was.note != question.note,
    }
}

impl Former {
    /// The answers of a form, as a later report compares them.
    pub fn answers(form: &Notification) -> Vec<FormerAnswer> {
        let of_section = |section: &super::cnil::Section| {
            let section_label = section.label.text.clone();
            let answer = move |question: &Question| FormerAnswer {
                section: section_label.clone(),
                question: question.label.text.clone(),
                answers: question.answers.clone(),
                note: question.note.clone(),
            };
            section.questions.iter().map(answer).collect::<Vec<FormerAnswer>>()
        };
        form.sections.iter().flat_map(of_section).collect()
    }

    /// What can have changed an answer from this source. An answer from the incident file changes with the incident file;
    /// a proposal follows from both.
    fn because(&self, from: AnswerSource) -> Vec<String> {
        let (figures, declarations) = (self.of_figures.iter(), self.of_declarations.iter());
        let causes: Vec<String> = match from {
            AnswerSource::Data => figures.cloned().collect(),
            AnswerSource::Incident => declarations.cloned().collect(),
            AnswerSource::Proposal | AnswerSource::Nobody | AnswerSource::NotAsked => {
                let mut both: Vec<String> = figures.cloned().collect();
                both.extend(declarations.filter(|cause| !self.of_figures.contains(cause)).cloned());
                both
            }
        };
        match causes.is_empty() {
            // A text that follows from figures may stand under the incident file, and the other way round.
            true => self.of_figures.iter().chain(&self.of_declarations).cloned().collect(),
            false => causes,
        }
    }
}
