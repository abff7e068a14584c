//! Reports that are kept beside the present one: the one that it replaced, against which it is told what changed; and the one that was
//! sent, which the next one completes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Case, TEMPORARY, within};

/// The folder of the report that was replaced last, in that of the incident.
pub(crate) const FORMER: &str = "former";

/// The folder of the report that was sent to the authority, in that of the incident.
pub(crate) const SENT: &str = "sent";

/// A copy that waits for the report to be replaced; dropped, it is gone.
pub(crate) struct Kept {
    copy: tempfile::TempDir,
    place: PathBuf,
}

impl Case {
    /// The folder of the report that the last assessment replaced, if it is there and not elsewhere.
    pub(crate) fn former(&self, id: &str) -> Option<PathBuf> {
        self.kept(FORMER, id)
    }

    /// The folder of the report that was sent last, if it is there and not elsewhere.
    pub(crate) fn sent(&self, id: &str) -> Option<PathBuf> {
        self.kept(SENT, id)
    }

    fn kept(&self, under: &str, id: &str) -> Option<PathBuf> {
        let kept = super::is_plain(id).then(|| within(&self.folder, &Path::new(under).join(id)))??;
        kept.join("manifest.json").is_file().then_some(kept)
    }

    /// Copies the report, to be kept under one of these folders; none if there is no report.
    pub(crate) fn keep(&self, under: &str, id: &str) -> io::Result<Option<Kept>> {
        let Some(report) = self.report(id) else { return Ok(None) };
        let copy = tempfile::Builder::new().prefix(TEMPORARY).tempdir_in(&self.folder)?;
        copied(&report, copy.path())?;
        Ok(Some(Kept { copy, place: self.folder.join(under).join(id) }))
    }
}

impl Kept {
    /// Puts the copy in the place of the one that was kept before.
    pub(crate) fn settle(self) -> io::Result<()> {
        let above = self.place.parent().unwrap_or(&self.place);
        // A link would lead elsewhere.
        match fs::symlink_metadata(above) {
            Ok(there) if !there.is_dir() => return Err(io::ErrorKind::NotADirectory.into()),
            Ok(_) => {}
            Err(_) => fs::create_dir(above)?,
        }
        match fs::symlink_metadata(&self.place) {
            Ok(there) if there.is_dir() => fs::remove_dir_all(&self.place)?,
            Ok(_) => return Err(io::ErrorKind::AlreadyExists.into()),
            Err(_) => {}
        }
        fs::rename(self.copy.keep(), &self.place)
    }
}

/// Copies files and folders; links are left out.
fn copied(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (kind, target) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            fs::create_dir(&target)?;
            copied(&entry.path(), &target)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
