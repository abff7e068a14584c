//! Findings that only the linked rows and the figures show.

use super::Evidences;
use super::perimeters::Perimeters;
use super::tally::{Scope, Tally};
use std::ops::Range;

use crate::index::{FileIx, InsurerIx, LeakIx};
use crate::intake::InputRecord;
use crate::link::{LeakBin, LeakRow};
use crate::plan::Plan;
use crate::pseudonym::{Managed, Named};
use crate::read::Col;
use model::code::Code;
use model::figures::{Declared, OperatorReport};
use model::finding::{Finding, Level};
use model::incident::Field;
use model::rule::{Difference, Rule, Strength};

/// All findings but those about declarations, which [`super::declare`] adds.
pub(super) fn collect(
    plan: &Plan,
    evidences: &Evidences<'_>,
    operators: &[OperatorReport],
    perimeters: &Perimeters,
    tally: &Tally,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let leaks = plan.leaks.iter().zip(evidences.leak_records);
    for (input, record) in leaks.chain(plan.members.iter().zip(evidences.member_records)) {
        found.extend(plan.findings(input, record));
    }
    fields(operators, &mut found);
    leaked_rows(plan, evidences, &mut found);
    member_rows(plan, evidences, &mut found);
    meets_nobody(plan, evidences, &mut found);
    nirs_differ(plan, evidences, &mut found);
    dates_differ(plan, evidences, &mut found);
    all_gone(plan, evidences, &mut found);
    found.extend(perimeters.findings(plan));
    let by_chance = evidences.matches.levels.rows_by_chance();
    if by_chance > 0 {
        found.push(Finding::new(Code::LevelByChance, Level::Warning).rows(by_chance));
    }
    // Where hardly any row names an insurer that is known, theirs may be of any: that is what is told.
    let is_unknown = evidences.member_records.iter().any(InputRecord::names_unknown_insurers);
    for (index, (id, insurer)) in InsurerIx::all(plan.insurers.len()).zip(&plan.incident.insurers) {
        let served = insurer.may_be_served();
        // Of its own, or rows of a file of several insurers.
        let has_members = || evidences.members.rows().any(|row| usize::from(row.insurer) == usize::from(index));
        if served && insurer.members.is_empty() && !has_members() && !is_unknown {
            let records = tally.totals(Scope::Insurer(index)).records;
            found.push(Finding::new(Code::InsurerNoMembers, Level::Warning).party(id).rows(records));
        }
    }
    for (id, decided) in plan.insurers.iter().zip(evidences.decided) {
        for (code, rows) in [
            (Code::DecisionSamePerson, decided.same),
            (Code::DecisionOtherPerson, decided.other),
            (Code::DecisionNeedless, decided.needless),
        ] {
            found.extend((rows > 0).then(|| Finding::new(code, Level::Info).party(id).rows(rows)));
        }
    }
    if plan.incident.key.published {
        found.push(Finding::new(Code::KeyPublished, Level::Warning));
    }
    found
}

/// Fields in the leaked rows compared with what the operator declared.
fn fields(operators: &[OperatorReport], found: &mut Vec<Finding>) {
    for operator in operators {
        for count in &operator.fields {
            let (code, level) = match (count.declared, count.observed_records) {
                (Declared::NotExposed, 1..) => (Code::FieldDeclaredNotExposed, Level::Grave),
                (Declared::NotEstablished, 1..) => (Code::FieldNotDeclared, Level::Warning),
                // An operator that handed over no rows cannot lack any field in them.
                (Declared::Exposed, 0) if operator.totals.records > 0 => (Code::FieldNotObserved, Level::Info),
                _ => continue,
            };
            let mut finding = Finding::new(code, level).rows(count.observed_records);
            finding.party = Some(operator.id.clone());
            finding.field = Some(count.field);
            found.push(finding);
        }
    }
}

/// Leaked rows of one file, by what they show. A duplicate counts in none of them.
#[derive(Clone, Default)]
struct LeakCounts {
    unknown_insurer: u64,
    /// Of these, rows whose person is a member.
    unknown_insurer_met: u64,
    insurer_not_served: u64,
    ambiguous: u64,
    doubtful: u64,
    elsewhere: u64,
    matched: u64,
    household: u64,
    /// Their NIR occurs with more birth dates than a household has.
    repeated_nir: u64,
    contradicted: u64,
    /// Matched by a number whose leading zeros one of the two files lacks.
    leading_zeros: u64,
}

