//! The report that was sent is kept, and the next one completes it, as on the command line.

use std::fs;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{DEMO, Desk, ampleur, files};

fn assess(desk: &Desk, fields: &[(&str, &str)]) {
    let at = format!("i/{DEMO}/assess");
    assert_eq!(desk.post(&at, &[&[("lang", "fr")][..], fields].concat()).status, 303);
    desk.until(&at, |page| page.contains("Le rapport est écrit") || page.contains("n’a pas pu être faite"));
}

#[test]
fn the_next_report_completes_the_one_that_was_sent() {
    let home = TempDir::new().unwrap();
    let desk = Desk::start(&home);
    assert_eq!(desk.post("demo", &[]).status, 303);
    let at = |part: &str| format!("i/{DEMO}/{part}");
    // Nothing to keep, nothing to complete.
    assert_eq!(desk.post(&at("sent"), &[]).status, 404);
    assert!(!desk.get(&at("assess")).text().contains("name=\"since\""));

    assess(&desk, &[]);
    let case = home.path().join(DEMO);
    let report = case.join("reports").join(DEMO);
    assert_eq!(desk.post(&at("sent"), &[]).status, 303);
    let sent = case.join("sent").join(DEMO).join("1");
    for path in files(&report) {
        assert!(fs::read(report.join(&path)).unwrap() == fs::read(sent.join(&path)).unwrap(), "{path}");
    }
    assert!(desk.get(&at("report")).text().contains("Le rapport du 7 février 2024 est gardé comme envoyé"));
    assert!(desk.get(&at("assess")).text().contains("name=\"since\" value=\"sent\" checked"));
    // Whoever verifies and checks finds the incident as it was.
    assert!(!desk.get(&at("files")).text().contains("sent/"));

    // Something changes, and is told.
    let answered = [("insurers.harmonie-mutuelle.organisation.city", "Paris")];
    assert_eq!(desk.post(&at("dossier/harmonie-mutuelle/form"), &answered).status, 303);
    assess(&desk, &[("since", "sent")]);
    let incident = format!("./{DEMO}/incident.toml");
    let since = format!("--since=./{DEMO}/sent/{DEMO}/1");
    let args = ["assess", "--quiet", "--lang", "fr", "--out", "cli", &since, &incident];
    let ended = Command::new(ampleur()).args(args).current_dir(home.path()).output().unwrap();
    assert!([Some(0), Some(3)].contains(&ended.status.code()));
    let cli = home.path().join("cli").join(DEMO);
    assert_eq!(files(&report), files(&cli));
    for path in files(&report) {
        assert!(fs::read(report.join(&path)).unwrap() == fs::read(cli.join(&path)).unwrap(), "{path}");
    }
    let manifest: Value = serde_json::from_slice(&fs::read(report.join("manifest.json")).unwrap()).unwrap();
    assert!(manifest["previous"].is_string(), "{}", manifest["previous"]);
    let form = fs::read_to_string(report.join("insurers/harmonie-mutuelle/cnil.html")).unwrap();
    assert!(form.contains("Paris"));

    // A field that is filled in then: the documents follow, and still complete what was sent.
    let answered = [("insurers.harmonie-mutuelle.organisation.postal_code", "75008")];
    assert_eq!(desk.post(&at("dossier/harmonie-mutuelle/form"), &answered).status, 303);
    let page = desk.get(&at("dossier/harmonie-mutuelle/form")).text();
    assert!(!page.contains("n’ont pas pu être refaits"), "{page}");
    let manifest: Value = serde_json::from_slice(&fs::read(report.join("manifest.json")).unwrap()).unwrap();
    assert!(!manifest["previous"].is_null());
    let form = fs::read_to_string(report.join("insurers/harmonie-mutuelle/cnil.html")).unwrap();
    assert!(form.contains("75008"));

    // That one is sent too, twice by a slip of the finger: what was sent first stays, and the documents still follow.
    for _ in 0..2 {
        assert_eq!(desk.post(&at("sent"), &[]).status, 303);
    }
    assert!(case.join("sent").join(DEMO).join("2/manifest.json").exists());
    assert!(!case.join("sent").join(DEMO).join("3").exists());
    let answered = [("insurers.harmonie-mutuelle.organisation.country", "France")];
    assert_eq!(desk.post(&at("dossier/harmonie-mutuelle/form"), &answered).status, 303);
    let page = desk.get(&at("dossier/harmonie-mutuelle/form")).text();
    assert!(!page.contains("n’ont pas pu être refaits"), "{page}");
    let form = fs::read_to_string(report.join("insurers/harmonie-mutuelle/cnil.html")).unwrap();
    assert!(form.contains("France"));
    assert_eq!(desk.get(&at("dossier/harmonie-mutuelle/cnil.zip")).status, 200);

    // Not asked for: a report of its own.
    assess(&desk, &[]);
    let manifest: Value = serde_json::from_slice(&fs::read(report.join("manifest.json")).unwrap()).unwrap();
    assert!(manifest["previous"].is_null());
}
