//! Partitioned storage for records of a few words. Records whose first words start with the same bits share a
//! partition, so that equal records meet there.
//!
//! Each partition is small enough to be sorted in the processor's cache and is processed independently. Records stay in
//! memory up to a limit and spill beyond it to an anonymous temporary file, which the system removes however the
//! process ends. The file holds digests and row numbers only.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::Context;

use super::Repeats;
use crate::index::MemberIx;
use model::error::{self, Result};
use model::system;

/// Number of bits that select a partition: 512 partitions, of some eighty thousand records each for forty million.
const BITS: u32 = 9;

const WORD: usize = 8;

/// Memory limit for the comparison, and the folder for what spills.
#[derive(Clone)]
pub struct Room {
    /// Memory limit in bytes.
    pub bytes: usize,
    /// Folder of the temporary file.
    pub folder: PathBuf,
}

/// Default memory limit in bytes: 1 GiB.
pub const DEFAULT_MEMORY: u64 = 1 << 30;

impl Room {
    /// A limit of `bytes`. The temporary file goes next to `target`, or into the nearest folder above it that exists.
    pub fn beside(target: &Path, bytes: u64) -> Room {
        let above = target.ancestors().skip(1).find(|folder| !folder.as_os_str().is_empty() && folder.is_dir());
        Room { bytes: bytes as usize, folder: above.unwrap_or(Path::new(".")).to_owned() }
    }

    /// A share of the limit, in sixteenths.
    #[must_use]
    pub fn part(&self, sixteenths: usize) -> Room {
        Room { bytes: self.bytes / 16 * sixteenths, folder: self.folder.clone() }
    }
}

/// Records of `N` words, in partitions.
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
    /// Offset and number of records of each block in the temporary file.
    spilled: Vec<(u64, usize)>,
}

/// The temporary file and its length in bytes.
struct Spill {
    file: File,
    length: u64,
}

impl<const N: usize> Partitions<N> {
    /// Empty partitions with capacity for about `expected` records, as far as the limit allows.
    pub fn expecting(expected: u64, room: Room) -> Self {
        let fitting = room.bytes / (N * WORD);
        let each = fitting.min(expected as usize) >> BITS;
        let parts = (0..1 << BITS).map(|_| {
            let mut part = Part::default();
            // Partitions differ in size. An allocation refused here is tried again as records arrive.
            let _ = part.held.try_reserve_exact(each + each / 16);
            Mutex::new(part)
        });
        let parts = parts.collect();
        Partitions { parts, room, held: AtomicUsize::new(0), spill: Mutex::new(None), failed: AtomicBool::new(false) }
    }

    /// Adds records in any order; can be called from all threads at once.
    pub fn add(&self, records: &[[u64; N]]) {
        let place = |record: &[u64; N]| (record[0] >> (64 - BITS)) as usize;
        // A counting sort first, so that each partition is locked once.
        let mut starts = [0usize; (1 << BITS) + 1];
        records.iter().for_each(|record| starts[place(record) + 1] += 1);
        (0..1 << BITS).for_each(|i| starts[i + 1] += starts[i]);
        let (mut next, mut sorted) = (starts, vec![[0; N]; records.len()]);
        for record in records {
            let next = &mut next[place(record)];
            sorted[*next] = *record;
            *next += 1;
        }
        // Counted before the records are stored: otherwise a thread that spills meanwhile could subtract more than was
        // added.
        let held = self.held.fetch_add(records.len(), Ordering::Relaxed) + records.len();
        for (part, range) in self.parts.iter().zip(starts.windows(2)).filter(|(_, range)| range[0] < range[1]) {
            lock(part).held.extend_from_slice(&sorted[range[0]..range[1]]);
        }
        if held * N * WORD > self.room.bytes && self.spill().is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
    }

