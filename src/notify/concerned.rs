//! The persons of one insurer who are in the estimate, from the links behind the figures.
//!
//! As numbers of rows still: how the insurer calls them, [`super::told`] reads from its files.

use engine::exposure::{Ground, Link};
use engine::index::{InsurerIx, MemberIx, OperatorIx, PersonIx};
use engine::link::Members;
use engine::plan::Plan;
use engine::stages::Linked;
use model::error::Result;
use model::incident::FieldSet;
use model::rule::{Certainty, Rule};

/// A person in the estimate of the insurer.
pub(crate) struct Concerned {
    /// All rows of the person at the insurer that count, in order: those that leaked rows met, and the others.
    pub rows: Vec<MemberIx>,
    /// Whether it is still insured.
    pub situation: Situation,
    /// To whom the letter goes.
    pub addressee: Addressee,
    /// Where that is not the person: the rows of the one person who holds its contract; none if nobody can be said to.
    pub policyholder: Vec<MemberIx>,
    /// What it lost, over all operators.
    pub fields: FieldSet,
    /// The operators that lost it, by index.
    pub operators: Vec<OperatorIx>,
    /// How sure it is that this person is concerned.
    pub basis: Basis,
}

/// Whether a person is still insured. Lists are in this order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Situation {
    Current,
    /// Every cover had ended before the reference date.
    Former,
    Deceased,
}

/// To whom a letter goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Addressee {
    Person,
    LegalRepresentative,
    /// Of an adult who is covered by another's contract.
    Policyholder,
    /// Of the deceased: whom to tell is decided by hand.
    Nobody,
}

/// What it rests on that a person is concerned, the strongest first: `certain` and `perimeter` together are `persons.low`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    /// Met by a certain rule.
    Certain,
    /// In a perimeter declared exposed, and not met by a certain rule.
    Perimeter,
    /// Met by a strong rule.
    Strong,
    /// Met by a probable rule.
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

    fn of(rule: Option<Rule>, perimeter: bool) -> Basis {
        match rule.map(Rule::certainty) {
            Some(Certainty::Certain) => Basis::Certain,
            _ if perimeter => Basis::Perimeter,
            Some(Certainty::Strong) => Basis::Strong,
            Some(Certainty::Probable | Certainty::Household) | None => Basis::Probable,
        }
    }
}

/// The persons of an insurer: as many as its estimate, or it is a bug of ours.
pub(super) fn of(plan: &Plan, linked: &Linked, insurer: InsurerIx) -> Result<Vec<Concerned>> {
    let book = Book::of(&linked.members, insurer);
    // By person first: their links stand side by side.
    let met = linked.links(plan, |link| link.insurer == insurer && link.ground == Ground::Met);
    let persons: Vec<Concerned> =
        met.chunk_by(|a, b| a.person == b.person).map(|links| book.concerned(links)).collect();
    let estimate = linked.assessed.assessment.insurers[usize::from(insurer)].totals.persons.estimate;
    if persons.len() as u64 != estimate {
        return Err(anyhow::anyhow!("{} persons to list where the estimate is {estimate}", persons.len()).into());
    }
    Ok(persons)
}

/// Which of the insurer's rows are whose, and who holds which contract.
struct Book<'a> {
    members: &'a Members,
    /// Person and row, in order.
    rows: Vec<(PersonIx, MemberIx)>,
    /// Contract and a person who holds it, in order.
    holders: Vec<(u64, PersonIx)>,
}

impl<'a> Book<'a> {
    fn of(members: &'a Members, insurer: InsurerIx) -> Book<'a> {
        let (mut rows, mut holders) = (Vec::new(), Vec::new());
        let all = members.rows().zip(MemberIx::all(members.count()));
        for (row, i) in all.filter(|(row, _)| row.insurer == insurer && row.counts()) {
            let person = members.person(i);
            rows.push((person, i));
            // Who has died, or is a minor too, can be told nothing for another.
            let traits = &row.traits;
            let holds = traits.policyholder == Some(true) && !traits.deceased && traits.minor != Some(true);
            holders.extend(row.contract.filter(|_| holds).map(|contract| (contract, person)));
        }
        rows.sort_unstable();
        holders.sort_unstable();
        holders.dedup();
        Book { members, rows, holders }
    }

    /// A person by its links, of which there is at least one.
    fn concerned(&self, links: &[Link]) -> Concerned {
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
        Concerned {
            situation,
            addressee,
            policyholder: policyholder.map_or_else(Vec::new, |holder| self.rows_of(holder)),
            fields: links.iter().fold(FieldSet::default(), |all, link| all.union(link.fields)),
            operators,
            basis: Basis::of(links.iter().filter_map(|link| link.rule).min(), any(|l| l.perimeter)),
            rows,
        }
    }

    fn rows_of(&self, person: PersonIx) -> Vec<MemberIx> {
        let first = self.rows.partition_point(|(other, _)| *other < person);
        self.rows[first..].iter().take_while(|(other, _)| *other == person).map(|(_, row)| *row).collect()
    }

    /// The one other person who holds a contract that stands on these rows; none if nobody does, or two do.
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
