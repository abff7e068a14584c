//! The demo: what a newcomer runs first, held still, and true.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use synth::Population;
use tempfile::TempDir;

use crate::harness::{Ampleur, Ended, bytes_under};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn demo() -> Ended {
    Ampleur::new(["demo"]).run().ends(0)
}

#[test]
fn its_output_is_the_checked_in_one_byte_for_byte() {
    let demo = demo();
    let (made, kept) = (bytes_under(&demo.path().join("reports")), bytes_under(&Path::new(ROOT).join("reports")));
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
    let demo = demo();
    for line in demo.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    assert!(demo.stderr.is_empty());
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
    for (seed, insurers) in [(1, 5), (2, 7), (3, 10)] {
        let dir = TempDir::new().unwrap();
        let population = Population { insurers, ..Population::of(12_000, seed) };
        assert!(population.write(&dir.path().join("in")).is_ok());
        Ampleur::new(["assess", "in/incident.toml", "--quiet"]).within(dir.path()).run().ends(0);
        let read = |path: &str| serde_json::from_slice(&fs::read(dir.path().join(path)).unwrap()).unwrap();
        let report: Value = read("reports/tiers-payant-2024/report.json");
        assert_eq!(report["insurers"].as_array().unwrap().len(), insurers);
        compare(&report, &read("in/truth.json"));
    }
}

