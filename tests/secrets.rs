//! While a run is under way, anybody on the machine may list processes and look into folders: neither the key nor a person
//! stands there.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use synth::Population;
use synth::Shape;
use tempfile::TempDir;

use crate::harness::{PROGRAM, files_under};

const KEY: &str = "5f0c1d9be3a74268905d1b7e2c84fa6339e1d07c5ab2846f10d93ec75b68a2f4";

/// An invented incident under a key of its own, and everything in its files that names somebody.
fn incident(persons: u64) -> (TempDir, BTreeSet<String>) {
    let dir = TempDir::new().unwrap();
    assert!(Population { shape: Shape::Csv, ..Population::of(persons, 11) }.write(&dir.path().join("in")).is_ok());
    let key = dir.path().join("in/incident.key");
    fs::write(&key, format!("{KEY}\n")).unwrap();
    fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
    let path = dir.path().join("in/incident.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains("published = true"));
    fs::write(path, text.replace("published = true", "file = \"incident.key\"")).unwrap();
    let mut identifiers = BTreeSet::new();
    for file in files_under(&dir.path().join("in")).iter().filter(|f| f.extension().is_some_and(|e| e == "csv")) {
        let mut reader = csv::Reader::from_path(file).unwrap();
        let named: Vec<usize> = reader
            .headers()
            .unwrap()
            .iter()
            .enumerate()
            .filter(|(_, header)| matches!(*header, "nir" | "own_nir" | "contract_number" | "member_number"))
            .map(|(i, _)| i)
            .collect();
        for record in reader.records() {
            let record = record.unwrap();
            identifiers.extend(named.iter().map(|i| record[*i].to_owned()).filter(|cell| cell.len() >= 6));
        }
    }
    assert!(identifiers.len() > persons as usize / 2);
    (dir, identifiers)
}

/// Words of a text that could be an identifier, so that many can be looked up at once.
fn words(bytes: &[u8]) -> impl Iterator<Item = String> + '_ {
    let words = bytes.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| word.len() >= 6);
    words.map(|word| String::from_utf8_lossy(word).into_owned())
}

#[track_caller]
fn looks_clean(place: &str, bytes: &[u8], identifiers: &BTreeSet<String>) {
    assert!(!bytes.windows(KEY.len()).any(|window| window.eq_ignore_ascii_case(KEY.as_bytes())), "the key: {place}");
    let raw: Vec<u8> = (0..32).map(|i| u8::from_str_radix(&KEY[2 * i..2 * i + 2], 16).unwrap()).collect();
    assert!(!bytes.windows(raw.len()).any(|window| window == raw), "the key's bytes: {place}");
    assert!(!words(bytes).any(|word| identifiers.contains(&word)), "an identifier: {place}");
}

/// Looks at a command again and again until it has ended.
fn watched(dir: &TempDir, identifiers: &BTreeSet<String>, args: &[&str]) {
    let (temp, out) = (dir.path().join("tmp"), dir.path().join("out"));
    fs::create_dir_all(&temp).unwrap();
    let mut child = Command::new(PROGRAM)
        .args(args)
        .arg("-o")
        .arg(&out)
        .current_dir(dir.path().join("in"))
        .env("TMPDIR", &temp)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let process = Path::new("/proc").join(child.id().to_string());
    let (mut seen, mut dumps) = (0, String::new());
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        for name in ["cmdline", "environ"] {
            if let Ok(bytes) = fs::read(process.join(name)) {
                looks_clean(name, &bytes, identifiers);
                seen += 1;
            }
        }
        let limits = fs::read_to_string(process.join("limits")).unwrap_or_default();
        if let Some(line) = limits.lines().find(|line| line.starts_with("Max core file size")) {
            dumps = line.split_whitespace().skip(4).take(2).collect::<Vec<_>>().join(" ");
        }
        for file in [&temp, &out].iter().flat_map(|folder| files_under(folder)) {
            // A file may be renamed while it is looked at.
            if let Ok(bytes) = fs::read(&file) {
                looks_clean(&file.display().to_string(), &bytes, identifiers);
            }
        }
    };
    let output = child.wait_with_output().unwrap();
    assert!(status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    looks_clean("stdout", &output.stdout, identifiers);
    looks_clean("stderr", &output.stderr, identifiers);
    for file in files_under(dir.path()).iter().filter(|file| !file.starts_with(dir.path().join("in"))) {
        looks_clean(&file.display().to_string(), &fs::read(file).unwrap(), identifiers);
    }
    assert!(seen > 0, "the run was over before anybody looked");
    assert_eq!(dumps, "0 0", "a core dump would hold the key");
    assert!(files_under(&dir.path().join("tmp")).is_empty());
}

#[cfg(target_os = "linux")]
#[test]
fn neither_the_key_nor_a_person_is_to_be_seen_while_a_run_is_under_way() {
    let (dir, identifiers) = incident(20_000);
    watched(&dir, &identifiers, &["assess", "incident.toml", "--figures-only"]);
    fs::remove_dir_all(dir.path().join("out")).unwrap();
    watched(&dir, &identifiers, &["pseudonymise", "incident.toml"]);
    fs::remove_dir_all(dir.path().join("out")).unwrap();
    let recipient = age::x25519::Identity::generate().to_public().to_string();
    watched(&dir, &identifiers, &["notify", "incident.toml", "--insurer", "aesio-mutuelle", "-r", &recipient]);
}
