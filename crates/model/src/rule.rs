//! Linkage rules, in the order in which they are tried for a leaked row.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

// `ALL` is indexed by the variant: both lists must have one order.
const _: () = {
    let mut i = 0;
    while i < Rule::ALL.len() {
        assert!(Rule::ALL[i] as usize == i);
        i += 1;
    }
};

impl Rule {
    /// All rules, in order.
    pub const ALL: [Rule; 6] =
        [Rule::NirDateRank, Rule::NirDateName, Rule::NirDate, Rule::ContractDateName, Rule::NameDate, Rule::NirOnly];

    /// The name in reports, and the hash domain of its digests. Rows that agree on NIR and birth date are linked by the
    /// digest of `nir-date`; the other values of both rows then decide which of the three NIR rules it is.
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

    /// The certainty of the rule.
    pub fn certainty(self) -> Certainty {
        match self {
            Rule::NirDateRank | Rule::NirDateName => Certainty::Certain,
            Rule::NirDate | Rule::ContractDateName => Certainty::Strong,
            Rule::NameDate => Certainty::Probable,
            Rule::NirOnly => Certainty::Household,
        }
    }

    /// Whether the rule compares the NIR.
    pub fn compares_nir(self) -> bool {
        matches!(self, Rule::NirDateRank | Rule::NirDateName | Rule::NirDate | Rule::NirOnly)
    }
}

/// A set of rules, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleSet(u8);

impl RuleSet {
    /// The empty set.
    pub const NONE: RuleSet = RuleSet(0);
    /// The set of all rules.
    pub const ALL: RuleSet = RuleSet((1 << Rule::ALL.len()) - 1);

    /// Whether the rule is in the set.
    pub fn contains(self, rule: Rule) -> bool {
        self.0 >> rule as u8 & 1 == 1
    }
}

impl FromIterator<Rule> for RuleSet {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        RuleSet(rules.into_iter().fold(0, |set, rule| set | 1 << rule as u8))
    }
}

/// How strong a match is: its rule, and whether numbers had to be compared without leading zeros. Smaller values are
/// stronger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strength(u8);

impl Strength {
    /// Weaker than any match.
    pub const NONE: Strength = Strength(u8::MAX);

    /// A match by the rule as it is.
    pub fn full(rule: Rule) -> Strength {
        Strength(2 * rule as u8)
    }

    /// A match by the rule with leading zeros of numbers ignored.
    pub fn without_zeros(rule: Rule) -> Strength {
        Strength(2 * rule as u8 + 1)
    }

    /// The weaker of two strengths.
    #[must_use]
    pub fn weaker(self, other: Strength) -> Strength {
        self.max(other)
    }

    /// The rule of the match.
    pub fn rule(self) -> Rule {
        Rule::ALL[usize::from(self.0 / 2).min(Rule::ALL.len() - 1)]
    }

    /// Whether leading zeros were ignored.
    pub fn dropped_zeros(self) -> bool {
        self.0 % 2 == 1
    }

    /// An integer with the same order.
    pub fn as_u8(self) -> u8 {
        self.0
    }

    /// The strength with this integer, as returned by [`Strength::as_u8`].
    pub fn from_u8(number: u8) -> Strength {
        Strength(number)
    }
}
