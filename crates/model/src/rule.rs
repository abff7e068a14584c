//! Linkage rules, in the order in which they are tried for a leaked row, and the differences that some of them allow.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Linkage rule: what a leaked row and a member row must agree on to be about the same person.
///
/// Numbers are a contract number, a member number or a customer number; a contact is an e-mail address, a telephone number or an IBAN. *Differs* means: both rows have the value, and it is not the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// NIR, birth date and birth rank: the NIR identifies a household, the date its members, the rank its twins.
    NirDateRank,
    /// NIR, birth date and first names: for operators that do not hold the rank.
    NirDateName,
    /// NIR and birth date, if sex, rank and first names do not contradict each other.
    NirDate,
    /// A person decided that the row is about this member; the incident file says so.
    Decided,
    /// NIR, last and first names, although the birth date is another one or missing.
    NirName,
    /// A number, birth date and first names, at one insurer.
    ContractDateName,
    /// A number, last and first names, although the birth date is another one or missing.
    ContractName,
    /// An e-mail address, telephone number or IBAN, birth date and first names.
    ContactDateName,
    /// An e-mail address, telephone number or IBAN, last and first names, although the birth date is another one or missing.
    ContactName,
    /// NIR, birth date and last name, although the first names differ.
    NirDateLastName,
    /// A number, birth date and last name, although the first names differ.
    ContractDateLastName,
    /// An e-mail address, telephone number or IBAN, birth date and last name, although the first names differ.
    ContactDateLastName,
    /// Last or birth name, first names and birth date.
    NameDate,
    /// NIR and first names, although birth date and last name are others or missing.
    NirFirstName,
    /// A number and birth date, if a first name is missing and sex and rank do not contradict each other.
    ContractDate,
    /// An e-mail address, telephone number or IBAN, and birth date, if a first name is missing and sex and rank do not contradict
    /// each other.
    ContactDate,
    /// NIR and birth date, although the first names differ, and the last names differ or are missing.
    NirDateOnly,
    /// A number and birth date, although the first names differ, and the last names differ or are missing.
    ContractDateOnly,
    /// An e-mail address, telephone number or IBAN, and birth date, although the first names differ, and the last names differ or are
    /// missing.
    ContactDateOnly,
    /// A number that one member alone has, and first names, although birth date and last name are others or missing.
    OwnNumberFirstName,
    /// A number that one member alone has, and last name, although of birth date and first names one is missing, and the other is
    /// another one or missing.
    OwnNumberLastName,
    /// A number that one member alone has, although everything else differs or is missing, as often as errors make it.
    OwnNumberErrors,
    /// A number and first names, although birth date and last name are others or missing.
    ContractFirstName,
    /// A number and last name, although birth date and first names are others or missing: this may be a relative.
    ContractLastName,
    /// An e-mail address, telephone number or IBAN, and first names, although birth date and last name are others or missing.
    ContactFirstName,
    /// An e-mail address, telephone number or IBAN, and last name, although birth date and first names are others or missing: this
    /// may be a relative.
    ContactLastName,
    /// Last and first names and postal address, although the birth date is another one or missing: this may be a parent or child.
    NameAddress,
    /// First names, birth date and postal address, although the last name is another one or missing.
    FirstNameDateAddress,
    /// Last name, birth date and postal address, although the first names are others or missing: this may be a twin.
    LastNameDateAddress,
    /// A number that one member alone has, although everything else differs or is missing; with the last name, this may be a relative.
    OwnNumber,
    /// Last name and birth date, which one member alone has, although the first names differ or are missing.
    LastNameDate,
    /// First names and birth date, which one member alone has, although the last name differs or is missing.
    FirstNameDate,
    /// NIR alone: everybody under that number.
    NirOnly,
    /// A number alone, where the leaked row has neither NIR, names nor birth date: everybody under that number.
    ContractOnly,
    /// An e-mail address, telephone number or IBAN alone, where the leaked row has no NIR: everybody who has it.
    ContactOnly,
}

