//! The way of a newcomer in real browsers: each is told where to click, what to type and which files to choose. What a browser complains
//! of, the policy above all, fails the test.

mod chromium;
mod firefox;
mod page;
mod socket;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{DEMO, Desk, ampleur, files, sample};
use chromium::Chromium;
use firefox::Firefox;
use page::Page;

/// What a browser can be told, in whatever protocol it speaks.
trait Browser {
    /// Goes to an address.
    fn go(&mut self, address: &str);
    /// What a script gives, if that is a text, a number or yes or no; nothing while a page is on its way.
    fn script(&mut self, script: &str) -> Value;
    fn click_at(&mut self, x: f64, y: f64);
    /// Types into what has the focus.
    fn type_text(&mut self, text: &str);
    /// Chooses a file in the field that a selector finds.
    fn choose(&mut self, input: &str, file: &Path);
    /// The errors of the console that were told so far: scripts that failed, what the policy forbade.
    fn complaints(&mut self) -> Vec<String>;
}

/// Starts a browser, unless it is missing on a machine that is not CI's.
fn open<B: Browser + 'static>(program: &str, start: fn() -> B) -> Option<Page> {
    let is_there = Command::new(program).arg("--version").output().is_ok();
    assert!(is_there || std::env::var_os("CI").is_none(), "{program} is missing");
    if !is_there {
        eprintln!("skipped: {program} is missing");
    }
    is_there.then(|| Page(Box::new(start())))
}

fn in_chromium() -> Option<Page> {
    open("chromium", Chromium::start)
}

fn in_firefox() -> Option<Page> {
    open(firefox::PROGRAM, Firefox::start)
}

#[test]
fn a_newcomer_comes_to_a_letter_in_chromium() {
    in_chromium().into_iter().for_each(from_nothing_to_a_letter);
}

#[test]
fn a_newcomer_comes_to_a_letter_in_firefox() {
    in_firefox().into_iter().for_each(from_nothing_to_a_letter);
}

#[test]
fn complaints_are_heard() {
    let dir = TempDir::new().unwrap();
    let path = dir.path().join("page.html");
    let html = "<!DOCTYPE html><meta http-equiv=\"Content-Security-Policy\" content=\"style-src 'none'; img-src 'none'\"><p style=\"color: red\">Bad</p>\
        <script>console.error('was told'); throw new Error('was thrown')</script>";
    fs::write(&path, html).unwrap();
    for mut page in in_chromium().into_iter().chain(in_firefox()) {
        page.0.go(&format!("file://{}", path.display()));
        page.shows("Bad");
        let complaints = page.complaints();
        for of in ["style-src", "was told", "was thrown"] {
            assert!(complaints.iter().any(|complaint| complaint.contains(of)), "{of}: {complaints:?}");
        }
    }
}

/// Each operator: when it happened, the fields that are declared lost, and those that are not.
const OPERATORS: [(&str, [&str; 2], &str, &str); 2] = [
    (
        "almerys",
        ["2024-02-01", "2024-02-05"],
        "civility last_name first_name birth_date birth_rank nir insurer contract_number manager",
        "bank_details medical_data reimbursements postal_address phone email credentials_clear credentials_hashed",
    ),
    (
        "viamedis",
        ["2024-01-29", "2024-01-31"],
        "last_name first_name birth_date nir insurer contract_number",
        "bank_details medical_data postal_address phone email credentials_clear credentials_hashed",
    ),
];

/// What no form has a field for, as it is typed on the page of the text: what codes an operator has for insurers.
const CODES: &str = ", insurer_codes = { \"0090000101\" = \"aesio-mutuelle\", \"0090000202\" = \"ag2r-la-mondiale\", \
    \"0090000303\" = \"apicil\", \"0090000404\" = \"harmonie-mutuelle\", \"0090000505\" = \"uniprevoyance\" }";

/// A population of the demo.
const PERIMETER: &str = "\n[[insurers.aesio-mutuelle.perimeters]]\noperator = \"almerys\"\nstatus = \"exposed\"\n\
    any_of = [{ managed_by = \"vivinter\", covered_on = 2024-01-01 }, { managed_by = \"interimaires-sante\", managed_since = 2022-01-01 }]\n";

