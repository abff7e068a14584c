//! Same in, same out: row order, file split, format, threads and key change no byte but what names the inputs.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use synth::Population;
use synth::Shape;
use tempfile::TempDir;

use crate::harness::{Ampleur, bytes_under};

/// A sample in a folder, which a test may then change.
struct Sample(TempDir);

impl Sample {
    fn new(shape: Shape) -> Sample {
        let dir = TempDir::new().unwrap();
        let population = Population { shape, ..Population::of(1_500, 7) };
        assert!(population.write(&dir.path().join("in")).is_ok());
        Sample(dir)
    }

    fn path(&self, path: &str) -> std::path::PathBuf {
        self.0.path().join("in").join(path)
    }

    fn edit(&self, path: &str, change: impl FnOnce(String) -> String) {
        let text = fs::read_to_string(self.path(path)).unwrap();
        fs::write(self.path(path), change(text)).unwrap();
    }

    /// Runs and gives every output.
    fn outputs(&self, threads: &str) -> BTreeMap<String, Vec<u8>> {
        let out = self.0.path().join(format!("out-{threads}"));
        Ampleur::new(["assess", "incident.toml", "--quiet", "-o"])
            .arg(&out)
            .within(&self.path(""))
            .env("RAYON_NUM_THREADS", threads)
            .env("POLARS_MAX_THREADS", threads)
            .run()
            .ends(0);
        bytes_under(&out)
    }
}

/// The report without what names files or rows.
fn figures(outputs: &BTreeMap<String, Vec<u8>>) -> Value {
    let report = outputs.iter().find(|(path, _)| path.ends_with("report.json")).unwrap().1;
    let mut report: Value = serde_json::from_slice(report).unwrap();
    // Bins summed by party, findings by code: files may be split or renamed.
    for (side, party) in [("leaks", "operator"), ("members", "insurer")] {
        let mut sums: BTreeMap<String, u64> = BTreeMap::new();
        for file in report["conservation"][side].as_array().unwrap() {
            for (bin, rows) in file.as_object().unwrap() {
                if let Some(rows) = rows.as_u64() {
                    *sums.entry(format!("{} {bin}", file[party])).or_default() += rows;
                }
            }
        }
        report["conservation"][side] = serde_json::to_value(sums).unwrap();
    }
    let mut findings: BTreeMap<String, u64> = BTreeMap::new();
    for finding in report["findings"].as_array().unwrap() {
        *findings.entry(format!("{} {}", finding["code"], finding["party"])).or_default() +=
            finding["rows"].as_u64().unwrap();
    }
    report["findings"] = serde_json::to_value(findings).unwrap();
    report
}

fn shuffled(text: String) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let header = lines.remove(0);
    // A fixed permutation that leaves nothing in place: sorted by the digits from the end.
    lines.sort_by_key(|line| line.bytes().rev().collect::<Vec<_>>());
    format!("{header}\n{}\n", lines.join("\n"))
}

#[test]
fn two_runs_give_the_same_bytes_with_one_thread_or_two() {
    let sample = Sample::new(Shape::Mixed);
    let (once, again, one) = (sample.outputs("2"), sample.outputs("2"), sample.outputs("1"));
    assert!(once.len() > 4);
    assert!(once == again, "two runs differ");
    assert!(once == one, "one thread and two differ");
}

#[test]
fn row_order_changes_no_figure() {
    let sample = Sample::new(Shape::Csv);
    let before = figures(&sample.outputs("2"));
    for file in
        ["members/harmonie-mutuelle.csv", "members/aesio-mutuelle.csv", "leaks/almerys.csv", "leaks/viamedis.csv"]
    {
        sample.edit(file, shuffled);
    }
    assert_eq!(before, figures(&sample.outputs("1")));
}

/// Where nothing but the order of rows of a file without findings changes, the report itself is the same bytes.
#[test]
fn row_order_changes_no_byte_of_a_report_without_row_numbers() {
    let report = |rows: &str| {
        let outcome = crate::harness::Run::new()
            .members("a", &format!("nir;birth_date;birth_rank\n{rows}"))
            .leak("x", &format!("nir;birth_date;birth_rank\n{rows}"))
            .run()
            .succeeds();
        (outcome.read("report.json"), outcome.read("report.html"))
    };
    let (a, b) = ("2951099126111;1995-10-03;1\n", "1800199126111;1980-01-04;1\n");
    assert_eq!(report(&format!("{a}{b}")), report(&format!("{b}{a}")));
}

