//! Scenarios: who is one person, who is met, by which rule, in which bin.

use crate::harness::{Run, leak, members};

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

/// Two children of one day without first names, whom the order within the family alone tells apart: it is compared with nothing, but
/// they are no duplicates. One who is listed twice is.
#[test]
fn twins_without_first_names_in_a_file_that_numbers_families_stay_two_persons() {
    let children = |orders: [&str; 2]| orders.map(|order| format!("2951099126111;2015-09-21;{order}\n")).concat();
    let met = |orders: [&str; 2]| {
        let members = format!("nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n{}", children(orders));
        let run = Run::new().file("members.csv", &members).members_file("a", "members.csv", ", ranks = \"family\"");
        run.leak("x", "nir;birth_date\n2951099126111;2015-09-21\n").run().succeeds()
    };
    met(["3", "4"]).persons(0, 0, 2).leak_bin("ambiguous", 1);
    met(["03", "04"]).persons(0, 0, 2).leak_bin("ambiguous", 1);
    met(["3", "03"]).persons(0, 1, 1).leak_bin("matched", 1);
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
        .rests_on("nir-date-name", 1);
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
        .rests_on("contract-date-name", 1);
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

#[test]
fn former_and_deceased_are_told_by_the_reference_date() {
    Run::new()
        .members(
            "a",
            "nir;birth_date;birth_rank;coverage_end;deceased_on\n\
             2951099126111;1995-10-03;1;2024-02-06;\n1800199126111;1980-01-04;1;2024-02-07;\n1750199126112;1975-01-04;1;;27/01/2024\n",
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
