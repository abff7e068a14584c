//! Files as they are written: row numbers, headers, types of Parquet.

use std::collections::BTreeSet;
use std::process::Command;

use polars::prelude::{Column, DataFrame, DataType, NamedFrom, ParquetWriter, Series, TimeUnit};

use crate::harness::{Outcome, Run, members, skip};

const GOOD: &str = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";

fn rejected_rows(csv: &str) -> Vec<u64> {
    let outcome = Run::new().head("max_rejects = 1.0").members("a", GOOD).leak("x", csv).run().succeeds();
    rows_of(&outcome.read("rejects/leaks/x/x-0.csv.csv"))
}

/// The rows that a list of rejected ones has, which are ranges.
fn rows_of(rejects: &str) -> Vec<u64> {
    let ranges = rejects.lines().skip(1).map(|line| {
        let mut numbers = line.split(',').map(|number| number.parse::<u64>().unwrap());
        let (first, last, rows) = (numbers.next().unwrap(), numbers.next().unwrap(), numbers.next().unwrap());
        assert_eq!(last - first + 1, rows);
        first..=last
    });
    let rows: BTreeSet<u64> = ranges.flatten().collect();
    rows.into_iter().collect()
}

/// As a spreadsheet numbers them: the header is row 1, a blank line is a row, a line break inside quotes is none.
#[test]
fn row_numbers_are_the_user_s() {
    let bad = "2951099126111;wxyz;1";
    for end in ["\n", "\r\n"] {
        let text = ["nir;birth_date;birth_rank", bad, "", "\"2951099126111\n\";1995-10-03;1", bad, bad, ""].join(end);
        assert_eq!(rejected_rows(&text), [2, 5, 6], "{end:?}");
        assert_eq!(rejected_rows(text.trim_end()), [2, 5, 6], "{end:?}, no end of line at the end");
    }
}

/// Lines above the headers are rows of the file; a total at its end is none of ours, in the middle it is one.
#[test]
fn row_numbers_below_a_title() {
    let bad = "2951099126111;wxyz;1;x";
    let header = "nir;birth_date;birth_rank;note";
    let total = "Total;;;";
    let text = ["Extraction du 5 février;;;", "", header, bad, total, bad, "", total, ";;;", total].join("\n");
    // Not `.csv`, of which the harness takes the first line for headers.
    let run = Run::new().head("max_rejects = 1.0").members("a", GOOD).file("leak.txt", &text);
    let rejects = run.leak_file("x", "leak.txt", "").run().succeeds().read("rejects/leaks/x/leak.txt.csv");
    assert_eq!(rows_of(&rejects), [4, 5, 6]);
}

#[test]
fn headers_are_recognised_as_they_are_met_in_france() {
    for header in [
        "NUM_SECU,Né(e) le,Rang gémellaire,PRÉNOM",
        "N° SS;Date de naissance;Rang de naissance;Prénom(s)",
        "\u{feff}Numéro de sécurité sociale;DT_NAISS;RG_GEM;Prénom usuel",
    ] {
        let delimiter = if header.contains(';') { ";" } else { "," };
        let row = ["2951099126111", "1995-10-03", "1", "ALEXIA"].join(delimiter);
        Run::new().members("a", GOOD).leak("x", &format!("{header}\n{row}\n")).run().succeeds().persons(1, 1, 1);
    }
}

#[test]
fn a_name_may_hold_the_delimiter_between_quotes() {
    Run::new()
        .members(
            "a",
            "nir,birth_date,first_name,last_name\n2951099126111,1995-10-03,\"ALEXIA, ROSE\",\"de \"\"la\"\" Tour\"\n",
        )
        .leak("x", "nir,birth_date,first_name\n2951099126111,1995-10-03,Alexia\n")
        .run()
        .succeeds()
        .persons(1, 1, 1);
}

#[test]
fn an_address_may_stand_under_several_headers() {
    Run::new()
        .operators_declare("exposed = [\"nir\", \"birth_date\", \"birth_rank\"]\nnot_exposed = [\"postal_address\"]")
        .members("a", GOOD)
        .leak("x", "nir;birth_date;birth_rank;Rue;Code postal\n2951099126111;1995-10-03;1;;33000\n1800199126111;1980-01-04;1;;\n")
        .run()
        .succeeds()
        .finds("field.declared-not-exposed", 1);
}

