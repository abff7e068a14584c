//! Two operators side by side: every figure known beforehand, and sentences that tell it.

use std::fs;
use std::path::Path;

use ampleur::schema::Schema;
use serde_json::{Value, json};

use crate::harness::{Ampleur, Ended, Outcome, Run};
use crate::schemas::fits;

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/tiers-payant-2024");

#[track_caller]
fn compare(operators: [&str; 2], report: &Path, more: &[&str]) -> Ended {
    Ampleur::new(["compare", "--operators"]).args(operators).arg(report).args(more).run()
}

/// What a user reads.
#[track_caller]
fn printed(operators: [&str; 2], report: &Path, more: &[&str]) -> String {
    compare(operators, report, more).succeeds().stdout
}

/// What a program reads; it fits its schema.
#[track_caller]
fn compared(operators: [&str; 2], report: &Path, lang: &str) -> Value {
    let value = serde_json::from_str(&printed(operators, report, &["--json", "--lang", lang])).unwrap();
    let schema = Schema::OperatorsCompared.json();
    fits(&schema, &schema, &value, "operators-compared");
    value
}

/// Every sentence, wherever it stands.
fn sentences(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(key, value)| match value {
                Value::String(text) if key == "sentence" => vec![text.clone()],
                value => sentences(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(sentences).collect(),
        _ => Vec::new(),
    }
}

const MEMBERS: &str = "nir;birth_date;birth_rank;first_name;last_name;contract_number;product\n";

/// Who is where:
///
/// |          | insurer | contract | lost by                                         |
/// |----------|---------|----------|-------------------------------------------------|
/// | Alexia   | a       | C1000001 | x (in two rows alike)                           |
/// | Pierre   | a       | C1000002 | x, y                                            |
/// | Juliette | a       | C1000002 | y                                               |
/// | Hugues   | a       | C1000003 | x; z, which hands over no rows, names his product |
/// | Leonie   | b       | C1000011 | y                                               |
/// | two more | b       |          | nobody                                          |
/// | two more | c       |          | nobody (one has two rows alike)                 |
///
/// x has a stranger's row too. All serve a; y alone serves b, x alone c. All declare NIR, birth date and e-mail address exposed,
/// and the birth rank not; the rows of x hold the rank, those of y no rank but names.
fn three_operators() -> Outcome {
    let a = [
        "2951099126111;1995-10-03;1;ALEXIA;DURANDAL;C1000001;Silver\n",
        "1800199126111;1980-01-04;1;PIERRE;MARTINEL;C1000002;Silver\n",
        "2820199126222;1982-01-20;1;JULIETTE;MARTINEL;C1000002;Silver\n",
        "1750175056222;1975-01-04;1;HUGUES;LEFORTIN;C1000003;Gold\n",
    ];
    let b = [
        "2900675056111;1990-06-15;1;LEONIE;CARPENTIER;C1000011;Silver\n",
        "1850975056112;1985-09-09;1;NOEMIE;CARPENTIER;C1000012;Silver\n",
        "2770375056113;1977-03-03;1;GASPARD;BOISSEAU;C1000013;Silver\n",
    ];
    let c = [
        "1600475056114;1960-04-04;1;ETIENNE;VAUCLAIR;C1000021;Silver\n",
        "1600475056114;1960-04-04;1;ETIENNE;VAUCLAIR;C1000021;Silver\n",
        "2650575056115;1965-05-05;1;ROSALIE;VAUCLAIR;C1000022;Silver\n",
    ];
    let of_x = [
        "2951099126111;1995-10-03;1\n",
        "1800199126111;1980-01-04;1\n",
        "1750175056222;1975-01-04;1\n",
        "2951099126111;1995-10-03;1\n",
        "1680275056333;1968-02-11;1\n",
    ];
    let of_y = [
        "1800199126111;1980-01-04;PIERRE;MARTINEL\n",
        "2820199126222;1982-01-20;JULIETTE;MARTINEL\n",
        "2900675056111;1990-06-15;LEONIE;CARPENTIER\n",
    ];
    Run::new()
        .members("a", &[MEMBERS, &a.concat()].concat())
        .members("b", &[MEMBERS, &b.concat()].concat())
        .members("c", &[MEMBERS, &c.concat()].concat())
        .served_by("b", &["y"])
        .served_by("c", &["x"])
        .leak("x", &["nir;birth_date;birth_rank\n", &of_x.concat()].concat())
        .leak("y", &["nir;birth_date;first_name;last_name\n", &of_y.concat()].concat())
        .operator("z")
        .operators_declare("exposed = [\"nir\", \"birth_date\", \"email\"]\nnot_exposed = [\"birth_rank\"]")
        .perimeter("a", "operator = \"z\"\nstatus = \"exposed\"\nproducts = [\"Gold\"]")
        .insurer_declares("a", "informed_on = 2024-02-05T09:00:00+01:00")
        .insurer_declares("b", "informed_on = 2024-02-01T09:00:00+01:00")
        .run()
        .succeeds()
}

fn report(outcome: &Outcome) -> std::path::PathBuf {
    outcome.path().join("reports/test")
}

#[test]
fn persons_alone_and_shared_are_those_of_the_estimate() {
    let outcome = three_operators();
    let told = compared(["x", "y"], &report(&outcome), "fr");
    let three = json!({ "low": 3, "estimate": 3, "high": 3 });
    // Of x: Alexia alone, Pierre with y, Hugues with z.
    assert_eq!(told["persons"]["first"], json!({ "persons": three, "alone": 1, "with_other": 1, "with_third": 1 }));
    // Of y: Juliette and Leonie alone, Pierre with x.
    assert_eq!(told["persons"]["second"], json!({ "persons": three, "alone": 2, "with_other": 1, "with_third": 0 }));
    assert_eq!(
        told["persons"]["sentence"],
        "D’après l’estimation, Operator x a exposé 3 personnes (minimum 3, maximum 3)\u{a0}: 1 exposée par lui seul, \
         1 exposée aussi par Operator y, 1 exposée aussi par un troisième opérateur, mais pas par Operator y. \
         D’après l’estimation, Operator y a exposé 3 personnes (minimum 3, maximum 3)\u{a0}: 2 exposées par lui seul, \
         1 exposée aussi par Operator x."
    );
    // The other way round, the same sides.
    let turned = compared(["y", "x"], &report(&outcome), "fr");
    assert_eq!(turned["persons"]["first"], told["persons"]["second"]);
    assert_eq!(turned["persons"]["second"], told["persons"]["first"]);
    // Beside z it is Pierre who is with a third.
    let told = compared(["x", "z"], &report(&outcome), "en");
    assert_eq!(told["persons"]["first"], json!({ "persons": three, "alone": 1, "with_other": 1, "with_third": 1 }));
    let one = json!({ "low": 1, "estimate": 1, "high": 1 });
    assert_eq!(told["persons"]["second"], json!({ "persons": one, "alone": 0, "with_other": 1, "with_third": 0 }));
    let sentence = told["persons"]["sentence"].as_str().unwrap();
    assert!(
        sentence.ends_with(
            "According to the estimate, Operator z exposed 1 person (low 1, high 1): 0 exposed by it alone, 1 exposed by Operator x as well."
        ),
        "{sentence}"
    );
}

#[test]
fn insurers_rows_and_contracts_of_each() {
    let told = compared(["x", "y"], &report(&three_operators()), "fr");
    assert_eq!(told["insurers"]["first"], json!({ "served": ["a", "c"], "exposed": ["a"] }));
    assert_eq!(told["insurers"]["second"], json!({ "served": ["a", "b"], "exposed": ["a", "b"] }));
    assert_eq!(
        told["insurers"]["sentence"],
        "D’après le fichier d’incident, Operator x sert 2 assureurs et Operator y en sert 2\u{202f}; assureurs concernés\u{a0}: \
         1 par Operator x, 2 par Operator y."
    );
    // Five rows of x but the repeated one; Alexia's, Pierre's and Hugues's contracts; Pierre's, which is Juliette's, and Leonie's.
    assert_eq!((&told["records"]["first"], &told["records"]["second"]), (&json!(4), &json!(3)));
    assert_eq!((&told["contracts"]["first"], &told["contracts"]["second"]), (&json!(3), &json!(2)));
    let records = told["records"]["sentence"].as_str().unwrap();
    assert!(records.contains("4 lignes divulguées pour Operator x et 3 pour Operator y"), "{records}");
    let contracts = told["contracts"]["sentence"].as_str().unwrap();
    assert!(contracts.contains("3 contrats distincts chez Operator x et de 2 chez Operator y"), "{contracts}");
}

#[test]
fn fields_are_contradicted_both_ways() {
    let outcome = three_operators();
    let told = compared(["x", "y"], &report(&outcome), "en");
    let fields = told["fields"].as_array().unwrap();
    let names: Vec<&str> = fields.iter().map(|line| line["field"].as_str().unwrap()).collect();
    assert_eq!(names, ["last_name", "first_name", "birth_date", "birth_rank", "nir", "email"]);
    let line = |name: &str| fields.iter().find(|line| line["field"] == name).unwrap();
    let rank = line("birth_rank");
    assert_eq!(
        rank["first"],
        json!({
            "declared": "not_exposed", "observed_records": 4, "persons": 3, "contradiction": "declared-not-exposed",
        })
    );
    assert_eq!(rank["second"], json!({ "declared": "not_exposed", "observed_records": 0, "persons": 0 }));
    assert_eq!(
        rank["sentence"],
        "Field “Birth rank”: for Operator x, declared not exposed but observed in 4 rows (3 persons); for Operator y, \
         declared not exposed and absent from the rows."
    );
    let absent = json!({
        "declared": "exposed", "observed_records": 0, "persons": 0, "contradiction": "not-observed",
    });
    assert_eq!((&line("email")["first"], &line("email")["second"]), (&absent, &absent));
    let name = line("last_name");
    assert_eq!(name["first"], json!({ "declared": "not_established", "observed_records": 0, "persons": 0 }));
    assert_eq!(
        name["second"],
        json!({ "declared": "not_established", "observed_records": 3, "persons": 3, "contradiction": "not-declared" })
    );
    assert_eq!(line("nir")["first"], json!({ "declared": "exposed", "observed_records": 4, "persons": 3 }));
    assert_eq!(
        told["contradictions"],
        json!({
            "first": { "declared_not_exposed": ["birth_rank"], "not_observed": ["email"], "not_declared": [] },
            "second": {
                "declared_not_exposed": [], "not_observed": ["email"], "not_declared": ["last_name", "first_name"],
            },
            "sentence": "For Operator x: 1 field declared not exposed but observed (Birth rank), \
                1 field declared exposed but absent from the rows (E-mail address). \
                For Operator y: 1 field declared exposed but absent from the rows (E-mail address), \
                2 fields observed but not declared (Last name, First name).",
        })
    );
    // They are the findings of the report, by the same names.
    let findings = outcome.report.as_ref().unwrap()["findings"].as_array().unwrap();
    for (side, operator) in [("first", "x"), ("second", "y")] {
        let mut found: Vec<(&str, &str)> = findings
            .iter()
            .filter(|finding| finding["party"] == operator)
            .filter_map(|f| Some((f["code"].as_str().unwrap().strip_prefix("field.")?, f["field"].as_str()?)))
            .collect();
        let mut shown: Vec<(&str, &str)> = fields
            .iter()
            .filter_map(|line| Some((line[side]["contradiction"].as_str()?, line["field"].as_str()?)))
            .collect();
        found.sort_unstable();
        shown.sort_unstable();
        assert_eq!(shown, found, "{operator}");
    }
}

#[test]
fn rows_by_bin_and_their_shares() {
    let told = compared(["x", "y"], &report(&three_operators()), "fr");
    let part = |count: u64, share_ppm: u64| json!({ "count": count, "share_ppm": share_ppm });
    assert_eq!(
        told["quality"]["first"],
        json!({
            "rows": 5, "matched": part(3, 600_000), "doubtful": part(0, 0), "ambiguous": part(0, 0), "household": part(0, 0),
            "elsewhere": part(0, 0), "unmatched": part(1, 200_000), "duplicate": part(1, 200_000),
            "rejected": part(0, 0),
        })
    );
    assert_eq!(
        (&told["quality"]["second"]["rows"], &told["quality"]["second"]["matched"]),
        (&json!(3), &part(3, 1_000_000))
    );
    let sentence = told["quality"]["sentence"].as_str().unwrap();
    assert!(
        sentence.starts_with(
            "Pour Operator x, sur 5 lignes lues\u{a0}: 3 rapprochées (60,0\u{a0}%), 0 douteuse (0,0\u{a0}%), 0 ambiguë (0,0\u{a0}%), \
             0 de foyer (0,0\u{a0}%), 0 ailleurs (0,0\u{a0}%), 1 sans correspondance (20,0\u{a0}%), \
             1 doublon (20,0\u{a0}%), 0 rejetée (0,0\u{a0}%). Pour Operator y, sur 3 lignes lues\u{a0}: \
             3 rapprochées (100,0\u{a0}%)"
        ),
        "{sentence}"
    );
}

/// An operator that has handed over no rows: nothing is observed, nothing contradicted, nothing measured.
#[test]
fn an_operator_without_rows() {
    let told = compared(["x", "z"], &report(&three_operators()), "fr");
    assert_eq!((&told["quality"]["second"], &told["contradictions"]["second"]), (&Value::Null, &Value::Null));
    assert_eq!(told["records"]["second"], 0);
    assert_eq!(told["findings"]["second"], json!({ "grave": 0, "warning": 0, "info": 0 }));
    let sentence = told["quality"]["sentence"].as_str().unwrap();
    let no_rows = "Operator z n’a remis aucune ligne\u{a0}: la qualité de ses données ne peut pas être mesurée.";
    assert!(sentence.ends_with(no_rows), "{sentence}");
    let sentence = told["contradictions"]["sentence"].as_str().unwrap();
    assert!(sentence.ends_with("Operator z n’a remis aucune ligne à comparer avec sa déclaration."), "{sentence}");
    // Hugues, of its perimeter, lost what it declares.
    let email = told["fields"].as_array().unwrap().iter().find(|line| line["field"] == "email").unwrap();
    assert_eq!(email["second"], json!({ "declared": "exposed", "persons": 1 }));
    let sentence = email["sentence"].as_str().unwrap();
    let absent = "pour Operator z, déclarée exposée, sans qu’aucune ligne ait été remise (1 personne).";
    assert!(sentence.ends_with(absent), "{sentence}");
}

#[test]
fn shares_of_the_members_of_each_insurer() {
    let told = compared(["x", "y"], &report(&three_operators()), "fr");
    let part = |count: u64, share_ppm: u64| json!({ "count": count, "share_ppm": share_ppm });
    let share = |served: bool, count: u64, share_ppm: u64| json!({ "served": served, "persons": count, "members": part(count, share_ppm) });
    let [a, b, c] = &told["shares"].as_array().unwrap()[..] else { panic!("{told:#}") };
    assert_eq!(a["population"], json!({ "counted": "persons", "size": 4 }));
    assert_eq!((&a["first"], &a["second"]), (&share(true, 3, 750_000), &share(true, 2, 500_000)));
    assert_eq!(
        a["sentence"],
        "Chez Insurer a, dont les fichiers comptent 4 personnes, Operator x en a exposé 3 (75,0\u{a0}%) et Operator y \
         2 (50,0\u{a0}%)."
    );
    assert_eq!(b["population"], json!({ "counted": "persons", "size": 3 }));
    assert_eq!((&b["first"], &b["second"]), (&share(false, 0, 0), &share(true, 1, 333_333)));
    assert_eq!(
        b["sentence"],
        "Chez Insurer b, dont les fichiers comptent 3 personnes, Operator x, qui d’après le fichier d’incident ne sert pas cet \
         assureur, en a exposé 0 (0,0\u{a0}%) et Operator y 1 (33,3\u{a0}%)."
    );
    // Nobody of c is exposed, so nobody counted its persons: three rows, one of which repeats another.
    assert_eq!(c["population"], json!({ "counted": "member-rows", "size": 2 }));
    assert_eq!((&c["first"], &c["second"]), (&share(true, 0, 0), &share(false, 0, 0)));
}

/// A population whose persons the report does not count: rows of one person are several. Cut, two thirds are 666,666 millionths.
#[test]
fn a_share_of_rows_is_said_to_be_none_of_persons() {
    let rows = [
        "2951099126111;1995-10-03;1;ALEXIA;DURANDAL;C1000001;Gold\n",
        "2951099126111;1995-10-03;1;ALEXIA;DURANDAL;C1000002;Gold\n",
        "1800199126111;1980-01-04;1;PIERRE;MARTINEL;C1000003;Silver\n",
    ];
    let outcome = Run::new()
        .members("a", &[MEMBERS, &rows.concat()].concat())
        .insurer("b")
        .operator("x")
        .operator("y")
        .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"\nproducts = [\"Gold\"]")
        .run()
        .succeeds();
    let told = compared(["x", "y"], &report(&outcome), "en");
    let [a, b] = &told["shares"].as_array().unwrap()[..] else { panic!("{told:#}") };
    assert_eq!(a["population"], json!({ "counted": "member-rows", "size": 3 }));
    assert_eq!(a["first"], json!({ "served": true, "persons": 1, "members": { "count": 2, "share_ppm": 666_666 } }));
    assert_eq!(
        a["sentence"],
        "At Insurer a, whose files contain 3 member rows, Operator x exposed 2 (66.6%) and Operator y 0 (0.0%); this is a \
         share of rows, not of persons (1 person and 0 persons)."
    );
    // An insurer without a member file.
    assert_eq!((b.get("population"), &b["first"]), (None, &json!({ "served": true, "persons": 0 })));
    assert!(b["sentence"].as_str().unwrap().contains("the share is unknown"), "{b}");
    let persons = told["persons"]["sentence"].as_str().unwrap();
    assert!(persons.ends_with("According to the estimate, Operator y exposed nobody (low 0, high 0)."), "{persons}");
}

