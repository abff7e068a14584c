//! The check that guards a report can fail: each figure that is moved by one is caught.

use ampleur::assess::{Assessment, conservation};
use serde_json::Value;

fn demo() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/tiers-payant-2024/report.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn holds(report: &Value) -> bool {
    let assessment: Assessment = serde_json::from_value(report.clone()).unwrap();
    conservation::check(&assessment).is_ok()
}

#[track_caller]
fn caught(pointer: &str, change: impl Fn(u64) -> u64) {
    let mut report = demo();
    let figure = report.pointer_mut(pointer).unwrap_or_else(|| panic!("no {pointer}"));
    *figure = change(figure.as_u64().unwrap()).into();
    assert!(!holds(&report), "{pointer} was changed and nobody noticed");
}

#[test]
fn the_demo_holds() {
    assert!(holds(&demo()));
}

#[test]
fn a_row_lost_or_counted_twice_in_any_bin() {
    let report = demo();
    for side in ["leaks", "members"] {
        for (i, file) in report["conservation"][side].as_array().unwrap().iter().enumerate() {
            for (bin, rows) in file.as_object().unwrap() {
                if rows.is_u64() {
                    caught(&format!("/conservation/{side}/{i}/{bin}"), |n| n + 1);
                }
            }
        }
    }
}

#[test]
fn persons_and_records_that_do_not_re_add() {
    let report = demo();
    caught("/totals/records", |n| n - 1);
    caught("/totals/persons/estimate", |n| n + 1);
    caught("/totals/persons/high", |n| n + 1_000_000);
    caught("/overlaps/0/persons", |n| n + 1);
    for (i, insurer) in report["insurers"].as_array().unwrap().iter().enumerate() {
        caught(&format!("/insurers/{i}/totals/persons/high"), |n| n + 1);
        for (o, _) in insurer["operators"].as_array().unwrap().iter().enumerate() {
            caught(&format!("/insurers/{i}/operators/{o}/totals/persons/estimate"), |n| n + 1);
            caught(&format!("/insurers/{i}/operators/{o}/rules/0/persons"), |n| n + 1);
            caught(&format!("/insurers/{i}/operators/{o}/fields/0/persons"), |n| n + 1_000_000);
        }
    }
    for o in 0..2 {
        caught(&format!("/operators/{o}/totals/records"), |n| n + 1);
        caught(&format!("/operators/{o}/totals/persons/estimate"), |n| n + 1);
    }
}

#[test]
fn bounds_out_of_order() {
    caught("/totals/persons/low", |n| n + 1_000_000);
    caught("/insurers/0/totals/minors", |n| n + 1_000_000);
}
