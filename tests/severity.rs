//! How grave it is: ENISA's arithmetic against its tables, the CNIL's level, the controller's duties.

mod cases;
mod owed;

use model::severity::enisa::{self, Band};
use serde_json::{Value, json};

use crate::harness::{Outcome, Run};

const MEMBERS: &str = "nir;last_name;first_name;birth_date;birth_rank\n2951099126111;DURANDAL;Zoe;1995-10-03;1\n";

fn band_word(band: Band) -> String {
    serde_json::to_value(band).unwrap().as_str().unwrap().to_owned()
}

/// `vectors/enisa.py` wrote them, from the method's tables and with exact fractions.
#[test]
fn all_864_scores_are_those_of_the_tables() {
    let mut seen = 0;
    for line in include_str!("vectors/enisa.txt").lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let n: Vec<u64> = words[..7].iter().map(|word| word.parse().unwrap()).collect();
        let score = enisa::formula(n[0] as u8, n[1], n[2] + n[3] + n[4] + n[5]);
        assert_eq!((score, band_word(enisa::band(score)).as_str()), (n[6], words[7]), "{line}");
        seen += 1;
    }
    assert_eq!(seen, 864);
}

/// Scores with their inputs that others have published.
#[test]
fn published_worked_examples() {
    for (context, identification, circumstances, score, band) in [
        (4, 75, 75, 375, "high"),
        (3, 100, 25, 325, "high"),
        (1, 25, 0, 25, "low"),
        (1, 100, 25, 125, "low"),
        (3, 100, 0, 300, "high"),
        (4, 100, 100, 500, "very-high"),
        (3, 100, 100, 400, "very-high"),
    ] {
        let found = enisa::formula(context, identification, circumstances);
        assert_eq!((found, band_word(enisa::band(found)).as_str()), (score, band));
    }
}

/// An operator that declares these fields, and one row that meets the only member.
fn declared(fields: &str) -> Run {
    let leak = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";
    Run::new()
        .members("a", MEMBERS)
        .leak("x", leak)
        .operators_declare(&format!("exposed = [{fields}]"))
        .head("nature = [\"confidentiality\"]\norigin = \"hacking\"\ncause = \"external-malicious\"")
        .head("circumstances = { recipients = \"unknown\" }")
}

fn severity(outcome: &Outcome) -> &Value {
    &outcome.report.as_ref().unwrap()["severity"][0]
}

