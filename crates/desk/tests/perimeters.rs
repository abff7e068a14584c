//! Perimeters as forms: what is written, what it holds, and what stays as it was.

use std::fs;

use tempfile::TempDir;

use crate::harness::{Desk, SMALL, sample, small};

fn text(home: &TempDir) -> String {
    fs::read_to_string(home.path().join("fuite/incident.toml")).unwrap()
}

/// The mark that the form of a perimeter carries.
fn mark(page: &str, party: &str) -> String {
    let form = page.split("<form").find(|form| form.contains(&format!("value=\"{party}\"")));
    let mark = form.unwrap_or_else(|| panic!("no form of {party}: {page}")).split("name=\"mark\" value=\"").nth(1);
    mark.unwrap().split('"').next().unwrap().to_owned()
}

const MEMBERS: &str = "nir;birth_date;product;coverage_start;coverage_end
2951099126111;1995-10-03;Famille;2020-01-01;2022-12-31
1900175123456;1990-01-15;Famille;2020-01-01;
2850692051234;1985-06-20;Solo;2023-06-01;
1780399351234;1978-03-02;Solo;2024-01-15;
";

/// Two of four are covered on 1 January 2024, three have the product Famille or begin in 2024.
#[test]
fn a_perimeter_is_built_from_menus_counted_and_taken_out() {
    let home = small();
    let desk = Desk::start(&home);
    assert_eq!(desk.upload("i/fuite/files/members/as", "m.csv", MEMBERS.as_bytes()).status, 303);
    let without = text(&home);
    let added = [("what", "perimeter"), ("party", "as/"), ("operator", "op"), ("status", "exposed")];
    let on = [("0.covered_on", "2024-01-01"), ("0.managed_by", ""), ("1.contracts", "")];
    assert_eq!(desk.post("i/fuite/declare", &[&added[..], &on].concat()).status, 303);
    assert!(
        text(&home).contains("perimeters = [{ operator = \"op\", status = \"exposed\", covered_on = 2024-01-01 }]\n")
    );
    let page = desk.until("i/fuite/declare", |page| page.contains("2 lignes d’assurés"));
    assert!(page.contains("Les personnes qui étaient couvertes le 1er janvier 2024."));

    // Changed: those of one product, or who began in 2024.
    let mark = mark(&page, "as/0");
    let head = [
        ("what", "perimeter"),
        ("party", "as/0"),
        ("mark", &mark),
        ("operator", "op"),
        ("status", "not_established"),
        ("1.products", "Famille\r\n"),
        ("2.from", "2024-01-01"),
    ];
    assert_eq!(desk.post("i/fuite/declare", &head).status, 303);
    let expected = "perimeters = [{ operator = \"op\", status = \"not_established\", any_of = [{ products = [\"Famille\"] }, { covered_between = { from = 2024-01-01 } }] }]\n";
    assert!(text(&home).contains(expected), "{}", text(&home));
    let page = desk.until("i/fuite/declare", |page| page.contains("4 lignes d’assurés"));
    assert!(page.contains("Les personnes dont la formule est «\u{a0}Famille\u{a0}». Et aussi celles"), "{page}");

    // The first form is about what stands there no more.
    let answer = desk.post("i/fuite/declare", &head);
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("le fichier a changé entre-temps"));
    // Nor is what was typed offered for what stands there now.
    let now = self::mark(&answer.text(), "as/0");
    assert!(now != mark && !answer.text().contains("<option value=\"not_concerned\" selected>"));
    let gone = [("what", "remove-perimeter"), ("party", "as/0"), ("mark", &mark)];
    let answer = desk.post("i/fuite/declare", &gone);
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("le fichier a changé entre-temps"));
    assert!(text(&home).contains(expected));

    let mark = self::mark(&page, "as/0");
    assert_eq!(desk.post("i/fuite/declare", &[gone[0], gone[1], ("mark", &mark)]).status, 303);
    assert_eq!(text(&home), without);
}

#[test]
fn what_is_missing_is_said_and_nothing_is_written() {
    let home = small();
    let desk = Desk::start(&home);
    let head = [("what", "perimeter"), ("party", "as/")];
    for (more, says) in [
        (&[("operator", "op")][..], "Ces personnes sont"),
        (&[("operator", "op"), ("status", "exposed"), ("0.to", "2024-01-01")], "à remplir"),
        (&[("operator", "op"), ("status", "exposed"), ("2.covered_on", "hier")], "cette date ne se lit pas"),
    ] {
        let answer = desk.post("i/fuite/declare", &[&head[..], more].concat());
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(says), "{}", answer.text());
        assert_eq!(text(&home), SMALL);
    }
    // Another insurer, and no place at all: nothing to change.
    for party in ["other/0", "as/x", "as"] {
        let fields = [("what", "perimeter"), ("party", party), ("operator", "op"), ("status", "exposed")];
        assert_eq!(desk.post("i/fuite/declare", &fields).status, 303);
        assert_eq!(text(&home), SMALL);
    }
}

