//! An auditor takes a report apart: whatever was altered is named, and what was not altered holds anywhere.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::harness::{Ampleur, Ended, Run, files_under};

mod chain;
mod planted;
mod signature;
mod workbook;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The demo's report and inputs, to be altered.
struct Copy(TempDir);

impl Copy {
    fn new() -> Copy {
        let dir = TempDir::new().unwrap();
        for (from, to) in [("reports/tiers-payant-2024", "report"), ("samples/tiers-payant-2024", "in")] {
            let from = Path::new(ROOT).join(from);
            for file in files_under(&from) {
                let copy = dir.path().join(to).join(file.strip_prefix(&from).unwrap());
                fs::create_dir_all(copy.parent().unwrap()).unwrap();
                fs::copy(&file, copy).unwrap();
            }
        }
        Copy(dir)
    }

    fn report(&self, path: &str) -> PathBuf {
        self.0.path().join("report").join(path)
    }

    fn input(&self, path: &str) -> PathBuf {
        self.0.path().join("in").join(path)
    }

    fn edit(&self, path: &PathBuf, from: &str, to: &str) {
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(from), "{from} is not in {}", path.display());
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// Who alters a file may alter its digest too.
    fn hide(&self, path: &str) {
        let digest: String =
            Sha256::digest(fs::read(self.report(path)).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect();
        let manifest: Value = serde_json::from_slice(&fs::read(self.report("manifest.json")).unwrap()).unwrap();
        self.edit(&self.report("manifest.json"), manifest["outputs"][path].as_str().unwrap(), &digest);
    }

    #[track_caller]
    fn run(&self, more: &[&str]) -> Ended {
        let verify = Ampleur::new(["verify", "report"]).args(more).within(self.0.path());
        verify.env("RAYON_NUM_THREADS", "1").run().left_nothing()
    }

    #[track_caller]
    fn verify(&self, more: &[&str]) -> (i32, Value) {
        let ended = self.run(&[&["--json"], more].concat());
        (ended.status, ended.json())
    }

    /// What does not hold: subject, file, kind.
    #[track_caller]
    fn faults(&self, more: &[&str]) -> Vec<String> {
        let (status, verified) = self.verify(more);
        let faults: Vec<String> = faults(&verified).iter().map(told).collect();
        assert_eq!(status, if faults.is_empty() { 0 } else { 4 });
        assert_eq!(verified["holds"], faults.is_empty());
        faults
    }
}

fn faults(verified: &Value) -> Vec<(String, Value)> {
    let subjects = verified["subjects"].as_array().unwrap().iter();
    subjects
        .flat_map(|verdict| {
            let subject = verdict["subject"].as_str().unwrap().to_owned();
            verdict["faults"].as_array().unwrap().iter().map(move |fault| (subject.clone(), fault.clone()))
        })
        .collect()
}

/// Subject, file and kind of a fault.
fn told((subject, fault): &(String, Value)) -> String {
    format!("{subject} {} {}", fault["path"].as_str().unwrap(), fault["kind"].as_str().unwrap())
}

#[test]
fn what_nobody_altered_holds_in_another_folder() {
    let copy = Copy::new();
    let (status, verified) = copy.verify(&[]);
    assert_eq!((status, &verified["holds"]), (0, &Value::Bool(true)), "{verified:#}");
    let outputs = &verified["subjects"][1];
    assert_eq!(outputs["holds"], files_under(&copy.report("")).len() as u64 - 1);
    let open: Vec<&Value> = verified["subjects"].as_array().unwrap().iter().map(|s| &s["not_checked"]).collect();
    assert_eq!(open[5..], ["no-inputs", "no-rerun", "not-signed"].map(Value::from).each_ref());
    assert_eq!(verified["complete"], true);
    assert!(open[..5].iter().all(|why| why.is_null()));

    let (status, verified) = copy.verify(&["--rerun", "in/incident.toml"]);
    assert_eq!(status, 0, "{verified:#}");
    let open: Vec<&Value> =
        verified["subjects"].as_array().unwrap().iter().filter_map(|s| s.get("not_checked")).collect();
    assert_eq!(open, ["not-signed"]);
    // Without the key, the inputs alone.
    copy.edit(&copy.input("incident.toml"), "published = true ", "file = \"no.key\" ");
    let faults = copy.faults(&["--inputs", "in/incident.toml"]);
    assert_eq!(faults, ["inputs in/incident.toml altered"]);
}

/// A manifest leaves contract numbers out; documents made again from it are the same all the same.
#[test]
fn a_report_whose_perimeter_is_a_contract_number_holds() {
    let outcome = Run::new()
        .members("a", "nir;birth_date;birth_rank;contract_number\n2951099126111;1995-10-03;1;MST4711\n")
        .operator("x")
        .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"\ncontracts = [\"MST4711\"]")
        .insurer_declares("a", "channels = [\"web\"]")
        .documents()
        .run()
        .succeeds()
        .persons(1, 1, 1);
    assert!(outcome.read("insurers/a/letter.fr.md").contains("dans une liste de numéros"));
    let verified = outcome.ampleur(&["verify", "reports/test", "--rerun", "incident.toml", "--json"]).run().json();
    assert_eq!(verified["holds"], true, "{verified:#}");
}

