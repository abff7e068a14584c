//! The incident file under the forms: only what was changed changes.

use std::fs;

use crate::harness::{Desk, SMALL, small};

fn text(home: &tempfile::TempDir) -> String {
    fs::read_to_string(home.path().join("fuite/incident.toml")).unwrap()
}

const BASICS: [(&str, &str); 4] =
    [("what", "basics"), ("title", "Une fuite"), ("id", "fuite"), ("reference_date", "2024-02-07")];
const OPERATOR: [(&str, &str); 5] =
    [("what", "operator"), ("party", "op"), ("name", "Op"), ("field.nir", "exposed"), ("field.last_name", "exposed")];
const INSURER: [(&str, &str); 6] = [
    ("what", "insurer"),
    ("party", "as"),
    ("name", "As"),
    ("operators", "op"),
    ("aware.op", "2024-02-05T09:00"),
    ("how.op", "told"),
];

/// The fields of a form, with some of them changed or added.
fn with<'a>(form: &[(&'a str, &'a str)], changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = form.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    kept.chain(changed).copied().collect()
}

#[test]
fn a_form_that_changes_nothing_changes_nothing() {
    let home = small();
    let desk = Desk::start(&home);
    for form in [&OPERATOR[..], &INSURER[..]] {
        assert_eq!(desk.post("i/fuite/declare", form).status, 303);
        assert_eq!(text(&home), SMALL);
    }
}

#[test]
fn what_is_changed_changes_where_it_stands() {
    let home = small();
    let desk = Desk::start(&home);
    let mut expected = SMALL.to_owned();
    let mut saves = |form: Vec<(&str, &str)>, from: &str, to: &str| {
        let answer = desk.post("i/fuite/declare", &form);
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert!(expected.contains(from));
        expected = expected.replace(from, to);
        // What the template does not have is written, and nothing else.
        let now: String =
            text(&home).lines().filter(|line| !ADDED.contains(line)).map(|line| format!("{line}\n")).collect();
        assert_eq!(now, expected);
    };
    const ADDED: [&str; 2] = ["siren = \"732829320\"", "discovered = 2024-02-01T14:30:00+01:00"];
    saves(with(&BASICS, &[("title", "Deux \"fuites\"")]), "\"Une fuite\" ", "'Deux \"fuites\"' ");
    saves(
        with(&OPERATOR, &[("name", "Opé"), ("discovered", "2024-02-01T14:30")]),
        "name = \"Op\"  #",
        "name = \"Opé\"  #",
    );
    saves(with(&INSURER, &[("siren", "732 829 320")]), "by telephone", "by telephone");
    // Summer time, by the clocks of Paris; the comment stays.
    saves(
        with(&INSURER, &[("siren", "732829320"), ("aware.op", "2024-07-05T18:15"), ("how.op", "press")]),
        "{ on = 2024-02-05T09:00:30+01:00, how = \"told\" } # by telephone",
        "{ on = 2024-07-05T18:15:00+02:00, how = \"press\" } # by telephone",
    );
}

#[test]
fn declared_fields_are_saved_and_shown() {
    let home = small();
    let desk = Desk::start(&home);
    let changed =
        [("field.nir", "not_exposed"), ("field.email", "exposed"), ("from", "2024-01-29"), ("to", "2024-01-31")];
    assert_eq!(desk.post("i/fuite/declare", &with(&OPERATOR, &changed)).status, 303);
    let file = text(&home);
    assert!(file.contains("exposed = [\"last_name\", \"email\"]"), "{file}");
    assert!(file.contains("not_exposed = [\"nir\"]"), "{file}");
    assert!(file.contains("occurred = { from = 2024-01-29, to = 2024-01-31 }"), "{file}");
    let page = desk.get("i/fuite/declare").text();
    assert!(page.contains("name=\"field.nir\" value=\"not_exposed\" checked"));
    assert!(page.contains("name=\"from\" type=\"date\" value=\"2024-01-29\""));
    // Emptied, they go.
    assert_eq!(desk.post("i/fuite/declare", &OPERATOR).status, 303);
    assert!(!text(&home).contains("occurred"));
}

