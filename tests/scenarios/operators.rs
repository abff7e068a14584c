//! Operators: who exposed whom, and what they share.

use super::*;

const ALEXIA: &str = "2951099126111;1995-10-03;1";
const PIERRE: &str = "1800199126111;1980-01-04;1";
const HUGO: &str = "1750175056222;1975-01-04;1";
const JULIE: &str = "2820199126222;1982-01-20;1";

fn rows(of: &[&str]) -> String {
    format!("nir;birth_date;birth_rank\n{}\n", of.join("\n"))
}

/// An insurer that left one operator for the other at the end of the year: both had its members, and both report.
#[test]
fn a_switch_at_the_end_of_the_year() {
    Run::new()
        .members("a", &rows(&[ALEXIA]))
        .leak("x", &rows(&[ALEXIA]))
        .leak("y", &rows(&[ALEXIA]))
        .run()
        .succeeds()
        .persons(1, 1, 1)
        .is("/totals/records", 2)
        .is("/overlaps/0", json!({"operators": ["x", "y"], "persons": 1}))
        .is("/unions/operators/exactly", json!([{"of": ["x", "y"], "persons": 1}]));
}

/// Some contracts at one operator, some at the other, some at both.
#[test]
fn an_insurer_served_by_both() {
    Run::new()
        .members("a", &rows(&[ALEXIA, PIERRE, HUGO]))
        .leak("x", &rows(&[ALEXIA, PIERRE]))
        .leak("y", &rows(&[PIERRE, HUGO]))
        .run()
        .succeeds()
        .persons(3, 3, 3)
        .is("/insurers/0/totals/persons/estimate", 3)
        .is("/insurers/0/operators/0/totals/persons/estimate", 2)
        .is("/insurers/0/operators/1/totals/persons/estimate", 2)
        .is("/overlaps/0/persons", 1);
}

/// Three operators, of whom one shares all its persons with others.
#[test]
fn three_operators_and_their_union() {
    Run::new()
        .members("a", &rows(&[ALEXIA, PIERRE, HUGO, JULIE]))
        .leak("x", &rows(&[ALEXIA, PIERRE, HUGO]))
        .leak("y", &rows(&[PIERRE, HUGO]))
        .leak("z", &rows(&[HUGO, JULIE]))
        .run()
        .succeeds()
        .persons(4, 4, 4)
        .is(
            "/unions/operators",
            json!({
                "exactly": [
                    {"of": ["x"], "persons": 1},
                    {"of": ["z"], "persons": 1},
                    {"of": ["x", "y"], "persons": 1},
                    {"of": ["x", "y", "z"], "persons": 1},
                ],
                "terms": [
                    {"of": ["x"], "persons": 3},
                    {"of": ["y"], "persons": 2},
                    {"of": ["z"], "persons": 2},
                    {"of": ["x", "y"], "persons": 2},
                    {"of": ["x", "z"], "persons": 1},
                    {"of": ["y", "z"], "persons": 1},
                    {"of": ["x", "y", "z"], "persons": 1},
                ],
                "persons": 4,
            }),
        )
        .is(
            "/overlaps",
            json!([
                {"operators": ["x", "y"], "persons": 2},
                {"operators": ["x", "z"], "persons": 1},
                {"operators": ["y", "z"], "persons": 1},
            ]),
        );
}

/// One operator's rows meet members, one says that it has none of them, one has said nothing yet.
#[test]
fn an_insurer_stands_otherwise_with_each_operator() {
    Run::new()
        .members("a", &rows(&[ALEXIA]))
        .leak("x", &rows(&[ALEXIA]))
        .operator("y")
        .operator("z")
        .perimeter("a", "operator = \"y\"\nstatus = \"not_concerned\"")
        .run()
        .succeeds()
        .is("/insurers/0/operators/0/status", "exposed")
        .is("/insurers/0/operators/1/status", "not_concerned")
        .is("/insurers/0/operators/2/status", "not_established")
        .is("/insurers/0/status", "exposed");
}

/// It is named in leaked rows and has not handed over its members: records, and nobody to count.
#[test]
fn an_insurer_that_has_sent_no_members() {
    Run::new()
        .members("a", &rows(&[ALEXIA]))
        .insurer("b")
        .leak("x", &format!("nir;birth_date;birth_rank;insurer\n{ALEXIA};a\n{PIERRE};b\n"))
        .run()
        .succeeds()
        .persons(1, 1, 1)
        .leak_bin("unmatched", 1)
        .finds("insurer.no-members", 1)
        .is("/insurers/1/totals/records", 1)
        .is("/insurers/1/status", "not_established");
}

/// An operator that has handed over no rows.
#[test]
fn nothing_is_missing_in_rows_that_are_not_there() {
    let outcome = Run::new()
        .members("a", "nir;birth_date\n2951099126111;1995-10-03\n")
        .operator("x")
        .operators_declare("exposed = [\"nir\", \"email\"]")
        .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"")
        .run()
        .succeeds()
        .persons(1, 1, 1);
    assert!(found(&outcome, "field.not-observed").is_empty());
}

/// A file of several insurers in which every row names one: no entry for nobody's rows.
#[test]
fn a_file_of_several_insurers_that_names_one_in_each_row() {
    let outcome = Run::new()
        .insurer("a")
        .insurer("b")
        .file("all.csv", "nir;birth_date;insurer\n2951099126111;1995-10-03;a\n1800199126111;1980-01-04;b\n")
        .tail("[[members]]\npath = \"all.csv\"")
        .leak("x", "nir;birth_date\n2951099126111;1995-10-03\n")
        .run()
        .succeeds()
        .persons(0, 1, 1);
    assert_eq!(outcome.report.unwrap()["conservation"]["members"].as_array().unwrap().len(), 2);
}
