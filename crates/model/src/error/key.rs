//! The secret key.

use super::{Problem, count};

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
