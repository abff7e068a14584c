//! The party whose rows are keyed, and the context that keying needs.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Perimeter;
use crate::index::{InsurerIx, ManagerIx, OperatorIx};
use crate::read::Side;
use model::incident::Field;
use model::rule::RuleSet;

/// The context for keying the rows of one file.
pub struct Parties<'a> {
    /// By folded code, id or name: the insurer.
    pub insurers: &'a BTreeMap<String, InsurerIx>,
    /// By folded code, id or name: the manager.
    pub managers: &'a BTreeMap<String, ManagerIx>,
    /// By insurer.
    pub perimeters: &'a [Vec<Perimeter>],
    /// The party that the file comes from.
    pub party: Party,
    /// The date at which ages are computed.
    pub reference_date: Date,
    /// The rules to make digests for.
    pub rules: RuleSet,
    /// Members: the fields to make tags of.
    pub values: &'a [Field],
    /// Whether any file of the run is an exchange file.
    pub exchanged: bool,
}

/// The party that a file comes from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Party {
    /// A leaked file of this operator.
    Operator(OperatorIx),
    /// A member file of this insurer.
    Insurer(InsurerIx),
    /// A member file of several insurers, in which each row names its own.
    ByRow,
}

impl Party {
    /// The side of the comparison that the party's files are on.
    pub fn side(self) -> Side {
        match self {
            Party::Operator(_) => Side::Leaks,
            Party::Insurer(_) | Party::ByRow => Side::Members,
        }
    }
}
