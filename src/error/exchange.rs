//! Exchange files that cannot be compared with what else is read.

use super::{Problem, place};

/// Not as an exchange file is written.
pub fn exchange_malformed(path: &str, what: &str) -> Problem {
    Problem::new("this exchange file is not as ampleur writes them")
        .at(path)
        .why(what)
        .hint("have it made again with `ampleur pseudonymise`; `ampleur schema exchange` tells the form of its header")
}

/// Another schema.
pub fn exchange_schema(path: &str, ours: &str) -> Problem {
    Problem::new("this exchange file has a schema that this version does not read")
        .at(path)
        .why(format!("this version reads `{ours}`"))
        .hint("have it made again with the version of ampleur that you run")
}

/// Other canonical forms.
pub fn exchange_version(path: &str, ours: &str) -> Problem {
    Problem::new("this exchange file was made with other canonical forms")
        .at(path)
        .why(format!("this version makes digests of forms `{ours}`; digests of others never meet, and nobody would seem concerned"))
        .hint("have it made again with the version of ampleur that you run")
}

/// Another key.
pub fn exchange_key(path: &str, ours: &str) -> Problem {
    Problem::new("this exchange file was made with another key")
        .at(path)
        .why(format!(
            "its key's fingerprint is not {ours}, that of this incident; digests of two keys never meet, and nobody would seem concerned"
        ))
        .hint("compare fingerprints with `ampleur key show`, and have the file made again with this incident's key")
}

/// Not the bytes that were sealed.
pub fn exchange_altered(path: &str) -> Problem {
    Problem::new("this exchange file is not as it was sealed")
        .at(path)
        .why("a byte of it has changed since, or somebody without the key wrote it: no figure may rest on it")
        .hint("fetch it again, or have it made again with `ampleur pseudonymise`")
}

/// Another incident's.
pub fn exchange_incident(path: &str) -> Problem {
    Problem::new("this exchange file was made for another incident").at(path).hint(
        "have it made again from an incident file with this incident's `id`; what was handed over for one breach is not used for another",
    )
}

/// Leaks where members should be, or the other way.
pub fn exchange_side(path: &str, listed: &str) -> Problem {
    Problem::new(format!("this exchange file is listed among {listed}, and holds the other side"))
        .at(path)
        .hint("list leaks under [operators.…] and members under [insurers.…]")
}

/// Another party's.
pub fn exchange_party(path: &str, listed: Option<&str>) -> Problem {
    let listed = listed.map_or_else(|| "as members of several insurers".to_owned(), |id| format!("under `{id}`"));
    Problem::new(format!("this exchange file is listed {listed}, and says it is another party's"))
        .at(path)
        .hint("list it under the party that made it; both incident files have to call that party by one id")
}

/// Another day.
pub fn exchange_day(path: &str, ours: &str) -> Problem {
    Problem::new("this exchange file tells minors and former members of another day")
        .at(path)
        .why(format!("the incident's `reference_date` is {ours}"))
        .hint("have it made again from an incident file with this `reference_date`")
}

/// A column that exchange files do not have. Its name may be a value: its place is told.
pub fn exchange_column(path: &str, number: usize) -> Problem {
    Problem::new("this exchange file has a column that exchange files do not have")
        .at(format!("{path}, column {number}"))
        .why("what stands in it could be clear")
        .hint("have it made again with the columns that docs/src/exchange.md lists")
}

/// A value that cannot stand there.
pub fn exchange_value(path: &str, column: &str, row: Option<u64>) -> Problem {
    Problem::new("this exchange file holds what cannot stand there")
        .at(place(path, row, Some(column)))
        .why("a digest is sixteen bytes, one beside a birth date is not without the one of the NIR alone, and `row` is never empty")
        .hint("have it made again with `ampleur pseudonymise`")
}

/// An exchange file where clear rows are needed.
pub fn exchange_not_clear(path: &str, what: &str) -> Problem {
    Problem::new(format!("{what} needs clear rows, and this is an exchange file"))
        .at(path)
        .hint("run it where the clear file is")
}