/// Typed columns, as databases export them: number, double, date, moment.
#[test]
fn parquet_columns_of_every_usual_type() {
    let day = 9_406i32; // 1995-10-03, counted from 1970-01-01
    let nir = 295_109_912_611_193i64;
    let moment = i64::from(day) * 86_400_000;
    let number = |dtype: DataType| Column::from(Series::new("nir".into(), [nir]).cast(&dtype).unwrap());
    let dates = [
        Series::new("birth_date".into(), [day]).cast(&DataType::Date).unwrap(),
        Series::new("birth_date".into(), [moment]).cast(&DataType::Datetime(TimeUnit::Milliseconds, None)).unwrap(),
        Series::new("birth_date".into(), ["1995-10-03"]),
    ];
    for nir in [DataType::Int64, DataType::Float64, DataType::String] {
        for date in &dates {
            for rank in [DataType::Int8, DataType::UInt8, DataType::Int16, DataType::Int32, DataType::Float64] {
                let rank = Series::new("birth_rank".into(), [1i32]).cast(&rank).unwrap();
                // Not in the order in which our columns are listed.
                let columns = vec![Column::from(rank), number(nir.clone()), Column::from(date.clone())];
                let mut frame = DataFrame::new(1, columns).unwrap();
                let mut bytes = Vec::new();
                ParquetWriter::new(&mut bytes).finish(&mut frame).unwrap();
                Run::new()
                    .members("a", GOOD)
                    .file("leak.parquet", &bytes)
                    .leak_file("x", "leak.parquet", "")
                    .run()
                    .succeeds()
                    .persons(1, 1, 1);
            }
        }
    }
}

/// Midnight in France is the evening before in universal time, and is told; with another time, the day is not taken.
#[test]
fn a_moment_that_is_not_midnight() {
    moment(9_406 * 86_400_000 - 3_600_000).finds("date.zone", 1).persons(1, 1, 1);
    moment(9_406 * 86_400_000 + 52_200_000).finds("date.time", 1);
}

/// Midnight where the column says it was written is a day; in a zone that nobody knows, it is the day before or it is not. Polars writes no
/// zone that it reads.
#[test]
fn a_moment_of_a_zone() {
    let Some(python) = std::env::var_os("PYTHON") else { return skip("PYTHON, with pyarrow") };
    let of = |zone: &str, minutes: i64| {
        let moment = 9_406 * 86_400 - minutes * 60;
        let script = format!(
            "import pyarrow as pa, pyarrow.parquet as pq\n\
             date = pa.array([{moment}], pa.timestamp('s', tz='{zone}'))\n\
             pq.write_table(pa.table({{'nir': ['2951099126111'], 'birth_date': date, 'birth_rank': ['1']}}), 'leak.parquet')"
        );
        let run = Run::new().members("a", GOOD).leak_file("x", "leak.parquet", "");
        let written = Command::new(&python).args(["-c", &script]).current_dir(run.path()).status().unwrap();
        assert!(written.success());
        run.run()
    };
    for (zone, minutes) in [("Europe/Paris", 60), ("+02:00", 120), ("-03:30", -210), ("UTC", 0)] {
        let report = of(zone, minutes).succeeds().persons(1, 1, 1).read("report.json");
        assert!(!report.contains("date.zone") && !report.contains("date.time"), "{zone}: {report}");
    }
    for zone in ["Mars/Olympus", "+2"] {
        let refused = of(zone, 0).fails(1);
        refused.says("holds moments in an unknown time zone").says("export the column as text");
    }
}

fn moment(moment: i64) -> Outcome {
    let date =
        Series::new("birth_date".into(), [moment]).cast(&DataType::Datetime(TimeUnit::Milliseconds, None)).unwrap();
    let columns = vec![
        Column::from(Series::new("nir".into(), ["2951099126111"])),
        Column::from(date),
        Column::from(Series::new("birth_rank".into(), ["1"])),
    ];
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut DataFrame::new(1, columns).unwrap()).unwrap();
    Run::new()
        .head("max_rejects = 1.0")
        .members("a", GOOD)
        .file("leak.parquet", &bytes)
        .leak_file("x", "leak.parquet", "")
        .run()
        .succeeds()
}

