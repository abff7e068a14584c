//! Identifiability (k-anonymity) of the lost fields, measured on the insurer's own members.
//!
//! For a set of fields, persons with the same values form an equivalence class; *k* is its size. A person with k = 1 is
//! unique; 1/k is the probability of identifying the right person for somebody who knows the values and the population.
//! A person with several rows is counted once, with the smallest k of its rows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::incident::Field;

/// How well the lost fields single out the persons of an insurer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Identifiability {
    /// Persons in the insurer's files.
    pub population: u64,
    /// Fields that may have been lost and that all of its files contain; only these can be compared.
    pub comparable: Vec<Field>,
    /// Measures, by set of comparable fields that persons lost.
    pub sets: Vec<Measure>,
    /// Number of rarer sets that were not measured.
    pub not_measured: u64,
}

/// Measure of one set of fields.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// Comparable fields of a set that persons lost.
    pub fields: Vec<Field>,
    /// Persons by the number of persons who share their values; the counts add up to the population.
    pub k: Histogram,
    /// Share of the population that is unique (k = 1), in millionths.
    pub alone_ppm: u64,
    /// Mean of 1/k over the population, in millionths.
    pub mean_inverse_k_ppm: u64,
    /// Contribution of each field: unique persons without it.
    pub without: Vec<Without>,
}

/// Persons by the number of persons who share their values (k), themselves included.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Histogram {
    /// Unique: k = 1.
    pub one: u64,
    /// k from 2 to 5.
    pub two_to_five: u64,
    /// k from 6 to 20.
    pub six_to_twenty: u64,
    /// k over 20.
    pub over_twenty: u64,
}

/// The set without one of its fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Without {
    /// Field left out.
    pub field: Field,
    /// Persons who are unique by the remaining fields.
    pub one: u64,
    /// Their share of the population, in millionths.
    pub alone_ppm: u64,
}
