//! Files that cannot be read, or not without a doubt.

use super::{Problem, count, list, place, thousands};

/// A file that cannot be opened or read. `what` says which role it plays.
pub fn file(what: &str, path: &str, error: &std::io::Error) -> Problem {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => Problem::new(format!("{what} not found"))
            .at(path)
            .hint("paths are relative to the incident file; check the spelling and the folder"),
        K::PermissionDenied => Problem::new(format!("{what} cannot be read: permission denied"))
            .at(path)
            .hint("give your account the right to read it"),
        K::IsADirectory => {
            Problem::new(format!("{what} is a folder, not a file")).at(path).hint("name the file inside it")
        }
        kind => Problem::new(format!("{what} cannot be read ({kind})")).at(path),
    }
}

/// A file of zero bytes.
pub fn empty_file(path: &str) -> Problem {
    Problem::new("the file is empty").at(path).hint("export it again, or take it out of the incident file")
}

/// A file with a header and no row.
pub fn header_only(path: &str) -> Problem {
    Problem::new("the file has a header and no row")
        .at(path)
        .why("a file without rows says nothing: neither that somebody is concerned nor that nobody is")
        .hint("export it again, or take it out of the incident file")
}

/// A Parquet file that Polars could not open or decode.
pub fn parquet(path: &str, stage: &str) -> Problem {
    Problem::new(format!("the Parquet file is damaged or cut short ({stage} cannot be read)"))
        .at(path)
        .hint("copy or export it again, and compare the sizes")
}

/// A Parquet column whose type has no text form.
pub fn parquet_type(path: &str, column: &str, dtype: &str) -> Problem {
    Problem::new(format!("column {column} has the type {dtype}, which has no text form"))
        .at(path)
        .hint("export the column as text")
}

/// A file that is no table.
pub fn unknown_format(path: &str, what: &str) -> Problem {
    Problem::new(format!("the file is {what}, not a table"))
        .at(path)
        .why("read are CSV and other text with columns (also compressed), XLSX, ODS, XLS and Parquet")
        .hint("export it in one of these")
}

/// A workbook or Parquet inside a compressed file.
pub fn compressed_table(path: &str) -> Problem {
    Problem::new("the compressed file holds no text")
        .at(path)
        .why("only text is read as it is decompressed")
        .hint("decompress it first")
}

/// A compressed file that ends early or does not decompress, or a text that stops being one.
pub fn damaged(path: &str) -> Problem {
    Problem::new("the file is damaged or cut short: it cannot be decompressed or decoded to its end")
        .at(path)
        .hint("copy or export it again, and compare the sizes")
}

/// A file that two entries name.
pub fn listed_twice(path: &str, first: &str) -> Problem {
    let problem = Problem::new(format!("the file {path} is listed twice"));
    if path == first {
        problem.hint("list it once")
    } else {
        problem.why(format!("also as {first}")).hint("list it once")
    }
}

/// A pattern under `path` that no file fits.
pub fn no_match(path: &str) -> Problem {
    Problem::new("no file fits the pattern").at(path).hint("check the folder and the spelling; `*` stands for any text")
}

/// A pattern under `path` that is none.
pub fn bad_pattern(path: &str) -> Problem {
    Problem::new("the path is no valid pattern").at(path).hint("write `[` and `]` only in pairs, `**` only as a folder")
}

/// A folder under `path` without a file.
pub fn empty_folder(path: &str) -> Problem {
    Problem::new("the folder holds no file").at(path).hint("put the files there, or take it out of the incident file")
}

// ---- workbooks --------------------------------------------------------------------------------

/// A workbook that calamine could not open.
pub fn workbook(path: &str) -> Problem {
    Problem::new("the workbook cannot be read")
        .at(path)
        .why("it is damaged, cut short, or protected by a password")
        .hint("open it, take the password off, save it again as XLSX; or export the sheet as CSV")
}

