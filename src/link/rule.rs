//! The linkage rules, in the order in which a leaked row tries them.

use crate::read::{Col, Mapping};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a leaked row and a member row must agree on to be about one person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// NIR, birth date and birth rank: the NIR names a household, the date its members, the rank its twins.
    NirDateRank,
    /// NIR, birth date and first first-name: for operators that do not hold the rank.
    NirDateName,
    /// Contract or member number, birth date and first first-name, at one insurer: for rows without a usable NIR.
    ContractDateName,
}

/// How sure a rule makes us that two rows are about one person.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Certainty {
    /// Counts in `low`.
    Certain,
    /// Counts in `estimate`.
    Strong,
}

impl Rule {
    /// All of them, in order.
    pub const ALL: [Rule; 3] = [Rule::NirDateRank, Rule::NirDateName, Rule::ContractDateName];

    /// The name in reports, and the domain of its digests.
    pub const fn id(self) -> &'static str {
        match self {
            Rule::NirDateRank => "nir-date-rank",
            Rule::NirDateName => "nir-date-name",
            Rule::ContractDateName => "contract-date-name",
        }
    }

    /// How sure it is.
    pub fn certainty(self) -> Certainty {
        match self {
            Rule::NirDateRank | Rule::NirDateName => Certainty::Certain,
            Rule::ContractDateName => Certainty::Strong,
        }
    }

    /// Whether some rule compares the column.
    pub fn needs(col: Col) -> bool {
        matches!(
            col,
            Col::Nir | Col::BirthDate | Col::BirthRank | Col::FirstName | Col::ContractNumber | Col::MemberNumber
        )
    }

    /// Whether a members' file has the columns it needs. A member without a rank is of rank 1.
    pub fn possible_in_members(self, mapping: &Mapping) -> bool {
        let has = |col| mapping.has(col);
        let nir = has(Col::Nir) || has(Col::OwnNir);
        has(Col::BirthDate)
            && match self {
                Rule::NirDateRank => nir,
                Rule::NirDateName => nir && has(Col::FirstName),
                Rule::ContractDateName => has_number(mapping) && has(Col::FirstName),
            }
    }

    /// Whether a leak has the columns it needs.
    pub fn possible_in_leaks(self, mapping: &Mapping) -> bool {
        let has = |col| mapping.has(col);
        has(Col::BirthDate)
            && match self {
                Rule::NirDateRank => has(Col::Nir) && has(Col::BirthRank),
                Rule::NirDateName => has(Col::Nir) && has(Col::FirstName),
                Rule::ContractDateName => has_number(mapping) && has(Col::FirstName),
            }
    }
}

fn has_number(mapping: &Mapping) -> bool {
    mapping.has(Col::ContractNumber) || mapping.has(Col::MemberNumber)
}

/// A rule as it was met: in full, or only once leading zeros of a number were dropped. Smaller is stronger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strength(u8);

impl Strength {
    /// Weaker than any rule: met by none.
    pub const NONE: Strength = Strength(u8::MAX);

    /// A rule in full.
    pub fn full(rule: Rule) -> Strength {
        Strength(2 * rule as u8)
    }

    /// A rule, numbers compared without leading zeros.
    pub fn without_zeros(rule: Rule) -> Strength {
        Strength(2 * rule as u8 + 1)
    }

    /// The weaker of the two sides' ways to meet.
    #[must_use]
    pub fn weaker(self, other: Strength) -> Strength {
        self.max(other)
    }

    /// The rule.
    pub fn rule(self) -> Rule {
        Rule::ALL[usize::from(self.0 / 2).min(Rule::ALL.len() - 1)]
    }

    /// Whether leading zeros were dropped.
    pub fn dropped_zeros(self) -> bool {
        self.0 % 2 == 1
    }

    /// As a small number that orders as the strength does.
    pub fn as_u8(self) -> u8 {
        self.0
    }

    /// The strength of that small number.
    pub fn from_u8(number: u8) -> Strength {
        Strength(number)
    }
}
