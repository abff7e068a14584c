//! Kinds of files that programs and people make of a list of persons, after faults that were reported in public: each is read as it was meant,
//! or told. The same twelve persons in all of them, unless a test says otherwise.

use serde_json::json;

use crate::harness::{Outcome, Run};

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

/// Sex in codes that are not what they seem: the file's own NIRs show it, and nobody is contradicted by them.
#[test]
fn sexes_that_the_nirs_contradict() {
    for [man, woman] in [["2", "1"], ["0", "1"], ["H", "M"]] {
        let sex = |p: &Person| if p.nir.starts_with('1') { man } else { woman };
        let leak = table("nir;birth_date;sexe", |p| format!("{};{};{}", p.nir, p.iso(), sex(p)));
        let differ = if man == "2" { 12 } else { 6 };
        assess(&by_nir(), &leak).finds("sex.not-of-nir", differ).persons(0, 12, 12);
    }
    let leak = table("nir;birth_date;sexe", |p| format!("{};{};{}", p.nir, p.iso(), &p.nir[..1]));
    let outcome = assess(&by_nir(), &leak).persons(0, 12, 12);
    assert!(!outcome.report.unwrap().to_string().contains("sex.not-of-nir"));
}

/// Days of programs: noon, one or two o'clock; the end of a month that has no such day; and what an empty date became.
#[test]
fn days_that_programs_write() {
    let written = ["{} à 00h00", "{} 00h00", "'{}'", "\"{}\"", "{}."];
    for written in written {
        let leak =
            table("nir\tbirth_date\tbirth_rank", |p| format!("{}\t{}\t1", p.nir, written.replace("{}", &p.iso())));
        assess(&by_nir(), &leak).persons(12, 12, 12);
    }
    for time in ["T12:00:00Z", "T12:00:00", " 01:00:00", " 02:00", "T13:00:00"] {
        let leak = table("nir;birth_date;birth_rank", |p| format!("{};{}{time};1", p.nir, p.iso()));
        match time {
            "T13:00:00" => drop(assess(&by_nir(), &leak).finds("column.unreadable", 12)),
            _ => drop(assess(&by_nir(), &leak).finds("date.hour", 12).persons(12, 12, 12)),
        }
    }
    let ended =
        |end: &str| table("nir;birth_date;birth_rank;coverage_end", |p| format!("{};{};1;{end}", p.nir, p.iso()));
    let perimeter = "operator = \"x\"\nstatus = \"exposed\"\ncovered_on = 2023-07-01";
    for (end, inside) in [("31/06/2023", 0), ("31/07/2023", 12), ("30/02/2024", 12), ("31/09/2022", 0)] {
        let run = Run::new().members("a", &ended(end)).perimeter("a", perimeter).operator("x");
        let outcome = run.run().ends_as_it_found().persons(inside, inside, inside);
        if end != "31/07/2023" {
            outcome.finds("date.month-end", 12);
        }
    }
    // A death on 1 January 1970 is none; a birth is, unless the NIR says otherwise.
    let epoch = table("nir;birth_date;birth_rank;last_name;first_name", |p| {
        format!("{};1970-01-01;1;{};{}", p.nir, p.last, p.first)
    });
    assess(&epoch, &epoch).finds("date.sentinel", 12);
    let born = "nir;birth_date;birth_rank\n1700175990950;1970-01-01;1\n";
    assess(born, born).persons(1, 1, 1);
}

/// Names as forms and registers hold them: a title, two names in one field, Saint cut short.
#[test]
fn names_with_more_in_them() {
    let titled = table("nom;prenom;date_naissance", |p| {
        let title = if p.nir.starts_with('1') { "M." } else { "Mme" };
        format!("{title} {};{};{}", p.last, p.first, p.iso())
    });
    assess(&by_name(), &titled).persons(0, 12, 12);
    assess(&titled, &by_name()).persons(0, 12, 12);
    for both in ["{} ép. LEROY-DUPREZ", "{} épouse LEROY", "LEROY née {}", "{} veuve LEROY", "LEROY (née {})"] {
        let named =
            table("nom;prenom;date_naissance", |p| format!("{};{};{}", both.replace("{}", p.last), p.first, p.iso()));
        // Whether the other side knows the name of birth or the one in use.
        assess(&by_name(), &named).persons(0, 12, 12);
        let in_use = both.split([' ', '(']).find(|word| word.starts_with("LEROY")).unwrap();
        let in_use = in_use.replace('-', " ");
        let by_use = table("nom;prenom;date_naissance", |p| format!("{in_use};{};{}", p.first, p.iso()));
        assess(&by_use, &named).persons(0, 12, 12);
    }
    // A name with an apostrophe, which a system may leave out, has no title.
    let of = |m: &str| table("nom;prenom;date_naissance", |p| format!("{m}{};{};{}", p.last, p.first, p.iso()));
    for [one, other] in [["M'", "M"], ["M'", "M "], ["M", "M’"]] {
        assess(&of(one), &of(other)).persons(0, 12, 12);
    }
    let saints =
        |saint: &str| table("nom;prenom;date_naissance", |p| format!("{saint} {};{};{}", p.last, p.first, p.iso()));
    assess(&saints("SAINT"), &saints("St")).persons(0, 12, 12);
    assess(&saints("SAINTE"), &saints("Ste-")).persons(0, 12, 12);
}

