//! Which fields of whom, by which operator, on which evidence.
//!
//! From [`Matches`] and perimeters to [`Exposures`]: the last stage in which single persons exist, as numbers.
//! [`crate::assess`] counts them.

use rayon::prelude::*;

use crate::incident::FieldSet;
use crate::link::{LeakBin, Leaks, Matches, Members, Rule};
use crate::plan::ExposedPerimeter;
use crate::pseudonym::{Digest, Named, Traits};

/// What a breach gave away, row by row and person by person.
pub struct Exposures {
    /// By person, insurer, operator, member row: each once.
    pub links: Vec<Link>,
    /// Leaked rows that met somebody at an insurer or name it, but duplicates: each (row, insurer) once.
    pub records: Vec<RecordExposure>,
}

/// How a member row stands to what an operator lost. The first is the strongest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Met unambiguously, or in a perimeter: its person counts in the estimate.
    Met,
    /// Met only by rows that mean other persons as well.
    Ambiguous,
    /// Met only by rows that give its NIR and no birth date.
    Household,
}

/// A member row and an operator that exposed it.
#[derive(Clone, Copy)]
pub struct Link {
    /// The number of the row's person.
    pub person: u32,
    /// Index of the insurer.
    pub insurer: u16,
    /// Index of the operator.
    pub operator: u16,
    /// Index of the member row.
    pub member: u32,
    /// How.
    pub ground: Ground,
    /// The strongest rule by which leaked rows met it unambiguously; none if it is in a perimeter only, or not [`Ground::Met`].
    pub rule: Option<Rule>,
    /// Whether a perimeter of the operator holds it.
    pub perimeter: bool,
    /// The fields given away: what the leaked rows hold that met it unambiguously, and what the operator declares for its
    /// perimeters.
    pub fields: FieldSet,
    /// What the member row tells of the person.
    pub traits: Traits,
    /// The contract of the member row.
    pub contract: Option<Digest>,
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

/// Draws exposures from matches and perimeters; `perimeters` are those said to be exposed, by insurer.
pub fn of(matches: &Matches, perimeters: &[Vec<ExposedPerimeter>], leaks: &Leaks, members: &Members) -> Exposures {
    let mut links = Vec::with_capacity(matches.meets.len());
    let mut records = Vec::with_capacity(matches.meets.len());
    for meet in &matches.meets {
        let (leak, member) = (&leaks.rows()[meet.leak as usize], &members.rows()[meet.member as usize]);
        let (insurer, operator) = (member.insurer, leak.operator);
        records.push(RecordExposure { leak: meet.leak, insurer, operator, fields: leak.fields });
        let ground = match matches.bins[meet.leak as usize] {
            LeakBin::Matched => Ground::Met,
            LeakBin::Household => Ground::Household,
            _ => Ground::Ambiguous,
        };
        let is_met = ground == Ground::Met;
        links.push(Link {
            person: members.person(meet.member),
            insurer,
            operator,
            member: meet.member,
            ground,
            rule: is_met.then_some(meet.strength.rule()),
            perimeter: false,
            fields: if is_met { leak.fields } else { FieldSet::default() },
            traits: member.traits,
            contract: member.contract,
        });
    }
    for (i, leak) in leaks.rows().iter().enumerate().filter(|(_, leak)| !leak.duplicate) {
        if let Named::Insurer(insurer) = leak.insurer {
            let (operator, fields) = (leak.operator, leak.fields);
            records.push(RecordExposure { leak: i as u32, insurer, operator, fields });
        }
    }
    if perimeters.iter().any(|of_insurer| !of_insurer.is_empty()) {
        in_perimeters(perimeters, members, &mut links);
    }
    records.par_sort_unstable();
    records.dedup();
    // Of one member row and operator, the strongest ground and rule come first.
    links.par_sort_unstable_by_key(|l| (l.person, l.insurer, l.operator, l.member, l.ground, l.rule.is_none(), l.rule));
    links.dedup_by(|next, kept| {
        let key = |l: &Link| (l.person, l.insurer, l.operator, l.member);
        let same = key(next) == key(kept);
        if same {
            kept.fields = kept.fields.union(next.fields);
            kept.perimeter |= next.perimeter;
        }
        same
    });
    Exposures { links, records }
}

/// A link for each member row that counts and each perimeter said to be exposed that holds it.
fn in_perimeters(perimeters: &[Vec<ExposedPerimeter>], members: &Members, links: &mut Vec<Link>) {
    let rows = members.rows().iter().zip(0u32..).filter(|(row, _)| row.counts() && !row.traits.perimeters.is_empty());
    for (row, member) in rows {
        let holding = perimeters[usize::from(row.insurer)].iter().filter(|p| row.traits.perimeters.contains(p.place));
        links.extend(holding.map(|perimeter| Link {
            person: members.person(member),
            insurer: row.insurer,
            operator: perimeter.operator,
            member,
            ground: Ground::Met,
            rule: None,
            perimeter: true,
            fields: perimeter.fields,
            traits: row.traits,
            contract: row.contract,
        }));
    }
}
