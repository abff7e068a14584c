//! Files that are files, and no larger than expected. A pipe or a device never ends, or is never opened, and nobody would be told why.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The most bytes of a file that a person writes: an incident file, a profile, a list.
pub const WRITTEN: u64 = 1 << 24;

/// The most bytes of a file of a report.
pub const REPORTED: u64 = 1 << 30;

/// Opens a file; [`ErrorKind::Unsupported`] if it is a pipe or a device.
pub fn open(path: &Path) -> io::Result<File> {
    match path.metadata()? {
        it if it.is_file() => File::open(path),
        it if it.is_dir() => Err(ErrorKind::IsADirectory.into()),
        _ => Err(ErrorKind::Unsupported.into()),
    }
}

/// The whole of a file; [`ErrorKind::FileTooLarge`] if it has more bytes than expected.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    // Before the first byte of it is held.
    if file.metadata()?.len() > most {
        return Err(ErrorKind::FileTooLarge.into());
    }
    read_all(file, most)
}

/// The same of what is open already, and may never end.
pub fn read_all(from: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut from = from.take(most + 1);
    from.read_to_end(&mut bytes)?;
    if from.limit() == 0 { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}
