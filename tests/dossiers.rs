//! What a DPO sends: the CNIL's form, the EDPB's template, the register; counted, sourced, the same at each run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::harness::{Ampleur, Outcome, Run, bytes_under, files_under, has, text_of};
use crate::report;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const MEMBERS: &str = "nir;last_name;first_name;birth_date;birth_rank\n2951099126111;DURANDAL;Zoe;1995-10-03;1\n";

/// One member who is met, and whatever else is declared.
fn incident() -> Run {
    Run::new().members("a", MEMBERS).leak("x", MEMBERS).documents()
}

/// Everything that the incident file can tell.
fn complete() -> Run {
    incident()
        .head("nature = [\"confidentiality\"]\norigin = \"hacking\"\ncause = \"external-malicious\"")
        .head("occurred = { from = 2024-01-29, to = 2024-01-31 }\nlegal_basis = \"A ground\"")
        .head("description = \"What happened\"\ndiscovery = \"How it was found\"\nconsequences = \"What may come\"")
        .head("circumstances = { recipients = \"unknown\" }")
        .operators_declare(
            "not_exposed = [\"medical_data\", \"reimbursements\"]\nmeasures_before = \"Before at x\"\nmeasures_after = \"After at x\"",
        )
        .insurer_declares("a", "siren = \"123456789\"\naware.x = { on = 2024-02-06T09:00:00+01:00, how = \"told\" }")
        .insurer_declares("a", "channels = [\"email\", \"web\", \"sms\"]\nmeasures_before = \"Before\"\nmeasures_after = \"After\"")
        .tail("[insurers.a.organisation]\nvat_number = \"FR00123456789\"\nsector = \"Assurance\"\nstaff = 1200\naddress = \"1 rue\"\npostal_code = \"75001\"\ncity = \"Paris\"\ncountry = \"France\"")
        .tail("[insurers.a.representative]\ncivility = \"Madame\"\nname = \"RESPONSABLE\"\nfirst_name = \"R\"\nemail = \"r@a.invalid\"")
        .tail("[insurers.a.dpo]\ncivility = \"Monsieur\"\nname = \"DELEGUE\"\nfirst_name = \"D\"\nfunction = \"DPO\"\nemail = \"d@a.invalid\"\nphone = \"01 99 00 10 20\"")
        .tail("[insurers.a.communication]\nstatus = \"planned\"\non = 2024-02-09\npage = \"https://a.invalid/info\"\nhelpline = { phone = \"01 99 00 10 21\" }\neffects_on_services = \"Aucun\"")
        .tail("[insurers.a.other_notifications]\ncross_border = false\nother_authority = false\nother_law = true")
}

fn json(outcome: &Outcome, path: &str) -> Value {
    serde_json::from_str(&outcome.read(path)).unwrap()
}

fn questions(form: &Value) -> Vec<&Value> {
    form["sections"].as_array().unwrap().iter().flat_map(|s| s["questions"].as_array().unwrap()).collect()
}

/// The 14 sections of the form, as a dossier prepared from it has them.
#[test]
fn the_sections_of_the_form_in_their_order() {
    let form = json(&incident().run().succeeds(), "insurers/a/cnil.json");
    let labels: Vec<&str> =
        form["sections"].as_array().unwrap().iter().map(|s| s["label"]["text"].as_str().unwrap()).collect();
    assert_eq!(
        labels,
        [
            "Type de notification",
            "Identification de l'organisme",
            "Coordonnées du responsable légal",
            "Personne à contacter",
            "Autres organismes impliqués",
            "Nature de la violation - dates",
            "À propos de la violation",
            "Données concernées",
            "Mesures de sécurité préalables à la violation",
            "Conséquences potentielles",
            "Préjudices potentiels pour les personnes concernées",
            "Mesures techniques et organisationnelles appliquées au traitement suite à la violation",
            "Communication aux personnes concernées",
            "Notifications transfrontalières et autres notifications",
        ]
    );
}

