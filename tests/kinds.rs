//! Kinds of files that programs and people make of a list of persons, after faults that were reported in public: each is read as it was meant,
//! or told. The same twelve persons in all of them, unless a test says otherwise.

use serde_json::json;

use crate::harness::{Outcome, Run};

mod values;

struct Person {
    nir: String,
    /// Year, month, day.
    born: [u16; 3],
    last: &'static str,
    first: &'static str,
    contract: String,
}

impl Person {
    fn iso(&self) -> String {
        let [year, month, day] = self.born;
        format!("{year}-{month:02}-{day:02}")
    }

    fn key(&self) -> u64 {
        97 - self.nir.parse::<u64>().unwrap() % 97
    }
}

/// Twelve persons, men and women in turn, none of whom is another's relative.
fn people() -> Vec<Person> {
    const NAMES: [(&str, &str); 12] = [
        ("BELDECOURT", "PAUL"),
        ("VERLINBOIS", "ANNE"),
        ("MONTLUEL", "JULES"),
        ("GRANDPREY", "EMMA"),
        ("DURANDAL", "HUGO"),
        ("CHANTEREINE", "LEA"),
        ("ROQUEFEUIL", "MARC"),
        ("VALDOMBRE", "ALICE"),
        ("HAUTECLOQUE", "LEON"),
        ("PRADELOUP", "JEANNE"),
        ("SAINTECLAIRE", "VICTOR"),
        ("FONTANELLE", "ROSE"),
    ];
    let person = |(i, (last, first)): (usize, (&'static str, &'static str))| {
        let (i, born) = (i as u16, [1951 + 3 * i as u16, 2 + i as u16 % 11, 13 + i as u16]);
        let nir = format!("{}{:02}{:02}75990{}", 1 + i % 2, born[0] % 100, born[1], 900 + i);
        Person { nir, born, last, first, contract: format!("71{:05}", 4203 + 137 * u32::from(i)) }
    };
    NAMES.into_iter().enumerate().map(person).collect()
}

/// Lines under a header.
fn table(header: &str, row: impl Fn(&Person) -> String) -> String {
    let rows: String = people().iter().map(|person| row(person) + "\n").collect();
    format!("{header}\n{rows}")
}

fn by_nir() -> String {
    table("nir;birth_date;birth_rank", |p| format!("{};{};1", p.nir, p.iso()))
}

fn by_name() -> String {
    table("last_name;first_name;birth_date", |p| format!("{};{};{}", p.last, p.first, p.iso()))
}

fn assess(members: &str, leak: &str) -> Outcome {
    Run::new().members("a", members).leak("x", leak).run().ends_as_it_found()
}

/// The same, of files with words that the test would take for values.
fn assess_words(members: &str, leak: &str) -> Outcome {
    Run::new().members("a", members).leak("x", leak).of_nobody().run().ends_as_it_found()
}

/// Headers whose bytes were read in another encoding, however short they are.
#[test]
fn short_headers_of_another_encoding() {
    for headers in ["NÂ° SS;NÃ© le;Rang", "Nø SS;N‚ le;Rang", "N¡ SS;NŽ le;Rang"] {
        let rows = table(headers, |p| format!("{};{};1", p.nir, p.iso()));
        assess_words(&rows, &by_nir()).persons(12, 12, 12);
        assess_words(&by_nir(), &rows).persons(12, 12, 12);
    }
    let rows = table("1. NIR;2. Date de naissance;3. Rang", |p| format!("{};{};1", p.nir, p.iso()));
    assess(&by_nir(), &rows).persons(12, 12, 12);
}

