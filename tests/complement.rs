//! A complementary notification: the form again, with what changed against a former report, and why.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Ended, Outcome, Run, leak, members};

/// As members have them, and as leaked rows do.
const LEA: [&str; 2] = ["2951099126111;1995-10-03;1;LEA;;;C1000001\n", "2951099126111;1995-10-03;1;LEA;C1000001\n"];
const TOM: [&str; 2] = ["1800199126111;1980-01-04;1;TOM;;;C1000002\n", "1800199126111;1980-01-04;1;TOM;C1000002\n"];

/// Two insurers; Léa of the first has leaked, and the authority was told.
fn former() -> Outcome {
    Run::new()
        .documents()
        .head("nature = [\"confidentiality\"]\norigin = \"hacking\"\n")
        .members("a", &members(&[LEA[0], TOM[0]].concat()))
        .members("b", &members("2900875056505;1990-08-12;1;GINETTINE;;;C1000009\n"))
        .leak("x", &leak(LEA[1]))
        .insurer_declares("a", "aware.x = { on = 2024-02-05T09:00:00+01:00 }")
        .insurer_declares(
            "a",
            "notification = { kind = \"initial\", sent_on = 2024-02-07T16:30:00+01:00, initial_number = \"N-1\" }",
        )
        .run()
        .succeeds()
        .persons(1, 1, 1)
}

/// The same incident two days later: Tom's row has come, and the data protection officer is named.
fn later(former: &Outcome) {
    fs::write(former.path().join("leaks/x-1.csv"), leak(TOM[1])).unwrap();
    let text = fs::read_to_string(former.path().join("incident.toml")).unwrap();
    let text = text.replace("reference_date = 2024-02-07", "reference_date = 2024-02-09").replacen(
        "[operators.x]",
        "[[operators.x.leaks]]\npath = \"leaks/x-1.csv\"\n[operators.x]",
        1,
    );
    // The table of an operator comes before the list in it.
    let list = "[[operators.x.leaks]]\npath = \"leaks/x-1.csv\"\n";
    let text = text.replacen(list, "", 1).replacen("[insurers.a]", &format!("{list}[insurers.a]"), 1);
    let dpo = "dpo = { name = \"Service de la protection des données\", email = \"dpo@exemple.invalid\" }\n";
    let text = text.replacen("name = \"Insurer a\"\n", &format!("name = \"Insurer a\"\n{dpo}"), 1);
    fs::write(former.path().join("later.toml"), text).unwrap();
}

#[track_caller]
fn assess(former: &Outcome, incident: &str, since: &str) -> Ended {
    former.ampleur(&["assess", incident, "--out", "later", "--quiet", "--since", since]).run()
}

fn form(outcome: &Outcome, insurer: &str) -> Value {
    let path = outcome.path().join(format!("later/test/insurers/{insurer}/cnil.json"));
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The question with this label.
fn question<'a>(form: &'a Value, label: &str) -> &'a Value {
    let questions = form["sections"].as_array().unwrap().iter().flat_map(|s| s["questions"].as_array().unwrap());
    questions.into_iter().find(|question| question["label"]["text"] == label).unwrap()
}

#[test]
fn each_change_is_told_with_its_cause() {
    let former = former();
    later(&former);
    assess(&former, "later.toml", "reports/test").succeeds();
    let form = form(&former, "a");
    assert_eq!(
        question(&form, "Type de notification")["answers"][0]["text"],
        "Notification complémentaire ou modifiée (d'une notification déjà réalisée)"
    );
    let initial = &question(&form, "Numéro, date et heure de la notification initiale")["answers"][0]["text"];
    assert!(initial.as_str().unwrap().starts_with("N-1, mercredi 7 février 2024 à 16\u{a0}h\u{a0}30"), "{initial}");

    let persons = question(&form, "Nombre approximatif de personnes concernées");
    assert_eq!((&persons["answers"][0]["text"], &persons["changed"]["before"][0]["text"]), (&json!("2"), &json!("1")));
    let because = persons["changed"]["because"].as_array().unwrap();
    assert!(because.iter().any(|cause| cause.as_str().unwrap().contains("leaks/x-1.csv")), "{because:?}");
    assert!(because.iter().all(|cause| !cause.as_str().unwrap().contains("délégué")), "{because:?}");

    let email = &form["sections"][3]["questions"][4];
    assert_eq!((&email["label"]["text"], &email["changed"]["before"]), (&json!("Adresse électronique"), &json!([])));
    let because = email["changed"]["because"].as_array().unwrap();
    // The authority has never seen an incident file: its keys are told in words.
    let told = because.iter().any(|cause| cause.as_str().unwrap().contains("délégué à la protection des données"));
    assert!(told && !because.iter().any(|cause| cause.as_str().unwrap().contains("dpo")), "{because:?}");

    // What did not change is not marked, and the list of changed questions is that of the marks.
    assert!(question(&form, "Dénomination")["changed"].is_null());
    let questions = form["sections"].as_array().unwrap().iter().flat_map(|s| s["questions"].as_array().unwrap());
    let marked: Vec<&Value> = questions.filter(|q| !q["changed"].is_null()).map(|q| &q["number"]).collect();
    assert_eq!(form["complement"]["changed"], json!(marked));
    assert_eq!(form["complement"]["reference_date"], "2024-02-07");
    let said = form["complement"]["figures"].to_string();
    assert!(said.contains("était de 1 (entre 1 et 1)") && said.contains("il est de 2 (entre 2 et 2)"), "{said}");

    let read = |name: &str| former.read_later(name);
    let sheet = read("insurers/a/cnil.html");
    assert!(sheet.contains("Ce qui change depuis le rapport du 7 février 2024") && sheet.contains("Modifié"));
    assert!(read("insurers/a/edpb.json").contains("Follow-Up Notification"));
    // The other insurer had a form too; its own does not tell of this one's settings.
    let other = read("insurers/b/cnil.json");
    assert!(!other.contains("insurers.a") && !other.contains("Insurer a"), "{other}");
}

