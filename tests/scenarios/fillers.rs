//! Numbers that are nobody’s: one of the right shape beside more birth dates than a household has, and those that say so.

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

/// Twins share one of the twelve.
#[test]
fn thirteen_rows_of_twelve_dates_are_a_household() {
    let rows: String = (1..=12).map(|n| format!("2951099126111;1980-01-{n:02};1;LEA;\n")).collect();
    let twin = "2951099126111;1980-01-12;2;EVA;\n";
    let outcome = Run::new()
        .members("a", &leak(&(rows + twin)))
        .leak("x", &leak(twin))
        .run()
        .succeeds()
        .persons(1, 1, 1)
        .rests_on("nir-date-rank", 1);
    assert!(found(&outcome, "nir.repeated").is_empty());
}