impl LeakCounts {
    fn findings(&self) -> [(Code, Level, u64); 9] {
        // If most of them are about members, it is a name of a known insurer that is not understood.
        let are_members = self.unknown_insurer_met >= FEW && 2 * self.unknown_insurer_met >= self.unknown_insurer;
        let unknown = if are_members { Level::Grave } else { Level::Warning };
        // Of few rows the person is insured elsewhere than the row says: of many, the column names other insurers than it should.
        let known_elsewhere = self.elsewhere - self.unknown_insurer_met;
        let are_elsewhere = known_elsewhere >= FEW && 5 * known_elsewhere >= known_elsewhere + self.matched;
        let elsewhere = if are_elsewhere { Level::Grave } else { Level::Warning };
        [
            (Code::LeakUnknownInsurer, unknown, self.unknown_insurer),
            (Code::LeakInsurerNotServed, Level::Grave, self.insurer_not_served),
            (Code::LeakAmbiguous, Level::Warning, self.ambiguous),
            (Code::LeakDoubtful, Level::Warning, self.doubtful),
            (Code::LeakElsewhere, elsewhere, self.elsewhere),
            (Code::LeakHousehold, Level::Warning, self.household),
            (Code::NirRepeated, Level::Warning, self.repeated_nir),
            (Code::LeakContradicted, Level::Warning, self.contradicted),
            (Code::NumberLeadingZeros, Level::Info, self.leading_zeros),
        ]
    }
}

/// What the leaked rows show beyond whom they match, file by file.
fn leaked_rows(plan: &Plan, evidences: &Evidences<'_>, found: &mut Vec<Finding>) {
    let mut files = vec![LeakCounts::default(); plan.leaks.len()];
    let leaked = evidences.leaks.rows();
    for (leak, (row, bin)) in LeakIx::all(leaked.len()).zip(leaked.iter().zip(&evidences.matches.bins)) {
        if row.duplicate {
            continue;
        }
        let is_matched = matches!(bin, LeakBin::Matched | LeakBin::Doubtful | LeakBin::Ambiguous | LeakBin::Household);
        let serves = &plan.serves[usize::from(row.operator)];
        let not_served = matches!(row.insurer, Named::Insurer(named) if !serves[usize::from(named)]);
        let counts = &mut files[usize::from(row.file)];
        counts.unknown_insurer += u64::from(row.insurer == Named::Unknown);
        counts.unknown_insurer_met += u64::from(row.insurer == Named::Unknown && *bin == LeakBin::Elsewhere);
        counts.insurer_not_served += u64::from(not_served);
        counts.ambiguous += u64::from(*bin == LeakBin::Ambiguous);
        counts.elsewhere += u64::from(*bin == LeakBin::Elsewhere);
        counts.matched += u64::from(*bin == LeakBin::Matched);
        counts.doubtful += u64::from(*bin == LeakBin::Doubtful);
        counts.household += u64::from(*bin == LeakBin::Household);
        counts.repeated_nir += u64::from(row.filler);
        let zeros = evidences.matches.strength(leak).difference() == Some(Difference::NumberZeros);
        counts.leading_zeros += u64::from(is_matched && zeros);
    }
    for leak in &evidences.matches.contradicted {
        files[usize::from(leaked[usize::from(*leak)].file)].contradicted += 1;
    }
    for (input, counts) in plan.leaks.iter().zip(&files) {
        let Some(party) = plan.party(input) else { continue };
        for (code, level, count) in counts.findings().into_iter().filter(|(.., count)| *count > 0) {
            found.push(Finding::new(code, level).party(party).file(&input.source.shown).rows(count));
        }
    }
}

/// Rows below which a file shows nothing about the others.
const FEW: u64 = 10;

