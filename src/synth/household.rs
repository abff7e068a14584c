//! Makes a unit: draws the household, files it at insurers, leaks it, and says where each leaked row must end.

use super::case::Case;
use super::draw::Draw;
use super::names;
use super::unit::{CASES, Day, Fate, INSURERS, Leak, Member, Nir, Person, REFERENCE, Unit};
use crate::link::Rule;

const AESIO: usize = 0;
const AG2R: usize = 1;
const HARMONIE: usize = 3;
const ALMERYS: usize = 0;
const VIAMEDIS: usize = 1;

/// Units whose numbers differ by their communes and orders alone.
const UNITS_A_BLOCK: u64 = 100 * 45;

/// Units whose numbers differ by their places and orders alone.
const UNITS_A_SPACE: u64 = UNITS_A_BLOCK * 95 * 9;

/// How a population keeps NIRs apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Space {
    /// By place and order.
    Places,
    /// A larger one: by the month of birth as well, two months for each of six spaces of places and orders.
    Months,
}

impl Space {
    /// That of so many units.
    pub fn of(units: u64) -> Space {
        if units > UNITS_A_SPACE { Space::Months } else { Space::Places }
    }
}

/// The units that there are numbers for.
pub const MOST_UNITS: u64 = 6 * UNITS_A_SPACE;

/// Invents unit `number`.
pub fn unit(seed: u64, number: u64, space: Space) -> Unit {
    let draw = Draw::of(seed, number);
    let mut maker = Maker { draw, number, space, unit: Unit::default(), persons: 0, contracts: 0 };
    maker.make(Case::of(number));
    maker.unit
}

struct Maker {
    draw: Draw,
    number: u64,
    space: Space,
    unit: Unit,
    persons: usize,
    contracts: usize,
}

impl Maker {
    fn make(&mut self, case: Case) {
        let insurer = self.insurer(case);
        let contract = self.contract(case == Case::ZerosLost);
        let holder = self.holder(case);
        let mut family = vec![holder.clone()];
        if !case.is_alone()
            && !matches!(case, Case::ChildUnderBoth | Case::NoBirthDate)
            && (self.draw.percent(40) || case == Case::SpouseUnderHolder)
        {
            family.push(self.spouse(&holder, case));
        }
        match case {
            Case::TwinsRanked | Case::TwinsUnranked => family.extend(self.twins(&holder)),
            Case::ChildUnderBoth | Case::NoBirthDate => family.push(self.child(&holder, 0)),
            _ if case.is_alone() => {}
            _ if self.draw.percent(34) => {
                for n in 0..self.draw.between(1, 3) {
                    family.push(self.child(&holder, n));
                }
            }
            _ => {}
        }
        let cover = self.cover(case);
        let managed = self.managed(insurer);
        if case != Case::Gone {
            for person in &family {
                let rank_written = match case {
                    Case::TwinsRanked => true,
                    Case::TwinsUnranked => false,
                    _ => self.draw.percent(90),
                };
                let member = Member {
                    insurer,
                    person: person.clone(),
                    rank_written,
                    contract: contract.clone(),
                    cover,
                    managed,
                    duplicate: false,
                };
                self.unit.members.push(member);
            }
        }
        match case {
            Case::ChildUnderBoth => self.second_parent(insurer, &family, cover, managed),
            Case::TwoInsurers => {
                let other = if insurer == HARMONIE { AESIO } else { HARMONIE };
                let contract = self.contract(false);
                let person = holder.clone();
                self.unit.members.push(Member {
                    insurer: other,
                    person,
                    rank_written: true,
                    contract,
                    cover,
                    managed: None,
                    duplicate: false,
                });
            }
            Case::MemberTwice => {
                let again = Member { duplicate: true, ..self.unit.members[0].clone() };
                self.unit.members.push(again);
            }
            _ => {}
        }
        self.leak_all(case, insurer, &family, &contract);
    }

