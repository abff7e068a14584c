//! What a run leaves: which files it made or changed, and what stands in each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use super::declared::Declared;
use super::files::{files_under, parts, text_of_pdf};
use super::identifiers;
use super::search::Search;
use super::tables::tables;

/// Every file and folder where a run may leave something, and what tells a changed one.
type Snapshot = BTreeMap<PathBuf, Stamp>;

type Stamp = [i128; 4];

/// Nothing, if nothing is there.
fn stamp(path: &Path) -> Option<Stamp> {
    let of = fs::symlink_metadata(path).ok()?;
    Some([of.ino().into(), of.size().into(), of.mtime().into(), of.mtime_nsec().into()])
}

fn snapshot(places: &BTreeSet<PathBuf>) -> Snapshot {
    let mut found = Snapshot::new();
    for place in places {
        look_at(place, &mut found);
        // What is written aside stands beside what it will be.
        let beside = place.parent().map(entries).into_iter().flatten();
        beside.filter(|path| is_aside(path)).for_each(|path| look_at(&path, &mut found));
    }
    found
}

fn look_at(place: &Path, found: &mut Snapshot) {
    let Some(stamp) = stamp(place) else { return };
    found.insert(place.to_owned(), stamp);
    if !place.is_symlink() {
        entries(place).iter().for_each(|entry| look_at(entry, found));
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

pub fn is_aside(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".ampleur-"))
}

/// What is looked for in what a run leaves, and where.
pub struct Watch {
    places: BTreeSet<PathBuf>,
    before: Snapshot,
    temp: TempDir,
    search: Arc<Search>,
    shown: Vec<Shown>,
    invented: Option<PathBuf>,
    may_be_cut_short: bool,
}

impl Watch {
    pub fn begin(
        places: BTreeSet<PathBuf>,
        search: Arc<Search>,
        shown: Vec<Shown>,
        invented: Option<PathBuf>,
        may_be_cut_short: bool,
    ) -> Watch {
        let before = snapshot(&places);
        Watch { places, before, temp: TempDir::new().unwrap(), search, shown, invented, may_be_cut_short }
    }

    /// The run's folder for temporary files.
    pub fn temp(&self) -> &Path {
        self.temp.path()
    }

    /// What was made or changed up to now.
    fn left(&self) -> Vec<PathBuf> {
        let now = snapshot(&self.places);
        let changed = now.into_iter().filter(|(path, stamp)| self.before.get(path) != Some(stamp));
        // A folder changes with what it holds.
        changed.map(|(path, _)| path).filter(|path| !path.is_dir() || !self.before.contains_key(path)).collect()
    }

    /// Searches what stands there while a run is under way: files may be half written.
    #[track_caller]
    pub fn look(&self, told: &[(&str, &[u8])]) {
        told.iter().for_each(|(place, bytes)| is_clean(&self.search, place, bytes));
        for path in self.left().iter().chain(&files_under(self.temp())) {
            is_clean(&self.search, &path.display().to_string(), &fs::read(path).unwrap_or_default());
        }
    }

    /// Searches all that is left, names of files too: for everybody who went in, and for the keys and persons that were made.
    #[track_caller]
    pub fn end(&self, told: &[(&str, &[u8])]) -> Vec<PathBuf> {
        let (left, temporary) = (self.left(), files_under(self.temp()));
        let (keys, others): (Vec<&PathBuf>, Vec<&PathBuf>) = left.iter().partition(|path| identifiers::holds_key(path));
        let invented: Vec<&PathBuf> = others.into_iter().filter(|path| self.is_invented(path)).collect();
        let made = [&keys[..], &invented].concat();
        let distinct: BTreeSet<Vec<u8>> = keys.iter().map(|path| fs::read(path).unwrap()).collect();
        assert_eq!(keys.len(), distinct.len(), "one new key stands in several files: {keys:?}");
        let of_made = made.iter().flat_map(|path| identifiers::of_file(path, &fs::read(path).unwrap()));
        // A day of the invented incident may be somebody's birthday too.
        let days = left.iter().filter(|path| path.is_file());
        let days: BTreeSet<Vec<u8>> =
            days.flat_map(|path| identifiers::days_told(path, &fs::read(path).unwrap_or_default())).collect();
        let of_made = Search::new(of_made.filter(|text| !days.contains(text)).collect());
        for (place, bytes) in told {
            is_clean(&self.search, place, bytes);
            is_clean(&of_made, place, bytes);
        }
        for path in left.iter().chain(&temporary) {
            is_clean(&self.search, "a file's name", path.file_name().unwrap_or_default().as_encoded_bytes());
            for (place, bytes) in readings(path, &self.shown, self.may_be_cut_short) {
                // Invented persons have the names and days that the sample's have; a new key has nothing of an old one.
                if !invented.contains(&path) {
                    is_clean(&self.search, &place, &bytes);
                }
                if !made.contains(&path) {
                    is_clean(&of_made, &place, &bytes);
                }
            }
        }
        if !self.may_be_cut_short {
            assert!(temporary.is_empty(), "left in the temporary folder: {temporary:?}");
            let aside: Vec<&PathBuf> = left.iter().filter(|path| is_aside(path)).collect();
            assert!(aside.is_empty(), "left aside: {aside:?}");
        }
        left
    }