/// Leaked files whose NIRs or other numbers, or names and birth dates, are good and that meet nearly nobody, where they could have met most of
/// the members or been met by them: the two sides do not go together, or a column is not what it seems.
fn meets_nobody(plan: &Plan, evidences: &Evidences<'_>, found: &mut Vec<Finding>) {
    let (rows, bins) = (evidences.leaks.rows(), &evidences.matches.bins);
    let members = evidences.members.rows().filter(|row| row.counts()).count() as u64;
    for ((file, input), record) in FileIx::all(plan.leaks.len()).zip(&plan.leaks).zip(evidences.leak_records) {
        // The best of the columns that name a person or a contract, if members have it too.
        let is_on_both = |col: &&Col| of_members(evidences, **col) >= FEW;
        let columns = [Col::Nir].iter().chain(&Col::NUMBERS).filter(is_on_both);
        let good_numbers = columns.map(|col| good(record, *col)).max().unwrap_or(0);
        // Or whole names with birth dates.
        const NAMED: [Col; 3] = [Col::LastName, Col::FirstName, Col::BirthDate];
        let named = NAMED.iter().map(|col| good(record, *col).min(of_members(evidences, *col))).min().unwrap_or(0);
        let good = good_numbers.max(named);
        let (mut asked, mut met) = (0, 0);
        let Range { start, end } = evidences.leaks.of_file(file);
        for place in usize::from(start)..usize::from(end) {
            let counts = !rows[place].rejected && !rows[place].duplicate && rows[place].insurer != Named::Unknown;
            asked += u64::from(counts);
            let is_met = !matches!(bins[place], LeakBin::Unmatched | LeakBin::Rejected | LeakBin::Duplicate);
            met += u64::from(counts && is_met);
        }
        let few = |of: u64| of >= FEW && 20 * met <= of;
        if good >= FEW && few(asked) && few(members) {
            let finding = Finding::new(Code::LeakMeetsNobody, Level::Grave).file(&input.source.shown).rows(asked - met);
            found.push(Finding { party: plan.party(input).map(ToString::to_string), ..finding });
        }
    }
}

/// Number of values of a column that can be used.
fn good(record: &InputRecord, col: Col) -> u64 {
    let filled = record.tidied.filled.get(&col).copied().unwrap_or(0);
    let faulty = record.set_aside.count(|group| group.col == Some(col) && !group.fault.is_repair());
    filled.saturating_sub(faulty)
}

/// Number of values of a column of members that can be used; of their NIRs, also of their own.
fn of_members(evidences: &Evidences<'_>, col: Col) -> u64 {
    let own = if col == Col::Nir { Some(Col::OwnNir) } else { None };
    let of = |record| [Some(col), own].into_iter().flatten().map(|col| good(record, col)).sum::<u64>();
    evidences.member_records.iter().map(of).sum()
}

/// Leaked files whose NIRs are good, and of whose matched rows with a NIR half or more meet members by everything but it: it is that of
/// somebody else, or changed. Nothing is said where a good part of the NIRs of either side is missing or none: then others than those that
/// are good may have met.
fn nirs_differ(plan: &Plan, evidences: &Evidences<'_>, found: &mut Vec<Finding>) {
    let have_nirs = |record: &InputRecord| is_most(good(record, Col::Nir) + good(record, Col::OwnNir), record.rows);
    if !evidences.member_records.iter().all(have_nirs) {
        return;
    }
    for ((file, input), record) in FileIx::all(plan.leaks.len()).zip(&plan.leaks).zip(evidences.leak_records) {
        let filled = record.tidied.filled.get(&Col::Nir).copied().unwrap_or(0);
        if !is_most(good(record, Col::Nir), filled) {
            continue;
        }
        let (mut met, mut by_nir) = (0, 0);
        let with_nir = |row: &LeakRow| !row.filler && row.fields.contains(Field::Nir);
        for strength in met_as(&[LeakBin::Matched], evidences, file, with_nir) {
            let is_same = strength.rule().id().starts_with("nir-");
            met += 1;
            by_nir += u64::from(is_same && strength.difference() != Some(Difference::NirDigit));
        }
        if met >= FEW && 2 * by_nir <= met {
            let finding = Finding::new(Code::LeakNirsDiffer, Level::Grave).file(&input.source.shown).rows(met - by_nir);
            let column = input.source.mapping.header(Col::Nir).map(str::to_owned);
            found.push(Finding { party: plan.party(input).map(ToString::to_string), column, ..finding });
        }
    }
}

