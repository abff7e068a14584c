//! What a person decides about rows that no rule settles: listed, written in the incident file, counted.

use super::*;

const HEADER: &str = "member_id;nir;last_name;first_name;birth_date;birth_rank";
/// Twins without ranks in the leak; a member whom a leaked row resembles; one whose number a row has beside other names.
const MEMBERS: &str = "K-0001;2900875056505;MIREPOIX;GINETTINE;1990-08-12;1
K-0002;2900875056505;MIREPOIX;HUGOLINE;1990-08-12;2
K-0003;1780675056404;BELDECOURT;FREDEGOND;1978-06-15;1
K-0004;1650975056606;LANSERTEAU;IVANHOEL;1965-09-23;1
";
/// Rows 2 to 5: matched, one of the twins, doubtful, unmatched.
const LEAKED: &str = "nir;last_name;first_name;birth_date
1650975056606;LANSERTEAU;IVANHOEL;1965-09-23
2900875056505;;;1990-08-12
;BELDECOURT;FREDEGOND;1978-01-01
;BELDECOURT;OURSONNE;1978-06-15
";

fn run(decided: &str) -> Run {
    let run = Run::new().members("a", &format!("{HEADER}\n{MEMBERS}")).leak("x", LEAKED);
    if decided.is_empty() { run } else { run.insurer_declares("a", &format!("decided = [{decided}]")) }
}

fn decides(row: u64, member: &str, same: bool) -> String {
    format!("{{ file = \"leaks/x-0.csv\", row = {row}, member_id = \"{member}\", same_person = {same} }}")
}

#[test]
fn before_anybody_decides() {
    run("")
        .run()
        .succeeds()
        .persons(1, 1, 4)
        .leak_bin("matched", 1)
        .leak_bin("ambiguous", 1)
        .leak_bin("doubtful", 1)
        .leak_bin("unmatched", 1)
        .is("/matching/unmatched/near/0/near", "last-name-and-date")
        .is("/matching/unmatched/near/0/rows", 1)
        .is("/matching/unmatched/nobody", 0)
        .is("/matching/unmatched/decades", json!([{"from": 1970, "rows": 1, "nobody": 0}]));
}

/// Each row that somebody knows to be about a member counts for that member, and no other.
#[test]
fn a_row_is_about_a_member() {
    let both = [decides(3, "K-0002", true), decides(5, "K-0003", true)].join(", ");
    let outcome = run(&both).run().succeeds();
    // The doubtful row is about a person who counts now: still in doubt, and no person more.
    let outcome = outcome.persons(1, 3, 3).leak_bin("matched", 3).leak_bin("doubtful", 1).leak_bin("ambiguous", 0);
    let outcome = outcome.rests_on("decided", 2).finds("decision.same-person", 2);
    let levels = outcome.report.as_ref().unwrap()["matching"]["levels"].as_array().unwrap().clone();
    assert!(levels.iter().any(|level| level["rule"] == "decided" && level["rows"] == 2), "{levels:?}");
    // The manifest says that there is a decision, not whom it is about.
    let manifest: Value = serde_json::from_str(&outcome.read("manifest.json")).unwrap();
    let recorded = &manifest["plan"]["incident"]["insurers"]["a"]["decided"][0];
    assert_eq!(recorded, &json!({"file": "leaks/x-0.csv", "row": 3, "member_id": "(member)", "same_person": true}));
}

/// What is not about one twin is about the other; what is about nobody who was near is about nobody.
#[test]
fn a_row_is_not_about_a_member() {
    let outcome = run(&decides(3, "K-0001", false)).run().succeeds();
    outcome.persons(1, 2, 3).leak_bin("matched", 2).leak_bin("ambiguous", 0).finds("decision.other-person", 1);
    let outcome = run(&decides(4, "K-0003", false)).run().succeeds();
    outcome.persons(1, 1, 3).leak_bin("doubtful", 0).leak_bin("unmatched", 2).is("/matching/unmatched/nobody", 1);
    let neither = [decides(3, "K-0001", false), decides(3, "K-0002", false)].join(", ");
    run(&neither).run().succeeds().persons(1, 1, 2).leak_bin("unmatched", 2);
}

