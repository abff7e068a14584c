//! Pages that may be passed on: drawn from the table for others alone, whoever they are about.

use std::collections::BTreeMap;
use std::path::Path;

use ampleur::schema::Schema;
use serde_json::Value;

use super::{Counts, counts};
use crate::harness::{Ampleur, Ended, Run};
use crate::schemas::fits;

const REPORT: &str = "reports/tiers-payant-2024";

fn demo() -> Ended {
    Ampleur::new(["demo", "--quiet", "--suppress-below", "30"]).run().ends(0)
}

/// Figures of a page and how often each stands there; what is suppressed as such.
fn figures(page: &str) -> BTreeMap<String, usize> {
    let mut figures = BTreeMap::new();
    for cell in page.split(r#"<td class="n">"#).skip(1) {
        let (cell, _) = cell.split_once("</td>").unwrap();
        *figures.entry(cell.replace('\u{202f}', "")).or_default() += 1;
    }
    figures
}

/// The same from the table, of the counts that `about` takes; without lines of no person.
fn expected<'a>(counts: impl Iterator<Item = &'a Option<u64>>) -> BTreeMap<String, usize> {
    let mut figures = BTreeMap::new();
    for persons in counts.filter(|persons| **persons != Some(0)) {
        *figures.entry(persons.map_or("masqué".to_owned(), |persons| persons.to_string())).or_default() += 1;
    }
    figures
}

#[test]
fn a_page_gives_what_the_table_gives() {
    let demo = demo();
    let page = |name: &str| demo.read(&format!("{REPORT}/shared/{name}"));
    let table = counts(&page("persons.json"));
    assert!(table.values().any(Option::is_none));
    assert_eq!(figures(&page("persons.html")), expected(table.values()));
    for operator in ["almerys", "viamedis"] {
        let of = table.iter().filter(|(place, _)| place.1 == operator).map(|(_, persons)| persons);
        assert_eq!(figures(&page(&format!("operators/{operator}.html"))), expected(of), "{operator}");
    }
}

/// Both sides of a comparison by insurer, operator, kind and group; none if suppressed.
fn sides(compared: &Value) -> [Counts; 2] {
    let id = |party: &Value| party["id"].as_str().unwrap_or("").to_owned();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    ["first", "second"].map(|side| {
        let lines = compared["counts"].as_array().unwrap().iter().filter(|line| line[side] != "absent");
        lines
            .map(|line| {
                assert!(line[side] == "suppressed" || line[side]["persons"].is_u64(), "{line}");
                let place = (id(&line["insurer"]), id(&line["operator"]), text(&line["kind"]), text(&line["group"]));
                (place, line[side]["persons"].as_u64())
            })
            .collect()
    })
}

#[test]
fn operators_side_by_side_from_the_table_alone() {
    let demo = demo();
    let table = counts(&demo.read(&format!("{REPORT}/shared/persons.json")));
    let compare = |args: &[&str]| {
        Ampleur::new(["compare", REPORT, "--shared", "--operators", "viamedis", "almerys"])
            .within(demo.path())
            .watching(concat!(env!("CARGO_MANIFEST_DIR"), "/samples/tiers-payant-2024"))
            .args(args)
            .run()
            .succeeds()
    };
    let compared: Value = serde_json::from_str(&compare(&["--json"]).stdout).unwrap();
    let schema = Schema::SharedCompared.json();
    fits(&schema, &schema, &compared, "shared-compared");
    for (operator, side) in ["viamedis", "almerys"].into_iter().zip(sides(&compared)) {
        let of = table.iter().filter(|(place, _)| place.1 == operator);
        let expected: Counts = of
            .map(|((insurer, _, kind, group), persons)| {
                ((insurer.clone(), String::new(), kind.clone(), group.clone()), *persons)
            })
            .collect();
        assert_eq!(side, expected, "{operator}");
    }
    compare(&["--quiet", "--out", "page.html"]);
    let given: Vec<String> = figures(&demo.read("page.html")).into_keys().collect();
    let known = |figure: &String| {
        ["masqué", "–"].contains(&figure.as_str()) || table.values().flatten().any(|p| p.to_string() == *figure)
    };
    assert!(given.len() > 40 && given.iter().all(known), "{given:?}");
    let english = compare(&["--lang", "en"]).stdout;
    assert!(
        english.contains("Counts from 1 to 29 are suppressed") && english.contains("Viamedis and Almerys"),
        "{english}"
    );
}

#[test]
fn a_report_without_such_a_table() {
    let report = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/tiers-payant-2024");
    let compare = |args: &[&str]| Ampleur::new(["compare", "--shared", report]).args(args).run();
    compare(&["--operators", "viamedis", "almerys"]).ends(1).says("no table of counts").says("--suppress-below");
    compare(&[report]).ends(1).says("no table of counts");
    compare(&[]).ends(2);
    compare(&[report, "--exact"]).ends(2).says("--exact");
}

/// A leak, then with one row more, then with ten: the second is told beside the first only under the same rule.
#[test]
fn two_reports_that_would_tell_their_difference() {
    let rows = |persons: u32| -> String {
        let row = |n: u32| format!("C{n:06};1980-01-20;MARTIN\n");
        format!("contract_number;birth_date;last_name\n{}", (0..persons).map(row).collect::<String>())
    };
    let run = Run::new().members("a", &rows(40)).leak("x", &rows(20)).arg("--suppress-below").arg("5");
    let outcome = run.run().succeeds();
    let assess = |rows_now: u32, out: &str, more: &[&str]| {
        std::fs::write(outcome.path().join("leaks/x-0.csv"), rows(rows_now)).unwrap();
        let args =
            ["assess", "incident.toml", "--figures-only", "--fail-on", "never", "--suppress-below", "5", "-o", out];
        outcome.ampleur(&args).args(more).run().succeeds();
    };
    let compare = |later: &str| outcome.ampleur(&["compare", "--shared", "--json", "reports/test", later]).run();
    let table = Path::new("reports/test/shared/persons.json").display().to_string();
    let all = |side: &Counts| side[&(String::new(), String::new(), "all".into(), "all".into())];

    assess(21, "one-more", &[]);
    compare("one-more/test").ends(1).says("together tell").says("--released reports/test/shared/persons.json");
    assess(21, "careful", &["--released", &table]);
    let [before, after] = sides(&compare("careful/test").json());
    assert_eq!((all(&before), all(&after)), (Some(20), None));
    assess(30, "ten-more", &[]);
    let [before, after] = sides(&compare("ten-more/test").json());
    assert_eq!((all(&before), all(&after)), (Some(20), Some(30)));
}
