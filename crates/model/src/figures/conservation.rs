//! Consistency check of all figures, made before a report is written and after it is read.

use anyhow::{Result, ensure};

use super::{
    Assessment, ByChance, Cell, FieldCount, Identifiability, InsurerReport, Loss, Makeup, Matching, NotFound,
    OwnNumbers, PersonsOf, RuleCount, Totals, Union,
};
use crate::incident::{Field, Status};
use crate::rule::Certainty;
use crate::severity;

/// Fails if the figures do not add up. That is a bug in ampleur; no report is written.
pub fn check(assessment: &Assessment) -> Result<()> {
    bins(assessment)?;
    scope("all", &assessment.totals, &assessment.makeup)?;
    assessment.insurers.iter().try_for_each(|of| insurer(assessment, of))?;
    for operator in &assessment.operators {
        scope(&operator.id, &operator.totals, &operator.makeup)?;
        fields(&operator.id, &operator.totals, &operator.makeup, &operator.fields)?;
        let mine = assessment.conservation.leaks.iter().filter(|file| file.operator == operator.id);
        let leaked: u64 = mine.map(|file| file.rows - file.duplicate).sum();
        ensure!(leaked == operator.totals.records, "{}: {leaked} rows are not its records", operator.id);
        for measured in &operator.insurers {
            let at = assessment.insurers.iter().filter(|insurer| insurer.id == measured.id);
            let cell = at.flat_map(|insurer| &insurer.operators).find(|cell| cell.id == operator.id);
            let same = cell.is_some_and(|cell| cell.totals.persons == measured.persons);
            ensure!(same, "{} at {}: its persons are told in two ways", measured.id, operator.id);
        }
    }
    for manager in &assessment.managers {
        let p = manager.persons;
        ensure!(p.low <= p.estimate && p.estimate <= p.high, "{}: low, estimate and high are not in order", manager.id);
        let cells = assessment.insurers.iter().flat_map(|insurer| &insurer.operators);
        let counts = cells.flat_map(|cell| &cell.managers).filter(|c| c.manager.as_ref() == Some(&manager.id));
        let (sum, most) = counts.fold((0, 0), |(sum, most), c| (sum + c.persons, c.persons.max(most)));
        ensure!((most..=sum).contains(&p.estimate), "{}: a union is outside its bounds", manager.id);
    }
    let records: u64 = assessment.operators.iter().map(|o| o.totals.records).sum();
    ensure!(records == assessment.totals.records, "the operators' records do not add up to all records");
    severity::check(&assessment.severity)?;
    severity::check(&assessment.not_established)?;
    measured(assessment)?;
    unions(assessment)
}

/// The bins of each file add up to its rows, and the exposed member rows agree with the persons counted.
fn bins(assessment: &Assessment) -> Result<()> {
    for f in &assessment.conservation.leaks {
        let met = f.matched + f.doubtful + f.ambiguous + f.household;
        let binned = met + f.elsewhere + f.unmatched + f.duplicate + f.rejected;
        ensure!(binned == f.rows, "the bins of {} hold {binned} of {} rows", f.path, f.rows);
    }
    let one_person: u64 = assessment.conservation.leaks.iter().map(|f| f.matched + f.doubtful).sum();
    let by_level: u64 = assessment.matching.levels.iter().map(|level| level.rows).sum();
    ensure!(by_level == one_person, "{by_level} rows match one person by level, {one_person} by bin");
    matching(assessment)?;
    unmatched(assessment)?;
    for f in &assessment.conservation.members {
        let binned = f.exposed + f.not_exposed + f.duplicate + f.rejected;
        ensure!(binned == f.rows, "the bins of {} hold {binned} of {} rows", f.path, f.rows);
    }
    Ok(())
}

