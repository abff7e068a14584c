//! Rows that no rule settles: listed for who decides, and decided on the page. Whom a decision is about stands in the incident file alone.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{DEMO, ampleur, assessed};

const INSURER: &str = "harmonie-mutuelle";

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The worklist in clear, as the command line writes it: the last column of each line, and the identifier in it.
fn worklist(home: &TempDir) -> Vec<(String, String)> {
    let incident = format!("./{DEMO}/incident.toml");
    let args = ["notify", &incident, "--insurer", INSURER, "--doubtful", "--in-clear", "--out", "cli"];
    assert!(Command::new(ampleur()).args(args).current_dir(home.path()).output().unwrap().status.success());
    let folder = home.path().join("cli").join(format!("{INSURER}-doubtful"));
    let name = json(&folder.join("worklist.json"))["list"]["file"].as_str().unwrap().to_owned();
    let text = fs::read_to_string(folder.join(name)).unwrap();
    let line = |row: &str| {
        let cell = row[row.find("\"{ file").unwrap()..].trim_end().trim_matches('"').replace("\"\"", "\"");
        let id = cell.split("member_id = \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        (cell, id)
    };
    text.lines().skip(1).map(line).collect()
}

#[test]
fn decided_rows_count_as_on_the_command_line() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let case = home.path().join(DEMO);
    let at = format!("i/{DEMO}/dossier/{INSURER}/rows");
    let file = || fs::read_to_string(case.join("incident.toml")).unwrap();

    // The list, encrypted, with the counts of the one in clear.
    assert!(desk.get(&at).text().contains("Aucune ligne encore."));
    assert_eq!(desk.post(&at, &[("what", "list")]).status, 422);
    let phrase = "une phrase bien secrète";
    assert_eq!(desk.post(&at, &[("what", "list"), ("passphrase", phrase)]).status, 303);
    let page = desk.answered(&at);
    let record = json(&case.join(format!("notify/{INSURER}-doubtful/worklist.json")));
    assert!(page.contains("La liste est écrite") && page.contains(record["list"]["file"].as_str().unwrap()), "{page}");
    let clear = worklist(&home);
    let record_in_clear = json(&home.path().join(format!("cli/{INSURER}-doubtful/worklist.json")));
    assert_eq!(
        (&record["rows"], &record["list"]["rows"]),
        (&record_in_clear["rows"], &record_in_clear["list"]["rows"])
    );
    assert!(clear.len() > 3, "{clear:?}");

    // Lines as the list has them, one of them made a no; then one typed, with its reason.
    let pasted =
        [clear[0].0.clone(), clear[1].0.replace("= true", "= false").replace("member_id = \"", "member_id = \" ")];
    assert_eq!(desk.post(&at, &[("what", "lines"), ("lines", &pasted.join("\r\n"))]).status, 303);
    let written =
        |line: &str| file().contains(line.trim_end_matches(',').trim_start_matches("{ ").trim_end_matches(" }"));
    assert!(pasted.iter().all(|line| written(&line.replace("\" ", "\""))), "{}", file());
    let of = |name: &str| clear[2].0.split(&format!("{name} = ")).nth(1).unwrap().split(',').next().unwrap().to_owned();
    let (leak, row) = (of("file").trim_matches('"').to_owned(), of("row"));
    let typed =
        [("what", "row"), ("file", &*leak), ("row", &*row), ("member_id", &*clear[2].1), ("same_person", "true")];
    assert_eq!(desk.post(&at, &[&typed[..], &[("why", "vu au dossier")]].concat()).status, 303);
    let page = desk.get(&at).text();
    assert_eq!(
        (page.matches("c’est cette personne</strong>").count(), page.matches("ce n’est pas cette").count()),
        (2, 2)
    );
    assert!(page.contains("vu au dossier"));
    // They count from the next assessment on, which the page asks for.
    assert!(page.contains("les documents n’ont pas pu être refaits"), "{page}");

    // Nobody is shown.
    for (_, id) in &clear {
        assert!(!page.contains(id.as_str()), "{id}");
    }

    // The same file, the same report.
    assert_eq!(desk.post(&format!("i/{DEMO}/assess"), &[("lang", "fr")]).status, 303);
    desk.until(&format!("i/{DEMO}/assess"), |page| !page.contains("data-events"));
    let report = json(&case.join("reports").join(DEMO).join("report.json"));
    let levels = report["matching"]["levels"].as_array().unwrap();
    assert!(levels.iter().any(|level| level["rule"] == "decided" && level["rows"] == 2), "{levels:?}");
    let incident = format!("./{DEMO}/incident.toml");
    let args = ["assess", &incident, "--out", "again", "--lang", "fr"];
    assert!(Command::new(ampleur()).args(args).current_dir(home.path()).output().unwrap().status.success());
    assert_eq!(report, json(&home.path().join("again").join(DEMO).join("report.json")));
}

/// Lines that are none, rows of no file, and what was shown before somebody else changed it.
#[test]
fn what_is_no_decision_is_not_written() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let at = format!("i/{DEMO}/dossier/{INSURER}/rows");
    let path = home.path().join(DEMO).join("incident.toml");
    let before = fs::read_to_string(&path).unwrap();
    let good = "{ file = \"leaks/almerys.csv\", row = 2, member_id = \"M-1\", same_person = true },";
    for (lines, told) in [
        (format!("{good}\nM-2;3;true"), "lignes 2."),
        (format!("\n{}", good.replace("true", "maybe")), "lignes 2."),
        (good.replace("row", "line"), "lignes 1."),
        (format!("{good} [operators.x]"), "lignes 1."),
        (good.replace("almerys", "other"), "lignes 1."),
        (good.replace("row = 2", "row = 0"), "lignes 1."),
        (format!("{good}\n{}", good.replace("M-1", "M-2")), "une seule personne"),
        (" ".to_owned(), "au moins une ligne"),
    ] {
        let answer = desk.post(&at, &[("what", "lines"), ("lines", &lines)]);
        assert!(answer.status == 422 && answer.text().contains(told) && !answer.text().contains("M-1"), "{lines}");
    }
    for (leak, row, member) in
        [("leaks/other.csv", "2", "M-1"), ("leaks/almerys.csv", "0", "M-1"), ("leaks/almerys.csv", "2", " ")]
    {
        let sent = [("what", "row"), ("file", leak), ("row", row), ("member_id", member), ("same_person", "true")];
        let answer = desk.post(&at, &sent);
        assert!(answer.status == 422 && !answer.text().contains("M-1"), "{leak} {row} {member}");
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), before);

    // Decided twice, it stands once; taken back, the file is as it was.
    for lines in [good.to_owned(), good.replace("true", "false")] {
        assert_eq!(desk.post(&at, &[("what", "lines"), ("lines", &lines)]).status, 303);
    }
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.matches("M-1").count() == 1 && text.contains("same_person = false"), "{text}");
    let mark =
        desk.get(&at).text().split("name=\"mark\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    fs::write(&path, text.replace("row = 2,", "row = 3,")).unwrap();
    let back = |mark: &str| desk.post(&at, &[("what", "take-back"), ("place", "0"), ("mark", mark)]).status;
    assert_eq!(back(&mark), 422);
    fs::write(&path, text).unwrap();
    assert_eq!(back(&mark), 303);
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
}
