//! What rows hold against what operators declare.

use crate::harness::{Run, leak, members};

const LEAK_WITH_MAIL: &str =
    "nir;birth_date;birth_rank;email\n2951099126111;1995-10-03;1;a@exemple.fr\n1800199126111;1980-01-04;1;\n";

#[test]
fn a_field_declared_not_exposed_and_found_is_grave() {
    Run::new()
        .operators_declare("exposed = [\"nir\"]\nnot_exposed = [\"email\"]")
        .members("a", &members("2951099126111;1995-10-03;1;;;;\n1800199126111;1980-01-04;1;;;;\n"))
        .leak("x", LEAK_WITH_MAIL)
        .run()
        .succeeds()
        .is("/findings/0/code", "field.declared-not-exposed")
        .is("/findings/0/level", "grave")
        .is(
            "/insurers/0/operators/0/fields/3",
            serde_json::json!({"field": "email", "declared": "not_exposed", "observed_records": 1, "persons": 1}),
        );
}

/// Two rows about one person, each with a field that the other lacks.
#[test]
fn a_person_lost_what_all_rows_about_the_person_held() {
    Run::new()
        .operators_declare("exposed = [\"nir\", \"birth_date\", \"birth_rank\", \"email\", \"phone\"]")
        .members("a", &members("2951099126111;1995-10-03;1;;;;\n"))
        .leak("x", "nir;birth_date;birth_rank;email;phone\n2951099126111;1995-10-03;1;a@exemple.fr;\n2951099126111;1995-10-03;1;;0600000000\n")
        .run()
        .succeeds()
        .persons(1, 1, 1)
        .is(
            "/insurers/0/operators/0/fields/3",
            serde_json::json!({"field": "phone", "declared": "exposed", "observed_records": 1, "persons": 1}),
        )
        .is(
            "/insurers/0/operators/0/fields/4",
            serde_json::json!({"field": "email", "declared": "exposed", "observed_records": 1, "persons": 1}),
        );
}

/// What a person lost is what the rows about that person held, readable or not.
#[test]
fn a_nir_with_a_wrong_key_has_leaked_all_the_same() {
    Run::new()
        .operators_declare("exposed = [\"nir\"]")
        .members("a", &members("2951099126111;1995-10-03;1;ALEXIA;;;C1234567\n"))
        .leak("x", &leak("295109912611199;1995-10-03;;ALEXIA;C1234567\n"))
        .run()
        .succeeds()
        .is(
            "/insurers/0/operators/0/fields/2",
            serde_json::json!({"field": "nir", "declared": "exposed", "observed_records": 1, "persons": 1}),
        );
}

#[test]
fn fail_on_grave_ends_with_3() {
    let outcome = Run::new()
        .operators_declare("exposed = [\"nir\"]\nnot_exposed = [\"email\"]")
        .members("a", &members("2951099126111;1995-10-03;1;;;;\n"))
        .leak("x", LEAK_WITH_MAIL)
        .arg("--fail-on")
        .arg("grave")
        .run();
    assert_eq!(outcome.status, 3);
}
