//! Where a report is to stand.

use std::path::Path;

use super::{Problem, list, nearest};

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

/// A folder that a stopped run had moved aside to replace it, and that cannot be put back.
pub fn stands_aside(old: &Path, target: &Path, error: &std::io::Error) -> Problem {
    Problem::new(format!("the former folder cannot be put back ({})", error.kind()))
        .at(target.display().to_string())
        .why("a run was stopped while it replaced it; it is whole, and kept")
        .hint(format!("move {} there by hand", old.display()))
}

/// What does not fit in memory cannot be kept elsewhere.
pub fn no_room_to_spill(folder: &Path) -> Problem {
    Problem::new("what is compared does not fit in the memory it may have, and cannot be written to a temporary file")
        .at(folder.display().to_string())
        .hint("make room on that disk, choose another with `-o DIR`, or give more memory with `--memory SIZE`")
}

/// The output folder contains an input, or the other way round.
pub fn output_holds_input(path: &Path, input: &str) -> Problem {
    Problem::new("the output folder holds an input file, which replacing it would delete")
        .at(path.display().to_string())
        .why(format!("the input is {input}"))
        .hint("give another folder with `-o DIR`")
}

/// A party that is not there. `lacks` tells what lacks it, such as `the report has no operator`.
pub fn no_such_party(lacks: &str, written: &str, known: &[&str]) -> Problem {
    let problem = Problem::new(format!("{lacks} `{written}`"));
    let all = list(known, "and");
    match nearest(written, known.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => problem,
        None => problem.hint(format!("there are {all}")),
    }
}

/// One operator given twice where two are compared.
pub fn operator_twice(written: &str, known: &[&str]) -> Problem {
    Problem::new(format!("`{written}` is given twice, and two operators are compared"))
        .hint(format!("the report's operators are {}", list(known, "and")))
}

/// A folder that is no report.
pub fn no_report(folder: &Path) -> Problem {
    Problem::new("the folder is not a report that this version can read")
        .at(folder.display().to_string())
        .why("it has no manifest.json of ampleur/manifest/1 that can be read")
        .hint("name the report's own folder, such as reports/my-incident")
}
