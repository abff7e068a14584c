//! The demo: what a newcomer runs first, held still, and true.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{PROGRAM, files_under};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn bytes_under(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = files_under(folder).into_iter();
    files.map(|path| (path.strip_prefix(folder).unwrap().display().to_string(), fs::read(&path).unwrap())).collect()
}

fn demo() -> (TempDir, std::process::Output) {
    let dir = TempDir::new().unwrap();
    let output = Command::new(PROGRAM).arg("demo").current_dir(dir.path()).output().unwrap();
    assert!(output.status.success());
    (dir, output)
}

#[test]
fn its_output_is_the_checked_in_one_byte_for_byte() {
    let (dir, _) = demo();
    let (made, kept) = (bytes_under(&dir.path().join("reports")), bytes_under(&Path::new(ROOT).join("reports")));
    assert_eq!(made.keys().collect::<Vec<_>>(), kept.keys().collect::<Vec<_>>());
    for (path, bytes) in &made {
        assert!(
            bytes == &kept[path],
            "{path} is not what reports/ holds; run `cargo run --release -- demo` and look at the difference"
        );
    }
}

#[test]
fn its_summary_fits_80_columns() {
    let (_dir, output) = demo();
    let summary = String::from_utf8(output.stdout).unwrap();
    for line in summary.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    assert!(output.stderr.is_empty());
}

#[test]
fn no_identifier_of_its_persons_is_in_what_it_leaves() {
    let (dir, output) = demo();
    let mut left = bytes_under(dir.path());
    left.insert("stdout".into(), output.stdout);
    let mut identifiers = std::collections::BTreeSet::new();
    for (file, delimiter) in [
        ("members/harmonie-mutuelle.csv", b';'),
        ("members/ag2r-la-mondiale.csv", b','),
        ("leaks/almerys.csv", b','),
        ("leaks/viamedis.csv", b';'),
    ] {
        let path = Path::new(ROOT).join("samples/tiers-payant-2024").join(file);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_path(path).unwrap();
        let headers = reader.headers().unwrap().clone();
        for row in reader.records() {
            for (header, cell) in headers.iter().zip(&row.unwrap()) {
                let names_somebody =
                    ["NOM", "NUM", "NIR", "N° ", "IDENT", "ID_"].iter().any(|h| header.to_uppercase().starts_with(h));
                if names_somebody && cell.len() >= 6 {
                    identifiers.insert(cell.to_owned());
                }
            }
        }
    }
    assert!(identifiers.len() > 8_000, "{}", identifiers.len());
    for (path, bytes) in &left {
        // Every run of letters and digits that could be one of them.
        let text = String::from_utf8_lossy(bytes);
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '-') {
            assert!(!identifiers.contains(word), "an identifier stands in {path}");
        }
    }
}

/// Every figure of the report against what the generator planted, which it counted household by household.
#[test]
fn its_figures_are_the_truth_that_was_planted() {
    let report: Value =
        serde_json::from_slice(&fs::read(format!("{ROOT}/reports/tiers-payant-2024/report.json")).unwrap()).unwrap();
    let truth: Value =
        serde_json::from_slice(&fs::read(format!("{ROOT}/samples/tiers-payant-2024/truth.json")).unwrap()).unwrap();
    compare(&report, &truth);
}

#[test]
fn and_so_are_those_of_other_populations() {
    for seed in [1, 2, 3] {
        let dir = TempDir::new().unwrap();
        let population = ampleur::synth::Population { persons: 12_000, seed, shape: ampleur::synth::Shape::Mixed };
        assert!(population.write(&dir.path().join("in")).is_ok());
        let status = Command::new(PROGRAM)
            .args(["assess", "in/incident.toml", "--quiet"])
            .current_dir(dir.path())
            .status()
            .unwrap();
        assert!(status.success());
        let read = |path: &str| serde_json::from_slice(&fs::read(dir.path().join(path)).unwrap()).unwrap();
        compare(&read("reports/tiers-payant-2024/report.json"), &read("in/truth.json"));
    }
}

