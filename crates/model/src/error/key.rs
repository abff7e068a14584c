//! The secret key.

use super::{Problem, count};

/// A key that is not 64 hexadecimal digits.
pub fn key_size(place: &str, found: usize) -> Problem {
    Problem::new("the key has the wrong length or form")
        .at(place)
        .why(format!("a key is 64 hexadecimal digits (32 bytes); this one has {}", count(found as u64, "character")))
        .hint("make one with `ampleur key new FILE`")
}

/// A key that nobody drew.
pub fn key_guessed(place: &str) -> Problem {
    Problem::new("the key is no random one: its digits repeat or count up")
        .at(place)
        .why("whoever tries simple keys first finds it, and with it every pseudonym")
        .hint("make one with `ampleur key new FILE`")
}

/// The published key, given as if it were a secret one.
pub fn key_published(place: &str) -> Problem {
    Problem::new("this is the key that is published with ampleur")
        .at(place)
        .why("anyone can reverse what is made with it; it is for invented persons only, and is declared as `published = true`")
        .hint("make one with `ampleur key new FILE`")
}

/// A key file that other accounts can read.
pub fn key_readable(path: &str, mode: u32) -> Problem {
    Problem::new(format!("the key file can be read by other accounts (mode {mode:04o})"))
        .at(path)
        .why("anyone with the key can reverse every pseudonym by trying all numbers")
        .hint("run `chmod 600` on it; if others may have read it, make a new key with `ampleur key new`")
}

/// The variable named under `[key]` is not set.
pub fn key_env_absent(name: &str) -> Problem {
    Problem::new(format!("the environment variable `{name}`, declared as holding the key, is not set"))
        .hint("set it to the 64 hexadecimal digits of the key, or write `file = …` under [key]")
}

/// `key new` on a file that already exists.
pub fn key_exists(path: &str) -> Problem {
    Problem::new("the file already exists; ampleur never overwrites a key")
        .at(path)
        .why("without the old key, earlier reports cannot be verified by a rerun")
        .hint("choose another name")
}

/// Several sources of the key, or none.
pub fn key_choice(path: &str, given: usize) -> Problem {
    Problem::new(format!("[key] needs exactly one of `file`, `env` and `published`, but has {given}"))
        .at(path)
        .hint("run `ampleur key new incident.key`, then write `file = \"incident.key\"`")
}