#[test]
fn severity_of_each_and_the_deadline_of_the_insurer() {
    let outcome = three_operators();
    let told = compared(["x", "y"], &report(&outcome), "fr");
    let [a, b] = &told["severity"].as_array().unwrap()[..] else { panic!("{told:#}") };
    // Both in a context of 1, with circumstances of 1 that nobody declared. A NIR with a birth date is 0.75, with a full name 1.
    assert_eq!(a["first"], json!({ "score_hundredths": 175, "band": "low" }));
    assert_eq!(a["second"], json!({ "score_hundredths": 200, "band": "medium" }));
    assert_eq!(
        a["sentence"],
        "Chez Insurer a, score ENISA proposé pour les seules données en cause chez chaque opérateur\u{a0}: 1,75 (tranche faible) \
         pour Operator x, 2,00 (tranche moyenne) pour Operator y. La notification à l’autorité est due au plus tard le \
         jeudi 8 février 2024 à 10\u{a0}h\u{a0}00 (heure de Paris, UTC+01:00)."
    );
    assert_eq!((&b["first"], &b["second"]), (&Value::Null, &json!({ "score_hundredths": 200, "band": "medium" })));
    assert_eq!(
        b["notification"],
        json!({
            "owed": true,
            "deadline": {
                "operator": "y", "aware_on": "2024-02-01T09:00:00+01:00", "target": "2024-02-04T09:00:00+01:00",
                "until": "2024-02-04T10:00:00+01:00", "late": true,
            },
        })
    );
    let sentence = b["sentence"].as_str().unwrap();
    assert!(sentence.contains("aucun pour Operator x, 2,00 (tranche moyenne) pour Operator y"), "{sentence}");
    assert!(sentence.ends_with("au 7 février 2024, la violation n’avait pas été notifiée à l’autorité."), "{sentence}");
    // c, of which nobody lost anything, has none.
    assert!(told["severity"].as_array().unwrap().iter().all(|line| line["insurer"]["id"] != "c"));
}

