//! The secret key: made once, never shown, refused when others can read it.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use tempfile::TempDir;

use crate::harness::{Ampleur, Ended, Run};

const GOOD: &str = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";

fn ampleur(dir: &TempDir, args: &[&str]) -> Ended {
    Ampleur::new(args).within(dir.path()).run()
}

#[test]
fn a_new_key_is_random_private_and_never_overwritten() {
    let dir = TempDir::new().unwrap();
    // The harness sees to it that no part of it is printed.
    ampleur(&dir, &["key", "new", "a.key"]).ends(0);
    let text = fs::read_to_string(dir.path().join("a.key")).unwrap();
    assert_eq!(text.trim_end().len(), 64);
    assert_eq!(fs::metadata(dir.path().join("a.key")).unwrap().permissions().mode() & 0o777, 0o600);

    ampleur(&dir, &["key", "new", "a.key"]).ends(1).says("never overwrites");
    assert_eq!(fs::read_to_string(dir.path().join("a.key")).unwrap(), text);

    ampleur(&dir, &["key", "new", "b.key"]).ends(0);
    assert_ne!(fs::read_to_string(dir.path().join("b.key")).unwrap(), text);
}

#[test]
fn its_fingerprint_is_the_same_each_time_and_is_not_the_key() {
    let dir = TempDir::new().unwrap();
    let made = ampleur(&dir, &["key", "new", "a.key"]);
    let shown = ampleur(&dir, &["key", "show", "a.key"]);
    assert_eq!(made.stdout, shown.stdout);
    let fingerprint = shown.stdout.split(' ').next().unwrap().to_owned();
    assert_eq!(fingerprint.len(), 16);
    assert!(!fs::read_to_string(dir.path().join("a.key")).unwrap().contains(&fingerprint));
}

fn with_key(text: &str, mode: u32) -> Run {
    let run = Run::new()
        .head("[key]\nfile = \"k.key\"")
        .members("a", GOOD)
        .leak("x", GOOD)
        .file("k.key", text)
        .nowhere("5f0c1d9be3a74268");
    fs::set_permissions(run.path().join("k.key"), fs::Permissions::from_mode(mode)).unwrap();
    run
}

const HEX: &str = "5f0c1d9be3a74268905d1b7e2c84fa6339e1d07c5ab2846f10d93ec75b68a2f4\n";

#[test]
fn a_key_file_serves() {
    let outcome = with_key(HEX, 0o600).run().succeeds().persons(1, 1, 1).is("/incident/published_key", false);
    let manifest: serde_json::Value = serde_json::from_str(&outcome.read("manifest.json")).unwrap();
    assert_eq!(manifest["key"]["source"], "file");
}

#[test]
fn of_the_wrong_size_it_is_refused() {
    for text in ["", "5f0c1d9be3a74268\n", &HEX.repeat(2), &HEX.replace('0', "g")] {
        with_key(text, 0o600).run().fails(1).says("the key has the wrong length or form\n  in k.key");
    }
}

#[test]
fn readable_by_others_it_is_refused() {
    for mode in [0o644, 0o640, 0o604] {
        with_key(HEX, mode).run().fails(1).says("can be read by other accounts").says("chmod 600");
    }
}

#[test]
fn missing_it_is_refused() {
    Run::new()
        .head("[key]\nfile = \"k.key\"")
        .members("a", GOOD)
        .leak("x", GOOD)
        .run()
        .fails(1)
        .says("key file not found\n  in k.key");
}

#[test]
fn a_variable_that_is_not_set_is_named() {
    Run::new()
        .head("[key]\nenv = \"AMPLEUR_TEST_NO_SUCH\"")
        .members("a", GOOD)
        .leak("x", GOOD)
        .run()
        .fails(1)
        .says("`AMPLEUR_TEST_NO_SUCH`");
}

#[test]
fn exactly_one_source_is_asked_for() {
    Run::new()
        .head("[key]\nfile = \"k.key\"\npublished = true")
        .members("a", GOOD)
        .leak("x", GOOD)
        .run()
        .fails(1)
        .says("exactly one of `file`, `env` and `published`, but has 2");
}

/// Keys that somebody typed, and the one that everybody has.
#[test]
fn a_key_that_is_no_secret_is_refused() {
    let counting: String = (0..32).map(|byte| format!("{:02x}", 7 * byte)).collect();
    for text in ["0".repeat(64), "ab".repeat(32), "0123456789abcdef".repeat(4), counting] {
        with_key(&text, 0o600).run().fails(1).says("the key is no random one").says("in k.key");
    }
    let published = "23D1daa838f2dcc130cb1a4c49f15960e254c17fe21f57f42c4987cb4281ae9a";
    with_key(published, 0o600).run().fails(1).says("published with ampleur").says("published = true");
}

/// Whoever writes the key itself where its name belongs does not find it again in a log.
#[test]
fn a_key_in_the_wrong_place_is_not_printed() {
    let key = HEX.trim();
    for line in [
        format!("env = \"{key}\""),
        format!("file = \"{key}\""),
        format!("file = \"keys/{key}.key\""),
        format!("published = \"{key}\""),
        format!("\"{key}\" = true"),
        key.to_owned(),
    ] {
        let run = Run::new().head(&format!("[key]\n{line}")).members("a", GOOD).leak("x", GOOD);
        run.nowhere("5f0c1d9be3a74268").run().fails(1);
        Ampleur::new(["key", "show", key]).nowhere("5f0c1d9be3a74268").run().ends(1);
    }
}
