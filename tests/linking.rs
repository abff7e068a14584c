//! Scenarios: who is one person, who is met, by which rule, in which bin.

use crate::harness::Run;

const MEMBERS: &str = "nir;birth_date;birth_rank;first_name;last_name;relation;contract_number\n";
const LEAK: &str = "nir;birth_date;birth_rank;first_name;contract_number\n";

fn members(rows: &str) -> String {
    format!("{MEMBERS}{rows}")
}

fn leak(rows: &str) -> String {
    format!("{LEAK}{rows}")
}

#[test]
fn twins_are_two_persons() {
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;LEA;;;\n2951099126111;1995-10-03;2;TOM;;;\n"))
        .leak("x", &leak("2951099126111;1995-10-03;1;;\n2951099126111;1995-10-03;2;;\n"))
        .run()
        .succeeds()
        .persons(2, 2, 2)
        .leak_bin("matched", 2);
}

/// Without written ranks the first name alone tells them apart, and a leaked rank meets both.
#[test]
fn twins_whose_rank_is_not_written_stay_two_persons() {
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;;ALEXIA;;;\n2951099126111;1995-10-03;;THOMAS;;;\n"))
        .leak("x", &leak("2951099126111;1995-10-03;;Alexia;\n2951099126111;1995-10-03;;Thomas;\n"))
        .run()
        .succeeds()
        .persons(2, 2, 2);
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;;ALEXIA;;;\n2951099126111;1995-10-03;;THOMAS;;;\n"))
        .leak("x", &leak("2951099126111;1995-10-03;1;;\n"))
        .run()
        .succeeds()
        .persons(0, 0, 2)
        .leak_bin("ambiguous", 1)
        .finds("leak.ambiguous", 1);
}

#[test]
fn a_member_row_without_a_rank_is_the_same_person_as_one_with_rank_1_and_the_same_first_name() {
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;;ALEXIA;;;C1\n2951099126111;1995-10-03;1;ALEXIA;;;C2\n"))
        .leak("x", &leak("2951099126111;1995-10-03;1;;\n"))
        .run()
        .succeeds()
        .persons(1, 1, 2)
        .leak_bin("matched", 1);
}

#[test]
fn a_child_under_both_parents_is_two_rows_and_one_person() {
    Run::new()
        .members(
            "a",
            &members(
                "1800199126111;2015-05-04;1;ALEXIA;MARTIN;Enfant;C1\n2820199126222;2015-05-04;1;Alexia;Martin;Ayant droit;C2\n",
            ),
        )
        .leak("x", &leak("1800199126111;2015-05-04;1;;\n2820199126222;2015-05-04;1;;\n"))
        .run()
        .succeeds()
        .persons(1, 1, 2)
        .is("/totals/minors", 1)
        .is("/totals/dependants", 1);
}

#[test]
fn adults_of_one_name_and_birth_date_are_two_persons() {
    Run::new()
        .members(
            "a",
            &members(
                "1800199126111;1980-01-04;1;PIERRE;MARTIN;Assuré;\n1800175056222;1980-01-04;1;PIERRE;MARTIN;Assuré;\n",
            ),
        )
        .leak("x", &leak("1800199126111;1980-01-04;1;;\n1800175056222;1980-01-04;1;;\n"))
        .run()
        .succeeds()
        .persons(2, 2, 2);
}

#[test]
fn a_person_at_two_insurers_counts_once_in_the_total_and_once_at_each() {
    let row = members("2951099126111;1995-10-03;1;ALEXIA;;Assuré;C1\n");
    Run::new()
        .members("a", &row)
        .members("b", &row)
        .leak("x", &leak("2951099126111;1995-10-03;1;;\n"))
        .run()
        .succeeds()
        .persons(1, 1, 2)
        .is("/insurers/0/totals/persons/estimate", 1)
        .is("/insurers/1/totals/persons/estimate", 1)
        .is("/totals/contracts", 2);
}

