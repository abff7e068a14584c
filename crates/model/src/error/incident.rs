//! Errors in an incident file.

use super::{Problem, count, list, thousands};

/// TOML that does not parse.
pub fn toml_syntax(path: &str, line: usize, message: &str) -> Problem {
    Problem::new(format!("the file is not valid TOML: {message}")).at(format!("{path}, line {line}"))
}

/// An incident file or a profile that is not text.
pub fn incident_not_utf8(path: &str) -> Problem {
    Problem::new("the file is not UTF-8 text").at(path).hint("save it as UTF-8")
}

/// A profile of another schema.
pub fn not_a_profile(path: &str, ours: &str) -> Problem {
    Problem::new("this version of ampleur does not read the schema of this profile")
        .at(path)
        .hint(format!("write `schema = \"{ours}\"`"))
}

/// A value that an incident file and a profile give differently.
pub fn profile_contradicts(path: &str, insurer: &str, key: &str, profile: &str) -> Problem {
    Problem::new(format!("`insurers.{insurer}.{key}` is not the same as `{key}` in {profile}"))
        .at(path)
        .why("nothing tells which of the two is right")
        .hint("correct one of them, or remove it from one of the two files")
}

/// A key that is not in the schema.
pub fn unknown_key(place: &str, key: &str, nearest: Option<&str>, valid: &[&str]) -> Problem {
    let problem = Problem::new(format!("unknown key `{key}`")).at(place);
    match nearest {
        Some(name) => problem.hint(format!("did you mean `{name}`?")),
        None => problem.hint(format!("valid keys here are {}", list(valid, "and"))),
    }
}

/// A required key that is missing.
pub fn missing_key(place: &str, key: &str) -> Problem {
    Problem::new(format!("the key `{key}` is missing")).at(place).hint(format!("add `{key} = …`"))
}

/// A value whose type is not the schema's.
pub fn wrong_type(place: &str, key: &str, expected: &str) -> Problem {
    Problem::new(format!("`{key}` must be {expected}")).at(place)
}

/// A text that no page, workbook or form can show.
pub fn text_too_long(place: &str, key: &str, characters: usize, longest: usize) -> Problem {
    Problem::new(format!(
        "`{key}` has {}, and may have {}",
        count(characters as u64, "character"),
        thousands(longest as u64, ',')
    ))
    .at(place)
    .why("forms, letters and cells of a workbook have no room for it")
    .hint("shorten it, and keep the whole in a document of its own")
}

/// A text with letters under a tower of accents.
pub fn stacked_marks(place: &str, key: &str, most: usize) -> Problem {
    Problem::new(format!("`{key}` has a letter under more than {most} accents"))
        .at(place)
        .why("no language writes them, and to set them takes minutes")
        .hint("write the text again without them")
}

/// A word outside a closed list.
pub fn not_in_list(place: &str, key: &str, written: &str, nearest: Option<&str>, valid: &[&str]) -> Problem {
    let problem = Problem::new(format!("`{written}` is not a valid value of `{key}`")).at(place);
    match nearest {
        Some(name) => problem.hint(format!("did you mean `{name}`? Valid values are {}", list(valid, "and"))),
        None => problem.hint(format!("valid values are {}", list(valid, "and"))),
    }
}

/// A contradiction in the incident file.
pub fn incident(path: &str, what: impl Into<String>, hint: impl Into<String>) -> Problem {
    Problem::new(what).at(path).hint(hint)
}
