//! Time and memory that a run takes.

use std::time::{Duration, Instant};

/// Measures the time since it was started.
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[allow(clippy::disallowed_methods, reason = "told on standard error, written nowhere")]
    pub fn start() -> Stopwatch {
        Stopwatch(Instant::now())
    }

    /// The time since the start.
    pub fn time(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Peak resident memory of the process, in bytes (`VmHWM` in `/proc/self/status`). `None` on systems without it.
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kibibytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().strip_suffix("kB")?;
    Some(kibibytes.trim().parse::<u64>().ok()? * 1_024)
}
