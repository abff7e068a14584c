//! The letter to persons: it tells what is known, claims nothing else, lists what it lacks, and can be read at once.

mod channels;
mod lost;
mod wording;

use serde_json::Value;

use crate::harness::{Outcome, Run};

const MEMBERS: &str = "nir;last_name;first_name;birth_date;birth_rank\n2951099126111;DURANDAL;Zoe;1995-10-03;1\n";
const LEAK: &str = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";
const SENSITIVE: &str = "not_exposed = [\"bank_details\", \"medical_data\", \"reimbursements\", \"postal_address\", \"phone\", \"email\", \"credentials_clear\"]";

/// One member who is met, and nothing declared that need not be.
fn bare() -> Run {
    Run::new().members("a", MEMBERS).leak("x", LEAK).documents()
}

/// What Vivinter's notice of 16 February 2024 told, declared.
fn vivinter() -> Run {
    let columns = "relation;manager;coverage_start;coverage_end;managed_since";
    let members = [
        "nir;birth_date;birth_rank;first_name;last_name;",
        columns,
        "\n2951099126111;1995-10-03;1;LEA;DURANDAL;Assuré;interimaires;2022-03-01;;2022-03-01\n",
        "2951099126111;2015-06-02;1;TOM;DURANDAL;Ayant droit;interimaires;2022-03-01;;2022-03-01\n",
        "1750175056222;1975-01-04;1;HUGO;DUBRAVAL;Assuré;interimaires;2019-01-01;2023-12-31;2022-02-01\n",
        "1800199126111;1980-01-04;1;PAULIN;BERNARDEL;Assuré;cgrm;2020-01-01;;2020-01-01\n",
    ];
    let leak = "civility;last_name;first_name;birth_date;birth_rank;nir;manager\n\
        Mme;DURANDAL;LEA;1995-10-03;1;2951099126111;Sant\nM.;DURANDAL;TOM;2015-06-02;1;2951099126111;Sant\n\
        M.;DUBRAVAL;HUGO;1975-01-04;1;1750175056222;Sant\n";
    let exposed = r#"["civility", "last_name", "first_name", "birth_date", "birth_rank", "nir", "manager"]"#;
    Run::new()
        .documents()
        .head("nature = [\"confidentiality\"]\norigin = \"hacking\"\ncause = \"external-malicious\"")
        .head("occurred = { from = 2024-01-29, to = 2024-02-01 }")
        .head("description = \"Des comptes de professionnels de santé ont servi à consulter le portail en masse.\"")
        .manager("interimaires")
        .manager("cgrm")
        .members("vivinter", &members.concat())
        .leak("almerys", leak)
        .operators_declare(&format!(
            "service = \"third-party-payment\"\nexposed = {exposed}\n{SENSITIVE}\nmeasures_after = \"La plateforme est isolée. Les autorités sont averties.\""
        ))
        .insurer_declares("vivinter", "trade = \"health-insurer\"\ninformed_on = 2024-02-05T09:00:00+01:00\nchannels = [\"email\", \"web\", \"sms\"]")
        .insurer_declares("vivinter", "measures_after = \"Nos propres systèmes ont été vérifiés.\"")
        .tail("[insurers.vivinter.dpo]\ncivility = \"Madame\"\nname = \"MODELE\"\nemail = \"dpo@vivinter.invalid\"")
        .tail("[insurers.vivinter.notification]\nkind = \"initial\"\nsent_on = 2024-02-06T11:00:00+01:00")
        .tail("[insurers.vivinter.communication]\nstatus = \"yes\"\non = 2024-02-06\npage = \"https://vivinter.invalid/info\"")
        .tail("helpline = { phone = \"09 71 10 03 08\", hours = \"de 8 h 30 à 18 h\", from = 2024-02-14, to = 2024-03-19 }")
        .tail("effects_on_services = \"Votre carte reste valable. L’optique peut être perturbée.\"")
        .perimeter("vivinter", "operator = \"almerys\"\nstatus = \"exposed\"\nany_of = [{ managed_by = \"interimaires\", managed_since = 2022-01-01 }, { managed_by = \"interimaires\", covered_on = 2024-01-01 }]")
        .perimeter("vivinter", "operator = \"almerys\"\nstatus = \"not_concerned\"\nmanaged_by = \"cgrm\"")
}