/// The authority was told, in time or late, or need not be.
#[test]
fn what_was_notified() {
    let members = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";
    let informed = "informed_on = 2024-02-01T09:00:00+01:00";
    let sent = |on: &str| format!("[insurers.a.notification]\nkind = \"initial\"\nsent_on = {on}");
    for (head, lines, tail, says) in [
        (
            "",
            informed,
            sent("2024-02-04T10:00:00+01:00"),
            "within the 72-hour deadline of Sunday 4 February 2024, 10:00",
        ),
        (
            "",
            informed,
            sent("2024-02-04T10:00:01+01:00"),
            "after the 72-hour deadline of Sunday 4 February 2024, 10:00",
        ),
        ("", "", String::new(), "does not state when the insurer was informed"),
        (
            "circumstances = { unintelligible = \"encrypted\" }",
            informed,
            String::new(),
            "is not considered to be required",
        ),
    ] {
        let outcome = Run::new()
            .head(head)
            .members("a", members)
            .leak("x", members)
            .operator("y")
            .insurer_declares("a", lines)
            .tail(&tail)
            .run()
            .succeeds();
        let told = compared(["x", "y"], &report(&outcome), "en");
        let sentence = told["severity"][0]["sentence"].as_str().unwrap();
        assert!(sentence.contains(says), "{says} is not in {sentence}");
        assert_eq!(told["severity"][0]["notification"]["owed"], head.is_empty());
    }
}

