//! Every failure: what is wrong, how much, where, why the tool cannot decide, what to write.
//!
//! Error messages are in this folder; what contradicts itself in an incident file is worded where the plan finds it. None ever
//! contains a value read from a row: a place is a file, a column and a row number, and the user has the file.

mod columns;
mod compare;
mod dates;
mod decided;
mod exchange;
mod files;
mod incident;
mod key;
mod listing;
mod notify;
mod objects;
mod output;
mod parquet;
mod redraw;
mod role;
mod signature;
mod text;
mod workbook;

use std::fmt;

use crate::remedy::Remedy;
use crate::said::{Lang, Said, both, number};
use crate::shown::{self, line};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use columns::*;
pub use compare::*;
pub use dates::*;
pub use decided::*;
pub use exchange::*;
pub use files::*;
pub use incident::*;
pub use key::*;
pub use listing::*;
pub use notify::*;
pub use objects::*;
pub use output::*;
pub use parquet::*;
pub use redraw::*;
pub use role::Role;
pub use signature::*;
pub use text::*;
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

impl Error {
    /// What is printed, in a language.
    pub fn told(&self, lang: Lang) -> String {
        let pick = |fr: &'static str, en: &'static str| match lang {
            Lang::Fr => fr,
            Lang::En => en,
        };
        let nothing = pick("rien n’a été écrit", "nothing was written");
        match self {
            Error::Refused(problems) => {
                let problems: String =
                    problems.iter().map(|problem| problem.in_lang(lang).as_error(lang) + "\n").collect();
                format!("{problems}{nothing}")
            }
            Error::Unprinted(problem) => {
                let lost = pick(
                    "ce qui devait s’afficher est perdu\u{202f}; les fichiers à écrire sont écrits",
                    "what was to be printed is lost; files that were to be written are written",
                );
                format!("{}\n{lost}", problem.in_lang(lang).as_error(lang))
            }
            Error::Usage(problem) => problem.in_lang(lang).as_error(lang),
            Error::Internal(cause) => {
                let (internal, hint) = (
                    pick("erreur interne\u{a0}: ", "internal error: "),
                    pick(
                        "à faire\u{a0}: c’est une faute d’ampleur, non de vos fichiers\u{202f}; merci de signaler cette ligne",
                        "hint: this is a bug in ampleur, not an error in your files; please report this line",
                    ),
                );
                format!("{internal}{cause:#}\n{hint}\n{nothing}")
            }
            Error::Interrupted => format!("{}\n{nothing}", interrupted(lang)),
        }
    }
}

/// What is said of a run that the user or the system ended.
pub fn interrupted(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "interrompu",
        Lang::En => "interrupted",
    }
}

/// One problem: what is wrong, where, why, and what to write.
#[derive(PartialEq, Serialize, Deserialize)]
pub struct Problem(Box<Sentences>);

#[derive(PartialEq, Serialize, Deserialize)]
struct Sentences {
    what: Said,
    /// Whether the file has nothing in it, so that others beside it may do without it.
    #[serde(skip)]
    of_empty_file: bool,
    place: Option<Said>,
    why: Option<Said>,
    hint: Option<Said>,
    remedy: Option<Remedy>,
}

/// A problem in one language.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub struct Told {
    /// What is wrong, and how much.
    what: String,
    /// Where: a file, a row, a column.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// Why ampleur cannot decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// What to write or do.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    /// What settles it, if a line of the incident file does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
}

impl Problem {
    /// Whether the file has nothing in it, so that others beside it may do without it.
    pub fn is_of_empty_file(&self) -> bool {
        self.0.of_empty_file
    }

    /// The problem in a language, for a program to read.
    pub fn in_lang(&self, lang: Lang) -> Told {
        let of = |said: &Option<Said>| said.as_ref().map(|said| said.of(lang).to_owned());
        let Sentences { what, place, why, hint, remedy, .. } = &*self.0;
        Told { what: what.of(lang).to_owned(), place: of(place), why: of(why), hint: of(hint), remedy: remedy.clone() }
    }

