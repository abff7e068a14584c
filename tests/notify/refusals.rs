//! What no list is made of, and what none replaces.

use super::*;

#[test]
fn a_file_without_the_insurers_identifiers_is_refused() {
    let outcome = Run::new()
        .members("a", "nir;birth_date\n2820175056101;1982-01-20\n")
        .leak("x", "nir;birth_date\n2820175056101;1982-01-20\n")
        .run()
        .succeeds();
    refused(
        &outcome,
        &["--in-clear"],
        "no column holds the insurer's own identifier of its members\n  in members/a-0.csv",
    )
    .says("columns = { member_id = ");

    let outcome = Run::new()
        .file("all.csv", "insurer;nir;birth_date\na;2820175056101;1982-01-20\n")
        .insurer("a")
        .tail("[[members]]\npath = \"all.csv\"")
        .leak("x", "nir;birth_date\n2820175056101;1982-01-20\n")
        .run()
        .succeeds();
    refused(&outcome, &["--in-clear"], "no column holds the insurer's own identifier of its members\n  in all.csv");
}

#[test]
fn a_nir_is_no_identifier_of_an_insurer() {
    for id in ["2820175056101", "2 82 01 75 056 101 84", "2820175056101-01"] {
        let outcome = Run::new()
            .members("a", &format!("member_id;nir;birth_date\n{id};2820175056101;1982-01-20\n"))
            .leak("x", "nir;birth_date\n2820175056101;1982-01-20\n")
            .run()
            .succeeds();
        refused(&outcome, &["--in-clear"], "holds or looks like a NIR in 1 row\n  in members/a-0.csv");
    }
}

/// What is personal is told by its form, whether or not the file has a column of it: another person's NIR, one with wrong check digits, a
/// mailbox, a telephone, names, a date of birth.
#[test]
fn an_identifier_that_tells_more_than_a_number_of_the_insurers() {
    let with_ids = |ids: [&str; 4]| {
        let person = [
            ";MARTINEAU;JEANNE;1985-04-12",
            ";DURAND;PAUL;1990-10-21",
            ";PETIT;LEA;1975-02-03",
            ";MOREL;LUC;1966-07-08",
        ];
        let rows: String = ids.iter().zip(person).map(|(id, person)| format!("{id}{person}\n")).collect();
        Run::new()
            .members("a", &format!("member_id;last_name;first_name;birth_date\n{rows}"))
            .leak("x", "last_name;first_name;birth_date\nMARTINEAU;JEANNE;1985-04-12\n")
            .run()
            .succeeds()
    };
    for (ids, what, rows) in [
        (["K-01", "K-02", "185049912610360", "K-04"], "a NIR", 1),
        (["1850499126103", "2901075056101", "2750275056101", "1660775056101"], "a NIR", 4),
        (["185049912610311", "290107505610111", "275027505610111", "166077505610111"], "a NIR", 4),
        (["K-01", "paul.durand@exemple.invalid", "K-03", "K-04"], "an e-mail address", 1),
        (["K-01", "K-02", "06 39 98 12 34", "K-04"], "a telephone number", 1),
        (["0639981234", "0639981235", "0639981236", "0639981237"], "a telephone number", 4),
        (["K-01", "K-02", "K-03", "FR1420041010050500013M02606"], "an IBAN", 1),
        (["Martineau, Jeanne", "K-02", "K-03", "K-04"], "a name", 1),
        (["MARTINEAU1", "DURAND1", "PETIT1", "MOREL1"], "a name", 4),
        (["A19850412", "A19901021", "A19750203", "A19660708"], "a birth date", 4),
    ] {
        let says = format!("holds or looks like {what} in {rows} row");
        refused(&with_ids(ids), &["--in-clear"], &says);
    }
    for ids in [
        ["K-01", "K-02", "K-03", "K-04"],
        ["1234567890123", "1234567890124", "1234567890125", "1234567890126"],
        ["0000012345", "0000012346", "0000012347", "0000012348"],
        ["20240001", "20240002", "20240003", "20240004"],
        ["SANTE-PLUS-0001", "SANTE-PLUS-0002", "SANTE-PLUS-0003", "SANTE-PLUS-0004"],
    ] {
        let outcome = with_ids(ids);
        notify(&outcome, &["--in-clear"]).ends(0);
    }
}

#[test]
fn an_insurer_that_is_not_there_or_has_no_members_is_refused() {
    let outcome = Run::new()
        .members("b", "member_id;nir;birth_date\nK-0001;2820175056101;1982-01-20\n")
        .insurer("a")
        .leak("x", "nir;birth_date\n2820175056101;1982-01-20\n")
        .run()
        .succeeds();
    refused(&outcome, &["--in-clear"], "no member file has a row of `a`");
    let of_c = outcome.ampleur(&["notify", "incident.toml", "--insurer", "c", "--in-clear"]).run();
    of_c.ends(1).says("the incident file has no insurer `c`");
}

#[test]
fn a_folder_that_holds_anything_else_is_left_alone() {
    let outcome = three();
    let folder = outcome.path().join("notify/a");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("notes.txt"), "sent on the 16th").unwrap();
    let refused = |says: &str| {
        notify(&outcome, &["--in-clear"]).ends(1).says(says);
        assert_eq!(fs::read_to_string(folder.join("notes.txt")).unwrap(), "sent on the 16th");
    };
    refused("holds something other than a list of this insurer");
    // A list is there, and something beside it.
    fs::rename(folder.join("notes.txt"), outcome.path().join("notes.txt")).unwrap();
    fs::remove_dir(&folder).unwrap();
    in_clear(&outcome);
    fs::rename(outcome.path().join("notes.txt"), folder.join("notes.txt")).unwrap();
    refused("holds something other than a list of this insurer");
    fs::remove_file(folder.join("notes.txt")).unwrap();
    in_clear(&outcome);
    // Another incident's.
    let record = fs::read_to_string(folder.join("notified.json")).unwrap();
    fs::write(folder.join("notified.json"), record.replace("\"incident\": \"test\"", "\"incident\": \"other\""))
        .unwrap();
    notify(&outcome, &["--in-clear"]).ends(1).says("holds something other than a list of this insurer");
    assert!(folder.join("list.csv").exists());
}
