//! Parquet files that cannot be read, or not in full.

use super::Problem;
use crate::said::{ROW, Said, both, count};
use crate::shown;

/// A part of a Parquet file.
#[derive(Clone, Copy)]
pub enum ParquetPart {
    /// What stands at its end and lists the others.
    Footer,
    /// The header of a page.
    PageHeader,
    /// A column of a row group.
    Column,
    /// A row group.
    RowGroup,
    /// The list of its columns.
    Schema,
}

/// A Parquet file that cannot be read.
pub fn parquet(path: &str, part: ParquetPart) -> Problem {
    let part = match part {
        ParquetPart::Footer => Said::new("son pied", "its footer"),
        ParquetPart::PageHeader => Said::new("l’en-tête d’une page", "a page's header"),
        ParquetPart::Column => Said::new("une colonne", "a column"),
        ParquetPart::RowGroup => Said::new("un groupe de lignes", "a row group"),
        ParquetPart::Schema => Said::new("son schéma", "its schema"),
    };
    Problem::new(both!(
        "le fichier Parquet est abîmé ou tronqué ({part}\u{a0}: lecture impossible)",
        "the Parquet file is damaged or truncated ({part} cannot be read)";
        part = part
    ))
    .at(path)
    .hint(both!(
        "copiez-le ou exportez-le à nouveau, puis comparez les tailles",
        "copy or export it again, then compare the file sizes"
    ))
}

/// A Parquet file of which one part announces other numbers of rows than another part holds.
pub fn parquet_rows(path: &str, announced: u64, held: u64) -> Problem {
    Problem::new(both!(
        "le fichier Parquet se contredit\u{a0}: il annonce {announced}, et en contient {held}",
        "the Parquet file contradicts itself: it announces {announced}, and holds {held}";
        announced = count(announced, ROW), held = count(held, ROW)
    ))
    .at(path)
    .hint(both!(
        "exportez-le à nouveau\u{a0}: ce qui ne peut être lu en entier n’est pas compté en partie",
        "export it again: what cannot be read in full is not counted in part"
    ))
}

/// A Parquet file in which columns or row groups share bytes, or lie outside the file.
pub fn parquet_overlap(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier Parquet se contredit\u{a0}: deux de ses colonnes ou groupes de lignes occupent la même place, ou sont hors du fichier",
        "the Parquet file contradicts itself: two of its columns or row groups lie in the same place, or outside the file"
    ))
    .at(path)
    .hint(both!(
        "exportez-le à nouveau\u{a0}: des lignes seraient comptées deux fois, ou pas du tout",
        "export it again: rows would be counted twice, or not at all"
    ))
}

/// A Parquet file of which a page is to take far more memory than any program writes into so few bytes.
pub fn parquet_expands(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier Parquet annonce des pages de plus de mille fois leurs octets",
        "the Parquet file announces pages of more than a thousand times their bytes"
    ))
    .at(path)
    .why(both!(
        "aucun programme n’écrit de telles pages, et les lire prend n’importe quelle quantité de mémoire",
        "no program writes such pages, and reading them takes any amount of memory"
    ))
    .hint(both!(
        "exportez-le à nouveau, avec des groupes de lignes et des dictionnaires de taille ordinaire",
        "export it again, with row groups and dictionaries of ordinary size"
    ))
}

/// What a Parquet column holds whose type cannot be converted to text.
#[derive(Clone, Copy)]
#[allow(missing_docs)]
pub enum ParquetType {
    Lists,
    Times,
    Durations,
    Bytes,
    /// Moments in a zone that is not known.
    Zone,
    /// Numbers of more than 38 digits.
    LongNumbers,
    Objects,
}

/// A Parquet column whose type cannot be converted to text.
pub fn parquet_type(path: &str, column: &str, held: ParquetType) -> Problem {
    let column = shown::number(column).unwrap_or(column);
    let [listes, lists] = match held {
        ParquetType::Lists => ["des listes", "lists"],
        ParquetType::Times => ["des heures", "times of day"],
        ParquetType::Durations => ["des durées", "durations"],
        ParquetType::Bytes => ["des octets qui ne sont pas du texte", "bytes that are no text"],
        ParquetType::Zone => ["des instants dans un fuseau inconnu", "moments in an unknown time zone"],
        ParquetType::LongNumbers => ["des nombres de plus de 38 chiffres", "numbers of more than 38 digits"],
        ParquetType::Objects => ["des objets", "objects"],
    };
    Problem::new(both!(
        "la colonne {column} contient {listes}, qu’ampleur ne lit pas",
        "column {column} holds {lists}, which ampleur does not read"
    ))
    .at(path)
    .hint(both!("exportez la colonne comme du texte", "export the column as text"))
}

/// Parquet in a ZIP archive.
pub fn parquet_in_archive(path: &str) -> Problem {
    Problem::new(both!(
        "l’archive ZIP contient un fichier Parquet, qu’ampleur ne lit pas à cet endroit",
        "the ZIP archive holds a Parquet file, which ampleur does not read there"
    ))
    .at(path)
    .why(both!(
        "un fichier Parquet se lit à plusieurs endroits à la fois",
        "Parquet is read from several places at a time"
    ))
    .hint(both!("sortez-le de l’archive et nommez-le", "take it out of the archive and name it"))
}

/// Parquet with an encrypted footer.
pub fn encrypted_parquet(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier Parquet est chiffré (chiffrement modulaire)",
        "the Parquet file is encrypted (modular encryption)"
    ))
    .at(path)
    .why(both!("ampleur n’en a pas la clé", "ampleur has no key to it"))
    .hint(both!(
        "faites-le déchiffrer par qui l’a écrit, et exporter en Parquet ou en CSV",
        "have whoever wrote it decrypt it, and export it as Parquet or CSV"
    ))
}
