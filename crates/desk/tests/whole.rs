//! From an empty folder to a report, by forms alone: the report is the command line's, byte for byte.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::harness::{Desk, ampleur, is_answered, sample};

#[test]
fn an_incident_from_its_first_form_to_its_report() {
    let home = TempDir::new().unwrap();
    let desk = Desk::start(&home);
    assert!(desk.get("").text().contains("Aucun incident dans ce dossier"));
    let fields = [
        ("title", "Une fuite chez Almerys"),
        ("operator", "Almerys"),
        ("insurer", "Aésio Mutuelle"),
        ("reference_date", "2024-02-07"),
        ("id", "fuite"),
    ];
    assert_eq!(desk.post("new", &fields).status, 303);
    let operator = [
        ("what", "operator"),
        ("party", "almerys"),
        ("name", "Almerys"),
        ("role", "processor"),
        ("service", "third-party-payment"),
        ("from", "2024-02-01"),
        ("to", "2024-02-05"),
        ("field.nir", "exposed"),
        ("field.last_name", "exposed"),
        ("field.first_name", "exposed"),
        ("field.birth_date", "exposed"),
        ("field.bank_details", "not_exposed"),
    ];
    assert_eq!(desk.post("i/fuite/declare", &operator).status, 303);
    let insurer = [
        ("what", "insurer"),
        ("party", "aesio-mutuelle"),
        ("name", "Aésio Mutuelle"),
        ("operators", "almerys"),
        ("trade", "health-insurer"),
        ("aware.almerys", "2024-02-05T10:00"),
        ("how.almerys", "told"),
    ];
    assert_eq!(desk.post("i/fuite/declare", &insurer).status, 303);
    // The clock runs: three days, and the rest of the hour.
    assert!(desk.get("i/fuite").text().contains("data-until=\"2024-02-08T11:00:00+01:00\""));
    // An assessment that cannot be made says why, as the command line does, and the page says what to do.
    assert_eq!(desk.post("i/fuite/assess", &[("lang", "fr")]).status, 303);
    let refused = desk.until("i/fuite/assess", |page| !page.contains("data-events"));
    assert!(refused.contains("Rien n’a été écrit") && refused.contains("leaks/almerys.csv"), "{refused}");
    for (path, file) in [
        ("i/fuite/files/leaks/almerys", "leaks/almerys.csv"),
        ("i/fuite/files/members/aesio-mutuelle", "members/aesio-mutuelle.parquet"),
    ] {
        let bytes = fs::read(sample(file)).unwrap();
        let answer = desk.upload(path, file.rsplit('/').next().unwrap(), &bytes);
        assert_eq!(answer.status, 303, "{}", answer.text());
        assert_eq!(fs::read(home.path().join("fuite").join(file)).unwrap(), bytes);
    }
    let files = desk.until("i/fuite/files", |page| page.contains("class=\"facts\""));
    for there in ["1\u{202f}888 lignes", "Numéro de sécurité sociale (NIR)", "99/99/9999", "Contrôler à nouveau"] {
        assert!(files.contains(there), "{there}\n{files}");
    }
    assert_eq!(desk.post("i/fuite/assess", &[("lang", "fr")]).status, 303);
    let done = desk.until("i/fuite/assess", |page| !page.contains("data-events"));
    assert!(done.contains("Le rapport est écrit"), "{done}");
    // The command line, on the same files.
    let out = home.path().join("by-hand");
    let command = |args: &[&str]| Command::new(ampleur()).args(args).current_dir(home.path()).output().unwrap();
    let output = command(&["assess", "fuite/incident.toml", "--lang", "fr", "--out", "by-hand"]);
    assert!(matches!(output.status.code(), Some(0 | 3)), "{}", String::from_utf8_lossy(&output.stderr));
    let there = crate::harness::files(&out.join("fuite"));
    assert!(there.len() > 20);
    assert_eq!(crate::harness::files(&home.path().join("fuite/reports/fuite")), there);
    for path in there {
        let by_hand = fs::read(out.join("fuite").join(&path)).unwrap();
        assert_eq!(fs::read(home.path().join("fuite/reports/fuite").join(&path)).unwrap(), by_hand, "{path}");
        // And as it is sent.
        let sent = desk.get(&format!("i/fuite/report/{path}"));
        assert_eq!((sent.status, sent.body == by_hand), (200, true), "{path}");
        let policy = sent.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("sandbox allow-scripts; default-src 'none'; ") && !policy.contains("allow-same-origin")
        );
    }
    let page = desk.get("i/fuite/report").text();
    assert!(page.contains("<iframe") && page.contains("i/fuite/report/insurers/aesio-mutuelle/letter.fr.docx"));
    // Verified, and no more once a file is touched.
    let verified = |how: &str| {
        assert_eq!(desk.post("i/fuite/verify", &[("how", how)]).status, 303);
        desk.until("i/fuite/verify", |page| is_answered(page) && page.contains("<table"))
    };
    for how in ["folder", "inputs", "rerun"] {
        assert!(verified(how).contains("Tout ce qui a été vérifié est conforme"), "{how}");
    }
    fs::write(home.path().join("fuite/reports/fuite/register.csv"), "changed").unwrap();
    let page = verified("folder");
    assert!(page.contains("Au moins une vérification a échoué") && page.contains("register.csv"));
}

