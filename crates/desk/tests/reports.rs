//! Reports beside each other: with the one that was replaced, with another, and those that somebody sent.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use tempfile::TempDir;

use crate::harness::{DEMO, Desk, ampleur, files};

fn assess(desk: &Desk) {
    desk.post(&format!("i/{DEMO}/assess"), &[("lang", "fr")]);
    desk.until(&format!("i/{DEMO}/assess"), |page| {
        !page.contains("data-events") && page.contains("Le rapport est écrit")
    });
}

/// A desk with the demo, assessed.
fn assessed(home: &TempDir) -> Desk {
    let desk = Desk::start(home);
    assert_eq!(desk.post("demo", &[]).status, 303);
    assess(&desk);
    desk
}

/// What the command line writes of a comparison.
fn by_hand(home: &TempDir, args: &[&str]) -> Vec<u8> {
    let room = TempDir::new().unwrap();
    let out = room.path().join("by-hand.html");
    let output = Command::new(ampleur())
        .args(["compare", "--quiet", "--lang", "fr", "--out"])
        .arg(&out)
        .args(args)
        .current_dir(home.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read(out).unwrap()
}

#[test]
fn the_report_that_is_replaced_is_kept_and_compared() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let report = home.path().join(DEMO).join("reports").join(DEMO);
    let former = home.path().join(DEMO).join("former").join(DEMO);
    assert!(!former.exists());
    assert!(!desk.get(&format!("i/{DEMO}/report")).text().contains("/changes"));
    assert_eq!(desk.get(&format!("i/{DEMO}/changes")).status, 404);
    let first: Vec<Vec<u8>> = files(&report).iter().map(|path| fs::read(report.join(path)).unwrap()).collect();
    // One operator less rows.
    let leak = home.path().join(DEMO).join("leaks/viamedis.csv");
    let rows = fs::read_to_string(&leak).unwrap();
    let fewer: Vec<&str> = rows.lines().take(300).collect();
    fs::write(&leak, fewer.join("\n")).unwrap();
    assess(&desk);
    let kept: Vec<Vec<u8>> = files(&former).iter().map(|path| fs::read(former.join(path)).unwrap()).collect();
    assert!(kept == first);
    assert!(desk.get(&format!("i/{DEMO}/report")).text().contains(&format!("i/{DEMO}/changes")));
    let changes = desk.get(&format!("i/{DEMO}/changes"));
    let [before, after] = ["former", "reports"].map(|folder| format!("{DEMO}/{folder}/{DEMO}"));
    assert!(changes.status == 200 && changes.body == by_hand(&home, &[&before, &after]));
    assert!(
        changes.header("content-security-policy").unwrap().starts_with("sandbox allow-scripts; default-src 'none'")
    );
    // An assessment that writes nothing leaves what was kept, and nothing beside it.
    fs::write(&leak, "").unwrap();
    desk.post(&format!("i/{DEMO}/assess"), &[("lang", "fr")]);
    desk.until(&format!("i/{DEMO}/assess"), |page| page.contains("Rien n’a été écrit"));
    let kept: Vec<Vec<u8>> = files(&former).iter().map(|path| fs::read(former.join(path)).unwrap()).collect();
    assert!(kept == first);
    let hidden = fs::read_dir(home.path().join(DEMO))
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_str().unwrap().starts_with('.'));
    assert_eq!(hidden.count(), 0);
}

