//! The rows of one file in the order of their bytes, which is that of their digests, however many they are.
//!
//! Rows are kept by their first byte, and beyond a limit in an anonymous temporary file, encrypted under a key that no one else has.
//! Equal rows are kept once, with how many they are: a small file can hold millions of them.

use std::fs::File;
use std::path::PathBuf;

use anyhow::Context;
use chacha20::ChaCha20;
use chacha20::cipher::{KeyIvInit, StreamCipher};
use zeroize::Zeroizing;

use model::error::{self, Result};
use model::{interrupt, system};

/// Bytes of rows that are kept in memory.
const HELD: usize = 128 << 20;

/// Before each row: how many there are of it, and its length in bytes.
const HEAD: usize = 8;

/// Rows that are sorted as they come back.
pub(super) struct SortedRows {
    /// By the first byte.
    parts: Vec<Part>,
    /// Bytes in memory.
    held: usize,
    spill: Option<Spill>,
    /// Of the temporary file.
    folder: PathBuf,
}

#[derive(Default)]
struct Part {
    held: Vec<u8>,
    /// Offset and length in bytes of each piece in the temporary file.
    spilled: Vec<(u64, usize)>,
}

struct Spill {
    file: File,
    length: u64,
    key: Zeroizing<[u8; 32]>,
}

impl SortedRows {
    /// No rows yet; what does not fit goes to a temporary file in `folder`.
    pub(super) fn new(folder: PathBuf) -> SortedRows {
        let parts = (0..1 << 8).map(|_| Part::default()).collect();
        SortedRows { parts, held: 0, spill: None, folder }
    }

    /// Adds a row, which is not empty.
    pub(super) fn add(&mut self, row: &[u8]) -> Result<()> {
        let part = &mut self.parts[usize::from(row[0])].held;
        put(part, 1, row);
        self.held += HEAD + row.len();
        if self.held > HELD {
            // Equal rows may be all there is.
            self.parts.iter_mut().for_each(Part::merge);
            self.held = self.parts.iter().map(|part| part.held.len()).sum();
            if self.held > HELD / 2 {
                self.spill()?;
            }
        }
        Ok(())
    }

    /// Calls `each` with every row, in order.
    pub(super) fn each(&self, mut each: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        for part in &self.parts {
            interrupt::check()?;
            let mut bytes = part.held.clone();
            for (offset, length) in &part.spilled {
                let begin = bytes.len();
                bytes.resize(begin + length, 0);
                let spill = self.spill.as_ref().context("a temporary file that was written is there")?;
                system::read_exact_at(&spill.file, &mut bytes[begin..], *offset).context("reading a temporary file")?;
                spill.apply(*offset, &mut bytes[begin..]);
            }
            for (row, times) in sorted(&bytes) {
                (0..times).try_for_each(|_| each(row))?;
            }
        }
        Ok(())
    }

    fn spill(&mut self) -> Result<()> {
        let refuse = |e: std::io::Error| error::cannot_write(&self.folder, &e);
        let spill = match &mut self.spill {
            Some(spill) => spill,
            none => {
                let mut key = Zeroizing::new([0; 32]);
                getrandom::fill(&mut *key).map_err(|e| anyhow::anyhow!("the system gave no random bytes ({e})"))?;
                none.insert(Spill { file: tempfile::tempfile_in(&self.folder).map_err(refuse)?, length: 0, key })
            }
        };
        for part in self.parts.iter_mut().filter(|part| !part.held.is_empty()) {
            let mut bytes = std::mem::take(&mut part.held);
            spill.apply(spill.length, &mut bytes);
            system::write_all_at(&spill.file, &bytes, spill.length).map_err(refuse)?;
            part.spilled.push((spill.length, bytes.len()));
            spill.length += bytes.len() as u64;
        }
        self.held = 0;
        Ok(())
    }
}

impl Spill {
    /// Encrypts or decrypts a piece in place. Its offset is that of no other.
    fn apply(&self, offset: u64, bytes: &mut [u8]) {
        let mut nonce = [0; 12];
        nonce[..8].copy_from_slice(&offset.to_le_bytes());
        ChaCha20::new(&(*self.key).into(), &nonce.into()).apply_keystream(bytes);
    }
}

impl Part {
    /// Keeps equal rows once.
    fn merge(&mut self) {
        let mut merged = Vec::new();
        for of_one in sorted(&self.held).chunk_by(|(a, _), (b, _)| a == b) {
            put(&mut merged, of_one.iter().map(|(_, times)| times).sum(), of_one[0].0);
        }
        self.held = merged;
    }
}

fn put(to: &mut Vec<u8>, times: u32, row: &[u8]) {
    to.extend_from_slice(&times.to_le_bytes());
    to.extend_from_slice(&(row.len() as u32).to_le_bytes());
    to.extend_from_slice(row);
}

/// The rows in these bytes, sorted, each with how many it stands for.
fn sorted(mut bytes: &[u8]) -> Vec<(&[u8], u32)> {
    let mut rows = Vec::new();
    while let Some((head, rest)) = bytes.split_first_chunk::<HEAD>() {
        let [a, b, c, d, e, f, g, h] = *head;
        let (row, others) = rest.split_at(u32::from_le_bytes([e, f, g, h]) as usize);
        rows.push((row, u32::from_le_bytes([a, b, c, d])));
        bytes = others;
    }
    rows.sort_unstable();
    rows
}
