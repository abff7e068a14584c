//! Families: who is filed under whose number.

use super::*;

const UNDER_FATHER: &str = "1800199126111;2015-05-04;1;ALEXIA;MARTIN;Enfant;C1\n";
const UNDER_MOTHER: &str = "2820199126222;2015-05-04;1;Alexia;Martin;Ayant droit;C2\n";

/// Both parents have a contract at one insurer, and each covers the child.
#[test]
fn a_child_under_both_parents_at_one_insurer() {
    let both = || Run::new().members("a", &members(&format!("{UNDER_FATHER}{UNDER_MOTHER}")));
    both()
        .leak("x", &leak("1800199126111;2015-05-04;1;;\n2820199126222;2015-05-04;1;;\n"))
        .run()
        .succeeds()
        .persons(1, 1, 2)
        .is("/totals/high_rows", json!({"met": 2, "doubtful": 0, "ambiguous": 0, "household": 0}))
        .is("/totals/dependants", 1)
        .is("/totals/contracts", 2);
    // By name the row meets both of the child's rows, which is no ambiguity.
    both()
        .leak("x", "last_name;first_name;birth_date\nMARTIN;ALEXIA;2015-05-04\n")
        .run()
        .succeeds()
        .persons(0, 1, 2)
        .leak_bin("matched", 1)
        .rests_on("name-date", 1);
}

/// The parents are at two insurers.
#[test]
fn a_child_under_both_parents_at_two_insurers() {
    Run::new()
        .members("a", &members(UNDER_FATHER))
        .members("b", &members(UNDER_MOTHER))
        .leak("x", &leak("1800199126111;2015-05-04;1;;\n2820199126222;2015-05-04;1;;\n"))
        .run()
        .succeeds()
        .persons(1, 1, 2)
        .is("/insurers/0/totals/persons/estimate", 1)
        .is("/insurers/1/totals/persons/estimate", 1)
        .is(
            "/unions/insurers",
            json!({
                "exactly": [{"of": ["a", "b"], "persons": 1}],
                "terms": [
                    {"of": ["a"], "persons": 1},
                    {"of": ["b"], "persons": 1},
                    {"of": ["a", "b"], "persons": 1},
                ],
                "persons": 1,
            }),
        );
}

/// The file has her under her husband's number and knows her own too: either may have leaked, or both.
#[test]
fn a_spouse_under_the_holder_s_nir_is_met_by_either_number() {
    Run::new()
        .members(
            "a",
            "nir;own_nir;birth_date;birth_rank;first_name;relation\n\
             1800199126111;;1980-01-04;1;PIERRE;Assuré\n1800199126111;2820199126222;1982-01-20;1;LEA;Conjoint\n",
        )
        .leak("x", &leak("1800199126111;1980-01-04;1;;\n1800199126111;1982-01-20;1;;\n2820199126222;1982-01-20;1;;\n"))
        .run()
        .succeeds()
        .persons(2, 2, 2)
        .leak_bin("matched", 3)
        .is("/totals/policyholders", 1)
        .is("/totals/dependants", 1);
}

/// A dependant born on the very day of the holder has rank 2; where no rank leaked, the civility tells.
#[test]
fn a_spouse_born_on_the_holder_s_day() {
    let couple = || {
        Run::new().members(
            "a",
            "nir;civility;birth_date;birth_rank;relation\n\
             1800199126111;M.;1980-01-04;1;Assuré\n1800199126111;Mme;1980-01-04;2;Conjoint\n",
        )
    };
    couple()
        .leak("x", "nir;civility;birth_date;birth_rank\n1800199126111;Mme;1980-01-04;2\n")
        .run()
        .succeeds()
        .persons(1, 1, 1)
        .is("/totals/dependants", 1);
    couple()
        .leak("x", "nir;civility;birth_date\n1800199126111;Mme;1980-01-04\n")
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .rests_on("nir-date", 1)
        .is("/totals/dependants", 1);
}