#[test]
fn a_person_exposed_by_two_operators_counts_once_and_is_their_overlap() {
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;ALEXIA;;;\n1800199126111;1980-01-04;1;PIERRE;;;\n"))
        .leak("x", &leak("2951099126111;1995-10-03;1;;\n"))
        .leak("y", &leak("2951099126111;1995-10-03;1;;\n1800199126111;1980-01-04;1;;\n"))
        .run()
        .succeeds()
        .persons(2, 2, 2)
        .is("/overlaps/0/persons", 1)
        .is("/totals/records", 3);
}

#[test]
fn the_first_name_stands_in_for_a_rank_that_did_not_leak() {
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;Éléonore;;;\n"))
        .leak("x", "nir;birth_date;first_name\n295109912611193;03/10/1995;ELEONORE\n")
        .run()
        .succeeds()
        .is("/insurers/0/operators/0/rules/1", serde_json::json!({"rule": "nir-date-name", "persons": 1}));
}

#[test]
fn the_own_nir_meets_as_well_as_the_one_the_row_is_filed_under() {
    let members = "nir;own_nir;birth_date;birth_rank\n1800199126111;2951099126111;1995-10-03;1\n";
    for leaked in ["1800199126111", "2951099126111"] {
        Run::new()
            .members("a", members)
            .leak("x", &format!("nir;birth_date;birth_rank\n{leaked};1995-10-03;1\n"))
            .run()
            .succeeds()
            .persons(1, 1, 1);
    }
}

/// The wrong key is a finding; the contract still tells whose row it is.
#[test]
fn a_wrong_key_leaves_the_row_to_the_contract_rule() {
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;ALEXIA;;;C00012345\n"))
        .leak("x", &leak("295109912611199;1995-10-03;1;Alexia;C 000.12345\n"))
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .finds("nir.wrong-key", 1)
        .is("/insurers/0/operators/0/rules/2", serde_json::json!({"rule": "contract-date-name", "persons": 1}));
}

#[test]
fn leading_zeros_are_dropped_only_as_a_fallback_and_counted() {
    Run::new()
        .members("a", "contract_number;birth_date;first_name\n0001234567;1995-10-03;ALEXIA\n")
        .leak("x", "contract_number;birth_date;first_name\n1234567;1995-10-03;ALEXIA\n")
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .finds("number.leading-zeros", 1);
    // In full beats without zeros: the second member's number is the leaked one as written.
    Run::new()
        .members(
            "a",
            "contract_number;birth_date;first_name\n0001234567;1995-10-03;ALEXIA\n1234567;1995-10-03;ALEXIA\n",
        )
        .leak("x", "contract_number;birth_date;first_name\n1234567;1995-10-03;ALEXIA\n")
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .leak_bin("matched", 1);
}

/// A contract number and a member number of the same digits are not the same thing.
#[test]
fn contract_and_member_numbers_are_not_compared_with_each_other() {
    Run::new()
        .members("a", "contract_number;birth_date;first_name\nC1234567;1995-10-03;ALEXIA\n")
        .leak("x", "member_number;birth_date;first_name\nC1234567;1995-10-03;ALEXIA\n")
        .run()
        .succeeds()
        .persons(0, 0, 0)
        .leak_bin("unmatched", 1);
}

#[test]
fn numbers_that_name_nobody_are_never_a_key() {
    for (nir, code) in [
        ("718610018826448", "nir.provisional"),
        ("155555510133377", "nir.fictitious"),
        ("111111111111120", "nir.filler"),
    ] {
        Run::new()
            .head("max_rejects = 1.0")
            .members("a", &members(&format!("{nir};1995-10-03;1;ALEXIA;;;\n2951099126111;1995-10-03;1;ALEXIA;;;\n")))
            .leak("x", &leak(&format!("{nir};1995-10-03;1;ALEXIA;\n")))
            .run()
            .succeeds()
            .persons(0, 0, 0)
            .leak_bin("rejected", 1)
            .finds(code, 1);
    }
}

mod insurers {
    use super::*;

