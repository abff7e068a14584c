//! Output folders and parties named on the command line.

use std::path::Path;

use super::files::held_open;
use super::{Problem, did_you_mean, nearest};
use crate::said::{COUNT, FILE, Said, both, count, list, number, refusal};
use crate::system;

/// Why a folder that ampleur did not write stays.
fn would_be_lost() -> Said {
    both!(
        "ampleur ne le remplace pas, car son contenu serait perdu",
        "ampleur does not replace it, since its contents would be lost"
    )
}

/// An output folder that ampleur did not write.
pub fn foreign_output(path: &Path) -> Problem {
    Problem::new(both!(
        "le dossier de sortie existe et n’est pas un rapport de cet incident",
        "the output folder exists and is not a report of this incident"
    ))
    .at(path.display().to_string())
    .why(would_be_lost())
    .hint(both!(
        "choisissez un autre dossier avec `-o DIR`, ou déplacez-le",
        "choose another folder with `-o DIR`, or move it away"
    ))
}

/// A report in whose folder somebody has put or changed files.
pub fn changed_output(path: &Path, files: &[String]) -> Problem {
    let (shown, more) = files.split_at(files.len().min(5));
    let rest = more.len();
    let more = match rest {
        0 => Said::same(""),
        _ => both!(", et {rest} de plus", ", and {rest} more"),
    };
    let folder = path.display();
    Problem::new(both!(
        "le dossier du rapport contient {files} avec lesquels il n’a pas été écrit",
        "the folder of the report holds {files} that it was not written with";
        files = count(files.len() as u64, FILE)
    ))
    .within(both!("{folder}\u{a0}: {shown}{more}", "{folder}: {shown}{more}"; shown = list(shown), more = more))
    .why(both!(
        "ils y ont été mis ou modifiés depuis, et seraient perdus avec le rapport remplacé",
        "they were put there or changed since, and would be lost with the report that is replaced"
    ))
    .hint(both!(
        "déplacez-les, ou choisissez un autre dossier avec `-o DIR`",
        "move them away, or choose another folder with `-o DIR`"
    ))
}

/// A file that is no table of counts to be shared.
pub fn no_table_of_counts(path: &Path) -> Problem {
    Problem::new(both!(
        "le fichier n’est pas un tableau de nombres que cette version puisse lire",
        "the file is no table of counts that this version can read"
    ))
    .at(path.display().to_string())
    .why(both!("ce n’est pas du JSON au schéma ampleur/shared/1", "it is no JSON of schema ampleur/shared/1"))
    .hint(both!(
        "donnez le shared/persons.json qui a été transmis, ou `--released none`",
        "give the shared/persons.json that was passed on, or `--released none`"
    ))
}

/// A table of counts that tells few persons beside the one that it would replace.
pub fn tables_tell_their_difference(path: &Path, counts: u64, below: u64) -> Problem {
    let shown = path.display();
    Problem::new(both!(
        "le tableau de nombres qui est ici et le nouveau révèlent ensemble {counts} de moins de {below} personnes",
        "the table of counts here and the new one together tell {counts} of fewer than {below} persons";
        counts = count(counts, COUNT), below = number(below)
    ))
    .at(shown.to_string())
    .why(both!(
        "s’il a été transmis, qui a les deux peut soustraire l’un de l’autre\u{202f}; rien n’a été remplacé",
        "if it was passed on, who has both can subtract one from the other; nothing was replaced"
    ))
    .hint(both!(
        "écrivez `--released {shown}` s’il a été transmis (ou une copie de ce qui l’a été, si c’est un autre), `--released none` si rien ne l’a été",
        "write `--released {shown}` if it was passed on (a copy of what was, if it is another), `--released none` if nothing was"
    ))
}

/// An output folder that already exists.
pub fn folder_exists(path: &Path) -> Problem {
    Problem::new(both!("le dossier existe déjà", "the folder already exists"))
        .at(path.display().to_string())
        .hint(both!("choisissez un autre nom", "choose another name"))
}

/// An output that cannot be written.
pub fn cannot_write(path: &Path, error: &std::io::Error) -> Problem {
    not_written(error).at(path.display().to_string())
}

/// Standard output that takes no more.
pub fn cannot_print(error: &std::io::Error) -> Problem {
    not_written(error).within(both!("la sortie standard", "standard output"))
}

fn not_written(error: &std::io::Error) -> Problem {
    if system::is_held_open(error) {
        return held_open(Problem::new(both!(
            "impossible d’écrire ici\u{a0}: un fichier est ouvert dans un autre programme",
            "cannot write here: a file is open in another program"
        )));
    }
    Problem::new(both!(
        "impossible d’écrire ici ({kind})", "cannot write here ({kind})"; kind = refusal(error.kind())
    ))
}