    /// Which rows of the unit leaked, and where each must end.
    fn leak_all(&mut self, case: Case, insurer: usize, family: &[Person], contract: &str) {
        if case == Case::Elsewhere {
            // An AG2R member in a row that names Harmonie.
            let leak = self.leak(VIAMEDIS, HARMONIE, &family[0], Some(contract), Fate::Elsewhere);
            self.unit.leaks.push(leak);
            return;
        }
        for operator in self.operators(case, insurer) {
            for (index, person) in family.iter().enumerate() {
                if case == Case::Ordinary && !self.draw.percent(90) || case == Case::NoBirthDate && index > 0 {
                    continue;
                }
                let fate = match case {
                    Case::Gone => Fate::Unmatched,
                    Case::Nothing => Fate::Rejected,
                    Case::WrongKeyAlone => Fate::Matched(Rule::NameDate, vec![index]),
                    Case::NoFirstName => Fate::Matched(Rule::NirDate, vec![index]),
                    Case::NoBirthDate => Fate::Household(vec![0, 1]),
                    Case::OtherFirstName => Fate::Unmatched,
                    Case::WrongKeyMember | Case::WrongKeyLeak | Case::Provisional | Case::ZerosLost => {
                        Fate::Matched(Rule::ContractDateName, vec![index])
                    }
                    // The file writes no rank for either twin, which stands for 1: the first twin's row meets both.
                    Case::TwinsUnranked if operator == ALMERYS && index == family.len() - 2 => {
                        Fate::Ambiguous(vec![index, index + 1])
                    }
                    Case::TwinsUnranked if operator == ALMERYS && index == family.len() - 1 => {
                        Fate::Matched(Rule::NirDateName, vec![index])
                    }
                    _ => Fate::Matched(Rule::NirDateRank, vec![index]),
                };
                let leaked = self.leaked(case, person);
                let contract = match case {
                    Case::WrongKeyAlone | Case::Nothing => None,
                    Case::ZerosLost => Some(contract.trim_start_matches('0')),
                    _ => Some(contract),
                };
                let mut leak = self.leak(operator, insurer, &leaked, contract, fate);
                leak.first_name_written = !matches!(case, Case::NoFirstName | Case::Nothing);
                leak.date_written = case != Case::NoBirthDate;
                leak.rank_written &= !matches!(case, Case::NoFirstName | Case::OtherFirstName);
                self.unit.leaks.push(leak);
            }
        }
        match case {
            Case::LeakTwice => {
                let again = Leak { fate: Fate::Duplicate, ..self.unit.leaks[0].clone() };
                self.unit.leaks.push(again);
            }
            Case::TwoInsurers => {
                let other = self.unit.members[1].insurer;
                let contract = self.unit.members[1].contract.clone();
                let fate = Fate::Matched(Rule::NirDateRank, vec![1]);
                let leak = self.leak(VIAMEDIS, other, &family[0], Some(&contract), fate);
                self.unit.leaks.push(leak);
            }
            Case::ChildUnderBoth => {
                let index = self.unit.members.len() - 1;
                let Member { person, contract, .. } = self.unit.members[index].clone();
                let fate = Fate::Matched(Rule::NirDateRank, vec![index]);
                let leak = self.leak(VIAMEDIS, insurer, &person, Some(&contract), fate);
                self.unit.leaks.push(leak);
            }
            _ => {}
        }
    }

    /// A leaked row. Viamedis has no rank, and Almerys not always: the first name then stands in for it.
    fn leak(&mut self, operator: usize, insurer: usize, person: &Person, contract: Option<&str>, fate: Fate) -> Leak {
        let rank_written =
            operator == ALMERYS && (person.rank > 1 || matches!(fate, Fate::Ambiguous(_)) || self.draw.percent(90));
        let fate = match fate {
            Fate::Matched(Rule::NirDateRank, rows) if !rank_written => Fate::Matched(Rule::NirDateName, rows),
            fate => fate,
        };
        let contract = contract.map(str::to_owned);
        let person = person.clone();
        Leak { operator, insurer, person, rank_written, first_name_written: true, date_written: true, contract, fate }
    }

    /// The person as the leaked row has it.
    fn leaked(&self, case: Case, person: &Person) -> Person {
        let mut leaked = person.clone();
        match case {
            Case::WrongKeyLeak | Case::WrongKeyAlone | Case::Nothing | Case::ZerosLost => leaked.nir.wrong_key = true,
            Case::OtherFirstName => leaked.first_name = names::other_first_name(person.sex, person.first_name),
            Case::WrongKeyMember => leaked.nir.wrong_key = false,
            Case::SpouseUnderHolder => leaked.nir = leaked.own_nir.take().unwrap_or(leaked.nir),
            _ => {}
        }
        leaked
    }

