//! Situations that French files are known for, each with what it must come to.

use serde_json::{Value, json};

use crate::harness::{Outcome, Run, leak, members};

/// The findings of a code: party, level, rows.
fn found(outcome: &Outcome, code: &str) -> Vec<Value> {
    let findings = outcome.report.as_ref().unwrap()["findings"].as_array().unwrap();
    let of_code = findings.iter().filter(|finding| finding["code"] == code);
    of_code.map(|finding| json!([finding["party"], finding["level"], finding["rows"]])).collect()
}

mod twins {
    use super::*;

    /// Two girls of one day under their father's number; the insurer does not write the rank.
    fn girls() -> Run {
        Run::new().members(
            "a",
            &members(
                "1800199126111;2015-05-04;;ALEXIA;MARTIN;Enfant;\n1800199126111;2015-05-04;;JULIE;MARTIN;Enfant;\n",
            ),
        )
    }

    /// The operator has no rank either, but first names.
    #[test]
    fn without_ranks_the_first_names_tell_them_apart() {
        let outcome = girls()
            .leak("x", &leak("1800199126111;2015-05-04;;Alexia;\n1800199126111;2015-05-04;;Julie;\n"))
            .run()
            .succeeds()
            .persons(2, 2, 2)
            .leak_bin("matched", 2)
            .rests_on("nir-date-name", 2)
            .is("/totals/minors", 2);
        // Each row has her sister's NIR and birth date; it has found its own person all the same.
        assert!(found(&outcome, "leak.contradicted").is_empty());
    }

    /// The operator has a rank and no first name, or neither: either girl may be meant.
    #[test]
    fn without_ranks_and_first_names_both_may_be_meant() {
        for rank in ["1", "2", ""] {
            girls()
                .leak("x", &leak(&format!("1800199126111;2015-05-04;{rank};;\n")))
                .run()
                .succeeds()
                .persons(0, 0, 2)
                .leak_bin("ambiguous", 1)
                .finds("leak.ambiguous", 1)
                .is("/totals/ambiguous", 2)
                .is("/totals/high_rows", json!({"met": 0, "ambiguous": 2, "household": 0}));
        }
    }

    /// One row means either of them, another one of them.
    #[test]
    fn a_girl_who_is_met_for_sure_is_no_longer_in_doubt_her_sister_is() {
        girls()
            .leak("x", &leak("1800199126111;2015-05-04;1;;\n1800199126111;2015-05-04;;Alexia;\n"))
            .run()
            .succeeds()
            .persons(1, 1, 2)
            .leak_bin("ambiguous", 1)
            .leak_bin("matched", 1)
            .is("/totals/ambiguous", 1)
            .is("/totals/high_rows", json!({"met": 1, "ambiguous": 1, "household": 0}));
    }

    /// The second insurer covers one of them only, but the row does not say where it belongs.
    #[test]
    fn a_row_that_means_two_at_one_insurer_is_ambiguous_at_every_one() {
        girls()
            .members("b", &members("1800199126111;2015-05-04;;ALEXIA;MARTIN;Enfant;\n"))
            .leak("x", &leak("1800199126111;2015-05-04;1;;\n"))
            .run()
            .succeeds()
            .persons(0, 0, 3)
            .is("/totals/ambiguous", 2)
            .is("/insurers/1/totals/persons", json!({"low": 0, "estimate": 0, "high": 1}));
    }

    /// Operator and insurer have numbered the two the other way round.
    #[test]
    fn swapped_ranks_meet_both_each_by_the_other_s_row() {
        Run::new()
            .members("a", &members("1800199126111;2015-05-04;1;LEA;;;\n1800199126111;2015-05-04;2;EVA;;;\n"))
            .leak("x", &leak("1800199126111;2015-05-04;2;LEA;\n1800199126111;2015-05-04;1;EVA;\n"))
            .run()
            .succeeds()
            .persons(2, 2, 2)
            .leak_bin("matched", 2)
            .rests_on("nir-date-rank", 2);
    }

    /// If only one of them leaked, the rank names her sister, against the first name: the count is right, the person is
    /// not. It is the price of going by the rank.
    #[test]
    fn swapped_ranks_count_the_sister_if_one_alone_leaked() {
        Run::new()
            .members(
                "a",
                "nir;birth_date;birth_rank;first_name;coverage_end\n\
                 1800199126111;2015-05-04;1;LEA;\n1800199126111;2015-05-04;2;EVA;2022-12-31\n",
            )
            .leak("x", &leak("1800199126111;2015-05-04;2;LEA;\n"))
            .run()
            .succeeds()
            .persons(1, 1, 1)
            .rests_on("nir-date-rank", 1)
            // Eva's cover has ended, Léa's has not.
            .is("/totals/former", 1);
    }

