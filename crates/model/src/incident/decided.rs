//! Decisions on leaked rows that no rule settles.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person's decision on one leaked row: whether it is about one of the insurer's members. Only for rows that are doubtful, ambiguous,
/// of a household, elsewhere or unmatched.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecidedRow {
    /// The leaked file, as reports name it.
    pub file: String,
    /// Number of the row in that file.
    pub row: u64,
    /// The insurer's own identifier of the member. Manifests leave it out.
    #[serde(serialize_with = "left_out")]
    pub member_id: String,
    /// `true` if the row is about this member, who then counts; `false` if it is not.
    pub same_person: bool,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl DecidedRow {
    /// The decision as a line of the incident file.
    pub fn line(&self) -> String {
        // What JSON escapes, TOML does in the same way.
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let DecidedRow { file, row, member_id, same_person, .. } = self;
        let (file, member_id) = (text(file), text(member_id));
        format!("{{ file = {file}, row = {row}, member_id = {member_id}, same_person = {same_person} }},")
    }

    /// Reads such a line.
    pub fn from_line(line: &str) -> Option<DecidedRow> {
        #[derive(Deserialize)]
        struct Line {
            line: DecidedRow,
        }
        let line = line.trim().trim_end_matches(',');
        toml::from_str::<Line>(&format!("line = {line}")).ok().map(|read| read.line)
    }
}

/// Replaces an identifier in manifests.
const MEMBER: &str = "(member)";

fn left_out<S: serde::Serializer>(_: &str, s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(MEMBER)
}
