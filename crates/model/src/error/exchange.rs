//! Exchange files that cannot be compared with the other inputs.

use std::path::Path;

use super::{Problem, place};
use crate::said::{Said, both};

/// What is wrong with the form of an exchange file.
#[derive(Clone, Copy)]
pub enum Malformed {
    /// It has no seal.
    NoSeal,
    /// Its header is not JSON.
    NoJson,
    /// Its header is JSON of another schema.
    OtherSchema,
    /// Its header names an unknown column.
    UnknownColumn,
    /// Its header has no salt.
    NoSalt,
}

/// A file that does not have the form of an exchange file.
pub fn exchange_malformed(path: &str, what: Malformed) -> Problem {
    let what = match what {
        Malformed::NoSeal => Said::new("il n’a pas de sceau", "it has no seal"),
        Malformed::NoJson => Said::new("son en-tête n’est pas du JSON", "its header is not JSON"),
        Malformed::OtherSchema => both!(
            "son en-tête ne suit pas le schéma qu’affiche `ampleur schema exchange`",
            "its header does not follow the schema that `ampleur schema exchange` prints"
        ),
        Malformed::UnknownColumn => {
            Said::new("son en-tête nomme une colonne inconnue", "its header names an unknown column")
        }
        Malformed::NoSalt => Said::new("son en-tête n’a pas de sel de 32 octets", "its header has no salt of 32 bytes"),
    };
    Problem::new(both!("ce fichier d’échange n’est pas valide", "this exchange file is not valid"))
        .at(path)
        .why(what)
        .hint(both!(
            "faites-le refaire avec `ampleur pseudonymise`\u{202f}; `ampleur schema exchange` affiche le schéma de son en-tête",
            "have it made again with `ampleur pseudonymise`; `ampleur schema exchange` prints the schema of its header"
        ))
}

/// An exchange file of another schema.
pub fn exchange_schema(path: &str, ours: &str) -> Problem {
    Problem::new(both!(
        "cette version d’ampleur ne lit pas le schéma de ce fichier d’échange",
        "this version of ampleur does not read the schema of this exchange file"
    ))
    .at(path)
    .why(both!("elle lit `{ours}`", "it reads `{ours}`"))
    .hint(both!(
        "faites-le refaire avec la version d’ampleur que vous utilisez",
        "have it made again with the version of ampleur that you use"
    ))
}

/// An exchange file of the first schema.
pub fn exchange_of_whole_rules(path: &str, ours: &str) -> Problem {
    Problem::new(both!(
        "ce fichier d’échange est de `ampleur/exchange/1`, qui n’est plus lu",
        "this exchange file is of `ampleur/exchange/1`, which is no longer read"
    ))
    .at(path)
    .why(both!(
        "il ne contient que des empreintes de règles entières, si bien que toute personne dont les lignes diffèrent d’une lettre ou d’un chiffre manquerait\u{202f}; `{ours}` contient ce que chaque règle compare",
        "it holds digests of whole rules only, so that everybody whose rows differ in a letter or a digit would be missed; `{ours}` holds what every rule compares"
    ))
    .hint(both!(
        "faites-le refaire à partir du fichier en clair\u{a0}: `ampleur pseudonymise INCIDENT.toml`, avec cette version d’ampleur",
        "have it made again from the clear file: `ampleur pseudonymise INCIDENT.toml`, with this version of ampleur"
    ))
}

/// An exchange file made with other canonical forms.
pub fn exchange_version(path: &str, ours: &str) -> Problem {
    Problem::new(both!(
        "ce fichier d’échange a été établi avec une autre version des formes canoniques",
        "this exchange file was made with another version of the canonical forms"
    ))
    .at(path)
    .why(both!(
        "ce programme emploie les formes canoniques `{ours}`\u{202f}; les empreintes d’autres formes ne se rencontrent jamais, et personne ne semblerait concerné",
        "this program uses canonical forms `{ours}`; digests of other forms never match, so nobody would appear affected"
    ))
    .hint(both!(
        "faites-le refaire avec la version d’ampleur que vous utilisez",
        "have it made again with the version of ampleur that you use"
    ))
}