fn compare(report: &Value, truth: &Value) {
    let mut compared = 0;
    let mut scope = |name: &str, figures: &Value| {
        let planted = &truth["scopes"][name];
        let count = |of: &Value| of.as_u64().unwrap_or(0);
        let mut same = |what: &str, value: &Value, planted: &Value| {
            assert_eq!(count(value), count(planted), "{name}: {what}");
            compared += 1;
        };
        let totals = &figures["totals"];
        for (figure, value) in totals.as_object().unwrap().iter().filter(|(_, value)| value.is_u64()) {
            same(figure, value, &planted["counts"][figure]);
        }
        for bound in ["low", "estimate", "high"] {
            same(bound, &totals["persons"][bound], &planted["counts"][bound]);
        }
        for ground in ["met", "doubtful", "ambiguous", "household"] {
            same(ground, &totals["high_rows"][ground], &planted["counts"][format!("rows_{ground}")]);
        }
        for (kind, persons) in figures["evidence"].as_object().unwrap() {
            same(kind, persons, &planted["evidence"][kind]);
        }
        for rule in figures["rules"].as_array().unwrap() {
            let id = match (rule["rule"].as_str().unwrap(), rule["difference"].as_str()) {
                (id, None) => id.to_owned(),
                (id, Some(difference)) => format!("{id}/{difference}"),
            };
            same(&id, &rule["persons"], &planted["rules"][&id]);
        }
        for sex in ["men", "women"] {
            same(sex, &figures["groups"]["sex"][sex], &planted["groups"][sex]);
        }
        assert_eq!(figures["groups"]["sex"]["not_told"], 0);
        for decade in figures["groups"]["birth_decade"].as_array().unwrap() {
            let from = decade["from"].to_string();
            same(&from, &decade["persons"], &planted["groups"][&from]);
        }
        let names = |fields: &Value| {
            let names: Vec<&str> = fields.as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
            names.join("+")
        };
        let sets = figures["sets"].as_array().unwrap();
        assert_eq!(sets.len(), planted["sets"].as_object().map_or(0, serde_json::Map::len), "{name}");
        for set in sets {
            let fields = names(&set["fields"]);
            same(&fields, &set["persons"], &planted["sets"][&fields]);
        }
        for field in figures["fields"].as_array().into_iter().flatten() {
            let id = field["field"].as_str().unwrap();
            same(id, &field["observed_records"], &planted["fields"][id][0]);
            same(id, &field["persons"], &planted["fields"][id][1]);
        }
        for manager in figures["managers"].as_array().into_iter().flatten() {
            let id = manager["manager"].as_str().unwrap_or("");
            same(id, &manager["persons"], &planted["managers"][id]);
        }
    };
    let mut all = report.clone();
    // At the top, managers are listed by themselves.
    all["managers"] = Value::Null;
    scope("all", &all);
    for insurer in report["insurers"].as_array().unwrap() {
        let id = insurer["id"].as_str().unwrap();
        scope(id, insurer);
        for cell in insurer["operators"].as_array().unwrap() {
            scope(&format!("{id}/{}", cell["id"].as_str().unwrap()), cell);
        }
    }
    for operator in report["operators"].as_array().unwrap() {
        scope(operator["id"].as_str().unwrap(), operator);
    }
    assert!(compared > 500, "{compared}");
    for manager in report["managers"].as_array().unwrap() {
        let planted = &truth["scopes"]["all"]["managers"][manager["id"].as_str().unwrap()];
        assert_eq!(manager["persons"]["estimate"].as_u64(), Some(planted.as_u64().unwrap_or(0)), "{}", manager["id"]);
    }
    for part in ["operators", "insurers"].iter().flat_map(|of| report["unions"][of]["exactly"].as_array().unwrap()) {
        let of: Vec<&str> = part["of"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        assert_eq!(part["persons"], truth["unions"][of.join("+")], "{of:?}");
    }
    assert_eq!(report["overlaps"][0]["persons"], truth["unions"]["almerys+viamedis"]);
    let perimeter = &report["insurers"][0]["perimeters"][0];
    let counted = ["rows", "persons", "rows_met", "persons_met"].map(|count| perimeter[count].clone());
    assert_eq!(Value::from(counted.to_vec()), truth["perimeter"]);
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

/// Who is alone among Harmonie's members, counted from its file as it stands, without hashes.
#[test]
fn its_identifiability_is_what_the_file_shows() {
    let path = format!("{ROOT}/samples/tiers-payant-2024/members/harmonie-mutuelle.csv");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let place = |header: &str| headers.iter().position(|h| h == header).unwrap();
    // A wrong key is no NIR; the others are compared without theirs.
    let valid = |nir: &str| {
        let digits = nir[..13].replace("2A", "19").replace("2B", "18");
        97 - digits.parse::<u64>().unwrap() % 97 == nir[13..].parse::<u64>().unwrap()
    };
    let mut rows: Vec<BTreeMap<&str, String>> = Vec::new();
    for row in reader.records() {
        let row = row.unwrap();
        let cell = |header: &str| row[place(header)].to_owned();
        let nir = cell("N° SS");
        let rank = cell("Rang");
        let row = BTreeMap::from([
            ("last_name", cell("Nom")),
            ("first_name", cell("Prénom")),
            ("birth_date", cell("Né(e) le")),
            ("nir", if valid(&nir) { nir } else { String::new() }),
            ("contract_number", cell("N° contrat")),
            ("civility", cell("Civilité")),
            ("birth_rank", if rank.is_empty() { "1".to_owned() } else { rank }),
        ]);
        rows.push(row);
    }
    let report: Value =
        serde_json::from_slice(&fs::read(format!("{ROOT}/reports/tiers-payant-2024/report.json")).unwrap()).unwrap();
    let told = &report["insurers"][3]["identifiability"];
    assert!(told["sets"].as_array().unwrap().len() >= 3);
    for set in told["sets"].as_array().unwrap() {
        let fields: Vec<&str> = set["fields"].as_array().unwrap().iter().map(|f| f.as_str().unwrap()).collect();
        let classes = |fields: &[&str]| {
            let mut classes: BTreeMap<Vec<&str>, std::collections::BTreeSet<String>> = BTreeMap::new();
            for row in &rows {
                let values = fields.iter().map(|f| row[f].as_str()).collect();
                // Names and birth date make a person of this file: surnames are one family's.
                let person = format!("{} {} {}", row["last_name"], row["first_name"], row["birth_date"]);
                classes.entry(values).or_default().insert(person);
            }
            let alone: std::collections::BTreeSet<String> =
                classes.into_values().filter(|class| class.len() == 1).flatten().collect();
            alone.len() as u64
        };
        assert_eq!(set["k"]["one"], classes(&fields), "{fields:?}");
        for without in set["without"].as_array().unwrap() {
            let rest: Vec<&str> = fields.iter().copied().filter(|f| *f != without["field"]).collect();
            assert_eq!(without["one"], classes(&rest), "{fields:?} without {}", without["field"]);
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
        "leak.household",
        "leak.doubtful",
        "key.published",
    ] {
        assert!(report["findings"].as_array().unwrap().iter().any(|f| f["code"] == code), "{code}");
    }
    let some = |pointer: &str| assert!(report.pointer(pointer).and_then(Value::as_u64) > Some(0), "{pointer}");
    for figure in ["former", "deceased", "minors", "dependants"] {
        some(&format!("/totals/{figure}"));
    }
    for bin in ["doubtful", "ambiguous", "household", "unmatched", "duplicate", "rejected"] {
        some(&format!("/conservation/leaks/0/{bin}"));
    }
    some("/conservation/leaks/1/elsewhere");
    some("/conservation/members/0/duplicate");
    some("/overlaps/0/persons");
    for kind in ["records", "perimeter", "both"] {
        some(&format!("/insurers/0/operators/0/evidence/{kind}"));
    }
    for (rule, difference) in [
        ("nir-date-rank", None),
        ("nir-date-name", None),
        ("nir-date-name", Some("date-exchanged")),
        ("nir-date-name", Some("nir-digit")),
        ("nir-date", None),
        ("nir-name", None),
        ("contract-date-name", None),
        ("contract-date-name", Some("number-zeros")),
        ("contract-date-name", Some("names-exchanged")),
        ("contract-name", None),
        ("name-date", None),
        ("name-date", Some("last-name-letter")),
        ("name-date", Some("date-unknown")),
        ("nir-only", None),
    ] {
        let of = |count: &&Value| count["rule"] == rule && count["difference"].as_str() == difference;
        let found = report["rules"].as_array().unwrap().iter().find(of);
        assert!(found.is_some_and(|count| count["persons"].as_u64() > Some(0)), "{rule} {difference:?}");
    }
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
