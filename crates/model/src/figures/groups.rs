//! Persons in the estimate by sex and by decade of birth.

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

/// Persons by sex, from the title or the person's own NIR.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub struct BySex {
    /// Men.
    pub men: u64,
    /// Women.
    pub women: u64,
    /// Not stated, or contradictory between rows of one person.
    pub not_told: u64,
}

/// Persons born in one decade.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Decade {
    /// First year of the decade, such as 1950; absent for persons without a birth date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<u16>,
    /// Number of persons.
    pub persons: u64,
}
