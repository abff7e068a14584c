//! Twins: one number, one birth date, two persons.

use super::*;

/// Two girls of one day under their father's number; the insurer does not write the rank.
fn girls() -> Run {
    Run::new().members(
        "a",
        &members("1800199126111;2015-05-04;;ALEXIA;MARTIN;Enfant;\n1800199126111;2015-05-04;;JULIE;MARTIN;Enfant;\n"),
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
            .is("/totals/high_rows", json!({"met": 0, "doubtful": 0, "ambiguous": 2, "household": 0}));
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
        .is("/totals/high_rows", json!({"met": 1, "doubtful": 0, "ambiguous": 1, "household": 0}));
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
