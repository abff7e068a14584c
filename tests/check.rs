//! `ampleur check`: every file judged, nothing assessed.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Ampleur, Ended, Run};

/// An incident of one leak and one file of members, checked.
struct Check {
    ended: Ended,
    _dir: TempDir,
}

#[track_caller]
fn check(leak: &str, members: &str, operator: &str, args: &[&str]) -> Check {
    let dir = TempDir::new().unwrap();
    let incident = format!(
        "schema = \"ampleur/incident/1\"\nid = \"test\"\ntitle = \"Test\"\nreference_date = 2024-02-07\nlegal_basis = \"GDPR art. 6(1)(c)\"\n\
         [key]\nfile = \"incident.key\"\n[operators.x]\nname = \"X\"\n{operator}\nleaks = [{{ path = \"leak.csv\" }}]\n\
         [insurers.a]\nname = \"A\"\noperators = [\"x\"]\nmembers = [{{ path = \"members.csv\" }}]\n"
    );
    fs::write(dir.path().join("incident.toml"), incident).unwrap();
    fs::write(dir.path().join("leak.csv"), leak).unwrap();
    fs::write(dir.path().join("members.csv"), members).unwrap();
    Ampleur::new(["key", "new", "incident.key"]).within(dir.path()).run().ends(0);
    let ended = Ampleur::new(["check", "incident.toml"]).args(args).within(dir.path()).run().left_nothing();
    Check { ended, _dir: dir }
}

const GOOD: &str = "nir;birth_date;birth_rank;first_name\n2951099126111;1995-10-03;1;Alexia\n";

impl Check {
    #[track_caller]
    fn ends(self, status: i32) -> Check {
        Check { ended: self.ended.ends(status), ..self }
    }

    #[track_caller]
    fn says(self, text: &str) -> Check {
        // As a reader does: across the ends of lines.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let said = format!("{}{}", self.ended.stdout, self.ended.stderr);
        assert!(words(&said).contains(&words(text)), "not said: {text}\n--- but:\n{said}");
        self
    }

    #[track_caller]
    fn json(&self) -> Value {
        self.ended.json()
    }
}

#[test]
fn nothing_to_say() {
    check(GOOD, GOOD, "exposed = [\"nir\", \"birth_date\", \"birth_rank\", \"first_name\"]", &["--lang", "en"])
        .ends(0)
        .says("Ready: nothing prevents an assessment. Only that shows whether the leaked rows match anybody.");
}

#[test]
fn a_problem_in_one_file_does_not_hide_the_other() {
    check("first_name;last_name\nAlexia;Durandal\n", GOOD, "", &["--lang", "en"])
        .ends(1)
        .says("members.csv (a)")
        .says("1 problem prevents an assessment:")
        .says("error: no linkage rule is possible with the columns of this file in leak.csv");
}

#[test]
fn a_row_that_breaks_a_file_is_named_and_the_other_file_is_judged() {
    check("nir;birth_date;birth_rank\n2951099126111;1995-10-03\n", GOOD, "", &["--lang", "en"])
        .ends(1)
        .says("members.csv (a)")
        .says("a row has too few fields: 2 where the header has 3 in leak.csv, row 2");
}

#[test]
fn too_many_rejects_end_with_3_and_no_advice_to_allow_them() {
    let members = format!("{GOOD};;1;Alexia\n1800199126111;1980-01-04;1;Pierre\n");
    let checked = check(GOOD, &members, "", &["--lang", "en"]).ends(3).says("Not ready: 1 grave finding");
    assert!(!checked.ended.stdout.contains("max_rejects ="));
    check(GOOD, &members, "", &["--fail-on", "never"]).ends(0);
}

#[test]
fn what_an_operator_denied_and_lost_is_grave() {
    let leak = "nir;birth_date;birth_rank;note\n2951099126111;1995-10-03;1;alexia@exemple.fr\n";
    let denied = "exposed = [\"nir\", \"birth_date\", \"birth_rank\"]\nnot_exposed = [\"email\"]";
    check(leak, GOOD, denied, &["--lang", "en", "--fail-on", "grave"])
        .ends(3)
        .says("declared not exposed, but found in the leaked rows – 1 row")
        .says("columns = { … = \"note\" }");
}