/// Certainty of a rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Counts in `low`.
    Certain,
    /// Counts in `estimate`.
    Strong,
    /// Counts in `estimate`.
    Probable,
    /// Counts in `high` only: a person must decide.
    Possible,
    /// Counts in `high` only: it identifies a household, not a person.
    Household,
}

/// How a leaked row that matches nobody resembles a member: too little for any rule. The closest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Near {
    /// A NIR, number or contact, and the last name: perhaps a relative.
    KeyAndLastName,
    /// Last name and birth date: perhaps a twin, or another first name of the same person.
    LastNameAndDate,
    /// Last and first names, and the year or the birthday: perhaps a namesake.
    Names,
    /// First names and birth date: perhaps the same person under another last name.
    FirstNameAndDate,
}

impl Near {
    /// All of them, in order.
    pub const ALL: [Near; 4] = [Near::KeyAndLastName, Near::LastNameAndDate, Near::Names, Near::FirstNameAndDate];

    /// The name in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Near::KeyAndLastName => "key-and-last-name",
            Near::LastNameAndDate => "last-name-and-date",
            Near::Names => "names",
            Near::FirstNameAndDate => "first-name-and-date",
        }
    }

    /// Whether the birth dates are the same.
    pub const fn compares_date(self) -> bool {
        matches!(self, Near::LastNameAndDate | Near::FirstNameAndDate)
    }
}

/// In what two rows may differ under a rule that allows it. A match has one difference at most; date and first name together count as
/// one. In the order in which they are preferred.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// A number has leading zeros on one side only.
    NumberZeros,
    /// The last name is written differently: spaces, hyphens, particles, or cut off at 25 or 27 letters.
    LastNameSpelling,
    /// The first names are written differently: spaces or hyphens.
    FirstNameSpelling,
    /// The last name stands where the first name belongs, and the first name where the last name does.
    NamesExchanged,
    /// Day and month of birth are exchanged.
    DateExchanged,
    /// Day or month of birth is unknown on one side: 00, a month above 12, 1 January, 31 December.
    DateUnknown,
    /// One digit of the birth date is another one, or two neighbouring digits are exchanged.
    DateDigit,
    /// One digit of the NIR is another one, or two neighbouring digits are exchanged, and no check digits prove it right.
    NirDigit,
    /// One digit of the number is another one, or two neighbouring digits are exchanged.
    NumberDigit,
    /// One letter of the last name is more, less, another one, or exchanged with its neighbour.
    LastNameLetter,
    /// One letter of the first name is more, less, another one, or exchanged with its neighbour.
    FirstNameLetter,
    /// The birth date differs a little, and the first name is written differently or differs in a letter.
    DateAndFirstName,
}

impl Certainty {
    /// Whether persons matched with this certainty are in the estimate.
    pub fn is_in_estimate(self) -> bool {
        self <= Certainty::Probable
    }
}

// `ALL` is indexed by the variant: each list must have the order of its enumeration.
const _: () = {
    let mut i = 0;
    while i < Rule::ALL.len() {
        assert!(Rule::ALL[i] as usize == i);
        i += 1;
    }
    let mut i = 0;
    while i < Near::ALL.len() {
        assert!(Near::ALL[i] as usize == i);
        i += 1;
    }
    let mut i = 0;
    while i < Difference::ALL.len() {
        assert!(Difference::ALL[i] as usize == i);
        i += 1;
    }
};

