//! Every `toml` block of the pages is an incident file, or a piece of one that the program accepts.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use toml::{Table, Value};

use super::markdown::fences;
use super::{ROOT, all};
use crate::harness::Ampleur;

/// What a piece is put into. What it says itself takes the place of what stands here.
const INCIDENT: &str = r#"
schema = "ampleur/incident/1"
id = "my-incident"
title = "My incident"
reference_date = 2024-02-07
[key]
published = true
[operators.my-operator]
name = "My operator"
leaks = [{ path = "leaks/my-operator.csv" }]
[insurers.my-insurer]
name = "My insurer"
operators = ["my-operator"]
members = [{ path = "members/my-insurer.csv" }]
"#;

/// Rows with every column that a perimeter can ask for.
const MEMBERS: &str =
    "member_id;nir;birth_date;birth_rank;first_name;contract_number;product;manager;coverage_start;managed_since
K1;2951099126111;1995-10-03;1;ALEXIA;C0000001;Confort;DELEG-01;2022-01-01;2022-06-01
";

/// The files that pieces name, and the sample that is such a file.
const SAMPLES: [(&str, &str); 10] = [
    ("leaks/my-operator.csv", "leak.csv"),
    ("exports/no-headers.csv", "headerless/members.csv"),
    ("exports/fixed-width.dat", "fixed-width/members.dat"),
    ("exports/records.dat", "records-of-types/members.dat"),
    ("exports/dos.csv", "dos-declared/members.csv"),
    ("exports/mainframe.dat", "ebcdic-packed/members.dat"),
    ("leaks/quotes.csv", "quotes-none/members.csv"),
    ("exports/workbook.xlsx", "xlsx-chosen-sheet/members.xlsx"),
    ("exports/windows.csv", "windows-1252/members.csv"),
    ("exports/several-insurers.csv", "several-insurers/all.csv"),
];

#[test]
fn every_piece_of_an_incident_file_is_accepted() {
    let mut pieces = 0;
    for page in all() {
        for fence in fences(&page.text).0.into_iter().filter(|fence| fence.info == "toml") {
            pieces += 1;
            if let Err(why) = accepted(&fence.text) {
                panic!("{}, line {}:\n{}\n{why}", page.path, fence.line, fence.text);
            }
        }
    }
    assert!(pieces > 8, "only {pieces} pieces were found");
}

/// Otherwise the test above would prove nothing.
#[test]
fn a_wrong_piece_is_refused() {
    for (piece, says) in [
        ("legal_bases = \"…\"\n", "legal_bases"),
        ("[insurers.my-insurer.judgement]\ngravitas = { value = \"maximal\", reason = \"x\" }\n", "gravitas"),
        (
            "[[insurers.my-insurer.perimeters]]\noperator = \"my-operator\"\nstatus = \"exposed\"\nmanaged = \"x\"\n",
            "managed",
        ),
        ("[[operators.my-operator.leaks]]\npath = \"leaks/none.csv\"\n", "leaks/none.csv"),
    ] {
        let why = accepted(piece).expect_err(piece);
        assert!(why.contains(says), "{piece}\n{why}");
    }
}

/// Whether `ampleur check` has nothing against an incident file, or against one that a piece completes; what it says otherwise.
fn accepted(piece: &str) -> Result<(), String> {
    let piece: Table = piece.parse().map_err(|e| format!("no TOML: {e}"))?;
    let mut incident: Table = INCIDENT.parse().unwrap();
    if piece.contains_key("schema") {
        incident = piece;
    } else {
        put(&mut incident, piece);
    }
    let dir = TempDir::new().unwrap();
    let write = |path: &str, bytes: &[u8]| {
        fs::create_dir_all(dir.path().join(path).parent().unwrap()).unwrap();
        fs::write(dir.path().join(path), bytes).unwrap();
    };
    write("members/my-insurer.csv", MEMBERS.as_bytes());
    write("leaks/other-headers.csv", b"MATRICULE;JOUR\n2951099126111;1995-10-03\n");
    for (path, sample) in SAMPLES {
        write(path, &fs::read(Path::new(ROOT).join("samples/messy").join(sample)).unwrap());
    }
    write("incident.toml", written(&incident).as_bytes());
    let ended = Ampleur::new(["check", "incident.toml"]).within(dir.path()).run();
    match ended.status {
        0 => Ok(()),
        status => Err(format!("exit {status}\n{}", ended.stderr)),
    }
}

/// Puts one table into another: tables are joined, everything else is replaced.
fn put(into: &mut Table, piece: Table) {
    for (key, value) in piece {
        match (into.get_mut(&key), value) {
            (Some(Value::Table(into)), Value::Table(piece)) => put(into, piece),
            (_, value) => drop(into.insert(key, value)),
        }
    }
}

/// A table as the lines of a file. The toml crate that the program is built with reads only.
fn written(table: &Table) -> String {
    table.iter().fold(String::new(), |lines, (key, value)| lines + &format!("{key:?} = {}\n", inline(value)))
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => format!("{number:?}"),
        Value::Boolean(yes) => yes.to_string(),
        Value::Datetime(moment) => moment.to_string(),
        Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Table(table) => {
            let pairs = table.iter().map(|(key, value)| format!("{key:?} = {}", inline(value)));
            format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
        }
    }
}
