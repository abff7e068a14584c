//! The CNIL's notification form, section by section, always in French.

mod complement;
mod data;
mod keys;
pub mod lists;
mod paper;
mod sections;
mod sheet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::since::{Former, Since};
use super::{AnswerSource, Facts, Filled};
use lists::Label;
use model::incident::NotificationKind;

pub use paper::document;
pub use sheet::sheet;

/// Value of `schema` in `insurers/<id>/cnil.json`.
pub const SCHEMA: &str = "ampleur/cnil/1";

/// Version of the form. Sections and lists follow it; the numbers of questions are ampleur's.
const FORM: &str = "CNIL, trame des notifications de violations de données, juillet 2023";

/// The CNIL notification form, filled in as far as possible.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Notification {
    /// Always `ampleur/cnil/1`.
    pub schema: String,
    /// Version of the form.
    pub form: String,
    /// Id of the insurer.
    pub insurer: String,
    /// Date of the figures.
    pub reference_date: String,
    /// Number of answered questions, by source.
    pub filled: Filled,
    /// Numbers of the questions not answered yet.
    pub to_complete: Vec<String>,
    /// What changed since a former report, in a complementary notification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complement: Option<Complement>,
    /// The 14 sections of the form.
    pub sections: Vec<Section>,
}

/// A section of the form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Number of the section.
    pub number: u64,
    /// Title of the section.
    pub label: Label,
    /// Questions of the section.
    pub questions: Vec<Question>,
}

/// A question of the form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Question {
    /// Number within the section, such as `8.5`.
    pub number: String,
    /// Wording of the question.
    pub label: Label,
    /// Answer, or several values from a list.
    pub answers: Vec<Answer>,
    /// Source of the answer.
    pub from: AnswerSource,
    /// Keys of the incident file under which the answer is written; none where only figures or a person can give it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// Basis of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What stood here in the former report, in a complementary notification; absent if nothing changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<Changed>,
}

/// What a complementary notification tells of changes as a whole.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Complement {
    /// Date of the former report's figures.
    pub reference_date: String,
    /// SHA-256 of the former `report.json`.
    pub report_sha256: String,
    /// Whether the former report had no form for this insurer, so that nothing can have changed.
    pub is_first: bool,
    /// How the numbers of persons and rows changed, in sentences.
    pub figures: Vec<String>,
    /// Numbers of the questions whose answer changed.
    pub changed: Vec<String>,
}

/// How an answer changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// The former answer; empty if nobody had answered.
    pub before: Vec<Answer>,
    /// The former basis, if it was another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note_before: Option<String>,
    /// What changed in between and can explain it.
    pub because: Vec<String>,
}

/// An answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// Text or number.
    pub text: String,
    /// For a value from a list: whether it is the exact wording of the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<bool>,
}

impl std::convert::From<Label> for Answer {
    fn from(label: Label) -> Answer {
        Answer { text: label.text, confirmed: Some(label.confirmed) }
    }
}

impl std::convert::From<String> for Answer {
    fn from(text: String) -> Answer {
        Answer { text, confirmed: None }
    }
}

/// Fills in the form for one controller; a complementary notification, if there is a former report.
pub fn notification(facts: &Facts<'_>, since: Option<(&Since, &Former)>) -> Notification {
    let is_complement = since.is_some_and(|(_, former)| former.answers.is_some());
    let mut sections = sections::all(facts, is_complement);
    for (number, section) in (1..).zip(&mut sections) {
        section.number = number;
        for (place, question) in (1..).zip(&mut section.questions) {
            question.number = format!("{number}.{place}");
        }
    }
    keys::add(facts, &mut sections);
    // The kind of notification depends on whether anything remains to be completed, so it is set last.
    let open = || sections.iter().flat_map(|s| &s.questions).filter(|q| q.from == AnswerSource::Nobody);
    let proposed = match open().next() {
        _ if is_complement => NotificationKind::Complementary,
        None => NotificationKind::Complete,
        Some(_) => NotificationKind::Initial,
    };
    if facts.declared.notification.is_none() || is_complement {
        sections[0].questions[0].answers = vec![lists::kind(proposed).into()];
    }
    let questions = || sections.iter().flat_map(|section| &section.questions);
    let mut form = Notification {
        schema: SCHEMA.to_owned(),
        form: FORM.to_owned(),
        insurer: facts.report.id.clone(),
        reference_date: facts.incident.reference_date.0.to_string(),
        filled: Filled::of(questions().map(|question| question.from)),
        to_complete: questions().filter(|q| q.from == AnswerSource::Nobody).map(|q| q.number.clone()).collect(),
        complement: None,
        sections,
    };
    if let Some((since, former)) = since {
        since.mark(former, &mut form);
    }
    form
}