    /// A boy and a girl; neither side writes ranks, and of first name and civility only the latter leaked.
    #[test]
    fn a_boy_and_a_girl_are_told_apart_by_civility() {
        Run::new()
            .members(
                "a",
                "nir;civility;birth_date;first_name\n\
                 1800199126111;M;2015-05-04;TOM\n1800199126111;F;2015-05-04;LEA\n",
            )
            .leak("x", "nir;civility;birth_date\n1800199126111;Mme;2015-05-04\n")
            .run()
            .succeeds()
            .persons(0, 1, 1)
            .leak_bin("matched", 1)
            .rests_on("nir-date", 1)
            .is("/groups/sex", json!({"men": 0, "women": 1, "not_told": 0}));
    }
}

mod families {
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
            .is("/totals/high_rows", json!({"met": 2, "ambiguous": 0, "household": 0}))
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
            .leak(
                "x",
                &leak("1800199126111;1980-01-04;1;;\n1800199126111;1982-01-20;1;;\n2820199126222;1982-01-20;1;;\n"),
            )
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
}

mod values {
    use super::*;

    /// Schemes other than the general one write an order inside the family where the rank of twins should stand.
    #[test]
    fn a_family_order_in_the_leak_is_no_rank() {
        for rank in ["12", "003"] {
            let leaked = |first_name: &str| {
                Run::new()
                    .members("a", &members("1800199126111;2015-05-04;1;ALEXIA;;;\n"))
                    .leak("x", &leak(&format!("1800199126111;2015-05-04;{rank};{first_name};\n")))
                    .run()
                    .succeeds()
                    .finds("rank.family", 1)
            };
            leaked("ALEXIA").persons(1, 1, 1).rests_on("nir-date-name", 1);
            leaked("").persons(0, 1, 1).rests_on("nir-date", 1);
        }
    }

    /// The same in the members' file: a rank of 1 in the leak then proves nothing, and contradicts nothing.
    #[test]
    fn a_family_order_in_the_members_file_is_no_rank() {
        Run::new()
            .members("a", &members("1800199126111;2015-05-04;003;ALEXIA;;;\n"))
            .leak("x", &leak("1800199126111;2015-05-04;1;;\n"))
            .run()
            .succeeds()
            .persons(0, 1, 1)
            .rests_on("nir-date", 1)
            .finds("rank.family", 1);
    }

    /// Of a birth of which the year alone is known one side has made 1 January, the other 31 December. No rule sees
    /// that this is one date: the row stays a record that met nobody, and the person is not counted.
    #[test]
    fn the_first_of_january_is_not_the_last_of_december() {
        Run::new()
            .members("a", &members("1502099126111;1950-01-01;1;ALEXIA;MARTIN;Assuré;C00012345\n"))
            .leak("x", &leak("1502099126111;1950-12-31;1;ALEXIA;C00012345\n"))
            .run()
            .succeeds()
            .persons(0, 0, 0)
            .leak_bin("unmatched", 1)
            .is("/totals/records", 1);
    }

    /// A number made for bills without a name, on everybody the insurer could not identify.
    #[test]
    fn a_fictitious_nir_on_a_thousand_persons_links_nobody() {
        let row = |n: u32| {
            let (year, month, day) = (1940 + n % 60, 1 + n % 12, 1 + n % 28);
            format!("155555510133377;{year}-{month:02}-{day:02};1;LEA;C{n:07}\n")
        };
        let rows: String = (0..1_000).map(row).collect();
        let outcome = Run::new()
            .members("a", &leak(&rows))
            .leak("x", &leak(&rows))
            .run()
            .succeeds()
            .persons(0, 1_000, 1_000)
            .leak_bin("matched", 1_000)
            .rests_on("nir-date-rank", 0)
            .rests_on("contract-date-name", 1_000);
        assert_eq!(found(&outcome, "nir.fictitious"), [json!(["a", "info", 1_000]), json!(["x", "info", 1_000])]);
    }
}

/// One number of the right shape beside more birth dates than a household has.
mod fillers {
    use std::ops::RangeInclusive;

    use super::*;

    /// Persons of other days under one number, each with a contract of its own. Either side may have them.
    fn rows(days: RangeInclusive<u32>) -> String {
        leak(&days.map(|n| format!("2951099126111;1980-01-{n:02};1;LEA;C{n:07}\n")).collect::<String>())
    }

    /// Typed to get past a form, on both sides.
    #[test]
    fn thirteen_dates_on_both_sides() {
        let outcome = Run::new()
            .members("a", &rows(1..=13))
            .leak("x", &rows(1..=13))
            .run()
            .succeeds()
            .persons(0, 13, 13)
            .rests_on("nir-date-rank", 0)
            .rests_on("contract-date-name", 13);
        assert_eq!(found(&outcome, "nir.repeated"), [json!(["a", "warning", 13]), json!(["x", "warning", 13])]);
    }

    /// A family of three generations has up to twelve.
    #[test]
    fn twelve_dates_are_a_household() {
        let outcome = Run::new()
            .members("a", &rows(1..=12))
            .leak("x", &rows(1..=12))
            .run()
            .succeeds()
            .persons(12, 12, 12)
            .rests_on("nir-date-rank", 12);
        assert!(found(&outcome, "nir.repeated").is_empty());
    }

