//! Numbers that one member alone has: whom they lead to, and what shows that they are a household's.

use super::*;

const COLUMNS: &str = "customer_number;last_name;first_name;birth_date";

/// Forty customers, each with a number of its own. Of the first thirty the leak has a row that agrees in all.
fn customers() -> Vec<String> {
    let names = ["MARTIN", "BERNARD", "DUBOIS", "THOMAS", "ROBERT"];
    let first = ["CAMILLE", "LOUISE", "HUGO", "JULES", "ALICE", "EMMA", "LEON", "ROSE"];
    let customer = |i: usize| {
        format!("K{:06};{};{};19{:02}-{:02}-17", 917 * (i + 1), names[i % 5], first[i % 8], 50 + i, i % 12 + 1)
    };
    (0..40).map(customer).collect()
}

/// The first thirty as they are, and these rows.
fn leaked(rows: &[&str]) -> String {
    let mut lines = vec![COLUMNS.to_owned()];
    lines.extend(customers().into_iter().take(30));
    lines.extend(rows.iter().map(|row| (*row).to_owned()));
    lines.join("\n") + "\n"
}

fn with(members: &[&str], rows: &[&str]) -> Outcome {
    let mut lines = vec![COLUMNS.to_owned()];
    lines.extend(customers());
    lines.extend(members.iter().map(|row| (*row).to_owned()));
    Run::new().members("a", &(lines.join("\n") + "\n")).leak("x", &leaked(rows)).run().ends_as_it_found().succeeds()
}

/// The number of the thirty-first customer, whose row is not in the leak.
fn number() -> String {
    customers()[30].split(';').next().unwrap().to_owned()
}

/// Another cell of that row.
fn cell(place: usize) -> String {
    customers()[30].split(';').nth(place).unwrap().to_owned()
}

/// One name agrees, everything else is another one: the number is nobody else's.
#[test]
fn a_number_and_one_name() {
    let (number, last, first) = (number(), cell(1), cell(2));
    let by_first = format!("{number};PETIT;{first};1999-01-31");
    with(&[], &[&by_first]).persons(0, 31, 31).rests_on("own-number-first-name", 1);
    for by_last in [format!("{number};{last};OSCAR;"), format!("{number};{last};;1999-01-31")] {
        with(&[], &[&by_last]).persons(0, 31, 31).rests_on("own-number-last-name", 1);
    }
    // Without zeros in front, in either file.
    let bare = format!("{};{last};OSCAR;1999-01-31", number.replace('K', "00"));
    let zeros = format!("{};DURAND;SACHA;1981-08-09", number.replace('K', ""));
    let outcome = with(&[&zeros], &[&bare]);
    outcome.leak_bin("doubtful", 1).differs("own-number", "number-zeros", 1);
}

/// Nothing agrees but the number: it may have been mistyped into this one. Or it is a relative's of another birth date and first name.
/// A person decides.
#[test]
fn a_number_and_nothing_else() {
    for last in ["PETIT".to_owned(), cell(1)] {
        let row = format!("{};{last};OSCAR;1999-01-31", number());
        with(&[], &[&row]).persons(0, 30, 31).leak_bin("doubtful", 1).rests_on("own-number", 1);
    }
}

/// Another date in one row, another first name in one: of thirty rows, as many as one in thirty would have both by error, so that one row in
/// which nothing agrees but the number is hardly a stranger's. Two would be too many.
#[test]
fn errors_explain_the_rest() {
    let cells = |customer: usize| customers()[customer].split(';').map(str::to_owned).collect::<Vec<String>>();
    let (other_date, other_first) = (cells(31), cells(32));
    let other_date = format!("{};{};{};1999-01-31", other_date[0], other_date[1], other_date[2]);
    let other_first = format!("{};{};OSCAR;{}", other_first[0], other_first[1], other_first[3]);
    let row = |customer: usize| format!("{};PETIT;OSCAR;1999-01-31", cells(customer)[0]);
    let errors = [other_date.as_str(), other_first.as_str()];
    let outcome = with(&[], &[errors[0], errors[1], &row(30)]).persons(0, 33, 33).rests_on("own-number-errors", 1);
    outcome.is("/matching/own_numbers/of_errors", true).is("/matching/own_numbers/both_agree", 30);
    // Then another row of the person is no contradiction.
    with(&[], &[errors[0], errors[1], &row(0)]).persons(0, 32, 32).leak_bin("matched", 33);
    // Of many rows some are relatives'.
    let (first, second) = (row(30), row(33));
    let outcome = with(&[], &[errors[0], errors[1], &first, &second]);
    outcome.is("/matching/own_numbers/of_errors", false).is("/totals/persons/estimate", 32);
    // Where the files have no errors, nothing explains the row.
    with(&[], &[errors[0], &row(30)]).persons(0, 31, 32).rests_on("own-number", 1);
}

/// Somebody else has the number too, whoever it is about: it leads nowhere.
#[test]
fn a_number_that_two_members_have() {
    let (number, last) = (number(), cell(1));
    let row = format!("{number};{last};OSCAR;1999-01-31");
    let other = format!("{number};MOREAU;SACHA;2001-02-03");
    with(&[&other], &[&row]).persons(0, 30, 30).leak_bin("unmatched", 1);
}

