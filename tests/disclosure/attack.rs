//! Who has a table of counts, knows that parts add up to wholes, and solves linear programs: what can each masked count be?

use std::collections::BTreeMap;

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Variable};

use super::{Counts, Place, sums};

/// Persons that a masked count can be, as far as it was looked for.
type Widths = BTreeMap<Place, (u64, u64)>;

/// What a reader knows of the masked counts: places and signs of a sum, how it compares, and with what.
type Known<'a> = (Vec<(&'a Place, f64)>, ComparisonOp, f64);

/// The masked counts of which a reader learns more than is promised: those whose possible values span fewer than `below` persons, and
/// small ones that cannot be larger by it. `truth` has every count; the reader knows how many persons parties share, which is the
/// most that could be known, and that a part is at most its whole.
pub(super) fn given_away(counts: &Counts, truth: &BTreeMap<Place, u64>, below: u64) -> Vec<(Place, (u64, u64))> {
    let masked: Vec<&Place> = counts.iter().filter(|(_, persons)| persons.is_none()).map(|(place, _)| place).collect();
    let known = known(counts, truth);
    let mut seen: Widths = masked.iter().map(|place| ((*place).clone(), (truth[*place], truth[*place]))).collect();
    let is_safe = |place: &Place, (low, high): (u64, u64)| {
        let from = if truth[place] < below { truth[place] } else { low };
        high - from >= below
    };
    for place in &masked {
        for direction in [OptimizationDirection::Maximize, OptimizationDirection::Minimize] {
            if !is_safe(place, seen[*place]) {
                look(&known, &masked, (place, truth[*place] + below), direction, &mut seen);
            }
        }
    }
    seen.into_iter().filter(|(place, width)| !is_safe(place, *width)).collect()
}

/// Solves for one count, up to a value that is far enough, and notes what all of them are there.
fn look(
    known: &[Known<'_>],
    masked: &[&Place],
    (sought, most): (&Place, u64),
    direction: OptimizationDirection,
    seen: &mut Widths,
) {
    let mut problem = Problem::new(direction);
    let variable = |place: &&'_ Place| if *place == sought { (1.0, most as f64) } else { (0.0, f64::INFINITY) };
    let variables: BTreeMap<&Place, Variable> = masked
        .iter()
        .map(|place| {
            let (weight, most) = variable(place);
            (*place, problem.add_var(weight, (0.0, most)))
        })
        .collect();
    for (sum, compares, with) in known {
        let mut expression = LinearExpr::empty();
        sum.iter().for_each(|(place, sign)| expression.add(variables[place], *sign));
        problem.add_constraint(expression, *compares, *with);
    }
    let solution = problem.solve().unwrap().into_solution().unwrap();
    for (place, variable) in &variables {
        // What lies between two solutions is possible too.
        let value = solution.var_value(*variable);
        let (low, high) = seen[*place];
        seen.insert((*place).clone(), (low.min((value - 1e-6).ceil() as u64), high.max((value + 1e-6).floor() as u64)));
    }
}

/// Everything that holds of masked counts.
fn known<'a>(counts: &'a Counts, truth: &BTreeMap<Place, u64>) -> Vec<Known<'a>> {
    let mut known = Vec::new();
    let mut add = |fewer: &[&'a Place], compares: ComparisonOp, more: &[&'a Place], shared: f64| {
        let signed = fewer.iter().map(|place| (*place, 1.0)).chain(more.iter().map(|place| (*place, -1.0)));
        let (masked, given): (Vec<_>, Vec<_>) = signed.partition(|(place, _)| counts[*place].is_none());
        let given: f64 = given.into_iter().map(|(place, sign)| sign * truth[place] as f64).sum();
        if !masked.is_empty() {
            known.push((masked, compares, shared - given));
        }
    };
    for (parts, whole) in sums(counts) {
        let shared = parts.iter().map(|part| truth[*part]).sum::<u64>() as f64 - truth[whole] as f64;
        add(&parts, ComparisonOp::Eq, &[whole], shared);
        if shared > 0.0 {
            parts.iter().for_each(|part| add(&[*part], ComparisonOp::Le, &[whole], 0.0));
        }
    }
    for (minors, of_minors, of_both) in ages(counts) {
        add(&of_minors, ComparisonOp::Le, &[minors], 0.0);
        add(&[minors], ComparisonOp::Le, &[of_minors.as_slice(), &of_both].concat(), 0.0);
    }
    known
}

/// The minors of each insurer and operator, the decades in which everybody is one, and those in which some are, on 7 February 2024.
fn ages(counts: &Counts) -> Vec<(&Place, Vec<&Place>, Vec<&Place>)> {
    let minors = counts.keys().filter(|place| place.2 == "age" && place.3 == "minors");
    minors
        .map(|minors| {
            let decades = |names: &[&str]| -> Vec<&Place> {
                let here = counts.keys().filter(|place| (&place.0, &place.1) == (&minors.0, &minors.1));
                here.filter(|place| place.2 == "birth_decade" && names.contains(&place.3.as_str())).collect()
            };
            (minors, decades(&["2010", "2020"]), decades(&["2000"]))
        })
        .collect()
}
