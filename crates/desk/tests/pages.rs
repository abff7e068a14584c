//! Every page: for everybody, and without a value of anybody.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{DEMO, Desk, sample, small};

/// A desk with the demo, assessed and verified, and every page of it.
fn everything(home: &TempDir) -> (Desk, Vec<String>) {
    let desk = Desk::start(home);
    assert_eq!(desk.post("demo", &[]).status, 303);
    desk.post(&format!("i/{DEMO}/assess"), &[("lang", "fr")]);
    desk.until(&format!("i/{DEMO}/assess"), |page| page.contains("Le rapport est écrit"));
    // A report that somebody sent, without its incident.
    let from = home.path().join(DEMO).join("reports").join(DEMO);
    for path in crate::harness::files(&from) {
        let to = home.path().join("sent").join(&path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from.join(&path), to).unwrap();
    }
    desk.post(&format!("i/{DEMO}/verify"), &[("how", "folder")]);
    desk.until(&format!("i/{DEMO}/verify"), |page| page.contains("<table"));
    let compared = format!("reports?before=alone-sent&after=report-{DEMO}");
    let mut paths = ["", "new", "i/nobody", "reports", "reports/sent", &compared].map(str::to_owned).to_vec();
    paths.extend(
        ["", "/declare", "/text", "/files", "/assess", "/report", "/verify", "/dossier"]
            .map(|part| format!("i/{DEMO}{part}")),
    );
    paths.extend(
        ["form", "letters", "list", "rows", "decisions", "answers"]
            .map(|part| format!("i/{DEMO}/dossier/harmonie-mutuelle/{part}")),
    );
    (desk, paths)
}

#[test]
fn no_page_holds_what_somebody_is_known_by() {
    let home = TempDir::new().unwrap();
    let (desk, paths) = everything(&home);
    // What the incident file itself tells is not of the files.
    let declared = fs::read_to_string(sample("incident.toml")).unwrap();
    let known: BTreeSet<String> = ["leaks/almerys.csv", "leaks/viamedis.csv", "members/harmonie-mutuelle.csv"]
        .iter()
        .flat_map(|file| cells(&fs::read_to_string(sample(file)).unwrap()))
        .filter(|value| !declared.contains(value))
        .collect();
    assert!(known.len() > 10_000);
    for path in paths {
        let page = desk.get(&path).text();
        let words: BTreeSet<&str> = page.split(|c: char| !(c.is_alphanumeric() || "/-.@".contains(c))).collect();
        let shown: Vec<&&str> = words.iter().filter(|word| known.contains(**word)).collect();
        assert!(shown.is_empty(), "{path}: {shown:?}");
        assert!(!page.contains(&desk.token) && !page.contains(desk.cookie.split('=').nth(1).unwrap()), "{path}");
    }
}

