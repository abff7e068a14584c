//! Two assessments of one incident: every difference known beforehand, named with its cause, and re-added by hand.

mod invented;
mod sums;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Ampleur, Ended, Outcome, Run, leak, members};
use sums::{list, n, re_adds};

/// As members have them, and as leaked rows do.
const LEA: [&str; 2] = ["2951099126111;1995-10-03;1;LEA;;;C1000001\n", "2951099126111;1995-10-03;1;LEA;C1000001\n"];
const TOM: [&str; 2] = ["1800199126111;1980-01-04;1;TOM;;;C1000002\n", "1800199126111;1980-01-04;1;TOM;C1000002\n"];
const HUGO: [&str; 2] = ["1750175056222;1975-01-04;1;HUGO;;;C1000003\n", "1750175056222;1975-01-04;1;HUGO;C1000003\n"];

/// Runs `compare` on two report folders.
#[track_caller]
fn compare_folders(before: &Path, after: &Path, more: &[&str]) -> Ended {
    Ampleur::new(["compare"]).arg(before).arg(after).args(more).run()
}

#[track_caller]
fn compare(before: &Outcome, after: &Outcome, more: &[&str]) -> Ended {
    compare_folders(&before.path().join("reports/test"), &after.path().join("reports/test"), more)
}

/// The comparison as JSON, re-added by hand; `more` are further options.
#[track_caller]
fn compared(before: &Outcome, after: &Outcome, more: &[&str]) -> Value {
    let compared = compare(before, after, &[&["--json"][..], more].concat()).succeeds().json();
    let (was, is) = (before.report.as_ref().unwrap(), after.report.as_ref().unwrap());
    re_adds(&compared, was, is);
    compared
}

/// With both incident files at hand.
#[track_caller]
fn apportioned(before: &Outcome, after: &Outcome) -> Value {
    let incident = |outcome: &Outcome| outcome.path().join("incident.toml").display().to_string();
    let compared = compared(before, after, &["--from", &incident(before), "--to", &incident(after)]);
    assert_eq!(compared["explained"], "apportioned");
    compared
}

/// Léa's row has leaked; three members.
fn lea() -> Run {
    Run::new().members("a", &members(&[LEA[0], TOM[0], HUGO[0]].concat())).leak("x", &leak(LEA[1]))
}

/// A second file has Tom's and Hugo's rows, and Léa's again: two persons, two rows and a duplicate more.
fn all_three() -> Run {
    lea().leak("x", &leak(&[TOM[1], LEA[1], HUGO[1]].concat()))
}

fn change(before: u64, after: u64) -> Value {
    let change = i64::try_from(after).unwrap() - i64::try_from(before).unwrap();
    json!({"before": before, "after": after, "change": change})
}