/// A report that completes another can be verified without it, and run again.
#[test]
fn a_complement_is_verified_without_the_former_report() {
    let former = former();
    later(&former);
    assess(&former, "later.toml", "reports/test").succeeds();
    fs::remove_dir_all(former.path().join("reports")).unwrap();
    former.ampleur(&["verify", "later/test", "--rerun", "later.toml"]).run().succeeds();
}

#[test]
fn the_same_incident_again_changes_nothing() {
    let former = former();
    assess(&former, "incident.toml", "reports/test").succeeds();
    let form = form(&former, "a");
    assert_eq!(form["complement"]["changed"], json!([]));
    assert!(former.read_later("insurers/a/cnil.html").contains("Aucune réponse du formulaire n’a changé."));
}

/// An insurer that the former report did not have notifies for the first time.
#[test]
fn a_new_insurer_notifies_for_the_first_time() {
    let former = former();
    fs::write(former.path().join("members/c.csv"), members("2900875056506;1990-08-13;1;HUGOLINE;;;C1000010\n"))
        .unwrap();
    let text = fs::read_to_string(former.path().join("incident.toml")).unwrap();
    let insurer = "[insurers.c]\nname = \"Insurer c\"\noperators = [\"x\"]\nmembers = [{ path = \"members/c.csv\" }]\n";
    fs::write(former.path().join("later.toml"), format!("{text}\n{insurer}")).unwrap();
    assess(&former, "later.toml", "reports/test").succeeds();
    let form = form(&former, "c");
    assert_eq!(form["complement"]["is_first"], true);
    assert!(question(&form, "Type de notification")["answers"][0]["text"].as_str().unwrap().contains("initiale"));
}

#[test]
fn what_cannot_be_completed_is_refused() {
    let former = former();
    later(&former);
    assess(&former, "later.toml", "leaks").refuses().says("is not a report");
    assess(&former, "later.toml", "nowhere").refuses().says("is not a report");
    // The later report is of 9 February: the earlier incident file does not complete it.
    assess(&former, "later.toml", "reports/test").succeeds();
    let again = former.ampleur(&["assess", "incident.toml", "--out", "again", "--since", "later/test"]).run();
    again.refuses().says("the former report is of 2024-02-09, and this incident file of 2024-02-07");
    let same = former.ampleur(&["assess", "later.toml", "--out", "reports", "--since", "reports/test"]).run();
    same.refuses().says("would replace the former one");
    let text = fs::read_to_string(former.path().join("later.toml")).unwrap();
    fs::write(former.path().join("other.toml"), text.replacen("id = \"test\"", "id = \"other\"", 1)).unwrap();
    assess(&former, "other.toml", "reports/test").refuses().says("two incidents");
    former.ampleur(&["assess", "later.toml", "--out", "bare", "--figures-only", "--quiet"]).run().succeeds();
    assess(&former, "later.toml", "bare/test").refuses().says("the former report has no forms");
    let cnil = former.path().join("reports/test/insurers/a/cnil.json");
    fs::write(&cnil, fs::read_to_string(&cnil).unwrap().replacen("\"1\"", "\"2\"", 1)).unwrap();
    assess(&former, "later.toml", "reports/test").refuses().says("cannot be relied on");
    let both = ["assess", "later.toml", "--figures-only", "--since", "reports/test"];
    former.ampleur(&both).run().ends(2);
}

impl Outcome {
    /// A file of the later report.
    fn read_later(&self, name: &str) -> String {
        fs::read_to_string(self.path().join("later/test").join(name)).unwrap()
    }
}
