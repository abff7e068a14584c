//! Persons of a unit, with NIRs that no two units share.

use super::UnitBuilder;
use crate::case::Case;
use crate::unit::{Day, Key, Nir, Person, REFERENCE};

/// Number of units whose NIRs differ by commune and order alone.
pub const UNITS_A_BLOCK: u64 = 100 * 45;

/// Number of units whose NIRs differ by place and order alone.
pub const UNITS_A_SPACE: u64 = UNITS_A_BLOCK * 95 * 9;

/// How the NIRs of a population are kept distinct.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    Places,
    /// A larger one also uses the month of birth, two months for each of six spaces.
    Months,
}

impl Space {
    /// The space for a number of units.
    pub(crate) fn of(units: u64) -> Space {
        if units > UNITS_A_SPACE { Space::Months } else { Space::Places }
    }
}

/// Maximum number of units with distinct NIRs.
pub(crate) const MOST_UNITS: u64 = 6 * UNITS_A_SPACE;

impl UnitBuilder {
    pub(super) fn holder(&mut self, case: Case) -> Person {
        // Ages: half of the insured adults are between 20 and 59, a quarter above 60.
        let age = if self.draw.percent(66) { self.draw.between(24, 59) } else { self.draw.between(60, 92) };
        let sex = self.draw.below(2) as usize;
        let mut born = self.birthday(REFERENCE.0 - age as u16);
        if case == Case::Lunar {
            let month = match self.world.space {
                Space::Places => born.1 % 7,
                Space::Months => (self.number / UNITS_A_SPACE) as u8,
            };
            born = (born.0, 13 + month, 31);
        }
        if case == Case::DateExchanged {
            // Two different months.
            born.2 = born.1 % 12 + 1;
        }
        let mut nir = self.nir(sex, born, 0, case);
        if case == Case::WrongKeyMember {
            nir.key = Key::Wrong;
        }
        let died = (case == Case::Deceased).then_some((2023, 6, 15));
        self.person(sex, born, 1, nir, true, died)
    }

    pub(super) fn spouse(&mut self, holder: &Person, case: Case) -> Person {
        let sex = 1 - holder.sex;
        let year = (holder.born.0 + 4).saturating_sub(self.draw.below(9) as u16).min(REFERENCE.0 - 20);
        let mut born = self.birthday(year);
        if case == Case::SpouseUnderHolder && born == holder.born {
            // With the same NIR and birth date, the two would be one person.
            born.2 = born.2 % 28 + 1;
        }
        let own = self.nir(sex, born, 1, Case::Ordinary);
        let mut spouse = self.person(sex, born, 1, own.clone(), false, None);
        if case == Case::SpouseUnderHolder {
            spouse.nir = holder.nir.clone();
            spouse.own_nir = Some(own);
        }
        spouse
    }

    /// A child under the policyholder's NIR. The day of birth depends on `n`, so that siblings differ.
    pub(super) fn child(&mut self, holder: &Person, n: u32) -> Person {
        let youngest = REFERENCE.0.saturating_sub(holder.born.0).saturating_sub(21).min(24);
        let age = self.draw.below(u32::from(youngest.max(1)));
        let (year, month, _) = self.birthday(REFERENCE.0 - 1 - age as u16);
        let born = (year, month, (1 + 9 * n + self.draw.below(9)) as u8);
        let sex = self.draw.below(2) as usize;
        self.person(sex, born, 1, holder.nir.clone(), false, None)
    }

    pub(super) fn twins(&mut self, holder: &Person) -> [Person; 2] {
        let first = self.child(holder, 0);
        let mut second = first.clone();
        second.number = self.persons;
        self.persons += 1;
        second.rank = 2;
        second.first_name = self.world.names.other_first(first.sex, &first.first_name);
        [first, second]
    }

    fn person(&mut self, sex: usize, born: Day, rank: u8, nir: Nir, policyholder: bool, died: Option<Day>) -> Person {
        let number = self.persons;
        self.persons += 1;
        let last_name = self.world.names.last(self.world.seed, self.number);
        let first_name = self.world.names.first(sex, &mut self.draw);
        Person { number, sex, last_name, first_name, born, rank, nir, own_nir: None, policyholder, died }
    }

    fn birthday(&mut self, year: u16) -> Day {
        let month = match self.world.space {
            Space::Places => self.draw.between(1, 12),
            Space::Months => 1 + 2 * (self.number / UNITS_A_SPACE) as u32 + self.draw.below(2),
        };
        (year, month as u8, self.draw.between(1, 28) as u8)
    }

    /// A NIR that cannot exist: commune codes from 900 (overseas from 10) with orders from 1 to 999. Both are derived
    /// from the number of the unit, so that no two units share a NIR.
    fn nir(&mut self, sex: usize, born: Day, slot: u64, case: Case) -> Nir {
        let order = 999 - self.number % 100 - 100 * (self.number / (UNITS_A_SPACE / 9) % 9);
        let commune = 45 * slot + self.number / 100 % 45;
        // The department keeps blocks apart. Places abroad, overseas and in Corsica take its place, so their commune
        // codes are divided among blocks: block 0 draws any place, every eleventh block is abroad, three are overseas,
        // and the others use their department.
        let block = self.number / UNITS_A_BLOCK % 95;
        // Department 20 was Corsica until 1976; here Corsica is 2A and 2B.
        let department = if block < 19 { 1 + block } else { 2 + block };
        // Shares of births according to INSEE: abroad 13 %, overseas 3 %, Corsica 0.5 %.
        let roll = match case {
            Case::Corsica => 0,
            Case::Overseas => 5,
            Case::Abroad => 35,
            _ => self.draw.below(1000),
        };
        let place = match (roll, block) {
            (_, 11 | 22 | 33 | 44 | 55 | 66) => format!("99{:03}", 310 + 90 * (block / 11) + commune),
            (_, 8 | 40 | 72) => format!("97{}{:02}", 5 + block / 36, 10 + commune),
            (_, 1..) => format!("{department:02}{:03}", 900 + commune),
            (0..5, 0) => format!("2{}{:03}", if born.0.is_multiple_of(2) { 'A' } else { 'B' }, 900 + commune),
            (5..35, 0) => format!("97{}{:02}", 1 + self.number % 4, 10 + commune),
            (35..165, 0) => format!("99{:03}", 300 + commune),
            (165.., 0) => format!("{department:02}{:03}", 900 + commune),
        };
        let month = if case == Case::Lunar { 30 + u16::from(born.1 % 10) } else { u16::from(born.1) };
        let body = match case {
            // Layout of an NNP: 7 or 8, sex, fund (3), order (8).
            Case::Provisional => format!("{}{}861{:08}", 7 + sex, 1 + sex, self.number),
            _ => format!("{}{:02}{month:02}{place}{order:03}", 1 + sex, born.0 % 100),
        };
        Nir { body, key: Key::Right }
    }
}
