//! Each row ends in one bin: duplicates, rejects, and what ends a run with 3.

use crate::harness::{Run, leak, members};

#[test]
fn equal_rows_are_duplicates_whatever_their_spelling() {
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;Éléonore;;;\n295109912611193;03/10/1995;01;ELEONORE;;;\n"))
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
        .leak(
            "x",
            "nir;birth_date;birth_rank;guarantees\n2951099126111;1995-10-03;1;\n1800199126111;1980-01-04;1;SAME TEXT\n",
        )
        .leak(
            "x",
            "birth_rank;nir;birth_date;manager\n1;2951099126111;1995-10-03;\n1;1800199126111;1980-01-04;SAME TEXT\n",
        )
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
        .leak("x", &leak("2951099126111;1995-10-03;1;;\n;pas une date;1;LEA;\n"))
        .run()
        .succeeds()
        .leak_bin("rejected", 1)
        .finds("row.incomplete", 1);
    let rejects = outcome.read("rejects/leaks/x/x-0.csv.csv");
    assert_eq!(
        rejects,
        "row,last_row,rows,column,reason,row_is\n3,3,1,birth_date,date.unreadable,rejected\n3,3,1,,row.incomplete,rejected\n"
    );
}

#[test]
fn too_many_rejected_rows_end_with_3_and_a_report() {
    let outcome = Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;;;;\n"))
        .leak("x", &leak("2951099126111;1995-10-03;1;;\n;1980-01-04;1;;\n"))
        .run();
    assert_eq!(outcome.status, 3);
    outcome.finds("rejects.over-limit", 1).persons(1, 1, 1);
}