/// A comment of the template goes on standing under the table that it is about.
#[test]
fn what_is_added_to_a_party_stays_in_its_table() {
    let home = small();
    let path = home.path().join("fuite/incident.toml");
    let commented = format!("{SMALL}# siren = \"…\"\n")
        .replace("aware.op = { on = 2024-02-05T09:00:30+01:00, how = \"told\" } # by telephone\n", "");
    fs::write(&path, &commented).unwrap();
    let desk = Desk::start(&home);
    let more = [
        ("dpo.name", "Déléguée"),
        ("dpo.email", "dpo@as.invalid"),
        ("organisation.city", "Niort"),
        ("trade", "insurer"),
    ];
    assert_eq!(desk.post("i/fuite/declare", &with(&INSURER, &more)).status, 303);
    assert_eq!(desk.upload("i/fuite/files/leaks/op", "a.csv", b"nir\n1\n").status, 303);
    let file = text(&home);
    let added = [
        "leaks = [{ path = \"leaks/a.csv\" }]\n",
        "trade = \"insurer\"\n",
        "aware.op = { on = 2024-02-05T09:00:00+01:00, how = \"told\" }\n",
        "organisation.city = \"Niort\"\n",
        "dpo.name = \"Déléguée\"\n",
        "dpo.email = \"dpo@as.invalid\"\n",
    ];
    let mut without = file.clone();
    for line in added {
        assert!(file.contains(line), "{line}\n{file}");
        without = without.replace(line, "");
    }
    assert_eq!(without, commented);
    assert!(file.ends_with("# siren = \"…\"\n"));
    // And all of it is what the program reads.
    let said = desk.get("i/fuite/declare").text();
    assert!(!said.contains("unknown key"), "{said}");
}

#[test]
fn what_cannot_be_is_told_where_it_stands_and_nothing_is_written() {
    let home = small();
    let desk = Desk::start(&home);
    let cases = [
        (with(&BASICS, &[("title", " ")]), "Intitulé"),
        (with(&BASICS, &[("id", "Ma fuite")]), "Nom court"),
        (with(&BASICS, &[("reference_date", "2024-02-30")]), "Date des chiffres"),
        (with(&BASICS, &[("to", "2024-02-02")]), "Premier jour"),
        (with(&OPERATOR, &[("name", "")]), "Nom"),
        (with(&OPERATOR, &[("discovered", "hier")]), "Découverte"),
        (with(&INSURER, &[("siren", "732829321")]), "SIREN"),
        (with(&INSURER, &[("siren", "73282932")]), "SIREN"),
        (with(&INSURER, &[("dpo.email", "a@b.invalid")]), "Nom ou service"),
    ];
    for (form, label) in cases {
        let answer = desk.post("i/fuite/declare", &form);
        assert_eq!(answer.status, 422, "{form:?}");
        let page = answer.text();
        let told = page.split("role=\"alert\"").nth(1).unwrap().split("</div>").next().unwrap();
        assert!(told.contains(label), "{told}");
        assert_eq!(text(&home), SMALL);
    }
    // What was typed is still there.
    let page = desk.post("i/fuite/declare", &with(&INSURER, &[("siren", "732829321"), ("name", "Autre nom")])).text();
    assert!(page.contains("value=\"732829321\"") && page.contains("value=\"Autre nom\""));
}

#[test]
fn parties_are_added_with_ids_of_their_own() {
    let home = small();
    let desk = Desk::start(&home);
    for (what, name) in
        [("add-operator", "Société Œuvre & Cie"), ("add-operator", "op"), ("add-insurer", "Mutuelle d’Été")]
    {
        assert_eq!(desk.post("i/fuite/declare", &[("what", what), ("name", name)]).status, 303);
    }
    assert_eq!(desk.post("i/fuite/declare", &[("what", "add-insurer"), ("name", "***")]).status, 422);
    let file = text(&home);
    assert!(file.starts_with(SMALL), "{file}");
    for added in ["[operators.societe-oeuvre-cie]", "[operators.op-2]", "[insurers.mutuelle-d-ete]"] {
        assert!(file.contains(added), "{file}");
    }
    let checked = desk.get("i/fuite/files").text();
    assert!(checked.contains("Mutuelle d’Été"));
}

