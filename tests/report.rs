//! What people read: the page, the summary, the two languages.

use serde_json::Value;

use crate::harness::Run;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const GOOD: &str = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";

fn demo(path: &str) -> String {
    std::fs::read_to_string(format!("{ROOT}/reports/tiers-payant-2024/{path}")).unwrap()
}

/// Writers compute nothing: each figure of the page is one of the report, and each of the matrix is on the page.
#[test]
fn the_figures_of_the_page_are_those_of_the_report() {
    let report: Value = serde_json::from_str(&demo("report.json")).unwrap();
    let page = demo("report.html").replace('\u{202f}', "");
    let mut figures = std::collections::BTreeSet::new();
    fn walk(value: &Value, figures: &mut std::collections::BTreeSet<u64>) {
        match value {
            Value::Number(n) => drop(figures.insert(n.as_u64().unwrap())),
            Value::Array(items) => items.iter().for_each(|v| walk(v, figures)),
            Value::Object(fields) => fields.values().for_each(|v| walk(v, figures)),
            _ => {}
        }
    }
    walk(&report, &mut figures);
    let body = page.split("</head>").nth(1).unwrap();
    // Shares are given in millionths, and printed as hundredths.
    let mut shares = std::collections::BTreeSet::new();
    fn all_shares(value: &Value, shares: &mut std::collections::BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|v| all_shares(v, shares)),
            Value::Object(fields) => {
                fields.iter().for_each(|(key, v)| match v.as_u64().filter(|_| key.ends_with("_ppm")) {
                    Some(ppm) => drop(shares.insert(format!("{},{}\u{a0}%", ppm / 10_000, ppm / 1_000 % 10))),
                    None => all_shares(v, shares),
                })
            }
            _ => {}
        }
    }
    all_shares(&report, &mut shares);
    let mut parts = body.split("<span class=\"share\">");
    let mut body = parts.next().unwrap().to_owned();
    for part in parts {
        let (share, rest) = part.split_once("</span>").unwrap();
        assert!(shares.contains(share), "{share} is on the page and not in the report");
        body.push_str(rest);
    }
    let text: String =
        body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| format!(" {text} ")).collect();
    let numbers: Vec<u64> = text
        .split(|c: char| !c.is_alphanumeric() && c != '.' && c != '-' && c != '/')
        .filter_map(|word| word.parse().ok())
        .collect();
    assert!(numbers.len() > 150);
    // The day and year of the reference date, and "HMAC-SHA-256" is a word; the last years of decades; sizes of k.
    let is_word = |n: &u64| [7, 2024, 2, 5, 6, 20].contains(n) || (1900..2100).contains(n) && n % 10 == 9;
    for number in numbers.iter().filter(|n| !is_word(n)) {
        assert!(figures.contains(number), "{number} is on the page and not in the report");
    }
    for insurer in report["insurers"].as_array().unwrap() {
        for cell in insurer["operators"].as_array().unwrap().iter().chain([insurer]) {
            for figure in ["low", "estimate", "high"] {
                let figure = cell["totals"]["persons"][figure].as_u64().unwrap();
                assert!(numbers.contains(&figure), "{figure} of {} is not on the page", insurer["id"]);
            }
        }
    }
}

#[test]
fn nobody_is_singular_in_french_and_plural_in_english() {
    let run = |lang: &str| {
        let leak = "nir;birth_date;birth_rank\n1800199126111;1980-01-04;1\n";
        Run::new().members("a", GOOD).leak("x", leak).arg("--lang").arg(lang).run().succeeds().read("report.html")
    };
    assert!(run("fr").contains("</strong> personne concernée<"));
    assert!(run("en").contains("</strong> persons concerned<"));
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let page = demo("report.html");
    assert!(page.contains("default-src 'none'"));
    for loads in ["http:", "https:", "src=", "href=", "url(", "@import", "<script", "<link", "<img"] {
        assert!(!page.contains(loads), "{loads}");
    }
}