#[test]
fn a_leaked_file_that_was_added_explains_everything() {
    let (before, after) = (lea().run().succeeds().persons(1, 1, 1), all_three().run().succeeds().persons(3, 3, 3));
    let told = compared(&before, &after, &[]);
    assert_eq!((&told["same"], &told["explained"]), (&json!(false), &json!("one-cause")));
    let cause = json!({"kind": "file-added", "moves": true, "operator": "x", "path": "leaks/x-1.csv"});
    assert_eq!(told["causes"], json!([cause]));
    let moved = json!({"low": 2, "estimate": 2, "high": 2, "records": 2, "contracts": 2});
    let at_insurers = json!([{"id": "a", "estimate": 2}]);
    assert_eq!(told["steps"], json!([{"causes": [1], "totals": moved, "insurers": at_insurers}]));
    assert_eq!(told["totals"]["records"], change(1, 3));
    assert_eq!(told["totals"]["contracts"], change(1, 3));
    assert_eq!(
        (&told["added"], &told["removed"]),
        (&json!({"persons": 2, "records": 2}), &json!({"persons": 0, "records": 0}))
    );
    // The new file has nothing before.
    let files = list(&told["files"]["leaks"]);
    assert_eq!(files[1]["path"], "leaks/x-1.csv");
    let bin = |name: &str| list(&files[1]["bins"]).iter().find(|line| line["bin"] == name).unwrap()["rows"].clone();
    assert_eq!(bin("rows"), json!({"after": 3, "change": 3}));
    assert_eq!(bin("matched"), json!({"after": 2, "change": 2}));
    assert_eq!(bin("duplicate"), json!({"after": 1, "change": 1}));
    assert!(list(&files[0]["bins"]).iter().all(|line| line["rows"]["change"] == 0));

    let [fr, en] = ["fr", "en"].map(|lang| told["text"][lang].as_str().unwrap());
    assert!(fr.contains("de 1 (entre 1 et 1)") && fr.contains("de 3 (entre 3 et 3)"), "{fr}");
    assert!(fr.contains("2 personnes de plus"), "{fr}");
    assert!(
        fr.contains("– Fichier leaks/x-1.csv ajouté (Operator x)\u{a0}: +2 personnes, +2 lignes divulguées"),
        "{fr}"
    );
    assert!(fr.contains("– Insurer a\u{a0}: de 1 à 3 (+2)"), "{fr}");
    assert!(
        en.contains("2 persons more") && en.contains("– File leaks/x-1.csv added (Operator x): +2 persons"),
        "{en}"
    );
    // And the other way round, what came is gone.
    let back = compared(&after, &before, &[]);
    assert_eq!(back["causes"][0]["kind"], "file-removed");
    assert_eq!(back["removed"], json!({"persons": 2, "records": 2}));
    assert!(back["text"]["fr"].as_str().unwrap().contains("2 personnes de moins"));
    // Alone it explains the same once it has been tried.
    assert_eq!(apportioned(&before, &after)["steps"], told["steps"]);
    assert_eq!(apportioned(&after, &before)["steps"], back["steps"]);
}