/// Ten bare digits are no proof of a telephone number: told for the column, counted for nobody.
#[test]
fn a_column_that_looks_like_telephones() {
    let leak =
        "nir;birth_date;birth_rank;ref\n2951099126111;1995-10-03;1;0639981234\n1800199126111;1980-01-04;1;0639985678\n";
    let found = check(leak, GOOD, "not_exposed = [\"phone\"]", &["--json"]).ends(0).json();
    let codes: Vec<(&str, Option<&str>)> = found["advice"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|advice| advice["code"].as_str().unwrap().starts_with("leak."))
        .map(|advice| (advice["code"].as_str().unwrap(), advice["write"].as_str()))
        .collect();
    assert_eq!(
        codes,
        [
            ("leak.looks-like", Some("columns = { phone = \"ref\" }")),
            ("leak.unknown-column", Some("columns = { … = \"ref\" }"))
        ]
    );
    // What the operator denied, even if only by its looks.
    assert_eq!(found["advice"][0]["code"], "leak.looks-like");
    assert_eq!(found["advice"][0]["level"], "grave");
}

/// The same row, its insurer named once by id and once by name; and one that names none.
#[test]
fn a_duplicate_is_one_however_it_names_its_insurer() {
    let leak = "nir;birth_date;birth_rank;insurer\n\
        2951099126111;1995-10-03;1;a\n\
        2951099126111;1995-10-03;1;A\n\
        2951099126111;1995-10-03;1;\n";
    let found = check(leak, GOOD, "", &["--json"]).ends(0).json();
    assert_eq!(found["files"][0]["duplicates"], 1);
}

/// Counted by hand from the rows below.
#[test]
fn the_quality_of_nirs() {
    let members = "nir;birth_date;birth_rank;civility\n\
        295109912611193;1995-10-03;1;Mme\n\
        295109912611194;1995-10-03;1;Mme\n\
        2951099126111;1980-10-03;1;M.\n\
        295109912611100;1995-10-03;1;\n\
        28904783422111;1989-04-12;1;Mme\n\
        8278965432189;1995-10-03;1;\n\
        1555555123333;1995-10-03;1;\n\
        1111111111111;1995-10-03;1;\n\
        2,95E+14;1995-10-03;1;\n\
        ;1995-10-03;1;\n";
    let found = check(GOOD, members, "", &["--json", "--fail-on", "never"]).ends(0).json();
    let nir = &found["files"][1]["nir"];
    for (count, expected) in [
        ("key_right", 1),
        ("key_wrong", 1),
        ("key_restored", 1),
        ("key_placeholder", 1),
        ("key_absent", 4),
        ("unreadable", 1),
        ("provisional", 1),
        ("fictitious", 1),
        ("filler", 1),
        ("sex_agrees", 2),
        ("sex_differs", 1),
        ("birth_agrees", 3),
        ("birth_differs", 1),
        ("repeated", 0),
    ] {
        assert_eq!(nir[count], expected, "{count} of {nir:#}");
    }
    assert_eq!(found["files"][1]["columns"][0]["filled"], 9);
    assert_eq!(found["files"][1]["rejected"], 6);
}

/// Thirteen birth dates under one number are no household; twelve may be one.
#[test]
fn a_number_that_too_many_share() {
    let rows = |days: u8| (1..=days).map(|day| format!("1800199126111;1980-01-{day:02};1\n")).collect::<String>();
    for (days, repeated) in [(12, 0), (13, 13)] {
        let members = format!("nir;birth_date;birth_rank\n{}", rows(days));
        let found = check(GOOD, &members, "", &["--json"]).ends(0).json();
        assert_eq!(found["files"][1]["nir"]["repeated"], repeated, "{days}");
        let said = found["advice"].as_array().unwrap().iter().any(|advice| advice["code"] == "nir.repeated");
        assert_eq!(said, repeated > 0);
    }
}

