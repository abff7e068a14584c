//! The persons in one insurer's estimate, from the links behind the figures.
//!
//! Persons are known by row numbers only; [`engine::contacts`] reads their identifiers afterwards.

use engine::exposure::{Ground, Link};
use engine::index::{InsurerIx, MemberIx, OperatorIx, PersonIx};
use engine::link::Members;
use engine::plan::Plan;
use engine::stages::Linked;
use model::error::Result;
use model::incident::FieldSet;
use model::rule::{Certainty, Strength};

/// A person in the insurer's estimate.
pub(crate) struct AffectedPerson {
    /// All counted rows of the person at the insurer, in order, whether matched by leaked rows or not.
    pub rows: Vec<MemberIx>,
    pub situation: Situation,
    pub addressee: Addressee,
    /// Rows of the policyholder, if the letter goes to someone other than the person; empty if there is no single
    /// policyholder.
    pub policyholder: Vec<MemberIx>,
    /// Fields lost, over all operators.
    pub fields: FieldSet,
    /// Operators that lost them, by index.
    pub operators: Vec<OperatorIx>,
    pub basis: Basis,
}

/// Insurance status of a person. Lists are sorted in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Situation {
    Current,
    /// All covers ended before the reference date.
    Former,
    Deceased,
}

/// Addressee of a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Addressee {
    Person,
    LegalRepresentative,
    /// For an adult dependant.
    Policyholder,
    /// For a deceased person: decided case by case.
    Nobody,
}

/// Why a person is in the estimate, strongest reason first. `Certain` and `Perimeter` together make up `persons.low`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    /// Matched by a certain rule.
    Certain,
    /// In an exposed perimeter, and not matched by a certain rule.
    Perimeter,
    /// Matched by a strong rule.
    Strong,
    /// Matched by a probable rule.
    Probable,
}

impl Situation {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Situation::Current => "current",
            Situation::Former => "former",
            Situation::Deceased => "deceased",
        }
    }
}

impl Addressee {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Addressee::Person => "person",
            Addressee::LegalRepresentative => "legal-representative",
            Addressee::Policyholder => "policyholder",
            Addressee::Nobody => "none",
        }
    }
}

impl Basis {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Basis::Certain => "certain",
            Basis::Perimeter => "perimeter",
            Basis::Strong => "strong",
            Basis::Probable => "probable",
        }
    }

    fn of(strength: Option<Strength>, perimeter: bool) -> Basis {
        match strength.map(Strength::certainty) {
            Some(Certainty::Certain) => Basis::Certain,
            _ if perimeter => Basis::Perimeter,
            Some(Certainty::Strong) => Basis::Strong,
            Some(Certainty::Probable | Certainty::Possible | Certainty::Household) | None => Basis::Probable,
        }
    }
}

/// The persons of an insurer. Fails if their number is not the insurer's estimate, which is a bug in ampleur.
pub(super) fn persons(plan: &Plan, linked: &Linked, insurer: InsurerIx) -> Result<Vec<AffectedPerson>> {
    let index = MemberIndex::of(&linked.members, insurer);
    // Links are sorted by person.
    let met = linked.links(plan, |link| link.insurer == insurer && link.ground == Ground::Met);
    let persons: Vec<AffectedPerson> =
        met.chunk_by(|a, b| a.person == b.person).map(|links| index.affected(links)).collect();
    let estimate = linked.assessed.assessment.insurers[usize::from(insurer)].totals.persons.estimate;
    if persons.len() as u64 != estimate {
        return Err(anyhow::anyhow!("{} persons to list where the estimate is {estimate}", persons.len()).into());
    }
    Ok(persons)
}

/// Rows by person and policyholders by contract, for one insurer.
struct MemberIndex<'a> {
    members: &'a Members,
    /// (Person, row), sorted.
    rows: Vec<(PersonIx, MemberIx)>,
    /// (Contract, person), sorted.
    holders: Vec<(u64, PersonIx)>,
}

impl<'a> MemberIndex<'a> {
    fn of(members: &'a Members, insurer: InsurerIx) -> MemberIndex<'a> {
        let (mut rows, mut holders) = (Vec::new(), Vec::new());
        let all = members.rows().zip(MemberIx::all(members.count()));
        for (row, i) in all.filter(|(row, _)| row.insurer == insurer && row.counts()) {
            let person = members.person(i);
            rows.push((person, i));
            // A deceased or minor policyholder cannot be informed on behalf of another person.
            let traits = &row.traits;
            let holds = traits.policyholder == Some(true) && !traits.deceased && traits.minor != Some(true);
            holders.extend(row.contract.filter(|_| holds).map(|contract| (contract, person)));
        }
        rows.sort_unstable();
        holders.sort_unstable();
        holders.dedup();
        MemberIndex { members, rows, holders }
    }

    /// `links` are those of one person and not empty.
    fn affected(&self, links: &[Link]) -> AffectedPerson {
        let person = links[0].person;
        let rows = self.rows_of(person);
        let any = |holds: fn(&Link) -> bool| links.iter().any(holds);
        let situation = match () {
            () if any(|l| l.traits.deceased) => Situation::Deceased,
            () if !any(|l| !l.traits.former) => Situation::Former,
            () => Situation::Current,
        };
        let is_policyholder = any(|l| l.traits.policyholder == Some(true));
        let addressee = match () {
            () if situation == Situation::Deceased => Addressee::Nobody,
            () if any(|l| l.traits.minor == Some(true)) => Addressee::LegalRepresentative,
            () if !is_policyholder && any(|l| l.traits.policyholder == Some(false)) => Addressee::Policyholder,
            () => Addressee::Person,
        };
        let policyholder = match addressee {
            Addressee::LegalRepresentative | Addressee::Policyholder => self.policyholder(person, &rows),
            Addressee::Person | Addressee::Nobody => None,
        };
        let mut operators: Vec<OperatorIx> = links.iter().map(|link| link.operator).collect();
        operators.sort_unstable();
        operators.dedup();
        AffectedPerson {
            situation,
            addressee,
            policyholder: policyholder.map_or_else(Vec::new, |holder| self.rows_of(holder)),
            fields: links.iter().fold(FieldSet::default(), |all, link| all.union(link.fields)),
            operators,
            basis: Basis::of(links.iter().filter_map(|link| link.strength).min(), any(|l| l.perimeter)),
            rows,
        }
    }

    fn rows_of(&self, person: PersonIx) -> Vec<MemberIx> {
        let first = self.rows.partition_point(|(other, _)| *other < person);
        self.rows[first..].iter().take_while(|(other, _)| *other == person).map(|(_, row)| *row).collect()
    }

    /// The only other person who holds one of the contracts on these rows; `None` if there is none or more than one.
    fn policyholder(&self, person: PersonIx, rows: &[MemberIx]) -> Option<PersonIx> {
        let contracts = rows.iter().filter_map(|row| self.members.row(*row).contract);
        let mut found: Vec<PersonIx> = contracts.flat_map(|contract| self.holders_of(contract)).collect();
        found.retain(|holder| *holder != person);
        found.sort_unstable();
        found.dedup();
        match &found[..] {
            [only] => Some(*only),
            _ => None,
        }
    }

    fn holders_of(&self, contract: u64) -> impl Iterator<Item = PersonIx> {
        let first = self.holders.partition_point(|(other, _)| *other < contract);
        self.holders[first..].iter().take_while(move |(other, _)| *other == contract).map(|(_, person)| *person)
    }
}
