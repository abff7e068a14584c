//! Makes a unit: draws the household, its member rows and its leaked rows, and records the outcome of each leaked row.

mod leaks;
mod person;

use std::ops::Range;

use crate::case::Case;
use crate::draw::Draw;
use crate::errors::Errors;
use crate::insurers::{AESIO, AG2R, HARMONIE, INSURERS, OF_THE_NOTICES};
use crate::names::Names;
use crate::unit::{CASES, Day, Member, Person, Unit};

pub(crate) use person::{MOST_UNITS, Space};
pub use person::{UNITS_A_BLOCK, UNITS_A_SPACE};

const ALMERYS: usize = 0;
const VIAMEDIS: usize = 1;

/// Parameters of a population.
#[derive(Clone, Copy)]
pub(crate) struct World {
    pub seed: u64,
    /// How NIRs are kept distinct.
    pub space: Space,
    /// Number of insurers from [`INSURERS`], at least those of the notices.
    pub insurers: usize,
    /// How many names there are.
    pub names: Names,
    /// Errors of leaked rows.
    pub errors: Errors,
}

pub(crate) fn unit(world: World, number: u64) -> Unit {
    let draw = Draw::of(world.seed, number);
    let mut builder = UnitBuilder { draw, number, world, unit: Unit::default(), persons: 0, contracts: 0 };
    // Where errors are drawn, none is planted.
    let case = Case::of(number);
    let is_left_out = world.errors != Errors::None && case.is_error();
    builder.make(if is_left_out { Case::Ordinary } else { case });
    builder.unit
}

/// A unit under construction.
pub(super) struct UnitBuilder {
    pub draw: Draw,
    pub number: u64,
    pub world: World,
    unit: Unit,
    /// Number of persons so far.
    pub persons: usize,
    contracts: usize,
}

impl UnitBuilder {
    fn make(&mut self, case: Case) {
        let insurer = self.insurer(case);
        let contract = self.contract(case == Case::ZerosLost);
        let holder = self.holder(case);
        let mut family = vec![holder.clone()];
        if !case.is_alone()
            && !matches!(case, Case::ChildUnderBoth | Case::NirAlone)
            && (self.draw.percent(40) || case == Case::SpouseUnderHolder)
        {
            family.push(self.spouse(&holder, case));
        }
        match case {
            Case::TwinsRanked | Case::TwinsUnranked => family.extend(self.twins(&holder)),
            Case::ChildUnderBoth | Case::NirAlone => family.push(self.child(&holder, 0)),
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
                    cover: cover_of(cover, person),
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

    fn insurer(&mut self, case: Case) -> usize {
        match case {
            Case::Elsewhere => AG2R,
            Case::BothOperators | Case::TwinsUnranked => AESIO,
            Case::Ordinary => {
                let others = OF_THE_NOTICES..self.world.insurers;
                // Without further insurers nothing is drawn, so that the population of the notices does not depend on
                // their number.
                let other = if others.is_empty() { None } else { self.drawn_of(others) };
                other.or_else(|| self.drawn_of(0..OF_THE_NOTICES)).unwrap_or(HARMONIE)
            }
            _ if (self.number / CASES).is_multiple_of(2) => HARMONIE,
            _ => AESIO,
        }
    }

    /// An insurer from the range, by share. `None` if the shares add up to less than a hundred and the draw is beyond
    /// them.
    fn drawn_of(&mut self, insurers: Range<usize>) -> Option<usize> {
        let mut drawn = self.draw.below(100);
        insurers.into_iter().find(|insurer| {
            let share = INSURERS[*insurer].share;
            let here = drawn < share;
            drawn = drawn.wrapping_sub(share);
            here
        })
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

    /// Manager of the contract and start of management. At Aésio, one contract in ten is Vivinter's, one in fifteen
    /// Intérimaires Santé's.
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

    /// The other parent, with a separate contract that also covers the child.
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
            let cover = cover_of(cover, &person);
            let member = Member { insurer, person, rank_written, contract, cover, managed, duplicate: false };
            self.unit.members.push(member);
        }
    }
}

/// The cover of a person under a contract: nobody's cover ends before the birth.
fn cover_of(contract: (Day, Option<Day>), person: &Person) -> (Day, Option<Day>) {
    (contract.0, contract.1.filter(|end| *end >= person.born))
}
