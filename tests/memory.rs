//! What does not fit in the memory it may have: same report, nothing left behind.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use engine::link::Leaks;
use synth::Population;
use synth::Shape;
use synth::sample;
use tempfile::TempDir;

use crate::harness::{PROGRAM, files_under};

fn assess(dir: &Path, out: &str, args: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(["assess", "in/incident.toml", "--fail-on", "never", "--figures-only", "-o", out])
        .args(args)
        .current_dir(dir)
        .output()
        .unwrap()
}

/// Every file of a report and its bytes.
fn report(dir: &Path, out: &str) -> Vec<(String, Vec<u8>)> {
    let folder = dir.join(out).join(sample::ID);
    let mut files: Vec<(String, Vec<u8>)> = files_under(&folder)
        .into_iter()
        .map(|path| (path.strip_prefix(&folder).unwrap().display().to_string(), fs::read(&path).unwrap()))
        .collect();
    files.sort();
    assert!(files.len() > 3);
    files
}

/// Fifty thousand rows are some six megabytes of what is compared: with one, nearly all of it goes to the file.
#[test]
fn little_memory_gives_the_same_bytes() {
    let dir = TempDir::new().unwrap();
    assert!(Population { shape: Shape::Parquet, ..Population::of(25_000, 5) }.write(&dir.path().join("in")).is_ok());
    assert!(assess(dir.path(), "much", &["--quiet"]).status.success());
    for (out, threads) in [("little", "2"), ("alone", "1")] {
        let output = Command::new(PROGRAM)
            .args(["assess", "in/incident.toml", "--fail-on", "never", "--figures-only", "--quiet", "-o", out])
            .args(["--memory", "1MiB"])
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(dir.path())
            .output()
            .unwrap();
        assert!(output.status.success());
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
        let output = assess(dir.path(), "out", &[&format!("--memory={wrong}")]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("--memory <SIZE>") && (told.contains("MiB")), "{told}");
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
    let output = assess(dir.path(), "/proc/none", &["--quiet", "--memory", "1MiB"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("the temporary file cannot be written\n  in /proc\n"), "{told}");
}