/// A line of types below the headers, and a last record with the number of rows, are no rows.
#[test]
fn lines_that_are_about_the_others() {
    let with = |first: &str, last: &str| {
        let rows = by_nir();
        let (header, rest) = rows.split_once('\n').unwrap();
        format!("{header}\n{first}{rest}{last}\n")
    };
    for types in
        ["VARCHAR2(15);TIMESTAMP;NUMBER(1)\n", "nvarchar;datetime;smallint\n", "13 + 2 chiffres;JJ/MM/AAAA;1 à 9\n"]
    {
        assess_words(&by_nir(), &with(types, "")).leak_bin("rows", 12).persons(12, 12, 12);
        assess_words(&with(types, ""), &by_nir()).finds("file.repeated-headers", 1).persons(12, 12, 12);
    }
    for last in ["99;12;", "T;14;", "TRAILER;12;", "12;;", "Edité le;05/02/2024;", "*****;;"] {
        assess_words(&by_nir(), &with("", last)).leak_bin("rows", 12).persons(12, 12, 12);
    }
    // A surname that opens a footer.
    let named = by_name() + "Page Martin;Lea;\n";
    Run::new()
        .head("max_rejects = 1.0")
        .members("a", &by_name())
        .leak("x", &named)
        .run()
        .succeeds()
        .leak_bin("rows", 13);
    let fixed = table("HEADER", |p| format!("D{}{}", p.nir, p.iso().replace('-', "")));
    let columns = "columns = { nir = { at = 2, width = 13 }, birth_date = { at = 15, width = 8 } }";
    let run = |last: &str| {
        let text = fixed.replace("HEADER\n", "") + last + "\n";
        let run = Run::new().members("a", &by_nir()).file("leaks/x.dat", &text);
        run.leak_file("x", "leaks/x.dat", columns).run().succeeds()
    };
    for last in ["T0000012", "99 00000012", "T1 12"] {
        run(last).leak_bin("rows", 12);
    }
    // A first record with words where others have a NIR is none; rows whose NIR is masked are rows, and so is the first of them.
    let masked = table("", |p| format!("DCONFIDENTIEL         {}", p.contract));
    let columns = "columns = { nir = { at = 2, width = 13 }, birth_date = { at = 15, width = 8 }, contract_number = { at = 23, width = 7 } }";
    let members = table("contract_number;birth_date", |p| format!("{};{}", p.contract, p.iso()));
    for first in ["", "H1 ZZEXTRAITQX ZZMENSUELQX\n"] {
        let text = format!("{first}{}", masked.trim_start());
        let run = Run::new().members("a", &members).file("leaks/x.dat", &text).head("max_rejects = 1.0");
        run.leak_file("x", "leaks/x.dat", columns).run().ends_as_it_found().leak_bin("rows", 12);
    }
    // Names that are masked with stars are no rule.
    let starred = by_name() + "*****;*****;\n";
    let run = Run::new().head("max_rejects = 1.0").members("a", &by_name()).leak("x", &starred).of_nobody().run();
    run.ends_as_it_found().leak_bin("rows", 13);
    // A contract of that number is somebody's.
    let numbers: String = (1..=12).map(|n| format!("{n:010}\n")).collect();
    let columns = "columns = { contract_number = { at = 1, width = 10 } }";
    let run = Run::new().members("a", &table("contract_number;birth_date", |p| format!("{};{}", p.contract, p.iso())));
    let run = run.file("leaks/x.dat", numbers).leak_file("x", "leaks/x.dat", columns).run().ends_as_it_found();
    run.leak_bin("rows", 12);
}

/// A first record without headers, which is shorter: what says so tells what to write.
#[test]
fn a_first_record_of_another_type() {
    let rows = table("E;MUTUELLE", |p| format!("D;{};{};1", p.nir, p.iso())) + "F;12\n";
    let columns = "header = false\ndelimiter = \";\"\ncolumns = { nir = 2, birth_date = 3, birth_rank = 4 }";
    let run = |more: &str| {
        let run = Run::new().members("a", &by_nir()).file("leaks/x.csv", &rows);
        run.leak_file("x", "leaks/x.csv", &format!("{columns}{more}")).run()
    };
    run("").fails(1).says("the first line is shorter than others").says("records = { at = 1");
    run("\nrecords = { at = 1, take = [\"D\"] }").succeeds().persons(12, 12, 12);
}

/// A small table above a larger one: neither is dropped in silence.
#[test]
fn a_table_above_one_with_more_headers() {
    let (above, below) = (
        by_name(),
        table("nom;prenom;date_naissance;nir;rang", |p| format!("{};{};{};{};1", p.last, p.first, p.iso(), p.nir)),
    );
    let padded = above.lines().map(|line| format!("{line};;\n")).collect::<String>();
    let run = Run::new().members("a", &format!("{padded};;;;\n{below}")).leak("x", &below).run();
    run.fails(1).says("headers stand again among the rows").says("row 15");
}