/// `vectors/cnil.txt` lists the labels that two sources agree on. What is printed as the form's own is one of them.
#[test]
fn nothing_unconfirmed_is_printed_as_official() {
    let vectors = include_str!("vectors/cnil.txt");
    let confirmed: BTreeSet<&str> = vectors.lines().filter_map(|line| line.strip_prefix("+ ")).collect();
    assert!(confirmed.len() > 90);
    let fields = r#"exposed = ["civility", "last_name", "birth_date", "nir", "insurer", "contract_number", "member_number",
        "guarantees", "internal_reference", "manager", "bank_details", "medical_data", "reimbursements", "postal_address",
        "phone", "email"]"#;
    let mut official = BTreeSet::new();
    let mut others = BTreeSet::new();
    for run in [incident(), complete(), incident().operators_declare(fields)] {
        let form = json(&run.run().succeeds(), "insurers/a/cnil.json");
        let mut keep = |label: &Value| {
            let text = label["text"].as_str().unwrap().to_owned();
            match label["confirmed"].as_bool() {
                Some(true) => drop(official.insert(text)),
                Some(false) => drop(others.insert(text)),
                None => {}
            }
        };
        form["sections"].as_array().unwrap().iter().for_each(|section| keep(&section["label"]));
        for question in questions(&form) {
            keep(&question["label"]);
            question["answers"].as_array().unwrap().iter().for_each(&mut keep);
        }
    }
    // The form writes this one's condition beside it.
    let known = |label: &str| confirmed.contains(label) || label == "Numéro, date et heure de la notification initiale";
    for label in &official {
        assert!(known(label), "printed as official: {label}");
    }
    for label in &others {
        assert!(!confirmed.contains(label.as_str()), "confirmed, and not printed so: {label}");
    }
    assert!(official.len() > 60 && others.len() > 4, "{official:#?} {others:#?}");
}

/// The line at the top counts what the sections hold, and the list names what is left.
#[test]
fn the_counts_at_the_top_are_those_of_the_questions() {
    for run in [incident(), complete()] {
        let outcome = run.run().succeeds();
        for (path, is_open) in [("insurers/a/cnil.json", "number"), ("insurers/a/edpb.json", "number")] {
            let form = json(&outcome, path);
            let all = match path.ends_with("cnil.json") {
                true => questions(&form),
                false => form["fields"].as_array().unwrap().iter().collect(),
            };
            let count =
                |from: &[&str]| all.iter().filter(|q| from.contains(&q["from"].as_str().unwrap())).count() as u64;
            assert_eq!(form["filled"]["from_data"], count(&["data"]), "{path}");
            assert_eq!(form["filled"]["proposed"], count(&["proposal"]), "{path}");
            assert_eq!(form["filled"]["from_incident"], count(&["incident"]), "{path}");
            assert_eq!(form["filled"]["to_complete"], count(&["nobody"]), "{path}");
            let open: Vec<&Value> = all.iter().filter(|q| q["from"] == "nobody").map(|q| &q[is_open]).collect();
            assert_eq!(form["to_complete"].as_array().unwrap().iter().collect::<Vec<_>>(), open, "{path}");
            for question in &all {
                let answers = question.get("answers").or(question.get("values")).unwrap().as_array().unwrap();
                let is_answered = !matches!(question["from"].as_str().unwrap(), "nobody" | "not-asked");
                assert_eq!(is_answered, !answers.is_empty(), "{question}");
            }
        }
    }
}

/// With all that the incident file can tell nothing is left, and the notification is a complete one.
#[test]
fn a_whole_incident_file_leaves_nothing_to_complete() {
    let outcome = complete().run().succeeds();
    let form = json(&outcome, "insurers/a/cnil.json");
    // Only what no file tells: the other special categories of data.
    assert_eq!(form["to_complete"], serde_json::json!(["8.2"]));
    let health = complete()
        .operators_declare("exposed = [\"medical_data\"]\nmeasures_before = \"Before\"\nmeasures_after = \"After\"");
    let form = json(&health.run().succeeds(), "insurers/a/cnil.json");
    assert_eq!(form["to_complete"], serde_json::json!([]));
    assert_eq!(questions(&form)[0]["answers"][0]["text"], "Notification complète");
    let bare = json(&incident().run().succeeds(), "insurers/a/cnil.json");
    assert_eq!(questions(&bare)[0]["answers"][0]["text"], "Notification initiale (à compléter ultérieurement)");
    assert!(bare["to_complete"].as_array().unwrap().len() > 25);
    // Only what no file can tell: whether the data were encrypted.
    assert_eq!(json(&outcome, "insurers/a/edpb.json")["to_complete"], serde_json::json!([57]));
}

