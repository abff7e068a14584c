//! Unkeyed hashes in place of NIRs: mistaken for protection, they offer none.
//!
//! The NIRs of the members are hashed with the common algorithms and looked up among the leaked hashes. One hit reveals
//! the algorithm, and with it anyone can reverse every hash by trying all possible NIRs.

use model::code::Code;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use md5::Md5;
use rayon::prelude::*;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use crate::identity::CanonBatch;
use crate::index::FileIx;
use crate::read::{Col, RawBatch};

/// Number of possible NIRs: 2 sexes × 100 years × 12 months × some 35,200 places × 999 births. Ranges: GIE
/// SESAM-Vitale; number of places: INSEE, communes and countries, past and present.
const NIRS: f64 = 2.0 * 100.0 * 12.0 * 35_200.0 * 999.0;

/// Maximum number of row numbers kept.
const FIRST_ROWS: usize = 3;

/// Common hash algorithms, recognised by the length of their output.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Algorithm {
    /// 16 bytes.
    Md5,
    /// 20 bytes.
    Sha1,
    /// 32 bytes.
    Sha256,
    /// 64 bytes.
    Sha512,
}

impl Algorithm {
    /// All algorithms.
    pub const ALL: [Algorithm; 4] = [Algorithm::Md5, Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512];

    /// The usual name of the algorithm.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::Md5 => "MD5",
            Algorithm::Sha1 => "SHA-1",
            Algorithm::Sha256 => "SHA-256",
            Algorithm::Sha512 => "SHA-512",
        }
    }

    /// The code of the finding for hashes that a member's NIR reproduces.
    pub fn finding(self) -> Code {
        match self {
            Algorithm::Md5 => Code::NirUnkeyedMd5,
            Algorithm::Sha1 => Code::NirUnkeyedSha1,
            Algorithm::Sha256 => Code::NirUnkeyedSha256,
            Algorithm::Sha512 => Code::NirUnkeyedSha512,
        }
    }

    /// The first 16 bytes of the hash of a text; enough to identify it.
    fn hash(self, text: &[u8]) -> u128 {
        match self {
            Algorithm::Md5 => first(&Md5::digest(text)),
            Algorithm::Sha1 => first(&Sha1::digest(text)),
            Algorithm::Sha256 => first(&Sha256::digest(text)),
            Algorithm::Sha512 => first(&Sha512::digest(text)),
        }
    }

    /// Estimates how long all cores of this machine need to hash every possible NIR, from a sample of 2²⁰.
    #[allow(clippy::disallowed_methods, reason = "told on a terminal, written nowhere")]
    pub fn time_to_reverse(self) -> Duration {
        const TRIED: u64 = 1 << 20;
        let start = Instant::now();
        (0..TRIED).into_par_iter().for_each(|n| {
            let mut text = *b"1000000000000";
            text[5..].copy_from_slice(&n.to_be_bytes());
            std::hint::black_box(self.hash(&text));
        });
        Duration::from_secs_f64(start.elapsed().as_secs_f64() * NIRS / TRIED as f64)
    }
}

fn first(hash: &[u8]) -> u128 {
    hash.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte))
}

/// The hash in a cell, in hexadecimal or base64, if it has the form of one.
fn read(written: &str) -> Option<(Algorithm, u128)> {
    let written = written.trim();
    let bytes = match written.len() {
        32 | 40 | 64 | 128 => {
            let pairs = written.as_bytes().chunks_exact(2);
            let digit = |d: u8| char::from(d).to_digit(16);
            pairs.map(|pair| Some((digit(pair[0])? << 4 | digit(pair[1])?) as u8)).collect::<Option<Vec<u8>>>()?
        }
        22 | 24 | 27 | 28 | 43 | 44 | 86 | 88 => {
            let config = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
            let decode = |alphabet: &Alphabet| GeneralPurpose::new(alphabet, config).decode(written).ok();
            decode(&STANDARD).or_else(|| decode(&URL_SAFE))?
        }
        _ => return None,
    };
    let algorithm = match bytes.len() {
        16 => Algorithm::Md5,
        20 => Algorithm::Sha1,
        32 => Algorithm::Sha256,
        64 => Algorithm::Sha512,
        _ => return None,
    };
    Some((algorithm, first(&bytes)))
}

/// Collects hashes while leaked files are read.
#[derive(Default)]
pub struct HashCollector(Mutex<Vec<Cell>>);