/// Estimates follow from the counts beside them.
fn matching(assessment: &Assessment) -> Result<()> {
    let Matching { one_in, levels, own_numbers, two_values, max_chance_ppm, .. } = &assessment.matching;
    if let Some(found) = own_numbers {
        let numbers = (found.of_one, found.of_several);
        let again = OwnNumbers::of((found.agreeing, found.alone), numbers, found.beside(), *max_chance_ppm);
        ensure!(again == *found, "whether numbers are persons' own does not follow from the rows beside it");
    }
    let by_own = levels.iter().filter(|level| level.rule.is_of_own_number()).map(|level| level.rows).sum::<u64>();
    let at_most = own_numbers.filter(|found| found.counted).map_or(0, |found| found.alone);
    ensure!(by_own <= at_most, "{by_own} rows match by a number of one person, at most {at_most} can");
    if let Some(found) = two_values {
        ensure!(
            found.again(*max_chance_ppm) == *found,
            "whether a name and a date count does not follow from the rows beside it"
        );
    }
    for level in levels.iter().filter(|level| level.rule.is_of_two_values()) {
        let names = two_values.iter().flat_map(|found| &found.by_name);
        let at_most = names.filter(|name| name.rule == level.rule && name.counted).map(|name| name.rows).sum();
        ensure!(level.rows <= at_most, "{} rows match by a name and the date, at most {at_most} can", level.rows);
    }
    for level in levels {
        let again =
            level.by_chance.map(|found| ByChance::of(found.rows / one_in.unwrap_or(1).max(1), one_in.unwrap_or(1)));
        ensure!(again == level.by_chance, "{}: chance does not follow from what was met", level.rule.id());
    }
    let in_doubt = assessment.conservation.leaks.iter().map(|f| f.unmatched + f.doubtful).sum();
    for insurer in &assessment.insurers {
        let Some(found) = insurer.not_found else { continue };
        let again = NotFound::of(found.found(), in_doubt);
        ensure!(again == Some(found), "{}: who was not found does not follow from who was", insurer.id);
    }
    Ok(())
}

fn insurer(assessment: &Assessment, of: &InsurerReport) -> Result<()> {
    scope(&of.id, &of.totals, &of.makeup)?;
    let mine = assessment.conservation.members.iter().filter(|file| file.insurer.as_ref() == Some(&of.id));
    let exposed: u64 = mine.map(|file| file.exposed).sum();
    ensure!(exposed == of.totals.persons.high, "{}: {exposed} exposed rows are not its high", of.id);
    union(&of.id, &of.totals, of.operators.iter().map(|cell| &cell.totals))?;
    for cell in &of.operators {
        let name = format!("{} at {}", of.id, cell.id);
        scope(&name, &cell.totals, &cell.makeup)?;
        fields(&name, &cell.totals, &cell.makeup, &cell.fields)?;
        managers(&name, cell)?;
        perimeters(&name, of, cell)?;
    }
    losses(of)?;
    let named = of.named_only.unwrap_or(0);
    ensure!(named <= of.totals.records, "{}: {named} rows only name it, {} are its own", of.id, of.totals.records);
    let totals = &of.totals;
    let untold = of.told.map(|told| {
        [
            (told.policyholders, totals.policyholders + totals.dependants),
            (told.former, totals.former),
            (told.deceased, totals.deceased),
        ]
    });
    ensure!(
        untold.iter().flatten().all(|(told, persons)| *told || *persons == 0),
        "{}: a group is counted that no file tells",
        of.id
    );
    for perimeter in &of.perimeters {
        let (all, met) = ((perimeter.rows, perimeter.persons), (perimeter.rows_met, perimeter.persons_met));
        ensure!(all.1 <= all.0 && met.1 <= met.0, "{}: a perimeter has more persons than rows", of.id);
        ensure!(met.0 <= all.0 && met.1 <= all.1, "{}: a perimeter is met by more than it holds", of.id);
    }
    of.identifiability.as_ref().map_or(Ok(()), |measured| identifiability(of, measured))
}

