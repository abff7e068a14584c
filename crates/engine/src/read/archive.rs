//! ZIP archives, read like folders: an entry is a file below the path of its archive, as in `members.zip/part.csv`.
//!
//! A sheet of a workbook that is one of several parts of a list has such a path as well.
//!
//! Nothing is unpacked to the disk: an entry is decompressed while it is read. What an archive says of itself is not believed: an
//! entry ends where it says, its checksum is verified, and one that would grow beyond what its bytes can hold is refused.

use std::ffi::OsStr;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Component, Path, PathBuf};

use flate2::CrcReader;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::{label, magic};
use model::error::{self, Problem, Role};
use model::regular;

/// The most bytes that one byte of Deflate can stand for (RFC 1951: 258 bytes for two bits).
const MOST_PER_BYTE: u64 = 1032;

/// Bytes that the smallest entries may grow by beyond that.
const ALLOWANCE: u64 = 1 << 16;

/// The largest workbook in an archive, in bytes: it is held in memory.
const LARGEST_HELD: u64 = 1 << 30;

/// Opens a file, or an entry of an archive. The sheet of a workbook is read from the whole of it.
pub fn open(path: &Path) -> io::Result<Box<dyn Read + Send>> {
    match parts(path) {
        Some((archive, entry)) if is_zip(archive) => open_entry(archive, entry),
        Some((workbook, _)) => open(workbook),
        None => Ok(Box::new(regular::open(path)?)),
    }
}

/// The bytes that a file takes, or an entry in its archive.
pub(super) fn packed(path: &Path) -> io::Result<u64> {
    match parts(path) {
        Some((archive, entry)) if is_zip(archive) => Ok(find(archive, entry)?.compressed),
        Some((workbook, _)) => Ok(std::fs::metadata(workbook)?.len()),
        None => Ok(std::fs::metadata(path)?.len()),
    }
}

/// The whole of a file, or of an entry of an archive that may be held in memory.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    if parts(path).is_none() {
        let mut bytes = Vec::new();
        regular::open(path)?.read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let mut bytes = Vec::new();
    open(path)?.take(LARGEST_HELD + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_HELD { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Whether a path is that of an entry of an archive.
pub(super) fn is_entry(path: &Path) -> bool {
    parts(path).is_some()
}

/// Whether a file is a ZIP archive, and no workbook. One that cannot be read is reported where it is inspected.
fn is_zip(path: &Path) -> bool {
    let mut first = Vec::new();
    let read = regular::open(path).and_then(|file| file.take(magic::HEAD as u64).read_to_end(&mut first));
    if read.is_err() || !magic::is_zip(&first) {
        return false;
    }
    // The first bytes may be those of a workbook inside, and those of a workbook may name none of its parts.
    match regular::open(path).map(BufReader::new).map(ZipArchive::new) {
        Ok(Ok(archive)) => !WORKBOOK_PARTS.iter().any(|part| archive.index_for_name(part).is_some()),
        _ => !magic::is_workbook(&first),
    }
}

/// Parts that a workbook has: XLSX and XLSB, ODS.
const WORKBOOK_PARTS: [&str; 3] = ["[Content_Types].xml", "content.xml", "mimetype"];

/// The archive and the name of the entry in it; none if the path is no entry.
fn parts(path: &Path) -> Option<(&Path, &Path)> {
    let archive = path.ancestors().skip(1).find(|above| above.is_file())?;
    Some((archive, path.strip_prefix(archive).ok()?))
}

/// The path with its links followed, by which a file is known under any name.
pub fn real(path: &Path) -> PathBuf {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    match parts(path) {
        Some((archive, entry)) => real(archive).join(entry),
        None => real(path),
    }
}

/// The files in an archive, sorted by name; none if the file is no ZIP archive, or is a workbook.
pub fn entries(path: &Path, shown: &str) -> Result<Option<Vec<PathBuf>>, Problem> {
    if !is_zip(path) {
        return Ok(None);
    }
    let damaged = || error::damaged(shown);
    let file = regular::open(path).map_err(|e| error::file(Role::File, shown, &e))?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|_| damaged())?;
    let mut names = Vec::new();
    for i in 0..archive.len() {
        let entry = archive.by_index_raw(i).map_err(|_| damaged())?;
        if entry.is_dir() {
            continue;
        }
        let name = PathBuf::from(plain(&entry.name().map_err(|_| damaged())?));
        let is_plain = name.components().all(|part| matches!(part, Component::Normal(_)));
        if !is_plain || name.to_string_lossy().contains(char::is_control) {
            return Err(error::archive_path(shown));
        }
        if name.iter().any(is_log) {
            return Err(error::table_with_log(shown));
        }
        if name.iter().any(is_aside) {
            continue;
        }
        let inside = format!("{shown}/{}", label::entry(&name, i));
        if name.iter().any(is_hidden) {
            return Err(error::hidden_file(&inside));
        }
        let most = entry.compressed_size().saturating_mul(MOST_PER_BYTE).saturating_add(ALLOWANCE);
        match entry.compression() {
            _ if entry.encrypted() => return Err(error::archive_encrypted(&inside)),
            CompressionMethod::Stored | CompressionMethod::Deflated if entry.size() > most => {
                return Err(error::archive_grows(&inside));
            }
            CompressionMethod::Stored | CompressionMethod::Deflated => names.push(name),
            _ => return Err(error::archive_method(&inside)),
        }
    }
    names.sort();
    if names.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(damaged());
    }
    Ok(Some(names.into_iter().map(|name| path.join(name)).collect()))
}