/// A child under a parent's number, which the member file has for the parent alone: the leak has both.
#[test]
fn a_relative_beside_the_person() {
    let (number, last) = (number(), cell(1));
    let child = format!("{number};{last};OSCAR;2015-01-31");
    let parent = customers()[30].clone();
    with(&[], &[&parent, &child]).persons(0, 31, 31).leak_bin("unmatched", 1);
    // Two children, and the parent is not in the leak.
    let other = format!("{number};{last};ZOE;2018-01-31");
    with(&[], &[&other, &child]).persons(0, 30, 30).leak_bin("unmatched", 2);
    // What is missing contradicts nobody.
    let undated = format!("{number};{last};OSCAR;");
    with(&[], &[&parent, &undated]).persons(0, 31, 31).leak_bin("matched", 32);
}

/// Numbers of households: where many rows agree in nothing else, none of them matches.
#[test]
fn numbers_of_households() {
    let children: Vec<String> = customers()[30..33]
        .iter()
        .map(|parent| {
            let [number, last] = [0, 1].map(|place| parent.split(';').nth(place).unwrap());
            format!("{number};{last};OSCAR;2015-01-31")
        })
        .collect();
    let rows: Vec<&str> = children.iter().map(String::as_str).collect();
    let outcome = with(&[], &rows).persons(0, 30, 30).leak_bin("unmatched", 3);
    let found = |alone: u64, counted: bool| {
        json!({
            "agreeing": 30, "alone": alone, "counted": counted,
            "of_one": 30 + alone, "of_several": 0, "personal": true,
            "both_agree": 30, "date_differs": 0, "first_name_differs": 0, "both_differ": alone, "of_errors": false,
        })
    };
    outcome.is("/matching/own_numbers", found(3, false));
    // One in thirty-one is within the five per cent.
    let outcome = with(&[], &rows[..1]).persons(0, 30, 31).leak_bin("doubtful", 1);
    outcome.is("/matching/own_numbers", found(1, true));
}

/// Where many numbers are several members', one that a member alone has may be a parent's, and the last name is a relative's.
#[test]
fn numbers_that_many_members_share() {
    let undated = format!("{};{};OSCAR;", number(), cell(1));
    let shares = |customer: usize| {
        let row = &customers()[customer];
        format!("{};{};SACHA;2010-02-03", row.split(';').next().unwrap(), row.split(';').nth(1).unwrap())
    };
    with(&[&shares(0)], &[&undated]).persons(0, 31, 31).rests_on("own-number-last-name", 1);
    let many: Vec<String> = (0..4).map(shares).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let outcome = with(&many, &[&undated]).persons(0, 30, 31).leak_bin("doubtful", 1).rests_on("contract-last-name", 1);
    assert!(outcome.report.unwrap()["matching"]["own_numbers"].is_null());
}

/// Two NIRs that are known and differ are two persons', whatever the number says.
#[test]
fn a_nir_decides() {
    let columns = format!("nir;{COLUMNS}");
    let lines = |rows: Vec<String>| columns.clone() + "\n" + &rows.join("\n") + "\n";
    let run = |nir: &str, of_leak: &str| {
        let mut members: Vec<String> = customers().into_iter().map(|row| format!(";{row}")).collect();
        let mut leak: Vec<String> = members[..30].to_vec();
        members[30] = format!("{nir}{}", members[30]);
        leak.push(format!("{of_leak};{};PETIT;OSCAR;1999-01-31", number()));
        Run::new().members("a", &lines(members)).leak("x", &lines(leak)).run().ends_as_it_found().succeeds()
    };
    run("1800617126111", "1990199126111").persons(0, 30, 30).leak_bin("unmatched", 1);
    run("1800617126111", "").persons(0, 30, 31).rests_on("own-number", 1);
    run("", "1990199126111").persons(0, 30, 31).rests_on("own-number", 1);
}

/// One digit of a number beside last name and date; with a first name that contradicts nobody, or none.
#[test]
fn one_digit_of_a_number_beside_last_name_and_date() {
    let mut cells: Vec<String> = customers()[30].split(';').map(str::to_owned).collect();
    cells[0] = cells[0].replacen('2', "3", 1);
    assert_ne!(cells[0], number());
    let row = |first: &str| [&cells[0], &cells[1], first, &cells[3]].map(|cell| cell.to_owned()).join(";");
    with(&[], &[&row("OSCAR")]).persons(0, 31, 31).differs("contract-date-last-name", "number-digit", 1);
    with(&[], &[&row("")]).persons(0, 31, 31).differs("contract-date", "number-digit", 1);
}

/// One digit of a number beside both names: with another date, or none.
#[test]
fn one_digit_of_a_number_beside_both_names() {
    let wrong = number().replacen('2', "3", 1);
    let (last, first) = (cell(1), cell(2));
    for other in ["1999-01-31", ""] {
        let named = format!("{wrong};{last};{first};{other}");
        with(&[], &[&named]).persons(0, 31, 31).differs("contract-name", "number-digit", 1);
    }
    // Two digits, or a name that differs too, are too much.
    let far = wrong.replacen('8', "5", 1);
    assert_ne!(far, wrong);
    with(&[], &[&format!("{far};{last};{first};")]).persons(0, 30, 30).leak_bin("unmatched", 1);
    with(&[], &[&format!("{wrong};{last};OSCAR;")]).persons(0, 30, 30).leak_bin("unmatched", 1);
}
