//! The leaked rows of a unit: who is in them, what is wrong with them, and what each leads to.

use super::{ALMERYS, UnitBuilder, VIAMEDIS};
use crate::case::Case;
use crate::insurers::{AESIO, HARMONIE, OF_THE_NOTICES};
use crate::names;
use crate::unit::{Key, Leak, Member, Outcome, Person};
use model::rule::{Difference, Rule};

impl UnitBuilder {
    /// Draws the leaked rows of the unit and records the outcome of each.
    pub(super) fn leak_all(&mut self, case: Case, insurer: usize, family: &[Person], contract: &str) {
        if case == Case::Elsewhere {
            // A member of AG2R in a row that names Harmonie.
            let leak = self.leak(VIAMEDIS, HARMONIE, &family[0], Some(contract), Outcome::Elsewhere);
            self.unit.leaks.push(leak);
            return;
        }
        for operator in self.operators(case, insurer) {
            for (index, person) in family.iter().enumerate() {
                if case == Case::Ordinary && !self.draw.percent(90) || case == Case::NirAlone && index > 0 {
                    continue;
                }
                let outcome = match case {
                    Case::Gone => Outcome::Unmatched,
                    Case::Nothing => Outcome::Rejected,
                    Case::WrongKeyLeak | Case::WrongKeyMember => {
                        Outcome::met(Rule::NirDateName, Some(Difference::NirDigit), vec![index])
                    }
                    Case::NamesAlone => Outcome::met(Rule::NameDate, None, vec![index]),
                    Case::ZerosLost => Outcome::met(Rule::ContractDateName, Some(Difference::NumberZeros), vec![index]),
                    Case::NoFirstName => Outcome::met(Rule::NirDate, None, vec![index]),
                    Case::NirAlone => Outcome::Household(vec![0, 1]),
                    Case::DayUnknown => {
                        let is_born_then = (person.born.1, person.born.2) == (1, 1);
                        let difference = if is_born_then { None } else { Some(Difference::DateUnknown) };
                        Outcome::met(Rule::NameDate, difference, vec![index])
                    }
                    Case::OtherDate => Outcome::met(Rule::NirName, None, vec![index]),
                    Case::DateExchanged => {
                        Outcome::met(Rule::NirDateName, Some(Difference::DateExchanged), vec![index])
                    }
                    Case::ContractOtherDate => Outcome::met(Rule::ContractName, None, vec![index]),
                    Case::NamesExchanged => {
                        Outcome::met(Rule::ContractDateName, Some(Difference::NamesExchanged), vec![index])
                    }
                    Case::LetterLost => Outcome::met(Rule::NameDate, Some(Difference::LastNameLetter), vec![index]),
                    Case::Provisional => Outcome::met(Rule::ContractDateName, None, vec![index]),
                    // The file has no ranks, and a missing rank counts as 1: the row of the first twin matches both.
                    Case::TwinsUnranked if operator == ALMERYS && index == family.len() - 2 => {
                        Outcome::Ambiguous(vec![index, index + 1])
                    }
                    Case::TwinsUnranked if operator == ALMERYS && index == family.len() - 1 => {
                        Outcome::met(Rule::NirDateName, None, vec![index])
                    }
                    _ => Outcome::met(Rule::NirDateRank, None, vec![index]),
                };
                let leaked = self.leaked(case, person);
                let contract = match case {
                    Case::NamesAlone | Case::Nothing | Case::NirAlone | Case::LetterLost | Case::DayUnknown => None,
                    Case::ZerosLost => Some(contract.trim_start_matches('0')),
                    _ => Some(contract),
                };
                let mut leak = self.leak(operator, insurer, &leaked, contract, outcome);
                leak.first_name_written = !matches!(case, Case::NoFirstName | Case::Nothing | Case::NirAlone);
                leak.date_written = case != Case::NirAlone;
                leak.rank_written &= case != Case::NoFirstName;
                self.unit.leaks.push(leak);
            }
        }
        match case {
            Case::LeakTwice => {
                let again = Leak { outcome: Outcome::Duplicate, ..self.unit.leaks[0].clone() };
                self.unit.leaks.push(again);
            }
            Case::TwoInsurers => {
                let other = self.unit.members[1].insurer;
                let contract = self.unit.members[1].contract.clone();
                let outcome = Outcome::met(Rule::NirDateRank, None, vec![1]);
                let leak = self.leak(VIAMEDIS, other, &family[0], Some(&contract), outcome);
                self.unit.leaks.push(leak);
            }
            Case::ChildUnderBoth => {
                let index = self.unit.members.len() - 1;
                let Member { person, contract, .. } = self.unit.members[index].clone();
                let outcome = Outcome::met(Rule::NirDateRank, None, vec![index]);
                let leak = self.leak(VIAMEDIS, insurer, &person, Some(&contract), outcome);
                self.unit.leaks.push(leak);
            }
            _ => {}
        }
    }

