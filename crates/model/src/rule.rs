//! The linkage rules, in the order in which a leaked row tries them.

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

impl Rule {
    /// All of them, in order.
    pub const ALL: [Rule; 6] =
        [Rule::NirDateRank, Rule::NirDateName, Rule::NirDate, Rule::ContractDateName, Rule::NameDate, Rule::NirOnly];

    /// The name in reports, and the domain of its digests. Rows that agree on NIR and birth date meet by the digest of
    /// `nir-date`; which of the three rules it is depends on what else both rows hold.
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
}

/// Some of the rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleSet(u8);

impl RuleSet {
    /// No rule.
    pub const NONE: RuleSet = RuleSet(0);
    /// Every rule.
    pub const ALL: RuleSet = RuleSet((1 << Rule::ALL.len()) - 1);

    /// Whether a rule is among them.
    pub fn contains(self, rule: Rule) -> bool {
        self.0 >> rule as u8 & 1 == 1
    }
}

impl FromIterator<Rule> for RuleSet {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        RuleSet(rules.into_iter().fold(0, |set, rule| set | 1 << rule as u8))
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