/// Answers of the form: the key below the insurer, what is typed or chosen, and the line that is written.
const ANSWERS: [(&str, &str, &str); 20] = [
    ("notification-kind", "complete", "notification.kind = \"complete\""),
    ("siren", "732 829 320", "siren = \"732829320\""),
    ("organisation-vat_number", "FR44732829320", "organisation.vat_number = \"FR44732829320\""),
    ("organisation-sector", "Mutuelle", "organisation.sector = \"Mutuelle\""),
    ("organisation-staff", "1 200", "organisation.staff = 1200"),
    ("organisation-address", "4 rue de l’Épée d’Or", "organisation.address = \"4 rue de l’Épée d’Or\""),
    ("organisation-postal_code", "79000", "organisation.postal_code = \"79000\""),
    ("organisation-city", "Niort", "organisation.city = \"Niort\""),
    ("organisation-country", "France", "organisation.country = \"France\""),
    ("representative-civility", "Madame", "representative.civility = \"Madame\""),
    ("representative-name", "Zélande", "representative.name = \"Zélande\""),
    ("representative-first_name", "Aïcha", "representative.first_name = \"Aïcha\""),
    ("representative-email", "direction@aesio.invalid", "representative.email = \"direction@aesio.invalid\""),
    ("dpo-civility", "Monsieur", "dpo.civility = \"Monsieur\""),
    ("dpo-name", "Naçri", "dpo.name = \"Naçri\""),
    ("dpo-first_name", "Loïc", "dpo.first_name = \"Loïc\""),
    ("dpo-phone", "01 99 00 10 30", "dpo.phone = \"01 99 00 10 30\""),
    ("other_notifications-other_authority", "no", "other_notifications.other_authority = false"),
    ("other_notifications-cross_border", "no", "other_notifications.cross_border = false"),
    ("other_notifications-other_law", "yes", "other_notifications.other_law = true"),
];

/// The demo's incident, entered by clicking and typing on an empty folder, up to a letter that is previewed; and what comes of it is what the
/// command line makes of the same file.
fn from_nothing_to_a_letter(mut page: Page) {
    let home = TempDir::new().unwrap();
    let mut desk = Desk::start(&home);
    // As a file of ours opens it: from elsewhere, with a strict cookie nevertheless.
    let opener = home.path().join("open.html");
    let address = format!("http://127.0.0.1:{}/?token={}", desk.port, desk.token);
    fs::write(&opener, format!("<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"0;url={address}\">")).unwrap();
    page.0.go(&format!("file://{}", opener.display()));
    page.shows("Aucun incident dans ce dossier");
    assert_eq!(page.0.script("location.href.includes('token') || document.cookie.length > 0"), false);
    declare(&mut page);
    add_files(&mut page, &home);
    // A clock that ticks.
    page.part(DEMO, "Aperçu");
    page.until("/dépassé de \\d+ jours/.test(document.querySelector('[data-until]').textContent)");
    page.part("assess", "Évaluer");
    page.click("form.sheet button");
    page.shows("Le rapport est écrit");
    page.part("report", "Rapport");
    page.until("document.querySelector('iframe.report')");
    // The report is within reach of nobody, and reaches nobody.
    assert_eq!(page.0.script("document.querySelector('iframe.report').contentDocument"), Value::Null);
    answer(&mut page, &home);
    preview(&mut page, &desk);
    page.part("verify", "Vérifier");
    page.click("form.sheet button");
    page.shows("Tout ce qui a été vérifié est conforme");
    page.follow(".tools a");
    page.shows("Everything that was verified holds");
    page.click(".tools button");
    page.shows("It has ended");
    assert_eq!(desk.ended(), Some(0));
    // Chromium notes the one answer that could not be saved, of which the page itself tells.
    let complaints = page.complaints().into_iter().filter(|told| !told.contains("status of 422"));
    assert_eq!(complaints.collect::<Vec<_>>(), Vec::<String>::new());
    is_the_command_lines(&home);
    has_the_figures_of_the_demo(&home);
}

