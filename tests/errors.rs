//! Bad input: one clear error each, with its place and never a value, and nothing written.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::harness::{Outcome, Run};

const GOOD: &str = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";

fn with_leak(bytes: impl AsRef<[u8]>) -> Run {
    Run::new().members("a", GOOD).file("leak.csv", bytes).leak_file("x", "leak.csv", "")
}

mod files {
    use super::*;

    #[test]
    fn missing() {
        Run::new()
            .members("a", GOOD)
            .leak_file("x", "no-such.csv", "")
            .run()
            .fails(1)
            .says("error: file not found\n  in no-such.csv\n");
    }

    #[test]
    fn all_missing_ones_are_told_together() {
        Run::new()
            .members_file("a", "no-members.csv", "")
            .leak_file("x", "no-leak.csv", "")
            .of_nobody()
            .run()
            .fails(1)
            .says("in no-members.csv")
            .says("in no-leak.csv");
    }

    #[test]
    fn not_readable() {
        let run = with_leak(GOOD);
        let path = run.path().join("leak.csv");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(&path).is_ok() {
            // This account reads every file: the words at least.
            let denied = std::io::ErrorKind::PermissionDenied.into();
            let said = model::error::file(model::error::Role::File, "leak.csv", &denied).told(model::said::Lang::En);
            assert!(said.starts_with("file cannot be read: permission denied\n  in leak.csv\nhint: "));
            return;
        }
        run.run().fails(1).says("permission denied");
    }

    #[test]
    fn a_folder() {
        let run = Run::new().members("a", GOOD).leak_file("x", "folder.csv", "");
        fs::create_dir(run.path().join("folder.csv")).unwrap();
        run.run().fails(1).says("the folder contains no files\n  in folder.csv");
    }

    #[test]
    fn empty() {
        with_leak("").run().fails(1).says("error: the file is empty\n  in leak.csv");
    }

    #[test]
    fn header_only() {
        with_leak("nir;birth_date;birth_rank\n").run().fails(1).says("has a header but no rows\n  in leak.csv");
        with_leak("nir;birth_date;birth_rank\n\n\n").run().fails(1).says("has a header but no rows");
    }

    #[test]
    fn of_no_known_name() {
        Run::new()
            .members("a", GOOD)
            .file("leak.xml", "<a/>")
            .leak_file("x", "leak.xml", "")
            .run()
            .fails(1)
            .says("none of the names in the objects is known\n  in leak.xml");
    }

    #[test]
    fn parquet_cut_short() {
        let whole =
            fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/tiers-payant-2024/members/aesio-mutuelle.parquet"));
        let whole = whole.unwrap();
        for length in [4, 100, whole.len() / 2, whole.len() - 1] {
            Run::new()
                .members("a", GOOD)
                .file("leak.parquet", &whole[..length])
                .leak_file("x", "leak.parquet", "")
                .run()
                .fails(1)
                .says("damaged or truncated")
                .says("in leak.parquet");
        }
    }

    #[test]
    fn parquet_with_a_hole() {
        let mut bytes =
            fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/tiers-payant-2024/members/aesio-mutuelle.parquet"))
                .unwrap();
        let middle = bytes.len() / 3;
        bytes[middle..middle + 2_000].fill(0xff);
        Run::new()
            .members("a", GOOD)
            .file("leak.parquet", &bytes)
            .leak_file("x", "leak.parquet", "columns = { }")
            .run()
            .fails(1)
            .says("in leak.parquet");
    }

    #[test]
    fn listed_twice() {
        Run::new()
            .file("leak.csv", GOOD)
            .members("a", GOOD)
            .leak_file("x", "leak.csv", "")
            .leak_file("x", "leak.csv", "")
            .run()
            .fails(1)
            .says("leak.csv is listed twice");
    }
}

mod rows {
    use super::*;

    #[test]
    fn too_few_fields() {
        with_leak(format!("{GOOD}1800199126111;1980-01-04\n"))
            .run()
            .fails(1)
            .says("a row has too few fields: 2 where the header has 3\n  in leak.csv, row 3");
    }

    #[test]
    fn too_many_fields() {
        with_leak(format!("{GOOD}1800199126111;1980-01-04;1;EXTRA\n"))
            .run()
            .fails(1)
            .says("a row has too many fields: 4 where the header has 3\n  in leak.csv, row 3");
    }

    #[test]
    fn a_quote_never_closed() {
        with_leak(format!("{GOOD}\"1800199126111;1980-01-04;1\n1750199126112;1975-01-04;1\n"))
            .run()
            .fails(1)
            .says("a quote is opened but never closed\n  in leak.csv, row 3");
        // In the last field of the last row, where the number of fields is right.
        with_leak(format!("{GOOD}1800199126111;1980-01-04;\"1"))
            .run()
            .fails(1)
            .says("a quote is opened but never closed\n  in leak.csv, row 3");
    }

    #[test]
    fn nul_bytes() {
        with_leak(format!("{GOOD}1800199126111;1980-01-04;\0\n"))
            .run()
            .fails(1)
            .says("NUL bytes")
            .says("leak.csv, row 3");
    }

