//! What people read: the page, the summary, the two languages.

use std::collections::BTreeSet;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::harness::{Ampleur, Run};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const GOOD: &str = "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n";

fn demo(path: &str) -> String {
    std::fs::read_to_string(format!("{ROOT}/reports/tiers-payant-2024/{path}")).unwrap()
}

/// A number of `report.json`, and how it is meant.
pub struct Figure {
    /// Where it stands: `/insurers/0/totals/minors`.
    pub place: String,
    pub n: u64,
    pub kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Count,
    /// In millionths.
    Share,
    /// In hundredths.
    Score,
    /// A name: the first year of a decade, the number of a row.
    Name,
}

impl Figure {
    /// Its plain form: `3734`, `0.974194`, `3.00`.
    pub fn plain(&self) -> String {
        match self.kind {
            Kind::Count | Kind::Name => self.n.to_string(),
            Kind::Share => format!("{}.{:06}", self.n / 1_000_000, self.n % 1_000_000),
            Kind::Score => format!("{}.{:02}", self.n / 100, self.n % 100),
        }
    }

    /// As a French reader sees it, blanks left out.
    pub fn shown(&self) -> String {
        match self.kind {
            Kind::Count | Kind::Name => self.n.to_string(),
            Kind::Share => format!("{},{}%", self.n / 10_000, self.n / 1_000 % 10),
            Kind::Score => self.plain().replace('.', ","),
        }
    }
}

/// Every number of a report.
pub fn figures(report: &Value) -> Vec<Figure> {
    fn walk(value: &Value, place: &str, kind: Kind, figures: &mut Vec<Figure>) {
        match value {
            Value::Number(n) => figures.push(Figure { place: place.to_owned(), n: n.as_u64().unwrap(), kind }),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(i, item)| walk(item, &format!("{place}/{i}"), kind, figures));
            }
            Value::Object(fields) => {
                for (key, value) in fields {
                    let kind = match key.as_str() {
                        "from" | "first_rows" => Kind::Name,
                        key if key.ends_with("_ppm") => Kind::Share,
                        key if key.ends_with("hundredths") => Kind::Score,
                        _ => Kind::Count,
                    };
                    walk(value, &format!("{place}/{key}"), kind, figures);
                }
            }
            _ => {}
        }
    }
    let mut figures = Vec::new();
    walk(report, "", Kind::Count, &mut figures);
    figures
}

/// Numbers that stand alone in a text.
pub fn numbers(text: &str) -> BTreeSet<u64> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// The figures of a page: the plain value and what is shown, blanks left out.
fn shown(page: &str) -> BTreeSet<(String, String)> {
    let figure = |part: &str| {
        let (tag, rest) = part.split_once('>').unwrap();
        let value = tag.split("value=\"").nth(1).unwrap().trim_end_matches('"');
        let text: String = rest.split("</data>").next().unwrap().chars().filter(|c| !c.is_whitespace()).collect();
        (value.to_owned(), text)
    };
    page.split("<data").skip(1).filter(|part| part.starts_with([' ', '>'])).map(figure).collect()
}

/// What a page says, without its tags.
fn text(page: &str) -> String {
    let body = page.split("<body").nth(1).unwrap().split("<script").next().unwrap();
    body.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| format!(" {text} ")).collect()
}

/// Writers compute nothing: each figure of the report is on the page as it is, and the page has no other.
#[test]
fn the_figures_of_the_page_are_those_of_the_report() {
    let report: Value = serde_json::from_str(&demo("report.json")).unwrap();
    let (all, page) = (figures(&report), demo("report.html"));
    let (shown, names) = (shown(&page), numbers(&text(&page)));
    assert!(all.len() > 900 && shown.len() > 150, "{} {}", all.len(), shown.len());
    for figure in &all {
        match figure.kind {
            Kind::Name => assert!(names.contains(&figure.n), "{} is not on the page", figure.place),
            _ => assert!(shown.contains(&(figure.plain(), figure.shown())), "{} is not on the page", figure.place),
        }
    }
    let of_report: BTreeSet<(String, String)> = all.iter().map(|figure| (figure.plain(), figure.shown())).collect();
    for figure in &shown {
        assert!(of_report.contains(figure), "{figure:?} is on the page and not in the report");
    }
}