/// An exchange file made with another key.
pub fn exchange_key(path: &str, ours: &str) -> Problem {
    Problem::new(both!(
        "ce fichier d’échange a été établi avec une autre clé",
        "this exchange file was made with another key"
    ))
    .at(path)
    .why(both!(
        "l’empreinte de sa clé n’est pas {ours}, celle de cet incident\u{202f}; les empreintes faites sous deux clés ne se rencontrent jamais, et personne ne semblerait concerné",
        "its key fingerprint is not {ours}, that of this incident; digests under two keys never match, so nobody would appear affected"
    ))
    .hint(both!(
        "comparez les empreintes des clés avec `ampleur key show`, puis faites refaire le fichier avec la clé de cet incident",
        "compare fingerprints with `ampleur key show`, then have the file made again with this incident's key"
    ))
}

/// An exchange file that does not match its seal.
pub fn exchange_altered(path: &str) -> Problem {
    Problem::new(both!(
        "ce fichier d’échange ne correspond pas à son sceau",
        "this exchange file does not match its seal"
    ))
    .at(path)
    .why(both!(
        "il a été modifié après avoir été scellé, ou écrit par quelqu’un qui n’a pas la clé\u{a0}: aucun chiffre ne peut s’y fier",
        "it was changed after it was sealed, or written by somebody without the key: no figure may rest on it"
    ))
    .hint(both!(
        "transférez-le à nouveau, ou faites-le refaire avec `ampleur pseudonymise`",
        "transfer it again, or have it made again with `ampleur pseudonymise`"
    ))
}

/// An exchange file made for another incident.
pub fn exchange_incident(path: &str) -> Problem {
    Problem::new(both!(
        "ce fichier d’échange a été établi pour un autre incident",
        "this exchange file was made for another incident"
    ))
    .at(path)
    .hint(both!(
        "faites-le refaire à partir d’un fichier d’incident qui a l’`id` de cet incident\u{202f}; les lignes remises pour une violation ne servent pas à une autre",
        "have it made again from an incident file with this incident's `id`; rows provided for one breach are not used for another"
    ))
}

/// An exchange file of leaks listed among members, or the reverse.
pub fn exchange_side(path: &str, listed: &str) -> Problem {
    Problem::new(both!(
        "ce fichier d’échange figure sous `{listed}`, mais contient l’autre côté",
        "this exchange file is listed among the {listed}, but holds the other side"
    ))
    .at(path)
    .hint(both!(
        "rangez les fuites sous [operators.ID] et les assurés sous [insurers.ID]",
        "list leaks under [operators.ID] and members under [insurers.ID]"
    ))
}

/// An exchange file listed under another party than its own.
pub fn exchange_party(path: &str, listed: Option<&str>) -> Problem {
    let listed = match listed {
        None => both!("comme assurés de plusieurs assureurs", "as members of several insurers"),
        Some(id) => both!("sous `{id}`", "under `{id}`"),
    };
    Problem::new(both!(
        "ce fichier d’échange figure {listed}, mais son en-tête nomme un autre organisme",
        "this exchange file is listed {listed}, but its header names another party";
        listed = listed
    ))
    .at(path)
    .hint(both!(
        "rangez-le sous l’organisme qui l’a établi\u{202f}; les deux fichiers d’incident doivent donner à celui-ci le même id",
        "list it under the party that made it; both incident files must give that party the same id"
    ))
}

/// A folder of exchange files that is there already.
pub fn exchange_exists(path: &Path, edition: u32) -> Problem {
    let next = u64::from(edition) + 1;
    Problem::new(both!("le dossier existe déjà", "the folder already exists")).at(path.display().to_string()).hint(both!(
        "pour des fichiers qui remplacent ceux qui ont été envoyés\u{a0}: `--edition {next}`\u{202f}; pour d’autres\u{a0}: choisissez un autre dossier avec `-o`",
        "files that replace those that were sent: `--edition {next}`; others: choose another folder with `-o`"
    ))
}

/// A folder of rows and SQL that is there already.
pub fn sql_exists(path: &Path) -> Problem {
    Problem::new(both!("le dossier existe déjà", "the folder already exists")).at(path.display().to_string()).hint(
        both!("effacez-le, ou choisissez un autre dossier avec `-o`", "delete it, or choose another folder with `-o`"),
    )
}

