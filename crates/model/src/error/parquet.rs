//! Parquet files that cannot be read, or not in full.

use super::{Problem, count};

/// A Parquet file that cannot be read. `stage` tells which part.
pub fn parquet(path: &str, stage: &str) -> Problem {
    Problem::new(format!("the Parquet file is damaged or truncated ({stage} cannot be read)"))
        .at(path)
        .hint("copy or export it again, then compare the file sizes")
}

/// A Parquet file of which one part announces other numbers of rows than another part holds.
pub fn parquet_rows(path: &str, announced: u64, held: u64) -> Problem {
    Problem::new(format!(
        "the Parquet file contradicts itself: it announces {}, and holds {}",
        count(announced, "row"),
        count(held, "row")
    ))
    .at(path)
    .hint("export it again: what cannot be read in full is not counted in part")
}

/// A Parquet file in which columns or row groups share bytes, or lie outside the file.
pub fn parquet_overlap(path: &str) -> Problem {
    Problem::new("the Parquet file contradicts itself: two of its columns or row groups lie in the same place, or outside the file")
        .at(path)
        .hint("export it again: rows would be counted twice, or not at all")
}

/// A Parquet file of which a page is to take far more memory than any program writes into so few bytes.
pub fn parquet_expands(path: &str) -> Problem {
    Problem::new("the Parquet file announces pages of more than a thousand times their bytes")
        .at(path)
        .why("no program writes such pages, and reading them takes any amount of memory")
        .hint("export it again, with row groups and dictionaries of ordinary size")
}

/// A Parquet column whose type cannot be converted to text.
pub fn parquet_type(path: &str, column: &str, dtype: &str) -> Problem {
    Problem::new(format!("column {column} has the type {dtype}, which ampleur does not read"))
        .at(path)
        .hint("export the column as text")
}

/// Parquet in a ZIP archive.
pub fn parquet_in_archive(path: &str) -> Problem {
    Problem::new("the ZIP archive holds a Parquet file, which ampleur does not read there")
        .at(path)
        .why("Parquet is read from several places at a time")
        .hint("take it out of the archive and name it")
}

/// Parquet with an encrypted footer.
pub fn encrypted_parquet(path: &str) -> Problem {
    Problem::new("the Parquet file is encrypted (modular encryption)")
        .at(path)
        .why("ampleur has no key to it")
        .hint("have whoever wrote it decrypt it, and export it as Parquet or CSV")
}
