//! A unit: a household, its member rows, its leaked rows, and the expected outcome of each leaked row.
//!
//! Every 150 consecutive units contain each special case once, so that small samples have all of them; the others are
//! ordinary. Expected outcomes follow from the case, not from the rows.

use model::incident::{Field, FieldSet};
use model::rule::{Difference, Rule, Strength};

/// Operators of the incident, by id.
pub const OPERATORS: [&str; 2] = ["almerys", "viamedis"];
const ALMERYS: usize = 0;

/// Managers of Aésio's contracts, by id.
pub const MANAGERS: [&str; 2] = ["interimaires-sante", "vivinter"];

/// Number of units after which the cases repeat.
pub const CASES: u64 = 150;

/// Reference date of the incident.
pub const REFERENCE: Day = (2024, 2, 7);

/// Year, month, day as written; month and day may not exist.
pub type Day = (u16, u8, u8);

/// A NIR as written in a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Nir {
    /// Thirteen characters; empty if the row has none.
    pub body: String,
    /// The key.
    pub key: Key,
}

/// The key that stands behind a NIR. A right one need not be written.
#[derive(Clone, PartialEq, Eq)]
pub enum Key {
    /// The right one.
    Right,
    /// Another one.
    Wrong,
    /// That of these thirteen characters, which were mistyped later.
    Of(String),
}

/// A beneficiary.
#[derive(Clone)]
pub struct Person {
    /// Number within the unit.
    pub number: usize,
    /// 0 for men, 1 for women.
    pub sex: usize,
    /// Surname, with accents.
    pub last_name: String,
    /// First name.
    pub first_name: String,
    /// Birth date as written.
    pub born: Day,
    /// Birth rank.
    pub rank: u8,
    /// The NIR under which the person is filed.
    pub nir: Nir,
    /// The person's own NIR, if the file has both.
    pub own_nir: Option<Nir>,
    /// Whether the person holds the contract.
    pub policyholder: bool,
    /// Date of death.
    pub died: Option<Day>,
}

/// A row of a member file.
#[derive(Clone)]
pub struct Member {
    /// Index in [`super::insurers::INSURERS`].
    pub insurer: usize,
    /// The beneficiary.
    pub person: Person,
    /// Whether the file has the rank.
    pub rank_written: bool,
    /// Contract number.
    pub contract: String,
    /// First and last day of cover.
    pub cover: (Day, Option<Day>),
    /// Manager of the contract (index in [`MANAGERS`]) and start of management.
    pub managed: Option<(usize, Day)>,
    /// Whether it repeats an earlier row of the unit.
    pub duplicate: bool,
}

/// A leaked row.
#[derive(Clone)]
pub struct Leak {
    /// Index in [`OPERATORS`].
    pub operator: usize,
    /// The insurer that the row names.
    pub insurer: usize,
    /// The beneficiary as written in the row.
    pub person: Person,
    /// Whether the row has a rank (Almerys only).
    pub rank_written: bool,
    /// Whether the row has a first name.
    pub first_name_written: bool,
    /// Whether the row has a birth date.
    pub date_written: bool,
    /// Contract number in the row, if any.
    pub contract: Option<String>,
    /// Whether accents of names are written in UTF-8 and read as Windows-1252.
    pub garbled: bool,
    /// Expected outcome.
    pub outcome: Outcome,
}

/// Expected outcome of a leaked row. Member rows are given by their index in the unit.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Matches one person.
    Met(Met),
    /// Matches two persons, through these member rows.
    Ambiguous(Vec<usize>),
    /// Matches everybody under its NIR, through these member rows.
    Household(Vec<usize>),
    /// Matches only persons of another insurer.
    Elsewhere,
    /// Matches nobody.
    Unmatched,
    /// Repeats an earlier row.
    Duplicate,
    /// Has no usable value.
    Rejected,
}

/// A match of one person.
#[derive(Clone, PartialEq, Eq)]
pub struct Met {
    /// The rule.
    pub rule: Rule,
    /// In what the rows differ.
    pub difference: Option<Difference>,
    /// The member rows.
    pub rows: Vec<usize>,
}

impl Met {
    /// How strong the match is.
    pub fn strength(&self) -> Strength {
        self.difference.map_or(Strength::full(self.rule), |difference| Strength::but(self.rule, difference))
    }
}

impl Outcome {
    /// A match of one person.
    pub(crate) fn met(rule: Rule, difference: Option<Difference>, rows: Vec<usize>) -> Outcome {
        Outcome::Met(Met { rule, difference, rows })
    }
}

impl Leak {
    /// The fields that the row contains.
    pub fn fields(&self) -> FieldSet {
        let of_almerys = self.operator == ALMERYS;
        [
            (Field::LastName, true),
            (Field::Nir, !self.person.nir.body.is_empty()),
            (Field::Insurer, true),
            (Field::FirstName, self.first_name_written),
            (Field::BirthDate, self.date_written),
            (Field::ContractNumber, self.contract.is_some()),
            (Field::Civility, of_almerys),
            (Field::Manager, of_almerys),
            (Field::BirthRank, of_almerys && self.rank_written),
        ]
        .into_iter()
        .filter_map(|(field, holds)| holds.then_some(field))
        .collect()
    }
}

/// A household, its member rows and its leaked rows.
#[derive(Default)]
pub struct Unit {
    /// Rows of member files.
    pub members: Vec<Member>,
    /// Leaked rows.
    pub leaks: Vec<Leak>,
}
