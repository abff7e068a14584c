//! Canonical values against vectors that a lawyer could read.

use engine::identity::{self, Dates, Fault, NirKey, NirKind, Orders};
use engine::read::Col;
use model::incident::DateOrder;

/// Dates of a file that writes day, month, year, as of the end of 2024; in eight digits, the year first.
fn french() -> Dates {
    Dates { orders: identity::Votes::default().likely(), declared: false, reference: jiff::civil::date(2024, 12, 31) }
}

/// How `ampleur` reads each NIR of the reference list, row by row.
///
/// The list's verdict is "accept as a NIR or waiting number". We keep provisional numbers too (they are told apart and
/// never a key), so its `false` for those is our `Provisional`; and fictitious numbers and fillers, its `true`, are
/// kept and never a key either. Nothing else differs.
#[test]
fn every_nir_of_the_reference_list() {
    let mut rows = csv::Reader::from_reader(include_str!("vectors/nir.csv").as_bytes());
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        let (written, valid, why) = (&row[0], &row[1] == "true", &row[2]);
        let read = identity::nir(written, None);
        let kind = read.as_ref().ok().and_then(Option::as_ref).map(|filed| filed.kind);
        match why {
            why if why.starts_with("provisional") => {
                assert!(!valid);
                assert!(kind == Some(NirKind::Provisional), "{why}");
            }
            why if why.starts_with("fictive_anonymous") => assert!(kind == Some(NirKind::Fictitious), "{why}"),
            // One digit twelve times and the key: 13 equal digits.
            why if why.starts_with("filler that passes") => assert!(kind == Some(NirKind::Filler), "{why}"),
            // `00` is no key but the place of one: what an export without keys writes. Accepted, and said.
            why if why.starts_with("bad_key 00") => {
                assert!(matches!(read, Ok(Some(filed)) if filed.key == NirKey::Placeholder), "{why}");
            }
            why if why.starts_with("bad_key") => assert!(read.err() == Some(Fault::NirWrongKey), "{why}"),
            // The list calls it repairable: its key proves that no digit is lost.
            why if why.starts_with("bad_format float text") => assert!(kind == Some(NirKind::Registered), "{why}"),
            why if why.starts_with("bad_format") => assert!(read.err() == Some(Fault::Spreadsheet), "{why}"),
            why if why.starts_with("bad_") => assert!(read.err() == Some(Fault::NirShape), "{why}"),
            why => {
                assert!(valid, "{why}");
                assert!(kind == Some(NirKind::Registered), "{why}");
            }
        }
        count += 1;
    }
    assert_eq!(count, 116);
}

#[track_caller]
fn nir_is(written: &str, expected: Result<&str, Fault>) {
    let read = identity::nir(written, None).map(|f| f.map(|f| String::from_utf8(f.nir.as_bytes().to_vec()).unwrap()));
    assert!(read == expected.map(|e| Some(e.to_owned())), "{written}");
}

#[test]
fn a_nir_is_compared_by_its_thirteen_characters() {
    nir_is("2 95 10 99 126 111 93", Ok("2951099126111"));
    nir_is("295109912611193", Ok("2951099126111"));
    nir_is("2951099126111", Ok("2951099126111"));
    nir_is("253072a07300443", Ok("253072A073004"));
}

#[test]
fn what_a_spreadsheet_leaves_of_a_nir_is_told_apart() {
    nir_is("2,95110E+12", Err(Fault::Spreadsheet));
    nir_is("2.95E+14", Err(Fault::Spreadsheet));
    nir_is("2950000000000", Err(Fault::Spreadsheet));
}

/// Whole numbers that a program wrote as such, or in scientific notation without losing a digit: the key proves them.
#[test]
fn what_a_spreadsheet_took_from_a_nir_is_given_back_where_the_key_proves_it() {
    nir_is("295109912611193.0", Ok("2951099126111"));
    nir_is("2.95109912611193E+14", Ok("2951099126111"));
    nir_is("2.95109912611192e+14", Err(Fault::NirWrongKey));
    // No key, no proof.
    nir_is("2.951099126111E+12", Err(Fault::Spreadsheet));
    // python-stdnum's number 289047834221101 has the key 01: written without its zero it has 14 digits.
    nir_is("28904783422111", Ok("2890478342211"));
    nir_is("28904783422112", Err(Fault::NirShape));
}

