//! Files that are made to do harm: rows that are announced and not there, a few bytes that stand for gigabytes, columns without end.
//!
//! Each is refused with one error, or read, in a stated bound of memory; never an abort.

use std::path::{Path, PathBuf};

use crate::harness::{Ampleur, Ended, Run};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks").join(name)
}

/// Assesses an incident with four gigabytes of addresses to use.
fn assessed(incident: &str) -> Ended {
    let limited = ["sh", "-c", "ulimit -v 4000000 && exec \"$@\"", "sh"];
    let incident = folder(incident);
    let members = incident.with_file_name("members.csv");
    let command = Ampleur::new(["assess", "--figures-only", "--fail-on", "never"]).through(&limited).arg(incident);
    if members.exists() { command.watching(members).run() } else { command.of_nobody().run() }
}

/// Whether the footer lies about the rows, its row groups do, or both hold the same bytes twice: rows are never lost in silence.
#[test]
fn parquet_that_contradicts_itself() {
    for (file, held) in [("lost-all", "0 rows"), ("lost-half", "500 rows"), ("twice", "1,250 rows")] {
        let says = format!("the Parquet file contradicts itself: it announces 1,000 rows, and holds {held}");
        assessed(&format!("grave-parquet-rows/{file}.toml")).refuses().says(&says).left_nothing();
    }
    assessed("grave-parquet-rows/whole.toml").succeeds();
    assessed("dos-parquet-numrows/incident.toml").refuses().says("it announces 4,611,686,018,427,387,904 rows");
}

#[test]
fn a_few_bytes_of_parquet_that_stand_for_gigabytes() {
    for footer in ["dos-parquet-schema-list-size", "dos-parquet-deep-schema-20000"] {
        assessed(&format!("{footer}/incident.toml")).refuses().says("its footer cannot be read").left_nothing();
    }
    let outcome = assessed("dos-parquet-dict-amplify/incident.toml").refuses();
    outcome.says("announces pages of more than a thousand times their bytes").left_nothing();
}

#[test]
fn a_few_bytes_of_a_workbook_that_stand_for_gigabytes() {
    for workbook in ["dos-ods-repeat-cells", "dos-xls-fuzz", "dos-xlsx-sst-amplify", "dos-xlsx-uniquecount-1e15"] {
        let outcome = assessed(&format!("{workbook}/incident.toml")).refuses();
        outcome.says("the workbook cannot be read within 2,0").says("MB of memory").left_nothing();
    }
}

/// Two rows of one number: calamine refuses the workbook.
#[test]
fn a_workbook_with_two_rows_of_one_number() {
    assessed("lost-xlsx/incident.toml").refuses().left_nothing();
}

/// Memory follows from the bytes that are read, not from the number of columns.
#[test]
fn two_thousand_columns() {
    assessed("dos-wide-2000/incident.toml").succeeds();
}

/// A value that is no name, number or date by its length alone: told by place, not shown.
#[test]
fn a_value_of_five_thousand_letters() {
    let long = "X".repeat(5_000);
    let members = "nir;last_name;first_name;birth_date\n1850499126103;DURAND;PAUL;1985-04-12\n";
    let run = |header: &str| {
        Run::new()
            .members("a", members)
            .leak("x", &format!("nir;last_name;birth_date;{header}\n1850499126103;DURAND;1985-04-12;{long}\n"))
            .run()
    };
    run("first_name").fails(1).says("1 value of the column `first_name` is longer than 4096 bytes");
    // Of a free text it only matters that it is there.
    run("free_text").succeeds().persons(0, 1, 1);
}
