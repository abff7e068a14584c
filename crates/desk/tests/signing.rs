//! Reports that are signed, and stay so; verified against the public key, on this page or where the report was sent.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use crate::harness::{DEMO, Desk, ampleur, assessed, files};

fn public(page: &str) -> String {
    page.split("Clé publique\u{a0}: <code>")
        .nth(1)
        .unwrap_or_else(|| panic!("{page}"))
        .split('<')
        .next()
        .unwrap()
        .to_owned()
}

fn verified(desk: &Desk, at: &str, post: &str, key: &str) -> String {
    assert_eq!(desk.post(post, &[("how", "folder"), ("signed_by", key)]).status, 303, "{key}");
    desk.answered(at)
}

#[test]
fn a_signed_report_stays_signed_and_is_verified() {
    const HOLDS: &str = "class=\"notice done\" role=\"status\"><strong>";
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let assess = format!("i/{DEMO}/assess");
    let minisig = home.path().join(DEMO).join("reports").join(DEMO).join("manifest.json.minisig");

    // Without a key nothing is signed, and nothing offers to.
    assert!(!minisig.exists() && !desk.get(&assess).text().contains("name=\"sign\""));
    assert_eq!(desk.post(&format!("i/{DEMO}/signing"), &[]).status, 303);
    let key = public(&desk.get(&assess).text());
    assert_eq!(key.len(), 56);
    // It is not replaced, and the secret half is on no page.
    let secret = fs::read_to_string(home.path().join("signing.key")).unwrap();
    assert_eq!(desk.post(&format!("i/{DEMO}/signing"), &[]).status, 409);
    assert_eq!(fs::read_to_string(home.path().join("signing.key")).unwrap(), secret);

    assert_eq!(desk.post(&assess, &[("lang", "fr"), ("sign", "yes")]).status, 303);
    desk.until(&assess, |page| !page.contains("data-events"));
    let signed = fs::read(&minisig).unwrap();
    let verify = format!("i/{DEMO}/verify");
    let page = desk.get(&verify).text();
    assert!(page.contains(&format!("value=\"{key}\"")), "{page}");
    let page = verified(&desk, &verify, &verify, &key);
    assert!(page.contains(HOLDS) && page.contains("Signature"), "{page}");

    // An answer that is typed has the documents made again, and the manifest signed again.
    let form = format!("i/{DEMO}/dossier/aesio-mutuelle/form");
    desk.post(&form, &[("insurers.aesio-mutuelle.dpo.name", "Service de la protection des données")]);
    desk.until(&form, |page| page.contains("les documents sont à jour"));
    assert!(fs::read(&minisig).unwrap() != signed);
    assert!(verified(&desk, &verify, &verify, &key).contains(HOLDS));
    let report = format!("./{DEMO}/reports/{DEMO}");
    let args = ["verify", &*report, "--signed-by", "signing.key.pub"];
    assert!(Command::new(ampleur()).args(args).current_dir(home.path()).output().unwrap().status.success());

    // Another's key is a fault; what is no key is refused, a path above all.
    let other = TempDir::new().unwrap();
    let there = Desk::start(&other);
    let made =
        Command::new(ampleur()).args(["key", "new", "--signing", "signing.key"]).current_dir(other.path()).output();
    assert!(made.unwrap().status.success());
    let others = fs::read_to_string(other.path().join("signing.key.pub")).unwrap().lines().last().unwrap().to_owned();
    assert!(!verified(&desk, &verify, &verify, &others).contains(HOLDS));
    for wrong in ["/etc/passwd", "signing.key.pub", "../x", &key[1..], "é"] {
        assert_eq!(desk.post(&verify, &[("how", "folder"), ("signed_by", wrong)]).status, 422, "{wrong}");
    }

    // Where it was sent, without its incident.
    let (from, to) = (home.path().join(DEMO).join("reports").join(DEMO), other.path().join("recu"));
    for path in files(&from) {
        fs::create_dir_all(to.join(&path).parent().unwrap()).unwrap();
        fs::copy(from.join(&path), to.join(&path)).unwrap();
    }
    let of = |key: &str| verified(&there, "reports/recu", "reports/recu/verify", key);
    assert!(of(&key).contains(HOLDS) && of("").contains(HOLDS));
    assert!(!of(&others).contains(HOLDS));
    assert_eq!(there.post("reports/recu/verify", &[("signed_by", "x")]).status, 422);

    // Signed with another key, or with one that is gone: it is not made again, and keeps its signature.
    let signed = fs::read(&minisig).unwrap();
    fs::rename(home.path().join("signing.key"), home.path().join("kept.key")).unwrap();
    desk.post(&form, &[("insurers.aesio-mutuelle.dpo.name", "Une autre")]);
    desk.until(&form, |page| page.contains("signé avec une autre clé"));
    assert!(fs::read(&minisig).unwrap() == signed);

    for path in [&*assess, &verify, &form, "", "reports"] {
        let secret = secret.lines().last().unwrap();
        assert!(!desk.get(path).text().contains(secret), "{path}");
    }
}

/// A party's rows as an exchange file: that of the command line, and read in place of the clear one.
#[test]
fn an_exchange_file_is_read_in_place_of_the_clear_one() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let files_page = format!("i/{DEMO}/files");
    let at = format!("{files_page}/leaks/almerys/exchange");
    for wrong in ["0", "x", "--out=.."] {
        assert_eq!(desk.post(&at, &[("edition", wrong)]).status, 303);
        let page = desk.answered(&files_page);
        assert!(page.contains("n’a pas pu être fait"), "{wrong} {page}");
    }
    assert_eq!(desk.post(&at, &[("edition", "1")]).status, 303);
    let page = desk.until(&files_page, |page| page.contains("Le fichier d’échange est écrit."));
    let made = format!("exchange/almerys/{DEMO}/leaks/almerys-1.parquet");
    assert!(!page.contains(&made), "offered as a file of persons: {page}");
    let case = home.path().join(DEMO);
    let incident = format!("./{DEMO}/incident.toml");
    let args = ["pseudonymise", &*incident, "--operator", "almerys", "--out", "cli"];
    assert!(Command::new(ampleur()).args(args).current_dir(home.path()).output().unwrap().status.success());
    let of_command = home.path().join("cli").join(DEMO).join("leaks/almerys-1.parquet");
    assert!(fs::read(case.join(&made)).unwrap() == fs::read(of_command).unwrap());
    // The same edition is not written twice, a higher one is.
    for (edition, told) in [("1", "n’a pas pu être fait"), ("2", "est écrit")] {
        assert_eq!(desk.post(&at, &[("edition", edition)]).status, 303);
        let page = desk.answered(&files_page);
        assert!(page.contains(told), "{edition} {page}");
    }
    assert_eq!(desk.post(&format!("{files_page}/leaks/nobody/exchange"), &[("edition", "1")]).status, 404);
}