#[test]
fn reports_and_operators_are_compared_as_on_the_command_line() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    // A report that somebody sent.
    let from = home.path().join(DEMO).join("reports").join(DEMO);
    for path in files(&from) {
        let to = home.path().join("reçu d’ailleurs").join(&path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from.join(&path), to).unwrap();
    }
    let page = desk.get("reports").text();
    for there in ["reçu d’ailleurs", "Comparer deux rapports", "Comparer deux opérateurs", "Rapport sans incident"]
    {
        assert!(page.contains(there), "{there}\n{page}");
    }
    let own = format!("{DEMO}/reports/{DEMO}");
    let sent = "reports/compared?before=alone-re%C3%A7u+d%E2%80%99ailleurs&after=report-tiers-payant-2024";
    assert!(desk.get(sent).body == by_hand(&home, &["reçu d’ailleurs", &own]));
    let operators = "reports/compared?report=report-tiers-payant-2024&first=viamedis&second=almerys";
    assert!(desk.get(operators).body == by_hand(&home, &["--operators", "viamedis", "almerys", &own]));
    assert!(desk.get(&operators.replace("/compared", "")).text().contains("<iframe"));
    // What cannot be compared is told as the program tells it.
    let same = operators.replace("first=viamedis", "first=almerys").replace("/compared", "");
    assert!(desk.get(&same).text().contains("est donné deux fois"));
    // Alone, it is read and verified.
    let alone = "reports/re%C3%A7u%20d%E2%80%99ailleurs";
    let page = desk.get(alone).text();
    assert!(page.contains("<iframe") && page.contains("/file/insurers/aesio-mutuelle/cnil.pdf"), "{page}");
    assert!(desk.get(&format!("{alone}/file/report.json")).body == fs::read(from.join("report.json")).unwrap());
    assert_eq!(desk.post(&format!("{alone}/verify"), &[]).status, 303);
    let verified = desk.until(alone, |page| page.contains("<table"));
    assert!(verified.contains("Tout ce qui a été vérifié est conforme"), "{verified}");
    fs::write(home.path().join("reçu d’ailleurs/register.csv"), "changed").unwrap();
    assert_eq!(desk.post(&format!("{alone}/verify"), &[]).status, 303);
    assert!(desk.until(alone, |page| page.contains("<table")).contains("Au moins une vérification a échoué"));
}

#[test]
fn no_report_is_outside_of_the_folder() {
    let around = TempDir::new().unwrap();
    let home = TempDir::new().unwrap();
    fs::create_dir(around.path().join("report")).unwrap();
    fs::write(around.path().join("report/manifest.json"), "{}").unwrap();
    fs::write(around.path().join("report/secret.txt"), "nobody's").unwrap();
    symlink(around.path().join("report"), home.path().join("link")).unwrap();
    fs::create_dir(home.path().join("mine")).unwrap();
    fs::write(home.path().join("mine/manifest.json"), "{}").unwrap();
    symlink(around.path().join("report/secret.txt"), home.path().join("mine/secret.txt")).unwrap();
    fs::create_dir(home.path().join("half")).unwrap();
    symlink(around.path().join("report/manifest.json"), home.path().join("half/manifest.json")).unwrap();
    let desk = Desk::start(&home);
    let page = desk.get("reports").text();
    assert!(
        page.contains("reports/mine") && !page.contains("reports/link") && !page.contains("reports/half"),
        "{page}"
    );
    for name in ["link", "half", "..", "%2e%2e", ".", "mine%2f..%2flink", "nobody", "compared"] {
        for rest in ["", "/file/secret.txt", "/file/manifest.json"] {
            let answer = desk.get(&format!("reports/{name}{rest}"));
            assert!(matches!(answer.status, 404 | 403), "{name}{rest}: {}", answer.status);
            assert!(!answer.text().contains("nobody's"));
        }
        assert!(matches!(desk.post(&format!("reports/{name}/verify"), &[]).status, 404 | 403), "{name}");
    }
    for path in ["secret.txt", "../link/secret.txt", "..%2flink%2fsecret.txt", "/etc/passwd"] {
        assert_eq!(desk.get(&format!("reports/mine/file/{path}")).status, 404, "{path}");
    }
    for query in
        ["before=alone-link&after=alone-mine", "before=..&after=/etc", "report=alone-mine&first=--out&second=x", ""]
    {
        assert_eq!(desk.get(&format!("reports/compared?{query}")).status, 404, "{query}");
    }
}