    /// One of them leaked: only the members' file shows that the number is nobody's.
    #[test]
    fn what_only_the_members_show() {
        let outcome = Run::new()
            .members("a", &rows(1..=13))
            .leak("x", &rows(1..=1))
            .run()
            .succeeds()
            .persons(0, 1, 1)
            .rests_on("contract-date-name", 1);
        assert_eq!(found(&outcome, "nir.repeated"), [json!(["a", "warning", 13]), json!(["x", "warning", 1])]);
        // Nothing else to go by: nobody, and not thirteen persons either.
        for row in ["2951099126111;1980-01-01;1;;\n", "2951099126111;;;;\n"] {
            Run::new()
                .members("a", &rows(1..=13))
                .leak("x", &leak(row))
                .run()
                .succeeds()
                .persons(0, 0, 0)
                .leak_bin("unmatched", 1);
        }
    }

    /// The operator has typed it for everybody; the insurer's one member with it may even be its owner.
    #[test]
    fn what_only_the_leak_shows() {
        let outcome = Run::new()
            .members("a", &rows(1..=1))
            .leak("x", &rows(1..=13))
            .run()
            .succeeds()
            .persons(0, 1, 1)
            .leak_bin("matched", 1)
            .leak_bin("unmatched", 12)
            .rests_on("contract-date-name", 1);
        assert_eq!(found(&outcome, "nir.repeated"), [json!(["a", "warning", 1]), json!(["x", "warning", 13])]);
    }

    /// Léa and Tom were born on one day. Under a number of a household they would be two rows of one person.
    #[test]
    fn they_make_nobody_one_person() {
        let tom = "2951099126111;1980-01-13;1;TOM;C0000014\n";
        let assessed = |members: String| {
            let leaked = leak(&format!("2951099126111;1980-01-13;1;LEA;C0000013\n{tom}"));
            Run::new().members("a", &format!("{members}{tom}")).leak("x", &leaked).run().succeeds()
        };
        assessed(rows(1..=13)).persons(0, 2, 2).rests_on("contract-date-name", 2);
        assessed(rows(13..=13)).persons(1, 1, 2).rests_on("nir-date-rank", 1);
    }
}

mod rules {
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

    /// Somebody else of the household, born on the same day: sex, rank or first name says so.
    #[test]
    fn what_both_tell_and_tell_otherwise_undoes_nir_and_date() {
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
            (
                "nir;birth_date;first_name\n1800199126111;2015-05-04;ALEXIA\n",
                "nir;birth_date;first_name\n1800199126111;2015-05-04;JULIE\n",
            ),
        ] {
            Run::new()
                .members("a", members)
                .leak("x", leaked)
                .run()
                .succeeds()
                .persons(0, 0, 0)
                .leak_bin("unmatched", 1)
                .finds("leak.contradicted", 1)
                .is("/totals/records", 1);
        }
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
            .leak(
                "x",
                "nir;birth_date;birth_rank;insurer\n2951099126111;1995-10-03;1;a\n1750175056222;1975-01-04;1;a\n",
            )
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
            .is("/totals/high_rows", json!({"met": 0, "ambiguous": 0, "household": 3}))
            .rests_on("nir-only", 3)
            .is("/rules/5/certainty", "household");
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
            .is("/totals/high_rows", json!({"met": 1, "ambiguous": 0, "household": 2}))
            .rests_on("nir-only", 2);
    }

    /// Viamedis lost no rank: the rule that needs one was skipped, which is not the same as having met nobody.
    #[test]
    fn a_rule_without_its_columns_was_not_possible() {
        let skipped = json!({"rule": "nir-date-rank", "certainty": "certain", "possible": false, "persons": 0});
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
            .is("/rules/3/possible", false)
            .is("/rules/4/possible", false)
            .is("/rules/5/possible", true);
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
}

mod operators {
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
}

mod makeup {
    use super::*;

    /// Civility first; else a number of the person's own; else the one the row is filed under, if it is of that birth.
    #[test]
    fn sex_and_decade() {
        let file = || {
            Run::new()
                .members(
                    "a",
                    "nir;own_nir;civility;birth_date\n1800199126111;;Mme;1985-06-01\n\
                     1800199126111;2820199126222;;1982-01-20\n1750175056222;;;1975-01-04\n1750175056222;;;2010-05-05\n",
                )
                .leak(
                    "x",
                    "nir;birth_date\n1800199126111;1985-06-01\n1800199126111;1982-01-20\n1750175056222;1975-01-04\n\
                     1750175056222;2010-05-05\n",
                )
        };
        let decades = json!([{"from": 1970, "persons": 1}, {"from": 1980, "persons": 2}, {"from": 2010, "persons": 1}]);
        file()
            .run()
            .succeeds()
            .persons(0, 4, 4)
            .is("/groups/sex", json!({"men": 1, "women": 2, "not_told": 1}))
            .is("/groups/birth_decade", decades.clone());
        // Another insurer has him as a woman: over both, nothing is told.
        file()
            .members("b", "nir;civility;birth_date\n1750175056222;Mme;1975-01-04\n")
            .run()
            .succeeds()
            .persons(0, 4, 5)
            .is("/insurers/0/groups/sex", json!({"men": 1, "women": 2, "not_told": 1}))
            .is("/insurers/1/groups/sex", json!({"men": 0, "women": 1, "not_told": 0}))
            .is("/groups/sex", json!({"men": 0, "women": 2, "not_told": 2}))
            .is("/groups/birth_decade", decades);
    }