/// Leaked files whose birth dates can be read, and of whose matched rows half or more have another birth date than their members: a program
/// has shifted them by a day, or counts from another one, or they are of somebody else. Nothing is said where a good part of the members'
/// dates is missing, or of the leaked ones cannot be read.
fn dates_differ(plan: &Plan, evidences: &Evidences<'_>, found: &mut Vec<Finding>) {
    let of_members = |number: fn(&InputRecord) -> u64| evidences.member_records.iter().map(number).sum::<u64>();
    if !is_most(of_members(|record| good(record, Col::BirthDate)), of_members(|record| record.rows)) {
        return;
    }
    for ((file, input), record) in FileIx::all(plan.leaks.len()).zip(&plan.leaks).zip(evidences.leak_records) {
        let filled = record.tidied.filled.get(&Col::BirthDate).copied().unwrap_or(0);
        if !is_most(good(record, Col::BirthDate), filled) {
            continue;
        }
        // Of whom only number and first name agree, a person decides: a date that was shifted is why.
        let bins = [LeakBin::Matched, LeakBin::Doubtful];
        let dated = met_as(&bins, evidences, file, |row| row.fields.contains(Field::BirthDate));
        let are_same: Vec<bool> = dated.filter_map(Strength::is_of_one_date).collect();
        let other = are_same.iter().filter(|is_same| !**is_same).count() as u64;
        if other >= FEW && 2 * other >= are_same.len() as u64 {
            let finding = Finding::new(Code::LeakDatesDiffer, Level::Grave).file(&input.source.shown).rows(other);
            let column = input.source.mapping.header(Col::BirthDate).map(str::to_owned);
            found.push(Finding { party: plan.party(input).map(ToString::to_string), column, ..finding });
        }
    }
}

/// Whether nearly all values are good, and there are enough of them.
fn is_most(good: u64, of: u64) -> bool {
    good >= FEW && 10 * good >= 9 * of
}

/// How the rows of a leaked file in some bins match, for which `counts`. What a person decided shows nothing.
fn met_as<'a>(
    bins: &'a [LeakBin],
    evidences: &'a Evidences<'_>,
    file: FileIx,
    counts: impl Fn(&LeakRow) -> bool + 'a,
) -> impl Iterator<Item = Strength> + 'a {
    let Range { start, end } = evidences.leaks.of_file(file);
    let of_file = usize::from(start)..usize::from(end);
    let rows = LeakIx::all(usize::from(end)).skip(of_file.start).zip(&evidences.leaks.rows()[of_file]);
    let matched =
        rows.filter(move |(leak, row)| bins.contains(&evidences.matches.bins[usize::from(*leak)]) && counts(row));
    matched.map(|(leak, _)| evidences.matches.strength(leak)).filter(|strength| strength.rule() != Rule::Decided)
}

/// Insurers whose members are all, or nearly all, deceased or former: the column of deaths or of ends of cover is filled with a mark.
fn all_gone(plan: &Plan, evidences: &Evidences<'_>, found: &mut Vec<Finding>) {
    let mut by_insurer = vec![(0u64, 0u64); plan.insurers.len()];
    for row in evidences.members.rows().filter(|row| row.counts()) {
        if let Some((all, gone)) = by_insurer.get_mut(usize::from(row.insurer)) {
            *all += 1;
            *gone += u64::from(row.traits.deceased || row.traits.former);
        }
    }
    for (id, (all, gone)) in plan.insurers.iter().zip(by_insurer) {
        if all >= FEW && 20 * gone >= 19 * all {
            found.push(Finding::new(Code::InsurerAllGone, Level::Grave).party(id).rows(gone));
        }
    }
}

/// Member rows of one file, by what they show. Neither duplicates nor rejected rows count.
#[derive(Clone, Default)]
struct MemberCounts {
    /// Their NIR occurs with more birth dates than a household has.
    repeated_nir: u64,
    unknown_manager: u64,
}

impl MemberCounts {
    fn findings(&self) -> [(Code, Level, u64); 2] {
        [
            (Code::NirRepeated, Level::Warning, self.repeated_nir),
            (Code::ManagerUnknown, Level::Info, self.unknown_manager),
        ]
    }
}

/// What the member rows show, file by file.
fn member_rows(plan: &Plan, evidences: &Evidences<'_>, found: &mut Vec<Finding>) {
    let mut files = vec![MemberCounts::default(); plan.members.len()];
    for row in evidences.members.rows().filter(|row| row.counts()) {
        let counts = &mut files[usize::from(row.file)];
        counts.repeated_nir += u64::from(row.filler);
        counts.unknown_manager += u64::from(row.traits.manager == Managed::Unknown && !plan.managers.is_empty());
    }
    for (input, counts) in plan.members.iter().zip(&files) {
        for (code, level, count) in counts.findings().into_iter().filter(|(.., count)| *count > 0) {
            let finding = Finding::new(code, level).file(&input.source.shown).rows(count);
            found.push(Finding { party: plan.party(input).map(ToString::to_string), ..finding });
        }
    }
}
