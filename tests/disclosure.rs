//! What leaves for another organisation: nothing small in it, and nothing small to be worked out from it.

mod attack;
mod invented;
mod pages;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use model::disclosure::{Shared, shared};
use model::figures::Assessment;
use proptest::prelude::*;
use serde_json::Value;

use crate::harness::{Ampleur, Run, leak, members};
use invented::{assessment, persons, truth};

/// Insurer, operator, kind, group; empty for all.
type Place = (String, String, String, String);

/// Persons, none if masked.
type Counts = BTreeMap<Place, Option<u64>>;

fn counts(shared: &str) -> Counts {
    let shared: Value = serde_json::from_str(shared).unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let key = |c: &Value| (text(&c["insurer"]), text(&c["operator"]), text(&c["kind"]), text(&c["group"]));
    shared["counts"].as_array().unwrap().iter().map(|c| (key(c), c["persons"].as_u64())).collect()
}

/// The demo's counts under a threshold.
fn demo(below: u64) -> Counts {
    let demo = Ampleur::new(["demo", "--quiet", "--suppress-below", &below.to_string()]).run().ends(0);
    counts(&demo.read("reports/tiers-payant-2024/shared/persons.json"))
}

/// Sums as a reader would know them: parts, whole.
fn sums(counts: &Counts) -> Vec<(Vec<&Place>, &Place)> {
    let mut sums = Vec::new();
    let parts = |holds: &dyn Fn(&Place) -> bool| counts.keys().filter(|key| holds(key)).collect::<Vec<_>>();
    for whole in counts.keys() {
        let (insurer, operator, kind, group) = whole;
        if kind == "all" {
            let kinds: std::collections::BTreeSet<&String> =
                counts.keys().map(|k| &k.2).filter(|k| *k != "all").collect();
            for of in kinds {
                sums.push((parts(&|k| k.0 == *insurer && k.1 == *operator && k.2 == *of), whole));
            }
        }
        let same = |k: &Place| k.2 == *kind && k.3 == *group;
        if operator.is_empty() {
            sums.push((parts(&|k| same(k) && k.0 == *insurer && !k.1.is_empty()), whole));
        }
        if insurer.is_empty() {
            sums.push((parts(&|k| same(k) && k.1 == *operator && !k.0.is_empty()), whole));
        }
    }
    sums.retain(|(parts, _)| !parts.is_empty());
    sums
}

/// Takes every sum for exact and solves them all together: which masked counts have one value only?
fn determined(counts: &Counts) -> usize {
    const PRIME: u64 = 1_000_003;
    let masked: Vec<_> = counts.iter().filter(|(_, persons)| persons.is_none()).map(|(key, _)| key).collect();
    let place = |key| masked.iter().position(|m| *m == key);
    let mut rows: Vec<Vec<u64>> = Vec::new();
    for (parts, whole) in sums(counts) {
        let mut row = vec![0u64; masked.len()];
        parts.into_iter().filter_map(place).for_each(|i| row[i] = (row[i] + 1) % PRIME);
        place(whole).into_iter().for_each(|i| row[i] = (row[i] + PRIME - 1) % PRIME);
        rows.push(row);
    }
    let power = |base: u64, mut exponent: u64| {
        let (mut result, mut base) = (1u64, base);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = result * base % PRIME;
            }
            base = base * base % PRIME;
            exponent >>= 1;
        }
        result
    };
    // Reduced row echelon form: a row with one entry left is a count worked out.
    let mut pivot_row = 0;
    for column in 0..masked.len() {
        let Some(found) = (pivot_row..rows.len()).find(|r| rows[*r][column] != 0) else { continue };
        rows.swap(pivot_row, found);
        let inverse = power(rows[pivot_row][column], PRIME - 2);
        rows[pivot_row].iter_mut().for_each(|entry| *entry = *entry * inverse % PRIME);
        let pivot = rows[pivot_row].clone();
        for (r, row) in rows.iter_mut().enumerate().filter(|(r, _)| *r != pivot_row) {
            let factor = row[column];
            if factor != 0 && r != pivot_row {
                row.iter_mut().zip(&pivot).for_each(|(entry, p)| *entry = (*entry + (PRIME - factor) * p) % PRIME);
            }
        }
        pivot_row += 1;
    }
    rows.iter().filter(|row| row.iter().filter(|entry| **entry != 0).count() == 1).count()
}

#[test]
fn no_small_count_is_given_or_can_be_worked_out() {
    for below in [2, 5, 12, 30, 100] {
        let counts = demo(below);
        assert!(counts.len() > 200, "{}", counts.len());
        assert!(counts.values().flatten().all(|persons| *persons == 0 || *persons >= below), "under {below}");
        assert!(below < 5 || counts.values().any(Option::is_none));
        assert_eq!(determined(&counts), 0, "under {below}");
    }
}