#[test]
fn what_was_altered_is_named() {
    // A figure, a text, a page, a file too few, a file too many: one at a time.
    for (path, from, to) in [
        ("report.json", "\"estimate\": 3697", "\"estimate\": 3695"),
        ("report.html", "personnes concernées", "personne concernée"),
        ("insurers/aesio-mutuelle/cnil.json", "Aésio", "Aesio"),
        ("register.csv", "3193", "3194"),
        ("rejects/leaks/almerys/almerys.csv.csv", "row.incomplete", "row.complete"),
    ] {
        let copy = Copy::new();
        if path.starts_with("rejects") {
            fs::write(copy.report(path), "row\n").unwrap();
        } else {
            copy.edit(&copy.report(path), from, to);
        }
        let faults = copy.faults(&[]);
        assert!(faults.contains(&format!("outputs {path} altered")), "{path}: {faults:?}");
    }
    let copy = Copy::new();
    fs::remove_file(copy.report("report.pdf")).unwrap();
    fs::write(copy.report("insurers/more.txt"), "more").unwrap();
    assert_eq!(copy.faults(&[]), ["outputs insurers/more.txt unlisted", "outputs report.pdf missing"]);
}

/// Digests can be altered with what they are of; figures and documents still hold each other.
#[test]
fn what_was_altered_with_its_digest_is_named() {
    let copy = Copy::new();
    copy.edit(&copy.report("report.html"), "personnes concernées", "personnes touchées");
    copy.hide("report.html");
    let (_, verified) = copy.verify(&[]);
    let (subject, fault) = faults(&verified).remove(0);
    assert_eq!((subject.as_str(), fault["path"].as_str()), ("documents", Some("report.html")));
    let found = fault["differences"][0]["found"].as_str().unwrap();
    assert!(found.contains("touchées"), "{fault}");

    // A cell of the workbook, by sheet and place.
    let copy = Copy::new();
    let changed = with_part(&fs::read(copy.report("report.xlsx")).unwrap(), "xl/worksheets/sheet1.xml", |xml| {
        assert!(xml.contains("<v>3697</v>"));
        xml.replacen("<v>3697</v>", "<v>3698</v>", 1)
    });
    fs::write(copy.report("report.xlsx"), changed).unwrap();
    copy.hide("report.xlsx");
    let (_, verified) = copy.verify(&[]);
    let (subject, fault) = faults(&verified).remove(0);
    assert_eq!((subject.as_str(), fault["path"].as_str()), ("documents", Some("report.xlsx")));
    let cell = &fault["differences"][0];
    assert!(cell["place"].as_str().unwrap().ends_with("!B3"), "{cell}");
    assert_eq!((cell["expected"].as_str(), cell["found"].as_str()), (Some("3697"), Some("3698")));

    // A figure: others are made of it, and the documents say another.
    let copy = Copy::new();
    copy.edit(&copy.report("report.json"), "\"estimate\": 3697", "\"estimate\": 3695");
    copy.hide("report.json");
    let faults = copy.faults(&[]);
    assert!(faults.contains(&"figures report.json does-not-re-add".to_owned()), "{faults:?}");
    assert!(faults.contains(&"documents report.html not-of-the-figures".to_owned()), "{faults:?}");

    // What was declared: every document that tells it; and where none does, the incident file.
    let copy = Copy::new();
    copy.edit(&copy.report("manifest.json"), "\"max_rejects\": 0.01", "\"max_rejects\": 0.02");
    assert_eq!(copy.faults(&["--inputs", "in/incident.toml"]), ["inputs manifest.json altered"]);
    let copy = Copy::new();
    copy.edit(&copy.report("manifest.json"), "01 99 00 10 20", "01 99 00 10 21");
    let faults = copy.faults(&[]);
    assert!(faults.contains(&"documents insurers/aesio-mutuelle/letter.fr.md not-of-the-figures".to_owned()));
    // A count of the manifest.
    let copy = Copy::new();
    copy.edit(&copy.report("manifest.json"), "\"keyed\": ", "\"keyed\": 1");
    assert_eq!(copy.faults(&[]), ["manifest manifest.json not-of-the-figures"]);
    // And its form.
    let copy = Copy::new();
    copy.edit(&copy.report("manifest.json"), "{\n", "{\n\n");
    assert_eq!(copy.faults(&[]), ["manifest manifest.json malformed"]);
}