/// The demo, against its own report: what is compared is what the report has, and it re-adds.
#[test]
fn the_two_operators_of_the_demo() {
    let read: Value = serde_json::from_slice(&fs::read(Path::new(DEMO).join("report.json")).unwrap()).unwrap();
    let told = compared(["almerys", "viamedis"], Path::new(DEMO), "fr");
    let n = |value: &Value| value.as_u64().unwrap();
    let findings = read["findings"].as_array().unwrap();
    for (i, (side, id)) in [("first", "almerys"), ("second", "viamedis")].into_iter().enumerate() {
        let operator = &read["operators"][i];
        assert_eq!((&told[side]["id"], &operator["id"]), (&json!(id), &json!(id)));
        let persons = &told["persons"][side];
        assert_eq!(persons["persons"], operator["totals"]["persons"]);
        assert_eq!(
            n(&persons["alone"]) + n(&persons["with_other"]) + n(&persons["with_third"]),
            n(&persons["persons"]["estimate"])
        );
        assert_eq!(persons["with_other"], read["overlaps"][0]["persons"]);
        assert_eq!(told["records"][side], operator["totals"]["records"]);
        assert_eq!(told["contracts"][side], operator["totals"]["contracts"]);
        let leak = &read["conservation"]["leaks"][i];
        let quality = told["quality"][side].as_object().unwrap();
        let mut sum = 0;
        for (bin, part) in quality.iter().filter(|(bin, _)| *bin != "rows") {
            assert_eq!(part["count"], leak[bin], "{id}: {bin}");
            assert_eq!(n(&part["share_ppm"]), n(&leak[bin]) * 1_000_000 / n(&leak["rows"]), "{id}: {bin}");
            sum += n(&part["count"]);
        }
        assert_eq!((quality.len(), &quality["rows"], sum), (9, &leak["rows"], n(&leak["rows"])));
        for level in ["grave", "warning", "info"] {
            let here = findings.iter().filter(|f| f["file"] == leak["path"] && f["level"] == level).count();
            assert_eq!(told["findings"][side][level], here, "{id}: {level}");
        }
        assert_eq!(
            told["contradictions"][side],
            json!({ "declared_not_exposed": [], "not_observed": [], "not_declared": [] })
        );
    }
    // Five insurers are in the report; two have to do with an operator.
    let shares = told["shares"].as_array().unwrap();
    let ids: Vec<&Value> = shares.iter().map(|line| &line["insurer"]["id"]).collect();
    assert_eq!(ids, ["aesio-mutuelle", "harmonie-mutuelle"]);
    let population = n(&read["insurers"][0]["identifiability"]["population"]);
    let cell = n(&read["insurers"][0]["operators"][1]["totals"]["persons"]["estimate"]);
    assert_eq!(shares[0]["population"], json!({ "counted": "persons", "size": population }));
    assert_eq!(n(&shares[0]["second"]["members"]["share_ppm"]), cell * 1_000_000 / population);
    assert_eq!(shares[1]["first"]["served"], false);
}

