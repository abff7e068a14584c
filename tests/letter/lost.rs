//! One letter for each set of data lost: who reads one reads what was lost of theirs, by whom, and what was not found.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::harness::{Outcome, Run};

/// What may be filled in a leaked row, beside NIR, date and rank.
const MORE: [(&str, &str); 4] = [
    ("postal_address", "8 quai Imaginé"),
    ("phone", "0639980001"),
    ("email", "quelqu.une@exemple.invalid"),
    ("customer_number", "KQ-55019"),
];

/// NIR and birth date of a person.
fn member(n: usize) -> String {
    let (year, month) = (n % 60 + 30, n % 12 + 1);
    format!("2{year:02}{month:02}75{:03}{:03};19{year:02}-{month:02}-1{}", n + 100, n + 11, n % 9)
}

/// Twenty-five persons: three of whom both operators lost data; two of whom `x` lost each of six sets, and one of whom it lost each of
/// ten more.
fn many() -> Outcome {
    let sets = (0..16).chain(0..6).chain([0; 3]);
    let (mut members, mut x) = ("member_id;nir;birth_date;birth_rank\n".to_owned(), String::new());
    let mut y = "nir;birth_date;birth_rank\n".to_owned();
    x.push_str("nir;birth_date;birth_rank");
    MORE.iter().for_each(|(column, _)| x.push_str(&format!(";{column}")));
    x.push('\n');
    for (n, set) in sets.enumerate() {
        members.push_str(&format!("K-{n:04};{};1\n", member(n)));
        x.push_str(&format!("{};1", member(n)));
        for (at, (_, value)) in MORE.iter().enumerate() {
            x.push(';');
            x.push_str(if set >> at & 1 == 1 { value } else { "" });
        }
        x.push('\n');
        if n >= 22 {
            y.push_str(&format!("{};1\n", member(n)));
        }
    }
    let run = Run::new().members("a", &members).leak("x", &x).leak("y", &y).documents();
    run.insurer_declares("a", "channels = [\"letter\"]").run().succeeds()
}

fn variants(outcome: &Outcome) -> Vec<Value> {
    let points: Value = serde_json::from_str(&outcome.read("insurers/a/letter.json")).unwrap();
    points["variants"].as_array().cloned().unwrap_or_default()
}

fn words(value: &Value) -> Vec<&str> {
    value.as_array().map(|words| words.iter().map(|word| word.as_str().unwrap()).collect()).unwrap_or_default()
}

/// The items of the list below a heading.
fn items<'a>(letter: &'a str, heading: &str) -> Vec<&'a str> {
    let (_, below) = letter.split_once(&format!("## {heading}\n")).expect("the heading");
    let lines = below.lines().skip_while(|line| !line.starts_with("- "));
    lines.map_while(|line| line.strip_prefix("- ")).collect()
}

#[test]
fn each_person_reads_what_was_lost_of_theirs() {
    let outcome = many();
    let variants = variants(&outcome);
    let listed = outcome.ampleur(&["notify", "incident.toml", "--insurer", "a", "--in-clear", "--quiet"]);
    listed.may_show("notify/a/list.csv", &["member_id", "other_member_ids", "policyholder_member_id"]).run().succeeds();
    let list = fs::read_to_string(outcome.path().join("notify/a/list.csv")).unwrap();
    let mut told: BTreeMap<String, u64> = BTreeMap::new();
    for line in list.lines().skip(1) {
        let cells: Vec<&str> = line.split(';').collect();
        let (fields, operators, name, in_words) = (cells[7], cells[8], cells[10], cells[11]);
        *told.entry(name.to_owned()).or_default() += 1;
        let variant = variants.iter().find(|variant| variant["id"] == name).expect("a letter of that name");
        assert_eq!(words(&variant["operators"]).join(" "), operators, "{line}");
        let letter = outcome.read(&format!("insurers/a/letters/{name}.fr.md"));
        assert!(letter.contains("Operator x") && letter.contains("Operator y") == operators.contains('y'));
        if !variant["fields"].is_null() {
            assert_eq!(words(&variant["fields"]).join(" "), fields, "{line}");
            assert_eq!(items(&letter, "Vos données exposées").join(", "), in_words, "{line}");
        }
    }
    assert_eq!(told.values().sum::<u64>(), 25, "everybody has a letter");
    for variant in &variants {
        let id = variant["id"].as_str().unwrap();
        assert_eq!(told.get(id).copied(), variant["persons"].as_u64(), "{id}: told as many as counted");
    }
}

