//! `ampleur sql`: DuckDB counts the figures of the report, from digests alone.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;

use crate::harness::{Ampleur, Ended, Outcome, Run, files_under, leak, members, skip};
use crate::oracle::world::{World, any_world};

/// Runs the program in a folder.
#[track_caller]
fn ampleur(folder: &Path, args: &[&str]) -> Ended {
    Ampleur::new(args).within(folder).run()
}

fn python() -> Option<OsString> {
    std::env::var_os("PYTHON")
}

/// What the script in a folder prints about a report, and whether it found no difference.
#[track_caller]
fn second_opinion(python: &OsString, sql: &Path, report: &Path) -> (String, bool) {
    let ran = Command::new(python).arg(sql.join("run.py")).arg("--report").arg(report).output().unwrap();
    let said = String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned();
    (said, ran.status.success())
}

/// One who is met, one who is not, a leaked row of nobody.
fn small() -> Outcome {
    Run::new()
        .head("max_rejects = 1.0")
        .members(
            "a",
            &members(
                "2951099126111;03/10/1995;1;Éléonore;Béranger;Assuré;C0001234\n1800199126111;20/01/1980;1;Thomas;Béranger;Assuré;C0009999\n",
            ),
        )
        .leak("x", &leak("2951099126111;03/10/1995;1;Éléonore;C0001234\n1750175056222;04/05/1975;1;Paul;C0007777\n;;;Marie;\n"))
        .run()
        .succeeds()
        .persons(1, 1, 1)
}

#[test]
fn the_demo() {
    let Some(python) = python() else { return skip("PYTHON, with duckdb") };
    let folder = tempfile::TempDir::new().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let incident = root.join("samples/tiers-payant-2024/incident.toml");
    ampleur(folder.path(), &["sql", incident.to_str().unwrap(), "-o", "sql", "--quiet"]).ends(0);
    let sql = folder.path().join("sql/tiers-payant-2024");
    let (said, same) = second_opinion(&python, &sql, &root.join("reports/tiers-payant-2024"));
    assert!(same, "{said}");
    // Bins of two operators, levels, persons of each insurer and of all.
    let compared: usize = said.split(' ').next().unwrap().parse().unwrap();
    assert!(compared > 50, "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// The SQL knows nothing of the code that linked the rows.
    #[test]
    fn duckdb_counts_what_the_report_says(world in any_world()) {
        let Some(python) = python() else {
            skip("PYTHON, with duckdb");
            return Ok(());
        };
        let world: World = world;
        let outcome = world.settled().run().succeeds();
        ampleur(outcome.path(), &["sql", "incident.toml", "--quiet"]).ends(0);
        let (said, same) = second_opinion(&python, &outcome.path().join("sql/test"), &outcome.path().join("reports/test"));
        prop_assert!(same, "{}", said);
    }
}

/// Of a file of several insurers, rows that name none that is known are nobody's.
#[test]
fn a_file_of_several_insurers() {
    let Some(python) = python() else { return skip("PYTHON, with duckdb") };
    let people = [
        "2951099126111;1995-10-03;1",
        "1800199126111;1980-01-04;1",
        "1760199126112;1976-01-04;1",
        "1770199126112;1977-01-04;1",
    ];
    let members: String = people.iter().zip(["a", "b", "9999", ""]).map(|(row, of)| format!("{row};{of}\n")).collect();
    let outcome = Run::new()
        .head("max_rejects = 1.0")
        .tail("[[members]]\npath = \"all.csv\"")
        .file("all.csv", format!("nir;birth_date;birth_rank;Organisme\n{members}"))
        .insurer("a")
        .insurer("b")
        .leak("x", &format!("nir;birth_date;birth_rank\n{}\n", people.join("\n")))
        .run()
        .ends_as_it_found()
        .persons(2, 2, 2);
    ampleur(outcome.path(), &["sql", "incident.toml", "--quiet"]).ends(0);
    let (said, same) = second_opinion(&python, &outcome.path().join("sql/test"), &outcome.path().join("reports/test"));
    assert!(same, "{said}");
}

/// A figure that is another one in the report is named, with both.
#[test]
fn a_difference_is_named() {
    let Some(python) = python() else { return skip("PYTHON, with duckdb") };
    let outcome = small();
    ampleur(outcome.path(), &["sql", "incident.toml", "--quiet"]).ends(0);
    let (sql, report) = (outcome.path().join("sql/test"), outcome.path().join("reports/test"));
    let (said, same) = second_opinion(&python, &sql, &report);
    assert!(same, "{said}");
    let text = fs::read_to_string(report.join("report.json")).unwrap();
    let other = text.replacen("\"unmatched\": 1", "\"unmatched\": 2", 1);
    assert_ne!(text, other);
    let copy = outcome.path().join("other");
    fs::create_dir(&copy).unwrap();
    fs::write(copy.join("report.json"), other).unwrap();
    let (said, same) = second_opinion(&python, &sql, &copy);
    assert!(!same && said.contains("x: rows unmatched: 1 here, 2 in the report"), "{said}");
}

/// The harness looks through every file for what is clear, and for the key.
#[test]
fn the_same_files_each_time() {
    let written = [small(), small()].map(|outcome| {
        ampleur(outcome.path(), &["sql", "incident.toml", "--quiet"]).ends(0);
        let files = files_under(&outcome.path().join("sql"));
        let root = outcome.path();
        let read = |path: PathBuf| (fs::read(&path).unwrap(), path.strip_prefix(root).unwrap().to_owned());
        files.into_iter().map(read).collect::<Vec<_>>()
    });
    let [one, two] = written;
    assert!(one.len() > 15);
    assert!(one == two, "another file");
}

#[test]
fn what_it_cannot_do_it_refuses() {
    let outcome = small();
    let folder = outcome.path();
    let incident = fs::read_to_string(folder.join("incident.toml")).unwrap();
    let decided = incident.replace(
        "[insurers.a]\n",
        "[insurers.a]\ndecided = [{ file = \"leaks/x.csv\", row = 3, member_id = \"M1\", same_person = true }]\n",
    );
    assert_ne!(incident, decided);
    fs::write(folder.join("decided.toml"), decided).unwrap();
    ampleur(folder, &["sql", "decided.toml"]).ends(1).says("the SQL links by the rules alone");
    assert!(!folder.join("sql").exists());
    fs::create_dir_all(folder.join("sql/test")).unwrap();
    ampleur(folder, &["sql", "incident.toml"]).ends(1).says("the folder already exists");
}
