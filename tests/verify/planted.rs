//! Whoever can change a report can change its manifest: what both say of the run, and the incident, must still agree.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{faults, told};
use crate::harness::{Outcome, Run, leak, members};

/// As members have them, and as leaked rows do.
const LEA: [&str; 2] = ["2951099126111;1995-10-03;1;LEA;;;C1000001\n", "2951099126111;1995-10-03;1;LEA;C1000001\n"];
const TOM: [&str; 2] = ["1800199126111;1980-01-04;1;TOM;;;C1000002\n", "1800199126111;1980-01-04;1;TOM;C1000002\n"];

/// Two operators, one of them with a folder; an insurer with a pattern, and a file of several.
fn incident() -> Run {
    let several = "insurer;nir;birth_date;birth_rank;first_name\na;2900875056505;1990-08-12;1;GINETTINE\n\
                   b;2900875056506;1990-08-13;1;HUGOLINE\nb;qqqqq;zzzzz;;\n";
    Run::new()
        .file("leaks/x/one.csv", leak(LEA[1]))
        .file("leaks/x/two.csv", leak(TOM[1]))
        .leak_file("x", "leaks/x", "")
        .leak("y", &leak(&[LEA[1], "qqqq;zzzz;;;\n"].concat()))
        .file("members/a/1.csv", members(LEA[0]))
        .file("members/a/2.csv", members(TOM[0]))
        .members_file("a", "members/a/*.csv", "")
        .insurer("b")
        .file("members/several.csv", several)
        .tail("[[members]]\npath = \"members/several.csv\"")
        .arg("--fail-on")
        .arg("never")
}

/// A report, with what an attacker does to it.
struct Planted(Outcome);

impl Planted {
    fn new() -> Planted {
        Planted(incident().run().succeeds())
    }

    fn place(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join("reports/test").join(path)
    }

    /// Changes the manifest, and leaves its form as it was.
    fn manifest(&self, change: impl FnOnce(&mut Value)) {
        let mut manifest: Value = serde_json::from_str(&self.0.read("manifest.json")).unwrap();
        change(&mut manifest);
        let text = serde_json::to_string_pretty(&manifest).unwrap() + "\n";
        fs::write(self.place("manifest.json"), text).unwrap();
    }

    /// Changes a file and its digest.
    fn file(&self, path: &str, from: &str, to: &str) {
        let text = self.0.read(path);
        assert!(text.contains(from), "{from} is not in {path}");
        let text = text.replacen(from, to, 1);
        let digest: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        fs::write(self.place(path), text).unwrap();
        self.manifest(|manifest| manifest["outputs"][path] = digest.into());
    }

    #[track_caller]
    fn verify(&self, more: &[&str]) -> (i32, Value) {
        let ended = self.0.ampleur(&[&["verify", "reports/test", "--json"], more].concat()).run().left_nothing();
        (ended.status, ended.json())
    }

    /// What is told, without the key.
    #[track_caller]
    fn tells(&self, more: &[&str], expected: &[&str]) {
        let (status, verified) = self.verify(more);
        let told: Vec<String> = faults(&verified).iter().map(told).collect();
        assert_eq!(told, expected, "{verified:#}");
        assert_eq!(status, if expected.is_empty() { 0 } else { 4 });
    }
}

fn inputs(manifest: &mut Value) -> &mut Vec<Value> {
    manifest["inputs"].as_array_mut().unwrap()
}

/// The place of an input in the manifest.
fn at(manifest: &Value, path: &str) -> usize {
    manifest["inputs"].as_array().unwrap().iter().position(|input| input["path"] == path).unwrap()
}

const WITH_INPUTS: [&str; 2] = ["--inputs", "incident.toml"];

#[test]
fn what_nobody_planted_holds() {
    let planted = Planted::new();
    planted.tells(&[], &[]);
    planted.tells(&WITH_INPUTS, &[]);
    planted.tells(&["--rerun", "incident.toml"], &[]);
}

