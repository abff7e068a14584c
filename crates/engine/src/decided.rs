//! Follows what the incident file decides about single rows, which it names by their numbers and by the insurer's own identifiers.
//!
//! Linking keeps neither, so that the files are read again: those leaked files and those insurers' members that a decision names.

use std::collections::BTreeMap;

use crate::identity::CanonBatch;
use crate::index::{FileIx, InsurerIx, LeakIx, MemberIx, PersonIx};
use crate::intake::{self, Consumer, Place, Selection};
use crate::link::{Decided, Decision, Leaks, Matches, Members, Refusal};
use crate::numbers;
use crate::plan::Plan;
use crate::pseudonym::Party;
use crate::read::{Col, RawBatch};
use model::error::{self, Error, Problem, Result};
use model::incident::{Across, DecidedRow};

/// Follows the decisions of all insurers; what became of them, by insurer. Refused if one of them cannot be followed.
pub(crate) fn follow(plan: &Plan, leaks: &Leaks, members: &Members, matches: &mut Matches) -> Result<Vec<Decided>> {
    let decisions = find(plan, leaks, members)?;
    let can_expose = |leak: LeakIx, insurer| leaks.rows()[usize::from(leak)].can_expose(insurer, &plan.serves);
    let apart = plan.incident.across_insurers == Across::Apart;
    let (decided, refused) = matches.decide(&decisions, members, (plan.insurers.len(), apart), can_expose);
    let refusal = |(decision, refusal): (&Decision, Refusal)| {
        let id = plan.insurers[usize::from(decision.insurer)].as_str();
        let DecidedRow { file, row, .. } =
            &plan.incident.insurers.values().nth(usize::from(decision.insurer))?.decided.get(decision.place)?;
        Some(match refusal {
            Refusal::NotCounted => error::decided_not_counted(id, decision.place, file, *row),
            Refusal::Settled(rule) => error::decided_settled(id, decision.place, file, *row, rule.id()),
            Refusal::CannotExpose => error::decided_cannot_expose(id, decision.place, file, *row),
        })
    };
    let problems: Vec<Problem> = refused.into_iter().filter_map(refusal).collect();
    if problems.is_empty() || !plan.is_strict { Ok(decided) } else { Err(Error::Refused(problems)) }
}

/// All decisions, in the order of the incident file. Refused if a row or a member is not there.
fn find(plan: &Plan, leaks: &Leaks, members: &Members) -> Result<Vec<Decision>> {
    let mut decisions = Vec::new();
    let mut problems = Vec::new();
    // By row and person: what is decided.
    let mut said: BTreeMap<(LeakIx, PersonIx), bool> = BTreeMap::new();
    let rows = leaked_rows(plan, leaks)?;
    for (insurer, (id, declared)) in InsurerIx::all(plan.insurers.len()).zip(&plan.incident.insurers) {
        if declared.decided.is_empty() {
            continue;
        }
        let known = member_rows(plan, insurer, &declared.decided, members)?;
        for (place, decided) in declared.decided.iter().enumerate() {
            let row = rows.get(&(decided.file.as_str(), decided.row));
            let of_member = known.get(decided.member_id.trim()).map_or(&[][..], Vec::as_slice);
            match row {
                None => problems.push(error::decided_row_unknown(id.as_str(), place, &decided.file, decided.row)),
                Some(_) if of_member.is_empty() => {
                    problems.push(error::decided_member_unknown(id.as_str(), place, &decided.file, decided.row));
                }
                Some(leak) => {
                    let person = members.person(of_member[0]);
                    let traits = |member: &MemberIx| members.row(*member).traits;
                    let is_another = |member: &MemberIx| {
                        members.person(*member) != person && traits(member).is_of_another(&traits(&of_member[0]))
                    };
                    if of_member.iter().any(is_another) {
                        problems.push(error::decided_of_several(id.as_str(), place, &decided.file, decided.row));
                    }
                    if *said.entry((*leak, person)).or_insert(decided.same_person) != decided.same_person {
                        problems.push(error::decided_both_ways(id.as_str(), place, &decided.file, decided.row));
                    }
                    decisions.push(Decision {
                        leak: *leak,
                        insurer,
                        members: of_member.to_vec(),
                        same_person: decided.same_person,
                        place,
                    });
                }
            }
        }
    }
    if problems.is_empty() || !plan.is_strict { Ok(decisions) } else { Err(Error::Refused(problems)) }
}

/// By file and row number: the leaked rows that are decided on.
fn leaked_rows<'a>(plan: &'a Plan, leaks: &Leaks) -> Result<BTreeMap<(&'a str, u64), LeakIx>> {
    let mut found = BTreeMap::new();
    let decided = || plan.incident.insurers.values().flat_map(|insurer| &insurer.decided);
    for (file, input) in FileIx::all(plan.leaks.len()).zip(&plan.leaks) {
        let shown = input.source.shown.as_str();
        let mut asked: Vec<u64> = decided().filter(|decided| decided.file == shown).map(|of| of.row).collect();
        asked.sort_unstable();
        let rows = numbers::with_numbers(plan, leaks, file, &asked)?;
        found.extend(rows.into_iter().map(|(row, number)| ((shown, number), row)));
    }
    Ok(found)
}

/// By identifier: the rows of those members of an insurer that are decided on.
fn member_rows<'a>(
    plan: &Plan,
    insurer: InsurerIx,
    decided: &'a [DecidedRow],
    members: &Members,
) -> Result<BTreeMap<&'a str, Vec<MemberIx>>> {
    let mut found: BTreeMap<&str, Vec<MemberIx>> =
        decided.iter().map(|decided| (decided.member_id.trim(), Vec::new())).collect();
    let ids: Vec<&str> = found.keys().copied().collect();
    for (file, input) in FileIx::all(plan.members.len()).zip(&plan.members) {
        if input.party != Party::Insurer(insurer) && input.party != Party::ByRow {
            continue;
        }
        let mut reader = Identifiers { asked: &ids, found: Vec::new() };
        let record = intake::stream(&input.source, plan.incident.reference_date.0, &mut reader)?;
        let of_file = members.of_file(file);
        if record.rows != u64::from(of_file.end.0 - of_file.start.0) {
            return Err(error::changed_while_read(&input.source.shown).into());
        }
        for (which, place) in reader.found {
            let member = MemberIx(of_file.start.0 + place);
            let row = members.row(member);
            if row.insurer == insurer && row.counts() {
                found.entry(ids[which]).or_default().push(member);
            }
        }
    }
    Ok(found)
}

/// Finds rows by the insurer's own identifier.
struct Identifiers<'a> {
    /// Sorted.
    asked: &'a [&'a str],
    /// Which identifier, and position in the file.
    found: Vec<(usize, u32)>,
}

impl Consumer for Identifiers<'_> {
    type Piece = Vec<(usize, u32)>;

    fn selection(&self, _: Place) -> Option<Selection> {
        Some(Selection { columns: &[Col::MemberId], rows: None })
    }

    fn make(&self, place: Place, raw: &RawBatch, _: &mut CanonBatch) -> Self::Piece {
        let ids = raw.column(Col::MemberId).into_iter().flat_map(|column| column.iter());
        let which = |id: Option<&str>| self.asked.binary_search(&id?.trim()).ok();
        (place.first as u32..).zip(ids).filter_map(|(place, id)| Some((which(id)?, place))).collect()
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        self.found.extend(pieces.into_iter().flatten());
        Ok(())
    }
}