/// What happened, who lost which data, whose persons they are and since when they know.
fn declare(page: &mut Page) {
    page.follow("a[href=new]");
    page.types("title", "Violation de données chez deux opérateurs de tiers payant");
    page.types("operator", "Almerys");
    page.types("insurer", "Aésio Mutuelle");
    page.sets("reference_date", "2024-02-07");
    page.types("id", DEMO);
    page.follow("form.sheet button");
    page.until("document.querySelector('h1').textContent === 'Déclarer'");
    page.sets("origin", "hacking");
    page.sets("cause", "external-malicious");
    page.follow("section[aria-labelledby=basics] form.sheet > button");
    page.types("add-operator", "Viamedis");
    page.follow("form:has(#add-operator) button");
    for name in ["Harmonie Mutuelle", "AG2R La Mondiale", "Apicil", "Uniprévoyance"] {
        page.types("add-insurer", name);
        page.follow("form:has(#add-insurer) button");
    }
    for name in ["CGRM", "Génération", "Intérimaires Santé", "Vivinter"] {
        page.types("add-manager", name);
        page.follow("form:has(#add-manager) button");
    }
    for (id, [from, to], lost, kept) in OPERATORS {
        let form = format!("section[aria-labelledby=operator-{id}]");
        page.sets(&format!("o-{id}-role"), "processor");
        page.sets(&format!("o-{id}-service"), "third-party-payment");
        page.sets(&format!("o-{id}-from"), from);
        page.sets(&format!("o-{id}-to"), to);
        page.click(&format!("{form} summary"));
        for (state, fields) in [("exposed", lost), ("not_exposed", kept)] {
            for field in fields.split(' ') {
                page.click(&format!("{form} input[name='field.{field}'][value={state}]"));
            }
        }
        page.follow(&format!("{form} form.sheet > button"));
        let declared = format!("{} perdue(s)", lost.split(' ').count());
        page.until(&format!("document.querySelector('{form} summary').textContent.includes({declared:?})"));
    }
    for (id, learned) in [
        ("aesio-mutuelle", &[("almerys", "2024-02-05T09:00"), ("viamedis", "2024-02-02T09:00")][..]),
        ("harmonie-mutuelle", &[("viamedis", "2024-02-01T09:00")][..]),
    ] {
        page.sets(&format!("i-{id}-trade"), "health-insurer");
        for (operator, moment) in learned {
            let tick = format!("i-{id}-operators-{operator}");
            // The template's one is ticked.
            if page.0.script(&format!("document.getElementById('{tick}').checked")) == false {
                page.click(&format!("#{tick}"));
            }
            page.sets(&format!("i-{id}-aware-{operator}"), moment);
            page.sets(&format!("i-{id}-how-{operator}"), "told");
        }
        page.follow(&format!("section[aria-labelledby=insurer-{id}] form.sheet > button"));
        page.until(&format!("document.querySelector('#i-{id}-aware-viamedis').value !== ''"));
    }
    // What is not told is not that none is.
    for id in ["ag2r-la-mondiale", "apicil", "uniprevoyance"] {
        page.click(&format!("#i-{id}-operators--"));
        page.follow(&format!("section[aria-labelledby=insurer-{id}] form.sheet > button"));
        page.until(&format!("document.getElementById('i-{id}-operators--').checked"));
    }
}

/// Files chosen and dropped; what one of them calls a column, and what no form says.
fn add_files(page: &mut Page, home: &TempDir) {
    page.part("files", "Fichiers");
    let renamed = home.path().join("almerys.csv");
    let text = fs::read_to_string(sample("leaks/almerys.csv")).unwrap();
    fs::write(&renamed, text.replacen("N° contrat", "Dossier", 1)).unwrap();
    page.sends("leaks-almerys", &renamed, "1\u{202f}888 lignes");
    page.sends("leaks-viamedis", &sample("leaks/viamedis.csv"), "3\u{202f}028 lignes");
    page.sends("members-aesio-mutuelle", &sample("members/aesio-mutuelle.parquet"), "2\u{202f}305 lignes");
    page.sends("members-uniprevoyance", &sample("members/uniprevoyance.parquet"), "lignes");
    page.sends("members-harmonie-mutuelle", &sample("members/harmonie-mutuelle.csv"), "members/harmonie-mutuelle.csv");
    for (id, file) in [("ag2r-la-mondiale", "ag2r-la-mondiale.csv"), ("apicil", "apicil.csv")] {
        let text = fs::read_to_string(sample(&format!("members/{file}"))).unwrap();
        page.drops(&format!("members-{id}"), file, &text, &format!("members/{file}"));
    }
    // A column that nobody calls so is told by a menu what it is.
    page.shows("colonne divulguée non reconnue");
    page.click("details:has(#named0-leaks-almerys-leaks-almerys-csv) > summary");
    page.sets("named0-leaks-almerys-leaks-almerys-csv", "Dossier");
    page.sets("column0-leaks-almerys-leaks-almerys-csv", "contract_number");
    page.follow("form:has(#named0-leaks-almerys-leaks-almerys-csv) button");
    page.part("text", "Fichier d’incident");
    for (after, typed) in [("\"leaks/viamedis.csv\"", CODES), ("", PERIMETER)] {
        let at = page.0.script(&format!(
            "(() => {{
                const it = document.getElementById('text');
                const at = {after:?} ? it.value.indexOf({after:?}) + {after:?}.length : it.value.length;
                it.focus();
                it.setSelectionRange(at, at);
                return at;
            }})()"
        ));
        assert!(at.as_u64() > Some(1000), "{at}");
        page.0.type_text(typed);
    }
    page.follow("form.text button");
    page.shows("C’est enregistré");
}

