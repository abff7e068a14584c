//! The CNIL's notification form, section by section, always in French.

pub mod lists;
mod paper;
mod sections;
mod sheet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Basis of the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
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

/// Fills in the form for one controller.
pub fn notification(facts: &Facts<'_>) -> Notification {
    let mut sections = sections::all(facts);
    for (number, section) in (1..).zip(&mut sections) {
        section.number = number;
        for (place, question) in (1..).zip(&mut section.questions) {
            question.number = format!("{number}.{place}");
        }
    }
    // The kind of notification depends on whether anything remains to be completed, so it is set last.
    let open = || sections.iter().flat_map(|s| &s.questions).filter(|q| q.from == AnswerSource::Nobody);
    let proposed = match open().next() {
        None => NotificationKind::Complete,
        Some(_) => NotificationKind::Initial,
    };
    if facts.declared.notification.is_none() {
        sections[0].questions[0].answers = vec![lists::kind(proposed).into()];
    }
    let questions = || sections.iter().flat_map(|section| &section.questions);
    Notification {
        schema: SCHEMA.to_owned(),
        form: FORM.to_owned(),
        insurer: facts.report.id.clone(),
        reference_date: facts.incident.reference_date.0.to_string(),
        filled: Filled::of(questions().map(|question| question.from)),
        to_complete: questions().filter(|q| q.from == AnswerSource::Nobody).map(|q| q.number.clone()).collect(),
        sections,
    }
}
