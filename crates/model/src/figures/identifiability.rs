//! How well what was lost tells persons apart: not a guess, counted in the insurer's own members.
//!
//! Of each set of fields, the persons of an insurer are put together who hold the same values in all of them; the number
//! of persons in such a class is *k*. Who is alone (k = 1) is singled out by these fields in the whole population; 1/k is
//! the chance of naming the right person for somebody who knows the values and the population. A person with several rows counts once, with the smallest k of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::incident::Field;

/// How well an insurer's persons can be told apart.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Identifiability {
    /// Persons in the insurer's files.
    pub population: u64,
    /// The fields that may have been lost and that all of its files hold: others cannot be compared.
    pub comparable: Vec<Field>,
    /// By set of comparable fields that persons lost.
    pub sets: Vec<Measure>,
    /// How many more sets there are, rarer ones, that were not measured.
    pub not_measured: u64,
}

/// What a set of fields does.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Measure {
    /// The comparable fields of a set that persons lost.
    pub fields: Vec<Field>,
    /// Persons by how many share their values; they add up to the population.
    pub k: Histogram,
    /// The share of the population that is alone, in millionths.
    pub alone_ppm: u64,
    /// The mean of 1/k over the population, in millionths.
    pub mean_inverse_k_ppm: u64,
    /// What each field adds: who is alone without it.
    pub without: Vec<Without>,
}

/// Persons by how many share their values, themselves included.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Histogram {
    /// Alone.
    pub one: u64,
    /// Two to five.
    pub two_to_five: u64,
    /// Six to twenty.
    pub six_to_twenty: u64,
    /// More.
    pub over_twenty: u64,
}

/// A set without one of its fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Without {
    /// The field left out.
    pub field: Field,
    /// Persons alone with what remains.
    pub one: u64,
    /// Their share of the population, in millionths.
    pub alone_ppm: u64,
}
