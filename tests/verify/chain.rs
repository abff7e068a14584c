//! Reports of one incident, each of which names the one that it builds on.

use std::fs;
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{faults, told};
use crate::harness::{Outcome, Run, leak, members};

/// A report, one that builds on it, and one that builds on that.
fn chain() -> Outcome {
    let first = Run::new()
        .documents()
        .head("nature = [\"confidentiality\"]\norigin = \"hacking\"\n")
        .members("a", &members("2951099126111;1995-10-03;1;LEA;;;C1000001\n"))
        .leak("x", &leak("2951099126111;1995-10-03;1;LEA;C1000001\n"))
        .run()
        .succeeds();
    for (out, since) in [("second", "reports/test"), ("third", "second/test")] {
        let assess = ["assess", "incident.toml", "--quiet", "--out", out, "--since", since];
        first.ampleur(&assess).run().succeeds();
    }
    first
}

fn manifest(folder: &Path, report: &str) -> Vec<u8> {
    fs::read(folder.join(report).join("manifest.json")).unwrap()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn change(folder: &Path, report: &str, change: impl FnOnce(&mut Value)) {
    let mut value: Value = serde_json::from_slice(&manifest(folder, report)).unwrap();
    change(&mut value);
    let text = serde_json::to_string_pretty(&value).unwrap() + "\n";
    fs::write(folder.join(report).join("manifest.json"), text).unwrap();
}

#[track_caller]
fn tells(chain: &Outcome, report: &str, since: &str, expected: &[&str]) {
    let ended = chain.ampleur(&["verify", report, "--since", since, "--json"]).run().left_nothing();
    let told: Vec<String> = faults(&ended.json()).iter().map(told).collect();
    assert_eq!(told, expected, "{}", ended.stdout);
    assert_eq!(ended.status, if expected.is_empty() { 0 } else { 4 });
}

#[test]
fn each_report_names_the_one_before() {
    let chain = chain();
    let at = chain.path();
    let of = |report: &str| -> Value { serde_json::from_slice(&manifest(at, report)).unwrap() };
    assert!(of("reports/test").get("previous").is_none());
    assert_eq!(of("second/test")["previous"], sha256(&manifest(at, "reports/test")));
    assert_eq!(of("third/test")["previous"], sha256(&manifest(at, "second/test")));
    tells(&chain, "second/test", "reports/test", &[]);
    tells(&chain, "third/test", "second/test", &[]);
    // Not the one before, and none at all.
    tells(&chain, "third/test", "reports/test", &["chain manifest.json broken-link"]);
    tells(&chain, "reports/test", "second/test", &["chain manifest.json broken-link"]);
    // Without the former report that link is open, which is told, and is no failure.
    let verified = chain.ampleur(&["verify", "second/test", "--json"]).run().succeeds().json();
    let last = verified["subjects"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["subject"], &last["not_checked"]), (&"chain".into(), &"no-former".into()));
    chain.ampleur(&["verify", "third/test", "--rerun", "incident.toml", "--since", "second/test"]).run().succeeds();
}

#[test]
fn a_link_that_is_broken_is_told() {
    // The former report was written again with something else in it.
    let chain = chain();
    let at = chain.path();
    change(at, "reports/test", |manifest| manifest["inputs"][0]["bytes"] = 1.into());
    tells(&chain, "second/test", "reports/test", &["chain manifest.json broken-link"]);
    for (lang, says) in [("fr", "ne désigne pas ce rapport antérieur"), ("en", "does not name this former report")] {
        let verify = ["verify", "second/test", "--since", "reports/test", "--lang", lang];
        let said = chain.ampleur(&verify).run().ends(4).stdout;
        assert!(said.contains(says), "{said}");
    }
    // The name is taken off, or is that of another report of the incident.
    change(at, "third/test", |manifest| drop(manifest.as_object_mut().unwrap().remove("previous")));
    let told = ["manifest since.json unaccounted", "chain manifest.json broken-link"];
    tells(&chain, "third/test", "second/test", &told);
    // A report of another incident, which is named as if it were the former one.
    let text = fs::read_to_string(at.join("incident.toml")).unwrap();
    fs::write(at.join("other.toml"), text.replacen("id = \"test\"", "id = \"other\"", 1)).unwrap();
    chain.ampleur(&["assess", "other.toml", "--quiet"]).run().succeeds();
    let other = sha256(&manifest(at, "reports/other"));
    change(at, "third/test", |manifest| manifest["previous"] = other.into());
    tells(&chain, "third/test", "reports/other", &["chain manifest.json other-incident"]);
}

/// What a complement says of the former report is worked out from that one again.
#[test]
fn what_is_said_of_the_former_report_is_checked() {
    let chain = chain();
    let at = chain.path();
    let place = at.join("second/test/since.json");
    let text = fs::read_to_string(&place).unwrap();
    assert!(text.contains("\"reference_date\": \"2024-02-07\""));
    let text = text.replacen("\"2024-02-07\"", "\"2024-02-06\"", 1);
    fs::write(&place, &text).unwrap();
    change(at, "second/test", |manifest| manifest["outputs"]["since.json"] = sha256(text.as_bytes()).into());
    let verify = ["verify", "second/test", "--since", "reports/test", "--json"];
    let ended = chain.ampleur(&verify).run().ends(4).json();
    let told: Vec<String> = faults(&ended).iter().map(told).collect();
    assert!(told.contains(&"chain since.json altered".to_owned()), "{told:?}");
}