#[test]
fn a_key_may_stand_in_a_column_of_its_own() {
    let key = |cell: &str| identity::nir("2890478342211", Some(cell)).map(|f| f.map(|f| f.key));
    assert!(key("01") == Ok(Some(NirKey::Right)));
    assert!(key("1") == Ok(Some(NirKey::Restored)));
    assert!(key("00") == Ok(Some(NirKey::Placeholder)));
    assert!(key(" ") == Ok(Some(NirKey::Absent)));
    assert!(key("02") == Err(Fault::NirWrongKey));
    assert!(key("2") == Err(Fault::NirWrongKey));
}

/// Each line: written | canonical, or the reason.
fn vectors(text: &'static str, read: impl Fn(&str) -> String) {
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let parts: Vec<&str> = line.split('|').collect();
        assert_eq!(read(parts[0].trim()), parts[1].trim(), "{line}");
    }
}

#[test]
fn birth_dates() {
    vectors(include_str!("vectors/birth_date.txt"), |written| date(written, &french(), None));
}

fn date(written: &str, how: &Dates, birth: Option<identity::Birth>) -> String {
    match identity::birth_date(written, how, birth) {
        Ok(date) => date.map_or(String::new(), |d| String::from_utf8(d.as_bytes().to_vec()).unwrap()),
        Err(fault) => fault.code().name().to_owned(),
    }
}

/// Each line: date | NIR of the row | canonical, or the reason.
#[test]
fn birth_dates_beside_a_nir() {
    let text = include_str!("vectors/birth_date_and_nir.txt");
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let filed = identity::nir(parts[1], None).ok().flatten().expect("a NIR");
        assert_eq!(date(parts[0], &french(), filed.birth()), parts[2], "{line}");
    }
}

#[test]
fn a_declared_order_is_obeyed() {
    let declared = |order| Dates { orders: Orders::declared(order), declared: true, ..french() };
    assert_eq!(date("03/10/1995", &declared(DateOrder::Mdy), None), "19950310");
    assert_eq!(date("10031995", &declared(DateOrder::Mdy), None), "19951003");
    assert_eq!(date("03101995", &declared(DateOrder::Dmy), None), "19951003");
    assert_eq!(date("95/10/03", &declared(DateOrder::Ymd), None), "19951003");
    // The file is said to write the day first: a month of 23 is then a month of 23.
    assert_eq!(date("05/23/1980", &declared(DateOrder::Dmy), None), "19802305");
}

#[test]
fn names() {
    vectors(include_str!("vectors/name.txt"), |written| match identity::name(written) {
        Ok(name) => name.map_or(String::new(), |n| {
            let whole = String::from_utf8(n.as_bytes().to_vec()).unwrap();
            let first = String::from_utf8(n.first().to_vec()).unwrap();
            format!("{whole} / {first}")
        }),
        Err(fault) => fault.code().name().to_owned(),
    });
}

#[test]
fn numbers() {
    vectors(include_str!("vectors/number.txt"), |written| match identity::number(written) {
        Ok(number) => number.map_or(String::new(), |n| String::from_utf8(n.as_bytes().to_vec()).unwrap()),
        Err(fault) => fault.code().name().to_owned(),
    });
}

#[test]
fn birth_ranks() {
    use engine::identity::Rank;
    let read = |written| match identity::birth_rank(written) {
        Ok(Some(Rank::Given(n))) => n.to_string(),
        Ok(Some(Rank::Missing)) | Ok(None) => "missing".into(),
        Ok(Some(Rank::Family(_))) => "family".into(),
        Err(fault) => fault.code().name().to_owned(),
    };
    for (written, expected) in [
        ("1", "1"),
        ("2", "2"),
        ("9", "9"),
        ("01", "1"),
        ("0", "missing"),
        ("00", "missing"),
        ("000", "missing"),
        ("02", "rank.family"),
        ("10", "rank.family"),
        ("001", "rank.family"),
        ("A", "rank.unreadable"),
        ("1.0", "1"),
        ("1.5", "rank.unreadable"),
    ] {
        assert_eq!(read(written), expected, "{written}");
    }
}

