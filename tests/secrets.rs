//! While a run is under way, anybody on the machine may list processes and look into folders: neither the key nor a person
//! stands there.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use synth::Population;
use synth::Shape;
use tempfile::TempDir;

use crate::harness::{Ampleur, skip};

const KEY: &str = "5f0c1d9be3a74268905d1b7e2c84fa6339e1d07c5ab2846f10d93ec75b68a2f4";

/// An invented incident under a key of its own.
fn incident(persons: u64) -> TempDir {
    let dir = TempDir::new().unwrap();
    assert!(Population { shape: Shape::Csv, ..Population::of(persons, 11) }.write(&dir.path().join("in")).is_ok());
    let key = dir.path().join("in/incident.key");
    fs::write(&key, format!("{KEY}\n")).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let path = dir.path().join("in/incident.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("published = true"));
    fs::write(path, text.replace("published = true", "file = \"incident.key\"")).unwrap();
    dir
}

/// Looks at a command again and again until it has ended.
#[track_caller]
fn watched(dir: &TempDir, args: &[&str]) {
    let out = dir.path().join("out");
    let mut run = Ampleur::new(args).arg("-o").arg(&out).within(&dir.path().join("in")).start();
    let limits = format!("/proc/{}/limits", run.child.id());
    let status = format!("/proc/{}/status", run.child.id());
    let (mut seen, mut dumps, mut locked) = (0, String::new(), false);
    while run.child.try_wait().unwrap().is_none() {
        seen += run.look();
        let limits = fs::read_to_string(&limits).unwrap_or_default();
        if let Some(line) = limits.lines().find(|line| line.starts_with("Max core file size")) {
            dumps = line.split_whitespace().skip(4).take(2).collect::<Vec<_>>().join(" ");
        }
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmLck:"));
        locked |= line.is_some_and(|pages| !pages.trim().starts_with("0 "));
    }
    run.ended().ends(0);
    assert!(locked, "the key could be swapped out");
    assert!(seen > 0, "the run was over before anybody looked");
    assert_eq!(dumps, "0 0", "a core dump would hold the key");
    fs::remove_dir_all(out).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn neither_the_key_nor_a_person_is_to_be_seen_while_a_run_is_under_way() {
    let dir = incident(20_000);
    watched(&dir, &["assess", "incident.toml", "--figures-only"]);
    watched(&dir, &["pseudonymise", "incident.toml"]);
    let recipient = age::x25519::Identity::generate().to_public().to_string();
    watched(&dir, &["notify", "incident.toml", "--insurer", "aesio-mutuelle", "-r", &recipient]);
}

/// What was read is wiped when it is given back: of a run that has written its report and only waits to print it, whoever reads its memory
/// learns no number. The key goes with the last row.
#[cfg(target_os = "linux")]
#[test]
fn no_number_and_no_key_is_left_in_memory_at_the_end() {
    let dir = incident(20_000);
    let out = dir.path().join("out");
    // Nobody reads the figures: more than a pipe holds, so that the run waits.
    let mut run = Command::new(env!("CARGO_BIN_EXE_ampleur"))
        .args(["assess", "in/incident.toml", "--json", "--figures-only", "--fail-on", "never", "-o", "out"])
        .current_dir(dir.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let waits = || {
        let stat = fs::read_to_string(format!("/proc/{}/stat", run.id())).unwrap();
        out.exists() && stat.contains(") S ")
    };
    let mut waited = 0;
    while waited < 5 {
        waited = if waits() { waited + 1 } else { 0 };
        thread::sleep(Duration::from_millis(50));
    }
    let Some(memory) = memory_of(run.id()) else {
        run.kill().unwrap();
        run.wait().unwrap();
        return skip("leave to read another process's memory");
    };
    run.kill().unwrap();
    run.wait().unwrap();

    let digits: BTreeSet<&[u8]> = memory.split(|byte| !byte.is_ascii_digit()).filter(|run| run.len() >= 13).collect();
    let members = fs::read_to_string(dir.path().join("in/members/aesio-mutuelle.csv")).unwrap();
    let numbers: Vec<&str> = members.lines().skip(1).map(|line| line.split(',').nth(1).unwrap()).collect();
    let known: Vec<&&str> = numbers.iter().filter(|number| number.len() == 13).collect();
    let left = known.iter().filter(|number| digits.contains(number.as_bytes())).count();
    assert!(known.len() > 1_000, "{} numbers", known.len());
    assert_eq!(left, 0, "of {}", known.len());
    let key: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&KEY[2 * at..2 * at + 2], 16).unwrap()).collect();
    assert!(!memory.windows(key.len()).any(|window| window == key), "the key is in memory");
    assert!(!memory.windows(KEY.len()).any(|window| window == KEY.as_bytes()), "the text of the key is in memory");
}

/// All that a process can write to; none where the system does not let us read it.
#[cfg(target_os = "linux")]
fn memory_of(process: u32) -> Option<Vec<u8>> {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let mut from = fs::File::open(format!("/proc/{process}/mem")).ok()?;
    let mut memory = Vec::new();
    for map in maps.lines() {
        let (range, rest) = map.split_once(' ').unwrap();
        let (start, end) = range.split_once('-').unwrap();
        let [start, end] = [start, end].map(|at| u64::from_str_radix(at, 16).unwrap());
        if rest.as_bytes()[1] != b'w' || from.seek(SeekFrom::Start(start)).is_err() {
            continue;
        }
        // Most of what an allocator holds has never been touched.
        let mut pages = (&from).take(end - start);
        let mut piece = Vec::new();
        while let Ok(1..) = pages.by_ref().take(1 << 20).read_to_end(&mut piece) {
            memory.extend(piece.drain(..).skip_while(|byte| *byte == 0));
        }
        memory.push(b' ');
    }
    Some(memory)
}
