//! While a run is under way, anybody on the machine may list processes and look into folders: neither the key nor a person
//! stands there.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use synth::Population;
use synth::Shape;
use tempfile::TempDir;

use crate::harness::Ampleur;

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
    let (mut seen, mut dumps) = (0, String::new());
    while run.child.try_wait().unwrap().is_none() {
        seen += run.look();
        let limits = fs::read_to_string(&limits).unwrap_or_default();
        if let Some(line) = limits.lines().find(|line| line.starts_with("Max core file size")) {
            dumps = line.split_whitespace().skip(4).take(2).collect::<Vec<_>>().join(" ");
        }
    }
    run.ended().ends(0);
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
