//! Kinds of values: names, days, numbers and contacts as programs and people write them.

use super::{Person, Run, assess, assess_words, by_name, by_nir, people, table};

/// Sex in codes that are not what they seem: the file's own NIRs show it, and nobody is contradicted by them.
#[test]
fn sexes_that_the_nirs_contradict() {
    for [man, woman] in [["2", "1"], ["0", "1"], ["H", "M"]] {
        let sex = |p: &Person| if p.nir.starts_with('1') { man } else { woman };
        let leak = table("nir;birth_date;sexe", |p| format!("{};{};{}", p.nir, p.iso(), sex(p)));
        let differ = if man == "2" { 12 } else { 6 };
        assess(&by_nir(), &leak).finds("sex.not-of-nir", differ).persons(0, 12, 12);
    }
    let leak = table("nir;birth_date;sexe", |p| format!("{};{};{}", p.nir, p.iso(), &p.nir[..1]));
    let outcome = assess(&by_nir(), &leak).persons(0, 12, 12);
    assert!(!outcome.report.unwrap().to_string().contains("sex.not-of-nir"));
}

/// Days of programs: noon, one or two o'clock; the end of a month that has no such day; and what an empty date became.
#[test]
fn days_that_programs_write() {
    let written = ["{} à 00h00", "{} 00h00", "'{}'", "\"{}\"", "{}."];
    for written in written {
        let leak =
            table("nir\tbirth_date\tbirth_rank", |p| format!("{}\t{}\t1", p.nir, written.replace("{}", &p.iso())));
        assess(&by_nir(), &leak).persons(12, 12, 12);
    }
    for time in ["T12:00:00Z", "T12:00:00", " 01:00:00", " 02:00", "T13:00:00"] {
        let leak = table("nir;birth_date;birth_rank", |p| format!("{};{}{time};1", p.nir, p.iso()));
        match time {
            "T13:00:00" => drop(assess(&by_nir(), &leak).finds("column.unreadable", 12)),
            _ => drop(assess(&by_nir(), &leak).finds("date.hour", 12).persons(12, 12, 12)),
        }
    }
    let ended =
        |end: &str| table("nir;birth_date;birth_rank;coverage_end", |p| format!("{};{};1;{end}", p.nir, p.iso()));
    let perimeter = "operator = \"x\"\nstatus = \"exposed\"\ncovered_on = 2023-07-01";
    for (end, inside) in [("31/06/2023", 0), ("31/07/2023", 12), ("30/02/2024", 12), ("31/09/2022", 0)] {
        let run = Run::new().members("a", &ended(end)).perimeter("a", perimeter).operator("x");
        let outcome = run.run().ends_as_it_found().persons(inside, inside, inside);
        if end != "31/07/2023" {
            outcome.finds("date.month-end", 12);
        }
    }
    // A death on 1 January 1970 is none; a birth is, unless the NIR says otherwise.
    let epoch = table("nir;birth_date;birth_rank;last_name;first_name", |p| {
        format!("{};1970-01-01;1;{};{}", p.nir, p.last, p.first)
    });
    assess(&epoch, &epoch).finds("date.sentinel", 12);
    let born = "nir;birth_date;birth_rank\n1700175990950;1970-01-01;1\n";
    assess(born, born).persons(1, 1, 1);
}

/// Names as forms and registers hold them: a title, two names in one field, Saint cut short.
#[test]
fn names_with_more_in_them() {
    let titled = table("nom;prenom;date_naissance", |p| {
        let title = if p.nir.starts_with('1') { "M." } else { "Mme" };
        format!("{title} {};{};{}", p.last, p.first, p.iso())
    });
    assess(&by_name(), &titled).persons(0, 12, 12);
    assess(&titled, &by_name()).persons(0, 12, 12);
    for both in ["{} ép. LEROY-DUPREZ", "{} épouse LEROY", "LEROY née {}", "{} veuve LEROY", "LEROY (née {})"] {
        let named =
            table("nom;prenom;date_naissance", |p| format!("{};{};{}", both.replace("{}", p.last), p.first, p.iso()));
        // Whether the other side knows the name of birth or the one in use.
        assess(&by_name(), &named).persons(0, 12, 12);
        let in_use = both.split([' ', '(']).find(|word| word.starts_with("LEROY")).unwrap();
        let in_use = in_use.replace('-', " ");
        let by_use = table("nom;prenom;date_naissance", |p| format!("{in_use};{};{}", p.first, p.iso()));
        assess(&by_use, &named).persons(0, 12, 12);
    }
    // A name with an apostrophe, which a system may leave out, has no title.
    let of = |m: &str| table("nom;prenom;date_naissance", |p| format!("{m}{};{};{}", p.last, p.first, p.iso()));
    for [one, other] in [["M'", "M"], ["M'", "M "], ["M", "M’"]] {
        assess(&of(one), &of(other)).persons(0, 12, 12);
    }
    let saints =
        |saint: &str| table("nom;prenom;date_naissance", |p| format!("{saint} {};{};{}", p.last, p.first, p.iso()));
    assess(&saints("SAINT"), &saints("St")).persons(0, 12, 12);
    assess(&saints("SAINTE"), &saints("Ste-")).persons(0, 12, 12);
}

