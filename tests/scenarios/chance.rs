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

/// Ten leaked strangers are Marie Martins born on the very days on which the decoys of ten others are, and thirty rows are of members.
/// Beside them a row that a contract number leads to its person, and a namesake's decoy as well: what is matched more strongly is no
/// chance.
fn ten_by_chance(bound: &str) -> Outcome {
    let mut members = "contract_number;last_name;first_name;birth_date\n".to_owned();
    let mut leak = members.clone();
    for year in 1950..1960 {
        members.push_str(&format!(";MARTIN;MARIE;{year}-03-05\n"));
        leak.push_str(&format!(";MARTIN;MARIE;{year}-03-16\n"));
    }
    for (n, last) in (0..30).zip(["BERTHELOT", "QUINTARD", "FOUGEROLLE", "DUVIVIER", "LASSALLE"].into_iter().cycle()) {
        let first = ["ODILE", "GASTON", "YVETTE", "RAOUL", "THERESE", "BRUNO"][n / 5];
        let row = format!(";{last};{first};1971-{:02}-{:02}\n", 1 + n % 12, 2 + n % 9);
        members.push_str(&row);
        leak.push_str(&row);
    }
    members.push_str("C0004711;DUPONT;ANNE;1970-06-20\n;DUPONT;ANNE;1970-06-09\n");
    leak.push_str("C0004711;DUPONT;ANNE;1970-06-20\n");
    Run::new().members("a", &members).leak("x", &leak).head(&format!("max_chance = {bound}")).run().succeeds()
}

/// Ten are known no better than as five to eighteen (Byar): 4.79 of thirty rows are more than 15 %, and less than 18 %.
#[test]
fn chance_is_established_before_a_level_falls() {
    let outcome = ten_by_chance("0.15").leak_bin("doubtful", 30).leak_bin("matched", 1).leak_bin("unmatched", 10);
    let levels = outcome.report.as_ref().unwrap()["matching"]["levels"].clone();
    let level = |rule: &str| levels.as_array().unwrap().iter().find(|level| level["rule"] == rule).unwrap().clone();
    assert_eq!(
        (level("name-date")["rows"].as_u64(), level("name-date")["by_chance"]["rows"].as_u64()),
        (Some(30), Some(10))
    );
    assert_eq!(level("name-date")["certainty"], "possible");
    assert_eq!(level("contract-date-name")["by_chance"]["rows"], 0);
    outcome.finds("level.by-chance", 30).is("/matching/one_in", 1);
    ten_by_chance("0.18").leak_bin("matched", 31).is("/totals/persons/estimate", 31);
}

/// Fifty families of two under contracts of their own. Thirty leaked strangers are born a day after one of each, and twenty a day after the
/// decoy of one: that is what chance makes.
#[test]
fn nearly_the_day_of_somebody_who_does_not_exist() {
    let header = "contract_number;last_name;first_name;birth_date\n";
    let name = |start: &str, n: u8| format!("{start}{}{}", char::from(b'A' + n % 26), char::from(b'A' + n / 26));
    let (mut members, mut leak) = (header.to_owned(), header.to_owned());
    for n in 0..50 {
        let contract = 100_000 + 7 * u32::from(n);
        members.push_str(&format!("{contract};{};{};1970-03-05\n", name("NOM", n), name("PAUL", n)));
        members.push_str(&format!("{contract};{};{};1940-11-27\n", name("NOM", n), name("ROSE", n)));
        let day = if n < 30 { "06" } else { "17" };
        leak.push_str(&format!("{contract};{};{};1970-03-{day}\n", name("AUTRE", n), name("INGE", n)));
    }
    let outcome = Run::new().members("a", &members).leak("x", &leak).run().ends_as_it_found();
    let outcome = outcome.leak_bin("doubtful", 30).leak_bin("unmatched", 20).finds("level.by-chance", 30);
    let levels = &outcome.report.as_ref().unwrap()["matching"]["levels"];
    assert_eq!((&levels[0]["rule"], &levels[0]["difference"]), (&json!("contract-date-only"), &json!("date-digit")));
    assert_eq!((&levels[0]["rows"], &levels[0]["by_chance"]["rows"]), (&json!(30), &json!(20)));
}

/// What compares no date cannot be measured by dates, and says nothing of chance.
#[test]
fn a_level_that_compares_no_date_is_not_measured() {
    let header = "nir;last_name;first_name;birth_date";
    let outcome = Run::new()
        .members("a", &format!("{header}\n1850499126103;DURAND;ANNE;1985-04-12\n"))
        .leak("x", &format!("{header}\n1850499126103;DURAND;ANNE;1971-01-30\n"))
        .run()
        .succeeds();
    assert_eq!(outcome.report.unwrap()["matching"]["levels"][0].get("by_chance"), None);
}

/// Only the bound changes: a level falls, its persons leave the estimate, and the comparison says which and why.
#[test]
fn a_comparison_names_the_level_that_fell() {
    let (before, after) = (ten_by_chance("0.18"), ten_by_chance("0.15"));
    let folders = [&before, &after].map(|outcome| outcome.path().join("reports/test"));
    let [was, is] = &folders;
    let told = before.ampleur(&["compare", was.to_str().unwrap(), is.to_str().unwrap(), "--json"]).run().ends(0).json();
    assert_eq!(told["same"], false);
    assert_eq!(told["totals"]["estimate"], json!({ "before": 31, "after": 1, "change": -30 }));
    let fell: Vec<&Value> = told["levels"].as_array().unwrap().iter().filter(|l| l["rule"] == "name-date").collect();
    let same = |rows: u64| json!({ "before": rows, "after": rows, "change": 0 });
    let expected = json!({
        "rule": "name-date", "certainty_before": "probable", "certainty_after": "possible", "rows": same(30), "by_chance": same(10),
    });
    assert_eq!(fell, [&expected]);
    let words = before.ampleur(&["compare", was.to_str().unwrap(), is.to_str().unwrap(), "--lang", "en"]).run().ends(0);
    assert!(words.stdout.contains("(no longer in the"), "{}", words.stdout);
}
