//! Records of a few words, put by the first bits of the first word where all that can be equal to them are.
//!
//! Each partition is small enough to be sorted in the cache, and can be worked on apart from all others. While there is room
//! they are in memory; beyond it they go to a temporary file that has no name, so that nothing is left of it whatever ends the
//! program. Digests and numbers of rows are all that is in it.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::Context;

use super::Repeats;
use crate::index::MemberIx;
use model::error::{self, Result};

/// Bits that choose a partition: of forty million records each has some eighty thousand.
const BITS: u32 = 9;

const WORD: usize = 8;

/// How much of what is to be compared may be in memory, and where the rest goes.
#[derive(Clone)]
pub struct Room {
    /// Bytes.
    pub bytes: usize,
    /// The folder in which the temporary file is made.
    pub folder: PathBuf,
}

/// Bytes of what is compared that may be in memory if nobody says otherwise.
pub const DEFAULT_MEMORY: u64 = 1 << 30;

impl Room {
    /// So many bytes, and for the rest a folder beside a target, or as near to it as there is one.
    pub fn beside(target: &Path, bytes: u64) -> Room {
        let above = target.ancestors().skip(1).find(|folder| !folder.as_os_str().is_empty() && folder.is_dir());
        Room { bytes: bytes as usize, folder: above.unwrap_or(Path::new(".")).to_owned() }
    }

    /// A part of the room, in sixteenths.
    #[must_use]
    pub fn part(&self, sixteenths: usize) -> Room {
        Room { bytes: self.bytes / 16 * sixteenths, folder: self.folder.clone() }
    }
}

/// Records of `N` words.
pub struct Partitions<const N: usize> {
    parts: Vec<Mutex<Part<N>>>,
    room: Room,
    held: AtomicUsize,
    spill: Mutex<Option<Spill>>,
    failed: AtomicBool,
}

#[derive(Default)]
struct Part<const N: usize> {
    held: Vec<[u64; N]>,
    /// Where in the file the others are: offset and number of records.
    spilled: Vec<(u64, usize)>,
}

/// The temporary file and its length.
struct Spill {
    file: File,
    length: u64,
}

impl<const N: usize> Partitions<N> {
    /// None yet; `expected` is about how many there will be, for which room is asked at once.
    pub fn expecting(expected: u64, room: Room) -> Self {
        let fitting = room.bytes / (N * WORD);
        let each = fitting.min(expected as usize) >> BITS;
        let parts = (0..1 << BITS).map(|_| {
            let mut part = Part::default();
            // Not all partitions are of one size. What is refused here is asked for again as records come.
            let _ = part.held.try_reserve_exact(each + each / 16);
            Mutex::new(part)
        });
        let parts = parts.collect();
        Partitions { parts, room, held: AtomicUsize::new(0), spill: Mutex::new(None), failed: AtomicBool::new(false) }
    }

    /// Adds records, in any order: from all threads at once.
    pub fn add(&self, records: &[[u64; N]]) {
        let place = |record: &[u64; N]| (record[0] >> (64 - BITS)) as usize;
        // Counted, then put side by side: each partition is locked once.
        let mut starts = [0usize; (1 << BITS) + 1];
        records.iter().for_each(|record| starts[place(record) + 1] += 1);
        (0..1 << BITS).for_each(|i| starts[i + 1] += starts[i]);
        let (mut next, mut sorted) = (starts, vec![[0; N]; records.len()]);
        for record in records {
            let next = &mut next[place(record)];
            sorted[*next] = *record;
            *next += 1;
        }
        // Before they are there: a thread that moves them away meanwhile never takes off more than was added.
        let held = self.held.fetch_add(records.len(), Ordering::Relaxed) + records.len();
        for (part, range) in self.parts.iter().zip(starts.windows(2)).filter(|(_, range)| range[0] < range[1]) {
            lock(part).held.extend_from_slice(&sorted[range[0]..range[1]]);
        }
        if held * N * WORD > self.room.bytes && self.spill().is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
    }

    /// Moves what is in memory to the file.
    fn spill(&self) -> std::io::Result<()> {
        let mut spill = lock(&self.spill);
        // Another thread may just have done so.
        if self.held.load(Ordering::Relaxed) * N * WORD <= self.room.bytes {
            return Ok(());
        }
        let spill = match &mut *spill {
            Some(spill) => spill,
            none => none.insert(Spill { file: tempfile::tempfile_in(&self.room.folder)?, length: 0 }),
        };
        let mut bytes = Vec::new();
        for part in &self.parts {
            let part = &mut *lock(part);
            if part.held.is_empty() {
                continue;
            }
            bytes.clear();
            bytes.extend(part.held.as_flattened().iter().flat_map(|word| word.to_le_bytes()));
            spill.file.write_all_at(&bytes, spill.length)?;
            part.spilled.push((spill.length, part.held.len()));
            spill.length += bytes.len() as u64;
            self.held.fetch_sub(part.held.len(), Ordering::Relaxed);
            part.held.clear();
        }
        Ok(())
    }

    /// Whether a record could not be kept: to be asked for before any is taken.
    pub fn check(&self) -> Result<()> {
        match self.failed.load(Ordering::Relaxed) {
            true => Err(error::no_room_to_spill(&self.room.folder).into()),
            false => Ok(()),
        }
    }

