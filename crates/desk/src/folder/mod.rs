//! The folder of the incidents. No path that a request gives leads out of it.

mod former;
mod name;
mod nearby;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

pub(crate) use former::{FORMER, SENT};
pub(crate) use name::{numbered, safe};
pub(crate) use nearby::{Nearby, elsewhere};

/// How temporary files of the desk begin. A next desk removes what a killed one left.
pub(crate) const TEMPORARY: &str = ".ampleur-desk-";
/// The incident file.
pub(crate) const FILE: &str = "incident.toml";
/// What an address calls the incident that the folder itself is.
const ITSELF: &str = "@";

/// The folder that is served.
pub(crate) struct Folder {
    /// Without links.
    home: PathBuf,
}

/// An incident: a folder with an incident file.
#[derive(Clone)]
pub(crate) struct Case {
    /// Its name in addresses.
    pub name: String,
    /// Its folder, without links.
    pub folder: PathBuf,
    /// Its file, without links.
    file: PathBuf,
}

impl Folder {
    pub(crate) fn open(path: &Path) -> Result<Folder, String> {
        let refused = |e: io::Error| format!("the folder cannot be opened ({})\n  in {}", e.kind(), path.display());
        let home = dunce::canonicalize(path).map_err(refused)?;
        fs::read_dir(&home).map_err(refused)?;
        Ok(Folder { home })
    }

    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// The incidents, by name.
    pub(crate) fn cases(&self) -> Vec<Case> {
        let entries = fs::read_dir(&self.home).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let mut cases: Vec<Case> = names.filter_map(|name| self.case(&name)).collect();
        cases.extend(self.case(ITSELF));
        cases.sort_by(|a, b| a.name.cmp(&b.name));
        cases
    }

    /// The incident of this name.
    pub(crate) fn case(&self, name: &str) -> Option<Case> {
        let folder = match name {
            ITSELF => self.home.clone(),
            name if is_plain(name) => within(&self.home, Path::new(name))?,
            _ => return None,
        };
        let file = within(&self.home, &folder.join(FILE))?;
        (folder.is_dir() && file.is_file()).then(|| Case { name: name.to_owned(), folder, file })
    }

    /// Folders that are reports, without an incident beside them, by name.
    pub(crate) fn reports(&self) -> Vec<(String, PathBuf)> {
        let entries = fs::read_dir(&self.home).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| is_plain(name));
        let folders = names.filter_map(|name| Some((within(&self.home, Path::new(&name))?, name)));
        let is_report = |folder: &Path| {
            folder.is_dir() && within(folder, Path::new("manifest.json")).is_some_and(|manifest| manifest.is_file())
        };
        let mut reports: Vec<_> = folders
            .filter(|(folder, name)| is_report(folder) && self.case(name).is_none())
            .map(|(folder, name)| (name, folder))
            .collect();
        reports.sort();
        reports
    }

    /// Where a new incident of this name would be.
    pub(crate) fn new_case(&self, name: &str) -> Option<PathBuf> {
        let folder = self.home.join(name);
        (is_plain(name) && fs::symlink_metadata(&folder).is_err()).then_some(folder)
    }

    /// Removes temporary files that a killed desk left, in the folder and in its incidents. Those of a living one are locked.
    pub(crate) fn sweep(&self) {
        let mut folders = vec![self.home.clone()];
        folders.extend(self.cases().into_iter().map(|case| case.folder));
        for folder in folders {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(TEMPORARY));
                if is_ours && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    // A report that was to be kept.
                    let _ = fs::remove_dir_all(entry.path());
                }
                if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                    let is_free = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
                    if is_free {
                        // Whoever runs next tries again.
                        let _ = fs::remove_file(entry.path());
                    }
                }
            }
        }
    }
}

impl Case {
    /// Whether it is the folder of the incidents itself.
    pub(crate) fn is_itself(&self) -> bool {
        self.name == ITSELF
    }

    /// The incident file, without links: it is replaced where it is.
    pub(crate) fn real_file(&self) -> PathBuf {
        self.file.clone()
    }

    /// The folder of the report of an incident with this id, if it is there and not elsewhere.
    pub(crate) fn report(&self, id: &str) -> Option<PathBuf> {
        let report = is_plain(id).then(|| within(&self.folder, &Path::new(REPORTS).join(id)))??;
        report.join("manifest.json").is_file().then_some(report)
    }

    /// A folder of the incident for files of persons, made if need be.
    pub(crate) fn room_for(&self, side: &str) -> Option<PathBuf> {
        let room = self.folder.join(side);
        match fs::create_dir(&room) {
            Err(e) if e.kind() != io::ErrorKind::AlreadyExists => return None,
            _ => {}
        }
        within(&self.folder, &room).filter(|room| room.is_dir())
    }
}

/// The folder of reports in that of the incident.
pub(crate) const REPORTS: &str = "reports";
/// That of the encrypted lists of whom letters go to.
pub(crate) const LISTS: &str = "notify";
/// That of the answers to persons.
pub(crate) const ANSWERS: &str = "answers";
/// That of the files to be handed over in place of clear ones.
pub(crate) const EXCHANGE: &str = "exchange";
/// All of them, and those of reports that were: what is in them is no file of persons.
pub(crate) const OURS: [&str; 6] = [REPORTS, FORMER, SENT, LISTS, ANSWERS, EXCHANGE];

/// One name, not hidden, that leads nowhere else.
fn is_plain(name: &str) -> bool {
    let is_one = Path::new(name).components().count() == 1;
    is_one
        && !name.starts_with('.')
        && name != ITSELF
        && !name.contains(['/', '\\'])
        && !name.chars().any(char::is_control)
}

/// A path below a folder (which has no links) as it really is; `None` if it is not there, or links lead out of the folder.
pub(crate) fn within(folder: &Path, path: &Path) -> Option<PathBuf> {
    let real = dunce::canonicalize(folder.join(path)).ok()?;
    real.starts_with(folder).then_some(real)
}