/// Two operators that each lost the only member, with lines of their own.
fn two(x: &str, y: &str, leak_of_x: &str) -> Outcome {
    let operator = |id: &str, lines: &str| {
        format!("[operators.{id}]\nname = \"Operator {id}\"\n{lines}\n[[operators.{id}.leaks]]\npath = \"{id}.csv\"\n")
    };
    let incident = format!(
        "schema = \"ampleur/incident/1\"\nid = \"test\"\ntitle = \"Test\"\nreference_date = 2024-02-07\n[key]\npublished = true\n\
         {}{}[insurers.a]\nname = \"Insurer a\"\noperators = [\"x\", \"y\"]\nmembers = [{{ path = \"m.csv\" }}]\n",
        operator("x", x),
        operator("y", y)
    );
    let files = Run::new().file("m.csv", MEMBERS).file("x.csv", leak_of_x).file("y.csv", LEAK);
    files.file("incident.toml", incident).documents().run().succeeds()
}

fn points(outcome: &Outcome, insurer: &str, lang: &str) -> Vec<Value> {
    let json: Value = serde_json::from_str(&outcome.read(&format!("insurers/{insurer}/letter.json"))).unwrap();
    assert_eq!((&json["schema"], &json["insurer"]), (&"ampleur/letter/1".into(), &insurer.into()));
    json["languages"][lang].as_array().unwrap().clone()
}

/// The points that a letter lacks, by id.
fn unmet(outcome: &Outcome, insurer: &str, lang: &str) -> Vec<String> {
    let points = points(outcome, insurer, lang);
    points.iter().filter(|p| p["met"] == false).map(|p| p["id"].as_str().unwrap().to_owned()).collect()
}

/// The part of a text under the heading that holds these words; nothing if there is none.
fn part<'a>(text: &'a str, heading: &str) -> &'a str {
    text.split("\n## ").find(|part| part.lines().next().unwrap().contains(heading)).unwrap_or("")
}

/// The parts of a letter that say what was exposed, what was not, and what nobody can tell.
fn data(letter: &str) -> [&str; 3] {
    let headings = match letter.contains("Vos données exposées") {
        true => ["Vos données exposées", "n’a pas été exposé", "ne savons pas encore"],
        false => ["Your data that were exposed", "was not exposed", "do not know yet"],
    };
    headings.map(|heading| part(letter, heading))
}

#[test]
fn what_nobody_declared_is_listed_and_marked() {
    let outcome = bare().run().succeeds();
    let lacking = [
        "nature",
        "data-not-exposed",
        "what-happened",
        "when",
        "measures-operator",
        "measures-insurer",
        "contact-dpo",
        "helpline-or-page",
        "authority-told",
        "effects-on-services",
    ];
    assert_eq!(unmet(&outcome, "a", "fr"), lacking);
    assert_eq!(unmet(&outcome, "a", "en"), lacking);
    // All but the data that are said not to be known.
    assert_eq!(outcome.read("insurers/a/letter.fr.md").matches("à compléter").count(), lacking.len() - 1);
    assert_eq!(outcome.read("insurers/a/letter.en.md").matches("to be completed").count(), lacking.len() - 1);
    let required: Vec<Value> = points(&outcome, "a", "fr").into_iter().filter(|p| p["required"] == true).collect();
    let owed = |id: &str| required.iter().any(|point| point["id"] == id);
    for id in ["nature", "consequences", "measures-operator", "measures-insurer", "contact-dpo", "plain-language"] {
        assert!(owed(id), "art. 34(2) wants {id}");
    }
    assert!(!owed("helpline-or-page") && !owed("effects-on-services"));
}