/// What the incident file can answer names its keys, and what was answered from it stands under one of them.
#[test]
fn questions_name_the_keys_that_answer_them() {
    let bare = json(&incident().run().succeeds(), "insurers/a/cnil.json");
    let open = questions(&bare).into_iter().filter(|question| question["from"] == "nobody");
    let by_hand: Vec<&str> =
        open.filter(|question| question["keys"].is_null()).map(|q| q["number"].as_str().unwrap()).collect();
    // Other special categories of data: only a person knows.
    assert_eq!(by_hand, ["8.2"]);
    let outcome = complete().run().succeeds();
    let incident = &json(&outcome, "manifest.json")["plan"]["incident"];
    let form = json(&outcome, "insurers/a/cnil.json");
    let answered: Vec<&Value> =
        questions(&form).into_iter().filter(|question| question["from"] == "incident").collect();
    assert!(answered.len() > 40);
    for question in answered {
        let keys: Vec<&str> = question["keys"].as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect();
        let is_there = |key: &&str| incident.pointer(&format!("/{}", key.replace('.', "/"))).is_some();
        // How a clock began tells the circumstances of the discovery too; an operator has the role that it has without being told.
        let is_derived = ["discovery", "operators.x.role", "occurred.ongoing", "operators.x.occurred.ongoing"];
        assert!(keys.iter().any(is_there) || keys.iter().any(|key| is_derived.contains(key)), "{question}");
    }
}

fn asked<'a>(form: &'a Value, label: &str) -> Vec<&'a Value> {
    questions(form).into_iter().filter(|q| q["label"]["text"] == label).collect()
}