impl Rule {
    /// All rules, in order.
    pub const ALL: [Rule; 35] = [
        Rule::NirDateRank,
        Rule::NirDateName,
        Rule::NirDate,
        Rule::Decided,
        Rule::NirName,
        Rule::ContractDateName,
        Rule::ContractName,
        Rule::ContactDateName,
        Rule::ContactName,
        Rule::NirDateLastName,
        Rule::ContractDateLastName,
        Rule::ContactDateLastName,
        Rule::NameDate,
        Rule::NirFirstName,
        Rule::ContractDate,
        Rule::ContactDate,
        Rule::NirDateOnly,
        Rule::ContractDateOnly,
        Rule::ContactDateOnly,
        Rule::OwnNumberFirstName,
        Rule::OwnNumberLastName,
        Rule::OwnNumberErrors,
        Rule::ContractFirstName,
        Rule::ContractLastName,
        Rule::ContactFirstName,
        Rule::ContactLastName,
        Rule::NameAddress,
        Rule::FirstNameDateAddress,
        Rule::LastNameDateAddress,
        Rule::OwnNumber,
        Rule::LastNameDate,
        Rule::FirstNameDate,
        Rule::NirOnly,
        Rule::ContractOnly,
        Rule::ContactOnly,
    ];

    /// The name in reports. Rows that agree on NIR and birth date are linked by the digest of `nir-date`; the other values of both
    /// rows then decide which of the first three it is.
    pub const fn id(self) -> &'static str {
        match self {
            Rule::NirDateRank => "nir-date-rank",
            Rule::NirDateName => "nir-date-name",
            Rule::NirDate => "nir-date",
            Rule::Decided => "decided",
            Rule::NirName => "nir-name",
            Rule::ContractDateName => "contract-date-name",
            Rule::ContractName => "contract-name",
            Rule::NirDateLastName => "nir-date-last-name",
            Rule::ContractDateLastName => "contract-date-last-name",
            Rule::ContactDateLastName => "contact-date-last-name",
            Rule::NameDate => "name-date",
            Rule::NirFirstName => "nir-first-name",
            Rule::ContractDate => "contract-date",
            Rule::NirDateOnly => "nir-date-only",
            Rule::ContractDateOnly => "contract-date-only",
            Rule::OwnNumberFirstName => "own-number-first-name",
            Rule::OwnNumberLastName => "own-number-last-name",
            Rule::OwnNumberErrors => "own-number-errors",
            Rule::OwnNumber => "own-number",
            Rule::LastNameDate => "last-name-date",
            Rule::FirstNameDate => "first-name-date",
            Rule::ContractFirstName => "contract-first-name",
            Rule::ContractLastName => "contract-last-name",
            Rule::ContactDateName => "contact-date-name",
            Rule::ContactName => "contact-name",
            Rule::ContactDate => "contact-date",
            Rule::ContactDateOnly => "contact-date-only",
            Rule::ContactFirstName => "contact-first-name",
            Rule::ContactLastName => "contact-last-name",
            Rule::NameAddress => "name-address",
            Rule::FirstNameDateAddress => "first-name-date-address",
            Rule::LastNameDateAddress => "last-name-date-address",
            Rule::NirOnly => "nir-only",
            Rule::ContractOnly => "contract-only",
            Rule::ContactOnly => "contact-only",
        }
    }

    /// The certainty of a match by the rule without a difference.
    pub const fn certainty(self) -> Certainty {
        match self {
            Rule::NirDateRank | Rule::NirDateName => Certainty::Certain,
            Rule::NirDate
            | Rule::Decided
            | Rule::NirName
            | Rule::ContractDateName
            | Rule::ContractName
            | Rule::ContactDateName
            | Rule::ContactName => Certainty::Strong,
            Rule::NirDateLastName
            | Rule::ContractDateLastName
            | Rule::ContactDateLastName
            | Rule::NameDate
            | Rule::NirFirstName
            | Rule::ContractDate
            | Rule::ContactDate
            | Rule::NirDateOnly
            | Rule::ContractDateOnly
            | Rule::ContactDateOnly
            | Rule::OwnNumberFirstName
            | Rule::OwnNumberLastName
            | Rule::OwnNumberErrors
            | Rule::LastNameDate
            | Rule::FirstNameDate => Certainty::Probable,
            Rule::ContractFirstName
            | Rule::ContractLastName
            | Rule::ContactFirstName
            | Rule::ContactLastName
            | Rule::NameAddress
            | Rule::FirstNameDateAddress
            | Rule::LastNameDateAddress
            | Rule::OwnNumber => Certainty::Possible,
            Rule::NirOnly | Rule::ContractOnly | Rule::ContactOnly => Certainty::Household,
        }
    }

    /// Whether the rule is of numbers that one member alone has.
    pub const fn is_of_own_number(self) -> bool {
        matches!(self, Rule::OwnNumberFirstName | Rule::OwnNumberLastName | Rule::OwnNumberErrors | Rule::OwnNumber)
    }

    /// Whether the rule is of a name and the birth date that one member alone has.
    pub const fn is_of_two_values(self) -> bool {
        matches!(self, Rule::LastNameDate | Rule::FirstNameDate)
    }

    /// Whether rows of which the birth dates do not agree cannot match by the rule.
    pub const fn compares_date(self) -> bool {
        matches!(
            self,
            Rule::NirDateRank
                | Rule::NirDateName
                | Rule::NirDate
                | Rule::ContractDateName
                | Rule::ContactDateName
                | Rule::NirDateLastName
                | Rule::ContractDateLastName
                | Rule::ContactDateLastName
                | Rule::NameDate
                | Rule::ContractDate
                | Rule::ContactDate
                | Rule::NirDateOnly
                | Rule::ContractDateOnly
                | Rule::ContactDateOnly
                | Rule::FirstNameDateAddress
                | Rule::LastNameDateAddress
                | Rule::LastNameDate
                | Rule::FirstNameDate
        )
    }
}

