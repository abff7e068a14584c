//! Who the persons of an estimate are, by sex and by decade of birth.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Persons by group; each list adds up to the estimate.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Groups {
    /// By sex.
    pub sex: BySex,
    /// By decade of birth, earliest first.
    pub birth_decade: Vec<Decade>,
}

/// Persons by sex, as the civility or a NIR of the person's own tells it.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct BySex {
    pub men: u64,
    pub women: u64,
    pub not_told: u64,
}

/// Persons born in a decade.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Decade {
    /// Its first year, such as 1950; absent for persons without a birth date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<u16>,
    /// How many.
    pub persons: u64,
}
