//! The dossier: what is typed stands in the incident file, and the documents are those of an assessment of it.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{DEMO, ampleur, assessed, files};

const INSURER: &str = "aesio-mutuelle";

fn at(part: &str) -> String {
    format!("i/{DEMO}/dossier/{INSURER}/{part}")
}

fn incident(home: &TempDir) -> String {
    fs::read_to_string(home.path().join(DEMO).join("incident.toml")).unwrap()
}

fn report(home: &TempDir, path: &str) -> Vec<u8> {
    fs::read(home.path().join(DEMO).join("reports").join(DEMO).join(path)).unwrap()
}

/// Answers, each under its key, as they are typed; `~` is the insurer.
const TYPED: [(&str, &str); 24] = [
    ("~.notification.kind", "initial"),
    ("~.siren", "732 829 320"),
    ("~.organisation.vat_number", "FR40303265045"),
    ("~.organisation.sector", "Mutuelle"),
    ("~.organisation.staff", "1 200"),
    ("~.organisation.address", "4 rue du Général Foy"),
    ("~.organisation.postal_code", "75008"),
    ("~.organisation.city", "Paris"),
    ("~.organisation.country", "France"),
    ("~.representative.civility", "Madame"),
    ("~.representative.email", "direction@aesio.invalid"),
    ("~.dpo.phone", "01 99 00 10 30"),
    ("~.measures_before", "Mots de passe, journaux.\nRevue des accès."),
    ("operators.almerys.measures_before", "Double authentification."),
    ("~.measures_after.en", "We changed \"all\" passwords."),
    ("~.communication.page", "https://aesio.invalid/incident"),
    ("~.communication.own_systems_safe", "yes"),
    ("~.other_notifications.cross_border", "no"),
    ("~.other_notifications.other_law", "yes"),
    ("~.channels.2", "letter"),
    ("~.notification.delay_reason", "L’opérateur a prévenu tard."),
    ("consequences.fr", "Hameçonnage."),
    ("circumstances.trusted", ""),
    ("nature.integrity", "yes"),
];

#[test]
fn what_is_typed_is_written_and_the_documents_follow() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let before = incident(&home);
    let open = |home: &TempDir| {
        let form: Value = serde_json::from_slice(&report(home, &format!("insurers/{INSURER}/cnil.json"))).unwrap();
        form["to_complete"].as_array().unwrap().len()
    };
    let at_first = open(&home);
    for (key, typed) in TYPED {
        let key = key.replace('~', &format!("insurers.{INSURER}"));
        let answer = desk.post(&at("form"), &[(&key, typed)]);
        assert_eq!(answer.status, 303, "{key}: {}", answer.text());
    }
    let page = desk.get(&at("form")).text();
    assert!(page.contains("Tout est enregistré") && page.contains("value=\"732829320\""), "{page}");
    // Seventeen of them were open, and a loss of integrity opens another.
    assert_eq!(open(&home) + 17, at_first + 1);
    // Every line of the file that nobody answered is as it was, in its order.
    let after = incident(&home);
    let touched = ["measures_after.en", "channels", "nature ="];
    let mut lines = after.lines();
    for line in before.lines().filter(|line| !touched.iter().any(|key| line.starts_with(key))) {
        assert!(lines.any(|other| other == line), "{line}\n{after}");
    }
    for written in [
        "siren = \"732829320\"",
        "organisation.staff = 1200",
        "representative.name = \"…\"",
        "notification.kind = \"initial\"",
        "other_notifications.cross_border = false",
        "channels = [\"email\", \"letter\"]",
        "nature = [\"confidentiality\", \"integrity\"]",
        "consequences = \"Hameçonnage.\"",
    ] {
        assert!(after.contains(written), "{written}\n{after}");
    }
    // Another look changes nothing, and the report is that of the command line.
    desk.get(&at("letters"));
    let by_hand = home.path().join("by-hand");
    let incident = format!("{DEMO}/incident.toml");
    let output = Command::new(ampleur())
        .args(["assess", &incident, "--lang", "fr", "--quiet", "--out", "by-hand"])
        .current_dir(home.path())
        .output()
        .unwrap();
    assert!(matches!(output.status.code(), Some(0 | 3)), "{}", String::from_utf8_lossy(&output.stderr));
    let all = files(&by_hand.join(DEMO));
    assert_eq!(files(&home.path().join(DEMO).join("reports").join(DEMO)), all);
    for path in all {
        assert!(report(&home, &path) == fs::read(by_hand.join(DEMO).join(&path)).unwrap(), "{path}");
    }
}

