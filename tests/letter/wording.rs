//! What the letters say, word for word: that they cover what the notices of 2024 told, and read at once.

use std::collections::BTreeMap;
use std::fs;

use super::*;
use crate::harness::{Ampleur, files_under};

/// Every letter and page in a language: of the demo, of a bare incident and of one with all that can be declared.
fn texts(lang: &str) -> BTreeMap<String, String> {
    let demo = Ampleur::new(["demo"]).run().ends(0);
    let (bare, full) = (bare().run().succeeds(), vivinter().run().succeeds());
    let mut texts = BTreeMap::new();
    for folder in [demo.path(), bare.path(), full.path()] {
        for path in files_under(folder) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name == format!("letter.{lang}.md") || name == format!("notice.{lang}.md") {
                texts.insert(path.display().to_string(), fs::read_to_string(&path).unwrap());
            }
        }
    }
    // The demo's insurers whose persons are exposed, the bare one and the full one; a page of two of them at least.
    assert!(texts.len() > 5, "{:?}", texts.keys());
    texts
}

/// Paragraphs and points as a reader sees them: no heading, no markup, no address.
fn lines(markdown: &str) -> Vec<String> {
    let lines = markdown.lines().filter(|line| !line.is_empty() && !line.starts_with(['#', '|']) && *line != "---");
    lines
        .map(|line| {
            let mut line = line.trim_start_matches(['-', '>', '*', ' ']).replace("**", "").replace('\\', "");
            while let Some(at) = line.find("](") {
                let end = line[at..].find(')').map_or(line.len(), |end| at + end + 1);
                line.replace_range(at..end, "");
            }
            line.replace(['[', ']'], "")
        })
        .collect()
}

/// Sentences that end; and the longest stretch of words without an end.
fn lengths(line: &str) -> (Vec<usize>, usize) {
    let mut whole = Vec::new();
    let (mut now, mut longest) = (0, 0);
    for word in line.split_whitespace() {
        now += usize::from(word.contains(char::is_alphanumeric));
        longest = longest.max(now);
        if word.ends_with(['.', '!', '?', '…']) {
            whole.push(now);
            now = 0;
        }
    }
    (whole, longest)
}

#[test]
fn sentences_are_short() {
    for (path, text) in ["fr", "en"].into_iter().flat_map(texts) {
        let mut all = Vec::new();
        for line in lines(&text) {
            let (mut whole, longest) = lengths(&line);
            assert!(longest <= 30, "{longest} words in {path}: {line}");
            all.append(&mut whole);
        }
        let total: usize = all.iter().sum();
        assert!(all.len() > 30 && total <= 18 * all.len(), "{total} words in {} sentences: {path}", all.len());
    }
}

#[test]
fn no_word_of_the_trade() {
    let banned = [
        "responsable de traitement",
        "responsable du traitement",
        "sous-traitant",
        "rgpd",
        "gdpr",
        "exfiltr",
        "pseudonym",
        "caractère personnel",
        "violation de",
        "confidentialité",
        "controller",
        "processor",
        "data subject",
        "confidentiality",
        "art. 3",
    ];
    for (path, text) in ["fr", "en"].into_iter().flat_map(texts) {
        let text = lines(&text).join("\n");
        for word in banned {
            assert!(!text.to_lowercase().contains(word), "{word} in {path}");
        }
        assert!(!text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "NIR"), "NIR in {path}");
    }
}

#[test]
fn french_typography() {
    for (path, text) in texts("fr") {
        // The title and the headings too.
        let headings =
            text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').to_owned());
        for line in lines(&text).into_iter().chain(headings) {
            assert!(!line.contains(['\'', '"']), "{path}: {line}");
            let chars: Vec<char> = line.chars().collect();
            for (at, c) in chars.iter().enumerate() {
                let before = at.checked_sub(1).map(|at| chars[at]);
                let wanted = match c {
                    ';' | '!' | '?' => before == Some('\u{202f}'),
                    ':' | '»' => before == Some('\u{a0}'),
                    '«' => chars.get(at + 1) == Some(&'\u{a0}'),
                    _ => true,
                };
                // An address has marks of its own.
                assert!(wanted || line.contains("://"), "{path}: {line}");
            }
        }
    }
}