/// Nothing is nothing in each of its spellings, though most cells are passed over at a glance.
#[test]
fn marks_for_nothing_are_told_from_values() {
    for (header, marks) in [
        ("coverage_end", ["2958465.0", "31/12/2999 00:00:00", "9999-12-31", "000000"]),
        // In a column of names the finding's own example would be taken for a name.
        ("relation", ["néant", "À compléter", "n.c.", "(null)"]),
        ("birth_name", ["S/O", "N/A", "Non renseignée", "-"]),
        ("deceased_on", ["0", "99999999", "31/12/9999", "NULL"]),
        ("last_name", ["À compléter", "a renseigner", "S/O", "\\N"]),
        ("contract_number", ["0000000000", "XXXX", "inconnu", "--"]),
        ("contract_number", ["EN ATTENTE", "à définir", "Sans contrat", "PROVISOIRE"]),
        ("coverage_end", ["En cours", "Non", "illimité", "Actif"]),
        ("email", ["mailto:", "System.String[]", "aucun@aucun.fr", "RAS"]),
        ("phone", ["+33", "0033", "Loading...", "tel:"]),
        ("iban", ["FR", "FR76", "FR00", "[object Object]"]),
    ] {
        for mark in marks {
            let members = format!("nir;birth_date;birth_rank;{header}\n2951099126111;1995-10-03;1;{mark}\n");
            let outcome = Run::new().members("a", &members).leak("x", GOOD).run().succeeds();
            outcome.finds("value.nothing", 1).persons(1, 1, 1);
        }
    }
}

/// An address that only resembles nobody's is somebody's.
#[test]
fn addresses_of_somebody() {
    for address in ["aucun@exemple.invalid", "noemie@nomail.invalid", "inconnu.jean@inconnu.invalid"] {
        let leak = format!("nir;birth_date;email\n2951099126111;1995-10-03;{address}\n");
        let outcome =
            Run::new().members("a", &members("2951099126111;1995-10-03;1;;;;\n")).leak("x", &leak).run().succeeds();
        let fields = outcome.report.as_ref().unwrap()["operators"][0]["fields"].as_array().unwrap();
        let email = fields.iter().find(|count| count["field"] == "email").unwrap();
        assert_eq!(email["observed_records"], 1, "{address} is lost");
    }
}

/// Letters that change their length with their case, around the word before a key: the cell is no NIR, and the run goes on.
#[test]
fn a_word_in_a_nir_of_letters_that_grow() {
    for nir in ["Ⱥcléẞ", "ẞCLÉȺ", "1 85 05 78 006 084 CLÉ 91", "1850578006084clef91"] {
        let leak = format!("nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n{nir};1985-05-12;1\n");
        let members = members("2951099126111;1995-10-03;1;;;;\n1850578006084;1985-05-12;1;;;;\n");
        let outcome = Run::new().members("a", &members).leak("x", &leak).arg("--fail-on").arg("never").run().succeeds();
        let met = 1 + u64::from(nir.starts_with('1'));
        outcome.persons(met, met, met);
    }
}

/// Quotes that pair up by accident swallow rows also where there are two columns.
#[test]
fn quotes_in_a_file_of_two_columns() {
    let leak =
        "nir;product\n2951099126111;\"Confort\n2820175056101;Essentiel\n1850578006084;Horizon\"\n1650975056606;Or\n";
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;;;;\n"))
        .leak("x", leak)
        .run()
        .fails(1)
        .says("a value in quotes holds whole lines of the file")
        .says("x-0.csv, row 2");
    // An address over two lines, which holds the delimiter.
    let address = "nir;postal_address\n2951099126111;\"12 rue des Lilas; bât. A\n75011; Paris\"\n";
    let members = members("2951099126111;1995-10-03;1;;;;\n");
    Run::new().members("a", &members).leak("x", address).arg("--fail-on").arg("never").run().succeeds();
}

/// Headers again, as they were but for one that is another known column: rows below would be read in the wrong columns.
#[test]
fn headers_again_with_another_column_in_one_place() {
    let leak = "NIR;Date de naissance;Nom;Prénom;N° contrat\n2951099126111;1995-10-03;MOREAU;LEA;C1000001\n\
        NIR;Date de naissance;Nom;Prénom;N° adhérent\n2820175056101;1982-01-20;DURANDAL;ANNABELLE;A1000002\n";
    Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;;;;\n"))
        .leak("x", leak)
        .run()
        .fails(1)
        .says("headers stand again among the rows: others, or the same in another order")
        .says("x-0.csv, row 3");
}

