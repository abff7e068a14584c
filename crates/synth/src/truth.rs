//! What was planted, as `truth.json` tells it. [`super::planted`] counts it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The figures that a right assessment comes to.
#[derive(Default, Serialize, Deserialize)]
pub struct Truth {
    /// By scope: `all`, an insurer, an operator, or `insurer/operator`.
    pub scopes: BTreeMap<String, Figures>,
    /// By file's party: bin → rows.
    pub bins: BTreeMap<String, BTreeMap<String, u64>>,
    /// By parties, joined with `+`: persons at exactly these operators, and at exactly these insurers.
    pub unions: BTreeMap<String, u64>,
    /// Of Aésio's perimeter at Almerys: rows, persons, and both again of those whom leaked rows met.
    pub perimeter: [u64; 4],
}

/// The figures of one scope.
#[derive(Default, Serialize, Deserialize)]
pub struct Figures {
    /// `low`, `estimate`, `policyholders` and the like.
    pub counts: BTreeMap<String, u64>,
    /// `records`, `perimeter`, `both`.
    pub evidence: BTreeMap<String, u64>,
    /// Persons by strongest rule.
    pub rules: BTreeMap<String, u64>,
    /// `men`, `women`, and the first years of decades.
    pub groups: BTreeMap<String, u64>,
    /// Field → rows, persons.
    pub fields: BTreeMap<String, (u64, u64)>,
    /// Fields, joined with `+` → persons.
    pub sets: BTreeMap<String, u64>,
    /// Manager → persons; the empty name for none.
    pub managers: BTreeMap<String, u64>,
}