/// The published reading of this very case: DPC + 1, on a band edge whatever the context.
#[test]
fn the_case_lands_on_band_edges() {
    let identity = r#""last_name", "first_name", "birth_date", "birth_rank", "nir""#;
    for (more, context, score, band) in [
        ("", 1, 200, "medium"),
        (r#", "insurer""#, 2, 300, "high"),
        (r#", "guarantees""#, 2, 300, "high"),
        (r#", "reimbursements""#, 3, 400, "very-high"),
        (r#", "medical_data""#, 4, 500, "very-high"),
        (r#", "bank_details""#, 3, 400, "very-high"),
    ] {
        let outcome = declared(&format!("{identity}{more}")).run().succeeds();
        let enisa = &severity(&outcome)["enisa"];
        assert_eq!(enisa["context"]["value"], json!(context), "with {more}");
        assert_eq!(enisa["identification"]["value_hundredths"], json!(100));
        assert_eq!(enisa["circumstances"]["sum_hundredths"], json!(100));
        assert_eq!((&enisa["score_hundredths"], &enisa["band"]), (&json!(score), &json!(band)), "with {more}");
    }
}

/// ENISA's table of identifiers, row by row.
#[test]
fn identifiers_have_the_level_of_their_row() {
    // The leaked row holds NIR, birth date and rank whatever is declared.
    for (fields, hundredths) in [(r#""nir""#, 75), (r#""nir", "last_name", "first_name""#, 100)] {
        let outcome = declared(fields).run().succeeds();
        let found = &severity(&outcome)["enisa"]["identification"]["proposed_hundredths"];
        assert_eq!(found, &json!(hundredths), "{fields}");
    }
    // A population without rows: only what is declared.
    for (fields, hundredths) in [
        (r#""last_name", "first_name""#, 25),
        (r#""last_name", "first_name", "birth_date""#, 75), // 0.50 by the table; measured, it singles out the only member
        (r#""last_name", "first_name", "birth_date", "email""#, 100),
        (r#""last_name", "first_name", "contract_number""#, 25), // tells a person only to its issuer
        (r#""last_name", "first_name", "postal_address""#, 75),
        (r#""last_name", "first_name", "phone""#, 75),
        (r#""last_name", "first_name", "bank_details""#, 50),
        (r#""contract_number""#, 25),
        (r#""phone""#, 25),
        (r#""email""#, 25),
        (r#""civility""#, 25),
    ] {
        let outcome = Run::new()
            .members("a", MEMBERS)
            .operator("x")
            .operators_declare(&format!("exposed = [{fields}]"))
            .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"")
            .run()
            .succeeds();
        let found = &severity(&outcome)["enisa"]["identification"]["proposed_hundredths"];
        assert_eq!(found, &json!(hundredths), "{fields}");
    }
}

/// A NIR with a name or a birth date is held to be important, however low the score: ours, and said so.
#[test]
fn a_nir_with_an_identity_has_a_floor() {
    let outcome = declared(r#""nir""#)
        .tail("[insurers.a.judgement]\ndata_context = { value = 1, reason = \"only a number\" }\nidentification = { value = \"negligible\", reason = \"kept apart\" }")
        .run()
        .succeeds();
    let severity = severity(&outcome);
    assert_eq!(severity["enisa"]["score_hundredths"], json!(125));
    assert_eq!(severity["enisa"]["band"], json!("low"));
    assert_eq!(severity["gravity"]["value"], json!("important"));
    assert_eq!(severity["gravity"]["because"], json!("floor"));
    assert_eq!(severity["duties"]["persons"]["value"], json!(true));
}

/// What the DPO decides counts, the proposal stays beside it, and the reason is kept.
#[test]
fn a_decision_is_kept_with_its_reason() {
    let outcome = declared(r#""nir", "insurer""#)
        .tail("[insurers.a.judgement]\ngravity = { value = \"limited\", reason = \"numbers of closed files\" }")
        .run()
        .succeeds();
    let gravity = &severity(&outcome)["gravity"];
    assert_eq!(gravity["value"], json!("limited"));
    assert_eq!(gravity["proposed"], json!("important"));
    assert_eq!(gravity["decided"], json!("numbers of closed files"));
    assert_eq!(severity(&outcome)["duties"]["persons"]["proposed"], json!(false));
}

#[test]
fn a_decision_without_a_reason_is_refused() {
    declared(r#""nir""#)
        .tail("[insurers.a.judgement]\ngravity = { value = \"limited\", reason = \" \" }\nexemption = \"averted\"")
        .run()
        .fails(1)
        .says("`judgement.gravity` of insurer `a` has no reason")
        .says("insurer `a` claims an `exemption`, but does not decide against informing its persons");
    declared(r#""nir""#)
        .tail("[insurers.a.judgement]\ndata_context = { value = 5, reason = \"r\" }")
        .run()
        .fails(1)
        .says("the scale goes from 1 to 4");
}

/// What nobody has declared is taken to be the worst, and said to be assumed.
#[test]
fn circumstances_that_nobody_told_are_assumed_and_said_so() {
    let run = |head: &str| {
        Run::new()
            .members("a", MEMBERS)
            .leak("x", MEMBERS)
            .operators_declare("exposed = []")
            .head(head)
            .run()
            .succeeds()
    };
    let part = |outcome: &Outcome, name: &str| {
        let part = &severity(outcome)["enisa"]["circumstances"][name];
        (part["hundredths"].as_u64().unwrap(), part["assumed"].as_bool().unwrap())
    };
    let silent = run("");
    assert_eq!(part(&silent, "confidentiality"), (50, true));
    assert_eq!(part(&silent, "malicious"), (50, true));
    assert_eq!(part(&silent, "integrity"), (0, false));
    let told = run(
        "nature = [\"integrity\"]\ncause = \"internal-accidental\"\ncircumstances = { integrity = \"recoverable\" }",
    );
    assert_eq!(part(&told, "confidentiality"), (0, false));
    assert_eq!(part(&told, "malicious"), (0, false));
    assert_eq!(part(&told, "integrity"), (25, false));
    let known = run("circumstances = { recipients = \"known\" }\norigin = \"hacking\"");
    assert_eq!(part(&known, "confidentiality"), (25, false));
    assert_eq!(part(&known, "malicious"), (50, false));
}

/// A field that two operators lost stays lost if one of them had not held it.
#[test]
fn what_moves_the_score() {
    let outcome = Run::new()
        .members("a", MEMBERS)
        .leak("x", "nir;last_name;first_name;birth_date;insurer\n2951099126111;DURANDAL;Zoe;1995-10-03;a\n")
        .leak("y", "nir;last_name;first_name;birth_date\n2951099126111;DURANDAL;Zoe;1995-10-03\n")
        .head("nature = [\"confidentiality\"]\ncause = \"external-malicious\"\ncircumstances = { recipients = \"unknown\" }")
        .run()
        .succeeds();
    let severity = severity(&outcome);
    let score_of = |list: &Value, field: &str| {
        let line = list.as_array().unwrap().iter().find(|line| line["field"] == field);
        line.map(|line| line["score_hundredths"].as_u64().unwrap())
    };
    assert_eq!(severity["enisa"]["score_hundredths"], json!(300));
    // Nobody lost it: the name of the insurer alone raises the context; without a NIR the name and date remain.
    assert_eq!(score_of(&severity["without"], "insurer"), Some(200));
    // Name and birth date single out the only member: 2 × 0.75 + 1, and no more, since they lead nobody to the person.
    assert_eq!(score_of(&severity["without"], "nir"), Some(250));
    assert_eq!(score_of(&severity["without"], "birth_date"), Some(300));
    let operator = |id: &str| severity["operators"].as_array().unwrap().iter().find(|o| o["operator"] == id).unwrap();
    // x alone lost the insurer's name; the NIR is lost by y too.
    assert_eq!(operator("x")["score_hundredths"], json!(300));
    assert_eq!(operator("y")["score_hundredths"], json!(200));
    assert_eq!(score_of(&operator("x")["had_it_not_held"], "insurer"), Some(200));
    assert_eq!(score_of(&operator("x")["had_it_not_held"], "nir"), Some(300));
    assert_eq!(score_of(&operator("y")["had_it_not_held"], "insurer"), None);
}

/// `vectors/clocks.txt` was worked out by hand, from the text of Regulation 1182/71.
#[test]
fn clocks_are_those_worked_out_by_hand() {
    let mut seen = 0;
    for line in include_str!("vectors/clocks.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_why, aware, target, until] = cells[..] else { panic!("{line}") };
        let outcome = declared(r#""nir""#).insurer_declares("a", &format!("informed_on = {aware}")).run().succeeds();
        let clock = &severity(&outcome)["duties"]["clocks"][0];
        assert_eq!((clock["target"].as_str().unwrap(), clock["until"].as_str().unwrap()), (target, until), "{line}");
        seen += 1;
    }
    assert!(seen >= 16);
    let unknown = declared(r#""nir""#).run().succeeds();
    assert_eq!(severity(&unknown)["duties"]["clocks"], json!([]));
    assert_eq!(severity(&unknown)["duties"]["no_clock"], json!(["x"]));
}

/// Two operators, two clocks; the first end counts, and what is aware of one of them alone leaves the other open.
#[test]
fn each_operator_has_its_clock() {
    let run = |aware: &str| {
        Run::new().members("a", MEMBERS).leak("x", MEMBERS).leak("y", MEMBERS).insurer_declares("a", aware).run()
    };
    let outcome =
        run("informed_on = 2024-02-05T09:00:00+01:00\naware.y = { on = 2024-02-01T08:30:00+01:00, how = \"press\" }")
            .succeeds();
    let clocks = &severity(&outcome)["duties"]["clocks"];
    assert_eq!((&clocks[0]["operator"], &clocks[1]["operator"]), (&json!("y"), &json!("x")));
    assert_eq!(clocks[0]["until"], json!("2024-02-04T09:00:00+01:00"));
    assert_eq!((&clocks[0]["learned"], clocks[1].get("learned")), (&json!("press"), None));
    assert_eq!(clocks[1]["until"], json!("2024-02-08T10:00:00+01:00"));
    let outcome = run("aware.y = { on = 2024-02-01T08:30:00+01:00 }").succeeds();
    assert_eq!(severity(&outcome)["duties"]["no_clock"], json!(["x"]));
    run("aware.z = { on = 2024-02-01T08:30:00+01:00 }")
        .fails(1)
        .says("is aware of a breach at an operator `z` that is not in the incident file");
}

#[test]
fn late_is_what_was_sent_after_the_limit_or_not_at_all() {
    // The reference date of these tests is 7 February 2024.
    for (informed, sent, late) in [
        ("2024-02-03T23:00:00+01:00", None, false), // ends at the first moment of the 7th
        ("2024-02-03T22:59:59+01:00", None, true),
        ("2024-02-01T09:00:00+01:00", Some("2024-02-04T10:00:00+01:00"), false),
        ("2024-02-01T09:00:00+01:00", Some("2024-02-04T10:00:01+01:00"), true),
        ("2024-02-01T09:00:00+01:00", Some("2024-02-04T09:00:00Z"), false),
    ] {
        let mut run = declared(r#""nir""#).insurer_declares("a", &format!("informed_on = {informed}"));
        if let Some(sent) = sent {
            run = run.tail(&format!("[insurers.a.notification]\nkind = \"initial\"\nsent_on = {sent}"));
        }
        let outcome = run.run().succeeds();
        assert_eq!(severity(&outcome)["duties"]["clocks"][0]["late"], json!(late), "{informed} {sent:?}");
    }
    declared(r#""nir""#)
        .insurer_declares("a", "informed_on = 2024-02-01T09:00:00+01:00")
        .tail("[insurers.a.notification]\nkind = \"initial\"\nsent_on = 2024-02-01T08:00:00+01:00")
        .run()
        .fails(1)
        .says("insurer `a` is declared to have notified the authority before it was informed");
}

/// What completes a notification in time does not make it late.
#[test]
fn a_complementary_notification_is_as_late_as_the_initial_one() {
    let late = |initial: &str| {
        let outcome = declared(r#""nir""#)
            .insurer_declares("a", "informed_on = 2024-02-01T09:00:00+01:00")
            .tail(&format!(
                "[insurers.a.notification]\nkind = \"complementary\"\nsent_on = 2024-02-06T18:00:00+01:00\n{initial}"
            ))
            .run()
            .succeeds();
        severity(&outcome)["duties"]["clocks"][0]["late"].clone()
    };
    assert_eq!(late("initial_sent_on = 2024-02-03T10:00:00+01:00"), json!(false));
    assert_eq!(late("initial_sent_on = 2024-02-04T10:00:01+01:00"), json!(true));
    assert_eq!(late(""), json!(true), "nobody tells when the initial one was sent");
}

/// Data that nobody can read: no risk is likely, and the ground is named.
#[test]
fn unintelligible_data_are_a_ground() {
    let outcome = declared(r#""nir""#).run().succeeds();
    assert_eq!(severity(&outcome)["duties"]["authority"]["because"], json!("risk"));
    let outcome = Run::new()
        .members("a", MEMBERS)
        .leak("x", MEMBERS)
        .head("circumstances = { unintelligible = \"encrypted, the key was not lost\" }")
        .run()
        .succeeds();
    let duties = &severity(&outcome)["duties"];
    assert_eq!(
        (&duties["authority"]["value"], &duties["authority"]["because"]),
        (&json!(false), &json!("unintelligible"))
    );
    assert_eq!((&duties["persons"]["value"], &duties["persons"]["because"]), (&json!(false), &json!("unintelligible")));
    assert_eq!(severity(&outcome)["flags"], json!({ "over_100_persons": false, "unintelligible": true }));
}

/// An insurer nobody of whom is exposed has no severity.
#[test]
fn nobody_exposed_no_severity() {
    let outcome = Run::new()
        .members("a", MEMBERS)
        .members("b", "nir;birth_date;birth_rank\n1800199126111;1980-01-04;1\n")
        .leak("x", MEMBERS)
        .run()
        .succeeds();
    let severity = outcome.report.as_ref().unwrap()["severity"].as_array().unwrap().clone();
    assert_eq!(severity.iter().map(|s| s["insurer"].as_str().unwrap()).collect::<Vec<_>>(), ["a"]);
}