/// A sheet that the workbook does not have.
pub fn no_such_sheet(path: &str, written: &str, nearest: Option<&str>, sheets: &[String]) -> Problem {
    let problem = Problem::new(format!("the workbook has no sheet `{written}`")).at(path);
    match nearest {
        Some(name) => problem.hint(format!("did you mean `{name}`?")),
        None => problem.hint(format!("its sheets are {}", list(sheets, "and"))),
    }
}

/// Several sheets that could be meant.
pub fn which_sheet(path: &str, sheets: &[String]) -> Problem {
    Problem::new(format!("several sheets could be meant: {}", list(sheets, "and")))
        .at(path)
        .hint(format!("say which with `sheet = \"{}\"`", sheets.first().map_or("…", |s| s)))
}

/// No sheet with known headers.
pub fn no_sheet_with_headers(path: &str, sheets: &[String]) -> Problem {
    Problem::new("no sheet has a line of known headers among its first twenty")
        .at(format!("{path}, sheets {}", list(sheets, "and")))
        .hint("put the headers in one row, or name the columns: `columns = { nir = \"their header\", … }`")
}

/// Merged cells among the headers; `column` counts from 1.
pub fn merged_header(path: &str, sheet: &str, row: u64, column: u64) -> Problem {
    Problem::new("the headers have merged cells")
        .at(format!("{path}, sheet `{sheet}`, row {row}, column {column}"))
        .why("which column a merged header names cannot be told")
        .hint("unmerge them in the spreadsheet and give each column a header of its own, in one row")
}

// ---- text -------------------------------------------------------------------------------------

/// Bytes that the encoding, declared or marked, does not have.
pub fn bad_text(path: &str, encoding: &str, line: u64) -> Problem {
    Problem::new(format!("the text is not {encoding}"))
        .at(format!("{path}, line {}", thousands(line, ',')))
        .why("reading on would change names and lose people without a word")
        .hint("declare the encoding it has: `encoding = \"windows-1252\"` or another, or export it again")
}

/// A declared encoding that the byte-order mark contradicts.
pub fn encoding_contradicted(path: &str, declared: &str, marked: &str) -> Problem {
    Problem::new(format!("the file is declared as {declared} and marks itself as {marked}"))
        .at(path)
        .hint("take out `encoding`")
}

/// UTF-8 and something else in one file.
pub fn mixed_encodings(path: &str, line: u64) -> Problem {
    Problem::new("the text mixes UTF-8 with another encoding")
        .at(format!("{path}, line {} is the first that is not UTF-8", thousands(line, ',')))
        .why("extracts of two programs were probably joined; no one encoding reads all names right")
        .hint("export it again as UTF-8, or give the parts as files of their own")
}

/// Neither UTF-8 nor one of the Latin encodings.
pub fn unknown_encoding(path: &str, line: u64) -> Problem {
    Problem::new("the encoding of the text cannot be told")
        .at(format!("{path}, line {} is the first that is not UTF-8", thousands(line, ',')))
        .why("its accents stand where DOS (code page 850) and Macintosh texts have theirs")
        .hint("convert it, for instance `iconv -f CP850 -t UTF-8 old.csv > new.csv`; or declare `encoding` if you know it")
}

/// Windows-1252 or ISO-8859-15.
pub fn latin_in_doubt(path: &str, bytes: u64) -> Problem {
    Problem::new("the text is Windows-1252 or ISO-8859-15, and the bytes do not tell which")
        .at(path)
        .why(format!("{} would read as another character", count(bytes, "byte")))
        .hint(
            "write `encoding = \"windows-1252\"` (Windows programs) or `encoding = \"iso-8859-15\"` (older Unix ones)",
        )
}

/// NUL bytes in a text file.
pub fn nul_bytes(path: &str, row: u64) -> Problem {
    Problem::new("the file holds NUL bytes: it is not plain text")
        .at(place(path, Some(row), None))
        .why("a text has none; UTF-16 without its mark (\"Unicode text\") or a damaged file does")
        .hint("declare it, `encoding = \"utf-16le\"` or `\"utf-16be\"`, or export it again")
}

