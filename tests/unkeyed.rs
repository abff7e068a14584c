//! Hashes in place of NIRs: made without a key, they are no protection, and the report says so.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use crate::harness::{Run, members};

/// Two members; the second is of Corsica, whose key counts its letter as a digit.
const MEMBERS: &str = "2951099126111;03/10/1995;1;Éléonore;Béranger;Assuré;C0001234\n253072A073004;00/07/1953;1;Anna;Casta;Assuré;C0009999\n";

/// With their keys, 97 less the number modulo 97, A for 19.
const WITH_KEY: [&str; 2] = ["295109912611193", "253072A07300443"];

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn leak(nirs: &[String]) -> String {
    let rows: String = nirs.iter().map(|nir| format!("{nir};1995-10-03;1;Éléonore;C0001234\n")).collect();
    crate::harness::leak(&rows)
}

/// Every usual hash, of both forms of the number, in both spellings: each is found out.
#[test]
fn an_unkeyed_hash_of_a_members_nir_is_a_grave_finding() {
    type Hash = fn(&[u8]) -> Vec<u8>;
    let hashes: [(&str, Hash); 4] = [
        ("nir.unkeyed-md5", |text| Md5::digest(text).to_vec()),
        ("nir.unkeyed-sha1", |text| Sha1::digest(text).to_vec()),
        ("nir.unkeyed-sha256", |text| Sha256::digest(text).to_vec()),
        ("nir.unkeyed-sha512", |text| Sha512::digest(text).to_vec()),
    ];
    for (code, hash) in hashes {
        let nirs = [
            hex(&hash(b"2951099126111")),
            hex(&hash(WITH_KEY[0].as_bytes())).to_uppercase(),
            STANDARD.encode(hash(b"253072A073004")),
            URL_SAFE_NO_PAD.encode(hash(WITH_KEY[1].as_bytes())),
            // Of nobody here.
            hex(&hash(b"1750175056222")),
        ];
        let outcome = Run::new()
            .head("max_rejects = 1.0")
            .members("a", &members(MEMBERS))
            .leak("x", &leak(&nirs))
            .run()
            .succeeds()
            .finds(code, 4);
        let report = outcome.report.unwrap();
        let found = report["findings"].as_array().unwrap().iter().find(|f| f["code"] == code).unwrap();
        assert_eq!((&found["level"], &found["column"], &found["party"]), (&"grave".into(), &"nir".into(), &"x".into()));
        assert_eq!(found["first_rows"], serde_json::json!([2, 3, 4]));
    }
}

/// Hashes that no member's number gives may be keyed: that is told, and not more.
#[test]
fn hashes_that_nobody_can_undo_are_told_without_alarm() {
    let nirs = [hex(&Sha256::digest(b"a key and 2951099126111"))];
    Run::new()
        .head("max_rejects = 1.0")
        .members("a", &members(MEMBERS))
        .leak("x", &leak(&nirs))
        .run()
        .succeeds()
        .finds("nir.hashed", 1);
}

/// How long it takes to undo all of them is measured, and so printed and never written: a report has no clock.
#[test]
fn the_time_to_undo_them_is_told_on_the_terminal_alone() {
    let outcome = Run::new()
        .head("max_rejects = 1.0")
        .members("a", &members(MEMBERS))
        .leak("x", &leak(&[hex(&Md5::digest(b"2951099126111"))]))
        .run()
        .succeeds()
        .finds("nir.unkeyed-md5", 1);
    for command in ["assess", "check"] {
        let told = outcome.ampleur(&[command, "incident.toml", "--lang", "en"]).run().stdout;
        assert!(told.contains("MD5") && told.contains("on this machine"), "{command}: {told}");
    }
    let report = outcome.read("report.json") + &outcome.read("report.html");
    assert!(!report.contains("on this machine") && !report.contains("sur cette machine"));
}
