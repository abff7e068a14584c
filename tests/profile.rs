//! Profiles: what stays of an insurer from one incident to the next.

use std::fs;

use serde_json::Value;

use crate::harness::{Ampleur, Outcome, Run, leak, members};

const PROFILE: &str = "schema = \"ampleur/profile/1\"\ntrade = \"health-insurer\"\nsiren = \"123456789\"\n\
    organisation = { sector = \"Mutuelle\", city = \"Nantes\" }\n\
    representative = { name = \"Durandal\", civility = \"Madame\" }\n\
    dpo = { name = \"Service de la protection des données\", email = \"dpo@exemple.invalid\" }\n";

fn with(profile: &str, more: &str) -> Run {
    Run::new()
        .documents()
        .file("profile.toml", profile)
        .members("a", &members("2951099126111;1995-10-03;1;LEA;;;C1000001\n"))
        .leak("x", &leak("2951099126111;1995-10-03;1;LEA;C1000001\n"))
        .insurer_declares("a", &format!("profile = \"profile.toml\"\n{more}"))
}

fn answers(outcome: &Outcome) -> String {
    outcome.read("insurers/a/cnil.json")
}

#[test]
fn a_profile_says_what_the_incident_file_leaves_out() {
    let outcome = with(PROFILE, "").run().succeeds();
    let form = answers(&outcome);
    for said in ["123456789", "Mutuelle", "Nantes", "Durandal", "Madame", "dpo@exemple.invalid"] {
        assert!(form.contains(said), "{said}");
    }
    assert!(outcome.read("insurers/a/letter.fr.md").contains("votre assureur santé"));
    let manifest: Value = serde_json::from_str(&outcome.read("manifest.json")).unwrap();
    assert_eq!(manifest["plan"]["incident"]["insurers"]["a"]["siren"], "123456789");
    assert!(manifest["plan"]["profiles"]["profile.toml"].as_str().unwrap().len() == 64);
}

/// The same value in both is no contradiction; keys of the organisation are taken one by one.
#[test]
fn the_two_files_add_up() {
    let both = "siren = \"123456789\"\norganisation = { city = \"Nantes\", staff = 250 }";
    let form = answers(&with(PROFILE, both).run().succeeds());
    assert!(form.contains("250") && form.contains("Mutuelle"));
}

#[test]
fn what_the_two_files_contradict_is_refused() {
    let run =
        with(PROFILE, "siren = \"987654321\"\norganisation = { city = \"Rennes\" }\ntrade = \"bank\"").run().fails(1);
    let run = run.says("`insurers.a.siren` is not the same as `siren` in profile.toml");
    run.says("`insurers.a.organisation.city`")
        .says("`insurers.a.trade`")
        .says("nothing tells which of the two is right");
}

#[test]
fn a_profile_that_cannot_be_read_is_refused() {
    with("schema = \"ampleur/profile/1\"\nsirne = \"1\"\n", "")
        .run()
        .fails(1)
        .says("did you mean `siren`?")
        .says("profile.toml, line 2");
    with("schema = \"ampleur/incident/1\"\n", "").run().fails(1).says("write `schema = \"ampleur/profile/1\"`");
    with("siren = \"1\"\n", "").run().fails(1).says("the key `schema` is missing");
    with(&PROFILE.replace("123456789", "12"), "").run().fails(1).says("siren");
    let missing = with(PROFILE, "");
    fs::remove_file(missing.path().join("profile.toml")).unwrap();
    missing.run().fails(1).says("profile not found").says("profile.toml");
}

/// The profile is an input: a report says which it was, and is not verified with another.
#[test]
fn another_profile_is_another_input() {
    let outcome = with(PROFILE, "").run().succeeds();
    outcome.ampleur(&["verify", "reports/test", "--rerun", "incident.toml"]).run().succeeds();
    fs::write(outcome.path().join("profile.toml"), PROFILE.replace("Nantes", "Rennes")).unwrap();
    outcome.ampleur(&["verify", "reports/test", "--inputs", "incident.toml"]).run().ends(4).says("");
}

/// The template is a profile, and what it leaves as a placeholder is still to be completed.
#[test]
fn init_writes_a_profile() {
    let made = Ampleur::new(["init", "--profile", "here"]).run().succeeds();
    let text = made.read("here/profile.toml");
    let outcome = with(&text, "").run().succeeds();
    assert!(answers(&outcome).contains("to_complete"));
}
