//! The workbook: a sheet for each table, typed cells, no formula, the same bytes each time.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::Value;

use crate::harness::{Ampleur, Run};
use crate::report::{Kind, figures, numbers};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/tiers-payant-2024");

fn demo() -> Vec<u8> {
    std::fs::read(format!("{DEMO}/report.xlsx")).unwrap()
}

/// Sheets by name, in their order.
fn sheets(bytes: Vec<u8>) -> Vec<(String, Range<Data>)> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    let names = workbook.sheet_names();
    let read = |name: String| {
        assert!(workbook.worksheet_formula(&name).unwrap().is_empty(), "a formula in {name}");
        let cells = workbook.worksheet_range(&name).unwrap();
        (name, cells)
    };
    names.into_iter().map(read).collect()
}

/// A number of a cell.
fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(n) => Some(*n),
        Data::Int(n) => Some(*n as f64),
        _ => None,
    }
}

#[test]
fn what_is_read_first_comes_first() {
    let names: Vec<String> = sheets(demo()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names[..6], ["Essentiel", "Matrice", "Données", "Ensembles", "Constats", "Registre"]);
    for name in ["Chiffres", "Gravité", "Score pas à pas", "Groupes", "Règles", "Lignes divulguées", "Conditions"] {
        assert!(names.iter().any(|other| other == name), "{name} is not in {names:?}");
    }
    // A sheet without words for its name would have the name of its table.
    let named = |name: &&String| name.starts_with(char::is_uppercase);
    assert_eq!(names.iter().find(|name| !named(name)), None);
}

/// A column holds words or figures, not both; only what somebody has still to tell is in words among figures.
#[test]
fn cells_are_what_their_column_is() {
    let mut columns_of_figures = 0;
    for (name, cells) in sheets(demo()) {
        let rows: Vec<&[Data]> = cells.rows().collect();
        assert!(rows.len() > 1, "{name} is empty");
        for (column, head) in rows[0].iter().enumerate() {
            let Data::String(head) = head else { panic!("column {column} of {name} has no head") };
            let column: Vec<&Data> = rows[1..].iter().map(|row| &row[column]).collect();
            let figures = column.iter().any(|cell| number(cell).is_some());
            columns_of_figures += usize::from(figures);
            for cell in column {
                match cell {
                    Data::Empty => {}
                    Data::String(text) if text == "à compléter" => {}
                    Data::String(text) => {
                        assert!(!figures, "“{text}” among the figures of {name}, {head}");
                        // Row numbers are names.
                        let is_figure = text.replace(['\u{202f}', '\u{a0}', ' '], "").parse::<f64>().is_ok();
                        assert!(!is_figure || head == "Premières lignes", "“{text}” of {name}, {head} is text");
                    }
                    cell => assert!(number(cell).is_some(), "{cell:?} in {name}, {head}"),
                }
            }
        }
    }
    assert!(columns_of_figures > 60);
}

/// Writers compute nothing: each figure of the report is in a cell, exactly.
#[test]
fn every_figure_of_the_report_is_in_a_cell() {
    let report: Value = serde_json::from_slice(&std::fs::read(format!("{DEMO}/report.json")).unwrap()).unwrap();
    let (mut shown, mut names) = (BTreeSet::new(), BTreeSet::new());
    for (_, cells) in sheets(demo()) {
        for cell in cells.rows().flatten() {
            match cell {
                Data::String(text) => names.append(&mut numbers(text)),
                cell => shown.extend(number(cell).map(f64::to_bits)),
            }
        }
    }
    for figure in figures(&report) {
        let found = match figure.kind {
            Kind::Count => shown.contains(&(figure.n as f64).to_bits()),
            Kind::Share => shown.contains(&(figure.n as f64 / 1e6).to_bits()),
            Kind::Score => shown.contains(&(figure.n as f64 / 100.0).to_bits()),
            Kind::Name => names.contains(&figure.n),
        };
        assert!(found, "{} is in no cell", figure.place);
    }
}

/// What comes from files is text, whatever a spreadsheet could make of it.
#[test]
fn nothing_becomes_a_formula() {
    let outcome = Run::new()
        .documents()
        .members("a", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n")
        .leak("x", "nir;birth_date;birth_rank;=1+1\n2951099126111;1995-10-03;1;oui\n")
        .run()
        .succeeds();
    let workbook = std::fs::read(outcome.path().join("reports/test/report.xlsx")).unwrap();
    let sheets = sheets(workbook);
    let texts = sheets.iter().flat_map(|(_, cells)| cells.rows().flatten());
    assert!(texts.into_iter().any(|cell| matches!(cell, Data::String(text) if text.contains("=1+1"))));
}

#[test]
fn two_runs_give_the_same_bytes_dated_as_the_incident() {
    let again = Ampleur::new(["demo"]).env("RAYON_NUM_THREADS", "1").run().ends(0);
    let bytes = std::fs::read(again.path().join("reports/tiers-payant-2024/report.xlsx")).unwrap();
    assert!(bytes == demo(), "two runs differ");
    assert_eq!(part(&bytes, "docProps/core.xml").matches(">2024-02-07T00:00:00Z<").count(), 2);
}

/// The crate that packs it would note that Windows did, twice in each entry.
#[test]
fn a_workbook_is_packed_as_on_unix() {
    let mut on_windows = demo();
    let entries: Vec<usize> =
        (0..on_windows.len() - 4).filter(|at| on_windows[*at..].starts_with(b"PK\x01\x02")).collect();
    assert!(entries.len() > 10);
    for at in entries {
        // Made by Unix, and nothing that only DOS has.
        assert_eq!((on_windows[at + 5], on_windows[at + 38]), (3, 0));
        (on_windows[at + 5], on_windows[at + 38]) = (0, 0x10);
    }
    assert!(report::packed::as_on_unix(on_windows) == demo());
    assert_eq!(report::packed::as_on_unix(b"none".to_vec()), b"none");
}

/// A part of the file, as text: what follows its local header, up to its end.
fn part(bytes: &[u8], name: &str) -> String {
    const HEADER: usize = 30;
    let at = bytes.windows(name.len()).position(|window| window == name.as_bytes()).unwrap();
    let extra = u16::from_le_bytes([bytes[at - HEADER + 28], bytes[at - HEADER + 29]]);
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(&bytes[at + name.len() + usize::from(extra)..])
        .read_to_string(&mut text)
        .unwrap();
    text
}
