//! The page in a real browser: Chromium opens it, works it and prints it, and axe-core judges whether everybody can use it.
//!
//! Where a tool is missing the test says so and passes; where `CI` is set it fails. `.ci/run` brings the tools.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{has, skip};

const DEMO: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/reports/tiers-payant-2024");

const EXERCISE: &str = include_str!("browser/exercise.js");

/// Light and dark, as Chromium numbers them.
const SCHEMES: [(&str, bool); 2] = [("1", false), ("0", true)];

fn demo(path: &str) -> String {
    std::fs::read_to_string(format!("{DEMO}/{path}")).unwrap()
}

/// Opens a page, and gives what Chromium writes to its output and to its log.
fn open(page: &Path, dir: &TempDir, args: &[&str]) -> (String, String) {
    let output = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--virtual-time-budget=20000", "--enable-logging=stderr"])
        .arg(format!("--user-data-dir={}", dir.path().join("profile").display()))
        .args(args)
        .arg(format!("file://{}", page.display()))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// What the page itself had to complain of.
fn console(log: &str) -> Vec<&str> {
    log.lines().filter(|line| line.contains("CONSOLE")).collect()
}

#[test]
fn the_page_as_it_is_runs_and_complains_of_nothing() {
    if !has("chromium") {
        return;
    }
    let dir = TempDir::new().unwrap();
    let page = dir.path().join("report.html");
    std::fs::write(&page, demo("report.html")).unwrap();
    let (dom, log) = open(&page, &dir, &["--dump-dom"]);
    assert_eq!(console(&log), Vec::<&str>::new());
    // Its own script ran, under its own policy: the tools are there, and say how many rows are.
    let tools = dom.split("<div id=\"tools\"").nth(1).unwrap();
    assert!(!tools.split('>').next().unwrap().contains("hidden"), "the script did not run");
    assert!(tools.split("role=\"status\"").nth(1).unwrap().contains("Lignes affichées"));
    assert!(dom.matches("class=\"copy\"").count() > 15);
}

#[test]
fn the_page_sorts_filters_copies_and_is_for_everybody() {
    if !has("chromium") {
        return;
    }
    let Some(axe) = std::env::var_os("AXE").filter(|axe| Path::new(axe).exists()) else {
        return skip("axe-core (its path in AXE)");
    };
    let page = worked(&demo("report.html"), axe);
    for (scheme, dark) in SCHEMES {
        let dir = TempDir::new().unwrap();
        let path = dir.path().join("worked.html");
        std::fs::write(&path, &page).unwrap();
        let scheme = format!("--blink-settings=preferredColorScheme={scheme}");
        let (dom, log) = open(&path, &dir, &["--dump-dom", &scheme]);
        // The exercise, which is on the page too, speaks of it before it writes it.
        let (_, result) = dom.rsplit_once("<pre id=\"result\">").unwrap_or_else(|| panic!("no result\n{log}"));
        let result: Value = serde_json::from_str(result.split("</pre>").next().unwrap()).unwrap();
        assert_eq!(result["failures"], serde_json::json!([]), "{result:#}");
        assert_eq!(result["dark"], dark);
        assert!(result["checks"].as_u64().unwrap() >= 30);
        assert_eq!(console(&log), Vec::<&str>::new());
    }
}

/// The page with axe-core and our exercise at its end, and a policy that lets these two run beside its own script.
fn worked(page: &str, axe: OsString) -> String {
    let (before, rest) = page.split_once("script-src 'sha256-").unwrap();
    let (_, after) = rest.split_once('\'').unwrap();
    let axe = std::fs::read_to_string(axe).unwrap();
    let page = format!("{before}script-src 'unsafe-inline'{after}");
    page.replace("</body>", &format!("<script>{axe}</script><script>{EXERCISE}</script></body>"))
}

#[test]
fn the_page_prints_whole() {
    if !has("chromium") || !has("pdftotext") {
        return;
    }
    let dir = TempDir::new().unwrap();
    let (page, pdf) = (dir.path().join("report.html"), dir.path().join("report.pdf"));
    std::fs::write(&page, demo("report.html")).unwrap();
    let print = format!("--print-to-pdf={}", pdf.display());
    open(&page, &dir, &[&print, "--no-pdf-header-footer"]);
    let read = |how: &str| {
        let output = Command::new("pdftotext").arg(how).arg(&pdf).arg("-").output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let text: String = read("-layout").chars().filter(|c| !c.is_whitespace()).collect();
    let report: Value = serde_json::from_str(&demo("report.json")).unwrap();
    let totals = &report["totals"];
    for figure in ["low", "estimate", "high"].map(|figure| &totals["persons"][figure]) {
        assert!(text.contains(&figure.to_string()), "{figure} is not printed");
    }
    for figure in ["records", "contracts", "policyholders", "dependants", "minors", "former", "deceased"] {
        assert!(text.contains(&totals[figure].to_string()), "{figure} is not printed");
    }
    // From the first to the last; what is folded on the page is open on paper, and what only a reader of the page uses is not there.
    for printed in ["L’essentiel", "Conditionsdecerapport", "NIR,date,rang", "members/apicil.csv", "caseetuneseule"] {
        assert!(text.contains(printed), "{printed} is not printed");
    }
    assert!(!text.contains("Copierletableau") && !text.contains("Toutafficher"));
    // No word stands beyond the edge of its page.
    let placed = read("-bbox");
    let number = |line: &str, name: &str| -> f64 {
        let value = line.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {name} in {line}"))
    };
    let mut width = 0.0;
    for line in placed.lines().map(str::trim) {
        if line.starts_with("<page") {
            width = number(line, "width");
            assert!(width > number(line, "height"), "a page on its short side");
        } else if line.starts_with("<word") {
            assert!(number(line, "xMin") >= 0.0 && number(line, "xMax") <= width, "cut: {line}");
        }
    }
    assert!(width > 0.0);
}