    fn insurer(&mut self, case: Case) -> usize {
        match case {
            Case::Elsewhere => AG2R,
            Case::BothOperators | Case::TwinsUnranked => AESIO,
            Case::Ordinary => {
                let mut drawn = self.draw.below(100);
                INSURERS
                    .iter()
                    .position(|(_, share)| {
                        let here = drawn < *share;
                        drawn = drawn.wrapping_sub(*share);
                        here
                    })
                    .unwrap_or(HARMONIE)
            }
            _ if (self.number / CASES).is_multiple_of(2) => HARMONIE,
            _ => AESIO,
        }
    }

    /// The operators through which the unit's rows leaked: Harmonie's through Viamedis, Aésio's through either or both.
    fn operators(&mut self, case: Case, insurer: usize) -> Vec<usize> {
        match (insurer, case) {
            (HARMONIE, Case::Ordinary) => {
                if self.draw.percent(70) {
                    vec![VIAMEDIS]
                } else {
                    vec![]
                }
            }
            (HARMONIE, _) => vec![VIAMEDIS],
            (AESIO, Case::Ordinary) => {
                let (almerys, viamedis) = (self.draw.percent(85), self.draw.percent(75));
                [(almerys, ALMERYS), (viamedis, VIAMEDIS)]
                    .into_iter()
                    .filter(|(leaks, _)| *leaks)
                    .map(|(_, o)| o)
                    .collect()
            }
            (AESIO, Case::BothOperators) => vec![ALMERYS, VIAMEDIS],
            (AESIO, _) => vec![ALMERYS],
            _ => vec![],
        }
    }

    fn contract(&mut self, leading_zeros: bool) -> String {
        self.contracts += 1;
        let number = self.number * 4 + self.contracts as u64;
        if leading_zeros { format!("000{number:06}") } else { format!("C{number:07}") }
    }

    fn cover(&mut self, case: Case) -> (Day, Option<Day>) {
        let start = (self.draw.between(2005, 2021) as u16, self.draw.between(1, 12) as u8, 1);
        let end = match case {
            Case::Former => Some((2022, 12, 31)),
            _ => self.draw.percent(6).then_some((2023, 12, 31)),
        };
        (start, end)
    }

    /// Who manages the contract, and since when: of Aésio's, one in ten Vivinter, one in fifteen Intérimaires Santé.
    fn managed(&mut self, insurer: usize) -> Option<(usize, Day)> {
        if insurer != AESIO {
            return None;
        }
        let manager = match self.draw.below(30) {
            0..3 => 1,
            3..5 => 0,
            _ => return None,
        };
        Some((manager, (self.draw.between(2019, 2023) as u16, 1, 1)))
    }

    /// The other parent, on a contract of their own that covers the same child again.
    fn second_parent(
        &mut self,
        insurer: usize,
        family: &[Person],
        cover: (Day, Option<Day>),
        managed: Option<(usize, Day)>,
    ) {
        let mut parent = self.spouse(&family[0], Case::Ordinary);
        parent.policyholder = true;
        let mut child = family[family.len() - 1].clone();
        child.nir = parent.nir.clone();
        let contract = self.contract(false);
        for person in [parent, child] {
            let contract = contract.clone();
            let rank_written = true;
            let member = Member { insurer, person, rank_written, contract, cover, managed, duplicate: false };
            self.unit.members.push(member);
        }
    }

    fn holder(&mut self, case: Case) -> Person {
        // Figures for ages: reference/domain §6 — half of insured adults are between 20 and 59, a quarter above 60.
        let age = if self.draw.percent(66) { self.draw.between(24, 59) } else { self.draw.between(60, 92) };
        let sex = self.draw.below(2) as usize;
        let mut born = self.birthday(REFERENCE.0 - age as u16);
        if case == Case::Lunar {
            let month = match self.space {
                Space::Places => born.1 % 7,
                Space::Months => (self.number / UNITS_A_SPACE) as u8,
            };
            born = (born.0, 13 + month, 31);
        }
        let mut nir = self.nir(sex, born, 0, case);
        nir.wrong_key = case == Case::WrongKeyMember;
        let died = (case == Case::Deceased).then_some((2023, 6, 15));
        self.person(sex, names::surname(self.number), born, 1, nir, true, died)
    }

    fn spouse(&mut self, holder: &Person, case: Case) -> Person {
        let sex = 1 - holder.sex;
        let year = (holder.born.0 + 4).saturating_sub(self.draw.below(9) as u16).min(REFERENCE.0 - 20);
        let mut born = self.birthday(year);
        if case == Case::SpouseUnderHolder && born == holder.born {
            // Under one NIR, born on one day: they would be one person.
            born.2 = born.2 % 28 + 1;
        }
        let own = self.nir(sex, born, 1, Case::Ordinary);
        let mut spouse = self.person(sex, names::surname(self.number), born, 1, own.clone(), false, None);
        if case == Case::SpouseUnderHolder {
            spouse.nir = holder.nir.clone();
            spouse.own_nir = Some(own);
        }
        spouse
    }

