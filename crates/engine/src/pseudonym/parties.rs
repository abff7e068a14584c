//! Whose rows are keyed, and what that needs to know of the incident.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Perimeter;
use crate::index::{InsurerIx, ManagerIx, OperatorIx};
use crate::read::Side;
use model::incident::Field;
use model::rule::RuleSet;

/// What keying needs to know of the parties.
pub struct Parties<'a> {
    /// Folded code, id or name → index of the insurer.
    pub insurers: &'a BTreeMap<String, InsurerIx>,
    /// Folded code, id or name → index of the manager.
    pub managers: &'a BTreeMap<String, ManagerIx>,
    /// By insurer.
    pub perimeters: &'a [Vec<Perimeter>],
    /// Whose rows these are.
    pub of: Party,
    /// The day ages are taken at.
    pub reference_date: Date,
    /// The rules whose digests are asked for.
    pub rules: RuleSet,
    /// Of members: the fields whose values are asked for.
    pub values: &'a [Field],
    /// Whether rows of an exchange file are among those they are compared with.
    pub exchanged: bool,
}

/// The party that a file comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// Records that the operator of that index lost.
    Operator(OperatorIx),
    /// Members of the insurer of that index.
    Insurer(InsurerIx),
    /// Members of the insurer that each row names.
    ByRow,
}

impl Party {
    /// The side of the comparison that its files are on.
    pub fn side(self) -> Side {
        match self {
            Party::Operator(_) => Side::Leaks,
            Party::Insurer(_) | Party::ByRow => Side::Members,
        }
    }
}
