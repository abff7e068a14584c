//! The CNIL's notification form, section by section, in its order and its words: always French.

pub mod lists;
mod paper;
mod sections;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Facts, Filled, From};
use lists::Label;
use model::incident::NotificationKind;

pub use paper::document;

/// The schema name of `insurers/<id>/cnil.json`.
pub const SCHEMA: &str = "ampleur/cnil/1";

/// Which form: the sections and lists follow it; the numbers of questions are ours.
const FORM: &str = "CNIL, trame des notifications de violations de données, juillet 2023";

/// A notification, filled in as far as it can be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Notification {
    /// Always `ampleur/cnil/1`.
    pub schema: String,
    /// Which form.
    pub form: String,
    /// The insurer's id.
    pub insurer: String,
    /// The day the figures are true of.
    pub reference_date: String,
    /// How many questions are answered, by what.
    pub filled: Filled,
    /// The numbers of the questions that nobody has answered.
    pub to_complete: Vec<String>,
    /// The form's 14 sections.
    pub sections: Vec<Section>,
}

/// A section of the form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Its place, from 1.
    pub number: u64,
    /// Its title.
    pub label: Label,
    /// Its questions.
    pub questions: Vec<Question>,
}

/// A question of the form.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Question {
    /// Section and place in it: `8.5`.
    pub number: String,
    /// What is asked.
    pub label: Label,
    /// The answers: one, or several of a list.
    pub answers: Vec<Answer>,
    /// Who answers.
    pub from: From,
    /// What the answer rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// An answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Answer {
    /// The words or the number.
    pub text: String,
    /// For a value of a list: whether the words are the form's to the letter.
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
    // Which kind it is hangs on what is still to be completed: settled last.
    let open = || sections.iter().flat_map(|s| &s.questions).filter(|q| q.from == From::Nobody);
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
        to_complete: questions().filter(|q| q.from == From::Nobody).map(|q| q.number.clone()).collect(),
        sections,
    }
}