/// Numbers as each language writes them, in a terminal and on a page.
#[test]
fn sentences_are_in_the_language_asked_for() {
    let dir = tempfile::TempDir::new().unwrap();
    for (lang, says) in [
        (
            "fr",
            "D’après l’estimation, Almerys a exposé 1\u{202f}869 personnes (minimum 1\u{202f}773, maximum 1\u{202f}915)\u{a0}: \
             775 exposées par lui seul, 1\u{202f}094 exposées aussi par Viamedis.",
        ),
        (
            "en",
            "According to the estimate, Almerys exposed 1,869 persons (low 1,773, high 1,915): 775 exposed by it alone, 1,094 exposed \
             by Viamedis as well.",
        ),
    ] {
        let told = compared(["almerys", "viamedis"], Path::new(DEMO), lang);
        assert_eq!(told["lang"], lang);
        let sentences = sentences(&told);
        // One for each of: insurers, persons, rows, contracts, contradictions, bins, findings; each field, share and score.
        let lines = ["fields", "shares", "severity"].map(|list| told[list].as_array().unwrap().len());
        assert_eq!(sentences.len(), 7 + lines.iter().sum::<usize>());
        assert!(sentences.iter().any(|sentence| sentence.starts_with(says)), "{sentences:#?}");

        let page = dir.path().join(format!("{lang}.html"));
        let path = page.to_str().unwrap();
        printed(["almerys", "viamedis"], Path::new(DEMO), &["--lang", lang, "-o", path]);
        let html = fs::read_to_string(&page).unwrap();
        assert!(html.contains(&format!("<html lang=\"{lang}\"")) && !html.contains("<script"));
        // On a terminal sentences are folded, and say the same.
        let text = printed(["almerys", "viamedis"], Path::new(DEMO), &["--lang", lang]);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let unfolded = words(&text);
        for sentence in &sentences {
            assert!(html.contains(sentence.as_str()), "{sentence} is not on the page");
            assert!(unfolded.contains(&words(sentence)), "{sentence} is not in\n{text}");
        }
    }
}

#[test]
fn an_operator_that_the_report_does_not_have_is_refused() {
    for (operators, says) in [
        (["almeris", "viamedis"], "no operator `almeris`"),
        (["almeris", "viamedis"], "did you mean `almerys`?"),
        (["viamedis", "zzz"], "no operator `zzz`"),
        (["viamedis", "zzz"], "`almerys` and `viamedis`"),
        (["viamedis", "viamedis"], "`viamedis` is given twice"),
        (["viamedis", "viamedis"], "`almerys` and `viamedis`"),
    ] {
        let refused = compare(operators, Path::new(DEMO), &["--json"]).ends(2).says(says);
        assert_eq!(refused.stdout, "");
    }
}