/// Two insurers may cover the person of one row, and know it by nothing in common: each decides for itself.
#[test]
fn two_insurers_decide_on_one_row() {
    let decide = |member: &str| format!("decided = [{}]", decides(2, member, true));
    let outcome = Run::new()
        .members("a", &format!("{HEADER}\nK-0001;;MIREPOIX;GINETTINE;1990-08-12;\n"))
        .members("b", &format!("{HEADER}\nL-0001;;DURAND;GINETTINE;1990-08-12;\n"))
        .leak("x", "last_name;first_name;birth_date\nMIREPOIX-DURAND;GINETTINE;1990-08-12\n")
        .insurer_declares("a", &decide("K-0001"))
        .insurer_declares("b", &decide("L-0001"));
    let outcome = outcome.run().succeeds().persons(0, 2, 2).leak_bin("matched", 1);
    outcome.is("/insurers/0/totals/persons/estimate", 1).is("/insurers/1/totals/persons/estimate", 1);
}

/// A decision that the rules have caught up with changes nothing, and is told.
#[test]
fn a_needless_decision() {
    let outcome = run(&decides(2, "K-0004", true)).run().succeeds();
    outcome.persons(1, 1, 4).finds("decision.needless", 1).rests_on("decided", 0);
}

/// What cannot be followed stops the run, with the file and the row, and never with whom it is about.
#[test]
fn decisions_that_cannot_be_followed() {
    let two = |a: String, b: String| format!("{a}, {b}");
    for (decided, says) in [
        (decides(99, "K-0001", true), "names a row that is not there"),
        (decides(3, "K-0099", true), "names a member_id that no counted row"),
        (decides(2, "K-0004", false), "contradicts the rule `nir-date-name`"),
        (decides(2, "K-0001", true), "contradicts the rule `nir-date-name`"),
        (two(decides(3, "K-0001", true), decides(3, "K-0002", true)), "repeats or contradicts an earlier one"),
        (two(decides(3, "K-0001", true), decides(3, "K-0001", false)), "repeats or contradicts an earlier one"),
        (decides(3, "K-0001", true).replace("leaks/x-0", "leaks/y-0"), "did you mean `file = \"leaks/x-0.csv\"`?"),
    ] {
        run(&decided).run().fails(1).says(says);
    }
    let elsewhere =
        run(&decides(5, "K-0003", true)).served_by("a", &[]).members("b", &format!("{HEADER}\nK-9;;X;Y;1950-01-02;\n"));
    elsewhere.served_by("b", &["x"]).run().fails(1).says("is about a row that cannot concern this insurer's members");
}

/// The worklist has a line for each row in doubt and each member it may be about, and ends with what to write: written, it counts.
#[test]
fn from_the_worklist_to_the_figures() {
    let worklist = |outcome: &Outcome| -> Vec<Vec<String>> {
        let args = ["notify", "incident.toml", "--insurer", "a", "--doubtful", "--in-clear"];
        let command = outcome.ampleur(&args);
        let shown = ["member_id", "other_member_ids", "decided"];
        command.may_show("notify/a-doubtful/worklist.csv", &shown).run().succeeds();
        let text = std::fs::read_to_string(outcome.path().join("notify/a-doubtful/worklist.csv")).unwrap();
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
        let lines = reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect());
        lines.collect()
    };
    let outcome = run("").run().succeeds();
    let lines = worklist(&outcome);
    let short: Vec<String> = lines.iter().map(|line| [1, 3, 4, 8, 9].map(|i| line[i].as_str()).join(" ")).collect();
    assert_eq!(
        short,
        [
            "3 ambiguous nir-date 2 K-0001",
            "3 ambiguous nir-date 2 K-0002",
            "4 doubtful name-date 1 K-0003",
            "5 near last-name-and-date 1 K-0003",
        ]
    );
    let record: Value =
        serde_json::from_str(&std::fs::read_to_string(outcome.path().join("notify/a-doubtful/worklist.json")).unwrap())
            .unwrap();
    assert_eq!(record["rows"], json!({"doubtful": 1, "ambiguous": 1, "household": 0, "near": 1}));
    // All are these members: one twin, and the other two rows of one person.
    let decided: Vec<&str> = lines.iter().skip(1).map(|line| line[11].as_str()).collect();
    let outcome = run(&decided.join("\n")).run().succeeds().persons(1, 3, 3).leak_bin("matched", 4);
    // Nothing is left to decide.
    assert_eq!(worklist(&outcome), Vec::<Vec<String>>::new());
}

