//! What is owed, to whom and by when: ends worked out by hand, and what is left to answer.

use super::*;

fn owed<'a>(severity: &'a Value, what: &str) -> &'a Value {
    let all = severity["owed"].as_array().unwrap();
    all.iter().find(|owed| owed["what"] == what).unwrap_or(&Value::Null)
}

fn at(reference: &str, lines: &str) -> Outcome {
    declared(r#""nir""#).head(reference).insurer_declares("a", lines).run()
}

/// The reference date of these tests is 7 February 2024: DORA did not apply yet, the law on complaints did.
#[test]
fn of_2024() {
    let outcome =
        at("", "trade = \"insurer\"\naware.x = { on = 2024-02-06T14:10:00+01:00, how = \"told\" }").succeeds();
    let severity = severity(&outcome);
    assert_eq!(owed(severity, "controller")["state"], "done");
    let authority = owed(severity, "authority");
    assert_eq!((&authority["state"], &authority["until"]), (&json!("owed"), &json!("2024-02-09T15:00:00+01:00")));
    // French law counts its own hours: nothing is added.
    let complaint = owed(severity, "complaint");
    assert_eq!((&complaint["state"], &complaint["until"]), (&json!("if-claimed"), &json!("2024-02-09T14:10:00+01:00")));
    assert_eq!(owed(severity, "dora-initial")["state"], "not-owed");
    assert_eq!(owed(severity, "persons")["state"], "owed");
}

/// 4 hours after the classification, 24 after awareness at most, 72 after the first report, a month after the second.
#[test]
fn reports_under_dora() {
    let dora = |lines: &str| {
        let toml = format!("trade = \"insurer\"\naware.x = {{ on = 2025-03-03T10:30:00+01:00 }}\n{lines}\n");
        let outcome = declared(r#""nir""#).insurer_declares("a", &toml).run().succeeds();
        severity(&outcome).clone()
    };
    let open = dora("");
    let initial = owed(&open, "dora-initial");
    assert_eq!((&initial["state"], &initial["until"]), (&json!("to-answer"), &json!("2025-03-04T11:00:00+01:00")));
    assert_eq!(owed(&dora("dora.critical_service = false"), "dora-initial")["state"], "not-owed");
    assert_eq!(owed(&dora("dora.applies = false"), "dora-initial")["state"], "not-owed");
    let major = dora(
        "dora.critical_service = true\ndora.classified_on = 2025-03-03T15:00:00+01:00\n\
         dora.initial_on = 2025-03-03T18:00:00+01:00\ndora.intermediate_on = 2025-03-06T09:00:00+01:00",
    );
    // Classified at 15:00, an hour that is not counted: 16:00 and four hours.
    assert_eq!(owed(&major, "dora-initial")["target"], "2025-03-03T19:00:00+01:00");
    assert_eq!(owed(&major, "dora-initial")["until"], "2025-03-03T20:00:00+01:00");
    assert_eq!(owed(&major, "dora-initial")["state"], "done");
    assert_eq!(owed(&major, "dora-intermediate")["until"], "2025-03-06T19:00:00+01:00");
    // To the end of 6 April, by summer time.
    assert_eq!(owed(&major, "dora-final")["target"], "2025-04-07T00:00:00+02:00");
    // Classified on the next day: awareness and 24 hours come first.
    let late = dora("dora.critical_service = true\ndora.classified_on = 2025-03-04T09:00:00+01:00");
    assert_eq!(owed(&late, "dora-initial")["until"], "2025-03-04T11:00:00+01:00");
    // Classified after these 24 hours: four hours from there, 17:20 is in an hour that is not counted (art. 5(2)).
    let later = dora("dora.critical_service = true\ndora.classified_on = 2025-03-05T17:20:00+01:00");
    assert_eq!(owed(&later, "dora-initial")["target"], "2025-03-05T21:20:00+01:00");
    assert_eq!(owed(&later, "dora-initial")["until"], "2025-03-05T22:00:00+01:00");
    // A final report a month after Thursday 6 March is due on Sunday 6 April: by noon of Monday (art. 5(4)).
    assert_eq!(owed(&major, "dora-final")["until"], "2025-04-07T12:00:00+02:00");
    // A first report at noon of Wednesday 30 April: 72 hours and the hour of the event end on Saturday at 13:00.
    let spring = "dora.critical_service = true\ndora.classified_on = 2025-04-30T11:00:00+02:00\n\
                  dora.initial_on = 2025-04-30T12:00:00+02:00";
    assert_eq!(owed(&dora(spring), "dora-intermediate")["until"], "2025-05-03T13:00:00+02:00");
    let moved = dora(&format!("{spring}\ndora.moves_from_holidays = true"));
    assert_eq!(owed(&moved, "dora-intermediate")["until"], "2025-05-05T12:00:00+02:00");
    assert_eq!(owed(&moved, "dora-intermediate")["target"], "2025-05-03T12:00:00+02:00", "the safe target stays");
}

/// A provider of electronic communications has 24 hours, for the operator of which it learned first; a complaint that is planned has not
/// been filed.
#[test]
fn a_telecom_and_a_complaint_to_come() {
    let run = declared(r#""nir", "last_name""#)
        .leak("y", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n")
        .insurer_declares(
            "a",
            "trade = \"telecom\"\ncomplaint_on = 2024-02-20T09:00:00+01:00\n\
             aware.x = { on = 2024-02-06T09:00:00+01:00, how = \"told\" }\n\
             aware.y = { on = 2024-02-03T09:00:00+01:00, how = \"told\" }",
        )
        .documents();
    let outcome = run.run().succeeds();
    let owed = outcome.report.as_ref().unwrap()["severity"][0]["owed"].as_array().unwrap().clone();
    let of = |operator: &str| {
        let telecom = owed.iter().find(|owed| owed["what"] == "authority-telecom" && owed["operator"] == operator);
        let telecom = telecom.expect("a row for each operator");
        (telecom["until"].as_str().unwrap().to_owned(), telecom["state"].as_str().unwrap().to_owned())
    };
    // The hour of the event is not counted, and the period ends with its last hour (Regulation 1182/71, art. 3).
    assert_eq!(of("x"), ("2024-02-07T10:00:00+01:00".to_owned(), "owed".to_owned()));
    assert_eq!(of("y"), ("2024-02-04T10:00:00+01:00".to_owned(), "late".to_owned()));
    let form = outcome.read("insurers/a/cnil.json").replace(['\u{a0}', '\u{202f}'], " ");
    assert!(form.contains("soit le dimanche 4 février 2024 à 10 h 00"), "{form}");
    assert!(!form.contains("Plainte") && !outcome.read("register.csv").contains("Plainte"));
    assert!(!outcome.read("insurers/a/letter.fr.md").contains("porté plainte"));
}

/// Who may be concerned is not declared: nothing says that an operator does not process the insurer's data. An empty list says it.
#[test]
fn an_insurer_that_lists_no_operators_is_not_said_to_be_out_of_it() {
    let run = declared(r#""nir", "last_name""#)
        .members("b", "nir;birth_date;birth_rank\n1800199126111;1980-01-04;1\n")
        .members("c", "nir;birth_date;birth_rank\n1800299126111;1980-02-04;1\n")
        .served_by("c", &[])
        .documents();
    let file = run.incident().replace(
        "name = \"Insurer b\"\noperators = [\"x\"]\n",
        "name = \"Insurer b\"\naware.x = { on = 2024-02-06T09:00:00+01:00, how = \"press\" }\n",
    );
    assert!(!file.contains("operators = [\"x\"]\nmembers = [{ path = \"members/b"), "it lists none");
    let outcome = run.file("incident.toml", file).run().succeeds();
    let report = outcome.report.as_ref().unwrap();
    let status = |id: &str| {
        let insurers = report["insurers"].as_array().unwrap();
        insurers.iter().find(|insurer| insurer["id"] == id).unwrap()["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(
        (status("a"), status("b"), status("c")),
        ("exposed".into(), "not_established".into(), "not_concerned".into())
    );
    assert_eq!(report["not_established"][0]["duties"]["clocks"][0]["until"], "2024-02-09T10:00:00+01:00");
    assert!(outcome.read("insurers/b/cnil.json").contains("Operator x"));
    assert!(outcome.read("register.csv").contains("Insurer b") && !outcome.read("register.csv").contains("Insurer c"));
}

/// An insurer of which nothing is established has its clock, a form in phases and a line in the register; no letter.
#[test]
fn an_insurer_that_nobody_meets() {
    let outcome = declared(r#""nir", "last_name""#)
        .members("b", "nir;birth_date;birth_rank\n1800199126111;1980-01-04;1\n")
        .insurer_declares("b", "aware.x = { on = 2024-02-06T09:00:00+01:00, how = \"press\" }")
        .documents()
        .run()
        .succeeds();
    let report = outcome.report.as_ref().unwrap();
    let b = &report["not_established"][0];
    assert_eq!((&b["insurer"], &b["duties"]["clocks"][0]["until"]), (&json!("b"), &json!("2024-02-09T10:00:00+01:00")));
    let form: Value = serde_json::from_str(&outcome.read("insurers/b/cnil.json")).unwrap();
    let text = outcome.read("insurers/b/cnil.json");
    assert!(text.contains("Notification initiale") && text.contains("Apprise par la presse"));
    for open in ["8.3", "8.5"] {
        assert!(form["to_complete"].as_array().unwrap().contains(&json!(open)), "{open}");
    }
    assert!(outcome.read("register.csv").contains("Insurer b"));
    assert!(!outcome.path().join("reports/test/insurers/b/letter.fr.md").exists());
}
