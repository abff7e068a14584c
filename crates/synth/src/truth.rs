//! The true figures, as in `truth.json`; [`super::planted`] counts them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The figures that a correct assessment gives.
#[derive(Default, Serialize, Deserialize)]
pub struct Truth {
    /// By scope: `all`, an insurer, an operator, or `insurer/operator`.
    pub scopes: BTreeMap<String, Figures>,
    /// By party of the file: bin → rows.
    pub bins: BTreeMap<String, BTreeMap<String, u64>>,
    /// Persons at exactly these parties (ids joined with `+`), for operators and for insurers.
    pub unions: BTreeMap<String, u64>,
    /// Aésio's perimeter at Almerys: rows, persons, and those of either that leaked rows match.
    pub perimeter: [u64; 4],
}

/// The figures of one scope.
#[derive(Default, Serialize, Deserialize)]
pub struct Figures {
    /// `low`, `estimate`, `policyholders` and others.
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
    /// Manager → persons; the empty name stands for none.
    pub managers: BTreeMap<String, u64>,
}
