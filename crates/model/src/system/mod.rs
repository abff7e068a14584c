//! What differs from one operating system to the next: who may read a file, reads and writes at an offset, limits of a process and its
//! end. Each system has one file, with the same functions; no other module names a system.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;

/// Who may read a new file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Readers {
    /// Its owner only.
    Owner,
    /// Whoever may read new files of this account.
    AsUsual,
}

/// Most that a process may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of memory.
    pub memory: u64,
    /// Seconds of processor time.
    pub seconds: u64,
}
