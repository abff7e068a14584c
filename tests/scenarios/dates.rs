//! Birth dates of a whole file that are not those of its persons.

use super::*;

/// So many members under contracts of their own, of whom all leaked, the first of them with another birth date.
fn leaked(all: usize, other: usize, date: &str) -> Vec<Value> {
    let header = "contract_number;last_name;first_name;birth_date\n";
    let row =
        |n: usize, date: &str| format!("C{:06};DURAND;PRENOM{};{date}\n", 42 * n, ["A", "B", "C"][n % 3].repeat(n + 1));
    let own = |n: usize| format!("1985-05-{:02}", 2 + n % 26);
    let members: String = (0..all).map(|n| row(n, &own(n))).collect();
    let leak: String = (0..all).map(|n| row(n, &if n < other { date.to_owned() } else { own(n) })).collect();
    let outcome = Run::new()
        .members("a", &format!("{header}{members}"))
        .leak("x", &format!("{header}{leak}"))
        .run()
        .ends_as_it_found()
        .leak_bin("matched", all as u64);
    found(&outcome, "leak.dates-differ")
}

#[test]
fn other_dates_are_told_if_they_are_half_of_those_that_match() {
    assert_eq!(leaked(20, 10, "1971-01-30"), [json!(["x", "grave", 10])]);
    assert_eq!(leaked(15, 15, "1971-01-30"), [json!(["x", "grave", 15])]);
    assert!(leaked(21, 10, "1971-01-30").is_empty());
    // Too few to tell anything.
    assert!(leaked(9, 9, "1971-01-30").is_empty());
    // A year that somebody knew, and no day.
    assert!(leaked(20, 20, "1985-01-01").is_empty());
}