    #[test]
    fn a_row_that_names_its_insurer_exposes_only_there() {
        let row = members("2951099126111;1995-10-03;1;ALEXIA;;;\n");
        Run::new()
            .members("a", &row)
            .members("b", &row)
            .leak("x", "nir;birth_date;birth_rank;insurer\n2951099126111;1995-10-03;1;Insurer b\n")
            .run()
            .succeeds()
            .is("/insurers/0/totals/persons/high", 0)
            .is("/insurers/0/status", "not_established")
            .is("/insurers/1/totals/persons/estimate", 1)
            .is("/insurers/1/status", "exposed");
    }

    #[test]
    fn a_row_that_meets_somebody_only_at_another_insurer_is_elsewhere() {
        Run::new()
            .members("a", &members("2951099126111;1995-10-03;1;ALEXIA;;;\n"))
            .members("b", &members("1800199126111;1980-01-04;1;PIERRE;;;\n"))
            .leak("x", "nir;birth_date;birth_rank;insurer\n2951099126111;1995-10-03;1;b\n")
            .run()
            .succeeds()
            .persons(0, 0, 0)
            .leak_bin("elsewhere", 1)
            // It names b, so b has a record of it.
            .is("/insurers/1/totals/records", 1)
            .is("/insurers/0/totals/records", 0);
    }

    /// Under a weaker rule at the right insurer rather than under a stronger one at the wrong one.
    #[test]
    fn the_rule_is_the_first_under_which_the_row_meets_someone_it_can_expose() {
        Run::new()
            .members("a", &members("2951099126111;1995-10-03;1;ALEXIA;;;\n"))
            .members("b", &members(";1995-10-03;1;ALEXIA;;;C1234567\n"))
            .leak("x", "nir;birth_date;birth_rank;first_name;contract_number;insurer\n2951099126111;1995-10-03;1;ALEXIA;C1234567;b\n")
            .run()
            .succeeds()
            .persons(0, 1, 1)
            .leak_bin("matched", 1);
    }

    #[test]
    fn a_row_that_names_none_exposes_at_every_insurer_its_operator_serves() {
        let row = members("2951099126111;1995-10-03;1;ALEXIA;;;\n");
        Run::new()
            .members("a", &row)
            .members("b", &row)
            .leak("x", &leak("2951099126111;1995-10-03;1;;\n"))
            .served_by("b", &[])
            .run()
            .succeeds()
            .is("/insurers/0/totals/persons/estimate", 1)
            .is("/insurers/1/totals/persons/high", 0)
            .is("/insurers/1/status", "not_concerned");
    }

    #[test]
    fn a_row_that_names_an_insurer_the_operator_does_not_serve_counts_and_is_grave() {
        Run::new()
            .members("a", &members("2951099126111;1995-10-03;1;ALEXIA;;;\n"))
            .members("b", &members("1800199126111;1980-01-04;1;PIERRE;;;\n"))
            .leak("x", "nir;birth_date;birth_rank;insurer\n2951099126111;1995-10-03;1;a\n")
            .served_by("a", &[])
            .run()
            .succeeds()
            .persons(1, 1, 1)
            .finds("leak.insurer-not-served", 1)
            .is("/insurers/0/status", "exposed");
    }

    #[test]
    fn a_code_is_an_insurer_s_once_the_incident_file_says_so() {
        let row = members("2951099126111;1995-10-03;1;ALEXIA;;;\n");
        let leak = "nir;birth_date;birth_rank;insurer\n2951099126111;1995-10-03;1;007 5001\n";
        Run::new()
            .members("a", &row)
            .leak("x", leak)
            .run()
            .succeeds()
            .persons(0, 0, 0)
            .leak_bin("elsewhere", 1)
            .finds("leak.unknown-insurer", 1);
        Run::new()
            .members("a", &row)
            .file("leak.csv", leak)
            .leak_file("x", "leak.csv", "insurer_codes = { \"0075001\" = \"a\" }")
            .run()
            .succeeds()
            .persons(1, 1, 1);
    }
}

mod bins {
    use super::*;

    #[test]
    fn equal_rows_are_duplicates_whatever_their_spelling() {
        Run::new()
            .members(
                "a",
                &members("2951099126111;1995-10-03;1;Éléonore;;;\n295109912611193;03/10/1995;01;ELEONORE;;;\n"),
            )
            .leak("x", &leak("2951099126111;1995-10-03;1;;\n2 95 10 99 126 111 93;19951003;1;;\n"))
            .run()
            .succeeds()
            .persons(1, 1, 1)
            .leak_bin("duplicate", 1)
            .is("/conservation/members/0/duplicate", 1)
            .is("/totals/records", 1);
    }