/// Decisions on single rows, which SQL that links by rules alone does not know.
pub fn sql_decided(insurer: &str, decisions: usize) -> Problem {
    Problem::new(both!(
        "le SQL relie par les seules règles, et le fichier d’incident décide de lignes une à une",
        "the SQL links by the rules alone, and the incident file decides on single rows"
    ))
    .at(format!("insurers.{insurer}.decided"))
    .why(both!("décisions\u{a0}: {decisions}", "decisions: {decisions}"))
    .hint(both!(
        "retirez `decided` d’une copie du fichier d’incident, et évaluez cette copie aussi pour comparer",
        "take `decided` out of a copy of the incident file, and assess that copy too for the comparison"
    ))
}

/// An exchange file listed beside a newer one of the same party.
pub fn exchange_replaced(path: &str, edition: u32, newest: u32) -> Problem {
    Problem::new(both!(
        "ce fichier d’échange est l’édition {edition}, et l’édition {newest} du même organisme figure aussi",
        "this exchange file is edition {edition}, and edition {newest} of the same party is listed too"
    ))
    .at(path)
    .why(both!(
        "une édition supérieure remplace tous les fichiers d’une édition inférieure\u{202f}; avec les deux, les personnes des deux seraient comptées",
        "a higher edition replaces all files of a lower one; with both, persons of both would be counted"
    ))
    .hint(both!(
        "retirez du fichier d’incident les fichiers de l’édition inférieure",
        "take the files of the lower edition off the incident file"
    ))
}

/// An exchange file that is older than one of the same party that a report was made from.
pub fn exchange_outdated(path: &str, edition: u32, used: u32) -> Problem {
    Problem::new(both!(
        "ce fichier d’échange est l’édition {edition}, et le rapport précédent a été tiré de l’édition {used} du même organisme",
        "this exchange file is edition {edition}, and the earlier report was made from edition {used} of the same party"
    ))
    .at(path)
    .why(both!(
        "l’organisme l’a remplacé depuis\u{a0}: le nouveau rapport en dirait moins que ce que l’on sait",
        "the party has replaced it since: the new report would say less than is known"
    ))
    .hint(both!(
        "indiquez les fichiers de l’édition {used} ou d’une édition supérieure\u{202f}; pour refaire une évaluation plus ancienne, choisissez un autre dossier",
        "list the files of edition {used} or a higher one; to repeat an older assessment, choose another folder"
    ))
}

/// An exchange file made for another reference date.
pub fn exchange_day(path: &str, ours: &str) -> Problem {
    Problem::new(both!(
        "ce fichier d’échange a été établi pour une autre date de référence",
        "this exchange file was made for another reference date"
    ))
    .at(path)
    .why(both!(
        "les mineurs et les anciens assurés se comptent à cette date, et la `reference_date` de cet incident est {ours}",
        "minors and former members are counted at that date, and this incident's `reference_date` is {ours}"
    ))
    .hint(both!(
        "faites-le refaire à partir d’un fichier d’incident qui a cette `reference_date`",
        "have it made again from an incident file with this `reference_date`"
    ))
}

/// A column that exchange files do not have. Its name could be a value, so only its position is given.
pub fn exchange_column(path: &str, number: usize) -> Problem {
    Problem::new(both!("ce fichier d’échange a une colonne inattendue", "this exchange file has an unexpected column"))
        .within(both!("{path}, colonne {number}", "{path}, column {number}"))
        .why(both!("elle pourrait contenir des valeurs en clair", "it could hold clear values"))
        .hint(made_again())
}

/// A value that its column cannot hold.
pub fn exchange_value(path: &str, column: &str, row: Option<u64>) -> Problem {
    Problem::new(both!(
        "ce fichier d’échange contient une valeur non valide",
        "this exchange file holds an invalid value"
    ))
    .within(place(path, row, Some(column)))
    .why(both!("ce que la clé en fait n’est pas une ligne", "what the key makes of it is not a row"))
    .hint(made_again())
}

fn made_again() -> Said {
    both!("faites-le refaire avec `ampleur pseudonymise`", "have it made again with `ampleur pseudonymise`")
}

/// An exchange file where clear rows are needed. `what` needs them.
pub fn exchange_not_clear(path: &str, what: &str) -> Problem {
    Problem::new(both!(
        "{what} demande des lignes en clair, et ceci est un fichier d’échange",
        "{what} needs clear rows, but this is an exchange file"
    ))
    .at(path)
    .hint(both!("lancez la commande sur le fichier en clair", "run it on the clear file"))
}
