//! Leaks without NIRs and contract numbers: e-mail addresses, telephone numbers, IBANs and postal addresses.

use super::*;

const HEADER: &str = "last_name;first_name;birth_date;e-mail;téléphone;IBAN;adresse;code postal";
/// The example IBAN of the registry, a number that the regulator keeps for fiction.
const MEMBER: &str = "MARTINEAU;JEANNE;1985-04-12;Jeanne.Martineau@exemple.invalid;06 39 98 12 34;FR14 2004 1010 0505 0001 3M02 606;12 bis rue Victor Hugo;75011";

fn of(members: &str, header: &str, leaked: &str) -> Outcome {
    let dated = "date_order = \"ymd\"";
    Run::new()
        .file("members/a.csv", format!("{HEADER}\n{members}\n"))
        .members_file("a", "members/a.csv", &format!(", {dated}"))
        .file("leaks/x.csv", format!("{header}\n{leaked}\n"))
        .leak_file("x", "leaks/x.csv", dated)
        .head("max_rejects = 1.0")
        .nowhere("exemple.invalid")
        .run()
        .succeeds()
}

fn met(leaked: &str) -> Outcome {
    of(MEMBER, HEADER, leaked)
}

/// Each of the three leads to the person, however it is written; what else agrees says how surely.
#[test]
fn each_contact_is_a_key() {
    for contact in [
        "jeanne.martineau@EXEMPLE.invalid;;;;",
        "x@exemple.invalid, jeanne.martineau@exemple.invalid;;;;",
        ";+33 (0)6 39 98 12 34;;;",
        ";639981234;;;",
        ";;fr1420041010050500013m02606;;",
    ] {
        for (beside, rule, estimate, bin) in [
            ("MARTINEAU;JEANNE;1985-04-12", "contact-date-name", 1, "matched"),
            (";JEANNE;1985-04-12", "contact-date-name", 1, "matched"),
            ("MARTINEAU;JEANNE;", "contact-name", 1, "matched"),
            ("MARTINEAU;JEANNE;1971-01-30", "contact-name", 1, "matched"),
            ("MARTINEAU;;1985-04-12", "contact-date", 1, "matched"),
            ("MARTINEAU;PAUL;1985-04-12", "contact-date-last-name", 1, "matched"),
            ("DURAND;PAUL;1985-04-12", "contact-date-only", 1, "matched"),
            (";PAUL;1985-04-12", "contact-date-only", 1, "matched"),
            (";JEANNE;", "contact-first-name", 0, "doubtful"),
            ("MARTINEAU;;", "contact-last-name", 0, "doubtful"),
            (";;", "contact-only", 0, "household"),
            // The mailbox of a couple: whose it is, nobody can say.
            ("DURAND;PAUL;1971-01-30", "contact-only", 0, "household"),
        ] {
            let outcome = met(&format!("{beside};{contact}"));
            outcome.persons(0, estimate, 1).leak_bin(bin, 1).rests_on(rule, 1);
        }
    }
}

/// One difference is tolerated, as under a contract number.
#[test]
fn a_contact_and_a_damaged_value() {
    for (beside, rule, difference) in [
        ("MARTINEAU;JEANNE;1985-12-04", "contact-date-name", "date-exchanged"),
        ("MARTINEAU;JEANE;1985-04-12", "contact-date-name", "first-name-letter"),
        ("MARTINAU;JEANNE;", "contact-name", "last-name-letter"),
        ("JEANNE;MARTINEAU;", "contact-name", "names-exchanged"),
        ("MARTINEAU;PAUL;1985-12-04", "contact-date-last-name", "date-exchanged"),
    ] {
        met(&format!("{beside};jeanne.martineau@exemple.invalid;;;;")).persons(0, 1, 1).differs(rule, difference, 1);
    }
}

/// Nothing but a column of e-mail addresses was lost: whoever has one of them may be concerned, and nobody is sure to be.
#[test]
fn a_leak_with_e_mail_alone() {
    let members = format!(
        "{MEMBER}\nMARTINEAU;PAUL;1983-02-01;jeanne.martineau@exemple.invalid;;;;\nPETIT;LEA;1990-01-02;lea@exemple.invalid;;;;"
    );
    of(&members, "e-mail", "jeanne.martineau@exemple.invalid\nnobody@exemple.invalid\npas de courriel")
        .persons(0, 0, 2)
        .leak_bin("household", 1)
        .leak_bin("unmatched", 1)
        .leak_bin("rejected", 1)
        .rests_on("contact-only", 2);
}

/// An address that thirteen strangers have was typed to get past a form, and leads to nobody by itself.
#[test]
fn a_contact_that_fills_a_form() {
    let member =
        |i: usize| format!("NOM{0};PRENOM{0};19{1}-01-02;neant@exemple.invalid;;;;", (b'A' + i as u8) as char, 50 + i);
    let members: Vec<String> = (0..13).map(member).collect();
    let twelve = of(&members[1..].join("\n"), "e-mail", "neant@exemple.invalid");
    twelve.persons(0, 0, 12).leak_bin("household", 1);
    of(&members.join("\n"), "e-mail", "neant@exemple.invalid").persons(0, 0, 0).leak_bin("unmatched", 1);
    // Beside names it is as good as any: two values that strangers share are rare.
    of(&members.join("\n"), "last_name;first_name;e-mail", "NOMA;PRENOMA;neant@exemple.invalid").persons(0, 1, 1);
}

