//! One truth: a fact is told the same in every document that tells it. Each test puts a contradiction of old back in reach.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::harness::{Outcome, Run, files_under, parts, text_of};

const MEMBERS: &str = "nir;last_name;first_name;birth_date;birth_rank;deceased_on\n\
    2951099126111;DURANDAL;Zoe;1995-10-03;1;\n1750175056222;DUBRAVAL;Hugo;1975-01-04;1;2024-01-02\n";

/// A controller whose two operators lost its persons on different days.
fn two_attacks() -> Run {
    let operator = |id: &str, lines: &str| {
        format!("[operators.{id}]\nname = \"Operator {id}\"\n{lines}\n[[operators.{id}.leaks]]\npath = \"{id}.csv\"\n")
    };
    let not_exposed = "not_exposed = [\"bank_details\", \"medical_data\"]";
    let incident = format!(
        "schema = \"ampleur/incident/1\"\nid = \"test\"\ntitle = \"Test\"\nreference_date = 2024-02-07\n\
         nature = [\"confidentiality\"]\norigin = \"hacking\"\ncause = \"external-malicious\"\n[key]\npublished = true\n\
         {}{}[insurers.a]\nname = \"Insurer a\"\noperators = [\"x\", \"y\"]\nchannels = [\"letter\", \"web\"]\n\
         members = [{{ path = \"m.csv\" }}]\n\
         aware.x = {{ on = 2024-02-05T09:00:00+01:00, how = \"told\" }}\n\
         aware.y = {{ on = 2024-02-03T08:30:00+01:00, how = \"press\" }}\n\
         [insurers.a.communication]\nstatus = \"planned\"\non = 2024-02-16\n\
         [[insurers.a.decisions]]\non = 2024-02-06T18:00:00+01:00\nby = \"DPO\"\nabout = \"persons\"\ndecided = \"Everybody is told by letter.\"\n",
        operator("x", &format!("occurred = {{ from = 2024-02-01, to = 2024-02-04 }}\n{not_exposed}")),
        operator("y", &format!("occurred = {{ from = 2024-01-29T22:00:00+01:00, to = 2024-01-30 }}\n{not_exposed}")),
    );
    Run::new()
        .file("m.csv", MEMBERS)
        .file("x.csv", MEMBERS.replace(";deceased_on", "").replace(";1;\n", ";1\n").replace(";1;2024-01-02\n", ";1\n"))
        .file("y.csv", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n")
        .file("incident.toml", incident)
        .documents()
}

/// All documents of the controller, as a reader sees them.
fn documents(outcome: &Outcome) -> BTreeMap<String, String> {
    let folder = outcome.path().join("reports/test/insurers/a");
    let mut texts = BTreeMap::new();
    for path in files_under(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        let text: String = text_of(&path).replace(['\u{a0}', '\u{202f}', '\n'], " ");
        texts.insert(name, text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    texts
}

#[track_caller]
fn all_say(documents: &BTreeMap<String, String>, names: &[&str], words: &str) {
    for name in names {
        let Some(text) = documents.get(*name) else { panic!("{name} is not in {:?}", documents.keys()) };
        assert!(text.contains(words), "{words} is not in {name}:\n{text}");
    }
}

#[test]
fn dates_roles_and_counts_are_the_same_everywhere() {
    let outcome = two_attacks().run().succeeds();
    let documents = documents(&outcome);
    let (forms, letters) =
        (["cnil.json", "cnil.html", "register.csv"], ["letter.fr.md", "notice.fr.md", "script.fr.md"]);
    // The breach: from the first hour at y to the last day at x.
    all_say(&documents, &forms, "lundi 29 janvier 2024 à 22 h 00 (heure de Paris, UTC+01:00)");
    all_say(&documents, &forms, "4 février 2024");
    all_say(&documents, &["edpb.json"], "2024-01-29T22:00:00+01:00 to 2024-02-04");
    all_say(&documents, &letters, "1er février 2024 et le 4 février 2024");
    all_say(&documents, &letters, "29 janvier 2024 et le 30 janvier 2024");
    // Awareness of each, and the end that comes first.
    all_say(&documents, &forms, "samedi 3 février 2024 à 8 h 30");
    all_say(&documents, &forms, "lundi 5 février 2024 à 9 h 00");
    all_say(&documents, &forms, "mardi 6 février 2024 à 9 h 00 (heure de Paris, UTC+01:00)");
    all_say(&documents, &["edpb.json"], "2024-02-03T08:30:00+01:00");
    all_say(&documents, &letters, "Nous l’avons appris le 3 février 2024");
    all_say(&documents, &forms, "Apprise par la presse");
    all_say(&documents, &forms, "Operator x");
    let edpb: Value = serde_json::from_str(&outcome.read("insurers/a/edpb.json")).unwrap();
    let field =
        |number: u64| edpb["fields"].as_array().unwrap().iter().find(|f| f["number"] == number).unwrap().clone();
    assert_eq!(field(50)["values"], serde_json::json!(["press", "processor"]));
    // One living person, one who died: told apart in each.
    assert_eq!(field(68)["values"][0], "1");
    all_say(&documents, &["cnil.json", "cnil.html"], "2 personnes, dont 1 décédée, à compter à part");
    // A day to come is a plan in the forms, and in no letter.
    all_say(&documents, &["cnil.json", "register.csv"], "16 février 2024");
    assert_eq!(field(97)["values"][0], "No, but on a specific date");
    let register = outcome.read("insurers/a/register.csv");
    let mut rows =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(register.trim_start_matches('\u{feff}').as_bytes());
    let heads = rows.headers().unwrap().clone();
    let row = rows.records().next().unwrap().unwrap();
    let cell = |head: &str| row[heads.iter().position(|h| h == head).unwrap()].to_owned();
    assert_eq!(cell("Information des personnes prévue le"), "16 février 2024");
    assert_eq!((cell("Personnes informées le"), cell("Décédés")), (String::new(), "1".to_owned()));
    assert!(cell("Motifs des décisions").contains("Niveau de gravité proposé"), "the reasons are never empty");
    assert!(cell("Effets possibles").contains("hors de la maîtrise des personnes"), "the form proposes them");
    assert!(
        !cell("Préjudices possibles").is_empty()
            && cell("Journal des décisions").contains("Everybody is told by letter.")
    );
    for (name, text) in &documents {
        let is_letter = ["letter", "notice", "script"].iter().any(|kind| name.starts_with(kind));
        if is_letter && name.ends_with(".md") {
            // A letter is of the day on which it is sent, and does not speak of it; a page stands from the day of the report.
            let sent = text.matches("16 février").count() + text.matches("16 February").count();
            assert_eq!(sent, usize::from(name.starts_with("letter")), "{name}");
            assert!(!text.contains("mot de passe n’a été exposé"), "credentials may be lost: {name}");
            assert!(!text.contains("tiers payant") && !text.contains("assureur santé"), "nobody declared it: {name}");
        }
    }
}

/// What the letter does not know, the form does not deny; what is harm in one is harm in the others.
#[test]
fn sensitive_data_and_harm_agree() {
    let documents = documents(&two_attacks().run().succeeds());
    assert!(documents["letter.fr.md"].contains("Ce que nous ne savons pas encore"));
    assert!(!documents["cnil.json"].contains("Aucune"));
    all_say(&documents, &["letter.fr.md"], "crédit à votre nom");
    all_say(&documents, &["cnil.json", "register.csv"], "Pertes financières");
    all_say(&documents, &["edpb.json"], "Financial loss");
}

/// "Not to be told" beside a high risk: a finding that names it, and no form that calls the risk low.
#[test]
fn not_told_beside_a_high_risk_is_found() {
    let leak = "nir;last_name;first_name;birth_date;birth_rank\n2951099126111;DURANDAL;Zoe;1995-10-03;1\n";
    let run = || Run::new().documents().members("a", leak).leak("x", leak).head("origin = \"hacking\"");
    let outcome = run().tail("[insurers.a.communication]\nstatus = \"no\"").run().succeeds();
    let outcome = outcome.finds("communication.against-high-risk", 0);
    let edpb = outcome.read("insurers/a/edpb.json");
    assert!(edpb.contains("likely high risk") && !edpb.contains("unlikely high risk"), "{edpb}");
    let day = "[insurers.a.communication]\nstatus = \"yes\"\non = 2024-02-16";
    let outcome = run().tail(day).run().succeeds().finds("communication.day-to-come", 0);
    assert!(outcome.read("insurers/a/cnil.json").contains("Non, mais elles le seront"));
}

/// A controller's own breach: no processor, no third-party payment, no insurer is spoken of.
#[test]
fn a_breach_of_ones_own() {
    let leak = "last_name;first_name;birth_date;nir;e-mail;mot de passe\nDURANDAL;Zoe;1995-10-03;2951099126111;z@exemple.fr;abcdef\n";
    let members = "nir;last_name;first_name;birth_date\n2951099126111;DURANDAL;Zoe;1995-10-03\n";
    let outcome = Run::new()
        .documents()
        .nowhere("abcdef")
        .members("agence", members)
        .leak("agence-si", leak)
        .head("nature = [\"confidentiality\"]\norigin = \"hacking\"\ncause = \"external-malicious\"")
        .operators_declare("role = \"controller\"\nexposed = [\"credentials_clear\"]")
        .insurer_declares("agence", "trade = \"employment-agency\"\nchannels = [\"email\", \"web\"]")
        .insurer_declares("agence", "aware.agence-si = { on = 2024-02-06T09:00:00+01:00, how = \"found\" }")
        .run()
        .succeeds();
    let read = |name: &str| outcome.read(&format!("insurers/agence/{name}")).replace('\u{a0}', " ");
    for name in ["letter.fr.md", "notice.fr.md", "letter.en.md", "script.fr.md"] {
        let text = read(name);
        for word in
            ["tiers payant", "third-party", "assureur santé", "health insurer", "Operator agence-si :", "remboursement"]
        {
            assert!(!text.contains(word), "{word} in {name}:\n{text}");
        }
    }
    assert!(
        read("letter.fr.md").contains("chez nous")
            && read("letter.fr.md").contains("Changez tout de suite votre mot de passe")
    );
    for name in ["cnil.json", "edpb.json", "register.csv"] {
        let text = read(name);
        assert!(!text.contains("sous-traitant (art") && !text.contains("processor"), "{name}: {text}");
    }
    assert!(read("cnil.json").contains("Découverte par le responsable du traitement lui-même"));
    outcome.is("/severity/0/gravity/floors/0", "nir").is("/severity/0/duties/persons/value", true);
}

/// What a reader sees of a page or of a part of an office document.
fn seen(text: &str) -> String {
    let (mut seen, mut of_code) = (String::new(), false);
    for part in text.split('<') {
        let (tag, after) = part.split_once('>').unwrap_or(("", part));
        let names = |of: &str| tag.trim_start_matches('/').split(' ').next() == Some(of);
        if names("style") || names("script") {
            of_code = !tag.starts_with('/');
        }
        if !of_code {
            seen += after;
            seen.push(' ');
        }
    }
    seen
}

/// An employment agency has no insured persons: nothing that is printed for a reader calls it an insurer.
#[test]
fn words_follow_the_trade() {
    let rows = "last_name;first_name;birth_date\nDURANDAL;Zoe;1995-10-03\nDUBRAVAL;Hugo;1975-01-04\n";
    let long = "Une raison. ".repeat(300);
    for lang in ["fr", "en"] {
        let outcome = Run::new()
            .documents()
            .members("agence", rows)
            .leak("agence-si", "last_name;first_name;birth_date\nDURANDAL;Zoe;1995-10-03\n")
            .head("nature = [\"confidentiality\"]\norigin = \"hacking\"\ncause = \"external-malicious\"")
            .operators_declare("role = \"controller\"")
            .insurer_declares("agence", "trade = \"employment-agency\"\nchannels = [\"email\", \"web\"]")
            .insurer_declares("agence", "aware.agence-si = { on = 2024-02-06T09:00:00+01:00, how = \"found\" }")
            .perimeter("agence", "operator = \"agence-si\"\nstatus = \"exposed\"")
            .tail(&format!(
                "[[insurers.agence.decisions]]\non = 2024-02-06\nby = \"DPO\"\nabout = \"persons\"\ndecided = \"{long}\"\n"
            ))
            .arg("--lang")
            .arg(lang)
            .run()
            .succeeds();
        let folder = outcome.path().join("reports/test");
        for path in files_under(&folder).into_iter().filter(|path| path.extension().is_some_and(|of| of != "json")) {
            let mut text = seen(&text_of(&path)).to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
            // What the law is called, the file that was read, and the names of numbers that anybody may have.
            for known in [
                "insurer agence",
                "assurances",
                "insurance",
                "members-agence",
                "members/agence",
                "agence.csv",
                "member number",
                "d’adhérent",
                "police",
            ] {
                text = text.replace(known, "");
            }
            for word in ["insur", "assur", "polic", "member", "bénéficiaire", "adhérent"] {
                let at = text.find(word).map(|at| text[..at].chars().rev().take(60).collect::<String>());
                let before = at.map(|before| before.chars().rev().collect::<String>());
                assert!(before.is_none(), "{}: {before:?} before {word}", path.display());
            }
        }
        // A row of a sheet is never higher than a spreadsheet allows.
        let workbook = std::fs::read(folder.join("report.xlsx")).unwrap();
        for (name, bytes) in parts(&workbook).unwrap() {
            let sheet = String::from_utf8(bytes).unwrap();
            for height in sheet.split(" ht=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                assert!(height.parse::<f64>().unwrap() <= 409.5, "{name}: {height}");
            }
        }
    }
}

/// What compares reports and lists persons does not call a shop an insurer either.
#[test]
fn commands_follow_the_trade() {
    let rows = "member_id;last_name;first_name;birth_date\nC1;DURANDAL;Zoe;1995-10-03\nC2;DUBRAVAL;Hugo;1975-01-04\n";
    let leak = "last_name;first_name;birth_date\nDURANDAL;Zoe;1995-10-03\n";
    let outcome = Run::new()
        .members("boutique", rows)
        .leak("x", leak)
        .leak("y", leak)
        .insurer_declares("boutique", "trade = \"shop\"")
        .run()
        .succeeds();
    let commands: [&[&str]; 3] = [
        &["compare", "--operators", "x", "y", "reports/test"],
        &["compare", "reports/test", "reports/test"],
        &["check", "incident.toml"],
    ];
    for (command, lang) in commands.iter().flat_map(|command| ["fr", "en"].map(|lang| (command, lang))) {
        let ended = outcome.ampleur(&[command, &["--lang", lang][..]].concat()).run().ends(0);
        let said = ended.stdout.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        let said = said.replace("members/", "").replace("member_id", "");
        // The name of the controller in these tests is cut in two by a narrow column.
        for word in ["insurers", "insured", "by insurer", "an insurer", "the insurer", "assur", "polic", "member"] {
            assert!(!said.contains(word), "{word} in {command:?}: {said}");
        }
    }
}

/// A manager that writes for a controller, and what the notices told beside the letter.
#[test]
fn a_manager_writes() {
    let members = "nir;birth_date;birth_rank;manager\n2951099126111;1995-10-03;1;gestion\n";
    let outcome = Run::new()
        .documents()
        .manager("gestion")
        .members("a", members)
        .leak("x", "nir;birth_date;birth_rank;manager\n2951099126111;1995-10-03;1;gestion\n")
        .insurer_declares("a", "trade = \"health-insurer\"")
        .tail(
            "[insurers.a.communication]\nstatus = \"planned\"\nwritten_by = \"gestion\"\nlogin_page = \"https://a.invalid/connexion\"\n\
             own_systems_safe = true\nrenewal_safe = true\nhelpline = { phone = \"01 99 00 10 20\", no_surcharge = true }",
        )
        .run()
        .succeeds();
    let letter = outcome.read("insurers/a/letter.fr.md");
    for words in [
        "Manager gestion gère des contrats pour Insurer a, et vous écrit en son nom",
        "De faux messages peuvent se présenter au nom de Manager gestion",
        "https://a.invalid/connexion",
        "Chez Manager gestion, les systèmes n’ont pas été attaqués",
        "renouvellement de votre mot de passe",
        "non surtaxé",
        "données personnelles",
        "Manager gestion, pour Insurer a",
    ] {
        assert!(letter.contains(words), "{words} is not in\n{letter}");
    }
    assert!(outcome.read("insurers/a/cnil.json").contains("Manager gestion – gestionnaire délégué"));
}

/// A false message may come in the name of any manager whose name was lost, not of the first alone.
#[test]
fn every_manager_whose_name_was_lost_is_named() {
    let head = "nir;birth_date;birth_rank;manager\n";
    let rows = "2951099126111;1995-10-03;1;une\n1800199126111;1980-01-04;1;deux\n";
    let of = |rows: &str| {
        let run = Run::new().documents().manager("une").manager("deux");
        let outcome = run.members("a", &format!("{head}{rows}")).leak("x", &format!("{head}{rows}")).run().succeeds();
        ["fr", "en"].map(|lang| outcome.read(&format!("insurers/a/letter.{lang}.md")))
    };
    let [fr, en] = of(rows);
    assert!(fr.contains("envoyés par Manager deux ou par Manager une, qui gèrent des contrats."), "{fr}");
    assert!(en.contains("come from Manager deux or Manager une, which manage contracts."), "{en}");
    let [fr, en] = of("2951099126111;1995-10-03;1;une\n");
    assert!(fr.contains("envoyés par Manager une, qui gère des contrats."), "{fr}");
    assert!(en.contains("come from Manager une, which manages contracts."), "{en}");
}

/// Joint senders sign; who is declared not concerned is named on the public page, unless the incident shows otherwise.
#[test]
fn joint_senders_and_others_not_concerned() {
    let line = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";
    let outcome = Run::new()
        .documents()
        .members("a", line)
        .members("b", "nir;birth_date;birth_rank\n1800199126111;1980-01-04;1\n")
        .leak("x", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n1800199126111;1980-01-04;1\n")
        .insurer_declares("a", "channels = [\"letter\", \"web\"]")
        .tail(
            "[insurers.a.communication]\nstatus = \"planned\"\ntogether_with = [\"Commission de la branche\"]\n\
             not_concerned = [\"Gestion Une\", \"Insurer b\", \"Mutuelle Deux\"]",
        )
        .run()
        .succeeds();
    let letter = outcome.read("insurers/a/letter.fr.md");
    assert!(
        letter.contains("en commun avec Commission de la branche")
            && letter.contains("Insurer a · Commission de la branche")
    );
    assert!(!letter.contains("Gestion Une"), "a letter is to who is concerned");
    let notice = outcome.read("insurers/a/notice.fr.md");
    assert!(notice.contains("Gestion Une et Mutuelle Deux ne sont pas concernés"), "{notice}");
    assert!(!notice.contains("Insurer b"), "the rows show that it is concerned");
    assert!(outcome.read("insurers/a/notice.en.md").contains("Gestion Une and Mutuelle Deux are not affected"));
}

/// Persons read what was lost of theirs: one letter for each set of operators.
#[test]
fn one_letter_for_each_set_of_operators() {
    let outcome = two_attacks().run().succeeds();
    let points: Value = serde_json::from_str(&outcome.read("insurers/a/letter.json")).unwrap();
    let variants: Vec<(&str, u64, bool)> = points["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| (v["id"].as_str().unwrap(), v["persons"].as_u64().unwrap(), v["few"].as_bool().unwrap()))
        .collect();
    assert_eq!(variants, [("x", 1, true), ("x+y", 1, true)], "nobody was exposed by y alone");
    let only_x = outcome.read("insurers/a/letters/x.fr.md");
    assert!(only_x.contains("Operator x") && !only_x.contains("Operator y") && only_x.contains("votre prénom"));
    assert!(outcome.read("insurers/a/letters/x+y.fr.md").contains("Operator y"));
    assert!(!outcome.path().join("reports/test/insurers/a/letters/y.fr.md").exists());
}
