//! The check that guards a report can fail: each figure that is moved by one is caught.

use model::figures::{Assessment, conservation};
use serde_json::Value;

fn demo() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/tiers-payant-2024/report.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn holds(report: &Value) -> bool {
    let assessment: Assessment = serde_json::from_value(report.clone()).unwrap();
    conservation::check(&assessment).is_ok()
}

/// Whether anybody notices that a figure was changed.
fn is_caught(report: &Value, pointer: &str, change: impl Fn(u64) -> u64) -> bool {
    let mut changed = report.clone();
    let figure = changed.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}"));
    *figure = change(figure.as_u64().unwrap()).into();
    !holds(&changed)
}

/// Where every figure stands.
fn figures(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Number(_) => found.push(place.to_owned()),
        Value::Array(list) => list.iter().enumerate().for_each(|(i, v)| figures(v, &format!("{place}/{i}"), found)),
        Value::Object(of) => of.iter().for_each(|(key, v)| figures(v, &format!("{place}/{key}"), found)),
        _ => {}
    }
}

#[test]
fn the_demo_holds() {
    assert!(holds(&demo()));
}

/// Each figure of the report, moved up by one and down by one. What nothing else in the report is made of, and nothing
/// bounds so closely, is listed here; the oracle and the planted truth hold those.
#[test]
fn a_figure_that_is_moved_by_one() {
    const ALONE: [&str; 22] = [
        // Groups of the estimate that do not add up to it, and counts of other things than persons.
        "contracts",
        "policyholders",
        "dependants",
        "minors",
        "former",
        "deceased",
        "records",
        "observed_records",
        "named_only",
        // Persons beside the estimate; only their sum is bounded.
        "ambiguous",
        // What estimates are made of: these are bounded by what follows from them, rounded.
        "by_both",
        "by_key",
        "date_differs",
        "names_differ",
        "by_names",
        "otherwise",
        // Settings, and not counts: a place in a list, a decade; measures that are bounded, not made of others.
        "number",
        "max_chance_ppm",
        "not_measured",
        "from",
        "mean_inverse_k_ppm",
        // Levels of identifiers below the highest; of scores without a field, only the band is bounded.
        "level_hundredths",
    ];
    let report = demo();
    let mut pointers = Vec::new();
    figures(&report, "", &mut pointers);
    assert!(pointers.len() > 900, "{}", pointers.len());
    let mut missed = Vec::new();
    for pointer in pointers.iter().filter(|pointer| !pointer.starts_with("/findings")) {
        let name = pointer.rsplit('/').next().unwrap();
        let value = report.pointer(pointer).unwrap().as_u64().unwrap();
        let up = is_caught(&report, pointer, |n| n + 1);
        let down = value == 0 || is_caught(&report, pointer, |n| n - 1);
        // All leaked rows are in a bin, whoever they are about.
        let is_total = ["/totals/records", "/operators/0/totals/records", "/operators/1/totals/records"];
        // Persons may be under two managers and in two perimeters: these are bounded by each other, not made of each other.
        let overlapping = ["/managers/", "/perimeters/"].iter().any(|part| pointer.contains(part));
        let is_alone = ALONE.contains(&name) && !is_total.contains(&pointer.as_str());
        let is_lesser = pointer.contains("/without/") && pointer.starts_with("/severity/")
            || pointer.contains("/had_it_not_held/")
            || pointer.contains("/severity/") && pointer.contains("/operators/");
        let noticed = up && down || is_lesser;
        if !noticed && !overlapping && !is_alone {
            missed.push(pointer.clone());
        }
    }
    assert!(missed.is_empty(), "{} moved by one and nobody noticed: {missed:#?}", missed.len());
}

/// What is not caught by one is caught in the end.
#[test]
fn bounds_out_of_order() {
    let report = demo();
    for pointer in [
        "/totals/persons/low",
        "/totals/contracts",
        "/totals/policyholders",
        "/insurers/0/totals/minors",
        "/insurers/0/totals/former",
        "/insurers/0/totals/deceased",
        "/insurers/0/totals/ambiguous",
        "/insurers/0/operators/0/fields/0/observed_records",
        "/insurers/0/identifiability/sets/0/mean_inverse_k_ppm",
    ] {
        assert!(is_caught(&report, pointer, |n| n + 10_000_000), "{pointer}");
    }
}

/// What is held by bounds only, and by others first: moved together with what would tell.
#[test]
fn figures_that_are_moved_together() {
    let (manager, cell) = ("/managers/3/persons", "/insurers/0/operators/0/managers");
    for changes in [
        // A manager's persons are no more than those of its cells.
        vec![(format!("{manager}/estimate"), 10_000_000), (format!("{manager}/high"), 10_000_000)],
        // Those who rest on perimeters are in one.
        vec![("/insurers/0/perimeters/0/persons".into(), 1), ("/insurers/0/perimeters/0/persons_met".into(), 1)],
        // Those under no manager are some of the estimate, and with the others all of it.
        vec![(format!("{cell}/2/persons"), 10_000_000)],
        vec![(format!("{cell}/2/persons"), 0)],
    ] {
        let mut report = demo();
        for (pointer, value) in &changes {
            *report.pointer_mut(pointer).unwrap() = (*value).into();
        }
        assert!(!holds(&report), "{changes:?}");
    }
}