    /// A perimeter holds members of whom the file has no birth date.
    #[test]
    fn a_decade_that_nothing_tells_comes_last() {
        Run::new()
            .members("a", "nir;birth_date\n2951099126111;\n1800199126111;1980-01-04\n")
            .operator("x")
            .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"")
            .run()
            .succeeds()
            .persons(2, 2, 2)
            .is("/groups/sex", json!({"men": 1, "women": 0, "not_told": 1}))
            .is("/groups/birth_decade", json!([{"from": 1980, "persons": 1}, {"persons": 1}]));
    }

    /// Each row of a leak may hold other fields, and a person lost what all the rows about the person held.
    #[test]
    fn sets_of_fields() {
        let two = || {
            Run::new().members(
                "a",
                &members("2951099126111;1995-10-03;1;ALEXIA;;;C00012345\n1800199126111;1980-01-04;1;PIERRE;;;\n"),
            )
        };
        two()
            .leak("x", &leak("2951099126111;1995-10-03;1;;C00012345\n1800199126111;1980-01-04;1;;\n"))
            .run()
            .succeeds()
            .is(
                "/sets",
                json!([
                    {"fields": ["birth_date", "birth_rank", "nir"], "persons": 1},
                    {"fields": ["birth_date", "birth_rank", "nir", "contract_number"], "persons": 1},
                ]),
            );
        two()
            .leak("x", &leak("2951099126111;1995-10-03;1;;\n2951099126111;1995-10-03;;ALEXIA;\n"))
            .run()
            .succeeds()
            .is("/sets", json!([{"fields": ["first_name", "birth_date", "birth_rank", "nir"], "persons": 1}]));
    }

    /// Rows that mean two persons give away nothing of either for sure.
    #[test]
    fn what_an_ambiguous_row_holds_is_in_nobody_s_set() {
        Run::new()
            .members("a", &members("1800199126111;2015-05-04;;ALEXIA;;;\n1800199126111;2015-05-04;;JULIE;;;\n"))
            .leak(
                "x",
                "nir;birth_date;first_name;email\n1800199126111;2015-05-04;;famille@exemple.fr\n\
                 1800199126111;2015-05-04;ALEXIA;\n",
            )
            .run()
            .succeeds()
            .persons(1, 1, 2)
            .is("/sets", json!([{"fields": ["first_name", "birth_date", "nir"], "persons": 1}]));
    }

    /// Contracts are managed by others, and a person may have one under each of two managers.
    #[test]
    fn managers() {
        Run::new()
            .manager("gfp")
            .manager("vivinter")
            .members(
                "a",
                "nir;birth_date;birth_rank;manager\n2951099126111;1995-10-03;1;vivinter\n\
                 2951099126111;1995-10-03;1;Manager gfp\n1800199126111;1980-01-04;1;VIVINTER\n\
                 1750175056222;1975-01-04;1;Autre\n2820199126222;1982-01-20;1;\n",
            )
            .leak(
                "x",
                "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n1800199126111;1980-01-04;1\n\
                 1750175056222;1975-01-04;1\n2820199126222;1982-01-20;1\n",
            )
            .run()
            .succeeds()
            .persons(4, 4, 5)
            .finds("manager.unknown", 1)
            .is(
                "/insurers/0/operators/0/managers",
                json!([
                    {"manager": "gfp", "named": true, "persons": 1},
                    {"manager": "vivinter", "named": true, "persons": 2},
                    {"named": true, "persons": 1},
                    {"named": false, "persons": 1},
                ]),
            )
            .is(
                "/managers",
                json!([
                    {"id": "gfp", "name": "Manager gfp", "persons": {"low": 1, "estimate": 1, "high": 1}},
                    {"id": "vivinter", "name": "Manager vivinter", "persons": {"low": 2, "estimate": 2, "high": 2}},
                ]),
            );
    }
}

mod identifiability {
    use super::*;