mod ages {
    use engine::identity;

    #[track_caller]
    fn is_minor(born: &str, day: &str, expected: bool) {
        let born = identity::birth_date(born, &super::french(), None).ok().flatten().unwrap();
        assert_eq!(born.is_minor_on(day.parse().unwrap()), expected);
    }

    #[test]
    fn majority_begins_on_the_eighteenth_birthday() {
        is_minor("2006-02-08", "2024-02-07", true);
        is_minor("2006-02-07", "2024-02-07", false);
    }

    #[test]
    fn born_on_29_february_is_of_age_on_1_march_of_a_common_year() {
        is_minor("2004-02-29", "2022-02-28", true);
        is_minor("2004-02-29", "2022-03-01", false);
    }

    /// A doubt makes a minor: an unknown day counts as the last of its month, an unknown month as December.
    #[test]
    fn a_date_outside_the_calendar_counts_as_late_as_it_can_be() {
        is_minor("20060200", "2024-02-28", true);
        is_minor("20060200", "2024-03-01", false);
        is_minor("20061900", "2024-12-30", true);
        is_minor("20061900", "2024-12-31", false);
    }
}

mod properties {
    use engine::identity;
    use proptest::prelude::*;

    fn name(written: &str) -> Option<String> {
        identity::name(written).ok().flatten().map(|n| String::from_utf8(n.as_bytes().to_vec()).unwrap())
    }

    proptest! {
        #[test]
        fn a_canonical_name_stays_as_it_is(written in "\\PC{0,40}") {
            if let Some(once) = name(&written) {
                prop_assert_eq!(name(&once), Some(once.clone()));
            }
        }

        #[test]
        fn case_and_separators_do_not_change_a_name(a in "[a-zéèçàïôû]{1,8}", b in "[a-z]{1,8}") {
            let plain = name(&format!("{a} {b}"));
            for other in [format!("{a}-{b}"), format!(" {a}  {b} "), format!("{a}'{b}"), format!("{a} {b}").to_uppercase()] {
                prop_assert_eq!(name(&other), plain.clone());
            }
        }

        #[test]
        fn separators_and_case_do_not_change_a_nir(gaps in prop::collection::vec("[ .\u{a0}-]{0,2}", 15), corsican in any::<bool>()) {
            let plain = if corsican { "253072A07300443" } else { "295109912611193" };
            let spaced: String = plain.chars().zip(&gaps).flat_map(|(c, gap)| [c.to_string(), gap.clone()]).collect();
            let read = |written: &str| identity::nir(written, None).ok().flatten().map(|filed| filed.nir.as_bytes().to_vec());
            // `2 .0` is a number with decimals to a program; no one writes a NIR so.
            prop_assume!(!spaced.trim().ends_with(".0"));
            prop_assert_eq!(read(&spaced.to_lowercase()), read(plain));
            prop_assert!(read(plain).is_some());
        }

        #[test]
        fn a_canonical_number_stays_as_it_is(written in "[A-Za-z0-9 ./-]{0,20}") {
            let read = |written: &str| {
                identity::number(written).ok().flatten().map(|n| String::from_utf8(n.as_bytes().to_vec()).unwrap())
            };
            if let Some(once) = read(&written) {
                prop_assert_eq!(read(&once), Some(once.clone()));
                prop_assert_eq!(read(&format!(" {} ", once.to_lowercase())), Some(once));
            }
        }

        /// Thirteen digits that are usual and some that are not, with any key or the right one: blanks around them change nothing.
        #[test]
        fn a_number_is_the_same_between_blanks(
            start in "[0-9]",
            rest in prop_oneof![
                "[0-9]{12}",
                "[0-9]{2}(0[1-9]|1[0-2]|[2-9][0-9])(00|[0-9]{2})(000|[0-9]{3})(000|[0-9]{3})",
                "555555[0-9]{6}",
                Just(String::new()),
            ],
            key in prop_oneof![Just(None), Just(Some(None)), "[0-9]{2}".prop_map(|key| Some(Some(key)))],
            cell in prop_oneof![3 => Just(None), 1 => Just(Some(None)), 1 => "[0-9]{0,2}".prop_map(|cell| Some(Some(cell)))],
        ) {
            let body = if rest.is_empty() { start.repeat(13) } else { format!("{start}{rest}") };
            let right = format!("{:02}", 97 - body.parse::<u64>().unwrap() % 97);
            let or_right = |key: Option<String>| key.unwrap_or_else(|| right.clone());
            let (written, cell) = (format!("{body}{}", key.map_or_else(String::new, or_right)), cell.map(or_right));
            let read = |written: &str| identity::nir(written, cell.as_deref());
            prop_assert!(read(&written) == read(&format!(" {written} ")), "{}", written);
        }

        #[test]
        fn nothing_written_makes_the_readers_panic(written in "\\PC{0,60}") {
            let _ = identity::nir(&written, None);
            let _ = identity::birth_date(&written, &super::french(), None);
            engine::identity::recognise(&written, |_| {});
            let _ = engine::identity::likeness(&written);
            let _ = identity::birth_rank(&written);
            let _ = identity::name(&written);
            let _ = identity::number(&written);
        }
    }
}