/// What is given is the report's, and not more is hidden than has to be: with nothing small, nothing.
#[test]
fn what_is_given_is_the_report_s() {
    let report: Value = serde_json::from_str(
        &std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/reports/tiers-payant-2024/report.json"))
            .unwrap(),
    )
    .unwrap();
    let counts = demo(5);
    let of = |insurer: &str, operator: &str, kind: &str, group: &str| {
        counts[&(insurer.into(), operator.into(), kind.into(), group.into())]
    };
    assert_eq!(of("", "", "all", "all"), report["totals"]["persons"]["estimate"].as_u64());
    assert_eq!(of("", "viamedis", "sex", "women"), report["operators"][1]["groups"]["sex"]["women"].as_u64());
    assert_eq!(of("aesio-mutuelle", "", "age", "minors"), report["insurers"][0]["totals"]["minors"].as_u64());
    let masked = counts.values().filter(|persons| persons.is_none()).count();
    assert!((1..counts.len() / 4).contains(&masked), "{masked} of {}", counts.len());
}

/// Two of three persons are women: neither the man nor, by subtraction, the women can be told.
#[test]
fn the_other_part_of_a_small_one_goes_too() {
    let outcome = Run::new()
        .members("a", "nir;birth_date;birth_rank;civility\n2951099126111;1995-10-03;1;Mme\n2951099126112;1995-10-04;1;Mme\n2951099126113;1995-10-05;1;Mme\n1800199126111;1980-01-04;1;M.\n")
        .leak("x", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n2951099126112;1995-10-04;1\n2951099126113;1995-10-05;1\n1800199126111;1980-01-04;1\n")
        .arg("--suppress-below")
        .arg("3")
        .run()
        .succeeds();
    let counts = counts(&outcome.read("shared/persons.json"));
    let of = |kind: &str, group: &str| counts[&("a".into(), "x".into(), kind.into(), group.into())];
    assert_eq!(of("all", "all"), Some(4));
    assert_eq!((of("sex", "men"), of("sex", "women"), of("sex", "not_told")), (None, None, Some(0)));
    // Had the women been left there, the men would be known: the solver sees it.
    let mut careless = counts.clone();
    let women = |key: &Place| key.3 == "women";
    careless.iter_mut().filter(|(key, _)| women(key)).for_each(|(_, persons)| *persons = Some(3));
    assert_eq!((determined(&counts), determined(&careless) > 0), (0, true));
    // The insurer's own report is whole.
    outcome.is("/insurers/0/groups/sex/men", 1).is("/insurers/0/groups/sex/women", 3);
}

#[test]
fn nothing_is_made_to_leave_unless_it_is_asked_for() {
    let run = || Run::new().members("a", &members("2951099126111;1995-10-03;1;LEA;;;\n"));
    let outcome = run().leak("x", &leak("2951099126111;1995-10-03;1;;\n")).run().succeeds();
    assert!(!outcome.path().join("reports/test/shared").exists());
    let outcome = run().leak("x", &leak("2951099126111;1995-10-03;1;;\n")).arg("--suppress-below").arg("1").run();
    outcome.fails(2).says("--suppress-below");
}

#[test]
fn the_table_opens_in_a_spreadsheet() {
    let outcome = Run::new()
        .members("a", &members("2951099126111;1995-10-03;1;LEA;;;\n"))
        .leak("x", &leak("2951099126111;1995-10-03;1;;\n"))
        .arg("--suppress-below")
        .arg("5")
        .run()
        .succeeds();
    let table = outcome.read("shared/persons.csv");
    assert!(table.starts_with("\u{feff}Assureur;Opérateur;Répartition;Groupe;Personnes\n"), "{table}");
    assert!(table.contains("\nInsurer a;Operator x;toutes;Personnes;masqué\n"), "{table}");
    assert!(table.contains("\nInsurer a;Operator x;sexe;Hommes;0\n"), "{table}");
}

/// A report with parties enough, to be filled with invented persons.
static TEMPLATE: LazyLock<Assessment> = LazyLock::new(|| {
    let report = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/tiers-payant-2024/report.json");
    serde_json::from_str(&std::fs::read_to_string(report).unwrap()).unwrap()
});

fn read(shared: &Shared) -> Counts {
    counts(&serde_json::to_string(shared).unwrap())
}

/// A tenth of a second each, so 256 of them, or as many as PROPTEST_CASES says.
fn tables() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(tables())]

    /// Whatever is known of sums, of what parties share and of ages: each masked count could be many.
    #[test]
    fn no_masked_count_is_known_closer_than_is_promised(persons in persons(), below in 2..12u64) {
        let of = assessment(&TEMPLATE, &persons);
        let (counts, truth) = (read(&shared(&of, below, None)), truth(&of));
        prop_assert!(counts.iter().all(|(place, persons)| persons.is_none_or(|persons| persons == truth[place])));
        prop_assert!(counts.values().flatten().all(|persons| *persons == 0 || *persons >= below));
        prop_assert_eq!(attack::given_away(&counts, &truth, below), vec![]);
    }
}

