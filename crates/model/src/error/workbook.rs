//! Workbooks that cannot be read, or of which it is not clear what to read.

use super::{Problem, count, list, thousands};
use crate::shown;

/// A workbook that calamine could not open.
pub fn workbook(path: &str) -> Problem {
    Problem::new("the workbook cannot be read")
        .at(path)
        .why("it is damaged, truncated or protected by a password")
        .hint("remove the password and save it again as XLSX, or export the sheet as CSV")
}

/// A sheet that the workbook does not have.
pub fn no_such_sheet(path: &str, written: &str, nearest: Option<&str>, sheets: &[String]) -> Problem {
    let problem = Problem::new(format!("the workbook has no sheet `{written}`")).at(path);
    match nearest {
        Some(name) => problem.hint(format!("did you mean `{name}`?")),
        None => problem.hint(format!("its sheets are {}", list(sheets, "and"))),
    }
}

/// Several sheets with known headers.
pub fn which_sheet(path: &str, sheets: &[String]) -> Problem {
    Problem::new(format!("several sheets have known headers: {}", list(sheets, "and"))).at(path).hint(format!(
        "choose one, e.g. `sheet = \"{}\"`; if they are parts of one list, give them the very same headers, or save each as a file of its own",
        sheets.iter().find(|sheet| !shown::is_place(sheet)).map_or("…", |sheet| sheet)
    ))
}

/// No sheet with known headers.
pub fn no_sheet_with_headers(path: &str, sheets: &[String]) -> Problem {
    Problem::new("no sheet has known headers in its first twenty rows")
        .at(format!("{path}, sheets {}", list(sheets, "and")))
        .hint("put the headers in one row, or declare the columns: `columns = { nir = \"header in the file\", … }`")
}

/// Merged header cells; `column` counts from 1.
pub fn merged_header(path: &str, sheet: &str, row: u64, column: u64) -> Problem {
    Problem::new("the header row has merged cells")
        .at(format!("{path}, sheet `{sheet}`, row {row}, column {column}"))
        .why("ampleur cannot tell which column a merged header names")
        .hint("unmerge them and give each column its own header, in one row")
}

/// Formulas without a value.
pub fn formulas_not_computed(path: &str, sheet: &str, column: &str, cells: u64) -> Problem {
    Problem::new(format!(
        "the formulas in `{column}` have never been computed: {} without a value",
        count(cells, "cell")
    ))
    .at(format!("{path}, sheet `{sheet}`"))
    .why("the program that wrote the workbook stored formulas without their results")
    .hint("open the workbook in a spreadsheet program, save it, and use the saved file")
}

/// A workbook that takes more memory or time than its bytes warrant.
pub fn workbook_bound(path: &str, bytes: u64) -> Problem {
    Problem::new(format!("the workbook cannot be read within {} MB of memory", thousands(bytes >> 20, ',')))
        .at(path)
        .why("a few bytes of it stand for any number of texts or cells, or lead in a circle, which no spreadsheet program writes")
        .hint("save it again with a spreadsheet program, or export the sheet as CSV")
}

/// A sheet with two cells in one place.
pub fn cell_twice(path: &str, sheet: &str, row: u64) -> Problem {
    Problem::new("the sheet has two cells in one place: two of its rows have the same number")
        .at(format!("{path}, sheet `{sheet}`, row {row}"))
        .why("one of them would be lost")
        .hint("save the workbook again with a spreadsheet program, or export the sheet as CSV")
}

/// A sheet of which fewer rows can be read than the file has.
pub fn sheet_cut(path: &str, sheet: &str, rows: u64, read: u64) -> Problem {
    Problem::new(format!("the sheet has {}, of which {} can be read", count(rows, "row"), thousands(read, ',')))
        .at(format!("{path}, sheet `{sheet}`"))
        .why("a spreadsheet has 1,048,576 rows, and what is beyond them is not read")
        .hint("export the sheet as CSV, or divide it into several")
}