#[test]
fn a_file_split_in_two_changes_no_figure() {
    let sample = Sample::new(Shape::Csv);
    let before = figures(&sample.outputs("2"));
    for (folder, party) in [("members", "aesio-mutuelle"), ("leaks", "viamedis")] {
        let text = fs::read_to_string(sample.path(&format!("{folder}/{party}.csv"))).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let (header, rows) = (lines[0], &lines[1..]);
        let (first, second) = rows.split_at(rows.len() / 3);
        for (name, rows) in [(party.to_owned(), first), (format!("{party}-2"), second)] {
            fs::write(sample.path(&format!("{folder}/{name}.csv")), format!("{header}\n{}\n", rows.join("\n")))
                .unwrap();
        }
    }
    sample.edit("incident.toml", |text| {
        text.replace(
            "members = [{ path = \"members/aesio-mutuelle.csv\" }]",
            "members = [{ path = \"members/aesio-mutuelle.csv\" }, { path = \"members/aesio-mutuelle-2.csv\" }]",
        )
        .replace(
            "path = \"leaks/viamedis.csv\"",
            "path = \"leaks/viamedis.csv\"\n[[operators.viamedis.leaks]]\npath = \"leaks/viamedis-2.csv\"",
        )
    });
    assert_eq!(before, figures(&sample.outputs("2")));
}

#[test]
fn csv_and_parquet_give_the_same_figures() {
    let (csv, parquet) = (Sample::new(Shape::Csv), Sample::new(Shape::Parquet));
    assert_eq!(figures(&csv.outputs("2")), figures(&parquet.outputs("2")));
}

#[test]
fn another_key_changes_only_its_fingerprint() {
    let sample = Sample::new(Shape::Mixed);
    let published = sample.outputs("2");
    Ampleur::new(["key", "new", "k.key"]).within(&sample.path("")).run().ends(0);
    sample.edit("incident.toml", |text| text.replace("published = true", "file = \"k.key\""));
    let mut own = figures(&sample.outputs("2"));
    let mut before = figures(&published);
    // The published key is a finding, and the head says so.
    assert_eq!(
        (&before["incident"]["published_key"], &own["incident"]["published_key"]),
        (&true.into(), &false.into())
    );
    for report in [&mut own, &mut before] {
        report["incident"]["published_key"] = Value::Null;
        report["findings"].as_object_mut().unwrap().remove("\"key.published\" null");
    }
    assert_eq!(before, own);
}

#[test]
fn a_leaked_row_that_meets_nobody_adds_a_record_and_nothing_else() {
    let sample = Sample::new(Shape::Csv);
    let before = figures(&sample.outputs("2"));
    sample.edit("leaks/viamedis.csv", |text| text + "NOBODY,ANNE,19010101,2010199126111,,\n");
    let mut after = figures(&sample.outputs("2"));
    let minus_one = |value: &mut Value| *value = (value.as_u64().unwrap() - 1).into();
    minus_one(&mut after["totals"]["records"]);
    minus_one(&mut after["operators"][1]["totals"]["records"]);
    for field in after["operators"][1]["fields"].as_array_mut().unwrap() {
        if matches!(field["field"].as_str(), Some("last_name" | "first_name" | "birth_date" | "nir")) {
            minus_one(&mut field["observed_records"]);
        }
    }
    // It resembles nobody, and nobody else was born in its decade.
    let unmatched = &mut after["matching"]["unmatched"];
    ["rows", "nobody"].into_iter().for_each(|count| minus_one(&mut unmatched[count]));
    let decades = unmatched["decades"].as_array_mut().unwrap();
    assert_eq!(decades.remove(0), serde_json::json!({"from": 1900, "rows": 1, "nobody": 1}));
    for bin in ["rows", "unmatched"] {
        minus_one(&mut after["conservation"]["leaks"][&format!("\"viamedis\" {bin}")]);
    }
    assert_eq!(before, after);
}
