//! Whether a file is still the one that was opened: a run reads it several times, and digests it once.

use std::path::Path;
use std::time::SystemTime;

use super::archive;

/// The length of a file, and when it was changed last.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    bytes: u64,
    changed: Option<SystemTime>,
}

impl Stamp {
    /// That of a file, or of the archive that it is in; none if there is no such file.
    pub(super) fn of(path: &Path) -> Option<Stamp> {
        let told = std::fs::metadata(archive::real(path)).ok()?;
        Some(Stamp { bytes: told.len(), changed: told.modified().ok() })
    }
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn a_file_that_is_written_to_or_replaced_is_another_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("leak.csv");
        assert!(Stamp::of(&path).is_none());
        std::fs::write(&path, "one").unwrap();
        let first = Stamp::of(&path);
        assert!(first.is_some() && first == Stamp::of(&path));
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::write(&path, "two").unwrap();
        let second = Stamp::of(&path);
        assert!(second != first);
        std::thread::sleep(std::time::Duration::from_millis(20));
        std::fs::write(folder.path().join("other.csv"), "two").unwrap();
        std::fs::rename(folder.path().join("other.csv"), &path).unwrap();
        assert!(Stamp::of(&path) != second);
    }
}