    /// Eight persons in nine rows: a child is filed under both parents; two girls and a couple differ only by rank.
    const EIGHT: &str = "1800199126111;1980-01-04;1;PIERRE;MARTIN;Assuré;\n\
                         1800199126111;2015-05-04;1;LEA;MARTIN;Enfant;\n\
                         1800199126111;2015-05-04;2;EVA;MARTIN;Enfant;\n\
                         1800199126111;2010-03-02;1;ALEXIA;MARTIN;Enfant;\n\
                         2820199126222;1982-01-20;1;JULIE;MARTIN;Assuré;\n\
                         2820199126222;2010-03-02;1;ALEXIA;MARTIN;Enfant;\n\
                         1750175056222;1975-01-04;1;HUGO;DURAND;Assuré;\n\
                         1750175056222;1975-01-04;2;NINA;DURAND;Conjoint;\n\
                         1750199126112;1975-01-04;1;TOM;DURAND;Assuré;\n";

    /// One operator lost the rank, the other does not hold it.
    #[test]
    fn the_rank_singles_out_who_shares_number_and_birth_date() {
        Run::new()
            .members("a", &members(EIGHT))
            .leak("x", "nir;birth_date;birth_rank\n1800199126111;1980-01-04;1\n1750175056222;1975-01-04;1\n")
            .leak("y", "nir;birth_date\n2820199126222;1982-01-20\n")
            .run()
            .succeeds()
            .persons(2, 3, 3)
            .is(
                "/insurers/0/identifiability",
                json!({
                    "population": 8,
                    "comparable": ["birth_date", "birth_rank", "nir"],
                    "sets": [
                        {
                            "fields": ["birth_date", "birth_rank", "nir"],
                            "k": {"one": 8, "two_to_five": 0, "six_to_twenty": 0, "over_twenty": 0},
                            "alone_ppm": 1_000_000,
                            "mean_inverse_k_ppm": 1_000_000,
                            "without": [
                                // Eva, Hugo, Nina and Tom are alone with number and rank.
                                {"field": "birth_date", "one": 4, "alone_ppm": 500_000},
                                // Pierre, Alexia, Julie and Tom are alone with number and date.
                                {"field": "birth_rank", "one": 4, "alone_ppm": 500_000},
                                // All but Hugo and Tom are alone with date and rank.
                                {"field": "nir", "one": 6, "alone_ppm": 750_000},
                            ],
                        },
                        {
                            "fields": ["birth_date", "nir"],
                            "k": {"one": 4, "two_to_five": 4, "six_to_twenty": 0, "over_twenty": 0},
                            "alone_ppm": 500_000,
                            "mean_inverse_k_ppm": 750_000,
                            // Tom alone has a number to himself; Pierre, Alexia and Julie have a day to themselves.
                            "without": [
                                {"field": "birth_date", "one": 1, "alone_ppm": 125_000},
                                {"field": "nir", "one": 3, "alone_ppm": 375_000},
                            ],
                        },
                    ],
                }),
            );
    }

    /// Where nobody lost anything there is nothing to measure.
    #[test]
    fn an_insurer_of_whom_nothing_was_lost_has_none() {
        let outcome = Run::new()
            .members("a", &members(EIGHT))
            .members("b", &members("2951099126111;1995-10-03;1;ALEXIA;;;\n"))
            .leak("x", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n")
            .run()
            .succeeds();
        let report = outcome.report.as_ref().unwrap();
        assert!(report["insurers"][0].get("identifiability").is_none());
        assert_eq!(report["insurers"][1]["identifiability"]["population"], 1);
    }
}

mod perimeters {
    use super::*;

    const HEADER: &str =
        "nir;birth_date;first_name;contract_number;product;manager;coverage_start;coverage_end;managed_since\n";
    const LEA: &str = "2951099126111;1995-10-03;LEA;C1000001;Confort;vivinter;2020-01-01;;2020-01-01\n";
    const TOM: &str = "1800199126111;1980-01-04;TOM;C1000002;ProtecTerritoriale;vivinter;2023-06-01;;2023-06-01\n";
    const HUGO: &str = "1750175056222;1975-01-04;HUGO;C1000003;Confort;gfp;2019-01-01;2023-12-31;\n";
    const JULIE: &str = "2820199126222;1982-01-20;JULIE;C1000004;;;;;\n";

    /// Léa and Tom by number and birth date.
    const LEAKED: &str = "nir;birth_date\n2951099126111;1995-10-03\n1800199126111;1980-01-04\n";

    /// Léa and Tom are managed by Vivinter, Hugo by another until his cover ended; of Julie the file tells nothing.
    fn four() -> Run {
        Run::new().manager("gfp").manager("vivinter").members("a", &[HEADER, LEA, TOM, HUGO, JULIE].concat())
    }

    fn of(status: &str, conditions: &str) -> String {
        format!("operator = \"x\"\nstatus = \"{status}\"\n{conditions}\n")
    }

    mod conditions {
        use super::*;

        /// So many of the four are in the perimeter; nothing leaked as rows.
        #[track_caller]
        fn hold(conditions: &str, persons: u64) {
            four()
                .operator("x")
                .perimeter("a", &of("exposed", conditions))
                .run()
                .succeeds()
                .persons(persons, persons, persons)
                .is("/evidence", json!({"records": 0, "perimeter": persons, "both": 0}))
                .is("/insurers/0/perimeters/0/rows", persons)
                .is("/insurers/0/perimeters/0/persons_met", 0)
                .is("/totals/records", 0);
        }