/// A column of NIRs in which every cell is the zero of a formula that was never computed: the figures are those of a file without it.
#[test]
fn a_column_that_says_nothing_in_every_row() {
    let rows: String = (1..9).map(|n| format!("0;1985-05-1{n};DURAND;PAUL{n}\n")).collect();
    let header = "nir;birth_date;last_name;first_name\n";
    let leak = format!("{header}2951099126111;1995-10-03;MOREAU;LEA\n");
    let run = Run::new().members("a", &format!("{header}{rows}")).leak("x", &leak);
    run.run().ends_as_it_found().finds("column.empty", 8);
}

/// A day ends with its last second; and 31 December 99 is the end of time, as a database shows it with two digits of the year.
#[test]
fn ends_of_covers() {
    for (end, persons) in [("31/12/2023 23:59:59", 0), ("2024-01-01 23:59:59", 1), ("31-DEC-99", 1), ("31/12/2023", 0)]
    {
        let members = format!(
            "nir;birth_date;birth_rank;coverage_start;coverage_end\n2951099126111;1995-10-03;1;2015-01-01;{end}\n"
        );
        let perimeter = "operator = \"x\"\nstatus = \"exposed\"\ncovered_on = 2024-01-01";
        let run = Run::new().members("a", &members).operator("x").perimeter("a", perimeter);
        run.arg("--fail-on").arg("never").run().succeeds().persons(persons, persons, persons);
    }
}

/// More rows than a batch, in several row groups and across batches: none is lost.
#[test]
fn files_larger_than_a_batch() {
    let rows = 300_000u64;
    let nir = |i: u64| format!("29510991{:02}{:03}", i / 999 % 98, 1 + i % 999);
    let day = |i: u64| format!("1995{:02}{:02}", 1 + i % 12, 1 + i / 97_902 % 28);
    let mut csv = "nir,birth_date,birth_rank\n".to_owned();
    let (mut nirs, mut days) = (Vec::new(), Vec::new());
    for i in 0..rows {
        csv.push_str(&format!("{},{},1\n", nir(i), day(i)));
        nirs.push(nir(i));
        days.push(day(i));
    }
    let ranks = vec!["1"; nirs.len()];
    let columns = vec![
        Column::from(Series::new("nir".into(), nirs)),
        Column::from(Series::new("birth_date".into(), days)),
        Column::from(Series::new("birth_rank".into(), ranks)),
    ];
    let mut frame = DataFrame::new(rows as usize, columns).unwrap();
    let path = std::path::Path::new("members.csv");
    for group in [50_000, 400_000] {
        let mut bytes = Vec::new();
        ParquetWriter::new(&mut bytes).with_row_group_size(Some(group)).finish(&mut frame).unwrap();
        let run = Run::new().leak("x", GOOD).file("leak.parquet", &bytes).leak_file("x", "leak.parquet", "");
        std::fs::write(run.path().join(path), &csv).unwrap();
        let outcome = run.members_file("a", "members.csv", "").arg("--fail-on").arg("never").run().succeeds();
        let report = outcome.report.unwrap();
        let distinct = report["totals"]["persons"]["estimate"].as_u64().unwrap();
        assert_eq!(report["conservation"]["leaks"][1]["matched"].as_u64(), Some(distinct));
        assert_eq!(report["conservation"]["members"][0]["exposed"].as_u64(), Some(distinct));
        assert_eq!(report["conservation"]["leaks"][1]["rows"], rows);
        let duplicates = report["conservation"]["leaks"][1]["duplicate"].as_u64().unwrap();
        assert_eq!(distinct + duplicates, rows);
    }
}

/// A third of the rows has a value more in front, so that numbers stand in the column of birth dates: their persons are missing.
#[test]
fn rows_that_are_shifted_are_told() {
    let nir = |i: u32| format!("2951099126{}", 111 + i);
    let rows = (0..15).map(|i| match i % 3 {
        0 => format!(";{};1995-10-03\n", nir(i)),
        _ => format!("{};1995-10-03;1\n", nir(i)),
    });
    let members = format!("nir;birth_date;birth_rank\n{}", rows.collect::<String>());
    let leak = format!("nir;birth_date;birth_rank\n{};1995-10-03;1\n", nir(1));
    let outcome = Run::new().members("a", &members).leak("x", &leak).run().ends_as_it_found();
    outcome.finds("column.partly-unreadable", 5).persons(1, 1, 1);
}

