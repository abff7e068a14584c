//! The text for the complementary notification: persons before and after, the reasons, and the insurers concerned.

use super::cause;
use crate::compare::{Assessed, Change, Compared, Counts, Explained, PartyLine, Shift};
use crate::words::Words;

pub(super) enum Line {
    Sentence(String),
    /// An item of the list that the preceding sentence introduces.
    Point(String),
}

/// The text, ready to paste into a form.
pub(crate) fn text(compared: &Compared, w: Words) -> String {
    let lines = lines(compared, w).into_iter().map(|line| match line {
        Line::Sentence(sentence) => format!("{sentence}\n"),
        Line::Point(point) => format!("– {point}\n"),
    });
    lines.collect()
}

/// What the form of one insurer says of its figures: before, after, and how the difference is explained. Other insurers'
/// figures are not in it.
pub(crate) fn of_insurer(compared: &Compared, insurer: &PartyLine, w: Words) -> Vec<String> {
    let shift = insurer.counts.shift();
    let mut said = vec![persons(&insurer.counts, compared, w)];
    said.extend((shift.records != 0 || shift.contracts != 0).then(|| rows(&insurer.counts, w)));
    let not_found = compared.not_found.iter().find(|line| line.insurer == insurer.id && line.rows.differs());
    said.extend(not_found.map(|line| {
        let Change { before, after, change } = line.rows;
        format!("{}.", w.figure_moved(w.rows_not_found(), before.unwrap_or(0), after.unwrap_or(0), change))
    }));
    if shift == Shift::default() {
        said.push(w.no_change_in_persons().to_owned());
    }
    said
}

pub(super) fn lines(compared: &Compared, w: Words) -> Vec<Line> {
    let totals = &compared.totals;
    let mut lines = vec![Line::Sentence(persons(totals, compared, w)), Line::Sentence(rows(totals, w))];
    causes(compared, w, &mut lines);
    insurers(compared, w, &mut lines);
    lines
}

fn persons(counts: &Counts, compared: &Compared, w: Words) -> String {
    let Counts { low, estimate, high, .. } = counts;
    let side = |figure: fn(&Change) -> Option<u64>| {
        let [low, estimate, high] = [low, estimate, high].map(|change| figure(change).unwrap_or(0));
        w.with_bounds(low, estimate, high)
    };
    let date = |of: &Assessed| w.date(&of.reference_date.0.to_string());
    w.persons_moved(
        &side(|change| change.before),
        &date(&compared.before),
        &side(|change| change.after),
        &date(&compared.after),
        &w.persons_more(estimate.change),
    )
}

fn rows(totals: &Counts, w: Words) -> String {
    let moved = |what: &str, change: &Change| {
        w.figure_moved(what, change.before.unwrap_or(0), change.after.unwrap_or(0), change.change)
    };
    let records = moved(w.records(), &totals.records);
    let contracts = moved(&w.contracts().to_lowercase(), &totals.contracts);
    format!("{records}{}{contracts}.", w.between_points())
}

fn causes(compared: &Compared, w: Words, lines: &mut Vec<Line>) {
    let mut at_insurers = compared.insurers.lines.iter().map(|line| line.counts.shift());
    if compared.totals.shift() == Shift::default() && at_insurers.all(|shift| shift == Shift::default()) {
        return lines.push(Line::Sentence(w.no_change_in_persons().to_owned()));
    }
    let intro = w.explained_by(compared.explained);
    let cause = |number: &u64| {
        let place = usize::try_from(number.saturating_sub(1)).ok();
        place.and_then(|place| compared.causes.get(place)).map(|cause| cause::line(cause, compared, w))
    };
    match compared.explained {
        Explained::NoCause => lines.push(Line::Sentence(intro.to_owned())),
        Explained::OneCause | Explained::Together | Explained::Apportioned => {
            lines.push(Line::Sentence(format!("{intro}{}", w.colon().trim_end())));
        }
    }
    for step in compared.steps.iter().filter(|step| !step.causes.is_empty()) {
        let causes: Vec<String> = step.causes.iter().filter_map(&cause).collect();
        let amount = w.amount(&step.totals);
        lines.push(Line::Point(format!("{}{}{amount}", causes.join(w.between_points()), w.colon())));
    }
    if compared.steps.len() > 1 {
        lines.push(Line::Sentence(format!("{}{}{}.", w.sum_is_whole(), w.colon(), w.amount(&compared.totals.shift()))));
    }
}

fn insurers(compared: &Compared, w: Words, lines: &mut Vec<Line>) {
    let parties = &compared.insurers;
    let (changed, same): (Vec<&PartyLine>, Vec<&PartyLine>) =
        parties.lines.iter().partition(|line| line.counts.estimate.change != 0);
    if changed.is_empty() {
        return;
    }
    lines.push(Line::Sentence(format!("{}{}", w.changes_by_insurer(), w.colon().trim_end())));
    for line in changed {
        let Change { before, after, change } = line.counts.estimate;
        lines.push(Line::Point(w.figure_moved(&line.name, before.unwrap_or(0), after.unwrap_or(0), change)));
    }
    if !same.is_empty() {
        lines.push(Line::Sentence(w.other_insurers_same().to_owned()));
    }
    if parties.repeats.differs() {
        let Change { before, after, .. } = parties.repeats;
        lines.push(Line::Sentence(w.repeats_moved(before.unwrap_or(0), after.unwrap_or(0))));
    }
}