/// Contacts as people write them, with links and words around.
#[test]
fn contacts_with_more_around_them() {
    let phone = |i: usize| format!("06 39 98 {:02} {:02}", 12 + i, 47 - i);
    let contact = |written: &dyn Fn(usize) -> String, header: &str| {
        let rows: String =
            people().iter().enumerate().map(|(i, p)| format!("{}\t{}\t{}\n", p.last, p.first, written(i))).collect();
        format!("nom\tprenom\t{header}\n{rows}")
    };
    let plain = contact(&phone, "phone");
    let shapes: [&dyn Fn(usize) -> String; 7] = [
        &|i| format!("tel:+33{}", &phone(i).replace(' ', "")[1..]),
        &|i| format!("{} (domicile)", phone(i)),
        &|i| format!("Port. : {}", phone(i)),
        &|i| format!("{} ou 01 40 11 22 33", phone(i)),
        &|i| format!("(+33) {}", &phone(i)[1..]),
        &|i| {
            let digits = phone(i).replace(' ', "");
            format!("{}.{}E8", &digits[1..2], &digits[2..].trim_end_matches('0'))
        },
        &|i| format!("'{}.", phone(i)),
    ];
    for (n, shape) in shapes.iter().enumerate() {
        let found = assess(&plain, &contact(shape, "phone")).report.unwrap()["totals"]["persons"].clone();
        assert_eq!(found["estimate"], 12, "shape {n}: {found}");
    }
    let address = |i: usize| format!("personne.{i}@exemple.fr");
    let plain = contact(&address, "email");
    let other = contact(&|i| format!("o'{}", address(i)), "email");
    assert_eq!(assess(&plain, &other).report.unwrap()["totals"]["persons"]["estimate"], 0, "part of an address");
    for around in ["{0}#mailto:{0}#", "mailto:{0}", "Anne <{0}>", "[{0}]", "'{0}'", "{0}/autre@exemple.fr"] {
        assess(&plain, &contact(&|i| around.replace("{0}", &address(i)), "email")).persons(0, 12, 12);
    }
}

/// What a form begins with, and numbers typed to get past a field, are nothing.
#[test]
fn numbers_that_fill_a_field() {
    let filled = |n: &str| table("contract_number;birth_date;first_name", |p| format!("{n};{};{}", p.iso(), p.first));
    for filler in ["9999999999", "99999999", "TEST", "En attente"] {
        let run = Run::new().head("max_rejects = 1.0").members("a", &filled(filler)).leak("x", &filled(filler));
        run.run().ends_as_it_found().persons(0, 0, 0);
    }
    let of_nobody = |nir: &str| table("nir;birth_date", |p| format!("{nir};{}", p.iso()));
    for nir in ["1999999999999", "1234567890123"] {
        let run = Run::new().head("max_rejects = 1.0").members("a", &of_nobody(nir)).leak("x", &of_nobody(nir));
        run.run().ends_as_it_found().persons(0, 0, 0);
    }
}

/// Dates that a program shifted by four years, where no NIR shows it: that nearly nobody is met, or none by the date, is grave.
#[test]
fn dates_of_another_epoch_without_nirs() {
    let shifted = |p: &Person| format!("{}-{:02}-{:02}", p.born[0] + 4, p.born[1], p.born[2] + 1);
    let names = table("last_name;first_name;birth_date", |p| format!("{};{};{}", p.last, p.first, shifted(p)));
    assess(&by_name(), &names).persons(0, 0, 0).finds("leak.meets-nobody", 12);
    let numbers = |day: &dyn Fn(&Person) -> String| {
        table("contract_number;first_name;birth_date", |p| format!("{};{};{}", p.contract, p.first, day(p)))
    };
    assess(&numbers(&Person::iso), &numbers(&shifted)).finds("leak.dates-differ", 12);
}

/// A cross says that somebody died or left; no day can be read in it.
#[test]
fn a_cross_in_place_of_a_day() {
    for header in ["deceased_on", "coverage_end"] {
        let crossed = table(&format!("nir;birth_date;birth_rank;{header}"), |p| {
            format!("{};{};1;{}", p.nir, p.iso(), if p.nir.starts_with('1') { "X" } else { "" })
        });
        assess(&crossed, &by_nir()).finds("column.unreadable", 6).persons(12, 12, 12);
    }
}

/// Words in place of an address or a number are nothing, and nobody is said to have lost one.
#[test]
fn words_in_place_of_contacts() {
    for (header, words) in [
        ("phone", ["liste rouge", "Oui", "+33 (0)"]),
        ("email", ["Oui", "http://", "#Supprimé"]),
        ("bank_details", ["chèque", "Oui", "(masqué)"]),
        ("postal_address", ["NPAI", "<masqué>", "(masquée)"]),
    ] {
        for words in words {
            let leak =
                table(&format!("nir;birth_date;birth_rank;{header}"), |p| format!("{};{};1;{words}", p.nir, p.iso()));
            let report = assess_words(&by_nir(), &leak).persons(12, 12, 12).report.unwrap();
            let fields = report["operators"][0]["fields"].as_array().unwrap();
            let lost = fields.iter().find(|field| field["field"] == header).map(|field| &field["observed_records"]);
            assert!(lost.is_none_or(|lost| *lost == 0), "{header}: {words}: {lost:?}");
        }
    }
}

/// NIRs with the keys that the rule gives are those without.
#[test]
fn the_persons_have_keys() {
    let keyed = table("nir;birth_date;birth_rank", |p| format!("{}{:02};{};1", p.nir, p.key(), p.iso()));
    assess(&by_nir(), &keyed).persons(12, 12, 12);
}
