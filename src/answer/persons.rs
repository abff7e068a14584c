//! Who asks, and what was found of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Answer, Asked, Request};
use engine::contacts::{self, Contacts};
use engine::exposure::{self, Ground, Link};
use engine::index::{InsurerIx, MemberIx, PersonIx};
use engine::link::{DEFAULT_MEMORY, Room};
use engine::plan::Plan;
use engine::pseudonym::Party;
use engine::read::Col;
use engine::stages::{self, Assessed, Linked};
use model::error::{self, Error, Problem, Result};
use model::figures::conservation;
use model::incident::{FieldSet, Id};
use model::observer::Unobserved;
use model::standing::Standing;

/// Assesses the incident and finds, for each identifier, its person and what was lost.
pub(super) fn find(plan: &Plan, request: &Request<'_>, folder: &Path) -> Result<(Assessed, Vec<Answer>)> {
    let insurer = index(plan, request.insurer)?;
    check_ids(plan, insurer)?;
    let linked = stages::link(plan, &Room::beside(folder, DEFAULT_MEMORY), &Unobserved)?;
    conservation::check(&linked.assessed.assessment)?;
    let rows = linked.members.rows().zip(MemberIx::all(linked.members.count()));
    let rows: Vec<MemberIx> =
        rows.filter(|(row, _)| row.insurer == insurer && row.counts()).map(|(_, row)| row).collect();
    if rows.is_empty() {
        return Err(error::no_members(request.insurer).into());
    }
    let persons = persons(plan, &linked, &rows, &request.asked)?;
    let wanted: BTreeSet<PersonIx> = persons.values().flatten().copied().collect();
    let links = linked.links(plan, |link| link.insurer == insurer && wanted.contains(&link.person));
    let answers = request.asked.iter().map(|asked| match persons.get(asked.member_id.as_str()) {
        None => standing(asked, Standing::Unknown),
        Some(persons) => match persons.iter().collect::<Vec<&PersonIx>>()[..] {
            [only] => of_person(plan, asked, links.iter().filter(|link| link.person == *only)),
            _ => standing(asked, Standing::Shared),
        },
    });
    let answers = answers.collect();
    Ok((linked.assessed, answers))
}

fn standing(asked: &Asked, standing: Standing) -> Answer {
    Answer { line: asked.line, standing, rests_on: None, fields: Vec::new(), operators: Vec::new() }
}

fn of_person<'a>(plan: &Plan, asked: &Asked, links: impl Iterator<Item = &'a Link>) -> Answer {
    let (met, other): (Vec<&Link>, Vec<&Link>) = links.partition(|link| link.ground == Ground::Met);
    if met.is_empty() {
        return standing(asked, if other.is_empty() { Standing::NotFound } else { Standing::Undecided });
    }
    let fields = met.iter().fold(FieldSet::default(), |all, link| all.union(link.fields));
    let operators: BTreeSet<_> = met.iter().map(|link| link.operator).collect();
    let operators = operators.into_iter().map(|operator| plan.operators[usize::from(operator)].to_string());
    Answer {
        rests_on: Some(exposure::rests_on(met.iter().copied())),
        fields: fields.iter().collect(),
        operators: operators.collect(),
        ..standing(asked, Standing::Met)
    }
}

/// The persons that have each identifier that was asked. The insurer's rows are read again for it, some at a time.
fn persons<'a>(
    plan: &Plan,
    linked: &Linked,
    rows: &[MemberIx],
    asked: &'a [Asked],
) -> Result<BTreeMap<&'a str, BTreeSet<PersonIx>>> {
    let known: BTreeSet<&str> = asked.iter().map(|asked| asked.member_id.as_str()).collect();
    let contacts = Contacts::read(plan, &linked.members, rows.to_vec())?;
    let mut persons: BTreeMap<&str, BTreeSet<PersonIx>> = BTreeMap::new();
    for (member, row) in rows.iter().zip(contacts.rows(rows)) {
        if let Some(id) = row.id.as_ref().and_then(|id| known.get(id.as_str())) {
            persons.entry(id).or_default().insert(linked.members.person(*member));
        }
    }
    Ok(persons)
}

/// The index of an insurer, by its id.
fn index(plan: &Plan, written: &str) -> Result<InsurerIx, Problem> {
    let known: Vec<&str> = plan.insurers.iter().map(Id::as_str).collect();
    match known.iter().position(|id| *id == written) {
        Some(place) => Ok(InsurerIx::new(place)),
        None => Err(error::no_such_party(error::Lacking::Insurer, written, &known)),
    }
}

/// Refuses the request before reading if a file of the insurer has no `member_id` column.
fn check_ids(plan: &Plan, insurer: InsurerIx) -> Result<()> {
    let own = plan.members.iter().filter(|input| input.party == Party::Insurer(insurer));
    let without = own.filter(|input| !input.source.has_values(Col::MemberId));
    let problems: Vec<Problem> = without.map(|input| contacts::no_member_id(&input.source)).collect();
    if problems.is_empty() { Ok(()) } else { Err(Error::Refused(problems)) }
}