/// The rows of losses say the same as the figures of the insurer and of each of its operators.
fn losses(of: &InsurerReport) -> Result<()> {
    let Some(losses) = &of.losses else { return Ok(()) };
    let persons = |holds: &dyn Fn(&Loss) -> bool| -> u64 {
        losses.iter().filter(|loss| holds(loss)).map(|loss| loss.persons).sum()
    };
    let all = persons(&|_| true);
    ensure!(all == of.totals.persons.estimate, "{}: its losses are those of {all} persons", of.id);
    for set in &of.makeup.sets {
        let lost = persons(&|loss| loss.fields == set.fields);
        ensure!(lost == set.persons, "{}: a set of fields is told in two ways", of.id);
    }
    for cell in &of.operators {
        let lost = persons(&|loss| loss.operators.contains(&cell.id));
        ensure!(lost == cell.totals.persons.estimate, "{} at {}: lost of {lost} persons", of.id, cell.id);
    }
    let known = |id: &String| of.operators.iter().any(|cell| cell.id == *id);
    let by_perimeter: u64 = losses.iter().map(|loss| loss.perimeter).sum();
    ensure!(by_perimeter == of.makeup.evidence.perimeter, "{}: {by_perimeter} lost by a perimeter alone", of.id);
    // Reports of before do not tell it.
    let in_perimeter: Option<u64> = losses.iter().map(|loss| loss.in_perimeter).sum();
    let by_evidence = of.makeup.evidence.perimeter + of.makeup.evidence.both;
    ensure!(in_perimeter.is_none_or(|all| all == by_evidence), "{}: not {by_evidence} lost in a perimeter", of.id);
    let of_rule = |rule: &RuleCount| {
        (rule.certainty == Certainty::Probable).then_some(rule.persons.saturating_sub(rule.in_perimeter))
    };
    let by_rules: u64 = of.makeup.rules.iter().filter_map(of_rule).sum();
    let probable: u64 = losses.iter().map(|loss| loss.probable).sum();
    ensure!(probable == by_rules, "{}: {probable} are probable by what they lost, {by_rules} by rules", of.id);
    let fits = |loss: &Loss| {
        let in_perimeter = loss.in_perimeter.unwrap_or(loss.perimeter);
        loss.perimeter <= in_perimeter && in_perimeter + loss.probable <= loss.persons
    };
    ensure!(losses.iter().all(fits), "{}: more persons are probable, or in a perimeter, than lost anything", of.id);
    ensure!(losses.iter().flat_map(|loss| &loss.operators).all(known), "{}: a loss without an operator", of.id);
    Ok(())
}

/// The figures of one scope: interval, evidence, rules, groups and sets of fields.
fn scope(what: &str, totals: &Totals, makeup: &Makeup) -> Result<()> {
    let (p, rows) = (totals.persons, totals.high_rows);
    ensure!(p.low <= p.estimate && p.estimate <= p.high, "{what}: low, estimate and high are not in order");
    let of_high = rows.met + rows.doubtful + rows.ambiguous + rows.household;
    ensure!(of_high == p.high, "{what}: the rows of high are not its sum");
    ensure!(p.estimate <= rows.met, "{what}: fewer rows are met than persons");
    let apart = totals.doubtful + totals.ambiguous + totals.household;
    ensure!(apart <= p.high - p.estimate, "{what}: more persons apart than rows");
    let groups = [totals.policyholders + totals.dependants, totals.minors, totals.former, totals.deceased];
    ensure!(groups.iter().all(|group| *group <= p.estimate), "{what}: a group is larger than the whole");

    let evidence = makeup.evidence;
    let by_evidence = evidence.records + evidence.perimeter + evidence.both;
    ensure!(by_evidence == p.estimate, "{what}: {by_evidence} by evidence, {} in all", p.estimate);
    let by = |holds: fn(Certainty) -> bool| -> u64 {
        makeup.rules.iter().filter(|r| holds(r.certainty)).map(|r| r.persons).sum()
    };
    let by_rule = by(Certainty::is_in_estimate);
    ensure!(by_rule == evidence.records + evidence.both, "{what}: {by_rule} by rule are not those met by records");
    ensure!(by(|certainty| certainty == Certainty::Possible) == totals.doubtful, "{what}: the doubtful do not re-add");
    ensure!(by(|certainty| certainty == Certainty::Household) == totals.household, "{what}: households do not re-add");
    let both: u64 = makeup.rules.iter().map(|r| r.in_perimeter).sum();
    ensure!(both == evidence.both, "{what}: {both} by rule are also in a perimeter, {} by evidence", evidence.both);
    let certain = makeup.rules.iter().filter(|r| r.certainty == Certainty::Certain);
    let outside: u64 = certain.map(|r| r.persons.saturating_sub(r.in_perimeter)).sum();
    let low = outside + evidence.perimeter + evidence.both;
    ensure!(low == p.low, "{what}: {low} are certain or in a perimeter, {} in all", p.low);

    let sex = makeup.groups.sex;
    ensure!(sex.men + sex.women + sex.not_told == p.estimate, "{what}: the sexes do not add up to the estimate");
    let decades: u64 = makeup.groups.birth_decade.iter().map(|decade| decade.persons).sum();
    ensure!(decades == p.estimate, "{what}: the decades of birth do not add up to the estimate");
    let sets: u64 = makeup.sets.iter().map(|set| set.persons).sum();
    ensure!(sets == p.estimate, "{what}: the sets of fields do not add up to the estimate");
    Ok(())
}