/// A last line that holds the number of the rows above it is one only where others have a name: anywhere else it may be somebody's number.
#[test]
fn a_last_row_is_no_count_of_rows() {
    let members = "last_name;first_name;e-mail;contract_number\nDURAND;PAUL;;C1\nPETIT;LEA;;2\nMARTIN;ANNE;;C3\n";
    let leak = |last: &str| {
        let rows = "DURAND;PAUL;;C1\nPETIT;LEA;;2\nROUX;JEAN;;C9\n";
        let leak = format!("last_name;first_name;e-mail;contract_number\n{rows}{last}\n");
        Run::new().members("a", members).leak("x", &leak).head("max_rejects = 1.0").run().succeeds()
    };
    for row in [";;;C3", "3;;;C3", ";;;3", "9;;;C3"] {
        leak(row).leak_bin("rows", 4);
    }
    // Nor are a number, an address or a masked name the foot of a page.
    for row in [";;;12/34", ";;page.martin@exemple.fr;", ";;;DOCUMENT 12", "Page;Martin;;C9"] {
        leak(row).leak_bin("rows", 4);
        leak(&format!("{row}\nROUX;ANNE;;C8")).leak_bin("rows", 5);
    }
    leak(";;;C3").leak_bin("household", 1).persons(0, 2, 3);
    for count in ["99;00000003;;", "T;3;;", "9;5;;"] {
        leak(count).leak_bin("rows", 3).finds("file.total-lines", 1);
    }
}

/// A line that has a NIR or a birth date where others have it is a row, whatever stands before it.
#[test]
fn a_row_whose_name_is_masked() {
    let members = "nom;prenom;date_naissance;nir;rang;contrat\nROUX;ANNE;1985-04-12;1850499126103;1;\nPETIT;LEA;1980-01-04;1800199126111;1;\n";
    for name in ["CONFIDENTIEL", "TOTAL", "FIN"] {
        let leak = format!(
            "nom;prenom;date_naissance;nir;rang;contrat\nROUX;ANNE;1985-04-12;1850499126103;1;\n{name};;1980-01-04;1800199126111;;\n"
        );
        Run::new().members("a", members).leak("x", &leak).run().succeeds().leak_bin("rows", 2).persons(1, 2, 2);
    }
}

/// People are called Fin and Total: a last row with a first name and a contract is no total.
#[test]
fn a_surname_that_opens_a_total() {
    for name in ["FIN", "TOTAL"] {
        let rows = format!(
            "nom;prenom;email;telephone;adresse;contrat\nROUX;ANNE;;;;C8\nPETIT;LEA;;;;C7\n{name};MARC;;;;C9\n"
        );
        Run::new().members("a", &rows).leak("x", &rows).run().succeeds().leak_bin("rows", 3).persons(0, 3, 3);
    }
}

/// A sentence with as many digits as a NIR, where NIRs stand.
#[test]
fn a_closing_sentence_with_a_day_and_a_time() {
    let members = "nir;nom;prenom;date_naissance;contrat\n1850499126103;ROUX;ANNE;1985-04-12;\n";
    let leak = format!("{members}Extraction du 05/02/2024 à 10:32:11;;;;\n");
    let outcome = Run::new().members("a", members).leak("x", &leak).run().succeeds();
    outcome.leak_bin("rows", 1).finds("file.total-lines", 1);
}

/// An optician's own customer numbers, which no insurer has: that they meet nobody says nothing.
#[test]
fn numbers_that_members_do_not_have_may_meet_nobody() {
    let name = |i: u32| format!("N{}", ["A", "E", "I", "O"][i as usize % 4].repeat(1 + i as usize / 4));
    let members: String = (0..40).map(|i| format!("{};PAUL;1980-01-{:02};K{i:04}\n", name(i), 1 + i % 28)).collect();
    let rows: String = (0..60).map(|i| format!("{};1971-03-{:02};9{i:05}\n", name(i), 1 + i % 28)).collect();
    let members = format!("nom;prenom;date_naissance;contrat\n{members}");
    let leak = |number: &str| format!("nom;date_naissance;{number}\n{rows}");
    Run::new().members("a", &members).leak("x", &leak("numero_client")).run().succeeds().leak_bin("unmatched", 60);
    let outcome = Run::new().members("a", &members).leak("x", &leak("contrat")).run().ends_as_it_found();
    outcome.finds("leak.meets-nobody", 60);
}
