//! Folders, patterns and the names that are found there.

use super::Problem;
use crate::said::{Said, both};

/// A pattern under `path` that matches no file.
pub fn no_match(path: &str) -> Problem {
    Problem::new(both!("aucun fichier ne correspond au motif", "no file matches the pattern")).at(path).hint(both!(
        "vérifiez le dossier et l’orthographe\u{202f}; `*` remplace n’importe quel texte",
        "check the folder and the spelling; `*` matches any text"
    ))
}

/// A `path` that is not a valid pattern.
pub fn bad_pattern(path: &str) -> Problem {
    Problem::new(both!("le chemin n’est pas un motif valide", "the path is not a valid pattern")).at(path).hint(both!(
        "employez `[` et `]` par paires, et `**` seulement comme nom entier d’un dossier",
        "use `[` and `]` in pairs, and `**` only as a whole folder name"
    ))
}

/// A folder within a folder under `path`.
pub fn folder_within(path: &str) -> Problem {
    Problem::new(both!(
        "le dossier en contient un autre, qui n’est pas lu",
        "the folder holds another one, which is not read"
    ))
    .at(path)
    .why(rows_would_be_missing())
    .hint(both!(
        "mettez ses fichiers à côté des autres, nommez-le par un `path` à lui, ou écrivez un motif, p. ex. `path = \"fuites/**/*.csv\"`",
        "move its files beside the others, name it under a `path` of its own, or write a pattern, e.g. `path = \"leaks/**/*.csv\"`"
    ))
}

/// A folder, pattern or archive with the parts of a table of Delta Lake, Iceberg or Hudi.
pub fn table_with_log(path: &str) -> Problem {
    Problem::new(both!(
        "le dossier est une table de Delta Lake, d’Iceberg ou de Hudi",
        "the folder is a table of Delta Lake, Iceberg or Hudi"
    ))
    .at(path)
    .why(both!(
        "son journal dit quels fichiers en font encore partie, et ampleur ne le lit pas\u{a0}: des lignes effacées seraient comptées",
        "its log says which files are still part of it, and ampleur does not read it: rows that were deleted would be counted"
    ))
    .hint(both!(
        "exportez la table en un fichier Parquet ou CSV avec le programme qui la tient, ou nommez un par un les fichiers qui en font partie",
        "export the table as one Parquet or CSV file with the program that keeps it, or name the files that are part of it one by one"
    ))
}

/// A file in a folder `column=value`, found by a folder, a pattern or in an archive.
pub fn value_in_folder(path: &str, column: &str) -> Problem {
    Problem::new(both!(
        "le nom d’un dossier contient une valeur de chaque ligne (`{column}=…`)",
        "the name of a folder holds a value of each row (`{column}=…`)"
    ))
    .at(path)
    .why(both!(
        "les fichiers eux-mêmes n’ont pas cette colonne, et ampleur ne lit pas les noms des dossiers",
        "the files themselves lack this column, and ampleur does not read names of folders"
    ))
    .hint(both!(
        "exportez la table en un fichier Parquet ou CSV qui a cette colonne, p. ex. avec DuckDB ou Spark",
        "export the table as one Parquet or CSV file that has this column, e.g. with DuckDB or Spark"
    ))
}

/// A hidden file among those of a folder, a pattern or an archive.
pub fn hidden_file(path: &str) -> Problem {
    Problem::new(both!("le fichier est caché, et n’est pas lu", "the file is hidden, and not read"))
        .at(path)
        .why(rows_would_be_missing())
        .hint(both!(
            "donnez-lui un nom qui ne commence ni par `.` ni par `_`, ou ôtez-le",
            "give it a name that does not begin with `.` or `_`, or take it away"
        ))
}

fn rows_would_be_missing() -> Said {
    both!("ses lignes manqueraient dans chaque chiffre", "rows in it would be missing from every figure")
}

/// A link that leads nowhere, a pipe or a device among the files of a folder.
pub fn no_file(path: &str) -> Problem {
    Problem::new(both!(
        "ce n’est pas un fichier\u{a0}: un lien sans cible, un tube ou un périphérique",
        "this is no file: a link that leads nowhere, a pipe or a device"
    ))
    .at(path)
    .why(both!("rien ne dit s’il tient lieu de lignes", "whether it stands for rows cannot be seen"))
    .hint(both!("mettez-y le fichier, ou ôtez-le", "put the file there, or take it away"))
}

/// Why a name that nobody declared may not stand in outputs.
#[derive(Clone, Copy)]
pub enum Named {
    /// It is no text in UTF-8.
    NoText,
    /// It holds a NIR, an e-mail address, a telephone number or an IBAN.
    Identifier,
    /// It looks like the names of a person.
    Names,
}

/// A file, of a folder or an archive, that is called after a person. `place` counts from 1, by name.
pub fn file_named(path: &str, place: usize, of: usize, what: Named) -> Problem {
    let says = match what {
        Named::NoText => both!("n’est pas de l’UTF-8 valide", "is not valid UTF-8"),
        Named::Identifier => both!("contient un identifiant d’une personne", "holds an identifier of a person"),
        Named::Names => both!("ressemble aux noms d’une personne", "looks like the names of a person"),
    };
    Problem::new(both!("le nom d’un fichier {says}", "the name of a file {says}"; says = says))
        .within(both!(
            "{path}, fichier {place} sur {of} par ordre de nom",
            "{path}, file {place} of {of} by name"
        ))
        .why(both!(
            "les rapports et les messages montrent les noms des fichiers",
            "reports and messages show the names of files"
        ))
        .hint(both!(
            "renommez le fichier, ou déclarez-le par un `path` à lui si personne n’y est nommé\u{a0}: ce que dit le fichier d’incident peut être montré",
            "rename the file, or declare it by a `path` of its own if nobody is named: what the incident file says may be shown"
        ))
}

/// A folder under `path` without files.
pub fn empty_folder(path: &str) -> Problem {
    Problem::new(both!("le dossier ne contient aucun fichier", "the folder contains no files")).at(path).hint(both!(
        "mettez-y les fichiers, ou retirez-le du fichier d’incident",
        "put the files there, or remove it from the incident file"
    ))
}
