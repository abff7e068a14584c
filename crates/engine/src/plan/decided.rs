//! Decisions on single rows: the files and members that they name.

use super::{Input, Plan};
use crate::index::InsurerIx;
use crate::pseudonym::Party;
use crate::read::Col;
use model::error::{self, Problem};
use model::incident::DecidedRow;

/// Problems that show before any row is read.
pub(super) fn check(plan: &Plan, problems: &mut Vec<Problem>) {
    for (id, insurer) in &plan.incident.insurers {
        let id = id.as_str();
        for (place, decided) in insurer.decided.iter().enumerate() {
            let shown: Vec<&str> = plan.leaks.iter().map(|input| input.source.shown.as_str()).collect();
            match plan.leaks.iter().find(|input| input.source.shown == decided.file) {
                None => problems.push(error::decided_file_unknown(id, place, &decided.file, &shown)),
                Some(input) if input.source.exchange().is_some() => {
                    problems.push(error::decided_exchanged(id, place, &decided.file));
                }
                Some(_) => {}
            }
            let earlier = insurer.decided[..place].iter();
            let same_row = |other: &&DecidedRow| other.file == decided.file && other.row == decided.row;
            let clashes = |other: &DecidedRow| {
                other.member_id.trim() == decided.member_id.trim() || (other.same_person && decided.same_person)
            };
            if earlier.filter(same_row).any(clashes) {
                problems.push(error::decided_twice(id, place, &decided.file, decided.row));
            }
        }
        let index = InsurerIx::new(plan.insurers.iter().position(|other| other.as_str() == id).unwrap_or(usize::MAX));
        for input in of_insurer(plan, index).filter(|_| !insurer.decided.is_empty()) {
            if !input.source.has_values(Col::MemberId) {
                problems.push(error::no_member_id(&input.source.shown, input.source.exchange().is_some()));
            }
        }
    }
}

/// The files that may have members of an insurer.
fn of_insurer(plan: &Plan, insurer: InsurerIx) -> impl Iterator<Item = &Input> {
    plan.members.iter().filter(move |input| input.party == Party::Insurer(insurer) || input.party == Party::ByRow)
}
