//! The member rows that leaked rows and perimeters expose.

use crate::insurers::AESIO;
use crate::unit::{MANAGERS, Member, Outcome, Unit};
use model::incident::{Field, FieldSet};
use model::rule::Strength;

pub(super) const ALMERYS: usize = 0;

/// Fields that Almerys declares for persons in its perimeter.
const DECLARED: [Field; 9] = [
    Field::Civility,
    Field::LastName,
    Field::FirstName,
    Field::BirthDate,
    Field::BirthRank,
    Field::Nir,
    Field::Insurer,
    Field::ContractNumber,
    Field::Manager,
];

/// A member row exposed by an operator.
pub(super) struct Link {
    pub member: usize,
    pub operator: usize,
    pub ground: Ground,
    pub strength: Option<Strength>,
    pub fields: FieldSet,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    Met,
    Doubtful,
    Ambiguous,
    Household,
}

/// The exposed rows of a unit: by its leaked rows, and by Aésio's perimeter.
pub(super) fn links(unit: &Unit) -> Vec<Link> {
    let mut links = Vec::new();
    for leak in &unit.leaks {
        let (ground, strength, rows) = match &leak.outcome {
            Outcome::Met(met) => {
                let counts = met.strength().certainty().is_in_estimate();
                (if counts { Ground::Met } else { Ground::Doubtful }, Some(met.strength()), &met.rows)
            }
            Outcome::Ambiguous(rows) => (Ground::Ambiguous, None, rows),
            Outcome::Household(rows) => (Ground::Household, None, rows),
            Outcome::Elsewhere | Outcome::Unmatched | Outcome::Duplicate | Outcome::Rejected => continue,
        };
        let fields = if ground == Ground::Met { leak.fields() } else { FieldSet::default() };
        links.extend(rows.iter().map(|row| Link { member: *row, operator: leak.operator, ground, strength, fields }));
    }
    for (member, _) in unit.members.iter().enumerate().filter(|(_, member)| is_in_perimeter(member)) {
        let fields = DECLARED.into_iter().collect();
        links.push(Link { member, operator: ALMERYS, ground: Ground::Met, strength: None, fields });
    }
    links
}

/// Vivinter's notice: covered on 1 January 2024, or managed by Intérimaires Santé since 2022.
pub(super) fn is_in_perimeter(member: &Member) -> bool {
    let active = member.cover.0 <= (2024, 1, 1) && member.cover.1.is_none_or(|end| end >= (2024, 1, 1));
    let managed = match member.managed {
        Some((manager, _)) if MANAGERS[manager] == "vivinter" => active,
        Some((_, since)) => since >= (2022, 1, 1),
        None => false,
    };
    managed && member.insurer == AESIO && !member.duplicate
}
