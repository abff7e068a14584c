//! Every failure: what is wrong, how much of it, where, why the tool cannot decide, what to write.
//!
//! All the words of errors are in this file. None of them ever holds a value read from a row: a place
//! is a file, a column and a row number, and the user has the file.

use std::fmt;
use std::path::Path;

/// What stopped a run. It is shown once, by [`crate::run`].
pub enum Error {
    /// The data or the incident file refused it; nothing was written (exit 1).
    Refused(Vec<Problem>),
    /// The command line is wrong (exit 2).
    Usage(Problem),
    /// A bug of ours (exit 70). The cause is shown without values of rows.
    Internal(anyhow::Error),
}

/// The result of every stage.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The exit status of the process, as `--help` documents it.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Refused(_) => 1,
            Error::Usage(_) => 2,
            Error::Internal(_) => 70,
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Error::Refused(vec![problem])
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Error::Internal(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused(problems) => {
                for problem in problems {
                    writeln!(f, "error: {problem}")?;
                }
                write!(f, "nothing was written")
            }
            Error::Usage(problem) => write!(f, "error: {problem}"),
            Error::Internal(cause) => write!(
                f,
                "internal error: {cause:#}\nhint: this is a bug of ampleur, not of your files; please report this line\nnothing was written"
            ),
        }
    }
}

/// One thing that is wrong, with its place and what to write.
pub struct Problem {
    what: String,
    place: Option<String>,
    why: Option<String>,
    hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        if let Some(place) = &self.place {
            write!(f, "\n  in {place}")?;
        }
        if let Some(why) = &self.why {
            write!(f, "\n  {why}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl Problem {
    fn new(what: impl Into<String>) -> Self {
        Problem { what: what.into(), place: None, why: None, hint: None }
    }
    fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }
    fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }
    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

// ---- the grammar of messages ------------------------------------------------------------------

/// `1 row`, `2 rows`, `48,210 rows`.
pub fn count(n: u64, noun: &str) -> String {
    format!("{} {noun}{}", thousands(n, ','), if n == 1 { "" } else { "s" })
}

/// Groups digits by three.
pub fn thousands(n: u64, separator: char) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// `a, b and c`, each in backquotes.
fn list(items: &[impl AsRef<str>], last: &str) -> String {
    let ticked: Vec<String> = items.iter().map(|i| format!("`{}`", i.as_ref())).collect();
    match ticked.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// The candidate closest to what was written, if it is close enough to be meant.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|c| (strsim::jaro_winkler(&written.to_lowercase(), &c.to_lowercase()), c))
        .filter(|(score, _)| *score > 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, c)| c)
}

// ---- files ------------------------------------------------------------------------------------

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

/// A file whose extension is not one of those read.
pub fn unknown_format(path: &str) -> Problem {
    Problem::new("the format of the file is not known")
        .at(path)
        .why("files are read by their extension: .csv and .txt as CSV, .parquet and .pq as Parquet")
        .hint("save it as CSV (UTF-8) or Parquet and give it that extension")
}

// ---- CSV --------------------------------------------------------------------------------------

/// Bytes that are not UTF-8.
pub fn not_utf8(path: &str, row: u64, column: Option<&str>) -> Problem {
    Problem::new("the text is not UTF-8")
        .at(place(path, Some(row), column))
        .why("a wrong guess at the encoding would change names and lose people without a word")
        .hint("convert it first, for instance `iconv -f WINDOWS-1252 -t UTF-8 old.csv > new.csv`")
}

/// NUL bytes in a text file.
pub fn nul_bytes(path: &str, row: u64) -> Problem {
    Problem::new("the file holds NUL bytes: it is not plain text")
        .at(place(path, Some(row), None))
        .why("a CSV has none; a file saved as UTF-16 (\"Unicode text\") or a damaged one does")
        .hint("convert it first, for instance `iconv -f UTF-16 -t UTF-8 old.csv > new.csv`")
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
    Problem::new("no column of the first line is recognised as a header")
        .at(place(path, Some(1), None))
        .why(format!(
            "tried `;` and `,` ({} at most); if the file has no header line, its first line is a person and is not shown here",
            count(headers as u64, "column")
        ))
        .hint("put the header line first, or name the columns: `columns = { nir = \"their header\", … }`")
}

