//! Which fields of whom, by which operator, on which evidence.
//!
//! From [`Matches`] to [`Exposures`]: the last stage in which single persons exist, as numbers. [`crate::assess`] counts
//! them.

use rayon::prelude::*;

use crate::incident::FieldSet;
use crate::link::{LeakBin, Leaks, Matches, Members, Rule};
use crate::pseudonym::{Digest, Named, Traits};

/// What a breach gave away, row by row and person by person.
pub struct Exposures {
    /// Persons met unambiguously: by person, insurer, operator, member row.
    pub links: Vec<Link>,
    /// Member rows met in any way, ambiguity included: by row, operator; each pair once.
    pub rows: Vec<RowExposure>,
    /// Leaked rows that met somebody at an insurer or name it, but duplicates: each (row, insurer) once.
    pub records: Vec<RecordExposure>,
}

/// A person met through one of its member rows by an operator's leaked rows.
#[derive(Clone, Copy)]
pub struct Link {
    /// The person's number.
    pub person: u32,
    /// Index of the insurer.
    pub insurer: u16,
    /// Index of the operator.
    pub operator: u16,
    /// Index of the member row.
    pub member: u32,
    /// The strongest rule that made the link.
    pub rule: Rule,
    /// The fields that the leaked rows gave away.
    pub fields: FieldSet,
    /// What the member row tells of the person.
    pub traits: Traits,
    /// The contract of the member row.
    pub contract: Option<Digest>,
}

/// A member row met by an operator's leaked rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowExposure {
    /// Index of the member row.
    pub member: u32,
    /// Index of the insurer.
    pub insurer: u16,
    /// Index of the operator.
    pub operator: u16,
}

/// A leaked row as it bears on one insurer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RecordExposure {
    /// Index of the leaked row.
    pub leak: u32,
    /// Index of the insurer.
    pub insurer: u16,
    /// Index of the operator.
    pub operator: u16,
    /// What it gives away.
    pub fields: FieldSet,
}

/// Draws exposures from matches.
pub fn of(matches: &Matches, leaks: &Leaks, members: &Members) -> Exposures {
    let mut links = Vec::new();
    let mut rows = Vec::with_capacity(matches.meets.len());
    let mut records = Vec::new();
    for meet in &matches.meets {
        let (leak, member) = (&leaks.rows()[meet.leak as usize], &members.rows()[meet.member as usize]);
        let (insurer, operator) = (member.insurer, leak.operator);
        rows.push(RowExposure { member: meet.member, insurer, operator });
        records.push(RecordExposure { leak: meet.leak, insurer, operator, fields: leak.fields });
        if matches.bins[meet.leak as usize] == LeakBin::Matched {
            links.push(Link {
                person: members.person(meet.member),
                insurer,
                operator,
                member: meet.member,
                rule: meet.strength.rule(),
                fields: leak.fields,
                traits: member.traits,
                contract: member.contract,
            });
        }
    }
    for (i, leak) in leaks.rows().iter().enumerate().filter(|(_, leak)| !leak.duplicate) {
        if let Named::Insurer(insurer) = leak.insurer {
            let (operator, fields) = (leak.operator, leak.fields);
            records.push(RecordExposure { leak: i as u32, insurer, operator, fields });
        }
    }
    rows.par_sort_unstable();
    rows.dedup();
    records.par_sort_unstable();
    records.dedup();
    links.par_sort_unstable_by_key(|l| (l.person, l.insurer, l.operator, l.member, l.rule, l.fields));
    links.dedup_by(|next, kept| {
        let key = |l: &Link| (l.person, l.insurer, l.operator, l.member);
        let same = key(next) == key(kept);
        if same {
            // Sorted by rule: the kept one has the strongest.
            kept.fields = kept.fields.union(next.fields);
        }
        same
    });
    Exposures { links, rows, records }
}
