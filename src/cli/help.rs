//! The command line as it is shown: in English as it is written beside each command, in French from `help.fr.toml`.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};
use model::said::Lang;
use toml::{Table, Value};

use super::Cli;
use super::values::Wrong;

/// French of the help: about each command, its arguments and the values they take.
const FRENCH: &str = include_str!("help.fr.toml");

/// What clap writes itself, and the same in French.
const WORDS: [(&str, &str); 8] = [
    ("Usage:", "Utilisation\u{a0}:"),
    ("Commands:", "Commandes\u{a0}:"),
    ("Arguments:", "Arguments\u{a0}:"),
    ("Options:", "Options\u{a0}:"),
    ("Possible values:", "Valeurs possibles\u{a0}:"),
    ("[default: ", "[par défaut\u{a0}: "),
    ("[possible values: ", "[valeurs possibles\u{a0}: "),
    ("Print this message or the help of the given subcommand(s)", "Afficher cette aide, ou celle d’une commande"),
];

/// The command line in a language.
pub(super) fn command(lang: Lang) -> Command {
    if lang == Lang::En {
        return Cli::command();
    }
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help("Afficher la version");
    translated(Cli::command(), "ampleur", &french()).disable_version_flag(true).arg(version)
}

/// Empty if it cannot be read, which a test sees: help in English is better than none.
fn french() -> Table {
    toml::from_str(FRENCH).unwrap_or_default()
}

/// A command and those below it, with the texts that stand under their paths.
fn translated(command: Command, path: &str, texts: &Table) -> Command {
    let of = texts.get(path).and_then(Value::as_table);
    let text = |key: &str| of.and_then(|of| of.get(key)).and_then(Value::as_str).map(str::to_owned);
    let mut command = command.disable_help_flag(true);
    if let Some(about) = text("about") {
        command = command.about(about);
    }
    if let Some(about) = text("long_about") {
        command = command.long_about(about);
    }
    if let Some(after) = text("after_help") {
        command = command.after_help(after);
    }
    let args = of.and_then(|of| of.get("args")).and_then(Value::as_table);
    let command = command.mut_args(|arg| {
        let of = args.and_then(|args| args.get(arg.get_id().as_str())).and_then(Value::as_table);
        of.map_or_else(|| arg.clone(), |of| of_argument(arg.clone(), of))
    });
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let command = names.iter().fold(command, |command, name| {
        command.mut_subcommand(name, |below| translated(below, &format!("{path} {name}"), texts))
    });
    let help = "Afficher l’aide (courte avec -h, complète avec --help)";
    command
        .subcommand_value_name("COMMANDE")
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help(help))
}

fn of_argument(arg: Arg, texts: &Table) -> Arg {
    let text = |key: &str| texts.get(key).and_then(Value::as_str).map(str::to_owned);
    let arg = match text("help") {
        Some(help) => arg.help(help),
        None => arg,
    };
    let Some(values) = texts.get("values").and_then(Value::as_table) else { return arg };
    let of_value = |value: clap::builder::PossibleValue| match values.get(value.get_name()).and_then(Value::as_str) {
        Some(help) => value.clone().help(help.to_owned()),
        None => value,
    };
    let possible: Vec<_> = arg.get_possible_values().into_iter().map(of_value).collect();
    shown(arg, possible)
}

/// The values of an argument as the help shows them. What it takes stays: its parser is not replaced.
fn shown(arg: Arg, values: Vec<clap::builder::PossibleValue>) -> Arg {
    let lines = values.iter().map(|value| {
        let help = value.get_help().map(|help| format!("\u{a0}: {help}")).unwrap_or_default();
        format!("\n- {}{help}", value.get_name())
    });
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let long = format!("{help}\n\nValeurs possibles\u{a0}:{}", lines.collect::<String>());
    arg.long_help(long).hide_possible_values(true)
}

/// What clap answers in place of a run: help, the version, or what is wrong with the command line.
pub(super) fn answer(answer: &clap::Error, lang: Lang) -> String {
    let rendered = answer.render().to_string();
    match (lang, answer.kind()) {
        (Lang::En, _) => rendered,
        (Lang::Fr, ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) => {
            in_french(&rendered)
        }
        (Lang::Fr, ErrorKind::DisplayVersion) => rendered,
        (Lang::Fr, _) => wrong(answer),
    }
}

fn in_french(help: &str) -> String {
    WORDS.iter().fold(help.to_owned(), |help, (english, french)| help.replace(english, french))
}

