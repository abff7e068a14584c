//! A name and the date that one member alone has: when they are enough, and what contradicts them.

use super::*;

const COLUMNS: &str = "customer_number;civility;last_name;first_name;birth_date";

/// Forty customers. The leak has the first thirty as they are, the thirty-first without a number, and the thirty-second with another first name: one
/// row in thirty may have both errors.
fn customers() -> Vec<[String; 5]> {
    let names = ["MARTIN", "BERNARD", "DUBOIS", "THOMAS", "ROBERT"];
    let first = ["CAMILLE", "LOUISE", "HUGO", "JULES", "ALICE", "EMMA", "LEON", "ROSE"];
    let customer = |i: usize| {
        let date = format!("19{:02}-{:02}-17", 50 + i, i % 12 + 1);
        [format!("K{:06}", 917 * (i + 1)), String::new(), names[i % 5].to_owned(), first[i % 8].to_owned(), date]
    };
    (0..40).map(customer).collect()
}

fn lines(rows: &[[String; 5]]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
    format!("{COLUMNS}\n{}\n", rows.join("\n"))
}

/// A row of a customer, with other values in some columns.
fn but(customer: usize, others: &[(usize, &str)]) -> [String; 5] {
    let mut row = customers()[customer].clone();
    others.iter().for_each(|(column, value)| row[*column] = (*value).to_owned());
    row
}

const NUMBER: usize = 0;
const CIVILITY: usize = 1;
const LAST: usize = 2;
const FIRST: usize = 3;
const DATE: usize = 4;

fn errors() -> Vec<[String; 5]> {
    vec![but(30, &[(NUMBER, "")]), but(31, &[(FIRST, "OSCAR")])]
}

fn run(members: &[[String; 5]], rows: &[[String; 5]]) -> Outcome {
    let leaked: Vec<[String; 5]> = customers().into_iter().take(30).chain(rows.iter().cloned()).collect();
    let members: Vec<[String; 5]> = customers().into_iter().chain(members.iter().cloned()).collect();
    Run::new().members("a", &lines(&members)).leak("x", &lines(&leaked)).run().ends_as_it_found().succeeds()
}

/// The rows with the two errors, and one more.
fn with(members: &[[String; 5]], row: [String; 5]) -> Outcome {
    let rows: Vec<[String; 5]> = errors().into_iter().chain([row]).collect();
    run(members, &rows)
}

#[test]
fn a_name_and_the_date() {
    for other in ["SACHA", ""] {
        let row = but(35, &[(NUMBER, "K777777"), (FIRST, other)]);
        with(&[], row).persons(0, 33, 33).rests_on("last-name-date", 1);
    }
    for other in ["PETIT", ""] {
        let row = but(35, &[(NUMBER, "K777777"), (LAST, other)]);
        with(&[], row).persons(0, 33, 33).rests_on("first-name-date", 1);
    }
    let row = but(35, &[(NUMBER, "K777777"), (FIRST, "SACHA")]);
    let found = json!({
        "all_agree": 30, "name_differs": 1, "key_differs": 1, "tried": 33, "unmatched": 1, "of_errors": true,
        "by_name": [
            { "rule": "last-name-date", "rows": 1, "by_chance": 0, "counted": true },
            { "rule": "first-name-date", "rows": 0, "by_chance": 0, "counted": true },
        ],
    });
    with(&[], row).is("/matching/two_values", found);
}

/// Twins among the members: the row may be about either.
#[test]
fn two_members_have_them() {
    let twin = but(35, &[(NUMBER, "K555555"), (FIRST, "ZOE")]);
    let row = but(35, &[(NUMBER, "K777777"), (FIRST, "SACHA")]);
    with(&[twin], row).persons(0, 32, 32).leak_bin("unmatched", 1);
}

/// The row of the other twin is in the leak as well: this one is about a twin whom the insurer does not cover.
#[test]
fn another_row_leads_to_the_person() {
    let row = but(5, &[(NUMBER, "K777777"), (FIRST, "SACHA")]);
    with(&[], row.clone()).persons(0, 32, 32).leak_bin("unmatched", 1);
    // Not if the operator has several rows of most persons.
    let again: Vec<[String; 5]> = (0..30).map(|i| but(i, &[(CIVILITY, "Madame")])).collect();
    let rows: Vec<[String; 5]> = errors().into_iter().chain(again).chain([row]).collect();
    run(&[], &rows).persons(0, 32, 32).leak_bin("matched", 63);
}

/// One is of another sex.
#[test]
fn the_sex_contradicts() {
    let member = but(35, &[(NUMBER, "K888888"), (CIVILITY, "Monsieur"), (DATE, "2001-05-17")]);
    for (civility, matched) in [("Monsieur", 33), ("Madame", 32)] {
        let row = but(35, &[(NUMBER, "K777777"), (CIVILITY, civility), (FIRST, "SACHA"), (DATE, "2001-05-17")]);
        with(std::slice::from_ref(&member), row).persons(0, matched, matched);
    }
}

/// More of them than errors make: there are twins or strangers among them, and none is matched.
#[test]
fn more_than_errors_make() {
    let rows = |of: std::ops::Range<usize>| -> Vec<[String; 5]> {
        of.map(|i| but(i, &[(NUMBER, "K777777"), (FIRST, "SACHA")])).collect()
    };
    let outcome = run(&[], &[errors(), rows(33..36)].concat()).persons(0, 32, 32).leak_bin("unmatched", 3);
    outcome.is("/matching/two_values/of_errors", false);
    // Where no other row has an error in the number, nothing speaks for one.
    run(&[], &[errors()[1..].to_vec(), rows(35..36)].concat()).persons(0, 31, 31).leak_bin("unmatched", 1);
}