#[test]
fn nobody_is_singular_in_french_and_plural_in_english() {
    let run = |lang: &str| {
        let leak = "nir;birth_date;birth_rank\n1800199126111;1980-01-04;1\n";
        Run::new().members("a", GOOD).leak("x", leak).arg("--lang").arg(lang).run().succeeds().read("report.html")
    };
    assert!(run("fr").contains("</strong> personne concernée<"));
    assert!(run("en").contains("</strong> affected persons<"));
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let page = demo("report.html");
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-"));
    assert!(page.contains("; base-uri 'none'; form-action 'none'\""));
    for loads in
        ["http:", "https:", " src=", "url(", "@import", "<link", "<img", "<iframe", "<object", "fetch(", "import("]
    {
        assert!(!page.contains(loads), "{loads}");
    }
    for goal in page.split("href=\"").skip(1) {
        let id = goal.split('"').next().unwrap().strip_prefix('#').expect("a link within the page");
        assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), 1, "{id}");
    }
}

/// The policy names the script by its digest: a byte more, and no browser runs it.
#[test]
fn the_only_script_is_the_one_that_the_policy_knows() {
    let page = demo("report.html");
    let between = |start: &str, end: &str| page.split(start).nth(1).unwrap().split(end).next().unwrap().to_owned();
    assert_eq!(page.matches("<script").count(), 1);
    let script = between("<script>", "</script>");
    let known = between("script-src 'sha256-", "'");
    assert_eq!(known.len(), 44);
    assert_eq!(from_base64(&known), Sha256::digest(script.as_bytes()).to_vec());
    assert!(script.lines().count() < 200);
    for handler in [" onclick", " onload", " onerror", "javascript:"] {
        assert!(!page.contains(handler), "{handler}");
    }
}

fn from_base64(text: &str) -> Vec<u8> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits = text.trim_end_matches('=').chars().flat_map(|c| {
        let digit = digits.find(c).unwrap();
        (0..6).rev().map(move |place| ((digit >> place) & 1) as u8)
    });
    let bits: Vec<u8> = bits.collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |n, bit| (n << 1) | bit)).collect()
}

#[test]
fn both_languages_are_whole() {
    let run = |lang: &str| {
        let run = Run::new().members("a", GOOD).leak("x", GOOD).arg("--lang").arg(lang).run().succeeds();
        run.read("report.html")
    };
    let (fr, en) = (run("fr"), run("en"));
    assert!(fr.contains("<html lang=\"fr\">") && fr.contains("personne concernée") && fr.contains("7 février 2024"));
    assert!(en.contains("<html lang=\"en\">") && en.contains("affected person") && en.contains("7 February 2024"));
    for french in ["concerné", "Ligne", "Constat", "Opérateur", "Assureur"] {
        assert!(!en.contains(french), "{french} in the English page");
    }
}

/// Every finding that the code can make has words in both languages; a code alone is no message.
#[test]
fn every_finding_of_the_demo_has_words() {
    let report: Value = serde_json::from_str(&demo("report.json")).unwrap();
    let page = demo("report.html");
    let codes: Vec<&str> = report["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    for code in &codes {
        // Each stands in the column of codes, and nowhere else.
        let cells = page.matches(&format!(">{code}<")).count();
        assert_eq!(cells, codes.iter().filter(|other| *other == code).count(), "{code} has no words");
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
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains("<script>alert") && !page.contains("<b>x"));
    assert!(page.contains("&lt;script&gt;") && page.contains("&lt;b&gt;x"));
}

#[test]
fn the_manifest_names_every_input_and_output() {
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
    assert_eq!(Ampleur::new(["demo", "--json"]).run().stdout, demo("report.json"));
}

/// No line of ours ends before a colon or a question mark, or inside guillemets. What the incident file tells is the user's.
#[test]
fn french_is_spaced_as_french() {
    let page = text(&demo("report.html"));
    for (i, c) in page.char_indices().filter(|(_, c)| *c == ' ') {
        let (before, after) = (&page[..i], &page[i + c.len_utf8()..]);
        let around =
            &page[page.floor_char_boundary(i.saturating_sub(40))..page.ceil_char_boundary((i + 40).min(page.len()))];
        // Tags are blanks here: a sign that begins a piece of text is not after a word.
        let is_word = before.ends_with(|c: char| c.is_alphanumeric());
        assert!(!(is_word && after.starts_with([':', ';', '?', '!', '»', '%'])), "{around}");
        assert!(!before.ends_with('«'), "{around}");
    }
}