/// The files of the incident are told by `report.json`, and named by the incident.
#[test]
fn an_input_that_is_taken_off_the_manifest() {
    for path in ["leaks/x/two.csv", "leaks/y-1.csv", "members/several.csv"] {
        let planted = Planted::new();
        planted.manifest(|manifest| {
            let at = at(manifest, path);
            inputs(manifest).remove(at);
        });
        let (status, verified) = planted.verify(&[]);
        let told: Vec<String> = faults(&verified).iter().map(told).collect();
        assert!(told.contains(&format!("manifest {path} unlisted")), "{told:?}");
        assert_eq!((status, &verified["holds"]), (4, &Value::Bool(false)));
        // The incident file still names it.
        let (_, verified) = planted.verify(&WITH_INPUTS);
        let told: Vec<String> = faults(&verified).iter().map(super::told).collect();
        assert!(told.contains(&format!("inputs {path} unlisted")), "{told:?}");
    }
    let planted = Planted::new();
    planted.manifest(|manifest| inputs(manifest).clear());
    let (status, verified) = planted.verify(&[]);
    let told: Vec<String> = faults(&verified).iter().map(told).collect();
    assert_eq!(status, 4);
    for path in ["leaks/x/one.csv", "leaks/y-1.csv", "members/a/1.csv", "members/several.csv", "members/a/*.csv"] {
        assert!(told.contains(&format!("manifest {path} unlisted")), "{path}: {told:?}");
    }
}

#[test]
fn an_input_of_which_the_manifest_tells_something_else() {
    type Change = fn(&mut Value);
    let changes: [(Change, &[&str]); 5] = [
        (|m| m["inputs"][0]["rows"] = 7.into(), &["manifest leaks/x/one.csv not-of-the-figures"]),
        (
            |m| m["inputs"][0]["party"] = "y".into(),
            &["manifest leaks/x/one.csv undeclared", "manifest leaks/x/one.csv not-of-the-figures"],
        ),
        (
            |m| m["inputs"][0]["path"] = "leaks/x/three.csv".into(),
            &["manifest leaks/x/one.csv unlisted", "manifest leaks/x/three.csv unaccounted"],
        ),
        (
            |m| {
                let again = m["inputs"][0].clone();
                inputs(m).push(again);
            },
            &["manifest leaks/x/one.csv not-of-the-figures"],
        ),
        (
            |m| {
                let mut more = m["inputs"][0].clone();
                more["path"] = "elsewhere.csv".into();
                inputs(m).push(more);
            },
            &["manifest elsewhere.csv undeclared", "manifest elsewhere.csv unaccounted"],
        ),
    ];
    for (change, expected) in changes {
        let planted = Planted::new();
        planted.manifest(change);
        planted.tells(&[], expected);
    }
    // The rows are told with what the report says of them.
    let planted = Planted::new();
    planted.manifest(|m| m["inputs"][0]["rows"] = 7.into());
    let (_, verified) = planted.verify(&[]);
    let difference = &faults(&verified)[0].1["differences"][0];
    assert_eq!(difference, &json!({ "place": "rows", "expected": "1", "found": "7" }));
    // Nothing but the file itself tells its digest and its size.
    for (key, value) in [("sha256", json!("0".repeat(64))), ("bytes", json!(1))] {
        let planted = Planted::new();
        planted.manifest(|m| m["inputs"][0][key] = value);
        planted.tells(&WITH_INPUTS, &["inputs leaks/x/one.csv altered"]);
    }
}