        #[test]
        fn none_means_everybody() {
            hold("", 4);
        }

        #[test]
        fn managed_by() {
            hold("managed_by = \"vivinter\"", 2);
            hold("managed_by = \"gfp\"", 1);
        }

        /// An end that the row does not tell is open, and so is a start: Julie may have been covered on any day.
        #[test]
        fn covered_on() {
            hold("covered_on = 2024-01-01", 3);
            hold("covered_on = 2021-01-01", 3);
            hold("covered_on = 2019-01-01", 2);
        }

        /// Both ends of the period and of the cover are included.
        #[test]
        fn covered_between() {
            hold("covered_between = { from = 2023-12-31, to = 2024-02-05 }", 4);
            hold("covered_between = { from = 2024-01-01 }", 3);
            hold("covered_between = { from = 2018-01-01, to = 2019-12-31 }", 2);
        }

        /// What the row does not tell does not hold: who is managed since an unknown day is left out.
        #[test]
        fn managed_since() {
            hold("managed_since = 2022-01-01", 1);
            hold("managed_since = 2020-01-01", 2);
        }

        /// Numbers, however spelt, and names of products.
        #[test]
        fn contracts() {
            hold("contracts = [\"C 100.0001\", \"protec territoriale\"]", 2);
            hold("contracts = [\"C1000004\"]", 1);
        }

        #[test]
        fn products() {
            hold("products = [\"CONFORT\"]", 2);
            hold("products = [\"confort\", \"ProtecTerritoriale\"]", 3);
        }

        #[test]
        fn each_must_hold() {
            hold("managed_by = \"vivinter\"\nproducts = [\"Confort\"]", 1);
            hold("managed_by = \"vivinter\"\ncovered_on = 2021-01-01\nmanaged_since = 2020-01-01", 1);
        }

        /// As Vivinter's notice has it: who is covered now, or has been under its management of late.
        #[test]
        fn one_of_several_is_enough() {
            hold("any_of = [{ products = [\"Confort\"] }, { managed_by = \"vivinter\" }]", 3);
            hold(
                "managed_by = \"vivinter\"\nany_of = [{ covered_on = 2021-01-01 }, { managed_since = 2022-01-01 }]",
                2,
            );
            hold("managed_by = \"gfp\"\nany_of = [{ covered_on = 2024-01-01 }, { managed_since = 2022-01-01 }]", 0);
            hold("any_of = [{ managed_by = \"vivinter\", products = [\"Confort\"] }]", 1);
        }
    }

    /// An operator that names a population and hands over no rows: its persons lost what it declares.
    #[test]
    fn a_perimeter_instead_of_rows() {
        four()
            .operator("x")
            .operators_declare("exposed = [\"nir\", \"birth_date\"]")
            .perimeter("a", &of("exposed", "managed_by = \"vivinter\""))
            .run()
            .succeeds()
            .persons(2, 2, 2)
            .is("/insurers/0/status", "exposed")
            .is("/insurers/0/operators/0/evidence", json!({"records": 0, "perimeter": 2, "both": 0}))
            .is("/sets", json!([{"fields": ["birth_date", "nir"], "persons": 2}]))
            .is(
                "/operators/0/fields/0",
                json!({"field": "birth_date", "declared": "exposed", "observed_records": 0, "persons": 2}),
            );
    }

    /// Rows for some and a statement for others: each person counts once, on one kind of evidence or on both.
    #[test]
    fn a_perimeter_beside_rows() {
        four()
            .leak("x", LEAKED)
            .operators_declare("exposed = [\"nir\", \"birth_date\", \"email\"]")
            .perimeter("a", &of("exposed", "products = [\"Confort\"]"))
            .run()
            .succeeds()
            // Number and birth date alone are strong; a perimeter makes Léa and Hugo count in low.
            .persons(2, 3, 3)
            .rests_on("nir-date", 2)
            .is("/evidence", json!({"records": 1, "perimeter": 1, "both": 1}))
            .is(
                "/insurers/0/perimeters",
                json!([{
                    "number": 1, "operator": "x", "status": "exposed",
                    "rows": 2, "persons": 2, "rows_met": 1, "persons_met": 1,
                }]),
            )
            .is(
                "/sets",
                json!([
                    {"fields": ["birth_date", "nir", "email"], "persons": 2},
                    {"fields": ["birth_date", "nir"], "persons": 1},
                ]),
            );
    }

    /// A child under both parents is two rows of a perimeter and one person.
    #[test]
    fn rows_of_one_person_are_one_person_of_a_perimeter() {
        Run::new()
            .members(
                "a",
                &members(
                    "1800199126111;2015-05-04;1;ALEXIA;MARTIN;Enfant;C1\n2820199126222;2015-05-04;1;ALEXIA;MARTIN;Enfant;C2\n",
                ),
            )
            .operator("x")
            .perimeter("a", &of("exposed", ""))
            .run()
            .succeeds()
            .persons(1, 1, 2)
            .is("/insurers/0/perimeters/0/rows", 2)
            .is("/insurers/0/perimeters/0/persons", 1);
    }

