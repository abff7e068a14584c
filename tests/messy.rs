//! The same forty persons in every shape that extracts come in: `samples/messy/`, written by its own `make.py`.
//!
//! A shape is read into the very same assessment as the clean file, or refused with the line to write.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Ampleur, Ended, files_under};
use serde_json::{Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/messy");

/// One shape, assessed and checked.
struct Shape {
    name: String,
    expect: toml::Table,
    assessed: Ended,
    report: Option<Value>,
    checked: Ended,
    check: Value,
}

fn shapes() -> Vec<Shape> {
    let mut folders: Vec<PathBuf> = fs::read_dir(FOLDER).unwrap().map(|e| e.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    assert!(folders.len() > 40);
    folders.iter().map(|folder| shape(folder)).collect()
}

fn shape(folder: &Path) -> Shape {
    let clear = ["clean/members.csv", "leak.csv"].map(|file| Path::new(FOLDER).join(file));
    let run = |args: &[&str]| {
        let command = Ampleur::new(args).arg(folder.join("incident.toml"));
        // Whatever of a shape the harness cannot read itself.
        command.watching(&clear[0]).watching(&clear[1]).run()
    };
    let assessed = run(&["assess", "--fail-on", "never", "--figures-only"]);
    let checked = run(&["check", "--json"]).left_nothing();
    let report = fs::read(assessed.path().join("reports/messy/report.json")).ok();
    Shape {
        name: folder.file_name().unwrap().to_string_lossy().into_owned(),
        expect: fs::read_to_string(folder.join("expect.toml")).unwrap().parse().unwrap(),
        report: report.map(|bytes| serde_json::from_slice(&bytes).unwrap()),
        check: checked.json(),
        assessed,
        checked,
    }
}

/// All figures of a report: what is left without names of files and what was noticed in them.
fn figures(report: &Value) -> Value {
    let mut figures = report.clone();
    figures.as_object_mut().unwrap().remove("findings");
    // A shape with one column more tells more.
    for insurer in figures["insurers"].as_array_mut().unwrap() {
        insurer.as_object_mut().unwrap().remove("told").expect("what the files tell");
    }
    let conservation = figures.as_object_mut().unwrap().remove("conservation").unwrap();
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for side in ["leaks", "members"] {
        for file in conservation[side].as_array().unwrap() {
            for (bin, rows) in file.as_object().unwrap() {
                if let Some(rows) = rows.as_u64() {
                    *sums.entry(format!("{side}.{bin}")).or_default() += rows;
                }
            }
        }
    }
    json!({ "figures": figures, "bins": sums })
}

fn word<'a>(shape: &'a Shape, key: &str) -> &'a str {
    shape.expect[key].as_str().unwrap()
}

#[test]
fn every_shape_gives_the_same_assessment_or_says_what_to_write() {
    let shapes = shapes();
    let clean = shapes.iter().find(|shape| shape.name == "clean").unwrap();
    let clean_report = clean.report.as_ref().unwrap();
    for shape in &shapes {
        let name = &shape.name;
        if word(shape, "assessment") == "refused" {
            assert_eq!((shape.assessed.status, shape.checked.status), (1, 1), "{name}");
            let says = word(shape, "says");
            let stderr = &shape.assessed.stderr;
            assert!(stderr.contains(says), "{name}: not said: {says}\n{stderr}");
            assert!(shape.assessed.left.is_empty(), "{name}");
            let problems = shape.check["problems"].to_string();
            assert!(problems.contains(&says.replace('"', "\\\"")), "{name}: {problems}");
            assert!(problems.contains("hint"), "{name}: {problems}");
            continue;
        }
        assert_eq!(shape.assessed.status, 0, "{name}: {}", shape.assessed.stderr);
        assert_eq!(shape.check["problems"], json!([]), "{name}");
        let report = shape.report.as_ref().unwrap();
        if word(shape, "assessment") == "same" {
            assert_eq!(figures(report), figures(clean_report), "{name}");
        }
        if let Some(persons) = shape.expect.get("persons") {
            let persons = persons.as_integer().unwrap();
            let low = shape.expect.get("low").map_or(persons, |low| low.as_integer().unwrap());
            let expected = json!({ "low": low, "estimate": persons, "high": persons });
            assert_eq!(report["totals"]["persons"], expected, "{name}");
        }
    }
}

