//! The secret key.

use super::Problem;
use crate::said::{CHARACTER, Said, both, count};

/// A key that is not 64 hexadecimal digits.
pub fn key_size(place: &str, found: usize) -> Problem {
    Problem::new(both!("la clé n’a pas la bonne longueur ou la bonne forme", "the key has the wrong length or form"))
        .at(place)
        .why(both!(
            "une clé compte 64 chiffres hexadécimaux (32 octets)\u{202f}; celle-ci a {found}",
            "a key is 64 hexadecimal digits (32 bytes); this one has {found}";
            found = count(found as u64, CHARACTER)
        ))
        .hint(made())
}

/// A key that nobody drew.
pub fn key_guessed(place: &str) -> Problem {
    Problem::new(both!(
        "la clé n’est pas aléatoire\u{a0}: ses chiffres se répètent ou se suivent",
        "the key is no random one: its digits repeat or count up"
    ))
    .at(place)
    .why(both!(
        "qui essaie d’abord les clés simples la trouve, et avec elle chaque pseudonyme",
        "whoever tries simple keys first finds it, and with it every pseudonym"
    ))
    .hint(made())
}

/// The published key, given as if it were a secret one.
pub fn key_published(place: &str) -> Problem {
    Problem::new(both!(
        "c’est la clé qui est publiée avec ampleur",
        "this is the key that is published with ampleur"
    ))
    .at(place)
    .why(both!(
        "n’importe qui peut inverser ce qu’elle produit\u{202f}; elle ne sert qu’à des personnes inventées, et se déclare par `published = true`",
        "anyone can reverse what is made with it; it is for invented persons only, and is declared as `published = true`"
    ))
    .hint(made())
}

fn made() -> Said {
    both!("créez-en une avec `ampleur key new FICHIER`", "make one with `ampleur key new FILE`")
}

/// A key file that other accounts can read.
pub fn key_readable(path: &str, mode: u32) -> Problem {
    Problem::new(both!(
        "d’autres comptes peuvent lire le fichier de la clé (mode {mode:04o})",
        "the key file can be read by other accounts (mode {mode:04o})"
    ))
    .at(path)
    .why(both!(
        "qui a la clé peut inverser chaque pseudonyme en essayant tous les numéros",
        "anyone with the key can reverse every pseudonym by trying all numbers"
    ))
    .hint(both!(
        "lancez `chmod 600` dessus\u{202f}; si d’autres ont pu la lire, créez une nouvelle clé avec `ampleur key new`",
        "run `chmod 600` on it; if others may have read it, make a new key with `ampleur key new`"
    ))
}

/// The variable named under `[key]` is not set.
pub fn key_env_absent(name: &str) -> Problem {
    Problem::new(both!(
        "la variable d’environnement `{name}`, déclarée comme portant la clé, n’existe pas",
        "the environment variable `{name}`, declared as holding the key, is not set"
    ))
    .hint(both!(
        "donnez-lui les 64 chiffres hexadécimaux de la clé, ou écrivez `file = …` sous [key]",
        "set it to the 64 hexadecimal digits of the key, or write `file = …` under [key]"
    ))
}

/// `key new` on a file that already exists.
pub fn key_exists(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier existe déjà\u{202f}; ampleur n’écrase jamais une clé",
        "the file already exists; ampleur never overwrites a key"
    ))
    .at(path)
    .why(both!(
        "sans l’ancienne clé, les rapports antérieurs ne peuvent plus être vérifiés par une réévaluation",
        "without the old key, earlier reports cannot be verified by a rerun"
    ))
    .hint(both!("choisissez un autre nom", "choose another name"))
}

/// Several sources of the key, or none.
pub fn key_choice(path: &str, given: usize) -> Problem {
    Problem::new(both!(
        "[key] demande exactement une entrée parmi `file`, `env` et `published`, et en a {given}",
        "[key] needs exactly one of `file`, `env` and `published`, but has {given}"
    ))
    .at(path)
    .hint(both!(
        "lancez `ampleur key new incident.key`, puis écrivez `file = \"incident.key\"`",
        "run `ampleur key new incident.key`, then write `file = \"incident.key\"`"
    ))
}