impl Difference {
    /// All differences, in order.
    pub const ALL: [Difference; 12] = [
        Difference::NumberZeros,
        Difference::LastNameSpelling,
        Difference::FirstNameSpelling,
        Difference::NamesExchanged,
        Difference::DateExchanged,
        Difference::DateUnknown,
        Difference::DateDigit,
        Difference::NirDigit,
        Difference::NumberDigit,
        Difference::LastNameLetter,
        Difference::FirstNameLetter,
        Difference::DateAndFirstName,
    ];

    /// The name in reports.
    pub const fn id(self) -> &'static str {
        match self {
            Difference::NumberZeros => "number-zeros",
            Difference::LastNameSpelling => "last-name-spelling",
            Difference::FirstNameSpelling => "first-name-spelling",
            Difference::NamesExchanged => "names-exchanged",
            Difference::DateExchanged => "date-exchanged",
            Difference::DateUnknown => "date-unknown",
            Difference::DateDigit => "date-digit",
            Difference::NirDigit => "nir-digit",
            Difference::NumberDigit => "number-digit",
            Difference::LastNameLetter => "last-name-letter",
            Difference::FirstNameLetter => "first-name-letter",
            Difference::DateAndFirstName => "date-and-first-name",
        }
    }

    /// Whether the birth date differs a little.
    const fn is_of_date(self) -> bool {
        matches!(self, Difference::DateExchanged | Difference::DateUnknown | Difference::DateDigit)
    }

    /// Whether only the writing differs, not the value.
    const fn is_of_writing(self) -> bool {
        matches!(
            self,
            Difference::NumberZeros
                | Difference::LastNameSpelling
                | Difference::FirstNameSpelling
                | Difference::NamesExchanged
        )
    }
}

/// A set of rules, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RuleSet(u64);

impl RuleSet {
    /// The empty set.
    pub const NONE: RuleSet = RuleSet(0);
    /// The set of all rules.
    pub const ALL: RuleSet = RuleSet((1 << Rule::ALL.len()) - 1);

    /// Whether the rule is in the set.
    pub fn contains(self, rule: Rule) -> bool {
        self.0 >> rule as u16 & 1 == 1
    }
}