    /// A leaked row. Viamedis has no ranks and Almerys not always; the first name distinguishes twins then.
    fn leak(
        &mut self,
        operator: usize,
        insurer: usize,
        person: &Person,
        contract: Option<&str>,
        outcome: Outcome,
    ) -> Leak {
        let rank_written = operator == ALMERYS
            && (person.rank > 1 || matches!(outcome, Outcome::Ambiguous(_)) || self.draw.percent(90));
        let outcome = match outcome {
            Outcome::Met(met) if met.rule == Rule::NirDateRank && !rank_written => {
                Outcome::met(Rule::NirDateName, None, met.rows)
            }
            outcome => outcome,
        };
        let contract = contract.map(str::to_owned);
        let person = person.clone();
        Leak {
            operator,
            insurer,
            person,
            rank_written,
            first_name_written: true,
            date_written: true,
            contract,
            garbled: false,
            outcome,
        }
    }

    /// The person as written in the leaked row.
    fn leaked(&self, case: Case, person: &Person) -> Person {
        let mut leaked = person.clone();
        match case {
            Case::WrongKeyLeak | Case::Nothing => leaked.nir.key = Key::Wrong,
            Case::NamesAlone | Case::ZerosLost => leaked.nir.body.clear(),
            Case::OtherDate => leaked.born.0 -= 12,
            Case::DateExchanged => leaked.born = (person.born.0, person.born.2, person.born.1),
            Case::ContractOtherDate => {
                leaked.nir.body.clear();
                leaked.born.0 -= 12;
            }
            Case::NamesExchanged => {
                leaked.nir.body.clear();
                leaked.last_name = person.first_name.clone();
                leaked.first_name = person.last_name.clone();
            }
            Case::LetterLost => {
                leaked.nir.body.clear();
                leaked.last_name = names::letter_lost(&person.last_name);
            }
            Case::DayUnknown => {
                leaked.nir.body.clear();
                leaked.born = (person.born.0, 1, 1);
            }
            Case::WrongKeyMember => leaked.nir.key = Key::Right,
            Case::SpouseUnderHolder => leaked.nir = leaked.own_nir.take().unwrap_or(leaked.nir),
            _ => {}
        }
        leaked
    }

    /// The operators that leaked the unit's rows: Viamedis for Harmonie, either or both for Aésio and others.
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
            (AESIO, Case::Ordinary) => self.either(85, 75),
            (OF_THE_NOTICES.., _) => self.either(90, 52),
            (AESIO, Case::BothOperators) => vec![ALMERYS, VIAMEDIS],
            (AESIO, _) => vec![ALMERYS],
            _ => vec![],
        }
    }

    /// Almerys and Viamedis, each with its probability in percent.
    fn either(&mut self, almerys: u32, viamedis: u32) -> Vec<usize> {
        let leaked = [(ALMERYS, self.draw.percent(almerys)), (VIAMEDIS, self.draw.percent(viamedis))];
        leaked.into_iter().filter(|(_, leaked)| *leaked).map(|(operator, _)| operator).collect()
    }
}