/// Two of last name, first names and date, at one address: a person must decide.
#[test]
fn an_address_is_evidence() {
    let at_home = ";;;;12 RUE V. HUGO;75011";
    for (beside, rule) in [
        ("MARTINEAU;JEANNE;1971-01-30", "name-address"),
        ("MARTINEAU;JEANNE;", "name-address"),
        ("DURAND;JEANNE;1985-04-12", "first-name-date-address"),
        (";JEANNE;1985-04-12", "first-name-date-address"),
        ("MARTINEAU;PAUL;1985-04-12", "last-name-date-address"),
        ("MARTINEAU;;1985-04-12", "last-name-date-address"),
    ] {
        met(&format!("{beside}{at_home}")).persons(0, 0, 1).leak_bin("doubtful", 1).rests_on(rule, 1);
    }
    for elsewhere in
        [";;;;14 rue Victor Hugo;75011", ";;;;12 rue Victor Hugo;75012", ";;;;;75011", ";;;;12 rue Victor Hugo;"]
    {
        met(&format!("MARTINEAU;JEANNE;1971-01-30{elsewhere}")).persons(0, 0, 0);
    }
    met(&format!("DURAND;PAUL;1985-04-12{at_home}")).persons(0, 0, 0).leak_bin("unmatched", 1);
    met(&format!("MARTINEAU;JEANNE;1985-04-12{at_home}")).persons(0, 1, 1).rests_on("name-date", 1);
}

/// A number that stands alone is everybody's under it, and a number beside another person's names nobody's.
#[test]
fn a_number_alone() {
    let members = "contract_number;last_name;first_name;birth_date\nC0012345;MARTIN;LEA;2015-05-04\nC0012345;MARTIN;ANNE;1985-11-23\n";
    let run = |leak: &str| Run::new().members("a", members).leak("x", leak).head("max_rejects = 1.0").run().succeeds();
    run("contract_number\nC0012345\n").persons(0, 0, 2).leak_bin("household", 1).rests_on("contract-only", 2);
    run("contract_number\n00C0012345\n").persons(0, 0, 2).leak_bin("household", 1).rests_on("contract-only", 2);
    run("contract_number\nC0012346\n").persons(0, 0, 0).leak_bin("unmatched", 1);
    run("contract_number;last_name;first_name;birth_date\nC0012345;PETIT;PAUL;1971-01-30\n")
        .persons(0, 0, 0)
        .leak_bin("unmatched", 1);
}

/// Members without a birth date may be of as many dates: thirteen of one number are strangers, twelve a household.
#[test]
fn a_number_of_members_without_dates() {
    let run = |members: usize| {
        let rows: String = (0..members).map(|i| format!("999999;NOM{}\n", (b'A' + i as u8) as char)).collect();
        let members = format!("contract_number;last_name\n{rows}");
        Run::new().members("a", &members).leak("x", "contract_number\n999999\n").run().succeeds()
    };
    run(12).persons(0, 0, 12).leak_bin("household", 1);
    run(13).persons(0, 0, 0).leak_bin("unmatched", 1);
}

/// An operator of telephones or of benefits knows its customers by a number of its own, and has neither NIRs nor birth dates.
#[test]
fn a_customer_number_is_a_key() {
    let members =
        "n° client;nom;prénom;date de naissance\n00481516;MARTINEAU;JEANNE;1985-04-12\n00481517;PETIT;LEA;1990-01-02\n";
    let run = |leak: &str| Run::new().members("a", members).leak("x", leak).head("max_rejects = 1.0").run().succeeds();
    let named = |row: &str| run(&format!("Numéro client;Nom;Prénom\n{row}\n"));
    named("00481516;Martineau;Jeanne").persons(0, 1, 1).rests_on("contract-name", 1);
    named("48 15 16;Martineau;Jeanne").persons(0, 1, 1).differs("contract-name", "number-zeros", 1);
    named("00481516;;Jeanne").persons(0, 0, 1).leak_bin("doubtful", 1).rests_on("contract-first-name", 1);
    named("00481516;;").persons(0, 0, 1).leak_bin("household", 1).rests_on("contract-only", 1);
    named("00481519;Martineau;Jeanne").persons(0, 1, 1).differs("contract-name", "number-digit", 1);
    named("00481599;Martineau;Jeanne").persons(0, 0, 0).leak_bin("unmatched", 1);
    run("customer_number;first_name;birth_date\n00481519;JEANNE;1985-04-12\n").persons(0, 1, 1).differs(
        "contract-date-name",
        "number-digit",
        1,
    );
    // A number of another kind is another number.
    run("member_number;last_name;first_name\n00481516;MARTINEAU;JEANNE\n").persons(0, 0, 0);
}

/// Who is alone with what was lost: a customer number tells persons apart.
#[test]
fn a_customer_number_singles_out() {
    let members = "n° client;nom;prénom\nC10001;MARTIN;LEA\nC10002;MARTIN;LEA\nC10003;PETIT;PAUL\n";
    run_with(members, "n° client;nom;prénom\nC10001;MARTIN;LEA\n")
        .is("/insurers/0/identifiability/comparable", json!(["last_name", "first_name", "customer_number"]))
        .is("/insurers/0/identifiability/sets/0/alone_ppm", json!(1_000_000))
        .is("/insurers/0/identifiability/sets/0/without/2/field", json!("customer_number"))
        .is("/insurers/0/identifiability/sets/0/without/2/one", json!(1));
}

fn run_with(members: &str, leak: &str) -> Outcome {
    Run::new().members("a", members).leak("x", leak).run().succeeds()
}