/// Nothing ticked says nothing: only “none of them” says that an insurer is out of it.
#[test]
fn that_no_operator_processes_the_data_is_ticked() {
    let home = small();
    let desk = Desk::start(&home);
    let is_ticked = || desk.get("i/fuite/declare").text().contains("value=\"-\" checked");
    assert!(!is_ticked());
    for (sent, line) in [("-", Some("operators = []")), ("op", Some("operators = [\"op\"]")), ("", None)] {
        let form =
            INSURER.iter().copied().map(|(name, value)| if name == "operators" { (name, sent) } else { (name, value) });
        let form: Vec<(&str, &str)> = form.filter(|(name, value)| *name != "operators" || !value.is_empty()).collect();
        assert_eq!(desk.post("i/fuite/declare", &form).status, 303);
        let file = text(&home);
        assert_eq!(file.lines().find(|told| told.starts_with("operators")), line, "{file}");
        assert_eq!(is_ticked(), sent == "-");
    }
}

#[test]
fn managers_are_declared_and_parties_taken_out() {
    let home = small();
    let desk = Desk::start(&home);
    let post = |fields: &[(&str, &str)]| desk.post("i/fuite/declare", fields).status;
    assert_eq!(post(&[("what", "add-manager"), ("name", "Génération")]), 303);
    assert_eq!(
        post(&[("what", "manager"), ("party", "generation"), ("name", "Génération"), ("codes", "GEN, 0042 ,")]),
        303
    );
    assert!(
        text(&home).ends_with("[managers.generation]\nname = \"Génération\"\ncodes = [\"GEN\", \"0042\"]\n"),
        "{}",
        text(&home)
    );
    assert!(desk.get("i/fuite/declare").text().contains("value=\"GEN, 0042\""));
    assert_eq!(post(&[("what", "manager"), ("party", "generation"), ("name", "")]), 422);
    let remove = |table: &str, party: &str| post(&[("what", "remove"), ("table", table), ("party", party)]);
    assert_eq!(remove("managers", "generation"), 303);
    assert_eq!(text(&home), SMALL);
    // What is no party, or no table of parties, stays.
    for (table, party) in [("managers", "generation"), ("key", "published"), ("operators", "nobody"), ("", "")] {
        assert_eq!(remove(table, party), 303);
        assert_eq!(text(&home), SMALL);
    }
    // An operator goes from the lists of those whom it served too; the insurer's other lines stay.
    assert_eq!(remove("operators", "op"), 303);
    let file = text(&home);
    assert!(!file.contains("operators") && !file.contains("aware"), "{file}");
    assert!(file.contains("# Whose they are.\n[insurers.as]\nname = \"As\""), "{file}");
}

#[test]
fn an_organisation_is_taken_over_from_another_incident() {
    let home = small();
    std::fs::create_dir(home.path().join("avant")).unwrap();
    let before = SMALL.replace("[insurers.as]", "[insurers.mutuelle]").replace(
        "name = \"As\"\n",
        "name = \"As\"\nsiren = \"732829320\" # checked\ntrade = \"insurer\"\ndpo = { name = \"Déléguée\", email = \"d@as.invalid\" }\n",
    );
    fs::write(home.path().join("avant/incident.toml"), before).unwrap();
    let desk = Desk::start(&home);
    assert!(desk.get("i/fuite/declare").text().contains("value=\"avant/mutuelle\""));
    assert_eq!(desk.post("i/fuite/declare", &with(&INSURER, &[("trade", "bank")])).status, 303);
    for from in ["avant/nobody", "../x", "", "avant/mutuelle"] {
        let take = [("what", "take-over"), ("party", "as"), ("from", from)];
        assert_eq!(desk.post("i/fuite/declare", &take).status, 303);
        assert_eq!(text(&home).contains("siren"), from == "avant/mutuelle", "{from}");
    }
    let file = text(&home);
    for there in
        ["siren = \"732829320\"\n", "dpo.name = \"Déléguée\"", "dpo.email = \"d@as.invalid\"", "trade = \"bank\""]
    {
        assert!(file.contains(there), "{there}\n{file}");
    }
}

