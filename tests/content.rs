//! What free text gives away, against texts that a reader can check by eye.
//!
//! The IBANs are the examples of the registry (ISO 13616); the telephone numbers are of the range that the French
//! regulator keeps free for fiction (06 39 98 xx xx); the NIR is python-stdnum's.

use engine::identity;
use model::incident::Field;

#[track_caller]
fn gives_away(text: &str, expected: &[Field]) {
    let mut found = Vec::new();
    identity::recognise(text, |field| found.push(field));
    found.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn ibans() {
    gives_away("FR1420041010050500013M02606", &[Field::BankDetails]);
    gives_away("FR14 2004 1010 0505 0001 3M02 606", &[Field::BankDetails]);
    gives_away("RIB : fr14 2004 1010 0505 0001 3m02 606.", &[Field::BankDetails]);
    gives_away("BE68 5390 0754 7034", &[Field::BankDetails]);
    gives_away("DE89370400440532013000", &[Field::BankDetails]);
    // One digit wrong, one missing, one too many.
    gives_away("FR1420041010050500013M02607", &[]);
    gives_away("FR1420041010050500013M0260", &[]);
    gives_away("FR1420041010050500013M026061", &[]);
}

#[test]
fn e_mail_addresses() {
    gives_away("ida.inconnu@exemple.fr", &[Field::Email]);
    gives_away("écrire à <ida+sante@mail.exemple.fr>, merci", &[Field::Email]);
    gives_away("rendez-vous @ midi", &[]);
    gives_away("user@localhost", &[]);
}

#[test]
fn telephone_numbers() {
    gives_away("06 39 98 12 34", &[Field::Phone]);
    gives_away("tél. 06.39.98.12.34", &[Field::Phone]);
    gives_away("+33 6 39 98 12 34", &[Field::Phone]);
    gives_away("+33 (0)6 39 98 12 34", &[Field::Phone]);
    gives_away("0033639981234", &[Field::Phone]);
    // An insurer's number of ten digits looks the same.
    gives_away("0223490000", &[]);
    gives_away("06 39 98 12 345", &[]);
}

#[test]
fn nirs() {
    gives_away("voir 2 95 10 99 126 111 93", &[Field::Nir]);
    gives_away("295109912611193", &[Field::Nir]);
    gives_away("253072A07300443", &[Field::Nir]);
    // A key that is wrong, and a number without one: no proof.
    gives_away("295109912611194", &[]);
    gives_away("2951099126111", &[]);
}

#[test]
fn postal_codes_before_a_town() {
    gives_away("12 rue Haute 33000 BORDEAUX", &[Field::PostalAddress]);
    gives_away("12 rue Haute 33000 Bordeaux", &[]);
    gives_away("33000", &[]);
    gives_away("REF 12345 AB", &[]);
}

#[test]
fn nothing() {
    for text in ["", "rappel demain", "dossier 2024-117", "100,00 €", "Almerys", "12/05/2023", "1234567890123"] {
        gives_away(text, &[]);
    }
}
