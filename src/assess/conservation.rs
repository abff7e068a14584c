//! The proof that nothing was lost: what `seal` asks for before it writes.

use anyhow::{Result, ensure};

use super::{Assessment, Totals};

/// Fails if any figures do not re-add. That would be a bug of ours, and no report is better than a wrong one.
pub fn check(assessment: &Assessment) -> Result<()> {
    for file in &assessment.conservation.leaks {
        let binned = file.matched + file.ambiguous + file.elsewhere + file.unmatched + file.duplicate + file.rejected;
        ensure!(binned == file.rows, "the bins of {} hold {binned} of {} rows", file.path, file.rows);
    }
    for file in &assessment.conservation.members {
        let binned = file.exposed + file.not_exposed + file.duplicate + file.rejected;
        ensure!(binned == file.rows, "the bins of {} hold {binned} of {} rows", file.path, file.rows);
    }

    let total = &assessment.totals;
    ordered("all", total)?;
    for insurer in &assessment.insurers {
        ordered(&insurer.id, &insurer.totals)?;
        let mine = assessment.conservation.members.iter().filter(|file| file.insurer.as_ref() == Some(&insurer.id));
        let exposed: u64 = mine.map(|file| file.exposed).sum();
        ensure!(exposed == insurer.totals.persons.high, "{}: {exposed} exposed rows are not its high", insurer.id);
        union(&insurer.id, &insurer.totals, insurer.operators.iter().map(|cell| &cell.totals))?;
        for cell in &insurer.operators {
            ordered(&cell.id, &cell.totals)?;
            let by_rule: u64 = cell.rules.iter().map(|r| r.persons).sum();
            let estimate = cell.totals.persons.estimate;
            ensure!(by_rule == estimate, "{} at {}: {by_rule} by rule, {estimate} in all", insurer.id, cell.id);
            for field in &cell.fields {
                ensure!(
                    field.persons <= estimate && field.observed_records <= cell.totals.records,
                    "{} at {}: a field has more persons or records than there are",
                    insurer.id,
                    cell.id
                );
            }
        }
    }
    union("all", total, assessment.insurers.iter().map(|insurer| &insurer.totals))?;
    for operator in &assessment.operators {
        ordered(&operator.id, &operator.totals)?;
        let mine = assessment.conservation.leaks.iter().filter(|file| file.operator == operator.id);
        let leaked: u64 = mine.map(|file| file.rows - file.duplicate).sum();
        ensure!(leaked == operator.totals.records, "{}: {leaked} rows are not its records", operator.id);
    }
    union("all", total, assessment.operators.iter().map(|operator| &operator.totals))?;
    let records: u64 = assessment.operators.iter().map(|o| o.totals.records).sum();
    ensure!(records == total.records, "the operators' records do not add up to all records");
    if let ([a, b], [overlap]) = (&assessment.operators[..], &assessment.overlaps[..]) {
        let sum = a.totals.persons.estimate + b.totals.persons.estimate - overlap.persons;
        ensure!(sum == total.persons.estimate, "two operators less their overlap are not the union");
    }
    Ok(())
}

fn ordered(what: &str, totals: &Totals) -> Result<()> {
    let p = totals.persons;
    ensure!(p.low <= p.estimate && p.estimate <= p.high, "{what}: low, estimate and high are not in order");
    let groups = [totals.policyholders + totals.dependants, totals.minors, totals.former, totals.deceased];
    ensure!(groups.iter().all(|group| *group <= p.estimate), "{what}: a group is larger than the whole");
    Ok(())
}

/// A union is at least its largest part and at most their sum.
fn union<'a>(what: &str, whole: &Totals, parts: impl Iterator<Item = &'a Totals> + Clone) -> Result<()> {
    let figures: [fn(&Totals) -> u64; 4] =
        [|t| t.persons.low, |t| t.persons.estimate, |t| t.persons.high, |t| t.contracts];
    for figure in figures {
        let (sum, max) = (parts.clone().map(figure).sum::<u64>(), parts.clone().map(figure).max().unwrap_or(0));
        ensure!((max..=sum).contains(&figure(whole)), "{what}: a union is outside its bounds");
    }
    Ok(())
}
