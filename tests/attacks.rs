//! Files that are made to do harm: rows that are announced and not there, a few bytes that stand for gigabytes, columns without end.
//!
//! Each is refused with one error, or read, in a stated bound of memory; never an abort.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{Ampleur, Ended, Run};

const PERSON: [&str; 3] = ["1850499126103", "PAUL", "1985-04-12"];

/// A ZIP archive of some parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// Leaks in a workbook, and one member.
fn leaked(name: &str, workbook: &[u8]) -> Run {
    let path = format!("leaks/{name}");
    let members = format!("nir;first_name;birth_date\n{}\n", PERSON.join(";"));
    Run::new().members("a", &members).file(&path, workbook).leak_file("x", &path, "")
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/attacks").join(name)
}

/// Assesses an incident with four gigabytes of addresses to use.
fn assessed(incident: &str) -> Ended {
    let limited = ["sh", "-c", "ulimit -v 4000000 && exec \"$@\"", "sh"];
    let incident = folder(incident);
    let members = incident.with_file_name("members.csv");
    let command = Ampleur::new(["assess", "--figures-only", "--fail-on", "never"]).through(&limited).arg(incident);
    if members.exists() { command.watching(members).run() } else { command.of_nobody().run() }
}

/// Whether the footer lies about the rows, its row groups do, or both hold the same bytes twice: rows are never lost in silence.
#[test]
fn parquet_that_contradicts_itself() {
    for (file, held) in [("lost-all", "0 rows"), ("lost-half", "500 rows"), ("twice", "1,250 rows")] {
        let says = format!("the Parquet file contradicts itself: it announces 1,000 rows, and holds {held}");
        assessed(&format!("grave-parquet-rows/{file}.toml")).refuses().says(&says).left_nothing();
    }
    assessed("grave-parquet-rows/whole.toml").succeeds();
    assessed("dos-parquet-numrows/incident.toml").refuses().says("it announces 4,611,686,018,427,387,904 rows");
}

#[test]
fn a_few_bytes_of_parquet_that_stand_for_gigabytes() {
    for footer in ["dos-parquet-schema-list-size", "dos-parquet-deep-schema-20000"] {
        assessed(&format!("{footer}/incident.toml")).refuses().says("its footer cannot be read").left_nothing();
    }
    let outcome = assessed("dos-parquet-dict-amplify/incident.toml").refuses();
    outcome.says("announces pages of more than a thousand times their bytes").left_nothing();
}

#[test]
fn a_few_bytes_of_a_workbook_that_stand_for_gigabytes() {
    for workbook in ["dos-ods-repeat-cells", "dos-xls-fuzz", "dos-xlsx-sst-amplify", "dos-xlsx-uniquecount-1e15"] {
        let outcome = assessed(&format!("{workbook}/incident.toml")).refuses();
        outcome.says("the workbook cannot be read within 2,0").says("MB of memory").left_nothing();
    }
}

/// Two rows of one number: calamine refuses the workbook.
#[test]
fn a_workbook_with_two_rows_of_one_number() {
    assessed("lost-xlsx/incident.toml").refuses().left_nothing();
}

/// A thousand times their bytes: refused while they are decompressed.
#[test]
fn a_few_bytes_of_text_that_stand_for_gigabytes() {
    let outcome = assessed("dos-gzip-bomb/incident.toml").refuses();
    outcome.says("becomes more than 200 times its bytes when it is decompressed\n  in leak.csv.gz").left_nothing();
}

/// Twenty million rows rejected one after another are a line of the list.
#[test]
fn rows_without_end_that_are_all_rejected() {
    let outcome = assessed("dos-parquet-rows-20M-rejects/incident.toml").ends(0);
    let rejects = outcome.read("reports/t/rejects/leaks/op/leak.parquet.csv");
    assert!(rejects.lines().count() < 10 && rejects.contains(",row.incomplete,rejected\n"), "{}", rejects.len());
}

/// Memory follows from the bytes that are read, not from the number of columns.
#[test]
fn two_thousand_columns() {
    assessed("dos-wide-2000/incident.toml").succeeds();
}

/// A value that is no name, number or date by its length alone: told by place, not shown.
#[test]
fn a_value_of_five_thousand_letters() {
    let long = "X".repeat(5_000);
    let members = "nir;last_name;first_name;birth_date\n1850499126103;DURAND;PAUL;1985-04-12\n";
    let run = |header: &str| {
        Run::new()
            .members("a", members)
            .leak("x", &format!("nir;last_name;birth_date;{header}\n1850499126103;DURAND;1985-04-12;{long}\n"))
            .run()
    };
    run("first_name").fails(1).says("1 value of the column `first_name` is longer than 4096 bytes");
    // Of a free text it only matters that it is there.
    run("free_text").succeeds().persons(0, 1, 1);
}

