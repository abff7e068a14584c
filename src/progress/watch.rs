//! What a run took, beside what was expected.

use std::time::{Duration, Instant};

/// Runs from its making on.
pub struct Watch(Instant);

impl Watch {
    /// Starts.
    #[allow(clippy::disallowed_methods, reason = "told on standard error, written nowhere")]
    pub fn start() -> Watch {
        Watch(Instant::now())
    }

    /// The time since then.
    pub fn time(&self) -> Duration {
        self.0.elapsed()
    }
}

/// The most memory that the program has had so far, in bytes; none where the system does not tell (it does on Linux).
pub fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kibibytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix("kB")?;
    Some(kibibytes.trim().parse::<u64>().ok()? * 1_024)
}
