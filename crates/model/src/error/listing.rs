//! Folders, patterns and the names that are found there.

use super::Problem;

/// A pattern under `path` that matches no file.
pub fn no_match(path: &str) -> Problem {
    Problem::new("no file matches the pattern").at(path).hint("check the folder and the spelling; `*` matches any text")
}

/// A `path` that is not a valid pattern.
pub fn bad_pattern(path: &str) -> Problem {
    Problem::new("the path is not a valid pattern")
        .at(path)
        .hint("use `[` and `]` in pairs, and `**` only as a whole folder name")
}

/// A folder within a folder under `path`.
pub fn folder_within(path: &str) -> Problem {
    Problem::new("the folder holds another one, which is not read")
        .at(path)
        .why("rows in it would be missing from every figure")
        .hint("move its files beside the others, name it under a `path` of its own, or write a pattern, e.g. `path = \"leaks/**/*.csv\"`")
}

/// A hidden file among those of a folder, a pattern or an archive.
pub fn hidden_file(path: &str) -> Problem {
    Problem::new("the file is hidden, and not read")
        .at(path)
        .why("rows in it would be missing from every figure")
        .hint("give it a name that does not begin with `.` or `_`, or take it away")
}

/// A link that leads nowhere, a pipe or a device among the files of a folder.
pub fn no_file(path: &str) -> Problem {
    Problem::new("this is no file: a link that leads nowhere, a pipe or a device")
        .at(path)
        .why("whether it stands for rows cannot be seen")
        .hint("put the file there, or take it away")
}

/// Why a name that nobody declared may not stand in outputs.
#[derive(Clone, Copy)]
pub enum Named {
    /// It is no text in UTF-8.
    NoText,
    /// It holds a NIR, an e-mail address, a telephone number or an IBAN.
    Identifier,
    /// It looks like the names of a person.
    Names,
}

/// A file, of a folder or an archive, that is called after a person. `place` counts from 1, by name.
pub fn file_named(path: &str, place: usize, of: usize, what: Named) -> Problem {
    let says = match what {
        Named::NoText => "is not valid UTF-8",
        Named::Identifier => "holds an identifier of a person",
        Named::Names => "looks like the names of a person",
    };
    Problem::new(format!("the name of a file {says}"))
        .at(format!("{path}, file {place} of {of} by name"))
        .why("reports and messages show the names of files")
        .hint("rename the file, or declare it by a `path` of its own if nobody is named: what the incident file says may be shown")
}

/// A folder under `path` without files.
pub fn empty_folder(path: &str) -> Problem {
    Problem::new("the folder contains no files")
        .at(path)
        .hint("put the files there, or remove it from the incident file")
}
