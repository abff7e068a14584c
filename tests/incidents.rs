//! Small incidents of other kinds than the demo, with their documents as text, read from the first line to the last.
//!
//! `AMPLEUR_BLESS=1 cargo test --release incidents::` writes them anew. Read the difference before you check it in.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

use crate::harness::Run;

/// The incident, and an insurer of which it has documents: with letters, or a form alone.
const INCIDENTS: [(&str, &str, bool); 7] = [
    ("own-breach", "agence", true),
    ("names-and-ibans", "telecom", true),
    ("health-of-few", "mutuelle", true),
    ("ransomware", "assureur", true),
    ("trusted-recipient", "assureur", true),
    ("nobody-met", "personne", false),
    ("manager", "brise", true),
];

fn folder(incident: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/incidents").join(incident)
}

/// The form as lines: number and label, answers, note.
fn form(json: &str) -> String {
    let form: Value = serde_json::from_str(json).unwrap();
    let mut text = String::new();
    let questions = form["sections"].as_array().unwrap().iter().flat_map(|s| s["questions"].as_array().unwrap());
    for question in questions.filter(|question| question["from"] != "not-asked") {
        let answers = question["answers"].as_array().unwrap().iter();
        let answers: Vec<&str> = answers.map(|answer| answer["text"].as_str().unwrap()).collect();
        let answers = if answers.is_empty() { "[à compléter]".to_owned() } else { answers.join(" · ") };
        let number = question["number"].as_str().unwrap();
        writeln!(text, "{number} {}: {answers}", question["label"]["text"].as_str().unwrap()).unwrap();
        if let Some(note) = question["note"].as_str() {
            writeln!(text, "    {note}").unwrap();
        }
    }
    text
}

/// What is owed, a line each.
fn owed(report: &Value, insurer: &str) -> String {
    let all = ["severity", "not_established"].into_iter().filter_map(|list| report[list].as_array()).flatten();
    let severity = all.into_iter().find(|severity| severity["insurer"] == insurer).unwrap();
    let mut text = format!(
        "gravity {} ({}), harm {}, authority {}, persons {}\n",
        severity["gravity"]["value"],
        severity["gravity"]["because"],
        severity["likelihood"]["level"],
        severity["duties"]["authority"]["value"],
        severity["duties"]["persons"]["value"]
    );
    for owed in severity["owed"].as_array().unwrap() {
        let cell = |key: &str| owed[key].as_str().unwrap_or("-").to_owned();
        let cells = ["what", "operator", "state", "from", "target", "until", "done_on"].map(cell);
        writeln!(text, "{}", cells.join(" | ")).unwrap();
    }
    text
}

#[test]
fn documents_are_those_that_were_read() {
    for (incident, insurer, with_letters) in INCIDENTS {
        let folder = folder(incident);
        let mut run = Run::new().documents();
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
            run = run.file(&entry.file_name().unwrap().to_string_lossy(), fs::read(&entry).unwrap());
        }
        let outcome = run.run().succeeds();
        let read = |name: &str| outcome.read(&format!("insurers/{insurer}/{name}"));
        let mut documents = vec![
            ("cnil.txt", form(&read("cnil.json"))),
            ("owed.txt", owed(outcome.report.as_ref().unwrap(), insurer)),
            ("register.csv", outcome.read("register.csv")),
        ];
        if with_letters {
            documents.extend(["letter.fr.md", "letter.en.md"].map(|name| (name, read(name))));
        }
        for (name, text) in documents {
            let path = folder.join("documents").join(name);
            if env::var_os("AMPLEUR_BLESS").is_some() {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, &text).unwrap();
            }
            let known = fs::read_to_string(&path).unwrap_or_default();
            assert!(known == text, "{} is not what was read: renew it, and read the difference", path.display());
        }
    }
}
