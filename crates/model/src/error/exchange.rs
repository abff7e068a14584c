//! Exchange files that cannot be compared with the other inputs.

use std::path::Path;

use super::{Problem, place};

/// A file that does not have the form of an exchange file.
pub fn exchange_malformed(path: &str, what: &str) -> Problem {
    Problem::new("this exchange file is not valid").at(path).why(what).hint(
        "have it made again with `ampleur pseudonymise`; `ampleur schema exchange` prints the schema of its header",
    )
}

/// An exchange file of another schema.
pub fn exchange_schema(path: &str, ours: &str) -> Problem {
    Problem::new("this version of ampleur does not read the schema of this exchange file")
        .at(path)
        .why(format!("it reads `{ours}`"))
        .hint("have it made again with the version of ampleur that you use")
}

/// An exchange file of the first schema.
pub fn exchange_of_whole_rules(path: &str, ours: &str) -> Problem {
    Problem::new("this exchange file is of `ampleur/exchange/1`, which is no longer read")
        .at(path)
        .why(format!(
            "it holds digests of whole rules only, so that everybody whose rows differ in a letter or a digit would be missed; `{ours}` holds what every rule compares"
        ))
        .hint("have it made again from the clear file: `ampleur pseudonymise INCIDENT.toml`, with this version of ampleur")
}

/// An exchange file made with other canonical forms.
pub fn exchange_version(path: &str, ours: &str) -> Problem {
    Problem::new("this exchange file was made with another version of the canonical forms")
        .at(path)
        .why(format!("this program uses canonical forms `{ours}`; digests of other forms never match, so nobody would appear affected"))
        .hint("have it made again with the version of ampleur that you use")
}

/// An exchange file made with another key.
pub fn exchange_key(path: &str, ours: &str) -> Problem {
    Problem::new("this exchange file was made with another key")
        .at(path)
        .why(format!(
            "its key fingerprint is not {ours}, that of this incident; digests under two keys never match, so nobody would appear affected"
        ))
        .hint("compare fingerprints with `ampleur key show`, then have the file made again with this incident's key")
}

/// An exchange file that does not match its seal.
pub fn exchange_altered(path: &str) -> Problem {
    Problem::new("this exchange file does not match its seal")
        .at(path)
        .why("it was changed after it was sealed, or written by somebody without the key: no figure may rest on it")
        .hint("transfer it again, or have it made again with `ampleur pseudonymise`")
}

/// An exchange file made for another incident.
pub fn exchange_incident(path: &str) -> Problem {
    Problem::new("this exchange file was made for another incident").at(path).hint(
        "have it made again from an incident file with this incident's `id`; rows provided for one breach are not used for another",
    )
}

/// An exchange file of leaks listed among members, or the reverse.
pub fn exchange_side(path: &str, listed: &str) -> Problem {
    Problem::new(format!("this exchange file is listed among the {listed}, but holds the other side"))
        .at(path)
        .hint("list leaks under [operators.ID] and members under [insurers.ID]")
}

/// An exchange file listed under another party than its own.
pub fn exchange_party(path: &str, listed: Option<&str>) -> Problem {
    let listed = listed.map_or_else(|| "as members of several insurers".to_owned(), |id| format!("under `{id}`"));
    Problem::new(format!("this exchange file is listed {listed}, but its header names another party"))
        .at(path)
        .hint("list it under the party that made it; both incident files must give that party the same id")
}

/// A folder of exchange files that is there already.
pub fn exchange_exists(path: &Path, edition: u32) -> Problem {
    Problem::new("the folder already exists").at(path.display().to_string()).hint(format!(
        "files that replace those that were sent: `--edition {}`; others: choose another folder with `-o`",
        u64::from(edition) + 1
    ))
}

/// An exchange file listed beside a newer one of the same party.
pub fn exchange_replaced(path: &str, edition: u32, newest: u32) -> Problem {
    Problem::new(format!(
        "this exchange file is edition {edition}, and edition {newest} of the same party is listed too"
    ))
    .at(path)
    .why("a higher edition replaces all files of a lower one; with both, persons of both would be counted")
    .hint("take the files of the lower edition off the incident file")
}

/// An exchange file that is older than one of the same party that a report was made from.
pub fn exchange_outdated(path: &str, edition: u32, used: u32) -> Problem {
    Problem::new(format!(
        "this exchange file is edition {edition}, and the earlier report was made from edition {used} of the same party"
    ))
    .at(path)
    .why("the party has replaced it since: the new report would say less than is known")
    .hint(format!(
        "list the files of edition {used} or a higher one; to repeat an older assessment, choose another folder"
    ))
}

/// An exchange file made for another reference date.
pub fn exchange_day(path: &str, ours: &str) -> Problem {
    Problem::new("this exchange file was made for another reference date")
        .at(path)
        .why(format!(
            "minors and former members are counted at that date, and this incident's `reference_date` is {ours}"
        ))
        .hint("have it made again from an incident file with this `reference_date`")
}

/// A column that exchange files do not have. Its name could be a value, so only its position is given.
pub fn exchange_column(path: &str, number: usize) -> Problem {
    Problem::new("this exchange file has an unexpected column")
        .at(format!("{path}, column {number}"))
        .why("it could hold clear values")
        .hint("have it made again with `ampleur pseudonymise`")
}

/// A value that its column cannot hold.
pub fn exchange_value(path: &str, column: &str, row: Option<u64>) -> Problem {
    Problem::new("this exchange file holds an invalid value")
        .at(place(path, row, Some(column)))
        .why("what the key makes of it is not a row")
        .hint("have it made again with `ampleur pseudonymise`")
}

/// An exchange file where clear rows are needed.
pub fn exchange_not_clear(path: &str, what: &str) -> Problem {
    Problem::new(format!("{what} needs clear rows, but this is an exchange file"))
        .at(path)
        .hint("run it on the clear file")
}