#[test]
fn english_typography() {
    for (path, text) in texts("en") {
        for line in lines(&text) {
            assert!(!line.contains(['\'', '"', '«', '\u{202f}']) && !line.contains(" :"), "{path}: {line}");
        }
    }
}

/// What the notices of 16 and 22 February 2024 told their readers: facts, each by words that no telling of it can avoid.
#[test]
fn all_that_the_notices_told_is_told() {
    let outcome = vivinter().run().succeeds();
    let [letter, page] = ["letter", "notice"]
        .map(|form| outcome.read(&format!("insurers/vivinter/{form}.fr.md")).replace('\u{a0}', " "));
    let told = [
        ("who writes, and at whom it happened", &["Insurer vivinter", "Operator almerys"][..]),
        ("what these operators do", &["tiers payant", "avance"]),
        ("what happened, when", &["en masse", "29 janvier 2024", "1er février 2024"]),
        ("that it was done on purpose", &["piratage", "malveillant"]),
        ("who is concerned, also if they have left", &["Manager interimaires", "1er janvier 2022", "1er janvier 2024"]),
        ("what may follow", &["hameçonnage", "se faire passer pour", "fuites"]),
        ("what is never asked for", &["mot de passe", "code", "téléphone", "SMS", "e-mail", "jamais"]),
        ("what a good password is", &["différent", "majuscules", "minuscules", "chiffres"]),
        ("how to read messages", &["pièce jointe", "lien", "adresse", "Supprimez", "prévenez-nous"]),
        ("what to watch", &["comptes bancaires", "remboursements"]),
        ("whom to call, when", &["09 71 10 03 08", "8 h 30", "18 h", "14 février 2024", "19 mars 2024"]),
        ("where to read more", &["https://vivinter.invalid/info", "cybermalveillance.gouv.fr", "economie.gouv.fr"]),
        ("whom to write to", &["Madame MODELE", "dpo@vivinter.invalid"]),
        ("where to complain", &["plainte", "police", "CNIL", "https://www.cnil.fr"]),
        ("whether the card can be used", &["Votre carte reste valable", "optique"]),
        ("what was done, by both", &["La plateforme est isolée", "Nos propres systèmes ont été vérifiés"]),
        ("that the authority was told", &["6 février 2024", "CNIL"]),
        ("that one is sorry", &["regrettons"]),
    ];
    for (what, words) in told {
        for word in words {
            assert!(letter.contains(word) && page.contains(word), "{what}: {word}");
        }
    }
    let [exposed, not_exposed, not_established] = super::data(&letter);
    for field in [
        "civilité",
        "nom",
        "prénom",
        "date de naissance",
        "rang de naissance",
        "numéro de sécurité sociale",
        "qui gère",
    ] {
        assert!(exposed.contains(field), "{field}");
    }
    for field in ["bancaires", "médicales", "remboursements", "adresse postale", "téléphone", "e-mail"] {
        assert!(not_exposed.contains(field) && !exposed.contains(field), "{field}");
    }
    assert_eq!(not_established, "");
    assert!(part(&page, "Qui est concerné").contains("Manager cgrm"), "who is not concerned");
}

/// No sentence stands twice.
#[test]
fn nothing_is_said_twice() {
    for (path, text) in ["fr", "en"].into_iter().flat_map(texts) {
        let lines: Vec<String> = lines(&text).into_iter().filter(|line| line.split(' ').count() > 7).collect();
        for (at, line) in lines.iter().enumerate() {
            assert!(!lines[at + 1..].contains(line), "twice in {path}: {line}");
        }
    }
}