/// The key that belongs to thirteen characters.
fn key_of(body: &str) -> String {
    let filed = identity::nir(body, None).ok().flatten().expect("a NIR");
    String::from_utf8(filed.nir.with_key().expect("a NIR with a key")[13..].to_vec()).unwrap()
}

/// The worked example that python-stdnum documents for this number.
#[test]
fn the_key_is_97_less_the_number_modulo_97() {
    assert_eq!(key_of("2951099126111"), "93");
}

#[test]
fn corsica_is_read_as_19_and_18() {
    assert_eq!(key_of("253072A073004"), "43");
    assert_eq!(key_of("253072B073004"), "70");
}

/// Both follow from the modulus being prime and above 9 × 9; checked here by trying all.
#[test]
fn the_key_catches_every_wrong_digit_and_every_swap_of_neighbours() {
    const BODY: &str = "2951099126111";
    // Month 99 and other impossible shapes are refused before any key is looked at.
    let is_right = |body: &[u8]| {
        let written = format!("{}93", std::str::from_utf8(body).unwrap());
        identity::nir(&written, None).is_ok_and(|filed| filed.is_some_and(|filed| filed.key == NirKey::Right))
    };
    assert!(is_right(BODY.as_bytes()));
    for i in 0..13 {
        for digit in b'0'..=b'9' {
            let mut other = BODY.as_bytes().to_vec();
            other[i] = digit;
            assert!(other == BODY.as_bytes() || !is_right(&other));
        }
        let mut swapped = BODY.as_bytes().to_vec();
        swapped.swap(i, (i + 1).min(12));
        assert!(swapped == BODY.as_bytes() || !is_right(&swapped));
    }
}

/// Each contact of the list, as a form writes it and as it is compared.
#[test]
fn every_contact_of_the_list() {
    let lines = include_str!("vectors/contact.txt").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let [col, written, expected] = line.split('|').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let col = Col::from_name(col).unwrap();
        let mut found = Vec::new();
        identity::contacts(col, written, |contact| found.push(String::from_utf8(contact.as_bytes().to_vec()).unwrap()));
        let expected: Vec<&str> = expected.split(' ').filter(|contact| *contact != "-").collect();
        assert_eq!(found, expected, "{line}");
    }
}

#[test]
fn every_address_of_the_list() {
    let lines = include_str!("vectors/address.txt").lines().filter(|line| !line.starts_with('#'));
    for line in lines {
        let (cells, expected) = line.split_once(" = ").unwrap();
        let found =
            identity::address(cells.split('|')).map(|found| String::from_utf8(found.as_bytes().to_vec()).unwrap());
        assert_eq!(found.as_deref().unwrap_or("-"), expected, "{line}");
    }
}