fn answer(form: &Value, label: &str) -> Vec<String> {
    let answers = asked(form, label)[0]["answers"].as_array().unwrap().iter();
    answers.map(|answer| answer["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn figures_of_the_form_are_those_of_the_report() {
    let form: Value = serde_json::from_str(&demo("insurers/aesio-mutuelle/cnil.json")).unwrap();
    let report: Value = serde_json::from_str(&demo("report.json")).unwrap();
    let insurer = report["insurers"].as_array().unwrap().iter().find(|i| i["id"] == "aesio-mutuelle").unwrap();
    let plain = |label: &str| answer(&form, label)[0].replace('\u{202f}', "");
    let of = |pointer: &str| insurer["totals"].pointer(pointer).unwrap().as_u64().unwrap();
    // The deceased are told apart.
    let living = (of("/persons/estimate") - of("/deceased")).to_string();
    assert!(of("/deceased") > 0);
    assert_eq!(plain("Nombre approximatif de personnes concernées"), living);
    assert_eq!(plain("Nombre approximatif d'enregistrements concernés"), insurer["totals"]["records"].to_string());
    assert_eq!(answer(&form, "Catégories de personnes concernées"), ["Adhérents", "Mineurs"]);
    assert_eq!(answer(&form, "Sous-traitant / responsable conjoint : identité et rôle").len(), 4);
    let edpb: Value = serde_json::from_str(&demo("insurers/aesio-mutuelle/edpb.json")).unwrap();
    let value = |number: u64| {
        edpb["fields"].as_array().unwrap().iter().find(|f| f["number"] == number).unwrap()["values"][0].clone()
    };
    assert_eq!(value(68), living);
    assert_eq!(edpb["confirmed"], false);
}

/// Health data: what one operator denies and the other is silent about is not established.
#[test]
fn sensitive_data_have_three_states() {
    let sensitive = |run: Run| {
        let form = json(&run.run().succeeds(), "insurers/a/cnil.json");
        (asked(&form, "Données sensibles")[0]["from"].clone(), answer(&form, "Données sensibles"))
    };
    let denied = "not_exposed = [\"medical_data\"]";
    // The form has no value for none, and no field tells of opinions or beliefs: a person completes it.
    assert_eq!(sensitive(incident().operators_declare(denied)), ("nobody".into(), vec![]));
    let all = "not_exposed = [\"medical_data\", \"reimbursements\"]";
    assert_eq!(sensitive(incident().operators_declare(all)), ("nobody".into(), vec![]));
    assert_eq!(sensitive(incident()), ("nobody".into(), vec![]));
    let lost = "exposed = [\"reimbursements\"]";
    assert_eq!(sensitive(incident().operators_declare(lost)), ("data".into(), vec!["Données de santé".to_owned()]));
}

/// A decision against telling persons answers the form: with its ground, in words that are not confirmed, and its reason.
#[test]
fn a_decision_not_to_tell_is_an_answer() {
    let run = incident().tail(
        "[insurers.a.judgement]\ntell_persons = { value = false, reason = \"Every account was closed\" }\nexemption = \"averted\"",
    );
    let form = json(&run.run().succeeds(), "insurers/a/cnil.json");
    assert_eq!(answer(&form, "Les personnes ont-elles été informées ?"), ["Non ils ne le seront pas"]);
    assert_eq!(
        answer(&form, "Justification si non"),
        ["Mesures ultérieures rendant le risque élevé peu probable", "Every account was closed"]
    );
    assert_eq!(asked(&form, "Justification si non")[0]["answers"][0]["confirmed"], false);
    assert_eq!(asked(&form, "Date prévue / date")[0]["from"], "not-asked");
    let edpb = json(&incident().run().succeeds(), "insurers/a/edpb.json");
    assert!(edpb["to_complete"].as_array().unwrap().contains(&97.into()));
}

/// Two authorities are told the same of one breach: harms, consequences, whether persons were told.
#[test]
fn the_two_forms_agree() {
    let lost = |fields: &str| incident().operators_declare(&format!("exposed = [{fields}]"));
    let against = "[insurers.a.judgement]\ntell_persons = { value = false, reason = \"Every account was closed\" }";
    for (run, harms, consequences) in [
        (lost("\"nir\""), 4, 2),
        (lost("\"medical_data\", \"bank_details\"").head("origin = \"hacking\""), 7, 3),
        (lost("\"contract_number\"").head("cause = \"external-accidental\"").tail(against), 4, 2),
        (complete(), 4, 3),
    ] {
        let outcome = run.run().succeeds();
        let (cnil, edpb) = (json(&outcome, "insurers/a/cnil.json"), json(&outcome, "insurers/a/edpb.json"));
        let values = |number: u64| {
            let fields = edpb["fields"].as_array().unwrap();
            fields.iter().find(|field| field["number"] == number).unwrap()["values"].as_array().unwrap().clone()
        };
        assert_eq!((answer(&cnil, "Nature des préjudices").len(), values(85).len()), (harms, harms));
        assert_eq!(
            (answer(&cnil, "En cas de perte de confidentialité").len(), values(79).len()),
            (consequences, consequences)
        );
        let told = answer(&cnil, "Les personnes ont-elles été informées ?");
        assert_eq!(told.is_empty(), values(97).is_empty(), "{told:?}");
        assert_eq!(
            told.iter().any(|told| told == "Non ils ne le seront pas"),
            values(97) == ["No, unlikely high risk"]
        );
    }
}

/// The letter that a DPO edits: in its language, what is missing marked, no trace of the day it was made.
#[test]
fn the_letter_opens_in_a_word_processor() {
    let outcome = incident().run().succeeds();
    for (lang, tag) in [("fr", "fr-FR"), ("en", "en-GB")] {
        let docx = text_of(&outcome.path().join(format!("reports/test/insurers/a/letter.{lang}.docx")));
        assert!(docx.contains(&format!("w:lang w:val=\"{tag}\"")), "{lang}");
        assert!(docx.contains("w:highlight") && docx.contains("w:pStyle w:val=\"Heading1\""), "{lang}");
        assert!(docx.contains("2024-02-07T00:00:00Z"), "{lang}");
    }
}

/// What the template leaves to be written is no answer, uncommented or not.
#[test]
fn a_text_that_nobody_wrote_is_no_answer() {
    let texts = "legal_basis = \"…\"\ndescription = \"…\"\ndiscovery = \" \"\nconsequences = \"…\"";
    let run = incident()
        .head(texts)
        .operators_declare("measures_after = \"…\"")
        .insurer_declares("a", "measures_before = \"\"");
    let outcome = run.tail("[insurers.a.dpo]\nname = \"…\"\nemail = \"…\"").run().succeeds();
    let bare = json(&incident().run().succeeds(), "insurers/a/cnil.json");
    assert_eq!(json(&outcome, "insurers/a/cnil.json")["to_complete"], bare["to_complete"]);
    let outcome = outcome.finds("incident.no-legal-basis", 0);
    for path in ["register.csv", "insurers/a/letter.fr.md", "insurers/a/letter.fr.html"] {
        assert!(!outcome.read(path).contains('…'), "{path}");
    }
}

/// The reasons of a late notification are asked for only if it is late.
#[test]
fn reasons_are_owed_if_late() {
    let from = |informed: &str| {
        let run = incident().insurer_declares("a", &format!("informed_on = {informed}"));
        let form = json(&run.run().succeeds(), "insurers/a/cnil.json");
        asked(&form, "Motifs du retard (si > 72 h)")[0]["from"].clone()
    };
    assert_eq!(from("2024-02-06T09:00:00+01:00"), "not-asked");
    assert_eq!(from("2024-02-01T09:00:00+01:00"), "nobody");
}

/// One line a controller whose persons are exposed; what a spreadsheet would take for a formula is text.
#[test]
fn the_register_is_a_table() {
    let outcome = complete().members("b", "nir;birth_date;birth_rank\n1800199126111;1980-01-04;1\n").run().succeeds();
    let text = outcome.read("register.csv");
    assert!(text.starts_with('\u{feff}'));
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    // And one for b, of which nothing is established.
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0][1], &rows[1][1]), ("Insurer a", "Insurer b"));
    let at = |head: &str| heads.iter().position(|h| h == head).unwrap();
    assert_eq!(&rows[0][at("Personnes")], "1");
    assert_eq!(
        &rows[0][at("Terme des 72 heures")],
        "vendredi 9 février 2024 à 10\u{a0}h\u{a0}00 (heure de Paris, UTC+01:00)"
    );
    let own = outcome.read("insurers/a/register.csv");
    assert!(text.starts_with(&own), "the same line");

    let formula = incident().head("consequences = \"=1+1\"").run().succeeds().read("register.csv");
    assert!(formula.contains(";'=1+1;"), "{formula}");
}