    /// The problem as it is printed, in a language.
    pub fn told(&self, lang: Lang) -> String {
        self.in_lang(lang).lines(lang)
    }

    /// What is wrong and where, on one line.
    pub fn in_one_line(&self, lang: Lang) -> String {
        let place = self.0.place.iter().map(|place| format!(" ({})", place.of(lang)));
        line(&format!("{}{}", self.0.what.of(lang), place.collect::<String>())).into_owned()
    }

    fn new(what: Said) -> Self {
        let what = told(what);
        Problem(Box::new(Sentences { what, of_empty_file: false, place: None, why: None, hint: None, remedy: None }))
    }
    fn of_empty_file(mut self) -> Self {
        self.0.of_empty_file = true;
        self
    }
    /// A path, or a place of which the name reads the same in both languages.
    fn at(self, path: impl Into<String>) -> Self {
        self.within(Said::same(path))
    }
    fn within(mut self, place: Said) -> Self {
        self.0.place = Some(told(place));
        self
    }
    fn why(mut self, why: Said) -> Self {
        self.0.why = Some(told(why));
        self
    }
    fn remedy(mut self, remedy: Remedy) -> Self {
        self.0.remedy = Some(remedy);
        self
    }
    fn hint(mut self, hint: Said) -> Self {
        self.0.hint = Some(told(hint));
        self
    }
}

/// For a developer: in English.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Lang::En))
    }
}

/// For a developer: in English.
impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Lang::En))
    }
}

impl Told {
    /// The problem as it is printed; `lang` is its language.
    pub fn lines(&self, lang: Lang) -> String {
        let (within, todo) = match lang {
            Lang::Fr => ("dans", "à faire\u{a0}:"),
            Lang::En => ("in", "hint:"),
        };
        let Told { what, place, why, hint, .. } = self;
        let mut lines = line(what).into_owned();
        if let Some(place) = place {
            lines.push_str(&format!("\n  {within} {}", line(place)));
        }
        if let Some(why) = why {
            lines.push_str(&format!("\n  {}", line(why)));
        }
        if let Some(hint) = hint {
            lines.push_str(&format!("\n{todo} {}", line(hint)));
        }
        lines
    }

    /// The same after the word for what it is.
    pub fn as_error(&self, lang: Lang) -> String {
        let error = match lang {
            Lang::Fr => "erreur\u{a0}: ",
            Lang::En => "error: ",
        };
        format!("{error}{}", self.lines(lang))
    }
}

/// A text of a problem. It may quote what the user wrote in the wrong place, and that may be the key.
fn told(text: Said) -> Said {
    let Said { fr, en } = text.map(shown::without_key);
    Said { fr: shown::places_in_french(&fr), en }
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

/// A hint at what was probably meant.
pub fn did_you_mean(name: &str) -> Said {
    both!("vouliez-vous dire `{name}`\u{202f}?", "did you mean `{name}`?")
}

/// A place inside a file of rows.
fn place(path: &str, row: Option<u64>, column: Option<&str>) -> Said {
    // Named by its place, it is a column already.
    let column = column.map(|column| shown::number(column).unwrap_or(column));
    match (row.map(number), column) {
        (None, None) => Said::same(path),
        (Some(row), None) => both!("{path}, ligne {row}", "{path}, row {row}"; row = row),
        (None, Some(column)) => both!("{path}, colonne {column}", "{path}, column {column}"),
        (Some(row), Some(column)) => {
            both!("{path}, ligne {row}, colonne {column}", "{path}, row {row}, column {column}"; row = row)
        }
    }
}

/// A line of a text, counted from 1.
fn line_of(path: &str, line: u64) -> Said {
    both!("{path}, ligne {line}", "{path}, line {line}"; line = number(line))
}

/// An object of a list of objects, counted from 1.
fn object_of(path: &str, object: u64) -> Said {
    both!("{path}, objet {object}", "{path}, object {object}"; object = number(object))
}
