//! Which language is spoken, and which is written.

use std::fs;

use crate::harness::Ampleur;

/// What is said of an incident file that is not there.
#[track_caller]
fn said(variables: &[(&str, &str)], args: &[&str]) -> String {
    let run = Ampleur::new(["check", "nowhere.toml"]).args(args).of_nobody().env("LC_MESSAGES", "");
    variables.iter().fold(run, |run, (name, value)| run.env(name, value)).run().ends(1).stderr
}

const FRENCH: &str = "erreur\u{a0}: fichier d’incident introuvable\n  dans nowhere.toml\nà faire\u{a0}: les chemins partent du dossier du fichier d’incident\u{202f}; vérifiez l’orthographe et le dossier\nrien n’a été écrit\n";

const ENGLISH: &str = "error: incident file not found\n  in nowhere.toml\nhint: paths are relative to the incident file; check the spelling and the folder\nnothing was written\n";

#[test]
fn the_system_s_language_is_spoken() {
    for nothing in ["", "C", "C.UTF-8", "POSIX"] {
        assert_eq!(said(&[("LANG", nothing)], &[]), ENGLISH, "{nothing:?}");
    }
    assert_eq!(said(&[("LANG", "fr_FR.UTF-8")], &[]), FRENCH);
    assert_eq!(said(&[("LANG", "en_US.UTF-8")], &[]), ENGLISH);
    assert_eq!(said(&[("LANG", "de_DE.UTF-8")], &[]), ENGLISH);
    assert_eq!(said(&[("LANG", "de_DE.UTF-8"), ("AMPLEUR_LANG", "fr")], &[]), FRENCH);
    assert_eq!(said(&[("LANG", "fr_FR.UTF-8"), ("AMPLEUR_LANG", "fr")], &["--lang", "en"]), ENGLISH);
}

/// What is wrong with the command line, and its help, before a command has begun.
#[test]
fn a_command_line_is_answered_in_it() {
    let answered =
        |args: &[&str], lang: &str| Ampleur::new(args).env("LC_MESSAGES", lang).of_nobody().run().ends(2).stderr;
    let wrong = answered(&["asess"], "fr_FR.UTF-8");
    assert!(wrong.starts_with("erreur\u{a0}: commande inconnue\u{a0}: «\u{a0}asess\u{a0}»\n"), "{wrong}");
    assert!(wrong.contains("«\u{a0}assess\u{a0}»\u{202f}?"), "{wrong}");
    assert!(answered(&["asess"], "en_GB.UTF-8").starts_with("error: unrecognized subcommand 'asess'\n"));
    for (args, says) in [
        (&["assess"][..], "il manque\u{a0}: <INCIDENT>"),
        (&["assess", "a", "b"], "argument inattendu\u{a0}: «\u{a0}b\u{a0}»"),
        (
            &["assess", "a", "--lang", "de"],
            "«\u{a0}de\u{a0}» n’est pas une valeur de «\u{a0}--lang <LANG>\u{a0}»\n  [valeurs possibles\u{a0}: fr, en]",
        ),
        (&["assess", "a", "--memory", "3"], "écrivez un nombre et une unité"),
        (&["assess", "a", "--memory", "3kB"], "le minimum est 1MiB"),
        (&["assess", "a", "--since", "b", "--figures-only"], "ne va pas avec «\u{a0}--figures-only\u{a0}»"),
        (&["pseudonymise", "a", "--edition", "0"], "0 n’est pas dans l’intervalle 1.."),
        (&["pseudonymise", "a", "--edition", "x"], "ce n’est pas un nombre entier"),
        (&["assess", "a", "--out"], "il manque une valeur à «\u{a0}--out <DIR>\u{a0}»"),
        (&["assess", "a", "--json", "--json"], "ne peut être donné qu’une fois"),
    ] {
        let wrong = answered(args, "fr_FR.UTF-8");
        assert!(wrong.contains(says), "{args:?}: {wrong}");
        for english in ["error", "Usage:", "For more", "possible values", "required"] {
            assert!(!wrong.contains(english), "{args:?}: {wrong}");
        }
    }
}

/// A system changes no file: the same bytes on every machine. `--lang` and `AMPLEUR_LANG` are asked for.
#[test]
fn files_are_french_unless_it_is_asked_for() {
    let report = |variable: &str, value: &str| {
        let ended = Ampleur::new(["demo", "--figures-only"]).env(variable, value).run().ends(0);
        (ended.read("reports/tiers-payant-2024/report.html"), ended.stdout)
    };
    let ((french, printed), (same, told)) = (report("LC_MESSAGES", "fr_FR"), report("LC_MESSAGES", "en_GB"));
    assert!(french == same && french.contains("<html lang=\"fr\""));
    assert!(printed.contains("Situation au 7 février 2024") && told.contains("As of 7 February 2024"), "{told}");
    let (english, told) = report("AMPLEUR_LANG", "en");
    assert!(english.contains("<html lang=\"en\"") && told.contains("As of 7 February 2024"));
}

/// The file to fill in, with comments in either language and the same keys.
#[test]
fn the_template_is_of_the_language() {
    let written = |lang: &str, args: &[&str], file: &str| {
        let ended = Ampleur::new(["init", "--lang", lang]).args(args).run().ends(0);
        fs::read_to_string(ended.path().join(file)).unwrap()
    };
    for (args, file) in [(&[][..], "incident.toml"), (&["--profile"], "profile.toml")] {
        let (french, english) = (written("fr", args, file), written("en", args, file));
        let keys = |text: &str| text.parse::<toml::Table>().unwrap();
        assert_eq!(keys(&french), keys(&english), "{file}");
        assert_eq!(french.lines().count(), english.lines().count(), "{file}");
        assert!(french != english && french.chars().any(|c| c == 'é'), "{file}");
    }
}
