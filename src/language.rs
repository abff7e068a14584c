//! Which language the program speaks: that of `--lang`, else of `AMPLEUR_LANG`, else of the system.
//!
//! What is written to a folder must be the same on every machine. It follows the first two, and is French without them.

use std::ffi::{OsStr, OsString};

use model::said::Lang;

/// Names the language where `--lang` does not.
pub(crate) const VARIABLE: &str = "AMPLEUR_LANG";

/// The languages of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Language {
    /// Of what is printed: results, errors, help, progress.
    pub spoken: Lang,
    /// Of what is written to files.
    pub written: Lang,
}

impl Language {
    /// From the arguments of the program, the first of which is its name, the value of [`VARIABLE`], and the locales of the system, the
    /// strongest first.
    pub(crate) fn of(args: &[OsString], variable: Option<&OsStr>, locales: &[OsString]) -> Language {
        let asked = of_args(args).or_else(|| variable.and_then(OsStr::to_str).and_then(named));
        // As other programs do: English where it is another, or none (`C`, `POSIX`).
        let of_system = || {
            let mut set = locales.iter().filter_map(|locale| locale.to_str()).filter(|locale| !locale.is_empty());
            set.next().and_then(named).unwrap_or(Lang::En)
        };
        Language { spoken: asked.unwrap_or_else(of_system), written: asked.unwrap_or(Lang::Fr) }
    }
}

/// The value of `--lang`. The command line may turn out to be wrong, and that too is said in a language.
fn of_args(args: &[OsString]) -> Option<Lang> {
    let mut args = args.iter().skip(1).map(|arg| arg.to_str().unwrap_or("")).take_while(|arg| *arg != "--");
    let mut asked = None;
    while let Some(arg) = args.next() {
        let value = if arg == "--lang" { args.next() } else { arg.strip_prefix("--lang=") };
        asked = value.and_then(named).or(asked);
    }
    asked
}

/// A language by its code, as `--lang` takes it, or by that of a locale.
fn named(value: &str) -> Option<Lang> {
    match value.split(['_', '.', '-', '@']).next()?.to_ascii_lowercase().as_str() {
        "fr" => Some(Lang::Fr),
        "en" => Some(Lang::En),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(args: &[&str], variable: &str, locales: &[&str], spoken: Lang, written: Lang) {
        let args: Vec<OsString> = ["ampleur"].iter().chain(args).map(OsString::from).collect();
        let variable = Some(OsStr::new(variable)).filter(|value| !value.is_empty());
        let of_system: Vec<OsString> = locales.iter().map(OsString::from).collect();
        assert_eq!(Language::of(&args, variable, &of_system), Language { spoken, written }, "{args:?} {locales:?}");
    }

    #[test]
    fn the_option_then_the_variable_then_the_system() {
        is(&["check", "--lang", "fr"], "en", &[], Lang::Fr, Lang::Fr);
        is(&["check", "--lang=en"], "", &["fr_FR.UTF-8"], Lang::En, Lang::En);
        is(&["check"], "en", &["fr_FR.UTF-8"], Lang::En, Lang::En);
        is(&["check"], "", &["fr_FR.UTF-8"], Lang::Fr, Lang::Fr);
        is(&["check"], "", &["en_GB.UTF-8", "fr_FR.UTF-8"], Lang::En, Lang::Fr);
        is(&["check"], "", &["", "fr", "en"], Lang::Fr, Lang::Fr);
        // As Windows has it.
        is(&["check"], "", &["fr-FR", "en-US"], Lang::Fr, Lang::Fr);
    }

    /// Files are French unless somebody says otherwise to ampleur itself.
    #[test]
    fn a_system_changes_no_file() {
        for (system, spoken) in [
            ("C", Lang::En),
            ("C.UTF-8", Lang::En),
            ("POSIX", Lang::En),
            ("", Lang::En),
            ("fr_CA", Lang::Fr),
            ("en_US.UTF-8", Lang::En),
            ("de_DE.UTF-8", Lang::En),
        ] {
            is(&["assess", "incident.toml"], "", &[system], spoken, Lang::Fr);
        }
        is(&["assess", "incident.toml"], "", &[], Lang::En, Lang::Fr);
    }

    #[test]
    fn what_names_no_language_of_ours_is_passed_over() {
        is(&["check", "--lang", "de"], "", &["en_US"], Lang::En, Lang::Fr);
        is(&["check", "--lang"], "de", &[], Lang::En, Lang::Fr);
        is(&["check", "--", "--lang", "fr"], "", &[], Lang::En, Lang::Fr);
    }
}