#[test]
fn the_text_is_saved_if_it_is_toml_and_nobody_changed_the_file() {
    let home = small();
    let desk = Desk::start(&home);
    let mark = |page: &str| page.split("name=\"mark\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = desk.get("i/fuite/text").text();
    assert!(page.contains("# by telephone"));
    let mark = &*mark(&page);
    let edited = SMALL.replace("Une fuite", "Une autre").replace('\n', "\r\n");
    let answer = desk.post("i/fuite/text", &[("mark", mark), ("text", "title = ")]);
    assert_eq!(answer.status, 422);
    assert_eq!(text(&home), SMALL);
    assert_eq!(desk.post("i/fuite/text", &[("mark", mark), ("text", &edited)]).status, 303);
    assert_eq!(text(&home), SMALL.replace("Une fuite", "Une autre"));
    // Somebody else was faster.
    let answer = desk.post("i/fuite/text", &[("mark", mark), ("text", &SMALL.replace("Une fuite", "Troisième"))]);
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("Troisième"));
    assert_eq!(text(&home), SMALL.replace("Une fuite", "Une autre"));
}

#[test]
fn what_the_check_says_stands_after_a_save() {
    let home = small();
    fs::write(
        home.path().join("fuite/incident.toml"),
        SMALL.replace("operators = [\"op\"]", "operators = [\"nobody\"]"),
    )
    .unwrap();
    let desk = Desk::start(&home);
    let page = desk.get("i/fuite/declare").text();
    let told = page.split("class=\"said\"").nth(1).unwrap_or_else(|| panic!("{page}"));
    assert!(told.split("</pre>").next().unwrap().contains("nobody"));
    // A file that is no TOML any more is told, with what to do.
    fs::write(home.path().join("fuite/incident.toml"), "title = ").unwrap();
    let page = desk.get("i/fuite").text();
    assert!(page.contains("i/fuite/text") && page.contains("class=\"said\""));
    assert_eq!(desk.get("i/fuite/text").status, 200);
}

#[test]
fn a_new_incident_is_the_template_with_a_key() {
    let home = tempfile::TempDir::new().unwrap();
    let desk = Desk::start(&home);
    let fields = [
        ("title", "Fuite d’Été"),
        ("operator", "Société X"),
        ("insurer", "Mutuelle Y"),
        ("reference_date", "2024-02-07"),
        ("id", ""),
    ];
    let answer = desk.post("new", &fields);
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert!(answer.header("location").unwrap().ends_with("/i/fuite-d-ete/declare"));
    let file = fs::read_to_string(home.path().join("fuite-d-ete/incident.toml")).unwrap();
    for there in [
        "[operators.societe-x]",
        "[[operators.societe-x.leaks]]",
        "[insurers.mutuelle-y]",
        "operators = [\"societe-x\"]",
        "# Ce qu’aucun fichier ne contient.",
        "# qui a perdu les données",
        "exposed = []",
    ] {
        assert!(file.contains(there), "{there}\n{file}");
    }
    assert!(!file.contains("my-operator") && !file.contains("my-insurer"));
    let key = home.path().join("fuite-d-ete/incident.key");
    let digits = fs::read_to_string(&key).unwrap();
    let page = desk.get("i/fuite-d-ete").text();
    assert!(page.contains("La clé est là") && !page.contains(digits.trim()));
    // Without it, a button makes another one; never over one that is there.
    assert_eq!(desk.post("i/fuite-d-ete/key", &[]).status, 409);
    fs::remove_file(&key).unwrap();
    assert_eq!(desk.post("i/fuite-d-ete/key", &[]).status, 303);
    assert!(key.is_file());
}