    /// A column that one file has and the other lacks is a difference only where it holds something.
    #[test]
    fn duplicates_across_files_of_other_columns() {
        Run::new()
            .members("a", &members("2951099126111;1995-10-03;1;;;;\n1800199126111;1980-01-04;1;;;;\n"))
            .leak("x", "nir;birth_date;birth_rank;guarantees\n2951099126111;1995-10-03;1;\n1800199126111;1980-01-04;1;SAME TEXT\n")
            .leak("x", "birth_rank;nir;birth_date;manager\n1;2951099126111;1995-10-03;\n1;1800199126111;1980-01-04;SAME TEXT\n")
            .run()
            .succeeds()
            .is("/conservation/leaks/0/duplicate", 0)
            .is("/conservation/leaks/1/duplicate", 1)
            .is("/conservation/leaks/1/matched", 1);
    }

    #[test]
    fn an_insurer_is_the_same_however_the_row_names_it() {
        Run::new()
            .members("a", &members("2951099126111;1995-10-03;1;;;;\n"))
            .leak("x", "nir;birth_date;birth_rank;insurer\n2951099126111;1995-10-03;1;a\n2951099126111;1995-10-03;1;INSURER A\n2951099126111;1995-10-03;1;\n")
            .run()
            .succeeds()
            .leak_bin("duplicate", 1)
            .leak_bin("matched", 2);
    }

    #[test]
    fn duplicates_are_an_operator_s_own() {
        let row = leak("2951099126111;1995-10-03;1;;\n");
        Run::new()
            .members("a", &members("2951099126111;1995-10-03;1;;;;\n"))
            .leak("x", &row)
            .leak("x", &row)
            .leak("y", &row)
            .run()
            .succeeds()
            .is("/conservation/leaks/0/matched", 1)
            .is("/conservation/leaks/1/duplicate", 1)
            .is("/conservation/leaks/2/matched", 1);
    }

    #[test]
    fn a_row_without_enough_for_any_rule_is_rejected_by_number() {
        let outcome = Run::new()
            .head("max_rejects = 0.5")
            .members("a", &members("2951099126111;1995-10-03;1;;;;\n"))
            .leak("x", &leak("2951099126111;1995-10-03;1;;\n2951099126111;pas une date;1;;\n"))
            .run()
            .succeeds()
            .leak_bin("rejected", 1)
            .finds("row.incomplete", 1);
        let rejects = outcome.read("rejects/leaks/x/x-0.csv.csv");
        assert_eq!(
            rejects,
            "row,column,reason,row_is\n3,birth_date,date.unreadable,rejected\n3,,row.incomplete,rejected\n"
        );
    }

    #[test]
    fn too_many_rejected_rows_end_with_3_and_a_report() {
        let outcome = Run::new()
            .members("a", &members("2951099126111;1995-10-03;1;;;;\n"))
            .leak("x", &leak("2951099126111;1995-10-03;1;;\n2951099126111;;1;;\n"))
            .run();
        assert_eq!(outcome.status, 3);
        outcome.finds("rejects.over-limit", 1).persons(1, 1, 1);
    }
}

mod fields {
    use super::*;

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
}

#[test]
fn former_and_deceased_are_told_by_the_reference_date() {
    Run::new()
        .members(
            "a",
            "nir;birth_date;birth_rank;coverage_end;deceased_on\n\
             2951099126111;1995-10-03;1;2024-02-06;\n1800199126111;1980-01-04;1;2024-02-07;\n1750199126112;1975-01-04;1;;07/02/2024\n",
        )
        .leak(
            "x",
            "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n1800199126111;1980-01-04;1\n1750199126112;1975-01-04;1\n",
        )
        .run()
        .succeeds()
        .persons(3, 3, 3)
        .is("/totals/former", 1)
        .is("/totals/deceased", 1);
}