#[test]
fn a_file_is_read_as_the_menus_say() {
    let home = crate::harness::small();
    let desk = Desk::start(&home);
    let rows = "Zorglub;Né(e) le;Prénom;Nom\n2 95 10 99 126 111 93;03/10/1995;Alexia;Durandal\n";
    assert_eq!(desk.upload("i/fuite/files/leaks/op", "lignes.csv", rows.as_bytes()).status, 303);
    let page = desk.until("i/fuite/files", |page| page.contains("class=\"facts\""));
    // The header is nobody's name for a column, so that it may be somebody's: it is told by its place.
    assert!(page.contains("<option value=\"column 1\">") && !page.contains("Zorglub"), "{page}");
    let said = |fields: &[(&str, &str)]| {
        let all = [&[("path", "leaks/lignes.csv")], fields].concat();
        assert_eq!(desk.post("i/fuite/files/leaks/op/read", &all).status, 303);
        fs::read_to_string(home.path().join("fuite/incident.toml")).unwrap()
    };
    let file = said(&[("named", "column 1"), ("column", "member_number"), ("date_order", "dmy")]);
    assert!(file.contains("columns = { member_number = 1 }") && file.contains("date_order = \"dmy\""), "{file}");
    let file = said(&[("named", "column 1"), ("column", "nir")]);
    assert!(file.contains("columns = { nir = 1 }") && !file.contains("date_order"), "{file}");
    let page = desk.until("i/fuite/files", |page| page.contains("Numéro de sécurité sociale (NIR)</th>"));
    assert!(page.contains("9 99 99 99 999 999 99"), "{page}");
    // What is no word of a menu is not written.
    let file = said(&[("named", ""), ("column", ""), ("encoding", "klingon"), ("delimiter", "\"")]);
    assert!(!file.contains("klingon") && !file.contains("delimiter"), "{file}");
    let nonsense = [("path", "leaks/lignes.csv"), ("named", "Nom"), ("column", "nonsense")];
    assert_eq!(desk.post("i/fuite/files/leaks/op/read", &nonsense).status, 422);
    // What somebody wrote by hand, and no menu has, stays.
    let path = home.path().join("fuite/incident.toml");
    fs::write(&path, file.replace("columns = {", "quotes = \"double\", header = true, columns = {")).unwrap();
    let file = said(&[("header", "true"), ("date_order", "dmy")]);
    assert!(file.contains("quotes = \"double\"") && file.contains("header = true"), "{file}");
    // Taken off the list, it is still there.
    assert_eq!(desk.post("i/fuite/files/leaks/op/drop", &[("path", "leaks/lignes.csv")]).status, 303);
    assert_eq!(fs::read_to_string(home.path().join("fuite/incident.toml")).unwrap(), crate::harness::SMALL);
    assert!(home.path().join("fuite/leaks/lignes.csv").is_file());
}

/// The menu has every column that files may have.
#[test]
fn the_menu_has_every_column() {
    let home = crate::harness::small();
    let desk = Desk::start(&home);
    desk.upload("i/fuite/files/leaks/op", "lignes.csv", b"NIR;Nom\n2951099126111;Durandal\n");
    let page = desk.until("i/fuite/files", |page| page.contains("class=\"facts\""));
    let headers = include_str!("../../../schemas/headers.toml");
    let columns: Vec<&str> = headers.lines().filter_map(|line| line.split_once(" = [").map(|(name, _)| name)).collect();
    assert!(columns.len() > 35);
    for column in columns {
        assert!(page.contains(&format!("<option value=\"{column}\">")), "{column}");
    }
}