#[test]
fn both_languages_are_whole() {
    let run = |lang: &str| {
        let run = Run::new().members("a", GOOD).leak("x", GOOD).arg("--lang").arg(lang).run().succeeds();
        run.read("report.html")
    };
    let (fr, en) = (run("fr"), run("en"));
    assert!(fr.contains("<html lang=\"fr\">") && fr.contains("personne concernée") && fr.contains("7 février 2024"));
    assert!(en.contains("<html lang=\"en\">") && en.contains("person concerned") && en.contains("7 February 2024"));
    for french in ["concerné", "Ligne", "Constat", "Opérateur", "Assureur"] {
        assert!(!en.contains(french), "{french} in the English page");
    }
}

/// Every finding that the code can make has words in both languages; a code alone is no message.
#[test]
fn every_finding_of_the_demo_has_words() {
    let report: Value = serde_json::from_str(&demo("report.json")).unwrap();
    let page = demo("report.html");
    for finding in report["findings"].as_array().unwrap() {
        let code = finding["code"].as_str().unwrap();
        assert!(!page.contains(&format!("<p>{code}</p>")), "{code} has no words");
    }
}

/// Every code in the source that a finding can have.
#[test]
fn every_finding_there_can_be_has_words() {
    let root = env!("CARGO_MANIFEST_DIR");
    let words = std::fs::read_to_string(format!("{root}/src/report/words/findings.rs")).unwrap();
    let mut codes = std::collections::BTreeSet::new();
    for file in crate::harness::files_under(std::path::Path::new(&format!("{root}/src"))) {
        let source = std::fs::read_to_string(&file).unwrap();
        let literals = source.split('"').skip(1).step_by(2).map(str::to_owned);
        if file.ends_with("identity/fault.rs") {
            codes.extend(literals);
        } else if file.parent().is_some_and(|folder| ["assess", "check", "intake"].iter().any(|f| folder.ends_with(f)))
        {
            let is_code = |text: &String| {
                let parts: Vec<&str> = text.split('.').collect();
                parts.len() == 2
                    && parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
            };
            codes.extend(literals.filter(is_code));
        }
    }
    assert!(codes.len() > 30, "{codes:?}");
    for code in codes {
        assert!(words.contains(&format!("\"{code}\" =>")), "{code} has no words");
    }
}

#[test]
fn what_comes_from_files_is_escaped() {
    let outcome = Run::new()
        .head("legal_basis = \"<script>alert(1)</script>\"")
        .members("a", GOOD)
        .leak("x", "nir;birth_date;birth_rank;<b>x</b>\n2951099126111;1995-10-03;1;oui\n")
        .run()
        .succeeds();
    let page = outcome.read("report.html");
    assert!(!page.contains("<script") && !page.contains("<b>x"));
    assert!(page.contains("&lt;script&gt;") && page.contains("&lt;b&gt;x"));
}

#[test]
fn the_manifest_names_every_input_and_output() {
    use sha2::{Digest, Sha256};
    let manifest: Value = serde_json::from_str(&demo("manifest.json")).unwrap();
    let hex = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect::<String>();
    let folder = std::path::PathBuf::from(format!("{ROOT}/reports/tiers-payant-2024"));
    let written = crate::harness::files_under(&folder);
    let outputs = manifest["outputs"].as_object().unwrap();
    assert_eq!(outputs.len() + 1, written.len());
    for (path, digest) in outputs {
        assert_eq!(*digest, hex(&std::fs::read(folder.join(path)).unwrap()), "{path}");
    }
    for input in manifest["inputs"].as_array().unwrap() {
        let bytes =
            std::fs::read(format!("{ROOT}/samples/tiers-payant-2024/{}", input["path"].as_str().unwrap())).unwrap();
        assert_eq!((&input["sha256"], &input["bytes"]), (&hex(&bytes).into(), &bytes.len().into()));
    }
    assert_eq!(manifest["inputs"].as_array().unwrap().len(), 7);
}

#[test]
fn nothing_of_the_machine_is_in_a_report() {
    let outcome = Run::new().members("a", GOOD).leak("x", GOOD).run().succeeds();
    let here = outcome.path().display().to_string();
    for file in ["report.json", "report.html", "manifest.json"] {
        assert!(!outcome.read(file).contains(&here), "{file} names a path of this machine");
    }
}

#[test]
fn json_prints_the_report_itself() {
    let dir = tempfile::TempDir::new().unwrap();
    let output = std::process::Command::new(crate::harness::PROGRAM)
        .args(["demo", "--json"])
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), demo("report.json"));
}
