//! Output folders and parties named on the command line.

use std::path::Path;

use super::{Problem, count, list, nearest};

/// An output folder that ampleur did not write.
pub fn foreign_output(path: &Path) -> Problem {
    Problem::new("the output folder exists and is not a report of this incident")
        .at(path.display().to_string())
        .why("ampleur does not replace it, since its contents would be lost")
        .hint("choose another folder with `-o DIR`, or move it away")
}

/// A report in whose folder somebody has put or changed files.
pub fn changed_output(path: &Path, files: &[String]) -> Problem {
    let (shown, more) = files.split_at(files.len().min(5));
    let more = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
    Problem::new(format!(
        "the folder of the report holds {} that it was not written with",
        count(files.len() as u64, "file")
    ))
    .at(format!("{}: {}{more}", path.display(), list(shown, "and")))
    .why("they were put there or changed since, and would be lost with the report that is replaced")
    .hint("move them away, or choose another folder with `-o DIR`")
}

/// A file that is no table of counts to be shared.
pub fn no_table_of_counts(path: &Path) -> Problem {
    Problem::new("the file is no table of counts that this version can read")
        .at(path.display().to_string())
        .why("it is no JSON of schema ampleur/shared/1")
        .hint("give the shared/persons.json that was passed on, or `--released none`")
}

/// A table of counts that tells few persons beside the one that it would replace.
pub fn tables_tell_their_difference(path: &Path, counts: u64, below: u64) -> Problem {
    let which = count(counts, "count");
    Problem::new(format!("the table of counts here and the new one together tell {which} of fewer than {below} persons"))
        .at(path.display().to_string())
        .why("if it was passed on, who has both can subtract one from the other; nothing was replaced")
        .hint(format!(
            "write `--released {}` if it was passed on (a copy of what was, if it is another), `--released none` if nothing was",
            path.display()
        ))
}

/// An output folder that already exists.
pub fn folder_exists(path: &Path) -> Problem {
    Problem::new("the folder already exists").at(path.display().to_string()).hint("choose another name")
}

/// An output that cannot be written.
pub fn cannot_write(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(format!("cannot write here ({})", error.kind())).at(path.display().to_string())
}

/// A previous report that an interrupted run had moved aside and that cannot be moved back.
pub fn previous_report_moved_aside(old: &Path, target: &Path, error: &std::io::Error) -> Problem {
    Problem::new(format!("the previous folder cannot be restored ({})", error.kind()))
        .at(target.display().to_string())
        .why("a run was stopped while replacing it; its contents are complete")
        .hint(format!("move {} there by hand", old.display()))
}

/// A temporary file that cannot be written, where the memory limit requires one.
pub fn no_room_to_spill(folder: &Path) -> Problem {
    Problem::new("the comparison exceeds its memory limit, and the temporary file cannot be written")
        .at(folder.display().to_string())
        .hint("free space on that disk, choose another with `-o DIR`, or raise the limit with `--memory SIZE`")
}

/// The program that serves the page is not there, or cannot be started.
pub fn no_desk(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(format!("the program that serves the page cannot be started ({})", error.kind()))
        .at(path.display().to_string())
        .why("`ampleur` itself opens no connection; its page is a program of its own, beside it")
        .hint("from a clone: `cargo build --release`, or `cargo install --path crates/desk --locked`")
}

/// The output folder contains an input, or the other way round.
pub fn output_holds_input(path: &Path, input: &str) -> Problem {
    Problem::new("the output folder contains an input file, which would be deleted with it")
        .at(path.display().to_string())
        .why(format!("the input is {input}"))
        .hint("choose another folder with `-o DIR`")
}

/// A party that does not exist. `lacks` begins the sentence, such as `the report has no operator`.
pub fn no_such_party(lacks: &str, written: &str, known: &[&str]) -> Problem {
    let problem = Problem::new(format!("{lacks} `{written}`"));
    let all = list(known, "and");
    match nearest(written, known.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => problem,
        None => problem.hint(format!("it has {all}")),
    }
}

/// The same operator given twice where two are compared.
pub fn operator_twice(written: &str, known: &[&str]) -> Problem {
    Problem::new(format!("`{written}` is given twice; a comparison needs two operators"))
        .hint(format!("the report's operators are {}", list(known, "and")))
}

/// A folder that is not a report.
pub fn no_report(folder: &Path) -> Problem {
    Problem::new("the folder is not a report that this version can read")
        .at(folder.display().to_string())
        .why("it has no readable manifest.json of schema ampleur/manifest/1")
        .hint("give the report's own folder, such as reports/my-incident")
}
