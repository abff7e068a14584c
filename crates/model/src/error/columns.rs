//! Columns that are missing, doubled or not recognised.

use super::{Problem, count, list};
use crate::shown;

/// Several headers that match one column; `first` is the position of the first of them, from 1.
pub fn two_headers(path: &str, col: &str, headers: &[String], first: usize) -> Problem {
    let alike = headers.windows(2).all(|pair| pair[0] == pair[1]);
    let at = match headers.first() {
        Some(header) if !alike => shown::declared(header),
        _ => first.to_string(),
    };
    let number = if headers.len() == 2 { "two".to_owned() } else { headers.len().to_string() };
    Problem::new(format!("{number} headers match the column `{col}`: {}", list(headers, "and")))
        .at(path)
        .why("ampleur cannot tell which of them to use")
        .hint(format!("choose one, e.g. `columns = {{ {col} = {at} }}`"))
}

/// Members of several insurers whose rows do not name their insurer.
pub fn no_insurer_column(path: &str) -> Problem {
    Problem::new("no column names the insurer of each row")
        .at(path)
        .why("a file under `[[members]]` holds members of several insurers, so each row must name its own")
        .hint("declare the column, `columns = { insurer = \"header in the file\" }`, or list the file under a single insurer")
}

/// A header declared under `columns` that the file does not have.
pub fn no_such_header(path: &str, col: &str, written: &str, nearest: Option<&str>) -> Problem {
    let problem =
        Problem::new(format!("the header `{written}`, declared for the column `{col}`, is not in the file")).at(path);
    match nearest {
        Some(header) => problem.hint(format!("did you mean `{header}`?")),
        None => problem.hint("copy the header exactly as it is in the file"),
    }
}

/// A name under `columns` that is no known column, or none of this side.
pub fn unknown_column(path: &str, written: &str, nearest: Option<&str>, known: &[&str]) -> Problem {
    let problem = Problem::new(format!("unknown column `{written}` under `columns`")).at(path);
    match nearest {
        Some(col) => problem.hint(format!("did you mean `{col}`?")),
        None => problem.hint(format!("the columns of this side are {}", list(known, "and"))),
    }
}

/// One header declared for two columns.
pub fn header_twice(path: &str, header: &str) -> Problem {
    Problem::new(format!("the header `{header}` is declared for two columns"))
        .at(path)
        .hint("declare a different header for each column")
}

/// A file whose columns allow no rule.
pub fn no_rule(path: &str, found: &[&str], shown: &[String], needs: &str) -> Problem {
    let problem = Problem::new("no linkage rule is possible with the columns of this file").at(path).why(format!(
        "recognised: {}; a rule needs {needs}",
        if found.is_empty() { "none".into() } else { list(found, "and") }
    ));
    if shown.is_empty() {
        problem.hint("declare the missing columns: `columns = { nir = \"header in the file\", … }`")
    } else {
        problem.hint(format!(
            "not recognised: {}; declare what they hold: `columns = {{ nir = \"header in the file\", … }}`",
            list(shown, "and")
        ))
    }
}

/// An operator's leaked file and its insurers' member files that share no possible rule.
pub fn no_common_rule(leak: &str, operator: &str) -> Problem {
    Problem::new(format!(
        "no linkage rule is possible between this file and the members of any insurer served by `{operator}`"
    ))
    .at(leak)
    .why("the columns of the leaked file and those of the member files allow no common rule")
    .hint("docs/src/linking.md lists the rules and the columns that each needs")
}

/// A position under `columns` beyond the file's last column, or zero.
pub fn no_such_position(path: &str, col: &str, written: u16, columns: usize) -> Problem {
    Problem::new(format!("`{col}` is declared as column {written}, which does not exist"))
        .at(path)
        .why(format!("the first line has {}", super::count(columns as u64, "column")))
        .hint("correct the position; columns are counted from 1")
}

/// A character position for a column of a file that has headers or a delimiter.
pub fn span_in_delimited(path: &str, col: &str) -> Problem {
    Problem::new(format!("`{col}` is declared by character position, other columns are not"))
        .at(path)
        .hint("in a fixed-width file, declare every column as `{ at = …, width = … }`")
}

/// A column of a fixed-width file that is not declared by character position.
pub fn not_a_span(path: &str, col: &str) -> Problem {
    Problem::new(format!("in a fixed-width file, `{col}` needs a character position"))
        .at(path)
        .hint(format!("write `{col} = {{ at = 1, width = 15 }}`, where `at` is its first character, counted from 1"))
}

