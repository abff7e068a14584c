//! Every failure: what is wrong, how much, where, why the tool cannot decide, what to write.
//!
//! All error messages are in this folder. None ever contains a value read from a row: a place is a file, a column and
//! a row number, and the user has the file.

mod columns;
mod compare;
mod decided;
mod exchange;
mod files;
mod incident;
mod key;
mod listing;
mod notify;
mod output;
mod parquet;
mod signature;
mod workbook;

use std::fmt;

use crate::shown::{self, line};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use columns::*;
pub use compare::*;
pub use decided::*;
pub use exchange::*;
pub use files::*;
pub use incident::*;
pub use key::*;
pub use listing::*;
pub use notify::*;
pub use output::*;
pub use parquet::*;
pub use signature::*;
pub use workbook::*;

/// What stopped a run. Printed once, by the program.
pub enum Error {
    /// The data or the incident file do not allow it; nothing was written (exit 1).
    Refused(Vec<Problem>),
    /// The command line is wrong (exit 2).
    Usage(Problem),
    /// A bug in ampleur (exit 70). The cause is printed without values from rows.
    Internal(anyhow::Error),
    /// What was to be printed cannot be; files are written (exit 1).
    Unprinted(Problem),
    /// The user or the system interrupted it; nothing was written (exit 130).
    Interrupted,
}

/// The exit status of an interrupted run, as shells expect it.
pub const INTERRUPTED: u8 = 130;

/// The result of every stage.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The exit status of the process, as `--help` documents it.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Refused(_) | Error::Unprinted(_) => 1,
            Error::Usage(_) => 2,
            Error::Internal(_) => 70,
            Error::Interrupted => INTERRUPTED,
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
            Error::Unprinted(problem) => {
                write!(f, "error: {problem}\nwhat was to be printed is lost; files that were to be written are written")
            }
            Error::Usage(problem) => write!(f, "error: {problem}"),
            Error::Internal(cause) => write!(
                f,
                "internal error: {cause:#}\nhint: this is a bug in ampleur, not an error in your files; please report this line\nnothing was written"
            ),
            Error::Interrupted => write!(f, "interrupted\nnothing was written"),
        }
    }
}

/// One problem: what is wrong, where, why, and what to write.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// What is wrong, and how much.
    what: String,
    /// Whether the file has nothing in it, so that others beside it may do without it.
    #[serde(skip)]
    of_empty_file: bool,
    /// Where: a file, a row, a column.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// Why ampleur cannot decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// What to write or do.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", line(&self.what))?;
        if let Some(place) = &self.place {
            write!(f, "\n  in {}", line(place))?;
        }
        if let Some(why) = &self.why {
            write!(f, "\n  {}", line(why))?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {}", line(hint))?;
        }
        Ok(())
    }
}

impl Problem {
    /// Whether the file has nothing in it, so that others beside it may do without it.
    pub fn is_of_empty_file(&self) -> bool {
        self.of_empty_file
    }

    /// What is wrong and where, on one line.
    pub fn in_one_line(&self) -> String {
        let place = self.place.iter().map(|place| format!(" ({place})"));
        line(&format!("{}{}", self.what, place.collect::<String>())).into_owned()
    }

    fn new(what: impl Into<String>) -> Self {
        Problem { what: told(what), of_empty_file: false, place: None, why: None, hint: None }
    }
    fn of_empty_file(mut self) -> Self {
        self.of_empty_file = true;
        self
    }
    fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(told(place));
        self
    }
    fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(told(why));
        self
    }
    fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(told(hint));
        self
    }
}

/// A text of a problem. It may quote what the user wrote in the wrong place, and that may be the key.
fn told(text: impl Into<String>) -> String {
    shown::without_key(text.into())
}

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