/// Rows past the last that a spreadsheet has, which the reader passes over.
#[test]
fn rows_beyond_the_end_of_an_ods_sheet() {
    let row = |cells: [&str; 3]| {
        let cell = |text: &str| {
            format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        };
        format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat())
    };
    let sheet = |empty: u32| {
        let content = format!(
            "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
             xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
             <office:body><office:spreadsheet><table:table table:name=\"S\">{}\
             <table:table-row table:number-rows-repeated=\"{empty}\"><table:table-cell/></table:table-row>{}{}\
             </table:table></office:spreadsheet></office:body></office:document-content>",
            row(["nir", "first_name", "birth_date"]),
            row(PERSON),
            row(["2820175056101", "ANNE", "1982-01-20"]),
        );
        let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        zipped(&[("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", &content)])
    };
    leaked("x.ods", &sheet(10)).run().succeeds().persons(1, 1, 1).leak_bin("unmatched", 1);
    let says = "the sheet has 3 rows, of which 2 can be read\n  in leaks/x.ods, sheet `S`";
    leaked("x.ods", &sheet((1 << 20) - 2)).run().fails(1).says(says);
}

/// Two cells of one place: one of them would be lost.
#[test]
fn a_workbook_with_two_cells_in_one_place() {
    let cells = |number: u32, cells: [&str; 3]| {
        let cell = |(column, text): (char, &str)| {
            format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        ['A', 'B', 'C'].into_iter().zip(cells).map(cell).collect::<String>()
    };
    let workbook = |second: u32, between: &str| {
        let sheet = format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">{}</row>\
             <row r=\"2\">{}{between}{}</row></sheetData></worksheet>",
            cells(1, ["nir", "first_name", "birth_date"]),
            cells(2, PERSON),
            cells(second, ["2820175056101", "ANNE", "1982-01-20"]),
        );
        let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let book = format!(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{relations}\">\
             <sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        );
        let targets = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
        );
        let root = format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        );
        zipped(&[
            ("_rels/.rels", &root),
            ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            ("xl/workbook.xml", &book),
            ("xl/_rels/workbook.xml.rels", &targets),
            ("xl/worksheets/sheet1.xml", &sheet),
        ])
    };
    leaked("x.xlsx", &workbook(3, "</row><row r=\"3\">")).run().succeeds().persons(1, 1, 1);
    let says = "the sheet has two cells in one place: two of its rows have the same number\n  in leaks/x.xlsx, sheet `S`, row 2";
    leaked("x.xlsx", &workbook(2, "")).run().fails(1).says(says);
}

/// A header, a sheet, the first line of a file without headers, the type of a column: where it is somebody, it is told by its place.
#[test]
fn somebody_in_the_place_of_a_name() {
    for (folder_of, status, tells) in [
        ("priv-header-name", 0, "column 7"),
        ("priv-headerless2", 0, "column 1"),
        ("priv-sheet", 0, "sheet 1"),
        ("priv-parquet-tz-type", 1, " list"),
    ] {
        let incident = folder(folder_of).join("incident.toml");
        for (command, more) in
            [("check", "--lang=fr"), ("check", "--json"), ("assess", "--lang=en"), ("assess", "--json")]
        {
            let figures: &[&str] = if command == "assess" { &["--figures-only"] } else { &[] };
            let ended = Ampleur::new([command, more, "--fail-on", "never"]).args(figures).arg(&incident);
            // The harness looks for what the members and the leaks are called; these are the words of it.
            let ended = ended.nowhere("DUPONTEL").nowhere("Dupontel").run().ends(status);
            let told = format!("{}{}{}", ended.stdout, ended.stderr, manifest(&ended));
            assert!(
                told.contains(tells) || (command == "assess" && more == "--json"),
                "{folder_of} {command} {more}: {told}"
            );
        }
    }
}

/// The manifest of a report, if there is one.
fn manifest(ended: &Ended) -> String {
    let path = ended.left.iter().find(|path| path.ends_with("manifest.json"));
    path.map_or_else(String::new, |path| std::fs::read_to_string(path).unwrap())
}

/// What of a file's headers would act on a terminal is written out, in every command and language.
#[test]
fn headers_that_act_on_a_terminal() {
    for folder_of in ["inj-unknown-ansi", "inj-header-fold-apc", "inj-header-fold-html"] {
        let incident = folder(folder_of).join("incident.toml");
        for (command, more) in
            [("check", "--lang=fr"), ("check", "--json"), ("assess", "--lang=en"), ("assess", "--json")]
        {
            let figures: &[&str] = if command == "assess" { &["--figures-only"] } else { &[] };
            let ended = Ampleur::new([command, more, "--fail-on", "never"]).args(figures).arg(&incident).run();
            let told = format!("{}{}", ended.stdout, ended.stderr);
            let acts =
                |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || ('\u{202a}'..='\u{202e}').contains(&c);
            assert!(!told.is_empty() && !told.contains(acts), "{folder_of} {command} {more}");
        }
    }
}
