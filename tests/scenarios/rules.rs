//! Rules: which one meets, which is undone, how sure each is.

use super::*;

/// An operator without rank and first name.
#[test]
fn nir_and_date_are_strong_where_nothing_contradicts() {
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;ALEXIA;DURAND;Assuré;\n"))
        .leak("x", "nir;birth_date\n2951099126111;1995-10-03\n")
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .rests_on("nir-date", 1)
        .is("/rules/2/certainty", "strong");
}

/// Somebody else of the household, born on the same day: sex or rank says so. Nothing but the number is left.
#[test]
fn another_sex_or_rank_undoes_nir_and_date() {
    for (members, leaked) in [
        (
            "nir;civility;birth_date\n1800199126111;M.;1980-01-04\n",
            "nir;civility;birth_date\n1800199126111;Mme;1980-01-04\n",
        ),
        (
            "nir;own_nir;birth_date\n1800199126111;2820199126222;1982-01-20\n",
            "nir;civility;birth_date\n1800199126111;M.;1982-01-20\n",
        ),
        (
            "nir;birth_date;birth_rank\n1800199126111;2015-05-04;2\n",
            "nir;birth_date;birth_rank\n1800199126111;2015-05-04;1\n",
        ),
    ] {
        Run::new()
            .members("a", members)
            .leak("x", leaked)
            .run()
            .succeeds()
            .persons(0, 0, 1)
            .leak_bin("household", 1)
            .finds("leak.contradicted", 1)
            .is("/totals/records", 1);
    }
}

/// Another first name alone does not undo it: mostly it is a second first name or a nickname, and now and then a twin who is not in
/// the file. It is probable, and no more.
#[test]
fn another_first_name_leaves_nir_and_date_probable() {
    Run::new()
        .members("a", "nir;birth_date;first_name\n1800199126111;2015-05-04;ALEXIA\n")
        .leak("x", "nir;birth_date;first_name\n1800199126111;2015-05-04;JULIE\n")
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .leak_bin("matched", 1)
        .rests_on("nir-date-only", 1);
}

/// A number and a last name are a family's: a person must decide.
#[test]
fn a_relative_leaves_a_number_in_doubt() {
    Run::new()
        .members("a", "contract_number;last_name;birth_date;first_name\nC0012345;DURAND;2015-05-04;ALEXIA\n")
        .leak("x", "contract_number;last_name\nC0012345;DURAND\n")
        .run()
        .succeeds()
        .persons(0, 0, 1)
        .leak_bin("doubtful", 1)
        .finds("leak.doubtful", 1)
        .rests_on("contract-last-name", 1)
        .is("/totals/doubtful", 1)
        .is("/totals/high_rows/doubtful", 1);
}

/// Twins, one filed under the father, the other under the mother; the operator has both under the father.
#[test]
fn an_undone_row_goes_on_to_the_weaker_rules() {
    let outcome = Run::new()
        .members(
            "a",
            "nir;birth_date;first_name;contract_number\n\
             1800199126111;2015-05-04;JULIE;C00012345\n2820199126222;2015-05-04;ALEXIA;C00067890\n",
        )
        .leak("x", "nir;birth_date;first_name;contract_number\n1800199126111;2015-05-04;ALEXIA;C00067890\n")
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .rests_on("contract-date-name", 1);
    assert!(found(&outcome, "leak.contradicted").is_empty());
}

/// Several rows about one person: the strongest counts.
#[test]
fn a_person_rests_on_the_strongest_rule() {
    const BY_RULE: [&str; 3] =
        [";1982-01-20;JULIE;DURAND;\n", ";1982-01-20;JULIE;;C00012345\n", "2820199126222;1982-01-20;JULIE;;\n"];
    let leaked = |rows: usize| {
        let rows = BY_RULE[..rows].concat();
        Run::new()
            .members("a", &members("2820199126222;1982-01-20;1;JULIE;DURAND;Assuré;C00012345\n"))
            .leak("x", &format!("nir;birth_date;first_name;last_name;contract_number\n{rows}"))
            .run()
            .succeeds()
    };
    leaked(1).persons(0, 1, 1).rests_on("name-date", 1);
    leaked(2).persons(0, 1, 1).rests_on("name-date", 0).rests_on("contract-date-name", 1);
    leaked(3).persons(1, 1, 1).rests_on("contract-date-name", 0).rests_on("nir-date-name", 1);
}

/// Two policyholders of one name, born on one day.
#[test]
fn namesakes_of_one_day() {
    let namesakes = || {
        Run::new().members(
            "a",
            &members(
                "1800199126111;1980-01-04;1;PIERRE;MARTIN;Assuré;\n1800175056222;1980-01-04;1;PIERRE;MARTIN;Assuré;\n",
            ),
        )
    };
    namesakes()
        .leak("x", "last_name;first_name;birth_date\nMARTIN;PIERRE;1980-01-04\n")
        .run()
        .succeeds()
        .persons(0, 0, 2)
        .leak_bin("ambiguous", 1)
        .is("/totals/ambiguous", 2);
    namesakes()
        .leak("x", "nir;last_name;first_name;birth_date\n1800175056222;MARTIN;PIERRE;1980-01-04\n")
        .run()
        .succeeds()
        .persons(1, 1, 1)
        .is("/totals/ambiguous", 0);
}

/// Left years ago and no longer in the file: leaked all the same. Nobody can say who it is, but the record counts.
#[test]
fn a_former_member_who_is_in_no_file() {
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;ALEXIA;;;\n"))
        .leak("x", "nir;birth_date;birth_rank;insurer\n2951099126111;1995-10-03;1;a\n1750175056222;1975-01-04;1;a\n")
        .run()
        .succeeds()
        .persons(1, 1, 1)
        .leak_bin("unmatched", 1)
        .is("/totals/records", 2)
        .is("/insurers/0/totals/records", 2);
}

