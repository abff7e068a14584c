//! What leaves in one file: to the authority, and to who prints and sends the letters.

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::super::{Opened, report};
use super::list;
use super::read::Dossier;
use crate::folder;

/// Where the letter for each set of operators is.
const OF_A_SET: &str = "letters/";

/// Whom a pack is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pack {
    Authority,
    Printer,
}

impl Pack {
    pub(super) const ALL: [Pack; 2] = [Pack::Authority, Pack::Printer];

    /// As addresses and files call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Pack::Authority => "cnil",
            Pack::Printer => "letters",
        }
    }

    pub(super) fn of(name: &str) -> Option<Pack> {
        Pack::ALL.into_iter().find(|pack| pack.name() == name)
    }

    /// Whether a file of an insurer's dossier is in it, by its path there. The form tells the authority; letters are sent as they are
    /// printed, and edited as documents of a word processor.
    fn has(self, path: &str) -> bool {
        let is_one_of = |extensions: &[&str]| extensions.iter().any(|extension| path.ends_with(extension));
        match self {
            Pack::Authority => {
                ["cnil.pdf", "cnil.html", "letter.fr.pdf", "letter.fr.docx"].contains(&path)
                    || (path.starts_with("notice.fr.") && path.ends_with(".html"))
                    || path == "sms.fr.txt"
            }
            Pack::Printer => {
                (path.starts_with("letter.") && is_one_of(&[".docx", ".pdf"]))
                    || (path.starts_with(OF_A_SET) && path.ends_with(".docx"))
            }
        }
    }

    /// The files of a dossier that are in it, by path.
    pub(super) fn files(self, opened: &Opened, dossier: &Dossier) -> Vec<String> {
        let Some(report) = report::folder(opened) else { return Vec::new() };
        let mut paths = report::listed(&report.join(dossier.folder()));
        paths.retain(|path| self.has(path));
        // Where each set of operators has its letter, that of all of them would tell some what only others have lost.
        if self == Pack::Printer && paths.iter().any(|path| path.starts_with(OF_A_SET)) {
            paths.retain(|path| path.starts_with(OF_A_SET));
        }
        paths
    }
}

/// The pack.
pub(super) fn zipped(opened: &Opened, dossier: &Dossier, pack: Pack) -> Option<Vec<u8>> {
    let folder = folder::within(&report::folder(opened)?, Path::new(&dossier.folder()))?;
    let mut files = Vec::new();
    for path in pack.files(opened, dossier) {
        let file = folder::within(&folder, Path::new(&path))?;
        files.push((path, file));
    }
    // Whom the letters go to, as nobody can read it but who sends them.
    if let Some((list, _)) = list::encrypted(opened, dossier).filter(|_| pack == Pack::Printer) {
        files.push((format!("list/{}", list.file_name()?.to_str()?), list));
    }
    packed(&format!("{}-{}", dossier.id, pack.name()), files)
}

/// Files in a folder of this name, in one file. Its bytes follow from theirs alone: no clock.
pub(super) fn packed(folder: &str, files: impl IntoIterator<Item = (String, PathBuf)>) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, file) in files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        zip.start_file(format!("{folder}/{path}"), options).ok()?;
        zip.write_all(&fs::read(file).ok()?).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

pub(super) fn sent(name: &str, bytes: Vec<u8>) -> Response {
    let mut response = ([(header::CONTENT_TYPE, "application/zip")], bytes).into_response();
    // An id has no character that would end the name.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.zip\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
