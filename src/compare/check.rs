//! Consistency check of a comparison, made before it is printed.

use anyhow::{Result, ensure};

use super::{Bin, BinLine, Change, Compared, FileLine, Parties, RuleLine, Shift};

/// Fails if the changes do not add up. That is a bug in ampleur: the figures of both reports have already been checked.
pub(super) fn check(compared: &Compared) -> Result<()> {
    let estimate = &compared.totals.estimate;
    parties("insurers", &compared.insurers, estimate)?;
    parties("operators", &compared.operators, estimate)?;
    let records = compared.operators.lines.iter().map(|line| &line.counts.records);
    re_adds("the operators’ records", sum(records), &compared.totals.records)?;
    let rules: Vec<Change> = compared.rules.iter().map(RuleLine::in_estimate).collect();
    re_adds("persons by rule", sum(&rules), estimate)?;
    let evidence = &compared.evidence;
    re_adds("persons by evidence", sum([&evidence.records, &evidence.perimeter, &evidence.both]), estimate)?;
    compared.files.lines().try_for_each(file)?;
    nets(compared)?;
    steps(compared)
}

/// Sum over lines: before, after, change.
type Sum = (u64, u64, i64);

fn sum<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Sum {
    let count = |count: Option<u64>| count.unwrap_or(0);
    changes.into_iter().fold((0, 0, 0), |(before, after, change), line| {
        (before + count(line.before), after + count(line.after), change + line.change)
    })
}

fn re_adds(what: &str, lines: Sum, whole: &Change) -> Result<()> {
    ensure!(lines == sum([whole]), "{what} do not add up to the whole, or their changes to its change");
    Ok(())
}

/// The lines, minus repeated counts of persons at several parties, give the total.
fn parties(what: &str, parties: &Parties, total: &Change) -> Result<()> {
    let lines = sum(parties.lines.iter().map(|line| &line.counts.estimate));
    ensure!(lines == sum([total, &parties.repeats]), "{what} do not add up to the total and who counts repeatedly");
    Ok(())
}

/// The bins of a file add up to its rows.
fn file(file: &FileLine) -> Result<()> {
    let (rows, bins): (Vec<&BinLine>, Vec<&BinLine>) = file.bins.iter().partition(|line| line.bin == Bin::Rows);
    let (rows, bins) = (sum(rows.iter().map(|line| &line.rows)), sum(bins.iter().map(|line| &line.rows)));
    ensure!(rows == bins, "the bins of {} are not its rows", file.path);
    Ok(())
}

/// Additions minus removals give the change of the cells.
fn nets(compared: &Compared) -> Result<()> {
    let (added, removed) = (compared.added, compared.removed);
    let by = |added: u64, removed: u64| added.cast_signed() - removed.cast_signed();
    let (_, _, persons) = sum(compared.cells.iter().map(|cell| &cell.counts.estimate));
    let (_, _, records) = sum(compared.cells.iter().map(|cell| &cell.counts.records));
    ensure!(by(added.persons, removed.persons) == persons, "persons added and removed are not the change of the cells");
    ensure!(by(added.records, removed.records) == records, "rows added and removed are not the change of the cells");
    Ok(())
}

/// The steps add up to the difference, in total and at each insurer.
fn steps(compared: &Compared) -> Result<()> {
    let explained = compared.steps.iter().fold(Shift::default(), |sum, step| sum + step.totals);
    ensure!(explained == compared.totals.shift(), "what the causes explain does not add up to the difference");
    for line in &compared.insurers.lines {
        let shifts = compared.steps.iter().flat_map(|step| &step.insurers).filter(|shift| shift.id == line.id);
        let explained: i64 = shifts.map(|shift| shift.estimate).sum();
        ensure!(explained == line.counts.estimate.change, "{}: what the causes explain does not add up", line.id);
    }
    Ok(())
}
