//! The harness itself: an identifier is planted in each place where a run could leave one, and has to be found there.

use std::fs;
use std::io::{Cursor, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use tempfile::TempDir;

use super::declared::Declared;
use super::{Ampleur, ROOT, files, has, identifiers, tables};

const MEMBERS: &str = "\
member_id;nir;birth_date;first_name;last_name;product
K-0001;2 95 10 99 126 111 93;03/10/1995;Éléonore;Béranger;Silver
K-0002;1750175056222;1975-01-04;Marc;DURANDAL;Silver
";

/// A folder where a row is to be read.
fn folder() -> TempDir {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("members.csv"), MEMBERS).unwrap();
    dir
}

/// What the harness makes of a run, which a line of a shell stands for.
fn verdict(run: Ampleur) -> Result<(), String> {
    let result = catch_unwind(AssertUnwindSafe(|| run.run().ends(0)));
    result.map(|_| ()).map_err(|panic| match panic.downcast::<String>() {
        Ok(said) => *said,
        Err(panic) => panic.downcast_ref::<&str>().unwrap().to_string(),
    })
}

#[track_caller]
fn finds(run: Ampleur, place: &str) {
    let said = verdict(run).expect_err("nothing was found");
    assert!(said.contains(place), "{said}");
}

#[track_caller]
fn is_found(line: &str, place: &str) {
    let folder = folder();
    let said = verdict(Ampleur::shell(line).within(folder.path())).expect_err("nothing was found");
    assert!(said.starts_with("an identifier stands in ") && said.contains(place), "{said}");
}

#[track_caller]
fn is_left_in_peace(line: &str) {
    let folder = folder();
    assert_eq!(verdict(Ampleur::shell(line).within(folder.path())), Ok(()));
}

#[test]
fn in_each_spelling_in_what_is_printed() {
    for spelling in [
        "2 95 10 99 126 111 93",
        "295109912611193",
        "2951099126111",
        "03/10/1995",
        "1995-10-03",
        "19951003",
        "04/01/1975",
        "Éléonore",
        "ELEONORE",
        "Béranger",
        "BERANGER",
        "beranger",
        "durandal",
        "x1750175056222x",
        "Marc",
        "K-0002",
    ] {
        is_found(&format!("echo 'of {spelling}:'"), "stdout");
        is_found(&format!("echo 'of {spelling}:' >&2"), "stderr");
    }
}

/// What names nobody is no identifier: a product, a month, zeros, a few digits within a digest or another number.
#[test]
fn and_nothing_else_is() {
    is_left_in_peace("echo Silver, 4 March 1975, member_id");
    let folder = TempDir::new().unwrap();
    let rows = "nir;first_name;contract_number\n;Marc;5021\n;Marchand;50217\n;;A000000000\n";
    fs::write(folder.path().join("members.csv"), rows).unwrap();
    let echo = |text: &str| Ampleur::shell(&format!("echo '{text}'")).within(folder.path());
    for text in ["72f1d29994a8c850217198cf5b60454d12cf53131d583c29", "250216", "4 March", "march", "00000000000"] {
        assert_eq!(verdict(echo(text)), Ok(()));
    }
    for text in ["contract 5021", "C50217", "Marcel", "marchand", "A000000000"] {
        finds(echo(text), "stdout");
    }
}

#[test]
fn in_a_file_that_is_made_or_changed_or_named_so() {
    is_found(
        "mkdir -p reports/test; echo 2951099126111 > reports/test/report.json",
        "/reports/test/report.json, byte 0",
    );
    is_found("echo 'K-0003;2951099126111' >> members.csv", "/members.csv");
    is_found("touch DURANDAL.csv", "a file's name");
    is_found("mkdir -p insurers/1750175056222", "a file's name");
    is_left_in_peace("touch report.json; cat members.csv > /dev/null");
}