#[test]
fn a_check_tells_how_a_file_is_written() {
    for shape in shapes().iter().filter(|shape| word(shape, "assessment") != "refused") {
        let name = &shape.name;
        let file = shape.check["files"].as_array().unwrap().iter().find(|file| file["side"] == "members").unwrap();
        assert_eq!(file["rows"].as_i64(), shape.expect["rows"].as_integer(), "{name}");
        assert_eq!(
            file["rejected"],
            shape.report.as_ref().unwrap()["conservation"]["members"][0]["rejected"],
            "{name}"
        );
        let expected = serde_json::to_value(&shape.expect["format"]).unwrap();
        for key in ["format", "compression", "encoding", "delimiter", "sheet", "header_row"] {
            assert_eq!(file.get(key), expected.get(key), "{name}: {key}");
        }
    }
}

/// What was repaired, passed over or set aside is said, on the right number of rows, and nothing else is.
#[test]
fn what_was_noticed_is_what_was_planted() {
    const OF_FILES: [&str; 9] = ["nir.", "value.", "file.", "name.", "date.", "row.", "rejects.", "leak.", "column."];
    for shape in shapes().iter().filter(|shape| word(shape, "assessment") != "refused") {
        let mut found: BTreeMap<String, i64> = BTreeMap::new();
        for finding in shape.report.as_ref().unwrap()["findings"].as_array().unwrap() {
            let code = finding["code"].as_str().unwrap();
            if OF_FILES.iter().any(|prefix| code.starts_with(prefix)) || shape.expect["findings"].get(code).is_some() {
                *found.entry(code.to_owned()).or_default() += finding["rows"].as_i64().unwrap();
            }
        }
        let mut expected: BTreeMap<String, i64> = BTreeMap::new();
        for (code, rows) in shape.expect["findings"].as_table().unwrap() {
            expected.insert(code.clone(), rows.as_integer().unwrap());
        }
        // Rows that lost their number and have no other are rejected: said beside the reason.
        for told in ["row.incomplete", "rejects.over-limit"] {
            if shape.name == "scientific" {
                found.remove(told);
            }
        }
        // One finding a field: the planted fields are four.
        if shape.name == "leak-with-more" {
            found.remove("field.declared-not-exposed");
            expected.remove("field.declared-not-exposed");
        }
        assert_eq!(found, expected, "{}", shape.name);
    }
}

/// The remarks of the leak hold an IBAN, an e-mail address, a telephone number and a NIR: one row each.
#[test]
fn what_a_leak_gives_away_undeclared_is_counted_as_observed() {
    let shape = shape(&Path::new(FOLDER).join("leak-with-more"));
    let report = shape.report.unwrap();
    for field in ["bank_details", "email", "phone"] {
        let of_field: Vec<&Value> =
            report["findings"].as_array().unwrap().iter().filter(|finding| finding["field"] == field).collect();
        assert_eq!(of_field.len(), 1, "{field}");
        assert_eq!(of_field[0]["code"], "field.declared-not-exposed");
        assert_eq!(of_field[0]["level"], "grave");
        assert_eq!(of_field[0]["rows"], 1);
    }
    let unknown = report["findings"].as_array().unwrap().iter().find(|f| f["code"] == "leak.unknown-column").unwrap();
    assert_eq!((unknown["column"].as_str(), unknown["rows"].as_u64()), (Some("Remarque"), Some(5)));
}

/// Rows read are canonical or rejected, and each rejected one is named by its number. That nothing is shown, the harness holds.
#[test]
fn nothing_is_lost() {
    for shape in shapes() {
        let Some(report) = shape.report else { continue };
        let mut rejected = 0;
        for side in ["leaks", "members"] {
            for file in report["conservation"][side].as_array().unwrap() {
                let bins = file.as_object().unwrap().iter().filter(|(bin, _)| *bin != "rows");
                let binned: u64 = bins.filter_map(|(_, rows)| rows.as_u64()).sum();
                assert_eq!(Some(binned), file["rows"].as_u64(), "{}", shape.name);
                rejected += file["rejected"].as_u64().unwrap();
            }
        }
        let mut named = 0;
        for file in
            files_under(shape.assessed.path()).iter().filter(|path| path.extension().is_some_and(|e| e == "csv"))
        {
            let mut rows: Vec<u64> = Vec::new();
            for line in csv::Reader::from_path(file).unwrap().records() {
                let line = line.unwrap();
                if &line[3] == "rejected" {
                    rows.push(line[0].parse().unwrap());
                }
            }
            rows.dedup();
            named += rows.len() as u64;
        }
        assert_eq!(named, rejected, "{}", shape.name);
    }
}