    /// A child under the holder's NIR. The third digit of the day keeps brothers and sisters apart.
    fn child(&mut self, holder: &Person, n: u32) -> Person {
        let youngest = REFERENCE.0.saturating_sub(holder.born.0).saturating_sub(21).min(24);
        let age = self.draw.below(u32::from(youngest.max(1)));
        let (year, month, _) = self.birthday(REFERENCE.0 - 1 - age as u16);
        let born = (year, month, (1 + 9 * n + self.draw.below(9)) as u8);
        let sex = self.draw.below(2) as usize;
        self.person(sex, names::surname(self.number), born, 1, holder.nir.clone(), false, None)
    }

    fn twins(&mut self, holder: &Person) -> [Person; 2] {
        let first = self.child(holder, 0);
        let mut second = first.clone();
        second.number = self.persons;
        self.persons += 1;
        second.rank = 2;
        second.first_name = names::other_first_name(first.sex, first.first_name);
        [first, second]
    }

    #[allow(clippy::too_many_arguments, reason = "a person is made of these, in one place")]
    fn person(
        &mut self,
        sex: usize,
        last_name: String,
        born: Day,
        rank: u8,
        nir: Nir,
        policyholder: bool,
        died: Option<Day>,
    ) -> Person {
        let number = self.persons;
        self.persons += 1;
        let first_name = names::FIRST_NAMES[sex][self.draw.below(32) as usize];
        Person { number, sex, last_name, first_name, born, rank, nir, own_nir: None, policyholder, died }
    }

    fn birthday(&mut self, year: u16) -> Day {
        let month = match self.space {
            Space::Places => self.draw.between(1, 12),
            Space::Months => 1 + 2 * (self.number / UNITS_A_SPACE) as u32 + self.draw.below(2),
        };
        (year, month as u8, self.draw.between(1, 28) as u8)
    }

    /// A NIR that no register holds: municipality codes from 900 on (10 and up overseas) with orders from 1 to 999, both
    /// told by the unit's number, so that no two units share a number.
    fn nir(&mut self, sex: usize, born: Day, slot: u64, case: Case) -> Nir {
        let order = 999 - self.number % 100 - 100 * (self.number / (UNITS_A_SPACE / 9) % 9);
        let commune = 45 * slot + self.number / 100 % 45;
        // Where a place has no department in it, its codes are shared out between those who would have another: the first
        // draws among all, and of the others every eleventh is abroad throughout, and some are overseas.
        let block = self.number / UNITS_A_BLOCK % 95;
        // 20 was Corsica before 1976: left to 2A and 2B.
        let department = if block < 19 { 1 + block } else { 2 + block };
        // Shares of births: INSEE, abroad 13 %, overseas 3 %, Corsica 0.5 %.
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
            // NNP: 7 or 8, sex, fund (3), order (8).
            Case::Provisional => format!("{}{}861{:08}", 7 + sex, 1 + sex, self.number),
            _ => format!("{}{:02}{month:02}{place}{order:03}", 1 + sex, born.0 % 100),
        };
        Nir { body, wrong_key: false }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// In a population that is larger than places and orders can number, units that share both differ by the month.
    #[test]
    fn no_two_units_of_a_large_population_share_a_number() {
        let space = Space::of(MOST_UNITS);
        let mut whose: BTreeMap<String, u64> = BTreeMap::new();
        // Units that come back to one commune and order, in every department, and whole runs of neighbours.
        let blocks = (0..95 * 9).flat_map(|block| (0..12).map(move |unit| block * UNITS_A_BLOCK + unit));
        for place in blocks.chain(12..3_000).chain(UNITS_A_SPACE - 3_000..UNITS_A_SPACE) {
            for number in (0..6).map(|wrap| wrap * UNITS_A_SPACE + place) {
                for member in unit(7, number, space).members {
                    let nirs = [Some(member.person.nir), member.person.own_nir];
                    for nir in nirs.into_iter().flatten() {
                        assert_eq!(*whose.entry(nir.body).or_insert(number), number);
                    }
                }
            }
        }
        assert!(whose.len() > 36_000);
    }
}
