//! Documents that cannot be written again from the figures of a report.

use std::path::Path;

use super::Problem;
use crate::said::{Said, both, list};

/// What every one of them comes down to.
fn assess_again() -> Said {
    both!("lancez `ampleur assess`", "run `ampleur assess`")
}

/// What changed in the incident file may move a figure.
pub fn redraw_needs_counting(incident: &str, keys: &[String]) -> Problem {
    let (shown, more) = keys.split_at(keys.len().min(5));
    let rest = more.len();
    let more = match rest {
        0 => Said::same(""),
        _ => both!(", et {rest} de plus", ", and {rest} more"),
    };
    Problem::new(both!(
        "ce qui a changé dans le fichier d’incident depuis l’évaluation peut changer un chiffre",
        "what changed in the incident file since the assessment may move a figure"
    ))
    .at(incident)
    .why(both!("ont changé\u{a0}: {shown}{more}", "changed: {shown}{more}"; shown = list(shown), more = more))
    .hint(assess_again())
}

/// Contract numbers, or decisions on rows, are not those of the report, which shows only by the key.
pub fn redraw_of_withheld(incident: &str) -> Problem {
    Problem::new(both!(
        "des numéros de contrat, ou des décisions sur des lignes, ont changé depuis l’évaluation",
        "contract numbers, or decisions on rows, have changed since the assessment"
    ))
    .at(incident)
    .why(both!("ils peuvent changer un chiffre", "they may move a figure"))
    .hint(assess_again())
}

/// The figures are those of another version of the program.
pub fn redraw_of_other_program(folder: &Path, was: &str, is: &str) -> Problem {
    Problem::new(both!(
        "le rapport a été écrit par un autre ampleur ({was}\u{202f}; celui-ci est le {is})",
        "the report was written by another ampleur ({was}; this one is {is})"
    ))
    .at(folder.display().to_string())
    .why(both!(
        "même si la version est la même, sa construction diffère\u{a0}: ses chiffres peuvent être autres",
        "even where the version is the same, its build differs: its figures may be others"
    ))
    .hint(assess_again())
}

/// The former report that complementary notifications build on is missing, or is another one.
pub fn redraw_since(folder: &Path, is_linked: bool) -> Problem {
    let problem = match is_linked {
        true => Problem::new(both!(
            "ce rapport en complète un autre, que `--since` ne donne pas",
            "this report builds on a former one, which `--since` does not give"
        ))
        .hint(both!(
            "donnez le dossier du rapport antérieur\u{a0}: `--since RAPPORT`",
            "give the folder of the former report: `--since REPORT`"
        )),
        false => Problem::new(both!(
            "ce rapport n’en complète aucun\u{a0}: `--since` n’y change rien",
            "this report builds on none: `--since` cannot make it"
        ))
        .hint(both!(
            "retirez `--since`, ou lancez `ampleur assess --since`",
            "leave out `--since`, or run `ampleur assess --since`"
        )),
    };
    problem.at(folder.display().to_string())
}
