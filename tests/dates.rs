//! In which order the dates of a file are read: settled by its rows, or the run stops.

use crate::harness::Run;

const GOOD: &str = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";
const HEADER: &str = "nir;birth_date;birth_rank\n";

fn leak(rows: &str) -> Run {
    Run::new().head("max_rejects = 1.0").members("a", GOOD).leak("x", &format!("{HEADER}{rows}"))
}

/// By contract, so that no NIR tells.
fn by_contract(dates: &[&str]) -> Run {
    let rows: String = dates.iter().enumerate().map(|(i, date)| format!("C{i}12345;{date};Alexia\n")).collect();
    let members = "contract_number;birth_date;first_name\nC012345;1995-10-03;Alexia\n";
    Run::new().members("a", members).leak("x", &format!("contract_number;birth_date;first_name\n{rows}"))
}

#[test]
fn the_year_and_month_of_a_nir_settle_the_order() {
    leak("2951099126111;03/10/1995;1\n").run().succeeds().persons(1, 1, 1);
    leak("2951099126111;10/03/1995;1\n").run().succeeds().persons(1, 1, 1);
}

#[test]
fn a_day_after_the_twelfth_settles_the_order_of_all() {
    by_contract(&["03/10/1995", "25/01/1980"]).run().succeeds().persons(0, 1, 1);
    by_contract(&["10/03/1995", "01/25/1980"]).run().succeeds().persons(0, 1, 1);
}

/// What the user reads: how many, where, why, and what to write.
#[test]
fn nothing_settles_it() {
    by_contract(&["03/10/1995", "04/04/1980", "05/06/1981", "07/08/1982", "09/11/1983"])
        .run()
        .fails(1)
        .says(
            "error: 4 dates in `birth_date` can be read two ways\n  in leaks/x-0.csv, rows 2, 4, 5 and 1 more (of 5)\n",
        )
        .says("nothing in the file shows whether the day, the month or the year comes first\n")
        .says("hint: declare the order, `date_order = \"dmy\"`");
}

#[test]
fn and_what_the_hint_says_settles_it() {
    for (order, whole, exchanged) in [("dmy", 1, 0), ("mdy", 0, 1)] {
        let leak = "contract_number;birth_date;first_name\nC012345;03/10/1995;Alexia\n";
        Run::new()
            .members("a", "contract_number;birth_date;first_name\nC012345;1995-10-03;Alexia\n")
            .file("leak.csv", leak)
            .leak_file("x", "leak.csv", &format!("date_order = \"{order}\""))
            .run()
            .succeeds()
            .persons(0, 1, 1)
            .rests_on("contract-date-name", whole)
            // The whole file is read the wrong way round: its persons are found, and the report says how.
            .differs("contract-date-name", "date-exchanged", exchanged);
    }
}

/// Nobody's birthday is in doubt on 4 April.
#[test]
fn a_date_that_reads_the_same_either_way_needs_no_order() {
    by_contract(&["04/04/1980"]).run().succeeds();
}

#[test]
fn two_orders_in_one_file() {
    by_contract(&["25/01/1980", "26/01/1980", "01/27/1980", "03/10/1995"])
        .run()
        .fails(1)
        .says("the dates in `birth_date` are not in one order: 2 rows in order dmy, 1 row in order")
        .says("1 more date can be read in several orders");
}

/// The rows that settle it may stand anywhere, and permuting them changes nothing.
#[test]
fn where_the_deciding_row_stands_does_not_matter() {
    let mut dates = ["03/10/1995", "05/06/1981", "25/01/1980"];
    for _ in 0..3 {
        dates.rotate_left(1);
        let rows: String = dates
            .iter()
            .map(|date| {
                let number = if *date == "03/10/1995" { "C012345" } else { "C999999" };
                format!("{number};{date};Alexia\n")
            })
            .collect();
        Run::new()
            .members("a", "contract_number;birth_date;first_name\nC012345;1995-10-03;Alexia\n")
            .leak("x", &format!("contract_number;birth_date;first_name\n{rows}"))
            .run()
            .succeeds()
            .persons(0, 1, 1);
    }
}

/// A few rows contradict in any large file: the NIR may be a spouse's. One in ten is too many.
#[test]
fn a_tenth_of_the_rows_may_contradict_and_no_more() {
    let rows = |contradicting: usize| {
        let agreeing: String = (13..=28).map(|day| format!("29510991261{day};{day}/10/1995;1\n")).collect();
        let others: String = (1..=contradicting).map(|i| format!("29510992261{i:02};10/1{i}/1995;1\n")).collect();
        format!("{agreeing}{others}")
    };
    leak(&rows(1)).run().succeeds();
    leak(&rows(2)).run().fails(1).says("16 rows in order dmy, 2 rows in order mdy");
}

#[test]
fn eight_digits_with_the_day_first() {
    leak("2951099126111;03101995;1\n1800199126111;25011980;1\n").run().succeeds().persons(1, 1, 1);
}

#[test]
fn two_digits_of_year() {
    leak("2951099126111;03/10/95;1\n").run().succeeds().persons(1, 1, 1);
}

#[test]
fn dates_of_cover_are_read_in_the_order_of_the_file() {
    Run::new()
        .members("a", "nir;birth_date;birth_rank;coverage_end\n2951099126111;10/03/1995;1;01/02/2024\n")
        .leak("x", GOOD)
        .run()
        .succeeds()
        .is("/totals/former", 1);
}

#[test]
fn a_spreadsheet_s_error_is_no_date() {
    leak("2951099126111;#VALEUR!;1\n").run().succeeds().finds("value.cell-error", 1);
}