/// A character position whose `at` or `width` is 0.
pub fn empty_span(path: &str, col: &str) -> Problem {
    Problem::new(format!("the character position of `{col}` is not valid"))
        .at(path)
        .hint("`at` and `width` must be 1 or more")
}

/// Two columns that overlap.
pub fn spans_overlap(path: &str, a: &str, b: &str) -> Problem {
    Problem::new(format!("`{a}` and `{b}` overlap in the line")).at(path).hint("correct `at` or `width`")
}

/// A fixed-width file with a delimiter.
pub fn span_and_delimiter(path: &str, delimiter: char) -> Problem {
    Problem::new(format!("the file is declared with both a delimiter (`{delimiter}`) and fixed-width columns"))
        .at(path)
        .hint("remove `delimiter`, or declare the columns by header or position")
}

/// A setting that does not apply to a file of this kind.
pub fn no_effect(path: &str, key: &str, kind: &str) -> Problem {
    Problem::new(format!("`{key}` does not apply to {kind}"))
        .at(path)
        .hint("remove it, or move it to the file it was meant for")
}

/// `header = false` without the settings that it requires.
pub fn headerless(path: &str) -> Problem {
    Problem::new("a file without a header line needs its `columns` by position and, if it is text, a `delimiter`")
        .at(path)
        .why("without headers, ampleur cannot tell what each column holds")
        .hint("write, for example, `header = false, delimiter = \";\", columns = { nir = 1, birth_date = 2 }`")
}

/// `header = false` on a file whose first line has known headers.
pub fn header_after_all(path: &str) -> Problem {
    Problem::new("the file is declared without a header line, but its first line has known headers")
        .at(path)
        .hint("remove `header = false`")
}

/// A column under `codes` that has no codes, or a meaning that it cannot have.
pub fn bad_codes(path: &str, column: &str, meaning: Option<&str>) -> Problem {
    let problem = match meaning {
        Some(meaning) => Problem::new(format!("`{meaning}` is no meaning of a code of `{column}`")),
        None => Problem::new(format!("`codes` does not apply to the column `{column}`")),
    };
    problem
        .at(path)
        .why("codes of `relation` mean `policyholder` or `dependant`, those of `civility` mean `man` or `woman`")
        .hint("write, e.g., `codes = { relation = { A = \"policyholder\", C = \"dependant\" } }`; codes of insurers stand under `insurer_codes`")
}

/// Types of records for a file without any, or none to take.
pub fn bad_records(path: &str) -> Problem {
    Problem::new("`records` needs a place and the types to take")
        .at(path)
        .hint("write, e.g., `records = { at = 1, width = 3, take = [\"120\"] }` (fixed width: the first character and the number of characters) or `records = { at = 1, take = [\"120\"] }` (delimiters: the column)")
}

/// A packed or zoned number that cannot be one.
pub fn bad_number(path: &str, column: &str) -> Problem {
    Problem::new(format!("column `{column}` cannot be a packed or zoned number as declared"))
        .at(path)
        .why("such numbers stand in EBCDIC records of a declared length; a packed one of n digits has n / 2 + 1 bytes")
        .hint("write, e.g., `birth_date = { at = 41, width = 5, packed = 8 }` or `nir = { at = 46, width = 13, zoned = true }` beside `encoding` and `record_length`")
}

/// A column that lies beyond the end of its record.
pub fn beyond_record(path: &str, column: &str, length: u16) -> Problem {
    Problem::new(format!("column `{column}` ends after the {length} bytes of a record"))
        .at(path)
        .hint("correct `record_length`, or the place of the column")
}

/// A perimeter that needs a column which a file of its insurer does not have.
pub fn perimeter_without_column(path: &str, insurer: &str, place: usize, column: &str) -> Problem {
    Problem::new(format!(
        "perimeter {place} of insurer `{insurer}` needs the column `{column}`, which this file does not have"
    ))
    .at(path)
    .why("without it, ampleur cannot tell which rows are in the perimeter")
    .hint(format!("declare `columns = {{ {column} = \"header in the file\" }}`, or remove the condition"))
}

/// Values of a column that are too long to be what it says; `row` is the first.
pub fn long_values(path: &str, header: &str, values: u64, row: u64, longest: usize) -> Problem {
    let are = if values == 1 { "is" } else { "are" };
    Problem::new(format!("{} of the column `{header}` {are} longer than {longest} bytes", count(values, "value")))
        .at(format!("{path}, row {row}"))
        .why("no name, number, address or date is as long: the columns are exchanged, perhaps, or a quote is never closed")
        .hint("correct the file, or declare which column it is, e.g. `columns = { free_text = \"header\" }`")
}