/// A previous report that an interrupted run had moved aside and that cannot be moved back.
pub fn previous_report_moved_aside(old: &Path, target: &Path, error: &std::io::Error) -> Problem {
    let old = old.display();
    Problem::new(both!(
        "le dossier précédent ne peut être rétabli ({kind})",
        "the previous folder cannot be restored ({kind})";
        kind = refusal(error.kind())
    ))
    .at(target.display().to_string())
    .why(both!(
        "une exécution a été arrêtée pendant qu’elle le remplaçait\u{202f}; son contenu est entier",
        "a run was stopped while replacing it; its contents are complete"
    ))
    .hint(both!("déplacez-y {old} à la main", "move {old} there by hand"))
}

/// A temporary file that cannot be written, where the memory limit requires one.
pub fn no_room_to_spill(folder: &Path) -> Problem {
    Problem::new(both!(
        "la comparaison dépasse sa limite de mémoire, et le fichier temporaire ne peut être écrit",
        "the comparison exceeds its memory limit, and the temporary file cannot be written"
    ))
    .at(folder.display().to_string())
    .hint(both!(
        "libérez de la place sur ce disque, choisissez-en un autre avec `-o DIR`, ou relevez la limite avec `--memory TAILLE`",
        "free space on that disk, choose another with `-o DIR`, or raise the limit with `--memory SIZE`"
    ))
}

/// The program that serves the page is not there, or cannot be started.
pub fn no_desk(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(both!(
        "le programme qui sert la page ne démarre pas ({kind})",
        "the program that serves the page cannot be started ({kind})";
        kind = refusal(error.kind())
    ))
    .at(path.display().to_string())
    .why(both!(
        "`ampleur` lui-même n’ouvre aucune connexion\u{202f}; sa page est un programme à part, rangé à côté",
        "`ampleur` itself opens no connection; its page is a program of its own, beside it"
    ))
    .hint(both!(
        "à partir d’un clone\u{a0}: `cargo build --release`, ou `cargo install --path crates/desk --locked`",
        "from a clone: `cargo build --release`, or `cargo install --path crates/desk --locked`"
    ))
}

/// The output folder contains an input, or the other way round.
pub fn output_holds_input(path: &Path, input: &str) -> Problem {
    Problem::new(both!(
        "le dossier de sortie contient un fichier d’entrée, qui serait supprimé avec lui",
        "the output folder contains an input file, which would be deleted with it"
    ))
    .at(path.display().to_string())
    .why(both!("ce fichier est {input}", "the input is {input}"))
    .hint(both!("choisissez un autre dossier avec `-o DIR`", "choose another folder with `-o DIR`"))
}

/// Who does not have a party that was named.
#[derive(Clone, Copy)]
pub enum Lacking {
    /// The incident file has no such insurer.
    Insurer,
    /// The incident file has no such operator.
    Operator,
    /// The report has no such operator.
    OperatorOfReport,
}

/// A party that does not exist.
pub fn no_such_party(lacking: Lacking, written: &str, known: &[&str]) -> Problem {
    let problem = Problem::new(match lacking {
        Lacking::Insurer => {
            both!(
                "le fichier d’incident n’a pas d’assureur `{written}`",
                "the incident file has no insurer `{written}`"
            )
        }
        Lacking::Operator => {
            both!(
                "le fichier d’incident n’a pas d’opérateur `{written}`",
                "the incident file has no operator `{written}`"
            )
        }
        Lacking::OperatorOfReport => {
            both!("le rapport n’a pas d’opérateur `{written}`", "the report has no operator `{written}`")
        }
    });
    match nearest(written, known.iter().copied()) {
        Some(near) => problem.hint(did_you_mean(near)),
        None if known.is_empty() => problem,
        None => problem.hint(both!("il a {all}", "it has {all}"; all = list(known))),
    }
}

/// The same operator given twice where two are compared.
pub fn operator_twice(written: &str, known: &[&str]) -> Problem {
    Problem::new(both!(
        "`{written}` est donné deux fois\u{202f}; une comparaison demande deux opérateurs",
        "`{written}` is given twice; a comparison needs two operators"
    ))
    .hint(both!(
        "les opérateurs du rapport sont {known}", "the report's operators are {known}"; known = list(known)
    ))
}

/// A folder that is not a report.
pub fn no_report(folder: &Path) -> Problem {
    Problem::new(both!(
        "le dossier n’est pas un rapport que cette version puisse lire",
        "the folder is not a report that this version can read"
    ))
    .at(folder.display().to_string())
    .why(both!(
        "il n’a pas de manifest.json lisible au schéma ampleur/manifest/1",
        "it has no readable manifest.json of schema ampleur/manifest/1"
    ))
    .hint(both!(
        "donnez le dossier même du rapport, par exemple reports/mon-incident",
        "give the report's own folder, such as reports/my-incident"
    ))
}