/// A row of an input: the file by its digest, the figures by running again.
#[test]
fn another_input_gives_another_report() {
    let copy = Copy::new();
    let path = copy.input("leaks/viamedis.csv");
    let text = fs::read(&path).unwrap();
    let end = text.iter().rposition(|b| *b == b'\n').unwrap();
    let last = text[..end].iter().rposition(|b| *b == b'\n').unwrap();
    fs::write(&path, &text[..=last]).unwrap();
    assert_eq!(copy.faults(&["--inputs", "in/incident.toml"]), ["inputs leaks/viamedis.csv altered"]);
    let (status, verified) = copy.verify(&["--rerun", "in/incident.toml"]);
    assert_eq!(status, 4);
    let report = faults(&verified).into_iter().find(|(_, f)| f["path"] == "report.json").unwrap().1;
    let differences = report["differences"].as_array().unwrap();
    let rows = differences.iter().find(|d| d["place"] == "conservation, leaks viamedis leaks/viamedis.csv, rows");
    let rows = rows.unwrap_or_else(|| panic!("{differences:#?}"));
    let n = |value: &Value| value.as_str().unwrap().parse::<u64>().unwrap();
    assert_eq!(n(&rows["found"]), n(&rows["expected"]) + 1);

    fs::remove_file(&path).unwrap();
    assert_eq!(copy.faults(&["--inputs", "in/incident.toml"]), ["inputs leaks/viamedis.csv missing"]);
}

/// A file that is far too large is never read: one of the report is refused, one that somebody put beside it is told.
#[test]
fn no_file_is_too_large_for_the_check() {
    let copy = Copy::new();
    let huge = std::fs::File::create(copy.report("evidence.zip")).unwrap();
    huge.set_len(1 << 40).unwrap();
    assert_eq!(copy.faults(&[]), ["outputs evidence.zip unlisted"]);
    std::fs::remove_file(copy.report("evidence.zip")).unwrap();
    let altered = std::fs::File::options().write(true).open(copy.report("report.json")).unwrap();
    altered.set_len(1 << 40).unwrap();
    copy.run(&[]).ends(1).says("report.json").says("larger than any of its kind");
}

/// What a link leads to may be another file at the next look.
#[test]
fn a_manifest_is_no_link() {
    let copy = Copy::new();
    let elsewhere = copy.input("manifest.json");
    std::fs::rename(copy.report("manifest.json"), &elsewhere).unwrap();
    std::os::unix::fs::symlink(&elsewhere, copy.report("manifest.json")).unwrap();
    let ended = Ampleur::new(["verify"]).arg(copy.report("")).of_nobody().run();
    ended.ends(1).never_says("internal");
}

#[test]
fn a_folder_that_is_no_report_is_refused() {
    let dir = TempDir::new().unwrap();
    for manifest in [None, Some("{}"), Some("not json")] {
        if let Some(text) = manifest {
            fs::write(dir.path().join("manifest.json"), text).unwrap();
        }
        let ended = Ampleur::new(["verify", "."]).within(dir.path()).of_nobody().run();
        ended.ends(1).says("the folder is not a report that this version can read");
    }
}

/// What a person reads, in both languages and in 80 columns.
#[test]
fn the_verdict_in_words() {
    let copy = Copy::new();
    copy.edit(&copy.report("register.csv"), "3193", "3194");
    for (lang, says) in [("fr", "[non conforme] Fichiers du rapport"), ("en", "[failed]")] {
        let text = copy.run(&["--lang", lang]).ends(4).stdout;
        assert!(text.contains(says) && text.contains("register.csv"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

/// An archive with one of its parts changed.
fn with_part(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut changed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let mut file = archive.by_index(i).unwrap();
        let name = file.name().to_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        changed.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
        changed.write_all(if name == part { change(text) } else { text }.as_bytes()).unwrap();
    }
    changed.finish().unwrap().into_inner()
}
