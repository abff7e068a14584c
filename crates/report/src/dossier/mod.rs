//! The documents that a controller needs: notifications to the authority, letters to persons, the register.
//!
//! Everything that the figures or the incident file can answer is filled in. What only a person can answer is marked,
//! counted and listed. A label is presented as official only if two independent sources confirm it.

mod bundle;
pub mod cnil;
pub mod edpb;
mod facts;
mod harm;
pub mod letter;
mod operator;
mod reasons;
pub mod register;
pub mod since;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use bundle::render;
pub use facts::{Facts, Grounds, Readers, State};
pub use operator::{Summary, summary};

/// Source of an answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerSource {
    /// The figures of the report.
    Data,
    /// A proposal from the figures, which the controller confirms or changes.
    Proposal,
    /// The incident file.
    Incident,
    /// Not answered yet: to be completed.
    Nobody,
    /// Not applicable.
    NotAsked,
}

/// Number of answered questions, by source.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Filled {
    /// Answered from the figures.
    pub from_data: u64,
    /// Proposed, for the controller to confirm or change.
    #[serde(default)]
    pub proposed: u64,
    /// Answered from the incident file.
    pub from_incident: u64,
    /// Not answered yet.
    pub to_complete: u64,
}

impl Filled {
    /// Counts answers by source.
    pub fn of(answers: impl Iterator<Item = AnswerSource>) -> Filled {
        let mut filled = Filled::default();
        for from in answers {
            match from {
                AnswerSource::Data => filled.from_data += 1,
                AnswerSource::Proposal => filled.proposed += 1,
                AnswerSource::Incident => filled.from_incident += 1,
                AnswerSource::Nobody => filled.to_complete += 1,
                AnswerSource::NotAsked => {}
            }
        }
        filled
    }
}
