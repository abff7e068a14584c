//! Rows that match nobody, yet resemble somebody.

use std::sync::atomic::{AtomicU8, Ordering};

use crate::index::LeakIx;
use crate::link::{Standing, Unmet};
use crate::pseudonym::{Agreement, Attributes, DateAgreement, NameAgreement, NirAgreement, NumberAgreement};
use model::rule::{Near, Strength};

/// No resemblance.
const NONE: u8 = u8::MAX;

/// How two rows that do not match resemble each other, of these attributes. Thousands are born on a day that stands for an unknown one:
/// then first names say something only beside last names that begin or end alike.
pub(super) fn near(agreement: &Agreement, leak: &Attributes, member: &Attributes) -> Option<Near> {
    let Agreement { nir, number, contact, date, first, last, contradicted, .. } = *agreement;
    let (same_first, same_last) = (first == NameAgreement::Same, last == NameAgreement::Same);
    let numbered = matches!(number, NumberAgreement::Same | NumberAgreement::Zeros);
    let keyed = nir == NirAgreement::Same || numbered || contact;
    match () {
        () if keyed && same_last => Some(Near::KeyAndLastName),
        () if contradicted => None,
        () if same_last && date == DateAgreement::Same => Some(Near::LastNameAndDate),
        () if same_first && same_last && leak.is_of_year_or_birthday(member) => Some(Near::Names),
        () if same_first && date == DateAgreement::Same => {
            (leak.has_whole_date() || leak.is_alike_in_last_name(member)).then_some(Near::FirstNameAndDate)
        }
        () => None,
    }
}

/// By leaked row, the closest resemblance.
pub(super) struct Nearness {
    members: Vec<AtomicU8>,
    decoys: Vec<AtomicU8>,
}

impl Nearness {
    pub(super) fn among(rows: usize) -> Nearness {
        let none = || (0..rows).map(|_| AtomicU8::new(NONE)).collect();
        Nearness { members: none(), decoys: none() }
    }

    pub(super) fn note(&self, place: u32, near: Near) {
        self.members[place as usize].fetch_min(near as u8, Ordering::Relaxed);
    }

    /// Notes that a member who is nobody resembles the row. Only what compares the birth date says anything about chance.
    pub(super) fn note_decoy(&self, place: u32, near: Near) {
        if near.compares_date() {
            self.decoys[place as usize].fetch_min(near as u8, Ordering::Relaxed);
        }
    }

    /// Rows that resemble somebody who does not exist in this way at the closest.
    pub(super) fn by_chance(&self, near: Near) -> u64 {
        self.decoys.iter().filter(|decoy| decoy.load(Ordering::Relaxed) == near as u8).count() as u64
    }

    /// The rows that matched nobody. `decades`: those of birth, in the order of `rows`.
    pub(super) fn give(self, rows: &[LeakIx], decades: &[Option<u16>], standing: &Standing, into: &mut Vec<Unmet>) {
        let near = |number: AtomicU8| Near::ALL.get(usize::from(number.into_inner())).copied();
        for (((leak, near_to), decoy), born) in rows.iter().zip(self.members).zip(self.decoys).zip(decades) {
            if standing.best(*leak) == Strength::NONE {
                into.push(Unmet { leak: *leak, near: near(near_to), decoy: near(decoy), born: *born });
            }
        }
    }
}