    /// Mutame & Plus: four contracts named out of many, some 1,800 of 45,000 persons.
    #[test]
    fn four_contracts_among_many() {
        let products =
            ["ProtecTerritoriale", "ALIZE", "Confort", "horizon", "Socle", "Confort", "Primo", "", "Socle Plus"];
        let row = |(day, product): (usize, &&str)| format!("MARTIN;LEA;1980-01-{:02};{product}\n", day + 1);
        let rows: String = products.iter().enumerate().map(row).collect();
        Run::new()
            .members("a", &format!("last_name;first_name;birth_date;product\n{rows}"))
            .operator("x")
            .perimeter("a", &of("exposed", "contracts = [\"ProtecTerritoriale\", \"Alizé\", \"Horizon\", \"Socle\"]"))
            .run()
            .succeeds()
            .persons(4, 4, 4)
            .is("/insurers/0/status", "exposed")
            .is("/conservation/members/0/exposed", 4)
            .is("/conservation/members/0/not_exposed", 5);
    }

    /// The operator says that contracts under a manager are not concerned, and its own rows say otherwise.
    #[test]
    fn not_concerned_and_met_is_grave() {
        let outcome = four()
            .leak("x", LEAKED)
            .perimeter("a", &of("not_concerned", "managed_by = \"vivinter\""))
            .run()
            .succeeds()
            // The rows count: what leaked has leaked.
            .persons(0, 2, 2)
            .is("/insurers/0/operators/0/status", "exposed")
            .is("/insurers/0/perimeters/0/persons_met", 2)
            .is("/evidence", json!({"records": 2, "perimeter": 0, "both": 0}));
        assert_eq!(found(&outcome, "perimeter.not-concerned-met"), [json!(["a", "grave", 2])]);
    }

    /// Nobody can tell yet whether they are concerned, and rows meet them: worth asking again.
    #[test]
    fn not_established_and_met() {
        let outcome = four()
            .leak("x", LEAKED)
            .perimeter("a", &of("not_established", "products = [\"Confort\"]"))
            .run()
            .succeeds()
            .persons(0, 2, 2);
        assert_eq!(found(&outcome, "perimeter.not-established-met"), [json!(["a", "warning", 1])]);
    }

    /// Hugo is among those said not to be concerned and among those said to be exposed: exposed wins.
    #[test]
    fn two_statements_about_one_row() {
        let outcome = four()
            .operator("x")
            .perimeter("a", &of("not_concerned", "managed_by = \"gfp\""))
            .perimeter("a", &of("exposed", "products = [\"Confort\"]"))
            .run()
            .succeeds()
            .persons(2, 2, 2)
            .is("/insurers/0/perimeters/0/rows", 1)
            .is("/insurers/0/perimeters/1/rows", 2);
        assert_eq!(found(&outcome, "perimeter.contradiction"), [json!(["a", "warning", 1])]);
        // A perimeter meets nobody: no leaked row does.
        assert!(found(&outcome, "perimeter.not-concerned-met").is_empty());
    }

    /// What one operator says is no contradiction of another.
    #[test]
    fn statements_of_two_operators() {
        let outcome = four()
            .operator("x")
            .operator("y")
            .perimeter("a", "operator = \"y\"\nstatus = \"not_concerned\"")
            .perimeter("a", &of("exposed", "products = [\"Confort\"]"))
            .run()
            .succeeds()
            .persons(2, 2, 2)
            .is("/insurers/0/operators/1/status", "not_concerned");
        assert!(found(&outcome, "perimeter.contradiction").is_empty());
    }

    /// A misspelt product, or contracts of another insurer.
    #[test]
    fn a_perimeter_that_holds_nobody() {
        let outcome = four()
            .operator("x")
            .perimeter("a", &of("exposed", "products = [\"Premium\"]"))
            .run()
            .succeeds()
            .persons(0, 0, 0);
        assert_eq!(found(&outcome, "perimeter.empty"), [json!(["a", "warning", 0])]);
    }

    /// A row that no rule can meet tells that somebody is in the perimeter, not who: it counts nowhere, and is told.
    #[test]
    fn a_rejected_row_in_a_perimeter() {
        let outcome = Run::new()
            .head("max_rejects = 1.0")
            .members("a", &[HEADER, LEA, ";1980-01-04;;;Confort;;;;\n"].concat())
            .operator("x")
            .perimeter("a", &of("exposed", "products = [\"Confort\"]"))
            .run()
            .succeeds()
            .persons(1, 1, 1)
            .is("/insurers/0/perimeters/0/rows", 1)
            .is("/conservation/members/0/rejected", 1);
        assert_eq!(found(&outcome, "perimeter.rejected-rows"), [json!(["a", "warning", 1])]);
    }

