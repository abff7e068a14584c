//! What does not fit in the memory it may have: same report, nothing left behind.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use engine::link::Leaks;
use synth::Population;
use synth::Shape;
use synth::sample;
use tempfile::TempDir;

use crate::harness::{Ampleur, bytes_under};

fn assess(dir: &Path, out: &str, args: &[&str]) -> Ampleur {
    let command = ["assess", "in/incident.toml", "--fail-on", "never", "--figures-only", "-o", out];
    Ampleur::new(command).args(args).within(dir)
}

/// Every file of a report and its bytes.
fn report(dir: &Path, out: &str) -> BTreeMap<String, Vec<u8>> {
    let files = bytes_under(&dir.join(out).join(sample::ID));
    assert!(files.len() > 3);
    files
}

/// Fifty thousand rows are some six megabytes of what is compared: with one, nearly all of it goes to the file.
#[test]
fn little_memory_gives_the_same_bytes() {
    let dir = TempDir::new().unwrap();
    assert!(Population { shape: Shape::Parquet, ..Population::of(25_000, 5) }.write(&dir.path().join("in")).is_ok());
    assess(dir.path(), "much", &["--quiet"]).run().ends(0);
    for (out, threads) in [("little", "2"), ("alone", "1")] {
        let command = assess(dir.path(), out, &["--quiet", "--memory", "1MiB"]);
        command.env("RAYON_NUM_THREADS", threads).run().ends(0);
        assert!(report(dir.path(), "much") == report(dir.path(), out), "{out}");
    }
    let mut there: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    there.sort();
    assert_eq!(there, ["alone", "in", "little", "much"]);
}

#[test]
fn a_size_is_a_number_and_a_unit() {
    let dir = TempDir::new().unwrap();
    for wrong in ["", "GiB", "2", "2 gigabytes", "-1GiB", "1KiB", "99999999999999GiB"] {
        let command = assess(dir.path(), "out", &[&format!("--memory={wrong}")]);
        command.of_nobody().run().ends(2).says("--memory <SIZE>").says("MiB");
    }
}

/// A damaged footer is refused where it is read; asking for room before must not end the program.
#[test]
fn a_file_may_tell_of_more_rows_than_there_can_be() {
    for rows in [u64::MAX, 1 << 48] {
        assert!(Leaks::expecting(rows).rows().is_empty());
    }
}

/// Nothing can be written beside that report.
#[cfg(target_os = "linux")]
#[test]
fn what_does_not_fit_and_cannot_be_written() {
    let dir = TempDir::new().unwrap();
    assert!(Population { shape: Shape::Parquet, ..Population::of(25_000, 5) }.write(&dir.path().join("in")).is_ok());
    let refused = assess(dir.path(), "/proc/none", &["--quiet", "--memory", "1MiB"]).run().ends(1);
    refused.says("the temporary file cannot be written\n  in /proc\n");
}
