//! What leaves in one file: to the authority, and to who prints and sends the letters.

use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Seek};
use std::path::{Path, PathBuf};

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::super::{Opened, report};
use super::encrypted::Found;
use super::list;
use super::read::Dossier;
use crate::desk::Desk;
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

/// The files of a pack.
pub(super) fn contents(opened: &Opened, dossier: &Dossier, pack: Pack) -> io::Result<Vec<Packed>> {
    let report = report::folder(opened).ok_or(ErrorKind::NotFound)?;
    let folder = folder::within(&report, Path::new(&dossier.folder())).ok_or(ErrorKind::NotFound)?;
    let mut files = Vec::new();
    for path in pack.files(opened, dossier) {
        let file = folder::within(&folder, Path::new(&path)).ok_or(ErrorKind::NotFound)?;
        files.push(Packed { path, file, method: CompressionMethod::Deflated });
    }
    // Whom the letters go to, as nobody can read it but who sends them, and nothing makes it smaller.
    if let Some(Found { file, .. }) = list::PERSONS.find(opened, dossier).filter(|_| pack == Pack::Printer) {
        let name = file.file_name().and_then(|name| name.to_str()).ok_or(ErrorKind::NotFound)?;
        files.push(Packed { path: format!("list/{name}"), file, method: CompressionMethod::Stored });
    }
    Ok(files)
}

/// A file that goes into one with others.
pub(super) struct Packed {
    /// Where it is in that one.
    pub path: String,
    pub file: PathBuf,
    pub method: CompressionMethod,
}

/// Sends files in a folder of this name, in one file.
pub(super) async fn zipped(desk: &Desk, opened: &Opened, name: String, files: Vec<Packed>) -> io::Result<Response> {
    let _busy = desk.life.busy();
    let (beside, folder) = (opened.case.folder.clone(), name.clone());
    // Other pages are not to wait for it.
    let file = tokio::task::spawn_blocking(move || zip(&beside, &folder, files)).await.map_err(io::Error::other)??;
    Ok(sent(&name, file))
}

/// One file without a name: a list of millions is larger than the memory may be. Its bytes follow from the files alone: no clock.
fn zip(beside: &Path, folder: &str, files: Vec<Packed>) -> io::Result<File> {
    let mut zip = ZipWriter::new(BufWriter::new(tempfile::tempfile_in(beside)?));
    for Packed { path, file, method } in files {
        let mut file = File::open(file)?;
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .large_file(file.metadata()?.len() >= u32::MAX.into())
            .last_modified_time(DateTime::default())
            .system(System::Unix)
            .unix_permissions(0o644);
        zip.start_file(format!("{folder}/{path}"), options)?;
        io::copy(&mut file, &mut zip)?;
    }
    let mut file = zip.finish()?.into_inner()?;
    file.rewind()?;
    Ok(file)
}

fn sent(name: &str, file: File) -> Response {
    let length = file.metadata().map(|metadata| metadata.len());
    let body = report::streamed(tokio::fs::File::from_std(file));
    let mut response = ([(header::CONTENT_TYPE, "application/zip")], body).into_response();
    // So that the browser can say how far it is.
    if let Ok(length) = length {
        response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    }
    // An id has no character that would end the name.
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.zip\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
