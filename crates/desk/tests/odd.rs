//! Files as people really send them, through the page: each ends in a report, after a button where one is needed. The persons are invented.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Desk, SMALL};
use crate::remedies::{STOPPED, assessed, buttons, checked, press};

/// Six members, each with a contract of their own; `Garantie` for who has a row for each.
const MEMBERS: [[&str; 4]; 6] = [
    ["Varenne", "Alix", "13/10/1985", "C700001"],
    ["Tissandre", "Bruno", "24/02/1971", "C700002"],
    ["Oulmont", "Clara", "30/06/1990", "C700003"],
    ["Pesquidoux", "Denis", "17/12/1964", "C700004"],
    ["Quercy", "Emma", "21/05/2001", "C700005"],
    ["Rabouillet", "Fanny", "28/08/1958", "C700006"],
];
const STRANGER: [&str; 4] = ["Yvetot", "Gaël", "14/11/1979", "C799999"];
const HEADERS: [&str; 4] = ["Nom", "Prénom", "Date de naissance", "N° contrat"];

/// The first four members, and somebody who is none.
fn leaked() -> impl Iterator<Item = [&'static str; 4]> {
    MEMBERS.into_iter().take(4).chain([STRANGER])
}

fn text(rows: impl Iterator<Item = [&'static str; 4]>, delimiter: &str) -> String {
    [HEADERS].into_iter().chain(rows).map(|row| row.join(delimiter) + "\n").collect()
}

/// A kind of file: what is leaked, whose members, the button that it takes, and who is met: at least, most likely, at most.
struct Kind {
    name: &'static str,
    leak: (&'static str, String),
    members: String,
    button: Option<&'static str>,
    says: &'static str,
    persons: [u64; 3],
}

/// The four who are met have a strong or probable rule; without a NIR nobody is certain.
const FOUR: [u64; 3] = [0, 4, 4];

fn kinds() -> Vec<Kind> {
    let members = || text(MEMBERS.into_iter(), ";");
    let plain = |name, leak| Kind { name, leak, members: members(), button: None, says: "5 lignes", persons: FOUR };
    let object = |[last, first, born, contract]: [&str; 4]| {
        json!({ HEADERS[0]: last, HEADERS[1]: first, HEADERS[2]: born, HEADERS[3]: contract }).to_string() + "\n"
    };
    let in_one = |[last, first, born, contract]: [&str; 4]| format!("{last} {first};{born};{contract}\n");
    let named = |[last, first]: [&str; 2], born: &str| format!("{last};{first};{born}\n");
    let null = [named(["Null", "Jeanne"], "13/10/1985"), named(["Na", "Li"], "24/02/1971")].concat();
    vec![
        plain("double-bar", ("leak.csv", text(leaked(), "||"))),
        plain(
            "json-lines-behind-a-mark",
            ("leak.json", format!("\u{feff}{}", leaked().map(object).collect::<String>())),
        ),
        // A column that is none of those known is told, with the line to write; who is met is met by what is left.
        Kind {
            says: "columns = { … = &quot;Nom Prénom&quot; }",
            ..plain(
                "names-in-one-column",
                (
                    "leak.csv",
                    format!("Nom Prénom;{};{}\n{}", HEADERS[2], HEADERS[3], leaked().map(in_one).collect::<String>()),
                ),
            )
        },
        // Control characters as Hive writes them are taken only if that is declared.
        Kind { button: Some("ctrl-a"), ..plain("control-characters", ("leak.txt", text(leaked(), "\u{1}"))) },
        // Three rows for each member, which differ in a column that is nobody's.
        Kind {
            members: members()
                .lines()
                .enumerate()
                .flat_map(|(at, line)| match at {
                    0 => vec![format!("{line};Garantie\n")],
                    _ => ["Optique", "Dentaire", "Hospitalisation"].map(|cover| format!("{line};{cover}\n")).to_vec(),
                })
                .collect(),
            says: "18 lignes",
            ..plain("one-row-per-cover", ("leak.csv", text(leaked(), ";")))
        },
        // A surname is not nothing.
        Kind {
            members: format!("{}Null;Jeanne;13/10/1985;C700007\nNa;Li;24/02/1971;C700008\n", members()),
            says: "2 lignes",
            persons: [0, 2, 2],
            ..plain("people-named-null", ("leak.csv", format!("Nom;Prénom;Date de naissance\n{null}")))
        },
    ]
}

#[test]
fn odd_files_end_in_a_report() {
    let home = TempDir::new().unwrap();
    let kinds = kinds();
    for Kind { name, .. } in &kinds {
        fs::create_dir(home.path().join(name)).unwrap();
        fs::write(home.path().join(name).join("incident.toml"), SMALL).unwrap();
    }
    let desk = Desk::start(&home);
    for Kind { name, leak: (file, leak), members, button, says, persons: [low, estimate, high] } in &kinds {
        assert_eq!(desk.upload(&format!("i/{name}/files/leaks/op"), file, leak.as_bytes()).status, 303, "{name}");
        let there = format!("i/{name}/files/members/as");
        assert_eq!(desk.upload(&there, "members.csv", members.as_bytes()).status, 303, "{name}");
        let mut page = checked(&desk, name);
        assert_eq!(page.contains(STOPPED), button.is_some(), "{name}\n{page}");
        if let Some(button) = button {
            let form = buttons(&page).into_iter().find(|form| form.values == [*button]).unwrap();
            assert_eq!(press(&desk, name, &form, button), 303, "{name}");
            page = checked(&desk, name);
        }
        assert!(page.contains(says), "{name}: {says}\n{page}");
        let report: Value = assessed(&desk, &home, name, "fuite");
        let persons = json!({ "low": low, "estimate": estimate, "high": high });
        assert_eq!(report["totals"]["persons"], persons, "{name}");
    }
}