#[test]
fn what_others_lost_is_told_as_theirs() {
    let outcome = many();
    let with_nothing_more = outcome.read("insurers/a/letters/x.1.fr.md");
    let (own, others) = with_nothing_more.split_once("Pour d’autres personnes").expect("the sentence");
    for said in ["adresse postale", "téléphone", "adresse électronique", "numéro de client"] {
        assert!(others.contains(&format!("- {said}\n")), "{said}: {others}");
        assert!(!own.contains(said), "{said}");
    }
    // What is told as theirs is nowhere told as unknown, or as safe, and nowhere as the reader's.
    assert_eq!(others.matches("adresse postale").count(), 1);
    assert!(!with_nothing_more.contains("Operator y"));
}

/// A person has to read each letter before it is sent: those of fewest persons share one by operators.
#[test]
fn at_most_twelve_sets_have_letters_of_their_own() {
    let variants = variants(&many());
    let of: Vec<(&str, u64, bool)> = variants
        .iter()
        .map(|v| (v["id"].as_str().unwrap(), v["persons"].as_u64().unwrap(), v["fields"].is_null()))
        .collect();
    assert_eq!(of[0], ("x+y", 3, false));
    let twos: Vec<(&str, u64, bool)> =
        ["x.1", "x.2", "x.3", "x.4", "x.5", "x.6"].into_iter().map(|id| (id, 2, false)).collect();
    assert_eq!(of[1..7], twos);
    let ones: Vec<(&str, u64, bool)> =
        ["x.7", "x.8", "x.9", "x.10", "x.11"].into_iter().map(|id| (id, 1, false)).collect();
    assert_eq!(of[7..12], ones);
    assert_eq!(of[12..], [("x", 5, true)], "sixteen sets of x, eleven with a letter each");
    assert!(variants.iter().all(|v| v["few"] == (v["persons"].as_u64().unwrap() < 5)));
}

/// Where the same was lost of everybody, the letter to all is theirs.
#[test]
fn one_set_has_no_letters_beside_the_letter() {
    let outcome = Run::new()
        .members("a", &format!("member_id;nir;birth_date;birth_rank\nK-0001;{};1\nK-0002;{};1\n", member(1), member(2)))
        .leak("x", &format!("nir;birth_date;birth_rank\n{};1\n{};1\n", member(1), member(2)))
        .insurer_declares("a", "channels = [\"letter\"]")
        .documents()
        .run()
        .succeeds();
    assert!(variants(&outcome).is_empty());
    assert!(!outcome.path().join("reports/test/insurers/a/letters").exists());
    let listed = outcome.ampleur(&["notify", "incident.toml", "--insurer", "a", "--in-clear", "--quiet"]);
    listed.may_show("notify/a/list.csv", &["member_id"]).run().succeeds();
    let list = fs::read_to_string(outcome.path().join("notify/a/list.csv")).unwrap();
    assert!(list.lines().skip(1).all(|line| line.split(';').nth(10) == Some("letter.*")), "{list}");
}