/// Both delimiters make known headers appear, and as many.
pub fn two_delimiters(path: &str) -> Problem {
    Problem::new("the delimiter is not clear: `;` and `,` give as many known columns")
        .at(place(path, Some(1), None))
        .hint("save the file with one delimiter only")
}

// ---- columns ----------------------------------------------------------------------------------

/// Two headers that mean one column.
pub fn two_headers(path: &str, col: &str, headers: &[String]) -> Problem {
    Problem::new(format!("two headers mean the column `{col}`: {}", list(headers, "and")))
        .at(path)
        .why("which of them to compare cannot be guessed")
        .hint(format!("say which with `columns = {{ {col} = \"{}\" }}`", headers.first().map_or("…", |h| h)))
}

/// A header given under `columns` that the file does not have.
pub fn no_such_header(path: &str, col: &str, written: &str, nearest: Option<&str>) -> Problem {
    let problem =
        Problem::new(format!("the header `{written}`, given for the column `{col}`, is not in the file")).at(path);
    match nearest {
        Some(header) => problem.hint(format!("did you mean `{header}`?")),
        None => problem.hint("give the header as the file writes it"),
    }
}

/// A name under `columns` that is no column of ours, or not on this side.
pub fn unknown_column(path: &str, written: &str, nearest: Option<&str>, known: &[&str]) -> Problem {
    let problem = Problem::new(format!("`{written}` under `columns` is no column that ampleur knows here")).at(path);
    match nearest {
        Some(col) => problem.hint(format!("did you mean `{col}`?")),
        None => problem.hint(format!("the columns are {}", list(known, "and"))),
    }
}

/// One header given for two columns.
pub fn header_twice(path: &str, header: &str) -> Problem {
    Problem::new(format!("the header `{header}` is given for two columns"))
        .at(path)
        .hint("give each column its own header")
}

/// A file whose columns allow no rule.
pub fn no_rule(path: &str, found: &[&str], shown: &[String], needs: &str) -> Problem {
    let problem = Problem::new("no linkage rule is possible with the columns at hand").at(path).why(format!(
        "recognised: {}; a rule needs {needs}",
        if found.is_empty() { "none".into() } else { list(found, "and") }
    ));
    if shown.is_empty() {
        problem.hint("name the missing columns with `columns = { nir = \"their header\", … }`")
    } else {
        problem.hint(format!(
            "not recognised: {}; name what is meant with `columns = {{ nir = \"their header\", … }}`",
            list(shown, "and")
        ))
    }
}

/// An operator's leaks and its insurers' members that share no possible rule.
pub fn no_common_rule(leak: &str, operator: &str) -> Problem {
    Problem::new(format!(
        "no linkage rule is possible between this file and the members of any insurer that `{operator}` serves"
    ))
    .at(leak)
    .why("the columns that the leak has and those that the members have allow no rule in common")
    .hint("see the rules and the columns they need in the README")
}

// ---- the incident file ------------------------------------------------------------------------

/// TOML that does not parse.
pub fn toml_syntax(path: &str, line: usize, message: &str) -> Problem {
    Problem::new(format!("the incident file is not valid TOML: {message}")).at(format!("{path}, line {line}"))
}

/// An incident file that is not text.
pub fn incident_not_utf8(path: &str) -> Problem {
    Problem::new("the incident file is not UTF-8 text").at(path).hint("save it as UTF-8")
}

/// A key that the schema does not have.
pub fn unknown_key(place: &str, key: &str, nearest: Option<&str>, valid: &[&str]) -> Problem {
    let problem = Problem::new(format!("unknown key `{key}`")).at(place);
    match nearest {
        Some(name) => problem.hint(format!("did you mean `{name}`?")),
        None => problem.hint(format!("the keys here are {}", list(valid, "and"))),
    }
}

