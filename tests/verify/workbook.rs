//! A workbook that was altered is told to be, whatever it is now: verifying never aborts, and never takes long.

use std::fs;
use std::path::Path;

use crate::harness::{Ampleur, Outcome, Run, leak, members};

/// A report with a workbook, and with addresses of four gigabytes and two minutes to verify it in.
struct Workbook(Outcome);

impl Workbook {
    fn new() -> Workbook {
        let run = Run::new().documents().members("a", &members("2951099126111;1995-10-03;1;LEA;;;C1000001\n"));
        Workbook(run.leak("x", &leak("2951099126111;1995-10-03;1;LEA;C1000001\n")).run().succeeds())
    }

    #[track_caller]
    fn is_told(&self, bytes: &[u8], what: &str) {
        fs::write(self.0.path().join("reports/test/report.xlsx"), bytes).unwrap();
        let limited = ["timeout", "120", "sh", "-c", "ulimit -v 4000000 && exec \"$@\"", "sh"];
        let verify = Ampleur::new(["verify", "reports/test", "--json"]).through(&limited).within(self.0.path());
        let ended = verify.run().left_nothing();
        assert_eq!((ended.status, ended.stderr.as_str()), (4, ""), "{what}");
        let told: Vec<String> = super::faults(&ended.json()).iter().map(super::told).collect();
        assert_eq!(told, ["outputs report.xlsx altered", "documents report.xlsx not-of-the-figures"], "{what}");
    }
}

#[test]
fn an_altered_workbook_is_told_to_be() {
    let workbook = Workbook::new();
    let whole = fs::read(workbook.0.path().join("reports/test/report.xlsx")).unwrap();
    let attacks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks");
    for of in ["dos-xlsx-uniquecount-1e15", "dos-xlsx-sst-amplify"] {
        workbook.is_told(&fs::read(attacks.join(of).join("leak.xlsx")).unwrap(), of);
    }
    workbook.is_told(b"", "nothing");
    workbook.is_told(&whole[..whole.len() / 2], "the first half");
    workbook.is_told(&whole[..whole.len() - 1], "all but a byte");
    // A bit in every part of the file, its directory among them.
    for at in (0..16).map(|part| part * (whole.len() - 1) / 15) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1 << (at % 8);
        workbook.is_told(&flipped, &format!("bit {} of byte {at}", at % 8));
    }
    // The directory announces parts of four gigabytes.
    let mut huge = whole.clone();
    let mut entries = 0;
    for at in 0..huge.len() - 46 {
        if huge[at..].starts_with(b"PK\x01\x02") {
            huge[at + 24..at + 28].copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
            entries += 1;
        }
    }
    assert!(entries > 5);
    workbook.is_told(&huge, "parts of four gigabytes");
}

/// A cell at the far corner of a sheet: between it and the others there are seventeen billion.
#[test]
fn a_cell_far_away_is_located() {
    let workbook = Workbook::new();
    let path = workbook.0.path().join("reports/test/report.xlsx");
    let far = super::with_part(&fs::read(&path).unwrap(), "xl/worksheets/sheet1.xml", |xml| {
        let row = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>7</v></c></row></sheetData>";
        assert!(xml.contains("</sheetData>"));
        xml.replacen("</sheetData>", row, 1)
    });
    workbook.is_told(&far, "a cell far away");
    let ended = workbook.0.ampleur(&["verify", "reports/test", "--json"]).run().ends(4).json();
    let differences = super::faults(&ended).pop().unwrap().1["differences"].clone();
    assert_eq!(differences.as_array().unwrap().len(), 1, "{differences}");
    assert!(differences[0]["place"].as_str().unwrap().ends_with("!XFD1048576"), "{differences}");
    assert_eq!((&differences[0]["expected"], differences[0]["found"].as_str()), (&serde_json::Value::Null, Some("7")));
}
