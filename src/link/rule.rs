//! The linkage rules, in the order in which a leaked row tries them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pseudonym::Hints;
use crate::read::{Col, Mapping};

/// Linkage rule: what a leaked row and a member row must agree on to be about the same person.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// NIR, birth date and birth rank: the NIR identifies a household, the date its members, the rank its twins.
    NirDateRank,
    /// NIR, birth date and first given name: for operators that do not hold the rank.
    NirDateName,
    /// NIR and birth date, if sex, rank and first given name do not contradict each other.
    NirDate,
    /// Contract or member number, birth date and first given name, at one insurer: for rows without a usable NIR.
    ContractDateName,
    /// Last or birth name, first given name and birth date: for rows without any usable number.
    NameDate,
    /// NIR alone, in a leaked row without a birth date: everybody under that number.
    NirOnly,
}

/// Certainty of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Counts in `low`.
    Certain,
    /// Counts in `estimate`.
    Strong,
    /// Counts in `estimate`.
    Probable,
    /// Counts in `high` only: it identifies a household, not a person.
    Household,
}

impl Rule {
    /// All of them, in order.
    pub const ALL: [Rule; 6] =
        [Rule::NirDateRank, Rule::NirDateName, Rule::NirDate, Rule::ContractDateName, Rule::NameDate, Rule::NirOnly];

    /// The name in reports, and the domain of its digests. Rows that agree on NIR and birth date meet by the digest of
    /// `nir-date`; which of the three rules it is, [`Rule::of_nir_and_date`] tells.
    pub const fn id(self) -> &'static str {
        match self {
            Rule::NirDateRank => "nir-date-rank",
            Rule::NirDateName => "nir-date-name",
            Rule::NirDate => "nir-date",
            Rule::ContractDateName => "contract-date-name",
            Rule::NameDate => "name-date",
            Rule::NirOnly => "nir-only",
        }
    }

    /// How sure it is.
    pub fn certainty(self) -> Certainty {
        match self {
            Rule::NirDateRank | Rule::NirDateName => Certainty::Certain,
            Rule::NirDate | Rule::ContractDateName => Certainty::Strong,
            Rule::NameDate => Certainty::Probable,
            Rule::NirOnly => Certainty::Household,
        }
    }

    /// Whether it compares the NIR.
    pub fn compares_nir(self) -> bool {
        matches!(self, Rule::NirDateRank | Rule::NirDateName | Rule::NirDate | Rule::NirOnly)
    }

    /// The rule that two rows of one NIR and birth date meet by; none if what both tell is against it.
    pub fn of_nir_and_date(leak: &Hints, member: &Hints) -> Option<Rule> {
        match () {
            () if leak.same_rank(member) => Some(Rule::NirDateRank),
            () if leak.same_first_name(member) => Some(Rule::NirDateName),
            () if leak.contradicts(member) => None,
            () => Some(Rule::NirDate),
        }
    }

    /// Whether some rule compares the column.
    pub fn needs(col: Col) -> bool {
        matches!(
            col,
            Col::Nir
                | Col::BirthDate
                | Col::BirthRank
                | Col::FirstName
                | Col::LastName
                | Col::BirthName
                | Col::ContractNumber
                | Col::MemberNumber
        )
    }

    /// Whether a members' file has the columns it needs. A member without a rank is of rank 1.
    pub fn possible_in_members(self, mapping: &Mapping) -> bool {
        let has = |col| mapping.has(col);
        let nir = has(Col::Nir) || has(Col::OwnNir);
        match self {
            Rule::NirDateRank => nir && has(Col::BirthDate),
            rule => rule.has_columns(mapping, nir),
        }
    }

    /// Whether a leak has the columns it needs.
    pub fn possible_in_leaks(self, mapping: &Mapping) -> bool {
        self.has_columns(mapping, mapping.has(Col::Nir))
    }

    fn has_columns(self, mapping: &Mapping, nir: bool) -> bool {
        let has = |col| mapping.has(col);
        let name = has(Col::LastName) || has(Col::BirthName);
        let number = has(Col::ContractNumber) || has(Col::MemberNumber);
        match self {
            Rule::NirOnly => nir,
            _ if !has(Col::BirthDate) => false,
            Rule::NirDateRank => nir && has(Col::BirthRank),
            Rule::NirDateName => nir && has(Col::FirstName),
            Rule::NirDate => nir,
            Rule::ContractDateName => number && has(Col::FirstName),
            Rule::NameDate => name && has(Col::FirstName),
        }
    }
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