/// The name of an entry with the separators of the format: some programs of Windows write their own.
fn plain(name: &str) -> String {
    name.replace('\\', "/")
}

/// Whether a file or folder is hidden, or what Spark and Hadoop take for it.
pub fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(['.', '_'])
}

/// Whether a folder holds the log of a table, of Delta Lake or Hudi: parts that the log has removed are still beside it.
pub fn is_log(name: &OsStr) -> bool {
    ["_delta_log", ".hoodie"].iter().any(|log| name.eq_ignore_ascii_case(log))
}

/// What programs leave beside data, and in which no rows are: of file managers, locks of office programs, marks and check sums of Spark and
/// Hadoop, of git.
pub fn is_aside(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    const NAMES: [&str; 11] = [
        ".ds_store",
        "__macosx",
        "desktop.ini",
        "thumbs.db",
        "_success",
        "_metadata",
        "_common_metadata",
        ".git",
        ".gitkeep",
        ".gitignore",
        ".gitattributes",
    ];
    let begins = ["._", "~$", ".~lock.", "_committed_", "_started_"];
    NAMES.contains(&&*name)
        || begins.iter().any(|begin| name.starts_with(begin))
        || (name.starts_with('.') && name.ends_with(".crc"))
}

/// Where an entry is in its archive, and what the archive says of it.
struct Place {
    start: u64,
    compressed: u64,
    size: u64,
    crc: u32,
    method: CompressionMethod,
}

fn invalid() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

fn find(archive: &Path, name: &Path) -> io::Result<Place> {
    let mut opened = ZipArchive::new(BufReader::new(regular::open(archive)?)).map_err(|_| invalid())?;
    let places = 0..opened.len();
    let mut found = None;
    for i in places {
        let entry = opened.by_index_raw(i).map_err(|_| invalid())?;
        if entry.name().is_ok_and(|written| name.starts_with(plain(&written))) {
            found = Some(Place {
                start: entry.data_start().ok_or_else(invalid)?,
                compressed: entry.compressed_size(),
                size: entry.size(),
                crc: entry.crc32(),
                method: entry.compression(),
            });
        }
    }
    Ok(found.ok_or(io::ErrorKind::NotFound)?)
}

fn open_entry(archive: &Path, name: &Path) -> io::Result<Box<dyn Read + Send>> {
    let Place { start, compressed, size, crc, method } = find(archive, name)?;
    let mut file = regular::open(archive)?;
    file.seek(SeekFrom::Start(start))?;
    let bytes = BufReader::with_capacity(1 << 16, file).take(compressed);
    let plain: Box<dyn Read + Send> = match method {
        CompressionMethod::Stored => Box::new(bytes),
        CompressionMethod::Deflated => Box::new(DeflateDecoder::new(bytes)),
        _ => return Err(invalid()),
    };
    Ok(Box::new(Entry { inner: CrcReader::new(plain), left: size, crc }))
}

/// An entry that has to end where the archive says, with the checksum that it says.
struct Entry<R> {
    inner: CrcReader<R>,
    left: u64,
    crc: u32,
}

impl<R: Read> Read for Entry<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        let n = self.inner.read(buffer)?;
        match self.left.checked_sub(n as u64) {
            Some(left) => self.left = left,
            None => return Err(io::ErrorKind::InvalidData.into()),
        }
        if n == 0 && (self.left > 0 || self.inner.crc().sum() != self.crc) {
            return Err(io::ErrorKind::InvalidData.into());
        }
        Ok(n)
    }
}