/// A decision is about one person: an identifier of several says of nobody whom the row is about.
#[test]
fn an_identifier_of_several_persons() {
    let members =
        "K-0001;2900875056505;MIREPOIX;GINETTINE;1990-08-12;1\nK-0001;1650975056606;LANSERTEAU;IVANHOEL;1965-09-23;1\n";
    let run = Run::new().members("a", &format!("{HEADER}\n{members}")).leak("x", "nir\n2900875056505\n");
    let decided = format!("decided = [{}]", decides(2, "K-0001", true));
    run.insurer_declares("a", &decided)
        .run()
        .fails(1)
        .says("names a member_id that rows of another sex or age have too");
    // Two contracts of one person are one, though nothing but the identifier joins them.
    let contracts = "K-0001;;MIREPOIX;GINETTINE;1990-08-12;\nK-0001;;MIREPOIX-DURAND;GINETTINE;1990-08-12;\n";
    let leak = "last_name;first_name;birth_date\nMIREPOIX;GINETINE;1990-08-12\n";
    let run = Run::new().members("a", &format!("{HEADER}\n{contracts}")).leak("x", leak);
    run.insurer_declares("a", &decided).run().succeeds();
}

/// Two identifiers of one person: what one decision says, another may not deny, in whatever order.
#[test]
fn decisions_that_deny_each_other() {
    let members =
        "M-104;2900875056505;MIREPOIX;GINETTINE;1990-08-12;1\nM-105;2900875056505;MIREPOIX;GINETTINE;1990-08-12;1\n";
    let mut both = [decides(2, "M-104", true), decides(2, "M-105", false)];
    for _ in 0..2 {
        let run = Run::new().members("a", &format!("{HEADER}\n{members}")).leak("x", "nir\n2900875056505\n");
        let outcome = run.insurer_declares("a", &format!("decided = [{}]", both.join(", "))).run();
        outcome.fails(1).says("says of a row and a person the contrary of another decision");
        both.reverse();
    }
}

/// Where nobody is recognised at two insurers, what one decides takes nothing from the other that is as sure, and adds nothing that is not.
#[test]
fn a_decision_of_one_insurer_alone() {
    let twins = "K-1;2900875056505;MIREPOIX;GINETTINE;1990-08-12;1\nK-2;2900875056505;MIREPOIX;HUGOLINE;1990-08-12;2\n";
    let one = "L-1;2900875056505;MIREPOIX;GINETTINE;1990-08-12;1\n";
    let run = |leak: &str, at_b: &str, decided: &str| {
        let run = Run::new().head("across_insurers = \"apart\"\n").leak("x", leak);
        let run = run.members("a", &format!("{HEADER}\n{twins}")).members("b", &format!("{HEADER}\n{at_b}"));
        if decided.is_empty() { run } else { run.insurer_declares("a", &format!("decided = [{decided}]")) }
    };
    let sure = "nir;birth_date\n2900875056505;1990-08-12\n";
    run(sure, one, "").run().succeeds().leak_bin("ambiguous", 1).is("/insurers/1/totals/persons/high", 1);
    let outcome = run(sure, one, &decides(2, "K-1", true)).run().succeeds().leak_bin("matched", 1);
    outcome.is("/insurers/0/totals/persons/estimate", 1).is("/insurers/1/totals/persons/estimate", 1);
    // By the NIR alone, it is a household's.
    let household = "nir\n2900875056505\n";
    run(household, one, "").run().succeeds().leak_bin("household", 1).is("/insurers/1/totals/persons/high", 1);
    let outcome = run(household, one, &decides(2, "K-1", true)).run().succeeds();
    outcome.is("/insurers/0/totals/persons/estimate", 1).is("/insurers/1/totals/persons/estimate", 0);
}
