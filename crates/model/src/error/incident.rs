//! Errors in an incident file.

use super::{Problem, line_of};
use crate::said::{CHARACTER, Said, both, count, list, number};

/// TOML that does not parse. `message` is that of the reader.
pub fn toml_syntax(path: &str, line: usize, message: &str) -> Problem {
    Problem::new(both!(
        "le fichier n’est pas du TOML valide (le lecteur dit, en anglais\u{a0}: {message})",
        "the file is not valid TOML: {message}"
    ))
    .within(line_of(path, line as u64))
}

/// An incident file or a profile that is not text.
pub fn incident_not_utf8(path: &str) -> Problem {
    Problem::new(both!("le fichier n’est pas du texte en UTF-8", "the file is not UTF-8 text"))
        .at(path)
        .hint(both!("enregistrez-le en UTF-8", "save it as UTF-8"))
}

/// A profile of another schema.
pub fn not_a_profile(path: &str, ours: &str) -> Problem {
    Problem::new(both!(
        "cette version d’ampleur ne lit pas le schéma de ce profil",
        "this version of ampleur does not read the schema of this profile"
    ))
    .at(path)
    .hint(both!("écrivez `schema = \"{ours}\"`", "write `schema = \"{ours}\"`"))
}

/// A value that an incident file and a profile give differently.
pub fn profile_contradicts(path: &str, insurer: &str, key: &str, profile: &str) -> Problem {
    Problem::new(both!(
        "`insurers.{insurer}.{key}` diffère de `{key}` dans {profile}",
        "`insurers.{insurer}.{key}` is not the same as `{key}` in {profile}"
    ))
    .at(path)
    .why(both!("rien ne dit lequel des deux est juste", "nothing tells which of the two is right"))
    .hint(both!(
        "corrigez l’un, ou retirez-le de l’un des deux fichiers",
        "correct one of them, or remove it from one of the two files"
    ))
}

/// A key that is not in the schema.
pub fn unknown_key(place: &Said, key: &str, nearest: Option<&str>, valid: &[&str]) -> Problem {
    let problem = Problem::new(both!("clé inconnue `{key}`", "unknown key `{key}`")).within(place.clone());
    match nearest {
        Some(name) => problem.hint(super::did_you_mean(name)),
        None => problem.hint(both!(
            "les clés valides ici sont {valid}", "valid keys here are {valid}"; valid = list(valid)
        )),
    }
}

/// A required key that is missing.
pub fn missing_key(place: &Said, key: &str) -> Problem {
    Problem::new(both!("la clé `{key}` manque", "the key `{key}` is missing"))
        .within(place.clone())
        .hint(both!("ajoutez `{key} = …`", "add `{key} = …`"))
}

/// A value whose type is not the schema's.
pub fn wrong_type(place: &Said, key: &str, expected: &Said) -> Problem {
    Problem::new(both!(
        "`{key}` doit être {expected}", "`{key}` must be {expected}"; expected = expected
    ))
    .within(place.clone())
}

/// A text that no page, workbook or form can show.
pub fn text_too_long(place: &Said, key: &str, characters: usize, longest: usize) -> Problem {
    Problem::new(both!(
        "`{key}` a {characters}, et peut en avoir {longest}",
        "`{key}` has {characters}, and may have {longest}";
        characters = count(characters as u64, CHARACTER), longest = number(longest as u64)
    ))
    .within(place.clone())
    .why(both!(
        "les formulaires, les lettres et les cellules d’un classeur n’ont pas la place",
        "forms, letters and cells of a workbook have no room for it"
    ))
    .hint(both!(
        "raccourcissez-le, et gardez le tout dans un document à part",
        "shorten it, and keep the whole in a document of its own"
    ))
}

/// A text with letters under a tower of accents.
pub fn stacked_marks(place: &Said, key: &str, most: usize) -> Problem {
    Problem::new(both!(
        "`{key}` a une lettre sous plus de {most} accents",
        "`{key}` has a letter under more than {most} accents"
    ))
    .within(place.clone())
    .why(both!(
        "aucune langue ne les écrit, et les composer prend des minutes",
        "no language writes them, and to set them takes minutes"
    ))
    .hint(both!("réécrivez le texte sans eux", "write the text again without them"))
}

/// A word outside a closed list.
pub fn not_in_list(place: &Said, key: &str, written: &str, nearest: Option<&str>, valid: &[&str]) -> Problem {
    let problem = Problem::new(both!(
        "`{written}` n’est pas une valeur valide de `{key}`",
        "`{written}` is not a valid value of `{key}`"
    ))
    .within(place.clone());
    match nearest {
        Some(name) => problem.hint(both!(
            "vouliez-vous dire `{name}`\u{202f}? Les valeurs valides sont {valid}",
            "did you mean `{name}`? Valid values are {valid}";
            valid = list(valid)
        )),
        None => {
            problem.hint(both!("les valeurs valides sont {valid}", "valid values are {valid}"; valid = list(valid)))
        }
    }
}

/// A contradiction in the incident file.
pub fn incident(path: &str, what: Said, hint: Said) -> Problem {
    Problem::new(what).at(path).hint(hint)
}
