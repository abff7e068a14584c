//! In which way each matched row was found: by a key, by names and date, or by both.
//!
//! From how often these agree follows how many rows none found ([`crate::count`]). Rows that the first pass has settled agree in
//! their NIR; whether their names agree too is looked up for a sample of them.

use std::sync::atomic::{AtomicU32, Ordering};

use crate::index::{LeakIx, MemberIx};
use crate::link::{Captured, Standing};
use crate::pseudonym::{Agreement, Attributes, DateAgreement, NameAgreement, NirAgreement, NumberAgreement};
use model::rule::Strength;

/// By leaked row, how it agrees with the strongest match.
pub(super) struct Agreed(Vec<AtomicU32>);

impl Agreed {
    pub(super) fn among(rows: usize) -> Agreed {
        Agreed((0..rows).map(|_| AtomicU32::new(u32::MAX)).collect())
    }

    /// Notes a match, unless a stronger one is known.
    pub(super) fn note(&self, place: u32, strength: Strength, way: Captured) {
        self.0[place as usize].fetch_min(u32::from(strength.as_u16()) << 8 | way as u32, Ordering::Relaxed);
    }

    /// Passes on what was noted of the matches that count.
    pub(super) fn give(self, rows: &[LeakIx], standing: &Standing, into: &mut [Captured]) {
        for (leak, noted) in rows.iter().zip(self.0) {
            let noted = noted.into_inner();
            if noted >> 8 == u32::from(standing.best(*leak).as_u16()) {
                into[usize::from(*leak)] = Captured::ALL[(noted & 0xff) as usize];
            }
        }
    }
}

/// In which ways two rows agree as they are.
pub(super) fn captured(agreement: &Agreement) -> Captured {
    let Agreement { nir, number, contact, date, first, last, .. } = *agreement;
    let by_key = nir == NirAgreement::Same || number == NumberAgreement::Same || contact;
    let by_names = first == NameAgreement::Same && last == NameAgreement::Same;
    match (by_key, by_names, date == DateAgreement::Same) {
        (true, true, true) => Captured::ByBoth,
        (true, true, false) => Captured::DateDiffers,
        (true, false, true) => Captured::NamesDiffer,
        (true, false, false) => Captured::ByKey,
        (false, true, true) => Captured::ByNames,
        (false, ..) => Captured::Otherwise,
    }
}

/// Rows that the first pass has settled, with the members that each matches.
#[derive(Default)]
pub(super) struct Sample {
    /// By member row; the place is among `attributes`.
    pub members: Vec<(MemberIx, usize)>,
    pub rows: Vec<LeakIx>,
    pub attributes: Vec<Attributes>,
}

impl Sample {
    /// Those of one member row.
    pub(super) fn of(&self, member: MemberIx) -> impl Iterator<Item = usize> + '_ {
        let begin = self.members.partition_point(|(other, _)| *other < member);
        self.members[begin..].iter().take_while(move |(other, _)| *other == member).map(|(_, place)| *place)
    }
}
