//! Documents written again from the figures: those that an assessment would write, or none.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::harness::{Outcome, Run, files_under, leak, members};

const LEA: [&str; 2] = ["2951099126111;1995-10-03;1;LEA;;;C1000001\n", "2951099126111;1995-10-03;1;LEA;C1000001\n"];
const TOM: [&str; 2] = ["1800199126111;1980-01-04;1;TOM;;;C1000002\n", "1800199126111;1980-01-04;1;TOM;C1000002\n"];

/// Two insurers and a row that is rejected.
fn incident() -> Run {
    Run::new()
        .documents()
        .arg("--fail-on=never")
        .head("nature = [\"confidentiality\"]\nmax_chance = 0.05\n")
        .members("a", &members(LEA[0]))
        .members("b", &members(TOM[0]))
        .leak("x", &leak(&[LEA[1], "12;1995-10-03;1;;\n"].concat()))
        .operators_declare("exposed = [\"nir\"]")
}

fn edit(outcome: &Outcome, from: &str, to: &str) {
    let path = outcome.path().join("incident.toml");
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Every file of the report with its bytes.
fn report(outcome: &Outcome) -> Vec<(String, Vec<u8>)> {
    let folder = outcome.path().join("reports/test");
    let name = |path: &Path| path.strip_prefix(&folder).unwrap().display().to_string();
    files_under(&folder).iter().map(|path| (name(path), fs::read(path).unwrap())).collect()
}

const REDRAW: [&str; 3] = ["redraw", "incident.toml", "--quiet"];

/// Each declaration, changed one after the other, and all of them together at the end.
#[test]
fn the_documents_are_those_of_an_assessment() {
    let outcome = incident().run().succeeds();
    let of_a = "name = \"Insurer a\"\n";
    let changes = [
        (
            "title = \"Test\"\n",
            "title = \"Deux \\\"fuites\\\"\"\norigin = \"hacking\"\ncause = \"external-malicious\"\n",
        ),
        ("title", "legal_basis = \"Article 30\"\ndescription = { fr = \"Des pirates.\", en = \"Hackers.\" }\ntitle"),
        ("[key]", "[circumstances]\nrecipients = \"unknown\"\n[key]"),
        ("name = \"Operator x\"", "name = \"Opérateur x\"\nrole = \"joint-controller\"\nmeasures_after = \"Fermé.\""),
        (of_a, "name = \"Assureur a\"\nsiren = \"123456789\"\ntrade = \"bank\"\n"),
        (
            "trade = \"bank\"\n",
            "trade = \"bank\"\naware.x = { on = 2024-02-05T09:00:00+01:00 }\nchannels = [\"web\", \"sms\"]\n",
        ),
        // Against the risk that is proposed: a finding more.
        (
            "trade = \"bank\"\n",
            "trade = \"bank\"\ncommunication = { status = \"no\", justification = \"Aucun risque.\" }\n",
        ),
        ("trade = \"bank\"\n", "trade = \"bank\"\ndpo = { name = \"Service\", email = \"dpo@exemple.invalid\" }\n"),
        ("legal_basis = \"Article 30\"\n", ""),
        ("nature = [\"confidentiality\"]", "nature = [\"availability\", \"integrity\"]"),
    ];
    for (from, to) in changes {
        edit(&outcome, from, to);
        let before = report(&outcome);
        outcome.ampleur(&REDRAW).run().succeeds();
        let redrawn = report(&outcome);
        assert!(before != redrawn, "{to} shows nowhere");
        outcome.ampleur(&["verify", "reports/test", "--rerun", "incident.toml"]).run().succeeds();
        fs::remove_dir_all(outcome.path().join("reports")).unwrap();
        outcome.ampleur(&["assess", "incident.toml", "--quiet", "--fail-on=never"]).run().succeeds();
        for (redrawn, assessed) in redrawn.iter().zip(&report(&outcome)) {
            assert!(redrawn == assessed, "{} after {to}", redrawn.0);
        }
        assert_eq!(redrawn.len(), report(&outcome).len());
    }
    assert!(report(&outcome).iter().any(|(path, _)| path.starts_with("rejects/")));
}

/// What may move a figure is named, and the report stays.
#[test]
fn what_may_move_a_figure_is_refused() {
    let outcome = incident().manager("m").run().succeeds();
    let text = fs::read_to_string(outcome.path().join("incident.toml")).unwrap();
    let before = report(&outcome);
    let changes = [
        ("reference_date = 2024-02-07", "reference_date = 2024-02-08", "`reference_date`"),
        ("max_chance = 0.05", "max_chance = 0.04", "`max_chance`"),
        ("max_chance = 0.05", "max_rejects = 0.5", "`max_rejects`"),
        ("exposed = [\"nir\"]", "exposed = [\"nir\", \"email\"]", "`operators.x.exposed`"),
        ("exposed = [\"nir\"]", "not_exposed = [\"email\"]", "`operators.x.not_exposed`"),
        ("path = \"leaks/x-0.csv\"", "path = \"leaks/x-0.csv\"\ndate_order = \"dmy\"", "`operators.x.leaks`"),
        ("path = \"members/a-0.csv\"", "path = \"members/b-0.csv\"", "`insurers.a.members`"),
        ("operators = [\"x\"]", "operators = []", "`insurers.a.operators`"),
        ("name = \"Manager m\"", "name = \"M\"", "`managers.m.name`"),
        ("[managers.m]", "[insurers.c]\nname = \"C\"\n[managers.m]", "`insurers.c`"),
        (
            "[insurers.b]",
            "[[insurers.a.perimeters]]\noperator = \"x\"\nstatus = \"not_concerned\"\n[insurers.b]",
            "`insurers.a.perimeters`",
        ),
    ];
    for (from, to, named) in changes {
        edit(&outcome, from, to);
        outcome.ampleur(&REDRAW).run().refuses().says(named).says("run `ampleur assess`");
        assert!(report(&outcome) == before, "{to}");
        fs::write(outcome.path().join("incident.toml"), &text).unwrap();
    }
}

/// A row may name its insurer by name, so that another name may move a figure.
#[test]
fn the_name_of_an_insurer_stays_where_rows_name_insurers() {
    let csv = "insurer;nir;birth_date;birth_rank;first_name\nInsurer a;2951099126111;1995-10-03;1;LEA\n";
    let outcome = Run::new().documents().members("a", &members(LEA[0])).leak("x", csv).run().succeeds();
    edit(&outcome, "name = \"Insurer a\"", "name = \"Insurer b\"");
    outcome.ampleur(&REDRAW).run().refuses().says("`insurers.a.name`");
}

/// Manifests leave out members that somebody decided on: whether another one is meant now, the key tells.
#[test]
fn what_manifests_leave_out_is_known_again() {
    let row = "2951099126112;1995-10-03;1;LEA;\n";
    let members = "member_id;nir;birth_date;birth_rank;first_name\nM-1;2951099126111;1995-10-03;1;LEA\n";
    let decided = "decided = [{ file = \"leaks/x-0.csv\", row = 2, member_id = \"M-1\", same_person = false }]";
    let run = Run::new().documents().members("a", members).leak("x", &leak(row)).insurer_declares("a", decided);
    let outcome = run.run();
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    assert!(!outcome.read("manifest.json").contains("M-1"));
    edit(&outcome, "title = \"Test\"", "title = \"Autre\"");
    outcome.ampleur(&REDRAW).run().succeeds();
    outcome.ampleur(&["verify", "reports/test", "--rerun", "incident.toml"]).run().succeeds();
    // Another member, of which the rest of the decision does not tell.
    edit(&outcome, "member_id = \"M-1\"", "member_id = \"M-2\"");
    outcome.ampleur(&REDRAW).run().refuses().says("decisions on rows, have changed");
}

#[test]
fn only_a_report_as_it_was_written_is_written_again() {
    let outcome = incident().run().succeeds();
    let at = |path: &str| outcome.path().join("reports/test").join(path);
    outcome.ampleur(&["redraw", "incident.toml", "--out", "elsewhere"]).run().refuses().says("is not a report");
    fs::write(at("notes.txt"), "mine").unwrap();
    outcome.ampleur(&REDRAW).run().refuses().says("notes.txt");
    fs::remove_file(at("notes.txt")).unwrap();
    let letter = fs::read(at("insurers/a/letter.fr.md")).unwrap();
    fs::write(at("insurers/a/letter.fr.md"), "mine").unwrap();
    outcome.ampleur(&REDRAW).run().refuses().says("letter.fr.md");
    fs::write(at("insurers/a/letter.fr.md"), letter).unwrap();
    let manifest = fs::read_to_string(at("manifest.json")).unwrap();
    let version = serde_json::from_str::<Value>(&manifest).unwrap()["ampleur"]["version"].to_string();
    fs::write(at("manifest.json"), manifest.replace(&format!("\"version\": {version}"), "\"version\": \"0.0.1\""))
        .unwrap();
    outcome.ampleur(&REDRAW).run().refuses().says("written by another ampleur (0.0.1");
    fs::write(at("manifest.json"), manifest).unwrap();
    edit(&outcome, "name = \"Insurer a\"", "name = \"\"");
    outcome.ampleur(&REDRAW).run().refuses().says("`insurers.a.name` is not filled in");
}

/// A complementary notification is written again with the former report, and a signature is made again.
#[test]
fn a_complement_and_a_signature_are_written_again() {
    let outcome = incident().insurer_declares("a", "aware.x = { on = 2024-02-05T09:00:00+01:00 }").run().succeeds();
    let key = ["key", "new", "--signing", "signing.key"];
    outcome.ampleur(&key).run().succeeds();
    let rest = ["--quiet", "--out", "later", "--since", "reports/test", "--sign", "signing.key"];
    let run = |command: &str, rest: &[&str]| outcome.ampleur(&[&[command, "incident.toml"], rest].concat()).run();
    run("assess", &rest).ends(3);
    edit(&outcome, "name = \"Insurer a\"", "name = \"Assureur a\"");
    run("redraw", &["--out", "later"]).refuses().says("which `--since` does not give");
    run("redraw", &["--since", "later/test"]).refuses().says("builds on none");
    run("redraw", &rest).ends(3);
    let files = |folder: &str| {
        let folder = outcome.path().join(folder);
        files_under(&folder)
            .iter()
            .map(|path| (path.file_name().unwrap().to_owned(), fs::read(path).unwrap()))
            .collect::<Vec<_>>()
    };
    let redrawn = files("later");
    let verify = ["verify", "later/test", "--rerun", "incident.toml", "--signed-by", "signing.key.pub"];
    outcome.ampleur(&verify).run().succeeds();
    fs::remove_dir_all(outcome.path().join("later")).unwrap();
    run("assess", &rest).ends(3);
    assert!(redrawn == files("later"));
}