/// A hash and where it was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    algorithm: Algorithm,
    hash: u128,
    file: FileIx,
    row: u64,
}

impl HashCollector {
    /// Collects the hashes in some rows of a leaked file.
    pub fn collect(&self, file: FileIx, raw: &RawBatch) {
        let Some(column) = raw.column(Col::Nir) else { return };
        let cell = |(row, written): (&u64, Option<&str>)| {
            let (algorithm, hash) = read(written?)?;
            Some(Cell { algorithm, hash, file, row: *row })
        };
        let cells: Vec<Cell> = raw.rows().iter().zip(column.iter()).filter_map(cell).collect();
        if !cells.is_empty()
            && let Ok(mut all) = self.0.lock()
        {
            all.extend(cells);
        }
    }

    /// The collected hashes, ready to be looked up.
    pub fn finish(self) -> Hashes {
        let mut cells = self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        cells.par_sort_unstable();
        let group = |algorithm: Algorithm| {
            let mut hashes: Vec<u128> = cells.iter().filter(|c| c.algorithm == algorithm).map(|c| c.hash).collect();
            hashes.dedup();
            let reversed = hashes.iter().map(|_| AtomicBool::new(false)).collect();
            AlgorithmHashes { algorithm, hashes, reversed }
        };
        let tried = Algorithm::ALL.map(group).into_iter().filter(|tried| !tried.hashes.is_empty()).collect();
        Hashes { cells, tried }
    }
}

/// Collected hashes that members' NIRs are tried against.
pub struct Hashes {
    cells: Vec<Cell>,
    tried: Vec<AlgorithmHashes>,
}

struct AlgorithmHashes {
    algorithm: Algorithm,
    hashes: Vec<u128>,
    /// By hash: whether a member's NIR reproduces it.
    reversed: Vec<AtomicBool>,
}

/// The hashes of one algorithm in one leaked file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hashed {
    /// The algorithm, by the length of the hashes.
    pub algorithm: Algorithm,
    /// Number of rows with such a hash.
    pub rows: u64,
    /// The first row numbers.
    pub first_rows: Vec<u64>,
    /// Number of rows whose hash a member's NIR reproduces.
    pub reversed: u64,
    /// The first row numbers of these.
    pub first_reversed: Vec<u64>,
}

impl Hashes {
    /// Hashes the NIRs of some members, with and without check digits, and looks them up.
    pub fn try_members(&self, members: &CanonBatch) {
        if self.tried.is_empty() {
            return;
        }
        for nir in members.nir.iter().chain(&members.own_nir).flatten().map(|parsed| &parsed.nir) {
            let with_key = nir.with_key();
            let texts = [Some(nir.as_bytes()), with_key.as_ref().map(|text| &text[..])];
            for tried in &self.tried {
                for text in texts.into_iter().flatten() {
                    if let Ok(place) = tried.hashes.binary_search(&tried.algorithm.hash(text)) {
                        tried.reversed[place].store(true, Ordering::Relaxed);
                    }
                }
            }
        }
    }

    /// The hashes of one leaked file, by algorithm.
    pub fn of_file(&self, file: FileIx) -> Vec<Hashed> {
        let mut kinds: BTreeMap<Algorithm, (Vec<u64>, Vec<u64>)> = BTreeMap::new();
        for cell in self.cells.iter().filter(|cell| cell.file == file) {
            let (rows, reversed) = kinds.entry(cell.algorithm).or_default();
            rows.push(cell.row);
            let tried = self.tried.iter().find(|tried| tried.algorithm == cell.algorithm);
            let is_reversed = tried.is_some_and(|tried| {
                tried.hashes.binary_search(&cell.hash).is_ok_and(|place| tried.reversed[place].load(Ordering::Relaxed))
            });
            if is_reversed {
                reversed.push(cell.row);
            }
        }
        let smallest = |mut rows: Vec<u64>| {
            rows.sort_unstable();
            rows.truncate(FIRST_ROWS);
            rows
        };
        let hashed = |(algorithm, (rows, reversed)): (Algorithm, (Vec<u64>, Vec<u64>))| Hashed {
            algorithm,
            rows: rows.len() as u64,
            reversed: reversed.len() as u64,
            first_rows: smallest(rows),
            first_reversed: smallest(reversed),
        };
        kinds.into_iter().map(hashed).collect()
    }
}