/// Beside what is read and where it is told to write, even if it works elsewhere.
#[test]
fn in_folders_that_it_is_given() {
    let (read, written) = (folder(), TempDir::new().unwrap());
    fs::write(read.path().join("incident.toml"), "").unwrap();
    let run = |line: &str| {
        let incident = read.path().join("incident.toml");
        Ampleur::shell(&format!("{line} # $0 $1 $2")).arg(incident).arg("-o").arg(written.path().join("out"))
    };
    finds(run("echo 2951099126111 > \"$(dirname \"$0\")/page.html\""), "/page.html, byte 0");
    finds(run("mkdir -p \"$2\"; echo 2951099126111 > \"$2/page.html\""), "/out/page.html, byte 0");
    finds(run("mkdir \"$(dirname \"$2\")/.ampleur-x\""), "left aside");
}

#[test]
fn in_what_is_packed() {
    let packed = TempDir::new().unwrap();
    let put = |name: &str, bytes: Vec<u8>| {
        assert!(!bytes.windows(8).any(|window| window == b"DURANDAL"), "{name} is not packed");
        fs::write(packed.path().join(name), bytes).unwrap();
    };
    for name in ["report.xlsx", "letter.docx"] {
        put(name, archive("<t>Some text, and DURANDAL, and more text, and more text</t>"));
    }
    put("report.pdf", pdf("Some text, and DURANDAL", ""));
    put("letter.pdf", pdf("", "Some text, and DURANDAL"));
    for (name, place) in [
        ("report.xlsx", "text.xml of "),
        ("letter.docx", "text.xml of "),
        ("report.pdf", "the text of "),
        ("letter.pdf", "/letter.pdf, byte"),
    ] {
        if name != "report.pdf" || has("pdftotext") {
            is_found(&format!("cp '{}' .", packed.path().join(name).display()), place);
        }
    }
    // What looks packed and cannot be looked into proves nothing.
    for (name, says) in [("report.xlsx", "cannot be unzipped"), ("report.parquet", "cannot be read")] {
        let head = if name == "report.xlsx" { "PK" } else { "PAR1" };
        finds(Ampleur::shell(&format!("echo {head} > {name}")).within(folder().path()), says);
    }
    // A name in a table of digests is too short to be told from chance, but for its place.
    let mut names = polars::df!("name" => ["Marc"], "digest" => [&[0u8, 1, 2, 0xff, 0xfe, 0xfd][..]]).unwrap();
    polars::prelude::ParquetWriter::new(fs::File::create(packed.path().join("rows.parquet")).unwrap())
        .with_compression(polars::prelude::ParquetCompression::Uncompressed)
        .finish(&mut names)
        .unwrap();
    is_found(&format!("cp '{}/rows.parquet' .", packed.path().display()), "the rows of ");
}

/// Somebody's name, number or address in the place of a header, of a sheet, of a file in an archive, of a type.
#[test]
fn in_what_columns_and_sheets_are_called() {
    let folder = TempDir::new().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    put("a.csv", b"nir;Durandal Marc;12 rue des Lilas\n1750175056222;;\n");
    put("b.csv", b"DUPONTEL;ANNE-LISE;NOM;PRENOM\n;;x;y\n");
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Quimperbec 2").unwrap().write(0, 0, "nir").unwrap();
    put("c.xlsx", &book.save_to_buffer().unwrap());
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("in/FANTOSMINB.csv", zip::write::SimpleFileOptions::default()).unwrap();
    put("d.zip", &archive.finish().unwrap().into_inner());
    for text in
        ["Durandal Marc", "DURANDAL MARC", "12 rue des Lilas", "DUPONTEL", "ANNE-LISE", "Quimperbec 2", "FANTOSMINB"]
    {
        finds(Ampleur::shell(&format!("echo 'of {text}:'")).within(folder.path()), "stdout");
    }
    assert_eq!(verdict(Ampleur::shell("echo nir, NOM, PRENOM").within(folder.path())), Ok(()));
    let attack = Path::new(ROOT).join("tests/attacks/priv-parquet-tz-type");
    finds(Ampleur::shell("echo 'NIR 1850175123456 DUPONT'").watching(attack.join("leak.parquet")), "stdout");
}