/// A row with another number of fields than the header.
pub fn ragged(path: &str, row: u64, fields: usize, header: usize) -> Problem {
    let (how, why) = if fields < header {
        ("too few fields", "a value or a delimiter is missing, and which column lost it cannot be told")
    } else {
        ("too many fields", "a value holds the delimiter without quotes, and which one cannot be told")
    };
    Problem::new(format!("a row has {how}: {fields} where the header has {header}"))
        .at(place(path, Some(row), None))
        .why(why)
        .hint("correct that row in the source, or export with every text between quotes")
}

/// A quote that no later quote closes.
pub fn unclosed_quote(path: &str, row: u64) -> Problem {
    Problem::new("a quote is opened and never closed")
        .at(place(path, Some(row), None))
        .why("everything after it was read as one value")
        .hint("close the quote in that row, or double it if it belongs to the text")
}

/// A record beyond the limit that any real record stays under.
pub fn record_too_long(path: &str, row: u64, limit: usize) -> Problem {
    Problem::new(format!("a row is longer than {} KiB", limit / 1024))
        .at(place(path, Some(row), None))
        .why("no row of persons is that long; a quote is probably opened there and never closed")
        .hint("look at that row and the one before it")
}

/// No delimiter makes a header line appear.
pub fn no_known_header(path: &str, headers: usize) -> Problem {
    Problem::new("no line of known headers is among the first twenty")
        .at(place(path, Some(1), None))
        .why(format!(
            "tried `;`, `,`, tab and `|` ({} at most); if the file has no header line, its first line is a person and is not shown here",
            count(headers as u64, "column")
        ))
        .hint("name the columns, `columns = { nir = \"their header\", … }`; without a header line, `header = false, delimiter = \";\", columns = { nir = 1, … }`")
}

/// Two delimiters make known headers appear, and as many.
pub fn two_delimiters(path: &str, a: char, b: char) -> Problem {
    let shown = |c: char| if c == '\t' { "tab".to_owned() } else { c.to_string() };
    Problem::new(format!("the delimiter is not clear: `{}` and `{}` give as many known columns", shown(a), shown(b)))
        .at(path)
        .hint(format!("say which with `delimiter = \"{}\"`", shown(a)))
}

// ---- dates ------------------------------------------------------------------------------------

/// Dates that can be read two ways, in a file that settles none; `rows` of them, the first ones by number.
pub fn date_order_open(path: &str, column: &str, rows: u64, first_rows: &[u64], of: u64) -> Problem {
    Problem::new(format!("{} in `{column}` can be read two ways", count(rows, "date")))
        .at(format!("{path}, {} (of {})", rows_listed(rows, first_rows), thousands(of, ',')))
        .why("nothing in the file settles which of day, month and year comes first")
        .hint("say which with `date_order = \"dmy\"` (or \"mdy\", \"ymd\") beside the file's `path`")
}

/// Dates of which some are written one way and some another; `votes` by order.
pub fn date_order_mixed(path: &str, column: &str, votes: &[(&str, u64)], open: u64) -> Problem {
    let votes: Vec<String> = votes.iter().map(|(order, n)| format!("{} say {order}", count(*n, "row"))).collect();
    Problem::new(format!("the dates in `{column}` do not agree on an order: {}", votes.join(", ")))
        .at(path)
        .why(format!("{} could be read either way", count(open, "more date")))
        .hint("say which with `date_order = \"dmy\"` (or \"mdy\", \"ymd\") beside the file's `path`; dates that cannot be read so are set aside")
}

fn rows_listed(rows: u64, first: &[u64]) -> String {
    let numbers: Vec<String> = first.iter().map(|row| thousands(*row, ',')).collect();
    let more = rows.saturating_sub(first.len() as u64);
    let noun = if rows == 1 { "row" } else { "rows" };
    match more {
        0 => format!("{noun} {}", numbers.join(", ")),
        _ => format!("{noun} {} and {} more", numbers.join(", "), thousands(more, ',')),
    }
}

/// More rows on one side than can be numbered.
pub fn too_many_rows(shown: &str) -> Problem {
    Problem::new("one side has more than 4,294,967,295 rows").at(shown).hint("assess the insurers in several incidents")
}