/// A key that must be there.
pub fn missing_key(place: &str, key: &str) -> Problem {
    Problem::new(format!("the key `{key}` is missing")).at(place).hint(format!("write `{key} = …` there"))
}

/// A key of another type than the schema's.
pub fn wrong_type(place: &str, key: &str, expected: &str) -> Problem {
    Problem::new(format!("`{key}` must be {expected}")).at(place)
}

/// A word outside a closed list.
pub fn not_in_list(place: &str, key: &str, written: &str, nearest: Option<&str>, valid: &[&str]) -> Problem {
    let problem = Problem::new(format!("`{written}` is not a value of `{key}`")).at(place);
    match nearest {
        Some(name) => problem.hint(format!("did you mean `{name}`? The values are {}", list(valid, "and"))),
        None => problem.hint(format!("the values are {}", list(valid, "and"))),
    }
}

/// Something the incident file says that cannot stand.
pub fn incident(path: &str, what: impl Into<String>, hint: impl Into<String>) -> Problem {
    Problem::new(what).at(path).hint(hint)
}

// ---- the key ----------------------------------------------------------------------------------

/// A key that is not 64 hexadecimal digits.
pub fn key_size(place: &str, found: usize) -> Problem {
    Problem::new("the key has the wrong size or form")
        .at(place)
        .why(format!("a key is 64 hexadecimal digits (32 bytes); this one has {}", count(found as u64, "character")))
        .hint("make one with `ampleur key new FILE`")
}

/// A key file that others may read.
pub fn key_readable(path: &str, mode: u32) -> Problem {
    Problem::new(format!("the key file can be read by others (mode {mode:04o})"))
        .at(path)
        .why("whoever has the key can undo every pseudonym by trying all numbers")
        .hint("`chmod 600` it; if others may have read it, make a new one with `ampleur key new`")
}

/// The variable named under `[key]` is not set.
pub fn key_env_absent(name: &str) -> Problem {
    Problem::new(format!("the environment variable `{name}`, which should hold the key, is not set"))
        .hint("set it to the 64 hexadecimal digits of the key, or use `file = …` under [key]")
}

/// `key new` onto a file that exists.
pub fn key_exists(path: &str) -> Problem {
    Problem::new("a file of that name exists; a key is never overwritten")
        .at(path)
        .why("without the old key no earlier report can be rerun")
        .hint("give another name")
}

/// The incident's secret key and the published one named together, or none at all.
pub fn key_choice(path: &str, given: usize) -> Problem {
    Problem::new(format!("under [key] exactly one of `file`, `env` and `published` is needed; {given} are given"))
        .at(path)
        .hint("`ampleur key new incident.key`, then `file = \"incident.key\"`")
}

// ---- output -----------------------------------------------------------------------------------

/// An output folder that ampleur did not write.
pub fn foreign_output(path: &Path) -> Problem {
    Problem::new("the output folder exists and is not a report of this incident")
        .at(path.display().to_string())
        .why("it is not replaced, since what it holds would be lost")
        .hint("give another folder with `-o DIR`, or move it away")
}

/// A folder that is to be made and exists.
pub fn folder_exists(path: &Path) -> Problem {
    Problem::new("the folder exists").at(path.display().to_string()).hint("give a name that is free")
}

/// An output that cannot be written.
pub fn cannot_write(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(format!("cannot write there ({})", error.kind())).at(path.display().to_string())
}

/// The output folder contains an input, or the other way round.
pub fn output_holds_input(path: &Path, input: &str) -> Problem {
    Problem::new("the output folder holds an input file, which replacing it would delete")
        .at(path.display().to_string())
        .why(format!("the input is {input}"))
        .hint("give another folder with `-o DIR`")
}

/// A place inside a file of rows.
fn place(path: &str, row: Option<u64>, column: Option<&str>) -> String {
    let mut place = path.to_owned();
    if let Some(row) = row {
        place.push_str(&format!(", row {}", thousands(row, ',')));
    }
    if let Some(column) = column {
        place.push_str(&format!(", column {column}"));
    }
    place
}