/// Who is known by a group alone, of which nobody told the fields, has a letter of no field, and nobody else has it; and whoever is
/// met by a name and a date reads that this is no certainty.
#[test]
fn a_group_of_which_no_field_is_told() {
    let members = format!(
        "member_id;nir;birth_date;birth_rank;last_name;first_name;product\nK-0001;{};1;DURANDAL;ANNABELLE;Un\n\
         K-0002;{};1;MONTLUEL;BRUNISSEN;Un\nK-0003;;1962-03-04;1;VERLINBOIS;CHLOELIA;Deux\nK-0004;;1963-04-05;1;BELDECOURT;DENISARD;Trois\n",
        member(1),
        member(2)
    );
    let leak = format!(
        "nir;birth_date;last_name;first_name;email\n{};;;\n{};;;q@exemple.invalid\n;1962-03-04;VERLINBOIS;CHLOELIA;\n",
        member(1),
        member(2)
    );
    let outcome = Run::new()
        .members("a", &members)
        .leak("x", &leak)
        .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"\nproducts = [\"Trois\"]")
        .insurer_declares("a", "channels = [\"letter\"]")
        .documents()
        .arg("--fail-on")
        .arg("never")
        .run()
        .succeeds();
    let listed = outcome.ampleur(&["notify", "incident.toml", "--insurer", "a", "--in-clear", "--quiet"]);
    listed.may_show("notify/a/list.csv", &["member_id"]).run().succeeds();
    let list = fs::read_to_string(outcome.path().join("notify/a/list.csv")).unwrap();
    let letter_of = |id: &str| {
        let line = list.lines().find(|line| line.starts_with(id)).unwrap_or_else(|| panic!("{id} in {list}"));
        let name = line.split(';').nth(10).unwrap();
        outcome.read(&format!("insurers/a/letters/{name}.fr.md"))
    };
    let group = letter_of("K-0004");
    assert!(
        group.contains("Selon Operator x, des données sur vous ont été exposées")
            && !group.contains("comparé nos fichiers")
    );
    assert!(group.contains("les données exposées]") && !group.contains("- votre nom"), "{group}");
    let by_name = letter_of("K-0003");
    assert_eq!(items(&by_name, "Vos données exposées"), ["votre nom", "votre prénom", "votre date de naissance"]);
    // Nothing in it is told as certain.
    for said in [
        "Des données sur vous ont probablement été exposées",
        "et certaines sont probablement les vôtres",
        "D’après cette comparaison, des données sur vous ont probablement été exposées.",
        "Ce n’est pas certain\u{a0}: ces données peuvent être celles d’une autre personne.",
    ] {
        assert!(by_name.contains(said), "{said}: {by_name}");
    }
    assert!(!by_name.contains("données sur vous ont été exposées"), "{by_name}");
    let sure = letter_of("K-0001");
    assert!(!sure.contains("certain\u{a0}:") && !sure.contains("probablement") && !sure.contains("Selon Operator x"));
    let notified: Value =
        serde_json::from_str(&fs::read_to_string(outcome.path().join("notify/a/notified.json")).unwrap()).unwrap();
    let letters: Value = serde_json::from_str(&outcome.read("insurers/a/letter.json")).unwrap();
    assert_eq!(notified["letters"], letters["variants"], "the list says which letters it means");
}

/// What one operator declares of a group is no finding, also of whom a row of another operator matches.
#[test]
fn what_is_declared_of_a_group_is_not_told_as_found() {
    let members = format!(
        "member_id;nir;birth_date;birth_rank;product\nK-0001;{};1;Un\nK-0002;{};1;Deux\n",
        member(1),
        member(2)
    );
    let leak = format!("nir;birth_date;birth_rank\n{};1\n{};1\n", member(1), member(2));
    let outcome = Run::new()
        .members("a", &members)
        .operator("x")
        .leak("y", &leak)
        .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"\nproducts = [\"Un\"]")
        .insurer_declares("a", "channels = [\"letter\"]")
        .documents()
        .arg("--fail-on")
        .arg("never")
        .run()
        .succeeds();
    let losses = outcome.report.as_ref().unwrap()["insurers"][0]["losses"].clone();
    let told = |loss: &Value| ["persons", "perimeter", "in_perimeter"].map(|key| loss[key].as_u64().unwrap());
    let told: Vec<[u64; 3]> = losses.as_array().unwrap().iter().map(told).collect();
    assert_eq!(told, [[1, 0, 1], [1, 0, 0]], "{losses}");
    let of_both = outcome.read("insurers/a/letters/x+y.fr.md");
    assert!(of_both.contains("D’après cette comparaison, ou selon Operator x, des données sur vous"), "{of_both}");
    assert!(!outcome.read("insurers/a/letters/y.fr.md").contains("selon Operator x"));
}

/// Names of files have an end: ids of many operators, joined, may be longer.
#[test]
fn letters_of_many_operators_with_long_ids() {
    let of = |n: usize| format!("nir;birth_date;birth_rank\n{};1\n", member(n));
    let ids: Vec<String> = (1..=5).map(|n| format!("operateur-de-tiers-payant-du-nord-et-de-l-est-{n}")).collect();
    let members = format!("member_id;nir;birth_date;birth_rank\nK-0001;{};1\nK-0002;{};1\n", member(1), member(2));
    let mut run = Run::new().members("a", &members).insurer_declares("a", "channels = [\"letter\"]").documents();
    for (place, id) in ids.iter().enumerate() {
        let rows = if place == 0 { format!("{}{};1\n", of(1), member(2)) } else { of(1) };
        run = run.leak(id, &rows);
    }
    let outcome = run.run().succeeds();
    let ids_of = |variant: &Value| (variant["id"].as_str().unwrap().to_owned(), words(&variant["operators"]).len());
    let mut found: Vec<(String, usize)> = variants(&outcome).iter().map(ids_of).collect();
    found.sort();
    assert_eq!(found, [(ids[0].clone(), 1), ("several+1".to_owned(), 5)]);
    assert!(outcome.read("insurers/a/letters/several+1.fr.md").contains("Vos données exposées"));
}