impl FromIterator<Rule> for RuleSet {
    fn from_iter<I: IntoIterator<Item = Rule>>(rules: I) -> Self {
        RuleSet(rules.into_iter().fold(0, |set, rule| set | 1 << rule as u64))
    }
}

/// How strong a match is: its rule, and in what the rows differ. Smaller values are stronger: NIR and birth date as they are, then
/// the rules in their order, each as it is before its differences.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strength(u16);

impl Strength {
    /// Weaker than any match.
    pub const NONE: Strength = Strength(u16::MAX);

    /// The rules that compare NIR and birth date, without a difference.
    const AS_THEY_ARE: u16 = Rule::NirDate as u16 + 1;
    /// Number of strengths of one rule.
    const STEPS: u16 = Difference::ALL.len() as u16 + 1;

    /// A match by the rule as it is.
    pub const fn full(rule: Rule) -> Strength {
        match rule as u16 {
            place if place < Self::AS_THEY_ARE => Strength(place),
            place => Strength(Self::AS_THEY_ARE + Self::STEPS * place),
        }
    }

    /// A match by the rule, but for a difference.
    pub const fn but(rule: Rule, difference: Difference) -> Strength {
        Strength(Self::AS_THEY_ARE + Self::STEPS * rule as u16 + 1 + difference as u16)
    }

    /// The rule of the match.
    pub fn rule(self) -> Rule {
        let place = self.0.checked_sub(Self::AS_THEY_ARE).map_or(self.0, |place| place / Self::STEPS);
        Rule::ALL[usize::from(place).min(Rule::ALL.len() - 1)]
    }

    /// In what the rows differ.
    pub fn difference(self) -> Option<Difference> {
        let place = self.0.checked_sub(Self::AS_THEY_ARE)? % Self::STEPS;
        usize::from(place).checked_sub(1).map(|place| Difference::ALL[place])
    }

    /// The certainty of the match: that of its rule; one step less if a value differs, but for a date beside a number. One letter or
    /// digit takes none off a probable one, and a day or month that is unknown off names and date only: how often chance makes such a match is measured, and the level counted or not by that.
    pub fn certainty(self) -> Certainty {
        let of_rule = self.rule().certainty();
        match (of_rule, self.difference()) {
            (_, None) => of_rule,
            (Certainty::Certain, Some(Difference::DateAndFirstName)) => Certainty::Probable,
            (Certainty::Certain, Some(_)) => Certainty::Strong,
            (_, Some(difference)) if difference.is_of_writing() => of_rule,
            // With another date altogether it would be strong already, if the last name agrees.
            (Certainty::Strong, Some(difference)) if difference.is_of_date() => Certainty::Strong,
            (Certainty::Strong, Some(_)) => Certainty::Probable,
            // Of a frequent name several are born in one year.
            (Certainty::Probable, Some(Difference::DateUnknown)) if self.rule() == Rule::NameDate => {
                Certainty::Possible
            }
            (Certainty::Probable, Some(_)) => Certainty::Probable,
            (Certainty::Possible | Certainty::Household, Some(_)) => of_rule,
        }
    }

    /// Whether the birth dates are the same; none where a part of one stands for an unknown one. Rows that match without the date have
    /// another one, or one of them none.
    pub fn is_of_one_date(self) -> Option<bool> {
        match self.difference() {
            Some(Difference::DateUnknown) => None,
            Some(Difference::DateAndFirstName) => Some(false),
            Some(difference) if difference.is_of_date() => Some(false),
            _ => Some(self.rule().compares_date()),
        }
    }

    /// Whether the rows agree on NIR and birth date as they are, and in what else the rule compares: no other match is stronger.
    pub fn is_of_nir_and_date(self) -> bool {
        self.0 < Self::AS_THEY_ARE
    }

    /// An integer with the same order.
    pub fn as_u16(self) -> u16 {
        self.0
    }

    /// The strength with this integer, as returned by [`Strength::as_u16`].
    pub fn from_u16(number: u16) -> Strength {
        Strength(number)
    }
}