/// The operator knows her own number, the file only the one she is filed under: contract or name must do.
#[test]
fn an_own_nir_against_a_file_of_holders_numbers() {
    let file = || {
        Run::new().members(
            "a",
            &members(
                "1800199126111;1980-01-04;1;PIERRE;DURAND;Assuré;C00012345\n\
                 1800199126111;1982-01-20;1;LEA;DURAND;Conjoint;C00012345\n",
            ),
        )
    };
    file()
        .leak("x", &leak("2820199126222;1982-01-20;1;LEA;C00012345\n"))
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .rests_on("contract-date-name", 1);
    file()
        .leak("x", "nir;birth_date;birth_rank;first_name;last_name\n2820199126222;1982-01-20;1;LEA;DURAND\n")
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .rests_on("name-date", 1);
    file()
        .leak("x", &leak("2820199126222;1982-01-20;1;;\n"))
        .run()
        .succeeds()
        .persons(0, 0, 0)
        .leak_bin("unmatched", 1);
}

/// The insurer writes her married name and the one she was born with, the operator one of them.
#[test]
fn a_married_woman_under_the_name_she_was_born_with() {
    for name in ["DURAND", "MARTIN"] {
        Run::new()
            .members("a", "last_name;birth_name;first_name;birth_date\nDURAND;MARTIN;JULIE;1982-01-20\n")
            .leak("x", &format!("last_name;first_name;birth_date\n{name};JULIE;1982-01-20\n"))
            .run()
            .succeeds()
            .persons(0, 1, 1)
            .rests_on("name-date", 1);
    }
}

/// Father and son have one name and one contract. Each is met by his own date; without one, or with a third, the row is of either. Whose father alone is
/// in the file adds nobody: his row is taken for the father's, who is counted once.
#[test]
fn father_and_son_of_one_name_under_one_contract() {
    const COLUMNS: &str = "contract_number;last_name;first_name;birth_date\n";
    const FATHER: &str = "C0012345;MARTIN;JEAN;1950-03-17\n";
    const SON: &str = "C0012345;MARTIN;JEAN;1980-09-02\n";
    let run = |members: &[&str], leak: &[&str]| {
        let table = |rows: &[&str]| format!("{COLUMNS}{}", rows.concat());
        Run::new().members("a", &table(members)).leak("x", &table(leak)).run().ends_as_it_found().succeeds()
    };
    run(&[FATHER, SON], &[FATHER, SON]).persons(0, 2, 2).rests_on("contract-date-name", 2);
    for neither in ["C0012345;MARTIN;JEAN;\n", "C0012345;MARTIN;JEAN;1999-01-31\n"] {
        run(&[FATHER, SON], &[neither]).persons(0, 0, 2).leak_bin("ambiguous", 1);
    }
    run(&[FATHER], &[FATHER, SON]).persons(0, 1, 1).leak_bin("matched", 2).rests_on("contract-date-name", 1);
    run(&[FATHER], &[SON]).persons(0, 1, 1).rests_on("contract-name", 1);
}

/// What any of a person's rows tells is told of the person: who has a cover that goes on has not left, and who has died in one row has
/// died, whichever of the rows leaked.
#[test]
fn what_another_row_tells_of_the_person() {
    const HEADER: &str = "nir;birth_date;birth_rank;first_name;contract_number;relation;coverage_end;deceased_on\n";
    let of = |contract: &str, rest: &str| format!("2951099126111;1995-10-03;1;LEA;{contract};{rest}\n");
    let totals = |rows: &[String], contract: &str| {
        let leak = format!("contract_number;birth_date;first_name\n{contract};1995-10-03;LEA\n");
        let members = [HEADER.to_owned(), rows.concat()].concat();
        let outcome = Run::new().members("a", &members).leak("x", &leak).arg("--fail-on").arg("never").run().succeeds();
        outcome.report.as_ref().unwrap()["totals"].clone()
    };
    let covers = [of("C111111", ";2015-12-31;"), of("C222222", "assuré;;")];
    let told = totals(&covers, "C111111");
    assert_eq!(
        (&told["persons"]["estimate"], &told["former"], &told["policyholders"]),
        (&json!(1), &json!(0), &json!(1))
    );
    let left = [of("C111111", ";2015-12-31;"), of("C222222", ";2020-12-31;")];
    assert_eq!(totals(&left, "C111111")["former"], 1);
    let died = [of("C333333", ";;"), of("C444444", ";;2020-05-01")];
    assert_eq!(totals(&died, "C333333")["deceased"], 1);
}