    /// An operator's word that a whole insurer is not concerned holds as long as no leaked row names it.
    #[test]
    fn a_whole_insurer_not_concerned() {
        let assessed = |rows: &str, perimeter: &str| {
            let run = Run::new()
                .manager("gfp")
                .members("a", &[HEADER, LEA].concat())
                .members("b", &[HEADER, HUGO].concat())
                .leak("x", &format!("nir;birth_date;insurer\n{rows}"));
            let run = if perimeter.is_empty() { run } else { run.perimeter("b", perimeter) };
            run.run().succeeds().persons(0, 1, 1).is("/insurers/0/status", "exposed")
        };
        let lea = "2951099126111;1995-10-03;a\n";
        let nobody = of("not_concerned", "");
        assessed(lea, &nobody)
            .is("/insurers/1/status", "not_concerned")
            .is("/insurers/1/operators/0/status", "not_concerned");
        assessed(lea, "").is("/insurers/1/status", "not_established");
        assessed(lea, &of("not_concerned", "managed_by = \"gfp\"")).is("/insurers/1/status", "not_established");
        assessed(&format!("{lea}1800199126111;1980-01-04;b\n"), &nobody)
            .leak_bin("unmatched", 1)
            .is("/insurers/1/status", "not_established");
    }

    mod refused {
        use super::*;

        fn with(perimeter: &str) -> Run {
            four().operator("x").perimeter("a", perimeter)
        }

        /// Without the column nobody can tell who is in the perimeter: better no figure than a wrong one.
        #[test]
        fn a_column_that_the_file_does_not_have() {
            for (condition, column) in [
                ("managed_by = \"vivinter\"", "manager"),
                ("covered_on = 2024-01-01", "coverage_start"),
                ("covered_between = { from = 2024-01-01 }", "coverage_start"),
                ("managed_since = 2022-01-01", "managed_since"),
                ("contracts = [\"Confort\"]", "contract_number"),
                ("products = [\"Confort\"]", "product"),
                ("any_of = [{ managed_since = 2022-01-01 }]", "managed_since"),
            ] {
                Run::new()
                    .manager("vivinter")
                    .members("a", "nir;birth_date\n2951099126111;1995-10-03\n")
                    .operator("x")
                    .perimeter("a", &of("exposed", condition))
                    .run()
                    .fails(1)
                    .says(&format!(
                        "perimeter 1 of insurer `a` asks for the column `{column}`, which this file does not have"
                    ))
                    .says("in members/a-0.csv");
            }
        }

        #[test]
        fn a_manager_or_an_operator_that_is_not_in_the_file() {
            with(&of("exposed", "managed_by = \"vivintre\""))
                .run()
                .fails(1)
                .says("perimeter 1 of insurer `a` names a manager `vivintre` that is not in the file")
                .says("did you mean `vivinter`?");
            with(&of("exposed", "any_of = [{ managed_by = \"cgrm\" }]"))
                .run()
                .fails(1)
                .says("perimeter 1 of insurer `a` names a manager `cgrm` that is not in the file");
            with("operator = \"almerys\"\nstatus = \"exposed\"")
                .run()
                .fails(1)
                .says("perimeter 1 of insurer `a` names an operator `almerys` that is not in the file");
        }

        #[test]
        fn an_operator_that_does_not_serve_the_insurer() {
            with(&of("exposed", ""))
                .served_by("a", &[])
                .run()
                .fails(1)
                .says("perimeter 1 of insurer `a` is exposed by `x`, which does not serve the insurer")
                .says("add \"x\" to the insurer's `operators`");
        }

        /// An empty table is fulfilled by everybody, which cannot be what was meant.
        #[test]
        fn an_empty_table_under_any_of() {
            with(&of("exposed", "any_of = [{}, { managed_by = \"gfp\" }]"))
                .run()
                .fails(1)
                .says("perimeter 1 of insurer `a` has an empty table under `any_of`, which everybody fulfils");
        }

        #[test]
        fn a_period_that_ends_before_it_begins() {
            with(&of("exposed", "covered_between = { from = 2024-02-05, to = 2024-01-29 }"))
                .run()
                .fails(1)
                .says("`covered_between` of perimeter 1 of insurer `a` ends before it begins");
        }

        #[test]
        fn a_word_or_a_key_that_is_not_known() {
            with(&of("lost", "")).run().fails(1).says("`lost` is not a value of `insurers.a.perimeters.status`");
            with(&of("exposed", "manged_by = \"gfp\""))
                .run()
                .fails(1)
                .says("unknown key `manged_by`")
                .says("did you mean `managed_by`?");
        }

        #[test]
        fn more_than_can_be_told_apart() {
            let many = (0..33).fold(four().operator("x"), |run, _| run.perimeter("a", &of("exposed", "")));
            many.run().fails(1).says("insurer `a` has 33 perimeters, 32 at most can be told apart");
        }
    }
}
