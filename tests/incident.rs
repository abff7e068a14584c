//! The incident file: every problem at once, each with its line and the nearest valid name.

use crate::harness::Run;

const HEAD: &str = "schema = \"ampleur/incident/1\"\nid = \"test\"\ntitle = \"T\"\nreference_date = 2024-02-07\n[key]\npublished = true\n";
const GOOD: &str = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";

fn incident(text: &str) -> Run {
    Run::new().file("m.csv", GOOD).file("l.csv", GOOD).file("incident.toml", text)
}

#[test]
fn all_problems_of_form_are_told_together() {
    incident(
        "schema = \"ampleur/incident/1\"\nid = 7\ntitle = \"T\"\nreference_dat = 2024-02-07\norigin = \"hackin\"\n\
         [key]\npublished = \"yes\"\n[operators.x]\nname = \"X\"\nexposed = [\"nir\", \"birthdate\"]\n[insurers.a]\nnames = \"A\"\n",
    )
    .run()
    .fails(1)
    .says("error: `id` must be text in quotes\n  in incident.toml, line 2")
    .says("error: unknown key `reference_dat`\n  in incident.toml, line 4\nhint: did you mean `reference_date`?")
    .says("error: the key `reference_date` is missing")
    .says("error: `hackin` is not a valid value of `origin`\n  in incident.toml, line 5\nhint: did you mean `hacking`?")
    .says("error: `key.published` must be true or false\n  in incident.toml, line 7")
    .says("error: `birthdate` is not a valid value of `operators.x.exposed`\n  in incident.toml, line 10\nhint: did you mean `birth_date`?")
    .says("error: unknown key `names`\n  in incident.toml, line 12, table insurers.a\nhint: did you mean `name`?")
    .says("error: the key `name` is missing\n  in incident.toml, line 11, table insurers.a");
}

#[test]
fn a_date_must_be_a_date() {
    incident(&HEAD.replace("2024-02-07", "\"2024-02-07\""))
        .run()
        .fails(1)
        .says("`reference_date` must be a date such as 2024-02-07");
    incident(&HEAD.replace("2024-02-07", "2024-02-30")).run().fails(1).says("not valid TOML").says("line 4");
}

#[test]
fn toml_that_does_not_parse_names_its_line() {
    incident("schema = \"x\"\nid = \n").run().fails(1).says("not valid TOML").says("in incident.toml, line 2");
}

#[test]
fn all_problems_of_meaning_are_told_together() {
    incident(&format!(
        "{}[operators.x]\nname = \"X\"\nexposed = [\"nir\"]\nnot_exposed = [\"nir\"]\n\
         [[operators.x.leaks]]\npath = \"l.csv\"\ninsurer_codes = {{ \"1\" = \"aa\" }}\n\
         [insurers.a]\nname = \"A\"\noperators = [\"xx\"]\nsiren = \"12\"\nmembers = [{{ path = \"no-such.csv\" }}]\n",
        HEAD.replace("\"test\"", "\"Not An Id\"")
            .replace("[key]", "max_rejects = 2\noccurred = { from = 2024-02-05, to = 2024-01-29 }\n[key]")
    ))
    .run()
    .fails(1)
    .says("`Not An Id` is not a valid id")
    .says("`max_rejects` must be a share from 0 to 1")
    .says("`occurred` ends before it begins")
    .says("operator `x` lists `nir` both as exposed and as not exposed")
    .says("`insurer_codes` names an insurer `aa` that is not in the incident file")
    .says("insurer `a` names an operator `xx` that is not in the incident file\n  in incident.toml\nhint: did you mean `x`?")
    .says("the `siren` of insurer `a` is not nine digits")
    .says("error: file not found\n  in no-such.csv");
}

#[test]
fn an_incident_without_files_says_what_to_add() {
    incident(&format!("{HEAD}[operators.x]\nname = \"X\"\n[insurers.a]\nname = \"A\"\n"))
        .run()
        .fails(1)
        .says("no operator has a leaked file")
        .says("no insurer has a member file");
}

#[test]
fn a_missing_incident_file_is_named() {
    let run = Run::new().file("incident.toml", "x");
    std::fs::remove_file(run.path().join("incident.toml")).unwrap();
    std::fs::create_dir(run.path().join("incident.toml")).unwrap();
    run.of_nobody().run().fails(1).says("incident file expected, but this is a folder");
}

/// The file that `init` writes says what is missing, and nothing else is wrong with it.
#[test]
fn the_template_of_init_is_right_but_for_its_files() {
    Run::new()
        .file("incident.toml", include_str!("../src/cli/incident.toml"))
        .of_nobody()
        .run()
        .fails(1)
        .says("`title` is not filled in")
        .says("`insurers.my-insurer.name` is not filled in")
        .says("key file not found\n  in incident.key")
        .says("in leaks/my-operator.csv")
        .says("in members/my-insurer.csv");
}
