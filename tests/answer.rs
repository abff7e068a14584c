//! Answers to access requests (GDPR art. 15): the truth about one person, and nobody shown.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Ended, Outcome, Run, files_under};

const MEMBERS: &str = "member_id;nir;birth_date;birth_rank;first_name;contract_number
K-0001;2820175056101;1982-01-20;1;ANNABELLE;C7000001
K-0002;1700575056202;1970-05-11;1;DENISARD;C7000002
K-0003;2900875056505;1990-08-12;1;GINETTINE;C7000003
K-0004;2900875056505;1990-08-12;2;HUGOLINE;C7000003
K-0005;1650975056606;1965-09-23;1;IVANHOEL;C7000004
K-0005;1780675056404;1978-06-15;1;FREDEGONDE;C7000005
";

/// Annabelle at both operators, with her e-mail address at the second; one of the twins, nobody can say which.
const AT_X: &str = "nir;birth_date;birth_rank;first_name
2820175056101;1982-01-20;1;ANNABELLE
1780675056404;1978-06-15;1;FREDEGONDE
2900875056505;1990-08-12;;
";
const AT_Y: &str = "nir;birth_date;email;iban\n2820175056101;1982-01-20;annabelle@exemple.invalid;\n1780675056404;1978-06-15;;FR7630006000011234567890189\n";

fn incident() -> Outcome {
    Run::new()
        .head("nature = [\"confidentiality\"]\norigin = \"hacking\"\n")
        .members("a", MEMBERS)
        .leak("x", AT_X)
        .leak("y", AT_Y)
        .insurer_declares("a", "trade = \"health-insurer\"")
        .run()
        .succeeds()
}

#[track_caller]
fn answer(outcome: &Outcome, ids: &str) -> Ended {
    fs::write(outcome.path().join("requests.txt"), ids).unwrap();
    outcome
        .ampleur(&["answer", "incident.toml", "--insurer", "a", "--member-ids", "requests.txt", "--lang", "en"])
        .run()
}