/// Columns that are filled up to so many bytes, not characters: what stands behind an accent is not shifted.
#[test]
fn fixed_width_filled_up_by_bytes() {
    let accented = |p: &Person| p.first.replace("LEA", "LÉA").replace("LEON", "LÉON").replace("ROSE", "RÔSE");
    let columns = "columns = { first_name = { at = 1, width = 10 }, birth_date = { at = 11, width = 8 }, nir = { at = 19, width = 13 } }";
    for by_bytes in [true, false] {
        let line = |p: &Person| {
            let first = accented(p);
            let length = if by_bytes { first.len() } else { first.chars().count() };
            format!("{first}{}{}{}", " ".repeat(10 - length), p.iso().replace('-', ""), p.nir)
        };
        let text = table("", line).trim_start().to_owned();
        let run = Run::new().members("a", &by_nir()).file("leaks/x.dat", &text);
        run.leak_file("x", "leaks/x.dat", columns).run().succeeds().leak_bin("matched", 12).persons(0, 12, 12);
    }
}

/// Columns of a spouse, and persons in a list within a row: none of them is in any figure, and that is grave.
#[test]
fn persons_beside_the_one_of_the_row() {
    let couples = "nir;birth_date;birth_rank;NIR conjoint;Date de naissance du conjoint\n";
    let people = people();
    let row = |[one, other]: [&Person; 2]| format!("{};{};1;{};{}\n", one.nir, one.iso(), other.nir, other.iso());
    let rows: String = people.chunks(2).map(|pair| row([&pair[0], &pair[1]])).collect();
    let leak = format!("{couples}{rows}");
    assess(&by_nir(), &leak).finds("column.further-person", 6);
    let short =
        leak.replace("NIR conjoint", "NIR CJT").replace("Date de naissance du conjoint", "Date de naissance CJT");
    assess(&by_nir(), &short).finds("column.further-person", 6);
    let two = leak.replace("NIR conjoint", "NIR 2").replace("Date de naissance du conjoint", "Date de naissance 2");
    assess(&by_nir(), &two).finds("column.further-person", 6);
    // A second first name is the same person's.
    let second = table("nir;birth_date;birth_rank;Prénom 2", |p| format!("{};{};1;JEAN", p.nir, p.iso()));
    Run::new().members("a", &second).leak("x", &by_nir()).run().succeeds();
    let family = |p: &Person| json!({"nir": p.nir, "birth_date": p.iso(), "birth_rank": "1", "ayants_droit": [{"nir": "2100275990999", "nom": "X"}]});
    let members: String = people.iter().map(|p| family(p).to_string() + "\n").collect();
    let run = Run::new().file("members.jsonl", &members).members_file("a", "members.jsonl", "");
    run.leak("x", &by_nir()).run().ends_as_it_found().finds("column.further-person", 12);
}

/// Folders whose files do not say all of it: parts that a log has removed, and a column in the names of folders.
#[test]
fn folders_that_are_tables() {
    let run = Run::new().members("a", &by_nir()).file("leak/part-0.csv", by_nir());
    let run = run.file("leak/_delta_log/00000000000000000000.json", "{}\n").leak_file("x", "leak", "");
    run.run().fails(1).says("Delta Lake").says("name the files that are part of it");
    let run = Run::new().members("a", &by_nir()).file("leak/data/part-0.csv", by_nir());
    let run = run.file("leak/metadata/v1.metadata.json", "{}\n").leak_file("x", "leak/**/*.csv", "");
    run.run().fails(1).says("Iceberg");
    let run = Run::new().members("a", &by_nir()).file("leak/assureur=a/part-0.csv", by_nir());
    run.leak_file("x", "leak/**/*.csv", "").run().fails(1).says("`assureur=…`");
    // A day of export is no column of ours.
    let run = Run::new().members("a", &by_nir()).file("leak/export=2024-02-01/part-0.csv", by_nir());
    run.leak_file("x", "leak/**/*.csv", "").run().succeeds().persons(12, 12, 12);
}

/// A name of a file that macOS has decomposed is the name that the incident file composes.
#[test]
fn a_decomposed_name_of_a_file() {
    let run = Run::new().members("a", &by_nir()).file("leaks/donne\u{301}es.csv", by_nir());
    run.leak_file("x", "leaks/donn\u{e9}es.csv", "").run().succeeds().persons(12, 12, 12);
}

