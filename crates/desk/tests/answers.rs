//! Answers to persons who ask: those of the command line, and nobody who asks stands anywhere.

use std::fs;
use std::io::{Cursor, Read};
use std::process::Command;

use tempfile::TempDir;
use zip::ZipArchive;

use crate::harness::{DEMO, ampleur, assessed, files, is_answered};

const INSURER: &str = "harmonie-mutuelle";

/// Three of its members, and somebody of nowhere.
const ASKED: [&str; 4] = ["A000000000", "Z999999999", "A000000001", "A000000100"];

#[test]
fn answers_are_those_of_the_command_line() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let at = |part: &str| format!("i/{DEMO}/dossier/{INSURER}/{part}");

    // Nobody asks; nothing is there to be taken.
    assert_eq!(desk.post(&at("answers"), &[("member_ids", " \r\n")]).status, 422);
    assert_eq!(desk.get(&at("answers.zip")).status, 404);

    assert_eq!(desk.post(&at("answers"), &[("member_ids", &ASKED.join("\r\n"))]).status, 303);
    let page = desk.until(&at("answers"), |page| is_answered(page) && page.contains("Les réponses sont écrites"));
    assert_eq!(page.matches("<th class=\"n\" scope=\"row\">").count(), ASKED.len());
    assert_eq!(page.matches("identifiant dans aucun fichier de l’assureur").count(), 1);
    assert!(desk.get(&format!("i/{DEMO}/dossier")).text().contains("4 demandes traitées."));

    let case = home.path().join(DEMO);
    fs::write(home.path().join("asked.txt"), ASKED.join("\n")).unwrap();
    let incident = format!("./{DEMO}/incident.toml");
    let args = ["answer", &incident, "--insurer", INSURER, "--member-ids", "asked.txt", "--lang", "fr", "--out", "cli"];
    assert!(Command::new(ampleur()).args(args).current_dir(home.path()).output().unwrap().status.success());
    let of = |folder: &std::path::Path| {
        let read = |path: String| (fs::read(folder.join(&path)).unwrap(), path);
        files(folder).into_iter().map(read).collect::<Vec<_>>()
    };
    let (here, there) = (of(&case.join("answers").join(INSURER)), of(&home.path().join("cli").join(INSURER)));
    assert!(here == there && here.len() > 6, "{:?}", files(&case.join("answers")));

    // In one file, the same bytes each time: the answers and not the record.
    let zipped = desk.get(&at("answers.zip"));
    assert_eq!(zipped.status, 200);
    assert!(zipped.body == desk.get(&at("answers.zip")).body);
    let mut zip = ZipArchive::new(Cursor::new(&zipped.body)).unwrap();
    let wanted: Vec<_> = here.iter().filter(|(_, name)| name.ends_with(".docx") || name.ends_with(".html")).collect();
    assert_eq!(zip.len(), wanted.len());
    for (bytes, name) in wanted {
        let mut found = Vec::new();
        zip.by_name(&format!("{INSURER}-answers/{name}")).unwrap().read_to_end(&mut found).unwrap();
        assert!(found == *bytes, "{name}");
    }

    // Whoever asks is in the files of persons, and nowhere else.
    fs::remove_file(home.path().join("asked.txt")).unwrap();
    for id in ASKED {
        assert!(!page.contains(id) && !desk.get(&at("answers")).text().contains(id), "{id}");
        for path in files(home.path()).iter().filter(|path| !path.contains("/members/")) {
            let bytes = fs::read(home.path().join(path)).unwrap();
            assert!(!bytes.windows(id.len()).any(|window| window == id.as_bytes()), "{id} in {path}");
        }
    }
    // They are not offered as files of persons.
    assert!(!desk.get(&format!("i/{DEMO}/files")).text().contains("answered.json"));
}

/// An insurer whose files have no identifier of its own any more: the program says so, and what was written for others is not handed out.
#[test]
fn what_cannot_be_answered_is_said() {
    let home = TempDir::new().unwrap();
    let desk = assessed(&home);
    let at = format!("i/{DEMO}/dossier/{INSURER}/answers");
    let zip = format!("{at}.zip");
    assert_eq!(desk.post(&at, &[("member_ids", ASKED[2])]).status, 303);
    desk.until(&at, |page| page.contains("Les réponses sont écrites"));
    assert_eq!(desk.get(&zip).status, 200);
    let members = home.path().join(DEMO).join("members/harmonie-mutuelle.csv");
    let text = fs::read_to_string(&members).unwrap().replacen("Identifiant;", "Repère;", 1);
    fs::write(&members, text).unwrap();
    assert_eq!(desk.post(&at, &[("member_ids", ASKED[0])]).status, 303);
    let page = desk.until(&at, |page| page.contains("Aucune réponse n’a été écrite"));
    assert!(page.contains("member_id = &quot;") && !page.contains(ASKED[0]), "{page}");
    assert!(page.contains("sont d’une autre demande") && !page.contains("scope=\"row\""), "{page}");
    assert_eq!(desk.get(&zip).status, 404);
}
