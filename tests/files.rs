//! Where rows come from: folders, patterns, several insurers in one file; what may be said of a file, and what not.

use std::fs;

use crate::harness::Run;

const HEADER: &str = "nir;birth_date;birth_rank\n";
const GOOD: &str = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";

fn rows(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

mod many {
    use super::*;

    #[test]
    fn all_files_of_a_folder_and_all_that_a_pattern_fits_in_the_order_of_their_names() {
        let run = |path: &str| {
            Run::new()
                .file("in/b.csv", rows("1800199126111;1980-01-04;1\n"))
                .file("in/a.csv", GOOD)
                .file("in/.DS_Store", "not a table")
                .file("in/_SUCCESS", "")
                .file("in/~$a.csv", "a lock")
                .members_file("a", path, "")
                .leak("x", &rows("2951099126111;1995-10-03;1\n1800199126111;1980-01-04;1\n"))
                .run()
                .succeeds()
                .persons(2, 2, 2)
                .is("/conservation/members/0/path", "in/a.csv")
                .is("/conservation/members/1/path", "in/b.csv")
        };
        run("in");
        run("in/*.csv");
        run("i?/[ab].csv");
    }

    /// What is there and is not read may hold rows: it is told, and nothing is counted without it.
    #[test]
    fn what_a_folder_holds_and_is_not_read() {
        let row = rows("1800199126111;1980-01-04;1\n");
        let run = |more: &str| Run::new().file("in/a.csv", GOOD).file(more, &row).leak("x", GOOD);
        for (more, path, says) in [
            ("in/more/b.csv", "in", "the folder holds another one, which is not read\n  in in/more"),
            ("in/more/b.csv", "in/*", "the folder holds another one, which is not read\n  in in/more"),
            ("in/.b.csv", "in", "the file is hidden, and not read\n  in in/.b.csv"),
            ("in/_b.csv", "in/*", "the file is hidden, and not read\n  in in/_b.csv"),
        ] {
            run(more).members_file("a", path, "").run().fails(1).says(says);
        }
        // Beside what is found by a pattern nothing is hidden, and a pattern may reach into folders.
        run("in/more/b.csv")
            .members_file("a", "in/**/*.csv", "")
            .run()
            .succeeds()
            .is("/conservation/members/1/rows", 1);
        run("in/b.txt").members_file("a", "in/*.csv", "").run().succeeds();
        let linked = run("in/b.csv").members_file("a", "in", "");
        std::os::unix::fs::symlink("nowhere.csv", linked.path().join("in/c.csv")).unwrap();
        linked.run().fails(1).says("this is no file: a link that leads nowhere, a pipe or a device\n  in in/c.csv");
        let piped = run("in/b.csv").members_file("a", "pipe.csv", "");
        let pipe = piped.path().join("pipe.csv");
        assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
        piped.run().fails(1).says("this is no file: a link that leads nowhere, a pipe or a device\n  in pipe.csv");
    }

    #[test]
    fn a_pattern_that_no_file_fits() {
        Run::new()
            .leak("x", GOOD)
            .members_file("a", "in/*.csv", "")
            .run()
            .fails(1)
            .says("no file matches the pattern\n  in in/*.csv");
    }

    #[test]
    fn a_pattern_that_is_none() {
        Run::new()
            .leak("x", GOOD)
            .members_file("a", "in/[.csv", "")
            .run()
            .fails(1)
            .says("not a valid pattern\n  in in/[.csv");
    }

    #[test]
    fn one_file_by_two_ways() {
        let run = Run::new().file("in/a.csv", GOOD).members_file("a", "in", "").members_file("a", "in/a.csv", "");
        run.leak("x", GOOD).run().fails(1).says("the file in/a.csv is listed twice");
    }

    #[test]
    fn in_a_folder_every_file_must_be_a_table() {
        let run = Run::new().file("in/a.csv", GOOD).file("in/note.txt", "bonjour\n").members_file("a", "in", "");
        run.leak("x", GOOD).run().fails(1).says("none of the first twenty lines has known headers\n  in in/note.txt");
    }
}

mod several_insurers {
    use super::*;

    const ALL: &str = "nir;birth_date;birth_rank;Organisme\n\
        2951099126111;1995-10-03;1;0001\n\
        1800199126111;1980-01-04;1;b\n\
        1750199126112;1975-01-04;1;Insurer b\n\
        1760199126112;1976-01-04;1;9999\n\
        1770199126112;1977-01-04;1;\n";

    fn run(head: &str, all: &str) -> Run {
        Run::new()
            .head("max_rejects = 1.0")
            .head(head)
            .file("all.csv", all)
            .members("a", &rows("1990199126112;1999-01-04;1\n"))
            .members("b", &rows("1980199126112;1998-01-04;1\n"))
            .leak("x", &rows("2951099126111;1995-10-03;1\n1800199126111;1980-01-04;1\n1760199126112;1976-01-04;1\n"))
    }

    /// A row that names no insurer of the file is in a bin of its own, and said.
    #[test]
    fn each_row_counts_at_the_insurer_it_names() {
        run("[[members]]\npath = \"all.csv\"\ninsurer_codes = { \"0001\" = \"a\" }", ALL)
            .run()
            .succeeds()
            .persons(2, 2, 2)
            .is("/insurers/0/totals/persons/estimate", 1)
            .is("/insurers/1/totals/persons/estimate", 1)
            .is("/conservation/members/2", serde_json::json!({ "insurer": "a", "path": "all.csv", "rows": 1, "exposed": 1, "not_exposed": 0, "duplicate": 0, "rejected": 0 }))
            .is("/conservation/members/3", serde_json::json!({ "insurer": "b", "path": "all.csv", "rows": 2, "exposed": 1, "not_exposed": 1, "duplicate": 0, "rejected": 0 }))
            .is("/conservation/members/4", serde_json::json!({ "path": "all.csv", "rows": 2, "exposed": 0, "not_exposed": 0, "duplicate": 0, "rejected": 2 }))
            .finds("row.insurer-unknown", 2);
    }

    /// An insurer of which neither a file of its own nor a row of the file for several came has sent no members.
    #[test]
    fn an_insurer_that_no_row_names() {
        run("[[members]]\npath = \"all.csv\"\ninsurer_codes = { \"0001\" = \"a\" }", ALL)
            .insurer("c")
            .run()
            .succeeds()
            .finds("insurer.no-members", 0);
    }

    #[test]
    fn too_many_rows_without_an_insurer_are_too_many_rejects() {
        let outcome = run("[[members]]\npath = \"all.csv\"", ALL).arg("--fail-on").arg("never").run();
        assert_eq!(outcome.status, 0);
        outcome.finds("row.insurer-unknown", 3);
    }

    #[test]
    fn a_file_that_names_no_insurer() {
        run("[[members]]\npath = \"all.csv\"", GOOD)
            .run()
            .fails(1)
            .says("no column names the insurer of each row\n  in all.csv")
            .says("columns = { insurer = \"header in the file\" }");
    }

    #[test]
    fn a_code_for_an_insurer_that_is_not_there() {
        run("[[members]]\npath = \"all.csv\"\ninsurer_codes = { \"0001\" = \"aa\" }", ALL)
            .run()
            .fails(1)
            .says("`insurer_codes` names an insurer `aa` that is not in the incident file");
    }
}

mod declared {
    use super::*;

    fn leak(bytes: &str, more: &str) -> Run {
        Run::new().members("a", GOOD).file("leak.csv", bytes).leak_file("x", "leak.csv", more)
    }

    #[test]
    fn columns_by_position() {
        leak("x;y;z\n2951099126111;1;1995-10-03\n", "columns = { nir = 1, birth_rank = 2, birth_date = 3 }")
            .run()
            .fails(1)
            .says("lines has known headers");
        let positions = "header = false\ndelimiter = \";\"\ncolumns = { nir = 1, birth_rank = 2, birth_date = 3 }";
        leak("2951099126111;1;1995-10-03\n", positions).run().succeeds().persons(1, 1, 1);
    }

    /// Two headers of one name can only be told apart by position.
    #[test]
    fn a_position_among_headers() {
        let twice = "nir;nir;birth_date;birth_rank\n1800199126111;2951099126111;1995-10-03;1\n";
        leak(twice, "").run().fails(1).says("choose one, e.g. `columns = { nir = 1 }`");
        leak(twice, "columns = { nir = 2 }").run().succeeds().persons(1, 1, 1);
    }

    #[test]
    fn a_position_beyond_the_last() {
        leak(GOOD, "columns = { nir = 4 }")
            .run()
            .fails(1)
            .says("`nir` is declared as column 4, which does not exist\n  in leak.csv");
        leak(GOOD, "columns = { nir = 0 }").run().fails(1).says("`nir` is declared as column 0, which does not exist");
    }

    #[test]
    fn no_header_and_not_all_that_it_takes() {
        for more in [
            "header = false",
            "header = false\ndelimiter = \";\"",
            "header = false\ncolumns = { nir = 1 }",
            "header = false\ndelimiter = \";\"\ncolumns = { nir = \"nir\" }",
        ] {
            leak(GOOD, more).run().fails(1).says("needs its `columns` by position");
        }
    }

    #[test]
    fn no_header_and_there_is_one() {
        let more = "header = false\ndelimiter = \";\"\ncolumns = { nir = 1, birth_date = 2, birth_rank = 3 }";
        leak(GOOD, more).run().fails(1).says("declared without a header line, but its first line has known headers");
    }

    #[test]
    fn a_delimiter() {
        leak("nir;birth_rank,nir\n1;2,3\n", "").run().fails(1).says("the delimiter is not clear");
        leak(GOOD, "delimiter = \",\"").run().fails(1).says("lines has known headers");
        leak(GOOD, "delimiter = \"tabs\"").run().fails(1).says("did you mean `tab`?");
    }

    #[test]
    fn an_encoding_or_an_order_that_is_none() {
        leak(GOOD, "encoding = \"cp1252\"")
            .run()
            .fails(1)
            .says("`cp1252` is not a valid value of")
            .says("windows-1252");
        leak(GOOD, "date_order = \"dym\"").run().fails(1).says("valid values are `dmy`, `mdy` and `ymd`");
    }

    #[test]
    fn a_place_that_is_none() {
        leak(GOOD, "columns = { nir = true }")
            .run()
            .fails(1)
            .says("`operators.x.leaks.columns.nir` must be text in quotes or a whole number or a table");
        leak(GOOD, "columns = { nir = { at = 1, wide = 3 } }").run().fails(1).says("unknown key `wide`");
    }

    const SPANS: &str = "columns = { nir = { at = 1, width = 13 }, birth_date = { at = 14, width = 8 }, birth_rank = { at = 22, width = 1 } }";

    #[test]
    fn characters_of_a_line() {
        leak("2951099126111199510031\n1800199126111198001041\n", SPANS)
            .run()
            .succeeds()
            .persons(1, 1, 1)
            .leak_bin("unmatched", 1);
    }

    /// A line that ends early has no rank; nothing of another column is read in its place. The other line has one.
    #[test]
    fn a_short_line() {
        leak("295109912611119951003\n2951099126111199510031\n", SPANS)
            .head("max_rejects = 1.0")
            .run()
            .succeeds()
            .leak_bin("matched", 2)
            .is("/insurers/0/operators/0/fields/1/observed_records", 1);
    }

    #[test]
    fn characters_that_cannot_be() {
        let with = |nir: &str| format!("columns = {{ nir = {nir}, birth_date = {{ at = 14, width = 8 }} }}");
        leak(GOOD, &with("{ at = 0, width = 13 }")).run().fails(1).says("the character position of `nir` is not valid");
        leak(GOOD, &with("{ at = 2, width = 13 }")).run().fails(1).says("`nir` and `birth_date` overlap");
        leak(GOOD, &with("\"NIR\"")).run().fails(1).says("in a fixed-width file, `nir` needs a character position");
        leak(GOOD, &format!("delimiter = \";\"\n{SPANS}"))
            .run()
            .fails(1)
            .says("both a delimiter (`;`) and fixed-width columns");
    }
}

mod by_content {
    use super::*;

    /// What has no effect was meant for another file.
    #[test]
    fn what_is_said_of_a_file_must_mean_something_for_it() {
        let run = Run::new().members("a", GOOD).file("leak.csv", GOOD);
        run.leak_file("x", "leak.csv", "sheet = \"Export\"")
            .run()
            .fails(1)
            .says("`sheet` does not apply to a text file\n  in leak.csv");
        let xlsx = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/messy/xlsx-typed/members.xlsx")).unwrap();
        let run = Run::new().members("a", GOOD).file("leak.xlsx", &xlsx);
        run.leak_file("x", "leak.xlsx", "encoding = \"utf-8\"\ndelimiter = \";\"")
            .run()
            .fails(1)
            .says("`encoding` does not apply to a workbook")
            .says("`delimiter` does not apply to a workbook");
    }

    /// One insurer's file may name it under several headers, which then mean nothing.
    #[test]
    fn members_that_name_their_insurer_twice() {
        Run::new()
            .members("a", "nir;birth_date;birth_rank;Organisme;Mutuelle\n2951099126111;1995-10-03;1;a;a\n")
            .leak("x", GOOD)
            .run()
            .succeeds()
            .persons(1, 1, 1);
    }

    fn leak(name: &str, bytes: &[u8]) -> Run {
        Run::new().members("a", GOOD).file(name, bytes).leak_file("x", name, "")
    }

    /// The name of a file says nothing; its first bytes do.
    #[test]
    fn a_workbook_named_otherwise() {
        let xlsx = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/messy/xlsx-typed/members.xlsx")).unwrap();
        leak("export.xls", &xlsx).run().succeeds();
    }

    #[test]
    fn no_table_at_all() {
        leak("x.csv", b"%PDF-1.4\n").run().fails(1).says("the file is PDF, not a table\n  in x.csv");
        leak("x.json", b"[{}]").run().fails(1).says("none of the names in the objects is known");
        leak("x.html", b"<html><body></body></html>").run().fails(1).says("the file is HTML");
    }

    /// A program may call an element after whom it is about.
    #[test]
    fn elements_that_are_called_after_persons() {
        let element = |number: &str| format!("<d{number}><nir>{number}</nir><nom>Petit</nom></d{number}>");
        let xml = format!("<r>{}{}</r>", element("2951099126111"), element("1800199126111"));
        leak("x.xml", xml.as_bytes()).run().fails(1).says("the elements `r/…` and `r/…` both hold data of persons");
    }

    #[test]
    fn a_compressed_file_cut_short() {
        let gz = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/messy/gzip/members.csv.gz")).unwrap();
        leak("x.csv.gz", &gz[..gz.len() - 20]).run().fails(1).says("damaged or truncated").says("x.csv.gz");
    }

    #[test]
    fn a_workbook_behind_a_password() {
        // The older container, with nothing of a workbook in it.
        let bytes = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 1024]].concat();
        leak("x.xlsx", &bytes).run().fails(1).says("protected by a password").says("x.xlsx");
    }
}