/// The attack finds what a careless table gives: one count masked beside its whole and the other parts.
#[test]
fn the_attack_sees_what_a_careless_table_gives() {
    let of = assessment(&TEMPLATE, &[]);
    let truth = truth(&of);
    let mut careless: Counts = truth.iter().map(|(place, persons)| (place.clone(), Some(*persons))).collect();
    let place = careless.keys().find(|place| place.3 == "women").unwrap().clone();
    careless.insert(place.clone(), None);
    assert_eq!(attack::given_away(&careless, &truth, 5), [(place, (0, 0))]);
}

proptest! {
    #![proptest_config(tables())]

    /// A second table beside the first: what was masked stays so, what changed by few is masked, and as safe as any.
    #[test]
    fn two_tables_do_not_tell_their_difference(
        persons in persons(),
        more in persons(),
        few in 0..6usize,
        below in 2..12u64,
    ) {
        let first = shared(&assessment(&TEMPLATE, &persons), below, None);
        let all: Vec<invented::Person> = persons.into_iter().chain(more.into_iter().take(few)).collect();
        let now = assessment(&TEMPLATE, &all);
        let careful = shared(&now, below, Some(&first));
        prop_assert_eq!(careful.tells_beside(&first), 0);
        let (before, after, truth) = (read(&first), read(&careful), truth(&now));
        for (place, persons) in &after {
            let Some(persons) = persons else { continue };
            let change = before[place].map(|before| before.abs_diff(*persons));
            prop_assert!(change.is_some_and(|change| change == 0 || change >= below), "{place:?}");
        }
        prop_assert_eq!(attack::given_away(&after, &truth, below), vec![]);
    }
}

/// A leak, then with one row more: the table is refused where the former one stands, unless the user says what left; and it can be
/// made again from what is in the report.
#[test]
fn a_table_that_tells_something_beside_the_one_it_replaces() {
    let rows = |persons: u32| -> String {
        let row = |n: u32| format!("C{n:06};1980-01-20;MARTIN\n");
        format!("contract_number;birth_date;last_name\n{}", (0..persons).map(row).collect::<String>())
    };
    let run = Run::new().members("a", &rows(40)).leak("x", &rows(20)).arg("--suppress-below").arg("5");
    let outcome = run.run().succeeds();
    let table = outcome.read("shared/persons.json");
    std::fs::write(outcome.path().join("passed-on.json"), &table).unwrap();
    std::fs::write(outcome.path().join("leaks/x-0.csv"), rows(21)).unwrap();
    let assess = |more: &[&str]| {
        let args = ["assess", "incident.toml", "--figures-only", "--fail-on", "never", "--suppress-below", "5"];
        outcome.ampleur(&args).args(more).run()
    };
    assess(&[]).ends(1).says("counts of fewer than 5 persons").says("--released reports/test/shared/persons.json");
    assert_eq!(outcome.read("shared/persons.json"), table);
    let all = |counts: &Counts| counts[&(String::new(), String::new(), "all".into(), "all".into())];
    assert_eq!(all(&counts(&table)), Some(20));

    assess(&["--released", "passed-on.json"]).succeeds();
    let careful = counts(&outcome.read("shared/persons.json"));
    assert_eq!(all(&careful), None);
    assert_eq!(outcome.read("released.json"), table);
    let verified = outcome.ampleur(&["verify", "reports/test", "--rerun", "incident.toml", "--json"]).run().json();
    assert_eq!(verified["holds"], true, "{verified:#}");

    assess(&["--released", "none"]).succeeds();
    assert_eq!(all(&counts(&outcome.read("shared/persons.json"))), Some(21));
    assert!(!outcome.path().join("reports/test/released.json").exists());
}

/// What is no such table, or another incident's.
#[test]
fn a_file_that_was_not_passed_on() {
    let csv = "contract_number;birth_date;last_name\nC000001;1980-01-20;MARTIN\n";
    let outcome = Run::new().members("a", csv).leak("x", csv).arg("--suppress-below").arg("5").run().succeeds();
    let other = outcome.read("shared/persons.json").replace("\"id\": \"test\"", "\"id\": \"other\"");
    std::fs::write(outcome.path().join("other.json"), other).unwrap();
    let assess = |args: &[&str]| outcome.ampleur(&["assess", "incident.toml", "-o", "new"]).args(args).run();
    let released = |file| assess(&["--suppress-below", "5", "--released", file]).ends(1);
    released("incident.toml").says("no table of counts").left_nothing();
    released("other.json").says("other").left_nothing();
    released("missing.json").says("not found").left_nothing();
    assess(&["--released", "other.json"]).ends(2).says("--suppress-below");
}