/// The demo's perimeter, in a table of its own with two alternatives: saved unchanged, changed, and back.
#[test]
fn a_perimeter_in_a_table_stays_as_it_is_written() {
    let home = TempDir::new().unwrap();
    let case = home.path().join("fuite");
    for folder in ["members", "leaks"] {
        fs::create_dir_all(case.join(folder)).unwrap();
        for entry in fs::read_dir(sample(folder)).unwrap().map(|entry| entry.unwrap()) {
            fs::copy(entry.path(), case.join(folder).join(entry.file_name())).unwrap();
        }
    }
    for entry in fs::read_dir(sample("")).unwrap().map(|entry| entry.unwrap()).filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), case.join(entry.file_name())).unwrap();
    }
    let written = text(&home);
    let desk = Desk::start(&home);
    // As many as the report of `reports/tiers-payant-2024` counts.
    let page = desk.until("i/fuite/declare", |page| page.contains("295 lignes d’assurés"));
    let mark = mark(&page, "aesio-mutuelle/0");
    let as_it_is = |mark: &str, on: &str| {
        let fields = [
            ("what", "perimeter"),
            ("party", "aesio-mutuelle/0"),
            ("mark", mark),
            ("operator", "almerys"),
            ("status", "exposed"),
            ("1.managed_by", "vivinter"),
            ("1.covered_on", on),
            ("2.managed_by", "interimaires-sante"),
            ("2.managed_since", "2022-01-01"),
            ("3.managed_by", ""),
        ];
        desk.post("i/fuite/declare", &fields).status
    };
    assert_eq!(as_it_is(&mark, "2024-01-01"), 303);
    assert_eq!(text(&home), written);
    assert_eq!(as_it_is(&mark, "2023-12-31"), 303);
    let changed = text(&home);
    assert!(changed.contains("[[insurers.aesio-mutuelle.perimeters]]\noperator = \"almerys\"\nstatus = \"exposed\"\n"));
    assert!(changed.contains("covered_on = 2023-12-31") && changed.contains("managed_since = 2022-01-01"), "{changed}");
    let lines = |text: &str| text.lines().filter(|line| line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&changed), lines(&written));
}

/// Conditions that no menu offers stay when something else is changed, and so do comments between alternatives.
#[test]
fn what_a_form_does_not_offer_stays() {
    let declared = "
[[insurers.as.perimeters]]
operator = \"op\"
status = \"not_established\"
any_of = [
  # said on the telephone
  { managed_since = 2022-01-01 }, # since the merger
  { managed_by = \"nobody\", products = [\"A, B\"] },
]
";
    let home = small();
    let file = home.path().join("fuite/incident.toml");
    fs::write(&file, format!("{SMALL}{declared}")).unwrap();
    let desk = Desk::start(&home);
    let page = desk.get("i/fuite/declare").text();
    // As a browser sends the form that the page has.
    let form =
        page.split("<form").find(|form| form.contains("value=\"as/0\"") && form.contains("0.managed_since")).unwrap();
    assert!(form.contains("name=\"1.managed_since\" type=\"date\" value=\"2022-01-01\""), "{form}");
    assert!(form.contains("<option value=\"nobody\" selected>"), "{form}");
    let mark = mark(&page, "as/0");
    let send = |status: &str, since: &str, mark: &str| {
        let fields = [
            ("what", "perimeter"),
            ("party", "as/0"),
            ("mark", mark),
            ("operator", "op"),
            ("status", status),
            ("1.managed_since", since),
            ("2.managed_by", "nobody"),
            ("2.products", "A, B"),
            ("3.products", ""),
        ];
        assert_eq!(desk.post("i/fuite/declare", &fields).status, 303);
        text(&home)
    };
    let before = text(&home);
    assert_eq!(send("exposed", "2022-01-01", &mark), before.replace("not_established", "exposed"));
    let mark = self::mark(&desk.get("i/fuite/declare").text(), "as/0");
    let expected = before.replace("not_established", "exposed").replace("2022-01-01", "2023-01-01");
    assert_eq!(send("exposed", "2023-01-01", &mark), expected);
}
