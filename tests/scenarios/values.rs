//! Values that are not what they seem: family ranks, New Year’s Eve, former members.

use super::*;

/// Schemes other than the general one write an order inside the family where the rank of twins should stand.
#[test]
fn a_family_order_in_the_leak_is_no_rank() {
    for rank in ["12", "003"] {
        let leaked = |first_name: &str| {
            Run::new()
                .members("a", &members("1800199126111;2015-05-04;1;ALEXIA;;;\n"))
                .leak("x", &leak(&format!("1800199126111;2015-05-04;{rank};{first_name};\n")))
                .run()
                .succeeds()
                .finds("rank.family", 1)
        };
        leaked("ALEXIA").persons(1, 1, 1).rests_on("nir-date-name", 1);
        leaked("").persons(0, 1, 1).rests_on("nir-date", 1);
    }
}

/// The same in the members' file: a rank of 1 in the leak then proves nothing, and contradicts nothing.
#[test]
fn a_family_order_in_the_members_file_is_no_rank() {
    Run::new()
        .members("a", &members("1800199126111;2015-05-04;003;ALEXIA;;;\n"))
        .leak("x", &leak("1800199126111;2015-05-04;1;;\n"))
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .rests_on("nir-date", 1)
        .finds("rank.family", 1);
}

/// Of a birth of which the year alone is known one side has made 1 January, the other 31 December.
#[test]
fn the_first_of_january_may_be_the_last_of_december() {
    Run::new()
        .members("a", &members("1502099126111;1950-01-01;1;ALEXIA;MARTIN;Assuré;C00012345\n"))
        .leak("x", &leak("1502099126111;1950-12-31;1;ALEXIA;C00012345\n"))
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .leak_bin("matched", 1)
        .differs("nir-date-name", "date-unknown", 1)
        .is("/totals/records", 1);
}

/// A number made for bills without a name, on everybody the insurer could not identify.
#[test]
fn a_fictitious_nir_on_a_thousand_persons_links_nobody() {
    let row = |n: u32| {
        let (year, month, day) = (1940 + n % 60, 1 + n % 12, 1 + n % 28);
        format!("155555510133377;{year}-{month:02}-{day:02};1;LEA;C{n:07}\n")
    };
    let rows: String = (0..1_000).map(row).collect();
    let outcome = Run::new()
        .members("a", &leak(&rows))
        .leak("x", &leak(&rows))
        .run()
        .succeeds()
        .persons(0, 1_000, 1_000)
        .leak_bin("matched", 1_000)
        .rests_on("nir-date-rank", 0)
        .rests_on("contract-date-name", 1_000);
    assert_eq!(found(&outcome, "nir.fictitious"), [json!(["a", "info", 1_000]), json!(["x", "info", 1_000])]);
}

/// Headers as forms print them: the name of the value, and how to write it.
#[test]
fn a_header_that_says_the_form_of_its_values() {
    Run::new()
        .members(
            "a",
            "Prénom;Date de naissance (JJ/MM/AAAA);NIR (13 caractères + clé)\nAlexia;23/10/1995;295109912611193\n",
        )
        .leak("x", "nir;birth_date;first_name\n2951099126111;1995-10-23;ALEXIA\n")
        .run()
        .succeeds()
        .persons(1, 1, 1);
    // What else stands in brackets may be another value.
    let one = Run::new().members("a", "Nom (conseiller);Prénom;Date de naissance\nDURAND;Alexia;23/10/1995\n");
    let leaked = "last_name;first_name;birth_date\nDURAND;ALEXIA;1995-10-23\n";
    one.leak("x", leaked).run().fails(1).says("no linkage rule is possible with the columns of this file");
}

/// Two namesakes of one day, each with another number whose check digits are wrong: two rows, in whatever order, and no duplicates.
#[test]
fn rows_that_differ_in_a_number_that_is_none() {
    let members = "nir;last_name;first_name;birth_date\n1800578006084;DUPONT;JEAN;1980-05-06\n1800575006190;DUPONT;JEAN;1980-05-06\n";
    let rows = ["180057800608400;DUPONT;JEAN;1980-05-06\n", "180057500619001;DUPONT;JEAN;1980-05-06\n"];
    let wrong = |row: &str| row.replacen("00;", "99;", 1).replacen("01;", "98;", 1);
    for order in [[0, 1], [1, 0]] {
        let leak: String = order.iter().map(|i| wrong(rows[*i])).collect();
        let run = Run::new().members("a", members).leak("x", &format!("nir;last_name;first_name;birth_date\n{leak}"));
        let outcome = run.arg("--fail-on").arg("never").run().succeeds();
        outcome.leak_bin("duplicate", 0).leak_bin("matched", 2).is("/totals/persons/estimate", 2);
    }
}

/// A row that gives away a number, though one that nobody can read, is not the one that gives away none.
#[test]
fn what_a_row_gives_away_is_not_lost_with_a_duplicate() {
    for order in [["", "Q7X-ZK31"], ["Q7X-ZK31", ""]] {
        let row = |nir: &str| format!("{nir};MOREAU;LEA;1995-10-03\n");
        let leak = format!("nir;last_name;first_name;birth_date\n{}{}", row(order[0]), row(order[1]));
        let members = "nir;last_name;first_name;birth_date\n2951099126111;MOREAU;LEA;1995-10-03\n";
        let run = Run::new().members("a", members).leak("x", &leak).arg("--fail-on").arg("never");
        let outcome = run.run().succeeds().leak_bin("duplicate", 0).leak_bin("matched", 2);
        let sets = outcome.report.as_ref().unwrap()["sets"].clone();
        assert_eq!(
            sets,
            json!([{"fields": ["last_name", "first_name", "birth_date", "nir"], "persons": 1}]),
            "{order:?}"
        );
    }
}