/// Taken back, an answer leaves no more than there was.
#[test]
fn what_is_emptied_goes() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let before = incident(&home);
    // What was there before is written anew when it is typed again; a notification goes on being an initial one.
    let stays = ["measures_after", "channels", "delay_reason"];
    for (key, typed) in TYPED.into_iter().filter(|(key, _)| !stays.iter().any(|part| key.contains(part))) {
        let key = key.replace('~', &format!("insurers.{INSURER}"));
        for typed in [typed, ""] {
            assert_eq!(desk.post(&at("form"), &[(&key, typed)]).status, 303, "{key}");
        }
        let now = incident(&home);
        assert!(now == before, "{key}: {now}");
    }
}

#[test]
fn what_cannot_be_is_told_at_its_field_and_the_rest_is_saved() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let siren = format!("insurers.{INSURER}.siren");
    let staff = format!("insurers.{INSURER}.organisation.staff");
    let city = format!("insurers.{INSURER}.organisation.city");
    let answer = desk.post(&at("form"), &[(&siren, "732829321"), (&staff, "beaucoup"), (&city, "Paris")]);
    assert_eq!(answer.status, 422);
    let page = answer.text();
    assert!(page.contains("value=\"732829321\"") && page.contains("value=\"beaucoup\""));
    for said in ["ce n’est pas un SIREN", "un nombre entier"] {
        assert!(page.contains(said), "{said}");
    }
    let text = incident(&home);
    assert!(text.contains("city = \"Paris\"") && !text.contains("siren") && !text.contains("staff"), "{text}");
    // What contradicts itself is written, as it was typed; the program says why the documents cannot follow.
    let sent = format!("insurers.{INSURER}.notification.sent_on");
    assert_eq!(desk.post(&at("letters"), &[(&sent, "2020-01-01T10:00")]).status, 303);
    let page = desk.get(&at("letters")).text();
    assert!(page.contains("n’ont pas pu être refaits") && page.contains("avant d’avoir été informé"), "{page}");
    assert_eq!(desk.post(&at("letters"), &[(&sent, "")]).status, 303);
    assert!(desk.get(&at("letters")).text().contains("Tout est enregistré"));
}

/// What may move a figure is not redrawn: the page says that rows have to be counted again.
#[test]
fn another_count_is_not_drawn_from_old_figures() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let path = home.path().join(DEMO).join("incident.toml");
    let text = incident(&home).replace("reference_date = 2024-02-07", "reference_date = 2024-03-07");
    fs::write(&path, text).unwrap();
    let before = report(&home, "manifest.json");
    let page = desk.get(&format!("i/{DEMO}/dossier")).text();
    assert!(page.contains("peut changer un chiffre") && page.contains("reference_date"), "{page}");
    assert!(page.contains(&format!("i/{DEMO}/assess")) && report(&home, "manifest.json") == before);
    // And nothing leaves that says something else than the incident file.
    for pack in ["cnil.zip", "letters.zip"] {
        let answer = desk.get(&at(pack));
        assert!(answer.status == 409 && answer.text().contains("reference_date"), "{pack}");
    }
}

#[test]
fn decisions_are_logged_with_who_and_why() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let post = |fields: &[(&str, &str)]| desk.post(&at("decisions"), fields);
    let log =
        [("what", "log"), ("on", "2024-02-08"), ("by", "Directrice"), ("about", "authority"), ("decided", "Notifier.")];
    assert_eq!(post(&log).status, 303);
    assert_eq!(post(&[log[0], log[1], log[2], log[3], ("decided", "")]).status, 422);
    assert_eq!(post(&[log[0], ("on", "hier"), log[2], log[3], log[4]]).status, 422);
    assert_eq!(post(&[log[0], log[1], log[2], ("about", "moon"), log[4]]).status, 422);
    // Against the proposal, with a reason only.
    assert_eq!(post(&[("what", "gravity"), ("value", "limited"), ("reason", "")]).status, 422);
    assert_eq!(post(&[("what", "gravity"), ("value", "moon"), ("reason", "R")]).status, 422);
    assert_eq!(post(&[("what", "gravity"), ("value", "limited"), ("reason", "Données\r\nchiffrées.")]).status, 303);
    let no =
        [("what", "tell_persons"), ("value", "no"), ("reason", "Page publique."), ("exemption", "disproportionate")];
    assert_eq!(post(&no).status, 303);
    let text = incident(&home);
    for written in [
        "decisions = [{ on = 2024-02-08, by = \"Directrice\", about = \"authority\", decided = \"Notifier.\" }]",
        "value = \"limited\"",
        "tell_persons = { value = false, reason = \"Page publique.\" }",
        "exemption = \"disproportionate\"",
    ] {
        assert!(text.contains(written), "{written}\n{text}");
    }
    let page = desk.get(&at("decisions")).text();
    assert!(page.contains("Notifier.") && page.contains("Directrice") && page.contains("8 février 2024"), "{page}");
    let form = desk.get(&at("form")).text();
    assert!(form.contains("Tout est enregistré") && form.contains("Décidé par le responsable"), "{form}");
    // Taken back.
    assert_eq!(post(&[("what", "tell_persons"), ("value", ""), ("reason", "")]).status, 303);
    assert!(!incident(&home).contains("exemption") && !incident(&home).contains("tell_persons"));
}

