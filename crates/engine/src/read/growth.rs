//! Compressed files: what a few bytes may become.

use std::fmt;
use std::io::{self, Read};

/// How many times its bytes a compressed file may be. Ours: extracts of persons compress five to thirty times, with many empty columns
/// a hundred times; what is made to fill a disk, a thousand times and more.
pub(super) const MOST_TIMES: u64 = 200;

/// What may come out of any file, however small: repeated lines of a test compress as well as those of an attack.
const ALWAYS: u64 = 16 << 20;

/// Reads what is decompressed from a number of bytes, and stops if it is more than these can be.
pub(super) struct Grown<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Grown<R> {
    /// `packed` is the number of bytes before they are decompressed.
    pub(super) fn new(inner: R, packed: u64) -> Self {
        Grown { inner, left: packed.saturating_mul(MOST_TIMES).max(ALWAYS) }
    }
}

impl<R: Read> Read for Grown<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.left =
            self.left.checked_sub(n as u64).ok_or_else(|| io::Error::new(io::ErrorKind::FileTooLarge, TooMuch))?;
        Ok(n)
    }
}

/// Why reading was stopped.
#[derive(Debug)]
struct TooMuch;

impl fmt::Display for TooMuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "more than {MOST_TIMES} times the compressed bytes")
    }
}

impl std::error::Error for TooMuch {}

/// Whether a read was stopped here.
pub(super) fn is_too_much(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|cause| cause.is::<TooMuch>())
}