/// The rank is read in the one and not in the other: a certain rule is lost, a strong one is left.
#[test]
fn a_rule_that_is_no_longer_possible() {
    let with = |columns: &str| {
        Run::new()
            .members("a", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n")
            .file("leaks/x.csv", "NUM;DDN;COLONNE_Z\n2951099126111;1995-10-03;1\n")
            .leak_file("x", "leaks/x.csv", &format!("columns = {{ nir = \"NUM\", birth_date = \"DDN\"{columns} }}"))
            .run()
            .succeeds()
    };
    let before = with(", birth_rank = \"COLONNE_Z\"").persons(1, 1, 1).rests_on("nir-date-rank", 1);
    let after = with("").persons(0, 1, 1).rests_on("nir-date", 1);
    let told = compared(&before, &after, &[]);
    assert_eq!(told["totals"]["low"], change(1, 0));
    assert_eq!(told["totals"]["estimate"], change(1, 1));
    let cause = &told["causes"][0];
    assert_eq!(
        (&cause["kind"], &cause["operator"], &cause["path"]),
        (&json!("file-read"), &json!("x"), &json!("leaks/x.csv"))
    );
    assert_eq!((&cause["removed"], cause.get("added")), (&json!(["birth_rank"]), None));
    let rule = |id: &str| list(&told["rules"]).iter().find(|line| line["rule"] == id).unwrap();
    assert_eq!(rule("nir-date-rank")["persons"], change(1, 0));
    assert_eq!(
        (&rule("nir-date-rank")["possible_before"], &rule("nir-date-rank")["possible_after"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(rule("nir-date")["persons"], change(0, 1));
    let fr = told["text"]["fr"].as_str().unwrap();
    assert!(fr.contains("Fichier leaks/x.csv lu autrement (Operator x\u{202f}; retiré\u{a0}: birth_rank)"), "{fr}");
    assert!(fr.contains("0 personne (minimum −1, maximum 0)"), "{fr}");
    assert_eq!(apportioned(&before, &after)["steps"], told["steps"]);
}

/// A column was taken for the birth date that is the date of something else.
#[test]
fn a_mapping_that_was_corrected() {
    let with = |header: &str| {
        Run::new()
            .members("a", &members(&[LEA[0], TOM[0]].concat()))
            .file(
                "leaks/x.csv",
                "NUM;DATE_A;DATE_B\n2951099126111;2001-02-13;1995-10-03\n1800199126111;2002-03-14;1980-01-04\n",
            )
            .leak_file("x", "leaks/x.csv", &format!("columns = {{ nir = \"NUM\", birth_date = \"{header}\" }}"))
            .run()
            .succeeds()
    };
    let (before, after) = (with("DATE_A").persons(0, 0, 2), with("DATE_B").persons(0, 2, 2));
    let told = compared(&before, &after, &[]);
    assert_eq!(told["totals"]["estimate"], change(0, 2));
    assert_eq!(told["explained"], "one-cause");
    assert_eq!(told["causes"][0]["kind"], "file-read");
    assert_eq!(told["causes"][0]["altered"], json!(["birth_date"]));
    assert_eq!(told["steps"][0]["totals"]["estimate"], 2);
}

/// They were in no count but their own.
#[test]
fn duplicates_that_were_removed_move_no_count() {
    let with = |rows: &[&str]| {
        let file = Run::new().members("a", &members(&[LEA[0], TOM[0]].concat())).leak("x", &leak(&rows.concat()));
        file.run().succeeds().persons(2, 2, 2)
    };
    let (before, after) = (with(&[LEA[1], LEA[1], TOM[1]]), with(&[LEA[1], TOM[1]]));
    let told = compared(&before, &after, &[]);
    assert_eq!(told["causes"][0]["kind"], "file-replaced");
    assert_eq!(told["totals"]["records"], change(2, 2));
    let bins = list(&told["files"]["leaks"][0]["bins"]);
    let moved: Vec<(&Value, &Value)> =
        bins.iter().filter(|line| line["rows"]["change"] != 0).map(|line| (&line["bin"], &line["rows"])).collect();
    assert_eq!(moved, [(&json!("rows"), &change(3, 2)), (&json!("duplicate"), &change(1, 0))]);
    assert_eq!(told["same"], false);
    assert!(
        told["text"]["fr"]
            .as_str()
            .unwrap()
            .contains("Les nombres de personnes, de lignes divulguées et de contrats ne changent pas.")
    );
    assert_eq!(compare(&before, &after, &["--exact", "--quiet"]).status, 4);
}

/// Who lists no operators may be served by any: a list that says the same changes nothing, one that says none changes who is concerned.
#[test]
fn operators_that_are_no_longer_listed() {
    let run = || lea().members("b", "nir;birth_date;birth_rank\n1800199126111;1980-01-04;1\n");
    let listed = run().run().succeeds();
    let told = |lines: &str| {
        let file = run()
            .incident()
            .replace("name = \"Insurer b\"\noperators = [\"x\"]\n", &format!("name = \"Insurer b\"\n{lines}"));
        run().file("incident.toml", file).run().succeeds()
    };
    let (unlisted, none) = (told(""), told("operators = []\n"));
    let causes = |before: &Outcome, after: &Outcome| {
        let told = compared(before, after, &[]);
        told["causes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|cause| cause["kind"].as_str().unwrap().to_owned())
            .collect::<Vec<String>>()
    };
    assert!(!causes(&listed, &unlisted).contains(&"served".to_owned()));
    for (before, after) in [(&unlisted, &none), (&none, &unlisted), (&listed, &none)] {
        assert!(causes(before, after).contains(&"served".to_owned()));
        apportioned(before, after);
    }
}

/// Tom and Hugo are in a population that the operator names later; only Léa's row was there before.
#[test]
fn a_perimeter_that_was_added() {
    let product = |person: &str, product: &str| format!("{};{product}\n", person.trim_end());
    let base = || {
        let header = "nir;birth_date;birth_rank;first_name;last_name;relation;contract_number;product\n";
        let rows = [product(LEA[0], "Socle"), product(TOM[0], "Confort"), product(HUGO[0], "Confort")].concat();
        Run::new().members("a", &format!("{header}{rows}")).leak("x", &leak(LEA[1]))
    };
    let perimeter = "operator = \"x\"\nstatus = \"exposed\"\nproducts = [\"Confort\"]";
    let before = base().run().succeeds().persons(1, 1, 1);
    let after = base().perimeter("a", perimeter).run().succeeds().persons(3, 3, 3);
    let told = compared(&before, &after, &[]);
    assert_eq!(told["causes"], json!([{"kind": "perimeters", "moves": true, "insurer": "a", "added": ["1"]}]));
    assert_eq!(told["evidence"]["perimeter"], change(0, 2));
    assert_eq!(told["evidence"]["records"], change(1, 1));
    assert_eq!(list(&told["rules"]).last().unwrap()["persons"], change(0, 2));
    assert!(told["text"]["fr"].as_str().unwrap().contains("Périmètres déclarés chez Insurer a (ajouté\u{a0}: n° 1)"));

    // With a file that has Tom's row at the same time: two causes, told together without the incident files.
    let both = base().leak("x", &leak(TOM[1])).perimeter("a", perimeter).run().succeeds().persons(3, 3, 3);
    let told = compared(&before, &both, &[]);
    assert_eq!((&told["explained"], list(&told["causes"]).len()), (&json!("together"), 2));
    assert_eq!((list(&told["steps"]).len(), &told["steps"][0]["causes"]), (1, &json!([1, 2])));
    assert_eq!(told["steps"][0]["totals"]["estimate"], 2);
    let printed = compare(&before, &both, &["--lang", "en"]).stdout;
    assert!(printed.contains("--from INCIDENT_BEFORE --to"), "{printed}");
    // Tried one after the other: Tom by the file, which comes first, and Hugo by the perimeter.
    let told = apportioned(&before, &both);
    let kinds: Vec<&Value> = list(&told["causes"]).iter().map(|cause| &cause["kind"]).collect();
    assert_eq!(kinds, ["file-added", "perimeters"]);
    let steps: Vec<(&Value, i64, i64)> = list(&told["steps"])
        .iter()
        .map(|step| (&step["causes"], n(&step["totals"]["estimate"]), n(&step["totals"]["records"])))
        .collect();
    assert_eq!(steps, [(&json!([1]), 1, 1), (&json!([2]), 1, 0)]);
    let fr = told["text"]["fr"].as_str().unwrap();
    assert!(fr.contains("– Fichier leaks/x-1.csv ajouté (Operator x)\u{a0}: +1 personne, +1 ligne divulguée"), "{fr}");
    assert!(fr.contains("Leur somme est la différence totale\u{a0}: +2 personnes"), "{fr}");
}

/// Without the column that the former perimeter asks for, the new file makes no sense as long as that perimeter stands.
#[test]
fn changes_that_make_no_sense_alone_are_one_cause() {
    let with_product = "nir;birth_date;product\n2951099126111;1995-10-03;Confort\n1800199126111;1980-01-04;Socle\n";
    let without = "nir;birth_date\n2951099126111;1995-10-03\n1800199126111;1980-01-04\n";
    let base = |rows: &str| Run::new().members("a", rows).leak("x", "nir;birth_date\n1800199126111;1980-01-04\n");
    let perimeter = "operator = \"x\"\nstatus = \"exposed\"\nproducts = [\"Confort\"]";
    let before = base(with_product).perimeter("a", perimeter).run().succeeds().persons(1, 2, 2);
    let after = base(without).run().succeeds().persons(0, 1, 1);
    let told = apportioned(&before, &after);
    let kinds: Vec<&Value> = list(&told["causes"]).iter().map(|cause| &cause["kind"]).collect();
    assert_eq!(kinds, ["file-replaced", "perimeters"]);
    assert_eq!(told["steps"].as_array().unwrap().len(), 1);
    assert_eq!((&told["steps"][0]["causes"], &told["steps"][0]["totals"]["estimate"]), (&json!([1, 2]), &json!(-1)));
}

/// Contract numbers are not in a manifest: that they changed can be supposed, or known from the incident files.
#[test]
fn contract_numbers_of_perimeters() {
    let with = |contract: &str, persons: u64| {
        let perimeter = format!("operator = \"x\"\nstatus = \"exposed\"\ncontracts = [{contract}]");
        let run = Run::new().members("a", &members(&[LEA[0], TOM[0], HUGO[0]].concat())).operator("x");
        run.perimeter("a", &perimeter).run().succeeds().persons(persons, persons, persons)
    };
    let (one, other) = (with("\"C1000001\"", 1), with("\"C1000002\"", 1));
    assert_eq!(compared(&one, &other, &[])["causes"][0]["kind"], "perimeter-numbers");
    let told = apportioned(&one, &other);
    assert_eq!((&told["causes"][0]["kind"], &told["causes"][0]["altered"]), (&json!("perimeters"), &json!(["1"])));
    // One left and one came: net, nobody did.
    assert_eq!((&told["added"]["persons"], &told["removed"]["persons"]), (&json!(0), &json!(0)));
    let two = with("\"C1000002\", \"C1000003\"", 2);
    let told = compared(&one, &two, &[]);
    assert_eq!((&told["causes"][0]["kind"], &told["totals"]["estimate"]), (&json!("perimeters"), &change(1, 2)));
}

/// An operator and an insurer that the earlier assessment did not know; the insurer shares Tom with the other one.
#[test]
fn parties_come_with_all_they_have() {
    let before = lea().run().succeeds().persons(1, 1, 1);
    let after = lea()
        .leak("y", &leak(&[TOM[1], HUGO[1]].concat()))
        .members("b", &members(TOM[0]))
        .run()
        .succeeds()
        .persons(3, 3, 4);
    let told = apportioned(&before, &after);
    let causes: Vec<(&Value, &Value)> =
        list(&told["causes"]).iter().map(|cause| (&cause["kind"], &cause["added"])).collect();
    let (operator, insurer) = (json!(["leaks/y-1.csv"]), json!(["members/b-1.csv"]));
    assert_eq!(causes, [(&json!("operator-added"), &operator), (&json!("insurer-added"), &insurer)]);
    // The operator exposes Tom and Hugo at the insurer there is; then the new insurer has Tom too: no person more.
    let steps: Vec<(i64, i64)> =
        list(&told["steps"]).iter().map(|step| (n(&step["totals"]["estimate"]), n(&step["totals"]["high"]))).collect();
    assert_eq!(steps, [(2, 2), (0, 1)]);
    assert_eq!(told["insurers"]["repeats"], change(0, 1));
    let new = list(&told["insurers"]["lines"]).iter().find(|line| line["id"] == "b").unwrap();
    assert_eq!(new["counts"]["estimate"], json!({"after": 1, "change": 1}));
    assert!(told["text"]["fr"].as_str().unwrap().contains("elle le dépasse maintenant de 1"));
    // They go as they came.
    let back = apportioned(&after, &before);
    let kinds: Vec<&Value> = list(&back["causes"]).iter().map(|cause| &cause["kind"]).collect();
    assert_eq!(kinds, ["operator-removed", "insurer-removed"]);
}

/// The same rows are another operator's: nobody comes or goes, and each operator has one person.
#[test]
fn a_file_that_is_another_party_s() {
    let before = lea().leak("x", &leak(TOM[1])).run().succeeds().persons(2, 2, 2);
    let after = lea().leak("y", &leak(TOM[1])).run().succeeds().persons(2, 2, 2);
    let told = apportioned(&before, &after);
    let kinds: Vec<&Value> = list(&told["causes"]).iter().map(|cause| &cause["kind"]).collect();
    assert_eq!(kinds, ["operator-added", "file-reassigned"]);
    let cause = &told["causes"][1];
    assert_eq!((&cause["before"], &cause["after"]), (&json!("x"), &json!("y")));
    let estimates: Vec<&Value> =
        list(&told["operators"]["lines"]).iter().map(|line| &line["counts"]["estimate"]).collect();
    assert_eq!(estimates, [&change(2, 1), &json!({"after": 1, "change": 1})]);
    assert_eq!((&told["added"]["persons"], &told["removed"]["persons"]), (&json!(1), &json!(1)));
    assert!(list(&told["steps"]).iter().all(|step| step["totals"]["estimate"] == 0));
}

#[test]
fn a_renamed_file_and_other_settings_move_nothing() {
    let file = |path: &str, lines: &str| {
        let run = Run::new().members("a", &members(LEA[0])).file(path, leak(LEA[1])).leak_file("x", path, "");
        run.operators_declare(lines).run().succeeds().persons(1, 1, 1)
    };
    let before = file("leaks/first.csv", "exposed = [\"nir\"]");
    let after = file("leaks/second.csv", "exposed = [\"nir\", \"email\"]\nmeasures_after = \"le portail est fermé\"");
    let told = compared(&before, &after, &[]);
    let causes: Vec<(&Value, &Value)> =
        list(&told["causes"]).iter().map(|cause| (&cause["kind"], &cause["moves"])).collect();
    let no = json!(false);
    assert_eq!(causes, [(&json!("declared-exposed"), &no), (&json!("file-renamed"), &no), (&json!("settings"), &no)]);
    assert_eq!(told["causes"][0]["added"], json!(["email"]));
    assert_eq!(told["causes"][2]["altered"], json!(["measures_after"]));
    assert_eq!((&told["explained"], &told["steps"]), (&json!("no-cause"), &json!([])));
    assert_eq!(told["files"]["leaks"][0]["path_before"], "leaks/first.csv");
    assert!(list(&told["elsewhere"]).contains(&json!("fields")), "{}", told["elsewhere"]);
    let folder = TempDir::new().unwrap();
    let page = folder.path().join("page.html");
    compare(&before, &after, &["--quiet", "-o", page.to_str().unwrap()]);
    let page = fs::read_to_string(page).unwrap();
    let field = "Données déclarées exposées par Operator x (ajouté\u{a0}: Adresse électronique)";
    assert!(page.contains(field) && page.contains("sans effet sur ces décomptes"), "{page}");
    assert!(!page.contains("le portail est fermé"));
}

#[test]
fn another_key_changes_no_figure() {
    let keyed = || {
        let run = all_three().head("[key]\nfile = \"my.key\"");
        run.ampleur(&["key", "new", "my.key"]).run().ends(0);
        run.run().succeeds()
    };
    let (published, first, second) = (all_three().run().succeeds(), keyed(), keyed());
    for (before, after) in [(&published, &first), (&first, &second)] {
        let told = compared(before, after, &["--exact"]);
        assert_eq!(told["same"], true, "{told:#}");
        assert_eq!(told["causes"], json!([{"kind": "key", "moves": false}]));
        let incident = |outcome: &Outcome| outcome.path().join("incident.toml").display().to_string();
        let files = ["--exact", "--from", &incident(before), "--to", &incident(after)];
        assert_eq!(compared(before, after, &files)["steps"], json!([]));
    }
    let same = compared(&first, &first, &["--exact"]);
    assert_eq!((&same["causes"], &same["elsewhere"]), (&json!([]), &json!([])));
}

/// A file as it is in the report's folder, with something else in place of a text.
fn altered(outcome: &Outcome, path: &str, from: &str, to: &str) -> TempDir {
    let copy = TempDir::new().unwrap();
    for name in ["report.json", "manifest.json"] {
        let text = outcome.read(name);
        let text = if name == path { text.replace(from, to) } else { text };
        fs::write(copy.path().join(name), text).unwrap();
    }
    assert_ne!(fs::read_to_string(copy.path().join(path)).unwrap(), outcome.read(path));
    copy
}

#[track_caller]
fn refused(told: Ended, says: &str) -> Ended {
    assert_eq!(told.stdout, "");
    told.refuses().says(says)
}

#[test]
fn reports_that_cannot_be_compared() {
    let outcome = all_three().run().succeeds();
    let report = outcome.path().join("reports/test");
    let other = altered(&outcome, "manifest.json", "\"id\": \"test\"", "\"id\": \"other\"");
    refused(compare_folders(&report, other.path(), &[]), "two incidents, `test` and `other`");
    let figure = altered(&outcome, "report.json", "\"estimate\": 3", "\"estimate\": 4");
    refused(compare_folders(figure.path(), &report, &[]), "the report's figures cannot be relied on");
    refused(compare_folders(&report, outcome.path(), &[]), "the folder is not a report that this version can read");

    // Neither folder can be left out, and one incident file alone is of no use.
    for args in [
        &["compare", "a"][..],
        &["compare", "a", "b", "--from", "c"],
        &["compare", "a", "b", "--exact", "--operators", "x", "y"],
    ] {
        assert_eq!(Ampleur::new(args).of_nobody().run().status, 2, "{args:?}");
    }
}

#[test]
fn incident_files_that_are_not_those_of_the_reports() {
    let (before, after) = (lea().run().succeeds(), all_three().run().succeeds());
    let incident = |outcome: &Outcome| outcome.path().join("incident.toml").display().to_string();
    let (from, to) = (incident(&before), incident(&after));
    let says = "this incident file is not the one that the report was made from";
    refused(compare(&before, &after, &["--from", &to, "--to", &from]), says);
    fs::write(after.path().join("leaks/x-1.csv"), leak(TOM[1])).unwrap();
    let told = compare(&before, &after, &["--from", &from, "--to", &to]);
    refused(told, "the input leaks/x-1.csv is not the one that the report was made from")
        .says("its content has changed");
    fs::remove_file(after.path().join("leaks/x-1.csv")).unwrap();
    refused(compare(&before, &after, &["--from", &from, "--to", &to]), "it cannot be read");
    // The reports alone are still good.
    compared(&before, &after, &[]);
}

#[test]
fn exact_ends_with_4_where_a_figure_differs() {
    let (before, after) = (lea().run().succeeds(), all_three().run().succeeds());
    assert_eq!(compare(&before, &after, &["--exact", "--quiet"]).status, 4);
    assert_eq!(compare(&before, &after, &["--quiet"]).status, 0);
    let told = compare(&before, &before, &["--exact"]);
    assert_eq!(told.status, 0);
    assert!(told.stdout.contains("No figure differs."), "{}", told.stdout);
    // A figure that is in no list of the comparison: who the persons are.
    let related = |relation: &str| {
        let member = format!("2951099126111;1995-10-03;1;LEA;;{relation};C1000001\n");
        Run::new().members("a", &members(&member)).leak("x", &leak(LEA[1])).run().succeeds().persons(1, 1, 1)
    };
    let (before, after) = (related(""), related("Enfant"));
    let told = compared(&before, &after, &[]);
    assert_eq!((&told["same"], told["totals"]["estimate"]["change"].as_i64()), (&json!(false), Some(0)));
    assert!(list(&told["elsewhere"]).contains(&json!("groups")), "{}", told["elsewhere"]);
    assert_eq!(compare(&before, &after, &["--exact", "--quiet"]).status, 4);
}

/// In 80 columns, in both languages; and as a page, whole or not at all.
#[test]
fn what_a_person_reads() {
    let (before, after) = (lea().run().succeeds(), all_three().run().succeeds());
    let folder = TempDir::new().unwrap();
    for (lang, says, text) in [
        ("fr", "Ce qui a changé, et ce que chaque changement explique", "2 personnes de plus"),
        ("en", "What changed, and what each change explains", "2 persons more"),
    ] {
        let page = folder.path().join(format!("{lang}.html"));
        let out = page.display().to_string();
        let told = compare(&before, &after, &["--lang", lang, "-o", &out]);
        let told = told.succeeds();
        assert!(told.stdout.lines().all(|line| line.chars().count() <= 80), "{}", told.stdout);
        let html = fs::read_to_string(&page).unwrap();
        for (what, whole) in [("terminal", &told.stdout), ("page", &html)] {
            let flat = whole.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(flat.contains(says) && flat.contains(text), "{what}: {whole}");
        }
        assert!(html.contains(&format!("lang=\"{lang}\"")) && html.ends_with("</html>"), "{html}");
        // It is not written over, nor anything beside it.
        let again = compare(&before, &after, &["-o", &out]);
        refused(again, "the file already exists");
        assert_eq!(fs::read_to_string(&page).unwrap(), html);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}