    /// Whether some records went to the temporary file.
    pub fn has_spilled(&self) -> bool {
        lock(&self.spill).is_some()
    }

    /// The number of partitions.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// The records of a partition, sorted. They are given once.
    pub fn take(&self, partition: usize) -> Result<Vec<[u64; N]>> {
        let mut records = self.given(partition)?;
        records.sort_unstable();
        Ok(records)
    }

    /// Those records of a partition that are of use, and whose first word another of these may have too, sorted: most are alone with
    /// theirs, and need not be. They are given once.
    pub fn take_repeated(&self, partition: usize, is_of_use: impl Fn(&[u64; N]) -> bool) -> Result<Vec<[u64; N]>> {
        let mut records = self.given(partition)?;
        records.retain(is_of_use);
        // The first bits are the partition's.
        let tag = |record: &[u64; N]| record[0] << BITS;
        let repeats = Repeats::of(records.iter().map(tag));
        records.retain(|record| repeats.may_repeat(tag(record)));
        records.sort_unstable();
        Ok(records)
    }

    fn given(&self, partition: usize) -> Result<Vec<[u64; N]>> {
        let Part { held, spilled } = std::mem::take(&mut *lock(&self.parts[partition]));
        let mut records = held;
        if !spilled.is_empty() {
            records.reserve(spilled.iter().map(|(_, count)| count).sum());
            let spill = lock(&self.spill);
            let file = spill.as_ref().context("a temporary file is gone")?.file.try_clone();
            drop(spill);
            let file = file.context("a temporary file cannot be read")?;
            let mut bytes = Vec::new();
            for (offset, count) in spilled {
                bytes.resize(count * N * WORD, 0);
                file.read_exact_at(&mut bytes, offset).context("a temporary file cannot be read")?;
                let words = bytes.as_chunks::<WORD>().0.iter().map(|word| u64::from_le_bytes(*word));
                let words: Vec<u64> = words.collect();
                records.extend_from_slice(words.as_chunks::<N>().0);
            }
        }
        Ok(records)
    }
}

/// Every record in it is whole, whatever happened to the thread that put it there.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Words of every row, column by column, in the order of rows: in memory while there is room, in a file beyond.
pub struct Columns {
    room: Room,
    /// Rows that each piece holds, and its columns.
    pieces: Vec<(usize, Held)>,
    held: usize,
    spill: Option<Spill>,
}

enum Held {
    Memory(Vec<Vec<u64>>),
    /// Where the first column begins; the others follow.
    File(u64),
}

impl Columns {
    /// None yet.
    pub fn new(room: Room) -> Columns {
        Columns { room, pieces: Vec::new(), held: 0, spill: None }
    }

    /// Whether some pieces went to the temporary file.
    pub fn has_spilled(&self) -> bool {
        self.spill.is_some()
    }

    /// Adds the columns of the next rows.
    pub fn push(&mut self, columns: Vec<Vec<u64>>) -> Result<()> {
        let rows = columns.first().map_or(0, Vec::len);
        let bytes = rows * columns.len() * WORD;
        if self.held + bytes <= self.room.bytes {
            self.held += bytes;
            self.pieces.push((rows, Held::Memory(columns)));
            return Ok(());
        }
        let refuse = |_: std::io::Error| error::no_room_to_spill(&self.room.folder);
        let spill = match &mut self.spill {
            Some(spill) => spill,
            none => {
                let file = tempfile::tempfile_in(&self.room.folder).map_err(refuse)?;
                none.insert(Spill { file, length: 0 })
            }
        };
        let flat: Vec<u8> = columns.iter().flatten().flat_map(|word| word.to_le_bytes()).collect();
        spill.file.write_all_at(&flat, spill.length).map_err(refuse)?;
        self.pieces.push((rows, Held::File(spill.length)));
        spill.length += flat.len() as u64;
        Ok(())
    }

    /// Tells the word of a column in each of these rows, which are in order.
    pub fn of_rows(&self, column: usize, rows: &[MemberIx], mut tell: impl FnMut(usize, u64)) -> Result<()> {
        let (mut first, mut told) = (0usize, 0usize);
        let mut bytes = Vec::new();
        for (count, held) in &self.pieces {
            let here = rows[told..].partition_point(|row| usize::from(*row) < first + count);
            let asked = rows[told..told + here].iter().map(|row| usize::from(*row) - first).zip(told..);
            match held {
                _ if here == 0 => {}
                Held::Memory(columns) => asked.for_each(|(row, i)| tell(i, columns[column][row])),
                Held::File(offset) => {
                    let spill = self.spill.as_ref().context("a temporary file is gone")?;
                    bytes.resize(count * WORD, 0);
                    let at = offset + (column * count * WORD) as u64;
                    spill.file.read_exact_at(&mut bytes, at).context("a temporary file cannot be read")?;
                    let column = bytes.as_chunks::<WORD>().0;
                    asked.for_each(|(row, i)| tell(i, u64::from_le_bytes(column[row])));
                }
            }
            (first, told) = (first + count, told + here);
        }
        Ok(())
    }
}