    /// Moves all records from memory to the temporary file.
    fn spill(&self) -> std::io::Result<()> {
        let mut spill = lock(&self.spill);
        // Another thread may have spilled while this one waited for the lock.
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
            system::write_all_at(&spill.file, &bytes, spill.length)?;
            part.spilled.push((spill.length, part.held.len()));
            spill.length += bytes.len() as u64;
            self.held.fetch_sub(part.held.len(), Ordering::Relaxed);
            part.held.clear();
        }
        Ok(())
    }

    /// Fails if a record could not be written to the temporary file. To be called before any record is taken.
    pub fn check(&self) -> Result<()> {
        match self.failed.load(Ordering::Relaxed) {
            true => Err(error::no_room_to_spill(&self.room.folder).into()),
            false => Ok(()),
        }
    }

    /// Whether any records were written to the temporary file.
    pub fn has_spilled(&self) -> bool {
        lock(&self.spill).is_some()
    }

    /// Number of partitions.
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// Removes the records of a partition and returns them, sorted.
    pub fn take(&self, partition: usize) -> Result<Vec<[u64; N]>> {
        let mut records = self.given(partition)?;
        records.sort_unstable();
        Ok(records)
    }

    /// Removes the records of a partition and returns, sorted, those that pass `can_match` and whose first word may
    /// occur more than once among these. Most first words occur once, and a single record cannot match.
    pub fn take_repeated(&self, partition: usize, can_match: impl Fn(&[u64; N]) -> bool) -> Result<Vec<[u64; N]>> {
        let mut records = self.given(partition)?;
        records.retain(can_match);
        // The upper bits are the same throughout the partition and carry no information.
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
                system::read_exact_at(&file, &mut bytes, offset).context("a temporary file cannot be read")?;
                let words = bytes.as_chunks::<WORD>().0.iter().map(|word| u64::from_le_bytes(*word));
                let words: Vec<u64> = words.collect();
                records.extend_from_slice(words.as_chunks::<N>().0);
            }
        }
        Ok(records)
    }
}

/// Locks a mutex even if a thread panicked while holding it: records are added whole, so that the data is consistent.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Words of every row, stored by column in the order of rows: in memory up to a limit, beyond it in a temporary file.
pub struct Columns {
    room: Room,
    /// Number of rows and the columns of each block.
    pieces: Vec<(usize, Held)>,
    held: usize,
    spill: Option<Spill>,
}

enum Held {
    Memory(Vec<Vec<u64>>),
    /// Offset of the first column in the temporary file; the others follow it.
    File(u64),
}

impl Columns {
    /// No columns yet.
    pub fn new(room: Room) -> Columns {
        Columns { room, pieces: Vec::new(), held: 0, spill: None }
    }

    /// Whether any blocks were written to the temporary file.
    pub fn has_spilled(&self) -> bool {
        self.spill.is_some()
    }

    /// Appends the columns of the next rows.
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
        system::write_all_at(&spill.file, &flat, spill.length).map_err(refuse)?;
        self.pieces.push((rows, Held::File(spill.length)));
        spill.length += flat.len() as u64;
        Ok(())
    }

    /// Calls `each` with the position of each row in `rows` and its word in a column. `rows` must be sorted.
    pub fn of_rows(&self, column: usize, rows: &[MemberIx], mut each: impl FnMut(usize, u64)) -> Result<()> {
        let (mut first, mut done) = (0usize, 0usize);
        let mut bytes = Vec::new();
        for (count, held) in &self.pieces {
            let here = rows[done..].partition_point(|row| usize::from(*row) < first + count);
            let asked = rows[done..done + here].iter().map(|row| usize::from(*row) - first).zip(done..);
            match held {
                _ if here == 0 => {}
                Held::Memory(columns) => asked.for_each(|(row, i)| each(i, columns[column][row])),
                Held::File(offset) => {
                    let spill = self.spill.as_ref().context("a temporary file is gone")?;
                    bytes.resize(count * WORD, 0);
                    let at = offset + (column * count * WORD) as u64;
                    system::read_exact_at(&spill.file, &mut bytes, at).context("a temporary file cannot be read")?;
                    let column = bytes.as_chunks::<WORD>().0;
                    asked.for_each(|(row, i)| each(i, u64::from_le_bytes(column[row])));
                }
            }
            (first, done) = (first + count, done + here);
        }
        Ok(())
    }
}