/// The insurer of a row by its code and its name in one cell; and products by numbers without zeros in front.
#[test]
fn codes_with_more_beside_them() {
    let row = |p: &Person, insurer: &str| format!("{};{};1;{insurer}", p.nir, p.iso());
    for (insurer, met) in
        [("a - Insurer a", 12), ("0075 – Insurer a", 12), ("a - Autre chose", 12), ("Autre - Chose", 0)]
    {
        let leak = table("nir;birth_date;birth_rank;insurer", |p| row(p, insurer));
        let run = Run::new().members("a", &by_nir()).leak("x", &leak).run().ends_as_it_found();
        run.persons(met, met, met);
    }
    // `check` reads such a name as `assess` does.
    let all = table("nir;birth_date;birth_rank;insurer", |p| row(p, "ZÃ©nith"));
    let several = "[[members]]\npath = \"all.csv\"\ninsurer_codes = { \"Zénith\" = \"a\" }";
    let run = Run::new().tail(several).file("all.csv", &all).insurer("a").leak("x", &by_nir());
    let outcome = run.run().succeeds().persons(12, 12, 12);
    let checked = outcome.ampleur(&["check", "incident.toml", "--json"]).run().stdout;
    assert!(checked.contains("\"rows\"") && !checked.contains("insurer.no-members"), "{checked}");
    let members = table("nir;birth_date;birth_rank;product", |p| format!("{};{};1;42", p.nir, p.iso()));
    let inside = |members: &str, product: &str, inside: u64| {
        let perimeter = format!("operator = \"x\"\nstatus = \"exposed\"\nproducts = [\"{product}\"]");
        let run = Run::new().members("a", members).perimeter("a", &perimeter).operator("x");
        run.run().ends_as_it_found().persons(inside, inside, inside);
    };
    inside(&members, "0042", 12);
    // As a spreadsheet, another encoding or a form without ligatures leave it.
    let of =
        |product: &str| table("nir;birth_date;birth_rank;product", |p| format!("{};{};1;{product}", p.nir, p.iso()));
    for (product, written) in [
        ("42", "42.0"),
        ("42", "42,00"),
        ("Santé Plus", "SantÃ© Plus"),
        ("Santé Plus", "SANTE PLUS"),
        ("Œil", "OEIL"),
        ("Œil", "œil"),
    ] {
        inside(&of(written), product, 12);
    }
    inside(&of("42.1"), "42", 0);
}

/// The column of the insurer is off by a row, or of another list: that many are insured elsewhere than it says is no accident.
#[test]
fn rows_that_name_the_wrong_insurer() {
    let people = people();
    let members = |range: std::ops::Range<usize>| {
        let rows: String = people[range].iter().map(|p| format!("{};{};1\n", p.nir, p.iso())).collect();
        format!("nir;birth_date;birth_rank\n{rows}")
    };
    let leak = |wrong: usize| {
        let of = |i: usize| if (i < 6) == (i >= wrong) { "a" } else { "b" };
        let rows: String =
            people.iter().enumerate().map(|(i, p)| format!("{};{};1;{}\n", p.nir, p.iso(), of(i))).collect();
        format!("nir;birth_date;birth_rank;insurer\n{rows}")
    };
    let run = |wrong: usize| {
        Run::new().members("a", &members(0..6)).members("b", &members(6..12)).leak("x", &leak(wrong)).run()
    };
    run(0).succeeds().persons(12, 12, 12);
    run(1).succeeds().leak_bin("elsewhere", 1);
    run(12).ends_as_it_found().leak_bin("elsewhere", 12).finds("leak.elsewhere", 12);
}

/// Files that are no text, whatever they are called.
#[test]
fn binary_files() {
    let random: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let of = |start: &[u8]| [start, &random].concat();
    for (bytes, says) in [
        (of(b"12345678DUCK"), "DuckDB"),
        (of(b"\x80\x04\x95"), "pickle"),
        (of(b"\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60"), "SAS"),
        (of(b"\x85\x01\x0c\x03"), "binary file"),
    ] {
        Run::new().members("a", &by_nir()).file("x.csv", bytes).leak_file("x", "x.csv", "").run().fails(1).says(says);
    }
}