/// The same files, the same bytes; and nothing else than what goes to whom it is for.
#[test]
fn what_leaves_is_in_one_file() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    for (pack, there) in [("cnil.zip", "cnil.pdf"), ("letters.zip", "letters/almerys+viamedis.1.fr.docx")] {
        let first = desk.get(&at(pack));
        assert_eq!(first.status, 200);
        assert_eq!(first.header("content-type"), Some("application/zip"));
        assert!(first.header("content-disposition").unwrap().contains(&format!("{INSURER}-{pack}")));
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(first.body.clone())).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        let name = names.iter().find(|name| name.ends_with(there)).unwrap_or_else(|| panic!("{names:?}"));
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut zip.by_name(name).unwrap(), &mut bytes).unwrap();
        assert!(bytes == report(&home, &format!("insurers/{INSURER}/{there}")));
        assert!(names.iter().all(|name| !name.ends_with(".json") && !name.ends_with(".csv")), "{names:?}");
        if pack == "letters.zip" {
            // Nobody reads of data that others lost.
            assert!(names.iter().all(|name| name.contains("/letters/")), "{names:?}");
        }
        std::thread::sleep(std::time::Duration::from_millis(2100));
        assert!(desk.get(&at(pack)).body == first.body, "{pack}");
    }
}

/// The list is encrypted, goes along with the letters, and nobody of it is shown.
#[test]
fn the_list_is_made_for_who_sends_the_letters() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let folder = home.path().join(DEMO);
    assert_eq!(desk.post(&at("list"), &[("recipient", ""), ("passphrase", "")]).status, 422);
    // What protects nothing is refused by the program, and says so.
    for wrong in [("passphrase", "court"), ("recipient", "age1nonsense"), ("recipient", "--in-clear")] {
        assert_eq!(desk.post(&at("list"), &[wrong]).status, 303);
        let page = desk.answered(&at("list"));
        assert!(
            page.contains("n’a pas pu être établie") && !folder.join("notify").join(INSURER).exists(),
            "{wrong:?} {page}"
        );
    }
    let phrase = "une phrase bien secrète";
    assert_eq!(desk.post(&at("list"), &[("passphrase", phrase)]).status, 303);
    let page = desk.answered(&at("list"));
    assert!(page.contains("La liste est écrite") && !page.contains(phrase), "{page}");
    let record: Value =
        serde_json::from_slice(&fs::read(folder.join("notify").join(INSURER).join("notified.json")).unwrap()).unwrap();
    let (file, rows) = (record["list"]["file"].as_str().unwrap(), record["list"]["rows"].as_u64().unwrap());
    assert!(rows > 1000 && page.contains(file));
    let list = fs::read(folder.join("notify").join(INSURER).join(file)).unwrap();
    assert!(list.starts_with(b"age-encryption.org/v1"));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(desk.get(&at("letters.zip")).body)).unwrap();
    let mut sent = Vec::new();
    std::io::Read::read_to_end(&mut zip.by_name(&format!("{INSURER}-letters/list/{file}")).unwrap(), &mut sent)
        .unwrap();
    assert!(sent == list);
    // The authority is sent no list, and the phrase is nowhere on the disk.
    let zip = zip::ZipArchive::new(std::io::Cursor::new(desk.get(&at("cnil.zip")).body)).unwrap();
    assert!(zip.file_names().all(|name| !name.unwrap().ends_with(".age")));
    for path in files(home.path()) {
        let bytes = fs::read(home.path().join(&path)).unwrap();
        assert!(!bytes.windows(phrase.len()).any(|window| window == phrase.as_bytes()), "{path}");
    }
}