const FAMILY: &str = "1800199126111;1980-01-04;1;PIERRE;MARTIN;Assuré;\n\
                      1800199126111;1982-01-20;1;JULIE;MARTIN;Conjoint;\n\
                      1800199126111;2015-05-04;1;ALEXIA;MARTIN;Enfant;\n";

/// A number without a birth date names a household, of which any person may be meant.
#[test]
fn a_row_without_a_birth_date_is_a_household() {
    Run::new()
        .members("a", &members(FAMILY))
        .leak("x", "nir;last_name\n1800199126111;MARTIN\n")
        .run()
        .succeeds()
        .persons(0, 0, 3)
        .leak_bin("household", 1)
        .finds("leak.household", 1)
        .is("/totals/household", 3)
        .is("/totals/high_rows", json!({"met": 0, "doubtful": 0, "ambiguous": 0, "household": 3}))
        .rests_on("nir-only", 3)
        .is("/rules/32/certainty", "household");
}

/// Another row of the same leak names the child.
#[test]
fn who_is_met_is_no_longer_of_the_household_alone() {
    Run::new()
        .members("a", &members(FAMILY))
        .leak("x", &leak("1800199126111;;;;\n1800199126111;2015-05-04;1;;\n"))
        .run()
        .succeeds()
        .persons(1, 1, 3)
        .leak_bin("household", 1)
        .leak_bin("matched", 1)
        .is("/totals/household", 2)
        .is("/totals/high_rows", json!({"met": 1, "doubtful": 0, "ambiguous": 0, "household": 2}))
        .rests_on("nir-only", 2);
}

/// Viamedis lost no rank: the rule that needs one was skipped, which is not the same as having met nobody.
#[test]
fn a_rule_without_its_columns_was_not_possible() {
    let skipped =
        json!({"rule": "nir-date-rank", "certainty": "certain", "possible": false, "persons": 0, "in_perimeter": 0});
    let member = members("2951099126111;1995-10-03;1;ALEXIA;DURAND;;C00012345\n");
    Run::new()
        .members("a", &member)
        .leak("x", "nir;birth_date;first_name\n2951099126111;1995-10-03;ALEXIA\n")
        .run()
        .succeeds()
        .persons(1, 1, 1)
        .is("/rules/0", skipped.clone())
        .is("/insurers/0/operators/0/rules/0", skipped.clone())
        .is("/rules/1/possible", true)
        .is("/rules/2/possible", true)
        // No number and no last name is in the leak.
        .is("/rules/3/possible", false)
        .is("/rules/4/possible", false)
        .is("/rules/5/possible", false)
        .is("/rules/8/possible", false)
        .is("/rules/13/possible", true)
        .is("/rules/16/possible", true)
        .is("/rules/32/possible", true);
    // Where one operator has the column, it was possible there and in all.
    Run::new()
        .members("a", &member)
        .leak("x", "nir;birth_date;first_name\n2951099126111;1995-10-03;ALEXIA\n")
        .leak("y", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n")
        .run()
        .succeeds()
        .is("/operators/0/rules/0", skipped)
        .is("/operators/1/rules/0/possible", true)
        .is("/rules/0/possible", true);
}

/// A rule needs its columns on both sides.
#[test]
fn rules_that_the_columns_make_possible() {
    let possible = |members: &str, leaked: &str| {
        let outcome = Run::new().members("a", members).leak("x", leaked).run().succeeds();
        let rules = outcome.report.as_ref().unwrap()["rules"].as_array().unwrap().clone();
        let possible = rules.iter().filter(|rule| rule["possible"] == true);
        possible.map(|rule| rule["rule"].as_str().unwrap().to_owned()).collect::<Vec<String>>()
    };
    let (full, no_nir) = (
        "nir;birth_date;birth_rank;first_name;contract_number\n2951099126111;1995-10-03;1;LEA;C1000001\n",
        "birth_date;birth_rank;first_name;contract_number\n1995-10-03;1;LEA;C1000001\n",
    );
    let no_date = "nir;birth_rank;first_name;contract_number\n2951099126111;1;LEA;C1000001\n";
    let by_nir = ["nir-date-rank", "nir-date-name", "nir-date", "nir-first-name", "nir-date-only", "nir-only"];
    let by_number = [
        "contract-date-name",
        "contract-date",
        "contract-date-only",
        "contract-first-name",
        "contract-only",
        "own-number-first-name",
        "own-number-errors",
        "own-number",
    ];
    let sorted = |mut rules: Vec<String>| {
        rules.sort_unstable();
        rules
    };
    let both = || by_nir.into_iter().chain(by_number);
    let expected = |rules: &[&str]| sorted(rules.iter().map(|rule| (*rule).to_owned()).collect());
    assert_eq!(sorted(possible(full, full)), expected(&both().collect::<Vec<_>>()));
    for (members, leaked) in [(no_nir, full), (full, no_nir)] {
        assert_eq!(sorted(possible(members, leaked)), expected(&by_number));
    }
    for (members, leaked) in [(no_date, full), (full, no_date)] {
        let left = both().filter(|rule| !rule.contains("date")).collect::<Vec<_>>();
        assert_eq!(sorted(possible(members, leaked)), expected(&left));
    }
}

/// Rows without a birth date agree on none: the first name says who of the household it is.
#[test]
fn no_birth_date_on_either_side_is_no_common_one() {
    let row = "2951099126111;;1;LEA;\n";
    Run::new()
        .members("a", &leak(row))
        .leak("x", &leak(row))
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .leak_bin("matched", 1)
        .rests_on("nir-date-rank", 0)
        .rests_on("nir-first-name", 1);
}