/// What an operator's own file holds: its cells, nobody else's.
#[test]
fn an_operator_has_its_own_summary() {
    let summary: Value = serde_json::from_str(&demo("operators/viamedis/summary.json")).unwrap();
    let report: Value = serde_json::from_str(&demo("report.json")).unwrap();
    assert_eq!(
        summary["operator"],
        *report["operators"].as_array().unwrap().iter().find(|o| o["id"] == "viamedis").unwrap()
    );
    assert_eq!(summary["insurers"].as_array().unwrap().len(), 2);
    assert_eq!(summary["overlaps"], report["overlaps"]);
    let page = demo("operators/viamedis/summary.html");
    assert!(page.contains("Harmonie Mutuelle") && !page.contains("Almerys"));
}

fn demo(path: &str) -> String {
    fs::read_to_string(format!("{ROOT}/reports/tiers-payant-2024/{path}")).unwrap()
}

/// Same in, same out: PDF, workbook and DOCX included, on one thread and on two.
#[test]
fn documents_are_the_same_bytes_at_each_run() {
    let sample = Path::new(ROOT).join("samples/tiers-payant-2024/incident.toml");
    let outputs = |threads: &str| -> BTreeMap<String, Vec<u8>> {
        let command = Ampleur::new(["assess", "--quiet"]).arg(&sample).env("RAYON_NUM_THREADS", threads);
        bytes_under(command.run().ends(0).path())
    };
    let (one, two) = (outputs("1"), outputs("2"));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (path, bytes) in &one {
        assert!(bytes == &two[path], "{path} differs");
    }
    for kind in ["pdf", "xlsx", "docx", "html", "md", "json", "csv"] {
        assert!(one.keys().any(|path| path.ends_with(kind)), "no {kind}");
    }
}