    /// A file of persons who were invented, wherever it is before it is whole.
    fn is_invented(&self, path: &Path) -> bool {
        let of_a_side = path.parent().is_some_and(|side| side.ends_with("members") || side.ends_with("leaks"));
        let is_in = |folder: &PathBuf| path.starts_with(folder) || path.ancestors().any(is_aside);
        of_a_side && self.invented.as_ref().is_some_and(is_in)
    }
}

#[track_caller]
fn is_clean(search: &Search, place: &str, bytes: &[u8]) {
    if let Some(found) = search.find(bytes) {
        panic!("an identifier stands in {place}, {found}");
    }
}

/// Columns of a file that may show an identifier.
pub struct Shown {
    pub file: String,
    pub columns: Vec<String>,
}

/// A file in each way that a reader may look into it: its bytes, and what is packed in them.
pub fn readings(path: &Path, shown: &[Shown], may_be_cut_short: bool) -> Vec<(String, Vec<u8>)> {
    // What is renamed while somebody looks is looked at under its other name.
    let Ok(mut bytes) = fs::read(path) else { return Vec::new() };
    let place = path.display();
    for shown in shown.iter().filter(|shown| path.ends_with(&shown.file)) {
        bytes = without_columns(&bytes, &shown.columns);
    }
    let mut readings: Vec<(String, Vec<u8>)> = Vec::new();
    match &bytes[..] {
        [b'P', b'K', ..] => {
            let parts = parts(&bytes);
            assert!(parts.is_some() || may_be_cut_short, "{place} cannot be unzipped");
            let parts = parts.into_iter().flatten();
            readings.extend(parts.map(|(name, bytes)| (format!("{name} of {place}"), bytes)));
        }
        [b'%', b'P', b'D', b'F', ..] => {
            readings.push((format!("the text of {place}"), text_of_pdf(path).into_bytes()));
            bytes = with_titles(&without_offsets(&without_packed(&bytes)));
        }
        [b'P', b'A', b'R', b'1', ..] => {
            let tables = tables(&bytes, &Declared::default());
            assert!(!tables.is_empty() || may_be_cut_short, "{place} cannot be read");
            let clear = |row: Vec<String>| row.into_iter().filter(|cell| !is_of_digests(cell)).collect::<Vec<_>>();
            let rows = tables.concat().into_iter().map(|row| clear(row).join(";") + "\n");
            readings.push((format!("the rows of {place}"), rows.collect::<String>().into_bytes()));
        }
        _ => {}
    }
    readings.push((place.to_string(), bytes));
    readings
}

/// Whether a cell is a digest as a number of 64 bits, or a list of parts of some: as good as random, so that a number of seven digits stands
/// in them by chance. No NIR has sixteen.
fn is_of_digests(cell: &str) -> bool {
    cell.starts_with('[') || (cell.len() >= 16 && cell.parse::<i64>().is_ok())
}

/// A PDF without its compressed streams: their text is looked at apart, and their bytes are as good as random, so that any four
/// letters stand in them by chance.
fn without_packed(bytes: &[u8]) -> Vec<u8> {
    const BEGIN: &[u8] = b"/FlateDecode";
    const END: &[u8] = b"endstream";
    let place = |word: &[u8], from: usize| bytes[from..].windows(word.len()).position(|window| window == word);
    let (mut rest, mut from) = (Vec::new(), 0);
    while let Some(packed) = place(BEGIN, from) {
        let begin = from + packed + BEGIN.len();
        rest.extend_from_slice(&bytes[from..begin]);
        from = begin + place(END, begin).unwrap_or(0);
    }
    rest.extend_from_slice(&bytes[from..]);
    rest
}

/// A PDF without the table of where its objects begin: ten digits each.
fn without_offsets(bytes: &[u8]) -> Vec<u8> {
    let place = |word: &[u8], from: usize| bytes[from..].windows(word.len()).position(|window| window == word);
    let table = place(b"\nxref\n", 0).and_then(|from| Some((from, from + place(b"\ntrailer", from)?)));
    table.map_or_else(|| bytes.to_vec(), |(from, to)| [&bytes[..from], &bytes[to..]].concat())
}

/// A PDF with its headings and descriptions as a reader has them: they are in hexadecimal digits of UTF-16.
fn with_titles(bytes: &[u8]) -> Vec<u8> {
    const MARK: &[u8] = b"<FEFF";
    let mut whole = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(MARK.len()).position(|window| window == MARK) {
        let (before, from) = rest.split_at(at);
        let digits: Vec<u8> = from[MARK.len()..].iter().copied().take_while(u8::is_ascii_hexdigit).collect();
        let units = digits.chunks_exact(4).map(|four| u16::from_str_radix(str::from_utf8(four).unwrap(), 16).unwrap());
        whole.extend(before);
        whole.extend(String::from_utf16_lossy(&units.collect::<Vec<_>>()).into_bytes());
        rest = &from[MARK.len() + digits.len()..];
    }
    [&whole, rest].concat()
}

fn without_columns(bytes: &[u8], columns: &[String]) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).expect("a list in clear").trim_start_matches('\u{feff}');
    let header: Vec<&str> = text.lines().next().unwrap_or_default().split(';').collect();
    assert!(columns.iter().all(|column| header.contains(&column.as_str())), "{columns:?} are not in {header:?}");
    let rest = |line: &str| {
        let cells = line.split(';').enumerate();
        let others = cells.filter(|(i, _)| !header.get(*i).is_some_and(|head| columns.iter().any(|of| of == head)));
        others.map(|(_, cell)| cell).collect::<Vec<_>>().join(";") + "\n"
    };
    text.lines().map(rest).collect::<String>().into_bytes()
}