/// What the manifest has of the incident file is what the report is about.
#[test]
fn an_incident_that_is_another_one() {
    type Change = fn(&mut Value);
    let changes: [(Change, &str); 5] = [
        (|incident| incident["title"] = "Another".into(), "manifest manifest.json not-of-the-figures"),
        (|incident| incident["reference_date"] = "2024-02-08".into(), "manifest manifest.json not-of-the-figures"),
        (|incident| incident["operators"]["z"] = json!({ "name": "Z" }), "manifest manifest.json not-of-the-figures"),
        (|incident| incident["operators"]["y"]["leaks"] = json!([]), "manifest leaks/y-1.csv undeclared"),
        (|incident| incident["operators"]["x"]["leaks"][0]["path"] = "leaks/z".into(), "manifest leaks/z unlisted"),
    ];
    for (change, expected) in changes {
        let planted = Planted::new();
        planted.manifest(|manifest| change(&mut manifest["plan"]["incident"]));
        let (status, verified) = planted.verify(&[]);
        let told: Vec<String> = faults(&verified).iter().map(told).collect();
        assert!(status == 4 && told.contains(&expected.to_owned()), "{expected}: {verified:#}");
    }
    let planted = Planted::new();
    planted.manifest(|manifest| manifest["key"]["source"] = "file".into());
    planted.tells(&[], &["manifest manifest.json not-of-the-figures"]);
    // What no version of ampleur has written is no report.
    let planted = Planted::new();
    planted.manifest(|manifest| manifest["plan"]["fail_on"] = "sometimes".into());
    planted.0.ampleur(&["verify", "reports/test"]).run().refuses().says("is not a report");
}

/// Another version does not switch the check off: what differs is left open, and that does not pass in silence.
#[test]
fn a_page_that_another_version_is_said_to_have_written() {
    let planted = Planted::new();
    planted.file("report.html", "personne", "Personne");
    planted.tells(&[], &["documents report.html not-of-the-figures"]);
    planted.manifest(|manifest| manifest["ampleur"]["version"] = "9.9.9".into());
    let (status, verified) = planted.verify(&[]);
    assert_eq!((status, &verified["holds"], &verified["complete"]), (4, &json!(true), &json!(false)));
    let documents = &verified["subjects"][4];
    assert_eq!(
        (&documents["not_checked"], &documents["unchecked"]),
        (&json!("other-version"), &json!(["report.html"]))
    );
    let (status, again) = planted.verify(&["--allow-unchecked"]);
    assert_eq!((status, again), (0, verified));
    let verify = ["verify", "reports/test", "--lang", "en"];
    let said = planted.0.ampleur(&verify).run().ends(4).stdout;
    assert!(said.contains("report.html: not checked") && said.contains("could not be made"), "{said}");
    // A failed check stays one.
    planted.manifest(|manifest| manifest["inputs"] = json!([]));
    assert_eq!(planted.verify(&["--allow-unchecked"]).0, 4);
    // Where the bytes are those of this version, it does not matter which one is named.
    let planted = Planted::new();
    planted.manifest(|manifest| manifest["ampleur"]["version"] = "9.9.9".into());
    planted.tells(&[], &[]);
}

#[test]
fn a_file_that_is_taken_away_or_added_with_its_digest() {
    let planted = Planted::new();
    fs::remove_file(planted.place("report.html")).unwrap();
    planted.manifest(|manifest| drop(manifest["outputs"].as_object_mut().unwrap().remove("report.html")));
    planted.tells(&[], &["documents report.html missing"]);

    let rejects = "rejects/leaks/y/y-1.csv.csv";
    let planted = Planted::new();
    fs::remove_file(planted.place(rejects)).unwrap();
    planted.manifest(|manifest| drop(manifest["outputs"].as_object_mut().unwrap().remove(rejects)));
    planted.tells(&[], &[&format!("documents {rejects} missing")]);

    for path in ["more.html", "rejects/leaks/y/more.csv", "insurers/a/letter.fr.md", "report.pdf"] {
        let planted = Planted::new();
        fs::create_dir_all(planted.place(path).parent().unwrap()).unwrap();
        fs::write(planted.place(path), "more").unwrap();
        planted.tells(&[], &[&format!("outputs {path} unlisted")]);
        planted.manifest(|manifest| manifest["outputs"][path] = "".into());
        planted.file(path, "more", "More");
        planted.tells(&[], &[&format!("documents {path} unaccounted")]);
    }
    // A record of a former report that the manifest does not name.
    let planted = Planted::new();
    fs::write(planted.place("since.json"), "{}\n").unwrap();
    planted.manifest(|manifest| manifest["outputs"]["since.json"] = "".into());
    planted.file("since.json", "{}", "{ }");
    planted.tells(&[], &["manifest since.json unaccounted", "documents since.json unaccounted"]);
}