    #[test]
    fn utf_16_without_its_mark() {
        let bytes: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
        with_leak(bytes).run().fails(1).says("leak.csv, row 1").says("encoding = \"utf-16le\"");
    }

    #[test]
    fn utf_16_cut_in_the_middle_of_a_character() {
        let mut bytes: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(GOOD.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        bytes.push(0x31);
        with_leak(bytes).run().fails(1).says("the text is not valid utf-16le\n  in leak.csv, line 3");
    }

    fn named(first_name: &[u8]) -> Vec<u8> {
        [b"nir;birth_date;birth_rank;first_name\n2951099126111;1995-10-03;1;", first_name, b"\n"].concat()
    }

    #[test]
    fn declared_as_utf_8_and_not() {
        Run::new()
            .members("a", GOOD)
            .file("leak.csv", named(b"El\xe9onore"))
            .leak_file("x", "leak.csv", "encoding = \"utf-8\"")
            .run()
            .fails(1)
            .says("the text is not valid utf-8\n  in leak.csv, line 2");
    }

    #[test]
    fn declared_otherwise_than_it_marks_itself() {
        Run::new()
            .members("a", GOOD)
            .file("leak.csv", [b"\xef\xbb\xbf", GOOD.as_bytes()].concat())
            .leak_file("x", "leak.csv", "encoding = \"windows-1252\"")
            .run()
            .fails(1)
            .says("declared as windows-1252, but its byte-order mark says utf-8");
    }

    /// `É` is 0x90 and `é` 0x82 in code page 850: in Windows-1252 nothing, and a low quotation mark.
    #[test]
    fn a_dos_text() {
        with_leak(named(b"El\x82onore")).run().fails(1).says("encoding of the text is not clear").says("cp850");
        with_leak(named(b"\x90lodie")).run().fails(1).says("encoding of the text is not clear\n  in leak.csv, line 2");
    }

    /// Unaccented capitals with Windows' apostrophe, 0x92: no DOS text.
    #[test]
    fn an_apostrophe_of_windows_alone() {
        with_leak(named(b"D\x92ARCY")).run().succeeds();
    }

    #[test]
    fn two_encodings_in_one_file() {
        let both = [&named("Éléonore".as_bytes())[..], b"1800199126111;1980-01-04;1;Ren\xe9\n"].concat();
        with_leak(both).run().fails(1).says("mixes UTF-8 with another encoding\n  in leak.csv, line 3");
    }

    /// 0xB4 is an acute accent in Windows-1252 and Ž in ISO-8859-15; either may stand in a name.
    #[test]
    fn windows_1252_or_iso_8859_15() {
        with_leak(named(b"Ren\xe9 D\xb4ARC"))
            .run()
            .fails(1)
            .says("its bytes are valid in both")
            .says("1 byte would give");
    }

    #[test]
    fn a_field_of_ten_megabytes() {
        let long = "A".repeat(10 << 20);
        with_leak(format!("{GOOD}1800199126111;1980-01-04;{long}\n"))
            .run()
            .fails(1)
            .says("longer than 1024 KiB\n  in leak.csv, row 3");
    }
}

mod columns {
    use super::*;

    #[test]
    fn two_headers_for_one_column() {
        with_leak("nir;N° SS;birth_date;birth_rank\n2951099126111;2951099126111;1995-10-03;1\n")
            .run()
            .fails(1)
            .says("two headers match the column `nir`: `nir` and `N° SS`\n  in leak.csv")
            .says("columns = { nir = \"nir\" }");
    }

    #[test]
    fn and_the_hint_settles_it() {
        Run::new()
            .members("a", GOOD)
            .file("leak.csv", "nir;N° SS;birth_date;birth_rank\n2951099126111;1800199126111;1995-10-03;1\n")
            .leak_file("x", "leak.csv", "columns = { nir = \"nir\" }")
            .run()
            .succeeds()
            .persons(1, 1, 1)
            .finds("leak.unknown-column", 1);
    }

    #[test]
    fn no_rule_possible() {
        with_leak("first_name;last_name\nALEXIA;DURANDAL\n")
            .run()
            .fails(1)
            .says("no linkage rule is possible with the columns of this file\n  in leak.csv")
            .says("recognised: `last_name` and `first_name`");
    }

    #[test]
    fn no_rule_in_common() {
        Run::new()
            .members("a", "contract_number;birth_date;first_name\nC1234567;1995-10-03;ALEXIA\n")
            .leak("x", GOOD)
            .run()
            .fails(1)
            .says("no linkage rule is possible between this file and the members of any insurer served by `x`");
    }

    /// A file without a header line has a person there: it must not be shown, not even as "columns found".
    #[test]
    fn no_header_line() {
        with_leak("2951099126111;1995-10-03;ALEXIA\n1800199126111;1980-01-04;PIERRE\n")
            .nowhere("2951099126111")
            .nowhere("ALEXIA")
            .run()
            .fails(1)
            .says("none of the first twenty lines has known headers\n  in leak.csv, row 1");
    }