/// What is wrong with the command line.
fn wrong(error: &clap::Error) -> String {
    let all = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    };
    let one = |kind| all(kind).join(", ");
    let (argument, value) = (one(ContextKind::InvalidArg), one(ContextKind::InvalidValue));
    let what = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("il manque une valeur à «\u{a0}{argument}\u{a0}»"),
        ErrorKind::InvalidValue => format!("«\u{a0}{value}\u{a0}» n’est pas une valeur de «\u{a0}{argument}\u{a0}»"),
        ErrorKind::UnknownArgument => format!("argument inattendu\u{a0}: «\u{a0}{argument}\u{a0}»"),
        ErrorKind::InvalidSubcommand => {
            format!("commande inconnue\u{a0}: «\u{a0}{}\u{a0}»", one(ContextKind::InvalidSubcommand))
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|source| match source.downcast_ref::<Wrong>() {
                Some(wrong) => wrong.of(Lang::Fr).to_owned(),
                None if source.is::<std::num::ParseIntError>() => "ce n’est pas un nombre entier".to_owned(),
                // clap's: `3 is not in 300..=46862550`.
                None => source.to_string().replace(" is not in ", " n’est pas dans l’intervalle "),
            });
            let why = why.map(|why| format!("\u{a0}: {why}")).unwrap_or_default();
            format!("«\u{a0}{value}\u{a0}» n’est pas une valeur de «\u{a0}{argument}\u{a0}»{why}")
        }
        ErrorKind::ArgumentConflict => match all(ContextKind::PriorArg) {
            prior if prior.is_empty() || prior == [argument.clone()] => {
                format!("«\u{a0}{argument}\u{a0}» ne peut être donné qu’une fois")
            }
            prior => format!("«\u{a0}{argument}\u{a0}» ne va pas avec «\u{a0}{}\u{a0}»", prior.join(", ")),
        },
        ErrorKind::MissingRequiredArgument => format!("il manque\u{a0}: {argument}"),
        ErrorKind::MissingSubcommand => "il manque une commande".to_owned(),
        ErrorKind::TooManyValues => format!("«\u{a0}{value}\u{a0}» est de trop pour «\u{a0}{argument}\u{a0}»"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("«\u{a0}{argument}\u{a0}» n’a pas le bon nombre de valeurs")
        }
        ErrorKind::NoEquals => format!("«\u{a0}{argument}\u{a0}» veut un signe égal devant sa valeur"),
        ErrorKind::InvalidUtf8 => "un argument n’est pas de l’UTF-8 valide".to_owned(),
        _ => "la ligne de commande n’est pas valide".to_owned(),
    };
    let mut text = format!("erreur\u{a0}: {what}\n");
    let valid: Vec<String> =
        all(ContextKind::ValidValue).into_iter().chain(all(ContextKind::ValidSubcommand)).collect();
    if !valid.is_empty() {
        text.push_str(&format!("  [valeurs possibles\u{a0}: {}]\n", valid.join(", ")));
    }
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let meant: Vec<String> = meant.into_iter().flat_map(all).map(|meant| format!("«\u{a0}{meant}\u{a0}»")).collect();
    if !meant.is_empty() {
        text.push_str(&format!("\n  à faire\u{a0}: vouliez-vous dire {}\u{202f}?\n", meant.join(" ou ")));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        text.push_str(&format!("\n{}\n", in_french(&usage.to_string())));
    }
    text.push_str("\nPour en savoir plus\u{a0}: --help.\n");
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// `ampleur assess.args.out.help`: all that the command line says in English.
    fn said(command: &Command, path: &str, keys: &mut BTreeSet<String>) {
        let mut add = |key: &str, is_there: bool| {
            if is_there {
                keys.insert(format!("{path}.{key}"));
            }
        };
        add("about", command.get_about().is_some());
        add("long_about", command.get_long_about().is_some());
        add("after_help", command.get_after_help().is_some());
        for arg in command.get_arguments().filter(|arg| !["help", "version"].contains(&arg.get_id().as_str())) {
            add(&format!("args.{}.help", arg.get_id()), arg.get_help().is_some());
            assert!(arg.get_long_help().is_none(), "{path} {}: no French is read for it", arg.get_id());
            for value in arg.get_possible_values() {
                add(&format!("args.{}.values.{}", arg.get_id(), value.get_name()), value.get_help().is_some());
            }
        }
        for below in command.get_subcommands() {
            said(below, &format!("{path} {}", below.get_name()), keys);
        }
    }

    fn written(value: &Value, path: &str, keys: &mut BTreeSet<String>) {
        match value {
            Value::Table(table) => {
                for (key, value) in table {
                    let separator = if path.is_empty() { "" } else { "." };
                    written(value, &format!("{path}{separator}{key}"), keys);
                }
            }
            _ => {
                assert!(value.as_str().is_some_and(|text| !text.trim().is_empty()), "{path}");
                keys.insert(path.to_owned());
            }
        }
    }

    /// Nothing is missing, and nothing is left over.
    #[test]
    fn all_that_is_said_in_english_is_said_in_french() {
        let (mut english, mut of_file) = (BTreeSet::new(), BTreeSet::new());
        said(&Cli::command(), "ampleur", &mut english);
        written(&Value::Table(french()), "", &mut of_file);
        assert!(english.len() > 150, "{}", english.len());
        assert_eq!(english.difference(&of_file).collect::<Vec<_>>(), [] as [&String; 0], "not in French");
        assert_eq!(of_file.difference(&english).collect::<Vec<_>>(), [] as [&String; 0], "in French alone");
    }

    /// A paragraph more or less would be a fact more or less; commands are typed as they stand.
    #[test]
    fn it_says_as_much() {
        fn both(english: &Command, french: &Command) {
            let paragraphs = |command: &Command| {
                command.get_long_about().map(|about| about.to_string().trim().matches("\n\n").count())
            };
            let commands = |command: &Command| {
                let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
                after.lines().filter(|line| line.trim().starts_with("ampleur ")).map(str::to_owned).collect::<Vec<_>>()
            };
            let name = english.get_name();
            assert_eq!(paragraphs(english), paragraphs(french), "{name}");
            assert_eq!(commands(english), commands(french), "{name}");
            for (english, french) in english.get_subcommands().zip(french.get_subcommands()) {
                both(english, french);
            }
        }
        both(&command(Lang::En), &command(Lang::Fr));
    }
}