/// However long the list is.
#[test]
fn what_leaves_does_not_pass_through_memory() {
    const LENGTH: u64 = 200 << 20;
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let lists = home.path().join(DEMO).join("notify").join(INSURER);
    fs::create_dir_all(&lists).unwrap();
    fs::write(lists.join("notified.json"), "{\"list\": {\"file\": \"list.csv.age\", \"rows\": 1}}").unwrap();
    fs::File::create(lists.join("list.csv.age")).unwrap().set_len(LENGTH).unwrap();
    let before = files(home.path());
    let answer = desk.get(&at("letters.zip"));
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(answer.body)).unwrap();
    assert_eq!(zip.by_name(&format!("{INSURER}-letters/list/list.csv.age")).unwrap().size(), LENGTH);
    // The most that the desk ever held, in kilobytes.
    let status = fs::read_to_string(format!("/proc/{}/status", desk.child.id())).unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")).unwrap();
    assert!(peak.parse::<u64>().unwrap() < LENGTH / 2048, "{peak} kB");
    assert_eq!(files(home.path()), before);
}

/// The fields are those of the dossier, of parties that there are; files are those of the report.
#[test]
fn nothing_else_can_be_written_or_taken() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let before = incident(&home);
    for key in [
        "key.file",
        "key",
        "id",
        "schema",
        "max_chance",
        "reference_date",
        "operators.almerys.leaks",
        "operators.almerys.exposed",
        "operators.nobody.role",
        "insurers.nobody.siren",
        "insurers.nobody.channels.1",
        "insurers.aesio-mutuelle.members",
        "insurers.aesio-mutuelle.aware.nobody.on",
        "insurers.aesio-mutuelle.channels.0",
        "insurers.aesio-mutuelle.channels.5",
        "insurers.aesio-mutuelle.profile",
        "insurers.aesio-mutuelle.*.name",
        "insurers.*.siren",
        "",
        ".",
        "..",
    ] {
        assert_eq!(desk.post(&at("form"), &[(key, "732829320")]).status, 422, "{key}");
    }
    for (key, word) in [("origin", "moon"), ("nature.confidentiality", "moon"), ("cause", "../x")] {
        let status = desk.post(&at("form"), &[(key, word)]).status;
        assert!(status == 422 || key.starts_with("nature"), "{key}: {status}");
    }
    let now = incident(&home);
    assert_eq!(
        now.replace("nature = [\"confidentiality\"]\n", ""),
        before.replace("nature = [\"confidentiality\"]\n", "")
    );
    fs::write(home.path().join(DEMO).join("incident.toml"), &before).unwrap();
    for path in [
        "nobody/form",
        "aesio-mutuelle/moon",
        "aesio-mutuelle/key.zip",
        "..%2f../form",
        "aesio-mutuelle/..%2f..%2fx.zip",
    ] {
        assert!(matches!(desk.get(&format!("i/{DEMO}/dossier/{path}")).status, 404), "{path}");
        assert!(matches!(desk.post(&format!("i/{DEMO}/dossier/{path}"), &[]).status, 404), "{path}");
    }
    // A file of the report that is a link is not put into what leaves.
    let around = TempDir::new().unwrap();
    fs::write(around.path().join("secret"), "nobody's").unwrap();
    let letter =
        home.path().join(DEMO).join("reports").join(DEMO).join("insurers").join(INSURER).join("letters/x.fr.docx");
    symlink(around.path().join("secret"), &letter).unwrap();
    let zip = desk.get(&at("letters.zip"));
    let zip = zip::ZipArchive::new(std::io::Cursor::new(zip.body)).unwrap();
    assert!(zip.file_names().all(|name| !name.unwrap().ends_with("x.fr.docx")));
}

/// Many at once: each is saved.
#[test]
fn answers_that_cross_are_all_saved() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let fields = ["vat_number", "sector", "address", "postal_code", "city", "country"];
    std::thread::scope(|scope| {
        for field in fields {
            let key = format!("insurers.{INSURER}.organisation.{field}");
            let desk = &desk;
            scope.spawn(move || assert_eq!(desk.post(&at("form"), &[(&key, field)]).status, 303));
        }
    });
    let text = incident(&home);
    for field in fields {
        assert!(text.contains(&format!("organisation.{field} = \"{field}\"")), "{field}\n{text}");
    }
    assert!(desk.get(&at("form")).text().contains("Tout est enregistré"));
}