/// Each declaration gives the letter its point, and no other.
#[test]
fn what_is_declared_meets_its_point() {
    let missing = unmet(&bare().run(), "a", "fr");
    let communication = |line: &str| format!("[insurers.a.communication]\nstatus = \"undetermined\"\n{line}");
    for (id, run) in [
        ("nature", bare().head("nature = [\"integrity\"]")),
        ("data-not-exposed", bare().operators_declare(SENSITIVE)),
        ("what-happened", bare().head("description = \"Un compte a été volé.\"")),
        ("when", bare().head("occurred = { from = 2024-01-29 }")),
        ("measures-operator", bare().operators_declare("measures_after = \"Le portail est fermé.\"")),
        ("measures-insurer", bare().insurer_declares("a", "measures_after = \"Les accès sont revus.\"")),
        ("contact-dpo", bare().tail("[insurers.a.dpo]\nname = \"MODELE\"\nphone = \"01 99 00 10 20\"")),
        ("helpline-or-page", bare().tail(&communication("page = \"https://a.invalid\""))),
        ("helpline-or-page", bare().tail(&communication("helpline = { phone = \"01 99 00 10 20\" }"))),
        ("effects-on-services", bare().tail(&communication("effects_on_services = \"Aucun.\""))),
        (
            "authority-told",
            bare().tail("[insurers.a.notification]\nkind = \"initial\"\nsent_on = 2024-02-06T11:00:00+01:00"),
        ),
    ] {
        let left: Vec<String> = missing.iter().filter(|missing| *missing != id).cloned().collect();
        assert_eq!(unmet(&run.run().succeeds(), "a", "fr"), left, "{id}");
    }
    assert!(unmet(&vivinter().run().succeeds(), "vivinter", "fr").is_empty());
}

#[test]
fn half_a_declaration_meets_nothing() {
    for (id, run) in [
        ("what-happened", bare().head("description = \"…\"")),
        ("contact-dpo", bare().tail("[insurers.a.dpo]\nname = \"MODELE\"")),
        ("authority-told", bare().tail("[insurers.a.notification]\nkind = \"initial\"")),
        ("data-not-exposed", bare().operators_declare("not_exposed = [\"bank_details\"]")),
    ] {
        assert!(unmet(&run.run().succeeds(), "a", "fr").contains(&id.to_owned()), "{id}");
    }
    let one_of_two = two("measures_after = \"Le portail est fermé.\"", "", LEAK);
    assert!(unmet(&one_of_two, "a", "fr").contains(&"measures-operator".to_owned()));
}

/// Where no operator says which data a population lost, neither can the letter, nor what may follow.
#[test]
fn a_population_of_which_no_data_are_declared() {
    let outcome = Run::new().documents().members("a", MEMBERS).operator("x");
    let outcome = outcome.perimeter("a", "operator = \"x\"\nstatus = \"exposed\"").run().succeeds();
    for id in ["data-exposed", "consequences", "advice"] {
        assert!(unmet(&outcome, "a", "fr").contains(&id.to_owned()), "{id}");
    }
}

/// A declared text is printed as it stands: if it is hard to read, so is the letter.
#[test]
fn a_declared_text_that_is_not_plain() {
    let long = format!("Le portail{} est fermé.", " des professionnels".repeat(14));
    for text in ["Une exfiltration a eu lieu.", "Notre sous-traitant a été attaqué.", "Le NIR a fuité.", &long] {
        let outcome = bare().head(&format!("description = \"{text}\"")).run().succeeds();
        assert!(unmet(&outcome, "a", "fr").contains(&"plain-language".to_owned()), "{text}");
    }
    let explained = "description = \"Le numéro de sécurité sociale (NIR) a fuité.\"";
    assert!(!unmet(&bare().head(explained).run(), "a", "fr").contains(&"plain-language".to_owned()));
}

/// An English letter is English throughout: a text that nobody translated is marked, and one in both languages is printed.
#[test]
fn declared_texts_want_translating() {
    let lists_it = |outcome: &Outcome, lang: &str| points(outcome, "a", lang).iter().any(|p| p["id"] == "translation");
    let told = bare().head("description = \"Un compte a été volé.\"").run().succeeds();
    assert!(unmet(&told, "a", "en").contains(&"translation".to_owned()));
    assert!(!told.read("insurers/a/letter.en.md").contains("Un compte a été volé."));
    assert!(told.read("insurers/a/letter.fr.md").contains("Un compte a été volé."));
    let both = "description = { fr = \"Un compte a été volé.\", en = \"An account was stolen.\" }";
    let both = bare().head(both).run().succeeds();
    assert!(!unmet(&both, "a", "en").contains(&"translation".to_owned()));
    assert!(both.read("insurers/a/letter.en.md").contains("An account was stolen."));
    let untold = bare().run().succeeds();
    assert!(lists_it(&untold, "en") && !unmet(&untold, "a", "en").contains(&"translation".to_owned()));
    assert!(!lists_it(&told, "fr"));
}