/// Twenty answers, each typed where it is asked, without the page being loaded again.
fn answer(page: &mut Page, home: &TempDir) {
    page.part("dossier", "Dossier");
    page.follow("a[href$='aesio-mutuelle/form']");
    page.shows("Tout est enregistré");
    let staff = "insurers-aesio-mutuelle-organisation-staff";
    page.types(staff, "beaucoup");
    page.shows("un nombre entier, sans unité");
    page.until(&format!("document.getElementById('{staff}').ariaInvalid === 'true'"));
    for (field, value, _) in ANSWERS {
        let id = format!("insurers-aesio-mutuelle-{field}");
        match page.0.script(&format!("document.getElementById('{id}').tagName")).as_str() {
            Some("SELECT") => page.sets(&id, value),
            _ => page.types(&id, value),
        }
    }
    // The documents follow.
    page.until("window.here && document.querySelector('#q2-1-text')?.textContent === '732829320'");
    page.until("window.here && document.querySelector('#q2-5-text')?.textContent.includes('200')");
    page.until("document.querySelector('[data-copies=q2-5-text]').checkVisibility()");
    // Typed, and gone at once: nothing is lost.
    page.types("insurers-aesio-mutuelle-organisation-sector", "Mutuelle de santé");
    page.follow("a[href$='aesio-mutuelle/letters']");
    let text = || fs::read_to_string(home.path().join(DEMO).join("incident.toml")).unwrap();
    let begun = Instant::now();
    while !text().contains("sector = \"Mutuelle de santé\"") {
        assert!(begun.elapsed() < Duration::from_secs(20), "{}", text());
        std::thread::sleep(Duration::from_millis(50));
    }
    for (field, _, line) in ANSWERS.iter().filter(|(field, ..)| !field.ends_with("sector")) {
        assert!(text().contains(line), "{field}\n{}", text());
    }
}

/// A letter, with what was typed for it.
fn preview(page: &mut Page, desk: &Desk) {
    page.until("document.querySelector('iframe.letter')");
    page.sets("circumstances-recipients", "unknown");
    page.click("details:has(#insurers-aesio-mutuelle-communication-page) > summary");
    page.types("insurers-aesio-mutuelle-communication-page", "https://aesio.invalid/incident");
    page.click("h1");
    let source = page.0.script("document.querySelector('iframe.letter').src.slice(document.baseURI.length)");
    let letter = desk.until(source.as_str().unwrap(), |letter| letter.contains("https://aesio.invalid/incident"));
    assert!(letter.contains("01 99 00 10 30") && letter.contains("Aésio Mutuelle"), "{letter}");
}

fn report(home: &TempDir, folder: &str, path: &str) -> Vec<u8> {
    fs::read(home.path().join(folder).join(DEMO).join(path)).unwrap()
}

fn is_the_command_lines(home: &TempDir) {
    let output = Command::new(ampleur())
        .args(["assess", &format!("{DEMO}/incident.toml"), "--lang", "fr", "--quiet", "--out", "by-hand"])
        .current_dir(home.path())
        .output()
        .unwrap();
    assert!(matches!(output.status.code(), Some(0 | 3)), "{}", String::from_utf8_lossy(&output.stderr));
    let all = files(&home.path().join("by-hand").join(DEMO));
    assert!(all.contains(&"report.json".to_owned()));
    let theirs = format!("{DEMO}/reports");
    assert_eq!(files(&home.path().join(&theirs).join(DEMO)), all);
    for path in all {
        assert!(report(home, "by-hand", &path) == report(home, &theirs, &path), "{path}");
    }
}

/// Those of the report that is checked in, which a person has read.
fn has_the_figures_of_the_demo(home: &TempDir) {
    let of = |bytes: &[u8]| {
        let mut report: Value = serde_json::from_slice(bytes).unwrap();
        for words in ["incident", "findings"] {
            report.as_object_mut().unwrap().remove(words).unwrap();
        }
        report
    };
    let known = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reports").join(DEMO).join("report.json");
    let (known, found) = (of(&fs::read(known).unwrap()), of(&report(home, &format!("{DEMO}/reports"), "report.json")));
    assert_eq!(found["totals"]["persons"], json!({ "low": 3490, "estimate": 3697, "high": 3810 }));
    for (key, value) in known.as_object().unwrap() {
        assert!(found[key] == *value, "{key}\n{}\n{value}", found[key]);
    }
}
