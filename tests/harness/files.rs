//! Files as tests look at them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every file under a folder.
pub fn files_under(folder: &Path) -> BTreeSet<PathBuf> {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path() {
            path if path.is_dir() => files.extend(files_under(&path)),
            path => {
                files.insert(path);
            }
        }
    }
    files
}

/// The same by their path from the folder, with their bytes.
pub fn bytes_under(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = files_under(folder).into_iter();
    files.map(|path| (path.strip_prefix(folder).unwrap().display().to_string(), fs::read(&path).unwrap())).collect()
}

/// Says that something was not looked at; in CI it has to be.
pub fn skip(missing: &str) {
    assert!(std::env::var_os("CI").is_none(), "{missing} is missing");
    eprintln!("SKIPPED: {missing} is missing, a document was not looked at");
}

/// Whether a program is there.
pub fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        skip(program);
    }
    found
}

/// A file as the text that a reader finds in it: PDFs are laid out, workbooks and letters unzipped. Without `pdftotext` the
/// text of a PDF is empty.
pub fn text_of(path: &Path) -> String {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("pdf") => text_of_pdf(path),
        Some("xlsx" | "docx") => {
            let parts = parts(&fs::read(path).unwrap()).expect("an archive");
            parts.into_iter().map(|(_, bytes)| String::from_utf8(bytes).unwrap()).collect()
        }
        _ => String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned(),
    }
}

pub fn text_of_pdf(path: &Path) -> String {
    if !has("pdftotext") {
        return String::new();
    }
    let output = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", path.display());
    String::from_utf8(output.stdout).unwrap()
}

/// The parts of an archive, by name; nothing if it is none, or not a whole one.
pub fn parts(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut parts = Vec::new();
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).ok()?;
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).ok()?;
        parts.push((part.name().to_owned(), bytes));
    }
    Some(parts)
}