/// Links and pipes are told, not followed: one leads in a circle, the other never ends.
#[test]
fn what_is_no_file() {
    let planted = Planted::new();
    std::os::unix::fs::symlink(".", planted.place("circle")).unwrap();
    std::os::unix::fs::symlink("report.html", planted.place("again.html")).unwrap();
    assert!(Command::new("mkfifo").arg(planted.place("pipe")).status().unwrap().success());
    planted.tells(&[], &["outputs again.html unlisted", "outputs circle unlisted", "outputs pipe unlisted"]);
}

/// The patterns and folders of the incident file meet what they met then.
#[test]
fn a_file_that_is_added_to_the_inputs_or_taken_off() {
    let planted = Planted::new();
    let input = |path: &str| planted.0.path().join(path);
    let write = |path: &str, text: &str| fs::write(input(path), text).unwrap();
    for path in ["leaks/x/three.csv", "members/a/3.csv"] {
        write(path, if path.starts_with("leaks") { "nir;birth_date\n\"1\";2\n" } else { "nir;birth_date\n1;2\n" });
        planted.tells(&WITH_INPUTS, &[&format!("inputs {path} unlisted")]);
        // The folder alone does not tell what is read.
        planted.tells(&[], &[]);
        fs::remove_file(input(path)).unwrap();
    }
    // Something that stops a run today.
    write("leaks/x/.hidden.csv", "nir;birth_date\n1;2\n");
    planted.tells(&WITH_INPUTS, &["inputs incident.toml unreadable"]);
    fs::remove_file(input("leaks/x/.hidden.csv")).unwrap();
    planted.tells(&WITH_INPUTS, &[]);
    let kept = fs::read(input("leaks/x/two.csv")).unwrap();
    fs::remove_file(input("leaks/x/two.csv")).unwrap();
    planted.tells(&WITH_INPUTS, &["inputs leaks/x/two.csv missing"]);
    fs::write(input("leaks/x/two.csv"), &kept[..kept.len() - 2]).unwrap();
    write("leaks/x/three.csv", "nir;birth_date\n1;2\n");
    planted.tells(&WITH_INPUTS, &["inputs leaks/x/two.csv altered", "inputs leaks/x/three.csv unlisted"]);
}

/// Paths are written in many ways; what they name is the same.
#[test]
fn an_entry_names_its_files_however_it_is_written() {
    let names = |written: &str, shown: &str| engine::plan::may_name(Path::new(written), shown);
    for (written, shown) in [
        ("leaks/x.csv", "leaks/x.csv"),
        ("./leaks/x.csv", "leaks/x.csv"),
        ("leaks", "leaks/x.csv"),
        ("leaks/", "leaks/x.csv"),
        ("leaks/all.zip", "leaks/all.zip/within/x.csv"),
        ("leaks/*.xlsx", "leaks/book.xlsx/Feuil1"),
        ("leaks/**/*.csv", "leaks/a/b/x.csv"),
        ("../x.csv", "../x.csv"),
        ("leaks/[1].csv", "leaks/[1].csv"),
        ("/data/leaks/x.csv", "/data/leaks/x.csv"),
        ("/data/leaks/*.csv", "leaks/x.csv"),
    ] {
        assert!(names(written, shown), "{written} names {shown}");
    }
    for (written, shown) in [
        ("leaks/x.csv", "leaks/y.csv"),
        ("leaks/*.csv", "leaks/a/x.csv"),
        ("leaks/x", "leaks/x.csv"),
        ("leaks", "members/x.csv"),
        ("leaks/x.csv", "x.csv"),
        ("/data/leaks/*.csv", "members/x.csv"),
    ] {
        assert!(!names(written, shown), "{written} does not name {shown}");
    }
}