/// They are compressed: the harness looks for identifiers in the text that a reader finds in them.
#[test]
fn documents_name_the_insurer_and_nobody_else() {
    let outcome = complete().run().succeeds();
    let files = files_under(&outcome.path().join("reports/test"));
    assert!(files.iter().filter(|path| text_of(path).contains("Insurer a")).count() > 10);
}

/// The figures of laid out text: groups of three digits are one number, and so are a share and its sign; columns are further
/// apart.
fn figures_of(text: &str) -> BTreeSet<String> {
    let mut figures = BTreeSet::new();
    for cell in text.split('\n').flat_map(|line| line.split("  ")) {
        let mut number = String::new();
        for word in cell.split([' ', '\u{202f}', '\u{a0}']) {
            let goes_on = word == "%" || word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit());
            if !goes_on {
                figures.insert(std::mem::take(&mut number));
                number.clear();
            }
            number.push_str(word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '%' || c == '…'));
        }
        figures.insert(number);
    }
    figures
}

/// Tagged, titled, in its language, and with the figures that the report has.
#[test]
fn pdfs_are_tagged_and_hold_the_figures() {
    if !["pdftotext", "pdfinfo", "qpdf"].into_iter().all(has) {
        return;
    }
    let folder = Path::new(ROOT).join("reports/tiers-payant-2024");
    let whole: Value = serde_json::from_str(&demo("report.json")).unwrap();
    let info = |path: &Path| {
        let output = Command::new("pdfinfo").arg(path).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let mut seen = 0;
    for pdf in files_under(&folder).into_iter().filter(|path| path.extension().is_some_and(|e| e == "pdf")) {
        let info = info(&pdf);
        let line = |name: &str| {
            info.lines().find(|l| l.starts_with(name)).unwrap_or_else(|| panic!("{name}: {info}")).to_owned()
        };
        assert!(line("Tagged:").ends_with("yes"), "{}", pdf.display());
        assert!(line("Title:").len() > 10);
        // The letters of one insurer are to be sent on another day than that of the report.
        let is_to_come = pdf.ends_with("aesio-mutuelle/letter.fr.pdf") || pdf.ends_with("aesio-mutuelle/letter.en.pdf");
        let day = if is_to_come { "Feb 16" } else { "Feb  7" };
        assert!(line("CreationDate:").contains(day) && line("CreationDate:").contains("2024"), "{info}");
        let sound = Command::new("qpdf").arg("--check").arg(&pdf).output().unwrap();
        assert!(sound.status.success(), "{}", String::from_utf8_lossy(&sound.stderr));
        seen += 1;
    }
    assert_eq!(seen, 1 + 2 * 3, "one report; a form and two letters for each controller");
    let tags = Command::new("pdfinfo").arg("-struct").arg(folder.join("report.pdf")).output().unwrap();
    let tags = String::from_utf8_lossy(&tags.stdout);
    for tag in ["H1 ", "H2 ", "Table", "TH ", "TD ", "Caption", "Figure", "P "] {
        assert!(tags.lines().any(|line| line.trim_start().starts_with(tag.trim_end())), "no {tag} in the structure");
    }
    let text = text_of(&folder.join("report.pdf"));
    let words = figures_of(&text);
    for figure in report::figures(&whole) {
        assert!(words.contains(figure.shown().as_str()), "{} ({}) is not in report.pdf", figure.shown(), figure.place);
    }
    let form = text_of(&folder.join("insurers/harmonie-mutuelle/cnil.pdf"));
    assert!(form.contains("à compléter") && form.contains("14. Notifications transfrontalières"));
}