mod data {
    use super::*;

    /// In which of the three parts both letters have the field.
    #[track_caller]
    fn stands(outcome: &Outcome, fr: &str, en: &str) -> [bool; 3] {
        let [french, english] = ["fr", "en"].map(|lang| outcome.read(&format!("insurers/a/letter.{lang}.md")));
        let found = data(&french).map(|part| part.contains(fr));
        assert_eq!(found, data(&english).map(|part| part.contains(en)), "the two letters differ");
        found
    }

    const EXPOSED: [bool; 3] = [true, false, false];
    const NOT_EXPOSED: [bool; 3] = [false, true, false];
    const NOT_ESTABLISHED: [bool; 3] = [false, false, true];

    #[test]
    fn not_exposed_is_what_every_operator_denies() {
        let bank = |x: &str, y: &str| stands(&two(x, y, LEAK), "coordonnées bancaires", "bank details");
        let no = "not_exposed = [\"bank_details\"]";
        assert_eq!(bank(no, no), NOT_EXPOSED);
        assert_eq!(bank(no, ""), NOT_ESTABLISHED);
        assert_eq!(bank("", ""), NOT_ESTABLISHED);
        assert_eq!(bank(no, "exposed = [\"bank_details\"]"), EXPOSED);
        // What persons do not ask about is told of as soon as one operator does.
        let cover = |x: &str| stands(&two(x, "", LEAK), "vos garanties", "your cover");
        assert_eq!(cover(""), [false; 3]);
        assert_eq!(cover("not_exposed = [\"guarantees\"]"), NOT_ESTABLISHED);
    }

    #[test]
    fn what_rows_hold_is_exposed_whatever_is_declared() {
        let no = "not_exposed = [\"phone\"]";
        let phone = |leak: &str| stands(&two(no, no, leak), "numéro de téléphone", "phone number");
        assert_eq!(phone(LEAK), NOT_EXPOSED);
        assert_eq!(phone("nir;birth_date;birth_rank;phone\n2951099126111;1995-10-03;1;0639981234\n"), EXPOSED);
        // A row that meets nobody may be about anybody.
        let elsewhere =
            "nir;birth_date;birth_rank;phone\n2951099126111;1995-10-03;1;\n2820199126222;1982-01-20;1;0639981234\n";
        assert_eq!(phone(elsewhere), NOT_ESTABLISHED);
    }

    /// What all lost is told as certain; what only some lost, or perhaps nobody, is not.
    #[test]
    fn what_some_lost_is_not_told_as_what_all_lost() {
        let members = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n1750175056222;1975-01-04;1\n";
        let leak =
            "nir;birth_date;birth_rank;email\n2951099126111;1995-10-03;1;\n1750175056222;1975-01-04;1;a@exemple.fr\n";
        let run = Run::new().documents().members("a", members).leak("x", leak);
        let letter = run.operators_declare("exposed = [\"nir\", \"medical_data\"]").run().succeeds();
        let letter = letter.read("insurers/a/letter.fr.md");
        let (all, some) = data(&letter)[0].split_once("Selon les personnes").unwrap();
        assert!(all.contains("numéro de sécurité sociale") && all.contains("date de naissance"));
        assert!(some.contains("e-mail") && some.contains("données médicales"));
        assert!(!all.contains("e-mail") && !all.contains("données médicales") && !some.contains("sécurité sociale"));
    }

    /// What may follow is what the data allow.
    #[test]
    fn consequences_follow_from_what_was_lost() {
        let may_follow = |exposed: &str| {
            let outcome = bare().operators_declare(&format!("exposed = [{exposed}]")).run().succeeds();
            part(&outcome.read("insurers/a/letter.fr.md"), "Ce qui peut arriver").to_owned()
        };
        let (little, bank) = (may_follow("\"nir\""), may_follow("\"bank_details\""));
        assert!(!little.contains("prélèvement") && bank.contains("prélèvement"));
        assert!(!little.contains("votre santé") && may_follow("\"medical_data\"").contains("votre santé"));
        assert!(!little.contains("crédit") && may_follow("\"last_name\"").contains("crédit"));
    }
}