/// Persons by field agree with the sets of fields that contain the field.
fn fields(what: &str, totals: &Totals, makeup: &Makeup, fields: &[FieldCount]) -> Result<()> {
    for count in fields {
        let holding = makeup.sets.iter().filter(|set| set.fields.contains(&count.field));
        let persons: u64 = holding.map(|set| set.persons).sum();
        ensure!(persons == count.persons, "{what}: the persons of a field are not those of its sets");
        ensure!(count.observed_records <= totals.records, "{what}: a field is in more records than there are");
    }
    Ok(())
}

/// Persons in perimeters agree with the evidence: a person may be in several perimeters.
fn perimeters(what: &str, of: &InsurerReport, cell: &Cell) -> Result<()> {
    let exposed = of.perimeters.iter().filter(|p| p.operator == cell.id && p.status == Status::Exposed);
    let (sum, most) = exposed.fold((0, 0), |(sum, most), p| (sum + p.persons, p.persons.max(most)));
    let held = cell.makeup.evidence.perimeter + cell.makeup.evidence.both;
    ensure!((most..=sum).contains(&held), "{what}: {held} rest on perimeters, which hold {most} to {sum}");
    Ok(())
}

/// Persons by manager, and without a manager, add up to the estimate.
fn managers(what: &str, cell: &Cell) -> Result<()> {
    let estimate = cell.totals.persons.estimate;
    let sum: u64 = cell.managers.iter().map(|count| count.persons).sum();
    let most = cell.managers.iter().map(|count| count.persons).max().unwrap_or(0);
    ensure!(most <= estimate, "{what}: a manager has more persons than there are");
    ensure!(cell.managers.is_empty() || sum >= estimate, "{what}: the managers do not have all persons");
    Ok(())
}

fn identifiability(of: &InsurerReport, measured: &Identifiability) -> Result<()> {
    let id = &of.id;
    ensure!(of.totals.persons.estimate <= measured.population, "{id}: more persons are concerned than there are");
    for measure in &measured.sets {
        let k = measure.k;
        let sum = k.one + k.two_to_five + k.six_to_twenty + k.over_twenty;
        ensure!(sum == measured.population, "{id}: persons by k do not add up to the population");
        let alone =
            |one: u64, ppm: u64| (one * 1_000_000 + measured.population / 2) / measured.population.max(1) == ppm;
        let shares = measure.without.iter().map(|less| (less.one, less.alone_ppm)).chain([(k.one, measure.alone_ppm)]);
        ensure!(shares.into_iter().all(|(one, ppm)| alone(one, ppm)), "{id}: the share of those alone is not theirs");
        ensure!(measure.without.iter().all(|less| less.one <= k.one), "{id}: more persons are alone with less known");
        ensure!(
            (measure.alone_ppm..=1_000_000).contains(&measure.mean_inverse_k_ppm),
            "{id}: the mean of 1/k is outside its bounds"
        );
    }
    Ok(())
}

/// The rows that match nobody, by resemblance and by decade, are those of the bin.
fn unmatched(assessment: &Assessment) -> Result<()> {
    let Some(unmatched) = &assessment.matching.unmatched else { return Ok(()) };
    let bin: u64 = assessment.conservation.leaks.iter().map(|file| file.unmatched).sum();
    let near: u64 = unmatched.near.iter().map(|count| count.rows).sum();
    let by_decade: u64 = unmatched.decades.iter().map(|count| count.rows).sum();
    let nobody: u64 = unmatched.decades.iter().map(|count| count.nobody).sum();
    let sums = [unmatched.rows, near + unmatched.nobody, by_decade];
    ensure!(sums == [bin; 3], "{bin} rows match nobody, and {sums:?} by what they resemble and by decade");
    ensure!(nobody == unmatched.nobody, "{nobody} rows resemble nobody by decade, {} in all", unmatched.nobody);
    Ok(())
}