fn standings(outcome: &Outcome) -> Vec<(u64, String)> {
    let record: Value =
        serde_json::from_slice(&fs::read(outcome.path().join("answers/a/answered.json")).unwrap()).unwrap();
    let answers = record["answers"].as_array().unwrap().iter();
    answers.map(|a| (a["line"].as_u64().unwrap(), a["standing"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn each_request_ends_in_a_named_bin() {
    let outcome = incident();
    let told = answer(&outcome, "K-0001\n\nK-0002\nK-0003\nK-0005\nK-9999\n").succeeds();
    let found = [(1, "met"), (3, "not-found"), (4, "undecided"), (5, "shared"), (6, "unknown")];
    assert_eq!(standings(&outcome), found.map(|(line, standing)| (line, standing.to_owned())));
    // Neither what is printed nor what is written names who asks.
    told.never_says("K-000");
    let folder = outcome.path().join("answers/a");
    for file in files_under(&folder) {
        let text = fs::read_to_string(&file).unwrap_or_default();
        assert!(!text.contains("K-000") && !text.contains("K-9999"), "{}", file.display());
    }
    let names: Vec<String> = files_under(&folder)
        .iter()
        .filter_map(|file| file.file_name()?.to_str()?.strip_suffix(".fr.md").map(str::to_owned))
        .collect();
    assert_eq!(names, ["0001", "0003", "0004"], "no answer for an identifier of several persons, or of nobody");
}

/// What was lost of this person, and not what was lost of others.
#[test]
fn the_answer_is_about_one_person() {
    let outcome = incident();
    answer(&outcome, "K-0001\nK-0002\nK-0003\n").succeeds();
    let read = |name: &str| fs::read_to_string(outcome.path().join("answers/a").join(name)).unwrap();
    let met = read("0001.fr.md");
    let (own, others) = met.split_once("Pour d’autres personnes").unwrap();
    assert!(own.contains("cet incident vous concerne") && own.contains("votre adresse e-mail"), "{own}");
    assert!(!met.contains("cette lettre"), "an answer is no letter");
    assert!(!own.contains("coordonnées bancaires") && others.contains("- coordonnées bancaires"), "{met}");
    assert!(read("0001.en.md").contains("Our files show that this incident affects you"));
    let not_found = read("0002.fr.md");
    assert!(
        not_found.contains("Vous ne faites pas partie des personnes retrouvées à ce jour. Ce n’est pas une certitude")
    );
    assert!(!not_found.contains("Ce qui peut arriver"), "consequences are for who is concerned");
    assert!(!not_found.contains("Vous pouvez nous demander"), "the person has just asked");
    assert!(read("0002.en.md").contains("You are not among those found to date. This is not a certainty"));
    for name in ["0002.fr.md", "0002.en.md", "0003.fr.md", "0003.en.md"] {
        let text = read(name);
        let untrue = ["n’êtes pas concerné", "ne vous concerne pas", "are not affected", "does not affect you"];
        for untrue in untrue.into_iter().chain(["cet incident vous concerne.", "this incident affects you."]) {
            assert!(!text.contains(untrue), "{untrue} in {name}");
        }
    }
    assert!(read("0003.fr.md").contains("Nous ne pouvons pas trancher"));
    assert!(!read("0003.fr.md").contains("plus bas sur cette page"));
}

/// Who asks reads what it rests on: rows, a probable match, what an operator declares of a group, or both.
#[test]
fn the_answer_says_what_it_rests_on() {
    let members = "member_id;nir;birth_date;birth_rank;last_name;first_name;product
K-0001;2820175056101;1982-01-20;1;DURANDAL;ANNABELLE;Un
K-0002;;1962-03-04;1;VERLINBOIS;CHLOELIA;Un
K-0003;2900875056505;1990-08-12;1;MONTLUEL;GINETTINE;Deux
K-0004;1700575056202;1970-05-11;1;BELDECOURT;DENISARD;Deux
K-0005;;1977-11-23;1;GRANDPREY;OCTAVINE;Deux
";
    let leak = "nir;birth_date;birth_rank;last_name;first_name
2820175056101;1982-01-20;1;DURANDAL;ANNABELLE
;1962-03-04;;VERLINBOIS;CHLOELIA
2900875056505;1990-08-12;1;MONTLUEL;GINETTINE
;1977-11-23;;GRANDPREY;OCTAVINE
";
    let outcome = Run::new()
        .head("nature = [\"confidentiality\"]\norigin = \"hacking\"\n")
        .members("a", members)
        .leak("x", leak)
        .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"\nproducts = [\"Deux\"]")
        .arg("--fail-on")
        .arg("never")
        .run()
        .succeeds();
    answer(&outcome, "K-0001\nK-0002\nK-0003\nK-0004\nK-0005\n").succeeds();
    let record: Value =
        serde_json::from_slice(&fs::read(outcome.path().join("answers/a/answered.json")).unwrap()).unwrap();
    let rests_on: Vec<&str> =
        record["answers"].as_array().unwrap().iter().map(|answer| answer["rests_on"].as_str().unwrap()).collect();
    assert_eq!(rests_on, ["rows", "probable-rows", "rows-and-perimeter", "perimeter", "probable-rows-and-perimeter"]);
    let read = |name: &str| fs::read_to_string(outcome.path().join("answers/a").join(name)).unwrap();
    assert!(read("0001.fr.md").contains("D’après nos fichiers, cet incident vous concerne."));
    let probable = read("0002.fr.md");
    assert!(probable.contains("Il est probable, mais pas certain, que cet incident vous concerne."), "{probable}");
    assert!(
        !probable.contains(
            "cet incident vous concerne. La liste ci-dessous ne contient que ce que nous avons trouvé sur vous"
        )
    );
    assert!(
        read("0003.fr.md").contains("ce qui, selon Operator x, a été exposé pour un groupe dont vous faites partie")
    );
    let declared = read("0004.fr.md");
    assert!(
        declared.contains("Selon Operator x, cet incident concerne un groupe dont vous faites partie."),
        "{declared}"
    );
    assert!(declared.contains("nous n’avons rien trouvé sur vous") && !declared.contains("D’après nos fichiers"));
    let both = read("0005.fr.md");
    assert!(both.contains("Selon Operator x, cet incident concerne un groupe dont vous faites partie."), "{both}");
    assert!(both.contains("qui porte probablement sur vous") && !both.contains("D’après nos fichiers"), "{both}");
}

#[test]
fn a_request_that_cannot_be_answered_is_refused() {
    let outcome = incident();
    answer(&outcome, "\n  \n").refuses().says("holds no identifier");
    let at = |insurer: &str, file: &str| {
        outcome.ampleur(&["answer", "incident.toml", "--insurer", insurer, "--member-ids", file]).run()
    };
    answer(&outcome, "K-0001\n").succeeds();
    at("b", "requests.txt").refuses().says("has no insurer");
    at("a", "nowhere.txt").refuses().says("the file of requests cannot be read");
    fs::remove_file(outcome.path().join("answers/a/answered.json")).unwrap();
    at("a", "requests.txt").refuses().says("does not replace it");
    let bare = Run::new().members("a", "nir;birth_date\n2820175056101;1982-01-20\n").leak("x", AT_X).run().succeeds();
    answer(&bare, "K-0001\n").refuses().says("no column holds the insurer’s own identifier".replace('’', "'").as_str());
}

/// What somebody has put beside the answers is not lost with them.
#[test]
fn a_file_of_another_stays() {
    let outcome = incident();
    answer(&outcome, "K-0001\n").succeeds();
    answer(&outcome, "K-0001\nK-0002\n").succeeds();
    let note = outcome.path().join("answers/a/0001.fr.notes.md");
    fs::write(&note, "sent on Monday").unwrap();
    answer(&outcome, "K-0001\n").refuses().says("something other than answers of this insurer");
    assert_eq!(fs::read_to_string(note).unwrap(), "sent on Monday");
}

/// Standard input is read in place of a file; the record is JSON on request.
#[test]
fn requests_come_from_standard_input() {
    let outcome = incident();
    let line = "echo K-0001 | ampleur answer incident.toml --insurer a --member-ids - --json";
    let told = crate::harness::Ampleur::shell(line).within(outcome.path()).run().succeeds().json();
    assert_eq!(told["answers"][0]["operators"], json!(["x", "y"]));
}