    /// Even if one of the person's cells is a word that some file has as a header.
    #[test]
    fn no_header_line_and_a_word_of_ours() {
        with_leak(
            "2951099126111;1995-10-03;DURANDAL;ALEXIA;Adhérent\n1800199126111;1980-01-04;GRELIN;PIERRE;Adhérent\n",
        )
        .nowhere("2951099126111")
        .nowhere("DURANDAL")
        .nowhere("ALEXIA")
        .run()
        .fails(1)
        .says("none of the first twenty lines has known headers\n  in leak.csv, row 1");
    }

    #[test]
    fn a_header_that_is_not_there() {
        Run::new()
            .members("a", GOOD)
            .file("leak.csv", "NUM;birth_date;birth_rank\n2951099126111;1995-10-03;1\n")
            .leak_file("x", "leak.csv", "columns = { nir = \"NUMM\" }")
            .run()
            .fails(1)
            .says("the header `NUMM`, declared for the column `nir`, is not in the file\n  in leak.csv\nhint: did you mean `NUM`?");
    }

    #[test]
    fn a_column_that_is_not_ours() {
        Run::new()
            .members("a", GOOD)
            .file("leak.csv", GOOD)
            .leak_file("x", "leak.csv", "columns = { birthdate = \"birth_date\" }")
            .run()
            .fails(1)
            .says("unknown column `birthdate` under `columns`\n  in leak.csv\nhint: did you mean `birth_date`?");
    }
}

mod output {
    use super::*;

    #[test]
    fn a_folder_that_is_not_ours_is_left_alone() {
        let run = with_leak(GOOD).file("reports/test/my-notes.txt", "notes");
        let outcome = run.run();
        assert_eq!(outcome.status, 1);
        let outcome = outcome.says("exists and is not a report of this incident\n  in reports/test");
        assert_eq!(outcome.read("my-notes.txt"), "notes");
    }

    #[test]
    fn a_former_report_is_replaced_whole() {
        // The SHA-256 of `old`.
        let manifest = "{ \"schema\": \"ampleur/manifest/1\", \"plan\": { \"incident\": { \"id\": \"test\" } }, \
            \"outputs\": { \"old.html\": \"cba06b5736faf67e54b07b561eae94395e774c517a7d910a54369e1263ccfbd4\" } }";
        let run = with_leak(GOOD).file("reports/test/manifest.json", manifest).file("reports/test/old.html", "old");
        let outcome = run.run().succeeds();
        assert!(!outcome.path().join("reports/test/old.html").exists());
        assert_eq!(
            fs::read_dir(outcome.path().join("reports")).unwrap().count(),
            1,
            "something is left beside the report"
        );
    }

    /// A letter that somebody has edited, and a file beside it: neither is lost with the report that is replaced.
    #[test]
    fn what_somebody_has_made_of_a_report_stays() {
        let again = |outcome: &Outcome| outcome.ampleur(&["assess", "incident.toml", "--fail-on", "never"]).run();
        let outcome = with_leak(GOOD).run().succeeds();
        let folder = outcome.path().join("reports/test");
        again(&outcome).succeeds();
        let says = |file: &str| format!("holds 1 file that it was not written with\n  in reports/test: `{file}`");
        fs::write(folder.join("notes.txt"), "called on Monday").unwrap();
        again(&outcome).refuses().says(&says("notes.txt"));
        fs::rename(folder.join("notes.txt"), outcome.path().join("notes.txt")).unwrap();
        let report = fs::read(folder.join("report.json")).unwrap();
        fs::write(folder.join("report.json"), "edited").unwrap();
        again(&outcome).refuses().says(&says("report.json"));
        assert_eq!(fs::read(folder.join("report.json")).unwrap(), b"edited");
        fs::write(folder.join("report.json"), report).unwrap();
        again(&outcome).succeeds();
    }

    #[test]
    fn another_incident_s_report_is_left_alone() {
        let run = with_leak(GOOD).file(
            "reports/test/manifest.json",
            "{ \"schema\": \"ampleur/manifest/1\", \"plan\": { \"incident\": { \"id\": \"other\" } } }",
        );
        assert_eq!(run.run().status, 1);
    }

    #[test]
    fn a_file_in_the_place_of_the_output_folder() {
        let outcome = with_leak(GOOD).file("reports", "a file").run();
        assert_eq!(outcome.status, 1);
        outcome.says("cannot write here");
    }

    #[test]
    fn an_input_inside_the_folder_to_be_replaced() {
        let outcome = Run::new()
            .file(
                "reports/test/manifest.json",
                "{ \"schema\": \"ampleur/manifest/1\", \"plan\": { \"incident\": { \"id\": \"test\" } } }",
            )
            .file("reports/test/leak.csv", GOOD)
            .members("a", GOOD)
            .leak_file("x", "reports/test/leak.csv", "")
            .run();
        assert_eq!(outcome.status, 1);
        outcome.says("the output folder contains an input file");
    }
}

mod command_line {
    use super::*;

    #[test]
    fn an_unknown_option_ends_with_2() {
        with_leak(GOOD).arg("--no-such-option").run().fails(2).says("--no-such-option");
    }

    #[test]
    fn options_that_contradict_end_with_2() {
        with_leak(GOOD).arg("--json").run().fails(2);
    }
}
