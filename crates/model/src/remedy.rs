//! What settles a problem or a finding, for a program to write: the sentences beside it say the same to a person.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A key of the incident file that settles something, and what it may say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Remedy {
    /// The file beside whose `path` the key is written; absent for a key of the incident file itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The key, such as `date_order`, `columns.nir` or `operators.almerys.exposed`.
    pub key: String,
    /// What it may say: one of these, which somebody chooses. In a list, it is added.
    pub values: Vec<String>,
}

impl Remedy {
    /// A key beside the `path` of a file.
    pub fn beside(file: &str, key: &str, values: impl IntoIterator<Item = impl Into<String>>) -> Remedy {
        Remedy { file: Some(file.to_owned()), ..Remedy::of_incident(key, values) }
    }

    /// A key of the incident file itself.
    pub fn of_incident(key: &str, values: impl IntoIterator<Item = impl Into<String>>) -> Remedy {
        Remedy { file: None, key: key.to_owned(), values: values.into_iter().map(Into::into).collect() }
    }

    /// The order of dates whose form leaves it open.
    pub fn date_order(file: &str) -> Remedy {
        Remedy::beside(file, "date_order", ["dmy", "mdy", "ymd"])
    }
}
