//! Files that are below the served folder already: named, not sent.

use std::fs;

use crate::harness::{Desk, SMALL, small};

const ROWS: &str = "nir;birth_date;last_name\n2951099126111;1995-10-03;MARTIN\n";

#[test]
fn a_file_that_is_there_is_named_from_the_incident() {
    let home = small();
    let path = |path: &str| home.path().join(path);
    for folder in ["fuite/members", "extraits/2024", "fuite/reports/x", "sent"] {
        fs::create_dir_all(path(folder)).unwrap();
    }
    for file in [
        "extraits/2024/assurés.csv",
        "fuite/members/m.csv",
        "fuite/incident.key",
        "fuite/reports/x/persons.csv",
        "sent/manifest.json",
        "sent/rows.csv",
        ".hidden.csv",
    ] {
        fs::write(path(file), ROWS).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/passwd", path("extraits/link.csv")).unwrap();
    let desk = Desk::start(&home);
    let page = desk.until("i/fuite/files", |page| page.contains("Choisir un fichier déjà"));
    let offered: Vec<&str> = page.split("<option value=\"").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    // For the operator, and for the insurer.
    let files = ["extraits/2024/assurés.csv", "fuite/members/m.csv", "sent/manifest.json"];
    assert_eq!(offered, [&files[..2], &files[..2]].concat());

    let name = |file: &str| desk.post("i/fuite/files/members/as/name", &[("path", file)]).status;
    for no in [
        "fuite/incident.toml",
        "fuite/incident.key",
        "fuite/reports/x/persons.csv",
        "sent/rows.csv",
        ".hidden.csv",
        "extraits/link.csv",
        "../x.csv",
        "/etc/passwd",
        "",
    ] {
        assert_eq!(name(no), 404, "{no}");
    }
    assert_eq!(desk.post("i/fuite/files/members/nobody/name", &[("path", files[0])]).status, 404);
    assert_eq!(fs::read_to_string(path("fuite/incident.toml")).unwrap(), SMALL);

    assert_eq!(name(files[0]), 303);
    assert_eq!(name(files[1]), 303);
    let text = fs::read_to_string(path("fuite/incident.toml")).unwrap();
    assert!(
        text.contains(r#"members = [{ path = "../extraits/2024/assurés.csv" }, { path = "members/m.csv" }]"#),
        "{text}"
    );
    let page = desk.until("i/fuite/files", |page| page.contains("1 ligne · 0 rejetée ·"));
    // What is named is not offered for the insurer again.
    assert_eq!(page.matches("<option value=\"extraits/2024/assurés.csv\">").count(), 1);

    // Another extract in its place, in another folder than the incident's: the check is asked again.
    fs::write(path(files[0]), format!("{ROWS}2951099126222;1995-10-04;DURAND\n")).unwrap();
    desk.until("i/fuite/files", |page| page.contains("2 lignes · 0 rejetée ·"));
}
