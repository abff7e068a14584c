//! Strangers who agree by chance: measured on members who are nobody.

use super::*;

/// Two hundred Marie Martins, one for each second day of a year, and leaked rows of fifty others who are in no file: their names are
/// frequent, and every second of them meets somebody.
fn namesakes(bound: &str) -> Outcome {
    let day = |n: u32| format!("1980-{:02}-{:02}", 1 + n / 28, 1 + n % 28);
    let mut members = "last_name;first_name;birth_date\n".to_owned();
    (1..200).map(|n| n * 2 % 330).for_each(|n| members.push_str(&format!("MARTIN;MARIE;{}\n", day(n))));
    // One family whose name nobody shares.
    let mut leak = "last_name;first_name;birth_date\n".to_owned();
    for n in 0..40 {
        let rare =
            format!("RARISSIME;{}{};1971-03-{:02}\n", "ANNE", ["LISE", "GAEL", "FLOR", "SOPH"][n % 4], 2 + n % 26);
        members.push_str(&rare);
    }
    (1..50).for_each(|n| leak.push_str(&format!("MARTIN;MARIE;{}\n", day(n * 3))));
    Run::new().members("a", &members).leak("x", &leak).head(bound).run().succeeds()
}

#[test]
fn a_rule_that_chance_meets_counts_in_high_only() {
    let outcome = namesakes("").finds("level.by-chance", 30).leak_bin("doubtful", 49);
    let outcome = outcome.is("/totals/persons/estimate", 0);
    assert!(outcome.report.unwrap()["matching"]["levels"][0]["by_chance"]["rows"].as_u64().unwrap() > 10);
}

/// Who accepts that says so, and the report prints it.
#[test]
fn the_bound_is_the_incident_files() {
    let outcome = namesakes("max_chance = 1.0").is("/matching/max_chance_ppm", 1_000_000).leak_bin("matched", 30);
    outcome.is("/totals/persons/estimate", 27);
}