/// Contacts as people write them, with links and words around.
#[test]
fn contacts_with_more_around_them() {
    let phone = |i: usize| format!("06 39 98 {:02} {:02}", 12 + i, 47 - i);
    let contact = |written: &dyn Fn(usize) -> String, header: &str| {
        let rows: String =
            people().iter().enumerate().map(|(i, p)| format!("{}\t{}\t{}\n", p.last, p.first, written(i))).collect();
        format!("nom\tprenom\t{header}\n{rows}")
    };
    let plain = contact(&phone, "phone");
    let shapes: [&dyn Fn(usize) -> String; 7] = [
        &|i| format!("tel:+33{}", &phone(i).replace(' ', "")[1..]),
        &|i| format!("{} (domicile)", phone(i)),
        &|i| format!("Port. : {}", phone(i)),
        &|i| format!("{} ou 01 40 11 22 33", phone(i)),
        &|i| format!("(+33) {}", &phone(i)[1..]),
        &|i| {
            let digits = phone(i).replace(' ', "");
            format!("{}.{}E8", &digits[1..2], &digits[2..].trim_end_matches('0'))
        },
        &|i| format!("'{}.", phone(i)),
    ];
    for (n, shape) in shapes.iter().enumerate() {
        let found = assess(&plain, &contact(shape, "phone")).report.unwrap()["totals"]["persons"].clone();
        assert_eq!(found["estimate"], 12, "shape {n}: {found}");
    }
    let address = |i: usize| format!("personne.{i}@exemple.fr");
    let plain = contact(&address, "email");
    let other = contact(&|i| format!("o'{}", address(i)), "email");
    assert_eq!(assess(&plain, &other).report.unwrap()["totals"]["persons"]["estimate"], 0, "part of an address");
    for around in ["{0}#mailto:{0}#", "mailto:{0}", "Anne <{0}>", "[{0}]", "'{0}'", "{0}/autre@exemple.fr"] {
        assess(&plain, &contact(&|i| around.replace("{0}", &address(i)), "email")).persons(0, 12, 12);
    }
}

/// What a form begins with, and numbers typed to get past a field, are nothing.
#[test]
fn numbers_that_fill_a_field() {
    let filled = |n: &str| table("contract_number;birth_date;first_name", |p| format!("{n};{};{}", p.iso(), p.first));
    for filler in ["9999999999", "99999999", "TEST", "En attente"] {
        let run = Run::new().head("max_rejects = 1.0").members("a", &filled(filler)).leak("x", &filled(filler));
        run.run().ends_as_it_found().persons(0, 0, 0);
    }
    let of_nobody = |nir: &str| table("nir;birth_date", |p| format!("{nir};{}", p.iso()));
    for nir in ["1999999999999", "1234567890123"] {
        let run = Run::new().head("max_rejects = 1.0").members("a", &of_nobody(nir)).leak("x", &of_nobody(nir));
        run.run().ends_as_it_found().persons(0, 0, 0);
    }
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

/// Dates that a program shifted by four years, where no NIR shows it: that nearly nobody is met, or none by the date, is grave.
#[test]
fn dates_of_another_epoch_without_nirs() {
    let shifted = |p: &Person| format!("{}-{:02}-{:02}", p.born[0] + 4, p.born[1], p.born[2] + 1);
    let names = table("last_name;first_name;birth_date", |p| format!("{};{};{}", p.last, p.first, shifted(p)));
    assess(&by_name(), &names).persons(0, 0, 0).finds("leak.meets-nobody", 12);
    let numbers = |day: &dyn Fn(&Person) -> String| {
        table("contract_number;first_name;birth_date", |p| format!("{};{};{}", p.contract, p.first, day(p)))
    };
    assess(&numbers(&Person::iso), &numbers(&shifted)).finds("leak.dates-differ", 12);
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
    let members = table("nir;birth_date;birth_rank;product", |p| format!("{};{};1;42", p.nir, p.iso()));
    let perimeter = "operator = \"x\"\nstatus = \"exposed\"\nproducts = [\"0042\"]";
    Run::new().members("a", &members).perimeter("a", perimeter).operator("x").run().succeeds().persons(12, 12, 12);
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

/// NIRs with the keys that the rule gives are those without.
#[test]
fn the_persons_have_keys() {
    let keyed = table("nir;birth_date;birth_rank", |p| format!("{}{:02};{};1", p.nir, p.key(), p.iso()));
    assess(&by_nir(), &keyed).persons(12, 12, 12);
}
