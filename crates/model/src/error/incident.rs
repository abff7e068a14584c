//! Errors in an incident file.

use super::{Problem, list};

/// TOML that does not parse.
pub fn toml_syntax(path: &str, line: usize, message: &str) -> Problem {
    Problem::new(format!("the incident file is not valid TOML: {message}")).at(format!("{path}, line {line}"))
}

/// An incident file that is not text.
pub fn incident_not_utf8(path: &str) -> Problem {
    Problem::new("the incident file is not UTF-8 text").at(path).hint("save it as UTF-8")
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