fn compare(report: &Value, truth: &Value) {
    let mut figures = 0;
    let mut check = |scope: &str, totals: &Value| {
        let planted = &truth["scopes"][scope];
        for (name, value) in totals.as_object().unwrap() {
            match name.as_str() {
                "persons" => {
                    for bound in ["low", "estimate", "high"] {
                        assert_eq!(value[bound], planted[bound], "{scope} {bound}");
                        figures += 1;
                    }
                }
                name => {
                    assert_eq!(*value, planted[name], "{scope} {name}");
                    figures += 1;
                }
            }
        }
    };
    check("all", &report["totals"]);
    for insurer in report["insurers"].as_array().unwrap() {
        let id = insurer["id"].as_str().unwrap();
        check(id, &insurer["totals"]);
        for cell in insurer["operators"].as_array().unwrap() {
            check(&format!("{id}/{}", cell["id"].as_str().unwrap()), &cell["totals"]);
        }
    }
    for operator in report["operators"].as_array().unwrap() {
        check(operator["id"].as_str().unwrap(), &operator["totals"]);
    }
    assert_eq!(figures, 110);
    for insurer in report["insurers"].as_array().unwrap() {
        for cell in insurer["operators"].as_array().unwrap() {
            let scope = format!("{}/{}", insurer["id"].as_str().unwrap(), cell["id"].as_str().unwrap());
            let planted = &truth["scopes"][&scope];
            for count in cell["rules"].as_array().unwrap() {
                let planted = planted["rules"][count["rule"].as_str().unwrap()].as_u64().unwrap_or(0);
                assert_eq!(count["persons"], planted, "{scope} {}", count["rule"]);
            }
            for count in cell["fields"].as_array().unwrap() {
                let planted = &planted["fields"][count["field"].as_str().unwrap()];
                let (rows, persons) = (planted[0].as_u64().unwrap_or(0), planted[1].as_u64().unwrap_or(0));
                assert_eq!(
                    (&count["observed_records"], &count["persons"]),
                    (&rows.into(), &persons.into()),
                    "{scope} {}",
                    count["field"]
                );
            }
        }
    }
    assert_eq!(report["overlaps"][0]["persons"], truth["overlap"]);
    for (side, party) in [("leaks", "operator"), ("members", "insurer")] {
        for file in report["conservation"][side].as_array().unwrap() {
            let planted = &truth["bins"][file[party].as_str().unwrap()];
            for (bin, rows) in file.as_object().unwrap() {
                if !["rows", "path", party].contains(&bin.as_str()) {
                    assert_eq!(rows.as_u64(), Some(planted[bin].as_u64().unwrap_or(0)), "{} {bin}", file["path"]);
                }
            }
        }
    }
}

/// Each case that the sample is to hold on purpose is there: seen in what the report says of it.
#[test]
fn the_sample_holds_each_case_on_purpose() {
    let report: Value =
        serde_json::from_slice(&fs::read(format!("{ROOT}/reports/tiers-payant-2024/report.json")).unwrap()).unwrap();
    for code in [
        "nir.wrong-key",
        "nir.provisional",
        "leak.ambiguous",
        "leak.elsewhere",
        "number.leading-zeros",
        "row.incomplete",
        "key.published",
    ] {
        assert!(report["findings"].as_array().unwrap().iter().any(|f| f["code"] == code), "{code}");
    }
    let some = |pointer: &str| assert!(report.pointer(pointer).and_then(Value::as_u64) > Some(0), "{pointer}");
    for figure in ["former", "deceased", "minors", "dependants"] {
        some(&format!("/totals/{figure}"));
    }
    for bin in ["ambiguous", "unmatched", "duplicate", "rejected"] {
        some(&format!("/conservation/leaks/0/{bin}"));
    }
    some("/conservation/leaks/1/elsewhere");
    some("/conservation/members/0/duplicate");
    some("/overlaps/0/persons");
    let sum: u64 =
        [0, 3].iter().map(|i| report["insurers"][i]["totals"]["persons"]["estimate"].as_u64().unwrap()).sum();
    assert!(sum > report["totals"]["persons"]["estimate"].as_u64().unwrap(), "nobody is at two insurers");
    let members =
        fs::read_to_string(format!("{ROOT}/samples/tiers-payant-2024/members/harmonie-mutuelle.csv")).unwrap();
    let column = |i: usize| members.lines().skip(1).map(move |l| l.split(';').nth(i).unwrap().to_owned());
    assert!(column(1).any(|nir| nir[5..7] == *"2A" || nir[5..7] == *"2B"), "Corsica");
    assert!(column(1).any(|nir| &nir[5..7] == "97"), "overseas");
    assert!(column(1).any(|nir| &nir[5..7] == "99"), "abroad");
    assert!(column(6).any(|date| date[3..5].parse::<u8>().unwrap() > 12), "lunar dates");
    assert!(column(5).any(|name| !name.is_ascii()), "accents");
}