/// Totals are the unions of insurers and of operators.
fn unions(assessment: &Assessment) -> Result<()> {
    let totals = &assessment.totals;
    union("all insurers", totals, assessment.insurers.iter().map(|insurer| &insurer.totals))?;
    union("all operators", totals, assessment.operators.iter().map(|operator| &operator.totals))?;
    let insurers = assessment.insurers.iter().map(|i| (i.id.as_str(), i.totals.persons.estimate)).collect::<Vec<_>>();
    let operators = assessment.operators.iter().map(|o| (o.id.as_str(), o.totals.persons.estimate)).collect::<Vec<_>>();
    re_adds("insurers", &assessment.unions.insurers, totals.persons.estimate, &insurers)?;
    re_adds("operators", &assessment.unions.operators, totals.persons.estimate, &operators)?;
    for overlap in &assessment.overlaps {
        let both = |of: &[String]| overlap.operators.iter().all(|operator| of.contains(operator));
        let exactly = assessment.unions.operators.exactly.iter().filter(|part| both(&part.of));
        let persons: u64 = exactly.map(|part| part.persons).sum();
        ensure!(persons == overlap.persons, "an overlap is not what the operators share");
    }
    Ok(())
}

/// A union is the sum of its disjoint parts, and equals its inclusion–exclusion sum.
fn re_adds(what: &str, union: &Union, estimate: u64, parties: &[(&str, u64)]) -> Result<()> {
    ensure!(union.persons == estimate, "the union of {what} is not the estimate");
    let sum = |parts: &mut dyn Iterator<Item = &PersonsOf>| -> u64 { parts.map(|part| part.persons).sum() };
    ensure!(sum(&mut union.exactly.iter()) == estimate, "what {what} have alone and share does not add up");
    for (id, persons) in parties {
        let mine = sum(&mut union.exactly.iter().filter(|part| part.of.iter().any(|of| of == id)));
        ensure!(mine == *persons, "{id}: what it has alone and shares does not add up");
    }
    if !union.terms.is_empty() {
        let added = sum(&mut union.terms.iter().filter(|term| term.of.len() % 2 == 1));
        let taken_off = sum(&mut union.terms.iter().filter(|term| term.of.len() % 2 == 0));
        ensure!(added.checked_sub(taken_off) == Some(estimate), "inclusion–exclusion over {what} does not re-add");
    }
    Ok(())
}

/// A union is at least its largest part and at most the sum of its parts.
fn union<'a>(what: &str, whole: &Totals, parts: impl Iterator<Item = &'a Totals> + Clone) -> Result<()> {
    let figures: [fn(&Totals) -> u64; 4] =
        [|t| t.persons.low, |t| t.persons.estimate, |t| t.persons.high, |t| t.contracts];
    for figure in figures {
        let (sum, max) = (parts.clone().map(figure).sum::<u64>(), parts.clone().map(figure).max().unwrap_or(0));
        ensure!((max..=sum).contains(&figure(whole)), "{what}: a union is outside its bounds");
    }
    Ok(())
}

/// The share by which a set of data is rated is one that was measured on the insurer's members.
fn measured(assessment: &Assessment) -> Result<()> {
    for severity in assessment.severity.iter().chain(&assessment.not_established) {
        let Some(measured) = &severity.enisa.identification.measured else { continue };
        let report = assessment.insurers.iter().find(|report| report.id == severity.insurer);
        let sets = report.and_then(|report| report.identifiability.as_ref()).map_or(&[][..], |of| &of.sets);
        let is_it = |fields: &mut dyn Iterator<Item = Field>, alone: u64| {
            alone == measured.alone_ppm && fields.eq(measured.fields.iter().copied())
        };
        let found = sets.iter().any(|set| {
            let without = |field: Field| set.fields.iter().copied().filter(move |of| *of != field);
            is_it(&mut set.fields.iter().copied(), set.alone_ppm)
                || set.without.iter().any(|less| is_it(&mut without(less.field), less.alone_ppm))
        });
        let id = &severity.insurer;
        ensure!(found, "{id}: the share by which identification is rated was not measured");
        let level = severity::identification::level_of(measured.alone_ppm);
        ensure!(measured.level_hundredths == level, "{id}: the level is not that of the measured share");
    }
    Ok(())
}
