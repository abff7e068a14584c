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
        refused(&outcome, &["--in-clear"], "holds the NIR in 1 row\n  in members/a-0.csv");
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