#[test]
fn duplicates_shares_and_forms() {
    let members = "nir;birth_date;birth_rank;first_name\n\
        2951099126111;03/10/1995;1;Alexia\n\
        2951099126111;1995-10-03;1;ALEXIA\n\
        1800199126111;25/01/1980;;Pierre\n\
        ;1980-01-25;;Pierre\n";
    let found = check(GOOD, members, "", &["--json", "--fail-on", "never"]).ends(0).json();
    let file = &found["files"][1];
    assert_eq!((&file["rows"], &file["duplicates"], &file["rejected"]), (&4.into(), &1.into(), &1.into()));
    let date = &file["columns"][2];
    assert_eq!(date["column"], "birth_date");
    assert_eq!(date["filled"], 4);
    assert_eq!(date["forms"], serde_json::json!({ "year-last": 2, "year-month-day": 2 }));
    assert_eq!(file["set_aside"], serde_json::json!({ "row.incomplete": 1 }));
}

/// The table fits a terminal of 80 columns.
#[test]
fn eighty_columns() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/tiers-payant-2024/incident.toml");
    for lang in ["fr", "en"] {
        let checked = Ampleur::new(["check", sample, "--lang", lang]).run().ends(0);
        for line in checked.stdout.lines() {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
}

/// A column that a rule compares is missed more than another.
#[test]
fn a_column_that_holds_nothing() {
    let leak = "nir;birth_date;birth_rank;guarantees\n2951099126111;1995-10-03;;\n";
    let found = check(leak, GOOD, "exposed = [\"nir\", \"birth_date\"]", &["--json"]).ends(0).json();
    let advice = found["advice"].as_array().unwrap();
    let empty = advice.iter().filter(|advice| advice["code"] == "column.empty");
    let levels: Vec<_> = empty.map(|advice| (&advice["column"], &advice["level"])).collect();
    assert_eq!(levels, [(&"birth_rank".into(), &"warning".into()), (&"guarantees".into(), &"info".into())]);
}

/// Who is in a perimeter is counted before anything is assessed, as the report counts it.
#[test]
fn perimeters_are_counted() {
    let members = "nir;birth_date;coverage_start;coverage_end
2951099126111;1995-10-03;2020-01-01;2023-12-31
2951099126222;1995-10-04;2020-01-01;2024-01-01
2951099126333;1995-10-05;;
2951099126444;1995-10-06;2024-01-02;
;;2020-01-01;
";
    let run = |conditions: &str| {
        let declared = format!("operator = \"x\"\nstatus = \"exposed\"\n{conditions}");
        let run = Run::new().members("a", members).leak("x", GOOD).perimeter("a", &declared);
        fs::write(run.path().join("incident.toml"), run.incident()).unwrap();
        run
    };
    // The second and the third, whose cover is open on both sides; the fifth has no key and is in no perimeter.
    let incident = run("covered_on = 2024-01-01");
    let checked = incident.ampleur(&["check", "--json", "incident.toml", "--lang", "en"]).run().json();
    let expected = serde_json::json!([{
        "insurer": "a", "number": 1, "operator": "x", "status": "exposed",
        "who": "Persons who were covered on 1 January 2024.", "rows": 2
    }]);
    assert_eq!(checked["perimeters"], expected);
    incident.ampleur(&["assess", "incident.toml", "--figures-only", "--fail-on", "never"]).run().ends(0);
    let report: Value =
        serde_json::from_slice(&fs::read(incident.path().join("reports/test/report.json")).unwrap()).unwrap();
    assert_eq!(report["insurers"][0]["perimeters"][0]["rows"], 2);

    // One of its files is not there, or it has none: nobody says how many.
    for members in ["members = [{ path = \"members/a-0.csv\" }, { path = \"gone.csv\" }]", ""] {
        let incident = run("covered_on = 2024-01-01");
        let text = incident.incident();
        assert_eq!(text.lines().filter(|line| line.starts_with("members = [")).count(), 1, "{text}");
        let lines = text.lines().map(|line| if line.starts_with("members = [") { members } else { line });
        fs::write(incident.path().join("incident.toml"), lines.collect::<Vec<_>>().join("\n")).unwrap();
        let checked = incident.ampleur(&["check", "--json", "incident.toml"]).run().json();
        assert_eq!(checked["perimeters"][0]["number"], 1);
        assert_eq!(checked["perimeters"][0].get("rows"), None);
    }
    // A file without the column that is asked for: nobody says zero.
    let checked = run("managed_since = 2024-01-01").ampleur(&["check", "--json", "incident.toml"]).run().json();
    assert_eq!(checked["perimeters"][0].get("rows"), None);
}
