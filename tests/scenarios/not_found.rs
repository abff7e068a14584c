//! How many rows of an insurer's persons match nobody: planted, and estimated.

use super::*;

/// A hundred insurers of 800 members. Each member is leaked; in one row of ten the NIR is gone, in one of eight the last name is
/// another one, independently. Where both are, nothing leads to the person, and the truth is known.
#[test]
fn the_interval_holds_the_truth() {
    const INSURERS: usize = 100;
    const MEMBERS: usize = 800;
    let mut seed = 0x5eed_u64;
    let mut draw = |of: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % of
    };
    // Consonant and vowel in turn: distinct names that are more than a letter apart.
    let name = |mut n: usize| -> String {
        let mut word = String::new();
        for _ in 0..4 {
            word.push(b"BCDFGLMNPRSTV"[n % 13] as char);
            word.push(b"AEIOU"[n / 13 % 5] as char);
            n /= 65;
        }
        word
    };
    let (mut run, mut leak) = (Run::new(), "insurer;nir;last_name;first_name;birth_date\n".to_owned());
    let mut truth = vec![0u64; INSURERS];
    for (i, lost) in truth.iter_mut().enumerate() {
        let mut members = "nir;last_name;first_name;birth_date\n".to_owned();
        for m in 0..MEMBERS {
            let number = i * MEMBERS + m;
            let (year, month, day) = (50 + draw(40), 1 + draw(12), 2 + draw(27));
            let nir = format!(
                "1{year:02}{month:02}{:02}{:03}{:03}",
                10 + number / 810_000,
                number / 900 + 1,
                number % 900 + 1
            );
            let (last, first, date) =
                (name(number * 7919), name(number * 104_729 + 13), format!("19{year}-{month:02}-{day:02}"));
            members.push_str(&format!("{nir};{last};{first};{date}\n"));
            let (no_nir, other_name) = (draw(10) == 0, draw(8) == 0);
            *lost += u64::from(no_nir && other_name);
            let (nir, last) = (if no_nir { "" } else { &nir }, if other_name { "ZZYZX" } else { &last });
            leak.push_str(&format!("i{i};{nir};{last};{first};{date}\n"));
        }
        run = run.file(&format!("members/i{i}.csv"), members).members_file(
            &format!("i{i}"),
            &format!("members/i{i}.csv"),
            "",
        );
    }
    let outcome =
        run.file("leaks/x.csv", leak).leak_file("x", "leaks/x.csv", "").head("max_rejects = 1.0").run().succeeds();
    let report = outcome.report.unwrap();
    let of = |i: usize| {
        let insurers = report["insurers"].as_array().unwrap();
        let id = format!("i{i}");
        insurers.iter().find(|insurer| insurer["id"] == id.as_str()).unwrap()["not_found"].clone()
    };
    let held =
        (0..INSURERS).filter(|i| (of(*i)["low"].as_u64()..=of(*i)["high"].as_u64()).contains(&Some(truth[*i]))).count();
    assert!(held >= 95, "{held} of {INSURERS} intervals hold the truth");
    // And it says something: the truth is about ten, and no interval is wider than seventy.
    assert!((0..INSURERS).all(|i| of(i)["high"].as_u64().unwrap() < 70));
    let estimated: u64 = (0..INSURERS).map(|i| of(i)["rows"].as_u64().unwrap()).sum();
    let lost: u64 = truth.iter().sum();
    assert!(estimated.abs_diff(lost) * 10 < lost, "{estimated} estimated, {lost} lost");
}