fn archive(text: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("text.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(text.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

/// One page of one line, and its title.
fn pdf(line: &str, title: &str) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(format!("BT /F 12 Tf 20 100 Td ({line}) Tj ET").as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let title: String = title.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    let objects = "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
        2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
        3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj\n\
        5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n";
    let title = format!("6 0 obj <</Title<FEFF{title}>>> endobj\n");
    let page = format!("4 0 obj <</Filter/FlateDecode/Length {}>> stream\n", packed.len());
    let tail = "\nendstream endobj\ntrailer <</Root 1 0 R/Info 6 0 R/Size 7>>\nstartxref\n0\n%%EOF\n";
    [objects.as_bytes(), title.as_bytes(), page.as_bytes(), &packed, tail.as_bytes()].concat()
}

#[test]
fn in_what_is_left_over() {
    is_found("echo 2951099126111 > \"$TMPDIR/rows\"", "/rows");
    is_found("mkdir -p .ampleur-x/new; echo 2951099126111 > .ampleur-x/new/report.json", "/new/report.json");
    // Whatever it is, it must not be left.
    for line in ["echo > \"$TMPDIR/rows\"", "mkdir .ampleur-x", "mkdir -p reports; touch reports/.ampleur-x"] {
        finds(Ampleur::shell(line).within(folder().path()), "left ");
    }
    let folder = folder();
    let killed = |line: &str| Ampleur::shell(line).within(folder.path()).may_be_cut_short();
    assert_eq!(verdict(killed("mkdir .ampleur-x; echo > \"$TMPDIR/rows\"")), Ok(()));
    finds(killed("echo 2951099126111 > .ampleur-x/report.json"), "/report.json, byte 0");
}

#[test]
fn while_a_run_is_under_way() {
    for (line, place) in [
        ("sed 1d members.csv > half", "/half, byte"),
        ("sed 1d members.csv > \"$TMPDIR/rows\"", "/rows, byte"),
        ("export WHO=$(sed 1d members.csv)", "the environment, byte"),
        ("set -- $(sed 1d members.csv); exec sh -c 'sleep 20' $1", "the command line, byte"),
    ] {
        let folder = folder();
        let mut run = Ampleur::shell(&format!("{line}; exec sleep 20")).within(folder.path()).start();
        let looked = catch_unwind(AssertUnwindSafe(|| {
            for _ in 0..500 {
                run.look();
                std::thread::sleep(Duration::from_millis(10));
            }
        }));
        run.child.kill().unwrap();
        run.child.wait().unwrap();
        let said = *looked.expect_err("nothing was found").downcast::<String>().unwrap();
        assert!(said.contains(place), "{said}");
    }
}

/// An exception is for some columns of one file.
#[test]
fn outside_the_columns_that_may_show_it() {
    let folder = folder();
    let run = |line: &str| {
        let run = Ampleur::shell(&format!("mkdir -p notify/a; {line}")).within(folder.path());
        run.may_show("notify/a/list.csv", &["member_id"])
    };
    assert_eq!(verdict(run("printf 'member_id;channel\\nK-0001;email\\n' > notify/a/list.csv")), Ok(()));
    finds(run("printf 'member_id;channel\\nK-0001;K-0002\\n' > notify/a/list.csv"), "/list.csv, byte");
    finds(run("printf 'member_id;channel\\nK-0001;email;K-0002\\n' > notify/a/list.csv"), "/list.csv, byte");
    finds(run("printf 'id;channel\\nK-0001;email\\n' > notify/a/list.csv"), "are not in");
    finds(run("printf 'member_id;channel\\nK-0001;email\\n' > notify/a/other.csv"), "/other.csv, byte");
    finds(run("echo K-0001"), "stdout");
}

/// Persons and keys that did not go in, but are made.
#[test]
fn what_a_run_invents_outside_the_files_that_may_show_it() {
    let run = |line: &str| {
        let rows = "printf 'nir;last_name\\n2951099126111;DURANDAL\\n' > drill/members/a.csv";
        Ampleur::shell(&format!("mkdir -p drill/members; {rows}; {line}")).of_nobody().invents("drill")
    };
    assert_eq!(verdict(run("echo drill/incident.toml")), Ok(()));
    finds(run("echo DURANDAL"), "stdout");
    finds(run("echo 2951099126111 > drill/truth.json"), "/drill/truth.json");
    finds(run("cp drill/members/a.csv drill/a.csv"), "/drill/a.csv");
    finds(Ampleur::new(["synth", "-o", "drill"]), "whom it invents");

    let key = "0123456789abcdef".repeat(4);
    let run = |line: &str| Ampleur::shell(&format!("echo {key} > a.key; {line}")).of_nobody();
    assert_eq!(verdict(run("true")), Ok(()));
    finds(run("echo 0123456789ABCDEF"), "stdout");
    finds(run("cp a.key b.key"), "one new key stands in several files");
    finds(run("printf '\\001\\043\\105\\147\\211\\253\\315\\357%.0s' 1 2 3 4 > raw"), "/raw");
}

/// A key that went in is found in whatever looks like a new one.
#[test]
fn a_copy_of_a_key_that_went_in() {
    let folder = folder();
    fs::write(folder.path().join("incident.key"), "0123456789abcdef".repeat(4)).unwrap();
    finds(Ampleur::shell("cp incident.key backup.key").within(folder.path()), "/backup.key, byte 0");
}

/// A search for nobody finds nobody.
#[test]
fn somebody_is_looked_for() {
    for args in [&["assess", "incident.toml"][..], &["verify", "."], &["compare", "a", "b"], &["demonstration"]] {
        finds(Ampleur::new(args), "nobody would be found");
    }
}

/// A person of each file of the demo, if the demo or its report is what a command is about.
#[test]
fn who_is_in_the_demo() {
    let folder = Path::new(ROOT).join("samples/tiers-payant-2024");
    for side in ["members", "leaks"] {
        for path in files::files_under(&folder.join(side)) {
            let rows = tables::tables(&fs::read(&path).unwrap(), &Declared::default()).pop().unwrap();
            let is_nir = |cell: &&String| cell.len() >= 13 && cell.bytes().all(|byte| byte.is_ascii_digit());
            let line = format!("echo {}", rows[1].iter().find(is_nir).expect("a NIR"));
            let report = Path::new(ROOT).join("reports/tiers-payant-2024");
            for command in [Ampleur::new(["demo"]), Ampleur::new(["verify"]).arg(report)] {
                finds(command.through(&["sh", "-c", &line]), "stdout");
            }
        }
    }
}

/// The same persons in every format that a run may be given.
#[test]
fn who_is_in_a_file_of_any_format() {
    let shapes = Path::new(ROOT).join("samples/messy");
    let without = [
        // What a spreadsheet has made of the number is no number for the harness.
        "scientific",
        "scientific-in-full",
        // No numbers, or not those of the members.
        "date-in-doubt",
        "leak-with-more",
        "leak-with-nothing",
        "leak-with-refusals",
        "leak-with-other-nirs",
        "leak-of-other-contracts",
        "leak-a-day-early",
        "json-nested",
        "html",
        // Formats that the program refuses and the harness does not read: their rows are those of `clean`, which is watched.
        "bzip2",
        "colon",
        "ebcdic",
        "ebcdic-without-ends",
        "ebcdic-wrong-length",
        "feather",
        "json-cut-off",
        "macintosh",
        "macintosh-capitals",
        "orc",
        "parquet-encrypted",
        "parquet-objects",
        "seven-zip",
        "sql-dump",
        "sqlite",
        "xz",
        "zip-with-password",
        // Letters that the harness does not know, in the headers.
        "macintosh-declared",
        "macintosh-capitals-declared",
        // Columns of objects, which the harness does not read either: its rows are those of `leak.csv`.
        "leak-with-objects",
        // Texts in columns of bytes, which are digests elsewhere.
        "parquet-bytes",
    ];
    let mut looked = 0;
    for shape in fs::read_dir(shapes).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let name = shape.file_name().unwrap().to_str().unwrap();
        if without.contains(&name) {
            continue;
        }
        let files = files::files_under(&shape);
        let texts = files.iter().flat_map(|file| identifiers::of_file(file, &fs::read(file).unwrap()));
        let texts: Vec<Vec<u8>> = texts.collect();
        assert!(texts.iter().any(|text| text == b"1310475990900"), "{name}");
        looked += 1;
    }
    assert!(looked > 100, "{looked}");
}