/// Values of a file that single somebody out: numbers of six digits or more, days, words in capitals of a person's name.
fn cells(text: &str) -> Vec<String> {
    let separator = if text.lines().next().unwrap().contains(';') { ';' } else { ',' };
    let mut lines = text.lines();
    let headers: Vec<&str> = lines.next().unwrap().split(separator).collect();
    let is_code = |header: &str| {
        ["ssureur", "ASSUREUR", "INSURER", "OFFRE", "roduit", "PRODUIT"].iter().any(|word| header.contains(word))
    };
    let mut found = Vec::new();
    for line in lines {
        for (header, cell) in headers.iter().zip(line.split(separator)) {
            let cell = cell.trim_matches('"').trim();
            let digits = cell.chars().filter(char::is_ascii_digit).count();
            let is_name = cell.len() > 4 && cell.chars().all(|c| c.is_uppercase() || c == '-');
            if !is_code(header) && (digits >= 6 || is_name) {
                found.push(cell.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_page_is_for_everybody() {
    let is_there = |program: &str| Command::new(program).arg("--version").output().is_ok();
    let axe = std::env::var_os("AXE").filter(|axe| Path::new(axe).exists());
    let Some(axe) = axe.filter(|_| is_there("chromium")) else {
        assert!(std::env::var_os("CI").is_none(), "chromium and axe-core are missing");
        eprintln!("skipped: chromium, or axe-core (its path in AXE), is missing");
        return;
    };
    let axe = fs::read_to_string(axe).unwrap();
    let home = TempDir::new().unwrap();
    let (desk, paths) = everything(&home);
    let (empty_home, small_home) = (TempDir::new().unwrap(), small());
    let (empty, small) = (Desk::start(&empty_home), Desk::start(&small_home));
    let mut pages: Vec<(String, String)> = Vec::new();
    for lang in ["fr", "en"] {
        let at = |path: &String| format!("{path}{}lang={lang}", if path.contains('?') { '&' } else { '?' });
        pages.extend(paths.iter().map(|path| (at(path), desk.get(&at(path)).text())));
        pages.push((format!("empty {lang}"), empty.get(&format!("?lang={lang}")).text()));
        for part in ["", "/files", "/report", "/dossier", "/verify"] {
            pages.push((format!("small{part} {lang}"), small.get(&format!("i/fuite{part}?lang={lang}")).text()));
        }
    }
    let faulty = [("what", "insurer"), ("party", "as"), ("name", ""), ("siren", "1")];
    pages.push(("faults".to_owned(), small.post("i/fuite/declare", &faulty).text()));
    let typed = [("insurers.harmonie-mutuelle.siren", "1"), ("insurers.harmonie-mutuelle.organisation.staff", "x")];
    let form = format!("i/{DEMO}/dossier/harmonie-mutuelle/form");
    pages.push(("faults of answers".to_owned(), desk.post(&form, &typed).text()));
    pages.push(("refusal".to_owned(), small.upload("i/fuite/files/leaks/op", "", b"").text()));
    small.post("i/fuite/assess", &[]);
    pages.push(("refused".to_owned(), small.until("i/fuite/assess", |page| page.contains("Rien n’a été écrit"))));
    let (style, script) = (desk.get("style.css").text(), desk.get("script.js").text());
    let failures: Vec<String> = pages
        .iter()
        .enumerate()
        .flat_map(|(at, (name, page))| {
            let page = page
                .replace("<link rel=\"stylesheet\" href=\"style.css\">", &format!("<style>{style}</style>"))
                .replace("<script src=\"script.js\" defer></script>", "")
                // All that is folded is seen.
                .replace("<details>", "<details open>")
                .replace(
                    "</body>",
                    &format!(
                        "<script>{script}</script><script>{axe}</script><script>{}</script></body>",
                        include_str!("axe.js")
                    ),
                );
            // Wide and light, narrow and dark: each page in both, one in French and the other in English.
            let (width, scheme) = if at % 2 == 0 { ("1280,900", "1") } else { ("500,900", "0") };
            judged(&page, width, scheme).err().map(|why| format!("{name} at {width}: {why}"))
        })
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn judged(page: &str, size: &str, scheme: &str) -> Result<(), String> {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("page.html");
    fs::write(&path, page).unwrap();
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--dump-dom"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg("--virtual-time-budget=10000")
        .arg(format!("--window-size={size}"))
        .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
        .arg(format!("--user-data-dir={}", dir.path().join("profile").display()))
        .arg(format!("file://{}", path.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout).into_owned();
    let (_, result) = dom.rsplit_once("<pre id=\"result\">").ok_or("no result")?;
    let result = result
        .split("</pre>")
        .next()
        .unwrap_or_default()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let result: Value = serde_json::from_str(&result).map_err(|e| format!("{e}: {result}"))?;
    if result["said"] != serde_json::json!([]) || result["wide"] != false || result["passes"].as_u64() < Some(10) {
        return Err(format!("{result:#}"));
    }
    Ok(())
}
