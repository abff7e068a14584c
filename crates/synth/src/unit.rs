//! A household: its persons, the rows that insurers have of them, the rows that leaked, and where each must end.
//!
//! Every hundred and fifty units hold one of each `Case`, so that a small sample has them all; the others are
//! ordinary. What a leaked row must come to is told by the case that made it, not worked out from the rows.

use model::incident::{Field, FieldSet};
use model::rule::Rule;

/// The operators of the incident, by id in order.
pub const OPERATORS: [&str; 2] = ["almerys", "viamedis"];
const ALMERYS: usize = 0;

/// The managers of Aésio's contracts that the incident knows, by id in order.
pub const MANAGERS: [&str; 2] = ["interimaires-sante", "vivinter"];

/// A case comes back after so many units.
pub const CASES: u64 = 150;

/// The day the incident's figures are true of: year, month, day.
pub const REFERENCE: Day = (2024, 2, 7);

/// Year, month, day as written; month and day may be outside the calendar.
pub type Day = (u16, u8, u8);

/// A number as a file writes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Nir {
    /// Thirteen characters.
    pub body: String,
    /// Written with a key that is not its own.
    pub wrong_key: bool,
}

/// A beneficiary.
#[derive(Clone)]
pub struct Person {
    /// Number within the unit.
    pub number: usize,
    /// 0 man, 1 woman.
    pub sex: usize,
    /// Surname, accents and all.
    pub last_name: String,
    /// First name.
    pub first_name: &'static str,
    /// Birth date as written.
    pub born: Day,
    /// Birth rank.
    pub rank: u8,
    /// The NIR the person is filed under.
    pub nir: Nir,
    /// The person's own, where the file has both.
    pub own_nir: Option<Nir>,
    /// Holds the contract.
    pub policyholder: bool,
    /// Day of death.
    pub died: Option<Day>,
}

/// A row of a members' file.
#[derive(Clone)]
pub struct Member {
    /// Index in [`super::insurers::INSURERS`].
    pub insurer: usize,
    /// The beneficiary.
    pub person: Person,
    /// Whether the file writes the rank.
    pub rank_written: bool,
    /// The contract.
    pub contract: String,
    /// First and last day of cover.
    pub cover: (Day, Option<Day>),
    /// Who manages the contract (index in [`MANAGERS`]), and since when.
    pub managed: Option<(usize, Day)>,
    /// An earlier row of the unit is the same.
    pub duplicate: bool,
}

/// A leaked row.
#[derive(Clone)]
pub struct Leak {
    /// Index in [`OPERATORS`].
    pub operator: usize,
    /// The insurer it names.
    pub insurer: usize,
    /// The beneficiary as it leaked.
    pub person: Person,
    /// Whether the row writes a rank (Almerys only).
    pub rank_written: bool,
    /// Whether it writes a first name.
    pub first_name_written: bool,
    /// Whether it writes a birth date.
    pub date_written: bool,
    /// The contract number it writes.
    pub contract: Option<String>,
    /// Where it must end.
    pub fate: Fate,
}

/// Where a leaked row must end.
#[derive(Clone, PartialEq, Eq)]
pub enum Fate {
    /// At the person, under the rule, through these member rows of the unit.
    Matched(Rule, Vec<usize>),
    /// At two persons, through these member rows.
    Ambiguous(Vec<usize>),
    /// At everybody under its NIR, through these member rows.
    Household(Vec<usize>),
    /// At somebody of another insurer.
    Elsewhere,
    /// At nobody.
    Unmatched,
    /// The same as an earlier row.
    Duplicate,
    /// Nothing to compare.
    Rejected,
}

impl Leak {
    /// The fields that the row gives away.
    pub fn fields(&self) -> FieldSet {
        let of_almerys = self.operator == ALMERYS;
        [
            (Field::LastName, true),
            (Field::Nir, true),
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

/// A household, its rows and what leaked of them.
#[derive(Default)]
pub struct Unit {
    /// Rows of members' files.
    pub members: Vec<Member>,
    /// Leaked rows.
    pub leaks: Vec<Leak>,
}
